//! Definitions without a heading: what begins with a signature, and has an id that is the name in it.

use html5ever::local_name;

use super::tree::{Element, NodeId, Tree};

/// Bytes of a signature, at most.
const SIGNATURE_BYTES: usize = 400;

/// What may stand before the name in a signature.
const KEYWORDS: [&str; 28] = [
    "abstract",
    "async",
    "class",
    "const",
    "def",
    "enum",
    "export",
    "extern",
    "final",
    "fn",
    "func",
    "function",
    "impl",
    "interface",
    "let",
    "macro",
    "method",
    "module",
    "mut",
    "override",
    "package",
    "property",
    "public",
    "static",
    "struct",
    "trait",
    "type",
    "var",
];

/// Whether an element is the signature that a definition begins with: the element around it, or an anchor right before
/// it, has an id whose last part is the name that is defined.
pub(super) fn is_signature(tree: &Tree, node: NodeId) -> bool {
    let id = |element: &Element| element.stated("id").or_else(|| element.stated("name")).map(str::to_owned);
    let anchor = || {
        let before = tree.element_before(node).filter(|before| tree.html(*before) == Some(&local_name!("a")))?;
        tree.element(before).and_then(id)
    };
    let around = || {
        let parent = tree.parent(node).and_then(|parent| tree.element(parent))?;
        let is_one =
            matches!(parent.html(), Some(&local_name!("section") | &local_name!("div") | &local_name!("article")));
        id(parent).filter(|_| is_one && is_first(tree, node))
    };
    let Some(id) = anchor().or_else(around) else { return false };
    let name = id.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    let is_name = name.len() > 1 && !name.starts_with(|c: char| c.is_ascii_digit());
    is_name && text(tree, node).is_some_and(|text| defines(&text, name))
}

/// Whether a paragraph is the signature of a function in a table of them: `now ( ) → timestamp`.
pub(super) fn is_typed_signature(tree: &Tree, node: NodeId) -> bool {
    // Nearly all paragraphs show by their first words that they are no signature.
    let first = tree.under(node).filter_map(|inside| tree.text(inside)).find(|text| !text.trim().is_empty());
    let may_be = |text: &str| behind_name(text).is_some_and(|rest| rest.is_empty() || rest.starts_with('('));
    first.is_some_and(may_be) && text(tree, node).is_some_and(|text| is_typed(&text))
}

/// Whether a text is a name with arguments, an arrow and the type of the result.
fn is_typed(text: &str) -> bool {
    let arguments = behind_name(text).filter(|rest| rest.starts_with('(')).unwrap_or_default();
    arguments.rsplit_once(')').is_some_and(|(_, result)| result.trim_start().starts_with('→'))
}

/// Whether a cell is the name of an option, and the others of a table of one row say what it takes:
/// `rowing_speed | Type: integer | Default: 3`.
pub(super) fn is_described(tree: &Tree, node: NodeId) -> bool {
    let is_cell = |node: &NodeId| matches!(tree.html(*node), Some(&local_name!("td") | &local_name!("th")));
    let next = |node: NodeId| tree.element_after(node).filter(is_cell);
    let says = |cell: NodeId| text(tree, cell).is_some_and(|text| is_labelled(&text));
    tree.element_before(node).is_none()
        && next(node).is_some()
        && text(tree, node).is_some_and(|text| is_option(&text))
        && std::iter::successors(next(node), |cell| next(*cell)).all(says)
        && is_only_row(tree, node)
}

/// Whether no other row is in the table around a cell.
fn is_only_row(tree: &Tree, cell: NodeId) -> bool {
    let is_row = |node: &NodeId| tree.html(*node) == Some(&local_name!("tr"));
    let table = tree.ancestors(cell).find(|node| tree.html(*node) == Some(&local_name!("table")));
    table.is_some_and(|table| tree.under(table).filter(is_row).take(2).count() == 1)
}

