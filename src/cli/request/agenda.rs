//! The agenda of the committee's next meeting, as Markdown, to be filled in while it meets: what is to be decided and
//! how it looks, who has not spoken yet, what room there is, and what goes on besides. `casebook request minutes` reads
//! what was filled in.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use super::args::Agenda;
use super::desk::Desk;
use super::text::{days, late};
use crate::cli::{Outcome, answer};
use crate::config::{Question, Stage};
use crate::desk::answers::review;
use crate::desk::figures::figures;
use crate::desk::gate::{Account, Actor, Change, Tally, count};
use crate::desk::minutes::{BECAUSE, DATE, DECISION, GROUP, GUESTS, PRESENT, REQUEST};
use crate::desk::room::rooms;
use crate::desk::status::{self, Status};
use crate::diagnostic::render::visible::visible;
use crate::error::Result;
use crate::record::{Host, Kind, Named, Priority, Recommendation, Review};

/// How much of a text the agenda shows, in characters.
const LONGEST: usize = 300;

const HOW: &str = "Fill in what ends with a colon, and give the file to `casebook request minutes`. What stands behind these \
                   words becomes public; all else stays in this file.";

impl Agenda {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, self.today)?;
        answer(&visible(&text(&desk)))?;
        Ok(Outcome::Clean)
    }
}

fn text(desk: &Desk) -> String {
    let site = &desk.site;
    let mut statuses = status::all(site);
    // Nobody waits for an answer to what was written down afterwards, or was taken away.
    statuses.retain(|status| status.request.is_followed());
    let mut text = format!("# Agenda, {}\n\n{HOW}\n\n", site.today);
    let group = site.list(Kind::Group).iter().map(|&id| &site.entry(id).record.id.slug).next();
    let group = group.filter(|_| site.list(Kind::Group).len() == 1).map_or("", |slug| slug);
    // Writing to a string cannot fail.
    let _ = write!(text, "{DATE}: {}\n{GROUP}: {group}\n{PRESENT}: \n{GUESTS}: \n", site.today);
    for stage in &site.workflow.stages {
        let open: Vec<&Status<'_>> =
            statuses.iter().filter(|status| status.state.stage.as_deref() == Some(&*stage.id)).collect();
        let _ = writeln!(text, "\n## {}", desk.stage_label(stage));
        if open.is_empty() {
            text.push_str("\nNothing is to be decided.\n");
        }
        for status in open {
            text.push_str(&item(desk, stage, status));
        }
    }
    text.push_str(&room(desk));
    let start = &site.workflow.start().id;
    let (new, others): (Vec<_>, Vec<_>) = statuses
        .iter()
        .filter(|status| status.state.stage.is_none() && !status.state.is_final)
        .partition(|status| status.state.id == *start);
    for (heading, list) in [("Come in, not yet taken up", new), ("Under way", others)] {
        if !list.is_empty() {
            let _ = writeln!(text, "\n## {heading}\n");
        }
        for status in list {
            let state = if status.state.id == *start {
                String::new()
            } else {
                format!(": {}", desk.state_label(&status.state.id))
            };
            let waits = desk.waits_for(status);
            let waits = if waits.is_empty() { waits } else { format!(", waits for {waits}") };
            let overdue = status.overdue.map(|days| format!(" (**{}**)", late(days))).unwrap_or_default();
            let _ = writeln!(text, "- {}{state}{waits}{overdue}", desk.link(status));
        }
    }
    let follow_ups = figures(site, None, None).follow_ups;
    if !follow_ups.is_empty() {
        text.push_str("\n## To be asked about\n\n");
        for (id, day) in follow_ups {
            let _ = writeln!(text, "- {}, {day}", desk.link_to(id));
        }
    }
    text
}

