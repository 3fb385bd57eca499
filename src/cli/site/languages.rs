//! Which index each page belongs to, by the language that it says it is in.
//!
//! ```text
//! en, en-US, en-GB in en-GB/, zh-CN, zh-TW, de (one page of 300), none
//!   --groups--> en (en, en-US) · en-GB · zh-CN · zh-TW · de
//!   --chosen--> an index for each of en, en-GB, zh-CN, zh-TW; what de and none state is in that of en
//! ```

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::config::Languages;
use crate::tag::{Tag, UNDETERMINED};

/// The most indexes of one build.
pub(super) const MAX_INDEXES: usize = 64;

/// A language with fewer pages than this has no index of its own.
const FEW_PAGES: usize = 2;

/// Nor has a language if the largest one has more than this many pages for each of its pages.
const FEW_OF: usize = 50;

/// What pages say they are in.
#[derive(Debug, Default)]
pub(super) struct Census {
    /// By tag as it is written.
    tags: BTreeMap<String, Count>,
    /// All pages, with and without a language.
    pages: usize,
    /// What the first page of the site says.
    root: Option<String>,
    /// How many pages have text in each language, by its primary subtag: a translation may show the original's.
    texts: BTreeMap<String, usize>,
}

/// What a page says of its language.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stated<'a> {
    /// The page's, as a tag.
    pub page: Option<&'a str>,
    /// That of its text.
    pub text: Option<&'a str>,
}

/// The pages of a tag.
#[derive(Clone, Copy, Debug)]
struct Count {
    pages: usize,
    /// Whether each is in a folder that has the tag for its name.
    is_folder: bool,
}

/// The languages that pages state, put together as readers would, and the index of each.
#[derive(Debug, Default)]
pub(super) struct Indexes {
    /// The index of each tag as it is written.
    of_tag: BTreeMap<String, String>,
    main: String,
    /// The pages of each index, as far as they are known.
    pages: BTreeMap<String, usize>,
}

impl Census {
    /// Notes what the page `url` says.
    pub fn note(&mut self, Stated { page, text }: Stated<'_>, url: &str) {
        self.pages += 1;
        if let Some(text) = text {
            *self.texts.entry(Tag::new(text).language).or_default() += 1;
        }
        let Some(tag) = page else { return };
        if url == "./" {
            self.root = Some(tag.to_owned());
        }
        let is_named = |step: &str| step.replace('_', "-").eq_ignore_ascii_case(&tag.replace('_', "-"));
        let is_folder = url.rsplit_once('/').is_some_and(|(folders, _)| folders.split('/').any(is_named));
        let count = self.tags.entry(tag.to_owned()).or_insert(Count { pages: 0, is_folder: true });
        count.pages += 1;
        count.is_folder &= is_folder;
    }

    /// Decides which index answers for which language.
    pub fn indexes(&self, how: Languages) -> Indexes {
        let groups = self.groups();
        let mut sizes = BTreeMap::<&str, usize>::new();
        for (tag, group) in &groups {
            *sizes.entry(group).or_default() += self.tags[tag].pages;
        }
        let chosen = match how {
            Languages::Together => BTreeSet::new(),
            Languages::Each => sizes.keys().copied().collect(),
            Languages::Auto => worthwhile(&sizes),
        };
        let main = self.main(&groups, &sizes, &chosen);
        let index = |group: &String| if chosen.contains(group.as_str()) { group.clone() } else { main.clone() };
        let of_tag: BTreeMap<String, String> = groups.iter().map(|(tag, group)| (tag.clone(), index(group))).collect();
        let mut pages = BTreeMap::<String, usize>::new();
        of_tag.iter().for_each(|(tag, index)| *pages.entry(index.clone()).or_default() += self.tags[tag].pages);
        let stated: usize = pages.values().sum();
        *pages.entry(main.clone()).or_default() += self.pages - stated;
        Indexes { of_tag, main, pages }
    }

