//! Puts an index into the prebuilt wasm engine, and what depends on it into the scripts.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use findlet_core::format::frame::BuildId;
use findlet_core::format::{PartId, PartKind};
use serde::Serialize;
use thiserror::Error;
use wasm_encoder::{CustomSection, RawSection, Section};
use wasmparser::{BinaryReaderError, Parser, Payload};

use crate::aside::gzip::gzip;

/// The custom section of the module that holds the index.
pub const SECTION: &str = "findlet-index";

/// The custom section of a core engine that the full one is beside: the client loads that for what the core one can't. It
/// holds the fields that a query can name, a line each.
const BESIDE: &str = "findlet-full";

/// What stands in the classic script where the engine goes.
pub const ENGINE: &str = "FINDLET_ENGINE_BASE64";

/// What stands in the widget's module where the places of the indexes go.
const INDEXES: &str = "FINDLET_INDEXES";

/// What stands in the service worker where the name of the build goes.
const VERSION: &str = "FINDLET_VERSION";

/// What stands in the service worker where the names of the scripts go that are with an index.
const SCRIPTS: &str = "FINDLET_SCRIPTS";

/// Why an engine cannot be packaged.
#[derive(Debug, Error)]
pub enum PackageError {
    /// The module is not WebAssembly, or broken; the source is what the parser says.
    #[error("the engine is not a wasm module; build it again")]
    Module(#[from] BinaryReaderError),
    /// A script lacks this placeholder.
    #[error("a script of the widget has no {0} in it; build it again")]
    NoPlaceholder(&'static str),
}

/// Returns `module` with `index` in its section, replacing any other; nothing removes it.
///
/// # Errors
/// [`PackageError::Module`] where the bytes are no wasm module.
pub fn embed(module: &[u8], index: Option<&[u8]>) -> Result<Vec<u8>, PackageError> {
    let mut out = wasm_encoder::Module::HEADER.to_vec();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if matches!(&payload, Payload::CustomSection(section) if section.name() == SECTION) {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            RawSection { id, data: &module[range.start as usize..range.end as usize] }.append_to(&mut out);
        }
    }
    if let Some(index) = index {
        CustomSection { name: SECTION.into(), data: index.into() }.append_to(&mut out);
    }
    Ok(out)
}

/// Returns the index that `module` holds.
///
/// # Errors
/// [`PackageError::Module`] where the bytes are no wasm module.
pub fn index_of(module: &[u8]) -> Result<Option<Vec<u8>>, PackageError> {
    section_of(module, SECTION)
}

/// Returns `core`, a module without index, with the note that the full engine is beside it, and what `fields` the index has.
#[must_use]
pub fn note_full(core: &[u8], fields: &[String]) -> Vec<u8> {
    let mut noted = core.to_vec();
    CustomSection { name: BESIDE.into(), data: fields.join("\n").into_bytes().into() }.append_to(&mut noted);
    noted
}

/// Whether `module` has the note that the full engine is beside it.
///
/// # Errors
/// [`PackageError::Module`] where the bytes are no wasm module.
pub fn notes_full(module: &[u8]) -> Result<bool, PackageError> {
    Ok(section_of(module, BESIDE)?.is_some())
}

/// Returns what the custom section `name` of `module` holds, where there is one.
fn section_of(module: &[u8], name: &str) -> Result<Option<Vec<u8>>, PackageError> {
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::CustomSection(section) if section.name() == name => return Ok(Some(section.data().to_vec())),
            _ => {}
        }
    }
    Ok(None)
}

/// Returns the classic script `template` with `module` inside, gzipped and in base64.
///
/// # Errors
/// [`PackageError::NoPlaceholder`].
pub fn fill_classic(template: &str, module: &[u8]) -> Result<String, PackageError> {
    filled(template, ENGINE, &STANDARD.encode(gzip(module)))
}

/// Returns the service worker `template` with the names of the `scripts` that are with an index, and named by the
/// content of the `shipped` files: it changes with any of them, which makes browsers fetch them anew.
///
/// # Errors
/// [`PackageError::NoPlaceholder`].
pub fn fill_worker<'a>(
    template: &str,
    scripts: &[impl AsRef<str>],
    shipped: impl Iterator<Item = &'a [u8]>,
) -> Result<String, PackageError> {
    let names: Vec<&str> = scripts.iter().map(AsRef::as_ref).collect();
    let worker = filled(template, SCRIPTS, &names.join(" "))?;
    filled(&worker, VERSION, &format!("{:016x}", named(shipped)))
}

/// Puts `text` in the place of `placeholder`.
fn filled(template: &str, placeholder: &'static str, text: &str) -> Result<String, PackageError> {
    let (before, after) = template.split_once(placeholder).ok_or(PackageError::NoPlaceholder(placeholder))?;
    Ok([before, text, after].concat())
}

