//! Where the links of a body lead. A link may name a file beside it, as editors and forges show it,
//! an address of the finished site, or a record in double brackets.

use percent_encoding::percent_decode_str;

use super::{EntryId, Site};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::parse::markdown::{Link, LinkKind};
use crate::record::{CONTENT, Id, Kind, Place, Record};
use crate::source::{SitePath, UrlPath};
use crate::suggest::nearest;

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

/// What is there to link to.
pub(super) struct Map<'s> {
    pub(super) site: &'s Site,
    /// The addresses of all pages that are no records.
    pub(super) addresses: &'s rustc_hash::FxHashSet<UrlPath>,
    /// The records of each address.
    pub(super) records: &'s rustc_hash::FxHashMap<UrlPath, EntryId>,
    /// What is there but not published, so that nobody is blamed for naming it.
    pub(super) hidden: &'s rustc_hash::FxHashSet<Id>,
    /// The kinds that have a record of a slug.
    pub(super) slugs: &'s rustc_hash::FxHashMap<&'s str, Vec<Kind>>,
    /// The record that each source file is.
    pub(super) files: &'s rustc_hash::FxHashMap<&'s SitePath, EntryId>,
}

impl Map<'_> {
    /// Where each link of `record` leads, and the faults among them.
    pub(super) fn targets(&self, url: &UrlPath, record: &Record) -> (Vec<Target>, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let mut targets = Vec::with_capacity(record.body.links.len());
        for link in &record.body.links {
            let target = self.target(url, record, link).unwrap_or_else(|fault| {
                diagnostics.push(*fault);
                Target::Nowhere
            });
            targets.push(target);
        }
        (targets, diagnostics)
    }

    fn target(&self, url: &UrlPath, record: &Record, link: &Link) -> Result<Target, Box<Diagnostic>> {
        let (path, anchor) = link.target.split_once('#').unwrap_or((&link.target, ""));
        if link.kind == LinkKind::Wiki {
            return self.wiki(record, link, path.trim(), anchor);
        }
        let path = path.split('?').next().unwrap_or_default();
        let path = percent_decode_str(path).decode_utf8_lossy();
        if path.is_empty() {
            return self.within(record, link, anchor);
        }
        // From the site's root: an address of the finished site.
        if path.starts_with('/') {
            return self.address(record, link, &path, anchor);
        }
        // From the file's folder: a file, as editors and forges see it.
        if let Some(file) = record.file.join(&path) {
            if let Some(&entry) = self.files.get(&file) {
                return self.record(record, link, self.localised(record, entry), anchor);
            }
            if let Some(asset) = self.site.asset_of(&file) {
                return Ok(Target::Address(asset.url.clone(), anchor.into()));
            }
            if self.is_hidden(&file) {
                return Ok(Target::Nowhere);
            }
        }
        // From the page's own address, as a browser sees it.
        if let Some(path) = joined(url, &path)
            && self.is_address(&path)
        {
            return self.address(record, link, &path, anchor);
        }
        Err(self.broken(record, link, &path))
    }

    /// A `#heading` of the same page.
    fn within(&self, record: &Record, link: &Link, anchor: &str) -> Result<Target, Box<Diagnostic>> {
        let id = self.site.find(&record.id);
        Self::check_anchor(record, link, record, anchor)?;
        let entry = id.map(|id| self.site.in_language(id, &record.language));
        Ok(entry.map_or(Target::Nowhere, |entry| Target::Record(entry, anchor.into())))
    }

    fn wiki(
        &self,
        record: &Record,
        link: &Link,
        name: &str,
        anchor: &str,
    ) -> Result<Target, Box<Diagnostic>> {
        if name.is_empty() {
            return self.within(record, link, anchor);
        }
        let name = name.trim_matches('/');
        let name = name.strip_suffix(".md").unwrap_or(name);
        let id = match name.split_once('/').and_then(|(folder, slug)| Some((Kind::of_folder(folder)?, slug)))
        {
            Some((kind, slug)) => Id { kind, slug: slug.into() },
            None => match self.slugs.get(name).map_or(&[][..], Vec::as_slice) {
                [kind] => Id { kind: *kind, slug: name.into() },
                [] if self.hidden.iter().any(|id| *id.slug == *name) => return Ok(Target::Nowhere),
                [] => return Err(self.broken(record, link, name)),
                kinds => {
                    let names: Vec<_> =
                        kinds.iter().map(|kind| format!("[[{}/{name}]]", kind.folder())).collect();
                    let fault = Diagnostic::new(
                        Code::AmbiguousLink,
                        &record.file,
                        link.span,
                        format!("`{name}` names {} records", kinds.len()),
                    );
                    return Err(Box::new(fault.help(format!("write {}", names.join(" or ")))));
                }
            },
        };
        match self.site.find(&id) {
            Some(entry) => self.record(record, link, self.localised(record, entry), anchor),
            None if self.hidden.contains(&id) => Ok(Target::Nowhere),
            None => Err(self.broken(record, link, name)),
        }
    }

    fn address(
        &self,
        record: &Record,
        link: &Link,
        path: &str,
        anchor: &str,
    ) -> Result<Target, Box<Diagnostic>> {
        let url = normal(path);
        if let Some(&entry) = self.records.get(&url) {
            return self.record(record, link, entry, anchor);
        }
        if let Some(entry) = self.site.redirect(&url) {
            return self.record(record, link, entry, anchor);
        }
        if self.addresses.contains(&url) || self.site.asset(&url).is_some() {
            return Ok(Target::Address(url, anchor.into()));
        }
        if self.hidden.iter().any(|id| {
            let default = self.site.config.default_language();
            id.url(default, default) == url
        }) {
            return Ok(Target::Nowhere);
        }
        Err(self.broken(record, link, path))
    }

    fn is_address(&self, path: &str) -> bool {
        let url = normal(path);
        self.records.contains_key(&url)
            || self.addresses.contains(&url)
            || self.site.asset(&url).is_some()
            || self.site.redirect(&url).is_some()
    }

    fn record(
        &self,
        from: &Record,
        link: &Link,
        to: EntryId,
        anchor: &str,
    ) -> Result<Target, Box<Diagnostic>> {
        Self::check_anchor(from, link, &self.site.entry(to).record, anchor)?;
        Ok(Target::Record(to, anchor.into()))
    }

    /// The translation that a reader of `from` wants, where there is one.
    fn localised(&self, from: &Record, to: EntryId) -> EntryId {
        if self.site.entry(to).original == to { self.site.in_language(to, &from.language) } else { to }
    }

    fn check_anchor(from: &Record, link: &Link, to: &Record, anchor: &str) -> Result<(), Box<Diagnostic>> {
        let anchor = percent_decode_str(anchor).decode_utf8_lossy();
        let headings = &to.body.headings;
        let heading = || headings.iter().any(|heading| *heading.id == *anchor);
        if anchor.is_empty() || heading() || to.body.has_note(&anchor) {
            return Ok(());
        }
        let here = from.file == to.file;
        let place = if here { "this page".to_owned() } else { format!("`{}`", to.file) };
        let fault = Diagnostic::new(
            Code::BrokenAnchor,
            &from.file,
            link.span,
            format!("{place} has no heading `#{anchor}`"),
        );
        let fault = match nearest(&anchor, headings.iter().map(|heading| &*heading.id)) {
            Some(near) => fault.help(format!("did you mean `#{near}`?")),
            None if headings.is_empty() => {
                fault.help("leave out the part from `#` on: the page has no headings")
            }
            None => {
                let ids: Vec<_> =
                    headings.iter().take(8).map(|heading| format!("`#{}`", heading.id)).collect();
                fault.help(format!("its headings are {}", ids.join(", ")))
            }
        };
        Err(Box::new(fault))
    }

    fn is_hidden(&self, file: &SitePath) -> bool {
        let place = Place::of(file, &self.site.config, &|_| true);
        matches!(place, Ok(Place::Record(id) | Place::Translation(id, _)) if self.hidden.contains(&id))
    }

    fn broken(&self, record: &Record, link: &Link, path: &str) -> Box<Diagnostic> {
        let file = &record.file;
        if link.kind == LinkKind::Image {
            let fault =
                Diagnostic::new(Code::MissingFile, file, link.span, format!("there is no image `{path}`"));
            return Box::new(fault.help(format!(
                "put the image into `{}/`, or correct its name; capitals count",
                file.folder()
            )));
        }
        let fault = Diagnostic::new(
            Code::BrokenLink,
            file,
            link.span,
            format!("`{path}` leads nowhere on this site"),
        );
        Box::new(match self.suggestion(record, link, path) {
            Some(help) => fault.help(help),
            None => fault.help("correct the path, or create what it names"),
        })
    }

    /// The address most like a broken one, written the way that the author wrote.
    fn suggestion(&self, record: &Record, link: &Link, path: &str) -> Option<String> {
        let name = path.trim_end_matches('/').rsplit('/').next()?;
        let name = name.strip_suffix(".md").unwrap_or(name);
        let slug = *nearest(name, self.slugs.keys().copied()).as_ref()?;
        let &kind = self.slugs[slug].first()?;
        let id = Id { kind, slug: slug.into() };
        let entry = self.site.entry(self.site.find(&id)?);
        Some(if link.kind == LinkKind::Wiki {
            format!("did you mean `[[{}/{slug}]]`?", kind.folder())
        } else if path.ends_with(".md") {
            format!("did you mean `{}`?", relative_file(&record.file, &entry.record.file))
        } else {
            format!("did you mean `{}`?", entry.url)
        })
    }
}

