//! How much there is. A number that speaks of little is left out, and few numbers are none.

use crate::config::Vocabulary;
use crate::desk::figures::FEWEST;
use crate::desk::uploads;
use crate::record::Kind;
use crate::render::component::labelled::Labelled;
use crate::render::component::term::vocabulary_message;
use crate::render::context::Context;
use crate::render::figure;
use crate::render::html::Html;
use crate::render::phrase::text;

/// Fewer numbers than these make no picture.
const FEWEST_NUMBERS: usize = 3;

/// Fewer files than these are no figure.
const FEWEST_FILES: f64 = 5.0;

pub(super) fn numbers(cx: &Context<'_>) -> Vec<Labelled> {
    let site = cx.site;
    let count = |label: Html, number: usize| {
        let value = || text(&cx.words().count(number)).html();
        (number >= FEWEST).then(|| Labelled { label, value: value() })
    };
    let kinds = [Kind::Guide, Kind::Case, Kind::Request];
    let kinds = kinds.map(|kind| count(cx.localized(&cx.kind_name(kind)), site.list(kind).len()));
    let countries = count(
        cx.message(&vocabulary_message(Vocabulary::Countries, "")),
        site.terms(Vocabulary::Countries).count(),
    );
    let files = uploads::figures(site, None, None).and_then(|all| {
        let value = all.all.uploaded.value.filter(|value| *value >= FEWEST_FILES)?;
        let value = figure::measured(cx, value, all.all.uploaded.precision);
        Some(Labelled { label: cx.message("home-files"), value })
    });
    let numbers: Vec<Labelled> = kinds.into_iter().chain([countries, files]).flatten().collect();
    if numbers.len() < FEWEST_NUMBERS { Vec::new() } else { numbers }
}
