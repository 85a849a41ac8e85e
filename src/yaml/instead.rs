//! What to write in the place of a value of another type: the author's own words, in the form that is wanted.
//! [`Yaml`](super::Yaml) asks here for the help of such a fault.

use std::borrow::Cow;

use serde::de::DeserializeOwned;

use super::fault::{Fault, What};
use super::group::{is_address, understand};
use super::mistake::{in_quotes, short};
use super::tree::{Node, Tree, Value};
use super::typed;
use crate::diagnostic::{FieldPath, Step};
use crate::source::Span;
use crate::suggest::ordinary;

/// How many entries of a list a message shows.
const SHOWN: usize = 3;

/// How many words an entry between commas has at most, so that it is no part of a sentence.
const WORDS: usize = 3;

/// A value of another type than is expected.
struct Wrong<'n, 't> {
    root: &'n Node<'t>,
    /// Its number among its neighbours, level by level.
    way: Vec<usize>,
    node: &'n Node<'t>,
    /// What it is written as.
    source: &'n str,
    /// What stands before it on its line.
    before: &'n str,
    /// The field that it is the value of; `None` for an entry of a list.
    name: Option<&'n str>,
    expected: &'n str,
}

/// What to write instead of the value that a fault is about, for a type that expects something else.
pub(super) fn instead<T: DeserializeOwned>(
    tree: &Tree<'_>,
    text: &str,
    fault: &Fault,
    expected: &str,
) -> String {
    let path = &FieldPath(fault.path());
    let extent = extent(tree, text, fault);
    let found = tree.follow(path).and_then(|(way, node)| {
        let root = &tree.root;
        let span = extent.unwrap_or(node.span);
        let (start, end) = (span.start as usize, span.end as usize);
        let before = before(text, start).unwrap_or("…");
        let name = match path.0.last()? {
            Step::Key(name) => Some(name.as_str()),
            Step::Index(_) => None,
        };
        let wrong = Wrong { root, way, node, source: text[start..end].trim_end(), before, name, expected };
        match &node.value {
            _ if expected.starts_with("a list") => wrong.as_list::<T>(),
            _ if expected == "a group of fields" => wrong.as_group(),
            Value::List(_) | Value::Fields(_) => wrong.as_one(text),
            _ => wrong.in_ordinary_signs(),
        }
    });
    found.unwrap_or_else(|| format!("write {expected}"))
}

/// Where the text of a list's entry ends that its colon makes a group of, for a fault of that kind: its further lines
/// stand below the first, and are no fields.
pub(super) fn extent(tree: &Tree<'_>, text: &str, fault: &Fault) -> Option<Span> {
    let What::WrongType { expected, .. } = &fault.what else { return None };
    let path = FieldPath(fault.path());
    let (_, node) = tree.follow(&path).filter(|_| expected == "text")?;
    let start = node.span.start as usize;
    let is_group = node.fields().is_some() && !text[start..].starts_with('{');
    let before = before(text, start)?;
    let column = before.find(|c: char| c != ' ').filter(|at| before[*at..].starts_with('-'))?;
    let is_below =
        |line: &str| line.trim().is_empty() || line.len() - line.trim_start_matches(' ').len() > column;
    let lines = text[start..].split_inclusive('\n');
    let length: usize = lines
        .enumerate()
        .take_while(|(at, line)| *at == 0 || is_below(line))
        .map(|(_, line)| line.len())
        .sum();
    is_group.then(|| Span::new(start, start + text[start..start + length].trim_end().len()))
}

/// What stands before a place on its line; `None` where that is more than anybody reads.
fn before(text: &str, at: usize) -> Option<&str> {
    /// In bytes.
    const LONGEST: usize = 1000;
    let from = at.saturating_sub(LONGEST);
    match memchr::memrchr(b'\n', &text.as_bytes()[from..at]) {
        Some(line) => Some(&text[from + line + 1..at]),
        None => (from == 0).then(|| &text[..at]),
    }
}

