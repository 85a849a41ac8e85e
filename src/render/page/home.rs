//! The home page of a language.

use serde::Serialize;

use crate::config::{Language, Vocabulary};
use crate::diagnostic::Diagnostic;
use crate::record::Kind;
use crate::render::body;
use crate::render::component::ask::AskLink;
use crate::render::component::foot::{self, Foot};
use crate::render::component::item::{self, Item, Items};
use crate::render::component::kind::{self, KindCard};
use crate::render::component::term::{self, TermLink};
use crate::render::component::translation::{TranslationView, translation};
use crate::render::context::Context;
use crate::render::href::href;
use crate::render::html::Html;
use crate::render::json_ld;
use crate::render::link;
use crate::render::meaning;
use crate::render::record::clinic;
use crate::render::shell::Shell;
use crate::render::template::View;
use crate::site::{EntryId, PageKind};

/// How many records the home page shows of a kind.
const LATEST: usize = 4;

/// How many topics the home page leads on to.
const TERMS: usize = 8;

/// The home page.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct HomeView<'a> {
    /// The title of `pages/index.md`, or of the site.
    title: &'a str,
    /// The summary of `pages/index.md`.
    summary: Option<&'a str>,
    /// What is to be known of a translation.
    translation: Option<TranslationView>,
    /// The text of `pages/index.md`; empty where there is none.
    body: Html,
    /// The language of these, where it is not the page's.
    lang: Option<&'a str>,
    /// The direction of that language.
    dir: Option<&'static str>,
    /// Where people ask for help.
    ask: Option<AskLink>,
    kinds: Vec<KindCard>,
    /// The latest cases and guides.
    latest: Vec<Items>,
    clinics: Option<NextClinics<'a>>,
    /// The most common topics.
    topics: Vec<TermLink>,
    /// The address of all topics.
    topics_url: String,
    foot: Option<Foot<'a>>,
}

impl View for HomeView<'_> {
    const TEMPLATE: &'static str = "home.html";
}

/// The clinics to come, the next first.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct NextClinics<'a> {
    /// The heading.
    heading: Html,
    items: Vec<Item<'a>>,
}

pub(crate) fn render(cx: &Context<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let config = &cx.site.config;
    let title = config.title.get(cx.language(), config.default_language());
    let description = config.description.get(cx.language(), config.default_language());
    let mut shell = Shell::new(cx, title, description, Kind::Page, false)?;
    shell.json_ld = Some(json_ld::site(cx));
    shell.render(cx, &view(cx)?)
}

fn view<'a>(cx: &Context<'a>) -> Result<HomeView<'a>, Box<Diagnostic>> {
    let site = cx.site;
    let home = site.named(Kind::Page, "").map(|id| cx.local(id));
    let record = home.map(|id| &site.entry(id).record);
    let title = record.map_or_else(
        || site.config.title.get(cx.language(), site.config.default_language()),
        |record| &record.common.title,
    );
    let language = record.and_then(|record| cx.other_language(record));
    let summary = record.and_then(|record| record.common.summary.as_deref());
    let upcoming = clinic::upcoming(cx);
    let latest = [Kind::Case, Kind::Guide].into_iter().filter_map(|kind| {
        let mut ids: Vec<EntryId> = site.list(kind).to_vec();
        if ids.is_empty() {
            return None;
        }
        ids.sort_by_cached_key(|&id| (std::cmp::Reverse(site.updated(id)), id));
        ids.truncate(LATEST);
        let all = cx.words().get(&format!("home-all-{}", kind.folder()));
        Some(item::rows(cx, &ids, 3).map(|items| Items {
            kind: kind.name(),
            heading: cx.message(&format!("home-latest-{}", kind.folder())),
            items,
            more: Some(link::localized(cx, &all, &cx.list_url(kind))),
        }))
    });
    Ok(HomeView {
        title,
        summary,
        translation: home.and_then(|id| translation(cx, id)),
        body: home.map(|id| meaning::marked(cx, id, body::html(cx, id))).unwrap_or_default(),
        lang: language.map(Language::as_str),
        dir: language.map(|language| language.direction().attribute()),
        ask: AskLink::new(cx),
        kinds: kind::cards(cx),
        latest: latest.collect::<Result<_, _>>()?,
        clinics: (!upcoming.is_empty()).then(|| NextClinics {
            heading: cx.message("home-next-clinics"),
            items: upcoming.iter().take(LATEST).map(|&id| item::item(cx, id)).collect(),
        }),
        topics: term::common(
            cx,
            Vocabulary::Topics,
            site.terms(Vocabulary::Topics).map(|(id, entries)| (id, entries.len())).collect(),
            TERMS,
        ),
        topics_url: href(&cx.url_of(PageKind::Terms(Vocabulary::Topics))),
        foot: home.map(|id| foot::foot(cx, id)),
    })
}
