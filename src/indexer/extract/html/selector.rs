//! CSS selectors that name parts of a page: those of `document.querySelectorAll`, read by Servo's `selectors`.
//!
//! What a page at rest cannot tell, such as `:hover` and `::before`, is refused by name, and so are lists of which a
//! part is not understood: a selector that is understood half would show what it was meant to hide.

use std::borrow::Borrow;
use std::fmt;

use cssparser::{BasicParseErrorKind, ParseError, ParseErrorKind, ToCss, Token, serialize_identifier};
use html5ever::{LocalName, Namespace};
use precomputed_hash::PrecomputedHash;
use selectors::parser::{NonTSPseudoClass, PseudoElement, Selector, SelectorImpl, SelectorParseErrorKind as Kind};

/// Simple selectors and combinators of one selector at most: matching goes as deep as there are.
const MAX_PIECES: usize = 256;

/// A selector that is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectorError {
    /// The selector, as it was given.
    pub selector: String,
    /// Where the part begins that is not understood, in bytes.
    pub offset: usize,
    /// What is wrong with that part.
    pub why: &'static str,
}

impl fmt::Display for SelectorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { selector, offset, why } = self;
        match selector.get(*offset..).unwrap_or_default() {
            "" => write!(f, "the selector {selector:?} is not understood at its end: {why}"),
            rest => write!(f, "the selector {selector:?} is not understood at {rest:?}: {why}"),
        }
    }
}

impl std::error::Error for SelectorError {}

/// Selectors, any of which may match.
#[derive(Clone, Debug, Default)]
pub(super) struct Selectors(pub(super) Vec<Selector<Css>>);

impl Selectors {
    /// Reads lists of selectors.
    pub fn new(lists: &[String]) -> Result<Self, SelectorError> {
        let mut all = vec![];
        for list in lists {
            for piece in split(list) {
                let offset = piece.as_ptr().addr() - list.as_ptr().addr();
                let error = |(at, why)| SelectorError { selector: list.clone(), offset: offset + at, why };
                all.push(parse(piece).map_err(error)?);
            }
        }
        Ok(Self(all))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Splits a list at the commas that are in no brackets and no strings.
fn split(list: &str) -> Vec<&str> {
    let mut input = cssparser::Parser::new(list);
    let (mut pieces, mut start) = (vec![], 0);
    while let Ok(token) = input.next_including_whitespace_and_comments() {
        if *token == Token::Comma {
            let after = input.position().byte_index();
            pieces.push(&list[start..after - 1]);
            start = after;
        }
    }
    pieces.push(&list[start..]);
    pieces
}

/// Reads one selector; an error is where it is, in bytes, and what.
fn parse(text: &str) -> Result<Selector<Css>, (usize, &'static str)> {
    let mut input = cssparser::Parser::new(text);
    let selector = Selector::parse(&Syntax, &mut input).map_err(|error| {
        let end = input.position().byte_index();
        match error.kind {
            ParseErrorKind::Custom(Kind::EmptySelector | Kind::DanglingCombinator) => (end, why(&error)),
            _ => (last_token(text, end), why(&error)),
        }
    })?;
    input.skip_whitespace();
    if !input.is_exhausted() {
        return Err((input.position().byte_index(), "this is no selector"));
    }
    if selector.len() > MAX_PIECES {
        return Err((0, "it has more than 256 parts"));
    }
    Ok(selector)
}

/// Returns where the last token or bracket before `end` begins, with a colon or full stop before it.
fn last_token(text: &str, end: usize) -> usize {
    let mut input = cssparser::Parser::new(text);
    let (mut start, mut is_mark) = (0, false);
    loop {
        let before = input.position().byte_index();
        if before >= end {
            return start;
        }
        if !is_mark {
            start = before;
        }
        match input.next_including_whitespace_and_comments() {
            Ok(Token::Function(_) | Token::ParenthesisBlock | Token::SquareBracketBlock | Token::CurlyBracketBlock) => {
                let skipped = input.parse_nested_block(|inside| -> Result<(), ParseError<Kind>> {
                    while inside.next().is_ok() {}
                    Ok(())
                });
                is_mark = skipped.is_err();
            }
            Ok(token) => is_mark = matches!(token, Token::Colon | Token::Delim('.')),
            Err(_) => return start,
        }
    }
}

/// Says what an error of the parser is.
fn why(error: &ParseError<Kind>) -> &'static str {
    match &error.kind {
        ParseErrorKind::Basic(BasicParseErrorKind::EndOfInput) => "something is missing there",
        ParseErrorKind::Basic(BasicParseErrorKind::TooManyNestedBlocks) => "there are too many brackets in each other",
        ParseErrorKind::Custom(kind) => match kind {
            Kind::EmptySelector | Kind::DanglingCombinator => "a selector is missing there",
            Kind::UnsupportedPseudoClassOrElement | Kind::UnexpectedIdent => "a page has nothing that this could match",
            Kind::ClassNeedsIdent | Kind::NoIdentForPseudo | Kind::PseudoElementExpectedIdent => "a name is missing",
            Kind::ExpectedNamespace => "there is no namespace of this name",
            Kind::NoQualifiedNameInAttributeSelector
            | Kind::UnexpectedTokenInAttributeSelector
            | Kind::ExpectedBarInAttr
            | Kind::BadValueInAttr
            | Kind::InvalidQualNameInAttr => "[…] holds the name of an attribute, or a name, an operator and a value",
            _ => "this can't stand there",
        },
        ParseErrorKind::Basic(_) => "this can't stand there",
    }
}

/// What is understood: all that a page at rest can tell.
struct Syntax;

impl selectors::parser::Parser<'_> for Syntax {
    type Impl = Css;
    type Error = Kind;

