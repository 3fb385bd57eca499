use super::*;
use crate::Date;
use crate::extract::Warning;

#[test]
fn the_title_is_the_heading_or_the_stated_one() {
    for (page, expected) in [
        ("<title>W</title><h1>H</h1><p>a", "H"),
        ("<title>W</title><h1><button>Copy</button> A <em>big</em> <a href='#x'>#</a>title</h1><p>a", "A big title"),
        ("<title>W</title><meta property=og:title content=O><p>a", "O"),
        ("<title> W  x </title><p>a", "W x"),
        ("<title>W</title><h1></h1><p>a", "W"),
        ("<title>Boats | Our Site</title><meta property=og:site_name content='Our Site'><p>a", "Boats"),
        ("<title>Boats - The Book</title><nav><h1>The book</h1></nav><main><h2>x</h2>a</main>", "Boats"),
        ("<title>Our Site</title><meta property=og:site_name content='Our Site'><p>a", "Our Site"),
        ("<title>T</title><header><h1>T</h1></header><h1>Part</h1><p>a", "T"),
        ("<title>B</title><article><h1>One</h1>x</article><article><h1>Two</h1>y</article>", "B"),
        ("<main><h1>A</h1></main><p>x", "A"),
        ("<p>a", ""),
    ] {
        assert_eq!(document(page).title, expected, "{page}");
    }
}

#[test]
fn the_title_is_no_heading_of_its_own() {
    assert_eq!(headings("<h1>T</h1><p>a<h1 id=p>Part</h1><h1>T</h1>"), pairs(&[("Part", "p")]));
    assert_eq!(headings("<title>T</title><header><h1>T</h1></header><h1>Part</h1><p>a"), pairs(&[("Part", "")]));
}

#[test]
fn the_language_is_that_of_the_content() {
    for (page, expected) in [
        ("<html lang=en><p>a", Some("en")),
        ("<html lang=en_GB><p>a", Some("en-GB")),
        ("<html lang=en><main lang=vi>a</main>", Some("vi")),
        ("<html lang=en><div lang=fr><main>a</main></div>", Some("fr")),
        ("<html xml:lang=de><p>a", Some("de")),
        ("<meta http-equiv=content-language content=ja><p>a", Some("ja")),
        ("<html lang='{{ lang }}'><p>a", None),
        ("<html lang><p>a", None),
    ] {
        assert_eq!(document(page).language.as_deref(), expected, "{page}");
    }
}

#[test]
fn the_language_of_the_page_is_that_around_its_content() {
    for (page, expected) in [
        ("<html lang=en><p>a", Some("en")),
        ("<html lang=da><main lang=en>a</main>", Some("da")),
        ("<html lang=da><div lang=fr><main lang=en>a</main></div>", Some("da")),
        ("<html><main lang=en>a</main>", Some("en")),
        ("<meta http-equiv=content-language content=ja><main lang=en>a</main>", Some("en")),
        ("<p>a", None),
    ] {
        let draft = Extractor::default().draft(SourceKind::Html, "a.html", page.as_bytes()).unwrap();
        assert_eq!(draft.language(), expected, "{page}");
    }
}

