//! A PO file of gettext: its messages as text, and read again. `polib` writes and reads it. That panics at lines of
//! another form, cuts long ones and lets one message take the place of another, so each line is looked at first.

use std::collections::BTreeSet;
use std::io::BufWriter;

use jiff::civil::Date;
use polib::catalog::Catalog;
use polib::message::{Message, MessageFlags, MessageView};
use polib::metadata::CatalogMetadata;
use polib::po_file;

use crate::config::Language;
use crate::error::{Error, Result};

/// How long a line may be, in bytes. The buffer of `polib` has 64 KiB.
const LONGEST: usize = 32 * 1024;

/// Between two lines of a text.
const NEXT: &str = "\"\n\"";

/// A message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// `msgctxt`: what it is the text of.
    pub(super) context: String,
    /// `msgid`: the text of the original.
    pub(super) source: String,
    /// `msgstr`: the translation, empty where there is none.
    pub(super) text: String,
    pub(super) is_fuzzy: bool,
    /// What programs for translators show beside it, a line each. Not read.
    pub(super) comment: String,
    /// The file that it comes from. Not read.
    pub(super) reference: String,
}

/// What was read of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Read {
    /// The language that its header names.
    pub(super) language: String,
    /// The messages, each with the line that it begins at.
    pub(super) entries: Vec<(usize, Entry)>,
}

/// The file of these messages, as of a day.
pub(super) fn write(language: &Language, day: Date, entries: &[Entry]) -> Result<String> {
    let date = format!("{day} 00:00+0000");
    let mut catalog = Catalog::new(CatalogMetadata {
        project_id_version: "Casebook".to_owned(),
        pot_creation_date: date.clone(),
        po_revision_date: date,
        // msgfmt wants these two, and no message has a person's name from here.
        last_translator: "none".to_owned(),
        language_team: language.to_string(),
        mime_version: "1.0".to_owned(),
        content_type: "text/plain; charset=UTF-8".to_owned(),
        content_transfer_encoding: "8bit".to_owned(),
        language: language.as_str().replace('-', "_"),
        ..CatalogMetadata::default()
    });
    for entry in entries {
        let mut flags = MessageFlags::new();
        if entry.is_fuzzy {
            flags.add_flag("fuzzy");
        }
        let mut message = Message::build_singular();
        message
            .with_msgctxt(entry.context.clone())
            .with_msgid(entry.source.clone())
            .with_msgstr(entry.text.clone())
            .with_extracted_comments(entry.comment.clone())
            .with_source(entry.reference.clone())
            .with_flags(flags);
        catalog.append_or_update(message.done());
    }
    let mut out = BufWriter::new(Vec::new());
    let failed = || Error::usage("the PO file cannot be written");
    po_file::write(&catalog, &mut out).map_err(|cause| failed().because(cause))?;
    let bytes = out.into_inner().map_err(|cause| failed().because(cause.into_error()))?;
    String::from_utf8(bytes).map_err(|cause| failed().because(cause))
}

/// The messages of a file; `name` is how errors call it.
///
/// # Errors
/// When it has not the form of one, with the line.
pub(super) fn read(name: &str, text: &str) -> Result<Read> {
    let fault = |line: usize, message: &str| {
        Error::usage(format!("{name}:{line}: {message}"))
            .help("nothing was taken in; write the file with a program for PO files, or anew with `--po-out`")
    };
    let (tidy, lines) = tidied(text).map_err(|(line, message)| fault(line, message))?;
    let catalog =
        po_file::parse_from_reader(tidy.as_bytes()).map_err(|cause| fault(1, &cause.to_string()))?;
    let messages: Vec<&dyn MessageView> = catalog.messages().collect();
    // The first is the header.
    let Some((_, lines)) = lines.split_first().filter(|(_, lines)| lines.len() == messages.len()) else {
        return Err(fault(1, "its messages cannot be told apart"));
    };
    let entry = |message: &&dyn MessageView| Entry {
        context: message.msgctxt().unwrap_or_default().to_owned(),
        source: message.msgid().to_owned(),
        text: message.msgstr().unwrap_or_default().to_owned(),
        is_fuzzy: message.is_fuzzy(),
        ..Entry::default()
    };
    let entries = lines.iter().copied().zip(messages.iter().map(entry)).collect();
    Ok(Read { language: catalog.metadata.language.clone(), entries })
}

/// A message under way, each text as it is written in the file, without its first and its last quote.
#[derive(Default)]
struct Open {
    line: usize,
    flags: String,
    context: Option<String>,
    source: Option<String>,
    text: Option<String>,
}

impl Open {
    /// The text that goes on with a line of its own.
    fn last(&mut self) -> Option<&mut String> {
        self.text.as_mut().or(self.source.as_mut()).or(self.context.as_mut())
    }
}

