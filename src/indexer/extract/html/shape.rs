//! What an element is by its attributes and by what is in it and around it.

use html5ever::{LocalName, local_name};

use super::class;
use super::tree::{Element, NodeId, Tree};

/// Whether `around` has a word that isn't in `node`.
pub(super) fn has_text_beside(tree: &Tree, around: NodeId, node: NodeId) -> bool {
    tree.under(around).any(|text| {
        tree.text(text).is_some_and(|text| text.contains(char::is_alphanumeric))
            && !tree.ancestors(text).take_while(|one| *one != around).any(|one| one == node)
    })
}

pub(super) fn words(text: &str) -> usize {
    text.split_ascii_whitespace().map(str::len).sum()
}

/// Whether nobody sees an element as it is. What is hidden until it is found is seen.
pub(super) fn is_unseen(element: &Element) -> bool {
    element.attributes.iter().any(|attribute| match &*attribute.name.local {
        "hidden" => !attribute.value.eq_ignore_ascii_case("until-found"),
        "aria-hidden" => attribute.value.trim().eq_ignore_ascii_case("true"),
        "style" => hides(&attribute.value),
        _ => false,
    })
}

pub(super) fn hides(style: &str) -> bool {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(property, value)| {
        let value = value.split('!').next().unwrap_or_default().trim();
        let (property, hidden) = (property.trim(), value.eq_ignore_ascii_case("hidden"));
        property.eq_ignore_ascii_case("display") && value.eq_ignore_ascii_case("none")
            || property.eq_ignore_ascii_case("visibility") && hidden
    })
}

/// SVG, and the source of a formula beside its rendering.
pub(super) fn is_drawing(element: &Element) -> bool {
    matches!(element.name.local, local_name!("svg") | local_name!("annotation") | local_name!("annotation-xml"))
}

/// Elements whose text is no text of the page, wherever they stand. The reading aids of `ruby`
/// would come between the syllables of a word.
pub(super) fn is_never_content(name: &LocalName) -> bool {
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
            | local_name!("select")
            | local_name!("datalist")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("rt")
            | local_name!("rtc")
            | local_name!("rp")
    )
}

pub(super) fn has_ancestor(tree: &Tree, node: NodeId, name: &LocalName) -> bool {
    tree.ancestors(node).any(|around| tree.html(around) == Some(name))
}

pub(super) fn is_in_section(tree: &Tree, node: NodeId) -> bool {
    tree.ancestors(node).any(|around| {
        matches!(tree.html(around), Some(&local_name!("article") | &local_name!("section") | &local_name!("main")))
    })
}

/// Whether an element is a list of links rather than text: more than half of it is in links, and they are several, in
/// a list, or all there is.
pub(super) fn is_list_of_links(tree: &Tree, node: NodeId) -> bool {
    let texts = tree.under(node).filter_map(|node| Some((node, words(tree.text(node)?))));
    let (mut linked, mut all) = (0, 0);
    for (text, length) in texts {
        let is_link = |around: NodeId| tree.html(around) == Some(&local_name!("a"));
        let is_linked = tree.ancestors(text).take_while(|around| *around != node).any(is_link);
        linked += if is_linked { length } else { 0 };
        all += length;
    }
    let count = |name: LocalName| tree.under(node).filter(|inside| tree.html(*inside) == Some(&name)).take(2).count();
    linked * 2 > all && (count(local_name!("a")) > 1 || count(local_name!("li")) > 0 || linked * 10 > all * 9)
}

/// Whether a heading is the title of a menu: an element holds the two and nothing else.
pub(super) fn is_title_of_menu(tree: &Tree, heading: NodeId) -> bool {
    let is_alone = |node: &NodeId| tree.element_before(*node).is_none() && tree.element_after(*node).is_none();
    let mut title = heading;
    while let Some(parent) = tree.parent(title).filter(|_| is_alone(&title)) {
        title = parent;
    }
    let menu = tree.element_after(title).filter(|_| tree.element_before(title).is_none());
    menu.is_some_and(|menu| {
        let is_menu = |menu: &Element| menu.html() == Some(&local_name!("nav")) || menu.has_word("role", "navigation");
        tree.element(menu).is_some_and(is_menu) && tree.element_after(menu).is_none()
    })
}

