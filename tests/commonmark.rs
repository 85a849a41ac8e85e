//! The 652 examples of the `CommonMark` specification, read as the body of a record.
//!
//! A record's Markdown departs from the specification in a few ways, all on purpose. What is only
//! added (ids, anchors, classes, a heading's level) is taken away again before the comparison. The
//! rest is compared with what the specification's own events give when HTML is made text and links
//! that nobody may follow lose their address.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use casebook::parse::markdown::{Fill, Options, parse};
use casebook::source::SitePath;
use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd, html};
use serde::Deserialize;

#[derive(Deserialize)]
struct Example {
    #[serde(rename = "example")]
    number: u32,
    markdown: String,
    html: String,
}

/// Examples that mean something else in records: `[[slug]]` is a link, bare addresses are links, a few
/// elements of HTML work and comments are left out.
const EXTENDED: &[u32] =
    &[150, 177, 179, 183, 184, 191, 308, 309, 548, 559, 590, 602, 606, 608, 611, 612, 625, 626];

fn examples() -> Vec<Example> {
    serde_json::from_str(include_str!("fixtures/commonmark-0.31.2.json")).unwrap()
}

/// The body as it would be on a page whose site leaves every address as it was written, without what
/// is added for readers and browsers.
fn rendered(markdown: &str, only_commonmark: bool) -> String {
    let file = SitePath::new("content/pages/example.md");
    let (body, _) = parse(markdown, 0, &file, Options { only_commonmark, ..Options::default() });
    let mut html = String::new();
    body.write(&mut html, |fill, out| match fill {
        Fill::LinkStart(link) => {
            out.push_str("<a href=\"");
            pulldown_cmark_escape::escape_href(&mut *out, &body.links[link].target).unwrap();
            out.push('"');
        }
        Fill::LinkEnd(_) => out.push_str("</a>"),
        Fill::Image(link) | Fill::Thumbnail(link) => {
            out.push_str("src=\"");
            pulldown_cmark_escape::escape_href(&mut *out, &body.links[link].target).unwrap();
            out.push('"');
        }
        Fill::Table(_)
        | Fill::WikiText(_)
        | Fill::Code
        | Fill::Message(_)
        | Fill::Credit(_)
        | Fill::CaptionCredit(_) => {}
        Fill::BorrowedStart | Fill::BorrowedEnd | Fill::Stale => panic!("{fill:?}"),
    });
    for heading in &body.headings {
        let id = &heading.id;
        let anchor = format!(" <a class=\"anchor\" href=\"#{id}\" aria-label=\"\">#</a>");
        html = html.replace(&format!(" id=\"{id}\""), "").replace(&anchor, "");
    }
    // A picture in a paragraph of its own becomes a figure, and its title the caption.
    while let Some((before, rest)) = html.split_once(" /><figcaption>") {
        let (title, after) = rest.split_once("</figcaption>").unwrap();
        html = format!("{before} title=\"{title}\" />{after}");
    }
    html = html.replace("<figure class=\"picture\">", "<p>").replace("</figure>", "</p>");
    html.replace("<pre tabindex=\"0\">", "<pre>")
        .replace(" loading=\"lazy\" decoding=\"async\"", "")
        .replace(" dir=\"ltr\"", "")
        .replace(" scope=\"col\"", "")
}

/// What the example should be in a record.
fn expected(example: &Example) -> String {
    let events: Vec<_> = Parser::new(&example.markdown).collect();
    let mut expected = if events.iter().any(departs) {
        let mut expected = String::new();
        html::push_html(&mut expected, untrusted(events.clone()).into_iter());
        expected
    } else {
        example.html.clone()
    };
    if expected.contains("<h1>") {
        for level in (1..6).rev() {
            for tag in ["<h", "</h"] {
                expected = expected.replace(&format!("{tag}{level}>"), &format!("{tag}{}>", level + 1));
            }
        }
    }
    expected
}

fn departs(event: &Event<'_>) -> bool {
    match event {
        Event::Html(_) | Event::InlineHtml(_) => true,
        Event::Start(Tag::Link { link_type, dest_url, .. }) => {
            *link_type != LinkType::Email && is_refused(dest_url)
        }
        Event::Start(Tag::Image { dest_url, .. }) => is_refused(dest_url),
        _ => false,
    }
}

fn is_refused(address: &str) -> bool {
    let Some((scheme, _)) = address.split_once(':') else {
        return address.starts_with("//");
    };
    scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        && !["http", "https", "mailto"].contains(&scheme.to_lowercase().as_str())
}

/// The events with HTML as text, in a paragraph where it is a block, and without refused links.
fn untrusted(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut refused = Vec::new();
    let mut block: Option<String> = None;
    let mut out = Vec::new();
    for event in events {
        match event {
            Event::Start(Tag::HtmlBlock) => {
                block = Some(String::new());
                out.push(Event::Start(Tag::Paragraph));
            }
            Event::End(TagEnd::HtmlBlock) => {
                let text = block.take().unwrap();
                out.push(Event::Text(text.trim_end_matches('\n').to_owned().into()));
                out.push(Event::End(TagEnd::Paragraph));
            }
            Event::Html(html) => block.as_mut().unwrap().push_str(&html),
            Event::InlineHtml(html) => out.push(Event::Text(html)),
            Event::Start(Tag::Link { .. }) => {
                refused.push(departs(&event));
                if !departs(&event) {
                    out.push(event);
                }
            }
            Event::End(TagEnd::Link) => {
                if !refused.pop().unwrap() {
                    out.push(event);
                }
            }
            event => out.push(event),
        }
    }
    out
}

/// The HTML without differences that mean nothing: quotation marks in text may be escaped or not, and
/// a block of HTML may start on the line of its list item or on the next.
fn normal(html: &str) -> String {
    html.replace("&quot;", "\"").replace("<li>\n<", "<li><")
}

#[test]
fn the_parser_follows_the_specification() {
    let examples = examples();
    assert_eq!(examples.len(), 652);
    for example in examples {
        let mut html = String::new();
        html::push_html(&mut html, Parser::new(&example.markdown));
        let (html, expected) = (normal(&html), normal(&example.html));
        assert_eq!(html, expected, "example {}", example.number);
    }
}

#[test]
fn records_follow_the_specification() {
    for example in examples() {
        let html = normal(&rendered(&example.markdown, true));
        let expected = normal(&expected(&example));
        assert_eq!(html, expected, "example {}", example.number);
    }
}

#[test]
fn extensions_change_no_other_examples() {
    let differs =
        |example: &Example| normal(&rendered(&example.markdown, false)) != normal(&expected(example));
    let changed: Vec<u32> = examples().iter().filter(|e| differs(e)).map(|e| e.number).collect();
    assert_eq!(changed, EXTENDED);
}

/// The figures for the documentation: how many examples the comparison changes first.
#[test]
fn few_examples_depart() {
    let departing = |is: fn(&Event<'_>) -> bool| {
        let has = |example: &Example| Parser::new(&example.markdown).any(|event| is(&event));
        examples().into_iter().filter(has).count()
    };
    let is_html = |event: &Event<'_>| matches!(event, Event::Html(_) | Event::InlineHtml(_));
    assert_eq!(departing(is_html), 72);
    assert_eq!(departing(departs), 76);
}
