//! What a request asks for, and of whom. The head is all that is read of it: a preview takes nothing in.

use std::io::{self, Read};

use percent_encoding::percent_decode_str;

/// Bytes of a head that are read at most; browsers send one or two thousand.
const LONGEST_HEAD: usize = 32 * 1024;

/// Bytes that may follow a head: nothing is done with them, but they have to be read before the connection ends.
pub(super) const LONGEST_BODY: u64 = 1024 * 1024;

/// The head of a request.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) target: String,
    /// Whether it is of a version of the protocol that knows chunks.
    pub(super) is_current: bool,
    headers: Vec<(String, String)>,
}

/// Why a request is not answered with what it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    Malformed,
    LongHead,
    LongBody,
}

impl Request {
    /// Reads a head and nothing behind it that has not come along with it.
    ///
    /// # Errors
    /// When the connection ends or stays silent.
    pub(super) fn read(stream: &mut impl Read) -> io::Result<Result<Self, Refused>> {
        let mut head = Vec::new();
        let mut part = [0; 4096];
        loop {
            let read = match stream.read(&mut part) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read?,
            };
            if read == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let searched = head.len().saturating_sub(3);
            head.extend_from_slice(&part[..read]);
            if let Some(end) = head[searched..].windows(4).position(|four| four == b"\r\n\r\n") {
                head.truncate(searched + end);
                return Ok(Self::parse(&head).ok_or(Refused::Malformed));
            }
            if head.len() > LONGEST_HEAD {
                return Ok(Err(Refused::LongHead));
            }
        }
    }

    fn parse(head: &[u8]) -> Option<Self> {
        let mut lines = str::from_utf8(head).ok()?.split("\r\n");
        let mut first = lines.next()?.split(' ');
        let (method, target, version) = (first.next()?, first.next()?, first.next()?);
        let is_version = version.strip_prefix("HTTP/1.").is_some_and(|minor| matches!(minor, "0" | "1"));
        if first.next().is_some() || !is_version || method.is_empty() {
            return None;
        }
        let header = |line: &str| {
            let (name, value) = line.split_once(':')?;
            let is_name = !name.is_empty() && !name.contains([' ', '\t']);
            is_name.then(|| (name.to_owned(), value.trim().to_owned()))
        };
        Some(Self {
            method: method.to_owned(),
            target: target.to_owned(),
            is_current: version == "HTTP/1.1",
            headers: lines.map(header).collect::<Option<_>>()?,
        })
    }

    /// What speaks against the body that the head announces.
    pub(super) fn body_refused(&self) -> Option<Refused> {
        let mut lengths = headers(self, "Content-Length");
        let length = lengths.next()?;
        if lengths.any(|other| other != length) || length.is_empty() {
            return Some(Refused::Malformed);
        }
        if !length.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Refused::Malformed);
        }
        // More digits than a number has are too many bytes as well.
        let is_bounded = length.parse::<u64>().is_ok_and(|length| length <= LONGEST_BODY);
        (!is_bounded).then_some(Refused::LongBody)
    }
}

/// The host that a request is for, where it names exactly one.
pub(super) fn host(request: &Request) -> Option<&str> {
    let mut hosts = headers(request, "Host");
    let host = hosts.next()?;
    hosts.next().is_none().then_some(host)
}

/// The number of the last event that the browser has seen, when it had a stream before.
pub(super) fn last_event(request: &Request) -> Option<u64> {
    headers(request, "Last-Event-ID").next()?.parse().ok()
}

fn headers<'r>(request: &'r Request, name: &'static str) -> impl Iterator<Item = &'r str> {
    let headers = request.headers.iter().filter(move |(field, _)| field.eq_ignore_ascii_case(name));
    headers.map(|(_, value)| value.as_str())
}

/// Whether a host is this computer, at this port.
pub(super) fn is_this_computer(host: &str, port: u16) -> bool {
    let name = match host.strip_suffix(&format!(":{port}")) {
        Some(name) => name,
        // A browser leaves out the port that the protocol has anyway.
        None if port == 80 => host,
        None => return false,
    };
    name.eq_ignore_ascii_case("localhost") || name == "127.0.0.1" || name == "[::1]"
}

