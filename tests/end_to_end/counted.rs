//! What the desk counts, and what it must not count as the same: answered questions, requests that were written
//! down afterwards, figures that are not exact.

use serde_json::Value;

use crate::gate::Desk;
use crate::site::{Site, TODAY};

fn request(site: Site, id: &str, fields: &str) -> Site {
    site.file(
        &format!("content/requests/{id}/index.md"),
        format!("---\ntitle: Made up {id}\n{fields}---\nMade up.\n"),
    )
}

fn figures(site: &Site) -> Value {
    serde_json::from_str(&site.page("desk/figures.json")).unwrap()
}

fn report(site: &Site, arguments: &[&str]) -> String {
    let ran = site.run([&["request", "report"], arguments, &["--today", TODAY]].concat());
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    ran.stdout
}

/// Two that the committee decided, one answered question, and two that were written down afterwards.
fn desk() -> Site {
    let site = Site::new();
    let site = request(site, "decided", "received: 2026-01-05\nstatus: support\nsize: project\n");
    let site = request(site, "declined", "received: 2026-01-05\nstatus: declined\n");
    let site = request(site, "question", "received: 2026-01-05\nsize: question\nstatus: completed\n");
    let site = request(site, "asked", "received: 2026-01-05\nsize: question\n");
    let site =
        request(site, "of-old", "recorded_afterwards: true\nstatus: completed\nreceived: 2023-05-01\n");
    // Nobody has answered these.
    let site = request(site, "withdrawn", "received: 2026-01-05\nsize: question\nstatus: withdrawn\n");
    let site = request(site, "no-answer", "received: 2026-01-05\nsize: question\nstatus: declined\n");
    request(site, "notes", "recorded_afterwards: true\nstatus: initial-feedback\ndue: 2026-01-01\n")
}

#[test]
fn questions_and_later_records_are_no_decisions() {
    let site = desk();
    site.built();
    let figures = figures(&site);
    assert_eq!(figures["requests"], 6);
    assert_eq!(figures["questions"], serde_json::json!([4, 1]));
    assert_eq!(figures["recorded_afterwards"], 2);
    assert_eq!((&figures["decided"], &figures["accepted"]), (&2.into(), &1.into()));
    assert_eq!(figures["years"], serde_json::json!([[2026, 6]]));
    let open: Vec<_> =
        figures["states"].as_array().unwrap().iter().filter(|state| state["requests"] != 0).collect();
    assert_eq!(open.len(), 2, "{open:?}");
    let csv = site.page("desk/figures.csv");
    for line in [
        "all,,requests,6,",
        "all,,questions,4,",
        "all,,questions_answered,1,",
        "all,,recorded_afterwards,2,",
        "all,,decided,2,",
    ] {
        assert!(csv.contains(&format!("\r\n{line}")), "{line}: {csv}");
    }
    let report = report(&site, &[]);
    assert!(report.contains("| Decided | 2 |"), "{report}");
    assert!(report.contains("| Written down afterwards, not counted elsewhere | 2 |"), "{report}");
    let page = site.page("desk/figures/index.html");
    assert!(page.contains("<dt>Written down afterwards</dt><dd>2 "), "{page}");
    // One that came to the committee after all was decided by it.
    let site = request(site, "question", "size: question\nstatus: initial-feedback\n");
    site.built();
    assert_eq!(self::figures(&site)["questions"], serde_json::json!([3, 0]));
}

