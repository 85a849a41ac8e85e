use std::path::Path;

use super::args::Group;
use super::change::change;
use super::desk::Desk;
use crate::cli::Outcome;
use crate::error::Result;
use crate::record::{Kind, Request};
use crate::yaml::write::Value;

impl Group {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, self.today)?;
        let (record, _) = desk.request(&self.id)?;
        let group = self.group.map(|group| desk.record(Kind::Group, &group)).transpose()?;
        change(&desk, record, |manuscript| match group {
            Some(group) => manuscript.set(Request::group.name, &Value::text(&*group.id.slug)),
            None => manuscript.remove(Request::group.name),
        })
    }
}
