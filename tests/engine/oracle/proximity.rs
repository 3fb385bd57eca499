//! How close neighbouring words of the query stand. Right for words only: compounds, camel case
//! and scripts without spaces have tokens that overlap.

use findlet_core::text::analyse;

use super::Used;
use super::collection::Collection;

/// Sum over pairs of neighbours of `floor(idf * 28 * c / (c + 8))`.
pub(super) fn proximity(collection: &Collection<'_>, id: usize, used: &[Used]) -> u32 {
    let greatest = used.iter().map(|used| used.idf).max().unwrap_or(0);
    let meaning: Vec<&Used> = used.iter().filter(|used| used.idf * 4 >= greatest).collect();
    let worth = |pair: &[&Used]| {
        let count: u32 = collection.blocks(id).map(|text| count(text, collection, pair)).sum();
        pair[0].idf.min(pair[1].idf) * 28 * count / (count + 8)
    };
    if used.len() > 1 { meaning.windows(2).map(worth).sum() } else { 0 }
}

/// Two matches at most 4 tokens apart that are of both neighbours count 1, and 1 more side by
/// side as typed.
fn count(text: &str, collection: &Collection<'_>, pair: &[&Used]) -> u32 {
    let mut matches: Vec<(usize, bool, bool)> = Vec::new();
    let mut place = 0;
    analyse(text, collection.characters, &mut |token| {
        let (one, other) = (pair[0].has(token.key), pair[1].has(token.key));
        matches.extend((one || other).then_some((place, one, other)));
        place += 1;
    });
    let mut count = 0;
    for (at, (place, one, other)) in matches.iter().enumerate() {
        for (next_place, next_one, next_other) in &matches[at + 1..] {
            let in_order = *one && *next_other;
            let is_near = next_place - place <= 4 && (in_order || *other && *next_one);
            count += u32::from(is_near) + u32::from(is_near && in_order && next_place - place == 1);
        }
    }
    count
}
