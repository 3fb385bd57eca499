//! From bytes to text, as browsers read them.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::error::{ExtractError, Warning};

/// Bytes at the beginning of a page that are searched for its charset.
const PRESCANNED: usize = 1024;

/// Decodes a page: by its byte order mark, else by the charset that it declares, else as UTF-8,
/// and as windows-1252 where it isn't UTF-8. Invalid bytes become U+FFFD, which the warning says.
pub(super) fn page(bytes: &[u8]) -> (Cow<'_, str>, Option<Warning>) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode(&bytes[mark..], encoding);
    }
    if let Some(encoding) = declared(&bytes[..bytes.len().min(PRESCANNED)]) {
        return decode(bytes, encoding);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), None),
        Err(error) => {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            (text, Some(Warning::Undeclared { offset: error.valid_up_to() }))
        }
    }
}

/// Decodes a text that is no page: by its byte order mark, else as UTF-8.
///
/// # Errors
/// [`ExtractError::NotUtf8`].
pub(super) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, ExtractError> {
    marked(bytes).map_err(|offset| ExtractError::NotUtf8 { offset })
}

/// Decodes a text that begins with a byte order mark; other texts are UTF-8 or none.
///
/// # Errors
/// Where the first invalid sequence begins.
fn marked(bytes: &[u8]) -> Result<Cow<'_, str>, usize> {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    if encoding == UTF_8 {
        let text = std::str::from_utf8(&bytes[mark..]);
        return text.map(Cow::Borrowed).map_err(|error| mark + error.valid_up_to());
    }
    encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]).ok_or(mark)
}

fn decode<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> (Cow<'a, str>, Option<Warning>) {
    let (text, is_malformed) = encoding.decode_without_bom_handling(bytes);
    (text, is_malformed.then(|| Warning::Malformed { encoding: encoding.name() }))
}

/// Returns the encoding that the beginning of a page declares, by the standard's "prescan a byte
/// stream"; XHTML declares it in its first line.
fn declared(beginning: &[u8]) -> Option<&'static Encoding> {
    of_xml_declaration(beginning).or_else(|| of_first_meta(beginning))
}

/// Reads `<?xml … encoding="…"?>`.
fn of_xml_declaration(beginning: &[u8]) -> Option<&'static Encoding> {
    let declaration = beginning.strip_prefix(b"<?xml")?;
    let end = declaration.iter().position(|byte| *byte == b'>')?;
    let (_, label) = Attributes(&declaration[..end]).find(|(name, _)| name == b"encoding")?;
    known(&label)
}

/// Returns the encoding of the first `meta` that declares one.
fn of_first_meta(mut rest: &[u8]) -> Option<&'static Encoding> {
    loop {
        rest = &rest[rest.iter().position(|byte| *byte == b'<')?..];
        if rest.starts_with(b"<!--") {
            // `<!-->` is a whole comment.
            rest = after(&rest[2..], b"-->")?;
        } else if let Some(attributes) = in_meta(rest) {
            let mut attributes = Attributes(attributes);
            if let Some(encoding) = of_meta(&mut attributes) {
                return Some(encoding);
            }
            rest = attributes.0;
        } else {
            rest = after_tag(&rest[1..])?;
        }
    }
}

/// Returns what follows the first `mark`.
fn after<'a>(bytes: &'a [u8], mark: &[u8]) -> Option<&'a [u8]> {
    let at = bytes.windows(mark.len()).position(|window| window == mark)?;
    Some(&bytes[at + mark.len()..])
}

/// Returns what follows the name of a `meta` tag, if one begins here.
fn in_meta(tag: &[u8]) -> Option<&[u8]> {
    let (name, rest) = tag.split_at_checked(5)?;
    (name.eq_ignore_ascii_case(b"<meta") && rest.first().is_some_and(|byte| is_gap(*byte))).then_some(rest)
}

/// Skips a tag whose `<` was read, if it is one.
fn after_tag(tag: &[u8]) -> Option<&[u8]> {
    if !tag.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/') {
        return Some(tag);
    }
    let name = tag.iter().position(|byte| is_gap(*byte) || *byte == b'>')?;
    let mut attributes = Attributes(&tag[name..]);
    attributes.by_ref().for_each(drop);
    Some(attributes.0)
}

fn of_meta(attributes: &mut Attributes<'_>) -> Option<&'static Encoding> {
    let (mut charset, mut content, mut is_type) = (None, None, false);
    for (name, value) in attributes {
        match name.as_slice() {
            b"charset" => charset = charset.or_else(|| known(&value)),
            b"http-equiv" => is_type = value.eq_ignore_ascii_case(b"content-type"),
            b"content" => content = content.or_else(|| of_content(&value)),
            _ => {}
        }
    }
    charset.or(content.filter(|_| is_type))
}

/// Reads `text/html; charset=…`.
fn of_content(value: &[u8]) -> Option<&'static Encoding> {
    let value = value.to_ascii_lowercase();
    let at = value.windows(7).position(|window| window == b"charset")?;
    let rest = value[at + 7..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let label = match rest.first()? {
        quote @ (b'"' | b'\'') => rest[1..].split(|byte| byte == quote).next()?,
        _ => rest.split(|byte| is_gap(*byte) || *byte == b';').next()?,
    };
    known(label)
}

/// A page whose declaration could be read as ASCII isn't UTF-16, whatever it says.
fn known(label: &[u8]) -> Option<&'static Encoding> {
    let encoding = match label.to_ascii_lowercase().as_slice() {
        b"x-user-defined" => WINDOWS_1252,
        label => Encoding::for_label(label)?,
    };
    Some(encoding.output_encoding())
}

fn is_gap(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'/'
}

