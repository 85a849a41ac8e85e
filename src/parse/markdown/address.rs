//! Where an address may lead, judged by its letters alone.

/// An address, as far as it is known without the site.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address<'a> {
    /// A place within the site, or one that is meant to be.
    Site(&'a str),
    /// A page of the web.
    Web(&'a str),
    /// A mail address, with `mailto:`.
    Mail(&'a str),
    Refused(Refusal<'a>),
}

/// Why nobody may be led there.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal<'a> {
    /// Its scheme, without the colon, is not on the list.
    Scheme(&'a str),
    /// It takes the scheme of the page, so that its meaning changes with where the site lies.
    NoScheme,
    /// It holds control characters. Browsers leave some of them out before they look at the scheme.
    Control,
}

/// Judges an address from which Markdown's escapes are gone.
pub(super) fn address(text: &str) -> Address<'_> {
    let text = text.trim();
    if text.chars().any(char::is_control) {
        return Address::Refused(Refusal::Control);
    }
    // Browsers read `\` as `/`.
    if let [b'/' | b'\\', b'/' | b'\\', ..] = text.as_bytes() {
        return Address::Refused(Refusal::NoScheme);
    }
    let Some(scheme) = scheme(text) else {
        return Address::Site(text);
    };
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => Address::Web(text),
        "mailto" => Address::Mail(text),
        _ => Address::Refused(Refusal::Scheme(scheme)),
    }
}

/// What stands before the first colon, if URLs can begin so: a letter, then letters, digits and
/// `+-.`.
fn scheme(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once(':')?;
    let can_be = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    can_be.then_some(scheme)
}

impl Refusal<'_> {
    pub(super) fn message(&self) -> String {
        match self {
            Self::Scheme(scheme) => format!("an address may not start with `{scheme}:`"),
            Self::NoScheme => "an address may not start with `//`".to_owned(),
            Self::Control => "an address may not hold control characters".to_owned(),
        }
    }

    pub(super) fn help(&self) -> &'static str {
        match self {
            Self::Scheme(_) => {
                "links to other sites start with `https:`, `http:` or `mailto:`; links within the \
                 site name a file, as in `../guides/slug.md`"
            }
            Self::NoScheme => "write `https:` before it",
            Self::Control => "write the address again, without tabs, line breaks and the like",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_schemes_lead_out_of_the_site() {
        for web in ["https://a.example/", "HTTP://a.example", " https://a "] {
            assert_eq!(address(web), Address::Web(web.trim()));
        }
        assert_eq!(address("MailTo:a@b.example"), Address::Mail("MailTo:a@b.example"));
    }

    #[test]
    fn every_other_scheme_is_refused() {
        for (text, scheme) in [
            ("javascript:alert(1)", "javascript"),
            (" JavaScript:alert(1)", "JavaScript"),
            ("data:text/html,x", "data"),
            ("vbscript:x", "vbscript"),
            ("file:///etc/passwd", "file"),
            ("C:\\notes.md", "C"),
            ("made-up+1.0:x", "made-up+1.0"),
        ] {
            assert_eq!(address(text), Address::Refused(Refusal::Scheme(scheme)));
        }
    }

    #[test]
    fn what_browsers_would_drop_hides_no_scheme() {
        for text in ["java\tscript:x", "java\nscript:x", "\u{1}javascript:x", "a\u{0}b"] {
            assert_eq!(address(text), Address::Refused(Refusal::Control));
        }
    }

    #[test]
    fn an_address_without_its_own_scheme_names_no_host() {
        for text in ["//a.example", "\\\\a.example", "/\\a.example", "\\/a"] {
            assert_eq!(address(text), Address::Refused(Refusal::NoScheme));
        }
    }

    #[test]
    fn the_rest_lies_within_the_site() {
        for text in ["", "#a", "a.md", "../a:b.md", "/a:b/", "1:2", "?a=b:c", "ä:b", ":a"] {
            assert_eq!(address(text), Address::Site(text));
        }
    }
}
