//! The page of a request: the states that it takes, who acts next, what the committee has said, and how
//! it came here.

use serde::Serialize;

use super::banner::{Banner, banner};
use super::inherited;
use super::moves::{MovesView, moves};
use super::plan::{TaskView, tasks};
use super::section::{self, Outline, PointsSection, Sections, TextSection, shown};
use super::standing::{StepView, next, steps};
use crate::config::{Language, Stage};
use crate::desk::status::{Status, status};
use crate::desk::way::{self, By, Taken};
use crate::record::value::Date;
use crate::record::{At, Concern, Heard, Kind, Named, Recorded, Request, Review, layout, review_template};
use crate::render::badge;
use crate::render::component::labelled::Labelled;
use crate::render::component::uploads::{self, UploadsView};
use crate::render::context::Context;
use crate::render::date;
use crate::render::html::Html;
use crate::render::link;
use crate::render::phrase::{Phrase, external, text};
use crate::site::EntryId;

/// What the page of a request has of its own.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RequestSections {
    /// Whether it has a text below its front matter, which then has a heading.
    has_text: bool,
    /// The states on its way, the present one marked; empty for a request that has left the way.
    steps: Vec<StepView>,
    /// Why it is in its present state.
    status_reason: Option<Html>,
    /// Who acts next, since when and until when.
    next: Vec<Labelled>,
    /// Description and justification, paragraph by paragraph.
    texts: Vec<TextSection>,
    /// The help that is wanted.
    points: Option<PointsSection>,
    /// The uploads that are for it.
    uploads: Option<UploadsView>,
    /// What its working group does.
    plan: Vec<TaskView>,
    /// What was heard after its end.
    heard: Vec<HeardView>,
    /// What the checklist says.
    checklist: Vec<Labelled>,
    /// What the committee has said.
    reviews: Vec<ReviewStage>,
    /// Where a review can be written, while one is wanted.
    invitation: Option<InvitationView>,
    /// The steps that it can take next, and what to write for each.
    moves: Option<MovesView>,
    /// What a review of it writes down, while one can be written.
    digest: Option<String>,
    /// The steps that it has taken, the newest first.
    way: Vec<TakenView>,
}

impl Sections for RequestSections {
    const TEMPLATE: &'static str = "request.html";

    fn outline(&self) -> Outline {
        let status = !self.steps.is_empty() || self.status_reason.is_some() || !self.next.is_empty();
        let mut before: Vec<_> = self.texts.iter().map(|text| text.id).collect();
        before.extend(shown([("section-text", self.has_text)]));
        let mut after: Vec<_> = self.points.iter().map(|points| points.id).collect();
        after.extend(shown([
            (Request::status_reason.heading(), status),
            ("section-uploads", self.uploads.is_some()),
            (Request::plan.heading(), !self.plan.is_empty()),
            (Request::heard.heading(), !self.heard.is_empty()),
            (Request::checklist.heading(), !self.checklist.is_empty()),
            ("section-reviews", !self.reviews.is_empty()),
            ("section-invitation", self.invitation.is_some()),
            ("section-moves", self.moves.is_some()),
            (Request::moves.heading(), !self.way.is_empty()),
        ]));
        Outline { before, after, ..Outline::default() }
    }
}

/// What was heard of a request after its end.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct HeardView {
    /// The day.
    day: Html,
    /// Which follow-up it answers, where there was one.
    follow_up: Option<Html>,
    /// What was said, paragraph by paragraph.
    paragraphs: Vec<Html>,
}

/// A step that a request has taken.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TakenView {
    /// The state that it led to.
    state: Html,
    /// The day, where it is known.
    day: Option<Html>,
    /// Who moved it, or that it was by time; nothing where nobody is known.
    by: Option<Html>,
    /// Why: paragraphs.
    reason: Vec<Html>,
}

/// Where those who have not reviewed a request yet can do so.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct InvitationView {
    /// For each of them, the link to the forge's page with their own file.
    links: Vec<Html>,
    /// The text of the file, where the forge does not take it from the link.
    text: Option<String>,
}

/// The reviews of one stage.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ReviewStage {
    /// The name of the stage.
    heading: Html,
    reviews: Vec<ReviewView>,
}

/// What one member of the committee has said.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ReviewView {
    /// Who has reviewed.
    person: Html,
    /// The recommendation, with its colour.
    recommendation: Html,
    /// The day of the review.
    date: Option<Html>,
    /// Who wrote it down in the place of whoever has reviewed, from what and when, if somebody did.
    recorded: Option<Html>,
    /// Paragraphs.
    reason: Vec<Html>,
    /// The conditions.
    conditions: Vec<Html>,
    /// The concerns, each with whether it is resolved.
    concerns: Vec<Html>,
    /// Why it does not count, as far as the page can tell.
    notes: Vec<Html>,
    /// The link to the forge's editor with its file, while it can still change.
    edit: Option<Html>,
    /// How whoever has reviewed takes it back there, or contests what others wrote down, while that can be done.
    undo: Option<UndoView>,
}

