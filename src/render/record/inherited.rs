//! Texts that a translation has from its original, because it has none of its own: they are in the
//! original's language, and say so.

use crate::config::Language;
use crate::record::{At, Record};
use crate::render::context::Context;
use crate::render::html::{Html, escape};
use crate::site::EntryId;

/// The language of what stands there in the front matter of the page's record, where it is not the page's.
pub(crate) fn language<'a>(cx: &Context<'a>, at: &At<'_>) -> Option<&'a Language> {
    of(cx, cx.record?, at)
}

/// The language of what stands there in the front matter of a record, where it is not the record's own.
pub(crate) fn of<'a>(cx: &Context<'a>, record: &Record, at: &At<'_>) -> Option<&'a Language> {
    let original = || cx.site.find(&record.id).map(|id| &cx.site.entry(id).record.language);
    record.inherits(at).then(|| original().unwrap_or_else(|| cx.site.config.default_language()))
}

/// The language of originals, and of all that is never translated, where it is not the page's.
pub(crate) fn originals<'a>(cx: &Context<'a>) -> Option<&'a Language> {
    Some(cx.site.config.default_language()).filter(|language| *language != cx.language())
}

/// The language that the original of a record is written in, where it is not the page's.
pub(crate) fn of_original<'a>(cx: &Context<'a>, id: EntryId) -> Option<&'a Language> {
    let original = &cx.site.entry(cx.site.entry(id).original).record;
    Some(&original.language).filter(|language| *language != cx.language())
}

/// A text in that language, or in the page's.
pub(crate) fn marked(language: Option<&Language>, text: &str) -> Html {
    let escaped = escape(text);
    match language {
        Some(language) => {
            let dir = language.direction().attribute();
            Html::new(&format!("<span lang=\"{language}\" dir=\"{dir}\">{escaped}</span>"))
        }
        None => Html::new(&escaped),
    }
}

/// A text that stands there in the front matter of the page's record.
pub(crate) fn prose(cx: &Context<'_>, at: &At<'_>, text: &str) -> Html {
    marked(language(cx, at), text)
}

/// The texts of a list that stands there.
pub(crate) fn list(cx: &Context<'_>, at: &At<'_>, texts: &[String]) -> Vec<Html> {
    texts.iter().map(|text| prose(cx, at, text)).collect()
}
