use crate::config::Language;
use crate::record::{Fields, File, Id, Kind, Parsed};
use crate::source::SitePath;

/// What is wrong with the upload of a front matter: code and message, or message and help.
fn faults(front: &str) -> Vec<(String, String)> {
    let file = File {
        path: &SitePath::new("content/uploads/a.md"),
        id: Id { kind: Kind::Upload, slug: "a".into() },
        translation: None,
        default_language: &Language::default(),
        text: &format!("---\ntitle: A\n{front}\n---\n"),
    };
    let (_, faults) = file.parse();
    faults
        .iter()
        .map(|fault| (format!("{}: {}", fault.code, fault.message), fault.help.clone().unwrap_or_default()))
        .collect()
}

fn told(front: &str) -> Vec<String> {
    faults(front).into_iter().map(|(told, _)| told).collect()
}

const NOTHING: [&str; 0] = [];

fn files(planned: &str, uploaded: &str, in_use: &str) -> String {
    let figure = |name: &str, figure: &str| {
        if figure.is_empty() { String::new() } else { format!("  {name}: {{value: {figure}}}\n") }
    };
    format!(
        "files:\n{}{}{}",
        figure("planned", planned),
        figure("uploaded", uploaded),
        figure("in_use", in_use)
    )
}

#[test]
fn figures_that_go_together_are_taken() {
    for (planned, uploaded, in_use) in [
        ("10", "10", "10"),
        ("10", "0", ""),
        ("10", "", ""),
        ("", "", "3"),
        ("10, precision: about", "11", ""),
        ("10, precision: more-than", "11", ""),
        ("10", "11, precision: about", ""),
        ("10", "9, precision: more-than", ""),
        ("", "10, precision: about", "11"),
        ("", "10, precision: more-than", "11"),
        ("", "10", "11, precision: about"),
        // There may have been more when the others were counted.
        ("", "10, on: 2026-01-01", "11, on: 2026-01-02"),
        ("", "10, on: 2026", "11, on: 2026-03"),
    ] {
        assert_eq!(told(&files(planned, uploaded, in_use)), NOTHING, "{planned} {uploaded} {in_use}");
    }
}

#[test]
fn no_more_are_in_use_than_have_come() {
    for (uploaded, in_use) in [
        ("10", "11"),
        ("10", "10, precision: more-than"),
        ("10, on: 2026-01-01", "11"),
        ("10", "11, on: 2026-01-01"),
        ("10, on: 2026-01-01", "11, on: 2026-01-01"),
        ("10, on: 2026-01", "11, on: 2026-01"),
        ("10, on: 2026-01-02", "11, on: 2026-01-01"),
    ] {
        let told = told(&files("", uploaded, in_use));
        assert_eq!(told.len(), 1, "{uploaded} {in_use}: {told:?}");
        assert!(told[0].starts_with("bad-value: `files.in_use.value` (1"), "{told:?}");
        assert!(told[0].ends_with("is more than `files.uploaded.value` (10)"), "{told:?}");
    }
}

#[test]
fn more_than_were_planned_is_told() {
    for uploaded in ["11", "10, precision: more-than"] {
        let told = told(&files("10", uploaded, ""));
        assert_eq!(told.len(), 1, "{uploaded}: {told:?}");
        assert!(told[0].starts_with("count-mismatch: `files.uploaded.value` (1"), "{told:?}");
        assert!(told[0].ends_with("is more than `files.planned.value` (10)"), "{told:?}");
    }
    let pilot = |files| told(&format!("files: {{planned: {{value: 10}}}}\npilot: {{files: {files}}}"));
    assert_eq!(pilot(10), NOTHING);
    assert_eq!(pilot(11), ["count-mismatch: `pilot.files` (11) is more than `files.planned.value` (10)"]);
}

#[test]
fn files_are_counted_in_whole_numbers() {
    for (front, path) in [
        ("files: {planned: {value: 1.5}}", "files.planned.value"),
        ("files: {uploaded: {value: -1}}", "files.uploaded.value"),
        ("files: {in_use: {value: .inf}}", "files.in_use.value"),
        ("pilot: {files: .nan}", "pilot.files"),
    ] {
        assert_eq!(told(front), [format!("bad-value: `{path}` is no number of files")], "{front}");
    }
    assert_eq!(told("files: {planned: {value: 0}, uploaded: {value: 0}}\npilot: {files: 0}"), NOTHING);
}

