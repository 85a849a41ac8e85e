//! The preview, as an author uses it: the program itself, on a site in a temporary folder, asked over
//! a plain connection.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::cell::RefCell;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How soon a change has to be seen.
const SOON: Duration = Duration::from_secs(2);

const PROGRAM: &str = env!("CARGO_BIN_EXE_casebook");

fn write(root: &Path, file: &str, text: impl AsRef<[u8]>) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn guide(title: &str, more: &str) -> String {
    format!("---\ntitle: {title}\nsummary: How to do it.\n{more}---\n\nSend ten files.\n")
}

/// A site with two guides, one of them a draft, and a picture beside it.
fn site() -> TempDir {
    let dir = TempDir::new().unwrap();
    let root = dir.path();
    write(root, "casebook.yaml", "title: A preview\n");
    write(root, "content/guides/first.md", guide("The first guide", "aliases: [/old/first/]\n"));
    write(
        root,
        "content/guides/second/index.md",
        guide("The second guide", "draft: true\n") + "\n[The table](table.csv)\n",
    );
    write(root, "content/guides/second/table.csv", "a,b\n");
    dir
}

struct Preview {
    process: Child,
    port: u16,
    /// What the program prints.
    lines: Receiver<String>,
    /// What it has printed that nobody has asked for yet.
    passed: RefCell<Vec<String>>,
}

impl Preview {
    fn start(root: &Path, options: &[&str]) -> Self {
        let mut process = Command::new(PROGRAM)
            .args(["serve", "--port", "0", "--root"])
            .arg(root)
            .args(options)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (tell, lines) = channel();
        let output: [Box<dyn Read + Send>; 2] =
            [Box::new(process.stdout.take().unwrap()), Box::new(process.stderr.take().unwrap())];
        for stream in output {
            let tell = tell.clone();
            thread::spawn(move || {
                for line in BufReader::new(stream).lines() {
                    let _ = tell.send(line.unwrap());
                }
            });
        }
        let mut preview = Self { process, port: 0, lines, passed: RefCell::default() };
        let line = preview.printed("The preview is at ");
        let address = line.split(' ').find_map(|word| word.strip_prefix("http://localhost:")).unwrap();
        preview.port = address.trim_end_matches('/').parse().unwrap();
        preview
    }

    /// The next line with these words.
    #[track_caller]
    fn printed(&self, words: &str) -> String {
        // Standard output and standard error may come in either order.
        let mut passed = self.passed.borrow_mut();
        loop {
            if let Some(at) = passed.iter().position(|line| line.contains(words)) {
                return passed.remove(at);
            }
            match self.lines.recv_timeout(Duration::from_secs(10)) {
                Ok(line) => passed.push(line),
                Err(error) => panic!("`{words}` was not printed, but {passed:#?} ({error})"),
            }
        }
    }

    fn ask(&self, method: &str, path: &str, host: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        Answer {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &format!("localhost:{}", self.port))
    }

    /// Waits until a page has the words, or has them no longer.
    #[track_caller]
    fn wait_for(&self, path: &str, words: &str, there: bool) {
        let start = Instant::now();
        while self.get(path).body.contains(words) != there {
            assert!(start.elapsed() < SOON, "{path}: {words}, {there}\n{}", self.get(path).body);
            thread::sleep(Duration::from_millis(5));
        }
    }

