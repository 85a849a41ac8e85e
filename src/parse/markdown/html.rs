//! HTML in a text. A few harmless elements work, written by us anew and without their attributes: no letter
//! of a stranger's tag reaches a page as markup. Folds (`<details>`) with one name that follow each other are a group, of
//! which one is open. Comments go nowhere. All else is shown as text and told.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::headings::is_id;
use super::html_tags::{HtmlTag, Token, decoded, tokens, whole};
use super::pieces::{Piece, Placed};
use super::writer::Writer;

/// Elements within a line: their name, what opens them and what closes them.
const INLINE: &[(&str, &str, &str)] =
    &[("sup", "<sup>", "</sup>"), ("sub", "<sub>", "</sub>"), ("kbd", "<kbd>", "</kbd>")];

/// Elements whose text is no HTML, so that tags in it are none.
const RAW: &[&str] = &["pre", "script", "style", "textarea", "title", "xmp"];

/// What a tag becomes.
#[derive(Clone, PartialEq, Eq)]
enum Meaning {
    Shown,
    Left,
    Break,
    Html(&'static str),
    Anchor(Box<str>),
}

/// The `<details>` that are open.
#[derive(Default)]
pub(super) struct Details {
    open: Vec<Fold>,
    /// The group that ended last, to which the next one may belong.
    group: Option<Group>,
    /// How many quotations, lists and so on are open.
    depth: usize,
    /// Whether the last one has nothing in it yet.
    pub(super) is_fresh: bool,
}

struct Fold {
    /// The count of blocks that it stands in.
    depth: usize,
    range: Range<usize>,
    group: Option<Group>,
}

/// Folds of one name that follow each other.
struct Group {
    name: Box<str>,
    /// Where the first one stands in the text, which no other group of the page has.
    at: usize,
    has_open: bool,
}

impl Details {
    /// Whether what comes next stands in nothing else.
    pub(super) fn is_outside(&self) -> bool {
        self.depth == 0 && self.open.is_empty()
    }

    /// Notes the start of a block.
    pub(super) fn start(&mut self, tag: &Tag<'_>) {
        self.is_fresh = false;
        self.depth += usize::from(is_container(tag.to_end()));
    }
}

fn is_container(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionListDefinition
    )
}

impl<'t> Writer<'t> {
    /// Ends what is open in a block that ends.
    pub(super) fn end_details(&mut self, tag: TagEnd) {
        if is_container(tag) {
            self.close_details(self.gathered.details.depth);
            self.end_group();
            self.gathered.details.depth = self.gathered.details.depth.saturating_sub(1);
        }
    }

    pub(super) fn end_all_details(&mut self) {
        self.close_details(0);
        self.end_group();
    }

    /// Ends the group of folds before something that is none of it.
    pub(super) fn end_group(&mut self) {
        if let Some(group) = self.gathered.details.group.take() {
            let at = group.at - self.body_start;
            self.piece(Piece::Block("</div>\n"), at..at);
        }
    }

    /// Begins a fold.
    fn open_details(&mut self, tag: &HtmlTag<'_>, at: usize, range: &Range<usize>) {
        let name = tag.group.filter(|_| !self.options.only_commonmark);
        let before = self.gathered.details.group.take_if(|group| name == Some(&*group.name));
        if before.is_none() {
            self.end_group();
        }
        let mut group = before.or_else(|| {
            let name = name?.into();
            self.piece(Piece::Block("<div class=\"tabs\">\n"), range.clone());
            Some(Group { name, at, has_open: false })
        });
        let mut is_open = tag.is_open;
        if let Some(group) = group.as_mut().filter(|_| is_open) {
            if group.has_open {
                is_open = false;
                let message = format!("a second `<details>` that is open in the group `{}`", group.name);
                self.lost(range, message, "leave out `open`: one of a group is open at a time");
            }
            group.has_open = true;
        }
        self.piece(Piece::Details { group: group.as_ref().map(|group| group.at), is_open }, range.clone());
        let depth = self.gathered.details.depth;
        self.gathered.details.open.push(Fold { depth, range: range.clone(), group });
        self.gathered.details.is_fresh = true;
    }

    /// Ends the fold that was begun last.
    fn end_fold(&mut self, fold: Fold, range: Range<usize>) {
        self.end_group();
        self.piece(Piece::Block("</details>\n"), range);
        self.gathered.details.group = fold.group;
    }

    /// Ends those that were opened at that depth or below it, and tells of each.
    fn close_details(&mut self, depth: usize) {
        while let Some(fold) = self.gathered.details.open.pop_if(|fold| fold.depth >= depth) {
            let range = fold.range.clone();
            let help = "write a line `</details>` where it ends, with an empty line before it";
            self.lost(&range, "`<details>` without its end", help);
            self.end_fold(fold, range);
        }
    }

