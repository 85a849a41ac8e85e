//! What drawing one page needs at hand: the site, the words of its language, and where it stands.
//! Every view is made from the small pieces here.

use std::borrow::Cow;
use std::convert::Infallible;

use jiff::civil;
use rustc_hash::FxHashSet;

use super::Renderer;
use super::messages::Words;
use super::phrase::{Value, push};
use super::shared::{Shared, way_to};
use super::theme::{Interface, Theme, escape};
use super::view::{Html, Item, ItemView, Items, Links};
use crate::config::{Language, Vocabulary};
use crate::diagnostic::Diagnostic;
use crate::record::value::{LocalTime, PartialDate, WebAddress};
use crate::record::{Fields, Kind, Named, Record};
use crate::site::{BROWSABLE, ENTRIES_PER_PAGE, EntryId, Page, PageKind, Site};
use crate::source::UrlPath;

/// How many records of one kind a page names before it leads to the rest.
const NAMED: usize = 8;

pub(super) struct Draw<'a> {
    pub(super) site: &'a Site,
    pub(super) theme: &'a Theme,
    pub(super) interface: &'a Interface,
    pub(super) page: &'a Page,
    pub(super) url: UrlPath,
    pub(super) shared: &'a Shared,
    /// The texts that the page's record has from its original.
    pub(super) inherited: FxHashSet<&'a str>,
}

impl<'a> Draw<'a> {
    pub(super) fn new(renderer: &'a Renderer<'a>, page: &'a Page) -> Self {
        let Renderer { site, theme, .. } = *renderer;
        let url = site.url(page);
        let inherited = match page.kind {
            PageKind::Record(id) if site.entry(id).original != id => {
                super::inherited::texts(&site.entry(site.entry(id).original).record)
            }
            _ => FxHashSet::default(),
        };
        // Every language of a page is one of the site's.
        let shared = &renderer.shared[&page.language];
        let interface = theme.interface(&page.language);
        Self { site, theme, interface, page, url, shared, inherited }
    }

