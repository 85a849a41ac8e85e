//! Forms and what the index knows of them, from the shards that they lie in.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::search::base91::digit;
use crate::search::file::NAME;
use crate::search::posting::{HeadingPosting, Posting, read};

/// The names of the files of shards, and where each shard begins.
pub(super) struct ShardTable {
    starts: Vec<String>,
    names: String,
}

impl ShardTable {
    pub(super) fn new(starts: &str, names: &str) -> Self {
        Self { starts: starts.split(' ').map(str::to_owned).collect(), names: names.to_owned() }
    }

    /// The file that a form lies in, if it lies anywhere.
    pub(super) fn find(&self, form: &str) -> usize {
        let form = || form.encode_utf16();
        self.starts.partition_point(|start| start.encode_utf16().le(form())).saturating_sub(1)
    }

    /// The last file that a form with this beginning may lie in.
    pub(super) fn find_last(&self, beginning: &str) -> usize {
        self.find(&format!("{beginning}\u{FFFF}"))
    }

    pub(super) fn name(&self, number: usize) -> Option<&str> {
        self.names.get(number * NAME..(number + 1) * NAME)
    }
}

/// The forms of one shard, in their order.
pub(super) struct Shard {
    pub(super) lines: Vec<Line>,
}

pub(super) struct Line {
    pub(super) form: String,
    /// How common it is: the logarithm of how many documents have it, to the base of two.
    pub(super) common: u32,
    pub(super) groups: Vec<GroupKey>,
    /// The encoded postings of those of its groups that lie here.
    encoded: Vec<Option<(String, String)>>,
}

/// What tells a group from others: its first form, and its place among the groups of that.
pub(super) type GroupKey = (String, u32);

/// The documents that have a group, and the titles and headings that have it.
#[derive(Default)]
pub(super) struct GroupPostings {
    pub(super) postings: Vec<Posting>,
    pub(super) headings: Vec<HeadingPosting>,
}

impl Shard {
    pub(super) fn read(text: &str) -> Self {
        let mut lines: Vec<Line> = Vec::new();
        for line in text.split('\n').filter(|line| !line.is_empty()) {
            let mut fields = line.split('!');
            let before = lines.last().map_or("", |line| line.form.as_str());
            let (digits, rest) = fields.next().unwrap_or_default().split_at(2);
            let (form, common) =
                (beginning(before, digits.as_bytes()[0]) + rest, digit(digits.as_bytes()[1]));
            let mut read = Line { groups: Vec::new(), encoded: Vec::new(), form, common };
            for (field, place) in fields.zip(0..) {
                if let Some(reference) = field.strip_prefix(' ') {
                    let (rest, place) = reference[1..].split_at(reference.len() - 2);
                    let home = beginning(&read.form, reference.as_bytes()[0]) + rest;
                    read.groups.push((home, digit(place.as_bytes()[0])));
                    read.encoded.push(None);
                } else {
                    let (postings, headings) = field.split_once(' ').unwrap_or((field, ""));
                    read.groups.push((read.form.clone(), place));
                    read.encoded.push(Some((postings.to_owned(), headings.to_owned())));
                }
            }
            lines.push(read);
        }
        Self { lines }
    }

    pub(super) fn find(&self, form: &str) -> Option<&Line> {
        let found = self.lines.binary_search_by(|line| line.form.encode_utf16().cmp(form.encode_utf16()));
        found.ok().map(|place| &self.lines[place])
    }

    pub(super) fn postings(&self, key: &GroupKey) -> Option<Rc<GroupPostings>> {
        let (postings, headings) = self.find(&key.0)?.encoded.get(key.1 as usize)?.as_ref()?;
        Some(Rc::new(GroupPostings { postings: read(postings), headings: read(headings) }))
    }
}

/// As much of a text as another shares with it, which a digit tells in units of UTF-16.
fn beginning(text: &str, shared: u8) -> String {
    let mut units = digit(shared) as usize;
    let letters = text.chars().take_while(|letter| {
        let more = units > 0;
        units = units.saturating_sub(letter.len_utf16());
        more
    });
    letters.collect()
}

/// The forms of a group that lie in some shards: what is marked in an excerpt.
pub(super) fn forms_of<'s>(
    shards: impl Iterator<Item = &'s Shard>,
    keys: &BTreeMap<GroupKey, f64>,
) -> Vec<String> {
    let of_group = |line: &&Line| line.groups.iter().any(|key| keys.contains_key(key));
    shards.flat_map(|shard| shard.lines.iter().filter(of_group)).map(|line| line.form.clone()).collect()
}
