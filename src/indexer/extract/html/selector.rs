//! The part of CSS selectors that names parts of a page.
//!
//! ```text
//! list     = complex *( "," complex )
//! complex  = compound *( ( " " | ">" ) compound )
//! compound = [ name | "*" ] *( "#" id | "." class | "[" attribute [ operator value ] "]" )
//! operator = "=" | "~=" | "|=" | "^=" | "$=" | "*="
//! ```
//! Pseudo-classes and siblings are refused by name: a selector that is understood half would show
//! what it was meant to hide.

use std::fmt;

use super::tree::{Element, NodeId, Tree};

/// A selector that is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectorError {
    /// The selector, as it was given.
    pub selector: String,
    /// Where it stops being understood, in bytes.
    pub offset: usize,
}

impl fmt::Display for SelectorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { selector, offset } = self;
        let rest = selector.get(*offset..).unwrap_or_default();
        write!(
            f,
            "the selector {selector:?} is not understood from {rest:?} on; it may have names, #ids, .classes, \
             [attributes], spaces, > and commas"
        )
    }
}

impl std::error::Error for SelectorError {}

/// Selectors, any of which may match.
#[derive(Clone, Debug, Default)]
pub(super) struct Selectors(Vec<Complex>);

/// Compounds from right to left, each with how it is related to the one right of it.
#[derive(Clone, Debug)]
struct Complex(Vec<(Compound, Relation)>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    /// It is the element itself.
    Subject,
    Parent,
    Ancestor,
}

/// What must all hold for one element.
#[derive(Clone, Debug, Default)]
struct Compound {
    name: Option<String>,
    attributes: Vec<(String, Test)>,
}

#[derive(Clone, Debug)]
enum Test {
    Present,
    Equals(String),
    /// One of its words.
    Word(String),
    /// It, or it and a hyphen.
    Prefix(String),
    Starts(String),
    Ends(String),
    Contains(String),
}

impl Selectors {
    /// Reads lists of selectors.
    pub fn new(lists: &[String]) -> Result<Self, SelectorError> {
        let mut all = vec![];
        for list in lists {
            let mut parser = Parser { text: list, at: 0 };
            parser.list(&mut all).ok_or_else(|| SelectorError { selector: list.clone(), offset: parser.at })?;
        }
        Ok(Self(all))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns whether an element is meant.
    pub fn matches(&self, tree: &Tree, node: NodeId) -> bool {
        self.0.iter().any(|complex| complex.matches(tree, node, 0))
    }
}

impl Complex {
    /// Whether the compound at `at` and those left of it hold for `node` and elements around it.
    fn matches(&self, tree: &Tree, node: NodeId, at: usize) -> bool {
        let Some((compound, relation)) = self.0.get(at) else { return true };
        match relation {
            Relation::Subject => compound.holds(tree, node) && self.matches(tree, node, at + 1),
            Relation::Parent => tree
                .parent(node)
                .is_some_and(|parent| compound.holds(tree, parent) && self.matches(tree, parent, at + 1)),
            Relation::Ancestor => {
                tree.ancestors(node).any(|around| compound.holds(tree, around) && self.matches(tree, around, at + 1))
            }
        }
    }
}

impl Compound {
    fn holds(&self, tree: &Tree, node: NodeId) -> bool {
        let Some(element) = tree.element(node) else { return false };
        let is_named = self.name.as_ref().is_none_or(|name| (*element.name.local).eq_ignore_ascii_case(name));
        is_named && self.attributes.iter().all(|(name, test)| test.holds(element, name))
    }
}

impl Test {
    fn holds(&self, element: &Element, name: &str) -> bool {
        let Some(value) = element.attribute(name) else { return false };
        match self {
            Self::Present => true,
            Self::Equals(wanted) => value == wanted,
            Self::Word(wanted) => value.split_whitespace().any(|word| word == wanted),
            Self::Prefix(wanted) => {
                value.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            }
            Self::Starts(wanted) => !wanted.is_empty() && value.starts_with(wanted),
            Self::Ends(wanted) => !wanted.is_empty() && value.ends_with(wanted),
            Self::Contains(wanted) => !wanted.is_empty() && value.contains(wanted),
        }
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn list(&mut self, all: &mut Vec<Complex>) -> Option<()> {
        loop {
            all.push(self.complex()?);
            if self.at == self.text.len() {
                return Some(());
            }
            self.take(',')?;
        }
    }

    fn complex(&mut self) -> Option<Complex> {
        self.space();
        let mut compounds = vec![(self.compound()?, Relation::Subject)];
        loop {
            let has_space = self.space();
            if self.text[self.at..].is_empty() || self.text[self.at..].starts_with(',') {
                return Some(Complex(compounds));
            }
            let relation = if self.take('>').is_some() {
                self.space();
                Relation::Parent
            } else if has_space {
                Relation::Ancestor
            } else {
                return None;
            };
            // How the one on the left is related to this.
            compounds.insert(0, (self.compound()?, Relation::Subject));
            compounds[1].1 = relation;
        }
    }

    fn compound(&mut self) -> Option<Compound> {
        let start = self.at;
        let mut compound = Compound::default();
        if self.take('*').is_none() {
            compound.name = self.name();
        }
        loop {
            if self.take('#').is_some() {
                compound.attributes.push(("id".to_owned(), Test::Equals(self.name()?)));
            } else if self.take('.').is_some() {
                compound.attributes.push(("class".to_owned(), Test::Word(self.name()?)));
            } else if self.take('[').is_some() {
                compound.attributes.push(self.attribute()?);
            } else {
                return (self.at > start).then_some(compound);
            }
        }
    }

    fn attribute(&mut self) -> Option<(String, Test)> {
        self.space();
        let name = self.name()?.to_ascii_lowercase();
        self.space();
        if self.take(']').is_some() {
            return Some((name, Test::Present));
        }
        let operators: [(&str, fn(String) -> Test); 6] = [
            ("=", Test::Equals),
            ("~=", Test::Word),
            ("|=", Test::Prefix),
            ("^=", Test::Starts),
            ("$=", Test::Ends),
            ("*=", Test::Contains),
        ];
        let (operator, test) = operators.into_iter().find(|(sign, _)| self.text[self.at..].starts_with(sign))?;
        self.at += operator.len();
        self.space();
        let test = test(self.value()?);
        self.space();
        self.take(']')?;
        Some((name, test))
    }

    fn value(&mut self) -> Option<String> {
        let Some(quote) = ['"', '\''].into_iter().find(|quote| self.take(*quote).is_some()) else { return self.name() };
        let length = self.text[self.at..].find(quote)?;
        let value = self.text[self.at..self.at + length].to_owned();
        self.at += length + 1;
        Some(value)
    }

    /// Letters, digits, hyphens, underscores and all that is not ASCII; a backslash quotes.
    fn name(&mut self) -> Option<String> {
        let mut name = String::new();
        let mut chars = self.text[self.at..].chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => name.push(chars.next()?),
                c if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii() => name.push(c),
                _ => break,
            }
            self.at = self.text.len() - chars.as_str().len();
        }
        (!name.is_empty()).then_some(name)
    }

