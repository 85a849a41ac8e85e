//! The gate, on a real repository: changes of a made-up desk, judged between two branches.

use std::fs;

use casebook::config::Language;
use casebook::record::{DecidedBy, File, Hint, Id, Kind, Parsed, Request};
use casebook::source::SitePath;
use serde_json::{Value, json};

use crate::site::{Ran, Site, TODAY, repository, tree};

mod approvals;
mod closed;
mod group;
mod judged;
mod learnt;
mod moves;
mod needs;
mod property;
mod room;
mod standing;
mod time;
mod translations;
mod ways;
mod workflow;

const DESK: &str = "tests/gate/desk";

/// A repository of the made-up desk, and whoever proposes its branch `change`.
pub(crate) struct Desk {
    pub(crate) site: Site,
    actor: String,
}

impl Desk {
    /// The desk on its branch `main`.
    pub(crate) fn new() -> Self {
        let site = Site::copy_of(DESK);
        sign_reviews(&site);
        as_submitted(&site, "2026-01-12");
        site.commit("Keeper", "2026-02-01");
        Self { site, actor: "nobody".to_owned() }
    }

    /// The desk with a change that a folder describes, on the branch `change`.
    pub(crate) fn with_change(folder: &str) -> Self {
        let part = |name: &str| repository(&format!("{folder}/{name}"));
        let about: Value = serde_json::from_str(&fs::read_to_string(part("change.json")).unwrap()).unwrap();
        let mut desk = Self::new();
        about["actor"].as_str().unwrap().clone_into(&mut desk.actor);
        if part("before").exists() {
            desk.commit(|site| site.overlay(&part("before")));
        }
        desk.branch();
        desk.commit(|site| {
            if part("change").exists() {
                site.overlay(&part("change"));
            }
            // Names that no clone of this repository should have.
            for name in about["latin_1_names"].as_array().into_iter().flatten() {
                let bytes: Vec<u8> =
                    name.as_str().unwrap().chars().map(|c| u8::try_from(c).unwrap()).collect();
                closed::write_raw(site, &bytes);
            }
            for path in fs::read_to_string(part("gone.txt")).unwrap_or_default().lines() {
                site.remove(path);
            }
        });
        if part("meanwhile").exists() {
            desk.git(&["switch", "--quiet", "main"]);
            desk.commit(|site| site.overlay(&part("meanwhile")));
            desk.git(&["switch", "--quiet", "change"]);
        }
        if let Some(approvals) = about["approvals"].as_array() {
            let (head, older) = (desk.commit_id("change"), desk.commit_id("main"));
            let approvals: Vec<Value> = approvals
                .iter()
                .map(|approval| {
                    let commit = if approval["commit"] == "head" { &head } else { &older };
                    json!({"login": approval["login"], "commit": commit, "state": "approved"})
                })
                .collect();
            desk.approve(&json!(approvals));
        }
        desk
    }

    pub(crate) fn by(mut self, actor: &str) -> Self {
        actor.clone_into(&mut self.actor);
        self
    }

    pub(crate) fn branch(&self) {
        self.git(&["switch", "--quiet", "--create", "change"]);
    }

    /// Commits what `change` does to the files.
    pub(crate) fn commit(&self, change: impl FnOnce(&Site)) {
        change(&self.site);
        sign_reviews(&self.site);
        self.site.commit("Somebody", "2026-02-02");
    }

    pub(crate) fn approve(&self, approvals: &Value) {
        fs::write(self.site.beside("approvals.json"), json!({ "approvals": approvals }).to_string()).unwrap();
    }

    pub(crate) fn git(&self, arguments: &[&str]) {
        self.site.git(arguments, "Somebody", "2026-02-02");
    }

    pub(crate) fn commit_id(&self, name: &str) -> String {
        let file = self.site.beside("id");
        let output = std::process::Command::new("git")
            .args(["rev-parse", name])
            .current_dir(self.site.root())
            .output()
            .unwrap();
        fs::write(file, &output.stdout).unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// `casebook check` of the branch `change` against `main`.
    pub(crate) fn check(&self, arguments: &[&str]) -> Ran {
        let mut all = vec!["check", "--base", "main", "--head", "change", "--actor", &self.actor];
        if !arguments.contains(&"--today") {
            all.extend(["--today", TODAY]);
        }
        let approvals = self.site.beside("approvals.json");
        if approvals.exists() {
            all.extend(["--approvals", approvals.to_str().unwrap()]);
        }
        all.extend(arguments);
        self.site.run(all)
    }

    /// The same, as the program tells it to other programs.
    pub(crate) fn judged(&self) -> Value {
        let ran = self.check(&["--format", "json"]);
        assert_eq!(ran.stderr, "");
        serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.stdout))
    }
}

