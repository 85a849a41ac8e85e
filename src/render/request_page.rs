//! What the page of a request has of its own: the way that it takes, who acts next, what the committee
//! has said, and how it came here.

use super::draw::{Draw, external, text};
use super::phrase::{Value, with_note};
use super::view::{Html, InvitationView, Parts, ReviewStage, ReviewView, StepView};
use crate::config::{Actor, State, Vocabulary};
use crate::desk::standing::{Standing, standing};
use crate::record::{Kind, Named, Request, Review, review_template};
use crate::site::EntryId;

impl<'a> Draw<'a> {
    pub(super) fn request_parts(&self, id: EntryId, request: &Request) -> Parts {
        let texts = [
            self.text_part("section-description", request.description.as_ref()),
            self.text_part("section-justification", request.justification.as_ref()),
        ];
        let checks =
            request.checklist.parts().into_iter().filter_map(|(name, text)| {
                Some((self.message(&format!("checklist-{name}")), self.prose(text?)))
            });
        let standing = standing(self.site, id);
        Parts {
            texts: texts.into_iter().flatten().collect(),
            points: self.points_part("section-help", &request.help),
            steps: standing.as_ref().map(|standing| self.steps(standing.state)).unwrap_or_default(),
            status_reason: request.status_reason.as_deref().map(|text| self.prose(text)),
            next: standing.as_ref().map(|standing| self.next(standing)).unwrap_or_default(),
            checklist: checks.collect(),
            reviews: standing.as_ref().map(|standing| self.reviews(standing)).unwrap_or_default(),
            way: self.way(id),
            digest: self.digest(id, standing.as_ref()),
            invitation: standing.as_ref().and_then(|standing| self.invitation(standing)),
            ..Parts::default()
        }
    }

    /// The way of a request, with where it stands; nothing for one that has left the way.
    fn steps(&self, current: &State) -> Vec<StepView> {
        let way: Vec<_> = self.site.workflow.states.iter().filter(|state| !state.aside).collect();
        let Some(here) = way.iter().position(|state| state.id == current.id) else {
            return Vec::new();
        };
        let step = |(at, state): (usize, &&'a State)| StepView {
            text: text(self.state_label(&state.id)).html(),
            past: at < here,
            current: at == here,
        };
        way.iter().enumerate().map(step).collect()
    }

    /// Who acts next, and until when.
    fn next(&self, standing: &Standing<'a>) -> Vec<(Html, Html)> {
        let words = self.words();
        let mut next = Vec::new();
        if standing.state.is_final {
            return next;
        }
        if !standing.state.waits_for.is_empty() {
            let names: Vec<_> = standing.state.waits_for.iter().map(|actor| self.actor(actor)).collect();
            next.push((self.message("desk-waits-for"), joined(&names)));
        }
        if let Some(since) = standing.since {
            let days = standing.days.map(|days| words.with("desk-days", &[("count", days.into())]));
            next.push((self.message("desk-since"), with_note(self.date(since), days.as_deref())));
        }
        if let Some(due) = standing.due {
            let late = standing.overdue.map(|days| words.with("desk-late", &[("count", days.into())]));
            next.push((self.message("desk-due"), with_note(self.date(due), late.as_deref())));
        }
        next
    }

    /// Who acts, as readers call them.
    pub(super) fn actor(&self, actor: &'a Actor) -> Html {
        match actor {
            Actor::Requester => self.message("desk-requester"),
            Actor::Role(role) => text(self.label(Vocabulary::Roles, role)).html(),
        }
    }

