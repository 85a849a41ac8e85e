use jiff::civil;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Report;
use super::front_matter::{check_order, front_matter};
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
    pub group: Option<GroupRef>,
    /// The first day.
    pub since: Option<PartialDate>,
    /// The last day.
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
    pub wiki: Option<String>,
    pub github: Option<String>,
    pub gitlab: Option<String>,
    pub codeberg: Option<String>,
    pub phabricator: Option<String>,
}

visit_fields!(Accounts:);

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
