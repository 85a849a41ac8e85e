//! `casebook request …`, on the made-up desk.

use std::fs;

use crate::gate::{Desk, digest};
use crate::site::{Ran, Site, TODAY};

/// A command of the desk, on the usual day.
fn request(site: &Site, arguments: &[&str]) -> Ran {
    let day = if arguments.contains(&"--today") { &[][..] } else { &["--today", TODAY] };
    site.run([&["request"], arguments, day].concat())
}

/// What a command answers that does its work without a remark.
#[track_caller]
fn answer(site: &Site, arguments: &[&str]) -> String {
    let ran = request(site, arguments);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    ran.stdout
}

/// What a command says that cannot do what it was asked for.
#[track_caller]
fn refusal(site: &Site, arguments: &[&str]) -> String {
    let before = crate::site::tree(&site.path("content"));
    let ran = request(site, arguments);
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{}", ran.stderr);
    assert!(before == crate::site::tree(&site.path("content")), "a refused command writes nothing");
    ran.stderr
}

fn read(site: &Site, path: &str) -> String {
    fs::read_to_string(site.path(path)).unwrap()
}

/// The errors of `casebook check`.
fn errors(site: &Site) -> String {
    let faults = site.faults();
    faults.lines().filter(|line| line.contains(": error[")).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_new_request_says_what_was_typed() {
    let desk = Desk::new().site;
    let path = answer(
        &desk,
        &[
            "new",
            "Maps: the old ones",
            "--requester",
            "Zoe",
            "--affiliation",
            "Example Society",
            "--country",
            "ug",
            "--country",
            "SE",
            "--language",
            "en",
            "--channel",
            "meeting",
            "--size",
            "project",
            "--help-with",
            "Advice",
            "--description",
            "One # two\nthree",
            "--justification",
            "yes",
            "--partner",
            "museum",
            "--content-type",
            "maps",
            "--licence-status=- not known",
        ],
    );
    assert_eq!(path, "content/requests/maps-the-old-ones/index.md\n");
    assert_eq!(
        read(&desk, path.trim_end()),
        "---\ntitle: \"Maps: the old ones\"\nrequester: {name: Zoe, affiliation: Example Society}\n\
         received: 2026-03-01\ncountries: [UG, SE]\nlanguages: [en]\nchannel: meeting\nsize: project\n\
         help: [Advice]\ndescription: |-\n  One # two\n  three\njustification: \"yes\"\npartners: [museum]\n\
         content_types: [maps]\nlicence_status: \"- not known\"\n---\n"
    );
    // The same title again, and a name of one's own.
    assert_eq!(answer(&desk, &["new", "Maps"]), "content/requests/maps-2/index.md\n");
    assert_eq!(answer(&desk, &["new", "Maps"]), "content/requests/maps-3/index.md\n");
    assert_eq!(answer(&desk, &["new", "Maps", "--id", "atlas"]), "content/requests/atlas/index.md\n");
    assert_eq!(
        read(&desk, "content/requests/atlas/index.md"),
        "---\ntitle: Maps\nreceived: 2026-03-01\n---\n"
    );
    assert_eq!(errors(&desk), "");
    // Anybody may propose what was written.
    assert_eq!(answer(&desk, &["new", "12"]), "content/requests/12/index.md\n");
    desk.git(&["switch", "--quiet", "--create", "change"], "Zoe", "2026-02-02");
    desk.commit("Zoe", "2026-02-02");
    let judged =
        desk.run(["check", "--base", "main", "--head", "change", "--actor", "zoe", "--today", TODAY]);
    assert_eq!(judged.status, 0, "{}", judged.stdout);
}

#[test]
fn what_is_not_known_or_not_to_be_published_is_refused() {
    let desk = Desk::new().site;
    for (arguments, said) in [
        (
            &["new"][..],
            "the request has no title\n = help: write `casebook request new \"Old maps\"`, or start it on a terminal \
             without a title to be asked\n",
        ),
        (
            &["new", "Maps", "--country", "Uganda"],
            "unknown country `UGANDA`\n = help: did you mean `UG` (Uganda)? The terms are in \
             `content/vocabularies/countries.yaml`, or the defaults\n",
        ),
        (
            &["new", "Maps", "--partner", "musem", "--content-type", "phtographs"],
            "there is no partner `musem`\n = help: did you mean `museum`?\nerror: unknown content type `phtographs`\n = help: did you mean \
             `photographs` (Photographs)? The terms are in `content/vocabularies/content-types.yaml`, or the defaults\n",
        ),
        (
            &["new", "Maps", "--requester", "ada@example.org"],
            "`requester` holds a mail address, and what git has once it has for ever\n = help: leave it out here, and keep \
             it where the desk keeps its mail\n",
        ),
        (
            &["new", "Maps", "--description", "Ring +46 8 123 456 78"],
            "`description` holds a telephone number, and what git has once it has for ever\n = help: leave it out here, and \
             keep it where the desk keeps its mail\n",
        ),
        (
            &["new", "Maps", "--id", "maps"],
            "there is a request `maps` already\n = help: choose another name\n",
        ),
        (
            &["new", "Maps", "--id", "../maps"],
            "`../maps` cannot be a name\n = help: use lowercase letters, digits and hyphens\n",
        ),
        (&["new", "…"], "`…` has no letter or digit\n = help: write another title, or a name with --id\n"),
        (&["new", "Two\nlines"], "the title is empty or has more than one line\n = help: write it on one\n"),
    ] {
        assert_eq!(refusal(&desk, arguments), format!("error: {said}"));
    }
}

const REVIEW: &str = "content/requests/photos/reviews/initial-max.md";

#[test]
fn a_review_judges_the_request_as_it_is() {
    let desk = Desk::new().site;
    let path = answer(
        &desk,
        &[
            "review",
            "photos",
            "--person",
            "max",
            "--recommend",
            "revise",
            "--reason",
            "One thing: the licence.",
            "--priority",
            "low",
            "--condition",
            "A plan",
            "--concern",
            "licence=Who has it?",
            "--concern",
            "size",
        ],
    );
    assert_eq!(path, format!("{REVIEW}\n"));
    let digest_before = digest(&desk, "photos");
    assert_eq!(
        read(&desk, REVIEW),
        format!(
            "---\nrecommendation: revise\npriority: low\nreason: \"One thing: the licence.\"\nconditions: [A plan]\n\
             concerns:\n  - name: licence\n    text: Who has it?\n  - name: size\ndigest: {digest_before}\n\
             date: 2026-03-01\n---\n"
        )
    );
    assert_eq!(errors(&desk), "");
    // Later, a part of it is another; what a person has added stays.
    desk.write(REVIEW, read(&desk, REVIEW).replace("priority: low", "priority: low # for now"));
    answer(
        &desk,
        &[
            "review",
            "photos",
            "--person",
            "max",
            "--resolve",
            "licence",
            "--condition",
            "A plan",
            "--condition",
            "A budget",
            "--today",
            "2026-03-02",
        ],
    );
    let second = format!(
        "---\nrecommendation: revise\npriority: low # for now\nreason: \"One thing: the licence.\"\nconditions: [A \
         plan, A budget]\nconcerns:\n  - name: licence\n    text: Who has it?\n    resolved: true\n  - name: size\n\
         digest: {digest_before}\ndate: 2026-03-02\n---\n"
    );
    assert_eq!(read(&desk, REVIEW), second);
    assert_eq!(
        refusal(&desk, &["review", "photos", "--person", "max", "--resolve", "licens"]),
        "error: the review has no concern `licens`\n = help: did you mean `licence`?\n"
    );
    // Who has judged another text says again what they think.
    let file = "content/requests/photos/index.md";
    desk.write(file, read(&desk, file).replace("Please help", "Please do help"));
    assert_eq!(
        refusal(&desk, &["review", "photos", "--person", "max", "--resolve", "size"]),
        "error: the request has changed since this review\n = help: read it again, and say with `--recommend` and \
         `--reason` what you think of it now\n"
    );
    answer(
        &desk,
        &[
            "review",
            "photos",
            "--person",
            "max",
            "--recommend",
            "proceed",
            "--reason",
            "Good.",
            "--resolve",
            "size",
        ],
    );
    let third = second
        .replace(&digest_before, &digest(&desk, "photos"))
        .replace("revise", "proceed")
        .replace("\"One thing: the licence.\"", "Good.")
        .replace("  - name: size\n", "  - name: size\n    resolved: true\n")
        .replace("2026-03-02", "2026-03-01");
    assert_eq!(read(&desk, REVIEW), third);
}

#[test]
fn a_review_that_could_not_count_is_not_written() {
    let desk = Desk::new().site;
    let say = ["--recommend", "proceed", "--reason", "Good."];
    for (arguments, said) in [
        (
            &["photos", "--person", "eve"][..],
            "Eve Example held the role `committee` until 2025-12-31, and reviews of the stage `initial` are for those \
             who hold it\n = help: it is held by ada, ben, cleo, dora, max",
        ),
        (
            &["photos", "--person", "hal"],
            "Hal Example does not hold the role `committee`, and reviews of the stage `initial` are for those who hold \
             it\n = help: it is held by ada, ben, cleo, dora, max",
        ),
        (&["photos", "--person", "cloe"], "there is no person `cloe`\n = help: did you mean `cleo`?"),
        (&["phots", "--person", "max"], "there is no request `phots`\n = help: did you mean `photos`?"),
        (
            &["maps", "--person", "max"],
            "no stage is open: the request is `submitted`\n = help: reviews are written in the stage `initial` while it is \
             `initial-feedback`, `final` while it is `final-go`",
        ),
        (
            &["photos", "--person", "max", "--stage", "final"],
            "the stage `final` is not open: the request is `initial-feedback`\n = help: reviews of this stage are written \
             while the request is `final-go`",
        ),
        (
            &["photos", "--person", "max", "--stage", "initia"],
            "there is no stage `initia`\n = help: did you mean `initial`?",
        ),
        (
            &["photos", "--person", "max", "--conflict", "I am max@example.org"],
            "`conflict` holds a mail address, and what git has once it has for ever\n = help: leave it out here, and keep it \
             where the desk keeps its mail",
        ),
    ] {
        let all = [&["review"], arguments, &say].concat();
        assert_eq!(refusal(&desk, &all), format!("error: {said}\n"));
    }
    assert_eq!(
        refusal(&desk, &["review", "photos", "--person", "max"]),
        "error: a review needs a recommendation and a reason\n = help: write `--recommend proceed`, `revise` or `decline`, and `--reason`\n"
    );
    // Whoever is near to the request may say so, and is told what that means.
    let ran = request(&desk, &[&["review", "photos", "--person", "dora"][..], &say].concat());
    assert_eq!(
        (ran.status, ran.stdout.as_str(), ran.stderr.as_str()),
        (
            0,
            "content/requests/photos/reviews/initial-dora.md\n",
            "The review is shown and does not count: its writer works or speaks for `museum`.\n"
        )
    );
    let conflict = [&["review", "photos", "--person", "max", "--conflict", "Friends."][..], &say].concat();
    assert_eq!(
        request(&desk, &conflict).stderr,
        "The review is shown and does not count: its writer declares a conflict of interest.\n"
    );
}

const UNKNOWN_ACTOR: &str = "Whether somebody may make this move is judged when they propose it.\n";

#[test]
fn a_move_is_written_where_nothing_speaks_against_it() {
    let desk = Desk::new().site;
    let photos = "content/requests/photos/index.md";
    desk.write(
        photos,
        read(&desk, photos).replace("status: initial-feedback", "status: 'initial-feedback' # May"),
    );
    let before = read(&desk, photos);
    let move_it = [
        "move",
        "photos",
        "development",
        "--reason",
        "All agree: go on.",
        "--priority",
        "high",
        "--priority-reason",
        "The partner moves in May.",
    ];
    let moved = request(&desk, &move_it);
    assert_eq!((moved.status, moved.stderr.as_str()), (0, UNKNOWN_ACTOR));
    assert_eq!(
        moved.stdout,
        "content/requests/photos/index.md\nThe request is then in the state Development and waits for Hal Example or \
         Ida Example (`helpdesk`) or the requester, within 90 days.\n"
    );
    assert_eq!(
        read(&desk, photos),
        before.replace(
            "status: 'initial-feedback' # May\n",
            "status: development # May\nmoves:\n  - to: development\n    on: 2026-03-01\n    \
             reason: \"All agree: go on.\"\npriority: high\npriority_reason: The partner moves in May.\n"
        )
    );
    // On hold and back: the way back is kept, and the reason goes with what it was for.
    let by_hal = |state: &str, more: &[&str]| {
        answer(&desk, &[&["move", "photos", state, "--actor", "hal"], more].concat())
    };
    let developed = read(&desk, photos);
    by_hal("on-hold", &["--reason", "The partner is moving."]);
    let first = "reason: \"All agree: go on.\"\n";
    let held = "  - to: on-hold\n    on: 2026-03-01\n    by: hal\n    reason: The partner is moving.\n";
    assert_eq!(
        read(&desk, photos),
        developed
            .replace("status: development", "status: on-hold")
            .replace(first, &format!("{first}{held}"))
            .replace("May.\n---", "May.\nheld_from: development\n---")
    );
    by_hal("development", &[]);
    let back = "  - to: development\n    on: 2026-03-01\n    by: hal\n";
    assert_eq!(read(&desk, photos), developed.replace(first, &format!("{first}{held}{back}")));
    // A reason that stood alone is that of the step before, on the day that git knows.
    let songs = "content/requests/songs/index.md";
    let before = read(&desk, songs);
    let moved = request(&desk, &["move", "songs", "withdrawn", "--reason", "Sung.", "--by", "ida"]);
    assert_eq!((moved.status, moved.stderr.as_str()), (0, UNKNOWN_ACTOR));
    let log = "moves:\n  - to: final-go\n    on: 2026-02-01\n    reason: All is prepared.\n  - to: withdrawn\n    \
               on: 2026-03-01\n    by: ida\n    reason: Sung.\n";
    assert_eq!(
        read(&desk, songs),
        before.replace(
            "status_reason: All is prepared.\nstatus: final-go\n",
            &format!("status: withdrawn\n{log}")
        )
    );
    let shown = answer(&desk, &["show", "songs"]);
    assert!(shown.contains("\nreason:     Sung.\n"), "{shown}");
    let came = "Came here:\n  2026-03-01 withdrawn, Ida Example\n    Sung.\n  2026-02-01 final-go, Keeper\n    \
                All is prepared.\n";
    assert!(shown.contains(came), "{shown}");
    assert_eq!(
        refusal(&desk, &["move", "maps", "withdrawn", "--reason", "No.", "--by", "idda"]),
        "error: there is no person `idda`\n = help: did you mean `ida`?\n"
    );
    assert_eq!(errors(&desk), "");
}

#[test]
fn a_move_that_may_not_be_merged_is_not_written() {
    let desk = Desk::new();
    let site = &desk.site;
    for (arguments, said) in [
        (
            &["maps", "support"][..],
            "Request `maps` (Old maps), from `submitted` to `support`: may not be merged yet.\n  \
             - The workflow has no move from `submitted` to `support`. From `submitted` it can go to \
             `initial-feedback`, `completed`, `withdrawn`, `on-hold`; or 2 others approve it as an exception (`committee` \
             or `helpdesk`).\n",
        ),
        (
            &["photos", "development"],
            "Request `photos` (Photographs), from `initial-feedback` to `development`: may not be merged yet.\n  \
             - The request has no priority with its reason. Write `priority: high`, `medium` or `low`, and why as \
             `priority_reason`; or 2 others approve it as an exception (`committee` or `helpdesk`).\n  \
             - Nothing says in public why the request goes from `initial-feedback` to `development`. Write \
             `moves: [{to: development, on: 2026-03-01}]`, with a `reason` in the last step that the requester and \
             everybody else can read.\n",
        ),
        (
            &["films", "support", "--reason", "Once more."],
            "Request `films` (Old films), from `completed` to `support`: may not be merged yet.\n  \
             - `completed` is final: the request stays there. Open a new request that says `follows: films`; or 2 others approve it as an exception (`committee` \
             or `helpdesk`).\n",
        ),
        (
            &["maps", "initial-feedback", "--actor", "rita"],
            "Request `maps` (Old maps), from `submitted` to `initial-feedback`: may not be merged yet.\n  \
             - `rita` may not move a request from `submitted` to `initial-feedback`. Ask Hal Example or Ida Example \
             (`helpdesk`) to approve this pull request, or to propose the move; or 2 others approve it as an exception (`committee` \
             or `helpdesk`).\n",
        ),
    ] {
        let file = format!("content/requests/{}/index.md", arguments[0]);
        let before = read(site, &file);
        let ran = request(site, &[&["move"], arguments].concat());
        let actor = if arguments.contains(&"--actor") { "" } else { UNKNOWN_ACTOR };
        // A reason is lacking too, which no exception sets aside.
        let way = if arguments[0] == "photos" {
            ""
        } else {
            "`--exception` with a `--reason` writes it for others to approve.\n"
        };
        assert_eq!(
            (ran.status, ran.stdout.as_str(), ran.stderr),
            (1, said, format!("{actor}{way}Nothing was written.\n"))
        );
        assert_eq!(read(site, &file), before);
    }
    for (arguments, said) in [
        (["maps", "developmnt"], "there is no state `developmnt`\n = help: did you mean `development`?"),
        (["maps", "submitted"], "the request is `submitted` already\n = help: nothing was written"),
        (["mpas", "submitted"], "there is no request `mpas`\n = help: did you mean `maps`?"),
    ] {
        assert_eq!(refusal(site, &[&["move"], &arguments[..]].concat()), format!("error: {said}\n"));
    }
    site.write("content/requests/broken/index.md", "---\ntitle: [\n---\n");
    assert_eq!(
        refusal(site, &["move", "broken", "on-hold"]),
        "error: content/requests/broken/index.md cannot be read\n = help: `casebook check` says what is wrong with it\n"
    );
}

#[test]
fn a_move_that_only_an_exception_allows_is_written_for_others_to_approve() {
    let desk = Desk::new().by("hal");
    let site = &desk.site;
    let file = "content/requests/films/index.md";
    let before = read(site, file);
    let exception = ["move", "films", "support", "--exception"];
    for reason in [&[][..], &["--reason", " "]] {
        assert_eq!(
            refusal(site, &[&exception[..], reason].concat()),
            "error: an exception says in public why it is made\n = help: give a --reason\n"
        );
    }
    assert_eq!(read(site, file), before);
    desk.branch();
    let ran =
        request(site, &[&exception[..], &["--reason", "Closed by mistake.", "--actor", "hal"]].concat());
    assert_eq!(
        (ran.status, ran.stderr.as_str()),
        (
            0,
            "note: content/requests/films/index.md: `completed` is final: the request stays there: set aside as an \
             exception, once it is approved; the reason says in public why\n\
             It is an exception: 2 others approve its last commit on the forge: one of the 5 people with the role \
             `committee` or Hal Example or Ida Example (`helpdesk`).\n"
        )
    );
    assert!(
        read(site, file).contains("status: support\n") && read(site, file).contains("Closed by mistake.")
    );
    // The gate takes what was written, with these approvals and not without.
    desk.commit(|_| ());
    assert_eq!(desk.refused(), ["final-state"]);
    let head = desk.commit_id("change");
    let approvals = ["ada", "ben"].map(|login| serde_json::json!({"login": login, "commit": head}));
    desk.approve(&serde_json::json!(approvals));
    assert_eq!(desk.refused(), [""; 0]);
}

#[test]
fn an_exception_sets_aside_what_it_can_and_nothing_else() {
    let desk = Desk::new();
    let site = &desk.site;
    // A step that is one of the workflow's needs none.
    let file = "content/requests/maps/index.md";
    let before = read(site, file);
    let plain = ["move", "maps", "withdrawn", "--reason", "No.", "--exception", "--actor", "hal"];
    assert_eq!(
        refusal(site, &plain),
        "error: nothing about this move is for an exception to set aside\n = help: leave `--exception` out: what is \
         said then is what has to be put right\n"
    );
    assert_eq!(read(site, file), before);
    // What is for the desk stays with the desk.
    let films = "content/requests/films/index.md";
    let ran = request(
        site,
        &[
            "move",
            "films",
            "support",
            "--reason",
            "Once more.",
            "--priority",
            "high",
            "--exception",
            "--actor",
            "rita",
        ],
    );
    assert_eq!((ran.status, ran.stderr.ends_with("Nothing was written.\n")), (1, true), "{}", ran.stderr);
    assert!(ran.stdout.contains("from `completed` to `support`: may not be merged yet"), "{}", ran.stdout);
    assert!(!ran.stderr.contains("`--exception`"), "{}", ran.stderr);
    assert!(read(site, films).contains("status: completed\n"));
}

#[test]
fn whoever_moves_is_told_which_reviews_do_not_count() {
    let desk = Desk::new().site;
    let file = "content/requests/photos/reviews/initial-ada.md";
    desk.write(file, read(&desk, file).replace("date:", "conflict: A friend.\ndate:"));
    let ran = request(&desk, &["move", "photos", "declined", "--reason", "No.", "--actor", "hal"]);
    assert_eq!(
        (ran.status, ran.stderr.as_str()),
        (
            1,
            "note: content/requests/photos/reviews/initial-ada.md: the review does not count: its writer declares a \
             conflict of interest; it is shown with the others; somebody impartial writes another\n\
             `--exception` with a `--reason` writes it for others to approve.\nNothing was written.\n"
        )
    );
    assert!(ran.stdout.contains("\n  - 2 of 3 reviews that the stage `initial` takes. "), "{}", ran.stdout);
}

/// The gate says of the change what the command has said before it.
#[test]
fn the_gate_has_the_same_words() {
    let desk = Desk::new();
    let said = request(&desk.site, &["move", "maps", "support", "--actor", "rita", "--reason", "Now."]);
    desk.branch();
    desk.commit(|site| {
        let file = "content/requests/maps/index.md";
        let log = "moves: [{to: support, on: 2026-03-01, reason: Now.}]";
        site.write(file, read(site, file).replace("status: submitted", &format!("status: support\n{log}")));
    });
    let desk = desk.by("rita");
    let judged = desk.judged();
    let words = |found: &serde_json::Value, key: &str| {
        let text = found[key].as_str().unwrap();
        text[..1].to_uppercase() + &text[1..]
    };
    let found = judged["diagnostics"].as_array().unwrap().iter();
    let sentences: Vec<String> =
        found.map(|found| format!("  - {}. {}.\n", words(found, "message"), words(found, "help"))).collect();
    let answer = desk.check(&[]).stdout;
    let heading = answer.lines().last().unwrap();
    assert_eq!(said.stdout, format!("{heading}\n{}", sentences.concat()));
}

/// A mail of somebody, with these headers and that text.
fn mail(headers: &str, text: &str) -> String {
    format!(
        "From: Zoe Example <zoe@example.org>\r\nTo: desk@example.net\r\nDate: Thu, 02 May 2024 10:00:00 +0200\r\n\
         Content-Type: text/plain; charset=utf-8\r\n{headers}\r\n\r\n{text}\r\n"
    )
}

/// What is said of a mail whose text looks like English.
const PROPOSED: &str = "Proposed from the mail: `languages`. Once that is right, delete `proposed`.\n";
const LOOK: &str = "Read the text before you propose it: it will be public.\n";

#[test]
fn a_mail_whose_words_look_like_a_comment_is_taken_in_whole() {
    let desk = Desk::new().site;
    let mail = "From: \"Zoe <!-- Example\" <zoe@example.org>\r\nDate: Thu, 2 May 2024 10:00:00 +0200\r\n\
                Subject: Flags <!-- old --> of the islands\r\n\r\nWe have <!-- many --> flags.\r\n";
    fs::write(desk.beside("1.eml"), mail).unwrap();
    let file = answer_of_intake(&desk);
    let text = read(&desk, file.trim_end());
    for words in
        ["title: Flags < !-- old --> of the islands\n", "Zoe < !-- Example", "We have \\<!-- many --> flags."]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert_eq!(errors(&desk), "");
}

fn answer_of_intake(desk: &Site) -> String {
    let ran = request(desk, &["intake", "../1.eml"]);
    assert_eq!((ran.status, ran.stderr), (0, format!("{PROPOSED}{LOOK}")));
    ran.stdout
}

#[test]
fn a_mail_becomes_a_request_and_its_answers_a_part_of_it() {
    let desk = Desk::new().site;
    let first = mail(
        "Subject: Re: Flags of the islands\r\nMessage-ID: <1@mail.example.org>",
        "Dear desk,\r\n\r\n# we ask for [[flags]] <b>now</b>:\r\n- old ones\r\n- new ones\r\nRing +46 8 123 456 78.",
    );
    fs::write(desk.beside("1.eml"), &first).unwrap();
    let ran = request(&desk, &["intake", "../1.eml"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, "content/requests/flags-of-the-islands/index.md\n"));
    assert_eq!(ran.stderr, format!("{PROPOSED}Withheld: 1 telephone number.\n{LOOK}"));
    let file = "content/requests/flags-of-the-islands/index.md";
    let begun = "---\ntitle: Flags of the islands\nrequester: {name: Zoe Example}\nreceived: 2024-05-02\nlanguages: [en]\n\
         proposed: [languages]\nchannel: mail\nmails: [\"sha256:46fd0fcd00b115c2b12e4f5147ebef52b57629665e1e80f4571c0143ac90bc01\"]\n---\nDear desk,\n\n\
         \\# we ask for \\[\\[flags]] \\<b>now\\</b>:\n\n- old ones\n- new ones\n\nRing \\[telephone number withheld].\n";
    assert_eq!(read(&desk, file), begun);
    // The same mail again changes nothing.
    let again = request(&desk, &["intake", "../1.eml"]);
    assert_eq!(
        again,
        Ran {
            status: 0,
            stdout: format!("{file}\n"),
            stderr: "The mail is part of this request already.\n".to_owned()
        }
    );
    assert_eq!(read(&desk, file), begun);
    // An answer to it, from standard input, on a file that somebody has edited.
    desk.write(file, begun.replace("channel: mail", "channel: mail # to the desk").replace('\n', "\r\n"));
    let second = mail(
        "Subject: Re: Flags\r\nMessage-ID: <2@mail.example.org>\r\nReferences: <0@example.net> <1@mail.example.org>",
        "Three of them.\r\n\r\nOn Thu, 2 May 2024 at 10:00, Desk <desk@example.net> wrote:\r\n> How many?",
    );
    let mut command = desk.command(["request", "intake", "-", "--today", TODAY]);
    command
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), second.as_bytes()).unwrap();
    let ran = desk.ran(&child.wait_with_output().unwrap());
    let taken =
        "Left out: 2 lines taken for the history of the mail. With --whole all of the text is kept.\n";
    assert_eq!((ran.status, ran.stdout, ran.stderr), (0, format!("{file}\n"), format!("{taken}{LOOK}")));
    let answered = begun
        .replace("channel: mail", "channel: mail # to the desk")
        .replace("bc01\"]", "bc01\", \"sha256:SECOND\"]")
        + "\n## 2024-05-02, Zoe Example\n\nThree of them.\n";
    let found = read(&desk, file);
    let digest = found.split("\"sha256:").nth(2).unwrap().split('"').next().unwrap();
    assert_eq!(found, answered.replace("SECOND", digest).replace('\n', "\r\n"));
    assert_eq!(errors(&desk), "");
    // An answer to the answer is part of it too; once the request is at its end, as what was heard of it later.
    let third = mail(
        "Subject: Re: Flags\r\nMessage-ID: <3@mail.example.org>\r\nIn-Reply-To: <2@mail.example.org>",
        "Four.",
    );
    fs::write(desk.beside("3.eml"), third).unwrap();
    desk.write(file, found.replace("received:", "status: withdrawn\r\nreceived:"));
    let ran = request(&desk, &["intake", "../3.eml"]);
    assert_eq!(
        ran,
        Ran {
            status: 0,
            stdout: format!("{file}\n"),
            stderr: format!(
                "The request is at its end: the mail is kept as an answer to the follow-up (`heard`).\n{LOOK}"
            )
        }
    );
    let heard = read(&desk, file);
    assert!(heard.contains("heard:\r\n  - on: 2024-05-02\r\n    answer: Four.\r\n"), "{heard}");
    assert!(heard.ends_with("Three of them.\r\n"), "its text stays as it was");
    assert_eq!(errors(&desk), "");
    desk.write(file, found);
    assert_eq!(request(&desk, &["intake", "../3.eml"]).stdout, format!("{file}\n"));
    assert!(read(&desk, file).ends_with("Three of them.\r\n\r\n## 2024-05-02, Zoe Example\r\n\r\nFour.\r\n"));
}