    /// What the committee has said, stage by stage.
    fn reviews(&self, standing: &Standing<'a>) -> Vec<ReviewStage> {
        let default = self.site.config.default_language();
        let stage = |stage: &'a crate::config::Stage| {
            let own = standing.reviews(self.site).filter(|(review, _)| review.stage == stage.id);
            let reviews: Vec<_> = own.map(|(review, stale)| self.review(review, stale)).collect();
            (!reviews.is_empty())
                .then(|| ReviewStage { heading: text(stage.label(self.language(), default)).html(), reviews })
        };
        self.site.workflow.stages.iter().filter_map(stage).collect()
    }

    fn review(&self, review: &'a Review, stale: bool) -> ReviewView {
        let name = review.recommendation.name();
        let word = self.word(&format!("value-recommendation-{name}"));
        let concern = |concern: &crate::record::Concern| {
            let how = if concern.resolved { "desk-concern-resolved" } else { "desk-concern-open" };
            let about = concern.text.iter().map(|text| format!(": {text}"));
            let words = self.words().get(how);
            let value = Value { note: Some(words), ..text(&concern.name) };
            Html::new(&format!(
                "{}{}",
                value.html().as_str(),
                about.map(|text| super::theme::escape(&text).into_owned()).collect::<String>()
            ))
        };
        let mut notes = Vec::new();
        if let Some(conflict) = &review.conflict {
            notes.push(with_note(self.message("desk-conflict"), Some(conflict)));
        }
        if stale {
            notes.push(self.message("desk-stale"));
        }
        ReviewView {
            person: self.find(Kind::Person, &review.person).unwrap_or_else(|| text(&review.person).html()),
            recommendation: Value { state: Some(name), ..word }.html(),
            date: review.date.map(|date| self.date(date.0)),
            reason: self.paragraphs(&review.reason),
            conditions: self.proses(&review.conditions),
            concerns: review.concerns.iter().map(concern).collect(),
            notes,
        }
    }

    /// Where those who are asked for a review and have not written it can do so. Whoever judged an
    /// earlier text has a file already, and changes it.
    fn invitation(&self, standing: &Standing<'a>) -> Option<InvitationView> {
        let site = self.site;
        let repository = site.config.repository.as_ref()?;
        let stage = site.workflow.stage(standing.state.stage.as_deref()?)?;
        let record = &site.entry(site.entry(standing.id).original).record;
        let text = review_template(record.digest.as_ref()?.as_str());
        let members = site.members().into_iter().filter(|(_, roles)| roles.contains(&&*stage.role));
        let link = |(member, _): (EntryId, Vec<&str>)| {
            let slug = &site.entry(member).record.id.slug;
            let mut own = standing
                .reviews(site)
                .filter(|(review, _)| review.stage == stage.id && *review.person == **slug);
            let url = match own.next() {
                Some((_, false)) => return None,
                Some((review, true)) => repository.edit_url(&review.file),
                None => repository.new_file_url(&Review::path(&record.id.slug, &stage.id, slug), &text),
            };
            Some(Value { name: true, ..external(self.title(member), url) }.html())
        };
        let links: Vec<_> = members.filter_map(link).collect();
        (!links.is_empty())
            .then(|| InvitationView { links, text: (!repository.takes_text()).then_some(text) })
    }

    /// The moves that git remembers, the newest first: state, day, whoever made it.
    fn way(&self, id: EntryId) -> Vec<(Html, Html)> {
        let steps = self.site.steps(id);
        let step = |step: &'a crate::site::Step| {
            let date = with_note(self.date(step.day()), step.by.as_deref());
            (self.request_state(&step.state), date)
        };
        steps.iter().rev().map(step).collect()
    }

    /// What a review of it writes down, while one can be written.
    fn digest(&self, id: EntryId, standing: Option<&Standing<'a>>) -> Option<String> {
        standing.filter(|standing| standing.state.stage.is_some())?;
        let original = self.site.entry(id).original;
        self.site.entry(original).record.digest.as_ref().map(ToString::to_string)
    }
}

/// Phrases in a row.
pub(super) fn joined(phrases: &[Html]) -> Html {
    let phrases: Vec<&str> = phrases.iter().map(Html::as_str).collect();
    Html::new(&phrases.join(", "))
}
