//! HTML mails as lines of plain text. [`read`](super::read) calls it where a mail has no plain text of
//! its own.
//!
//! A tokenizer is enough: mails are tag soup, and a tree of them can be as deep as the mail is
//! long. Quotations become quoted lines, so that [`quotes`](super::quotes) has one form to know.

pub(crate) mod marks;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use self::marks::{
    BLOCKS, EMPTY, MOST_REGIONS, Mark, PARAGRAPHS, Region, SUBSCRIPTS, SUPERSCRIPTS, UNSEEN, mark, small,
};
use super::lines::{Line, Role, unquoted, written};
use super::plain::clean;

/// Quotations and lists within each other past this are drawn as if they were less deep.
const DEEPEST: usize = 8;
/// How many lines say who wrote what is quoted below.
const LONGEST_ATTRIBUTION: usize = 4;

/// The lines of an HTML mail, as they would be written in plain text.
pub(super) fn to_lines(html: &str) -> Vec<Line> {
    let mut emitter = DefaultEmitter::default();
    // So that the text of styles and scripts is not taken for tags.
    emitter.naively_switch_states(true);
    let mut writer = Writer::default();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => writer.start(&tag),
            Ok(Token::EndTag(tag)) => writer.end(&String::from_utf8_lossy(&tag.name)),
            Ok(Token::String(text)) => writer.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    writer.finish()
}

#[derive(Default)]
struct Writer {
    lines: Vec<Line>,
    line: Line,
    /// A blank line is to come before the next text.
    blank: bool,
    /// A space is to come before the next word.
    space: bool,
    quoted: usize,
    lists: Vec<List>,
    preformatted: usize,
    /// The element whose text is not seen, and how many of its name are open within it.
    unseen: Option<(String, usize)>,
    link: Option<Link>,
    /// The line where what may be an attribution starts. It is one when a quotation follows.
    attribution: Option<usize>,
    regions: Vec<Region>,
    /// What the next line is, where its program says that a mail starts with it that was written before.
    next: Role,
    row: Row,
    /// The text that came last ends with two dashes and a space.
    dashes: bool,
    /// The digits of what is written small, above or below the line.
    small: Option<[char; 12]>,
}

/// The row of a table that is open.
#[derive(Default)]
struct Row {
    /// How many lines there were when it began.
    from: Option<usize>,
    /// A cell has begun behind another on its line, and has no text yet.
    begins: bool,
}

/// A list that is open; for a numbered one, the number of its last item.
struct List {
    number: Option<usize>,
}

/// A link that is open: where it leads, and where in the line its text starts.
struct Link {
    target: String,
    from: usize,
}

