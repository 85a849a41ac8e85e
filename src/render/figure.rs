//! Numbers with how exact they are, as they stand in a page.

use super::context::Context;
use super::html::Html;
use super::messages::Words;
use super::phrase::text;
use crate::record::{Named, Precision};

/// How exact a number is, where it is not.
pub(super) fn precision(cx: &Context<'_>, precision: Precision) -> Option<Html> {
    (precision != Precision::Exact).then(|| cx.message(&message(precision)))
}

/// A number as it may be said: `more than 500`.
pub(super) fn measured(cx: &Context<'_>, value: f64, exact: Precision) -> Html {
    let value = text(&cx.words().number(value)).html();
    match precision(cx, exact) {
        Some(precision) => Html::new(&format!("<bdi>{} {}</bdi>", precision.as_str(), value.as_str())),
        None => value,
    }
}

/// The same within a sentence of the interface.
pub(super) fn in_words(words: &Words, number: &str, precision: Precision) -> String {
    match precision {
        Precision::Exact => number.to_owned(),
        Precision::About | Precision::MoreThan => format!("{} {number}", words.get(&message(precision))),
    }
}

fn message(precision: Precision) -> String {
    format!("value-precision-{}", precision.name())
}
