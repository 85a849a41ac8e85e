//! Phrases: values and links as they stand in a page. The only markup that is made in code, but for
//! bodies and charts.

use std::fmt::Write as _;

use super::theme::escape;
use super::view::Html;

/// One value of a record: text, a name, a date or a state, with or without a link, and a few words
/// behind it.
#[derive(Debug, Clone, Default)]
pub(super) struct Value {
    pub(super) text: String,
    pub(super) url: Option<String>,
    pub(super) external: bool,
    /// The machine's form of a date.
    pub(super) datetime: Option<String>,
    /// A state that has a colour: `validated`, `retired`, `development`, …
    pub(super) state: Option<&'static str>,
    /// Whether the text is a name that may be in another script.
    pub(super) name: bool,
    /// The language of the text, where it is not the page's.
    pub(super) lang: Option<String>,
    pub(super) note: Option<String>,
}

/// A link to a page of the site.
#[derive(Debug, Clone, Default)]
pub(super) struct Link {
    pub(super) text: String,
    pub(super) url: String,
    /// The language of the text, where it is not the page's.
    pub(super) lang: Option<String>,
}

impl Value {
    pub(super) fn html(&self) -> Html {
        let mut html = String::with_capacity(self.text.len() + 96);
        if let Some(state) = self.state {
            let _ = write!(html, "<span class=\"state state-{state}\">");
        }
        if let Some(url) = &self.url {
            html.push_str(if self.external { "<a class=\"external\" href=\"" } else { "<a href=\"" });
            html.push_str(&escape(url));
            html.push_str("\">");
        }
        if let Some(datetime) = &self.datetime {
            let _ = write!(html, "<time datetime=\"{datetime}\">");
        }
        push_text(&mut html, &self.text, self.lang.as_deref(), self.name);
        html.push_str(if self.datetime.is_some() { "</time>" } else { "" });
        html.push_str(if self.url.is_some() { "</a>" } else { "" });
        html.push_str(if self.state.is_some() { "</span>" } else { "" });
        if let Some(note) = &self.note {
            let _ = write!(html, " <span class=\"aside\">{}</span>", escape(note));
        }
        Html(html)
    }
}

impl Link {
    pub(super) fn html(&self) -> Html {
        let mut html = format!("<a href=\"{}\">", escape(&self.url));
        push_text(&mut html, &self.text, self.lang.as_deref(), false);
        html.push_str("</a>");
        Html(html)
    }
}

/// A text that says its language, and keeps to itself in a line of another direction.
fn push_text(html: &mut String, text: &str, lang: Option<&str>, name: bool) {
    match lang {
        Some(lang) => {
            let _ = write!(html, "<bdi lang=\"{lang}\">");
        }
        None if name => html.push_str("<bdi>"),
        None => {}
    }
    html.push_str(&escape(text));
    html.push_str(if name || lang.is_some() { "</bdi>" } else { "" });
}

pub(super) fn htmls(values: impl IntoIterator<Item = Value>) -> Vec<Html> {
    values.into_iter().map(|value| value.html()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_marked_for_what_it_is() {
        let value = Value { text: "<Ada>".to_owned(), name: true, ..Value::default() };
        assert_eq!(value.html().0, "<bdi>&lt;Ada&gt;</bdi>");
        let linked = Value {
            url: Some("../ada/index.html".to_owned()),
            note: Some("2024 & on".to_owned()),
            lang: Some("sv".to_owned()),
            ..value
        };
        assert_eq!(
            linked.html().0,
            "<a href=\"../ada/index.html\"><bdi lang=\"sv\">&lt;Ada&gt;</bdi></a> <span class=\"aside\">2024 &amp; on</span>"
        );
        let state = Value { text: "Validated".to_owned(), state: Some("validated"), ..Value::default() };
        assert_eq!(state.html().0, "<span class=\"state state-validated\">Validated</span>");
        let date = Value {
            text: "1 May 2026".to_owned(),
            datetime: Some("2026-05-01".to_owned()),
            ..Value::default()
        };
        assert_eq!(date.html().0, "<time datetime=\"2026-05-01\">1 May 2026</time>");
    }
}
