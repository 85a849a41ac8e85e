//! The fields of a record as its page shows them: each with its name and its values, made by the walk over
//! the declaration. A theme reaches every field here, and [`facts`](super::facts) takes its rows from them.

use std::borrow::Cow;

use serde::Serialize;

use super::inherited;
use crate::config::Language;
use crate::record::{At, Choice, Field, Record, Shown, Value, Visitor};
use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::phrase::{Phrase, external, text, with_note};
use crate::render::{badge, date, language, link};

/// A field of a record, or of a group within it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct FieldView {
    /// Its name in front matter.
    pub(crate) name: Cow<'static, str>,
    /// What readers call it; none for parts of a group that have no word of their own.
    label: Option<Html>,
    /// What it holds, but for groups.
    pub(crate) values: Vec<Html>,
    /// The groups of fields that it holds, such as each of the figures of a case.
    pub(crate) groups: Vec<Vec<FieldView>>,
}

impl FieldView {
    /// All values, those within groups too.
    pub(crate) fn flat(&self) -> Vec<Html> {
        let within = self.groups.iter().flatten().flat_map(Self::flat);
        self.values.iter().cloned().chain(within).collect()
    }
}

/// The fields that are `wanted` and that readers may see, but for those at the head of the page, as far as
/// they say something.
pub(crate) fn fields<'a>(
    cx: &Context<'a>,
    record: &'a Record,
    wanted: fn(&'static Field) -> bool,
) -> Vec<FieldView> {
    let mut views = Views { cx, record, wanted, open: vec![Vec::new()] };
    record.fields.walk(&mut views);
    record.common.walk(&mut views);
    views.open.pop().unwrap_or_default()
}

struct Views<'c, 'a> {
    cx: &'c Context<'a>,
    record: &'a Record,
    wanted: fn(&'static Field) -> bool,
    /// The fields of the record, and those of each group that is open, the innermost last.
    open: Vec<Vec<FieldView>>,
}

impl Views<'_, '_> {
    /// The field there, in the group that is open.
    fn field(&mut self, at: &At<'_>) -> Option<&mut FieldView> {
        let is_inner = self.open.len() > 1;
        let fields = self.open.last_mut()?;
        let name = at.name();
        let place = match fields.iter().position(|field| field.name == name) {
            Some(place) => place,
            None => {
                let label = if is_inner {
                    self.cx.interface.texts.get(at.field().label).cloned()
                } else {
                    Some(self.cx.message(at.field().heading()))
                };
                fields.push(FieldView { name, label, values: Vec::new(), groups: Vec::new() });
                fields.len() - 1
            }
        };
        fields.get_mut(place)
    }
}

fn is_shown(field: &Field) -> bool {
    !matches!(field.shown, Shown::Head | Shown::Searched | Shown::Nowhere)
}

impl<'a> Visitor<'a> for Views<'_, 'a> {
    fn value(&mut self, value: Value<'a>, at: &At<'_>) {
        if (self.wanted)(at.top())
            && at.all(is_shown)
            && let Some(html) = html(self.cx, self.record, value, at)
            && let Some(field) = self.field(at)
        {
            field.values.push(html);
        }
    }

    fn open(&mut self, _: &At<'_>) {
        self.open.push(Vec::new());
    }

    fn close(&mut self, at: &At<'_>) {
        let group = self.open.pop().unwrap_or_default();
        if !group.is_empty()
            && let Some(field) = self.field(at)
        {
            field.groups.push(group);
        }
    }
}

/// A value as it stands in a page; none for a record that is not published, and for an empty text.
fn html<'a>(cx: &Context<'a>, record: &Record, value: Value<'a>, at: &At<'_>) -> Option<Html> {
    Some(match value {
        Value::Text("") | Value::Name("") => return None,
        Value::Text(own) => {
            Phrase { lang: inherited::language(cx, at).map(Language::as_str), ..text(own) }.html()
        }
        Value::Name(name) => Phrase { name: true, ..text(name) }.html(),
        Value::Flag(flag) => cx.message(if flag { "value-yes" } else { "value-no" }),
        Value::Whole(number) => text(&number.to_string()).html(),
        Value::Number(number) => text(&cx.words().number(number)).html(),
        Value::Date(date) => date::partial(cx, date),
        Value::Time(start) => {
            let time = start.time.map(|time| cx.words().time(time));
            with_note(date::day(cx, start.date), time.as_deref())
        }
        Value::Interval(interval) => text(&interval.to_string()).html(),
        Value::TimeZone(zone) => text(&zone.replace('_', " ")).html(),
        Value::Choice(Choice { of, name, is_state: true }) => badge::value(cx, of, name),
        Value::Choice(Choice { of, name, is_state: false }) => cx.message(&format!("value-{of}-{name}")),
        Value::Record(kind, slug) => link::named(cx, kind, slug)?,
        Value::Term(vocabulary, id) => link::term(cx, vocabulary, id),
        Value::State(id) => badge::workflow(cx, id),
        Value::Language(own) => language::phrase(cx, own),
        Value::File(path) => link::file(cx, record, text(path), path).html(),
        Value::Address(url) => link::address(url),
        Value::Item(item) => external(item, format!("https://www.wikidata.org/wiki/{item}")).html(),
        Value::Commons(page) => link::elsewhere("https://commons.wikimedia.org/wiki/", page, page),
        Value::Alias(path) => text(path).html(),
    })
}
