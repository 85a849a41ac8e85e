//! A book as an EPUB 3.3, the form that readers of books take: <https://www.w3.org/TR/epub-33/>.
//!
//! The pages are made here, what stands around them in [`package`](super::package). Links between chapters stay in the
//! book, all others lead to the site's address on the web, and are text where it has none.

use std::io::Cursor;

use percent_encoding::percent_decode_str;

use super::package::{self, Item};
use super::text::{Place, Text};
use super::{Chapters, Lead, site_title, title};
use crate::archive::Archive;
use crate::config::Vocabulary;
use crate::diagnostic::Diagnostic;
use crate::picture::Flaw;
use crate::record::{Kind, asset};
use crate::render::context::Context;
use crate::render::date;
use crate::render::href::{ROOT, absolute};
use crate::render::html::{escape, push};
use crate::render::link;
use crate::render::phrase;
use crate::render::record::inherited;
use crate::site::{Book, PageKind};
use crate::source::UrlPath;

/// The types of pictures that every reader of books shows: <https://www.w3.org/TR/epub-33/#sec-core-media-types>.
const PICTURES: [&str; 5] = ["image/gif", "image/jpeg", "image/png", "image/svg+xml", "image/webp"];

/// The style sheet of every book.
const STYLE: &str = include_str!("book.css");

/// The file of a book in the language of the page.
///
/// # Errors
/// When the theme's template cannot be filled, or a picture cannot be read.
pub(crate) fn file(cx: &Context<'_>, book: &Book) -> Result<Vec<u8>, Box<Diagnostic>> {
    cx.cache.shelf.take(book, || made(cx, book))
}

/// How many bytes that file holds.
///
/// # Errors
/// As [`file`].
pub(crate) fn size(cx: &Context<'_>, book: &Book) -> Result<usize, Box<Diagnostic>> {
    cx.cache.shelf.size(book, || made(cx, book))
}

fn made(cx: &Context<'_>, book: &Book) -> Result<Vec<u8>, Box<Diagnostic>> {
    let chapters = Chapters::of(cx, book)?;
    let mut making = Making { cx, chapters: &chapters, pictures: Vec::new() };
    let mut files = vec![
        ("title.xhtml".to_owned(), making.title_page(book)),
        ("contents.xhtml".to_owned(), making.contents()),
    ];
    for (at, chapter) in chapters.all.iter().enumerate() {
        let page = page(cx, &chapter.entry.record.common.title, &making.text(at, &chapter.text));
        files.push((file_of(at), page));
    }
    let mut items: Vec<Item> =
        files.into_iter().map(|(name, text)| Item::page(name, text.into_bytes())).collect();
    items.push(Item {
        name: "style.css".to_owned(),
        media_type: "text/css",
        bytes: STYLE.as_bytes().to_vec(),
    });
    for Picture { url, name, media_type } in &making.pictures {
        items.push(Item { name: name.clone(), media_type, bytes: bytes(cx, url)? });
    }
    let about = package::About {
        identifier: package::identifier(cx, &cx.url_of(PageKind::Book(book.clone()))),
        title: title(cx, book),
        language: cx.language(),
        creator: site_title(cx),
        rights: cx.site.config.licence.as_deref().map(|id| cx.label(Vocabulary::Licences, id)),
        source: cx.canonical(&offered_at(cx, book)),
        modified: chapters.all.iter().filter_map(|chapter| cx.site.updated(chapter.id)).max(),
    };
    Ok(packed(&items, &package::document(&about, &items)))
}

/// The address of the page that offers a book.
fn offered_at(cx: &Context<'_>, book: &Book) -> UrlPath {
    match book {
        Book::Guide(id) | Book::Series(id) => cx.site.entry(*id).url.clone(),
        Book::Topic(id) => cx.site.term_url(Vocabulary::Topics, id, cx.language()),
        Book::Whole => cx.url_of(PageKind::Offline),
    }
}