/// Commits the requests as they were when they came in, and puts them back as they are.
pub(crate) fn as_submitted(site: &Site, day: &str) {
    let requests = tree(&site.path("content/requests")).into_iter();
    let now: Vec<(String, Vec<u8>)> = requests.filter(|(path, _)| path.ends_with("/index.md")).collect();
    for (path, bytes) in &now {
        let text = String::from_utf8_lossy(bytes);
        let first: Vec<&str> = text.lines().filter(|line| !line.starts_with("status:")).collect();
        site.write(&format!("content/requests/{path}"), first.join("\n") + "\n");
    }
    site.commit("Keeper", day);
    for (path, bytes) in now {
        site.write(&format!("content/requests/{path}"), bytes);
    }
}

/// Puts the digest of its request where a review says `DIGEST`.
pub(crate) fn sign_reviews(site: &Site) {
    for (path, bytes) in tree(&site.path("content/requests")) {
        let text = String::from_utf8_lossy(&bytes);
        if let Some((id, _)) = path.split_once("/reviews/")
            && text.contains("DIGEST")
        {
            let signed = text.replace("DIGEST", &digest(site, id));
            site.write(&format!("content/requests/{path}"), signed);
        }
    }
}

/// The digest of a request as it is.
pub(crate) fn digest(site: &Site, id: &str) -> String {
    let path = format!("content/requests/{id}/index.md");
    let text = fs::read_to_string(site.path(&path)).unwrap();
    let file = File {
        path: &SitePath::new(&path),
        id: Id { kind: Kind::Request, slug: id.into() },
        translation: None,
        default_language: &Language::default(),
        text: &text,
    };
    match file.parse().0 {
        Parsed::Record(record) => record.digest.as_ref().unwrap().to_string(),
        other => panic!("{path}: {other:?}"),
    }
}

const MAPS: &str = "content/requests/maps/index.md";
const PHOTOS: &str = "content/requests/photos/index.md";

/// A review in which nobody says anything in particular.
const REVIEW: &str = "---\nrecommendation: proceed\nreason: Made up.\ndigest: DIGEST\n---\n";

impl Desk {
    /// The desk with what `change` does to it on the branch `change`, proposed by `actor`.
    fn changed(actor: &str, change: impl FnOnce(&Site)) -> Self {
        let desk = Self::new().by(actor);
        desk.branch();
        desk.commit(change);
        desk
    }

    /// The same, on a base that `before` has changed.
    fn changed_from(actor: &str, before: impl FnOnce(&Site), change: impl FnOnce(&Site)) -> Self {
        let desk = Self::new().by(actor);
        desk.commit(before);
        desk.branch();
        desk.commit(change);
        desk
    }

    /// With the approval of these of its last commit.
    fn approved_by(self, logins: &[&str]) -> Self {
        let head = self.commit_id("change");
        let approvals = logins.iter().map(|login| json!({"login": login, "commit": head}));
        self.approve(&approvals.collect());
        self
    }

    /// The codes of the errors, each once; empty for what may be merged.
    pub(crate) fn refused(&self) -> Vec<String> {
        let json = self.judged();
        let errors = json["diagnostics"].as_array().unwrap().iter();
        let errors = errors.filter(|finding| finding["severity"] == "error");
        let mut codes: Vec<String> =
            errors.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect();
        codes.sort();
        codes.dedup();
        assert_eq!(self.check(&[]).status, i32::from(!codes.is_empty()));
        codes
    }
}

/// Moves a request by hand. A reason that stood alone goes with the step that it is of.
pub(crate) fn step(site: &Site, path: &str, from: &str, to: &str, reason: &str) {
    let text = fs::read_to_string(site.path(path)).unwrap();
    let alone = text.lines().find_map(|line| line.strip_prefix("status_reason: "));
    let kept = text.lines().filter(|line| !line.starts_with("status_reason:"));
    site.write(path, kept.map(|line| line.to_owned() + "\n").collect::<String>());
    let lines = match alone {
        None => format!("status: {to}\nstatus_reason: {reason}\n"),
        Some(alone) => format!(
            "status: {to}\nmoves:\n- {{to: {from}, reason: {alone}}}\n- {{to: {to}, on: {TODAY}, reason: {reason}}}\n"
        ),
    };
    replace(site, path, &format!("status: {from}\n"), &lines);
}

pub(crate) fn replace(site: &Site, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(site.path(path)).unwrap();
    assert!(text.contains(from), "{path} has no `{from}`");
    site.write(path, text.replace(from, to));
}

/// Lets the reviews of a request judge it as it is now.
fn sign(site: &Site, request: &str) {
    let now = digest(site, request);
    for (path, bytes) in tree(&site.path(&format!("content/requests/{request}/reviews"))) {
        let text = String::from_utf8(bytes).unwrap();
        let lines = text
            .lines()
            .map(|line| if line.starts_with("digest:") { format!("digest: {now}") } else { line.to_owned() });
        let text: String = lines.map(|line| line + "\n").collect();
        site.write(&format!("content/requests/{request}/reviews/{path}"), text);
    }
}

