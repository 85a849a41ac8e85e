//! Requests in groups, of which none tells of single ones: neither in what is shown, nor by what is left of the whole
//! when all that is shown is taken from it (secondary suppression, as statistical offices call it).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::course::{Course, decisions, took};
use super::{By, Grouping, Row, enough, spread};
use crate::config::plain_name;
use crate::record::{Fields, Kind, Named};
use crate::site::{EntryId, Site};

/// A group, and what it is called.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Group {
    /// Its place, where groups have an order of their own.
    place: usize,
    key: String,
    label: Box<str>,
}

impl Group {
    fn of(key: &str) -> Self {
        Self { place: 0, key: key.to_owned(), label: key.into() }
    }
}

/// The requests by one of their properties. One can be in several groups.
pub(super) fn grouping(site: &Site, by: By, all: &[&Course<'_>]) -> Grouping {
    let mut groups: BTreeMap<String, (Group, BTreeSet<usize>)> = BTreeMap::new();
    let mut others: BTreeSet<usize> = BTreeSet::new();
    for (number, course) in all.iter().enumerate() {
        let own = groups_of(site, by, course);
        if own.is_empty() {
            others.insert(number);
        }
        for group in own {
            groups.entry(group.key.clone()).or_insert_with(|| (group, BTreeSet::new())).1.insert(number);
        }
    }
    let mut groups: Vec<(Group, BTreeSet<usize>)> = groups.into_values().collect();
    groups.sort_by_key(|(group, own)| (group.place, Reverse(own.len()), group.key.clone()));
    groups.retain(|(_, own)| {
        let is_shown = enough(own.len());
        if !is_shown {
            others.extend(own);
        }
        is_shown
    });
    // What is left is the whole without what is shown: if that is a few, the smallest group goes with them.
    while !others.is_empty() && !enough(others.len()) {
        let Some(smallest) = (0..groups.len()).rev().min_by_key(|at| groups[*at].1.len()) else { break };
        others.extend(groups.remove(smallest).1);
    }
    if groups.is_empty() {
        return Grouping { by, rows: Vec::new() };
    }
    let committee = committee(site, by);
    let judges = |of: &dyn Fn(&str) -> bool| {
        committee.as_ref().map(|all| all.iter().filter(|group| of(group)).count())
    };
    let shown: BTreeSet<&str> = groups.iter().map(|(group, _)| &*group.key).collect();
    let courses = |own: &BTreeSet<usize>| own.iter().map(|at| all[*at]).collect::<Vec<_>>();
    let mut rows: Vec<Row> = groups
        .iter()
        .map(|(group, own)| {
            row(Some(group.label.clone()), &courses(own), judges(&|name| *name == *group.key))
        })
        .collect();
    if !others.is_empty() {
        rows.push(row(None, &courses(&others), judges(&|name| !shown.contains(name))));
    }
    hide_few_decisions(&mut rows);
    Grouping { by, rows }
}

fn row(group: Option<Box<str>>, own: &[&Course<'_>], committee: Option<usize>) -> Row {
    let (decided, accepted) = decisions(own);
    Row {
        group,
        requests: own.len(),
        decided,
        accepted: Some(accepted),
        decision: spread(own.iter().filter_map(|course| took(course.received, course.decided))),
        committee,
    }
}

/// Takes away how few decisions went, and as many others as are needed so that those cannot be reckoned from the sum.
fn hide_few_decisions(rows: &mut [Row]) {
    for row in &mut *rows {
        row.accepted = row.accepted.filter(|_| enough(row.decided));
    }
    loop {
        let hidden: usize = rows.iter().filter(|row| row.accepted.is_none()).map(|row| row.decided).sum();
        let shown = rows.iter_mut().filter(|row| row.accepted.is_some());
        match shown.min_by_key(|row| row.decided) {
            Some(fewest) if hidden > 0 && !enough(hidden) => fewest.accepted = None,
            _ => return,
        }
    }
}

/// The groups that a request is in.
fn groups_of(site: &Site, by: By, course: &Course<'_>) -> Vec<Group> {
    let request = course.status.request;
    match by {
        By::Region => {
            let regions =
                request.countries.iter().filter_map(|country| site.vocabularies.region_of(&country.0));
            regions.map(Group::of).collect()
        }
        By::Language => request.languages.iter().map(|language| Group::of(language.as_str())).collect(),
        By::Priority => {
            let priority = request.priority.iter();
            priority.map(|one| Group { place: *one as usize, ..Group::of(one.name()) }).collect()
        }
        By::Affiliation => affiliations(site, request)
            .into_iter()
            .map(|name| Group { key: plain_name(name), ..Group::of(name) })
            .filter(|group| !group.key.is_empty())
            .collect(),
        By::PartnerType => {
            let types = request.partners.iter().filter_map(|partner| {
                match &site.entry(site.named(Kind::Partner, &partner.0)?).record.fields {
                    Fields::Partner(partner) => partner.r#type.as_ref().map(|kind| Group::of(&kind.0)),
                    _ => None,
                }
            });
            types.collect()
        }
    }
}

/// For whom somebody asks: as the request says, or else as their own page does.
fn affiliations<'s>(site: &'s Site, request: &'s crate::record::Request) -> Vec<&'s str> {
    let Some(requester) = &request.requester else { return Vec::new() };
    if let Some(own) = &requester.affiliation {
        return vec![own.trim()];
    }
    let record = |id: EntryId| &site.entry(id).record;
    let person = requester.person.as_ref().and_then(|person| site.named(Kind::Person, &person.0));
    match person.map(|id| &record(id).fields) {
        Some(Fields::Person(person)) => {
            let partners = person.affiliations.iter().filter_map(|own| site.named(Kind::Partner, &own.0));
            partners.map(|id| &*record(id).common.title).collect()
        }
        _ => Vec::new(),
    }
}

/// The region of each of those who judge, once for each; `None` where they are not asked for it.
fn committee(site: &Site, by: By) -> Option<Vec<String>> {
    if by != By::Region {
        return None;
    }
    let mut regions = Vec::new();
    for (id, roles) in site.members() {
        let judges = roles.iter().any(|role| site.workflow.stages.iter().any(|stage| *stage.role == **role));
        let Fields::Person(person) = &site.entry(id).record.fields else {
            continue;
        };
        if judges {
            let own = person.countries.iter().filter_map(|country| site.vocabularies.region_of(&country.0));
            let own: BTreeSet<String> =
                own.chain(person.region.as_ref().map(|region| &*region.0)).map(ToOwned::to_owned).collect();
            regions.extend(own);
        }
    }
    Some(regions)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(decided: &[usize]) -> Vec<usize> {
        let row = |decided: &usize| Row {
            group: None,
            requests: decided + 1,
            decided: *decided,
            accepted: Some(*decided),
            decision: None,
            committee: None,
        };
        let mut rows: Vec<Row> = decided.iter().map(row).collect();
        hide_few_decisions(&mut rows);
        rows.iter().filter(|row| row.accepted.is_none()).map(|row| row.decided).collect()
    }

    #[test]
    fn how_few_decisions_went_cannot_be_reckoned_from_the_others() {
        assert_eq!(hidden(&[9, 6, 5]), [0; 0]);
        assert_eq!(hidden(&[9, 6, 4]), [6, 4], "and the next with it");
        assert_eq!(hidden(&[9, 3, 2]), [3, 2], "together they are enough");
        assert_eq!(hidden(&[9, 2, 2]), [9, 2, 2]);
        assert_eq!(hidden(&[9, 6, 0]), [0], "nothing tells of nobody");
        assert_eq!(hidden(&[3, 1]), [3, 1]);
        assert_eq!(hidden(&[]), [0; 0]);
    }
}
