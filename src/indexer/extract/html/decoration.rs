//! What of the content says nothing: the numbers of lines, words for screen readers in links, links to the source of
//! what is shown, to the previous and the next page.

use html5ever::{LocalName, local_name};

use super::class;
use super::shape::{
    Line, has_text_beside, holds, is_all_local, is_permalink, is_skip_link, line_of_heading, local, short_text,
};
use super::tree::{Element, NodeId, Tree};
use super::turns::{is_page_turn, is_trail, is_turn};
use crate::extract::rule::Rule;

/// Bytes of text that a control has, at most.
const CONTROL_BYTES: usize = 40;

/// Returns the rule by which an element of the content is no text; nothing for one that is text.
pub(super) fn decoration(tree: &Tree, node: NodeId, element: &Element, name: &LocalName) -> Option<Rule> {
    match *name {
        local_name!("a") => link(tree, node, element),
        // Contents of the page, and references to its footnotes.
        local_name!("ul") | local_name!("ol") | local_name!("div") | local_name!("p") | local_name!("table")
            if is_page_turn(tree, node, element) =>
        {
            Some(Rule::PageTurn)
        }
        local_name!("ul") | local_name!("ol") | local_name!("div") | local_name!("p") if is_trail(tree, node) => {
            Some(Rule::Furniture)
        }
        local_name!("ul") | local_name!("ol") if is_tabs(tree, node, element) => None,
        local_name!("ul") | local_name!("ol") | local_name!("sup") => {
            is_all_local(tree, node, 1).then_some(Rule::Contents)
        }
        local_name!("td") | local_name!("th") => is_column_of_numbers(tree, node).then_some(Rule::LineNumber),
        local_name!("div") | local_name!("details") | local_name!("aside")
            if is_contents(tree, node) && !is_tabs(tree, node, element) =>
        {
            Some(Rule::Contents)
        }
        local_name!("summary") => is_bare_control(tree, node).then_some(Rule::Control),
        _ => None,
    }
    .or_else(|| if element.attributes.is_empty() { None } else { by_class(tree, node, element) })
}

/// Whether an element holds links within the page and nothing else: but for a heading above them, or for bars between
/// them, where some may lead to other pages.
fn is_contents(tree: &Tree, node: NodeId) -> bool {
    is_all_local(tree, node, 2) || is_titled_contents(tree, node) || is_bar_of_links(tree, node)
}

fn is_titled_contents(tree: &Tree, node: NodeId) -> bool {
    let mut inside = tree.children(node).filter(|child| tree.element(*child).is_some());
    let is_title = |child: &NodeId| {
        tree.is_heading(*child) && tree.html(*child) != Some(&local_name!("h1"))
            || tree.html(*child) == Some(&local_name!("summary"))
    };
    inside.next().is_some_and(|first| is_title(&first))
        && inside.next().is_some_and(|list| is_all_local(tree, list, 2))
        && inside.next().is_none()
}

/// Whether nothing stands between the links of an element but bars, and one leads to a place in the page.
fn is_bar_of_links(tree: &Tree, node: NodeId) -> bool {
    let mut has_bar = false;
    let all = tree.children(node).all(|child| match (tree.text(child), tree.html(child)) {
        (Some(text), _) => {
            has_bar |= text.contains('|');
            text.chars().all(|c| c.is_whitespace() || c == '|')
        }
        (None, name) => name == Some(&local_name!("a")) || tree.element(child).is_none(),
    });
    let mut links = tree.children(node).filter_map(|child| tree.element(child));
    all && has_bar && links.any(|link| local(link).is_some())
}

/// Whether an element, or the one around it, says that it holds tabs.
fn is_tabs(tree: &Tree, node: NodeId, element: &Element) -> bool {
    let around = tree.parent(node).and_then(|parent| tree.element(parent));
    std::iter::once(element).chain(around).any(|element| {
        element.has_word("role", "tablist") || class::has_part(element, &["tab", "tabs", "tablist", "tabbed", "pills"])
    }) || tree.under(node).filter_map(|node| tree.element(node)).any(|inside| inside.has_word("role", "tab"))
        || leads_to_panels(tree, node)
}

/// Panels behind the names of tabs, at most.
const MOST_PANELS: usize = 32;

/// Whether each link of an element leads to an element right after it that doesn't say its own name, as the panels of
/// tabs; chapters, which contents lead to, do.
fn leads_to_panels(tree: &Tree, node: NodeId) -> bool {
    let links = || tree.under(node).filter(|inside| tree.html(*inside) == Some(&local_name!("a")));
    let panels = || std::iter::successors(tree.element_after(node), |panel| tree.element_after(*panel));
    let is_panel = |link: NodeId| {
        let target = tree.element(link).and_then(local);
        let mut panels = panels().take(MOST_PANELS);
        let panel =
            panels.find(|panel| target.is_some() && tree.element(*panel).and_then(|it| it.stated("id")) == target);
        let name = tree.raw_text(link);
        panel.is_some_and(|panel| {
            let mut headings = tree.under(panel).filter(|inside| tree.is_heading(*inside));
            !headings.any(|heading| heading == panel || tree.raw_text(heading).contains(name.trim()))
        })
    };
    panels().next().is_some() && links().nth(1).is_some() && links().all(is_panel)
}

