//! Values as YAML, the way people write it: plain where that says the same, in quotes where it would
//! not, a text of several lines as a `|` block. [`edit`](super::edit) puts it in the place of what
//! was there, and the command line writes new records with it.

use serde_yaml::{Mapping, Value as Parsed};

/// How long a list or a group of fields on one line may be.
const LINE: usize = 90;

/// A value to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text, in whatever form it takes to stay this text.
    Text(String),
    /// What is written as it stands: a date, a truth value.
    Word(String),
    List(Vec<Value>),
    Fields(Vec<(&'static str, Value)>),
}

/// What stands behind `key:` on its line, and the lines that follow, which are indented.
pub(super) struct Written {
    pub(super) head: String,
    pub(super) tail: Vec<String>,
}

impl Value {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A text that may have several lines; then it ends with one, as a block does.
    pub fn prose(text: impl Into<String>) -> Self {
        let text = text.into();
        Self::Text(if text.contains('\n') { text.replace("\r\n", "\n") + "\n" } else { text })
    }

    pub fn texts<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self::List(texts.into_iter().map(|text| Self::Text(text.into())).collect())
    }

    /// What is read from it.
    pub(super) fn parsed(&self) -> Parsed {
        match self {
            Self::Text(text) => Parsed::String(text.clone()),
            Self::Word(word) => serde_yaml::from_str(word).unwrap_or(Parsed::Null),
            Self::List(entries) => Parsed::Sequence(entries.iter().map(Self::parsed).collect()),
            Self::Fields(fields) => {
                let parsed = fields.iter().map(|(name, value)| (Parsed::from(*name), value.parsed()));
                Parsed::Mapping(parsed.collect::<Mapping>())
            }
        }
    }

    pub(super) fn written(&self) -> Written {
        let one = |head: String| Written { head, tail: Vec::new() };
        match self {
            Self::Text(text) if text.contains('\n') => literal(text).unwrap_or_else(|| one(in_quotes(text))),
            Self::Text(_) | Self::Word(_) => one(self.scalar(false)),
            Self::List(entries) => {
                let flow = self.flow();
                let is_flat = entries.iter().all(|entry| matches!(entry, Self::Text(_) | Self::Word(_)));
                if is_flat && flow.len() <= LINE {
                    return one(flow);
                }
                Written {
                    head: String::new(),
                    tail: entries.iter().flat_map(|entry| entry.entry(2)).collect(),
                }
            }
            Self::Fields(fields) => {
                let flow = self.flow();
                if flow.len() <= LINE {
                    return one(flow);
                }
                let lines = fields.iter().flat_map(|(name, value)| field(name, value));
                Written { head: String::new(), tail: indented(lines, 2) }
            }
        }
    }

    /// The lines of an entry of a list, whose hyphen stands at that column.
    pub(super) fn entry(&self, column: usize) -> Vec<String> {
        let lines = match self {
            Self::Fields(fields) if !fields.is_empty() => {
                fields.iter().flat_map(|(name, value)| field(name, value)).collect()
            }
            Self::Text(_) | Self::Word(_) => vec![self.scalar(false)],
            _ => vec![self.flow()],
        };
        let mark = |(number, line): (usize, String)| match (number, line.is_empty()) {
            (0, _) => format!("{:column$}- {line}", ""),
            (_, true) => line,
            (_, false) => format!("{:column$}  {line}", ""),
        };
        lines.into_iter().enumerate().map(mark).collect()
    }

    /// On one line, as it may stand within brackets.
    #[must_use]
    pub fn flow(&self) -> String {
        match self {
            Self::Text(_) | Self::Word(_) => self.scalar(true),
            Self::List(entries) => {
                let entries: Vec<String> = entries.iter().map(Self::flow).collect();
                format!("[{}]", entries.join(", "))
            }
            Self::Fields(fields) => {
                let fields: Vec<String> =
                    fields.iter().map(|(name, value)| format!("{name}: {}", value.flow())).collect();
                format!("{{{}}}", fields.join(", "))
            }
        }
    }

    fn scalar(&self, in_brackets: bool) -> String {
        match self {
            Self::Text(text) if is_plain(text, in_brackets) => text.clone(),
            Self::Text(text) => in_quotes(text),
            Self::Word(word) => word.clone(),
            Self::List(_) | Self::Fields(_) => self.flow(),
        }
    }
}

