//! The page of a person.

use serde::Serialize;

use super::section::{self, Outline, PointsSection, Sections, shown};
use crate::record::Person;
use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::link;
use crate::site::EntryId;

/// What the page of a person has of its own.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PersonSections {
    /// What the person knows about.
    points: Option<PointsSection>,
    /// The requests that the person reviewed, the latest first.
    reviewed: Vec<Html>,
}

impl Sections for PersonSections {
    const TEMPLATE: &'static str = "person.html";

    fn outline(&self) -> Outline {
        Outline {
            before: self.points.iter().map(|points| points.id).collect(),
            matter: shown([("section-reviewed", !self.reviewed.is_empty())]),
            ..Outline::default()
        }
    }
}

pub(crate) fn sections(cx: &Context<'_>, id: EntryId, person: &Person) -> PersonSections {
    let reviewed = cx.site.reviewed_by(id).iter();
    PersonSections {
        points: section::points(cx, Person::expertise, &person.expertise),
        reviewed: reviewed.map(|&request| link::record(cx, request)).collect(),
    }
}
