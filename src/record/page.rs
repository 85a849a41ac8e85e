use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::front_matter::front_matter;
use super::reference::PartRef;
use super::walk::At;
use super::{Id, Kind, Report};
use crate::diagnostic::Code;

front_matter! {
    /// A page of its own, at the address that its path below `content/pages/` gives.
    Page {
        /// Its place among its neighbours; the lowest comes first.
        order: Option<i64> [apart],
        /// Whether the site's main menu shows it.
        menu: bool [apart],
        /// The parts of a series, in the order in which to read them. Each has the way through it on its page.
        parts: Vec<PartRef> [section("section-parts")],
        /// What the home page shows, in its order; for `pages/index.md` alone.
        sections: Vec<HomeSection> [apart, omitted],
    }
}

/// A part of the home page. Each is shown only where there is something in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HomeSection {
    /// What one may come for: to ask for help, to learn, to see what others did, to find somebody.
    Tasks,
    /// The text of `pages/index.md`.
    Text,
    /// The guides that the other records lead to most.
    Learn,
    /// What was changed last.
    New,
    /// The next clinics and meetings.
    Next,
    /// How much there is, as far as it says something.
    Numbers,
    /// The most common topics.
    Topics,
}

impl HomeSection {
    /// All of them, in the order of a home page that names none.
    pub const ALL: [Self; 7] =
        [Self::Tasks, Self::Text, Self::Learn, Self::New, Self::Next, Self::Numbers, Self::Topics];
}

impl Page {
    /// What the home page shows, in its order: what it names, or all. Its text is never left out.
    #[must_use]
    pub fn home_sections(&self) -> Vec<HomeSection> {
        if self.sections.is_empty() {
            return HomeSection::ALL.to_vec();
        }
        let text = Some(HomeSection::Text).filter(|text| !self.sections.contains(text));
        self.sections.iter().copied().chain(text).collect()
    }

    pub(super) fn check(&self, report: Report<'_>) {
        for (index, section) in self.sections.iter().enumerate() {
            if self.sections[..index].contains(section) {
                report(
                    &At::Entry(&At::Field(Self::sections), index),
                    Code::BadValue,
                    "the home page has this section twice".to_owned(),
                    "take it out in one of the two places",
                );
            }
        }
        for (index, part) in self.parts.iter().enumerate() {
            if self.parts[..index].contains(part) {
                report(
                    &At::Entry(&At::Field(Self::parts), index),
                    Code::BadValue,
                    "the series has this part twice".to_owned(),
                    "take it out in one of the two places",
                );
            }
        }
    }

    /// What a page at this place may not have.
    pub(super) fn check_place(&self, id: &Id, report: Report<'_>) {
        let is_itself = |part: &PartRef| part.kind == Kind::Page && *part.slug == *id.slug;
        if let Some(index) = self.parts.iter().position(is_itself) {
            report(
                &At::Entry(&At::Field(Self::parts), index),
                Code::BadValue,
                "a series is no part of itself".to_owned(),
                "take it out; the page of the series stands before its first part",
            );
        }
        if !self.sections.is_empty() && !id.is_home() {
            report(
                &At::Field(Self::sections),
                Code::BadValue,
                "only the home page has sections".to_owned(),
                "write it into `content/pages/index.md`, or leave it out",
            );
        }
    }
}
