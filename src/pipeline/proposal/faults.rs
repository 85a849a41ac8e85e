//! Which of the faults of a site are those of a change: the ones that the site has with it and not without it, wherever
//! they stand. They are compared as sets, since a fault may come of a line that is not its own.

use std::collections::BTreeMap;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};
use rustc_hash::{FxHashMap, FxHashSet};

use super::sides::{Sides, text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::source::SitePath;

/// The faults of the site as it would be.
pub(super) struct Faults {
    /// Those of the change.
    pub(super) new: Diagnostics,
    /// Those that were there before, in files that the change touches.
    pub(super) old: Diagnostics,
}

/// What makes two faults the same one, though lines have come before it or gone.
type Key<'d> = (Severity, Code, &'d SitePath, &'d str);

fn key(fault: &Diagnostic) -> Key<'_> {
    (fault.severity, fault.code, &fault.file, &fault.message)
}

impl Faults {
    /// `touched` are the files that the change touches.
    pub(super) fn of(sides: &Sides, touched: &FxHashSet<&SitePath>) -> Self {
        let mut known: FxHashMap<Key<'_>, usize> = FxHashMap::default();
        for fault in &sides.before.faults {
            *known.entry(key(fault)).or_default() += 1;
        }
        let mut groups: BTreeMap<Key<'_>, Vec<&Diagnostic>> = BTreeMap::new();
        for fault in &sides.after.faults {
            groups.entry(key(fault)).or_default().push(fault);
        }
        let mut lines = Written { sides, known: FxHashMap::default() };
        let mut faults = Self { new: Diagnostics::new(), old: Diagnostics::new() };
        for (key, mut group) in groups {
            let old = known.get(&key).copied().unwrap_or_default();
            if old > 0 && old < group.len() {
                // One more of a kind that was there: it is the one on a line that the change writes.
                group.sort_by_key(|fault| lines.holds(fault));
            }
            let is_touched = touched.contains(key.2);
            for (index, fault) in group.into_iter().enumerate() {
                if index >= old {
                    faults.new.push(fault.clone());
                } else if is_touched {
                    faults.old.push(fault.clone());
                }
            }
        }
        faults
    }
}

/// Where in each file the change writes something.
struct Written<'s> {
    sides: &'s Sides,
    known: FxHashMap<SitePath, Vec<Range<usize>>>,
}

impl Written<'_> {
    /// Whether a fault stands on a line that the change writes.
    fn holds(&mut self, fault: &Diagnostic) -> bool {
        let Place::Span(span) = fault.place else { return true };
        let sides = self.sides;
        let ranges = self.known.entry(fault.file.clone()).or_insert_with(|| {
            let old = sides.old.get(&fault.file).and_then(text).unwrap_or_default();
            let new = sides.new.shown_text(&fault.file).unwrap_or_default();
            written(old, &new)
        });
        let (start, end) = (span.start as usize, span.end as usize);
        ranges.iter().any(|range| range.start <= end && start < range.end)
    }
}

/// The bytes of the lines of `new` that are others than in `old`, or stand where something was taken out.
fn written(old: &str, new: &str) -> Vec<Range<usize>> {
    let input = InternedInput::new(old, new);
    let diff = Diff::compute(Algorithm::Histogram, &input);
    let ends: Vec<usize> = new
        .split_inclusive('\n')
        .scan(0, |end, line| {
            *end += line.len();
            Some(*end)
        })
        .collect();
    let begin =
        |line: usize| line.checked_sub(1).map_or(0, |before| ends.get(before).copied().unwrap_or(new.len()));
    let hunk = |hunk: imara_diff::Hunk| {
        let (start, end) = (hunk.after.start as usize, hunk.after.end as usize);
        if start == end { begin(start.saturating_sub(1))..begin(start + 1) } else { begin(start)..begin(end) }
    };
    diff.hunks().map(hunk).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_written_when_it_is_new_or_changed_or_beside_a_gap() {
        let lines = |old: &str, new: &str| -> Vec<String> {
            written(old, new).into_iter().map(|range| new[range].replace('\n', "")).collect()
        };
        assert_eq!(lines("a\nb\nc\n", "a\nB\nc\n"), ["B"]);
        assert_eq!(lines("a\nb\nc\n", "a\nb\nc\nd\n"), ["d"]);
        assert_eq!(lines("a\nb\nc\n", "a\nc\n"), ["ac"]);
        assert_eq!(lines("a\nb\n", "a\nb\n"), [""; 0]);
        assert_eq!(lines("", "a\nb\n"), ["ab"]);
        assert_eq!(lines("a\nb", "a"), ["a"]);
    }
}