    /// Hands on a run of a line, with what becomes of its tags. It is empty after.
    pub(super) fn html_run(&mut self, run: &mut Vec<Placed<'t>>) {
        if !run.iter().any(|(event, _)| matches!(event, Event::InlineHtml(_))) {
            return run.drain(..).for_each(|(event, range)| self.piece(Piece::Event(event), range));
        }
        let tokens: Vec<Option<Token<'_>>> = run
            .iter()
            .map(|(event, _)| match event {
                Event::InlineHtml(html) => Some(whole(html)),
                _ => None,
            })
            .collect();
        let marks = run.iter().zip(&tokens).map(|((event, _), token)| match (event, token) {
            (Event::Start(tag), _) => Mark::Opens(tag.to_end()),
            (Event::End(tag), _) => Mark::Closes(*tag),
            (_, Some(token)) => Mark::Html(token),
            _ => Mark::Other,
        });
        let meanings = meanings(marks);
        let comments: Vec<_> =
            tokens.iter().map(|token| matches!(token, Some(Token::Comment { .. }))).collect();
        drop(tokens);
        for (((event, range), meaning), is_comment) in run.drain(..).zip(meanings).zip(comments) {
            let Event::InlineHtml(html) = event else {
                self.piece(Piece::Event(event), range);
                continue;
            };
            if is_comment {
                self.raw.comment(&range);
            } else {
                self.tag(meaning, html, range);
            }
        }
    }

    fn tag(&mut self, meaning: Meaning, html: CowStr<'t>, range: Range<usize>) {
        let piece = match meaning {
            Meaning::Left => return,
            Meaning::Break => Piece::Event(Event::HardBreak),
            Meaning::Html(html) => Piece::Tag(html),
            Meaning::Anchor(id) => Piece::Anchor(id),
            Meaning::Shown => {
                self.raw.shown(&html, &range);
                Piece::Event(Event::Text(html))
            }
        };
        self.piece(piece, range);
    }

    /// Hands on a block of HTML.
    pub(super) fn html_block(&mut self, html: &str, range: &Range<usize>) {
        let html = html.trim_end_matches(['\n', '\r']);
        let is_raw = match whole(html.trim_start()) {
            Token::Tag(tag) => RAW.contains(&&*tag.name),
            _ => false,
        };
        let tokens =
            if self.options.only_commonmark { vec![(Token::Text, 0..html.len())] } else { tokens(html) };
        let meanings = meanings(tokens.iter().map(|(token, _)| match token {
            Token::Tag(tag) if matches!(&*tag.name, "details" | "summary") => Mark::Divides,
            token => Mark::Html(token),
        }));
        let mut block =
            HtmlBlock { in_paragraph: false, in_summary: false, is_told: self.options.only_commonmark };
        for (index, ((token, place), meaning)) in tokens.iter().zip(meanings).enumerate() {
            let source = &html[place.clone()];
            let is_blank = matches!(token, Token::Comment { .. }) || source.trim().is_empty();
            let is_fold = matches!(token, Token::Tag(tag) if tag.name == "details");
            if !is_blank && !is_fold {
                self.end_group();
            }
            match token {
                Token::Comment { closed: true } => self.raw.comment(range),
                Token::Comment { closed: false } => self.unclosed_comment(range),
                Token::Tag(tag) if tag.name == "details" && !is_raw => {
                    let depth = self.gathered.details.depth;
                    let is_open = self.gathered.details.open.last().is_some_and(|fold| fold.depth == depth);
                    if !tag.closes && !block.in_summary {
                        self.end_html_paragraph(&mut block, range);
                        let at = self.body_start + range.start + place.start;
                        self.open_details(tag, at, range);
                        continue;
                    } else if tag.closes && is_open && !block.in_summary {
                        self.end_html_paragraph(&mut block, range);
                        if let Some(fold) = self.gathered.details.open.pop() {
                            self.end_fold(fold, range.clone());
                        }
                    } else {
                        self.end_group();
                        self.shown_html(&mut block, source, range);
                    }
                }
                Token::Tag(tag) if tag.name == "summary" && !is_raw => {
                    let ends = || {
                        let is_summary = |token: &&Token<'_>| matches!(token, Token::Tag(tag) if matches!(&*tag.name, "summary" | "details"));
                        let next = tokens[index + 1..].iter().map(|(token, _)| token).find(is_summary);
                        matches!(next, Some(Token::Tag(tag)) if tag.name == "summary" && tag.closes)
                    };
                    if !tag.closes && self.gathered.details.is_fresh && ends() {
                        self.piece(Piece::Block("<summary>"), range.clone());
                        block.in_summary = true;
                    } else if tag.closes && block.in_summary {
                        self.piece(Piece::Tag("</summary>\n"), range.clone());
                        block.in_summary = false;
                    } else {
                        self.shown_html(&mut block, source, range);
                    }
                }
                Token::Tag(_) if is_raw || meaning == Meaning::Shown => {
                    self.shown_html(&mut block, source, range);
                }
                Token::Tag(_) => {
                    if !matches!(meaning, Meaning::Anchor(_) | Meaning::Left) {
                        self.html_paragraph(&mut block, range);
                    }
                    self.tag(meaning, CowStr::Borrowed(""), range.clone());
                }
                Token::Text if block.is_told => {
                    self.raw.shown(source, range);
                    self.html_text(&mut block, source, range);
                }
                Token::Text => self.html_text(&mut block, &decoded(source), range),
            }
            self.gathered.details.is_fresh &= is_blank;
        }
        self.end_html_paragraph(&mut block, range);
    }

