//! A value with its label, for lists of such.

use serde::Serialize;

use crate::render::html::Html;

/// A value with its label.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Labelled {
    /// The label.
    pub(crate) label: Html,
    /// The value.
    pub(crate) value: Html,
}
