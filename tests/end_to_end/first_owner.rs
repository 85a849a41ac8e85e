//! Whoever owns an empty repository and sets up a desk there, by what the program itself prints; and which sites are
//! told what their desk lacks.

use std::fs;

use crate::site::{Ran, Site, TODAY, repository};

/// What the desk lacks, as `message (help)`.
fn lacking(site: &Site) -> Vec<(String, String)> {
    let ran = site.run(["check", "--format", "json", "--today", TODAY]);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let found = json["diagnostics"].as_array().unwrap().iter();
    let found = found.filter(|found| found["code"] == "unready-desk");
    let text = |found: &serde_json::Value, key: &str| found[key].as_str().unwrap().to_owned();
    found.map(|found| (text(found, "message"), text(found, "help"))).collect()
}

/// How the messages begin.
fn told(site: &Site) -> Vec<String> {
    let words = |message: String| message.split(' ').take(3).collect::<Vec<_>>().join(" ");
    lacking(site).into_iter().map(|(message, _)| words(message)).collect()
}

fn person(site: &Site, name: &str, fields: &str) {
    site.write(&format!("content/people/{name}.md"), format!("---\ntitle: {name}\n{fields}\n---\n"));
}

fn member(site: &Site, name: &str, role: &str) {
    person(site, name, &format!("roles: [{{role: {role}}}]\naccounts: {{github: {name}}}"));
}

/// A site with people who are enough for the standard workflow.
fn ready() -> Site {
    let site = Site::new().file("casebook.yaml", "repository: {url: https://github.com/example/desk}\n");
    assert_eq!(site.run(["init", ".", "--forge", "github", "--today", TODAY]).status, 0);
    member(&site, "hal", "helpdesk");
    for name in ["ada", "ben", "cleo"] {
        member(&site, name, "committee");
    }
    assert_eq!(told(&site), [""; 0]);
    site
}

/// Does what a warning says, with nothing but its words.
fn follow(site: &Site, help: &str, name: &str) {
    let code: Vec<&str> = help.split('`').skip(1).step_by(2).collect();
    let part = |begin: &str| code.iter().find(|part| part.starts_with(begin)).copied();
    if let Some(line) = part("repository:") {
        let settings = fs::read_to_string(site.path("casebook.yaml")).unwrap();
        site.write("casebook.yaml", format!("{settings}{}\n", line.replace("NAME/PROJECT", "example/desk")));
        return;
    }
    let file = part("content/people/").unwrap().replace("NAME", name);
    let (roles, accounts) = (part("roles:").unwrap(), part("accounts:").unwrap().replace("LOGIN", name));
    assert!(part("title").is_some(), "{help}");
    site.write(&file, format!("---\ntitle: {name}\n{roles}\n{accounts}\n---\n"));
}

/// What the gate says of a branch `change` with what `work` writes.
fn judged(site: &Site, actor: &str, approvals: &[&str], work: impl FnOnce(&Site)) -> Ran {
    site.git(&["switch", "--quiet", "--create", "change", "main"], actor, "2026-02-02");
    work(site);
    site.commit(actor, "2026-02-02");
    let file = site.beside("approvals.json");
    let head =
        std::process::Command::new("git").args(["rev-parse", "HEAD"]).current_dir(site.root()).output();
    let head = String::from_utf8(head.unwrap().stdout).unwrap();
    let approvals: Vec<_> = approvals
        .iter()
        .map(|login| serde_json::json!({"login": login, "commit": head.trim(), "state": "approved"}))
        .collect();
    fs::write(&file, serde_json::json!({ "approvals": approvals }).to_string()).unwrap();
    let approvals = file.to_str().unwrap();
    let ran = site.run(
        ["check", "--base", "main", "--head", "change", "--actor", actor, "--today", TODAY]
            .into_iter()
            .chain(["--approvals", approvals, "--format", "markdown"]),
    );
    site.git(&["switch", "--quiet", "main"], actor, "2026-02-02");
    site.git(&["branch", "--quiet", "-D", "change"], actor, "2026-02-02");
    ran
}

