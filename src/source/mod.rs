//! Where things stand: paths below the site's root, addresses on the finished site, spans of bytes.
//!
//! Every layer uses these; nothing here reads a file.

mod path;
mod span;
mod url;

pub use path::SitePath;
pub use span::{LineColumn, Lines, Span};
pub use url::UrlPath;
