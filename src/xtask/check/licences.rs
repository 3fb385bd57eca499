//! The licences of npm's packages, by the list in `deny.toml` that cargo-deny holds crates to.

use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use spdx::{Expression, ParseMode};

use crate::tools::files;
use crate::tools::workspace::Workspace;

/// The folders of npm packages.
pub const NPM: [&str; 4] = ["www", "tests/wasm", "tests/browser", "tests/packages"];

/// Compares the licences of all npm packages with deny.toml.
pub fn run(workspace: &Workspace) -> Result<()> {
    let path = workspace.root().join("deny.toml");
    let policy =
        Policy::parse(&files::read_text(&path)?).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut refused = Vec::new();
    for folder in NPM {
        let packages = packages(&workspace.root().join(folder))?.into_iter();
        refused.extend(packages.filter(|(name, licence)| !policy.allows(name, licence)));
    }
    if !refused.is_empty() {
        let names: Vec<String> = refused.iter().map(|(name, licence)| format!("{name} ({licence})")).collect();
        bail!(
            "packages of npm are under licences that deny.toml does not allow: {}\n  What to do: take them out, or allow \
             the licence there if this project can meet it",
            names.join(", ")
        );
    }
    Ok(())
}

/// What deny.toml allows.
struct Policy {
    /// All packages.
    allowed: Vec<String>,
    /// Single packages, by name, besides.
    exceptions: Vec<(String, Vec<String>)>,
}

impl Policy {
    fn parse(deny: &str) -> Result<Self> {
        let table: toml::Table = deny.parse()?;
        let licences = table.get("licenses").context("it has no table licenses")?;
        let allowed = texts(licences.get("allow")).context("it has no list licenses.allow")?;
        let exceptions = licences.get("exceptions").and_then(toml::Value::as_array).map_or(&[][..], Vec::as_slice);
        let exception =
            |entry: &toml::Value| Some((entry.get("crate")?.as_str()?.to_owned(), texts(entry.get("allow"))?));
        let exceptions = exceptions.iter().map(exception).collect::<Option<_>>();
        Ok(Self { allowed, exceptions: exceptions.context("an exception has no crate or no list allow")? })
    }

    /// Whether a package's SPDX expression can be met.
    fn allows(&self, name: &str, expression: &str) -> bool {
        let of_this = self.exceptions.iter().filter(|(package, _)| package == name).flat_map(|(_, allowed)| allowed);
        let allowed: Vec<&String> = self.allowed.iter().chain(of_this).collect();
        let parsed = Expression::parse_mode(expression, ParseMode::LAX);
        parsed.is_ok_and(|parsed| {
            parsed.evaluate(|licence| allowed.iter().any(|allowed| **allowed == licence.to_string()))
        })
    }
}

fn texts(list: Option<&toml::Value>) -> Option<Vec<String>> {
    list?.as_array()?.iter().map(|text| text.as_str().map(str::to_owned)).collect()
}

/// The packages in the lock file of a folder, with their licences.
fn packages(folder: &Path) -> Result<Vec<(String, String)>> {
    let path = folder.join("package-lock.json");
    let lock: Value =
        serde_json::from_str(&files::read_text(&path)?).with_context(|| format!("{} is no JSON", path.display()))?;
    let packages = lock["packages"].as_object().with_context(|| format!("{} has no packages", path.display()))?;
    ensure!(packages.len() > 1, "{} names no package\n  What to do: run `npm install` there", path.display());
    let others = packages.iter().filter(|(path, _)| !path.is_empty());
    let package = |(path, package): (&String, &Value)| {
        let name = path.rsplit("node_modules/").next().unwrap_or(path).to_owned();
        (name, package["license"].as_str().unwrap_or("none stated").to_owned())
    };
    Ok(others.map(package).collect())
}

#[cfg(test)]
mod tests {
    use super::Policy;

    #[test]
    fn expressions_are_met_by_what_is_allowed() {
        let deny = "[licenses]\nallow = ['MIT', 'BSD-3-Clause', 'Apache-2.0 WITH LLVM-exception']\n\
                    exceptions = [{ crate = 'axe', allow = ['MPL-2.0'] }]";
        let policy = Policy::parse(deny).expect("a list");
        for expression in
            ["MIT", "GPL-3.0 OR MIT", "(GPL-3.0 OR MIT) AND BSD-3-Clause", "Apache-2.0 WITH LLVM-exception"]
        {
            assert!(policy.allows("any", expression), "{expression}");
        }
        for expression in ["GPL-3.0", "MIT AND GPL-3.0", "Apache-2.0", "MPL-2.0", "", "none stated", "(MIT"] {
            assert!(!policy.allows("any", expression), "{expression}");
        }
        assert!(policy.allows("axe", "MPL-2.0") && !policy.allows("axe", "GPL-3.0"));
    }

    #[test]
    fn a_list_is_a_must() {
        assert!(Policy::parse("[bans]").is_err());
        assert!(Policy::parse("[licenses]\nallow = []\nexceptions = [{ crate = 'a' }]").is_err());
    }
}
