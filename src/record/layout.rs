//! Where the files of a record lie: the one place that knows it. `pipeline` and the gate ask it what a path is
//! part of, the commands where they find or write a file, and messages what to name.
//!
//! ```text
//! content/cases/SLUG.md                          a record
//! content/cases/SLUG/index.md                    the same, in a folder of its own with what belongs to it
//! content/cases/SLUG.sv.md, SLUG/index.sv.md     its translations
//! content/requests/ID/reviews/STAGE-PERSON.md    a review of a request
//! content/pages/A/B.md                           a page, as deep as its address
//! ```
//!
//! What a path means in the languages of a site is worked out by [`ContentFile`](super::ContentFile).

use std::sync::Arc;

use super::{Id, Kind};
use crate::config::Language;
use crate::source::SitePath;

/// The folder of a site's records.
pub const CONTENT: &str = "content/";

/// The end of the name of a file that holds a record or a review.
pub(super) const MARKDOWN: &str = ".md";

/// The name, without its end, of a record that has a folder of its own.
pub(super) const INDEX: &str = "index";

/// The folder of a request's reviews, within its own.
const REVIEWS: &str = "/reviews/";

/// The folder of the records of a kind: `content/cases/`.
#[must_use]
pub fn folder(kind: Kind) -> String {
    format!("{CONTENT}{}/", kind.folder())
}

/// The files that a record can be, first the one that a new record is written to. A request has a folder from the
/// first day on, since its reviews will lie there.
#[must_use]
pub fn paths(id: &Id) -> Vec<SitePath> {
    let mut paths = stems(id).map(|stem| SitePath::new(&format!("{stem}{MARKDOWN}")));
    if id.kind == Kind::Request {
        paths.reverse();
    }
    let is_home = id.kind == Kind::Page && id.slug.is_empty();
    paths.into_iter().skip(usize::from(is_home)).collect()
}

/// How the paths of a record begin, in all its languages; a dot follows.
#[must_use]
pub fn stems(id: &Id) -> [String; 2] {
    let alone = format!("{}{}", folder(id.kind), id.slug);
    let inside = format!("{}/{INDEX}", alone.trim_end_matches('/'));
    [alone, inside]
}

/// The record that a path is the original of, if its name says so by itself: a name with a dot in it may be that
/// of a translation.
#[must_use]
pub fn id_of(path: &SitePath) -> Option<Id> {
    let (kind, name) = within(path.as_str())?;
    let name = text_name(name)?;
    let slug = match name.strip_suffix(INDEX) {
        Some("") if kind == Kind::Page => "",
        Some(folder) if folder.ends_with('/') => folder.trim_end_matches('/'),
        _ => name,
    };
    let is_flat = kind == Kind::Page || !slug.contains('/');
    (is_flat && !slug.contains('.')).then(|| Id { kind, slug: slug.into() })
}

/// The slug of the record of that kind that a path is the original of.
#[must_use]
pub fn slug_of(path: &SitePath, kind: Kind) -> Option<Arc<str>> {
    id_of(path).filter(|id| id.kind == kind).map(|id| id.slug)
}

/// The other path that the same text of a record can have: `SLUG/index.sv.md` of `SLUG.sv.md`, and back. `None` where a
/// record has one path, and for what is none.
#[must_use]
pub fn twin(path: &str) -> Option<String> {
    let id = id_in_any_language(&SitePath::new(path)).filter(|id| !id.slug.is_empty())?;
    let [alone, inside] = stems(&id);
    let end = |stem: &str| path.strip_prefix(stem).filter(|end| end.starts_with('.'));
    let other = end(&inside).map(|end| format!("{alone}{end}"));
    other.or_else(|| Some(format!("{inside}{}", end(&alone)?)))
}

/// The record whose file, translation or original a path is, whatever language its name ends with.
#[must_use]
pub fn id_in_any_language(path: &SitePath) -> Option<Id> {
    let name = text_name(path.as_str())?;
    let (folder, last) = name.rsplit_once('/')?;
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    id_of(&SitePath::new(&format!("{folder}/{stem}{MARKDOWN}")))
}

/// The file that a translation is beside.
#[must_use]
pub fn original(translation: &SitePath, language: &Language) -> SitePath {
    let name = text_name(translation.as_str()).unwrap_or(translation.as_str());
    // The tag may be written in another way than it is kept.
    let named = name.rsplit_once('.').filter(|(_, tag)| Language::parse(tag).as_ref() == Some(language));
    let stem = named.map_or(name, |(stem, _)| stem);
    SitePath::new(&format!("{stem}{MARKDOWN}"))
}