    fn take(&mut self, wanted: char) -> Option<()> {
        let is_there = self.text[self.at..].starts_with(wanted);
        is_there.then(|| self.at += wanted.len_utf8())
    }

    fn space(&mut self) -> bool {
        let start = self.at;
        self.at = self.text.len() - self.text[self.at..].trim_start().len();
        self.at > start
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::{ParseOptions, parse};
    use super::super::tree::DOCUMENT;
    use super::*;

    const PAGE: &str = "<div id=a class='x y' lang=en-GB><p class=x data-Part='one two'>1</p>\
        <ul><li><a href='/docs/b.html#c'>2</a></ul></div><p id=é>3";

    /// Returns the names of the elements of `PAGE` that match.
    fn matched(selector: &str) -> Vec<String> {
        let tree = parse(PAGE, ParseOptions { formatting: true, ..ParseOptions::default() }).tree;
        let selectors = Selectors::new(&[selector.to_owned()]).unwrap();
        let elements = tree.under(DOCUMENT).filter(|node| selectors.matches(&tree, *node));
        elements.filter_map(|node| Some(tree.html(node)?.to_string())).collect()
    }

    #[test]
    fn elements_are_matched() {
        for (selector, expected) in [
            ("p", "p p"),
            ("P.x", "p"),
            (".x", "div p"),
            ("div.x.y#a", "div"),
            ("#é", "p"),
            ("div p", "p"),
            ("body > p", "p"),
            ("html p, ul", "p ul p"),
            ("div>ul>li a", "a"),
            ("div > a", ""),
            ("body div li a", "a"),
            ("[data-part]", "p"),
            ("[data-part~=two]", "p"),
            ("[data-part=two]", ""),
            ("[lang|=en]", "div"),
            ("a[href ^= \"/docs/\"]", "a"),
            ("a[href$='#c']", "a"),
            ("a[href*=\"b.h\"]", "a"),
            ("a[href*='']", ""),
            ("ul *", "li a"),
            (".\\78", ""),
        ] {
            assert_eq!(matched(selector).join(" "), expected, "{selector}");
        }
    }

    #[test]
    fn what_is_not_understood_is_refused_from_where_it_begins() {
        for (selector, offset) in [
            ("", 0),
            ("p:first-child", 1),
            ("a + b", 2),
            ("a ~ b", 2),
            ("p,", 2),
            ("> p", 0),
            ("a >", 3),
            ("[x", 2),
            ("[x=", 3),
            ("[x?=y]", 2),
            (".", 1),
            ("[x='y]", 4),
            ("a\\", 1),
        ] {
            let error = Selectors::new(&["ok".to_owned(), selector.to_owned()]).unwrap_err();
            assert_eq!((error.selector.as_str(), error.offset), (selector, offset));
        }
    }
}
