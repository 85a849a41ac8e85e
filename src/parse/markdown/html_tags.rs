//! HTML taken apart: its tags with what of their attributes counts, its comments and its text. For
//! [`html`](super::html), which says what becomes of them.

use std::ops::Range;

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'h> {
    Text,
    Comment { closed: bool },
    Tag(HtmlTag<'h>),
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct HtmlTag<'h> {
    pub(super) name: String,
    pub(super) closes: bool,
    /// The value of its `id`, or of its `name`.
    pub(super) id: Option<&'h str>,
    /// The value of its `name`.
    pub(super) group: Option<&'h str>,
    pub(super) is_open: bool,
    pub(super) has_href: bool,
}

/// A piece of HTML that the parser gives as one.
pub(super) fn whole(html: &str) -> Token<'_> {
    if html.starts_with("<!--") {
        return Token::Comment { closed: true };
    }
    tag(html).map_or(Token::Text, |(tag, _)| Token::Tag(tag))
}

/// Takes HTML apart.
pub(super) fn tokens(html: &str) -> Vec<(Token<'_>, Range<usize>)> {
    let mut tokens = Vec::new();
    let mut text = 0;
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        let rest = &html[start..];
        let token = if rest.starts_with("<!--") {
            // `<!-->` and `<!--->` are whole comments.
            let end = rest[2..].find("-->").map(|length| start + 2 + length + 3);
            Some((Token::Comment { closed: end.is_some() }, end.unwrap_or(html.len())))
        } else {
            tag(rest).map(|(tag, length)| (Token::Tag(tag), start + length))
        };
        let Some((token, end)) = token else {
            at = start + 1;
            continue;
        };
        if text < start {
            tokens.push((Token::Text, text..start));
        }
        tokens.push((token, start..end));
        (text, at) = (end, end);
    }
    if text < html.len() {
        tokens.push((Token::Text, text..html.len()));
    }
    tokens
}

/// The tag that a text begins with, and its length.
fn tag(html: &str) -> Option<(HtmlTag<'_>, usize)> {
    /// A longer one is none that anybody wrote by hand.
    const LONGEST: usize = 4000;
    let bytes = &html.as_bytes()[..html.len().min(LONGEST)];
    let closes = bytes.get(1) == Some(&b'/');
    let mut at = 1 + usize::from(closes);
    let name_length =
        bytes.get(at..)?.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
    if !bytes.get(at)?.is_ascii_alphabetic() {
        return None;
    }
    let name = html[at..at + name_length].to_ascii_lowercase();
    at += name_length;
    let mut tag = HtmlTag { name, closes, id: None, group: None, is_open: false, has_href: false };
    loop {
        at += bytes.get(at..)?.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b'/').count();
        if *bytes.get(at)? == b'>' {
            return Some((tag, at + 1));
        }
        let is_of_name =
            |byte: &&u8| !byte.is_ascii_whitespace() && !matches!(byte, b'=' | b'>' | b'/' | b'<');
        let length = bytes[at..].iter().take_while(is_of_name).count();
        if length == 0 {
            return None;
        }
        let attribute = html.get(at..at + length)?;
        at += length;
        let blanks = bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let mut value = None;
        if bytes.get(at + blanks) == Some(&b'=') {
            at += blanks + 1;
            at += bytes.get(at..)?.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let quote = *bytes.get(at)?;
            if matches!(quote, b'"' | b'\'') {
                let length = bytes[at + 1..].iter().position(|byte| *byte == quote)?;
                value = html.get(at + 1..at + 1 + length);
                at += length + 2;
            } else {
                let is_of_value = |byte: &&u8| !byte.is_ascii_whitespace() && **byte != b'>';
                let length = bytes[at..].iter().take_while(is_of_value).count();
                value = html.get(at..at + length);
                at += length;
            }
        }
        match attribute.to_ascii_lowercase().as_str() {
            "id" => tag.id = value,
            "name" => {
                tag.id = tag.id.or(value);
                tag.group = value.filter(|name| !name.trim().is_empty());
            }
            "open" => tag.is_open = true,
            "href" => tag.has_href = true,
            _ => {}
        }
    }
}

/// The text of HTML, with the characters that its commonest entities stand for.
pub(super) fn decoded(html: &str) -> String {
    if !html.contains('&') {
        return html.to_owned();
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", "\u{a0}")];
    let decoded =
        entities.iter().fold(html.to_owned(), |text, (entity, letter)| text.replace(entity, letter));
    decoded.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(html: &str) -> Option<(String, usize)> {
        tag(html).map(|(tag, length)| (tag.name, length))
    }

    #[test]
    fn tags_are_read_as_browsers_read_them() {
        assert_eq!(name("<br>x"), Some(("br".to_owned(), 4)));
        assert_eq!(name("</SUP >"), Some(("sup".to_owned(), 7)));
        assert_eq!(name("<br/>"), Some(("br".to_owned(), 5)));
        assert_eq!(name("<kbd title=\"a > b\" c='>' d=e f>"), Some(("kbd".to_owned(), 31)));
        for none in ["<", "<1>", "< br>", "<br", "<a b=\"c>", "<a b=", "<>", "</>", "<a =b>"] {
            assert_eq!(name(none), None, "{none}");
        }
        let (tag, _) = tag("<a NAME='b' href=c id=d>").unwrap();
        assert_eq!((tag.id, tag.has_href), (Some("d"), true));
    }

    #[test]
    fn html_comes_apart_in_text_comments_and_tags() {
        let html = "a<!-- <br> -->b<br>c < d<!-->e<!-- f";
        let parts: Vec<_> = tokens(html).into_iter().map(|(_, place)| &html[place]).collect();
        assert_eq!(parts, ["a", "<!-- <br> -->", "b", "<br>", "c < d", "<!-->", "e", "<!-- f"]);
        assert_eq!(tokens("<!-- f")[0].0, Token::Comment { closed: false });
    }
}
