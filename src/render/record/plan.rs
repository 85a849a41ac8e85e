//! The plan of a request: what is to be done, by whom and until when, and what is done. On the page of the request, and
//! on that of its working group.

use serde::Serialize;

use crate::config::Language;
use crate::record::{Kind, Task};
use crate::render::context::Context;
use crate::render::date;
use crate::render::html::Html;
use crate::render::link;
use crate::render::phrase::{Phrase, text};
use crate::render::record::inherited;

/// Something that is to be done, or was.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TaskView {
    /// What.
    what: Html,
    /// Who does it.
    by: Option<Html>,
    /// Until when.
    due: Option<Html>,
    /// By how much it is late, if it is.
    late: Option<Html>,
    /// When it was done.
    done: Option<Html>,
}

/// The tasks of a plan, in its order; their words are in that language, or in the page's.
pub(super) fn tasks(cx: &Context<'_>, plan: &[Task], language: Option<&Language>) -> Vec<TaskView> {
    let one = |task: &Task| TaskView {
        what: inherited::marked(language, task.what.trim()),
        by: task.by.as_ref().map(|person| {
            let own = || Phrase { name: true, ..text(&person.0) }.html();
            link::named(cx, Kind::Person, &person.0).unwrap_or_else(own)
        }),
        due: task.due.map(|day| date::day(cx, day.0)),
        late: task
            .overdue(cx.site.today)
            .map(|days| cx.localized(&cx.words().with("desk-late", &[("count", days.into())]))),
        done: task.done.map(|day| date::day(cx, day.0)),
    };
    plan.iter().map(one).collect()
}