#[test]
fn what_was_written_down_afterwards_says_so_and_waits_for_nobody() {
    let site = desk().file("content/people/ada.md", "---\ntitle: Ada\nroles: [{role: committee}]\n---\n");
    site.commit("Ada", "2026-02-01");
    site.built();
    let page = site.page("requests/notes/index.html");
    assert!(
        page.contains("Written down afterwards") && page.contains("no message that came to the desk"),
        "{page}"
    );
    assert!(!page.contains("How it came here") && !page.contains("Waits for"), "{page}");
    let board = site.page("desk/index.html");
    let (open, ended) = board.split_once("class=\"board ended\"").unwrap();
    for id in ["of-old", "notes"] {
        assert!(!open.contains(&format!("requests/{id}/")), "{id} is open: {open}");
        assert!(ended.contains(&format!("requests/{id}/")), "{ended}");
    }
    assert!(ended.contains("Written down afterwards"), "{ended}");
    assert!(!site.page("desk/people/ada/index.html").contains("requests/notes/"));
    assert!(site.page("requests/index.html").contains("<li>Written down afterwards</li>"));
    assert!(site.page("api/requests.json").contains("\"recorded_afterwards\":true"));
    let command =
        |arguments: &[&str]| site.run([&["request"], arguments, &["--today", TODAY]].concat()).stdout;
    assert!(!command(&["agenda"]).contains("Made up notes"));
    assert!(!command(&["list", "--waiting-for", "ada"]).contains("notes"));
    assert!(command(&["show", "notes"]).contains("written down afterwards"));
}

/// Whoever asks cannot take their own request out of the count.
#[test]
fn the_desk_alone_says_what_was_written_down_afterwards() {
    for (actor, is_refused) in [("rita", true), ("hal", false)] {
        let desk = Desk::new().by(actor);
        let path = "content/requests/books/index.md";
        desk.branch();
        desk.commit(|site| {
            let text = std::fs::read_to_string(site.path(path)).unwrap();
            site.write(
                path,
                text.replacen("size: project\n", "size: project\nrecorded_afterwards: true\n", 1),
            );
        });
        let ran = desk.check(&[]);
        assert_eq!(ran.stdout.contains("desk-field"), is_refused, "{actor}: {}", ran.stdout);
    }
}

const CASE: &str = "---\ntitle: A case\nsummary: Made up.\nrequest: decided\nmetrics:\n\
    - {label: Monuments, value: 500, precision: more-than, unit: \"items, or so\", date: 2024-05, baseline: 20}\n\
    - {label: Organisers, value: 10, precision: about}\n- {label: Files, value: 7, unit: files}\n---\n";

#[test]
fn a_figure_goes_nowhere_without_how_exact_it_is() {
    let site = request(desk(), "decided", "status: support\ncases: [a]\n").file("content/cases/a.md", CASE);
    site.built();
    let page = site.page("desk/figures/index.html");
    for cell in [
        "<td><bdi>more than 500</bdi></td><td></td><td>items, or so</td><td><time datetime=\"2024-05\">May 2024</time></td>",
        "<td><bdi>about 10</bdi></td><td></td><td></td><td></td>",
        "<td>7</td><td></td><td>files</td><td></td>",
    ] {
        assert!(page.contains(cell), "{cell}: {page}");
    }
    let csv = site.page("desk/figures.csv");
    assert!(csv.starts_with("table,group,figure,value,precision,unit,date\r\n"), "{csv}");
    for line in [
        "case,a,Monuments (before),20,,\"items, or so\",",
        "case,a,Monuments (now),500,more-than,\"items, or so\",2024-05",
        "case,a,Organisers (now),10,about,,",
        "case,a,Files (now),7,exact,files,",
    ] {
        assert!(csv.contains(&format!("\r\n{line}\r\n")), "{line}: {csv}");
    }
    assert_eq!(report(&site, &["--format", "csv"]), csv);
    let outcomes = &figures(&site)["outcomes"];
    assert_eq!(outcomes[0]["case"], "a");
    let of =
        |name: &str| [&outcomes[0][name], &outcomes[1][name], &outcomes[2][name]].map(ToString::to_string);
    assert_eq!(of("precision"), ["\"more-than\"", "\"about\"", "\"exact\""]);
    assert_eq!(of("date"), ["\"2024-05\"", "null", "null"]);
    assert_eq!(of("unit"), ["\"items, or so\"", "null", "\"files\""]);
    let report = report(&site, &[]);
    assert!(report.contains("| Monuments | 20 | more than 500 |  | items, or so | 2024-05 |"), "{report}");
    assert!(report.contains("| Organisers |  | about 10 |  |  |  |"), "{report}");
    assert!(report.contains("| Files |  | 7 |  | files |  |"), "{report}");
}
