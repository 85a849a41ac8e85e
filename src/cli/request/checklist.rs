use std::fmt::Write as _;
use std::path::Path;

use super::args::Checklist as Args;
use super::change::{change, prose};
use super::desk::Desk;
use crate::cli::{Outcome, answer};
use crate::diagnostic::render::visible::visible;
use crate::error::{Error, Result};
use crate::record::{Checklist, Record, Request};
use crate::yaml::write::Value;

impl Args {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, self.today)?;
        let (record, request) = desk.request(&self.id)?;
        let Self { technical, legal, risk, sustainability, none, .. } = self;
        let typed = [technical, legal, risk, sustainability];
        if none.is_empty() && typed.iter().all(Option::is_none) {
            answer(&visible(&shown(record, &request.checklist)))?;
            return Ok(Outcome::Clean);
        }
        let mut group = Vec::new();
        for (field, text) in Checklist::FIELDS.iter().zip(typed) {
            let name = field.name;
            let is_none = none.iter().any(|part| part == name);
            let before = request.checklist.parts().into_iter().find(|(part, _)| part.name == name);
            match (text, before) {
                (Some(_), _) if is_none => {
                    return Err(Error::usage(format!(
                        "`--{name}` and `--none {name}` contradict each other"
                    ))
                    .help("leave one of them out"));
                }
                (Some(text), _) => group.push((name, prose(name, text)?)),
                (None, Some((_, text))) if !is_none => group.push((name, Value::text(text))),
                (None, _) => {}
            }
        }
        change(&desk, record, |manuscript| manuscript.set_group(Request::checklist.name, &group))
    }
}

/// What is there of a checklist, and what is missing.
fn shown(record: &Record, checklist: &Checklist) -> String {
    let (parts, mut text) = (checklist.parts(), format!("{}\n", record.file));
    for field in Checklist::FIELDS {
        let part = parts.iter().find(|(part, _)| part.name == field.name);
        let says = part.map_or("missing".to_owned(), |(_, text)| text.trim().replace('\n', "\n  "));
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}: {says}", field.name);
    }
    text
}
