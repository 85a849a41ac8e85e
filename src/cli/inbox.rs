//! `casebook inbox`: what there is to do, for each of the desk's people or for one of them, as Markdown: to be read, or
//! to be put into a mail. The drafts that nobody has sent are known to the mailbox alone.

use std::fmt::Write as _;
use std::path::Path;

use super::args::Inbox;
use super::mail::unsent;
use super::request::{Desk, late};
use super::{Outcome, answer};
use crate::desk::inbox::{self, Item, Work};
use crate::desk::room;
use crate::desk::status::Status;
use crate::diagnostic::render::visible::visible;
use crate::error::{Error, Result};
use crate::record::{Kind, Named as _};
use crate::site::EntryId;

impl Inbox {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, self.today)?;
        let site = &desk.site;
        let inbox = inbox::Inbox::new(site);
        let mut text = format!("# Inbox, {}\n", site.today);
        let is_desks = match &self.person {
            Some(person) => {
                let id = known(&desk, person)?;
                let members = site.members();
                let roles =
                    members.iter().find(|(member, _)| *member == id).map(|(_, roles)| roles.as_slice());
                let roles = roles.unwrap_or_default();
                let slug = &site.entry(id).record.id.slug;
                section(&desk, &mut text, &desk.name(slug), &inbox.of(slug, roles));
                site.workflow.desk.iter().any(|role| roles.contains(&&**role))
            }
            None => {
                let rooms: Vec<_> =
                    room::rooms(site).into_iter().filter(|room| room.most.is_some()).collect();
                if !rooms.is_empty() {
                    text.push('\n');
                }
                for room in rooms {
                    // Writing to a string cannot fail.
                    let _ = writeln!(text, "- {}", desk.room(&room));
                }
                for (id, items) in inbox.by_person() {
                    section(&desk, &mut text, &desk.name(&site.entry(id).record.id.slug), &items);
                }
                let nobodys = inbox.of_nobody();
                if !nobodys.is_empty() {
                    section(&desk, &mut text, "Nobody", &nobodys);
                }
                true
            }
        };
        // Whoever works at the desk sends what is drafted.
        if is_desks {
            text.push_str("\n## Drafts that were not sent\n\n");
            match unsent(&self.access)? {
                None => text.push_str(
                    "The drafts were not looked at: no mailbox is named (`--mailbox`, or CASEBOOK_MAILBOX).\n",
                ),
                Some(drafts) if drafts.is_empty() => text.push_str("None.\n"),
                Some(drafts) => {
                    for keys in drafts {
                        let _ = writeln!(text, "- {}", keys.join(", "));
                    }
                }
            }
        }
        answer(&visible(&text))?;
        Ok(Outcome::Clean)
    }
}

/// Somebody with a page.
fn known(desk: &Desk, person: &str) -> Result<EntryId> {
    let record = desk.record(Kind::Person, person)?;
    desk.site.find(&record.id).ok_or_else(|| Error::usage(format!("there is no person `{person}`")))
}

fn section(desk: &Desk, text: &mut String, name: &str, items: &[Item<'_>]) {
    let _ = writeln!(text, "\n## {name}\n");
    if items.is_empty() {
        text.push_str("Nothing waits at the moment.\n");
    }
    for item in items {
        let late = item.overdue.map(|days| format!("**{}** ", late(days))).unwrap_or_default();
        let priority = item.priority.map(|priority| format!(", {} priority", priority.name()));
        let _ = writeln!(
            text,
            "- {late}{}: {}{}",
            desk.link_to(item.about()),
            what(desk, &item.work),
            priority.unwrap_or_default()
        );
    }
}

/// What there is to do, in words.
fn what(desk: &Desk, work: &Work<'_>) -> String {
    let state = |status: &Status<'_>| desk.state_label(&status.state.id);
    match work {
        Work::Review(status) => format!("your review ({})", state(status)),
        Work::Move(status) => {
            let to: Vec<String> = status.ready.iter().map(|step| desk.state_label(&step.to)).collect();
            let since = status.ready_since.map_or_else(String::new, |day| format!(" since {day}"));
            format!("ready to move to {}{since} ({})", to.join(" or "), state(status))
        }
        Work::Answer(status) => format!("a question to answer ({})", state(status)),
        Work::Step(status) => format!("the next step ({})", state(status)),
        Work::Group(status) => format!("its working group is asked ({})", state(status)),
        Work::Task(_, task) => {
            let due = task.due.map_or_else(String::new, |day| format!(", by {day}"));
            let whose = if task.by.is_none() { ", which nobody has taken" } else { "" };
            format!("task “{}”{due}{whose}", task.what.trim().replace('\n', " "))
        }
        Work::FollowUp(_, day) => format!("ask what has become of it, from {day} on"),
        Work::Guide(_, day) => format!("read the guide through, which was due on {day}"),
        Work::Stuck(status) => format!("waits, and nobody is left to be asked ({})", state(status)),
    }
}