/// An index, and where it is deployed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeployedIndex {
    /// The language of its documents, a BCP 47 tag, or `und`.
    pub language: String,
    /// The folder with its engine, beside the widget; see [`name_folder`].
    pub folder: String,
    /// Whether it is in that folder, rather than in the engine.
    pub is_sharded: bool,
    /// The versions of its documents, by the folders that they are in.
    pub versions: BTreeMap<String, String>,
}

/// Returns the name of the folder of an index by what decides about the rest: the engines, the scripts and, of a
/// sharded index, the manifest. So whatever is under a name never changes.
#[must_use]
pub fn name_folder<'a>(files: impl Iterator<Item = &'a [u8]>) -> String {
    format!("{:016x}", named(files))
}

/// What pages read when what they remember is gone; the fields in the order in which they are written.
#[derive(Serialize)]
struct Pointer<'a> {
    findlet: &'static str,
    format: u8,
    #[serde(flatten)]
    places: Places<'a>,
}

#[derive(Serialize)]
struct Places<'a> {
    default: Option<&'a str>,
    indexes: BTreeMap<&'a str, PointedIndex<'a>>,
}

#[derive(Serialize)]
struct PointedIndex<'a> {
    folder: &'a str,
    sharded: bool,
    /// The languages of the other indexes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    others: Vec<&'a str>,
    /// The versions of pages, by their folders.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    versions: &'a BTreeMap<String, String>,
    /// The language whose index it is, where the key is another name of it.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    alias: Option<&'a str>,
}

/// Chinese in traditional characters, as pages name it: to the widget, what begins with the same letters is one language.
const TRADITIONAL: [&str; 6] = ["zh-Hant", "zh-TW", "zh-HK", "zh-MO", "zh-tw", "zh-hk"];

impl<'a> Places<'a> {
    fn new(indexes: &'a [DeployedIndex]) -> Self {
        let mut by_language = BTreeMap::new();
        let pointed = |index: &'a DeployedIndex, alias| {
            let others = indexes.iter().map(|other| other.language.as_str()).filter(|other| *other != index.language);
            PointedIndex {
                folder: &index.folder,
                sharded: index.is_sharded,
                others: others.collect(),
                versions: &index.versions,
                alias,
            }
        };
        if let Some(index) = indexes.iter().find(|index| TRADITIONAL.contains(&index.language.as_str())) {
            by_language.extend(TRADITIONAL.map(|name| (name, pointed(index, Some(index.language.as_str())))));
        }
        by_language.extend(indexes.iter().map(|index| (index.language.as_str(), pointed(index, None))));
        Self { default: indexes.first().map(|index| index.language.as_str()), indexes: by_language }
    }
}

/// Returns the pointer, `findlet.json`: which indexes there are and where they are. The first index
/// is for every language that has none.
///
/// # Panics
/// Never: there is nothing in it that JSON can't hold.
#[must_use]
pub fn write_pointer(indexes: &[DeployedIndex]) -> String {
    let places = Places::new(indexes);
    let pointer = Pointer { findlet: env!("CARGO_PKG_VERSION"), format: findlet_core::format::VERSION, places };
    serde_json::to_string(&pointer).expect("texts and a number are JSON")
}

/// Returns the widget's module `template` with the places of the indexes inside, so that pages needn't
/// fetch the pointer.
///
/// # Errors
/// [`PackageError::NoPlaceholder`].
///
/// # Panics
/// Never: there is nothing in it that JSON can't hold.
pub fn fill_shell(template: &str, indexes: &[DeployedIndex]) -> Result<String, PackageError> {
    let places = serde_json::to_string(&Places::new(indexes)).expect("texts are JSON");
    // It stands in a string, whose quotes the minifier chose.
    filled(template, INDEXES, &places.replace('\\', "\\\\").replace('"', "\\x22").replace('\'', "\\x27"))
}

