//! What is written as an image and is none: a CSV file is a table, sound and film are played, and a file page of
//! Wikimedia Commons is led to. Nothing is loaded before a reader asks for it, and nothing ever from elsewhere.

use std::ops::Range;

use super::body::{Fill, LinkKind, Message};
use super::writer::{Alone, Writer, escape_attribute, escape_url};
use crate::diagnostic::{Code, Diagnostic};

/// The endings of film, and of sound.
const FILM: &[&str] = &["webm", "ogv", "mp4", "mpg", "mpeg"];
const SOUND: &[&str] = &["ogg", "oga", "opus", "mp3", "wav", "flac", "m4a"];

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Medium {
    Film,
    Sound,
}

/// What an address names that is no image.
pub(super) enum Embedded {
    Table,
    Medium(Medium),
}

/// What a place within the site is, by its name.
pub(super) fn on_site(target: &str) -> Option<Embedded> {
    let path = target.split(['#', '?']).next().unwrap_or_default();
    if ending(path).is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
        return Some(Embedded::Table);
    }
    medium(path).map(Embedded::Medium)
}

/// What a file page of Wikimedia Commons shows, where that is no image.
pub(super) fn on_commons(target: &str) -> Option<Medium> {
    let (_, rest) = target.split_once("://")?;
    let (host, path) = rest.split_once('/')?;
    let is_commons = ["commons.wikimedia.org", "commons.m.wikimedia.org"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(host));
    let name = path.strip_prefix("wiki/File:")?;
    medium(name.split(['#', '?']).next().unwrap_or_default()).filter(|_| is_commons)
}

/// Whether an address is that of a recording on Wikimedia Commons, which a text may name like a picture.
#[must_use]
pub fn is_recording(address: &str) -> bool {
    on_commons(address).is_some()
}

fn medium(path: &str) -> Option<Medium> {
    let ending = ending(path)?;
    let is_among = |endings: &[&str]| endings.iter().any(|known| known.eq_ignore_ascii_case(ending));
    if is_among(FILM) {
        return Some(Medium::Film);
    }
    is_among(SOUND).then_some(Medium::Sound)
}

fn ending(path: &str) -> Option<&str> {
    path.rsplit_once('.').map(|(_, ending)| ending)
}

impl Writer<'_> {
    /// A table from a file, which `alone` in its paragraph takes the place of that.
    pub(super) fn table_file(&mut self, target: &str, caption: &str, alone: bool, range: &Range<usize>) {
        self.check_caption(caption, "this table has no caption", "what it shows", target, range);
        if !alone || self.in_anchor() {
            self.lost(
                range,
                "a table cannot stand within a line",
                "give it a paragraph of its own, or leave out the `!`: then it is a link to the file",
            );
            return self.text(caption);
        }
        let index = self.link(LinkKind::Table, target, range);
        if self.body.html.ends_with("<p>") {
            self.body.html.truncate(self.body.html.len() - "<p>".len());
            self.alone = Alone::Replaced;
        }
        self.block("<div class=\"table\" tabindex=\"0\"><table>");
        if !caption.is_empty() {
            self.push("<caption>");
            self.escaped(caption);
            self.push("</caption>\n");
        }
        self.body.placeholder(Fill::Table(index));
        self.push("</table></div>\n<p class=\"aside\">");
        self.body.placeholder(Fill::LinkStart(index));
        self.push(">");
        self.body.placeholder(Fill::Message(Message::TableFile));
        self.body.placeholder(Fill::LinkEnd(index));
        self.push("</p>\n");
    }

    /// Sound or film that lies in the site.
    pub(super) fn media_file(&mut self, target: &str, caption: &str, medium: Medium, range: &Range<usize>) {
        let told = "this recording has no caption";
        self.check_caption(caption, told, "what it is of", target, range);
        let index = self.link(LinkKind::Image, target, range);
        let name = match medium {
            Medium::Film => "video",
            Medium::Sound => "audio",
        };
        for part in ["<span class=\"media\"><", name, " controls preload=\"none\" "] {
            self.push(part);
        }
        self.body.placeholder(Fill::Image(index));
        self.push(" aria-label=\"");
        escape_attribute(&mut self.body.html, caption);
        for part in ["\"></", name, "><span class=\"aside\">"] {
            self.push(part);
        }
        self.escaped(caption);
        self.push("</span></span>");
    }

    /// Sound or film on Wikimedia Commons: a card that leads to its page.
    pub(super) fn media_elsewhere(
        &mut self,
        target: &str,
        caption: &str,
        medium: Medium,
        range: &Range<usize>,
    ) {
        let told = "this recording has no caption";
        self.check_caption(caption, told, "what it is of", target, range);
        let caption = if caption.is_empty() { target } else { caption };
        if self.in_anchor() {
            return self.escaped(caption);
        }
        self.push("<a class=\"play\" href=\"");
        escape_url(&mut self.body.html, target);
        self.push("\"><span>");
        self.escaped(caption);
        self.push("</span> <span class=\"aside\">");
        self.body.placeholder(Fill::Message(match medium {
            Medium::Film => Message::FilmElsewhere,
            Medium::Sound => Message::SoundElsewhere,
        }));
        self.push("</span></a>");
    }

    fn check_caption(
        &mut self,
        caption: &str,
        message: &str,
        what: &str,
        target: &str,
        range: &Range<usize>,
    ) {
        if caption.is_empty() {
            let fault = Diagnostic::new(Code::MissingAlt, self.file, self.span(range), message);
            self.diagnostics.push(fault.help(format!("write `![{what}]({target})`")));
        }
    }
}
