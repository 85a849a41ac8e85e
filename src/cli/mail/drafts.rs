//! `casebook mail drafts` and `casebook request reply`: what is due to be told, as drafts. A requester is answered in the
//! thread of their own mail, which is found in the mailbox by its digest; so no file of the site holds an address.

use std::collections::BTreeSet;
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address as Mailed;
use mail_builder::headers::raw::Raw;
use mail_parser::{Message, MessageParser};

use super::args::{Access, Drafts, Reply};
use super::letter;
use super::people::{self, People};
use super::thread::{self, Thread};
use crate::cli::request::Desk;
use crate::cli::{Outcome, answer, terminal};
use crate::config::Contact;
use crate::desk::tellings::{self, Telling, To};
use crate::error::{Error, Result};
use crate::git;
use crate::mailbox::{Folder, Mailbox};

/// The header by which it is known what a mail has told.
pub(super) const TOLD: &str = "Casebook-Told";

impl Drafts {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, self.today)?;
        let people = people::read(&self.people, &desk.site)?;
        let mut mailbox = self.access.open()?;
        let mut told = told(&mut mailbox)?;
        if let Some(out) = &self.out {
            told.extend(written(out)?);
        }
        let due = tellings::due(&desk.site, &told);
        let mut out = Out { mailbox: &mut mailbox, folder: self.out.as_deref() };
        write(&desk, &due, &people, &mut out)
    }
}

impl Reply {
    pub(in crate::cli) fn run(self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, self.today)?;
        let (record, request) = desk.request(&self.id)?;
        if request.mails.is_empty() {
            let message = format!("no mail belongs to the request `{}`", record.id.slug);
            return Err(Error::usage(message).help("whoever asked in another way is answered there"));
        }
        let slug = &record.id.slug;
        let is_it =
            |telling: &Telling<'_>| telling.keys.iter().any(|key| key.split(' ').nth(1) == Some(slug));
        // As if nothing had been told.
        let due: Vec<Telling<'_>> = tellings::due(&desk.site, &BTreeSet::new())
            .into_iter()
            .filter(|telling| matches!(telling.to, To::Requester(_)) && is_it(telling))
            .collect();
        if due.is_empty() {
            let message = format!("there is nothing to tell about `{slug}`: it has been at its end for long");
            return Err(Error::usage(message).help("set its `follow_up` to ask what has become of it"));
        }
        let mut mailbox = self.access.open()?;
        let mut out = Out { mailbox: &mut mailbox, folder: self.out.as_deref() };
        write(&desk, &due, &People::new(), &mut out)
    }
}

/// Where drafts go.
struct Out<'o> {
    mailbox: &'o mut Mailbox,
    /// A folder for files, in place of the mailbox.
    folder: Option<&'o Path>,
}

/// What the mailbox says has been told: in what was sent, and in drafts that wait to be.
fn told(mailbox: &mut Mailbox) -> Result<BTreeSet<String>> {
    let mut told = BTreeSet::new();
    for folder in [Folder::Sent, Folder::Drafts] {
        if mailbox.has(folder)? {
            told.extend(mailbox.header_values(folder, TOLD)?);
        } else if folder == Folder::Sent {
            terminal::say(
                "The mailbox has no folder of what was sent, so nothing is known to have been told: name it with \
                 --sent.\n",
            )?;
        }
    }
    Ok(told)
}

/// What each of the drafts tells that nobody has sent; `None` where no mailbox is named.
pub(in crate::cli) fn unsent(access: &Access) -> Result<Option<Vec<Vec<String>>>> {
    let Some(mut mailbox) = access.open_if_named()? else { return Ok(None) };
    if !mailbox.has(Folder::Drafts)? {
        return Ok(Some(Vec::new()));
    }
    let sent =
        if mailbox.has(Folder::Sent)? { mailbox.header_values(Folder::Sent, TOLD)? } else { BTreeSet::new() };
    let drafts = mailbox.list(Folder::Drafts, &[TOLD], None)?;
    let drafts = drafts.iter().map(|draft| draft.values(TOLD));
    // One that was sent may have been left behind.
    let is_unsent = |keys: &Vec<String>| keys.iter().any(|key| !sent.contains(key));
    Ok(Some(drafts.filter(is_unsent).collect()))
}

/// What the drafts in a folder tell.
fn written(folder: &Path) -> Result<BTreeSet<String>> {
    let mut told = BTreeSet::new();
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(told),
        entries => entries.map_err(Error::io("read", folder))?,
    };
    for entry in entries {
        let path = entry.map_err(Error::io("read", folder))?.path();
        if path.extension().is_some_and(|end| end == "eml") {
            let bytes = fs::read(&path).map_err(Error::io("read", &path))?;
            if let Some(mail) = MessageParser::default().parse_headers(&bytes) {
                told.extend(keys(&mail));
            }
        }
    }
    Ok(told)
}

fn keys(mail: &Message<'_>) -> Vec<String> {
    mail.header_values(TOLD).filter_map(|value| Some(value.as_text()?.trim().to_owned())).collect()
}

