mod login;

pub(super) use login::Wikis;
pub use login::{FORGE_LOGIN, Logins, forge_login};

use jiff::civil;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Report;
use super::field::group;
use super::front_matter::{Gap, check_order, front_matter};
use super::reference::{Country, GroupRef, PartnerRef, Region, Role};
use super::value::PartialDate;
use super::walk::At;
use crate::config::{Config, Forge, Language};

front_matter! {
    /// Somebody. All is optional but the name.
    Person {
        /// What they can help with.
        text expertise: Vec<String> [section("section-expertise")],
        /// What they do here, and since when.
        roles: Vec<PersonRole>,
        /// Where they are, as ISO codes such as `UG`.
        countries: Vec<Country>,
        /// Their region, where no country fits.
        region: Option<Region>,
        /// The languages that they speak.
        languages: Vec<Language>,
        /// The organisations that they work or speak for; they judge none of their requests.
        affiliations: Vec<PartnerRef>,
        /// What they are called elsewhere.
        accounts: Accounts,
        /// When and how they can be reached.
        text availability: Option<String>,
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

impl Person {
    pub(super) fn check(&self, report: Report<'_>) {
        let at = At::Field(Self::roles);
        for (index, role) in self.roles.iter().enumerate() {
            let at = At::Entry(&at, index);
            let (since, until) = (At::Inner(&at, PersonRole::since), At::Inner(&at, PersonRole::until));
            check_order((since, role.since), (until, role.until), report);
        }
    }
}
