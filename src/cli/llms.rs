//! `llms.txt` and `llms-full.txt` in the root of a site, by the convention of <https://llmstxt.org>: the pages with what
//! each is about, and all that they say.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::asked::{ALL, Asked, Listing};
use crate::config::Config;
use crate::markdown;
use crate::place::Place;
use crate::publish::names::LLMS;

/// The last line of both, by which a file of ours is told from one that somebody wrote.
const MARK: &str = "<!-- written by findlet -->";

/// Where pages are listed that are in no folder.
const PAGES: &str = "Pages";

/// The files of a site.
#[derive(Debug)]
pub(crate) struct Llms {
    root: PathBuf,
}

impl Llms {
    /// Returns the files of the site that `config` names.
    ///
    /// # Errors
    /// Where there is no site, or somebody else wrote one of the files.
    pub fn new(config: &Config) -> Result<Self> {
        let Some(root) = config.settings.site.clone() else {
            bail!("there is no site to write {} into; name its folder, or leave out llms", LLMS[0]);
        };
        for name in LLMS {
            let path = root.join(name);
            let ours = |text: String| text.trim_end().ends_with(MARK);
            if path.exists() && !fs::read_to_string(&path).is_ok_and(ours) {
                bail!("{} is there, and findlet did not write it: remove it, or leave out llms", path.display());
            }
        }
        Ok(Self { root })
    }

    /// Writes the files over the index that `config` names, which is written.
    ///
    /// # Errors
    /// Where the index cannot be read, or a file not be written.
    pub fn write(&self, config: &Config) -> Result<()> {
        let mut asked = Asked::new(Place::from(config.out.as_path()), Some(ALL))?;
        let pages = asked.pages()?;
        let base = config.settings.base_url.as_deref().unwrap_or_default();
        self.put(LLMS[0], |file| Ok(file.write_all(list(&pages, base, &self.name()).as_bytes())?))?;
        self.put(LLMS[1], |file| {
            for page in &pages {
                let body = asked.body(page)?;
                let addressed = page.clone().at(address(&page.card.url, base));
                let text = markdown::text(&addressed, &body, "");
                writeln!(file, "{}", text.unwrap_or_default())?;
            }
            Ok(())
        })
    }

    /// The name of the site where no page has one.
    fn name(&self) -> String {
        let folder = self.root.canonicalize().ok();
        let name = folder.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        name.unwrap_or_else(|| PAGES.to_owned())
    }

    /// Writes a file beside its place, and puts it there once it is whole.
    fn put(&self, name: &str, write: impl FnOnce(&mut BufWriter<File>) -> Result<()>) -> Result<()> {
        let (path, new) = (self.root.join(name), self.root.join(format!(".{name}.new")));
        let whole = || -> Result<()> {
            let mut file = BufWriter::new(File::create(&new)?);
            write(&mut file)?;
            writeln!(file, "{MARK}")?;
            file.flush()?;
            Ok(fs::rename(&new, &path)?)
        };
        whole().with_context(|| format!("cannot write {}", path.display()))
    }
}

/// Returns the list: the name of the site, what it is about, and its pages by their folders.
fn list(pages: &[Listing], base: &str, name: &str) -> String {
    let home = pages.iter().find(|page| page.card.url == "./");
    let title = home.map(|home| home.card.title.as_str()).filter(|title| !title.is_empty()).unwrap_or(name);
    let mut text = format!("# {title}\n\n");
    if let Some(summary) = home.map(|home| home.card.summary.as_str()).filter(|summary| !summary.is_empty()) {
        text.push_str(&format!("> {summary}\n\n"));
    }
    text.push_str(&format!("The texts of all pages are in [{0}]({0}).\n", LLMS[1]));
    let mut folders: BTreeMap<&str, Vec<&Listing>> = BTreeMap::new();
    pages.iter().for_each(|page| folders.entry(folder(&page.card.url)).or_default().push(page));
    for (folder, pages) in folders {
        text.push_str(&format!("\n## {}\n\n", if folder.is_empty() { PAGES } else { folder }));
        pages.iter().for_each(|page| text.push_str(&line(page, base)));
    }
    text + "\n"
}

fn line(page: &Listing, base: &str) -> String {
    let card = &page.card;
    let title = if card.title.is_empty() { &card.url } else { &card.title };
    let title = title.replace(['[', ']'], "");
    let summary = if card.summary.is_empty() { String::new() } else { format!(": {}", card.summary) };
    format!("- [{title}]({}){summary}\n", address(&card.url, base).replace(' ', "%20").replace(')', "%29"))
}

/// The first folder of an address within the site.
fn folder(url: &str) -> &str {
    let is_inside = !url.starts_with("./") && !url.contains("://");
    url.split_once('/').filter(|_| is_inside).map_or("", |(folder, _)| folder)
}

/// An address behind the root of the site, where that is known.
fn address(url: &str, base: &str) -> String {
    let is_elsewhere = url.starts_with("https://") || url.starts_with("http://");
    if is_elsewhere || base.is_empty() {
        return url.to_owned();
    }
    format!("{base}{}", url.strip_prefix("./").unwrap_or(url).trim_start_matches('/'))
}

#[cfg(test)]
mod tests {
    use findlet_core::format::cards::CardRecord;

    use super::*;

    #[test]
    fn pages_are_listed_by_folder_behind_the_name_of_the_site() {
        let page = |url: &str, title: &str, summary: &str| {
            let [url, title, summary] = [url, title, summary].map(str::to_owned);
            Listing::of(CardRecord { url, title, summary, ..CardRecord::default() })
        };
        let pages = [
            page("./", "Boats", "All about boats"),
            page("a (b).html", "A [b]", ""),
            page("docs/keel/", "The keel", "What it is"),
            page("https://example.org/x", "", ""),
        ];
        let expected = "# Boats\n\n> All about boats\n\nThe texts of all pages are in [llms-full.txt](llms-full.txt).\n\n## Pages\n\n\
            - [Boats](https://b.example/): All about boats\n- [A b](https://b.example/a%20(b%29.html)\n- [https://example.org/x](https://example.org/x)\n\n\
            ## docs\n\n- [The keel](https://b.example/docs/keel/): What it is\n\n";
        assert_eq!(list(&pages, "https://b.example/", "folder"), expected);
        assert!(list(&pages[1..], "", "folder").starts_with("# folder\n\nThe texts"));
    }
}
