//! The form of plain text: lines that flow are joined, and what cannot be seen or would mislead is
//! taken out. [`read`](super::read) calls it.

use crate::diagnostic::render::visible::is_unsafe;

/// Text with line feeds alone between lines, and without characters that control a terminal or
/// change the direction of what is around them.
pub(super) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    clean.push('\n');
                }
            }
            '\n' | '\u{2028}' | '\u{2029}' | '\u{c}' => clean.push('\n'),
            '\t' => clean.push_str("    "),
            // Marks of the order of bytes, and places to break or not to break a line.
            '\u{feff}' | '\u{200b}' | '\u{2060}' | '\u{ad}' => {}
            other if is_unsafe(other) => {}
            other => clean.push(other),
        }
    }
    clean
}

/// The same on one line, with one space between words.
pub(super) fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text without spaces at the ends of lines, with one blank line at most in a row, and none at its
/// start and end.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut blank = false;
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() {
            blank = true;
            continue;
        }
        if !folded.is_empty() {
            folded.push_str(if blank { "\n\n" } else { "\n" });
        }
        blank = false;
        folded.push_str(line);
    }
    folded
}

/// Text whose lines flow (RFC 3676), with its paragraphs on one line each. A line that ends with a
/// space goes on in the next, if that is quoted as deeply.
pub(super) fn unflowed(text: &str, delete_space: bool) -> String {
    let mut joined = String::with_capacity(text.len());
    // How deeply the line before was quoted, if it goes on.
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let content = line.trim_start_matches('>');
        let depth = line.len() - content.len();
        // The space that was put before what would look like a quotation (section 4.4).
        let content = content.strip_prefix(' ').unwrap_or(content);
        let is_signature = content == "-- ";
        if open != Some(depth) || is_signature {
            if !joined.is_empty() {
                joined.push('\n');
            }
            if depth > 0 {
                joined.push_str(&">".repeat(depth));
                joined.push(' ');
            }
        }
        let flows = content.ends_with(' ') && !is_signature;
        joined.push_str(if flows && delete_space { &content[..content.len() - 1] } else { content });
        open = flows.then_some(depth);
    }
    joined.push('\n');
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_flow_are_joined_within_one_depth() {
        let text = "one \ntwo\n\n> a \n> b\n>> c \n> d \nreply \n-- \nAda\n >no quote\n From here\n";
        let expected = "one two\n\n> a b\n>> c \n> d \nreply \n-- \nAda\n>no quote\nFrom here\n";
        assert_eq!(unflowed(text, false), expected);
        assert_eq!(unflowed("漢 \n字\n", true), "漢字\n");
    }

    #[test]
    fn what_is_not_seen_is_taken_out() {
        assert_eq!(clean("a\r\nb\rc\u{2028}d\u{1b}[1m\u{202e}e\u{feff}\tf\u{0}"), "a\nb\nc\nd[1me    f");
        // Joiners belong to the writing of Persian and of the scripts of India.
        assert_eq!(clean("می\u{200c}روم"), "می\u{200c}روم");
        assert_eq!(one_line(" a\r\n b\u{a0} c "), "a b c");
    }

    #[test]
    fn blank_lines_are_folded() {
        assert_eq!(folded("\n \na  \n\n\n\nb\nc\n\n"), "a\n\nb\nc");
    }
}
