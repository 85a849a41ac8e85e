//! The whole life of a request, from the mail to the case that is published: with a shared repository,
//! a clone for everybody who takes part, and the gate before each merge.

use std::fs;
use std::path::{Path, PathBuf};

use crate::gate::Desk;
use crate::html::outline;
use crate::site::{Ran, assert_expected, git, written};

/// The shared repository of the made-up desk.
struct World {
    desk: Desk,
    shared: PathBuf,
    changes: usize,
}

impl World {
    fn new() -> Self {
        let desk = Desk::new();
        let shared = desk.site.beside("shared.git");
        desk.git(&["clone", "--quiet", "--bare", ".", shared.to_str().unwrap()]);
        Self { desk, shared, changes: 0 }
    }

    fn run(&self, root: &Path, arguments: &[&str]) -> Ran {
        self.desk.site.run([arguments, &["--root", root.to_str().unwrap()]].concat())
    }

    /// What somebody does in a clone of their own, proposed as a branch; gives its name.
    fn propose(&mut self, who: &str, day: &str, work: impl FnOnce(&Self, &Path)) -> String {
        self.changes += 1;
        let name = format!("change-{}", self.changes);
        let clone = self.desk.site.beside(&name);
        let shared = self.shared.to_str().unwrap();
        git(&self.desk.site.beside("."), &["clone", "--quiet", shared, &name], who, day);
        git(&clone, &["switch", "--quiet", "--create", &name], who, day);
        work(self, &clone);
        git(&clone, &["add", "--all"], who, day);
        git(&clone, &["commit", "--quiet", "--message=A change"], who, day);
        git(&clone, &["push", "--quiet", "origin", &name], who, day);
        name
    }

    /// What the gate says of a branch.
    fn judge(&self, branch: &str, actor: &str, day: &str) -> Ran {
        self.run(
            &self.shared,
            &["check", "--base", "main", "--head", branch, "--actor", actor, "--today", day],
        )
    }

    fn merge(&self, branch: &str, day: &str) {
        let keeper = self.desk.site.beside(&format!("merge-{branch}"));
        let shared = self.shared.to_str().unwrap();
        let folder = self.desk.site.beside(".");
        git(&folder, &["clone", "--quiet", shared, keeper.to_str().unwrap()], "Keeper", day);
        git(
            &keeper,
            &["merge", "--quiet", "--no-ff", "--no-edit", &format!("origin/{branch}")],
            "Keeper",
            day,
        );
        git(&keeper, &["push", "--quiet", "origin", "main"], "Keeper", day);
    }

    /// Proposed, judged, merged.
    fn change(&mut self, who: &str, day: &str, work: impl FnOnce(&Self, &Path)) -> String {
        let branch = self.propose(who, day, work);
        let ran = self.judge(&branch, &who.to_lowercase(), day);
        assert_eq!(ran.status, 0, "{who}, {day}:\n{}{}", ran.stdout, ran.stderr);
        self.merge(&branch, day);
        ran.stdout
    }

    /// A command of the desk that does its work.
    fn request(&self, root: &Path, arguments: &[&str]) -> String {
        let ran = self.run(root, &[&["request"], arguments].concat());
        assert_eq!(ran.status, 0, "{arguments:?}:\n{}{}", ran.stdout, ran.stderr);
        ran.stdout
    }
}

fn edit(root: &Path, path: &str, change: impl FnOnce(String) -> String) {
    let file = root.join(path);
    fs::write(&file, change(fs::read_to_string(&file).unwrap())).unwrap();
}

const MAIL: &str = "From: Nia Example <nia@example.org>\r\nTo: desk@example.org\r\nDate: Mon, 2 Mar 2026 09:00:00 +0300\r\n\
     Subject: Photographs of our harbour\r\nMessage-ID: <one@example.org>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
     Hello,\r\n\r\nour archive has 800 photographs of the harbour and would like to share them.\r\nCall me: +254 700 123 456\r\n\r\nNia\r\n";

const REPLY: &str = "From: Nia Example <nia@example.org>\r\nTo: desk@example.org\r\nDate: Fri, 3 Apr 2026 09:00:00 +0300\r\n\
     Subject: Re: Photographs of our harbour\r\nMessage-ID: <two@example.org>\r\nIn-Reply-To: <one@example.org>\r\n\
     Content-Type: text/plain; charset=utf-8\r\n\r\nThe archive agrees to CC BY-SA.\r\n\r\nOn Thu, 2 Apr 2026, the desk wrote:\r\n> Which licence?\r\n";