#[test]
fn days_are_in_their_order() {
    assert_eq!(told("start: 2026-02\nend: 2026-02-01"), NOTHING);
    assert_eq!(
        told("start: 2026-02\nend: 2026-01-31"),
        ["date-order: `end` (2026-01-31) is before `start` (2026-02)"]
    );
    assert_eq!(told("pilot: {on: 2026-02-01}\nend: 2026-02-01"), NOTHING);
    assert_eq!(
        told("pilot: {on: 2026-02-02}\nend: 2026-02-01"),
        ["date-order: `end` (2026-02-01) is before `pilot.on` (2026-02-02)"]
    );
}

#[test]
fn what_is_done_says_how_many_have_come() {
    for state in ["planned", "pilot", "stopped"] {
        assert_eq!(told(&format!("state: {state}")), NOTHING, "{state}");
    }
    assert_eq!(
        told("state: done"),
        ["missing-field: the upload is `done`, and nothing says how many files have come"]
    );
    assert_eq!(told("state: done\nfiles: {uploaded: {value: 0}}"), NOTHING);
}

#[test]
fn somebody_looks_before_the_others_follow() {
    let unseen = ["unseen-pilot: the files are coming, and nobody has looked at a pilot"];
    for pilot in ["", "pilot: {files: 3}", "pilot: {on: 2026-01-01}"] {
        assert_eq!(told(&format!("state: running\n{pilot}")), unseen, "{pilot}");
    }
    for pilot in ["pilot: {seen_by: [Ben Example]}", "pilot: {outcome: A dozen files need none.}"] {
        assert_eq!(told(&format!("state: running\n{pilot}")), NOTHING, "{pilot}");
    }
}

#[test]
fn a_seer_has_a_page_or_a_name() {
    let seen = |by: &str| faults(&format!("pilot: {{seen_by: [\"{by}\"]}}"));
    for by in ["people/ada", "groups/archive-group", "Ada", "ada l", "Ada-1", "阿达"] {
        assert_eq!(seen(by), [], "{by}");
    }
    for by in ["ada", "ada-example", "", " ", "person/ada", "https://example.org/"] {
        let told = seen(by);
        assert_eq!(told.len(), 1, "{by}: {told:?}");
        assert!(told[0].1.contains("`people/SLUG`"), "{told:?}");
    }
}

#[test]
fn a_permission_is_a_ticket_or_an_address() {
    let faults = |permission: &str| faults(&format!("permission: {permission}"));
    for permission in
        ["2026030910001234", "\"2026030910001234\"", "https://example.org/permission", "http://example.org/"]
    {
        assert_eq!(faults(permission), [], "{permission}");
    }
    for permission in [
        "ada@example.org",
        "mailto:ada@example.org",
        "Ada",
        "202603091000123",
        "20260309100012345",
        "2026133910001234",
        "ticket:2026030910001234",
        "yes",
        "[a]",
    ] {
        let told = faults(permission);
        assert_eq!(told.len(), 1, "{permission}: {told:?}");
    }
    assert!(faults("ada@example.org")[0].1.contains("`2026030910001234`"), "{:?}", faults("ada@example.org"));
}

#[test]
fn an_account_is_a_name_or_several() {
    let names = |account: &str| {
        let file = File {
            path: &SitePath::new("content/uploads/a.md"),
            id: Id { kind: Kind::Upload, slug: "a".into() },
            translation: None,
            default_language: &Language::default(),
            text: &format!("---\ntitle: A\naccount: {account}\n---\n"),
        };
        let (parsed, faults) = file.parse();
        assert!(faults.is_empty(), "{faults:?}");
        let Parsed::Record(record) = parsed else { panic!("it is a record") };
        let Fields::Upload(upload) = &record.fields else { panic!("it is an upload") };
        upload.account.iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(names("Archive bot"), ["Archive bot"]);
    assert_eq!(names("[Archive bot, Ada (GLAM)]"), ["Archive bot", "Ada (GLAM)"]);
    assert_eq!(told("account: ada@example.org").len(), 1);
}
