//! The request desk: who may do what to a request, and what its state asks for next.
//!
//! - [`check`] finds what is wrong with requests in themselves, and [`ready`] what the desk lacks to work,
//! - [`gate`] judges a change of requests,
//! - [`answers`] makes the fields of a new request of what somebody answered,
//! - [`mail`] turns a mail into what a request needs, [`intake`] makes its texts of that, and
//!   [`markdown`] shows them as they were written,
//! - [`private`] finds what must not be published,
//! - [`inbox`] says what there is to do, and for whom,
//! - [`tellings`] says what is due to be told, and to whom,
//! - [`room`] says what the states have room for, and what waits for it,
//! - [`status`] says where each request stands, [`way`] how it came there, and [`figures`] what it all comes to;
//!   [`uploads`] adds up what was uploaded.
//!
//! Nothing here knows git or a forge: `pipeline` hands in what was before, what is after, and who acts.

pub mod answers;
pub mod check;
pub mod figures;
pub mod gate;
pub mod inbox;
pub mod intake;
pub mod mail;
pub mod markdown;
pub mod metrics;
pub mod minutes;
mod people;
pub mod private;
pub mod ready;
pub mod room;
pub mod status;
pub mod tellings;
mod uncounted;
pub mod uploads;
pub mod way;

pub use people::People;
