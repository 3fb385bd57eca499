//! A page as text that looks like Markdown.

use findlet_core::format::bodies::{Block, BlockKind, NO_SECTION};

use crate::asked::Listing;

/// Returns the text of a page, or of the section that begins at the heading with the id `anchor`; nothing where there is
/// no such heading.
pub(crate) fn text(page: &Listing, body: &[Block<String>], anchor: &str) -> Option<String> {
    let (blocks, address) = if anchor.is_empty() {
        (body, page.address.clone())
    } else {
        (section(body, anchor)?, format!("{}#{anchor}", page.address))
    };
    let mut text = format!("# {}\n\n<{address}>\n", page.card.title);
    for Block { kind, text: words, .. } in blocks {
        text.push_str(match kind {
            BlockKind::Heading => "\n## ",
            BlockKind::Caption => "\n> ",
            BlockKind::Summary | BlockKind::Paragraph => "\n",
        });
        text.push_str(words);
        text.push('\n');
    }
    Some(text)
}

/// Returns the blocks from the heading to the next that begins a section or ends this one. Levels of headings are not in
/// an index.
fn section<'a>(body: &'a [Block<String>], anchor: &str) -> Option<&'a [Block<String>]> {
    let begin = body.iter().position(|block| block.anchor == anchor && anchor != NO_SECTION)?;
    let rest = &body[begin + 1..];
    let end = rest.iter().position(|block| !block.anchor.is_empty()).unwrap_or(rest.len());
    Some(&body[begin..=begin + end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_ends_where_the_next_begins_or_none_does() {
        let block = |kind, text: &str, anchor: &str| Block { kind, text: text.to_owned(), anchor: anchor.to_owned() };
        let (heading, paragraph) = (BlockKind::Heading, BlockKind::Paragraph);
        let body = [
            block(paragraph, "before", ""),
            block(heading, "One", "one"),
            block(paragraph, "1", ""),
            block(heading, "Two", "two"),
            block(paragraph, "2", ""),
            block(heading, "Aside", NO_SECTION),
        ];
        let words =
            |anchor| section(&body, anchor).map(|blocks| blocks.iter().map(|b| &b.text[..]).collect::<Vec<_>>());
        assert_eq!(words("one").unwrap(), ["One", "1"]);
        assert_eq!(words("two").unwrap(), ["Two", "2"]);
        assert_eq!((words("three"), words(NO_SECTION)), (None, None));
    }
}
