//! What is due to be told, in words: the mail that a telling becomes, by the templates of the theme.

use crate::cli::request::Desk;
use crate::config::{Actor, Language, Vocabulary};
use crate::desk::answers::review::{self, Asked};
use crate::desk::inbox::{Item, Work};
use crate::desk::status::Status;
use crate::desk::tellings::{About, Step, Telling, To, language_for};
use crate::error::{Error, Result};
use crate::record::{Fields, Kind, RecordedFrom};
use crate::render::mail::{
    FollowUp, Guides, ItemNews, Letter, MailText, Moved, Received, RecordedReview, RequestNews, StepNews,
    Waiting, Writing, mail,
};
use crate::site::EntryId;

/// A telling in words, and the language that it is in.
pub(super) fn text(desk: &Desk, telling: &Telling<'_>) -> Result<(MailText, Language)> {
    let site = &desk.site;
    let speaks = |name: &'static str| move |language: &Language| desk.theme.speaks_in_mails(name, language);
    let of_request = |id: EntryId, name: &'static str| language_for(site, id, &speaks(name)).clone();
    match &telling.about {
        About::Received(status, steps) => {
            let language = of_request(status.id, Received::NAME);
            let news = news(desk, status, steps, &language);
            Ok((written(desk, &language, &Received { news })?, language))
        }
        About::Moved(status, steps) => {
            let language = of_request(status.id, Moved::NAME);
            let news = news(desk, status, steps, &language);
            Ok((written(desk, &language, &Moved { news })?, language))
        }
        About::FollowUp(id) => {
            let language = of_request(*id, FollowUp::NAME);
            let default = site.config.default_language();
            let questions = site.questions.follow_up.iter().map(|question| question.get(&language, default));
            let letter = FollowUp {
                name: requester(desk, *id),
                title: title(desk, *id),
                url: url(desk, *id),
                form: questions.collect::<Vec<_>>().join("\n\n\n"),
            };
            Ok((written(desk, &language, &letter)?, language))
        }
        About::Recorded(id, review) => {
            let (language, name) = of_person(desk, &telling.to, RecordedReview::NAME);
            let asked = asked(desk, *id, false);
            let by = review.recorded.as_ref().map(|recorded| &*recorded.by).unwrap_or_default();
            let colon = writing(desk, &language).colon();
            let letter = RecordedReview {
                name,
                title: title(desk, *id),
                url: url(desk, *id),
                by: site.named(Kind::Person, by).map_or_else(|| by.to_owned(), |by| title(desk, by)),
                is_mail: review.recorded.as_ref().is_some_and(|it| it.from == RecordedFrom::Mail),
                review: review::shown(site, review, &language, &colon),
                form: review::contest(site, &asked, &language, &colon),
            };
            Ok((written(desk, &language, &letter)?, language))
        }
        About::Waiting(items) => {
            let (language, name) = of_person(desk, &telling.to, Waiting::NAME);
            let reviews = items.iter().filter(|item| matches!(item.work, Work::Review(_)));
            let reviews: Vec<Asked<'_>> = reviews.map(|item| asked(desk, item.about(), true)).collect();
            let items: Vec<ItemNews> = items.iter().map(|item| waiting(desk, item, &language)).collect();
            let form = review::form(site, &reviews, &language, &writing(desk, &language).colon());
            let letter = Waiting { name, count: items.len(), items, form };
            Ok((written(desk, &language, &letter)?, language))
        }
        About::Guides(ids) => {
            let (language, name) = of_person(desk, &telling.to, Guides::NAME);
            let items = ids.iter().map(|&id| ItemNews {
                title: title(desk, id),
                url: url(desk, id),
                state: String::new(),
                due: None,
            });
            let items: Vec<ItemNews> = items.collect();
            let letter = Guides { name, count: items.len(), items };
            Ok((written(desk, &language, &letter)?, language))
        }
    }
}

