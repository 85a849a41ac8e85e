//! The figures of uploads: of some, with a row for each, and of all, in tables.

use serde::Serialize;

use super::figure_table::{FigureRow, FigureTable};
use super::labelled::Labelled;
use crate::desk::uploads::{self, By, Grouping, Row, Sum, Sums, Uploads};
use crate::record::value::PartialDate;
use crate::record::{FileCount, Files, Kind, Named, Precision, Upload, UploadState};
use crate::render::chart::{bar, progress};
use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::phrase::{text, with_note};
use crate::render::{badge, figure, link};
use crate::site::EntryId;

/// How many uploads the page of another record has.
const SHOWN: usize = 20;

/// Uploads that belong to a record.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct UploadsView {
    rows: Vec<UploadRow>,
    /// How many they are, in words, where there are several.
    together: Option<Html>,
    /// What these come to.
    sums: Vec<Labelled>,
    /// The link to all uploads, where these are not all.
    more: Option<Html>,
}

/// An upload in a list of such.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct UploadRow {
    /// The link to it.
    link: Html,
    /// How far it has come, with its colour.
    state: Option<Html>,
    /// How many files are planned, have come, and are in use, as far as that is given.
    files: Vec<Labelled>,
    /// How much of the plan has come, as a bar in SVG.
    bar: Option<Html>,
}

/// The uploads of a partner, a request or a case; none where it has none.
pub(crate) fn of(cx: &Context<'_>, id: EntryId) -> Option<UploadsView> {
    let ids = uploads::of(cx.site, id);
    let all: Vec<&Upload> = ids.iter().filter_map(|id| uploads::upload(cx.site, *id)).collect();
    let row = |(id, upload): (&EntryId, &&Upload)| UploadRow {
        link: link::record(cx, *id),
        state: upload.state.map(|state| badge::value(cx, UploadState::OF, state.name())),
        files: upload
            .files
            .given()
            .map(|(field, count)| Labelled {
                label: cx.message(field.label),
                value: with_note(
                    figure::measured(cx, count.value, count.precision),
                    count.on.map(|day| counted(cx, (day, day))).as_deref(),
                ),
            })
            .collect(),
        bar: share(&upload.files).map(|share| Html::new(&progress(share))),
    };
    let more = (ids.len() > SHOWN)
        .then(|| link::localized(cx, &cx.words().get("uploads-all"), &cx.list_url(Kind::Upload)));
    let sums = Sums::of(&all);
    let count = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let together = (count > 1).then(|| cx.words().with("uploads-together", &[("count", count.into())]));
    (!all.is_empty()).then(|| UploadsView {
        rows: ids.iter().zip(&all).take(SHOWN).map(row).collect(),
        sums: if together.is_some() { files(cx, &sums).collect() } else { Vec::new() },
        together: together.map(|text| cx.localized(&text)),
        more,
    })
}

/// How much of the plan has come, where both can be held against each other.
fn share(files: &Files) -> Option<f64> {
    part(files.uploaded?, files.planned?)
}

/// How much one is of the other; nothing where the whole may be any number above what is written, or is none.
pub(crate) fn part(part: FileCount, whole: FileCount) -> Option<f64> {
    let is_known = whole.precision != Precision::MoreThan && whole.value > 0.0;
    is_known.then(|| part.value / whole.value)
}

/// How many uploads there are, and how many files they have, as far as any says so.
pub(crate) fn sums(cx: &Context<'_>, sums: &Sums) -> Vec<Labelled> {
    let count = text(&cx.words().count(sums.uploads)).html();
    let uploads = Labelled { label: cx.message("section-uploads"), value: count };
    std::iter::once(uploads).chain(files(cx, sums)).collect()
}

/// How many files several uploads have, as far as any says so.
fn files(cx: &Context<'_>, sums: &Sums) -> impl Iterator<Item = Labelled> {
    let labels = [Files::planned, Files::uploaded, Files::in_use].map(|field| field.label);
    let figures = labels.into_iter().zip(sums.named());
    let figures = figures.filter(|(_, (_, sum))| sum.value.is_some());
    figures.map(|(label, (_, sum))| Labelled { label: cx.message(label), value: total(cx, sum) })
}

/// A sum, with how many uploads it says nothing of.
fn total(cx: &Context<'_>, sum: Sum) -> Html {
    let Some(value) = sum.value else { return text("–").html() };
    let words = cx.words();
    let days = sum.counted.map(|days| counted(cx, days));
    let count = i64::try_from(sum.not_given).unwrap_or(i64::MAX);
    let missing = (count > 0).then(|| words.with("uploads-not-given", &[("count", count.into())]));
    let value = with_note(figure::measured(cx, value, sum.precision), days.as_deref());
    with_note(value, missing.as_deref())
}

/// When files were counted: on a day, or on several from one to another.
fn counted(cx: &Context<'_>, (from, to): (PartialDate, PartialDate)) -> String {
    let words = cx.words();
    if from == to {
        words.dated("uploads-counted-on", from)
    } else {
        words.between("uploads-counted", from, to)
    }
}

/// The figures of all uploads in tables, as far as these tell any apart.
pub(crate) fn tables(cx: &Context<'_>, uploads: &Uploads) -> Vec<FigureTable> {
    let several = uploads.groupings.iter().filter(|grouping| grouping.says_something());
    several.map(|grouping| table(cx, grouping)).collect()
}

fn table(cx: &Context<'_>, grouping: &Grouping) -> FigureTable {
    let (id, heading) = match grouping.by {
        By::State => ("uploads-by-state", "uploads-by-state"),
        By::Year => ("uploads-by-year", "uploads-by-year"),
        By::Tool => ("uploads-by-tool", "uploads-by-tool"),
        By::Partner => ("uploads-by-partner", "uploads-by-partner"),
    };
    let most = grouping.rows.iter().map(|row| row.sums.uploads).max().unwrap_or(1);
    let row = |row: &Row| {
        let count = text(&cx.words().count(row.sums.uploads)).html();
        let files = row.sums.named().map(|(_, sum)| total(cx, sum));
        FigureRow {
            name: name(cx, grouping.by, row.group.as_deref()),
            bar: Html::new(&bar(ratio(row.sums.uploads, most))),
            cells: std::iter::once(count).chain(files).collect(),
        }
    };
    let labels = ["section-uploads", Files::planned.label, Files::uploaded.label, Files::in_use.label];
    FigureTable {
        id,
        heading: cx.message(heading),
        columns: labels.map(|id| cx.message(id)).into(),
        rows: grouping.rows.iter().map(row).collect(),
    }
}

/// What readers call a group of uploads.
fn name(cx: &Context<'_>, by: By, group: Option<&str>) -> Html {
    let Some(group) = group else { return cx.message("uploads-not-said") };
    let linked = |kind| link::named(cx, kind, group).unwrap_or_else(|| text(group).html());
    match by {
        By::State => cx.message(&format!("value-{}-{group}", UploadState::OF)),
        By::Year => text(group).html(),
        By::Tool => linked(Kind::Tool),
        By::Partner => linked(Kind::Partner),
    }
}

#[allow(clippy::cast_precision_loss, reason = "no site has that many uploads")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}
