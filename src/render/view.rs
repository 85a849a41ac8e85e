//! What templates are given: plain data, one struct a template, every date and number in its form,
//! every address ready for an `href`.
//!
//! A string is plain text in the language of the page. An [`Html`] is a phrase that is ready to
//! stand in the page: links, dates, states, and the words of the interface, which say their language
//! where it is another than the page's. Phrases are made in code because a page has hundreds of them,
//! and a call within a template costs more than all else about a phrase.

mod desk;
mod search;

pub(super) use desk::*;
pub(super) use search::*;

use std::borrow::Cow;

use serde::Serialize;

/// HTML that templates print as it is. A copy costs nothing: a piece that many pages have is made
/// once.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub(super) struct Html(tera::Value);

impl Html {
    pub(super) fn new(html: &str) -> Self {
        Self(tera::Value::safe_string(html))
    }

    pub(super) fn as_str(&self) -> &str {
        self.0.as_str().unwrap_or_default()
    }
}

impl Default for Html {
    fn default() -> Self {
        Self::new("")
    }
}

/// What the template of a page is given. All pages of a language have [`Shell`] as well, as `site`.
#[derive(Debug, Serialize)]
pub(super) struct Context<'a, V> {
    pub(super) page: PageView<'a>,
    pub(super) view: V,
}

/// The parts of a page that are the same on every page of its language, but for the way to them.
#[derive(Debug, Serialize)]
pub(super) struct Shell {
    pub(super) title: String,
    pub(super) description: String,
    /// The language of the interface.
    pub(super) lang: String,
    pub(super) dir: &'static str,
    /// How to reach the people behind the site: links.
    pub(super) contact: Vec<Html>,
    /// The address of the sources.
    pub(super) repository: Option<String>,
}

/// The parts of a page that are its own.
#[derive(Debug, Default, Serialize)]
pub(super) struct PageView<'a> {
    pub(super) title: Cow<'a, str>,
    pub(super) description: Cow<'a, str>,
    /// The language of the page's content, which may be another than the interface's.
    pub(super) lang: &'a str,
    pub(super) dir: &'static str,
    /// The way up to the site's root: `../../`, or empty.
    pub(super) root: &'a str,
    /// The page's own address on the web, where the site has one.
    pub(super) canonical: Option<String>,
    /// The page in each of its languages, itself among them; empty where it has but one.
    pub(super) languages: Vec<LanguageLink>,
    /// The head of the page with its menu: `header.html`, which is the same on many pages.
    pub(super) header: Html,
    /// The way from the home page to here, without the page itself: links.
    pub(super) crumbs: Vec<Html>,
    /// The ways to where the page's language is searched, and to all of it from A to Z.
    pub(super) search: String,
    pub(super) letters: String,
    /// The way to the feed that fits the page.
    pub(super) feed: String,
    /// The kind of record, for colours: `case`, `guide`, …, `page`.
    pub(super) kind: &'static str,
    /// The language for social previews: with `_` where the web has `-`.
    pub(super) og_locale: String,
    /// For social previews: `article`, `profile` or `website`.
    pub(super) og_type: &'static str,
    /// JSON-LD, safe to stand in a `script` element.
    pub(super) json_ld: Option<Html>,
    /// Whether search engines should pass the page over.
    pub(super) noindex: bool,
}

/// A page in one of its languages.
#[derive(Debug, Serialize)]
pub(super) struct LanguageLink {
    /// The language's own name for itself.
    pub(super) text: String,
    pub(super) lang: String,
    pub(super) url: String,
    /// The whole address, where the site has one.
    pub(super) canonical: Option<String>,
    pub(super) current: bool,
}

/// `header.html`: the head of every page, with the main menu.
#[derive(Debug, Serialize)]
pub(super) struct HeaderView {
    /// The way to the home page of the language.
    pub(super) home: String,
    pub(super) title: Html,
    pub(super) description: Option<Html>,
    /// The way to where the language is searched; none on that page, which has a form of its own.
    pub(super) search: Option<String>,
    pub(super) menu: Vec<MenuItem>,
    /// Whether the page is part of a preview that shows drafts.
    pub(super) draft: bool,
}

