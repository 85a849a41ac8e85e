use super::*;
use crate::diagnostic::{Code, Place};

fn faults(text: &str) -> Vec<(Code, String, String)> {
    let (workflow, diagnostics) = Workflow::parse(text, &Vocabularies::default(), &nameable());
    assert!(diagnostics.is_empty() || workflow == Workflow::standard(), "a faulty one is not used");
    let shown = diagnostics.iter().map(|fault| {
        let Place::Span(span) = fault.place else { panic!("{fault:?}") };
        (fault.code, text[span.start as usize..span.end as usize].to_owned(), fault.message.clone())
    });
    shown.collect()
}

fn nameable() -> Nameable {
    Nameable {
        fields: vec!["due", "size", "priority", "cases", "nothing_to_learn"],
        days: vec!["due"],
        shared: vec!["countries"],
    }
}

const SMALL: &str = "\
stages: [{id: vote, role: committee, quorum: 2}]
states:
- {id: open, stage: vote}
- {id: closed, final: true}
moves:
- {from: [open], to: closed, by: [committee], needs: [proceed]}
desk: [helpdesk]
policy: {by: [committee], quorum: 2}
";

#[test]
fn the_standard_workflow_is_sound() {
    assert_eq!(faults(DEFAULT), []);
    let workflow = Workflow::standard();
    assert_eq!(&*workflow.start().id, "submitted");
    assert!(workflow.find("initial-feedback", "development").is_some());
    assert!(workflow.find("submitted", "support").is_none());
    assert!(workflow.leads_to("submitted", "support"));
    assert!(!workflow.leads_to("completed", "submitted"));
    assert_eq!(workflow.state("final-go").unwrap().within, Some(30));
}

#[test]
fn a_site_may_have_a_small_one() {
    assert_eq!(faults(SMALL), []);
    let (workflow, _) = Workflow::parse(SMALL, &Vocabularies::default(), &nameable());
    assert_eq!(workflow.states.len(), 2);
    assert_eq!(workflow.attachments, Attachments::default());
}

#[test]
fn names_have_to_mean_something() {
    let one = |from: &str, to: &str| faults(&SMALL.replace(from, to));
    let found = |code, at: &str, message: &str| vec![(code, at.to_owned(), message.to_owned())];
    assert_eq!(
        one("by: [committee], needs", "by: [comittee], needs"),
        found(Code::UnknownName, "comittee", "there is no role `comittee`")
    );
    assert_eq!(one("to: closed", "to: done"), found(Code::UnknownName, "done", "there is no state `done`"));
    assert_eq!(
        one("stage: vote", "stage: veto"),
        found(Code::UnknownName, "veto", "there is no stage `veto`")
    );
    assert_eq!(
        one("desk: [helpdesk]", "desk: [requester]"),
        found(Code::UnknownName, "requester", "there is no role `requester`")
    );
    assert_eq!(one("needs: [proceed]", "needs: [procede]")[0].0, Code::UnknownValue);
    assert_eq!(one("quorum: 2}\n", "quorum: 0}\n")[0].2, "anybody could change these rules");
    let exceptions = |policy: &str| one("policy:", &format!("exceptions: {policy}\npolicy:"));
    assert_eq!(exceptions("{by: [committee], quorum: 1}"), []);
    assert_eq!(exceptions("{by: [], quorum: 1}")[0].2, "anybody could set these rules aside");
    assert_eq!(exceptions("{by: [committee], quorum: 0}")[0].2, "anybody could set these rules aside");
    assert_eq!(exceptions("{by: [requester], quorum: 1}")[0].2, "there is no role `requester`");
    assert_eq!(one("role: committee, quorum: 2", "role: committee, quorum: 0")[0].1, "0");
    let by = |by: &str| one("by: [committee], needs", &format!("by: {by}, needs"));
    assert_eq!(by("[requester, [helpdesk, committee], [committee, committee]]"), []);
    assert_eq!(by("[]")[0].2, "nobody may make this move");
    assert_eq!(by("[[]]")[0].2, "nobody makes this move");
    assert_eq!(
        by("[[helpdesk, comittee]]"),
        found(Code::UnknownName, "comittee", "there is no role `comittee`")
    );
    assert_eq!(by("[[requester, requester]]")[0].2, "a request has one requester");
    assert_eq!(by("[{role: helpdesk}]").len(), 1);
    let stage = |more: &str| one("quorum: 2}]", &format!("quorum: 2, {more}}}]"));
    assert_eq!(stage("least: 1, alternates: helpdesk"), []);
    assert_eq!(stage("least: 2"), []);
    assert_eq!(stage("least: 0")[0].2, "`0` is not between 1 and the quorum, 2");
    assert_eq!(stage("least: 3")[0].2, "`3` is not between 1 and the quorum, 2");
    assert_eq!(stage("veto: helpdesk, decides: committee"), []);
    assert_eq!(stage("veto: anybody")[0].2, "there is no role `anybody`");
    assert_eq!(stage("decides: anybody")[0].2, "there is no role `anybody`");
    assert_eq!(stage("alternates: anybody")[0].2, "there is no role `anybody`");
    assert_eq!(stage("alternates: committee")[0].2, "whoever holds `committee` is asked already");
    assert_eq!(one("id: vote", "id: the-vote")[0].2, "`the-vote` cannot stand in a file");
}

