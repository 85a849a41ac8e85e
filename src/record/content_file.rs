//! What a path below `content/` says of its file.

use super::layout::{self, CONTENT, INDEX};
use super::slug::{is_page_name, is_slug, slugify};
use super::{Id, Kind, asset, nearly};
use crate::config::{Config, Glossary, Language, QUESTIONS, Synonyms, Vocabulary, WORKFLOW};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{SitePath, UrlPath, is_leftover, unportable};
use crate::suggest::nearest;

/// What a file below `content/` is.
#[derive(Debug, PartialEq, Eq)]
pub enum ContentFile {
    Record(Id),
    Translation(Id, Language),
    /// A record that was written first in another language than the site's own.
    Original(Id, Language),
    /// A review of the request: its name is that of its stage and of whoever wrote it.
    Review {
        request: Box<str>,
        name: Box<str>,
    },
    /// A file that is published as it is, at this address.
    Asset(UrlPath),
    /// A file that the site is made with, and does not publish: the workflow or a vocabulary.
    Rules,
}

impl ContentFile {
    /// What the file at `path` is. `exists` tells whether another file of the site is there.
    ///
    /// # Errors
    /// When the file lies where no record can, its name cannot stand in an address, or it is none of the site.
    pub fn of(path: &SitePath, config: &Config, exists: &dyn Fn(&str) -> bool) -> Result<Self, Diagnostic> {
        let below = path.as_str().strip_prefix(CONTENT).unwrap_or_default();
        if let Some(part) = below.split('/').find(|part| is_leftover(part)) {
            return Err(leftover(path, part));
        }
        let vocabulary = path.as_str().strip_prefix(config.vocabularies.as_str());
        if let Some(name) = vocabulary.and_then(|rest| rest.strip_prefix('/')) {
            let mut known = Vocabulary::ALL.map(Vocabulary::file_name).to_vec();
            known.extend([Glossary::FILE_NAME, Synonyms::FILE_NAME]);
            return rules(path, name, &known);
        }
        let Some((folder, _)) = below.split_once('/') else {
            if layout::text_name(below).is_some() {
                return Err(misplaced(path));
            }
            return rules(path, below, &[WORKFLOW, QUESTIONS].map(|file| file.trim_start_matches(CONTENT)));
        };
        let Some((kind, rest)) = layout::within(path.as_str()) else {
            return Err(unknown_kind(path, folder));
        };
        let Some(name) = layout::text_name(rest) else {
            let url = if kind == Kind::Page { format!("/{rest}") } else { format!("/{below}") };
            if asset::media_type(path.file_name()).is_none()
                && let Some(meant) = nearly::meant(path, exists)
            {
                return Err(nearly::fault(path, &meant, false));
            }
            return match asset::refused(path, config) {
                None => Ok(Self::Asset(UrlPath::new(&url))),
                Some(fault) => Err(fault),
            };
        };
        if let Some((request, name)) = layout::review_of(path) {
            return review(path, request, name);
        }
        let (slug, language) = named(path, config, kind, name, exists)?;
        let id = Id { kind, slug: slug.into() };
        Ok(match language {
            None => Self::Record(id),
            Some(language) if is_first(path, config, &id, &language, exists) => Self::Original(id, language),
            Some(language) => Self::Translation(id, language),
        })
    }
}

impl Id {
    /// The address of the record in a language.
    #[must_use]
    pub fn url(&self, language: &Language, default: &Language) -> UrlPath {
        let prefix = if language == default { String::new() } else { format!("/{language}") };
        let slug = &self.slug;
        UrlPath::new(&match self.kind {
            Kind::Page if slug.is_empty() => format!("{prefix}/"),
            Kind::Page => format!("{prefix}/{slug}/"),
            kind => format!("{prefix}/{}/{slug}/", kind.folder()),
        })
    }
}

/// A review lies in the folder `reviews` of its request and is called `STAGE-PERSON.md`.
fn review(path: &SitePath, request: &str, name: &str) -> Result<ContentFile, Diagnostic> {
    let named = name.split_once('-').is_some_and(|(stage, person)| is_slug(stage) && is_slug(person));
    if named && is_slug(request) {
        return Ok(ContentFile::Review { request: request.into(), name: name.into() });
    }
    let fault = bad_name(path, "a review is named by its stage and by the file of whoever wrote it");
    let form = layout::review("ID", "STAGE", "PERSON");
    Err(fault.help(format!("name it `{form}`, such as `initial-ada.md`")))
}