impl Writer {
    fn start(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name);
        let attribute = |name: &str| {
            let value = tag.attributes.get(name.as_bytes());
            value.map(|value| String::from_utf8_lossy(value).into_owned()).unwrap_or_default()
        };
        let empty = EMPTY.contains(&name.as_ref());
        if let Some((unseen, depth)) = &mut self.unseen {
            *depth += usize::from(*unseen == name);
            return;
        }
        let style: String = attribute("style").to_lowercase().split_whitespace().collect();
        if UNSEEN.contains(&name.as_ref()) || style.contains("display:none") || style.contains("mso-hide:all")
        {
            self.unseen = (!empty && !tag.self_closing).then(|| (name.into_owned(), 1));
            return;
        }
        for region in self.regions.iter_mut().filter(|region| region.name == name) {
            region.open += 1;
        }
        let marks = [attribute("class"), attribute("id"), attribute("name")];
        if let Some(mark) = mark(&marks) {
            self.mark(mark, &name, empty || tag.self_closing);
        }
        match name.as_ref() {
            "br" => self.break_line(),
            "img" => self.image(&attribute("alt"), [&attribute("width"), &attribute("height")]),
            "a" => self.open_link(&attribute("href")),
            "tr" => {
                self.end_line();
                self.row.from = Some(self.lines.len());
            }
            "td" | "th" => self.cell(),
            "sub" => self.small = Some(SUBSCRIPTS),
            "sup" => self.small = Some(SUPERSCRIPTS),
            "pre" => {
                self.paragraph();
                self.preformatted += 1;
            }
            "blockquote" => {
                self.paragraph();
                self.quote_attribution();
                self.quoted += 1;
            }
            "ul" | "ol" => {
                if self.lists.is_empty() {
                    self.paragraph();
                } else {
                    self.end_line();
                }
                let start = || attribute("start").trim().parse().unwrap_or(1_usize).saturating_sub(1);
                self.lists.push(List { number: (name == "ol").then(start) });
            }
            "li" => self.item(),
            other if PARAGRAPHS.contains(&other) => self.paragraph(),
            other if BLOCKS.contains(&other) => self.end_line(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((unseen, depth)) = &mut self.unseen {
            *depth -= usize::from(unseen == name);
            if *depth == 0 {
                self.unseen = None;
            }
            return;
        }
        for region in self.regions.iter_mut().filter(|region| region.name == name) {
            region.open -= 1;
        }
        if self.regions.iter().any(|region| region.open == 0) {
            self.end_line();
            self.regions.retain(|region| region.open > 0);
        }
        match name {
            "a" => self.close_link(),
            "sub" | "sup" => self.small = None,
            "tr" | "table" => {
                self.row = Row::default();
                self.end_line();
                self.blank |= name == "table";
            }
            "pre" => {
                self.paragraph();
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            "blockquote" => {
                self.paragraph();
                self.quoted = self.quoted.saturating_sub(1);
            }
            "ul" | "ol" => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.paragraph();
                } else {
                    self.end_line();
                }
            }
            other if PARAGRAPHS.contains(&other) => self.paragraph(),
            other if BLOCKS.contains(&other) => self.end_line(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.unseen.is_some() {
            return;
        }
        if self.preformatted > 0 {
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    self.break_line();
                }
                self.push(line.trim_end_matches('\r'));
            }
            return;
        }
        self.dashes = text.ends_with("-- ") || text.ends_with("--\u{a0}");
        // Only these are spaces to HTML; one that does not break is a character.
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        for (index, word) in text.split(is_space).enumerate() {
            self.space |= index > 0;
            if !word.is_empty() {
                self.push(word);
            }
        }
    }

    /// Writes a word, with the space and the blank line that are to come before it.
    fn push(&mut self, word: &str) {
        if word.is_empty() {
            return;
        }
        self.row.begins = false;
        if self.line.text.is_empty() {
            let (quoted, role) = self.place();
            if std::mem::take(&mut self.blank) && !self.lines.is_empty() {
                // Between a quotation and what is around it, the line belongs to neither.
                let before = self.lines.last().map_or(0, |line| line.quoted);
                self.lines.push(Line { quoted: before.min(quoted), ..Line::default() });
            }
            (self.line.quoted, self.line.role) = (quoted, role);
        } else if self.space {
            self.line.text.push(' ');
        }
        self.space = false;
        match self.small.and_then(|digits| small(word, digits)) {
            Some(word) => self.line.text.push_str(&word),
            None => self.line.text.push_str(word),
        }
    }

    /// How deeply what comes next is quoted, and what it is.
    fn place(&mut self) -> (usize, Role) {
        let within = |mark: Mark| self.regions.iter().filter(|region| region.mark == mark).count();
        let quoted = self.quoted + within(Mark::History);
        let signature = within(Mark::Signature) > 0;
        let role = match (std::mem::take(&mut self.next), quoted) {
            (Role::Text, 1..) => Role::Quotation,
            (Role::Text, 0) if signature => Role::Signature,
            (next, _) => next,
        };
        (quoted, role)
    }

    /// Begins a cell: on the line of the one before, if that has one line, whatever elements it is of.
    fn cell(&mut self) {
        self.space = true;
        self.row.begins = false;
        if let Some(row) = self.row.from
            && self.line.text.is_empty()
            && self.lines.get(row..).is_some_and(|lines| written(lines) == 1)
            && let Some(line) = self.lines.pop_if(|line| !line.is_blank())
        {
            self.line = line;
            self.blank = false;
        }
        self.row.begins = !self.line.text.is_empty();
    }

