//! Answers as JavaScript gets them: a flat array of numbers and texts, read from its beginning.
//!
//! A list is its length and its members; something that may be missing is a list of at most one;
//! a boolean is 0 or 1. `www/engine/tape.js` reads it and names the fields. An object per struct,
//! which serde would make, costs the module three kilobytes.

use findlet_core::{Answer, Error, Excerpt, Hit, PartRequest};
#[cfg(feature = "full")]
use findlet_core::{Explanation, Facet, ParsedUnit, Section, Suggestions};
use serde::{Serialize, Serializer};
use serde_wasm_bindgen::Serializer as ToJs;
use wasm_bindgen::JsValue;

/// A number or a text.
enum Cell<'a> {
    Number(u32),
    Text(&'a str),
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_u32(*number),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

/// Returns an answer as JavaScript reads it.
pub(crate) fn answer(answer: &Answer) -> JsValue {
    let mut tape = Tape::default();
    tape.answer(answer);
    tape.finish()
}

/// Returns what is thrown for an error: its code and its numbers.
pub(crate) fn error(error: &Error) -> JsValue {
    let mut tape = Tape::default();
    tape.text(error.code());
    let (expected, found) = error.numbers();
    tape.number(expected as u32);
    tape.number(found as u32);
    tape.finish()
}

/// Returns suggestions.
#[cfg(feature = "full")]
pub(crate) fn suggestions(suggestions: &Suggestions) -> JsValue {
    let mut tape = Tape::default();
    tape.texts(&suggestions.completions);
    tape.optional(suggestions.corrected.as_ref());
    tape.parts(&suggestions.needs);
    tape.finish()
}

/// Returns a list of explanations.
#[cfg(feature = "full")]
pub(crate) fn explanations(explanations: &[Explanation]) -> JsValue {
    let mut tape = Tape::default();
    for Explanation { word, term, kind, idf, impact, factor, weight } in explanations {
        tape.text(word);
        tape.text(term);
        [*kind as u32, *idf, *impact, *factor, *weight].into_iter().for_each(|number| tape.number(number));
    }
    tape.finish()
}

/// Returns a list of the units of a query.
#[cfg(feature = "full")]
pub(crate) fn units(units: &[ParsedUnit]) -> JsValue {
    let mut tape = Tape::default();
    for unit in units {
        tape.text(&unit.text);
        tape.ranges(&[unit.range]);
        for is_so in [unit.is_phrase, unit.is_excluded, unit.is_prefix, unit.is_or] {
            tape.number(u32::from(is_so));
        }
        tape.optional(unit.field.as_ref());
    }
    tape.finish()
}

/// The array so far.
#[derive(Default)]
struct Tape<'a>(Vec<Cell<'a>>);

impl<'a> Tape<'a> {
    fn number(&mut self, number: u32) {
        self.0.push(Cell::Number(number));
    }

    fn text(&mut self, text: &'a str) {
        self.0.push(Cell::Text(text));
    }

    fn texts(&mut self, texts: &'a [String]) {
        self.number(texts.len() as u32);
        texts.iter().for_each(|text| self.text(text));
    }

    fn ranges(&mut self, ranges: &[(u32, u32)]) {
        self.number(ranges.len() as u32);
        for (start, end) in ranges {
            self.number(*start);
            self.number(*end);
        }
    }

    fn parts(&mut self, parts: &'a [PartRequest]) {
        self.number(parts.len() as u32);
        for part in parts {
            self.number(part.id);
            self.text(&part.path);
        }
    }

    fn optional(&mut self, text: Option<&'a String>) {
        self.texts(text.map_or(&[], core::slice::from_ref));
    }

    fn answer(&mut self, answer: &'a Answer) {
        self.number(answer.total);
        self.number(answer.unchecked);
        self.number(u32::from(answer.approximate));
        self.number(answer.hits.len() as u32);
        answer.hits.iter().for_each(|hit| self.hit(hit));
        self.texts(&answer.words);
        self.optional(answer.corrected.as_ref());
        #[cfg(feature = "full")]
        self.facets(&answer.facets);
        #[cfg(not(feature = "full"))]
        self.number(0);
        self.texts(&answer.unknown);
        self.parts(&answer.needs);
        self.parts(&answer.failed);
    }

    fn hit(&mut self, hit: &'a Hit) {
        self.number(hit.document);
        self.number(hit.score);
        [&hit.words, &hit.corrected, &hit.missing].into_iter().for_each(|words| self.texts(words));
        self.number(u32::from(hit.card.is_some()));
        if let Some(card) = &hit.card {
            [&card.url, &card.title, &card.summary].into_iter().for_each(|text| self.text(text));
            self.text(card.language.as_deref().unwrap_or_default());
            self.number(card.date.unwrap_or(0));
            self.ranges(&card.title_ranges);
            self.number(card.metadata.len() as u32);
            for (name, value) in &card.metadata {
                self.text(name);
                self.text(value);
            }
        }
        self.excerpt(hit.excerpt.as_ref());
        #[cfg(feature = "full")]
        self.sections(&hit.sections);
        #[cfg(not(feature = "full"))]
        self.number(0);
    }

    fn excerpt(&mut self, excerpt: Option<&'a Excerpt>) {
        self.number(u32::from(excerpt.is_some()));
        if let Some(excerpt) = excerpt {
            self.text(&excerpt.text);
            self.ranges(&excerpt.ranges);
            self.number(u32::from(excerpt.cut_start));
            self.number(u32::from(excerpt.cut_end));
        }
    }

    #[cfg(feature = "full")]
    fn sections(&mut self, sections: &'a [Section]) {
        self.number(sections.len() as u32);
        for section in sections {
            self.text(&section.title);
            self.text(&section.anchor);
            self.ranges(&section.title_ranges);
            self.excerpt(section.excerpt.as_ref());
        }
    }

    #[cfg(feature = "full")]
    fn facets(&mut self, facets: &'a [Facet]) {
        self.number(facets.len() as u32);
        for facet in facets {
            self.text(&facet.name);
            self.number(facet.values.len() as u32);
            for (value, count) in &facet.values {
                self.text(value);
                self.number(*count);
            }
        }
    }

    /// Returns the array as JavaScript has it.
    fn finish(&self) -> JsValue {
        // Numbers and texts have no way to fail.
        self.0.serialize(&ToJs::new()).unwrap_or(JsValue::NULL)
    }
}
