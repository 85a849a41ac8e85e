//! The main menu as `casebook.yaml` may set it. `site::menu` finds what it names.

use std::fmt;

use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::{Deserialize, Deserializer, de};

use super::Localized;

/// An entry of the main menu.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(untagged)]
pub enum MenuEntry {
    /// A place of the site: `ask`, `desk`, `figures`, `glossary`, a kind such as `guides`, a vocabulary such as
    /// `topics`, or a record such as `pages/about`.
    Place(String),
    Group(MenuGroup),
}

/// Several places below a name.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MenuGroup {
    /// What the group is called.
    pub title: Localized,
    /// Its places, as they stand in the menu itself.
    pub items: Vec<String>,
}

impl<'de> Deserialize<'de> for MenuEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PlaceOrGroup;
        impl<'de> de::Visitor<'de> for PlaceOrGroup {
            type Value = MenuEntry;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a place such as `guides`, or a group (`title: …` and `items: […]`)")
            }

            fn visit_str<E: de::Error>(self, place: &str) -> Result<MenuEntry, E> {
                Ok(MenuEntry::Place(place.to_owned()))
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<MenuEntry, A::Error> {
                MenuGroup::deserialize(MapAccessDeserializer::new(map)).map(MenuEntry::Group)
            }
        }
        deserializer.deserialize_any(PlaceOrGroup)
    }
}
