//! What was uploaded, added up: of a partner, a request or a case, and of all. The pages of these show it, the list
//! of uploads, the figures of the desk, their data and the report.
//!
//! A sum counts the figures that are given and says how many uploads give none: with them it would be more. It is as
//! exact as the least exact of its parts. Figures of different uploads are not held against each other, since one
//! may say how much was planned and another how much has come.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil;
use serde::Serialize;

use crate::record::value::PartialDate;
use crate::record::{Fields, FileCount, Kind, Named, Precision, Upload};
use crate::site::{EntryId, Site};

/// The figures of one field of several uploads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Sum {
    /// Those that are given together; `None` where none is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    pub precision: Precision,
    /// When the figures were counted, where each says when: the earliest and the latest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted: Option<(PartialDate, PartialDate)>,
    /// How many uploads give no figure.
    pub not_given: usize,
}

/// The figures of several uploads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Sums {
    /// How many uploads.
    pub uploads: usize,
    pub planned: Sum,
    pub uploaded: Sum,
    pub in_use: Sum,
}

/// What uploads are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    State,
    /// The year in which they began.
    Year,
    Tool,
    Partner,
}

/// A group of uploads.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// The state, the year, or the slug of the tool or the partner; `None` for those that do not say it.
    pub group: Option<Box<str>>,
    #[serde(flatten)]
    pub sums: Sums,
}

/// Uploads, put into groups by one of their fields. One can be in several groups.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Grouping {
    pub by: By,
    pub rows: Vec<Row>,
}

impl Grouping {
    /// Whether it tells any apart: a single row is all of them once more.
    #[must_use]
    pub fn says_something(&self) -> bool {
        self.rows.len() > 1
    }
}

/// What all uploads of a stretch of time come to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Uploads {
    #[serde(flatten)]
    pub all: Sums,
    pub groupings: Vec<Grouping>,
}

impl Sum {
    fn of(counts: impl Iterator<Item = Option<FileCount>>) -> Self {
        let mut sum = Self::default();
        let mut days: Vec<Option<PartialDate>> = Vec::new();
        for count in counts {
            let Some(count) = count else {
                sum.not_given += 1;
                continue;
            };
            days.push(count.on);
            sum.precision = match (sum.precision, count.precision) {
                (Precision::Exact, own) => own,
                (own, Precision::Exact) => own,
                (Precision::MoreThan, Precision::MoreThan) => Precision::MoreThan,
                // What may be less for one may make up for what is more for another.
                _ => Precision::About,
            };
            sum.value = Some(sum.value.unwrap_or_default() + count.value);
        }
        let days: Option<Vec<PartialDate>> = days.into_iter().collect();
        let days = days.unwrap_or_default();
        let earliest = days.iter().copied().min_by_key(|day| day.first());
        sum.counted = earliest.zip(days.iter().copied().max_by_key(|day| day.last()));
        sum
    }
}

impl Sums {
    /// The figures of these uploads.
    #[must_use]
    pub fn of(uploads: &[&Upload]) -> Self {
        let files = || uploads.iter().map(|upload| upload.files);
        Self {
            uploads: uploads.len(),
            planned: Sum::of(files().map(|files| files.planned)),
            uploaded: Sum::of(files().map(|files| files.uploaded)),
            in_use: Sum::of(files().map(|files| files.in_use)),
        }
    }

