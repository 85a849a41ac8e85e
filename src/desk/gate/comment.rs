//! Verdicts as text: for a terminal, as the one comment of a pull request, and for programs. The
//! diagnostics themselves are drawn by `diagnostic::render`; this says what they come to.
//!
//! Titles, names and file names come from strangers. On a terminal their control characters are made
//! visible, and in a comment nothing of them is Markdown, a link or a mention.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Difference, Step, Subject, Verdict, difference};
use crate::diagnostic::render::visible::{escape_json, one_line};
use crate::diagnostic::render::{Bound, Texts, spots};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::source::SitePath;

/// What begins every comment, so that the next one can take its place.
pub const MARKER: &str = "<!-- casebook: verdict -->";

/// What is to be told of a change.
pub struct Told<'t> {
    pub verdicts: &'t [Verdict],
    /// What is wrong with other files than those of the requests.
    pub diagnostics: &'t Diagnostics,
    pub next: &'t [Step],
    /// The texts of the files.
    pub texts: &'t dyn Texts,
    /// The address of a line of a file on the forge, where it is known.
    pub link: &'t dyn Fn(&SitePath, usize) -> Option<String>,
}

impl Told<'_> {
    /// The one answer: whether nothing speaks against the change.
    fn may_be_merged(&self) -> bool {
        !self.diagnostics.has_errors() && self.verdicts.iter().all(Verdict::may_be_merged)
    }
}

/// A paragraph for each verdict, with what speaks against it.
#[must_use]
pub fn human(told: &Told<'_>) -> String {
    paragraphs(told, |verdict| errors(verdict).map(sentence).collect())
}

/// The same below the diagnostics, which have said already what speaks against it.
#[must_use]
pub fn human_below(told: &Told<'_>) -> String {
    paragraphs(told, |_| Vec::new())
}

fn paragraphs(told: &Told<'_>, against: impl Fn(&Verdict) -> Vec<String>) -> String {
    let may = told.may_be_merged();
    let mut text = String::new();
    for verdict in told.verdicts {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}{}", one_line(&heading(verdict)), ending(verdict, may));
        if verdict.may_be_merged() {
            let _ = writeln!(text, "  {}", verdict.after);
        } else {
            for sentence in against(verdict) {
                let _ = writeln!(text, "  - {}", one_line(&sentence));
            }
        }
        let (lines, more) = difference::diff(&verdict.differences);
        for line in lines {
            let _ = writeln!(text, "    {line}");
        }
        if more > 0 {
            let _ = writeln!(text, "    {}", difference::more(more));
        }
    }
    text
}

fn heading(verdict: &Verdict) -> String {
    match &verdict.subject {
        Subject::Request { id, title } => {
            // Backticks mark what is code, and in a title they do not.
            let title = title.replace('`', "'");
            match &verdict.transition {
                Some((from, to)) => format!("Request `{id}` ({title}), from `{from}` to `{to}`"),
                None => format!("Request `{id}` ({title})"),
            }
        }
        Subject::Policy => "The rules of the desk".to_owned(),
    }
}

/// What is wrong elsewhere keeps a request back as well: it is one change.
fn ending(verdict: &Verdict, may: bool) -> &'static str {
    match (may, verdict.may_be_merged()) {
        (true, _) => ": may be merged.",
        (false, true) => ": nothing of it speaks against merging, and something else does.",
        (false, false) => ": may not be merged yet.",
    }
}

fn errors(verdict: &Verdict) -> impl Iterator<Item = &Diagnostic> {
    verdict.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error)
}

/// A diagnostic as one sentence: what, and what to do.
fn sentence(diagnostic: &Diagnostic) -> String {
    let mut letters = diagnostic.message.chars();
    let message: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let help = diagnostic.help.as_deref().unwrap_or_default();
    let mut letters = help.chars();
    let help: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    format!("{message}. {help}.")
}

