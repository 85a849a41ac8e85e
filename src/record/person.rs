mod login;

pub(super) use login::Wikis;
pub use login::{FORGE_LOGIN, Logins, forge_login};

use jiff::civil;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Report;
use super::field::group;
use super::front_matter::{Gap, check_order, front_matter};
use super::reference::{Country, GroupRef, PartnerRef, Region, Role, ToolRef, Topic};
use super::value::{Date, PartialDate, TimeZone};
use super::walk::At;
use crate::config::{Config, Forge, Language};

front_matter! {
    /// Somebody. All is optional but the name.
    Person {
        /// What they can help with.
        text expertise: Vec<String> [section("section-expertise")],
        /// The tools and topics that they know well enough to help others with: they are found by these, and named on
        /// their pages. What the page is about, such as a programme that they work for, stands in `topics`.
        knows: Knows,
        /// Whether they have room for somebody who asks, and on which day they said so. After half a year it is not
        /// shown any more.
        capacity: Option<Capacity>,
        /// What they do here, and since when.
        roles: Vec<PersonRole>,
        /// Where they are, as ISO codes such as `UG`.
        countries: Vec<Country>,
        /// Their region, where no country fits.
        region: Option<Region>,
        /// The languages that they speak.
        languages: Vec<Language>,
        /// The time zone that they live by, such as `Europe/Stockholm`.
        time_zone: Option<TimeZone>,
        /// The organisations that they work or speak for; they judge none of their requests.
        affiliations: Vec<PartnerRef>,
        /// What they are called elsewhere.
        accounts: Accounts,
        /// When and how they can be reached.
        text availability: Option<String>,
    }
}

group! {
    /// What somebody knows well enough to help others with.
    #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
    #[serde(default, deny_unknown_fields)]
    pub struct Knows {
        #[serde(skip_serializing_if = "Gap::is_gap")]
        pub tools: Vec<ToolRef>,
        #[serde(skip_serializing_if = "Gap::is_gap")]
        pub topics: Vec<Topic>,
    }
}

impl Gap for Knows {
    fn is_gap(&self) -> bool {
        *self == Self::default()
    }
}

group! {
    /// Whether somebody has room for those who ask.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    pub struct Capacity {
        pub room: Room,
        /// The day on which they said so.
        pub as_of: Date,
    }
}

/// How much room somebody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Room {
    /// Whoever needs them may ask.
    Room,
    /// For a question, or for something small.
    Some,
    /// Not now.
    None,
}

impl Capacity {
    /// The last day on which what was said may still be so. Half a year later nobody knows.
    #[must_use]
    pub fn last_day(&self) -> civil::Date {
        self.as_of.0.saturating_add(jiff::Span::new().months(6))
    }
}

group! {
    /// What somebody does here, and since when.
    #[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    pub struct PersonRole {
        pub role: Role,
        /// The group that the role is in.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub group: Option<GroupRef>,
        /// The first day.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub since: Option<PartialDate>,
        /// The last day.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub until: Option<PartialDate>,
    }
}

impl PersonRole {
    /// Whether the role is held on that day.
    #[must_use]
    pub fn holds_on(&self, day: civil::Date) -> bool {
        self.since.is_none_or(|since| since.first() <= day)
            && self.until.is_none_or(|until| day <= until.last())
    }

    /// Whether the role has been given up by that day.
    #[must_use]
    pub fn has_ended_on(&self, day: civil::Date) -> bool {
        self.until.is_some_and(|until| until.last() < day)
    }
}

group! {
    /// What somebody is called elsewhere. Whoever has several names at one place lists them: they stay
    /// one person.
    #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
    #[serde(default, deny_unknown_fields)]
    pub struct Accounts {
        /// On Wikimedia's wikis.
        #[serde(skip_serializing_if = "Gap::is_gap")]
        pub wiki: Logins<Wikis> [label("account-wiki")],
        #[serde(skip_serializing_if = "Gap::is_gap")]
        pub github: Logins [label("account-github")],
        #[serde(skip_serializing_if = "Gap::is_gap")]
        pub gitlab: Logins [label("account-gitlab")],
        #[serde(skip_serializing_if = "Gap::is_gap")]
        pub codeberg: Logins [label("account-codeberg")],
        /// On the Forgejo or Gitea that the site's own repository is on.
        #[serde(skip_serializing_if = "Gap::is_gap")]
        pub forgejo: Logins [label("account-forgejo")],
        #[serde(skip_serializing_if = "Gap::is_gap")]
        pub phabricator: Logins [label("account-phabricator")],
    }
}