    /// Ends the line if it has text.
    fn end_line(&mut self) {
        if self.row.begins {
            return;
        }
        // The space behind the dashes makes them the sign of a signature; a line break in the source does not.
        if self.dashes && self.line.text.trim_end_matches('\u{a0}') == "--" {
            "-- ".clone_into(&mut self.line.text);
        }
        self.space = false;
        if !self.line.text.is_empty() {
            self.close_link();
            self.lines.push(std::mem::take(&mut self.line));
        }
    }

    /// Ends the line, also when it has no text.
    fn break_line(&mut self) {
        if self.line.text.is_empty() {
            self.blank = true;
        }
        self.end_line();
    }

    fn paragraph(&mut self) {
        self.end_line();
        self.blank = !self.row.begins;
    }

    fn item(&mut self) {
        self.end_line();
        let depth = self.lists.len().clamp(1, DEEPEST);
        let sign = match self.lists.last_mut() {
            Some(List { number: Some(number) }) => {
                *number += 1;
                format!("{number}.")
            }
            _ => "-".to_owned(),
        };
        self.push(&format!("{}{sign}", "  ".repeat(depth - 1)));
        self.space = true;
    }

    /// A picture is what its alternative text says. One of a single point counts readers.
    fn image(&mut self, alternative: &str, sizes: [&str; 2]) {
        let tracks = sizes.iter().any(|size| matches!(size.trim().trim_end_matches("px"), "0" | "1"));
        if !tracks {
            self.text(alternative);
        }
    }

    fn open_link(&mut self, target: &str) {
        self.close_link();
        let target = target.trim();
        let lower = target.get(..8).unwrap_or(target).to_ascii_lowercase();
        if lower.starts_with("http://") || lower.starts_with("https://") {
            let from = self.line.text.len();
            self.link = Some(Link { target: target.split_whitespace().collect(), from });
        }
    }

    /// Writes the address of a link behind its text, unless that is the address.
    fn close_link(&mut self) {
        let Some(Link { target, from }) = self.link.take() else {
            return;
        };
        let bare = |address: &str| {
            let address = address.trim().trim_end_matches('/');
            address.split_once("://").map_or(address, |(_, rest)| rest).to_lowercase()
        };
        let text = self.line.text.get(from..).unwrap_or_default().trim();
        if text.is_empty() {
            return;
        }
        if bare(text) == bare(&target) {
            // In full, so that it stays a link.
            let spaces = self.line.text[from..].len() - self.line.text[from..].trim_start().len();
            self.line.text.truncate(from + spaces);
            self.line.text.push_str(&target);
        } else {
            self.line.text.extend([" <", target.as_str(), ">"]);
        }
    }

    /// Notes what the program of the mail says of an element.
    fn mark(&mut self, mark: Mark, name: &str, is_empty: bool) {
        self.end_line();
        match mark {
            Mark::Original => {
                self.paragraph();
                self.next = Role::Original;
            }
            Mark::Attribution => {
                self.attribution.get_or_insert(self.lines.len());
            }
            Mark::History | Mark::Signature => {
                if !is_empty && self.regions.len() < MOST_REGIONS {
                    self.regions.push(Region { name: name.to_owned(), open: 1, mark });
                }
            }
        }
    }

    /// What stood between such a mark and a quotation is part of the quotation, unless it is more
    /// than an attribution, as in a mail that was forwarded.
    fn quote_attribution(&mut self) {
        if let Some(from) = self.attribution.take()
            && self.lines.len() - from.min(self.lines.len()) <= LONGEST_ATTRIBUTION
        {
            for line in self.lines.iter_mut().skip(from).filter(|line| !line.text.is_empty()) {
                line.quoted += 1;
                line.role = Role::Quotation;
            }
        }
    }

    fn finish(mut self) -> Vec<Line> {
        self.row.begins = false;
        self.end_line();
        let mut lines = Vec::with_capacity(self.lines.len());
        for line in self.lines {
            for text in clean(&line.text).split('\n') {
                // Mails that were plain text once have signs of quotations in HTML.
                let inner = unquoted(text);
                lines.push(Line { quoted: line.quoted + inner.quoted, role: line.role, text: inner.text });
            }
        }
        lines
    }
}

#[cfg(test)]
mod tests;
