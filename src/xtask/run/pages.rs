//! Sites of any size for a bench.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use fastrand::Rng;
use findlet_core::format::frame::content_id;

use crate::tools::files;

/// Pages whose words generated pages are made of.
const SOURCES: usize = 2_000;

/// Generated pages in a folder.
const PER_FOLDER: usize = 1_000;

/// Writes `count` of the HTML pages in `folder` to `out`, or all, in a fixed random order, so that a
/// smaller site is part of a larger one. Where there are fewer, the rest is made of their words.
pub fn write(folder: &Path, count: Option<usize>, out: &Path) -> Result<()> {
    let mut pages = files::list(folder, &|path| path.is_dir() || path.extension().is_some_and(|kind| kind == "html"))?;
    ensure!(!pages.is_empty(), "there is no .html file in {}", folder.display());
    pages.sort_by_cached_key(|page| content_id(page.strip_prefix(folder).unwrap_or(page).to_string_lossy().as_bytes()));
    files::fresh_folder(out)?;
    let count = count.unwrap_or(pages.len());
    for page in pages.iter().take(count) {
        files::copy(page, &out.join(page.strip_prefix(folder).unwrap_or(page)))?;
    }
    let Some(missing) = count.checked_sub(pages.len()).filter(|missing| *missing > 0) else { return Ok(()) };
    let sources = pages.iter().take(SOURCES).map(|page| words(page)).collect::<Result<Vec<_>>>()?;
    let sources: Vec<Vec<String>> = sources.into_iter().filter(|words| !words.is_empty()).collect();
    ensure!(!sources.is_empty(), "the pages in {} have no words to make others of", folder.display());
    let mut random = Rng::with_seed(1);
    for number in 0..missing {
        let path = out.join(format!("generated/{}/{number}.html", number / PER_FOLDER));
        files::write(&path, page(number, &sources, &mut random))?;
    }
    Ok(())
}

/// The words of a page that its markup leaves, about.
fn words(page: &Path) -> Result<Vec<String>> {
    let html = fs::read(page).with_context(|| format!("could not read {}", page.display()))?;
    let html = String::from_utf8_lossy(&html);
    let text = html.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text);
    let plain = |word: &&str| word.chars().all(|c| c.is_alphanumeric() || c == '_');
    Ok(text.flat_map(str::split_whitespace).filter(plain).map(str::to_owned).collect())
}

/// A page with a text as long as one of the `sources`, and words of two.
fn page(number: usize, sources: &[Vec<String>], random: &mut Rng) -> String {
    let (one, other) = (pick(sources, random), pick(sources, random));
    let mut word = || {
        let source = if random.u8(..4) == 0 { other } else { one };
        pick(source, random).as_str()
    };
    let text: Vec<&str> = one.iter().map(|_| word()).collect();
    let title = format!("{} {} {number}", pick(one, random), pick(other, random));
    let paragraphs: Vec<String> = text.chunks(40).map(|words| format!("<p>{}.</p>\n", words.join(" "))).collect();
    let paragraphs = paragraphs.concat();
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\
         <body><main><h1>{title}</h1>\n{paragraphs}</main></body></html>\n"
    )
}

/// One of a list, which must not be empty.
fn pick<'a, T>(list: &'a [T], random: &mut Rng) -> &'a T {
    &list[random.usize(..list.len())]
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::tools::files;

    #[test]
    fn smaller_sites_are_part_of_larger_ones_and_the_rest_is_made_up() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let site = place.path().join("site");
        for name in ["a.html", "b/c.html", "d.html", "e.css"] {
            files::write(&site.join(name), format!("<p>alpha beta {name}</p>")).expect("writable");
        }
        let names = |count| {
            let out = place.path().join(format!("{count}"));
            write(&site, Some(count), &out).expect("there are pages");
            let written = files::list(&out, &|_| true).expect("readable");
            written.iter().map(|path| path.strip_prefix(&out).expect("inside").to_owned()).collect::<Vec<_>>()
        };
        let (two, five) = (names(2), names(5));
        assert_eq!((two.len(), five.len()), (2, 5));
        assert!(two.iter().all(|page| five.contains(page)));
        let made = files::read_text(&place.path().join("5/generated/0/1.html")).expect("it is there");
        assert!(made.contains("alpha") || made.contains("beta"), "{made}");
    }
}
