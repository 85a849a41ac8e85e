//! The request desk: what strangers send in, made ready to become records.
//! Nothing here reads a file or a clock; the command line hands the bytes in.

pub mod mail;
pub mod private;
