use std::path::Path;

use super::args::Review as Args;
use super::desk::{Desk, publishable, typed, unchanged};
use crate::cli::{Outcome, answer, terminal};
use crate::config::Stage;
use crate::desk::People;
use crate::desk::gate::Uncounted;
use crate::desk::status::status;
use crate::error::{Error, Result};
use crate::record::{Concern, Kind, Manuscript, Record, Request, layout};
use crate::suggest::nearest;
use crate::yaml::write::Value;

impl Args {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, self.today)?;
        let (record, request) = desk.request(&self.id)?;
        let person = desk.record(Kind::Person, &self.person)?;
        let stage = self.open_stage(&desk, request)?;
        let is_late = desk.site.find(&record.id).and_then(|id| status(&desk.site, id));
        let is_late = is_late.is_some_and(|status| status.is_late);
        holds_role(&desk, person, stage, is_late)?;
        let digest = record.digest.as_ref().map_or_else(String::new, ToString::to_string);
        // Whoever was called something else when they wrote it goes on in the same file.
        let mut own = desk.site.reviews(&record.id.slug).iter();
        let own = own.find(|review| {
            review.stage == stage.id && desk.site.is_same_person(&review.person, &person.id.slug)
        });
        let file = own.map_or_else(
            || layout::review(&record.id.slug, &stage.id, &person.id.slug),
            |review| review.file.clone(),
        );
        let is_new = !file.under(&desk.project.root).exists();
        let earlier = desk.site.reviews(&record.id.slug).iter().find(|review| review.file == file);
        if !is_new && earlier.is_none() {
            return Err(Error::usage(format!("{file} cannot be read"))
                .help("`casebook check` says what is wrong with it"));
        }
        let says_it_again = self.recommend.is_some() && self.reason.is_some();
        if self.withdraw.as_ref().is_some_and(|why| why.trim().is_empty()) {
            return Err(Error::usage("nothing says why the review is taken back")
                .help("write the reason behind `--withdraw`: everybody reads it"));
        }
        match earlier {
            None if self.withdraw.is_some() => {
                return Err(Error::usage(format!("there is no {file} to take back"))
                    .help("`casebook request show` tells which reviews there are"));
            }
            // What is taken back need not fit the request.
            Some(_) if self.withdraw.is_some() => {}
            Some(earlier) if earlier.withdrawn.is_some() && !says_it_again => {
                return Err(Error::usage("this review was taken back")
                    .help("say with `--recommend` and `--reason` what you think of the request now"));
            }
            None if !says_it_again => {
                return Err(Error::usage("a review needs a recommendation and a reason")
                    .help("write `--recommend proceed`, `revise` or `decline`, and `--reason`"));
            }
            Some(earlier) if earlier.digest != digest && !says_it_again => {
                return Err(Error::usage("the request has changed since this review").help(
                    "read it again, and say with `--recommend` and `--reason` what you think of it now",
                ));
            }
            _ => {}
        }
        let declared = self.conflict.is_some() || earlier.is_some_and(|review| review.conflict.is_some());
        let declared = declared.then(|| Uncounted::Declared.why());
        let withdrawn = self.withdraw.is_some().then(|| Uncounted::Withdrawn.why());
        let why_uncounted =
            withdrawn.or(declared).or_else(|| People::of(&desk.site).too_near(&self.person, request));
        let mut manuscript = if is_new { Manuscript::of(&[], "") } else { desk.manuscript(&file)? };
        if earlier.is_some_and(|earlier| earlier.withdrawn.is_some()) && self.withdraw.is_none() {
            manuscript.remove("withdrawn").map_err(unchanged(&file))?;
        }
        let known = earlier.map_or(&[][..], |earlier| &earlier.concerns);
        for (name, value) in self.fields(known, &digest, desk.project.today)? {
            publishable(name, &value)?;
            if let ("conditions", Value::List(entries)) = (name, &value) {
                let known = earlier.map_or(&[][..], |earlier| &earlier.conditions);
                let is_new = |entry: &&Value| !known.iter().any(|text| **entry == Value::text(text.as_str()));
                for entry in entries.iter().filter(is_new) {
                    manuscript.append(name, entry).map_err(unchanged(&file))?;
                }
            } else {
                manuscript.set(name, &value).map_err(unchanged(&file))?;
            }
        }
        if is_new {
            desk.create(&file, &manuscript)?;
        } else {
            desk.rewrite(&file, &manuscript)?;
        }
        answer(&format!("{file}\n"))?;
        if let Some(why) = why_uncounted {
            terminal::say(&format!("The review is shown and does not count: {why}.\n"))?;
        }
        Ok(Outcome::Clean)
    }

    /// The stage that the review is of.
    fn open_stage<'d>(&self, desk: &'d Desk, request: &Request) -> Result<&'d Stage> {
        let workflow = &desk.site.workflow;
        let now = request.state(workflow);
        let open = workflow.state(now).and_then(|state| state.stage.as_deref());
        let opened = |stage: &str| {
            let states = workflow.states.iter().filter(|state| state.stage.as_deref() == Some(stage));
            states.map(|state| format!("`{}`", state.id)).collect::<Vec<_>>().join(" or ")
        };
        let Some(id) = self.stage.as_deref().or(open) else {
            let stages = workflow
                .stages
                .iter()
                .map(|stage| format!("`{}` while it is {}", stage.id, opened(&stage.id)));
            let stages: Vec<String> = stages.collect();
            let help = format!("reviews are written in the stage {}", stages.join(", "));
            return Err(Error::usage(format!("no stage is open: the request is `{now}`")).help(help));
        };
        let Some(stage) = workflow.stage(id) else {
            let stages: Vec<&str> = workflow.stages.iter().map(|stage| &*stage.id).collect();
            let help = match nearest(id, stages.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the stages are {}", stages.join(", ")),
            };
            return Err(Error::usage(format!("there is no stage `{id}`")).help(help));
        };
        if open != Some(id) {
            let help = format!("reviews of this stage are written while the request is {}", opened(id));
            let message = format!("the stage `{id}` is not open: the request is `{now}`");
            return Err(Error::usage(message).help(help));
        }
        Ok(stage)
    }

    /// What the review says anew, in the order of a new one.
    fn fields(
        self,
        known: &[Concern],
        digest: &str,
        today: jiff::civil::Date,
    ) -> Result<Vec<(&'static str, Value)>> {
        if let Some(why) = typed(self.withdraw) {
            return Ok(vec![("withdrawn", Value::prose(why))]);
        }
        let concerns = concerns(known, &self.concern, &self.resolve)?;
        let mut fields = Vec::new();
        fields.extend(self.recommend.map(|word| ("recommendation", Value::Text(word))));
        fields.extend(self.priority.map(|word| ("priority", Value::Text(word))));
        fields.extend(typed(self.reason).map(|text| ("reason", Value::prose(text))));
        let conditions: Vec<String> =
            self.condition.into_iter().filter_map(|text| typed(Some(text))).collect();
        if !conditions.is_empty() {
            fields.push(("conditions", Value::texts(conditions)));
        }
        fields.extend(concerns.map(|concerns| ("concerns", concerns)));
        fields.extend(typed(self.conflict).map(|text| ("conflict", Value::prose(text))));
        fields.push(("digest", Value::text(digest)));
        fields.push(("date", Value::Word(today.to_string())));
        Ok(fields)
    }
}

