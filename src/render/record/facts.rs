//! The facts of a record: one flat list of label and values, in the order in which the fields are
//! declared. Here are the fields that a kind shows otherwise than as they are written.

use serde::Serialize;

use super::fields::FieldView;
use super::inherited;
use crate::config::{Language, Vocabulary};
use crate::record::{
    Accounts, At, Clinic, Common, Field, Fields, Group, Guide, Host, Kind, Named, Permission, Person,
    PersonRole, Record, Request, Requester, Shown, Upload, Value, Visitor, Walk,
};
use crate::render::component::person;
use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::phrase::{Phrase, text, with_aside, with_note};
use crate::render::{badge, date, link};

/// A named row of the facts of a record.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Fact {
    /// The label.
    label: Html,
    /// The value, where there is but one.
    value: Option<Html>,
    /// The values, where there are several.
    values: Vec<Html>,
}

/// Whether a field of a record may be among its facts.
pub(crate) fn is_fact(field: &'static Field) -> bool {
    field.shown == Shown::Fact || field == Common::extra
}

/// The facts of a record, of its fields that [are facts](is_fact) or more.
pub(crate) fn facts(cx: &Context<'_>, record: &Record, fields: &[FieldView]) -> Vec<Fact> {
    let declared = record.id.kind.own_fields().iter().copied().chain([Common::topics]);
    let mut rows: Vec<(&'static str, Vec<Html>)> = Vec::new();
    for field in declared.filter(|field| field.shown == Shown::Fact) {
        let as_written = || fields.iter().find(|view| view.name == field.name).map(FieldView::flat);
        let mut values = own(cx, record, field).or_else(as_written).unwrap_or_default();
        if is_proposed(record, field)
            && let Some(last) = values.pop()
        {
            values.push(with_aside(last, Some(&cx.message("request-proposed"))));
        }
        let former = match &record.fields {
            Fields::Person(person) if *field == *Person::roles => former_roles(cx, person),
            _ => Vec::new(),
        };
        match rows.last_mut() {
            // Fields with one label share a row.
            Some((label, row)) if *label == field.label => row.extend(values),
            _ => rows.push((field.label, values)),
        }
        if !former.is_empty() {
            rows.push(("field-roles-former", former));
        }
    }
    let rows = rows.into_iter().map(|(label, values)| (cx.message(label), values));
    let extra = fields.iter().filter(|view| view.name == Common::extra.name);
    let extra = extra.flat_map(|view| view.groups.iter().flatten());
    let extra = extra.map(|view| (text(&view.name).html(), view.flat()));
    let rows = rows.chain(extra).filter(|(_, values)| !values.is_empty());
    let fact = |(label, mut values): (Html, Vec<Html>)| {
        let value = if values.len() == 1 { values.pop() } else { None };
        Fact { label, value, values }
    };
    rows.map(fact).collect()
}

/// Whether nobody has said so of a request, and it was taken from the mail.
fn is_proposed(record: &Record, field: &Field) -> bool {
    match &record.fields {
        Fields::Request(request) => request.proposed.iter().any(|one| one.name() == field.name),
        _ => false,
    }
}

/// The values of a field that its kind shows in a way of its own.
fn own(cx: &Context<'_>, record: &Record, field: &Field) -> Option<Vec<Html>> {
    match &record.fields {
        // What readers ask for is the day, not how long a review holds good.
        Fields::Guide(guide) if *field == *Guide::review_interval => {
            Some(guide.next_review().map(|day| date::day(cx, day)).into_iter().collect())
        }
        // The first clinic of a series may bear its name.
        Fields::Clinic(clinic) if *field == *Clinic::series => {
            let is_title = clinic.series.as_ref() == Some(&record.common.title);
            is_title.then(Vec::new)
        }
        Fields::Person(person) if *field == *Person::roles => {
            let held = person.roles.iter().filter(|role| !role.has_ended_on(cx.site.today));
            Some(held.map(|one| role(cx, one)).collect())
        }
        Fields::Person(one) if *field == *Person::capacity => {
            let dated = |capacity| person::dated_room(cx, one, capacity);
            Some(one.capacity.and_then(dated).into_iter().collect())
        }
        Fields::Person(one) if *field == *Person::time_zone => {
            one.time_zone.as_ref().map(|zone| vec![person::time_zone(cx, zone)])
        }
        Fields::Person(person) if *field == *Person::accounts => Some(accounts(cx, &person.accounts)),
        Fields::Upload(upload) if *field == *Upload::account => {
            let start = profiles(cx, Accounts::wiki).unwrap_or_default();
            Some(upload.account.iter().map(|name| link::elsewhere(&start, name, name)).collect())
        }
        Fields::Upload(upload) if *field == *Upload::permission => {
            Some(upload.permission.iter().map(|evidence| permission(cx, evidence)).collect())
        }
        Fields::Group(group) if *field == *Group::meetings => Some(meetings(cx, group)),
        Fields::Request(request) if *field == *Request::status => {
            Some(vec![badge::workflow(cx, request.state(&cx.site.workflow))])
        }
        Fields::Request(request) if *field == *Request::priority => {
            let priority = request.priority.map(|priority| {
                let word = cx.message(&format!("value-priority-{}", priority.name()));
                let at = At::Field(Request::priority_reason);
                let reason =
                    request.priority_reason.as_deref().map(|reason| inherited::prose(cx, &at, reason));
                with_aside(word, reason.as_ref())
            });
            Some(priority.into_iter().collect())
        }
        Fields::Request(request) if *field == *Request::requester => {
            Some(request.requester.iter().filter_map(|one| requester(cx, one)).collect())
        }
        _ => None,
    }
}

/// The roles that somebody no longer has, behind those that they have.
pub(crate) fn former_roles(cx: &Context<'_>, person: &Person) -> Vec<Html> {
    let ended = person.roles.iter().filter(|role| role.has_ended_on(cx.site.today));
    ended.map(|one| role(cx, one)).collect()
}

fn role(cx: &Context<'_>, role: &PersonRole) -> Html {
    let group = role.group.as_ref().and_then(|group| cx.site.named(Kind::Group, &group.0));
    let words = cx.words();
    let note = match (role.since, role.until) {
        (None, None) => None,
        (Some(since), None) => Some(words.dated("role-since", since)),
        (None, Some(until)) => Some(words.dated("role-until", until)),
        (Some(since), Some(until)) => Some(words.between("role-period", since, until)),
    };
    let url = group.map(|group| cx.href(group).into());
    let label = cx.label(Vocabulary::Roles, &role.role.0);
    Phrase { url, note: note.map(Into::into), ..text(label) }.html()
}

/// The names that somebody has elsewhere, with links where they lie at a known place.
pub(crate) fn accounts(cx: &Context<'_>, accounts: &Accounts) -> Vec<Html> {
    let mut shown = Profiles { cx, accounts: Vec::new() };
    accounts.walk(&At::Field(Person::accounts), &mut shown);
    shown.accounts
}

struct Profiles<'c, 'a> {
    cx: &'c Context<'a>,
    accounts: Vec<Html>,
}

impl<'r> Visitor<'r> for Profiles<'_, '_> {
    fn value(&mut self, value: Value<'r>, at: &At<'_>) {
        if let Value::Name(name) = value {
            let words = self.cx.words();
            let label = format!("{}{} {name}", words.get(at.field().label), words.get("colon"));
            self.accounts.push(match profiles(self.cx, at.field()) {
                Some(start) => link::elsewhere(&start, name, &label),
                None => text(&label).html(),
            });
        }
    }
}

/// What the addresses of people's pages begin with at a place; none for a place that may lie anywhere.
fn profiles(cx: &Context<'_>, place: &Field) -> Option<String> {
    let known = [
        (Accounts::wiki, "https://meta.wikimedia.org/wiki/User:"),
        (Accounts::github, "https://github.com/"),
        (Accounts::gitlab, "https://gitlab.wikimedia.org/"),
        (Accounts::codeberg, "https://codeberg.org/"),
        (Accounts::phabricator, "https://phabricator.wikimedia.org/p/"),
    ];
    if let Some((_, start)) = known.into_iter().find(|(field, _)| *field == place) {
        return Some(start.to_owned());
    }
    // The site's own forge is where its repository lies.
    let repository =
        cx.site.config.repository.as_ref().filter(|_| Host::of(&cx.site.config) == Host::Forgejo)?;
    let origin: Vec<&str> = repository.url.splitn(4, '/').take(3).collect();
    (*place == *Accounts::forgejo).then(|| origin.join("/") + "/")
}

/// The ticket by its number, since nobody but volunteers of the response team can open it.
fn permission(cx: &Context<'_>, evidence: &Permission) -> Html {
    match evidence {
        Permission::Ticket(number) => {
            cx.localized(&cx.words().with("upload-ticket", &[("number", number.as_ref().into())]))
        }
        Permission::Evidence(address) => link::address(address.as_str()),
    }
}

/// The meetings that are still to come.
fn meetings(cx: &Context<'_>, group: &Group) -> Vec<Html> {
    let next = group.meetings.iter().filter(|start| start.date >= cx.site.today);
    // Where nobody says the zone, none is made up; the calendar does the same.
    let zone = group.time_zone.as_ref().map(|zone| format!(" {}", zone.as_str())).unwrap_or_default();
    let meeting = |start: &crate::record::value::LocalTime| {
        let time = start.time.map(|time| format!("{}{zone}", cx.words().time(time)));
        with_note(date::day(cx, start.date), time.as_deref())
    };
    next.map(meeting).collect()
}

/// Who asks, with the organisation; nobody who has left no name.
fn requester(cx: &Context<'_>, requester: &Requester) -> Option<Html> {
    let at = At::Field(Request::requester);
    let lang = inherited::language(cx, &at).map(Language::as_str);
    let affiliation = requester.affiliation.as_deref().map(|own| Phrase { lang, ..text(own) }.html());
    let page = requester.person.as_ref().and_then(|person| cx.site.named(Kind::Person, &person.0));
    let url = page.map(|page| cx.href(page).into());
    let name = Phrase { name: true, url, ..text(&requester.name) };
    (!requester.name.is_empty()).then(|| with_aside(name.html(), affiliation.as_ref()))
}
