//! What a page may be called, and which of that names it.
//!
//! A page says its name in several places, and beside it the name of its site, of its part of the site, of its first
//! chapter. What is the page's own shows only beside other pages: [`Known`] is what they have in common. A page alone
//! is named by the same rules, with nothing known.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::cuts::{head_cuts, is_run_together, tail_cuts};
use super::rule::Rule;

/// Where a heading of the first level stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum HeadingPlace {
    /// In the content.
    Content,
    /// Outside of it, in none of the site's own elements.
    Before,
    /// In a menu, a banner or the like.
    Banner,
}

/// A heading of the first level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct First {
    pub text: String,
    pub place: HeadingPlace,
    /// Whether it leads to the site's first page, as logos do.
    pub is_logo: bool,
    /// Whether all of it leads to another page of the site, whose name it is.
    pub is_of_other: bool,
}

/// All that a page may be called.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Titles {
    /// What an attribute says: that is it.
    pub named: Option<String>,
    /// The headings of the first level, in reading order.
    pub firsts: Vec<First>,
    /// The first headings of the content below these.
    pub headings: Vec<String>,
    /// What it is called when it is shared.
    pub social: Option<String>,
    /// The title of the window.
    pub window: Option<String>,
    /// What it calls its site.
    pub sites: Vec<String>,
    /// Of a page that doesn't say where its content is, the first lines before any heading: one of them may be its name.
    pub leads: Vec<String>,
    /// What an attribute says where there is nothing else.
    pub fallback: Option<String>,
    /// Whether the content is a list of articles with titles of their own.
    pub is_list: bool,
}

/// What the titles of a site have in common: hashes of their folded texts, each with the folder whose pages have it,
/// 0 for the whole site.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    /// How many pages there are.
    pub pages: u32,
    /// What most titles begin or end with, the separator left out.
    pub ends: HashSet<(u64, u64)>,
    /// Headings of the first level that many pages have.
    pub firsts: HashSet<(u64, u64)>,
    /// Headings of the first level that a few pages of one language and version have.
    pub repeated: HashSet<u64>,
    /// First headings below these that many pages have.
    pub headings: HashSet<(u64, u64)>,
    /// Titles of windows, and for sharing, that several pages have.
    pub windows: HashSet<u64>,
}

/// What is known, from where a page is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Common<'a> {
    pub known: &'a Known,
    pub folders: [u64; 3],
    /// Whether it is the first of its folder.
    pub is_index: bool,
    /// What titles of windows and repeated headings are hashed with, see [`kin`](super::edition::kin).
    pub kin: u64,
}

impl Common<'_> {
    fn pages(&self) -> u32 {
        self.known.pages
    }

    fn holds(&self, set: &HashSet<(u64, u64)>, text: &str) -> bool {
        let hash = hash(text);
        self.folders.iter().any(|folder| set.contains(&(*folder, hash)))
    }

    fn is_end(&self, text: &str) -> bool {
        self.holds(&self.known.ends, text)
    }

    fn is_first(&self, text: &str) -> bool {
        self.holds(&self.known.firsts, text)
    }

    fn is_heading(&self, text: &str) -> bool {
        self.holds(&self.known.headings, text) || self.is_end(text)
    }

    fn is_window(&self, text: &str) -> bool {
        self.known.windows.contains(&(hash(text) ^ self.kin))
    }

    fn is_repeated(&self, text: &str) -> bool {
        self.known.repeated.contains(&(hash(text) ^ self.kin))
    }

    /// Whether a heading is what titles of the site end with, and stands on several pages or names the window of several;
    /// the first page of a folder may be called so.
    fn is_nothing_but_site(&self, text: &str, window: Option<&str>) -> bool {
        let is_window = window.is_some_and(|window| window.eq_ignore_ascii_case(text));
        self.known.ends.contains(&(0, hash(text)))
            && (!self.is_index && self.is_window(text) || self.is_repeated(text) && !is_window)
    }

    /// Whether pages of the whole site have this heading, and not of a folder only.
    fn is_first_of_site(&self, text: &str) -> bool {
        self.known.firsts.contains(&(0, hash(text)))
    }
}

