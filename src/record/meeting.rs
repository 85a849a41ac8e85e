use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Report;
use super::field::group;
use super::front_matter::{Gap, Inherit, Inherited, front_matter};
use super::reference::{GroupRef, PersonRef, RequestRef};
use super::value::{Date, Name};
use super::walk::{At, Hint, Visitor, Walk};

front_matter! {
    /// A meeting of a group, as everybody may know of it: who was there, what was decided and why.
    Meeting {
        /// The day of the meeting.
        date: Option<Date>,
        /// The group that met.
        group: Option<GroupRef>,
        /// Who was there.
        present: Vec<PersonRef> [section("section-people")],
        /// Who was there besides, by name.
        guests: Vec<Name> [section("section-people")],
        /// What was decided.
        text decisions: Decisions [section("section-decisions")],
    }
}

group! {
    /// What a meeting has decided.
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    pub struct Decision {
        /// The request that it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub request: Option<RequestRef>,
        /// What was decided, in a sentence.
        pub decision: String,
        /// Why, for everybody to read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reason: Option<String>,
    }
}

/// Decisions, one after the other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct Decisions(Vec<Decision>);

impl std::ops::Deref for Decisions {
    type Target = [Decision];

    fn deref(&self) -> &[Decision] {
        &self.0
    }
}

impl Gap for Decisions {
    fn is_gap(&self) -> bool {
        self.is_empty()
    }
}

impl Walk for Decisions {
    const BLANK: &'static str = <Vec<Decision> as Walk>::BLANK;

    fn walk<'r>(&'r self, at: &At<'_>, visitor: &mut dyn Visitor<'r>) {
        self.0.walk(at, visitor);
    }

    fn hint() -> Hint {
        <Vec<Decision> as Walk>::hint()
    }
}

/// What a translation says of a decision: the first of those of the first, and so on.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct DecisionText {
    decision: Option<String>,
    reason: Option<String>,
}

impl Inherit for Decisions {
    type Text = Vec<DecisionText>;

    fn translated(&self, text: &Vec<DecisionText>, at: &At<'_>, inherited: &mut Inherited) -> Self {
        if text.is_empty() && !self.is_empty() {
            inherited.note(at);
            return self.clone();
        }
        let none = DecisionText::default();
        let decision = |(index, decision): (usize, &Decision)| {
            let (text, at) = (text.get(index).unwrap_or(&none), At::Entry(at, index));
            let mut own = |field, original: &Option<String>, text: &Option<String>| {
                original.translated(text, &At::Inner(&at, field), inherited)
            };
            let said = own(Decision::decision, &Some(decision.decision.clone()), &text.decision);
            Decision {
                request: decision.request.clone(),
                decision: said.unwrap_or_default(),
                reason: own(Decision::reason, &decision.reason, &text.reason),
            }
        };
        Self(self.iter().enumerate().map(decision).collect())
    }

    fn surplus(&self, text: &Vec<DecisionText>) -> Option<usize> {
        (text.len() > self.len()).then_some(self.len())
    }
}

impl Meeting {
    #[allow(clippy::unused_self, reason = "every kind is asked")]
    pub(super) fn check(&self, _: Report<'_>) {}
}