fn add_review(site: &Site, request: &str, name: &str) {
    site.write(&format!("content/requests/{request}/reviews/{name}.md"), REVIEW);
}

fn take_up(site: &Site) {
    replace(site, MAPS, "status: submitted", "status: initial-feedback");
}

#[test]
fn what_is_allowed_may_be_merged() {
    type Change = fn(&Site);
    let allowed: [(&str, &str, Change); 8] = [
        ("the desk takes a request up", "hal", take_up),
        ("a member reviews", "max", |site| add_review(site, "photos", "initial-max")),
        ("a member changes their own review", "ada", |site| {
            replace(
                site,
                "content/requests/photos/reviews/initial-ada.md",
                "Made up by ada.",
                "On second thoughts.",
            );
        }),
        ("the requester says it better", "rita", |site| replace(site, MAPS, "Made-up help", "Much help")),
        ("the requester takes it back", "Rita", |site| {
            replace(site, MAPS, "status: submitted", "status: withdrawn\nstatus_reason: No longer needed.");
        }),
        ("anybody asks", "zoe", |site| {
            site.write(
                "content/requests/new/index.md",
                "---\ntitle: A new request\nrequester: {name: Zoe}\n---\n",
            );
        }),
        ("anybody writes a guide", "zoe", |site| {
            site.write(
                "content/guides/a.md",
                "---\ntitle: A guide\nsummary: Made up.\n---\nSee [[requests/maps]].\n",
            );
        }),
        ("a request goes back to where it was put on hold", "hal", |site| {
            let tapes = "content/requests/tapes/index.md";
            replace(site, tapes, "held_from: development\n", "");
            replace(site, tapes, "status: on-hold", "status: development");
        }),
    ];
    for (what, actor, change) in allowed {
        assert_eq!(Desk::changed(actor, change).refused(), [""; 0], "{what}");
    }
}

#[test]
fn a_question_is_answered_at_once_and_what_its_requester_calls_a_project_is_none() {
    let answered = |site: &Site| {
        replace(site, MAPS, "status: submitted", "status: completed\nstatus_reason: See the guide.");
    };
    let asked = |site: &Site| {
        replace(site, MAPS, "size: project", "size: question");
        answered(site);
    };
    let unsaid = |site: &Site| replace(site, MAPS, "size: project\n", "");
    let called_one = |site: &Site| {
        replace(site, MAPS, "status:", "size: question\nstatus:");
        answered(site);
    };
    assert_eq!(Desk::changed_from("hal", unsaid, called_one).refused(), [""; 0]);
    assert_eq!(Desk::changed("hal", asked).refused(), ["foreign-request"]);
    assert_eq!(Desk::changed("hal", unsaid).refused(), ["foreign-request"], "nor in two steps");
    assert_eq!(Desk::changed("hal", asked).approved_by(&["rita"]).refused(), [""; 0]);
    assert_eq!(Desk::changed("hal", asked).approved_by(&["ada", "ida"]).refused(), [""; 0]);
}

#[test]
fn who_has_made_themselves_a_member_is_none_yet() {
    let desk = Desk::changed("zoe", |site| {
        site.write(
            "content/people/zoe.md",
            "---\ntitle: Zoe Example\nroles: [{role: committee}]\naccounts: {github: zoe}\n---\n",
        );
        add_review(site, "photos", "initial-zoe");
    });
    assert_eq!(desk.refused(), ["policy-mixed", "policy-quorum", "reviewer-role"]);
}

#[test]
fn a_change_of_the_rules_does_not_hold_for_itself() {
    let own_rules = |quorum: &str| {
        let standard = fs::read_to_string(repository("src/config/workflow.yaml")).unwrap();
        standard
            .replace("quorum: 3", quorum)
            .replace("policy: {by: [committee, helpdesk], quorum: 2}", "policy: {by: [helpdesk], quorum: 1}")
    };
    let lowered = Desk::changed("hal", |site| site.write("content/workflow.yaml", own_rules("quorum: 1")));
    assert_eq!(lowered.approved_by(&["ida"]).refused(), ["policy-quorum"]);
    let with_a_move = Desk::changed("hal", |site| {
        site.write("content/workflow.yaml", own_rules("quorum: 2"));
        let songs = "content/requests/songs/index.md";
        step(site, songs, "final-go", "support", "Two of us agree.");
    });
    assert_eq!(with_a_move.refused(), ["missing-quorum", "policy-mixed", "policy-quorum"]);
    let approved = Desk::changed("hal", |site| site.write("content/workflow.yaml", own_rules("quorum: 2")));
    assert_eq!(approved.approved_by(&["ada", "ida"]).refused(), [""; 0]);
}

