//! Documents of `LibreOffice` and its like (ODT, `OpenDocument` 1.3): the text with what its styles say it is.
//! [`import`](super) calls [`read`].

use std::collections::HashMap;

use roxmltree::Node;

use super::found::{Found, Picture};
use super::line::Mark;
use super::package::{Package, xml};
use super::told::Left;
use super::writer::Writer;
use crate::error::Result;

/// What a style says of text.
#[derive(Debug, Clone, Default)]
struct Style {
    marks: Vec<Mark>,
    parent: Option<String>,
    /// The name that people see, in small letters.
    name: String,
}

/// Reads the document, and gives what it says of itself.
///
/// # Errors
/// When a part is missing, damaged or too large.
pub(super) fn read(package: &Package<'_>, writer: &mut Writer) -> Result<Found> {
    let text = package.text("content.xml")?.unwrap_or_default();
    let document = xml("content.xml", &text)?;
    let named = package.text("styles.xml")?.unwrap_or_else(|| "<styles/>".to_owned());
    let named = xml("styles.xml", &named)?;
    let (mut styles, mut ordered) =
        (HashMap::<String, Style>::new(), HashMap::<(String, usize), bool>::new());
    for document in [&named, &document] {
        for node in document.descendants().filter(Node::is_element) {
            match node.tag_name().name() {
                "style" => {
                    if let Some(name) = attribute(node, "name") {
                        styles.insert(name.to_owned(), style(node));
                    }
                }
                "list-style" => {
                    let list = attribute(node, "name").unwrap_or_default();
                    for level in node.children().filter(Node::is_element) {
                        let depth = attribute(level, "level").and_then(|depth| depth.parse().ok());
                        let is_ordered = level.tag_name().name() == "list-level-style-number";
                        ordered.extend(depth.map(|depth: usize| ((list.to_owned(), depth), is_ordered)));
                    }
                }
                _ => {}
            }
        }
    }
    let found = super::office::properties(package, "meta.xml")?;
    let mut reader = Reader { package, writer, found, styles, ordered, lists: Vec::new(), code: None };
    let body = document.descendants().find(|node| is(*node, "body"));
    if let Some(text) = body.and_then(|body| body.children().find(|node| is(*node, "text"))) {
        reader.blocks(text)?;
    }
    reader.end_code();
    Ok(reader.found)
}

struct Reader<'p, 'w> {
    package: &'p Package<'p>,
    writer: &'w mut Writer,
    found: Found,
    styles: HashMap<String, Style>,
    /// Of each list style and depth, whether it has numbers.
    ordered: HashMap<(String, usize), bool>,
    /// The styles of the lists that are open; an inner one may have none of its own.
    lists: Vec<String>,
    code: Option<String>,
}

