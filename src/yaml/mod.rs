//! YAML into typed values, with every fault found and placed. Front matter, configuration and
//! vocabularies are read through it. [`edit`] changes a field in its place, and [`write`] says how a
//! value is written.
//!
//! One reader makes a tree in which everything has its place (`reader`, `tree`). Types take their values
//! from the tree (`typed`), diagnostics their places, and edits both. The YAML library, which nothing
//! else names, tells what a number is, and reads what was edited once more.

pub mod edit;
mod fault;
mod fence;
mod group;
mod instead;
mod mistake;
mod reader;
mod told;
mod tree;
mod typed;
pub mod write;

pub use fault::Expectation;
pub use fence::is_like_fence;

use serde::de::DeserializeOwned;

use crate::diagnostic::{Code, Diagnostic, FieldPath, text};
use crate::source::{Cleaned, SitePath, Span};
use crate::suggest::nearest;
use fault::{Fault, What};
use group::{at_home, belongs_below, belongs_to_entry, homes, understand};
use instead::extent;
use mistake::Mistake;
use tree::{Field, Node, Tree, Value};

/// For how many fields of a text a place is sought that they were meant for.
const GUESSED: usize = 8;

/// A piece of YAML and the file that it is part of.
#[derive(Clone, Copy)]
pub struct Yaml<'t> {
    pub file: &'t SitePath,
    pub text: &'t str,
    /// Where in the file the text begins, in bytes.
    pub offset: usize,
}

/// The bytes of the value at `path` in `text`, or of its key; of the nearest above it where the path leads
/// nowhere.
#[must_use]
pub fn locate(text: &str, path: &FieldPath, at_key: bool) -> Span {
    Places::new(text, 0).of(path, at_key)
}

/// The places of a text's values, read once for all that is asked of them.
pub struct Places<'t> {
    tree: Tree<'t>,
    text: &'t str,
    offset: usize,
}

impl<'t> Places<'t> {
    /// Those of a text that begins in its file at that byte.
    #[must_use]
    pub fn new(text: &'t str, offset: usize) -> Self {
        Self { tree: reader::read(text), text, offset }
    }

    /// As [`locate`].
    #[must_use]
    pub fn of(&self, path: &FieldPath, at_key: bool) -> Span {
        self.tree.locate(self.text, path, at_key).shifted(self.offset)
    }
}

/// Whether a fault costs a text what it says somewhere: the field is written wrongly, or twice.
#[must_use]
pub fn is_misread(fault: &Diagnostic) -> bool {
    matches!(fault.code, Code::YamlSyntax | Code::DuplicateKey)
}