/// Returns the folders that a page is in, by hashes: the site, the folder of its root and the folder in that.
pub(crate) fn folders(url: &str) -> [u64; 3] {
    let url = url.strip_prefix("./").unwrap_or(url).trim_start_matches('/');
    let mut ends = url.match_indices('/').map(|(at, _)| at);
    let mut next = || ends.next().map_or(0, |end| hash(&url[..end]));
    [0, next(), next()]
}

/// A title, and what it was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Chosen {
    pub title: String,
    /// As the page has it.
    pub raw: String,
    /// What was done to find it.
    pub rules: Vec<Rule>,
}

/// Returns the hash by which titles are compared: in lower case, white space as one space each.
pub(crate) fn hash(text: &str) -> u64 {
    if text.is_ascii() {
        return hash_of(text.bytes().map(|byte| (u32::from(byte.to_ascii_lowercase()), matches!(byte, b' ' | 9..=13))));
    }
    hash_of(text.chars().flat_map(char::to_lowercase).map(|c| (u32::from(c), c.is_whitespace())))
}

/// Returns the hash of characters, each with whether it is white space (FNV-1a).
fn hash_of(characters: impl Iterator<Item = (u32, bool)>) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325u64;
    let mut gap = false;
    for (c, is_space) in characters {
        if is_space {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) {
            hash = (hash ^ 0x20).wrapping_mul(0x100_0000_01B3);
        }
        hash = (hash ^ u64::from(c)).wrapping_mul(0x100_0000_01B3);
    }
    hash ^ hash >> 29
}

/// Titles that editors and templates put where nobody wrote one.
const EMPTY: [&str; 9] =
    ["document", "untitled", "untitled document", "untitled page", "new page", "index", "title", "page", "page title"];

impl Titles {
    /// Chooses the title of the page.
    pub fn choose(&self, known: Common<'_>) -> Chosen {
        if let Some(title) = &self.named {
            return Chosen { title: title.clone(), raw: title.clone(), rules: Vec::new() };
        }
        let window = self.stated(self.window.as_deref(), known);
        let social = self.stated(self.social.as_deref(), known);
        let chosen = self.lead(known).or_else(|| self.first(known, window.as_ref())).or(social).or(window);
        chosen.or_else(|| self.by_heading(known)).or_else(|| self.whatever(known)).unwrap_or_default()
    }

    /// The line before all headings that the window's title names, too; where several pages share that title ("Member
    /// List"), the line that ends with it ("Boats Member List").
    fn lead(&self, known: Common<'_>) -> Option<Chosen> {
        let window = self.window.as_deref()?;
        let rest = self.without_ends(window, known);
        let is_shared = known.is_window(window);
        let is_named = |lead: &&String| {
            lead.eq_ignore_ascii_case(&rest.title) && !is_shared || is_shared && ends_with_words(lead, &rest.title)
        };
        let lead = self.leads.iter().find(is_named)?;
        Some(Chosen { title: lead.clone(), raw: window.to_owned(), rules: rest.rules })
    }

    /// Returns what else the page states to be called, each once, beside what was `chosen`.
    pub fn others(&self, known: Common<'_>, chosen: &Chosen) -> Vec<String> {
        let mut others: Vec<String> = Vec::new();
        for title in [&self.window, &self.social] {
            let title = self.stated(title.as_deref(), known).map(|stated| stated.title).unwrap_or_default();
            let is_known = |known: &str| hash(known) == hash(&title);
            if !title.is_empty()
                && !is_known(&chosen.title)
                && !is_known(&chosen.raw)
                && !others.iter().any(|other| is_known(other))
            {
                others.push(title);
            }
        }
        others
    }

    /// Whether a text says nothing that isn't said by the title that was `chosen`.
    pub fn is_said(&self, text: &str, known: Common<'_>, chosen: &Chosen) -> bool {
        let is_window = self.window.as_deref() == Some(text);
        text == chosen.title || is_window && self.without_ends(text, known).title == chosen.title
    }

