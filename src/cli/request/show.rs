//! One request in a terminal: where it stands, who acts next and how, and what the committee has said.

use std::fmt::Write as _;
use std::path::Path;

use super::args::Show;
use super::desk::Desk;
use super::text::{days, late};
use crate::cli::{Outcome, answer};
use crate::config::{Actor, Guard};
use crate::desk::status::{Status, followers, status};
use crate::desk::way::{self, By};
use crate::diagnostic::render::visible::visible;
use crate::error::{Error, Result};
use crate::record::{Kind, Named};
use crate::site::{EntryId, Site};

impl Show {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, self.today)?;
        let site = &desk.site;
        let (record, _) = desk.request(&self.id)?;
        let unknown = || Error::usage(format!("`{}` is not part of the site", self.id));
        let id = site.find(&record.id).ok_or_else(unknown)?;
        let found = status(site, id).ok_or_else(|| {
            Error::usage(format!("the state of `{}` is none of the workflow", self.id))
                .help("`casebook check` says where")
        })?;
        // Writing to a string cannot fail.
        let mut text = format!("{}\n{}\n\n", record.common.title, record.file);
        let mut line = |name: &str, value: String| {
            if !value.is_empty() {
                let _ = writeln!(text, "{:<11} {value}", format!("{name}:"));
            }
        };
        let request = found.request;
        line("state", found.state.id.to_string());
        if request.recorded_afterwards {
            line("note", "written down afterwards, from what others say of it".to_owned());
        }
        if request.is_removed() {
            line("removed", request.removed.clone().unwrap_or_default().trim().to_owned());
        }
        line("waits for", desk.waits_for(&found));
        if let Some(queue) = &found.queue {
            line("room", desk.room(&queue.room));
            line("turn", format!("{} before it by priority, {} with the same", queue.before, queue.alike));
        }
        let since = found.ready_since.map_or_else(String::new, |day| format!(" since {day}"));
        let ready = found.ready.iter().map(|step| &*step.to).collect::<Vec<_>>().join(", ");
        line("ready for", if ready.is_empty() { ready } else { ready + &since });
        line(
            "since",
            match (found.since, found.days) {
                (Some(since), Some(count)) => format!("{since}, {}", days(count)),
                _ => String::new(),
            },
        );
        line(
            "due",
            found.due.map_or_else(String::new, |due| match found.overdue {
                Some(count) => format!("{due}, {}", late(count)),
                None => due.to_string(),
            }),
        );
        let slug = |id: EntryId| site.entry(id).record.id.slug.to_string();
        let followed = followers(site, id).into_iter().map(slug).collect::<Vec<_>>().join(", ");
        line("follows", request.follows.as_ref().map(|old| old.0.to_string()).unwrap_or_default());
        line("followed by", followed);
        line("assignee", request.assignee.as_ref().map(|person| person.0.to_string()).unwrap_or_default());
        line("reason", request.reason().unwrap_or_default().to_owned());
        line("digest", record.digest.as_ref().map(ToString::to_string).unwrap_or_default());
        text.push_str(&reviews(site, &found));
        text.push_str(&next(site, &found));
        text.push_str(&came(site, &found));
        answer(&visible(&text))?;
        Ok(Outcome::Clean)
    }
}

fn reviews(site: &Site, status: &Status<'_>) -> String {
    let mut text = String::new();
    for (review, stale) in status.reviews(site) {
        let note = match (&review.conflict, stale) {
            _ if review.contested.is_some() => " (contested: does not count)",
            _ if review.withdrawn.is_some() => " (taken back: does not count)",
            (Some(_), _) => " (conflict of interest: does not count)",
            (None, true) => " (of an earlier text: does not count)",
            (None, false) => "",
        };
        let recorded = review.recorded.as_ref().map_or_else(String::new, |recorded| {
            format!(" (recorded by {} from a {}, {})", recorded.by, recorded.from.name(), recorded.on)
        });
        let _ = write!(
            text,
            "\n{} {}: {}{note}{recorded}\n  {}\n",
            review.stage,
            review.person,
            review.recommendation.name(),
            review.reason.trim().replace('\n', "\n  ")
        );
        for concern in review.concerns.iter().filter(|concern| !concern.resolved) {
            let _ = writeln!(text, "  concern: {}", concern.name);
        }
    }
    text
}

/// The moves that can follow, with who makes them and what they need.
fn next(site: &Site, status: &Status<'_>) -> String {
    let mut text = String::new();
    for step in site.workflow.moves_from(&status.state.id) {
        let name = |actor: &Actor| match actor {
            Actor::Requester => "requester".to_owned(),
            Actor::Group => "group".to_owned(),
            Actor::Role(role) => role.to_string(),
        };
        let together = |actors: &Vec<Actor>| actors.iter().map(name).collect::<Vec<_>>().join(" with ");
        let mut by: Vec<String> = step.by.iter().map(together).collect();
        if step.is_by_time() {
            by.push("time alone".to_owned());
        }
        let needs: Vec<String> = step
            .needs
            .iter()
            .map(|guard: &Guard| {
                serde_json::to_value(guard)
                    .ok()
                    .and_then(|name| Some(name.as_str()?.to_owned()))
                    .unwrap_or_default()
            })
            .collect();
        if text.is_empty() {
            text.push_str("\nCan go to:\n");
        }
        let day = step.not_before.as_ref().map_or_else(String::new, |field| format!("; not before {field}"));
        let idle = step.idle.map_or_else(String::new, |days| format!("; after {days} days without a change"));
        let needs = if needs.is_empty() { String::new() } else { format!("; needs {}", needs.join(", ")) };
        let _ = writeln!(text, "  {} (by {}{needs}{day}{idle})", step.to, by.join(", "));
    }
    text
}

/// How it came here, the newest first.
fn came(site: &Site, status: &Status<'_>) -> String {
    let mut text = String::new();
    for step in way::way(site, status.id).iter().rev() {
        if text.is_empty() {
            text.push_str("\nCame here:\n");
        }
        let day = step.day.map_or_else(|| "(no day)".to_owned(), |day| day.to_string());
        let _ = write!(text, "  {day} {}", step.state);
        match step.by {
            By::Person(person) => {
                let id = site.named(Kind::Person, person);
                let name = id.map_or(person, |id| &site.entry(id).record.common.title);
                let _ = write!(text, ", {name}");
            }
            By::Time => text.push_str(", by time"),
            By::Names(names) => {
                for name in names {
                    let _ = write!(text, ", {name}");
                }
            }
        }
        text.push('\n');
        if let Some(reason) = step.reason {
            let _ = writeln!(text, "    {}", reason.replace('\n', "\n    "));
        }
    }
    text
}
