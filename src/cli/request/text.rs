//! Requests in words, for the terminal and for Markdown: names, links, lengths of time, columns.

use super::desk::Desk;
use crate::config::{Actor, Language, Stage};
use crate::desk::room::Room;
use crate::desk::status::Status;
use crate::error::{Error, Result};
use crate::record::Kind;
use crate::site::EntryId;
use crate::suggest::nearest;

/// `1 day`, `12 days`.
pub(super) fn days(count: i32) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

/// `1 day late`.
pub(in crate::cli) fn late(count: i32) -> String {
    format!("{} late", days(count))
}

impl Desk {
    /// The roles that the desk asks somebody in today.
    pub(super) fn roles(&self, person: &str) -> Result<Vec<&str>> {
        let members = self.site.members();
        let slug = |id: EntryId| &*self.site.entry(id).record.id.slug;
        if let Some((_, roles)) = members.iter().find(|(id, _)| slug(*id) == person) {
            return Ok(roles.clone());
        }
        let known: Vec<&str> = members.iter().map(|(id, _)| slug(*id)).collect();
        let help = match nearest(person, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => "nobody holds a role of the desk or of a stage today".to_owned(),
            None => format!("the desk asks {}", known.join(", ")),
        };
        Err(Error::usage(format!("the desk asks nobody called `{person}`")).help(help))
    }

    /// Who acts next: the assignee where the desk is to act and somebody looks after it.
    pub(super) fn waits_for(&self, status: &Status<'_>) -> String {
        if status.state.is_final || !status.request.is_followed() {
            return String::new();
        }
        let assignee = status.request.assignee.as_ref();
        let name = |actor: &Actor| match (actor, assignee) {
            (Actor::Requester, _) => "requester".to_owned(),
            (Actor::Group, _) => {
                status.request.group.as_ref().map_or_else(String::new, |group| group.0.to_string())
            }
            (Actor::Role(role), Some(assignee)) if self.site.workflow.desk.contains(role) => {
                assignee.0.to_string()
            }
            (Actor::Role(role), _) => role.to_string(),
        };
        if let Some(queue) = status.queue.filter(|queue| !queue.may_go()) {
            return format!("room in {}", queue.room.state.id);
        }
        let asked = status.asked(&self.site.workflow);
        asked.into_iter().map(name).collect::<Vec<_>>().join(", ")
            + if status.ready.is_empty() { "" } else { " (ready to move)" }
    }

    /// How many requests a state has room for, and how many have asked for it.
    pub(in crate::cli) fn room(&self, room: &Room<'_>) -> String {
        let label = self.state_label(&room.state.id);
        match room.most.zip(room.free()) {
            Some((most, free)) => format!("{label}: room for {most}, {free} free, {} asked", room.asked),
            None => format!("{label}: {} there, {} asked", room.taken, room.asked),
        }
    }

    /// What readers see for a state.
    pub(in crate::cli) fn state_label(&self, id: &str) -> String {
        let english = Language::default();
        let state = self.site.workflow.state(id);
        state.map_or(id, |state| state.label(&english, self.site.config.default_language())).to_owned()
    }

    pub(super) fn stage_label(&self, stage: &Stage) -> String {
        stage.label(&Language::default(), self.site.config.default_language()).to_owned()
    }

    /// What somebody is called.
    pub(in crate::cli) fn name(&self, person: &str) -> String {
        let found = self.site.named(Kind::Person, person);
        found.map_or_else(|| person.to_owned(), |id| self.site.entry(id).record.common.title.clone())
    }

    /// A request as a Markdown link.
    pub(super) fn link(&self, status: &Status<'_>) -> String {
        self.link_to(status.id)
    }

    /// A record as a Markdown link: to the site where its address is known, else to the file.
    pub(in crate::cli) fn link_to(&self, id: EntryId) -> String {
        let entry = self.site.entry(id);
        let title: String = entry.record.common.title.chars().flat_map(escaped).collect();
        match &self.site.config.base_url {
            Some(base) => format!("[{title}]({})", entry.url.absolute(base)),
            None => format!("{title} (`{}`)", entry.record.file),
        }
    }
}

/// A character of a title that Markdown would take for more than that.
fn escaped(c: char) -> impl Iterator<Item = char> {
    let marked = "\\`*_{}[]<>()#+|!~@".contains(c);
    marked.then_some('\\').into_iter().chain(std::iter::once(if c.is_control() { ' ' } else { c }))
}

/// Text in columns, each as wide as its widest cell.
pub(super) struct Columns {
    rows: Vec<Vec<String>>,
}

impl Columns {
    pub(super) fn new(names: &[&str]) -> Self {
        Self { rows: vec![names.iter().map(|name| name.to_uppercase()).collect()] }
    }

    pub(super) fn row<const N: usize>(&mut self, cells: [String; N]) {
        // A title may hold what would move the cursor.
        let clean = cells.map(|cell| crate::diagnostic::render::visible::one_line(&cell).into_owned());
        self.rows.push(clean.into());
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.len() < 2
    }

    pub(super) fn text(&self) -> String {
        let count = self.rows[0].len();
        let width = |at: usize| self.rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..count).map(width).collect();
        let mut text = String::new();
        for row in &self.rows {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                line.push_str(cell);
                line.push_str(&" ".repeat(width + 2 - cell.chars().count()));
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}
