//! Where a request stands: the states on its way, who acts next and until when, and what it waits for. `request` puts it
//! on its page.

use serde::Serialize;

use super::inherited;
use crate::config::{Actor, State};
use crate::desk::room::Queue;
use crate::desk::status::{Status, followers};
use crate::record::{At, Kind, Request};
use crate::render::badge;
use crate::render::component::labelled::Labelled;
use crate::render::context::Context;
use crate::render::date;
use crate::render::html::Html;
use crate::render::link;
use crate::render::phrase::{joined, text, with_aside, with_note};

/// A state of the workflow, as a step on the way of a request.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct StepView {
    /// The name of the state.
    text: Html,
    /// Whether the request has it behind it.
    past: bool,
    /// Whether the request is in it.
    current: bool,
}

/// The states of the workflow, the present one marked; nothing for one that has left the way.
pub(super) fn steps<'a>(cx: &Context<'a>, current: &State) -> Vec<StepView> {
    // What waits for room has not left the way, and few stop there.
    let is_on_way = |state: &&State| !state.aside || state.queue_for.is_some() && state.id == current.id;
    let states: Vec<_> = cx.site.workflow.states.iter().filter(is_on_way).collect();
    let Some(here) = states.iter().position(|state| state.id == current.id) else {
        return Vec::new();
    };
    let step = |(at, state): (usize, &&'a State)| StepView {
        text: text(badge::label(cx, &state.id)).html(),
        past: at < here,
        current: at == here,
    };
    states.iter().enumerate().map(step).collect()
}

/// Who acts next, and until when.
pub(super) fn next<'a>(cx: &Context<'a>, status: &Status<'a>) -> Vec<Labelled> {
    let words = cx.words();
    let mut next = Vec::new();
    let followers = followers(cx.site, status.id);
    if !followers.is_empty() {
        let links: Vec<_> = followers.into_iter().map(|id| link::record(cx, id)).collect();
        next.push(Labelled { label: cx.message("desk-followed-by"), value: joined(cx.words(), &links) });
    }
    if let Some(why) = status.request.why_no_case() {
        let value = inherited::prose(cx, &At::Field(Request::nothing_to_learn), why);
        next.push(Labelled { label: cx.message(Request::nothing_to_learn.label), value });
    }
    if status.state.is_final {
        return next;
    }
    if !status.ready.is_empty() {
        let moves: Vec<_> = status.ready.iter().map(|step| badge::workflow(cx, &step.to)).collect();
        let since = status.ready_since.map(|day| date::day(cx, day));
        let value = with_aside(joined(cx.words(), &moves), since.as_ref());
        next.push(Labelled { label: cx.message("desk-ready-for"), value });
    }
    if let Some(queue) = &status.queue {
        next.push(Labelled { label: cx.message("desk-queue"), value: self::queue(cx, queue) });
    }
    let asked = status.asked(&cx.site.workflow);
    if !asked.is_empty() && status.request.is_followed() {
        let group = || link::named(cx, Kind::Group, &status.request.group.as_ref()?.0);
        let name = |one: &'a Actor| match one {
            Actor::Group => group().unwrap_or_else(|| badge::actor(cx, one)),
            one => badge::actor(cx, one),
        };
        let names: Vec<_> = asked.into_iter().map(name).collect();
        next.push(Labelled { label: cx.message("desk-waits-for"), value: joined(cx.words(), &names) });
    }
    if let Some(since) = status.since {
        let days = status.days.map(|days| words.with("desk-days", &[("count", days.into())]));
        let value = with_note(date::day(cx, since), days.as_deref());
        next.push(Labelled { label: cx.message("desk-since"), value });
    }
    if let Some(due) = status.due {
        let late = status.overdue.map(|days| words.with("desk-late", &[("count", days.into())]));
        let value = with_note(date::day(cx, due), late.as_deref());
        next.push(Labelled { label: cx.message("desk-due"), value });
    }
    next
}

/// Where there is no room yet for a request that was accepted, and how many come before it.
fn queue<'a>(cx: &Context<'a>, queue: &Queue<'a>) -> Html {
    let words = cx.words();
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX).into();
    let mut said = vec![("state", badge::label(cx, &queue.room.state.id).to_owned().into())];
    said.extend(queue.room.most.map(|most| ("most", count(most))));
    said.extend(queue.room.free().map(|free| ("free", count(free))));
    let room = match queue.room.free() {
        None => "desk-queue-in",
        Some(0) => "desk-queue-full",
        Some(_) => "desk-queue-free",
    };
    let mut parts = vec![words.with(room, &said)];
    parts.push(words.with("desk-queue-before", &[("count", count(queue.before))]));
    if queue.alike > 0 {
        parts.push(words.with("desk-queue-alike", &[("count", count(queue.alike))]));
    }
    cx.localized(&parts.join(&cx.words().get("clause-separator")))
}
