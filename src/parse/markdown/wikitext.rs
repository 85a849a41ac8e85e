//! Markdown as wikitext, for a text that goes back to a wiki. `render` calls [`wikitext`]. The Markdown is read as the site
//! reads it; what wikitext would take for signs of its own is written as entities, and what a wiki has no form for is
//! counted.

mod lost;
mod signs;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;

use pulldown_cmark::{
    BlockQuoteKind, CodeBlockKind, Event, LinkType, Parser, Tag, TagEnd, TextMergeWithOffset,
};

pub use self::lost::Lost;
pub use self::signs::wiki_text;

use self::signs::{escaped, in_brackets};
use super::EXTENSIONS;
use super::address::{Address, address};
use super::embedded::on_commons;

/// Where a link within the site leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leads {
    /// The address on the web, where the site has one.
    pub address: Option<String>,
    /// What a link without a text of its own is called.
    pub title: String,
}

/// A text as wikitext.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Wikitext {
    pub text: String,
    /// What a wiki has no form for, and how often.
    pub lost: BTreeMap<Lost, usize>,
}

/// The Markdown of `text` from the byte `body_start` on as wikitext. `leads` says of the link that begins at a byte of
/// `text` where within the site it leads.
#[must_use]
pub fn wikitext(text: &str, body_start: usize, leads: &dyn Fn(usize) -> Option<Leads>) -> Wikitext {
    let body = &text[body_start..];
    // A sign of wikitext may stand in several pieces of text.
    let pieces = TextMergeWithOffset::new(Parser::new_ext(body, EXTENSIONS).into_offset_iter());
    let events: Vec<(Event<'_>, usize)> =
        pieces.map(|(event, range)| (event, range.start + body_start)).collect();
    let mut notes: HashMap<String, (usize, usize)> = HashMap::new();
    let mut open: Vec<(String, usize)> = Vec::new();
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => open.push((label.to_string(), at + 1)),
            Event::End(TagEnd::FootnoteDefinition) => {
                if let Some((label, from)) = open.pop() {
                    notes.entry(label).or_insert((from, at));
                }
            }
            _ => {}
        }
    }
    let mut writer = Writer {
        events: &events,
        leads,
        notes,
        named: HashSet::new(),
        out: String::new(),
        lost: BTreeMap::new(),
        lists: String::new(),
        is_entry: false,
        in_heading: false,
        in_note: 0,
        in_cell: false,
        bare: 0,
        links: Vec::new(),
        code: None,
        image: None,
    };
    writer.events(0, events.len());
    let mut text = writer.out.trim().to_owned();
    if !writer.named.is_empty() {
        text.push_str("\n\n<references />");
    }
    if !text.is_empty() {
        text.push('\n');
    }
    Wikitext { text, lost: writer.lost }
}

struct Writer<'e, 't> {
    events: &'e [(Event<'t>, usize)],
    leads: &'e dyn Fn(usize) -> Option<Leads>,
    /// Between which events each note stands.
    notes: HashMap<String, (usize, usize)>,
    /// The notes that are in the text already.
    named: HashSet<String>,
    out: String,
    lost: BTreeMap<Lost, usize>,
    /// The signs of the lists that are open.
    lists: String,
    /// An entry has begun, and has no text yet.
    is_entry: bool,
    in_heading: bool,
    in_note: usize,
    in_cell: bool,
    /// Within how many `[[links]]` without a text of their own.
    bare: usize,
    /// What ends each link that is open, and where its text began, with what it is called where it has none.
    links: Vec<(&'static str, usize, String)>,
    code: Option<(String, String)>,
    /// The description of a picture, and how many others are open within.
    image: Option<(String, usize)>,
}

impl Writer<'_, '_> {
    fn events(&mut self, from: usize, to: usize) {
        let events = self.events;
        let mut at = from;
        while at < to {
            let (event, start) = &events[at];
            // Notes stand where they are named.
            if let Event::Start(Tag::FootnoteDefinition(label)) = event
                && let Some((_, end)) = self.notes.get(&**label)
                && *end > at
            {
                at = end + 1;
                continue;
            }
            self.event(event, *start);
            at += 1;
        }
    }

    fn lose(&mut self, what: Lost) {
        *self.lost.entry(what).or_default() += 1;
    }

