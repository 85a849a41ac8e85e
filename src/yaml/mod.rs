//! YAML into typed values, with every fault found and placed. Front matter, configuration and
//! vocabularies are read through it. [`edit`] changes a field in its place, and [`write`] says how a
//! value is written.
//!
//! One reader makes a tree in which everything has its place (`reader`, `tree`). Types take their values
//! from the tree (`typed`), diagnostics their places, and edits both. The YAML library, which nothing
//! else names, tells what a number is, and reads what was edited once more.

pub mod edit;
mod fault;
mod mistake;
mod reader;
mod tree;
mod typed;
pub mod write;

pub use fault::Expectation;

use serde::de::DeserializeOwned;

use crate::diagnostic::{Code, Diagnostic, FieldPath, text};
use crate::source::{Cleaned, SitePath, Span};
use crate::suggest::nearest;
use fault::{Fault, What};
use mistake::Mistake;
use tree::{Field, Node, Tree, Value};

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
    reader::read(text).root.locate(text, path, at_key)
}

impl Yaml<'_> {
    /// The value that the text holds, and every fault of it with its place. An empty text holds the
    /// default. Where some fields are of the wrong type the value has the others, so that what else is
    /// wrong can be reported in the same run; there is none where the text is written wrongly, or holds no
    /// fields.
    ///
    /// Control characters are taken out, those too that are written as `\u0001`, and told.
    pub fn read<T: DeserializeOwned + Default>(self) -> (Option<T>, Vec<Diagnostic>) {
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
        let (value, mut faults) = self.read_tree(&tree);
        if let Some((span, _)) = removed.first() {
            let letters: Vec<char> = removed.iter().map(|(_, c)| *c).collect();
            faults.push(text::control_characters(self.file, span.shifted(self.offset), &letters));
        }
        (value, faults)
    }

    fn read_tree<T: DeserializeOwned + Default>(self, tree: &Tree<'_>) -> (Option<T>, Vec<Diagnostic>) {
        let is_empty = matches!(&tree.root.value, Value::Plain(text) if text.is_empty());
        if tree.mistakes.is_empty() {
            if is_empty {
                return (Some(T::default()), Vec::new());
            }
            if let Ok(value) = typed::read(&tree.root, &[]) {
                return (Some(value), Vec::new());
            }
        }
        let mut found: Vec<Diagnostic> =
            tree.mistakes.iter().map(|(span, mistake)| self.mistake(*span, mistake)).collect();
        let Some(fields) = tree.root.fields() else {
            if found.is_empty() {
                found.push(self.diagnostic(
                    tree,
                    &Fault::new(What::WrongType {
                        found: tree.root.describe(),
                        expected: "fields, each `name: value` on a line of its own".to_owned(),
                    }),
                ));
            }
            return (None, found);
        };
        let mut sound = Vec::with_capacity(fields.len());
        // The field without a value that those before this one were meant to stand below.
        let mut above: Option<&Field<'_>> = None;
        for (at, field) in fields.iter().enumerate() {
            let mut faults = Vec::new();
            faults_of::<T>(&tree.root, &mut vec![at], &mut faults);
            if faults.is_empty() {
                sound.push(field.clone());
            }
            let is_faulty = !faults.is_empty();
            let mut is_misplaced = false;
            for fault in faults {
                let mut diagnostic = self.diagnostic(tree, &fault);
                let below = above.filter(|above| {
                    matches!(fault.what, What::UnknownField { .. }) && belongs_below::<T>(above, field)
                });
                if let Some(above) = below {
                    is_misplaced = true;
                    diagnostic =
                        diagnostic.help(format!("indent it by two spaces: it belongs below `{}`", above.key));
                }
                found.push(diagnostic);
            }
            if !is_misplaced {
                let is_empty = field.value.span.start == field.value.span.end;
                above = Some(field).filter(|_| is_empty && !is_faulty);
            }
        }
        if !tree.mistakes.is_empty() {
            return (None, found);
        }
        let root = Node { span: tree.root.span, value: Value::Fields(sound) };
        match typed::read(&root, &[]) {
            Ok(value) => (Some(value), found),
            // What is wrong with no single field, such as one that is missing at the top.
            Err(fault) => {
                if found.is_empty() {
                    found.push(self.diagnostic(tree, &fault));
                }
                (None, found)
            }
        }
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

    fn diagnostic(self, tree: &Tree<'_>, fault: &Fault) -> Diagnostic {
        let path = FieldPath(fault.path());
        let (code, message, help) = match &fault.what {
            What::UnknownField { name, known } => {
                let help = match nearest(name, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("known here: {}", known.join(", ")),
                };
                let own = match (known.contains(&"extra"), help.ends_with('?')) {
                    (true, true) => " Fields of your own go below `extra:`",
                    (true, false) => ". Fields of your own go below `extra:`",
                    (false, _) => "",
                };
                let span = tree.root.locate(self.text, &path.then(name), true).shifted(self.offset);
                let message = format!("unknown field `{name}`");
                return Diagnostic::new(Code::UnknownField, self.file, span, message)
                    .help(format!("{help}{own}"));
            }
            What::UnknownValue { name, known } => {
                let all = known.join(", ");
                let help = match nearest(name, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`? Known here: {all}"),
                    None => format!("known here: {all}"),
                };
                (Code::UnknownValue, format!("`{path}` cannot be `{name}`"), Some(help))
            }
            What::WrongType { found, expected } => {
                let message = if path.0.is_empty() {
                    format!("expected {expected}, found {found}")
                } else {
                    format!("`{path}` is {found}, expected {expected}")
                };
                (Code::WrongType, message, Some(format!("write {expected}")))
            }
            What::Missing(field) => {
                let message = if path.0.is_empty() {
                    format!("there is no `{field}`")
                } else {
                    format!("`{path}` has no `{field}`")
                };
                (Code::MissingField, message, Some(format!("add `{field}: …` to the entry")))
            }
            What::Form { message, help } => {
                (Code::BadValue, format!("`{path}`: {message}"), Some(help.clone()))
            }
            What::Other(message) => (Code::BadValue, format!("`{path}`: {message}"), None),
        };
        let span = tree.root.locate(self.text, &path, fault.is_key).shifted(self.offset);
        let diagnostic = Diagnostic::new(code, self.file, span, message);
        match help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }
}

/// Finds the faults of the value at the end of that path, each of the values within it on its own, so that
/// one does not hide the next.
fn faults_of<T: DeserializeOwned>(root: &Node<'_>, way: &mut Vec<usize>, found: &mut Vec<Fault>) {
    let Err(fault) = typed::read::<T>(root, way) else { return };
    let Some(node) = at(root, way) else { return };
    let before = found.len();
    for child in 0..node.len() {
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

/// The value at the end of a path of numbers.
fn at<'v, 't>(root: &'v Node<'t>, way: &[usize]) -> Option<&'v Node<'t>> {
    way.iter().try_fold(root, |node, &at| match &node.value {
        Value::List(entries) => entries.get(at),
        Value::Fields(fields) => fields.get(at).map(|field| &field.value),
        _ => None,
    })
}

/// Whether a field is known below another one that has no value, though not beside it.
fn belongs_below<T: DeserializeOwned>(above: &Field<'_>, field: &Field<'_>) -> bool {
    let group = |value| Node { span: field.key_span, value };
    let within = Field { value: group(Value::Fields(vec![field.clone()])), ..above.clone() };
    match typed::read::<T>(&group(Value::Fields(vec![within])), &[]) {
        Ok(_) => true,
        Err(fault) => fault.depth() > 1 || fault.depth() == 1 && matches!(fault.what, What::Missing(_)),
    }
}

#[cfg(test)]
mod tests;

/// Numbers below a bound, the same each time, for tests that put texts together at random.
#[cfg(test)]
fn random(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |below| {
        // Knuth's constants for a linear congruential generator (MMIX).
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    }
}
