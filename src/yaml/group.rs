//! Groups of fields that are written otherwise: a name in the place of a group, a field that has lost the
//! group it belongs to. [`Yaml`](super::Yaml) asks here before it says what is wrong.

use std::borrow::Cow;

use serde::de::DeserializeOwned;

use super::fault::{Fault, What};
use super::tree::{Field, Node, Value};
use super::typed;
use crate::source::Span;

/// Reads each text that stands where a group is wanted as that group, where it can be one field only: the
/// one that the group cannot do without. What may be several fields, or lacks another, stays as it is.
pub(super) fn understand<T: DeserializeOwned>(root: &mut Node<'_>, way: &mut Vec<usize>) {
    let Err(fault) = typed::read::<T>(root, way) else { return };
    if let What::NoGroup { known, .. } = fault.what
        && fault.depth() == way.len()
    {
        return alone::<T>(root, way, known);
    }
    for child in 0..root.at(way).map_or(0, Node::len) {
        way.push(child);
        understand::<T>(root, way);
        way.pop();
    }
}

fn alone<'t, T: DeserializeOwned>(root: &mut Node<'t>, way: &[usize], known: &'static [&'static str]) {
    let Some(node) = root.at(way).cloned() else { return };
    let (Value::Plain(text) | Value::Cut(text, _) | Value::Text(text)) = &node.value else { return };
    let group = |fields| Node { span: node.span, value: Value::Fields(fields) };
    let with = |name: &'static str| {
        let (key, key_span) =
            (Cow::Borrowed(name), Span::new(node.span.start as usize, node.span.start as usize));
        group(vec![Field { key, key_span, value: node.clone() }])
    };
    let mut fits = |value: Node<'t>| {
        root.put(way, value);
        typed::read::<T>(root, way).map_or_else(|fault| fault.depth() < way.len(), |_| true)
    };
    let mut enough = Vec::new();
    // A group that may be empty has no field that is meant more than the others.
    if !fits(group(Vec::new())) {
        enough.extend(known.iter().copied().filter(|name| fits(with(name))));
    }
    // An address is no name of what lies there.
    let is_address = is_address(text) && known.contains(&"url");
    let meant = match enough[..] {
        [name] if !is_address || name == "url" => with(name),
        _ => node.clone(),
    };
    root.put(way, meant);
}

/// Whether a text is an address on the web.
pub(super) fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// The known fields of `T` that a field was meant to stand below, as it seems, and whether each is a list of
/// entries.
pub(super) fn homes<T: DeserializeOwned>(
    known: &[&'static str],
    written: &[Field<'_>],
    field: &Field<'_>,
) -> Vec<(&'static str, bool)> {
    let free = known.iter().copied().filter(|name| written.iter().all(|other| other.key != *name));
    // What takes a field of any name is nobody's home.
    let any = Field { key: Cow::Borrowed("\0"), ..field.clone() };
    free.filter(|name| belongs_below::<T>(name, field) && !belongs_below::<T>(name, &any))
        .map(|name| (name, !fits_below::<T>(name, field, false)))
        .collect()
}

/// What to do with a field that was meant to stand below one of these.
pub(super) fn at_home(homes: &[(&'static str, bool)], field: &str) -> String {
    let names = homes.iter().map(|(home, _)| format!("`{home}`")).collect::<Vec<_>>().join(" or ");
    if homes.iter().all(|(_, is_list)| *is_list) {
        format!(
            "it belongs to an entry of {names}: write that list, and `{field}: …` among the fields behind a hyphen \
             there"
        )
    } else {
        format!("it belongs below {names}: write that field first, and indent this one by two spaces")
    }
}

/// Whether a field is known below one of that name, or in the entries of a list there.
pub(super) fn belongs_below<T: DeserializeOwned>(name: &str, field: &Field<'_>) -> bool {
    fits_below::<T>(name, field, false) || fits_below::<T>(name, field, true)
}

/// Whether a field is known below one of that name, as a field there or as one of an entry of a list.
fn fits_below<T: DeserializeOwned>(name: &str, field: &Field<'_>, in_list: bool) -> bool {
    let node = |value| Node { span: field.key_span, value };
    let group = node(Value::Fields(vec![field.clone()]));
    let (value, depth) = if in_list { (node(Value::List(vec![group])), 2) } else { (group, 1) };
    let above = Field { key: Cow::Borrowed(name), key_span: field.key_span, value };
    typed::read::<T>(&node(Value::Fields(vec![above])), &[])
        .map_or_else(|fault: Fault| is_within(&fault, depth), |_| true)
}

/// Whether a field is known in the last entry of the list above it.
pub(super) fn belongs_to_entry<T: DeserializeOwned>(above: &Field<'_>, field: &Field<'_>) -> bool {
    // Few are, and a copy of the entry is made for these alone.
    if !fits_below::<T>(&above.key, field, true) {
        return false;
    }
    let Value::List(entries) = &above.value.value else { return false };
    let Some(Node { span, value: Value::Fields(fields) }) = entries.last() else { return false };
    let fields = fields.iter().chain([field]).cloned().collect();
    let entry = Node { span: *span, value: Value::Fields(fields) };
    let above = Field { value: Node { span: *span, value: Value::List(vec![entry]) }, ..above.clone() };
    let root = Node { span: *span, value: Value::Fields(vec![above]) };
    typed::read::<T>(&root, &[]).map_or_else(|fault: Fault| is_within(&fault, 2), |_| true)
}

/// Whether a fault is about something within the group at that depth, which so is one.
fn is_within(fault: &Fault, depth: usize) -> bool {
    fault.depth() > depth || fault.depth() == depth && matches!(fault.what, What::Missing(_))
}
