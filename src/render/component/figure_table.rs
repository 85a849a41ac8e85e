//! Tables of figures, each row with a bar.

use serde::Serialize;

use crate::render::html::Html;

/// A table of figures, each row with a bar.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct FigureTable {
    /// What the rows are: `years`, `states`, `regions`, …
    pub(crate) id: &'static str,
    /// The heading.
    pub(crate) heading: Html,
    /// The headings of the columns behind the first.
    pub(crate) columns: Vec<Html>,
    pub(crate) rows: Vec<FigureRow>,
}

/// A row of a table of figures.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct FigureRow {
    /// What the row is of.
    pub(crate) name: Html,
    /// The first figure as a bar, in SVG.
    pub(crate) bar: Html,
    /// The figures.
    pub(crate) cells: Vec<Html>,
}
