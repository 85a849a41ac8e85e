//! Where the links of a body lead. A link may name a file beside it, as editors and forges show it,
//! an address of the finished site, or a record in double brackets.

use std::sync::OnceLock;

use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::addresses::{Addresses, Owner};
use super::guess::{Fault, Guess, Meant, broken, draft, left_out};
use super::pages::{Page, PageKind, backlink_pages};
use super::records::Records;
use super::resolved::Scope;
use super::{Entry, EntryId, narrow};
use crate::config::Language;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::parse::markdown::{Link, LinkKind};
use crate::record::{CONTENT, ContentFile, Id, Kind, Record, layout};
use crate::source::{SitePath, UrlPath};

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A record, and what stands behind `#`.
    Record(EntryId, Box<str>),
    /// Another page or file of the site, and what stands behind `#`.
    Address(UrlPath, Box<str>),
    /// Nowhere that readers can go: it was reported, or is not published.
    Nowhere,
}

/// The fourth stage: where each link leads, and who links to whom.
#[derive(Debug)]
pub(super) struct Links {
    /// For each record: where each link of its body leads.
    pub(super) targets: Vec<Vec<Target>>,
    /// For each original: the originals that name it in a field or link to it.
    pub(super) backlinks: Vec<Vec<EntryId>>,
}

impl Links {
    /// Follows the links of all records. `named` is what their fields name.
    pub(super) fn new(
        scope: Scope<'_>,
        addresses: &mut Addresses,
        mut named: Vec<Vec<EntryId>>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let records = scope.records;
        let map = Map::new(scope, addresses);
        let follow = |(index, entry): (usize, &Entry)| map.targets(EntryId(narrow(index)), entry);
        let followed: Vec<_> = records.entries.par_iter().enumerate().map(follow).collect();
        let mut targets = Vec::with_capacity(followed.len());
        let mut nowhere = Vec::new();
        for (entry, (found, faults)) in records.entries.iter().zip(followed) {
            nowhere.extend(faults.into_iter().map(|fault| (&*entry.record, fault)));
            let to_records = found.iter().filter_map(|target| match target {
                Target::Record(to, _) => Some(records.entry(*to).original),
                _ => None,
            });
            named[entry.original.index()].extend(to_records);
            targets.push(found);
        }
        // The first in the order of a reader are those that something is looked for.
        nowhere.sort_by(|(_, Fault { diagnostic: a, .. }), (_, Fault { diagnostic: b, .. })| {
            (&a.file, &a.place).cmp(&(&b.file, &b.place))
        });
        let mut meant = Meant::new(scope, &map.slugs);
        diagnostics.extend(nowhere.into_iter().map(|(record, Fault { diagnostic, guess })| {
            match guess.and_then(|guess| meant.help(guess, record)) {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            }
        }));
        let mut links = Self { targets, backlinks: invert(&named) };
        let lists = records.ids().flat_map(|(id, entry)| {
            backlink_pages(id, links.backlinks[entry.original.index()].len(), &entry.record.language)
        });
        for page in lists {
            addresses.add_backlinks(records.url(&page), page);
        }
        links.follow_to_backlinks(records, addresses, diagnostics);
        links
    }

    /// A link to a list of backlinks leads somewhere if there is one, which shows only once all links
    /// are known.
    fn follow_to_backlinks(
        &mut self,
        records: &Records,
        addresses: &Addresses,
        diagnostics: &mut Diagnostics,
    ) {
        for (entry, targets) in records.entries.iter().zip(&mut self.targets) {
            for (target, link) in targets.iter_mut().zip(&entry.record.body.links) {
                let Target::Address(url, _) = target else { continue };
                if addresses.owner(url).is_some() {
                    continue;
                }
                // A file that has lost its address to another is told of there.
                if addresses.is_backlinks(url) {
                    let fault = Diagnostic::new(
                        Code::BrokenLink,
                        &entry.record.file,
                        link.span,
                        format!("`{url}` leads nowhere on this site"),
                    );
                    diagnostics
                        .push(fault.help("link to the record itself: too few others link to it for a list"));
                }
                *target = Target::Nowhere;
            }
        }
    }
}

