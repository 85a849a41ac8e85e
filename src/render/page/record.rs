//! The page of a record.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::diagnostic::Diagnostic;
use crate::record::{Fields, Kind};
use crate::render::body;
use crate::render::component::foot::{self, Foot};
use crate::render::component::translation::{TranslationView, translation};
use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::json_ld;
use crate::render::link;
use crate::render::meaning;
use crate::render::record::backlinks::{Backlinks, backlinks};
use crate::render::record::banner::{Banner, banner};
use crate::render::record::breadcrumbs::breadcrumbs;
use crate::render::record::facts::{Fact, facts, is_fact};
use crate::render::record::fields::{FieldView, fields};
use crate::render::record::section::{Outline, Sections, shown};
use crate::render::record::series::{Onward, SeriesView, onward, series};
use crate::render::record::sources::sources;
use crate::render::record::toc::{TocItem, toc};
use crate::render::record::{
    case, clinic, group, guide, meeting, meta, page, partner, person, request, tool, upload,
};
use crate::render::shell::Shell;
use crate::render::template::View;
use crate::site::EntryId;

/// The page of a record. `sections` is what its kind alone has.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RecordView<'a, S> {
    /// The title.
    title: &'a str,
    /// The summary.
    summary: Option<&'a str>,
    /// A short line below the summary.
    meta: Vec<Html>,
    /// What is to be known of a translation.
    translation: Option<TranslationView>,
    banners: Vec<Banner>,
    toc: Vec<TocItem<'a>>,
    /// The text.
    body: Html,
    /// What its kind alone has.
    sections: S,
    facts: Vec<Fact>,
    /// Every field of the record that readers may see, but for title and summary: for themes that show
    /// them in another way. The default theme does not, and is given none.
    fields: Vec<FieldView>,
    /// The fields of the record's own, by name, as they were written.
    extra: &'a Map<String, Value>,
    /// Whether there is anything below the body: sections of the kind, sources, backlinks, related records.
    matter: bool,
    /// What it rests on.
    sources: Vec<Html>,
    /// What names the record or links to it, by kind.
    backlinks: Vec<Backlinks>,
    related: Vec<RelatedView>,
    /// The series that it is a part of.
    series: Vec<SeriesView>,
    /// What is read before and behind it.
    onward: Vec<Onward>,
    foot: Foot<'a>,
}

impl<S: Sections> View for RecordView<'_, S> {
    const TEMPLATE: &'static str = S::TEMPLATE;
}

/// A record about the same.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RelatedView {
    /// The kind of record: `case`, `guide`, …
    kind: &'static str,
    /// The link to the record.
    link: Html,
}

/// The page of a record, with the sections and banners of its kind.
pub(crate) fn render(cx: &Context<'_>, id: EntryId) -> Result<Vec<u8>, Box<Diagnostic>> {
    let none = Vec::new();
    let record = &cx.site.entry(id).record;
    match &record.fields {
        Fields::Case(case) => write(cx, id, case::sections(cx, id, case), none),
        Fields::Guide(guide) => write(cx, id, guide::sections(cx, guide), guide::banners(cx, guide)),
        Fields::Clinic(clinic) => write(cx, id, clinic::sections(cx, record, clinic), none),
        Fields::Person(person) => write(cx, id, person::sections(cx, id, person), none),
        Fields::Group(group) => write(cx, id, group::sections(cx, id, group), group::banners(cx, group)),
        Fields::Meeting(meeting) => write(cx, id, meeting::sections(cx, meeting), none),
        Fields::Partner(_) => write(cx, id, partner::sections(cx, id), none),
        Fields::Tool(tool) => write(cx, id, tool::sections(cx, id, tool), tool::banners(cx, tool)),
        Fields::Request(request) => {
            write(cx, id, request::sections(cx, id, request), request::banners(cx, request))
        }
        Fields::Upload(upload) => write(cx, id, upload::sections(cx, upload), none),
        Fields::Page(_) => write(cx, id, page::sections(cx, id)?, none),
    }
}

fn write<S: Sections>(
    cx: &Context<'_>,
    id: EntryId,
    sections: S,
    banners: Vec<Banner>,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let record = &cx.site.entry(id).record;
    let common = &record.common;
    let summary = common.summary.as_deref().unwrap_or(record.body.plain());
    let mut shell = Shell::new(cx, common.title.as_str(), summary, record.id.kind, common.draft)?;
    shell.og_type = match record.id.kind {
        Kind::Person => "profile",
        Kind::Case | Kind::Guide => "article",
        Kind::Clinic
        | Kind::Group
        | Kind::Meeting
        | Kind::Partner
        | Kind::Tool
        | Kind::Request
        | Kind::Upload
        | Kind::Page => "website",
    };
    shell.breadcrumbs = breadcrumbs(cx, id);
    shell.json_ld = Some(json_ld::record(cx, id));
    shell.noindex = record.is_unlisted();
    shell.render(cx, &view(cx, id, sections, banners)?)
}

fn view<'a, S: Sections>(
    cx: &Context<'a>,
    id: EntryId,
    sections: S,
    banners: Vec<Banner>,
) -> Result<RecordView<'a, S>, Box<Diagnostic>> {
    let site = cx.site;
    let record = &*site.entry(id).record;
    let draft = record.common.draft.then(|| banner(cx, "draft", Vec::new()));
    // Each section's text would be drawn a second time, for nobody.
    let for_theme = cx.theme.reads_fields();
    let fields = fields(cx, record, if for_theme { |_| true } else { is_fact });
    let sources = sources(cx, record);
    let backlinks = backlinks(cx, id);
    let related = if record.id.kind == Kind::Page { Vec::new() } else { site.related(id) };
    let related: Vec<_> = related
        .into_iter()
        .map(|id| RelatedView { kind: site.entry(id).record.id.kind.name(), link: link::record(cx, id) })
        .collect();
    let Outline { before, mut after, mut matter } = sections.outline();
    matter.extend(shown([
        ("section-sources", !sources.is_empty()),
        ("section-mentions", !backlinks.is_empty()),
        ("section-related", !related.is_empty()),
    ]));
    let has_matter = !matter.is_empty();
    after.append(&mut matter);
    Ok(RecordView {
        title: &record.common.title,
        summary: record.common.summary.as_deref(),
        meta: meta::meta(cx, record),
        translation: translation(cx, id),
        banners: draft.into_iter().chain(banners).collect(),
        toc: toc(cx, id, &before, &after),
        body: meaning::marked(cx, id, body::html(cx, id)),
        sections,
        facts: facts(cx, record, &fields),
        fields: if for_theme { fields } else { Vec::new() },
        extra: &record.common.extra,
        matter: has_matter,
        sources,
        backlinks,
        related,
        series: series(cx, id),
        onward: onward(cx, id),
        foot: foot::foot(cx, id)?,
    })
}
