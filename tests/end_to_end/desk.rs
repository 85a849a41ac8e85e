//! The pages of the desk, on a made-up history of 300 requests over five years.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::html::outline;
use crate::site::{Site, TITLE, TODAY, assert_expected};

/// Numbers by chance, and the same ones each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

const DAY: i64 = 86_400;

/// Noon of the day on which the history begins, 2021-03-01, in seconds since 1970.
const BEGIN: i64 = 1_614_600_000;

/// A commit of one file, for `git fast-import`.
fn commit(import: &mut String, day: i64, who: &str, path: &str, text: &str) {
    let time = BEGIN + day * DAY;
    let _ = write!(
        import,
        "commit refs/heads/main\ncommitter {who} <{}@example.org> {time} +0000\ndata 1\nx\nM 100644 inline {path}\ndata {}\n{text}\n",
        who.to_lowercase(),
        text.len()
    );
}

/// The made-up desk with 300 requests more, each with the way that it has come. Every request, person
/// and date is made up.
pub(crate) fn five_years() -> Site {
    let site = Site::copy_of("tests/gate/desk");
    crate::gate::sign_reviews(&site);
    let mut chance = Chance(3);
    let mut moves: Vec<(i64, usize, String, String)> = Vec::new();
    for number in 0..300 {
        let received = i64::try_from(chance.below(1800)).unwrap();
        let country = chance.of(&["UG", "KE", "NG", "GH", "BR", "CL", "SE", "FI", "IN", "EG", "ID", "CA"]);
        let language = chance.of(&["en", "en", "es", "fr", "pt", "ar", "sw"]);
        let scope = chance.of(&["question", "project", "project", "project"]);
        let gap = if chance.below(20) == 0 { "gaps: [Freedom of panorama]\n" } else { "" };
        let way: &[&str] = if scope == "question" {
            &["submitted", "completed"]
        } else {
            match chance.below(10) {
                0 => &["submitted", "initial-feedback", "declined"],
                1 => &["submitted", "withdrawn"],
                2 => &["submitted", "initial-feedback", "development", "on-hold"],
                _ => &["submitted", "initial-feedback", "development", "final-go", "support", "completed"],
            }
        };
        let mut day = received;
        for state in way {
            let text = format!(
                "---\ntitle: Made-up request {number}\ncountries: [{country}]\nlanguages: [{language}]\nsize: {scope}\n\
                 assignee: hal\n{gap}{}status: {state}\n---\nMade up.\n",
                if *state == "on-hold" { "held_from: development\n" } else { "" },
            );
            moves.push((day, number, (*state).to_owned(), text));
            day += 3 + i64::try_from(chance.below(60)).unwrap();
        }
    }
    // Nothing later than the day of the build, which is five years after the first.
    moves.retain(|(day, ..)| *day < 1820);
    moves.sort();
    let mut import = String::new();
    for (day, number, _, text) in &moves {
        let path = format!("content/requests/made-up-{number}/index.md");
        commit(&mut import, *day, "Hal", &path, text);
    }
    crate::gate::as_submitted(&site, "2021-01-12");
    site.commit("Keeper", "2021-02-01");
    let from = import.replacen("data 1\nx\n", "data 1\nx\nfrom refs/heads/main^0\n", 1);
    let mut git = Command::new("git")
        .args(["fast-import", "--quiet", "--force"])
        .current_dir(site.root())
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    git.stdin.take().unwrap().write_all(from.as_bytes()).unwrap();
    assert!(git.wait().unwrap().success());
    site.git(&["reset", "--quiet", "--hard", "main"], "Keeper", "2026-02-28");
    site
}

#[test]
fn five_years_of_a_desk_can_be_seen_at_once() {
    let site = five_years();
    site.built();
    let expected = |name: &str, text: &str| assert_expected(&format!("tests/gate/five-years/{name}"), text);
    expected("board.txt", &outline(&site.page("desk/index.html")));
    expected("figures.txt", &outline(&site.page("desk/figures/index.html")));
    expected("figures.csv", &site.page("desk/figures.csv"));
    expected("hal.txt", &outline(&site.page("desk/people/hal/index.html")));
    let json: serde_json::Value = serde_json::from_str(&site.page("desk/figures.json")).unwrap();
    assert_eq!((&json["requests"], &json["questions"]["asked"]), (&238.into(), &69.into()));
    let with_a_way = site.page("requests/made-up-7/index.html");
    assert!(with_a_way.contains("How it came here"));
}