/// Who names each record, from whom each names.
fn invert(named: &[Vec<EntryId>]) -> Vec<Vec<EntryId>> {
    let mut backlinks = vec![Vec::new(); named.len()];
    for (index, named) in named.iter().enumerate() {
        let from = EntryId(narrow(index));
        for to in named {
            let list: &mut Vec<EntryId> = &mut backlinks[to.index()];
            if *to != from && list.last() != Some(&from) {
                list.push(from);
            }
        }
    }
    backlinks
}

/// What is there to link to.
struct Map<'s> {
    scope: Scope<'s>,
    records: &'s Records,
    addresses: &'s Addresses,
    /// The kinds that have a record of a slug.
    slugs: FxHashMap<&'s str, Vec<Kind>>,
    /// What is there but not published by its slug, so that nobody is told that it is not there.
    hidden: FxHashMap<&'s str, &'s Id>,
    /// Those that have faults of their own; the others are drafts.
    broken: FxHashSet<&'s Id>,
    /// The anchors of each record, once they are asked for.
    anchors: Vec<OnceLock<FxHashSet<&'s str>>>,
    /// The record that each source file is.
    files: FxHashMap<&'s SitePath, EntryId>,
}

impl<'s> Map<'s> {
    fn new(scope: Scope<'s>, addresses: &'s Addresses) -> Self {
        let records = scope.records;
        let mut slugs: FxHashMap<&str, Vec<Kind>> = FxHashMap::default();
        for (id, entry) in records.ids().filter(|(id, entry)| entry.original == *id) {
            slugs.entry(&records.entry(id).record.id.slug).or_default().push(entry.record.id.kind);
        }
        let broken: FxHashSet<&Id> = records.broken.iter().collect();
        // Of two with one slug, the first.
        let mut hidden: Vec<&Id> = records.hidden.iter().collect();
        hidden.sort_unstable_by(|a, b| b.cmp(a));
        let hidden = hidden.into_iter().map(|id| (&*id.slug, id)).collect();
        let anchors = records.entries.iter().map(|_| OnceLock::new()).collect();
        let files = records.ids().map(|(id, entry)| (&entry.record.file, id)).collect();
        Self { scope, records, addresses, slugs, hidden, broken, anchors, files }
    }

    /// Where each link of a record leads, and the faults among them.
    fn targets(&self, id: EntryId, entry: &Entry) -> (Vec<Target>, Vec<Fault>) {
        let mut faults = Vec::new();
        let record = &entry.record;
        let mut targets = Vec::with_capacity(record.body.links.len());
        for link in &record.body.links {
            // It was written in the original's file, and its faults are told of there.
            let from = if link.is_borrowed { self.records.entry(entry.original) } else { entry };
            let target = self.target(id, from, &record.language, link).unwrap_or_else(|fault| {
                faults.extend((!link.is_borrowed).then_some(*fault));
                Target::Nowhere
            });
            // Where drafts are shown, the link works; it will not for readers.
            if let Target::Record(to, _) = &target
                && let of = self.records.entry(*to).original
                && let Record { id, common, .. } = &*self.records.entry(of).record
                && common.draft
                && !record.common.draft
                && !link.is_borrowed
            {
                faults.push(Fault { diagnostic: draft(record, link, id), guess: None });
            }
            targets.push(target);
        }
        (targets, faults)
    }

    /// Where a link of the record `id` leads that was written in `from`, for readers of a language.
    fn target(
        &self,
        id: EntryId,
        from: &Entry,
        reader: &Language,
        link: &Link,
    ) -> Result<Target, Box<Fault>> {
        let record = &*from.record;
        let (path, anchor) = link.target.split_once('#').unwrap_or((&link.target, ""));
        if link.kind == LinkKind::Wiki && !path.trim().is_empty() {
            return self.wiki(record, reader, link, path.trim(), anchor);
        }
        let path = path.split('?').next().unwrap_or_default();
        let path = percent_decode_str(path).decode_utf8_lossy();
        // A `#heading` of the same page.
        if path.is_empty() || link.kind == LinkKind::Wiki {
            return self.record(record, link, id, anchor);
        }
        // From the site's root: an address of the finished site.
        if path.starts_with('/') {
            let target = self.address(record, link, &UrlPath::as_written(&path), anchor);
            let file = SitePath::new(&format!("{}{path}", CONTENT.trim_end_matches('/')));
            return target.unwrap_or_else(|| self.nowhere(record, link, &file, &path));
        }
        // From the file's folder: a file, as editors and forges see it.
        if let Some(file) = record.file.join(&path) {
            if let Some(&entry) = self.files.get(&file) {
                return self.record(record, link, self.localised(reader, entry), anchor);
            }
            if let Some(asset) = self.scope.assets.of(&file) {
                return Ok(Target::Address(asset.url.clone(), anchor.into()));
            }
            if let Some(id) = self.hidden(&file) {
                return self.not_published(record, link, &id);
            }
            if self.scope.faulty.contains_key(&file) {
                return self.nowhere(record, link, &file, &path);
            }
        }
        // From the page's own address, as a browser sees it.
        joined(&from.url, &path)
            .and_then(|path| self.address(record, link, &UrlPath::as_written(&path), anchor))
            .unwrap_or_else(|| Err(broken(record, link, &path)))
    }