/// One comment for the pull request: what to do next, every verdict, and what is wrong with other files.
#[must_use]
pub fn markdown(told: &Told<'_>) -> String {
    let mut text = format!("{MARKER}\n");
    let may = told.may_be_merged();
    let line = match (may, told.verdicts.is_empty()) {
        (true, true) => "**Nothing speaks against this change.**",
        (true, false) => "**This may be merged.**",
        (false, _) => "**This may not be merged yet.**",
    };
    let _ = writeln!(text, "{line}");
    if !told.next.is_empty() {
        text.push_str("\n| Who | What next |\n| --- | --- |\n");
        for Step { who, what } in told.next {
            let _ = writeln!(text, "| {} | {} |", escaped(who), escaped(what));
        }
    }
    for verdict in told.verdicts {
        let sign = if verdict.may_be_merged() { "✅" } else { "❌" };
        let _ = writeln!(text, "\n### {sign} {}{}", escaped(&heading(verdict)), ending(verdict, may));
        if !verdict.diagnostics.is_empty() {
            text.push('\n');
        }
        let notes = verdict.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Warning);
        list(&mut text, &errors(verdict).chain(notes).cloned().collect(), told);
        differences(&mut text, verdict);
        if !verdict.after.is_empty() {
            let _ = writeln!(text, "\nOnce it is merged: {}", escaped(&verdict.after));
        }
    }
    if !told.diagnostics.is_empty() {
        text.push_str("\n### In the files\n\n");
        list(&mut text, told.diagnostics, told);
    }
    text
}

/// What the requester would say instead, as code: no text of a stranger ends it.
fn differences(text: &mut String, verdict: &Verdict) {
    let (lines, more) = difference::diff(&verdict.differences);
    if lines.is_empty() {
        return;
    }
    let runs = lines.iter().flat_map(|line| line.split(|c| c != '`').map(str::len));
    let fence = "`".repeat(runs.max().unwrap_or_default().max(2) + 1);
    let _ =
        writeln!(text, "\nWhat the request says would change:\n\n{fence}diff\n{}\n{fence}", lines.join("\n"));
    if more > 0 {
        let _ = writeln!(text, "\n({})", escaped(&difference::more(more)));
    }
}

/// Diagnostics as a list, each with its file, line and code, and the line itself. What has to be done has a box to be
/// ticked.
fn list(text: &mut String, diagnostics: &Diagnostics, told: &Told<'_>) {
    let (shown, rest) = Bound::COMMENT.divide(diagnostics);
    for (diagnostic, spot) in shown.iter().copied().zip(spots(&shown, told.texts)) {
        let sign = if diagnostic.severity == Severity::Error { "[ ] " } else { "" };
        let place = match spot.line {
            Some(line) => format!("`{}:{line}`", diagnostic.file),
            None => format!("`{}`", diagnostic.file),
        };
        // A file that would be gone is not shown there.
        let is_there = spot.line.is_some() || told.texts.text(&diagnostic.file).is_some();
        let link = is_there.then(|| (told.link)(&diagnostic.file, spot.line.unwrap_or(1))).flatten();
        let place = match link {
            // The address is made of what it is percent-encoded from.
            Some(address) => format!("[{}]({address})", escaped(&place)),
            None => escaped(&place),
        };
        let _ = writeln!(text, "- {sign}{} ({place}, {})", escaped(&sentence(diagnostic)), diagnostic.code);
        if let Some(quoted) = spot.quoted {
            let _ = writeln!(text, "  <br>{}", escaped(&format!("`{}`", quoted.replace('`', "'"))));
        }
    }
    for rest in rest {
        let _ = writeln!(text, "- {}", escaped(&rest.to_string()));
    }
}

