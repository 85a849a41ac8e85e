//! Reviews in a mail, or in the notes of a meeting: what a member of the committee says of a request, in answer to the
//! questions that the site puts for it ([`Questions::review`](crate::config::Questions)), in any of their languages.
//! `casebook mail fetch` reads the mails of members with it, `casebook request minutes` the notes.
//!
//! A question and its answer stand on a line of their own, or several on one: `Recommend: proceed, priority: high,
//! because: it fills a gap`.

use super::labels::{LONGEST, Labels, unquoted, without_number};
use super::{Finder, Input, one_line};
use crate::config::{Askable, Language, Question, plain_name};
use crate::record::{Digest, Host, Named, Priority, Recommendation, Review};
use crate::site::Site;

/// The fields of a review that a question can fill, besides the request that it is of.
const ASKABLE: [(&str, &[&str]); 7] = [
    ("request", &[]),
    ("recommendation", Recommendation::NAMES),
    ("priority", Priority::NAMES),
    ("reason", &[]),
    ("conditions", &[]),
    ("conflict", &[]),
    ("contested", &[]),
];

/// How much of a digest is enough to tell one text of a request from another, in hexadecimal digits.
const SHORT: usize = 8;

/// What stands between two questions with their answers on one line.
const BETWEEN: [char; 6] = [',', ';', '.', '،', '؛', '。'];

/// What begins an answer.
const COLONS: [char; 2] = [':', '：'];

/// The fields that a question can fill, for whoever reads the questions of a site.
#[must_use]
pub fn askable() -> Vec<Askable> {
    ASKABLE.iter().map(|&(field, values)| Askable { field, terms: None, values }).collect()
}

/// What somebody says of one request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The request, as they name it.
    pub request: Option<String>,
    /// The beginning of the digest of the text that they were asked about.
    pub digest: Option<String>,
    /// The name of a [`Recommendation`].
    pub recommendation: Option<String>,
    /// The name of a [`Priority`].
    pub priority: Option<String>,
    pub reason: Option<String>,
    pub conditions: Vec<String>,
    pub conflict: Option<String>,
    pub contested: Option<String>,
    /// Answers that say none of what can be chosen: the field, and what was written.
    pub unknown: Vec<(&'static str, String)>,
}

/// What a text holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What is said of each request; nothing of those whose questions were left open.
    pub said: Vec<Said>,
    /// How many lines with anything in them belong to no question.
    pub left: usize,
}

impl Said {
    fn is_empty(&self) -> bool {
        let open = Self { request: self.request.clone(), digest: self.digest.clone(), ..Self::default() };
        *self == open
    }
}

/// A request that somebody is asked about.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'r> {
    pub name: &'r str,
    pub title: &'r str,
    /// Of its text, where an answer is to be of this text and no other.
    pub digest: Option<&'r Digest>,
}

