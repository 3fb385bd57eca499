//! Why a file gives no document, and what was wrong with one that does.

use std::fmt;

use super::SourceKind;
use crate::sentence::shorten;

/// Why a file or line gives no document. None of them stops a build: it is left out and named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExtractError {
    /// There is no text in it.
    Empty,
    /// It is not UTF-8 from this byte on.
    NotUtf8 {
        /// Where the first invalid sequence begins.
        offset: usize,
    },
    /// Its front matter cannot be read; the parser's own words.
    FrontMatter(String),
    /// It is JSON that describes no document, or no JSON; the parser's own words.
    Json(String),
    /// Its date, which is none.
    Date(String),
    /// Its boost, which is no number from 0 to 10.
    Boost(String),
    /// An earlier line has its id or address.
    Repeated {
        /// The id or address.
        name: String,
        /// The line that has it, counted from 1.
        line: usize,
    },
    /// It asks search engines to leave it out.
    Noindex,
    /// It has more than [`MAX_TEXT_BYTES`](crate::MAX_TEXT_BYTES).
    TooLarge,
    /// It is a draft.
    Draft,
    /// It leads to another page.
    Redirect {
        /// Where to, as it is written there.
        to: String,
    },
    /// It is what servers answer with for pages that aren't there.
    NotFoundPage,
    /// The site says where the content of its pages lies, and in this one there is none.
    Unmarked,
    /// Its name ends in nothing that is understood.
    UnknownType,
}

impl ExtractError {
    /// Returns the kind of reason in one or two words, by which a summary counts.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotUtf8 { .. } => "not UTF-8",
            Self::FrontMatter(_) => "front matter",
            Self::Json(_) => "not JSON",
            Self::Date(_) => "date",
            Self::Boost(_) => "boost",
            Self::Repeated { .. } => "repeated",
            Self::Noindex => "noindex",
            Self::TooLarge => "too large",
            Self::Draft => "draft",
            Self::Redirect { .. } => "redirect",
            Self::NotFoundPage => "404 page",
            Self::Unmarked => "no marked content",
            Self::UnknownType => "unknown type",
        }
    }

    /// Returns whether the file itself asks to be left out, so that nothing is wrong with it.
    #[must_use]
    pub fn is_meant(&self) -> bool {
        matches!(self, Self::Noindex | Self::Draft | Self::Redirect { .. } | Self::NotFoundPage | Self::Unmarked)
    }
}

impl fmt::Display for ExtractError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("there is no text in it"),
            Self::NotUtf8 { offset } => write!(f, "it is not UTF-8 at byte {offset}; save it as UTF-8"),
            Self::FrontMatter(why) => write!(f, "its front matter cannot be read: {why}"),
            Self::Json(why) => write!(f, "it is no document in JSON: {why}"),
            Self::Date(date) => write!(f, "its date is {date:?}, which is no YYYY-MM-DD"),
            Self::Boost(boost) => write!(f, "its boost is {boost}, which is no number from 0 to 10"),
            Self::Repeated { name, line } => {
                write!(f, "line {line} is {name:?} already; give each document its own id and address")
            }
            Self::Noindex => f.write_str("it asks not to be indexed"),
            Self::TooLarge => f.write_str("it has more than 64 MiB, which no page has; exclude it"),
            Self::Draft => f.write_str("it is a draft"),
            Self::Redirect { to } => write!(f, "it leads to {to:?}"),
            Self::NotFoundPage => f.write_str("it stands for pages that aren't there"),
            Self::Unmarked => f.write_str("the site says where the content of its pages lies, and here is none"),
            Self::UnknownType => {
                let endings = SourceKind::ALL.map(SourceKind::listed_endings).join(", ");
                write!(f, "only {endings} are understood")
            }
        }
    }
}

impl std::error::Error for ExtractError {}

/// What is wrong with a file that gives a document all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// It declares no charset and is no UTF-8: it was read as windows-1252, as browsers do.
    Undeclared {
        /// Where it stops being UTF-8.
        offset: usize,
    },
    /// Some of its bytes are none in its charset: U+FFFD stands for them.
    Malformed {
        /// The charset.
        encoding: &'static str,
    },
    /// An attribute that is understood in part or not at all.
    Attribute {
        /// Its name, without `data-findlet-`.
        name: String,
        /// Its value, or the part of it that is wrong.
        value: String,
        /// What it is.
        why: &'static str,
    },
    /// A value of its front matter that is not understood.
    FrontMatter {
        /// Its key.
        key: String,
        /// Its value.
        value: String,
        /// What it is.
        why: &'static str,
    },
    /// An address that leads to no page, and was ignored.
    Address {
        /// Whose: `canonical` or `base`.
        what: &'static str,
        /// The address.
        address: String,
    },
    /// Its elements are nested deeper than any browser goes: what is beyond was read as one block.
    TooDeep {
        /// Elements within one another at most.
        limit: u32,
    },
}

impl Warning {
    /// A warning about the attribute `data-findlet-NAME`.
    pub(super) fn attribute(name: &str, value: &str, why: &'static str) -> Self {
        Self::Attribute { name: name.to_owned(), value: shorten(value, 60), why }
    }

    /// A warning about an address.
    pub(super) fn address(what: &'static str, address: &str) -> Self {
        Self::Address { what, address: shorten(address, 60) }
    }

    /// A warning about a value of front matter.
    pub(super) fn front_matter(key: &str, value: String, why: &'static str) -> Self {
        Self::FrontMatter { key: key.to_owned(), value, why }
    }

    /// Returns the kind of warning in one or two words, by which a summary counts.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        match self {
            Self::Undeclared { .. } => "no charset",
            Self::Malformed { .. } => "wrong bytes",
            Self::Attribute { .. } => "attribute",
            Self::FrontMatter { .. } => "front matter",
            Self::Address { .. } => "address",
            Self::TooDeep { .. } => "too deep",
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Undeclared { offset } => {
                write!(f, "no UTF-8 at byte {offset}, so it was read as windows-1252; declare its charset")
            }
            Self::Malformed { encoding } => {
                write!(f, "it says that it is {encoding} and is not everywhere; U+FFFD stands for what is wrong")
            }
            Self::Attribute { name, value, why } => write!(f, "data-findlet-{name}={value:?} is {why}"),
            Self::FrontMatter { key, value, why } => write!(f, "{key} {value:?} in its front matter is {why}"),
            Self::Address { what, address } => {
                write!(f, "its {what} address {address:?} is not one of http or https; it was ignored")
            }
            Self::TooDeep { limit } => {
                write!(
                    f,
                    "more than {limit} elements are open within one another; what is deeper was read as one block"
                )
            }
        }
    }
}
