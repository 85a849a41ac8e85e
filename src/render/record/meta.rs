//! The few words that tell a record from its neighbours in a list, and that stand below its title.

use super::inherited;
use crate::config::{Language, Vocabulary};
use crate::record::{
    At, Clinic, Confidence, Fields, FileCount, GroupStatus, Health, Named, Record, Request, Upload,
    UploadState,
};
use crate::render::component::person;
use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::phrase::{Phrase, text};
use crate::render::{badge, date, figure, language};

/// The state of a record that its badge in lists shows, as the group of its words and its name.
pub(crate) fn state(record: &Record) -> Option<(&'static str, &'static str)> {
    match &record.fields {
        Fields::Guide(guide) => guide.confidence.map(|state| (Confidence::OF, state.name())),
        Fields::Group(group) => group.status.map(|state| (GroupStatus::OF, state.name())),
        Fields::Tool(tool) => tool.health.map(|state| (Health::OF, state.name())),
        Fields::Upload(upload) => upload.state.map(|state| (UploadState::OF, state.name())),
        _ => None,
    }
}

/// The few words that tell a record from its neighbours in a list.
pub(crate) fn meta(cx: &Context<'_>, record: &Record) -> Vec<Html> {
    let mut meta = Vec::new();
    meta.extend(state(record).map(|(group, state)| badge::value(cx, group, state)));
    match &record.fields {
        Fields::Case(case) => {
            meta.extend(labels(cx, Vocabulary::Countries, case.countries.iter().map(|c| &*c.0)));
            if let Some(period) = &case.period {
                meta.extend(period.end.or(period.start).map(|date| date::partial(cx, date)));
            }
        }
        Fields::Guide(guide) => {
            meta.extend(guide.level.map(|level| cx.word(&format!("value-level-{}", level.name())).html()));
            meta.extend(guide.last_reviewed.map(|date| {
                let text = cx.words().with("reviewed-on", &[("date", cx.words().date(date.0).into())]);
                Phrase { text: text.into(), lang: cx.words_language(), ..Phrase::default() }.html()
            }));
        }
        Fields::Clinic(clinic) => {
            meta.extend(clinic.start.map(|start| date::day(cx, start.date)));
            let series = clinic.series.as_deref().filter(|series| *series != record.common.title);
            let lang = inherited::of(cx, record, &At::Field(Clinic::series)).map(Language::as_str);
            meta.extend(series.map(|series| Phrase { lang, ..text(series) }.html()));
        }
        Fields::Person(person) => {
            let roles = person.roles.iter().filter(|role| role.holds_on(cx.site.today));
            meta.extend(labels(cx, Vocabulary::Roles, roles.map(|role| &*role.role.0)));
            meta.extend(person::former(cx, person));
            meta.extend(labels(cx, Vocabulary::Countries, person.countries.iter().map(|c| &*c.0)));
            meta.extend(person.languages.iter().map(|spoken| language::phrase(cx, spoken)));
            meta.extend(person::room(cx, person));
        }
        Fields::Group(group) => {
            if !group.members.is_empty() {
                let count = i64::try_from(group.members.len()).unwrap_or(i64::MAX);
                let text = cx.words().with("members-count", &[("count", count.into())]);
                let value = Phrase { text: text.into(), lang: cx.words_language(), ..Phrase::default() };
                meta.push(value.html());
            }
        }
        Fields::Meeting(meeting) => meta.extend(meeting.date.map(|date| date::day(cx, date.0))),
        Fields::Partner(partner) => {
            meta.extend(labels(cx, Vocabulary::PartnerTypes, partner.r#type.iter().map(|t| &*t.0)));
            meta.extend(labels(cx, Vocabulary::Countries, partner.countries.iter().map(|c| &*c.0)));
        }
        Fields::Request(request) => {
            meta.push(badge::workflow(cx, request.state(&cx.site.workflow)));
            if request.recorded_afterwards {
                meta.push(cx.message(Request::recorded_afterwards.label));
            }
            meta.extend(request.received.map(|date| date::day(cx, date.0)));
            meta.extend(labels(cx, Vocabulary::Countries, request.countries.iter().map(|c| &*c.0)));
        }
        Fields::Upload(upload) => {
            meta.extend(files(cx, upload));
            meta.extend(upload.end.or(upload.start).map(|date| date::partial(cx, date)));
            meta.extend(labels(cx, Vocabulary::Countries, upload.countries.iter().map(|c| &*c.0)));
        }
        Fields::Tool(_) | Fields::Page(_) => {}
    }
    meta
}

/// How many files of an upload have come, or are to come.
fn files(cx: &Context<'_>, upload: &Upload) -> Option<Html> {
    let words = cx.words();
    let said = |count: FileCount| figure::in_words(words, &words.number(count.value), count.precision);
    let text = match (upload.files.uploaded, upload.files.planned) {
        (Some(files), Some(planned)) => {
            words.with("upload-come-of", &[("files", said(files).into()), ("planned", said(planned).into())])
        }
        (Some(files), None) => words.with("upload-come", &[("files", said(files).into())]),
        (None, Some(planned)) => words.with("upload-to-come", &[("files", said(planned).into())]),
        (None, None) => return None,
    };
    Some(cx.localized(&text))
}

fn labels<'a, 's>(
    cx: &Context<'a>,
    vocabulary: Vocabulary,
    ids: impl IntoIterator<Item = &'s str>,
) -> impl Iterator<Item = Html>
where
    'a: 's,
{
    ids.into_iter().map(move |id| cx.term_name(vocabulary, id).html())
}
