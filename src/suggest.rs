//! What somebody may have meant: the known name most like one that is not known. Whoever refuses a
//! name (a field, a state, a person, an argument) asks here before it says what to write instead.

/// The name most like `name`, if one is like it at all. Capitals do not count; of two that are
/// equally like it, the first of the alphabet.
#[must_use]
pub fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    /// The likeness from which on a name is worth a suggestion, of 1 for the same name.
    const LIKE: f64 = 0.8;
    let name = name.to_lowercase();
    known
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&name, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= LIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
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
}
