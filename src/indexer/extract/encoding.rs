//! From bytes to text, as browsers read them.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::Warning;

/// Bytes at the beginning of a page that are searched for its charset.
const PRESCANNED: usize = 1024;

/// Decodes a page: by its byte order mark, else by the charset that it declares, else as UTF-8,
/// and as windows-1252 where it is none. What is wrong in it becomes U+FFFD, and is warned of.
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

/// Decodes a text that begins with a byte order mark; other texts are UTF-8 or none.
///
/// # Errors
/// Where the first invalid sequence begins.
pub(super) fn marked(bytes: &[u8]) -> Result<Cow<'_, str>, usize> {
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
    let mut rest = beginning;
    if let Some(declaration) = rest.strip_prefix(b"<?xml") {
        let end = declaration.iter().position(|byte| *byte == b'>')?;
        let found = Attributes(&declaration[..end]).find(|(name, _)| name == b"encoding");
        if let Some(encoding) = found.and_then(|(_, label)| known(&label)) {
            return Some(encoding);
        }
    }
    loop {
        let at = rest.iter().position(|byte| *byte == b'<')?;
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix(b"<!--") {
            // `<!-->` is one too.
            let end = (0..comment.len()).find(|at| rest[at + 2..].starts_with(b"-->"))?;
            rest = &rest[end + 5..];
        } else if rest.len() > 5 && rest[..5].eq_ignore_ascii_case(b"<meta") && is_gap(rest[5]) {
            let mut attributes = Attributes(&rest[5..]);
            if let Some(encoding) = of_meta(&mut attributes) {
                return Some(encoding);
            }
            rest = attributes.0;
        } else {
            rest = &rest[1..];
            if rest.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/') {
                let name = rest.iter().position(|byte| is_gap(*byte) || *byte == b'>')?;
                let mut attributes = Attributes(&rest[name..]);
                attributes.by_ref().for_each(drop);
                rest = attributes.0;
            }
        }
    }
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
        let skip = |bytes: &[u8]| bytes.iter().take_while(|byte| is_gap(**byte)).count();
        self.0 = &self.0[skip(self.0)..];
        if self.0.first().is_none_or(|byte| *byte == b'>') {
            return None;
        }
        let length = 1 + self.0[1..].iter().take_while(|byte| !is_gap(**byte) && !b"=>".contains(byte)).count();
        let name = self.0[..length].to_ascii_lowercase();
        self.0 = self.0[length..].trim_ascii_start();
        let Some(rest) = self.0.strip_prefix(b"=") else { return Some((name, vec![])) };
        let rest = rest.trim_ascii_start();
        let (value, rest) = match rest.first() {
            Some(quote @ (b'"' | b'\'')) => {
                let end = rest[1..].iter().position(|byte| byte == quote)?;
                (&rest[1..=end], &rest[end + 2..])
            }
            _ => rest.split_at(rest.iter().take_while(|byte| !byte.is_ascii_whitespace() && **byte != b'>').count()),
        };
        self.0 = rest;
        Some((name, value.to_vec()))
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
