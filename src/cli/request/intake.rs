//! A mail taken in: a new request, or a part of one that is there. `casebook request intake` does it with one mail,
//! `casebook mail fetch` with those of a mailbox.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{Read, stdin};
use std::path::Path;

use super::args::Intake;
use super::desk::{Desk, known_language, request_file, unchanged};
use crate::cli::{Outcome, answer, terminal};
use crate::desk::answers::Kept;
use crate::desk::answers::mail::Said;
use crate::desk::intake::{self, Taken};
use crate::desk::mail::{self, Keep, Mail};
use crate::desk::private::Counts;
use crate::error::{Error, Result};
use crate::read::TEXT_LIMIT;
use crate::record::value::Date;
use crate::record::{Fields, Heard, Id, Kind, Manuscript, Record, Request};
use crate::source::SitePath;
use crate::yaml::write::Value;

/// More than any mail that is taken.
const MOST: u64 = 32 * 1024 * 1024;

impl Intake {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let name = self.file.display().to_string();
        let keep = if self.whole { Keep::All } else { Keep::New };
        let mail = mail::read(&self.bytes()?, keep)
            .map_err(|fault| Error::usage(format!("{name}: {fault}")).help(fault.help()))?;
        let desk = Desk::open(root, self.today)?;
        let done = take_in(&desk, &mail, self.written_in.as_deref())?;
        answer(&format!("{}\n", done.file))?;
        terminal::say(&done.said)?;
        if done.was_known && self.whole {
            answer(&format!("\n{}\n", mail.shown("##")))?;
            terminal::say("Above is all of its text, to take from it what is missing in the request.\n")?;
        }
        Ok(Outcome::Clean)
    }

    fn bytes(&self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let failed = Error::io("read", &self.file);
        let read = if self.file.as_os_str() == "-" {
            stdin().lock().take(MOST).read_to_end(&mut bytes)
        } else {
            File::open(&self.file).and_then(|file| file.take(MOST).read_to_end(&mut bytes))
        };
        read.map(|_| bytes).map_err(failed)
    }
}

/// What became of a mail.
pub(in crate::cli) struct Done {
    /// The request that it is a part of.
    pub(in crate::cli) file: SitePath,
    /// Whether it was a part of it before.
    pub(in crate::cli) was_known: bool,
    /// What whoever took it in should look at.
    pub(in crate::cli) said: String,
}

/// Writes a mail into the request that it belongs to, or into a new one.
pub(in crate::cli) fn take_in(desk: &Desk, mail: &Mail, language: Option<&str>) -> Result<Done> {
    let digest = intake::digest(mail);
    if let Some((record, _)) = with_mail(desk, &digest) {
        let said = "The mail is part of this request already.\n".to_owned();
        return Ok(Done { file: record.file.clone(), was_known: true, said });
    }
    let thread = mail.replies_to.iter().find_map(|id| with_mail(desk, &intake::digest_of_id(id)));
    let (file, said) = match thread {
        Some((record, request)) => reply(desk, mail, &digest, record, request)?,
        None => begin(desk, mail, language)?,
    };
    Ok(Done { file, was_known: false, said: said + &told(mail) })
}

/// The request that a mail of that digest is part of.
pub(in crate::cli) fn with_mail<'d>(desk: &'d Desk, digest: &str) -> Option<(&'d Record, &'d Request)> {
    desk.site.list(Kind::Request).iter().find_map(|&id| {
        let record = &desk.site.entry(id).record;
        match &record.fields {
            Fields::Request(request) if request.mails.iter().any(|mail| mail == digest) => {
                Some((&**record, &**request))
            }
            _ => None,
        }
    })
}

/// A new request.
fn begin(desk: &Desk, mail: &Mail, language: Option<&str>) -> Result<(SitePath, String)> {
    known_language(desk, language)?;
    let Taken { request, body, said } = intake::new_request(&desk.site, mail, language, desk.project.today);
    let title = request.filled.get("title").unwrap_or_default();
    let id = desk.free_slug(Kind::Request, &intake::name(title))?;
    let file = request_file(&id);
    let manuscript = Manuscript::of(&request.fields(desk.forge()), &body);
    fits(&manuscript)?;
    desk.parsed(&file, Id { kind: Kind::Request, slug: id.into() }, &manuscript)?;
    desk.create(&file, &manuscript)?;
    let mut text = understood(&said, &request.filled.kept);
    if !request.proposed.is_empty() {
        let fields = quoted(request.proposed.iter().copied());
        // Writing to a string cannot fail.
        let _ = writeln!(text, "Proposed from the mail: {fields}. Once that is right, delete `proposed`.");
    }
    Ok((file, text))
}

