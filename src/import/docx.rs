//! Word documents (DOCX, ECMA-376): the text with what its styles say it is. How it looks (fonts, colours, pages) goes
//! nowhere. [`import`](super) calls [`read`].

mod styles;

use std::collections::HashMap;

use roxmltree::Node;

use self::styles::{Style, child, is, val};
use super::found::{Found, Picture};
use super::line::Mark;
use super::package::{Package, xml};
use super::told::Left;
use super::writer::Writer;
use crate::error::Result;

/// Reads the document, and gives what it says of itself.
///
/// # Errors
/// When a part is missing, damaged or too large.
pub(super) fn read(package: &Package<'_>, writer: &mut Writer) -> Result<Found> {
    let text = package.text("word/document.xml")?.unwrap_or_default();
    let document = xml("word/document.xml", &text)?;
    let styles = package.text("word/styles.xml")?.unwrap_or_else(|| "<styles/>".to_owned());
    let numbering = package.text("word/numbering.xml")?.unwrap_or_else(|| "<numbering/>".to_owned());
    let footnotes = package.text("word/footnotes.xml")?.unwrap_or_else(|| "<notes/>".to_owned());
    let endnotes = package.text("word/endnotes.xml")?.unwrap_or_else(|| "<notes/>".to_owned());
    let footnotes = xml("word/footnotes.xml", &footnotes)?;
    let endnotes = xml("word/endnotes.xml", &endnotes)?;
    let links = relations(package, "word/_rels/document.xml.rels")?;
    let mut reader = Reader {
        package,
        writer,
        found: super::office::properties(package, "docProps/core.xml")?,
        styles: styles::styles(&xml("word/styles.xml", &styles)?),
        ordered: styles::ordered(&xml("word/numbering.xml", &numbering)?),
        links,
        notes: [("footnoteReference", notes(&footnotes)), ("endnoteReference", notes(&endnotes))],
        code: None,
        is_quoted: false,
    };
    if let Some(body) = child(document.root_element(), "body") {
        reader.blocks(body)?;
    }
    reader.end_code();
    reader.quote(false);
    if package.has("word/comments.xml") {
        let text = package.text("word/comments.xml")?.unwrap_or_default();
        let comments = xml("word/comments.xml", &text)?;
        let count = comments.root_element().children().filter(|node| is(*node, "comment")).count();
        reader.writer.told.left_all(Left::Remark, count);
    }
    Ok(reader.found)
}

