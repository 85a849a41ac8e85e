//! The page of a person.

use serde::Serialize;

use super::section::{self, Outline, PointsSection, Sections};
use crate::record::Person;
use crate::render::context::Context;

/// What the page of a person has of its own.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PersonSections {
    /// What the person knows about.
    points: Option<PointsSection>,
}

impl Sections for PersonSections {
    const TEMPLATE: &'static str = "person.html";

    fn outline(&self) -> Outline {
        Outline { before: self.points.iter().map(|points| points.id).collect(), ..Outline::default() }
    }
}

pub(crate) fn sections(cx: &Context<'_>, person: &Person) -> PersonSections {
    PersonSections { points: section::points(cx, Person::expertise, &person.expertise) }
}
