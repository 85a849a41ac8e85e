use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::field::group;
use super::front_matter::{Gap, check_order, front_matter};
use super::heard::Heard;
use super::person::Accounts;
use super::reference::{
    CaseRef, ContentType, Country, GroupRef, PartnerRef, PersonRef, ReferralRef, RequestRef, StateRef,
    ToolRef,
};
use super::step::{Step, said};
use super::task::Task;
use super::value::{Date, Name};
use super::walk::{At, Value, Visitor, Walk};
use super::{Field, Report};
use crate::config::{Language, Workflow};
use crate::diagnostic::Code;

front_matter! {
    /// A request for help, from the first mail to the published case.
    Request {
        /// What is asked for.
        text description: Option<String> [section("section-description"), judged],
        /// Why it matters.
        text justification: Option<String> [section("section-justification"), judged],
        /// What kind of help is wanted.
        help: Vec<String> [section("section-help"), judged],
        /// What the committee has to look at.
        checklist: Checklist [section("section-review"), judged, desk],
        /// How far it has come: a state of the workflow; none is the first.
        status: Option<StateRef> [moved],
        /// Why it has come there, for everybody to read; with `moves` its last step says so.
        status_reason: Option<String> [section("section-where"), desk],
        /// The steps that it has taken, the first one first. What is written stays, and each move adds one.
        moves: Vec<Step> [section("section-way"), moved],
        /// The state to go back to, for a request that is on hold.
        held_from: Option<StateRef> [unshown, moved],
        /// How soon it is to be taken up.
        priority: Option<Priority> [desk],
        /// Why so soon, or so late.
        priority_reason: Option<String> [apart, desk],
        /// Who asks; a name or a user name, never an address.
        requester: Option<Requester> [judged, filer, initially("{name: \"\"}")],
        /// The request that it takes up again: one that was declined, withdrawn or completed.
        follows: Option<RequestRef> [filer, omitted],
        /// When it came in.
        received: Option<Date> [filer, omitted],
        /// When somebody of the desk first answered whoever asked; that it came in safely is no answer yet. `casebook
        /// mail fetch` finds it among what was sent.
        replied: Option<Date> [desk, omitted],
        /// Whether it was written down afterwards, from what others say of it, and is no message that came to this
        /// desk. The figures count such requests apart, and nobody is asked to act on them.
        recorded_afterwards: bool [apart, desk],
        /// Why its text was taken away, and by whose decision: spam, or what has to go by order. Nothing but its title,
        /// its state and this is left; the desk takes it away, and nobody else puts it back.
        removed: Option<String> [apart, desk],
        /// When the next step is due.
        due: Option<Date> [desk],
        /// Who looks after it.
        assignee: Option<PersonRef> [desk],
        /// The working group.
        group: Option<GroupRef> [desk],
        /// What the working group does, who and until when.
        plan: Vec<Task> [section("section-plan"), of_group],
        /// The countries that it is about, as ISO codes such as `UG`.
        countries: Vec<Country> [judged],
        /// The languages to answer in.
        languages: Vec<Language>,
        /// Who the content comes from.
        partners: Vec<PartnerRef> [judged, filer],
        /// What kind of content it is about.
        content_types: Vec<ContentType> [judged],
        /// The tools that are wanted.
        tools: Vec<ToolRef> [judged],
        /// What is known of the licences.
        licence_status: Option<String> [judged],
        /// Whether a short answer will do.
        size: Option<Size> [judged],
        /// How it came in.
        channel: Option<Channel>,
        /// The cases that came of it.
        cases: Vec<CaseRef> [desk],
        /// The people, groups and partners that whoever asked was sent on to, since they can help better: `people/SLUG`,
        /// `groups/SLUG` or `partners/SLUG`.
        referred_to: Vec<ReferralRef> [desk],
        /// Why no case was written: what came of it teaches nobody anything new.
        nothing_to_learn: Option<String> [apart, desk],
        /// The days on which to ask again what became of it.
        follow_up: Vec<Date> [desk],
        /// What was heard of it after its end: answers to the follow-up.
        heard: Vec<Heard> [section("section-heard"), desk],
        /// Knowledge that was missed.
        gaps: Vec<String> [desk],
        /// The fields that the desk took from a mail without having been told; whoever confirms them deletes this.
        proposed: Vec<Proposed> [unshown, omitted],
        /// Digests of the mails that it was made from, so that none is taken twice.
        mails: Vec<String> [unshown, filer, omitted],
    }
}