    fn event(&mut self, event: &Event<'_>, start: usize) {
        if let Some((description, depth)) = &mut self.image {
            match event {
                Event::Text(text) | Event::Code(text) => description.push_str(text),
                Event::SoftBreak | Event::HardBreak => description.push(' '),
                Event::Start(Tag::Image { .. }) => *depth += 1,
                Event::End(TagEnd::Image) if *depth > 0 => *depth -= 1,
                Event::End(TagEnd::Image) => self.end_image(),
                _ => {}
            }
            return;
        }
        // The text of a bare `[[link]]` is its target, and its title stands for it.
        if self.bare > 0 && matches!(event, Event::Text(_)) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, start),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => match &mut self.code {
                Some((_, code)) => code.push_str(text),
                None => self.text(text),
            },
            Event::Code(code) => {
                self.begin();
                self.out.push_str("<code>");
                self.out.push_str(&escaped(code, false, true));
                self.out.push_str("</code>");
            }
            Event::SoftBreak => self.out.push(' '),
            Event::HardBreak => self.out.push_str("<br />"),
            Event::Rule => {
                self.block();
                self.out.push_str("----\n");
            }
            Event::FootnoteReference(label) => self.note(label),
            Event::TaskListMarker(is_done) => {
                self.begin();
                self.out.push_str(if *is_done { "☑ " } else { "☐ " });
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html(html),
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// Begins a block: below an empty line, or on the line of the entry that has just begun.
    fn block(&mut self) {
        if self.in_note > 0 || self.in_cell {
            if !self.out.ends_with([' ', '>', '|', '!']) {
                self.out.push_str("<br />");
            }
            return;
        }
        if std::mem::take(&mut self.is_entry) {
            return;
        }
        if !self.lists.is_empty() {
            // A line of its own in the same entry.
            self.fresh_line();
            let signs = format!("{}: ", self.lists);
            self.out.push_str(&signs);
            return;
        }
        self.fresh_line();
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// That something stands within a block.
    fn begin(&mut self) {
        self.is_entry = false;
    }

    fn fresh_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn text(&mut self, text: &str) {
        let starts = self.out.is_empty() || self.out.ends_with('\n') || self.out.ends_with("> ");
        self.begin();
        let escaped = escaped(text, starts, self.in_heading || self.in_cell);
        self.out.push_str(&escaped);
    }

    fn start(&mut self, tag: &Tag<'_>, start: usize) {
        match tag {
            Tag::Paragraph => self.block(),
            Tag::Heading { level, .. } => {
                self.block();
                if self.lists.is_empty() && self.in_note == 0 && !self.in_cell {
                    self.in_heading = true;
                    self.out.push_str(&"=".repeat((*level as usize).max(2)));
                    self.out.push(' ');
                } else {
                    self.lose(Lost::Block);
                    self.out.push_str("'''");
                }
            }
            Tag::BlockQuote(kind) => self.quote(*kind),
            Tag::CodeBlock(kind) => {
                self.block();
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default(),
                    CodeBlockKind::Indented => "",
                };
                self.code = Some((language.to_owned(), String::new()));
            }
            Tag::List(first) => {
                if self.lists.is_empty() {
                    self.block();
                }
                self.lists.push(if first.is_some() { '#' } else { '*' });
            }
            Tag::Item => {
                if self.in_cell || self.in_note > 0 {
                    self.block();
                    self.out.push_str("• ");
                } else {
                    // An entry that begins with a list has no line of its own.
                    if !self.is_entry {
                        self.fresh_line();
                    }
                    if self.is_entry {
                        let kept = self.out.trim_end_matches(['*', '#', ' ']).len();
                        self.out.truncate(kept);
                    }
                    let signs = format!("{} ", self.lists);
                    self.out.push_str(&signs);
                    self.is_entry = true;
                }
            }
            Tag::DefinitionList => self.block(),
            Tag::DefinitionListTitle => {
                self.fresh_line();
                self.out.push_str("; ");
                self.is_entry = true;
            }
            Tag::DefinitionListDefinition => {
                self.fresh_line();
                self.out.push_str(": ");
                self.is_entry = true;
            }
            Tag::Table(_) => {
                self.block();
                self.out.push_str("{| class=\"wikitable\"\n");
            }
            Tag::TableHead => self.out.push_str("|-\n!"),
            Tag::TableRow => self.out.push_str("|-\n|"),
            Tag::TableCell => {
                self.in_cell = true;
                if !self.out.ends_with("\n!") && !self.out.ends_with("\n|") {
                    let line = self.out.rfind('\n').map_or(0, |at| at + 1);
                    self.out.push_str(if self.out[line..].starts_with('!') { " !!" } else { " ||" });
                }
                self.out.push(' ');
            }
            Tag::Emphasis => self.sign("''"),
            Tag::Strong => self.sign("'''"),
            Tag::Strikethrough => self.sign("<s>"),
            Tag::Link { link_type, dest_url, .. } => self.link(*link_type, dest_url, start),
            Tag::Image { dest_url, .. } => {
                self.begin();
                self.image = Some((String::new(), 0));
                let leads = match address(dest_url) {
                    Address::Web(target) => Some(target.to_owned()),
                    Address::Site(_) => (self.leads)(start).and_then(|leads| leads.address),
                    _ => None,
                };
                self.links.push(("", self.out.len(), leads.unwrap_or_default()));
            }
            Tag::FootnoteDefinition(_)
            | Tag::HtmlBlock
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn sign(&mut self, sign: &str) {
        self.begin();
        self.out.push_str(sign);
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                if std::mem::take(&mut self.in_heading) {
                    self.out.push(' ');
                    self.out.push_str(&"=".repeat((level as usize).max(2)));
                } else {
                    self.out.push_str("'''");
                }
                if !self.in_cell && self.in_note == 0 {
                    self.out.push('\n');
                }
            }
            TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => {
                self.end_line();
            }
            TagEnd::BlockQuote(_) => self.end_quote(),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::List(_) => {
                self.lists.pop();
                self.is_entry = false;
                self.fresh_line();
            }
            TagEnd::Table => self.out.push_str("|}\n"),
            TagEnd::TableHead | TagEnd::TableRow => self.out.push('\n'),
            TagEnd::TableCell => self.in_cell = false,
            TagEnd::Emphasis => self.out.push_str("''"),
            TagEnd::Strong => self.out.push_str("'''"),
            TagEnd::Strikethrough => self.out.push_str("</s>"),
            TagEnd::Link => {
                self.bare = 0;
                if let Some((end, from, title)) = self.links.pop() {
                    if self.out.len() == from {
                        let title = escaped(&title, false, true);
                        self.out.push_str(&title);
                    }
                    self.out.push_str(end);
                }
            }
            _ => {}
        }
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>) {
        self.block();
        if self.lists.is_empty() && self.in_note == 0 && !self.in_cell {
            self.out.push_str("<blockquote>\n");
        } else {
            self.lose(Lost::Block);
            self.is_entry = true;
        }
        if let Some(kind) = kind {
            let name = match kind {
                BlockQuoteKind::Note => "Note",
                BlockQuoteKind::Tip => "Tip",
                BlockQuoteKind::Important => "Important",
                BlockQuoteKind::Warning => "Warning",
                BlockQuoteKind::Caution => "Caution",
            };
            let _ = writeln!(self.out, "'''{name}'''");
        }
    }

    fn end_line(&mut self) {
        if !self.in_cell && self.in_note == 0 && !self.is_entry {
            self.fresh_line();
        }
    }

    fn end_quote(&mut self) {
        if self.lists.is_empty() && self.in_note == 0 && !self.in_cell {
            self.fresh_line();
            self.out.push_str("</blockquote>\n");
        }
    }

    fn end_code(&mut self) {
        let Some((language, code)) = self.code.take() else { return };
        let code = code.trim_end_matches('\n');
        if self.in_cell || self.in_note > 0 {
            let code = escaped(&code.replace('\n', " "), false, true);
            let _ = write!(self.out, "<code>{code}</code>");
            return;
        }
        let is_name =
            !language.is_empty() && language.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-".contains(&b));
        if is_name && !code.to_ascii_lowercase().contains("</syntaxhighlight") {
            let _ = write!(self.out, "<syntaxhighlight lang=\"{language}\">\n{code}\n</syntaxhighlight>");
        } else {
            // Within `pre` signs mean nothing, and entities what they stand for.
            let code = code.replace('&', "&amp;").replace('<', "&lt;");
            let _ = write!(self.out, "<pre>\n{code}\n</pre>");
        }
        self.out.push('\n');
    }

    fn link(&mut self, link_type: LinkType, target: &str, start: usize) {
        self.begin();
        self.bare = usize::from(link_type == LinkType::WikiLink { has_pothole: false });
        let leads = match address(target) {
            _ if link_type == LinkType::Email => None,
            Address::Web(target) => {
                Some(Leads { address: Some(target.to_owned()), title: target.to_owned() })
            }
            Address::Mail(_) => None,
            Address::Site(_) => match (self.leads)(start) {
                Some(leads) => Some(leads),
                None => Some(Leads { address: None, title: target.to_owned() }),
            },
            Address::Refused(_) => Some(Leads { address: None, title: target.to_owned() }),
        };
        let (end, title) = match leads {
            Some(Leads { address: Some(address), title }) => {
                self.out.push('[');
                let address = in_brackets(&address);
                self.out.push_str(&address);
                self.out.push(' ');
                ("]", title)
            }
            Some(Leads { title, .. }) => {
                self.lose(Lost::Link);
                ("", title)
            }
            None => {
                self.lose(Lost::Mail);
                ("", String::new())
            }
        };
        self.links.push((end, self.out.len(), title));
    }

    fn end_image(&mut self) {
        let Some((description, _)) = self.image.take() else { return };
        let (_, _, address) = self.links.pop().unwrap_or_default();
        let said = escaped(&description, false, true);
        let file = on_commons(&address).and_then(|_| address.split_once("/wiki/"));
        if let Some((_, name)) = file {
            let name = percent_encoding::percent_decode_str(name).decode_utf8_lossy().replace('_', " ");
            if !name.contains(['[', ']', '{', '}', '|', '<', '>', '\n']) {
                let _ = write!(self.out, "[[{name}|thumb|{said}]]");
                return;
            }
        }
        self.lose(Lost::Picture);
        if address.is_empty() {
            self.out.push_str(&said);
        } else {
            let _ = write!(self.out, "[{} {said}]", in_brackets(&address));
        }
    }

    fn note(&mut self, label: &str) {
        /// Notes within each other deeper than this are left to their names.
        const DEEPEST: usize = 3;
        self.begin();
        let name: String = label.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        let name = format!("note-{name}");
        let place = self.notes.get(label).copied();
        match place {
            Some((from, to)) if self.in_note < DEEPEST && self.named.insert(name.clone()) => {
                let _ = write!(self.out, "<ref name=\"{name}\">");
                let lists = std::mem::take(&mut self.lists);
                self.in_note += 1;
                let begin = self.out.len();
                self.events(from, to);
                self.in_note -= 1;
                self.lists = lists;
                let said = self.out.split_off(begin);
                self.out.push_str(said.trim().trim_end_matches("<br />"));
                self.out.push_str("</ref>");
            }
            Some(_) => {
                let _ = write!(self.out, "<ref name=\"{name}\" />");
            }
            None => {}
        }
    }

    /// The few tags that wikitext has as well stay; folds are opened, and all else is shown as text, as it is on the site.
    fn html(&mut self, html: &str) {
        const SAME: &[&str] = &["<sub>", "</sub>", "<sup>", "</sup>", "<kbd>", "</kbd>", "<br />"];
        let trimmed = html.trim();
        let lower = trimmed.to_ascii_lowercase();
        if let Some(tag) = SAME.iter().find(|tag| {
            tag.replace(' ', "") == lower.replace(' ', "") || lower == "<br>" && **tag == "<br />"
        }) {
            self.begin();
            return self.out.push_str(tag);
        }
        if trimmed.starts_with("<!--") {
            return self.lose(Lost::Comment);
        }
        if lower.starts_with("<details") {
            return self.lose(Lost::Fold);
        }
        if lower == "</details>"
            || lower.starts_with("</a")
            || lower.starts_with("<a name")
            || trimmed.is_empty()
        {
            return;
        }
        if lower.starts_with("<summary>") {
            let summary = trimmed["<summary>".len()..].split("</").next().unwrap_or_default();
            self.block();
            let said = escaped(summary.trim(), false, true);
            let _ = writeln!(self.out, "'''{said}'''");
            return;
        }
        self.lose(Lost::Html);
        self.text(html);
    }
}

#[cfg(test)]
mod tests;
