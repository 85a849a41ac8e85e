use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Report;
use super::front_matter::front_matter;
use super::reference::ToolRef;
use super::value::{Date, WebAddress};

front_matter! {
    /// A tool that helps with the work.
    Tool {
        /// What it is for.
        text purpose: Option<String> [section("section-purpose")],
        /// Whether it works.
        health: Option<Health>,
        /// Where it is.
        url: Option<WebAddress> [label("field-address")],
        /// Where its documentation is.
        documentation: Option<WebAddress>,
        /// Who looks after it.
        maintainer: Option<String>,
        /// When somebody last tried it.
        last_checked: Option<Date>,
        /// What can be used instead.
        alternatives: Vec<ToolRef>,
    }
}

/// Whether a tool works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Health {
    Working,
    Degraded,
    Unmaintained,
    Retired,
}

impl Tool {
    #[allow(clippy::unused_self, reason = "every kind is asked")]
    pub(super) fn check(&self, _: Report<'_>) {}
}
