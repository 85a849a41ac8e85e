//! What a request asks for, and of whom.

use percent_encoding::percent_decode_str;
use tiny_http::Request;

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
    let headers = request.headers().iter().filter(move |header| header.field.equiv(name));
    headers.map(|header| header.value.as_str())
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
