//! Short names for what the module and its glue call each other.
//!
//! wasm-bindgen's own names of imports end in 16 random digits, which no compressor can shorten,
//! and every name is paid for twice: in the module and in the glue.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Output;

use crate::tools::fingerprint::Fingerprint;

/// The export that prepares a fresh instance.
pub const START: &str = "__wbindgen_start";

/// The variable that holds the module's exports in wasm-bindgen's script.
const EXPORTS: &str = "wasm.";

/// The names after shortening.
#[derive(Clone)]
pub struct Names {
    /// The object that all imports come from.
    ///
    /// A hash of the script: a module that meets the glue of another build, as after half an
    /// update, fails to link instead of calling wrong functions.
    pub namespace: String,
    /// What the module imports.
    pub imports: Vec<Import>,
    /// The exports that the script uses, their short names by their own.
    pub exports: BTreeMap<String, String>,
}

/// One function that the module imports.
#[derive(Clone)]
pub struct Import {
    /// The JavaScript module it came from.
    pub module: String,
    /// Its name there.
    pub function: String,
    /// Its name in the namespace.
    pub short: String,
}

/// Renames the module's imports and exports, and drops the exports that nobody uses.
pub fn shorten(output: &mut Output) -> Names {
    let script = output.start().cloned().unwrap_or_default();
    let namespace = Fingerprint::default().bytes(script.as_bytes()).digits();
    Names { imports: shorten_imports(output, &namespace), exports: shorten_exports(output, &script), namespace }
}

/// Renames a lesser module's imports and exports as another's are named, so that the glue of that
/// one fits it.
///
/// # Errors
/// When it imports what the other doesn't.
pub fn shorten_as(output: &mut Output, names: &Names) -> Result<Names> {
    let module = output.wasm_mut();
    for import in module.imports.iter_mut() {
        let known = names.imports.iter().find(|known| known.module == import.module && known.function == import.name);
        let known = known.with_context(|| {
            format!("the core engine imports `{}`, which the full one doesn't", import.name)
                + "\n  What to do: src/wasm must use the same types in both"
        })?;
        import.module.clone_from(&names.namespace);
        import.name.clone_from(&known.short);
    }
    let mut unused = Vec::new();
    for export in module.exports.iter().filter(|export| !names.exports.contains_key(&export.name)) {
        unused.push(export.id());
    }
    for id in unused {
        module.exports.delete(id);
    }
    for export in module.exports.iter_mut() {
        if let Some(short) = names.exports.get(&export.name) {
            export.name.clone_from(short);
        }
    }
    Ok(names.clone())
}

fn shorten_imports(output: &mut Output, namespace: &str) -> Vec<Import> {
    let mut found: Vec<_> = output.wasm_mut().imports.iter_mut().collect();
    found.sort_by(|a, b| (&a.module, &a.name).cmp(&(&b.module, &b.name)));
    let mut imports = Vec::new();
    for (number, import) in found.into_iter().enumerate() {
        let short = short_name(number);
        let module = std::mem::replace(&mut import.module, namespace.to_owned());
        let function = std::mem::replace(&mut import.name, short.clone());
        imports.push(Import { module, function, short });
    }
    imports
}

fn shorten_exports(output: &mut Output, script: &str) -> BTreeMap<String, String> {
    let used = used_exports(script);
    let all = &mut output.wasm_mut().exports;
    let mut unused = Vec::new();
    for export in all.iter().filter(|export| !used.contains(&*export.name)) {
        unused.push(export.id());
    }
    for id in unused {
        all.delete(id);
    }
    let mut kept: Vec<_> = all.iter_mut().collect();
    kept.sort_by(|a, b| a.name.cmp(&b.name));
    let rename = |(number, name): (usize, &mut String)| {
        let short = short_name(number);
        (std::mem::replace(name, short.clone()), short)
    };
    kept.into_iter().map(|export| &mut export.name).enumerate().map(rename).collect()
}

/// The exports that the script names, but for what frees (the glue leaves that out), and the one that the glue calls itself.
fn used_exports(script: &str) -> BTreeSet<&str> {
    let named = script.split(EXPORTS).skip(1).map(|rest| &rest[..identifier_length(rest)]);
    let is_freeing = |name: &str| name.starts_with("__wbg_") && name.ends_with("_free");
    named.filter(|name| !is_freeing(name)).chain([START]).collect()
}

/// The script with the short names of the exports it uses.
pub fn rename_exports(script: &str, exports: &BTreeMap<String, String>) -> String {
    let mut pieces = script.split(EXPORTS);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for rest in pieces {
        let (name, tail) = rest.split_at(identifier_length(rest));
        out.push_str(EXPORTS);
        out.push_str(exports.get(name).map_or(name, String::as_str));
        out.push_str(tail);
    }
    out
}

/// The bytes of the identifier that a text starts with.
pub fn identifier_length(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '$').unwrap_or(text.len())
}

/// Name `number`: `a` … `z`, then `a1` … `z1`, and so on.
fn short_name(number: usize) -> String {
    let letter = char::from(b'a' + u8::try_from(number % 26).unwrap_or_default());
    match number / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{round}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{rename_exports, short_name, used_exports};

    const SCRIPT: &str = "const ptr = wasm.__wbindgen_malloc(wasm.memory.buffer, 1);";

    #[test]
    fn short_names_do_not_repeat() {
        let names: Vec<String> = (0..60).map(short_name).collect();
        assert_eq!(&names[..3], ["a", "b", "c"]);
        assert_eq!(&names[25..28], ["z", "a1", "b1"]);
        assert_eq!(names[52], "a2");
    }

    #[test]
    fn exports_are_renamed_where_the_script_uses_them() {
        let exports = [("__wbindgen_malloc", "a"), ("memory", "b")];
        let exports = exports.map(|(name, short)| (name.to_owned(), short.to_owned())).into();
        assert_eq!(rename_exports(SCRIPT, &exports), "const ptr = wasm.a(wasm.b.buffer, 1);");
        assert_eq!(rename_exports("wasm.other()", &exports), "wasm.other()");
    }

    #[test]
    fn used_exports_include_the_start_and_nothing_that_frees() {
        let script = SCRIPT.to_owned() + " wasm.__wbg_engine_free(ptr, 0); wasm.__wbindgen_free(ptr, 0);";
        let used: Vec<&str> = used_exports(&script).into_iter().collect();
        assert_eq!(used, ["__wbindgen_free", "__wbindgen_malloc", super::START, "memory"]);
    }
}
