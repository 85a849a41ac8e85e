//! Bare addresses become links, by the rules of GitHub's Markdown: `https://…`, `www.…` and mail addresses.

use std::ops::Range;

use memchr::memchr3_iter;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::cjk::is_wide_sign;
use super::pieces::{Placed, covered, is_verbatim, unescaped};

/// An address that begins in a text.
struct Found {
    start: usize,
    /// Where it ends at the latest.
    end: usize,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Web,
    /// `www.`, without a scheme.
    Www,
    Mail,
}

/// Makes links of the addresses in a run that stand in no link already.
pub(super) fn linked<'t>(text: &'t str, run: Vec<Placed<'t>>) -> Vec<Placed<'t>> {
    let may_hold = |(event, _): &Placed<'_>| matches!(event, Event::Text(text) if may_hold_address(text));
    if !run.iter().any(may_hold) {
        return run;
    }
    let mut linked = Vec::with_capacity(run.len() + 8);
    let mut within = 0_usize;
    let mut at = 0;
    // What of the event at `at` is left.
    let mut rest: Option<Placed<'t>> = None;
    while at < run.len() {
        let placed = rest.take().unwrap_or_else(|| run[at].clone());
        match &placed.0 {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => within += 1,
            Event::End(TagEnd::Link | TagEnd::Image) => within = within.saturating_sub(1),
            Event::Text(_) if within == 0 && is_verbatim(text, &placed) => {
                if let Some((found, count, left)) = first(text, &placed.1, &run[at + 1..]) {
                    let before = placed.1.start..found.start;
                    if !before.is_empty() {
                        linked.push((Event::Text(CowStr::Borrowed(&text[before.clone()])), before));
                    }
                    link(text, &found, &mut linked);
                    at += count;
                    match left {
                        // The rest belongs to the last of the events that the address goes over.
                        Some(left) => rest = Some(left),
                        None => at += 1,
                    }
                    continue;
                }
            }
            _ => {}
        }
        linked.push(placed);
        at += 1;
    }
    linked
}

fn link<'t>(text: &'t str, found: &Found, linked: &mut Vec<Placed<'t>>) {
    let range = found.start..found.end;
    let address = unescaped(&text[range.clone()]).into_owned();
    let (link_type, dest_url) = match found.kind {
        Kind::Web => (LinkType::Autolink, address.clone()),
        Kind::Www => (LinkType::Autolink, format!("http://{address}")),
        Kind::Mail => (LinkType::Email, address.strip_prefix("mailto:").unwrap_or(&address).to_owned()),
    };
    let empty = CowStr::Borrowed("");
    let tag = Tag::Link { link_type, dest_url: dest_url.into(), title: empty.clone(), id: empty };
    linked.push((Event::Start(tag), range.clone()));
    linked.push((Event::Text(address.into()), range.clone()));
    linked.push((Event::End(TagEnd::Link), range));
}

/// The first address that begins in the text at `range`; how many of the events behind it, `behind`, it goes
/// over; and what it leaves of the last one, which may be the text itself.
fn first<'t>(
    text: &'t str,
    range: &Range<usize>,
    behind: &[Placed<'t>],
) -> Option<(Found, usize, Option<Placed<'t>>)> {
    let mut limit = None;
    for sign in memchr3_iter(b':', b'.', b'@', &text.as_bytes()[range.clone()]) {
        let Some(mut found) = beginning(text, range, range.start + sign) else { continue };
        if found.kind != Kind::Mail {
            let limit = *limit.get_or_insert_with(|| reach(text, range.end, behind));
            found.end =
                text[found.start..limit].find(ends_address).map_or(limit, |length| found.start + length);
        }
        while found.kind == Kind::Mail || found.is_trimmed(text) {
            if found.end <= range.end {
                let left = found.end..range.end;
                let left =
                    (!left.is_empty()).then(|| (Event::Text(CowStr::Borrowed(&text[left.clone()])), left));
                return Some((found, 0, left));
            }
            if let Some((count, left)) = covered(text, behind, found.end) {
                return Some((found, count, left));
            }
            // It ends within an element: then before it.
            let begins = |(event, place): &&Placed<'_>| {
                matches!(event, Event::Start(_)) && place.start < found.end && place.end > found.end
            };
            let Some(end) = behind.iter().find(begins).map(|(_, place)| place.start) else { break };
            found.end = end;
        }
    }
    None
}

