//! R.

use super::table::{LONG, NOTHING, Rule, Table, Where};

pub(super) const TABLE: Table = Table {
    rules: &[Rule::Line("#", Where::Anywhere), Rule::Text("\"", LONG), Rule::Text("'", LONG)],
    keywords: &[
        "break", "else", "for", "function", "if", "in", "library", "next", "repeat", "require", "return",
        "while",
    ],
    values: &["FALSE", "Inf", "NA", "NULL", "NaN", "TRUE"],
    joins: ".",
    ..NOTHING
};