group! {
    /// Who asks.
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    pub struct Requester {
        /// A name or a user name.
        pub name: Name,
        /// The organisation or community that they ask for.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub affiliation: Option<String>,
        /// Their own page here, if they have one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub person: Option<PersonRef>,
        /// What they are called elsewhere, so that they may change their request on the forge.
        #[serde(default, skip_serializing_if = "Gap::is_gap")]
        pub accounts: Accounts [unshown],
    }
}

group! {
    /// What the committee has to look at.
    #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
    #[serde(default, deny_unknown_fields)]
    pub struct Checklist {
        /// Formats, sizes, tools.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub technical: Option<String> [label("checklist-technical")],
        /// Licences, privacy, ethics.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub legal: Option<String> [label("checklist-legal")],
        /// What could go wrong.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub risk: Option<String> [label("checklist-risk")],
        /// Who carries it on.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub sustainability: Option<String> [label("checklist-sustainability")],
    }
}

impl Checklist {
    /// Its parts, as far as they are filled in.
    #[must_use]
    pub fn parts(&self) -> Vec<(&'static Field, &str)> {
        let mut parts = Parts(Vec::new());
        self.walk(&At::Field(Request::checklist), &mut parts);
        parts.0
    }

    /// The names of the parts that nobody has filled in.
    #[must_use]
    pub fn gaps(&self) -> Vec<&'static str> {
        let parts = self.parts();
        let names = Self::FIELDS.iter().map(|field| field.name);
        names.filter(|name| parts.iter().all(|(part, _)| part.name != *name)).collect()
    }
}

struct Parts<'r>(Vec<(&'static Field, &'r str)>);

impl<'r> Visitor<'r> for Parts<'r> {
    fn value(&mut self, value: Value<'r>, at: &At<'_>) {
        if let Value::Text(text) = value
            && !text.trim().is_empty()
        {
            self.0.push((at.field(), text));
        }
    }
}

/// How a request came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    Mail,
    Form,
    PullRequest,
    Meeting,
}

/// A field that a mail lets one guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Proposed {
    Countries,
    Languages,
}

/// How much a request asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Size {
    Question,
    Project,
}

/// How soon a request is to be taken up; the soonest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Priority {
    High,
    Medium,
    Low,
}

impl Priority {
    /// The place of a priority, for whatever is put in order by it: what has none comes last.
    #[must_use]
    pub fn place(of: Option<Self>) -> (bool, Option<Self>) {
        (of.is_none(), of)
    }
}

impl Gap for Checklist {
    fn is_gap(&self) -> bool {
        *self == Self::default()
    }
}

impl Request {
    /// The state that it stands in, as it is called today.
    #[must_use]
    pub fn state<'r>(&'r self, workflow: &'r Workflow) -> &'r str {
        self.status.as_ref().map_or(&*workflow.start().id, |status| workflow.state_id(&status.0))
    }

    /// The state that it came from when it was put on hold, as it is called today.
    #[must_use]
    pub fn held<'r>(&'r self, workflow: &'r Workflow) -> Option<&'r str> {
        Some(workflow.state_id(&self.held_from.as_ref()?.0))
    }