/// A line that keeps a review from counting.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct UndoView {
    /// What it does.
    summary: Html,
    /// How to write it.
    how: Html,
    /// The line.
    line: &'static str,
}

pub(crate) fn sections(cx: &Context<'_>, id: EntryId, request: &Request) -> RequestSections {
    let texts = [
        section::text(cx, Request::description, request.description.as_ref()),
        section::text(cx, Request::justification, request.justification.as_ref()),
    ];
    let checks = request.checklist.parts().into_iter().map(|(field, text)| Labelled {
        label: cx.message(field.label),
        value: inherited::prose(cx, &At::Field(Request::checklist), text),
    });
    let field = if request.moves.is_empty() { Request::status_reason } else { Request::moves };
    let status = status(cx.site, id);
    RequestSections {
        has_text: !cx.site.entry(id).record.body.is_empty(),
        texts: texts.into_iter().flatten().collect(),
        points: section::points(cx, Request::help, &request.help),
        steps: status.as_ref().map(|status| steps(cx, status.state)).unwrap_or_default(),
        status_reason: request.reason().map(|text| inherited::prose(cx, &At::Field(field), text)),
        next: status.as_ref().map(|status| next(cx, status)).unwrap_or_default(),
        uploads: uploads::of(cx, id),
        plan: tasks(cx, &request.plan, inherited::language(cx, &At::Field(Request::plan))),
        heard: heard(cx, request, inherited::originals(cx)),
        checklist: checks.collect(),
        reviews: status.as_ref().map(|status| reviews(cx, status)).unwrap_or_default(),
        way: way::way(cx.site, id).iter().rev().map(|step| taken(cx, step)).collect(),
        digest: digest(cx, id, status.as_ref()),
        invitation: status.as_ref().and_then(|status| invitation(cx, status)),
        moves: status.as_ref().and_then(|status| moves(cx, status)),
    }
}

/// What was heard of a request after its end, the latest first, in that language or the page's.
pub(crate) fn heard(cx: &Context<'_>, request: &Request, language: Option<&Language>) -> Vec<HeardView> {
    let of = |day: Date| {
        let words = cx.words();
        cx.localized(&words.with("heard-follow-up", &[("date", words.date(day.0).into())]))
    };
    let one = |heard: &Heard| HeardView {
        day: date::day(cx, heard.on.0),
        follow_up: request.follow_up_of(heard.on).map(of),
        paragraphs: section::paragraphs(language, &heard.answer),
    };
    request.heard.iter().rev().map(one).collect()
}

pub(crate) fn banners(cx: &Context<'_>, request: &Request) -> Vec<Banner> {
    let recorded = request.recorded_afterwards.then(|| banner(cx, "recorded-afterwards", Vec::new()));
    let removed = request.removed.as_ref().filter(|_| request.is_removed()).map(|why| Banner {
        state: "removed",
        title: cx.message("banner-removed-title"),
        text: inherited::prose(cx, &At::Field(Request::removed), why),
        links: Vec::new(),
    });
    removed.into_iter().chain(recorded).collect()
}

/// What the committee has said, stage by stage.
fn reviews<'a>(cx: &Context<'a>, status: &Status<'a>) -> Vec<ReviewStage> {
    let default = cx.site.config.default_language();
    let stage = |stage: &'a Stage| {
        let own = status.reviews(cx.site).filter(|(review, _)| review.stage == stage.id);
        // Reviews of a stage that was decided stay as they are.
        let is_open = status.state.stage.as_deref() == Some(&*stage.id) && status.request.is_followed();
        let reviews: Vec<_> = own.map(|(one, stale)| review(cx, one, stale, is_open)).collect();
        (!reviews.is_empty())
            .then(|| ReviewStage { heading: text(stage.label(cx.language(), default)).html(), reviews })
    };
    cx.site.workflow.stages.iter().filter_map(stage).collect()
}

