//! The list of people, where somebody is found who can help: who knows what, speaks what, is where, what they have done
//! here and whether they have room. Without scripts there are lists by each of these; with one the list is narrowed.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::Serialize;

use crate::config::{Language, Vocabulary};
use crate::diagnostic::Diagnostic;
use crate::record::{Kind, Person, Readiness};
use crate::render::component::facets;
use crate::render::component::item::{self, Item};
use crate::render::component::labelled::Labelled;
use crate::render::component::pager::{self, Pager};
use crate::render::component::person;
use crate::render::context::Context;
use crate::render::href::href;
use crate::render::html::Html;
use crate::render::phrase::{joined, with_aside};
use crate::render::record::facts;
use crate::render::shell::Shell;
use crate::render::template::View;
use crate::render::{language, link};
use crate::site::{ENTRIES_PER_PAGE, EntryId};

/// With fewer people than this one list says all.
const MANY: usize = 6;

/// How many people are named for a tool, a topic or a country before its page names the rest.
const NAMED: usize = 12;

/// Where somebody is found who can help.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PeopleView<'a> {
    /// The heading.
    heading: Html,
    /// A text below the heading.
    summary: Html,
    /// What the list is narrowed by, with a script; nothing where there is nothing to choose.
    choices: Vec<Choice>,
    /// The address of the search, which narrows the list where it has further pages.
    search: String,
    /// Whether all people are on this page.
    is_whole: bool,
    /// How many people fit what was chosen, as the script says it: the number stands for `{count}`.
    fitting: String,
    /// Groups by role with a heading, or one without.
    groups: Vec<PeopleGroup<'a>>,
    /// Such as `1–40 of 120`.
    count: Html,
    pager: Pager,
    /// Lists by what people know, speak and where they are, on the first page.
    lists: Vec<PeopleBy>,
    /// Where to browse on, made by `facets.html`.
    facets: Html,
}

impl View for PeopleView<'_> {
    const TEMPLATE: &'static str = "find-people.html";
}

/// Something to narrow the list by.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Choice {
    /// The name of the facet in the search: `knows`, `speaks` or `country`.
    name: &'static str,
    /// What readers call it.
    label: Html,
    /// The values.
    options: Vec<ChoiceOption>,
}

/// A value to choose.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ChoiceOption {
    /// The value in the search.
    value: String,
    /// Its name.
    text: String,
}

/// People below the role that they have.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PeopleGroup<'a> {
    /// The role, if the list has more than one group.
    heading: Option<Html>,
    people: Vec<PersonItem<'a>>,
}

/// Somebody in the list.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PersonItem<'a> {
    item: Item<'a>,
    /// The values of each choice that they have, with spaces between.
    knows: String,
    /// As above.
    speaks: String,
    /// As above.
    country: String,
    /// What they know, what they have done here, how they are reached, their time zone, and the roles that they had.
    facts: Vec<Labelled>,
}

/// People by what they know, the languages that they speak, or their country.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PeopleBy {
    /// The anchor of the heading.
    id: &'static str,
    /// The heading.
    heading: Html,
    /// Each value with the people who have it: those who can be asked first.
    rows: Vec<PeopleWith>,
}

/// The people who know or speak one thing, or are in one country.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PeopleWith {
    /// The tool, the topic, the language or the country.
    name: Html,
    /// The people, each with what else is to be known of them.
    people: Vec<Html>,
}

/// A value that people have in common.
struct Shared<'a> {
    /// Its name for the order.
    text: String,
    name: Html,
    /// What is about it.
    about: Option<&'a [EntryId]>,
    /// The address of its page.
    url: Option<String>,
    people: Vec<EntryId>,
}

pub(crate) fn render(cx: &Context<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let text = cx.words().get("kind-person-text");
    let shell = Shell::new(cx, cx.kind_name(Kind::Person), text, Kind::Person, false)?;
    shell.render(cx, &view(cx)?)
}

fn view<'a>(cx: &Context<'a>) -> Result<PeopleView<'a>, Box<Diagnostic>> {
    let all = cx.site.listed(Kind::Person, cx.language());
    let (shown, count, pager) = pager::slice(cx, all, ENTRIES_PER_PAGE);
    let is_first = cx.page.number == 1;
    let shared = if is_first { shared(cx, all) } else { Vec::new() };
    let choices =
        if all.len() > 1 { shared.iter().filter_map(|by| choice(cx, by)).collect() } else { Vec::new() };
    let lists =
        if all.len() < MANY { Vec::new() } else { shared.iter().filter_map(|by| list(cx, by)).collect() };
    Ok(PeopleView {
        heading: cx.localized(&cx.kind_name(Kind::Person)),
        summary: cx.message("kind-person-text"),
        choices,
        search: href(&cx.site.search_url(cx.language())),
        is_whole: shown.len() == all.len(),
        fitting: cx.words().with("people-fitting", &[("count", "{count}".into())]),
        groups: groups(cx, shown),
        count,
        pager,
        lists,
        facets: cx.cache.facets.try_get(Kind::Person, || facets::facets(cx, Kind::Person))?,
    })
}

