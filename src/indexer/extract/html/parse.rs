//! Parsing by the HTML standard, and what keeps hostile pages from costing more than they weigh.

use std::cell::{Cell, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, LocalName, TokenizerResult, local_name};

use super::sink::Sink;
use super::tree::{NodeId, Tree};

/// Elements within one another at most, as in browsers: html5ever looks through the open
/// elements at every tag, so that 100,000 of them would take minutes.
pub(super) const MAX_DEPTH: u32 = 512;

/// Formatting elements (`b`, `font` …) that are never closed at most: every paragraph after them
/// opens all of them again.
const MAX_FORMATTING: u32 = 16;

/// How a page is to be parsed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ParseOptions {
    /// Whether formatting elements are kept that make no difference to the text.
    pub formatting: bool,
    /// Whether `<x/>` is closed at once, as in XHTML.
    pub xhtml: bool,
}

/// A page, and whether tags beyond [`MAX_DEPTH`] were left out of it.
#[derive(Debug)]
pub(super) struct Parsed {
    pub tree: Tree,
    pub is_cut: bool,
}

/// Parses a page. Every text is a page.
///
/// Beyond [`MAX_DEPTH`] the tags are spaces, and their texts belong to the element there.
///
/// A page in which formatting elements end inside of others is parsed with all of them.
pub(super) fn parse(text: &str, options: ParseOptions) -> Parsed {
    let (parsed, is_misnested) = attempt(text, options);
    if is_misnested { attempt(text, ParseOptions { formatting: true, ..options }).0 } else { parsed }
}

/// Parses a page; returns too whether the end of an element that was left out would have closed others.
fn attempt(text: &str, options: ParseOptions) -> (Parsed, bool) {
    let builder = TreeBuilder::new(Sink::new(), TreeBuilderOpts::default());
    let bounded = Bounded {
        builder,
        options,
        skipped: Cell::new(0),
        formatting: Cell::new(0),
        nesting: RefCell::default(),
        is_cut: Cell::new(false),
    };
    let tokenizer = Tokenizer::new(bounded, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(text));
    // It stops at the end of every script, which nobody runs here.
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    let Bounded { builder, nesting, is_cut, .. } = tokenizer.sink;
    let is_misnested = nesting.into_inner().is_misnested && !options.formatting;
    (Parsed { tree: builder.sink.finish(), is_cut: is_cut.get() }, is_misnested)
}

/// What is open within formatting elements that were left out.
#[derive(Debug, Default)]
struct Nesting {
    /// Names of elements, the outermost first, and whether they were left out.
    open: Vec<(LocalName, bool)>,
    /// Whether the end of one that was left out closes others: they stay open without it.
    is_misnested: bool,
}

/// Elements within one that was left out that are kept in mind; more are taken to be misnested.
const MAX_NESTING: usize = 64;

impl Nesting {
    fn start(&mut self, tag: &Tag, is_left_out: bool) {
        if self.is_misnested || !is_left_out && self.open.is_empty() || is_void(tag) {
            return;
        }
        self.is_misnested = self.open.len() == MAX_NESTING;
        self.open.push((tag.name.clone(), is_left_out));
    }

    fn end(&mut self, tag: &Tag) {
        let Some(at) = self.open.iter().rposition(|(name, _)| *name == tag.name) else { return };
        let is_left_out = self.open[at].1;
        self.is_misnested |= is_left_out && self.open[at..].iter().any(|(_, is_left_out)| !is_left_out);
        self.open.truncate(at);
    }
}

/// Stands between html5ever's tokenizer and its tree builder.
struct Bounded {
    builder: TreeBuilder<NodeId, Sink>,
    options: ParseOptions,
    /// Open tags that were left out for being too deep.
    skipped: Cell<u32>,
    /// Formatting elements that are open, about.
    formatting: Cell<u32>,
    nesting: RefCell<Nesting>,
    is_cut: Cell<bool>,
}

impl TokenSink for Bounded {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let Token::TagToken(tag) = token else { return self.builder.process_token(token, line) };
        let is_idle = self.is_idle(&tag);
        match tag.kind {
            TagKind::StartTag => self.nesting.borrow_mut().start(&tag, is_idle),
            TagKind::EndTag => self.nesting.borrow_mut().end(&tag),
        }
        if is_idle {
            return TokenSinkResult::Continue;
        }
        if self.is_too_deep(&tag) {
            // What is on both sides of it stays apart.
            return self.builder.process_token(Token::CharacterTokens(StrTendril::from_char(' ')), line);
        }
        if self.options.xhtml && tag.self_closing && !is_void(&tag) {
            let end = Tag { kind: TagKind::EndTag, attrs: vec![], self_closing: false, ..tag.clone() };
            let _ = self.builder.process_token(Token::TagToken(Tag { self_closing: false, ..tag }), line);
            let _ = self.builder.process_token(Token::TagToken(end), line);
            return TokenSinkResult::Continue;
        }
        self.builder.process_token(Token::TagToken(tag), line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Bounded {
    /// Whether a tag makes no difference: it formats, and says nothing else. In drawings and
    /// formulas even those end the drawing. Within one that says something all are kept, so that it ends
    /// where its own end tag is. Links are never idle, and are never open twice.
    fn is_idle(&self, tag: &Tag) -> bool {
        if !is_formatting(tag) {
            return false;
        }
        let open = self.formatting.get();
        if tag.kind == TagKind::EndTag {
            self.formatting.set(open.saturating_sub(1));
            return false;
        }
        let says_nothing = open == 0 && !self.options.formatting && !tag.attrs.iter().any(says);
        if (says_nothing || open >= MAX_FORMATTING) && !self.adjusted_current_node_present_but_not_in_html_namespace() {
            return true;
        }
        self.formatting.set(open + 1);
        false
    }

    fn is_too_deep(&self, tag: &Tag) -> bool {
        if is_void(tag) || is_raw(tag) {
            return false;
        }
        let skipped = self.skipped.get();
        if tag.kind == TagKind::EndTag {
            self.skipped.set(skipped.saturating_sub(1));
            return skipped > 0;
        }
        // This asks the sink for the name of the current element, whose depth is then known.
        let _ = self.adjusted_current_node_present_but_not_in_html_namespace();
        let is_too_deep = self.builder.sink.depth_of_asked() >= MAX_DEPTH;
        if is_too_deep {
            self.skipped.set(skipped + 1);
            self.is_cut.set(true);
        }
        is_too_deep
    }
}

/// Whether an attribute of a formatting element is of any use.
fn says(attribute: &Attribute) -> bool {
    let name = &*attribute.name.local;
    matches!(name, "id" | "name" | "hidden" | "role" | "style" | "aria-hidden" | "itemprop")
        || name.starts_with("data-findlet-")
        || name.starts_with("data-pagefind-")
}

fn is_formatting(tag: &Tag) -> bool {
    matches!(
        tag.name,
        local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

/// Whether an element has no end tag.
fn is_void(tag: &Tag) -> bool {
    matches!(
        tag.name,
        local_name!("area")
            | local_name!("base")
            | local_name!("br")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("hr")
            | local_name!("img")
            | local_name!("input")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("param")
            | local_name!("source")
            | local_name!("track")
            | local_name!("wbr")
    )
}

/// Whether an element holds no elements, which its start tag tells the tokenizer.
fn is_raw(tag: &Tag) -> bool {
    matches!(
        tag.name,
        local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("noscript")
            | local_name!("plaintext")
            | local_name!("script")
            | local_name!("style")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("xmp")
    )
}
