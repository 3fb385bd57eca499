//! What pages tell of themselves and of each other, taken from them to see what it buys.

use findlet_indexer::{BlockKind, Document, Weight};

/// A part of what is known of a page beside its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// What other pages call it in links.
    Links,
    /// What else it is called: other titles, the qualified names of what it describes.
    Aliases,
    /// The name of its file.
    Files,
    /// The anchors of its sections, some of which are qualified names.
    Anchors,
    /// Which of its blocks are headings.
    Headings,
    /// What it and its blocks weigh: less where it is made from other pages.
    Weights,
}

impl Told {
    /// Everything there is.
    pub const ALL: [Self; 6] = [Self::Links, Self::Aliases, Self::Files, Self::Anchors, Self::Headings, Self::Weights];

    /// Returns its name, in lower case: `links`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Links => "links",
            Self::Aliases => "aliases",
            Self::Files => "files",
            Self::Anchors => "anchors",
            Self::Headings => "headings",
            Self::Weights => "weights",
        }
    }

    /// Takes it from a document, which is number `number`.
    pub fn take(self, document: &mut Document, number: usize) {
        match self {
            Self::Links => document.links.clear(),
            Self::Aliases => document.aliases.clear(),
            Self::Files => document.url = numbered(&document.url, number),
            Self::Anchors => document.blocks.iter_mut().for_each(|block| block.anchor.clear()),
            Self::Headings => {
                let headings = document.blocks.iter_mut().filter(|block| block.kind == BlockKind::Heading);
                headings.for_each(|block| block.kind = BlockKind::Paragraph);
            }
            Self::Weights => {
                document.boost = Weight::default();
                document.weights.clear();
            }
        }
    }
}

/// Returns an address in the same folder whose file is a number, which names nothing.
fn numbered(address: &str, number: usize) -> String {
    let (path, slash) = address.strip_suffix('/').map_or((address, ""), |path| (path, "/"));
    let folder = path.rfind('/').map_or(0, |end| end + 1);
    format!("{}{number}{slash}", &path[..folder])
}

#[cfg(test)]
mod tests {
    use findlet_indexer::{Block, name_of};

    use super::*;

    #[test]
    fn what_is_taken_is_gone_and_the_text_stays() {
        let heading = Block { kind: BlockKind::Heading, text: "Oars".into(), anchor: "boat.oars".into() };
        let mut document = Document {
            url: "boats/oars.html".into(),
            links: vec![("the oars".into(), 2)],
            aliases: vec!["Sculls".into()],
            blocks: vec![heading],
            boost: Weight::new(0.125).unwrap(),
            weights: vec![(0, Weight::new(2.0).unwrap())],
            ..Document::default()
        };
        Told::ALL.iter().for_each(|told| told.take(&mut document, 7));
        let block = Block { text: "Oars".into(), ..Block::default() };
        assert_eq!(document, Document { url: "boats/7".into(), blocks: vec![block], ..Document::default() });
    }

    #[test]
    fn a_numbered_file_names_nothing() {
        let addresses = ["oars.html", "a/b.html", "a/b/", "./"].map(|address| numbered(address, 12));
        assert_eq!(addresses, ["12", "a/12", "a/12/", "12/"]);
        assert!(addresses.iter().all(|address| name_of(address).is_empty()));
    }
}
