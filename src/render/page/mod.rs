//! One module a page: the view that its template is given, and the function that makes it.

pub(super) mod ask;
pub(super) mod backlinks;
pub(super) mod board;
pub(super) mod data_help;
pub(super) mod figures;
pub(super) mod glossary;
pub(super) mod home;
pub(super) mod letters;
pub(super) mod list;
pub(super) mod member;
pub(super) mod not_found;
pub(super) mod offline;
pub(super) mod people;
pub(super) mod print;
pub(super) mod record;
pub(super) mod redirect;
pub(super) mod search;
pub(super) mod term;
pub(super) mod terms;
pub(super) mod translate;
