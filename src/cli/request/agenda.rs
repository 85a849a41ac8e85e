//! The agenda of the committee's next meeting, as Markdown: what has come in, what is to be decided and
//! how it looks, where the checklist has gaps, and what is to be asked about again.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use super::args::Agenda;
use super::desk::Desk;
use super::text::{days, late};
use crate::cli::{Outcome, answer};
use crate::desk::figures::figures;
use crate::desk::gate::{Account, Actor, Change, count};
use crate::desk::status::{self, Status};
use crate::diagnostic::render::visible::visible;
use crate::error::Result;
use crate::record::{Host, Recommendation};

impl Agenda {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, self.today)?;
        let site = &desk.site;
        let mut statuses = status::all(site);
        // Nobody waits for an answer to what was written down afterwards, or was taken away.
        statuses.retain(|status| status.request.is_followed());
        let mut text = format!("# Agenda, {}\n", site.today);
        for stage in &site.workflow.stages {
            let open: Vec<&Status<'_>> =
                statuses.iter().filter(|status| status.state.stage.as_deref() == Some(&*stage.id)).collect();
            // Writing to a string cannot fail.
            let _ = writeln!(text, "\n## {}\n", desk.stage_label(stage));
            if open.is_empty() {
                text.push_str("Nothing is to be decided.\n");
            }
            for status in open {
                let waiting =
                    status.days.map(|count| format!(", waiting {}", days(count))).unwrap_or_default();
                let overdue = status.overdue.map(|days| format!(", **{}**", late(days))).unwrap_or_default();
                let _ = writeln!(text, "- {}{waiting}{overdue}", desk.link(status));
                let record = &site.entry(status.id).record;
                // Nobody acts: what counts is what the gate would count today.
                let nobody = Actor::alone(Host::of(&site.config), Account { login: String::new(), id: None });
                let change = Change::of_request(site, record, Arc::clone(record), nobody);
                let said = count(&change, stage, |tally| {
                    format!(
                        "{} of {} reviews: {} proceed, {} revise, {} decline",
                        tally.counted.len(),
                        tally.quorum,
                        tally.number(Recommendation::Proceed),
                        tally.number(Recommendation::Revise),
                        tally.number(Recommendation::Decline)
                    )
                });
                let _ = writeln!(text, "  - {}", said.unwrap_or_default());
                for step in &status.ready {
                    let _ = writeln!(text, "  - ready to move to {}", desk.state_label(&step.to));
                }
                for (review, _) in status.reviews(site) {
                    for concern in review
                        .concerns
                        .iter()
                        .filter(|concern| !concern.resolved && *review.stage == *stage.id)
                    {
                        let _ = writeln!(
                            text,
                            "  - open concern of {}: {}",
                            desk.name(&review.person),
                            concern.name
                        );
                    }
                }
                let gaps = status.request.checklist.gaps();
                if !gaps.is_empty() {
                    let _ = writeln!(text, "  - the checklist lacks {}", gaps.join(", "));
                }
            }
        }
        let start = &site.workflow.start().id;
        let new: Vec<_> = statuses.iter().filter(|status| status.state.id == *start).collect();
        if !new.is_empty() {
            text.push_str("\n## Come in, not yet taken up\n\n");
            for status in new {
                let overdue = status.overdue.map(|days| format!(" (**{}**)", late(days))).unwrap_or_default();
                let _ = writeln!(text, "- {}{overdue}", desk.link(status));
            }
        }
        let follow_ups = figures(site, None, None).follow_ups;
        if !follow_ups.is_empty() {
            text.push_str("\n## To be asked about\n\n");
            for (id, day) in follow_ups {
                let _ = writeln!(text, "- {}, {day}", desk.link_to(id));
            }
        }
        answer(&visible(&text))?;
        Ok(Outcome::Clean)
    }
}
