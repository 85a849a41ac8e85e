use std::io::{BufRead, BufReader, Read};
use std::time::Instant;

use super::*;

/// A server whose pages say what was asked for.
fn start(events: &Events) -> Server {
    let respond = |path: &str| match path {
        "/missing" => Response::text(404, "Not there."),
        "/panic" => panic!("as the test wants"),
        "/data.json" => Response::ok("application/json", b"{}".to_vec()),
        "/large" => Response::ok("image/png", vec![b'x'; 200_000]),
        "/old" => Response::redirect("/f%C3%B6r/".to_owned()),
        path => Response::html(200, format!("<body>{path}</body>").into_bytes()),
    };
    run(listen(Some(0)).unwrap(), respond, events.clone()).unwrap()
}

fn connect(server: &Server) -> TcpStream {
    let stream = TcpStream::connect(server.address()).unwrap();
    let patience = Some(Duration::from_secs(5));
    stream.set_read_timeout(patience).unwrap();
    stream
}

/// Sends a request as it is written, and reads the answer to the end.
fn exchange(server: &Server, request: &str) -> (String, String) {
    let mut stream = connect(server);
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.to_owned(), body.to_owned())
}

fn ask(server: &Server, method: &str, target: &str, host: &str) -> (String, String) {
    let request = format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    exchange(server, &request)
}

fn local(server: &Server) -> String {
    format!("localhost:{}", server.address().port())
}

fn get(server: &Server, target: &str) -> (String, String) {
    ask(server, "GET", target, &local(server))
}

fn status(answer: &(String, String)) -> &str {
    answer.0.split(' ').nth(1).unwrap()
}

/// A page that listens for events.
struct Stream(BufReader<TcpStream>);

impl Stream {
    fn open(server: &Server) -> Self {
        Self::open_after(server, "")
    }

    fn open_after(server: &Server, header: &str) -> Self {
        let mut stream = connect(server);
        let host = local(server);
        let request = format!("GET {EVENTS} HTTP/1.1\r\nHost: {host}\r\n{header}\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        Self(BufReader::new(stream))
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.0.read_line(&mut line).unwrap();
        line
    }

    fn head(&mut self) -> String {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            head.push_str(&self.line());
        }
        head
    }

    /// The next chunk, which is one event; empty at the end.
    fn next(&mut self) -> String {
        let size = self.line();
        let mut chunk = vec![0; usize::from_str_radix(size.trim_end(), 16).unwrap()];
        self.0.read_exact(&mut chunk).unwrap();
        assert_eq!(self.line(), "\r\n");
        String::from_utf8(chunk).unwrap()
    }
}

fn message(generation: u64, event: &str, data: &str) -> String {
    format!("retry: 200\nid: {generation}\nevent: {event}\ndata: {data}\n\n")
}

fn within_a_second(what: impl Fn() -> bool) -> bool {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(1) {
        if what() {
            return true;
        }
        thread::sleep(Duration::from_millis(5));
    }
    false
}

#[test]
fn a_page_comes_with_the_script_and_under_the_policy() {
    let events = Events::new();
    let server = start(&events);
    let (head, body) = get(&server, "/cases/a/?q=1");
    let script = format!(
        "<script src=\"/_casebook/reload.js\" data-generation=\"{}\" defer></script>",
        events.generation()
    );
    assert_eq!(body, format!("<body>/cases/a/{script}</body>"));
    assert_eq!(
        head,
        format!(
            "HTTP/1.1 200 OK\r\n\
             Content-Type: text/html; charset=utf-8\r\n\
             Cache-Control: no-store\r\n\
             Connection: close\r\n\
             Content-Security-Policy: default-src 'self'; base-uri 'none'; frame-ancestors 'none'\r\n\
             Cross-Origin-Resource-Policy: same-origin\r\n\
             X-Content-Type-Options: nosniff\r\n\
             Content-Length: {}",
            body.len()
        )
    );
}

#[test]
fn other_files_come_as_they_are() {
    let server = start(&Events::new());
    assert_eq!(get(&server, "/data.json").1, "{}");
    let (head, body) = get(&server, "/large");
    assert!(head.contains("Content-Length: 200000"), "{head}");
    assert_eq!(body.len(), 200_000);
    assert_eq!(status(&get(&server, "/missing")), "404");
    let (head, _) = get(&server, "/old");
    assert!(head.starts_with("HTTP/1.1 302 Found\r\n"), "{head}");
    assert!(head.contains("\r\nLocation: /f%C3%B6r/"), "{head}");
}