    #[track_caller]
    fn wait_for_status(&self, path: &str, status: u16) {
        let start = Instant::now();
        while self.get(path).status != status {
            assert!(start.elapsed() < SOON, "{path} is still {}", self.get(path).status);
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn events(&self) -> Events {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        // In the old protocol, so that there is nothing between the lines.
        write!(stream, "GET /_casebook/events HTTP/1.0\r\nHost: localhost:{}\r\n\r\n", self.port).unwrap();
        stream.set_read_timeout(Some(SOON)).unwrap();
        let mut events = Events(BufReader::new(stream));
        events.block();
        events
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

/// The events that an open page hears of.
struct Events(BufReader<TcpStream>);

impl Events {
    /// The lines up to an empty one.
    fn block(&mut self) -> String {
        let mut block = String::new();
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line).expect("there was no event");
            if line.trim().is_empty() {
                return block;
            }
            block.push_str(&line);
        }
    }

    /// The name of the next event, and its text.
    fn next(&mut self) -> (String, String) {
        let block = self.block();
        let values = |name: &str| {
            let lines: Vec<_> = block.lines().filter_map(|line| line.strip_prefix(name)).collect();
            lines.join("\n")
        };
        (values("event: "), values("data: "))
    }

    /// Skips what one change may cause twice.
    fn until(&mut self, name: &str) -> String {
        loop {
            let (event, text) = self.next();
            if event == name {
                return text;
            }
        }
    }
}

#[test]
fn every_address_of_the_site_is_answered() {
    let site = site();
    let preview = Preview::start(site.path(), &[]);
    for (path, kind, words) in [
        ("/", "text/html; charset=utf-8", "A preview"),
        ("/guides/", "text/html; charset=utf-8", "The first guide"),
        ("/guides/first/", "text/html; charset=utf-8", "Send ten files."),
        ("/guides/first/index.html", "text/html; charset=utf-8", "Send ten files."),
        ("/guides/first/?a=b", "text/html; charset=utf-8", "Send ten files."),
        ("/old/first/", "text/html; charset=utf-8", "The first guide"),
        ("/guides/second/table.csv", "text/csv; charset=utf-8", "a,b"),
        ("/feed.xml", "application/atom+xml", "<feed"),
        ("/sitemap.xml", "application/xml", "<urlset"),
        ("/robots.txt", "text/plain; charset=utf-8", "User-agent"),
        ("/api/guides.json", "application/json", "The first guide"),
        ("/theme/style.css", "text/css; charset=utf-8", ":root"),
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.head.contains(&format!("\r\nContent-Type: {kind}\r\n")), "{path}: {}", answer.head);
        assert!(answer.body.contains(words), "{path}: {}", answer.body);
    }
    let page = preview.get("/guides/first/");
    assert!(page.body.contains("<script src=\"/_casebook/reload.js\""), "{}", page.body);
    for header in ["Content-Security-Policy: default-src 'self'", "Cache-Control: no-store"] {
        assert!(page.head.contains(header), "{}", page.head);
    }
}

#[test]
fn a_page_without_its_slash_is_found_and_what_is_not_there_is_said_so() {
    let site = site();
    let preview = Preview::start(site.path(), &[]);
    let answer = preview.get("/guides/first");
    assert_eq!(answer.status, 302);
    assert!(answer.head.contains("\r\nLocation: /guides/first/"), "{}", answer.head);
    for path in ["/no/such/page/", "/no", "/guides/second/none.png", "/casebook.yaml"] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body.contains("href=\"/theme/style.css\""), "{}", answer.body);
    }
    for path in
        ["/../casebook.yaml", "/guides/%2e%2e/%2e%2e/casebook.yaml", "/guides/..%2f..%2fcasebook.yaml"]
    {
        assert_eq!(preview.get(path).status, 400, "{path}");
    }
}

#[test]
fn drafts_are_shown_and_marked() {
    let site = site();
    let preview = Preview::start(site.path(), &[]);
    let page = preview.get("/guides/second/").body;
    assert!(page.contains("class=\"draft\""), "{page}");
    assert!(preview.get("/guides/").body.contains("The second guide"));
    assert!(!preview.get("/guides/first/").body.contains("class=\"draft\""));
}

fn a_change_is_seen(options: &[&str]) {
    let site = site();
    let preview = Preview::start(site.path(), options);
    let mut events = preview.events();
    events.next();
    for title in ["A better title", "A much better title"] {
        write(site.path(), "content/guides/first.md", guide(title, ""));
        assert_eq!(events.next().0, "reload");
        assert!(preview.get("/guides/first/").body.contains(title));
        assert!(preview.get("/guides/").body.contains(title));
        preview.printed("Changed content/guides/first.md: ");
    }
}

#[test]
fn a_change_is_seen_on_its_page_and_in_the_lists() {
    a_change_is_seen(&[]);
}

#[test]
fn a_change_is_seen_by_looking_too() {
    a_change_is_seen(&["--poll"]);
}

#[test]
fn a_fault_is_shown_everywhere_and_the_last_good_site_stays() {
    let site = site();
    let preview = Preview::start(site.path(), &[]);
    let mut events = preview.events();
    events.next();
    let file = "content/guides/first.md";
    write(site.path(), file, guide("Another title", "level: beginer\n"));
    let faults = events.until("faults");
    assert!(faults.contains("content/guides/first.md:4:8"), "{faults}");
    assert!(faults.contains("did you mean `beginner`?"), "{faults}");
    assert!(!faults.contains('\u{1b}'), "{faults}");
    assert!(preview.get("/guides/first/").body.contains("The first guide"));
    preview.printed("content/guides/first.md:4:8");
    preview.printed("the site stays as it was");
    // A page that is opened now hears of it too.
    assert_eq!(preview.events().next().0, "faults");

    write(site.path(), file, guide("Another title", "level: beginner\n"));
    events.until("reload");
    assert!(preview.get("/guides/first/").body.contains("Another title"));
}

#[test]
fn a_site_that_starts_with_a_fault_is_shown_once_it_is_mended() {
    let site = site();
    write(site.path(), "content/guides/first.md", guide("The first guide", "level: beginer\n"));
    let preview = Preview::start(site.path(), &[]);
    let answer = preview.get("/guides/first/");
    assert_eq!(answer.status, 500);
    assert!(answer.body.contains("content/guides/first.md:4:8"), "{}", answer.body);
    assert!(answer.body.contains("/_casebook/reload.js"), "{}", answer.body);
    let mut events = preview.events();
    assert_eq!(events.next().0, "faults");
    write(site.path(), "content/guides/first.md", guide("The first guide", ""));
    events.until("reload");
    assert_eq!(preview.get("/guides/first/").status, 200);
}