    /// The heading of the first level that names the page.
    fn first(&self, known: Common<'_>, window: Option<&Chosen>) -> Option<Chosen> {
        let stated = |text: &str| [&self.window, &self.social].into_iter().flatten().any(|title| title == text);
        let own = |first: &&First| !first.text.is_empty() && !self.is_of_site(first, known);
        let outer = |first: &&First| first.place != HeadingPlace::Content;
        let firsts = || self.firsts.iter().filter(own);
        if let Some(first) = firsts().filter(outer).find(|first| stated(&first.text)) {
            return Some(self.without_ends(&first.text, known));
        }
        let mut inner = firsts().filter(|first| first.place == HeadingPlace::Content);
        if let Some(first) = inner.next().filter(|_| !self.is_list) {
            let others = inner.any(|other| other.text != first.text) || known.is_repeated(&first.text);
            let names_chapter = |window: &Chosen| {
                let said = if known.is_index { &window.raw } else { &window.title };
                is_chapter(&first.text, said, others)
            };
            let gives_way = window.is_some_and(names_chapter) || self.is_other_page_s(first);
            let is_run_together = |window: &&Chosen| is_run_together(&first.text, &window.title);
            let apart =
                window.filter(is_run_together).map(|window| Chosen { raw: first.text.clone(), ..window.clone() });
            return (!gives_way).then(|| apart.unwrap_or_else(|| self.without_ends(&first.text, known)));
        }
        let is_own = |first: &&First| window.is_none() || self.is_in_window(first, known);
        let hero = firsts()
            .filter(outer)
            .find(|first| (first.place == HeadingPlace::Before || known.pages() >= FEW) && is_own(first));
        hero.map(|first| self.without_ends(&first.text, known))
    }

    /// Whether a heading leads to another page, and the window's title doesn't name that: the only post of an archive.
    fn is_other_page_s(&self, first: &First) -> bool {
        let is_said = |window: &String| window.to_lowercase().contains(&first.text.to_lowercase());
        first.is_of_other && self.window.as_ref().is_some_and(|window| !is_said(window))
    }

    /// Whether a heading before the content is what the window's title begins with, or ends with where the site is
    /// known well enough to tell that it isn't the site's name.
    fn is_in_window(&self, first: &First, known: Common<'_>) -> bool {
        let Some(window) = &self.window else { return true };
        let is_one = |text: &str| text.eq_ignore_ascii_case(&first.text);
        head_cuts(window).iter().any(|cut| is_one(cut.part))
            || known.pages() >= FEW && tail_cuts(window).iter().any(|cut| is_one(cut.part))
    }

    /// Whether a heading is the site's name: its logo, what it says of itself, what many pages have.
    fn is_of_site(&self, first: &First, known: Common<'_>) -> bool {
        let is_name = || self.sites.iter().any(|site| site.eq_ignore_ascii_case(&first.text));
        first.is_logo
            || known.is_nothing_but_site(&first.text, self.window.as_deref())
            || known.is_first(&first.text) && !self.is_kind_and_name(first, known)
            || is_name() && self.window.as_deref().is_some_and(|window| !window.eq_ignore_ascii_case(&first.text))
    }

    /// Whether a heading that other pages of the folder have is what the window's title names, with the kind of thing that
    /// it is: "Function create" for "create | Boats". Things in different places have one name.
    fn is_kind_and_name(&self, first: &First, known: Common<'_>) -> bool {
        let Some(window) = self.window.as_deref().filter(|_| !known.is_first_of_site(&first.text)) else {
            return false;
        };
        let rest = self.without_ends(window, known).title;
        rest.len() < window.len() && ends_with_words(&first.text, &rest)
    }

    /// A title that the page states, unless it is not its own.
    fn stated(&self, title: Option<&str>, known: Common<'_>) -> Option<Chosen> {
        let title = title.filter(|title| !EMPTY.contains(&title.to_lowercase().as_str()))?;
        (!known.is_window(title)).then(|| self.without_ends(title, known))
    }

    /// Pages whose titles say nothing are named by their first heading.
    fn by_heading(&self, known: Common<'_>) -> Option<Chosen> {
        let heading = self.headings.iter().find(|heading| !known.is_heading(heading))?;
        Some(Chosen { title: heading.clone(), raw: heading.clone(), rules: vec![Rule::SharedTitle] })
    }

    /// What is left where nothing names the page.
    fn whatever(&self, known: Common<'_>) -> Option<Chosen> {
        let stated = || [&self.social, &self.window, &self.fallback].into_iter().flatten();
        let firsts = || self.firsts.iter().map(|first| &first.text).filter(|text| !text.is_empty());
        let is_stated = |title: &str| self.sites.iter().any(|site| site.eq_ignore_ascii_case(title));
        // What is left of a title that was cut is its own, though a folder of pages may begin with it.
        let is_site =
            |chosen: &Chosen| is_stated(&chosen.title) || chosen.rules.is_empty() && known.is_end(&chosen.title);
        let mut titles = stated().map(|title| self.without_ends(title, known));
        let own = titles.find(|chosen| !is_site(chosen));
        own.or_else(|| Some(self.without_ends(stated().chain(firsts()).next()?, known)))
    }

