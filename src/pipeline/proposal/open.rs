//! What anybody may change without an approval: records, reviews, and the files that records name. All else decides
//! what the site does, what runs beside it, or who may do what, and takes the approvals of the policy.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use serde_json::Value;

use super::ends::Ends;
use super::sides::Sides;
use crate::config::policy;
use crate::desk::gate::{Closed, Why, filled};
use crate::diagnostic::{Diagnostics, Severity};
use crate::git::{Changed, Mode};
use crate::record::{Accounts, CONTENT, Fields, Kind, PersonRole, Record, layout};
use crate::source::SitePath;

/// The files that a change touches and that take approvals.
pub(super) fn closed(ends: &Ends, sides: &Sides, found: &Diagnostics) -> Vec<Closed> {
    let config = &sides.before.loaded.site.config;
    let prefix = &ends.changes.prefix;
    let errors = found.iter().filter(|fault| fault.severity == Severity::Error);
    let faulty: FxHashSet<&SitePath> = errors.map(|fault| &fault.file).collect();
    let own = ends.changes.site.iter().filter_map(|change| {
        let path = &change.path;
        let from_top = format!("{prefix}{path}");
        let why = if policy::is_open(&from_top, config) {
            of_mode(change)
        } else if path.as_str().starts_with(CONTENT) {
            of_content(change, sides)
        } else {
            Some(Why::Rule)
        }?;
        // What is wrong with a file in itself is told there, with what to do about it.
        let is_told = !matches!(why, Why::Rule | Why::Standing) && faulty.contains(path);
        (!is_told).then(|| Closed { file: Some(path.clone()), name: path.to_string(), why })
    });
    let outside = ends.changes.outside.iter().filter(|change| {
        let is_plain = matches!(change.after, None | Some(Mode::File));
        !(is_plain && policy::is_open(&change.name, config))
    });
    let outside = outside.map(|change| Closed { file: None, name: change.name.clone(), why: Why::Rule });
    own.chain(outside).collect()
}

fn of_mode(change: &Changed) -> Option<Why> {
    match change.after {
        None | Some(Mode::File) => None,
        Some(_) => Some(Why::Mode),
    }
}

/// Why a file below `content/` takes approvals.
fn of_content(change: &Changed, sides: &Sides) -> Option<Why> {
    let (path, before, after) = (&change.path, &sides.before.loaded, &sides.after.loaded);
    if policy::is_rule(path, &before.site.config) {
        return Some(Why::Rule);
    }
    if let Some(why) = of_mode(change) {
        return Some(why);
    }
    let side = if change.after.is_some() { after } else { before };
    if side.content.is_text(path) {
        return is_standing(path, sides).then_some(Why::Standing);
    }
    match (side.site.asset_of(path), change.after) {
        (Some(_), None) => None,
        (Some(_), Some(_)) if after.site.is_named(path) => None,
        (Some(_), Some(_)) => Some(Why::Unnamed),
        (None, _) => Some(Why::Elsewhere),
    }
}

/// Whether somebody's standing would be another: their roles, what they were called before, and once they are known here,
/// their accounts and whom they speak for, with what these are called. Of whoever has a role, also what makes them one of
/// an area of the committee.
fn is_standing(path: &SitePath, sides: &Sides) -> bool {
    let sound = |side: &super::sides::Side| side.loaded.content.sound(path).cloned();
    let (before, after) = (sound(&sides.before), sound(&sides.after));
    if layout::slug_of(path, Kind::Partner).is_some() {
        let named = |record: &Arc<Record>| {
            let former: Vec<String> = record.former_slugs().collect();
            (!record.common.draft).then(|| (record.common.title.clone(), former))
        };
        let is_spoken_for =
            |slug: &str| persons(sides).any(|person| person.affiliations.iter().any(|of| *of.0 == *slug));
        let is_anybodys = |record: &Arc<Record>| {
            is_spoken_for(&record.id.slug) || record.former_slugs().any(|former| is_spoken_for(&former))
        };
        return [&before, &after].into_iter().flatten().any(is_anybodys)
            && before.as_ref().and_then(named) != after.as_ref().and_then(named);
    }
    let areas = sides.before.loaded.site.workflow.stages.iter().flat_map(|stage| &stage.areas);
    let shared: Vec<&str> = areas.filter_map(|area| area.shares.as_deref()).collect();
    let of_areas = |record: &Record| -> Vec<Option<Value>> {
        let fields = filled(record);
        shared.iter().map(|field| fields.get(*field).cloned()).collect()
    };
    let standing = |record: &Arc<Record>| match &record.fields {
        Fields::Person(person) => {
            let roles: Vec<_> = person.roles.iter().map(written).collect();
            let areas = if roles.is_empty() { Vec::new() } else { of_areas(record) };
            let former: Vec<String> = record.former_slugs().collect();
            let (accounts, partners) = (person.accounts.clone(), person.affiliations.clone());
            Some((roles, accounts, partners, record.common.draft, areas, former))
        }
        _ => None,
    };
    match (before.as_ref().and_then(standing), after.as_ref().and_then(standing)) {
        (Some(before), after) => Some(before) != after,
        // Whoever gives somebody's account as their own would be taken for them.
        (None, Some((roles, accounts, .., former))) => {
            // So would whoever bears the name under which somebody has reviewed.
            let has_reviewed = |slug: &str| {
                let mut reviews = sides.before.loaded.content.reviews();
                reviews.any(|review| *review.person == *slug)
            };
            let slug = layout::slug_of(path, Kind::Person);
            !roles.is_empty()
                || is_taken(&accounts, sides)
                || !former.is_empty()
                || slug.is_some_and(|slug| has_reviewed(&slug))
        }
        (None, None) => false,
    }
}

/// The people of the base.
fn persons(sides: &Sides) -> impl Iterator<Item = &crate::record::Person> {
    sides.before.loaded.content.sound_ones(Kind::Person).filter_map(|record| match &record.fields {
        Fields::Person(person) => Some(&**person),
        _ => None,
    })
}

/// Whether one of these accounts is that of somebody known here.
fn is_taken(accounts: &Accounts, sides: &Sides) -> bool {
    let mut known = persons(sides).flat_map(|person| person.accounts.all());
    known.any(|taken| accounts.all().any(|own| own.eq_ignore_ascii_case(taken)))
}

/// A role as its file says it.
fn written(role: &PersonRole) -> (String, Option<String>, Option<String>) {
    let date = |date: Option<crate::record::value::PartialDate>| date.map(|date| date.to_string());
    (role.role.0.to_string(), date(role.since), date(role.until))
}
