//! How a request came where it stands: the steps that it has written down, and before those what git remembers. Its
//! page, the terminal and a new case show it.

use std::sync::Arc;

use jiff::civil;

use crate::config::{Move, Workflow};
use crate::record::{Fields, Request, Step};
use crate::site::{EntryId, Site, Transition};

/// A step on the way of a request.
#[derive(Debug, PartialEq, Eq)]
pub struct Taken<'s> {
    /// The state that it led to, as it is called today.
    pub state: &'s str,
    pub day: Option<civil::Date>,
    pub by: By<'s>,
    /// Why, where anything says so.
    pub reason: Option<&'s str>,
}

/// Who took a step.
#[derive(Debug, PartialEq, Eq)]
pub enum By<'s> {
    /// Somebody with a page.
    Person(&'s str),
    /// Nobody: the step was due by time.
    Time,
    /// Who wrote what moved it, as git has it; may be nobody.
    Names(&'s [Arc<str>]),
}

/// The steps that a request has taken, the first one first.
#[must_use]
pub fn way(site: &Site, id: EntryId) -> Vec<Taken<'_>> {
    let Fields::Request(request) = &site.entry(site.entry(id).original).record.fields else {
        return Vec::new();
    };
    // Of the way of one that was written down afterwards, git knows nothing.
    let known = if request.recorded_afterwards { &[][..] } else { site.transitions(id) };
    of(&site.workflow, request, known)
}

fn of<'s>(workflow: &'s Workflow, request: &'s Request, known: &'s [Transition]) -> Vec<Taken<'s>> {
    let state = |step: &'s Step| workflow.state_id(&step.to.0);
    let steps = &request.moves;
    // The last ones that git knows are the first that are written down, as far as both go on: what is proposed git does
    // not know yet.
    let is_shared = |count: &usize| {
        let last = known[known.len() - count..].iter();
        last.zip(steps).all(|(known, step)| *known.state == *state(step))
    };
    let shared = (0..=known.len().min(steps.len())).rev().find(is_shared).unwrap_or_default();
    let (before, same) = known.split_at(known.len() - shared);
    let before = match steps.iter().find_map(|step| step.on) {
        _ if shared > 0 || steps.is_empty() => before,
        // Steps that were written down later.
        Some(first) => &before[..before.partition_point(|known| known.day() <= first.0)],
        None => &[],
    };
    let mut way: Vec<Taken<'s>> = before
        .iter()
        .map(|known| Taken {
            state: &known.state,
            day: Some(known.day()),
            by: By::Names(&known.by),
            reason: None,
        })
        .collect();
    for (number, step) in steps.iter().enumerate() {
        let known = same.get(number);
        let from = way.last().map_or(&*workflow.start().id, |last| last.state);
        let is_by_time = || workflow.find(from, state(step)).is_some_and(Move::is_by_time);
        let by = match &step.by {
            Some(person) => By::Person(&person.0),
            None if is_by_time() => By::Time,
            None => By::Names(known.map_or(&[], |known| &known.by)),
        };
        let day = step.on.map(|day| day.0).or_else(|| known.map(Transition::day));
        way.push(Taken { state: state(step), day, by, reason: step.why() });
    }
    way
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::value::Date;

    fn known(steps: &[(&str, &str)]) -> Vec<Transition> {
        let step = |(day, state): &(&str, &str)| Transition {
            state: (*state).into(),
            at: format!("{day}T10:00:00Z").parse().unwrap(),
            by: vec!["Keeper".into()],
        };
        steps.iter().map(step).collect()
    }

    fn step(day: &str, to: &str) -> Step {
        Step { on: day.parse().ok().map(Date), ..Step::leading_to(to) }
    }

    fn told(moves: Vec<Step>, known: &[Transition]) -> Vec<String> {
        let workflow = Workflow::standard();
        let request = Request { moves, ..Request::default() };
        let way = of(&workflow, &request, known);
        let line = |taken: &Taken<'_>| {
            let day = taken.day.map_or("?".to_owned(), |day| day.to_string());
            let by = match taken.by {
                By::Person(person) => person,
                By::Time => "time",
                By::Names(names) => {
                    if names.is_empty() {
                        "nobody"
                    } else {
                        "git"
                    }
                }
            };
            format!("{day} {} {by}", taken.state)
        };
        way.iter().map(line).collect()
    }

    #[test]
    fn what_git_knows_comes_before_what_is_written_down() {
        let git = known(&[
            ("2026-01-01", "submitted"),
            ("2026-01-05", "initial-feedback"),
            ("2026-02-01", "development"),
        ]);
        assert_eq!(
            told(Vec::new(), &git),
            ["2026-01-01 submitted git", "2026-01-05 initial-feedback git", "2026-02-01 development git"]
        );
        // The same steps, of which one has no day of its own.
        assert_eq!(
            told(vec![step("", "initial-feedback"), step("2026-01-30", "development")], &git),
            ["2026-01-01 submitted git", "2026-01-05 initial-feedback git", "2026-01-30 development git"]
        );
        // One that is proposed.
        assert_eq!(
            told(vec![step("", "development"), step("2026-02-09", "final-go")], &git)[2..],
            ["2026-02-01 development git", "2026-02-09 final-go nobody"]
        );
        assert_eq!(told(vec![step("2026-02-01", "final-go")], &git).len(), 4);
        // Steps that were written down later, all at once.
        assert_eq!(
            told(vec![step("2026-01-03", "initial-feedback"), step("2026-01-30", "support")], &git),
            ["2026-01-01 submitted git", "2026-01-03 initial-feedback nobody", "2026-01-30 support nobody"]
        );
        assert_eq!(told(vec![step("", "support")], &git), ["? support nobody"]);
        assert_eq!(told(vec![step("2026-01-03", "support")], &[]), ["2026-01-03 support nobody"]);
    }

    #[test]
    fn a_step_that_nobody_took_was_by_time() {
        let text = include_str!("../config/workflow.yaml")
            .replace("moves:\n", "moves:\n  - {from: [submitted], to: withdrawn, idle: 30 days}\n")
            .replace(
                "from: [submitted, initial-feedback, waiting-list, development, final-go, support, on-hold]",
                "from: [support]",
            );
        let nameable = crate::config::Nameable { fields: vec![], days: vec![], shared: vec![] };
        let (workflow, faults) = Workflow::parse(&text, &crate::config::Vocabularies::default(), &nameable);
        assert!(faults.is_empty(), "{faults:?}");
        let by = |step: Step| {
            let request = Request { moves: vec![step], ..Request::default() };
            format!("{:?}", of(&workflow, &request, &[])[0].by)
        };
        assert_eq!(by(step("2026-01-03", "withdrawn")), "Time");
        let ada = Some(crate::record::reference::PersonRef("ada".into()));
        assert_eq!(by(Step { by: ada, ..step("2026-01-03", "withdrawn") }), "Person(\"ada\")");
        assert_eq!(by(step("2026-01-03", "on-hold")), "Names([])");
    }
}
