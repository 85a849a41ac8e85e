use std::fmt::Write as _;
use std::path::Path;

use super::args::Promote;
use super::desk::{Desk, unchanged};
use crate::cli::{Outcome, answer, terminal};
use crate::config::{Guard, Language, State, Workflow};
use crate::desk::way::{self, By};
use crate::desk::{markdown, uploads};
use crate::error::{Error, Result};
use crate::record::{Around, Id, Kind, Manuscript, Named, Record, Request, case_of, layout};
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
        let request_id = desk.site.find(&record.id);
        let around = request_id.map(|id| around(&desk.site, id, record, request)).unwrap_or_default();
        let mut case = Manuscript::parse(file, &case_of(record, request, &around))
            .map_err(|fault| Error::usage(fault.message))?;
        let parts = [asked(request), looked_at(request), planned(&desk.site, request), missed(request)];
        for part in parts.into_iter().flatten() {
            case.append_body(&part);
        }
        if let Some(id) = request_id {
            case.append_body(&way_of(&desk.site, id));
        }
        desk.parsed(file, id.clone(), &case)?;
        let mut manuscript = desk.manuscript(&record.file)?;
        manuscript.append("cases", &Value::text(slug)).map_err(unchanged(&record.file))?;
        // It teaches something after all.
        manuscript.remove(Request::nothing_to_learn.name).map_err(unchanged(&record.file))?;
        desk.create(file, &case)?;
        desk.rewrite(&record.file, &manuscript)?;
        answer(&format!("{file}\n{}\n", record.file))?;
        if let Some(why) = request.why_no_case() {
            terminal::say(&format!(
                "No case was to be written (“{}”): that line is taken out.\n",
                line(why)
            ))?;
        }
        if let [first, ..] = request.cases.as_slice() {
            terminal::say(&format!("The request has a case already: `{}`.\n", first.0))?;
        }
        Ok(Outcome::Clean)
    }
}

/// What is known of a request besides what it says itself. Of people it is those with a page here.
fn around<'s>(site: &'s Site, id: EntryId, record: &Record, request: &'s Request) -> Around<'s> {
    let mut people: Vec<(&'s str, String)> = Vec::new();
    let mut took_part = |slug: &str, part: &str| {
        let Some(person) = site.named(Kind::Person, slug).map(|id| &site.entry(id).record) else { return };
        match people.iter_mut().find(|(known, _)| *known == &*person.id.slug) {
            _ if person.common.draft => {}
            Some((_, parts)) if parts.split(", ").any(|known| known == part) => {}
            Some((_, parts)) => *parts = format!("{parts}, {part}"),
            None => people.push((&person.id.slug, part.to_owned())),
        }
    };
    if let Some(person) = request.requester.as_ref().and_then(|requester| requester.person.as_ref()) {
        took_part(&person.0, "asked for help");
    }
    if let Some(person) = &request.assignee {
        took_part(&person.0, "looked after the request");
    }
    for task in request.plan.iter().filter(|task| task.done.is_some()) {
        if let Some(person) = &task.by {
            took_part(&person.0, "worked on it");
        }
    }
    // Whoever has a conflict of interest judged nothing.
    let reviews = site.reviews(&record.id.slug).iter();
    for review in reviews.filter(|review| review.is_upheld() && review.conflict.is_none()) {
        took_part(&review.person, "reviewed the request");
    }
    let published = uploads::of(site, id).into_iter().map(|id| (id, &site.entry(id).record.common));
    let published = published.filter(|(_, common)| !common.draft);
    let uploads = published.filter_map(|(id, common)| Some((&*common.title, uploads::upload(site, id)?)));
    let is_final = |state: &str| site.workflow.state(state).is_some_and(|state| state.is_final);
    let last = way::way(site, id).pop().filter(|step| is_final(step.state));
    Around { people, uploads: uploads.collect(), end: last.and_then(|step| step.day) }
}

/// What was asked for, besides what the fields of a case hold.
fn asked(request: &Request) -> Option<String> {
    let tags: Vec<&str> = request.languages.iter().map(Language::as_str).collect();
    let priority = request.priority.map(|priority| match request.priority_reason.as_deref().map(str::trim) {
        Some(reason) if !reason.is_empty() => format!("{}. {reason}", priority.name()),
        _ => priority.name().to_owned(),
    });
    let licences = request.licence_status.clone();
    let parts = [
        ("Help wanted", Some(request.help.join("; "))),
        ("Languages to answer in", Some(tags.join(", "))),
        ("Priority", priority),
        ("What was known of the licences", licences),
    ];
    section("What was asked for", parts.into_iter().filter_map(|(name, text)| Some((name, text?))))
}

/// What the committee looked at.
fn looked_at(request: &Request) -> Option<String> {
    let parts = request.checklist.parts().into_iter();
    section("What was looked at first", parts.map(|(field, text)| (field.name, text.to_owned())))
}

/// What the working group wanted to do, and has done.
fn planned(site: &Site, request: &Request) -> Option<String> {
    let mut text = String::from("## What the working group planned\n\n");
    for task in &request.plan {
        let by = task.by.as_ref().map_or_else(String::new, |person| format!(", {}", named(site, &person.0)));
        let done = task.done.map_or_else(|| "not done".to_owned(), |day| format!("done {day}"));
        // Writing to a string cannot fail.
        let _ = writeln!(text, "- {} ({done}{by})", line(&task.what));
    }
    (!request.plan.is_empty()).then_some(text)
}

/// A text on one line.
fn line(text: &str) -> String {
    markdown::inline(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What somebody is called.
fn named(site: &Site, person: &str) -> String {
    let id = site.named(Kind::Person, person);
    markdown::inline(id.map_or(person, |id| &site.entry(id).record.common.title))
}

/// What was not known, and would have helped.
fn missed(request: &Request) -> Option<String> {
    let gaps: Vec<String> = request.gaps.iter().map(|gap| format!("- {}\n", line(gap))).collect();
    (!gaps.is_empty()).then(|| format!("## What was missed\n\n{}", gaps.concat()))
}

/// A section of parts with their names; none where all are empty.
fn section(heading: &str, parts: impl Iterator<Item = (&'static str, String)>) -> Option<String> {
    let mut text = format!("## {heading}\n");
    let empty = text.len();
    for (name, part) in parts.filter(|(_, part)| !part.trim().is_empty()) {
        let (first, rest) = name.split_at(1);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\n- **{}{rest}**\n\n  {}", first.to_uppercase(), indented(&part));
    }
    (text.len() > empty).then_some(text)
}

/// A text as it may stand in an entry of a list.
fn indented(text: &str) -> String {
    markdown::shown(text).replace('\n', "\n  ").replace("\n  \n", "\n\n")
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
            By::Person(person) => format!(", {}", named(site, person)),
            By::Time => ", due by time".to_owned(),
            // Who wrote what is to be seen in git.
            By::Names(_) => String::new(),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\n- **{}**{day}{by}", markdown::inline(label));
        if let Some(reason) = step.reason {
            let _ = writeln!(text, "\n  {}", indented(reason));
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
