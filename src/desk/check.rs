//! What is wrong with requests and people in themselves, whoever changes them: texts that must not be
//! published, files that do not belong beside a request, accounts that two people claim. Called by
//! `pipeline` for every check and build.

use std::collections::BTreeMap;

use super::private::{self, Kind as Private};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FieldPath, Place, text};
use crate::record::{Accounts, At, Common, Field, Fields, Host, Kind, Request, Step, Value, Visitor, layout};
use crate::site::{Asset, Entry, EntryId, Site};
use crate::source::{Cleaned, SitePath};

/// The addresses, numbers and secrets in the text of a request, of a review or of a file beside them, but for those
/// that the site gives as its own contacts.
#[must_use]
pub fn private_data(file: &SitePath, text: &str, config: &Config) -> Diagnostics {
    let Some(cleaned) = Cleaned::of(text) else { return private_data_of(file, text, config) };
    // A page shows what is left without control characters.
    let mut diagnostics = private_data_of(file, &cleaned.text, config);
    text::restore(diagnostics.as_mut_slice(), file, &cleaned, 0);
    diagnostics
}

fn private_data_of(file: &SitePath, text: &str, config: &Config) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    for found in private::find(text) {
        let (start, end) = (found.span.start as usize, found.span.end as usize);
        let is_contact = config.contact.values().any(|contact| text[start..end].contains(contact.as_str()));
        if is_contact {
            continue;
        }
        let what = match found.kind {
            Private::Token => "a secret would be published".to_owned(),
            kind => format!("{} would be published", kind.noun()),
        };
        let help = match found.kind {
            Private::MailAddress => {
                "take it out: the desk answers by way of the request, or keeps the address to itself"
            }
            Private::TelephoneNumber
            | Private::AccountNumber
            | Private::CardNumber
            | Private::PersonalNumber => {
                "take it out: the desk answers by way of the request, or keeps the number to itself"
            }
            Private::Token => {
                "take it out, and have it declared void where it came from: who has seen it can use it"
            }
            Private::MeetingLink => "name the meeting and its day, and send the link to those who take part",
            Private::EditLink => {
                "give a link by which people can only read, or publish the document elsewhere"
            }
        };
        diagnostics.push(Diagnostic::new(Code::PrivateData, file, found.span, what).help(help));
    }
    diagnostics
}

/// What is wrong between the parts of a site.
#[must_use]
pub fn faults(site: &Site) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    diagnostics.extend(site.files().filter_map(|asset| attachment(site, asset)));
    accounts(site, &mut diagnostics);
    diagnostics.extend(site.entries().flat_map(|(id, entry)| left_of_removed(site, id, entry)));
    diagnostics.extend(site.entries().filter_map(|(id, entry)| last_step(site, id, entry)));
    diagnostics
}

/// The fields of a request that say something in words, and may stay when its text was taken away. What else can hold
/// words has to be empty then.
const STAYS: [&Field; 6] = [
    Common::title,
    Request::status_reason,
    Request::moves,
    Request::removed,
    Request::requester,
    Request::mails,
];

/// A request stands where its last step has led.
fn last_step(site: &Site, id: EntryId, entry: &Entry) -> Option<Diagnostic> {
    let Fields::Request(request) = &entry.record.fields else { return None };
    let workflow = &site.workflow;
    let (last, now) = (request.moves.last()?, request.state(workflow));
    let led = &*workflow.state(&last.to.0)?.id;
    if entry.original != id || led == now {
        return None;
    }
    let place = FieldPath::key(Request::moves.name).at(request.moves.len() - 1).then(Step::to.name);
    let message = format!("the last step leads to `{led}`, and the request stands in `{now}`");
    let help = format!(
        "add the step to `{now}` below it: `- {{to: {now}, on: YYYY-MM-DD, reason: …}}`; or write `status: {led}`"
    );
    Some(Diagnostic::new(Code::MovesMismatch, &entry.record.file, place, message).help(help))
}

