//! An index of a deployed site, whose files are fetched as they are needed.

use std::fmt;
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use ureq::http::Uri;
use ureq::http::uri::Scheme;
use ureq::{Agent, BodyReader, ResponseExt};

use crate::gzip::inflated;
use crate::publish::names::{OUT, POINTER};

/// Redirects that are followed.
const REDIRECTS: u32 = 5;

/// What is waited for and taken of one site at most.
#[derive(Clone, Copy, Debug)]
struct Limits {
    /// How long a file may take, redirects and all.
    patience: Duration,
    /// Bytes of all files together, packed as they come.
    budget: u64,
}

/// A search takes some hundred kB, and a list of all pages of the largest index some 100 MB.
const LIMITS: Limits = Limits { patience: Duration::from_secs(30), budget: 512 << 20 };

/// Bytes that are read at once, and so the most that a fetch takes beyond what is left.
const CHUNK: usize = 64 << 10;

/// Files that are fetched at the same time, as browsers do.
const AT_ONCE: usize = 6;

/// A folder or a file of a deployed site.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    agent: Agent,
    url: String,
    limits: Limits,
    /// Bytes that may still come, of all fetches together.
    left: Arc<AtomicU64>,
}

/// What a server said instead of sending a file.
#[derive(Debug)]
struct Refused {
    url: String,
    status: u16,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} answered {}; is that where the folder of `findlet build` is deployed?", self.url, self.status)
    }
}

impl std::error::Error for Refused {}

/// A page where a file should be: what many hosts send for whatever is missing.
#[derive(Debug)]
struct WebPage(String);

impl fmt::Display for WebPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is a web page, not an index; name the address of the folder that `findlet build` wrote", self.0)
    }
}

impl std::error::Error for WebPage {}

impl Site {
    /// Names what is at an address of http or https; nothing is fetched.
    ///
    /// # Errors
    /// Where it names no host.
    pub fn new(address: &str) -> Result<Self> {
        Self::within(address, LIMITS)
    }

    fn within(address: &str, limits: Limits) -> Result<Self> {
        let uri = address.parse::<Uri>().ok().filter(|uri| uri.host().is_some());
        let uri =
            uri.with_context(|| format!("{address} is no address of a site; write it as https://example.org/findlet"))?;
        let url = address.split(['?', '#']).next().unwrap_or_default();
        let url = url.strip_suffix(POINTER).unwrap_or(url).to_owned();
        let agent = agent(uri.scheme() == Some(&Scheme::HTTPS), limits);
        Ok(Self { agent, url, limits, left: Arc::new(AtomicU64::new(limits.budget)) })
    }

    /// Returns the folder in which the pointer is found, and its bytes: this, or [`OUT`] in it. Redirects are followed.
    ///
    /// # Errors
    /// Where there is none in either.
    pub fn located(&self) -> Result<(Self, Vec<u8>)> {
        let within = |folder: Self| -> Result<(Self, Vec<u8>)> {
            let (pointer, url) = folder.join(POINTER).fetch()?;
            // Its scheme counts from here on: what moved to https stays there.
            let moved = Self::within(url.strip_suffix(POINTER).unwrap_or(&folder.url), self.limits)?;
            Ok((Self { left: folder.left, ..moved }, pointer))
        };
        let is_absent = |error: &anyhow::Error| {
            error.is::<WebPage>() || error.downcast_ref::<Refused>().is_some_and(|refused| refused.status == 404)
        };
        match within(self.clone()) {
            Err(error) if is_absent(&error) => within(self.join(OUT)).or(Err(error)),
            found => found,
        }
    }

    /// Returns the place `path` in this folder; `../` leads out of it.
    pub fn join(&self, path: &str) -> Self {
        let mut folder = self.url.trim_end_matches('/');
        let mut path = path;
        while let Some(rest) = path.strip_prefix("../") {
            // Nothing is above the root of a host.
            folder =
                folder.rsplit_once('/').map_or(folder, |(above, _)| if above.ends_with('/') { folder } else { above });
            path = rest;
        }
        Self { url: format!("{folder}/{path}"), ..self.clone() }
    }

    /// Fetches a file, inflated.
    ///
    /// # Errors
    /// Where it does not come, is a page of the site, or cannot be inflated.
    pub fn read(&self) -> Result<Vec<u8>> {
        Ok(self.fetch()?.0)
    }

    /// Fetches the files `paths` in this folder, [`AT_ONCE`] at a time.
    ///
    /// # Errors
    /// As [`read`](Self::read), of the first that fails.
    pub fn read_all(&self, paths: &[&str]) -> Result<Vec<Vec<u8>>> {
        let mut all = Vec::with_capacity(paths.len());
        for some in paths.chunks(AT_ONCE) {
            let fetched: Result<Vec<_>> = thread::scope(|scope| {
                let running: Vec<_> = some.iter().map(|path| scope.spawn(|| self.join(path).read())).collect();
                running.into_iter().map(|one| one.join().expect("fetching does not panic")).collect()
            });
            all.extend(fetched?);
        }
        Ok(all)
    }

