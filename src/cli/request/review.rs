//! `casebook request review`: a member's review as its file. `casebook mail fetch` and `casebook request minutes` write
//! down with it what members have said elsewhere.

use std::path::Path;

use jiff::civil::Date;

use super::args::Review as Args;
use super::desk::{Desk, publishable, typed, unchanged};
use crate::cli::{Outcome, answer, terminal};
use crate::config::Stage;
use crate::desk::People;
use crate::desk::answers::review::{self, Said};
use crate::desk::gate::Uncounted;
use crate::desk::status::status;
use crate::error::{Error, Result};
use crate::record::{
    Concern, Kind, Manuscript, Named, Record, Recorded, RecordedFrom, Request, Review, layout, value,
};
use crate::source::SitePath;
use crate::suggest::nearest;
use crate::yaml::write::Value;

/// A review that can be written.
pub(in crate::cli) struct Prepared {
    file: SitePath,
    manuscript: Manuscript,
    is_new: bool,
    /// Why it will not count, as far as that is known beforehand.
    why_uncounted: Option<String>,
}

impl Prepared {
    /// Whether two are in one file: one of them would take the place of the other.
    pub(in crate::cli) fn is_of(&self, other: &Self) -> bool {
        self.file == other.file
    }

    pub(in crate::cli) fn write(&self, desk: &Desk) -> Result<()> {
        if self.is_new {
            desk.create(&self.file, &self.manuscript)?;
        } else {
            desk.rewrite(&self.file, &self.manuscript)?;
        }
        answer(&format!("{}\n", self.file))?;
        if let Some(why) = &self.why_uncounted {
            terminal::say(&format!("The review is shown and does not count: {why}.\n"))?;
        }
        Ok(())
    }
}

/// How a review came to the desk, where it is not its writer who writes it down.
#[derive(Clone, Copy)]
pub(in crate::cli) struct Origin<'o> {
    /// When its writer said it.
    pub(in crate::cli) said_on: Date,
    /// The digest of the mail.
    pub(in crate::cli) mail: Option<&'o str>,
}

