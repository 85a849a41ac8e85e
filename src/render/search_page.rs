//! The search page, as far as it needs no script, and the pages from A to Z.

use super::draw::Draw;
use super::facts::language_name;
use super::lists::vocabulary_message;
use super::shared::way_to;
use super::view::{
    Html, LetterGroup, LetterLink, LetterRow, LettersView, Pager, SearchLanguage, SearchTerms, SearchView,
};
use crate::config::{Language, Vocabulary};
use crate::diagnostic::Diagnostic;
use crate::record::Kind;
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
