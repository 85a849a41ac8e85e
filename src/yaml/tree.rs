//! A YAML text as a tree in which everything has its place. [`reader`](super::reader) makes it;
//! values, diagnostics and edits are all taken from it.

use std::borrow::Cow;
use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::mistake::Mistake;
use crate::diagnostic::{FieldPath, Step};
use crate::source::{Span, is_control};

/// What a text says, and what is wrong with how it is written.
pub(super) struct Tree<'t> {
    pub(super) root: Node<'t>,
    pub(super) mistakes: Vec<(Span, Mistake)>,
    /// Of the tree as it is when the first value is sought; nothing changes it then.
    pub(super) keys: Keys,
}

/// Where the keys of large groups stand, found once for each group: a text may have many faults, and each is sought
/// by its path.
#[derive(Default)]
pub(super) struct Keys(RefCell<FxHashMap<usize, FxHashMap<Box<str>, usize>>>);

impl Keys {
    /// The first field with that key, and its number among its neighbours.
    fn find<'n, 't>(&self, fields: &'n [Field<'t>], key: &str) -> Option<(usize, &'n Field<'t>)> {
        /// Of so many fields one is found as quickly without.
        const FEW: usize = 16;
        let at = if fields.len() <= FEW {
            fields.iter().position(|field| field.key == key)?
        } else {
            let mut groups = self.0.borrow_mut();
            // A group is known by where it lies.
            let group = groups.entry(fields.as_ptr().addr()).or_insert_with(|| {
                // Of two fields with one key, the first.
                fields.iter().enumerate().rev().map(|(at, field)| (Box::from(&*field.key), at)).collect()
            });
            *group.get(key)?
        };
        Some((at, &fields[at]))
    }
}

/// A value and the bytes that it is written in.
#[derive(Clone)]
pub(super) struct Node<'t> {
    /// From the first sign to the last, without a comment behind it; empty, and behind the colon or
    /// the hyphen, where nothing is written.
    pub(super) span: Span,
    pub(super) value: Value<'t>,
}

