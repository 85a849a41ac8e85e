//! Which sections of a translation stand for which of its original, and which of them have changed since: by what the
//! translation says that it was made from, and not by comparing texts of two languages.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::made_from::{Source, Sources};
use crate::parse::markdown::SectionDigest;

/// A section of the original as it is: its id, empty before the first heading, and its digest.
pub(super) type Present<'o> = (&'o str, SectionDigest);

/// What a section of a translation stands for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// The sections of the original that it stands for, by their places there.
    pub of: Vec<usize>,
    /// Whether what it was made from has changed since, or is no more.
    pub is_stale: bool,
}

/// The sections of a translation and its original side by side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alignment {
    /// For each section of the translation.
    pub sections: Vec<Standing>,
    /// The sections of the original that none of the translation stands for, in their order.
    pub missing: Vec<usize>,
}

/// Puts them side by side. A section that is as it was is known by its digest, wherever it has gone to. One that has
/// changed is the one that has its id, else the one that stands in its place: behind the one that comes before it.
pub(super) fn align(original: &[Present<'_>], made_from: &[Sources]) -> Alignment {
    // A section that has become two in the translation is named twice.
    let mut sources: Vec<&Source> = Vec::new();
    let mut places: FxHashMap<(&str, SectionDigest), usize> = FxHashMap::default();
    for source in made_from.iter().flat_map(|from| &from.0) {
        places.entry((&source.id, source.digest)).or_insert_with(|| {
            sources.push(source);
            sources.len() - 1
        });
    }
    let mut by_id: FxHashMap<&str, usize> = FxHashMap::default();
    let mut by_digest: FxHashMap<SectionDigest, VecDeque<usize>> = FxHashMap::default();
    for (index, (id, digest)) in original.iter().enumerate() {
        by_id.entry(id).or_insert(index);
        by_digest.entry(*digest).or_default().push_back(index);
    }
    let mut known = vec![false; original.len()];
    let mut found: Vec<Option<usize>> = vec![None; sources.len()];
    let mut find = |found: &mut Vec<Option<usize>>,
                    which: &mut dyn FnMut(&Source, &[bool]) -> Option<usize>| {
        for (source, found) in sources.iter().zip(found).filter(|(_, found)| found.is_none()) {
            *found = which(source, &known);
            if let Some(index) = *found {
                known[index] = true;
            }
        }
    };
    let with_id = |source: &Source| by_id.get(&*source.id).copied();
    find(&mut found, &mut |source, _| with_id(source).filter(|&index| original[index].1 == source.digest));
    // Of several that say the same each stands for one, and for the last of them what is left.
    find(&mut found, &mut |source, known| {
        let same = by_digest.get_mut(&source.digest)?;
        while same.len() > 1 && known[same[0]] {
            same.pop_front();
        }
        same.front().copied()
    });
    let is_fresh: Vec<bool> = found.iter().map(Option::is_some).collect();
    find(&mut found, &mut |source, known| with_id(source).filter(|&index| !known[index]));
    let mut next = 0;
    for place in &mut found {
        if place.is_none() && known.get(next) == Some(&false) {
            known[next] = true;
            *place = Some(next);
        }
        next = place.map_or(next, |place| place + 1);
    }
    let standing = |from: &Sources| {
        let places: Vec<usize> = from.0.iter().map(|source| places[&(&*source.id, source.digest)]).collect();
        Standing {
            of: places.iter().filter_map(|&place| found[place]).collect(),
            is_stale: places.iter().any(|&place| !is_fresh[place]),
        }
    };
    let sections = made_from.iter().map(standing).collect();
    let missing = (0..original.len()).filter(|&index| !known[index]).collect();
    Alignment { sections, missing }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::random;

    /// A section of an original that people work on: which one it is, what it is called, and how often it has changed.
    #[derive(Debug, Clone, PartialEq, Eq)]
    struct Written {
        which: usize,
        id: String,
        version: usize,
    }

    impl Written {
        fn digest(&self) -> SectionDigest {
            SectionDigest::of(&format!("{} {}", self.which, self.version))
        }

        fn source(&self) -> Source {
            Source { id: self.id.as_str().into(), digest: self.digest() }
        }
    }

    fn present(original: &[Written]) -> Vec<Present<'_>> {
        original.iter().map(|written| (written.id.as_str(), written.digest())).collect()
    }

    /// What somebody does with the original; the places are those of its sections.
    fn edit(original: &mut Vec<Written>, next: &mut usize, below: &mut dyn FnMut(usize) -> usize) {
        let mut new = |id: String| {
            *next += 1;
            Written { which: *next, id, version: 0 }
        };
        let at = below(original.len().max(1));
        match below(7) {
            0 if at < original.len() => original[at].version += 1,
            1 if at < original.len() => {
                original[at].version += 1;
                original[at].id = format!("renamed-{}-{}", original[at].which, original[at].version);
            }
            2 if at < original.len() => {
                let moved = original.remove(at);
                original.insert(below(original.len() + 1), moved);
            }
            3 => {
                let added = new(format!("added-{at}"));
                original.insert(at.min(original.len()), added);
            }
            4 if original.len() > 1 => {
                original.remove(at);
            }
            // Merged into the one before, and split.
            5 if at > 0 && at < original.len() => {
                original.remove(at);
                original[at - 1].version += 1;
            }
            6 if at < original.len() => {
                original[at].version += 1;
                let split = new(format!("split-{at}"));
                original.insert(at + 1, split);
            }
            _ => {}
        }
    }

    /// A translation of the original as it is: some of its sections stand for two, two for one, some are its own, and
    /// they go their own ways.
    fn translate(original: &[Written], below: &mut dyn FnMut(usize) -> usize) -> Vec<Vec<Written>> {
        let mut made: Vec<Vec<Written>> = Vec::new();
        for written in original {
            match below(8) {
                0 if made.last().is_some_and(|last| !last.is_empty()) => {
                    made.last_mut().unwrap().push(written.clone());
                }
                1 => made.extend([vec![written.clone()], vec![written.clone()]]),
                2 => made.extend([vec![written.clone()], Vec::new()]),
                3 => {}
                _ => made.push(vec![written.clone()]),
            }
        }
        if made.len() > 1 && below(3) == 0 {
            let moved = made.remove(below(made.len()));
            made.insert(below(made.len() + 1), moved);
        }
        made
    }

    #[test]
    fn whatever_is_done_to_the_original_exactly_what_has_changed_is_stale() {
        for seed in 0..4000 {
            let mut below = random(seed);
            let (mut original, mut next) = (Vec::new(), 0);
            for _ in 0..=below(7) {
                next += 1;
                original.push(Written { which: next, id: format!("section-{next}"), version: 0 });
            }
            let made = translate(&original, &mut below);
            for _ in 0..below(8) {
                edit(&mut original, &mut next, &mut below);
            }
            let entries: Vec<_> =
                made.iter().map(|from| Sources(from.iter().map(Written::source).collect())).collect();
            let aligned = align(&present(&original), &entries);
            assert_eq!(aligned.sections.len(), made.len());
            let mut stood_for = vec![false; original.len()];
            for (section, (standing, from)) in aligned.sections.iter().zip(&made).enumerate() {
                let at = |source: &Written| original.iter().position(|now| now == source);
                let has_changed = from.iter().any(|source| at(source).is_none());
                assert_eq!(
                    standing.is_stale, has_changed,
                    "seed {seed}, section {section}: {original:?} {made:?}"
                );
                // What is as it was is found wherever it is now; what only says something else, by its name.
                for source in from {
                    let now =
                        original.iter().position(|now| now.which == source.which && now.id == source.id);
                    if let Some(now) = now {
                        assert!(
                            standing.of.contains(&now),
                            "seed {seed}, section {section}: {original:?} {made:?}"
                        );
                    }
                }
                assert!(standing.of.len() <= from.len());
                for &of in &standing.of {
                    stood_for[of] = true;
                }
            }
            let missing: Vec<usize> = (0..original.len()).filter(|&index| !stood_for[index]).collect();
            assert_eq!(aligned.missing, missing, "seed {seed}");
        }
    }

    fn aligned(original: &[&str], entries: &[&str]) -> Alignment {
        // `a1` is the first version of the section `a`.
        let source = |text: &&str| Source { id: text[..1].into(), digest: SectionDigest::of(text) };
        let now: Vec<Source> = original.iter().map(source).collect();
        let now: Vec<Present<'_>> = now.iter().map(|source| (&*source.id, source.digest)).collect();
        let entry = |text: &&str| Sources(text.split_whitespace().map(|text| source(&text)).collect());
        align(&now, &entries.iter().map(entry).collect::<Vec<_>>())
    }

    fn shown(alignment: &Alignment) -> Vec<String> {
        let shown = |standing: &Standing| {
            format!("{:?}{}", standing.of, if standing.is_stale { " stale" } else { "" })
        };
        alignment.sections.iter().map(shown).collect()
    }

    #[test]
    fn sections_are_known_by_what_they_say_then_by_their_names_then_by_their_places() {
        // As they were, moved, and with one of the translation's own.
        assert_eq!(shown(&aligned(&["b1", "a1"], &["a1", "", "b1"])), ["[1]", "[]", "[0]"]);
        // Another text; another name and text.
        assert_eq!(shown(&aligned(&["a1", "b2", "c1"], &["a1", "b1", "c1"])), ["[0]", "[1] stale", "[2]"]);
        assert_eq!(shown(&aligned(&["a1", "x1", "c1"], &["a1", "b1", "c1"])), ["[0]", "[1] stale", "[2]"]);
        assert_eq!(shown(&aligned(&["x1", "b1"], &["a1", "b1"])), ["[0] stale", "[1]"]);
        // One that is no more, and one that is new elsewhere.
        let gone = aligned(&["a1", "c1", "x1"], &["a1", "b1", "c1"]);
        assert_eq!(
            (shown(&gone), gone.missing),
            (vec!["[0]".into(), "[] stale".into(), "[1]".into()], vec![2])
        );
        // Two that say the same are two, and one that is left stands for both.
        let same = |id: &str| Source { id: id.into(), digest: SectionDigest::of("same") };
        let entries = [Sources(vec![same("x")]), Sources(vec![same("y")])];
        let now = [("a", SectionDigest::of("same")), ("b", SectionDigest::of("same"))];
        assert_eq!(shown(&align(&now, &entries)), ["[0]", "[1]"]);
        assert_eq!(shown(&align(&now[..1], &entries)), ["[0]", "[0]"]);
        assert_eq!(align(&now, &entries[..1]).missing, [1]);
    }
}
