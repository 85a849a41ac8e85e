//! Uploads: what is brought to Wikimedia Commons or Wikidata, with what makes it safe (permission, a pilot, a way back)
//! and how far it has come. `desk::uploads` adds their figures up.

mod evidence;
mod seen;

pub use evidence::Permission;
pub use seen::Seer;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Report;
use super::case::Precision;
use super::count::{count, some_count};
use super::field::group;
use super::front_matter::{Gap, Inherit, Inherited, check_order, front_matter};
use super::person::{Logins, Wikis};
use super::reference::{CaseRef, ContentType, Country, Licence, PartnerRef, RequestRef, ToolRef};
use super::value::{CommonsPage, Date, PartialDate};
use super::walk::At;
use crate::diagnostic::Code;

front_matter! {
    /// An upload to Wikimedia Commons or Wikidata: what is brought there, with whose permission, and how far it has come.
    Upload {
        /// How many files there are, each figure with the day on which it was counted.
        files: Files [section("section-files")],
        /// The few files that came first, and who looked at them before the others followed.
        text pilot: Pilot [section("section-pilot")],
        /// How to take it all back, if it has to be.
        text undo: Option<String> [section("section-undo")],
        /// What is left to put in order: categories, duplicates, descriptions.
        text clean_up: Option<String> [section("section-clean-up")],
        /// How far it has come.
        state: Option<UploadState> [initially("planned")],
        /// When the files begin to come.
        start: Option<PartialDate>,
        /// When the last of them have come.
        end: Option<PartialDate>,
        /// The request that it is for.
        request: Option<RequestRef>,
        /// The cases that tell of it; where it names none, those of its request do.
        cases: Vec<CaseRef>,
        /// Whose files they are.
        partners: Vec<PartnerRef>,
        /// What it is done with.
        tools: Vec<ToolRef>,
        /// The user name of the wiki account that uploads, or a list of such.
        account: Logins<Wikis>,
        /// Under which licences.
        licences: Vec<Licence>,
        /// The number of the VRT ticket, or the address of other evidence; never an address of a person.
        permission: Option<Permission>,
        /// Where they are on Commons, such as `Category:Kampala`.
        category: Option<CommonsPage>,
        /// The countries that it is about, as ISO codes such as `UG`.
        countries: Vec<Country>,
        /// What kind of content it is.
        content_types: Vec<ContentType>,
    }
}

group! {
    /// How many files there are.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
    #[serde(default, deny_unknown_fields)]
    pub struct Files {
        /// How many are to come.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub planned: Option<FileCount>,
        /// How many have come.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub uploaded: Option<FileCount>,
        /// How many of them a page of a wiki uses.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub in_use: Option<FileCount>,
    }
}

group! {
    /// A number of files, with what is needed to trust it.
    #[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    pub struct FileCount {
        /// How many.
        #[serde(deserialize_with = "count")]
        pub value: f64,
        /// How exact the value is.
        #[serde(default)]
        pub precision: Precision,
        /// When they were counted.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub on: Option<PartialDate> [label("field-counted-on")],
    }
}

group! {
    /// The few files that came first.
    #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
    #[serde(default, deny_unknown_fields)]
    pub struct Pilot {
        /// How many.
        #[serde(deserialize_with = "some_count", skip_serializing_if = "Option::is_none")]
        pub files: Option<f64>,
        /// Who has looked at them: `people/ada` or `groups/archive-group` for a page here, or a name.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub seen_by: Vec<Seer>,
        /// When.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub on: Option<Date> [label("field-seen-on")],
        /// What they said, or why no pilot is needed.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub outcome: Option<String>,
    }
}

/// How far an upload has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum UploadState {
    Planned,
    /// A few files have come, and somebody looks at them.
    Pilot,
    Running,
    Done,
    /// It ended before all had come, or all was taken back.
    Stopped,
}

/// What a translation says of a pilot. All else is the original's.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct PilotText {
    outcome: Option<String>,
}

impl Inherit for Pilot {
    type Text = PilotText;

    fn translated(&self, text: &PilotText, at: &At<'_>, inherited: &mut Inherited) -> Self {
        let outcome = self.outcome.translated(&text.outcome, &At::Inner(at, Self::outcome), inherited);
        Self { outcome, ..self.clone() }
    }
}

impl Gap for Files {
    fn is_gap(&self) -> bool {
        *self == Self::default()
    }
}

impl Gap for Pilot {
    fn is_gap(&self) -> bool {
        *self == Self::default()
    }
}

impl Files {
    /// The figures that are given, each with its field.
    pub fn given(&self) -> impl Iterator<Item = (&'static super::Field, FileCount)> + use<> {
        let all =
            [(Self::planned, self.planned), (Self::uploaded, self.uploaded), (Self::in_use, self.in_use)];
        all.into_iter().filter_map(|(field, count)| Some((field, count?)))
    }
}

