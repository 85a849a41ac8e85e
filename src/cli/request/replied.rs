use std::path::Path;

use super::args::Replied;
use super::change::change;
use super::desk::Desk;
use crate::cli::Outcome;
use crate::error::{Error, Result};
use crate::record::Request;
use crate::yaml::write::Value;

impl Replied {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, self.today)?;
        let (record, _) = desk.request(&self.id)?;
        if let Some(on) = self.on.filter(|on| *on > desk.project.today) {
            return Err(Error::usage(format!("{on} has not come yet")).help("name the day of the answer"));
        }
        change(&desk, record, |manuscript| match self.on {
            Some(on) => manuscript.set(Request::replied.name, &Value::Word(on.to_string())),
            None => manuscript.remove(Request::replied.name),
        })
    }
}
