//! From the parser's events to the pieces that the writer takes. What stands in one line of thought (a
//! paragraph, a heading, a cell) is gathered first, since some of it shows only as a whole: which tags have
//! their counterpart, where a bare address ends, whether brackets that stayed brackets were meant for a link.
//!
//! [`parse`](super::parse) hands each event to [`Writer::take`].

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag, TagEnd};

use super::html::Details;
use super::signs::Signs;
use super::writer::Writer;
use super::{autolink, cjk, emphasis, wiki};
use crate::source::{has_control, is_control};

/// An event of the parser with its place in the text.
pub(super) type Placed<'t> = (Event<'t>, Range<usize>);

/// What the writer takes.
pub(super) enum Piece<'t> {
    /// Of the Markdown; HTML is never among them.
    Event(Event<'t>),
    /// HTML of our own within a line.
    Tag(&'static str),
    /// HTML of our own that begins a line.
    Block(&'static str),
    /// What opens a fold, with the group that it belongs to.
    Details { group: Option<usize>, is_open: bool },
    /// A place that links can name.
    Anchor(Box<str>),
    /// What comes next is an image and all that its paragraph holds.
    Alone,
    /// The id that the heading under way gives itself.
    HeadingId(Box<str>),
}

/// What is gathered until it is whole.
#[derive(Default)]
pub(super) struct Gathered<'t> {
    run: Vec<Placed<'t>>,
    /// The lines of a block of HTML.
    html: Option<String>,
    in_code: bool,
    /// Of the table under way.
    pub(super) columns: usize,
    pub(super) details: Details,
}

impl<'t> Writer<'t> {
    /// Takes the next event of the parser, and its place in the text.
    pub(super) fn take(&mut self, event: Event<'t>, range: Range<usize>) {
        let event = if self.has_entities { self.without_controls(event, &range) } else { event };
        // What a block of HTML is indented by comes as text.
        if let (Some(html), Event::Html(line) | Event::Text(line)) = (&mut self.gathered.html, &event) {
            html.push_str(line);
            return;
        }
        if !matches!(event, Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock)) {
            self.end_group();
        }
        if !self.gathered.in_code && is_inline(&event) {
            self.gathered.run.push((event, range));
            return;
        }
        self.end_run(&event, &range);
        match &event {
            Event::Start(Tag::HtmlBlock) => {
                self.gathered.html = Some(String::new());
                return;
            }
            Event::End(TagEnd::HtmlBlock) => {
                let html = self.gathered.html.take().unwrap_or_default();
                return self.html_block(&html, &range);
            }
            Event::Start(tag) => {
                self.gathered.in_code = matches!(tag, Tag::CodeBlock(_));
                match tag {
                    Tag::CodeBlock(CodeBlockKind::Fenced(_)) if !self.options.only_commonmark => {
                        self.check_fence(&range);
                    }
                    Tag::Table(alignments) => self.gathered.columns = alignments.len(),
                    Tag::TableRow => self.check_row(&range),
                    _ => {}
                }
                self.gathered.details.start(tag);
            }
            Event::End(tag) => {
                self.gathered.in_code = false;
                self.end_details(*tag);
            }
            _ => {}
        }
        self.piece(Piece::Event(event), range);
    }

    /// What remains to be done when the parser has no more events.
    pub(super) fn end_pieces(&mut self) {
        self.end_run(&Event::Rule, &(self.text.len()..self.text.len()));
        self.end_all_details();
    }

    /// Hands on what was gathered, which `event` ends. `block` is the place of the block that it stands in.
    fn end_run(&mut self, event: &Event<'_>, block: &Range<usize>) {
        if self.gathered.run.is_empty() {
            return;
        }
        self.gathered.details.is_fresh = false;
        let mut run = std::mem::take(&mut self.gathered.run);
        if self.options.only_commonmark {
            for (event, range) in run.drain(..) {
                let event = match event {
                    Event::InlineHtml(html) => Event::Text(html),
                    event => event,
                };
                self.piece(Piece::Event(event), range);
            }
        } else {
            merge(self.text, &mut run);
            let of_heading = matches!(event, Event::End(TagEnd::Heading(_)));
            let end = if of_heading { block.end } else { run.last().map_or(0, |(_, range)| range.end) };
            let signs =
                Signs::of(run.first().map_or("", |(_, range)| &self.text[range.start..end.max(range.start)]));
            if signs.has(Signs::BRACKET.or(Signs::BAR)) {
                self.check_run(&run, end);
            }
            let in_cell = matches!(event, Event::End(TagEnd::TableCell));
            if !of_heading && !in_cell && signs.has(Signs::BRACKET.or(Signs::BAR).or(Signs::HASH)) {
                self.check_lines(&run);
            }
            let of_paragraph = matches!(event, Event::End(TagEnd::Paragraph | TagEnd::Item));
            if of_paragraph && is_one_image(&run) {
                self.piece(Piece::Alone, block.clone());
            }
            let id = if of_heading { self.heading_id(&mut run) } else { None };
            if signs.has(Signs::BRACKET) {
                run = wiki::named(self.text, run);
            }
            if signs.has(Signs::MARK) {
                if signs.has(Signs::LONG) {
                    run = emphasis::beside_wide_letters(self.text, run);
                }
                self.check_marks(&run, in_cell);
            }
            if signs.has(Signs::ADDRESS) {
                run = autolink::linked(self.text, run);
            }
            if signs.has(Signs::LONG) {
                cjk::take_out_breaks(&mut run);
            }
            self.html_run(&mut run);
            if let Some(id) = id {
                self.piece(Piece::HeadingId(id), block.clone());
            }
        }
        // Its memory is kept for the next one.
        self.gathered.run = run;
    }

    /// The event without control characters. Entities can stand for them; others are gone before.
    fn without_controls(&mut self, event: Event<'t>, range: &Range<usize>) -> Event<'t> {
        let mut clean = |text: CowStr<'t>| {
            if !has_control(&text) {
                return text;
            }
            let (_, removed) = self.controls.get_or_insert_with(|| (range.clone(), Vec::new()));
            removed.extend(text.chars().filter(|c| is_control(*c)));
            CowStr::from(text.replace(is_control, ""))
        };
        match event {
            Event::Text(text) => Event::Text(clean(text)),
            Event::Code(text) => Event::Code(clean(text)),
            Event::Html(text) => Event::Html(clean(text)),
            Event::InlineHtml(text) => Event::InlineHtml(clean(text)),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(clean(info))))
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                Event::Start(Tag::Link { link_type, dest_url, title: clean(title), id })
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                Event::Start(Tag::Image { link_type, dest_url, title: clean(title), id })
            }
            event => event,
        }
    }
}