fn link(tree: &Tree, node: NodeId, element: &Element) -> Option<Rule> {
    if is_permalink(tree, node) {
        return Some(Rule::Permalink);
    }
    if is_skip_link(element) {
        return Some(Rule::Furniture);
    }
    if element.has_word("rel", "prev") || element.has_word("rel", "next") {
        return Some(Rule::PageTurn);
    }
    if local(element).is_some() && is_in(tree, node, &local_name!("pre")) && is_number(tree, node) {
        return Some(Rule::LineNumber);
    }
    if is_turn(tree, node) && is_alone(tree, node) {
        return Some(Rule::PageTurn);
    }
    (is_control_word(tree, node) && (stands_by_a_name(tree, node) || is_alone(tree, node))).then_some(Rule::Control)
}

/// What classes, styles and the like say.
fn by_class(tree: &Tree, node: NodeId, element: &Element) -> Option<Rule> {
    let classes = element.attribute("class");
    if classes.is_some() {
        if line_of_heading(tree, node, element) == Line::Again {
            return Some(Rule::Repeated);
        }
        if is_language_of_code(tree, node) {
            return Some(Rule::Control);
        }
        if class::is_line_number(element, false) && is_number(tree, node)
            || class::is_line_number(element, true) && is_in_code(tree, node) && is_number(tree, node)
        {
            return Some(Rule::LineNumber);
        }
        if class::is_for_screen_readers(element) && is_aid(tree, node) {
            return Some(Rule::ScreenReader);
        }
        if is_button_by_class(tree, node, element) {
            return Some(Rule::Control);
        }
        if is_source_of_formula(tree, node, element) {
            return Some(Rule::Formula);
        }
    }
    let unselectable = element.attribute("style").is_some_and(is_unselectable)
        || element.attribute("data-nosnippet").is_some() && is_number(tree, node);
    (unselectable && is_in_code(tree, node)).then_some(Rule::LineNumber)
}

fn is_unselectable(style: &str) -> bool {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(property, value)| {
        property.trim().trim_start_matches("-webkit-").eq_ignore_ascii_case("user-select")
            && value.trim().eq_ignore_ascii_case("none")
    })
}

/// Whether an element says only which language the code beside it is in, as a class says too: `json` in
/// `<div class="language-json"><span>json</span><pre>`.
fn is_language_of_code(tree: &Tree, node: NodeId) -> bool {
    let mut beside = std::iter::successors(tree.next(node), |node| tree.next(*node)).take(3);
    let Some(code) = beside.find(|beside| tree.html(*beside) == Some(&local_name!("pre"))) else { return false };
    let Some(text) = short_text(tree, node, CONTROL_BYTES).filter(|text| !text.is_empty()) else { return false };
    let around = tree.parent(node).into_iter().chain([code]);
    around.filter_map(|node| tree.element(node)).any(|element| {
        let classes = element.attribute("class").unwrap_or_default().split_ascii_whitespace();
        let mut named = classes.filter_map(|class| class.strip_prefix("language-").or(class.strip_prefix("lang-")));
        named.any(|name| name.eq_ignore_ascii_case(&text))
    })
}

/// Whether a text is a number, or several.
fn is_number(tree: &Tree, node: NodeId) -> bool {
    let mut has_digit = false;
    let is_number = tree.under(node).filter_map(|node| tree.text(node)).all(|text| {
        has_digit |= text.contains(|c: char| c.is_ascii_digit());
        text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ':' | '|'))
    });
    is_number && has_digit
}

fn is_in(tree: &Tree, node: NodeId, name: &LocalName) -> bool {
    tree.ancestors(node).any(|around| tree.html(around) == Some(name))
}

/// Whether an element stands in code, or in the table that code with numbers is.
fn is_in_code(tree: &Tree, node: NodeId) -> bool {
    tree.html(node) == Some(&local_name!("pre"))
        || tree.ancestors(node).any(|around| match tree.html(around) {
            Some(&local_name!("pre") | &local_name!("code")) => true,
            Some(&local_name!("tr")) => holds(tree, around, &local_name!("pre")),
            _ => false,
        })
}

/// Whether a cell has nothing but numbers and stands beside code.
fn is_column_of_numbers(tree: &Tree, node: NodeId) -> bool {
    let first = tree.under(node).find_map(|node| tree.text(node).map(str::trim_start).filter(|text| !text.is_empty()));
    first.is_some_and(|text| text.starts_with(|c: char| c.is_ascii_digit()))
        && is_number(tree, node)
        && tree
            .parent(node)
            .is_some_and(|row| tree.children(row).any(|cell| cell != node && holds(tree, cell, &local_name!("pre"))))
}