#[test]
fn accounts_themes_and_what_runs_the_gate_are_rules_too() {
    let refused =
        |change: fn(&Site)| Desk::changed("max", change).approved_by(&["max", "max-at-work"]).refused();
    assert_eq!(
        refused(|site| replace(site, "content/people/ada.md", "github: ada", "github: [ada, max]")),
        ["duplicate-account", "policy-quorum"]
    );
    assert_eq!(
        refused(|site| replace(site, "content/people/dora.md", "affiliations: [museum]", "")),
        ["policy-quorum"]
    );
    assert_eq!(
        refused(|site| site.write(".github/workflows/casebook.yaml", "on: push\n")),
        ["policy-quorum"]
    );
    assert_eq!(
        refused(|site| site.write(
            "content/vocabularies/roles.yaml",
            "committee: {}\nhelpdesk: {}\nworking-group: {}\nmentor: {}\n"
        )),
        ["policy-quorum"]
    );
    assert_eq!(
        refused(|site| site
            .write("content/vocabularies/licences.yaml", "l:\n  label: L\n  url: https://example.org/\n")),
        ["policy-quorum"]
    );
    assert_eq!(refused(|site| site.remove("content/people/ben.md")), ["dangling-reference", "policy-quorum"]);
    let page = |accounts: &str| format!("---\ntitle: Aaa\naccounts: {{{accounts}}}\n---\n");
    let (taken, own) = (page("wiki: MAX"), page("wiki: Aaa, github: aaa"));
    let as_max = Desk::changed("aaa", |site| site.write("content/people/aaa.md", taken));
    assert_eq!(as_max.refused(), ["policy-quorum"], "whoever takes a name would be taken for its owner");
    assert_eq!(Desk::changed("aaa", |site| site.write("content/people/aaa.md", own)).refused(), [""; 0]);
}

#[test]
fn an_approval_stands_in_for_a_role_on_the_last_commit_alone() {
    let moved = || Desk::changed("rita", take_up);
    assert_eq!(moved().refused(), ["move-role"]);
    assert_eq!(moved().approved_by(&["ida"]).refused(), [""; 0]);
    assert_eq!(moved().approved_by(&["rita", "zoe", "ada"]).refused(), ["move-role"]);
    let desk = moved().approved_by(&["ida"]);
    desk.commit(|site| replace(site, MAPS, "size: project", "size: question"));
    assert_eq!(desk.refused(), ["move-role"], "what came after the approval nobody has seen");
    let taken_back = moved();
    let head = taken_back.commit_id("change");
    taken_back.approve(&json!([
        {"login": "ida", "commit": head, "state": "approved"},
        {"login": "Ida", "commit": head, "state": "changes_requested"},
    ]));
    assert_eq!(taken_back.refused(), ["move-role"]);
}

#[test]
fn somebody_else_may_write_down_a_review_that_its_member_approves() {
    let desk = || Desk::changed("hal", |site| add_review(site, "photos", "initial-max"));
    assert_eq!(desk().refused(), ["impersonated-review"]);
    assert_eq!(desk().approved_by(&["max-at-work"]).refused(), [""; 0]);
    let changed = Desk::changed("ben", |site| {
        replace(site, "content/requests/photos/reviews/initial-ada.md", "proceed", "decline");
    });
    assert_eq!(changed.refused(), ["impersonated-review"]);
}

#[test]
fn reviews_of_another_text_do_not_carry_a_move() {
    let go_on = |site: &Site| {
        let to =
            "priority: high\npriority_reason: Made up.\nstatus: development\nstatus_reason: It fills a gap.";
        replace(site, PHOTOS, "status: initial-feedback", to);
    };
    assert_eq!(Desk::changed("hal", go_on).refused(), [""; 0]);
    let changed = Desk::changed_from(
        "hal",
        |site| replace(site, PHOTOS, "Please help with photographs.", "Please pay for photographs."),
        go_on,
    );
    assert_eq!(changed.refused(), ["missing-quorum"]);
    let at_once = Desk::changed("hal", |site| {
        go_on(site);
        replace(site, PHOTOS, "Please help with photographs.", "Please pay for photographs.");
    });
    assert_eq!(at_once.refused(), ["missing-quorum"]);
}

