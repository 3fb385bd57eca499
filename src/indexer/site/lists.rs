//! Pages that show what other pages say: lists, indexes, sources. They come after the pages that they show.
//!
//! Told by where generators put them, and by what they hold; a word in a path alone is no proof, so that
//! `tags/div.html` can be the reference of an element.

use crate::document::{Block, BlockKind, Weight};
use crate::extract::Draft;
use crate::extract::draft::{Link, Notes, Signs};
use crate::extract::titles::Titles;

/// What kind of a page it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Kind {
    /// An index of names, a list of members, a page to search in.
    Index,
    /// The source of code.
    Source,
    /// Most of it leads to pages of the site, at a path of tags, categories or archives.
    Links,
    /// Most of it leads to pages of the site, as the contents of a chapter do: the chapter is called as it is.
    Contents,
    /// The first page, most of which leads to others.
    Home,
    /// Everything in one page, to be printed.
    Print,
    /// What changed from version to version.
    Changes,
}

impl Kind {
    /// Whether its title is a name that readers look up, and only its text weighs less.
    pub(crate) fn keeps_title(self) -> bool {
        self == Self::Contents
    }

    /// Returns what its words weigh.
    pub(crate) fn weight(self) -> Option<Weight> {
        Weight::new(match self {
            Self::Index | Self::Source | Self::Links | Self::Contents | Self::Print => 0.125,
            Self::Changes => 0.25,
            Self::Home => 0.5,
        })
    }

    /// Returns its name, by which a summary counts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Index => "generated index",
            Self::Source => "generated source code",
            Self::Links => "list of pages",
            Self::Contents => "table of contents",
            Self::Home => "list on the first page",
            Self::Print => "printed version",
            Self::Changes => "list of changes",
        }
    }
}

/// Returns which kind of list a page is, if it is one. The blocks `shared`, by index and ascending, are not its own.
pub(super) fn kind(draft: &Draft, shared: &[u32]) -> Option<Kind> {
    let Notes { titles, signs, links, .. } = draft.notes.as_ref()?;
    let signs = &own(signs, links, &draft.document().blocks, shared);
    let url = &draft.document().url;
    let title = titles.window.as_deref().unwrap_or_default().to_lowercase();
    let path: Vec<&str> = url.trim_start_matches("./").split('/').filter(|step| !step.is_empty()).collect();
    by_path(&path)
        .or_else(|| is_search(&path, signs).then_some(Kind::Index))
        .or_else(|| by_generator(&path, signs, &title))
        .or_else(|| is_source(&path, &title, &draft.document().blocks).then_some(Kind::Source))
        .or_else(|| is_changes(&path, &title, signs).then_some(Kind::Changes))
        .or_else(|| is_index(&path, titles, signs).then_some(Kind::Index))
        .or_else(|| is_list(&path, signs).then_some(list_kind(&path)))
}

/// Returns which kind of list is at a path.
fn list_kind(path: &[&str]) -> Kind {
    if is_home(path) {
        Kind::Home
    } else if is_path_of_lists(path) {
        Kind::Links
    } else {
        Kind::Contents
    }
}

/// Whether a page is the first of the site.
fn is_home(path: &[&str]) -> bool {
    matches!(path, [] | ["." | "index.html"])
}

/// What a page's own blocks tell.
fn own(signs: &Signs, links: &[Link], blocks: &[Block], shared: &[u32]) -> Signs {
    let mut own = signs.clone();
    for at in shared {
        let inside = &links[links.partition_point(|link| link.block < *at)..];
        let inside = inside.iter().take_while(|link| link.block == *at);
        let (linked, count) = inside.fold((0, 0), |(bytes, count), link| (bytes + link.text.len() as u32, count + 1));
        let Block { text, .. } = &blocks[*at as usize];
        own.text = own.text.saturating_sub(text.len() as u32);
        own.linked = own.linked.saturating_sub(linked);
        own.links = own.links.saturating_sub(count);
    }
    own.headings.retain(|head| shared.binary_search(&head.block).is_err());
    own
}

/// Whether a page continues a list that another begins: `page/2/`, `tag/oaks2.html`, `index2.html`.
pub(super) fn is_continued(url: &str) -> bool {
    let steps: Vec<&str> = url.split('/').map(stem).filter(|step| !step.is_empty() && *step != "index").collect();
    let is_numbered = || {
        let (name, folders) = steps.split_last()?;
        let begun = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_list = begun == "index" || !begun.is_empty() && folders.last().is_some_and(|it| LISTING.contains(it));
        Some(is_list && begun.len() < name.len())
    };
    steps.array_windows().any(|[page, number]| *page == "page" && is_digits(number)) || is_numbered() == Some(true)
}

