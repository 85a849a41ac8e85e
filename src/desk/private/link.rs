//! Links that let in whoever has them: to meetings, with their password, and to documents that can be
//! changed. [`find`](super::find) calls it.
//!
//! Whether a link lets people write is often known to its service alone. So of the services that are
//! known to give out such links, only the addresses that surely show something are let through. The pads
//! of Etherpad are public by design and stay, but for those of Framapad, which people take for their own.

use std::ops::Range;

use super::{before, begins_with};

/// Longer addresses are judged by so many bytes of their start.
const LONGEST: usize = 4096;
/// The longest host, in characters, with a name and a password before it.
const LONGEST_HOST: usize = 400;

/// Names in the query of a link to a meeting whose values let in.
const MEETING_KEYS: &[&str] = &["pwd", "passcode", "password", "jwt", "mtid", "tk"];
/// Names in the query of any link whose values open what the link leads to.
const SHARE_KEYS: &[&str] = &["rlkey", "authkey", "resourcekey", "share_link_id", "sharekey", "invite_token"];
/// What the addresses of Google's documents end with where they only show something.
const SHOWN_BY_GOOGLE: &[&str] = &[
    "view",
    "preview",
    "pub",
    "pubhtml",
    "viewform",
    "formresponse",
    "htmlview",
    "mobilebasic",
    "copy",
    "export",
];
/// The documents that Google keeps, as its addresses name them.
const GOOGLE_DOCUMENTS: &[&str] = &["document", "spreadsheets", "presentation", "forms", "drawings", "file"];

/// What a link lets people do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Meeting,
    Edit,
}

/// The links in a text, from left to right; none overlap.
pub(super) fn find(text: &str) -> Vec<(Range<usize>, Access)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        let starts = character.is_ascii_alphanumeric()
            && !before(text, at).is_some_and(|c| c.is_alphanumeric() || "./_-@:%".contains(c));
        let link = if starts { Link::read(&text[at..]) } else { None };
        match link {
            Some(link) => {
                found.extend(link.access().map(|access| (at..at + link.len, access)));
                at += link.len;
            }
            None => at += character.len_utf8(),
        }
    }
    found
}

/// An address of the web, with or without its scheme.
struct Link<'t> {
    len: usize,
    /// In lower case, without `www.`.
    host: String,
    path: Vec<&'t str>,
    query: &'t str,
    fragment: &'t str,
}

