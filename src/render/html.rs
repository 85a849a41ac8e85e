//! HTML that is made in code: what may stand in a page as it is, and how a text becomes so.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::Serialize;

/// HTML that templates print as it is. A copy costs nothing: a piece that many pages have is made
/// once.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub(super) struct Html(tera::Value);

impl Html {
    pub(super) fn new(html: &str) -> Self {
        Self(tera::Value::safe_string(html))
    }

    pub(super) fn as_str(&self) -> &str {
        self.0.as_str().unwrap_or_default()
    }
}

impl Default for Html {
    fn default() -> Self {
        Self::new("")
    }
}

/// A text as it may stand in HTML, between tags or quotes.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|byte| b"&<>\"'".contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' | '\'' => {
                let _ = write!(escaped, "&#{};", u32::from(character));
            }
            character => escaped.push(character),
        }
    }
    Cow::Owned(escaped)
}

pub(super) fn push(html: &mut String, parts: &[&str]) {
    for part in parts {
        html.push_str(part);
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Html {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Html".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "html" })
    }
}
