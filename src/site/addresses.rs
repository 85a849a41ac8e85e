//! The table of all addresses: every path that the finished site has a file at, with its owner.
//!
//! Whatever has an address enters the table, the stronger owner first: what the site makes itself, then
//! records, files, and old addresses. A second owner of an address is a diagnostic, in the file
//! that gave it. Links are looked up in the same table, and `output` relies on it: no two files of a
//! site have one path.

use rustc_hash::FxHashMap;

use super::address::{ARCHIVE, BOOK, PRINT};
use super::assets::Assets;
use super::file_key::{as_page, file_of, folders, key, nfc, page_of};
use super::pages::{Page, PageKind};
use super::records::Records;
use super::{EntryId, narrow};
use crate::config::{self, Config, Vocabulary};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FieldPath, Place};
use crate::picture::Size;
use crate::record::Id;
use crate::source::{LONGEST_PATH, SitePath, UrlPath, unportable};

/// What lies at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// A page or file that the site makes itself, by its place in [`Addresses::generated`].
    Generated(u32),
    /// A file of the theme, by its place in [`Addresses::theme`].
    Theme(u32),
    Record(EntryId),
    /// A file that is published as it is, by its place among the assets.
    Asset(u32),
    /// A size of a picture, by the picture's place among the assets.
    Size(u32),
    /// An old address of the record.
    Alias(EntryId),
    /// The ZIP file of the whole site.
    Archive,
    /// A record that is there but not part of the site, by its place in [`Addresses::hidden`].
    Hidden(u32),
}

/// The owner of each address.
#[derive(Debug)]
pub(super) struct Addresses {
    table: FxHashMap<Box<str>, (UrlPath, Owner)>,
    /// The folders that the addresses lie in, each with the first that needs it.
    folders: FxHashMap<Box<str>, Owner>,
    /// The pages and files that the site makes itself, but for those of records and old addresses.
    pub(super) generated: Vec<Page>,
    /// How many of `generated` come before the records in the order of all pages.
    pub(super) before_records: usize,
    theme: Vec<UrlPath>,
    pub(super) hidden: Vec<Id>,
    /// The old addresses, sorted.
    pub(super) aliases: Vec<(UrlPath, EntryId)>,
}

/// What addresses are given to.
pub(super) struct Owners<'s> {
    pub(super) config: &'s Config,
    pub(super) records: &'s Records,
    pub(super) assets: &'s Assets,
    /// What the site makes itself: what comes before the records, and what comes behind them.
    pub(super) generated: (Vec<Page>, Vec<Page>),
    /// The addresses of the theme's files, each once.
    pub(super) theme: Vec<UrlPath>,
}

impl Addresses {
    pub(super) fn new(owners: Owners<'_>, diagnostics: &mut Diagnostics) -> Self {
        let Owners { config, records, assets, generated: (mut generated, behind), theme } = owners;
        let before_records = generated.len();
        generated.extend(behind);
        let addresses = Self {
            table: FxHashMap::default(),
            folders: FxHashMap::default(),
            generated,
            before_records,
            theme,
            hidden: records.hidden.iter().cloned().collect(),
            aliases: Vec::new(),
        };
        let mut filling = Filling { addresses, config, records, assets, diagnostics };
        filling.theme();
        filling.generated();
        filling.archive();
        filling.broken();
        filling.records();
        filling.assets();
        filling.sizes();
        filling.hidden();
        filling.aliases();
        filling.addresses
    }

    /// The owner of an address. `path` may be written as people write it: without the `/` at its end, or
    /// with `index.html`.
    pub(super) fn owner(&self, url: &UrlPath) -> Option<Owner> {
        let (found, owner) = self.table.get(&*key(url.as_str()))?;
        // On most hosts capitals count.
        (nfc(as_page(found.as_str())) == nfc(as_page(url.as_str()))).then_some(*owner)
    }

    /// The address as the table has it: it may be written otherwise in a link.
    pub(super) fn url(&self, url: &UrlPath) -> Option<&UrlPath> {
        self.table.get(&*key(url.as_str())).map(|(url, _)| url)
    }

    /// Adds a page of backlinks, for which there has been room from the beginning.
    pub(super) fn add_backlinks(&mut self, url: UrlPath, page: Page) {
        let owner = Owner::Generated(narrow(self.generated.len()));
        self.insert(url, owner);
        self.generated.push(page);
    }

    /// Whether an address is kept for a list of backlinks.
    pub(super) fn is_backlinks(&self, url: &UrlPath) -> bool {
        let key = key(url.as_str());
        let path = key.trim_end_matches('/');
        let first = path.rsplit_once("/page/").map_or(path, |(first, _)| first);
        url.is_page() && self.is_of_backlinks(first)
    }

