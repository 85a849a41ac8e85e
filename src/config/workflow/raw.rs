//! `content/workflow.yaml` as it is written.

use std::fmt;

use schemars::JsonSchema;
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::super::Localized;
use super::{Actor, Attachments, GROUP, Guard, Policy, REQUESTER, Stage};
use crate::yaml::Expectation;

/// How requests are decided.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Workflow {
    /// Where the committee is asked.
    pub(super) stages: Vec<Stage>,
    /// The states, in their order; the first is where a request begins.
    pub(super) states: Vec<State>,
    /// Who may move a request from where to where.
    pub(super) moves: Vec<Move>,
    /// Whose work the desk is.
    pub(super) desk: Vec<Box<str>>,
    /// How a change of these rules is decided.
    pub(super) policy: Policy,
    /// Who may let a request take a step that these rules do not allow; the same as `policy` where nothing is said.
    pub(super) exceptions: Option<Policy>,
    /// Who stands for a review that was written down in the place of its writer; the writer where nothing is said.
    pub(super) recorded: Option<Policy>,
    /// What may lie beside a request.
    pub(super) attachments: Attachments,
}

/// Where a request can stand.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct State {
    pub(super) id: Box<str>,
    #[serde(default)]
    pub(super) label: Localized,
    /// What it was called before: requests that still say so stand in it.
    #[serde(default)]
    pub(super) was: Vec<Box<str>>,
    /// The stage whose reviews are written in this state.
    pub(super) stage: Option<Box<str>>,
    /// Who acts next: roles, `requester`, or `group`.
    #[serde(default)]
    pub(super) waits_for: Vec<Box<str>>,
    /// How long they have, such as `30 days`.
    pub(super) within: Option<Days>,
    /// How many requests may be here at once.
    pub(super) most: Option<usize>,
    /// The state in which the requests that are here wait for room.
    pub(super) queue_for: Option<Box<str>>,
    /// The fields that a request has to have filled in while it is here.
    #[serde(default)]
    pub(super) requires: Vec<Box<str>>,
    /// The fields that it may not have.
    #[serde(default)]
    pub(super) forbids: Vec<Box<str>>,
    /// Whether a request that has come here stays.
    #[serde(default, rename = "final")]
    pub(super) is_final: bool,
    /// Whether the state lies off the way that most requests take.
    #[serde(default)]
    pub(super) aside: bool,
}

/// A step that a request may take.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Move {
    pub(super) from: Vec<Box<str>>,
    pub(super) to: Box<str>,
    /// Who may: any one of these. Nobody decides on a move without it, which is due by time alone.
    #[serde(default)]
    pub(super) by: Vec<By>,
    /// What has to hold.
    #[serde(default)]
    pub(super) needs: Vec<Guard>,
    /// The field of the request with the day before which it is not moved, such as `due`.
    pub(super) not_before: Option<Box<str>>,
    /// For how long nothing of the request has changed before it is moved, such as `180 days`.
    pub(super) idle: Option<Days>,
}

/// Who makes a move: a role, or `requester`; or a list of such, who make it together, each another person.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub(super) enum By {
    One(Box<str>),
    Together(Vec<Box<str>>),
}

impl By {
    pub(super) fn names(&self) -> &[Box<str>] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Together(names) => names,
        }
    }
}

impl<'de> Deserialize<'de> for By {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameOrNames;
        impl<'de> Visitor<'de> for NameOrNames {
            type Value = By;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a role, or a list of roles that act together")
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<By, E> {
                Ok(By::One(name.into()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<By, A::Error> {
                let mut names = Vec::new();
                while let Some(name) = list.next_element()? {
                    names.push(name);
                }
                Ok(By::Together(names))
            }
        }
        deserializer.deserialize_any(NameOrNames)
    }
}

/// A number of days, written as `30 days`.
#[derive(Debug, Clone, Copy, JsonSchema)]
#[schemars(with = "String")]
pub(super) struct Days(u16);

impl<'de> Deserialize<'de> for Days {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        const EXPECTED: Expectation = Expectation { name: "number of days", write: "such as `30 days`" };
        let text = String::deserialize(deserializer)?;
        let count = text.strip_suffix(" days").or_else(|| text.strip_suffix(" day"));
        let count = count.and_then(|count| count.parse().ok()).filter(|count| (1..=3650).contains(count));
        count.map(Self).ok_or_else(|| EXPECTED.refuse(&text))
    }
}

impl Default for Attachments {
    fn default() -> Self {
        let types = ["png", "jpg", "jpeg", "webp", "gif", "pdf", "csv", "tsv", "txt", "odt", "ods"];
        Self { types: types.into_iter().map(Into::into).collect(), limit: 2048 }
    }
}

impl Workflow {
    /// What was written, as what it means; `sound` has looked at it before.
    pub(super) fn resolve(self) -> super::Workflow {
        let actor = |name: Box<str>| match &*name {
            REQUESTER => Actor::Requester,
            GROUP => Actor::Group,
            _ => Actor::Role(name),
        };
        let actors = |names: Vec<Box<str>>| names.into_iter().map(actor).collect();
        let together = |by: By| by.names().iter().cloned().map(actor).collect();
        let state = |state: State| super::State {
            id: state.id,
            label: state.label,
            was: state.was,
            stage: state.stage,
            waits_for: actors(state.waits_for),
            within: state.within.map(|days| days.0),
            most: state.most,
            queue_for: state.queue_for,
            requires: state.requires,
            forbids: state.forbids,
            is_final: state.is_final,
            aside: state.aside,
        };
        let step = |step: Move| super::Move {
            from: step.from,
            to: step.to,
            by: step.by.into_iter().map(together).collect(),
            needs: step.needs,
            not_before: step.not_before,
            idle: step.idle.map(|days| days.0),
        };
        super::Workflow {
            states: self.states.into_iter().map(state).collect(),
            stages: self.stages,
            moves: self.moves.into_iter().map(step).collect(),
            desk: self.desk,
            exceptions: self.exceptions.unwrap_or_else(|| self.policy.clone()),
            policy: self.policy,
            recorded: self.recorded,
            attachments: self.attachments,
        }
    }
}
