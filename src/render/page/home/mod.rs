//! The home page of a language: what one may come for first, then what is new, what comes next, and what there is. A
//! section that has nothing to show is left out, so that a site of three records looks as meant as one of thousands.

mod learn;
mod new;
mod next;
mod numbers;
mod tasks;

use serde::Serialize;

use crate::config::{Language, Vocabulary};
use crate::diagnostic::Diagnostic;
use crate::record::{Fields, HomeSection, Kind, Named};
use crate::render::body;
use crate::render::component::foot::{self, Foot};
use crate::render::component::kind::KindCard;
use crate::render::component::labelled::Labelled;
use crate::render::component::term::{self, TermLink};
use crate::render::component::translation::{TranslationView, translation};
use crate::render::context::Context;
use crate::render::href::href;
use crate::render::html::Html;
use crate::render::json_ld;
use crate::render::meaning;
use crate::render::shell::Shell;
use crate::render::template::View;
use crate::site::PageKind;

use learn::Learn;
use new::NewItem;
use next::NextItem;
use tasks::Task;

/// How many topics the home page leads on to.
const TERMS: usize = 8;

/// Fewer topics than this are not worth a section.
const FEWEST_TERMS: usize = 3;

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
    /// The language of these, where it is not the page's.
    lang: Option<&'a str>,
    /// The direction of that language.
    dir: Option<&'static str>,
    /// The names of the sections that have something to show, in their order.
    sections: Vec<&'static str>,
    /// `tasks`: what one may come for.
    tasks: Vec<Task>,
    /// `tasks`, where there is too little to come for: the kinds that have records.
    kinds: Vec<KindCard>,
    /// `text`: the text of `pages/index.md`.
    body: Html,
    /// `learn`: guides to begin with.
    learn: Option<Learn>,
    /// `new`: what was changed last.
    new: Vec<NewItem>,
    /// `next`: clinics and meetings.
    next: Vec<NextItem<'a>>,
    /// `numbers`: how much there is.
    numbers: Vec<Labelled>,
    /// `topics`: the most common ones.
    topics: Vec<TermLink>,
    /// The address of all topics.
    topics_url: String,
    foot: Option<Foot<'a>>,
}

impl View for HomeView<'_> {
    const TEMPLATE: &'static str = "home.html";
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
    let (tasks, kinds) = tasks::tasks(cx);
    let topics = site.terms(Vocabulary::Topics).map(|(id, entries)| (id, entries.len())).collect();
    let mut view = HomeView {
        title,
        summary: record.and_then(|record| record.common.summary.as_deref()),
        translation: home.and_then(|id| translation(cx, id)),
        lang: language.map(Language::as_str),
        dir: language.map(|language| language.direction().attribute()),
        sections: Vec::new(),
        tasks,
        kinds,
        body: home.map(|id| meaning::marked(cx, id, body::html(cx, id))).unwrap_or_default(),
        learn: learn::learn(cx),
        new: new::new(cx),
        next: next::next(cx),
        numbers: numbers::numbers(cx),
        topics: term::common(cx, Vocabulary::Topics, topics, TERMS),
        topics_url: href(&cx.url_of(PageKind::Terms(Vocabulary::Topics))),
        foot: home.map(|id| foot::foot(cx, id)).transpose()?,
    };
    let sections = match record.map(|record| &record.fields) {
        Some(Fields::Page(page)) => page.home_sections(),
        _ => HomeSection::ALL.to_vec(),
    };
    view.sections = sections.iter().filter(|section| view.has(**section)).map(HomeSection::name).collect();
    Ok(view)
}

impl HomeView<'_> {
    /// Whether a section has something to show.
    fn has(&self, section: HomeSection) -> bool {
        match section {
            HomeSection::Tasks => !self.tasks.is_empty() || !self.kinds.is_empty(),
            HomeSection::Text => !self.body.as_str().is_empty(),
            HomeSection::Learn => self.learn.is_some(),
            HomeSection::New => !self.new.is_empty(),
            HomeSection::Next => !self.next.is_empty(),
            HomeSection::Numbers => !self.numbers.is_empty(),
            HomeSection::Topics => self.topics.len() >= FEWEST_TERMS,
        }
    }
}