#[test]
fn every_state_is_reached_and_has_a_way_to_an_end() {
    let lost = SMALL.replace("moves:", "- {id: lost, final: true}\nmoves:");
    assert_eq!(
        faults(&lost),
        [(Code::UnreachableState, "lost".to_owned(), "no request can come to `lost`".to_owned())]
    );
    let trap = SMALL.replace("moves:", "- {id: trap}\n- {id: maze}\nmoves:") + "";
    let trap = trap.replace(
        "desk:",
        "- {from: [open, maze], to: trap, by: [committee]}\n- {from: [trap], to: maze, by: [committee]}\ndesk:",
    );
    let codes: Vec<_> = faults(&trap).into_iter().map(|(code, at, _)| (code, at)).collect();
    assert_eq!(codes, [(Code::DeadEndState, "trap".to_owned()), (Code::DeadEndState, "maze".to_owned())]);
    let left = SMALL.replace("desk:", "- {from: [closed], to: open, by: [committee]}\ndesk:");
    assert_eq!(faults(&left)[0].2, "`closed` is final, and yet a move leaves it");
    let mute = SMALL.replace(", stage: vote", "");
    assert_eq!(faults(&mute)[0].2, "no reviews are written in `open`, so this can never hold");
    let twice = SMALL.replace("from: [open]", "from: [open, open]");
    assert_eq!(faults(&twice)[0].2, "the move from `open` to `closed` is written twice");
}

#[test]
fn a_file_that_is_no_workflow_is_told_and_not_used() {
    assert_eq!(faults("states: []\n")[0].0, Code::MissingField);
    assert_eq!(faults("a: [")[0].0, Code::YamlSyntax);
    assert_eq!(faults(&SMALL.replace("final: true", "finale: true"))[0].0, Code::UnknownField);
}

#[test]
fn a_state_keeps_the_requests_that_call_it_by_an_old_name() {
    let renamed = SMALL.replace("{id: open,", "{id: open, was: [new, triage],");
    assert_eq!(faults(&renamed), []);
    let (workflow, _) = Workflow::parse(&renamed, &Vocabularies::default(), &nameable());
    for name in ["open", "new", "triage"] {
        assert_eq!(workflow.state_id(name), "open");
    }
    assert_eq!(workflow.state_id("elsewhere"), "elsewhere");
    let found = |at: &str, message: &str| vec![(Code::BadValue, at.to_owned(), message.to_owned())];
    assert_eq!(
        faults(&SMALL.replace("{id: open,", "{id: open, was: [closed],")),
        found("closed", "`closed` is a state, so nothing else can have been called that")
    );
    assert_eq!(
        faults(&renamed.replace("{id: closed,", "{id: closed, was: [triage],")),
        found("triage", "`triage` is there twice")
    );
    assert_eq!(
        faults(&renamed.replace("from: [open]", "from: [triage]")),
        [(Code::UnknownName, "triage".to_owned(), "`triage` is called `open` now".to_owned())]
    );
}

#[test]
fn a_quorum_follows_the_impartial_down_to_the_least() {
    let quorum = |more: &str, impartial: usize| {
        let text = SMALL.replace("quorum: 2}]", &format!("quorum: 4{more}}}]"));
        Workflow::parse(&text, &Vocabularies::default(), &nameable()).0.stages[0].quorum_of(impartial, false)
    };
    let of = |more: &str| [0, 1, 2, 3, 4, 5].map(|impartial| quorum(more, impartial));
    assert_eq!(of(""), [4; 6]);
    assert_eq!(of(", least: 2"), [2, 2, 2, 3, 4, 4]);
    assert_eq!(of(", least: 4"), [4; 6]);
}

