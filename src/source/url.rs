use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// What may not stand in a link as it is: HTML and URLs give it a meaning. Letters of any script may.
const RELATIVE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?');

/// What may not stand in an address on the web, for readers other than browsers.
const ABSOLUTE: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The address of something on the finished site, from the site's own root: `/cases/slug/` for a
/// page, `/feed.xml` for a file. Always starts with `/`; ends with `/` exactly when it is a page.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlPath(Arc<str>);

impl UrlPath {
    /// # Panics
    /// In debug builds, for an address without its leading `/`.
    #[must_use]
    pub fn new(path: &str) -> Self {
        debug_assert!(path.starts_with('/'), "{path}");
        Self(Arc::from(path))
    }

    /// The address that `path`, which begins with `/`, means as people write it: `/cases/a` and
    /// `/cases/a/index.html` are the page `/cases/a/`; a name with a dot is that of a file.
    #[must_use]
    pub fn as_written(path: &str) -> Self {
        let folder = path.strip_suffix("index.html").filter(|folder| folder.ends_with('/'));
        let path = folder.unwrap_or(path);
        let last = path.rsplit('/').next().unwrap_or_default();
        if path.ends_with('/') || last.contains('.') {
            Self::new(path)
        } else {
            Self::new(&format!("{path}/"))
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn is_page(&self) -> bool {
        self.0.ends_with('/')
    }

    /// The file of the output that answers to this address: `cases/slug/index.html`, `feed.xml`.
    #[must_use]
    pub fn file(&self) -> String {
        let path = self.0.trim_start_matches('/');
        if self.is_page() { format!("{path}index.html") } else { path.to_owned() }
    }

    /// Adds the link that leads here from the root. It names `index.html`, since a folder or a ZIM has no
    /// server that would fill it in: `guides/slug/index.html`.
    pub fn push_from_root(&self, link: &mut String) {
        encode(link, &self.0[1..], RELATIVE);
        link.push_str(if self.is_page() { "index.html" } else { "" });
    }

    /// The link that leads here from the page at `from`, named as [`push_from_root`](Self::push_from_root)
    /// does: `../../guides/slug/index.html`.
    #[must_use]
    pub fn relative_from(&self, from: &UrlPath) -> String {
        let (here, there) = (from.folder(), self.folder());
        // What both have in common, up to the end of a folder's name.
        let same = here.bytes().zip(there.bytes()).take_while(|(a, b)| a == b).count();
        let shared = here.as_bytes()[..same].iter().rposition(|&byte| byte == b'/').map_or(0, |at| at + 1);
        let mut link = "../".repeat(here[shared..].matches('/').count());
        encode(&mut link, &there[shared..], RELATIVE);
        if self.is_page() {
            link.push_str("index.html");
        } else {
            encode(&mut link, self.file_name(), RELATIVE);
        }
        link
    }

    /// The whole address on the web, for a site published at `base`, which ends in `/`.
    #[must_use]
    pub fn absolute(&self, base: &str) -> String {
        let mut url = base.to_owned();
        encode(&mut url, self.0.trim_start_matches('/'), ABSOLUTE);
        url
    }

    /// The way from the page at this address up to the root: `../../`, or empty at the root.
    #[must_use]
    pub fn to_root(&self) -> String {
        "../".repeat(self.folder().matches('/').count() - 1)
    }

    /// The page's address with one part more.
    #[must_use]
    pub fn child(&self, name: &str) -> Self {
        debug_assert!(self.is_page());
        Self(Arc::from(format!("{}{name}", self.0)))
    }

    /// The folders on the way, each with its `/`: `/cases/slug/`.
    fn folder(&self) -> &str {
        &self.0[..=self.0.rfind('/').unwrap_or(0)]
    }

    fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }
}

/// Adds a part of an address to a link. Letters beyond ASCII stay readable in a relative link.
fn encode(link: &mut String, part: &str, set: &'static AsciiSet) {
    if part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte)) {
        link.push_str(part);
    } else if std::ptr::eq(set, RELATIVE) {
        for character in part.chars() {
            if character.is_ascii() {
                link.extend(percent_encoding::percent_encode(&[character as u8], set));
            } else {
                link.push(character);
            }
        }
    } else {
        link.extend(utf8_percent_encode(part, set));
    }
}

impl fmt::Display for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(from: &str, to: &str) -> String {
        UrlPath::new(to).relative_from(&UrlPath::new(from))
    }

    #[test]
    fn links_are_relative_and_name_their_file() {
        assert_eq!(link("/cases/a/", "/guides/b/"), "../../guides/b/index.html");
        assert_eq!(link("/cases/a/", "/cases/b/"), "../b/index.html");
        assert_eq!(link("/cases/a/", "/cases/a/"), "index.html");
        assert_eq!(link("/", "/feed.xml"), "feed.xml");
        assert_eq!(link("/sv/", "/"), "../index.html");
        assert_eq!(link("/cases/a/", "/cases/a/pic.png"), "pic.png");
    }

    #[test]
    fn an_address_may_be_written_in_several_ways() {
        for written in ["/cases/c", "/cases/c/", "/cases/c/index.html"] {
            assert_eq!(UrlPath::as_written(written).as_str(), "/cases/c/");
        }
        assert_eq!(UrlPath::as_written("/index.html").as_str(), "/");
        for file in ["/feed.xml", "/old.html", "/my-index.html"] {
            assert_eq!(UrlPath::as_written(file).as_str(), file);
        }
    }

    #[test]
    fn a_page_is_answered_by_its_index() {
        assert_eq!(UrlPath::new("/cases/a/").file(), "cases/a/index.html");
        assert_eq!(UrlPath::new("/404.html").file(), "404.html");
    }
}
