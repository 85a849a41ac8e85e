//! Where links of a wiki lead: titles and interwiki prefixes as addresses on the web.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::config::names;

/// Where files lie that several wikis show.
pub(super) const COMMONS: &str = "https://commons.wikimedia.org/wiki/";

/// The items of Wikidata.
pub(super) const WIKIDATA: &str = "https://www.wikidata.org/wiki/";

/// What a title may not have in an address as it is.
const IN_TITLE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'%')
    .add(b'?')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b']')
    .add(b'(')
    .add(b')')
    .add(b'\\')
    .add(b'`')
    .add(b'^')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Prefixes that lead to one wiki. <https://meta.wikimedia.org/wiki/Interwiki_map>
const WIKIS: &[(&[&str], &str)] = &[
    (&["meta", "m", "metawikipedia"], "https://meta.wikimedia.org/wiki/"),
    (&["commons", "c"], COMMONS),
    (&["d", "wikidata"], WIKIDATA),
    (&["species", "wikispecies"], "https://species.wikimedia.org/wiki/"),
    (&["mw", "mediawikiwiki"], "https://www.mediawiki.org/wiki/"),
    (&["outreach", "outreachwiki"], "https://outreach.wikimedia.org/wiki/"),
    (&["foundation", "wmf"], "https://foundation.wikimedia.org/wiki/"),
    (&["wikitech"], "https://wikitech.wikimedia.org/wiki/"),
    (&["incubator"], "https://incubator.wikimedia.org/wiki/"),
    (&["phab", "phabricator"], "https://phabricator.wikimedia.org/"),
    (&["wmse"], "https://se.wikimedia.org/wiki/"),
];

/// Prefixes that lead to a project, which has a wiki for each language.
const PROJECTS: &[(&[&str], &str)] = &[
    (&["w", "wikipedia"], "wikipedia"),
    (&["wikt", "wiktionary"], "wiktionary"),
    (&["b", "wikibooks"], "wikibooks"),
    (&["n", "wikinews"], "wikinews"),
    (&["q", "wikiquote"], "wikiquote"),
    (&["s", "wikisource"], "wikisource"),
    (&["v", "wikiversity"], "wikiversity"),
    (&["voy", "wikivoyage"], "wikivoyage"),
];

/// The wiki that a page is of.
pub(super) struct Wiki<'t> {
    /// What its titles stand behind.
    base: &'t str,
    /// The language and the project, where it has both.
    project: Option<(&'t str, &'t str)>,
}

impl<'t> Wiki<'t> {
    pub(super) fn new(base: &'t str) -> Self {
        let host =
            base.split_once("://").map_or(base, |(_, rest)| rest).split('/').next().unwrap_or_default();
        let mut parts = host.split('.');
        let project = parts.next().zip(parts.next());
        let is_project = |name: &str| PROJECTS.iter().any(|(_, known)| *known == name);
        Self { base, project: project.filter(|(_, project)| is_project(project)) }
    }

    /// Where a link to `target` leads, which may begin with prefixes.
    pub(super) fn address(&self, target: &str) -> String {
        let (mut base, mut rest) = (self.base.to_owned(), target.trim().trim_start_matches(':').trim());
        let (mut language, mut project) = self.project.map_or(("en", "wikipedia"), |known| known);
        // A title may have a colon of its own, and a prefix another behind it.
        for _ in 0..3 {
            let Some((prefix, behind)) = rest.split_once(':') else { break };
            let prefix = prefix.trim().to_ascii_lowercase();
            if let Some((_, known)) = WIKIS.iter().find(|(names, _)| names.contains(&&*prefix)) {
                (*known).clone_into(&mut base);
                rest = behind.trim();
                // What follows is of that wiki.
                break;
            }
            if let Some((_, known)) = PROJECTS.iter().find(|(names, _)| names.contains(&&*prefix)) {
                project = known;
            } else if let Some(known) = names::known().iter().find(|known| known.tag == prefix) {
                language = known.tag;
            } else {
                break;
            }
            base = format!("https://{language}.{project}.org/wiki/");
            rest = behind.trim().trim_start_matches(':');
        }
        page_address(&base, rest.strip_prefix("Special:MyLanguage/").unwrap_or(rest))
    }
}

/// The address of the page with a title, of the wiki whose pages lie below `base`.
pub(crate) fn page_address(base: &str, title: &str) -> String {
    let title = title.trim().replace(' ', "_");
    format!("{base}{}", utf8_percent_encode(&title, IN_TITLE))
}
