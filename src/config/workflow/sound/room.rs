//! Whether states that can be full, and those in which requests wait for room there, can work.

use super::super::Guard;
use super::super::raw::State;
use super::{Check, entry};
use crate::diagnostic::Code;

impl Check<'_> {
    /// A state that can be full lies between the first and the last.
    pub(super) fn most(&mut self, index: usize, state: &State) {
        let why = match state.most {
            None => return,
            Some(0) => "no request could come to",
            Some(_) if index == 0 => "nobody could ask any more, once so many are in",
            Some(_) if state.is_final => "no request could end any more, once so many are in",
            Some(_) => return,
        };
        let at = entry("states", index).then("most");
        let help = "delete the line, or write it for a state between the first and the last";
        self.wrong(Code::BadValue, &at, format!("{why} `{}`", state.id), help);
    }

    /// From where requests wait for room they can go there, and a turn comes only where something waits.
    pub(super) fn queues(&mut self) {
        let raw = self.raw;
        for (index, state) in raw.states.iter().enumerate() {
            let Some(to) = &state.queue_for else { continue };
            let id = &state.id;
            let at = entry("states", index).then("queue_for");
            let mut moves = raw.moves.iter().filter(|step| step.from.contains(id));
            let (message, help) = if to == id {
                (format!("`{id}` waits for room in itself"), "name the state that its requests go on to")
            } else if raw.states.iter().any(|other| other.id == *to && other.is_final) {
                (
                    format!("`{to}` is final, so it is never full"),
                    "name a state that requests leave again, or delete the line",
                )
            } else if !moves.any(|step| step.to == *to) {
                (
                    format!("no move leads from `{id}` to `{to}`, for which its requests wait"),
                    "add the move, with `needs: [turn]` for the order of priority",
                )
            } else {
                continue;
            };
            self.wrong(Code::BadValue, &at, message, help);
        }
        for (index, step) in raw.moves.iter().enumerate() {
            let Some(place) = step.needs.iter().position(|need| *need == Guard::Turn) else { continue };
            let waits = |from: &str| {
                let mut states = raw.states.iter().filter(|state| *state.id == *from);
                states.any(|state| state.queue_for.as_ref() == Some(&step.to))
            };
            if let Some(from) = step.from.iter().find(|from| !waits(from)) {
                let message = format!("no request waits its turn in `{from}`");
                let help =
                    format!("write `queue_for: {}` for the state `{from}`, or delete the need", step.to);
                let at = entry("moves", index).then("needs").at(place);
                self.wrong(Code::BadValue, &at, message, help);
            }
        }
    }
}
