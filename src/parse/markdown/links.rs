//! Links and images.

use std::ops::Range;

use pulldown_cmark::{CowStr, LinkType};

use super::address::{Address, Refusal, address};
use super::body::{Fill, Link, LinkKind};
use super::embedded::{self, Embedded};
use super::writer::{Alone, Quiet, Writer, escape_attribute, escape_url};
use crate::diagnostic::{Code, Diagnostic};

/// A link whose text is under way.
pub(super) struct OpenLink {
    /// Whether it became a link that has to be closed.
    anchor: Anchor,
    /// For a `[[link]]`: its place among the links, and where its text starts.
    wiki: Option<(usize, usize)>,
}

/// What a link became.
#[derive(PartialEq)]
enum Anchor {
    None,
    /// An `<a>` that leads to the web.
    Web,
    /// A placeholder, for a place among the links.
    Site(usize),
}

/// An image whose description is under way.
pub(super) struct OpenImage<'t> {
    link_type: LinkType,
    target: CowStr<'t>,
    title: CowStr<'t>,
    range: Range<usize>,
    /// Where in the plain text its description starts.
    alt_from: usize,
    /// How many images within its description are open.
    pub(super) depth: usize,
}

impl<'t> Writer<'t> {
    pub(super) fn start_link(
        &mut self,
        link_type: LinkType,
        target: &str,
        title: &str,
        range: &Range<usize>,
    ) {
        let mut open = OpenLink { anchor: Anchor::None, wiki: None };
        if !self.in_anchor() {
            let target = own_part(link_type, target);
            match address(target) {
                _ if link_type == LinkType::Email => {
                    self.push("<a href=\"mailto:");
                    escape_url(&mut self.body.html, target);
                    self.push("\"");
                    open.anchor = Anchor::Web;
                }
                Address::Web(target) | Address::Mail(target) => {
                    self.push("<a href=\"");
                    escape_url(&mut self.body.html, target);
                    self.push("\"");
                    open.anchor = Anchor::Web;
                }
                Address::Site(target) => {
                    let (kind, wiki) = match link_type {
                        LinkType::WikiLink { has_pothole } => (LinkKind::Wiki, Some(has_pothole)),
                        _ => (LinkKind::Link, None),
                    };
                    let index = self.link(kind, target, range);
                    self.body.placeholder(Fill::LinkStart(index));
                    open.anchor = Anchor::Site(index);
                    if wiki == Some(false) {
                        self.quiet = Quiet::Wiki;
                    }
                    // The text starts behind the `>` that is still to come.
                    open.wiki = wiki.map(|_| (index, self.body.html.len() + 1));
                }
                Address::Refused(refusal) => self.refuse(&refusal, range),
            }
        }
        if open.anchor != Anchor::None {
            // An address that is its own text keeps its order in a line from right to left.
            if matches!(link_type, LinkType::Autolink | LinkType::Email) && !self.options.only_commonmark {
                self.push(" dir=\"ltr\"");
            }
            self.title(title);
            self.push(">");
        }
        self.links.push(open);
    }

    pub(super) fn end_link(&mut self) {
        let Some(open) = self.links.pop() else {
            return;
        };
        if let Some((index, start)) = open.wiki
            && self.body.html.len() == start
        {
            self.body.placeholder(Fill::WikiText(index));
        }
        match open.anchor {
            Anchor::None => {}
            Anchor::Web => self.push("</a>"),
            Anchor::Site(index) => self.body.placeholder(Fill::LinkEnd(index)),
        }
    }

    /// Whether what is written now stands within an `<a>`, where there can be no other.
    pub(super) fn in_anchor(&self) -> bool {
        self.links.iter().any(|link| link.anchor != Anchor::None)
    }