/// Whether a line is the title of contents: it begins an element called so, and a list of links follows.
pub(super) fn is_title_of_contents(tree: &Tree, line: NodeId) -> bool {
    let is_called_so = |around: NodeId| tree.element(around).is_some_and(|around| class::has_part(around, &["toc"]));
    tree.parent(line).is_some_and(is_called_so)
        && tree.element_before(line).is_none()
        && tree.element_after(line).is_some_and(|list| is_list_of_links(tree, list))
        && !holds(tree, line, &local_name!("a"))
}

/// Whether an element stands between paragraphs and the like.
pub(super) fn is_amid_text(tree: &Tree, node: NodeId) -> bool {
    let is_text = |node: Option<NodeId>| {
        node.is_some_and(|node| {
            tree.is_heading(node)
                || matches!(
                    tree.html(node),
                    Some(
                        &local_name!("p")
                            | &local_name!("ul")
                            | &local_name!("ol")
                            | &local_name!("dl")
                            | &local_name!("pre")
                            | &local_name!("table")
                            | &local_name!("figure")
                            | &local_name!("blockquote")
                    )
                )
        })
    };
    is_text(tree.element_before(node)) && is_text(tree.element_after(node))
}

/// Whether an article is what a reader said of another.
pub(super) fn is_comment(tree: &Tree, article: NodeId) -> bool {
    std::iter::once(article).chain(tree.ancestors(article)).filter_map(|node| tree.element(node)).any(|element| {
        class::has_part(element, &["comment", "comments", "commentlist", "replies", "reply"])
            || element.has_word("itemprop", "comment")
            || element.attribute("id").is_some_and(|id| id.eq_ignore_ascii_case("comments"))
    })
}

/// Whether a hidden rendering of a formula is the only one that is text: the other is a picture, or there is none.
pub(super) fn is_shown_formula(tree: &Tree, node: NodeId, element: &Element) -> bool {
    let has_math = |node: NodeId| {
        tree.under(node).any(|node| tree.element(node).is_some_and(|element| element.name.local == local_name!("math")))
    };
    let first = tree.children(node).find(|child| tree.element(*child).is_some());
    first.is_some_and(|child| tree.element(child).is_some_and(|child| child.name.local == local_name!("math")))
        || class::has_class(element, &["katex-html"]) && tree.parent(node).is_some_and(|formula| !has_math(formula))
}

/// Whether the text of a button names what it opens, as in accordions and tabs.
pub(super) fn names_part(tree: &Tree, node: NodeId, element: &Element) -> bool {
    let toggles = |kinds: &[&str]| {
        ["data-bs-toggle", "data-toggle"]
            .iter()
            .filter_map(|name| element.stated(name))
            .any(|kind| kinds.contains(&kind))
    };
    if element.has_word("role", "tab") || toggles(&["tab", "pill"]) {
        return true;
    }
    let opens = element.attribute("aria-expanded").is_some()
        || element.stated("aria-controls").is_some()
        || toggles(&["collapse"])
        || class::has_part(element, &["accordion", "collapsible", "collapse", "disclosure", "faq", "question", "tab"]);
    let heading = tree.ancestors(node).take(4).find(|around| tree.is_heading(*around));
    let is_heading = heading.is_some_and(|heading| !has_text_beside(tree, heading, node));
    (opens || is_heading) && !class::has_part(element, &["nav", "navbar", "menu", "hamburger", "sidebar", "theme"])
}

/// Whether a text is read rather than filled in or clicked.
pub(super) fn is_prose(tree: &Tree, text: NodeId, root: NodeId) -> bool {
    !tree.ancestors(text).take_while(|around| *around != root).any(|around| {
        tree.html(around).is_some_and(|name| {
            is_never_content(name)
                || matches!(
                    *name,
                    local_name!("label")
                        | local_name!("button")
                        | local_name!("nav")
                        | local_name!("header")
                        | local_name!("footer")
                        | local_name!("legend")
                )
        })
    })
}

