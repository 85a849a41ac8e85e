//! The preview's web server. It listens on this computer alone and answers nobody else: a page on
//! the web that has its own name point here, to read drafts through a visitor's browser, is refused
//! by the name it asks for.

use std::fmt::Write as _;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::events::Events;
use super::reload;
use super::request::{Failure, Request};
use crate::error::{Error, Result};

/// Where the stream of events is.
const EVENTS: &str = "/_casebook/events";

/// The first port to try when none was asked for, and how many after it.
const PORT: u16 = 8000;
const PORTS: u16 = 100;

/// How long a browser may take to say what it wants, or to take what it is sent.
const PATIENCE: Duration = Duration::from_secs(10);

/// How much of what comes after the head of a request is taken in, in bytes.
const LEFTOVER: u64 = 1024 * 1024;

/// The media type of the events.
const STREAM: &str = "text/event-stream";

/// What the finished site should be served with as well: nothing from elsewhere, no script or style
/// within a page, no frame around it.
const POLICY: &str = "default-src 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(&str, &str); 5] = [
    ("Cache-Control", "no-store"),
    ("Connection", "close"),
    ("Content-Security-Policy", POLICY),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
];

/// An answer to a request for a page or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status: 200, 404.
    pub status: u16,
    /// The media type. With `text/html` the script for live reload is put into the body.
    pub content_type: &'static str,
    pub body: Vec<u8>,
}

impl Response {
    fn text(status: u16, text: &str) -> Self {
        Self { status, content_type: "text/plain; charset=utf-8", body: format!("{text}\n").into_bytes() }
    }
}

/// A running server; it stops when this is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    events: Events,
    stopped: Arc<AtomicBool>,
    accepting: Option<JoinHandle<()>>,
}

/// Takes a port of this computer. Without one asked for, it is 8000 or the next that is free.
///
/// # Errors
/// [`Error::Usage`] when the port is taken or may not be used.
pub fn listen(port: Option<u16>) -> Result<TcpListener> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let taken = |error: &std::io::Error| error.kind() == ErrorKind::AddrInUse;
    let last = PORT + PORTS;
    let (name, bound) = match port {
        Some(port) => (port, bind(port)),
        None => (
            PORT,
            (PORT..last)
                .map(bind)
                .find(|bound| !bound.as_ref().is_err_and(taken))
                .unwrap_or_else(|| bind(last)),
        ),
    };
    bound.map_err(|error| {
        Error::Usage(if taken(&error) {
            format!("Port {name} is taken by another program. Choose another port.")
        } else {
            format!("Cannot listen on port {name}: {error}. Choose another port.")
        })
    })
}

/// Serves what `respond` has for a path, until the server is dropped. The path is decoded, starts
/// with `/`, and has neither a query nor parts that lead upwards. `respond` is called from several
/// threads.
///
/// Each connection has a thread of its own and ends with its answer: there are few, they are all
/// from this computer, and one that waits for events holds up no other.
///
/// # Errors
/// [`Error::Usage`] when the listener cannot be used.
pub fn run(
    listener: TcpListener,
    respond: impl Fn(&str) -> Response + Send + Sync + 'static,
    events: Events,
) -> Result<Server> {
    let address = listener
        .local_addr()
        .map_err(|error| Error::Usage(format!("Cannot start the web server: {error}.")))?;
    let stopped = Arc::new(AtomicBool::new(false));
    let site = Arc::new(Site { port: address.port(), respond, events: events.clone() });
    let accepting = thread::spawn({
        let stopped = stopped.clone();
        move || {
            for connection in listener.incoming() {
                if stopped.load(Ordering::Relaxed) {
                    return;
                }
                let Ok(connection) = connection else {
                    // Most likely there are too many; some will soon have ended.
                    thread::sleep(Duration::from_millis(50));
                    continue;
                };
                let site = site.clone();
                // Where there are too many threads, the browser is turned away.
                let _ = thread::Builder::new().spawn(move || site.serve(connection));
            }
        }
    });
    Ok(Server { address, events, stopped, accepting: Some(accepting) })
}

