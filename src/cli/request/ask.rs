//! Asks for a new request what was not said on the command line: a question a line, each of which may
//! be left empty but the title. A wrong answer is asked for again.

use std::io::{BufRead, Write};
use std::path::Path;

use super::args::New;
use super::desk::{Desk, publishable, request_file, usage};
use crate::config::Vocabulary;
use crate::error::{Error, Result};
use crate::record::{Id, Kind, Manuscript, slugify};
use crate::yaml::write::Value;

/// Whoever is asked, and the desk that knows what can be answered.
struct Interview<'a> {
    desk: &'a Desk,
    input: &'a mut dyn BufRead,
    output: &'a mut dyn Write,
}

pub(super) fn ask(new: &mut New, desk: &Desk, input: &mut dyn BufRead, output: &mut dyn Write) -> Result<()> {
    let mut interview = Interview { desk, input, output };
    interview.say("A new request. Everything but the title may be left empty: press Enter.\n")?;
    let title = loop {
        match interview.text("What is it called?", "title")? {
            Some(title) if !slugify(&title).is_empty() => break title,
            Some(_) => interview.say("  The title needs a letter or a digit.\n")?,
            None => interview.say("  A request needs a title.\n")?,
        }
    };
    new.title = Some(title);
    if new.requester.is_none() {
        new.requester = interview.text("Who asks? A name or a user name, never an address:", "requester")?;
        if new.requester.is_some() && new.affiliation.is_none() {
            new.affiliation = interview.text("For which organisation or community?", "affiliation")?;
        }
    }
    if new.country.is_empty() {
        new.country = interview.list("Which countries is it about? Codes such as UG, SE:", "countries")?;
    }
    if new.language.is_empty() {
        new.language = interview.list("Which languages to answer in? Such as en, sw:", "languages")?;
    }
    if new.description.is_none() {
        new.description = interview.text("What is asked for?", "description")?;
    }
    if new.justification.is_none() {
        new.justification = interview.text("Why does it matter?", "justification")?;
    }
    if new.content_type.is_empty() {
        let known: Vec<&str> = desk.site.vocabularies.ids(Vocabulary::ContentTypes).collect();
        let question = format!("What kind of content? Of {}:", known.join(", "));
        new.content_type = interview.list(&question, "content_types")?;
    }
    if new.size.is_none() {
        new.size =
            interview.text("Is it a question, for which a short answer will do, or a project?", "size")?;
    }
    Ok(())
}

impl Interview<'_> {
    fn say(&mut self, text: &str) -> Result<()> {
        let failed = Error::io("write to", Path::new("standard error"));
        self.output.write_all(text.as_bytes()).and_then(|()| self.output.flush()).map_err(failed)
    }

    /// An answer on one line; `None` for an empty one.
    fn text(&mut self, question: &str, field: &'static str) -> Result<Option<String>> {
        self.answer(question, field, |text| Value::text(text))
    }

    /// Several answers on one line, with commas between.
    fn list(&mut self, question: &str, field: &'static str) -> Result<Vec<String>> {
        let answer = self.answer(question, field, |text| Value::texts(parts(field, text)))?;
        Ok(answer.map_or_else(Vec::new, |text| parts(field, &text)))
    }

    fn answer(
        &mut self,
        question: &str,
        field: &'static str,
        value: impl Fn(&str) -> Value,
    ) -> Result<Option<String>> {
        loop {
            self.say(&format!("{question} "))?;
            let mut line = String::new();
            let failed = Error::io("read from", Path::new("standard input"));
            if self.input.read_line(&mut line).map_err(failed)? == 0 {
                return Err(usage("the answers ended before the last question; nothing was written"));
            }
            let text = line.trim();
            if text.is_empty() {
                return Ok(None);
            }
            match self.check(field, value(text)) {
                Ok(()) => return Ok(Some(text.to_owned())),
                Err(error) => self.say(&format!("  {error}\n"))?,
            }
        }
    }

    /// Whether a request could say that, as `casebook check` would see it.
    fn check(&self, field: &'static str, value: Value) -> Result<()> {
        publishable(field, &value)?;
        let fields = match field {
            "title" => vec![(field, value)],
            "affiliation" => Vec::new(),
            "requester" => vec![("requester", Value::Fields(vec![("name", value)]))],
            _ => vec![("title", Value::text("New")), (field, value)],
        };
        if !fields.is_empty() {
            let id = Id { kind: Kind::Request, slug: "new".into() };
            self.desk.parsed(&request_file("new"), id, &Manuscript::of(&fields, ""))?;
        }
        Ok(())
    }
}

fn parts(field: &str, text: &str) -> Vec<String> {
    let parts = text.split([',', ' ']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| if field == "countries" { part.to_uppercase() } else { part.to_owned() }).collect()
}