    pub(super) fn words(&self) -> &'a Words {
        &self.interface.words
    }

    pub(super) fn language(&self) -> &'a Language {
        &self.page.language
    }

    /// The language of a record, where it is not the page's.
    pub(super) fn other_language(&self, record: &'a Record) -> Option<&'a Language> {
        Some(&record.language).filter(|language| *language != self.language())
    }

    /// The language of the interface, where it is not the page's.
    pub(super) fn words_language(&self) -> Option<&'a str> {
        self.interface.foreign.then(|| self.words().language.as_str())
    }

    /// A record in the language of the page, if it has it.
    pub(super) fn local(&self, id: EntryId) -> EntryId {
        self.site.in_language(id, self.language())
    }

    /// The link to a record with its title, and whether it is a draft.
    pub(super) fn link(&self, id: EntryId) -> Html {
        let id = self.local(id);
        always(self.shared.links.get(id, || Ok(self.new_link(id))))
    }

    /// The title of a record, in the language of the page if it has it.
    pub(super) fn title(&self, id: EntryId) -> &'a str {
        let site = self.site;
        &site.entry(self.local(id)).record.common.title
    }

    pub(super) fn way_to_record(&self, id: EntryId) -> String {
        way_to(&self.site.entry(self.local(id)).url)
    }

    fn new_link(&self, id: EntryId) -> Html {
        let entry = self.site.entry(id);
        let record = &entry.record;
        let mut html = String::with_capacity(128);
        push(&mut html, &["<a href=\"", &way_to(&entry.url), "\""]);
        if let Some(language) = self.other_language(record) {
            let (lang, dir) = (language.as_str(), language.direction().attribute());
            push(&mut html, &[" lang=\"", lang, "\" hreflang=\"", lang, "\" dir=\"", dir, "\""]);
        }
        let title = escape(&record.common.title);
        match record.id.kind {
            // A name may be in another script than the line that it stands in.
            Kind::Person => push(&mut html, &["><bdi>", &title, "</bdi></a>"]),
            _ => push(&mut html, &[">", &title, "</a>"]),
        }
        if record.common.draft {
            push(&mut html, &[" <span class=\"draft\">", self.message("draft-mark").as_str(), "</span>"]);
        }
        Html::new(&html)
    }

    /// The records of that kind, as far as they are published.
    pub(super) fn records<'s>(&self, kind: Kind, slugs: impl IntoIterator<Item = &'s str>) -> Vec<Html> {
        slugs.into_iter().filter_map(|slug| self.find(kind, slug)).collect()
    }

    /// A link to the record of that name, if it is published.
    pub(super) fn find(&self, kind: Kind, slug: &str) -> Option<Html> {
        self.site.named(kind, slug).map(|id| self.link(id))
    }

    /// Terms, each with a link where it has a page.
    pub(super) fn terms<'s>(
        &self,
        vocabulary: Vocabulary,
        ids: impl IntoIterator<Item = &'s str>,
    ) -> Vec<Html> {
        ids.into_iter().map(|id| self.term(vocabulary, id)).collect()
    }

    pub(super) fn term(&self, vocabulary: Vocabulary, id: &str) -> Html {
        always(self.shared.terms.get((vocabulary, id.into()), || {
            let url = BROWSABLE.contains(&vocabulary).then(|| way_to(&self.site.term_url(vocabulary, id, 1)));
            let licence = self.site.vocabularies.get(vocabulary, id).and_then(|term| term.url.as_deref());
            let value = Value {
                text: self.label(vocabulary, id).into(),
                external: licence.is_some(),
                url: url.map(Cow::from).or(licence.map(Cow::from)),
                ..Value::default()
            };
            Ok(value.html())
        }))
    }

    /// A term by name alone, for the short lines of lists.
    pub(super) fn label<'s>(&self, vocabulary: Vocabulary, id: &'s str) -> &'s str
    where
        'a: 's,
    {
        self.site.label(vocabulary, id, self.language())
    }

    fn labels<'s>(
        &self,
        vocabulary: Vocabulary,
        ids: impl IntoIterator<Item = &'s str>,
    ) -> impl Iterator<Item = Html>
    where
        'a: 's,
    {
        ids.into_iter().map(move |id| text(self.label(vocabulary, id)).html())
    }

    pub(super) fn date(&self, date: civil::Date) -> Html {
        self.partial_date(date.into())
    }

    pub(super) fn partial_date(&self, date: PartialDate) -> Html {
        always(self.shared.dates.get(date, || {
            let value = Value {
                text: self.words().partial_date(date).into(),
                datetime: Some(date.to_string()),
                lang: self.words_language(),
                ..Value::default()
            };
            Ok(value.html())
        }))
    }

    /// A date for a line of text that cannot say its language: in words only where they are the
    /// page's own.
    pub(super) fn plain_date(&self, date: PartialDate) -> String {
        if self.interface.foreign { date.to_string() } else { self.words().partial_date(date) }
    }

    /// A text in the language of the interface, which it says where the page has another.
    pub(super) fn own(&self, text: &str) -> Html {
        self.interface.own(text)
    }

    /// The message of that name, as [`own`](Self::own) gives it.
    pub(super) fn message(&self, id: &str) -> Html {
        self.interface.texts.get(id).cloned().unwrap_or_else(|| self.own(&self.words().get(id)))
    }

    /// A word of the interface as a value.
    pub(super) fn word(&self, id: &str) -> Value<'a> {
        Value { text: self.words().get(id), lang: self.words_language(), ..Value::default() }
    }

    /// A state, with the name that gives it its colour.
    pub(super) fn state(&self, group: &str, state: &'static str) -> Html {
        Value { state: Some(state), ..self.word(&format!("value-{group}-{state}")) }.html()
    }

    /// A state of the workflow, with its colour.
    pub(super) fn request_state(&self, id: &'a str) -> Html {
        Value { state: Some(id), ..text(self.state_label(id)) }.html()
    }

    /// What readers see for a state of the workflow.
    pub(super) fn state_label(&self, id: &'a str) -> &'a str {
        let state = self.site.workflow.state(id);
        state.map_or(id, |state| state.label(self.language(), self.site.config.default_language()))
    }

    /// An address elsewhere, shown without what all addresses have.
    pub(super) fn address(address: &WebAddress) -> Html {
        let url = address.as_str();
        let shown = url.split_once("://").map_or(url, |(_, rest)| rest);
        external(shown.trim_start_matches("www.").trim_end_matches('/'), url).html()
    }

    /// A record in a list.
    pub(super) fn item(&self, id: EntryId) -> Item<'a> {
        let site = self.site;
        let record = &site.entry(self.local(id)).record;
        let language = self.other_language(record);
        Item {
            kind: record.id.kind.name(),
            link: self.link(id),
            lang: language.map(Language::as_str),
            dir: language.map(|language| language.direction().attribute()),
            summary: record
                .common
                .summary
                .as_deref()
                .or(Some(record.body.plain()).filter(|text| !text.is_empty())),
            meta: self.meta(record),
        }
    }

    /// A record as a row of a list; its name is a heading of that level, 2 or 3.
    pub(super) fn row(&self, id: EntryId, level: u8) -> Result<Html, Box<Diagnostic>> {
        self.shared.rows[usize::from(level > 2)]
            .get(self.local(id), || self.part("item.html", &ItemView { item: self.item(id), level }))
    }

    pub(super) fn rows(&self, ids: &[EntryId], level: u8) -> Result<Vec<Html>, Box<Diagnostic>> {
        ids.iter().map(|&id| self.row(id, level)).collect()
    }

    /// The few words that tell a record from its neighbours in a list.
    pub(super) fn meta(&self, record: &Record) -> Vec<Html> {
        let mut meta = Vec::new();
        match &record.fields {
            Fields::Case(case) => {
                meta.extend(self.labels(Vocabulary::Countries, case.countries.iter().map(|c| &*c.0)));
                if let Some(period) = &case.period {
                    meta.extend(period.end.or(period.start).map(|date| self.partial_date(date)));
                }
            }
            Fields::Guide(guide) => {
                meta.extend(guide.confidence.map(|confidence| self.state("confidence", confidence.name())));
                meta.extend(
                    guide.level.map(|level| self.word(&format!("value-level-{}", level.name())).html()),
                );
                meta.extend(guide.last_reviewed.map(|date| {
                    let text =
                        self.words().with("reviewed-on", &[("date", self.words().date(date.0).into())]);
                    Value { text: text.into(), lang: self.words_language(), ..Value::default() }.html()
                }));
            }
            Fields::Clinic(clinic) => {
                meta.extend(clinic.start.map(|start| self.date(start.date)));
                let series = clinic.series.as_deref().filter(|series| *series != record.common.title);
                meta.extend(series.map(|series| text(series).html()));
            }
            Fields::Person(person) => {
                let roles = person.roles.iter().filter(|role| role.holds_on(self.site.today));
                meta.extend(self.labels(Vocabulary::Roles, roles.map(|role| &*role.role.0)));
                meta.extend(self.labels(Vocabulary::Countries, person.countries.iter().map(|c| &*c.0)));
            }
            Fields::Group(group) => {
                meta.extend(group.status.map(|status| self.state("group", status.name())));
                if !group.members.is_empty() {
                    let count = i64::try_from(group.members.len()).unwrap_or(i64::MAX);
                    let text = self.words().with("members-count", &[("count", count.into())]);
                    let value = Value { text: text.into(), lang: self.words_language(), ..Value::default() };
                    meta.push(value.html());
                }
            }
            Fields::Partner(partner) => {
                meta.extend(self.labels(Vocabulary::PartnerTypes, partner.r#type.iter().map(|t| &*t.0)));
                meta.extend(self.labels(Vocabulary::Countries, partner.countries.iter().map(|c| &*c.0)));
            }
            Fields::Tool(tool) => {
                meta.extend(tool.health.map(|health| self.state("health", health.name())));
            }
            Fields::Request(request) => {
                meta.push(self.request_state(request.state(&self.site.workflow)));
                meta.extend(request.received.map(|date| self.date(date.0)));
                meta.extend(self.labels(Vocabulary::Countries, request.countries.iter().map(|c| &*c.0)));
            }
            Fields::Page(_) => {}
        }
        meta
    }

    pub(super) fn kind_name(&self, kind: Kind) -> Cow<'a, str> {
        self.words().get(&format!("kind-{}-many", kind.name()))
    }

    /// Records below the names of their kinds.
    pub(super) fn by_kind(&self, ids: &[EntryId]) -> Result<Vec<Items>, Box<Diagnostic>> {
        let items = |(kind, ids): (Kind, Vec<EntryId>)| {
            Ok(Items {
                kind: kind.name(),
                heading: self.own(&self.kind_name(kind)),
                items: self.rows(&ids, 3)?,
                more: None,
            })
        };
        self.split_by_kind(ids).into_iter().map(items).collect()
    }

    /// What mentions a record: where that is more than a page holds, the first few and a link to all.
    pub(super) fn mentioned_by(&self, id: EntryId) -> Vec<Links> {
        let mentions = self.site.mentions(id);
        let original = &self.site.entry(self.site.entry(id).original).url;
        let all = (mentions.len() > ENTRIES_PER_PAGE).then(|| original.child("mentions/"));
        let links = |(kind, ids): (Kind, Vec<EntryId>)| {
            let shown = if all.is_some() { ids.len().min(NAMED) } else { ids.len() };
            let mut links: Vec<Html> = ids[..shown].iter().map(|&id| self.link(id)).collect();
            if let Some(all) = all.as_ref().filter(|_| shown < ids.len()) {
                let text =
                    self.words().with("mentions-more", &[("count", self.words().count(ids.len()).into())]);
                links.push(self.own_link(&text, all));
            }
            Links { kind: kind.name(), heading: self.own(&self.kind_name(kind)), links }
        };
        self.split_by_kind(mentions).into_iter().map(links).collect()
    }

    fn split_by_kind(&self, ids: &[EntryId]) -> Vec<(Kind, Vec<EntryId>)> {
        let mut groups: Vec<(Kind, Vec<EntryId>)> = Kind::ALL.map(|kind| (kind, Vec::new())).into();
        for &id in ids {
            let kind = self.site.entry(id).record.id.kind;
            groups.iter_mut().filter(|(of, _)| *of == kind).for_each(|(_, ids)| ids.push(id));
        }
        groups.retain(|(_, ids)| !ids.is_empty());
        groups
    }

    /// When a clinic takes place, as one or two values.
    pub(super) fn when(
        &self,
        start: LocalTime,
        end: Option<LocalTime>,
        zone: Option<&jiff::tz::TimeZone>,
    ) -> Vec<Value<'a>> {
        let machine = |at: LocalTime| {
            let zoned = at.time.and_then(|time| zone?.to_zoned(at.date.to_datetime(time)).ok());
            match (zoned, at.time) {
                (Some(zoned), _) => zoned.strftime("%Y-%m-%dT%H:%M%:z").to_string(),
                (None, Some(time)) => format!("{}T{}", at.date, time.strftime("%H:%M")),
                (None, None) => at.date.to_string(),
            }
        };
        let clock = |time: civil::Time| time.strftime("%H:%M").to_string();
        let value = |text: String, at: LocalTime| Value {
            text: text.into(),
            datetime: Some(machine(at)),
            lang: self.words_language(),
            ..Value::default()
        };
        let day = self.words().weekday(start.date);
        let begins = start.time.map_or(day.clone(), |time| format!("{day}, {}", clock(time)));
        let mut when = vec![value(begins, start)];
        if let Some(end) = end.filter(|end| *end != start) {
            let ends = match end.time {
                Some(time) if end.date == start.date => clock(time),
                Some(time) => format!("{}, {}", self.words().weekday(end.date), clock(time)),
                None => self.words().weekday(end.date),
            };
            when.push(value(ends, end));
        }
        when
    }

    /// A link whose words are the interface's.
    pub(super) fn own_link(&self, text: &str, url: &UrlPath) -> Html {
        let url = Some(way_to(url).into());
        Value { text: text.into(), url, lang: self.words_language(), ..Value::default() }.html()
    }
}

pub(super) fn text(text: &str) -> Value<'_> {
    Value { text: text.into(), ..Value::default() }
}

pub(super) fn external<'s>(text: impl Into<Cow<'s, str>>, url: impl Into<Cow<'s, str>>) -> Value<'s> {
    Value { text: text.into(), url: Some(url.into()), external: true, ..Value::default() }
}

/// What cannot fail.
fn always(made: Result<Html, Infallible>) -> Html {
    let Ok(html) = made;
    html
}
