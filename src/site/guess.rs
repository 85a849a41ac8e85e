//! What is wrong with a link that leads nowhere, and what may have been meant by it. [`links`](super::links) asks for
//! that once all links are followed, and for the first of the faults alone.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::EntryId;
use super::assets::Asset;
use super::resolved::{LEFT_OUT, Scope};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::markdown::{Link, LinkKind};
use crate::record::layout::{self, CONTENT};
use crate::record::{Id, Kind, Record, asset};
use crate::source::{SitePath, UrlPath};
use crate::suggest::{Guesses, Names, nearest};

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
    /// The path of a file.
    File(Box<str>),
    /// What is known already: an address elsewhere.
    Elsewhere(String),
}

impl From<Diagnostic> for Box<Fault> {
    fn from(diagnostic: Diagnostic) -> Self {
        Box::new(Fault { diagnostic, guess: None })
    }
}

/// That a link of a record leads nowhere.
pub(super) fn broken(record: &Record, link: &Link, path: &str) -> Box<Fault> {
    let fault = |code, message: String, help: &str| {
        Diagnostic::new(code, &record.file, link.span, message).help(help)
    };
    let (diagnostic, guess) = if matches!(link.kind, LinkKind::Image | LinkKind::Table) {
        let what = if link.kind == LinkKind::Table { "table" } else { "image" };
        let folder = record.file.folder();
        let help = format!("put the {what} into `{folder}/`, or correct its name; capitals count");
        let diagnostic = fault(Code::MissingFile, format!("there is no {what} `{path}`"), &help);
        (diagnostic, Guess::File(path.into()))
    } else {
        let message = format!("`{path}` leads nowhere on this site");
        let diagnostic = fault(Code::BrokenLink, message, "correct the path, or create what it names");
        (diagnostic, Guess::of(link.kind, path))
    };
    Box::new(Fault { diagnostic, guess: Some(guess) })
}

/// That a link of a record names a file that is not published, for a reason that is told of the file.
pub(super) fn left_out(record: &Record, link: &Link, path: &str) -> Box<Fault> {
    let code = if matches!(link.kind, LinkKind::Image | LinkKind::Table) {
        Code::MissingFile
    } else {
        Code::BrokenLink
    };
    let message = format!("`{path}` is there, and is not published");
    Diagnostic::new(code, &record.file, link.span, message).help(LEFT_OUT).into()
}

/// That a link of a record leads to a draft.
pub(super) fn draft(record: &Record, link: &Link, id: &Id) -> Diagnostic {
    let message = format!("the {} `{}` is a draft: readers see no link", id.kind.name(), id.slug);
    Diagnostic::new(Code::LinkToDraft, &record.file, link.span, message)
        .help("publish it first (delete `draft: true`), or write the text without a link")
}

impl Guess {
    /// What may be meant by a link to that path.
    pub(super) fn of(kind: LinkKind, path: &str) -> Self {
        match elsewhere(path) {
            Some(address) if kind != LinkKind::Wiki => Self::Elsewhere(address),
            _ if kind != LinkKind::Wiki && asset::media_type(path).is_some() => Self::File(path.into()),
            _ => Self::Record(kind, path.into()),
        }
    }
}

/// What is looked for, each of it once.
#[derive(PartialEq, Eq, Hash)]
enum Sought {
    /// An anchor of a record.
    Anchor(EntryId, Box<str>),
    /// The name of a record, as an address ends.
    Slug(Box<str>),
    /// A file of that name, for a record in that folder.
    File(Box<str>, Box<str>),
}

/// What was meant by links that lead nowhere.
pub(super) struct Meant<'s> {
    scope: Scope<'s>,
    slugs: &'s FxHashMap<&'s str, Vec<Kind>>,
    names: OnceCell<Names<'s>>,
    guesses: Guesses<Sought>,
}

impl<'s> Meant<'s> {
    /// Among these records, of the kinds that have one of each slug.
    pub(super) fn new(scope: Scope<'s>, slugs: &'s FxHashMap<&'s str, Vec<Kind>>) -> Self {
        Self { scope, slugs, names: OnceCell::new(), guesses: Guesses::default() }
    }

