//! `casebook request due`: the moves that nobody decides on, once their time has come. A scheduled run on a forge calls
//! it and proposes what it wrote, so that the gate judges it as any change.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use super::args::{Due, Move};
use super::desk::Desk;
use crate::cli::{Outcome, answer};
use crate::config;
use crate::desk::People;
use crate::desk::gate::{self, Actor, Change, Verdict};
use crate::desk::status;
use crate::error::Result;
use crate::record::{Host, Manuscript, Record, Request};

impl Due {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, self.today)?;
        let workflow = Arc::clone(&desk.site.workflow);
        let mut text = String::new();
        for status in status::all(&desk.site).iter().filter(|status| status.request.is_followed()) {
            let id = desk.site.entry(status.id).record.id.slug.to_string();
            let (before, request) = desk.request(&id)?;
            for step in workflow.moves_from(&status.state.id).filter(|step| step.is_by_time()) {
                if let Some(manuscript) = moved(&desk, before, request, step)? {
                    desk.rewrite(&before.file, &manuscript)?;
                    let _ = writeln!(text, "{}: from {} to {}", before.file, status.state.id, step.to);
                    break;
                }
            }
        }
        answer(if text.is_empty() { "No request is due to be moved.\n" } else { &text })?;
        Ok(Outcome::Clean)
    }
}

/// The request as it is after a move; `None` where that is not due, or anything else stands against it.
fn moved(
    desk: &Desk,
    before: &Arc<Record>,
    request: &Request,
    step: &config::Move,
) -> Result<Option<Manuscript>> {
    let mut manuscript = desk.manuscript(&before.file)?;
    let id = before.id.slug.to_string();
    let mut asked = Move { id, state: step.to.to_string(), ..Move::default() };
    asked.write(&mut manuscript, desk, before, request)?;
    let after = desk.parsed(&before.file, before.id.clone(), &manuscript)?;
    let host = Host::of(&desk.site.config);
    // Nobody's: it takes no right.
    let actor = Actor::alone(host, People::of(&desk.site).account(host, ""));
    let verdicts = gate::judge(&Change::of_request(&desk.site, before, after, actor));
    Ok(verdicts.iter().all(Verdict::may_be_merged).then_some(manuscript))
}
