//! `casebook request minutes`: the agenda as it was filled in becomes a public record of the meeting, and the reviews of
//! those who spoke. Everything is looked at before anything is written, and all that is wrong is said at once.

use std::fs;
use std::path::Path;

use jiff::civil::Date;

use super::args::{Minutes as Args, Review};
use super::desk::{Desk, publishable};
use super::review::{Origin, Prepared};
use crate::cli::{Outcome, answer, terminal};
use crate::desk::minutes::{self, BECAUSE, DATE, DECISION, Item, Minutes, Noted, PRESENT, Spoken};
use crate::error::{Error, Result};
use crate::record::{Decision, Id, Kind, Manuscript, Meeting, RecordedFrom, layout};
use crate::source::SitePath;
use crate::yaml::write::Value;

impl Args {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, self.today)?;
        let by = &*desk.record(Kind::Person, &self.by)?.id.slug;
        let text = fs::read_to_string(&self.file).map_err(Error::io("read", &self.file))?;
        let notes = minutes::read(&desk.site, &text);
        let mut reader = Reader { desk: &desk, file: self.file.display().to_string(), faults: Vec::new() };
        let (file, manuscript) = reader.meeting(&notes);
        let reviews = reader.reviews(&notes, by);
        if let Some(error) = Error::all(reader.faults) {
            return Err(error);
        }
        desk.parsed(&file, id_of(&file), &manuscript)?;
        for review in &reviews {
            review.write(&desk)?;
        }
        desk.create(&file, &manuscript)?;
        answer(&format!("{file}\n"))?;
        terminal::say(&said(&notes))?;
        Ok(Outcome::Clean)
    }
}

fn id_of(file: &SitePath) -> Id {
    Id { kind: Kind::Meeting, slug: layout::slug_of_argument(Kind::Meeting, file.as_str()).into() }
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
    fn meeting(&mut self, notes: &Minutes) -> (SitePath, Manuscript) {
        let day = self.day(notes);
        let group = notes.group.as_ref().and_then(|group| {
            let known = self.desk.record(Kind::Group, &group.said);
            let known = known.map(|record| (record.id.slug.to_string(), record.common.title.clone()));
            self.tried(group.line, known)
        });
        let site = &self.desk.site;
        let default = site.config.default_language();
        let name = group.as_ref().map_or_else(|| site.config.title.get(default, default), |(_, title)| title);
        let title = format!("{name}, {day}");
        let present: Vec<String> = notes.present.iter().filter_map(|name| self.person(name)).collect();
        if notes.present.is_empty() {
            self.wrong(
                1,
                "nobody says who was there",
                format!("write `{PRESENT}: ada, ben` above the first request"),
            );
        }
        let decisions: Vec<Value> = notes.items.iter().filter_map(|item| self.decision(item)).collect();
        let mut fields =
            vec![("title", Value::text(&title)), (Meeting::date.name, Value::Word(day.to_string()))];
        fields.extend(group.as_ref().map(|(slug, _)| (Meeting::group.name, Value::text(slug))));
        fields.push((Meeting::present.name, Value::texts(&present)));
        if !notes.guests.is_empty() {
            let guests = notes.guests.iter().map(|guest| &guest.said);
            fields.push((Meeting::guests.name, Value::texts(guests)));
        }
        if !decisions.is_empty() {
            fields.push((Meeting::decisions.name, Value::List(decisions)));
        }
        for (name, value) in &fields {
            let fit = publishable(name, value);
            self.tried(1, fit);
        }
        let slug = match &group {
            Some((slug, _)) => format!("{day}-{slug}"),
            None => day.to_string(),
        };
        let id = Id { kind: Kind::Meeting, slug: slug.as_str().into() };
        let file = layout::paths(&id).swap_remove(0);
        if self.desk.is_taken(Kind::Meeting, &slug) {
            let help = "change it by hand, or delete it to have it written anew";
            self.wrong(1, &format!("there is a record of this meeting already: {file}"), help);
        }
        (file, Manuscript::of(&fields, ""))
    }

    /// What was decided about a request.
    fn decision(&mut self, item: &Item) -> Option<Value> {
        let known = self.desk.request(&item.request.said).map(|(record, _)| record.id.slug.to_string());
        let slug = self.tried(item.request.line, known)?;
        let decision = match (&item.decision, &item.reason) {
            (Some(decision), Some(_)) => decision,
            (Some(decision), None) => {
                let message = format!("nothing says why this was decided about `{slug}`");
                self.wrong(
                    decision.line,
                    &message,
                    format!("write a line `{BECAUSE}: …` below it: everybody reads it"),
                );
                return None;
            }
            (None, Some(_)) => {
                let message = format!("there is a reason, and nothing was decided about `{slug}`");
                self.wrong(
                    item.request.line,
                    &message,
                    format!("write a line `{DECISION}: …` above the reason"),
                );
                return None;
            }
            (None, None) => return None,
        };
        let reason = item.reason.as_deref().unwrap_or_default();
        Some(Value::Fields(vec![
            (Decision::request.name, Value::text(&slug)),
            (Decision::decision.name, Value::prose(&*decision.said)),
            (Decision::reason.name, Value::prose(reason)),
        ]))
    }

    /// The reviews of those who spoke.
    fn reviews(&mut self, notes: &Minutes, by: &str) -> Vec<Prepared> {
        let said_on = notes.date.as_ref().and_then(|date| date.said.parse().ok());
        let said_on: Date = said_on.unwrap_or(self.desk.project.today).min(self.desk.project.today);
        let present: Vec<&str> =
            notes.present.iter().filter_map(|name| minutes::find(&self.desk.site, &name.said)).collect();
        let mut reviews = Vec::new();
        for item in &notes.items {
            for spoken in &item.spoken {
                let Some(person) = self.speaker(spoken, &present) else { continue };
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
                reviews.extend(self.tried(spoken.line, review));
            }
        }
        reviews
    }

    /// Who speaks on a line: somebody who was there.
    fn speaker(&mut self, spoken: &Noted<Spoken>, present: &[&str]) -> Option<String> {
        let Some(name) = &spoken.said.person else {
            let help = "write whose it is before it: `ada: recommend: proceed, because: …`";
            self.wrong(spoken.line, "nothing says whose review this is", help);
            return None;
        };
        let slug = self.person(&Noted { line: spoken.line, said: name.clone() })?;
        if present.contains(&&*slug) {
            return Some(slug);
        }
        let message = format!("`{slug}` speaks, and is not among those who were there");
        self.wrong(spoken.line, &message, format!("add them behind `{PRESENT}:`, or take the line out"));
        None
    }
}
