//! What waits for each member, as Markdown: for a mail to all of them, or to one.

use std::fmt::Write as _;
use std::path::Path;

use super::args::Digest;
use super::desk::Desk;
use super::text::late;
use crate::cli::{Outcome, answer};
use crate::desk::standing::{self, Standing};
use crate::diagnostic::render::visible::visible;
use crate::error::Result;

impl Digest {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, self.today)?;
        let site = &desk.site;
        if let Some(person) = &self.person {
            desk.roles(person)?;
        }
        let standings = standing::all(site);
        let mut text = format!("# What waits, {}\n", site.today);
        for (id, roles) in site.members() {
            let record = &site.entry(id).record;
            let slug = &*record.id.slug;
            if self.person.as_deref().is_some_and(|person| person != slug) {
                continue;
            }
            let waiting: Vec<&Standing<'_>> =
                standings.iter().filter(|standing| standing.waits_for(site, slug, &roles)).collect();
            // Writing to a string cannot fail.
            let _ = writeln!(text, "\n## {}\n", record.common.title);
            if waiting.is_empty() {
                text.push_str("Nothing waits at the moment.\n");
            }
            for standing in waiting {
                let what = if standing.state.stage.is_some() { "your review" } else { "the next step" };
                let state = desk.label(standing);
                let overdue =
                    standing.overdue.map(|days| format!(", **{}**", late(days))).unwrap_or_default();
                let _ = writeln!(text, "- {}: {what} ({state}{overdue})", desk.link(standing));
            }
        }
        answer(&visible(&text))?;
        Ok(Outcome::Clean)
    }
}
