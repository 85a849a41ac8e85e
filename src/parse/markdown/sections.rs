//! A text as sections, which translations are made of and compared by: what stands before the first heading, and each
//! heading with what follows it up to the next. `record` says which section of a translation stands for which of its
//! original, and [`Body::composed`] puts the two together.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

use super::body::{Body, Fill, Heading, Link, Message, Notes, Placeholder};
use super::headings::OpenHeading;
use super::notes::{BORROWED_NOTE, note_ids};
use super::writer::Writer;

/// A section of a text. Headings within quotations, lists and folds begin none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its place in [`Body::headings`]; none for what stands before the first heading.
    pub heading: Option<usize>,
    pub digest: SectionDigest,
    /// Whether it is a heading alone.
    pub is_bare: bool,
    /// Where it begins in the HTML, in bytes.
    pub(super) html: usize,
    /// Where it stands in the file, in bytes.
    source: (usize, usize),
}

impl Section {
    /// Where it begins in the file, in bytes.
    #[must_use]
    pub fn start(&self) -> usize {
        self.source.0
    }

    /// The section as the file has it.
    #[must_use]
    pub fn text<'t>(&self, file: &'t str) -> &'t str {
        file.get(self.source.0..self.source.1).unwrap_or_default().trim_end()
    }
}

/// What tells one version of a text from another: the first 64 bits of its SHA-256 digest. Blanks at the end of a line
/// and how a line ends make no difference.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionDigest(u64);

impl SectionDigest {
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut digest = Sha256::new();
        for line in text.trim().lines() {
            digest.update(line.trim_end().as_bytes());
            digest.update(b"\n");
        }
        let digest = digest.finalize();
        Self(digest.iter().take(8).fold(0, |number, &byte| number << 8 | u64::from(byte)))
    }
}

impl fmt::Display for SectionDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Debug for SectionDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for SectionDigest {
    type Err = ();

    /// Of 16 hexadecimal digits in small letters.
    fn from_str(text: &str) -> Result<Self, ()> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() != 16 || !text.bytes().all(is_digit) {
            return Err(());
        }
        u64::from_str_radix(text, 16).map(Self).map_err(drop)
    }
}

/// A section of a translation's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// The translation's own.
    Own {
        /// Its place in [`Body::sections`].
        section: usize,
        /// The ids of the sections of the original that it stands for, the first for its heading.
        ids: Vec<Box<str>>,
        /// Whether the original has changed since.
        is_stale: bool,
    },
    /// The original's, by its place among the sections there.
    Borrowed(usize),
}

impl Writer<'_> {
    /// Notes that the heading under way begins a section, if it does.
    pub(super) fn start_section(&mut self, open: &OpenHeading) {
        if self.gathered.details.is_outside() && !self.notes.at_end {
            self.sections.push((self.body.headings.len(), open.at, open.range.start));
        }
    }

    /// Puts down the sections, once all headings are known and before the notes are written.
    pub(super) fn end_sections(&mut self) {
        self.body.notes = Notes { html: self.body.html.len(), headings: self.body.headings.len() };
        let starts = std::mem::take(&mut self.sections);
        let first = starts.first().map_or(self.text.len(), |&(.., source)| source);
        let lead = (!self.text[self.lead_at..first].trim().is_empty()).then_some((None, 0, self.lead_at));
        let headed = starts.into_iter().map(|(heading, html, source)| (Some(heading), html, source));
        let all: Vec<_> = lead.into_iter().chain(headed).collect();
        for (place, &(heading, html, start)) in all.iter().enumerate() {
            let end = all.get(place + 1).map_or(self.text.len(), |&(.., next)| next);
            let digest = SectionDigest::of(&self.text[start..end]);
            let source = (self.body_start + start, self.body_start + end);
            let length = self.text[start..end].trim_end().len();
            let whole = self.span(&(start..start + length));
            let is_bare = heading.is_some_and(|heading| self.body.headings[heading].span == whole);
            self.body.sections.push(Section { heading, digest, is_bare, html, source });
        }
    }
}

impl Body {
    /// How many words a section has, without its footnotes.
    #[must_use]
    pub fn words_of(&self, section: usize) -> usize {
        let (mut words, mut in_tag, mut in_word) = (0, false, false);
        for byte in self.html[self.html_of(section)].bytes() {
            match byte {
                b'<' => in_tag = true,
                b'>' if in_tag => in_tag = false,
                _ if in_tag => {}
                _ if byte.is_ascii_whitespace() => in_word = false,
                // What has no letter or digit, such as the sign of the link beside a heading, is no word.
                _ if byte.is_ascii_alphanumeric() || !byte.is_ascii() => {
                    words += usize::from(!in_word);
                    in_word = true;
                }
                _ => {}
            }
        }
        words
    }

