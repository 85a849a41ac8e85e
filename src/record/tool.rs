use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Report;
use super::front_matter::front_matter;
use super::reference::{ToolRef, visit_fields};
use super::value::{Date, WebAddress};

front_matter! {
    /// A tool that helps with the work.
    Tool
    text {
        /// What it is for.
        purpose: Option<String>,
    }
    data {
        /// Where it is.
        url: Option<WebAddress>,
        /// Whether it works.
        health: Option<Health>,
        /// Who looks after it.
        maintainer: Option<String>,
        /// When somebody last tried it.
        last_checked: Option<Date>,
        /// What can be used instead.
        alternatives: Vec<ToolRef>,
        /// Where its documentation is.
        documentation: Option<WebAddress>,
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

visit_fields!(Health:);

impl Tool {
    #[allow(clippy::unused_self, reason = "every kind is asked")]
    pub(super) fn check(&self, _: Report<'_>) {}
}
