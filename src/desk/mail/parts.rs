//! A mail taken apart: its headers, the text that was meant to be read, and what is attached.
//! [`read`](super::read) calls it.
//!
//! `mail-parser` reads the headers of each part. The tree of parts is walked here, because its own
//! walk follows mails within mails without an end, and a mail made to do harm overflows the stack.

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders};

use super::encoding::{Decoded, joined_words, text, transfer_decoded};
use super::forms;
use super::html;
use super::lines::{self, Line};
use super::multipart::{Split, split_parts};
use super::taken::{Taken, What, count};

/// How deep parts may lie within parts. Real mails have four levels or five.
const DEEPEST: usize = 32;
/// How many parts a mail may have; those past it are passed over, and counted.
const MOST_PARTS: usize = 1000;
/// How many mails within mails are read; those further in are attachments.
const MOST_MAILS: usize = 4;
/// Headers past this are cut.
const LONGEST_HEADERS: usize = 1024 * 1024;

/// The headers of a mail or of one of its parts.
pub(super) type Headers = Message<'static>;

/// What a mail holds.
#[derive(Default)]
pub(super) struct Contents {
    pub(super) texts: Vec<Readable>,
    pub(super) attached: Vec<Attached>,
    /// The mails that are attached to it, in which others may be.
    pub(super) mails: Vec<Nested>,
    /// Lines that only a form has that is not read.
    pub(super) other_form: Vec<Line>,
    /// Lines outside the parts.
    pub(super) outside: Vec<Line>,
    pub(super) taken: Vec<Taken>,
}

/// A mail that is attached to another.
pub(super) struct Nested {
    pub(super) headers: Headers,
    pub(super) contents: Contents,
}

impl Contents {
    /// Adds what a part holds, but for its texts.
    fn add(&mut self, part: &mut Self) {
        self.attached.append(&mut part.attached);
        self.mails.append(&mut part.mails);
        self.other_form.append(&mut part.other_form);
        self.outside.append(&mut part.outside);
        for taken in part.taken.drain(..) {
            count(&mut self.taken, taken.kind, taken.count);
        }
    }

    /// Whether there is nothing to read in it.
    fn is_empty(&self) -> bool {
        self.texts.iter().all(Readable::is_blank) && self.attached.is_empty() && self.mails.is_empty()
    }
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
    /// The lines of the part, in the one form that all further steps know.
    pub(super) fn lines(&self) -> Vec<Line> {
        match self {
            Self::Html(text) => html::to_lines(text),
            Self::Plain { text, flowed: true, delete_space } => lines::flowed(text, *delete_space),
            Self::Plain { text, .. } => lines::plain(text),
        }
    }

