//! The lines of a mail. How deeply a line is quoted is kept beside its text and not within it, so that a
//! line which only begins with `>` is never taken for what somebody else wrote. All steps of
//! [`read`](super::read) hand lines on.

use super::plain::clean;

/// Quotations within each other past this are drawn as if they were less deep.
pub(super) const DEEPEST: usize = 8;

/// A line of a mail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// How deeply it is quoted.
    pub(super) quoted: usize,
    pub(super) role: Role,
    pub(super) text: String,
}

/// What the program that wrote the mail says of a line. Plain text says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Role {
    #[default]
    Text,
    /// A mail that was written before begins here.
    Original,
    /// It is within a quotation of HTML.
    Quotation,
    /// It is within what the program made for signatures.
    Signature,
}

impl Line {
    pub(super) fn new(quoted: usize, text: &str) -> Self {
        Self { quoted, role: Role::Text, text: text.to_owned() }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    pub(super) fn is_quoted(&self) -> bool {
        self.quoted > 0
    }

    /// The line as plain text has it: a quoted one begins with `>`, and no other does.
    pub(super) fn shown(&self) -> String {
        if self.quoted > 0 {
            let marks = "> ".repeat(self.quoted.min(DEEPEST));
            return format!("{marks}{}", self.text).trim_end().to_owned();
        }
        let stuffing = if self.text.starts_with('>') { " " } else { "" };
        format!("{stuffing}{}", self.text)
    }
}

/// How many of some lines are not blank.
pub(super) fn written(lines: &[Line]) -> usize {
    lines.iter().filter(|line| !line.is_blank()).count()
}

/// The lines of plain text. What begins with `>` is quoted.
pub(super) fn plain(text: &str) -> Vec<Line> {
    clean(text).lines().map(unquoted).collect()
}

/// A line of plain text with its depth.
pub(super) fn unquoted(line: &str) -> Line {
    let mut depth = 0;
    let mut rest = line;
    while let Some(inner) = rest.strip_prefix('>') {
        depth += 1;
        rest = inner.strip_prefix(' ').filter(|inner| inner.starts_with('>')).unwrap_or(inner);
    }
    if depth == 0 {
        return Line::new(0, line);
    }
    Line::new(depth.min(DEEPEST), rest.strip_prefix(' ').unwrap_or(rest))
}

/// The lines of a text that flows (RFC 3676), its paragraphs on one line each. A line that ends with a
/// space goes on in the next, if that is quoted as deeply.
pub(super) fn flowed(text: &str, delete_space: bool) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    // Whether the line before goes on.
    let mut open = false;
    for line in clean(text).lines() {
        // What is quoted within what is quoted has spaces between the signs in many programs.
        let quoted = unquoted(line);
        let depth = quoted.quoted;
        let content = if depth > 0 {
            quoted.text.as_str()
        } else {
            // The space that was put before what would look like a quotation (section 4.4).
            line.strip_prefix(' ').unwrap_or(line)
        };
        let is_signature = content == "-- ";
        let flows = content.ends_with(' ') && !is_signature;
        let kept = if flows && delete_space { &content[..content.len() - 1] } else { content };
        match lines.last_mut() {
            // Entries of lists end with a space by mistake more often than a text breaks before such a mark.
            Some(before) if open && before.quoted == depth && !is_signature && !is_entry(content) => {
                before.text.push_str(kept);
            }
            _ => lines.push(Line::new(depth, kept)),
        }
        open = flows;
    }
    lines
}

/// Whether a line has the mark of an entry of a list.
fn is_entry(line: &str) -> bool {
    ["* ", "- ", "• ", "+ "].iter().any(|mark| line.starts_with(mark))
}

/// The lines as text in which each quotation is one of Markdown, with blank lines around it: a line
/// right below would be taken for a part of it.
pub(super) fn joined(lines: &[Line]) -> String {
    let mut text = String::new();
    let mut before = 0;
    for line in lines {
        let depth = line.quoted;
        if depth != before && (depth == 0 || before == 0 || depth < before) {
            // Between two depths of one quotation the blank line is quoted too.
            text.push_str(&">".repeat(depth.min(before).min(DEEPEST)));
            text.push('\n');
        }
        before = depth;
        text.push_str(&line.shown());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(lines: &[Line]) -> String {
        lines.iter().map(|line| line.shown() + "\n").collect()
    }

    #[test]
    fn lines_that_flow_are_joined_within_one_depth() {
        let text = "one \ntwo\n\n> a \n> b\n>> c \n> d \nreply \n-- \nAda\n >no quote\n From here\n";
        let expected = "one two\n\n> a b\n> > c\n> d\nreply \n-- \nAda\n >no quote\nFrom here\n";
        assert_eq!(shown(&flowed(text, false)), expected);
        assert_eq!(shown(&flowed("漢 \n字\n", true)), "漢字\n");
        for mark in ["*", "-", "•", "+"] {
            assert_eq!(
                shown(&flowed(&format!("{mark} a \n{mark} b"), false)),
                format!("{mark} a \n{mark} b\n")
            );
        }
    }

    #[test]
    fn how_deep_a_line_is_quoted_is_no_part_of_it() {
        assert_eq!(flowed(" >a", false), [Line::new(0, ">a")]);
        assert_eq!(flowed("> a", false), [Line::new(1, "a")]);
        assert_eq!(plain(" >a\n>a\n> > a"), [Line::new(0, " >a"), Line::new(1, "a"), Line::new(2, "a")]);
        assert_eq!(shown(&[Line::new(0, ">a"), Line::new(1, ">a")]), " >a\n> >a\n");
    }

    #[test]
    fn what_is_deep_is_drawn_as_if_it_were_less_deep() {
        let quoted = |depth: usize| joined(&plain(&format!("{}a\nb", ">".repeat(depth))));
        assert_eq!(quoted(DEEPEST), format!("\n{}a\n\nb\n", "> ".repeat(DEEPEST)));
        assert_eq!(quoted(DEEPEST + 1), quoted(DEEPEST));
    }
}
