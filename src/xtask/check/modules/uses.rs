//! `use` declarations, name by name.

use syn::{ItemUse, UseTree, Visibility};

/// One name that a `use` declaration brings in.
#[derive(Debug, PartialEq, Eq)]
pub struct Import {
    /// The name it has here; nothing for a glob.
    pub name: Option<String>,
    /// What it is a name of.
    pub path: Vec<String>,
    /// Whether others see it here.
    pub is_public: bool,
    /// The line it is in.
    pub line: usize,
}

/// Returns what a declaration brings in.
pub fn imports(item: &ItemUse) -> Vec<Import> {
    let is_public = !matches!(item.vis, Visibility::Inherited);
    let mut found = Vec::new();
    flatten(&item.tree, &mut Vec::new(), &mut |name, path, line| {
        found.push(Import { name, path, is_public, line });
    });
    found
}

/// Calls `found` for every name that a tree of `use` brings in.
fn flatten(tree: &UseTree, before: &mut Vec<String>, found: &mut dyn FnMut(Option<String>, Vec<String>, usize)) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            flatten(&path.tree, before, found);
            before.pop();
        }
        UseTree::Group(group) => group.items.iter().for_each(|tree| flatten(tree, before, found)),
        UseTree::Glob(glob) => found(None, before.clone(), glob.star_token.spans[0].start().line),
        UseTree::Name(name) if name.ident == "self" => {
            found(before.last().cloned(), before.clone(), name.ident.span().start().line);
        }
        UseTree::Name(name) => {
            let path = [before.as_slice(), &[name.ident.to_string()]].concat();
            found(Some(name.ident.to_string()), path, name.ident.span().start().line);
        }
        UseTree::Rename(rename) => {
            let last = (rename.ident != "self").then(|| rename.ident.to_string());
            let path = before.iter().cloned().chain(last).collect();
            found(Some(rename.rename.to_string()), path, rename.ident.span().start().line);
        }
    }
}