/// The slug and the language that a path without its `.md` names.
fn named(
    path: &SitePath,
    config: &Config,
    kind: Kind,
    rest: &str,
    exists: &dyn Fn(&str) -> bool,
) -> Result<(String, Option<Language>), Diagnostic> {
    let (folder, name) = rest.rsplit_once('/').map_or(("", rest), |(folder, name)| (folder, name));
    if let Some(fault) = nearly::doubled(path, kind, config) {
        return Err(fault);
    }
    let suffix = name.rsplit_once('.').and_then(|(stem, suffix)| Some((stem, Language::parse(suffix)?)));
    let (stem, language) = match suffix {
        Some((stem, language)) => {
            let original = format!("{}/{stem}.md", path.folder());
            let known = config.languages.contains(&language);
            // On a page's name the end may be something else than a language.
            if kind == Kind::Page && !known && !exists(&original) {
                (name, None)
            } else if !known || (language == *config.default_language() && !exists(&original)) {
                return Err(unknown_language(path, config, &language));
            } else {
                (stem, Some(language))
            }
        }
        None => (name, None),
    };
    let slug = match (kind, folder, stem) {
        (Kind::Page, folder, INDEX) => folder.to_owned(),
        (Kind::Page, "", stem) => stem.to_owned(),
        (Kind::Page, folder, stem) => format!("{folder}/{stem}"),
        (_, "", stem) => stem.to_owned(),
        (_, folder, INDEX) if !folder.contains('/') => folder.to_owned(),
        (_, folder, stem) if !folder.contains('/') => {
            return Err(second_text(path, folder, stem, language.as_ref(), exists));
        }
        _ => {
            let [alone, inside] = layout::stems(&Id { kind, slug: "SLUG".into() });
            return Err(bad_name(path, "a record of this kind lies at most one folder deep")
                .help(format!("name it `{alone}.md` or `{inside}.md`")));
        }
    };
    let fits = if kind == Kind::Page {
        slug.split('/').all(|part| slug.is_empty() || is_page_name(part))
    } else {
        is_slug(&slug)
    };
    if fits {
        let mut parts = slug.split('/').filter(|part| !part.is_empty());
        let fault = parts.find_map(|part| Some(format!("the name `{part}` {}", unportable(part)?)));
        return match fault {
            Some(message) => {
                Err(bad_name(path, &message).help("give it another name, of letters, digits and hyphens"))
            }
            None => Ok((slug, language)),
        };
    }
    let better = slug.split('/').map(slugify).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
    let fault = bad_name(path, &format!("`{slug}` cannot stand in an address"));
    Err(if better.is_empty() {
        fault.help("use lowercase letters, digits and hyphens")
    } else {
        fault.help(format!("use lowercase letters, digits and hyphens, such as `{better}`"))
    })
}

/// A text in a record's folder that is not called as the record's own is.
fn second_text(
    path: &SitePath,
    folder: &str,
    stem: &str,
    language: Option<&Language>,
    exists: &dyn Fn(&str) -> bool,
) -> Diagnostic {
    let end = language.map(|language| format!(".{language}")).unwrap_or_default();
    let own = format!("{INDEX}{end}{}", layout::MARKDOWN);
    let fault = bad_name(path, &format!("the text in the folder of a record is called `{own}`"));
    if exists(&format!("{}/{own}", path.folder())) {
        let slug = slugify(stem);
        let above = path.folder().strip_suffix(folder).unwrap_or_default();
        let name = if slug.is_empty() { "NAME" } else { &slug };
        fault.help(format!(
            "`{folder}` has one: make this a record of its own, `{above}{name}{end}.md`, or a part of that text"
        ))
    } else {
        fault.help(format!("name it `{own}`"))
    }
}

fn bad_name(path: &SitePath, message: &str) -> Diagnostic {
    Diagnostic::new(Code::BadFileName, path, Place::File, message)
}

fn leftover(path: &SitePath, part: &str) -> Diagnostic {
    let message = format!("`{part}` is what a program has left here, and is not published");
    Diagnostic::new(Code::UnpublishedFile, path, Place::File, message)
        .help("delete it, or rename it if it is yours; a line in `.gitignore` keeps others out")
}

/// Where files have names of their own, one of another name means nothing.
fn rules(path: &SitePath, name: &str, known: &[&str]) -> Result<ContentFile, Diagnostic> {
    if known.contains(&name) {
        return Ok(ContentFile::Rules);
    }
    let fault = |message: &str| Diagnostic::new(Code::UnpublishedFile, path, Place::File, message);
    Err(match nearest(name, known.iter().copied()) {
        Some(near) => fault("a file that means nothing here, and is not published")
            .help(format!("did you mean `{near}`?")),
        None => fault("a file that means nothing here, and is not published").help(format!(
            "move it to the record that it belongs to, in one of {}, or out of `{CONTENT}`",
            folders()
        )),
    })
}