    /// Returns the name of the language that each tag belongs to. Tags of one language are one, unless their scripts
    /// differ, they are of Brazil and of elsewhere, or one has a folder of its own.
    fn groups(&self) -> BTreeMap<String, String> {
        let tags: BTreeMap<&String, Tag> = self.tags.keys().map(|tag| (tag, Tag::new(tag))).collect();
        let mut members = BTreeMap::<(String, String), Vec<&String>>::new();
        for (text, tag) in &tags {
            let of_language = || tags.values().filter(|other| other.language == tag.language);
            let has_others = of_language().any(|other| other != tag);
            let is_portuguese = tag.language == "pt" && tag.region.is_some();
            let is_told_apart = is_portuguese
                && of_language().any(|other| {
                    other
                        .region
                        .as_deref()
                        .is_some_and(|region| (region == "BR") != (tag.region.as_deref() == Some("BR")))
                });
            let has_folder = has_others && tag.region.is_some() && self.tags[*text].is_folder;
            let kind =
                if is_told_apart || has_folder { tag.to_string() } else { tag.script.clone().unwrap_or_default() };
            members.entry((tag.language.clone(), kind)).or_default().push(text);
        }
        let mut kinds = BTreeMap::<&str, usize>::new();
        members.keys().for_each(|(language, _)| *kinds.entry(language).or_default() += 1);
        let name = |language: &str, kind: &str, group: &[&String]| match group {
            _ if kinds[language] == 1 && kind != "Hant" => language.to_owned(),
            // The tag as pages write it, since they ask for the index by it.
            [only] => (*only).clone(),
            _ if kind.len() == 4 => format!("{language}-{kind}"),
            _ if kind.is_empty() => language.to_owned(),
            _ => kind.to_owned(),
        };
        let named = |((language, kind), group): (&(String, String), &Vec<&String>)| {
            let name = name(language, kind, group);
            group.iter().map(|tag| ((*tag).clone(), name.clone())).collect::<Vec<_>>()
        };
        members.iter().flat_map(named).collect()
    }

    /// The index that answers where no other does: that of the site's first page where it has one, or else of most
    /// pages, and of equally many the language that most texts are in. Where all share one index, it has no language.
    fn main(
        &self,
        groups: &BTreeMap<String, String>,
        sizes: &BTreeMap<&str, usize>,
        chosen: &BTreeSet<&str>,
    ) -> String {
        let root = self.root.as_ref().map(|tag| groups[tag].as_str()).filter(|group| chosen.contains(group));
        let texts = |group: &str| self.texts.get(&Tag::new(group).language).copied().unwrap_or_default();
        let among = sizes.iter().filter(|(group, _)| chosen.contains(*group));
        let most = among.max_by_key(|(group, pages)| (**pages, texts(group), Reverse(**group)));
        root.or(most.map(|(group, _)| *group)).unwrap_or(UNDETERMINED).to_owned()
    }
}

/// Returns the languages that have an index of their own, none where that would be one.
fn worthwhile<'a>(sizes: &BTreeMap<&'a str, usize>) -> BTreeSet<&'a str> {
    let largest = sizes.values().copied().max().unwrap_or_default();
    let is_enough = |pages: usize| pages >= FEW_PAGES && pages * FEW_OF >= largest;
    let mut enough: Vec<(&str, usize)> =
        sizes.iter().map(|(group, pages)| (*group, *pages)).filter(|(_, pages)| is_enough(*pages)).collect();
    enough.sort_by_key(|(group, pages)| (Reverse(*pages), *group));
    enough.truncate(MAX_INDEXES);
    if enough.len() < 2 { BTreeSet::new() } else { enough.into_iter().map(|(group, _)| group).collect() }
}

impl Indexes {
    /// Returns the index of a page in this language.
    pub fn of(&self, tag: Option<&str>) -> &str {
        tag.and_then(|tag| self.of_tag.get(tag)).unwrap_or(&self.main)
    }

    /// Returns the index for all that have none.
    pub fn main(&self) -> &str {
        &self.main
    }

