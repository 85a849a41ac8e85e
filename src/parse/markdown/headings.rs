//! Headings: their level, their id, the link to themselves.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::HeadingLevel;
use unicode_normalization::char::is_combining_mark;

use super::body::{Fill, Heading, Message};
use super::writer::{Quiet, Writer};

/// The headings so far.
#[derive(Default)]
pub(super) struct Headings {
    pub(super) open: Option<OpenHeading>,
    ids: Ids,
    /// Where in the HTML the level of a heading stands, in its opening and in its closing tag.
    levels: Vec<usize>,
    /// Whether one of them is of the first level, which is the page's own.
    any_first: bool,
}

/// The heading under way.
pub(super) struct OpenHeading {
    level: u8,
    range: Range<usize>,
    /// Where its id belongs, which is known when its text is.
    id_at: usize,
    first_placeholder: usize,
}

impl Writer<'_> {
    pub(super) fn start_heading(&mut self, level: HeadingLevel, range: Range<usize>) {
        self.start_plain();
        let opens_text = self.body.html.is_empty() && self.body.title.is_none();
        if self.options.title_from_heading && level == HeadingLevel::H1 && opens_text {
            self.quiet = Quiet::Title;
            return;
        }
        self.fresh_line();
        self.headings.any_first |= level == HeadingLevel::H1;
        self.push("<h");
        self.level(level as u8);
        self.headings.open = Some(OpenHeading {
            level: level as u8,
            range,
            id_at: self.body.html.len(),
            first_placeholder: self.body.placeholders.len(),
        });
        self.push(">");
    }

    pub(super) fn end_heading(&mut self) {
        let text = self.end_plain();
        let Some(open) = self.headings.open.take() else {
            return;
        };
        let id = self.headings.ids.unique(&text);
        let attribute = format!(" id=\"{id}\"");
        self.body.html.insert_str(open.id_at, &attribute);
        for placeholder in &mut self.body.placeholders[open.first_placeholder..] {
            placeholder.at += attribute.len();
        }
        self.push(" <a class=\"anchor\" href=\"#");
        self.push(&id);
        self.push("\" aria-label=\"");
        self.body.placeholder(Fill::Message(Message::HeadingLink));
        self.push("\">#</a></h");
        self.level(open.level);
        self.push(">\n");
        let span = self.span(&open.range);
        self.body.headings.push(Heading { level: open.level, id, text: text.into_boxed_str(), span });
    }

    pub(super) fn end_title(&mut self) {
        self.quiet = Quiet::No;
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
    if RESERVED.iter().any(|start| id.starts_with(start)) || TAKEN.contains(&id.as_str()) {
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
