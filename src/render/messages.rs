//! The words of the interface: one Fluent file a language, so that nothing a reader sees is written
//! in code or in a template.

use std::borrow::Cow;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::civil;
use rustc_hash::FxHashMap;

use crate::config::{Direction, Language};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{SitePath, Span};

/// A language file: where it lies and what it holds.
pub(super) struct LocaleFile<'f> {
    pub(super) file: SitePath,
    pub(super) text: &'f str,
}

/// The words of one language.
pub(super) struct Words {
    pub(super) language: Language,
    bundle: FluentBundle<Arc<FluentResource>>,
    /// The messages without a variable, ready to use.
    plain: FxHashMap<String, String>,
}

impl Words {
    /// The words of `language` from its files; a later file wins over an earlier one.
    pub(super) fn new(language: &Language, files: &[LocaleFile<'_>]) -> (Self, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
        // Names are set apart by markup; the marks of Fluent would end up in attributes and JSON.
        bundle.set_use_isolating(false);
        let mut ids = Vec::new();
        for LocaleFile { file, text } in files {
            let resource = match FluentResource::try_new((*text).to_owned()) {
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
            ids.extend(resource.entries().filter_map(|entry| match entry {
                fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
                _ => None,
            }));
            bundle.add_resource_overriding(Arc::new(resource));
        }
        let mut words = Self { language: language.clone(), bundle, plain: FxHashMap::default() };
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

    pub(super) fn date(&self, date: civil::Date) -> String {
        self.with("date-day", &date_args(date))
    }

    /// A day with its weekday.
    pub(super) fn weekday(&self, date: civil::Date) -> String {
        let weekday = date.weekday().to_monday_one_offset();
        let mut args = date_args(date).to_vec();
        args.push(("weekday", weekday.into()));
        self.with("date-weekday-day", &args)
    }

    pub(super) fn partial_date(&self, date: crate::record::value::PartialDate) -> String {
        let first = date.first();
        match (date.month, date.day) {
            (Some(_), Some(_)) => self.date(first),
            (Some(_), None) => self.with("date-month", &date_args(first)),
            _ => self.with("date-year", &date_args(first)),
        }
    }

    /// A number with the separators of the language.
    pub(super) fn number(&self, value: f64) -> String {
        let written = format!("{value}");
        let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
        let group = self.find("number-group-separator").unwrap_or_default();
        let mut text = String::new();
        for (index, digit) in whole.chars().enumerate() {
            let left = whole.len() - index;
            if index > 0 && left.is_multiple_of(3) && whole.len() > 3 {
                text.push_str(group);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push_str(self.find("number-decimal-separator").unwrap_or("."));
            text.push_str(fraction);
        }
        text
    }

    #[allow(clippy::cast_precision_loss, reason = "no list is that long")]
    pub(super) fn count(&self, count: usize) -> String {
        self.number(count as f64)
    }
}

/// Years are given as text: a number would be grouped as one.
fn date_args(date: civil::Date) -> [(&'static str, FluentValue<'static>); 3] {
    [
        ("day", i64::from(date.day()).into()),
        ("month", i64::from(date.month()).into()),
        ("year", date.year().to_string().into()),
    ]
}