    fn wiki(
        &self,
        record: &Record,
        reader: &Language,
        link: &Link,
        name: &str,
        anchor: &str,
    ) -> Result<Target, Box<Fault>> {
        let name = name.trim_matches('/');
        let name = layout::text_name(name).unwrap_or(name);
        let id = match name.split_once('/').and_then(|(folder, slug)| Some((Kind::of_folder(folder)?, slug)))
        {
            Some((kind, slug)) => Id { kind, slug: slug.into() },
            None => match self.slugs.get(name).map_or(&[][..], Vec::as_slice) {
                [kind] => Id { kind: *kind, slug: name.into() },
                [] if self.hidden.contains_key(name) => {
                    return self.not_published(record, link, self.hidden[name]);
                }
                [] => return Err(broken(record, link, name)),
                kinds => {
                    let names: Vec<_> =
                        kinds.iter().map(|kind| format!("[[{}/{name}]]", kind.folder())).collect();
                    let fault = Diagnostic::new(
                        Code::AmbiguousLink,
                        &record.file,
                        link.span,
                        format!("`{name}` names {} records", kinds.len()),
                    );
                    return Err(fault.help(format!("write {}", names.join(" or "))).into());
                }
            },
        };
        match self.records.named(id.kind, &id.slug) {
            Some(entry) => self.record(record, link, self.localised(reader, entry), anchor),
            None if self.records.hidden.contains(&id) => self.not_published(record, link, &id),
            None => Err(broken(record, link, name)),
        }
    }

    /// What lies at an address; `None` where nothing does.
    fn address(
        &self,
        record: &Record,
        link: &Link,
        url: &UrlPath,
        anchor: &str,
    ) -> Option<Result<Target, Box<Fault>>> {
        let owner = match self.addresses.owner(url) {
            Some(owner) => owner,
            // Whether there is a list of backlinks shows once all links are known.
            None if self.addresses.is_backlinks(url) => {
                return Some(Ok(Target::Address(url.clone(), anchor.into())));
            }
            None => return None,
        };
        let to = match owner {
            Owner::Record(to) | Owner::Alias(to) => Some(to),
            Owner::Generated(page) => self.home_record(&self.addresses.generated[page as usize]),
            Owner::Hidden(index) => {
                let id = &self.addresses.hidden[index as usize];
                return Some(self.not_published(record, link, id));
            }
            Owner::Asset(_) | Owner::Theme(_) | Owner::Archive => None,
            // It is called otherwise when the picture changes.
            Owner::Size(_) => return None,
        };
        Some(match to {
            Some(to) => self.record(record, link, to, anchor),
            None => Ok(Target::Address(self.in_language_of(record, owner, url)?, anchor.into())),
        })
    }

    /// An address as the table has it. Of a page that each language has, the site's own stands for that of the text, so
    /// that translations may keep their links.
    fn in_language_of(&self, from: &Record, owner: Owner, url: &UrlPath) -> Option<UrlPath> {
        if let Owner::Generated(index) = owner
            && let page = &self.addresses.generated[index as usize]
            && page.language == self.records.default
        {
            let local = Page { language: from.language.clone(), ..page.clone() };
            let local_url = self.records.url(&local);
            if let Some(Owner::Generated(index)) = self.addresses.owner(&local_url)
                && self.addresses.generated[index as usize] == local
            {
                return Some(local_url);
            }
        }
        self.addresses.url(url).cloned()
    }

