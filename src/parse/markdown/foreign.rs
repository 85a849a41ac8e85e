//! What a text of another program has that a record cannot have: pictures that lie elsewhere, and links into another site.
//! `import` asks.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::EXTENSIONS;
use super::address::{Address, address};
use super::embedded::on_commons;

/// What a text holds, as far as an import has to know.
#[derive(Debug, Default)]
pub struct Outline {
    /// A heading of the first level that opens the text: where it stands, and what it says.
    pub title: Option<(Range<usize>, String)>,
    /// How many headings there are besides.
    pub headings: usize,
    /// How many tags of HTML that do not work in a record.
    pub tags: usize,
    /// What leads elsewhere, in its order. No two overlap.
    pub foreign: Vec<Foreign>,
}

/// A picture or a link that a record cannot have as it is.
#[derive(Debug)]
pub struct Foreign {
    pub range: Range<usize>,
    pub kind: ForeignKind,
    /// What it names.
    pub address: String,
    /// Its text without marks.
    pub label: String,
}

/// What is foreign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForeignKind {
    /// A picture that is on the web.
    PictureElsewhere,
    /// A picture that lies beside the text.
    Picture,
    /// A link that leads to no address on the web.
    Link,
}

/// Tags that work in a record.
const WORKING: &[&str] = &["br", "sup", "sub", "kbd", "details", "summary", "a"];

/// Goes over a text.
#[must_use]
pub fn outline(text: &str) -> Outline {
    let mut outline = Outline::default();
    // What is open of these: the links and pictures, whether the heading is the title.
    let mut open: Vec<Foreign> = Vec::new();
    let mut within = 0_usize;
    let mut title: Option<(Range<usize>, String)> = None;
    let mut is_first = true;
    for (event, range) in Parser::new_ext(text, EXTENSIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) if is_first => {
                title = Some((range, String::new()));
            }
            Event::Start(Tag::Heading { .. }) => outline.headings += 1,
            Event::End(TagEnd::Heading(_)) => {
                if let Some(title) = title.take() {
                    outline.title = Some(title);
                }
            }
            Event::Start(tag @ (Tag::Link { .. } | Tag::Image { .. })) => {
                let foreign = foreign(&tag).filter(|_| open.is_empty());
                match foreign {
                    Some((kind, address)) => {
                        open.push(Foreign { range, kind, address, label: String::new() });
                        within = 0;
                    }
                    None => within += usize::from(!open.is_empty()),
                }
            }
            Event::End(TagEnd::Link | TagEnd::Image) if !open.is_empty() => {
                if within > 0 {
                    within -= 1;
                } else {
                    outline.foreign.extend(open.pop());
                }
            }
            Event::Text(said) | Event::Code(said) => {
                if let Some(open) = open.last_mut() {
                    open.label.push_str(&said);
                }
                if let Some((_, title)) = &mut title {
                    title.push_str(&said);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(open) = open.last_mut() {
                    open.label.push(' ');
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => outline.tags += tags(&html),
            _ => {}
        }
        is_first = false;
    }
    outline.title = outline.title.filter(|(_, title)| !title.trim().is_empty());
    outline
}

/// What a link or a picture is, and what it names, where a record cannot have it.
fn foreign(tag: &Tag<'_>) -> Option<(ForeignKind, String)> {
    match tag {
        Tag::Image { dest_url, .. } => match address(dest_url) {
            Address::Web(target) if on_commons(target).is_some() => None,
            Address::Web(target) => Some((ForeignKind::PictureElsewhere, target.to_owned())),
            _ => Some((ForeignKind::Picture, dest_url.to_string())),
        },
        Tag::Link { dest_url, link_type, .. } => match address(dest_url) {
            _ if *link_type == pulldown_cmark::LinkType::Email => None,
            Address::Web(_) | Address::Mail(_) => None,
            _ => Some((ForeignKind::Link, dest_url.to_string())),
        },
        _ => None,
    }
}

/// How many tags begin in a piece of HTML that do not work.
fn tags(html: &str) -> usize {
    let names = html.split('<').skip(1).map(|tag| {
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
        tag[..end].to_ascii_lowercase()
    });
    names.filter(|name| !name.is_empty() && !WORKING.contains(&name.as_str())).count()
}