/// A field of a record, with its value: the lines of it.
#[must_use]
pub fn field(name: &str, value: &Value) -> Vec<String> {
    lines(name, value.written())
}

pub(super) fn lines(name: &str, Written { head, tail }: Written) -> Vec<String> {
    let space = if head.is_empty() { "" } else { " " };
    std::iter::once(format!("{name}:{space}{head}")).chain(tail).collect()
}

fn indented(lines: impl IntoIterator<Item = String>, by: usize) -> Vec<String> {
    let indent = |line: String| if line.is_empty() { line } else { format!("{:by$}{line}", "") };
    lines.into_iter().map(indent).collect()
}

/// Whether a text means itself without quotes, to this library and to those that still take `yes`
/// for true, `12:30` for a number and `2026-01-01` for a day.
fn is_plain(text: &str, in_brackets: bool) -> bool {
    const TAKEN: [&str; 6] = ["yes", "no", "on", "off", "y", "n"];
    let brackets = |c| matches!(c, ',' | '[' | ']' | '{' | '}' | ':' | '#' | '?');
    let has_sign = text.ends_with([' ', ':'])
        || text.contains(": ")
        || text.contains(" #")
        || text.contains(|c| is_special(c) || in_brackets && brackets(c));
    let is_number = text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_hexdigit() || b".,:_+-xX".contains(&byte));
    let is_taken = has_sign || is_number || TAKEN.contains(&text.to_ascii_lowercase().as_str());
    text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '(' | '/' | '_'))
        && !is_taken
        && (is_name(text) || matches!(serde_yaml::from_str(text), Ok(Parsed::String(read)) if read == text))
}

/// Whether a text is a name, such as the id of a section and its digest: two words or more, or with a hyphen. All that
/// YAML takes for something else beginning with a letter is one word. To ask the library costs far more.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.ends_with(|c: char| c.is_ascii_alphanumeric())
        && text.contains([' ', '-'])
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" -".contains(&byte))
}

