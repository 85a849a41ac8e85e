//! The preview's web server. It listens on this computer alone and answers nobody else: a page on
//! the web that has its own name point here, to read drafts through a visitor's browser, is refused
//! by the name it asks for.

use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tiny_http::{HTTPVersion, Method, Request};

use super::events::Events;
use super::{reload, request};
use crate::error::{self, Error, Result};

/// Where the stream of events is.
const EVENTS: &str = "/_casebook/events";

/// The first port to try when none was asked for, and how many after it.
const PORT: u16 = 8000;
const PORTS: u16 = 100;

/// How long after a burst of requests to look for connections that were left waiting.
const LULL: Duration = Duration::from_millis(100);

/// How long the server sleeps at most before it looks again: browsers also open connections that
/// they do not use at once, each of which may come to stand before another's request.
const IDLE: Duration = Duration::from_secs(2);

/// The media type of the events.
const STREAM: &str = "text/event-stream";

/// What the finished site should be served with as well: nothing from elsewhere, no script or style
/// within a page, no frame around it.
const POLICY: &str = "default-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Each connection ends with its answer, for a thread of the server waits on every open one.
const HEADERS: [(&str, &str); 5] = [
    ("Cache-Control", "no-store"),
    ("Connection", "close"),
    ("Content-Security-Policy", POLICY),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
];

/// An answer to a request for a page or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Response {
    /// The HTTP status: 200, 302, 404, 500.
    pub status: u16,
    /// The media type. With `text/html` the script for live reload is put into the body.
    pub content_type: &'static str,
    /// Where to look instead, encoded; for 302.
    pub location: Option<String>,
    pub body: Vec<u8>,
}

impl Response {
    #[must_use]
    pub(super) fn ok(content_type: &'static str, body: Vec<u8>) -> Self {
        Self { status: 200, content_type, location: None, body }
    }

    #[must_use]
    pub(super) fn html(status: u16, body: Vec<u8>) -> Self {
        Self { status, ..Self::ok("text/html; charset=utf-8", body) }
    }

    #[must_use]
    pub(super) fn text(status: u16, text: &str) -> Self {
        Self { status, ..Self::ok("text/plain; charset=utf-8", format!("{text}\n").into_bytes()) }
    }

    #[must_use]
    pub(super) fn redirect(location: String) -> Self {
        Self { location: Some(location), ..Self::text(302, "The page is elsewhere.") }
    }
}

/// The most bytes that the body of a request may have. The preview reads none.
const LONGEST_BODY: usize = 1024 * 1024;

/// A running server; it stops when this is dropped.
pub(super) struct Server {
    address: SocketAddr,
    events: Events,
    http: Arc<tiny_http::Server>,
    stopped: Arc<AtomicBool>,
    receiving: Option<JoinHandle<()>>,
}

/// Takes a port of this computer. Without one asked for, it is 8000 or the next that is free.
///
/// # Errors
/// When the port is taken or may not be used.
pub fn listen(port: Option<u16>) -> Result<TcpListener> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let taken = |error: &io::Error| error.kind() == ErrorKind::AddrInUse;
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
    let refused = |cause: io::Error| {
        if taken(&cause) {
            Error::new(error::ErrorKind::System, format!("port {name} is taken by another program"))
        } else {
            Error::new(error::ErrorKind::System, format!("cannot listen on port {name}")).because(cause)
        }
    };
    bound.map_err(|error| refused(error).help("choose another one with `--port`"))
}

/// Where a listener listens.
pub(super) fn address(listener: &TcpListener) -> Result<SocketAddr> {
    listener.local_addr().map_err(failed)
}

/// Serves what `respond` has for a path, until the server is dropped. The path is decoded, starts
/// with `/`, and has neither a query nor parts that lead upwards. `respond` is called from several
/// threads.
///
/// # Errors
/// When the listener cannot be used.
pub(super) fn run(
    listener: TcpListener,
    respond: impl Fn(&str) -> Response + Send + Sync + 'static,
    events: Events,
) -> Result<Server> {
    let address = address(&listener)?;
    let http = Arc::new(tiny_http::Server::from_listener(listener, None).map_err(failed)?);
    let stopped = Arc::new(AtomicBool::new(false));
    let site = Arc::new(Site { address, respond, events: events.clone() });
    let receiving = thread::spawn({
        let (http, stopped) = (Arc::clone(&http), Arc::clone(&stopped));
        move || receive(&http, &site, &stopped)
    });
    Ok(Server { address, events, http, stopped, receiving: Some(receiving) })
}

fn failed(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::new(error::ErrorKind::System, "cannot start the web server").because(cause)
}

impl Server {
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits until the server can go on no longer.
    pub(super) fn wait(mut self) -> Error {
        let _ = self.receiving.take().map(JoinHandle::join);
        let message = "the web server has stopped, since the system gives it no more connections";
        Error::new(error::ErrorKind::System, message)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
        self.events.close();
        self.http.unblock();
        let _ = self.receiving.take().map(JoinHandle::join);
    }
}

