//! The words of the interface: one Fluent file a language, so that nothing a reader sees is written
//! in code or in a template.

use std::borrow::Cow;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Entry;
use fluent_syntax::parser::parse;
use fluent_syntax::serializer::serialize;
use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use jiff::civil;
use rustc_hash::{FxHashMap, FxHashSet};
use unic_langid::LanguageIdentifier;

use super::cldr::{Cldr, Numbers};
use super::plurals;
use crate::config::{Direction, Language};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::record::value::{LocalTime, PartialDate};
use crate::source::{SitePath, Span};

/// A language file: where it lies and what it holds.
#[derive(Clone)]
pub(super) struct LocaleFile<'f> {
    pub(super) file: SitePath,
    pub(super) text: &'f str,
    /// Whether the site has written it.
    pub(super) is_sites: bool,
}

/// The words of one language.
pub(super) struct Words {
    pub(super) language: Language,
    bundle: FluentBundle<Arc<FluentResource>>,
    /// The messages without a variable, ready to use.
    plain: FxHashMap<String, String>,
    /// The messages that are in English, since no file of the language has them.
    english: FxHashSet<String>,
    cldr: Cldr,
}

impl Words {
    /// The words of `language` from its files, of which a later one wins over an earlier one, with the `english` ones
    /// behind them for what they do not say.
    pub(super) fn new(
        language: &Language,
        english: &[LocaleFile<'_>],
        own: &[LocaleFile<'_>],
    ) -> (Self, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
        // Names are set apart by markup; the marks of Fluent would end up in attributes and JSON.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(written));
        let rules = plurals::rules(language);
        bundle
            .add_function(plurals::FUNCTION, move |values, named| plurals::form(&rules, values, named))
            .expect("a new bundle has no functions");
        let mut ids = Vec::new();
        let mut behind = 0;
        for (place, LocaleFile { file, text, .. }) in english.iter().chain(own).enumerate() {
            let mut resource = match parse((*text).to_owned()) {
                Ok(resource) => resource,
                Err((resource, errors)) => {
                    for error in errors {
                        let span = Span::new(error.pos.start, error.pos.end);
                        diagnostics.push(
                            Diagnostic::new(Code::MessageSyntax, file, span, format!("this is not Fluent: {}", error.kind))
                                .help("write `name = text`, one message a line; further lines of a text are indented"),
                        );
                    }
                    resource
                }
            };
            plurals::by_function(&mut resource);
            ids.extend(resource.body.iter().filter_map(|entry| match entry {
                Entry::Message(message) => Some(message.id.name.clone()),
                _ => None,
            }));
            let resource = match FluentResource::try_new(serialize(&resource)) {
                Ok(resource) => resource,
                Err((resource, errors)) => {
                    // What was written is not what was read: nothing of it is to be lost unsaid.
                    for error in errors {
                        let message = format!("a message cannot be used: {}", error.kind);
                        diagnostics.push(Diagnostic::new(Code::MessageSyntax, file, Place::File, message));
                    }
                    resource
                }
            };
            bundle.add_resource_overriding(Arc::new(resource));
            if place < english.len() {
                behind = ids.len();
            }
        }
        let mut english: FxHashSet<String> = ids[..behind].iter().cloned().collect();
        for id in &ids[behind..] {
            english.remove(id);
        }
        let (language, cldr) = (language.clone(), Cldr::of(language));
        let mut words = Self { language, bundle, plain: FxHashMap::default(), english, cldr };
        for id in ids {
            if let Some(text) = words.format(&id, None) {
                words.plain.insert(id, text);
            }
        }
        (words, diagnostics)
    }

    fn format(&self, id: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors);
        errors.is_empty().then(|| text.into_owned())
    }

    pub(super) fn direction(&self) -> Direction {
        self.language.direction()
    }

    /// The message of that name, if there is one and it needs no variable.
    pub(super) fn find(&self, id: &str) -> Option<&str> {
        self.plain.get(id).map(String::as_str)
    }

    /// Whether a message is in English although the words are in another language.
    pub(super) fn is_english(&self, id: &str) -> bool {
        self.english.contains(id)
    }

    /// The messages that need no variable, by name.
    pub(super) fn plain(&self) -> impl Iterator<Item = (&str, &str)> {
        self.plain.iter().map(|(id, text)| (id.as_str(), text.as_str()))
    }

    /// The message of that name; its name where there is none, which tests look for.
    pub(super) fn get(&self, id: &str) -> Cow<'_, str> {
        self.find(id).map_or_else(|| format!("[{id}]").into(), Cow::from)
    }

