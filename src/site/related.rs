//! Records that have much in common with another, for readers who want to go on.

use super::{EntryId, Site};
use crate::config::Vocabulary;
use crate::record::{At, Kind, Value, Visitor};

/// How many related records a page shows.
const SHOWN: usize = 5;

/// A term that more records carry than this says little about any two of them.
const COMMON: usize = 60;

impl Site {
    /// The guides, cases and clinics that share the rarest terms and the rarest references with this
    /// record, the likest first. Those that it names or that name it are on its page already.
    #[must_use]
    pub fn related(&self, id: EntryId) -> Vec<EntryId> {
        let original = self.entry(id).original;
        let mut shared = Shared { site: self, postings: Vec::new(), named: Vec::new() };
        self.entry(original).record.walk(&mut shared);
        let mut likeness = vec![0_u32; self.entries().len()];
        let mut alike = Vec::new();
        for posting in &shared.postings {
            // What two records of ten thousand share weighs more than what half of them share.
            let weight = 1000 / u32::try_from(posting.len()).unwrap_or(u32::MAX).max(1);
            for &other in *posting {
                let sum = &mut likeness[other.index()];
                if *sum == 0 {
                    alike.push(other);
                }
                *sum += weight;
            }
        }
        let on_page = |other: &EntryId| {
            *other == original || shared.named.contains(other) || self.backlinks(original).contains(other)
        };
        let order = |other: &EntryId| (std::cmp::Reverse(likeness[other.index()]), *other);
        // So many at most are on the page already.
        let enough = SHOWN + 1 + shared.named.len() + self.backlinks(original).len();
        alike.retain(|other| is_for_reading(self.entry(*other).record.id.kind));
        if alike.len() > enough {
            alike.select_nth_unstable_by_key(enough, order);
            alike.truncate(enough);
        }
        alike.sort_unstable_by_key(order);
        alike.retain(|other| !on_page(other));
        alike.truncate(SHOWN);
        alike
    }
}

impl Site {
    /// The originals that the fields of a record name.
    #[must_use]
    pub fn named_by(&self, id: EntryId) -> Vec<EntryId> {
        let mut named = NamedBy { site: self, named: Vec::new() };
        self.entry(self.entry(id).original).record.walk(&mut named);
        named.named
    }
}

struct NamedBy<'s> {
    site: &'s Site,
    named: Vec<EntryId>,
}

impl<'r> Visitor<'r> for NamedBy<'_> {
    fn value(&mut self, value: Value<'r>, _: &At<'_>) {
        if let Value::Record(kind, slug) = value {
            self.named.extend(self.site.named(kind, slug));
        }
    }
}

/// Whether records of a kind are something to go on with.
fn is_for_reading(kind: Kind) -> bool {
    match kind {
        Kind::Guide | Kind::Case | Kind::Clinic => true,
        Kind::Request
        | Kind::Upload
        | Kind::Person
        | Kind::Group
        | Kind::Meeting
        | Kind::Partner
        | Kind::Tool
        | Kind::Page => false,
    }
}

struct Shared<'s> {
    site: &'s Site,
    postings: Vec<&'s [EntryId]>,
    named: Vec<EntryId>,
}

impl<'r> Visitor<'r> for Shared<'_> {
    fn value(&mut self, value: Value<'r>, _: &At<'_>) {
        match value {
            Value::Record(kind, slug) => self.reference(kind, slug),
            Value::Term(vocabulary, id) => self.term(vocabulary, id),
            _ => {}
        }
    }
}

impl Shared<'_> {
    fn reference(&mut self, kind: Kind, slug: &str) {
        let Some(id) = self.site.named(kind, slug) else {
            return;
        };
        self.named.push(id);
        let backlinks = self.site.backlinks(id);
        if backlinks.len() <= COMMON {
            self.postings.push(backlinks);
        }
    }

    fn term(&mut self, vocabulary: Vocabulary, id: &str) {
        let entries = self.site.with_term(vocabulary, id);
        if entries.len() <= COMMON {
            self.postings.push(entries);
        }
    }
}
