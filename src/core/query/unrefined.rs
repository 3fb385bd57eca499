//! What the core engine makes of filters, facets and orders: their names are unknown to it, and
//! the answer says so.

use super::answer::Facet;
use super::lookup::Lookup;
use super::options::{Filter, Options, Sort};
use super::rank::Sums;

pub(crate) fn apply(_: &mut Lookup<'_>, _: &[Filter], _: &mut Sums) {}

pub(crate) fn places(_: &mut Lookup<'_>, _: Option<&Sort>) -> Option<Vec<u32>> {
    None
}

pub(crate) fn facets(_: &mut Lookup<'_>, _: &Options, _: &Sums) -> Vec<Facet> {
    Vec::new()
}

/// Returns the names that options mention, each once.
pub(crate) fn unknown(_: &Lookup<'_>, options: &Options) -> Vec<String> {
    let filters = options.filters.iter().map(|filter| &filter.name);
    let names = filters.chain(&options.facets).chain(options.sort.iter().map(|sort| &sort.name));
    let mut unknown: Vec<String> = Vec::new();
    for name in names {
        if !unknown.contains(name) {
            unknown.push(name.clone());
        }
    }
    unknown
}
