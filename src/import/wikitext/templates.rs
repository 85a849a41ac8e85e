//! Templates of a page. A few that mean the same on every wiki are read; all others are programs, and stay in the text
//! as they were written, with a mark.

use std::ops::Range;

use super::addresses::{WIKIDATA, page_address};
use super::reader::Reader;
use crate::import::told::Left;

/// Templates that say how a page looks, or where its notes are shown, and nothing else.
const LAYOUT: &[&str] = &[
    "clear",
    "clr",
    "-",
    "toc",
    "tocright",
    "toc right",
    "tocleft",
    "toc left",
    "notoc",
    "reflist",
    "references",
    "notelist",
    "break",
    "col-begin",
    "col-end",
    "col-2",
    "col-3",
    "col-break",
    "div col",
    "div col end",
    "languages",
    "portal bar",
    "anchor",
    "shortcut",
    "spaces",
    "gap",
];

/// Templates that set their text, the first parameter, in another size or keep it in one line.
const TEXT: &[&str] =
    &["nowrap", "nobr", "small", "smaller", "big", "bigger", "larger", "center", "u", "mono", "tooltip"];

/// Templates for something that was published, whose parameters have the same names everywhere.
const CITATIONS: &[&str] = &[
    "cite web",
    "cite news",
    "cite book",
    "cite journal",
    "cite report",
    "cite conference",
    "cite video",
    "citation",
];

impl Reader<'_, '_> {
    /// A template that has its line to itself. One that is text is left to the line.
    pub(super) fn block_template(&mut self, range: Range<usize>) -> bool {
        let name = self.name(&range);
        let is_text = TEXT.contains(&name.as_str())
            || CITATIONS.contains(&name.as_str())
            || matches!(
                name.as_str(),
                "w" | "q" | "tl" | "lang" | "!" | "=" | "phab" | "tracked" | "pagename"
            );
        if is_text {
            return false;
        }
        self.end_text();
        if LAYOUT.contains(&name.as_str()) {
            self.layout(&range);
        } else {
            self.writer.told.left(Left::Template);
            let what = format!("what the template `{}` says", shown(&name));
            self.writer.marked(&what, "wikitext", &self.text[range]);
        }
        true
    }

    /// A template within a line.
    pub(super) fn template(&mut self, range: Range<usize>, depth: usize) {
        let name = self.name(&range);
        let parts: Vec<Range<usize>> =
            self.pairs.split(self.text, range.start + 2..range.end - 2, b"|").skip(1).collect();
        match name.as_str() {
            "!" => self.writer.line.text("|"),
            "=" => self.writer.line.text("="),
            "pagename" | "fullpagename" => self.writer.line.text(self.title),
            "tl" | "tlx" | "tlp" | "template link" => {
                let named = self.value(&parts, "1").unwrap_or_default();
                self.writer.line.code(&format!("{{{{{named}}}}}"));
            }
            "w" => self.linked(&parts, |title| page_address("https://en.wikipedia.org/wiki/", title), depth),
            "q" | "wikidata entity link" if self.value(&parts, "1").is_some_and(|item| is_item(&item)) => {
                self.linked(
                    &parts,
                    |item| format!("{WIKIDATA}Q{}", item.trim_start_matches(['Q', 'q'])),
                    depth,
                );
            }
            "phab" | "tracked" | "phabricator" if !parts.is_empty() => {
                self.linked(&parts, |task| page_address("https://phabricator.wikimedia.org/", task), depth);
            }
            "lang" if parts.len() > 1 => self.inline(parts[1].clone(), depth + 1),
            name if name.starts_with("formatnum:") => {
                let number = name.trim_start_matches("formatnum:").trim().to_owned();
                self.writer.line.text(&number);
            }
            name if TEXT.contains(&name) && !parts.is_empty() => self.inline(parts[0].clone(), depth + 1),
            name if CITATIONS.contains(&name) && self.value(&parts, "title").is_some() => {
                self.citation(&parts);
            }
            name if LAYOUT.contains(&name) => self.layout(&range),
            name => {
                self.writer.told.left(Left::Template);
                let what = format!("what the template `{}` says", shown(name));
                self.writer.marked_inline(&what, &self.text[range]);
            }
        }
    }

