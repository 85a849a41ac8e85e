//! Pages that lead to records: home, lists, vocabularies, terms, mentions.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::draw::Draw;
use super::shared::way_to;
use super::view::{
    Facet, FacetsView, HomeView, Html, ItemGroup, Items, KindCard, ListView, NextClinics, NotFoundView,
    Pager, PagerItem, TermGroup, TermLink, TermView, TermsView,
};
use crate::config::Vocabulary;
use crate::diagnostic::Diagnostic;
use crate::record::{Fields, Kind, Record};
use crate::site::{ENTRIES_PER_PAGE, EntryId, sort_key};
use crate::source::UrlPath;

/// How many records the home page shows of a kind.
const LATEST: usize = 4;

/// How many terms a list leads on to.
const TERMS: usize = 8;

impl<'a> Draw<'a> {
    pub(super) fn home_view(&self) -> Result<HomeView<'a>, Box<Diagnostic>> {
        let site = self.site;
        let home = site.named(Kind::Page, "").map(|id| self.local(id));
        let record = home.map(|id| &site.entry(id).record);
        let title = record.map_or_else(
            || site.config.title.get(self.language(), site.config.default_language()),
            |record| &record.common.title,
        );
        let summary = record.and_then(|record| record.common.summary.as_deref());
        let (upcoming, _, _) = self.clinics();
        let latest = [Kind::Case, Kind::Guide].into_iter().filter_map(|kind| {
            let mut ids: Vec<EntryId> = site.list(kind).to_vec();
            if ids.is_empty() {
                return None;
            }
            ids.sort_by_cached_key(|&id| (std::cmp::Reverse(site.updated(id)), id));
            ids.truncate(LATEST);
            let all = self.words().get(&format!("home-all-{}", kind.folder()));
            Some(self.rows(&ids, 3).map(|items| Items {
                kind: kind.name(),
                heading: self.message(&format!("home-latest-{}", kind.folder())),
                items,
                more: Some(self.own_link(&all, &self.list_url(kind))),
            }))
        });
        Ok(HomeView {
            title,
            summary,
            body: home.map(|id| self.body(id)).unwrap_or_default(),
            kinds: self.kind_cards(),
            latest: latest.collect::<Result<_, _>>()?,
            clinics: (!upcoming.is_empty()).then(|| NextClinics {
                heading: self.message("home-next-clinics"),
                items: upcoming.iter().take(LATEST).map(|&id| self.item(id)).collect(),
            }),
            topics: self.common_terms(
                Vocabulary::Topics,
                site.terms(Vocabulary::Topics).map(|(id, entries)| (id, entries.len())).collect(),
                TERMS,
            ),
            topics_url: way_to(&site.terms_url(Vocabulary::Topics)),
            foot: home.map(|id| self.foot(id)),
        })
    }

    pub(super) fn not_found_view(&self) -> NotFoundView {
        NotFoundView { kinds: self.kind_cards() }
    }

    /// The kinds that have records, each with what it is for.
    pub(super) fn kind_cards(&self) -> Vec<KindCard> {
        let card = |kind: Kind| {
            // Of the list that the card leads to.
            let count = if self.site.has_list(kind, self.language()) {
                self.site.listed(kind, self.language()).count()
            } else {
                self.site.list(kind).len()
            };
            (count > 0 && kind != Kind::Page).then(|| KindCard {
                kind: kind.name(),
                name: self.own(&self.kind_name(kind)),
                text: self.message(&format!("kind-{}-text", kind.name())),
                url: way_to(&self.list_url(kind)),
                count,
            })
        };
        Kind::ALL.into_iter().filter_map(card).collect()
    }

    /// The list of a kind in the language of the page, or in the site's own where it has none.
    pub(super) fn list_url(&self, kind: Kind) -> UrlPath {
        let language = if self.site.has_list(kind, self.language()) {
            self.language()
        } else {
            self.site.config.default_language()
        };
        self.site.list_url(kind, language, 1)
    }

    pub(super) fn list_view(&self, kind: Kind) -> Result<ListView, Box<Diagnostic>> {
        let all: Vec<EntryId> = match kind {
            Kind::Clinic => {
                let (upcoming, past, undated) = self.clinics();
                [upcoming, past, undated].concat()
            }
            _ => self.site.listed(kind, self.language()).collect(),
        };
        let (shown, count, pager) = self.slice(&all, ENTRIES_PER_PAGE);
        let groups = self.groups(kind, shown)?;
        Ok(ListView {
            heading: self.own(&self.kind_name(kind)),
            summary: self.message(&format!("kind-{}-text", kind.name())),
            groups,
            count,
            pager,
            facets: self.shared.facets.get(kind, || self.facets(kind))?,
            other: (kind == Kind::Request).then(|| self.desk_crumb()),
            ask: (kind == Kind::Request).then(|| way_to(&self.site.ask_url())),
        })
    }

    /// What a page of a list shows, which part of the whole that is, and the way to the other parts.
    pub(super) fn slice<'e>(&self, all: &'e [EntryId], per_page: usize) -> (&'e [EntryId], Html, Pager) {
        let number = self.page.number;
        let from = (number - 1) * per_page;
        let to = (from + per_page).min(all.len());
        let pages = all.len().div_ceil(per_page);
        let words = self.words();
        let count = if pages > 1 {
            let args = [("from", from + 1), ("to", to), ("total", all.len())];
            self.own(&words.with("count-range", &args.map(|(name, count)| (name, words.count(count).into()))))
        } else {
            self.count_records(all.len())
        };
        (&all[from.min(to)..to], count, self.pager(pages))
    }

    /// Such as “12 records”.
    pub(super) fn count_records(&self, count: usize) -> Html {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        self.own(&self.words().with("count-records", &[("count", count.into())]))
    }

    /// The first and last pages of a list and those around this one.
    fn pager(&self, pages: usize) -> Pager {
        if pages < 2 {
            return Pager::default();
        }
        let number = self.page.number;
        let url = |number: usize| {
            let page = crate::site::Page { number, ..self.page.clone() };
            way_to(&self.site.url(&page))
        };
        let mut shown: Vec<usize> = [1, number.saturating_sub(1), number, number + 1, pages]
            .into_iter()
            .filter(|n| (1..=pages).contains(n))
            .collect();
        shown.dedup();
        let mut items = Vec::new();
        let mut before = 0;
        for number in shown {
            if number > before + 1 {
                items.push(PagerItem { number: None, url: String::new(), current: false });
            }
            items.push(PagerItem {
                number: Some(number),
                url: url(number),
                current: number == self.page.number,
            });
            before = number;
        }
        Pager {
            pages: items,
            previous: (number > 1).then(|| url(number - 1)),
            next: (number < pages).then(|| url(number + 1)),
        }
    }

    /// The records of a list below the headings that readers look for.
    fn groups(&self, kind: Kind, shown: &[EntryId]) -> Result<Vec<ItemGroup>, Box<Diagnostic>> {
        let heading = |record: &'a Record| match &record.fields {
            Fields::Clinic(clinic) => Some(match clinic.last_day() {
                Some(day) if day >= self.site.today => self.words().get("list-upcoming"),
                Some(_) => self.words().get("list-past"),
                None => self.words().get("list-undated"),
            }),
            Fields::Person(person) => {
                let role = person.roles.iter().find(|role| role.holds_on(self.site.today));
                Some(role.map_or_else(
                    || self.words().get("list-others"),
                    |role| Cow::from(self.label(Vocabulary::Roles, &role.role.0)),
                ))
            }
            _ => None,
        };
        let site = self.site;
        let mut groups: Vec<(Option<Cow<'a, str>>, Vec<EntryId>)> = Vec::new();
        for &id in shown {
            let heading = heading(&site.entry(id).record);
            match groups.iter_mut().find(|(other, _)| *other == heading) {
                Some((_, ids)) => ids.push(id),
                None => groups.push((heading, vec![id])),
            }
        }
        if kind == Kind::Person {
            // Those who do something here come before those who do not.
            let others = self.words().get("list-others");
            groups.sort_by_key(|(heading, _)| heading.as_deref() == Some(&others));
        }
        if let [(heading, _)] = &mut groups[..]
            && kind == Kind::Person
        {
            *heading = None;
        }
        let group = |(heading, ids): (Option<Cow<'a, str>>, Vec<EntryId>)| {
            let items = self.rows(&ids, if heading.is_some() { 3 } else { 2 })?;
            Ok(ItemGroup { heading: heading.map(|heading| self.own(&heading)), items })
        };
        groups.into_iter().map(group).collect()
    }

    /// Clinics to come, the next first; clinics that were, the last first; those without a date.
    fn clinics(&self) -> (Vec<EntryId>, Vec<EntryId>, Vec<EntryId>) {
        let (mut upcoming, mut past, mut undated) = (Vec::new(), Vec::new(), Vec::new());
        for id in self.site.listed(Kind::Clinic, self.language()) {
            let Fields::Clinic(clinic) = &self.site.entry(id).record.fields else {
                continue;
            };
            match clinic.last_day() {
                Some(day) if day >= self.site.today => upcoming.push(id),
                Some(_) => past.push(id),
                None => undated.push(id),
            }
        }
        upcoming.reverse();
        (upcoming, past, undated)
    }

    fn facets(&self, kind: Kind) -> Result<Html, Box<Diagnostic>> {
        let vocabularies: &[Vocabulary] = match kind {
            Kind::Person | Kind::Partner => &[Vocabulary::Regions, Vocabulary::Countries],
            Kind::Tool | Kind::Group => &[],
            Kind::Guide | Kind::Clinic => &[Vocabulary::Topics, Vocabulary::ContentTypes],
            _ => &[Vocabulary::Regions, Vocabulary::Topics, Vocabulary::ContentTypes],
        };
        let facet = |&vocabulary: &Vocabulary| {
            let terms = self.common_terms(vocabulary, self.terms_of(kind, vocabulary), TERMS);
            (!terms.is_empty()).then(|| Facet {
                heading: self.message(&vocabulary_message(vocabulary, "")),
                url: way_to(&self.site.terms_url(vocabulary)),
                terms,
            })
        };
        self.part("facets.html", &FacetsView { facets: vocabularies.iter().filter_map(facet).collect() })
    }

    /// The terms that the records of a list carry, with how many do.
    fn terms_of(&self, kind: Kind, vocabulary: Vocabulary) -> Vec<(&'a str, usize)> {
        let site = self.site;
        let listed = |id: &&EntryId| {
            let record = &site.entry(self.local(**id)).record;
            record.id.kind == kind && record.language == *self.language()
        };
        site.terms(vocabulary).map(|(id, entries)| (id, entries.iter().filter(listed).count())).collect()
    }

    /// The most common of these terms, by name.
    pub(super) fn common_terms(
        &self,
        vocabulary: Vocabulary,
        mut terms: Vec<(&'a str, usize)>,
        most: usize,
    ) -> Vec<TermLink<'a>> {
        terms.retain(|(_, count)| *count > 0);
        terms.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        terms.truncate(most);
        let mut links: Vec<_> =
            terms.into_iter().map(|(id, count)| self.term_link(vocabulary, id, count)).collect();
        sort_by_text(&mut links);
        links
    }

    fn term_link(&self, vocabulary: Vocabulary, id: &'a str, count: usize) -> TermLink<'a> {
        let url = way_to(&self.site.term_url(vocabulary, id, 1));
        TermLink { text: self.label(vocabulary, id), url, count }
    }

    pub(super) fn terms_view(&self, vocabulary: Vocabulary) -> TermsView<'a> {
        let site = self.site;
        // Countries stand below their regions, by the name of the region.
        let mut groups: BTreeMap<String, TermGroup<'a>> = BTreeMap::new();
        for (id, entries) in site.terms(vocabulary) {
            let region =
                (vocabulary == Vocabulary::Countries).then(|| site.vocabularies.region_of(id)).flatten();
            let name = region.map(|region| self.label(Vocabulary::Regions, region).to_lowercase());
            let name = name.unwrap_or_default();
            let heading = region.map(|region| self.term(Vocabulary::Regions, region));
            let group = TermGroup { heading, terms: Vec::new() };
            groups.entry(name).or_insert(group).terms.push(self.term_link(vocabulary, id, entries.len()));
        }
        let mut groups: Vec<TermGroup<'a>> = groups.into_values().collect();
        for group in &mut groups {
            sort_by_text(&mut group.terms);
        }
        TermsView {
            heading: self.message(&vocabulary_message(vocabulary, "")),
            summary: self.message(&vocabulary_message(vocabulary, "-text")),
            groups,
        }
    }

    pub(super) fn term_view(
        &self,
        vocabulary: Vocabulary,
        id: &'a str,
    ) -> Result<TermView<'a>, Box<Diagnostic>> {
        let site = self.site;
        let default = site.config.default_language();
        let description = site.vocabularies.get(vocabulary, id);
        let description = description.map(|term| term.description.get(self.language(), default));
        let (shown, count, pager) = self.slice(site.with_term(vocabulary, id), ENTRIES_PER_PAGE);
        Ok(TermView {
            heading: self.label(vocabulary, id).into(),
            summary: description.filter(|text| !text.is_empty()),
            count,
            groups: self.by_kind(shown)?,
            pager,
        })
    }

    pub(super) fn mentions_view(&self, id: EntryId) -> Result<TermView<'a>, Box<Diagnostic>> {
        let title = &self.site.entry(id).record.common.title;
        let (shown, count, pager) = self.slice(self.site.mentions(id), ENTRIES_PER_PAGE);
        Ok(TermView {
            heading: self.words().with("mentions-title", &[("title", title.as_str().into())]).into(),
            summary: None,
            count,
            groups: self.by_kind(shown)?,
            pager,
        })
    }
}

/// The name of the message for a vocabulary.
pub(super) fn vocabulary_message(vocabulary: Vocabulary, end: &str) -> String {
    format!("vocabulary-{}{end}", vocabulary.file_name().trim_end_matches(".yaml"))
}

fn sort_by_text(links: &mut [TermLink<'_>]) {
    links.sort_by_cached_key(|link| sort_key(link.text));
}
