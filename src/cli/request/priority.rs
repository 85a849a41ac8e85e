use std::path::Path;

use super::args::Priority;
use super::change::{change, prose};
use super::desk::Desk;
use crate::cli::Outcome;
use crate::error::Result;
use crate::record::Request;
use crate::yaml::write::Value;

impl Priority {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, self.today)?;
        let (record, _) = desk.request(&self.id)?;
        let reason = self.reason.map(|text| prose("reason", text)).transpose()?;
        let fields =
            [(Request::priority, self.priority.map(Value::Text)), (Request::priority_reason, reason)];
        change(&desk, record, |manuscript| {
            fields.iter().try_for_each(|(field, value)| match value {
                Some(value) => manuscript.set(field.name, value),
                None => manuscript.remove(field.name),
            })
        })
    }
}
