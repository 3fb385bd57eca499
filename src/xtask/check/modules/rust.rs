//! Which module of a crate imports which, through re-exports too.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;

use super::graph::Graph;
use super::tree::{self, Module};
use super::uses::Import;

/// Steps through re-exports after which a path is given up: they may go round.
const DEPTH: usize = 32;

/// The modules of a crate.
pub struct Crate {
    modules: Vec<Module>,
}

impl Crate {
    /// Reads the crate whose root file is `root`.
    pub fn read(root: &Path) -> Result<Self> {
        Ok(Self { modules: tree::read(root)? })
    }

    /// Returns its files, those of tests left out.
    pub fn files(&self) -> BTreeSet<&Path> {
        self.modules.iter().map(|module| &*module.file).collect()
    }

    /// Returns which module imports which. Places are told below `folder`.
    ///
    /// A module imports another where it names something that the other defines, by whatever name and way it comes. A
    /// module that declares another, or hands on what one below it defines, does not import it thereby.
    pub fn graph(&self, folder: &Path) -> Graph {
        let mut graph = Graph::default();
        for (at, module) in self.modules.iter().enumerate() {
            graph.module(&module.name);
            let file = module.file.strip_prefix(folder).unwrap_or(&module.file).display();
            let imports = module.imports.iter().filter_map(|import| Some((self.imported(at, import)?, import.line)));
            let mentions =
                module.mentions.iter().filter_map(|mention| Some((self.find(at, &mention.path)?, mention.line)));
            for (to, line) in imports.chain(mentions) {
                graph.arrow(&module.name, &self.modules[to].name, &format!("{file}:{line}"));
            }
        }
        graph
    }

    /// Returns the module that a `use` declaration imports.
    fn imported(&self, at: usize, import: &Import) -> Option<usize> {
        let to = self.find(at, &import.path)?;
        let is_handed_on = import.is_public && self.is_below(to, at);
        (!is_handed_on).then_some(to)
    }

    fn is_below(&self, below: usize, above: usize) -> bool {
        let mut parents = std::iter::successors(Some(below), |at| self.modules[*at].parent);
        parents.any(|at| at == above)
    }

    /// Returns the module that defines what a path in `at` names, if it is one of this crate.
    fn find(&self, at: usize, path: &[String]) -> Option<usize> {
        self.find_within(at, path, DEPTH)
    }

    fn find_within(&self, at: usize, path: &[String], depth: usize) -> Option<usize> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.walk(0, rest, depth),
            "self" => self.walk(at, rest, depth),
            "super" => self.walk(self.modules[at].parent?, rest, depth),
            name if self.knows(at, name, depth) => self.walk(at, path, depth),
            _ => None,
        }
    }

    /// Follows the names of a path from a module on.
    fn walk(&self, at: usize, path: &[String], depth: usize) -> Option<usize> {
        let Some((first, rest)) = path.split_first() else { return Some(at) };
        let depth = depth.checked_sub(1)?;
        let module = &self.modules[at];
        if first == "super" {
            return self.walk(module.parent?, rest, depth);
        }
        if let Some(child) = module.children.get(first) {
            return self.walk(*child, rest, depth);
        }
        if module.items.contains(first) {
            return Some(at);
        }
        if let Some(import) = module.imports.iter().find(|import| import.name.as_ref() == Some(first)) {
            return self.find_within(at, &[&import.path, rest].concat(), depth);
        }
        let globs = module.imports.iter().filter(|import| import.name.is_none());
        let mut sources = globs.filter_map(|import| self.find_within(at, &import.path, depth));
        let source = sources.find(|source| *source != at && self.knows(*source, first, depth));
        // What nobody declares was made by a macro here.
        source.map_or(Some(at), |source| self.walk(source, path, depth))
    }

    /// Whether a name means something in a module.
    fn knows(&self, at: usize, name: &str, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        let module = &self.modules[at];
        let is_imported = || module.imports.iter().any(|import| import.name.as_deref() == Some(name));
        let is_in_glob = || {
            let globs = module.imports.iter().filter(|import| import.name.is_none());
            let mut sources = globs.filter_map(|import| self.find_within(at, &import.path, depth));
            sources.any(|source| source != at && self.knows(source, name, depth))
        };
        module.children.contains_key(name) || module.items.contains(name) || is_imported() || is_in_glob()
    }
}

#[cfg(test)]
mod tests {
    use super::Crate;
    use crate::tools::files;

    /// Returns the arrows and circles of a crate with these files.
    fn read(sources: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
        let place = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in sources {
            files::write(&place.path().join(name), text).expect("writable");
        }
        let krate = Crate::read(&place.path().join("lib.rs")).expect("the sources parse");
        let graph = krate.graph(place.path());
        let arrows = graph.arrows().iter().map(|[from, to, place]| format!("{from} → {to} ({place})")).collect();
        (arrows, graph.knots().iter().map(|knot| knot.circle.join(" → ")).collect())
    }