/// The concerns as they would be, where that is not as they are.
fn concerns(known: &[Concern], raised: &[String], resolved: &[String]) -> Result<Option<Value>> {
    let mut concerns = known.to_vec();
    for concern in raised {
        let (name, text) = concern.split_once('=').map_or((concern.as_str(), ""), |parts| parts);
        let (name, text) = (name.trim(), typed(Some(text.to_owned())));
        if name.is_empty() {
            return Err(Error::usage(format!("`{concern}` has no name"))
                .help("write `--concern licence=\"Nobody knows it\"`"));
        }
        concerns.retain(|known| known.name != name);
        concerns.push(Concern { name: name.to_owned(), text, resolved: false });
    }
    for name in resolved {
        let names: Vec<String> = concerns.iter().map(|concern| concern.name.clone()).collect();
        let Some(concern) = concerns.iter_mut().find(|concern| concern.name == name.trim()) else {
            let help = match nearest(name, names.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None if names.is_empty() => "it has none".to_owned(),
                None => format!("its concerns are {}", names.join(", ")),
            };
            return Err(Error::usage(format!("the review has no concern `{name}`")).help(help));
        };
        concern.resolved = true;
    }
    let entry = |concern: &Concern| {
        let mut fields = vec![("name", Value::text(concern.name.as_str()))];
        fields.extend(concern.text.clone().map(|text| ("text", Value::prose(text))));
        if concern.resolved {
            fields.push(("resolved", Value::Word("true".to_owned())));
        }
        Value::Fields(fields)
    };
    Ok((concerns != known).then(|| Value::List(concerns.iter().map(entry).collect())))
}

/// Refuses somebody whose review could not count.
fn holds_role(desk: &Desk, person: &Record, stage: &Stage, is_late: bool) -> Result<()> {
    let (people, today) = (People::of(&desk.site), desk.project.today);
    let (slug, role) = (&person.id.slug, &stage.role);
    if stage.roles(is_late).any(|role| people.holds(slug, role, today)) {
        return Ok(());
    }
    let name = &person.common.title;
    let why = match people.ended(slug, role, today) {
        Some(end) => format!("{name} held the role `{role}` until {end}"),
        None => format!("{name} does not hold the role `{role}`"),
    };
    let holders: Vec<&str> = people.holders(role, today).collect();
    let help = match holders.as_slice() {
        [] => "nobody holds it today".to_owned(),
        holders => format!("it is held by {}", holders.join(", ")),
    };
    let message = format!("{why}, and reviews of the stage `{}` are for those who hold it", stage.id);
    Err(Error::usage(message).help(help))
}
