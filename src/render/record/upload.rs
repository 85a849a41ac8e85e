//! The page of an upload.

use serde::Serialize;

use super::inherited;
use super::section::{self, Outline, Sections, TextSection, shown};
use crate::record::{At, FileCount, Files, Pilot, Precision, Seer, Upload};
use crate::render::chart::progress;
use crate::render::component::labelled::Labelled;
use crate::render::component::uploads::part;
use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::messages::Words;
use crate::render::phrase::{Phrase, joined, text};
use crate::render::{date, figure, link};

/// What the page of an upload has of its own.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct UploadSections {
    /// How many files are planned, have come, and are in use, as far as that is given.
    files: Vec<FilesView>,
    /// How many files came first, who looked at them, and when.
    pilot: Vec<Labelled>,
    /// What was said of them, paragraph by paragraph.
    pilot_outcome: Vec<Html>,
    /// The way back and what is left to do, paragraph by paragraph.
    texts: Vec<TextSection>,
}

impl Sections for UploadSections {
    const TEMPLATE: &'static str = "upload.html";

    fn outline(&self) -> Outline {
        let pilot = !self.pilot.is_empty() || !self.pilot_outcome.is_empty();
        let mut after = shown([(Upload::pilot.heading(), pilot)]);
        after.extend(self.texts.iter().map(|text| text.id));
        Outline {
            before: shown([(Upload::files.heading(), !self.files.is_empty())]),
            after,
            ..Outline::default()
        }
    }
}

/// A number of files.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct FilesView {
    /// What the number is of.
    label: Html,
    /// The number as it may be said, `more than 500`, with its words in `<small>`.
    value: Html,
    /// How much it is of the number before it, in words.
    share: Option<Html>,
    /// The same as a bar, in SVG.
    bar: Option<Html>,
    /// When it was counted.
    date: Option<Html>,
}

pub(crate) fn sections(cx: &Context<'_>, upload: &Upload) -> UploadSections {
    let Files { planned, uploaded, .. } = upload.files;
    let whole = |field: &'static crate::record::Field| match field {
        field if *field == *Files::uploaded => planned.map(|whole| ("upload-share-of-plan", whole)),
        field if *field == *Files::in_use => uploaded.map(|whole| ("upload-share-of-uploaded", whole)),
        _ => None,
    };
    let pilot = At::Field(Upload::pilot);
    let outcome = upload.pilot.outcome.as_deref().filter(|text| !text.trim().is_empty());
    let language = inherited::language(cx, &At::Inner(&pilot, Pilot::outcome));
    let texts = [
        section::text(cx, Upload::undo, upload.undo.as_ref()),
        section::text(cx, Upload::clean_up, upload.clean_up.as_ref()),
    ];
    UploadSections {
        files: upload
            .files
            .given()
            .map(|(field, count)| files(cx, field.label, count, whole(field)))
            .collect(),
        pilot: pilot_facts(cx, &upload.pilot),
        pilot_outcome: outcome.map(|text| section::paragraphs(language, text)).unwrap_or_default(),
        texts: texts.into_iter().flatten().collect(),
    }
}

/// A number of files, and how much it is of the whole, which the message says in words.
fn files(cx: &Context<'_>, label: &str, count: FileCount, whole: Option<(&str, FileCount)>) -> FilesView {
    let words = cx.words();
    let share = whole.and_then(|(message, whole)| Some((message, whole.precision, part(count, whole)?)));
    FilesView {
        label: cx.message(label),
        value: figure::large(cx, count.value, count.precision),
        share: share.map(|(message, whole, share)| {
            let exact = if whole == Precision::Exact { count.precision } else { Precision::About };
            let share = figure::in_words(words, &per_cent(words, share), exact);
            cx.localized(&words.with(message, &[("share", share.into())]))
        }),
        bar: share.map(|(_, _, share)| Html::new(&progress(share))),
        date: count.on.map(|day| date::partial(cx, day)),
    }
}

/// A share in whole per cent.
fn per_cent(words: &Words, share: f64) -> String {
    match whole_per_cent(share) {
        whole if whole < 1.0 && share > 0.0 => words.with("percent-below", &[("number", 1.into())]),
        whole => words.percent(whole / 100.0),
    }
}

/// It is not rounded up, since all is not there before it is.
fn whole_per_cent(share: f64) -> f64 {
    // 0.29 times a hundred is a trace less than 29.
    share.mul_add(100.0, 1e-9).floor()
}

fn pilot_facts(cx: &Context<'_>, pilot: &Pilot) -> Vec<Labelled> {
    let seer = |seer: &Seer| match seer {
        Seer::Here(owner) => link::named(cx, owner.kind, &owner.slug),
        Seer::Named(name) => Some(Phrase { name: true, ..text(name) }.html()),
    };
    let seen_by: Vec<Html> = pilot.seen_by.iter().filter_map(seer).collect();
    let facts = [
        (Pilot::files.label, pilot.files.map(|files| text(&cx.words().number(files)).html())),
        (Pilot::seen_by.label, (!seen_by.is_empty()).then(|| joined(cx.words(), &seen_by))),
        (Pilot::on.label, pilot.on.map(|day| date::day(cx, day.0))),
    ];
    let facts = facts.into_iter().filter_map(|(label, value)| Some((label, value?)));
    facts.map(|(label, value)| Labelled { label: cx.message(label), value }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_not_rounded_up() {
        for (share, expected) in [
            (0.0, "0"),
            (0.0001, "0"),
            (0.0099, "0"),
            (0.01, "1"),
            (0.29, "29"),
            (0.5, "50"),
            (0.999, "99"),
            (1.0, "100"),
            (1.2, "120"),
        ] {
            assert_eq!(whole_per_cent(share).to_string(), expected, "{share}");
        }
    }
}
