//! HTML mails as plain text. [`read`](super::read) calls it where a mail has no plain text of its
//! own.
//!
//! A tokenizer is enough: mails are tag soup, and a tree of them can be as deep as the mail is
//! long. Quotations become lines with `>`, so that [`quotes`](super::quotes) has one form to know.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// Quotations and lists within each other past this are drawn as if they were less deep.
const DEEPEST: usize = 8;

/// How many lines say who wrote what is quoted below.
const LONGEST_ATTRIBUTION: usize = 4;

/// Elements with line breaks around them, and those with a blank line too.
const BLOCKS: &[&str] = &[
    "div",
    "tr",
    "li",
    "dt",
    "dd",
    "address",
    "article",
    "aside",
    "section",
    "header",
    "footer",
    "main",
    "nav",
    "figure",
    "figcaption",
    "form",
    "fieldset",
    "center",
    "caption",
    "option",
    "hr",
];
const PARAGRAPHS: &[&str] =
    &["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "pre", "blockquote"];
/// Elements whose text nobody sees.
const UNSEEN: &[&str] = &["style", "script", "title", "template", "object", "select", "textarea"];
/// Elements that have no end.
const EMPTY: &[&str] = &["img", "br", "hr", "input", "meta", "link", "col", "area", "base", "wbr", "source"];

/// What the programs of mail put around the line that says who wrote what is quoted below.
const ATTRIBUTIONS: &[&str] =
    &["gmail_quote", "gmail_attr", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote", "zmail_extra"];
/// What Outlook puts before the mail that is answered, all of which follows without a quotation.
const ORIGINALS: &[&str] = &[
    "divRplyFwdMsg",
    "OLK_SRC_BODY_SECTION",
    "mail-editor-reference-message-container",
    "OutlookMessageHeader",
];
/// The line that stands for such a place in the text, as Outlook writes it in plain mails.
const ORIGINAL_LINE: &str = "-----Original Message-----";

/// The text of an HTML mail, as it would be written in plain text.
pub(super) fn to_text(html: &str) -> String {
    let mut emitter = DefaultEmitter::default();
    // So that the text of styles and scripts is not taken for tags.
    emitter.naively_switch_states(true);
    let mut writer = Writer::default();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => writer.start(&tag),
            Ok(Token::EndTag(tag)) => writer.end(&String::from_utf8_lossy(&tag.name)),
            Ok(Token::String(text)) => writer.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    writer.finish()
}

/// One line of the text.
#[derive(Default)]
struct Line {
    quoted: usize,
    text: String,
}

#[derive(Default)]
struct Writer {
    lines: Vec<Line>,
    line: Line,
    /// A blank line is to come before the next text.
    blank: bool,
    /// A space is to come before the next word.
    space: bool,
    quoted: usize,
    lists: Vec<List>,
    preformatted: usize,
    /// The element whose text is not seen, and how many of its name are open within it.
    unseen: Option<(String, usize)>,
    link: Option<Link>,
    /// The line where what may be an attribution starts. It is one when a quotation follows.
    attribution: Option<usize>,
}

/// A list that is open; for a numbered one, the number of its last item.
struct List {
    number: Option<usize>,
}

/// A link that is open: where it leads, and where in the line its text starts.
struct Link {
    target: String,
    from: usize,
}

impl Writer {
    fn start(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name);
        let attribute = |name: &str| {
            let value = tag.attributes.get(name.as_bytes());
            value.map(|value| String::from_utf8_lossy(value).into_owned()).unwrap_or_default()
        };
        let empty = EMPTY.contains(&name.as_ref());
        if let Some((unseen, depth)) = &mut self.unseen {
            *depth += usize::from(*unseen == name);
            return;
        }
        let style: String = attribute("style").to_lowercase().split_whitespace().collect();
        if UNSEEN.contains(&name.as_ref()) || style.contains("display:none") || style.contains("mso-hide:all")
        {
            self.unseen = (!empty && !tag.self_closing).then(|| (name.into_owned(), 1));
            return;
        }
        self.mark_history(&attribute("class"), &attribute("id"));
        match name.as_ref() {
            "br" => self.break_line(),
            "img" => self.image(&attribute("alt"), [&attribute("width"), &attribute("height")]),
            "a" => self.open_link(&attribute("href")),
            "td" | "th" => self.space = true,
            "pre" => {
                self.paragraph();
                self.preformatted += 1;
            }
            "blockquote" => {
                self.paragraph();
                self.quote_attribution();
                self.quoted += 1;
            }
            "ul" | "ol" => {
                if self.lists.is_empty() {
                    self.paragraph();
                } else {
                    self.end_line();
                }
                self.lists.push(List { number: (name == "ol").then_some(0) });
            }
            "li" => self.item(),
            other if PARAGRAPHS.contains(&other) => self.paragraph(),
            other if BLOCKS.contains(&other) => self.end_line(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((unseen, depth)) = &mut self.unseen {
            *depth -= usize::from(unseen == name);
            if *depth == 0 {
                self.unseen = None;
            }
            return;
        }
        match name {
            "a" => self.close_link(),
            "pre" => {
                self.paragraph();
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            "blockquote" => {
                self.paragraph();
                self.quoted = self.quoted.saturating_sub(1);
            }
            "ul" | "ol" => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.paragraph();
                } else {
                    self.end_line();
                }
            }
            other if PARAGRAPHS.contains(&other) => self.paragraph(),
            other if BLOCKS.contains(&other) => self.end_line(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.unseen.is_some() {
            return;
        }
        if self.preformatted > 0 {
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    self.break_line();
                }
                self.push(line.trim_end_matches('\r'));
            }
            return;
        }
        // Only these are spaces to HTML; one that does not break is a character.
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        for (index, word) in text.split(is_space).enumerate() {
            self.space |= index > 0;
            if !word.is_empty() {
                self.push(word);
            }
        }
    }

    /// Writes a word, with the space and the blank line that are to come before it.
    fn push(&mut self, word: &str) {
        if word.is_empty() {
            return;
        }
        if self.line.text.is_empty() {
            if std::mem::take(&mut self.blank) && !self.lines.is_empty() {
                // Between a quotation and what is around it, the line belongs to neither.
                let before = self.lines.last().map_or(0, |line| line.quoted);
                self.lines.push(Line { quoted: before.min(self.quoted), text: String::new() });
            }
            self.line.quoted = self.quoted;
        } else if self.space {
            self.line.text.push(' ');
        }
        self.space = false;
        self.line.text.push_str(word);
    }

    /// Ends the line if it has text.
    fn end_line(&mut self) {
        self.space = false;
        if !self.line.text.is_empty() {
            self.close_link();
            self.lines.push(std::mem::take(&mut self.line));
        }
    }

    /// Ends the line, also when it has no text.
    fn break_line(&mut self) {
        if self.line.text.is_empty() {
            self.blank = true;
        }
        self.end_line();
    }

    fn paragraph(&mut self) {
        self.end_line();
        self.blank = true;
    }

    fn item(&mut self) {
        self.end_line();
        let depth = self.lists.len().clamp(1, DEEPEST);
        let sign = match self.lists.last_mut() {
            Some(List { number: Some(number) }) => {
                *number += 1;
                format!("{number}.")
            }
            _ => "-".to_owned(),
        };
        self.push(&format!("{}{sign}", "  ".repeat(depth - 1)));
        self.space = true;
    }

    /// A picture is what its alternative text says. One of a single point counts readers.
    fn image(&mut self, alternative: &str, sizes: [&str; 2]) {
        let tracks = sizes.iter().any(|size| matches!(size.trim().trim_end_matches("px"), "0" | "1"));
        if !tracks {
            self.text(alternative);
        }
    }

    fn open_link(&mut self, target: &str) {
        self.close_link();
        let target = target.trim();
        let lower = target.get(..8).unwrap_or(target).to_ascii_lowercase();
        if lower.starts_with("http://") || lower.starts_with("https://") {
            let from = self.line.text.len();
            self.link = Some(Link { target: target.split_whitespace().collect(), from });
        }
    }

    /// Writes the address of a link behind its text, unless that is the address.
    fn close_link(&mut self) {
        let Some(Link { target, from }) = self.link.take() else {
            return;
        };
        let bare = |address: &str| {
            let address = address.trim().trim_end_matches('/');
            address.split_once("://").map_or(address, |(_, rest)| rest).to_lowercase()
        };
        let text = self.line.text.get(from..).unwrap_or_default().trim();
        if text.is_empty() {
            return;
        }
        if bare(text) == bare(&target) {
            // In full, so that it stays a link.
            let spaces = self.line.text[from..].len() - self.line.text[from..].trim_start().len();
            self.line.text.truncate(from + spaces);
            self.line.text.push_str(&target);
        } else {
            self.line.text.extend([" <", target.as_str(), ">"]);
        }
    }

    /// Notes where the programs of mail say that the history starts.
    fn mark_history(&mut self, class: &str, id: &str) {
        let named = |names: &[&str]| {
            class.split_whitespace().chain([id]).any(|word| names.contains(&word.trim_start_matches("x_")))
        };
        if named(ORIGINALS) {
            self.paragraph();
            self.push(ORIGINAL_LINE);
            self.end_line();
        } else if named(ATTRIBUTIONS) {
            self.end_line();
            self.attribution.get_or_insert(self.lines.len());
        }
    }

    /// What stood between such a mark and a quotation is part of the quotation, unless it is more
    /// than an attribution, as in a mail that was forwarded.
    fn quote_attribution(&mut self) {
        if let Some(from) = self.attribution.take()
            && self.lines.len() - from.min(self.lines.len()) <= LONGEST_ATTRIBUTION
        {
            for line in self.lines.iter_mut().skip(from).filter(|line| !line.text.is_empty()) {
                line.quoted += 1;
            }
        }
    }

    fn finish(mut self) -> String {
        self.end_line();
        let mut text = String::new();
        for line in &self.lines {
            let quotation = "> ".repeat(line.quoted.min(DEEPEST)) + &line.text;
            text.push_str(quotation.trim_end());
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_written_as_people_write_plain_text() {
        for (html, expected) in [
            ("a<br>b<br><br>c", "a\nb\n\nc\n"),
            ("<div>a</div><div>b</div><p>c</p>d", "a\nb\n\nc\n\nd\n"),
            ("a <b> b </b> c\n d", "a b c d\n"),
            // Tags may be missing or wrong.
            ("<p>a<p>b</i></blockquote></ul></a>", "a\n\nb\n"),
            ("a < b &amp;&nbsp;c &eacute; &#x4e00;", "a < b &\u{a0}c é 一\n"),
            ("<blockquote>a<blockquote>b</blockquote></blockquote>c", "> a\n>\n> > b\n\nc\n"),
            // Links.
            ("<a href='https://example.org/a b'>a</a>.", "a <https://example.org/ab>.\n"),
            ("see <a href='https://example.org/'>example.org</a>", "see https://example.org/\n"),
            ("<a href='https://example.org/'><img src='x'></a>a", "a\n"),
            (
                "<a href='mailto:a@example.org'>a</a> <a href='javascript:b'>b</a> <a href='#c'>c</a>",
                "a b c\n",
            ),
            ("<a href='https://example.org/'>a<br>b</a>", "a <https://example.org/>\nb\n"),
            // What is not seen.
            ("<style>a</style><script>'<b>'</script><title>t</title><!-- c -->b", "b\n"),
            ("<div style='Display : none'><div>a</div>b</div>c", "c\n"),
            ("<object/>a", "a\n"),
            ("<pre>a  b</pre>c  d", "a  b\n\nc d\n"),
            ("<pre>a <b>b</b>\nc</pre>", "a b\nc\n"),
            ("<ul><li>a</ul><ul><li>b</ul>", "- a\n\n- b\n"),
            ("<img src=x alt=seen width=1><img src=y alt=Map>", "Map\n"),
            // Four lines may say who wrote what is quoted, wherever they stand.
            (
                "a<br>b<br>c<div class=gmail_quote><div>1</div><div>2</div><div>3</div><div>4</div>\
                 <blockquote>q</blockquote></div>",
                "a\nb\nc\n> 1\n> 2\n> 3\n> 4\n>\n> q\n",
            ),
            // What was passed on has no attribution, however it is marked.
            (
                "<div class=gmail_quote><div>1</div><div>2</div><div>3</div><div>4</div><div>5</div>\
                 <blockquote>q</blockquote></div>",
                "1\n2\n3\n4\n5\n\n> q\n",
            ),
        ] {
            assert_eq!(to_text(html), expected, "{html}");
        }
    }

    #[test]
    fn every_element_has_its_effect() {
        for block in BLOCKS {
            assert_eq!(to_text(&format!("a<{block}>b</{block}>c")).lines().count(), 3, "{block}");
        }
        for paragraph in PARAGRAPHS {
            let text = to_text(&format!("a<{paragraph}>b</{paragraph}>c"));
            assert_eq!(text.replace("> ", ""), "a\n\nb\n\nc\n", "{paragraph}");
        }
        for unseen in UNSEEN {
            assert_eq!(to_text(&format!("a<{unseen}>b</{unseen}>c")), "ac\n", "{unseen}");
        }
        // One that has no end hides nothing behind it.
        for empty in EMPTY {
            let text = to_text(&format!("a<{empty} style='display:none'>b"));
            assert_eq!(text.replace('\n', ""), "ab", "{empty}");
        }
        for name in ATTRIBUTIONS {
            let html = format!("a<div class={name}>Ada wrote:</div><blockquote>b</blockquote>");
            assert_eq!(to_text(&html), "a\n> Ada wrote:\n>\n> b\n", "{name}");
        }
        for name in ORIGINALS {
            for place in ["id", "class"] {
                let html = format!("a<div {place}={name}>b</div>");
                assert_eq!(to_text(&html), format!("a\n\n{ORIGINAL_LINE}\nb\n"), "{name}");
            }
        }
    }

    #[test]
    fn what_is_deep_is_drawn_as_if_it_were_less_deep() {
        let quoted = |depth: usize| to_text(&("<blockquote>".repeat(depth) + "a"));
        assert_eq!(quoted(DEEPEST), format!("{}a\n", "> ".repeat(DEEPEST)));
        assert_eq!(quoted(DEEPEST + 1), quoted(DEEPEST));
        let listed = |depth: usize| to_text(&("<ul>".repeat(depth) + "<li>a"));
        assert_eq!(listed(DEEPEST), format!("{}- a\n", "  ".repeat(DEEPEST - 1)));
        assert_eq!(listed(DEEPEST + 1), listed(DEEPEST));
    }

    #[test]
    fn an_attribution_has_few_lines() {
        let quoted = |lines: usize| {
            let lines = "<div>a</div>".repeat(lines);
            to_text(&format!("<div class=gmail_quote>{lines}<blockquote>b</blockquote>"))
        };
        assert_eq!(quoted(LONGEST_ATTRIBUTION), format!("{}>\n> b\n", "> a\n".repeat(LONGEST_ATTRIBUTION)));
        let more = LONGEST_ATTRIBUTION + 1;
        assert_eq!(quoted(more), format!("{}\n> b\n", "a\n".repeat(more)));
    }
}
