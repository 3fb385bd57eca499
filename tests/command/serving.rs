//! The preview.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};

use super::{binary, findlet, found, page, site, text, write};

/// A running preview; ended when dropped.
struct Preview {
    child: Child,
    said: BufReader<ChildStderr>,
    address: String,
    path: String,
}

impl Preview {
    fn start(site: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(binary())
            .args(["serve", "--port", "0"])
            .args(arguments)
            .current_dir(site)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap());
        let line = wait_for(&mut said, "http://");
        let (address, path) = line.trim().strip_prefix("http://").unwrap().split_once('/').unwrap();
        wait_for(&mut said, "Ctrl+C");
        Self { address: address.to_owned(), path: format!("/{path}"), child, said }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let request = format!("GET {}{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", self.path);
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads lines until one contains `text`, and returns that.
fn wait_for(said: &mut impl BufRead, text: &str) -> String {
    loop {
        let mut line = String::new();
        assert!(said.read_line(&mut line).unwrap() > 0, "it ended before it said {text:?}");
        if line.contains(text) {
            return line;
        }
    }
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn pages_are_served_as_static_hosts_do_below_the_base_address() {
    let site = site(&[("a/index.html", &page("", "A", "river")), ("b.html", b"<p>b"), ("404.html", b"<p>nowhere")]);
    let preview = Preview::start(site.path(), &[".", "--base-url", "https://example.org/docs/"]);
    assert_eq!(preview.path, "/docs/");
    for (path, status, expected) in [
        ("a/", "200", "river"),
        ("a", "307", "location: /docs/a/"),
        ("b", "200", "<p>b"),
        ("c", "404", "<p>nowhere"),
        ("..%2f..%2fetc/passwd", "404", "<p>nowhere"),
        ("findlet/findlet.js", "200", "content-type: text/javascript"),
        ("findlet/findlet.js", "200", "cache-control: no-cache"),
    ] {
        let answer = preview.get(path);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")) && answer.contains(expected), "{path}: {answer}");
    }
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_change_is_built_and_one_that_fails_leaves_what_was_there() {
    let site = site(&[("a.html", &page("", "A", "river"))]);
    let mut preview = Preview::start(site.path(), &[".", "-v"]);
    write(site.path(), "b.html", &page("", "B", "bridge"));
    // It says so before it builds; what it complains about comes after.
    wait_for(&mut preview.said, "something changed");
    write(site.path(), "c.html", b"<p>caf\xE9");
    wait_for(&mut preview.said, "warning: c.html");
    assert_eq!(found(site.path(), "bridge", &[]), ["b.html"]);

    write(site.path(), "findlet/mine.txt", b"precious");
    write(site.path(), "a.html", &page("", "A", "ferry"));
    wait_for(&mut preview.said, "the search from before stays");
    assert_eq!(found(site.path(), "bridge", &[]), ["b.html"]);
}

/// Searches until `query` finds `url`, which a build is about to bring. A search that meets the exchange of the folder
/// fails, as the parts that it was about to read are gone.
fn wait_until_found(folder: &Path, query: &str, url: &str) {
    const TRIES: usize = 2000;
    let is_found = |_| {
        let done = findlet(&["search", "--index", "findlet", "--format", "json", query], folder);
        done.status.success() && text(&done.stdout).contains(&format!("\"url\":\"{url}\""))
    };
    assert!((0..TRIES).any(is_found), "{query} never finds {url}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn settings_and_the_files_that_they_name_are_watched() {
    let site = site(&[
        ("public/a.html", &page("", "A", "river")[..]),
        ("findlet.toml", b"site = 'public'\nsynonyms = 'words.txt'\njsonl = 'documents.jsonl'"),
        ("words.txt", b""),
        ("documents.jsonl", b""),
    ]);
    let mut preview = Preview::start(site.path(), &[]);
    let public = site.path().join("public");
    write(site.path(), "words.txt", b"stream = river");
    wait_until_found(&public, "stream", "a.html");
    write(site.path(), "documents.jsonl", br#"{"id": "b.html", "text": "bridge"}"#);
    wait_until_found(&public, "bridge", "b.html");
    write(site.path(), "findlet.toml", b"site = 'public'\njsonl = 'more.jsonl'");
    wait_for(&mut preview.said, "cannot read more.jsonl");
    write(site.path(), "more.jsonl", br#"{"id": "c.html", "text": "ferry"}"#);
    wait_until_found(&public, "ferry", "c.html");
    assert_eq!(found(&public, "stream", &[]), Vec::<String>::new());
    write(site.path(), "findlet.toml", b"site = 'elsewhere'");
    wait_for(&mut preview.said, "end findlet serve and start it again");
}
