//! The preview's server: files of a site as static hosts serve them, on this machine only, never cached.
//!
//! `findlet serve` shows a site with it and `cargo xtask serve` the demo.
//!
//! # What this crate does not do
//!
//! No building, no watching, and nothing for the public: there is no encryption and no limit.

#![forbid(unsafe_code)]

mod files;

use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr};
use std::process;

use anyhow::{Context, Result, bail};
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

pub use files::Site;

/// Ports tried after the first.
const MORE_PORTS: u16 = 100;

/// A server that has its port and doesn't answer yet.
#[derive(Debug)]
pub struct Server {
    runtime: Runtime,
    listener: TcpListener,
}

impl Server {
    /// Listens on `port` or, without one, on the first free one from `first`.
    ///
    /// # Errors
    /// Where the port is taken, or none is free.
    pub fn listen(first: u16, port: Option<u16>) -> Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build().context("cannot start a server")?;
        let listener = runtime.block_on(listen(first, port))?;
        Ok(Self { runtime, listener })
    }

    /// Returns where it listens.
    ///
    /// # Errors
    /// Where the system doesn't know.
    pub fn address(&self) -> Result<SocketAddr> {
        self.listener.local_addr().context("the server has no address")
    }

    /// Serves `site` until Ctrl+C, which ends the process.
    ///
    /// # Errors
    /// Where the system ends it.
    pub fn run(self, site: &Site) -> Result<()> {
        let Self { runtime, listener } = self;
        runtime.block_on(async {
            tokio::spawn(end_on_interrupt());
            axum::serve(listener, files::router(site)).await.context("the server stopped")
        })
    }
}

async fn listen(first: u16, port: Option<u16>) -> Result<TcpListener> {
    let ports = port.map_or(first..=first.saturating_add(MORE_PORTS), |port| port..=port);
    for candidate in ports.clone() {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, candidate)).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(error).with_context(|| format!("cannot listen on 127.0.0.1:{candidate}")),
        }
    }
    match port {
        Some(port) => bail!("port {port} is taken; choose another with --port, or leave it out"),
        None => bail!("every port from {} to {} is taken; choose one with --port", ports.start(), ports.end()),
    }
}

/// Idle connections of a browser need no farewell, so the process just ends.
async fn end_on_interrupt() {
    if tokio::signal::ctrl_c().await.is_ok() {
        process::exit(0);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    /// A server on a port of the system's choice, for as long as the tests run.
    fn start(site: Site) -> SocketAddr {
        let server = Server::listen(0, Some(0)).unwrap();
        let address = server.address().unwrap();
        std::thread::spawn(move || server.run(&site));
        address
    }

    fn get(address: SocketAddr, path: &str) -> String {
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).to_lowercase()
    }

    #[test]
    fn files_come_with_their_type_and_uncached() {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir(place.path().join("findlet")).unwrap();
        for (path, text) in [("index.html", "<p>page"), ("findlet/findlet.wasm", ""), ("findlet/findlet.js", "")] {
            fs::write(place.path().join(path), text).unwrap();
        }
        let address = start(Site::new(place.path().to_owned()));
        let page = get(address, "/");
        assert!(page.contains("content-type: text/html") && page.ends_with("<p>page"), "{page}");
        assert!(page.contains("cache-control: no-cache"), "{page}");
        assert!(get(address, "/findlet/findlet.wasm").contains("content-type: application/wasm"));
        assert!(get(address, "/findlet/findlet.js").contains("content-type: text/javascript"));
        assert!(get(address, "/missing").starts_with("http/1.1 404"));
    }

    #[test]
    fn a_taken_port_is_refused_when_asked_for() {
        let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = taken.local_addr().unwrap().port();
        let error = Server::listen(8000, Some(port)).unwrap_err().to_string();
        assert!(error.starts_with(&format!("port {port} is taken")), "{error}");
    }
}