#[test]
fn the_date_is_that_of_publication() {
    let ld = |json: &str| format!("<script type=application/ld+json>{json}</script><p>a");
    for (page, expected) in [
        (ld(r#"{"@type":"Article","datePublished":"2024-05-06T10:00:00Z","dateModified":"2025-01-01"}"#), "2024-05-06"),
        (ld(r#"{"@graph":[{"@type":"Person"},{"datePublished":"2024-05-06"}]}"#), "2024-05-06"),
        ("<meta property=article:published_time content=2024-05-06T10:00><p>a".to_owned(), "2024-05-06"),
        ("<meta name=date content='May 5'><meta name=DC.Date content=2024-05-06><p>a".to_owned(), "2024-05-06"),
        ("<meta name=citation_publication_date content=2024/05/06><p>a".to_owned(), "2024-05-06"),
        ("<p itemprop=datePublished content=2024-05-06>a".to_owned(), "2024-05-06"),
        ("<h1>T</h1><p><time datetime=2024-05-06>May 6</time><p>a".to_owned(), "2024-05-06"),
    ] {
        assert_eq!(document(&page).date, Date::parse(expected), "{page}");
    }
    for page in [
        ld("{broken"),
        ld("[1, null]"),
        "<p>a<p>b<p>c<p>d<p>On <time datetime=1815-06-18>June 18</time>".to_owned(),
        "<nav><time datetime=2024-05-06>x</time></nav><p>a".to_owned(),
    ] {
        assert_eq!(document(&page).date, None, "{page}");
    }
}

#[test]
fn description_keywords_author_picture_and_canonical_address_are_read() {
    let document = document(
        "<link rel=canonical href=https://example.org/a/><meta name=description content=' About  boats '>\
         <meta name=keywords content='canoe, kayak,, canoe'><meta property=article:tag content=water>\
         <meta name=author content=Ann><meta property=og:image content=/img/a.png>\
         <meta property=og:image:alt content='A boat'>\
         <script type=application/ld+json>{\"keywords\": [\"sea\", \"kayak\"]}</script><h1>T</h1><p>Text.",
    );
    assert_eq!(document.canonical.as_deref(), Some("https://example.org/a/"));
    assert_eq!(document.summary.as_deref(), Some("About boats"));
    assert_eq!(text(&document), "About boats | Text.");
    assert_eq!(document.keywords, ["canoe", "kayak", "sea", "water"]);
    assert_eq!(document.metadata, pairs(&[("image", "/img/a.png"), ("image_alt", "A boat"), ("author", "Ann")]));
}

#[test]
fn a_description_that_says_nothing_new_is_not_shown_twice() {
    assert_eq!(
        texts("<meta name=description content='About boats.'><p>x<p>About boats. By the hour."),
        "x | About boats. By the hour."
    );
    assert_eq!(document("<meta name=description content=T><h1>T</h1><p>a").summary, None);
}

#[test]
fn pages_that_ask_for_it_are_left_out() {
    for page in [
        "<meta name=robots content='follow, NOINDEX'><p>a",
        "<meta name=googlebot content=none><p>a",
        "<meta name=findlet content=noindex><p>a",
    ] {
        assert_eq!(why(page), ExtractError::Noindex, "{page}");
    }
    assert_eq!(texts("<meta name=robots content='index, nofollow'><p>a"), "a");
    let options = ExtractOptions { include_noindex: true, ..ExtractOptions::default() };
    let extractor = Extractor::new(&options).unwrap();
    assert!(extractor.extract(SourceKind::Html, "a.html", b"<meta name=robots content=noindex><p>a").is_ok());
}

#[test]
fn pages_that_lead_elsewhere_are_left_out() {
    for refresh in ["0; url=there.html", "0;URL='there.html'", "3, there.html", "0; url = \"there.html\""] {
        let page = format!("<meta http-equiv=refresh content='{}'><p>a", refresh.replace('\'', "&apos;"));
        assert_eq!(why(&page), ExtractError::Redirect { to: "there.html".to_owned() }, "{refresh}");
    }
    for page in [
        "<meta http-equiv=refresh content=0><p>a",
        "<meta http-equiv=refresh content='600; url=page.html'><p>a",
        "<noscript><meta http-equiv=refresh content='0; url=x'></noscript><p>a",
    ] {
        assert_eq!(texts(page), "a", "{page}");
    }
}

#[test]
fn pages_for_what_is_missing_are_left_out() {
    let read = |path: &str| Extractor::default().extract(SourceKind::Html, path, b"<p>a").map(|read| read.document.url);
    for path in [
        "404.html",
        "404.htm",
        "404/index.html",
        "de/404.html",
        "pt-br/404.html",
        "2.0/404.html",
        "docs/latest/404/index.html",
    ] {
        assert_eq!(read(path), Err(ExtractError::NotFoundPage), "{path}");
    }
    for path in ["docs/status/404.html", "errors/404.html", "1404.html", "404-errors.html", "404/a.html"] {
        assert_eq!(read(path).as_deref(), Ok(path));
    }
}

#[test]
fn pages_without_text_are_left_out() {
    for page in ["", "<title>T</title>", "<div id=root></div><script>x</script>", "<nav>menu</nav>", "<p>&nbsp;"] {
        assert_eq!(why(page), ExtractError::Empty, "{page}");
    }
    assert_eq!(document("<h1>Only this").title, "Only this");
}

#[test]
fn addresses_that_lead_to_no_page_are_ignored_and_named() {
    for address in ["javascript:alert(1)", "&#1; jAvA&Tab;script:alert(1)", "data:text/html,x", "vbscript:x"] {
        let extracted =
            read(&format!("<base href='{address}'><link rel=canonical href='{address}'><p>a<img src=b.png>"));
        assert_eq!(extracted.document.canonical, None, "{address}");
        assert_eq!(extracted.document.metadata_value("image"), Some("docs/b.png"), "{address}");
        let named = extracted.warnings.iter().filter(|warning| matches!(warning, Warning::Address { .. })).count();
        assert_eq!(named, 2, "{address}: {:?}", extracted.warnings);
    }
    let stated = read("<p data-findlet-meta='url:javascript:alert(1)'>a");
    assert_eq!((stated.document.canonical, stated.warnings.len()), (None, 1));
}

#[test]
fn a_page_is_of_the_version_that_generators_write_into_it() {
    let edition = |metas: &str| {
        let page = format!("<head>{metas}</head><p>text");
        let draft = Extractor::default().draft(SourceKind::Html, "a.html", page.as_bytes()).unwrap();
        draft.edition().map(|edition| (edition.group.clone(), edition.version.clone()))
    };
    let meta = |name: &str, content: &str| format!("<meta name='{name}' content='{content}'>");
    let own = meta("docusaurus_version", "1.4") + &meta("docusaurus_tag", "docs-boats-1.4");
    assert_eq!(edition(&own), Some(("docs-boats-".to_owned(), "1.4".to_owned())));
    assert_eq!(edition(&meta("docsearch:version", "v2,latest")), Some((String::new(), "v2".to_owned())));
    let blog = meta("docusaurus_version", "1.4") + &meta("docusaurus_tag", "default");
    for none in [blog, meta("docsearch:version", ""), meta("version", "3"), String::new()] {
        assert_eq!(edition(&none), None, "{none}");
    }
}

#[test]
fn what_javadoc_says_of_a_page_is_no_summary() {
    let page = |generator: &str| {
        document(&format!(
            "<meta name=generator content='{generator}'><meta name=description content='declaration: package: woods, class: Oak'><p>A tree."
        ))
    };
    assert_eq!(page("javadoc/ClassWriterImpl").summary, None);
    assert!(page("boatdoc").summary.is_some());
}
