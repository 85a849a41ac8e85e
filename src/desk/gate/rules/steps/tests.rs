//! The rule for steps on its own: changes of one request, by somebody of a made-up desk.

use std::sync::Arc;

use crate::config::{Language, Workflow};
use crate::desk::People;
use crate::desk::gate::{Account, Actor, Change, RequestChange, Side, judge};
use crate::diagnostic::Severity;
use crate::record::{File, Host, Id, Kind, Parsed, Record};
use crate::site::Times;
use crate::source::SitePath;

fn record(kind: Kind, slug: &str, front: &str) -> Arc<Record> {
    let path = SitePath::new(&format!("content/{}/{slug}.md", kind.folder()));
    let id = Id { kind, slug: slug.into() };
    let text = &format!("---\ntitle: {slug}\n{front}---\n");
    let file = File { path: &path, id, translation: None, default_language: &Language::default(), text };
    match file.parse() {
        (Parsed::Record(record), _) => record,
        (other, faults) => panic!("{text}: {other:?} {faults:?}"),
    }
}

fn person(slug: &str, role: &str, more: &str) -> Arc<Record> {
    record(Kind::Person, slug, &format!("roles: [{{role: {role}}}]\naccounts: {{github: {slug}}}\n{more}"))
}

fn account(login: &str) -> Account {
    Account { login: login.to_owned(), id: None }
}

/// A change of the front matter of a request.
struct Changed {
    before: String,
    after: String,
    by: &'static str,
    approvals: &'static [&'static str],
    workflow: Arc<Workflow>,
}

const HEAD: &str = "requester: {name: Rita, person: rita}\ndescription: Made up.\nassignee: hal\n";

fn changed(before: &str, after: &str) -> Changed {
    let (before, after) = (before.to_owned(), after.to_owned());
    Changed { before, after, by: "hal", approvals: &[], workflow: Workflow::standard() }
}

impl Changed {
    fn by(self, by: &'static str) -> Self {
        Self { by, ..self }
    }

    fn approved(self, approvals: &'static [&'static str]) -> Self {
        Self { approvals, ..self }
    }

    /// What speaks against it and what is set aside, each with its place and what to do.
    fn told(&self) -> Vec<(&'static str, String, String, String)> {
        let side = |front: &str| match front {
            "absent" => Side::Absent,
            "broken" => Side::Broken,
            front => Side::Present(record(Kind::Request, "maps", &format!("{HEAD}{front}"))),
        };
        let people = [
            person("ada", "committee", ""),
            person("ben", "committee", ""),
            person("hal", "helpdesk", "aliases: [/people/harry/]\n"),
            person("ida", "helpdesk", ""),
            record(Kind::Person, "rita", "accounts: {github: rita}\n"),
            record(Kind::Person, "hal-at-home", "accounts: {github: hal-at-home, wiki: hal}\n"),
        ];
        let mut request = RequestChange {
            id: "maps".into(),
            renamed_from: None,
            file: SitePath::new("content/requests/maps.md"),
            before: side(&self.before),
            after: side(&self.after),
            is_touched: true,
            body_before: String::new(),
            body_after: String::new(),
            others: Vec::new(),
            reviews: Vec::new(),
            times: Times::default(),
        };
        request.times.since = "2026-02-02".parse().ok();
        let change = Change {
            workflow: Arc::clone(&self.workflow),
            people: People::new(people),
            today: "2026-03-01".parse().unwrap(),
            actor: Actor {
                approvals: self.approvals.iter().map(|login| account(login)).collect(),
                ..Actor::alone(Host::Github, account(self.by))
            },
            requests: vec![request],
            closed: Vec::new(),
            cases: [].into(),
            standing: [].into(),
            is_without_rules: false,
        };
        let verdicts = judge(&change);
        let found = verdicts[0].diagnostics.iter().filter(|found| found.code.name() != "uncounted-approval");
        let told = found.map(|found| {
            let sign = if found.severity == Severity::Error { "" } else { "set aside: " };
            let crate::diagnostic::Place::Field(path) = &found.place else { panic!("{found:?}") };
            let code = format!("{sign}{} at {path}", found.code);
            (found.code.name(), code, found.message.clone(), found.help.clone().unwrap_or_default())
        });
        told.collect()
    }

    #[track_caller]
    fn says(&self, expected: &[&str]) {
        let told = self.told();
        let codes: Vec<&str> = told.iter().map(|(_, code, ..)| code.as_str()).collect();
        assert_eq!(codes, expected, "{told:?}");
    }

    /// The one sentence that is said, and its help.
    #[track_caller]
    fn words(&self) -> (String, String) {
        let [(_, _, message, help)] = <[_; 1]>::try_from(self.told()).unwrap();
        (message, help)
    }
}

