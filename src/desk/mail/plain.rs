//! The form of plain text: what cannot be seen or would mislead is taken out.
//! [`read`](super::read) and [`lines`](super::lines) call it.

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

#[cfg(test)]
mod tests {
    use super::*;

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
