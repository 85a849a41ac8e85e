//! `casebook.yaml` as it is written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Contact, Forge, Language, Localized, Look, MenuEntry, Offline, Script};

/// The configuration of a site. Every field may be left out.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Config {
    /// The name of the site.
    pub(super) title: Option<Localized>,
    /// What the site is, in a sentence or two.
    pub(super) description: Option<Localized>,
    /// Where the site will be published. Feeds, the sitemap and previews on other sites need it.
    pub(super) base_url: Option<String>,
    /// The languages of the site, as language tags; the first is the site's own.
    pub(super) languages: Vec<Language>,
    /// Where the sources are, for the links that edit a page.
    pub(super) repository: Option<Repository>,
    /// The name of the theme.
    pub(super) theme: Option<String>,
    /// How to reach the people behind the site.
    pub(super) contact: BTreeMap<String, Contact>,
    /// The record that tells how to ask for help, such as `guides/ask-well`. The search leads there where nothing fits.
    pub(super) ask: Option<String>,
    /// The main menu: places, and groups of places below a name. Without it the menu has what the site has.
    pub(super) menu: Vec<MenuEntry>,
    /// How the site looks beside what its theme says.
    pub(super) look: Look,
    /// Scripts of others that every page loads, such as one for statistics.
    pub(super) scripts: Vec<Script>,
    /// The licence of the texts, as a term of the vocabulary of licences.
    pub(super) licence: Option<String>,
    /// What the site offers to readers without a connection, beside its books.
    pub(super) offline: Offline,
    /// The folder of the site's own vocabularies.
    pub(super) vocabularies: Option<String>,
    /// Folders of the repository, from its top, whose texts and pictures anybody may propose to change as they may the
    /// records: all else outside of `content/` takes the approvals of the policy.
    pub(super) open: Vec<String>,
}

/// Where the sources are.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Repository {
    /// The address that a browser shows.
    pub(super) url: String,
    /// The branch that is published, if it is not `main`.
    pub(super) branch: Option<String>,
    /// What kind of forge it is, if its address does not tell.
    pub(super) forge: Option<Forge>,
    /// The folder of the repository that holds `casebook.yaml`, if it is not the topmost.
    #[serde(default)]
    pub(super) folder: String,
}
