//! What is not for the public reaches no file.

use std::fs;
use std::io::Read;
use std::path::Path;

use findlet_indexer::package::index_of;

use super::{built, files, found, page, run, site};

/// Returns every byte below `folder`, with gzip taken off.
fn everything(folder: &Path) -> Vec<u8> {
    let mut all = Vec::new();
    for name in files(folder) {
        let bytes = fs::read(folder.join(&name)).unwrap();
        all.extend_from_slice(name.as_bytes());
        if bytes.starts_with(&[0x1F, 0x8B]) {
            flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut all).unwrap();
        }
        if bytes.starts_with(b"\0asm") {
            all.extend(index_of(&bytes).unwrap().unwrap_or_default());
        }
        all.extend(bytes);
    }
    all
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn nothing_that_is_hidden_noindexed_or_excluded_is_in_any_file() {
    let body = "river <nav>quaggazmenu</nav><p hidden>quaggazhidden</p><template>quaggaztemplate</template><script>'quaggazscript'</script>\
                <!-- quaggazcomment --><div data-findlet-ignore>quaggazignored</div><div data-pagefind-ignore=all>quaggazpagefind</div>\
                <p class=internal>quaggazselector</p><input value=quaggazvalue>";
    let site = site(&[
        ("quaggazoff/drafts/a.html", &page("", "quaggazdraft", "river")[..]),
        ("noindex.html", &page("<meta name=robots content='noindex, follow'>", "quaggaznoindex", "river")),
        ("redirect.html", &page("<meta http-equiv=refresh content='0; url=/a/'>", "quaggazredirect", "river")),
        (".quaggazdot.html", &page("", "quaggazdot", "river")),
        ("404.html", &page("", "404 Page not found quaggaznotfound", "river")),
        ("public.html", &page("", "Public", body)),
        ("quaggazfile.md", b"river quaggazmarkdown"),
    ]);
    for form in ["embedded", "sharded"] {
        built(site.path(), &["--exclude", "quaggazoff", "--ignore", ".internal", "--form", form, "--single-file"]);
        assert_eq!(found(site.path(), "river", &[]), ["public.html"]);
        let bytes = everything(&site.path().join("findlet"));
        assert!(holds(&bytes, "river"), "the test sees nothing");
        let at = bytes.windows(7).position(|window| window.eq_ignore_ascii_case(b"quaggaz"));
        assert!(at.is_none(), "{form}: {}", String::from_utf8_lossy(&bytes[at.unwrap_or(0)..][..20]));
    }
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn where_a_site_marks_its_content_pages_without_marks_stay_private() {
    let marked = page("", "Marked", "<span data-pagefind-body>river</span> quaggazoutside");
    let shown = page("", "Shown as code", "<code>&lt;main data-pagefind-body&gt;</code> river");
    let site = site(&[("a.html", &marked), ("b.html", &shown)]);
    let (printed, _) = run(&["build", ".", "-v"], site.path(), 0);
    assert!(printed.contains("no marked content: b.html"), "{printed}");
    assert!(!holds(&everything(&site.path().join("findlet")), "quaggazoutside"));
    fs::remove_file(site.path().join("a.html")).unwrap();
    run(&["build", "."], site.path(), 0);
    assert_eq!(found(site.path(), "river", &[]), ["b.html"]);
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_mark_counts_for_all_pages_however_late_it_comes() {
    // More than are read at once.
    const PAGES: usize = 600;
    let plain = page("", "Plain", "river quaggazplain");
    let names: Vec<String> = (0..PAGES).map(|at| format!("{at:03}.html")).collect();
    let marked = page("", "Marked", "<span data-findlet-body>river</span>");
    let mut pages: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &plain[..])).collect();
    pages.push(("zzz.html", &marked));
    let site = site(&pages);
    let (printed, _) = run(&["build", ".", "--json"], site.path(), 0);
    let summary: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(summary["documents"], 1);
    let left_out: std::collections::BTreeSet<&str> =
        summary["leftOut"].as_array().unwrap().iter().map(|page| page["name"].as_str().unwrap()).collect();
    assert_eq!(left_out.len(), PAGES);
    assert_eq!(summary["leftOut"].as_array().unwrap().len(), PAGES, "each is named once");
    assert!(!holds(&everything(&site.path().join("findlet")), "quaggazplain"));
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn noindex_can_be_overruled() {
    let site = site(&[("a.html", &page("<meta name=robots content=noindex>", "A", "river"))]);
    run(&["build", "."], site.path(), 1);
    assert_eq!(built(site.path(), &["--include-noindex"])["documents"], 1);
}
