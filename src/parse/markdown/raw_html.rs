//! What is told of the HTML in a text: once for all that is shown as text, with advice on what to write in
//! Markdown instead, and once for all comments.

use std::ops::Range;

use super::writer::Writer;
use crate::diagnostic::{Code, Diagnostic};

/// The HTML that was met.
#[derive(Default)]
pub(super) struct RawHtml {
    shown: Option<Met>,
    /// What to write instead of the first few kinds of it.
    advice: Vec<&'static str>,
    comments: Option<Met>,
}

/// Where something was met first, and how often.
struct Met {
    first: Range<usize>,
    count: usize,
}

fn met(before: &mut Option<Met>, range: &Range<usize>) {
    match before {
        Some(met) => met.count += 1,
        None => *before = Some(Met { first: range.clone(), count: 1 }),
    }
}

impl RawHtml {
    /// Notes the piece `html`, which is shown as text. What closes an element counts with what opened it.
    pub(super) fn shown(&mut self, html: &str, range: &Range<usize>) {
        /// More advice than this is not read.
        const KINDS: usize = 3;
        if self.shown.is_some() && html.starts_with("</") {
            return;
        }
        met(&mut self.shown, range);
        let advice = advice(html);
        if self.advice.len() < KINDS && !self.advice.contains(&advice) {
            self.advice.push(advice);
        }
    }

    pub(super) fn comment(&mut self, range: &Range<usize>) {
        met(&mut self.comments, range);
    }
}

impl Writer<'_> {
    /// Tells of the HTML of the whole text.
    pub(super) fn report_html(&mut self) {
        let raw = std::mem::take(&mut self.raw);
        if let Some(Met { first, count }) = raw.shown {
            let message = match count {
                1 => "HTML is shown as text".to_owned(),
                2 => "HTML is shown as text, here and in 1 more place".to_owned(),
                count => format!("HTML is shown as text, here and in {} more places", count - 1),
            };
            let fault = Diagnostic::new(Code::RawHtml, self.file, self.span(&first), message);
            self.diagnostics.push(fault.help(raw.advice.join("; ")));
        }
        if let Some(Met { first, count }) = raw.comments {
            let message = match count {
                1 => "a comment is left out of the page".to_owned(),
                count => format!("{count} comments are left out of the page; this is the first"),
            };
            let fault = Diagnostic::new(Code::RawHtml, self.file, self.span(&first), message);
            self.diagnostics.push(fault.help(
                "delete what nobody is to read: whoever can see the file can see its comments; write what \
                 readers need as text",
            ));
        }
    }

    /// Tells of control characters that were written as entities.
    pub(super) fn report_controls(&mut self) {
        if let Some((place, removed)) = self.controls.take() {
            let fault = crate::diagnostic::text::control_characters(self.file, self.span(&place), &removed);
            self.diagnostics.push(fault);
        }
    }

    /// Tells of a comment that nothing ends, so that nobody knows what was to be hidden.
    pub(super) fn unclosed_comment(&mut self, range: &Range<usize>) {
        let line = self.text[range.clone()].find('\n').map_or(range.end, |length| range.start + length);
        let span = self.span(&(range.start..line));
        self.diagnostics
            .push(Diagnostic::new(Code::UnclosedComment, self.file, span, "a comment without its end").help(
            "write `-->` where it ends, in the same paragraph; a comment with empty lines in it begins on a \
                 line of its own",
        ));
    }
}

/// Names of elements, and what stands for them in Markdown.
const ADVICE: &[(&[&str], &str)] = &[
    (&["b", "strong"], "write `**text**` for strong text"),
    (&["i", "em", "cite"], "write `*text*` for emphasis"),
    (&["s", "del", "strike"], "write `~~text~~` for struck text"),
    (&["code", "tt", "samp"], "write the text between backticks"),
    (&["a"], "write `[text](address)` for a link"),
    (&["img"], "write `![description](picture.png)` for an image"),
    (&["sup", "sub", "kbd"], "give it both its tags, `<sup>` and `</sup>`, in one paragraph"),
    (&["details"], "write `<details>` and `</details>` on lines of their own"),
    (&["summary"], "write `<summary>…</summary>` on the line below `<details>`"),
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
        assert!(advice("<video src=x>").starts_with("write it in Markdown"));
        assert!(advice("<?php ?>").starts_with("write it in Markdown"));
    }
}
