//! The questions that people answer when they ask the desk for help. The form, the mail to write instead of it and
//! the prompts at a terminal are made from them, and by them the answers in a mail are known
//! (`desk::answers`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use schemars::JsonSchema;
use serde::Deserialize;

use super::vocabulary::plain_name;
use super::{Language, Localized, Vocabularies, Vocabulary};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FieldPath};
use crate::source::SitePath;
use crate::suggest::{listed, nearest};
use crate::yaml::{Places, Yaml};

/// The file of a site that asks questions of its own.
pub const QUESTIONS: &str = "content/questions.yaml";

const DEFAULT: &str = include_str!("questions.yaml");

/// What stands in a label for the place of the sources.
const FORGE: &str = "{forge}";

/// What people are asked.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Questions {
    /// What the page with the questions is called, and the mail that answers them.
    pub title: Localized,
    /// What stands below it.
    pub text: Localized,
    /// The parts of the form, in their order.
    pub parts: Vec<Part>,
    /// The line that the form writes above the answers in a mail.
    pub form: Localized,
    /// What is asked of a requester when a follow-up is due.
    pub follow_up: Vec<Localized>,
    /// How a member of the committee reviews a request by mail; the standard way where nothing is said.
    #[serde(default = "standard_review")]
    pub review: Vec<Question>,
}

fn standard_review() -> Vec<Question> {
    Questions::standard().review.clone()
}

/// Questions below a heading.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The heading.
    pub label: Localized,
    /// The questions, in their order.
    pub questions: Vec<Question>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its name, in lowercase letters, digits and hyphens.
    pub id: Box<str>,
    /// The field of the request that the answer fills; none for what becomes a part of its text.
    pub field: Option<Box<str>>,
    /// The question as people read it.
    pub label: Localized,
    /// What is meant, in a sentence.
    #[serde(default)]
    pub help: Localized,
    /// What stands beside the line for what the choices do not have.
    #[serde(default)]
    pub other: Localized,
    /// Those to choose from, where not all that the field can have are offered.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// Whether nothing can be sent without an answer.
    #[serde(default)]
    pub needed: bool,
}

/// An answer to choose.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What the field says then.
    pub id: Box<str>,
    /// The answer as people read it, where it is no term or record that has a name.
    #[serde(default)]
    pub label: Localized,
}

/// A field that a question can fill, and the terms that it takes. The fields are declared above this layer, so
/// whoever reads the questions says which there are.
#[derive(Debug, Clone, Copy)]
pub struct Askable {
    pub field: &'static str,
    pub terms: Option<Vocabulary>,
    /// All that it can say, where that is so little that a question says how people read each.
    pub values: &'static [&'static str],
}

static STANDARD: LazyLock<Arc<Questions>> = LazyLock::new(|| {
    // A test holds the default to having no fault.
    let file = SitePath::new(QUESTIONS);
    Arc::new(Yaml { file: &file, text: DEFAULT, offset: 0 }.read().0.unwrap_or_default())
});

impl Questions {
    /// What a site asks that has no questions of its own.
    #[must_use]
    pub fn standard() -> Arc<Self> {
        Arc::clone(&STANDARD)
    }

    /// The questions that a site's own file holds. One that cannot be used leaves the standard ones, with an error
    /// that says so.
    #[must_use]
    pub fn parse(
        text: &str,
        vocabularies: &Vocabularies,
        askable: &[Askable],
        of_review: &[Askable],
    ) -> (Arc<Self>, Diagnostics) {
        let file = SitePath::new(QUESTIONS);
        let mut diagnostics = Diagnostics::new();
        let (questions, faults) = Yaml { file: &file, text, offset: 0 }.read::<Self>();
        diagnostics.extend(faults);
        if let Some(questions) = &questions {
            let places = Places::new(text, 0);
            let mut check = Check { file: &file, places, diagnostics: &mut diagnostics };
            check.questions(questions, vocabularies, askable);
            check.review(&questions.review, vocabularies, of_review);
        }
        let questions = questions.filter(|_| !diagnostics.has_errors());
        (questions.map_or_else(Self::standard, Arc::new), diagnostics)
    }

