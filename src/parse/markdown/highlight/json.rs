//! JSON.

use super::table::{NOTHING, QUOTED, Rule, Table};

pub(super) const TABLE: Table = Table {
    rules: &[Rule::Text("\"", QUOTED)],
    values: &["true", "false", "null"],
    keys: &[":", " :"],
    ..NOTHING
};
