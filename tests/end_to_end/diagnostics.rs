//! Every kind of fault, raised through the program. `tests/diagnostics/CODE/site/` is laid over an
//! empty site, and `expected.txt` beside it is all that `casebook check` says of it. A code of the gate
//! has a change in the place of a site: see `tests/gate/README.md`.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::net::UnixListener;

use casebook::diagnostic::{Code, Severity};

use crate::gate::Desk;
use crate::site::{Ran, Site, TITLE, assert_expected, git, repository};

const FOLDER: &str = "tests/diagnostics";

/// The site that has the faults of that code. What cannot be kept as a file of a repository is made
/// here.
fn site_with(code: Code) -> Site {
    let site = Site::new();
    let files = repository(&format!("{FOLDER}/{code}/site"));
    if files.exists() {
        site.overlay(&files);
    }
    match code {
        Code::UnreadableFile => {
            site.write("content/guides/a.md", "");
            site.remove("content/guides/a.md");
            // The file stays when nobody listens any more.
            drop(UnixListener::bind(site.path("content/guides/a.md")).unwrap());
        }
        Code::UnreadHistory => site.write(".git", "gitdir: gone\n"),
        Code::UnpublishedFile => {
            site.write("content/guides/~$lamps.docx", "x");
            site.write("content/guides/lamps.md~", "x");
        }
        Code::NotUtf8 => {
            site.write("content/guides/latin-1.md", b"---\ntitle: Caf\xe9\nsummary: Made up.\n---\n");
            site.write("content/vocabularies/topics.yaml", b"caf\xe9: {}\n");
            site.write("themes/default/templates/page.html", b"\xff");
        }
        Code::FileTooLarge => {
            site.write("content/pages/huge.md", TITLE);
            let huge = fs::File::options().append(true).open(site.path("content/pages/huge.md")).unwrap();
            huge.set_len(50 * 1024 * 1024).unwrap();
            let lines = "# a comment of some length\n".repeat(3000);
            site.write("content/pages/front-matter.md", format!("---\ntitle: Made up\n{lines}---\n"));
        }
        Code::Attachment => {
            site.write("content/requests/maps/large.pdf", vec![b'x'; 2048 * 1024 + 1]);
            site.write("content/requests/maps/just.pdf", vec![b'x'; 2048 * 1024]);
        }
        Code::OutsideRoot => {
            fs::write(site.beside("secret.md"), "A secret.\n").unwrap();
            site.link("content/pages/file.md", site.beside("secret.md"));
            site.link("content/pages/nowhere.md", "not-there.md");
            site.link("content/guides", site.beside("."));
        }
        Code::HeavyPage => {
            site.write("content/pages/made-up/index.md", format!("{TITLE}![A film](film.gif)\n"));
            site.write("content/pages/made-up/film.gif", vec![b'x'; 500_001]);
        }
        Code::CommitDate => {
            site.write("content/pages/about.md", TITLE);
            site.commit("Ada", "2025-02-01");
            site.write("content/pages/other.md", TITLE);
            site.commit("Ada", "2025-01-01");
        }
        Code::ShallowClone => {
            site.write("content/pages/about.md", TITLE);
            site.commit("Ada", "2025-01-01");
            site.commit("Ada", "2025-01-02");
            let origin = site.beside("origin");
            fs::rename(site.root(), &origin).unwrap();
            let origin = format!("file://{}", origin.display());
            git(&site.beside("."), &["clone", "--quiet", "--depth=1", &origin, "site"], "Ada", "2025-01-03");
        }
        _ => {}
    }
    site
}

