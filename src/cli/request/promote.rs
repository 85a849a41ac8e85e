use std::fmt::Write as _;
use std::path::Path;

use super::args::Promote;
use super::desk::{Desk, unchanged};
use crate::cli::{Outcome, answer, terminal};
use crate::config::{Guard, State, Workflow};
use crate::desk::markdown;
use crate::desk::way::{self, By};
use crate::error::{Error, Result};
use crate::record::{Id, Kind, Manuscript, case_of, layout};
use crate::site::{EntryId, Site};
use crate::yaml::write::Value;

impl Promote {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, self.today)?;
        let (record, request) = desk.request(&self.id)?;
        let workflow = &desk.site.workflow;
        let now = request.state(workflow);
        if !workflow.state(now).is_some_and(|state| has_outcome(workflow, state)) {
            let states = workflow.states.iter().filter(|state| has_outcome(workflow, state));
            let states: Vec<String> = states.map(|state| format!("`{}`", state.id)).collect();
            let help = format!("a case is made of one that is {}", states.join(" or "));
            return Err(Error::usage(format!("the request `{}` is `{now}`", record.id.slug)).help(help));
        }
        let slug = desk.free_slug(Kind::Case, &record.id.slug)?;
        let id = Id { kind: Kind::Case, slug: slug.as_str().into() };
        let file = &layout::paths(&id)[0];
        let mut case = Manuscript::parse(file, &case_of(record, request))
            .map_err(|fault| Error::usage(fault.message))?;
        if let Some(id) = desk.site.find(&record.id) {
            case.append_body(&way_of(&desk.site, id));
        }
        desk.parsed(file, id.clone(), &case)?;
        let mut manuscript = desk.manuscript(&record.file)?;
        manuscript.append("cases", &Value::text(slug)).map_err(unchanged(&record.file))?;
        desk.create(file, &case)?;
        desk.rewrite(&record.file, &manuscript)?;
        answer(&format!("{file}\n{}\n", record.file))?;
        if let [first, ..] = request.cases.as_slice() {
            terminal::say(&format!("The request has a case already: `{}`.\n", first.0))?;
        }
        Ok(Outcome::Clean)
    }
}

/// How the request came where it stands, as a section of the case.
fn way_of(site: &Site, id: EntryId) -> String {
    let language = site.config.default_language();
    let mut text = String::from("## How the request went\n");
    for step in way::way(site, id) {
        let label =
            site.workflow.state(step.state).map_or(step.state, |state| state.label(language, language));
        let day = step.day.map_or_else(String::new, |day| format!(", {day}"));
        let by = match step.by {
            By::Person(person) => {
                let id = site.named(Kind::Person, person);
                let name = id.map_or(person, |id| &site.entry(id).record.common.title);
                format!(", {}", markdown::inline(name))
            }
            By::Time => ", due by time".to_owned(),
            // Who wrote what is to be seen in git.
            By::Names(_) => String::new(),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\n- **{}**{day}{by}", markdown::inline(label));
        if let Some(reason) = step.reason {
            let reason = markdown::shown(reason);
            let _ = writeln!(text, "\n  {}", reason.replace('\n', "\n  ").replace("\n  \n", "\n\n"));
        }
    }
    text
}

/// Whether something can have come of a request in that state: it has reached its last state, or only the
/// case is missing.
fn has_outcome(workflow: &Workflow, state: &State) -> bool {
    let needs_case = || workflow.moves_from(&state.id).any(|step| step.needs.contains(&Guard::Case));
    state.is_final && !state.aside || needs_case()
}