/// The file of a translation of a record, beside its original.
#[must_use]
pub fn translation(id: &Id, original: &SitePath, language: &Language) -> SitePath {
    let [alone, inside] = stems(id);
    let is_of = |stem: &str| original.as_str().strip_prefix(stem).is_some_and(|end| end.starts_with('.'));
    let stem = if is_of(&inside) { inside } else { alone };
    SitePath::new(&format!("{stem}.{language}{MARKDOWN}"))
}

/// The request that a file belongs to: as its record, a translation, a review or an attachment.
#[must_use]
pub fn request_of(path: &SitePath) -> Option<&str> {
    let (kind, name) = within(path.as_str())?;
    (kind == Kind::Request).then(|| name.split(['/', '.']).next().unwrap_or_default())
}

/// Whether a path is that of a request, in any language: neither a review nor an attachment.
#[must_use]
pub fn is_request(path: &str) -> bool {
    let name = within(path).filter(|(kind, _)| *kind == Kind::Request).and_then(|(_, name)| text_name(name));
    name.is_some_and(|name| !name.contains(REVIEWS))
}

/// The folder of a request's reviews, with `/` at its end.
#[must_use]
pub fn reviews(request: &str) -> String {
    format!("{}{request}{REVIEWS}", folder(Kind::Request))
}

/// The file of somebody's review of a request.
#[must_use]
pub fn review(request: &str, stage: &str, person: &str) -> SitePath {
    SitePath::new(&format!("{}{stage}-{person}{MARKDOWN}", reviews(request)))
}

/// The request and the name (`STAGE-PERSON`) of the review that a path is.
#[must_use]
pub fn review_of(path: &SitePath) -> Option<(&str, &str)> {
    let (kind, name) = within(path.as_str())?;
    let (request, name) = text_name(name)?.split_once(REVIEWS)?;
    (kind == Kind::Request).then_some((request, name))
}

/// The path of a text without the end of its name; `None` for a file that is none.
#[must_use]
pub fn text_name(path: &str) -> Option<&str> {
    path.strip_suffix(MARKDOWN)
}

/// The slug of the record of a kind that somebody names by the path of its file, from any folder: what a shell
/// completes, and what commands print. Any other text is taken for the slug.
#[must_use]
pub fn slug_of_argument(kind: Kind, argument: &str) -> &str {
    let argument = argument.trim_end_matches('/');
    let below = argument.rsplit_once(&*folder(kind)).map_or(argument, |(_, below)| below);
    let stem = below.strip_suffix(MARKDOWN).unwrap_or(below);
    stem.strip_suffix(INDEX).and_then(|slug| slug.strip_suffix('/')).unwrap_or(stem)
}

