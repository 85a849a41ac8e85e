//! Which form of a message a number takes, by CLDR. [`messages`](super::messages) has it chosen here.
//!
//! Fluent itself would ask `intl_pluralrules` 7.0.2, whose rules leave out remainders: it has 103 as `other` in Arabic
//! and 22 as `many` in Polish. So where a file chooses by a variable, it is made to choose by what a function says of it.

use std::str::FromStr;

use fluent_bundle::{FluentArgs, FluentValue};
use fluent_syntax::ast::{
    CallArguments, Entry, Expression, Identifier, InlineExpression, NamedArgument, Pattern, PatternElement,
    Resource, VariantKey,
};
use icu_decimal::input::Decimal;
use icu_plurals::{PluralCategory, PluralRules};

use crate::config::Language;

/// The name of the function in a file.
pub(super) const FUNCTION: &str = "PLURAL";
/// Its argument with the numbers that have a text of their own, parted by spaces.
const EXACT: &str = "exact";

/// Lets each choice by a variable be one by [`FUNCTION`].
pub(super) fn by_function(resource: &mut Resource<String>) {
    for entry in &mut resource.body {
        let (value, attributes) = match entry {
            Entry::Message(message) => (message.value.as_mut(), &mut message.attributes),
            Entry::Term(term) => (Some(&mut term.value), &mut term.attributes),
            _ => continue,
        };
        value.into_iter().chain(attributes.iter_mut().map(|it| &mut it.value)).for_each(pattern);
    }
}

fn pattern(pattern: &mut Pattern<String>) {
    // The serializer begins a line with a text of several lines, and no line may begin with these signs.
    if let Some(PatternElement::TextElement { value }) = pattern.elements.first()
        && value.starts_with(['[', '*'])
    {
        let empty = Expression::Inline(InlineExpression::StringLiteral { value: String::new() });
        pattern.elements.insert(0, PatternElement::Placeable { expression: empty });
    }
    for element in &mut pattern.elements {
        if let PatternElement::Placeable { expression: it } = element {
            expression(it);
        }
    }
}

fn expression(it: &mut Expression<String>) {
    match it {
        Expression::Select { selector, variants } => {
            let mut exact: Vec<&str> = Vec::new();
            for variant in &mut *variants {
                pattern(&mut variant.value);
                if let VariantKey::NumberLiteral { value } = &variant.key {
                    exact.push(value);
                }
            }
            if matches!(selector, InlineExpression::VariableReference { .. }) {
                let name = |name: &str| Identifier { name: name.to_owned() };
                let numbers = InlineExpression::StringLiteral { value: exact.join(" ") };
                let named = vec![NamedArgument { name: name(EXACT), value: numbers }];
                let arguments = CallArguments { positional: vec![selector.clone()], named };
                *selector = InlineExpression::FunctionReference { id: name(FUNCTION), arguments };
            }
        }
        Expression::Inline(InlineExpression::Placeable { expression: inner }) => expression(inner),
        Expression::Inline(_) => {}
    }
}

/// The rules of a language; of one that CLDR does not have, the one form of all numbers.
pub(super) fn rules(language: &Language) -> PluralRules {
    PluralRules::try_new_cardinal((&language.locale()).into()).expect("the data are part of the program")
}

/// What [`FUNCTION`] says: the form of a number, the number itself where the file has a text for it, and of anything
/// else what it is.
pub(super) fn form<'a>(
    rules: &PluralRules,
    values: &[FluentValue<'a>],
    named: &FluentArgs<'_>,
) -> FluentValue<'a> {
    let Some(value) = values.first() else { return FluentValue::Error };
    let FluentValue::Number(number) = value else { return value.clone() };
    let written = number.value.to_string();
    if let Some(FluentValue::String(exact)) = named.get(EXACT)
        && exact.split(' ').any(|exact| exact == written)
    {
        return value.clone();
    }
    // What is no number has the form of most.
    let category = Decimal::from_str(&written).map_or(PluralCategory::Other, |it| rules.category_for(&it));
    FluentValue::from(match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    })
}

#[cfg(test)]
mod tests {
    use fluent_bundle::{FluentBundle, FluentResource};
    use fluent_syntax::parser::parse;
    use fluent_syntax::serializer::serialize;

    use super::*;

    /// What the message `m` of a file says with `n`.
    fn said(tag: &str, text: &str, n: impl Into<FluentValue<'static>>) -> String {
        let language = Language::parse(tag).unwrap();
        let mut resource = parse(text.to_owned()).unwrap();
        by_function(&mut resource);
        let mut bundle = FluentBundle::new(vec![language.identifier()]);
        bundle.set_use_isolating(false);
        let rules = rules(&language);
        bundle.add_function(FUNCTION, move |values, named| form(&rules, values, named)).unwrap();
        bundle.add_resource(FluentResource::try_new(serialize(&resource)).unwrap()).unwrap();
        let args = FluentArgs::from_iter([("n", n.into())]);
        let mut errors = Vec::new();
        let pattern = bundle.get_message("m").unwrap().value().unwrap();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        assert!(errors.is_empty(), "{errors:?}");
        text
    }

    #[test]
    fn a_number_has_the_form_that_cldr_gives_it() {
        let text = "m = { $n ->\n    [one] one\n    [few] few\n    [many] many\n   *[other] other\n }\n";
        for (tag, n, form) in [
            ("pl", 22.0, "few"),
            ("pl", 112.0, "many"),
            ("ru", 21.0, "one"),
            ("lt", 10.0, "other"),
            ("en", 1.5, "other"),
            ("fr", 1.5, "one"),
            ("en", f64::NAN, "other"),
            ("xx", 1.0, "other"),
        ] {
            assert_eq!(said(tag, text, n), form, "{tag} {n}");
        }
    }

    #[test]
    fn a_number_with_a_text_of_its_own_has_that() {
        let text = "m = { $n ->\n    [0] none\n    [one] one\n    [2] a pair\n   *[other] more\n }\n";
        let told = [0, 1, 2, 12, 20].map(|n| said("en", text, n));
        assert_eq!(told, ["none", "one", "a pair", "more", "more"]);
    }

    #[test]
    fn a_text_may_begin_with_any_sign() {
        for (text, one, two) in [
            ("m = [x] { $n ->\n    [one] *a*\n   *[other] [{ $n }]\n }\n", "[x] *a*", "[x] [2]"),
            ("m = *{ $n ->\n    [one] .a\n   *[other] b\n }\n", "*.a", "*b"),
            ("m = .{ $n ->\n    [one] a\n   *[other] [b]\n        c\n }\n", ".a", ".[b]\nc"),
            ("m = [a]\n    { $n }\n", "[a]\n1", "[a]\n2"),
            ("m = [a]\r\n    { $n ->\r\n    [one] b\r\n   *[other] c\r\n }\r\n", "[a]\nb", "[a]\nc"),
        ] {
            assert_eq!([said("en", text, 1), said("en", text, 2)], [one, two], "{text}");
        }
    }

    #[test]
    fn a_word_is_chosen_by_as_it_is_and_within_other_texts() {
        let text = "m = { $n ->\n    [day] on a day\n   *[other] in a year\n }\n";
        assert_eq!(said("en", text, "day"), "on a day");
        let within = "-t = { $n ->\n    [one] no\n   *[other] term\n }\n\
                      m = A { $n ->\n    [one] one\n   *[other] { $n ->\n        [few] few\n       *[other] none\n    }, {{ $n ->\n\
                      \u{20}       [few] few\n       *[other] none\n    }}\n }, { -t }\n";
        assert_eq!(said("pl", within, 22), "A few, few, term");
    }
}