/// An entry of the main menu.
#[derive(Debug, Serialize)]
pub(super) struct MenuItem {
    pub(super) text: Html,
    pub(super) url: String,
    pub(super) kind: &'static str,
    pub(super) current: bool,
}

/// A named row of the facts of a record.
#[derive(Debug, Serialize)]
pub(super) struct Fact {
    pub(super) label: Html,
    /// The value, where there is but one.
    pub(super) value: Option<Html>,
    /// The values, where there are several.
    pub(super) values: Vec<Html>,
}

/// A record in a list.
#[derive(Debug, Serialize)]
pub(super) struct Item<'a> {
    pub(super) kind: &'static str,
    /// The link to it, and whether it is a draft.
    pub(super) link: Html,
    /// The language of the record, where it is not the page's.
    pub(super) lang: Option<&'a str>,
    pub(super) dir: Option<&'static str>,
    pub(super) summary: Option<&'a str>,
    pub(super) meta: Vec<Html>,
}

/// `item.html`: a record as a row of a list.
#[derive(Debug, Serialize)]
pub(super) struct ItemView<'a> {
    pub(super) item: Item<'a>,
    /// The level of its heading.
    pub(super) level: u8,
}

/// Records of one kind, below the kind's name.
#[derive(Debug, Serialize)]
pub(super) struct Items {
    pub(super) kind: &'static str,
    pub(super) heading: Html,
    /// Rows, each drawn by `item.html`.
    pub(super) items: Vec<Html>,
    /// The link to the rest, when these are not all.
    pub(super) more: Option<Html>,
}

/// Links to records of one kind, below the kind's name.
#[derive(Debug, Serialize)]
pub(super) struct Links {
    pub(super) kind: &'static str,
    pub(super) heading: Html,
    pub(super) links: Vec<Html>,
}

/// The page of a record: `case.html`, `guide.html`, …
#[derive(Debug, Serialize)]
pub(super) struct RecordView<'a> {
    pub(super) title: &'a str,
    pub(super) summary: Option<&'a str>,
    /// A short line below the summary.
    pub(super) meta: Vec<Html>,
    pub(super) banners: Vec<Banner>,
    pub(super) toc: Vec<TocItem<'a>>,
    pub(super) body: Html,
    /// The kind's own parts, all empty where the record has them not.
    pub(super) parts: Parts,
    pub(super) facts: Vec<Fact>,
    /// People and their part.
    pub(super) people: Vec<Html>,
    pub(super) sources: Vec<Html>,
    /// What mentions the record, by kind.
    pub(super) mentions: Vec<Links>,
    /// Kind and link.
    pub(super) related: Vec<(&'static str, Html)>,
    pub(super) foot: Foot<'a>,
    /// The pages around this one, for pages.
    pub(super) tree: Vec<TreeItem<'a>>,
}

/// Something that a reader has to know first.
#[derive(Debug, Serialize)]
pub(super) struct Banner {
    /// `draft`, `overdue`, `superseded`, `archived`, `work-in-progress`, `retired` or `planned`.
    pub(super) state: &'static str,
    pub(super) title: Html,
    pub(super) text: Html,
    pub(super) links: Vec<Html>,
}

/// An entry of the contents; the level is 2 or 3.
#[derive(Debug, Serialize)]
pub(super) struct TocItem<'a> {
    pub(super) id: &'a str,
    pub(super) text: Html,
    pub(super) children: Vec<TocItem<'a>>,
}

