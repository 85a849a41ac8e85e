use std::path::Path;
use std::sync::Arc;

use super::args::Move;
use super::desk::{Desk, publishable, typed, unchanged};
use crate::cli::{Outcome, answer, terminal};
use crate::config::{Guard, Workflow};
use crate::desk::People;
use crate::desk::gate::comment::Told;
use crate::desk::gate::{self, Actor, Change, Verdict};
use crate::diagnostic::render::visible::one_line;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::error::{Error, Result};
use crate::record::reference::PersonRef;
use crate::record::value::Date;
use crate::record::{Host, Kind, Manuscript, Record, Request, Step};
use crate::suggest::nearest;
use crate::yaml::write::Value;

/// What hangs on who acts.
const OF_ACTOR: [Code; 6] = [
    Code::MoveRole,
    Code::DeskField,
    Code::ForeignRequest,
    Code::ImpersonatedReview,
    Code::RecordedReview,
    Code::UnmadeStep,
];

impl Move {
    pub(super) fn run(mut self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, self.today)?;
        let workflow = Arc::clone(&desk.site.workflow);
        let (before, request) = desk.request(&self.id)?;
        known_state(&workflow, &self.state)?;
        self.state = workflow.state_id(&self.state).to_owned();
        if request.state(&workflow) == self.state {
            return Err(
                Error::usage(format!("the request is `{}` already", self.state)).help("nothing was written")
            );
        }
        if self.exception && self.reason.as_deref().is_none_or(|reason| reason.trim().is_empty()) {
            return Err(Error::usage("an exception says in public why it is made").help("give a --reason"));
        }
        let host = self.forge.map_or_else(|| Host::of(&desk.site.config), Host::from);
        let login = self.actor.clone().unwrap_or_default();
        let people = People::of(&desk.site);
        let account = people.account(host, &login);
        self.by = self.by.map(|person| desk.completed(Kind::Person, person)).transpose()?;
        if self.by.is_none() && self.actor.is_some() {
            self.by = people.principal(host, &account).map(str::to_owned);
        }
        let mut manuscript = desk.manuscript(&before.file)?;
        self.write(&mut manuscript, &desk, before, request)?;
        let after = desk.parsed(&before.file, before.id.clone(), &manuscript)?;
        let actor = Actor::alone(host, account);
        let change = Change::of_request(&desk.site, before, after, actor);
        let mut verdicts = self.heard(gate::judge(&change));
        let is_set_aside = |fault: &Diagnostic| gate::can_set_aside(fault.code);
        if self.exception {
            if !refusals(&verdicts).any(is_set_aside) {
                return Err(Error::usage("nothing about this move is for an exception to set aside")
                    .help("leave `--exception` out: what is said then is what has to be put right"));
            }
            verdicts = self.heard(gate::judge_as_exception(&change));
        }
        for note in verdicts.iter().flat_map(|verdict| &verdict.diagnostics) {
            if note.severity == Severity::Warning {
                let help = note.help.as_deref().map_or_else(String::new, |help| format!("; {help}"));
                let text = format!("{}: {}{help}", note.file, note.message);
                terminal::say(&format!("note: {}\n", one_line(&text)))?;
            }
        }
        let may = verdicts.iter().all(Verdict::may_be_merged);
        if may {
            desk.rewrite(&before.file, &manuscript)?;
            let next: Vec<&str> = verdicts.iter().map(|verdict| verdict.after.as_str()).collect();
            answer(&format!("{}\n{}\n", before.file, next.join("\n")))?;
        } else {
            let told = Told {
                verdicts: &verdicts,
                diagnostics: &Diagnostics::new(),
                next: &[],
                texts: &desk.project,
                link: &|_, _| None,
            };
            answer(&gate::comment::human(&told))?;
        }
        if self.actor.is_none() {
            terminal::say("Whether somebody may make this move is judged when they propose it.\n")?;
        }
        if may && self.exception {
            let takes = gate::exception_takes(&change);
            terminal::say(&one_line(&format!("It is an exception: {takes}.")))?;
            terminal::say("\n")?;
        }
        if !may {
            if refusals(&verdicts).all(is_set_aside) {
                terminal::say("`--exception` with a `--reason` writes it for others to approve.\n")?;
            }
            terminal::say("Nothing was written.\n")?;
        }
        Ok(if may { Outcome::Clean } else { Outcome::Errors })
    }

    /// What was found, without what hangs on who acts where that is not known.
    fn heard(&self, mut verdicts: Vec<Verdict>) -> Vec<Verdict> {
        if self.actor.is_none() {
            for verdict in &mut verdicts {
                verdict.diagnostics.retain(|diagnostic| !OF_ACTOR.contains(&diagnostic.code));
            }
        }
        verdicts
    }

    /// Writes the move into the request.
    pub(super) fn write(
        &mut self,
        manuscript: &mut Manuscript,
        desk: &Desk,
        before: &Record,
        request: &Request,
    ) -> Result<()> {
        let (workflow, file) = (&desk.site.workflow, &before.file);
        let leads_back = workflow.moves_from(&self.state).any(|step| step.needs.contains(&Guard::Held));
        let now = request.state(workflow);
        manuscript.set("status", &Value::text(self.state.as_str())).map_err(unchanged(file))?;
        // A reason that stood alone is that of the step before, and goes there.
        if let Some(reason) = request.lone_reason() {
            let on = desk.site.find(&before.id).and_then(|id| desk.site.times(id).since).map(Date);
            let step = Step { on, reason: Some(reason.to_owned()), ..Step::leading_to(now) };
            manuscript.append(Request::moves.name, &step.value()).map_err(unchanged(file))?;
        }
        manuscript.remove(Request::status_reason.name).map_err(unchanged(file))?;
        let reason = typed(self.reason.take());
        if let Some(reason) = &reason {
            publishable("reason", &Value::text(reason))?;
        }
        let step = Step {
            on: Some(Date(desk.site.today)),
            by: self.by.take().map(|person| PersonRef(person.into())),
            reason,
            ..Step::leading_to(&self.state)
        };
        manuscript.append(Request::moves.name, &step.value()).map_err(unchanged(file))?;
        let held = Request::held_from.name;
        if leads_back {
            manuscript.set(held, &Value::text(now)).map_err(unchanged(file))?;
        } else {
            manuscript.remove(held).map_err(unchanged(file))?;
        }
        let texts = [
            ("priority", self.priority.take()),
            ("priority_reason", self.priority_reason.take()),
            (Request::nothing_to_learn.name, self.nothing_to_learn.take()),
        ];
        for (name, text) in texts {
            if let Some(text) = typed(text) {
                let value = Value::prose(text);
                publishable(name, &value)?;
                manuscript.set(name, &value).map_err(unchanged(file))?;
            }
        }
        Ok(())
    }
}

/// What speaks against the move.
fn refusals(verdicts: &[Verdict]) -> impl Iterator<Item = &Diagnostic> {
    let found = verdicts.iter().flat_map(|verdict| &verdict.diagnostics);
    found.filter(|fault| fault.severity == Severity::Error)
}

fn known_state(workflow: &Workflow, state: &str) -> Result<()> {
    if workflow.state(state).is_some() {
        return Ok(());
    }
    let states: Vec<&str> = workflow.states.iter().map(|state| &*state.id).collect();
    let help = match nearest(state, states.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the states are {}", states.join(", ")),
    };
    Err(Error::usage(format!("there is no state `{state}`")).help(help))
}
