//! The sources that a record rests on.

use super::inherited;
use crate::config::Language;
use crate::record::{At, Common, Record, Source};
use crate::render::context::Context;
use crate::render::date;
use crate::render::html::Html;
use crate::render::phrase::{Phrase, text, with_aside};

pub(crate) fn sources(cx: &Context<'_>, record: &Record) -> Vec<Html> {
    let lang = inherited::language(cx, &At::Field(Common::sources)).map(Language::as_str);
    let source = |source: &Source| {
        let publisher = source.publisher.as_deref().map(|own| Phrase { lang, ..text(own) }.html());
        let date = source.date.map(|date| text(&date::plain(cx, date)).html());
        let note: Vec<Html> = publisher.into_iter().chain(date).collect();
        let note = note.iter().map(Html::as_str).collect::<Vec<_>>().join(&cx.words().get("comma-separator"));
        let value = Phrase {
            text: source.title.as_str().into(),
            lang,
            external: source.url.is_some(),
            url: source.url.as_ref().map(|url| url.as_str().into()),
            ..Phrase::default()
        };
        with_aside(value.html(), Some(Html::new(&note)).filter(|_| !note.is_empty()).as_ref())
    };
    record.common.sources.iter().map(source).collect()
}
