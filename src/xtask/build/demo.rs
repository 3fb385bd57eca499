//! The demo: an ordinary web page around the widget, and a page for each seed article.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use findlet_demo::{Article, Articles, articles, is_article};
use findlet_indexer::html::{escape, fill};
use findlet_indexer::{Block, BlockKind, Date, Document};

use crate::tools::files;
use crate::tools::workspace::Workspace;

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

/// The service worker of the site: a worker's file decides what it may serve, so it is at the root.
const WORKER: &str = "importScripts(\"findlet/findlet.sw.js\");\n";

/// Writes the demo's pages of the articles in `folder` to `out`.
pub fn write(workspace: &Workspace, folder: &Path, out: &Path) -> Result<Articles> {
    let source = workspace.www().join("demo");
    let mut seeds = articles(files(folder)?);
    seeds.found.sort_by_key(|article| Reverse(article.document.date));
    let page = files::read_text(&source.join("article.html"))?;
    for article in &seeds.found {
        let path = out.join(&article.path);
        files::write(&path, article_page(&page, &article.document).context("www/demo/article.html")?)?;
    }
    let front = files::read_text(&source.join("index.html"))?;
    files::write(&out.join("index.html"), front_page(&front, &seeds.found).context("www/demo/index.html")?)?;
    files::copy(&source.join("demo.css"), &out.join("demo.css"))?;
    files::write(&out.join("findlet-sw.js"), WORKER)?;
    Ok(seeds)
}

/// Returns the folder of the seeds.
pub fn seeds(workspace: &Workspace) -> PathBuf {
    workspace.root().join("seeds")
}

/// Returns the articles in a folder, by name.
pub fn files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let paths = files::entries(folder)?;
    let articles = paths.iter().filter(|path| is_article(&files::name(path)));
    articles.map(|path| Ok((files::name(path), files::read(path)?))).collect()
}

/// Says how many articles there are, and how many files gave none.
pub fn count(articles: &Articles) -> String {
    let found = match articles.found.len() {
        1 => "1 article".to_owned(),
        more => format!("{more} articles"),
    };
    if articles.left_out.is_empty() { found } else { format!("{found}, {} left out", articles.left_out.len()) }
}

/// The article on the front page.
fn list_item(article: &Article) -> String {
    let summary = summary(&article.document).map(|text| format!("<p>{}</p>", escape(&text)));
    format!(
        "<li><a href=\"{}\">{}</a>{}{}</li>",
        escape(&article.document.url),
        escape(&article.document.title),
        article.document.date.map(time).unwrap_or_default(),
        summary.unwrap_or_default(),
    )
}

fn front_page(template: &str, articles: &[Article]) -> Result<String> {
    let items: Vec<String> = articles.iter().map(list_item).collect();
    Ok(fill(template, &[("articles", &items.join("\n"))])?)
}

fn article_page(template: &str, document: &Document) -> Result<String> {
    let source = document.metadata_value("source");
    let page = fill(
        template,
        &[
            ("title", &escape(&document.title)),
            ("language", &escape(document.language.as_deref().unwrap_or("en"))),
            ("date", &document.date.map(time).unwrap_or_default()),
            ("source", &source.map(escape).unwrap_or_default()),
            ("caption", &caption(document)),
            ("body", &body(document)),
        ],
    )?;
    Ok(page)
}

/// The captions, with the credit of their picture.
fn caption(document: &Document) -> String {
    let credit =
        document.metadata_value("credit").map(|name| format!(" <span class=\"credit\">Photo: {}</span>", escape(name)));
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
    use super::{Article, article_page, count, cut, front_page};
    use findlet_demo::articles;
    use findlet_indexer::{Block, BlockKind, Document};

    fn document() -> Document {
        let block = |kind, text: &str| Block { kind, text: text.into(), anchor: String::new() };
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
        let document = Document { url: "articles/one.html".into(), ..document() };
        let articles = [Article { path: document.url.clone(), document }];
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
    fn articles_and_what_was_left_out_are_counted() {
        let read = |files: &[&str]| articles(files.iter().map(|name| ((*name).to_owned(), b"A note.".to_vec())));
        assert_eq!(count(&read(&["a.txt", "b.md"])), "2 articles");
        assert_eq!(count(&read(&["a.txt", "a.md"])), "1 article, 1 left out");
    }
}
