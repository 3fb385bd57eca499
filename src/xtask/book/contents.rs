//! The table of contents, which is `docs/README.md`: its sections, and in them the pages that its tables lead to.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::links::resolved;
use crate::tools::files;

/// The page whose tables are the table of contents.
const INDEX: &str = "docs/README.md";

/// The first pages, before all sections.
const FIRST: [&str; 2] = ["README.md", INDEX];

/// What pages are in the book, in their order.
pub struct Contents {
    first: Vec<Chapter>,
    sections: Vec<Section>,
}

struct Section {
    title: String,
    chapters: Vec<Chapter>,
}

struct Chapter {
    /// From the root of the repository.
    path: String,
    title: String,
    /// The pages of its folder, where it is the first of one.
    within: Vec<Chapter>,
}

impl Contents {
    /// Reads the index and the titles of the pages that it leads to.
    ///
    /// # Errors
    ///
    /// If a page can't be read, or has no title.
    pub fn read(root: &Path) -> Result<Self> {
        let mut seen = BTreeSet::new();
        let mut chapter = |path: &str| Chapter::read(root, path, &mut seen).transpose();
        let first = FIRST.iter().filter_map(|path| chapter(path)).collect::<Result<_>>()?;
        let mut sections = Vec::new();
        for (title, pages) in listed(&files::read_text(&root.join(INDEX))?) {
            let chapters = pages.iter().filter_map(|page| chapter(page)).collect::<Result<_>>()?;
            sections.push(Section { title, chapters });
        }
        Ok(Self { first, sections })
    }

    /// The paths of all pages.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        let chapters = self.sections.iter().flat_map(|section| &section.chapters).chain(&self.first);
        chapters.flat_map(|chapter| chapter.within.iter().chain([chapter])).map(|chapter| chapter.path.as_str())
    }

    /// mdBook's `SUMMARY.md`.
    pub fn summary(&self) -> String {
        let mut out = "# Summary\n\n".to_owned();
        for Chapter { title, path, .. } in &self.first {
            out += &format!("[{title}]({path})\n\n");
        }
        for Section { title, chapters } in &self.sections {
            out += &format!("# {title}\n\n");
            for chapter in chapters {
                out += &chapter.line("");
                chapter.within.iter().for_each(|page| out += &page.line("  "));
            }
            out.push('\n');
        }
        out
    }
}

impl Chapter {
    /// Reads a page that was not `seen` yet; those in its folder are within it where it is the folder's first.
    fn read(root: &Path, path: &str, seen: &mut BTreeSet<String>) -> Result<Option<Self>> {
        if !seen.insert(path.to_owned()) {
            return Ok(None);
        }
        let text = files::read_text(&root.join(path))?;
        let title = title(&text).with_context(|| format!("{path} has no title: begin it with `# …`"))?;
        let mut within = Vec::new();
        if path.ends_with("/README.md") && path.starts_with("docs/") && path != INDEX {
            let folder = path.trim_end_matches("README.md");
            for page in pages_of(path, &text).iter().filter(|page| page.starts_with(folder)) {
                within.extend(Self::read(root, page, seen)?);
            }
        }
        Ok(Some(Self { path: path.to_owned(), title, within }))
    }

    fn line(&self, indent: &str) -> String {
        format!("{indent}- [{}]({})\n", self.title, self.path)
    }
}

/// The sections of the index and the pages of each; what it names before the first section is in none.
fn listed(index: &str) -> Vec<(String, Vec<String>)> {
    let mut sections: Vec<(String, Vec<String>)> = Vec::new();
    let mut is_title = false;
    for event in events(index) {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => {
                is_title = true;
                sections.push((String::new(), Vec::new()));
            }
            Event::End(TagEnd::Heading(_)) => is_title = false,
            Event::Text(text) if is_title => {
                sections.iter_mut().last().into_iter().for_each(|(title, _)| *title += &text);
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let page = page(INDEX, &dest_url);
                sections.iter_mut().last().into_iter().for_each(|(_, pages)| pages.extend(page.clone()));
            }
            _ => {}
        }
    }
    sections
}

/// The pages that the page `path` leads to.
fn pages_of(path: &str, text: &str) -> Vec<String> {
    let link = |event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => page(path, &dest_url),
        _ => None,
    };
    events(text).filter_map(link).collect()
}

/// The page that a link leads to, from the root, if it is one of the repository.
fn page(from: &str, link: &str) -> Option<String> {
    let path = resolved(from, link.split('#').next()?)?;
    Path::new(&path).extension().is_some_and(|ending| ending == "md").then_some(path)
}

/// The text of the first heading.
fn title(page: &str) -> Option<String> {
    let mut title = String::new();
    let mut events = events(page).skip_while(|event| !matches!(event, Event::Start(Tag::Heading { .. })));
    for event in events.by_ref().take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_)))) {
        if let Event::Text(text) | Event::Code(text) = event {
            title += &text;
        }
    }
    (!title.is_empty()).then_some(title)
}

fn events(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_have_the_pages_that_their_tables_lead_to() {
        let index = "# Pages\n\n[first](../README.md)\n\n## How to …\n\n| page | what |\n| --- | --- |\n| [a](a.md#x), [b](../B.md) | c |\n\n## Other\n\n[site](https://host/x.md)\n";
        let listed = listed(index);
        assert_eq!(listed[0], ("How to …".to_owned(), vec!["docs/a.md".to_owned(), "B.md".to_owned()]));
        assert_eq!(listed[1], ("Other".to_owned(), Vec::new()));
    }

    #[test]
    fn a_title_is_the_text_of_the_first_heading() {
        assert_eq!(title("\n# The `engine` of *ours*\n\n## Other").as_deref(), Some("The engine of ours"));
        assert_eq!(title("no heading"), None);
    }
}