#[test]
fn nobody_counts_twice_or_judges_what_is_their_own() {
    let go = |site: &Site| {
        step(site, "content/requests/songs/index.md", "final-go", "support", "The committee agrees.");
    };
    let third = |name: &'static str, person: &'static str| {
        move |site: &Site| {
            if !person.is_empty() {
                site.write(&format!("content/people/{name}.md"), person);
            }
            add_review(site, "songs", &format!("final-{name}"));
        }
    };
    assert_eq!(Desk::changed_from("hal", third("cleo", ""), go).refused(), [""; 0]);
    let same = "---\ntitle: Ada E.\nroles: [{role: committee}]\naccounts: {wiki: Ada, codeberg: ADA}\n---\n";
    assert_eq!(Desk::changed_from("hal", third("ada-e", same), go).refused(), ["missing-quorum"]);
    let requester = "---\ntitle: Rita\nroles: [{role: committee}]\n---\n";
    assert_eq!(Desk::changed_from("hal", third("rita-example", requester), go).refused(), ["missing-quorum"]);
    let nameless = |site: &Site| {
        let songs = "content/requests/songs/index.md";
        replace(
            site,
            songs,
            "{name: Rita, affiliation: Example Society, accounts: {github: rita}}",
            "{name: \"…\", person: cleo}",
        );
        sign(site, "songs");
        third("cleo", "")(site);
    };
    assert_eq!(Desk::changed_from("hal", nameless, go).refused(), ["missing-quorum"], "whatever the name is");
    let society = "---\ntitle: Sam\nroles: [{role: committee}]\naffiliations: [example-society]\n---\n";
    let affiliated = |site: &Site| {
        site.write("content/partners/example-society.md", "---\ntitle: The Example Society\n---\n");
        third("sam", society)(site);
    };
    assert_eq!(Desk::changed_from("hal", affiliated, go).refused(), ["missing-quorum"]);
    let titled = |site: &Site| {
        site.write("content/partners/singers.md", "---\ntitle: Example Society\n---\n");
        third("sam", "---\ntitle: Sam\nroles: [{role: committee}]\naffiliations: [singers]\n---\n")(site);
    };
    assert_eq!(Desk::changed_from("hal", titled, go).refused(), ["missing-quorum"], "by its title alone");
    let declared = |site: &Site| {
        site.write(
            "content/requests/songs/reviews/final-cleo.md",
            REVIEW.replace("reason:", "conflict: I sing in it.\nreason:"),
        );
    };
    assert_eq!(Desk::changed_from("hal", declared, go).refused(), ["missing-quorum"]);
}

#[test]
fn a_role_counts_from_its_first_day_to_its_last() {
    let desk = |term: &str| {
        let person = format!(
            "---\ntitle: Max Example\nroles: [{{role: committee, {term}}}]\naccounts: {{github: max}}\n---\n"
        );
        Desk::changed_from(
            "max",
            |site| site.write("content/people/max.md", person),
            |site| add_review(site, "photos", "initial-max"),
        )
    };
    let on = |term: &str, day: &str| {
        let ran = desk(term).check(&["--format", "short", "--today", day]);
        ran.stdout.contains("reviewer-role")
    };
    assert!(!on("until: 2026-02", "2026-02-28") && on("until: 2026-02", "2026-03-01"));
    assert!(on("since: 2026-03", "2026-02-28") && !on("since: 2026-03", "2026-03-01"));
    assert!(!on("until: 2025-12", "2025-12-31") && on("until: 2025-12", "2026-01-01"));
}

#[test]
fn requests_stay_where_they_are() {
    let renamed = Desk::changed("hal", |site| {
        fs::rename(site.path("content/requests/maps"), site.path("content/requests/charts")).unwrap();
    });
    assert_eq!(renamed.refused(), ["request-removed"]);
    let hidden = Desk::changed("hal", |site| replace(site, MAPS, "title:", "draft: true\ntitle:"));
    assert_eq!(hidden.refused(), ["request-removed"]);
    let taken_over = Desk::changed("rita", |site| replace(site, MAPS, "name: Rita", "name: Rita Ora"));
    assert_eq!(taken_over.refused(), ["desk-field"]);
    let begun = Desk::changed("zoe", |site| {
        site.write(
            "content/requests/new/index.md",
            "---\ntitle: New\nrequester: {name: Zoe}\npriority: high\nstatus: support\n---\n",
        );
    });
    assert_eq!(begun.refused(), ["desk-field", "skipped-state"]);
}

/// Some value of a field, by what it holds.
fn value_of(hint: &Hint) -> String {
    match hint {
        Hint::Text | Hint::Name => "made-up".to_owned(),
        Hint::Example(example) => (*example).to_owned(),
        Hint::List(entry) => format!("[{}]", value_of(entry)),
        Hint::OneOf(names) => names[0].to_owned(),
        Hint::FileOf(Kind::Person) => "ada".to_owned(),
        Hint::FileOf(Kind::Case) => "old-films".to_owned(),
        Hint::FileOf(kind) => format!("of-a-{}", kind.name()),
        Hint::State => "development".to_owned(),
        Hint::Fields(fields) => {
            let fields = fields.iter().map(|field| format!("{}: {}", field.name, value_of(&field.hint())));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        }
        Hint::Term(_) | Hint::Anything => panic!("the desk decides no such field"),
    }
}

