//! The preview server: files of one folder on this machine only, never cached.

use std::io::ErrorKind;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process;

use anyhow::{Context, Result, bail};
use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// The port tried first.
const PORT: u16 = 8080;

/// Ports tried after it.
const MORE_PORTS: u16 = 100;

/// Serves `folder` until Ctrl+C, on `port` or else on the first free one from 8080.
pub fn run(folder: &Path, port: Option<u16>) -> Result<()> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().context("could not start the server")?;
    runtime.block_on(async {
        let listener = listen(port).await?;
        let address = listener.local_addr().context("the server has no address")?;
        println!("\n  http://{address}/\n\nCtrl+C ends it.");
        tokio::spawn(end_on_interrupt());
        axum::serve(listener, site(folder.to_path_buf())).await.context("the server stopped")
    })
}

/// The folder's files. `no-cache` makes the browser ask each time, so a rebuild shows at once.
fn site(folder: PathBuf) -> Router {
    let fresh = SetResponseHeaderLayer::overriding(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    Router::new().fallback_service(ServeDir::new(folder)).layer(fresh)
}

async fn listen(port: Option<u16>) -> Result<TcpListener> {
    let ports = port.map_or(PORT..=PORT + MORE_PORTS, |port| port..=port);
    for candidate in ports.clone() {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, candidate)).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(error).with_context(|| format!("could not listen on 127.0.0.1:{candidate}")),
        }
    }
    match port {
        Some(port) => bail!("port {port} is taken\n  What to do: choose another with --port, or leave it out"),
        None => {
            bail!("every port from {} to {} is taken\n  What to do: choose one with --port", ports.start(), ports.end())
        }
    }
}

/// Idle connections of a browser need no farewell, so the process just ends.
async fn end_on_interrupt() {
    if tokio::signal::ctrl_c().await.is_ok() {
        println!();
        process::exit(0);
    }
}

#[cfg(test)]
mod tests {
    use super::{listen, site};
    use crate::files::write;
    use std::io::{Read, Write};
    use std::net::{SocketAddr, TcpStream};

    fn get(address: SocketAddr, path: &str) -> String {
        let mut stream = TcpStream::connect(address).expect("the server listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").expect("writable");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("readable");
        String::from_utf8_lossy(&answer).to_lowercase()
    }

    /// A server on a port of the system's choice, for as long as the test runs.
    fn start(folder: std::path::PathBuf) -> SocketAddr {
        let (sender, receiver) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let listener = listen(Some(0)).await.expect("a free port");
                sender.send(listener.local_addr().expect("an address")).expect("the test waits");
                axum::serve(listener, site(folder)).await.expect("it serves");
            });
        });
        receiver.recv().expect("the server starts")
    }

    #[test]
    fn files_come_with_their_type_and_uncached() {
        let place = tempfile::tempdir().expect("a temporary folder");
        for (path, text) in [("index.html", "<p>page"), ("findlet/findlet.wasm", ""), ("findlet/findlet.js", "")] {
            write(&place.path().join(path), text).expect("writable");
        }
        let address = start(place.path().to_path_buf());
        let page = get(address, "/");
        assert!(page.contains("content-type: text/html") && page.ends_with("<p>page"), "{page}");
        assert!(page.contains("cache-control: no-cache"), "{page}");
        assert!(get(address, "/findlet/findlet.wasm").contains("content-type: application/wasm"));
        assert!(get(address, "/findlet/findlet.js").contains("content-type: text/javascript"));
        assert!(get(address, "/missing").starts_with("http/1.1 404"));
    }

    #[test]
    fn a_taken_port_is_refused_when_asked_for() {
        let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = taken.local_addr().expect("an address").port();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let error = runtime.block_on(listen(Some(port))).expect_err("it is taken").to_string();
        assert!(error.starts_with(&format!("port {port} is taken")), "{error}");
    }
}
