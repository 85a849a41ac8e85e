use std::fs::File;
use std::io::{Read, stdin};
use std::path::Path;

use super::args::Intake;
use super::desk::{Desk, known_language, request_file, unchanged};
use crate::cli::{Outcome, answer, terminal};
use crate::desk::answers::Kept;
use crate::desk::answers::mail::Said;
use crate::desk::intake::{self, Taken};
use crate::desk::mail::{self, Mail};
use crate::error::{Error, Result};
use crate::read::TEXT_LIMIT;
use crate::record::{Fields, Id, Kind, Manuscript, Record, Request};
use crate::yaml::write::Value;

/// More than any mail that is taken.
const MOST: u64 = 32 * 1024 * 1024;

impl Intake {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let name = self.file.display().to_string();
        let mail = mail::read(&self.bytes()?)
            .map_err(|fault| Error::usage(format!("{name}: {fault}")).help(fault.help()))?;
        let desk = Desk::open(root, self.today)?;
        let digest = intake::digest(&mail);
        if let Some((record, _)) = with_mail(&desk, &digest) {
            answer(&format!("{}\n", record.file))?;
            terminal::say("The mail is part of this request already.\n")?;
            return Ok(Outcome::Clean);
        }
        let thread = mail.replies_to.iter().find_map(|id| with_mail(&desk, &intake::digest_of_id(id)));
        match thread {
            Some((record, request)) => reply(&desk, &mail, &digest, record, request),
            None => begin(&desk, &mail, self.written_in.as_deref()),
        }
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

/// The request that a mail of that digest is part of.
fn with_mail<'d>(desk: &'d Desk, digest: &str) -> Option<(&'d Record, &'d Request)> {
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
fn begin(desk: &Desk, mail: &Mail, language: Option<&str>) -> Result<Outcome> {
    known_language(desk, language)?;
    let Taken { request, body, said } = intake::new_request(&desk.site, mail, language, desk.project.today);
    let title = request.filled.get("title").unwrap_or_default();
    let id = desk.free_slug(Kind::Request, &intake::name(title))?;
    let file = request_file(&id);
    let manuscript = Manuscript::of(&request.fields(desk.forge()), &body);
    fits(&manuscript)?;
    desk.parsed(&file, Id { kind: Kind::Request, slug: id.into() }, &manuscript)?;
    desk.create(&file, &manuscript)?;
    answer(&format!("{file}\n"))?;
    terminal::say(&understood(&said, &request.filled.kept))?;
    tell(mail)
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
            text.push_str(&format!("`{field}` does not know “{answer}”, which stays in the text.\n"));
        }
    }
    if !said.left_out.is_empty() {
        let fields: Vec<String> = said.left_out.iter().map(|field| format!("`{field}`")).collect();
        text.push_str(&format!("Left out, since the desk decides them: {}.\n", fields.join(", ")));
    }
    text
}

/// A later mail of a thread, at the end of the request that began it.
fn reply(desk: &Desk, mail: &Mail, digest: &str, record: &Record, request: &Request) -> Result<Outcome> {
    let workflow = &desk.site.workflow;
    let state = request.state(workflow);
    if workflow.state(state).is_some_and(|state| state.is_final) {
        let (id, title) = (&record.id.slug, &mail.subject);
        let message = format!(
            "the mail answers the request `{id}`, which is at its end (`{state}`) and stays as it is"
        );
        let help = format!(
            "if it asks for something new, write `casebook request new` with a title such as “{title}”, and name \
             `{id}` in its text"
        );
        terminal::say(&Error::usage(message).help(help).shown())?;
        return Ok(Outcome::Errors);
    }
    let mut manuscript = desk.manuscript(&record.file)?;
    manuscript.append_body(&intake::reply(mail, mail.date.unwrap_or(desk.project.today)));
    manuscript.append("mails", &Value::text(digest)).map_err(unchanged(&record.file))?;
    fits(&manuscript)?;
    desk.parsed(&record.file, record.id.clone(), &manuscript)?;
    desk.rewrite(&record.file, &manuscript)?;
    answer(&format!("{}\n", record.file))?;
    tell(mail)
}

/// A request that nothing could read again is not written.
fn fits(manuscript: &Manuscript) -> Result<()> {
    if manuscript.text().len() as u64 <= TEXT_LIMIT {
        return Ok(());
    }
    let message = format!("the request would be larger than {} MiB", TEXT_LIMIT / 1024 / 1024);
    Err(Error::usage(message).help("write what the mail asks for into a request by hand"))
}

/// What whoever took the mail in should look at.
fn tell(mail: &Mail) -> Result<Outcome> {
    let withheld = match mail.withheld {
        0 => String::new(),
        1 => "1 address, number or secret was withheld. ".to_owned(),
        many => format!("{many} addresses, numbers and secrets were withheld. "),
    };
    terminal::say(&format!("{withheld}Read the text before you propose it: it will be public.\n"))?;
    Ok(Outcome::Clean)
}