/// A request that waits for somebody, or a task of its plan.
fn waiting(desk: &Desk, item: &Item<'_>, language: &Language) -> ItemNews {
    let id = item.about();
    let status = match &item.work {
        Work::Task(status, _) => Some(status),
        _ => item.waiting(),
    };
    let (what, due) = match &item.work {
        Work::Task(_, task) => (Some(&task.what), task.due.map(|day| day.0)),
        _ => (None, status.and_then(|status| status.due)),
    };
    let title = title(desk, id);
    let writing = writing(desk, language);
    ItemNews {
        title: what.map_or_else(
            || title.clone(),
            |what| format!("{title}{} {}", writing.colon(), what.trim().replace('\n', " ")),
        ),
        url: url(desk, id),
        state: status.map(|status| state(desk, &status.state.id, language)).unwrap_or_default(),
        due: due.map(|day| writing.date(day)),
    }
}

fn writing<'d>(desk: &'d Desk, language: &Language) -> Writing<'d> {
    Writing::of(&desk.theme, language, desk.site.config.default_language())
}

fn written<L: Letter>(desk: &Desk, language: &Language, letter: &L) -> Result<MailText> {
    mail(&desk.theme, language, desk.site.config.default_language(), letter)
        .map_err(|fault| Error::of(&fault))
}

fn news(desk: &Desk, status: &Status<'_>, steps: &[Step<'_>], language: &Language) -> RequestNews {
    let site = &desk.site;
    let asked = status.asked(&site.workflow);
    let label = |role: &str| {
        site.vocabularies.label(Vocabulary::Roles, role, language, site.config.default_language()).to_owned()
    };
    let group = || {
        let group = status.request.group.as_ref()?;
        Some(title(desk, site.named(Kind::Group, &group.0)?))
    };
    let others = asked.iter().filter_map(|actor| match actor {
        Actor::Role(role) => Some(label(role)),
        Actor::Group => group(),
        Actor::Requester => None,
    });
    let writing = writing(desk, language);
    let step = |step: &Step<'_>| StepNews {
        day: step.day.map(|day| writing.date(day)),
        state: state(desk, step.state, language),
        // A template puts it behind two spaces, and each of its lines alike.
        reason: step.reason.map(|reason| reason.trim().replace('\n', "\n  ")),
    };
    RequestNews {
        name: requester(desk, status.id),
        title: title(desk, status.id),
        url: url(desk, status.id),
        steps: steps.iter().map(step).collect(),
        is_final: status.state.is_final,
        asks_requester: asked.contains(&&Actor::Requester),
        waits_for: writing.list(&others.collect::<Vec<_>>()),
        due: status.due.map(|day| writing.date(day)),
    }
}

fn state(desk: &Desk, id: &str, language: &Language) -> String {
    let default = desk.site.config.default_language();
    desk.site.workflow.state(id).map_or(id, |state| state.label(language, default)).to_owned()
}

fn title(desk: &Desk, id: EntryId) -> String {
    desk.site.entry(id).record.common.title.clone()
}

/// A request that somebody is asked about; an answer is of its text as it is now, where that matters.
fn asked(desk: &Desk, id: EntryId, is_of_text: bool) -> Asked<'_> {
    let record = &desk.site.entry(desk.site.entry(id).original).record;
    let digest = record.digest.as_ref().filter(|_| is_of_text);
    Asked { name: &record.id.slug, title: &record.common.title, digest }
}

fn url(desk: &Desk, id: EntryId) -> Option<String> {
    let base = desk.site.config.base_url.as_ref()?;
    Some(desk.site.entry(id).url.absolute(base))
}

fn requester(desk: &Desk, id: EntryId) -> Option<String> {
    match &desk.site.entry(id).record.fields {
        Fields::Request(request) => request.requester.as_ref().map(|requester| requester.name.to_string()),
        _ => None,
    }
}

/// The language to write to one of the desk's people in, and what they are called.
fn of_person(desk: &Desk, to: &To<'_>, template: &'static str) -> (Language, Option<String>) {
    let id = match to {
        To::Person(slug) => desk.site.named(Kind::Person, slug),
        To::Requester(_) => None,
    };
    let speaks = |language: &Language| desk.theme.speaks_in_mails(template, language);
    let language = id.map_or(desk.site.config.default_language(), |id| language_for(&desk.site, id, &speaks));
    (language.clone(), id.map(|id| title(desk, id)))
}
