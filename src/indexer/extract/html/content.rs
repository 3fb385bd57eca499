//! Finds the main content of a page, and what to leave out of it.

use std::cell::OnceCell;

use html5ever::{LocalName, local_name};

use super::attributes::{Ignored, ignored, is_marked};
use super::class;
use super::decoration::{decoration, is_control_word};
use super::matching::Matcher;
use super::permalink::is_aside_of_heading;
use super::reach::Controls;
use super::role::{Role, role_of};
use super::selector::Selectors;
use super::shape::{
    has_ancestor, has_content, is_amid_text, is_comment, is_drawing, is_in_section, is_in_settings, is_list_of_links,
    is_never_content, is_prose, is_shown_formula, is_title_of_contents, is_title_of_menu, is_unseen, names_part, words,
};
use super::tree::{DOCUMENT, Element, Kind, NodeId, Tree, is_shadow_root};
use crate::extract::rule::Rule;
use crate::extract::running::Running;

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
    /// Found when something hidden is met.
    controls: OnceCell<Controls<'a>>,
}

/// Letters beside articles that make them parts of a page.
const WORDS_BESIDE: usize = 20;

/// Letters of a form that is a page.
const PAGE_WORDS: usize = 60;

impl<'a> Content<'a> {
    /// Finds the content of a page. By `body`, if the site says where it is, and then there may
    /// be none.
    pub fn find(tree: &'a Tree, body: &Selectors, ignore: &'a Selectors) -> Self {
        let mut content = Self {
            tree,
            ignore: Matcher::new(tree, ignore),
            found: Found::Marked,
            regions: vec![],
            is_marked: false,
            controls: OnceCell::new(),
        };
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

    /// Returns the articles, if they are the page: most of its text is in them, and what stands beside them is neither
    /// a post that they comment on nor text that they are only a part of.
    fn articles(&mut self) -> Vec<NodeId> {
        let articles = self.outermost(self.named(|element| element.html() == Some(&local_name!("article"))));
        let own = articles.iter().filter(|node| !is_comment(self.tree, **node)).count();
        if own == 0 {
            return vec![];
        }
        let Some(body) = self.named(|element| element.html() == Some(&local_name!("body"))).next() else {
            return vec![];
        };
        let length = |node: NodeId| self.kept(node).filter_map(|node| self.tree.text(node)).map(words).sum::<usize>();
        let within: usize = articles.iter().map(|node| length(*node)).sum();
        if within * 2 < length(body) || own > 1 && self.has_text_beside(body, &articles) {
            return vec![];
        }
        if let [article] = articles[..] {
            return vec![self.with_header(article)];
        }
        articles
    }

    /// Returns the section that an article is all of but for a header before it, which belongs to it; else the article.
    fn with_header(&self, article: NodeId) -> NodeId {
        let tree = self.tree;
        let has_header =
            tree.element_before(article).is_some_and(|node| tree.html(node) == Some(&local_name!("header")));
        let section = tree.parent(article).filter(|node| tree.html(*node) == Some(&local_name!("section")));
        section.filter(|_| has_header && tree.element_after(article).is_none()).unwrap_or(article)
    }

    /// Whether sentences stand in `body` that are in none of `articles`.
    fn has_text_beside(&mut self, body: NodeId, articles: &[NodeId]) -> bool {
        self.found = Found::Body;
        let is_beside = |text: NodeId| {
            !self
                .tree
                .ancestors(text)
                .any(|around| articles.contains(&around) || self.tree.html(around) == Some(&local_name!("a")))
        };
        let texts = self.kept(body).filter(|node| self.tree.text(*node).is_some() && is_beside(*node));
        let beside: usize = texts.filter_map(|node| self.tree.text(node)).map(words).sum();
        self.found = Found::Main;
        beside > WORDS_BESIDE
    }

    /// Returns the elements that are shown and are in none of the others.
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
        let is_hidden = |node| self.tree.element(node).is_some_and(|element| self.hides(node, element).is_some());
        self.tree.is_attached(node) && !is_hidden(node) && !self.tree.ancestors(node).any(is_hidden)
    }

    /// Returns why an element is hidden from all readers, or from searching, if it is.
    fn hides(&self, node: NodeId, element: &Element) -> Option<Rule> {
        if !element.attributes.is_empty() {
            if ignored(element) != Ignored::No {
                return Some(Rule::Ignored);
            }
            if is_unseen(element) && !self.is_seen_all_the_same(node, element) {
                return Some(Rule::Hidden);
            }
        }
        self.ignore.matches(node).then_some(Rule::Ignored)
    }

    /// Whether a control shows what is hidden, or another rendering of the same formula.
    fn is_seen_all_the_same(&self, node: NodeId, element: &Element) -> bool {
        self.controls().reach(self.tree, node, element) || is_shown_formula(self.tree, node, element)
    }