    pub(super) fn is_blank(&self) -> bool {
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

/// Whether the headers of a mail or a part, of which the body is known, were too long to be read.
pub(super) fn is_cut(whole: &[u8], body: &[u8]) -> bool {
    whole.len() - body.len() > LONGEST_HEADERS
}

/// All that a mail holds, from its headers and its body.
pub(super) fn contents(headers: &Headers, body: &[u8]) -> Contents {
    let mut walk = Walk { parts: 0, mails: 0 };
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
    /// How many mails it lies in.
    mails: usize,
    /// Within a `multipart/related`, behind the part that shows it.
    related: bool,
}

struct Walk {
    parts: usize,
    mails: usize,
}

impl Walk {
    fn part(&mut self, headers: &Headers, body: &[u8], place: Surroundings, contents: &mut Contents) {
        self.parts += 1;
        if place.depth > DEEPEST {
            return count(&mut contents.taken, What::Parts, 1);
        }
        let kind = Kind::of(headers, place);
        match (kind.main.as_str(), kind.sub.as_str(), &kind.boundary) {
            ("multipart", sub, Some(boundary)) => self.multipart(sub, boundary, body, place, contents),
            ("text", "plain" | "html", _) if !kind.attached => {
                contents.texts.push(readable(headers, &kind, body));
            }
            ("message", "rfc822" | "global", _) => self.mail(headers, body, place, contents),
            _ => {
                let name = headers.attachment_name().unwrap_or_default();
                // Pictures without a name are signs in a signature, or belong to the design.
                let design = kind.main == "image" || place.related;
                if name.is_empty() && design {
                    return count(&mut contents.taken, What::Pictures, 1);
                }
                contents.attached.push(Attached {
                    name: name.to_owned(),
                    media_type: format!("{}/{}", kind.main, kind.sub),
                    bytes: decoded(headers, body).bytes.len(),
                });
            }
        }
    }

    /// A mail that is attached: read, or listed by its name where nothing in it can be read.
    fn mail(&mut self, headers: &Headers, body: &[u8], place: Surroundings, contents: &mut Contents) {
        let decoded = decoded(headers, body);
        let (inner, body) = split_headers(&decoded.bytes);
        self.mails += 1;
        if place.mails >= MOST_MAILS || self.mails > MOST_PARTS || self.parts >= MOST_PARTS {
            contents.attached.push(listed(headers, &inner, decoded.bytes.len()));
            return;
        }
        let mut within = Contents::default();
        let place =
            Surroundings { depth: place.depth + 1, mails: place.mails + 1, ..Surroundings::default() };
        self.part(&inner, body, place, &mut within);
        if within.is_empty() {
            contents.attached.push(listed(headers, &inner, decoded.bytes.len()));
        } else {
            contents.mails.push(Nested { headers: inner, contents: within });
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
        let Split { parts, before, behind } = split_parts(body, boundary);
        if parts.is_empty() {
            // A boundary that never comes: all of it is text.
            let text = text(body, None);
            contents.texts.push(Readable::Plain { text, flowed: false, delete_space: false });
            return;
        }
        // What programs say there to those who see the parts as they are.
        let says_mime = |line: &Line| {
            let line = line.text.to_lowercase();
            line.contains("mime") || line.contains("multi-part") || line.contains("multipart")
        };
        contents
            .outside
            .extend(lines::plain(&text(before, None)).into_iter().filter(|line| !says_mime(line)));
        contents.outside.extend(lines::plain(&text(behind, None)));
        let mut alternatives: Vec<Vec<Readable>> = Vec::new();
        let all = parts.len();
        for (index, part) in parts.into_iter().enumerate() {
            if self.parts >= MOST_PARTS {
                count(&mut contents.taken, What::Parts, all - index);
                break;
            }
            let place = Surroundings {
                depth: place.depth + 1,
                digest: sub == "digest",
                mails: place.mails,
                related: sub == "related" && index > 0,
            };
            let (headers, body) = split_headers(part);
            let mut inner = Contents::default();
            self.part(&headers, body, place, &mut inner);
            count(&mut inner.taken, What::Headers, usize::from(is_cut(part, body)));
            contents.add(&mut inner);
            if sub == "alternative" {
                alternatives.push(inner.texts);
            } else {
                contents.texts.append(&mut inner.texts);
            }
        }
        let chosen = forms::choose(alternatives);
        contents.texts.extend(chosen.texts);
        contents.other_form.extend(chosen.others);
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
    let decoded = decoded(headers, body);
    let mut text = text(&decoded.bytes, attribute("charset"));
    if !decoded.clear.trim_ascii().is_empty() {
        let clear = self::text(decoded.clear, attribute("charset"));
        text.push('\n');
        if kind.sub == "html" {
            text.extend(["<pre>", &clear.replace('<', "&lt;"), "</pre>"]);
        } else {
            text.push_str(&clear);
        }
    }
    if kind.sub == "html" {
        Readable::Html(text)
    } else {
        Readable::Plain { text, flowed: is("format", "flowed"), delete_space: is("delsp", "yes") }
    }
}

/// A mail that was attached to another, as a file: known by its name, or else by its subject.
fn listed(headers: &Headers, inner: &Headers, bytes: usize) -> Attached {
    let name = match headers.attachment_name() {
        Some(name) => name.to_owned(),
        None => inner.subject().unwrap_or("mail").replace(['/', '\\'], "-"),
    };
    let is_eml = name.to_lowercase().ends_with(".eml");
    Attached {
        name: if is_eml { name } else { format!("{name}.eml") },
        media_type: "message/rfc822".to_owned(),
        bytes,
    }
}

fn decoded<'b>(headers: &Headers, body: &'b [u8]) -> Decoded<'b> {
    transfer_decoded(body, headers.content_transfer_encoding().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

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
