//! The licences of all packages that anything here is made with.
//!
//! Those that are allowed stand in deny.toml, which `cargo deny` reads too. It looks at the texts of the licences
//! and for every system, and has to be installed; this compares what packages say of themselves, and needs nothing.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::tools::files;
use crate::tools::program::Program;
use crate::tools::workspace::Workspace;

/// The folders of npm packages.
const NPM: [&str; 3] = ["www", "tests/wasm", "tests/browser"];

/// What tools for tests may have too: nothing of them is shipped. axe-core, which looks at pages.
const TOOLS: [&str; 1] = ["MPL-2.0"];

/// A package of crates.io or npm.
struct Package {
    name: String,
    /// An SPDX expression.
    licence: String,
}

/// Compares the licences of all packages with deny.toml.
pub fn run(workspace: &Workspace) -> Result<()> {
    let path = workspace.root().join("deny.toml");
    let allowed = allowed(&files::read_text(&path)?).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut packages = crates(workspace)?;
    for folder in NPM {
        packages.extend(npm(&workspace.root().join(folder))?);
    }
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| !is_allowed(&package.licence, &allowed))
        .map(|Package { name, licence }| format!("{name} ({licence})"))
        .collect();
    if !refused.is_empty() {
        bail!(
            "packages are under licences that deny.toml does not allow: {}\n  What to do: take them out, or allow the \
             licence there if this project can meet it",
            refused.join(", ")
        );
    }
    println!("{} packages of crates.io and npm, all under licences that deny.toml allows", packages.len());
    Ok(())
}

/// The licences that deny.toml allows, and those of tools.
fn allowed(deny: &str) -> Result<BTreeSet<String>> {
    let table: toml::Table = deny.parse()?;
    let list = table.get("licenses").and_then(|licences| licences.get("allow")).and_then(toml::Value::as_array);
    let list = list.context("it has no list licenses.allow")?;
    let allowed = list.iter().filter_map(toml::Value::as_str).chain(TOOLS);
    Ok(allowed.map(str::to_owned).collect())
}

/// The crates that are compiled on this machine, whose manifests are there already.
fn crates(workspace: &Workspace) -> Result<Vec<Package>> {
    let host = Program::new("rustc", workspace.root()).args(["--print", "host-tuple"]).text()?;
    let call = ["--format-version", "1", "--locked", "--filter-platform", host.trim()];
    let metadata = workspace.cargo("metadata").args(call).text()?;
    let metadata: Value = serde_json::from_str(&metadata).context("cargo's metadata is no JSON")?;
    let packages = metadata["packages"].as_array().context("cargo's metadata has no packages")?;
    let others = packages.iter().filter(|package| !package["source"].is_null());
    let text = |package: &Value, key: &str| package[key].as_str().unwrap_or("none stated").to_owned();
    Ok(others.map(|package| Package { name: text(package, "name"), licence: text(package, "license") }).collect())
}

/// The packages in the lock file of a folder.
fn npm(folder: &Path) -> Result<Vec<Package>> {
    let path = folder.join("package-lock.json");
    let lock: Value =
        serde_json::from_str(&files::read_text(&path)?).with_context(|| format!("{} is no JSON", path.display()))?;
    let packages = lock["packages"].as_object().with_context(|| format!("{} has no packages", path.display()))?;
    ensure!(packages.len() > 1, "{} names no package\n  What to do: run `npm install` there", path.display());
    let others = packages.iter().filter(|(path, _)| !path.is_empty());
    let package = |(path, package): (&String, &Value)| Package {
        name: path.rsplit("node_modules/").next().unwrap_or(path).to_owned(),
        licence: package["license"].as_str().unwrap_or("none stated").to_owned(),
    };
    Ok(others.map(package).collect())
}

/// Whether an SPDX expression can be met with the licences `allowed`. `/` is an older `OR`; `WITH` belongs to its
/// licence.
fn is_allowed(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ").replace(" WITH ", "\0");
    let words: Vec<String> =
        spaced.split(' ').filter(|word| !word.is_empty()).map(|word| word.replace('\0', " WITH ")).collect();
    let mut rest = &words[..];
    any(&mut rest, allowed) && rest.is_empty()
}

fn any(rest: &mut &[String], allowed: &BTreeSet<String>) -> bool {
    let mut is_met = all(rest, allowed);
    while take(rest, "OR") {
        is_met |= all(rest, allowed);
    }
    is_met
}

fn all(rest: &mut &[String], allowed: &BTreeSet<String>) -> bool {
    let mut is_met = one(rest, allowed);
    while take(rest, "AND") {
        is_met &= one(rest, allowed);
    }
    is_met
}

fn one(rest: &mut &[String], allowed: &BTreeSet<String>) -> bool {
    if take(rest, "(") {
        return any(rest, allowed) & take(rest, ")");
    }
    let Some((licence, behind)) = rest.split_first() else { return false };
    *rest = behind;
    allowed.contains(licence)
}

fn take(rest: &mut &[String], word: &str) -> bool {
    match rest.split_first() {
        Some((first, behind)) if first == word => {
            *rest = behind;
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{allowed, is_allowed};

    #[test]
    fn expressions_are_met_by_what_is_allowed() {
        let allowed =
            allowed("[licenses]\nallow = ['MIT', 'BSD-3-Clause', 'Apache-2.0 WITH LLVM-exception']").expect("a list");
        for expression in [
            "MIT",
            "GPL-3.0 OR MIT",
            "MIT/Apache-2.0",
            "(GPL-3.0 OR MIT) AND BSD-3-Clause",
            "Apache-2.0 WITH LLVM-exception OR GPL-3.0",
            "MPL-2.0",
        ] {
            assert!(is_allowed(expression, &allowed), "{expression}");
        }
        for expression in [
            "GPL-3.0",
            "MIT AND GPL-3.0",
            "(MIT AND GPL-3.0) OR GPL-2.0",
            "Apache-2.0",
            "",
            "none stated",
            "(MIT",
            "MIT MIT",
        ] {
            assert!(!is_allowed(expression, &allowed), "{expression}");
        }
    }

    #[test]
    fn a_list_is_a_must() {
        assert!(allowed("[bans]").is_err());
    }
}
