//! What is wrong with the words that a site has of its own, held against those of the program: variables that nobody
//! fills, and what a language does not say yet. [`theme`](super::theme) asks when it reads them.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::messages::LocaleFile;
use crate::config::{self, Language};
use crate::diagnostic::{Code, Diagnostic, FieldPath, Place};
use crate::source::{SitePath, Span};

/// How many messages are named that a language has not.
const NAMED: usize = 5;

/// A message of a file.
struct Message {
    name: String,
    span: Span,
    variables: Variables,
}

/// The variables of a message.
#[derive(Default)]
struct Variables {
    /// Those that stand in its text.
    said: BTreeSet<String>,
    /// Those that choose between texts.
    chosen_by: BTreeSet<String>,
}

impl Variables {
    fn all(&self) -> BTreeSet<String> {
        self.said.union(&self.chosen_by).cloned().collect()
    }
}

/// What is wrong with a site's own files of words. `english` are the program's files; `language` those of the language
/// that the site's are of, theirs among them.
pub(super) fn faults(english: &[LocaleFile<'_>], language: &[LocaleFile<'_>]) -> Vec<Diagnostic> {
    let known: BTreeMap<String, Variables> =
        english.iter().flat_map(messages).map(|message| (message.name, message.variables)).collect();
    let mut own = language.iter().filter(|file| file.is_sites);
    let mut faults: Vec<Diagnostic> = own.clone().flat_map(|file| of_variables(file, &known)).collect();
    let said: BTreeSet<String> = language.iter().flat_map(messages).map(|message| message.name).collect();
    let unsaid: Vec<&str> = known.keys().map(String::as_str).filter(|name| !said.contains(*name)).collect();
    if let Some(file) = own.next_back().filter(|_| !unsaid.is_empty()) {
        let count = unsaid.len();
        let noun = if count == 1 { "message is" } else { "messages are" };
        let message = format!(
            "{count} {noun} not translated, and {} in English on every page",
            if count == 1 { "stands" } else { "stand" }
        );
        let named: Vec<String> = unsaid.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
        let more = if count > NAMED { format!(" and {} more", count - NAMED) } else { String::new() };
        faults.push(
            Diagnostic::new(Code::UntranslatedMessage, &file.file, Place::File, message)
                .help(format!("add {}{more}", named.join(", "))),
        );
    }
    faults
}

/// A language of the site that has no file of words at all. `folder` is that of the site's theme.
pub(super) fn none(language: &Language, folder: &str) -> Diagnostic {
    let message =
        format!("the interface has no words in `{language}`: its pages have those of another language");
    Diagnostic::new(
        Code::UntranslatedMessage,
        &SitePath::new(config::FILE),
        FieldPath::key("languages"),
        message,
    )
    .help(format!("translate the program's English ones in `{folder}/locales/{language}.ftl`"))
}

/// Variables that a message is not given, and those that it leaves out. One that English only chooses by is left out by
/// a language that has but one text for all of them.
fn of_variables(file: &LocaleFile<'_>, known: &BTreeMap<String, Variables>) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for Message { name, span, variables } in messages(file) {
        let Some(given) = known.get(&name) else { continue };
        let list = |names: &mut dyn Iterator<Item = &String>| {
            names.map(|name| format!("`{{ ${name} }}`")).collect::<Vec<_>>().join(", ")
        };
        let (variables, all) = (variables.all(), given.all());
        let unknown = list(&mut variables.difference(&all));
        if !unknown.is_empty() {
            let help = match list(&mut all.iter()) {
                none if none.is_empty() => "it is given nothing: write words alone".to_owned(),
                given => format!("it is given {given}"),
            };
            let message = format!("{unknown} is not given to the message `{name}`");
            faults.push(Diagnostic::new(Code::UnknownVariable, &file.file, span, message).help(help));
        }
        let left = list(&mut given.said.difference(&variables));
        if !left.is_empty() {
            let message = format!("the message `{name}` leaves out {left}");
            let help = "say it too, or readers do not see it";
            faults.push(Diagnostic::new(Code::MissingVariable, &file.file, span, message).help(help));
        }
    }
    faults
}

/// The messages of a file, as far as it can be read.
fn messages(file: &LocaleFile<'_>) -> Vec<Message> {
    let resource = match FluentResource::try_new(file.text.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    let start = resource.source().as_ptr() as usize;
    let message = |entry: &Entry<&str>| {
        let Entry::Message(message) = entry else { return None };
        let name = message.id.name;
        let from = name.as_ptr() as usize - start;
        let mut variables = Variables::default();
        of_pattern(message.value.as_ref()?, &mut variables);
        Some(Message { name: name.to_owned(), span: Span::new(from, from + name.len()), variables })
    };
    resource.entries().filter_map(message).collect()
}

fn of_pattern(pattern: &Pattern<&str>, variables: &mut Variables) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, variables);
        }
    }
}