/// The parts of the kinds.
#[derive(Debug, Default, Serialize)]
pub(super) struct Parts {
    /// Case, request: paragraphs of plain text below a heading; `id` is the heading's anchor.
    pub(super) texts: Vec<TextPart>,
    /// Guide: label and text.
    pub(super) brief: Vec<(Html, Html)>,
    pub(super) goals_ours: Vec<Html>,
    pub(super) goals_partner: Vec<Html>,
    pub(super) metrics: Vec<MetricView>,
    pub(super) lessons: Vec<Html>,
    /// Person: expertise; request: help wanted.
    pub(super) points: Option<PointsPart>,
    pub(super) clinic: Option<ClinicPart>,
    pub(super) materials: Vec<MaterialView>,
    /// Request: the states on its way, the present one marked.
    pub(super) steps: Vec<StepView>,
    pub(super) status_reason: Option<Html>,
    /// Request: who acts next, since when and until when; label and value.
    pub(super) next: Vec<(Html, Html)>,
    /// Request: label and text of the checklist.
    pub(super) checklist: Vec<(Html, Html)>,
    /// Request: what the committee has said.
    pub(super) reviews: Vec<ReviewStage>,
    /// Request: the states that it has come to, the newest first, each with day and name.
    pub(super) way: Vec<(Html, Html)>,
    /// Request: what a review of it writes down, while one can be written.
    pub(super) digest: Option<String>,
    /// Request: where a review can be written, while one is wanted.
    pub(super) invitation: Option<InvitationView>,
}

#[derive(Debug, Serialize)]
pub(super) struct TextPart {
    pub(super) id: &'static str,
    pub(super) heading: Html,
    pub(super) paragraphs: Vec<Html>,
}

#[derive(Debug, Serialize)]
pub(super) struct PointsPart {
    pub(super) id: &'static str,
    pub(super) heading: Html,
    pub(super) points: Vec<Html>,
}

/// A figure, drawn and written.
#[derive(Debug, Serialize)]
pub(super) struct MetricView {
    pub(super) label: Html,
    pub(super) value: String,
    /// How exact the value is, where it is not: `more than`.
    pub(super) precision: Option<Html>,
    pub(super) unit: Option<Html>,
    pub(super) baseline: Option<String>,
    pub(super) target: Option<String>,
    pub(super) definition: Option<Html>,
    pub(super) measured_with: Option<Html>,
    pub(super) date: Option<Html>,
    /// The drawing, as SVG; none where there is nothing to compare with.
    pub(super) chart: Option<Html>,
}

#[derive(Debug, Serialize)]
pub(super) struct ClinicPart {
    /// When it begins and ends, as one or two dates; empty when that is not known.
    pub(super) when: Vec<Html>,
    pub(super) time_zone: Option<String>,
    pub(super) join: Option<String>,
    pub(super) past: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct MaterialView {
    pub(super) link: Html,
    pub(super) licence: Option<Html>,
}

#[derive(Debug, Serialize)]
pub(super) struct StepView {
    pub(super) text: Html,
    pub(super) past: bool,
    pub(super) current: bool,
}

/// Where a record comes from.
#[derive(Debug, Serialize)]
pub(super) struct Foot<'a> {
    pub(super) updated: Option<Html>,
    pub(super) contributors: Vec<&'a str>,
    pub(super) edit: Option<String>,
    pub(super) history: Option<String>,
}

/// A page in the tree of pages.
#[derive(Debug, Serialize)]
pub(super) struct TreeItem<'a> {
    pub(super) text: &'a str,
    /// None for a folder without a page of its own.
    pub(super) url: Option<String>,
    pub(super) current: bool,
    pub(super) children: Vec<TreeItem<'a>>,
}

