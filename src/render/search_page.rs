//! The search page, as far as it needs no script, and the pages from A to Z.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::draw::Draw;
use super::facts::language_name;
use super::lists::vocabulary_message;
use super::shared::way_to;
use super::view::{
    Html, LetterGroup, LetterLink, LetterRow, LettersView, Pager, SearchLanguage, SearchTerms, SearchView,
};
use crate::config::{Language, Vocabulary};
use crate::diagnostic::Diagnostic;
use crate::record::{Confidence, GroupStatus, Health, Kind, Named};
use crate::site::{BROWSABLE, EntryId, LETTER_ENTRIES_PER_PAGE, Letter, Page, PageKind};

/// How many terms of a vocabulary there are to browse by.
const TERMS: usize = 12;

impl<'a> Draw<'a> {
    pub(super) fn search_page(&self) -> Result<Vec<u8>, Box<Diagnostic>> {
        let (title, text) = (self.words().get("search-title"), self.words().get("search-text"));
        let page = self.page_view(title, text, Kind::Page, false)?;
        self.template("search.html", self.search_view(), page)
    }

    fn search_view(&self) -> SearchView<'a> {
        let site = self.site;
        let languages = site.languages();
        SearchView {
            heading: self.message("search-title"),
            summary: self.message("search-text"),
            words: self.search_words().to_string(),
            kinds: self.kind_cards(),
            vocabularies: BROWSABLE.into_iter().filter_map(|of| self.search_terms(of)).collect(),
            languages: if languages.len() > 1 {
                languages.iter().map(|language| self.search_language(language)).collect()
            } else {
                Vec::new()
            },
            requests: (!site.list(Kind::Request).is_empty())
                .then(|| self.page_link("desk-board", PageKind::Desk)),
        }
    }

    /// What the script of the page says. Names in braces are filled by it.
    fn search_words(&self) -> Value {
        let words = self.words();
        let with = |id: &str, names: &[&'static str]| {
            let args: Vec<_> = names.iter().map(|name| (*name, format!("{{{name}}}").into())).collect();
            words.with(id, &args)
        };
        let kinds = Kind::ALL.map(|kind| (kind.name(), words.get(&format!("kind-{}-many", kind.name()))));
        let facet = |vocabulary| words.get(&vocabulary_message(vocabulary, ""));
        let languages = self.site.languages().iter().map(|it| (it.as_str(), language_name(it)));
        json!({
            "lang": words.language.as_str(),
            "dir": words.language.direction().attribute(),
            "count": with("search-count", &["count", "language"]),
            "none": words.get("search-none"),
            "also": words.get("search-also"),
            "corrected": with("search-corrected", &["typed", "meant"]),
            "near": words.get("search-near"),
            "failed": words.get("search-failed"),
            "kinds": BTreeMap::from(kinds),
            // In the order in which they are shown.
            "facets": [
                ["kind", words.get("search-facet-kind")],
                ["topic", facet(Vocabulary::Topics)],
                ["region", facet(Vocabulary::Regions)],
                ["country", facet(Vocabulary::Countries)],
                ["content-type", facet(Vocabulary::ContentTypes)],
                ["tool", words.get("search-facet-tool")],
                ["status", words.get("search-facet-status")],
            ],
            "status": self.statuses(),
            "languages": languages.collect::<BTreeMap<_, _>>(),
        })
    }

    /// The states that records can be in, by kind and state.
    fn statuses(&self) -> BTreeMap<String, String> {
        let site = self.site;
        let states = site.workflow.states.iter().map(|state| {
            let label = state.label(self.language(), site.config.default_language());
            (format!("request-{}", state.id), label.to_owned())
        });
        let named = |kind: Kind, value: &str, names: &[&str]| {
            let name = |name: &&str| {
                let label = self.words().get(&format!("value-{value}-{name}")).into_owned();
                (format!("{}-{name}", kind.name()), label)
            };
            names.iter().map(name).collect::<Vec<_>>()
        };
        let all = [
            named(Kind::Guide, "confidence", Confidence::NAMES),
            named(Kind::Tool, "health", Health::NAMES),
            named(Kind::Group, "group", GroupStatus::NAMES),
        ];
        states.chain(all.into_iter().flatten()).collect()
    }

    /// The most common terms of a vocabulary, if any record carries one.
    fn search_terms(&self, vocabulary: Vocabulary) -> Option<SearchTerms<'a>> {
        let all: Vec<_> = self.site.terms(vocabulary).map(|(id, entries)| (id, entries.len())).collect();
        let count = all.len();
        let link = |text: &str| self.own_link(text, &self.site.terms_url(vocabulary));
        (count > 0).then(|| SearchTerms {
            heading: link(&self.words().get(&vocabulary_message(vocabulary, ""))),
            terms: self.common_terms(vocabulary, all, TERMS),
            more: (count > TERMS).then(|| {
                link(&self.words().with("mentions-more", &[("count", self.words().count(count).into())]))
            }),
        })
    }

    fn search_language(&self, language: &Language) -> SearchLanguage {
        let count = self.site.letters(language).iter().map(|letter| letter.entries.len()).sum();
        SearchLanguage {
            text: language_name(language),
            lang: language.to_string(),
            url: way_to(&self.site.home_url(language)),
            count: self.words().count(count),
        }
    }

    /// All letters, with the records below them as far as one page can hold them.
    pub(super) fn letters_page(&self) -> Result<Vec<u8>, Box<Diagnostic>> {
        let site = self.site;
        let (title, text) = (self.words().get("letters-title"), self.words().get("letters-text"));
        let page = self.page_view(title, text, Kind::Page, false)?;
        let letters = site.letters(self.language());
        let counted = site.has_letter_pages(self.language());
        let group = |letter: &Letter| LetterGroup {
            heading: Some((letter.slug(), letter.name.to_string())),
            rows: self.letter_rows(&letter.entries),
        };
        let view = LettersView {
            heading: self.message("letters-title"),
            summary: self.message("letters-text"),
            count: self.count_records(letters.iter().map(|letter| letter.entries.len()).sum()),
            letters: self.letter_links(None),
            counted,
            groups: if counted { Vec::new() } else { letters.iter().map(group).collect() },
            pager: Pager::default(),
        };
        self.template("letters.html", view, page)
    }

    /// The records of one letter.
    pub(super) fn letter_page(&self, name: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
        let site = self.site;
        let words = self.words();
        let title = words.with("letters-letter", &[("letter", name.into())]);
        let heading = self.own(&title);
        let mut page = self.page_view(title, "", Kind::Page, false)?;
        page.crumbs.push(self.own_link(&words.get("letters-title"), &site.letters_url(self.language())));
        let letter = site.letters(self.language()).iter().find(|letter| *letter.name == *name);
        let entries = letter.map_or(&[][..], |letter| &letter.entries);
        let (shown, count, pager) = self.slice(entries, LETTER_ENTRIES_PER_PAGE);
        let view = LettersView {
            heading,
            summary: Html::default(),
            count,
            letters: self.letter_links(Some(name)),
            counted: false,
            groups: vec![LetterGroup { heading: None, rows: self.letter_rows(shown) }],
            pager,
        };
        self.template("letters.html", view, page)
    }

    fn letter_links(&self, current: Option<&str>) -> Vec<LetterLink> {
        let site = self.site;
        let own_pages = site.has_letter_pages(self.language());
        let url = |letter: &Letter| {
            if !own_pages {
                return format!("#{}", letter.slug());
            }
            let kind = PageKind::Letters(Some(letter.name.clone()));
            way_to(&site.url(&Page { kind, number: 1, ..self.page.clone() }))
        };
        let link = |letter: &Letter| LetterLink {
            name: letter.name.to_string(),
            url: url(letter),
            count: self.words().count(letter.entries.len()),
            current: current == Some(&*letter.name),
        };
        site.letters(self.language()).iter().map(link).collect()
    }

    fn letter_rows(&self, ids: &[EntryId]) -> Vec<LetterRow> {
        let row = |&id: &EntryId| {
            let kind = self.site.entry(id).record.id.kind.name();
            LetterRow { kind, link: self.link(id), label: self.message(&format!("kind-{kind}-one")) }
        };
        ids.iter().map(row).collect()
    }
}