/// Writes a draft for each.
fn write(desk: &Desk, due: &[Telling<'_>], people: &People, out: &mut Out<'_>) -> Result<Outcome> {
    let threads = threads(due, out.mailbox)?;
    let (mut count, mut missing) = (0, 0);
    for (telling, thread) in due.iter().zip(threads) {
        let thread = match (&telling.to, thread) {
            (To::Person(slug), _) => people.get(*slug).and_then(|own| own.first()).map(|address| Thread {
                to: vec![(None, address.clone())],
                from: BTreeSet::new(),
                subject: None,
                in_reply_to: None,
                references: Vec::new(),
            }),
            (To::Requester(_), thread) => thread,
        };
        let Some(thread) = thread else {
            missing += 1;
            let why = match &telling.to {
                To::Person(slug) => {
                    format!("the address of `{slug}` is not known: add it to {}", people::FILE)
                }
                To::Requester(_) => "the mail that it answers is not in the mailbox".to_owned(),
            };
            terminal::say(&format!("{}: no draft, {why}\n", telling.keys.join(", ")))?;
            continue;
        };
        let mail = compose(desk, telling, &thread)?;
        let name = telling.keys[0].replace(' ', "-");
        match out.folder {
            Some(folder) => put(folder, &name, &mail)?,
            None => out.mailbox.append_draft(&name, &mail)?,
        }
        count += 1;
        answer(&format!("{}\n", telling.keys.join(", ")))?;
    }
    let what =
        if count == 1 { "1 draft was written".to_owned() } else { format!("{count} drafts were written") };
    terminal::say(&format!("{what}. Read each before you send it.\n"))?;
    Ok(if missing == 0 { Outcome::Clean } else { Outcome::Errors })
}

/// The thread of each telling to a requester, as far as the mailbox has it: the latest of the mails of whoever sent the
/// first. Others may have answered in it.
fn threads(due: &[Telling<'_>], mailbox: &mut Mailbox) -> Result<Vec<Option<Thread>>> {
    let mails = |telling: &Telling<'_>| match telling.to {
        To::Requester(mails) => mails.to_vec(),
        To::Person(_) => Vec::new(),
    };
    let headers = thread::headers(mailbox, &due.iter().flat_map(mails).collect())?;
    let thread = |telling: &Telling<'_>| {
        let mails = mails(telling);
        let thread = |digest: &String| Thread::of(headers.get(digest)?);
        // Without the mail that asked, nobody knows who of those who wrote did.
        let asked = thread(mails.first()?)?;
        let mut later = mails.iter().rev().filter_map(thread);
        later.find(|later| later.from == asked.from)
    };
    Ok(due.iter().map(thread).collect())
}

fn compose(desk: &Desk, telling: &Telling<'_>, thread: &Thread) -> Result<Vec<u8>> {
    let (text, language) = letter::text(desk, telling)?;
    let subject = match (&thread.subject, text.subject) {
        (Some(subject), _) => answered(subject),
        (None, Some(subject)) => subject,
        (None, None) => desk.site.config.title.get(&language, desk.site.config.default_language()).to_owned(),
    };
    let to = thread.to.iter().map(|(name, address)| Mailed::new_address(name.clone(), address.clone()));
    let mut mail = MessageBuilder::new()
        .to(Mailed::new_list(to.collect()))
        .subject(subject)
        .header("Content-Language", Raw::new(language.to_string()))
        .headers(TOLD, telling.keys.iter().map(|key| Raw::new(key.clone())))
        .text_body(text.body);
    let contact = desk.site.config.contact.values().find_map(Contact::mail);
    if let Some(address) = contact {
        let name = desk.site.config.title.get(&language, desk.site.config.default_language()).to_owned();
        mail = mail.from(Mailed::new_address(Some(name), address.to_owned()));
    }
    if let Some(id) = &thread.in_reply_to {
        mail = mail.in_reply_to(id.clone());
    }
    if !thread.references.is_empty() {
        mail = mail.references(thread.references.clone());
    }
    mail.write_to_vec().map_err(Error::io("write", Path::new("the draft")))
}

/// The subject of an answer: with one mark, whatever language the others are in.
fn answered(subject: &str) -> String {
    let is_marked = subject.get(..3).is_some_and(|mark| mark.eq_ignore_ascii_case("re:"));
    if is_marked { subject.to_owned() } else { format!("Re: {subject}") }
}

/// Writes a draft as a file of its own. Where git would keep it, it is no place for addresses.
fn put(folder: &Path, name: &str, mail: &[u8]) -> Result<()> {
    fs::create_dir_all(folder).map_err(Error::io("create", folder))?;
    let names =
        std::iter::once(format!("{name}.eml")).chain((2_u32..).map(|number| format!("{name}-{number}.eml")));
    for name in names {
        let path: PathBuf = folder.join(name);
        match fs::File::create_new(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Error::io("create", &path)(error)),
            Ok(mut file) => {
                if git::keeps(&path)? {
                    fs::remove_file(&path).map_err(Error::io("delete", &path))?;
                    let message =
                        format!("{} is in a repository, and a draft holds addresses", folder.display());
                    return Err(Error::usage(message)
                        .help("name a folder outside of it, or one that .gitignore names"));
                }
                return file.write_all(mail).map_err(Error::io("write", &path));
            }
        }
    }
    Ok(())
}