    /// The message of that name with its variables; `None` where there is none.
    pub(super) fn fill(&self, id: &str, args: &FluentArgs<'_>) -> Option<Cow<'_, str>> {
        if let Some(text) = self.plain.get(id) {
            return Some(Cow::Borrowed(text));
        }
        self.format(id, Some(args)).map(Cow::Owned)
    }

    /// The message of that name with its variables; its name where there is none.
    pub(super) fn with(&self, id: &str, args: &[(&'static str, FluentValue<'_>)]) -> String {
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        self.fill(id, &args).map_or_else(|| format!("[{id}]"), Cow::into_owned)
    }

    /// A message about a date, which is given `date` in words, and as `precision` whether that is a `year`, a `month` or
    /// a `day`: many languages put other words before each.
    pub(super) fn dated(&self, id: &str, date: PartialDate) -> String {
        self.with(id, &[("date", self.partial_date(date).into()), ("precision", precision(&[date]).into())])
    }

    /// The same about the time `from` a date `to` another; `precision` is of the more exact one.
    pub(super) fn between(&self, id: &str, from: PartialDate, to: PartialDate) -> String {
        let precision = precision(&[from, to]);
        let [from, to] = [from, to].map(|date| self.partial_date(date));
        self.with(id, &[("from", from.into()), ("to", to.into()), ("precision", precision.into())])
    }

    pub(super) fn date(&self, date: civil::Date) -> String {
        self.cldr.date(date.into())
    }

    /// A day with its weekday, and the time where that is known.
    pub(super) fn when(&self, at: LocalTime) -> String {
        self.cldr.when(at)
    }

    pub(super) fn partial_date(&self, date: PartialDate) -> String {
        self.cldr.date(date)
    }

    pub(super) fn time(&self, time: civil::Time) -> String {
        self.cldr.time(time)
    }

    pub(super) fn number(&self, value: f64) -> String {
        self.cldr.number(value)
    }

    #[allow(clippy::cast_precision_loss, reason = "no list is that long")]
    pub(super) fn count(&self, count: usize) -> String {
        self.number(count as f64)
    }

    /// A share of one in whole per cent.
    pub(super) fn percent(&self, share: f64) -> String {
        self.with("percent", &[("number", (share * 100.0).round().into())])
    }

    /// Several things in a row, which may hold markup.
    pub(super) fn list<'i>(&self, items: impl IntoIterator<Item = &'i str, IntoIter: Clone>) -> String {
        self.cldr.list(items.into_iter())
    }
}

/// How exact the most exact of some dates is.
fn precision(dates: &[PartialDate]) -> &'static str {
    if dates.iter().any(|date| date.day.is_some()) {
        "day"
    } else if dates.iter().any(|date| date.month.is_some()) {
        "month"
    } else {
        "year"
    }
}

/// How a number stands in a message.
fn written(value: &FluentValue<'_>, formatters: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    formatters.with_try_get((), |numbers: &Numbers| numbers.write(number.value)).ok()
}

impl Memoizable for Numbers {
    type Args = ();
    type Error = ();