/// One change for each field, since what is said of one must not hide what is said of another.
#[test]
fn what_the_desk_decides_nobody_else_writes() {
    let desk = Desk::new();
    let check = |name: &str, actor: &str| {
        let arguments = ["--base", "main", "--head", name, "--actor", actor, "--today", TODAY];
        desk.site.run([&["check", "--format", "short"], arguments.as_slice()].concat()).stdout
    };
    let mut tried = 0;
    let is_decided =
        |field: &&casebook::record::Field| matches!(field.decided_by, DecidedBy::Desk | DecidedBy::Filer);
    for field in Kind::Request.fields().filter(is_decided) {
        let name = field.name;
        let line = format!("{name}: {}", value_of(&field.hint()));
        let said = format!("error[desk-field]: `{name}` is for the desk to decide");
        desk.git(&["switch", "--quiet", "--create", name, "main"]);
        desk.commit(|site| {
            let text = fs::read_to_string(site.path(MAPS)).unwrap();
            let others = text.lines().filter(|line| !line.starts_with(&format!("{name}:")));
            let text = others.collect::<Vec<_>>().join("\n") + "\n";
            site.write(MAPS, text.replace("title: ", &format!("{line}\ntitle: ")));
        });
        assert!(check(name, "rita").contains(&format!("{MAPS}:2:")), "{}", check(name, "rita"));
        assert!(check(name, "rita").contains(&said), "{}", check(name, "rita"));
        assert!(!check(name, "hal").contains("desk-field"), "{}", check(name, "hal"));
        // Whoever asks for something says who they are.
        let new = format!("new-{name}");
        desk.git(&["switch", "--quiet", "--create", &new, "main"]);
        desk.commit(|site| {
            site.write("content/requests/new/index.md", format!("---\ntitle: New\n{line}\n---\n"));
        });
        let is_desks = field.decided_by == DecidedBy::Desk;
        assert_eq!(check(&new, "zoe").contains(&said), is_desks, "{}", check(&new, "zoe"));
        tried += 1;
    }
    assert!(tried > 10 && Request::requester.decided_by == DecidedBy::Filer, "{tried}");
}

#[test]
fn a_second_file_of_a_request_does_not_slip_in_beside_the_first() {
    let desk = Desk::changed("zoe", |site| {
        site.write("content/requests/maps.md", "---\ntitle: Mine now\nstatus: completed\n---\n");
    });
    assert_eq!(desk.refused(), ["address-conflict", "foreign-request"]);
    let dotted = Desk::changed("zoe", |site| {
        site.write("content/requests/maps.x/index.md", "---\ntitle: Mine now\n---\n");
        site.write("content/requests/maps/reviews/deep/initial-ada.md", REVIEW);
    });
    assert_eq!(dotted.refused(), ["bad-file-name", "foreign-request"]);
}

#[test]
fn what_would_be_merged_is_what_is_judged() {
    let desk = Desk::changed("max", |site| add_review(site, "photos", "initial-max"));
    assert_eq!(desk.refused(), [""; 0]);
    desk.git(&["switch", "--quiet", "main"]);
    desk.commit(|site| {
        replace(site, PHOTOS, "status: initial-feedback", "status: declined\nstatus_reason: Made up.");
    });
    assert_eq!(desk.refused(), ["decided-review"], "the base has gone on");
    let changed = Desk::changed_from(
        "ada",
        |site| {
            replace(site, PHOTOS, "status: initial-feedback", "status: development\nstatus_reason: Made up.");
        },
        |site| replace(site, "content/requests/photos/reviews/initial-ada.md", "proceed", "decline"),
    );
    assert_eq!(changed.refused(), ["decided-review"]);
    let said = changed.check(&[]).stdout;
    assert!(said.contains("the stage `initial` is decided, and a review of it would change"), "{said}");
}

#[test]
fn a_request_that_could_not_be_read_is_made_whole_by_the_desk_alone() {
    let unreadable = |site: &Site| replace(site, MAPS, "status: ", "status: completed\nstatus: ");
    let whole = |site: &Site| {
        replace(site, MAPS, "status: completed\nstatus: ", "status: ");
        replace(site, MAPS, "title: Old maps", "title: Maps of somebody else");
    };
    for (actor, refused) in [("zoe", &["foreign-request"][..]), ("hal", &[])] {
        let changed = Desk::changed_from(actor, unreadable, whole);
        assert_eq!(changed.refused(), refused, "{actor}");
    }
}

