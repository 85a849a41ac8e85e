//! The people of a site as the gate needs them: who is behind a login, who holds which role, who is
//! the requester or too near to them to judge.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil;
use serde_json::{Map, Value};

use super::gate::{Account, filled};
use super::uncounted::Uncounted;
use crate::config::Actor;
use crate::record::reference::PartnerRef;
use crate::record::{Fields, Host, Kind, Person, Record, Request, slugify};
use crate::site::Site;

/// The people of one revision, by their slugs, the titles of the partners that they speak for, and the groups that they
/// are in.
#[derive(Debug, Default)]
pub struct People {
    people: BTreeMap<Arc<str>, Arc<Record>>,
    partners: BTreeMap<Arc<str>, String>,
    groups: BTreeMap<Arc<str>, Arc<Record>>,
    /// What people, partners and groups were called before, each with what they are called now.
    former: BTreeMap<(Kind, String), Arc<str>>,
}

/// Why somebody is no impartial judge of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Nearness {
    IsRequester,
    /// Works or speaks for this partner.
    Affiliated(Box<str>),
}

/// One of them, in words.
fn either<T: AsRef<str>>(names: &[T]) -> String {
    match names {
        [] => "nobody".to_owned(),
        [one] => one.as_ref().to_owned(),
        [all @ .., last] => {
            let all: Vec<&str> = all.iter().map(AsRef::as_ref).collect();
            format!("{} or {}", all.join(", "), last.as_ref())
        }
    }
}

impl People {
    /// The kinds of records that say something of people.
    pub const KINDS: [Kind; 3] = [Kind::Person, Kind::Partner, Kind::Group];

    /// The people, the partners and the groups among these records.
    #[must_use]
    pub fn new(records: impl IntoIterator<Item = Arc<Record>>) -> Self {
        let mut people = Self::default();
        let mut former = Vec::new();
        for record in records {
            let (kind, slug) = (record.id.kind, Arc::clone(&record.id.slug));
            former.extend(record.former_slugs().map(|former| ((kind, former), Arc::clone(&slug))));
            match kind {
                // A draft is not published, so nobody has seen who would hold a role.
                Kind::Person if !record.common.draft => drop(people.people.insert(slug, record)),
                Kind::Group => drop(people.groups.insert(slug, record)),
                Kind::Partner => drop(people.partners.insert(slug, record.common.title.clone())),
                _ => {}
            }
        }
        people.former = former.into_iter().collect();
        people
    }

    /// What somebody is called now.
    pub(crate) fn now<'a>(&'a self, slug: &'a str) -> &'a str {
        self.named(Kind::Person, slug, self.people.contains_key(slug))
    }

    /// What a partner is called now.
    fn partner<'a>(&'a self, slug: &'a str) -> &'a str {
        self.named(Kind::Partner, slug, self.partners.contains_key(slug))
    }

    /// Whoever is called so today is meant first.
    fn named<'a>(&'a self, kind: Kind, slug: &'a str, is_there: bool) -> &'a str {
        let former = || self.former.get(&(kind, slug.to_owned()));
        if is_there { slug } else { former().map_or(slug, |now| now) }
    }

    /// Those of a site.
    #[must_use]
    pub fn of(site: &Site) -> Self {
        let listed = Self::KINDS.iter().flat_map(|kind| site.list(*kind));
        Self::new(listed.map(|&id| Arc::clone(&site.entry(id).record)))
    }

    fn person(&self, slug: &str) -> Option<&Person> {
        match &self.people.get(self.now(slug))?.fields {
            Fields::Person(person) => Some(person),
            _ => None,
        }
    }

    /// Whether somebody of that slug is among them.
    pub(crate) fn knows(&self, slug: &str) -> bool {
        self.people.contains_key(self.now(slug))
    }

    /// What somebody is called; their slug where they have no page.
    #[must_use]
    pub fn name<'a>(&'a self, slug: &'a str) -> &'a str {
        self.people.get(self.now(slug)).map_or(slug, |record| &record.common.title)
    }

    /// Whoever is behind an account. One that two people claim is nobody's.
    #[must_use]
    pub fn principal(&self, host: Host, account: &Account) -> Option<&str> {
        let claims = |record: &&Arc<Record>| match &record.fields {
            Fields::Person(person) => person.accounts.on(host).has(&account.login, account.id),
            _ => false,
        };
        let mut claimants = self.people.values().filter(claims);
        let first = claimants.next()?;
        claimants.next().is_none().then_some(&*first.id.slug)
    }

    /// The account of a login, with the number that is known of it here: for whoever works in the folder, where no forge
    /// tells.
    #[must_use]
    pub fn account(&self, host: Host, login: &str) -> Account {
        let mut known = self.people.values().filter_map(|record| match &record.fields {
            Fields::Person(person) => person.accounts.on(host).id_of(login),
            _ => None,
        });
        Account { login: login.to_owned(), id: known.next() }
    }

    /// What somebody is called at a place.
    pub fn logins(&self, slug: &str, host: Host) -> impl Iterator<Item = &str> {
        self.person(slug).into_iter().flat_map(move |person| person.accounts.on(host).iter())
    }

    /// Whether somebody holds a role on that day.
    #[must_use]
    pub fn holds(&self, slug: &str, role: &str, day: civil::Date) -> bool {
        let roles = self.person(slug).map_or(&[][..], |person| &person.roles);
        roles.iter().any(|held| *held.role.0 == *role && held.holds_on(day))
    }

