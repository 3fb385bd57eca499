//! Synonyms: words of a query that stand for others, as the index says.

use super::parse::{Needle, Slot};
use super::weigh::Synonym;

/// Returns for each slot what it may stand for. A synonym of several words counts where they
/// stand side by side in the query, as whole words. O(words * synonyms of the index).
pub(crate) fn synonyms(slots: &[Slot], pairs: &[(String, String)]) -> Vec<Vec<Synonym>> {
    let mut found: Vec<Vec<Synonym>> = slots.iter().map(|_| Vec::new()).collect();
    for (from, to) in pairs {
        for first in 0..slots.len() {
            let Some(count) = spanned(slots.get(first..).unwrap_or_default(), from) else { continue };
            let needles: Vec<Needle> = to.split(' ').map(Needle::of_key).collect();
            for synonyms in found.iter_mut().skip(first).take(count) {
                synonyms.push(Synonym { needles: needles.clone(), shares: count as u32 });
            }
        }
    }
    found
}

/// Returns how many of the first slots are the words of `from`, if they are.
fn spanned(slots: &[Slot], from: &str) -> Option<usize> {
    let mut words = from.split(' ').peekable();
    for (at, slot) in slots.iter().enumerate() {
        let word = slot.plain()?;
        if !word.sequence().iter().all(|needle| words.next() == Some(needle.key.as_str())) {
            return None;
        }
        if words.peek().is_none() {
            return Some(at + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;
    use crate::format::Manifest;

    fn found(query: &str) -> Vec<String> {
        let pairs = [("hq", "head quarters"), ("head quarters", "hq"), ("t v", "television")];
        let pairs = pairs.map(|(from, to)| (from.to_owned(), to.to_owned()));
        let slots = parse(query, &Manifest::default()).slots;
        let show = |one: &Synonym| {
            let keys: Vec<&str> = one.needles.iter().map(|needle| needle.key.as_str()).collect();
            format!("{}/{}", keys.join(" "), one.shares)
        };
        synonyms(&slots, &pairs).iter().map(|of| of.iter().map(show).collect::<Vec<_>>().join(",")).collect()
    }

    #[test]
    fn words_stand_for_others_one_by_one_and_together() {
        assert_eq!(found("new HQ "), ["", "head quarters/1"]);
        assert_eq!(found("the head quarters"), ["", "hq/2", "hq/2"]);
        assert_eq!(found("T.V. set"), ["television/1", ""]);
        assert_eq!(found("head of quarters"), ["", "", ""]);
        assert_eq!(found("\"head quarters\" head"), ["", ""]);
    }
}