    /// The three sums, each with the name that data have for it.
    #[must_use]
    pub fn named(&self) -> [(&'static str, Sum); 3] {
        [("planned", self.planned), ("uploaded", self.uploaded), ("in_use", self.in_use)]
    }
}

/// The upload that a record is.
#[must_use]
pub fn upload(site: &Site, id: EntryId) -> Option<&Upload> {
    match &site.entry(id).record.fields {
        Fields::Upload(upload) => Some(upload),
        _ => None,
    }
}

/// The uploads of a partner, of a request or of a case, the latest first.
#[must_use]
pub fn of(site: &Site, id: EntryId) -> Vec<EntryId> {
    let id = site.entry(id).original;
    let naming = |of: EntryId, names: &dyn Fn(&Upload) -> bool| -> Vec<EntryId> {
        let uploads = site.backlinks(of).iter().copied();
        uploads.filter(|other| upload(site, *other).is_some_and(names)).collect()
    };
    let is = |kind, slug: &str| site.named(kind, slug) == Some(id);
    let mut found = match &site.entry(id).record.fields {
        Fields::Partner(_) => {
            naming(id, &|upload| upload.partners.iter().any(|partner| is(Kind::Partner, &partner.0)))
        }
        Fields::Request(_) => {
            naming(id, &|upload| upload.request.as_ref().is_some_and(|request| is(Kind::Request, &request.0)))
        }
        Fields::Case(case) => {
            let own = naming(id, &|upload| upload.cases.iter().any(|case| is(Kind::Case, &case.0)));
            let request = case.request.as_ref().and_then(|request| site.named(Kind::Request, &request.0));
            let shared = request.map(|request| of(site, request)).unwrap_or_default().into_iter();
            let shared = shared.filter(|id| upload(site, *id).is_some_and(|upload| upload.cases.is_empty()));
            own.into_iter().chain(shared).collect()
        }
        _ => Vec::new(),
    };
    let day =
        |id: EntryId| upload(site, id).and_then(|upload| upload.end.or(upload.start)).map(PartialDate::last);
    found.sort_by_key(|id| (Reverse(day(*id)), *id));
    found
}

/// The figures of the uploads that began between two days, both included; of all where none is given. `None` where
/// there are no uploads.
#[must_use]
pub fn figures(site: &Site, from: Option<civil::Date>, to: Option<civil::Date>) -> Option<Uploads> {
    let within = |upload: &&Upload| match upload.start {
        Some(day) => from.is_none_or(|from| from <= day.first()) && to.is_none_or(|to| day.last() <= to),
        None => from.is_none() && to.is_none(),
    };
    // The commands of the desk read drafts too, and what is not published is in no figure.
    let published = site.list(Kind::Upload).iter().filter(|id| !site.entry(**id).record.common.draft);
    let all = published.filter_map(|id| upload(site, *id));
    let all: Vec<&Upload> = all.filter(within).collect();
    let groupings =
        [By::State, By::Year, By::Tool, By::Partner].map(|by| Grouping { by, rows: rows(by, &all) });
    (!all.is_empty()).then(|| Uploads { all: Sums::of(&all), groupings: groupings.into() })
}

/// States in their order and years as they came; tools and partners with the most uploads first. Those that do not say
/// it are the last.
fn rows(by: By, all: &[&Upload]) -> Vec<Row> {
    let mut groups: BTreeMap<(usize, Option<Box<str>>), Vec<&Upload>> = BTreeMap::new();
    for upload in all {
        let own: Vec<(usize, Box<str>)> = match by {
            By::State => {
                upload.state.map(|state| (state as usize, state.name().into())).into_iter().collect()
            }
            By::Year => upload.start.map(|day| (0, day.year.to_string().into())).into_iter().collect(),
            By::Tool => upload.tools.iter().map(|tool| (0, tool.0.clone())).collect(),
            By::Partner => upload.partners.iter().map(|partner| (0, partner.0.clone())).collect(),
        };
        let own = own.into_iter().map(|(place, group)| (place, Some(group)));
        let mut own: Vec<_> = own.collect();
        own.dedup();
        if own.is_empty() {
            own.push((usize::MAX, None));
        }
        for group in own {
            groups.entry(group).or_default().push(upload);
        }
    }
    let mut rows: Vec<Row> =
        groups.into_iter().map(|((_, group), own)| Row { group, sums: Sums::of(&own) }).collect();
    if matches!(by, By::Tool | By::Partner) {
        rows.sort_by_key(|row| (row.group.is_none(), Reverse(row.sums.uploads)));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(counts: &[Option<(f64, Precision)>]) -> (Option<f64>, Precision, usize) {
        let counts = counts
            .iter()
            .map(|count| count.map(|(value, precision)| FileCount { value, precision, on: None }));
        let Sum { value, precision, not_given, .. } = Sum::of(counts);
        (value, precision, not_given)
    }

    #[test]
    fn a_sum_counts_what_is_given_and_is_as_exact_as_its_parts() {
        use Precision::{About, Exact, MoreThan};
        let (ten, about, more) = (Some((10.0, Exact)), Some((10.0, About)), Some((10.0, MoreThan)));
        assert_eq!(sum(&[]), (None, Exact, 0));
        assert_eq!(sum(&[None, None]), (None, Exact, 2));
        assert_eq!(sum(&[ten, None, ten]), (Some(20.0), Exact, 1));
        for (counts, precision) in [
            ([ten, about], About),
            ([about, ten], About),
            ([ten, more], MoreThan),
            ([more, ten], MoreThan),
            ([more, more], MoreThan),
            ([about, about], About),
            ([about, more], About),
            ([more, about], About),
        ] {
            assert_eq!(sum(&counts), (Some(20.0), precision, 0), "{counts:?}");
        }
    }

    #[test]
    fn a_sum_says_when_it_was_counted_where_each_of_its_parts_does() {
        let counted = |days: &[&str]| {
            let count = |day: &&str| {
                let on = serde_json::from_value((*day).into()).ok();
                Some(FileCount { value: 1.0, precision: Precision::Exact, on })
            };
            let counted = Sum::of(days.iter().map(count)).counted;
            counted.map_or_else(String::new, |(from, to)| format!("{from} {to}"))
        };
        assert_eq!(counted(&["2026-05-01"]), "2026-05-01 2026-05-01");
        assert_eq!(counted(&["2026-05", "2026-05-03", "2026-04-30"]), "2026-04-30 2026-05");
        assert_eq!(counted(&["2026-05-01", ""]), "");
        assert_eq!(counted(&[]), "");
    }
}