#[test]
fn the_first_owner_of_an_empty_repository_is_led_to_a_desk_that_works() {
    let site = Site::new();
    site.remove("casebook.yaml");
    site.git(&["init", "--quiet", "--initial-branch=main"], "Owner", "2026-02-01");
    assert_eq!(site.run(["init", "."]).status, 0);
    let ran = site.run(["check"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""), "a new site runs no desk");
    let ran = site.run(["init", ".", "--forge", "github", "--today", TODAY]);
    assert_eq!(ran.status, 0);
    assert!(
        ran.stdout.contains("`casebook check` says what the desk still lacks (`unready-desk`)"),
        "{}",
        ran.stdout
    );
    let guide = fs::read_to_string(site.path(".github/CASEBOOK.md")).unwrap();
    let (first, gate) =
        (guide.find("**The first people.**").unwrap(), guide.find("**Require the gate.**").unwrap());
    assert!(first < gate && guide[first..gate].contains("`unready-desk`"), "{guide}");

    // The page of the documentation shows what is said.
    let said = site.run(["check", "--today", TODAY]).stdout;
    let page = fs::read_to_string(repository("docs/content/pages/request-desk/begin.md")).unwrap();
    assert!(page.contains(&format!("```text\n{said}```\n")), "paste this into begin.md:\n{said}");

    // As long as nobody has a role, nobody can approve that somebody gets one, and the gate says who does it.
    site.commit("Owner", "2026-02-01");
    let ran = judged(&site, "owner", &[], |site| member(site, "hal", "helpdesk"));
    assert_eq!(ran.status, 1);
    for words in [
        "| the owner of the repository | commit it to the branch directly |",
        "Nobody else can approve it&#58; the owner of the repository commits it to the branch directly",
    ] {
        assert!(ran.stdout.contains(words), "{words}\n{}", ran.stdout);
    }

    // The first warning of each check, followed to the letter, until there is none.
    let mut names = ["hal", "ada", "ben", "cleo"].into_iter();
    let mut steps = Vec::new();
    while let Some((message, help)) = lacking(&site).into_iter().next() {
        let name = if message.contains("repository") { "" } else { names.next().expect(&message) };
        follow(&site, &help, name);
        steps.push(message.split([',', ':']).next().unwrap().to_owned());
    }
    let stages = "stages `initial` and `final` take 3 reviews";
    assert_eq!(
        steps,
        ["`repository` is not set", "nobody holds `helpdesk` today", stages, stages, stages],
        "one thing after the other"
    );
    assert_eq!(site.run(["check", "--today", TODAY]).stdout, "");
    site.commit("Owner", "2026-02-01");

    // A stranger asks, and is heard; what a stranger says of roles takes approvals.
    let ran = judged(&site, "stranger", &[], |site| {
        let ran = site.run([
            "request",
            "new",
            "Old maps",
            "--requester",
            "Nia Example",
            "--description",
            "Please help.",
        ]);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    });
    assert_eq!(ran.status, 0, "{}", ran.stdout);
    assert!(ran.stdout.contains("**This may be merged.**"), "{}", ran.stdout);
    let ran = judged(&site, "stranger", &[], |site| member(site, "stranger", "helpdesk"));
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("0 of 2 approvals that a change of the rules takes"), "{}", ran.stdout);
    let ran = judged(&site, "stranger", &["hal", "ada"], |site| member(site, "stranger", "helpdesk"));
    assert_eq!(ran.status, 0, "two of those who came first let the next one in: {}", ran.stdout);

    // A term that ends leaves the stages without their quorum. That is told, and keeps nothing back.
    let ran = judged(&site, "cleo", &["hal", "ada"], |site| {
        person(site, "cleo", "roles: [{role: committee, until: 2026-02-28}]\naccounts: {github: cleo}");
    });
    assert_eq!(ran.status, 0, "{}", ran.stdout);
    for words in ["2 people could write one today", "unready-desk"] {
        assert!(ran.stdout.contains(words), "{words}\n{}", ran.stdout);
    }
}