impl Wrong<'_, '_> {
    /// Where one value belongs, a list or fields.
    fn as_one(&self, text: &str) -> Option<String> {
        let is_text = self.expected == "text";
        let in_brackets = self.source.starts_with(['[', '{']);
        let whole = joined(self.source);
        let first = match &self.node.value {
            Value::List(entries) => entries.first()?,
            Value::Fields(fields) if in_brackets => {
                let [field] = &fields[..] else {
                    return is_text.then(|| format!("put it in quotes: {}", self.with(&quoted(&whole))));
                };
                if field.value.span.start < field.value.span.end {
                    return is_text.then(|| format!("put it in quotes: {}", self.with(&quoted(&whole))));
                }
                let key = &text[field.key_span.start as usize..field.key_span.end as usize];
                return Some(self.alone(key, &whole, is_text));
            }
            Value::Fields(_) if !is_text => return None,
            Value::Fields(_) if self.name.is_some() && self.source.contains('\n') => return self.as_block(),
            Value::Fields(_) => {
                return Some(format!(
                    "its colon makes a field of it; put the text in quotes: {}",
                    self.with(&quoted(&whole))
                ));
            }
            _ => return None,
        };
        let is_only = self.node.len() == 1;
        let entry = joined(&text[first.span.start as usize..first.span.end as usize]);
        if is_only && in_brackets {
            return Some(self.alone(&entry, &whole, is_text));
        }
        match (is_only, in_brackets) {
            (true, _) => Some(format!("write it without the hyphen: {}", self.with(&plain(&entry)))),
            (false, false) if is_text && !entry.bytes().all(is_of_a_name) => self.as_block(),
            _ => Some(format!("write one of them alone: {}", self.with(&plain(&entry)))),
        }
    }

    /// What stands alone in brackets.
    fn alone(&self, entry: &str, whole: &str, is_text: bool) -> String {
        let help = format!("write it without the brackets: {}", self.with(&plain(entry)));
        if is_text && !entry.bytes().all(is_of_a_name) {
            format!("{help}; if they are part of the text, put it in quotes: {}", self.with(&quoted(whole)))
        } else {
            help
        }
    }

    /// A text of several lines in which signs of YAML stand.
    fn as_block(&self) -> Option<String> {
        let name = self.name?;
        Some(format!("write `{name}: |`, and the lines of the text below it, indented by two spaces"))
    }

    /// Where a list belongs, one value or fields.
    fn as_list<T: DeserializeOwned>(&self) -> Option<String> {
        let name = self.name?;
        let is_below = self.before.trim().is_empty();
        let mut lines: Vec<&str> =
            self.source.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let first = *lines.first()?;
        let is_listed = has_mark(first);
        match &self.node.value {
            Value::Fields(_) if first.starts_with('{') => {
                return Some(format!("write `[{}]`", short(&joined(self.source))));
            }
            Value::Fields(_) if !is_listed => {
                return Some(format!(
                    "begin the entry with a hyphen: `- {}`; its other fields stand below `{}`",
                    short(first),
                    first.split(':').next().unwrap_or_default()
                ));
            }
            Value::Plain(_) | Value::Cut(..) | Value::Text(_) | Value::Fields(_) => {}
            Value::List(_) | Value::Broken => return None,
        }
        let is_block = first.starts_with(['|', '>']);
        if is_block {
            lines.remove(0);
        }
        if is_below || is_block || is_listed {
            let entries: Vec<String> =
                lines.iter().take(SHOWN).map(|line| format!("`- {}`", self.entry::<T>(line))).collect();
            let more = if lines.len() > SHOWN { " and so on" } else { "" };
            let entries = entries.join(", ");
            return Some(if entries.is_empty() {
                format!("write `{name}:`, and below it a line for each entry: `- entry`")
            } else if lines.len() == 1 {
                format!("begin the entry with a hyphen and a space: {entries}")
            } else {
                format!(
                    "write a line for each entry below `{name}:`, with a hyphen and a space before it: {entries}{more}"
                )
            });
        }
        let whole = joined(self.source);
        if let Some(known) = self.group_of_entry::<T>(&whole, true) {
            let fields = known.iter().take(SHOWN).map(|&field| match field {
                "url" if is_address(&whole) => format!("url: {whole}"),
                field => format!("{field}: …"),
            });
            return Some(format!(
                "write a list of groups of fields: `[{{{}}}]`",
                fields.collect::<Vec<_>>().join(", ")
            ));
        }
        let bare = ordinary(&whole).unwrap_or_else(|| whole.clone());
        let bare = bare.trim_matches(['[', ']', '"', '\'']);
        let is_name = |part: &str| {
            let is_sign = |c: char| c.is_alphanumeric() || "-_. ".contains(c);
            !part.is_empty() && part.chars().all(is_sign) && part.split_whitespace().count() <= WORDS
        };
        let parts: Vec<&str> =
            bare.split([',', ';']).map(|part| part.trim().trim_matches(['"', '\''])).collect();
        if bare.len() < 60 && parts.iter().all(|part| is_name(part)) {
            return Some(format!("write `[{}]`", parts.join(", ")));
        }
        Some(format!("write `{name}:`, and below it a line for each entry: `- {}`", short(&whole)))
    }

