//! Splits a record into its front matter and its body. Called by `record`.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Lines, SitePath, Span};

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
    let first = Lines::new(text).span(1);
    Err(Diagnostic::new(Code::UnclosedFrontMatter, file, first, "the front matter has no end")
        .help("write a line `---` below its last field"))
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
    fn an_end_is_wanted_and_a_bound_kept() {
        let code = |text: &str| split(&SitePath::new("a.md"), text).unwrap_err().code;
        assert_eq!(code("---\ntitle: A\n"), Code::UnclosedFrontMatter);
        let of_length = |length: usize| format!("---\n#{}\n---\n", "x".repeat(length - 2));
        assert_eq!(split(&SitePath::new("a.md"), &of_length(LIMIT)).unwrap().yaml.len(), LIMIT);
        assert_eq!(code(&of_length(LIMIT + 1)), Code::FileTooLarge);
    }
}