    /// What a template for layout says nevertheless: notes that are listed in it.
    fn layout(&mut self, range: &Range<usize>) {
        self.writer.told.left(Left::Layout);
        let parts: Vec<Range<usize>> =
            self.pairs.split(self.text, range.start + 2..range.end - 2, b"|").skip(1).collect();
        for part in parts {
            if self.text[part.clone()].trim_start().starts_with("refs") {
                self.notes_of(part, 1);
            }
        }
    }

    /// A link to what the first parameter names, with the second for a text.
    fn linked(&mut self, parts: &[Range<usize>], address: impl Fn(&str) -> String, depth: usize) {
        let named = self.value(parts, "1").unwrap_or_default();
        self.writer.open_link(&address(&named));
        match parts.get(1) {
            Some(label) if !self.text[label.clone()].trim().is_empty() => {
                self.inline(label.clone(), depth + 1);
            }
            _ => self.writer.line.text(&named),
        }
        self.writer.line.close_link();
    }

    /// Something that was published: its title as a link, and what else is known.
    fn citation(&mut self, parts: &[Range<usize>]) {
        const KNOWN: &[&str] = &["title", "url", "author", "last", "first"];
        const PLAIN: &[&str] = &["website", "work", "journal", "publisher", "date", "year"];
        let value = |name: &str| self.value(parts, name);
        let people = [
            value("author"),
            value("last").map(|last| match value("first") {
                Some(first) => format!("{first} {last}"),
                None => last,
            }),
        ];
        let people = people.into_iter().flatten().next();
        let (title, address) = (value("title").unwrap_or_default(), value("url"));
        // What it says besides stands behind, in the order in which it was written.
        let behind: Vec<String> = parts
            .iter()
            .filter_map(|part| {
                let (name, _) = self.text[part.clone()].split_once('=')?;
                let (name, value) = (name.trim(), self.value(parts, name.trim())?);
                match name {
                    name if KNOWN.contains(&name) => None,
                    name if PLAIN.contains(&name) => Some(value),
                    name => Some(format!("{name} {value}")),
                }
            })
            .collect();
        if let Some(people) = people {
            self.writer.line.text(&format!("{people}: "));
        }
        if let Some(address) = &address {
            self.writer.open_link(address);
        }
        self.writer.line.text(&title);
        self.writer.line.close_link();
        if !behind.is_empty() {
            self.writer.line.text(&format!(", {}", behind.join(", ")));
        }
    }

    /// The name of a template as it is known: small letters, without underscores.
    fn name(&self, range: &Range<usize>) -> String {
        let inside = range.start + 2..range.end - 2;
        let first = self.pairs.split(self.text, inside, b"|").next().unwrap_or_default();
        let name = self.text[first].trim().replace('_', " ").to_lowercase();
        name.strip_prefix("template:").unwrap_or(&name).trim().to_owned()
    }

    /// A parameter by its name, or by its number; without links and templates in it.
    fn value(&self, parts: &[Range<usize>], name: &str) -> Option<String> {
        let mut number = 0;
        for part in parts {
            let text = &self.text[part.clone()];
            let named = text.split_once('=').map(|(name, value)| (name.trim(), value));
            let value = match named {
                Some((known, value)) if known == name => value,
                Some(_) => continue,
                None => {
                    number += 1;
                    if name != number.to_string() {
                        continue;
                    }
                    text
                }
            };
            let value = value.trim().replace(['[', ']', '{', '}'], "").replace("''", "");
            return (!value.is_empty()).then_some(value);
        }
        None
    }
}

fn is_item(text: &str) -> bool {
    let digits = text.trim_start_matches(['Q', 'q']);
    !digits.is_empty() && digits.len() < 12 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A name as it may stand within a mark.
fn shown(name: &str) -> String {
    /// Longer ones are cut.
    const LONGEST: usize = 60;
    let name: String = name.chars().filter(|c| !matches!(c, '`' | '[' | ']' | '\n')).take(LONGEST).collect();
    name.trim().to_owned()
}
