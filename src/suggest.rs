//! What somebody may have meant: the known name most like one that is not known. Whoever refuses a
//! name (a field, a state, a person, an argument) asks here before it says what to write instead.

use std::hash::Hash;

use rustc_hash::FxHashMap;

/// How many different names that nobody knows are looked up among those of a site, in each of its stages. A search
/// goes over many names, and a text full of unknown ones must not take longer than it is long.
const GUESSES: usize = 50;

/// What is longer, in bytes, was not meant for a name.
const LONGEST: usize = 200;

/// The name most like `name`, if one is like it at all. Capitals do not count; of two that are
/// equally like it, the first of the alphabet.
///
/// Each call goes over all that are known. Who asks among the many names of a site has [`Names`] of them.
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

/// Many known names, made ready once for all that is looked up among them: a search compares those alone that have
/// nearly as many letters, and nearly the same ones.
#[derive(Debug)]
pub struct Names<'n> {
    /// By their number of letters.
    known: Vec<Known<'n>>,
}

#[derive(Debug)]
struct Known<'n> {
    name: &'n str,
    small: String,
    letters: usize,
    signs: u64,
}

impl<'n> Known<'n> {
    fn new(name: &'n str) -> Self {
        let small = name.to_lowercase();
        let (letters, signs) = (small.chars().count(), signs(&small));
        Self { name, small, letters, signs }
    }
}

/// The letters of a text as bits, of which several may share one.
fn signs(text: &str) -> u64 {
    text.chars().fold(0, |signs, letter| signs | 1 << (u32::from(letter) % u64::BITS))
}

impl<'n> FromIterator<&'n str> for Names<'n> {
    fn from_iter<I: IntoIterator<Item = &'n str>>(names: I) -> Self {
        let mut known: Vec<_> = names.into_iter().map(Known::new).collect();
        known.sort_by_key(|known| known.letters);
        Self { known }
    }
}

