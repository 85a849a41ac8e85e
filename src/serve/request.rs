//! What a browser asks for, read from its connection. `http` answers it.

use std::io::{self, Read};

use percent_encoding::percent_decode_str;

/// The longest head of a request that is read, in bytes.
const LONGEST: usize = 16 * 1024;

/// The head of a request; a body is of no interest to a server that only shows things.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) method: String,
    /// As it was sent: still encoded, with the query.
    target: String,
    /// The name that the request was sent to; `None` when there is not exactly one.
    pub(super) host: Option<String>,
}

/// Why there is no request to answer.
#[derive(Debug)]
pub(super) enum Failure {
    /// It breaks the rules of HTTP.
    Malformed,
    TooLong,
    /// The browser went away, or said nothing for too long. Some connect ahead of any need.
    Gone,
}

impl From<io::Error> for Failure {
    fn from(_: io::Error) -> Self {
        Self::Gone
    }
}

impl Request {
    pub(super) fn read(from: &mut impl Read) -> Result<Self, Failure> {
        let mut head = Vec::new();
        let mut buffer = [0; 2048];
        loop {
            let length = from.read(&mut buffer)?;
            if length == 0 {
                return Err(Failure::Gone);
            }
            // The end may lie across two reads.
            let start = head.len().saturating_sub(3);
            head.extend_from_slice(&buffer[..length]);
            let end = head[start..].windows(4).position(|part| part == b"\r\n\r\n");
            if let Some(end) = end {
                let head = std::str::from_utf8(&head[..start + end]);
                return head.ok().and_then(Self::parse).ok_or(Failure::Malformed);
            }
            if head.len() > LONGEST {
                return Err(Failure::TooLong);
            }
        }
    }

    fn parse(head: &str) -> Option<Self> {
        let mut lines = head.split("\r\n");
        let mut words = lines.next()?.split(' ');
        let (method, target, version) = (words.next()?, words.next()?, words.next()?);
        if !matches!(version, "HTTP/1.0" | "HTTP/1.1") || words.next().is_some() {
            return None;
        }
        let mut hosts = Vec::new();
        for line in lines {
            let (name, value) = line.split_once(':')?;
            if name.eq_ignore_ascii_case("host") {
                hosts.push(value.trim());
            }
        }
        let host = match hosts[..] {
            [host] => Some(host.to_owned()),
            _ => None,
        };
        Some(Self { method: method.to_owned(), target: target.to_owned(), host })
    }

    /// Whether the request names this computer, at this port, as the one it is for.
    pub(super) fn is_for_this_computer(&self, port: u16) -> bool {
        let Some(host) = self.host.as_deref() else {
            return false;
        };
        let name = match host.strip_suffix(&format!(":{port}")) {
            Some(name) => name,
            // A browser leaves out the port that the protocol has anyway.
            None if port == 80 => host,
            None => return false,
        };
        name.eq_ignore_ascii_case("localhost") || name == "127.0.0.1" || name == "[::1]"
    }

    /// The path, decoded and without the query; `None` when there is none, or one that leads out of
    /// the site.
    pub(super) fn path(&self) -> Option<String> {
        let path = self.target.split(['?', '#']).next()?;
        let path = percent_decode_str(path).decode_utf8().ok()?;
        let parts = path.strip_prefix('/')?;
        let clean = !path.contains("//")
            && !path.contains(['\\', '\0'])
            && !parts.split('/').any(|part| part == "..");
        clean.then(|| path.into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands out its bytes a few at a time.
    struct Drip<'b>(&'b [u8], usize);

    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let most = buffer.len().min(self.1);
            self.0.read(&mut buffer[..most])
        }
    }

    fn read(text: &str) -> Result<Request, Failure> {
        Request::read(&mut text.as_bytes())
    }

    #[test]
    fn a_request_may_come_in_pieces() {
        let text = b"GET /a?b HTTP/1.1\r\nAccept: */*\r\nHOST:  localhost:8000 \r\n\r\nbody";
        for size in 1..text.len() {
            assert_eq!(
                Request::read(&mut Drip(text, size)).unwrap(),
                Request {
                    method: "GET".to_owned(),
                    target: "/a?b".to_owned(),
                    host: Some("localhost:8000".to_owned()),
                }
            );
        }
    }

    #[test]
    fn what_is_no_request_is_refused() {
        for text in [
            "\r\n\r\n",
            "GET\r\n\r\n",
            "GET /\r\n\r\n",
            "GET / HTTP/2.0\r\n\r\n",
            "GET / HTTP/1.1 x\r\n\r\n",
            "GET /a b HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nno header\r\n\r\n",
            "\u{16}\u{3}\u{1} HTTPS\r\n\r\n",
        ] {
            assert!(matches!(read(text), Err(Failure::Malformed)), "{text:?}");
        }
        let endless = format!("GET /{} HTTP/1.1\r\n", "a".repeat(LONGEST + 4096));
        assert!(matches!(read(&endless), Err(Failure::TooLong)));
        for text in ["", "GET / HTTP/1.1\r\nHost: a"] {
            assert!(matches!(read(text), Err(Failure::Gone)), "{text:?}");
        }
    }

    #[test]
    fn two_hosts_are_none() {
        let request = read("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n").unwrap();
        assert_eq!(request.host, None);
    }

    #[test]
    fn only_this_computer_at_this_port_is_meant() {
        let meant = |host: &str, port| {
            let request = read(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"));
            request.unwrap().is_for_this_computer(port)
        };
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
        let path = |target: &str| {
            let request = read(&format!("GET {target} HTTP/1.1\r\n\r\n"));
            request.unwrap().path()
        };
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
