//! What a translation has too much of that began as a copy of its original. [`File`](super::File) asks.

use super::{Field, Kind, Metric};
use crate::diagnostic::{Code, Diagnostic, Place};

/// The fields that an original may have and a translation may not, which a copied file has all of, are one
/// fault.
pub(super) fn explain(faults: Vec<Diagnostic>, kind: Kind, text: &str) -> Vec<Diagnostic> {
    let name = |fault: &Diagnostic| match &fault.place {
        Place::Span(span) if fault.code == Code::UnknownField => {
            field(text, span.start as usize, span.end as usize, kind)
        }
        _ => None,
    };
    let mut names: Vec<String> = Vec::new();
    for field in faults.iter().filter_map(name) {
        let name = format!("`{}`", field.name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut is_told = false;
    let mut explained = Vec::with_capacity(faults.len());
    for mut fault in faults {
        if name(&fault).is_some() {
            if std::mem::replace(&mut is_told, true) {
                continue;
            }
            "a translation has texts only".clone_into(&mut fault.message);
            fault.help =
                Some(format!("leave out {}: the original says it for all languages", names.join(", ")));
        }
        explained.push(fault);
    }
    explained
}

/// The field of an original that is written there: its own, or of one of its figures.
fn field(text: &str, start: usize, end: usize, kind: Kind) -> Option<&'static Field> {
    let name = &text[start..end];
    let is_outer = text[..start].ends_with('\n');
    let inner = Metric::FIELDS.iter().copied().find(|field| field.name == name);
    kind.field(name).or_else(|| inner.filter(|_| kind == Kind::Case && !is_outer))
}
