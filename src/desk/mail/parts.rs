//! A mail taken apart: its headers, the text that was meant to be read, and what is attached.
//! [`read`](super::read) calls it.
//!
//! `mail-parser` reads the headers of each part. The tree of parts is walked here, because its own
//! walk follows mails within mails without an end, and a mail made to do harm overflows the stack.

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders};

use super::encoding::{joined_words, text, transfer_decoded};

/// How deep parts may lie within parts. Real mails have four levels or five.
const DEEPEST: usize = 32;
/// How many parts a mail may have; those past it are passed over.
const MOST_PARTS: usize = 1000;
/// Headers past this are cut.
const LONGEST_HEADERS: usize = 1024 * 1024;

/// The headers of a mail or of one of its parts.
pub(super) type Headers = Message<'static>;

/// What a mail holds.
#[derive(Default)]
pub(super) struct Contents {
    pub(super) texts: Vec<Readable>,
    pub(super) attached: Vec<Attached>,
}

/// A part to read.
pub(super) enum Readable {
    Plain {
        text: String,
        /// The lines flow (RFC 3676); `delete_space` is its parameter `DelSp`.
        flowed: bool,
        delete_space: bool,
    },
    Html(String),
}

impl Readable {
    fn is_blank(&self) -> bool {
        match self {
            Self::Plain { text, .. } | Self::Html(text) => text.trim().is_empty(),
        }
    }
}

/// A part that is attached.
pub(super) struct Attached {
    pub(super) name: String,
    pub(super) media_type: String,
    /// Its size, decoded.
    pub(super) bytes: usize,
}

/// Headers and the bytes behind the blank line that ends them.
pub(super) fn split_headers(bytes: &[u8]) -> (Headers, &[u8]) {
    let mut end = 0;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        end += line.len();
        if line.trim_ascii().is_empty() {
            break;
        }
    }
    let (head, body) = bytes.split_at(end);
    let head = joined_words(&head[..head.len().min(LONGEST_HEADERS)]);
    let parsed = MessageParser::default().parse_headers(head.as_ref()).map(Message::into_owned);
    // A message of `mail-parser` must have a part to be asked for its headers.
    let none = || Message { parts: vec![MessagePart::default()], ..Message::default() };
    (parsed.filter(|headers| !headers.parts.is_empty()).unwrap_or_else(none), body)
}

/// All that a mail holds, from its headers and its body.
pub(super) fn contents(headers: &Headers, body: &[u8]) -> Contents {
    let mut walk = Walk { parts: 0 };
    let mut contents = Contents::default();
    walk.part(headers, body, Surroundings::default(), &mut contents);
    contents
}

/// Where a part lies.
#[derive(Clone, Copy, Default)]
struct Surroundings {
    depth: usize,
    /// Within a `multipart/digest`, where parts are mails unless they say otherwise.
    digest: bool,
    /// Within a `multipart/related`, behind the part that shows it.
    related: bool,
}

struct Walk {
    parts: usize,
}

impl Walk {
    fn part(&mut self, headers: &Headers, body: &[u8], place: Surroundings, contents: &mut Contents) {
        self.parts += 1;
        if place.depth > DEEPEST {
            return;
        }
        let kind = Kind::of(headers, place);
        match (kind.main.as_str(), kind.sub.as_str(), &kind.boundary) {
            ("multipart", sub, Some(boundary)) => self.multipart(sub, boundary, body, place, contents),
            ("text", "plain" | "html", _) if !kind.attached => {
                contents.texts.push(readable(headers, &kind, body));
            }
            ("message", "rfc822" | "global", _) => contents.attached.push(nested(headers, body)),
            _ => {
                let name = headers.attachment_name().unwrap_or_default();
                // Pictures without a name are signs in a signature, or belong to the design.
                let design = kind.main == "image" || place.related;
                if !(name.is_empty() && design) {
                    contents.attached.push(Attached {
                        name: name.to_owned(),
                        media_type: format!("{}/{}", kind.main, kind.sub),
                        bytes: decoded(headers, body).len(),
                    });
                }
            }
        }
    }

    fn multipart(
        &mut self,
        sub: &str,
        boundary: &str,
        body: &[u8],
        place: Surroundings,
        contents: &mut Contents,
    ) {
        let mut alternatives: Vec<Vec<Readable>> = Vec::new();
        for (index, part) in split_parts(body, boundary).into_iter().enumerate() {
            if self.parts >= MOST_PARTS {
                break;
            }
            let place = Surroundings {
                depth: place.depth + 1,
                digest: sub == "digest",
                related: sub == "related" && index > 0,
            };
            let (headers, body) = split_headers(part);
            let mut inner = Contents::default();
            self.part(&headers, body, place, &mut inner);
            contents.attached.append(&mut inner.attached);
            if sub == "alternative" {
                alternatives.push(inner.texts);
            } else {
                contents.texts.append(&mut inner.texts);
            }
        }
        // Plain text is what its writer saw, as far as it has any.
        alternatives.retain(|texts| texts.iter().any(|text| !text.is_blank()));
        let plain = |texts: &Vec<Readable>| texts.iter().all(|text| matches!(text, Readable::Plain { .. }));
        let chosen = alternatives.iter().position(plain).unwrap_or_default();
        contents.texts.extend(alternatives.into_iter().nth(chosen).unwrap_or_default());
    }
}

/// What the headers of a part say that it is.
struct Kind {
    main: String,
    sub: String,
    boundary: Option<String>,
    attached: bool,
}

