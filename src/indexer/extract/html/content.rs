//! Where the content of a page lies, and what of it is none.

use html5ever::{LocalName, local_name};

use super::attributes::{Ignored, ignored, is_marked};
use super::matching::Matcher;
use super::selector::Selectors;
use super::tree::{DOCUMENT, Element, NodeId, Tree};

/// How the content was found: the more the page says about it, the less is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Found {
    /// By nothing: all of `body`.
    Body,
    /// In `main`, or in articles.
    Main,
    /// By the site's selectors or by `data-findlet-body`.
    Marked,
}

/// The content of a page.
#[derive(Debug)]
pub(super) struct Content<'a> {
    tree: &'a Tree,
    ignore: Matcher<'a>,
    pub found: Found,
    /// The elements that hold it, in reading order, none within another.
    pub regions: Vec<NodeId>,
    /// Whether the page itself marks them.
    pub is_marked: bool,
}

impl<'a> Content<'a> {
    /// Finds the content of a page. By `body`, if the site says where it lies, and then there may
    /// be none.
    pub fn find(tree: &'a Tree, body: &Selectors, ignore: &'a Selectors) -> Self {
        let ignore = Matcher::new(tree, ignore);
        let mut content = Self { tree, ignore, found: Found::Marked, regions: vec![], is_marked: false };
        let marked = tree.notable.iter().copied().filter(|node| tree.element(*node).is_some_and(is_marked));
        content.regions = content.outermost(marked);
        content.is_marked = !content.regions.is_empty();
        if content.is_marked {
            return content;
        }
        if !body.is_empty() {
            let body = Matcher::new(tree, body);
            let chosen = tree.under(DOCUMENT).filter(|node| body.matches(*node));
            content.regions = content.outermost(chosen);
            return content;
        }
        content.found = Found::Main;
        content.regions = content.outermost(content.named(is_main));
        if content.regions.is_empty() {
            content.regions = content.articles();
        }
        if content.regions.is_empty() {
            content.found = Found::Body;
            content.regions = content.named(|element| element.html() == Some(&local_name!("body"))).take(1).collect();
        }
        content
    }

    fn named(&self, is_meant: fn(&Element) -> bool) -> impl Iterator<Item = NodeId> {
        let tree = self.tree;
        tree.notable.iter().copied().filter(move |node| tree.element(*node).is_some_and(is_meant))
    }

    /// Returns the articles, if most of the page's text is in them and not beside them.
    fn articles(&mut self) -> Vec<NodeId> {
        let articles = self.outermost(self.named(|element| element.html() == Some(&local_name!("article"))));
        if articles.is_empty() {
            return articles;
        }
        let body = self.named(|element| element.html() == Some(&local_name!("body"))).next();
        let length = |node: NodeId| self.kept(node).filter_map(|node| self.tree.text(node)).map(words).sum::<usize>();
        let within: usize = articles.iter().map(|node| length(*node)).sum();
        let all = body.map_or(0, length);
        if within * 2 >= all { articles } else { vec![] }
    }

    /// Returns the elements that are shown and lie in none of the others.
    fn outermost(&self, nodes: impl Iterator<Item = NodeId>) -> Vec<NodeId> {
        let mut outer: Vec<NodeId> = vec![];
        for node in nodes.filter(|node| self.is_shown(*node)) {
            if !self.tree.ancestors(node).any(|around| outer.contains(&around)) {
                outer.push(node);
            }
        }
        outer
    }

    /// Whether an element is in the document, and neither it nor one around it hidden.
    fn is_shown(&self, node: NodeId) -> bool {
        let is_hidden = |node| self.tree.element(node).is_some_and(|element| self.is_hidden(node, element));
        self.tree.is_attached(node) && !is_hidden(node) && !self.tree.ancestors(node).any(is_hidden)
    }

    /// Whether an element is hidden from all readers, or from searching.
    fn is_hidden(&self, node: NodeId, element: &Element) -> bool {
        !element.attributes.is_empty() && (is_unseen(element) || ignored(element) != Ignored::No)
            || self.ignore.matches(node)
    }

    /// Returns the nodes under `region`, itself included, that aren't left out.
    pub fn kept(&self, region: NodeId) -> impl Iterator<Item = NodeId> {
        use super::tree::Step::{Enter, Leave};
        let next = move |step| {
            let mut next = self.tree.after(step, region)?;
            while let Enter(node) = next
                && self.leaves_out(node)
            {
                next = self.tree.after(Leave(node), region)?;
            }
            Some(next)
        };
        std::iter::successors(Some(Enter(region)), move |step| next(*step)).filter_map(|step| match step {
            Enter(node) => Some(node),
            Leave(_) => None,
        })
    }

    /// Whether `node`, which isn't the region itself, is no content, nor anything in it.
    pub fn leaves_out(&self, node: NodeId) -> bool {
        let Some(element) = self.tree.element(node) else { return false };
        if self.is_hidden(node, element) {
            return true;
        }
        let Some(name) = element.html() else {
            return element.name.local != local_name!("math") && is_drawing(element);
        };
        is_never_content(name) && !is_marked(element) || self.is_furniture(node, element, name) && !is_marked(element)
    }

