//! TOML and other files of settings.

use super::table::{NOTHING, QUOTED, Rule, Table, Where};

pub(super) const TABLE: Table = Table {
    rules: &[
        Rule::Line("#", Where::Apart),
        Rule::Line(";", Where::Apart),
        Rule::Text("\"", QUOTED),
        Rule::Text("'", QUOTED),
    ],
    values: &["true", "false"],
    joins: "-.",
    keys: &["=", " ="],
    ..NOTHING
};
