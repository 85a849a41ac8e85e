//! From the text of a file to what it says, without knowing any other file.

pub mod markdown;
