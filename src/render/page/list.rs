//! The list of a kind; that of people is `people`.

use std::borrow::Cow;

use serde::Serialize;

use crate::desk::uploads::figures;
use crate::diagnostic::Diagnostic;
use crate::record::{Fields, Kind, Phase, Record};
use crate::render::badge;
use crate::render::component::ask::AskLink;
use crate::render::component::figure_table::FigureTable;
use crate::render::component::labelled::Labelled;
use crate::render::component::pager::{self, Pager};
use crate::render::component::{facets, item, uploads};
use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::link;
use crate::render::record::meta;
use crate::render::shell::Shell;
use crate::render::template::View;
use crate::site::{ENTRIES_PER_PAGE, EntryId};

/// The records of a kind.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ListView {
    /// The heading.
    heading: Html,
    /// A text below the heading.
    summary: Html,
    /// Groups with a heading (upcoming and past clinics), or one without.
    groups: Vec<ItemGroup>,
    /// Such as `1–40 of 120`.
    count: Html,
    /// The state that all of those shown are in, where it would stand in each row.
    state: Option<Html>,
    pager: Pager,
    /// Where to browse on, made by `facets.html`.
    facets: Html,
    /// The link to another way to see the same records: requests have a board.
    other: Option<Html>,
    /// Where people ask for help, for requests.
    ask: Option<AskLink>,
    /// What all of them come to, on the first page of uploads.
    facts: Vec<Labelled>,
    /// The same in tables.
    tables: Vec<FigureTable>,
}

impl View for ListView {
    const TEMPLATE: &'static str = "list.html";
}

/// Records of a list below a heading.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ItemGroup {
    /// The heading, if the list has more than one group.
    heading: Option<Html>,
    /// Rows, each made by `item.html`.
    items: Vec<Html>,
}

pub(crate) fn render(cx: &Context<'_>, kind: Kind) -> Result<Vec<u8>, Box<Diagnostic>> {
    let text = cx.words().get(&format!("kind-{}-text", kind.name()));
    Shell::new(cx, cx.kind_name(kind), text, kind, false)?.render(cx, &view(cx, kind)?)
}

fn view(cx: &Context<'_>, kind: Kind) -> Result<ListView, Box<Diagnostic>> {
    let all = cx.site.listed(kind, cx.language());
    let (shown, count, pager) = pager::slice(cx, all, ENTRIES_PER_PAGE);
    let groups = groups(cx, shown)?;
    let is_first = kind == Kind::Upload && cx.page.number == 1;
    let figures = if is_first { figures(cx.site, None, None) } else { None };
    Ok(ListView {
        heading: cx.localized(&cx.kind_name(kind)),
        summary: cx.message(&format!("kind-{}-text", kind.name())),
        groups,
        count,
        state: same_state(cx, shown),
        pager,
        facets: cx.cache.facets.try_get(kind, || facets::facets(cx, kind))?,
        other: (kind == Kind::Request).then(|| link::board(cx)),
        ask: AskLink::new(cx).filter(|_| kind == Kind::Request),
        facts: figures.as_ref().map(|all| uploads::sums(cx, &all.all)).unwrap_or_default(),
        tables: figures.as_ref().map(|all| uploads::tables(cx, all)).unwrap_or_default(),
    })
}

/// The state of several records, if it is the same for all.
fn same_state(cx: &Context<'_>, shown: &[EntryId]) -> Option<Html> {
    let mut states = shown.iter().map(|&id| meta::state(&cx.site.entry(id).record));
    let (group, state) = states.next()??;
    let is_same = shown.len() > 1 && states.all(|other| other == Some((group, state)));
    is_same.then(|| cx.sentence("list-one-state", &[], &[("state", badge::value(cx, group, state))]))
}

/// The records of a list below the headings that readers look for.
fn groups<'a>(cx: &Context<'a>, shown: &[EntryId]) -> Result<Vec<ItemGroup>, Box<Diagnostic>> {
    let heading = |record: &'a Record| match &record.fields {
        Fields::Clinic(clinic) => Some(cx.words().get(match clinic.phase(cx.site.today) {
            Some(Phase::UnderWay) => "list-under-way",
            Some(Phase::ToCome) => "list-upcoming",
            Some(Phase::Over) => "list-past",
            None => "list-undated",
        })),
        Fields::Guide(_)
        | Fields::Case(_)
        | Fields::Request(_)
        | Fields::Upload(_)
        | Fields::Person(_)
        | Fields::Group(_)
        | Fields::Meeting(_)
        | Fields::Partner(_)
        | Fields::Tool(_)
        | Fields::Page(_) => None,
    };
    let site = cx.site;
    let mut groups: Vec<(Option<Cow<'a, str>>, Vec<EntryId>)> = Vec::new();
    for &id in shown {
        let heading = heading(&site.entry(id).record);
        match groups.iter_mut().find(|(other, _)| *other == heading) {
            Some((_, ids)) => ids.push(id),
            None => groups.push((heading, vec![id])),
        }
    }
    let group = |(heading, ids): (Option<Cow<'a, str>>, Vec<EntryId>)| {
        let items = item::rows(cx, &ids, if heading.is_some() { 3 } else { 2 })?;
        Ok(ItemGroup { heading: heading.map(|heading| cx.localized(&heading)), items })
    };
    groups.into_iter().map(group).collect()
}
