//! What drawing one page needs at hand: the site, the words of its language, and where it stands.
//! Every view is made from the small pieces here.

use std::fmt::Write as _;

use jiff::civil;
use rustc_hash::FxHashSet;

use super::Renderer;
use super::messages::Words;
use super::phrase::{Link, Value, htmls};
use super::theme::escape;
use super::theme::{Interface, Theme};
use super::view::{Html, Item, Items, Links};
use crate::config::{Language, Vocabulary};
use crate::record::value::{LocalTime, PartialDate, WebAddress};
use crate::record::{Fields, Id, Kind, Record};
use crate::site::{BROWSABLE, ENTRIES_PER_PAGE, EntryId, Page, PageKind, Site};
use crate::source::UrlPath;

/// How many records of one kind a page names before it leads to the rest.
const NAMED: usize = 8;

pub(super) struct Draw<'a> {
    pub(super) renderer: &'a Renderer<'a>,
    pub(super) site: &'a Site,
    pub(super) theme: &'a Theme,
    pub(super) interface: &'a Interface,
    pub(super) page: &'a Page,
    pub(super) url: UrlPath,
    /// The texts that the page's record has from its original.
    pub(super) inherited: FxHashSet<&'a str>,
    /// What links start from instead of the page's own address, where that is not known.
    root: Option<String>,
}

impl<'a> Draw<'a> {
    pub(super) fn new(renderer: &'a Renderer<'a>, page: &'a Page) -> Self {
        let Renderer { site, theme, .. } = *renderer;
        // The page that answers for missing ones does so at any depth.
        let root = match (&page.kind, &site.config.base_url) {
            (PageKind::NotFound, Some(base)) => base.splitn(4, '/').nth(3).map(|path| format!("/{path}")),
            _ => None,
        };
        let inherited = match page.kind {
            PageKind::Record(id) if site.entry(id).original != id => {
                super::inherited::texts(&site.entry(site.entry(id).original).record)
            }
            _ => FxHashSet::default(),
        };
        Self {
            inherited,
            renderer,
            site,
            theme,
            interface: theme.interface(&page.language),
            page,
            url: site.url(page),
            root,
        }
    }

