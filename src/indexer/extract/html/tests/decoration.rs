//! What says nothing is no text: numbers of lines, controls, words for screen readers, links onward.

use super::*;

#[test]
fn numbers_of_lines_are_no_text() {
    for code in [
        "<pre><span class=ln>7</span>grow()\n<span class=ln>8</span>fell()</pre>",
        "<pre><span class=linenos>7</span>grow()\n<span class=linenos>8</span>fell()</pre>",
        "<pre><span style='user-select: none'>7</span>grow() <span style='-webkit-user-select:none'>8</span>fell()</pre>",
        "<pre><a href='#7' id=7 data-nosnippet>7</a>grow()\n<a href='#8' id=8>8</a>fell()</pre>",
        "<table><tr><td><pre>7\n8</pre><td><pre>grow()\nfell()</pre></table>",
        "<table><tr><td class=gutter>7 8<td class=code><pre>grow() fell()</pre></table>",
        "<div class=fragment><div><span class=lineno>7</span> grow()</div><div><span class=lineno>8</span> fell()</div></div>",
    ] {
        assert_eq!(texts(code).replace(" | ", " "), "grow() fell()", "{code}");
    }
    for (page, expected) in [
        ("<table><tr><td>7<td>oaks</table>", "7 | oaks"),
        ("<p><span class=ln>7</span> oaks", "7 oaks"),
        ("<pre>7 oaks</pre>", "7 oaks"),
        ("<p><span style='user-select:none'>Oaks</span> grow", "Oaks grow"),
        ("<pre><span class=ln>let</span> a</pre>", "let a"),
    ] {
        assert_eq!(texts(page), expected, "{page}");
    }
}

#[test]
fn lines_that_a_style_makes_are_apart() {
    let line = |text: &str| format!("<span style='display:flex;'><span>{text}</span></span>");
    assert_eq!(texts(&format!("<pre>{}{}</pre>", line("grow()"), line("fell()"))), "grow() fell()");
    assert_eq!(texts("<p>half<span style='color: red'>way</span>"), "halfway");
}

#[test]
fn words_for_screen_readers_in_links_and_headings_are_no_text() {
    for class in
        ["sr-only", "visually-hidden", "visuallyHidden_x1", "screen-reader-text", "u-visually-hidden-focusable"]
    {
        for (page, expected) in [
            (format!("<p><a href=x>Oaks <span class={class}>(opens in a window)</span></a> grow"), "Oaks grow"),
            (format!("<h2>Oaks <span class={class}>permanent link</span></h2><p>grow"), "Oaks | grow"),
            (format!("<h2><span class={class}>Oaks</span></h2><p>grow"), "Oaks | grow"),
            (format!("<p class={class}>For those who listen."), "For those who listen."),
            (format!("<p>The class {class} hides text."), ""),
        ] {
            let expected =
                if expected.is_empty() { format!("The class {class} hides text.") } else { expected.to_owned() };
            assert_eq!(texts(&page), expected, "{page}");
        }
    }
}

#[test]
fn links_of_headings_to_themselves_are_no_text_and_tell_their_ids() {
    for heading in [
        "<h2 id=oak>Oaks<a href='#oak'>Link to this</a></h2>",
        "<h2 id=oak><a class=anchor href='#oak'>Link</a>Oaks</h2>",
        "<h2 id=oak><a href='#oak'>Oaks</a></h2>",
        "<h2 id=oak><a href='#oak'></a><a href='#oak'>Oaks</a></h2>",
        "<div><h2 id=oak>Oaks</h2><a href='#oak'><span>Section titled Oaks</span></a></div>",
        "<a href='#oak'>Link</a><h2 id=oak>Oaks</h2>",
        "<div><h2>Oaks</h2><a id=oak class=anchor href='#oak'></a></div>",
        "<div><h2>Oaks</h2><a class=anchor href='#oak'><svg></svg></a></div>",
        "<h2>Oaks<a class=headerlink href='#oak'>¶</a></h2>",
        "<section id=oak><h2>Oaks<a href='#oak'>permalink</a></h2></section>",
    ] {
        let page = format!("<main><p>a</p>{heading}<p>b");
        assert_eq!(headings(&page), pairs(&[("Oaks", "oak")]), "{heading}");
        assert_eq!(texts(&page), "a | Oaks | b", "{heading}");
    }
    for (heading, expected) in [
        ("<h2>Of <a href='#elm'>elms</a> and oaks</h2><p id=elm>x", "Of elms and oaks"),
        ("<h3 id=tree.grow>fn <a href='#tree.grow'>grow</a>(self)</h3>", "fn grow(self)"),
        ("<h2 id=permalink>Permalink</h2>", "Permalink"),
        ("<h2><a href='/elm'>Elms</a></h2>", "Elms"),
    ] {
        assert_eq!(headings(&format!("<main><p>a</p>{heading}<p>b"))[0].0, expected, "{heading}");
    }
}

