//! The dictionary in files: forms in their order, cut into shards, each with the postings of the groups
//! whose first form it is. A reader loads the shards of the words that were typed.
//!
//! A shard is one text. Each line is a form: a digit for how many letters it shares with the form before, one
//! for how many documents have it (the logarithm to the base of two), the rest of it, then for each of its
//! groups `!` and
//! - for the first form of a group, its postings, a space, and its heading postings;
//! - for the others a space, a digit for how many letters the first form shares with this one, the rest of
//!   that, and a digit for which of its groups is meant.
//!
//! A form that begins a name of a concept has `!` behind these with nothing to follow, then for each such name `!`,
//! its other words with a space after each, and the number of the concept among those of the shard. These
//! come last, a line each and an empty line before them: its id, postings, a space, and heading postings.
//!
//! A posting is the distance to the document before (less one), then a digit for three times the level
//! plus 0 (it stands in the first chunk), 1 (in one other, whose number follows, less one) or 2 (in the
//! chunks whose bits follow). A heading posting is the distance to the document before (0 for the same), the
//! section, and the length.

use xxhash_rust::xxh3::xxh3_64;

use super::base91::{BASE, push, push_digit};
use super::form::Form;
use super::inverted::{Group, Inverted, utf16};
use super::named::{Beginning, Named};

/// Shards are about so large, in bytes: two thirds of what a shard costs are its bytes, the rest is
/// that somebody has to ask for it.
const SMALLEST: usize = 2_000;
const LARGEST: usize = 7_000;

/// One form of so many ends a shard that is not too small. That the forms themselves say where a shard
/// ends keeps shards the same when others grow.
const ENDS: u64 = 48;

/// A line of the dictionary: a form that stands in documents, or begins a name of a concept, or both.
pub(super) struct Line<'i> {
    pub(super) text: &'i str,
    /// Its number among the forms that stand in documents.
    form: Option<usize>,
    names: &'i [Beginning],
}

/// All lines of the dictionary.
pub(super) fn lines<'i>(inverted: &'i Inverted, named: &'i Named<'_>) -> Vec<Line<'i>> {
    let beginnings = |text: &str| named.beginnings.get(text).map_or(&[][..], Vec::as_slice);
    let forms = inverted.forms.iter().enumerate();
    let mut lines: Vec<Line<'_>> = forms
        .map(|(number, form)| Line { text: &form.text, form: Some(number), names: beginnings(&form.text) })
        .collect();
    let others = named.beginnings.iter().filter(|(text, _)| inverted.place(text).is_err());
    lines.extend(others.map(|(text, names)| Line { text, form: None, names }));
    lines.sort_by(|a, b| utf16(a.text).cmp(utf16(b.text)));
    lines
}

/// For each group the form that has its postings.
pub(super) fn homes(inverted: &Inverted) -> Vec<u32> {
    let mut homes = vec![u32::MAX; inverted.groups.len()];
    for (form, number) in inverted.forms.iter().zip(0..) {
        for &(group, _) in &form.groups {
            let home = &mut homes[group as usize];
            *home = (*home).min(number);
        }
    }
    homes
}

/// Cuts a list into shards: ranges of it. `size` tells roughly how many bytes an entry takes, and
/// `name` what it is called.
pub(super) fn cut<T>(
    list: &[T],
    name: impl Fn(&T) -> &str,
    size: impl Fn(usize) -> usize,
) -> Vec<std::ops::Range<usize>> {
    let mut shards = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (number, entry) in list.iter().enumerate() {
        bytes += size(number);
        let ends = bytes >= SMALLEST && xxh3_64(name(entry).as_bytes()).is_multiple_of(ENDS);
        if ends || bytes >= LARGEST {
            shards.push(start..number + 1);
            (start, bytes) = (number + 1, 0);
        }
    }
    if start < list.len() {
        shards.push(start..list.len());
    }
    shards
}

