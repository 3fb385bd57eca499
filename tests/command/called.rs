//! What pages call each other: links, redirects and copies name the page that they lead to.

use super::{built, found, page, run, site};

/// A site whose pages link to that of oars in every way there is.
fn linked() -> tempfile::TempDir {
    let canonical = |path: &str| format!("<link rel=canonical href=https://example.org/docs/{path}>");
    let links =
        |head: &str, paragraph: &str| page(head, "Boats", &format!("One reads more than that of {paragraph} there."));
    site(&[
        ("oars/index.html", &page(&canonical("oars/"), "Oars", "They move boats.")),
        (
            "a.html",
            &links(&canonical("a.html"), "<a href=oars/>ashwood</a> and <a href=./oars/index.html#x>beechwood</a>"),
        ),
        (
            "b/c.html",
            &links(&canonical("b/c.html"), "<a href='/docs/oars'>cedarwood</a>, <a href=gone.html>nowhere</a>"),
        ),
        ("d.html", &links(&canonical("d.html"), "<a href=https://example.org/docs/oars/>driftwood</a>")),
        ("e.html", &links("<base href=/docs/b/>", "<a href=../oars/>elmwood</a>")),
        ("f.html", &links("", "<a href=old/paddles.html>firwood</a> and <a href=print.html#x>gumwood</a>")),
        ("old/paddles.html", b"<meta http-equiv=refresh content='0; url=older.html'>"),
        ("old/older.html", b"<meta http-equiv=refresh content='0; url=/docs/oars/'>"),
        ("old/a1.html", b"<meta http-equiv=refresh content='0; url=../a.html'>"),
        ("print.html", &page(&canonical("oars/"), "Oars", "They move boats.")),
    ])
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_page_is_found_by_what_others_call_it() {
    let site = linked();
    built(site.path(), &[]);
    for word in ["ashwood", "beechwood", "cedarwood", "driftwood", "elmwood", "firwood", "gumwood"] {
        assert!(found(site.path(), word, &[]).contains(&"oars/".to_owned()), "{word}");
    }
    for name in ["paddles", "older", "print"] {
        assert_eq!(found(site.path(), name, &[]), ["oars/"], "{name}");
    }
    assert_eq!(found(site.path(), "nowhere", &[]), ["b/c.html"]);
    let (shown, _) = run(&["inspect", ".", "--page", "oars/"], site.path(), 0);
    for line in ["also      older\nalso      paddles\nalso      print\n", "  link     ashwood  (1 page)\n"] {
        assert!(shown.contains(line), "{shown}");
    }
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn links_that_weigh_nothing_are_none() {
    let site = linked();
    built(site.path(), &["--weights", "links=0"]);
    assert_eq!(found(site.path(), "ashwood", &[]), ["a.html"]);
    assert_eq!(found(site.path(), "paddles", &[]), ["oars/"], "its other names stay");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn links_from_another_language_are_no_votes() {
    let danish = |text: &str| {
        let page =
            page("", "Både", &format!("Man læser også lidt om <a href=../oars.html>{text}</a> et andet sted her."));
        String::from_utf8(page).unwrap().replace("lang=en", "lang=da").into_bytes()
    };
    let site = site(&[
        ("oars.html", &page("", "Oars", "They move boats.")),
        ("boats.html", &page("", "Boats", "Read on of <a href=oars.html>ashwood</a> there.")),
        ("da/a.html", &danish("asketræ")),
        ("da/b.html", &danish("egetræ")),
    ]);
    built(site.path(), &[]);
    assert_eq!(found(site.path(), "ashwood", &["--lang", "en"]), ["oars.html", "boats.html"]);
    assert_eq!(found(site.path(), "asketræ", &["--lang", "en"]), Vec::<String>::new());
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn of_equal_pages_the_one_that_is_linked_to_comes_first() {
    let tree = |at: usize| page("", &format!("Tree {at}"), "An old tree.");
    let mut files: Vec<(String, Vec<u8>)> = (0..4).map(|at| (format!("{at}.html"), tree(at))).collect();
    files.push(("x.html".to_owned(), page("", "Woods", "In these woods stands <a href=2.html>one of them</a> alone.")));
    let site = site(&files.iter().map(|(name, page)| (name.as_str(), page.as_slice())).collect::<Vec<_>>());
    built(site.path(), &[]);
    assert_eq!(found(site.path(), "tree", &[]), ["2.html", "0.html", "1.html", "3.html"]);
}

/// Pages called `{name}{at}.html`, in the language of `tag`, each with a paragraph.
fn numbered(tag: &str, name: &str, count: usize, paragraph: impl Fn(usize) -> String) -> Vec<(String, Vec<u8>)> {
    let made = |at| {
        let page = String::from_utf8(page("", &format!("{name} {at}"), &paragraph(at))).unwrap();
        (format!("{name}{at}.html"), page.replace("lang=en", &format!("lang={tag}")).into_bytes())
    };
    (0..count).map(made).collect()
}

fn site_of(files: &[(String, Vec<u8>)]) -> tempfile::TempDir {
    site(&files.iter().map(|(name, page)| (name.as_str(), page.as_slice())).collect::<Vec<_>>())
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_page_that_every_page_links_to_is_first_for_what_it_is_called_only() {
    let sentence =
        |at: usize| format!("The visitor of tree {at} came from <a href=start.html>the harbour</a> that day {at}.");
    let mut files = numbered("en", "tree", 60, sentence);
    files.push(("start.html".to_owned(), page("", "Begin", "All trees of the woods.")));
    let site = site_of(&files);
    built(site.path(), &[]);
    assert_eq!(found(site.path(), "harbour", &[])[0], "start.html");
    assert_eq!(found(site.path(), "tree 17", &[])[0], "tree17.html");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn texts_that_say_nothing_are_votes_in_no_language() {
    for (tag, here) in [("en", "here"), ("de", "hier"), ("fr", "ici"), ("vi", "đây"), ("ru", "здесь"), ("ja", "こちら")]
    {
        let mut files = numbered(tag, "oak", 8, |at| format!("Oak number {at} stands alone."));
        files.extend(numbered(tag, "way", 8, |at| {
            format!("The way of number {at} is long, as one can read <a href=oak{at}.html>{here}</a> on day {at}.")
        }));
        let site = site_of(&files);
        built(site.path(), &[]);
        let found = found(site.path(), here, &[]);
        assert!(found.len() == 8 && found.iter().all(|url| url.starts_with("way")), "{tag}: {found:?}");
    }
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn pages_that_praise_one_another_are_not_first_for_it() {
    let praise = |at: usize| {
        let link = |step| format!("day {at}: see <a href=farm{}.html>river boats</a> of {step} too", (at + step) % 50);
        format!("Here is number {at}. {}.", [link(1), link(2), link(3), link(4)].join(", "))
    };
    let mut files = numbered("en", "farm", 50, praise);
    files.push(("boats.html".to_owned(), page("", "River boats", "They move on water.")));
    let site = site_of(&files);
    built(site.path(), &[]);
    assert_eq!(found(site.path(), "river boats", &[])[0], "boats.html");
}
