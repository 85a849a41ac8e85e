//! The program itself, run as people run it: on sites made for one test each, with what it prints
//! and writes compared whole.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bad_input;
mod diagnostics;
mod formats;
mod html;
mod layers;
mod site;
