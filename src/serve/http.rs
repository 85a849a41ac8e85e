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
use std::time::{Duration, Instant};

use super::events::Events;
use super::reload;
use super::request::{self, Refused, Request};
use crate::error::{self, Error, Result};

/// Where the stream of events is.
const EVENTS: &str = "/_casebook/events";

/// The first port to try when none was asked for, and how many after it.
const PORT: u16 = 8000;
const PORTS: u16 = 100;

/// How long a browser may take over the next part of a request or of an answer. Browsers also open connections that
/// they do not use at once.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long to wait for what a browser still sends once it has its answer, and how much of it is read: whoever closes
/// a connection with something unread takes the answer back.
const FAREWELL: Duration = Duration::from_millis(500);
const UNREAD: u64 = 4 * request::LONGEST_BODY;

/// How long to wait when the system has no connection to give, and how often.
const PAUSE: Duration = Duration::from_millis(50);
const PAUSES: u32 = 200;

/// The media type of the events.
const STREAM: &str = "text/event-stream";

/// What the finished site should be served with as well: nothing from elsewhere, no script or style
/// within a page, no frame around it.
const POLICY: &str = "default-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Each connection ends with its answer: all are from this computer, where a new one costs nothing.
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
    /// The HTTP status, one of those in [`reason`].
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

/// A running server; it stops when this is dropped.
pub(super) struct Server {
    address: SocketAddr,
    events: Events,
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
    let stopped = Arc::new(AtomicBool::new(false));
    let site = Arc::new(Site { address, respond, events: events.clone() });
    let receiving = thread::spawn({
        let stopped = Arc::clone(&stopped);
        move || receive(&listener, &site, &stopped)
    });
    Ok(Server { address, events, stopped, receiving: Some(receiving) })
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
        // The thread waits for a connection.
        let _ = TcpStream::connect(self.address);
        let _ = self.receiving.take().map(JoinHandle::join);
    }
}

/// Answers each request on a thread of its own: they are few and all from this computer, and a
/// browser that takes its time holds up no other.
fn receive<R>(listener: &TcpListener, site: &Arc<Site<R>>, stopped: &AtomicBool)
where
    R: Fn(&str) -> Response + Send + Sync + 'static,
{
    let mut failures = 0;
    while failures < PAUSES {
        let connection = listener.accept();
        if stopped.load(Ordering::Relaxed) {
            return;
        }
        let Ok((stream, _)) = connection else {
            failures += 1;
            thread::sleep(PAUSE);
            continue;
        };
        failures = 0;
        let site = Arc::clone(site);
        // Where there are too many threads, the connection is dropped, which ends it.
        let _ = thread::Builder::new().spawn(move || site.serve(stream));
    }
}

/// What the threads that serve have in common.
struct Site<R> {
    address: SocketAddr,
    respond: R,
    events: Events,
}

impl<R: Fn(&str) -> Response> Site<R> {
    fn serve(&self, mut stream: TcpStream) {
        // Sending fails when the browser has gone; then there is nobody to tell.
        let _ = self.exchange(&mut stream);
    }

    fn exchange(&self, stream: &mut TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let request = match Request::read(stream) {
            Ok(Ok(request)) => request,
            Ok(Err(refused)) => return send(stream, &refusal(refused), true),
            Err(error) => return Err(error),
        };
        let is_head = request.method == "HEAD";
        match self.answer(&request) {
            Some(response) => send(stream, &response, !is_head),
            None if is_head => send(stream, &Response::ok(STREAM, Vec::new()), false),
            None => self.stream(&request, stream),
        }
    }

    /// `None` for the stream of events.
    fn answer(&self, request: &Request) -> Option<Response> {
        let port = self.address.port();
        if !request::host(request).is_some_and(|host| request::is_this_computer(host, port)) {
            let text = format!("The preview is at http://localhost:{port}/ only.");
            return Some(Response::text(403, &text));
        }
        if let Some(refused) = request.body_refused() {
            return Some(refusal(refused));
        }
        if !matches!(&*request.method, "GET" | "HEAD") {
            return Some(Response::text(405, "The preview is read-only."));
        }
        match request::path(&request.target).as_deref() {
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
    fn stream(&self, request: &Request, to: &mut TcpStream) -> io::Result<()> {
        let chunked = request.is_current;
        let seen = request::last_event(request);
        let encoding = if chunked { "Transfer-Encoding: chunked\r\n" } else { "" };
        to.write_all(head(200, STREAM, encoding).as_bytes())?;
        self.events.stream(seen, |message| {
            if chunked {
                // At once, so that it is one packet.
                to.write_all(format!("{:x}\r\n{message}\r\n", message.len()).as_bytes())
            } else {
                to.write_all(message.as_bytes())
            }
        })?;
        if chunked {
            to.write_all(b"0\r\n\r\n")?;
        }
        leave(to)
    }
}

/// The answer to what is no request that is read.
fn refusal(refused: Refused) -> Response {
    match refused {
        Refused::Malformed => Response::text(400, "That is no request."),
        Refused::LongHead => Response::text(431, "The request is too long."),
        Refused::LongBody => Response::text(413, "The preview takes nothing in."),
    }
}

fn send(to: &mut TcpStream, response: &Response, with_body: bool) -> io::Result<()> {
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
    to.write_all(&answer)?;
    leave(to)
}

/// Ends a connection so that the answer arrives.
fn leave(stream: &mut TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(FAREWELL))?;
    let end = Instant::now() + FAREWELL;
    let mut unread = [0; 16 * 1024];
    let mut left = UNREAD;
    while left > 0 && Instant::now() < end {
        match stream.read(&mut unread)? {
            0 => break,
            read => left = left.saturating_sub(read as u64),
        }
    }
    Ok(())
}

/// What a status is called.
fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        302 => "Found",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        413 => "Content Too Large",
        431 => "Request Header Fields Too Large",
        _ => "Internal Server Error",
    }
}

fn head(status: u16, content_type: &str, more: &str) -> String {
    let reason = reason(status);
    let mut head = format!("HTTP/1.1 {status} {reason}\r\nContent-Type: {content_type}\r\n");
    for (name, value) in HEADERS {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    head + more + "\r\n"
}

#[cfg(test)]
mod tests;