fn is_digits(step: &str) -> bool {
    !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit())
}

/// Names that no page but a generated one has.
fn by_path(path: &[&str]) -> Option<Kind> {
    let (name, folders) = path.split_last()?;
    let stem = stem(name);
    let is_index = matches!(
        stem,
        "genindex"
            | "py-modindex"
            | "modindex"
            | "np-modindex"
            | "allclasses"
            | "allclasses-index"
            | "allclasses-frame"
            | "allclasses-noframe"
            | "allpackages-index"
            | "index-all"
            | "package-use"
            | "package-tree"
            | "overview-tree"
            | "constant-values"
            | "serialized-form"
            | "deprecated-list"
            | "help-doc"
            | "searchindex"
    ) || stem.starts_with("genindex-");
    let in_folder = |names: &[&str]| folders.iter().any(|folder| names.contains(folder));
    if is_index || in_folder(&["class-use", "index-files"]) {
        return Some(Kind::Index);
    }
    in_folder(&["_modules", "_sources", "src-html", "_viewcode", "_static"]).then_some(Kind::Source)
}

/// Bytes of a page to search in, at most.
const SEARCH_BYTES: u32 = 400;

/// Whether a page is a field to search in, and what is said to those without scripts.
fn is_search(path: &[&str], signs: &Signs) -> bool {
    let names = path.iter().rev().map(|step| stem(step)).filter(|step| *step != "index");
    names.take(1).any(|name| name == "search") && signs.text <= SEARCH_BYTES && signs.headings.is_empty()
}

fn stem(name: &str) -> &str {
    name.strip_suffix(".html").or_else(|| name.strip_suffix(".htm")).unwrap_or(name)
}

/// Pages of generators that say their names.
fn by_generator(path: &[&str], signs: &Signs, title: &str) -> Option<Kind> {
    let (name, folders) = path.split_last()?;
    let (stem, generator) = (stem(name), signs.generator.as_deref().unwrap_or_default().to_ascii_lowercase());
    let is_made_by = |what: &str| generator.starts_with(what);
    if is_made_by("rustdoc") {
        return if folders.contains(&"src") {
            Some(Kind::Source)
        } else {
            (stem == "all" || stem == "help" || stem == "settings").then_some(Kind::Index)
        };
    }
    let is_printed = is_made_by("mkdocs") && (stem == "print_page" || folders.last() == Some(&"print_page"))
        || is_made_by("hugo") && (folders.contains(&"_print") || stem == "_print")
        || is_made_by("mdbook") && stem == "print";
    if is_printed {
        return Some(Kind::Print);
    }
    if is_made_by("doxygen") {
        return doxygen(stem, folders);
    }
    if is_made_by("javadoc") {
        return (title == "source code").then_some(Kind::Source);
    }
    if is_made_by("pydoctor") {
        const LISTS: [&str; 6] =
            ["moduleIndex", "classIndex", "nameIndex", "undoccedSummary", "all-documents", "apidocs-help"];
        return LISTS.contains(&stem).then_some(Kind::Index);
    }
    let is_yard = matches!(stem, "class_list" | "method_list" | "file_list") && title.replace(' ', "_") == stem
        || stem == "_index" && title.starts_with("documentation by yard");
    if is_yard {
        return Some(Kind::Index);
    }
    if stem == "doc-index" || stem.starts_with("doc-index-") {
        return title.contains("(index").then_some(Kind::Index);
    }
    let is_jsdoc = title.starts_with("jsdoc: source:") || title.starts_with("source: ") && stem.contains('.');
    is_jsdoc.then_some(Kind::Source)
}

/// Whether a page is the text of a file whose name it has, or that is in a folder of sources.
fn is_source(path: &[&str], title: &str, blocks: &[Block]) -> bool {
    const ENDINGS: [&str; 19] = [
        "c", "cc", "cpp", "go", "h", "hpp", "hs", "java", "js", "jsx", "kt", "lua", "mjs", "php", "py", "rb", "rs",
        "ts", "tsx",
    ];
    let Some((name, folders)) = path.split_last() else { return false };
    let file = stem(name).to_lowercase();
    let is_code = |file: &str| file.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending));
    let is_named = is_code(&file) && title.starts_with(&file);
    let texts = blocks.iter().filter(|block| block.kind != BlockKind::Heading).count();
    let is_bare = title.is_empty() && texts == blocks.len();
    let lies_there = folders.last() == Some(&"src") && (is_bare || is_code(title));
    (is_named || lies_there) && texts == 1
}