#[test]
fn every_mail_makes_a_valid_request() {
    let desk = Desk::new().site;
    let known = crate::site::tree(&desk.path("content"));
    let mails = crate::site::tree(&crate::site::repository("tests/mail"));
    let mails: Vec<_> = mails.keys().filter(|name| name.ends_with(".eml")).collect();
    assert!(mails.len() > 20);
    for name in &mails {
        let path = crate::site::repository("tests/mail").join(name);
        let ran = request(&desk, &["intake", path.to_str().unwrap()]);
        assert_eq!(ran.status, 0, "{name}: {}", ran.stderr);
        let text = read(&desk, ran.stdout.trim_end());
        assert!(!text.contains('@') && !text.contains("hunter2222"), "{name}: {text}");
    }
    let made = crate::site::tree(&desk.path("content")).len() - known.len();
    assert_eq!(made, mails.len());
    assert_eq!(desk.faults(), "", "not even a warning");
    assert_eq!(
        read(&desk, "content/requests/upload/index.md").split("---\n").nth(2).unwrap(),
        "Dear desk,\\\nwe want to upload\u{a0}pictures of our museum \\<https://example.org/museum>.\n\n\
         See https://example.org/plan/ or write.\n\n- paintings\n- coins\n  1. old\n  2. new\n\n\
         Pictures 400\\\nRooms 12\n\n> As the rules say\n\none\\\ntwo\n\n\\[Logo] 1 < 2 & so on\n"
    );
    let plan = read(&desk, "content/requests/plan/index.md");
    assert!(
        plan.ends_with(
            "P.S. There is more.\n\n## Attachments\n\nThese files are with the desk and are not published.\n\n\
             - plan.pdf\n- kärta \\[mail address withheld].jpeg\n- räkning.csv\n"
        ),
        "{plan}"
    );
    assert!(read(&desk, "content/requests/i-need-help/index.md").contains("\nreceived: 2026-03-01\n"));
}