impl<'t> Link<'t> {
    fn read(text: &'t str) -> Option<Self> {
        let scheme = ["https://", "http://"].iter().find(|scheme| begins_with(text, scheme));
        let scheme = scheme.map_or(0, |scheme| scheme.len());
        // The host is looked at first: it is short, and most words have none.
        let is_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '@' | '_');
        let mut rest = text[scheme..].char_indices().take(LONGEST_HOST);
        let (host_len, sign) = rest.find(|(_, c)| !is_host(*c))?;
        let host = text[scheme..scheme + host_len].rsplit('@').next().unwrap_or_default();
        if !matches!(sign, '/' | '?' | '#') || !host.contains('.') {
            return None;
        }
        let ends = |c: char| c.is_whitespace() || c.is_control() || "<>\"'`()[]{}|\\«»“”".contains(c);
        let mut most = text.len().min(LONGEST);
        while !text.is_char_boundary(most) {
            most -= 1;
        }
        let word = &text[..text[..most].find(ends).unwrap_or(most)];
        let word = word.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
        let rest = word.get(scheme + host_len..)?;
        let host = host.to_lowercase();
        let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        Some(Self {
            len: word.len(),
            host: host.strip_prefix("www.").unwrap_or(&host).to_owned(),
            path: path.split('/').filter(|part| !part.is_empty()).collect(),
            query,
            fragment,
        })
    }

    fn access(&self) -> Option<Access> {
        if self.is_meeting() {
            return Some(Access::Meeting);
        }
        let edits = self.has_key(SHARE_KEYS)
            || self.is_of_google()
            || self.is_of_microsoft()
            || self.is_of_dropbox()
            || self.is_share()
            || self.is_pad()
            || self.is_of_another();
        edits.then_some(Access::Edit)
    }

    fn is_on(&self, domain: &str) -> bool {
        self.host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }

    /// Whether the query, or what stands behind the `#`, gives one of some names a value.
    fn has_key(&self, names: &[&str]) -> bool {
        let pairs = self.query.split(['&', ';']).chain(self.fragment.split(['&', '?']));
        pairs.filter_map(|pair| pair.split_once('=')).any(|(name, value)| {
            let name = name.strip_prefix("amp").unwrap_or(name);
            !value.is_empty() && names.iter().any(|known| known.eq_ignore_ascii_case(name))
        })
    }

    fn is_meeting(&self) -> bool {
        // Teams writes the password of `/meet/123?p=…` so.
        self.has_key(MEETING_KEYS) || self.is_on("teams.microsoft.com") && self.has_key(&["p"])
    }

    fn is_of_google(&self) -> bool {
        let is_shown = || {
            let last = self.path.last().map(|last| last.to_lowercase()).unwrap_or_default();
            SHOWN_BY_GOOGLE.contains(&last.as_str())
        };
        match (self.host.as_str(), self.path.as_slice()) {
            ("docs.google.com" | "drive.google.com", path) => {
                path.contains(&"folders")
                    || path.iter().any(|part| GOOGLE_DOCUMENTS.contains(part))
                        && path.contains(&"d")
                        && !is_shown()
                    || matches!(path, ["open"]) && self.has_key(&["id"])
            }
            (_, ["maps", "d", rest @ ..]) if self.is_on("google.com") => rest.contains(&"edit"),
            _ => false,
        }
    }

    fn is_of_microsoft(&self) -> bool {
        // `/:w:/g/personal/…`: the letter says which program opens the document.
        let letter = self.path.first().is_some_and(|first| {
            first.len() == 3 && first.starts_with(':') && first.ends_with(':') || *first == ":f:"
        });
        self.is_on("1drv.ms") || self.is_on("sharepoint.com") && letter || {
            self.is_on("onedrive.live.com") && self.has_key(&["redeem", "resid", "id"])
        }
    }

    fn is_of_dropbox(&self) -> bool {
        self.is_on("dropbox.com") && matches!(self.path.first(), Some(&("request" | "scl" | "l" | "paper")))
            || self.is_on("paper.dropbox.com")
    }

    /// `/s/` and fifteen letters and digits: Nextcloud and ownCloud, on any host. Box has longer ones.
    fn is_share(&self) -> bool {
        let token = |token: &str| {
            let bytes = token.as_bytes();
            bytes.iter().all(u8::is_ascii_alphanumeric)
                && bytes.iter().any(u8::is_ascii_alphabetic)
                && (bytes.len() == 15 || self.is_on("box.com") && bytes.len() >= 15)
        };
        self.path.windows(2).any(|pair| pair[0] == "s" && token(pair[1]))
    }

    fn is_pad(&self) -> bool {
        let written = || {
            let first = self.fragment.trim_start_matches('/');
            first.contains("/edit/") || first.starts_with("edit/")
        };
        let is_read_only = |name: &&str| name.starts_with("r.");
        match self.path.as_slice() {
            ["p", name, ..] if self.is_on("framapad.org") => !is_read_only(name),
            // Its own key stands behind the `#`.
            _ if self.host.contains("cryptpad") || self.path.contains(&"pad") => written(),
            _ => false,
        }
    }

    /// The other services, one by one.
    fn is_of_another(&self) -> bool {
        match self.path.as_slice() {
            // Where a poll is changed.
            [.., "admin"] => self.is_on("framadate.org"),
            // A link to read has `read/` before its key.
            [key] if self.is_on("overleaf.com") => {
                key.len() >= 20 && key.starts_with(|c: char| c.is_ascii_digit())
            }
            ["design", _, _, "edit", ..] => self.is_on("canva.com"),
            ["invite", ..] => self.is_on("trello.com") || self.is_on("airtable.com"),
            // HedgeDoc and HackMD: `?edit` and `?both` open the text to write in.
            [.., _] => {
                (self.host.contains("hedgedoc") || self.is_on("hackmd.io"))
                    && self.query.split('&').any(|part| matches!(part, "edit" | "both"))
            }
            [] => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<(&str, Access)> {
        find(text).into_iter().map(|(range, access)| (&text[range], access)).collect()
    }

    #[test]
    fn links_that_let_in_are_found_whole() {
        for (link, access) in [
            ("https://meet.example/j/123?pwd=AbC", Access::Meeting),
            ("https://us02web.zoom.us/j/81234567890?pwd=QWJjRGVm.1", Access::Meeting),
            ("https://example.org/join?id=1&passcode=123456", Access::Meeting),
            ("https://teams.microsoft.com/meet/2345?p=AbCdEf", Access::Meeting),
            ("https://example.webex.com/example/j.php?MTID=m0a1b2c3", Access::Meeting),
            ("https://docs.google.com/document/d/1AbC-dEf/edit?usp=sharing", Access::Edit),
            ("https://docs.google.com/spreadsheets/d/1AbC/edit#gid=0", Access::Edit),
            ("docs.google.com/document/d/1AbC", Access::Edit),
            ("https://docs.google.com/document/u/0/d/1AbC/edit", Access::Edit),
            ("https://drive.google.com/drive/folders/1AbC?usp=sharing", Access::Edit),
            ("https://drive.google.com/open?id=1AbC", Access::Edit),
            ("https://www.google.com/maps/d/edit?mid=1AbC", Access::Edit),
            ("https://www.dropbox.com/scl/fo/abc/xyz?rlkey=123abc&dl=0", Access::Edit),
            ("https://www.dropbox.com/request/AbCdEf", Access::Edit),
            ("https://cloud.example.org/s/aB3dE5gH7jK9mN1", Access::Edit),
            ("https://cloud.example.org/index.php/s/aB3dE5gH7jK9mN1/download", Access::Edit),
            ("https://app.box.com/s/abcdefghijklmnopqrstuvwxyz012345", Access::Edit),
            ("https://1drv.ms/w/s!AbC", Access::Edit),
            ("https://example-my.sharepoint.com/:x:/g/personal/ada/AbC?e=1", Access::Edit),
            ("https://onedrive.live.com/edit.aspx?resid=1!2&authkey=!AbC", Access::Edit),
            ("https://weekly.framapad.org/p/museum-9abc", Access::Edit),
            ("https://cryptpad.fr/pad/#/2/pad/edit/AbC/", Access::Edit),
            ("https://framadate.org/AbCdEf/admin", Access::Edit),
            ("https://www.overleaf.com/1234567890abcdefghijk", Access::Edit),
            ("https://www.canva.com/design/DAF/xyz/edit", Access::Edit),
            ("https://trello.com/invite/b/1/2", Access::Edit),
            ("https://hackmd.io/AbC?both", Access::Edit),
        ] {
            for text in [format!("See {link}."), format!("[here]({link})"), format!("<{link}>, or")] {
                assert_eq!(links(&text), [(link, access)]);
            }
        }
    }

    #[test]
    fn every_key_of_a_link_is_known() {
        for (keys, access) in [(MEETING_KEYS, Access::Meeting), (SHARE_KEYS, Access::Edit)] {
            for key in keys {
                let link = format!("https://example.org/?a=b&{key}=c1");
                assert_eq!(links(&link), [(&*link, access)]);
                assert_eq!(links(&format!("https://example.org/?{key}=")), []);
            }
        }
        for document in GOOGLE_DOCUMENTS {
            for shown in SHOWN_BY_GOOGLE {
                let link = format!("https://docs.google.com/{document}/d/e/1AbC/");
                assert_eq!(links(&format!("{link}{shown}")), [], "{shown}");
                assert_eq!(links(&format!("{link}edit")).len(), 1, "{document}");
            }
        }
    }

    #[test]
    fn what_is_public_is_let_through() {
        for link in [
            "https://example.org/edit",
            "https://commons.wikimedia.org/w/index.php?title=Maps&action=edit",
            "https://etherpad.wikimedia.org/p/Maps",
            "https://weekly.framapad.org/p/r.0123",
            "https://meet.example/j/123",
            "https://drive.google.com/file/d/1AbC/view?usp=sharing",
            "https://docs.google.com/forms/d/e/1AbC/viewform",
            "https://example.org/s/short/page",
            "https://www.overleaf.com/read/abcdefghijkl",
            "https://framadate.org/AbCdEf",
            "https://www.google.com/maps/d/viewer?mid=1",
            "https://hackmd.io/AbC",
            "https://cryptpad.fr/pad/#/2/pad/view/AbC/",
            "see a/b and 1/2 and e.g./i.e.",
        ] {
            assert_eq!(links(link), [], "{link}");
        }
    }
}
