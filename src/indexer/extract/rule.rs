//! Why something that a page has is not in its text, or not as the page has it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::sentence::shorten;

/// What took something out of a page, or changed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Rule {
    /// Scripts, styles, fields to fill in, reading aids: no text wherever they stand.
    NotText,
    /// An attribute or a setting says so.
    Ignored,
    /// Nobody sees it, and no control in the content shows it.
    Hidden,
    /// Menus, banners, footers, forms: what belongs to the site and not to the page.
    Furniture,
    /// Buttons, labels, links to the source: what does something and says nothing.
    Control,
    /// The link of a heading to itself.
    Permalink,
    /// Words for screen readers in a link or a heading that says it all.
    ScreenReader,
    /// A line of a heading that says the same as the one before it.
    Repeated,
    /// The numbers of the lines of code, and what can't be selected in it.
    LineNumber,
    /// Links to the previous and the next page.
    PageTurn,
    /// Links within the page: its contents, its footnotes.
    Contents,
    /// The source of a formula.
    Formula,
    /// A block that most pages have word for word.
    Shared,
    /// What most titles begin or end with.
    TitleEnd,
    /// A heading or a title that other pages have too and that names none of them.
    SharedTitle,
    /// A description that other pages have too, or that is made of navigation.
    Description,
    /// The page lists or shows what other pages say: it weighs less.
    Generated,
}

impl Rule {
    /// Returns its name, by which a summary counts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NotText => "no text",
            Self::Ignored => "ignored",
            Self::Hidden => "hidden",
            Self::Furniture => "furniture",
            Self::Control => "control",
            Self::Permalink => "permalink",
            Self::ScreenReader => "screen reader",
            Self::Repeated => "repeated line",
            Self::LineNumber => "line number",
            Self::PageTurn => "page turn",
            Self::Contents => "contents",
            Self::Formula => "formula",
            Self::Shared => "shared block",
            Self::TitleEnd => "shared end of titles",
            Self::SharedTitle => "shared title",
            Self::Description => "description",
            Self::Generated => "generated page",
        }
    }
}

/// Characters of what was taken that are kept to be shown, at most.
const EXAMPLE_CHARS: usize = 100;

/// What rules did to a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// How often each did something.
    pub counts: BTreeMap<Rule, u32>,
    /// What that was, in reading order; only where it was asked for.
    pub examples: Vec<(Rule, String)>,
    /// Whether examples are kept.
    pub is_traced: bool,
}

impl Taken {
    /// Notes that `rule` took what `text` returns.
    pub(crate) fn add(&mut self, rule: Rule, text: impl FnOnce() -> String) {
        *self.counts.entry(rule).or_default() += 1;
        if self.is_traced {
            self.examples.push((rule, shorten(&text(), EXAMPLE_CHARS)));
        }
    }
}