impl Server {
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
        self.events.close();
        // A connection of our own wakes the thread, so that it sees that it is over.
        if TcpStream::connect(self.address).is_ok() {
            let _ = self.accepting.take().map(JoinHandle::join);
        }
    }
}

/// What the threads that serve have in common.
struct Site<R> {
    port: u16,
    respond: R,
    events: Events,
}

impl<R: Fn(&str) -> Response> Site<R> {
    fn serve(&self, mut connection: TcpStream) {
        // It fails when the browser has gone; then there is nobody to tell.
        let _ = self.try_to_serve(&mut connection);
    }

    fn try_to_serve(&self, connection: &mut TcpStream) -> io::Result<()> {
        connection.set_nodelay(true)?;
        connection.set_read_timeout(Some(PATIENCE))?;
        connection.set_write_timeout(Some(PATIENCE))?;
        let request = match Request::read(connection) {
            Ok(request) => request,
            Err(Failure::Malformed) => {
                return send(connection, &Response::text(400, "That is no request."), true);
            }
            Err(Failure::TooLong) => {
                let response = Response::text(431, "That request is too long.");
                return send(connection, &response, true);
            }
            Err(Failure::Gone) => return Ok(()),
        };
        let is_head = request.method == "HEAD";
        match self.answer(&request) {
            Some(response) => send(connection, &response, !is_head),
            None if is_head => connection.write_all(head(200, STREAM, "").as_bytes()),
            None => self.events.stream(connection, &head(200, STREAM, "")),
        }
    }

    /// `None` for the stream of events.
    fn answer(&self, request: &Request) -> Option<Response> {
        if !request.is_for_this_computer(self.port) {
            let text = format!("The preview is at http://localhost:{}/ only.", self.port);
            return Some(Response::text(403, &text));
        }
        if !matches!(request.method.as_str(), "GET" | "HEAD") {
            return Some(Response::text(405, "The preview is read-only."));
        }
        match request.path().as_deref() {
            None => Some(Response::text(400, "That is no path of the site.")),
            Some(EVENTS) => None,
            Some(reload::ADDRESS) => Some(Response {
                status: 200,
                content_type: "text/javascript; charset=utf-8",
                body: reload::SCRIPT.into(),
            }),
            Some(path) => Some(self.page(path)),
        }
    }

    fn page(&self, path: &str) -> Response {
        // Taken first: a page may be newer than its number says, never older.
        let generation = self.events.generation();
        let mut response = panic::catch_unwind(AssertUnwindSafe(|| (self.respond)(path)))
            .unwrap_or_else(|_| Response::text(500, "The page could not be made."));
        if response.content_type.starts_with("text/html") {
            response.body = reload::inject(response.body, generation);
        }
        response
    }
}

fn send(connection: &mut TcpStream, response: &Response, with_body: bool) -> io::Result<()> {
    let mut more = format!("Content-Length: {}\r\n", response.body.len());
    if response.status == 405 {
        more.push_str("Allow: GET, HEAD\r\n");
    }
    let mut answer = head(response.status, response.content_type, &more).into_bytes();
    if with_body {
        answer.extend_from_slice(&response.body);
    }
    connection.write_all(&answer)?;
    // Closing while something is left unread would make the system throw the answer away.
    connection.shutdown(Shutdown::Write)?;
    io::copy(&mut connection.take(LEFTOVER), &mut io::sink())?;
    Ok(())
}

fn head(status: u16, content_type: &str, more: &str) -> String {
    let reason = match status {
        200 => "OK",
        404 => "Not Found",
        _ => "",
    };
    let mut head = format!("HTTP/1.1 {status} {reason}\r\nContent-Type: {content_type}\r\n");
    for (name, value) in HEADERS {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    head + more + "\r\n"
}

#[cfg(test)]
mod tests;