    /// Who stands in the way of a file at `url`: at the address itself, at a folder of it where a file
    /// is, or at a file of it where a folder is.
    fn in_the_way(&self, url: &str) -> Option<Owner> {
        let key = key(url);
        let at = |key: &str| self.table.get(key).map(|(_, owner)| *owner);
        // A folder can have the name of a page's file.
        let file = |folder: &str| at(folder).or_else(|| at(page_of(folder)?));
        at(&key)
            .or_else(|| self.folders.get(&*file_of(&key)).copied())
            .or_else(|| folders(&key).take_while(|folder| !self.folders.contains_key(*folder)).find_map(file))
    }

    fn insert(&mut self, url: UrlPath, owner: Owner) {
        let key = key(url.as_str());
        for folder in folders(&key) {
            if self.folders.contains_key(folder) {
                break;
            }
            self.folders.insert(folder.into(), owner);
        }
        self.table.insert(key.into(), (url, owner));
    }
}

/// The table while it is being filled.
struct Filling<'s> {
    addresses: Addresses,
    config: &'s Config,
    records: &'s Records,
    assets: &'s Assets,
    diagnostics: &'s mut Diagnostics,
}

impl Filling<'_> {
    fn theme(&mut self) {
        for (index, url) in self.addresses.theme.clone().into_iter().enumerate() {
            let file = || {
                let name = url.as_str().trim_start_matches("/theme/");
                SitePath::new(&format!("{}{}/static/{name}", config::THEMES, self.config.theme))
            };
            let fault = match self.addresses.in_the_way(url.as_str()) {
                Some(owner) => Some(conflict(&file(), &url, &self.name(owner))),
                None => bad_name(&file(), &url),
            };
            self.enter(url, Owner::Theme(narrow(index)), fault);
        }
    }

    fn generated(&mut self) {
        for index in 0..self.addresses.generated.len() {
            let page = &self.addresses.generated[index];
            // What speaks against a term's address in the site's own language does so in each, and is told once.
            if !self.has_own(page) {
                continue;
            }
            let url = self.records.url(page);
            let owner = self.addresses.in_the_way(url.as_str());
            let fault = owner.map(|owner| self.blame(page, &url, owner));
            self.enter(url, Owner::Generated(narrow(index)), fault);
        }
    }

    fn archive(&mut self) {
        if self.config.offline.zip {
            self.enter(UrlPath::new(ARCHIVE), Owner::Archive, None);
        }
    }

    /// Whether a page of a term has its address in the site's own language, or is the one that would have it.
    fn has_own(&self, page: &Page) -> bool {
        if !matches!(page.kind, PageKind::Term(..)) || page.language == self.records.default {
            return true;
        }
        let own = Page { language: self.records.default.clone(), ..page.clone() };
        match self.addresses.owner(&self.records.url(&own)) {
            Some(Owner::Generated(index)) => self.addresses.generated[index as usize] == own,
            _ => false,
        }
    }

    /// Records that could not be read keep their addresses: they will be read once they are mended.
    fn broken(&mut self) {
        for index in 0..self.addresses.hidden.len() {
            let id = &self.addresses.hidden[index];
            if self.records.broken.binary_search(id).is_err() {
                continue;
            }
            let url = id.url(&self.records.default, &self.records.default);
            if self.addresses.in_the_way(url.as_str()).is_none() {
                self.addresses.insert(url, Owner::Hidden(narrow(index)));
            }
        }
    }

    fn records(&mut self) {
        for (id, entry) in self.records.ids() {
            // Its text is on a page that the site makes itself.
            if entry.record.id.is_home() {
                continue;
            }
            let file = &entry.record.file;
            let fault = match self.addresses.in_the_way(entry.url.as_str()) {
                Some(owner) => Some(conflict(file, &entry.url, &self.name(owner))),
                None => bad_name(file, &entry.url),
            };
            self.enter(entry.url.clone(), Owner::Record(id), fault);
        }
        // What belongs to a record is known once all records are.
        for (_, entry) in self.records.ids().filter(|(_, entry)| !entry.record.id.is_home()) {
            if let Some(what) = self.addresses.reserved(entry.url.as_str()) {
                self.diagnostics.push(conflict(&entry.record.file, &entry.url, what));
            }
        }
    }

    fn assets(&mut self) {
        for (index, asset) in self.assets.all.iter().enumerate() {
            let url = asset.url.as_str();
            let taken = self.addresses.in_the_way(url).map(|owner| self.name(owner));
            let taken = taken.or_else(|| self.addresses.reserved(url).map(ToOwned::to_owned));
            let fault = match taken {
                Some(what) => Some(conflict(&asset.file, &asset.url, &what)),
                None => bad_name(&asset.file, &asset.url),
            };
            self.enter(asset.url.clone(), Owner::Asset(narrow(index)), fault);
        }
    }

    /// The sizes of all pictures. Those of which nobody shows any take no address from others, since each is called
    /// by a hash of its picture.
    fn sizes(&mut self) {
        for (index, asset) in self.assets.all.iter().enumerate() {
            for size in asset.sizes() {
                let url = size_url(&size);
                let fault = match self.addresses.in_the_way(url.as_str()) {
                    // The same picture, twice.
                    Some(Owner::Size(_)) => continue,
                    Some(owner) => Some(conflict(&asset.file, &url, &self.name(owner))),
                    None => None,
                };
                self.enter(url, Owner::Size(narrow(index)), fault);
            }
        }
    }

    /// The addresses of drafts, as far as nobody has them.
    fn hidden(&mut self) {
        for index in 0..self.addresses.hidden.len() {
            let url = self.addresses.hidden[index].url(&self.records.default, &self.records.default);
            if self.addresses.in_the_way(url.as_str()).is_none() {
                self.addresses.insert(url, Owner::Hidden(narrow(index)));
            }
        }
    }

    fn aliases(&mut self) {
        for (id, entry) in self.records.ids() {
            for (index, alias) in entry.record.common.aliases.iter().enumerate() {
                let url = UrlPath::as_written(alias.as_str());
                let taken = self.addresses.in_the_way(url.as_str()).map(|owner| self.name(owner));
                let taken = taken.or_else(|| self.addresses.reserved(url.as_str()).map(ToOwned::to_owned));
                let place = || FieldPath::key("aliases").at(index);
                let fault = taken.map(|what| {
                    let message = format!("`{}` is {what}", alias.as_str());
                    Diagnostic::new(Code::AliasConflict, &entry.record.file, place(), message)
                        .help("an old address can lead to one record only: delete it here or there")
                });
                let fault = fault.or_else(|| {
                    let message = format!("`{}` {}", alias.as_str(), no_page(&url)?);
                    Some(Diagnostic::new(Code::BadValue, &entry.record.file, place(), message).help(
                        "leave it out, or let the host lead it on; an old address here is a folder or ends in `.html`",
                    ))
                });
                let is_free = fault.is_none();
                self.enter(url.clone(), Owner::Alias(id), fault);
                if is_free {
                    self.addresses.aliases.push((url, id));
                }
            }
        }
        self.addresses.aliases.sort_unstable();
    }

    /// Gives the address to its owner, unless something speaks against it.
    fn enter(&mut self, url: UrlPath, owner: Owner, fault: Option<Diagnostic>) {
        match fault {
            Some(fault) => self.diagnostics.push(fault),
            None => self.addresses.insert(url, owner),
        }
    }

    /// An owner, as messages say it.
    fn name(&self, owner: Owner) -> String {
        match owner {
            Owner::Generated(index) => {
                let page = &self.addresses.generated[index as usize];
                let what = if self.records.url(page).is_page() { "page" } else { "file" };
                format!("a {what} that the site makes itself")
            }
            Owner::Archive => "the ZIP file of the site".to_owned(),
            Owner::Theme(_) => "a file of the theme".to_owned(),
            Owner::Record(id) | Owner::Alias(id) => {
                format!("the address of `{}`", self.records.entry(id).record.file)
            }
            Owner::Size(_) => "a picture that the site makes itself".to_owned(),
            Owner::Asset(index) => format!("the address of `{}`", self.assets.all[index as usize].file),
            Owner::Hidden(index) => {
                let id = &self.addresses.hidden[index as usize];
                format!("the address of the {} `{}`", id.kind.name(), id.slug)
            }
        }
    }

    /// Tells of two generated pages with one address, in the file that both come from.
    fn blame(&self, page: &Page, url: &UrlPath, other: Owner) -> Diagnostic {
        let what = self.name(other);
        match &page.kind {
            PageKind::Term(vocabulary, id) => {
                let file = SitePath::new(&format!("{}/{}", self.config.vocabularies, vocabulary.file_name()));
                let message = format!("the page of `{id}` would be at `{url}`, which is {what}");
                Diagnostic::new(Code::AddressConflict, &file, Place::File, message)
                    .help("give the term another id; capitals make no difference in an address")
            }
            _ => {
                let file = SitePath::new(config::FILE);
                let message = format!("`{url}` is {what} already");
                Diagnostic::new(Code::AddressConflict, &file, FieldPath::key("languages"), message)
                    .help("a language has its pages below its tag: leave out the one that is a name of the site's own")
            }
        }
    }
}