#[test]
fn every_code_is_raised_drawn_and_nothing_else_is_raised_with_it() {
    for &code in Code::ALL {
        if repository(&format!("{FOLDER}/{code}/change.json")).exists() {
            judge(code);
            continue;
        }
        let site = site_with(code);
        let json = site.check();
        let found = json["diagnostics"].as_array().unwrap();
        assert!(!found.is_empty(), "{code} has no fixture that raises it: make {FOLDER}/{code}/site/");
        for diagnostic in found {
            assert_eq!(diagnostic["code"], code.name(), "in the fixture of {code}: {diagnostic:#}");
            assert_eq!(diagnostic["severity"], code.severity().name());
            assert!(!diagnostic["message"].as_str().unwrap().is_empty(), "{diagnostic:#}");
            assert!(diagnostic["help"].as_str().is_some_and(|help| !help.is_empty()), "{diagnostic:#}");
            for place in ["line", "column", "end_line", "end_column"] {
                assert!(diagnostic[place].as_u64().unwrap() > 0, "{diagnostic:#}");
            }
        }
        let human = site.run(["check"]);
        let is_error = code.severity() == Severity::Error;
        assert_eq!((human.status, human.stderr.as_str()), (i32::from(is_error), ""), "{code}");
        assert_expected(&format!("{FOLDER}/{code}/expected.txt"), &human.stdout);
        let built = site.build(&[]);
        assert_eq!(built.status, i32::from(is_error), "{code}: {}", built.stderr);
        assert_eq!(
            site.path("public").exists(),
            !is_error,
            "{code}: an error keeps the site from being built"
        );
    }
}

/// A change that raises a code of the gate.
fn judge(code: Code) {
    let desk = Desk::with_change(&format!("{FOLDER}/{code}"));
    let json = desk.judged();
    let found = json["diagnostics"].as_array().unwrap();
    assert!(found.iter().any(|finding| finding["code"] == code.name()), "{code}: {json:#}");
    let about = fs::read_to_string(repository(&format!("{FOLDER}/{code}/change.json"))).unwrap();
    let about: serde_json::Value = serde_json::from_str(&about).unwrap();
    for diagnostic in found {
        let is_own = diagnostic["code"] == code.name();
        // A move tells of each review that does not count, besides what it lacks.
        let is_beside = diagnostic["code"] == about["beside"];
        let is_noted = diagnostic["severity"] == "warning";
        assert!(is_own || is_beside || is_noted, "in the change of {code}: {diagnostic:#}");
        assert!(!is_own || diagnostic["severity"] == code.severity().name(), "{diagnostic:#}");
        assert!(diagnostic["help"].as_str().is_some_and(|help| !help.is_empty()), "{diagnostic:#}");
    }
    let is_error = code.severity() == Severity::Error || about["beside"].is_string();
    let Ran { status, stdout, stderr } = desk.check(&[]);
    assert_eq!((status, stderr.as_str()), (i32::from(is_error), ""), "{code}");
    assert_expected(&format!("{FOLDER}/{code}/expected.txt"), &stdout);
}

#[test]
fn every_fixture_is_of_a_code() {
    let folders = fs::read_dir(repository(FOLDER)).unwrap();
    let folders: BTreeSet<String> =
        folders.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let codes: BTreeSet<String> = Code::ALL.iter().map(ToString::to_string).collect();
    assert_eq!(folders, codes);
}

#[test]
fn every_code_is_explained_with_an_example() {
    let site = Site::new();
    for &code in Code::ALL {
        let ran = site.run(["explain", code.name()]);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{code}");
        let first = format!("{code} ({})\n\n", code.severity().name());
        assert!(ran.stdout.starts_with(&first), "{}", ran.stdout);
        assert!(ran.stdout.contains("\nBefore:\n\n```"), "{code} has no example before");
        assert!(ran.stdout.contains("\nAfter:\n\n```"), "{code} has no example after");
    }
}

#[test]
fn an_unknown_code_brings_the_nearest() {
    let ran = Site::new().run(["explain", "unknown-feild"]);
    assert_eq!(ran.status, 2);
    assert_eq!(
        ran.stderr,
        "error: there is no code `unknown-feild`\n = help: did you mean `unknown-field`?\n"
    );
    let ran = Site::new().run(["explain", "xyzzy"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.stderr.starts_with("error: there is no code `xyzzy`\n = help: the codes are unreadable-file, ")
    );
}