/// Text that Markdown and the forge take as it is: what stands between backticks is code, and nothing
/// else has a meaning. A word joiner behind `@`, `#` and `!` keeps them from naming people and issues.
fn escaped(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len() + 16);
    let mut in_code = false;
    let pairs = text.matches('`').count() / 2 * 2;
    let mut seen = 0;
    for c in one_line(text).chars() {
        match c {
            '`' if seen < pairs => {
                seen += 1;
                in_code = !in_code;
                markdown.push_str(if in_code { "<code>" } else { "</code>" });
            }
            ',' | '.' | ';' | '?' | '(' | ')' | '\'' | ' ' => markdown.push(c),
            c if c.is_ascii_punctuation() => {
                let _ = write!(markdown, "&#{};", u32::from(c));
                if matches!(c, '@' | '#' | '!') {
                    markdown.push('\u{2060}');
                }
            }
            c => markdown.push(c),
        }
    }
    markdown
}

#[derive(Serialize)]
struct Judged<'v> {
    /// The request; left out where the rules themselves are judged.
    request: Option<&'v str>,
    title: Option<&'v str>,
    from: Option<&'v str>,
    to: Option<&'v str>,
    /// Whether nothing of this request speaks against it.
    is_met: bool,
    unmet: Vec<Unmet<'v>>,
    differences: Vec<Changed<'v>>,
    after: &'v str,
}

/// A text of the request that would be another.
#[derive(Serialize)]
struct Changed<'v> {
    field: &'v str,
    before: &'v str,
    after: &'v str,
}

impl<'v> Changed<'v> {
    fn of(Difference { field, before, after }: &'v Difference) -> Self {
        Self { field, before, after }
    }
}

#[derive(Serialize)]
struct Unmet<'v> {
    code: &'static str,
    severity: &'static str,
    file: &'v str,
    message: &'v str,
    help: Option<&'v str>,
}

/// The diagnostics as JSON, with the one answer `may_be_merged`, what is to be done `next`, and a list `verdicts` beside
/// them.
///
/// # Panics
/// Never: strings and truth values are always JSON.
#[must_use]
pub fn json(told: &Told<'_>, diagnostics: &str) -> String {
    let judged = told.verdicts.iter().map(|verdict| {
        let (request, title) = match &verdict.subject {
            Subject::Request { id, title } => (Some(&**id), Some(title.as_str())),
            Subject::Policy => (None, None),
        };
        let step = verdict.transition.as_ref();
        let unmet = verdict.diagnostics.iter().map(|diagnostic| Unmet {
            code: diagnostic.code.name(),
            severity: diagnostic.severity.name(),
            file: diagnostic.file.as_str(),
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
        });
        let judged = Judged {
            request,
            title,
            from: step.map(|(from, _)| &**from),
            to: step.map(|(_, to)| &**to),
            is_met: verdict.may_be_merged(),
            unmet: unmet.collect(),
            differences: verdict.differences.iter().map(Changed::of).collect(),
            after: &verdict.after,
        };
        serde_json::to_string(&judged).expect("strings and truth values are always JSON")
    });
    let judged: Vec<String> = judged.collect();
    let list = if judged.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", judged.join(",\n")) };
    // The object of the diagnostics ends with its last bracket.
    let object = diagnostics.trim_end().strip_suffix('}').unwrap_or(diagnostics);
    let next = serde_json::to_string(told.next).expect("strings and truth values are always JSON");
    let (may, next) = (told.may_be_merged(), escape_json(&next));
    format!("{object}, \"may_be_merged\": {may}, \"next\": {next}, \"verdicts\": {}}}\n", escape_json(&list))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_strangers_text_is_markdown() {
        assert_eq!(
            escaped("the way from `a-b` to `c`"),
            "the way from <code>a&#45;b</code> to <code>c</code>"
        );
        let hostile = escaped("[x](https://evil) @all #1 <img src=x> `` ` **b**\n# h");
        for sign in ["[", "@a", "#1", "<img", "**", "\n", "://"] {
            assert!(!hostile.contains(sign), "{sign}: {hostile}");
        }
        assert_eq!(hostile.matches("<code>").count(), hostile.matches("</code>").count());
    }
}
