//! What a page may be called, and which of that names it.
//!
//! A page says its name in several places, and beside it the name of its site, of its part of the site, of its first
//! chapter. What is the page's own shows only beside other pages: [`Known`] is what they have in common. A page alone
//! is named by the same rules, with nothing known.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::rule::Rule;

/// Where a heading of the first level stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Place {
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
    pub place: Place,
    /// Whether it leads to the site's first page, as logos do.
    pub is_logo: bool,
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
    /// First headings below these that many pages have.
    pub headings: HashSet<(u64, u64)>,
    /// Titles of windows, and for sharing, that several pages have.
    pub windows: HashSet<u64>,
}

/// What is known, from where a page lies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Common<'a> {
    pub known: &'a Known,
    pub folders: [u64; 3],
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
        self.known.windows.contains(&hash(text))
    }
}

/// Returns the folders that a page lies in, by hashes: the site, the folder of its root and the folder in that.
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

/// Returns the hash by which titles are compared.
pub(crate) fn hash(text: &str) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325u64;
    let mut gap = false;
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) {
            hash = (hash ^ 0x20).wrapping_mul(0x100_0000_01B3);
        }
        hash = (hash ^ u64::from(u32::from(c))).wrapping_mul(0x100_0000_01B3);
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
        let chosen = self.first(known, window.as_ref()).or(social).or(window).or_else(|| self.by_heading(known));
        chosen.or_else(|| self.whatever()).unwrap_or_default()
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

    /// The heading of the first level that names the page.
    fn first(&self, known: Common<'_>, window: Option<&Chosen>) -> Option<Chosen> {
        let stated = |text: &str| [&self.window, &self.social].into_iter().flatten().any(|title| title == text);
        let own = |first: &&First| !first.text.is_empty() && !self.is_of_site(first, known);
        let outer = |first: &&First| first.place != Place::Content;
        let firsts = || self.firsts.iter().filter(own);
        if let Some(first) = firsts().filter(outer).find(|first| stated(&first.text)) {
            return Some(self.without_ends(&first.text, known));
        }
        let mut inner = firsts().filter(|first| first.place == Place::Content);
        if let Some(first) = inner.next().filter(|_| !self.is_list) {
            let others = inner.any(|other| other.text != first.text);
            let gives_way = window.is_some_and(|window| is_chapter(&first.text, &window.title, others));
            return (!gives_way).then(|| self.without_ends(&first.text, known));
        }
        let is_own = |first: &&First| window.is_none() || self.is_in_window(first, known);
        let hero = firsts()
            .filter(outer)
            .find(|first| (first.place == Place::Before || known.pages() >= FEW) && is_own(first));
        hero.map(|first| self.without_ends(&first.text, known))
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
            || known.is_first(&first.text)
            || is_name() && self.window.as_deref().is_some_and(|window| !window.eq_ignore_ascii_case(&first.text))
    }

    /// A title that the page states, unless it is none of its own.
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
    fn whatever(&self) -> Option<Chosen> {
        let stated = [&self.social, &self.window, &self.fallback].into_iter().flatten().next();
        let title = stated.or_else(|| self.firsts.iter().map(|first| &first.text).find(|text| !text.is_empty()))?;
        Some(Chosen { title: title.clone(), raw: title.clone(), rules: Vec::new() })
    }

    /// Cuts off what the site's titles begin and end with.
    fn without_ends(&self, title: &str, known: Common<'_>) -> Chosen {
        let is_logo = |first: &First, part: &str| {
            (first.place == Place::Banner || self.is_of_site(first, known)) && first.text.eq_ignore_ascii_case(part)
        };
        let is_end = |part: &str| {
            known.is_end(part)
                || self.sites.iter().any(|site| site.eq_ignore_ascii_case(part))
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

/// Pages below which a site has no most.
pub(crate) const FEW: u32 = 3;

/// A way to cut a title in two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cut<'a> {
    /// What would be cut off.
    pub part: &'a str,
    /// What would be left.
    pub rest: &'a str,
}

/// Returns what may be cut off the end of a title, the longest first.
pub(crate) fn tail_cuts(title: &str) -> Vec<Cut<'_>> {
    let mut cuts: Vec<Cut<'_>> = separators(title)
        .into_iter()
        .map(|(start, end)| Cut { part: title[end..].trim(), rest: title[..start].trim() })
        .collect();
    // "Kettle (Teapot 1.0 API)"
    if title.ends_with(')')
        && let Some(at) = title.rfind(" (")
    {
        cuts.push(Cut { part: title[at..].trim(), rest: title[..at].trim() });
    }
    cuts.retain(is_whole);
    cuts
}