fn of_expression(expression: &Expression<&str>, variables: &mut Variables) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, variables),
        Expression::Select { selector, variants } => {
            let mut selecting = Variables::default();
            of_inline(selector, &mut selecting);
            variables.chosen_by.append(&mut selecting.all());
            for variant in variants {
                of_pattern(&variant.value, variables);
            }
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, variables: &mut Variables) {
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.said.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => of_expression(expression, variables),
        InlineExpression::FunctionReference { arguments, .. }
        | InlineExpression::TermReference { arguments: Some(arguments), .. } => of_call(arguments, variables),
        InlineExpression::TermReference { arguments: None, .. }
        | InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::MessageReference { .. } => {}
    }
}

fn of_call(arguments: &CallArguments<&str>, variables: &mut Variables) {
    let named = arguments.named.iter().map(|argument| &argument.value);
    for inline in arguments.positional.iter().chain(named) {
        of_inline(inline, variables);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::str::FromStr;

    use fluent_syntax::ast::VariantKey;
    use icu_plurals::{PluralCategory, PluralRules};

    use super::*;
    use crate::source::SitePath;

    /// The program's languages, each with its file.
    fn languages() -> Vec<(String, String)> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/locales");
        let read = |entry: std::io::Result<fs::DirEntry>| {
            let path = entry.unwrap().path();
            (path.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap())
        };
        fs::read_dir(folder).unwrap().map(read).collect()
    }

    fn file(text: &str) -> LocaleFile<'_> {
        LocaleFile { file: SitePath::new("themes/default/locales/x.ftl"), text, is_sites: true }
    }

    #[test]
    fn every_language_says_every_message_with_all_that_it_is_given() {
        let languages = languages();
        assert_eq!(languages.len(), 6);
        let (_, english) = languages.iter().find(|(tag, _)| tag == "en").unwrap();
        for (tag, text) in &languages {
            let faults = faults(&[file(english)], &[file(text)]);
            let told: Vec<&str> = faults.iter().map(|fault| &*fault.message).collect();
            assert_eq!(told, [""; 0], "{tag}");
            let known: Vec<String> =
                messages(&file(english)).into_iter().map(|message| message.name).collect();
            let unknown = messages(&file(text)).into_iter().map(|message| message.name);
            let unknown: Vec<String> = unknown.filter(|name| !known.contains(name)).collect();
            assert_eq!(unknown, [""; 0], "{tag}");
        }
    }

    #[test]
    fn what_english_only_chooses_by_may_be_left_out() {
        let english = "a = { $precision ->\n    [year] in { $date }\n   *[day] on { $date }\n}\n";
        let told = |text: &str| {
            let faults = faults(&[file(english)], &[file(text)]);
            faults.into_iter().map(|fault| fault.message.clone()).collect::<Vec<_>>()
        };
        assert_eq!(told("a = { $date }\n"), [""; 0]);
        assert_eq!(told(english), [""; 0]);
        assert_eq!(
            told("a = { $precision ->\n   *[day] then\n}\n"),
            ["the message `a` leaves out `{ $date }`"]
        );
        assert_eq!(told("a = { $day } { $date }\n"), ["`{ $day }` is not given to the message `a`"]);
    }

    /// The variants of every choice between the forms of a number.
    fn choices(pattern: &Pattern<&str>, found: &mut Vec<Vec<String>>) {
        for element in &pattern.elements {
            let PatternElement::Placeable { expression: Expression::Select { variants, .. } } = element
            else {
                continue;
            };
            let names = variants.iter().filter_map(|variant| match &variant.key {
                VariantKey::Identifier { name } => Some((*name).to_owned()),
                VariantKey::NumberLiteral { .. } => None,
            });
            found.push(names.collect());
            for variant in variants {
                choices(&variant.value, found);
            }
        }
    }

    #[test]
    fn every_form_of_a_number_is_there_that_the_language_has() {
        let names = |categories: &mut dyn Iterator<Item = PluralCategory>| {
            categories.map(|one| format!("{one:?}").to_lowercase()).collect::<BTreeSet<String>>()
        };
        let all = names(&mut PluralCategory::all());
        for (tag, text) in languages() {
            let locale = icu_locale_core::Locale::from_str(&tag).unwrap();
            let rules = PluralRules::try_new_cardinal((&locale).into()).unwrap();
            let needed = names(&mut rules.categories());
            let resource = FluentResource::try_new(text).unwrap();
            let mut count = 0;
            for entry in resource.entries() {
                let Entry::Message(message) = entry else { continue };
                let mut found = Vec::new();
                choices(message.value.as_ref().unwrap(), &mut found);
                for variants in found {
                    let variants: BTreeSet<String> = variants.into_iter().collect();
                    // A choice between other things.
                    if variants.is_subset(&all) && variants.len() > 1 {
                        assert_eq!(variants, needed, "{tag} {}", message.id.name);
                        count += 1;
                    }
                }
            }
            assert!(count > 10, "{tag}: {count}");
        }
    }
}