/// Whether a text is the name of an option: one word of letters, digits and what joins them.
fn is_option(text: &str) -> bool {
    let name = text.trim();
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '$');
    name.len() > 2 && name.chars().all(joins) && name.contains(char::is_alphabetic)
}

/// Whether a text is a word with a colon, and a value behind it: `Type: integer`.
fn is_labelled(text: &str) -> bool {
    let Some((label, value)) = text.trim().split_once(':') else { return false };
    !label.is_empty() && label.chars().all(char::is_alphabetic) && !value.is_empty()
}

/// Returns what stands behind the name that a text begins with.
fn behind_name(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '.').unwrap_or(text.len());
    (end > 0).then(|| text[end..].trim_start())
}

/// Nodes before a signature, at most.
const NODES_BEFORE: usize = 8;

/// Whether no text stands before an element in the one around it.
fn is_first(tree: &Tree, node: NodeId) -> bool {
    let mut before = std::iter::successors(tree.previous(node), |before| tree.previous(*before));
    let is_blank = |text: &str| text.trim().is_empty();
    let says_nothing = |node: NodeId| tree.under(node).filter_map(|node| tree.text(node)).all(is_blank);
    before.by_ref().take(NODES_BEFORE).all(says_nothing) && before.next().is_none()
}

/// The text of an element without a heading, unless it is too long for a signature.
fn text(tree: &Tree, node: NodeId) -> Option<String> {
    let mut text = String::new();
    for inside in tree.under(node) {
        text.push_str(tree.text(inside).unwrap_or_default());
        if text.len() > SIGNATURE_BYTES || tree.is_heading(inside) {
            return None;
        }
    }
    Some(text)
}

/// Whether a text defines `name`: nothing but keywords stands before it, or it takes arguments.
fn defines(text: &str, name: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    let is_whole = |at: &usize| !text[..*at].ends_with(is_letter) && !text[at + name.len()..].starts_with(is_letter);
    let Some(at) = text.match_indices(name).map(|(at, _)| at).find(is_whole) else { return false };
    let (before, behind) = (&text[..at], text[at + name.len()..].trim_start());
    let words = || before.split(|c: char| !is_letter(c)).filter(|word| !word.is_empty());
    words().all(|word| KEYWORDS.contains(&word))
        && (behind.is_empty() || behind.starts_with([':', '(', '=', '<', '[', '{']))
        || behind.starts_with('(') && words().count() <= 3
}

#[cfg(test)]
mod tests {
    use super::{defines, is_labelled, is_option, is_typed};

    #[test]
    fn signatures_are_told_from_sentences() {
        for text in [
            "class Oar:",
            "def Oar(self) -> Boat:",
            "Oar: int = 3",
            "Oar",
            "double Oar (int blades)",
            "async  def\n Oar(x)",
        ] {
            assert!(defines(text, "Oar"), "{text}");
        }
        for text in ["An Oar moves a boat.", "Oars(1)", "The word Oar: what it means", "Oar and boat", "class Boat:"] {
            assert!(!defines(text, "Oar"), "{text}");
        }
    }

    #[test]
    fn names_of_options_are_told_from_other_cells() {
        assert!(is_option(" rowing_speed\n") && is_option("-row") && !is_option("rowing speed") && !is_option("42.0"));
        assert!(is_labelled(" Type: integer ") && !is_labelled("integer") && !is_labelled("Type:"));
        assert!(!is_labelled("see there: it rows"));
    }

    #[test]
    fn signatures_with_an_arrow_are_told_from_sentences() {
        for text in ["row ( ) → speed", " boats.row (oars integer [, crew text ])\n → speed"] {
            assert!(is_typed(text), "{text}");
        }
        for text in ["Row (hard) and → rest", "row ( )", "row → speed", "(oars) → speed", "Row the boat () → shore"]
        {
            assert!(!is_typed(text), "{text}");
        }
    }
}
