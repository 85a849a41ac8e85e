//! Phrases: values and links as they stand in a page. The only markup that is made in code, but for
//! bodies and charts.

use std::borrow::Cow;

use super::html::{Html, escape, push};
use super::messages::Words;

/// One value of a record: text, a name, a date or a state, with or without a link, and a few words
/// behind it.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrase<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) url: Option<Cow<'a, str>>,
    pub(super) external: bool,
    /// The machine's form of a date.
    pub(super) datetime: Option<String>,
    /// A state that has a colour: `validated`, `retired`, `development`, …
    pub(super) state: Option<&'a str>,
    /// Whether the text is a name that may be in another script.
    pub(super) name: bool,
    /// The language of the text, where it is not the page's.
    pub(super) lang: Option<&'a str>,
    pub(super) note: Option<Cow<'a, str>>,
}

impl Phrase<'_> {
    pub(super) fn html(&self) -> Html {
        let mut html = String::with_capacity(self.text.len() + 96);
        if let Some(state) = self.state {
            push(&mut html, &["<span class=\"state state-", state, "\">"]);
        }
        if let Some(url) = &self.url {
            let start = if self.external { "<a class=\"external\" href=\"" } else { "<a href=\"" };
            push(&mut html, &[start, &escape(url), "\">"]);
        }
        if let Some(datetime) = &self.datetime {
            push(&mut html, &["<time datetime=\"", datetime, "\">"]);
        }
        // A text that says its language, or is a name, keeps to itself in a line of another direction.
        match self.lang {
            Some(lang) => push(&mut html, &["<bdi lang=\"", lang, "\">"]),
            None if self.name => html.push_str("<bdi>"),
            None => {}
        }
        html.push_str(&escape(&self.text));
        html.push_str(if self.name || self.lang.is_some() { "</bdi>" } else { "" });
        html.push_str(if self.datetime.is_some() { "</time>" } else { "" });
        html.push_str(if self.url.is_some() { "</a>" } else { "" });
        html.push_str(if self.state.is_some() { "</span>" } else { "" });
        if let Some(note) = &self.note {
            push_note(&mut html, note);
        }
        Html::new(&html)
    }
}

/// A text as it is.
pub(super) fn text(text: &str) -> Phrase<'_> {
    Phrase { text: text.into(), ..Phrase::default() }
}

/// A link that leads away from the site.
pub(super) fn external<'s>(text: impl Into<Cow<'s, str>>, url: impl Into<Cow<'s, str>>) -> Phrase<'s> {
    Phrase { text: text.into(), url: Some(url.into()), external: true, ..Phrase::default() }
}

/// Phrases in a row, as the language of the interface has them.
pub(super) fn joined(words: &Words, phrases: &[Html]) -> Html {
    Html::new(&words.list(phrases.iter().map(Html::as_str)))
}

/// A phrase with a few words behind it, if there are any.
pub(super) fn with_note(phrase: Html, note: Option<&str>) -> Html {
    let Some(note) = note else {
        return phrase;
    };
    let mut html = phrase.as_str().to_owned();
    push_note(&mut html, note);
    Html::new(&html)
}

/// A phrase with another behind it, if there is one.
pub(super) fn with_aside(phrase: Html, aside: Option<&Html>) -> Html {
    let Some(aside) = aside else {
        return phrase;
    };
    Html::new(&format!("{} <span class=\"aside\">{}</span>", phrase.as_str(), aside.as_str()))
}

fn push_note(html: &mut String, note: &str) {
    push(html, &[" <span class=\"aside\">", &escape(note), "</span>"]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_marked_for_what_it_is() {
        let value = Phrase { text: "<Ada>".into(), name: true, ..Phrase::default() };
        assert_eq!(value.html().as_str(), "<bdi>&lt;Ada&gt;</bdi>");
        let linked = Phrase {
            url: Some("../ada/index.html".into()),
            note: Some("2024 & on".into()),
            lang: Some("sv"),
            ..value
        };
        assert_eq!(
            linked.html().as_str(),
            "<a href=\"../ada/index.html\"><bdi lang=\"sv\">&lt;Ada&gt;</bdi></a> <span class=\"aside\">2024 &amp; on</span>"
        );
        let state = Phrase { text: "Validated".into(), state: Some("validated"), ..Phrase::default() };
        assert_eq!(state.html().as_str(), "<span class=\"state state-validated\">Validated</span>");
        let date = Phrase {
            text: "1 May 2026".into(),
            datetime: Some("2026-05-01".to_owned()),
            ..Phrase::default()
        };
        assert_eq!(date.html().as_str(), "<time datetime=\"2026-05-01\">1 May 2026</time>");
    }
}
