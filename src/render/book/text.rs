//! A piece of a page as XHTML, for books: readers of books take nothing that is not well-formed.
//!
//! What stays is a list of elements and attributes. What only works on the site becomes plain text: folds and tabs are
//! open, buttons and drawings are left out, sound and film are links. Where a link leads, which picture is shown and which
//! id an element has differs from book to book, so these are [`Place`]s that are filled for each. Headings are too: a
//! chapter is a page of its own in one book and a part of a page in another.

use std::fmt::Write as _;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use rustc_hash::FxHashSet;

use crate::render::html::{escape, push};

/// The elements that stay as they are, but for their attributes.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "i",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
];

/// Those without contents.
const EMPTY: &[&str] = &["br", "hr", "img", "wbr"];

/// Elements that are left out with what they hold: what one acts with, what is drawn, what is no text.
const LEFT_OUT: &[&str] = &[
    "button", "form", "iframe", "input", "nav", "object", "script", "select", "style", "svg", "template",
    "textarea",
];

/// The same by class: the link beside a heading, and a fold that says once more what stands above it.
const LEFT_OUT_CLASSES: &[&str] = &["anchor", "fold"];

/// The attributes that stay, of any element and of some. `id`, `href`, `src` and `alt` are written by themselves.
const ATTRIBUTES: &[&str] = &["class", "dir", "title"];
const ATTRIBUTES_OF: &[(&str, &[&str])] = &[
    ("img", &["height", "width"]),
    ("li", &["value"]),
    ("ol", &["reversed", "start"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("time", &["datetime"]),
];

/// What a box to be ticked is in a text.
const TICKED: &str = "☑";
const OPEN: &str = "☐";

/// A text as XHTML, with what each book fills in.
#[derive(Debug, Default)]
pub(crate) struct Text {
    html: String,
    /// In the order of their places in `html`.
    places: Vec<(usize, Place)>,
    /// What a link's `#` can name.
    pub(crate) ids: FxHashSet<String>,
}

/// What a book fills in.
#[derive(Debug)]
pub(crate) enum Place {
    /// The name of a heading's element behind `<` or `</`; the level is 1 to 6.
    Heading(u8),
    /// The attribute `id`.
    Id(String),
    /// What opens a link with this `href`, up to and without its other attributes and the `>`; a `span` where it leads
    /// nowhere in the book.
    LinkStart(String),
    /// What closes the link with this `href`.
    LinkEnd(String),
    /// A picture: the attribute `src`, its text, and what else stands in the element.
    Picture { src: String, alt: String, rest: String },
}

impl Text {
    /// Of HTML that the program made.
    pub(crate) fn of(html: &str) -> Self {
        let mut writer = Writer::default();
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(html, emitter) {
            match token {
                Ok(Token::StartTag(tag)) => writer.start(&tag),
                Ok(Token::EndTag(tag)) => writer.end(&String::from_utf8_lossy(&tag.name)),
                Ok(Token::String(text)) => writer.text(&String::from_utf8_lossy(&text)),
                _ => {}
            }
        }
        while let Some(open) = writer.open.pop() {
            writer.close(open);
        }
        writer.text
    }

    /// Writes it to `out`. For each place `fill` is asked in turn, and what it writes is taken as XHTML.
    pub(crate) fn write(&self, out: &mut String, mut fill: impl FnMut(&Place, &mut String)) {
        out.reserve(self.html.len() + self.html.len() / 8);
        let mut from = 0;
        for (at, place) in &self.places {
            out.push_str(&self.html[from..*at]);
            fill(place, out);
            from = *at;
        }
        out.push_str(&self.html[from..]);
    }

    fn place(&mut self, place: Place) {
        self.places.push((self.html.len(), place));
    }
}

#[derive(Default)]
struct Writer {
    text: Text,
    open: Vec<Open>,
    /// The element that is left out, and how many of its name are open in it.
    left_out: Option<(String, usize)>,
}

/// An element that is open.
struct Open {
    name: String,
    end: End,
}

/// What closes an element.
enum End {
    /// It is not written itself.
    Nothing,
    Element(String),
    Heading(u8),
    Link(String),
}

impl Writer {
    fn start(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let attribute = |name: &str| {
            let value = tag.attributes.get(name.as_bytes());
            value.map(|value| String::from_utf8_lossy(value).into_owned())
        };
        if let Some((outer, depth)) = &mut self.left_out {
            *depth += usize::from(*outer == name);
            return;
        }
        let classes = attribute("class").unwrap_or_default();
        let has_class = |wanted: &str| classes.split(' ').any(|class| class == wanted);
        if LEFT_OUT.contains(&&*name) || LEFT_OUT_CLASSES.iter().any(|class| has_class(class)) {
            self.left_out = (name != "input").then_some((name, 1));
            return;
        }
        if EMPTY.contains(&&*name) {
            return self.empty(&name, tag, &attribute);
        }
        if matches!(&*name, "video" | "audio") {
            let src = attribute("src").unwrap_or_default();
            let file = src.rsplit('/').next().unwrap_or_default().to_owned();
            self.text.place(Place::LinkStart(src.clone()));
            push(&mut self.text.html, &[">▶ ", &escape(&file)]);
            self.text.place(Place::LinkEnd(src));
            self.text.html.push(' ');
            self.open.push(Open { name, end: End::Nothing });
            return;
        }
        let written = match &*name {
            "details" => "div",
            "summary" => "p",
            known if ELEMENTS.contains(&known) => known,
            _ => {
                self.open.push(Open { name, end: End::Nothing });
                return;
            }
        };
        let end = match (written, attribute("href"), level(written)) {
            ("a", Some(href), _) => {
                self.text.place(Place::LinkStart(href.clone()));
                End::Link(href)
            }
            ("a", None, _) => {
                self.text.html.push_str("<span");
                End::Element("span".to_owned())
            }
            (_, _, Some(level)) => {
                self.text.html.push('<');
                self.text.place(Place::Heading(level));
                End::Heading(level)
            }
            _ => {
                push(&mut self.text.html, &["<", written]);
                End::Element(written.to_owned())
            }
        };
        self.attributes(written, tag, &attribute);
        match &*name {
            "details" => self.text.html.push_str(" class=\"opened\""),
            "summary" => self.text.html.push_str(" class=\"opened-name\""),
            _ => {}
        }
        self.text.html.push('>');
        if has_class("task") {
            self.text.html.push_str(if has_class("done") { TICKED } else { OPEN });
        }
        self.open.push(Open { name, end });
    }

    /// An element without contents.
    fn empty(&mut self, name: &str, tag: &StartTag<()>, attribute: &dyn Fn(&str) -> Option<String>) {
        let before = self.text.html.len();
        push(&mut self.text.html, &["<", name]);
        self.attributes(name, tag, attribute);
        if name == "img" {
            let rest = self.text.html.split_off(before)["<img".len()..].to_owned();
            let [src, alt] = ["src", "alt"].map(|name| attribute(name).unwrap_or_default());
            self.text.place(Place::Picture { src, alt, rest });
        } else {
            self.text.html.push_str("/>");
        }
    }

    fn attributes(&mut self, name: &str, tag: &StartTag<()>, attribute: &dyn Fn(&str) -> Option<String>) {
        if let Some(id) = attribute("id").filter(|id| !id.is_empty() && !id.contains(char::is_whitespace)) {
            // The second of a name could be reached by nobody, and a book with it is no sound one.
            if self.text.ids.insert(id.clone()) {
                self.text.place(Place::Id(id));
            }
        }
        if let Some(language) = attribute("lang") {
            let language = escape(&language);
            let _ = write!(self.text.html, " lang=\"{language}\" xml:lang=\"{language}\"");
        }
        // Code runs from left to right in any text. The style sheet of a book may not say so.
        if matches!(name, "code" | "pre") && attribute("dir").is_none() {
            self.text.html.push_str(" dir=\"ltr\"");
        }
        let own = ATTRIBUTES_OF.iter().find(|(of, _)| *of == name).map_or(&[][..], |(_, own)| own);
        // What a class draws here is said in words or signs.
        let is_task =
            attribute("class").is_some_and(|classes| classes.split(' ').any(|class| class == "task"));
        let is_drawn = is_task || tag.name.0 == b"details" || tag.name.0 == b"summary";
        for known in ATTRIBUTES.iter().chain(own).filter(|known| !(is_drawn && **known == "class")) {
            if let Some(value) = attribute(known) {
                push(&mut self.text.html, &[" ", known, "=\"", &escape(&sound(&value)), "\""]);
            }
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((outer, depth)) = &mut self.left_out {
            *depth -= usize::from(outer == name);
            if *depth == 0 {
                self.left_out = None;
            }
            return;
        }
        if !self.open.iter().any(|open| open.name == name) {
            return;
        }
        while let Some(open) = self.open.pop() {
            let is_it = open.name == name;
            self.close(open);
            if is_it {
                break;
            }
        }
    }

    fn close(&mut self, open: Open) {
        match open.end {
            End::Nothing => {}
            End::Element(name) => push(&mut self.text.html, &["</", &name, ">"]),
            End::Heading(level) => {
                self.text.html.push_str("</");
                self.text.place(Place::Heading(level));
                self.text.html.push('>');
            }
            End::Link(href) => self.text.place(Place::LinkEnd(href)),
        }
    }

    fn text(&mut self, text: &str) {
        if self.left_out.is_some() {
            return;
        }
        // Lines on which a template had nothing to say, or what is left out.
        let is_line_end = text.contains('\n') && text.bytes().all(|byte| byte.is_ascii_whitespace());
        if is_line_end && !self.open.iter().any(|open| open.name == "pre") {
            if !self.text.html.ends_with('\n') {
                self.text.html.push('\n');
            }
            return;
        }
        self.text.html.push_str(&escape(&sound(text)));
    }
}

/// The level of a heading.
fn level(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// A text without what XML cannot hold: <https://www.w3.org/TR/xml/#charsets>. Control characters have been taken out of
/// it long before.
fn sound(text: &str) -> String {
    text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(html: &str) -> String {
        let mut out = String::new();
        Text::of(html).write(&mut out, |place, out| {
            let _ = match place {
                Place::Heading(level) => write!(out, "h{level}"),
                Place::Id(id) => write!(out, " id=\"{id}\""),
                Place::LinkStart(href) => write!(out, "<a href=\"{href}\""),
                Place::LinkEnd(_) => write!(out, "</a>"),
                Place::Picture { src, alt, rest } => write!(out, "<img src=\"{src}\" alt=\"{alt}\"{rest}/>"),
            };
        });
        let whole = format!("<body>{out}</body>");
        assert!(roxmltree::Document::parse(&whole).is_ok(), "{whole}");
        out
    }

    #[test]
    fn what_stays_is_well_formed() {
        assert_eq!(
            written(
                "<p id=\"a\" class=\"b\" onclick=\"x()\" lang=\"sv\" dir=\"ltr\">A &amp; B<br>C&nbsp;<em>D</p>"
            ),
            "<p id=\"a\" lang=\"sv\" xml:lang=\"sv\" class=\"b\" dir=\"ltr\">A &amp; B<br/>C\u{a0}<em>D</em></p>"
        );
        assert_eq!(written("</div><ul><li>One</ul><wrong><b>x"), "<ul><li>One</li></ul><b>x</b>");
        assert_eq!(written("<p id=\"a\">1</p><p id=\"a\">2</p>"), "<p id=\"a\">1</p><p>2</p>");
        assert_eq!(written("<h2 id=\"h\">H</h2>"), "<h2 id=\"h\">H</h2>");
        assert_eq!(written("<p>A</p>\n  <svg><path/></svg>\n  <p>B</p>"), "<p>A</p>\n<p>B</p>");
        assert_eq!(written("<pre><code>a</code></pre>"), "<pre dir=\"ltr\"><code dir=\"ltr\">a</code></pre>");
        assert_eq!(written("\u{ffff}<a>no link</a>"), "\u{fffd}<span>no link</span>");
    }

    #[test]
    fn what_only_works_on_the_site_is_plain() {
        assert_eq!(
            written(
                "<h2>H <a class=\"anchor\" href=\"#h\" aria-label=\"Link\">#</a></h2><button>Copy <b>x</b></button>!"
            ),
            "<h2>H </h2>!"
        );
        assert_eq!(
            written("<div class=\"tabs\"><details name=\"n\"><summary>S</summary><p>T</p></details></div>"),
            "<div class=\"tabs\"><div class=\"opened\"><p class=\"opened-name\">S</p><p>T</p></div></div>"
        );
        assert_eq!(
            written(
                "<details class=\"fold\"><summary>Again</summary><details>x</details></details><svg><text>1</text></svg>2"
            ),
            "2"
        );
        assert_eq!(
            written(
                "<span class=\"media\"><video controls src=\"a/b.webm\"></video><span>Of it</span></span>"
            ),
            "<span class=\"media\"><a href=\"a/b.webm\">▶ b.webm</a> <span>Of it</span></span>"
        );
        assert_eq!(
            written("<li><span class=\"task done\" role=\"img\" aria-label=\"Done\"></span>A</li>"),
            "<li><span>☑</span>A</li>"
        );
        assert_eq!(
            written("<img src=\"a.jpg\" srcset=\"b.jpg 2x\" width=\"8\" alt=\"A\" loading=\"lazy\">"),
            "<img src=\"a.jpg\" alt=\"A\" width=\"8\"/>"
        );
    }
}
