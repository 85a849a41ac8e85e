//! Where things stand: paths below the site's root, addresses on the finished site, spans of bytes.
//!
//! Every layer uses these; nothing here reads a file.

mod conflict;
mod control;
mod leftover;
mod path;
mod portable;
mod span;
mod url;

pub use conflict::conflict_marks;
pub use control::{Cleaned, has_control, is_control};
pub use leftover::is_leftover;
pub use path::SitePath;
pub use portable::{LONGEST_PATH, turns_text, unportable};
pub use span::{LineColumn, Lines, Span};
pub use url::UrlPath;
