use jiff::civil;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Report;
use super::field::group;
use super::front_matter::front_matter;
use super::reference::{CaseRef, Country, FileOrAddress, GuideRef, Licence, PersonRef, ToolRef};
use super::value::{LocalTime, TimeZone, WebAddress};
use super::walk::At;
use crate::config::Language;
use crate::diagnostic::Code;

front_matter! {
    /// A learning clinic: people meet, somebody shows how, and what was shown stays here.
    Clinic {
        /// When it begins, in its own time zone.
        start: Option<LocalTime> [apart],
        /// When it ends, in its own time zone.
        end: Option<LocalTime> [apart],
        /// The time zone, such as `Europe/Stockholm`.
        time_zone: Option<TimeZone> [apart, initially("UTC")],
        /// Where to join.
        join: Option<WebAddress> [apart],
        /// The languages that are spoken.
        languages: Vec<Language>,
        /// Who invites.
        hosts: Vec<PersonRef>,
        /// Who speaks.
        speakers: Vec<PersonRef>,
        /// The series that it belongs to.
        series: Option<String>,
        /// The guides that it is about.
        guides: Vec<GuideRef>,
        /// The cases that it is about.
        cases: Vec<CaseRef>,
        /// The tools that it is about.
        tools: Vec<ToolRef>,
        /// The countries that it is for.
        countries: Vec<Country>,
        /// The recording.
        recording: Option<Licensed> [section("section-materials")],
        /// The slides.
        slides: Option<Licensed> [section("section-materials")],
        /// The notes.
        notes: Option<Licensed> [section("section-materials")],
        /// What else was handed out.
        materials: Vec<Material> [section("section-materials")],
    }
}

group! {
    /// Something to read, hear or see, and its licence.
    #[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    pub struct Licensed {
        /// An address, or the name of a file beside the record.
        pub url: FileOrAddress,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub licence: Option<Licence>,
    }
}

group! {
    /// Something handed out, and its licence.
    #[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    pub struct Material {
        /// What it is called.
        pub title: String,
        /// An address, or the name of a file beside the record.
        pub url: FileOrAddress,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub licence: Option<Licence>,
    }
}

/// Where a clinic stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    UnderWay,
    ToCome,
    Over,
}

impl Clinic {
    /// The last day on which it takes place; `None` when it has no date.
    #[must_use]
    pub fn last_day(&self) -> Option<civil::Date> {
        Some(self.end.or(self.start)?.date)
    }

    /// Where it stands on that day; `None` when it has no date. On a single day it is not under way but to come:
    /// sites are built once a day, and nobody knows at which hour.
    #[must_use]
    pub fn phase(&self, today: civil::Date) -> Option<Phase> {
        let last = self.last_day()?;
        let first = self.start.map_or(last, |start| start.date);
        Some(match () {
            () if last < today => Phase::Over,
            () if first < today || (first == today && last > today) => Phase::UnderWay,
            () => Phase::ToCome,
        })
    }

    pub(super) fn check(&self, report: Report<'_>) {
        if let (Some(start), Some(end)) = (self.start, self.end)
            && (end.date, end.time.unwrap_or(civil::Time::MAX)) < (start.date, start.time.unwrap_or_default())
        {
            report(
                &At::Field(Self::end),
                Code::DateOrder,
                format!("`end` ({end}) is before `start` ({start})"),
                "write the earlier time as `start`; past midnight, `end` has the next day's date",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clinic(start: &str, end: &str) -> Clinic {
        let time =
            |text: &str| (!text.is_empty()).then(|| LocalTime { date: text.parse().unwrap(), time: None });
        Clinic { start: time(start), end: time(end), ..Clinic::default() }
    }

    #[test]
    fn a_clinic_is_under_way_from_its_first_day_to_its_last() {
        let three_days = clinic("2026-05-04", "2026-05-06");
        let on = |day: &str| three_days.phase(day.parse().unwrap()).unwrap();
        assert_eq!(on("2026-05-03"), Phase::ToCome);
        for day in ["2026-05-04", "2026-05-05", "2026-05-06"] {
            assert_eq!(on(day), Phase::UnderWay, "{day}");
        }
        assert_eq!(on("2026-05-07"), Phase::Over);
        let single = clinic("2026-05-04", "");
        assert_eq!(single.phase("2026-05-04".parse().unwrap()), Some(Phase::ToCome));
        assert_eq!(single.phase("2026-05-05".parse().unwrap()), Some(Phase::Over));
        assert_eq!(clinic("", "").phase("2026-05-05".parse().unwrap()), None);
    }
}
