use std::fmt;

use crate::source::Span;

/// Where in its file a fault stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The file as a whole.
    File,
    /// These bytes.
    Span(Span),
    /// A field of the front matter or of a YAML file, for stages that no longer hold its text. It
    /// becomes a span before the diagnostic is shown.
    Field(FieldPath),
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self::Span(span)
    }
}

impl From<FieldPath> for Place {
    fn from(path: FieldPath) -> Self {
        Self::Field(path)
    }
}

/// The path to a value in YAML: `metrics[1].unit`.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldPath(pub Vec<Step>);

/// One step of a [`FieldPath`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Key(String),
    Index(usize),
}

impl FieldPath {
    #[must_use]
    pub fn key(key: &str) -> Self {
        Self::default().then(key)
    }

    /// This path and one key more.
    #[must_use]
    pub fn then(mut self, key: &str) -> Self {
        self.0.push(Step::Key(key.to_owned()));
        self
    }

    /// This path and one index more.
    #[must_use]
    pub fn at(mut self, index: usize) -> Self {
        self.0.push(Step::Index(index));
        self
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if position == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}
