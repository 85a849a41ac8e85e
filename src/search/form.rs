//! A word of the dictionary, as `batch` counts it and `inverted` keeps it.

/// A word as it is looked up: folded.
pub(super) struct Form {
    pub(super) text: Box<str>,
    /// What it is a form of, and in how many documents: one group in most cases, several where
    /// languages share a spelling.
    pub(super) groups: Vec<(u32, u32)>,
    pub(super) documents: u32,
    /// How many documents have it in a title or a heading, where it is known to be meant.
    pub(super) prominent: u32,
}

impl Form {
    pub(super) fn new(text: &str) -> Self {
        Self { text: text.into(), groups: Vec::new(), documents: 0, prominent: 0 }
    }

    /// Adds the counts of the same form in other documents, with the numbers of its groups here.
    pub(super) fn add(&mut self, other: &Self, groups: impl Iterator<Item = (u32, u32)>) {
        self.documents += other.documents;
        self.prominent += other.prominent;
        for (group, count) in groups {
            match self.groups.iter_mut().find(|(known, _)| *known == group) {
                Some((_, known)) => *known += count,
                None => self.groups.push((group, count)),
            }
        }
    }

    /// Takes away what was added.
    pub(super) fn remove(&mut self, other: &Self, groups: impl Iterator<Item = (u32, u32)>) {
        self.documents -= other.documents;
        self.prominent -= other.prominent;
        for (group, count) in groups {
            for (_, known) in self.groups.iter_mut().filter(|(known, _)| *known == group) {
                *known -= count;
            }
        }
        self.groups.retain(|(_, count)| *count > 0);
    }
}