/// Roughly how many bytes a line takes.
pub(super) fn size(
    inverted: &Inverted,
    named: &Named<'_>,
    homes: &[u32],
    lines: &[Line<'_>],
    number: usize,
) -> usize {
    let bytes = |group: &Group| group.postings.text.len() + group.headings.text.len();
    let Line { form, names, .. } = lines[number];
    let groups = form.map_or(&[][..], |form| &inverted.forms[form].groups);
    let at_home = groups.iter().filter(|&&(group, _)| Some(homes[group as usize] as usize) == form);
    let groups: usize = at_home.map(|&(group, _)| bytes(&inverted.groups[group as usize])).sum();
    // What the line before has is in the shard already.
    let before = number.checked_sub(1).map_or(&[][..], |before| lines[before].names);
    let is_new = |name: &&Beginning| !before.iter().any(|other| other.concept == name.concept);
    let concepts: usize =
        names.iter().filter(is_new).map(|name| bytes(named.concepts[name.concept].group)).sum();
    6 + groups + concepts
}

/// The text of a shard.
pub(super) fn write(inverted: &Inverted, named: &Named<'_>, homes: &[u32], lines: &[Line<'_>]) -> String {
    let mut text = String::new();
    let mut before = "";
    let mut concepts: Vec<usize> = Vec::new();
    for line in lines {
        if !text.is_empty() {
            text.push('\n');
        }
        let form = line.form.map(|number| (number, &inverted.forms[number]));
        push_form(&mut text, before, line.text, form.map_or(0, |(_, form)| form.documents));
        for (number, form, group) in form
            .iter()
            .flat_map(|&(number, form)| form.groups.iter().map(move |&(group, _)| (number, form, group)))
        {
            text.push('!');
            let home = homes[group as usize] as usize;
            if home == number {
                push_postings(&mut text, &inverted.groups[group as usize]);
            } else {
                push_reference(&mut text, form, &inverted.forms[home], group);
            }
        }
        if !line.names.is_empty() {
            text.push('!');
        }
        for name in line.names {
            text.push('!');
            for word in &name.rest {
                text.push_str(word);
                text.push(' ');
            }
            let known = concepts.iter().position(|&other| other == name.concept);
            let number = known.unwrap_or_else(|| {
                concepts.push(name.concept);
                concepts.len() - 1
            });
            push(&mut text, u32::try_from(number).unwrap_or(0));
        }
        before = line.text;
    }
    for (number, concept) in concepts.into_iter().enumerate() {
        text.push_str(if number == 0 { "\n\n" } else { "\n" });
        let concept = &named.concepts[concept];
        text.push_str(concept.id);
        push_postings(&mut text, concept.group);
    }
    text
}

fn push_postings(out: &mut String, Group { postings, headings, .. }: &Group) {
    out.push_str(&postings.text);
    out.push(' ');
    out.push_str(&headings.text);
}

/// The beginning of a line: a form, by what it shares with the one before, and how common it is.
pub(super) fn push_form(out: &mut String, before: &str, form: &str, documents: u32) {
    let (units, bytes) = shared(before, form);
    push_digit(out, units);
    push_digit(out, documents.max(1).ilog2());
    out.push_str(&form[bytes..]);
}

/// How long the beginning is that two texts share: in units of UTF-16, as browsers count, and in bytes.
fn shared(before: &str, text: &str) -> (u32, usize) {
    let same = before.chars().zip(text.chars()).take_while(|(a, b)| a == b);
    // Browsers count in units of UTF-16.
    let (mut units, mut bytes) = (0, 0);
    for (letter, _) in same {
        if units + 2 >= BASE as usize {
            break;
        }
        units += letter.len_utf16();
        bytes += letter.len_utf8();
    }
    (u32::try_from(units).unwrap_or(0), bytes)
}

fn push_reference(out: &mut String, form: &Form, home: &Form, group: u32) {
    out.push(' ');
    let (units, bytes) = shared(&form.text, &home.text);
    push_digit(out, units);
    out.push_str(&home.text[bytes..]);
    let place = home.groups.iter().position(|&(other, _)| other == group).unwrap_or(0);
    push_digit(out, u32::try_from(place).unwrap_or(0).min(BASE - 1));
}

/// The beginnings of shards: as much of the first form of each as tells it from the form before,
/// one after the other with spaces between.
pub(super) fn starts<'f>(shards: impl Iterator<Item = (Option<&'f str>, &'f str)>) -> String {
    let mut starts = String::new();
    for (before, first) in shards {
        let Some(before) = before else { continue };
        starts.push(' ');
        let same = before.chars().zip(first.chars()).take_while(|(a, b)| a == b).count();
        starts.extend(first.chars().take(same + 1));
        debug_assert!(utf16(before).lt(utf16(first)));
    }
    starts
}