/// Whether a run is an image and nothing else.
fn is_one_image(run: &[Placed<'_>]) -> bool {
    let opens = matches!(run.first(), Some((Event::Start(Tag::Image { .. }), _)));
    opens && run.iter().position(|(event, _)| *event == Event::End(TagEnd::Image)) == Some(run.len() - 1)
}

/// Whether the event is part of a line of text.
fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Text(_)
        | Event::Code(_)
        | Event::InlineHtml(_)
        | Event::SoftBreak
        | Event::HardBreak
        | Event::FootnoteReference(_) => true,
        Event::Start(tag) => is_inline_tag(tag.to_end()),
        Event::End(tag) => is_inline_tag(*tag),
        _ => false,
    }
}

fn is_inline_tag(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

/// Whether the event is text that stands so in the source.
pub(super) fn is_verbatim(text: &str, (event, range): &Placed<'_>) -> bool {
    matches!(event, Event::Text(words) if text.get(range.clone()) == Some(&**words))
}

/// Whether a backslash takes its meaning from the character that a text begins with. Only valid for
/// what [`merge`] leaves: there no text goes on behind another one.
pub(super) fn is_escaped(text: &str, start: usize) -> bool {
    text[..start].ends_with('\\')
}

/// Makes one text of what the parser gives in several, as far as it stands so in the source.
fn merge<'t>(text: &'t str, run: &mut Vec<Placed<'t>>) {
    // Whether the last text stands so in the source.
    let mut verbatim = run.first().is_some_and(|placed| is_verbatim(text, placed));
    run.dedup_by(|placed, (event, range)| {
        let is_own = is_verbatim(text, placed);
        let goes_on = verbatim && is_own && range.end == placed.1.start;
        if goes_on {
            range.end = placed.1.end;
            *event = Event::Text(CowStr::Borrowed(&text[range.clone()]));
        }
        verbatim = is_own;
        goes_on
    });
}

/// The events from place `from` on that the source has before `end`: how many they are, and what of the last
/// one stands behind `end`. None where they are no more than text with its marks, or end within an element.
pub(super) fn covered<'t>(
    text: &'t str,
    events: &[Placed<'t>],
    end: usize,
) -> Option<(usize, Option<Placed<'t>>)> {
    let mut depth = 0_usize;
    for (count, placed) in events.iter().enumerate() {
        let (event, range) = placed;
        match event {
            _ if depth == 0 && range.start >= end => return Some((count, None)),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) if range.end <= end => depth += 1,
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) if depth > 0 => depth -= 1,
            Event::Text(_) if range.end <= end => {}
            Event::Text(_) if depth == 0 && is_verbatim(text, placed) => {
                let rest = Event::Text(CowStr::Borrowed(&text[end..range.end]));
                return Some((count + 1, Some((rest, end..range.end))));
            }
            // What an element ends with stands before what comes behind it.
            Event::End(_) if depth == 0 => return Some((count, None)),
            _ => return None,
        }
    }
    (depth == 0).then_some((events.len(), None))
}

/// An address as it is meant: without the backslashes of Markdown, with `&` for its entity.
pub(super) fn unescaped(written: &str) -> Cow<'_, str> {
    if !written.contains(['\\', '&']) {
        return Cow::Borrowed(written);
    }
    let mut meant = String::with_capacity(written.len());
    let mut letters = written.chars();
    while let Some(letter) = letters.next() {
        meant.push(letter);
        let rest = letters.as_str();
        if letter == '\\' && rest.starts_with(|next: char| next.is_ascii_punctuation()) {
            meant.pop();
            meant.extend(letters.next());
        } else if letter == '&' && rest.starts_with("amp;") {
            letters = rest["amp;".len()..].chars();
        }
    }
    Cow::Owned(meant)
}
