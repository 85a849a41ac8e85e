//! Emphasis and struck text beside Chinese, Japanese, Korean and others. By the rules of `CommonMark`,
//! `**「公開済み」**です` has none: a mark between a sign and a letter ends nothing, since it was made for words
//! with spaces between. Here, as in other programs that people of these languages use, signs of their scripts
//! count as letters for a mark, and their letters as spaces. Runs without such letters beside a mark are left
//! as the parser has them.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::cjk::{is_wide_sign, needs_no_space};
use super::pieces::{Placed, is_escaped, is_verbatim};

/// The signs that marks are made of.
const SIGNS: [char; 3] = ['*', '_', '~'];

/// Some marks of one kind, side by side.
struct Marks {
    sign: u8,
    /// Where they stand; those that are used up are taken from it.
    place: Range<usize>,
    length: usize,
    opens: bool,
    closes: bool,
    /// What ends here, the innermost first, and what begins here, the innermost first.
    ends: Vec<Placed<'static>>,
    begins: Vec<Placed<'static>>,
}

enum Token<'t> {
    Marks(Marks),
    /// What emphasis goes around as a whole.
    Others(Vec<Placed<'t>>),
}

/// Finds the emphasis of a run anew if it has such letters beside its marks.
pub(super) fn beside_wide_letters<'t>(text: &'t str, run: Vec<Placed<'t>>) -> Vec<Placed<'t>> {
    let Some(place) = place(&run) else { return run };
    if !has_marks_beside(&text[place.clone()]) {
        return run;
    }
    level(text, &place, run)
}

fn place(run: &[Placed<'_>]) -> Option<Range<usize>> {
    let (first, last) = (run.first()?, run.last()?);
    Some(first.1.start..last.1.end.max(first.1.start))
}

fn has_marks_beside(text: &str) -> bool {
    let is_mark = |letter: char| SIGNS.contains(&letter);
    let mut before = None;
    text.chars().any(|letter| {
        let beside = before.is_some_and(|before| {
            is_mark(letter) && needs_no_space(before) || needs_no_space(letter) && is_mark(before)
        });
        before = Some(letter);
        beside
    })
}

/// The events of one level: those of links and the like within it are levels of their own.
fn level<'t>(text: &'t str, place: &Range<usize>, run: Vec<Placed<'t>>) -> Vec<Placed<'t>> {
    let mut tokens = tokens(text, place, run);
    pair(&mut tokens);
    let mut events = Vec::new();
    for token in tokens {
        match token {
            Token::Others(others) => events.extend(others),
            Token::Marks(marks) => {
                events.extend(marks.ends);
                if !marks.place.is_empty() {
                    events.push((Event::Text(CowStr::Borrowed(&text[marks.place.clone()])), marks.place));
                }
                events.extend(marks.begins.into_iter().rev());
            }
        }
    }
    events
}

fn tokens<'t>(text: &'t str, place: &Range<usize>, run: Vec<Placed<'t>>) -> Vec<Token<'t>> {
    let mut tokens: Vec<Token<'t>> = Vec::new();
    let mut run = run.into_iter();
    while let Some((event, range)) = run.next() {
        match event {
            Event::Start(Tag::Emphasis) => marks(text, place, range.start..range.start + 1, &mut tokens),
            Event::Start(Tag::Strong) => marks(text, place, range.start..range.start + 2, &mut tokens),
            Event::End(TagEnd::Emphasis) => marks(text, place, range.end - 1..range.end, &mut tokens),
            Event::End(TagEnd::Strong) => marks(text, place, range.end - 2..range.end, &mut tokens),
            Event::Start(Tag::Strikethrough) => {
                marks(text, place, range.start..range.start + tildes(text, &range), &mut tokens);
            }
            Event::End(TagEnd::Strikethrough) => {
                marks(text, place, range.end - tildes(text, &range)..range.end, &mut tokens);
            }
            Event::Start(tag) => {
                let mut depth = 0_usize;
                let mut inside = Vec::new();
                let mut end = None;
                for (event, range) in run.by_ref() {
                    match &event {
                        Event::Start(inner) if inner.to_end() == tag.to_end() => depth += 1,
                        Event::End(inner) if *inner == tag.to_end() => {
                            if depth == 0 {
                                end = Some((event, range));
                                break;
                            }
                            depth -= 1;
                        }
                        _ => {}
                    }
                    inside.push((event, range));
                }
                let mut others = vec![(Event::Start(tag), range)];
                // Few stand within each other: a link, an image.
                others.extend(match self::place(&inside) {
                    Some(place) => level(text, &place, inside),
                    None => inside,
                });
                others.extend(end);
                tokens.push(Token::Others(others));
            }
            event => {
                let placed = (event, range);
                if is_verbatim(text, &placed) {
                    words(text, place, &placed.1, &mut tokens);
                } else {
                    tokens.push(Token::Others(vec![placed]));
                }
            }
        }
    }
    tokens
}

/// How many there are at each end of a struck text.
fn tildes(text: &str, range: &Range<usize>) -> usize {
    let struck = &text[range.clone()];
    if struck.starts_with("~~") && struck.ends_with("~~") { 2 } else { 1 }
}

/// A text, cut where it has marks.
fn words<'t>(text: &'t str, place: &Range<usize>, range: &Range<usize>, tokens: &mut Vec<Token<'t>>) {
    let mut at = range.start;
    // The first sign may be meant as such.
    let mut from = at + usize::from(is_escaped(text, at));
    let plain = |range: Range<usize>| (Event::Text(CowStr::Borrowed(&text[range.clone()])), range);
    while let Some(found) = text.get(from..range.end).and_then(|rest| rest.find(SIGNS)) {
        let start = from + found;
        let sign = text.as_bytes()[start];
        let length = text.as_bytes()[start..range.end].iter().take_while(|byte| **byte == sign).count();
        if at < start {
            tokens.push(Token::Others(vec![plain(at..start)]));
        }
        at = start + length;
        marks(text, place, start..at, tokens);
        from = at;
    }
    if at < range.end {
        tokens.push(Token::Others(vec![plain(at..range.end)]));
    }
}

