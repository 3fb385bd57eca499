//! What visitors can reach is text, however it is closed; what they can't is left out.

use super::*;

#[test]
fn panels_of_tabs_are_text_however_they_are_closed() {
    let tabs = "<div role=tablist><button role=tab aria-controls=t2>Oak</button></div>";
    for closed in
        ["hidden", "aria-hidden=true", "style='display:none'", "hidden aria-hidden=true", "style='visibility: hidden'"]
    {
        for panel in [
            format!("{tabs}<div role=tabpanel {closed}>Acorns</div>"),
            format!("{tabs}<div id=t2 {closed}>Acorns</div>"),
            format!("<a data-bs-toggle=tab data-bs-target='#t2'>Oak</a><div id=t2 {closed}>Acorns</div>"),
            format!("<ul class=tabs><li><a href='#t2'>Oak</a></ul><div id=t2 {closed}>Acorns</div>"),
            format!(
                "<button class='nav-link' data-bs-toggle=pill data-bs-target='#t2'>Oak</button><div id=t2 {closed}>Acorns</div>"
            ),
        ] {
            assert_eq!(texts(&format!("<main><p>x</p>{panel}")), "x | Oak | Acorns", "{panel}");
        }
    }
}

#[test]
fn answers_of_accordions_are_text_however_they_are_closed() {
    for closed in ["hidden", "aria-hidden=true", "style='display:none'"] {
        for answer in [
            format!(
                "<h3><button aria-expanded=false aria-controls=a>Why?</button></h3><div id=a {closed}>Because.</div>"
            ),
            format!("<h3><button id=b>Why?</button></h3><div role=region aria-labelledby=b {closed}>Because.</div>"),
            format!("<button aria-expanded=false>Why?</button><div {closed}>Because.</div>"),
            format!("<button data-toggle=collapse data-target='#a'>Why?</button><div id=a {closed}>Because.</div>"),
        ] {
            assert_eq!(texts(&format!("<main><p>x</p>{answer}")), "x | Why? | Because.", "{answer}");
        }
    }
    assert_eq!(texts("<main><button class=accordion>Why?</button><div>Because."), "Why? | Because.");
    assert_eq!(texts("<main><details><summary>Why?</summary>Because.</details>"), "Why? | Because.");
}

#[test]
fn what_no_control_of_the_content_opens_stays_hidden() {
    for hidden in [
        "<div hidden>zebra</div>",
        "<div id=a hidden>zebra</div>",
        "<div id=a hidden><p>zebra</div>",
        "<nav><button aria-controls=a>Menu</button></nav><div id=a hidden>zebra</div>",
        "<button aria-controls=a aria-haspopup=menu>More</button><div id=a hidden>zebra</div>",
        "<a href='#a'>Cookies</a><div id=a class=cookie-banner hidden>zebra</div>",
        "<a href='#a'>Cookies</a><div id=a role=dialog hidden>zebra</div>",
        "<div id=a hidden>zebra<p><button aria-controls=a>Close</button></div>",
        "<input aria-controls=a><ul id=a hidden><li>zebra</ul>",
        "<button>Send</button><div hidden>zebra</div>",
        "<template>zebra</template>",
    ] {
        let text = texts(&format!("<main><p>text</p>{hidden}"));
        assert!(text.starts_with("text") && !text.contains("zebra"), "{hidden}: {text}");
    }
}

#[test]
fn shadow_roots_that_the_page_declares_are_text() {
    for mode in ["open", "closed"] {
        let page = format!(
            "<main><x-card><template shadowrootmode={mode}><style>p {{}}</style><p>in the shade</p></template>"
        );
        assert_eq!(texts(&page), "in the shade");
    }
    assert_eq!(why("<x-card><template shadowrootmode=none><p>x</template>"), ExtractError::Empty);
}

#[test]
fn names_of_tabs_and_tasks_are_text_and_labels_of_fields_are_not() {
    for (page, expected) in [
        ("<input type=radio id=a><label for=a>Oak</label><div>Acorns</div>", "Oak | Acorns"),
        ("<input type=checkbox id=a><label for=a>Oak</label><div>Acorns</div>", "Oak | Acorns"),
        ("<ul role=tablist><li role=tab>Oak</ul><div role=tabpanel>Acorns</div>", "Oak | Acorns"),
        ("<ul role=tablist><li><a role=tab href='#a'>Oak</a></ul><div id=a>Acorns</div>", "Oak | Acorns"),
        ("<ul><li><label><input type=checkbox disabled> Plant it</label></ul>", "Plant it"),
        ("<ul><li><label><input type=checkbox> Plant it</label></ul>", "Plant it"),
        ("<label for=q>Find</label><input id=q><p>x", "x"),
        ("<label><input type=checkbox name=only id=o>Only oaks</label><p>x", "x"),
        ("<div class=filters><input type=radio id=a><label for=a>Oak</label></div><p>x", "x"),
        ("<form><input type=radio id=a><label for=a>Oak</label></form><p>x", "x"),
        ("<label>Oak</label><p>x", "x"),
    ] {
        assert_eq!(texts(&format!("<main>{page}")), expected, "{page}");
    }
}

