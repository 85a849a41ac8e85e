//! The files that a site publishes as they are. [`ContentFile`](super::ContentFile) asks which may be, the preview as what
//! they are served.
//!
//! Anyone can propose a file, and whoever opens it does so under the site's own name. So what is published is a
//! list of types that browsers and servers show or offer for saving, and never run. XML is none of them: with the
//! right namespace any of it is a page with scripts.

use super::slug::is_page_name;
use super::{Kind, layout};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::SitePath;

/// The end of a name in lower case, and the media type it is served with.
#[rustfmt::skip]
const TYPES: &[(&str, &str)] = &[
    // Pictures. Each SVG is judged by what it holds (`parse::svg`).
    ("avif", "image/avif"),
    ("gif", "image/gif"),
    ("ico", "image/x-icon"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("tif", "image/tiff"),
    ("tiff", "image/tiff"),
    ("webp", "image/webp"),
    // Sound, film and subtitles.
    ("flac", "audio/flac"),
    ("m4a", "audio/mp4"),
    ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"),
    ("oga", "audio/ogg"),
    ("ogg", "audio/ogg"),
    ("ogv", "video/ogg"),
    ("opus", "audio/ogg"),
    ("srt", "application/x-subrip"),
    ("vtt", "text/vtt; charset=utf-8"),
    ("wav", "audio/wav"),
    ("webm", "video/webm"),
    // Documents.
    ("djvu", "image/vnd.djvu"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("epub", "application/epub+zip"),
    ("odg", "application/vnd.oasis.opendocument.graphics"),
    ("odp", "application/vnd.oasis.opendocument.presentation"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("pdf", "application/pdf"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    // Tables, data and plain text.
    ("bib", "text/plain; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("geojson", "application/geo+json"),
    ("ics", "text/calendar; charset=utf-8"),
    ("ipynb", "application/x-ipynb+json"),
    ("json", "application/json"),
    ("jsonl", "application/jsonl"),
    ("kmz", "application/vnd.google-earth.kmz"),
    ("parquet", "application/vnd.apache.parquet"),
    ("ris", "text/plain; charset=utf-8"),
    ("rq", "text/plain; charset=utf-8"),
    ("sparql", "text/plain; charset=utf-8"),
    ("sql", "text/plain; charset=utf-8"),
    ("sqlite", "application/vnd.sqlite3"),
    ("tsv", "text/tab-separated-values; charset=utf-8"),
    ("ttl", "text/turtle; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    // Archives.
    ("7z", "application/x-7z-compressed"),
    ("gz", "application/gzip"),
    ("tar", "application/x-tar"),
    ("xz", "application/x-xz"),
    ("zip", "application/zip"),
    ("zst", "application/zstd"),
];

/// The endings of what is read as text, by people and by whoever looks for addresses. All else that is published is
/// pictures, sound, or packed.
const TEXTS: &[&str] = &[
    "bib", "csv", "geojson", "ics", "ipynb", "json", "jsonl", "ris", "rq", "sparql", "sql", "srt", "svg",
    "tsv", "ttl", "txt", "vtt",
];

/// Endings that say how a file is packed; what it is stands before them, and servers go by that.
const PACKED: &[&str] = &["gz", "xz", "zst"];

/// The media type of a published file; `None` when no file of that name is published.
#[must_use]
pub fn media_type(name: &str) -> Option<&'static str> {
    let (_, ending) = name.rsplit_once('.')?;
    TYPES.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known)).map(|&(_, media_type)| media_type)
}

/// Whether a published file of that name is text.
#[must_use]
pub fn is_text(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    TEXTS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// Whether programs ask for the file at a path of their own accord, without a link to it.
#[must_use]
pub fn is_asked_for(path: &SitePath) -> bool {
    const NAMES: &[&str] =
        &["apple-touch-icon.png", "favicon.ico", "humans.txt", "keybase.txt", "security.txt"];
    path.as_str().strip_prefix(&layout::folder(Kind::Page)).is_some_and(|name| NAMES.contains(&name))
}

/// What speaks against publishing the file at a path, by its name.
pub(super) fn refused(path: &SitePath, config: &Config) -> Option<Diagnostic> {
    let name = path.file_name();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let fault = |message: String| Diagnostic::new(Code::UnsafeFile, path, Place::File, message);
    if media_type(name).is_none() {
        let message = match ending {
            "" => "a file whose name has no ending is not published".to_owned(),
            ending => format!("a file `.{ending}` is not published"),
        };
        return Some(fault(message).help(
            "publish it as a picture, a PDF, a table, an office document, plain text, sound, film or an archive \
             (`casebook explain unsafe-file` lists the endings), link to where it is, or delete it if a program \
             left it here",
        ));
    }
    // Some servers go by an ending further inside: `a.php.png` runs there, and `a.html.gz` is a page to most. Two
    // letters are a language.
    let is_packed = PACKED.iter().any(|packed| ending.eq_ignore_ascii_case(packed));
    let is_known = |part: &str| {
        let is_type = media_type(&format!(".{part}")).is_some();
        // A packed drawing is judged by nobody.
        (is_type && !(is_packed && part.eq_ignore_ascii_case("svg")))
            || config.languages.iter().any(|language| language.as_str() == part)
    };
    let is_ending = |part: &str| {
        (3..=5).contains(&part.len())
            && part.bytes().all(|b| b.is_ascii_alphanumeric())
            && part.bytes().any(|b| b.is_ascii_alphabetic())
    };
    if let Some(part) = stem.split('.').skip(1).find(|part| is_ending(part) && !is_known(part)) {
        let help = format!("name it with one dot, such as `{}.{ending}`", stem.replace('.', "-"));
        return Some(fault(format!("a server could take `.{part}` for the type of the file")).help(help));
    }
    // A host reads its settings from files at the root of what it publishes: `vercel.json` and the like.
    let is_setting =
        format!("{}/", path.folder()) == layout::folder(Kind::Page) && ending.eq_ignore_ascii_case("json");
    if is_setting {
        let message =
            "a file `.json` is not published at the root of the site: hosts read their settings there";
        return Some(
            fault(message.to_owned())
                .help(format!("move it to a folder, such as `{}files/`", layout::folder(Kind::Page))),
        );
    }
    if let Some(part) = path.as_str().split('/').find(|part| !is_page_name(part)) {
        let message = format!("`{part}` cannot stand in an address");
        let help = "use letters, digits, hyphens, dots and underscores";
        return Some(Diagnostic::new(Code::BadFileName, path, Place::File, message).help(help));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(path: &str) -> Option<Code> {
        let config = Config::parse("languages: [en, sv, ast]").0;
        refused(&SitePath::new(path), &config).map(|fault| fault.code)
    }

    #[test]
    fn each_type_of_the_list_is_published_in_either_case() {
        for (ending, media_type_of) in TYPES {
            for name in [format!("a.{ending}"), format!("a.{}", ending.to_uppercase())] {
                assert_eq!(media_type(&name), Some(*media_type_of), "{name}");
                assert_eq!(refusal(&format!("content/cases/a/{name}")), None, "{name}");
            }
        }
    }

    #[test]
    fn each_text_of_the_list_is_known_as_one() {
        for (ending, media_type) in TYPES {
            let is_text = is_text(&format!("a.{}", ending.to_uppercase()));
            assert!(is_text || !media_type.starts_with("text/") && !media_type.contains("json"), "{ending}");
        }
        assert!(TEXTS.iter().all(|text| TYPES.iter().any(|(ending, _)| ending == text)));
        assert!(!is_text("a.csv.gz") && !is_text("csv"));
    }

    #[test]
    fn the_explanation_lists_what_is_published() {
        let text = Code::UnsafeFile.explanation();
        let told: Vec<&str> =
            text.split('`').skip(1).step_by(2).filter_map(|word| word.strip_prefix('.')).collect();
        let list: Vec<&str> = TYPES.iter().map(|(ending, _)| *ending).collect();
        assert_eq!(told, list, "`explain/unsafe-file.md` and `TYPES` are in the same order");
    }

    #[test]
    fn what_runs_or_sets_up_a_host_is_not_published() {
        let runs = "html htm xhtml xht shtml mhtml xml xsl xslt xsd rng rdf atom rss kml gpx svgz js mjs cjs css wasm \
                    php phtml phar php5 inc asp aspx jsp cgi pl py rb sh bat exe jar swf hta url lnk webmanifest \
                    config conf htc vcf eml docm xlsm md~ orig bak swp tmp db part ~";
        for ending in runs.split(' ') {
            assert_eq!(refusal(&format!("content/cases/a/b.{ending}")), Some(Code::UnsafeFile), "{ending}");
        }
        for name in [
            "CNAME",
            "_redirects",
            "_headers",
            "web.config",
            ".htaccess",
            "LICENSE",
            "a.",
            "a.png.",
            "a.png ",
            "Thumbs.db",
            "#x#",
            "lamps.md~",
            "vercel.json",
        ] {
            assert_eq!(refusal(&format!("content/pages/{name}")), Some(Code::UnsafeFile), "{name}");
        }
        for name in ["~$x.docx", "a\nb.png", "a\\b.png", ".a.png", "a%2f.png", "a?.png", "a#b.png", "a<b.png"]
        {
            assert_eq!(refusal(&format!("content/pages/a/{name}")), Some(Code::BadFileName), "{name}");
        }
    }

    #[test]
    fn an_ending_inside_a_name_is_one_of_the_list_or_none() {
        for name in
            ["a.php.png", "a.html.gz", "a.svg.gz", "a.SVG.zst", "a.phtml.sv.pdf", "a.php5.txt", "a.b1c.txt"]
        {
            assert_eq!(refusal(&format!("content/pages/a/{name}")), Some(Code::UnsafeFile), "{name}");
        }
        for name in [
            "a.csv.gz",
            "a.tar.xz",
            "a.gz",
            "talk.de.vtt",
            "talk.ast.vtt",
            "Shot 2024-05-01 at 12.30.151.png",
            "a.svg.png",
            "a.letter.pdf",
            "Dr. Who.jpg",
            "v1.2.pdf",
            "Ångström – नमस्ते.pdf",
            "a.json",
        ] {
            assert_eq!(refusal(&format!("content/pages/a/{name}")), None, "{name}");
        }
    }
}
