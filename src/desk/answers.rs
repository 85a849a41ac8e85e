//! What people answer when they ask for help, as the fields of a request. The questions are the site's
//! ([`Questions`]); the answers come from a mail ([`mail`]), from the form by way of a mail, or from a terminal.
//! The command line calls it, and the page with the form asks how each question is answered.

mod find;
mod labels;
pub mod mail;
pub mod review;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::private::{self, Counts};
use crate::config::{Askable, Question, Vocabulary};
use crate::record::{Kind, Named, Size, forge_login};
use crate::yaml::write::Value;

pub use find::Finder;

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// On one line.
    Line,
    /// In as many lines as it takes.
    Text,
    /// Several answers, each on a line.
    Lines,
    /// The name of an account on the forge.
    Account,
    /// One of the choices of the question.
    Choice,
    /// Languages, by their names or tags.
    Languages,
    /// Terms of a vocabulary.
    Terms(Vocabulary),
    /// Records of a kind.
    Records(Kind),
}

/// The fields that a question can fill, in the order in which a new request has them.
const ASKABLE: [(&str, Input); 14] = [
    ("title", Input::Line),
    ("requester.name", Input::Line),
    ("requester.affiliation", Input::Line),
    ("requester.accounts", Input::Account),
    ("countries", Input::Terms(Vocabulary::Countries)),
    ("languages", Input::Languages),
    ("size", Input::Choice),
    ("help", Input::Lines),
    ("description", Input::Text),
    ("justification", Input::Text),
    ("partners", Input::Records(Kind::Partner)),
    ("content_types", Input::Terms(Vocabulary::ContentTypes)),
    ("tools", Input::Records(Kind::Tool)),
    ("licence_status", Input::Text),
];

/// The fields that a question can fill, for whoever reads the questions of a site.
#[must_use]
pub fn askable() -> Vec<Askable> {
    let of = |&(field, input): &(&'static str, Input)| Askable {
        field,
        terms: match input {
            Input::Terms(vocabulary) => Some(vocabulary),
            _ => None,
        },
        values: if input == Input::Choice { Size::NAMES } else { &[] },
    };
    ASKABLE.iter().map(of).collect()
}

impl Input {
    /// How that question is answered.
    #[must_use]
    pub fn of(question: &Question) -> Self {
        match &question.field {
            // The questions were held to the list when they were read.
            Some(field) => of_field(field).map_or(Self::Text, |(_, input)| input),
            None if question.choices.is_empty() => Self::Text,
            None => Self::Choice,
        }
    }
}

/// The names of the fields that a question can fill.
fn fields() -> impl Iterator<Item = &'static str> {
    ASKABLE.into_iter().map(|(field, _)| field)
}

fn of_field(name: &str) -> Option<(&'static str, Input)> {
    ASKABLE.into_iter().find(|(field, _)| *field == name)
}

/// Longer answers are no field, in bytes: front matter has a bound, and nobody reads such a field.
const LONGEST_TEXT: usize = 16 * 1024;

/// What a field of a request says.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Answer {
    One(String),
    Many(Vec<String>),
}

/// What is known of a new request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// By field.
    answers: BTreeMap<&'static str, Answer>,
    /// What no field takes: the question, and what is left of its answer.
    pub kept: Vec<Kept>,
}

/// An answer, or a part of one, that no field takes: it belongs into the text of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub question: String,
    pub answer: String,
    /// The field that cannot say it, if the question has one.
    pub field: Option<&'static str>,
}