/// The kind whose folder a file lies in, and its path from there.
pub(super) fn within(path: &str) -> Option<(Kind, &str)> {
    let (folder, name) = path.strip_prefix(CONTENT)?.split_once('/')?;
    Some((Kind::of_folder(folder)?, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_as_good_as_a_slug() {
        for argument in [
            "maps",
            "maps/",
            "maps.md",
            "maps/index.md",
            "content/requests/maps",
            "content/requests/maps.md",
            "./content/requests/maps/index.md",
            "/home/ada/site/content/requests/maps/",
        ] {
            assert_eq!(slug_of_argument(Kind::Request, argument), "maps", "{argument}");
        }
        for argument in ["", "index", "content/cases/maps.md"] {
            assert_ne!(slug_of_argument(Kind::Request, argument), "maps", "{argument}");
        }
        assert_eq!(slug_of_argument(Kind::Request, "index.md"), "index");
    }
    use crate::config::{Config, WORKFLOW};

    fn id(kind: Kind, slug: &str) -> Id {
        Id { kind, slug: slug.into() }
    }

    fn of(path: &str) -> Option<Id> {
        id_of(&SitePath::new(path))
    }

    #[test]
    fn each_kind_is_found_where_it_is_written() {
        for kind in Kind::ALL {
            let id = id(kind, "a-1");
            assert_eq!(paths(&id).len(), 2, "{kind:?}");
            for path in paths(&id) {
                assert_eq!(id_of(&path).as_ref(), Some(&id), "{path}");
                assert!(stems(&id).iter().any(|stem| path.as_str() == format!("{stem}.md")), "{path}");
            }
        }
        let new = |kind| paths(&id(kind, "a"))[0].to_string();
        assert_eq!(new(Kind::Request), "content/requests/a/index.md");
        assert_eq!(new(Kind::Case), "content/cases/a.md");
        assert_eq!(paths(&id(Kind::Page, "")), [SitePath::new("content/pages/index.md")]);
        assert_eq!(of("content/pages/index.md"), Some(id(Kind::Page, "")));
        assert_eq!(of("content/pages/a/b/index.md"), Some(id(Kind::Page, "a/b")));
    }

    #[test]
    fn other_files_are_no_originals() {
        for path in [
            "content/cases/a.sv.md",
            "content/cases/a/index.sv.md",
            "content/cases/a/b.md",
            "content/cases/a/b/index.md",
            "content/cases/a.png",
            "content/case/a.md",
            "content/a.md",
            "cases/a.md",
            "content/requests/a/reviews/b-c.md",
        ] {
            assert_eq!(of(path), None, "{path}");
        }
    }

    #[test]
    fn translations_are_of_the_same_record() {
        for path in [
            "content/cases/a.md",
            "content/cases/a.sv.md",
            "content/cases/a/index.md",
            "content/cases/a/index.pt-BR.md",
        ] {
            assert_eq!(id_in_any_language(&SitePath::new(path)), Some(id(Kind::Case, "a")), "{path}");
        }
        assert_eq!(id_in_any_language(&SitePath::new("content/cases/a.png")), None);
        let translation = SitePath::new("content/cases/a.sv.md.sv.md");
        assert_eq!(
            original(&translation, &Language::parse("sv").unwrap()).as_str(),
            "content/cases/a.sv.md.md"
        );
    }

    #[test]
    fn a_translation_lies_beside_its_original() {
        let spanish = Language::parse("es").unwrap();
        for (slug, original, expected) in [
            ("a", "content/pages/a.md", "content/pages/a.es.md"),
            ("a", "content/pages/a/index.md", "content/pages/a/index.es.md"),
            // Its name says its language.
            ("a", "content/pages/a.sv.md", "content/pages/a.es.md"),
            ("", "content/pages/index.md", "content/pages/index.es.md"),
            ("a/index", "content/pages/a/index.md", "content/pages/a/index.es.md"),
        ] {
            let path = translation(&id(Kind::Page, slug), &SitePath::new(original), &spanish);
            assert_eq!(path.as_str(), expected);
        }
    }

    #[test]
    fn a_record_has_two_places() {
        for (alone, inside) in [
            ("content/cases/a.md", "content/cases/a/index.md"),
            ("content/cases/a.pt-BR.md", "content/cases/a/index.pt-BR.md"),
            ("content/pages/a/b.md", "content/pages/a/b/index.md"),
        ] {
            assert_eq!((twin(alone).as_deref(), twin(inside).as_deref()), (Some(inside), Some(alone)));
        }
        for path in ["content/pages/index.md", "content/cases/a.png", "content/cases/a/b.md", "content/a.md"]
        {
            assert_eq!(twin(path), None, "{path}");
        }
    }

    #[test]
    fn a_name_that_ends_with_index_is_a_name() {
        for (path, expected) in [
            ("content/cases/index.md", id(Kind::Case, "index")),
            ("content/cases/subindex.md", id(Kind::Case, "subindex")),
            ("content/pages/reindex.md", id(Kind::Page, "reindex")),
            ("content/pages/index.md", id(Kind::Page, "")),
        ] {
            assert_eq!(id_of(&SitePath::new(path)), Some(expected.clone()), "{path}");
            assert_eq!(slug_of(&SitePath::new(path), expected.kind), Some(expected.slug), "{path}");
            assert_eq!(slug_of(&SitePath::new(path), Kind::Guide), None, "{path}");
        }
    }

    #[test]
    fn what_lies_with_a_request_is_the_requests() {
        for path in [
            "content/requests/a.md",
            "content/requests/a.sv.md",
            "content/requests/a/index.md",
            "content/requests/a/b/c.png",
            "content/requests/a/reviews/b-c.md",
        ] {
            assert_eq!(request_of(&SitePath::new(path)), Some("a"), "{path}");
        }
        assert_eq!(request_of(&SitePath::new("content/cases/a.md")), None);
        for (path, expected) in [
            ("content/requests/a.md", true),
            ("content/requests/a/index.sv.md", true),
            ("content/requests/a/b.png", false),
            ("content/requests/a/reviews/b-c.md", false),
            ("content/cases/a.md", false),
        ] {
            assert_eq!(is_request(path), expected, "{path}");
        }
        let path = review("a", "first", "ada-l");
        assert_eq!(path.as_str(), "content/requests/a/reviews/first-ada-l.md");
        assert_eq!(review_of(&path), Some(("a", "first-ada-l")));
        assert!(path.as_str().starts_with(&reviews("a")));
        assert_eq!(review_of(&SitePath::new("content/cases/a/reviews/b-c.md")), None);
        assert_eq!(review_of(&SitePath::new("content/requests/a/reviews/b-c.png")), None);
    }

    #[test]
    fn the_rules_lie_with_the_records() {
        assert!(WORKFLOW.starts_with(CONTENT));
        assert!(Config::default().vocabularies.as_str().starts_with(CONTENT));
    }
}