#[test]
fn nobody_is_failed_for_what_was_there_before() {
    let faulty = |site: &Site| {
        let text = fs::read_to_string(site.path(MAPS)).unwrap();
        site.write(MAPS, format!("{text}\nSee [a guide](../../guides/nowhere.md).\n"));
    };
    let elsewhere =
        Desk::changed_from("hal", faulty, |site| replace(site, MAPS, "title: Old maps", "title: Maps"));
    assert_eq!(elsewhere.refused(), [""; 0]);
    let warned = elsewhere.check(&["--format", "short"]).stdout;
    assert!(warned.contains("warning[broken-link]"), "{warned}");
    assert_eq!(Desk::changed("hal", faulty).refused(), ["broken-link"]);
    assert_eq!(
        Desk::changed_from("hal", faulty, take_up).refused(),
        ["broken-link"],
        "a move has all of it checked"
    );
    // What is no file of the site, since it could run, is none that everybody may change.
    let drawing = |line: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\">\n<script/>\n<!-- {line} -->\n</svg>")
    };
    let drawn = |line: &'static str| move |site: &Site| site.write("content/pages/a/b.svg", drawing(line));
    assert_eq!(Desk::changed_from("hal", drawn("a"), drawn("b")).refused(), ["policy-quorum"]);
    let caused = Desk::changed("hal", |site| site.remove("content/partners/museum.md"));
    assert_eq!(
        caused.refused(),
        ["dangling-reference", "policy-quorum"],
        "what the change breaks elsewhere, and whom a member speaks for"
    );
}

#[test]
fn the_files_as_they_are_can_be_judged_before_they_are_committed() {
    let desk = Desk::new();
    take_up(&desk.site);
    let check = |actor: &str| {
        desk.site.run(["check", "--base", "main", "--actor", actor, "--today", TODAY, "--format", "short"])
    };
    assert_eq!(check("hal"), Ran { status: 0, stdout: String::new(), stderr: String::new() });
    let ran = check("rita");
    assert_eq!(ran.status, 1);
    assert!(
        ran.stdout.starts_with("content/requests/maps/index.md:8:9: error[move-role]: "),
        "{}",
        ran.stdout
    );
    desk.site.write("content/requests/maps/reviews/initial-ada.md", REVIEW);
    assert!(check("hal").stdout.contains("decided-review"), "a new file counts too");
}

#[test]
fn a_bare_repository_will_do() {
    let desk = Desk::changed("rita", take_up);
    let bare = desk.site.beside("bare.git");
    desk.git(&["clone", "--quiet", "--bare", ".", bare.to_str().unwrap()]);
    let ran = desk.check(&["--format", "short", "--root", bare.to_str().unwrap()]);
    assert_eq!((ran.status, ran.stderr.as_str()), (1, ""));
    assert!(ran.stdout.contains("move-role"), "{}", ran.stdout);
}

#[test]
fn a_site_in_a_folder_of_its_repository_is_judged_too() {
    let site = Site::new();
    site.remove("casebook.yaml");
    for (path, bytes) in tree(&repository(DESK)) {
        site.write(&format!("site/{path}"), bytes);
    }
    site.commit("Keeper", "2026-02-01");
    let maps = format!("site/{MAPS}");
    replace(&site, &maps, "status: submitted", "status: support");
    site.git(&["switch", "--quiet", "--create", "change"], "Keeper", "2026-02-02");
    site.commit("Keeper", "2026-02-02");
    let check = |head: &[&str]| {
        let arguments = ["check", "--root", "site", "--base", "main", "--actor", "hal", "--format", "short"];
        site.run([&arguments, head].concat()).stdout
    };
    let expected = "content/requests/maps/index.md:8:9: error[skipped-state]: ";
    assert!(check(&["--head", "change"]).starts_with(expected), "{}", check(&["--head", "change"]));
    site.git(&["switch", "--quiet", "main"], "Keeper", "2026-02-02");
    replace(&site, &maps, "status: submitted", "status: support");
    assert!(check(&[]).starts_with(expected), "{}", check(&[]));
}

