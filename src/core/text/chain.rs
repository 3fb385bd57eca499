//! The word or compound being read, letter by letter.

use super::slices::slice;
use super::token::{MAX_TERM_BYTES, Token, TokenKind};

/// Bytes of a spelling at most, beyond which marks are dropped and compounds have no whole.
pub(super) const MAX_FORM_BYTES: usize = 3 * MAX_TERM_BYTES;

/// Parts of a compound at most; longer chains are found by their parts only. Also the humps of a
/// part at most, of which the last holds the rest.
const MAX_PARTS: usize = 8;

/// Returns whether the letter at `at` begins a word in camel case: the `C` of `camelCase`, the `S`
/// of `HTTPServer`, but neither letter of `R2D2` and not the `F` of `PDFs`. ASCII only.
pub(super) fn is_hump(text: &str, at: usize) -> bool {
    let byte = |at: usize| text.as_bytes().get(at).copied().unwrap_or_default();
    let is_small = |at: usize| byte(at).is_ascii_lowercase();
    let before = at.wrapping_sub(1);
    byte(at).is_ascii_uppercase()
        && (is_small(before) || byte(before).is_ascii_alphanumeric() && is_small(at + 1) && is_small(at + 2))
}

/// Symbols and joiners one after the other, a byte each: the last four. All are ASCII.
type Symbols = u32;

const COMMA: Symbols = b',' as Symbols;
const PLUS: Symbols = b'+' as Symbols;
const SHARP: Symbols = b'#' as Symbols;
const AT: Symbols = b'@' as Symbols;
const DOT: Symbols = b'.' as Symbols;
const DASH: Symbols = b'-' as Symbols;
const COLONS: Symbols = twice(b':');
const PLUSES: Symbols = twice(b'+');
const DASHES: Symbols = twice(b'-');

const fn twice(symbol: u8) -> Symbols {
    (symbol as Symbols) << 8 | symbol as Symbols
}

/// The word or compound being read: parts with joiners between them.
#[derive(Debug, Default)]
pub(super) struct Chain {
    /// The keys of all pieces, one after the other.
    key: String,
    /// The spellings, with all symbols and joiners, those behind the last part included.
    form: String,
    /// The symbols of a name that begins with some, else nothing; then the parts, those in camel
    /// case hump by hump.
    pieces: Vec<Piece>,
    /// How many parts there are.
    parts: usize,
    /// The first piece of the last part.
    part: Piece,
    /// How many of its pieces are humps, the first not counted.
    humps: usize,
    /// Whether it grew too long and ends here.
    is_cut: bool,
    /// Symbols after the last part, or before the first. Whether they belong to the chain is
    /// known by what follows.
    symbols: Symbols,
    /// Where they begin and end in the text.
    start: usize,
    end: usize,
    /// Whether parts were emitted already: the chain has too many for a whole.
    is_endless: bool,
}

/// A part of a compound, or a hump of one: where its strings begin in the chain's, and where it
/// is in the text.
#[derive(Clone, Copy, Debug, Default)]
struct Piece {
    key: usize,
    key_end: usize,
    form: usize,
    form_end: usize,
    start: usize,
    end: usize,
    /// Whether it continues a part.
    is_hump: bool,
}

