//! What the desk counts, and what it must not count as the same: answered questions, requests that were written
//! down afterwards, figures that are not exact.

use serde_json::Value;

use crate::gate::Desk;
use crate::html::without_labels;
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
    assert_eq!(figures["requests"], 2);
    assert_eq!(figures["questions"]["asked"], 4);
    assert_eq!(figures["recorded_afterwards"], 2);
    assert_eq!(figures["decided"], 2);
    let year = |year: Option<i16>, requests, questions, recorded| serde_json::json!({"year": year, "requests": requests, "questions": questions, "recorded_afterwards": recorded});
    let years = [year(None, 0, 0, 1), year(Some(2023), 0, 0, 1), year(Some(2026), 2, 4, 0)];
    assert_eq!(figures["years"], serde_json::json!(years));
    let open: Vec<_> = figures["states"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|state| state["requests"] != 0 || state["questions"] != 0)
        .collect();
    assert_eq!(open.len(), 2, "{open:?}");
    let csv = site.page("desk/figures.csv");
    for line in [
        "all,,requests,2,exact,,2026-03-01",
        "all,,questions,4,exact,,2026-03-01",
        "all,,recorded_afterwards,2,exact,,2026-03-01",
        "all,,decided,2,exact,,2026-03-01",
    ] {
        assert!(csv.contains(&format!("\r\n{line}\r\n")), "{line}: {csv}");
    }
    let report = report(&site, &[]);
    assert!(report.starts_with("# The desk in figures\n\nAs of 2026-03-01.\n"), "{report}");
    assert!(report.contains("| Decided | 2 |"), "{report}");
    assert!(report.contains("| Written down afterwards, not counted above | 2 |"), "{report}");
    let page = site.page("desk/figures/index.html");
    assert!(page.contains("<dt>Written down afterwards</dt><dd>2 "), "{page}");
    // One that came to the committee after all was decided by it.
    let site = request(site, "question", "size: question\nstatus: initial-feedback\n");
    site.built();
    assert_eq!(self::figures(&site)["questions"]["asked"], 3);
}

/// On both sides of the least number that is shown.
#[test]
fn a_share_of_a_few_is_in_no_format() {
    for (count, is_shown) in [(4, false), (5, true)] {
        let mut site = Site::new();
        for number in 0..count {
            let status = if number == 0 { "declined" } else { "support" };
            let fields = format!("received: 2026-01-05\nstatus: {status}\n");
            site = request(site, &format!("request-{number}"), &fields);
            let answered = if number == 0 { "" } else { "status: completed\n" };
            let fields = format!("received: 2026-01-05\nsize: question\n{answered}");
            site = request(site, &format!("question-{number}"), &fields);
        }
        site.built();
        let (page, csv) = (site.page("desk/figures/index.html"), site.page("desk/figures.csv"));
        let (figures, report) = (figures(&site), report(&site, &[]));
        assert_eq!(page.contains("<dt>Accepted</dt><dd>80%</dd>"), is_shown, "{page}");
        assert_eq!(page.contains("4 answered"), is_shown, "{page}");
        assert_eq!(page.contains(" answered</span>"), is_shown, "{page}");
        for (name, line) in [
            ("accepted", "all,,accepted,4,exact,,2026-03-01\r\n"),
            ("questions_answered", "all,,questions_answered,4,exact,,2026-03-01\r\n"),
        ] {
            assert_eq!(csv.contains(line), is_shown, "{csv}");
            assert_eq!(csv.contains(&format!("all,,{name},")), is_shown, "{csv}");
        }
        assert_eq!(figures["accepted"], if is_shown { 4.into() } else { Value::Null });
        assert_eq!(figures["questions"]["answered"], if is_shown { 4.into() } else { Value::Null });
        let few = if is_shown { "4" } else { "too few" };
        assert!(report.contains(&format!("| Accepted | {few} |")), "{report}");
        assert!(report.contains(&format!("| Quick questions answered | {few} |")), "{report}");
    }
}

/// The groups of a table of the report, each with how many requests it has.
fn groups(report: &str, heading: &str) -> Vec<String> {
    let Some((_, table)) = report.split_once(&format!("\n## {heading}\n\n")) else { return Vec::new() };
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let cells = rows.map(|row| row.split('|').map(str::trim).skip(1).take(2).collect::<Vec<_>>());
    cells.map(|cells| cells.join(" ")).collect()
}

