//! The rules of the gate, one file each.

pub(super) mod exceptions;
pub(super) mod fields;
pub(super) mod guards;
pub(super) mod policy;
pub(super) mod removal;
pub(super) mod reviews;
pub(super) mod role;
pub(super) mod said;
pub(super) mod start;
pub(super) mod state;
pub(super) mod steps;
pub(super) mod transition;
