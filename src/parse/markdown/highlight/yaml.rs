//! YAML.

use super::Class;
use super::lexer::{self, Lexer};

pub(super) fn lex(lexer: &mut Lexer<'_>) {
    lines(lexer, usize::MAX);
}

/// Takes what stands before a text, with the lines of hyphens around it.
pub(super) fn front_matter(lexer: &mut Lexer<'_>) {
    lines(lexer, 2);
}

/// Takes lines, to the one that is the last of so many that begin or end a document.
fn lines(lexer: &mut Lexer<'_>, mut documents: usize) {
    // How many brackets are open.
    let mut brackets = 0_usize;
    // How far the line is indented that a text in lines belongs to.
    let mut block: Option<usize> = None;
    while documents > 0 && !lexer.is_at_end() {
        let line = lexer.line();
        let indent = lexer::run(line, |letter| letter == ' ');
        if block.is_some_and(|of| indent > of || line.trim().is_empty()) {
            lexer.take(line.len(), Class::Text);
        } else {
            block = None;
            lexer.take(indent, None);
            if marks(&line[indent..]) {
                lexer.take(line.len() - indent, Class::Keyword);
                documents -= 1;
            } else if one_line(lexer, &mut brackets) {
                block = Some(indent);
            }
        }
        // Whatever stands before the end of the line.
        lexer.pass();
        if lexer.rest().starts_with('\n') {
            lexer.pass();
        }
    }
}

/// Whether a line begins or ends a document.
fn marks(line: &str) -> bool {
    matches!(line.trim_end(), "---" | "...")
}

/// Takes what is left of a line, which ends where that ends, or where a text in quotes does that goes on behind it.
/// Whether a text in lines begins below it.
fn one_line(lexer: &mut Lexer<'_>, brackets: &mut usize) -> bool {
    let mut may_be_key = true;
    loop {
        let blanks = lexer::run(lexer.line(), |letter| matches!(letter, ' ' | '\t'));
        lexer.take(blanks, None);
        let (rest, line) = (lexer.rest(), lexer.line());
        let Some(first) = line.chars().next() else { return false };
        let is_apart = |at: usize| line[at..].is_empty() || line[at..].starts_with([' ', '\t']);
        match first {
            '#' => {
                lexer.take(line.len(), Class::Comment);
                return false;
            }
            '-' if is_apart(1) => lexer.take(1, None),
            '[' | '{' => {
                *brackets += 1;
                may_be_key = true;
                lexer.pass();
            }
            ']' | '}' | ',' => {
                *brackets = brackets.saturating_sub(usize::from(first != ','));
                may_be_key = true;
                lexer.pass();
            }
            '"' | '\'' => {
                let length = quoted(rest, first);
                let is_key = may_be_key && rest[length..].starts_with(':');
                lexer.take(length, if is_key { Class::Name } else { Class::Text });
                if is_key {
                    lexer.pass();
                    may_be_key = false;
                }
            }
            '|' | '>'
                if *brackets == 0
                    && matches!(line[1..].split(" #").next().map(str::trim), Some("" | "-" | "+")) =>
            {
                lexer.take(1 + usize::from(line[1..].starts_with(['-', '+'])), Class::Keyword);
                let length = lexer.line().len();
                lexer.take(length, Class::Comment);
                return true;
            }
            '&' | '*' | '!' => {
                let length = lexer::run(line, |letter| !matches!(letter, ' ' | '\t' | ',' | ']' | '}'));
                lexer.take(length, Class::Keyword);
            }
            _ => {
                let (length, is_key) = plain(line, *brackets > 0, may_be_key);
                if is_key {
                    lexer.take(length, Class::Name);
                    lexer.take(1, None);
                    may_be_key = false;
                } else {
                    let text = line[..length].trim_end();
                    let is_value = lexer::is_number(text) || matches!(text, "true" | "false" | "null" | "~");
                    lexer.take(length.max(first.len_utf8()), is_value.then_some(Class::Value));
                }
            }
        }
    }
}

/// The length of a text without quotes, and whether it is a key.
fn plain(line: &str, in_brackets: bool, may_be_key: bool) -> (usize, bool) {
    let bytes = line.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let is_apart = matches!(bytes.get(at + 1), None | Some(b' ' | b'\t'));
        match byte {
            b':' if is_apart && may_be_key => return (at, true),
            b'#' if at > 0 && bytes[at - 1] == b' ' => return (at, false),
            b',' | b']' | b'}' | b'[' | b'{' if in_brackets => return (at, false),
            _ => {}
        }
    }
    (bytes.len(), false)
}

/// The length of a text in quotes; to the end of its line where it has no end.
fn quoted(text: &str, quote: char) -> usize {
    let mut letters = text.char_indices().skip(1);
    let mut was_line_end = false;
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' if quote == '"' => {
                letters.next();
            }
            // An empty line was hardly meant to be part of it.
            '\n' if was_line_end => return at,
            _ if letter == quote => return at + 1,
            _ => {}
        }
        was_line_end = letter == '\n' || was_line_end && letter.is_whitespace();
    }
    text.len()
}