/// So many requests from each of these countries.
fn from_countries(counts: &[(&str, usize)]) -> Site {
    let mut site = Site::new();
    for (country, count) in counts {
        for number in 0..*count {
            let countries =
                if country.is_empty() { String::new() } else { format!("countries: [{country}]\n") };
            let id = format!("of-{}-{number}", country.to_lowercase());
            site = request(site, &id, &format!("received: 2026-01-05\n{countries}"));
        }
    }
    site
}

#[test]
fn a_small_group_cannot_be_taken_from_the_whole() {
    let africa = "Sub-Saharan Africa";
    let europe = "Northern and Western Europe";
    for (counts, expected) in [
        // The few are too few for a row, so the smallest group goes with them.
        (&[("UG", 6), ("SE", 5), ("IN", 2)][..], &[(africa, 6), ("", 7)][..]),
        (&[("UG", 6), ("SE", 5), ("", 4)], &[(africa, 6), ("", 9)]),
        // Together they are enough.
        (&[("UG", 6), ("SE", 5), ("IN", 2), ("", 3)], &[(africa, 6), (europe, 5), ("", 5)]),
        (&[("UG", 6), ("SE", 5)], &[(africa, 6), (europe, 5)]),
        // A group of all but a few says nothing but of them.
        (&[("UG", 5), ("SE", 4)], &[]),
        (&[("UG", 4), ("SE", 4)], &[]),
        (&[("UG", 4)], &[]),
    ] {
        let site = from_countries(counts);
        site.built();
        let named = |(name, count): &(&str, usize)| {
            format!("{} {count}", if name.is_empty() { "Others, or not said" } else { name })
        };
        let rows: Vec<String> = expected.iter().map(named).collect();
        assert_eq!(groups(&report(&site, &[]), "By region"), rows, "{counts:?}");
        let csv = site.page("desk/figures.csv");
        let lines = csv.lines().filter(|line| line.starts_with("region,") && line.contains(",requests,"));
        assert_eq!(lines.count(), rows.len(), "{counts:?}: {csv}");
        let page = site.page("desk/figures/index.html");
        assert_eq!(page.contains("id=\"figures-regions\""), !rows.is_empty(), "{counts:?}");
        for hidden in [africa, europe, "South Asia"] {
            let is_shown = expected.iter().any(|(name, _)| *name == hidden);
            assert_eq!(page.contains(&format!(">{hidden}<")), is_shown, "{counts:?} {hidden}: {page}");
        }
    }
}