impl Addresses {
    /// What an address is kept for although nothing is there yet, if it is: a page or file comes to be
    /// there as the site grows, and nobody who adds a record should get a diagnostic of an address elsewhere.
    fn reserved(&self, url: &str) -> Option<&'static str> {
        let key = key(url);
        let (path, is_file) = (key.trim_end_matches('/'), !key.ends_with('/'));
        if self.is_of_backlinks(path) {
            return Some("kept for the list of what links to a record");
        }
        if let Some((list, number)) = path.rsplit_once("page/")
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && self.has_further_pages(list)
        {
            return Some("kept for a further page of a list");
        }
        if self.is_of_book(&key) {
            return Some("kept for the book of a topic");
        }
        if is_file && path.starts_with("theme/") {
            return Some("kept for the files of the theme");
        }
        let is_script = |part: &str| part.ends_with(".js");
        if path.strip_prefix("search/").is_some_and(|rest| is_file || rest.split('/').any(is_script)) {
            return Some("kept for the files of the search");
        }
        None
    }

    /// Whether the list of what links to some record would be at `path`, or below it.
    fn is_of_backlinks(&self, path: &str) -> bool {
        let of = path.strip_suffix("mentions").filter(|of| of.is_empty() || of.ends_with('/'));
        match of.and_then(|of| self.table.get(of)) {
            Some((_, Owner::Record(_) | Owner::Hidden(_))) => true,
            Some((_, Owner::Generated(index))) => self.generated[*index as usize].kind == PageKind::Home,
            _ => false,
        }
    }

    /// Whether a topic can come to have a book there, or a page to print it.
    fn is_of_book(&self, path: &str) -> bool {
        let is_there = matches!(self.table.get(path), Some((_, Owner::Generated(_))));
        let of = path.strip_suffix(BOOK).or_else(|| path.strip_suffix(PRINT)).filter(|_| !is_there);
        match of.and_then(|of| self.table.get(of)) {
            Some((_, Owner::Generated(index))) => {
                matches!(self.generated[*index as usize].kind, PageKind::Term(Vocabulary::Topics, _))
            }
            _ => false,
        }
    }

    fn has_further_pages(&self, list: &str) -> bool {
        match self.table.get(list) {
            Some((_, Owner::Generated(index))) => self.generated[*index as usize].kind.has_further_pages(),
            _ => self.is_of_backlinks(list.trim_end_matches('/')),
        }
    }
}

