//! `[[1]](address)`: a link whose name stands in brackets, and not one to the record `1`.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::pieces::{Placed, covered, unescaped};

/// Makes links of those that are followed by an address.
pub(super) fn named<'t>(text: &'t str, run: Vec<Placed<'t>>) -> Vec<Placed<'t>> {
    let is_wiki = |event: &Event<'_>| {
        matches!(event, Event::Start(Tag::Link { link_type: LinkType::WikiLink { .. }, .. }))
    };
    if !run.iter().any(|(event, range)| is_wiki(event) && text[range.end..].starts_with('(')) {
        return run;
    }
    let mut named = Vec::with_capacity(run.len() + 4);
    let mut at = 0;
    while let Some((event, range)) = run.get(at) {
        at += 1;
        let found = if is_wiki(event) { address(text, range.end) } else { None };
        let inside = run[at..].iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Link)));
        let (Some((address, end)), Some(inside)) = (found, inside) else {
            named.push((event.clone(), range.clone()));
            continue;
        };
        let Some((count, rest)) = covered(text, &run[at + inside + 1..], end) else {
            named.push((event.clone(), range.clone()));
            continue;
        };
        let whole = range.start..end;
        let name = range.start + 1..range.end - 1;
        let link = Tag::Link {
            link_type: LinkType::Inline,
            dest_url: CowStr::from(unescaped(&text[address]).into_owned()),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        };
        named.push((Event::Start(link), whole.clone()));
        named.push((Event::Text(CowStr::Borrowed(&text[name.clone()])), name));
        named.push((Event::End(TagEnd::Link), whole));
        named.extend(rest);
        at += inside + 1 + count;
    }
    named
}

/// The address in round brackets that begins at `at`, and where the brackets end. Remarks in brackets are
/// no addresses: `[[maps]] (old)`, `[[maps]](old)`.
fn address(text: &str, at: usize) -> Option<(Range<usize>, usize)> {
    /// How long an address is at most.
    const LONGEST: usize = 2000;
    let inside = text[at..].strip_prefix('(')?;
    let mut depth = 0_usize;
    let mut escaped = false;
    for (length, letter) in inside.char_indices().take(LONGEST) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => {
                let found = &inside[..length];
                let is_address = found.contains([':', '/', '.', '#']) && !found.starts_with('<');
                return is_address.then_some((at + 1..at + 1 + length, at + length + 2));
            }
            ')' => depth -= 1,
            letter if letter.is_whitespace() || letter.is_control() => return None,
            _ => {}
        }
    }
    None
}