#[test]
fn requests_are_told_apart_by_who_asks_and_where_content_comes_from() {
    let mut site = Site::new().file("content/partners/museum.md", "---\ntitle: A museum\ntype: glam\n---\n");
    site = site
        .file("content/partners/guild.md", "---\ntitle: Map Guild\ntype: university\n---\n")
        .file("content/people/mia.md", "---\ntitle: Mia\naffiliations: [guild]\n---\n");
    // The same, however it is written; and for whom somebody with a page asks.
    let requesters = [
        "{name: A, affiliation: Map Guild}",
        "{name: B, affiliation: \" map  guild\"}",
        "{name: C, affiliation: MAP GUILD}",
        "{name: D, affiliation: Map-Guild}",
        "{name: Mia, person: mia}",
    ];
    for (number, requester) in requesters.iter().enumerate() {
        let fields =
            format!("received: 2026-01-05\nrequester: {requester}\npartners: [museum]\npriority: high\n");
        site = request(site, &format!("of-{number}"), &fields);
    }
    site.built();
    let report = report(&site, &[]);
    assert_eq!(groups(&report, "By affiliation of who asks"), ["Map Guild 5"], "{report}");
    assert_eq!(groups(&report, "By kind of partner"), ["GLAM institution 5"], "{report}");
    assert_eq!(groups(&report, "By priority"), ["high 5"], "{report}");
    let page = site.page("desk/figures/index.html");
    for part in
        ["By affiliation of who asks", "<bdi>Map Guild</bdi>", "By kind of partner", "By priority", ">High<"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    let csv = site.page("desk/figures.csv");
    for line in
        ["affiliation,Map Guild,requests,5,", "partner_type,glam,requests,5,", "priority,high,requests,5,"]
    {
        assert!(csv.contains(&format!("\r\n{line}")), "{line}: {csv}");
    }
}

#[test]
fn the_room_of_the_desk_stands_beside_what_is_asked_of_it() {
    let site = Site::new();
    let site = request(site, "in", "received: 2026-01-05\nstatus: development\n");
    let site = request(site, "next", "received: 2026-01-05\nstatus: waiting-list\n");
    let site = request(site, "asks", "received: 2026-01-05\nstatus: initial-feedback\n");
    let text =
        std::fs::read_to_string(format!("{}/src/config/workflow.yaml", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let state = "  - id: development\n";
    assert!(text.contains(state));
    let site = site.file("content/workflow.yaml", text.replacen(state, &format!("{state}    most: 3\n"), 1));
    site.built();
    let page = without_labels(&site.page("desk/figures/index.html"));
    assert!(page.contains("Room for work") && page.contains("<td>3</td><td>1</td><td>2</td>"), "{page}");
    let csv = site.page("desk/figures.csv");
    for line in ["room,development,most,3,", "room,development,taken,1,", "room,development,asked,2,"] {
        assert!(csv.contains(&format!("\r\n{line}")), "{line}: {csv}");
    }
    // It is the room of now, whichever stretch of time the report is of.
    let report = report(&site, &["--from", "2020-01-01", "--to", "2020-12-31"]);
    assert!(report.contains("| Development | 3 | 1 | 2 |"), "{report}");
}

/// A review and a step are none, and neither is what no day is known of.
#[test]
fn the_time_to_the_first_reply_is_that_of_a_reply() {
    let mut site = Site::new();
    for number in 0..5 {
        let replied = if number == 4 { String::new() } else { format!("replied: 2026-01-1{number}\n") };
        let fields = format!(
            "received: 2026-01-05\nstatus: initial-feedback\nmoves: [{{to: initial-feedback, on: 2026-01-07}}]\n{replied}"
        );
        site = request(site, &format!("of-{number}"), &fields);
    }
    site.built();
    let before = report(&site, &[]);
    assert!(before.contains("| To the first reply | too few to say |"), "{before}");
    assert!(before.contains("| To the first review or step | 2 days (2 to 2, of 5) |"), "{before}");
    assert!(!site.page("desk/figures/index.html").contains("To the first reply"));
    let ran = site.run(["request", "replied", "of-4", "2026-01-20", "--today", TODAY]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, "content/requests/of-4/index.md\n"), "{}", ran.stderr);
    site.built();
    let after = report(&site, &[]);
    assert!(after.contains("| To the first reply | 7 days (6 to 8, of 5) |"), "{after}");
    let page = site.page("desk/figures/index.html");
    assert!(
        page.contains("<dt>To the first reply</dt><dd>7 days <span class=\"aside\">6 to 8, of 5</span></dd>"),
        "{page}"
    );
    let csv = site.page("desk/figures.csv");
    for line in ["first_reply_days_median,7,exact,days,2026-03-01", "first_reply_of,5,exact,,2026-03-01"] {
        assert!(csv.contains(&format!("\r\nall,,{line}\r\n")), "{line}: {csv}");
    }
    assert!(site.page("requests/of-4/index.html").contains("First answered"));
    let error =
        |arguments: &[&str]| site.run([&["request", "replied"], arguments, &["--today", TODAY]].concat());
    let ahead = error(&["of-4", "2026-03-02"]);
    assert!(ahead.status == 2 && ahead.stderr.contains("2026-03-02 has not come yet"), "{}", ahead.stderr);
    let before = error(&["of-4", "2026-01-04"]);
    assert!(
        before.stderr.contains("`replied` (2026-01-04) is before `received` (2026-01-05)"),
        "{}",
        before.stderr
    );
    assert_eq!(error(&["of-4", "--none"]).status, 0);
    assert!(
        !std::fs::read_to_string(site.path("content/requests/of-4/index.md")).unwrap().contains("replied")
    );
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
    let page = without_labels(&site.page("desk/figures/index.html"));
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
    assert!(report.contains(": Monuments | 20 | more than 500 |  | items, or so | 2024-05 |"), "{report}");
    assert!(report.contains(": Organisers |  | about 10 |  |  |  |"), "{report}");
    assert!(report.contains(": Files |  | 7 |  | files |  |"), "{report}");
}