fn review<'a>(cx: &Context<'a>, review: &'a Review, stale: bool, is_open: bool) -> ReviewView {
    // Reviews are not translated.
    let language = inherited::originals(cx);
    let name = review.recommendation.name();
    let word = cx.word(&format!("value-recommendation-{name}"));
    let concern = |concern: &Concern| {
        let how = if concern.resolved { "desk-concern-resolved" } else { "desk-concern-open" };
        let lang = language.map(Language::as_str);
        let name = Phrase { note: Some(cx.words().get(how)), lang, ..text(&concern.name) }.html();
        match &concern.text {
            Some(about) => {
                let about = inherited::marked(language, about);
                Html::new(&format!("{}{} {}", name.as_str(), cx.words().get("colon"), about.as_str()))
            }
            None => name,
        }
    };
    let because = |what: &str, why: &str| {
        Html::new(&format!("{} {}", cx.message(what).as_str(), inherited::marked(language, why).as_str()))
    };
    let mut notes = Vec::new();
    notes.extend(review.conflict.as_ref().map(|why| because("desk-conflict", why)));
    notes.extend(review.contested.as_ref().map(|why| because("desk-contested", why)));
    if let Some(why) = &review.withdrawn {
        notes.push(because("desk-withdrawn", why));
    } else if stale && review.contested.is_none() {
        notes.push(cx.message("desk-stale"));
    }
    // What others wrote down can be contested after the decision too.
    let can_change = is_open || review.recorded.is_some() && review.is_upheld();
    let repository = cx.site.config.repository.as_ref().filter(|_| can_change);
    let edit = repository.map(|repository| {
        let url = Some(repository.edit_url(&review.file).into());
        Phrase { url, external: true, ..cx.word("desk-review-edit") }.html()
    });
    ReviewView {
        person: person(cx, &review.person),
        recommendation: Phrase { state: Some(name), ..word }.html(),
        date: review.date.map(|date| date::day(cx, date.0)),
        recorded: review.recorded.as_ref().map(|recorded| recorded_by(cx, recorded)),
        reason: section::paragraphs(language, &review.reason),
        conditions: review.conditions.iter().map(|text| inherited::marked(language, text)).collect(),
        concerns: review.concerns.iter().map(concern).collect(),
        notes,
        undo: edit.as_ref().filter(|_| review.is_upheld()).map(|_| undo(cx, review)),
        edit,
    }
}

fn person<'a>(cx: &Context<'a>, slug: &'a str) -> Html {
    link::named(cx, Kind::Person, slug).unwrap_or_else(|| text(slug).html())
}

/// What somebody has to fill in is empty: that is refused, so that nobody can forget it.
fn undo(cx: &Context<'_>, review: &Review) -> UndoView {
    let (summary, how, line) = match review.recorded {
        Some(_) => ("desk-review-contest", "desk-review-contest-how", "contested: \"\""),
        None => ("desk-review-withdraw", "desk-review-withdraw-how", "withdrawn: \"\""),
    };
    UndoView { summary: cx.message(summary), how: cx.message(how), line }
}

fn recorded_by<'a>(cx: &Context<'a>, recorded: &'a Recorded) -> Html {
    let pieces = [("name", person(cx, &recorded.by)), ("date", date::day(cx, recorded.on.0))];
    cx.sentence("desk-recorded-by", &[("from", recorded.from.name().into())], &pieces)
}

/// Where those who are asked for a review and have not written it can do so. Whoever judged an
/// earlier text has a file already, and changes it.
fn invitation<'a>(cx: &Context<'a>, status: &Status<'a>) -> Option<InvitationView> {
    let site = cx.site;
    let repository = site.config.repository.as_ref()?;
    let stage = site.workflow.stage(status.state.stage.as_deref()?)?;
    if !status.request.is_followed() {
        return None;
    }
    let record = &site.entry(site.entry(status.id).original).record;
    let text = review_template(record.digest.as_ref()?.as_str());
    let members = site
        .members()
        .into_iter()
        .filter(|(_, roles)| stage.members(status.is_late).any(|role| roles.contains(&&**role)));
    let link = |(member, _): (EntryId, Vec<&str>)| {
        let slug = &site.entry(member).record.id.slug;
        let mut own = status
            .reviews(site)
            .filter(|(review, _)| review.stage == stage.id && site.is_same_person(&review.person, slug));
        let url = match own.next() {
            Some(_) if status.has_spoken(site, &stage.id, slug) => return None,
            Some((review, _)) => repository.edit_url(&review.file),
            None => repository.new_file_url(&layout::review(&record.id.slug, &stage.id, slug), &text),
        };
        Some(Phrase { name: true, ..external(cx.title(member), url) }.html())
    };
    let links: Vec<_> = members.filter_map(link).collect();
    (!links.is_empty()).then(|| InvitationView { links, text: (!repository.takes_text()).then_some(text) })
}

/// A step on the way here, with the person that it names, or those whom git does.
fn taken(cx: &Context<'_>, step: &Taken<'_>) -> TakenView {
    let by = match step.by {
        By::Person(person) => Some(link::named(cx, Kind::Person, person).unwrap_or_else(|| name(person))),
        By::Time => Some(cx.message("desk-way-by-time")),
        By::Names([]) => None,
        By::Names(names) => Some(name(&cx.words().list(names.iter().map(|name| &**name)))),
    };
    let language = inherited::language(cx, &At::Field(Request::moves));
    TakenView {
        state: badge::workflow(cx, step.state),
        day: step.day.map(|day| date::day(cx, day)),
        by,
        reason: step.reason.map(|reason| section::paragraphs(language, reason)).unwrap_or_default(),
    }
}

fn name(name: &str) -> Html {
    Phrase { name: true, ..text(name) }.html()
}

/// What a review of it writes down, while one can be written.
fn digest<'a>(cx: &Context<'a>, id: EntryId, status: Option<&Status<'a>>) -> Option<String> {
    status.filter(|status| status.state.stage.is_some() && status.request.is_followed())?;
    let original = cx.site.entry(id).original;
    cx.site.entry(original).record.digest.as_ref().map(ToString::to_string)
}
