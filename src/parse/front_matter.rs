//! Splits a record into its front matter and its body. Called by `record`.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Lines, SitePath, Span};
use crate::yaml::is_like_fence;

/// The most that a record's front matter may hold, in bytes.
pub const LIMIT: usize = 64 * 1024;

/// The two parts of a record's text.
#[derive(Debug, PartialEq, Eq)]
pub struct Split<'t> {
    /// The YAML, without its fences; empty where there is none.
    pub yaml: &'t str,
    /// Where in the text the YAML begins, in bytes.
    pub yaml_start: usize,
    /// Where in the text the body begins, in bytes.
    pub body_start: usize,
}

/// The front matter of `text`: what stands between a first line `---` and the next such line.
///
/// # Errors
/// When the front matter has no end, or is larger than [`LIMIT`].
pub fn split<'t>(file: &SitePath, text: &'t str) -> Result<Split<'t>, Diagnostic> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let Some(yaml_start) = fence(text, start) else {
        return Ok(Split { yaml: "", yaml_start: start, body_start: start });
    };
    let mut at = yaml_start;
    while at < text.len() {
        if let Some(body_start) = fence(text, at) {
            if at - yaml_start > LIMIT {
                return Err(Diagnostic::new(
                    Code::FileTooLarge,
                    file,
                    Span::new(start, start + 3),
                    format!("the front matter is larger than {} KiB", LIMIT / 1024),
                )
                .help("move long texts below the second `---`"));
            }
            return Ok(Split { yaml: &text[yaml_start..at], yaml_start, body_start });
        }
        at = text[at..].find('\n').map_or(text.len(), |length| at + length + 1);
    }
    let fault =
        |place| Diagnostic::new(Code::UnclosedFrontMatter, file, place, "the front matter has no end");
    let meant = lines(text, yaml_start).find(|line| line.is_fence() || is_like_fence(line.said()));
    Err(match meant {
        Some(line) if line.is_fence() => fault(line.span()).help(line.without_blanks()),
        Some(line) => fault(line.span())
            .help(format!("write `---` in the place of `{}`: three hyphens and nothing else", line.said())),
        None => fault(Lines::new(text).span(1)).help("write a line `---` below its last field"),
    })
}

/// Why a text has no front matter, if it seems to be meant to have one: its first line is no `---`, and yet
/// there is a field, as `is_field` knows them by name.
#[must_use]
pub fn misplaced(file: &SitePath, text: &str, is_field: impl Fn(&str) -> bool) -> Option<Diagnostic> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let is_field = |line: &Line<'_>| {
        let name = line.said().split([':', '=']).next().unwrap_or_default().trim_end();
        name.len() < line.said().len() && is_field(name)
    };
    // The line that stands for a fence, as long as no text follows it.
    let mut fence: Option<Line<'_>> = None;
    let (mut has_text, mut in_code) = (false, false);
    for line in lines(text, start) {
        let said = line.said();
        let is_code_fence = said.starts_with("```") || said.starts_with("~~~");
        if said.is_empty() || said.starts_with('#') && !in_code && !has_text {
            continue;
        }
        if in_code {
            in_code = !is_code_fence;
        } else if line.is_fence()
            || !has_text
                && (is_like_fence(said) || said.starts_with("---") || is_code_fence && fence.is_none())
        {
            fence = Some(line);
        } else if is_field(&line)
            && fence.as_ref().map_or(!has_text, |fence| !has_text || is_closed(text, fence))
        {
            return Some(starts_late(file, &line, fence.as_ref(), start));
        } else {
            (fence, has_text, in_code) = (None, true, is_code_fence);
        }
    }
    None
}

/// That a text begins with two fences, and its fields stand below the second, as `is_field` knows them by name.
#[must_use]
pub fn doubled(
    file: &SitePath,
    text: &str,
    split: &Split<'_>,
    is_field: impl Fn(&str) -> bool,
) -> Option<Diagnostic> {
    if split.yaml_start == split.body_start || !split.yaml.trim().is_empty() {
        return None;
    }
    let first = lines(text, split.body_start).find(|line| !line.said().is_empty())?;
    let (name, _) = first.said().split_once(':')?;
    if !is_field(name.trim_end()) || !is_closed(text, &first) {
        return None;
    }
    let fence = lines(text, split.yaml_start).find(Line::is_fence)?;
    let message = "a second line `---` stands above the first field";
    Some(
        Diagnostic::new(Code::MisplacedFrontMatter, file, fence.span(), message)
            .help("delete it: front matter is what stands between the first `---` and the next"),
    )
}

