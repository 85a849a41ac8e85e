//! A fault of a value as a diagnostic: its message, its help and its place. [`Yaml`] asks for each that it finds.

use serde::de::DeserializeOwned;

use super::fault::{Fault, What, without_remarks};
use super::group::is_address;
use super::instead::instead;
use super::mistake::{Mistake, in_quotes};
use super::tree::{Node, Tree, Value};
use super::{Yaml, typed};
use crate::diagnostic::{Code, Diagnostic, FieldPath, Step};
use crate::suggest::{nearest, ordinary};

impl Yaml<'_> {
    pub(super) fn diagnostic<T: DeserializeOwned>(self, tree: &Tree<'_>, fault: &Fault) -> Diagnostic {
        let path = FieldPath(fault.path());
        let (code, message, help) = match &fault.what {
            What::UnknownField { name, known } => return self.unknown_field::<T>(tree, path, name, known),
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
                let help = instead::<T>(tree, self.text, fault, expected);
                (Code::WrongType, message, Some(help))
            }
            What::NoGroup { found, known } => {
                let text = tree.locate(self.text, &path, false);
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
                let start = tree.locate(self.text, &path, fault.is_key).start as usize;
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
                let text = tree.locate(self.text, &path, fault.is_key);
                let help = match ordinary(&self.text[text.start as usize..text.end as usize]) {
                    Some(text) => format!("{help}, in ordinary signs: `{}`", text.trim_matches(['"', '\''])),
                    None => help.clone(),
                };
                (Code::BadValue, format!("`{path}`: {message}"), Some(help))
            }
            What::Other(message) => (Code::BadValue, format!("`{path}`: {message}"), None),
        };
        let span = tree.locate(self.text, &path, fault.is_key).shifted(self.offset);
        let diagnostic = Diagnostic::new(code, self.file, span, message);
        match help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }

    fn unknown_field<T: DeserializeOwned>(
        self,
        tree: &Tree<'_>,
        path: FieldPath,
        name: &str,
        known: &[&str],
    ) -> Diagnostic {
        let needed = needed::<T>(tree, &path);
        let span = tree.locate(self.text, &path.then(name), true);
        if let Some((before, _)) = name.split_once(':')
            && known.contains(&before)
        {
            // A colon of its value has the space.
            return self.mistake(span, &Mistake::NoSpace { name: before.to_owned() });
        }
        let help = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => match needed {
                Some(needed) => {
                    format!("known here: {}; `{needed}` has to be there", known.join(", "))
                }
                None => format!("known here: {}", known.join(", ")),
            },
        };
        let own = match (known.contains(&"extra"), help.ends_with('?')) {
            (true, true) => " Fields of your own go below `extra:`",
            (true, false) => ". Fields of your own go below `extra:`",
            (false, _) => "",
        };
        let message = format!("unknown field `{name}`");
        Diagnostic::new(Code::UnknownField, self.file, span.shifted(self.offset), message)
            .help(format!("{help}{own}"))
    }
}

/// The field that the group at the end of a path, which is not the whole text, cannot do without and has not.
fn needed<T: DeserializeOwned>(tree: &Tree<'_>, path: &FieldPath) -> Option<&'static str> {
    let (way, group) = tree.follow(path).filter(|(way, _)| !way.is_empty())?;
    let empty = Node { span: group.span, value: Value::Fields(Vec::new()) };
    let root = tree.root.alone(&way, empty);
    let fault = typed::read::<T>(&root, &vec![0; way.len()]).err()?;
    match fault.what {
        What::Missing(field) if fault.depth() == way.len() => {
            group.fields()?.iter().all(|written| written.key != field).then_some(field)
        }
        _ => None,
    }
}