    /// This text, a translation, put together with sections of its original. Ids that links name are those of the
    /// original. What is borrowed stands between [`Fill::BorrowedStart`] and [`Fill::BorrowedEnd`], and its links come
    /// behind the translation's own.
    #[must_use]
    pub fn composed(&self, original: &Self, pieces: &[Piece]) -> Self {
        let borrows = pieces.iter().any(|piece| matches!(piece, Piece::Borrowed(_)));
        let mut made = Self {
            title: self.title.clone(),
            excerpt: self.excerpt.clone(),
            links: self.links.clone(),
            anchors: self.anchors.clone(),
            ..Self::default()
        };
        if borrows {
            let links = original.links.iter().cloned();
            made.links.extend(links.map(|link| Link { is_borrowed: true, ..link }));
        }
        let mut composing =
            Composing { from: self, original, made, taken: BTreeSet::new(), notes: BTreeSet::new() };
        if borrows {
            // What is borrowed can bring notes, and they can have headings.
            let ids = original.headings[original.notes.headings..].iter().map(|heading| heading.id.clone());
            composing.taken.extend(ids);
        }
        for piece in pieces {
            match piece {
                Piece::Own { ids, .. } => composing.taken.extend(ids.iter().cloned()),
                Piece::Borrowed(section) => {
                    let ids = original.headings_of(*section).iter().map(|heading| heading.id.clone());
                    composing.taken.extend(ids);
                }
            }
        }
        for piece in pieces {
            match piece {
                Piece::Own { section, ids, is_stale } => composing.own(*section, ids, *is_stale),
                Piece::Borrowed(section) => composing.borrowed(*section),
            }
        }
        composing.notes();
        composing.made
    }

    /// The headings of a section: its own, and those within quotations and the like.
    fn headings_of(&self, section: usize) -> &[Heading] {
        let start = if section == 0 { 0 } else { self.sections[section].heading.unwrap_or_default() };
        let next = self.sections.get(section + 1).and_then(|next| next.heading);
        &self.headings[start..next.unwrap_or(self.notes.headings)]
    }

    /// Where a section stands in the HTML.
    fn html_of(&self, section: usize) -> Range<usize> {
        let end = self.sections.get(section + 1).map_or(self.notes.html, |next| next.html);
        self.sections[section].html..end
    }
}

/// A text under way that is put together of a translation and its original.
struct Composing<'b> {
    from: &'b Body,
    original: &'b Body,
    made: Body,
    /// The ids that are given.
    taken: BTreeSet<Box<str>>,
    /// The numbers of the original's notes that what is borrowed names.
    notes: BTreeSet<usize>,
}