    pub(super) fn start_image(
        &mut self,
        link_type: LinkType,
        target: CowStr<'t>,
        title: CowStr<'t>,
        range: Range<usize>,
    ) {
        self.quiet =
            Quiet::Image(OpenImage { link_type, target, title, range, alt_from: self.plain.len(), depth: 0 });
    }

    pub(super) fn end_image(&mut self, image: &OpenImage<'_>) {
        let bare = image.link_type == LinkType::WikiLink { has_pothole: false };
        let alt = if bare { String::new() } else { self.plain[image.alt_from..].trim().to_owned() };
        // The description belongs to the text of a heading, but not to that of a paragraph.
        if self.headings.open.is_none() {
            self.plain.truncate(image.alt_from);
        }
        let alone = std::mem::take(&mut self.alone) == Alone::Image;
        let target = own_part(image.link_type, &image.target);
        match address(target) {
            Address::Site(target) => match embedded::on_site(target) {
                Some(Embedded::Table) => self.table_file(target, &alt, alone, &image.range),
                Some(Embedded::Medium(medium)) => self.media_file(target, &alt, medium, &image.range),
                None => self.image(target, &alt, image),
            },
            Address::Web(target) => match embedded::on_commons(target) {
                Some(medium) => self.media_elsewhere(target, &alt, medium, &image.range),
                None => self.foreign_image(target, &alt, image),
            },
            Address::Mail(_) => {
                self.refuse(&Refusal::Scheme("mailto"), &image.range);
                self.text(&alt);
            }
            Address::Refused(refusal) => {
                self.refuse(&refusal, &image.range);
                self.text(&alt);
            }
        }
    }

    fn image(&mut self, target: &str, alt: &str, image: &OpenImage<'_>) {
        let index = self.link(LinkKind::Image, target, &image.range);
        if alt.is_empty() {
            let help = match image.link_type {
                LinkType::WikiLink { .. } => format!("write `![[{target}|what it shows]]`"),
                _ => format!("write `![what it shows]({target})`"),
            };
            self.diagnostics.push(
                Diagnostic::new(
                    Code::MissingAlt,
                    self.file,
                    self.span(&image.range),
                    "this image has no alternative text",
                )
                .help(help),
            );
        }
        self.picture(index, alt, &image.title);
    }

    /// An image on another host. Readers' browsers are not sent there; a link is in its place.
    fn foreign_image(&mut self, target: &str, alt: &str, image: &OpenImage<'_>) {
        self.diagnostics.push(
            Diagnostic::new(
                Code::MissingFile,
                self.file,
                self.span(&image.range),
                "this image is not part of the site",
            )
            .help("save the image beside the record and write its file name, or link to it"),
        );
        let anchor = !self.in_anchor();
        if anchor {
            self.push("<a href=\"");
            escape_url(&mut self.body.html, target);
            self.push("\">");
        }
        self.escaped(if alt.is_empty() { target } else { alt });
        if anchor {
            self.push("</a>");
        }
    }

    pub(super) fn link(&mut self, kind: LinkKind, target: &str, range: &Range<usize>) -> usize {
        let span = self.span(range);
        self.body.links.push(Link { kind, target: target.into(), span, is_borrowed: false });
        self.body.links.len() - 1
    }

    fn refuse(&mut self, refusal: &Refusal<'_>, range: &Range<usize>) {
        self.diagnostics.push(
            Diagnostic::new(Code::LinkScheme, self.file, self.span(range), refusal.message())
                .help(refusal.help()),
        );
    }

    /// The attribute of a title, if there is one.
    pub(super) fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.push(" title=\"");
            escape_attribute(&mut self.body.html, title);
            self.push("\"");
        }
    }
}

/// The address of a link. In a table the `|` of `[[address|text]]` has a backslash before it, which
/// the parser leaves there.
fn own_part(link_type: LinkType, target: &str) -> &str {
    match link_type {
        LinkType::WikiLink { has_pothole: true } => target.strip_suffix('\\').unwrap_or(target),
        _ => target,
    }
}
