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
mod tree;
mod typed;
pub mod write;

pub use fault::Expectation;
pub use fence::is_like_fence;

use serde::de::DeserializeOwned;

use crate::diagnostic::{Code, Diagnostic, FieldPath, Place, Step, text};
use crate::source::{Cleaned, SitePath, Span};
use crate::suggest::{nearest, ordinary};
use fault::{Fault, What, without_remarks};
use group::{at_home, belongs_below, belongs_to_entry, homes, is_address, understand};
use instead::{extent, instead};
use mistake::{Mistake, in_quotes};
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
        self.tree.root.locate(self.text, path, at_key).shifted(self.offset)
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
        let mut found: Vec<Diagnostic> =
            tree.mistakes.iter().map(|(span, mistake)| self.mistake(*span, mistake)).collect();
        let Some(fields) = tree.root.fields() else {
            if found.is_empty() {
                found.push(self.diagnostic::<T>(
                    &tree,
                    &Fault::new(What::WrongType {
                        found: tree.root.describe(),
                        expected: "fields, each `name: value` on a line of its own".to_owned(),
                    }),
                ));
            }
            return (None, found);
        };
        let mut sound = Vec::with_capacity(fields.len());
        // The last field with a name that is known, which lines of its text may seem to follow as fields.
        let mut known: Option<&Field<'_>> = None;
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
            if !faults.iter().any(is_unknown) {
                known = Some(field);
            } else if let Some(text) = known.filter(|known| self.is_empty_block(&known.value)) {
                found.extend(self.not_indented(&tree, text, field));
                continue;
            }
            let mut is_misplaced = false;
            for fault in faults {
                if let Some(text) = extent(&tree.root, self.text, &fault) {
                    let text = text.shifted(self.offset);
                    let is_told = |place: &Place| match place {
                        Place::Span(span) => (text.start..text.end).contains(&span.start),
                        Place::File | Place::Field(_) => false,
                    };
                    found.retain(|other| other.code != Code::YamlSyntax || !is_told(&other.place));
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
                    && let What::UnknownField { name, known } = &fault.what
                    && nearest(name, known.iter().copied()).is_none()
                    && homeless < GUESSED
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
    fn not_indented(self, tree: &Tree<'_>, text: &Field<'_>, line: &Field<'_>) -> Option<Diagnostic> {
        let start = line.key_span.start as usize;
        let end = self.text[start..].find('\n').map_or(self.text.len(), |length| start + length);
        let name = text.key.to_string();
        is_first_of_text(tree, text, line)
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

    fn diagnostic<T: DeserializeOwned>(self, tree: &Tree<'_>, fault: &Fault) -> Diagnostic {
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
                let meant = ordinary(name);
                let meant = meant.as_deref().map_or(&**name, |name| name.trim_matches(['"', '\'']));
                let help = match nearest(meant, known.iter().copied()) {
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
                let help = instead::<T>(&tree.root, self.text, fault, expected);
                (Code::WrongType, message, Some(help))
            }
            What::NoGroup { found, known } => {
                let text = tree.root.locate(self.text, &path, false);
                let text = &self.text[text.start as usize..text.end as usize];
                let fields = known.iter().take(3).map(|&name| match name {
                    "url" if is_address(text) => format!("url: {text}"),
                    name => format!("{name}: …"),
                });
                let help =
                    format!("write its fields, such as `{{{}}}`", fields.collect::<Vec<_>>().join(", "));
                (Code::WrongType, format!("`{path}` is {found}, expected a group of fields"), Some(help))
            }
            What::Cut { comment } => {
                let start = tree.root.locate(self.text, &path, fault.is_key).start as usize;
                let value = &self.text[start..comment.end as usize];
                let text = &self.text[start..comment.start as usize];
                let in_quotes = match text.trim_end() {
                    // Nothing but the comment is written.
                    key if path.0.last() == Some(&Step::Key(key.trim_end_matches(':').to_owned())) => {
                        in_quotes(&self.text[comment.start as usize..comment.end as usize])
                    }
                    _ if value.contains('\n') => "the whole text".to_owned(),
                    _ => in_quotes(value),
                };
                let span = comment.shifted(self.offset);
                let message = format!("`{path}` ends before the `#`, which begins a comment");
                return Diagnostic::new(Code::BadValue, self.file, span, message).help(format!(
                    "put it in quotes if it is part of the text: {in_quotes}; a comment has two spaces before \
                     its `#` and one behind it, or a line of its own"
                ));
            }
            What::Missing(field) => {
                let message = if path.0.is_empty() {
                    format!("there is no `{field}`")
                } else {
                    format!("`{path}` has no `{field}`")
                };
                (Code::MissingField, message, Some(format!("add `{field}: …` to the entry")))
            }
            What::Remark { of } => {
                let help = format!(
                    "delete it{}; a note for whoever edits the file goes on a line of its own that begins with `#`",
                    without_remarks(of)
                );
                (
                    Code::BadValue,
                    format!("`{path}` holds a comment, `<!--`, which all readers would see"),
                    Some(help),
                )
            }
            What::Form { message, help } => {
                let text = tree.root.locate(self.text, &path, fault.is_key);
                let help = match ordinary(&self.text[text.start as usize..text.end as usize]) {
                    Some(text) => format!("{help}, in ordinary signs: `{}`", text.trim_matches(['"', '\''])),
                    None => help.clone(),
                };
                (Code::BadValue, format!("`{path}`: {message}"), Some(help))
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
    let Some(node) = root.at(way) else { return };
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

/// Whether no line before that field was taken for the text of the block above it.
fn is_first_of_text(tree: &Tree<'_>, block: &Field<'_>, field: &Field<'_>) -> bool {
    let between = block.value.span.end..field.key_span.start;
    let is_told = tree.mistakes.iter().any(|(span, mistake)| {
        matches!(mistake, Mistake::NotIndented { .. }) && between.contains(&span.start)
    });
    let is_key = |other: &Field<'_>| between.contains(&other.key_span.start);
    !is_told && !tree.root.fields().unwrap_or_default().iter().any(is_key)
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
