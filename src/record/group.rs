use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Report;
use super::front_matter::front_matter;
use super::reference::{PersonRef, visit_fields};
use super::value::{LocalTime, TimeZone, WebAddress};

front_matter! {
    /// A committee, a working group or another body of people.
    Group
    text {
        /// What it is there for.
        mandate: Option<String>,
    }
    data {
        /// Who is in it.
        members: Vec<PersonRef>,
        /// Whether anybody may join.
        open: Option<bool>,
        /// Whether it is at work.
        status: Option<GroupStatus>,
        /// When it meets next, as days or days with a time.
        meetings: Vec<LocalTime>,
        /// The time zone of these times, such as `Europe/Stockholm`.
        time_zone: Option<TimeZone>,
        /// Where to join.
        join: Option<WebAddress>,
    }
}

/// Whether a group is at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GroupStatus {
    Planned,
    Active,
    Closed,
}

visit_fields!(GroupStatus:);

impl Group {
    #[allow(clippy::unused_self, reason = "every kind is asked")]
    pub(super) fn check(&self, _: Report<'_>) {}
}
