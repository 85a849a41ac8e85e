//! From the events of the parser to HTML. Headings, links, tables and
//! footnotes have files of their own.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

use super::Options;
use super::body::{Body, Fill, Message, excerpt};
use super::figures::Paragraph;
use super::headings::Headings;
use super::highlight;
use super::links::{OpenImage, OpenLink};
use super::notes::Notes;
use super::pieces::{Gathered, Piece};
use super::raw_html::RawHtml;
use super::tables::Table;
use crate::diagnostic::Diagnostics;
use crate::source::{SitePath, Span};

/// Writes the HTML of one text and gathers what the site has to know of it.
pub(super) struct Writer<'t> {
    pub(super) text: &'t str,
    pub(super) body_start: usize,
    pub(super) file: &'t SitePath,
    pub(super) options: Options,
    pub(super) body: Body,
    pub(super) diagnostics: Diagnostics,
    /// The text without its marks of the heading, paragraph or image that is under way.
    pub(super) plain: String,
    /// Whether `plain` is wanted, outside of images.
    gathering: bool,
    pub(super) quiet: Quiet<'t>,
    pub(super) headings: Headings,
    /// The sections that headings begin: the heading, and where it stands in the HTML and in the text.
    pub(super) sections: Vec<(usize, usize, usize)>,
    /// Where the text begins, behind a heading that is the record's title.
    pub(super) lead_at: usize,
    pub(super) links: Vec<OpenLink>,
    pub(super) paragraph: Paragraph,
    pub(super) notes: Notes<'t>,
    pub(super) table: Table,
    pub(super) alone: Alone,
    /// The code under way.
    code: Option<OpenCode>,
    pub(super) gathered: Gathered<'t>,
    pub(super) raw: RawHtml,
    /// Whether there may be an entity such as `&amp;` in the text.
    pub(super) has_entities: bool,
    /// The control characters that entities stand for, and the first place of one.
    pub(super) controls: Option<(Range<usize>, Vec<char>)>,
}

/// Whether the paragraph under way has something to itself.
#[derive(Default, PartialEq, Eq)]
pub(super) enum Alone {
    #[default]
    No,
    /// It holds an image and nothing else.
    Image,
    /// What the image was written for stands in its place.
    Replaced,
}

/// A block of code, which gets its colours when it is whole.
struct OpenCode {
    language: Box<str>,
    code: String,
}

/// What is being read for its plain text alone, so that nothing of it goes to the HTML yet.
pub(super) enum Quiet<'t> {
    No,
    /// The heading that is the record's title.
    Title,
    /// A `[[link]]` without text of its own.
    Wiki,
    /// An image's description.
    Image(OpenImage<'t>),
}

impl<'t> Writer<'t> {
    /// For the Markdown `text`, which starts at the byte `body_start` of `file`.
    pub(super) fn new(text: &'t str, body_start: usize, file: &'t SitePath, options: Options) -> Self {
        let mut body = Body::default();
        // Tags make the HTML somewhat longer than the text.
        body.html.reserve(text.len() + text.len() / 4);
        Self {
            text,
            body_start,
            file,
            options,
            body,
            diagnostics: Diagnostics::new(),
            plain: String::new(),
            gathering: false,
            quiet: Quiet::No,
            headings: Headings::default(),
            sections: Vec::new(),
            lead_at: 0,
            links: Vec::new(),
            paragraph: Paragraph::default(),
            notes: Notes::default(),
            table: Table::default(),
            alone: Alone::No,
            code: None,
            gathered: Gathered::default(),
            raw: RawHtml::default(),
            has_entities: text.contains('&'),
            controls: None,
        }
    }

    /// Writes the next piece, whose place in the text is `range`.
    pub(super) fn piece(&mut self, piece: Piece<'t>, range: Range<usize>) {
        if self.notes.is_collecting() {
            return self.notes.collect(piece, range);
        }
        let is_quiet = !matches!(self.quiet, Quiet::No);
        match piece {
            Piece::Event(event) => self.event(event, range),
            Piece::HeadingId(id) => self.headings.own_id = Some(id),
            Piece::Alone => self.alone = Alone::Image,
            _ if is_quiet => {}
            Piece::Tag(html) => self.push(html),
            Piece::Block(html) => self.block(html),
            Piece::Details { group, is_open } => self.details(group, is_open),
            Piece::Anchor(id) => self.anchor(id, &range),
        }
    }

