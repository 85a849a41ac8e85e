//! What the words of an answer stand for: a country by its name in any language of the vocabulary, a tool by its
//! title, a language by its name. [`Filled::answer`](super::Filled::answer) asks.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::{Input, without_mark};
use crate::config::{Language, Question, Vocabulary, names as language_names, plain_name};
use crate::record::Kind;
use crate::site::Site;

/// What stands between several answers on one line.
const BETWEEN: [char; 6] = [',', ';', '،', '؛', '、', '；'];

/// “And”, in the languages of the interface.
const AND: [&str; 7] = ["and", "y", "e", "et", "och", "و", "/"];

/// Names in their plain form, each with what it stands for; none where that could be several.
type Names = FxHashMap<String, Option<String>>;

/// The names of a site, as answers may use them.
pub struct Finder<'s> {
    site: &'s Site,
    names: RefCell<FxHashMap<&'static str, Names>>,
}

impl<'s> Finder<'s> {
    #[must_use]
    pub fn new(site: &'s Site) -> Self {
        Self { site, names: RefCell::default() }
    }

    /// What an answer names, in its order, and the parts of it that name nothing.
    pub(super) fn all(
        &self,
        input: Input,
        question: Option<&Question>,
        answer: &str,
    ) -> (Vec<String>, Vec<String>) {
        let (mut found, mut unknown) = (Vec::new(), Vec::new());
        for line in answer.lines().map(without_mark).filter(|line| !line.is_empty()) {
            let parts: Vec<&str> =
                line.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty()).collect();
            let mut from = 0;
            // What names nothing stays together as it was written.
            let mut left: Vec<&str> = Vec::new();
            while from < parts.len() {
                // A name may have a comma of its own: the longest that is one.
                let named = (from + 1..=parts.len())
                    .rev()
                    .find_map(|to| Some((to, self.one(input, question, &parts[from..to].join(", "))?)));
                match named {
                    Some((to, id)) => {
                        found.push(id);
                        unknown.extend((!left.is_empty()).then(|| left.join(", ")));
                        left.clear();
                        from = to;
                    }
                    None => {
                        match self.joined(input, question, parts[from]) {
                            Some(ids) => found.extend(ids),
                            None => left.push(parts[from]),
                        }
                        from += 1;
                    }
                }
            }
            unknown.extend((!left.is_empty()).then(|| left.join(", ")));
        }
        (found, unknown)
    }

    /// What names with a word for “and” between them stand for, if each stands for something.
    fn joined(&self, input: Input, question: Option<&Question>, names: &str) -> Option<Vec<String>> {
        let mut parts = vec![String::new()];
        for word in names.replace('/', " / ").split_whitespace() {
            // In Arabic it is a letter of the next word.
            let (is_and, rest) = match word.strip_prefix('و') {
                Some(rest) if !rest.is_empty() => (true, rest),
                _ => (AND.contains(&word.to_lowercase().as_str()), ""),
            };
            if is_and {
                parts.push(rest.to_owned());
            } else if let Some(part) = parts.last_mut() {
                part.push(' ');
                part.push_str(word);
            }
        }
        // `Trinidad and Tobago` is `Trinidad & Tobago`.
        if let Some(id) = self.one(input, question, &parts.concat()) {
            return Some(vec![id]);
        }
        (parts.len() > 1).then(|| parts.iter().map(|part| self.one(input, question, part)).collect())?
    }

    /// What a name stands for.
    fn one(&self, input: Input, question: Option<&Question>, name: &str) -> Option<String> {
        let find = |name: &str| match input {
            Input::Terms(vocabulary) => {
                // As it is written, a code is one.
                let code =
                    self.site.vocabularies.get(vocabulary, name.trim()).map(|_| name.trim().to_owned());
                code.or_else(|| self.known(vocabulary.file_name(), name, || self.terms(vocabulary)))
            }
            Input::Records(kind) => self.known(kind.folder(), name, || self.records(kind)),
            Input::Languages => self.tag(name).or_else(|| self.known("languages", name, || self.languages())),
            Input::Choice => choice(question?, name),
            Input::Line | Input::Text | Input::Lines | Input::Account => None,
        };
        // `Peru (PE)`: two names of one. What else stands in brackets says something of its own.
        let twice = || {
            let (bare, other) = name.strip_suffix([')', '）'])?.split_once(['(', '（'])?;
            find(bare).filter(|id| find(other).as_ref() == Some(id))
        };
        find(name).or_else(twice)
    }

    fn known(&self, of: &'static str, name: &str, names: impl FnOnce() -> Names) -> Option<String> {
        self.names.borrow_mut().entry(of).or_insert_with(names).get(&plain_name(name)).cloned().flatten()
    }

    fn terms(&self, vocabulary: Vocabulary) -> Names {
        let mut names = Names::default();
        for (id, term) in self.site.vocabularies.terms(vocabulary) {
            let labels = term.label.texts().chain(term.also.iter().map(String::as_str));
            labels.for_each(|name| enter(&mut names, name, id));
            // Codes of countries are words of many languages: `no`, `is`, `to`.
            if vocabulary != Vocabulary::Countries {
                enter(&mut names, id, id);
            }
        }
        names
    }

    /// Records by their names, titles and translated titles.
    fn records(&self, kind: Kind) -> Names {
        let mut names = Names::default();
        for (_, entry) in self.site.entries().filter(|(_, entry)| entry.record.id.kind == kind) {
            let (record, slug) = (&entry.record, &*entry.record.id.slug);
            enter(&mut names, slug, slug);
            enter(&mut names, &record.common.title, slug);
        }
        names
    }

    /// Languages by their own names and by those that they have in the languages of the program; as the site writes them,
    /// where it is one of its own.
    fn languages(&self) -> Names {
        let mut names = Names::default();
        for known in language_names::known() {
            let tag = self.own_tag(known.tag);
            for name in known.all() {
                enter(&mut names, name, &tag);
            }
        }
        names
    }

    /// A tag of the site's languages. Those of others are words of many: `no`, `any`, `ja`.
    fn tag(&self, name: &str) -> Option<String> {
        let name = name.trim_matches(|c: char| !c.is_alphanumeric());
        let own = self.site.config.languages.iter().find(|own| own.as_str().eq_ignore_ascii_case(name))?;
        Some(own.to_string())
    }

    /// The site's own form of a language: `pt-BR` where it has no other Portuguese.
    fn own_tag(&self, primary: &str) -> String {
        let tags = self.site.config.languages.iter().map(Language::as_str);
        let own: Vec<&str> = tags.filter(|tag| tag.split('-').next() == Some(primary)).collect();
        match own[..] {
            [own] => own.to_owned(),
            _ => primary.to_owned(),
        }
    }
}

fn choice(question: &Question, name: &str) -> Option<String> {
    let name = plain_name(name);
    let is = |text: &str| plain_name(text) == name;
    let found = question.choices.iter().find(|choice| is(&choice.id) || choice.label.texts().any(is));
    found.map(|choice| choice.id.to_string())
}

fn enter(names: &mut Names, name: &str, id: &str) {
    let name = plain_name(name);
    if !name.is_empty() {
        let known = names.entry(name).or_insert_with(|| Some(id.to_owned()));
        if known.as_deref() != Some(id) {
            *known = None;
        }
    }
}
