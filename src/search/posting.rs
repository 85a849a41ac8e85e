//! Which documents have a word, and where. Lists of these are kept as they are written to files (see
//! `base91`), which takes a third of the memory.

use super::base91::{Numbers, push, push_digit};

/// That a document has a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Posting {
    pub(super) document: u32,
    /// The chunks of the document that have it, one bit each.
    pub(super) chunks: u16,
    /// How much it is about the word: below [`LEVELS`](super::parameters::fields::LEVELS).
    pub(super) level: u8,
}

/// That a title or heading of a document has a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct HeadingPosting {
    pub(super) document: u32,
    /// The section that it heads; 0 for the title. Other names of the document have numbers behind its sections.
    pub(super) section: u16,
    /// How long it is, by [`heading_length`](super::analysis::heading_length), but at most [`LONGEST`].
    pub(super) length: u8,
    /// Whether it is another name of the document, which counts as a title does.
    pub(super) is_name: bool,
}

/// The length of the longest heading. What is longer is written as the length of a name, so much more than it is.
pub(super) const LONGEST: u8 = 127;

/// What lists are made of: written as the distance from the document before and what else there is to say.
pub(super) trait Encode: Copy {
    fn document(&self) -> u32;
    /// What the distance to the next is counted from.
    fn after(&self) -> u32;
    fn push(&self, out: &mut String);
    fn read(document: u32, numbers: &mut Numbers<'_>) -> Option<Self>;
}

impl Encode for Posting {
    fn document(&self) -> u32 {
        self.document
    }

    fn after(&self) -> u32 {
        self.document + 1
    }

    fn push(&self, out: &mut String) {
        let level = u32::from(self.level) * 3;
        if self.chunks == 1 {
            push_digit(out, level);
        } else if self.chunks.is_power_of_two() {
            push_digit(out, level + 1);
            push(out, self.chunks.trailing_zeros() - 1);
        } else {
            push_digit(out, level + 2);
            push(out, u32::from(self.chunks));
        }
    }

    fn read(document: u32, numbers: &mut Numbers<'_>) -> Option<Self> {
        let level = numbers.next_digit()?;
        let chunks = match level % 3 {
            0 => 1,
            1 => 2 << numbers.next()?.min(14),
            _ => numbers.next()?,
        };
        let (chunks, level) = (u16::try_from(chunks).ok()?, u8::try_from(level / 3).ok()?);
        Some(Self { document, chunks, level })
    }
}

impl Encode for HeadingPosting {
    fn document(&self) -> u32 {
        self.document
    }

    fn after(&self) -> u32 {
        self.document
    }

    fn push(&self, out: &mut String) {
        push(out, u32::from(self.section));
        let length = u32::from(self.length.min(LONGEST));
        push(out, if self.is_name { length + u32::from(LONGEST) + 1 } else { length });
    }

    fn read(document: u32, numbers: &mut Numbers<'_>) -> Option<Self> {
        let section = u16::try_from(numbers.next()?).ok()?;
        let length = u8::try_from(numbers.next()?).ok()?;
        Some(Self { document, section, length: length & LONGEST, is_name: length > LONGEST })
    }
}

/// A list as it is written.
#[derive(Default)]
pub(super) struct Encoded {
    pub(super) text: String,
    /// What the next distance is counted from.
    after: u32,
}

impl Encoded {
    pub(super) fn of<T: Encode>(list: &[T]) -> Self {
        let mut encoded = Self::default();
        for one in list {
            push(&mut encoded.text, one.document() - encoded.after);
            one.push(&mut encoded.text);
            encoded.after = one.after();
        }
        encoded
    }

    pub(super) fn push_run(&mut self, run: &Run<'_>) {
        push(&mut self.text, run.first - self.after);
        self.text.push_str(run.rest);
        self.after = run.after;
    }
}

/// What a list says.
pub(super) fn read<T: Encode>(text: &str) -> Vec<T> {
    let mut numbers = Numbers::new(text);
    let mut list = Vec::new();
    let mut after = 0;
    while let Some(one) = numbers.next().and_then(|distance| T::read(after + distance, &mut numbers)) {
        after = one.after();
        list.push(one);
    }
    list
}

/// Lists of some groups, of neighbouring documents.
#[derive(Default)]
pub(super) struct Runs {
    text: String,
    /// The group, its first document, what comes after its last, how many there are, and where its text ends.
    ends: Vec<(u32, u32, u32, u32, usize)>,
}

/// The list of a group.
#[derive(Clone, Copy)]
pub(super) struct Run<'r> {
    pub(super) group: u32,
    pub(super) first: u32,
    after: u32,
    pub(super) count: u32,
    /// All but the distance of the first.
    pub(super) rest: &'r str,
}

impl Runs {
    /// From a list that is sorted by group.
    pub(super) fn new<T: Encode>(list: &[(u32, T)]) -> Self {
        let mut runs = Self::default();
        for run in list.chunk_by(|(a, _), (b, _)| a == b) {
            let (group, first) = run[0];
            let mut after = first.document();
            for (number, (_, one)) in run.iter().enumerate() {
                if number > 0 {
                    push(&mut runs.text, one.document() - after);
                }
                one.push(&mut runs.text);
                after = one.after();
            }
            let count = u32::try_from(run.len()).unwrap_or(u32::MAX);
            runs.ends.push((group, first.document(), after, count, runs.text.len()));
        }
        runs.text.shrink_to_fit();
        runs
    }

    pub(super) fn runs(&self) -> impl Iterator<Item = Run<'_>> {
        let mut from = 0;
        self.ends.iter().map(move |&(group, first, after, count, end)| {
            let rest = &self.text[from..end];
            from = end;
            Run { group, first, after, count, rest }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list that was written in two runs.
    fn encoded<T: Encode>(list: &[T], cut: usize) -> String {
        let mut encoded = Encoded::default();
        for part in [&list[..cut], &list[cut..]] {
            let part: Vec<(u32, T)> = part.iter().map(|one| (7, *one)).collect();
            Runs::new(&part).runs().for_each(|run| encoded.push_run(&run));
        }
        encoded.text
    }

    #[test]
    fn lists_that_are_put_together_are_read_as_one() {
        let postings: Vec<Posting> =
            [(0, 1, 29), (1, 2, 0), (2, 0x8000, 4), (900, 0x8001, 7), (70_000, 1, 15)]
                .map(|(document, chunks, level)| Posting { document, chunks, level })
                .into();
        let headings: Vec<HeadingPosting> = [(0, 0, 12), (0, 3, 4), (5, 900, 127), (40_000, 0, 1)]
            .map(|(document, section, length)| HeadingPosting {
                document,
                section,
                length,
                is_name: section == 3,
            })
            .into();
        for cut in 0..=4 {
            assert_eq!(read::<Posting>(&encoded(&postings, cut)), postings);
            assert_eq!(read::<HeadingPosting>(&encoded(&headings, cut)), headings);
        }
    }
}