/// `list.html`: the records of a kind.
#[derive(Debug, Serialize)]
pub(super) struct ListView {
    pub(super) heading: Html,
    pub(super) summary: Html,
    /// Groups with a heading (upcoming and past clinics, people by role), or one without.
    pub(super) groups: Vec<ItemGroup>,
    /// Such as `1–40 of 120`.
    pub(super) count: Html,
    pub(super) pager: Pager,
    /// Where to browse on, drawn by `facets.html`.
    pub(super) facets: Html,
    /// The link to another way to see the same records: requests have a board.
    pub(super) other: Option<Html>,
    /// The way to where people ask for help, for requests.
    pub(super) ask: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct ItemGroup {
    pub(super) heading: Option<Html>,
    /// Rows, each drawn by `item.html`.
    pub(super) items: Vec<Html>,
}

/// The pages of a list. All empty when there is but one.
#[derive(Debug, Default, Serialize)]
pub(super) struct Pager {
    pub(super) pages: Vec<PagerItem>,
    pub(super) previous: Option<String>,
    pub(super) next: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct PagerItem {
    /// The number; none for a gap.
    pub(super) number: Option<usize>,
    pub(super) url: String,
    pub(super) current: bool,
}

/// `facets.html`: what the records of a list are about.
#[derive(Debug, Serialize)]
pub(super) struct FacetsView<'a> {
    pub(super) facets: Vec<Facet<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct Facet<'a> {
    pub(super) heading: Html,
    /// The list of all its terms.
    pub(super) url: String,
    pub(super) terms: Vec<TermLink<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct TermLink<'a> {
    pub(super) text: &'a str,
    pub(super) url: String,
    pub(super) count: usize,
}

/// `home.html`.
#[derive(Debug, Serialize)]
pub(super) struct HomeView<'a> {
    pub(super) title: &'a str,
    pub(super) summary: Option<&'a str>,
    /// The text of `pages/index.md`; empty where there is none.
    pub(super) body: Html,
    pub(super) kinds: Vec<KindCard>,
    pub(super) latest: Vec<Items>,
    pub(super) clinics: Option<NextClinics<'a>>,
    pub(super) topics: Vec<TermLink<'a>>,
    pub(super) topics_url: String,
    pub(super) foot: Option<Foot<'a>>,
}

/// The clinics to come, the next first.
#[derive(Debug, Serialize)]
pub(super) struct NextClinics<'a> {
    pub(super) heading: Html,
    pub(super) items: Vec<Item<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct KindCard {
    pub(super) kind: &'static str,
    pub(super) name: Html,
    pub(super) text: Html,
    pub(super) url: String,
    pub(super) count: usize,
}

/// `terms.html`: a vocabulary.
#[derive(Debug, Serialize)]
pub(super) struct TermsView<'a> {
    pub(super) heading: Html,
    pub(super) summary: Html,
    /// Countries by region, other terms in one group without a heading.
    pub(super) groups: Vec<TermGroup<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct TermGroup<'a> {
    /// A link.
    pub(super) heading: Option<Html>,
    pub(super) terms: Vec<TermLink<'a>>,
}

/// `term.html`: what carries a term, or mentions a record.
#[derive(Debug, Serialize)]
pub(super) struct TermView<'a> {
    pub(super) heading: Cow<'a, str>,
    pub(super) summary: Option<&'a str>,
    pub(super) count: Html,
    pub(super) groups: Vec<Items>,
    pub(super) pager: Pager,
}

/// `not-found.html`.
#[derive(Debug, Serialize)]
pub(super) struct NotFoundView {
    pub(super) kinds: Vec<KindCard>,
}

/// `redirect.html`: an old address.
#[derive(Debug, Serialize)]
pub(super) struct RedirectView<'a> {
    pub(super) title: &'a str,
    pub(super) url: String,
}

/// `data.html`: what the JSON holds.
#[derive(Debug, Serialize)]
pub(super) struct DataView {
    /// Links.
    pub(super) files: Vec<Html>,
    pub(super) kinds: Vec<DataKind>,
}

#[derive(Debug, Serialize)]
pub(super) struct DataKind {
    pub(super) heading: Html,
    pub(super) url: String,
    pub(super) count: usize,
    /// Field and what it holds.
    pub(super) fields: Vec<(String, Html)>,
}
