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
    let view = view(cx, id)?;
    let mut shell = Shell::new(cx, view.heading.clone(), "", cx.site.entry(id).record.id.kind, false)?;
    shell.breadcrumbs = breadcrumbs(cx, id);
    shell.breadcrumbs.push(link::record(cx, id));
    shell.noindex = true;
    shell.render(cx, &view)
}

fn view<'a>(cx: &Context<'a>, id: EntryId) -> Result<TermView<'a>, Box<Diagnostic>> {
    let title = &cx.site.entry(id).record.common.title;
    let (shown, count, pager) = pager::slice(cx, cx.site.backlinks(id), ENTRIES_PER_PAGE);
    Ok(TermView {
        heading: cx.words().with("mentions-title", &[("title", title.as_str().into())]).into(),
        summary: None,
        count,
        groups: item::by_kind(cx, shown)?,
        pager,
    })
}
