//! The sources that a record rests on.

use std::borrow::Cow;

use super::inherited;
use crate::record::{Record, Source};
use crate::render::context::Context;
use crate::render::date;
use crate::render::html::Html;
use crate::render::phrase::Phrase;

pub(crate) fn sources(cx: &Context<'_>, record: &Record) -> Vec<Html> {
    let source = |source: &Source| {
        let note: Vec<String> =
            source.publisher.iter().cloned().chain(source.date.map(|date| date::plain(cx, date))).collect();
        let value = Phrase {
            text: source.title.as_str().into(),
            lang: inherited::language(cx, &source.title),
            external: source.url.is_some(),
            url: source.url.as_ref().map(|url| url.as_str().into()),
            note: Some(note.join(", ").into()).filter(|note: &Cow<'_, str>| !note.is_empty()),
            ..Phrase::default()
        };
        value.html()
    };
    record.common.sources.iter().map(source).collect()
}
