use std::io::{IsTerminal, stderr, stdin};
use std::path::Path;

use super::args::New;
use super::ask::ask;
use super::desk::{Desk, known_language, publishable, request_file, typed};
use crate::cli::{Outcome, answer};
use crate::desk::answers::{Filled, NewRequest};
use crate::desk::intake;
use crate::error::{Error, Result};
use crate::record::{Id, Kind, Manuscript, is_slug};
use crate::source::unportable;
use crate::yaml::write::Value;

impl New {
    pub(super) fn run(mut self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, self.today)?;
        let mut answers = self.filled();
        if self.title.is_none() {
            if !stdin().is_terminal() || !stderr().is_terminal() {
                return Err(Error::usage("the request has no title").help(
                    "write `casebook request new \"Old maps\"`, or start it on a terminal without a title to be asked",
                ));
            }
            ask(&mut answers, &desk, &mut stdin().lock(), &mut stderr().lock())?;
        }
        let title = answers.get("title").unwrap_or_default();
        if title.is_empty() || title.contains(char::is_control) {
            return Err(Error::usage("the title is empty or has more than one line").help("write it on one"));
        }
        let id = match self.id.take() {
            Some(id) if !is_slug(&id) => {
                return Err(Error::usage(format!("`{id}` cannot be a name"))
                    .help("use lowercase letters, digits and hyphens"));
            }
            Some(id) if unportable(&id).is_some() => {
                let why = unportable(&id).unwrap_or_default();
                return Err(Error::usage(format!("the name `{id}` {why}")).help("choose another name"));
            }
            Some(id) if desk.is_taken(Kind::Request, &id) => {
                return Err(
                    Error::usage(format!("there is a request `{id}` already")).help("choose another name")
                );
            }
            Some(id) => id,
            None => desk.free_slug(Kind::Request, title)?,
        };
        known_language(&desk, self.written_in.as_deref())?;
        let (request, kept) = self.request(&desk, answers)?;
        let file = request_file(&id);
        let manuscript = Manuscript::of(&request.fields(desk.forge()), &kept);
        desk.parsed(&file, Id { kind: Kind::Request, slug: id.into() }, &manuscript)?;
        desk.create(&file, &manuscript)?;
        answer(&format!("{file}\n"))?;
        Ok(Outcome::Clean)
    }

    /// What was typed behind the command.
    pub(super) fn filled(&self) -> Filled {
        let mut filled = Filled::default();
        let texts = [
            ("title", &self.title),
            ("requester.name", &self.requester),
            ("requester.affiliation", &self.affiliation),
            ("size", &self.size),
            ("description", &self.description),
            ("justification", &self.justification),
            ("licence_status", &self.licence_status),
        ];
        for (field, text) in texts {
            filled.set(field, text.as_deref().unwrap_or_default());
        }
        filled.set_all("countries", self.country.iter().map(|code| code.to_uppercase()));
        let lists = [
            ("languages", &self.language),
            ("help", &self.help_with),
            ("partners", &self.partner),
            ("content_types", &self.content_type),
            ("tools", &self.tool),
        ];
        for (field, texts) in lists {
            filled.set_all(field, texts);
        }
        filled
    }

    /// The request of what is known of it, and the text below.
    pub(super) fn request(&self, desk: &Desk, filled: Filled) -> Result<(NewRequest, String)> {
        let text = intake::body("", &filled.kept);
        let follows = match &self.follows {
            Some(old) => Some(desk.request(old)?.0.id.slug.to_string()),
            None => None,
        };
        let request = NewRequest {
            filled,
            language: typed(self.written_in.clone()),
            received: Some(desk.project.today),
            channel: typed(self.channel.clone()),
            follows,
            ..NewRequest::default()
        };
        let fields = request.fields(desk.forge());
        fields.iter().try_for_each(|(name, value)| publishable(name, value))?;
        publishable("text", &Value::text(&text))?;
        Ok((request, text))
    }
}