/// How far an address can go over the events behind a text that ends at `from`.
fn reach(text: &str, from: usize, behind: &[Placed<'_>]) -> usize {
    let mut end = from;
    let mut depth = 0_usize;
    for placed in behind {
        let (event, range) = placed;
        match event {
            Event::Text(_) if is_verbatim(text, placed) || &text[range.clone()] == "&amp;" => {
                end = range.end;
                if text[range.clone()].contains(ends_address) {
                    break;
                }
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => depth += 1,
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) if depth > 0 => {
                depth -= 1;
                end = range.end;
            }
            _ => break,
        }
    }
    end
}

/// Whether a text has `://`, `www.` or `@`.
fn may_hold_address(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr3_iter(b':', b'.', b'@', bytes).any(|sign| match bytes[sign] {
        b':' => bytes[sign..].starts_with(b"://"),
        b'.' => sign >= 3 && bytes[sign - 3..sign].eq_ignore_ascii_case(b"www"),
        _ => true,
    })
}

fn ends_address(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || letter == '<' || is_wide_sign(letter)
}

/// The address whose `://`, `www.` or `@` has the sign at `sign`. Where one of the web ends is still open.
fn beginning(text: &str, range: &Range<usize>, sign: usize) -> Option<Found> {
    let (before, behind) = (&text[range.start..sign], &text[sign..]);
    let ends_with = |end: &str| {
        let at = before.len().checked_sub(end.len())?;
        before.get(at..).is_some_and(|found| found.eq_ignore_ascii_case(end)).then_some(range.start + at)
    };
    let (start, kind, host) = match text.as_bytes()[sign] {
        b':' if behind.starts_with("://") => {
            let start = ends_with("https").or_else(|| ends_with("http"))?;
            (start, Kind::Web, &behind["://".len()..])
        }
        b'.' => {
            let start = ends_with("www")?;
            (start, Kind::Www, &text[start..])
        }
        b'@' => return mail(text, range, sign),
        _ => return None,
    };
    // A letter or a sign that addresses have goes before what is a part of something else.
    let joins = |letter: char| match kind {
        Kind::Www => letter.is_ascii_alphanumeric() || "./:@-+=&#%".contains(letter),
        _ => letter.is_ascii_alphanumeric() || "+-.".contains(letter),
    };
    let is_part = text[..start].ends_with(joins);
    (!is_part && begins_with_host(host)).then_some(Found { start, end: start, kind })
}

/// The mail address around the `@` at `sign`.
fn mail(text: &str, range: &Range<usize>, sign: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'+' | b'-');
    let is_of_host = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    let name = bytes[range.start..sign].iter().rev().take_while(is_name).count();
    let mut start = sign - name;
    let mut end = sign + 1 + bytes[sign + 1..].iter().take_while(is_of_host).count();
    while bytes[end - 1] == b'.' {
        end -= 1;
    }
    let host = &text[sign + 1..end];
    let is_host = host.contains('.')
        && !host.contains("..")
        && !host.starts_with('.')
        && !host.ends_with(['-', '_'])
        && !text[end..].starts_with('@');
    if text[range.start..start].ends_with("mailto:") {
        start -= "mailto:".len();
    }
    // What stands behind these is a part of another address.
    let is_part = text[..start].ends_with(['/', ':', '@']);
    (name > 0 && is_host && !is_part).then_some(Found { start, end, kind: Kind::Mail })
}

impl Found {
    /// Takes from its end what ends sentences; whether a host is left.
    fn is_trimmed(&mut self, text: &str) -> bool {
        self.end = trimmed(text, self.start, self.end);
        let address = &text[self.start..self.end];
        begins_with_host(address.split_once("://").map_or(address, |(_, host)| host))
    }
}

/// Where an address ends that goes from `start` to `end` at most: marks that end a sentence, and brackets
/// that were opened before it, are none of it.
fn trimmed(text: &str, start: usize, end: usize) -> usize {
    let mut address = &text[start..end];
    let count = |sign: char| address.matches(sign).count();
    let mut round = (count('('), count(')'));
    let mut square = (count('['), count(']'));
    while let Some(last) = address.chars().next_back() {
        match last {
            ')' if round.1 > round.0 => round.1 -= 1,
            ']' if square.1 > square.0 => square.1 -= 1,
            '(' => round.0 -= 1,
            '[' => square.0 -= 1,
            ';' => {
                let name = address[..address.len() - 1].trim_end_matches(|c: char| c.is_ascii_alphanumeric());
                if name.ends_with('&') && name.len() + 1 < address.len() {
                    address = &address[..name.len() - 1];
                    continue;
                }
                break;
            }
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' | '\\' | '|' | '”' | '’' | '»'
            | '…' => {}
            _ => break,
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    start + address.len()
}

/// Whether a text begins with the name of a host: parts with dots between, and no `_` in the last two.
fn begins_with_host(text: &str) -> bool {
    let end = text.find(|c: char| !(c.is_alphanumeric() || "-_.".contains(c))).unwrap_or(text.len());
    let mut parts = text[..end].trim_end_matches('.').rsplit('.');
    let (Some(last), Some(second)) = (parts.next(), parts.next()) else { return false };
    let is_part = |part: &str| !part.trim_matches('_').is_empty();
    is_part(last)
        && is_part(second)
        && ![last, second].iter().any(|part| part.contains('_'))
        && parts.all(is_part)
}
