//! The steps of a request, each as it was made: the state that it came to, the day, who moved it and why. The gate
//! keeps what is written here; the page of the request, the commands and a new case show it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::field::group;
use super::reference::{PersonRef, StateRef};
use super::value::Date;
use crate::yaml::write::Value;

group! {
    /// A step of a request.
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    pub struct Step {
        /// The state that it came to.
        pub to: StateRef,
        /// The day. Of a step that was written down later it may not be known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub on: Option<Date>,
        /// Who moved it: a file in content/people without .md. Nobody where time did, or somebody without a page.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub by: Option<PersonRef>,
        /// Why, for everybody to read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reason: Option<String>,
    }
}

impl Step {
    /// A step to a state of which nothing else is known.
    #[must_use]
    pub fn leading_to(state: &str) -> Self {
        Self { to: StateRef(state.into()), on: None, by: None, reason: None }
    }

    /// Why it was made, where anything says so.
    #[must_use]
    pub fn why(&self) -> Option<&str> {
        said(self.reason.as_deref())
    }

    /// It as an entry of `moves`.
    #[must_use]
    pub fn value(&self) -> Value {
        let mut fields = vec![(Self::to.name, Value::text(&*self.to.0))];
        fields.extend(self.on.map(|day| (Self::on.name, Value::Word(day.to_string()))));
        fields.extend(self.by.as_ref().map(|person| (Self::by.name, Value::text(&*person.0))));
        fields.extend(self.why().map(|reason| (Self::reason.name, Value::prose(reason))));
        Value::Fields(fields)
    }
}

/// A text without the space around it, if there is anything to be read.
pub(super) fn said(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}
