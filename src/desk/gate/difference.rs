//! What the requester says and would say, line by line: whoever approves sees what they approve. Drawn by `comment`.

use imara_diff::{Algorithm, Diff, InternedInput};

use super::Difference;
use crate::diagnostic::render::visible::one_line;

/// More lines than this of one change are counted and not shown.
const MOST: usize = 60;

/// Characters of a line that are shown.
const LONGEST: usize = 400;

/// A line that goes, that comes, or that says which field it is.
fn lines(difference: &Difference) -> Vec<String> {
    let ended = |text: &str| if text.is_empty() { String::new() } else { format!("{}\n", text.trim_end()) };
    let (before, after) = (ended(&difference.before), ended(&difference.after));
    let input = InternedInput::new(before.as_str(), after.as_str());
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let mut lines = vec![format!("@@ {} @@", difference.field)];
    for hunk in diff.hunks() {
        let of = |sign: &str, all: &[&str], range: std::ops::Range<u32>| -> Vec<String> {
            let range = &all[range.start as usize..range.end as usize];
            range.iter().map(|line| format!("{sign}{}", cut(&one_line(line)))).collect()
        };
        lines.extend(of("-", &old, hunk.before));
        lines.extend(of("+", &new, hunk.after));
    }
    lines
}

/// The start of a line, with a mark where it goes on.
fn cut(line: &str) -> String {
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

/// All of them, as lines of a diff, with a count of those that are too many.
pub(super) fn diff(differences: &[Difference]) -> (Vec<String>, usize) {
    let mut all: Vec<String> = differences.iter().flat_map(lines).collect();
    let more = all.len().saturating_sub(MOST);
    all.truncate(MOST);
    (all, more)
}

/// The sentence for those that are not shown.
pub(super) fn more(count: usize) -> String {
    let lines = if count == 1 { "line" } else { "lines" };
    format!("and {count} more {lines}: the files of the change show them")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn difference(field: &str, before: &str, after: &str) -> Difference {
        Difference { field: field.to_owned(), before: before.to_owned(), after: after.to_owned() }
    }

    #[test]
    fn lines_that_stay_are_not_shown() {
        let shown = |before: &str, after: &str| diff(&[difference("body", before, after)]).0.join("|");
        assert_eq!(shown("a\nb\nc", "a\nB\nc\nd"), "@@ body @@|-b|+B|+d");
        assert_eq!(shown("", "a"), "@@ body @@|+a");
        assert_eq!(shown("a", ""), "@@ body @@|-a");
        assert_eq!(shown("a\u{1b}[31m", "a"), "@@ body @@|-a␛[31m|+a");
    }

    #[test]
    fn a_long_line_is_cut_and_says_so() {
        let shown = |length: usize| diff(&[difference("body", "", &"é".repeat(length))]).0[1].clone();
        assert_eq!(shown(LONGEST), format!("+{}", "é".repeat(LONGEST)));
        assert_eq!(shown(LONGEST + 1), format!("+{}…", "é".repeat(LONGEST)));
    }

    #[test]
    fn so_many_lines_are_shown_and_the_rest_is_counted() {
        let text = |count: usize| "line\n".repeat(count);
        let counted = |count: usize| {
            let (lines, more) = diff(&[difference("body", "", &text(count))]);
            (lines.len(), more)
        };
        assert_eq!(counted(MOST - 1), (MOST, 0));
        assert_eq!(counted(MOST), (MOST, 1));
        assert_eq!(more(1), "and 1 more line: the files of the change show them");
    }
}