impl Yaml<'_> {
    /// The value that the text holds, and every fault of it with its place. An empty text holds the
    /// default. Where some fields are of the wrong type the value has the others; there is none where the
    /// text is written wrongly, or holds no fields.
    ///
    /// Control characters are taken out, those too that are written as `\u0001`, and reported.
    pub fn read<T: DeserializeOwned + Default>(self) -> (Option<T>, Vec<Diagnostic>) {
        let (value, faults) = self.read_sound();
        (value.filter(|_| !faults.iter().any(is_misread)), faults)
    }

    /// As `read`, but a field that is written wrongly costs no other either: the value has all fields that
    /// can be read, so that what else is wrong with them is told in the same run.
    pub fn read_sound<T: DeserializeOwned + Default>(self) -> (Option<T>, Vec<Diagnostic>) {
        let Some(cleaned) = Cleaned::of(self.text) else { return self.read_clean() };
        let (value, mut faults) = Yaml { text: &cleaned.text, ..self }.read_clean();
        text::restore(&mut faults, self.file, &cleaned, self.offset);
        let place = cleaned.first.shifted(self.offset);
        faults.push(text::control_characters(self.file, place, &cleaned.removed));
        (value, faults)
    }

    fn read_clean<T: DeserializeOwned + Default>(self) -> (Option<T>, Vec<Diagnostic>) {
        if self.offset == 0
            && let Some(fault) = text::conflict(self.file, self.text)
        {
            return (None, vec![fault]);
        }
        let mut tree = reader::read(self.text);
        let mut removed = Vec::new();
        if self.text.contains('\\') {
            tree.root.remove_controls(&mut removed);
        }
        let (value, mut faults) = self.read_tree(tree);
        if let Some((span, _)) = removed.first() {
            let letters: Vec<char> = removed.iter().map(|(_, c)| *c).collect();
            faults.push(text::control_characters(self.file, span.shifted(self.offset), &letters));
        }
        (value, faults)
    }

    fn read_tree<T: DeserializeOwned + Default>(self, mut tree: Tree<'_>) -> (Option<T>, Vec<Diagnostic>) {
        let is_empty = matches!(&tree.root.value, Value::Plain(text) if text.is_empty());
        if tree.mistakes.is_empty() {
            if is_empty {
                return (Some(T::default()), Vec::new());
            }
            if let Ok(value) = typed::read(&tree.root, &[]) {
                return (Some(value), Vec::new());
            }
        }
        understand::<T>(&mut tree.root, &mut Vec::new());
        let tree = tree;
        let Some(fields) = tree.root.fields() else {
            return (None, self.without_fields::<T>(&tree));
        };
        let mut found = Vec::new();
        // The texts that faults tell of as a whole, so that no mistake is told of there.
        let mut told: Vec<Span> = Vec::new();
        let mut sound = Vec::with_capacity(fields.len());
        // The last field with a name that is known.
        let mut known: Option<&Field<'_>> = None;
        // The field before, if its text is a block without a line, so that these may seem to be fields; and where
        // such lines begin.
        let mut block: Option<&Field<'_>> = None;
        let mut unindented: Option<usize> = None;
        let mut homeless = 0;
        // The field without a value that those before this one were meant to stand below.
        let mut above: Option<&Field<'_>> = None;
        for (at, field) in fields.iter().enumerate() {
            let mut faults = Vec::new();
            faults_of::<T>(&tree.root, &mut vec![at], &mut faults);
            if faults.is_empty() {
                sound.push(field.clone());
            }
            let is_faulty = !faults.is_empty();
            let is_unknown =
                |fault: &Fault| fault.depth() == 0 && matches!(fault.what, What::UnknownField { .. });
            let is_misspelt = |fault: &Fault| match &fault.what {
                What::UnknownField { name, known } => nearest(name, known.iter().copied()).is_some(),
                _ => false,
            };
            match faults.iter().find(|fault| is_unknown(fault)) {
                None => known = Some(field),
                Some(fault) => {
                    if let Some(text) = block.filter(|_| !is_misspelt(fault)) {
                        let before = at.checked_sub(1).map(|at| &fields[at]);
                        found.extend(self.not_indented(&tree, text, before, field));
                        unindented.get_or_insert(text.value.span.end as usize);
                        continue;
                    }
                }
            }
            block = Some(field).filter(|field| self.is_empty_block(&field.value));
            told.extend(unindented.take().map(|start| Span::new(start, field.key_span.start as usize)));
            let mut is_misplaced = false;
            for fault in faults {
                if let Some(text) = extent(&tree, self.text, &fault) {
                    told.push(text);
                }
                let mut diagnostic = self.diagnostic::<T>(&tree, &fault);
                let below = above.filter(|above| is_unknown(&fault) && belongs_below::<T>(&above.key, field));
                if let Some(above) = below {
                    is_misplaced = true;
                    diagnostic =
                        diagnostic.help(format!("indent it by two spaces: it belongs below `{}`", above.key));
                } else if let Some(column) = known
                    .filter(|above| is_unknown(&fault) && belongs_to_entry::<T>(above, field))
                    .and_then(|above| self.column_of_entry(above))
                {
                    let missing = format!("has no `{}`", field.key);
                    found.retain(|other: &Diagnostic| {
                        other.code != Code::MissingField || !other.message.ends_with(&missing)
                    });
                    diagnostic = diagnostic
                        .help(format!("put {column} spaces before it: it belongs to the entry above"));
                } else if is_unknown(&fault)
                    && let What::UnknownField { known, .. } = &fault.what
                    && homeless < GUESSED
                    && !is_misspelt(&fault)
                {
                    homeless += 1;
                    diagnostic = match &homes::<T>(known, fields, field)[..] {
                        homes @ ([_] | [_, _] | [_, _, _]) => diagnostic.help(at_home(homes, &field.key)),
                        _ => diagnostic,
                    };
                }
                found.push(diagnostic);
            }
            if !is_misplaced {
                let is_empty = field.value.span.start == field.value.span.end;
                above = Some(field).filter(|_| is_empty && !is_faulty);
            }
        }
        told.extend(unindented.map(|start| Span::new(start, self.text.len())));
        told.sort_unstable();
        found.splice(0..0, self.mistakes(&tree, &told));
        let root = Node { span: tree.root.span, value: Value::Fields(sound) };
        match typed::read(&root, &[]) {
            Ok(value) => (Some(value), found),
            // What is wrong with no single field, such as one that is missing at the top.
            Err(fault) => {
                if found.is_empty() {
                    found.push(self.diagnostic::<T>(&tree, &fault));
                }
                (None, found)
            }
        }
    }

    /// That the lines of a text below `text`, of which `line` was taken for a field, are not indented. It is told
    /// at the first of them.
    fn not_indented(
        self,
        tree: &Tree<'_>,
        text: &Field<'_>,
        before: Option<&Field<'_>>,
        line: &Field<'_>,
    ) -> Option<Diagnostic> {
        let start = line.key_span.start as usize;
        let end = self.text[start..].find('\n').map_or(self.text.len(), |length| start + length);
        let name = text.key.to_string();
        is_first_of_text(tree, text, before, line)
            .then(|| self.mistake(Span::new(start, end), &Mistake::NotIndented { name }))
    }

    /// The column of the fields of a list's last entry.
    fn column_of_entry(self, field: &Field<'_>) -> Option<usize> {
        let Value::List(entries) = &field.value.value else { return None };
        let start = entries.last()?.span.start as usize;
        Some(start - self.text[..start].rfind('\n').map_or(0, |at| at + 1))
    }

    /// Whether a value is a `|` or `>` without a line below it.
    fn is_empty_block(self, node: &Node<'_>) -> bool {
        let is_empty = matches!(&node.value, Value::Text(text) if text.is_empty());
        is_empty && self.text[node.span.start as usize..].starts_with(['|', '>'])
    }

    /// What is wrong with a text that holds no fields.
    fn without_fields<T: DeserializeOwned>(self, tree: &Tree<'_>) -> Vec<Diagnostic> {
        let mut found = self.mistakes(tree, &[]);
        if found.is_empty() {
            let kind = tree.root.describe();
            let expected = "fields, each `name: value` on a line of its own".to_owned();
            let fault = Fault::new(What::WrongType { found: kind, expected });
            found.push(self.diagnostic::<T>(tree, &fault));
        }
        found
    }

    /// The mistakes of writing, but for those of syntax in texts that are told of as a whole. Both come from top to
    /// bottom.
    fn mistakes(self, tree: &Tree<'_>, told: &[Span]) -> Vec<Diagnostic> {
        let mut told = told.iter().peekable();
        let mut found = Vec::new();
        for (span, mistake) in &tree.mistakes {
            while told.next_if(|text| text.end <= span.start).is_some() {}
            let is_told = told.peek().is_some_and(|text| (text.start..text.end).contains(&span.start));
            let is_whole =
                matches!(mistake, Mistake::NotIndented { .. }) || mistake.code() != Code::YamlSyntax;
            if !is_told || is_whole {
                found.push(self.mistake(*span, mistake));
            }
        }
        found
    }

    fn mistake(self, span: Span, mistake: &Mistake) -> Diagnostic {
        let place = span.shifted(self.offset);
        let diagnostic =
            Diagnostic::new(mistake.code(), self.file, place, mistake.message()).help(mistake.help());
        match mistake {
            Mistake::Twice { first, .. } => {
                diagnostic.label(self.file, first.shifted(self.offset), "the first time".to_owned())
            }
            _ => diagnostic,
        }
    }
}

