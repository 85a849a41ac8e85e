//! The part "Move this request" of a request's page: what it says to write is what the gate takes.

use std::fs;

use crate::gate::Desk;
use crate::html::outline;
use crate::site::{Site, assert_expected};

/// A step as the page shows it: the state that it leads to, the lines, and whether `held_from` has to go.
#[derive(Debug)]
struct Step {
    to: String,
    lines: Vec<String>,
    resumes: bool,
}

fn steps(page: &str) -> Vec<Step> {
    let Some((_, section)) = page.split_once("id=\"section-moves\"") else {
        return Vec::new();
    };
    let section = section.split("</section>").next().unwrap();
    let between = |text: &str, start: &str, end: &str| {
        text.split_once(start).unwrap().1.split(end).next().unwrap().to_owned()
    };
    let step = |text: &str| Step {
        to: between(text, "<summary>", "</summary>").split(['<', '>']).nth(2).unwrap().to_owned(),
        lines: between(text, "<code>", "</code>")
            .replace("&quot;", "\"")
            .lines()
            .map(str::to_owned)
            .collect(),
        resumes: text.contains("Delete the line that begins with held_from."),
    };
    section.split("<details>").skip(1).map(step).collect()
}

fn page(site: &Site, request: &str) -> String {
    site.built();
    site.page(&format!("requests/{request}/index.html"))
}

/// Writes the lines of a step into a request as the page says, with something in the place of what is empty.
fn write(site: &Site, request: &str, step: &Step, fills: bool) {
    let path = format!("content/requests/{request}/index.md");
    let text = fs::read_to_string(site.path(&path)).unwrap();
    let mut head: Vec<String> = text.lines().map(str::to_owned).collect();
    if step.resumes {
        head.retain(|line| !line.starts_with("held_from:"));
    }
    for line in &step.lines {
        let end = |head: &[String]| head.iter().skip(1).position(|line| line == "---").unwrap() + 1;
        // What is to be done with a line that is there.
        if let Some(field) = line.strip_prefix("# without ") {
            head.retain(|line| !line.starts_with(&format!("{field}:")));
        }
        let Some((key, value)) = line.split_once(':').filter(|_| !line.starts_with('#')) else { continue };
        let filled = match key.trim_start_matches([' ', '-']) {
            "priority" => "high",
            "assignee" | "by" => "hal",
            "on" => crate::site::TODAY,
            // A case of another request, which is none for this one.
            "cases" => "[old-films]",
            _ => "Made up for this step.",
        };
        let line = if fills && value.contains("\"\"") { format!("{key}: {filled}") } else { line.clone() };
        match head.iter().position(|one| !key.starts_with(' ') && one.starts_with(&format!("{key}:"))) {
            Some(at) => head[at] = line,
            None => head.insert(end(&head), line),
        }
    }
    site.write(&path, head.join("\n") + "\n");
}

#[test]
fn each_step_has_the_lines_that_the_gate_takes() {
    let mut tried = Vec::new();
    for request in ["maps", "photos", "scans", "tapes", "books"] {
        let shown = steps(&page(&Desk::new().site, request));
        for step in &shown {
            for fills in [false, true] {
                let desk = Desk::new().by("hal");
                desk.branch();
                desk.commit(|site| write(site, request, step, fills));
                let refused = desk.refused();
                let of_fields: Vec<_> = refused
                    .iter()
                    // What reviews have to say is no line of the file.
                    .filter(|code| {
                        !["missing-quorum", "open-concern", "unmet-guard"].contains(&code.as_str())
                    })
                    .collect();
                let rests_on_reviews = refused.iter().any(|code| code == "missing-quorum");
                let has_gaps = step.lines.iter().any(|line| line.contains("\"\""));
                let what = format!("{request} to {}: {:?} {refused:?}", step.to, step.lines);
                if fills || !has_gaps {
                    assert!(of_fields.is_empty(), "{what}");
                    assert!(refused.is_empty() || rests_on_reviews || refused == ["unmet-guard"], "{what}");
                } else {
                    assert!(!refused.is_empty(), "what is empty was taken: {what}");
                }
                if fills {
                    tried.push(format!("{request} to {}: {}", step.to, refused.join(" ")));
                }
            }
        }
    }
    assert_expected("tests/gate/moves.txt", &(tried.join("\n") + "\n"));
}

