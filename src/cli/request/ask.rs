//! Asks for a new request what was not said on the command line: a question a line, each of which may
//! be left empty but the title. A wrong answer is asked for again.

use std::io::{BufRead, Write};
use std::path::Path;

use super::args::New;
use super::desk::{Desk, publishable, request_file};
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
                return Err(
                    Error::usage("the answers ended before the last question").help("nothing was written")
                );
            }
            let text = line.trim();
            if text.is_empty() {
                return Ok(None);
            }
            match self.check(field, value(text)) {
                Ok(()) => return Ok(Some(text.to_owned())),
                Err(error) => self.say(&error.shown())?,
            }
        }
    }

    /// Whether a request could say that, as `casebook check` would see it.
    fn check(&self, field: &'static str, value: Value) -> Result<()> {
        publishable(field, &value)?;
        let title = ("title", Value::text("New"));
        let fields = match field {
            "title" => vec![(field, value)],
            "requester" => vec![title, (field, Value::Fields(vec![("name", value)]))],
            // Any text is one; it has no field of its own.
            "affiliation" => vec![title],
            _ => vec![title, (field, value)],
        };
        let id = Id { kind: Kind::Request, slug: "new".into() };
        self.desk.parsed(&request_file("new"), id, &Manuscript::of(&fields, "")).map(drop)
    }
}

fn parts(field: &str, text: &str) -> Vec<String> {
    let parts = text.split([',', ' ']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| if field == "countries" { part.to_uppercase() } else { part.to_owned() }).collect()
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::args::{Args, Command};
    use crate::cli::request::Request;

    /// What is said to somebody who answers so, and what is then known of the request.
    fn asked(options: &[&str], answers: &str) -> (String, Result<String>) {
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join(crate::config::FILE), "").unwrap();
        let args = Args::parse_from([&["casebook", "request", "new"], options].concat());
        let Command::Request(request) = args.command else { panic!("another command") };
        let Request::New(mut new) = *request else { panic!("another command") };
        let today = "2026-03-01".parse().unwrap();
        let desk = Desk::open(root.path(), Some(today)).unwrap();
        let mut said = Vec::new();
        let done = ask(&mut new, &desk, &mut answers.as_bytes(), &mut said);
        let fields = done.and_then(|()| {
            let title = new.title.clone().unwrap_or_default();
            Ok(Manuscript::of(&new.fields(&title, today)?, "").text())
        });
        (String::from_utf8(said).unwrap(), fields)
    }

    #[test]
    fn a_wrong_answer_is_asked_for_again() {
        // Each question, what is answered, and what is said to that if it is wrong.
        let talk = [
            ("What is it called?", "", "A request needs a title."),
            ("What is it called?", "…", "The title needs a letter or a digit."),
            ("What is it called?", "Old maps", ""),
            (
                "Who asks? A name or a user name, never an address:",
                "rita@example.org",
                "`requester` holds a mail address, and what git has once it has for ever; leave it out here, and \
                 keep it where the desk keeps its mail",
            ),
            ("Who asks? A name or a user name, never an address:", "Rita", ""),
            ("For which organisation or community?", "", ""),
            (
                "Which countries is it about? Codes such as UG, SE:",
                "uganda",
                "unknown country `UGANDA`; did you mean `UG` (Uganda)? The terms are in \
                 `content/vocabularies/countries.yaml`, or the defaults",
            ),
            ("Which countries is it about? Codes such as UG, SE:", "ug, se", ""),
            (
                "Which languages to answer in? Such as en, sw:",
                "English",
                "`languages[0]`: `English` is no language tag; write a code such as `en`, `sv` or `pt-BR`",
            ),
            ("Which languages to answer in? Such as en, sw:", "en", ""),
            ("What is asked for?", "", ""),
            ("Why does it matter?", "They fade.", ""),
            (
                "What kind of content? Of databases, lexicographic-data, maps, metadata, photographs, scanned-books, \
                 sheet-music, sound, video:",
                "maps",
                "",
            ),
            (
                "Is it a question, for which a short answer will do, or a project?",
                "big",
                "`size` cannot be `big`; known here: question, project",
            ),
            ("Is it a question, for which a short answer will do, or a project?", "question", ""),
        ];
        let mut answers = String::new();
        let mut expected =
            "A new request. Everything but the title may be left empty: press Enter.\n".to_owned();
        for (question, answer, wrong) in talk {
            answers.extend([answer, "\n"]);
            expected.extend([question, " "]);
            match wrong.split_once("; ") {
                Some((error, help)) => expected.extend(["error: ", error, "\n = help: ", help, "\n"]),
                None if wrong.is_empty() => {}
                None => expected.extend(["  ", wrong, "\n"]),
            }
        }
        let (said, written) = asked(&[], &answers);
        assert_eq!(said, expected);
        assert_eq!(
            written.unwrap(),
            "---\ntitle: Old maps\nrequester: {name: Rita}\nreceived: 2026-03-01\ncountries: [UG, SE]\n\
             languages: [en]\nsize: question\njustification: They fade.\ncontent_types: [maps]\n---\n"
        );
    }

    #[test]
    fn what_was_said_is_not_asked_for() {
        let (said, written) = asked(
            &["--requester", "Rita", "--country", "UG", "--language", "en", "--size", "project"],
            "Maps\n\n\n\n",
        );
        assert_eq!(said.matches('?').count(), 4, "{said}");
        assert_eq!(
            written.unwrap(),
            "---\ntitle: Maps\nrequester: {name: Rita}\nreceived: 2026-03-01\ncountries: [UG]\n\
             languages: [en]\nsize: project\n---\n"
        );
        let ended = asked(&[], "Maps\n").1.unwrap_err().shown();
        assert_eq!(
            ended,
            "error: the answers ended before the last question\n = help: nothing was written\n"
        );
    }
}
