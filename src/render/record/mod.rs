//! The pieces of a record's page: one file a kind with its own sections, and what several kinds have.
//! [`page::record`](super::page::record) puts them together.

pub(super) mod backlinks;
pub(super) mod banner;
pub(super) mod breadcrumbs;
pub(super) mod case;
pub(super) mod clinic;
pub(super) mod facts;
pub(super) mod fields;
pub(super) mod group;
pub(super) mod guide;
pub(super) mod inherited;
pub(super) mod meeting;
pub(super) mod meta;
mod moves;
pub(super) mod page;
pub(super) mod partner;
pub(super) mod person;
mod plan;
pub(super) mod request;
pub(super) mod section;
pub(super) mod series;
pub(super) mod sources;
mod standing;
pub(super) mod toc;
pub(super) mod tool;
pub(super) mod upload;