#[test]
fn each_region_is_shown_with_those_of_the_committee_who_are_from_it() {
    let site = Site::copy_of("tests/gate/desk");
    crate::gate::sign_reviews(&site);
    let country_of = |person: &str, country: &str| {
        let path = format!("content/people/{person}.md");
        let text = std::fs::read_to_string(site.path(&path)).unwrap();
        site.write(&path, text.replace("accounts:", &format!("countries: [{country}]\naccounts:")));
    };
    // Hal is of the desk, and judges nothing.
    for (person, country) in [("ada", "UG"), ("max", "KE"), ("ben", "SE"), ("hal", "UG")] {
        country_of(person, country);
    }
    // With those from elsewhere, enough to be a row of their own.
    for number in 0..5 {
        site.write(&format!("content/requests/of-nowhere-{number}.md"), "---\ntitle: Made up\n---\n");
    }
    site.built();
    let figures = site.page("desk/figures.csv");
    for line in ["sub-saharan-africa,committee,2", "(others),committee,1"] {
        assert!(figures.contains(&format!("\r\nregion,{line},exact,,2026-03-01\r\n")), "{line}: {figures}");
    }
}

#[test]
fn a_shallow_clone_shows_no_dates_rather_than_false_ones() {
    let site = five_years();
    let origin = format!("file://{}", site.root().display());
    let clone = site.beside("clone");
    crate::site::git(
        &site.beside("."),
        &["clone", "--quiet", "--depth=1", &origin, "clone"],
        "Keeper",
        "2026-02-28",
    );
    let out = site.beside("out");
    let ran = site.run([
        "build",
        "--root",
        clone.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
        "--today",
        TODAY,
    ]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let page = std::fs::read_to_string(out.join("requests/made-up-7/index.html")).unwrap();
    assert!(!page.contains("How it came here") && !page.contains("<dt>Since</dt>"), "{page}");
    let board = std::fs::read_to_string(out.join("desk/index.html")).unwrap();
    assert!(!board.contains("days late"), "nothing is late where nothing is known");
}

#[test]
fn the_next_meetings_are_a_calendar() {
    let site = Site::copy_of("tests/gate/desk")
        .file(
            "content/groups/committee.md",
            "---\ntitle: The committee, which meets\nsummary: \"Made up; with a comma, and a very long summary that has to be folded where it gets too long: é\"\n\
             meetings: [2026-02-01T15:00, 2026-03-29T01:30, 2026-07-01T15:00]\ntime_zone: Europe/Stockholm\njoin: https://example.org/meet\n---\n",
        )
        .file("content/clinics/a.md", "---\ntitle: A clinic\nstart: 2026-05-01\n---\n");
    site.built();
    let text = site.page("desk/meetings.ics");
    assert_expected("tests/gate/meetings.ics", &text);
    let calendar: icalendar::Calendar = text.parse().unwrap();
    assert_eq!(calendar.components.len(), 3, "what is past is left out");
    assert!(text.lines().all(|line| line.len() <= 75));
    assert!(site.page("groups/committee/index.html").contains("1 July 2026"));
}

#[test]
fn each_member_has_a_feed_of_what_waits() {
    let site = five_years();
    site.built();
    let feed = feed_rs::parser::parse(site.page("desk/people/hal/feed.xml").as_bytes()).unwrap();
    let mut ids: Vec<_> = feed.entries.iter().map(|entry| entry.id.clone()).collect();
    ids.dedup();
    assert_eq!(ids.len(), feed.entries.len());
    assert!(!feed.entries.is_empty());
    let first = feed.entries[0].title.as_ref().unwrap().content.clone();
    assert!(first.contains(": "), "{first}");
}

#[test]
fn a_calendar_is_offered_only_where_people_meet() {
    for (path, has_calendar) in
        [("content/tools/a.md", false), ("content/groups/a.md", true), ("content/clinics/a.md", true)]
    {
        let site = Site::new().file("content/requests/maps.md", TITLE).file(path, TITLE);
        let files = site.built();
        assert_eq!(files.contains_key("desk/meetings.ics"), has_calendar, "{path}");
        let board = site.page("desk/index.html");
        assert_eq!(board.contains("meetings.ics"), has_calendar, "{path}: {board}");
    }
}