impl FileCount {
    /// Whether these are more than those for certain.
    fn exceeds(self, other: Self) -> bool {
        let is_more = match self.precision {
            Precision::Exact => self.value > other.value,
            Precision::MoreThan => self.value >= other.value,
            Precision::About => false,
        };
        is_more && other.precision == Precision::Exact
    }

    /// Whether it may have been counted before the other, so that there can have been more by then.
    fn may_be_older(self, other: Self) -> bool {
        let days = self.on.zip(other.on);
        days.is_some_and(|(own, other)| own != other && own.first() < other.last())
    }
}

impl Upload {
    pub(super) fn check(&self, report: Report<'_>) {
        let (start, end) = (At::Field(Self::start), At::Field(Self::end));
        check_order((start, self.start), (end, self.end), report);
        let pilot = At::Field(Self::pilot);
        let day = self.pilot.on.map(|day| day.0.into());
        check_order((At::Inner(&pilot, Pilot::on), day), (end, self.end), report);
        self.check_counts(report);
        self.check_state(report);
    }

    fn check_counts(&self, report: Report<'_>) {
        let (files, pilot) = (At::Field(Self::files), At::Field(Self::pilot));
        let groups = Files::FIELDS.iter().map(|field| (*field, At::Inner(&files, field)));
        let groups: Vec<_> = groups.collect();
        let value = |field| {
            groups.iter().find(|(own, _)| *own == field).map(|(_, at)| At::Inner(at, FileCount::value))
        };
        let mut counts: Vec<(At<'_>, f64)> =
            self.files.given().filter_map(|(field, count)| Some((value(field)?, count.value))).collect();
        counts.extend(self.pilot.files.map(|files| (At::Inner(&pilot, Pilot::files), files)));
        for (at, number) in &counts {
            // Not so for what is no number either.
            let is_count = *number >= 0.0 && number.is_finite() && number.fract() == 0.0;
            if !is_count {
                let message = format!("`{}` is no number of files", at.path());
                report(at, Code::BadValue, message, "write a whole number of 0 or more");
            }
        }
        let Files { planned, uploaded, in_use } = self.files;
        let told = |field: &'static super::Field, count: FileCount| {
            format!("`{}.{}.{}` ({})", files.path(), field.name, FileCount::value.name, count.value)
        };
        if let (Some(used), Some(all)) = (in_use, uploaded)
            && used.exceeds(all)
            && !all.may_be_older(used)
            && let Some(at) = value(Files::in_use)
        {
            let message =
                format!("{} is more than {}", told(Files::in_use, used), told(Files::uploaded, all));
            let help = "only files that have come can be in use: correct the wrong one; where more have come since, \
                        write with `on` when each was counted, or count them anew";
            report(&at, Code::BadValue, message, help);
        }
        let pilot_files =
            self.pilot.files.map(|value| FileCount { value, precision: Precision::Exact, on: None });
        let Some(planned) = planned else { return };
        let more = |own: String| format!("{own} is more than {}", told(Files::planned, planned));
        if let Some(uploaded) = uploaded.filter(|uploaded| uploaded.exceeds(planned))
            && let Some(at) = value(Files::uploaded)
        {
            let help = "correct the wrong one; where there was more than was known, write how many are planned now, or \
                        `precision: about` below `planned`";
            report(&at, Code::CountMismatch, more(told(Files::uploaded, uploaded)), help);
        }
        if let Some(files) = pilot_files.filter(|files| files.exceeds(planned)) {
            let at = At::Inner(&pilot, Pilot::files);
            let own = format!("`{}` ({})", at.path(), files.value);
            report(
                &at,
                Code::CountMismatch,
                more(own),
                "correct the wrong one: a pilot is a part of the plan",
            );
        }
    }

    fn check_state(&self, report: Report<'_>) {
        let at = At::Field(Self::state);
        match self.state {
            Some(UploadState::Done) if self.files.uploaded.is_none() => {
                let message = "the upload is `done`, and nothing says how many files have come".to_owned();
                let help = "add `files: {uploaded: {value: …, on: …}}`, or write `state: stopped` where none have come";
                report(&at, Code::MissingField, message, help);
            }
            // Later than that nobody can act on it.
            Some(UploadState::Running) if self.pilot.seen_by.is_empty() && self.pilot.outcome.is_none() => {
                let message = "the files are coming, and nobody has looked at a pilot".to_owned();
                let help = "ask somebody to look at a few files and write who it was as `seen_by` of `pilot`; where \
                            none is needed, say why as its `outcome`";
                report(&at, Code::UnseenPilot, message, help);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
