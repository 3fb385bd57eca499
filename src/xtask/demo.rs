//! The demo: an ordinary web page around the widget, and a page for each seed article.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use findlet_indexer::extract::extract;
use findlet_indexer::{Block, BlockKind, Date, Document};

use crate::files;
use crate::html::{escape, fill};
use crate::workspace::Workspace;

/// Characters of a summary on the front page.
const SUMMARY_CHARACTERS: usize = 200;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The service worker of the site: a worker's file decides what it may serve, so it lies at the root.
const WORKER: &str = "importScripts(\"findlet/findlet.sw.js\");\n";

/// A seed and where its page goes.
struct Article {
    stem: String,
    document: Document,
}

/// What became of the seeds.
#[derive(Default)]
pub struct Seeds {
    articles: Vec<Article>,
    /// Why a file gave no article, a line for each.
    pub left_out: Vec<String>,
}

/// Writes the demo's pages to `out`.
pub fn write(workspace: &Workspace, out: &Path) -> Result<Seeds> {
    let source = workspace.www().join("demo");
    let seeds = read(&workspace.root().join("seeds"))?;
    let page = files::read_text(&source.join("article.html"))?;
    for article in &seeds.articles {
        let path = out.join(article.path());
        files::write(&path, article_page(&page, &article.document).context("www/demo/article.html")?)?;
    }
    let front = files::read_text(&source.join("index.html"))?;
    files::write(&out.join("index.html"), front_page(&front, &seeds.articles).context("www/demo/index.html")?)?;
    files::copy(&source.join("demo.css"), &out.join("demo.css"))?;
    files::write(&out.join("findlet-sw.js"), WORKER)?;
    Ok(seeds)
}

impl Seeds {
    /// How many there are of each.
    pub fn summary(&self) -> String {
        let count = self.articles.len();
        let articles = if count == 1 { "1 article".to_owned() } else { format!("{count} articles") };
        if self.left_out.is_empty() { articles } else { format!("{articles}, {} left out", self.left_out.len()) }
    }
}

/// Reads every seed, newest first; what can't be read is left out and named.
fn read(folder: &Path) -> Result<Seeds> {
    let mut seeds = Seeds::default();
    for path in seed_paths(folder)? {
        let name = files::name(&path);
        match extract(&name, &files::read(&path)?) {
            Ok(_) if seeds.articles.iter().any(|other| other.stem == stem(&path)) => {
                seeds
                    .left_out
                    .push(format!("seeds/{name} is left out: another seed has the same name before its ending"));
            }
            Ok(document) => seeds.articles.push(Article { stem: stem(&path), document }),
            Err(why) => seeds.left_out.push(format!("seeds/{name} is left out: {why}")),
        }
    }
    seeds.articles.sort_by_key(|article| Reverse(article.document.date));
    Ok(seeds)
}

