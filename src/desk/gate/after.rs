//! What happens once a change is merged, in a sentence for whoever reads its verdict.

use super::Judged;
use crate::config::Actor;

impl Judged<'_> {
    /// What happens once the change is merged.
    pub(super) fn after(&self) -> String {
        let stands = self.stands();
        match &self.request.renamed_from {
            Some(old) => {
                let id = &self.request.id;
                format!(
                    "The request `{old}` is called `{id}` then, and its old address leads to the new one. {stands}"
                )
            }
            None => stands,
        }
    }

    /// Where the request stands then.
    fn stands(&self) -> String {
        let workflow = &self.change.workflow;
        let Some(state) = self.to().and_then(|to| workflow.state(to)) else {
            return String::new();
        };
        let label = self.label(&state.id);
        if state.is_final {
            return format!("The request is then at its end: {label}.");
        }
        if let Some(to) = &state.queue_for {
            return format!(
                "The request is then in the state {label} and waits for room in {}.",
                self.label(to)
            );
        }
        let time = state.within.map_or_else(String::new, |days| format!(", within {days} days"));
        let has_group = self.request.after.request().is_some_and(|after| after.group.is_some());
        let is_there = |actor: &&Actor| **actor != Actor::Group || has_group;
        let actors: Vec<Actor> = state.waits_for.iter().filter(is_there).cloned().collect();
        if actors.is_empty() {
            return format!("The request is then in the state {label}.");
        }
        format!("The request is then in the state {label} and waits for {}{time}.", self.names_of(&actors))
    }
}