/// Names a sequence of files by their content.
fn named<'a>(files: impl Iterator<Item = &'a [u8]>) -> u64 {
    let mut name = BuildId::default();
    (0..).zip(files).for_each(|(number, file)| name.add(PartId { kind: PartKind::Manifest, number }, file));
    name.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module() -> Vec<u8> {
        let mut module = wasm_encoder::Module::new();
        module.section(&CustomSection { name: "other".into(), data: b"kept".into() });
        module.finish()
    }

    #[test]
    fn an_index_goes_in_comes_out_and_is_replaced() {
        assert_eq!(index_of(&module()).unwrap(), None);
        let one = embed(&module(), Some(b"one")).unwrap();
        let two = embed(&one, Some(b"two")).unwrap();
        assert_eq!(index_of(&one).unwrap().as_deref(), Some(&b"one"[..]));
        assert_eq!(index_of(&two).unwrap().as_deref(), Some(&b"two"[..]));
        assert_eq!(embed(&two, None).unwrap(), module());
    }

    #[test]
    fn a_core_engine_notes_the_full_one_beside_it() {
        let noted = note_full(&module(), &["author".to_owned(), "title".to_owned()]);
        assert!(noted.ends_with(b"findlet-fullauthor\ntitle"));
        assert!(notes_full(&noted).unwrap());
        assert!(!notes_full(&module()).unwrap());
        assert_eq!(index_of(&noted).unwrap(), None);
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(matches!(embed(b"<!doctype html>", None), Err(PackageError::Module(_))));
        assert!(matches!(index_of(&module()[..10]), Err(PackageError::Module(_))));
    }

    #[test]
    fn the_worker_is_named_by_all_that_is_shipped_and_knows_the_scripts() {
        let told =
            |scripts: &[&str]| fill_worker("FINDLET_SCRIPTS; FINDLET_VERSION", scripts, std::iter::empty()).unwrap();
        assert!(told(&["findlet.engine.js", "findlet.view.js"]).starts_with("findlet.engine.js findlet.view.js; "));
        let named = |files: [&[u8]; 2]| {
            fill_worker("FINDLET_SCRIPTScache-FINDLET_VERSION;", &[""; 0], files.into_iter()).unwrap()
        };
        assert_eq!(named([b"a", b"b"]), named([b"a", b"b"]));
        assert_ne!(named([b"a", b"b"]), named([b"a", b"c"]));
        assert_eq!(named([b"a", b"b"]).len(), "cache-0123456789abcdef;".len());
        let lacking = |template: &str| fill_worker(template, &[""; 0], std::iter::empty()).unwrap_err();
        assert!(matches!(lacking("FINDLET_VERSION"), PackageError::NoPlaceholder(SCRIPTS)));
        assert!(matches!(lacking("FINDLET_SCRIPTS"), PackageError::NoPlaceholder(VERSION)));
    }

    #[test]
    fn the_pointer_lists_the_indexes_and_fits_any_string() {
        let deployed = |language: &str, folder: &str| DeployedIndex {
            language: language.to_owned(),
            folder: folder.to_owned(),
            is_sharded: language == "vi",
            versions: BTreeMap::new(),
        };
        let indexes = [deployed("vi", "0a"), deployed("en", "0b")];
        let pointer = write_pointer(&indexes);
        let read: serde_json::Value = serde_json::from_str(&pointer).unwrap();
        assert!(pointer.starts_with("{\"findlet\":"), "{pointer}");
        assert_eq!(read["default"], "vi");
        assert_eq!(read["indexes"]["vi"], serde_json::json!({ "folder": "0a", "sharded": true, "others": ["en"] }));
        let shell = fill_shell("a(\"FINDLET_INDEXES\")", &indexes).unwrap();
        assert_eq!(shell.matches('"').count(), 2);
        let hint = shell.replace("\\x22", "\"");
        let hint: serde_json::Value = serde_json::from_str(&hint[3..hint.len() - 2]).unwrap();
        assert_eq!((&hint["default"], &hint["indexes"]), (&read["default"], &read["indexes"]));
    }

    #[test]
    fn an_index_names_the_others_and_traditional_chinese_has_all_of_its_names() {
        let deployed = |language: &str| DeployedIndex {
            language: language.to_owned(),
            folder: format!("folder-{language}"),
            is_sharded: false,
            versions: BTreeMap::new(),
        };
        let read =
            |indexes: &[DeployedIndex]| -> serde_json::Value { serde_json::from_str(&write_pointer(indexes)).unwrap() };
        let pointer = read(&[deployed("en"), deployed("zh-CN"), deployed("zh-TW")]);
        assert_eq!(pointer["indexes"]["zh-TW"]["others"], serde_json::json!(["en", "zh-CN"]));
        assert_eq!(pointer["indexes"]["zh-HK"]["folder"], "folder-zh-TW");
        assert_eq!(pointer["indexes"]["zh-HK"]["for"], "zh-TW");
        assert_eq!(pointer["indexes"]["zh-TW"].get("for"), None);
        let alone = read(&[deployed("en")]);
        assert_eq!(alone["indexes"], serde_json::json!({ "en": { "folder": "folder-en", "sharded": false } }));
    }

    #[test]
    fn a_folder_is_named_by_all_that_lies_in_it() {
        let named = |files: [&[u8]; 2]| name_folder(files.into_iter());
        assert_eq!(named([b"a", b"b"]).len(), 16);
        assert_eq!(named([b"a", b"b"]), named([b"a", b"b"]));
        assert_ne!(named([b"a", b"b"]), named([b"a", b"c"]));
    }

    #[test]
    fn the_classic_script_holds_the_module() {
        let script = fill_classic("const engine = \"FINDLET_ENGINE_BASE64\";", b"wasm").unwrap();
        let encoded = script.strip_prefix("const engine = \"").unwrap().strip_suffix("\";").unwrap();
        let mut inflated = Vec::new();
        let gzipped = STANDARD.decode(encoded).unwrap();
        std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&gzipped[..]), &mut inflated).unwrap();
        assert_eq!(inflated, b"wasm");
        assert!(matches!(fill_classic("", b"wasm"), Err(PackageError::NoPlaceholder(ENGINE))));
    }
}