    /// The record whose text the home page of a language shows.
    fn home_record(&self, page: &Page) -> Option<EntryId> {
        let home = (page.kind == PageKind::Home).then(|| self.records.named(Kind::Page, ""))??;
        let home = self.records.in_language(home, &page.language);
        (self.records.entry(home).record.language == page.language).then_some(home)
    }

    fn record(&self, from: &Record, link: &Link, to: EntryId, anchor: &str) -> Result<Target, Box<Fault>> {
        Ok(Target::Record(to, self.anchor(from, link, to, anchor)?))
    }

    /// The version that a reader of a language wants, where there is one.
    fn localised(&self, reader: &Language, to: EntryId) -> EntryId {
        if self.records.entry(to).original == to { self.records.in_language(to, reader) } else { to }
    }

    /// The anchor as the page has it: in a translation a heading is called as in its original, and is found by its own
    /// words as well.
    fn anchor(&self, from: &Record, link: &Link, id: EntryId, written: &str) -> Result<Box<str>, Box<Fault>> {
        let to = &self.records.entry(id).record;
        let anchor = percent_decode_str(written).decode_utf8_lossy();
        let anchors = self.anchors[id.index()].get_or_init(|| {
            let headings = to.body.headings.iter().map(|heading| &*heading.id);
            headings.chain(to.body.anchors.iter().map(|anchor| &**anchor)).collect()
        });
        if anchor.is_empty() || anchors.contains(&*anchor) {
            return Ok(written.into());
        }
        let by_words = to.body.headings.iter().find(|heading| heading.own_id.as_deref() == Some(&*anchor));
        if let Some(heading) = by_words {
            return Ok(heading.id.clone());
        }
        let here = from.file == to.file;
        let place = if here { "this page".to_owned() } else { format!("`{}`", to.file) };
        let fault = Diagnostic::new(
            Code::BrokenAnchor,
            &from.file,
            link.span,
            format!("{place} has no heading `#{anchor}`"),
        );
        let headings = &to.body.headings;
        let fault = if headings.is_empty() {
            fault.help("leave out the part from `#` on: the page has no headings")
        } else {
            let ids: Vec<_> = headings.iter().take(8).map(|heading| format!("`#{}`", heading.id)).collect();
            fault.help(format!("its headings are {}", ids.join(", ")))
        };
        Err(Box::new(Fault { diagnostic: fault, guess: Some(Guess::Anchor(id, anchor.into())) }))
    }

    /// A link to what is there and not published: the page shows its text alone. What has faults of its own
    /// is told of there.
    fn not_published(&self, record: &Record, link: &Link, id: &Id) -> Result<Target, Box<Fault>> {
        if self.broken.contains(id) {
            return Ok(Target::Nowhere);
        }
        Err(draft(record, link, id).into())
    }

    /// A link to no page: of a file that is there it is told at the file what is wrong.
    fn nowhere(&self, of: &Record, link: &Link, file: &SitePath, path: &str) -> Result<Target, Box<Fault>> {
        match self.scope.faulty.get(file) {
            Some(true) => Ok(Target::Nowhere),
            Some(false) => Err(left_out(of, link, path)),
            None => Err(broken(of, link, path)),
        }
    }

    /// The record of a file that is there and not published.
    fn hidden(&self, file: &SitePath) -> Option<Id> {
        match ContentFile::of(file, self.scope.config, &|_| true) {
            Ok(ContentFile::Record(id) | ContentFile::Translation(id, _) | ContentFile::Original(id, _)) => {
                self.records.hidden.contains(&id).then_some(id)
            }
            _ => None,
        }
    }
}

/// The address that a relative link leads to from the page at `from`.
fn joined(from: &UrlPath, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.as_str().split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
                if parts.is_empty() {
                    return None;
                }
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/")).filter(|path| path.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_worked_out_as_a_browser_does() {
        let page = UrlPath::new("/guides/a/");
        assert_eq!(joined(&page, "../b/").as_deref(), Some("/guides/b/"));
        assert_eq!(joined(&page, "../../cases/c").as_deref(), Some("/cases/c"));
        assert_eq!(joined(&page, "../../../x"), None);
    }
}
