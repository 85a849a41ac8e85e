use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Report;
use super::front_matter::front_matter;
use super::reference::PersonRef;
use super::value::{LocalTime, TimeZone, WebAddress};

front_matter! {
    /// A committee, a working group or another body of people.
    Group {
        /// What it is there for.
        text mandate: Option<String> [section("section-mandate")],
        /// Who is in it.
        members: Vec<PersonRef> [section("section-people")],
        /// When it meets next, as days or days with a time.
        meetings: Vec<LocalTime>,
        /// The time zone of these times, such as `Europe/Stockholm`.
        time_zone: Option<TimeZone> [apart, initially("UTC")],
        /// Where to join.
        join: Option<WebAddress>,
        /// Whether it is at work.
        status: Option<GroupStatus> [initially("planned")],
        /// Whether anybody may join.
        open: Option<bool>,
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

impl Group {
    #[allow(clippy::unused_self, reason = "every kind is asked")]
    pub(super) fn check(&self, _: Report<'_>) {}
}