#[test]
fn an_area_is_a_role_or_what_is_shared_and_takes_no_more_than_the_stage() {
    let of = |area: &str| faults(&SMALL.replace("quorum: 2}]", &format!("quorum: 2, areas: [{area}]}}]")));
    for area in [
        "{role: helpdesk, quorum: 1}",
        "{shares: countries, quorum: 2, least: 0}",
        "{role: helpdesk, quorum: 2, least: 2}",
    ] {
        assert_eq!(of(area), [], "{area}");
    }
    let message = |area: &str| of(area)[0].2.clone();
    assert_eq!(message("{quorum: 1}"), "nothing says who is of this area");
    assert_eq!(message("{role: helpdesk, shares: countries, quorum: 1}"), "nothing says who is of this area");
    assert_eq!(message("{role: anybody, quorum: 1}"), "there is no role `anybody`");
    assert_eq!(message("{shares: languages, quorum: 1}"), "there is no list `languages`");
    assert_eq!(message("{role: helpdesk, quorum: 0}"), "`0` is not between 1 and the stage's quorum, 2");
    assert_eq!(message("{role: helpdesk, quorum: 3}"), "`3` is not between 1 and the stage's quorum, 2");
    assert_eq!(message("{role: helpdesk, quorum: 1, least: 2}"), "`2` is more than the quorum, 1");
}

#[test]
fn a_stage_can_be_late_where_its_state_has_a_time() {
    let timed = SMALL.replace("stage: vote", "stage: vote, within: 30 days");
    let of =
        |text: &str, late: &str| faults(&text.replace("quorum: 2}]", &format!("quorum: 2, late: {late}}}]")));
    assert_eq!(of(&timed, "{role: helpdesk, quorum: 5}"), []);
    assert_eq!(of(&timed, "{quorum: 2}"), []);
    let message = |text: &str, late: &str| of(text, late)[0].2.clone();
    assert_eq!(message(SMALL, "{quorum: 1}"), "`open` gives the stage no time, so it is never late");
    assert_eq!(message(&timed, "{quorum: 0}"), "`0` reviews cannot decide once the stage is late");
    assert_eq!(message(&timed, "{quorum: 3}"), "`3` reviews cannot decide once the stage is late");
    assert_eq!(message(&timed, "{role: anybody, quorum: 1}"), "there is no role `anybody`");
}

#[test]
fn a_move_that_nobody_makes_has_its_time_and_no_reason() {
    let of = |step: &str| faults(&SMALL.replace("by: [committee], needs: [proceed]", step));
    for step in
        ["idle: 180 days", "idle: 1 day", "not_before: due, needs: [proceed]", "by: [helpdesk], idle: 2 days"]
    {
        assert_eq!(of(step), [], "{step}");
    }
    assert_eq!(of("needs: [proceed]")[0].2, "nobody may make this move");
    assert_eq!(of("idle: 0 days")[0].0, Code::BadValue);
    assert_eq!(
        of("idle: 180 days, needs: [reason]")[0].2,
        "nobody decides on this move, so nobody can say why"
    );
    assert_eq!(of("by: [helpdesk], idle: 180 days, needs: [reason]"), []);
}

#[test]
fn a_state_is_late_after_its_last_day() {
    let text = SMALL.replace("stage: vote", "stage: vote, within: 30 days");
    let state = Workflow::parse(&text, &Vocabularies::default(), &nameable()).0.states[0].clone();
    let day = |day: i8| civil::date(2026, 1, 1).saturating_add(Span::new().days(day - 1));
    assert!(!state.is_late(Some(day(1)), day(31)));
    assert!(state.is_late(Some(day(1)), day(32)));
    assert!(!state.is_late(None, day(32)));
}

#[test]
fn what_a_state_requires_and_forbids_are_fields_that_its_moves_allow() {
    let of = |more: &str| faults(&SMALL.replace("{id: closed,", &format!("{{id: closed, {more},")));
    assert_eq!(of("requires: [due], forbids: [size]"), []);
    let found = |code, at: &str, message: &str| vec![(code, at.to_owned(), message.to_owned())];
    assert_eq!(of("requires: [dew]"), found(Code::UnknownName, "dew", "there is no field `dew`"));
    assert_eq!(of("forbids: [status]"), found(Code::UnknownName, "status", "there is no field `status`"));
    assert_eq!(
        of("requires: [due], forbids: [size, due]"),
        found(Code::BadValue, "due", "`closed` both requires and forbids `due`")
    );
    let text = SMALL.replace("{id: closed,", "{id: closed, forbids: [priority],");
    assert_eq!(
        faults(&text.replace("[proceed]", "[proceed, priority]")),
        found(Code::BadValue, "priority", "the move needs `priority`, and `closed` forbids it")
    );
    // A case is not the only way to meet what it is needed for.
    let of = |forbidden: &str| {
        let text = SMALL.replace("{id: closed,", &format!("{{id: closed, forbids: [{forbidden}],"));
        faults(&text.replace("[proceed]", "[proceed, case]"))
    };
    assert_eq!(of("cases"), []);
    assert_eq!(of("nothing_to_learn"), []);
    assert_eq!(
        of("cases, nothing_to_learn"),
        found(Code::BadValue, "case", "the move needs `cases`, and `closed` forbids it")
    );
}