    /// A line as an entry of a list, without what was written for its hyphen.
    fn entry<T: DeserializeOwned>(&self, line: &str) -> String {
        let bare = without_mark(line);
        let is_text = self.group_of_entry::<T>(bare, false).is_none();
        let entry = if is_text { plain(bare) } else { bare.to_owned() };
        short(&entry).into_owned()
    }

    /// The fields of an entry, where each is a group; where a name alone may be enough, only if this is not.
    fn group_of_entry<T: DeserializeOwned>(
        &self,
        text: &str,
        may_be_enough: bool,
    ) -> Option<&'static [&'static str]> {
        let value = Value::Plain(Cow::Owned(text.to_owned()));
        let entry = Node { span: self.node.span, value };
        let list = Node { span: self.node.span, value: Value::List(vec![entry]) };
        let mut root = self.root.alone(&self.way, list);
        if may_be_enough {
            understand::<T>(&mut root, &mut Vec::new());
        }
        let way = vec![0; self.way.len() + 1];
        let fault: Fault = typed::read::<T>(&root, &way).err()?;
        match fault.what {
            What::NoGroup { known, .. } if fault.depth() == way.len() => Some(known),
            _ => None,
        }
    }

    /// Where fields belong, one value or a list.
    fn as_group(&self) -> Option<String> {
        let name = self.name?;
        match &self.node.value {
            Value::List(entries) if entries.iter().all(|entry| entry.fields().is_some()) => {
                Some(format!("write its fields below `{name}:` without hyphens and brackets"))
            }
            Value::Plain(text) | Value::Cut(text, _) | Value::Text(text) => {
                let field = match &**text {
                    text if is_address(text) => "web",
                    text if text.contains('@') => "email",
                    _ => "name",
                };
                Some(format!(
                    "write `{name}:`, and below it its fields, indented by two spaces, such as `{field}: {}`",
                    short(&joined(self.source))
                ))
            }
            _ => None,
        }
    }

    /// The value in the signs of a keyboard for English, where it has others.
    fn in_ordinary_signs(&self) -> Option<String> {
        let ordinary = ordinary(self.source)?;
        Some(format!("write {} with ordinary signs: {}", self.expected, self.with(&ordinary)))
    }

    /// The line as it has to be, for a value that is written so.
    fn with(&self, value: &str) -> String {
        let value = short(value);
        match self.name {
            Some(name) => format!("`{name}: {value}`"),
            None if self.before.trim_end().ends_with('-') => format!("`- {value}`"),
            None => format!("`{value}`"),
        }
    }
}

/// What was written for the hyphen and the space of an entry: `-one`, `• one`, `1. one`.
fn mark(line: &str) -> Option<usize> {
    let sign = line.chars().next()?;
    let rest = &line[sign.len_utf8()..];
    if matches!(sign, '•' | '·' | '◦' | '▪' | '‣' | '*' | '–' | '—' | '－' | '・') {
        return Some(sign.len_utf8());
    }
    // A negative number is no entry of its own.
    if sign == '-' && !rest.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
        return Some(1);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let is_numbered = (1..4).contains(&digits)
        && line[digits..].starts_with(['.', ')'])
        && line[digits + 1..].starts_with(' ');
    is_numbered.then_some(digits + 1)
}

/// Whether a line begins as an entry of a list does elsewhere.
pub(super) fn has_mark(line: &str) -> bool {
    mark(line).is_some()
}

/// A line without what was written for the hyphen of an entry.
pub(super) fn without_mark(line: &str) -> &str {
    mark(line).map_or(line, |end| line[end..].trim_start())
}

/// The lines of a text as one.
fn joined(source: &str) -> String {
    source.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_of_a_name(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

/// A text as a value on a line: in quotes where it has to be.
fn plain(text: &str) -> String {
    let is_quoted = text.len() > 1 && text.starts_with(['"', '\'']) && text.ends_with(['"', '\'']);
    let has_sign = text.contains(": ") || text.contains(" #") || text.ends_with(':');
    let begins = text.starts_with(['&', '*', '!', '@', '`', '%', ',', '[', ']', '{', '}', '|', '>', '#']);
    if !is_quoted && (has_sign || begins) { quoted(text) } else { text.to_owned() }
}

/// As a message shows it, without its marks of code.
fn quoted(text: &str) -> String {
    in_quotes(text).trim_matches('`').to_owned()
}
