//! Tables as text: the first line names the columns.

use super::Class;
use super::lexer::{self, Lexer};

pub(super) fn lex(lexer: &mut Lexer<'_>) {
    let first = lexer.line();
    let separator = [',', ';', '\t']
        .into_iter()
        .max_by_key(|sign| (first.matches(*sign).count(), *sign == ','))
        .unwrap_or(',');
    while !lexer.is_at_end() {
        let rest = lexer.rest();
        let in_head = lexer.at() < first.len();
        let (length, class) = if let Some(inside) = rest.strip_prefix('"') {
            // A quote within a cell is written twice, which is two texts side by side.
            (inside.find('"').map_or(rest.len(), |end| end + 2), Some(Class::Text))
        } else {
            let length = lexer::run(rest, |letter| letter != separator && !matches!(letter, '\n' | '\r'));
            (length, lexer::is_number(rest[..length].trim()).then_some(Class::Value))
        };
        lexer.take(length, if in_head { Some(Class::Name) } else { class });
        if !(rest.starts_with('"') && lexer.rest().starts_with('"')) {
            lexer.pass();
        }
    }
}
