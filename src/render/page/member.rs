//! What waits for one of the desk's people.

use serde::Serialize;

use crate::config::Vocabulary;
use crate::desk::status::{Status, all};
use crate::diagnostic::Diagnostic;
use crate::record::Kind;
use crate::render::badge;
use crate::render::component::card::{self, Card};
use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::link;
use crate::render::shell::Shell;
use crate::render::template::View;
use crate::site::EntryId;

/// What waits for one of the desk's people.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct MemberView {
    /// The heading.
    heading: Html,
    /// The link to the person.
    person: Html,
    /// The names of their roles.
    roles: String,
    groups: Vec<MemberGroup>,
}

/// Requests that wait for one of the desk's people for the same reason.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct MemberGroup {
    /// The heading.
    heading: Html,
    cards: Vec<Card>,
}

impl View for MemberView {
    const TEMPLATE: &'static str = "member.html";
}

pub(crate) fn render(cx: &Context<'_>, id: EntryId) -> Result<Vec<u8>, Box<Diagnostic>> {
    let mut shell = Shell::new(cx, title(cx, id), "", Kind::Request, false)?;
    shell.breadcrumbs.push(link::board(cx));
    shell.noindex = true;
    shell.render(cx, &view(cx, id))
}

/// What waits for one of the desk's people.
fn view<'a>(cx: &Context<'a>, id: EntryId) -> MemberView {
    let site = cx.site;
    let record = &site.entry(id).record;
    let slug = &record.id.slug;
    let roles = site.members().into_iter().find(|(member, _)| *member == id).map(|(_, roles)| roles);
    let roles = roles.unwrap_or_default();
    let statuses = all(site);
    let waits = |status: &&Status<'a>| status.waits_for(site, slug, &roles);
    let (reviews, work): (Vec<&Status<'a>>, Vec<_>) =
        statuses.iter().filter(waits).partition(|status| status.open_stage().is_some());
    let in_care = statuses.iter().filter(|status| {
        let assignee = status.request.assignee.as_ref();
        assignee.is_some_and(|assignee| *assignee.0 == **slug) && !status.state.is_final && !waits(status)
    });
    let group = |heading: &str, statuses: Vec<&Status<'a>>| {
        let card = |status: &&Status<'a>| {
            let mut card = card::card(cx, status);
            card.meta.insert(0, badge::workflow(cx, &status.state.id));
            card
        };
        let cards: Vec<Card> = statuses.iter().map(card).collect();
        (!cards.is_empty()).then(|| MemberGroup { heading: cx.message(heading), cards })
    };
    let groups = [
        group("desk-member-reviews", reviews),
        group("desk-member-work", work),
        group("desk-member-cares", in_care.collect()),
    ];
    let roles = roles.iter().map(|role| cx.label(Vocabulary::Roles, role)).collect::<Vec<_>>().join(", ");
    MemberView {
        heading: cx.message("desk-member-title"),
        person: link::record(cx, id),
        roles,
        groups: groups.into_iter().flatten().collect(),
    }
}

/// The title of a member's page.
fn title(cx: &Context<'_>, id: EntryId) -> String {
    cx.words().with("desk-member-page", &[("name", cx.title(id).to_owned().into())])
}
