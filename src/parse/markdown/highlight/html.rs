//! HTML and XML.

use super::Class;
use super::lexer::{self, Lexer};

pub(super) fn lex(lexer: &mut Lexer<'_>) {
    while !lexer.is_at_end() {
        if !tag(lexer) && !entity(lexer) {
            lexer.pass();
        }
    }
}

/// Takes a comment or a tag that begins here.
pub(super) fn tag(lexer: &mut Lexer<'_>) -> bool {
    let rest = lexer.rest();
    if rest.starts_with("<!--") {
        lexer.take(rest.find("-->").map_or(rest.len(), |end| end + 3), Class::Comment);
        return true;
    }
    let Some(inside) = rest.strip_prefix('<') else { return false };
    let sign = 1 + usize::from(inside.starts_with(['/', '!', '?']));
    if !rest[sign..].starts_with(|first: char| first.is_ascii_alphabetic()) {
        return false;
    }
    let is_of_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | ':' | '.');
    lexer.take(sign + lexer::run(&rest[sign..], is_of_name), Class::Keyword);
    loop {
        lexer.pass_blanks();
        let rest = lexer.rest();
        match rest.chars().next() {
            None | Some('<') => return true,
            Some('>') => {
                lexer.take(1, Class::Keyword);
                return true;
            }
            Some('/' | '?') => lexer.take(1, Class::Keyword),
            Some(quote @ ('"' | '\'')) => {
                lexer.take(rest[1..].find(quote).map_or(rest.len(), |end| end + 2), Class::Text);
            }
            Some('=') => {
                lexer.pass();
                let rest = lexer.rest();
                if !rest.starts_with(['"', '\'']) {
                    let is_of_value = |letter: char| !letter.is_whitespace() && !matches!(letter, '>' | '<');
                    lexer.take(lexer::run(rest, is_of_value), Class::Text);
                }
            }
            Some(_) => {
                let is_of_name = |letter: char| {
                    !letter.is_whitespace() && !matches!(letter, '=' | '>' | '<' | '/' | '?' | '"' | '\'')
                };
                lexer.take(lexer::run(rest, is_of_name), Class::Name);
            }
        }
    }
}

/// Takes an entity that begins here.
pub(super) fn entity(lexer: &mut Lexer<'_>) -> bool {
    let rest = lexer.rest();
    let Some(inside) = rest.strip_prefix('&') else { return false };
    let length = lexer::run(inside, |letter| letter.is_ascii_alphanumeric() || letter == '#');
    let is_entity = length > 0 && inside[length..].starts_with(';');
    if is_entity {
        lexer.take(length + 2, Class::Value);
    }
    is_entity
}
