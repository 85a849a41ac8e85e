//! What waits for each member, as Markdown: for a mail to all of them, or to one.

use std::fmt::Write as _;
use std::path::Path;

use super::args::MemberSummary;
use super::desk::Desk;
use super::text::late;
use crate::cli::{Outcome, answer};
use crate::desk::status::{self, Status};
use crate::diagnostic::render::visible::visible;
use crate::error::Result;
use crate::record::Kind;

impl MemberSummary {
    pub(super) fn run(mut self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, self.today)?;
        self.person = self.person.map(|person| desk.completed(Kind::Person, person)).transpose()?;
        let site = &desk.site;
        if let Some(person) = &self.person {
            desk.roles(person)?;
        }
        let statuses = status::all(site);
        let mut text = format!("# What waits, {}\n", site.today);
        for (id, roles) in site.members() {
            let record = &site.entry(id).record;
            let slug = &*record.id.slug;
            if self.person.as_deref().is_some_and(|person| person != slug) {
                continue;
            }
            let waiting: Vec<&Status<'_>> =
                statuses.iter().filter(|status| status.waits_for(site, slug, &roles)).collect();
            // Writing to a string cannot fail.
            let _ = writeln!(text, "\n## {}\n", record.common.title);
            if waiting.is_empty() {
                text.push_str("Nothing waits at the moment.\n");
            }
            for status in waiting {
                let what = if status.open_stage().is_some() { "your review" } else { "the next step" };
                let state = desk.label(status);
                let overdue = status.overdue.map(|days| format!(", **{}**", late(days))).unwrap_or_default();
                let _ = writeln!(text, "- {}: {what} ({state}{overdue})", desk.link(status));
            }
        }
        answer(&visible(&text))?;
        Ok(Outcome::Clean)
    }
}
