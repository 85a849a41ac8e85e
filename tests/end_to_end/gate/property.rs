//! Whatever somebody without a role proposes, one change after the other: what is merged of it changes no request but
//! their own, nobody's standing and no rule.

use std::collections::BTreeMap;
use std::fs;

use super::{Desk, sign_reviews};
use crate::lot::Lot;
use crate::site::{Site, tree};

/// Lines that decide something, or look as if they did.
const LINES: [&str; 17] = [
    "status: withdrawn",
    "status: support",
    "status: completed",
    "status_reason: Made up anew.",
    "held_from: support",
    "moves: [{to: support, on: 2026-02-02, by: hal, reason: Made up.}]",
    "draft: true",
    "size: question",
    "assignee: hal",
    "requester: {name: Zoe, accounts: {github: zoe}}",
    "aliases: [/requests/maps/]",
    "roles: [{role: helpdesk}]",
    "accounts: {github: [hal, zoe]}",
    "affiliations: [museum]",
    "digest: 0123456789abcdef",
    "---",
    "cases: [old-films]",
];

/// Paths that nobody without a role has a word in, and some that everybody has.
const NEW: [&str; 14] = [
    "content/requests/maps/reviews/initial-ada.md",
    "content/requests/photos/reviews/initial-zoe.md",
    "content/requests/scans/list.csv",
    "content/requests/scans/index.es.md",
    "content/requests/maps.md",
    "content/requests/zoes/index.md",
    "content/people/zoe.md",
    "content/people/hal.es.md",
    "content/guides/zoes.md",
    "content/guides/zoes-second.md",
    "content/cases/zoes.md",
    "content/.gitattributes",
    "content/workflow.yaml",
    "build.rs",
];

/// One thing that somebody does to the files.
fn act(site: &Site, lot: &mut Lot) {
    let records: Vec<String> = tree(&site.path("content"))
        .into_keys()
        .map(|path| format!("content/{path}"))
        .filter(|path| path.ends_with(".md"))
        .collect();
    let path = lot.one(&records);
    let text = fs::read_to_string(site.path(&path)).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    let at = lot.below(lines.len());
    match lot.below(9) {
        0 => lines[at] = lot.one(&LINES),
        1 => lines.insert(at, lot.one(&LINES)),
        2 => drop(lines.remove(at)),
        3 => lines.push("More, made up."),
        4 => return site.remove(&path),
        5 => {
            let other = lot.one(&records);
            return site.write(&other, text);
        }
        6 => {
            let (folder, _) = path.rsplit_once('/').unwrap();
            site.remove(&path);
            return site.write(&format!("{folder}/moved.md"), text);
        }
        _ => {
            let path = lot.one(&NEW);
            let line = lot.one(&LINES);
            let own = "requester: {name: Zoe, accounts: {github: zoe}}";
            let more = if path.contains("/zoes/") { own } else { "summary: Made up." };
            let text = match lot.below(3) {
                0 => format!("---\ntitle: Zoe's\n{more}\n{line}\n---\n"),
                _ => format!("---\ntitle: Zoe's\n{more}\n---\nText.\n"),
            };
            return site.write(path, text);
        }
    }
    site.write(&path, lines.join("\n") + "\n");
}

/// All that is not open to everybody: the requests of others with their reviews and files, the standing of people, the
/// rules, and what lies outside of the content.
fn guarded(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let standing = |text: &[u8]| {
        let text = String::from_utf8_lossy(text).into_owned();
        let keys = ["roles:", "accounts:", "affiliations:", "draft:"];
        let lines = text.lines().filter(|line| keys.iter().any(|key| line.starts_with(key)));
        lines.collect::<Vec<_>>().join("\n").into_bytes()
    };
    let files = tree(&site.root()).into_iter().filter(|(path, _)| !path.starts_with(".git/"));
    files
        .filter_map(|(path, bytes)| match path.strip_prefix("content/") {
            None => Some((path, bytes)),
            Some(below) if below.starts_with("requests/zoes") => None,
            Some(below) if below.starts_with("requests/") || !below.contains('/') => Some((path, bytes)),
            Some(below) if below.starts_with("people/") => {
                let standing = standing(&bytes);
                // Whoever has none of these has no standing, draft or not.
                let has_one = [&b"roles:"[..], b"accounts:", b"affiliations:"]
                    .iter()
                    .any(|key| standing.windows(key.len()).any(|part| part == *key));
                has_one.then_some((path, standing))
            }
            Some(_) => None,
        })
        .collect()
}

#[test]
fn nobody_without_a_role_changes_more_than_what_is_theirs() {
    let desk = Desk::new().by("zoe");
    let before = guarded(&desk.site);
    let mut lot = Lot(13);
    let (mut merged, mut refused) = (0, 0);
    for _ in 0..60 {
        desk.git(&["switch", "--quiet", "--force-create", "change", "main"]);
        for _ in 0..=lot.below(2) {
            act(&desk.site, &mut lot);
        }
        sign_reviews(&desk.site);
        desk.git(&["add", "--all"]);
        desk.git(&["commit", "--quiet", "--allow-empty", "--message=Made up"]);
        let ran = desk.check(&["--format", "short"]);
        assert!(ran.status < 2, "{}", ran.stderr);
        desk.git(&["switch", "--quiet", "main"]);
        if ran.status == 0 {
            desk.git(&["merge", "--quiet", "--ff-only", "change"]);
            merged += 1;
            assert_eq!(guarded(&desk.site), before, "after change {}", merged + refused);
            let built = desk.site.run(["check", "--today", crate::site::TODAY]);
            assert_eq!(built.status, 0, "what is merged can be built: {}", built.stdout);
        } else {
            refused += 1;
        }
    }
    assert!(merged > 5 && refused > 20, "{merged} merged, {refused} refused");
}
