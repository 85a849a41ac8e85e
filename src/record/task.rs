//! The plan of a request: what its working group does, who and until when. The desk and the members of the group write
//! it; the pages of the request, of the group and of its members show it.

use jiff::civil;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::field::group;
use super::reference::PersonRef;
use super::value::Date;

group! {
    /// Something that is to be done.
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    pub struct Task {
        /// What, for everybody to read.
        pub what: String,
        /// Who does it: a file in content/people without .md. Nobody yet, where it is left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub by: Option<PersonRef>,
        /// Until when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub due: Option<Date>,
        /// The day on which it was done.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub done: Option<Date>,
    }
}

impl Task {
    /// Whether it is still to be done.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.done.is_none()
    }

    /// By how many days it is late.
    #[must_use]
    pub fn overdue(&self, today: civil::Date) -> Option<i32> {
        let due = self.due.filter(|_| self.is_open())?;
        let days = due.0.until(today).ok()?.get_days();
        (days > 0).then_some(days)
    }
}