/// A request that was taken up with a step written down, and goes on hold.
const LOG: &str = "status: initial-feedback\nmoves:\n- {to: initial-feedback, on: 2026-02-02, by: hal, reason: It is clear.}\n";

fn on_hold(steps: &str) -> Changed {
    let after = LOG.replace("status: initial-feedback\n", "status: on-hold\nheld_from: initial-feedback\n");
    changed(LOG, &format!("{after}{steps}"))
}

const HOLD: &str = "- {to: on-hold, on: 2026-03-01, by: hal, reason: They are moving.}\n";

#[test]
fn a_move_adds_its_own_step() {
    on_hold(HOLD).says(&[]);
    on_hold(&HOLD.replace("by: hal, ", "")).says(&[]);
    on_hold(&HOLD.replace("2026-03-01", "2026-02-02")).says(&[]);
    // Somewhere it is tomorrow already.
    on_hold(&HOLD.replace("2026-03-01", "2026-03-02")).says(&[]);
    on_hold(&HOLD.replace("2026-03-01", "2026-03-03")).says(&["unmade-step at moves[1].on"]);
    on_hold(&HOLD.replace("on: 2026-03-01, ", "")).says(&["unmade-step at moves[1].to"]);
    on_hold(&format!("{}{HOLD}", HOLD.replace("on-hold", "development")))
        .says(&["unmade-step at moves[1].to"]);
    let (message, help) = on_hold(&HOLD.replace("on: 2026-03-01, ", "")).words();
    assert_eq!((&*message, &help[..20]), ("the step has no day", "write `on: 2026-03-0"));
    // Nothing moves, and nothing is written down.
    let stays = changed(LOG, &format!("{LOG}{}", HOLD.replace("on-hold", "initial-feedback")));
    stays.says(&["unmade-step at moves[1].to"]);
    changed("absent", "moves: [{to: submitted, on: 2026-03-01}]\n").says(&["unmade-step at moves[0].to"]);
    changed("broken", LOG).says(&[]);
}

#[test]
fn a_step_is_of_somebody_who_proposes_or_approves_it() {
    let by = |name: &str| on_hold(&HOLD.replace("by: hal", &format!("by: {name}")));
    by("ida").says(&["unmade-step at moves[1].by"]);
    by("ida").approved(&["ida"]).says(&[]);
    by("ida").approved(&["ada"]).says(&["unmade-step at moves[1].by"]);
    // One human being under two names, and a name of before.
    by("hal-at-home").says(&[]);
    by("harry").says(&[]);
    let (message, help) = by("ida").words();
    assert_eq!(message, "ida has neither proposed nor approved this step");
    assert!(
        help.contains("ask ida to approve this pull request; or 2 others approve it as an exception"),
        "{help}"
    );
    // The requester takes the request back.
    let after = LOG.replace("status: initial-feedback", "status: withdrawn");
    let back = |by: &str| {
        changed(LOG, &format!("{after}- {{to: withdrawn, on: 2026-03-01, by: {by}, reason: No.}}\n"))
    };
    back("rita").by("rita").says(&[]);
    back("hal").by("rita").says(&["unmade-step at moves[1].by"]);
}

