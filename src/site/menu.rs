//! The main menu: what `menu` of casebook.yaml names, or, where a site sets none, what it has. It is made when the site is
//! put together, and the header of each page shows it.

use std::collections::BTreeSet;

use super::address::folder;
use super::lists::Lists;
use super::records::Records;
use super::{BROWSABLE, EntryId, Page, PageKind};
use crate::config::{self, Localized, MenuEntry, MenuGroup, Vocabulary};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FieldPath};
use crate::record::Kind;
use crate::source::SitePath;
use crate::suggest::nearest;

/// A menu that nobody has set has its places beside each other up to this number, which one row has room for; more of
/// them stand in groups.
const ROW: usize = 6;

/// The main menu, in its order.
#[derive(Debug, Default)]
pub struct Menu {
    entries: Vec<MenuItem>,
}

/// An entry of the main menu.
#[derive(Debug)]
pub struct MenuItem {
    /// What its places are called together; none for a place by itself.
    pub title: Option<MenuTitle>,
    /// Where it leads: at least one place, and one alone where it has no title.
    pub places: Vec<MenuPlace>,
}

/// What a group of the main menu is called.
#[derive(Debug, Clone, PartialEq)]
pub enum MenuTitle {
    /// What the site says.
    Own(Localized),
    /// The message of that name.
    Message(&'static str),
}

/// Where an entry of the menu may lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MenuPlace {
    /// Where people ask for help.
    Ask,
    /// The board.
    Desk,
    Figures,
    Glossary,
    /// The list of a kind.
    Kind(Kind),
    /// The terms of a vocabulary.
    Terms(Vocabulary),
    /// A record, by its original.
    Record(EntryId),
}

impl MenuPlace {
    /// The page, in whatever language.
    #[must_use]
    pub fn page(self) -> PageKind {
        match self {
            Self::Ask => PageKind::Ask,
            Self::Desk => PageKind::Desk,
            Self::Figures => PageKind::Figures,
            Self::Glossary => PageKind::Glossary,
            Self::Kind(kind) => PageKind::List(kind),
            Self::Terms(vocabulary) => PageKind::Terms(vocabulary),
            Self::Record(id) => PageKind::Record(id),
        }
    }
}

/// What menus are made of.
pub(super) struct Places<'p> {
    pub(super) records: &'p Records,
    pub(super) lists: &'p Lists,
    /// Every page that is no record.
    pub(super) generated: &'p [Page],
}

impl Menu {
    /// The menu that these entries are, or what the site has where there are none.
    pub(super) fn new(written: &[MenuEntry], places: &Places<'_>, diagnostics: &mut Diagnostics) -> Self {
        if written.is_empty() {
            return Self { entries: places.all() };
        }
        let mut seen = BTreeSet::new();
        let mut found = |name: &str, path: FieldPath| {
            let fault = match places.found(name) {
                Ok(place) if seen.insert(name.to_owned()) => return place,
                Ok(_) => {
                    let message = format!("`{name}` stands in the menu twice");
                    Diagnostic::new(Code::BadValue, &SitePath::new(config::FILE), path, message)
                        .help("take it out in one of the two places")
                }
                Err(help) => {
                    let message = format!("`{name}` is no place of the site");
                    Diagnostic::new(Code::DanglingReference, &SitePath::new(config::FILE), path, message)
                        .help(help)
                }
            };
            diagnostics.push(fault);
            None
        };
        let entries = written.iter().enumerate().filter_map(|(index, entry)| {
            let path = FieldPath::key("menu").at(index);
            let (title, places): (_, Vec<MenuPlace>) = match entry {
                MenuEntry::Place(name) => (None, found(name, path).into_iter().collect()),
                MenuEntry::Group(MenuGroup { title, items }) => {
                    let path = path.then("items");
                    let items = items.iter().enumerate();
                    let places = items.filter_map(|(index, name)| found(name, path.clone().at(index)));
                    (Some(MenuTitle::Own(title.clone())), places.collect())
                }
            };
            (!places.is_empty()).then_some(MenuItem { title, places })
        });
        Self { entries: entries.collect() }
    }

    #[must_use]
    pub fn entries(&self) -> &[MenuItem] {
        &self.entries
    }
}

impl super::Site {
    /// The main menu.
    #[must_use]
    pub fn menu(&self) -> &Menu {
        &self.menu
    }

    /// The place in the main menu that a page belongs to.
    #[must_use]
    pub fn menu_place(&self, page: &PageKind) -> Option<MenuPlace> {
        let requests = MenuPlace::Kind(Kind::Request);
        let places = match page {
            PageKind::Ask => vec![MenuPlace::Ask],
            PageKind::Glossary => vec![MenuPlace::Glossary],
            PageKind::List(kind) => vec![MenuPlace::Kind(*kind)],
            PageKind::Terms(vocabulary) | PageKind::Term(vocabulary, _) => {
                vec![MenuPlace::Terms(*vocabulary)]
            }
            PageKind::Desk | PageKind::Member(_) => vec![MenuPlace::Desk, requests],
            PageKind::Figures => vec![MenuPlace::Figures, MenuPlace::Desk, requests],
            PageKind::Record(id) | PageKind::Backlinks(id) => self.places_of(*id),
            _ => Vec::new(),
        };
        let is_shown = |place: &MenuPlace| self.menu.entries.iter().any(|item| item.places.contains(place));
        places.into_iter().find(is_shown)
    }