/// A request that is to be decided about.
fn item(desk: &Desk, stage: &Stage, status: &Status<'_>) -> String {
    let site = &desk.site;
    let record = &site.entry(site.entry(status.id).original).record;
    let digest = record.digest.as_ref().map(|digest| format!(" ({})", review::short(digest)));
    let mut text = format!(
        "\n### {}\n\n{REQUEST}: {}{}\n\n",
        record.common.title,
        record.id.slug,
        digest.unwrap_or_default()
    );
    let mut point = |said: &str| {
        let _ = writeln!(text, "- {said}");
    };
    let about = record.common.summary.as_deref().or(status.request.description.as_deref());
    let about = about.unwrap_or(record.body.plain());
    if !about.trim().is_empty() {
        point(&shortened(about));
    }
    point(&desk.link(status));
    let waiting = status.days.map(|count| format!("waiting {}", days(count)));
    let overdue = status.overdue.map(|days| format!("**{}**", late(days)));
    let waiting: Vec<String> = waiting.into_iter().chain(overdue).collect();
    if !waiting.is_empty() {
        point(&waiting.join(", "));
    }
    if let Some(priority) = status.request.priority {
        let why = status.request.priority_reason.as_deref().map(|why| format!(", {}", shortened(why)));
        point(&format!("priority {}{}", priority.name(), why.unwrap_or_default()));
    }
    // Nobody acts: what counts is what the gate would count today.
    let nobody = Actor::alone(Host::of(&site.config), Account { login: String::new(), id: None });
    let change = Change::of_request(site, record, Arc::clone(record), nobody);
    point(&count(&change, stage, tally).unwrap_or_default());
    for step in &status.ready {
        point(&format!("ready to move to {}", desk.state_label(&step.to)));
    }
    let own: Vec<(&Review, bool)> =
        status.reviews(site).filter(|(review, _)| *review.stage == *stage.id).collect();
    for (review, stale) in &own {
        point(&spoken(desk, review, *stale));
        for condition in &review.conditions {
            point(&format!("on condition that: {}", shortened(condition)));
        }
        for concern in review.concerns.iter().filter(|concern| !concern.resolved) {
            point(&format!("open concern of {}: {}", desk.name(&review.person), concern.name));
        }
    }
    let last = own.iter().filter_map(|(review, _)| review.date).max();
    let changed = site.times(status.id).changed;
    if let (Some(last), Some(changed)) = (last, changed.filter(|_| own.iter().any(|(_, stale)| *stale)))
        && changed >= last.0
    {
        point(&format!("changed on {changed}, after somebody had reviewed it"));
    }
    let gaps = status.request.checklist.gaps();
    if !gaps.is_empty() {
        point(&format!("the checklist lacks {}", gaps.join(", ")));
    }
    text.push('\n');
    let missing = site
        .members()
        .into_iter()
        .filter(|(_, roles)| stage.members(status.is_late).any(|role| roles.contains(&&**role)));
    for (member, _) in missing {
        let slug = &site.entry(member).record.id.slug;
        if !status.has_spoken(site, &stage.id, slug) {
            let _ = writeln!(text, "{slug}: {}", line(desk));
        }
    }
    let _ = write!(text, "{DECISION}: \n{BECAUSE}: \n");
    text
}

/// What the reviews of a stage come to, and how soon those who count want it.
fn tally(tally: &Tally<'_>) -> String {
    let of = |priority| tally.counted.iter().filter(|review| review.priority == Some(priority)).count();
    let wanted =
        [Priority::High, Priority::Medium, Priority::Low].map(|priority| (of(priority), priority.name()));
    let wanted: Vec<String> = wanted
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    let wanted = if wanted.is_empty() { String::new() } else { format!("; priority {}", wanted.join(", ")) };
    format!(
        "{} of {} reviews: {} proceed, {} revise, {} decline{wanted}",
        tally.counted.len(),
        tally.quorum,
        tally.number(Recommendation::Proceed),
        tally.number(Recommendation::Revise),
        tally.number(Recommendation::Decline)
    )
}

/// What somebody has said.
fn spoken(desk: &Desk, review: &Review, is_stale: bool) -> String {
    let priority = review.priority.map_or_else(String::new, |priority| format!(", {}", priority.name()));
    let note = match review {
        _ if !review.is_upheld() => " (does not count)",
        _ if review.conflict.is_some() => " (does not count: a conflict of interest)",
        _ if is_stale => " (of an earlier text)",
        _ => "",
    };
    format!(
        "{}: {}{priority}{note}. {}",
        desk.name(&review.person),
        review.recommendation.name(),
        shortened(&review.reason)
    )
}

/// The line on which one who has not spoken does.
fn line(desk: &Desk) -> String {
    let default = desk.site.config.default_language();
    let asked = |field: &str| {
        let of_field = |question: &&Question| question.field.as_deref() == Some(field);
        let question = desk.site.questions.review.iter().find(of_field)?;
        Some(format!("{}: ", question.label.get(default, default).to_lowercase()))
    };
    let parts = ["recommendation", "priority", "reason"].into_iter().filter_map(asked);
    parts.collect::<Vec<_>>().join(", ")
}

/// The states that have room for so many requests, and those that requests wait for.
fn room(desk: &Desk) -> String {
    let rooms = rooms(&desk.site);
    if rooms.is_empty() {
        return String::new();
    }
    let rooms = rooms.iter().map(|room| format!("- {}\n", desk.room(room)));
    format!("\n## Room\n\n{}", rooms.collect::<String>())
}

/// The beginning of a text, on one line.
fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}
