//! The options of a search that narrow, count and order its hits.

use clap::Args;
use findlet_core::{Filter, Index, Options, Sort, Test};
use findlet_indexer::Date;

/// Filters, facets and order, as on the command line.
#[derive(Debug, Args)]
pub(crate) struct Narrow {
    /// Hits with this value of a facet only. Of several values of one facet, one suffices;
    /// several facets must all fit.
    #[arg(long = "filter", value_name = "FACET=VALUE", value_parser = value)]
    filters: Vec<Named<String>>,
    /// Hits with a number in this range only, both ends included, either may be left out. Dates
    /// are written YYYY-MM-DD: `--range date=2024-01-01..`
    #[arg(long = "range", value_name = "NAME=FROM..TO", value_parser = range)]
    ranges: Vec<Named<Range>>,
    /// Count the values of these facets over all hits; may be repeated.
    #[arg(long, value_name = "FACET", value_delimiter = ',')]
    facets: Vec<String>,
    /// Order hits by this instead of their score; with a `-` before it, the greatest first.
    #[arg(long, value_name = "[-]NAME", allow_hyphen_values = true)]
    sort: Option<String>,
}

/// A name with what is said of it.
#[derive(Clone, Debug)]
struct Named<T> {
    name: String,
    value: T,
}

/// Two ends of a range of numbers.
#[derive(Clone, Debug)]
struct Range {
    from: f64,
    to: f64,
}

impl Narrow {
    /// Puts them into the options of a search.
    pub fn apply(&self, options: &mut Options) {
        for Named { name, value } in &self.filters {
            let known = options.filters.iter_mut().find(|filter| filter.name == *name);
            match known.map(|filter| &mut filter.test) {
                Some(Test::Any(values)) => values.push(value.clone()),
                _ => {
                    options.filters.push(Filter { name: name.clone(), test: Test::Any(vec![value.clone()]) });
                }
            }
        }
        let range = |Named { name, value }: &Named<Range>| Filter {
            name: name.clone(),
            test: Test::Between(value.from, value.to),
        };
        options.filters.extend(self.ranges.iter().map(range));
        options.facets.clone_from(&self.facets);
        options.sort = self.sort.as_deref().map(|name| match name.strip_prefix('-') {
            Some(name) => Sort { name: name.to_owned(), descending: true },
            None => Sort { name: name.to_owned(), descending: false },
        });
    }
}

/// Returns the names that an index has, in words.
pub(crate) fn has(index: &Index) -> String {
    let manifest = index.manifest();
    let listed = |names: &[String]| if names.is_empty() { "none".to_owned() } else { names.join(", ") };
    format!("the facets {}, and to sort by {}", listed(&manifest.facets), listed(&manifest.sorts))
}

fn value(text: &str) -> Result<Named<String>, &'static str> {
    let (name, value) = split(text)?;
    Ok(Named { name, value: value.to_owned() })
}

fn range(text: &str) -> Result<Named<Range>, &'static str> {
    let (name, value) = split(text)?;
    let (from, to) = value.split_once("..").ok_or("write two numbers or dates with `..` between them")?;
    Ok(Named { name, value: Range { from: end(from, f64::NEG_INFINITY)?, to: end(to, f64::INFINITY)? } })
}

fn split(text: &str) -> Result<(String, &str), &'static str> {
    text.split_once('=').map(|(name, value)| (name.to_owned(), value)).ok_or("write a name, `=` and a value")
}

/// Reads one end of a range: a number, a date as the number that stands for it, or nothing.
fn end(text: &str, open: f64) -> Result<f64, &'static str> {
    let of_date =
        |date: Date| f64::from(date.year()) * 10_000.0 + f64::from(date.month()) * 100.0 + f64::from(date.day());
    match text.trim() {
        "" => Ok(open),
        text => Date::parse(text).map(of_date).or_else(|| text.parse().ok()).ok_or("an end is no number and no date"),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Cli {
        #[command(flatten)]
        narrow: Narrow,
    }

    fn options(arguments: &[&str]) -> Result<Options, clap::Error> {
        let mut options = Options::default();
        Cli::try_parse_from([&["findlet"], arguments].concat())?.narrow.apply(&mut options);
        Ok(options)
    }

    #[test]
    fn values_of_one_facet_are_alternatives() {
        let options = options(&["--filter", "a=1", "--filter", "b=x=y", "--filter", "a=2"]).unwrap();
        let any = |name: &str, values: &[&str]| Filter {
            name: name.into(),
            test: Test::Any(values.iter().map(|value| (*value).to_owned()).collect()),
        };
        assert_eq!(options.filters, [any("a", &["1", "2"]), any("b", &["x=y"])]);
    }

    #[test]
    fn ranges_are_of_numbers_and_dates() {
        let options = options(&["--range", "date=2024-01-31..", "--range", "price=-1.5..2"]).unwrap();
        let between = |name: &str, from, to| Filter { name: name.into(), test: Test::Between(from, to) };
        let expected = [between("date", 20_240_131.0, f64::INFINITY), between("price", -1.5, 2.0)];
        assert_eq!(options.filters, expected);
    }

    #[test]
    fn facets_and_order_have_names() {
        let options = options(&["--facets", "a,b", "--facets", "c", "--sort", "-date"]).unwrap();
        assert_eq!(options.facets, ["a", "b", "c"]);
        assert_eq!(options.sort, Some(Sort { name: "date".into(), descending: true }));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        for (arguments, expected) in [
            (["--filter", "a"], "write a name, `=` and a value"),
            (["--range", "a=1"], "with `..` between them"),
            (["--range", "a=x.."], "no number and no date"),
        ] {
            let error = options(&arguments).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
