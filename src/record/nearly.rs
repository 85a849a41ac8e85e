//! Files that somebody took for records, and that are none by their names: `river-port.MD`, `river-port.md.txt`,
//! `river-port.docx`. [`ContentFile`](super::ContentFile) asks, and `site` where such a file may as well be one to be
//! downloaded.

use super::Kind;
use super::layout::{self, INDEX};
use super::slug::{is_page_name, is_slug, slugify};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::SitePath;

/// What the names of Markdown end with elsewhere, in small letters.
const MARKDOWN: &[&str] =
    &["md", "markdown", "mdown", "mdtext", "mdtxt", "mdwn", "mdx", "mkd", "mkdn", "qmd", "rmd"];

/// What the names of other texts end with, in small letters.
const TEXTS: &[&str] = &[
    "adoc",
    "asciidoc",
    "doc",
    "docx",
    "gdoc",
    "mediawiki",
    "odt",
    "org",
    "pages",
    "rst",
    "rtf",
    "tex",
    "text",
    "textile",
    "txt",
    "wiki",
];

/// The path of the record that somebody may have meant by the file at `path`, which is no Markdown by its name.
/// `exists` tells whether a file of the site is there: what lies beside its record is not taken for one.
#[must_use]
pub fn meant(path: &SitePath, exists: &dyn Fn(&str) -> bool) -> Option<SitePath> {
    let (kind, rest) = layout::within(path.as_str())?;
    let (folder, name) = rest.rsplit_once('/').unwrap_or(("", rest));
    let name = name.trim();
    let (stem, is_markdown) = stem(name)?;
    let has_ending = stem.len() < name.len();
    let record = match stem.rsplit_once('.') {
        Some((record, _language)) => record,
        None => stem,
    };
    let is_index = record.eq_ignore_ascii_case(INDEX);
    let may_be = match kind {
        // As deep as one likes, where a list or a letter to be downloaded may lie as well.
        Kind::Page => folder.is_empty() || is_index || is_markdown,
        Kind::Request if folder.ends_with("/reviews") => true,
        _ => folder.is_empty() || (is_index && !folder.contains('/')),
    };
    // Words without an ending beside pages are more often settings of a host, or a licence.
    if !may_be || (kind == Kind::Page && !has_ending && !is_slug(stem)) {
        return None;
    }
    let fits = |part: &str| if kind == Kind::Page { is_page_name(part) } else { is_slug(part) };
    let name = if fits(record) && !is_index { stem.to_owned() } else { slugs(stem) };
    if name.is_empty() {
        return None;
    }
    let record = name.split('.').next().unwrap_or(&name);
    let meant = SitePath::new(&format!("{}/{name}.md", path.folder()));
    let in_its_place = [meant.to_string(), format!("{}/{record}/{INDEX}.md", path.folder())];
    (!in_its_place.iter().any(|path| exists(path))).then_some(meant)
}

/// A name and the language behind it, as they can stand in an address.
fn slugs(stem: &str) -> String {
    stem.split('.').map(slugify).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
}

/// The name without what makes it a text, and whether that is Markdown; `None` for the name of anything else.
fn stem(name: &str) -> Option<(&str, bool)> {
    let is_of =
        |endings: &[&str], ending: &str| endings.iter().any(|known| ending.eq_ignore_ascii_case(known));
    let mut stem = name;
    let mut is_markdown = false;
    while let Some((rest, ending)) = stem.rsplit_once('.') {
        is_markdown |= is_of(MARKDOWN, ending);
        if !is_of(MARKDOWN, ending) && !is_of(TEXTS, ending) {
            break;
        }
        stem = rest;
    }
    if let Some((rest, ending)) = stem.rsplit_once(',')
        && is_of(MARKDOWN, ending)
    {
        (stem, is_markdown) = (rest, true);
    }
    let is_text = stem.len() < name.len() || !name.contains('.');
    (is_text && !stem.is_empty()).then_some((stem, is_markdown))
}

