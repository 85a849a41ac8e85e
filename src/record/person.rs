use jiff::civil;
use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::Report;
use super::field::group;
use super::front_matter::{Gap, check_order, front_matter};
use super::reference::{Country, GroupRef, PartnerRef, Region, Role};
use super::value::PartialDate;
use super::walk::{self, At, Hint, Value, Walk};
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
        pub wiki: Logins [label("account-wiki")],
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
        let places =
            [&self.wiki, &self.github, &self.gitlab, &self.codeberg, &self.forgejo, &self.phabricator];
        places.into_iter().flat_map(Logins::iter)
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

/// The names of one person at one place: written as a name or as a list of names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Logins(Vec<Box<str>>);

impl Logins {
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|login| &**login)
    }

    /// Whether `login` is one of them. No forge tells capitals from small letters in a login.
    #[must_use]
    pub fn has(&self, login: &str) -> bool {
        self.iter().any(|known| known.eq_ignore_ascii_case(login))
    }
}

impl Gap for Logins {
    fn is_gap(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'de> Deserialize<'de> for Logins {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = Logins;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name, or a list of names")
            }

            fn visit_unit<E: de::Error>(self) -> Result<Logins, E> {
                Ok(Logins::default())
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<Logins, E> {
                let names = Some(name.trim()).filter(|name| !name.is_empty());
                Ok(Logins(names.into_iter().map(Into::into).collect()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Logins, A::Error> {
                let mut names = Vec::new();
                while let Some(name) = list.next_element::<String>()? {
                    names.push(name.trim().into());
                }
                Ok(Logins(names))
            }
        }
        deserializer.deserialize_any(Names)
    }
}

impl JsonSchema for Logins {
    fn schema_name() -> Cow<'static, str> {
        "Logins".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": ["string", "array"], "items": {"type": "string"}, "description": "A name, or a list of names."})
    }
}

impl Walk for Logins {
    fn walk<'r>(&'r self, at: &At<'_>, visitor: &mut dyn walk::Visitor<'r>) {
        for (index, name) in self.iter().enumerate() {
            visitor.value(Value::Name(name), &At::Entry(at, index));
        }
    }

    fn hint() -> Hint {
        Hint::Name
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