    /// Fetches a file; returns its bytes, and where it was found.
    fn fetch(&self) -> Result<(Vec<u8>, String)> {
        let url = &self.url;
        let cannot = || format!("cannot fetch {url}");
        let mut response = self.agent.get(url).header("accept-encoding", "gzip").call().with_context(cannot)?;
        if !response.status().is_success() {
            return Err(Refused { url: url.clone(), status: response.status().as_u16() }.into());
        }
        let found = response.get_uri().to_string();
        let bytes = self.taken(response.body_mut().as_reader())?;
        let bytes = inflated(bytes, self)?;
        if bytes.trim_ascii_start().starts_with(b"<") {
            return Err(WebPage(url.clone()).into());
        }
        Ok((bytes, found))
    }

    /// Reads a body. Each piece is paid for as it comes, so that files fetched at the same time share one budget.
    fn taken(&self, mut body: BodyReader<'_>) -> Result<Vec<u8>> {
        let url = &self.url;
        let mut bytes = Vec::new();
        let mut chunk = vec![0; CHUNK];
        loop {
            let came = body.read(&mut chunk).with_context(|| format!("cannot fetch {url}"))?;
            if came == 0 {
                return Ok(bytes);
            }
            let less = |left: u64| left.checked_sub(came as u64);
            if self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_err() {
                bail!("{url}: more than {} MB came of this site", self.limits.budget >> 20);
            }
            bytes.extend_from_slice(&chunk[..came]);
        }
    }
}

/// Returns what fetches. From an address of https it follows no redirect to one of http, where anybody on the way could
/// change what comes.
fn agent(is_secure: bool, limits: Limits) -> Agent {
    Agent::config_builder()
        .timeout_global(Some(limits.patience))
        .max_redirects(REDIRECTS)
        .https_only(is_secure)
        .http_status_as_error(false)
        .user_agent(concat!("findlet/", env!("CARGO_PKG_VERSION")))
        .build()
        .into()
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::{TcpListener, TcpStream};
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn paths_lead_into_a_folder_and_out_of_it() {
        let joined = |address: &str, path: &str| Site::new(address).unwrap().join(path).to_string();
        assert_eq!(joined("https://a.org/findlet/", "x/m.bin"), "https://a.org/findlet/x/m.bin");
        assert_eq!(joined("https://a.org/findlet", "x"), "https://a.org/findlet/x");
        assert_eq!(joined("https://a.org/findlet/x", "../texts/y.bin"), "https://a.org/findlet/texts/y.bin");
        assert_eq!(joined("https://a.org/findlet/findlet.json?v=1#top", "../"), "https://a.org/");
        assert_eq!(joined("https://a.org", "../"), "https://a.org/");
        assert!(Site::new("https://").is_err() && Site::new("https://a b/").is_err());
    }

    /// Listens on this machine and hands each connection to `answer`; returns the address.
    fn host(answer: impl Fn(TcpStream) + Send + 'static) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/findlet", listener.local_addr().unwrap());
        thread::spawn(move || listener.incoming().map_while(Result::ok).for_each(answer));
        address
    }

    /// Sends `bytes` bytes of no meaning, as the body of an answer.
    fn send(mut stream: &TcpStream, bytes: usize) {
        let mut request = BufReader::new(stream).lines().map_while(Result::ok);
        request.find(String::is_empty);
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {bytes}\r\nConnection: close\r\n\r\n");
        // The client leaves where the budget is used up.
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&vec![b'x'; bytes]));
    }

    #[test]
    fn a_host_that_never_answers_is_left() {
        let open = Mutex::new(Vec::new());
        let address = host(move |stream| open.lock().unwrap().push(stream));
        let limits = Limits { patience: Duration::from_millis(20), ..LIMITS };
        let said = format!("{:#}", Site::within(&address, limits).unwrap().read().unwrap_err());
        assert!(said.starts_with(&format!("cannot fetch {address}: timeout")), "{said}");
    }

    #[test]
    fn files_that_come_at_the_same_time_share_one_budget() {
        let address = host(|stream| send(&stream, 300 << 10));
        let limits = Limits { budget: 1 << 20, ..LIMITS };
        let site = |paths: &[&str]| Site::within(&address, limits).unwrap().read_all(paths);
        assert_eq!(site(&["a", "b", "c"]).unwrap().iter().map(Vec::len).sum::<usize>(), 900 << 10);
        let said = site(&["a", "b", "c", "d"]).unwrap_err().to_string();
        assert!(said.ends_with("more than 1 MB came of this site"), "{said}");
    }

    #[test]
    fn what_is_asked_over_https_is_never_taken_over_http() {
        let address = host(|stream| send(&stream, 1));
        // The check is the one that each redirect goes through.
        let refused = agent(true, LIMITS).get(&address).call().unwrap_err();
        assert!(matches!(refused, ureq::Error::RequireHttpsOnly(_)), "{refused}");
        assert!(agent(false, LIMITS).get(&address).call().is_ok());
    }
}