/// That a record's name ends as a text's does once more, before its `.md`: `river-port.md.md`. On a page's name the
/// end may be a part of it.
#[must_use]
pub(super) fn doubled(path: &SitePath, kind: Kind, config: &Config) -> Option<Diagnostic> {
    let name = layout::text_name(path.file_name())?;
    let (stem, _) = stem(name).filter(|(stem, _)| stem.len() < name.len())?;
    let ending = &name[stem.len() + 1..];
    if kind == Kind::Page || config.languages.iter().any(|language| language.as_str() == ending) {
        return None;
    }
    let fault = Diagnostic::new(
        Code::BadFileName,
        path,
        Place::File,
        format!("a name with two endings, `.{ending}` and `.md`"),
    );
    let slug = slugs(stem);
    Some(if slug.is_empty() {
        fault.help("leave one of them out, and use lowercase letters, digits and hyphens")
    } else {
        fault.help(format!("did you mean `{slug}.md`?"))
    })
}

/// That a file is none of the record that was meant.
#[must_use]
pub fn fault(path: &SitePath, meant: &SitePath, may_be_published: bool) -> Diagnostic {
    let message = if path.file_name().ends_with(char::is_whitespace) {
        "not a record: a space stands at the end of the file's name"
    } else {
        "not a record: only a file whose name ends with `.md` becomes a page"
    };
    let link =
        if may_be_published { " If it is a file to be downloaded, link to it from a record" } else { "" };
    Diagnostic::new(Code::NotARecord, path, Place::File, message)
        .help(format!("did you mean `{}`?{link}", meant.file_name()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str) -> Option<String> {
        let exists = |path: &str| {
            ["content/cases/there.md", "content/cases/folder/index.md", "content/cases/a/index.md"]
                .contains(&path)
        };
        meant(&SitePath::new(path), &exists).map(|path| path.to_string())
    }

    #[test]
    fn each_ending_of_a_text_is_taken_for_a_slip() {
        for ending in MARKDOWN.iter().chain(TEXTS) {
            for ending in [(*ending).to_owned(), ending.to_uppercase(), format!("md.{ending}")] {
                let path = format!("content/cases/river-port.{ending}");
                assert_eq!(of(&path).as_deref(), Some("content/cases/river-port.md"), "{path}");
            }
        }
        for (path, expected) in [
            ("content/cases/river-port", "content/cases/river-port.md"),
            ("content/cases/River Port.docx", "content/cases/river-port.md"),
            ("content/cases/river-port.sv.txt", "content/cases/river-port.sv.md"),
            ("content/cases/river-port.md ", "content/cases/river-port.md"),
            ("content/cases/river-port,md", "content/cases/river-port.md"),
            ("content/cases/b/index.markdown", "content/cases/b/index.md"),
            ("content/cases/b/INDEX.MD", "content/cases/b/index.md"),
            ("content/requests/b/reviews/initial-ada.txt", "content/requests/b/reviews/initial-ada.md"),
            ("content/pages/About us.docx", "content/pages/About us.md"),
            ("content/pages/a/b.MD", "content/pages/a/b.md"),
            ("content/pages/about", "content/pages/about.md"),
        ] {
            assert_eq!(of(path).as_deref(), Some(expected), "{path}");
        }
    }

    #[test]
    fn other_files_are_what_they_are() {
        for path in [
            "content/cases/river-port.png",
            "content/cases/river-port.csv",
            "content/cases/river-port.html",
            // Beside its record, as the text that it was made of.
            "content/cases/there.docx",
            "content/cases/there.md.txt",
            "content/cases/folder.odt",
            "content/cases/a/index.txt",
            // With a record, to be downloaded.
            "content/cases/a/letter.txt",
            "content/pages/files/letter.docx",
            "content/pages/CNAME",
            "content/pages/_redirects",
            "content/a.txt",
            "content/case/a.txt",
        ] {
            assert_eq!(of(path), None, "{path}");
        }
    }
}
