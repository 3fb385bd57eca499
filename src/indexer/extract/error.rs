//! Why a file gives no document, and what was wrong with one that does.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use super::kind::SourceKind;
use crate::sentence::shorten;

/// What is wrong with a page that scripts write, and what to do.
const WRITTEN: &str = "it looks as if scripts write it";
const PRERENDER: &str = "have its generator write pages (prerendering, static export)";

/// Why a file or line gives no document. None of them stops a build: it is left out and named.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExtractError {
    /// There is no text in it.
    #[error("there is no text in it")]
    Empty,
    /// There is no text in it before scripts have run, which write the page.
    #[error("{WRITTEN}, and there is no text in it before; {PRERENDER}")]
    Scripted,
    /// It is a template that a generator makes pages of.
    #[error("it is a template, which a generator makes pages of")]
    Template,
    /// It is not UTF-8 from this byte on.
    #[error("it is not UTF-8 at byte {offset}; save it as UTF-8")]
    NotUtf8 {
        /// Where the first invalid sequence begins.
        offset: usize,
    },
    /// Its front matter cannot be read.
    #[error("its front matter cannot be read: {0}")]
    FrontMatter(#[source] ParserError),
    /// It is JSON that describes no document, or no JSON.
    #[error("it is not a document in JSON: {0}")]
    Json(#[source] ParserError),
    /// The date is not `YYYY-MM-DD`. Holds the text that was found.
    #[error("its date is {0:?}; write it as YYYY-MM-DD")]
    Date(String),
    /// The boost is not a number from 0 to 10. Holds what was found.
    #[error("its boost is {0}; give a number from 0 to 10")]
    Boost(String),
    /// An earlier line has its id or address.
    #[error("line {line} is {name:?} already; give each document its own id and address")]
    Repeated {
        /// The id or address.
        name: String,
        /// The line that has it, counted from 1.
        line: usize,
    },
    /// It asks search engines to leave it out.
    #[error("it asks not to be indexed")]
    Noindex,
    /// It has more than [`MAX_TEXT_BYTES`](crate::MAX_TEXT_BYTES).
    #[error("it has more than 64 MiB, which no page has; exclude it")]
    TooLarge,
    /// It is a draft.
    #[error("it is a draft")]
    Draft,
    /// It leads to another page.
    #[error("it leads to {to:?}")]
    Redirect {
        /// Where to, as it is written there.
        to: String,
    },
    /// It is what servers answer with for pages that aren't there.
    #[error("it is the page that servers show for what is not there")]
    NotFoundPage,
    /// The site says where the content of its pages is, and this page has no such element.
    #[error("the site says where the content of its pages is, and this page has no such element")]
    Unmarked,
    /// Its name ends in nothing that is understood.
    #[error("only {} are understood", SourceKind::ALL.map(SourceKind::listed_endings).join(", "))]
    UnknownType,
}

impl ExtractError {
    /// Returns the kind of reason in one or two words, by which a summary counts.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Scripted => "written by scripts",
            Self::Template => "template",
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
        matches!(
            self,
            Self::Noindex | Self::Draft | Self::Template | Self::Redirect { .. } | Self::NotFoundPage | Self::Unmarked
        )
    }
}

/// What a parser of YAML, TOML or JSON said. Two of them are equal if they say the same.
#[derive(Clone, Debug)]
pub struct ParserError(Arc<dyn Error + Send + Sync>);

impl ParserError {
    pub(super) fn new(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(error.into().into())
    }
}

impl PartialEq for ParserError {
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

impl Eq for ParserError {}

impl fmt::Display for ParserError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for ParserError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.0)
    }
}

/// What is wrong with a file that gives a document all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// It declares no charset and is no UTF-8: it was read as windows-1252, as browsers do.
    Undeclared {
        /// Where it stops being UTF-8.
        offset: usize,
    },
    /// Some bytes are invalid in the declared encoding; each was replaced by U+FFFD.
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
    /// There is hardly any text in it before scripts have run, which write the page.
    Scripted,
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
            Self::Scripted => "written by scripts",
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scripted => write!(f, "{WRITTEN}, and there is little text in it before; {PRERENDER}"),
            Self::Undeclared { offset } => {
                write!(
                    f,
                    "it declares no charset and is not UTF-8 at byte {offset}, so it was read as windows-1252; declare its charset"
                )
            }
            Self::Malformed { encoding } => {
                write!(
                    f,
                    "it declares {encoding}, and some bytes are invalid in it: each was read as U+FFFD; save it as it declares"
                )
            }
            Self::Attribute { name, value, why } => write!(f, "data-findlet-{name}={value:?} is {why}"),
            Self::FrontMatter { key, value, why } => write!(f, "{key} {value:?} in its front matter is {why}"),
            Self::Address { what, address } => {
                write!(f, "its {what} address {address:?} was ignored: it is neither http nor https")
            }
            Self::TooDeep { limit } => {
                write!(
                    f,
                    "its elements are nested more than {limit} deep; those that are deeper were read as one block"
                )
            }
        }
    }
}
