//! What is new in a mail: its lines without the history that programs put below them.
//! [`read`](super::read) calls it.
//!
//! A request must not lose anything. So history goes only from the end, only where something says
//! that it is history, never if nothing would be left, and it is counted. What is quoted between the
//! lines of an answer stays, as a quotation in Markdown.

use super::attribution::{is_attribution, opens_attribution};
use super::headings::{Heading, heading};
use super::lines::{Line, Role, written};
use super::signature;
use super::taken::{Taken, What, count};

/// An attribution may be broken into this many lines.
const ATTRIBUTION_LINES: usize = 3;

/// How a mail stands to others.
#[derive(Clone, Copy, Default)]
pub(super) struct Context {
    /// It answers another, so that what it quotes at its end is known.
    pub(super) answer: bool,
    /// It passes another on, so that what is below is the matter.
    pub(super) forward: bool,
}

/// The lines of a mail, apart by what they are.
#[derive(Default)]
pub(super) struct New<'l> {
    pub(super) lines: &'l [Line],
    /// From the heading of a mail that was passed on to the end.
    pub(super) passed_on: &'l [Line],
    pub(super) taken: Vec<Taken>,
}

/// The lines of a mail without history and signature; all of them, where nothing else would be left.
pub(super) fn new_lines(lines: &[Line], context: Context) -> New<'_> {
    let texts: Vec<String> = lines.iter().map(Line::shown).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let found = (0..lines.len()).find_map(|at| Some((at, heading_at(lines, &texts, at)?)));
    let (end, passed_on) = match found {
        // A mail that was passed on is part of what is sent. Only what stands above it may have a
        // signature of its own. In a mail that answers nothing, nothing is history.
        Some((at, Heading::Forwarded)) => (at, &lines[at..]),
        Some((at, Heading::Original)) if context.forward || !context.answer => (at, &lines[at..]),
        Some((at, Heading::Original)) => (at, [].as_slice()),
        None => (lines.len(), [].as_slice()),
    };
    let mut taken = Vec::new();
    if passed_on.is_empty() {
        count(&mut taken, What::History, written(&lines[end..]));
    }
    let starts = |at: &usize| lines[*at].is_quoted() && (*at == 0 || !lines[*at - 1].is_quoted());
    let attributed = (0..end).filter(starts).find(|&at| attribution_lines(&texts[..at], texts[at]) > 0);
    let mail = Below { lines, texts: &texts, context, attributed: attributed.unwrap_or(end) };
    let end = mail.end_of_new(end, &mut taken);
    if lines[..end].iter().chain(passed_on).all(Line::is_blank) {
        return New { lines, ..New::default() };
    }
    New { lines: &lines[..end], passed_on, taken }
}

/// What starts at a line, by what its program says or by its words.
pub(super) fn heading_at(lines: &[Line], texts: &[&str], at: usize) -> Option<Heading> {
    if lines[at].role == Role::Original {
        return Some(heading(&texts[at..]).unwrap_or(Heading::Original));
    }
    heading(&texts[at..])
}

/// What stands below the new lines of a mail.
struct Below<'l> {
    lines: &'l [Line],
    /// The same, as plain text has them.
    texts: &'l [&'l str],
    context: Context,
    /// Where the first quotation starts that has an attribution: those below it go on with it.
    attributed: usize,
}

impl Below<'_> {
    /// How many of the lines up to `end` are left without quotations and signatures. Either may stand
    /// below the other.
    fn end_of_new(&self, mut end: usize, taken: &mut Vec<Taken>) -> usize {
        loop {
            let before = end;
            if let Some(at) = self.quotation(end) {
                count(taken, What::History, written(&self.lines[at..end]));
                end = at;
            }
            if let Some(at) = self.rule(end) {
                count(taken, What::History, written(&self.lines[at..end]));
                end = at;
            }
            if let Some((at, what)) = signature::below(&self.lines[..end]) {
                // Below a signature there may be history that nothing says is any.
                let (quoted, own): (Vec<Line>, Vec<Line>) =
                    self.lines[at..end].iter().cloned().partition(Line::is_quoted);
                count(taken, What::History, written(&quoted));
                count(taken, what, written(&own));
                end = at;
            }
            if end == before {
                return end;
            }
        }
    }

    /// The line that Outlook draws above the history.
    fn rule(&self, end: usize) -> Option<usize> {
        let is_rule = |line: &str| line.len() >= 10 && line.bytes().all(|byte| byte == b'_');
        let last = self.lines[..end].iter().rposition(|line| !line.is_blank())?;
        (end < self.lines.len() && is_rule(self.texts[last].trim())).then_some(last)
    }

    /// Where the quotation at the end starts, with its attribution. Without one it is history only in an answer
    /// that has quoted history above, or where a program made a quotation of it, and nothing announces it:
    /// people cite things as well.
    fn quotation(&self, end: usize) -> Option<usize> {
        let lines = &self.lines[..end];
        let last = lines.iter().rposition(|line| !line.is_quoted() && !line.is_blank());
        let above = last.map_or(0, |last| last + 1);
        let first = above + lines[above..].iter().position(Line::is_quoted)?;
        match attribution_lines(&self.texts[..above], self.texts[first]) {
            0 if is_attribution(&lines[first].text) => Some(above),
            0 => {
                let is_announced =
                    last.is_some_and(|last| lines[last].text.trim_end().ends_with([':', '：']));
                let is_made = lines[first].role == Role::Quotation || self.attributed < first;
                (self.context.answer && is_made && !is_announced).then_some(above)
            }
            count => Some(above - count),
        }
    }
}