fn seed_paths(seeds: &Path) -> Result<Vec<PathBuf>> {
    let is_seed = |path: &PathBuf| {
        path.extension().is_some_and(|kind| kind == "txt" || kind == "md") && files::name(path) != "README.md"
    };
    Ok(files::entries(seeds)?.into_iter().filter(is_seed).collect())
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

impl Article {
    /// Where its page lies in the site.
    fn path(&self) -> String {
        format!("articles/{}.html", self.stem)
    }

    fn list_item(&self) -> String {
        let summary = summary(&self.document).map(|text| format!("<p>{}</p>", escape(&text)));
        format!(
            "<li><a href=\"{}\">{}</a>{}{}</li>",
            escape(&findlet_indexer::address(&self.path())),
            escape(&self.document.title),
            self.document.date.map(time).unwrap_or_default(),
            summary.unwrap_or_default(),
        )
    }
}

fn front_page(template: &str, articles: &[Article]) -> Result<String> {
    let items: Vec<String> = articles.iter().map(Article::list_item).collect();
    fill(template, &[("articles", &items.join("\n"))])
}

fn article_page(template: &str, document: &Document) -> Result<String> {
    let source = document.metadata.iter().find(|(name, _)| name == "source");
    fill(
        template,
        &[
            ("title", &escape(&document.title)),
            ("language", &escape(document.language.as_deref().unwrap_or("en"))),
            ("date", &document.date.map(time).unwrap_or_default()),
            ("source", &source.map(|(_, value)| escape(value)).unwrap_or_default()),
            ("caption", &caption(document)),
            ("body", &body(document)),
        ],
    )
}

/// The captions, with the credit of their picture.
fn caption(document: &Document) -> String {
    let credit = document.fact("credit").map(|name| format!(" <span class=\"credit\">Photo: {}</span>", escape(name)));
    let credit = credit.unwrap_or_default();
    let element = |text| format!("<p class=\"caption\">{}{credit}</p>", escape(text));
    document.texts(BlockKind::Caption).map(element).collect::<Vec<_>>().join("\n")
}

fn body(document: &Document) -> String {
    let blocks = document.blocks.iter().filter_map(element);
    blocks.collect::<Vec<_>>().join("\n")
}

/// The element that shows a block of the body; a caption has its own place.
fn element(block: &Block) -> Option<String> {
    let text = escape(&block.text);
    match block.kind {
        BlockKind::Caption => None,
        BlockKind::Heading => Some(format!("<h2>{text}</h2>")),
        BlockKind::Summary | BlockKind::Paragraph => Some(format!("<p>{text}</p>")),
    }
}

/// `<time datetime="2022-12-03">3 December 2022</time>`
fn time(date: Date) -> String {
    let month = MONTHS.get(usize::from(date.month()).wrapping_sub(1));
    let shown = month.map_or_else(|| date.to_string(), |month| format!("{} {month} {}", date.day(), date.year()));
    format!("<time datetime=\"{date}\">{shown}</time>")
}

/// The document's summary, or else its first paragraph, cut at a word.
fn summary(document: &Document) -> Option<String> {
    let paragraph = || document.blocks.iter().find(|block| block.kind == BlockKind::Paragraph);
    let text = document.summary.as_deref().or_else(|| paragraph().map(|block| block.text.as_str()))?;
    Some(cut(text, SUMMARY_CHARACTERS))
}

/// At most `limit` characters, ending after a whole word.
fn cut(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else {
        return text.to_owned();
    };
    let head = &text[..end];
    let words = head.rsplit_once(char::is_whitespace).map_or(head, |(words, _)| words);
    format!("{}…", words.trim_end_matches(|c: char| c.is_whitespace() || ",;:".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::{Article, article_page, cut, front_page, read, seed_paths};
    use crate::files;
    use findlet_indexer::{Block, BlockKind, Document};

    fn document() -> Document {
        let block = |kind, text: &str| Block { kind, text: text.into() };
        Document {
            title: "Fish & chips".into(),
            blocks: vec![
                block(BlockKind::Caption, "A <plate>."),
                block(BlockKind::Heading, "History"),
                block(BlockKind::Paragraph, "It's old."),
            ],
            metadata: vec![("credit".into(), "V&A".into()), ("source".into(), "VNA".into())],
            ..Document::default()
        }
    }

    #[test]
    fn an_article_page_shows_every_block_once() {
        let template = "{{title}}|{{language}}|{{date}}|{{source}}|{{caption}}|{{body}}";
        let page = article_page(template, &document()).expect("every value is given");
        let caption = "<p class=\"caption\">A &lt;plate&gt;. <span class=\"credit\">Photo: V&amp;A</span></p>";
        assert_eq!(page, format!("Fish &amp; chips|en||VNA|{caption}|<h2>History</h2>\n<p>It&#39;s old.</p>"));
    }

    #[test]
    fn the_front_page_lists_title_and_first_paragraph() {
        let articles = [Article { stem: "one".into(), document: document() }];
        let page = front_page("<ul>{{articles}}</ul>", &articles).expect("every value is given");
        let item = "<li><a href=\"articles/one.html\">Fish &amp; chips</a><p>It&#39;s old.</p></li>";
        assert_eq!(page, format!("<ul>{item}</ul>"));
    }

    #[test]
    fn a_summary_ends_after_a_whole_word() {
        assert_eq!(cut("one two three", 20), "one two three");
        assert_eq!(cut("one two, three", 10), "one two…");
        assert_eq!(cut("đồng đồng", 6), "đồng…");
        assert_eq!(cut("unbroken", 4), "unbr…");
    }

    #[test]
    fn a_file_that_is_no_text_is_left_out_by_name() {
        let place = tempfile::tempdir().expect("a temporary folder");
        files::write(&place.path().join("good.txt"), "A note.\n\nIts text.\n").expect("writable");
        files::write(&place.path().join("bad.txt"), b"\xff").expect("writable");
        let seeds = read(place.path()).expect("the folder is readable");
        assert_eq!(seeds.summary(), "1 article, 1 left out");
        assert!(seeds.left_out[0].starts_with("seeds/bad.txt is left out: "), "{}", seeds.left_out[0]);
    }

    #[test]
    fn seeds_are_text_and_markdown_without_the_readme() {
        let place = tempfile::tempdir().expect("a temporary folder");
        for name in ["b.txt", "a.md", "README.md", "photo.png"] {
            files::write(&place.path().join(name), "").expect("writable");
        }
        let names: Vec<String> =
            seed_paths(place.path()).expect("readable").iter().map(|path| files::name(path)).collect();
        assert_eq!(names, ["a.md", "b.txt"]);
    }
}