/// Finds the faults of the value at the end of that path, each of the values within it on its own, so that
/// one does not hide the next.
fn faults_of<T: DeserializeOwned>(root: &Node<'_>, way: &mut Vec<usize>, found: &mut Vec<Fault>) {
    let Err(fault) = typed::read::<T>(root, way) else { return };
    let Some(node) = root.at(way) else { return };
    let before = found.len();
    // Of what stands in a value of another type there is nothing to say.
    let is_other =
        fault.depth() == way.len() && matches!(fault.what, What::WrongType { .. } | What::NoGroup { .. });
    for child in (0..node.len()).take_while(|_| !is_other) {
        way.push(child);
        faults_of::<T>(root, way, found);
        way.pop();
    }
    // What is missing among values that are passed over may well be there, and what is broken was reported.
    let is_passed_over = matches!(fault.what, What::Missing(_)) && fault.depth() < way.len();
    let is_told = found[before..].iter().any(|other| {
        (other.depth(), &other.what) == (fault.depth(), &fault.what) && other.path() == fault.path()
    });
    let is_gap = matches!(fault.what, What::Missing(_)) && node.is_broken();
    if !is_passed_over && !is_told && !is_gap {
        found.push(fault);
    }
}

/// Whether no line before that field was taken for the text of the block above it, neither the field before it nor
/// one that was no field.
fn is_first_of_text(
    tree: &Tree<'_>,
    block: &Field<'_>,
    before: Option<&Field<'_>>,
    field: &Field<'_>,
) -> bool {
    let between = block.value.span.end..field.key_span.start;
    let is_told = || {
        let from = tree.mistakes.partition_point(|(span, _)| span.start < between.start);
        let mut mistakes = tree.mistakes[from..].iter().take_while(|(span, _)| span.start < between.end);
        mistakes.any(|(_, mistake)| matches!(mistake, Mistake::NotIndented { .. }))
    };
    !before.is_some_and(|before| between.contains(&before.key_span.start)) && !is_told()
}

#[cfg(test)]
mod tests;

/// Numbers below a bound, the same each time, for tests that put texts together at random.
#[cfg(test)]
pub(crate) fn random(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |below| {
        // Knuth's constants for a linear congruential generator (MMIX).
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    }
}