fn misplaced(path: &SitePath) -> Diagnostic {
    Diagnostic::new(Code::UnknownKind, path, Place::File, "the record lies in no folder of a kind")
        .help(format!("move it to one of {}", folders()))
}

fn unknown_kind(path: &SitePath, folder: &str) -> Diagnostic {
    let fault = Diagnostic::new(
        Code::UnknownKind,
        path,
        Place::File,
        format!("`content/{folder}/` is no kind of record"),
    );
    match nearest(folder, Kind::ALL.map(Kind::folder)) {
        Some(near) => fault.help(format!("did you mean `content/{near}/`?")),
        None => fault.help(format!("the kinds are {}", folders())),
    }
}

/// Whether a file that carries a language is no translation but the record itself, which nobody has written in the
/// site's own language. Of several such files the first is that of the language that the site names first.
///
/// Requests, people and partners are what the gate judges by, and it looks for their files under one name. The text of
/// the home page is part of a page in each language.
fn is_first(
    path: &SitePath,
    config: &Config,
    id: &Id,
    language: &Language,
    exists: &dyn Fn(&str) -> bool,
) -> bool {
    if matches!(id.kind, Kind::Request | Kind::Person | Kind::Partner) || id.is_home() {
        return false;
    }
    let original = layout::original(path, language);
    let stem = original.as_str().trim_end_matches(layout::MARKDOWN);
    let there = |language: &&Language| exists(&format!("{stem}.{language}{}", layout::MARKDOWN));
    !exists(original.as_str()) && config.languages.iter().find(there) == Some(language)
}

fn unknown_language(path: &SitePath, config: &Config, language: &Language) -> Diagnostic {
    let fault = |message: String| Diagnostic::new(Code::UnknownLanguage, path, Place::File, message);
    if language == config.default_language() {
        return fault(format!("`{language}` is the site's own language, which no file name carries"))
            .help(format!("name the original without `.{language}`"));
    }
    let fault = fault(format!("the site has no language `{language}`"));
    let akin = |known: &&Language| known.is_akin(language) && *known != config.default_language();
    if let Some(known) = config.languages.iter().find(akin) {
        let original = layout::original(path, language);
        let name = layout::text_name(original.file_name()).unwrap_or_default();
        return fault.help(format!(
            "it has `{known}`: name the file `{name}.{known}.md`, or add `{language}` to `languages` in casebook.yaml"
        ));
    }
    fault.help(format!("add `{language}` to `languages` in casebook.yaml, or rename the file"))
}

