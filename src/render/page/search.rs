//! The search page, as far as it needs no script.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use crate::config::names::{name_in, own_name};
use crate::config::{Language, Vocabulary};
use crate::diagnostic::Diagnostic;
use crate::record::{Confidence, GroupStatus, Health, Kind, Named, UploadState};
use crate::render::component::kind::{self, KindCard};
use crate::render::component::term::{self, TermLink, vocabulary_message};
use crate::render::context::Context;
use crate::render::href::href;
use crate::render::html::Html;
use crate::render::link;
use crate::render::shell::Shell;
use crate::render::template::View;
use crate::site::{BROWSABLE, PageKind};
use crate::source::UrlPath;

/// How many terms of a vocabulary there are to browse by.
const TERMS: usize = 12;

/// Where a language is searched, and what readers without scripts browse by.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct SearchView {
    /// The heading.
    heading: Html,
    /// A text below the heading.
    summary: Html,
    kinds: Vec<KindCard>,
    vocabularies: Vec<SearchTerms>,
    /// The languages of the site; empty where it has but one.
    languages: Vec<SearchLanguage>,
    /// The link to all requests by their state, if there are any.
    requests: Option<Html>,
}

impl View for SearchView {
    const TEMPLATE: &'static str = "search.html";
}

/// The most common terms of a vocabulary.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct SearchTerms {
    /// The link to the list of all its terms.
    heading: Html,
    /// The terms.
    terms: Vec<TermLink>,
    /// The same link, when these are not all.
    more: Option<Html>,
}

/// A language of the site.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct SearchLanguage {
    /// Its own name for itself.
    text: String,
    /// Its tag.
    lang: String,
    /// The address of its home page.
    url: String,
    /// How many records it has.
    count: String,
}

pub(crate) fn render(cx: &Context<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let (title, text) = (cx.words().get("search-title"), cx.words().get("search-text"));
    let shell = Shell::new(cx, title, text, Kind::Page, false)?;
    shell.render(cx, &view(cx))
}

fn view(cx: &Context<'_>) -> SearchView {
    let site = cx.site;
    let languages = site.languages();
    SearchView {
        heading: cx.message("search-title"),
        summary: cx.message("search-text"),
        kinds: kind::cards(cx),
        vocabularies: BROWSABLE.into_iter().filter_map(|of| terms(cx, of)).collect(),
        languages: if languages.len() > 1 {
            languages.iter().map(|one| language(cx, one)).collect()
        } else {
            Vec::new()
        },
        requests: (!site.list(Kind::Request).is_empty())
            .then(|| link::page(cx, "desk-board", PageKind::Desk)),
    }
}

/// The file with what the scripts of the search say in the page's language: a script itself, since a page that was
/// opened from a folder may load nothing else. It is loaded by who searches, and no page carries any of it.
pub(crate) fn words(cx: &Context<'_>) -> Vec<u8> {
    format!("globalThis.casebookWords = {};\n", script_words(cx)).into_bytes()
}

