//! CSS.

use super::Class;
use super::table::{NOTHING, QUOTED, Rule, Table};

pub(super) const TABLE: Table = Table {
    rules: &[
        Rule::Comment("/*", "*/"),
        Rule::Text("\"", QUOTED),
        Rule::Text("'", QUOTED),
        Rule::Sigil("@", Class::Keyword),
        Rule::Sigil("#", Class::Value),
    ],
    joins: "-",
    keys: &[":"],
    ..NOTHING
};
