//! Whether those who are to decide ever can: parts of a committee, whoever decides once a stage is late, and nobody.

use super::super::Guard;
use super::{Check, Known};
use crate::diagnostic::{Code, FieldPath};

impl Check<'_> {
    /// A move that nobody decides on has its time, and nothing for anybody to write.
    pub(super) fn by_time(&mut self, step: &super::super::raw::Move, at: &FieldPath) {
        if !step.by.is_empty() {
            return;
        }
        if step.idle.is_none() && step.not_before.is_none() {
            let help =
                "name roles, or `requester`; or say when it is due without anybody, such as `idle: 180 days`";
            self.wrong(Code::BadValue, at, "nobody may make this move".to_owned(), help);
        }
        if let Some(place) = step.needs.iter().position(|need| *need == Guard::Reason) {
            let message = "nobody decides on this move, so nobody can say why".to_owned();
            let help = "delete it, or name in `by` who makes the move";
            self.wrong(Code::BadValue, &at.clone().then("needs").at(place), message, help);
        }
    }

    /// An area is a role, or what people share with the request, and it takes no more of them than speak at all.
    pub(super) fn areas(&mut self, stage: &super::super::Stage, at: &FieldPath, roles: &mut Known<'_>) {
        for (place, area) in stage.areas.iter().enumerate() {
            let at = at.clone().then("areas").at(place);
            if area.role.is_some() == area.shares.is_some() {
                let help =
                    "write `role`, or `shares` with a list that requests and people have, and one of the two";
                self.wrong(Code::BadValue, &at, "nothing says who is of this area".to_owned(), help);
            }
            if let Some(role) = &area.role {
                self.name(roles, role, &at.clone().then("role"));
            }
            if !(1..=stage.quorum).contains(&area.quorum) {
                let message =
                    format!("`{}` is not between 1 and the stage's quorum, {}", area.quorum, stage.quorum);
                let help = "write how many of the reviews are of this area";
                self.wrong(Code::BadValue, &at.clone().then("quorum"), message, help);
            } else if let Some(least) = area.least.filter(|least| *least > area.quorum) {
                let message = format!("`{least}` is more than the quorum, {}", area.quorum);
                let help =
                    "write how many it takes where fewer of the area are impartial; 0 does without them";
                self.wrong(Code::BadValue, &at.then("least"), message, help);
            }
        }
    }

    /// A stage is late where its state says how long it has.
    pub(super) fn late(&mut self, stage: &super::super::Stage, late: &super::super::Late, at: &FieldPath) {
        if late.quorum == 0 || late.role.is_none() && late.quorum > stage.quorum {
            let message = format!("`{}` reviews cannot decide once the stage is late", late.quorum);
            let help = match late.quorum {
                0 => "write how many it takes then, at least 1".to_owned(),
                _ => format!("name a `role` whose reviews count then, or write at most {}", stage.quorum),
            };
            self.wrong(Code::BadValue, &at.clone().then("quorum"), message, help);
        }
        let is_timeless = |state: &&super::super::raw::State| {
            state.stage.as_deref() == Some(&*stage.id) && state.within.is_none()
        };
        if let Some(state) = self.raw.states.iter().find(is_timeless) {
            let message = format!("`{}` gives the stage no time, so it is never late", state.id);
            let help =
                format!("write how long it has into the state `{}`, such as `within: 30 days`", state.id);
            self.wrong(Code::BadValue, at, message, help);
        }
    }
}