    /// When somebody's time in a role ended, if they once had it.
    pub(crate) fn ended(&self, slug: &str, role: &str, day: civil::Date) -> Option<civil::Date> {
        let roles = &self.person(slug)?.roles;
        let ends = roles.iter().filter(|held| *held.role.0 == *role).filter_map(|held| held.until);
        ends.map(crate::record::value::PartialDate::last).filter(|end| *end < day).max()
    }

    /// Whether a list of somebody's has something in common with the same list of these fields.
    pub(crate) fn shares(&self, slug: &str, field: &str, fields: &Map<String, Value>) -> bool {
        let list = |fields: &Map<String, Value>| fields.get(field).and_then(Value::as_array).cloned();
        let own = self.people.get(self.now(slug)).and_then(|record| list(&filled(record)));
        let (own, other) = (own.unwrap_or_default(), list(fields).unwrap_or_default());
        own.iter().any(|term| other.contains(term))
    }

    /// Whether somebody is a member of a group.
    #[must_use]
    pub fn is_in(&self, group: &str, slug: &str) -> bool {
        let group = self.groups.get(self.named(Kind::Group, group, self.groups.contains_key(group)));
        match group.map(|record| &record.fields) {
            Some(Fields::Group(group)) => {
                group.members.iter().any(|member| self.now(&member.0) == self.now(slug))
            }
            _ => false,
        }
    }

    /// Everybody who holds a role on that day.
    pub fn holders(&self, role: &str, day: civil::Date) -> impl Iterator<Item = &str> {
        self.people.keys().map(|slug| &**slug).filter(move |slug| self.holds(slug, role, day))
    }

    /// Those who act, for a sentence: by their names where they are few.
    #[must_use]
    pub fn names_of(&self, actors: &[Actor], day: civil::Date) -> String {
        let names: Vec<String> = actors.iter().map(|actor| self.names(actor, day)).collect();
        either(&names)
    }

    /// The same, where some act together.
    #[must_use]
    pub fn names_of_any(&self, entries: &[Vec<Actor>], day: civil::Date) -> String {
        let together = |actors: &Vec<Actor>| {
            let names: Vec<String> = actors.iter().map(|actor| self.names(actor, day)).collect();
            names.join(" together with ")
        };
        let entries: Vec<String> = entries.iter().map(together).collect();
        either(&entries)
    }

    fn names(&self, actor: &Actor, day: civil::Date) -> String {
        match actor {
            Actor::Requester => "the requester".to_owned(),
            Actor::Group => "the working group".to_owned(),
            Actor::Role(role) => {
                let holders: Vec<&str> = self.holders(role, day).map(|slug| self.name(slug)).collect();
                match holders.as_slice() {
                    [] => format!("somebody with the role `{role}`, which nobody holds today"),
                    few if few.len() <= 3 => format!("{} (`{role}`)", either(few)),
                    many => format!("one of the {} people with the role `{role}`", many.len()),
                }
            }
        }
    }

    /// One name for each human being: people who share an account are the same one.
    pub(crate) fn identity<'a>(&'a self, slug: &'a str) -> &'a str {
        let Some(person) = self.person(slug) else {
            return slug;
        };
        let own: BTreeSet<String> = person.accounts.all().map(str::to_lowercase).collect();
        let same = self.people.iter().find(|(_, record)| match &record.fields {
            Fields::Person(other) => other.accounts.all().any(|name| own.contains(&name.to_lowercase())),
            _ => false,
        });
        same.map_or_else(|| self.now(slug), |(slug, _)| slug)
    }

    /// Whether the one who acts under a login is the requester, so sure that they may act as such.
    #[must_use]
    pub fn is_requester(&self, request: &Request, host: Host, account: &Account) -> bool {
        let Some(requester) = &request.requester else {
            return false;
        };
        let person = requester.person.as_ref().map(|person| self.now(&person.0));
        requester.accounts.on(host).has(&account.login, account.id)
            || person.is_some() && person == self.principal(host, account)
    }

    /// Why somebody is too near to a request to judge it, if they are, in words.
    #[must_use]
    pub fn too_near(&self, slug: &str, request: &Request) -> Option<String> {
        Some(match self.nearness(slug, request)? {
            Nearness::IsRequester => Uncounted::IsRequester.why(),
            Nearness::Affiliated(partner) => Uncounted::Affiliated(partner).why(),
        })
    }

    /// Whether somebody is too near to a request to judge it. A name that is alike is enough.
    pub(crate) fn nearness(&self, slug: &str, request: &Request) -> Option<Nearness> {
        let person = self.person(slug)?;
        let requester = request.requester.as_ref();
        if let Some(requester) = requester {
            let name = slugify(&requester.name);
            let own = || person.accounts.all();
            // A name without a letter is like nobody's.
            let is_alike = !name.is_empty()
                && (name == slug
                    || name == slugify(self.name(slug))
                    || own().any(|account| slugify(account) == name));
            let is_known =
                requester.person.as_ref().is_some_and(|person| self.now(&person.0) == self.now(slug))
                    || own().any(|own| requester.accounts.all().any(|other| other.eq_ignore_ascii_case(own)));
            if is_alike || is_known {
                return Some(Nearness::IsRequester);
            }
        }
        let named = |partner: &&PartnerRef| {
            let now = self.partner(&partner.0);
            let title = self.partners.get(now).map_or("", String::as_str);
            let says = |text: &str| {
                let text = slugify(text);
                !text.is_empty() && (text == *partner.0 || text == now || text == slugify(title))
            };
            request.partners.iter().any(|other| self.partner(&other.0) == now)
                || requester.is_some_and(|requester| {
                    says(&requester.name) || requester.affiliation.as_deref().is_some_and(says)
                })
        };
        let partner = person.affiliations.iter().find(named)?;
        Some(Nearness::Affiliated(partner.0.clone()))
    }
}
