//! What the committee has said of a request, and whether it is enough for a move: the reviews that count, the parts of the
//! committee that have to be among them, vetoes and open concerns. `guards` asks.

use std::collections::BTreeSet;

use jiff::Span;

use super::guards::help_for;
use crate::config::{self, Guard, Stage};
use crate::desk::gate::tally::Lacking;
use crate::desk::gate::{Judged, Tally};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::record::{Recommendation, Review, layout};

/// What the committee has said, and whether it is enough for the move.
pub(in crate::desk::gate) fn said(
    judged: &Judged<'_>,
    guard: Guard,
    stage: &Stage,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let tally = judged.tally(stage);
    for (review, why) in &tally.uncounted {
        let mut diagnostic = Judged::whole(
            Code::UncountedReview,
            &review.file,
            format!("the review does not count: {}", why.why()),
        );
        diagnostic.severity = Severity::Warning;
        diagnostics.push(diagnostic.help(help_for(judged, why)));
    }
    let counted = tally.counted.len();
    if !tally.enough() {
        let mut message =
            format!("{counted} of {} reviews that the stage `{}` takes", tally.quorum, stage.id);
        let members = tally.panel.members.len();
        if members < stage.quorum {
            let (people, are) = if members == 1 { ("person", "is") } else { ("people", "are") };
            message = format!("{message}: {members} {people} with the role `{}` {are} impartial", stage.role);
            if tally.panel.most() < tally.quorum {
                message = format!("{message}, so that it cannot be reached");
            }
        }
        let missing = missing(judged, stage, &tally) + &time_limit(judged, stage);
        diagnostics.push(judged.at(Code::MissingQuorum, "status", message).help(missing));
        return;
    }
    diagnostics.extend(tally.lacking.iter().map(|lacking| of_area(judged, stage, lacking)));
    let (says, word): (&[Recommendation], &str) = match guard {
        Guard::Decline => (&[Recommendation::Decline], "decline"),
        Guard::Revise => (&[Recommendation::Revise, Recommendation::Decline], "revise"),
        _ => (&[Recommendation::Proceed], "proceed"),
    };
    let number = |of| tally.number(of);
    let half = says.iter().map(|&of| number(of)).sum::<usize>() * 2;
    let is_wanted = half > counted || half == counted && is_decided_so(judged, stage, &tally, says);
    if !is_wanted {
        let message = format!(
            "most reviews do not say {word}: {} proceed, {} revise, {} decline",
            number(Recommendation::Proceed),
            number(Recommendation::Revise),
            number(Recommendation::Decline)
        );
        let help = "the committee discusses it; its members may change their reviews while the stage is open";
        let help = match stage.decides.as_ref().filter(|_| half == counted) {
            Some(role) => {
                let who = judged.names_of(&[config::Actor::Role(role.clone())]);
                format!("{help}; the review of {who} would decide")
            }
            None => help.to_owned(),
        };
        diagnostics.push(judged.at(Code::MissingQuorum, "status", message).help(help));
    }
    if guard == Guard::Proceed {
        for review in of_role(judged, &tally, stage.veto.as_deref()) {
            if review.recommendation == Recommendation::Decline {
                let name = judged.change.people.name(&review.person);
                let message = format!("{name} has a veto, and declines");
                let fault = Judged::whole(Code::MissingQuorum, &review.file, message);
                let help = format!("{name} says otherwise in the review once it is settled");
                diagnostics.push(fault.help(help));
            }
        }
    }
    if guard == Guard::Proceed {
        for (review, concern) in tally.open_concerns() {
            let name = judged.change.people.name(&review.person);
            diagnostics.push(
                Judged::whole(Code::OpenConcern, &review.file, format!("the concern “{concern}” is open"))
                    .help(format!("{name} writes `resolved: true` once it is, or takes it back")),
            );
        }
    }
}

/// When others decide, where the stage has a limit of time and it is not over.
fn time_limit(judged: &Judged<'_>, stage: &Stage) -> String {
    let Some(late) = stage.late.as_ref().filter(|_| !judged.change.is_late(judged.request, stage)) else {
        return String::new();
    };
    let within = judged.from().and_then(|from| judged.change.workflow.state(from)?.within);
    let last = judged.request.times.since.zip(within);
    let Some(last) = last.map(|(since, days)| since.saturating_add(Span::new().days(days))) else {
        return "; since when it stands here is not known, so that the stage is never late".to_owned();
    };
    let of = late.role.as_ref().map_or_else(String::new, |role| format!(", and those of `{role}` count"));
    format!("; after {last} it takes {}{of}", late.quorum)
}

/// Too few of an area have spoken.
fn of_area(judged: &Judged<'_>, stage: &Stage, lacking: &Lacking<'_>) -> Diagnostic {
    let Lacking { area, counted, quorum, asked } = lacking;
    let who = match (&area.role, &area.shares) {
        (Some(role), _) => format!("are by somebody with the role `{role}`"),
        (None, field) => {
            format!(
                "are by somebody with `{}` in common with the request",
                field.as_deref().unwrap_or_default()
            )
        }
    };
    let message = format!("{counted} of the {quorum} reviews that the stage `{}` takes {who}", stage.id);
    let names: Vec<&str> = asked.iter().map(|slug| judged.change.people.name(slug)).collect();
    let help = if names.is_empty() {
        "nobody else of them is impartial".to_owned()
    } else {
        let file = layout::review(&judged.request.id, &stage.id, "NAME");
        format!("asked are {}: each writes `{file}`", names.join(", "))
    };
    judged.at(Code::MissingQuorum, "status", message).help(help)
}

/// The reviews that count and are of somebody with that role.
fn of_role<'t>(judged: &Judged<'_>, tally: &Tally<'t>, role: Option<&str>) -> Vec<&'t Review> {
    let (people, today) = (&judged.change.people, judged.change.today);
    let holds = |review: &&&Review| role.is_some_and(|role| people.holds(&review.person, role, today));
    tally.counted.iter().filter(holds).copied().collect()
}

/// Whether those who decide a tie have spoken, and none of them says anything else.
fn is_decided_so(judged: &Judged<'_>, stage: &Stage, tally: &Tally<'_>, says: &[Recommendation]) -> bool {
    let deciding = of_role(judged, tally, stage.decides.as_deref());
    !deciding.is_empty() && deciding.iter().all(|review| says.contains(&review.recommendation))
}

/// Who could still write a review.
fn missing(judged: &Judged<'_>, stage: &Stage, tally: &Tally<'_>) -> String {
    let people = &judged.change.people;
    let done = |slug: &str| tally.counted.iter().any(|review| people.identity(&review.person) == slug);
    let names = |of: &BTreeSet<&str>| {
        let names: Vec<&str> = of.iter().filter(|slug| !done(slug)).map(|slug| people.name(slug)).collect();
        names.join(", ")
    };
    let (members, alternates) = (names(&tally.panel.members), names(&tally.panel.alternates));
    let alternates = Some(alternates).filter(|names| tally.panel.places > 0 && !names.is_empty());
    let names = match (members.is_empty(), alternates) {
        (true, None) => return format!("nobody else who holds the role `{}` today is impartial", stage.role),
        (false, None) => format!("are {members}"),
        (true, Some(alternates)) => format!("as alternates are {alternates}"),
        (false, Some(alternates)) => format!("are {members}, and as alternates {alternates}"),
    };
    let id = &judged.request.id;
    format!("asked {names}: each writes `{}`", layout::review(id, &stage.id, "NAME"))
}