#[derive(Clone)]
pub(super) enum Value<'t> {
    /// Without quotes: a text, or a number, a truth value, nothing. The type that is asked for says.
    Plain(Cow<'t, str>),
    /// A text without quotes, perhaps an empty one, and a comment behind it that may be meant as a part of it.
    Cut(Cow<'t, str>, Span),
    /// A text that is in quotes or a block of lines.
    Text(Cow<'t, str>),
    List(Vec<Node<'t>>),
    Fields(Vec<Field<'t>>),
    /// What could not be read; one of the mistakes says why.
    Broken,
}

#[derive(Clone)]
pub(super) struct Field<'t> {
    pub(super) key: Cow<'t, str>,
    pub(super) key_span: Span,
    pub(super) value: Node<'t>,
}

fn clean(text: &mut Cow<'_, str>, span: Span, removed: &mut Vec<(Span, char)>) {
    if text.contains(is_control) {
        removed.extend(text.chars().filter(|c| is_control(*c)).map(|c| (span, c)));
        *text = Cow::Owned(text.replace(is_control, ""));
    }
}

impl<'t> Tree<'t> {
    /// The value at the end of a path, and the way to it.
    pub(super) fn follow(&self, path: &FieldPath) -> Option<(Vec<usize>, &Node<'t>)> {
        let (mut way, mut node) = (Vec::new(), &self.root);
        for step in &path.0 {
            let (at, next) = match (step, &node.value) {
                (Step::Key(name), Value::Fields(fields)) => {
                    let (at, field) = self.keys.find(fields, name)?;
                    (at, &field.value)
                }
                (Step::Index(at), Value::List(entries)) => (*at, entries.get(*at)?),
                _ => return None,
            };
            way.push(at);
            node = next;
        }
        Some((way, node))
    }

    /// What to underline of the value at `path` in `text`, one line of it, or of its key where that is
    /// asked for or nothing is written; the nearest above it where the path leads nowhere.
    pub(super) fn locate(&self, text: &str, path: &FieldPath, at_key: bool) -> Span {
        let mut node = &self.root;
        let mut key = None;
        for step in &path.0 {
            let next = match (step, &node.value) {
                (Step::Key(name), Value::Fields(fields)) => {
                    self.keys.find(fields, name).map(|(_, field)| (&field.value, Some(field.key_span)))
                }
                (Step::Index(index), Value::List(entries)) => entries.get(*index).map(|entry| (entry, None)),
                _ => None,
            };
            let Some((found, span)) = next else { break };
            (node, key) = (found, span);
        }
        match key {
            Some(key) if at_key || node.span.start == node.span.end => key,
            _ => {
                // No further than it goes: many values may stand on one line.
                let (start, end) = (node.span.start as usize, node.span.end as usize);
                let line = text[start..end].find('\n').map_or(end, |length| start + length);
                let end = node.end_on_line(line).max(start);
                Span::new(start, start + text[start..end].trim_end().len())
            }
        }
    }
}

impl<'t> Node<'t> {
    /// The value that nothing is written for, behind the colon or hyphen that ends at `at`.
    pub(super) fn empty(at: usize) -> Self {
        Self { span: Span::new(at, at), value: Value::Plain(Cow::Borrowed("")) }
    }

    /// As `empty`, with a comment behind it that may be meant as the value.
    pub(super) fn cut(at: usize, comment: Option<Span>) -> Self {
        match comment {
            Some(comment) => Self { span: Span::new(at, at), value: Value::Cut(Cow::Borrowed(""), comment) },
            None => Self::empty(at),
        }
    }

    pub(super) fn fields(&self) -> Option<&[Field<'t>]> {
        match &self.value {
            Value::Fields(fields) => Some(fields),
            _ => None,
        }
    }

    /// Takes control characters out of its texts; adds what was taken out, with the text's place.
    pub(super) fn remove_controls(&mut self, removed: &mut Vec<(Span, char)>) {
        match &mut self.value {
            Value::Plain(text) | Value::Cut(text, _) | Value::Text(text) => clean(text, self.span, removed),
            Value::List(entries) => entries.iter_mut().for_each(|entry| entry.remove_controls(removed)),
            Value::Fields(fields) => {
                for field in fields {
                    clean(&mut field.key, field.key_span, removed);
                    field.value.remove_controls(removed);
                }
            }
            Value::Broken => {}
        }
    }

    /// How many values it holds.
    pub(super) fn len(&self) -> usize {
        match &self.value {
            Value::List(entries) => entries.len(),
            Value::Fields(fields) => fields.len(),
            _ => 0,
        }
    }

    /// Whether something in it could not be read.
    pub(super) fn is_broken(&self) -> bool {
        match &self.value {
            Value::Broken => true,
            Value::List(entries) => entries.iter().any(Node::is_broken),
            Value::Fields(fields) => fields.iter().any(|field| field.value.is_broken()),
            Value::Plain(_) | Value::Cut(..) | Value::Text(_) => false,
        }
    }

    /// The value at the end of a path of numbers.
    pub(super) fn at(&self, way: &[usize]) -> Option<&Self> {
        way.iter().try_fold(self, |node, &at| match &node.value {
            Value::List(entries) => entries.get(at),
            Value::Fields(fields) => fields.get(at).map(|field| &field.value),
            _ => None,
        })
    }

    /// The value at the end of that path with what it stands in, and nothing beside these: all numbers on the way
    /// to it are 0.
    pub(super) fn alone(&self, way: &[usize], value: Self) -> Self {
        let Some((&at, way)) = way.split_first() else { return value };
        let value = match &self.value {
            Value::List(entries) if at < entries.len() => Value::List(vec![entries[at].alone(way, value)]),
            Value::Fields(fields) if at < fields.len() => {
                let Field { key, key_span, value: above } = &fields[at];
                Value::Fields(vec![Field {
                    key: key.clone(),
                    key_span: *key_span,
                    value: above.alone(way, value),
                }])
            }
            _ => return value,
        };
        Self { span: self.span, value }
    }

    /// Puts a value in the place of the one at the end of that path.
    pub(super) fn put(&mut self, way: &[usize], value: Self) {
        let place = way.iter().try_fold(self, |node, &at| match &mut node.value {
            Value::List(entries) => entries.get_mut(at),
            Value::Fields(fields) => fields.get_mut(at).map(|field| &mut field.value),
            _ => None,
        });
        if let Some(place) = place {
            *place = value;
        }
    }

    /// Notes that a part of it, the last, could not be read.
    pub(super) fn has_broken_part(&mut self) {
        let span = Span::new(self.span.end as usize, self.span.end as usize);
        let broken = Node { span, value: Value::Broken };
        match &mut self.value {
            Value::List(entries) => match entries.last_mut() {
                Some(last) => last.has_broken_part(),
                None => entries.push(broken),
            },
            Value::Fields(fields) => {
                fields.push(Field { key: Cow::Borrowed(""), key_span: span, value: broken });
            }
            Value::Plain(_) | Value::Cut(..) | Value::Text(_) | Value::Broken => {}
        }
    }

    /// Where what stands of the value on the line that ends at `line` ends.
    fn end_on_line(&self, line: usize) -> usize {
        let end = self.span.end as usize;
        if end <= line {
            return end;
        }
        match &self.value {
            Value::List(entries) => {
                let last = entries.iter().rfind(|entry| entry.span.start as usize <= line);
                last.map_or(line, |entry| entry.end_on_line(line))
            }
            Value::Fields(fields) => {
                let last = fields.iter().rfind(|field| field.key_span.end as usize <= line);
                match last {
                    Some(field) if field.value.span.start as usize <= line => field.value.end_on_line(line),
                    // The colon belongs to what is shown.
                    Some(field) => field.key_span.end as usize + 1,
                    None => line,
                }
            }
            Value::Plain(_) | Value::Cut(..) | Value::Text(_) | Value::Broken => line,
        }
    }
}
