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

/// A text with the signs of a keyboard for English in the place of full-width ones and of curly quotation marks;
/// `None` where it has neither. No name and no value of YAML has such signs, and texts keep theirs: whoever
/// refuses a name or a value asks.
#[must_use]
pub fn ordinary(text: &str) -> Option<String> {
    let sign = |c: char| match c {
        // The full-width forms stand in the order of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '、' | '،' => ',',
        '؛' => ';',
        '\u{3000}' => ' ',
        '【' => '[',
        '】' => ']',
        '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' => '"',
        '‘' | '’' | '‚' | '‛' => '\'',
        c => c,
    };
    let ordinary: String = text.chars().map(sign).collect();
    (ordinary != text).then_some(ordinary)
}

/// What to write in the place of a name, or of several taken for one, with commas, brackets or quotation marks of
/// another keyboard; `None` for any other name.
#[must_use]
pub fn plainly(name: &str) -> Option<String> {
    let ordinary = ordinary(name).filter(|ordinary| ordinary.contains([',', ';', '[', ']', '"']))?;
    let parts = ordinary.split([',', ';']).map(|part| part.trim_matches(['"', '\'', '[', ']', ' ']));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    Some(format!("write it with ordinary commas, brackets and quotation marks: `{}`", parts.join(", ")))
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
    fn signs_of_other_keyboards_have_an_ordinary_one() {
        for (text, meant) in [
            ("［SE， NO］", "[SE, NO]"),
            ("cc0、cc-by", "cc0,cc-by"),
            ("“2024”", "\"2024\""),
            ("‘a’；「b」", "'a';\"b\""),
            ("１５\u{3000}Ａ～", "15 A~"),
        ] {
            assert_eq!(ordinary(text).as_deref(), Some(meant), "{text}");
        }
        for text in ["", "[a, b]", "Ånge – plan", "\u{ff5f}"] {
            assert_eq!(ordinary(text), None, "{text}");
        }
    }

    #[test]
    fn names_between_signs_of_other_keyboards_are_found() {
        for (name, meant) in [
            ("pattypan， b", "`pattypan, b`"),
            ("cc0、cc-by", "`cc0, cc-by`"),
            ("［SE］", "`SE`"),
            ("“a”", "`a`"),
        ] {
            assert!(plainly(name).is_some_and(|help| help.ends_with(meant)), "{name}");
        }
        for name in ["a", "a, b", "Ada’s archive", "ａ"] {
            assert_eq!(plainly(name), None, "{name}");
        }
    }

    #[test]
    fn guesses_come_to_an_end() {
        let mut guesses = Guesses::default();
        let made = (0..2 * GUESSES).filter(|_| guesses.next(|| Some(())).is_some()).count();
        assert_eq!(made, GUESSES);
    }
}