#[test]
fn controls_beside_names_and_code_are_no_text() {
    for (page, expected) in [
        ("<h3 id=a>grow() <a href=src.html>[source]</a></h3><p>x", "grow() | x"),
        ("<dl><dt id=a>grow()<a href=src.html><span>[source]</span></a><dd>x</dl>", "grow() | x"),
        ("<p><a href=src.html>Source</a></p><p>x", "x"),
        ("<p><a href=classes.html#oar>View In Hierarchy</a></p><p>x", "x"),
        ("<details open><summary><span>Expand description</span></summary><p>x</details>", "x"),
        ("<div><span class=copy-button>Copy</span><pre>x</pre></div>", "x"),
        ("<h2>Oaks<span class=mw-editsection>[<a href=e>edit</a>]</span></h2><p>x", "Oaks | x"),
        ("<p>See the <a href=src.html>source</a> of the river.", "See the source of the river."),
        ("<h2>Source</h2><p>x", "Source | x"),
        ("<p>Copy</p><p>x", "Copy | x"),
        ("<details><summary>Why</summary><p>x</details>", "Why | x"),
        ("<div class=copy><p>Our oaks are the oldest of the county.</div>", "Our oaks are the oldest of the county."),
    ] {
        assert_eq!(texts(&format!("<main>{page}")), expected, "{page}");
    }
}

#[test]
fn links_to_the_neighbouring_pages_are_no_text() {
    for turn in [
        "<a rel=next href=b>Elms</a>",
        "<div><a href=b><span>Next</span><span>Elms</span></a></div>",
        "<p><a href=b>← Previous</a></p>",
        "<ul class=nextprev><li>Next <a href=b>Elms</a></ul>",
        "<div class=pagination><a href=1>1</a> <a href=2>2</a></div>",
        "<p><a href=b>下一页</a></p>",
    ] {
        assert_eq!(texts(&format!("<main><p>x</p>{turn}")), "x", "{turn}");
    }
    for (page, expected) in [
        ("<p>Read the <a href=b>next</a> chapter.", "Read the next chapter."),
        ("<h2>Next</h2><p>x", "Next | x"),
        ("<p><a href=b>Next.js and oaks</a></p>", "Next.js and oaks"),
    ] {
        assert_eq!(texts(&format!("<main>{page}")), expected, "{page}");
    }
}

#[test]
fn contents_of_the_page_are_no_text_in_lists_and_in_divs() {
    let page = "<main><div><a href='#a'>Ash</a><a href='#b'>Birch</a></div><p>x<div><a href='#a'>Ash</a></div>";
    assert_eq!(texts(page), "x | Ash");
}

#[test]
fn descriptions_made_of_headings_are_none() {
    let page = |description: &str| {
        format!(
            "<meta name=description content='{description}'><main><h1>Oaks</h1><h2 id=a>Soil</h2><p>a<h2 id=b>Rain</h2><p>b"
        )
    };
    for description in ["Soil# Oaks like clay", "Soil Rain", "Oaks Soil Rain"] {
        assert_eq!(document(&page(description)).summary, None, "{description}");
    }
    for description in ["Soil and rain", "C# for foresters", "Oaks"] {
        let summary = document(&page(description)).summary;
        assert_eq!(summary.is_some(), description != "Oaks", "{description}");
    }
}

