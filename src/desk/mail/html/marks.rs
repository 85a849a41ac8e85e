//! What elements of HTML mean for a text, and what programs of mail say by their classes and names.
//! [`html`](super) asks.

/// Elements with line breaks around them, and those with a blank line too.
pub(crate) const BLOCKS: &[&str] = &[
    "div",
    "tr",
    "li",
    "dt",
    "dd",
    "address",
    "article",
    "aside",
    "section",
    "header",
    "footer",
    "main",
    "nav",
    "figure",
    "figcaption",
    "form",
    "fieldset",
    "center",
    "caption",
    "option",
    "select",
    "textarea",
    "hr",
];
pub(crate) const PARAGRAPHS: &[&str] =
    &["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "pre", "blockquote"];
/// Elements whose text nobody sees.
pub(crate) const UNSEEN: &[&str] = &["style", "script", "title", "template", "object"];
/// Elements that have no end.
pub(crate) const EMPTY: &[&str] =
    &["img", "br", "hr", "input", "meta", "link", "col", "area", "base", "wbr", "source"];

/// What a program of mail says of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Around the line that says who wrote what is quoted below. The quotation is a `blockquote`.
    Attribution,
    /// Before the mail that is answered or passed on, all of which follows.
    Original,
    /// Around the mail that is answered, which is no `blockquote`.
    History,
    Signature,
}

/// How many regions within each other are known.
pub(super) const MOST_REGIONS: usize = 16;

/// A stretch of the mail that its program made for something.
pub(super) struct Region {
    /// The element that it is.
    pub(super) name: String,
    /// How many elements of that name are open within it, with itself.
    pub(super) open: usize,
    pub(super) mark: Mark,
}

/// The classes, ids and names, and how they end: some programs put signs of their own before them.
const MARKS: &[(&str, Mark)] = &[
    // Gmail, Thunderbird, Proton, Zoho, Roundcube, Front.
    ("gmail_quote", Mark::Attribution),
    ("gmail_attr", Mark::Attribution),
    ("moz-cite-prefix", Mark::Attribution),
    ("moz-email-headers-table", Mark::Attribution),
    ("protonmail_quote", Mark::Attribution),
    ("zmail_extra", Mark::Attribution),
    ("reply-intro", Mark::Attribution),
    ("front-blockquote", Mark::Attribution),
    ("AppleMailSignature", Mark::Signature),
    // Outlook, and Zimbra's line above the history.
    ("divRplyFwdMsg", Mark::Original),
    ("OLK_SRC_BODY_SECTION", Mark::Original),
    ("mail-editor-reference-message-container", Mark::Original),
    ("OutlookMessageHeader", Mark::Original),
    ("zwchr", Mark::Original),
    // Yahoo; Web.de and GMX; NetEase; Tutanota; Fastmail.
    ("yahoo_quoted", Mark::History),
    ("quote", Mark::History),
    ("isReplyContent", Mark::History),
    ("tutanota_quote", Mark::History),
    ("fm-quote", Mark::History),
    ("gmail_signature", Mark::Signature),
    ("gmail_signature_prefix", Mark::Signature),
    ("moz-signature", Mark::Signature),
    ("protonmail_signature_block", Mark::Signature),
    ("ms-outlook-mobile-signature", Mark::Signature),
    ("k9mail-signature", Mark::Signature),
    ("yahoo-signature", Mark::Signature),
    ("front-signature", Mark::Signature),
    ("signature", Mark::Signature),
    ("Signature", Mark::Signature),
];

/// Those before which other signs may stand: `x_` of Outlook, `ydp…` of Yahoo.
fn is(word: &str, known: &str) -> bool {
    let word = word.trim_start_matches("x_");
    let prefixed =
        |rest: &str| rest.starts_with("ydp") && rest.bytes().all(|byte| byte.is_ascii_alphanumeric());
    word == known || word.strip_suffix(known).is_some_and(prefixed)
}

/// What the class, the id and the name of an element say.
pub(super) fn mark(names: &[String; 3]) -> Option<Mark> {
    let mut words = names.iter().flat_map(|names| names.split_whitespace());
    words.find_map(|word| MARKS.iter().find(|(known, _)| is(word, known)).map(|(_, mark)| *mark))
}

/// The digits above and below the line, with the signs before a number.
pub(super) const SUPERSCRIPTS: [char; 12] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁺', '⁻'];
pub(super) const SUBSCRIPTS: [char; 12] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉', '₊', '₋'];

/// A number with other digits. Letters, as in `1st`, stay what they are.
pub(super) fn small(word: &str, digits: [char; 12]) -> Option<String> {
    let digit = |c: char| match c {
        '0'..='9' => Some(digits[c as usize - '0' as usize]),
        '+' => Some(digits[10]),
        '-' | '−' => Some(digits[11]),
        _ => None,
    };
    word.chars().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_is_known_as_a_class_an_id_and_a_name() {
        for (name, expected) in MARKS {
            for at in 0..3 {
                let mut names = [String::new(), String::new(), String::new()];
                for written in
                    [(*name).to_owned(), format!("x_{name}"), format!("a {name}"), format!("ydp0a{name}")]
                {
                    names[at] = written;
                    assert_eq!(mark(&names), Some(*expected), "{names:?}");
                }
                for written in [format!("a{name}"), format!("{name}2")] {
                    names[at] = written;
                    assert_eq!(mark(&names), None, "{names:?}");
                }
            }
        }
    }
}
