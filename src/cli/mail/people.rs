//! Whose address is whose, among the desk's people: a file that lies outside of git.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use super::args::PeopleFile;
use crate::error::{Error, Result};
use crate::git;
use crate::record::Kind;
use crate::site::Site;
use crate::source::SitePath;
use crate::suggest::nearest;
use crate::yaml::Yaml;

/// The variable with the path of the file.
const PEOPLE: &str = "CASEBOOK_PEOPLE";

/// The file, for messages.
pub(super) const FILE: &str = "the file of --people or CASEBOOK_PEOPLE";

/// The addresses of the desk's people, by slug.
pub(super) type People = BTreeMap<String, String>;

/// Reads the file that was named, if any was.
///
/// # Errors
/// When it cannot be read, names nobody of the site, or lies where git would keep it.
pub(super) fn read(named: &PeopleFile, site: &Site) -> Result<People> {
    let from_variable = || std::env::var_os(PEOPLE).filter(|path| !path.is_empty()).map(PathBuf::from);
    let Some(path) = named.people.clone().or_else(from_variable) else { return Ok(People::new()) };
    if git::keeps(&path)? {
        let message =
            format!("{} is part of a repository, or would become one with the next commit", path.display());
        return Err(Error::usage(message)
            .help("keep addresses outside of git: move the file, or name it in .gitignore if it was never committed"));
    }
    let text = fs::read_to_string(&path).map_err(Error::io("read", &path))?;
    let file = SitePath::new("people.yaml");
    let (people, faults) = Yaml { file: &file, text: &text, offset: 0 }.read::<People>();
    let people = people.filter(|_| faults.is_empty()).ok_or_else(|| {
        // What the file holds is not repeated.
        Error::usage(format!("{} cannot be read", path.display()))
            .help("write a line for each: `ada-example: ada@example.org`")
    })?;
    for slug in people.keys() {
        if site.named(Kind::Person, slug).is_none() {
            let known = site.list(Kind::Person).iter().map(|&id| &*site.entry(id).record.id.slug);
            let help = nearest(slug, known).map_or_else(
                || "each is a file in content/people without .md".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            return Err(Error::usage(format!("{}: there is no person `{slug}`", path.display())).help(help));
        }
    }
    Ok(people)
}

/// Who of them has an address, as it stands in a header.
pub(super) fn sender<'p>(people: &'p People, from: &str) -> Option<&'p str> {
    people.iter().find(|(_, address)| is_from(from, address)).map(|(slug, _)| slug.as_str())
}

/// Whether the value of a header names that address: alone, or in angle brackets behind a name.
pub(super) fn is_from(from: &str, address: &str) -> bool {
    let (from, address) = (from.trim().to_lowercase(), address.trim().to_lowercase());
    from == address || from.ends_with(&format!("<{address}>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sender_is_known_by_the_whole_address() {
        let people: People = [("ada", "ada@example.org")].map(|(a, b)| (a.to_owned(), b.to_owned())).into();
        for from in ["ada@example.org", " ADA@example.org ", "\"Ada\" <Ada@Example.org>"] {
            assert_eq!(sender(&people, from), Some("ada"), "{from}");
        }
        for from in
            ["nada@example.org", "ada@example.org.evil.example", "ada@example.org <eve@evil.example>", ""]
        {
            assert_eq!(sender(&people, from), None, "{from}");
        }
    }
}
