//! Pictures that have a paragraph to themselves: one becomes a figure, several a gallery. Whose they are is said below
//! them, once the site is known.

use std::ops::Range;

use super::body::{Fill, Placeholder};
use super::writer::{Writer, escape_attribute};

/// The paragraph that is under way.
#[derive(Default)]
pub(super) struct Paragraph {
    /// Where it starts in the HTML, and among the placeholders.
    start: (usize, usize),
    pictures: Vec<Picture>,
}

/// A picture that was written into the paragraph.
struct Picture {
    /// The whole element in the HTML, and the attribute `title` in it.
    element: Range<usize>,
    attribute: Range<usize>,
    link: usize,
    title: String,
}

impl Writer<'_> {
    pub(super) fn start_paragraph(&mut self) {
        self.fresh_line();
        let start = (self.body.html.len(), self.body.placeholders.len());
        self.paragraph = Paragraph { start, pictures: Vec::new() };
        self.push("<p>");
    }

    /// Writes an image of the site, which is what `Body::links` has at `link`.
    pub(super) fn picture(&mut self, link: usize, alt: &str, title: &str) {
        let start = self.body.html.len();
        self.push("<img ");
        self.body.placeholder(Fill::Image(link));
        self.push(" alt=\"");
        escape_attribute(&mut self.body.html, alt);
        self.push("\"");
        let before = self.body.html.len();
        self.title(title);
        let attribute = before..self.body.html.len();
        self.push(" loading=\"lazy\" decoding=\"async\" />");
        let element = start..self.body.html.len();
        self.paragraph.pictures.push(Picture { element, attribute, link, title: title.to_owned() });
    }

    pub(super) fn end_paragraph(&mut self) {
        let Paragraph { start: (html, placeholders), pictures } = std::mem::take(&mut self.paragraph);
        if self.options.only_commonmark || !self.is_all(html, &pictures) {
            self.push("</p>\n");
            return;
        }
        let written = self.body.html.split_off(html);
        // Each has one of its own, and nothing else has any.
        self.body.placeholders.truncate(placeholders);
        let is_gallery = pictures.len() > 1;
        if is_gallery {
            self.push("<div class=\"gallery\">\n");
        }
        for Picture { element, attribute, link, title } in &pictures {
            let part = |range: Range<usize>| &written[range.start - html..range.end - html];
            self.push("<figure class=\"picture\">");
            let fill = if is_gallery { Fill::Thumbnail(*link) } else { Fill::Image(*link) };
            let at = self.body.html.len() + "<img ".len();
            self.push(part(element.start..attribute.start));
            self.push(part(attribute.end..element.end));
            self.body.placeholders.push(Placeholder { at, fill });
            if title.is_empty() {
                self.body.placeholder(Fill::Credit(*link));
            } else {
                self.push("<figcaption>");
                self.escaped(title);
                self.body.placeholder(Fill::CaptionCredit(*link));
                self.push("</figcaption>");
            }
            self.push("</figure>\n");
        }
        if is_gallery {
            self.push("</div>\n");
        }
    }

    /// Whether the paragraph that starts there is made of these pictures alone.
    fn is_all(&self, start: usize, pictures: &[Picture]) -> bool {
        let mut at = start + "<p>".len();
        let mut between = Vec::new();
        for picture in pictures {
            between.push(at..picture.element.start);
            at = picture.element.end;
        }
        between.push(at..self.body.html.len());
        let is_blank = |part: &str| part.replace("<br />", "").trim().is_empty();
        !pictures.is_empty() && between.into_iter().all(|range| is_blank(&self.body.html[range]))
    }
}
