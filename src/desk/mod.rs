//! The request desk: who may do what to a request, and what its state asks for next.
//!
//! [`gate`] judges a change of requests; the command line shows the verdict. [`mail`] turns a mail into
//! what a request needs, [`intake`] makes its texts of that, [`markdown`] shows its text as it was written, and [`private`] finds what must
//! not be published. Nothing here knows git or
//! a forge: `pipeline` hands in what was before, what is after, and who acts.

pub mod gate;
pub mod intake;
pub mod mail;
pub mod markdown;
mod people;
pub mod private;

pub use people::People;
