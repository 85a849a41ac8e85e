//! The desk in a terminal: every request with its priority, its state, whom it waits for and how long, in the order in
//! which they are to be taken up.

use std::path::Path;

use super::args::List;
use super::desk::Desk;
use super::text::{Columns, days, late};
use crate::cli::{Outcome, answer};
use crate::desk::status;
use crate::error::{Error, Result};
use crate::record::{Kind, Named};
use crate::suggest::nearest;

impl List {
    pub(super) fn run(mut self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, self.today)?;
        self.waiting_for = self.waiting_for.map(|person| desk.completed(Kind::Person, person)).transpose()?;
        let site = &desk.site;
        if let Some(state) = &self.state
            && site.workflow.state(state).is_none()
        {
            let known: Vec<&str> = site.workflow.states.iter().map(|state| &*state.id).collect();
            let help = nearest(state, known.iter().copied()).map_or_else(
                || format!("the states are {}", known.join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            return Err(Error::usage(format!("there is no state `{state}`")).help(help));
        }
        let roles = self.waiting_for.as_deref().map(|person| desk.roles(person)).transpose()?;
        let mut columns =
            Columns::new(&["request", "priority", "state", "waits for", "since", "due", "title"]);
        for status in status::all(site) {
            let is_state =
                self.state.as_deref().is_none_or(|state| *status.state.id == *site.workflow.state_id(state));
            let is_open = self.all || self.state.is_some() || !status.state.is_final;
            let waits = match (&self.waiting_for, &roles) {
                (Some(person), Some(roles)) => status.waits_for(site, person, roles),
                _ => true,
            };
            if is_state && is_open && waits {
                let record = &site.entry(status.id).record;
                let due = match (status.overdue, status.due) {
                    (Some(days), _) => late(days),
                    (None, Some(due)) => due.to_string(),
                    (None, None) => String::new(),
                };
                columns.row([
                    record.id.slug.to_string(),
                    status.request.priority.map(|priority| priority.name()).unwrap_or_default().to_owned(),
                    status.state.id.to_string(),
                    desk.waits_for(&status),
                    status.days.map(days).unwrap_or_default(),
                    due,
                    record.common.title.clone(),
                ]);
            }
        }
        if columns.is_empty() {
            answer("No request is waiting.\n")?;
        } else {
            answer(&columns.text())?;
        }
        Ok(Outcome::Clean)
    }
}
