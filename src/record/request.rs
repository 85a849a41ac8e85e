use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Report;
use super::front_matter::{Gap, front_matter};
use super::person::Accounts;
use super::reference::{
    CaseRef, ContentType, Country, GroupRef, PartnerRef, PersonRef, StateRef, ToolRef, visit_fields,
};
use super::value::Date;
use crate::config::{Language, Workflow};

front_matter! {
    /// A request for help, from the first mail to the published case.
    Request
    text {
        /// What is asked for.
        description: Option<String>,
        /// Why it matters.
        justification: Option<String>,
    }
    data {
        /// Who asks; a name or a user name, never an address.
        requester: Option<Requester>,
        /// When it came in.
        received: Option<Date>,
        /// The countries that it is about, as ISO codes such as `UG`.
        countries: Vec<Country>,
        /// The languages to answer in.
        languages: Vec<Language>,
        /// How it came in.
        channel: Option<Channel>,
        /// Whether a short answer will do.
        size: Option<Size>,
        /// What kind of help is wanted.
        help: Vec<String>,
        /// Who the content comes from.
        partners: Vec<PartnerRef>,
        /// What kind of content it is about.
        content_types: Vec<ContentType>,
        /// The tools that are wanted.
        tools: Vec<ToolRef>,
        /// What is known of the licences.
        licence_status: Option<String>,
        /// What the committee has to look at.
        checklist: Checklist,
        /// How far it has come: a state of the workflow; none is the first.
        status: Option<StateRef>,
        /// Why it has come there, for everybody to read.
        status_reason: Option<String>,
        /// The state to go back to, for a request that is on hold.
        held_from: Option<StateRef>,
        /// Who looks after it.
        assignee: Option<PersonRef>,
        /// How soon it is to be taken up.
        priority: Option<Priority>,
        /// Why so soon, or so late.
        priority_reason: Option<String>,
        /// The working group.
        group: Option<GroupRef>,
        /// When the next step is due.
        due: Option<Date>,
        /// When to ask again what became of it.
        follow_up: Option<Date>,
        /// The cases that came of it.
        cases: Vec<CaseRef>,
        /// Knowledge that was missed.
        gaps: Vec<String>,
        /// Digests of the mails that it was made from, so that none is taken twice.
        mails: Vec<String>,
    }
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Requester {
    /// A name or a user name.
    pub name: String,
    /// The organisation or community that they ask for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<String>,
    /// Their own page here, if they have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonRef>,
    /// What they are called elsewhere, so that they may change their request on the forge.
    #[serde(default, skip_serializing_if = "Gap::is_gap")]
    pub accounts: Accounts,
}

/// What the committee has to look at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Checklist {
    /// Formats, sizes, tools.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub technical: Option<String>,
    /// Licences, privacy, ethics.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal: Option<String>,
    /// What could go wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk: Option<String>,
    /// Who carries it on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sustainability: Option<String>,
}

impl Checklist {
    /// Its parts, each with the name of its field.
    #[must_use]
    pub fn parts(&self) -> [(&'static str, Option<&str>); 4] {
        [
            ("technical", self.technical.as_deref()),
            ("legal", self.legal.as_deref()),
            ("risk", self.risk.as_deref()),
            ("sustainability", self.sustainability.as_deref()),
        ]
    }

    /// The names of the parts that nobody has filled in.
    #[must_use]
    pub fn gaps(&self) -> Vec<&'static str> {
        let is_gap = |text: Option<&str>| text.is_none_or(|text| text.trim().is_empty());
        self.parts().into_iter().filter(|(_, text)| is_gap(*text)).map(|(name, _)| name).collect()
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

/// How much a request asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Size {
    Question,
    Project,
}

/// How soon a request is to be taken up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Priority {
    High,
    Medium,
    Low,
}

visit_fields!(Requester: person);
visit_fields!(Checklist:);

impl Gap for Checklist {
    fn is_gap(&self) -> bool {
        *self == Self::default()
    }
}

visit_fields!(Channel:);
visit_fields!(Size:);
visit_fields!(Priority:);

impl Request {
    /// The state that it stands in.
    #[must_use]
    pub fn state<'r>(&'r self, workflow: &'r Workflow) -> &'r str {
        self.status.as_ref().map_or(&*workflow.start().id, |status| &*status.0)
    }

    #[allow(clippy::unused_self, reason = "every kind is asked")]
    pub(super) fn check(&self, _: Report<'_>) {}
}
