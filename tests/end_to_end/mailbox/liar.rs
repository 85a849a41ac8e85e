//! A server that says what a test wants. It answers as a server does, except where the test has other words.

use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use casebook::mailbox::Options;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use tempfile::TempDir;

use super::certificates::Certificates;

/// What it does at a command.
#[derive(Clone)]
pub(crate) enum Act {
    /// What servers do.
    Usual,
    /// It says this; `TAG` stands for the tag of the command.
    Say(Vec<u8>),
    /// It says this and ends the connection.
    Close(Vec<u8>),
    /// It says nothing any more.
    Silence,
}

pub(crate) fn say(text: &str) -> Act {
    Act::Say(text.as_bytes().to_vec())
}

/// The server. It goes away with the last connection.
pub(crate) struct Liar {
    _folder: TempDir,
    certificates: Certificates,
    port: u16,
    said: Arc<Mutex<Vec<String>>>,
}

impl Liar {
    /// One that speaks TLS from the beginning. `acts` is asked at each command, and at `GREETING`.
    pub(crate) fn secure(acts: impl Fn(&str) -> Act + Send + Sync + 'static) -> Self {
        Self::start(true, acts)
    }

    /// One that never speaks TLS.
    pub(crate) fn plain(acts: impl Fn(&str) -> Act + Send + Sync + 'static) -> Self {
        Self::start(false, acts)
    }

    fn start(is_secure: bool, acts: impl Fn(&str) -> Act + Send + Sync + 'static) -> Self {
        let folder = TempDir::new().unwrap();
        let certificates = Certificates::new(folder.path());
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![CertificateDer::from_pem_file(&certificates.server).unwrap()],
                PrivateKeyDer::from_pem_file(&certificates.key).unwrap(),
            )
            .unwrap();
        let config = Arc::new(config);
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let said = Arc::new(Mutex::new(Vec::new()));
        let told = said.clone();
        thread::spawn(move || {
            for socket in listener.incoming() {
                let socket = socket.unwrap();
                socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
                if is_secure {
                    let mut connection = ServerConnection::new(config.clone()).unwrap();
                    let mut socket = socket;
                    while connection.is_handshaking() && connection.complete_io(&mut socket).is_ok() {}
                    serve(StreamOwned::new(connection, socket), &acts, &told);
                } else {
                    serve::<TcpStream>(socket, &acts, &told);
                }
            }
        });
        Self { _folder: folder, certificates, port, said }
    }

    pub(crate) fn address(&self) -> String {
        format!("imaps://desk%40example.org@localhost:{}", self.port)
    }

    pub(crate) fn starttls_address(&self) -> String {
        format!("imap://desk%40example.org@localhost:{}", self.port)
    }

    /// The way to it, with little patience.
    pub(crate) fn options(&self) -> Options {
        Options {
            patience: Duration::from_millis(500),
            largest: 1000,
            ..super::options(&self.certificates.ca)
        }
    }

    /// What it was told, without the tags.
    pub(crate) fn said(&self) -> Vec<String> {
        self.said.lock().unwrap().clone()
    }
}

/// Answers until somebody has enough. Errors are the other side's business.
fn serve<S: Read + Write>(stream: S, acts: &impl Fn(&str) -> Act, told: &Mutex<Vec<String>>) {
    let mut stream = BufReader::new(stream);
    let mut command = ("TAG".to_owned(), "GREETING".to_owned());
    loop {
        let (tag, words) = &command;
        let (text, is_end) = match acts(words) {
            Act::Usual => {
                if let Some(length) = announced(words) {
                    let mut draft = vec![0; length + 2];
                    let _ = stream.get_mut().write_all(b"+ go on\r\n");
                    if stream.read_exact(&mut draft).is_err() {
                        return;
                    }
                }
                (usual(words).into_bytes(), false)
            }
            Act::Say(text) => (text, false),
            Act::Close(text) => (text, true),
            Act::Silence => {
                // Until the other side has no more patience.
                let _ = stream.read_to_end(&mut Vec::new());
                return;
            }
        };
        let at = text.windows(3).position(|word| word == b"TAG");
        let text = match at {
            Some(at) => [&text[..at], tag.as_bytes(), &text[at + 3..]].concat(),
            None => text,
        };
        if stream.get_mut().write_all(&text).and_then(|()| stream.get_mut().flush()).is_err() || is_end {
            return;
        }
        let mut line = String::new();
        match stream.read_line(&mut line) {
            Ok(1..) => {}
            _ => return,
        }
        let line = line.trim_end();
        // What answers a question of the server has no tag; it belongs to the command before.
        command = match line.split_once(' ').filter(|(tag, _)| tag.starts_with('c') || *tag == "bye") {
            Some((tag, words)) => (tag.to_owned(), words.to_owned()),
            None => (command.0, format!("MORE {line}")),
        };
        told.lock().unwrap().push(command.1.clone());
    }
}

/// How long the draft is that follows.
fn announced(command: &str) -> Option<usize> {
    let length = command.strip_prefix("APPEND ")?.rsplit_once('{')?.1.strip_suffix('}')?;
    Some(length.parse().unwrap())
}

fn usual(command: &str) -> String {
    let (untagged, words) = match command.split(' ').next().unwrap_or_default() {
        "GREETING" => return "* OK ready\r\n".to_owned(),
        "CAPABILITY" => ("* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\n", "done"),
        "LIST" => ("* LIST () \"/\" INBOX\r\n* LIST (\\Drafts) \"/\" Drafts\r\n", "done"),
        "EXAMINE" | "SELECT" => ("* OK [UIDVALIDITY 7] x\r\n* OK [PERMANENTFLAGS (\\*)] x\r\n", "done"),
        "UID" if command.starts_with("UID SEARCH") => ("* SEARCH 1 2\r\n", "done"),
        "UID" if command.contains("HEADER.FIELDS") => (
            "* 1 FETCH (UID 1 RFC822.SIZE 5 FLAGS () BODY[HEADER.FIELDS (MESSAGE-ID)] {0}\r\n)\r\n\
             * 2 FETCH (UID 2 RFC822.SIZE 5 FLAGS () BODY[HEADER.FIELDS (MESSAGE-ID)] NIL)\r\n",
            "done",
        ),
        "UID" if command.contains("RFC822.SIZE") => {
            ("* 1 FETCH (UID 1 RFC822.SIZE 5)\r\n* 2 FETCH (UID 2 RFC822.SIZE 5)\r\n", "done")
        }
        "UID" if command.contains("BODY.PEEK[]") => {
            ("* 1 FETCH (UID 1 BODY[] {5}\r\nfirst)\r\n* 2 FETCH (UID 2 BODY[] {6}\r\nsecond)\r\n", "done")
        }
        _ => ("", "done"),
    };
    format!("{untagged}TAG OK {words}\r\n")
}