/// The form by which requests are reviewed, in a language: a block for each. `colon` is how the language writes one
/// behind a word.
#[must_use]
pub fn form(site: &Site, requests: &[Asked<'_>], language: &Language, colon: &str) -> String {
    let blocks =
        requests.iter().map(|asked| block(site, asked, language, colon, |field| field != "contested"));
    blocks.collect::<Vec<_>>().join("\n\n")
}

/// The form by which a review is contested that somebody else wrote down.
#[must_use]
pub fn contest(site: &Site, asked: &Asked<'_>, language: &Language, colon: &str) -> String {
    block(site, asked, language, colon, |field| ["request", "contested"].contains(&field))
}

/// The questions of those fields about a request.
fn block(
    site: &Site,
    about: &Asked<'_>,
    language: &Language,
    colon: &str,
    is_asked: impl Fn(&str) -> bool,
) -> String {
    let default = site.config.default_language();
    let forge = Host::of(&site.config).shown();
    let questions = site.questions.review.iter();
    let line = |question: &Question| {
        let label = question.asked(language, default, forge);
        match field(question).filter(|field| is_asked(field))? {
            "request" => {
                let digest = about.digest.map_or_else(String::new, |digest| format!(" ({})", short(digest)));
                Some(format!("{label}{colon} {}{digest}, {}", about.name, about.title))
            }
            _ if question.choices.is_empty() => Some(format!("{label}{colon} ")),
            _ => {
                let choices = question.choices.iter().map(|choice| choice.label.get(language, default));
                Some(format!("{label} ({}){colon} ", choices.collect::<Vec<_>>().join(" / ")))
            }
        }
    };
    questions.filter_map(line).collect::<Vec<_>>().join("\n")
}

/// A review in words, a line for each of its parts that says something.
#[must_use]
pub fn shown(site: &Site, review: &Review, language: &Language, colon: &str) -> String {
    let default = site.config.default_language();
    let forge = Host::of(&site.config).shown();
    let line = |question: &Question| {
        let choice = |name: &str| {
            let choice = question.choices.iter().find(|choice| &*choice.id == name);
            choice.map_or(name, |choice| choice.label.get(language, default)).to_owned()
        };
        let said = match field(question)? {
            "recommendation" => choice(review.recommendation.name()),
            "priority" => choice(review.priority?.name()),
            "reason" => review.reason.trim().to_owned(),
            "conditions" => review.conditions.join("\n"),
            "conflict" => review.conflict.clone()?,
            _ => return None,
        };
        (!said.is_empty()).then(|| format!("{}{colon} {said}", question.asked(language, default, forge)))
    };
    site.questions.review.iter().filter_map(line).collect::<Vec<_>>().join("\n")
}

/// What is enough of a digest to know it again.
#[must_use]
pub fn short(digest: &Digest) -> &str {
    let hex = digest.as_str().rsplit(':').next().unwrap_or_default();
    hex.get(..SHORT).unwrap_or(hex)
}

/// Whether a digest begins as somebody has it from the form.
#[must_use]
pub fn is_of(digest: &Digest, begun: &str) -> bool {
    short(digest) == begun
}

/// Reads a text.
#[must_use]
pub fn read(site: &Site, text: &str) -> Found {
    Reader::new(site).read(text)
}

/// The request that an answer names, and the beginning of a digest where it has one: `maps (0123abcd), Old maps`.
#[must_use]
pub fn about(answer: &str) -> (&str, Option<&str>) {
    let words = answer.split(|c: char| c.is_whitespace() || ",()".contains(c));
    let mut words = words.filter(|word| !word.is_empty());
    let request = words.next().unwrap_or_default();
    let is_digest = |word: &&str| word.len() == SHORT && word.bytes().all(|b| b.is_ascii_hexdigit());
    (request, words.next().filter(is_digest))
}

/// Whether a line begins with one of the questions.
#[must_use]
pub fn begins(site: &Site, line: &str) -> bool {
    let (before, asked) = Reader::new(site).split(line.trim_start());
    before.is_empty() && !asked.is_empty()
}

/// Whether a line puts one of the questions, answered or not.
#[must_use]
pub fn asks(site: &Site, line: &str) -> bool {
    !Reader::new(site).split(line).1.is_empty()
}

/// Whether a text speaks as a review does, though none of it can be read as one: it recommends, names a recommendation,
/// and speaks of a priority, all in one language.
#[must_use]
pub fn is_like_one(site: &Site, text: &str) -> bool {
    let words = format!(" {} ", plain_name(text));
    let has = |label: &str| {
        let label = plain_name(label);
        !label.is_empty() && words.contains(&format!(" {label} "))
    };
    let fallback = site.config.default_language();
    let of = |name: &str| site.questions.review.iter().find(|question| field(question) == Some(name));
    let (Some(recommend), Some(priority)) = (of("recommendation"), of("priority")) else { return false };
    recommend.label.each().any(|(language, label)| {
        let language = language.unwrap_or(fallback);
        let choices = &recommend.choices;
        has(label)
            && has(priority.label.get(language, fallback))
            && choices.iter().any(|choice| has(choice.label.get(language, fallback)))
    })
}

fn field(question: &Question) -> Option<&'static str> {
    let named = question.field.as_deref()?;
    ASKABLE.iter().map(|(field, _)| *field).find(|field| *field == named)
}

struct Reader<'s> {
    finder: Finder<'s>,
    questions: &'s [Question],
    labels: Labels<'s>,
}

/// A question, and the lines of its answer.
struct Answered<'s> {
    question: &'s Question,
    field: &'static str,
    lines: Vec<String>,
}

impl<'s> Reader<'s> {
    fn new(site: &'s Site) -> Self {
        let forge = Host::of(&site.config).shown();
        Self {
            finder: Finder::new(site),
            questions: &site.questions.review,
            labels: Labels::new(site.questions.review.iter(), forge),
        }
    }

