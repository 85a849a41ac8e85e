//! The lines that front matter begins and ends with, and what people write for them. [`reader`](super::reader)
//! and the split of front matter from its text ask here.

/// Whether a line was meant for `---`, as it seems: more hyphens or fewer, dashes, signs that other programs
/// set apart with, with or without spaces between.
#[must_use]
pub fn is_like_fence(line: &str) -> bool {
    let line = line.trim();
    let is_dash = |c: char| matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '\u{2501}');
    let is_sign = |c: char| is_dash(c) || matches!(c, '-' | '*' | '+' | '=' | '_' | '~' | ';');
    line != "---" && line.len() > 1 && line.chars().all(|c| is_sign(c) || c == ' ')
}
