//! The pages of a list that is longer than one.

use serde::Serialize;

use crate::render::context::Context;
use crate::render::href::href;
use crate::render::html::Html;
use crate::site::{EntryId, Page};

/// The pages of a list. All empty when there is but one.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Pager {
    pages: Vec<PagerItem>,
    /// The address of the page before this one.
    previous: Option<String>,
    /// The address of the page after this one.
    next: Option<String>,
}

/// One of the pages of a list.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PagerItem {
    /// The number; none for a gap.
    number: Option<usize>,
    /// Its address.
    url: String,
    /// Whether it is the present one.
    current: bool,
}

/// What a page of a list shows, which part of the whole that is, and the pages of the list.
pub(crate) fn slice<'e>(
    cx: &Context<'_>,
    all: &'e [EntryId],
    per_page: usize,
) -> (&'e [EntryId], Html, Pager) {
    let number = cx.page.number;
    let from = (number - 1) * per_page;
    let to = (from + per_page).min(all.len());
    let pages = all.len().div_ceil(per_page);
    let words = cx.words();
    let count = if pages > 1 {
        let args = [("from", from + 1), ("to", to), ("total", all.len())];
        cx.localized(&words.with("count-range", &args.map(|(name, count)| (name, count.into()))))
    } else {
        count_records(cx, all.len())
    };
    (&all[from.min(to)..to], count, pager(cx, pages))
}

/// Such as “12 records”.
pub(crate) fn count_records(cx: &Context<'_>, count: usize) -> Html {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    cx.localized(&cx.words().with("count-records", &[("count", count.into())]))
}

/// The first and last pages of a list and those around this one.
fn pager(cx: &Context<'_>, pages: usize) -> Pager {
    if pages < 2 {
        return Pager::default();
    }
    let number = cx.page.number;
    let url = |number: usize| {
        let page = Page { number, ..cx.page.clone() };
        href(&cx.site.url(&page))
    };
    let mut shown: Vec<usize> = [1, number.saturating_sub(1), number, number + 1, pages]
        .into_iter()
        .filter(|n| (1..=pages).contains(n))
        .collect();
    shown.dedup();
    let mut items = Vec::new();
    let mut before = 0;
    for number in shown {
        if number > before + 1 {
            items.push(PagerItem { number: None, url: String::new(), current: false });
        }
        items.push(PagerItem { number: Some(number), url: url(number), current: number == cx.page.number });
        before = number;
    }
    Pager {
        pages: items,
        previous: (number > 1).then(|| url(number - 1)),
        next: (number < pages).then(|| url(number + 1)),
    }
}