    fn event(&mut self, event: Event<'t>, range: Range<usize>) {
        if !matches!(self.quiet, Quiet::No) {
            return self.quiet_event(&event);
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(open) => open.code.push_str(&text),
                None => self.text(&text),
            },
            Event::Code(text) => {
                self.push("<code>");
                self.text(&text);
                self.push("</code>");
            }
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("<br />\n"),
            Event::Rule => {
                self.fresh_line();
                self.push("<hr />\n");
            }
            Event::FootnoteReference(label) => self.note_reference(&label),
            Event::TaskListMarker(done) => self.task(done),
            // HTML has become text or tags of our own; the parser was not asked for mathematics.
            Event::Html(_) | Event::InlineHtml(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// What remains to be done when the parser has no more events.
    pub(super) fn finish(mut self) -> (Body, Diagnostics) {
        self.end_pieces();
        // A note is no beginning of a text.
        self.body.excerpt.get_or_insert_default();
        self.end_sections();
        self.write_notes();
        self.report_html();
        self.report_controls();
        self.shift_headings();
        self.give_ids();
        // Bodies are most of what a large site has in memory.
        self.body.html.shrink_to_fit();
        self.body.placeholders.shrink_to_fit();
        (self.body, self.diagnostics)
    }

    fn quiet_event(&mut self, event: &Event<'t>) {
        match (event, &mut self.quiet) {
            (Event::Text(text) | Event::Code(text), _) => self.plain.push_str(text),
            (Event::SoftBreak | Event::HardBreak, _) => self.plain.push(' '),
            (Event::Start(Tag::Image { .. }), Quiet::Image(image)) => image.depth += 1,
            (Event::End(TagEnd::Image), Quiet::Image(image)) if image.depth > 0 => {
                image.depth -= 1;
            }
            (Event::End(TagEnd::Image), Quiet::Image(_)) => {
                if let Quiet::Image(image) = std::mem::replace(&mut self.quiet, Quiet::No) {
                    self.end_image(&image);
                }
            }
            (Event::End(TagEnd::Link), Quiet::Wiki) => {
                self.quiet = Quiet::No;
                self.end_link();
            }
            (Event::End(TagEnd::Heading(_)), Quiet::Title) => self.end_title(),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'t>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.start_paragraph();
                if self.body.excerpt.is_none() {
                    self.start_plain();
                }
            }
            Tag::Heading { level, .. } => self.start_heading(level, range),
            Tag::BlockQuote(None) => self.block("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => self.alert(kind),
            Tag::CodeBlock(kind) => self.code_block(&kind),
            Tag::List(None) => self.block("<ul>\n"),
            Tag::List(Some(1)) => self.block("<ol>\n"),
            Tag::List(Some(first)) => self.block(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => self.block("<li>"),
            Tag::FootnoteDefinition(label) => self.notes.start(&label, &range),
            Tag::DefinitionList => self.block("<dl>\n"),
            Tag::DefinitionListTitle => self.block("<dt>"),
            Tag::DefinitionListDefinition => self.block("<dd>"),
            Tag::Table(alignments) => self.start_table(alignments),
            Tag::TableHead => self.start_table_head(),
            Tag::TableRow => self.start_table_row(),
            Tag::TableCell => self.start_table_cell(),
            Tag::Emphasis => self.push("<em>"),
            Tag::Strong => self.push("<strong>"),
            Tag::Strikethrough => self.push("<del>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.start_link(link_type, &dest_url, &title, &range);
            }
            Tag::Image { link_type, dest_url, title, .. } => {
                self.start_image(link_type, dest_url, title, range);
            }
            // HTML has become text or tags of our own; the parser was not asked for the others.
            Tag::HtmlBlock | Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                if std::mem::take(&mut self.alone) == Alone::Replaced {
                    self.paragraph = Paragraph::default();
                } else {
                    self.end_paragraph();
                }
                if self.gathering {
                    let text = self.end_plain();
                    self.body.excerpt = excerpt(&text);
                }
            }
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(None) => self.push("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.push("</div>\n"),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::List(true) => self.push("</ol>\n"),
            TagEnd::List(false) => self.push("</ul>\n"),
            TagEnd::Item => self.push("</li>\n"),
            TagEnd::DefinitionList => self.push("</dl>\n"),
            TagEnd::DefinitionListTitle => self.push("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.push("</dd>\n"),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.push("</tr></thead>\n"),
            TagEnd::TableRow => self.push("</tr>\n"),
            TagEnd::TableCell => self.end_table_cell(),
            TagEnd::Emphasis => self.push("</em>"),
            TagEnd::Strong => self.push("</strong>"),
            TagEnd::Strikethrough => self.push("</del>"),
            TagEnd::Link => self.end_link(),
            // An image ends where its description does, a definition where it is kept; the parser
            // was not asked for the others.
            TagEnd::Image
            | TagEnd::FootnoteDefinition
            | TagEnd::HtmlBlock
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn alert(&mut self, kind: BlockQuoteKind) {
        let (class, message) = match kind {
            BlockQuoteKind::Note => ("note", Message::AlertNote),
            BlockQuoteKind::Tip => ("tip", Message::AlertTip),
            BlockQuoteKind::Important => ("important", Message::AlertImportant),
            BlockQuoteKind::Warning => ("warning", Message::AlertWarning),
            BlockQuoteKind::Caution => ("caution", Message::AlertCaution),
        };
        self.block("<div role=\"note\" class=\"alert alert-");
        self.push(class);
        self.push("\">\n<p class=\"alert-title\">");
        self.body.placeholder(Fill::Message(message));
        self.push("</p>\n");
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        // Long lines scroll within the page, with the keyboard too.
        self.block("<pre tabindex=\"0\"");
        self.body.placeholder(Fill::Code);
        self.push("><code");
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        if !language.is_empty() {
            self.push(" class=\"language-");
            escape_attribute(&mut self.body.html, language);
            self.push("\"");
        }
        self.push(">");
        let language = if self.options.only_commonmark { "" } else { language };
        self.code = Some(OpenCode { language: language.into(), code: String::new() });
    }

    fn end_code(&mut self) {
        if let Some(open) = self.code.take() {
            highlight::write(&open.language, &open.code, &mut self.body.html);
        }
        self.push("</code></pre>\n");
    }

    fn details(&mut self, group: Option<usize>, is_open: bool) {
        self.block("<details");
        if let Some(group) = group {
            // Writing to a string cannot fail.
            let _ = write!(self.body.html, " name=\"fold-{group}\"");
        }
        self.push(if is_open { " open>\n" } else { ">\n" });
    }

    fn task(&mut self, done: bool) {
        let (class, message) = if done { ("done", Message::TaskDone) } else { ("open", Message::TaskOpen) };
        self.push("<span class=\"task ");
        self.push(class);
        self.push("\" role=\"img\" aria-label=\"");
        self.body.placeholder(Fill::Message(message));
        self.push("\"></span> ");
    }

    fn line_break(&mut self, html: &str) {
        self.push(html);
        if self.gathering {
            self.plain.push(' ');
        }
    }

    /// Text of the page.
    pub(super) fn text(&mut self, text: &str) {
        if self.gathering {
            self.plain.push_str(text);
        }
        self.escaped(text);
    }

    /// Text of the page that is not the writer's own.
    pub(super) fn escaped(&mut self, text: &str) {
        escape_text(&mut self.body.html, text);
    }

    /// HTML.
    pub(super) fn push(&mut self, html: &str) {
        self.body.html.push_str(html);
    }

    /// The start of a block, on a line of its own.
    pub(super) fn block(&mut self, html: &str) {
        self.fresh_line();
        self.push(html);
    }

    /// Goes to the start of a line, as all blocks do.
    pub(super) fn fresh_line(&mut self) {
        if !self.body.html.is_empty() && !self.body.html.ends_with('\n') {
            self.body.html.push('\n');
        }
    }

    pub(super) fn start_plain(&mut self) {
        self.plain.clear();
        self.gathering = true;
    }

    pub(super) fn end_plain(&mut self) -> String {
        self.gathering = false;
        self.plain.trim().to_owned()
    }

    /// The bytes of the file for a place in the text, without the line's end.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let length = self.text[range.clone()].trim_end_matches(['\n', '\r']).len();
        Span::new(range.start, range.start + length).shifted(self.body_start)
    }
}

/// Writes text.
pub(in crate::parse) fn escape_text(html: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html_body_text(html, text);
}

/// Writes the value of an attribute.
pub(super) fn escape_attribute(html: &mut String, value: &str) {
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(html, value);
}

/// Writes an address as the value of an attribute.
pub(super) fn escape_url(html: &mut String, url: &str) {
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_href(html, url);
}
