//! A book as one page to print.

use std::fmt::Write as _;

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::record::Kind;
use crate::render::book::text::Place;
use crate::render::book::{Chapter, Chapters, Lead, site_title, title};
use crate::render::context::Context;
use crate::render::href::href;
use crate::render::html::{Html, escape, push};
use crate::render::shell::Shell;
use crate::render::template::View;
use crate::site::{Book, PageKind};

/// The headings of a chapter stand below the title of the page.
const BELOW: u8 = 1;

/// A book as one page to print.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PrintView<'a> {
    /// The title of the book.
    heading: &'a str,
    /// The name of the site, where the book is called otherwise.
    site: Option<&'a str>,
    /// The address of what readers can take with them.
    offline: String,
    /// The contents, by the kind of the texts.
    parts: Vec<PartView<'a>>,
    /// The chapters, in the same order.
    chapters: Vec<ChapterText>,
}

impl View for PrintView<'_> {
    const TEMPLATE: &'static str = "print.html";
}

/// The chapters of one kind, in the contents of a book.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PartView<'a> {
    /// What they are; none where all chapters are of one kind.
    heading: Option<Html>,
    chapters: Vec<ChapterLink<'a>>,
}

/// A chapter in the contents of a book.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ChapterLink<'a> {
    /// The anchor.
    id: String,
    /// The title.
    title: &'a str,
}

/// A chapter of a page to print.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ChapterText {
    /// The anchor.
    id: String,
    /// The chapter with its heading.
    text: Html,
}

pub(crate) fn render(cx: &Context<'_>, book: &Book) -> Result<Vec<u8>, Box<Diagnostic>> {
    let chapters = Chapters::of(cx, book)?;
    let heading = title(cx, book);
    let part = |(kind, range): (Kind, std::ops::Range<usize>)| PartView {
        heading: Some(cx.localized(&cx.kind_name(kind))),
        chapters: range.map(|at| link(&chapters.all[at], at)).collect(),
    };
    let mut parts: Vec<PartView<'_>> = chapters.parts().into_iter().map(part).collect();
    if let [only] = &mut parts[..] {
        only.heading = None;
    }
    let text = |(at, chapter): (usize, &Chapter<'_>)| ChapterText {
        id: anchor(at),
        text: text(&chapters, at, chapter),
    };
    let view = PrintView {
        heading,
        site: Some(site_title(cx)).filter(|site| *site != heading),
        offline: href(&cx.url_of(PageKind::Offline)),
        parts,
        chapters: chapters.all.iter().enumerate().map(text).collect(),
    };
    let mut shell = Shell::new(cx, heading, "", Kind::Page, false)?;
    // Each chapter has a page of its own, which is the one to be found.
    shell.noindex = true;
    shell.canonical = None;
    shell.render(cx, &view)
}

fn link<'a>(chapter: &Chapter<'a>, at: usize) -> ChapterLink<'a> {
    ChapterLink { id: anchor(at), title: &chapter.entry.record.common.title }
}

/// The anchor of the chapter at a place. Those of its parts begin with it, since two chapters may have the same ones.
fn anchor(at: usize) -> String {
    format!("chapter-{}", at + 1)
}

fn text(chapters: &Chapters<'_>, own: usize, chapter: &Chapter<'_>) -> Html {
    let address = |link: &str| match chapters.lead(own, link) {
        Lead::Chapter(at, None) => Some(format!("#{}", anchor(at))),
        Lead::Chapter(at, Some(part)) => Some(format!("#{}-{part}", anchor(at))),
        Lead::Site | Lead::Away => Some(link.to_owned()),
        Lead::Nowhere => None,
    };
    let mut out = String::new();
    chapter.text.write(&mut out, |place, out| match place {
        Place::Heading(level) => _ = write!(out, "h{}", (level + BELOW).min(6)),
        Place::Id(id) => push(out, &[" id=\"", &anchor(own), "-", &escape(id), "\""]),
        Place::LinkStart(link) => match address(link) {
            Some(address) => push(out, &["<a href=\"", &escape(&address), "\""]),
            None => out.push_str("<span"),
        },
        Place::LinkEnd(link) => out.push_str(if address(link).is_some() { "</a>" } else { "</span>" }),
        Place::Picture { src, alt, rest } => {
            let (src, alt) = (escape(src), escape(alt));
            push(out, &["<img src=\"", &src, "\" alt=\"", &alt, "\"", rest, " loading=\"lazy\"/>"]);
        }
    });
    Html::new(&out)
}