#[test]
fn links_to_what_stands_right_behind_them_are_names_of_tabs_unless_it_says_its_name() {
    let tabs = "<ul><li><a href='#a'>Oak</a><li><a href='#b'>Elm</a></ul>";
    assert_eq!(
        texts(&format!("<main>{tabs}<div id=a>Acorns</div><div id=b style='display: none'>Samaras</div>")),
        "Oak | Elm | Acorns | Samaras"
    );
    for contents in [
        "<h2 id=a>Oak</h2><p>Acorns</p><h2 id=b>Elm</h2><p>Samaras</p>",
        "<section id=a><h2>Oak</h2><p>Acorns</section><section id=b><h2>Elm</h2><p>Samaras</section>",
    ] {
        assert_eq!(texts(&format!("<main>{tabs}{contents}")), "Oak | Acorns | Elm | Samaras", "{contents}");
    }
    let elsewhere = texts(&format!("<main>{tabs}<div><p id=a>Acorns<p id=b>Samaras</div>"));
    assert_eq!(elsewhere, "Acorns | Samaras");
}

#[test]
fn a_form_around_the_whole_page_is_no_form() {
    let prose = "Acorns are planted in autumn, before the first frost, two of them in each pot.";
    assert_eq!(texts(&format!("<form><div><h2>Oaks</h2><p>{prose}</div></form>")), format!("Oaks | {prose}"));
    let fields = "<label>Your name, as it stands on the list of those who plant trees in our woods</label><input>";
    assert_eq!(texts(&format!("<p>Write to us.<form>{fields}<button>Send</button></form>")), "Write to us.");
}

#[test]
fn notes_in_the_text_are_text_and_what_stands_beside_it_is_not() {
    for (page, expected) in [
        ("<main><p>a<aside>See <a href=b>planting oaks in autumn</a>.</aside>", "a | See planting oaks in autumn."),
        ("<main><p>a<aside><ul><li><a href=b>Oaks</a></ul></aside>", "a"),
        ("<main><p>a<aside><a href=b>Oaks</a> <a href=c>Elms</a></aside>", "a"),
        ("<p>a<aside class='note'>b</aside>", "a | b"),
        ("<p>a<aside role=note>b</aside>", "a | b"),
        ("<p>a<aside>b</aside><p>c", "a | b | c"),
        ("<p>a<aside class=sidebar>b</aside><p>c", "a | c"),
        ("<div><p>a</div><aside>b</aside>", "a"),
    ] {
        assert_eq!(texts(page), expected, "{page}");
    }
}

#[test]
fn text_beside_articles_that_are_comments_or_cards_is_text() {
    let comment = "<article class=comment>A long comment on it, longer than what it is about.</article>";
    let page = format!("<div><h2>Oaks</h2><p>They grow.</div><ol>{}</ol>", format!("<li>{comment}").repeat(2));
    assert!(texts(&page).starts_with("Oaks | They grow. | A long comment"));
    let card = "<article><h3>Card</h3><p>What it leads to, in more words than stand around it.</article>";
    let page = format!("<p>Welcome to the woods.</p>{card}{card}<p>Dogs are on leads.");
    assert!(texts(&page).starts_with("Welcome") && texts(&page).ends_with("leads."));
    let page = format!("<div>By Ann</div><article><h1>Oaks</h1><p>They grow slowly.</article>{comment}");
    assert!(!texts(&page).contains("By Ann"), "one article is the page");
}

#[test]
fn words_with_reading_aids_are_whole_in_all_their_forms() {
    for page in [
        "<ruby>森<rt>もり</rt>林<rt>はやし</rt></ruby>",
        "<ruby><rb>森</rb><rb>林</rb><rt>もり</rt><rt>はやし</rt></ruby>",
        "<ruby><rb>森</rb><rp>(</rp><rt>もり</rt><rp>)</rp><rb>林</rb></ruby>",
        "<ruby><rb>森</rb><rb>林</rb><rtc><rt>もり</rt><rt>はやし</rt></rtc></ruby>",
        "<ruby><rbc><rb>森</rb><rb>林</rb></rbc><rtc><rt>もり</rt></rtc></ruby>",
    ] {
        assert_eq!(texts(page), "森林", "{page}");
    }
}

#[test]
fn a_formula_is_shown_once_and_never_in_tex() {
    let math =
        "<math><semantics><mi>γ</mi><annotation encoding='application/x-tex'>\\gamma</annotation></semantics></math>";
    for (page, expected) in [
        (
            format!(
                "<p>a <span class=katex><span>{math}</span><span class=katex-html aria-hidden=true>γ</span></span> b"
            ),
            "a γ b",
        ),
        ("<p>a <span class=katex><span class=katex-html aria-hidden=true>γ</span></span> b".to_owned(), "a γ b"),
        (format!("<p>a <span style='display: none'>{math}</span><img alt='{{\\displaystyle \\gamma }}'> b"), "a γ b"),
        ("<p>a <img src=x.svg alt='\\frac{a}{b} + c'> b".to_owned(), "a b"),
        ("<p>a <span class='math inline'>\\(\\gamma\\)</span> b".to_owned(), "a b"),
        ("<p>a <script type=math/tex>\\gamma</script> b".to_owned(), "a b"),
        ("<p>Type <code>\\gamma</code> in it".to_owned(), "Type \\gamma in it"),
        ("<p>a <img src=x.png alt='C:\\Users and more'> b".to_owned(), "a b | C:\\Users and more"),
    ] {
        assert_eq!(texts(&format!("<main>{page}")), expected, "{page}");
    }
}

#[test]
fn names_of_tabs_are_text_whatever_theme_they_are_drawn_in() {
    let tabs = "<div class=tabs><input type=radio name=g id=t1><label for=t1>Linux</label></div><p>Run apt.";
    assert_eq!(texts(&format!("<main><div class='code-group adaptive-theme'>{tabs}</div></main>")), "Linux | Run apt.");
    assert_eq!(texts(&format!("<main><div class=theme-toggle>{tabs}</div></main>")), "Run apt.");
}
