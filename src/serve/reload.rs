//! The script that keeps an open page as new as its sources. It is part of the preview only: `http`
//! serves it and puts it into every page on the way out.

/// Where the script is.
pub(super) const ADDRESS: &str = "/_casebook/reload.js";

pub(super) const SCRIPT: &str = include_str!("reload.js");

/// The page with the script at its end, told the generation that the page belongs to.
pub(super) fn inject(mut html: Vec<u8>, generation: u64) -> Vec<u8> {
    let script = format!("<script src=\"{ADDRESS}\" data-generation=\"{generation}\" defer></script>");
    let end = html
        .windows(b"</body>".len())
        .rposition(|part| part.eq_ignore_ascii_case(b"</body>"))
        .unwrap_or(html.len());
    html.splice(end..end, script.into_bytes());
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    fn injected(html: &str) -> String {
        String::from_utf8(inject(html.as_bytes().to_vec(), 7)).unwrap()
    }

    #[test]
    fn the_script_goes_before_the_end_of_the_body() {
        let script = "<script src=\"/_casebook/reload.js\" data-generation=\"7\" defer></script>";
        assert_eq!(
            injected("<body><pre>&lt;/body></body></BODY>\n</html>"),
            format!("<body><pre>&lt;/body></body>{script}</BODY>\n</html>")
        );
        assert_eq!(injected("<p>Åter"), format!("<p>Åter{script}"));
        assert_eq!(injected(""), script);
    }
}
