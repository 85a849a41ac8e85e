//! Documents of other programs as records: Word, ODT, HTML, Markdown, wikitext and exports of `MediaWiki`. `casebook import`
//! calls [`read`] for each file, and [`compose`] for each document in it.
//!
//! Each format has a reader that goes over the document and tells one [`Writer`](writer::Writer) what it finds. What is not
//! understood stays in the text with a mark that keeps it from being published; what is left out or changed is
//! counted. The documents come from strangers: every read has a bound, links lead to the web or nowhere, and nothing of a
//! document becomes HTML or a path.

mod document;
mod docx;
mod found;
mod html;
mod line;
mod markdown;
mod mediawiki;
mod odt;
mod office;
mod package;
mod record;
mod table;
mod told;
mod wikitext;
mod writer;

pub use document::{Document, Format};
pub use record::{Made, compose};

use self::found::Found;
use self::package::Package;
use self::told::{Left, Told};
use self::writer::{Segment, Writer};
use crate::config::is_web_address;
use crate::error::{Error, Result};
use crate::source::is_control;

/// How much a file may hold, in bytes.
pub const FILE_LIMIT: u64 = 64 * 1024 * 1024;
/// How much text of one document may hold, in bytes: as much as a record.
const TEXT_LIMIT: usize = 4 * 1024 * 1024;

/// Where links of a page of a wiki lead when nobody says which wiki it is of.
const META: &str = "https://meta.wikimedia.org/wiki/";

/// What a file holds.
#[derive(Debug, Default)]
pub struct Documents {
    pub documents: Vec<Document>,
    /// What in it became no document, with the reason.
    pub passed_over: Vec<String>,
}

/// Reads a file of that name. `source` is where it is from on the web.
///
/// # Errors
/// When it cannot be read as what it is, or holds too much; with line and column where the format has lines.
pub fn read(name: &str, format: Format, bytes: &[u8], source: Option<&str>) -> Result<Documents> {
    if let Some(source) = source
        && !is_web_address(source)
    {
        return Err(Error::usage(format!("`{source}` is no address on the web"))
            .help("write it whole, with `https://`"));
    }
    let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem).replace(['_', '-'], " ");
    let mut writer = Writer::default();
    let mut found = match format {
        Format::Docx | Format::Odt => {
            let package = Package::open(bytes).map_err(|error| error.at(name))?;
            let part = if format == Format::Docx { "word/document.xml" } else { "content.xml" };
            if !package.has(part) {
                return Err(Error::usage(format!("{name} is not {}: it has no `{part}`", format.noun()))
                    .help("say what it is with `--format`"));
            }
            let read = if format == Format::Docx { docx::read } else { odt::read };
            read(&package, &mut writer).map_err(|error| error.at(name))?
        }
        Format::Markdown | Format::Html | Format::Wikitext | Format::MediawikiXml => {
            let text = text(name, bytes, &mut writer.told)?;
            match format {
                Format::MediawikiXml => return export(name, &text),
                Format::Wikitext if mediawiki::is_export(&text) => return export(name, &text),
                Format::Markdown => markdown::read(&text, &mut writer),
                Format::Html => html::read(&text, &mut writer),
                _ => {
                    let (wiki, title) = wiki_of(source);
                    let title = title.unwrap_or_else(|| stem.clone());
                    let page = wikitext::read(&text, &title, &wiki, &mut writer);
                    Found { title: Some(title), keywords: page.categories, ..Found::default() }
                }
            }
        }
    };
    found.source =
        source.map(|source| (found.title.clone().unwrap_or_else(|| stem.clone()), source.to_owned(), None));
    found.named.get_or_insert(stem);
    Ok(Documents {
        documents: vec![document(name.to_owned(), format, found, writer)?],
        passed_over: Vec::new(),
    })
}

/// The text of a file without its control characters, which are counted.
fn text(name: &str, bytes: &[u8], told: &mut Told) -> Result<String> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = memchr::memchr_iter(b'\n', before).count() + 1;
        Error::usage(format!("{name}:{line}: it is not in UTF-8")).help("save it in UTF-8")
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    told.left_all(Left::Control, text.chars().filter(|c| is_control(*c)).count());
    Ok(text.replace(is_control, ""))
}

/// The wiki that an address of a page is of, and the title of the page.
fn wiki_of(source: Option<&str>) -> (String, Option<String>) {
    let Some((host, title)) = source.and_then(|source| source.split_once("/wiki/")) else {
        return (META.to_owned(), None);
    };
    let title = percent_encoding::percent_decode_str(title.split(['#', '?']).next().unwrap_or_default());
    (format!("{host}/wiki/"), Some(title.decode_utf8_lossy().replace('_', " ")))
}

/// The pages of an export of `MediaWiki`.
fn export(name: &str, text: &str) -> Result<Documents> {
    /// Namespaces that hold what readers read: articles, those of people and projects, help, and others with an even
    /// number that hold no programs.
    const PROGRAMS: &[i64] = &[2, 6, 8, 10, 14, 828];
    let export = mediawiki::pages(name, text)?;
    let wiki = export.wiki.unwrap_or_else(|| META.to_owned());
    let mut documents = Documents::default();
    for page in export.pages {
        let title = page.title.trim().to_owned();
        let why = match (&page.model, page.namespace) {
            (Some(model), _) => Some(format!("its text is `{model}`, and no wikitext")),
            (None, space) if space < 0 || space % 2 != 0 => Some("it is a page for talk".to_owned()),
            (None, space) if PROGRAMS.contains(&space) => {
                Some("it is a page of a person, a file, a category or a template".to_owned())
            }
            _ if page.text.trim().is_empty() => Some("it has no text".to_owned()),
            _ => None,
        };
        if let Some(why) = why {
            documents.passed_over.push(format!("{title}: {why}"));
            continue;
        }
        let mut writer = Writer::default();
        let text = page.text.replace(is_control, "");
        let read = wikitext::read(&text, &title, &wiki, &mut writer);
        if let Some(target) = read.redirect {
            documents.passed_over.push(format!("{title}: it leads on to {target}"));
            continue;
        }
        let found = Found {
            title: Some(title.clone()),
            keywords: read.categories,
            language: page.language,
            source: Some((title.clone(), wikitext::page_address(&wiki, &title), page.date)),
            ..Found::default()
        };
        documents.documents.push(document(title, Format::MediawikiXml, found, writer)?);
    }
    if documents.documents.is_empty() {
        let help = match documents.passed_over.first() {
            Some(first) => format!("the first that it has: {first}"),
            None => "export pages with Special:Export, and take in that file".to_owned(),
        };
        return Err(Error::usage(format!("{name} has no page that can be a record")).help(help));
    }
    Ok(documents)
}

fn document(name: String, format: Format, found: Found, mut writer: Writer) -> Result<Document> {
    writer.end_all();
    let notes = writer.notes();
    let Writer { segments, told, .. } = writer;
    let length = |segment: &Segment| match segment {
        Segment::Heading { markdown, .. } | Segment::Text { markdown, .. } => markdown.len() + 2,
    };
    if segments.iter().map(length).sum::<usize>() + notes.len() > TEXT_LIMIT {
        return Err(Error::usage(format!("{name} has more than {} MiB of text", TEXT_LIMIT / 1024 / 1024))
            .help("split it, and take in each piece"));
    }
    Ok(Document { name, format, found, segments, notes, told })
}
