//! Markdown with front matter.

use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use super::collapse::collapse;
use super::error::ExtractError;
use super::extracted::Extracted;
use super::front_matter;
use super::notation::Notation;
use super::summary::place_summary;
use crate::document::{Block, BlockKind};
use crate::sentence;

/// Reads a Markdown text whose byte order mark was removed; the values of `facets` in its front
/// matter are facets.
pub(super) fn extract(text: &str, facets: &[String]) -> Result<Extracted, ExtractError> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut reader = Reader { facets, ..Reader::default() };
    for event in Parser::new_ext(text, options) {
        reader.push(event)?;
    }
    reader.finish()
}

/// Gathers blocks: text is collected until a block-level element begins or ends.
#[derive(Debug, Default)]
struct Reader<'a> {
    facets: &'a [String],
    extracted: Extracted,
    text: String,
    heading: Option<u8>,
    /// The id that a heading is given, as in `## Rivers {#rivers}`. What ids other headings get is
    /// up to the generator.
    anchor: String,
    /// Kind of front matter being read.
    notation: Option<Notation>,
}

impl Reader<'_> {
    fn push(&mut self, event: Event<'_>) -> Result<(), ExtractError> {
        match event {
            Event::Text(text) | Event::Code(text) => self.text.push_str(&text),
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::Start(Tag::MetadataBlock(kind)) => {
                self.notation = Some(match kind {
                    MetadataBlockKind::YamlStyle => Notation::Yaml,
                    MetadataBlockKind::PlusesStyle => Notation::Toml,
                });
            }
            Event::End(TagEnd::MetadataBlock(_)) => {
                let source = std::mem::take(&mut self.text);
                if let Some(notation) = self.notation.take() {
                    front_matter::read(&source, notation, self.facets, &mut self.extracted)?;
                }
            }
            Event::Start(Tag::Heading { level, id, .. }) => {
                self.flush(BlockKind::Paragraph);
                self.anchor = id.map(|id| id.to_string()).unwrap_or_default();
                self.heading = Some(level as u8);
            }
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::Start(tag) if is_block(tag.to_end()) => self.flush(BlockKind::Paragraph),
            Event::End(tag) if is_block(tag) => self.flush(BlockKind::Paragraph),
            _ => {}
        }
        Ok(())
    }

    /// The first heading of level one is the title, unless front matter has one.
    fn end_heading(&mut self) {
        let title = &mut self.extracted.document.title;
        let anchor = std::mem::take(&mut self.anchor);
        if self.heading.take() == Some(1) && title.is_empty() {
            *title = collapse(&std::mem::take(&mut self.text));
        } else {
            self.push_block(BlockKind::Heading, anchor);
        }
    }

    fn flush(&mut self, kind: BlockKind) {
        self.push_block(kind, String::new());
    }

    fn push_block(&mut self, kind: BlockKind, anchor: String) {
        let text = collapse(&std::mem::take(&mut self.text));
        if !text.is_empty() {
            self.extracted.document.blocks.push(Block { kind, text, anchor });
        }
    }

    fn finish(mut self) -> Result<Extracted, ExtractError> {
        self.flush(BlockKind::Paragraph);
        let document = &mut self.extracted.document;
        if document.title.is_empty() {
            let lead = document.blocks.first().ok_or(ExtractError::Empty)?;
            document.title = sentence::title(&lead.text);
        }
        place_summary(document);
        Ok(self.extracted)
    }
}

/// Whether text on both sides belongs to different blocks.
fn is_block(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Date, Document};

    fn extract(text: &str) -> Result<Document, ExtractError> {
        super::extract(text, &[]).map(|extracted| extracted.document)
    }

    fn blocks(document: &Document) -> Vec<(BlockKind, &str)> {
        document.blocks.iter().map(|block| (block.kind, block.text.as_str())).collect()
    }

    #[test]
    fn markup_is_dropped_and_blocks_are_kept_apart() {
        let document = extract("# The *title*\n\nOne **two** [three](x)\nfour `code`.\n\n## Part\n\n- a\n- b\n\n| c | d |\n|---|---|\n| e | f |\n").unwrap();
        assert_eq!(document.title, "The title");
        let paragraph = |text| (BlockKind::Paragraph, text);
        let expected = [paragraph("One two three four code."), (BlockKind::Heading, "Part")];
        assert_eq!(blocks(&document)[..2], expected);
        assert_eq!(blocks(&document)[2..], ["a", "b", "c", "d", "e", "f"].map(paragraph));
    }

    #[test]
    fn html_and_image_addresses_are_no_text() {
        let document = extract("<script>alert(1)</script>\n\nA <b>bold</b> ![alt text](secret.png) word").unwrap();
        assert_eq!(
            blocks(&document),
            [(BlockKind::Paragraph, "A bold"), (BlockKind::Paragraph, "alt text"), (BlockKind::Paragraph, "word")]
        );
    }

    #[test]
    fn front_matter_of_both_notations_is_read() {
        for text in [
            "---\ntitle: \"A title\"\ndate: 2024-05-06\nlang: vi\ndescription: What it is\ntags: [a]\n---\nText",
            "+++\ntitle = \"A title\"\ndate = 2024-05-06T10:00:00Z\nlang = \"vi\"\nsummary = \"What it is\"\n+++\nText",
        ] {
            let document = extract(text).unwrap();
            assert_eq!((document.title.as_str(), document.language.as_deref()), ("A title", Some("vi")));
            assert_eq!((document.date, document.summary.as_deref()), (Date::parse("2024-05-06"), Some("What it is")));
            let expected = [(BlockKind::Summary, "What it is"), (BlockKind::Paragraph, "Text")];
            assert_eq!(blocks(&document), expected);
        }
    }

    #[test]
    fn broken_front_matter_is_refused_with_a_reason() {
        for text in ["---\ntitle: [\n---\nText", "+++\ntitle = \n+++\nText"] {
            assert!(
                matches!(extract(text), Err(ExtractError::FrontMatter(why)) if !why.to_string().is_empty()),
                "{text}"
            );
        }
    }

    #[test]
    fn without_a_heading_the_title_is_the_first_sentence() {
        assert_eq!(extract("A city. Its mayor.").unwrap().title, "A city");
        assert_eq!(extract("## Part\n\nText").unwrap().title, "Part");
    }

    #[test]
    fn headings_have_the_ids_that_they_are_given() {
        let document = extract("# T\n\n## Rivers {#the-rivers}\n\na\n\n## Lakes\n\nb").unwrap();
        let anchors: Vec<_> =
            document.blocks.iter().map(|block| (block.text.as_str(), block.anchor.as_str())).collect();
        assert_eq!(anchors, [("Rivers", "the-rivers"), ("a", ""), ("Lakes", ""), ("b", "")]);
    }

    #[test]
    fn a_title_alone_is_a_document() {
        assert_eq!(extract("# Only this").unwrap().title, "Only this");
        assert_eq!(extract("<!-- nothing -->"), Err(ExtractError::Empty));
    }
}