struct Reader<'p, 'w, 'x> {
    package: &'p Package<'p>,
    writer: &'w mut Writer,
    found: Found,
    styles: HashMap<String, Style>,
    /// Of each kind of list and depth, whether it has numbers.
    ordered: HashMap<(String, usize), bool>,
    /// Where each relation leads.
    links: HashMap<String, String>,
    notes: [(&'static str, HashMap<String, Node<'x, 'x>>); 2],
    code: Option<String>,
    is_quoted: bool,
}

impl Reader<'_, '_, '_> {
    /// What a body, a cell or a note holds.
    fn blocks(&mut self, parent: Node<'_, '_>) -> Result<()> {
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "p" => self.paragraph(node)?,
                "tbl" => self.table(node)?,
                "sdt" => {
                    if let Some(content) = child(node, "sdtContent") {
                        self.blocks(content)?;
                    }
                }
                "del" | "moveFrom" => self.writer.told.left(Left::Deleted),
                "ins" | "moveTo" | "customXml" | "smartTag" => self.blocks(node)?,
                "sectPr" | "bookmarkStart" | "bookmarkEnd" | "proofErr" | "tcPr" | "commentRangeStart"
                | "commentRangeEnd" | "permStart" | "permEnd" => {}
                "oMathPara" | "altChunk" => self.writer.told.left(Left::Drawing),
                _ => self.inline(node)?,
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, node: Node<'_, '_>) -> Result<()> {
        let properties = child(node, "pPr");
        let value = |name: &str| properties.and_then(|properties| child(properties, name)).and_then(val);
        let style = value("pStyle").and_then(|id| self.styles.get(id).copied()).unwrap_or_default();
        let outline =
            value("outlineLvl").and_then(|level| level.parse::<usize>().ok()).filter(|level| *level < 9);
        let style = match (style, outline) {
            (Style::Text, Some(level)) => Style::Heading(level + 1),
            (style, _) => style,
        };
        if style == Style::Code && !self.writer.in_table() && !self.writer.in_note() {
            self.writer.end_lists();
            let text: String =
                node.descendants().filter(|node| is(*node, "t")).filter_map(|node| node.text()).collect();
            let code = self.code.get_or_insert_default();
            code.push_str(&text);
            code.push('\n');
            return Ok(());
        }
        self.end_code();
        let list = properties.and_then(|properties| child(properties, "numPr"));
        let number = list.and_then(|list| child(list, "numId")).and_then(val).filter(|id| *id != "0");
        let is_heading = matches!(style, Style::Heading(_) | Style::Title);
        self.quote(style == Style::Quote);
        match number.filter(|_| !is_heading) {
            Some(id) => {
                let level = list.and_then(|list| child(list, "ilvl")).and_then(val);
                let level = level.and_then(|level| level.parse().ok()).unwrap_or(0_usize);
                let is_ordered = self.ordered.get(&(id.to_owned(), level)).copied().unwrap_or(false);
                self.writer.entry_of(level + 1, is_ordered);
            }
            None => self.writer.end_lists(),
        }
        match style {
            Style::Title if self.found.title.is_none() && !self.writer.in_table() => {
                let text: String =
                    node.descendants().filter(|node| is(*node, "t")).filter_map(|node| node.text()).collect();
                self.found.title = Some(text).filter(|text| !text.trim().is_empty());
                return Ok(());
            }
            Style::Title => self.writer.heading(1),
            Style::Heading(level) => self.writer.heading(level.min(6)),
            _ => {}
        }
        self.inline(node)?;
        self.writer.end_block();
        Ok(())
    }

    /// What a paragraph, or what stands within it, holds.
    fn inline(&mut self, parent: Node<'_, '_>) -> Result<()> {
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "r" => self.run(node)?,
                "hyperlink" => {
                    let target = node.attributes().find(|a| a.name() == "id").map(|a| a.value());
                    let target = target.and_then(|id| self.links.get(id)).cloned().unwrap_or_default();
                    self.writer.open_link(&target);
                    self.inline(node)?;
                    self.writer.line.close_link();
                }
                "del" | "moveFrom" => self.writer.told.left(Left::Deleted),
                "oMath" | "oMathPara" => self.writer.told.left(Left::Drawing),
                "pPr" | "rPr" | "sdtPr" | "sdtEndPr" => {}
                _ => self.inline(node)?,
            }
        }
        Ok(())
    }

    fn run(&mut self, run: Node<'_, '_>) -> Result<()> {
        let properties = child(run, "rPr");
        let is_set = |name: &str| {
            let set = properties.and_then(|properties| child(properties, name));
            set.is_some_and(|set| !matches!(val(set), Some("0" | "false" | "none")))
        };
        if is_set("vanish") {
            self.writer.told.left(Left::Unseen);
            return Ok(());
        }
        let place = properties.and_then(|properties| child(properties, "vertAlign")).and_then(val);
        let marks: Vec<Mark> = [
            (is_set("b"), Mark::Strong),
            (is_set("i"), Mark::Emphasis),
            (is_set("strike") || is_set("dstrike"), Mark::Struck),
            (place == Some("superscript"), Mark::Above),
            (place == Some("subscript"), Mark::Below),
        ]
        .into_iter()
        .filter_map(|(is_set, mark)| is_set.then_some(mark))
        .collect();
        let note = run.children().any(|node| self.notes.iter().any(|(name, _)| is(node, name)));
        if !note {
            for mark in &marks {
                self.writer.line.open(*mark);
            }
        }
        self.content(run)?;
        if !note {
            for mark in marks.iter().rev() {
                self.writer.line.close(*mark);
            }
        }
        Ok(())
    }

    fn content(&mut self, parent: Node<'_, '_>) -> Result<()> {
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "t" => self.writer.line.text(node.text().unwrap_or_default()),
                "tab" => self.writer.line.text(" "),
                "noBreakHyphen" => self.writer.line.text("\u{2011}"),
                "br" | "cr" => {
                    let is_page =
                        node.attributes().any(|a| a.name() == "type" && a.value() != "textWrapping");
                    if is_page {
                        self.writer.line.text(" ");
                    } else {
                        self.writer.line.line_break();
                    }
                }
                "footnoteReference" | "endnoteReference" => self.note(node)?,
                "drawing" | "pict" | "object" => self.drawing(node)?,
                // One of several forms of the same.
                "AlternateContent" => {
                    if let Some(choice) = child(node, "Choice").or_else(|| child(node, "Fallback")) {
                        self.content(choice)?;
                    }
                }
                "delText" => self.writer.told.left(Left::Deleted),
                "ruby" => {
                    if let Some(base) = child(node, "rubyBase") {
                        self.inline(base)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn note(&mut self, reference: Node<'_, '_>) -> Result<()> {
        let name = reference.tag_name().name();
        let id = reference.attributes().find(|a| a.name() == "id").map(|a| a.value()).unwrap_or_default();
        let notes = self.notes.iter().find(|(kind, _)| *kind == name);
        let Some(note) = notes.and_then(|(_, notes)| notes.get(id)).copied() else {
            self.writer.told.left(Left::HalfNote);
            return Ok(());
        };
        if self.writer.in_note() {
            return Ok(());
        }
        self.writer.open_note();
        self.blocks(note)?;
        if let Some(number) = self.writer.close_note() {
            self.writer.note(number);
        }
        Ok(())
    }

    /// A picture, or the text of a box.
    fn drawing(&mut self, node: Node<'_, '_>) -> Result<()> {
        let described = node.descendants().find(|part| is(*part, "docPr"));
        let description =
            described.and_then(|part| part.attribute("descr").or_else(|| part.attribute("title")));
        let is_known = self.drawn(node, description.unwrap_or_default())?;
        if !is_known {
            self.writer.told.left(Left::Drawing);
        }
        Ok(())
    }

    /// What a part of a drawing holds, and whether it is known what that is.
    fn drawn(&mut self, parent: Node<'_, '_>, description: &str) -> Result<bool> {
        let mut is_known = false;
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "blip" | "imagedata" => {
                    is_known = true;
                    let id =
                        node.attributes().find(|a| matches!(a.name(), "embed" | "id")).map(|a| a.value());
                    let target =
                        id.and_then(|id| self.links.get(id)).map(|target| match target.strip_prefix('/') {
                            Some(from_root) => from_root.to_owned(),
                            None => format!("word/{target}"),
                        });
                    match target.map(|target| self.package.part(&target)).transpose()?.flatten() {
                        Some(bytes) => self.found.picture(self.writer, Picture { bytes, description }),
                        None => self.writer.told.left(Left::NoPicture),
                    }
                }
                "txbxContent" => {
                    is_known = true;
                    self.writer.line.line_break();
                    for paragraph in node.children().filter(|node| is(*node, "p")) {
                        self.inline(paragraph)?;
                        self.writer.line.line_break();
                    }
                }
                _ => is_known |= self.drawn(node, description)?,
            }
        }
        Ok(is_known)
    }

    fn table(&mut self, table: Node<'_, '_>) -> Result<()> {
        self.end_code();
        self.writer.end_lists();
        self.quote(false);
        self.writer.open_table();
        let look = child(table, "tblPr").and_then(|properties| child(properties, "tblLook"));
        let has_first_row =
            look.is_some_and(|look| look.attributes().any(|a| a.name() == "firstRow" && a.value() == "1"));
        for (number, row) in table.children().filter(|node| is(*node, "tr")).enumerate() {
            self.writer.row();
            let properties = child(row, "trPr");
            let is_heading = properties.is_some_and(|properties| child(properties, "tblHeader").is_some())
                || number == 0 && has_first_row;
            for cell in row.children().filter(Node::is_element) {
                let cell = match cell.tag_name().name() {
                    "tc" => cell,
                    "sdt" => match child(cell, "sdtContent").and_then(|content| child(content, "tc")) {
                        Some(cell) => cell,
                        None => continue,
                    },
                    _ => continue,
                };
                let properties = child(cell, "tcPr");
                let value = |name: &str| properties.and_then(|properties| child(properties, name));
                let columns =
                    value("gridSpan").and_then(val).and_then(|count| count.parse().ok()).unwrap_or(1);
                let goes_on = value("vMerge").is_some_and(|merge| val(merge) != Some("restart"));
                self.writer.cell(
                    is_heading,
                    columns,
                    if value("vMerge").is_some() && !goes_on { 2 } else { 1 },
                );
                if !goes_on {
                    self.blocks(cell)?;
                }
            }
        }
        self.writer.close_table();
        Ok(())
    }

    fn quote(&mut self, is_quoted: bool) {
        match (self.is_quoted, is_quoted) {
            (false, true) => self.writer.open_quote(),
            (true, false) => self.writer.close_quote(),
            _ => {}
        }
        self.is_quoted = is_quoted;
    }

    fn end_code(&mut self) {
        if let Some(code) = self.code.take() {
            self.writer.code_block("", &code);
        }
    }
}

/// Where the relations of a part lead.
fn relations(package: &Package<'_>, name: &str) -> Result<HashMap<String, String>> {
    let Some(text) = package.text(name)? else { return Ok(HashMap::new()) };
    let document = xml(name, &text)?;
    let relations = document.descendants().filter(|node| is(*node, "Relationship"));
    let pair =
        |node: Node<'_, '_>| Some((node.attribute("Id")?.to_owned(), node.attribute("Target")?.to_owned()));
    Ok(relations.filter_map(pair).collect())
}

/// The notes of a part by their numbers, without the lines that stand above notes.
fn notes<'x>(document: &'x roxmltree::Document<'x>) -> HashMap<String, Node<'x, 'x>> {
    let notes = document.root_element().children().filter(Node::is_element);
    let real = notes.filter(|node| !node.attributes().any(|a| a.name() == "type" && a.value() != "normal"));
    let numbered = |node: Node<'x, 'x>| {
        let id = node.attributes().find(|a| a.name() == "id")?.value().to_owned();
        Some((id, node))
    };
    real.filter_map(numbered).collect()
}
