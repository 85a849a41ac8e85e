//! Headings: their level, their id, the link to themselves.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel};
use unicode_normalization::char::is_combining_mark;

use super::body::{Fill, Heading, Message};
use super::pieces::{Placed, is_verbatim};
use super::writer::{Quiet, Writer};

/// The headings so far.
#[derive(Default)]
pub(super) struct Headings {
    pub(super) open: Option<OpenHeading>,
    /// The id that the heading under way gives itself.
    pub(super) own_id: Option<Box<str>>,
    /// The ids that headings and anchors give themselves.
    own: HashSet<Box<str>>,
    /// Where in the HTML the id of each heading belongs: as an attribute, and in the link to itself.
    places: Vec<[usize; 2]>,
    /// Where in the HTML the level of a heading stands, in its opening and in its closing tag.
    levels: Vec<usize>,
    /// Whether one of them is of the first level, which is the page's own.
    any_first: bool,
}

/// The heading under way.
pub(super) struct OpenHeading {
    level: u8,
    pub(super) range: Range<usize>,
    /// Where in the HTML it starts, and where its id belongs.
    pub(super) at: usize,
    id_at: usize,
}

impl<'t> Writer<'t> {
    pub(super) fn start_heading(&mut self, level: HeadingLevel, range: Range<usize>) {
        self.start_plain();
        let opens_text = self.body.html.is_empty() && self.body.title.is_none();
        if self.options.title_from_heading && level == HeadingLevel::H1 && opens_text {
            self.quiet = Quiet::Title;
            self.lead_at = range.end;
            return;
        }
        self.fresh_line();
        self.headings.any_first |= level == HeadingLevel::H1;
        let at = self.body.html.len();
        self.push("<h");
        self.level(level as u8);
        self.headings.open = Some(OpenHeading { level: level as u8, range, at, id_at: self.body.html.len() });
        self.push(">");
    }

    pub(super) fn end_heading(&mut self) {
        let text = self.end_plain();
        let Some(open) = self.headings.open.take() else {
            return;
        };
        let id = self.headings.own_id.take().filter(|id| self.own_id(id, &open.range)).unwrap_or_default();
        self.push(" <a class=\"anchor\" href=\"#");
        self.headings.places.push([open.id_at, self.body.html.len()]);
        self.push("\" aria-label=\"");
        self.body.placeholder(Fill::Message(Message::HeadingLink));
        self.push("\">#</a></h");
        self.level(open.level);
        self.push(">\n");
        let span = self.span(&open.range);
        self.start_section(&open);
        let text = text.into_boxed_str();
        self.body.headings.push(Heading {
            level: open.level,
            id,
            text,
            span,
            own_id: None,
            is_borrowed: false,
        });
    }

    pub(super) fn end_title(&mut self) {
        self.quiet = Quiet::No;
        self.headings.own_id = None;
        let text = self.end_plain();
        self.body.title = (!text.is_empty()).then(|| text.into_boxed_str());
    }

    /// Moves all headings down by one level if one of them claims the level of the page's title.
    pub(super) fn shift_headings(&mut self) {
        if !self.headings.any_first {
            return;
        }
        for heading in &mut self.body.headings {
            heading.level = (heading.level + 1).min(6);
        }
        for &at in &self.headings.levels {
            let shifted = match &self.body.html[at..=at] {
                "1" => "2",
                "2" => "3",
                "3" => "4",
                "4" => "5",
                _ => "6",
            };
            self.body.html.replace_range(at..=at, shifted);
        }
    }

