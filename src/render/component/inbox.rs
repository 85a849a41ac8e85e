//! What there is to do at the desk, on the board and on the pages of its members: in groups by what it is.

use serde::Serialize;

use super::card::{self, Card};
use crate::desk::inbox::{Item, Work};
use crate::desk::status::Status;
use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::record::inherited;
use crate::render::{badge, date, link};

/// Work of the same sort.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct InboxGroup {
    /// The heading.
    heading: Html,
    /// The records that it is about.
    cards: Vec<Card>,
}

impl InboxGroup {
    /// Some cards below a heading, if there are any.
    pub(crate) fn new(cx: &Context<'_>, heading: &str, cards: Vec<Card>) -> Option<Self> {
        (!cards.is_empty()).then(|| Self { heading: cx.message(heading), cards })
    }
}

/// The sorts of work, in the order in which they are shown.
const HEADINGS: [&str; 9] = [
    "desk-inbox-stuck",
    "desk-inbox-moves",
    "desk-inbox-reviews",
    "desk-inbox-answers",
    "desk-inbox-steps",
    "desk-inbox-group",
    "desk-inbox-tasks",
    "desk-inbox-follow-ups",
    "desk-inbox-guides",
];

/// What there is to do, sort by sort; each in the order of the items.
pub(crate) fn groups<'a>(cx: &Context<'a>, items: &[Item<'a>]) -> Vec<InboxGroup> {
    let group = |heading: &'static str| {
        let own = items.iter().filter(|item| self::heading(&item.work) == heading);
        InboxGroup::new(cx, heading, own.map(|item| card(cx, item)).collect())
    };
    HEADINGS.into_iter().filter_map(group).collect()
}

fn heading(work: &Work<'_>) -> &'static str {
    match work {
        Work::Stuck(_) => "desk-inbox-stuck",
        Work::Move(_) => "desk-inbox-moves",
        Work::Review(_) => "desk-inbox-reviews",
        Work::Answer(_) => "desk-inbox-answers",
        Work::Step(_) => "desk-inbox-steps",
        Work::Group(_) => "desk-inbox-group",
        Work::Task(..) => "desk-inbox-tasks",
        Work::FollowUp(..) => "desk-inbox-follow-ups",
        Work::Guide(..) => "desk-inbox-guides",
    }
}

/// A request with its state, as a card.
pub(crate) fn of_request<'a>(cx: &Context<'a>, status: &Status<'a>) -> Card {
    let mut card = card::card(cx, status);
    card.meta.insert(0, badge::workflow(cx, &status.state.id));
    card
}

fn card<'a>(cx: &Context<'a>, item: &Item<'a>) -> Card {
    let words = cx.words();
    let late = item.overdue.map(|days| cx.localized(&words.with("desk-late", &[("count", days.into())])));
    match &item.work {
        Work::Review(status)
        | Work::Move(status)
        | Work::Answer(status)
        | Work::Step(status)
        | Work::Group(status)
        | Work::Stuck(status) => of_request(cx, status),
        Work::Task(status, task) => {
            let mut meta = vec![inherited::marked(inherited::of_original(cx, status.id), task.what.trim())];
            meta.extend(task.due.map(|day| date::day(cx, day.0)));
            meta.extend(item.priority.map(|priority| card::priority(cx, priority)));
            Card { link: link::record(cx, status.id), meta, late }
        }
        Work::FollowUp(id, day) | Work::Guide(id, day) => {
            let mut meta = vec![date::day(cx, *day)];
            meta.extend(item.priority.map(|priority| card::priority(cx, priority)));
            Card { link: link::record(cx, *id), meta, late }
        }
    }
}