#[test]
fn the_language_of_code_is_no_text_beside_it() {
    for (page, expected) in [
        ("<div class=language-json><button>Copy</button><span class=lang>json</span><pre>{}</pre></div>", "{}"),
        ("<div><span class=name>JSON</span><pre class=lang-json>{}</pre></div>", "{}"),
        ("<div class=language-json><span class=title>data.json</span><pre>{}</pre></div>", "data.json | {}"),
        ("<div class=language-json><p>In <span class=lang>json</span>:</p><pre>{}</pre></div>", "In json: | {}"),
        ("<p class=language-json><span class=lang>json</span> is a format", "json is a format"),
    ] {
        assert_eq!(texts(page), expected, "{page}");
    }
}

#[test]
fn a_frame_of_code_has_no_name_for_screen_readers_alone() {
    let figure = |inside: &str| format!("<figure><figcaption><span class=sr-only>A window</span></figcaption>{inside}");
    assert_eq!(texts(&figure("<pre>grow()</pre>")), "grow()");
    assert_eq!(texts(&figure("<img src=oak.png>")), "A window", "it says what a picture shows");
}

#[test]
fn contents_with_a_title_and_bars_of_links_are_no_text() {
    let links = "<a href='#oak'>Oaks</a> <a href='#elm'>Elms</a>";
    for contents in [
        format!("<div><h2>On this page</h2><nav>{links}</nav></div>"),
        format!("<div><h3>Contents</h3><ul><li>{links}</ul></div>"),
        format!("<details><summary>Contents</summary><div>{links}</div></details>"),
        "<div><a href='#oak'>Oaks</a> &#124;\n<a href=all.html>All trees</a></div>".to_owned(),
    ] {
        assert_eq!(texts(&format!("{contents}<p>text")), "text", "{contents}");
    }
    for (page, expected) in [
        (format!("<div><h2>Trees</h2><p>grow</p>{links}</div>"), "Trees | grow | Oaks Elms"),
        ("<div><a href=a.html>Ash</a> | <a href=b.html>Birch</a></div>".to_owned(), "Ash | Birch"),
        ("<div>See <a href='#oak'>Oaks</a> | <a href=a.html>Ash</a></div>".to_owned(), "See Oaks | Ash"),
    ] {
        assert_eq!(texts(&page), expected, "{page}");
    }
}

#[test]
fn lines_that_style_sheets_make_in_a_heading_are_apart_and_said_once() {
    for (heading, title) in [
        (
            "<span class=name>Woods</span><span class=text>Trees and what they bear</span>",
            "Woods Trees and what they bear",
        ),
        ("<span class=name>Woods</span><span class=text>Woods</span>", "Woods"),
        ("<span class=a>Git</span><span class=b>Woods</span>", "GitWoods"),
        ("<span class=cap>O</span><span class=rest>nce upon a time</span>", "Once upon a time"),
        ("<span class=k>Tree</span><span class=n>less land</span>", "Treeless land"),
        ("<span>New York</span><span>ers</span>", "New Yorkers"),
        ("Walla <b class=x>Walla</b>", "Walla Walla"),
    ] {
        let page = format!("<main><h1>{heading}</h1><p>They grow.</main>");
        assert_eq!(document(&page).title, title, "{page}");
    }
    assert_eq!(texts("<main><p><b class=a>Two words</b><b class=b>Two words</b></main>"), "Two wordsTwo words");
}

#[test]
fn strips_of_links_to_neighbours_go_with_their_titles() {
    for strip in [
        "<div><p>Next: <a href=b rel=next>Elms</a>, Previous: <a href=c rel=prev>Firs</a>, Up: <a href=d>Trees</a> [<a href=e>Index</a>]</div>",
        "<div><table><tr><th colspan=3>Oaks</th></tr><tr><td><a accesskey=p href=b>Prev</a><td>Chapter 1<td><a accesskey=n href=c>Next</a></table></div>",
        "<div><table><tr><td><a accesskey=p href=b>Prev</a><td><td></tr><tr><td>Can oaks swim?<td>Home<td></table></div>",
    ] {
        assert_eq!(texts(&format!("<main>{strip}<p>x</main>")), "x", "{strip}");
    }
    for (page, expected) in [
        ("<p>Then read the <a rel=next href=b>next page</a>, which is on elms", "Then read the , which is on elms"),
        ("<div><p>Short.</p><a rel=next href=b>Elms</a></div>", "Short."),
        ("<div><h2>Oaks</h2><a rel=next href=b>Elms</a></div>", "Oaks"),
        ("<div>They grow. <a accesskey=n href=b>Elms</a></div>", "They grow. Elms"),
    ] {
        assert_eq!(texts(&format!("<main>{page}</main>")), expected, "{page}");
    }
}

