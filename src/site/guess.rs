//! What may have been meant by a link that leads nowhere. [`links`](super::links) asks once all links are
//! followed, and for the first of the faults alone.

use rustc_hash::FxHashMap;

use super::EntryId;
use super::records::Records;
use crate::diagnostic::Diagnostic;
use crate::parse::markdown::LinkKind;
use crate::record::layout::{self, CONTENT};
use crate::record::{Kind, Record};
use crate::source::{SitePath, UrlPath};
use crate::suggest::nearest;

/// What is wrong with a link.
pub(super) struct Fault {
    pub(super) diagnostic: Diagnostic,
    pub(super) guess: Option<Guess>,
}

/// What may have been meant is known to be near this.
pub(super) enum Guess {
    /// An anchor of a record.
    Anchor(EntryId, Box<str>),
    /// A path or a name, as a link of this kind.
    Record(LinkKind, Box<str>),
}

impl From<Diagnostic> for Box<Fault> {
    fn from(diagnostic: Diagnostic) -> Self {
        Box::new(Fault { diagnostic, guess: None })
    }
}

impl Guess {
    /// What to write instead of what leads nowhere, if something is like it.
    pub(super) fn help(
        self,
        records: &Records,
        slugs: &FxHashMap<&str, Vec<Kind>>,
        record: &Record,
    ) -> Option<String> {
        let (kind_of_link, path) = match self {
            Self::Anchor(to, anchor) => {
                let headings = &records.entry(to).record.body.headings;
                let near = nearest(&anchor, headings.iter().map(|heading| &*heading.id))?;
                return Some(format!("did you mean `#{near}`?"));
            }
            Self::Record(kind, path) => (kind, path),
        };
        // The address most like it, written the way that the author wrote.
        let name = path.trim_end_matches('/').rsplit('/').next()?;
        let name = layout::text_name(name).unwrap_or(name);
        let slug = *nearest(name, slugs.keys().copied()).as_ref()?;
        let &kind = slugs[slug].first()?;
        let entry = records.entry(records.named(kind, slug)?);
        Some(if kind_of_link == LinkKind::Wiki {
            format!("did you mean `[[{}/{slug}]]`?", kind.folder())
        } else if layout::text_name(&path).is_some() {
            format!("did you mean `{}`?", relative_file(&record.file, &entry.record.file))
        } else {
            format!("did you mean `{}`?", entry.url)
        })
    }
}

/// The link that leads from one source file to another.
fn relative_file(from: &SitePath, to: &SitePath) -> String {
    let below = |path: &SitePath| UrlPath::new(&format!("/{}", path.as_str().trim_start_matches(CONTENT)));
    below(to).relative_from(&below(from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suggested_file_is_named_from_the_folder_of_the_other() {
        let path = SitePath::new;
        let from = path("content/guides/a.md");
        assert_eq!(relative_file(&from, &path("content/cases/b/index.md")), "../cases/b/index.md");
        assert_eq!(relative_file(&from, &path("content/guides/c.md")), "c.md");
    }
}
