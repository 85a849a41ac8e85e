//! Whose address is whose, among the desk's people: a file that lies outside of git.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use super::args::PeopleFile;
use crate::config::Contact;
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
    let (people, faults) = Yaml { file: &file, text: &text, offset: 0 }.read::<BTreeMap<String, Contact>>();
    let people = people.filter(|_| faults.is_empty()).and_then(|people| {
        let mail = |(slug, contact): (String, Contact)| Some((slug, contact.mail()?.to_owned()));
        people.into_iter().map(mail).collect::<Option<People>>()
    });
    let people = people.ok_or_else(|| {
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

/// Who of them has that address.
pub(super) fn of_address<'p>(people: &'p People, address: &str) -> Option<&'p str> {
    people.iter().find(|(_, own)| own.eq_ignore_ascii_case(address)).map(|(slug, _)| slug.as_str())
}
