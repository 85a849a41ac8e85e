//! How much of what is wrong is shown to people: thousands of faults of one kind say no more than the first of them,
//! and how many there are. [`render()`](super::render()) asks here, and whoever shows diagnostics otherwise.

use std::collections::BTreeMap;
use std::fmt;

use rustc_hash::FxHashSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::source::SitePath;

/// How many faults of one kind are shown, a kind being one code with one severity, and how to see the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    most: usize,
    all: &'static str,
}

impl Bound {
    /// Everything.
    pub const ALL: Self = Self { most: usize::MAX, all: "" };
    /// Of a check, whose matter they are.
    pub const CHECK: Self = Self { most: 100, all: "`--all` shows them" };
    /// Of a build: what it says is to fit on a screen or two.
    pub const BUILD: Self = Self { most: 10, all: "`--all` shows them" };
    /// Of the preview, which tells again at each change.
    pub const PREVIEW: Self = Self { most: 10, all: "`casebook check --all` shows them" };
    /// Of a comment, where the whole is in the log of the forge's run, or in nobody's sight.
    pub const COMMENT: Self = Self { most: 100, all: "`casebook check --all` shows them" };

    /// The first diagnostics of each kind, in their order, and how many others there are of which kind: errors
    /// first.
    #[must_use]
    pub fn divide(self, diagnostics: &Diagnostics) -> (Vec<&Diagnostic>, Vec<Rest>) {
        let mut kinds: BTreeMap<(Severity, Code), (usize, FxHashSet<&SitePath>)> = BTreeMap::new();
        let mut shown = Vec::new();
        for diagnostic in diagnostics {
            let (number, files) = kinds.entry((diagnostic.severity, diagnostic.code)).or_default();
            *number += 1;
            if *number <= self.most {
                shown.push(diagnostic);
            } else {
                files.insert(&diagnostic.file);
            }
        }
        let more = kinds.into_iter().filter(|(_, (number, _))| *number > self.most);
        let rest = more.map(|((severity, code), (number, files))| Rest {
            severity,
            code,
            number: number - self.most,
            files: files.len(),
            all: self.all,
        });
        (shown, rest.collect())
    }
}

/// The faults of one kind that are not shown, as a clause: how many they are, in how many files, and how to see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rest {
    pub severity: Severity,
    pub code: Code,
    number: usize,
    files: usize,
    all: &'static str,
}

impl fmt::Display for Rest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, all, .. } = self;
        let (number, files) = (grouped(self.number), grouped(self.files));
        let plural = if self.files == 1 { "" } else { "s" };
        write!(f, "and {number} more of `{code}` in {files} file{plural}; {all}")
    }
}

/// A number with commas between its thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;

    #[test]
    fn of_each_kind_the_first_are_shown_and_the_others_counted() {
        let mut diagnostics = Diagnostics::new();
        let mut push = |code: Code, severity: Severity, number: usize| {
            for at in 0..number {
                let file = SitePath::new(&format!("content/{}.md", at % 7));
                let fault = Diagnostic::new(code, &file, Place::File, at.to_string());
                diagnostics.push(Diagnostic { severity, ..fault });
            }
        };
        // As the gate tells of what was wrong before.
        push(Code::BrokenLink, Severity::Warning, 101);
        push(Code::BrokenLink, Severity::Error, 1_234_667);
        push(Code::MissingFile, Severity::Error, 100);
        push(Code::MissingAlt, Severity::Warning, 109);
        let (shown, rest) = Bound::CHECK.divide(&diagnostics);
        let of = |code: Code, severity: Severity| -> Vec<&str> {
            let of = shown.iter().filter(|shown| (shown.code, shown.severity) == (code, severity));
            of.map(|shown| &*shown.message).collect()
        };
        let first: Vec<String> = (0..100).map(|at| at.to_string()).collect();
        for (code, severity) in [
            (Code::BrokenLink, Severity::Warning),
            (Code::BrokenLink, Severity::Error),
            (Code::MissingFile, Severity::Error),
            (Code::MissingAlt, Severity::Warning),
        ] {
            assert_eq!(of(code, severity), first, "{code}");
        }
        assert_eq!(shown.len(), 400);
        let rest: Vec<String> = rest.iter().map(|rest| format!("{} {rest}", rest.severity.name())).collect();
        assert_eq!(
            rest,
            [
                "error and 1,234,567 more of `broken-link` in 7 files; `--all` shows them",
                "warning and 1 more of `broken-link` in 1 file; `--all` shows them",
                "warning and 9 more of `missing-alt` in 7 files; `--all` shows them",
            ]
        );
        let (shown, rest) = Bound::ALL.divide(&diagnostics);
        assert_eq!((shown.len(), rest), (diagnostics.iter().len(), vec![]));
    }

    #[test]
    fn thousands_are_kept_apart() {
        let numbers = [0, 999, 1000, 7900, 1_000_000].map(grouped);
        assert_eq!(numbers, ["0", "999", "1,000", "7,900", "1,000,000"]);
    }
}
