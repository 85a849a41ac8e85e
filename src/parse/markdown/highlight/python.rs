//! Python.

use super::Class;
use super::table::{LONG, NOTHING, QUOTED, Rule, Table, Where};

pub(super) const TABLE: Table = Table {
    rules: &[
        Rule::Line("#", Where::Anywhere),
        Rule::Text("\"\"\"", LONG),
        Rule::Text("'''", LONG),
        Rule::Text("\"", QUOTED),
        Rule::Text("'", QUOTED),
        Rule::Sigil("@", Class::Name),
    ],
    keywords: &[
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else",
        "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
        "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ],
    values: &["True", "False", "None"],
    ..NOTHING
};