#[test]
fn what_cannot_be_compared_is_said() {
    let desk = Desk::new();
    let run = |arguments: &[&str]| {
        let ran = desk.site.run([&["check"], arguments].concat());
        (ran.status, ran.stderr)
    };
    for name in ["nowhere", "--output=x", ""] {
        let (status, error) = run(&[&format!("--base={name}"), "--actor", "hal"]);
        assert_eq!(status, 2);
        assert!(error.starts_with(&format!("error: there is no revision `{name}`")), "{error}");
    }
    assert_eq!(run(&["--base", "main"]).0, 2, "somebody has to act");
    let (status, error) = run(&["--format", "markdown"]);
    assert_eq!((status, error.contains("--base")), (2, true));
    let outside = Site::copy_of(DESK);
    let ran = outside.run(["check", "--base", "main", "--actor", "hal"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("is in no git repository"), "{}", ran.stderr);
    desk.git(&["switch", "--quiet", "--orphan", "change"]);
    desk.site.commit("Keeper", "2026-02-02");
    let ran = desk.check(&[]);
    assert_eq!(ran.status, 2, "{}", ran.stdout);
}

#[test]
fn a_link_in_a_strangers_tree_is_not_followed() {
    let desk = Desk::changed("zoe", |site| {
        site.link("content/guides/a.md", "/etc/passwd");
        site.link("content/people/hal.md.md", "../../casebook.yaml");
    });
    assert_eq!(desk.refused(), ["outside-root"]);
}

#[test]
fn the_comment_says_it_all_and_nothing_of_a_stranger_is_markdown() {
    let desk = Desk::changed("rita", |site| {
        replace(site, MAPS, "title: Old maps", "title: \"Old @all <b>maps</b> [x](https://example.org) `\"");
        replace(site, MAPS, "status: submitted", "status: initial-feedback");
        add_review(site, "photos", "initial-max");
    });
    assert_eq!(desk.judged()["may_be_merged"], false);
    assert_eq!(desk.judged()["verdicts"][1]["is_met"], false);
    crate::site::assert_expected("tests/gate/comment.md", &desk.check(&["--format", "markdown"]).stdout);
    crate::site::assert_expected("tests/gate/verdict.json", &desk.check(&["--format", "json"]).stdout);
    let clean = Desk::changed("hal", take_up).check(&["--format", "markdown"]);
    crate::site::assert_expected("tests/gate/comment-clean.md", &clean.stdout);
}

/// Reviews of one request that come in as branches of their own give the same state in whatever order
/// they are merged: no two touch one file.
#[test]
fn reviews_may_be_merged_in_any_order() {
    let desk = Desk::new();
    let members = ["max", "dora", "eve", "zoe", "hal"];
    for member in members {
        desk.git(&["switch", "--quiet", "--create", &format!("of-{member}"), "main"]);
        desk.commit(|site| add_review(site, "photos", &format!("initial-{member}")));
    }
    let mut seed = 7_u64;
    let mut trees = Vec::new();
    for round in 0..12 {
        let mut order = members;
        for at in (1..order.len()).rev() {
            // An order by chance, and the same one each time.
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, usize::try_from(seed >> 33).unwrap() % (at + 1));
        }
        desk.git(&["switch", "--quiet", "--create", &format!("round-{round}"), "main"]);
        for member in order {
            desk.git(&["merge", "--quiet", "--no-edit", &format!("of-{member}")]);
        }
        trees.push(desk.commit_id(&format!("round-{round}^{{tree}}")));
    }
    trees.dedup();
    assert_eq!(trees.len(), 1, "each order gives the same files");
}

#[test]
fn a_fault_of_a_request_speaks_against_it_and_its_line_is_named() {
    let desk = Desk::changed("hal", |site| {
        replace(site, MAPS, "status: submitted", "status: submitted\nsummery: One.");
        site.write("content/guides/new.md", "---\ntitle: New\nsummary: One.\n---\n\n[a](gone.md)\n");
    });
    let comment = desk.check(&["--format", "markdown"]).stdout;
    let text = unescaped(&comment);
    assert!(text.contains("### ❌ Request maps"), "{text}");
    assert!(!text.contains("✅"), "{text}");
    let (request, others) = text.split_once("### In the files").unwrap();
    let line = line_of(&desk, MAPS, "summery");
    let head = desk.commit_id("change");
    let at = |path: &str, line: usize| {
        format!("([{path}:{line}](https://github.com/example/desk/blob/{head}/{path}?plain=1#L{line}), ")
    };
    assert!(request.contains(&format!("{}unknown-field)\n  <br>summery: One.", at(MAPS, line))), "{text}");
    assert!(others.contains(&format!("{}broken-link)", at("content/guides/new.md", 6))), "{text}");
    assert!(text.contains("| hal | put right 2 points of what stands below |"), "{text}");
}

/// A comment without its escapes.
fn unescaped(comment: &str) -> String {
    let mut text = comment.replace("<code>", "").replace("</code>", "");
    for sign in ['-', '/', ':'] {
        text = text.replace(&format!("&#{};", u32::from(sign)), &sign.to_string());
    }
    text
}

/// The number of the line that has these words.
fn line_of(desk: &Desk, path: &str, words: &str) -> usize {
    let text = fs::read_to_string(desk.site.path(path)).unwrap();
    text.lines().position(|line| line.contains(words)).unwrap() + 1
}

#[test]
fn a_list_of_approvals_is_read_up_to_its_limit() {
    let desk = Desk::changed("hal", take_up);
    let file = desk.site.beside("approvals.json");
    let list =
        |size: usize| format!("{{\"approvals\": []}}{}", " ".repeat(size - "{\"approvals\": []}".len()));
    fs::write(&file, list(4 << 20)).unwrap();
    assert_eq!(desk.check(&[]).status, 0);
    fs::write(&file, list((4 << 20) + 1)).unwrap();
    let ran = desk.check(&[]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.stderr.contains("is too large") && ran.stderr.contains("at most 4 MiB are read"),
        "{}",
        ran.stderr
    );
}