    /// Returns the names of all.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.pages.keys().map(String::as_str)
    }

    /// Returns the part of `bytes` that an index has of the pages.
    pub fn part(&self, index: &str, bytes: usize) -> usize {
        let all: usize = self.pages.values().sum();
        self.pages.get(index).map_or(bytes, |pages| bytes / all.max(1) * pages)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which index each tag has, of pages given as tag, folder and number; and the main one.
    fn indexes(how: Languages, pages: &[(&str, &str, usize)]) -> (Vec<(String, String)>, String) {
        let mut census = Census::default();
        for (tag, folder, count) in pages {
            for at in 0..*count {
                let tag = Some(*tag).filter(|tag| !tag.is_empty());
                let url = if *folder == "./" { "./".to_owned() } else { format!("{folder}{at}.html") };
                census.note(Stated { page: tag, text: tag }, &url);
            }
        }
        let indexes = census.indexes(how);
        (indexes.of_tag.clone().into_iter().collect(), indexes.main)
    }

    fn auto(pages: &[(&str, &str, usize)]) -> (Vec<(String, String)>, String) {
        indexes(Languages::Auto, pages)
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(tag, index)| ((*tag).to_owned(), (*index).to_owned())).collect()
    }

    #[test]
    fn a_site_in_two_languages_has_an_index_for_each() {
        let (of, main) = auto(&[("en", "", 5), ("da", "da/", 9), ("en", "./", 1), ("", "x/", 3)]);
        assert_eq!((of, main.as_str()), (pairs(&[("da", "da"), ("en", "en")]), "en"));
        let (_, main) = auto(&[("en", "", 5), ("da", "da/", 9)]);
        assert_eq!(main, "da", "without a first page most decide");
    }

    #[test]
    fn a_language_of_one_page_or_of_few_among_many_has_no_index() {
        let (of, main) = auto(&[("en", "", 9), ("is", "", 1)]);
        assert_eq!((of, main.as_str()), (pairs(&[("en", "und"), ("is", "und")]), "und"), "all share one");
        let (of, _) = auto(&[("en", "", 200), ("fi", "fi/", 3), ("sv", "sv/", 4)]);
        assert_eq!(of, pairs(&[("en", "en"), ("fi", "en"), ("sv", "sv")]));
    }

    #[test]
    fn scripts_and_portuguese_are_told_apart_and_regions_are_not() {
        let (of, _) = auto(&[("zh-CN", "", 4), ("zh-TW", "", 4), ("zh", "", 4), ("zh-HK", "", 4)]);
        let expected = [("zh", "zh-Hans"), ("zh-CN", "zh-Hans"), ("zh-HK", "zh-Hant"), ("zh-TW", "zh-Hant")];
        assert_eq!(of, pairs(&expected));
        assert_eq!(auto(&[("zh-CN", "", 4), ("zh-TW", "", 4)]).0, pairs(&[("zh-CN", "zh-CN"), ("zh-TW", "zh-TW")]));
        let (of, _) = auto(&[("zh-TW", "", 4), ("en", "", 4)]);
        assert_eq!(of, pairs(&[("en", "en"), ("zh-TW", "zh-TW")]), "zh alone would be the other script");
        assert_eq!(auto(&[("pt-BR", "", 4), ("pt-PT", "", 4)]).0, pairs(&[("pt-BR", "pt-BR"), ("pt-PT", "pt-PT")]));
        for one in [[("pt", "", 4), ("pt-BR", "", 4)], [("en", "", 4), ("en-US", "", 4)]] {
            let shared = pairs(&one.map(|(tag, ..)| (tag, "und")));
            assert_eq!(auto(&one).0, shared, "they are one language, which needs no index of its own");
        }
    }

    #[test]
    fn a_region_with_a_folder_of_its_own_is_a_language() {
        let (of, _) = auto(&[("fr", "fr/", 4), ("fr-CA", "fr-ca/", 4)]);
        assert_eq!(of, pairs(&[("fr", "fr"), ("fr-CA", "fr-CA")]));
        let (of, _) = auto(&[("en", "", 4), ("en-GB", "en-gb/", 3), ("en-GB", "", 1), ("fr", "", 2)]);
        assert_eq!(of, pairs(&[("en", "en"), ("en-GB", "en"), ("fr", "fr")]));
    }

    #[test]
    fn each_language_has_an_index_where_that_is_asked_for() {
        let (of, main) = indexes(Languages::Each, &[("en", "", 2), ("vi", "", 1), ("", "", 1)]);
        assert_eq!((of, main.as_str()), (pairs(&[("en", "en"), ("vi", "vi")]), "en"));
    }
}
