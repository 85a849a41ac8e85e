//! `[[1]](address)` and `[[1]][label]`: links whose name stands in brackets, and none to the record `1`.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::pieces::{Placed, covered, unescaped};

/// Makes links of those that are followed by an address, or by a label that has one.
pub(super) fn named<'t>(text: &'t str, run: Vec<Placed<'t>>) -> Vec<Placed<'t>> {
    let is_wiki = |event: &Event<'_>| {
        matches!(event, Event::Start(Tag::Link { link_type: LinkType::WikiLink { .. }, .. }))
    };
    if !run.iter().any(|(event, range)| is_wiki(event) && text[range.end..].starts_with(['(', '['])) {
        return run;
    }
    let mut named = Vec::with_capacity(run.len() + 4);
    let mut at = 0;
    while let Some((event, range)) = run.get(at) {
        at += 1;
        let inside = if is_wiki(event) {
            run[at..].iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Link)))
        } else {
            None
        };
        let target = inside.and_then(|inside| {
            let behind = &run[at + inside + 1..];
            target(text, range.end, behind).map(|target| (at + inside + 1 + target.events, target))
        });
        let Some((next, target)) = target else {
            named.push((event.clone(), range.clone()));
            continue;
        };
        let whole = range.start..target.end;
        let name = range.start + 1..range.end - 1;
        let link = Tag::Link {
            link_type: LinkType::Inline,
            dest_url: target.address,
            title: target.title,
            id: CowStr::Borrowed(""),
        };
        named.push((Event::Start(link), whole.clone()));
        named.push((Event::Text(CowStr::Borrowed(&text[name.clone()])), name));
        named.push((Event::End(TagEnd::Link), whole));
        named.extend(target.rest);
        at = next;
    }
    named
}

/// Where a name in brackets leads.
struct Target<'t> {
    address: CowStr<'t>,
    title: CowStr<'t>,
    /// Where it ends in the text.
    end: usize,
    /// Over how many events it goes, and what it leaves of the last one.
    events: usize,
    rest: Option<Placed<'t>>,
}

/// What is written right behind a name that ends at `at`, where `behind` are the events behind it.
fn target<'t>(text: &'t str, at: usize, behind: &[Placed<'t>]) -> Option<Target<'t>> {
    if let Some((address, end)) = address(text, at) {
        let (events, rest) = covered(text, behind, end)?;
        let address = CowStr::from(unescaped(&text[address]).into_owned());
        return Some(Target { address, title: CowStr::Borrowed(""), end, events, rest });
    }
    // The parser has made a link of a label that has an address.
    let (Event::Start(Tag::Link { link_type: LinkType::Shortcut, dest_url, title, .. }), range) =
        behind.first()?
    else {
        return None;
    };
    let last = behind.iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Link)))?;
    (range.start == at).then(|| Target {
        address: dest_url.clone(),
        title: title.clone(),
        end: range.end,
        events: last + 1,
        rest: None,
    })
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