/// Whether an element is a part of the settings, filters or menus of a page.
pub(super) fn is_in_settings(tree: &Tree, node: NodeId) -> bool {
    // Boxes of code are called by the theme that they are drawn in ("adaptive-theme").
    let chooses = &["switch", "switcher", "toggle", "picker", "select", "selector"];
    tree.ancestors(node).filter_map(|node| tree.element(node)).any(|element| {
        class::has_part(element, &["settings", "filter", "filters", "menu", "nav", "drawer", "toolbar"])
            || class::has_part(element, &["theme"]) && class::has_part(element, chooses)
    })
}

/// Whether a form is around the page, as some servers have it, and not a part of it.
pub(super) fn has_content(tree: &Tree, form: NodeId) -> bool {
    tree.under(form).any(|node| {
        matches!(tree.html(node), Some(&local_name!("h1") | &local_name!("main") | &local_name!("article")))
    })
}

/// How an element in a heading continues the one right before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// It continues its word or its line.
    Same,
    /// It is a line of its own.
    Next,
    /// It says the same once more.
    Again,
}

/// Returns how an element in a heading continues the one right before it. Style sheets make lines of the elements of a
/// heading, such as the name and the motto of a site, between which there is no space: each has a class and begins as a
/// name does, and one is more than a word, or they are the same.
pub(super) fn line_of_heading(tree: &Tree, node: NodeId, element: &Element) -> Line {
    let has_class = |element: &Element| element.stated("class").is_some();
    let before = tree.previous(node).filter(|before| tree.element(*before).is_some_and(has_class));
    let Some(before) = before.filter(|_| has_class(element) && tree.parent(node).is_some_and(|it| tree.is_heading(it)))
    else {
        return Line::Same;
    };
    let texts = [before, node].map(|node| tree.raw_text(node).trim().to_owned());
    let is_name = |text: &String| text.chars().count() > 1 && !text.starts_with(char::is_lowercase);
    if !texts.iter().all(is_name) {
        Line::Same
    } else if texts[0] == texts[1] {
        Line::Again
    } else if texts.iter().any(|text| text.contains(char::is_whitespace)) {
        Line::Next
    } else {
        Line::Same
    }
}

/// Whether a link leads past the navigation.
pub(super) fn is_skip_link(element: &Element) -> bool {
    local(element).is_some() && class::has_prefix(element, "skip")
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

/// Whether all texts in an element are links to other places of the page, and there are at least `links`.
pub(super) fn is_all_local(tree: &Tree, node: NodeId, links: usize) -> bool {
    let is_local = |around| tree.element(around).is_some_and(|element| local(element).is_some());
    let within = |text| tree.ancestors(text).take_while(|around| *around != node).any(is_local);
    let texts =
        tree.under(node).filter(|text| tree.text(*text).is_some_and(|text| text.contains(char::is_alphanumeric)));
    let mut texts = texts.peekable();
    texts.peek().is_some() && texts.all(within) && {
        let is_link = |inside: &NodeId| tree.html(*inside) == Some(&local_name!("a"));
        links < 2 || tree.under(node).filter(is_link).take(links).count() == links
    }
}

/// The words of an element in lower case, unless they are too many for a control.
pub(super) fn short_text(tree: &Tree, node: NodeId, limit: usize) -> Option<String> {
    let mut text = String::new();
    for piece in tree.under(node).filter_map(|node| tree.text(node)) {
        text.push_str(piece);
        if text.len() > 4 * limit {
            return None;
        }
        text.push(' ');
    }
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    (words.len() <= limit).then_some(words)
}

/// Whether an element holds one of this name.
pub(super) fn holds(tree: &Tree, node: NodeId, name: &LocalName) -> bool {
    tree.under(node).any(|inside| tree.html(inside) == Some(name))
}
