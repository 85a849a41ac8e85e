use std::path::Path;

use super::args::Assign;
use super::change::change;
use super::desk::Desk;
use crate::cli::Outcome;
use crate::error::Result;
use crate::record::{Kind, Request};
use crate::yaml::write::Value;

impl Assign {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, self.today)?;
        let (record, _) = desk.request(&self.id)?;
        let person = self.person.map(|person| desk.record(Kind::Person, &person)).transpose()?;
        change(&desk, record, |manuscript| match person {
            Some(person) => manuscript.set(Request::assignee.name, &Value::text(&*person.id.slug)),
            None => manuscript.remove(Request::assignee.name),
        })
    }
}
