//! `casebook request minutes`: the agenda as it was filled in becomes a public record of the meeting, and the reviews of
//! those who spoke. Everything is looked at before anything is written, and all that is wrong is said at once.

use std::fs;
use std::path::Path;

use jiff::civil::Date;

use super::args::{Minutes as Args, Review};
use super::desk::{Desk, publishable};
use super::review::{Origin, Prepared};
use crate::cli::{Outcome, answer, terminal};
use crate::desk::minutes::{self, BECAUSE, DATE, DECISION, Item, Minutes, Noted, PRESENT, Spoken, Unclear};
use crate::error::{Error, Result};
use crate::record::{Decision, Id, Kind, Manuscript, Meeting, RecordedFrom, layout};
use crate::yaml::write::Value;

impl Args {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, self.today)?;
        let by = &*desk.record(Kind::Person, &self.by)?.id.slug;
        let text = fs::read_to_string(&self.file).map_err(Error::io("read", &self.file))?;
        let notes = minutes::read(&desk.site, &text);
        let mut reader = Reader { desk: &desk, file: self.file.display().to_string(), faults: Vec::new() };
        reader.unclear(&notes);
        let day = reader.day(&notes);
        let present = reader.present(&notes);
        let (id, manuscript) = reader.meeting(&notes, day, &present);
        let reviews = reader.reviews(&notes, day, &present, by);
        if let Some(error) = Error::all(reader.faults) {
            return Err(error);
        }
        let file = layout::paths(&id).swap_remove(0);
        desk.parsed(&file, id, &manuscript)?;
        for review in &reviews {
            review.write(&desk)?;
        }
        desk.create(&file, &manuscript)?;
        answer(&format!("{file}\n"))?;
        terminal::say(&said(&notes))?;
        Ok(Outcome::Clean)
    }
}

fn said(notes: &Minutes) -> String {
    let left = match notes.left {
        1 => "1 line of the notes is not taken".to_owned(),
        count => format!("{count} lines of the notes are not taken"),
    };
    let open: Vec<&str> =
        notes.items.iter().filter(|item| item.decision.is_none()).map(|item| &*item.request.said).collect();
    let open = if open.is_empty() {
        String::new()
    } else {
        format!(" Nothing was decided about {}.", open.join(", "))
    };
    format!(
        "{left}.{open} Read what was written before you propose it: it will be public. Then move what was decided with \
         `casebook request move`.\n"
    )
}

/// Reads notes against the site.
struct Reader<'d> {
    desk: &'d Desk,
    /// The file with the notes, for messages.
    file: String,
    faults: Vec<Error>,
}

