//! What is new in a mail: its text without the history that programs put below it.
//! [`read`](super::read) calls it.
//!
//! A request must not lose anything. So history goes only from the end, only where something says
//! that it is history, and never if nothing would be left. What is quoted between the lines of an
//! answer stays, as a quotation in Markdown.

use super::attribution::{is_attribution, opens_attribution};
use super::headings::{Heading, heading};
use super::signature::without_signature;

/// An attribution may be broken into this many lines.
const ATTRIBUTION_LINES: usize = 3;

/// Quotations within each other past this are drawn as if they were less deep.
const DEEPEST: usize = 8;

/// How a mail stands to others.
#[derive(Clone, Copy, Default)]
pub(super) struct Context {
    /// It answers another, so that what it quotes at its end is known.
    pub(super) answer: bool,
    /// It passes another on, so that what is below is the matter.
    pub(super) forward: bool,
}

/// The text of a mail without history and signature; all of it, where nothing else would be left.
pub(super) fn new_text(text: &str, context: Context) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let found = (0..lines.len()).find_map(|at| Some((at, heading(&lines[at..])?)));
    let (end, passed_on) = match found {
        // A mail that was passed on is part of what is sent. Only what stands above it may have a
        // signature of its own.
        Some((at, Heading::Forwarded)) => (at, &lines[at..]),
        Some((at, Heading::Original)) if context.forward => (at, &lines[at..]),
        Some((at, Heading::Original)) => (at, [].as_slice()),
        None => (lines.len(), [].as_slice()),
    };
    let new = &lines[..end_of_new_text(&lines, end, context)];
    if new.iter().chain(passed_on).all(|line| line.trim().is_empty()) {
        return lines.join("\n");
    }
    let mut kept = with_quotations(new);
    if !passed_on.is_empty() {
        kept.push_str("\n\n");
        kept.push_str(&passed_on.join("\n"));
    }
    kept
}

/// How many of the lines up to `end` are left without quotations and signatures. Either may stand
/// below the other.
fn end_of_new_text(lines: &[&str], mut end: usize, context: Context) -> usize {
    loop {
        let before = end;
        end = without_signature(&lines[..end]);
        end = without_quotation(lines, end, context);
        end = without_rule(lines, end);
        if end == before {
            return end;
        }
    }
}

/// Takes off the line that Outlook draws above the history.
fn without_rule(lines: &[&str], end: usize) -> usize {
    let is_rule = |line: &str| line.len() >= 10 && line.bytes().all(|byte| byte == b'_');
    let last = lines[..end].iter().rposition(|line| !line.trim().is_empty());
    last.filter(|&last| end < lines.len() && is_rule(lines[last].trim())).unwrap_or(end)
}

/// Takes off the quotation at the end, with its attribution. Without one it is history only in an
/// answer; elsewhere people cite something.
fn without_quotation(lines: &[&str], end: usize, context: Context) -> usize {
    let quoted_or_blank = |line: &&str| is_quoted(line) || line.trim().is_empty();
    let above = lines[..end].iter().rposition(|line| !quoted_or_blank(line)).map_or(0, |last| last + 1);
    let Some(first) = lines[above..end].iter().position(|line| is_quoted(line)) else {
        return end;
    };
    let kept = &lines[..above];
    match attribution_lines(kept, lines[above + first]) {
        0 if context.answer || is_attribution(unquoted(lines[above + first]).1) => above,
        0 => end,
        count => above - count,
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

/// The lines as text in which each quotation is one of Markdown, with blank lines around it: a line
/// right below would be taken for a part of it.
fn with_quotations(lines: &[&str]) -> String {
    let mut text = String::new();
    let mut before = 0;
    for line in lines {
        let (depth, content) = unquoted(line);
        if depth != before && (depth == 0 || before == 0 || depth < before) {
            // Between two depths of one quotation the blank line is quoted too.
            text.push_str(&">".repeat(depth.min(before)));
            text.push('\n');
        }
        before = depth;
        if depth > 0 {
            text.push_str("> ".repeat(depth).trim_end());
            if !content.is_empty() {
                text.push(' ');
            }
        }
        text.push_str(content);
        text.push('\n');
    }
    text
}

fn is_quoted(line: &str) -> bool {
    line.starts_with('>')
}

/// How deeply a line is quoted, with a bound, and what it says.
fn unquoted(line: &str) -> (usize, &str) {
    let mut depth = 0;
    let mut rest = line;
    while let Some(inner) = rest.strip_prefix('>') {
        depth += 1;
        rest = inner.strip_prefix(' ').filter(|inner| inner.starts_with('>')).unwrap_or(inner);
    }
    if depth > 0 { (depth.min(DEEPEST), rest.strip_prefix(' ').unwrap_or(rest)) } else { (0, line) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWER: Context = Context { answer: true, forward: false };

    #[test]
    fn what_is_deep_is_drawn_as_if_it_were_less_deep() {
        let quoted = |depth: usize| new_text(&format!("{}a\nb", ">".repeat(depth)), ANSWER);
        assert_eq!(quoted(DEEPEST), format!("\n{}a\n\nb\n", "> ".repeat(DEEPEST)));
        assert_eq!(quoted(DEEPEST + 1), quoted(DEEPEST));
    }

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
        assert_eq!(ruled(10, "\n> b").trim_end(), "Hello");
        assert_eq!(ruled(9, "\n> b").trim_end(), "Hello\n\n_________");
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
