//! Tags of a page: notes, what is shown as it is written, and the few of HTML that wikitext knows.

use std::ops::Range;

use super::reader::{DEEPEST, Reader};
use crate::import::line::Mark;
use crate::import::told::Left;

/// Tags that say how something looks; their text is kept.
const LOOKS: &[&str] = &[
    "span", "div", "center", "small", "big", "u", "font", "p", "section", "poem", "abbr", "ins", "cite", "q",
    "var", "bdi", "bdo", "dfn", "mark", "data", "time", "wbr", "ruby", "rb", "rp", "rt",
];

/// A tag as it stands.
struct Tag<'t> {
    name: String,
    attributes: &'t str,
    is_end: bool,
    /// Without a text or an end of its own.
    is_empty: bool,
    length: usize,
}

/// The tag at the beginning of a text.
fn tag(text: &str) -> Option<Tag<'_>> {
    /// Longer ones are none.
    const LONGEST: usize = 2000;
    let inside = text.strip_prefix('<')?;
    let is_end = inside.starts_with('/');
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let length = inside.bytes().take(20).take_while(u8::is_ascii_alphanumeric).count();
    let name = inside[..length].to_ascii_lowercase();
    let next = inside.as_bytes().get(length)?;
    if name.is_empty() || !matches!(next, b' ' | b'>' | b'/' | b'\n' | b'\t') {
        return None;
    }
    let end = inside.bytes().take(LONGEST).position(|byte| byte == b'>')?;
    let attributes = &inside[length..end];
    let is_empty = attributes.ends_with('/');
    Some(Tag { name, attributes, is_end, is_empty, length: end + 2 + usize::from(is_end) })
}

impl Reader<'_, '_> {
    /// A tag within a line, and behind what it ends; `before` is the text before it that has still to be written.
    pub(super) fn tag(&mut self, at: usize, end: usize, depth: usize, before: Range<usize>) -> Option<usize> {
        let tag = tag(&self.text[at..end])?;
        let past = at + tag.length;
        let close = self.pairs.end_tag(&tag.name, past).filter(|close| *close < end);
        let behind = |close: usize| close + "</>".len() + tag.name.len();
        match tag.name.as_str() {
            "ref" if !tag.is_end && depth < DEEPEST => {
                let name = attribute(tag.attributes, "name");
                if tag.is_empty {
                    self.plain(before);
                    self.known_note(name.as_deref()?);
                    return Some(past);
                }
                let close = close?;
                self.plain(before);
                let number = self.new_note(past..close, name, depth);
                if let Some(number) = number {
                    self.writer.note(number);
                }
                Some(behind(close))
            }
            "references" => {
                self.plain(before);
                if !tag.is_empty
                    && !tag.is_end
                    && let Some(close) = close
                {
                    self.notes_of(past..close, depth);
                    return Some(behind(close));
                }
                Some(past)
            }
            "nowiki" => {
                let close = if tag.is_empty { None } else { Some(close?) };
                self.plain(before);
                if let Some(close) = close {
                    self.writer.line.text(&self.text[past..close]);
                    return Some(behind(close));
                }
                Some(past)
            }
            "pre" | "syntaxhighlight" | "source" | "math" if !tag.is_end => {
                let close = close?;
                self.plain(before);
                self.writer.line.code(&self.text[past..close]);
                Some(behind(close))
            }
            "br" => {
                self.plain(before);
                self.writer.line.line_break();
                Some(past)
            }
            name => {
                if let Some(mark) = mark(name) {
                    self.plain(before);
                    if tag.is_end {
                        self.writer.line.close(mark);
                    } else {
                        self.writer.line.open(mark);
                    }
                    return Some(past);
                }
                if matches!(name, "code" | "tt" | "kbd" | "samp") && !tag.is_end {
                    let close = close?;
                    self.plain(before);
                    let code = self.text[past..close].replace("<nowiki>", "").replace("</nowiki>", "");
                    self.writer.line.code(&code);
                    return Some(behind(close));
                }
                if LOOKS.contains(&name) || matches!(name, "blockquote" | "gallery") {
                    self.plain(before);
                    if !tag.is_end {
                        self.writer.told.left(Left::Tag);
                    }
                    return Some(past);
                }
                // A tag of an extension, or none at all, is shown as it is written.
                if !tag.is_end {
                    self.writer.told.left(Left::Html);
                }
                None
            }
        }
    }