/// What a request whose text was taken away still says.
fn left_of_removed(site: &Site, id: EntryId, entry: &Entry) -> Vec<Diagnostic> {
    let original = &site.entry(entry.original).record;
    let Fields::Request(request) = &original.fields else { return Vec::new() };
    if !request.is_removed() {
        return Vec::new();
    }
    let record = &entry.record;
    let fault = |place: Place, message: String, help: &str| {
        Diagnostic::new(Code::RemovedText, &record.file, place, message).help(help)
    };
    if entry.original != id {
        let message = "the text of the request was taken away, and a translation of it is left";
        return vec![fault(Place::File, message.to_owned(), "delete the file")];
    }
    let mut words = Words(Vec::new());
    record.walk(&mut words);
    let said = words.0.into_iter().map(|path| {
        let message = format!("the text of the request was taken away, and `{path}` still says something");
        fault(path.into(), message, "delete the field, or `removed` where the text is to stay")
    });
    let mut left: Vec<Diagnostic> = said.collect();
    if !record.body.is_empty() {
        let message = "the text of the request was taken away, and there is text below the front matter";
        left.push(fault(
            Place::File,
            message.to_owned(),
            "delete it, or `removed` where the text is to stay",
        ));
    }
    left
}

/// Where a record holds words of somebody's own.
struct Words(Vec<FieldPath>);

impl<'r> Visitor<'r> for Words {
    fn value(&mut self, value: Value<'r>, at: &At<'_>) {
        let text = match value {
            Value::Text(text)
            | Value::Name(text)
            | Value::File(text)
            | Value::Address(text)
            | Value::Item(text)
            | Value::Commons(text)
            | Value::TimeZone(text) => text,
            Value::Flag(_)
            | Value::Whole(_)
            | Value::Number(_)
            | Value::Date(_)
            | Value::Time(_)
            | Value::Interval(_)
            | Value::Choice(_)
            | Value::Record(..)
            | Value::Term(..)
            | Value::State(_)
            | Value::Language(_)
            | Value::Alias(_) => return,
        };
        if !text.trim().is_empty() && !STAYS.contains(&at.top()) {
            self.0.push(at.path());
        }
    }
}

/// What speaks against a file beside a request.
fn attachment(site: &Site, asset: &Asset) -> Option<Diagnostic> {
    layout::request_of(&asset.file)?;
    let allowed = &site.workflow.attachments;
    let name = asset.file.file_name();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    let wrong = |message: String, help: String| {
        Some(Diagnostic::new(Code::Attachment, &asset.file, Place::File, message).help(help))
    };
    if !allowed.types.contains(&*ending) {
        let types: Vec<&str> = allowed.types.iter().map(|ending| &**ending).collect();
        return wrong(
            format!("a file `.{ending}` cannot lie beside a request"),
            format!("save it as one of {}, or name the place where it can be had", types.join(", ")),
        );
    }
    if asset.bytes > allowed.limit * 1024 {
        let message = format!("the file holds {} KiB", asset.bytes.div_ceil(1024));
        let help =
            format!("make it smaller than {} KiB, or name the place where it can be had", allowed.limit);
        return wrong(message, help);
    }
    None
}

/// A login is one person's: where two claim it, the gate takes it for nobody's.
fn accounts(site: &Site, diagnostics: &mut Diagnostics) {
    let mut known: BTreeMap<(&str, String), &SitePath> = BTreeMap::new();
    for &id in site.list(Kind::Person) {
        let record = &site.entry(id).record;
        let Fields::Person(person) = &record.fields else {
            continue;
        };
        for (field, login) in logins(&person.accounts) {
            let Some(first) = known.insert((field, login.to_lowercase()), &record.file) else {
                continue;
            };
            if first != &record.file {
                let place = FieldPath::key("accounts").then(field);
                let message = format!("`{login}` is the account of `{first}` too");
                diagnostics.push(Diagnostic::new(Code::DuplicateAccount, &record.file, place, message).help(
                    "an account is one person's: delete it here or there, or make one page of the two",
                ));
            }
        }
    }
}

/// The logins that the gate goes by, with their fields.
fn logins(accounts: &Accounts) -> impl Iterator<Item = (&'static str, &str)> {
    let hosts = [
        ("github", Host::Github),
        ("gitlab", Host::Gitlab),
        ("codeberg", Host::Codeberg),
        ("forgejo", Host::Forgejo),
    ];
    hosts.into_iter().flat_map(|(field, host)| accounts.on(host).iter().map(move |login| (field, login)))
}
