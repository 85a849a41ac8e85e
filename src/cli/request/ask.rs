//! The questions to whoever makes a request at a terminal: those of the form, in the same order. An answer that no
//! request may have is asked for again.

use std::io::{BufRead, Write};
use std::path::Path;

use super::desk::{Desk, publishable, request_file};
use crate::config::{Language, Question};
use crate::desk::answers::{Filled, Finder, Input, NewRequest};
use crate::error::{Error, Result};
use crate::record::{Host, Id, Kind, Manuscript, slugify};

/// So many choices are named; more would hide the question.
const NAMED: usize = 20;

/// Whoever is asked, and the desk that knows what can be answered.
struct Interview<'a> {
    desk: &'a Desk,
    finder: Finder<'a>,
    input: &'a mut dyn BufRead,
    output: &'a mut dyn Write,
}

/// Asks what is not known yet.
pub(super) fn ask(
    known: &mut Filled,
    desk: &Desk,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> Result<()> {
    let finder = Finder::new(&desk.site);
    let mut interview = Interview { desk, finder, input, output };
    interview.say("A new request. What is not needed may be left empty: press Enter.\n")?;
    for question in desk.site.questions.all() {
        if question.field.as_deref().is_none_or(|field| !known.has(field)) {
            interview.question(known, question)?;
        }
    }
    Ok(())
}

impl Interview<'_> {
    fn say(&mut self, text: &str) -> Result<()> {
        let failed = Error::io("write to", Path::new("standard error"));
        self.output.write_all(text.as_bytes()).and_then(|()| self.output.flush()).map_err(failed)
    }

    fn question(&mut self, known: &mut Filled, question: &Question) -> Result<()> {
        let (english, site) = (Language::default(), &self.desk.site);
        let default = site.config.default_language();
        let asked = question.asked(&english, default, Host::of(&site.config).shown());
        let help = [question.help.get(&english, default), &self.choices(question)].join(" ");
        let help = help.trim();
        loop {
            let needed = if question.needed { " (needed)" } else { "" };
            self.say(&format!("\n{asked}{needed}\n"))?;
            if !help.is_empty() {
                self.say(&format!("  {help}\n"))?;
            }
            self.say("> ")?;
            let mut line = String::new();
            let failed = Error::io("read from", Path::new("standard input"));
            if self.input.read_line(&mut line).map_err(failed)? == 0 {
                return Err(
                    Error::usage("the answers ended before the last question").help("nothing was written")
                );
            }
            match self.answer(known, question, &asked, line.trim()) {
                Ok(true) => return Ok(()),
                Ok(false) if question.needed => self.say("  A request needs this answer.\n")?,
                Ok(false) => return Ok(()),
                Err(error) => self.say(&error.shown())?,
            }
        }
    }

    /// Takes an answer if a request may have it; whether there is one.
    fn answer(&self, known: &mut Filled, question: &Question, asked: &str, line: &str) -> Result<bool> {
        if question.field.as_deref() == Some("title") && !line.is_empty() && slugify(line).is_empty() {
            return Err(Error::usage("the title needs a letter or a digit"));
        }
        let mut with = known.clone();
        with.answer(&self.finder, question, asked, line);
        if with == *known {
            return Ok(false);
        }
        // What a field does not know would become text in a mail; here somebody can be asked.
        let unknown =
            with.kept.iter().skip(known.kept.len()).find_map(|kept| Some((kept.field?, &kept.answer)));
        if let Some((field, answer)) = unknown {
            let mut as_written = with.clone();
            as_written.kept.truncate(known.kept.len());
            match Input::of(question) {
                Input::Account => {
                    let help = "write the name alone, as it stands in the address of your page there";
                    return Err(Error::usage(format!("`{answer}` is no name of an account")).help(help));
                }
                Input::Choice => as_written.set(field, answer),
                _ => as_written.set_all(field, answer.lines()),
            }
            self.check(&as_written)?;
        }
        self.check(&with)?;
        *known = with;
        Ok(true)
    }

    /// Whether a request could say that, as `casebook check` would see it.
    fn check(&self, filled: &Filled) -> Result<()> {
        let mut filled = filled.clone();
        if !filled.has("title") {
            filled.set("title", "New");
        }
        let request = NewRequest { filled, ..NewRequest::default() };
        let fields = request.fields(self.desk.forge());
        fields.iter().try_for_each(|(name, value)| publishable(name, value))?;
        let id = Id { kind: Kind::Request, slug: "new".into() };
        self.desk.parsed(&request_file("new"), id, &Manuscript::of(&fields, "")).map(drop)
    }

    /// What can be answered, where that is little enough to be read.
    fn choices(&self, question: &Question) -> String {
        let site = &self.desk.site;
        let ids: Vec<&str> = match Input::of(question) {
            _ if !question.choices.is_empty() => question.choices.iter().map(|choice| &*choice.id).collect(),
            Input::Terms(vocabulary) => site.vocabularies.ids(vocabulary).collect(),
            Input::Records(kind) => {
                site.list(kind).iter().map(|&id| &*site.entry(id).record.id.slug).collect()
            }
            Input::Languages => site.config.languages.iter().map(Language::as_str).collect(),
            Input::Line | Input::Text | Input::Lines | Input::Account | Input::Choice => Vec::new(),
        };
        if ids.is_empty() || ids.len() > NAMED {
            String::new()
        } else {
            format!("Such as {}.", ids.join(", "))
        }
    }
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
        let config = "languages: [en, sv]\nrepository: {url: https://github.com/o/r}\n";
        std::fs::write(root.path().join(crate::config::FILE), config).unwrap();
        let args = Args::parse_from([&["casebook", "request", "new"], options].concat());
        let Command::Request(request) = args.command else { panic!("another command") };
        let Request::New(new) = *request else { panic!("another command") };
        let today = "2026-03-01".parse().unwrap();
        let desk = Desk::open(root.path(), Some(today)).unwrap();
        let mut said = Vec::new();
        let mut known = new.filled();
        let done = ask(&mut known, &desk, &mut answers.as_bytes(), &mut said);
        let text = done.and_then(|()| {
            let (request, body) = new.request(&desk, known)?;
            Ok(Manuscript::of(&request.fields(desk.forge()), &body).text())
        });
        (String::from_utf8(said).unwrap(), text)
    }

    #[test]
    fn a_wrong_answer_is_asked_for_again() {
        // What is answered to each question, and what is said to that if it is wrong.
        let talk = [
            ("What do you need? (needed)", "", "A request needs this answer."),
            ("What do you need? (needed)", "…", "the title needs a letter or a digit"),
            ("What do you need? (needed)", "Old maps", ""),
            ("What is it about?", "", ""),
            ("Why does it matter?", "They fade.", ""),
            (
                "Who are you?",
                "rita@example.org",
                "`requester` holds a mail address, and what git has once it has for ever; leave it out here, and \
                 keep it where the desk keeps its mail",
            ),
            ("Who are you?", "Rita", ""),
            ("For whom do you ask?", "", ""),
            (
                "Your name on GitHub",
                "Rita from Kampala",
                "`Rita from Kampala` is no name of an account; write the name alone, as it stands in the address of \
                 your page there",
            ),
            ("Your name on GitHub", "https://github.com/rita", ""),
            (
                "Which country is it about?",
                "Atlantis",
                "unknown country `Atlantis`; add it to `content/vocabularies/countries.yaml`, or use a term that is there",
            ),
            ("Which country is it about?", "uganda, SE", ""),
            ("In which languages may we answer?", "English, svenska", ""),
            ("How large is it?", "big", "`size` cannot be `big`; known here: question, project"),
            ("How large is it?", "Question", ""),
            ("What kind of help do you want?", "Advice", ""),
            ("What kind of content is it?", "Maps", ""),
            ("Which tools do you use or want to use?", "", ""),
            ("Who does the content come from?", "", ""),
            ("What do you know of the licence?", "", ""),
        ];
        let answers: String = talk.iter().flat_map(|(_, answer, _)| [*answer, "\n"]).collect();
        let (said, written) = asked(&[], &answers);
        let mut rest =
            said.strip_prefix("A new request. What is not needed may be left empty: press Enter.\n").unwrap();
        for (question, answer, wrong) in talk {
            let (head, after) = rest.split_once("> ").unwrap_or_else(|| panic!("{question}: {said}"));
            let asked = head.rsplit_once("\n\n").map_or(head, |(_, asked)| asked);
            assert_eq!(asked.trim_start().lines().next(), Some(question), "{said}");
            rest = after;
            match wrong.split_once("; ") {
                Some((error, help)) => {
                    let told = format!("error: {error}\n = help: {help}\n");
                    assert!(rest.to_lowercase().starts_with(&told.to_lowercase()), "{answer}: {rest}");
                }
                None => assert!(
                    rest.starts_with(&format!("  {wrong}")) || rest.contains(wrong),
                    "{answer}: {rest}"
                ),
            }
        }
        assert_eq!(
            written.unwrap(),
            "---\ntitle: Old maps\nrequester: {name: Rita, accounts: {github: rita}}\nreceived: 2026-03-01\n\
             countries: [UG, SE]\nlanguages: [en, sv]\nsize: question\nhelp: [Advice]\njustification: They fade.\n\
             content_types: [maps]\n---\n"
        );
    }

    #[test]
    fn what_was_said_is_not_asked_for() {
        let (said, written) = asked(
            &["--requester", "Rita", "--country", "UG", "--language", "en", "--size", "project"],
            "Maps\n\n\n\n\n\n\n\n\n\n",
        );
        assert_eq!(said.matches("\n> ").count(), 10, "{said}");
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