fn conflict(file: &SitePath, url: &UrlPath, what: &str) -> Diagnostic {
    let what = match what.strip_prefix("the address of ") {
        Some(other) => format!("the address of {other} too"),
        None if what.starts_with("kept") => what.to_owned(),
        None => format!("the address of {what}"),
    };
    Diagnostic::new(Code::AddressConflict, file, Place::File, format!("`{url}` is {what}"))
        .help("rename the file, or put it into another folder")
}

/// The address of a size of a picture.
#[must_use]
pub fn size_url(size: &Size) -> UrlPath {
    UrlPath::new(&format!("/scaled/{}", size.name))
}

/// Files at the root of a site that hosts take for their settings, in lower case.
const SETTINGS: [&str; 4] = ["_headers", "_redirects", "_worker.js", "cname"];

/// Why what is written at an old address would be no page to every host: by another ending it is a script or a file
/// to save, and some names are settings.
fn no_page(url: &UrlPath) -> Option<&'static str> {
    let path = url.as_str().trim_matches('/').to_ascii_lowercase();
    let last = path.rsplit('/').next().unwrap_or_default();
    let ending = if url.is_page() { None } else { last.rsplit_once('.').map(|(_, ending)| ending) };
    if ending.is_some_and(|ending| ending != "html" && ending != "htm") {
        return Some("would be no page to every server, because of its ending");
    }
    let first = path.split('/').next().unwrap_or_default();
    SETTINGS.contains(&first).then_some("is a place where hosts look for their settings")
}

/// Tells of an address that cannot be the path of a file everywhere.
fn bad_name(file: &SitePath, url: &UrlPath) -> Option<Diagnostic> {
    let path = url.as_str().trim_matches('/');
    let fault = |message: String| {
        Diagnostic::new(Code::BadFileName, file, Place::File, message)
            .help("rename it with letters, digits and hyphens")
    };
    if path.len() > LONGEST_PATH {
        return Some(fault(format!("the path has {} bytes; {LONGEST_PATH} is the most", path.len())));
    }
    path.split('/').find_map(|part| Some(fault(format!("the name `{part}` {}", unportable(part)?))))
}
