//! What several pages show: rows of records, terms, kinds, the pages of a list. Each has the view that
//! templates are given and the function that makes it.

pub(super) mod ask;
pub(super) mod card;
pub(super) mod facets;
pub(super) mod figure_table;
pub(super) mod foot;
pub(super) mod inbox;
pub(super) mod item;
pub(super) mod kind;
pub(super) mod labelled;
pub(super) mod pager;
pub(super) mod person;
pub(super) mod take;
pub(super) mod term;
pub(super) mod translation;
pub(super) mod uploads;
