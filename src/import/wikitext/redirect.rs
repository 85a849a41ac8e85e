//! Pages that lead on to another, and do nothing else.

/// The words of a redirect.
const REDIRECT: &[&str] =
    &["#redirect", "#redirection", "#redirección", "#redirecionamento", "#omdirigering", "#تحويل"];

/// Where a page leads on to, if it does nothing else.
pub(super) fn target(text: &str) -> Option<String> {
    let text = text.trim_start();
    let line: String = text.chars().take(40).collect::<String>().to_lowercase();
    REDIRECT.iter().find(|word| line.starts_with(**word))?;
    let inside = text.split_once("[[")?.1.split_once("]]")?.0;
    Some(inside.split('|').next().unwrap_or_default().trim().to_owned())
}
