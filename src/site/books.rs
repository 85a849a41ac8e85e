//! The books that readers take with them: which there are in a language, and the records that are their chapters.
//!
//! A book is in one language. What is not translated into it is in the book of another, so that nobody loads texts that
//! they cannot read. `render` makes the books, as files for readers of books (EPUB) and as pages to print.

use std::collections::BTreeMap;

use super::lists::Lists;
use super::records::Records;
use super::{EntryId, Folders};
use crate::config::{Language, Vocabulary};
use crate::record::Kind;

/// The most chapters of a book. With more, neither a reader's device nor a page to print would be of any use.
pub const MOST_CHAPTERS: usize = 400;

/// The fewest chapters of the book of a topic or a series: one text alone has its own page.
const FEWEST: usize = 2;

/// The kinds whose records are texts to be read, in the order of a book: what the site is, how something is done, and
/// what others did. All others are figures, people and states, which are old before a book is opened.
const KINDS: [Kind; 3] = [Kind::Page, Kind::Guide, Kind::Case];

/// What a book is made of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Book {
    /// One guide.
    Guide(EntryId),
    /// A page that is a series, and the parts of it that are in its language.
    Series(EntryId),
    /// What carries a topic.
    Topic(Box<str>),
    /// Every text of a language.
    Whole,
}

/// The chapters of the books of each language.
#[derive(Debug, Default)]
pub(super) struct Books(BTreeMap<Language, InLanguage>);

#[derive(Debug, Default)]
struct InLanguage {
    /// Every text, be it too many for a book or not.
    whole: Vec<EntryId>,
    /// The pages that are series and have a book.
    series: BTreeMap<EntryId, Vec<EntryId>>,
    /// The topics that have a book.
    topics: BTreeMap<Box<str>, Vec<EntryId>>,
}

impl Books {
    pub(super) fn new(records: &Records, lists: &Lists) -> Self {
        let of = |language: &Language| (language.clone(), InLanguage::new(records, lists, language));
        Self(records.languages.iter().map(of).collect())
    }

    /// Whether any language has a text.
    pub(super) fn any(&self) -> bool {
        self.0.values().any(|books| !books.whole.is_empty())
    }

    /// Every text of a language, in the order of a book.
    pub(super) fn texts(&self, language: &Language) -> &[EntryId] {
        self.0.get(language).map_or(&[], |books| &books.whole)
    }

    /// The series that have a book in a language, by their pages in it.
    pub(super) fn all_series(&self, language: &Language) -> impl Iterator<Item = EntryId> {
        self.0.get(language).into_iter().flat_map(|books| books.series.keys().copied())
    }

    /// The chapters of the book of a series, if it has one.
    pub(super) fn series(&self, page: EntryId, language: &Language) -> Option<&[EntryId]> {
        self.0.get(language)?.series.get(&page).map(Vec::as_slice)
    }

    /// The topics that have a book in a language.
    pub(super) fn topics(&self, language: &Language) -> impl Iterator<Item = &str> {
        self.0.get(language).into_iter().flat_map(|books| books.topics.keys().map(|id| &**id))
    }

    /// The chapters of the book of a topic, if it has one.
    pub(super) fn topic(&self, id: &str, language: &Language) -> Option<&[EntryId]> {
        self.0.get(language)?.topics.get(id).map(Vec::as_slice)
    }

    /// The chapters of the book of everything, if it has one.
    pub(super) fn whole(&self, language: &Language) -> Option<&[EntryId]> {
        Some(self.texts(language)).filter(|texts| (1..=MOST_CHAPTERS).contains(&texts.len()))
    }
}

impl InLanguage {
    fn new(records: &Records, lists: &Lists, language: &Language) -> Self {
        let is_listed = |id: &EntryId| {
            let record = &records.entry(*id).record;
            record.language == *language && !record.is_unlisted()
        };
        let is_text = |id: &EntryId| {
            let id_of_record = &records.entry(*id).record.id;
            is_listed(id) && KINDS.contains(&id_of_record.kind) && !id_of_record.is_home()
        };
        let mut whole = Vec::new();
        for kind in KINDS {
            if kind == Kind::Page {
                let mut pages = Vec::new();
                in_folder(&lists.folders, "", &mut pages);
                whole.extend(pages.into_iter().map(|id| records.in_language(id, language)).filter(is_text));
            } else {
                whole.extend(lists.listed(kind, language).iter().copied().filter(is_text));
            }
        }
        let mut topics = BTreeMap::new();
        for (id, _) in lists.terms(Vocabulary::Topics) {
            let carried = lists.listed_with_term(Vocabulary::Topics, id, language);
            let of_kind =
                |kind| carried.iter().copied().filter(move |&id| records.entry(id).record.id.kind == kind);
            let chapters: Vec<EntryId> = KINDS.into_iter().flat_map(of_kind).filter(is_text).collect();
            if (FEWEST..=MOST_CHAPTERS).contains(&chapters.len()) {
                topics.insert(id.into(), chapters);
            }
        }
        // Whoever put them into an order wanted all kinds of them read.
        let series = lists.series.all().filter_map(|(page, parts)| {
            let page = Some(records.in_language(page, language)).filter(is_listed)?;
            let parts = parts.iter().map(|part| records.in_language(*part, language)).filter(is_listed);
            let chapters: Vec<EntryId> = [page].into_iter().chain(parts).collect();
            (FEWEST..=MOST_CHAPTERS).contains(&chapters.len()).then_some((page, chapters))
        });
        Self { whole, series: series.collect(), topics }
    }
}

