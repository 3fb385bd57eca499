use super::*;

#[test]
fn the_content_is_main_or_articles_or_the_body() {
    for (page, expected) in [
        ("<p>a<main><p>b</main><p>c", "b"),
        ("<p>a<div role=main><p>b</div><p>c", "b"),
        ("<main>a</main><main>b</main><p>c", "a | b"),
        ("<main hidden>a</main><main>b</main>", "b"),
        ("<p>aside</p><article><p>most of the text</article>", "most of the text"),
        ("<article>a<article>comment</article></article>", "a | comment"),
        ("<article>card</article><p>most of the text is here", "card | most of the text is here"),
        ("<p>a<div>b</div>", "a | b"),
        ("a", "a"),
    ] {
        assert_eq!(texts(page), expected, "{page}");
    }
}

#[test]
fn what_surrounds_the_content_is_left_out() {
    let page = "<header><p>banner</header><nav>menu</nav><div role=navigation>menu</div><p>text<aside>x</aside>\
        <form><p>search</form><footer>foot</footer><div role=contentinfo>x</div><dialog>x</dialog>\
        <button>Copy</button><label>y</label><select><option>z</select><iframe>q</iframe><svg><text>r</text></svg>";
    assert_eq!(texts(page), "text");
}

#[test]
fn in_the_content_headers_stay_and_so_do_notes() {
    let page = "<main><header><p>by Ann</header><p>text<aside><p>A note to read</aside>\
        <aside><a href=x>More like this</a> <a href=y>and this</a></aside><footer>x</footer>\
        <blockquote>said<footer>Bo</footer></blockquote>";
    assert_eq!(texts(page), "by Ann | text | A note to read | said | Bo");
}

#[test]
fn a_form_around_the_page_is_no_form() {
    assert_eq!(texts("<form><h1>T</h1><p>text</form>"), "text");
}

#[test]
fn what_nobody_sees_is_left_out() {
    for hidden in [
        "<div hidden>x</div>",
        "<div hidden=''><p>x</div>",
        "<div aria-hidden=true>x</div>",
        "<p style='color: red; display: none'>x</p>",
        "<p style='DISPLAY:NONE!important'>x</p>",
        "<p style='visibility:hidden'>x</p>",
        "<script>x</script>",
        "<style>x</style>",
        "<noscript>x</noscript>",
        "<template>x</template>",
        "<!-- x -->",
        "<b hidden>x<b>y</b>z</b>",
        "<canvas>x</canvas><video>x</video><object>x</object>",
    ] {
        assert_eq!(texts(&format!("<p>a</p>{hidden}<p>b</p>")), "a | b", "{hidden}");
    }
    for shown in ["<div hidden=until-found>x</div>", "<div role=tabpanel hidden>x</div>", "<details>x</details>"] {
        assert_eq!(texts(shown), "x", "{shown}");
    }
}

#[test]
fn blocks_part_words_and_inline_elements_do_not() {
    for (page, expected) in [
        ("<p>half<b>way</b> <i>there</i>", "halfway there"),
        ("<p>long<wbr>word co\u{AD}op", "longword co\u{AD}op"),
        ("<p>one<br>two", "one two"),
        ("<p>one<br><br>two", "one | two"),
        ("<p>one<br>\n<br/>two", "one | two"),
        ("<ul><li>a<li>b</ul>", "a | b"),
        ("<table><tr><th>a<td>b</table>", "a | b"),
        ("<dl><dt>a<dd>b</dl>", "a | b"),
        ("<div>a<p>b</div>c", "a | b | c"),
        ("<pre>let a =\n    1;</pre>", "let a = 1;"),
        ("<x-card>a</x-card><x-card>b</x-card>", "a b"),
        ("<span id=a>one</span><span id=b>two</span>", "one two"),
        ("<ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp>京<rt>きょう</rt></ruby>", "東京"),
        ("<p>fish<sup><a href='#fn1'>1</a></sup> x<sup>2</sup>", "fish x2"),
        ("<p>a &amp; b &lt;c&gt; &eacute;&nbsp;&#x1F600;", "a & b <c> é 😀"),
        ("<math><mi>x</mi><annotation>\\x</annotation></math>", "x"),
    ] {
        assert_eq!(texts(page), expected, "{page}");
    }
}

#[test]
fn headings_have_the_anchors_around_them() {
    for (heading, anchor) in [
        ("<h2 id=x>H</h2>", "x"),
        ("<h2><a name=x></a>H</h2>", "x"),
        ("<h2>H<a id=x href='#y'>#</a></h2>", "x"),
        ("<h2>H <a href='#x%20%C3%A9'>¶</a></h2>", "x é"),
        ("<a href='#x'>§</a><h2>H</h2>", "x"),
        ("<a name=x></a><h3>H</h3>", "x"),
        ("<section id=x><h2>H</h2></section>", "x"),
        ("<section id=x><span>1.0</span><h2>H</h2></section>", "x"),
        ("<section id=y><h2 id=x>H</h2></section>", "x"),
        ("<div id=x><h2>H</h2></div>", "x"),
        ("<dl><dt id=x>H<dd>b</dl>", "x"),
        ("<div role=heading id=x>H</div>", "x"),
        ("<h2>H</h2>", ""),
        ("<div id=x>text</div><h2>H</h2>", ""),
        ("<section id=x><h2 id=y>G</h2><p>t</p><h2>H</h2></section>", ""),
    ] {
        let last = headings(&format!("<p>a</p>{heading}<p>b")).pop();
        assert_eq!(last, Some(("H".to_owned(), anchor.to_owned())), "{heading}");
    }
}