#[test]
fn what_was_written_down_stays() {
    let hold = on_hold(HOLD).after;
    for (from, to) in [
        ("reason: It is clear.", "reason: It is dear."),
        (", reason: It is clear.", ""),
        ("on: 2026-02-02", "on: 2026-02-03"),
        ("by: hal, reason: It", "by: ida, reason: It"),
        ("{to: initial-feedback", "{to: development"),
        ("- {to: initial-feedback", "- {to: submitted, on: 2026-02-01}\n- {to: initial-feedback"),
    ] {
        let other = || changed(LOG, &hold.replacen(from, to, 1));
        other().says(&["rewritten-step at moves[0]"]);
        other().approved(&["ada", "ben"]).says(&["set aside: rewritten-step at moves[0]"]);
        other().approved(&["ada"]).says(&["rewritten-step at moves[0]"]);
        // With no move at all too.
        let other = || changed(LOG, &LOG.replacen(from, to, 1));
        other().says(&["rewritten-step at moves[0]"]);
        other().approved(&["ada", "ben"]).says(&["set aside: rewritten-step at moves[0]"]);
    }
    let gone = changed(LOG, "status: initial-feedback\n");
    gone.says(&["rewritten-step at moves"]);
    let (message, help) = gone.words();
    assert_eq!(
        message,
        "the step to `initial-feedback` of 2026-02-02, which was written down before, would be gone"
    );
    let was = "write it as it was: `- {to: initial-feedback, on: 2026-02-02, by: hal, reason: It is clear.}`; or 2 others";
    assert!(help.starts_with(was), "{help}");
    // Another way to write it, and another name of the same person.
    changed(LOG, &hold.replacen("It is clear.", "\"It is clear. \"", 1)).says(&[]);
    changed(LOG, &hold.replacen("by: hal, reason: It", "by: harry, reason: It", 1)).says(&[]);
    // Words are taken away with the rest, and no other comes in their place; the step itself stays.
    let spam = |log: &str| changed(LOG, &format!("removed: Spam.\n{log}"));
    spam(LOG).says(&[]);
    spam(&LOG.replace(", reason: It is clear.", "")).says(&[]);
    spam(&LOG.replace("It is clear.", "It is spam.")).says(&["rewritten-step at moves[0]"]);
    spam("status: initial-feedback\n").says(&["rewritten-step at moves"]);
    spam(&LOG.replace(", reason: It is clear.", ""))
        .by("rita")
        .says(&["rewritten-step at moves[0]", "desk-field at removed"]);
}

/// A request whose reason stands alone, and goes back to its requester.
const ALONE: &str = "status: initial-feedback\nstatus_reason: It is clear.\n";

fn from_alone(after: &str) -> Changed {
    changed(ALONE, &format!("status: on-hold\nheld_from: initial-feedback\n{after}"))
}

#[test]
fn a_reason_that_stood_alone_goes_with_its_step() {
    let carried = "moves:\n- {to: initial-feedback, on: 2026-02-02, reason: It is clear.}\n";
    from_alone(&format!("{carried}{HOLD}")).says(&[]);
    from_alone(&format!("{}{HOLD}", carried.replace("on: 2026-02-02, ", ""))).says(&[]);
    // Without a move the desk may write it down as well.
    changed(ALONE, &format!("status: initial-feedback\n{carried}")).says(&[]);
    changed(ALONE, &format!("status: initial-feedback\n{carried}"))
        .by("rita")
        .says(&["desk-field at status_reason"]);
    let lost = from_alone("status_reason: They are moving.\n");
    lost.says(&["rewritten-step at status"]);
    let (message, help) = lost.words();
    assert_eq!(message, "the reason of the step to `initial-feedback` would be gone");
    let lines = "`moves: [{to: initial-feedback, on: 2026-02-02, reason: It is clear.}, \
                 {to: on-hold, on: 2026-03-01, by: hal, reason: They are moving.}]`";
    assert!(help.contains(lines), "{help}");
    assert!(help.contains("`casebook request move`"), "{help}");
    // What the help says to write is taken.
    from_alone(&format!("{}\n", lines.trim_matches('`'))).says(&[]);
    // As the reason of another step it is lost too.
    from_alone(&format!("moves:\n{}", HOLD.replace("They are moving.", "It is clear.")))
        .says(&["rewritten-step at status"]);
    // Nobody vouches for who made it, and it has been made.
    let vouched = carried.replace("reason", "by: hal, reason");
    from_alone(&format!("{vouched}{HOLD}")).says(&["unmade-step at moves[0].by"]);
    let ahead = carried.replace("2026-02-02", "2026-03-03");
    from_alone(&format!("{ahead}{HOLD}")).says(&["unmade-step at moves[0].on"]);
    // A step of before that nothing told of is none.
    let without = "status: on-hold\nheld_from: initial-feedback\n";
    changed("status: initial-feedback\n", &format!("{without}{carried}{HOLD}"))
        .says(&["unmade-step at moves[0].to"]);
    // The text is taken away as a whole.
    changed(ALONE, "status: withdrawn\nstatus_reason: Spam.\nremoved: Spam.\n").says(&[]);
    // By hand alone, where there was no reason; and where the next move needs none, it stays where it is.
    changed("status: initial-feedback\n", &format!("{without}status_reason: They are moving.\n")).says(&[]);
    let back = "status: on-hold\nheld_from: submitted\nstatus_reason: They are moving.\n";
    changed(back, "status: submitted\nstatus_reason: They are moving.\n").says(&[]);
}