#[test]
fn the_page_leads_to_the_editor_and_says_whose_step_it_is() {
    let desk = Desk::new();
    let page = page(&desk.site, "photos");
    let text = outline(&page);
    let editor = "https://github.com/example/desk/edit/main/content/requests/photos";
    for said in [
        "Move this request",
        &format!("[Open the file of this request]({editor}/index.md)"),
        &format!("[Change this review]({editor}/reviews/initial-ada.md)"),
        "What most reviews have to say first",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let development = steps(&page).into_iter().find(|step| step.to == "Development").unwrap();
    assert_eq!(
        development.lines,
        [
            "status: development",
            "priority: \"\"  # high, medium, low",
            "priority_reason: \"\"",
            "moves:",
            "  - to: development",
            "    on: \"\"  # the day, such as 2026-03-09",
            "    by: \"\"  # a file in content/people, without .md",
            "    reason: \"\"",
        ]
    );
    let hold = steps(&page).into_iter().find(|step| step.to == "On hold").unwrap();
    assert_eq!(hold.lines[..3], ["status: on-hold", "held_from: initial-feedback", "moves:"]);
    // A reason that stands alone goes with the step that it is of, and a log is added to.
    let lines = |to: &str| {
        let steps = steps(&self::page(&desk.site, "songs"));
        steps.into_iter().find(|step| step.to == to).unwrap().lines.join("|")
    };
    let own = "  - to: withdrawn|    on: \"\"  # the day, such as 2026-03-09|    reason: \"\"";
    let alone = "  - to: final-go|    on: 2026-02-01|    reason: All is prepared.|";
    assert_eq!(lines("Withdrawn"), format!("status: withdrawn|moves:|{alone}{own}|# without status_reason"));
    let songs = "content/requests/songs/index.md";
    let text = fs::read_to_string(desk.site.path(songs)).unwrap();
    let log = "moves: [{to: final-go, on: 2026-02-01, reason: All is prepared.}]";
    desk.site.write(songs, text.replace("status_reason: All is prepared.", log));
    assert_eq!(lines("Withdrawn"), format!("status: withdrawn|# at the end of moves|{own}"));
}

#[test]
fn only_a_request_that_can_move_says_how() {
    let desk = Desk::new();
    let has_steps = |request: &str| !steps(&page(&desk.site, request)).is_empty();
    assert!(has_steps("maps"));
    // A question is answered at once: what says nothing of its size may be one, a project is none.
    let maps = "content/requests/maps/index.md";
    let text = fs::read_to_string(desk.site.path(maps)).unwrap();
    let answered = |text: String| {
        desk.site.write(maps, text);
        let steps = steps(&page(&desk.site, "maps"));
        steps.into_iter().find(|step| step.to == "Completed").map(|step| step.lines)
    };
    assert_eq!(answered(text.clone()), None);
    let first = |text: String| answered(text).map(|lines| lines[..2].join("|"));
    assert_eq!(
        first(text.replace("size: project\n", "")).as_deref(),
        Some("status: completed|size: question")
    );
    assert_eq!(
        first(text.replace("size: project", "size: question")).as_deref(),
        Some("status: completed|moves:")
    );
    assert!(!has_steps("films"), "a final state");
    // What is on hold goes back to where it was.
    let tapes = steps(&page(&desk.site, "tapes"));
    let to: Vec<_> = tapes.iter().map(|step| (&*step.to, step.resumes)).collect();
    assert_eq!(to, [("Withdrawn", true), ("Development", true)]);
    desk.site.write(maps, text.replace("status:", "recorded_afterwards: true\nstatus:"));
    assert!(!has_steps("maps"), "it never came to this desk");
    desk.site.write(maps, text);
    desk.site.write("casebook.yaml", "title: A made-up desk\n");
    assert!(!has_steps("maps"), "nobody knows where its file is");
}
