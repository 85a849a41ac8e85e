//! The request desk: who may do what to a request, and what its state asks for next.
//!
//! [`gate`] judges a change of requests; the command line shows the verdict. Nothing here knows git or
//! a forge: `pipeline` hands in what was before, what is after, and who acts.

pub mod gate;
mod people;

pub use people::People;
