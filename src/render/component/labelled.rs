//! A value with its label, for lists of such.

use serde::Serialize;

use crate::render::html::Html;

#[derive(Debug, Serialize)]
pub(crate) struct Labelled {
    pub(crate) label: Html,
    pub(crate) value: Html,
}