/// The pages of a folder and of the folders in it, as their tree shows them.
fn in_folder(folders: &Folders, folder: &str, pages: &mut Vec<EntryId>) {
    // The home page lies in the topmost folder and has its name.
    for child in folders.children(folder).iter().filter(|child| !child.path.is_empty()) {
        pages.extend(child.page);
        in_folder(folders, &child.path, pages);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil;

    use super::*;
    use crate::site::{Site, site_of};

    fn site(files: &[(String, String)]) -> Site {
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
        site_of("languages: [en, sv]\n", &files, civil::date(2026, 1, 1))
    }

    fn record(path: &str, fields: &str) -> (String, String) {
        (format!("content/{path}.md"), format!("---\ntitle: {path}\nsummary: Made up.\n{fields}---\nText.\n"))
    }

    fn names(site: &Site, chapters: Option<&[EntryId]>) -> Vec<String> {
        let name = |&id: &EntryId| site.entry(id).record.common.title.clone();
        chapters.unwrap_or_default().iter().map(name).collect()
    }

    #[test]
    fn the_whole_has_pages_as_their_tree_then_guides_then_cases_in_the_language_alone() {
        let site = site(&[
            record("pages/index", ""),
            record("pages/b", "order: 1\n"),
            record("pages/a", "order: 2\n"),
            record("pages/b/inner", "order: 3\n"),
            record("guides/g", ""),
            record("guides/g.sv", ""),
            record("cases/c", ""),
            record("tools/t", ""),
        ]);
        let [en, sv] = ["en", "sv"].map(|tag| Language::parse(tag).unwrap());
        assert_eq!(
            names(&site, site.chapters(&Book::Whole, &en)),
            ["pages/b", "pages/b/inner", "pages/a", "guides/g", "cases/c"]
        );
        assert_eq!(names(&site, site.chapters(&Book::Whole, &sv)), ["guides/g.sv"]);
    }

    #[test]
    fn a_series_has_its_parts_of_all_kinds_in_the_language_of_its_page() {
        let site = site(&[
            record("pages/way", "parts: [tools/t, guides/g, guides/alone]\n"),
            record("pages/way.sv", ""),
            record("pages/short", "parts: [guides/g]\n"),
            record("pages/short.sv", ""),
            record("tools/t", ""),
            record("guides/g", ""),
            record("guides/alone", ""),
            record("guides/alone.sv", ""),
        ]);
        let named =
            |title: &str| site.entries().find(|(_, entry)| *entry.record.common.title == *title).unwrap().0;
        let of = |title: &str, language: &str| {
            names(&site, site.chapters(&Book::Series(named(title)), &Language::parse(language).unwrap()))
        };
        assert_eq!(of("pages/way", "en"), ["pages/way", "tools/t", "guides/g", "guides/alone"]);
        assert_eq!(of("pages/way.sv", "sv"), ["pages/way.sv", "guides/alone.sv"]);
        assert_eq!(of("pages/short", "en"), ["pages/short", "guides/g"]);
        assert_eq!(of("pages/short.sv", "sv"), [""; 0], "one text alone has its own page");
    }

    #[test]
    fn a_book_has_as_many_chapters_as_are_of_use() {
        let [en, sv] = ["en", "sv"].map(|tag| Language::parse(tag).unwrap());
        let of = |count: usize| {
            let guide = |at| record(&format!("guides/g{at}"), "topics: [maps]\n");
            let records: Vec<_> = (0..count).map(guide).collect();
            site(&records)
        };
        let topic = Book::Topic("maps".into());
        let counts =
            |site: &Site| [&Book::Whole, &topic].map(|book| site.chapters(book, &en).map(<[EntryId]>::len));
        assert_eq!(counts(&of(0)), [None, None]);
        assert_eq!(counts(&of(1)), [Some(1), None]);
        assert_eq!(counts(&of(2)), [Some(2), Some(2)]);
        assert_eq!(counts(&of(MOST_CHAPTERS)), [Some(MOST_CHAPTERS); 2]);
        let many = of(MOST_CHAPTERS + 1);
        assert_eq!(counts(&many), [None, None]);
        assert_eq!(many.texts(&en).len(), MOST_CHAPTERS + 1, "the page says how many there are");
        assert_eq!(many.chapters(&Book::Whole, &sv), None);
    }
}