#[test]
fn the_way_to_a_page_is_no_text_of_it() {
    for trail in [
        "<div><a href=a>Index</a> » <span><a href=b>Trees</a></span> » <span>Oaks</span></div>",
        "<p><a href=a>Home</a> &gt; <a href=b>Trees</a></p>",
        "<ul><li><a href=a>Home</a><li>/ <a href=b>Trees</a><li>/ Oaks</ul>",
    ] {
        assert_eq!(texts(&format!("<main>{trail}<h1>Oaks</h1><p>x</main>")), "x", "{trail}");
    }
    for (page, expected) in [
        ("<p>Open <a href=a>Settings</a> › <a href=b>Network</a>", "Open Settings › Network"),
        ("<p><a href=a>Oaks</a> / <a href=b>Elms</a>", "Oaks / Elms"),
        ("<p><a href=a>Oaks</a> grow slowly", "Oaks grow slowly"),
        ("<p><a href=a>Oaks</a> › elms › <a href=b>firs</a>", "Oaks › elms › firs"),
    ] {
        assert_eq!(texts(&format!("<main><h1>A</h1>{page}</main>")), expected, "{page}");
    }
}

#[test]
fn the_title_of_a_menu_goes_with_it() {
    let menu = "<nav><a href='#a'>Soil</a></nav>";
    for title in ["<div><h2>Contents</h2>@</div>", "<div><div><h2>On this page</h2></div>@</div>"] {
        let page = format!("<main><h1>A</h1>{}<p>x</main>", title.replace('@', menu));
        assert_eq!(texts(&page), "x", "{title}");
    }
    assert_eq!(texts(&format!("<main><div><h2>Soil</h2>{menu}<p>x</div></main>")), "Soil | x");
    assert_eq!(texts(&format!("<main><h1>Soil</h1>{menu}</main><p>y").replace("</main>", "<p>x</main>")), "x");
}

#[test]
fn the_title_of_contents_that_lead_to_other_pages_is_no_text() {
    let list = "<dl class=toc><dt><a href=b.html>Soil</a></dt><dt><a href=c.html>Rain</a></dt></dl>";
    for title in ["<p><b>Table of Contents</b></p>", "<h3>Contents</h3>"] {
        assert_eq!(texts(&format!("<main><div class=toc>{title}{list}</div>")), "Soil | Rain", "{title}");
    }
    assert!(texts(&format!("<main><div class=chapters><p>Of oaks</p>{list}</div>")).starts_with("Of oaks | "));
    assert_eq!(texts("<main><div class=toc><p>Of oaks</p><p>They grow.</div>"), "Of oaks | They grow.");
}

#[test]
fn a_time_and_the_element_beside_it_are_two_words_and_a_text_may_be_a_part_of_one() {
    for (page, expected) in [
        ("<li><time>12:00</time><a href=b>Oaks</a>", "12:00 Oaks"),
        ("<li><a href=b>Oaks</a><time>12:00</time>", "Oaks 12:00"),
        ("<p>the <time>1990</time>s (<time>1999</time>)", "the 1990s (1999)"),
    ] {
        assert_eq!(texts(&format!("<main>{page}")), expected, "{page}");
    }
}

#[test]
fn descriptions_made_of_the_text_with_its_headings_are_none() {
    let page = |description: &str| {
        format!(
            "<meta name=description content='{description}'><main><h1>Oaks</h1><p>They like clay.<h2 id=a>Rain</h2><p>Much of it."
        )
    };
    for description in [
        "They like clay. RainMuch of it.",
        "They like clay. RainMuch of it.12acorns",
        "Oaks They like clay. Rain Mu…",
        "None",
        "undefined",
    ] {
        assert_eq!(document(&page(description)).summary, None, "{description}");
    }
    for description in ["They like clay.", "They like rain", "Rain", "They like clay. Rain, too", "None of them swims"]
    {
        assert_eq!(document(&page(description)).summary.as_deref(), Some(description));
    }
}
