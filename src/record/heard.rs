//! What was heard of a request after its end: answers to its follow-up. Mails bring them, the page of the request and
//! those of its cases show them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::field::group;
use super::value::Date;
use crate::yaml::write::Value;

group! {
    /// What somebody said who was asked what has become of a request.
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    pub struct Heard {
        /// When.
        pub on: Date,
        /// What they said, for everybody to read.
        pub answer: String,
    }
}

impl Heard {
    /// It as an entry of `heard`.
    #[must_use]
    pub fn value(&self) -> Value {
        Value::Fields(vec![
            (Self::on.name, Value::Word(self.on.to_string())),
            (Self::answer.name, Value::prose(&*self.answer)),
        ])
    }
}