    /// A tag that is shown as it stands.
    fn shown_html(&mut self, block: &mut HtmlBlock, source: &str, range: &Range<usize>) {
        self.raw.shown(source, range);
        self.html_text(block, source, range);
    }

    fn html_text(&mut self, block: &mut HtmlBlock, text: &str, range: &Range<usize>) {
        if text.trim().is_empty() && !block.in_paragraph && !block.in_summary {
            return;
        }
        let is_begun = block.in_paragraph || block.in_summary || block.is_told;
        let text = if is_begun { text } else { text.trim_start() };
        self.html_paragraph(block, range);
        self.piece(Piece::Event(Event::Text(text.to_owned().into())), range.clone());
    }

    fn html_paragraph(&mut self, block: &mut HtmlBlock, range: &Range<usize>) {
        if !block.in_paragraph && !block.in_summary {
            self.piece(Piece::Block("<p>"), range.clone());
            block.in_paragraph = true;
        }
    }

    fn end_html_paragraph(&mut self, block: &mut HtmlBlock, range: &Range<usize>) {
        if std::mem::take(&mut block.in_paragraph) {
            self.piece(Piece::Tag("</p>\n"), range.clone());
        }
    }
}

/// How far the writing of a block has come.
struct HtmlBlock {
    in_paragraph: bool,
    in_summary: bool,
    /// Whether its text counts as HTML too.
    is_told: bool,
}

/// What a run has that tags may not reach across.
enum Mark<'m, 'h> {
    Opens(TagEnd),
    Closes(TagEnd),
    Html(&'m Token<'h>),
    /// No element goes on behind it.
    Divides,
    Other,
}

/// What becomes of each tag: those of an element work if both are there and nothing is open between them
/// that is not closed.
fn meanings<'m, 'h: 'm>(marks: impl Iterator<Item = Mark<'m, 'h>>) -> Vec<Meaning> {
    enum Open {
        Markdown(TagEnd),
        /// Its place in [`INLINE`], and among the meanings.
        Element(usize, usize),
        Anchor,
    }
    let mut meanings = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for mark in marks {
        let at = meanings.len();
        meanings.push(Meaning::Shown);
        match mark {
            Mark::Opens(tag) => open.push(Open::Markdown(tag)),
            Mark::Closes(tag) => {
                while let Some(last) = open.pop() {
                    if matches!(last, Open::Markdown(other) if other == tag) {
                        break;
                    }
                }
            }
            Mark::Divides => open.clear(),
            Mark::Html(Token::Tag(tag)) => {
                let element = INLINE.iter().position(|(name, ..)| *name == tag.name);
                match (element, tag.closes, open.last()) {
                    (Some(element), false, _) => open.push(Open::Element(element, at)),
                    (Some(element), true, Some(&Open::Element(other, from))) if element == other => {
                        open.pop();
                        meanings[from] = Meaning::Html(INLINE[element].1);
                        meanings[at] = Meaning::Html(INLINE[element].2);
                    }
                    (None, true, Some(Open::Anchor)) if tag.name == "a" => {
                        open.pop();
                        meanings[at] = Meaning::Left;
                    }
                    (None, false, _) if tag.name == "br" => meanings[at] = Meaning::Break,
                    (None, false, _) if tag.name == "a" && !tag.has_href => {
                        if let Some(id) = tag.id.filter(|id| is_id(id)) {
                            open.push(Open::Anchor);
                            meanings[at] = Meaning::Anchor(id.into());
                        }
                    }
                    _ => {}
                }
            }
            Mark::Html(_) | Mark::Other => {}
        }
    }
    meanings
}
