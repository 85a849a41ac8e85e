//! Values that several commands take: days, kinds, forges, and the words of fields that have a few.

use clap::ValueEnum;
use clap::builder::PossibleValuesParser;

use crate::config::Forge;
use crate::record::{Host, Kind, Named};
use crate::suggest::nearest;

/// The words of a field that has a few, as front matter writes them.
pub(super) fn words<T: Named>() -> PossibleValuesParser {
    PossibleValuesParser::new(T::NAMES)
}

pub(super) fn day(text: &str) -> Result<jiff::civil::Date, String> {
    text.parse().map_err(|_| "write year, month and day, such as 2026-03-09".to_owned())
}

pub(super) fn kind(name: &str) -> Result<Kind, String> {
    Kind::named(name).ok_or_else(|| {
        let known = Kind::ALL.map(Kind::name);
        let near = nearest(name, known).map(|near| format!("did you mean `{near}`? "));
        format!("{}the kinds are {}", near.unwrap_or_default(), known.join(", "))
    })
}

/// The places that a repository can lie at.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum HostName {
    Github,
    Gitlab,
    Codeberg,
    /// Another Forgejo, or a Gitea
    Forgejo,
}

impl From<HostName> for Host {
    fn from(name: HostName) -> Self {
        match name {
            HostName::Github => Self::Github,
            HostName::Gitlab => Self::Gitlab,
            HostName::Codeberg => Self::Codeberg,
            HostName::Forgejo => Self::Forgejo,
        }
    }
}

/// The kinds of forge that a site can be published by.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ForgeName {
    Github,
    Gitlab,
    /// Codeberg, another Forgejo, or a Gitea
    Forgejo,
}

impl From<ForgeName> for Forge {
    fn from(name: ForgeName) -> Self {
        match name {
            ForgeName::Github => Self::Github,
            ForgeName::Gitlab => Self::Gitlab,
            ForgeName::Forgejo => Self::Forgejo,
        }
    }
}