#[test]
fn the_script_is_served() {
    let server = start(&Events::new());
    let (head, body) = get(&server, "/_casebook/reload.js");
    assert!(head.contains("Content-Type: text/javascript; charset=utf-8"));
    assert_eq!(body, reload::SCRIPT);
}

#[test]
fn head_has_no_body() {
    let server = start(&Events::new());
    let host = local(&server);
    let (head, body) = ask(&server, "HEAD", "/data.json", &host);
    assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
    assert!(head.contains("Content-Length: 2"), "{head}");
    assert_eq!(body, "");
    let (head, body) = ask(&server, "HEAD", EVENTS, &host);
    assert!(head.contains("Content-Type: text/event-stream"), "{head}");
    assert_eq!(body, "");
}

#[test]
fn other_methods_are_refused() {
    let server = start(&Events::new());
    let host = local(&server);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "ODD"] {
        let answer = ask(&server, method, "/", &host);
        assert_eq!(status(&answer), "405", "{method}");
        assert!(answer.0.contains("Allow: GET, HEAD"), "{}", answer.0);
        assert_eq!(answer.1, "The preview is read-only.\n");
    }
}

#[test]
fn only_requests_for_this_computer_by_name_are_answered() {
    let server = start(&Events::new());
    let port = server.address().port();
    for name in ["localhost", "LocalHost", "127.0.0.1", "[::1]"] {
        let answer = ask(&server, "GET", "/", &format!("{name}:{port}"));
        assert_eq!(status(&answer), "200", "{name}");
    }
    let other = port ^ 1;
    for host in [
        "localhost",
        "127.0.0.1",
        &format!("localhost:{other}"),
        &format!("evil.example:{port}"),
        &format!("localhost.evil.example:{port}"),
        &format!("127.0.0.1.evil.example:{port}"),
        "",
    ] {
        let answer = ask(&server, "GET", "/", host);
        assert_eq!(status(&answer), "403", "{host}");
        assert_eq!(answer.1, format!("The preview is at http://localhost:{port}/ only.\n"));
        assert_eq!(status(&ask(&server, "GET", EVENTS, host)), "403", "{host}");
    }
    let none = exchange(&server, "GET / HTTP/1.0\r\n\r\n");
    assert_eq!(status(&none), "403");
    let local = local(&server);
    let two = exchange(&server, &format!("GET / HTTP/1.0\r\nHost: {local}\r\nHost: {local}\r\n\r\n"));
    assert_eq!(status(&two), "403");
}

#[test]
fn a_path_that_leads_upwards_is_refused() {
    let server = start(&Events::new());
    assert_eq!(get(&server, "/f%C3%B6r?a").1.split('<').nth(1), Some("body>/för"));
    let answer = get(&server, "/a/%2e%2e/b");
    assert_eq!(status(&answer), "400");
    assert_eq!(answer.1, "That is no path of the site.\n");
}

#[test]
fn what_is_no_request_is_refused() {
    let server = start(&Events::new());
    assert_eq!(status(&exchange(&server, "hello\r\n\r\n")), "400");
}