/// The path, decoded and without the query; `None` when there is none, or one that leads out of the
/// site.
pub(super) fn path(target: &str) -> Option<String> {
    let path = target.split(['?', '#']).next()?;
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let parts = path.strip_prefix('/')?;
    let clean =
        !path.contains("//") && !path.contains(['\\', '\0']) && !parts.split('/').any(|part| part == "..");
    clean.then(|| path.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(head: &str) -> Result<Request, Refused> {
        Request::read(&mut head.as_bytes()).unwrap()
    }

    #[test]
    fn a_head_is_read_and_nothing_that_is_none() {
        let request = parsed("GET /a?b HTTP/1.1\r\nHost:  x \r\nhost: y\r\n\r\nbody").unwrap();
        assert_eq!((&*request.method, &*request.target, request.is_current), ("GET", "/a?b", true));
        assert_eq!(headers(&request, "Host").collect::<Vec<_>>(), ["x", "y"]);
        assert!(!parsed("GET / HTTP/1.0\r\n\r\n").unwrap().is_current);
        for head in [
            "hello\r\n\r\n",
            "GET /\r\n\r\n",
            "GET / HTTP/2.0\r\n\r\n",
            "GET / a HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost\r\n\r\n",
            "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
            "GET / HTTP/1.1\r\nA: b\r\n folded\r\n\r\n",
        ] {
            assert_eq!(parsed(head).unwrap_err(), Refused::Malformed, "{head}");
        }
        let long = |length: usize| format!("GET / HTTP/1.1\r\nA: {}\r\n\r\n", "x".repeat(length));
        assert!(parsed(&long(LONGEST_HEAD - 100)).is_ok());
        assert_eq!(parsed(&long(LONGEST_HEAD + 5000)).unwrap_err(), Refused::LongHead);
        assert!(Request::read(&mut "GET / HTTP/1.1\r\n".as_bytes()).is_err());
    }

    #[test]
    fn a_body_has_a_bound() {
        let refused = |length: &str| {
            let head = format!("POST / HTTP/1.1\r\nContent-Length: {length}\r\n\r\n");
            parsed(&head).unwrap().body_refused()
        };
        for length in ["0", "1", "1048576", "007"] {
            assert_eq!(refused(length), None, "{length}");
        }
        for length in ["1048577", "99999999999", "18446744073709551615", "99999999999999999999999999"] {
            assert_eq!(refused(length), Some(Refused::LongBody), "{length}");
        }
        for length in ["", "-1", "+1", "0x10", "1 2", "1, 1", "1\r\nContent-Length: 2"] {
            assert_eq!(refused(length), Some(Refused::Malformed), "{length}");
        }
    }

    #[test]
    fn only_this_computer_at_this_port_is_meant() {
        let meant = is_this_computer;
        for host in ["localhost", "LocalHost", "127.0.0.1", "[::1]"] {
            assert!(meant(&format!("{host}:8000"), 8000), "{host}");
            assert!(meant(host, 80), "{host}");
            assert!(!meant(host, 8000), "{host}");
            assert!(!meant(&format!("{host}:8001"), 8000), "{host}");
            assert!(!meant(&format!("{host}.example:8000"), 8000), "{host}");
        }
        for host in ["", ":8000", "example.org:8000", "0.0.0.0:8000"] {
            assert!(!meant(host, 8000), "{host}");
        }
    }

    #[test]
    fn paths_are_decoded_and_cannot_lead_upwards() {
        assert_eq!(path("/f%C3%B6r/a%20b?x=/../y#z").as_deref(), Some("/för/a b"));
        assert_eq!(path("/a..b/..c/...").as_deref(), Some("/a..b/..c/..."));
        for target in [
            "/..",
            "/../etc/passwd",
            "/a/../../b",
            "/%2e%2e/b",
            "/a/%2E./b",
            "/a%2f..%2fb",
            "/a\\..\\b",
            "/a%5c..",
            "//etc/passwd",
            "/%2fetc/passwd",
            "/a%00b",
            "/%ff",
            "a",
            "*",
            "http://localhost/",
        ] {
            assert_eq!(path(target), None, "{target}");
        }
    }
}
