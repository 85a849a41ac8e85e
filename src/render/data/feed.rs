//! What has changed of late, as Atom (RFC 4287).

use atom_syndication::{Content, Entry, Feed, FixedDateTime, Generator, Link, Text};
use jiff::civil;
use xxhash_rust::xxh3::xxh3_128;

use crate::desk::status::all;
use crate::record::Kind;
use crate::render::href::absolute;
use crate::render::theme::Theme;
use crate::site::{EntryId, Page, PageKind, Site};
use crate::source::UrlPath;

/// How many records a feed holds.
const LENGTH: usize = 30;

/// A feed reader wants a date, and a site without git may have none. The day is not shown.
const NO_DATE: civil::Date = civil::date(2001, 1, 1);

/// The feed of a kind, or of all kinds.
pub(crate) fn feed(site: &Site, theme: &Theme, page: &Page, kind: Option<Kind>) -> Vec<u8> {
    let words = &theme.interface(&page.language).words;
    let language = site.config.default_language();
    let site_title = site.config.title.get(language, language);
    let title = match kind {
        Some(kind) => {
            let name = words.get(&format!("kind-{}-many", kind.name()));
            words.with("feed-title", &[("site", site_title.into()), ("kind", name.into_owned().into())])
        }
        None => site_title.to_owned(),
    };
    let kinds = kind.map_or_else(|| Kind::ALL.to_vec(), |kind| vec![kind]);
    let mut ids: Vec<EntryId> = kinds.into_iter().flat_map(|kind| site.list(kind)).copied().collect();
    ids.sort_by_cached_key(|&id| (std::cmp::Reverse(site.updated(id)), id));
    ids.truncate(LENGTH);
    let home = Page { kind: PageKind::Home, ..page.clone() };
    let home = kind.map_or_else(|| site.url(&home), |kind| site.list_url(kind, language, 1));
    let newest = ids.first().and_then(|&id| site.updated(id));
    let entries = ids.into_iter().map(|id| entry(site, id)).collect();
    written(site, page, title, &home, newest, entries)
}

/// What waits for one of the desk's people: an entry for each state that a request has come to, so that
/// readers tell when it comes to them again.
pub(crate) fn member_feed(site: &Site, theme: &Theme, page: &Page, member: EntryId) -> Vec<u8> {
    let words = &theme.interface(&page.language).words;
    let record = &site.entry(member).record;
    let title = words.with("desk-member-page", &[("name", record.common.title.clone().into())]);
    let slug = &record.id.slug;
    let roles = site.members().into_iter().find(|(id, _)| *id == member).map(|(_, roles)| roles);
    let roles = roles.unwrap_or_default();
    let mut waiting: Vec<_> =
        all(site).into_iter().filter(|status| status.waits_for(site, slug, &roles)).collect();
    waiting.sort_by_key(|status| (std::cmp::Reverse(status.since), status.id));
    waiting.truncate(LENGTH);
    let newest = waiting.first().and_then(|status| status.since);
    let default = site.config.default_language();
    let entries = waiting.iter().map(|status| {
        let entry = entry(site, status.id);
        let label = status.state.label(default, default);
        let since = status.since.map(|since| format!("#{since}")).unwrap_or_default();
        let id =
            lasting(&format!("{}{}{since}", absolute(site, &site.entry(status.id).url), status.state.id));
        Entry {
            title: Text::plain(format!("{label}: {}", entry.title.value)),
            // The same request in another state is a new entry.
            id: if id.starts_with("urn:") { id } else { lasting(&format!("/{id}")) },
            updated: moment(status.since),
            published: None,
            ..entry
        }
    });
    written(site, page, title, &site.member_url(member, &page.language), newest, entries.collect())
}

fn written(
    site: &Site,
    page: &Page,
    title: String,
    home: &UrlPath,
    newest: Option<civil::Date>,
    entries: Vec<Entry>,
) -> Vec<u8> {
    let own = absolute(site, &site.url(page));
    let feed = Feed {
        title: Text::plain(title),
        id: lasting(&own),
        updated: moment(newest),
        lang: Some(site.config.default_language().to_string()),
        generator: Some(Generator { value: "Casebook".to_owned(), uri: None, version: None }),
        links: vec![
            link(own, "self", "application/atom+xml"),
            link(absolute(site, home), "alternate", "text/html"),
        ],
        entries,
        ..Feed::default()
    };
    let mut xml = feed.to_string().into_bytes();
    xml.push(b'\n');
    xml
}

fn entry(site: &Site, id: EntryId) -> Entry {
    let entry = site.entry(id);
    let record = &entry.record;
    let url = absolute(site, &entry.url);
    let summary = record.common.summary.clone().unwrap_or_else(|| record.body.plain().to_owned());
    let names = site.history(id).map(|history| history.contributors.as_slice()).unwrap_or_default();
    let site_title = site.config.title.get(&record.language, site.config.default_language());
    let mut authors: Vec<_> = names.iter().map(|name| person(name)).collect();
    if authors.is_empty() {
        authors.push(person(site_title));
    }
    let lang = Some(&record.language).filter(|language| *language != site.config.default_language());
    let lang = lang.map(ToString::to_string);
    Entry {
        title: Text { lang, ..Text::plain(record.common.title.clone()) },
        id: lasting(&url),
        updated: moment(site.updated(id)),
        published: site.created(id).map(|day| moment(Some(day))),
        authors,
        links: vec![link(url, "alternate", "text/html")],
        summary: (!summary.is_empty()).then(|| Text::plain(summary)),
        content: None::<Content>,
        ..Entry::default()
    }
}

/// A name that stays the same and that nobody else has, as Atom asks for: the whole address, or a
/// number made of it where there is none.
pub(crate) fn lasting(address: &str) -> String {
    if !address.starts_with('/') {
        return address.to_owned();
    }
    let hash = xxh3_128(address.as_bytes());
    // RFC 9562, version 8: numbers made in a way of one's own.
    let uuid = hash & !(0xf << 76) & !(0x3 << 62) | 0x8 << 76 | 0x2 << 62;
    let hex = format!("{uuid:032x}");
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

fn person(name: &str) -> atom_syndication::Person {
    atom_syndication::Person { name: name.to_owned(), ..atom_syndication::Person::default() }
}

fn link(href: String, rel: &str, mime_type: &str) -> Link {
    Link { href, rel: rel.to_owned(), mime_type: Some(mime_type.to_owned()), ..Link::default() }
}

fn moment(day: Option<civil::Date>) -> FixedDateTime {
    format!("{}T00:00:00Z", day.unwrap_or(NO_DATE)).parse().unwrap_or_default()
}
