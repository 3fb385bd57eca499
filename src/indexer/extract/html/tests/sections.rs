//! Sections: which headings begin them, and where they end.

use findlet_core::format::bodies::NO_SECTION;

use super::*;

/// The texts of paragraphs, each with the anchor of the section that it is in.
fn sections(page: &str) -> Vec<(String, String)> {
    let (mut anchor, mut found) = (String::new(), Vec::new());
    for block in document(page).blocks {
        match block.kind {
            BlockKind::Heading if block.anchor == NO_SECTION => anchor.clear(),
            BlockKind::Heading if !block.anchor.is_empty() => anchor = block.anchor,
            BlockKind::Paragraph => found.push((block.text, anchor.clone())),
            _ => {}
        }
    }
    found
}

#[test]
fn text_is_never_in_the_section_of_another_heading() {
    for (page, expected) in [
        ("<h2 id=a>A</h2><p>x<h2>B</h2><p>y", [("x", "a"), ("y", "")]),
        ("<h3 id=a>A</h3><p>x<h2>B</h2><p>y", [("x", "a"), ("y", "")]),
        ("<h2 id=a>A</h2><p>x<h3>B</h3><p>y", [("x", "a"), ("y", "a")]),
        ("<section id=a><h2>A</h2><p>x</section><p>y", [("x", "a"), ("y", "")]),
        ("<dl><dt id=a>A<dd>x</dl><p>y", [("x", "a"), ("y", "")]),
        ("<details><summary><section id=a><h3>A</h3></section></summary><p>x</details><p>y", [("x", "a"), ("y", "")]),
        ("<h2 id=a>A</h2><p>x<div><h3 id=b>B</h3></div><p>y", [("x", "a"), ("y", "b")]),
        ("<ul id=a><li><label>z</label></ul><h3>A</h3><p>x<p>y", [("x", ""), ("y", "")]),
    ] {
        assert_eq!(sections(&format!("<main>{page}")), pairs(&expected), "{page}");
    }
}

#[test]
fn definitions_are_sections_named_by_their_signatures() {
    for (page, expected) in [
        (
            "<dl><dt id=wood.grow>wood.grow<span>(</span><em>years</em>)<a href=s>[source]</a><a href='#wood.grow'>¶</a><dd>x</dl>",
            ("wood.grow(years)", "wood.grow"),
        ),
        ("<dl><dt><a id=term-ash></a>Ash<dd>x</dl>", ("Ash", "term-ash")),
        ("<dl><dt><code id=ash>Ash</code><dd>x</dl>", ("Ash", "ash")),
        ("<section id='grow(int)'><h3>grow</h3><p>x</section>", ("grow", "grow(int)")),
        ("<a id=a1></a><h2><span><a href='#a1'>◆</a></span>grow()</h2><p>x", ("grow()", "a1")),
        ("<details id=why><summary>Why oaks?</summary><p>x</details>", ("Why oaks?", "why")),
        ("<section><a id=growSlowly></a><h3>grow<wbr>Slowly</h3><p>x</section>", ("growSlowly", "growSlowly")),
    ] {
        assert_eq!(headings(&format!("<main>{page}")), pairs(&[expected]), "{page}");
    }
    assert_eq!(headings("<main><dl><dt>Ash<dd>x</dl>"), []);
    assert_eq!(headings("<main><details><summary>Why?</summary>x</details>"), []);
}

#[test]
fn options_with_a_table_of_their_own_are_sections() {
    let options =
        |page: &str| headings(&format!("<main>{page}</main>")).into_iter().map(|(text, _)| text).collect::<Vec<_>>();
    let row =
        |name: &str| format!("<table><tr><td><code>{name}</code><td>Use: <i>main</i><td>Type: <i>time</i></table><p>x");
    assert_eq!(options(&(row("oar_speed") + &row("blade"))), ["oar_speed", "blade"]);
    for page in [
        "<table><tr><td>oar_speed<td>how fast one rows</table>",
        "<table><tr><td>oar_speed<td>Type: time<tr><td>blade<td>Type: text</table>",
        "<table><tr><td>speed of oars<td>Type: time</table>",
        "<table><tr><td>oar_speed</table>",
    ] {
        assert_eq!(options(page), Vec::<String>::new(), "{page}");
    }
}

#[test]
fn signatures_without_a_heading_begin_sections() {
    for (page, expected) in [
        (
            "<section id=Oar.row><input type=checkbox id=v><div>def <b>row</b>(self): <label for=v><span>View Source</span></label></div><a href='#Oar.row'></a><p>x</section>",
            ("def row(self):", "Oar.row"),
        ),
        (
            "<div><a name=oars.Oar.row> </a><a name=row> </a><div>def row(self): <a href='#row'>¶</a></div></div><p>x",
            ("def row(self):", "row"),
        ),
        ("<div id=BLADES><div>BLADES: int = 2</div><p>x</div>", ("BLADES: int = 2", "BLADES")),
    ] {
        assert_eq!(headings(&format!("<main>{page}</main>")), pairs(&[expected]), "{page}");
    }
    for page in [
        "<section id=install><div>To install it, run a command.</div><p>x</section>",
        "<section id=oars><div>Oars move boats.</div></section>",
        "<div id=row><p>y<div>row(x)</div></div>",
        "<div id=row><div><h2>row()</h2></div></div>",
    ] {
        assert_eq!(
            headings(&format!("<main>{page}</main>")).iter().filter(|(text, _)| text != "row()").count(),
            0,
            "{page}"
        );
    }
}
