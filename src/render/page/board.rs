//! The board: every request, by the state that it is in.

use serde::Serialize;

use crate::config::State;
use crate::desk::inbox::Inbox;
use crate::desk::room::{Room, rooms};
use crate::desk::status::Status;
use crate::diagnostic::Diagnostic;
use crate::record::{Kind, Request};
use crate::render::badge;
use crate::render::component::ask::AskLink;
use crate::render::component::card::{self, Card};
use crate::render::component::inbox::{InboxGroup, groups};
use crate::render::context::Context;
use crate::render::href::href;
use crate::render::html::Html;
use crate::render::link;
use crate::render::phrase::{Phrase, joined, text};
use crate::render::shell::Shell;
use crate::render::template::View;
use crate::site::PageKind;

/// How many requests a column of those that have ended shows.
const ENDED: usize = 6;

/// Every request, by the state that it is in.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct BoardView {
    /// The heading.
    heading: Html,
    /// A text below the heading.
    summary: Html,
    /// How many are late, if any are.
    late: Option<Html>,
    /// The states on the way.
    open: Vec<BoardColumn>,
    /// The states off the way, where it ends, and what was written down afterwards.
    ended: Vec<BoardColumn>,
    /// What the desk has to see to beside the next steps of its requests.
    inbox: Vec<InboxGroup>,
    members: Vec<BoardMember>,
    /// The link to the list of all requests.
    all: Html,
    /// The link to the figures.
    figures: Html,
    /// The address of the calendar of the next meetings, if there is one.
    calendar: Option<String>,
    /// Where people ask for help.
    ask: Option<AskLink>,
}

impl View for BoardView {
    const TEMPLATE: &'static str = "board.html";
}

/// One of the desk's people.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct BoardMember {
    /// The link to their page.
    link: Html,
    /// How much there is for them to do.
    count: String,
}

/// A state on the board.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct BoardColumn {
    /// The state.
    id: String,
    /// The name of the state, with its colour.
    heading: Html,
    /// How many requests are in it, and where the workflow says so how many there may be: `3 / 5`.
    count: String,
    /// How many requests there is room for, and how many have asked for it.
    room: Option<Html>,
    /// Who acts next.
    waits_for: Option<Html>,
    cards: Vec<Card>,
    /// The link to the rest, when these are not all.
    rest: Option<Html>,
}

pub(crate) fn render(cx: &Context<'_>, inbox: &Inbox<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let (title, text) = (cx.words().get("desk-title"), cx.words().get("desk-text"));
    let shell = Shell::new(cx, title, text, Kind::Request, false)?;
    shell.render(cx, &view(cx, inbox))
}

fn view<'a>(cx: &Context<'a>, inbox: &Inbox<'a>) -> BoardView {
    let site = cx.site;
    let (statuses, rooms) = (&inbox.statuses, rooms(site));
    let column = |state: &'a State| {
        let is_own = |status: &&Status<'a>| status.state.id == state.id && status.request.is_followed();
        let mut own: Vec<_> = statuses.iter().filter(is_own).collect();
        // An empty state off the way would only take room.
        if own.is_empty() && (state.aside || state.is_final) {
            return None;
        }
        let count = own.len();
        if state.is_final {
            own.sort_by_key(|status| std::cmp::Reverse((status.since, site.updated(status.id))));
            own.truncate(ENDED);
        }
        let waits: Vec<_> = state.waits_for.iter().map(|one| badge::actor(cx, one)).collect();
        Some(BoardColumn {
            id: state.id.to_string(),
            heading: badge::workflow(cx, &state.id),
            count: match state.most {
                Some(most) => format!("{} / {}", cx.words().count(count), cx.words().count(most)),
                None => cx.words().count(count),
            },
            room: rooms.iter().find(|room| room.state.id == state.id).and_then(|room| self::room(cx, room)),
            waits_for: (!waits.is_empty() && !state.is_final).then(|| joined(cx.words(), &waits)),
            cards: own.iter().map(|status| card::card(cx, status)).collect(),
            rest: count.checked_sub(own.len()).filter(|rest| *rest > 0).map(|_| link::all_requests(cx)),
        })
    };
    // What waits for room goes on.
    let (ended, open): (Vec<_>, Vec<_>) = site
        .workflow
        .states
        .iter()
        .partition(|state| state.is_final || state.aside && state.queue_for.is_none());
    // They wait for nobody, in whichever state their sources leave them.
    let recorded: Vec<_> = statuses.iter().filter(|status| status.request.recorded_afterwards).collect();
    let recorded = (!recorded.is_empty()).then(|| BoardColumn {
        id: Request::recorded_afterwards.name.replace('_', "-"),
        heading: cx.message("figures-recorded-afterwards"),
        count: cx.words().count(recorded.len()),
        room: None,
        waits_for: None,
        cards: recorded.iter().take(ENDED).map(|status| card::card(cx, status)).collect(),
        rest: (recorded.len() > ENDED).then(|| link::all_requests(cx)),
    });
    let late = statuses.iter().filter(|status| status.overdue.is_some()).count();
    let late = i64::try_from(late).unwrap_or(i64::MAX);
    BoardView {
        heading: cx.message("desk-title"),
        summary: cx.message("desk-text"),
        late: (late > 0)
            .then(|| cx.localized(&cx.words().with("desk-late-count", &[("count", late.into())]))),
        open: open.into_iter().filter_map(column).collect(),
        ended: ended.into_iter().filter_map(column).chain(recorded).collect(),
        inbox: groups(cx, &inbox.of_desk()),
        members: site
            .members()
            .into_iter()
            .map(|(id, roles)| {
                let slug = &site.entry(id).record.id.slug;
                let waiting = inbox.of(slug, &roles).len();
                let url = href(&site.member_url(id, cx.language()));
                let title = cx.title(id);
                let link = Phrase { url: Some(url.into()), name: true, ..text(title) }.html();
                BoardMember { link, count: cx.words().count(waiting) }
            })
            .collect(),
        all: link::all_requests(cx),
        figures: link::page(cx, "figures-title", PageKind::Figures),
        calendar: site.has_calendar().then(|| href(&cx.url_of(PageKind::Calendar))),
        ask: AskLink::new(cx),
    }
}

/// How many requests a state has room for, where that is said.
fn room(cx: &Context<'_>, room: &Room<'_>) -> Option<Html> {
    let (most, free) = room.most.zip(room.free())?;
    let said = [("most", most.into()), ("free", free.into()), ("asked", room.asked.into())];
    Some(cx.localized(&cx.words().with("desk-room", &said)))
}