#[test]
fn a_body_that_nobody_asked_for_does_not_lose_the_answer() {
    let server = start(&Events::new());
    let host = local(&server);
    let body = "x".repeat(300_000);
    let request = format!("POST / HTTP/1.0\r\nHost: {host}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    assert_eq!(status(&exchange(&server, &request)), "405");
}

#[test]
fn a_page_that_fails_does_not_stop_the_server() {
    let server = start(&Events::new());
    for _ in 0..10 {
        let answer = get(&server, "/panic");
        assert_eq!(status(&answer), "500");
        assert_eq!(answer.1, "The page could not be made.\n");
    }
    assert_eq!(status(&get(&server, "/")), "200");
}

#[test]
fn every_open_page_hears_of_a_change_at_once() {
    let events = Events::new();
    let server = start(&events);
    let first = events.generation();
    let mut pages: Vec<Stream> = (0..12).map(|_| Stream::open(&server)).collect();
    for page in &mut pages {
        let head = page.head();
        assert!(head.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"));
        assert!(head.contains("\r\nCache-Control: no-store\r\n"));
        assert_eq!(page.next(), message(first, "reload", ""));
    }
    let start = Instant::now();
    events.reload();
    for page in &mut pages {
        assert_eq!(page.next(), message(first + 1, "reload", ""));
    }
    events.faults("error: a\n  b");
    for page in &mut pages {
        assert_eq!(page.next(), message(first + 2, "faults", "error: a\ndata:   b"));
    }
    assert!(start.elapsed() < Duration::from_secs(1));
}

#[test]
fn pages_are_served_at_once_while_many_streams_open_and_stay_open() {
    let server = start(&Events::new());
    for _ in 0..5 {
        let start = Instant::now();
        let mut streams: Vec<Stream> = Vec::new();
        for _ in 0..4 {
            streams.extend((0..3).map(|_| Stream::open(&server)));
            assert_eq!(status(&get(&server, "/")), "200");
        }
        thread::scope(|scope| {
            for _ in 0..12 {
                scope.spawn(|| assert_eq!(status(&get(&server, "/large")), "200"));
            }
        });
        for stream in &mut streams {
            stream.head();
            assert_ne!(stream.next(), "");
        }
        assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    }
}

#[test]
fn a_silent_stream_ends_in_a_way_that_the_browser_understands() {
    let server = start(&Events::new());
    let mut page = Stream::open(&server);
    page.head();
    assert_ne!(page.next(), "");
    assert_eq!(page.next(), "");
}

#[test]
fn a_page_that_comes_back_hears_only_what_is_new() {
    let events = Events::new();
    let server = start(&events);
    let first = events.generation();
    let mut page = Stream::open_after(&server, &format!("Last-Event-ID: {first}\r\n"));
    page.head();
    events.reload();
    assert_eq!(page.next(), message(first + 1, "reload", ""));
}

#[test]
fn a_browser_of_the_old_protocol_gets_a_stream_without_chunks() {
    let events = Events::new();
    let server = start(&events);
    let mut stream = connect(&server);
    let host = local(&server);
    write!(stream, "GET {EVENTS} HTTP/1.0\r\nHost: {host}\r\n\r\n").unwrap();
    let mut stream = Stream(BufReader::new(stream));
    stream.head();
    assert_eq!(stream.line(), "retry: 200\n");
}

#[test]
fn a_page_that_was_away_hears_how_things_stand() {
    let events = Events::new();
    let server = start(&events);
    let first = events.generation();
    events.reload();
    events.faults("error");
    let mut page = Stream::open(&server);
    page.head();
    assert_eq!(page.next(), message(first + 2, "faults", "error"));
}

#[test]
fn a_page_that_was_closed_does_not_disturb_the_others() {
    let events = Events::new();
    let server = start(&events);
    let mut stays = Stream::open(&server);
    let mut goes = Stream::open(&server);
    for page in [&mut stays, &mut goes] {
        page.head();
        page.next();
    }
    drop(goes);
    for _ in 0..3 {
        events.reload();
        assert_eq!(stays.next(), message(events.generation(), "reload", ""));
    }
}

#[test]
fn dropping_the_server_ends_the_streams_and_frees_the_port() {
    let events = Events::new();
    let server = start(&events);
    let port = server.address().port();
    let mut page = Stream::open(&server);
    page.head();
    page.next();
    drop(server);
    assert_eq!(page.next(), "");
    assert!(within_a_second(|| listen(Some(port)).is_ok()));
}

#[test]
fn a_port_that_was_asked_for_is_not_exchanged_for_another() {
    let taken = listen(Some(0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    assert_eq!(
        listen(Some(port)).unwrap_err().shown(),
        format!(
            "error: port {port} is taken by another program\n = help: choose another one with `--port`\n"
        )
    );
    // Without one, whatever is free does; with this one held, the next is another.
    let first = listen(None).unwrap().local_addr().unwrap();
    let held = listen(Some(first.port()));
    assert_ne!(listen(None).unwrap().local_addr().unwrap(), first);
    drop(held);
}

#[test]
fn only_this_computer_can_connect() {
    let address = listen(Some(0)).unwrap().local_addr().unwrap();
    assert!(address.ip().is_loopback());
}

#[test]
fn a_body_of_any_length_is_refused_and_the_server_lives() {
    let server = start(&Events::default());
    let answer = |length: u64, sent: usize| {
        let mut stream = connect(&server);
        let port = server.address().port();
        let head = format!("POST / HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: {length}\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(&vec![b'x'; sent]).unwrap();
        let mut start = [0; 12];
        stream.read_exact(&mut start).unwrap();
        String::from_utf8(start.to_vec()).unwrap()
    };
    let bound = LONGEST_BODY as u64;
    assert_eq!(answer(bound, LONGEST_BODY), "HTTP/1.1 405");
    for length in [bound + 1, 99_999_999_999, u64::MAX] {
        assert_eq!(answer(length, 0), "HTTP/1.1 413", "{length}");
    }
    assert_eq!(status(&get(&server, "/cases/a/")), "200");
}