/// The attributes of a tag, names in lower case; what is left of the bytes follows the tag.
struct Attributes<'a>(&'a [u8]);

impl Iterator for Attributes<'_> {
    type Item = (Vec<u8>, Vec<u8>);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.0.iter().position(|byte| !is_gap(*byte)).unwrap_or(self.0.len());
        self.0 = &self.0[start..];
        if self.0.first().is_none_or(|byte| *byte == b'>') {
            return None;
        }
        let name = self.name();
        let value = match self.0.strip_prefix(b"=") {
            Some(rest) => self.value(rest.trim_ascii_start())?.to_vec(),
            None => vec![],
        };
        Some((name, value))
    }
}

impl<'a> Attributes<'a> {
    /// Reads a name, which is at least one byte long, and the white space after it.
    fn name(&mut self) -> Vec<u8> {
        let ends = |byte: &u8| is_gap(*byte) || b"=>".contains(byte);
        let end = self.0[1..].iter().position(ends).map_or(self.0.len(), |at| at + 1);
        let (name, rest) = self.0.split_at(end);
        self.0 = rest.trim_ascii_start();
        name.to_ascii_lowercase()
    }

    /// Reads the value that `rest` begins with; there is none where its closing quote is missing.
    fn value(&mut self, rest: &'a [u8]) -> Option<&'a [u8]> {
        if let Some(quote @ (b'"' | b'\'')) = rest.first() {
            let end = rest[1..].iter().position(|byte| byte == quote)?;
            self.0 = &rest[end + 2..];
            return Some(&rest[1..=end]);
        }
        let ends = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'>';
        let (value, rest) = rest.split_at(rest.iter().position(ends).unwrap_or(rest.len()));
        self.0 = rest;
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Option<Warning>) {
        let (text, warning) = page(bytes);
        (text.into_owned(), warning)
    }

    fn name(page: &str) -> Option<&'static str> {
        declared(page.as_bytes()).map(Encoding::name)
    }

    #[test]
    fn a_byte_order_mark_wins() {
        assert_eq!(read(b"\xEF\xBB\xBF<meta charset=latin1>\xC3\xA9"), ("<meta charset=latin1>é".into(), None));
        assert_eq!(read(b"\xFF\xFEp\0h\0\xDF\x1E"), ("phở".into(), None));
        assert_eq!(read(b"\xFE\xFF\0p\0h\x1E\xDF"), ("phở".into(), None));
    }

    #[test]
    fn declared_charsets_are_found() {
        for (page, expected) in [
            ("<meta charset=\"shift_jis\">", Some("Shift_JIS")),
            ("<!doctype html><html lang=ru><head><META CHARSET = 'Windows-1251' />", Some("windows-1251")),
            ("<meta http-equiv=Content-Type content=\"text/html; charset=GB2312\">", Some("GBK")),
            ("<meta content='text/html;charset=\"euc-kr\"' http-equiv='content-type'>", Some("EUC-KR")),
            ("<?xml version=\"1.0\" encoding=\"iso-8859-2\"?>\n<html>", Some("ISO-8859-2")),
            ("<!-- <meta charset=big5> --><meta charset=utf-8>", Some("UTF-8")),
            ("<!--><meta charset=big5>", Some("Big5")),
            ("<script src='<meta charset=big5>'></script><meta charset=koi8-r>", Some("KOI8-R")),
            ("<meta charset=utf-16le>", Some("UTF-8")),
            ("<meta charset=x-user-defined>", Some("windows-1252")),
            ("<meta charset=klingon><meta charset=utf8>", Some("UTF-8")),
            ("<meta name=description content='charset=big5'>", None),
            ("<metadata charset=big5>", None),
            ("<meta charset='big5", None),
            ("<!-- <meta charset=big5>", None),
            ("<p>charset=big5", None),
            ("<", None),
            ("", None),
        ] {
            assert_eq!(name(page), expected, "{page}");
        }
    }

    #[test]
    fn legacy_encodings_are_decoded() {
        assert_eq!(read(b"<meta charset=windows-1251>\xCF\xF0\xE8"), ("<meta charset=windows-1251>При".into(), None));
        assert_eq!(read(b"<meta charset=latin1>\x93caf\xE9\x94"), ("<meta charset=latin1>“café”".into(), None));
    }

    #[test]
    fn without_a_charset_a_page_is_utf_8_or_windows_1252() {
        assert_eq!(read("café".as_bytes()), ("café".into(), None));
        assert_eq!(read(b"caf\xE9"), ("café".into(), Some(Warning::Undeclared { offset: 3 })));
    }

    #[test]
    fn wrong_bytes_are_replaced_and_reported() {
        let (text, warning) = read(b"<meta charset=utf-8>caf\xE9 au lait");
        assert_eq!(text, "<meta charset=utf-8>caf\u{FFFD} au lait");
        assert_eq!(warning, Some(Warning::Malformed { encoding: "UTF-8" }));
    }

    #[test]
    fn texts_are_decoded_by_their_mark_or_are_utf_8() {
        assert_eq!(marked(b"\xFF\xFEa\0").as_deref(), Ok("a"));
        assert_eq!(marked(b"\xEF\xBB\xBFa").as_deref(), Ok("a"));
        assert_eq!(marked(b"\xEF\xBB\xBFcaf\xE9"), Err(6));
        assert_eq!(marked(b"\xFF\xFEa"), Err(2));
    }

    #[test]
    fn every_prescan_ends() {
        let parts = ["<meta ", "charset", "=", "'", "\"", ">", "<!--", "-->", "/", " ", "<a", "content=", "<?xml "];
        for a in parts {
            for b in parts {
                for c in parts {
                    for d in parts {
                        let _ = declared(format!("{a}{b}{c}{d}").as_bytes());
                    }
                }
            }
        }
    }
}
