//! Merges runs of words into one, key by key.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io;

use findlet_core::format::Reader;

use crate::aside::packed::{damaged, unpack};
use crate::aside::spool::{Extent, Spool, Window};
use crate::count::gather::Gathered;

/// Bytes that the length of a word takes at most.
const LENGTH_BYTES: u64 = 5;

/// Reads the words of a run.
struct Run<'a> {
    window: Window<'a>,
    at: u64,
    end: u64,
}

impl Run<'_> {
    fn next(&mut self) -> io::Result<Option<Gathered>> {
        if self.at == self.end {
            return Ok(None);
        }
        let head = Extent { at: self.at, bytes: LENGTH_BYTES.min(self.end - self.at) };
        let mut reader = Reader::new(self.window.get(head)?, 0);
        let bytes = u64::from(reader.varint().ok_or_else(damaged)?);
        let at = self.at + reader.position() as u64;
        if bytes > self.end - at {
            return Err(damaged());
        }
        self.at = at + bytes;
        unpack(self.window.get(Extent { at, bytes })?).map(Some)
    }
}

/// Calls `each` with every word of the `runs`, ascending by key. Of those that several runs have,
/// the documents of the earlier run come first. Keeps a word and 64 kB of each run in memory.
pub(crate) fn merge(
    spool: &Spool,
    runs: &[Extent],
    each: &mut dyn FnMut(Gathered) -> io::Result<()>,
) -> io::Result<()> {
    let open = |place: &Extent| Run { window: Window::new(spool), at: place.at, end: place.at + place.bytes };
    let mut runs: Vec<Run<'_>> = runs.iter().map(open).collect();
    let mut heads: Vec<Option<Gathered>> = runs.iter_mut().map(Run::next).collect::<io::Result<_>>()?;
    let key = |head: &Option<Gathered>| head.as_ref().map(|word| word.key.clone());
    let first = heads.iter().enumerate().filter_map(|(at, head)| Some(Reverse((key(head)?, at))));
    let mut queue: BinaryHeap<Reverse<(String, usize)>> = first.collect();
    let mut merged: Option<Gathered> = None;
    while let Some(Reverse((_, at))) = queue.pop() {
        let next = runs[at].next()?;
        queue.extend(key(&next).map(|key| Reverse((key, at))));
        let Some(word) = std::mem::replace(&mut heads[at], next) else { continue };
        match &mut merged {
            Some(merged) if merged.key == word.key => merged.append(word).ok_or_else(damaged)?,
            _ => merged.replace(word).map_or(Ok(()), &mut *each)?,
        }
    }
    merged.map_or(Ok(()), each)
}

#[cfg(test)]
mod tests {
    use findlet_core::format::Writer;

    use super::*;
    use crate::aside::packed::pack;
    use crate::count::holdings::Holdings;

    fn run(spool: &Spool, words: &[(&str, u32)]) -> Extent {
        let mut run = Writer::default();
        for (key, document) in words {
            let mut holdings = Holdings::default();
            holdings.push(*document, &[16, 0, 0, 0, 0, 0, 0]);
            let bytes = pack(&Gathered { key: (*key).to_owned(), holdings, ..Gathered::default() });
            run.count(bytes.len());
            run.raw(&bytes);
        }
        spool.append(&run.into_bytes()).unwrap()
    }

    #[test]
    fn words_of_all_runs_come_once_and_in_order() {
        let spool = Spool::new(0);
        // Put in another order than that of their documents.
        let late = run(&spool, &[("b", 7), ("c", 8)]);
        let early = run(&spool, &[("a", 1), ("b", 2)]);
        let none = run(&spool, &[]);
        let mut merged = Vec::new();
        merge(&spool, &[early, none, late], &mut |word| {
            merged.push((word.key, word.holdings.iter().map(|(document, _)| document).collect()));
            Ok(())
        })
        .unwrap();
        let expected: [(&str, Vec<u32>); 3] = [("a", vec![1]), ("b", vec![2, 7]), ("c", vec![8])];
        assert_eq!(merged, expected.map(|(key, documents)| (key.to_owned(), documents)));
    }

    #[test]
    fn a_run_that_was_cut_short_is_an_error() {
        let spool = Spool::new(0);
        let place = run(&spool, &[("a", 1), ("b", 2)]);
        for bytes in 1..place.bytes {
            let mut count = 0;
            let result = merge(&spool, &[Extent { bytes, ..place }], &mut |_| {
                count += 1;
                Ok(())
            });
            assert!(result.is_err() || count == 1, "cut at {bytes}");
        }
    }
}
