//! What an IMAP server answers (RFC 3501, section 7), read as far as it is used. `talk` calls it, with answers that
//! `wire` has cut. Of what nobody has asked for, a server may send what it likes; but an answer of a form that is
//! used here, and that cannot be read, is none.
//!
//! The reader is ours since the kept one without a date library of its own, `imap-proto`, ends the program on some
//! answers: a date that is `NIL`, brackets within brackets. The tests ask it for a second opinion.

mod value;

use std::borrow::Cow;

use value::{Reader, Value};

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// The server waits for more of the command.
    More(String),
    /// What came of the command with this tag.
    Done {
        tag: String,
        outcome: Outcome,
    },
    /// The same said of no command, such as the greeting.
    State(Outcome),
    Capabilities(Vec<String>),
    Listed(Listed),
    Found(Vec<u32>),
    Fetched(Fetched),
    /// Whatever else it tells.
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Ok,
    No,
    Bad,
    Bye,
    /// The greeting of a server that takes the connection for signed in.
    PreAuth,
}

/// A status, what stands in brackets behind it, and words for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) status: Status,
    pub(super) code: Option<Code>,
    pub(super) text: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Code {
    Capabilities(Vec<String>),
    UidValidity(u32),
    PermanentFlags(Vec<String>),
    ReadOnly,
    Other(String),
}

/// A folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) attributes: Vec<String>,
    /// What stands between the names of a folder and of one within it.
    pub(super) delimiter: Option<char>,
    /// As the server writes it.
    pub(super) name: String,
}

/// What is told of a mail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Fetched {
    pub(super) uid: Option<u32>,
    pub(super) flags: Option<Vec<String>>,
    pub(super) size: Option<u64>,
    /// The part of it that was asked for.
    pub(super) section: Option<Vec<u8>>,
}

/// Reads an answer; `None` for what is none.
pub(super) fn read(answer: &[u8]) -> Option<Answer> {
    let answer = answer.strip_suffix(b"\r\n")?;
    if let Some(rest) = answer.strip_prefix(b"+") {
        return Some(Answer::More(text(rest.trim_ascii_start())));
    }
    let space = answer.iter().position(|byte| *byte == b' ')?;
    let (tag, rest) = (&answer[..space], &answer[space + 1..]);
    if tag != b"*" {
        let tag = String::from_utf8(tag.to_vec())
            .ok()
            .filter(|tag| tag.bytes().all(|byte| byte.is_ascii_alphanumeric()))?;
        return Some(Answer::Done { tag, outcome: outcome(rest)? });
    }
    let end = rest.iter().position(|byte| *byte == b' ').unwrap_or(rest.len());
    let (word, more) = (&rest[..end], rest[end..].strip_prefix(b" ").unwrap_or_default());
    if word.iter().all(u8::is_ascii_digit) && !word.is_empty() {
        let what = more.get(..6).filter(|what| what.eq_ignore_ascii_case(b"FETCH "));
        return match what {
            Some(_) => fetched(&more[6..]).map(Answer::Fetched),
            None => more.first().filter(|first| first.is_ascii_alphabetic()).map(|_| Answer::Other),
        };
    }
    match word.to_ascii_uppercase().as_slice() {
        b"OK" | b"NO" | b"BAD" | b"BYE" | b"PREAUTH" => outcome(rest).map(Answer::State),
        b"CAPABILITY" => words(&Reader::new(more).values()?).map(Answer::Capabilities),
        b"LIST" => listed(&Reader::new(more).values()?).map(Answer::Listed),
        b"SEARCH" => found(&Reader::new(more).values()?).map(Answer::Found),
        word => word.first().filter(|first| first.is_ascii_alphabetic()).map(|_| Answer::Other),
    }
}

fn outcome(rest: &[u8]) -> Option<Outcome> {
    let end = rest.iter().position(|byte| *byte == b' ').unwrap_or(rest.len());
    let status = match rest[..end].to_ascii_uppercase().as_slice() {
        b"OK" => Status::Ok,
        b"NO" => Status::No,
        b"BAD" => Status::Bad,
        b"BYE" => Status::Bye,
        b"PREAUTH" => Status::PreAuth,
        _ => return None,
    };
    let rest = rest[end..].trim_ascii_start();
    let Some(inner) = rest.strip_prefix(b"[") else {
        return Some(Outcome { status, code: None, text: text(rest) });
    };
    let mut reader = Reader::new(inner);
    // Codes that are not used here may have a form of their own; then all of it is text.
    let (code, rest) = match reader.values_to(b']').as_deref().map(code) {
        Some(code) => (Some(code?), reader.rest().trim_ascii_start()),
        None => (None, rest),
    };
    Some(Outcome { status, code, text: text(rest) })
}

/// What stands in brackets. `None` for one that is used here and says nothing.
fn code(values: &[Value<'_>]) -> Option<Code> {
    let (name, rest) = values.split_first()?;
    let name = name.word()?.to_ascii_uppercase();
    Some(match (name.as_str(), rest) {
        ("CAPABILITY", rest) => Code::Capabilities(words(rest)?),
        ("UIDVALIDITY", [number]) => Code::UidValidity(number.number()?),
        ("PERMANENTFLAGS", [Value::List(flags)]) => Code::PermanentFlags(words(flags)?),
        ("UIDVALIDITY" | "PERMANENTFLAGS", _) => return None,
        ("READ-ONLY", []) => Code::ReadOnly,
        _ => Code::Other(name),
    })
}

fn listed(values: &[Value<'_>]) -> Option<Listed> {
    // Extensions put more behind the name.
    let [Value::List(attributes), delimiter, name, ..] = values else { return None };
    let delimiter = match delimiter {
        Value::Word(word) if word.eq_ignore_ascii_case(b"NIL") => None,
        delimiter => Some(single(&delimiter.text()?)?),
    };
    Some(Listed { attributes: words(attributes)?, delimiter, name: text(&name.text()?) })
}

fn single(text: &[u8]) -> Option<char> {
    match text {
        [byte] if byte.is_ascii() => Some(char::from(*byte)),
        _ => None,
    }
}

fn found(values: &[Value<'_>]) -> Option<Vec<u32>> {
    // A server that counts changes adds `(MODSEQ 917)`.
    values.iter().filter(|value| !matches!(value, Value::List(_))).map(Value::number).collect()
}

fn fetched(rest: &[u8]) -> Option<Fetched> {
    let values = Reader::new(rest).values()?;
    let [Value::List(items)] = values.as_slice() else { return None };
    let (pairs, []) = items.as_chunks::<2>() else { return None };
    let mut fetched = Fetched::default();
    for [name, value] in pairs {
        let name = name.word()?.to_ascii_uppercase();
        match (name.as_str(), value) {
            ("UID", value) => fetched.uid = Some(value.number().filter(|uid| *uid > 0)?),
            ("RFC822.SIZE", value) => fetched.size = Some(value.long_number()?),
            ("FLAGS", Value::List(flags)) => fetched.flags = Some(words(flags)?),
            ("FLAGS", _) => return None,
            (name, value) if name.starts_with("BODY[") => fetched.section = Some(section(value)?),
            _ => {}
        }
    }
    Some(fetched)
}

fn section(value: &Value<'_>) -> Option<Vec<u8>> {
    match value {
        Value::Word(word) => word.eq_ignore_ascii_case(b"NIL").then(Vec::new),
        value => value.text().map(Cow::into_owned),
    }
}

fn words(values: &[Value<'_>]) -> Option<Vec<String>> {
    values.iter().map(|value| value.word().map(str::to_owned)).collect()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests;
