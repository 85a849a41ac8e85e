//! The follow-ups of a request: several days on which to ask what has become of it, and what was heard.

use std::fs;

use crate::site::Site;

const MAPS: &str = "content/requests/maps/index.md";

/// A request that is at its end, with its case, and what else its front matter says.
fn with(fields: &str) -> Site {
    let request = format!(
        "---\ntitle: Old maps\nreceived: 2025-01-02\nstatus: completed\ncases: [maps]\n\
         moves: [{{to: support, on: 2025-02-01}}, {{to: completed, on: 2025-03-01}}]\n{fields}---\nMade up.\n"
    );
    let case = "---\ntitle: Maps\nsummary: Made up.\nrequest: maps\n---\nMade up.\n";
    Site::new().file(MAPS, request).file("content/cases/maps.md", case)
}

#[test]
fn one_day_is_a_list_too_and_it_is_said_how_to_write_it() {
    assert_eq!(with("follow_up: [2026-06-01]\n").faults(), "");
    assert_eq!(with("follow_up: [2026-06-01, 2027-06-01]\n").faults(), "");
    let faults = with("follow_up: 2026-06-01\n").faults();
    assert!(faults.contains("error[wrong-type]"), "{faults}");
    assert!(faults.contains("`[2026-06-01]`"), "{faults}");
}

#[test]
fn each_answer_stands_with_its_day_and_with_what_it_answers() {
    let site = with(
        "follow_up: [2027-06-01, 2026-06-01]\nheard:\n- {on: 2026-01-01, answer: It began.}\n\
         - {on: 2026-07-01, answer: All is in use.}\n- {on: 2027-06-01, answer: Half of it is.}\n",
    );
    let ran = site.run(["build", "--today", "2027-07-01"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    for page in ["requests/maps/index.html", "cases/maps/index.html"] {
        let page = site.page(page);
        let (_, heard) = page.split_once("id=\"section-heard\"").unwrap();
        let heard: String = heard.split("</section>").next().unwrap().replace('\n', "");
        let parts: Vec<&str> = heard.split("<h3>").skip(1).collect();
        let said = [
            ("1 June 2027", "the follow-up of 1 June 2027", "Half of it is."),
            ("1 July 2026", "the follow-up of 1 June 2026", "All is in use."),
            ("1 January 2026", "", "It began."),
        ];
        assert_eq!(parts.len(), said.len(), "{heard}");
        for (part, (day, of, answer)) in parts.iter().zip(said) {
            assert!(part.contains(day) && part.contains(answer), "{part}");
            assert_eq!(part.contains("In answer to the follow-up of"), !of.is_empty(), "{part}");
            assert!(part.contains(of), "{part}");
        }
    }
}

#[test]
fn figures_and_agenda_name_each_day_that_is_near_or_past_and_unanswered() {
    let site = with("follow_up: [2026-06-01, 2026-07-01, 2026-07-31, 2026-08-01]\n");
    let days = |today: &str| {
        let agenda = site.run(["request", "agenda", "--today", today]).stdout;
        let (_, asked) = agenda.split_once("## To be asked about\n").unwrap_or_default();
        let asked = asked.split("\n## ").next().unwrap();
        asked.lines().filter_map(|line| Some(line.rsplit_once(", ")?.1.to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(days("2026-05-01"), [""; 0]);
    assert_eq!(days("2026-07-01"), ["2026-06-01", "2026-07-01", "2026-07-31"]);
    assert_eq!(site.run(["build", "--today", "2026-07-01"]).status, 0);
    let page = site.page("desk/figures/index.html");
    let (_, asked) = page.split_once("id=\"figures-follow-ups\"").unwrap();
    assert_eq!(asked.split("</section>").next().unwrap().matches("Old maps").count(), 3, "{asked}");
    let text = fs::read_to_string(site.path(MAPS)).unwrap();
    site.write(MAPS, text.replace("follow_up", "heard: [{on: 2026-06-30, answer: So.}]\nfollow_up"));
    assert_eq!(days("2026-07-01"), ["2026-07-01", "2026-07-31"]);
}

#[test]
fn each_day_is_asked_about_once_in_the_thread_of_the_request() {
    let site = with("follow_up: [2026-06-01, 2027-06-01, 2028-06-01]\n");
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let mail = "From: Karin <karin@museum.example>\r\nTo: desk@example.org\r\nSubject: Old maps\r\n\
                Date: Thu, 2 Jan 2025 10:00:00 +0100\r\nMessage-ID: <1@museum.example>\r\n\r\nMade up.\r\n";
    fs::write(at("1.eml"), mail).unwrap();
    // The mail makes a request of its own, whose digest is that of this one.
    let box_ = folder.path().to_str().unwrap().to_owned();
    assert_eq!(site.run(["mail", "fetch", "--mailbox", &box_, "--today", "2025-01-02"]).status, 0);
    let taken = site.path("content/requests/old-maps/index.md");
    let digest = fs::read_to_string(&taken).unwrap();
    let digest = digest.lines().find(|line| line.starts_with("mails:")).unwrap().to_owned();
    fs::remove_dir_all(taken.parent().unwrap()).unwrap();
    let text = fs::read_to_string(site.path(MAPS)).unwrap();
    site.write(MAPS, text.replace("cases:", &format!("{digest}\ncases:")));

    let asked = |out: &str, day: &str| {
        let out = at(out);
        let out = out.to_str().unwrap();
        let ran = site.run(["mail", "drafts", "--mailbox", &box_, "--out", out, "--today", day]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        ran.stdout
    };
    assert_eq!(asked("out", "2026-05-31"), "");
    assert_eq!(asked("out", "2026-06-01"), "follow-up maps 2026-06-01\n");
    assert_eq!(asked("out", "2026-06-02"), "");
    // Nobody has answered; the next day asks anew, and a mailbox that knows of nothing asks once for both.
    assert_eq!(asked("out", "2027-06-01"), "follow-up maps 2027-06-01\n");
    assert_eq!(asked("other", "2027-06-01"), "follow-up maps 2026-06-01, follow-up maps 2027-06-01\n");
    assert_eq!(asked("other", "2027-06-02"), "");
    let draft = fs::read_to_string(at("out/follow-up-maps-2027-06-01.eml")).unwrap();
    assert!(draft.contains("In-Reply-To: <1@museum.example>"), "{draft}");
    assert!(draft.contains("What has become of it since?"), "{draft}");
    // What was heard answers all that came before.
    let text = fs::read_to_string(site.path(MAPS)).unwrap();
    site.write(MAPS, text.replace("follow_up", "heard: [{on: 2027-06-20, answer: So.}]\nfollow_up"));
    assert_eq!(asked("third", "2027-07-01"), "");
    assert_eq!(asked("third", "2028-06-01"), "follow-up maps 2028-06-01\n");
}
