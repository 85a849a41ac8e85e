//! Pages in HTML. A tokenizer is enough, as it is for mails: what people save is tag soup, and a tree of it can be as deep
//! as the page is long. [`import`](super) calls [`read`].

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::found::{Found, Picture};
use super::line::address;
use super::told::{Left, Seen};
use super::wikitext::mark;
use super::writer::Writer;
use crate::desk::mail::html::marks::{BLOCKS, EMPTY, PARAGRAPHS, UNSEEN};

/// Elements that hold something else than text.
const MEDIA: &[&str] =
    &["iframe", "video", "audio", "embed", "canvas", "map", "noscript", "object", "applet"];
const DRAWINGS: &[&str] = &["svg", "math"];
const FORM: &[&str] = &["input", "select", "textarea", "button", "option", "datalist", "optgroup"];

/// The largest number of columns or rows that a cell says it goes over, in digits.
const DIGITS: usize = 4;

/// Reads a page, and gives what it says of itself.
pub(super) fn read(html: &str, writer: &mut Writer) -> Found {
    let mut emitter = DefaultEmitter::default();
    // So that the text of styles and scripts is not taken for tags.
    emitter.naively_switch_states(true);
    let mut reader = Reader { writer, found: Found::default(), skipped: None, title: None, code: None };
    for token in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => reader.start(&tag),
            Ok(Token::EndTag(tag)) => reader.end(&String::from_utf8_lossy(&tag.name)),
            Ok(Token::String(text)) => reader.text(&String::from_utf8_lossy(&text)),
            Ok(Token::Comment(_)) => reader.writer.told.left(Left::Comment),
            _ => {}
        }
    }
    reader.end_code();
    reader.found
}

struct Reader<'w> {
    writer: &'w mut Writer,
    found: Found,
    /// The element whose text is not read, and how many of its name are open within it.
    skipped: Option<(String, usize)>,
    /// The text of `title`, while it is open.
    title: Option<String>,
    /// A block of code, while it is open.
    code: Option<String>,
}

impl Reader<'_> {
    fn start(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let attribute = |name: &str| {
            let value = tag.attributes.get(name.as_bytes());
            value.map(|value| String::from_utf8_lossy(value).into_owned()).unwrap_or_default()
        };
        let is_empty = tag.self_closing || EMPTY.contains(&&*name);
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth += usize::from(*skipped == name && !is_empty);
            return;
        }
        let name = name.as_str();
        let style: String = attribute("style").to_lowercase().split_whitespace().collect();
        let skipped = match name {
            "title" if self.found.title.is_none() => {
                self.title = Some(String::new());
                return;
            }
            _ if MEDIA.contains(&name) => Some(Left::Media),
            _ if DRAWINGS.contains(&name) => Some(Left::Drawing),
            _ if FORM.contains(&name) => Some(Left::Field),
            _ if UNSEEN.contains(&name) || style.contains("display:none") => Some(Left::Unseen),
            _ => None,
        };
        if let Some(left) = skipped {
            self.writer.told.left(left);
            self.skipped = (!is_empty).then(|| (name.to_owned(), 1));
            return;
        }
        if let Some(mark) = mark(name) {
            return self.writer.line.open(mark);
        }
        match name {
            "html" | "body" => {
                let language = attribute("lang");
                if !language.is_empty() {
                    self.found.language.get_or_insert(language);
                }
            }
            "meta" => self.meta(&attribute("name").to_lowercase(), attribute("content")),
            "br" => self.line_break(),
            "hr" => self.writer.rule(),
            "a" if !attribute("href").is_empty() => self.writer.open_link(&attribute("href")),
            "img" => self.picture(&attribute("src"), &attribute("alt")),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.writer.heading(usize::from(name.as_bytes()[1] - b'0'));
            }
            "ul" | "ol" | "menu" => self.writer.open_list(name == "ol"),
            "li" => self.writer.entry(),
            "blockquote" => self.writer.open_quote(),
            "pre" => self.code = Some(String::new()),
            "table" => self.writer.open_table(),
            "tr" => self.writer.row(),
            "td" | "th" => {
                let number = |name: &str| {
                    let digits: String =
                        attribute(name).chars().filter(char::is_ascii_digit).take(DIGITS).collect();
                    digits.parse().unwrap_or(1)
                };
                self.writer.cell(name == "th", number("colspan"), number("rowspan"));
            }
            "caption" if self.writer.in_table() => self.writer.caption(),
            _ if PARAGRAPHS.contains(&name) || BLOCKS.contains(&name) => self.writer.end_block(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth -= usize::from(skipped == name);
            if *depth == 0 {
                self.skipped = None;
            }
            return;
        }
        if let Some(mark) = mark(name) {
            return self.writer.line.close(mark);
        }
        match name {
            "title" => {
                let title = self.title.take().unwrap_or_default();
                self.found.title = Some(title).filter(|title| !title.trim().is_empty());
            }
            "a" => self.writer.line.close_link(),
            "ul" | "ol" | "menu" => self.writer.close_list(),
            "blockquote" => self.writer.close_quote(),
            "pre" => self.end_code(),
            "table" => self.writer.close_table(),
            _ if PARAGRAPHS.contains(&name) || BLOCKS.contains(&name) => self.writer.end_block(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped.is_some() {
            return;
        }
        match (&mut self.title, &mut self.code) {
            (Some(title), _) => title.push_str(text),
            (_, Some(code)) => code.push_str(text),
            _ => self.writer.line.text(text),
        }
    }

    fn line_break(&mut self) {
        match &mut self.code {
            Some(code) => code.push('\n'),
            None => self.writer.line.line_break(),
        }
    }

    fn end_code(&mut self) {
        if let Some(code) = self.code.take() {
            self.writer.code_block("", &code);
        }
    }

    fn meta(&mut self, name: &str, content: String) {
        if content.trim().is_empty() {
            return;
        }
        match name {
            "author" | "dc.creator" => self.found.authors.push(content),
            "keywords" => self.found.keywords.extend(content.split(',').map(|word| word.trim().to_owned())),
            "date" | "dc.date" | "dcterms.date" => self.found.date = Some(content),
            "description" => self.found.summary = Some(content),
            _ => {}
        }
    }

    /// A picture that the page holds lies beside the record; one from elsewhere is a link.
    fn picture(&mut self, source: &str, description: &str) {
        if let Some(data) = source.strip_prefix("data:") {
            let bytes = data
                .split_once(";base64,")
                .and_then(|(_, packed)| encodify::base64::LENIENT.decode(packed).ok());
            return match bytes {
                Some(bytes) => self.found.picture(self.writer, Picture { bytes, description }),
                None => self.writer.told.left(Left::NoPicture),
            };
        }
        match address(source) {
            Some(address) => {
                self.writer.told.left(Left::Elsewhere);
                self.writer.told.seen(Seen::Link);
                self.writer.line.close_link();
                self.writer.line.open_link(&address);
                self.writer.line.text(description);
                self.writer.line.close_link();
            }
            None => {
                self.writer.told.left(Left::NoPicture);
                self.writer.line.text(description);
            }
        }
    }
}
