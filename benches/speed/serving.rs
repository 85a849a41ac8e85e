//! How long a reader of the preview waits: from the start of `casebook serve` to the first page, and
//! from saving a file to the page and the list that show the change.

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

pub(crate) struct Waits {
    /// From the start of the program to its first answer.
    pub start: Duration,
    /// From saving the file to the page with the change, once for each round.
    pub page: Vec<Duration>,
    /// From saving the file to the list with the change, where there is a list.
    pub list: Vec<Duration>,
    /// The most memory that the program held, in bytes, where the system tells.
    pub memory: Option<u64>,
}

const PATIENCE: Duration = Duration::from_secs(60);

/// Starts the preview of `root` and edits the title of a record of `kind` (a folder below `content`)
/// so often as `rounds` says.
pub(crate) fn waits(casebook: &str, root: &Path, kind: &str, rounds: usize) -> Result<Waits, Box<dyn Error>> {
    let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
    let begun = Instant::now();
    let server = Server(
        Command::new(casebook)
            .args(["serve", "--port", &port.to_string(), "--root"])
            .arg(root)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?,
    );
    let (start, _) = until(begun, || get(port, "/").ok())?;
    let events = events(port)?;

    let folder = root.join("content").join(kind);
    let list = if kind == "pages" { None } else { Some(format!("/{kind}/")) };
    let listed = list.as_ref().map(|list| get(port, list)).transpose()?;
    let slug = single_files(&folder)?
        .into_iter()
        .find(|slug| {
            listed.as_ref().is_none_or(|html| html.contains(&format!("/{kind}/{slug}/index.html\"")))
        })
        .ok_or("no record to edit")?;
    let file = folder.join(format!("{slug}.md"));
    let page = format!("{}{slug}/", list.as_deref().unwrap_or("/"));

    let original = fs::read_to_string(&file)?;
    let mut waits = Waits { start, page: vec![], list: vec![], memory: None };
    for round in 0..rounds {
        // As long as an editor needs at the least between two saves; and late events are drained.
        thread::sleep(Duration::from_millis(700));
        while events.try_recv().is_ok() {}
        let mark = format!("changed {round}");
        let text = retitled(&original, &mark);
        let saved = Instant::now();
        fs::write(&file, text)?;
        events.recv_timeout(PATIENCE).map_err(|_| "no event after a saved file")?;
        let shows = |address: &str| get(port, address).ok()?.contains(&mark).then_some(());
        waits.page.push(until(saved, || shows(&page))?.0);
        if let Some(list) = &list {
            waits.list.push(until(saved, || shows(list))?.0);
        }
    }
    fs::write(&file, original)?;
    waits.memory = peak_memory(server.0.id());
    Ok(waits)
}

/// The names of the records that are single files, without translations, sorted. Pages may lie in folders.
fn single_files(folder: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let depth = if folder.ends_with("pages") { usize::MAX } else { 1 };
    let mut names = Vec::new();
    for entry in walkdir::WalkDir::new(folder).max_depth(depth) {
        let entry = entry?;
        let name = entry.path().strip_prefix(folder)?.to_string_lossy().into_owned();
        let stem = name.strip_suffix(".md").filter(|stem| !stem.contains('.') && !stem.ends_with("index"));
        names.extend(stem.map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

/// The preview, stopped when the measuring ends, in whatever way it does.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Tries until there is something, and says how long it took from `begun`.
fn until<T>(begun: Instant, attempt: impl Fn() -> Option<T>) -> Result<(Duration, T), Box<dyn Error>> {
    while begun.elapsed() < PATIENCE {
        if let Some(found) = attempt() {
            return Ok((begun.elapsed(), found));
        }
        thread::sleep(Duration::from_millis(1));
    }
    Err("the preview did not answer in time".into())
}

fn get(port: u16, path: &str) -> Result<String, Box<dyn Error>> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    // Version 1.0, so that the answer comes in one piece and the connection ends with it.
    write!(stream, "GET {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    if answer.split(' ').nth(1) == Some("200") { Ok(answer) } else { Err("not found".into()) }
}

/// Reads the stream of events in the background; one message for each event.
fn events(port: u16) -> Result<Receiver<()>, Box<dyn Error>> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    write!(stream, "GET /_casebook/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n")?;
    let (sender, receiver) = channel();
    thread::spawn(move || {
        for line in BufReader::new(stream).lines() {
            match line {
                Ok(line) if !line.starts_with("data:") => {}
                Ok(_) if sender.send(()).is_ok() => {}
                _ => break,
            }
        }
    });
    Ok(receiver)
}

/// The record with a few words more at the end of its title, so that it keeps its place in lists.
fn retitled(text: &str, words: &str) -> String {
    let lines = text.lines().map(|line| match line.strip_prefix("title: ") {
        Some(title) => format!("title: \"{} {words}\"\n", title.trim_matches('"')),
        None => format!("{line}\n"),
    });
    lines.collect()
}

/// The kernel's own record of the most memory that a running process has held. Linux only.
fn peak_memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