    fn construct(language: LanguageIdentifier, (): ()) -> Result<Self, ()> {
        let language = Language::parse(&language.to_string()).ok_or(())?;
        Self::new(&language.locale()).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(tag: &str) -> Words {
        let text = match tag {
            "en" => include_str!("../../themes/default/locales/en.ftl"),
            "es" => include_str!("../../themes/default/locales/es.ftl"),
            "fr" => include_str!("../../themes/default/locales/fr.ftl"),
            "ar" => include_str!("../../themes/default/locales/ar.ftl"),
            "pt" => include_str!("../../themes/default/locales/pt.ftl"),
            _ => include_str!("../../themes/default/locales/sv.ftl"),
        };
        let file = LocaleFile { file: SitePath::new("x.ftl"), text, is_sites: false };
        Words::new(&Language::parse(tag).unwrap(), &[], &[file]).0
    }

    #[test]
    fn a_date_stands_in_a_sentence_as_exact_as_it_is_known() {
        let date = |year, month, day| PartialDate { year, month, day };
        let (year, month, day) =
            (date(2024, None, None), date(2025, Some(3), None), date(2026, Some(5), Some(2)));
        for (tag, since, until, counted) in [
            (
                "en",
                ["since 2024", "since March 2025", "since 2 May 2026"],
                ["until 2024", "until March 2025", "until 2 May 2026"],
                ["(counted in 2024)", "(counted in March 2025)", "(counted on 2 May 2026)"],
            ),
            (
                "es",
                ["desde 2024", "desde marzo de 2025", "desde el 2 de mayo de 2026"],
                ["hasta 2024", "hasta marzo de 2025", "hasta el 2 de mayo de 2026"],
                ["(recuento de 2024)", "(recuento de marzo de 2025)", "(recuento del 2 de mayo de 2026)"],
            ),
            (
                "fr",
                ["depuis 2024", "depuis mars 2025", "depuis le 2 mai 2026"],
                ["jusqu’en 2024", "jusqu’en mars 2025", "jusqu’au 2 mai 2026"],
                ["(compté en 2024)", "(compté en mars 2025)", "(compté le 2 mai 2026)"],
            ),
            (
                "ar",
                ["منذ 2024", "منذ مارس 2025", "منذ 2 مايو 2026"],
                ["حتى 2024", "حتى مارس 2025", "حتى 2 مايو 2026"],
                ["(تاريخ العدّ: 2024)", "(تاريخ العدّ: مارس 2025)", "(تاريخ العدّ: 2 مايو 2026)"],
            ),
            (
                "pt",
                ["desde 2024", "desde março de 2025", "desde 2 de maio de 2026"],
                ["até 2024", "até março de 2025", "até 2 de maio de 2026"],
                ["(contagem de 2024)", "(contagem de março de 2025)", "(contagem de 2 de maio de 2026)"],
            ),
            (
                "sv",
                ["sedan 2024", "sedan mars 2025", "sedan den 2 maj 2026"],
                ["till och med 2024", "till och med mars 2025", "till och med den 2 maj 2026"],
                ["(räknat 2024)", "(räknat i mars 2025)", "(räknat den 2 maj 2026)"],
            ),
        ] {
            let words = words(tag);
            let told = |id| [year, month, day].map(|date| words.dated(id, date));
            assert_eq!(told("role-since"), since, "{tag}");
            assert_eq!(told("role-until"), until, "{tag}");
            assert_eq!(told("uploads-counted-on"), counted, "{tag}");
        }
        assert_eq!(words("en").between("role-period", year, date(2025, None, None)), "2024–2025");
        assert_eq!(words("en").between("role-period", year, day), "2024 – 2 May 2026");
        assert_eq!(words("ar").between("role-period", year, month), "من 2024 إلى مارس 2025");
    }

    /// What a message says, and with which numbers.
    type Forms<'s> = &'s [(&'s str, &'s [usize])];

    /// The integers that CLDR gives as samples of each plural category (`common/supplemental/plurals.xml`).
    #[test]
    fn a_number_has_the_form_that_its_language_gives_it() {
        let samples: [(&str, Forms<'_>); 6] = [
            ("en", &[("# record", &[1]), ("# records", &[0, 2, 16, 21, 100, 1000, 1_000_000])]),
            (
                "es",
                &[
                    ("# registro", &[1]),
                    ("# de registros", &[1_000_000]),
                    ("# registros", &[0, 2, 16, 21, 100, 1000, 100_000]),
                ],
            ),
            (
                "fr",
                &[
                    ("# fiche", &[0, 1]),
                    ("# de fiches", &[1_000_000]),
                    ("# fiches", &[2, 17, 21, 100, 1000, 100_000]),
                ],
            ),
            (
                "ar",
                &[
                    ("لا سجلات", &[0]),
                    ("سجل واحد", &[1]),
                    ("سجلان", &[2]),
                    ("# سجلات", &[3, 10, 103, 110, 1003]),
                    ("# سجلًا", &[11, 26, 99, 111, 1011]),
                    ("# سجل", &[100, 102, 200, 202, 300, 1000, 1_000_000]),
                ],
            ),
            (
                "pt",
                &[
                    ("# registro", &[0, 1]),
                    ("# de registros", &[1_000_000]),
                    ("# registros", &[2, 17, 21, 100, 1000, 100_000]),
                ],
            ),
            ("sv", &[("# post", &[1]), ("# poster", &[0, 2, 16, 21, 100, 1000, 1_000_000])]),
        ];
        for (tag, forms) in samples {
            let words = words(tag);
            for (form, counts) in forms {
                for &count in *counts {
                    let told = words.with("count-records", &[("count", count.into())]);
                    assert_eq!(told, form.replace('#', &words.count(count)), "{tag} {count}");
                }
            }
        }
    }
}
