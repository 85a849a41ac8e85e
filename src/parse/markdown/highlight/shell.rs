//! What is typed in a terminal.

use super::Class;
use super::table::{LONG, NOTHING, Quoted, Rule, Table, Where};

pub(super) const TABLE: Table = Table {
    rules: &[
        Rule::Line("#", Where::Apart),
        Rule::Text("\"", LONG),
        Rule::Text("'", Quoted { lines: true, escapes: false }),
        Rule::Sigil("${", Class::Name),
        Rule::Sigil("$", Class::Name),
    ],
    keywords: &[
        "case", "do", "done", "elif", "else", "esac", "export", "fi", "for", "function", "if", "local",
        "return", "sudo", "then", "unset", "until", "while",
    ],
    // `casebook new case` has no word of the language in it.
    leading: true,
    joins: "-./",
    numbers: false,
    ..NOTHING
};
