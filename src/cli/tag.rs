//! Language tags (BCP 47), as far as they decide which index answers: language, script and region.

use std::fmt;

/// The language of documents that state none.
pub(crate) const UNDETERMINED: &str = "und";

/// What a tag says, each part as it is written (`zh-Hant-TW`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Tag {
    /// The primary subtag.
    pub language: String,
    /// The script, where the tag states one or its region tells, as in Chinese.
    pub script: Option<String>,
    /// Whether the tag states the script.
    is_script_stated: bool,
    pub region: Option<String>,
}

/// Where Chinese is written in traditional characters.
const TRADITIONAL: [&str; 3] = ["TW", "HK", "MO"];

impl Tag {
    /// Reads a tag; what follows the region is left out.
    pub fn new(text: &str) -> Self {
        let mut parts = text.split(['-', '_']);
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        let (mut script, mut region) = (None, None);
        for part in parts.take_while(|part| part.len() != 1) {
            let is_word = part.bytes().all(|byte| byte.is_ascii_alphabetic());
            match part.len() {
                4 if is_word && script.is_none() && region.is_none() => script = Some(capitalised(part)),
                2 if is_word && region.is_none() => region = Some(part.to_ascii_uppercase()),
                3 if !is_word && region.is_none() => region = Some(part.to_owned()),
                _ => {}
            }
        }
        let is_script_stated = script.is_some();
        if language == "zh" && script.is_none() {
            let is_traditional = region.as_deref().is_some_and(|region| TRADITIONAL.contains(&region));
            script = Some(if is_traditional { "Hant" } else { "Hans" }.to_owned());
        }
        Self { language, script, is_script_stated, region }
    }

    /// Returns how much of `other` it is: 0 where that is another language, more for the same script, most for the
    /// same region, too, stated or not.
    pub fn likeness(&self, other: &Self) -> u8 {
        if self.language != other.language {
            return 0;
        }
        if self.script != other.script {
            return 1;
        }
        match (self.likely_region(), other.likely_region()) {
            (mine, its) if mine != its => 2,
            _ => 3,
        }
    }

    /// The region where most read the language in the script, where several are told apart.
    fn likely_region(&self) -> Option<&str> {
        self.region.as_deref().or(match (self.language.as_str(), self.script.as_deref()) {
            ("zh", Some("Hans")) => Some("CN"),
            ("zh", Some("Hant")) => Some("TW"),
            ("pt", _) => Some("BR"),
            ("en", _) => Some("US"),
            _ => None,
        })
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.language)?;
        let stated = self.script.iter().filter(|_| self.is_script_stated);
        stated.chain(&self.region).try_for_each(|part| write!(f, "-{part}"))
    }
}

fn capitalised(part: &str) -> String {
    let lower = part.to_ascii_lowercase();
    lower[..1].to_ascii_uppercase() + &lower[1..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_read_however_it_is_spelled() {
        for (text, shown) in [
            ("EN", "en"),
            ("en_us", "en-US"),
            ("zh-hant-hk", "zh-Hant-HK"),
            ("zh-TW", "zh-TW"),
            ("es-419", "es-419"),
            ("de-CH-1996", "de-CH"),
            ("en-x-twain", "en"),
            ("", ""),
            ("ca-valencia", "ca"),
        ] {
            assert_eq!(Tag::new(text).to_string(), shown);
        }
    }

    #[test]
    fn what_differs_for_readers_is_less_alike() {
        let alike = |a: &str, b: &str| Tag::new(a).likeness(&Tag::new(b));
        assert_eq!([alike("zh-CN", "zh-Hans"), alike("zh", "zh-CN"), alike("zh-TW", "zh-Hant")], [3, 3, 3]);
        assert_eq!([alike("zh-TW", "zh-HK"), alike("zh-CN", "zh-TW"), alike("zh", "ja")], [2, 1, 0]);
        assert_eq!([alike("pt-BR", "pt"), alike("pt-BR", "pt-PT"), alike("sr-Latn", "sr")], [3, 2, 1]);
    }
}
