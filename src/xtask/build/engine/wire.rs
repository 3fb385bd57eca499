//! The page's end of what crosses between it and the engine, made of the list in `src/wasm/wire.rs`: a module that
//! reads records, with their types, and the keys that refinements are written with.

use anyhow::Result;

use crate::tools::files;
use crate::tools::progress::Done;
use crate::tools::workspace::Workspace;

struct Record {
    name: &'static str,
    about: &'static [&'static str],
    fields: &'static [Field],
}

struct Field {
    name: &'static str,
    meaning: &'static [&'static str],
    kind: &'static str,
    /// The name of what it is made of, where it is made of something.
    of: &'static str,
}

struct Variants {
    name: &'static str,
    about: &'static [&'static str],
    names: &'static [&'static str],
}

struct Key {
    name: &'static str,
    meaning: &'static str,
    letter: u8,
}

macro_rules! records {
    ($($(#[doc = $about:literal])* $(#[cfg(feature = $part:literal)])? $name:ident = $record:ident {
        $($(#[doc = $meaning:literal])* $(#[cfg(feature = $full:literal)])? $field:ident: $kind:ident $(($of:ident))?,)*
    })*) => {
        const RECORDS: &[Record] = &[$(Record {
            name: stringify!($name),
            about: &[$($about),*],
            fields: &[$(Field {
                name: stringify!($field),
                meaning: &[$($meaning),*],
                kind: stringify!($kind),
                of: concat!($(stringify!($of))?),
            }),*],
        }),*];
    };
}

macro_rules! variants {
    ($(#[doc = $about:literal])* $(#[cfg(feature = $part:literal)])? $name:ident { $($variant:ident),* }) => {
        const VARIANTS: Variants = Variants {
            name: stringify!($name),
            about: &[$($about),*],
            names: &[$(stringify!($variant)),*],
        };
    };
}

macro_rules! keys {
    ($(#[doc = $about:literal] $name:ident = $letter:literal,)*) => {
        const KEYS: &[Key] = &[$(Key { name: stringify!($name), meaning: $about, letter: $letter }),*];
    };
}

include!("../../../wasm/wire.rs");

/// Writes `www/generated/wire.js` and its types.
pub fn run(workspace: &Workspace) -> Result<Done> {
    files::update(&workspace.generated().join("wire.js"), script())?;
    files::update(&workspace.generated().join("wire.d.ts"), types())?;
    Ok(Done::Worked)
}

/// A function for each record, made of functions that read what a field can be.
fn script() -> String {
    let names: Vec<String> = VARIANTS.names.iter().map(|name| format!("'{}'", name.to_lowercase())).collect();
    let all: Vec<String> = RECORDS.iter().map(|record| local(record.name)).collect();
    format!(
        "{}\nconst {} = [{}];\n\n\
         export function records({{ next, list, optional, texts, pairs }}) {{\n{}  return {{ {} }};\n}}\n",
        concat(KEYS, |key| format!("export const {} = {};\n", key.name, quoted(key.letter))),
        local(VARIANTS.name),
        names.join(", "),
        concat(RECORDS, reader),
        all.join(", ")
    )
}

fn reader(record: &Record) -> String {
    let fields = concat(record.fields, |field| format!("    {}: {},\n", camel(field.name), read(field)));
    format!("  const {} = () => ({{\n{fields}  }});\n", local(record.name))
}

/// What reads a field.
fn read(field: &Field) -> String {
    let of = local(field.of);
    match field.kind {
        "number" | "text" => "next()".to_owned(),
        "flag" => "!!next()".to_owned(),
        "texts" => "texts()".to_owned(),
        "ranges" | "pairs" | "counts" => "pairs()".to_owned(),
        "range" => "pairs()[0]".to_owned(),
        "optional_text" => "optional(next)".to_owned(),
        "text_or_none" | "number_or_none" => "next() || null".to_owned(),
        "list" | "optional" => format!("{}({of})", field.kind),
        "variant" => format!("{of}[next()]"),
        kind => unreachable!("src/wasm/wire.rs has a field of the kind {kind}, which nothing writes"),
    }
}

/// The interfaces of the records, and what the module exports.
fn types() -> String {
    let variants: Vec<String> = VARIANTS.names.iter().map(|name| format!("'{}'", name.to_lowercase())).collect();
    format!(
        "/** A half-open range of UTF-16 units. */\nexport type Range = [start: number, end: number];\n\n\
         {}export type {} = {};\n\n{}{}\n\
         /** What reads cells, one after the other. */\nexport interface Cells {{\n  next(): any;\n  \
         list<T>(member: () => T): T[];\n  optional<T>(member: () => T): T | null;\n  texts(): string[];\n  \
         pairs(): [any, any][];\n}}\n\n/** What reads records. */\nexport interface Records {{\n{}}}\n\n\
         export function records(cells: Cells): Records;\n",
        comment("", VARIANTS.about),
        VARIANTS.name,
        variants.join(" | "),
        concat(RECORDS, interface),
        concat(KEYS, constant),
        concat(RECORDS, |record| format!("  {}(): {};\n", local(record.name), record.name)),
    )
}

fn interface(record: &Record) -> String {
    let fields = concat(record.fields, |field| {
        format!("{}  {}: {};\n", comment("  ", field.meaning), camel(field.name), typed(field))
    });
    format!("{}export interface {} {{\n{fields}}}\n\n", comment("", record.about), record.name)
}

fn constant(key: &Key) -> String {
    format!("/**{} */\nexport const {}: {};\n", key.meaning, key.name, quoted(key.letter))
}

/// What is made of each of several, one after the other.
fn concat<T>(several: &[T], made: impl Fn(&T) -> String) -> String {
    several.iter().map(made).collect()
}

/// What TypeScript calls a field.
fn typed(field: &Field) -> String {
    let of = field.of;
    match field.kind {
        "number" => "number".to_owned(),
        "text" => "string".to_owned(),
        "flag" => "boolean".to_owned(),
        "texts" => "string[]".to_owned(),
        "ranges" => "Range[]".to_owned(),
        "range" => "Range".to_owned(),
        "pairs" => "[key: string, value: string][]".to_owned(),
        "counts" => "[value: string, count: number][]".to_owned(),
        "optional_text" | "text_or_none" => "string | null".to_owned(),
        "number_or_none" => "number | null".to_owned(),
        "list" => format!("{of}[]"),
        "optional" => format!("{of} | null"),
        "variant" => of.to_owned(),
        kind => unreachable!("src/wasm/wire.rs has a field of the kind {kind}, which nothing writes"),
    }
}

fn comment(indent: &str, lines: &[&str]) -> String {
    if lines.is_empty() { String::new() } else { format!("{indent}/**{} */\n", lines.concat()) }
}

/// A name as JavaScript writes fields: `title_ranges` is `titleRanges`.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |before, word| before + &word[..1].to_uppercase() + &word[1..])
}

/// The name of a record as that of a function.
fn local(name: &str) -> String {
    name.get(..1).unwrap_or_default().to_lowercase() + name.get(1..).unwrap_or_default()
}

fn quoted(letter: u8) -> String {
    if letter.is_ascii_graphic() { format!("'{}'", char::from(letter)) } else { format!("'\\x{letter:02x}'") }
}

#[cfg(test)]
mod tests {
    use super::{RECORDS, script, types};

    #[test]
    fn every_record_has_a_reader_and_a_type_with_its_fields() {
        let (script, types) = (script(), types());
        assert!(script.contains(
            "  const excerpt = () => ({\n    text: next(),\n    ranges: pairs(),\n    cutStart: !!next(),\n"
        ));
        assert!(script.contains("    kind: matchKind[next()],\n") && script.contains("const matchKind = ['exact', "));
        assert!(types.contains("  /** Whether the block has text after it. */\n  cutEnd: boolean;\n"));
        for record in RECORDS {
            assert!(types.contains(&format!("export interface {} {{\n", record.name)), "{}", record.name);
        }
    }

    #[test]
    fn what_a_record_is_made_of_is_there() {
        let names: Vec<_> = RECORDS.iter().map(|record| record.name).collect();
        let fields = RECORDS.iter().flat_map(|record| record.fields);
        for field in fields.filter(|field| ["list", "optional"].contains(&field.kind)) {
            assert!(names.contains(&field.of), "{}", field.of);
        }
    }
}