impl Accounts {
    /// The names of one place.
    #[must_use]
    pub fn on(&self, host: Host) -> &Logins {
        match host {
            Host::Github => &self.github,
            Host::Gitlab => &self.gitlab,
            Host::Codeberg => &self.codeberg,
            Host::Forgejo => &self.forgejo,
        }
    }

    /// Every name at any place.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let places = [&self.github, &self.gitlab, &self.codeberg, &self.forgejo, &self.phabricator];
        self.wiki.iter().chain(places.into_iter().flat_map(Logins::iter))
    }
}

/// A place that a repository can lie at, where people have names of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    Github,
    Gitlab,
    Codeberg,
    Forgejo,
}

impl Host {
    /// The place where the logins of the repository's own forge are names.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        let repository = config.repository.as_ref();
        repository.map_or(Self::Github, |repository| Self::at(repository.forge, &repository.url))
    }

    /// The place where a repository with that address lies.
    #[must_use]
    pub fn at(forge: Forge, url: &str) -> Self {
        match forge {
            Forge::Github => Self::Github,
            Forge::Gitlab => Self::Gitlab,
            Forge::Forgejo if url.contains("//codeberg.org/") => Self::Codeberg,
            Forge::Forgejo => Self::Forgejo,
        }
    }

    /// What people call it.
    #[must_use]
    pub fn shown(self) -> &'static str {
        match self {
            Self::Github => "GitHub",
            Self::Gitlab => "GitLab",
            Self::Codeberg => "Codeberg",
            Self::Forgejo => "Forgejo",
        }
    }

    /// What it is called among the accounts of a person.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Codeberg => "codeberg",
            Self::Forgejo => "forgejo",
        }
    }
}

impl Gap for Accounts {
    fn is_gap(&self) -> bool {
        *self == Self::default()
    }
}

/// Whether somebody can be asked, the first first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Readiness {
    /// They have room, or have not said that they have none.
    Ready,
    /// They have no room now.
    Full,
    /// All their roles have ended.
    Former,
}

impl Person {
    /// Whether they have room on that day, as far as they have said so not too long before.
    #[must_use]
    pub fn room_on(&self, day: civil::Date) -> Option<Room> {
        self.capacity.filter(|capacity| day <= capacity.last_day()).map(|capacity| capacity.room)
    }

    /// Whether they can be asked on that day.
    #[must_use]
    pub fn readiness_on(&self, day: civil::Date) -> Readiness {
        match self.room_on(day) {
            _ if !self.roles.is_empty() && self.roles.iter().all(|role| role.has_ended_on(day)) => {
                Readiness::Former
            }
            Some(Room::None) => Readiness::Full,
            Some(Room::Room | Room::Some) | None => Readiness::Ready,
        }
    }

    pub(super) fn check(&self, report: Report<'_>) {
        let at = At::Field(Self::roles);
        for (index, role) in self.roles.iter().enumerate() {
            let at = At::Entry(&at, index);
            let (since, until) = (At::Inner(&at, PersonRole::since), At::Inner(&at, PersonRole::until));
            check_order((since, role.since), (until, role.until), report);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> civil::Date {
        text.parse().unwrap()
    }

    fn with_room(room: Room) -> Person {
        let capacity = Capacity { room, as_of: Date(day("2026-01-31")) };
        Person { capacity: Some(capacity), ..Person::default() }
    }

    #[test]
    fn room_is_known_for_half_a_year() {
        let person = with_room(Room::Some);
        assert_eq!(person.room_on(day("2026-07-31")), Some(Room::Some));
        assert_eq!(person.room_on(day("2026-08-01")), None);
        assert_eq!(Person::default().room_on(day("2026-07-31")), None);
    }

    #[test]
    fn who_can_be_asked_comes_before_who_is_full_and_who_has_left() {
        let today = day("2026-03-01");
        assert_eq!(with_room(Room::Room).readiness_on(today), Readiness::Ready);
        assert_eq!(with_room(Room::None).readiness_on(today), Readiness::Full);
        assert_eq!(with_room(Room::None).readiness_on(day("2027-03-01")), Readiness::Ready, "nobody knows");
        let role = |until: Option<&str>| PersonRole {
            role: Role("committee".into()),
            group: None,
            since: None,
            until: until.map(|until| day(until).into()),
        };
        let with = |roles| Person { roles, ..with_room(Room::Room) }.readiness_on(today);
        assert_eq!(with(vec![role(Some("2026-02-28"))]), Readiness::Former);
        assert_eq!(with(vec![role(Some("2026-02-28")), role(None)]), Readiness::Ready);
        assert_eq!(with(vec![role(Some("2026-03-01"))]), Readiness::Ready, "it is the last day");
    }
}