impl<'n> Names<'n> {
    /// The same as [`nearest`] finds among all.
    #[must_use]
    pub fn nearest(&self, name: &str) -> Option<&'n str> {
        if name.len() > LONGEST {
            return None;
        }
        let name = Known::new(name);
        let mut best: Option<(f64, &str)> = None;
        for known in self.candidates(&name) {
            let is_better = |likeness: f64| {
                best.is_none_or(|(most, first)| likeness > most || likeness >= most && known.name < first)
            };
            if let Some(likeness) = likeness_if(&name.small, &known.small, is_better) {
                best = Some((likeness, known.name));
            }
        }
        best.map(|(_, name)| name)
    }

    /// Those that are not too far from a name for a guess by the numbers of letters alone, and by the letters that
    /// one has and the other has not: each slip changes either by one at most.
    fn candidates(&self, name: &Known<'_>) -> impl Iterator<Item = &Known<'n>> {
        let shortest = name.letters - slips(name.letters, 0);
        let longest = |letters: usize| letters - slips(letters, 0) <= name.letters;
        let from = self.known.partition_point(|known| known.letters < shortest);
        let (signs, letters) = (name.signs, name.letters);
        self.known[from..].iter().take_while(move |known| longest(known.letters)).filter(move |known| {
            let strange = (signs & !known.signs).count_ones().max((known.signs & !signs).count_ones());
            strange as usize <= slips(letters, known.letters)
        })
    }
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

/// Names in a sentence that says which are known, as many as can be read there.
#[must_use]
pub fn listed(known: &[&str]) -> String {
    const LISTED: usize = 40;
    match known.split_at_checked(LISTED) {
        Some((first, rest)) if !rest.is_empty() => format!("{}, …", first.join(", ")),
        _ => known.join(", "),
    }
}

/// How like two names are, both in small letters: 1 for the same, `None` where one is not worth a guess.
#[must_use]
pub fn likeness(name: &str, other: &str) -> Option<f64> {
    likeness_if(name, other, |_| true)
}

/// The same for a likeness that is wanted: to count the slips takes longest.
fn likeness_if(name: &str, other: &str, is_wanted: impl Fn(f64) -> bool) -> Option<f64> {
    /// The least likeness.
    const LIKE: f64 = 0.8;
    let likeness = strsim::jaro_winkler(name, other);
    if likeness < LIKE || !is_wanted(likeness) {
        return None;
    }
    let slips = slips(name.chars().count(), other.chars().count());
    (likeness >= 1.0 || strsim::osa_distance(name, other) <= slips).then_some(likeness)
}

/// How many slips of the fingers may lie between two names of so many letters: one for each three; a name of fewer
/// has none.
fn slips(letters: usize, others: usize) -> usize {
    const LETTERS: usize = 3;
    letters.max(others) / LETTERS
}

/// What was found for the names that nobody knows. Each different one is looked up once, and no more of them than a
/// run may take: for the others it is as if nothing were like them.
#[derive(Debug)]
pub struct Guesses<K> {
    found: FxHashMap<K, Option<String>>,
}

impl<K> Default for Guesses<K> {
    fn default() -> Self {
        Self { found: FxHashMap::default() }
    }
}

impl<K: Eq + Hash> Guesses<K> {
    /// What the search finds for a name, or found before.
    pub fn find(&mut self, name: K, search: impl FnOnce(&K) -> Option<String>) -> Option<String> {
        if let Some(found) = self.found.get(&name) {
            return found.clone();
        }
        if self.found.len() == GUESSES {
            return None;
        }
        let found = search(&name);
        self.found.insert(name, found.clone());
        found
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

    /// Numbers below a bound, the same each time.
    fn random(seed: u64) -> impl FnMut(usize) -> usize {
        let mut state = seed;
        move |below| {
            // Knuth's constants for a linear congruential generator (MMIX).
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap() % below
        }
    }

    #[test]
    fn among_many_names_the_same_is_found_as_in_a_list() {
        let mut random = random(7);
        let letters: Vec<char> = "abcdeå-1É".chars().collect();
        let mut found = 0;
        for round in 0..60 {
            // Of few letters many names are like each other, of many few are.
            let few = 2 + round % (letters.len() - 1);
            let mut word =
                |most: usize| -> String { (0..random(most + 1)).map(|_| letters[random(few)]).collect() };
            let known: Vec<String> = (0..40).map(|_| word(12)).collect();
            let names: Names<'_> = known.iter().map(String::as_str).collect();
            for _ in 0..200 {
                let name = word(14);
                let near = nearest(&name, known.iter().map(String::as_str));
                assert_eq!(names.nearest(&name), near, "{name} among {known:?}");
                found += usize::from(near.is_some());
            }
        }
        assert!((2000..10_000).contains(&found), "{found}");
        let long = "a".repeat(LONGEST);
        let names: Names<'_> = [&*long, ""].into_iter().collect();
        assert_eq!(names.nearest(&long), Some(&*long));
        assert_eq!(names.nearest(&"a".repeat(LONGEST + 1)), None);
        assert_eq!(names.nearest(""), Some(""));
        assert_eq!(Names::from_iter([]).nearest("a"), None);
    }

    #[test]
    fn among_many_names_few_are_compared() {
        let of = |length: usize, letter: char| letter.to_string().repeat(length);
        let texts: Vec<String> =
            (1..=30).flat_map(|length| ('a'..='z').map(move |letter| of(length, letter))).collect();
        let names: Names<'_> = texts.iter().map(String::as_str).collect();
        let compared = |name: &str| names.candidates(&Known::new(name)).count();
        // Of 6 letters two may be wrong, and three of 9: names of 4 to 9 letters are compared.
        assert_eq!(compared("aaaaaa"), 6 * 26, "one letter has to become another");
        assert_eq!(compared("aabbcc"), 5 * 3 + 26, "two have to, and three for names of other letters");
        assert_eq!(compared("abcdef"), 0, "five have to");
        assert_eq!(compared("aa"), 1 + 26, "of 2 letters none may be wrong, of 3 one");
        assert_eq!(compared("1234567890"), 0);
    }

    #[test]
    fn a_sentence_lists_so_many_names_at_most() {
        let names: Vec<String> = (1..=41).map(|number| number.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert_eq!(listed(&[]), "");
        assert!(listed(&names[..40]).ends_with("39, 40"));
        assert!(listed(&names).ends_with("39, 40, …"));
    }

    #[test]
    fn each_name_is_looked_up_once_and_so_many_at_most() {
        let (mut guesses, mut searches) = (Guesses::default(), 0);
        let mut find = |name: usize| {
            guesses.find(name, |name| {
                searches += 1;
                (name % 2 == 0).then(|| name.to_string())
            })
        };
        for _ in 0..2 {
            assert_eq!((find(0).as_deref(), find(1)), (Some("0"), None));
        }
        let even = GUESSES - 2;
        (2..GUESSES).for_each(|name| drop(find(name)));
        assert_eq!(find(even).as_deref(), Some(&*even.to_string()), "one that was looked up");
        assert_eq!(find(GUESSES), None, "one too many");
        assert_eq!(find(0).as_deref(), Some("0"));
        assert_eq!(searches, GUESSES);
    }
}