    /// Gives each heading its id: its own, or one made of its text that nothing else on the page has. What
    /// is said of ids comes first, wherever it stands, so that this is done when all is written.
    pub(super) fn give_ids(&mut self) {
        let places = std::mem::take(&mut self.headings.places);
        if places.is_empty() {
            return;
        }
        let mut ids = Ids::default();
        for own in self.headings.own.drain() {
            ids.0.insert(own, 0);
        }
        for heading in &mut self.body.headings {
            if heading.id.is_empty() {
                heading.id = ids.unique(&heading.text);
            }
        }
        let whole = std::mem::take(&mut self.body.html);
        let mut html = String::with_capacity(whole.len() + places.len() * 40);
        let mut placeholders = self.body.placeholders.iter_mut().peekable();
        let mut sections =
            self.body.sections.iter_mut().filter(|section| section.heading.is_some()).peekable();
        let notes = self.body.notes.html;
        let mut from = 0;
        for ([attribute, link], heading) in places.into_iter().zip(&self.body.headings) {
            for (at, is_attribute) in [(attribute, true), (link, false)] {
                while let Some(placeholder) = placeholders.next_if(|placeholder| placeholder.at < at) {
                    placeholder.at = html.len() + placeholder.at - from;
                }
                if (from..at).contains(&notes) {
                    self.body.notes.html = html.len() + notes - from;
                }
                while let Some(section) = sections.next_if(|section| (from..at).contains(&section.html)) {
                    section.html = html.len() + section.html - from;
                }
                html.push_str(&whole[from..at]);
                from = at;
                if is_attribute {
                    html.push_str(" id=\"");
                }
                html.push_str(&heading.id);
                if is_attribute {
                    html.push('"');
                }
            }
        }
        for placeholder in placeholders {
            placeholder.at = html.len() + placeholder.at - from;
        }
        if notes >= from {
            self.body.notes.html = html.len() + notes - from;
        }
        html.push_str(&whole[from..]);
        self.body.html = html;
    }

    /// Takes an id that the text gives, if nothing before has it and the page has not either.
    fn own_id(&mut self, id: &str, range: &Range<usize>) -> bool {
        if is_reserved(id) {
            self.lost(range, format!("the page needs `#{id}` itself"), "choose another name");
            return false;
        }
        let is_new = self.headings.own.insert(id.into());
        if !is_new {
            self.lost(range, format!("`#{id}` is given twice"), "choose another name for the second place");
        }
        is_new
    }

    /// A place that links can name.
    pub(super) fn anchor(&mut self, id: Box<str>, range: &Range<usize>) {
        if self.own_id(&id, range) {
            self.push("<span id=\"");
            self.push(&id);
            self.push("\"></span>");
            self.body.anchors.push(id);
        }
    }

    /// The id in braces at the end of a heading, `## Step {#scan}`, which is taken from its text.
    pub(super) fn heading_id(&self, run: &mut Vec<Placed<'t>>) -> Option<Box<str>> {
        let text = self.text;
        let last = run.last().filter(|last| is_verbatim(text, last))?;
        let range = run.first()?.1.start..last.1.end;
        let written = text[range.clone()].trim_end().strip_suffix('}')?;
        let start = range.start + written.rfind('{')?;
        let (inner, before) = (&text[start + 1..range.start + written.len()], &text[range.start..start]);
        if before.ends_with(['{', '\\']) || inner.contains(['}', '\n']) {
            return None;
        }
        let mut id = None;
        for word in inner.strip_prefix(':').unwrap_or(inner).split_whitespace() {
            match word.strip_prefix('#') {
                Some(name) if is_id(name) => id = id.or(Some(name.into())),
                None if word.len() > 1 && word.starts_with('.') => {}
                None if word
                    .split_once('=')
                    .is_some_and(|(name, value)| !name.is_empty() && !value.is_empty()) => {}
                _ => return None,
            }
        }
        id.as_ref()?;
        // Nothing may begin before the braces and end within them.
        let is_across = |(_, range): &Placed<'_>| range.start < start && range.end > start;
        let cut = run.iter().position(|(_, range)| range.end > start)?;
        if run[cut + 1..].iter().any(is_across) {
            return None;
        }
        run.truncate(cut + 1);
        let (event, range) = run.last_mut()?;
        if range.start >= start {
            run.pop();
        } else if matches!(event, Event::Text(_)) {
            range.end = range.start + text[range.start..start].trim_end().len();
            *event = Event::Text(CowStr::Borrowed(&text[range.clone()]));
        }
        id
    }