impl Args {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, self.today)?;
        let said_on = desk.project.today;
        self.prepare(&desk, Origin { said_on, mail: None })?.write(&desk)?;
        Ok(Outcome::Clean)
    }

    /// What somebody has said of a request, to be written down by another.
    ///
    /// # Errors
    /// When the request is not known or says something else than what they were asked about, or when an answer says none
    /// of what it can.
    pub(in crate::cli) fn recorded(
        desk: &Desk,
        id: &str,
        person: &str,
        said: &Said,
        (by, from): (&str, RecordedFrom),
    ) -> Result<Self> {
        if let Some((field, answer)) = said.unknown.first() {
            let answer = answer.lines().next().unwrap_or_default();
            return Err(Error::usage(format!("“{answer}” is no {field}"))
                .help("write the review down with `casebook request review`, or ask what is meant"));
        }
        let (record, _) = desk.request(id)?;
        let is_of_today = match (&said.digest, &record.digest) {
            (Some(begun), Some(digest)) => review::is_of(digest, begun),
            _ => true,
        };
        if !is_of_today && said.contested.is_none() {
            let message = format!("the request `{}` has changed since {person} was asked", record.id.slug);
            return Err(Error::usage(message).help("ask again, and say what has changed"));
        }
        Ok(Self {
            id: record.id.slug.to_string(),
            person: person.to_owned(),
            recommend: said.recommendation.clone(),
            priority: said.priority.clone(),
            reason: said.reason.clone(),
            condition: said.conditions.clone(),
            conflict: said.conflict.clone(),
            contest: said.contested.clone(),
            recorded_by: Some(by.to_owned()),
            recorded_from: Some(from.name().to_owned()),
            ..Self::default()
        })
    }

    /// The review as its file would be; nothing is written.
    pub(in crate::cli) fn prepare(self, desk: &Desk, origin: Origin<'_>) -> Result<Prepared> {
        let (record, request) = desk.request(&self.id)?;
        let person = desk.record(Kind::Person, &self.person)?;
        let stage = self.stage_of(desk, record, request, person)?;
        let recorded = self.recorded_as(desk)?;
        if self.contest.is_none() {
            let is_late = desk.site.find(&record.id).and_then(|id| status(&desk.site, id));
            holds_role(desk, person, stage, is_late.is_some_and(|status| status.is_late))?;
        }
        let digest = record.digest.as_ref().map_or_else(String::new, ToString::to_string);
        // Whoever was called something else when they wrote it goes on in the same file.
        let earlier = own(desk, record, person).find(|review| review.stage == stage.id);
        let file = earlier.map_or_else(
            || layout::review(&record.id.slug, &stage.id, &person.id.slug),
            |review| review.file.clone(),
        );
        let is_new = !file.under(&desk.project.root).exists();
        if !is_new && earlier.is_none() {
            return Err(Error::usage(format!("{file} cannot be read"))
                .help("`casebook check` says what is wrong with it"));
        }
        self.fits(&file, earlier, &digest)?;
        let declared = self.conflict.is_some() || earlier.is_some_and(|review| review.conflict.is_some());
        let whys = [
            (self.withdraw.is_some(), Uncounted::Withdrawn),
            (self.contest.is_some(), Uncounted::Contested),
            (declared, Uncounted::Declared),
        ];
        let why_uncounted = whys.into_iter().find_map(|(is_so, why)| is_so.then(|| why.why()));
        let why_uncounted =
            why_uncounted.or_else(|| People::of(&desk.site).too_near(&person.id.slug, request));
        let mut manuscript = if is_new { Manuscript::of(&[], "") } else { desk.manuscript(&file)? };
        for gone in self.gone(earlier, recorded.as_ref()) {
            manuscript.remove(gone).map_err(unchanged(&file))?;
        }
        let known = earlier.map_or(&[][..], |earlier| &earlier.concerns);
        let contests = self.contest.is_some();
        for (name, value) in self.fields(known, &digest, origin.said_on)? {
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
        if let Some(recorded) = recorded.filter(|_| !contests) {
            manuscript.set("recorded", &recorded.value()).map_err(unchanged(&file))?;
        }
        if let Some(mail) = origin.mail {
            manuscript.append("mails", &Value::text(mail)).map_err(unchanged(&file))?;
        }
        Ok(Prepared { file, manuscript, is_new, why_uncounted })
    }

    /// Who writes it down for somebody else, and from what.
    fn recorded_as(&self, desk: &Desk) -> Result<Option<Recorded>> {
        let (Some(by), Some(from)) = (&self.recorded_by, &self.recorded_from) else { return Ok(None) };
        let by = desk.record(Kind::Person, by)?.id.slug.as_ref().into();
        let from = [RecordedFrom::Mail, RecordedFrom::Meeting].into_iter().find(|one| one.name() == from);
        Ok(from.map(|from| Recorded { by, from, on: value::Date(desk.project.today) }))
    }

    /// The fields of an earlier review that do not hold any more.
    fn gone(&self, earlier: Option<&Review>, recorded: Option<&Recorded>) -> Vec<&'static str> {
        let Some(earlier) = earlier.filter(|_| self.withdraw.is_none() && self.contest.is_none()) else {
            return Vec::new();
        };
        let gone = [
            ("withdrawn", earlier.withdrawn.is_some()),
            ("contested", earlier.contested.is_some()),
            // It is its writer's own word now.
            ("recorded", earlier.recorded.is_some() && recorded.is_none()),
        ];
        gone.into_iter().filter(|(_, is_gone)| *is_gone).map(|(field, _)| field).collect()
    }

    /// Whether what is said goes with what the file says.
    fn fits(&self, file: &SitePath, earlier: Option<&Review>, digest: &str) -> Result<()> {
        let says_it_again = self.recommend.is_some() && self.reason.is_some();
        for (why, option, what) in
            [(&self.withdraw, "withdraw", "taken back"), (&self.contest, "contest", "contested")]
        {
            if why.as_ref().is_some_and(|why| why.trim().is_empty()) {
                return Err(Error::usage(format!("nothing says why the review is {what}"))
                    .help(format!("write the reason behind `--{option}`: everybody reads it")));
            }
        }
        match earlier {
            None if self.withdraw.is_some() => Err(Error::usage(format!("there is no {file} to take back"))
                .help("`casebook request show` tells which reviews there are")),
            Some(earlier) if self.contest.is_some() && earlier.recorded.is_none() => {
                Err(Error::usage("nobody but its writer wrote this review down")
                    .help("take it back with `--withdraw`"))
            }
            // What is taken back or contested need not fit the request.
            Some(_) if self.withdraw.is_some() || self.contest.is_some() => Ok(()),
            Some(earlier) if !earlier.is_upheld() && !says_it_again => {
                let what = if earlier.withdrawn.is_some() { "taken back" } else { "contested" };
                Err(Error::usage(format!("this review was {what}"))
                    .help("say with `--recommend` and `--reason` what you think of the request now"))
            }
            None if !says_it_again => Err(Error::usage("a review needs a recommendation and a reason")
                .help("write `--recommend proceed`, `revise` or `decline`, and `--reason`")),
            Some(earlier) if earlier.digest != digest && !says_it_again => Err(Error::usage(
                "the request has changed since this review",
            )
            .help("read it again, and say with `--recommend` and `--reason` what you think of it now")),
            _ => Ok(()),
        }
    }

    /// The stage that the review is of. One is contested after its stage is decided, too.
    fn stage_of<'d>(
        &self,
        desk: &'d Desk,
        record: &Record,
        request: &Request,
        person: &Record,
    ) -> Result<&'d Stage> {
        if self.contest.is_none() {
            return self.open_stage(desk, request);
        }
        let recorded = own(desk, record, person).filter(|review| {
            review.recorded.is_some() && self.stage.as_deref().is_none_or(|stage| stage == &*review.stage)
        });
        let stages: Vec<&Stage> =
            recorded.filter_map(|review| desk.site.workflow.stage(&review.stage)).collect();
        match stages[..] {
            [stage] => Ok(stage),
            [] => {
                let message =
                    format!("nobody wrote a review of `{}` down for {}", record.id.slug, person.common.title);
                Err(Error::usage(message).help("what they wrote themselves they take back with `--withdraw`"))
            }
            _ => {
                let names: Vec<&str> = stages.iter().map(|stage| &*stage.id).collect();
                let message = format!("reviews of the stages {} were written down", names.join(" and "));
                Err(Error::usage(message).help("name the one that is meant with `--stage`"))
            }
        }
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
    fn fields(self, known: &[Concern], digest: &str, said_on: Date) -> Result<Vec<(&'static str, Value)>> {
        for (field, why) in [("withdrawn", self.withdraw), ("contested", self.contest)] {
            if let Some(why) = typed(why) {
                return Ok(vec![(field, Value::prose(why))]);
            }
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
        fields.push(("date", Value::Word(said_on.to_string())));
        Ok(fields)
    }
}

/// The reviews of somebody, under whatever name they wrote them.
fn own<'d>(desk: &'d Desk, record: &Record, person: &'d Record) -> impl Iterator<Item = &'d Review> {
    let reviews = desk.site.reviews(&record.id.slug).iter();
    reviews.filter(|review| desk.site.is_same_person(&review.person, &person.id.slug)).map(|review| &**review)
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
