//! The paths in code: `crate::a::b()`, `Kind::One`, and those in the arguments of macros.

use proc_macro2::token_stream::IntoIter;
use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, ExprCall, Item, ItemUse, Macro, Meta, Path};

use super::uses;

/// A path in code.
#[derive(Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its names.
    pub path: Vec<String>,
    /// The line it is in.
    pub line: usize,
}

/// Returns the paths in an item that can name something of another module: those of several names, types and
/// constants, and what is called.
pub fn mentions(item: &Item) -> Vec<Mention> {
    let mut collector = Collector::default();
    collector.visit_item(item);
    collector.found
}

/// Whether an item is compiled for tests alone.
pub fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) if list.path.is_ident("cfg") => {
            let condition = list.tokens.to_string().replace(' ', "");
            condition == "test" || condition.starts_with("all(test,")
        }
        _ => false,
    })
}

/// Returns the attributes of an item.
pub fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

#[derive(Default)]
struct Collector {
    found: Vec<Mention>,
}

impl Collector {
    fn add(&mut self, path: &Path, is_called: bool) {
        // `::name` is another crate.
        let Some(first) = path.segments.first().filter(|_| path.leading_colon.is_none()) else { return };
        let line = first.ident.span().start().line;
        let path = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.add_names(path, line, is_called);
    }

    /// A lower-case name alone is a local variable, unless it is called.
    fn add_names(&mut self, path: Vec<String>, line: usize, is_called: bool) {
        if path.len() > 1 || is_called || path.iter().all(|name| name.starts_with(char::is_uppercase)) {
            self.found.push(Mention { path, line });
        }
    }

    /// The paths in tokens that only a macro understands.
    fn add_tokens(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) => self.add_tokens(group.stream()),
                TokenTree::Ident(name) => {
                    let mut path = vec![name.to_string()];
                    path.extend(std::iter::from_fn(|| name_after_colons(&mut tokens)));
                    self.add_names(path, name.span().start().line, false);
                }
                _ => {}
            }
        }
    }
}

/// Takes `::` and a name, if they come next.
fn name_after_colons(tokens: &mut IntoIter) -> Option<String> {
    let mut ahead = tokens.clone();
    let mut is_colon = || matches!(ahead.next(), Some(TokenTree::Punct(mark)) if mark.as_char() == ':');
    if !(is_colon() && is_colon()) {
        return None;
    }
    let Some(TokenTree::Ident(name)) = ahead.next() else { return None };
    *tokens = ahead;
    Some(name.to_string())
}

impl<'ast> Visit<'ast> for Collector {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    /// A declaration inside a function.
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let imports = uses::imports(item).into_iter();
        self.found.extend(imports.map(|import| Mention { path: import.path, line: import.line }));
    }

    fn visit_path(&mut self, path: &'ast Path) {
        self.add(path, false);
        visit::visit_path(self, path);
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        if let Expr::Path(function) = &*call.func {
            self.add(&function.path, true);
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.add(&call.path, true);
        self.add_tokens(call.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let Meta::List(list) = &attribute.meta {
            self.add_tokens(list.tokens.clone());
        }
    }
}
