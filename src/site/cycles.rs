//! References that lead round in a circle: guides that take each other's place, requests that follow each other.

use rustc_hash::{FxHashMap, FxHashSet};

use super::EntryId;
use super::records::Records;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FieldPath};
use crate::record::{Field, Fields, Guide, Kind, Request};

/// A field by which one record of a kind leads to another.
struct Chain {
    field: &'static Field,
    kind: Kind,
    next: fn(&Fields) -> Option<&str>,
    /// What is wrong with a circle of them.
    message: &'static str,
    /// How they are called.
    noun: &'static str,
    help: &'static str,
}

const CHAINS: [Chain; 2] = [
    Chain {
        field: Guide::superseded_by,
        kind: Kind::Guide,
        next: |fields| match fields {
            Fields::Guide(guide) => Some(&guide.superseded_by.as_ref()?.0),
            _ => None,
        },
        message: "guides take each other's place in a circle",
        noun: "guides",
        help: "delete `superseded_by` in the guide that holds good today",
    },
    Chain {
        field: Request::follows,
        kind: Kind::Request,
        next: |fields| match fields {
            Fields::Request(request) => Some(&request.follows.as_ref()?.0),
            _ => None,
        },
        message: "requests follow each other in a circle",
        noun: "requests",
        help: "delete `follows` in the request that came first",
    },
];

/// Each record is walked through once, and each circle is reported once, at the first of its records.
pub(super) fn check(records: &Records, diagnostics: &mut Diagnostics) {
    for chain in &CHAINS {
        let next = |id: EntryId| {
            let slug = (chain.next)(&records.entry(id).record.fields)?;
            records.named(chain.kind, slug)
        };
        let mut walked: FxHashSet<EntryId> = FxHashSet::default();
        for (start, _) in records.of_kind(chain.kind) {
            let mut path = Vec::new();
            let mut place: FxHashMap<EntryId, usize> = FxHashMap::default();
            let mut at = Some(start);
            while let Some(id) = at.filter(|id| !walked.contains(id)) {
                if let Some(&from) = place.get(&id) {
                    tell(chain, records, &path[from..], diagnostics);
                    break;
                }
                place.insert(id, path.len());
                path.push(id);
                at = next(id);
            }
            walked.extend(path);
        }
    }
}

/// How many records of a circle a message names.
const NAMED: usize = 8;

fn tell(chain: &Chain, records: &Records, cycle: &[EntryId], diagnostics: &mut Diagnostics) {
    let name = |id: EntryId| &*records.entry(id).record.id.slug;
    let Some(&start) = cycle.first() else { return };
    let mut names: Vec<&str> = cycle.iter().take(NAMED).map(|&id| name(id)).collect();
    if cycle.len() > NAMED {
        names.push("…");
    }
    names.push(name(start));
    let mut message = format!("{}: {}", chain.message, names.join(" → "));
    if cycle.len() > NAMED {
        message = format!("{message}, {} {} in all", cycle.len(), chain.noun);
    }
    let place = FieldPath::key(chain.field.name);
    let file = &records.entry(start).record.file;
    diagnostics.push(Diagnostic::new(Code::ReferenceCycle, file, place, message).help(chain.help));
}
