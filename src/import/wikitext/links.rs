//! Links of a page: to other pages, to files and categories, and to the web.

use std::ops::Range;

use super::addresses::{COMMONS, page_address};
use super::reader::Reader;
use crate::import::told::{Left, Seen};
use crate::parse::markdown::is_recording;

/// How the namespace of files is called: in English, and in the languages of the interface.
const FILE: &[&str] =
    &["file", "image", "fil", "fichier", "archivo", "ficheiro", "arquivo", "imagem", "imagen", "ملف"];
/// And that of categories.
const CATEGORY: &[&str] = &["category", "kategori", "catégorie", "categoría", "categoria", "تصنيف"];

/// Whether a target is in one of the namespaces, and what follows the colon.
fn in_space<'t>(target: &'t str, spaces: &[&str]) -> Option<&'t str> {
    let (space, name) = target.split_once(':')?;
    let space = space.trim().to_lowercase();
    (spaces.contains(&&*space) && !name.trim().is_empty()).then(|| name.trim())
}

impl Reader<'_, '_> {
    /// A link in two brackets, and behind what it ends: the letters that follow belong to it.
    pub(super) fn link(&mut self, range: Range<usize>, end: usize, depth: usize) -> usize {
        let text = self.text;
        let inside = range.start + 2..range.end - 2;
        let parts: Vec<Range<usize>> = self.pairs.split(text, inside.clone(), b"|").collect();
        let Some(first) = parts.first().cloned() else { return range.end };
        let target = text[first.clone()].trim().replace('_', " ");
        let is_named = target.starts_with(':');
        let target = target.trim_start_matches(':').trim().to_owned();
        let is_title = !target.is_empty() && !target.contains(['[', ']', '{', '}', '<', '>', '\n']);
        if !is_title {
            self.plain(range.start..range.start + 2);
            self.inline(inside, depth + 1);
            self.plain(range.end - 2..range.end);
            return range.end;
        }
        if !is_named {
            if let Some(name) = in_space(&target, FILE) {
                self.file(name, &parts[1..], depth);
                return range.end;
            }
            if let Some(name) = in_space(&target, CATEGORY) {
                self.page.categories.push(name.to_owned());
                return range.end;
            }
        }
        let trail = text[range.end..end].len()
            - text[range.end..end].trim_start_matches(|c: char| c.is_ascii_lowercase()).len();
        let past = range.end + trail;
        if target.starts_with('#') {
            self.writer.told.left(Left::NoAddress);
        } else {
            let target = match target.strip_prefix('/') {
                Some(below) => format!("{}/{}", self.title, below.trim_end_matches('/')),
                None if target.starts_with("../") => {
                    let above = self.title.rsplit_once('/').map_or(self.title, |(above, _)| above);
                    format!("{above}/{}", target.trim_start_matches("../")).trim_end_matches('/').to_owned()
                }
                None => target.clone(),
            };
            let address = match in_space(&target, FILE) {
                Some(name) => page_address(COMMONS, &format!("File:{name}")),
                None => self.wiki.address(&target),
            };
            self.writer.open_link(&address);
        }
        match parts.get(1) {
            Some(label) if !text[label.clone()].trim().is_empty() => {
                // Further signs are part of the text.
                self.inline(label.start..inside.end, depth + 1);
            }
            // `[[Maps (old)|]]` is shown as `Maps`.
            Some(_) => {
                let bare = target.split(" (").next().unwrap_or(&target);
                let bare = bare.rsplit(':').next().unwrap_or(bare).trim().to_owned();
                self.writer.line.text(&bare);
            }
            None => self.writer.line.text(target.trim_start_matches('#')),
        }
        self.plain(range.end..past);
        self.writer.line.close_link();
        past
    }

    /// A file of Commons: a picture is a link, sound and film are what a page shows of them.
    pub(super) fn file(&mut self, name: &str, options: &[Range<usize>], depth: usize) {
        let address = page_address(COMMONS, &format!("File:{name}"));
        let caption = options.iter().rev().find(|part| !is_option(&self.text[(*part).clone()])).cloned();
        let before = self.writer.line.len();
        if is_recording(&address) && !self.writer.in_table() && !self.writer.in_note() {
            let said = caption.map(|caption| self.inline_plain(caption, depth)).unwrap_or_default();
            return self.writer.picture(&address, if said.is_empty() { name } else { &said });
        }
        if before > 0 {
            self.writer.line.text(" ");
        }
        self.writer.told.left(Left::OnCommons);
        let said = caption.map(|caption| self.inline_plain(caption, depth)).unwrap_or_default();
        self.writer.open_link(&address);
        self.writer.line.text(if said.is_empty() { name } else { &said });
        self.writer.line.close_link();
        self.writer.line.text(" ");
    }

    /// The text of a stretch without its marks; links in it count as text.
    fn inline_plain(&mut self, range: Range<usize>, depth: usize) -> String {
        let outer = std::mem::take(&mut self.writer.line);
        self.inline(range, depth + 1);
        std::mem::replace(&mut self.writer.line, outer).finish().plain
    }

    /// Where a link to the web in one bracket ends, if there is one.
    pub(super) fn external_end(&self, at: usize, end: usize) -> Option<usize> {
        let rest = &self.text[at + 1..end];
        let begins = ["https://", "http://", "//"]
            .iter()
            .any(|scheme| rest.get(..scheme.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(scheme)));
        if !begins {
            return None;
        }
        let close = self.pairs.bracket(at + 1).filter(|close| *close < end)?;
        (!self.text[at..close].contains('\n')).then_some(close + 1)
    }

    pub(super) fn external(&mut self, range: Range<usize>, depth: usize) {
        let inside = range.start + 1..range.end - 1;
        let text = &self.text[inside.clone()];
        let length = text.find([' ', '\t']).unwrap_or(text.len());
        self.writer.open_link(&text[..length]);
        self.inline(inside.start + length..inside.end, depth + 1);
        self.writer.line.close_link();
    }

    /// The files of a gallery, one on each line.
    pub(super) fn gallery(&mut self, range: Range<usize>) {
        let mut at = range.start;
        for line in self.text[range.clone()].split('\n') {
            let (start, end) = (at, at + line.len());
            at = end + 1;
            let parts: Vec<Range<usize>> = self.pairs.split(self.text, start..end, b"|").collect();
            let Some(first) = parts.first() else { continue };
            let target = self.text[first.clone()].trim();
            if target.is_empty() {
                continue;
            }
            let name = in_space(target, FILE).unwrap_or(target).to_owned();
            self.writer.entry_of(1, false);
            self.file(&name, &parts[1..], 0);
        }
        self.writer.end_lists();
        self.writer.told.seen(Seen::Picture);
    }
}

/// Whether a part of a file's link says how it is shown.
fn is_option(part: &str) -> bool {
    const WORDS: &[&str] = &[
        "thumb",
        "thumbnail",
        "frame",
        "framed",
        "frameless",
        "border",
        "left",
        "right",
        "center",
        "centre",
        "none",
        "upright",
        "baseline",
        "middle",
        "top",
        "bottom",
        "sub",
        "super",
    ];
    const NAMES: &[&str] = &["alt", "link", "page", "lang", "class", "upright", "thumbtime", "start", "end"];
    let part = part.trim();
    let is_size =
        part.strip_suffix("px").is_some_and(|size| size.bytes().all(|b| b.is_ascii_digit() || b == b'x'));
    let name = part.split_once('=').map(|(name, _)| name.trim());
    WORDS.contains(&part) || is_size || name.is_some_and(|name| NAMES.contains(&name)) || part.is_empty()
}
