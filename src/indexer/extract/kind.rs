//! The kinds of source files: their names, their endings, and which of them a site generator writes.
//!
//! This is the one list of them. The extractor, the command's `sources` setting, its messages and the table in
//! `docs/indexing.md` are made from it.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

/// A kind of source files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "String")]
pub enum SourceKind {
    /// Pages, parsed as browsers parse them.
    Html,
    /// Markdown with front matter.
    Markdown,
    /// Plain text.
    Text,
}

impl SourceKind {
    /// Every kind, in the order in which lists name them.
    pub const ALL: [Self; 3] = [Self::Html, Self::Markdown, Self::Text];

    /// Returns the name by which settings and messages call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Text => "text",
        }
    }

    /// Returns what the names of its files end in: in lower case, without the full stop.
    #[must_use]
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Html => &["html", "htm", "xhtml"],
            Self::Markdown => &["md", "markdown"],
            Self::Text => &["txt"],
        }
    }

    /// Returns whether site generators write files of this kind. In a built site those are the pages, and files of
    /// the other kinds are downloads.
    #[must_use]
    pub const fn is_built(self) -> bool {
        matches!(self, Self::Html)
    }

    /// Returns the kind of the file `path` by its ending, in upper or lower case.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        let (_, ending) = path.rsplit_once('.')?;
        let has = |kind: &Self| kind.endings().iter().any(|known| known.eq_ignore_ascii_case(ending));
        Self::ALL.into_iter().find(has)
    }

    /// Returns its endings as people write them: `.html, .htm, .xhtml`.
    #[must_use]
    pub fn listed_endings(self) -> String {
        self.endings().iter().map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(", ")
    }
}

impl fmt::Display for SourceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that no kind of source files has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownKind(String);

impl fmt::Display for UnknownKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = SourceKind::ALL.map(SourceKind::name).join(", ");
        write!(f, "there is no kind of source files {:?}; the kinds are {names}", self.0)
    }
}

impl std::error::Error for UnknownKind {}

impl FromStr for SourceKind {
    type Err = UnknownKind;

    fn from_str(name: &str) -> Result<Self, UnknownKind> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| UnknownKind(name.to_owned()))
    }
}

impl TryFrom<String> for SourceKind {
    type Error = UnknownKind;

    fn try_from(name: String) -> Result<Self, UnknownKind> {
        name.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_kind_of_its_ending() {
        for kind in SourceKind::ALL {
            for ending in kind.endings() {
                assert_eq!(SourceKind::of(&format!("a.b/c.{ending}")), Some(kind));
                assert_eq!(SourceKind::of(&format!("A.{}", ending.to_ascii_uppercase())), Some(kind));
            }
        }
        for path in ["README", "a.pdf", "html", "a.html/b", "a.txt.gz", ""] {
            assert_eq!(SourceKind::of(path), None, "{path}");
        }
    }

    #[test]
    fn names_and_endings_are_of_one_kind_each() {
        let names = SourceKind::ALL.map(SourceKind::name);
        assert_eq!(names.map(|name| name.parse().map(SourceKind::name)), names.map(Ok));
        let endings: Vec<_> = SourceKind::ALL.iter().flat_map(|kind| kind.endings()).collect();
        let different: std::collections::BTreeSet<_> = endings.iter().collect();
        assert_eq!(different.len(), endings.len());
    }

    #[test]
    fn an_unknown_name_is_refused_with_the_names_there_are() {
        let error = "pdf".parse::<SourceKind>().unwrap_err().to_string();
        assert!(error.starts_with("there is no kind of source files \"pdf\"; the kinds are html, "), "{error}");
    }
}
