//! The modules of a crate, as its files have them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use syn::{Attribute, Expr, ExprLit, Item, ItemMod, Lit, Meta};

use super::paths::{self, Mention};
use super::uses::{self, Import};
use crate::tools::files;

/// A module, without what only tests compile.
#[derive(Default)]
pub struct Module {
    /// Its path, such as `query::search`; `crate` for the root.
    pub name: String,
    /// The file it is in.
    pub file: PathBuf,
    /// The module around it.
    pub parent: Option<usize>,
    /// The modules that it declares, by name.
    pub children: BTreeMap<String, usize>,
    /// The names of its other items.
    pub items: BTreeSet<String>,
    /// What its `use` declarations bring in.
    pub imports: Vec<Import>,
    /// The paths in its code.
    pub mentions: Vec<Mention>,
}

/// Reads the module tree below a root file. The root is the first module.
pub fn read(root: &Path) -> Result<Vec<Module>> {
    let folder = root.parent().context("a root file is in a folder")?;
    let mut modules = Vec::new();
    let here = Module { name: "crate".to_owned(), file: root.to_owned(), ..Module::default() };
    add_file(&mut modules, here, folder)?;
    Ok(modules)
}

/// Reads the file of a module whose children are in `folder`, and theirs.
fn add_file(modules: &mut Vec<Module>, module: Module, folder: &Path) -> Result<usize> {
    let text = files::read_text(&module.file)?;
    let parsed = syn::parse_file(&text).with_context(|| format!("could not parse {}", module.file.display()))?;
    add(modules, module, folder, &parsed.items)
}

fn add(modules: &mut Vec<Module>, mut module: Module, folder: &Path, items: &[Item]) -> Result<usize> {
    let items: Vec<&Item> = items.iter().filter(|item| !paths::is_test(paths::attributes(item))).collect();
    for item in &items {
        match item {
            Item::Mod(_) => {}
            Item::Use(item) => module.imports.extend(uses::imports(item)),
            item => {
                module.items.extend(item_name(item));
                module.mentions.extend(paths::mentions(item));
            }
        }
    }
    let at = modules.len();
    modules.push(module);
    for item in items {
        if let Item::Mod(child) = item {
            let index = add_child(modules, at, folder, child)?;
            modules[at].children.insert(child.ident.to_string(), index);
        }
    }
    Ok(at)
}

fn add_child(modules: &mut Vec<Module>, parent: usize, folder: &Path, item: &ItemMod) -> Result<usize> {
    let name = item.ident.to_string();
    let around = &modules[parent];
    let path = if around.parent.is_none() { name.clone() } else { format!("{}::{name}", around.name) };
    let inside = folder.join(&name);
    let child = |file| Module { name: path, file, parent: Some(parent), ..Module::default() };
    if let Some((_, items)) = &item.content {
        return add(modules, child(around.file.clone()), &inside, items);
    }
    let named = path_attribute(&item.attrs).map(|path| around.file.with_file_name(path));
    let candidates = named.map_or_else(|| vec![inside.with_extension("rs"), inside.join("mod.rs")], |path| vec![path]);
    let file = candidates.into_iter().find(|file| file.is_file());
    let file = file.with_context(|| format!("{} declares `mod {name}`, which has no file", around.file.display()))?;
    ensure!(modules.iter().all(|other| other.file != file), "{} is two modules", file.display());
    add_file(modules, child(file), &inside)
}

/// The file that `#[path = "…"]` names.
fn path_attribute(attributes: &[Attribute]) -> Option<String> {
    attributes.iter().find_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(path), .. }) => Some(path.value()),
            _ => None,
        },
        _ => None,
    })
}

/// The name that an item has in its module.
fn item_name(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::TraitAlias(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}