    fn read(&self, text: &str) -> Found {
        let mut found = Found::default();
        let mut answered: Vec<Answered<'s>> = Vec::new();
        for line in text.lines() {
            let (_, content) = unquoted(line);
            let (before, asked) = self.split(content);
            match answered.last_mut() {
                // What follows a blank line is the answer to a question about reasons, or no answer at all: people take
                // their leave below the last question.
                Some(last) if !before.is_empty() && is_open(last) => last.lines.push(before.to_owned()),
                Some(last) if before.is_empty() && asked.is_empty() => last.lines.push(String::new()),
                _ => found.left += usize::from(!before.is_empty()),
            }
            for (question, field, answer) in asked {
                answered.push(Answered { question, field, lines: vec![answer.to_owned()] });
            }
        }
        let mut said = Said::default();
        for answered in answered {
            let begins = answered.field == "request" && said.request.is_some();
            if begins {
                found.said.extend(Some(std::mem::take(&mut said)).filter(|said| !said.is_empty()));
            }
            self.take(&mut said, &answered);
        }
        found.said.extend(Some(said).filter(|said| !said.is_empty()));
        found
    }

    /// What stands on a line before its first question, and each question with what follows it.
    fn split<'l>(&self, line: &'l str) -> (&'l str, Vec<(&'s Question, &'static str, &'l str)>) {
        let mut asked: Vec<(&Question, &'static str, usize, usize)> = Vec::new();
        let begins = std::iter::once(0).chain(line.match_indices(BETWEEN).map(|(at, sign)| at + sign.len()));
        for begin in begins {
            // Whoever says why may use the same words.
            if asked.last().is_some_and(|(_, field, ..)| *field == "reason") {
                break;
            }
            let Some((label, sign)) = line[begin..].split_once(COLONS).map(|(label, _)| (label, 1)) else {
                break;
            };
            let colon = line[begin + label.len()..].chars().next().map_or(sign, char::len_utf8);
            if label.len() <= LONGEST
                && let Some((question, field)) = self.question(label)
            {
                asked.push((question, field, begin, begin + label.len() + colon));
            }
        }
        let before = asked.first().map_or(line, |(_, _, begin, _)| &line[..*begin]).trim();
        let ends = asked.iter().skip(1).map(|(_, _, begin, _)| *begin).chain([line.len()]);
        let answer =
            |((question, field, _, from), to): (&(&'s Question, &'static str, usize, usize), usize)| {
                // The sign before the next question, and the end of the emphasis that began before this one.
                let answer = line[*from..to].trim_matches(|c: char| c.is_whitespace() || "*_".contains(c));
                let answer = if to < line.len() { answer.trim_end_matches(BETWEEN) } else { answer };
                (*question, *field, answer)
            };
        let asked = asked.iter().zip(ends).map(answer).collect();
        (before, asked)
    }

    /// The question that a label puts, in words or by the name of its field; the choices may stand behind it in brackets.
    fn question(&self, label: &str) -> Option<(&'s Question, &'static str)> {
        let label = without_number(label);
        let bare = label.split(['(', '（']).next().unwrap_or(label);
        let by_name =
            || self.questions.iter().find(|question| question.field.as_deref() == Some(&*plain_name(bare)));
        let question = self.labels.question(label).or_else(|| self.labels.question(bare)).or_else(by_name)?;
        Some((question, field(question)?))
    }

    fn take(&self, said: &mut Said, answered: &Answered<'_>) {
        let text = answered.lines.join("\n").trim().to_owned();
        if text.is_empty() {
            return;
        }
        match answered.field {
            "request" => {
                let (request, digest) = about(&text);
                said.request = Some(request.to_owned()).filter(|request| !request.is_empty());
                said.digest = digest.map(str::to_owned);
            }
            "conditions" => said.conditions.extend(text.lines().map(super::without_mark).map(str::to_owned)),
            "reason" => add(&mut said.reason, text),
            "conflict" => add(&mut said.conflict, one_line(&text)),
            "contested" => add(&mut said.contested, one_line(&text)),
            field => {
                let (found, unknown) = self.finder.all(Input::Choice, Some(answered.question), &text);
                let known = if field == "priority" { &mut said.priority } else { &mut said.recommendation };
                match (&found[..], known.as_deref()) {
                    ([one], None) if unknown.is_empty() => *known = Some(one.clone()),
                    ([one], Some(before)) if unknown.is_empty() && one == before => {}
                    _ => said.unknown.push((field, text)),
                }
            }
        }
    }
}

/// Whether a line below a question still answers it.
fn is_open(answered: &Answered<'_>) -> bool {
    let is_begun = answered.lines.iter().any(|line| !line.is_empty());
    let is_interrupted = answered.lines.iter().skip(1).any(String::is_empty);
    match answered.field {
        "reason" => true,
        "request" => !is_begun,
        "recommendation" | "priority" => !is_begun || !is_interrupted,
        _ => !is_interrupted,
    }
}

fn add(known: &mut Option<String>, text: String) {
    match known {
        Some(known) => {
            known.push_str("\n\n");
            known.push_str(&text);
        }
        None => *known = Some(text),
    }
}

#[cfg(test)]
mod tests;