/// Whether another fence follows.
fn is_closed(text: &str, fence: &Line<'_>) -> bool {
    lines(text, fence.start).skip(1).any(|line| line.is_fence())
}

fn starts_late(file: &SitePath, field: &Line<'_>, fence: Option<&Line<'_>>, start: usize) -> Diagnostic {
    const FIRST: &str = "the first line has to be `---`";
    let place = fence.unwrap_or(field).span();
    let message = "the front matter does not begin in the first line";
    let fault = Diagnostic::new(Code::MisplacedFrontMatter, file, place, message);
    fault.help(match fence {
        Some(fence) if fence.text == "---" => format!("{FIRST}: delete what stands above it"),
        Some(fence) if fence.is_fence() && fence.start == start => {
            format!("{FIRST}: delete what nobody sees before the three hyphens or behind them")
        }
        Some(fence) if fence.is_fence() => {
            format!("{FIRST}: put the three hyphens there, with nothing before them")
        }
        Some(fence) => {
            format!("{FIRST}, three hyphens and nothing else: write it in the place of `{}`", fence.said())
        }
        None => format!("{FIRST}: write it above the first field, and another `---` below the last"),
    })
}

/// A line of a text.
struct Line<'t> {
    start: usize,
    text: &'t str,
}

impl<'t> Line<'t> {
    fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    /// What it says, without the blanks and the invisible characters around it.
    fn said(&self) -> &'t str {
        let is_unseen = |c: char| {
            c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
        };
        self.text.trim_matches(is_unseen)
    }

    fn is_fence(&self) -> bool {
        self.said() == "---"
    }

    /// What to delete, so that a fence is nothing but one.
    fn without_blanks(&self) -> String {
        let (before, behind) = self.text.split_once("---").unwrap_or_default();
        let what = |part: &str| {
            if part.chars().all(char::is_whitespace) { "the space" } else { "what nobody sees" }
        };
        match (before, behind.trim_end_matches([' ', '\t'])) {
            (before, "") => format!("delete {} before the `---`", what(before)),
            ("", behind) => format!("delete {} behind the `---`", what(behind)),
            (before, behind) => {
                format!("delete {} before the `---`, and {} behind it", what(before), what(behind))
            }
        }
    }
}

/// The lines of a text from the byte `start` on.
fn lines(text: &str, start: usize) -> impl Iterator<Item = Line<'_>> {
    let mut at = start;
    text[start..].split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        Line { start, text: line.trim_end_matches(['\n', '\r']) }
    })
}