fn folders() -> String {
    Kind::ALL.map(layout::folder).join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(path: &str) -> Result<ContentFile, Code> {
        let config = Config::parse("languages: [en, sv]").0;
        let exists = |path: &str| path == "content/pages/about.md";
        ContentFile::of(&SitePath::new(path), &config, &exists).map_err(|fault| fault.code)
    }

    fn id(kind: Kind, slug: &str) -> Id {
        Id { kind, slug: slug.into() }
    }

    #[test]
    fn a_record_is_a_file_or_a_folder() {
        assert_eq!(place("content/cases/a-1.md"), Ok(ContentFile::Record(id(Kind::Case, "a-1"))));
        assert_eq!(place("content/cases/a/index.md"), Ok(ContentFile::Record(id(Kind::Case, "a"))));
        assert_eq!(place("content/cases/a/b/index.md"), Err(Code::BadFileName));
        assert_eq!(place("content/cases/a/b.md"), Err(Code::BadFileName));
        assert_eq!(place("content/cases/A b.md"), Err(Code::BadFileName));
        assert_eq!(place("content/cases/..md"), Err(Code::BadFileName));
    }

    #[test]
    fn a_page_is_where_its_path_says() {
        assert_eq!(place("content/pages/index.md"), Ok(ContentFile::Record(id(Kind::Page, ""))));
        assert_eq!(place("content/pages/a/B_c.v2.md"), Ok(ContentFile::Record(id(Kind::Page, "a/B_c.v2"))));
        assert_eq!(place("content/pages/a/index.md"), Ok(ContentFile::Record(id(Kind::Page, "a"))));
        assert_eq!(place("content/pages/a<b.md"), Err(Code::BadFileName));
        assert_eq!(place("content/pages/.../b.md"), Err(Code::BadFileName));
    }

    #[test]
    fn a_translation_names_its_language() {
        let swedish = Language::parse("sv").unwrap();
        let translation = |id| Ok(ContentFile::Translation(id, swedish.clone()));
        assert_eq!(place("content/cases/a.sv.md"), translation(id(Kind::Case, "a")));
        assert_eq!(place("content/pages/a/index.sv.md"), translation(id(Kind::Page, "a")));
        assert_eq!(place("content/cases/a.fr.md"), Err(Code::UnknownLanguage));
        assert_eq!(place("content/cases/a.en.md"), Err(Code::UnknownLanguage));
        assert_eq!(place("content/pages/about.fr.md"), Err(Code::UnknownLanguage));
        assert_eq!(place("content/pages/libs.min.md"), Ok(ContentFile::Record(id(Kind::Page, "libs.min"))));
    }

    #[test]
    fn other_files_are_published_where_they_lie() {
        assert_eq!(place("content/cases/a/b.png"), Ok(ContentFile::Asset(UrlPath::new("/cases/a/b.png"))));
        assert_eq!(place("content/pages/a/b.png"), Ok(ContentFile::Asset(UrlPath::new("/a/b.png"))));
        assert_eq!(place("content/vocabularies/topics.yaml"), Ok(ContentFile::Rules));
        assert_eq!(place("content/workflow.yaml"), Ok(ContentFile::Rules));
        assert_eq!(place("content/questions.yaml"), Ok(ContentFile::Rules));
        assert_eq!(place("content/pages/a/evil.HTML"), Err(Code::UnsafeFile));
    }

    #[test]
    fn what_belongs_nowhere_is_told() {
        let help = |path: &str| {
            let config = Config::default();
            let fault = ContentFile::of(&SitePath::new(path), &config, &|_| false).unwrap_err();
            (fault.code, fault.help.unwrap())
        };
        for (path, near) in [
            ("content/workflow.yml", "`workflow.yaml`"),
            ("content/Workflow.yaml", "`workflow.yaml`"),
            ("content/vocabularies/topics.yml", "`topics.yaml`"),
            ("content/vocabularies/topics.yaml.txt", "`topics.yaml`"),
        ] {
            assert_eq!(help(path), (Code::UnpublishedFile, format!("did you mean {near}?")), "{path}");
        }
        for path in [
            "content/a.txt",
            "content/photo.png",
            "content/vocabularies/x/topics.yaml",
            "content/cases/a.md~",
            "content/case/a.md.orig",
            "content/cases/a/~$b.docx",
            "content/vocabularies/topics.yaml.bak",
            "content/cases/__MACOSX/a.png",
        ] {
            assert_eq!(help(path).0, Code::UnpublishedFile, "{path}");
        }
        assert_eq!(help("content/cases/River Port.MD").1, "did you mean `river-port.md`?");
        assert_eq!(help("content/cases/river-port.MD").0, Code::NotARecord);
        for name in ["river-port.md.md", "River Port.MD.md", "river-port.txt.md", "river-port.md.docx.md"] {
            let expected = (Code::BadFileName, "did you mean `river-port.md`?".to_owned());
            assert_eq!(help(&format!("content/cases/{name}")), expected, "{name}");
        }
        assert_eq!(help("content/cases/b.sv.md.md").1, "did you mean `b.sv.md`?");
        assert_eq!(help("content/cases/b/index.md.md").1, "did you mean `index.md`?");
        for (name, own) in [("INDEX.md", "index.md"), ("text.md", "index.md")] {
            let expected = (Code::BadFileName, format!("name it `{own}`"));
            assert_eq!(help(&format!("content/cases/b/{name}")), expected, "{name}");
        }
        assert!(matches!(place("content/cases/river-port.docx"), Ok(ContentFile::Asset(_))));
    }

    #[test]
    fn a_second_text_in_a_folder_is_told_where_it_can_go() {
        let config = Config::parse("languages: [en, sv]").0;
        let exists = |path: &str| ["content/cases/b/index.md", "content/cases/b/index.sv.md"].contains(&path);
        let help =
            |path: &str| ContentFile::of(&SitePath::new(path), &config, &exists).unwrap_err().help.unwrap();
        assert!(help("content/cases/b/Other one.md").contains("`content/cases/other-one.md`"));
        assert!(help("content/cases/b/other.sv.md").contains("`content/cases/other.sv.md`"));
        assert!(help("content/cases/b/….md").contains("`content/cases/NAME.md`"));
        assert_eq!(help("content/cases/c/other.sv.md"), "name it `index.sv.md`");
    }

    #[test]
    fn a_folder_has_to_be_a_kind() {
        assert_eq!(place("content/case/a.md"), Err(Code::UnknownKind));
        assert_eq!(place("content/a.md"), Err(Code::UnknownKind));
    }
}
