//! What the JSON of the site holds.

use serde::Serialize;
use serde_json::Value;

use crate::diagnostic::Diagnostic;
use crate::record::Kind;
use crate::render::context::Context;
use crate::render::href::href;
use crate::render::html::{Html, escape, push};
use crate::render::phrase::Phrase;
use crate::render::shell::Shell;
use crate::render::template::View;
use crate::site::PageKind;

/// What the JSON holds.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct DataHelpView {
    /// The links to the files.
    files: Vec<Html>,
    kinds: Vec<DataKind>,
}

impl View for DataHelpView {
    const TEMPLATE: &'static str = "data.html";
}

/// The fields of a kind.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct DataKind {
    /// The name of the kind.
    heading: Html,
    /// The address of its file.
    url: String,
    /// How many records it has.
    count: usize,
    fields: Vec<DataField>,
}

/// A field of a kind.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct DataField {
    /// Its name.
    name: String,
    /// What it holds.
    text: Html,
}

pub(crate) fn render(cx: &Context<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let (title, text) = (cx.words().get("data-title"), cx.words().get("data-text"));
    Shell::new(cx, title, text, Kind::Page, false)?.render(cx, &view(cx))
}

fn view(cx: &Context<'_>) -> DataHelpView {
    let file = |kind: Option<Kind>| cx.url_of(PageKind::Data(kind));
    let all = file(None);
    let kinds = Kind::ALL.into_iter().filter(|kind| !cx.site.list(*kind).is_empty());
    let kinds: Vec<DataKind> = kinds
        .map(|kind| DataKind {
            heading: cx.localized(&cx.kind_name(kind)),
            url: href(&file(Some(kind))),
            count: cx.site.list(kind).len(),
            fields: fields(kind),
        })
        .collect();
    let files = std::iter::once(&all).cloned().chain(
        Kind::ALL.into_iter().filter(|kind| !cx.site.list(*kind).is_empty()).map(|kind| file(Some(kind))),
    );
    DataHelpView {
        files: files
            .map(|url| {
                let link = Some(href(&url).into());
                Phrase { text: url.as_str().into(), url: link, ..Phrase::default() }.html()
            })
            .collect(),
        kinds,
    }
}

/// The fields of a kind and what they hold, as its schema has it.
fn fields(kind: Kind) -> Vec<DataField> {
    let schema = kind.schema();
    let properties = schema.get("properties").and_then(Value::as_object);
    let described = properties.into_iter().flatten().map(|(name, schema)| {
        let text = schema.get("description").and_then(Value::as_str).unwrap_or_default();
        DataField { name: name.clone(), text: described_in_html(text) }
    });
    described.collect()
}

/// A description as it stands in the schema, with what is between backticks as code.
fn described_in_html(text: &str) -> Html {
    let mut html = String::new();
    for (index, part) in text.replace('\n', " ").split('`').enumerate() {
        let part = escape(part);
        if index % 2 == 1 {
            push(&mut html, &["<code>", &part, "</code>"]);
        } else {
            html.push_str(&part);
        }
    }
    Html::new(&html)
}
