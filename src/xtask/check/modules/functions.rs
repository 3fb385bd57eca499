//! Functions that are too long or ask for too much.

use std::path::Path;

use anyhow::{Context, Result};
use syn::visit::{self, Visit};
use syn::{Block, FnArg, ImplItemFn, Item, ItemFn, Signature, TraitItemFn};

use super::paths::{attributes, is_test};
use crate::tools::files;

/// Lines of a function from its name to its end; attributes and documentation don't count.
const MAX_LINES: usize = 40;

/// Parameters of a function beside `self`.
const MAX_PARAMETERS: usize = 5;

/// Returns what is wrong with each function of a file, tests left out. Places are told below `folder`.
pub fn offenders(file: &Path, folder: &Path) -> Result<Vec<String>> {
    let text = files::read_text(file)?;
    let parsed = syn::parse_file(&text).with_context(|| format!("could not parse {}", file.display()))?;
    let mut judge = Judge::default();
    judge.visit_file(&parsed);
    let file = file.strip_prefix(folder).unwrap_or(file).display();
    Ok(judge.found.into_iter().map(|(line, what)| format!("{file}:{line}: {what}")).collect())
}

#[derive(Default)]
struct Judge {
    found: Vec<(usize, String)>,
}

impl Judge {
    fn judge(&mut self, signature: &Signature, body: Option<&Block>) {
        let start = signature.fn_token.span.start().line;
        let last = body.map_or(signature.paren_token.span, |body| body.brace_token.span);
        let end = last.close().end().line;
        let lines = end - start + 1;
        let parameters = signature.inputs.iter().filter(|input| matches!(input, FnArg::Typed(_))).count();
        let name = &signature.ident;
        if lines > MAX_LINES {
            self.found.push((start, format!("`{name}` has {lines} lines, {MAX_LINES} are allowed")));
        }
        if parameters > MAX_PARAMETERS {
            self.found.push((start, format!("`{name}` has {parameters} parameters, {MAX_PARAMETERS} are allowed")));
        }
    }
}

impl<'ast> Visit<'ast> for Judge {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        self.judge(&function.sig, Some(&function.block));
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        if !is_test(&function.attrs) {
            self.judge(&function.sig, Some(&function.block));
            visit::visit_impl_item_fn(self, function);
        }
    }

    fn visit_trait_item_fn(&mut self, function: &'ast TraitItemFn) {
        self.judge(&function.sig, function.default.as_ref());
        visit::visit_trait_item_fn(self, function);
    }
}

#[cfg(test)]
mod tests {
    use super::offenders;
    use crate::tools::files;

    fn judged(source: &str) -> Vec<String> {
        let place = tempfile::tempdir().expect("a temporary folder");
        let file = place.path().join("a.rs");
        files::write(&file, source).expect("writable");
        offenders(&file, place.path()).expect("it parses")
    }

    fn function(lines: usize) -> String {
        format!("/// Documentation.\n#[inline]\npub fn long() {{\n{}}}\n", "    run();\n".repeat(lines - 2))
    }

    #[test]
    fn forty_lines_are_allowed_and_one_more_is_named() {
        assert_eq!(judged(&function(40)), [""; 0]);
        assert_eq!(judged(&function(41)), ["a.rs:3: `long` has 41 lines, 40 are allowed"]);
        let inside = format!("mod a {{ impl A {{\n{}}} }}", function(41));
        assert_eq!(judged(&inside).len(), 1);
    }

    #[test]
    fn five_parameters_and_self_are_allowed() {
        assert_eq!(judged("trait T { fn f(&self, a: u8, b: u8, c: u8, d: u8, e: u8); }"), [""; 0]);
        let six = "fn f(a: u8, b: u8, c: u8, d: u8, e: u8, f: u8) {}";
        assert_eq!(judged(six), ["a.rs:1: `f` has 6 parameters, 5 are allowed"]);
    }

    #[test]
    fn tests_may_be_longer() {
        assert_eq!(judged(&format!("#[cfg(test)]\nmod tests {{\n{}}}", function(60))), [""; 0]);
        assert_eq!(judged(&format!("#[test]\n{}", function(60))), [""; 0]);
    }
}
