//! Just enough HTML to look at a page: its tags with their attributes, and its text.

use std::fmt::Write as _;

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    Open(Tag),
    Close(String),
    Text(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) name: String,
    /// In their order, with character references worked out.
    pub(crate) attributes: Vec<(String, String)>,
}

impl Tag {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The pieces of a page.
///
/// # Panics
/// On a tag without an end.
pub(crate) fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = &comment[comment.find("-->").unwrap() + 3..];
        } else if rest.starts_with("<!") {
            rest = &rest[rest.find('>').unwrap() + 1..];
        } else if let Some(tag) = rest.strip_prefix("</") {
            let end = tag.find('>').unwrap();
            pieces.push(Piece::Close(tag[..end].trim().to_owned()));
            rest = &tag[end + 1..];
        } else if rest.starts_with('<') && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (tag, after) = open(&rest[1..]);
            rest = after;
            let raw = matches!(tag.name.as_str(), "script" | "style").then(|| format!("</{}>", tag.name));
            pieces.push(Piece::Open(tag));
            if let Some(end) = raw {
                let at = rest.find(&end).unwrap();
                pieces.push(Piece::Text(rest[..at].to_owned()));
                rest = &rest[at..];
            }
        } else {
            let end = rest.char_indices().skip(1).find(|&(_, c)| c == '<').map_or(rest.len(), |(at, _)| at);
            pieces.push(Piece::Text(decoded(&rest[..end])));
            rest = &rest[end..];
        }
    }
    pieces
}

/// The opening tags of a page.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let open = |piece| match piece {
        Piece::Open(tag) => Some(tag),
        _ => None,
    };
    pieces(html).into_iter().filter_map(open).collect()
}

fn open(text: &str) -> (Tag, &str) {
    let end = text.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap();
    let mut tag = Tag { name: text[..end].to_owned(), attributes: Vec::new() };
    let mut rest = text[end..].trim_start();
    loop {
        if let Some(after) = rest.strip_prefix("/>").or_else(|| rest.strip_prefix('>')) {
            return (tag, after);
        }
        let end = rest.find(|c: char| c.is_whitespace() || "=>/".contains(c)).unwrap();
        let name = rest[..end].to_owned();
        assert!(!name.is_empty(), "an attribute without a name: {}", &rest[..rest.len().min(80)]);
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start().strip_prefix('"').expect("values stand in double quotes");
            let end = after.find('"').unwrap();
            value = &after[..end];
            rest = after[end + 1..].trim_start();
        }
        tag.attributes.push((name, decoded(value)));
    }
}

/// The text with its character references worked out.
fn decoded(text: &str) -> String {
    let mut decoded = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        let end = rest[at..].find(';').unwrap_or_else(|| panic!("a bare & in {text:?}"));
        let name = &rest[at + 1..at + end];
        let number = name.strip_prefix("#x").map(|n| u32::from_str_radix(n, 16));
        let number = number.or_else(|| name.strip_prefix('#').map(str::parse));
        decoded.push(match (name, number) {
            (_, Some(number)) => char::from_u32(number.unwrap()).unwrap(),
            ("amp", _) => '&',
            ("lt", _) => '<',
            ("gt", _) => '>',
            ("quot", _) => '"',
            _ => panic!("unknown character reference &{name};"),
        });
        rest = &rest[at + end + 1..];
    }
    decoded + rest
}

/// Elements that do not break a line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "br", "code", "del", "em", "i", "img", "input", "kbd", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "time", "u",
];

/// A page without what repeats the heads of a table's columns in its cells, for narrow screens.
pub(crate) fn without_labels(html: &str) -> String {
    const START: &str = "<span class=\"label\" aria-hidden=\"true\">";
    let mut parts = html.split(START);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |page, part| page + part.split_once("</span>").unwrap().1)
}

/// What a reader gets from `<main>`: a line for each block, with links, images and headings marked
/// much as in Markdown. How the theme wraps and names its elements does not show.
pub(crate) fn outline(html: &str) -> String {
    let pieces = pieces(&without_labels(html));
    let is_main = |piece: &Piece| matches!(piece, Piece::Open(tag) if tag.name == "main");
    let is_end = |piece: &Piece| *piece == Piece::Close("main".to_owned());
    let from = pieces.iter().position(is_main).unwrap() + 1;
    let to = pieces.iter().position(is_end).unwrap();
    let mut text = String::new();
    let mut line = String::new();
    let mut links = Vec::new();
    let mut hidden = 0;
    let mut finish = |line: &mut String| {
        let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() && words.chars().any(|c| !"#-*".contains(c)) {
            let _ = writeln!(text, "{words}");
        }
        line.clear();
    };
    for piece in &pieces[from..to] {
        match piece {
            Piece::Text(content) if hidden == 0 => line.push_str(content),
            Piece::Text(_) => {}
            Piece::Open(tag) if tag.name == "svg" => {
                hidden += 1;
                line.push_str("(drawing) ");
            }
            Piece::Close(name) if name == "svg" => hidden -= 1,
            _ if hidden > 0 => {}
            Piece::Open(tag) => {
                if !INLINE.contains(&tag.name.as_str()) {
                    finish(&mut line);
                }
                if let Some(lang) = tag.get("lang") {
                    let _ = write!(line, "({lang}) ");
                }
                match tag.name.as_str() {
                    "a" => {
                        line.push('[');
                        links.push(tag.get("href").unwrap_or_default().to_owned());
                    }
                    "img" => {
                        let of = |name| tag.get(name).unwrap_or("none");
                        let (alt, src, width, height) = (of("alt"), of("src"), of("width"), of("height"));
                        let _ = write!(line, "![{alt}]({src} {width}×{height} {})", of("loading"));
                    }
                    "input" => line.push_str(if tag.get("checked").is_some() { "[x] " } else { "[ ] " }),
                    "li" => line.push_str("- "),
                    "th" | "td" => line.push_str("| "),
                    name => {
                        if let Some(level) = name.strip_prefix('h').and_then(|n| n.parse::<usize>().ok()) {
                            let _ = write!(line, "{} ", "#".repeat(level));
                        }
                    }
                }
            }
            Piece::Close(name) if name == "a" => {
                let _ = write!(line, "]({})", links.pop().unwrap());
            }
            Piece::Close(name) if !INLINE.contains(&name.as_str()) => finish(&mut line),
            Piece::Close(_) => {}
        }
    }
    finish(&mut line);
    text
}
