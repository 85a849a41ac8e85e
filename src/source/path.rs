use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The path of a file below the site's root, with `/` between its parts on every system:
/// `content/cases/slug.md`. Never absolute, never holding `.` or `..`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(Arc<str>);

impl SitePath {
    /// A path that is known to be clean, such as one put together by this program.
    #[must_use]
    pub fn new(path: &str) -> Self {
        debug_assert!(!path.starts_with('/') && !path.split('/').any(|part| part == ".."));
        Self(Arc::from(path))
    }

    /// The path of `file` below `root`; `None` when it lies elsewhere or is not UTF-8.
    #[must_use]
    pub fn below(root: &Path, file: &Path) -> Option<Self> {
        let relative = file.strip_prefix(root).ok()?;
        let mut path = String::new();
        for part in relative.components() {
            let std::path::Component::Normal(part) = part else {
                return None;
            };
            if !path.is_empty() {
                path.push('/');
            }
            path.push_str(part.to_str()?);
        }
        Some(Self(Arc::from(path)))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where the file lies when the site's root is `root`.
    #[must_use]
    pub fn under(&self, root: &Path) -> PathBuf {
        self.0.split('/').fold(root.to_path_buf(), |path, part| path.join(part))
    }

    /// The folder that holds the file, without a `/` at its end; empty for a file in the root.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |end| &self.0[..end])
    }

    /// The last part of the path.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rfind('/').map_or(&self.0, |end| &self.0[end + 1..])
    }

    /// What `link` leads to from the folder of this file, with `.` and `..` worked out.
    /// `None` when it leads out of the site's root.
    #[must_use]
    pub fn join(&self, link: &str) -> Option<Self> {
        let mut parts: Vec<&str> = self.folder().split('/').filter(|p| !p.is_empty()).collect();
        for part in link.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(Self(Arc::from(parts.join("/"))))
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn join_works_out_dots_and_refuses_to_leave_the_root() {
        let file = SitePath::new("content/pages/a/b.md");
        assert_eq!(file.join("../c.md").unwrap().as_str(), "content/pages/c.md");
        assert_eq!(file.join("./d/e.md").unwrap().as_str(), "content/pages/a/d/e.md");
        assert_eq!(file.join("../../../../etc/passwd"), None);
    }

    #[test]
    fn below_has_no_path_for_a_file_elsewhere() {
        let root = Path::new("site");
        let path = SitePath::below(root, Path::new("site/content/a.md"));
        assert_eq!(path.unwrap().as_str(), "content/a.md");
        assert_eq!(SitePath::below(root, Path::new("other/a.md")), None);
    }
}