type Fault = (usize, &'static str);

/// The same messages in the form that `polib` reads without panicking, and the line that each begins at.
fn tidied(text: &str) -> std::result::Result<(String, Vec<usize>), Fault> {
    let mut tidy = Tidy::default();
    let mut open = Open::default();
    for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        let line = line.trim();
        let fault = |message| Err((number, message));
        if line.len() > LONGEST {
            return fault("the line is longer than 32 KiB");
        }
        if let Some(comment) = line.strip_prefix('#') {
            // What is obsolete, what was before, and what people write are not taken in.
            if let Some(flags) = comment.strip_prefix(',') {
                if open.text.is_some() {
                    tidy.end(std::mem::take(&mut open))?;
                }
                open.flags.push_str(flags);
                open.flags.push(',');
            }
            continue;
        }
        if line.is_empty() {
            continue;
        }
        let (keyword, rest) = line.split_at(line.find('"').unwrap_or(line.len()));
        let Some(quoted) = quoted(rest) else {
            return fault(
                "what follows the keyword is no text in quotes, or has a `\\` with an unknown sign behind it",
            );
        };
        let is_known = match keyword.trim_end() {
            "" => open.last().map(|last| last.extend([NEXT, quoted])).is_some(),
            "msgctxt" => {
                if open.text.is_some() {
                    tidy.end(std::mem::take(&mut open))?;
                }
                open.line = number;
                open.source.is_none() && open.context.replace(quoted.to_owned()).is_none()
            }
            "msgid" => {
                if open.text.is_some() {
                    tidy.end(std::mem::take(&mut open))?;
                }
                if open.context.is_none() {
                    open.line = number;
                }
                open.source.replace(quoted.to_owned()).is_none()
            }
            "msgstr" => open.source.is_some() && open.text.replace(quoted.to_owned()).is_none(),
            "msgid_plural" => return fault("a message with plurals is none of Casebook's"),
            _ => return fault("the line is no comment, `msgctxt`, `msgid`, `msgstr` or text in quotes"),
        };
        if !is_known {
            return fault("the line stands where none of its kind belongs");
        }
    }
    if open.last().is_some() {
        tidy.end(open)?;
    }
    if tidy.lines.is_empty() {
        return Err((1, "there are no messages in it"));
    }
    Ok((tidy.text, tidy.lines))
}

/// What stands between quotes, if that is all there is and every `\` in it is one that PO files of texts have.
fn quoted(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    let mut signs = inner.chars();
    while let Some(sign) = signs.next() {
        let is_right = match sign {
            '\\' => matches!(signs.next(), Some('\\' | '"' | 'n' | 'r' | 't')),
            '"' => false,
            _ => true,
        };
        if !is_right {
            return None;
        }
    }
    Some(inner)
}

#[derive(Default)]
struct Tidy {
    text: String,
    lines: Vec<usize>,
    known: BTreeSet<[String; 2]>,
}