impl Reader<'_> {
    fn wrong(&mut self, line: usize, message: &str, help: impl Into<String>) {
        self.faults.push(Error::usage(format!("{}:{line}: {message}", self.file)).help(help));
    }

    /// What an attempt came to; what went wrong is wrong on that line.
    fn tried<T>(&mut self, line: usize, tried: Result<T>) -> Option<T> {
        tried.map_err(|error| self.faults.push(error.at(&format!("{}:{line}", self.file)))).ok()
    }

    /// What may be a note, and may be meant for everybody.
    fn unclear(&mut self, notes: &Minutes) {
        for Noted { line, said } in &notes.unclear {
            let (message, help) = match said {
                Unclear::Below => (
                    "this stands right below what everybody can read",
                    "write it on the same line, if it belongs to that; leave a blank line above it, if it is a note",
                ),
                Unclear::Again => ("this was filled in above", "keep one of the two lines"),
            };
            self.wrong(*line, message, help);
        }
    }

    /// The slugs of those who were there.
    fn present(&mut self, notes: &Minutes) -> Vec<String> {
        if notes.present.is_empty() {
            let help = format!("write `{PRESENT}: ada, ben` above the first request");
            self.wrong(1, "nobody says who was there", help);
        }
        notes.present.iter().filter_map(|name| self.person(name)).collect()
    }

    fn day(&mut self, notes: &Minutes) -> Date {
        let today = self.desk.project.today;
        let Some(date) = &notes.date else { return today };
        match date.said.parse::<Date>() {
            Ok(day) if day <= today => day,
            Ok(day) => {
                self.wrong(date.line, &format!("{day} has not come yet"), "write the day of the meeting");
                today
            }
            Err(_) => {
                let message = format!("`{}` is no day", date.said);
                self.wrong(date.line, &message, format!("write `{DATE}: 2026-03-09`: year, month and day"));
                today
            }
        }
    }

    /// The slug of somebody who is named.
    fn person(&mut self, name: &Noted<String>) -> Option<String> {
        if let Some(slug) = minutes::find(&self.desk.site, &name.said) {
            return Some(slug.to_owned());
        }
        let unknown = self.desk.record(Kind::Person, &name.said).map(|record| record.id.slug.to_string());
        self.tried(name.line, unknown)
    }

    /// The record of the meeting.
    fn meeting(&mut self, notes: &Minutes, day: Date, present: &[String]) -> (Id, Manuscript) {
        let group = notes.group.as_ref().and_then(|group| {
            let known = self.desk.record(Kind::Group, &group.said);
            let known = known.map(|record| (record.id.slug.to_string(), record.common.title.clone()));
            self.tried(group.line, known)
        });
        let site = &self.desk.site;
        let default = site.config.default_language();
        let name = group.as_ref().map_or_else(|| site.config.title.get(default, default), |(_, title)| title);
        let title = format!("{name}, {day}");
        let decisions: Vec<Value> = notes.items.iter().filter_map(|item| self.decision(item)).collect();
        let mut fields =
            vec![("title", Value::text(&title)), (Meeting::date.name, Value::Word(day.to_string()))];
        fields.extend(group.as_ref().map(|(slug, _)| (Meeting::group.name, Value::text(slug))));
        fields.push((Meeting::present.name, Value::texts(present)));
        for guest in &notes.guests {
            let fit = publishable(Meeting::guests.name, &Value::text(&guest.said));
            self.tried(guest.line, fit);
        }
        if !notes.guests.is_empty() {
            let guests = notes.guests.iter().map(|guest| &guest.said);
            fields.push((Meeting::guests.name, Value::texts(guests)));
        }
        if !decisions.is_empty() {
            fields.push((Meeting::decisions.name, Value::List(decisions)));
        }
        let slug = match &group {
            Some((slug, _)) => format!("{day}-{slug}"),
            None => day.to_string(),
        };
        let id = Id { kind: Kind::Meeting, slug: slug.as_str().into() };
        if self.desk.is_taken(Kind::Meeting, &slug) {
            let file = &layout::paths(&id)[0];
            let help = "change it by hand, or delete it to have it written anew";
            self.wrong(1, &format!("there is a record of this meeting already: {file}"), help);
        }
        (id, Manuscript::of(&fields, ""))
    }

    /// What was decided about a request.
    fn decision(&mut self, item: &Item) -> Option<Value> {
        let known = self.desk.request(&item.request.said).map(|(record, _)| record.id.slug.to_string());
        let slug = self.tried(item.request.line, known)?;
        let (decision, reason) = match (&item.decision, &item.reason) {
            (Some(decision), Some(reason)) => (decision, reason),
            (Some(decision), None) => {
                let message = format!("nothing says why this was decided about `{slug}`");
                self.wrong(
                    decision.line,
                    &message,
                    format!("write a line `{BECAUSE}: …` below it: everybody reads it"),
                );
                return None;
            }
            (None, Some(reason)) => {
                let message = format!("there is a reason, and nothing was decided about `{slug}`");
                self.wrong(reason.line, &message, format!("write a line `{DECISION}: …` above the reason"));
                return None;
            }
            (None, None) => return None,
        };
        let mut fields = vec![(Decision::request.name, Value::text(&slug))];
        for (field, noted) in [(Decision::decision, decision), (Decision::reason, reason)] {
            let value = Value::prose(&*noted.said);
            let fit = publishable(field.name, &value);
            self.tried(noted.line, fit);
            fields.push((field.name, value));
        }
        Some(Value::Fields(fields))
    }

    /// The reviews of those who spoke, each once about a request.
    fn reviews(&mut self, notes: &Minutes, said_on: Date, present: &[String], by: &str) -> Vec<Prepared> {
        let mut reviews: Vec<Prepared> = Vec::new();
        for item in &notes.items {
            for spoken in &item.spoken {
                let Some(person) = self.speaker(spoken, present) else { continue };
                let mut said = spoken.said.said.clone();
                said.digest.clone_from(&item.digest);
                let review = Review::recorded(
                    self.desk,
                    &item.request.said,
                    &person,
                    &said,
                    (by, RecordedFrom::Meeting),
                );
                let review =
                    review.and_then(|review| review.prepare(self.desk, Origin { said_on, mail: None }));
                let Some(review) = self.tried(spoken.line, review) else { continue };
                if reviews.iter().any(|other| other.is_of(&review)) {
                    let message = format!("`{person}` speaks about this request above");
                    self.wrong(spoken.line, &message, "keep one of the two lines");
                }
                reviews.push(review);
            }
        }
        reviews
    }

    /// Who speaks on a line: somebody who was there.
    fn speaker(&mut self, spoken: &Noted<Spoken>, present: &[String]) -> Option<String> {
        let Some(name) = &spoken.said.person else {
            let help = "write whose it is before it: `ada: recommend: proceed, because: …`";
            self.wrong(spoken.line, "nothing says whose review this is", help);
            return None;
        };
        let slug = self.person(&Noted { line: spoken.line, said: name.clone() })?;
        if present.contains(&slug) {
            return Some(slug);
        }
        let message = format!("`{slug}` speaks, and is not among those who were there");
        self.wrong(spoken.line, &message, format!("add them behind `{PRESENT}:`, or take the line out"));
        None
    }
}
