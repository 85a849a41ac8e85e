//! HTML in a text: a fault, with advice on what to write in Markdown instead.

use std::ops::Range;

use super::writer::Writer;
use crate::diagnostic::{Code, Diagnostic};

/// A piece of HTML that was met.
pub(super) struct RawHtml {
    range: Range<usize>,
    advice: &'static str,
}

impl RawHtml {
    /// For the piece `html`, which stands at `range` of the text.
    pub(super) fn new(html: &str, range: &Range<usize>) -> Self {
        Self { range: range.clone(), advice: advice(html) }
    }
}

impl Writer<'_> {
    /// Notes inline HTML. What follows at once and what closes an element counts as one with what
    /// came before, so that `<b>text</b>` is one fault.
    pub(super) fn inline_html(&mut self, html: &str, range: &Range<usize>) {
        match &mut self.raw {
            Some(open) if open.range.end == range.start || html.starts_with("</") => {
                open.range.end = range.end;
            }
            _ => {
                self.report_inline_html();
                self.raw = Some(RawHtml::new(html, range));
            }
        }
    }

    /// Reports the inline HTML of a block that is over.
    pub(super) fn report_inline_html(&mut self) {
        if let Some(raw) = self.raw.take() {
            self.report_html(&raw);
        }
    }

    pub(super) fn report_html(&mut self, raw: &RawHtml) {
        self.diagnostics.push(
            Diagnostic::new(Code::RawHtml, self.file, self.span(&raw.range), "HTML is shown as text")
                .help(raw.advice),
        );
    }
}

/// Names of elements, and what stands for them in Markdown.
const ADVICE: &[(&[&str], &str)] = &[
    (&["b", "strong"], "write `**text**` for strong text"),
    (&["i", "em", "cite"], "write `*text*` for emphasis"),
    (&["s", "del", "strike"], "write `~~text~~` for struck text"),
    (&["code", "tt", "kbd", "samp"], "write the text between backticks"),
    (&["a"], "write `[text](address)` for a link"),
    (&["img"], "write `![description](picture.png)` for an image"),
    (&["br"], "end the line with a backslash for a line break"),
    (&["hr"], "write `---` between two empty lines for a rule"),
    (&["p", "div", "span"], "leave it out; an empty line starts a new paragraph"),
    (&["h1", "h2", "h3", "h4", "h5", "h6"], "write `## Text` for a heading"),
    (&["ul", "li"], "start each entry's line with `- ` for a list"),
    (&["ol"], "start the lines with `1. `, `2. ` and so on for a list"),
    (&["dl", "dt", "dd"], "write the term on one line and `: meaning` on the next"),
    (
        &["table", "tr", "td", "th", "thead", "tbody"],
        "write `| a | b |` and `|---|---|` below it for a table",
    ),
    (&["blockquote"], "start the lines with `> ` for a quotation"),
    (&["pre"], "write three backticks on the line before and on the line after"),
    (&["ref", "references"], "write `[^1]` for a footnote and `[^1]: text` for what it says"),
];

/// The advice for a piece of HTML, by the element that it opens with.
fn advice(html: &str) -> &'static str {
    if html.starts_with("<!--") {
        return "remove the comment: all that a record holds is shown";
    }
    let name = html.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    ADVICE
        .iter()
        .find(|(names, _)| names.iter().any(|n| n.eq_ignore_ascii_case(&name[..end])))
        .map_or("write it in Markdown; to show the HTML itself, put it between backticks", |(_, advice)| {
            advice
        })
}

#[cfg(test)]
mod tests {
    use super::advice;

    #[test]
    fn advice_goes_by_the_first_element() {
        assert_eq!(advice("<B class='x'>"), "write `**text**` for strong text");
        assert_eq!(advice("</i>"), "write `*text*` for emphasis");
        assert_eq!(advice("<br/>"), "end the line with a backslash for a line break");
        assert!(advice("<!-- note -->").starts_with("remove the comment"));
        assert!(advice("<video src=x>").starts_with("write it in Markdown"));
        assert!(advice("<?php ?>").starts_with("write it in Markdown"));
    }
}