#[test]
fn what_is_no_mail_is_refused() {
    let desk = Desk::new().site.file("plan.txt", "A plan\n");
    assert!(
        refusal(&desk, &["intake", "plan.txt"])
            .starts_with("error: plan.txt: this is not a mail\n = help: in your")
    );
    assert!(refusal(&desk, &["intake", "none.eml"]).starts_with("error: cannot read none.eml: "));
}

#[test]
fn a_case_begins_with_what_its_request_says() {
    let desk = Desk::new().site;
    let books = "content/requests/books/index.md";
    let text = read(&desk, books).replace(
        "size: project",
        "size: project # large\nsummary: Books for all.\nreceived: 2025-02-03\njustification: They fade.\n\
         partners: [museum]\nmails: [sha256:1]\nmoves:\n- to: support\n  on: 2026-02-03\n  by: hal\n  reason: |\n    \
         *Two* reasons.\n\n    - One\nsources: [{title: \"A: plan\", url: https://example.org/, date: 2025}]",
    );
    desk.write(books, &text);
    assert_eq!(answer(&desk, &["promote", "books"]), format!("content/cases/books.md\n{books}\n"));
    assert_eq!(
        read(&desk, "content/cases/books.md"),
        "---\ntitle: \"Printed books\"\nsummary: Books for all.\nbackground: |\n  Made-up help with printed \
         books.\n\n  They fade.\ngoals: {ours: [\"[to write: what we wanted]\"], partner: [\"[to write: what the \
         partner wanted]\"]}\nmetrics: []       # What was counted; such as [{label: …, value: 1, precision: exact, \
         unit: …, baseline: 1, target: 1, definition: …, measured_with: …, date: 2026-03}]\nlessons: [\"[to write: what \
         others can learn from it]\"]\npeople:\n  - person: hal\n    part: looked after the request\ncountries: [UG]\n\
         period: {start: 2025-02-03}\npartners: [museum]\ngroups: []        # Groups that took part; files in \
         content/groups, without .md\ntools: []         # What was used; files in content/tools, without .md\n\
         guides: []        # The guides that it followed or led to; files in content/guides, without .md\n\
         content_types: [] # What kind of content it was about\nlicences: []      # Under which licences\n\
         request: books\nfollow_up: []     # The days on which to ask again what became of it; such as [2026-03-09]\n\
         wikidata: []      # Items on Wikidata; such as [Q42]\ncommons: []       # Categories and files on Commons; \
         such as [\"Category:Kampala\"]\nsources:\n  - title: \"A: plan\"\n    url: https://example.org/\n    date: \
         \"2025\"\ntopics: []        # What it is about\ndraft: true       # Delete this line when it may be \
         published\n---\n\n## What was done\n\n[to write: the steps, who made them, and with which tools]\n\n\
         ## What came of it\n\n[to write: what is there now, and who uses it; what was counted stands in `metrics`]\n\n\
         ## What we would do otherwise\n\n[to write: what was hard, and what you would do in another way]\n\n\
         ## How the request went\n\n- **Submitted**, 2026-01-12\n\n- **Support**, 2026-02-03, Hal Example\n\n  \
         \\*Two\\* reasons.\n\n  - One\n"
    );
    assert_eq!(read(&desk, books), text.replace("status: support\n", "status: support\ncases: [books]\n"));
    assert_eq!(errors(&desk), "");
    // A name that is taken, and a request that has a case.
    desk.write("content/cases/films.md", "---\ntitle: Other films\nsummary: Made up.\n---\n");
    let ran = request(&desk, &["promote", "films"]);
    assert_eq!((ran.status, ran.stdout.lines().next()), (0, Some("content/cases/films-2.md")));
    assert_eq!(ran.stderr, "The request has a case already: `old-films`.\n");
    assert!(read(&desk, "content/requests/films/index.md").contains("\ncases: [old-films, films-2]\n"));
    assert_eq!(
        refusal(&desk, &["promote", "maps"]),
        "error: the request `maps` is `submitted`\n = help: a case is made of one that is `support` or `completed`\n"
    );
}
