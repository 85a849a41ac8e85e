//! What carries a term.

use serde::Serialize;

use crate::config::Vocabulary;
use crate::diagnostic::Diagnostic;
use crate::record::{Kind, Person};
use crate::render::component::item::{self, Items};
use crate::render::component::pager::{self, Pager};
use crate::render::component::person::{Knower, knower, knowers};
use crate::render::component::take::{TakeView, take};
use crate::render::component::term::vocabulary_message;
use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::link;
use crate::render::shell::Shell;
use crate::render::template::View;
use crate::site::{Book, ENTRIES_PER_PAGE, EntryId, PageKind};

/// What carries a term, or mentions a record.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TermView {
    /// The name of the term, or what mentions the record.
    pub(crate) heading: Html,
    /// What the term means.
    pub(crate) summary: Option<Html>,
    /// How many records there are, in words.
    pub(crate) count: Html,
    /// Who knows the topic, on its first page: those who can be asked first. They are in no group.
    pub(crate) knowers: Vec<Knower>,
    pub(crate) groups: Vec<Items>,
    pub(crate) pager: Pager,
    /// What carries a topic as a book, on its first page.
    pub(crate) take: Option<TakeView>,
}

impl View for TermView {
    const TEMPLATE: &'static str = "term.html";
}

pub(crate) fn render(cx: &Context<'_>, vocabulary: Vocabulary, id: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
    let name = cx.term_name(vocabulary, id);
    let term = cx.site.vocabularies.get(vocabulary, id);
    let meaning = term.map(|term| cx.localization(&term.description)).unwrap_or_default();
    let listed = cx.site.listed_with_term(vocabulary, id, cx.language());
    let (shown, count, pager) = pager::slice(cx, listed, ENTRIES_PER_PAGE);
    let about = cx.site.with_term(vocabulary, id);
    let is_topic = vocabulary == Vocabulary::Topics;
    let knows = |person: &Person| is_topic && person.knows.topics.iter().any(|topic| *topic.0 == *id);
    let people = knowers(cx, about, knows);
    let is_first = cx.page.number == 1;
    let set = about.iter().copied().collect();
    let is_knower = |id: &EntryId| people.contains(&cx.site.entry(*id).original);
    let shown: Vec<EntryId> = shown.iter().copied().filter(|id| !is_knower(id)).collect();
    let view = TermView {
        heading: name.html(),
        summary: (!meaning.text.is_empty()).then(|| meaning.html()),
        count,
        knowers: people.iter().filter(|_| is_first).map(|&person| knower(cx, person, &set)).collect(),
        groups: item::by_kind(cx, &shown)?,
        pager,
        take: if is_topic && is_first { take(cx, &Book::Topic(id.into()))? } else { None },
    };
    let mut shell = Shell::new(cx, name.text, meaning.text, Kind::Page, false)?;
    let text = cx.words().get(&vocabulary_message(vocabulary, ""));
    shell.breadcrumbs.push(link::localized(cx, &text, &cx.url_of(PageKind::Terms(vocabulary))));
    shell.render(cx, &view)
}
