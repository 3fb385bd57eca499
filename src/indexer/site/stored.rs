//! A draft as bytes, for the time until all pages are known: in this build, or in a part of one that another ends.

use std::io;

use crate::aside::packed;
use crate::extract::Draft;

/// Returns the bytes of a draft; what is wrong with it is not among them. They change with the version of this crate.
#[must_use]
pub fn pack(draft: &Draft) -> Vec<u8> {
    packed::pack(&(draft.document(), &draft.notes, &draft.fragment, draft.is_marked))
}

/// Returns the draft that was packed.
///
/// # Errors
/// Where the bytes are not those that were written.
pub fn unpack(bytes: &[u8]) -> io::Result<Draft> {
    let (document, notes, fragment, is_marked) = packed::unpack(bytes)?;
    Ok(Draft { document, notes, fragment, is_marked, warnings: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Extractor, SourceKind};

    #[test]
    fn a_draft_comes_back() {
        let page = b"<html lang=en><title>Oars | Boats</title><link rel=canonical href=https://example.org/a/>\
            <meta name=description content=About><h1 data-findlet-sort='price:5, name:x'>Oars</h1>\
            <h2 id=wood>Wood</h2><p data-findlet-facet=topic>Ash";
        let draft = Extractor::default().draft(SourceKind::Html, "a.html", page).unwrap();
        assert_eq!(unpack(&pack(&draft)).unwrap(), draft);
    }
}
