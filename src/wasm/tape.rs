//! Answers as JavaScript gets them: a flat array of numbers and texts, read from its beginning.
//!
//! A list is its length and its members; something that may be missing is a list of at most one;
//! a boolean is 0 or 1. The fields and their order are those of `wire.rs`, of which both this writer and the reader
//! `www/generated/wire.js` are made. An object per struct, which serde would make, costs the module three kilobytes.

use findlet_core::{Answer, Card, Error, Excerpt, Hit, PartRequest, Section};
#[cfg(feature = "full")]
use findlet_core::{Explanation, Facet, ParsedUnit, Suggestions, query::MatchKind};
use serde::{Serialize, Serializer};
use serde_wasm_bindgen::Serializer as ToJs;
use wasm_bindgen::JsValue;

/// Returns what is written to the tape of a record, or of several one after the other.
pub(crate) fn written<R: Record>(records: &[R]) -> JsValue {
    let mut tape = Tape::default();
    records.iter().for_each(|record| record.write(&mut tape));
    tape.finish()
}

/// Returns what is thrown for an error: its code and its numbers.
pub(crate) fn error(error: &Error) -> JsValue {
    let mut tape = Tape::default();
    tape.text(error.code());
    let (expected, found) = error.numbers();
    tape.number(&(expected as u32));
    tape.number(&(found as u32));
    tape.finish()
}

/// What has fields to be written.
pub(crate) trait Record {
    /// Writes them in their order.
    fn write<'a>(&'a self, tape: &mut Tape<'a>);
}

macro_rules! records {
    ($($(#[doc = $about:literal])* $(#[cfg(feature = $part:literal)])? $name:ident = $record:ident {
        $($(#[doc = $meaning:literal])* $(#[cfg(feature = $full:literal)])? $field:ident: $kind:ident $(($of:ident))?,)*
    })*) => {
        $($(#[cfg(feature = $part)])?
        impl Record for $record {
            fn write<'a>(&'a self, tape: &mut Tape<'a>) {
                $($(#[cfg(not(feature = $full))] tape.number(&0);)?
                $(#[cfg(feature = $full)])?
                tape.$kind(&self.$field);)*
            }
        })*
    };
}

macro_rules! variants {
    ($(#[doc = $about:literal])* $(#[cfg(feature = $part:literal)])? $name:ident { $($variant:ident),* }) => {
        /// A variant crosses as its place in the list.
        $(#[cfg(feature = $part)])?
        const _: () = {
            let (listed, mut at) = ([$($name::$variant),*], 0);
            while at < listed.len() {
                assert!(listed[at] as usize == at, "the variants in wire.rs are in another order");
                at += 1;
            }
        };
    };
}

macro_rules! keys {
    ($(#[doc = $about:literal] $name:ident = $letter:literal,)*) => {
        /// What records of a refinement begin with, and what is between them.
        #[expect(dead_code, reason = "the last of several is known by exclusion")]
        pub(crate) mod keys {
            $(#[doc = $about] pub(crate) const $name: u8 = $letter;)*
        }
    };
}

include!("wire.rs");

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

/// The array so far, and how each kind of field is written.
#[derive(Default)]
pub(crate) struct Tape<'a>(Vec<Cell<'a>>);

#[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "`records!` lends every field alike")]
impl<'a> Tape<'a> {
    fn number(&mut self, number: &u32) {
        self.0.push(Cell::Number(*number));
    }

    fn text(&mut self, text: &'a str) {
        self.0.push(Cell::Text(text));
    }

    fn flag(&mut self, flag: &bool) {
        self.number(&u32::from(*flag));
    }

    fn texts(&mut self, texts: &'a [String]) {
        self.number(&(texts.len() as u32));
        texts.iter().for_each(|text| self.text(text));
    }

    fn ranges(&mut self, ranges: &[(u32, u32)]) {
        self.number(&(ranges.len() as u32));
        for (start, end) in ranges {
            self.number(start);
            self.number(end);
        }
    }

    #[cfg(feature = "full")]
    fn range(&mut self, range: &(u32, u32)) {
        self.ranges(core::slice::from_ref(range));
    }

    fn pairs(&mut self, pairs: &'a [(String, String)]) {
        self.number(&(pairs.len() as u32));
        for (name, value) in pairs {
            self.text(name);
            self.text(value);
        }
    }

    #[cfg(feature = "full")]
    fn counts(&mut self, counts: &'a [(String, u32)]) {
        self.number(&(counts.len() as u32));
        for (value, count) in counts {
            self.text(value);
            self.number(count);
        }
    }

    fn optional_text(&mut self, text: &'a Option<String>) {
        self.texts(text.as_slice());
    }

    fn text_or_none(&mut self, text: &'a Option<String>) {
        self.text(text.as_deref().unwrap_or_default());
    }

    fn number_or_none(&mut self, number: &Option<u32>) {
        self.number(&number.unwrap_or(0));
    }

    fn list<R: Record>(&mut self, records: &'a [R]) {
        self.number(&(records.len() as u32));
        records.iter().for_each(|record| record.write(self));
    }

    fn optional<R: Record>(&mut self, record: &'a Option<R>) {
        self.list(record.as_slice());
    }

    #[cfg(feature = "full")]
    fn variant(&mut self, kind: &MatchKind) {
        self.number(&(*kind as u32));
    }

    /// Returns the array as JavaScript has it.
    fn finish(&self) -> JsValue {
        // Numbers and texts have no way to fail.
        self.0.serialize(&ToJs::new()).unwrap_or(JsValue::NULL)
    }
}
