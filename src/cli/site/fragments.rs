//! Pages as Pagefind's API hands them out, in a temporary file until the index says which number each has.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};

use anyhow::{Context, Result};
use findlet_indexer::Fragment;

/// What is said where the file fails.
const FILE: &str = "the temporary file of pages for Pagefind cannot be used; look whether the disk is full";

/// Where fragments are put.
pub(crate) struct Kept {
    file: BufWriter<File>,
    written: u64,
    /// Where the fragment of each address begins, and its bytes.
    places: BTreeMap<String, (u64, usize)>,
}

impl Kept {
    /// Begins the file.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn new() -> Result<Self> {
        let file = tempfile::tempfile().context(FILE)?;
        Ok(Self { file: BufWriter::new(file), written: 0, places: BTreeMap::new() })
    }

    /// Keeps the fragment of the page `url`, if it is the first with this address.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn put(&mut self, url: &str, fragment: &Fragment) -> Result<()> {
        if !self.places.contains_key(url) {
            let bytes = postcard::to_extend(fragment, Vec::new())?;
            self.file.write_all(&bytes).context(FILE)?;
            self.places.insert(url.to_owned(), (self.written, bytes.len()));
            self.written += bytes.len() as u64;
        }
        Ok(())
    }

    /// Returns what was kept.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn finish(self) -> Result<Fragments> {
        let file = self.file.into_inner().context(FILE)?;
        Ok(Fragments { file, places: self.places })
    }
}

/// The fragments of a site.
#[derive(Debug)]
pub(crate) struct Fragments {
    file: File,
    places: BTreeMap<String, (u64, usize)>,
}

impl Fragments {
    /// Returns the fragment of the page `url`, if it has one.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn of(&self, url: &str) -> Result<Option<Fragment>> {
        let Some((at, length)) = self.places.get(url) else { return Ok(None) };
        let mut bytes = vec![0; *length];
        let mut file = &self.file;
        file.seek(SeekFrom::Start(*at)).and_then(|_| file.read_exact(&mut bytes)).context(FILE)?;
        Ok(Some(postcard::from_bytes(&bytes)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_fragment_of_an_address_comes_back() {
        let fragment = |content: &str| Fragment { content: content.to_owned(), ..Fragment::default() };
        let mut kept = Kept::new().unwrap();
        for (url, content) in [("a/", "one"), ("b/", "two"), ("a/", "three")] {
            kept.put(url, &fragment(content)).unwrap();
        }
        let fragments = kept.finish().unwrap();
        for (url, expected) in [("b/", Some("two")), ("a/", Some("one")), ("c/", None)] {
            assert_eq!(fragments.of(url).unwrap(), expected.map(fragment), "{url}");
        }
    }
}
