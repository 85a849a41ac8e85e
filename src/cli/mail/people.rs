//! Whose address is whose, among the desk's people: a file that lies outside of git.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

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

/// The addresses of the desk's people, by slug; the first of each is written to.
pub(super) type People = BTreeMap<String, Vec<String>>;

/// Reads the file that was named, if any was.
///
/// # Errors
/// When it cannot be read, names nobody of the site, or lies where git would keep it.
pub(super) fn read(named: &PeopleFile, site: &Site) -> Result<People> {
    let Some(path) = path(named)? else { return Ok(People::new()) };
    let text = fs::read_to_string(&path).map_err(Error::io("read", &path))?;
    let people = parse(&text).ok_or_else(|| {
        // What the file holds is not repeated.
        Error::usage(format!("{} cannot be read", path.display())).help(
            "write a line for each: `ada-example: ada@example.org`, with a comma between several addresses",
        )
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

/// Where the file is, if one was named.
///
/// # Errors
/// When it lies where git would keep it.
fn path(named: &PeopleFile) -> Result<Option<PathBuf>> {
    let from_variable = || std::env::var_os(PEOPLE).filter(|path| !path.is_empty()).map(PathBuf::from);
    let Some(path) = named.people.clone().or_else(from_variable) else { return Ok(None) };
    if git::keeps(&path)? {
        let message =
            format!("{} is part of a repository, or would become one with the next commit", path.display());
        return Err(Error::usage(message)
            .help("keep addresses outside of git: move the file, or name it in .gitignore if it was never committed"));
    }
    Ok(Some(path))
}

/// What a file with addresses says; `None` where it says anything else.
fn parse(text: &str) -> Option<People> {
    let file = SitePath::new("people.yaml");
    let (people, faults) = Yaml { file: &file, text, offset: 0 }.read::<BTreeMap<String, String>>();
    let addresses = |(slug, addresses): (String, String)| {
        let mail = |address: &str| Some(Contact::parse(address)?.mail()?.to_owned());
        Some((slug, addresses.split(',').map(mail).collect::<Option<Vec<String>>>()?))
    };
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Some(People::new());
    }
    people.filter(|_| faults.is_empty())?.into_iter().map(addresses).collect()
}

/// Who of them has that address.
pub(super) fn of_address<'p>(people: &'p People, address: &str) -> Option<&'p str> {
    let has = |own: &[String]| own.iter().any(|own| own.eq_ignore_ascii_case(address));
    people.iter().find(|(_, own)| has(own)).map(|(slug, _)| slug.as_str())
}

/// Adds an address of somebody to the file, behind those that they have. All else in it stays as it is.
///
/// # Errors
/// When no file was named, it lies where git would keep it, or the address is somebody else's already.
pub(super) fn learn(named: &PeopleFile, site: &Site, slug: &str, address: &str) -> Result<()> {
    let Some(path) = path(named)? else {
        return Err(Error::usage("no file with the addresses of the desk's people is named")
            .help(format!("write --people FILE, or set {PEOPLE}: a file outside of git")));
    };
    let mut people = if path.exists() { read(named, site)? } else { People::new() };
    match of_address(&people, address) {
        Some(known) if known == slug => return Ok(()),
        Some(known) => {
            let message = format!("the address is that of `{known}` already");
            return Err(Error::usage(message)
                .help(format!("an address is one person's: take it out of {FILE}, if that is wrong")));
        }
        None => people.entry(slug.to_owned()).or_default().push(address.to_owned()),
    }
    let old = if path.exists() {
        fs::read_to_string(&path).map_err(Error::io("read", &path))?
    } else {
        String::new()
    };
    let own = people.get(slug).map(|own| own.join(", ")).unwrap_or_default();
    let line = format!("{slug}: {own}");
    let is_own = |line: &&str| line.strip_prefix(slug).is_some_and(|rest| rest.trim_start().starts_with(':'));
    let mut lines: Vec<String> =
        old.lines().map(|old| if is_own(&old) { line.clone() } else { old.to_owned() }).collect();
    if !lines.contains(&line) {
        lines.push(line);
    }
    let text = lines.join("\n") + "\n";
    if parse(&text).as_ref() != Some(&people) {
        return Err(Error::usage(format!("{} cannot be changed", path.display()))
            .help(format!("write a line into it by hand: `{slug}: ADDRESS`")));
    }
    keep(&path, &text)
}

/// Writes the file so that nobody else on the computer can read it.
fn keep(path: &Path, text: &str) -> Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(path).map_err(Error::io("write", path))?;
    file.write_all(text.as_bytes()).map_err(Error::io("write", path))
}
