use jiff::civil;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Report;
use super::front_matter::{Gap, check_order, front_matter};
use super::reference::{At, Country, GroupRef, Region, Role, visit_fields};
use super::value::PartialDate;
use crate::config::Language;

front_matter! {
    /// Somebody. All is optional but the name.
    Person
    text {
        /// What they can help with.
        expertise: Vec<String>,
        /// When and how they can be reached.
        availability: Option<String>,
    }
    data {
        /// What they do here, and since when.
        roles: Vec<PersonRole>,
        /// Where they are, as ISO codes such as `UG`.
        countries: Vec<Country>,
        /// Their region, where no country fits.
        region: Option<Region>,
        /// The languages that they speak.
        languages: Vec<Language>,
        /// What they are called elsewhere.
        accounts: Accounts,
    }
}

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

visit_fields!(PersonRole: role, group);

impl PersonRole {
    /// Whether the role is held on that day.
    #[must_use]
    pub fn holds_on(&self, day: civil::Date) -> bool {
        self.since.is_none_or(|since| since.first() <= day)
            && self.until.is_none_or(|until| day <= until.last())
    }
}

/// What somebody is called elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Accounts {
    /// On Wikimedia's wikis.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wiki: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub github: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gitlab: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub codeberg: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phabricator: Option<String>,
}

visit_fields!(Accounts:);

impl Gap for Accounts {
    fn is_gap(&self) -> bool {
        *self == Self::default()
    }
}

impl Person {
    pub(super) fn check(&self, report: Report<'_>) {
        let at = At::Field("roles");
        for (index, role) in self.roles.iter().enumerate() {
            let at = At::Entry(&at, index);
            let (since, until) = (At::Inner(&at, "since"), At::Inner(&at, "until"));
            check_order((since, role.since), (until, role.until), report);
        }
    }
}