#[test]
fn a_site_that_runs_no_desk_is_told_nothing_of_one() {
    let request = "---\ntitle: Old maps\nsubmitted: 2026-02-01\n---\nMade up.\n";
    let repository = "repository: {url: https://github.com/example/desk}\n";
    let ended = "roles: [{role: helpdesk, until: 2025}]";
    let own = fs::read_to_string(crate::site::repository("src/config/workflow.yaml")).unwrap();
    let is_told = |site: Site| !told(&site).is_empty();
    let request = |site: Site| site.file("content/requests/maps/index.md", request);
    let people = |site: Site| {
        person(&site, "hal", ended);
        site
    };
    assert!(
        !is_told(Site::new().file("casebook.yaml", repository)),
        "a repository is for the links of pages"
    );
    assert!(!is_told(request(Site::new())), "a request may be an example");
    assert!(!is_told(people(Site::new())), "people have roles elsewhere");
    assert!(is_told(request(Site::new().file("casebook.yaml", repository))));
    assert!(is_told(request(people(Site::new()))), "the term of the last one has ended");
    assert!(is_told(Site::new().file("content/workflow.yaml", &own)));
    for forge in ["github", "gitlab", "forgejo"] {
        let site = Site::new();
        assert_eq!(site.run(["init", ".", "--forge", forge]).status, 0);
        let (message, help) = lacking(&site).swap_remove(0);
        assert!(message.ends_with(&format!("accounts are taken for those of `{forge}`")), "{message}");
        site.write("casebook.yaml", help.split('`').nth(1).unwrap());
        assert!(!told(&site)[0].starts_with("`repository`"), "{help}");
    }
}

#[test]
fn the_gate_of_a_repository_is_that_of_one_folder() {
    let site = Site::new()
        .file("desk/casebook.yaml", "repository: {url: https://github.com/example/desk, folder: desk}\n")
        .file("other/casebook.yaml", "");
    site.commit("Owner", "2026-02-01");
    assert_eq!(site.run(["init", "desk", "--forge", "github"]).status, 0);
    let said = |folder: &str| site.run(["check", "--root", folder, "--today", TODAY]).stdout;
    assert!(said("desk").contains("[unready-desk]"));
    assert_eq!(said("other"), "");
    // The gate reads the same in a revision.
    site.commit("Owner", "2026-02-01");
    let run = |folder: &str| {
        let actor = ["--base", "main", "--actor", "owner", "--today", TODAY];
        site.run([&["check", "--root", folder][..], &actor].concat()).stdout
    };
    for name in ["hal", "ada", "ben", "cleo"] {
        let role = if name == "hal" { "helpdesk" } else { "committee" };
        for folder in ["desk", "other"] {
            let text =
                format!("---\ntitle: {name}\nroles: [{{role: {role}}}]\naccounts: {{github: {name}}}\n---\n");
            site.write(&format!("{folder}/content/people/{name}.md"), text);
        }
    }
    site.commit("Owner", "2026-02-01");
    for folder in ["desk", "other"] {
        site.remove(&format!("{folder}/content/people/cleo.md"));
    }
    assert!(run("desk").contains("warning[unready-desk]: stages"), "{}", run("desk"));
    assert!(!run("other").contains("unready-desk"), "{}", run("other"));
}

#[test]
fn what_cannot_be_read_is_not_said_to_be_missing() {
    let site = ready();
    site.remove("content/people/hal.md");
    assert_eq!(told(&site), ["nobody holds `helpdesk`"]);
    site.write("content/people/hal.md", "---\ntitle: [\n---\n");
    assert_eq!(told(&site), [""; 0], "somebody is there, and cannot be read");
    site.write("content/people/hal.md", "---\ntitle: Hal\nsummary: Nobody.\n---\n");
    site.write("content/guides/a.md", "---\ntitle: [\n---\n");
    assert_eq!(told(&site), ["nobody holds `helpdesk`"], "a guide says nothing of roles");
    site.write("content/workflow.yaml", "states: 1\n");
    assert_eq!(told(&site), [""; 0]);
}