impl Kind {
    fn of(headers: &Headers, place: Surroundings) -> Self {
        let declared = headers.content_type();
        let default = if place.digest { ("message", "rfc822") } else { ("text", "plain") };
        let (main, sub) = declared.map_or(default, |kind| (kind.ctype(), kind.subtype().unwrap_or("plain")));
        let disposition = headers.content_disposition();
        // A text with a name that is not shown on purpose is a file.
        let attached = match disposition {
            Some(disposition) => disposition.is_attachment(),
            None => headers.attachment_name().is_some(),
        };
        Self {
            main: main.to_ascii_lowercase(),
            sub: sub.to_ascii_lowercase(),
            boundary: declared.and_then(|kind| kind.attribute("boundary")).map(str::to_owned),
            attached,
        }
    }
}

fn readable(headers: &Headers, kind: &Kind, body: &[u8]) -> Readable {
    let attribute = |name| headers.content_type().and_then(|kind| kind.attribute(name));
    let is = |name, value: &str| attribute(name).is_some_and(|found: &str| found.eq_ignore_ascii_case(value));
    let text = text(&decoded(headers, body), attribute("charset"));
    if kind.sub == "html" {
        Readable::Html(text)
    } else {
        Readable::Plain { text, flowed: is("format", "flowed"), delete_space: is("delsp", "yes") }
    }
}

/// A mail that was attached to another: known by its name, or else by its subject.
fn nested(headers: &Headers, body: &[u8]) -> Attached {
    let decoded = decoded(headers, body);
    let name = match headers.attachment_name() {
        Some(name) => name.to_owned(),
        None => split_headers(&decoded).0.subject().unwrap_or("mail").replace(['/', '\\'], "-"),
    };
    let is_eml = name.to_lowercase().ends_with(".eml");
    Attached {
        name: if is_eml { name } else { format!("{name}.eml") },
        media_type: "message/rfc822".to_owned(),
        bytes: decoded.len(),
    }
}

fn decoded<'b>(headers: &Headers, body: &'b [u8]) -> std::borrow::Cow<'b, [u8]> {
    transfer_decoded(body, headers.content_transfer_encoding().unwrap_or_default())
}

/// The parts of a multipart body (RFC 2046, section 5.1.1), without what stands before the first
/// and behind the last. Where the end is missing, the last part goes on to the end of the body.
fn split_parts<'b>(body: &'b [u8], boundary: &str) -> Vec<&'b [u8]> {
    let delimiter = format!("--{boundary}");
    let mut parts = Vec::new();
    let mut start = None;
    for at in memchr::memmem::find_iter(body, delimiter.as_bytes()) {
        if at > 0 && body[at - 1] != b'\n' {
            continue;
        }
        let rest = &body[at + delimiter.len()..];
        let line = &rest[..memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1)];
        let last = match line.trim_ascii() {
            b"" => false,
            b"--" => true,
            // The boundary of another multipart, which begins like this one.
            _ => continue,
        };
        if let Some(start) = start.take() {
            parts.push(without_line_break(&body[start..at.max(start)]));
        }
        if last {
            return parts;
        }
        start = Some(at + delimiter.len() + line.len());
    }
    parts.extend(start.map(|start| &body[start..]));
    parts
}

/// The line break before a boundary belongs to the boundary.
fn without_line_break(part: &[u8]) -> &[u8] {
    let part = part.strip_suffix(b"\n").unwrap_or(part);
    part.strip_suffix(b"\r").unwrap_or(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_end_where_their_own_boundary_stands() {
        let body = b"before\r\n--a\r\none\r\n--ab\r\nstill\r\n--a \r\ntwo\n--a--\nafter\n--a\nno";
        assert_eq!(split_parts(body, "a"), [b"one\r\n--ab\r\nstill".as_slice(), b"two"]);
        assert_eq!(split_parts(b"--a\ncut off", "a"), [b"cut off".as_slice()]);
        assert_eq!(split_parts(b"--a\n--a--", "a"), [b"".as_slice()]);
        assert!(split_parts(b"no parts, --a neither", "a").is_empty());
    }

    /// The texts of a mail.
    fn texts(mail: &str) -> usize {
        let (headers, body) = split_headers(mail.as_bytes());
        contents(&headers, body).texts.len()
    }

    #[test]
    fn a_mail_is_read_to_a_depth_and_to_a_number_of_parts() {
        let nested = |depth: usize| {
            let levels =
                (0..depth).map(|at| format!("Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n"));
            texts(&format!("{}\nHello", levels.collect::<String>()))
        };
        assert_eq!((nested(DEEPEST), nested(DEEPEST + 1)), (1, 0));
        // The mail itself is the first part.
        let many = |parts: usize| {
            let parts = "--b\n\nHello\n".repeat(parts - 1);
            texts(&format!("Content-Type: multipart/mixed; boundary=b\n\n{parts}"))
        };
        assert_eq!(many(MOST_PARTS - 1), MOST_PARTS - 2);
        assert_eq!((many(MOST_PARTS), many(MOST_PARTS + 1)), (MOST_PARTS - 1, MOST_PARTS - 1));
    }

    #[test]
    fn headers_are_read_to_a_length() {
        let subject = |length: usize| {
            let end = "Subject: Maps\n";
            let before = format!("X-A: {}\n", "a".repeat(length - end.len() - "X-A: \n".len()));
            let mail = format!("{before}{end}\nHello");
            split_headers(mail.as_bytes()).0.subject().map(str::to_owned)
        };
        assert_eq!(subject(LONGEST_HEADERS).as_deref(), Some("Maps"));
        assert_ne!(subject(LONGEST_HEADERS + 2).as_deref(), Some("Maps"));
    }
}