    fn level(&mut self, level: u8) {
        self.headings.levels.push(self.body.html.len());
        self.body.html.push(char::from(b'0' + level));
    }
}

/// The ids that are taken, each with the highest number that was added to it.
#[derive(Default)]
struct Ids(HashMap<Box<str>, usize>);

impl Ids {
    /// An id made from `text` that no heading has yet.
    fn unique(&mut self, text: &str) -> Box<str> {
        let plain = id(text).into_boxed_str();
        let Some(&(mut number)) = self.0.get(&plain) else {
            self.0.insert(plain.clone(), 0);
            return plain;
        };
        let numbered = loop {
            number += 1;
            let numbered = format!("{plain}-{number}").into_boxed_str();
            if !self.0.contains_key(&numbered) {
                break numbered;
            }
        };
        self.0.insert(plain, number);
        self.0.insert(numbered.clone(), 0);
        numbered
    }
}

/// What the ids begin with that notes and templates have, and those that templates have whole.
const RESERVED: [&str; 3] = ["fn-", "fnref-", "section-"];
const TAKEN: [&str; 2] = ["main", "facts"];

/// Whether the page has that id itself, or could.
fn is_reserved(id: &str) -> bool {
    RESERVED.iter().any(|start| id.starts_with(start)) || TAKEN.contains(&id)
}

/// Whether a text can be an id as it stands: letters, digits and what joins them. It needs no escaping.
pub(super) fn is_id(text: &str) -> bool {
    let joins = |c: char| matches!(c, '-' | '_' | '.' | ':');
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || is_combining_mark(c) || joins(c))
}

/// The text in lower case, with hyphens for spaces and without punctuation: what forges make of a
/// heading. It needs no escaping.
fn id(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if c.is_whitespace() {
            id.push('-');
        } else if c.is_ascii() {
            if c.is_ascii_alphanumeric() || c == '-' || c == '_' {
                id.push(c.to_ascii_lowercase());
            }
        } else if c.is_alphanumeric() || is_combining_mark(c) {
            id.extend(c.to_lowercase());
        }
    }
    if id.is_empty() {
        id.push_str("section");
    }
    if is_reserved(&id) {
        id.insert_str(0, "h-");
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_the_text_in_small_letters() {
        assert_eq!(id("How to start"), "how-to-start");
        assert_eq!(id("  What's new in 2.0?  "), "whats-new-in-20");
        assert_eq!(id("Fish & chips"), "fish--chips");
        assert_eq!(id("snake_case-word"), "snake_case-word");
        assert_eq!(id("\"<a href='x'>&:/"), "a-hrefx");
    }

    #[test]
    fn ids_keep_the_letters_of_every_script() {
        assert_eq!(id("ÅÄÖ Straße"), "åäö-straße");
        assert_eq!(id("हिन्दी में"), "हिन्दी-में");
        assert_eq!(id("日本語、テスト。"), "日本語テスト");
        assert_eq!(id("ما هذا؟"), "ما-هذا");
        assert_eq!(id("ที่นี่"), "ที่นี่");
        assert_eq!(id("“Quoted” – 🎉 done…"), "quoted---done");
    }

    #[test]
    fn an_id_is_never_empty() {
        assert_eq!(id(""), "section");
        assert_eq!(id("?!"), "section");
    }

    #[test]
    fn an_id_is_never_given_twice() {
        let mut ids = Ids::default();
        let given = ["a", "a", "a-1", "a", "a-1"].map(|text| ids.unique(text));
        assert_eq!(given.each_ref().map(|id| &**id), ["a", "a-1", "a-1-1", "a-2", "a-1-2"]);
    }
}
