//! Two versions of a text as one, with the words that went and those that came marked as such.

use imara_diff::{Algorithm, Diff, InternedInput};

use super::html::{Html, escape, push};

/// What a text says now, and what it said.
pub(super) fn compared(before: &str, now: &str) -> Html {
    let (old, new): (Vec<&str>, Vec<&str>) = (words(before).collect(), words(now).collect());
    let mut input = InternedInput::default();
    input.update_before(old.iter().copied());
    input.update_after(new.iter().copied());
    let mut html = String::with_capacity(now.len() + 64);
    let mut at = 0;
    for hunk in Diff::compute(Algorithm::Histogram, &input).hunks() {
        let (gone, come) = (&old[place(&hunk.before)], &new[place(&hunk.after)]);
        html.push_str(&escape(&new[at..hunk.after.start as usize].concat()));
        for (tag, words) in [("del", gone), ("ins", come)] {
            if !words.is_empty() {
                push(&mut html, &["<", tag, ">", &escape(&words.concat()), "</", tag, ">"]);
            }
        }
        at = hunk.after.end as usize;
    }
    html.push_str(&escape(&new[at..].concat()));
    Html::new(&html)
}

fn place(range: &std::ops::Range<u32>) -> std::ops::Range<usize> {
    range.start as usize..range.end as usize
}

/// The words of a text and the blanks between them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_blank = rest.chars().next()?.is_whitespace();
        let end = rest.find(|c: char| c.is_whitespace() != is_blank).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_went_and_came_are_marked() {
        for (before, now, expected) in [
            ("Work.", "Work.", "Work."),
            ("Work fast.", "Work <b> slowly.", "Work <del>fast.</del><ins>&lt;b&gt; slowly.</ins>"),
            ("", "New", "<ins>New</ins>"),
            ("Old", "", "<del>Old</del>"),
        ] {
            assert_eq!(compared(before, now).as_str(), expected);
        }
    }
}
