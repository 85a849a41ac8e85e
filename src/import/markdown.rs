//! Markdown of other programs. The text stays as it is; what a record may not have is changed where it stands: pictures
//! that are not there, links that lead into another site. [`import`](super) calls [`read`].

use serde_json::{Map, Value as Json};

use super::found::Found;
use super::line::{Line, address};
use super::told::{Left, Seen};
use super::writer::Writer;
use crate::desk::markdown::inline;
use crate::parse::front_matter::split;
use crate::parse::markdown::{Foreign, ForeignKind, outline};
use crate::record::to_write;
use crate::source::SitePath;
use crate::yaml::Yaml;

/// What a document's front matter is read as: no file of the site.
const FILE: &str = "document.md";

/// Reads a text, and gives what it says of itself.
pub(super) fn read(text: &str, writer: &mut Writer) -> Found {
    let file = SitePath::new(FILE);
    let mut found = Found::default();
    let body = match split(&file, text) {
        Ok(split) => {
            let yaml = Yaml { file: &file, text: split.yaml, offset: 0 };
            let (fields, faults) = if split.yaml.trim().is_empty() {
                (Some(Map::new()), Vec::new())
            } else {
                yaml.read::<Map<String, Json>>()
            };
            match fields.filter(|_| faults.is_empty()) {
                Some(fields) => take_fields(fields, &mut found),
                None => {
                    writer.told.left(Left::Markup);
                    writer.marked("what these fields say, which cannot be read", "yaml", split.yaml);
                }
            }
            &text[split.body_start..]
        }
        // A line `---` that begins no front matter.
        Err(_) => text,
    };
    let outline = outline(body);
    let mut edited = String::with_capacity(body.len());
    let mut from = 0;
    // Whether it is the title is decided with all else that may be.
    if let Some((range, title)) = outline.title {
        writer.whole_heading(heading(&body[range.clone()]), &title);
        from = range.end;
    }
    for Foreign { range, kind, address, label } in outline.foreign {
        if range.start < from {
            continue;
        }
        edited.push_str(&body[from..range.start]);
        from = range.end;
        edited.push_str(&instead(kind, &address, &label, writer));
    }
    edited.push_str(&body[from..]);
    for _ in 0..outline.headings {
        writer.told.seen(Seen::Heading);
    }
    writer.told.left_all(Left::Html, outline.tags);
    let edited = edited.trim_matches(['\n', '\r']);
    if !edited.trim().is_empty() {
        writer.whole(edited);
    }
    found
}

/// The text of a heading of the first level, without its signs: a `#`, or a line below it.
fn heading(markdown: &str) -> &str {
    let markdown = markdown.trim();
    match markdown.strip_prefix('#') {
        Some(text) => text.trim_end_matches('#').trim(),
        None => markdown.rsplit_once('\n').map_or(markdown, |(text, _)| text.trim()),
    }
}

/// What stands in the place of a picture or a link.
fn instead(kind: ForeignKind, target: &str, label: &str, writer: &mut Writer) -> String {
    let text = inline(label).replace(']', "\\]");
    let mut code = Line::default();
    code.code(target);
    let code = code.finish().markdown;
    match kind {
        ForeignKind::PictureElsewhere => {
            writer.told.left(Left::Elsewhere);
            let address = address(target).unwrap_or_default();
            if text.is_empty() { format!("<{address}>") } else { format!("[{text}]({address})") }
        }
        ForeignKind::Picture => {
            writer.told.left(Left::NoPicture);
            format!("{} {code} {text}", to_write("the picture, which lies elsewhere")).trim_end().to_owned()
        }
        ForeignKind::Link => {
            writer.told.left(Left::NoAddress);
            if text.is_empty() { code } else { format!("{text} ({code})") }
        }
    }
}

/// Sorts the fields of a front matter: those that many programs have, and all others.
fn take_fields(fields: Map<String, Json>, found: &mut Found) {
    for (name, value) in fields {
        let texts: Option<Vec<String>> = match &value {
            Json::String(text) => Some(vec![text.clone()]),
            Json::Array(entries) => entries.iter().map(|entry| entry.as_str().map(str::to_owned)).collect(),
            Json::Number(number) => Some(vec![number.to_string()]),
            _ => None,
        };
        match (name.to_lowercase().as_str(), texts) {
            ("title", Some(texts)) if texts.len() == 1 => found.title = texts.into_iter().next(),
            ("description" | "excerpt" | "summary", Some(texts)) if texts.len() == 1 => {
                found.summary = texts.into_iter().next();
            }
            ("lang" | "language", Some(texts)) if texts.len() == 1 => {
                found.language = texts.into_iter().next();
            }
            ("author" | "authors", Some(texts)) => found.authors.extend(texts),
            ("date", Some(texts)) if texts.len() == 1 => found.date = texts.into_iter().next(),
            ("tags" | "keywords" | "categories", Some(texts)) => found.keywords.extend(texts),
            // What is written is a draft anyway.
            ("draft", _) => {}
            _ => found.fields.push((name, value)),
        }
    }
}
