//! What the mails below `tests/mail` hold that must not be published, read in a way that owes nothing to how the
//! program finds it.

use std::sync::LazyLock;

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};
use percent_encoding::percent_decode_str;
use regex::Regex;

static TAGS: LazyLock<Regex> = LazyLock::new(|| Regex::new("<[^>]*>").unwrap());
static DATES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9:]+)?|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2,4}(?: [0-9:]+)?")
        .unwrap()
});

/// What looks like the number of a telephone or an account and is none.
const PUBLIC: &[&str] = &[
    // The number of a thing in a museum, of a book, and of views: `numbers.eml`.
    "0012345-6",
    "978-3-16-148410-0",
    "1 234 567",
    // Years: `mutt.eml`.
    "1850-1920",
];

/// Every address and Message-ID, number, password and link with a token that a mail holds in any place.
pub(super) fn secrets(mail: &[u8]) -> Vec<String> {
    let mut texts = vec![String::from_utf8_lossy(mail).into_owned()];
    if let Some(mail) = MessageParser::default().parse(mail) {
        decoded(&mail, &mut texts);
    }
    let percent: Vec<String> =
        texts.iter().map(|text| percent_decode_str(text).decode_utf8_lossy().into_owned()).collect();
    let mut secrets = Vec::new();
    for text in texts.iter().chain(&percent) {
        secrets.extend(all(text, r"[A-Za-z0-9._+=-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"));
        secrets.extend(all(text, r"[a-z]+ at [a-z]+ dot [a-z]+"));
        secrets.extend(all(text, r#"https?://[^ \t\r\n<>"]+[?#][^ \t\r\n<>"]+"#));
        secrets.extend(all(text, r"(?:password|Password)(?: is|:) [A-Za-z0-9]+"));
    }
    // In headers, dates are most of what has many digits; what people write is in the texts.
    for text in &texts[1..] {
        let text = DATES.replace_all(text, "a day");
        let numbers = all(&text, r"(?:[A-Z]{2})?[0-9][0-9 ().\u{a0}/-]{5,}[0-9]");
        let digits = |number: &String| number.chars().filter(char::is_ascii_digit).count() >= 7;
        secrets
            .extend(numbers.into_iter().filter(digits).filter(|number| !PUBLIC.contains(&number.as_str())));
    }
    // A password is a secret without the word that announces it.
    secrets
        .iter()
        .map(|secret| secret.rsplit("word is ").next().unwrap())
        .map(|secret| secret.rsplit("word: ").next().unwrap().to_owned())
        .collect()
}

fn all(text: &str, pattern: &str) -> Vec<String> {
    Regex::new(pattern).unwrap().find_iter(text).map(|found| found.as_str().to_owned()).collect()
}

/// The texts of a mail, and of the mails in it, without what encodes them.
fn decoded(mail: &Message<'_>, texts: &mut Vec<String>) {
    texts.extend(mail.subject().map(str::to_owned));
    let names = mail.from().into_iter().flat_map(mail_parser::Address::iter).filter_map(|from| from.name());
    texts.extend(names.map(str::to_owned));
    for part in &mail.parts {
        texts.extend(part.attachment_name().map(str::to_owned));
        match &part.body {
            PartType::Text(text) => texts.push(text.to_string()),
            PartType::Html(text) => {
                texts.push(text.to_string());
                texts.push(TAGS.replace_all(text, "").into_owned());
            }
            PartType::Message(mail) => decoded(mail, texts),
            _ => {}
        }
    }
}