impl Reader<'_, '_> {
    fn blocks(&mut self, parent: Node<'_, '_>) -> Result<()> {
        for node in parent.children().filter(Node::is_element) {
            let name = node.tag_name().name();
            if name != "p" {
                self.end_code();
            }
            match name {
                "h" => {
                    let level =
                        attribute(node, "outline-level").and_then(|level| level.parse().ok()).unwrap_or(1);
                    self.writer.heading(level.clamp(1, 6));
                    self.inline(node)?;
                    self.writer.end_block();
                }
                "p" => self.paragraph(node)?,
                "list" => self.list(node)?,
                "table" => self.table(node)?,
                "tracked-changes" => {
                    let deleted = node.descendants().filter(|node| is(*node, "deletion")).count();
                    self.writer.told.left_all(Left::Deleted, deleted);
                }
                "section" | "index-body" | "table-of-content" if name != "table-of-content" => {
                    self.blocks(node)?;
                }
                // A site makes its own.
                "table-of-content" => self.writer.told.left(Left::Layout),
                "frame" | "g" | "custom-shape" | "rect" => self.frame(node)?,
                "sequence-decls"
                | "forms"
                | "variable-decls"
                | "user-field-decls"
                | "soft-page-break"
                | "change"
                | "change-start"
                | "change-end"
                | "index-title-template" => {}
                _ => self.blocks(node)?,
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, node: Node<'_, '_>) -> Result<()> {
        let style = self.name(attribute(node, "style-name").unwrap_or_default());
        let is_apart = self.writer.in_table() || self.writer.in_note();
        if style == "preformatted text" && !is_apart {
            let text = plain(node);
            let code = self.code.get_or_insert_default();
            code.push_str(&text);
            code.push('\n');
            return Ok(());
        }
        self.end_code();
        if style == "title" && self.found.title.is_none() && !is_apart {
            self.found.title = Some(plain(node)).filter(|text| !text.trim().is_empty());
            return Ok(());
        }
        let is_quoted = style == "quotations";
        if is_quoted {
            self.writer.open_quote();
        }
        if style == "title" {
            self.writer.heading(1);
        }
        self.inline(node)?;
        self.writer.end_block();
        if is_quoted {
            self.writer.close_quote();
        }
        Ok(())
    }

    /// The name of a paragraph style that people see; of one that was made for a place, that of the one it stands on.
    fn name(&self, style: &str) -> String {
        let mut style = style;
        for _ in 0..4 {
            match self.styles.get(style) {
                Some(Style { name, .. }) if !name.is_empty() => return name.clone(),
                Some(Style { parent: Some(parent), .. }) => style = parent,
                _ => break,
            }
        }
        style.replace("_20_", " ").to_lowercase()
    }

    fn inline(&mut self, parent: Node<'_, '_>) -> Result<()> {
        for node in parent.children() {
            if node.is_text() {
                self.writer.line.text(node.text().unwrap_or_default());
                continue;
            }
            match node.tag_name().name() {
                "span" => {
                    let style = attribute(node, "style-name").and_then(|name| self.styles.get(name));
                    let marks = style.map(|style| style.marks.clone()).unwrap_or_default();
                    for mark in &marks {
                        self.writer.line.open(*mark);
                    }
                    self.inline(node)?;
                    for mark in marks.iter().rev() {
                        self.writer.line.close(*mark);
                    }
                }
                "a" => {
                    self.writer.open_link(attribute(node, "href").unwrap_or_default());
                    self.inline(node)?;
                    self.writer.line.close_link();
                }
                "s" => self.writer.line.text(" "),
                "tab" => self.writer.line.text(" "),
                "line-break" => self.writer.line.line_break(),
                "note" => self.note(node)?,
                "annotation" => self.writer.told.left(Left::Remark),
                "frame" | "g" | "custom-shape" | "rect" => self.frame(node)?,
                "annotation-end" | "soft-page-break" | "bookmark" | "bookmark-start" | "bookmark-end" => {}
                _ => self.inline(node)?,
            }
        }
        Ok(())
    }

    fn note(&mut self, node: Node<'_, '_>) -> Result<()> {
        let Some(body) = node.children().find(|node| is(*node, "note-body")) else { return Ok(()) };
        self.writer.open_note();
        self.blocks(body)?;
        if let Some(number) = self.writer.close_note() {
            self.writer.note(number);
        }
        Ok(())
    }

    fn list(&mut self, node: Node<'_, '_>) -> Result<()> {
        let style = attribute(node, "style-name").map(str::to_owned);
        let style = style.or_else(|| self.lists.last().cloned()).unwrap_or_default();
        self.lists.push(style.clone());
        let is_ordered = self.ordered.get(&(style, self.lists.len())).copied().unwrap_or(false);
        self.writer.open_list(is_ordered);
        for entry in node.children().filter(Node::is_element) {
            self.writer.entry();
            self.blocks(entry)?;
        }
        self.end_code();
        self.writer.close_list();
        self.lists.pop();
        Ok(())
    }

    fn table(&mut self, node: Node<'_, '_>) -> Result<()> {
        self.writer.open_table();
        self.rows(node, false)?;
        self.writer.close_table();
        Ok(())
    }

    fn rows(&mut self, parent: Node<'_, '_>, is_heading: bool) -> Result<()> {
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "table-header-rows" => self.rows(node, true)?,
                "table-rows" | "table-row-group" => self.rows(node, is_heading)?,
                "table-row" => {
                    self.writer.row();
                    for cell in node.children().filter(|cell| is(*cell, "table-cell")) {
                        let number = |name: &str| {
                            attribute(cell, name).and_then(|number| number.parse().ok()).unwrap_or(1)
                        };
                        let (columns, rows) =
                            (number("number-columns-spanned"), number("number-rows-spanned"));
                        self.writer.cell(is_heading, columns, rows);
                        self.blocks(cell)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// A picture, or a box with text.
    fn frame(&mut self, node: Node<'_, '_>) -> Result<()> {
        let said = |name: &str| node.children().find(|node| is(*node, name)).and_then(|node| node.text());
        let description = said("desc").or_else(|| said("title")).unwrap_or_default();
        // Of several forms of one picture the first is the best.
        let image = node.children().find(|node| is(*node, "image"));
        let text = node.children().find(|node| is(*node, "text-box"));
        match (image, text) {
            (Some(image), _) => {
                let target = attribute(image, "href").unwrap_or_default().trim_start_matches("./");
                match self.package.part(target)? {
                    Some(bytes) => self.found.picture(self.writer, Picture { bytes, description }),
                    None => self.writer.told.left(Left::NoPicture),
                }
            }
            (None, Some(text)) => {
                self.writer.line.line_break();
                for paragraph in text.children().filter(Node::is_element) {
                    self.inline(paragraph)?;
                    self.writer.line.line_break();
                }
            }
            (None, None) => self.writer.told.left(Left::Drawing),
        }
        Ok(())
    }

    fn end_code(&mut self) {
        if let Some(code) = self.code.take() {
            self.writer.code_block("", &code);
        }
    }
}

/// The text of a paragraph as it stands.
fn plain(node: Node<'_, '_>) -> String {
    let mut text = String::new();
    for part in node.descendants() {
        match part.tag_name().name() {
            "s" => text.push_str(&" ".repeat(spaces(part))),
            "tab" => text.push('\t'),
            "line-break" => text.push('\n'),
            _ if part.is_text() => text.push_str(part.text().unwrap_or_default()),
            _ => {}
        }
    }
    text
}

fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// How many spaces an element for spaces stands for.
fn spaces(node: Node<'_, '_>) -> usize {
    /// More than this are no indent.
    const MOST: usize = 80;
    attribute(node, "c").and_then(|count| count.parse().ok()).unwrap_or(1).min(MOST)
}

fn style(node: Node<'_, '_>) -> Style {
    let text = node.children().find(|node| is(*node, "text-properties"));
    let value = |name: &str| text.and_then(|text| attribute(text, name)).unwrap_or_default();
    let is_heavy = value("font-weight") == "bold"
        || value("font-weight").parse::<u32>().is_ok_and(|weight| weight >= 600);
    let place = value("text-position");
    let marks = [
        (is_heavy, Mark::Strong),
        (value("font-style") == "italic", Mark::Emphasis),
        (!matches!(value("text-line-through-style"), "" | "none"), Mark::Struck),
        (place.starts_with("super"), Mark::Above),
        (place.starts_with("sub"), Mark::Below),
    ];
    Style {
        marks: marks.into_iter().filter_map(|(is_set, mark)| is_set.then_some(mark)).collect(),
        parent: attribute(node, "parent-style-name").map(str::to_owned),
        name: attribute(node, "display-name").unwrap_or_default().to_lowercase(),
    }
}