/// Returns the number of a version: `5` of `v5`.
fn version(key: &str) -> Option<&str> {
    key.strip_prefix('v').filter(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

impl Chain {
    /// Whether neither a part nor a symbol before one was read.
    pub fn is_empty(&self) -> bool {
        self.parts == 0 && self.symbols == 0
    }

    /// Adds a letter, which may begin a part or a hump.
    pub fn push(&mut self, c: char, start: usize, end: usize, is_hump: bool, emit: &mut dyn FnMut(Token<'_>)) {
        if self.symbols != 0 || self.parts == 0 {
            self.begin(c, start, emit);
        }
        self.is_cut |= self.key.len() - self.part.key + c.len_utf8() > MAX_TERM_BYTES;
        if !self.is_cut {
            if is_hump && self.humps + 1 < MAX_PARTS {
                self.humps += 1;
                self.begin_piece(start, true);
            }
            self.key.push(c);
            self.form.push(c);
        }
        self.extend(end);
    }

    /// Says that the last piece reaches until here.
    fn extend(&mut self, end: usize) {
        if let Some(piece) = self.pieces.last_mut() {
            (piece.end, piece.key_end, piece.form_end) = (end, self.key.len(), self.form.len());
        }
    }

    /// Begins a part, of this chain or of a new one, as the symbols before it say.
    fn begin(&mut self, c: char, start: usize, emit: &mut dyn FnMut(Token<'_>)) {
        let joins = match self.symbols {
            COMMA => c.is_ascii_digit() && self.key.as_bytes().last().is_some_and(u8::is_ascii_digit),
            symbols => symbols != PLUSES,
        };
        if self.parts > 0 && !joins {
            self.finish(emit);
        } else if self.parts == MAX_PARTS {
            self.is_endless = true;
            self.finish(emit);
            self.is_endless = true;
        } else if self.symbols == DOT && c.is_ascii_digit() {
            self.point();
        }
        if self.parts == 0 {
            if !matches!(self.symbols, SHARP | AT | DOT | DASH | DASHES) {
                self.form.clear();
                self.start = start;
            }
            self.pieces.push(Piece { start: self.start, ..Piece::default() });
            self.key.push_str(&self.form);
        }
        self.symbols = 0;
        self.is_cut = false;
        self.humps = 0;
        self.parts += 1;
        self.part = self.begin_piece(start, false);
    }

    /// Keeps the point between two digits in the key: `3.11` is not `311`. The number of a version is a hump of it.
    #[inline(never)]
    fn point(&mut self) {
        let is_version = self.parts == 1 && version(&self.key).is_some();
        if let Some(part) = self.pieces.last_mut().filter(|part| is_version && part.end - part.start == part.key_end) {
            let number = Piece { key: 1, form: part.form + 1, start: part.start + 1, is_hump: true, ..*part };
            (part.key_end, part.form_end, part.end) = (1, number.form, number.start);
            self.pieces.push(number);
        }
        if self.key.as_bytes().last().is_some_and(u8::is_ascii_digit) {
            self.key.push('.');
        }
    }

    /// Whether points in a number only group its digits: `1.299,95`, `12.500`.
    #[inline(never)]
    fn is_grouped(&self) -> bool {
        let form = slice(&self.form, 0..self.pieces.last().map_or(0, |last| last.form_end)).as_bytes();
        let is_comma_last = form.iter().rposition(|byte| *byte == b',') > form.iter().position(|byte| *byte == b'.');
        let is_group = |part: &Piece| {
            let key = slice(&self.key, part.key..part.key_end).as_bytes();
            key.len() == 3 && key.iter().all(u8::is_ascii_digit)
        };
        let are_groups = !self.key.starts_with('0') && self.pieces.iter().skip(2).all(is_group);
        !self.key.starts_with('.') && (is_comma_last || are_groups)
    }

    fn begin_piece(&mut self, start: usize, is_hump: bool) -> Piece {
        let key = self.key.len();
        let piece = Piece { key, key_end: key, form: self.form.len(), start, is_hump, ..Piece::default() };
        self.pieces.push(piece);
        piece
    }

    /// Adds a mark to the spelling. Their order is that of the text: composed (NFC) texts have the
    /// same for the same letter.
    pub fn mark(&mut self, mark: char, end: usize) {
        if self.symbols != 0 || self.parts == 0 {
            return;
        }
        let len = self.form.len() - self.part.form + mark.len_utf8();
        if !self.is_cut && len <= MAX_FORM_BYTES - MAX_TERM_BYTES {
            self.form.push(mark);
        }
        self.extend(end);
    }

    /// Adds a symbol or joiner. Two behind a part end the chain, save `::` and `++`; before one, an
    /// apostrophe or slash separates, so that names in quotes and behind `/` are names.
    pub fn join(&mut self, c: char, start: usize, end: usize, emit: &mut dyn FnMut(Token<'_>)) {
        let symbols = self.symbols << 8 | Symbols::from(c as u8);
        if self.parts > 0 && self.symbols != 0 && symbols != COLONS && symbols != PLUSES {
            self.finish(emit);
            // What follows doesn't begin a name: not `--b` in `a---b`.
            self.symbols = COMMA;
        }
        if self.parts == 0 && matches!(c, '\'' | '/') {
            self.symbols = 0;
            return self.form.clear();
        }
        if self.symbols == 0 {
            self.start = start;
        }
        self.symbols = self.symbols << 8 | Symbols::from(c as u8);
        self.form.push(c);
        self.end = end;
    }

    /// Emits the parts, the whole where there is one, and the last part with symbols behind it.
    pub fn finish(&mut self, emit: &mut dyn FnMut(Token<'_>)) {
        let form_end = self.pieces.last().map_or(0, |last| last.form_end);
        let fits = !self.is_endless && self.key.len() <= MAX_TERM_BYTES && form_end <= MAX_FORM_BYTES;
        let begins_name = self.pieces.get(1).is_some_and(|first| first.key > 0);
        let has_whole = fits && (self.parts > 1 || begins_name);
        let has_name = fits && self.parts > 0 && matches!(self.symbols, PLUS | PLUSES | SHARP);
        self.emit_parts(if has_whole || has_name { TokenKind::Part } else { TokenKind::Word }, emit);
        if has_whole {
            self.emit(0, self.pieces.len() - 1, TokenKind::Whole, emit);
        }
        if has_name {
            self.key.push_str(slice(&self.form, form_end..self.form.len()));
            let key = slice(&self.key, self.part.key..self.key.len());
            let form = slice(&self.form, self.part.form..self.form.len());
            let kind = if has_whole { TokenKind::Subword } else { TokenKind::Whole };
            emit(Token { key, form, start: self.part.start, end: self.end, kind });
        }
        self.key.clear();
        self.form.clear();
        self.pieces.clear();
        (self.parts, self.symbols) = (0, 0);
        self.is_endless = false;
    }

    /// Emits the parts as tokens of `kind`, each after its humps.
    fn emit_parts(&self, kind: TokenKind, emit: &mut dyn FnMut(Token<'_>)) {
        let mut part = 1;
        for at in 1..self.pieces.len() {
            let goes_on = self.pieces.get(at + 1).is_some_and(|next| next.is_hump);
            if goes_on || at > part {
                self.emit(at, at, TokenKind::Subword, emit);
            }
            if !goes_on {
                self.emit(part, at, kind, emit);
                part = at + 1;
            }
        }
    }

    /// Emits the token of the pieces from `first` to `last`.
    fn emit(&self, first: usize, last: usize, kind: TokenKind, emit: &mut dyn FnMut(Token<'_>)) {
        if let (Some(first), Some(last)) = (self.pieces.get(first), self.pieces.get(last)) {
            let mut key = slice(&self.key, first.key..last.key_end);
            let form = slice(&self.form, first.form..last.form_end);
            let mut joined = String::new();
            if kind == TokenKind::Whole
                && let Some((number, _)) = key.split_once('.')
                && version(number).is_some()
            {
                key = slice(key, 1..key.len());
            } else if kind == TokenKind::Whole && key.contains('.') && self.is_grouped() {
                key.chars().filter(|c| *c != '.').for_each(|c| joined.push(c));
                key = &joined;
            }
            emit(Token { key, form, start: first.start, end: last.end, kind });
        }
    }
}
