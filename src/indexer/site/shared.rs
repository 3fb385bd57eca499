//! Blocks that most pages have word for word: menus, banners, footers.

use crate::document::{Block, BlockKind, Document};
use crate::extract::titles::hash;

/// Returns the hash by which blocks are compared.
pub(super) fn hash_of(block: &Block) -> u64 {
    hash(&block.text) ^ u64::from(!is_text(block.kind))
}

/// Returns the bytes of the texts of a document.
#[must_use]
pub fn text_bytes(document: &Document) -> u64 {
    document.blocks.iter().map(|block| block.text.len() as u64).sum()
}

/// Returns which of `blocks` are shared, by index. A heading that pages share is a part of their form
/// ("Parameters", "Examples") as long as it stands over text of their own, and goes with its text where it doesn't.
/// Nothing is shared where nothing else would be left.
pub(super) fn find(blocks: &[Block], is_shared: impl Fn(&Block) -> bool) -> Vec<u32> {
    let mut shared: Vec<u32> = Vec::new();
    let (mut has_own, mut had_text, mut is_followed) = (false, false, false);
    for (at, block) in blocks.iter().enumerate().rev() {
        let at = at as u32;
        let repeats = !block.text.is_empty() && is_shared(block);
        if is_text(block.kind) {
            had_text = true;
            if repeats {
                shared.push(at);
            } else {
                (has_own, is_followed) = (true, true);
            }
            continue;
        }
        let is_over_nothing = !is_followed && (had_text || block.anchor.trim().is_empty());
        if repeats && is_over_nothing {
            shared.push(at);
        } else {
            has_own |= block.kind == BlockKind::Heading && !repeats && !block.text.is_empty();
        }
        (had_text, is_followed) = (false, false);
    }
    if !has_own {
        return Vec::new();
    }
    shared.reverse();
    shared
}

/// Whether a block is text rather than a heading.
fn is_text(kind: BlockKind) -> bool {
    kind != BlockKind::Heading
}