/// People below the role that they have: those who do something here come before those who do not, and those who no
/// longer do come last.
fn groups<'a>(cx: &Context<'a>, shown: &[EntryId]) -> Vec<PeopleGroup<'a>> {
    let mut groups: Vec<(Option<String>, Vec<EntryId>)> = Vec::new();
    let role = |id| {
        let roles = &person::person(cx, id)?.roles;
        let held = roles.iter().find(|role| role.holds_on(cx.site.today))?;
        Some(cx.label(Vocabulary::Roles, &held.role.0).to_owned())
    };
    for &id in shown {
        let role = role(id);
        match groups.iter_mut().find(|(other, _)| *other == role) {
            Some((_, ids)) => ids.push(id),
            None => groups.push((role, vec![id])),
        }
    }
    groups.sort_by_key(|(role, _)| role.is_none());
    let has_headings = groups.len() > 1;
    let group = |(role, ids): (Option<String>, Vec<EntryId>)| PeopleGroup {
        heading: has_headings.then(|| match &role {
            Some(role) => cx.localized(role),
            None => cx.message("list-others"),
        }),
        people: ids.into_iter().filter_map(|id| person_item(cx, id)).collect(),
    };
    groups.into_iter().map(group).collect()
}

fn person_item<'a>(cx: &Context<'a>, id: EntryId) -> Option<PersonItem<'a>> {
    let person = person::person(cx, id)?;
    let words = cx.words();
    let knows = tools(cx, person).map(|(value, _)| value).chain(topics(person).map(|(value, _)| value));
    let mut facts = Vec::new();
    let mut fact = |label: &str, values: Vec<Html>| {
        if !values.is_empty() {
            facts.push(Labelled { label: cx.message(label), value: joined(words, &values) });
        }
    };
    let links = tools(cx, person).map(|(_, id)| link::record(cx, id));
    let links = links.chain(topics(person).map(|(_, topic)| link::term(cx, Vocabulary::Topics, topic)));
    fact("field-knows", links.collect());
    let mut done = person::counts(cx, id, cx.site.backlinks(id));
    let reviewed = cx.site.reviewed_by(id).len();
    if reviewed > 0 {
        let name = words.get("section-reviewed");
        done.push(person::counted(cx, id, "section-reviewed", &name, reviewed));
    }
    fact("people-done", done);
    fact("field-accounts", facts::accounts(cx, &person.accounts));
    fact("field-time-zone", person.time_zone.iter().map(|zone| person::time_zone(cx, zone)).collect());
    fact("field-roles-former", facts::former_roles(cx, person));
    Some(PersonItem {
        item: item::item(cx, id),
        knows: knows.collect::<Vec<_>>().join(" "),
        speaks: person.languages.iter().map(Language::as_str).collect::<Vec<_>>().join(" "),
        country: person.countries.iter().map(|country| &*country.0).collect::<Vec<_>>().join(" "),
        facts,
    })
}

/// The tools that somebody knows, each as the search names it.
fn tools<'p>(cx: &Context<'p>, person: &'p Person) -> impl Iterator<Item = (String, EntryId)> + use<'p> {
    let site = cx.site;
    let known = person.knows.tools.iter().filter_map(|tool| site.named(Kind::Tool, &tool.0));
    known.map(|id| (format!("tools/{}", site.entry(id).record.id.slug), id))
}

/// The topics that somebody knows, each as the search names it.
fn topics(person: &Person) -> impl Iterator<Item = (String, &str)> {
    person.knows.topics.iter().map(|topic| (format!("topics/{}", topic.0), &*topic.0))
}

/// What people have in common, by facet.
struct By<'a> {
    facet: &'static str,
    label: &'static str,
    heading: &'static str,
    id: &'static str,
    values: BTreeMap<String, Shared<'a>>,
}