/// Returns what may be cut off the beginning of a title, the longest first.
pub(crate) fn head_cuts(title: &str) -> Vec<Cut<'_>> {
    let cuts = separators(title).into_iter().rev();
    let mut cuts: Vec<Cut<'_>> =
        cuts.map(|(start, end)| Cut { part: title[..start].trim(), rest: title[end..].trim() }).collect();
    cuts.retain(is_whole);
    cuts
}

/// Whether neither part of a cut is nothing or half a phrase.
fn is_whole(cut: &Cut<'_>) -> bool {
    const OPEN: [&str; 12] = ["to", "of", "the", "a", "an", "for", "with", "and", "or", "from", "von", "de"];
    let last = |text: &str| text.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let says = |text: &str| text.contains(char::is_alphanumeric);
    says(cut.part) && says(cut.rest) && !OPEN.contains(&last(cut.rest).as_str())
}

/// Returns where titles may be cut: at signs that stand alone, at colons before a space, and at signs that nothing
/// but a separator is.
fn separators(title: &str) -> Vec<(usize, usize)> {
    const ALONE: [&str; 14] = ["-", "–", "—", "−", "~", "/", "·", "•", "›", "»", "«", ">", "::", ":"];
    const ALWAYS: [char; 6] = ['|', '｜', '：', '»', '«', '—'];
    let mut found = Vec::new();
    let mut at = 0;
    for word in title.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        if at > 0 && ALONE.contains(&bare) && at + word.len() < title.len() {
            found.push((at, at + word.len()));
        } else if bare.len() > 1 && bare.ends_with(':') && !bare.ends_with("::") && bare.len() < word.len() {
            found.push((at + bare.len() - 1, at + word.len()));
        }
        for (inside, sign) in word.char_indices().filter(|(_, c)| ALWAYS.contains(c)) {
            let start = at + inside;
            if !found.contains(&(start, at + word.len())) {
                found.push((start, start + sign.len_utf8()));
            }
        }
        at += word.len();
    }
    found.extend(joined_separators(title));
    found.sort_unstable();
    found.dedup_by_key(|cut| cut.0);
    found
}

/// Hyphens and underscores beside a character of a script without spaces are separators, too.
fn joined_separators(title: &str) -> Vec<(usize, usize)> {
    let is_wide = |c: Option<char>| {
        c.is_some_and(|c| ('\u{2E80}'..='\u{9FFF}').contains(&c) || ('\u{AC00}'..='\u{D7AF}').contains(&c))
    };
    let signs = title.char_indices().filter(|(_, c)| matches!(c, '-' | '_' | '–'));
    let is_cut = |(at, c): &(usize, char)| {
        is_wide(title[..*at].chars().next_back()) || is_wide(title[at + c.len_utf8()..].chars().next())
    };
    signs.filter(is_cut).map(|(at, c)| (at, at + c.len_utf8())).collect()
}

/// Whether a heading names the first chapter of a page rather than the page, which `window` does. With `others`, the
/// page has several headings of the first level.
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
    fn titles_are_cut_at_separators_only() {
        let tails = |title: &'static str| tail_cuts(title).into_iter().map(|cut| cut.part).collect::<Vec<_>>();
        for (title, expected) in [
            ("Oars | Boats", vec!["Boats"]),
            ("Oars - Rowing – Boats", vec!["Rowing – Boats", "Boats"]),
            ("Oars: a history", vec!["a history"]),
            ("Oars (Boats 2.0)", vec!["(Boats 2.0)"]),
            ("船桨-船舶", vec!["船舶"]),
            ("Introduction to Boats", vec![]),
            ("boat-builder", vec![]),
            ("std::vec", vec![]),
            ("Introduction to - Boats", vec![]),
            ("| Boats", vec![]),
        ] {
            assert_eq!(tails(title), expected, "{title}");
        }
        assert_eq!(head_cuts("fmt: Formatting")[0], Cut { part: "fmt", rest: "Formatting" });
        assert_eq!(head_cuts("Boats : Oars")[0], Cut { part: "Boats", rest: "Oars" });
    }

    #[test]
    fn chapters_are_told_by_their_numbers_or_by_the_window() {
        assert!(is_chapter("1. Overview", "Oars", false) && is_chapter("Chapter 2: Wood", "Oars", false));
        assert!(is_chapter("Overview", "Oars", true) && !is_chapter("Overview", "Oars", false));
        assert!(!is_chapter("Oars (2.0)", "Oars", true) && !is_chapter("1. Oars", "1. Oars", true));
        assert!(!is_chapter("3 ways to row", "Rowing", false));
    }
}