    fn parse_nth_child_of(&self) -> bool {
        true
    }

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn parse_has(&self) -> bool {
        true
    }

    fn allow_forgiving_selectors(&self) -> bool {
        false
    }
}

/// The types that selectors are made of.
#[derive(Clone, Debug)]
pub(super) struct Css;

impl SelectorImpl for Css {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Value;
    type Identifier = Name;
    type LocalName = Name;
    type NamespaceUrl = Namespace;
    type NamespacePrefix = Name;
    type BorrowedNamespaceUrl = Namespace;
    type BorrowedLocalName = LocalName;
    type NonTSPseudoClass = Never;
    type PseudoElement = Never;
}

/// A name in a selector.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name(pub(super) LocalName);

impl From<&str> for Name {
    fn from(name: &str) -> Self {
        Self(name.into())
    }
}

impl Borrow<LocalName> for Name {
    fn borrow(&self) -> &LocalName {
        &self.0
    }
}

impl PrecomputedHash for Name {
    fn precomputed_hash(&self) -> u32 {
        self.0.precomputed_hash()
    }
}

impl ToCss for Name {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        serialize_identifier(&self.0, dest)
    }
}

/// The value of an attribute in a selector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value(String);

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl AsRef<str> for Value {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl ToCss for Value {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        cssparser::serialize_string(&self.0, dest)
    }
}

/// Pseudo-elements, and pseudo-classes that depend on what a visitor does. No page at rest has any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Never {}

impl ToCss for Never {
    fn to_css<W: fmt::Write>(&self, _: &mut W) -> fmt::Result {
        match *self {}
    }
}

impl NonTSPseudoClass for Never {
    fn is_active_or_hover(&self) -> bool {
        match *self {}
    }

    fn is_user_action_state(&self) -> bool {
        match *self {}
    }
}

impl PseudoElement for Never {}

#[cfg(test)]
mod tests {
    use super::super::matching::Matcher;
    use super::super::parse::{ParseOptions, parse};
    use super::super::tree::DOCUMENT;
    use super::*;

    const PAGE: &str = "<div id=a class='x y' lang=en-GB><p class=x data-Part='one two'>1</p>\
        <ul><li><a href='/docs/b.html#c'>2</a><li></ul></div><p id=é>3";

    /// Returns the names of the elements of `PAGE` that match.
    fn matched(selector: &str) -> String {
        let tree = parse(PAGE, ParseOptions { formatting: true, ..ParseOptions::default() }).tree;
        let selectors = Selectors::new(&[selector.to_owned()]).unwrap();
        let matcher = Matcher::new(&tree, &selectors);
        let elements = tree.under(DOCUMENT).filter(|node| matcher.matches(*node));
        elements.filter_map(|node| Some(tree.html(node)?.to_string())).collect::<Vec<_>>().join(" ")
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
            ("ul *", "li a li"),
            (".\\78", "div p"),
            ("[data-part='two, three'], li", "li li"),
        ] {
            assert_eq!(matched(selector), expected, "{selector}");
        }
    }

    #[test]
    fn elements_are_matched_by_what_is_around_them_and_in_them() {
        for (selector, expected) in [
            ("p:not(.x)", "p"),
            ("body > :not(div, ul)", "p"),
            (":is(ul, p) > :where(li, a)", "li li"),
            ("li:has(> a)", "li"),
            ("div:has(a[href]) + p", "p"),
            (":has(+ ul)", "p"),
            ("p + ul, div ~ p", "ul p"),
            ("li:first-child", "li"),
            ("li:nth-child(2 of li)", "li"),
            ("p:only-of-type", "p p"),
            ("li:empty", "li"),
            (":root", "html"),
        ] {
            assert_eq!(matched(selector), expected, "{selector}");
        }
    }

    #[test]
    fn what_is_not_understood_is_refused_from_where_it_begins() {
        for (selector, offset) in [
            ("", 0),
            ("a:hover", 1),
            ("a::before", 1),
            ("p,", 2),
            ("p,, b", 2),
            ("> p", 0),
            ("a >", 3),
            ("li:is(a, b:hover) c", 2),
            ("a:not(:klingon)", 1),
            ("[x=]", 0),
            ("b [x?=y]", 2),
            ("svg|a", 3),
            (".", 0),
            ("a ?", 2),
            ("a { color: red }", 2),
            (":has(:has(a))", 0),
        ] {
            let error = Selectors::new(&["ok".to_owned(), selector.to_owned()]).unwrap_err();
            assert_eq!((error.selector.as_str(), error.offset), (selector, offset), "{error}");
        }
    }

    #[test]
    fn an_error_says_what_is_wrong_and_where() {
        let said = |selector: &str| Selectors::new(&[selector.to_owned()]).unwrap_err().to_string();
        assert_eq!(
            said("main a:hover"),
            "the selector \"main a:hover\" is not understood at \":hover\": a page has nothing that this could match"
        );
        assert_eq!(said("p,"), "the selector \"p,\" is not understood at its end: a selector is missing there");
    }

    #[test]
    fn no_selector_is_too_deep_or_too_long() {
        for selector in [":is(".repeat(3_000), "a~".repeat(4_000), "[".repeat(3_000), "a ".repeat(100_000)] {
            assert!(Selectors::new(&[selector]).is_err());
        }
        assert_eq!(matched(&(":is(".repeat(60) + "ul" + &")".repeat(60))), "ul");
        assert_eq!(matched(&("* ~ ".repeat(100) + "p")), "");
    }
}