#[test]
fn files_that_come_go_and_move_are_noticed() {
    let site = site();
    let preview = Preview::start(site.path(), &[]);
    write(site.path(), "content/guides/third.md", guide("The third guide", ""));
    preview.wait_for_status("/guides/third/", 200);
    preview.wait_for("/guides/", "The third guide", true);

    let path = |name: &str| site.path().join("content/guides").join(name);
    fs::rename(path("third.md"), path("fourth.md")).unwrap();
    preview.wait_for_status("/guides/fourth/", 200);
    preview.wait_for_status("/guides/third/", 404);

    fs::remove_file(path("fourth.md")).unwrap();
    preview.wait_for_status("/guides/fourth/", 404);
    preview.wait_for("/guides/", "The third guide", false);

    fs::rename(path("second"), path("moved")).unwrap();
    preview.wait_for_status("/guides/moved/table.csv", 200);
    preview.wait_for_status("/guides/second/", 404);

    // The way in which many editors save.
    write(site.path(), "content/guides/first.md.new", guide("Saved in a roundabout way", ""));
    fs::rename(path("first.md.new"), path("first.md")).unwrap();
    preview.wait_for("/guides/first/", "Saved in a roundabout way", true);
}

#[test]
fn the_theme_and_the_settings_may_change() {
    let site = site();
    let preview = Preview::start(site.path(), &[]);
    write(site.path(), "casebook.yaml", "title: Another name\n");
    preview.wait_for("/", "Another name", true);
    write(site.path(), "themes/default/static/style.css", "main { color: red }");
    preview.wait_for("/theme/style.css", "main { color: red }", true);
    write(site.path(), "themes/default/templates/guide.html", "My own {{ page.title }}");
    preview.wait_for("/guides/first/", "My own The first guide", true);

    write(site.path(), "themes/default/templates/guide.html", "{{ page.nothing.at.all }}");
    preview.wait_for_status("/guides/first/", 500);
    preview.wait_for("/guides/first/", "themes/default/templates/guide.html:1:", true);
    assert_eq!(preview.get("/guides/").status, 200);

    fs::remove_dir_all(site.path().join("themes")).unwrap();
    preview.wait_for_status("/guides/first/", 200);
}

#[test]
fn a_warning_is_printed_once() {
    let site = site();
    let preview = Preview::start(site.path(), &[]);
    let text = guide("With HTML", "") + "\n<b>bold</b>\n";
    write(site.path(), "content/guides/first.md", &text);
    preview.printed("warning[");
    preview.printed("1 warning in 1 file");
    write(site.path(), "content/guides/first.md", text.replace("<b>", "\n\n<b>"));
    preview.printed("Changed content/guides/first.md");
    preview.printed("Changed content/guides/first.md");
    write(site.path(), "content/guides/third.md", guide("The third guide", ""));
    preview.printed("Changed content/guides/third.md");
    while let Ok(line) = preview.lines.recv_timeout(Duration::from_millis(200)) {
        preview.passed.borrow_mut().push(line);
    }
    let passed = preview.passed.borrow();
    assert!(!passed.iter().any(|line| line.contains("warning")), "{passed:#?}");
}

#[test]
fn nobody_else_is_answered_and_nothing_is_taken() {
    let site = site();
    let preview = Preview::start(site.path(), &[]);
    let host = format!("127.0.0.1:{}", preview.port);
    let head = preview.ask("HEAD", "/guides/first/", &host);
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(preview.ask("POST", "/guides/first/", &host).status, 405);
    assert_eq!(preview.ask("GET", "/", "evil.example").status, 403);
}

#[test]
fn a_port_that_is_taken_is_named_with_what_to_do() {
    let site = site();
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output =
        Command::new(PROGRAM).args(["serve", "--port", &port, "--root"]).arg(site.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        format!(
            "error: port {port} is taken by another program\n = help: choose another one with `--port`\n"
        )
    );
}

#[test]
fn a_commit_is_part_of_the_next_change() {
    let site = site();
    let git = |arguments: &[&str]| {
        let done = Command::new("git")
            .current_dir(site.path())
            .args(["-c", "user.name=Ada Example", "-c", "user.email=ada@example.org"])
            .args(arguments)
            .output()
            .unwrap();
        assert!(done.status.success(), "{done:?}");
    };
    git(&["init", "-q"]);
    let preview = Preview::start(site.path(), &[]);
    assert!(!preview.get("/guides/first/").body.contains("Ada Example"));
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "All"]);
    write(site.path(), "content/guides/second/index.md", guide("Changed", ""));
    preview.wait_for("/guides/first/", "Ada Example", true);
    preview.printed("New commits: ");
}