#[test]
fn a_needed_reason_is_that_of_the_step() {
    on_hold(&HOLD.replace(", reason: They are moving.", "")).says(&["missing-reason at status"]);
    on_hold(&HOLD.replace("They are moving.", "\" \"")).says(&["missing-reason at status"]);
    // Two steps may have one reason, each its own.
    on_hold(&HOLD.replace("They are moving.", "It is clear.")).says(&[]);
    let (_, help) = on_hold(&HOLD.replace(", reason: They are moving.", "")).words();
    let lines = "{to: on-hold, on: 2026-03-01, by: hal}]`, with a `reason` in the last step";
    assert!(help.contains(lines), "{help}");
    // The step of before has the only reason.
    on_hold("").says(&["missing-reason at moves"]);
    from_alone("status_reason: It is clear.\n").says(&["missing-reason at status_reason"]);
    changed("status: initial-feedback\n", "status: on-hold\nheld_from: initial-feedback\n")
        .says(&["missing-reason at status"]);
}

#[test]
fn with_a_step_by_time_nobody_says_anything() {
    let text = include_str!("../../../../config/workflow.yaml")
        .replace("moves:\n", "moves:\n  - {from: [initial-feedback], to: withdrawn, not_before: due}\n")
        .replace("from: [submitted, initial-feedback, ", "from: [submitted, ");
    let nameable = crate::config::Nameable { fields: vec!["due"], days: vec!["due"], shared: Vec::new() };
    let (workflow, faults) = Workflow::parse(&text, &crate::config::Vocabularies::default(), &nameable);
    assert!(faults.is_empty(), "{faults:?}");
    let due = |before: &str, after: &str| {
        let change = changed(&format!("due: 2026-02-20\n{before}"), &format!("due: 2026-02-20\n{after}"));
        Changed { workflow: Arc::clone(&workflow), ..change.by("rita") }
    };
    let moved = LOG.replace("status: initial-feedback", "status: withdrawn");
    let step = "- {to: withdrawn, on: 2026-03-01}\n";
    due(LOG, &format!("{moved}{step}")).says(&[]);
    for more in ["by: rita", "reason: Buy watches."] {
        let step = step.replace('}', &format!(", {more}}}"));
        due(LOG, &format!("{moved}{step}")).says(&["unmade-step at moves[1].to"]);
        let desk = due(LOG, &format!("{moved}{}", step.replace("rita", "hal"))).by("hal");
        desk.says(&[]);
    }
    let kept = due(ALONE, "status: withdrawn\nstatus_reason: It is clear.\n");
    kept.says(&["missing-reason at status_reason"]);
    let lines = "moves: [{to: initial-feedback, on: 2026-02-02, reason: It is clear.}, {to: withdrawn, on: 2026-03-01}]";
    assert!(kept.words().1.contains(lines), "{:?}", kept.words());
    due(ALONE, &format!("status: withdrawn\n{lines}\n")).says(&[]);
    due(ALONE, "status: withdrawn\n").says(&["rewritten-step at status"]);
}