/// The file of the archive.
fn packed(items: &[Item], document: &str) -> Vec<u8> {
    const MEMORY: &str = "memory takes all that is written to it";
    let mut archive = Archive::new(Cursor::new(Vec::new()));
    archive.store("mimetype", b"application/epub+zip").expect(MEMORY);
    archive.add("META-INF/container.xml", package::CONTAINER.as_bytes()).expect(MEMORY);
    archive.add(&format!("{}{}", package::FOLDER, package::DOCUMENT), document.as_bytes()).expect(MEMORY);
    for item in items {
        archive.add(&format!("{}{}", package::FOLDER, item.name), &item.bytes).expect(MEMORY);
    }
    archive.finish().expect(MEMORY).into_inner()
}

/// The name of the file of the chapter at a place.
fn file_of(at: usize) -> String {
    format!("chapter-{}.xhtml", at + 1)
}

/// The bytes of the picture at an address.
fn bytes(cx: &Context<'_>, url: &UrlPath) -> Result<Vec<u8>, Box<Diagnostic>> {
    let (asset, size) = match cx.site.size_at(url) {
        Some((asset, at)) => (Some(asset), Some(at)),
        None => (cx.site.asset(url), None),
    };
    let asset = asset.expect("a picture is taken into a book when it has been found");
    cx.pictures.bytes(asset, size).ok_or_else(|| Box::new(asset.flaw(Flaw::Damaged)))
}

/// A picture of the book.
struct Picture {
    url: UrlPath,
    name: String,
    media_type: &'static str,
}

/// A book that is being made.
struct Making<'m, 'c> {
    cx: &'m Context<'c>,
    chapters: &'m Chapters<'c>,
    /// In the order in which they are shown first.
    pictures: Vec<Picture>,
}

impl Making<'_, '_> {
    /// A text as it stands in the chapter at the place `own`.
    fn text(&mut self, own: usize, text: &Text) -> String {
        let mut out = String::new();
        text.write(&mut out, |place, out| match place {
            Place::Heading(level) => push(out, &["h", &level.to_string()]),
            Place::Id(id) => push(out, &[" id=\"", &escape(id), "\""]),
            Place::LinkStart(href) => match self.address(own, href) {
                Some(address) => push(out, &["<a href=\"", &escape(&address), "\""]),
                None => out.push_str("<span"),
            },
            Place::LinkEnd(href) => {
                out.push_str(if self.address(own, href).is_some() { "</a>" } else { "</span>" });
            }
            Place::Picture { src, alt, rest } => match self.picture(src) {
                Some(name) => {
                    push(out, &["<img src=\"", &escape(&name), "\" alt=\"", &escape(alt), "\"", rest, "/>"]);
                }
                None => push(out, &["<span>", &escape(alt), "</span>"]),
            },
        });
        out
    }

    /// Where a link leads from the book.
    fn address(&self, own: usize, link: &str) -> Option<String> {
        match self.chapters.lead(own, link) {
            Lead::Chapter(at, Some(part)) if at == own => Some(format!("#{part}")),
            Lead::Chapter(at, part) => {
                Some(file_of(at) + &part.map(|part| format!("#{part}")).unwrap_or_default())
            }
            Lead::Site => {
                self.cx.site.config.base_url.as_ref()?;
                let (page, part) = link.split_once('#').map_or((link, ""), |(page, part)| (page, part));
                let part = if part.is_empty() { String::new() } else { format!("#{part}") };
                Some(absolute(self.cx.site, &url(page)?) + &part)
            }
            Lead::Away => Some(link.to_owned()),
            Lead::Nowhere => None,
        }
    }

    /// The name of a picture in the book; none where not every reader would show it.
    fn picture(&mut self, src: &str) -> Option<String> {
        let url = url(src)?;
        if let Some(known) = self.pictures.iter().find(|picture| picture.url == url) {
            return Some(known.name.clone());
        }
        let media_type = asset::media_type(url.as_str()).filter(|found| PICTURES.contains(found))?;
        let is_there = self.cx.site.size_at(&url).is_some() || self.cx.site.asset(&url).is_some();
        let ending = url.as_str().rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let name = format!("picture-{}.{ending}", self.pictures.len() + 1);
        is_there.then(|| {
            self.pictures.push(Picture { url, name: name.clone(), media_type });
            name
        })
    }