#[test]
#[allow(clippy::too_many_lines, reason = "a life is one story")]
fn from_the_mail_to_the_case() {
    let mut world = World::new();
    let (first, reply) = (world.desk.site.beside("one.eml"), world.desk.site.beside("two.eml"));
    fs::write(&first, MAIL).unwrap();
    fs::write(&reply, REPLY).unwrap();
    let id = "photographs-of-our-harbour";
    let file = format!("content/requests/{id}/index.md");

    // The mail becomes a request, without the number and the address.
    world.change("Hal", "2026-03-02", |world, root| {
        let path = world.request(root, &["intake", first.to_str().unwrap(), "--today", "2026-03-02"]);
        assert_eq!(path, format!("{file}\n"));
        let text = fs::read_to_string(root.join(&file)).unwrap();
        assert!(!text.contains("700 123") && !text.contains('@'), "{text}");
    });
    // The same mail once more is the same request.
    let again = world.propose("Hal", "2026-03-02", |world, root| {
        assert_eq!(
            world.request(root, &["intake", first.to_str().unwrap(), "--today", "2026-03-02"]),
            format!("{file}\n")
        );
        let note = "---\ntitle: A note\n---\nNothing else has changed.\n";
        fs::create_dir_all(root.join("content/pages")).unwrap();
        fs::write(root.join("content/pages/note.md"), note).unwrap();
    });
    assert_eq!(world.judge(&again, "hal", "2026-03-02").status, 0);

    // The desk takes it up: first somebody looks after it, then the committee is asked.
    world.change("Hal", "2026-03-03", |_, root| {
        edit(root, &file, |text| {
            text.replacen("\n---\n", "\ncountries: [KE]\nsize: project\nassignee: hal\n---\n", 1)
        });
    });
    world.change("Hal", "2026-03-04", |world, root| {
        world.request(root, &["move", id, "initial-feedback", "--actor", "hal", "--today", "2026-03-04"]);
    });

    // Three members review at once, each from the same state; their order makes no difference.
    let reviews: Vec<(String, &str)> = ["Ada", "Ben", "Max"]
        .into_iter()
        .map(|who| {
            let branch = world.propose(who, "2026-03-10", |world, root| {
                let person = who.to_lowercase();
                world.request(
                    root,
                    &[
                        "review",
                        id,
                        "--person",
                        &person,
                        "--recommend",
                        "proceed",
                        "--reason",
                        "It fills a gap.",
                        "--today",
                        "2026-03-10",
                    ],
                );
            });
            (branch, who)
        })
        .collect();
    // Before they are merged, nothing can rest on them.
    let early = world.propose("Ada", "2026-03-10", |_, root| {
        edit(root, &file, |text| {
            let entry = "    by: hal\n  - to: development\n    on: 2026-03-10\n    by: ada\n    reason: It fills a gap.\n";
            let fields = "status: development\npriority: high\npriority_reason: The harbour is being rebuilt.";
            text.replace("status: initial-feedback", fields).replace("    by: hal\n", entry)
        });
    });
    let refused = world.judge(&early, "ada", "2026-03-10");
    assert_eq!(refused.status, 1);
    assert!(refused.stdout.contains("0 of 3 reviews"), "{}", refused.stdout);
    for (branch, who) in reviews.iter().rev() {
        let ran = world.judge(branch, &who.to_lowercase(), "2026-03-11");
        assert_eq!(ran.status, 0, "{}", ran.stdout);
        world.merge(branch, "2026-03-11");
    }
    // Now the same proposal may be merged, as it is.
    assert_eq!(world.judge(&early, "ada", "2026-03-12").status, 0);
    world.merge(&early, "2026-03-12");

    // The requester answers; the desk fills in the checklist.
    world.change("Hal", "2026-04-03", |world, root| {
        assert_eq!(world.request(root, &["intake", reply.to_str().unwrap(), "--today", "2026-04-03"]), format!("{file}\n"));
        edit(root, &file, |text| {
            text.replacen("\n---\n", "\nlicence_status: CC BY-SA, agreed\nchecklist:\n  technical: TIFF scans, a spreadsheet.\n  legal: The archive holds the rights.\n  risk: None seen.\n  sustainability: The archive keeps the originals.\n---\n", 1)
        });
        let text = fs::read_to_string(root.join(&file)).unwrap();
        assert!(text.contains("The archive agrees to CC BY-SA.") && !text.contains("Which licence?"), "{text}");
    });
    world.change("Hal", "2026-04-04", |world, root| {
        world.request(root, &["move", id, "final-go", "--actor", "hal", "--today", "2026-04-04"]);
    });
    for who in ["Ada", "Cleo", "Dora"] {
        world.change(who, "2026-04-10", |world, root| {
            let person = who.to_lowercase();
            world.request(
                root,
                &[
                    "review",
                    id,
                    "--person",
                    &person,
                    "--recommend",
                    "proceed",
                    "--reason",
                    "Well prepared.",
                    "--today",
                    "2026-04-10",
                ],
            );
        });
    }
    world.change("Ada", "2026-04-12", |world, root| {
        world.request(
            root,
            &[
                "move",
                id,
                "support",
                "--reason",
                "Well prepared, and the rights are clear.",
                "--actor",
                "ada",
                "--today",
                "2026-04-12",
            ],
        );
    });

    // What was learned becomes a case, and the request comes to its end.
    world.change("Hal", "2026-06-01", |world, root| {
        let paths = world.request(root, &["promote", id, "--today", "2026-06-01"]);
        assert_eq!(paths, format!("content/cases/{id}.md\n{file}\n"));
        edit(root, &format!("content/cases/{id}.md"), |text| {
            let text = written(&text);
            let lines = text.lines().filter(|line| !line.starts_with("draft:"));
            let lines = lines.map(|line| match line.strip_prefix("summary:") {
                Some(_) => "summary: How 800 photographs of a harbour were shared.",
                None => line,
            });
            lines.collect::<Vec<_>>().join("\n") + "\n"
        });
    });
    let said = world.change("Hal", "2026-06-02", |world, root| {
        world.request(
            root,
            &[
                "move",
                id,
                "completed",
                "--reason",
                "800 photographs can be seen.",
                "--actor",
                "hal",
                "--today",
                "2026-06-02",
            ],
        );
    });
    assert!(said.contains("The request is then at its end: Completed."), "{said}");

    // Readers see all of it.
    let reader = world.desk.site.beside("reader");
    let shared = world.shared.to_str().unwrap();
    git(&world.desk.site.beside("."), &["clone", "--quiet", shared, "reader"], "Reader", "2026-06-03");
    let ran = world.run(&reader, &["build", "--today", "2026-06-03"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    let page = |path: &str| outline(&fs::read_to_string(reader.join("public").join(path)).unwrap());
    assert_expected("tests/gate/life/request.txt", &page(&format!("requests/{id}/index.html")));
    assert_expected("tests/gate/life/case.txt", &page(&format!("cases/{id}/index.html")));
}