#[test]
fn lists_of_links_within_the_page_are_left_out() {
    let page = "<p>a<ul><li><a href='#x'>X</a><ul><li><a href='#y'>Y</a></ul></ul><ul><li><a href=b>b</a></ul>";
    assert_eq!(texts(page), "a | b");
    assert_eq!(texts("<ol><li id=fn1>A note. <a href='#ref'>↩</a></ol>"), "A note.");
}

#[test]
fn descriptions_of_pictures_are_captions() {
    let page = "<main><p>one <img src=a.png alt='A red boat'> two<figure><img src=b.png alt='The sea'>\
        <figcaption>The sea</figcaption></figure><img alt=logo src=c.png><img alt='an icon' width=16 src=d.png>";
    let document = document(page);
    let blocks: Vec<_> = document.blocks.iter().map(|block| (block.kind, block.text.as_str())).collect();
    let caption = |text| (BlockKind::Caption, text);
    assert_eq!(blocks[0], (BlockKind::Paragraph, "one two"));
    assert_eq!(blocks[1..], [caption("A red boat"), caption("The sea")]);
    assert_eq!(document.metadata_value("image"), Some("docs/a.png"));
    assert_eq!(document.metadata_value("image_alt"), Some("A red boat"));
}

#[test]
fn pictures_inside_the_page_are_no_text() {
    let page = format!("<p>See <img alt='a b' src='data:image/png;base64,{}'> here", "iVBOR".repeat(10_000));
    let document = document(&page);
    assert_eq!((text(&document).as_str(), document.metadata_value("image")), ("See here | a b", None));
}

#[test]
fn selectors_say_where_the_content_is_and_what_is_none() {
    let page = "<p>a<div class=text><p>b<p class=ad>c</div><div class=text>d</div><main>e</main>";
    let read = |extractor: &Extractor| extractor.extract(SourceKind::Html, "a.html", page.as_bytes());
    assert_eq!(text(&read(&extractor(&[".text"], &[])).unwrap().document), "b | c | d");
    assert_eq!(text(&read(&extractor(&[".text"], &["p.ad"])).unwrap().document), "b | d");
    assert_eq!(read(&extractor(&[".missing"], &[])), Err(ExtractError::Unmarked));
    assert_eq!(read(&extractor(&[], &["main"])).map(|read| text(&read.document)), Ok("a | b | c | d".to_owned()));
    let formatted = extractor(&[], &["code"]).extract(SourceKind::Html, "a.html", b"<p>a <code>b</code> c").unwrap();
    assert_eq!(text(&formatted.document), "a c");
}

#[test]
fn the_way_to_a_page_is_none_of_its_text() {
    for way in [
        "<ul class=tsd-breadcrumb><li><a href=../>woods</a><li><a aria-current=page>Oak</a></ul>",
        "<ol aria-label=Breadcrumb><li><a href=../>woods</a></ol>",
        "<div class=breadcrumbs><a href=../>woods</a> / <a href=./>oaks</a></div>",
    ] {
        assert_eq!(texts(&format!("<main>{way}<p>text</main>")), "text", "{way}");
    }
    assert_eq!(
        texts("<div class=breadcrumb-demo><p>How to bake bread crumbs, step by step.</div>"),
        "How to bake bread crumbs, step by step."
    );
}

#[test]
fn the_header_of_a_section_belongs_to_the_article_that_is_all_else() {
    let section = |inside: &str| format!("<div><section>{inside}</section></div>");
    let header = "<header><h2>Oak</h2><div>A tree.</div></header>";
    let article = "<article><h3>Methods</h3><p>grow() lets it grow for as many years as are given.</article>";
    let expected = "Oak | A tree. | Methods | grow() lets it grow for as many years as are given.";
    assert_eq!(texts(&section(&format!("{header}{article}"))), expected);
    let other = section(&format!("{header}{article}<p>More"));
    assert!(!texts(&other).contains("A tree."), "the section is more than the article");
}

#[test]
fn a_page_that_only_waits_says_nothing() {
    let page = "<div id=Loading>Loading...</div><div>Searching…</div><div>No Matches</div>";
    assert_eq!(why(page), ExtractError::Scripted);
    assert_eq!(texts("<p>Loading"), "Loading", "one line may be a title");
    assert_eq!(why("<div id=app>Loading…</div><script src=app.js></script>"), ExtractError::Scripted);
    assert_eq!(texts("<p>Loading<p>How to load a ship."), "Loading | How to load a ship.");
}

#[test]
fn a_link_past_the_navigation_is_none_of_the_text() {
    for class in ["skip-link", "VPSkipLink visually-hidden", "skipToContent_x1", "sr-only Skip"] {
        assert_eq!(texts(&format!("<a class='{class}' href='#x'>Past the menu</a><p>text")), "text", "{class}");
    }
    assert_eq!(texts("<p><a class=askip href='#x'>Oaks</a> grow"), "Oaks grow");
}
