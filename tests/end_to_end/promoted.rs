//! `casebook request promote`: the case that a request with everything becomes, and what is left to be written in it.

use std::fs;

use crate::site::{Site, written};

const MAPS: &str = "content/requests/old-maps/index.md";
const CASE: &str = "content/cases/old-maps.md";

/// A request that has been lived to its end, with all that belongs to it.
const REQUEST: &str = "\
---
title: Old maps
topics: [maps]
requester:
  name: Rita Unseen
  affiliation: Unseen Society
  person: rita
  accounts: {github: rita-unseen}
received: 2025-02-03
description: 400 maps of the harbour, as files.
justification: The paper is falling apart.
help: [Uploading, \"Describing: how\"]
checklist:
  technical: TIFF, 600 dpi.
  legal: |
    In the public domain.

    The museum agrees.
  risk: None that we see.
  sustainability: The museum goes on.
status: completed
moves:
  - {to: initial-feedback, on: 2025-02-10, by: hal}
  - {to: support, on: 2025-04-01, by: hal, reason: \"The committee agrees: *all* of it.\"}
  - {to: completed, on: 2025-12-24, by: hal, reason: Done.}
priority: high
priority_reason: The paper is falling apart.
assignee: hal
group: map-group
plan:
  - {what: Photograph the first ten., by: ada, done: 2025-05-01}
  - {what: Find somebody who reads the script., by: rita, due: 2025-06-01}
countries: [UG]
languages: [en, es]
partners: [museum]
content_types: [maps]
tools: [loader]
licence_status: They are older than the law.
channel: mail
follow_up: [2026-06-01, 2026-12-01]
heard:
  - {on: 2026-06-20, answer: All of it is in use.}
gaps: [How to scan what is larger than a table]
mails: [\"sha256:0000000000000000000000000000000000000000000000000000000000000001\"]
sources:
  - {title: The plan, url: https://example.org/plan}
---
Dear desk, I am Rita and I need your help.
";

const UPLOAD: &str = "\
---
title: Maps of the harbour
request: old-maps
state: done
start: 2025-05-01
end: 2025-11-30
files:
  planned: {value: 400}
  uploaded: {value: 398, on: 2025-12-01}
  in_use: {value: 120, precision: more-than, on: 2025-12-01}
pilot: {files: 5, seen_by: [Somebody of the museum], on: 2025-05-02, outcome: As it should be.}
partners: [museum]
tools: [loader, other-loader]
licences: [cc0-1.0]
category: \"Category:Made-up maps\"
countries: [KE]
---
Made up.
";

fn site() -> Site {
    let person = |name: &str, more: &str| format!("---\ntitle: {name}\n{more}---\n");
    let review = |person: &str, more: &str| {
        format!(
            "---\nrecommendation: proceed\nreason: \"I, {person}, think so.\"\ndigest: \"0\"\n{more}---\n"
        )
    };
    Site::new()
        .file("content/people/rita.md", person("Rita Seen", ""))
        .file("content/people/hal.md", person("Hal", "roles: [{role: helpdesk}]\n"))
        .file("content/people/ada.md", person("Ada", "roles: [{role: committee}]\n"))
        .file("content/people/ben.md", person("Ben", "roles: [{role: committee}]\n"))
        .file("content/people/cleo.md", person("Cleo", "roles: [{role: committee}]\ndraft: true\n"))
        .file("content/groups/map-group.md", "---\ntitle: Maps\n---\n")
        .file("content/partners/museum.md", "---\ntitle: Museum\n---\n")
        .file("content/tools/loader.md", "---\ntitle: Loader\n---\n")
        .file("content/tools/other-loader.md", "---\ntitle: Other loader\n---\n")
        .file("content/vocabularies/topics.yaml", "maps: {label: Maps}\n")
        .file("content/vocabularies/content-types.yaml", "maps: {label: Map sheets}\n")
        .file("content/uploads/harbour.md", UPLOAD)
        .file(
            "content/uploads/later.md",
            "---\ntitle: Later\nrequest: old-maps\ndraft: true\nlicences: [cc-by-sa-4.0]\n---\n",
        )
        .file(MAPS, REQUEST)
        .file("content/requests/old-maps/reviews/initial-ada.md", review("Ada", ""))
        .file("content/requests/old-maps/reviews/initial-ben.md", review("Ben", "conflict: I work there.\n"))
        .file("content/requests/old-maps/reviews/initial-cleo.md", review("Cleo", ""))
        .file("content/requests/old-maps/reviews/final-hal.md", review("Hal", "withdrawn: I was wrong.\n"))
}

/// What is wrong with the records; that a desk this small cannot work is told too.
fn faults(site: &Site) -> String {
    let faults = site.faults();
    faults.lines().filter(|line| !line.contains("[unready-desk]")).flat_map(|line| [line, "\n"]).collect()
}

fn promoted() -> (Site, String) {
    let site = site();
    assert_eq!(faults(&site), "");
    let ran = site.run(["request", "promote", "old"]);
    assert_eq!((ran.status, &*ran.stdout, &*ran.stderr), (0, &*format!("{CASE}\n{MAPS}\n"), ""));
    let case = fs::read_to_string(site.path(CASE)).unwrap();
    (site, case)
}

#[test]
fn a_case_has_what_is_known_and_marks_what_is_not() {
    let (site, case) = promoted();
    for said in [
        "\nsummary: \"[to write: what was done and what came of it, in two sentences]\"\n",
        "\nbackground: |\n  400 maps of the harbour, as files.\n\n  The paper is falling apart.\n",
        "\ngoals: {ours: [\"[to write: what we wanted]\"], partner: [\"[to write: what the partner wanted]\"]}\n",
        "\nlessons: [\"[to write: what others can learn from it]\"]\n",
        "\npeople:\n  - person: rita\n    part: asked for help\n  - person: hal\n    part: looked after the request\n  - person: ada\n    part: worked on it, reviewed the request\n",
        "\ncountries: [UG, KE]\nperiod: {start: 2025-02-03, end: 2025-12-24}\npartners: [museum]\ngroups: [map-group]\ntools: [loader, other-loader]\n",
        "\ncontent_types: [maps]\nlicences: [cc0-1.0]\nrequest: old-maps\nfollow_up: [2026-06-01, 2026-12-01]\n",
        "\ncommons: [\"Category:Made-up maps\"]\n",
        "\nmetrics:\n  - label: \"Uploaded: Maps of the harbour\"\n    value: 398\n    unit: files\n    date: \"2025-12-01\"\n  - label: \"In use: Maps of the harbour\"\n    value: 120\n    precision: more-than\n    unit: files\n    date: \"2025-12-01\"\n",
        "\nsources:\n  - title: The plan\n    url: https://example.org/plan\n",
        "\ntopics: [maps]\ndraft: true       #",
        "---\n\n## What was done\n\n[to write: the steps, who made them, and with which tools]\n\n## What came of it\n\n[to write: ",
        "\n\n## What we would do otherwise\n\n[to write: ",
        "\n\n## What was asked for\n\n- **Help wanted**\n\n  Uploading; Describing: how\n\n- **Languages to answer in**\n\n  en, es\n\n- **Priority**\n\n  high. The paper is falling apart.\n\n- **What was known of the licences**\n\n  They are older than the law.\n",
        "\n\n## What was looked at first\n\n- **Technical**\n\n  TIFF, 600 dpi.\n\n- **Legal**\n\n  In the public domain.\n\n  The museum agrees.\n\n- **Risk**\n\n  None that we see.\n\n- **Sustainability**\n\n  The museum goes on.\n",
        "\n\n## What the working group planned\n\n- Photograph the first ten. (done 2025-05-01, Ada)\n- Find somebody who reads the script. (not done, Rita Seen)\n",
        "\n\n## What was missed\n\n- How to scan what is larger than a table\n",
        "\n\n## How the request went\n\n- **Initial feedback**, 2025-02-10, Hal\n\n- **Support**, 2025-04-01, Hal\n\n  The committee agrees: \\*all\\* of it.\n\n- **Completed**, 2025-12-24, Hal\n\n  Done.\n",
    ] {
        assert!(case.contains(said), "{said}\nin\n{case}");
    }
    // What is between the desk and whoever asked stays there.
    for private in
        ["Unseen", "unseen", "Dear desk", "sha256", "think so", "ben", "cleo", "cc-by", "withdrawn"]
    {
        assert!(!case.contains(private), "{private}: {case}");
    }
    // Nothing but these places is wrong, and each is told where it is.
    let marks = case.matches("[to write: ").count();
    assert_eq!(marks, 7);
    let faults = faults(&site);
    let told: Vec<&str> = faults.lines().filter(|line| line.contains("[unwritten]")).collect();
    assert_eq!(told.len(), marks, "{faults}");
    assert!(told.iter().all(|line| line.starts_with(CASE) && line.contains(": warning[")), "{faults}");
    assert_eq!(faults.lines().filter(|line| line.contains('[')).count(), marks, "{faults}");
}

#[test]
fn nothing_is_published_before_it_is_written() {
    let (site, case) = promoted();
    let open = case.replace("draft: true ", "draft: false ");
    site.write(CASE, &open);
    assert_eq!(faults(&site).matches("error[unwritten]").count(), 7, "{}", faults(&site));
    assert_eq!(site.build(&[]).status, 1);
    site.write(CASE, written(&open));
    assert_eq!(faults(&site), "");
    assert_eq!(site.run(["build", "--today", "2027-01-01"]).status, 0);
    let page = site.page("cases/old-maps/index.html");
    for said in ["All of it is in use.", "In answer to the follow-up of 1 June 2026", "asked for help"] {
        assert!(page.contains(said), "{said}");
    }
}

#[test]
fn an_example_in_code_is_no_place_to_write() {
    let site = Site::new().file(
        "content/pages/about.md",
        "---\ntitle: About\n---\nA place is marked so: `[to write: what]`, and [to write this] is none.\n",
    );
    assert_eq!(site.faults(), "");
}