fn doxygen(stem: &str, folders: &[&str]) -> Option<Kind> {
    const LISTS: [&str; 12] = [
        "annotated",
        "classes",
        "hierarchy",
        "inherits",
        "files",
        "namespaces",
        "pages",
        "topics",
        "modules",
        "graph_legend",
        "deprecated",
        "concepts",
    ];
    const PREFIXES: [&str; 5] = ["functions", "globals", "namespacemembers", "dir_", "conceptmembers"];
    if stem.ends_with("_source") {
        return Some(Kind::Source);
    }
    let is_list = stem.ends_with("-members")
        || LISTS.contains(&stem)
        || PREFIXES.iter().any(|prefix| stem.starts_with(prefix))
        || folders.last() == Some(&"search");
    is_list.then_some(Kind::Index)
}

/// Headings below which a page's form says nothing.
const FEW_HEADINGS: u32 = 3;

/// Whether a page tells what changed: by its name and headings that are versions, or by many such headings.
fn is_changes(path: &[&str], title: &str, signs: &Signs) -> bool {
    const NAMES: [&str; 10] = [
        "changelog",
        "changes",
        "change log",
        "release notes",
        "release-notes",
        "release_notes",
        "releases",
        "what's new",
        "whatsnew",
        "history",
    ];
    let is_named = path.iter().any(|step| NAMES.contains(&stem(step).to_ascii_lowercase().as_str()))
        || NAMES.iter().any(|name| title.starts_with(name));
    let most = signs.versions as usize * 2 > signs.headings.len();
    most && signs.versions >= if is_named { 1 } else { FEW_HEADINGS }
}

/// Links of an index, at least.
const INDEX_LINKS: u32 = 20;

/// What an index at the end of a book is called, or ends with: "Function Index".
const INDEXES: [&str; 7] = ["index", "stichwortverzeichnis", "índice", "indice", "indeks", "索引", "색인"];

/// Whether a page is the index of a book: it is called so, and a third of it leads to the pages that it names.
fn is_index(path: &[&str], titles: &Titles, signs: &Signs) -> bool {
    let first = titles.firsts.iter().map(|first| first.text.as_str());
    let mut called = first.chain(titles.window.as_deref()).map(str::to_lowercase);
    let is_linked = signs.links >= INDEX_LINKS && signs.linked * 3 > signs.text;
    let is_named = |title: String| title.split(' ').next_back().is_some_and(|last| INDEXES.contains(&last));
    is_linked && !is_home(path) && called.any(is_named)
}

/// Links of a list, at least.
const FEW_LINKS: u32 = 3;

/// Whether a page lists others: most of its text leads to them, or its headings do; where its path is one of lists,
/// one link in the text is enough.
fn is_list(path: &[&str], signs: &Signs) -> bool {
    let is_linked = signs.linked * 3 > signs.text * 2;
    // Below headings of its own, as in the reference of a class, links are parts of the page.
    let [is_headed, is_topped] = signs.are_headings_linked();
    let are_several = signs.linked_headings() >= FEW_LINKS as usize - 1;
    if signs.links >= FEW_LINKS && (is_linked || is_headed && is_topped && are_several) {
        return true;
    }
    is_path_of_lists(path)
        && signs.links > 0
        && (is_headed || signs.linked * 8 > signs.text && signs.headings.len() == signs.linked_headings())
}

/// Folders of lists.
const LISTING: [&str; 12] = [
    "tag",
    "tags",
    "category",
    "categories",
    "archive",
    "archives",
    "author",
    "authors",
    "topics",
    "keywords",
    "labels",
    "series",
];

/// Whether blogs have lists at such paths.
fn is_path_of_lists(path: &[&str]) -> bool {
    let steps: Vec<&str> = path.iter().map(|step| stem(step)).filter(|step| *step != "index").collect();
    let is_page = steps.array_windows().any(|[page, number]| *page == "page" && is_digits(number))
        || steps.last().is_some_and(|last| last.strip_prefix("page").is_some_and(is_digits));
    let is_calendar = !steps.is_empty() && steps.iter().all(|step| is_digits(step)) && steps[0].len() == 4;
    is_page || is_calendar || steps.iter().any(|step| LISTING.contains(step))
}