impl Tidy {
    fn end(&mut self, open: Open) -> std::result::Result<(), Fault> {
        let line = open.line.max(1);
        let (Some(source), Some(text)) = (open.source, open.text) else {
            return Err((line, "the message has no `msgstr`"));
        };
        let context = open.context.unwrap_or_default();
        let is_empty = source.replace(NEXT, "").is_empty();
        let is_header = is_empty && context.is_empty();
        match (self.lines.is_empty(), is_header) {
            (true, false) => return Err((line, "the file does not begin with its header, `msgid \"\"`")),
            (true, true) if text.replace(NEXT, "").is_empty() => return Err((line, "the header is empty")),
            (false, _) if is_empty => return Err((line, "`msgid` is empty")),
            _ => {}
        }
        let key = [&context, &source].map(|text| text.replace(NEXT, ""));
        if !self.known.insert(key) {
            return Err((line, "another message has the same `msgctxt` and `msgid`"));
        }
        self.lines.push(line);
        if !open.flags.is_empty() {
            self.text.extend(["#, ", &open.flags, "\n"]);
        }
        for (keyword, text) in [("msgctxt", &context), ("msgid", &source), ("msgstr", &text)] {
            if keyword == "msgctxt" && text.is_empty() {
                continue;
            }
            self.text.extend([keyword, " \"", text.as_str(), "\"\n"]);
        }
        self.text.push('\n');
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::random;

    fn entries() -> Vec<Entry> {
        let entry = |context: &str, source: &str, text: &str, is_fuzzy| Entry {
            context: context.to_owned(),
            source: source.to_owned(),
            text: text.to_owned(),
            is_fuzzy,
            ..Entry::default()
        };
        vec![
            entry("content/guides/a.md:title", "A \"title\"", "Un «título»", false),
            entry("content/guides/a.md#(top)", "One\n\ttwo \\n three\n\n- four", "Uno", true),
            entry("content/guides/a.md#b", "## B\n\n    code\n", "", false),
            entry("content/guides/a.md#long", &"word ".repeat(400), &"كلمة".repeat(4000), false),
        ]
    }

    fn written(entries: &[Entry]) -> String {
        write(&Language::parse("pt-BR").unwrap(), Date::constant(2026, 3, 1), entries).unwrap()
    }

    fn refused(text: &str) -> String {
        read("a.po", text).unwrap_err().shown()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let text = written(&entries());
        assert_eq!(text, written(&entries()));
        let read = read("a.po", &text).unwrap();
        assert_eq!(read.language, "pt_BR");
        let found: Vec<Entry> = read.entries.iter().map(|(_, entry)| entry.clone()).collect();
        assert_eq!(found, entries());
        let lines: Vec<&str> = text.lines().collect();
        for (line, _) in read.entries {
            assert!(lines[line - 1].starts_with("msgctxt "), "{line}");
        }
    }

    #[test]
    fn programs_write_the_same_file_in_other_ways() {
        let text = "\u{feff}# Somebody\n#\nmsgid \"\"\r\nmsgstr \"\"\r\n\"Language: es\\n\"\r\n#. A\n#: a.md\n#\n#, fuzzy, c-format\n\
                    #| msgid \"x\"\nmsgctxt \"a\"\nmsgid\t\"b\"\nmsgstr \"\"\n\n\"c\"\n  \"d\"\nmsgid \"e\"\nmsgstr \"f\"\n\n#~ msgid \"g\"\n#~ msgstr \"h\"\n";
        let read = read("a.po", text).unwrap();
        assert_eq!(read.language, "es");
        let found: Vec<_> = read
            .entries
            .iter()
            .map(|(line, entry)| (*line, &*entry.context, &*entry.source, &*entry.text, entry.is_fuzzy))
            .collect();
        assert_eq!(found, [(11, "a", "b", "cd", true), (17, "", "e", "f", false)]);
    }

    #[test]
    fn what_is_no_po_file_is_refused_with_its_line() {
        let header = "msgid \"\"\nmsgstr \"Language: es\\n\"\n\n";
        for (text, told) in [
            (String::new(), "a.po:1: there are no messages in it"),
            ("msgid \"a\"\nmsgstr \"b\"\n".to_owned(), "a.po:1: the file does not begin with its header"),
            ("msgid \"\"\nmsgstr \"\"\n".to_owned(), "a.po:1: the header is empty"),
            (format!("{header}msgid \"a\nmsgstr \"b\"\n"), "a.po:4: what follows the keyword is no text"),
            (format!("{header}\"\n"), "a.po:4: what follows the keyword is no text"),
            (format!("{header}msgid \"a\\x\"\n"), "a.po:4: what follows the keyword is no text"),
            (format!("{header}msgid \"a\" \"b\"\n"), "a.po:4: what follows the keyword is no text"),
            (format!("{header}msgid \"a\\\"\n"), "a.po:4: what follows the keyword is no text"),
            (format!("{header}hello\n"), "a.po:4: what follows"),
            (format!("{header}hello \"a\"\n"), "a.po:4: the line is no comment"),
            (format!("{header}msgid \"a\"\nmsgid_plural \"b\"\n"), "a.po:5: a message with plurals"),
            (format!("{header}msgstr \"a\"\n"), "a.po:4: the line stands where none of its kind belongs"),
            (format!("{header}#, fuzzy\n\"a\"\n"), "a.po:5: the line stands where"),
            (format!("{header}msgid \"a\"\nmsgctxt \"b\"\n"), "a.po:5: the line stands where"),
            (format!("{header}msgid \"a\"\n"), "a.po:4: the message has no `msgstr`"),
            (format!("{header}msgctxt \"a\"\nmsgid \"\"\nmsgstr \"\"\n"), "a.po:4: `msgid` is empty"),
            (
                format!("{header}msgid \"ab\"\nmsgstr \"c\"\n\nmsgid \"a\"\n\"b\"\nmsgstr \"d\"\n"),
                "a.po:7: another message has the same",
            ),
            (format!("{header}msgid \"{}\"\n", "a".repeat(40_000)), "a.po:4: the line is longer than 32 KiB"),
            ("msgid \"\"\nmsgstr \"Plural-Forms: x\\n\"\n".to_owned(), "a.po:1: "),
        ] {
            let found = refused(&text);
            assert!(found.contains(told), "{told}\n{found}");
        }
    }

    #[test]
    fn no_file_ends_the_program() {
        let text = written(&entries()[..3]);
        let signs = ['"', '\\', '\n', '#', 'm', ' ', 'é', '\r', ',', '~', '[', '\0'];
        let mut read_again = 0;
        for seed in 0..800 {
            let mut below = random(seed);
            let mut changed: Vec<char> = text.chars().collect();
            for _ in 0..=below(6) {
                let at = below(changed.len());
                match below(4) {
                    0 => changed[at] = signs[below(signs.len())],
                    1 => changed.insert(at, signs[below(signs.len())]),
                    2 => {
                        changed.remove(at);
                    }
                    _ => {
                        let end = (at + below(60)).min(changed.len());
                        let part: Vec<char> = changed[at..end].to_vec();
                        let to = below(changed.len());
                        changed.splice(to..to, part);
                    }
                }
            }
            let changed: String = changed.into_iter().collect();
            read_again += usize::from(read("a.po", &changed).is_ok());
        }
        // Some changes are in the texts alone.
        assert!((20..800).contains(&read_again), "{read_again}");
    }
}
