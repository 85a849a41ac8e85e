//! Numbers with how exact they are, as they stand in a page.

use super::context::Context;
use super::html::{Html, escape};
use super::messages::Words;
use super::phrase::text;
use crate::record::{Named, Precision};

/// Holds the place of a number in a sentence.
const PLACE: &str = "\u{fffc}";

/// A number as it may be said: `more than 500`.
pub(super) fn measured(cx: &Context<'_>, value: f64, precision: Precision) -> Html {
    let number = cx.words().number(value);
    match precision {
        Precision::Exact => text(&number).html(),
        Precision::About | Precision::MoreThan => {
            let said = cx.localized(&in_words(cx.words(), &number, precision));
            Html::new(&format!("<bdi>{}</bdi>", said.as_str()))
        }
    }
}

/// The same in large type, beside which the words are small.
pub(super) fn large(cx: &Context<'_>, value: f64, precision: Precision) -> Html {
    let sentence = in_words(cx.words(), PLACE, precision);
    let (before, after) = sentence.split_once(PLACE).unwrap_or((&sentence, ""));
    let small = |words: &str| match words.trim() {
        "" => words.to_owned(),
        said => words.replacen(said, &format!("<small>{}</small>", cx.localized(said).as_str()), 1),
    };
    Html::new(&[small(before), escape(&cx.words().number(value)).into_owned(), small(after)].concat())
}

/// The same within a sentence of the interface.
pub(super) fn in_words(words: &Words, number: &str, precision: Precision) -> String {
    match precision {
        Precision::Exact => number.to_owned(),
        Precision::About | Precision::MoreThan => {
            words.with(&format!("value-precision-{}", precision.name()), &[("number", number.into())])
        }
    }
}
