//! Requests on the board and on the pages of its members.

use serde::Serialize;

use crate::config::Vocabulary;
use crate::desk::status::Status;
use crate::record::{Kind, Named, Priority};
use crate::render::context::Context;
use crate::render::date;
use crate::render::html::Html;
use crate::render::link;

/// A request on the board.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Card {
    /// The link to the request.
    pub(crate) link: Html,
    /// The few words that tell it from others.
    pub(crate) meta: Vec<Html>,
    /// By how much it is late, if it is.
    pub(crate) late: Option<Html>,
}

/// A request on the board.
pub(crate) fn card<'a>(cx: &Context<'a>, status: &Status<'a>) -> Card {
    let words = cx.words();
    let request = status.request;
    let mut meta = Vec::new();
    if let Some(days) = status.days.filter(|_| !status.state.is_final) {
        meta.push(cx.localized(&words.with("desk-days", &[("count", days.into())])));
    } else if let Some(since) = status.since {
        meta.push(date::day(cx, since));
    }
    meta.extend(request.priority.map(|priority| self::priority(cx, priority)));
    if !status.ready.is_empty() {
        let since = status.ready_since.map(|day| words.date(day));
        meta.push(match since {
            Some(since) => cx.localized(&words.with("desk-ready-since", &[("date", since.into())])),
            None => cx.message("desk-ready"),
        });
    }
    meta.extend(
        request.countries.iter().map(|country| cx.term_name(Vocabulary::Countries, &country.0).html()),
    );
    meta.extend(request.assignee.iter().filter_map(|person| link::named(cx, Kind::Person, &person.0)));
    Card {
        link: link::record(cx, status.id),
        meta,
        late: status.overdue.map(|days| cx.localized(&words.with("desk-late", &[("count", days.into())]))),
    }
}

/// How soon a request is to be taken up.
pub(crate) fn priority(cx: &Context<'_>, priority: Priority) -> Html {
    cx.message(&format!("desk-priority-{}", priority.name()))
}
