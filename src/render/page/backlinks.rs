//! The records that name a record or link to it, where they are more than its own page holds.

use super::term::TermView;
use crate::diagnostic::Diagnostic;
use crate::render::component::item;
use crate::render::component::pager;
use crate::render::context::Context;
use crate::render::link;
use crate::render::record::breadcrumbs::breadcrumbs;
use crate::render::shell::Shell;
use crate::site::{ENTRIES_PER_PAGE, EntryId};

pub(crate) fn render(cx: &Context<'_>, id: EntryId) -> Result<Vec<u8>, Box<Diagnostic>> {
    let title = &cx.site.entry(id).record.common.title;
    let heading = cx.words().with("mentions-title", &[("title", title.as_str().into())]);
    let (shown, count, pager) = pager::slice(cx, cx.site.backlinks(id), ENTRIES_PER_PAGE);
    let view = TermView {
        heading: cx.localized(&heading),
        summary: None,
        count,
        knowers: Vec::new(),
        groups: item::by_kind(cx, shown)?,
        pager,
        take: None,
    };
    let mut shell = Shell::new(cx, heading, "", cx.site.entry(id).record.id.kind, false)?;
    shell.breadcrumbs = breadcrumbs(cx, id);
    shell.breadcrumbs.push(link::record(cx, id));
    shell.noindex = true;
    shell.render(cx, &view)
}