/// The address that `path` means: with its `/` at the end of a page, without `index.html`.
fn normal(path: &str) -> UrlPath {
    let path = path.strip_suffix("index.html").unwrap_or(path);
    let last = path.rsplit('/').next().unwrap_or_default();
    if path.ends_with('/') || last.contains('.') {
        UrlPath::new(path)
    } else {
        UrlPath::new(&format!("{path}/"))
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

/// The link that leads from one source file to another.
fn relative_file(from: &SitePath, to: &SitePath) -> String {
    let below = |path: &SitePath| UrlPath::new(&format!("/{}", path.as_str().trim_start_matches(CONTENT)));
    below(to).relative_from(&below(from))
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
        assert_eq!(normal("/cases/c").as_str(), "/cases/c/");
        assert_eq!(normal("/cases/c/index.html").as_str(), "/cases/c/");
        assert_eq!(normal("/feed.xml").as_str(), "/feed.xml");
    }

    #[test]
    fn a_suggested_file_is_named_from_the_folder_of_the_other() {
        let path = SitePath::new;
        let from = path("content/guides/a.md");
        assert_eq!(relative_file(&from, &path("content/cases/b/index.md")), "../cases/b/index.md");
        assert_eq!(relative_file(&from, &path("content/guides/c.md")), "c.md");
    }
}
