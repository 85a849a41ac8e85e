//! What somebody is called at a place that has accounts: the gate knows people by it, so a form of it that no
//! account has, such as `@ada` or the address of a profile, is refused. [`Accounts`](super::Accounts) has the
//! places.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserializer, Expected, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Serialize};

use super::super::front_matter::Gap;
use super::super::walk::{self, At, Hint, Value, Walk};

/// The rules that a kind of place has for names.
pub trait Place {
    /// What they are, behind "write the name alone, ".
    const RULES: &'static str;
    /// A regular expression that every such name matches.
    const PATTERN: &'static str;

    /// Whether an account can be called that.
    fn fits(name: &str) -> bool;

    /// The name in what was written for it: in an address, or with a mark before it.
    fn meant(written: &str) -> Option<Cow<'_, str>>;
}

/// A regular expression that each name of an account at a forge matches.
pub const FORGE_LOGIN: &str = Forges::PATTERN;

/// The name of an account at a forge in what was written for it: alone, with a mark before it, or in an address.
#[must_use]
pub fn forge_login(written: &str) -> Option<String> {
    let name = Forges::meant(written.trim())?;
    Forges::fits(&name).then(|| name.into_owned())
}

/// Forges and their like.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forges;

impl Place for Forges {
    const RULES: &'static str = "of letters without accents, digits, `-`, `_` and `.`";
    const PATTERN: &'static str = "^[A-Za-z0-9._-]*$";

    fn fits(name: &str) -> bool {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    }

    fn meant(written: &str) -> Option<Cow<'_, str>> {
        let (address, is_whole) = match written.split_once("://") {
            Some((_, address)) => (address, true),
            None => (written, false),
        };
        let host = address.split('/').next().unwrap_or_default();
        let is_address = is_whole || address.len() > host.len() && host.contains('.');
        let name = if is_address { address.strip_prefix(host)? } else { address };
        let name = name.trim_start_matches('/');
        // Phabricator's pages of people lie in a folder.
        let name = if is_address { name.strip_prefix("p/").unwrap_or(name) } else { name };
        let name = name.split(['/', '?', '#']).next().unwrap_or_default();
        Some(Cow::Borrowed(name.strip_prefix('@').unwrap_or(name).trim()))
    }
}

/// Wikimedia's wikis, whose names are much like titles of pages.
/// <https://www.mediawiki.org/wiki/Manual:$wgInvalidUsernameCharacters>
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wikis;

impl Place for Wikis {
    const RULES: &'static str = "without `User:` and without `@`, `:`, `/` and brackets";
    const PATTERN: &'static str = r"^[^@:/#<>|\[\]{}]*$";

    fn fits(name: &str) -> bool {
        !name.is_empty() && !name.contains(|c: char| "@:/#<>|[]{}".contains(c) || c.is_control())
    }

    fn meant(written: &str) -> Option<Cow<'_, str>> {
        let name = match written.rsplit_once(':') {
            Some((_, name)) if name.starts_with("//") => return None,
            Some((_, name)) => name,
            None => written.strip_prefix('@').unwrap_or(written),
        };
        let name = name.split(['/', '?', '#', '|', ']']).next().unwrap_or_default();
        let name = percent_encoding::percent_decode_str(name).decode_utf8().ok()?;
        Some(Cow::Owned(name.replace('_', " ").trim().to_owned()))
    }
}

/// What is said of a text that no account is called: see [`Expectation`](crate::yaml::Expectation).
struct Refused<P> {
    name: Option<String>,
    place: PhantomData<P>,
}

impl<P: Place> Expected for Refused<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            _ if !f.alternate() => f.write_str("no name of an account"),
            Some(name) => write!(f, "write `{name}`"),
            None => write!(f, "write the name alone, {}", P::RULES),
        }
    }
}

fn checked<P: Place, E: de::Error>(written: &str) -> Result<Box<str>, E> {
    let written = written.trim();
    if P::fits(written) {
        return Ok(written.into());
    }
    let name = P::meant(written).filter(|name| P::fits(name)).map(Cow::into_owned);
    Err(E::invalid_value(Unexpected::Str(written), &Refused { name, place: PhantomData::<P> }))
}

/// An entry of a list of names.
struct Entry<P>(Box<str>, PhantomData<P>);

impl<'de, P: Place> Deserialize<'de> for Entry<P> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        Ok(Self(checked::<P, _>(&written)?, PhantomData))
    }
}

/// The names of one person at one place: written as a name, as a list of names, or as names with the number of each
/// account. A name can become somebody else's, and a number never does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Logins<P = Forges>(Vec<(Box<str>, Option<u64>)>, PhantomData<P>);

impl<P> Logins<P> {
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(login, _)| &**login)
    }

    /// Whether an account is one of them: by its number where one is written, or else by its name. No forge tells
    /// capitals from small letters in a login.
    #[must_use]
    pub fn has(&self, login: &str, id: Option<u64>) -> bool {
        self.0.iter().any(|(known, number)| match number {
            Some(number) => id == Some(*number),
            None => known.eq_ignore_ascii_case(login),
        })
    }

    /// The number that is written for a name.
    #[must_use]
    pub fn id_of(&self, login: &str) -> Option<u64> {
        self.0.iter().find(|(known, _)| known.eq_ignore_ascii_case(login)).and_then(|(_, id)| *id)
    }
}

impl<P> Serialize for Logins<P> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.iter().any(|(_, id)| id.is_some()) {
            serializer.collect_map(self.0.iter().map(|(login, id)| (login, id)))
        } else {
            serializer.collect_seq(self.iter())
        }
    }
}