    /// A tag that begins a line and is a block; gives behind what it ends.
    pub(super) fn block_tag(&mut self, at: usize, end: usize) -> Option<usize> {
        if !self.text[at..end].starts_with('<') {
            return None;
        }
        let tag = tag(&self.text[at..end])?;
        let past = at + tag.length;
        if tag.name == "blockquote" {
            self.end_text();
            if tag.is_end {
                self.writer.close_quote();
            } else {
                self.writer.open_quote();
            }
            return Some(past);
        }
        if tag.is_end || tag.is_empty {
            return None;
        }
        let close = self.pairs.end_tag(&tag.name, past).filter(|close| *close < end);
        let behind = |close: usize| close + "</>".len() + tag.name.len();
        match tag.name.as_str() {
            "pre" | "syntaxhighlight" | "source" | "math" => {
                let close = close?;
                self.end_text();
                let language = attribute(tag.attributes, "lang").unwrap_or_default();
                let is_name =
                    language.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-".contains(&byte));
                let language = if is_name { language } else { String::new() };
                self.writer.code_block(&language, &self.text[past..close]);
                Some(behind(close))
            }
            "gallery" => {
                let close = close?;
                self.end_text();
                self.gallery(past..close);
                Some(behind(close))
            }
            _ => None,
        }
    }

    /// A note that has not been met, or that says under its name what it says.
    fn new_note(&mut self, range: Range<usize>, name: Option<String>, depth: usize) -> Option<usize> {
        if let Some(known) = name.as_ref().and_then(|name| self.notes.get(name)) {
            return Some(*known);
        }
        self.writer.open_note();
        self.inline(range, depth + 1);
        let number = self.writer.close_note()?;
        if let Some(name) = name {
            self.notes.insert(name, number);
        }
        Some(number)
    }

    /// A note that stands elsewhere. One that comes below is looked for.
    fn known_note(&mut self, name: &str) {
        let number = match self.notes.get(name) {
            Some(number) => Some(*number),
            None => self.defined_below(name).and_then(|range| self.new_note(range, Some(name.to_owned()), 1)),
        };
        match number {
            Some(number) => self.writer.note(number),
            None => self.writer.told.left(Left::HalfNote),
        }
    }

    /// Where the page says what a note is, for one that is named before.
    fn defined_below(&mut self, name: &str) -> Option<Range<usize>> {
        if self.defined.is_none() {
            let mut defined = std::collections::HashMap::new();
            for (at, _) in self.text.match_indices("<ref ") {
                let Some(tag) = tag(&self.text[at..]).filter(|tag| !tag.is_empty) else { continue };
                let past = at + tag.length;
                let named = attribute(tag.attributes, "name").zip(self.pairs.end_tag("ref", past));
                if let Some((name, close)) = named {
                    defined.entry(name).or_insert(past..close);
                }
            }
            self.defined = Some(defined);
        }
        self.defined.as_ref()?.get(name).cloned()
    }

    /// Notes that are listed at the end: those that nothing leads to are entries of their own.
    pub(super) fn notes_of(&mut self, range: Range<usize>, depth: usize) {
        let mut at = range.start;
        while let Some(found) = self.text[at..range.end].find("<ref") {
            let start = at + found;
            let Some(tag) = tag(&self.text[start..range.end]) else {
                at = start + 4;
                continue;
            };
            let past = start + tag.length;
            let close = self.pairs.end_tag("ref", past).filter(|close| *close < range.end && !tag.is_empty);
            let Some(close) = close else {
                at = past;
                continue;
            };
            let name = attribute(tag.attributes, "name");
            if name.as_ref().is_none_or(|name| !self.notes.contains_key(name)) {
                self.writer.entry_of(1, false);
                self.inline(past..close, depth + 1);
                self.writer.end_lists();
            }
            at = close + "</ref>".len();
        }
    }
}

/// What a tag of HTML sets apart.
pub(crate) fn mark(name: &str) -> Option<Mark> {
    Some(match name {
        "b" | "strong" => Mark::Strong,
        "i" | "em" => Mark::Emphasis,
        "s" | "del" | "strike" => Mark::Struck,
        "sup" => Mark::Above,
        "sub" => Mark::Below,
        _ => return None,
    })
}

/// The value of an attribute, with or without quotes.
fn attribute(attributes: &str, name: &str) -> Option<String> {
    let lower = attributes.to_ascii_lowercase();
    let at = lower.match_indices(name).find(|(at, _)| {
        lower[..*at].ends_with([' ', '\n', '\t']) && lower[at + name.len()..].trim_start().starts_with('=')
    })?;
    let value = attributes[at.0 + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let quoted = ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote)?.split(quote).next());
    let value = quoted.unwrap_or_else(|| value.split([' ', '/', '\n']).next().unwrap_or_default());
    (!value.is_empty()).then(|| value.trim().to_owned())
}