/// Where the line after the fence at `at` begins, if there is a fence.
fn fence(text: &str, at: usize) -> Option<usize> {
    let line_end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    let fence = text[at..line_end].strip_prefix("---")?;
    fence.trim_end_matches(['\r', ' ', '\t']).is_empty().then(|| (line_end + 1).min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (String, String) {
        let split = split(&SitePath::new("a.md"), text).unwrap();
        (split.yaml.to_owned(), text[split.body_start..].to_owned())
    }

    #[test]
    fn fences_may_end_in_spaces_and_crlf_and_follow_a_bom() {
        assert_eq!(parts("---\ntitle: A\n---\nB\n"), ("title: A\n".into(), "B\n".into()));
        assert_eq!(parts("\u{feff}---\r\ntitle: A\r\n--- \r\nB"), ("title: A\r\n".into(), "B".into()));
        assert_eq!(parts("---\n---"), (String::new(), String::new()));
    }

    #[test]
    fn a_text_may_have_no_front_matter() {
        assert_eq!(parts("# A\n\n---\n"), (String::new(), "# A\n\n---\n".into()));
        assert_eq!(parts("\u{feff}A"), (String::new(), "A".into()));
        assert_eq!(parts("----\nA\n"), (String::new(), "----\nA\n".into()));
    }

    #[test]
    fn front_matter_that_begins_late_is_told_from_a_text_without() {
        let found = |text: &str| {
            let fault = misplaced(&SitePath::new("a.md"), text, |name| name == "title")?;
            let crate::diagnostic::Place::Span(span) = fault.place else { panic!("no place") };
            Some(text[span.start as usize..span.end as usize].to_owned())
        };
        for (text, place) in [
            ("\n---\ntitle: A\n---\n", "---"),
            ("\u{200b}---\ntitle: A\n---\n", "\u{200b}---"),
            (" ---\ntitle: A\n---\n", " ---"),
            ("—\ntitle: A\n—\n", "—"),
            ("--\ntitle: A\n--\n", "--"),
            ("----\n# why\n\ntitle: A\n----\n", "----"),
            ("***\ntitle: A\n***\n", "***"),
            ("+++\ntitle = A\n+++\n", "+++"),
            ("---yaml\ntitle: A\n---\n", "---yaml"),
            ("```yaml\ntitle: A\n```\n", "```yaml"),
            ("# Draft\n\n---\ntitle: A\n---\n", "---"),
            ("A word first.\n\n---\r\ntitle: A\r\n---\r\n", "---"),
            ("title: A\nsummary: B\n", "title: A"),
        ] {
            assert_eq!(found(text).as_deref(), Some(place), "{text:?}");
        }
        for text in [
            "# A\n\nText\n\n---\n\nMore\n",
            "# A\n\nText\n\n```yaml\n---\ntitle: A\n---\n```\n",
            "----\nA\n",
            "A\n---\ntitle: as people call it\n",
            "No title: this is a text\n",
        ] {
            assert_eq!(found(text), None, "{text:?}");
        }
    }

    #[test]
    fn two_fences_above_the_fields_are_told_from_an_empty_front_matter() {
        let found = |text: &str| {
            let path = SitePath::new("a.md");
            let fault = doubled(&path, text, &split(&path, text).unwrap(), |name| name == "title")?;
            Some(fault.place)
        };
        let second = |start| Some(crate::diagnostic::Place::Span(Span::new(start, start + 3)));
        assert_eq!(found("---\n---\ntitle: A\n---\nText\n"), second(4));
        assert_eq!(found("---\n\n---\n\ntitle: A\n---\n"), second(5));
        for text in [
            "---\n---\ntitle: A\n",
            "---\n---\nText\n---\n",
            "---\na: b\n---\ntitle: A\n---\n",
            "title: A\n---\n",
        ] {
            assert_eq!(found(text), None, "{text:?}");
        }
    }

    #[test]
    fn an_end_that_is_no_fence_is_where_the_fault_is() {
        for (end, help) in [
            ("----", "write `---` in the place of `----`"),
            ("--", "write `---` in the place of `--`"),
            ("—", "write `---` in the place of `—`"),
            ("***", "write `---` in the place of `***`"),
            ("- - -", "write `---` in the place of `- - -`"),
            (";;;", "write `---` in the place of `;;;`"),
            (" ---", "delete the space before the `---`"),
            (" --- ", "delete the space before the `---`"),
            ("---\u{a0}", "delete the space behind the `---`"),
            ("---\u{200b}", "delete what nobody sees behind the `---`"),
            ("\u{feff}---\u{a0}", "delete what nobody sees before the `---`, and the space behind it"),
        ] {
            let text = format!("---\ntitle: A\n{end}\nText\n");
            let fault = split(&SitePath::new("a.md"), &text).unwrap_err();
            assert_eq!(fault.place, crate::diagnostic::Place::Span(Span::new(13, 13 + end.len())), "{end:?}");
            let told = fault.help.unwrap();
            assert!(told.starts_with(help), "{end:?}: {told}");
        }
    }

    #[test]
    fn an_end_is_wanted_and_a_bound_kept() {
        let code = |text: &str| split(&SitePath::new("a.md"), text).unwrap_err().code;
        assert_eq!(code("---\ntitle: A\n"), Code::UnclosedFrontMatter);
        let of_length = |length: usize| format!("---\n#{}\n---\n", "x".repeat(length - 2));
        assert_eq!(split(&SitePath::new("a.md"), &of_length(LIMIT)).unwrap().yaml.len(), LIMIT);
        assert_eq!(code(&of_length(LIMIT + 1)), Code::FileTooLarge);
    }
}