/// What the scripts say. Names in braces are filled by them.
fn script_words(cx: &Context<'_>) -> Value {
    let words = cx.words();
    let with = |id: &str, names: &[&'static str]| {
        let args: Vec<_> = names.iter().map(|name| (*name, format!("{{{name}}}").into())).collect();
        words.with(id, &args)
    };
    let kinds = Kind::ALL.map(|kind| (kind.name(), words.get(&format!("kind-{}-many", kind.name()))));
    let languages = cx.site.languages().iter().map(|it| {
        let name = name_in(it, &words.language);
        // Whether it is named by its own speakers, since readers of the page have no name for it that we know.
        let own = name.is_none();
        let name = name.unwrap_or_else(|| own_name(it));
        (it.as_str(), json!({"name": name, "dir": it.direction().attribute(), "own": own}))
    });
    let terms = |vocabulary| cx.url_of(PageKind::Terms(vocabulary)).as_str().to_owned();
    json!({
        "lang": words.language.as_str(),
        "dir": words.language.direction().attribute(),
        "count": with("search-count", &["count"]),
        "none": words.get("search-none"),
        "weak": words.get("search-weak"),
        "corrected": with("search-corrected", &["typed", "meant"]),
        "near": words.get("search-near"),
        "people": words.get("search-people"),
        "failed": words.get("search-failed"),
        "results": words.get("search-results"),
        "more": words.get("search-more"),
        "for": with("search-for", &["query"]),
        "ask": words.get("search-ask"),
        "share": words.get("search-share"),
        "copy": words.get("search-copy"),
        "copied": words.get("search-copied"),
        "notCopied": words.get("search-not-copied"),
        "field": words.get("search-field"),
        "button": words.get("search-button"),
        "close": words.get("search-close"),
        "best": words.get("search-best"),
        "suggested": with("search-suggested", &["count"]),
        "all": with("search-all", &["query"]),
        "boxFailed": words.get("search-box-failed"),
        "recent": words.get("search-recent"),
        "recentNote": words.get("search-recent-note"),
        "recentRemove": with("search-recent-remove", &["query"]),
        "recentClear": words.get("search-recent-clear"),
        "slash": words.get("search-slash"),
        "kinds": BTreeMap::from(kinds),
        "searchPage": cx.site.search_url(cx.language()).as_str(),
        "askPage": cx.site.ask_url(cx.language()).as_ref().map(UrlPath::as_str),
        // Where the terms of facets have their pages.
        "terms": {
            "topic": terms(Vocabulary::Topics),
            "region": terms(Vocabulary::Regions),
            "country": terms(Vocabulary::Countries),
        },
        // In the order in which they are shown.
        "facets": facets(cx),
        "status": statuses(cx),
        "languages": languages.collect::<BTreeMap<_, _>>(),
    })
}

/// The facets in the order in which they are shown, each with what readers call it.
fn facets<'a>(cx: &Context<'a>) -> Vec<(&'static str, Cow<'a, str>)> {
    let named = |facet, message: &str| (facet, cx.words().get(message));
    let of = |facet, vocabulary| (facet, cx.words().get(&vocabulary_message(vocabulary, "")));
    vec![
        named("kind", "search-facet-kind"),
        of("topic", Vocabulary::Topics),
        of("region", Vocabulary::Regions),
        of("country", Vocabulary::Countries),
        named("knows", "search-facet-knows"),
        named("speaks", "search-facet-speaks"),
        of("content-type", Vocabulary::ContentTypes),
        named("tool", "search-facet-tool"),
        named("status", "search-facet-status"),
    ]
}

/// The states that records can be in, by kind and state.
fn statuses(cx: &Context<'_>) -> BTreeMap<String, String> {
    let site = cx.site;
    let states = site.workflow.states.iter().map(|state| {
        let label = state.label(cx.language(), site.config.default_language());
        (format!("request-{}", state.id), label.to_owned())
    });
    let named = |kind: Kind, value: &str, names: &[&str]| {
        let name = |name: &&str| {
            let label = cx.words().get(&format!("value-{value}-{name}")).into_owned();
            (format!("{}-{name}", kind.name()), label)
        };
        names.iter().map(name).collect::<Vec<_>>()
    };
    let all = [
        named(Kind::Guide, "confidence", Confidence::NAMES),
        named(Kind::Tool, "health", Health::NAMES),
        named(Kind::Group, "group", GroupStatus::NAMES),
        named(Kind::Upload, "upload", UploadState::NAMES),
    ];
    states.chain(all.into_iter().flatten()).collect()
}

/// The most common terms of a vocabulary, if any record carries one.
fn terms(cx: &Context<'_>, vocabulary: Vocabulary) -> Option<SearchTerms> {
    let all: Vec<_> = cx.site.terms(vocabulary).map(|(id, entries)| (id, entries.len())).collect();
    let count = all.len();
    let link = |text: &str| link::localized(cx, text, &cx.url_of(PageKind::Terms(vocabulary)));
    (count > 0).then(|| SearchTerms {
        heading: link(&cx.words().get(&vocabulary_message(vocabulary, ""))),
        terms: term::common(cx, vocabulary, all, TERMS),
        more: (count > TERMS).then(|| link(&cx.words().with("mentions-more", &[("count", count.into())]))),
    })
}

fn language(cx: &Context<'_>, language: &Language) -> SearchLanguage {
    SearchLanguage {
        text: own_name(language),
        lang: language.to_string(),
        url: href(&cx.site.home_url(language)),
        count: cx.words().count(cx.site.written_in(language)),
    }
}