/// Whether a character cannot stand in a text without quotes: what ends a line, what nobody sees,
/// and what YAML does not take as it is.
fn is_special(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// A text in double quotes, on one line.
fn in_quotes(text: &str) -> String {
    use std::fmt::Write;
    let mut quoted = String::from("\"");
    for character in text.chars() {
        // Writing to a string cannot fail.
        let _ = match character {
            '"' | '\\' => write!(quoted, "\\{character}"),
            '\n' => write!(quoted, "\\n"),
            '\t' => write!(quoted, "\\t"),
            special if is_special(special) => write!(quoted, "\\u{:04x}", u32::from(special)),
            usual => write!(quoted, "{usual}"),
        };
    }
    quoted.push('"');
    quoted
}

/// A text of several lines as a block, if a block can hold it.
fn literal(text: &str) -> Option<Written> {
    let body = text.trim_end_matches('\n');
    if body.trim().is_empty() || body.chars().any(|c| c != '\n' && is_special(c)) {
        return None;
    }
    // How the block ends: with no line end, with one, or with all that there are.
    let end = match text.len() - body.len() {
        0 => "-",
        1 => "",
        _ => "+",
    };
    // What begins with a space would be taken for the indentation itself.
    let indent = if body.starts_with([' ', '\n']) { "2" } else { "" };
    let lines = text.strip_suffix('\n').unwrap_or(text).split('\n').map(str::to_owned);
    Some(Written { head: format!("|{indent}{end}"), tail: indented(lines, 2) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: &Value) -> String {
        let text = field("a", value).join("\n");
        let read: Mapping = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert_eq!(read.get("a"), Some(&value.parsed()), "{text}");
        text
    }

    #[test]
    fn a_text_stays_a_text() {
        for (text, expected) in [
            ("Maps", "a: Maps"),
            ("Old maps, and (new) ones: 3", "a: \"Old maps, and (new) ones: 3\""),
            ("Ädelost 数据", "a: Ädelost 数据"),
            ("", "a: \"\""),
            ("yes", "a: \"yes\""),
            ("No", "a: \"No\""),
            ("null", "a: \"null\""),
            ("12", "a: \"12\""),
            ("1e3", "a: \"1e3\""),
            ("0x1F", "a: \"0x1F\""),
            ("12:30", "a: \"12:30\""),
            ("2026-01-01", "a: \"2026-01-01\""),
            ("a: b", "a: \"a: b\""),
            ("a:", "a: \"a:\""),
            ("a #b", "a: \"a #b\""),
            ("a#b", "a: a#b"),
            ("#b", "a: \"#b\""),
            ("- b", "a: \"- b\""),
            ("@b", "a: \"@b\""),
            ("*b", "a: \"*b\""),
            ("[b", "a: \"[b\""),
            (" b", "a: \" b\""),
            ("b ", "a: \"b \""),
            ("say \"b\"", "a: say \"b\""),
            ("\"b\" \\", "a: \"\\\"b\\\" \\\\\""),
            ("a\tb", "a: \"a\\tb\""),
            ("a\u{85}b\u{2028}c\u{7f}", "a: \"a\\u0085b\\u2028c\\u007f\""),
            ("---", "a: \"---\""),
            ("no-one", "a: no-one"),
            ("null and void", "a: null and void"),
            ("true -1", "a: true -1"),
            ("section-2 0a1b", "a: section-2 0a1b"),
            ("true", "a: \"true\""),
        ] {
            assert_eq!(written(&Value::text(text)), expected);
        }
    }

    #[test]
    fn lines_make_a_block() {
        for (text, expected) in [
            ("one\ntwo\n", "a: |\n  one\n  two"),
            ("one\n\ntwo", "a: |-\n  one\n\n  two"),
            ("one\ntwo\n\n", "a: |+\n  one\n  two\n"),
            ("  one\ntwo\n", "a: |2\n    one\n  two"),
            ("- one # two: \"3\"\n", "a: |\n  - one # two: \"3\""),
            ("\n", "a: \"\\n\""),
            ("one\n\u{1}\n", "a: \"one\\n\\u0001\\n\""),
        ] {
            // The last line of a record's field has an end too.
            let text = Value::text(text);
            assert_eq!(field("a", &text).join("\n"), expected);
            let read: Mapping = serde_yaml::from_str(&format!("{expected}\n")).unwrap();
            assert_eq!(read.get("a"), Some(&text.parsed()));
        }
    }

    #[test]
    fn lists_and_fields_stand_on_one_line_while_they_are_short() {
        let names = |number: usize| Value::texts((0..number).map(|n| format!("name, {n}")));
        assert_eq!(written(&names(0)), "a: []");
        assert_eq!(written(&names(2)), "a: [\"name, 0\", \"name, 1\"]");
        assert!(written(&names(20)).starts_with("a:\n  - name, 0\n  - name, 1\n"));
        let rita =
            |name: &str| Value::Fields(vec![("name", Value::text(name)), ("ok", Value::Word("true".into()))]);
        assert_eq!(written(&rita("Rita, R.")), "a: {name: \"Rita, R.\", ok: true}");
        let long = "Rita ".repeat(20).trim_end().to_owned();
        assert_eq!(written(&rita(&long)), format!("a:\n  name: {long}\n  ok: true"));
        assert_eq!(
            written(&Value::List(vec![rita("Rita"), rita("two\nlines\n"), Value::List(Vec::new())])),
            "a:\n  - name: Rita\n    ok: true\n  - name: |\n      two\n      lines\n    ok: true\n  - []"
        );
    }
}
