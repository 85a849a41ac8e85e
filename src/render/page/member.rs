//! What waits for one of the desk's people.

use serde::Serialize;

use crate::config::Vocabulary;
use crate::desk::inbox::{Inbox, Item};
use crate::diagnostic::Diagnostic;
use crate::record::Kind;
use crate::render::component::inbox::{InboxGroup, groups, of_request};
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
    groups: Vec<InboxGroup>,
}

impl View for MemberView {
    const TEMPLATE: &'static str = "member.html";
}

pub(crate) fn render(cx: &Context<'_>, id: EntryId, inbox: &Inbox<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let mut shell = Shell::new(cx, title(cx, id), "", Kind::Request, false)?;
    shell.breadcrumbs.push(link::board(cx));
    shell.noindex = true;
    shell.render(cx, &view(cx, id, inbox))
}

/// What waits for one of the desk's people.
fn view<'a>(cx: &Context<'a>, id: EntryId, inbox: &Inbox<'a>) -> MemberView {
    let site = cx.site;
    let record = &site.entry(id).record;
    let slug = &record.id.slug;
    let roles = site.members().into_iter().find(|(member, _)| *member == id).map(|(_, roles)| roles);
    let roles = roles.unwrap_or_default();
    let items = inbox.of(slug, &roles);
    let is_listed = |id: EntryId| items.iter().filter_map(Item::waiting).any(|status| status.id == id);
    let in_care = inbox.statuses.iter().filter(|status| {
        let assignee = status.request.assignee.as_ref();
        let is_own = assignee.is_some_and(|assignee| site.is_same_person(&assignee.0, slug));
        is_own && !status.state.is_final && !is_listed(status.id)
    });
    let in_care = in_care.map(|status| of_request(cx, status)).collect();
    let mut groups = groups(cx, &items);
    groups.extend(InboxGroup::new(cx, "desk-member-cares", in_care));
    let roles = cx.words().list(roles.iter().map(|role| cx.label(Vocabulary::Roles, role)));
    MemberView { heading: cx.message("desk-member-title"), person: link::record(cx, id), roles, groups }
}

/// The title of a member's page.
fn title(cx: &Context<'_>, id: EntryId) -> String {
    cx.words().with("desk-member-page", &[("name", cx.title(id).to_owned().into())])
}
