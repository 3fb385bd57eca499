//! Where the summary of a document is shown.

use crate::document::{Block, BlockKind, Document};

/// Paragraphs among which the text may begin: before it stand a date, a breadcrumb, an author.
const BLOCKS_BEFORE_LEAD: usize = 8;

/// Puts the summary before the text, unless the text begins with it: nothing is shown twice.
pub(super) fn place_summary(document: &mut Document) {
    let Some(summary) = &document.summary else { return };
    // Summaries that are made of Markdown show its marks of code.
    let plain = summary.replace('`', "");
    let words = plain.trim_end_matches(|c: char| c.is_ascii_punctuation() || c == '…');
    let repeats = |text: &str| text.strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    if !document.texts(BlockKind::Paragraph).take(BLOCKS_BEFORE_LEAD).any(repeats) {
        let captions = document.blocks.iter().take_while(|block| block.kind == BlockKind::Caption).count();
        document
            .blocks
            .insert(captions, Block { kind: BlockKind::Summary, text: summary.clone(), anchor: String::new() });
    }
}
