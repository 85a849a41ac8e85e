//! What is wrong with a site, as data: every layer above adds to it, the command line shows it.
//!
//! A diagnostic knows what is wrong, where, and what to write instead. How that looks on a
//! terminal, in an editor or on a forge is the business of [`render`] alone.

mod code;
mod place;
pub mod render;
pub mod text;

pub use code::{Code, Severity};
pub use place::{FieldPath, Place, Step};

use crate::source::{SitePath, Span};

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    pub severity: Severity,
    pub file: SitePath,
    pub place: Place,
    /// One sentence, lower case, no full stop: what is wrong.
    pub message: String,
    /// What to write instead, or where to look.
    pub help: Option<String>,
    /// Other places that belong to it, such as the first of two records with one address.
    pub labels: Vec<Label>,
}

/// A second place that a diagnostic speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub file: SitePath,
    pub span: Span,
    pub text: String,
}

impl Diagnostic {
    /// A fault of the kind `code` in `file`, with the severity that the code usually has.
    #[must_use]
    pub fn new(code: Code, file: &SitePath, place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            file: file.clone(),
            place: place.into(),
            message: message.into(),
            help: None,
            labels: Vec::new(),
        }
    }

    /// What is wrong with which file, wherever in it.
    #[must_use]
    pub fn says(&self) -> (Code, &SitePath, &str) {
        (self.code, &self.file, &self.message)
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    #[must_use]
    pub fn label(mut self, file: &SitePath, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { file: file.clone(), span, text: text.into() });
        self
    }
}

/// The faults found so far. Stages return theirs beside their result.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    pub fn extend(&mut self, other: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(other);
    }

    /// In the order of a reader: by file, then from top to bottom.
    pub fn sort(&mut self) {
        self.0.sort_by(|a, b| {
            (&a.file, &a.place, a.code, &a.message).cmp(&(&b.file, &b.place, b.code, &b.message))
        });
        self.0.dedup();
    }

    #[must_use]
    pub fn errors(&self) -> usize {
        self.0.iter().filter(|d| d.severity == Severity::Error).count()
    }

    #[must_use]
    pub fn warnings(&self) -> usize {
        self.0.len() - self.errors()
    }

    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// All of them, to be changed.
    pub fn as_mut_slice(&mut self) -> &mut [Diagnostic] {
        &mut self.0
    }

    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, Diagnostic> {
        self.0.iter_mut()
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(diagnostics: I) -> Self {
        Self(diagnostics.into_iter().collect())
    }
}

impl<'a> IntoIterator for &'a mut Diagnostics {
    type Item = &'a mut Diagnostic;
    type IntoIter = std::slice::IterMut<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter_mut()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