#[test]
fn a_move_waits_for_a_day_that_a_request_can_name() {
    let of = |more: &str| faults(&SMALL.replace("needs: [proceed]}", &format!("needs: [proceed], {more}}}")));
    assert_eq!(of("not_before: due"), []);
    let found = |code, at: &str, message: &str| vec![(code, at.to_owned(), message.to_owned())];
    assert_eq!(of("not_before: size"), found(Code::UnknownName, "size", "there is no date `size`"));
    let text = SMALL.replace("{id: open,", "{id: open, forbids: [due],");
    assert_eq!(
        faults(&text.replace("[proceed]}", "[proceed], not_before: due}")),
        found(Code::BadValue, "due", "`open` forbids `due`, so this day never comes")
    );
}

#[test]
fn a_state_in_the_middle_may_be_full() {
    let three = SMALL.replace("moves:", "- {id: talk, most: 1}\nmoves:");
    let three = three.replace(
        "desk:",
        "- {from: [open], to: talk, by: [committee]}\n- {from: [talk], to: closed, by: [committee]}\ndesk:",
    );
    assert_eq!(faults(&three), []);
    assert_eq!(faults(&three.replace("most: 1", "most: 0"))[0].2, "no request could come to `talk`");
    let most = |state: &str| faults(&SMALL.replace(state, &format!("{state} most: 5,")))[0].2.clone();
    assert_eq!(most("{id: open,"), "nobody could ask any more, once so many are in `open`");
    assert_eq!(most("{id: closed,"), "no request could end any more, once so many are in `closed`");
}

#[test]
fn a_state_may_wait_for_the_working_group_and_no_move_is_its() {
    assert_eq!(faults(&SMALL.replace("stage: vote", "stage: vote, waits_for: [requester, group]")), []);
    let moved = faults(&SMALL.replace("by: [committee], needs", "by: [group], needs"));
    assert_eq!(moved, [(Code::UnknownName, "group".to_owned(), "there is no role `group`".to_owned())]);
}

#[test]
fn a_queue_is_for_a_state_that_its_requests_go_on_to() {
    let queue = |queue_for: &str, needs: &str| {
        let three = format!("- {{id: queue, queue_for: {queue_for}}}\n- {{id: work, most: 1}}\nmoves:");
        let moves = format!(
            "- {{from: [open], to: queue, by: [committee]}}\n\
             - {{from: [queue], to: work, by: [committee], needs: [{needs}]}}\n\
             - {{from: [work], to: closed, by: [committee]}}\ndesk:"
        );
        SMALL.replace("moves:", &three).replace("desk:", &moves)
    };
    assert_eq!(faults(&queue("work", "turn")), []);
    assert_eq!(faults(&queue("work", "")), []);
    let found = |at: &str, message: &str| vec![(Code::BadValue, at.to_owned(), message.to_owned())];
    let unknown = vec![(Code::UnknownName, "wrok".to_owned(), "there is no state `wrok`".to_owned())];
    assert_eq!(faults(&queue("wrok", "")), unknown);
    assert_eq!(faults(&queue("queue", "")), found("queue", "`queue` waits for room in itself"));
    assert_eq!(faults(&queue("closed", "")), found("closed", "`closed` is final, so it is never full"));
    assert_eq!(
        faults(&queue("open", "")),
        found("open", "no move leads from `queue` to `open`, for which its requests wait")
    );
    let elsewhere = queue("work", "")
        .replace("to: closed, by: [committee]}\ndesk", "to: closed, by: [committee], needs: [turn]}\ndesk");
    assert_eq!(faults(&elsewhere), found("turn", "no request waits its turn in `work`"));
    let (workflow, _) = Workflow::parse(&queue("work", "turn"), &Vocabularies::default(), &nameable());
    assert_eq!(workflow.queues_for("work").map(|state| &*state.id).collect::<Vec<_>>(), ["queue"]);
}
