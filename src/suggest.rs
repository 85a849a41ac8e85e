//! What somebody may have meant: the known name most like one that is not known. Whoever refuses a
//! name (a field, a state, a person, an argument) asks here before it says what to write instead.

/// For how many names of a site that nobody knows a likely one is sought. Each search goes over all that are
/// known, and a text full of unknown names must not take longer than it is long.
const GUESSES: usize = 100;

/// What is longer, in bytes, was not meant for a name.
const LONGEST: usize = 200;

/// The name most like `name`, if one is like it at all. Capitals do not count; of two that are
/// equally like it, the first of the alphabet.
#[must_use]
pub fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    if name.len() > LONGEST {
        return None;
    }
    let name = name.to_lowercase();
    known
        .into_iter()
        .filter_map(|candidate| Some((likeness(&name, &candidate.to_lowercase())?, candidate)))
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}

/// How like two names are, both in small letters: 1 for the same, `None` where one is not worth a guess.
#[must_use]
pub fn likeness(name: &str, other: &str) -> Option<f64> {
    /// The least likeness.
    const LIKE: f64 = 0.8;
    /// One slip of the fingers for so many letters; a name of fewer has none.
    const LETTERS: usize = 3;
    let likeness = strsim::jaro_winkler(name, other);
    if likeness < LIKE {
        return None;
    }
    let slips = name.chars().count().max(other.chars().count()) / LETTERS;
    (likeness >= 1.0 || strsim::osa_distance(name, other) <= slips).then_some(likeness)
}

/// The guesses that are left to a run.
#[derive(Debug)]
pub struct Guesses(usize);

impl Default for Guesses {
    fn default() -> Self {
        Self(GUESSES)
    }
}

impl Guesses {
    /// What the search finds, while there are guesses left.
    pub fn next<T>(&mut self, search: impl FnOnce() -> Option<T>) -> Option<T> {
        self.0 = self.0.checked_sub(1)?;
        search()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likest_name_is_suggested_and_nothing_for_a_strange_one() {
        let known = ["title", "topics", "tools", "Tools"];
        assert_eq!(nearest("titel", known), Some("title"));
        assert_eq!(nearest("TOOL", known), Some("Tools"), "capitals do not count, and then the alphabet");
        assert_eq!(nearest("colour", known), None);
        assert_eq!(nearest("", known), None);
        assert_eq!(nearest("title", []), None);
    }

    #[test]
    fn one_slip_in_three_letters_is_a_guess_and_more_is_none() {
        assert_eq!(nearest("abd", ["abc"]), Some("abc"));
        assert_eq!(nearest("ab", ["ac"]), None);
        assert_eq!(nearest("abcdxx", ["abcdef"]), Some("abcdef"));
        assert_eq!(nearest("abcxxx", ["abcdef"]), None);
        assert_eq!(nearest("old-maps-of-the-harbour", ["old-photos"]), None);
        let long = "a".repeat(LONGEST);
        assert_eq!(nearest(&long, [&*long]), Some(&*long));
        assert_eq!(nearest(&"a".repeat(LONGEST + 1), [&*long]), None);
    }

    #[test]
    fn guesses_come_to_an_end() {
        let mut guesses = Guesses::default();
        let made = (0..2 * GUESSES).filter(|_| guesses.next(|| Some(())).is_some()).count();
        assert_eq!(made, GUESSES);
    }
}
