//! The preview: a web server for this computer alone, which shows a change as soon as it is saved.

pub mod events;
pub mod http;
mod reload;
mod request;
pub mod watch;