/// Adds marks, to those before them where they belong to these.
fn marks(text: &str, place: &Range<usize>, mut range: Range<usize>, tokens: &mut Vec<Token<'_>>) {
    let sign = text.as_bytes()[range.start];
    if let Some(Token::Marks(before)) = tokens.last()
        && before.sign == sign
        && before.place.end == range.start
    {
        range.start = before.place.start;
        tokens.pop();
    }
    // The run begins and ends as a line does.
    let before = text[place.start..range.start].chars().next_back().unwrap_or(' ');
    let behind = text[range.end..place.end.max(range.end)].chars().next().unwrap_or(' ');
    let is_sign =
        |letter: char| !letter.is_alphanumeric() && !letter.is_whitespace() && !needs_no_space(letter);
    let frees = |letter: char| letter.is_whitespace() || is_sign(letter) || needs_no_space(letter);
    let left = !behind.is_whitespace() && (!is_sign(behind) || frees(before));
    let right = !before.is_whitespace() && (!is_sign(before) || frees(behind));
    let is_own = |letter: char| is_sign(letter) || is_wide_sign(letter);
    let (opens, closes) = if sign == b'_' {
        (left && (!right || is_own(before)), right && (!left || is_own(behind)))
    } else {
        (left, right)
    };
    let length = range.len();
    // Three tildes begin no struck text.
    let (opens, closes) = if sign == b'~' && length > 2 { (false, false) } else { (opens, closes) };
    let (ends, begins) = (Vec::new(), Vec::new());
    tokens.push(Token::Marks(Marks { sign, place: range, length, opens, closes, ends, begins }));
}

/// Pairs the marks, as `CommonMark` says: each that closes with the nearest before it that opens.
fn pair(tokens: &mut [Token<'_>]) {
    let mut open: Vec<usize> = Vec::new();
    // Below these heights of `open` marks of a kind found nothing, and will not.
    let mut bottoms: HashMap<(u8, bool, usize), usize> = HashMap::new();
    for at in 0..tokens.len() {
        let (before, rest) = tokens.split_at_mut(at);
        let Some(Token::Marks(closer)) = rest.first_mut() else { continue };
        let key = (closer.sign, closer.opens, closer.length % 3);
        while closer.closes && !closer.place.is_empty() {
            let bottom = bottoms.get(&key).copied().unwrap_or(0).min(open.len());
            let fits = |&opener: &usize| {
                let Token::Marks(opener) = &before[opener] else { return false };
                let odd = (opener.closes || closer.opens)
                    && (opener.length + closer.length).is_multiple_of(3)
                    && !(opener.length.is_multiple_of(3) && closer.length.is_multiple_of(3));
                let differ = closer.sign == b'~' && opener.length != closer.length;
                opener.sign == closer.sign && !odd && !differ
            };
            let Some(found) = open[bottom..].iter().rposition(fits) else {
                bottoms.insert(key, open.len());
                break;
            };
            open.truncate(bottom + found + 1);
            let Token::Marks(opener) = &mut before[open[bottom + found]] else { break };
            let length = if opener.place.len() > 1 && closer.place.len() > 1 { 2 } else { 1 };
            let tag = match (closer.sign, length) {
                (b'~', _) => Tag::Strikethrough,
                (_, 2) => Tag::Strong,
                _ => Tag::Emphasis,
            };
            let whole = opener.place.end - length..closer.place.start + length;
            opener.place.end -= length;
            closer.place.start += length;
            closer.ends.push((Event::End(tag.to_end()), whole.clone()));
            opener.begins.push((Event::Start(tag), whole));
            if opener.place.is_empty() {
                open.pop();
            }
            let height = open.len();
            for bottom in bottoms.values_mut() {
                *bottom = height.min(*bottom);
            }
        }
        if closer.opens && !closer.place.is_empty() {
            open.push(at);
        }
    }
}
