//! A stage: where the committee is asked, whose reviews count, and how many it takes. What a file says of one is what it
//! means, so this is read as it is written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::super::{Language, Localized};
use super::or_id;

/// Where the committee is asked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Its name in file names; without a hyphen, which ends it there.
    pub id: Box<str>,
    #[serde(default)]
    pub label: Localized,
    /// Whose reviews count.
    pub role: Box<str>,
    /// How many of them it takes.
    pub quorum: usize,
    /// How many it takes at least, where fewer than the quorum are impartial; the quorum where nothing is said.
    pub least: Option<usize>,
    /// Whose reviews count too, as far as the impartial holders of the role fall short of the quorum.
    pub alternates: Option<Box<str>>,
    /// Who stops `proceed` by a review that says `decline`, as far as it counts.
    pub veto: Option<Box<str>>,
    /// Whose review decides where half of them say one thing, as far as it counts.
    pub decides: Option<Box<str>>,
    /// Parts of the committee that have to be among those who have spoken.
    #[serde(default)]
    pub areas: Vec<Area>,
    /// What it takes instead once the days that its state gives (`within`) are over.
    pub late: Option<Late>,
}

/// A part of a committee: the holders of a role, or those who have something in common with the request. One of the two.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Area {
    pub role: Option<Box<str>>,
    /// A list that people and requests both have, such as `countries`. Nobody is asked where the request has none of it.
    pub shares: Option<Box<str>>,
    /// How many of the reviews that count are of it.
    pub quorum: usize,
    /// How many at least, where fewer of them are impartial; the quorum where nothing is said.
    pub least: Option<usize>,
}

/// Who decides where a stage is not done in its time. The areas of the stage do not hold then.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Late {
    /// Whose reviews count then, besides those of the stage.
    pub role: Option<Box<str>>,
    /// How many reviews it takes then.
    pub quorum: usize,
}

impl Area {
    /// How many reviews it takes where so many people of it could write one that counts.
    #[must_use]
    pub fn quorum_of(&self, impartial: usize) -> usize {
        at_least(self.quorum, self.least, impartial)
    }
}

impl Stage {
    /// The roles whose reviews can count; once it is late, those who decide then are among them.
    pub fn roles(&self, is_late: bool) -> impl Iterator<Item = &Box<str>> {
        self.members(is_late).chain(&self.alternates)
    }

    /// The roles that are asked for a review.
    pub fn members(&self, is_late: bool) -> impl Iterator<Item = &Box<str>> {
        let late = self.late.iter().filter(move |_| is_late).flat_map(|late| &late.role);
        std::iter::once(&self.role).chain(late)
    }

    /// How many reviews it takes where so many people could write one that counts.
    #[must_use]
    pub fn quorum_of(&self, impartial: usize, is_late: bool) -> usize {
        match self.late.as_ref().filter(|_| is_late) {
            Some(late) => late.quorum,
            None => at_least(self.quorum, self.least, impartial),
        }
    }

    /// How few reviews can ever be enough.
    #[must_use]
    pub fn fewest(&self) -> usize {
        let late = self.late.as_ref().map_or(self.quorum, |late| late.quorum);
        self.least.unwrap_or(self.quorum).min(self.quorum).min(late)
    }

    /// What readers see.
    #[must_use]
    pub fn label<'a>(&'a self, language: &Language, fallback: &Language) -> &'a str {
        or_id(&self.label, &self.id, language, fallback)
    }
}

/// A quorum, or as many as there are where they are fewer, but no fewer than the least.
fn at_least(quorum: usize, least: Option<usize>, there: usize) -> usize {
    there.clamp(least.unwrap_or(quorum).min(quorum), quorum)
}