    /// All questions, in their order.
    pub fn all(&self) -> impl Iterator<Item = &Question> {
        self.parts.iter().flat_map(|part| &part.questions)
    }

    /// The question that fills a field.
    #[must_use]
    pub fn of_field(&self, field: &str) -> Option<&Question> {
        self.all().find(|question| question.field.as_deref() == Some(field))
    }
}

impl Question {
    /// The question as readers of a language see it, where the sources lie on that forge.
    #[must_use]
    pub fn asked(&self, language: &Language, fallback: &Language, forge: &str) -> String {
        self.label.get(language, fallback).replace(FORGE, forge)
    }

    /// The question in each language that it is put in.
    pub fn in_each<'q>(
        &'q self,
        forge: &'q str,
    ) -> impl Iterator<Item = (Option<&'q Language>, String)> + 'q {
        self.label.each().map(move |(language, text)| (language, text.replace(FORGE, forge)))
    }
}

struct Check<'c> {
    file: &'c SitePath,
    places: Places<'c>,
    diagnostics: &'c mut Diagnostics,
}

impl Check<'_> {
    fn wrong(&mut self, code: Code, at: &FieldPath, message: impl Into<String>, help: impl Into<String>) {
        let span = self.places.of(at, false);
        self.diagnostics.push(Diagnostic::new(code, self.file, span, message).help(help));
    }

    fn questions(&mut self, questions: &Questions, vocabularies: &Vocabularies, askable: &[Askable]) {
        let parts = questions.parts.iter().enumerate();
        let all = parts.flat_map(|(part, questions)| {
            let at = FieldPath::key("parts").at(part).then("questions");
            let places = questions.questions.iter().enumerate();
            places.map(move |(place, question)| (at.clone().at(place), question))
        });
        self.list(all, vocabularies, askable);
        let title = questions.of_field("title");
        if title.is_none_or(|title| !title.needed) {
            let (message, help) = (
                "no question asks for the title, which every request needs",
                "write a question with `field: title` and `needed: true`",
            );
            self.wrong(Code::MissingField, &FieldPath::key("parts"), message, help);
        }
    }

    /// A review by mail says of which request it is, what should be done, and why.
    fn review(&mut self, review: &[Question], vocabularies: &Vocabularies, of_review: &[Askable]) {
        let at = FieldPath::key("review");
        let all = review.iter().enumerate().map(|(place, question)| (at.clone().at(place), question));
        self.list(all, vocabularies, of_review);
        for (place, question) in review.iter().enumerate() {
            if question.field.is_none() {
                let names: Vec<&str> = of_review.iter().map(|known| known.field).collect();
                let message = format!("the answer to `{}` is no part of a review", question.id);
                let help = format!("write `field`: one of {}", listed(&names));
                self.wrong(Code::MissingField, &at.clone().at(place), message, help);
            }
        }
        for needed in ["request", "recommendation", "reason"] {
            if review.iter().all(|question| question.field.as_deref() != Some(needed)) {
                let message = format!("no question asks for the `{needed}` of a review");
                let help = format!("write one with `field: {needed}`");
                self.wrong(Code::MissingField, &at, message, help);
            }
        }
    }

    /// Questions that are put together: each with a name, a text and a field of its own.
    fn list<'q>(
        &mut self,
        questions: impl Iterator<Item = (FieldPath, &'q Question)>,
        vocabularies: &Vocabularies,
        askable: &[Askable],
    ) {
        let mut ids = BTreeSet::new();
        let mut fields = BTreeMap::new();
        let mut labels = BTreeMap::new();
        for (at, question) in questions {
            self.id(&question.id, &at.clone().then("id"));
            if !ids.insert(&question.id) {
                let message = format!("there are two questions `{}`", question.id);
                self.wrong(Code::BadValue, &at.clone().then("id"), message, "give one of them another name");
            }
            self.label(question, &at, &mut labels);
            self.field(question, &at, vocabularies, askable);
            if let Some(field) = &question.field
                && let Some(other) = fields.insert(field, &question.id)
            {
                let message = format!("`{field}` is filled by the question `{other}` already");
                let help = "delete one of them, or the line `field`: then the answer is a part of the text";
                self.wrong(Code::BadValue, &at.clone().then("field"), message, help);
            }
        }
    }

    fn id(&mut self, id: &str, at: &FieldPath) {
        let is_letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if id.is_empty() || !id.bytes().all(is_letter) {
            let message = format!("`{id}` cannot be the name of a question");
            self.wrong(Code::BadValue, at, message, "use lowercase letters, digits and hyphens");
        }
    }

    /// Answers in a mail are known by the text of the question, so there is one, and no other has it.
    fn label<'q>(&mut self, question: &'q Question, at: &FieldPath, labels: &mut BTreeMap<String, &'q str>) {
        let at = at.clone().then("label");
        let mut own: Vec<String> = question.label.each().map(|(_, text)| plain_name(text)).collect();
        if own.is_empty() || own.iter().any(String::is_empty) {
            let message = format!("the question `{}` has no text", question.id);
            self.wrong(Code::MissingField, &at, message, "write what people are asked");
        }
        // In two languages one question may read the same.
        own.sort();
        own.dedup();
        for text in own {
            if let Some(other) = labels.insert(text, &question.id) {
                let message = format!("the questions `{other}` and `{}` have one text", question.id);
                let help = "an answer in a mail is known by its question: put one of them in other words";
                self.wrong(Code::BadValue, &at, message, help);
            }
        }
    }

    fn field(
        &mut self,
        question: &Question,
        at: &FieldPath,
        vocabularies: &Vocabularies,
        askable: &[Askable],
    ) {
        let has_labels = || question.choices.iter().all(|choice| choice.label.each().next().is_some());
        let at_choice = |index| at.clone().then("choices").at(index).then("id");
        let Some(field) = &question.field else {
            if !has_labels() {
                let message = format!("the answers to `{}` have no text", question.id);
                let help = "write a `label` for each: no field says what it is";
                self.wrong(Code::MissingField, &at.clone().then("choices"), message, help);
            }
            return;
        };
        let Some(known) = askable.iter().find(|known| known.field == &**field) else {
            let names: Vec<&str> = askable.iter().map(|known| known.field).collect();
            let near = nearest(field, names.iter().copied());
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("a question can fill {}", listed(&names)),
            };
            let message = format!("no question can fill `{field}`");
            self.wrong(Code::UnknownValue, &at.clone().then("field"), message, help);
            return;
        };
        let is_labelled = !known.values.is_empty();
        if is_labelled && (question.choices.is_empty() || !has_labels()) {
            let message = format!("the answers to `{}` have no text", question.id);
            let help = "write `choices`: an `id` and a `label` for each";
            self.wrong(Code::MissingField, &at.clone().then("choices"), message, help);
        }
        for (index, choice) in question.choices.iter().enumerate() {
            if is_labelled && !known.values.contains(&&*choice.id) {
                let message = format!("`{field}` cannot be `{}`", choice.id);
                let help = format!("known here: {}", listed(known.values));
                self.wrong(Code::UnknownValue, &at_choice(index), message, help);
            }
            if question.choices[..index].iter().any(|other| other.id == choice.id) {
                let message = format!("the answer `{}` is there twice", choice.id);
                self.wrong(Code::BadValue, &at_choice(index), message, "delete one of them");
            }
        }
        if let Some(vocabulary) = known.terms {
            for (index, choice) in question.choices.iter().enumerate() {
                if vocabularies.get(vocabulary, &choice.id).is_none() {
                    let message = format!("unknown {} `{}`", vocabulary.noun(), choice.id);
                    let known: Vec<&str> = vocabularies.ids(vocabulary).collect();
                    let help = nearest(&choice.id, known.iter().copied()).map_or_else(
                        || format!("known here: {}", listed(&known)),
                        |near| format!("did you mean `{near}`?"),
                    );
                    self.wrong(Code::UnknownTerm, &at_choice(index), message, help);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