impl Filled {
    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.kept.is_empty()
    }

    /// What a field says that has one value.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&str> {
        match self.answers.get(field)? {
            Answer::One(text) => Some(text),
            Answer::Many(_) => None,
        }
    }

    /// Whether a field says anything.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.answers.contains_key(field)
    }

    /// Gives a field one value, unless that is empty.
    pub fn set(&mut self, field: &str, text: &str) {
        let text = as_field(text);
        if let Some((field, _)) = of_field(field)
            && !text.is_empty()
        {
            self.answers.insert(field, Answer::One(text));
        }
    }

    /// Gives a field the values that are not empty and not the same.
    pub fn set_all<T: AsRef<str>>(&mut self, field: &str, texts: impl IntoIterator<Item = T>) {
        let mut list: Vec<String> = Vec::new();
        for text in texts {
            let text = as_field(text.as_ref());
            if !text.is_empty() && !list.contains(&text) {
                list.push(text);
            }
        }
        if let Some((field, _)) = of_field(field)
            && !list.is_empty()
        {
            self.answers.insert(field, Answer::Many(list));
        }
    }

    /// Withholds what must not be published from all that is known, and counts it.
    fn withhold(&mut self) -> Counts {
        let mut counts = Counts::new();
        let mut publishable = |text: &mut String| {
            let (kept, found) = private::withhold(text);
            *text = kept;
            for (kind, count) in found {
                *counts.entry(kind).or_default() += count;
            }
        };
        for answer in self.answers.values_mut() {
            match answer {
                Answer::One(text) => publishable(text),
                Answer::Many(texts) => texts.iter_mut().for_each(&mut publishable),
            }
        }
        self.kept.iter_mut().for_each(|kept| publishable(&mut kept.answer));
        counts
    }

    /// Gives a field of terms or records those that a file names. What nothing is called is kept for the text.
    fn named(&mut self, finder: &Finder<'_>, field: &str, names: &[&str]) {
        let Some((field, input)) = of_field(field) else { return };
        let (found, unknown) = finder.all(input, None, &names.join("\n"));
        self.set_all(field, found);
        if !unknown.is_empty() {
            self.kept.push(Kept {
                question: field.to_owned(),
                answer: unknown.join("\n"),
                field: Some(field),
            });
        }
    }

    /// Takes the answer to a question, as somebody wrote it. What its field cannot say is kept for the text.
    pub fn answer(&mut self, finder: &Finder<'_>, question: &Question, asked: &str, answer: &str) {
        let answer = answer.trim();
        if answer.is_empty() {
            return;
        }
        let field = question.field.as_deref().and_then(of_field).map(|(field, _)| field);
        let mut rest = String::new();
        match (field, Input::of(question)) {
            (Some(field), Input::Line) => {
                let (first, below) = answer.split_once('\n').unwrap_or((answer, ""));
                self.set(field, &one_line(without_mark(first)));
                // It is not that the field does not know it: it has one line.
                self.keep(asked, below.trim(), None);
            }
            (Some(field), Input::Text) if answer.len() <= LONGEST_TEXT => self.set(field, answer),
            (_, Input::Text) => self.keep(asked, answer, None),
            (Some(field), Input::Lines) => self.set_all(field, answer.lines().map(without_mark)),
            (Some(field), Input::Account) => match forge_login(answer) {
                Some(login) => self.set(field, &login),
                None => answer.clone_into(&mut rest),
            },
            (Some(field), input) => {
                let (found, unknown) = finder.all(input, Some(question), answer);
                match input {
                    Input::Choice if found.len() == 1 => self.set(field, &found[0]),
                    Input::Choice => answer.clone_into(&mut rest),
                    _ => self.set_all(field, found),
                }
                if rest.is_empty() {
                    rest = unknown.join("\n");
                }
            }
            (None, _) => answer.clone_into(&mut rest),
        }
        self.keep(asked, &rest, field);
    }

    /// Keeps an answer for the text, unless it is empty.
    fn keep(&mut self, question: &str, answer: &str, field: Option<&'static str>) {
        if !answer.is_empty() {
            self.kept.push(Kept { question: question.to_owned(), answer: answer.to_owned(), field });
        }
    }
}

/// A new request, before it is a file.
#[derive(Debug, Clone, Default)]
pub struct NewRequest {
    pub filled: Filled,
    /// The language that it is written in, where that is not the site's own.
    pub language: Option<String>,
    pub received: Option<Date>,
    pub channel: Option<String>,
    /// The request that it takes up again.
    pub follows: Option<String>,
    /// The fields that the desk took from the mail without having been told.
    pub proposed: Vec<&'static str>,
    /// The digests of the mails that it was made from.
    pub mails: Vec<String>,
}

impl NewRequest {
    /// The front matter, without what nobody has said. `forge` is the name of the accounts at the site's forge.
    #[must_use]
    pub fn fields(&self, forge: &'static str) -> Vec<(&'static str, Value)> {
        let mut fields = Vec::new();
        let text = |text: &Option<String>| text.as_ref().map(Value::text);
        for (field, _) in ASKABLE {
            match field {
                "requester.name" => {
                    fields.extend(self.requester(forge).map(|requester| ("requester", requester)));
                    fields.extend(text(&self.follows).map(|old| ("follows", old)));
                    fields.extend(text(&self.language).map(|language| ("language", language)));
                    fields.extend(self.received.map(|day| ("received", Value::Word(day.to_string()))));
                }
                "size" => {
                    if !self.proposed.is_empty() {
                        fields.push(("proposed", Value::texts(self.proposed.iter().copied())));
                    }
                    fields.extend(text(&self.channel).map(|channel| ("channel", channel)));
                    fields.extend(self.value(field));
                }
                field if field.starts_with("requester.") => {}
                field => fields.extend(self.value(field)),
            }
        }
        if !self.mails.is_empty() {
            fields.push(("mails", Value::texts(&self.mails)));
        }
        fields
    }

    fn value(&self, field: &'static str) -> Option<(&'static str, Value)> {
        let value = match self.filled.answers.get(field)? {
            Answer::One(text) => Value::text(text),
            Answer::Many(texts) => Value::texts(texts),
        };
        Some((field, value))
    }

    /// Who asks. Somebody has a name: that of their account, or of whom they ask for, where they give none.
    fn requester(&self, forge: &'static str) -> Option<Value> {
        let of = |field| self.filled.get(field);
        let affiliation = of("requester.affiliation");
        let account = of("requester.accounts");
        let name = of("requester.name").or(account).or(affiliation)?;
        let mut fields = vec![("name", Value::text(name))];
        fields.extend(affiliation.map(|text| ("affiliation", Value::text(text))));
        let account = account.map(|login| Value::Fields(vec![(forge, Value::text(login))]));
        fields.extend(account.map(|account| ("accounts", account)));
        Some(Value::Fields(fields))
    }
}

/// Words of somebody as a field holds them: one that began a comment of HTML would be refused there.
fn as_field(words: &str) -> String {
    words.trim().replace("\r\n", "\n").replace("<!--", "< !--")
}

/// A text on one line, with one space between words.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line without the mark of a list before it.
fn without_mark(line: &str) -> &str {
    let line = line.trim();
    let mark = ["- ", "* ", "• ", "– "].into_iter().find_map(|mark| line.strip_prefix(mark));
    labels::without_number(mark.unwrap_or(line)).trim()
}

#[cfg(test)]
mod tests;