    /// Whether an element belongs to the page or to the site rather than to its content.
    fn is_furniture(&self, node: NodeId, element: &Element, name: &LocalName) -> bool {
        let tree = self.tree;
        match *name {
            local_name!("nav") | local_name!("search") => true,
            local_name!("footer") => !has_ancestor(tree, node, &local_name!("blockquote")),
            local_name!("header") => self.found == Found::Body && !is_in_section(tree, node),
            local_name!("aside") => match self.found {
                Found::Body => true,
                Found::Main => is_mostly_links(tree, node),
                Found::Marked => false,
            },
            local_name!("form") => !has_content(tree, node),
            local_name!("button") => element.attribute("aria-expanded").is_none(),
            local_name!("dialog") => element.attribute("open").is_none(),
            local_name!("a") => is_permalink(tree, node) || is_skip_link(element),
            // Contents of the page, and references to its footnotes.
            local_name!("ul") | local_name!("ol") | local_name!("sup") => is_all_local(tree, node),
            local_name!("h1") | local_name!("p") | local_name!("li") | local_name!("td") => false,
            _ => element.attribute("role").is_some_and(|role| self.is_role_of_furniture(role)),
        }
    }

    fn is_role_of_furniture(&self, role: &str) -> bool {
        match role.trim().to_ascii_lowercase().as_str() {
            "navigation" | "search" | "contentinfo" | "dialog" | "alertdialog" | "menu" | "menubar" | "toolbar"
            | "doc-toc" => true,
            "banner" | "complementary" => self.found == Found::Body,
            _ => false,
        }
    }
}

fn is_main(element: &Element) -> bool {
    element.html() == Some(&local_name!("main")) || element.has_word("role", "main")
}

fn words(text: &str) -> usize {
    text.split_ascii_whitespace().map(str::len).sum()
}

/// Whether nobody sees an element. What is hidden until it is found, and the panel of a tab that
/// isn't in front, are seen.
fn is_unseen(element: &Element) -> bool {
    element.attributes.iter().any(|attribute| match &*attribute.name.local {
        "hidden" => !attribute.value.eq_ignore_ascii_case("until-found") && !element.has_word("role", "tabpanel"),
        "aria-hidden" => attribute.value.trim().eq_ignore_ascii_case("true"),
        "style" => hides(&attribute.value),
        _ => false,
    })
}

fn hides(style: &str) -> bool {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(property, value)| {
        let value = value.split('!').next().unwrap_or_default().trim();
        let (property, hidden) = (property.trim(), value.eq_ignore_ascii_case("hidden"));
        property.eq_ignore_ascii_case("display") && value.eq_ignore_ascii_case("none")
            || property.eq_ignore_ascii_case("visibility") && hidden
    })
}

/// SVG, and the source of a formula beside its rendering.
fn is_drawing(element: &Element) -> bool {
    matches!(element.name.local, local_name!("svg") | local_name!("annotation") | local_name!("annotation-xml"))
}

/// Elements whose text is no text of the page, wherever they stand. The reading aids of `ruby`
/// would come between the syllables of a word.
fn is_never_content(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("head")
            | local_name!("style")
            | local_name!("script")
            | local_name!("noscript")
            | local_name!("noframes")
            | local_name!("noembed")
            | local_name!("template")
            | local_name!("iframe")
            | local_name!("object")
            | local_name!("canvas")
            | local_name!("audio")
            | local_name!("video")
            | local_name!("label")
            | local_name!("select")
            | local_name!("datalist")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("rt")
            | local_name!("rp")
    )
}

fn has_ancestor(tree: &Tree, node: NodeId, name: &LocalName) -> bool {
    tree.ancestors(node).any(|around| tree.html(around) == Some(name))
}

fn is_in_section(tree: &Tree, node: NodeId) -> bool {
    tree.ancestors(node).any(|around| {
        matches!(tree.html(around), Some(&local_name!("article") | &local_name!("section") | &local_name!("main")))
    })
}

/// Whether more than half of a text is in links.
fn is_mostly_links(tree: &Tree, node: NodeId) -> bool {
    let texts = tree.under(node).filter_map(|node| Some((node, words(tree.text(node)?))));
    let (mut linked, mut all) = (0, 0);
    for (text, length) in texts {
        let is_linked = tree
            .ancestors(text)
            .take_while(|around| *around != node)
            .any(|around| tree.html(around) == Some(&local_name!("a")));
        linked += if is_linked { length } else { 0 };
        all += length;
    }
    linked * 2 > all
}

/// Whether a form is around the page, as some servers have it, and not a part of it.
fn has_content(tree: &Tree, form: NodeId) -> bool {
    tree.under(form).any(|node| {
        matches!(tree.html(node), Some(&local_name!("h1") | &local_name!("main") | &local_name!("article")))
    })
}

/// Whether a link leads past the navigation.
fn is_skip_link(element: &Element) -> bool {
    local(element).is_some() && element.attribute("class").is_some_and(|class| class.contains("skip"))
}

/// Whether an element is a link that says only where it stands: the `#` and `¶` beside a heading.
pub(super) fn is_permalink(tree: &Tree, node: NodeId) -> bool {
    let mut texts = tree.under(node).filter_map(|node| tree.text(node)).peekable();
    let is_local = tree.element(node).is_some_and(|element| local(element).is_some());
    is_local && texts.peek().is_some() && !texts.any(|text| text.contains(char::is_alphanumeric))
}

/// Returns where in its own page a link leads.
pub(super) fn local(element: &Element) -> Option<&str> {
    element.attribute("href")?.strip_prefix('#')
}

/// Whether all texts in an element are links to other places of the page, and there are some.
fn is_all_local(tree: &Tree, node: NodeId) -> bool {
    let is_local = |around| tree.element(around).is_some_and(|element| local(element).is_some());
    let within = |text| tree.ancestors(text).take_while(|around| *around != node).any(is_local);
    let texts =
        tree.under(node).filter(|text| tree.text(*text).is_some_and(|text| text.contains(char::is_alphanumeric)));
    let mut texts = texts.peekable();
    texts.peek().is_some() && texts.all(within)
}
