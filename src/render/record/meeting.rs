//! The page of a meeting.

use serde::Serialize;

use super::inherited;
use super::section::{self, Outline, Sections, shown};
use crate::record::{At, Decision, Kind, Meeting};
use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::link;
use crate::render::phrase::{Phrase, text};

/// What the page of a meeting has of its own.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct MeetingSections {
    /// What was decided, one after the other.
    decisions: Vec<DecisionView>,
    /// Who was there.
    people: Vec<Html>,
}

/// What was decided.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct DecisionView {
    /// The link to the request that it is about.
    request: Option<Html>,
    /// The decision.
    decision: Html,
    /// Why, paragraph by paragraph.
    reason: Vec<Html>,
}

impl Sections for MeetingSections {
    const TEMPLATE: &'static str = "meeting.html";

    fn outline(&self) -> Outline {
        Outline {
            matter: shown([
                (Meeting::decisions.heading(), !self.decisions.is_empty()),
                (Meeting::present.heading(), !self.people.is_empty()),
            ]),
            ..Outline::default()
        }
    }
}

pub(crate) fn sections(cx: &Context<'_>, meeting: &Meeting) -> MeetingSections {
    let at = At::Field(Meeting::decisions);
    let decision = |(number, decision): (usize, &Decision)| {
        let entry = At::Entry(&at, number);
        let because = |reason| {
            let language = inherited::language(cx, &At::Inner(&entry, Decision::reason));
            section::paragraphs(language, reason)
        };
        let request = decision.request.as_ref().map(|request| {
            link::named(cx, Kind::Request, &request.0).unwrap_or_else(|| text(&request.0).html())
        });
        DecisionView {
            request,
            decision: inherited::prose(cx, &At::Inner(&entry, Decision::decision), &decision.decision),
            reason: decision.reason.as_ref().map(|reason| because(reason)).unwrap_or_default(),
        }
    };
    let present = meeting.present.iter().filter_map(|person| link::named(cx, Kind::Person, &person.0));
    let guests = meeting.guests.iter().map(|guest| Phrase { name: true, ..text(guest) }.html());
    MeetingSections {
        decisions: meeting.decisions.iter().enumerate().map(decision).collect(),
        people: present.chain(guests).collect(),
    }
}