    fn controls(&self) -> &Controls<'a> {
        self.controls.get_or_init(|| Controls::find(self.tree))
    }

    /// Returns the text of an element as its content, in one piece.
    pub fn text(&self, node: NodeId) -> String {
        let mut running = Running::default();
        for node in self.kept(node) {
            match self.tree.kind(node) {
                Kind::Text(text) => running.push(text),
                Kind::Element(element) if role_of(element) != Role::Inline => running.gap(),
                _ => {}
            }
        }
        running.take()
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
        self.why_out(node).is_some()
    }

    /// Returns why `node`, which isn't the region itself, is no content, nor anything in it, if that is so.
    pub fn why_out(&self, node: NodeId) -> Option<Rule> {
        let element = self.tree.element(node)?;
        let hidden = self.hides(node, element);
        if hidden.is_some() {
            return hidden;
        }
        let Some(name) = element.html() else {
            let is_svg = element.name.local == local_name!("svg");
            let rule = if is_svg { Rule::NotText } else { Rule::Formula };
            return (element.name.local != local_name!("math") && is_drawing(element)).then_some(rule);
        };
        let out = if is_never_content(name) {
            (!is_shadow_root(element)).then_some(Rule::NotText)
        } else if *name == local_name!("label") {
            (!self.names_choice(node, element) || is_control_word(self.tree, node)).then_some(Rule::Control)
        } else {
            self.furniture(node, element, name).or_else(|| decoration(self.tree, node, element, name))
        };
        out.filter(|_| !is_marked(element))
    }

    /// Returns why an element belongs to the page or to the site rather than to its content, if it does.
    fn furniture(&self, node: NodeId, element: &Element, name: &LocalName) -> Option<Rule> {
        let tree = self.tree;
        let is_furniture = match *name {
            local_name!("nav") | local_name!("search") => true,
            local_name!("footer") => !has_ancestor(tree, node, &local_name!("blockquote")),
            local_name!("header") => self.found == Found::Body && !is_in_section(tree, node),
            local_name!("aside") => self.is_beside(node, element),
            local_name!("form") => !has_content(tree, node) && !self.is_page(node),
            local_name!("button") => return (!names_part(tree, node, element)).then_some(Rule::Control),
            local_name!("dialog") => element.attribute("open").is_none(),
            local_name!("a") => return is_aside_of_heading(tree, node).then_some(Rule::Permalink),
            local_name!("h2") | local_name!("h3") | local_name!("h4") => {
                is_title_of_menu(tree, node) || is_title_of_contents(tree, node)
            }
            local_name!("p") => is_title_of_contents(tree, node),
            local_name!("h1") | local_name!("li") | local_name!("td") => false,
            local_name!("ul") | local_name!("ol") | local_name!("div") if class::is_breadcrumb(element) => {
                is_list_of_links(tree, node)
            }
            _ => element.attribute("role").is_some_and(|role| self.is_role_of_furniture(role)),
        };
        is_furniture.then_some(Rule::Furniture)
    }

    /// Whether an aside stands beside the content, and isn't a note in it.
    fn is_beside(&self, node: NodeId, element: &Element) -> bool {
        match self.found {
            Found::Marked => false,
            Found::Main => is_list_of_links(self.tree, node),
            Found::Body => {
                is_list_of_links(self.tree, node)
                    || !class::is_note(element) && !is_amid_text(self.tree, node)
                    || class::has_part(element, &["sidebar", "widget", "toc", "nav"])
            }
        }
    }

    /// Whether a form is around the page, as some servers have it: nothing but its menus is outside.
    fn is_page(&self, form: NodeId) -> bool {
        let tree = self.tree;
        let Some(body) = tree.ancestors(form).find(|node| tree.html(*node) == Some(&local_name!("body"))) else {
            return false;
        };
        let length = |root: NodeId| {
            let texts = tree.under(root).filter(|node| tree.text(*node).is_some());
            texts
                .filter(|text| is_prose(tree, *text, root))
                .filter_map(|text| tree.text(text))
                .map(words)
                .sum::<usize>()
        };
        let within = length(form);
        within > PAGE_WORDS && within * 2 > length(body)
    }

    /// Whether a label names a tab, a part that opens, or a task, rather than a field to fill in.
    fn names_choice(&self, node: NodeId, element: &Element) -> bool {
        let tree = self.tree;
        let inside = tree.under(node).find(|inside| tree.html(*inside) == Some(&local_name!("input")));
        let named = || element.stated("for").and_then(|id| self.controls().element(id));
        let Some(input) = inside.or_else(named).and_then(|input| tree.element(input)) else { return false };
        let is_task = inside.is_some()
            && (input.attribute("disabled").is_some()
                || input.stated("name").is_none() && input.stated("id").is_none());
        match input.attribute("type").map(str::to_ascii_lowercase).as_deref() {
            Some("radio") => !is_in_settings(tree, node),
            Some("checkbox") => {
                (is_task || inside.is_none() && self.found != Found::Body) && !is_in_settings(tree, node)
            }
            _ => false,
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
