//! The text of wikis.

use super::Class;
use super::html;
use super::lexer::{self, Lexer};

pub(super) fn lex(lexer: &mut Lexer<'_>) {
    // How many templates are open: a bar in them stands before a parameter.
    let mut templates = 0_usize;
    while !lexer.is_at_end() {
        if lexer.is_at_line_start() && line_start(lexer) {
            continue;
        }
        let rest = lexer.rest();
        if let Some(inside) = rest.strip_prefix("<nowiki>") {
            let end = inside.find("</nowiki>").unwrap_or(inside.len());
            lexer.take("<nowiki>".len(), Class::Keyword);
            lexer.take(end, None);
        } else if rest.starts_with("{{") {
            templates += 1;
            let sign = lexer::run(rest, |letter| letter == '{');
            lexer.take(sign + lexer::run(&rest[sign..], is_of_name), Class::Keyword);
        } else if rest.starts_with("}}") {
            templates = templates.saturating_sub(1);
            lexer.take(lexer::run(rest, |letter| letter == '}'), Class::Keyword);
        } else if let Some(inside) = rest.strip_prefix("[[") {
            lexer.take(2 + lexer::run(inside, is_of_name), Class::Text);
        } else if rest.starts_with("]]") {
            lexer.take(2, Class::Text);
        } else if templates > 0 && rest.starts_with('|') {
            let is_of_parameter = |letter: char| is_of_name(letter) && letter != '=';
            let length = 1 + lexer::run(&rest[1..], is_of_parameter);
            if rest[length..].starts_with('=') {
                lexer.take(length, Class::Name);
            } else {
                lexer.take(length, None);
            }
        } else if rest.starts_with("''") {
            lexer.take(lexer::run(rest, |letter| letter == '\''), Class::Keyword);
        } else if !html::tag(lexer) && !html::entity(lexer) {
            lexer.pass();
        }
    }
}

/// Takes what means something at the beginning of a line alone.
fn line_start(lexer: &mut Lexer<'_>) -> bool {
    let line = lexer.line();
    if line.starts_with('=') && line.len() > 1 && line.trim_end().ends_with('=') {
        lexer.take(line.len(), Class::Keyword);
    } else if line.starts_with("{|")
        || line.starts_with("|-")
        || line.starts_with("|}")
        || line.starts_with("|+")
    {
        lexer.take(2, Class::Keyword);
    } else if line.starts_with(['*', '#', ':', ';']) {
        lexer.take(lexer::run(line, |letter| matches!(letter, '*' | '#' | ':' | ';')), Class::Keyword);
    } else if line.starts_with("__") && line.len() > 4 && line.trim_end().ends_with("__") {
        lexer.take(line.len(), Class::Keyword);
    } else {
        return false;
    }
    true
}

fn is_of_name(letter: char) -> bool {
    !matches!(letter, '|' | '{' | '}' | '[' | ']' | '<' | '>' | '\n' | '\r')
}