    pub(super) fn words(&self) -> &'a Words {
        &self.interface.words
    }

    pub(super) fn language(&self) -> &'a Language {
        &self.page.language
    }

    /// The way up to the site's root, or the root itself where the way is not known.
    pub(super) fn way_up(&self) -> String {
        self.root.clone().unwrap_or_else(|| self.url.to_root())
    }

    /// The way to a page by way of the root: the same from every page of one depth.
    pub(super) fn way_down(&self, url: &UrlPath) -> String {
        format!("{}{}", self.way_up(), url.relative_from(&UrlPath::new("/")))
    }

    pub(super) fn way_to(&self, url: &UrlPath) -> String {
        match &self.root {
            Some(root) => url.absolute(root) + if url.is_page() { "index.html" } else { "" },
            None => url.relative_from(&self.url),
        }
    }

    /// The language of a record, where it is not the page's.
    pub(super) fn other_language(&self, record: &Record) -> Option<String> {
        (record.language != *self.language()).then(|| record.language.to_string())
    }

    /// The language of the interface, where it is not the page's.
    pub(super) fn words_language(&self) -> Option<String> {
        self.interface.foreign.then(|| self.words().language.to_string())
    }

    /// A record in the language of the page, if it has it.
    pub(super) fn local(&self, id: EntryId) -> EntryId {
        self.site.in_language(id, self.language())
    }

    /// A link to a record, by its title.
    pub(super) fn link(&self, id: EntryId) -> Link {
        let entry = self.site.entry(self.local(id));
        Link {
            text: entry.record.common.title.clone(),
            url: self.way_to(&entry.url),
            lang: self.other_language(&entry.record),
        }
    }

    /// A record as a value among others.
    pub(super) fn value(&self, id: EntryId) -> Value {
        let Link { text, url, lang } = self.link(id);
        let name = self.site.entry(id).record.id.kind == Kind::Person;
        Value { text, url: Some(url), lang, name, ..Value::default() }
    }

    /// The records of that kind, as far as they are published.
    pub(super) fn records<'s>(&self, kind: Kind, slugs: impl IntoIterator<Item = &'s str>) -> Vec<Value> {
        slugs.into_iter().filter_map(|slug| Some(self.value(self.site.named(kind, slug)?))).collect()
    }

    /// Terms, each with a link where it has a page.
    pub(super) fn terms<'s>(
        &self,
        vocabulary: Vocabulary,
        ids: impl IntoIterator<Item = &'s str>,
    ) -> Vec<Value> {
        ids.into_iter().map(|id| self.term(vocabulary, id)).collect()
    }

    pub(super) fn term(&self, vocabulary: Vocabulary, id: &str) -> Value {
        let url =
            BROWSABLE.contains(&vocabulary).then(|| self.way_to(&self.site.term_url(vocabulary, id, 1)));
        let licence = self.site.vocabularies.get(vocabulary, id).and_then(|term| term.url.clone());
        Value {
            text: self.site.label(vocabulary, id, self.language()).to_owned(),
            external: licence.is_some(),
            url: url.or(licence),
            ..Value::default()
        }
    }

    /// Terms by name alone, for the short lines of lists.
    pub(super) fn labels<'s>(
        &self,
        vocabulary: Vocabulary,
        ids: impl IntoIterator<Item = &'s str>,
    ) -> Vec<Value> {
        let label = |id: &'s str| text(self.site.label(vocabulary, id, self.language()));
        ids.into_iter().map(label).collect()
    }

    pub(super) fn date(&self, date: civil::Date) -> Value {
        Value {
            text: self.words().date(date),
            datetime: Some(date.to_string()),
            lang: self.words_language(),
            ..Value::default()
        }
    }

    pub(super) fn partial_date(&self, date: PartialDate) -> Value {
        Value {
            text: self.words().partial_date(date),
            datetime: Some(date.to_string()),
            lang: self.words_language(),
            ..Value::default()
        }
    }

    /// A text in the language of the interface, which it says where the page has another.
    pub(super) fn own(&self, text: &str) -> Html {
        let text = escape(text);
        Html(if self.interface.foreign {
            let (lang, dir) = (&self.words().language, self.words().direction().attribute());
            format!("<span lang=\"{lang}\" dir=\"{dir}\">{text}</span>")
        } else {
            text.into_owned()
        })
    }

    /// The message of that name, as [`own`](Self::own) gives it.
    pub(super) fn message(&self, id: &str) -> Html {
        self.own(&self.words().get(id))
    }

    /// A word of the interface as a value.
    pub(super) fn word(&self, id: &str) -> Value {
        Value { text: self.words().get(id), lang: self.words_language(), ..Value::default() }
    }

    /// A state, with the name that gives it its colour.
    pub(super) fn state(&self, group: &str, state: &'static str) -> Value {
        Value { state: Some(state), ..self.word(&format!("value-{group}-{state}")) }
    }

    /// An address elsewhere, shown by its host.
    pub(super) fn address(address: &WebAddress) -> Value {
        let url = address.as_str();
        let host = url.split('/').nth(2).unwrap_or(url);
        external(host.trim_start_matches("www."), url)
    }

    /// A record in a list.
    pub(super) fn item(&self, id: EntryId) -> Item {
        let local = self.local(id);
        let entry = self.site.entry(local);
        let record = &entry.record;
        let lang = self.other_language(record);
        let dir = lang.is_some().then(|| record.language.direction().attribute());
        let excerpt = || Some(record.body.plain()).filter(|text| !text.is_empty()).map(str::to_owned);
        Item {
            kind: record.id.kind.name(),
            link: self.record_link(id, false),
            lang,
            dir,
            summary: record.common.summary.clone().or_else(excerpt),
            meta: htmls(self.meta(record)),
        }
    }

    /// The link to a record with its title, and whether it is a draft; `mark` shows its kind.
    pub(super) fn record_link(&self, id: EntryId, mark: bool) -> Html {
        let entry = self.site.entry(self.local(id));
        let record = &entry.record;
        let mut html = String::from(if mark { "<a class=\"mark\" href=\"" } else { "<a href=\"" });
        html.push_str(&escape(&self.way_to(&entry.url)));
        html.push('"');
        if record.language != *self.language() {
            let (lang, dir) = (&record.language, record.language.direction().attribute());
            let _ = write!(html, " lang=\"{lang}\" hreflang=\"{lang}\" dir=\"{dir}\"");
        }
        let _ = write!(html, ">{}</a>", escape(&record.common.title));
        if record.common.draft {
            let _ = write!(html, " <span class=\"draft\">{}</span>", self.message("draft-mark").0);
        }
        Html(html)
    }

    /// The few words that tell a record from its neighbours in a list.
    pub(super) fn meta(&self, record: &Record) -> Vec<Value> {
        let mut meta = Vec::new();
        match &record.fields {
            Fields::Case(case) => {
                meta.extend(self.labels(Vocabulary::Countries, case.countries.iter().map(|c| &*c.0)));
                if let Some(period) = &case.period {
                    meta.extend(period.end.or(period.start).map(|date| self.partial_date(date)));
                }
            }
            Fields::Guide(guide) => {
                meta.extend(
                    guide.confidence.map(|confidence| self.state("confidence", name_of(&confidence))),
                );
                meta.extend(guide.level.map(|level| self.word(&format!("value-level-{}", name_of(&level)))));
                meta.extend(guide.last_reviewed.map(|date| {
                    let text =
                        self.words().with("reviewed-on", &[("date", self.words().date(date.0).into())]);
                    Value { text, lang: self.words_language(), ..Value::default() }
                }));
            }
            Fields::Clinic(clinic) => {
                meta.extend(clinic.start.map(|start| self.date(start.date)));
                meta.extend(clinic.series.as_deref().map(text));
            }
            Fields::Person(person) => {
                let roles = person.roles.iter().filter(|role| role.holds_on(self.site.today));
                meta.extend(self.labels(Vocabulary::Roles, roles.map(|role| &*role.role.0)));
                meta.extend(self.labels(Vocabulary::Countries, person.countries.iter().map(|c| &*c.0)));
            }
            Fields::Group(group) => {
                meta.extend(group.status.map(|status| self.state("group", name_of(&status))));
                if !group.members.is_empty() {
                    let count = i64::try_from(group.members.len()).unwrap_or(i64::MAX);
                    let text = self.words().with("members-count", &[("count", count.into())]);
                    meta.push(Value { text, lang: self.words_language(), ..Value::default() });
                }
            }
            Fields::Partner(partner) => {
                meta.extend(self.labels(Vocabulary::PartnerTypes, partner.r#type.iter().map(|t| &*t.0)));
                meta.extend(self.labels(Vocabulary::Countries, partner.countries.iter().map(|c| &*c.0)));
            }
            Fields::Tool(tool) => {
                meta.extend(tool.health.map(|health| self.state("health", name_of(&health))));
            }
            Fields::Request(request) => {
                meta.extend(request.status.map(|status| self.state("status", name_of(&status))));
                meta.extend(request.received.map(|date| self.date(date.0)));
                meta.extend(self.labels(Vocabulary::Countries, request.countries.iter().map(|c| &*c.0)));
            }
            Fields::Page(_) => {}
        }
        meta
    }

    pub(super) fn kind_name(&self, kind: Kind) -> String {
        self.words().get(&format!("kind-{}-many", kind.name()))
    }

    /// Records below the names of their kinds.
    pub(super) fn by_kind(&self, ids: &[EntryId]) -> Vec<Items> {
        let items = |(kind, ids): (Kind, Vec<EntryId>)| Items {
            kind: kind.name(),
            heading: self.own(&self.kind_name(kind)),
            items: ids.into_iter().map(|id| self.item(id)).collect(),
            more: None,
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
            let mut links: Vec<Html> = ids[..shown].iter().map(|&id| self.record_link(id, false)).collect();
            if let Some(all) = all.as_ref().filter(|_| shown < ids.len()) {
                let text =
                    self.words().with("mentions-more", &[("count", self.words().count(ids.len()).into())]);
                links.push(Link { text, url: self.way_to(all), lang: self.words_language() }.html());
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
    ) -> Vec<Value> {
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
            text,
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

    /// A link to the record of that id, if it is published.
    pub(super) fn find(&self, kind: Kind, slug: &str) -> Option<Value> {
        self.site.find(&Id { kind, slug: slug.into() }).map(|id| self.value(id))
    }
}

pub(super) fn text(text: &str) -> Value {
    Value { text: text.to_owned(), ..Value::default() }
}

pub(super) fn external(text: &str, url: &str) -> Value {
    Value { text: text.to_owned(), url: Some(url.to_owned()), external: true, ..Value::default() }
}

/// The name of an enum's value, as it is written in front matter and in message names.
pub(super) fn name_of<T: super::names::Named>(value: &T) -> &'static str {
    value.name()
}
