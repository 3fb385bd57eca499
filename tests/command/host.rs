//! A static host for as long as a test runs: it serves a folder, or what the test says instead.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread;

/// What the host answers: the status line's number with further headers, and the body.
pub type Answer = (String, Vec<u8>);

/// A host on a port of its own.
pub struct Host {
    /// Its address, with a slash behind it.
    pub url: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Host {
    /// Serves `folder`; `instead` may answer for a path, which begins with a slash.
    pub fn new(folder: PathBuf, instead: impl Fn(&str) -> Option<Answer> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = asked.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                answer(&stream.unwrap(), &log, |path| {
                    instead(path).unwrap_or_else(|| match fs::read(folder.join(path.trim_start_matches('/'))) {
                        Ok(bytes) => ("200".to_owned(), bytes),
                        Err(_) => ("404".to_owned(), b"nothing here".to_vec()),
                    })
                });
            }
        });
        Self { url, asked }
    }

    /// The paths that were asked for since the last call, in order.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

/// Answers one request and closes the connection.
fn answer(mut stream: &TcpStream, log: &Mutex<Vec<String>>, find: impl Fn(&str) -> Answer) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let Some(request) = lines.next() else { return };
    lines.find(String::is_empty);
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    log.lock().unwrap().push(path.clone());
    let (head, body) = find(&path);
    // The client may leave before the answer is whole, as a test of limits does.
    let _ = write!(stream, "HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len())
        .and_then(|()| stream.write_all(&body));
}