impl<P> Gap for Logins<P> {
    fn is_gap(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'de, P: Place> Deserialize<'de> for Logins<P> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names<P>(PhantomData<P>);
        impl<'de, P: Place> Visitor<'de> for Names<P> {
            type Value = Logins<P>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name, a list of names, or names with the numbers of the accounts")
            }

            fn visit_unit<E: de::Error>(self) -> Result<Logins<P>, E> {
                Ok(Logins(Vec::new(), PhantomData))
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<Logins<P>, E> {
                if name.trim().is_empty() {
                    return self.visit_unit();
                }
                Ok(Logins(vec![(checked::<P, E>(name)?, None)], PhantomData))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Logins<P>, A::Error> {
                let mut names = Vec::new();
                while let Some(Entry(name, _)) = list.next_element::<Entry<P>>()? {
                    names.push((name, None));
                }
                Ok(Logins(names, PhantomData))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Logins<P>, A::Error> {
                let mut names = Vec::new();
                while let Some((Entry(name, _), number)) = map.next_entry::<Entry<P>, Option<u64>>()? {
                    names.push((name, number));
                }
                Ok(Logins(names, PhantomData))
            }
        }
        deserializer.deserialize_any(Names(PhantomData))
    }
}

impl<P: Place> JsonSchema for Logins<P> {
    fn schema_name() -> Cow<'static, str> {
        "Logins".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["string", "array", "object"],
            "pattern": P::PATTERN,
            "items": {"type": "string", "pattern": P::PATTERN},
            "propertyNames": {"pattern": P::PATTERN},
            "additionalProperties": {"type": ["integer", "null"], "minimum": 0},
            "description": "A name, a list of names, or names with the number of each account."
        })
    }
}

impl<P> Walk for Logins<P> {
    fn walk<'r>(&'r self, at: &At<'_>, visitor: &mut dyn walk::Visitor<'r>) {
        for (index, name) in self.iter().enumerate() {
            visitor.value(Value::Name(name), &At::Entry(at, index));
        }
    }

    fn hint() -> Hint {
        Hint::Name
    }
}

#[cfg(test)]
mod tests {
    use super::super::Accounts;
    use crate::diagnostic::Code;
    use crate::source::SitePath;
    use crate::yaml::Yaml;

    /// The names that are read, and the help for what is refused.
    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let file = SitePath::new("content/people/a.md");
        let (accounts, faults) = Yaml { file: &file, text, offset: 0 }.read::<Accounts>();
        assert!(faults.iter().all(|fault| fault.code == Code::BadValue), "{faults:?}");
        let names = accounts.unwrap_or_default().all().map(str::to_owned).collect();
        (names, faults.into_iter().map(|fault| fault.help.unwrap_or_default()).collect())
    }

    #[test]
    fn an_account_has_the_name_that_its_place_knows() {
        for name in ["hal", "Hal-9000", "hal_9000", "hal.9000"] {
            for place in ["github", "gitlab", "codeberg", "forgejo", "phabricator"] {
                assert_eq!(read(&format!("{place}: {name}")), (vec![name.to_owned()], vec![]));
                assert_eq!(read(&format!("{place}: [{name}, ada]")).0, [name, "ada"]);
            }
        }
        for name in ["Ada Example", "Ada_Example", "Ünal (WMDE)", "アダ", "Ada.E!"] {
            assert_eq!(read(&format!("wiki: \"{name}\"")), (vec![name.to_owned()], vec![]));
        }
        assert_eq!(read("github:\nwiki: \"\"\n"), (vec![], vec![]));
    }

    #[test]
    fn another_form_is_refused_with_the_name_in_it() {
        for (written, name) in [
            ("@hal", "hal"),
            ("https://github.com/hal", "hal"),
            ("https://github.com/hal/", "hal"),
            ("https://github.com/hal?tab=repositories", "hal"),
            ("http://gitlab.wikimedia.org/hal/project", "hal"),
            ("github.com/hal", "hal"),
            ("https://phabricator.wikimedia.org/p/hal/", "hal"),
            ("hal/project", "hal"),
            ("/hal", "hal"),
        ] {
            assert_eq!(read(&format!("gitlab: \"{written}\"")), (vec![], vec![format!("write `{name}`")]));
            let list = format!("github: [ada, \"{written}\"]");
            assert_eq!(read(&list), (vec![], vec![format!("write `{name}`")]), "{written}");
        }
        for (written, name) in [
            ("User:Ada Example", "Ada Example"),
            ("@Ada", "Ada"),
            ("https://meta.wikimedia.org/wiki/User:Ada_Ex%C3%A4mple", "Ada Exämple"),
            ("Benutzerin:Ada/Entwurf", "Ada"),
            ("[[User:Ada|me]]", "Ada"),
        ] {
            assert_eq!(read(&format!("wiki: \"{written}\"")), (vec![], vec![format!("write `{name}`")]));
        }
    }

    #[test]
    fn what_holds_no_name_is_refused_with_the_rules() {
        for written in ["hal@example.org", "@", "https://github.com/", "hal nine", "hål", "hal, ada"] {
            let (names, help) = read(&format!("github: \"{written}\""));
            assert!(names.is_empty() && help.len() == 1, "{written}");
            assert!(help[0].starts_with("write the name alone, of letters"), "{written}: {help:?}");
        }
        for written in ["https://example.org/wiki/Ada", "User:", "a@b"] {
            let (names, help) = read(&format!("wiki: \"{written}\""));
            assert!(names.is_empty() && help.len() == 1, "{written}");
            assert!(help[0].starts_with("write the name alone, without"), "{written}: {help:?}");
        }
        assert_eq!(read("github: [\"\"]").1.len(), 1);
    }
}