/// How many of the last lines are the attribution of a quotation that starts with `below`.
fn attribution_lines(lines: &[&str], below: &str) -> usize {
    let joined = |count: usize| lines[lines.len() - count..].join(" ");
    let most = lines.iter().rev().take(ATTRIBUTION_LINES).take_while(|line| !line.trim().is_empty()).count();
    // Some programs break the line before the bracket that ends the address, so that its last part looks
    // quoted. Without an open bracket it is the text that stands above the quotation.
    let broken = |count: usize| {
        let above = joined(count);
        above.rfind('<') > above.rfind('>') && is_attribution(&format!("{above}{below}"))
    };
    let Some(mut count) = (1..=most).find(|&count| is_attribution(&joined(count)) || broken(count)) else {
        return 0;
    };
    let opens = |count: usize| opens_attribution(lines[lines.len() - count]);
    if !opens(count)
        && let Some(more) = (count + 1..=most).find(|&more| opens(more))
    {
        count = more;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::super::lines::{joined, plain};
    use super::*;

    fn new_text(text: &str, context: Context) -> String {
        joined(new_lines(&plain(text), context).lines)
    }

    const ANSWER: Context = Context { answer: true, forward: false };

    #[test]
    fn an_attribution_may_stand_apart_from_what_it_is_of() {
        let cited = |text: &str| new_text(text, Context::default()).trim_end().to_owned();
        assert_eq!(cited("Hello\n\n> Ada wrote:\n> b"), "Hello");
        assert_eq!(cited("Hello\n\nOn 2 May 2024, Ada <ada@example.org\n\n> wrote:\n> b"), "Hello");
        // A colon alone makes no attribution.
        assert_eq!(cited("See this:\n> The rules:\n> b"), "See this:\n\n> The rules:\n> b");
        for answer in [false, true] {
            let context = Context { answer, forward: false };
            assert_eq!(new_text("\n> b", context).trim(), "> b", "there is nothing else");
        }
    }

    #[test]
    fn what_stands_above_a_quoted_attribution_is_kept() {
        for new in ["Please map the lake.\nThe school needs it.", "Hello", "See <https://example.org/>"] {
            for attribution in ["Ada wrote:", "On 2 May 2024, Ada Example <ada@example.org> wrote:"] {
                let mail = format!("{new}\n\n> {attribution}\n> b");
                assert_eq!(new_text(&mail, ANSWER).trim_end(), new, "{attribution}");
            }
        }
    }

    #[test]
    fn a_line_is_drawn_above_history_alone() {
        let ruled =
            |length: usize, below: &str| new_text(&format!("Hello\n\n{}{below}", "_".repeat(length)), ANSWER);
        assert_eq!(ruled(10, "\nAda wrote:\n> b").trim_end(), "Hello");
        assert_eq!(ruled(9, "\nAda wrote:\n> b").trim_end(), "Hello\n\n_________");
        assert_eq!(ruled(10, "").trim_end(), "Hello\n\n__________", "nothing is below it");
    }

    #[test]
    fn an_attribution_is_broken_into_few_lines() {
        let mail = |lines: usize| {
            let between = "of Example\n".repeat(lines - 2);
            format!("Hello\n\nOn 2 May 2024, Ada\n{between}<ada@example.org> wrote:\n> b")
        };
        assert_eq!(new_text(&mail(ATTRIBUTION_LINES), ANSWER).trim_end(), "Hello");
        let more = new_text(&mail(ATTRIBUTION_LINES + 1), ANSWER);
        assert!(more.starts_with("Hello\n\nOn 2 May 2024, Ada\n"), "{more}");
    }
}