fn shared<'a>(cx: &Context<'a>, all: &[EntryId]) -> Vec<By<'a>> {
    let site = cx.site;
    let by = |facet, label, heading, id| By { facet, label, heading, id, values: BTreeMap::new() };
    let mut knows = by("knows", "search-facet-knows", "people-by-knows", "people-knows");
    let mut speaks = by("speaks", "search-facet-speaks", "people-by-language", "people-speaks");
    let mut country = by("country", "vocabulary-countries", "people-by-country", "people-country");
    for &listed in all {
        let id = site.entry(listed).original;
        let Some(person) = person::person(cx, id) else { continue };
        for (value, tool) in tools(cx, person) {
            let make = || Shared {
                text: cx.title(tool).to_owned(),
                name: link::record(cx, tool),
                about: Some(site.backlinks(tool)),
                url: Some(format!("{}#section-knowers", cx.href(tool))),
                people: Vec::new(),
            };
            knows.values.entry(value).or_insert_with(make).people.push(id);
        }
        for (value, topic) in topics(person) {
            let make = || Shared {
                about: Some(site.with_term(Vocabulary::Topics, topic)),
                ..of_term(cx, Vocabulary::Topics, topic)
            };
            knows.values.entry(value).or_insert_with(make).people.push(id);
        }
        for spoken in &person.languages {
            let make = || Shared {
                text: language::name(cx, spoken),
                name: language::phrase(cx, spoken),
                about: None,
                url: None,
                people: Vec::new(),
            };
            speaks.values.entry(spoken.to_string()).or_insert_with(make).people.push(id);
        }
        for place in &person.countries {
            let make = || of_term(cx, Vocabulary::Countries, &place.0);
            country.values.entry(place.0.to_string()).or_insert_with(make).people.push(id);
        }
    }
    vec![knows, speaks, country]
}

fn of_term<'a>(cx: &Context<'a>, vocabulary: Vocabulary, id: &str) -> Shared<'a> {
    Shared {
        text: cx.label(vocabulary, id).to_owned(),
        name: link::term(cx, vocabulary, id),
        about: None,
        url: Some(href(&cx.site.term_url(vocabulary, id, cx.language()))),
        people: Vec::new(),
    }
}

impl<'a> By<'a> {
    /// The values by their names.
    fn in_order(&self, cx: &Context<'_>) -> Vec<(&String, &Shared<'a>)> {
        let order = cx.site.order(cx.language());
        let mut values: Vec<_> = self.values.iter().collect();
        values.sort_by_cached_key(|(_, shared)| order.key(&shared.text));
        values
    }
}

fn choice(cx: &Context<'_>, by: &By<'_>) -> Option<Choice> {
    let option = |(value, shared): (&String, &Shared<'_>)| ChoiceOption {
        value: value.clone(),
        text: shared.text.clone(),
    };
    let options: Vec<ChoiceOption> = by.in_order(cx).into_iter().map(option).collect();
    (!options.is_empty()).then(|| Choice { name: by.facet, label: cx.message(by.label), options })
}

fn list(cx: &Context<'_>, by: &By<'_>) -> Option<PeopleBy> {
    let row = |(_, shared): (&String, &Shared<'_>)| {
        let about: FxHashSet<EntryId> = shared.about.iter().copied().flatten().copied().collect();
        let people = person::in_order(cx, shared.people.clone());
        let most = if shared.url.is_some() { NAMED } else { people.len() };
        let mut links: Vec<Html> = people.iter().take(most).map(|&id| named(cx, id, &about)).collect();
        if let Some(url) = shared.url.as_ref().filter(|_| people.len() > most) {
            let count = i64::try_from(people.len()).unwrap_or(i64::MAX);
            let text = cx.localized(&cx.words().with("mentions-more", &[("count", count.into())]));
            links.push(Html::new(&format!("<a href=\"{url}\">{}</a>", text.as_str())));
        }
        PeopleWith { name: shared.name.clone(), people: links }
    };
    let rows: Vec<PeopleWith> = by.in_order(cx).into_iter().map(row).collect();
    (!rows.is_empty()).then(|| PeopleBy { id: by.id, heading: cx.message(by.heading), rows })
}

/// Somebody with why they fit, and why they may not.
fn named(cx: &Context<'_>, id: EntryId, about: &FxHashSet<EntryId>) -> Html {
    let Some(person) = person::person(cx, id) else { return link::record(cx, id) };
    let own: Vec<EntryId> = cx.site.backlinks(id).iter().copied().filter(|id| about.contains(id)).collect();
    let mut asides = person::counts(cx, id, &own);
    match person.readiness_on(cx.site.today) {
        Readiness::Ready => {}
        Readiness::Full => asides.extend(person::room(cx, person)),
        Readiness::Former => asides.extend(person::former(cx, person)),
    }
    let asides = (!asides.is_empty()).then(|| joined(cx.words(), &asides));
    with_aside(link::record(cx, id), asides.as_ref())
}