    fn circles(sources: &[(&str, &str)]) -> Vec<String> {
        read(sources).1
    }

    #[test]
    fn declarations_and_what_is_handed_on_are_no_imports() {
        let (arrows, circles) = read(&[
            ("lib.rs", "mod a;\npub mod b;\npub use a::A;\npub(crate) use b::*;"),
            ("a.rs", "pub struct A;"),
            ("b/mod.rs", "mod c;\npub use c::C;"),
            ("b/c.rs", "use crate::A;\npub struct C(A);"),
        ]);
        assert_eq!((arrows, circles), (vec!["b::c → a (b/c.rs:1)".to_owned()], vec![]));
    }

    #[test]
    fn a_circle_through_re_exports_is_found() {
        let sources = [
            ("lib.rs", "mod index;\nmod query;\npub use index::Index;\npub use query::Answer;"),
            ("index.rs", "use crate::query;\npub struct Index(query::Answer);"),
            ("query/mod.rs", "mod search;\npub use search::Answer;"),
            ("query/search.rs", "use crate::{Index, other};\npub struct Answer;"),
        ];
        assert_eq!(circles(&sources), ["index → query::search → index"]);
    }

    #[test]
    fn all_ways_to_name_a_module_count() {
        for b in [
            "use super::a::A;",
            "use super::a;",
            "use super::{a::{self as first}};",
            "use super::*;\nstruct B(A);",
            "fn b() { crate::a::run(); }",
            "fn b() -> super::a::A { todo!() }",
            "fn b() { println!(\"{}\", 1 + crate::a::ONE); }",
            "#[derive(Args)]\nstruct B { #[arg(value_parser = super::a::run)] b: u8 }",
            "fn b(x: u8) { match x { crate::a::ONE => {} _ => {} } }",
            "impl crate::a::T for u8 {}",
            "fn b() { use super::a::run; }",
        ] {
            let sources = [
                ("lib.rs", "mod a;\nmod b;\nuse a::A;"),
                ("a.rs", "use crate::b;\npub struct A;\npub const ONE: u8 = 1;\npub fn run() {}\npub trait T {}"),
                ("b.rs", b),
            ];
            assert_eq!(circles(&sources), ["a → b → a"], "{b}");
        }
    }

    #[test]
    fn a_parent_and_its_child_are_a_circle_if_each_uses_the_other() {
        let child = ("a/b.rs", "use super::A;\npub struct B(A);");
        let lib = ("lib.rs", "mod a;");
        assert_eq!(circles(&[lib, ("a/mod.rs", "mod b;\npub use b::B;\npub struct A;"), child]), [""; 0]);
        for uses in ["use b::B;", "pub use b::B;\nfn make() -> B { todo!() }", "fn make() { b::make(); }"] {
            let parent = format!("mod b;\npub struct A;\n{uses}");
            assert_eq!(circles(&[lib, ("a/mod.rs", &parent), child]), ["a → a::b → a"], "{uses}");
        }
    }

    #[test]
    fn tests_and_other_crates_are_left_out() {
        let sources = [
            ("lib.rs", "mod a;\nmod b;\n#[cfg(test)]\nmod tests;"),
            ("a.rs", "use crate::b::B;\nuse std::fmt;\npub struct A;\npub fn a(b: B) -> B { b }"),
            ("b.rs", "use other::a::A;\npub struct B(A);\n#[cfg(test)]\nmod tests { use crate::a::A; }"),
        ];
        assert_eq!(read(&sources).0, ["a → b (a.rs:1)"]);
    }

    #[test]
    fn modules_may_be_inside_a_file_or_elsewhere() {
        let sources = [
            ("lib.rs", "mod a { pub mod b { use super::super::c::C; } }\n#[path = \"elsewhere.rs\"]\nmod c;"),
            ("elsewhere.rs", "use crate::a::b;\npub struct C;"),
        ];
        assert_eq!(circles(&sources), ["a::b → c → a::b"]);
    }

    #[test]
    fn re_exports_that_go_round_end() {
        let sources = [
            ("lib.rs", "mod a;\nmod b;"),
            ("a.rs", "pub use crate::b::*;\npub use crate::b::X;"),
            ("b.rs", "pub use crate::a::*;\npub use crate::a::X;\nfn f(x: X, y: Y) {}"),
        ];
        assert_eq!(circles(&sources), ["a → b → a"]);
    }

    #[test]
    fn a_missing_file_is_named() {
        let place = tempfile::tempdir().expect("a temporary folder");
        files::write(&place.path().join("lib.rs"), "mod gone;").expect("writable");
        let error = Crate::read(&place.path().join("lib.rs")).err().expect("there is no gone.rs");
        assert!(error.to_string().ends_with("lib.rs declares `mod gone`, which has no file"), "{error}");
    }
}