/// Answers each request on a thread of its own: they are few and all from this computer, and a
/// browser that takes its time holds up no other.
fn receive<R>(http: &tiny_http::Server, site: &Arc<Site<R>>, stopped: &AtomicBool)
where
    R: Fn(&str) -> Response + Send + Sync + 'static,
{
    let mut patience = LULL;
    while !stopped.load(Ordering::Relaxed) {
        match http.recv_timeout(patience) {
            Ok(Some(request)) => {
                patience = LULL;
                let site = Arc::clone(site);
                // Where there are too many threads, the request is dropped, which answers it.
                let _ = thread::Builder::new().spawn(move || site.serve(request));
            }
            Ok(None) => {
                site.wake();
                patience = (patience * 2).min(IDLE);
            }
            Err(_) => return,
        }
    }
}

/// What the threads that serve have in common.
struct Site<R> {
    address: SocketAddr,
    respond: R,
    events: Events,
}

impl<R: Fn(&str) -> Response> Site<R> {
    fn serve(&self, request: Request) {
        if request.body_length().is_some_and(|length| length > LONGEST_BODY) {
            return refuse_body(request);
        }
        let is_head = *request.method() == Method::Head;
        // Sending fails when the browser has gone; then there is nobody to tell.
        let _ = match self.answer(&request) {
            Some(response) => send(request, &response, !is_head),
            None if is_head => send(request, &Response::ok(STREAM, Vec::new()), false),
            None => self.stream(request),
        };
    }

    /// `None` for the stream of events.
    fn answer(&self, request: &Request) -> Option<Response> {
        let port = self.address.port();
        if !request::host(request).is_some_and(|host| request::is_this_computer(host, port)) {
            let text = format!("The preview is at http://localhost:{port}/ only.");
            return Some(Response::text(403, &text));
        }
        if !matches!(request.method(), Method::Get | Method::Head) {
            return Some(Response::text(405, "The preview is read-only."));
        }
        match request::path(request.url()).as_deref() {
            None => Some(Response::text(400, "That is no path of the site.")),
            Some(EVENTS) => None,
            Some(reload::ADDRESS) => {
                Some(Response::ok("text/javascript; charset=utf-8", reload::SCRIPT.into()))
            }
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

    /// Sends events until there has been none for a while. The last chunk tells the browser that
    /// this is the end; it lets go of the connection, and comes back with a new one.
    fn stream(&self, request: Request) -> io::Result<()> {
        let chunked = *request.http_version() > HTTPVersion(1, 0);
        let seen = request::last_event(&request);
        let mut to = request.into_writer();
        let encoding = if chunked { "Transfer-Encoding: chunked\r\n" } else { "" };
        to.write_all(head(200, STREAM, encoding).as_bytes())?;
        to.flush()?;
        self.wake();
        self.events.stream(seen, |message| {
            if chunked {
                write!(to, "{:x}\r\n{message}\r\n", message.len())?;
            } else {
                to.write_all(message.as_bytes())?;
            }
            to.flush()
        })?;
        if chunked {
            to.write_all(b"0\r\n\r\n")?;
        }
        to.flush()
    }

    /// The server hands a connection to a thread that it takes for idle, and starts another thread
    /// only when there is none. Of several connections at one moment, some may so end up behind
    /// a stream that keeps its thread. One more connection makes it start a thread, which takes on
    /// whatever waits.
    fn wake(&self) {
        let _ = TcpStream::connect(self.address);
    }
}

/// The library takes as much memory as a request says that its body is long, when the request is dropped: for a
/// false length the whole process ends. So its reader is never dropped. That costs a connection, which only a program
/// on this computer can waste.
fn refuse_body(request: Request) {
    let refusal = tiny_http::Response::empty(413);
    // The one way to answer that hands the reader back.
    std::mem::forget(request.upgrade("none", refusal));
}

/// Not by way of the library's own responses: they leave `Connection` out.
fn send(request: Request, response: &Response, with_body: bool) -> io::Result<()> {
    let mut more = format!("Content-Length: {}\r\n", response.body.len());
    if response.status == 405 {
        more.push_str("Allow: GET, HEAD\r\n");
    }
    if let Some(location) = &response.location {
        let _ = write!(more, "Location: {location}\r\n");
    }
    let mut answer = head(response.status, response.content_type, &more).into_bytes();
    if with_body {
        answer.extend_from_slice(&response.body);
    }
    let mut to = request.into_writer();
    to.write_all(&answer)?;
    to.flush()
}

fn head(status: u16, content_type: &str, more: &str) -> String {
    let reason = tiny_http::StatusCode(status).default_reason_phrase();
    let mut head = format!("HTTP/1.1 {status} {reason}\r\nContent-Type: {content_type}\r\n");
    for (name, value) in HEADERS {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    head + more + "\r\n"
}

#[cfg(test)]
mod tests;