impl Composing<'_> {
    /// A section of the translation.
    fn own(&mut self, section: usize, ids: &[Box<str>], is_stale: bool) {
        let range = self.from.html_of(section);
        let mut at = range.start;
        let own = self.from.sections[section].heading;
        if own.is_none() {
            self.additional(ids);
            self.stale(is_stale);
        }
        for (place, heading) in self.from.headings_of(section).iter().enumerate() {
            let is_own = own.is_some() && place == 0;
            let given = ids.first().filter(|_| is_own).filter(|_| heading.own_id.is_none());
            at = self.heading(heading, given.map(|id| &**id), at..range.end);
            if is_own {
                self.additional(ids.get(1..).unwrap_or_default());
                self.stale(is_stale);
            }
        }
        self.put(self.from, at..range.end, 0);
    }

    /// A heading of the translation and what of this part of its HTML stands before it, with the id that it is given or
    /// one that is free. Says where the rest begins.
    fn heading(&mut self, heading: &Heading, given: Option<&str>, within: Range<usize>) -> usize {
        let Range { start: mut at, end } = within;
        let id = given.map_or_else(|| self.free(&heading.id), Box::from);
        let opening = format!("<h{} id=\"", heading.level);
        let anchor = " <a class=\"anchor\" href=\"#";
        for before in [opening.as_str(), anchor] {
            let Some(found) = self.from.html[at..end].find(&format!("{before}{}\"", heading.id)) else {
                continue;
            };
            let from = at + found + before.len();
            self.put(self.from, at..from, 0);
            self.made.html.push_str(&id);
            at = from + heading.id.len();
        }
        let closing = format!("</h{}>\n", heading.level);
        if let Some(found) = self.from.html[at..end].find(&closing) {
            let from = at + found + closing.len();
            self.put(self.from, at..from, 0);
            at = from;
        }
        let own_id = (id != heading.id).then(|| heading.id.clone());
        self.made.headings.push(Heading { id, own_id, ..heading.clone() });
        at
    }

    /// A section of the original.
    fn borrowed(&mut self, section: usize) {
        self.made.placeholder(Fill::BorrowedStart);
        self.put_borrowed(self.original.html_of(section));
        self.made.placeholder(Fill::BorrowedEnd);
        let headings = self.original.headings_of(section).iter().cloned();
        self.made.headings.extend(headings.map(|heading| Heading { is_borrowed: true, ..heading }));
    }

    /// The notes: the translation's, and those of the original that what is borrowed names.
    fn notes(&mut self) {
        self.made.notes = Notes { html: self.made.html.len(), headings: self.made.headings.len() };
        let (mut at, end) = (self.from.notes.html, self.from.html.len());
        for heading in &self.from.headings[self.from.notes.headings..] {
            at = self.heading(heading, None, at..end);
        }
        self.put(self.from, at..end, 0);
        let items = self.original.note_items();
        let mut written = BTreeSet::new();
        // A note can name another.
        while let Some(&number) = self.notes.iter().find(|number| !written.contains(*number)) {
            if written.is_empty() {
                self.made.placeholder(Fill::BorrowedStart);
                self.made.html.push_str("<section class=\"footnotes\" aria-label=\"");
                self.made.placeholder(Fill::Message(Message::Footnotes));
                self.made.html.push_str("\">\n<ol>\n");
            }
            written.insert(number);
            if let Some(item) = items.get(number - 1) {
                self.put_borrowed(item.clone());
            }
        }
        if !written.is_empty() {
            self.made.html.push_str("</ol>\n</section>\n");
            self.made.placeholder(Fill::BorrowedEnd);
        }
    }

    /// Further ids that lead to a section.
    fn additional(&mut self, ids: &[Box<str>]) {
        for id in ids {
            for part in ["<span id=\"", id, "\"></span>\n"] {
                self.made.html.push_str(part);
            }
            self.made.anchors.push(id.clone());
        }
    }

    fn stale(&mut self, is_stale: bool) {
        if is_stale {
            self.made.placeholder(Fill::Stale);
        }
    }

    /// The id, or one made of it that nothing else has.
    fn free(&mut self, id: &str) -> Box<str> {
        let numbered = (1..).map(|number| format!("{id}-{number}").into_boxed_str());
        let mut all = std::iter::once(Box::from(id)).chain(numbered);
        let free = all.find(|id| !self.taken.contains(id)).unwrap_or_default();
        self.taken.insert(free.clone());
        free
    }

    /// Puts a part of a body behind what there is; its links are so much further on.
    fn put(&mut self, body: &Body, range: Range<usize>, links: usize) {
        let (at, from) = (self.made.html.len(), range.start);
        // What stands at the very start of a part belongs to what is before it.
        let first =
            body.placeholders.partition_point(|placeholder| placeholder.at < from + usize::from(from > 0));
        let within = body.placeholders[first..].iter().take_while(|placeholder| placeholder.at <= range.end);
        self.made.placeholders.extend(within.map(|placeholder| Placeholder {
            at: at + placeholder.at - from,
            fill: match placeholder.fill {
                Fill::LinkStart(link) => Fill::LinkStart(link + links),
                Fill::LinkEnd(link) => Fill::LinkEnd(link + links),
                Fill::Image(link) => Fill::Image(link + links),
                Fill::Table(link) => Fill::Table(link + links),
                Fill::Thumbnail(link) => Fill::Thumbnail(link + links),
                Fill::Credit(link) => Fill::Credit(link + links),
                Fill::CaptionCredit(link) => Fill::CaptionCredit(link + links),
                Fill::WikiText(link) => Fill::WikiText(link + links),
                fill @ (Fill::Code
                | Fill::Message(_)
                | Fill::BorrowedStart
                | Fill::BorrowedEnd
                | Fill::Stale) => fill,
            },
        }));
        self.made.html.push_str(&body.html[range]);
    }

    /// Puts a part of the original there, with other ids for its notes, since the translation has notes of those numbers.
    fn put_borrowed(&mut self, range: Range<usize>) {
        let links = self.from.links.len();
        let mut at = range.start;
        for place in note_ids(&self.original.html[range.clone()]) {
            let end = range.start + place.at;
            self.put(self.original, at..end, links);
            self.made.html.push_str(BORROWED_NOTE);
            self.notes.extend(place.names);
            at = end;
        }
        self.put(self.original, at..range.end, links);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Options, parse};
    use super::*;
    use crate::source::SitePath;

    fn body(text: &str) -> Body {
        parse(text, 0, &SitePath::new("content/guides/a.md"), Options::default()).0
    }

    fn sections(text: &str) -> Vec<String> {
        body(text).sections.iter().map(|section| section.text(text).to_owned()).collect()
    }

    fn html(body: &Body) -> String {
        let mut html = String::new();
        body.write(&mut html, |fill, out| match fill {
            Fill::BorrowedStart => out.push_str("[[\n"),
            Fill::BorrowedEnd => out.push_str("]]\n"),
            Fill::Stale => out.push_str("[stale]\n"),
            Fill::LinkStart(link) => out.extend(["<a ".to_owned(), link.to_string()]),
            Fill::LinkEnd(_) => out.push_str("</a>"),
            Fill::Image(_)
            | Fill::Thumbnail(_)
            | Fill::Credit(_)
            | Fill::CaptionCredit(_)
            | Fill::Table(_)
            | Fill::WikiText(_)
            | Fill::Code
            | Fill::Message(_) => {}
        });
        html.replace(" <a class=\"anchor\" href=\"#", " <#").replace("\" aria-label=\"\">#</a>", ">")
    }

    #[test]
    fn a_section_begins_at_each_heading_that_stands_in_nothing_else() {
        let text = "Lead.\n\n## A\n\n> ## Quoted\n\n- # In a list\n\n### B\n\n<details>\n\n## Folded\n\n</details>\n\nC\n=\n\nEnd[^1].\n\n\
                    [^1]: ## In a note\n";
        let expected = [
            "Lead.",
            "## A\n\n> ## Quoted\n\n- # In a list",
            "### B\n\n<details>\n\n## Folded\n\n</details>",
            "C\n=\n\nEnd[^1].\n\n[^1]: ## In a note",
        ];
        assert_eq!(sections(text), expected);
        assert_eq!(sections("## A\n\nText.\n"), ["## A\n\nText."]);
        assert_eq!(sections("Text.\n"), ["Text."]);
        assert!(sections(" \n").is_empty());
    }

    #[test]
    fn words_are_counted_without_marks() {
        let body = body("One *two*three [four](a.md).\n\n## Five < 6\n\n- seven\n- eight\n");
        let words: Vec<_> = (0..body.sections.len()).map(|section| body.words_of(section)).collect();
        assert_eq!(words, [3, 5]);
    }

    #[test]
    fn a_title_in_the_text_is_part_of_no_section() {
        let options = Options { title_from_heading: true, ..Options::default() };
        let text = "# Title\n\n## A\n";
        let (body, _) = parse(text, 0, &SitePath::new("content/guides/a.md"), options);
        let sections: Vec<_> = body.sections.iter().map(|section| section.text(text)).collect();
        assert_eq!(sections, ["## A"]);
    }

    #[test]
    fn a_digest_is_of_the_text_and_not_of_its_blanks() {
        let digest = |text: &str| body(text).sections[0].digest;
        // It stands in the files of people: a change of this value makes every translation stale.
        assert_eq!(digest("## A\n\nText.\n").to_string(), SectionDigest::of("## A\n\nText.").to_string());
        assert_eq!(SectionDigest::of("## A\n\nText.").to_string(), "a1c72cfd3bc8cd8f");
        assert_eq!(digest("## A\n\nText.\n"), digest("\n## A  \r\n\r\nText.\r\n\r\n\r\n"));
        assert_ne!(digest("## A\n\nText.\n"), digest("## A\n\nText!\n"));
        assert_ne!(digest("## A\n\n    code\n"), digest("## A\n\n  code\n"));
        let digest = digest("## A");
        assert_eq!(digest.to_string().parse(), Ok(digest));
        for bad in ["", "A1C72CFD3BC8CD8F", "a1c72cfd3bc8cd8", "a1c72cfd3bc8cd8f2", "+1c72cfd3bc8cd8f"] {
            assert_eq!(bad.parse::<SectionDigest>(), Err(()), "{bad}");
        }
    }

    #[test]
    fn a_translation_has_the_ids_of_its_original_and_what_it_lacks_in_its_place() {
        let original = body("Lead.\n\n## First\n\n[a](a.md)\n\n## Second\n\n[b](b.md)\n\n## Third\n");
        let own = body("Inledning.\n\n## Ett\n\n[x](x.md) id=\"Ett\"\n\n> ## second\n\n## Eget\n\n## Tre\n");
        let ids = |ids: &[&str]| ids.iter().map(|&id| id.into()).collect();
        let pieces = [
            Piece::Own { section: 0, ids: Vec::new(), is_stale: true },
            Piece::Own { section: 1, ids: ids(&["first"]), is_stale: true },
            Piece::Borrowed(2),
            Piece::Own { section: 2, ids: Vec::new(), is_stale: false },
            Piece::Own { section: 3, ids: ids(&["third", "fourth"]), is_stale: false },
        ];
        let composed = own.composed(&original, &pieces);
        assert_eq!(
            html(&composed),
            "[stale]\n<p>Inledning.</p>\n\
             <h2 id=\"first\">Ett <#first></h2>\n[stale]\n<p><a 0>x</a> id=\"Ett\"</p>\n\
             <blockquote>\n<h2 id=\"second-1\">second <#second-1></h2>\n</blockquote>\n\
             [[\n<h2 id=\"second\">Second <#second></h2>\n<p><a 2>b</a></p>\n]]\n\
             <h2 id=\"eget\">Eget <#eget></h2>\n\
             <h2 id=\"third\">Tre <#third></h2>\n<span id=\"fourth\"></span>\n"
        );
        let headings: Vec<_> =
            composed.headings.iter().map(|h| (&*h.id, h.own_id.as_deref(), h.is_borrowed)).collect();
        let expected = [
            ("first", Some("ett"), false),
            ("second-1", Some("second"), false),
            ("second", None, true),
            ("eget", None, false),
            ("third", Some("tre"), false),
        ];
        assert_eq!(headings, expected);
        let links: Vec<_> = composed.links.iter().map(|link| (&*link.target, link.is_borrowed)).collect();
        assert_eq!(links, [("x.md", false), ("a.md", true), ("b.md", true)]);
        assert_eq!(&*composed.anchors, [Box::from("fourth")]);
        let found: Vec<_> =
            composed.passages(|_| "", |_| "").into_iter().map(|p| p.text.trim().to_owned()).collect();
        assert_eq!(found, ["Inledning.", "x id=\"Ett\"", "", "", ""]);
    }

    #[test]
    fn a_heading_in_a_note_has_an_id_of_its_own() {
        let original = body("## A\n\n## B\n\nText[^1].\n\n[^1]: ## C\n");
        let own = body("## Ett\n\nMitt[^1] och[^2].\n\n## c\n\n[^1]: ## b\n[^2]: ## ett\n");
        let ids = |id: &str| vec![id.into()];
        let pieces = [
            Piece::Own { section: 0, ids: ids("a"), is_stale: false },
            Piece::Borrowed(1),
            Piece::Own { section: 1, ids: Vec::new(), is_stale: false },
        ];
        let composed = own.composed(&original, &pieces);
        let html = html(&composed);
        let found: Vec<&str> =
            html.split("<h2 id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(found, ["a", "b", "c-1", "b-1", "ett-1", "c"], "{html}");
        for id in found {
            assert!(html.contains(&format!("<#{id}>")), "{id}\n{html}");
        }
    }

    #[test]
    fn what_is_borrowed_brings_its_notes() {
        let original = body(
            "## A\n\nOne[^1].\n\n## B\n\nTwo[^2] and[^2] `<a id=\"fnref-`.\n\n[^1]: First.\n[^2]: Second[^3].\n[^3]: Third.\n",
        );
        let own = body("## Ett\n\nMitt[^1].\n\n[^1]: ## Min\n");
        let pieces = [Piece::Own { section: 0, ids: vec!["a".into()], is_stale: false }, Piece::Borrowed(1)];
        let composed = own.composed(&original, &pieces);
        let html = html(&composed);
        for part in [
            "<a id=\"fnref-1\" href=\"#fn-1\">1</a>",
            "<a id=\"fnref-original-2\" href=\"#fn-original-2\">2</a>",
            "<a id=\"fnref-original-2-2\" href=\"#fn-original-2\">2</a>",
            "<code>&lt;a id=\"fnref-</code>",
            "<li id=\"fn-1\">\n<h2 id=\"min\">",
            "[[\n<section class=\"footnotes\" aria-label=\"\">\n<ol>\n<li id=\"fn-original-2\">\n<p>Second",
            "href=\"#fnref-original-2\"",
            "<li id=\"fn-original-3\">\n<p>Third.",
        ] {
            assert!(html.contains(part), "{part}\n{html}");
        }
        assert!(!html.contains("First."), "{html}");
        assert_eq!(html.matches("[[").count(), html.matches("]]").count());
        let whole = own.composed(&original, &[Piece::Own { section: 0, ids: Vec::new(), is_stale: false }]);
        let sections = own.sections.clone();
        assert_eq!(Body { sections, ..whole }, own);
    }
}
