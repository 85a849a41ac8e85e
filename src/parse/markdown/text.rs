//! The text of a body without its marks, for the search.

use memchr::memchr2;

use super::body::{Body, Fill, Heading};

/// What stands below one heading, or before the first.
#[derive(Debug, PartialEq, Eq)]
pub struct Passage<'b> {
    pub heading: Option<&'b Heading>,
    /// Blocks are on lines of their own.
    pub text: String,
}

impl Body {
    /// How long the text is, roughly: in bytes, with its tags.
    #[must_use]
    pub fn size(&self) -> usize {
        self.html.len()
    }

    /// The text in the order of the page. `wiki` gives the text of a `[[link]]` that has none of its
    /// own, `table` the HTML of a table from a file; the number is the place in [`Body::links`].
    #[must_use]
    pub fn passages<'t>(
        &self,
        wiki: impl Fn(usize) -> &'t str,
        table: impl Fn(usize) -> &'t str,
    ) -> Vec<Passage<'_>> {
        let mut html = String::new();
        let mut from = None;
        self.write(&mut html, |fill, out| {
            match fill {
                // Writing to a string cannot fail.
                Fill::WikiText(link) => {
                    let _ = pulldown_cmark_escape::escape_html_body_text(out, wiki(link));
                }
                Fill::Table(link) => out.push_str(table(link)),
                Fill::LinkStart(_) => out.push_str("<a"),
                Fill::LinkEnd(_) => out.push_str("</a>"),
                Fill::Image(_)
                | Fill::Thumbnail(_)
                | Fill::Credit(_)
                | Fill::CaptionCredit(_)
                | Fill::Code
                | Fill::Message(_)
                | Fill::Stale => {}
                Fill::BorrowedStart => from = Some(out.len()),
                // It is found where it was written.
                Fill::BorrowedEnd => out.truncate(from.take().unwrap_or(out.len())),
            }
        });
        let mut headings = self.headings.iter().filter(|heading| !heading.is_borrowed);
        let mut passages = Vec::new();
        let mut passage = Passage { heading: None, text: String::with_capacity(html.len()) };
        let mut rest = html.as_str();
        while let Some(at) = memchr2(b'<', b'&', rest.as_bytes()) {
            passage.text.push_str(&rest[..at]);
            rest = &rest[at..];
            if let Some((letter, after)) = entity(rest) {
                passage.text.push(letter);
                rest = after;
                continue;
            }
            let (tag, after) = rest.split_once('>').unwrap_or((rest, ""));
            rest = after;
            match tag.trim_start_matches(['<', '/']).split(' ').next().unwrap_or_default() {
                "h2" | "h3" | "h4" | "h5" | "h6" => {
                    rest = after_end(rest, "</h");
                    if let Some(heading) = headings.next() {
                        let next = Passage { heading: Some(heading), text: String::new() };
                        passages.push(std::mem::replace(&mut passage, next));
                    }
                }
                // Numbers of notes, and the ways back from them, say nothing by themselves.
                "sup" if tag.starts_with("<sup class=\"footnote") => rest = after_end(rest, "</sup>"),
                "a" if tag.starts_with("<a class=\"footnote") => rest = after_end(rest, "</a>"),
                "a" | "em" | "strong" | "code" | "del" | "span" | "sup" | "sub" | "kbd" => {}
                "td" | "th" => passage.text.push(' '),
                _ => passage.text.push('\n'),
            }
        }
        passage.text.push_str(rest);
        passages.push(passage);
        passages
    }
}

/// What follows the closing tag that begins with `end`.
fn after_end<'h>(html: &'h str, end: &str) -> &'h str {
    let inside = html.find(end).map_or("", |at| &html[at..]);
    inside.split_once('>').map_or("", |(_, after)| after)
}

/// The character that an entity at the start of `html` stands for, and what follows it. The writer of
/// bodies uses these alone.
fn entity(html: &str) -> Option<(char, &str)> {
    let entities = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#x27;", '\'')];
    if !html.starts_with('&') {
        return None;
    }
    let found = entities.into_iter().find_map(|(name, letter)| Some((letter, html.strip_prefix(name)?)));
    found.or(Some(('&', &html[1..])))
}

#[cfg(test)]
mod tests {
    use super::super::{Options, parse};
    use crate::source::SitePath;

    fn passages(text: &str) -> Vec<(Option<String>, String)> {
        let (body, _) = parse(text, 0, &SitePath::new("content/guides/a.md"), Options::default());
        let passages = body.passages(|_| "Title & <more>", |_| "<tr><td>cell &amp;</td></tr>");
        let text = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        passages.iter().map(|p| (p.heading.map(|h| h.id.to_string()), text(&p.text))).collect()
    }

    #[test]
    fn text_stands_below_its_heading_without_marks() {
        let text = "First *one* & `a<b>`.\n\n## Se*co*nd\n\n- [x] done[^1]\n- see [[guides/x]]\n\n\
                    | a | b |\n|---|---|\n| c | d |\n\n![e](f.csv)\n\n```js\nlet g = `h`;\n```\n\n# Third\n\n> quote\n\n[^1]: A note.\n";
        let expected = [
            (None, "First one & a<b>."),
            (Some("second"), "done see Title & <more> a b c d e cell & let g = `h`;"),
            (Some("third"), "quote A note."),
        ];
        let expected = expected.map(|(id, text)| (id.map(str::to_owned), text.to_owned()));
        assert_eq!(passages(text), expected);
    }
}