    /// Where a record may stand in the menu: itself, the pages above it, the list of its kind.
    fn places_of(&self, id: EntryId) -> Vec<MenuPlace> {
        let entry = self.entry(id);
        let mut places = vec![MenuPlace::Record(entry.original)];
        let Kind::Page = entry.record.id.kind else {
            places.push(MenuPlace::Kind(entry.record.id.kind));
            return places;
        };
        let slug = &*entry.record.id.slug;
        let above = slug.rmatch_indices('/').filter_map(|(end, _)| self.named(Kind::Page, &slug[..end]));
        places.extend(above.map(MenuPlace::Record));
        places
    }
}

impl Places<'_> {
    /// The place of that name: none where it is empty so far, and what to write where there is none of that name.
    fn found(&self, name: &str) -> Result<Option<MenuPlace>, String> {
        if let Some((_, place)) = named().find(|(known, _)| *known == name) {
            return Ok(Some(place).filter(|&place| self.has(place)));
        }
        if let Some((folder, slug)) = name.split_once('/')
            && let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.folder() == folder)
            && let Some(id) = self.records.named(kind, slug)
        {
            return Ok(Some(MenuPlace::Record(id)));
        }
        let records = self.records.entries.iter().map(|entry| &entry.record.id);
        let records = records.filter(|_| name.contains('/'));
        let records: Vec<String> = records.map(|id| format!("{}/{}", id.kind.folder(), id.slug)).collect();
        let known = named().map(|(known, _)| known).chain(records.iter().map(String::as_str));
        Err(match nearest(name, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                let known: Vec<_> = named().map(|(known, _)| format!("`{known}`")).collect();
                format!("write one of {}, or a record such as `pages/about`", known.join(", "))
            }
        })
    }

    fn has(&self, place: MenuPlace) -> bool {
        let wanted = place.page();
        self.generated.iter().any(|page| page.kind == wanted)
    }

    /// What a site has: where to ask for help, the kinds with records, and the pages that want to be there.
    fn all(&self) -> Vec<MenuItem> {
        let kinds = Kind::ALL.into_iter().filter(|&kind| self.has(MenuPlace::Kind(kind)));
        let kinds = kinds.filter_map(|kind| Some((group(kind)?, MenuPlace::Kind(kind))));
        let pages = self.lists.menu.iter().map(|&id| (ABOUT, MenuPlace::Record(id)));
        let grouped: Vec<(&'static str, MenuPlace)> = kinds.chain(pages).collect();
        let ask = Some(MenuPlace::Ask).filter(|&ask| self.has(ask));
        let single = |place| MenuItem { title: None, places: vec![place] };
        // Pages alone are one group, which says nothing of them.
        let is_row = usize::from(ask.is_some()) + grouped.len() <= ROW
            || grouped.iter().all(|(group, _)| *group == ABOUT);
        let mut entries: Vec<MenuItem> = ask.into_iter().map(single).collect();
        if is_row {
            entries.extend(grouped.into_iter().map(|(_, place)| single(place)));
            return entries;
        }
        for name in GROUPS {
            let places = grouped.iter().filter(|(group, _)| *group == name);
            let places: Vec<MenuPlace> = places.map(|(_, place)| *place).collect();
            let title = (places.len() > 1).then_some(MenuTitle::Message(name));
            entries.extend((!places.is_empty()).then_some(MenuItem { title, places }));
        }
        entries
    }
}

/// The groups of a menu that nobody has set: what one comes for first.
const GROUPS: [&str; 5] = ["menu-learn", "menu-examples", "menu-people", "menu-desk", ABOUT];

/// That of pages about the site.
const ABOUT: &str = "menu-about";

/// The group of a kind; none for pages, which say for themselves whether the menu shows them.
fn group(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Guide | Kind::Tool | Kind::Clinic => "menu-learn",
        Kind::Case | Kind::Partner | Kind::Upload => "menu-examples",
        Kind::Person | Kind::Group => "menu-people",
        Kind::Request | Kind::Meeting => "menu-desk",
        Kind::Page => return None,
    })
}

/// The places that a menu may name, besides records.
fn named() -> impl Iterator<Item = (&'static str, MenuPlace)> {
    let desk = [
        ("ask", MenuPlace::Ask),
        ("desk", MenuPlace::Desk),
        ("figures", MenuPlace::Figures),
        ("glossary", MenuPlace::Glossary),
    ];
    let kinds = Kind::ALL.into_iter().filter(|&kind| kind != Kind::Page);
    let kinds = kinds.map(|kind| (kind.folder(), MenuPlace::Kind(kind)));
    let vocabularies = BROWSABLE.map(|vocabulary| (folder(vocabulary), MenuPlace::Terms(vocabulary)));
    desk.into_iter().chain(kinds).chain(vocabularies)
}