    /// Why it stands where it stands: what its last step says, or `status_reason` where no steps are written down.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self.moves.last() {
            Some(step) => step.why(),
            None => self.lone_reason(),
        }
    }

    /// What `status_reason` says.
    #[must_use]
    pub fn lone_reason(&self) -> Option<&str> {
        said(self.status_reason.as_deref())
    }

    /// The days on which to ask again what became of it of which nothing was heard since, the first one first.
    #[must_use]
    pub fn open_follow_ups(&self) -> Vec<Date> {
        let heard = self.heard.iter().map(|heard| heard.on).max();
        let open = self.follow_up.iter().copied().filter(|day| heard.is_none_or(|heard| heard < *day));
        let days: BTreeSet<Date> = open.collect();
        days.into_iter().collect()
    }

    /// The day of the follow-up that was heard of on a day: the last one before.
    #[must_use]
    pub fn follow_up_of(&self, heard: Date) -> Option<Date> {
        self.follow_up.iter().copied().filter(|day| *day <= heard).max()
    }

    /// Why no case was written of it.
    #[must_use]
    pub fn why_no_case(&self) -> Option<&str> {
        said(self.nothing_to_learn.as_deref())
    }

    /// Whether its text was taken away, with a reason for everybody to read.
    #[must_use]
    pub fn is_removed(&self) -> bool {
        self.removed.as_ref().is_some_and(|why| !why.trim().is_empty())
    }

    /// Whether anybody is asked to act on it: neither on what was written down afterwards, nor on what was taken away.
    #[must_use]
    pub fn is_followed(&self) -> bool {
        !self.recorded_afterwards && !self.is_removed()
    }

    pub(super) fn check(&self, report: Report<'_>) {
        let moves = At::Field(Self::moves);
        let mut last: Option<Date> = None;
        for (number, step) in self.moves.iter().enumerate() {
            let Some(day) = step.on else { continue };
            if let Some(before) = last.filter(|before| *before > day) {
                let entry = At::Entry(&moves, number);
                let at = At::Inner(&entry, Step::on);
                let message = format!("`{}` ({day}) is before the step above it ({before})", at.path());
                let help = "write the steps in the order in which they were made, or correct the day";
                report(&at, Code::DateOrder, message, help);
            }
            last = Some(day);
        }
        let day = |date: Option<Date>| date.map(|date| date.0.into());
        let (received, replied) = (At::Field(Self::received), At::Field(Self::replied));
        check_order((received, day(self.received)), (replied, day(self.replied)), report);
        if !self.moves.is_empty() && self.lone_reason().is_some() {
            report(
                &At::Field(Self::status_reason),
                Code::MovesMismatch,
                "`status_reason` stands beside `moves`, where each step has its own reason".to_owned(),
                "write it as `reason` of the step that it is of, and delete the line",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Fields, File, Id, Kind, Parsed};
    use crate::source::SitePath;

    /// The request of a front matter, and what is wrong with it.
    fn read(front: &str) -> (Request, Vec<String>) {
        let file = File {
            path: &SitePath::new("content/requests/a.md"),
            id: Id { kind: Kind::Request, slug: "a".into() },
            translation: None,
            default_language: &Language::default(),
            text: &format!("---\ntitle: A\n{front}\n---\n"),
        };
        let (parsed, faults) = file.parse();
        let Parsed::Record(record) = parsed else { panic!("{faults:?}") };
        let Fields::Request(request) = &record.fields else { panic!("it is a request") };
        (
            (**request).clone(),
            faults.iter().map(|fault| format!("{}: {}", fault.code, fault.message)).collect(),
        )
    }

    #[test]
    fn the_reason_is_that_of_the_last_step() {
        for (front, expected) in [
            ("status_reason: \" One \"", Some("One")),
            ("status_reason: \" \"", None),
            ("moves: [{to: support, reason: One}, {to: completed, reason: \"Two \"}]", Some("Two")),
            ("moves: [{to: support, reason: One}, {to: completed}]", None),
        ] {
            assert_eq!(read(front).0.reason(), expected, "{front}");
        }
    }

    #[test]
    fn steps_stand_in_the_order_in_which_they_were_made() {
        let log = |days: [&str; 3]| {
            let steps = days.map(|day| format!("{{to: support{day}}}"));
            read(&format!("moves: [{}]", steps.join(", "))).1
        };
        assert_eq!(log([", on: 2026-01-01", ", on: 2026-01-01", ", on: 2026-01-02"]), [""; 0]);
        let told = ["date-order: `moves[2].on` (2026-01-01) is before the step above it (2026-01-02)"];
        assert_eq!(log([", on: 2026-01-01", ", on: 2026-01-02", ", on: 2026-01-01"]), told);
        assert_eq!(log([", on: 2026-01-02", "", ", on: 2026-01-01"]), told, "one without a day is no limit");
    }

    #[test]
    fn a_follow_up_is_open_until_something_is_heard() {
        let days = |days: &[Date]| days.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let follow_up = "follow_up: [2027-06-01, 2026-06-01, 2027-06-01]";
        for (heard, open) in [
            ("", "2026-06-01 2027-06-01"),
            ("2026-05-31", "2026-06-01 2027-06-01"),
            ("2026-06-01", "2027-06-01"),
            ("2027-05-31", "2027-06-01"),
            ("2027-06-01", ""),
        ] {
            let heard = if heard.is_empty() { String::new() } else { format!("{{on: {heard}, answer: A}}") };
            let (request, faults) = read(&format!("{follow_up}\nheard: [{heard}]"));
            assert_eq!(faults, [""; 0]);
            assert_eq!(days(&request.open_follow_ups()), open, "{heard}");
        }
        let (request, _) = read(follow_up);
        for (heard, of) in [
            ("2026-05-31", ""),
            ("2026-06-01", "2026-06-01"),
            ("2027-05-31", "2026-06-01"),
            ("2028-01-01", "2027-06-01"),
        ] {
            let of_day = request.follow_up_of(Date(heard.parse().unwrap()));
            assert_eq!(of_day.map_or_else(String::new, |day| day.to_string()), of, "{heard}");
        }
    }

    #[test]
    fn a_step_is_written_as_it_is_read() {
        let moves = "moves: [{to: support, on: 2026-01-02, by: ada, reason: \"One: two\"}]";
        assert_eq!(read(moves).0.moves[0].value().flow(), &moves["moves: [".len()..moves.len() - 1]);
    }
}