    /// Cuts off what the site's titles begin and end with.
    fn without_ends(&self, title: &str, known: Common<'_>) -> Chosen {
        let is_logo = |first: &First, part: &str| {
            (first.place == HeadingPlace::Banner || self.is_of_site(first, known))
                && first.text.eq_ignore_ascii_case(part)
        };
        let is_end = |part: &str| {
            known.is_end(part)
                || self.sites.iter().any(|site| site.eq_ignore_ascii_case(part))
                || self.firsts.iter().any(|first| first.is_logo && first.text.eq_ignore_ascii_case(part))
                || known.pages() < FEW && self.firsts.iter().any(|first| is_logo(first, part))
        };
        let mut rest = title.trim();
        while let Some(shorter) = tail_cuts(rest).into_iter().find(|cut| is_end(cut.part)).map(|cut| cut.rest) {
            rest = shorter;
        }
        while let Some(shorter) = head_cuts(rest).into_iter().find(|cut| is_end(cut.part)).map(|cut| cut.rest) {
            rest = shorter;
        }
        let rules = if rest.len() < title.trim().len() { vec![Rule::TitleEnd] } else { Vec::new() };
        Chosen { title: rest.to_owned(), raw: title.to_owned(), rules }
    }
}

/// Whether a text is, or ends with, these words.
fn ends_with_words(text: &str, words: &str) -> bool {
    let start = text.len().checked_sub(words.len()).filter(|start| text.is_char_boundary(*start));
    start.is_some_and(|start| {
        text[start..].eq_ignore_ascii_case(words) && (start == 0 || text[..start].ends_with(char::is_whitespace))
    })
}

/// Pages below which a site has no most.
pub(crate) const FEW: u32 = 3;

/// Whether a heading names the first chapter of a page rather than the page, which `window` does. With `others`, the
/// page has several headings of the first level, or other pages have this one.
fn is_chapter(heading: &str, window: &str, others: bool) -> bool {
    let (heading, window) = (heading.to_lowercase(), window.to_lowercase());
    if heading == window {
        return false;
    }
    let is_related = || {
        let words = |text: &str| -> Vec<String> {
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2).map(str::to_owned).collect()
        };
        let said = words(&window);
        words(&heading).iter().any(|word| said.contains(word))
    };
    is_numbered(&heading) || others && !is_related()
}

/// Whether a heading has the number of a chapter: `1. Overview`, `Chapter 2: Filling`.
fn is_numbered(heading: &str) -> bool {
    const CHAPTERS: [&str; 9] =
        ["chapter", "part", "section", "lesson", "kapitel", "teil", "chapitre", "capítulo", "capitolo"];
    let (first, rest) = heading.split_once(' ').unwrap_or((heading, ""));
    let digits = first.trim_end_matches(['.', ')', ':']);
    let is_number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.');
    let has_point = first.len() > digits.len();
    is_number(digits) && has_point && rest.starts_with(|c: char| c.is_alphabetic())
        || CHAPTERS.contains(&first) && rest.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_compared_without_case_and_white_space() {
        assert_eq!(hash("Oars  and\tBOATS"), hash("oars and boats"));
        assert_eq!(hash("Oars \u{A0}und\u{A0}BÖÖTE"), hash("oars und bööte"));
        assert_ne!(hash("oars"), hash("oarsö"));
        assert_ne!(hash("ab"), hash("a b"));
    }

    #[test]
    fn chapters_are_told_by_their_numbers_or_by_the_window() {
        assert!(is_chapter("1. Overview", "Oars", false) && is_chapter("Chapter 2: Wood", "Oars", false));
        assert!(is_chapter("Overview", "Oars", true) && !is_chapter("Overview", "Oars", false));
        assert!(!is_chapter("Oars (2.0)", "Oars", true) && !is_chapter("1. Oars", "1. Oars", true));
        assert!(!is_chapter("3 ways to row", "Rowing", false));
    }
}
