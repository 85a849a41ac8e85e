//! Markdown, with the fields of a record before it.

use super::Class;
use super::lexer::{self, Lexer};
use super::{html, yaml};

pub(super) fn lex(lexer: &mut Lexer<'_>) {
    if lexer.rest().starts_with("---\n") {
        yaml::front_matter(lexer);
    }
    // The signs that a block of code ends with.
    let mut fence: Option<&str> = None;
    while !lexer.is_at_end() {
        if !lexer.is_at_line_start() {
            inline(lexer);
            continue;
        }
        let line = lexer.line();
        let sign = line.trim_start();
        let signs =
            &sign[..lexer::run(sign, |letter| letter == '`').max(lexer::run(sign, |letter| letter == '~'))];
        if let Some(open) = fence {
            if signs.starts_with(open) && sign.trim_end() == signs {
                fence = None;
            }
            lexer.take(line.len(), Class::Text);
            lexer.pass();
        } else if signs.len() >= 3 {
            fence = Some(signs);
            lexer.take(line.len(), Class::Text);
            lexer.pass();
        } else if sign.starts_with('#') && sign.trim_start_matches('#').starts_with(' ') {
            lexer.take(line.len(), Class::Keyword);
        } else {
            let indent = line.len() - sign.len();
            lexer.take(indent, None);
            let mark = lexer::run(sign, |letter| matches!(letter, '>' | '-' | '*' | '+' | '|'));
            let is_mark = mark == 1 && sign[1..].starts_with(' ');
            lexer.take(usize::from(is_mark), Class::Keyword);
            inline(lexer);
        }
    }
}

/// Takes one thing, or one letter, of a line.
fn inline(lexer: &mut Lexer<'_>) {
    let line = lexer.line();
    let ticks = lexer::run(line, |letter| letter == '`');
    if ticks > 0 {
        let end = line[ticks..].find(&line[..ticks]).map(|end| ticks + end + ticks);
        lexer.take(end.unwrap_or(line.len()), Class::Text);
    } else if line.starts_with("](") {
        lexer.take(1, None);
        let length = line[1..].find(')').map_or(line.len() - 1, |end| end + 1);
        lexer.take(length, Class::Text);
    } else if line.starts_with("[[") {
        lexer.take(line.find("]]").map_or(line.len(), |end| end + 2), Class::Text);
    } else if line.starts_with("**") || line.starts_with("[!") || line.starts_with("[^") {
        lexer.take(2, Class::Keyword);
    } else if !html::tag(lexer) && !html::entity(lexer) {
        lexer.pass();
    }
}