/// What of a mail could not become what its writer meant it for.
fn understood(said: &Said, kept: &[Kept]) -> String {
    let mut text = String::new();
    if let Some(faults) = &said.unreadable {
        text.push_str("The mail holds a request as a file that cannot be read, so it is text:\n");
        text.push_str(&Error::faults(faults).shown());
    }
    for Kept { answer, field, .. } in kept {
        if let Some(field) = field {
            let answer = answer.lines().collect::<Vec<_>>().join(", ");
            let _ = writeln!(text, "`{field}` does not know “{answer}”, which stays in the text.");
        }
    }
    text.push_str(&withheld(&said.withheld));
    if !said.left_out.is_empty() {
        let fields = quoted(said.left_out.iter().map(String::as_str));
        let _ = writeln!(text, "Left out of the file, since nobody is asked for it: {fields}.");
    }
    if said.copied > 0 {
        let lines = if said.copied == 1 { "1 line" } else { &format!("{} lines", said.copied) };
        let _ = writeln!(text, "Left out: {lines} of the desk's own words, copied with its questions.");
    }
    text
}

fn quoted<'f>(fields: impl Iterator<Item = &'f str>) -> String {
    fields.map(|field| format!("`{field}`")).collect::<Vec<_>>().join(", ")
}

/// A later mail of a thread, at the end of the request that began it. Of one that is at its end the text stays: then
/// it is what was heard of it later.
fn reply(
    desk: &Desk,
    mail: &Mail,
    digest: &str,
    record: &Record,
    request: &Request,
) -> Result<(SitePath, String)> {
    if request.is_removed() {
        let message = format!("the mail answers the request `{}`, whose text was taken away", record.id.slug);
        return Err(
            Error::usage(message).help("nothing of it is written; answer the mail, if it is worth an answer")
        );
    }
    let workflow = &desk.site.workflow;
    let day = mail.date.unwrap_or(desk.project.today);
    let is_final = workflow.state(request.state(workflow)).is_some_and(|state| state.is_final);
    let mut manuscript = desk.manuscript(&record.file)?;
    let mut said = String::new();
    if is_final {
        let heard = Heard { on: Date(day), answer: intake::answer(mail) };
        manuscript.append(Request::heard.name, &heard.value()).map_err(unchanged(&record.file))?;
        said.push_str(
            "The request is at its end: the mail is kept as an answer to the follow-up (`heard`).\n",
        );
    } else {
        manuscript.append_body(&intake::reply(mail, day, &record.common.title));
    }
    manuscript.append(Request::mails.name, &Value::text(digest)).map_err(unchanged(&record.file))?;
    fits(&manuscript)?;
    desk.parsed(&record.file, record.id.clone(), &manuscript)?;
    desk.rewrite(&record.file, &manuscript)?;
    Ok((record.file.clone(), said))
}

/// A request that nothing could read again is not written.
fn fits(manuscript: &Manuscript) -> Result<()> {
    if manuscript.text().len() as u64 <= TEXT_LIMIT {
        return Ok(());
    }
    let message = format!("the request would be larger than {} MiB", TEXT_LIMIT / 1024 / 1024);
    Err(Error::usage(message).help("write what the mail asks for into a request by hand"))
}

fn withheld(counts: &Counts) -> String {
    if counts.is_empty() {
        return String::new();
    }
    let counts: Vec<String> = counts.iter().map(|(kind, count)| kind.counted(*count)).collect();
    format!("Withheld: {}.\n", counts.join(", "))
}

/// What was taken away from a mail, and what is to be looked at.
fn told(mail: &Mail) -> String {
    let mut text = String::new();
    if !mail.taken.is_empty() {
        let taken: Vec<String> = mail.taken.iter().map(ToString::to_string).collect();
        let _ = write!(text, "Left out: {}.", taken.join("; "));
        let is_text = mail.taken.iter().any(|taken| taken.kind.is_text());
        text.push_str(if is_text { " With --whole all of the text is kept.\n" } else { "\n" });
    }
    text.push_str(&withheld(&mail.withheld));
    text.push_str("Read the text before you propose it: it will be public.\n");
    text
}