/// Whether words for screen readers stand where readers see enough: in a link or button, or in a heading beside what
/// it says.
fn is_aid(tree: &Tree, node: NodeId) -> bool {
    for around in tree.ancestors(node) {
        if tree.is_heading(around) {
            return has_text_beside(tree, around, node);
        }
        match tree.html(around) {
            Some(&local_name!("a") | &local_name!("button")) => {
                let heading = tree.ancestors(around).find(|around| tree.is_heading(*around));
                return heading.is_none_or(|heading| has_text_beside(tree, heading, node));
            }
            // The name of a frame around code.
            Some(&local_name!("figcaption")) => {
                return tree.parent(around).is_some_and(|figure| holds(tree, figure, &local_name!("pre")));
            }
            Some(&local_name!("p") | &local_name!("li") | &local_name!("div") | &local_name!("body")) => return false,
            _ => {}
        }
    }
    false
}

/// What controls around code and definitions say.
const CONTROL_WORDS: [&str; 31] = [
    "source",
    "[source]",
    "[src]",
    "src",
    "[docs]",
    "view source",
    "show source",
    "view in hierarchy",
    "source code",
    "edit",
    "[edit]",
    "edit this page",
    "edit on github",
    "view on github",
    "improve this page",
    "copy",
    "copied",
    "copied!",
    "copy code",
    "copy link",
    "copy item path",
    "copy to clipboard",
    "expand",
    "expand description",
    "collapse",
    "expand all",
    "collapse all",
    "permalink",
    "link copied",
    "link copied!",
    "back to top",
];

/// Whether an element says what a control around code and definitions says.
pub(super) fn is_control_word(tree: &Tree, node: NodeId) -> bool {
    short_text(tree, node, CONTROL_BYTES).is_some_and(|text| CONTROL_WORDS.contains(&text.as_str()))
}

/// Whether the name of a part that opens says only that it opens.
fn is_bare_control(tree: &Tree, node: NodeId) -> bool {
    is_control_word(tree, node)
}

/// Whether a link stands in a heading or a definition, or where one begins.
fn stands_by_a_name(tree: &Tree, node: NodeId) -> bool {
    let is_name = |node: NodeId| {
        tree.is_heading(node) || matches!(tree.html(node), Some(&local_name!("dt") | &local_name!("summary")))
    };
    tree.ancestors(node).take(6).any(is_name)
        || tree.parent(node).is_some_and(|parent| tree.children(parent).any(|beside| beside != node && is_name(beside)))
}

/// Whether nothing else is in the block that an element stands in.
fn is_alone(tree: &Tree, node: NodeId) -> bool {
    let is_block = |node: &NodeId| {
        matches!(
            tree.html(*node),
            Some(
                &local_name!("p")
                    | &local_name!("div")
                    | &local_name!("li")
                    | &local_name!("section")
                    | &local_name!("td")
                    | &local_name!("main")
                    | &local_name!("article")
                    | &local_name!("body")
                    | &local_name!("figure")
                    | &local_name!("header")
                    | &local_name!("aside")
                    | &local_name!("span")
            )
        )
    };
    let Some(block) = tree.ancestors(node).find(is_block) else { return false };
    // A sentence around it makes it a part of the text; other links don't.
    let is_linked = |text: NodeId| {
        let mut around = tree.ancestors(text).take_while(|around| *around != block);
        around.any(|around| tree.html(around) == Some(&local_name!("a")))
    };
    !tree
        .under(block)
        .any(|text| tree.text(text).is_some_and(|text| text.contains(char::is_alphanumeric)) && !is_linked(text))
}

/// Elements that copy, edit or show something by their class, with a text as short as a button's.
fn is_button_by_class(tree: &Tree, node: NodeId, element: &Element) -> bool {
    let is_button = class::has_part(element, &["clipboard", "editsection", "viewcode", "copybtn"])
        || class::has_part(element, &["copy"])
            && (class::has_part(element, &["button", "btn", "icon", "tooltip", "popup", "link", "code"])
                || is_control_word(tree, node));
    is_button && short_text(tree, node, CONTROL_BYTES).is_some()
}

/// The source of a formula that scripts would draw.
fn is_source_of_formula(tree: &Tree, node: NodeId, element: &Element) -> bool {
    class::has_part(element, &["math", "arithmatex", "tex", "latex", "katex"])
        && tree.under(node).filter_map(|node| tree.text(node)).any(is_tex)
        && !tree.under(node).any(|inside| tree.element(inside).is_some_and(|element| &*element.name.local == "math"))
}

/// Whether a text is written in TeX.
pub(super) fn is_tex(text: &str) -> bool {
    let text = text.trim();
    let has_command =
        text.split('\\').skip(1).any(|rest| rest.bytes().take_while(u8::is_ascii_alphabetic).count() >= 2);
    let is_delimited = ["\\(", "\\[", "$", "{\\"].iter().any(|start| text.starts_with(start));
    has_command && (is_delimited || text.contains(['{', '^', '_']))
}