    /// What the book is, and whose.
    fn title_page(&mut self, book: &Book) -> String {
        let cx = self.cx;
        let (title, site) = (title(cx, book), site_title(cx));
        let mut body = String::new();
        push(&mut body, &["<h1>", &escape(title), "</h1>\n"]);
        if title != site {
            push(&mut body, &["<p class=\"summary\">", &escape(site), "</p>\n"]);
        }
        let modified = self.chapters.all.iter().filter_map(|chapter| cx.site.updated(chapter.id)).max();
        let address = cx.canonical(&offered_at(cx, book));
        let rows = [
            ("foot-updated", modified.map(|day| date::day(cx, day))),
            ("book-address", address.map(|url| phrase::external(url.clone(), url).html())),
        ];
        body.push_str("<dl class=\"origin\">\n");
        for (label, value) in rows {
            if let Some(value) = value {
                push(
                    &mut body,
                    &["<div><dt>", cx.message(label).as_str(), "</dt><dd>", value.as_str(), "</dd></div>\n"],
                );
            }
        }
        body.push_str("</dl>\n");
        if let Some(licence) = cx.site.config.licence.as_deref() {
            let licence = link::term(cx, Vocabulary::Licences, licence);
            let sentence = cx.sentence("footer-licence", &[], &[("licence", licence)]);
            push(&mut body, &["<p>", sentence.as_str(), "</p>\n"]);
        }
        // No chapter: a link to a part of this page is none.
        let body = body.replace("<dl class=\"origin\">\n</dl>\n", "");
        page(cx, title, &self.text(usize::MAX, &Text::of(&body)))
    }

    /// The list of the chapters, which is the book's navigation.
    fn contents(&self) -> String {
        let cx = self.cx;
        let name = cx.words().get("book-contents");
        let parts = self.chapters.parts();
        let mut list = String::new();
        for (kind, range) in &parts {
            if parts.len() > 1 {
                push(&mut list, &["<li><span>", &escape(&self.part(*kind)), "</span>\n<ol>\n"]);
            }
            for at in range.clone() {
                self.entry(at, &mut list);
            }
            list.push_str(if parts.len() > 1 { "</ol></li>\n" } else { "" });
        }
        let heading = ["<h1>", &escape(&name), "</h1>\n<ol>\n", &list].concat();
        page(
            cx,
            &name,
            &format!("<nav epub:type=\"toc\" id=\"toc\" role=\"doc-toc\">\n{heading}</ol>\n</nav>\n"),
        )
    }

    fn part(&self, kind: Kind) -> String {
        self.cx.kind_name(kind).into_owned()
    }

    /// A chapter in the list, with the headings of its text.
    fn entry(&self, at: usize, list: &mut String) {
        let chapter = &self.chapters.all[at];
        let record = &chapter.entry.record;
        let file = file_of(at);
        push(list, &["<li><a href=\"", &file, "\">", &escape(&record.common.title), "</a>"]);
        let mut headings = record.body.headings.iter();
        let headings =
            headings.by_ref().filter(|heading| heading.level == 2 && chapter.text.ids.contains(&*heading.id));
        let mut inner = String::new();
        for heading in headings {
            let language = heading.is_borrowed.then(|| inherited::of_original(self.cx, chapter.id)).flatten();
            let text = inherited::marked(language, &heading.text);
            push(
                &mut inner,
                &["<li><a href=\"", &file, "#", &escape(&heading.id), "\">", text.as_str(), "</a></li>\n"],
            );
        }
        if !inner.is_empty() {
            push(list, &["\n<ol>\n", &inner, "</ol>"]);
        }
        list.push_str("</li>\n");
    }
}

/// The address of the site that a link which goes by way of its root means.
fn url(link: &str) -> Option<UrlPath> {
    let path = percent_decode_str(link.strip_prefix(ROOT)?).decode_utf8().ok()?;
    let path = format!("/{path}");
    let folder = path.strip_suffix("index.html").filter(|folder| folder.ends_with('/'));
    Some(UrlPath::new(folder.unwrap_or(&path)))
}

/// A page of a book around its contents.
fn page(cx: &Context<'_>, title: &str, body: &str) -> String {
    let (language, dir) = (cx.language(), cx.language().direction().attribute());
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" \
         lang=\"{language}\" xml:lang=\"{language}\" dir=\"{dir}\">\n<head>\n<title>{}</title>\n\
         <link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n</head>\n<body>\n{body}\n</body>\n</html>\n",
        escape(title)
    )
}