    /// What to write instead of what leads nowhere, if something is like it.
    pub(super) fn help(&mut self, guess: Guess, record: &Record) -> Option<String> {
        let records = self.scope.records;
        let (kind_of_link, path) = match guess {
            Guess::Elsewhere(address) => {
                return Some(format!("write `{address}`, as an address elsewhere has to be"));
            }
            Guess::File(path) => {
                let name = path.rsplit('/').next().filter(|name| !name.is_empty())?;
                let near = self.find(Sought::File(record.file.folder().into(), name.into()))?;
                let near = relative_file(&record.file, &SitePath::new(&near));
                return Some(format!("did you mean `{near}`? Capitals count"));
            }
            Guess::Anchor(to, anchor) => {
                let near = self.find(Sought::Anchor(to, anchor))?;
                return Some(format!("did you mean `#{near}`?"));
            }
            Guess::Record(kind, path) => (kind, path),
        };
        // The address most like it, written the way that the author wrote.
        let name = path.trim_end_matches('/').rsplit('/').next()?;
        let is_file = layout::text_name(&path).is_some() || page_name(&path).is_some();
        let name = layout::text_name(name).or_else(|| page_name(name)).unwrap_or(name);
        let slug = &*self.find(Sought::Slug(name.into()))?;
        let &kind = self.slugs[slug].first()?;
        let entry = records.entry(records.named(kind, slug)?);
        Some(if kind_of_link == LinkKind::Wiki {
            format!("did you mean `[[{}/{slug}]]`?", kind.folder())
        } else if is_file {
            format!("did you mean `{}`?", relative_file(&record.file, &entry.record.file))
        } else {
            format!("did you mean `{}`?", entry.url)
        })
    }

    fn find(&mut self, sought: Sought) -> Option<String> {
        let (scope, slugs) = (self.scope, self.slugs);
        self.guesses.find(sought, |sought| match sought {
            Sought::Anchor(to, anchor) => {
                let headings = &scope.records.entry(*to).record.body.headings;
                Some(nearest(anchor, headings.iter().map(|heading| &*heading.id))?.to_owned())
            }
            Sought::Slug(name) => {
                let names = self.names.get_or_init(|| slugs.keys().copied().collect());
                Some(names.nearest(name)?.to_owned())
            }
            Sought::File(folder, name) => file(scope, folder, name),
        })
    }
}

/// The name of a file that a program makes of a text, without its ending.
fn page_name(name: &str) -> Option<&str> {
    name.strip_suffix(".html").or_else(|| name.strip_suffix(".htm"))
}

/// The address elsewhere that a link lacks the beginning of.
fn elsewhere(path: &str) -> Option<String> {
    /// The ends of names on the web that no file has.
    const ENDS: [&str; 6] = ["com", "edu", "gov", "info", "net", "org"];
    let host = path.split('/').next().unwrap_or_default();
    let (_, end) = host.rsplit_once('.')?;
    if path.contains(char::is_whitespace) {
        return None;
    }
    if let Some((name, host)) = path.split_once('@') {
        return (!name.is_empty() && host.contains('.') && !path.contains('/'))
            .then(|| format!("mailto:{path}"));
    }
    let is_host = (host.starts_with("www.") && host.matches('.').count() > 1)
        || ENDS.iter().any(|known| end.eq_ignore_ascii_case(known));
    is_host.then(|| format!("https://{path}"))
}

/// The file most like one that is not there: one in the folder or below it, or one elsewhere of the same name.
fn file(scope: Scope<'_>, folder: &str, name: &str) -> Option<String> {
    let folder = format!("{folder}/");
    let beside = || scope.assets.all.iter().filter(|asset| asset.file.as_str().starts_with(&folder));
    let near = nearest(name, beside().map(|asset| asset.file.file_name()))
        .and_then(|near| beside().find(|asset| asset.file.file_name() == near));
    let same = |asset: &&Asset| asset.file.file_name().eq_ignore_ascii_case(name);
    let asset = near.or_else(|| scope.assets.all.iter().find(same))?;
    Some(asset.file.as_str().to_owned())
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
    fn an_address_elsewhere_is_told_from_a_file() {
        for (path, address) in [
            ("www.example.org", "https://www.example.org"),
            ("www.example.museum/a", "https://www.example.museum/a"),
            ("example.ORG/a?b", "https://example.ORG/a?b"),
            ("ada@example.org", "mailto:ada@example.org"),
        ] {
            assert_eq!(elsewhere(path).as_deref(), Some(address), "{path}");
        }
        for path in [
            "a.md",
            "www.md",
            "a/b.org",
            "photo.jpg",
            "@ada",
            "ada@home",
            "a b@example.org",
            "x/a@b.c",
            "org",
        ] {
            assert_eq!(elsewhere(path), None, "{path}");
        }
        for end in ["com", "edu", "gov", "info", "net", "org"] {
            assert!(elsewhere(&format!("example.{end}")).is_some(), "{end}");
        }
    }

    #[test]
    fn a_suggested_file_is_named_from_the_folder_of_the_other() {
        let path = SitePath::new;
        let from = path("content/guides/a.md");
        assert_eq!(relative_file(&from, &path("content/cases/b/index.md")), "../cases/b/index.md");
        assert_eq!(relative_file(&from, &path("content/guides/c.md")), "c.md");
    }
}