#[test]
fn whoever_holds_a_role_today_under_an_account_here_counts() {
    let site = ready();
    for (fields, is_there, is_known) in [
        ("roles: [{role: helpdesk}]\naccounts: {github: hal}", true, true),
        ("roles: [{role: helpdesk, until: 2026-03-01}]\naccounts: {github: hal}", true, true),
        ("roles: [{role: helpdesk, until: 2026-02-28}]\naccounts: {github: hal}", false, true),
        ("roles: [{role: helpdesk, since: 2026-03-01}]\naccounts: {github: hal}", true, true),
        ("roles: [{role: helpdesk, since: 2026-03-02}]\naccounts: {github: hal}", false, true),
        ("roles: [{role: helpdesk}]\naccounts: {github: hal}\ndraft: true", false, true),
        ("roles: [{role: helpdesk}]\naccounts: {codeberg: hal}", true, false),
        ("roles: [{role: helpdesk}]", true, false),
        // Nobody has to be known who has nothing to decide.
        ("roles: [{role: mentor}]", false, true),
        ("roles: [{role: helpdesk, until: 2026-02-28}]", false, true),
    ] {
        person(&site, "hal", fields);
        let nobody = (!is_there).then_some("nobody holds `helpdesk`");
        let unknown = (!is_known).then_some("hal holds `helpdesk`");
        let expected: Vec<&str> = nobody.into_iter().chain(unknown).collect();
        assert_eq!(told(&site), expected, "{fields}");
    }
}

#[test]
fn each_stage_has_enough_people_for_its_quorum() {
    let own = fs::read_to_string(repository("src/config/workflow.yaml")).unwrap();
    let site = ready();
    let with = |line: &str| {
        let text = own.replace("    quorum: 3\n", &format!("    quorum: 3\n{line}"));
        site.write("content/workflow.yaml", text);
        told(&site)
    };
    let lacks = ["stages `initial` and"];
    assert_eq!(with(""), [""; 0]);
    site.remove("content/people/cleo.md");
    assert_eq!(with(""), lacks);
    assert_eq!(with("    least: 2\n"), [""; 0]);
    site.remove("content/people/ben.md");
    assert_eq!(with("    least: 2\n"), lacks);
    // Hal takes one of the two places that are missing.
    assert_eq!(with("    alternates: helpdesk\n"), lacks);
    member(&site, "ida", "helpdesk");
    assert_eq!(with("    alternates: helpdesk\n"), [""; 0]);
    // Two pages of one human being are one.
    person(&site, "ida", "roles: [{role: helpdesk}]\naccounts: {github: ida, wiki: Hal}");
    person(&site, "hal", "roles: [{role: helpdesk}]\naccounts: {github: hal, wiki: Hal}");
    assert_eq!(with("    alternates: helpdesk\n"), lacks);
}

#[test]
fn a_change_of_the_rules_needs_somebody_else() {
    let own = fs::read_to_string(repository("src/config/workflow.yaml")).unwrap();
    let site = ready();
    let by = |lines: &str| {
        let policy = "policy: {by: [committee, helpdesk], quorum: 2}";
        site.write("content/workflow.yaml", own.replace(policy, lines));
        lacking(&site)
            .into_iter()
            .map(|(message, _)| message.split(':').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(by("policy: {by: [committee], quorum: 3}"), [""; 0]);
    assert_eq!(
        by("policy: {by: [committee], quorum: 9}"),
        [""; 0],
        "fewer than that are enough where nobody else is there"
    );
    let alone = "with the approval of hal alone, and hal approves no change of their own";
    assert_eq!(by("policy: {by: [helpdesk], quorum: 2}"), [format!("the rules can be changed {alone}")]);
    assert_eq!(by("policy: {by: [mentor], quorum: 1}"), ["the rules can be changed by nobody"]);
    assert_eq!(
        by("policy: {by: [committee], quorum: 1}\nexceptions: {by: [helpdesk], quorum: 1}"),
        [format!("the exceptions can be approved {alone}")]
    );
    assert_eq!(
        by("policy: {by: [helpdesk], quorum: 1}\nexceptions: {by: [helpdesk], quorum: 2}").len(),
        1,
        "the same people are named once"
    );
    member(&site, "ida", "helpdesk");
    assert_eq!(by("policy: {by: [helpdesk], quorum: 2}"), [""; 0]);
}
