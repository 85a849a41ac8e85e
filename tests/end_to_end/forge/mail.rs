//! What came by mail, proposed on a schedule: what is on the branch, what the pull request says, and what nobody finds
//! in the log.

use std::fs;
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use super::runner::Runner;
use super::take_up;

const SONGS: &str = "content/requests/songs-of-lund/index.md";

/// What no log, no pull request and no program but Casebook may see.
const PRIVATE: [&str; 7] = [
    "ana@museum.example",
    "ida@desk.example",
    "46 70 123 45 67",
    "word-of-the-mailbox",
    "Please record",
    "I recommend",
    "ida`",
];

struct Mailed {
    runner: Runner,
    mailbox: String,
}

impl Mailed {
    /// A forge whose workflow knows a folder of mails.
    fn on(forge: &'static str) -> Self {
        let runner = Runner::new(forge, take_up);
        let mailbox = runner.path("mails");
        fs::create_dir(&mailbox).unwrap();
        runner.program("apt-get", "#!/bin/sh\n");
        Self { runner, mailbox }
    }

    fn receive(&self, id: &str, from: &str, subject: &str, text: &str) {
        let answers = if subject.starts_with("Re: ") { "In-Reply-To: <1@museum.example>\n" } else { "" };
        let mail = format!(
            "From: {from}\nTo: desk@example.org\nSubject: {subject}\nDate: Mon, 2 Mar 2026 10:0{id}:00 +0100\n\
             Message-ID: <{id}@museum.example>\n{answers}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n\
             {text}\n"
        );
        let path = format!("{}/{id}.eml", self.mailbox);
        fs::write(&path, mail.replace('\n', "\r\n")).unwrap();
        // When it came: noon of that day.
        let came = SystemTime::UNIX_EPOCH + Duration::from_secs(1_772_452_800);
        fs::File::options().write(true).open(&path).unwrap().set_modified(came).unwrap();
    }

    fn first(&self) {
        let text = "Please record our songs.\n\nMy number is +46 70 123 45 67.";
        self.receive("1", "Ana <ana@museum.example>", "Songs of Lund", text);
    }

    fn answer(&self) {
        self.receive("2", "Ana <ana@museum.example>", "Re: Songs of Lund", "There are 40 of them.");
    }

    /// The job of the workflow, with what its secrets hold. What everybody can read has nothing private.
    fn take_in(&self, secrets: &[(&str, &str)]) -> bool {
        let ok = if self.runner.forge() == "gitlab" {
            let server = self.runner.server();
            let fixed = [
                ("CI_API_V4_URL", "https://gitlab.example/api/v4"),
                ("CI_PROJECT_ID", "5"),
                ("CI_SERVER_URL", &*server),
                ("CI_PROJECT_PATH", "example/desk"),
                ("CASEBOOK_TOKEN", "a-secret"),
            ];
            let variables = fixed.iter().chain(secrets).map(|(name, value)| match *name {
                // GitLab has variables that are files.
                "CASEBOOK_PEOPLE" => {
                    let file = self.runner.path("people");
                    fs::write(&file, value).unwrap();
                    ((*name).to_owned(), file)
                }
                _ => ((*name).to_owned(), (*value).to_owned()),
            });
            let work = self.runner.cloned();
            let handed = work.join("none");
            let ok = self.runner.shell(
                &work,
                "bash .gitlab/casebook/propose.sh mail",
                variables.collect(),
                &handed,
            );
            fs::remove_dir_all(work).unwrap();
            ok
        } else {
            let named: Vec<(String, &str)> = secrets
                .iter()
                .map(|(name, value)| {
                    let kind = if *name == "CASEBOOK_MAIL_SINCE" { "vars" } else { "secrets" };
                    (format!("{kind}.{name}"), *value)
                })
                .collect();
            let named: Vec<(&str, &str)> = named.iter().map(|(name, value)| (&**name, *value)).collect();
            self.runner.job("casebook-mail", "take-in", &named).ok
        };
        let public = format!("{}{}", self.runner.log(), self.runner.file("said"));
        for private in PRIVATE {
            assert!(!public.contains(private), "{private}: {public}");
        }
        ok
    }

    fn set_up(&self) -> Vec<(&'static str, &str)> {
        vec![
            ("CASEBOOK_MAILBOX", &self.mailbox),
            ("CASEBOOK_MAIL_PASSWORD", "word-of-the-mailbox"),
            ("CASEBOOK_PEOPLE", "ida: ida@desk.example\n"),
        ]
    }

    fn takes_in(&self) {
        assert!(self.take_in(&self.set_up()), "{}", self.runner.log());
    }

    /// A branch of the forge as somebody who works on it has it.
    fn edit(&self, branch: &str, change: impl FnOnce(&str) -> String) {
        self.runner.serve(branch, SONGS, &change(&self.runner.shown(branch, SONGS)));
    }

    /// What was said last: the method, where, and what.
    fn last(&self) -> (String, String, Value) {
        let said = self.runner.said().pop().unwrap();
        (said[0].as_str().unwrap().to_owned(), said[1].as_str().unwrap().to_owned(), said[2].clone())
    }
}

const OPEN: &str = "repos/example/desk/pulls?state=open&head=example:casebook/mail&base=main";

/// On GitHub, with no proposal that is open.
fn on_github() -> Mailed {
    let mailed = Mailed::on("github");
    mailed.runner.answers(OPEN, &json!([]));
    mailed
}

#[test]
fn without_a_mailbox_nothing_is_read_and_nothing_fails() {
    for forge in ["github", "forgejo", "gitlab"] {
        let mailed = Mailed::on(forge);
        mailed.first();
        assert!(mailed.take_in(&[]), "{}", mailed.runner.log());
        let log = mailed.runner.log();
        assert!(log.contains("There is no secret CASEBOOK_MAILBOX, so no mail is read here."), "{log}");
        assert_eq!((mailed.runner.said().len(), mailed.runner.file("fetched")), (0, String::new()));
        assert_eq!(mailed.runner.served("casebook/mail"), [""; 0]);
    }
}

#[test]
fn what_came_in_is_proposed_and_no_address_is_anywhere() {
    let mailed = on_github();
    mailed.first();
    mailed.receive("3", "Ida <ida@desk.example>", "My view", "I recommend it.");
    mailed.takes_in();
    let (method, path, pull) = mailed.last();
    assert_eq!((&*method, &*path), ("POST", "repos/example/desk/pulls"));
    assert_eq!((&pull["head"], &pull["base"]), (&json!("casebook/mail"), &json!("main")));
    assert_eq!(pull["title"], "Take in what came by mail");
    let body = pull["body"].as_str().unwrap();
    assert!(body.starts_with("These mails came to the desk,"), "{body}");
    assert!(body.ends_with(&format!("\n\nNew:\n\n- `{SONGS}`\n")), "{body}");
    let text = mailed.runner.shown("casebook/mail", SONGS);
    assert!(text.contains("Please record our songs.") && !text.contains("123 45 67"), "{text}");
    assert_eq!(mailed.runner.commits("casebook/mail"), 2);
    let log = mailed.runner.log();
    assert!(log.contains("1 mail was taken in, 1 held back.\n"), "{log}");

    // The program gets the password, and no token.
    let environment = mailed.runner.file("environment");
    let mut names: Vec<&str> = environment.lines().filter_map(|line| Some(line.split_once('=')?.0)).collect();
    names.sort_unstable();
    names.retain(|name| !["_", "PWD", "OLDPWD", "SHLVL"].contains(name));
    assert_eq!(names, ["CASEBOOK_MAILBOX", "CASEBOOK_MAIL_PASSWORD", "CASEBOOK_PEOPLE", "HOME", "PATH"]);
    assert!(!environment.contains("a-secret"));
}

#[test]
fn an_open_proposal_is_added_to_and_keeps_what_somebody_has_put_right() {
    let mailed = on_github();
    mailed.first();
    mailed.takes_in();
    mailed.runner.answers(OPEN, &json!([{"number": 7}]));
    mailed.edit("casebook/mail", |text| text.replace("Please record our songs.", "Please record them."));
    // Nothing is new: nothing is pushed and nothing said.
    mailed.takes_in();
    assert_eq!((mailed.runner.commits("casebook/mail"), mailed.runner.said().len()), (3, 1));
    // The branch that is published goes on, and the mail is answered.
    mailed.runner.serve("main", "content/guides/b.md", "---\ntitle: B\nsummary: Made up.\n---\nText.\n");
    mailed.answer();
    mailed.takes_in();
    let text = mailed.runner.shown("casebook/mail", SONGS);
    assert!(text.contains("Please record them.") && text.contains("There are 40 of them."), "{text}");
    assert!(mailed.runner.served("casebook/mail").contains(&"content/guides/b.md".to_owned()));
    let (method, path, said) = mailed.last();
    assert_eq!((&*method, &*path), ("POST", "repos/example/desk/issues/7/comments"));
    assert!(said["body"].as_str().unwrap().ends_with(&format!("Added to:\n\n- `{SONGS}`\n")), "{said}");
    assert_eq!(mailed.runner.said().len(), 2);
}

#[test]
fn after_a_merge_the_branch_begins_anew_and_after_a_refusal_so_do_the_mails() {
    let mailed = on_github();
    mailed.first();
    mailed.takes_in();
    // Closed as it was: the mail is in no file, so it is proposed anew.
    mailed.takes_in();
    assert_eq!((mailed.runner.commits("casebook/mail"), mailed.runner.said().len()), (2, 2));
    // Merged as one commit, with another text.
    let text = mailed.runner.shown("casebook/mail", SONGS).replace("Please record", "Record");
    mailed.runner.serve("main", SONGS, &text);
    mailed.takes_in();
    assert_eq!(mailed.runner.said().len(), 2);
    mailed.answer();
    mailed.takes_in();
    assert_eq!(mailed.runner.commits("casebook/mail"), mailed.runner.commits("main") + 1);
    let text = mailed.runner.shown("casebook/mail", SONGS);
    assert!(text.contains("Record our songs.") && text.contains("There are 40"), "{text}");
}

#[test]
fn what_does_not_go_together_any_more_is_said_and_nothing_is_read() {
    let mailed = on_github();
    mailed.first();
    mailed.takes_in();
    mailed.runner.answers(OPEN, &json!([{"number": 7}]));
    mailed.runner.serve("main", SONGS, "---\ntitle: Another\n---\nAnother.\n");
    mailed.answer();
    assert!(!mailed.take_in(&mailed.set_up()));
    let said = "No mail was read: casebook/mail, which is proposed, does not go together with main any more.";
    assert!(mailed.runner.log().contains(said), "{}", mailed.runner.log());
    assert_eq!((mailed.runner.commits("casebook/mail"), mailed.runner.said().len()), (2, 1));
}

#[test]
fn a_mail_that_cannot_be_read_hides_no_other_and_fails_the_run() {
    let mailed = on_github();
    mailed.first();
    mailed.receive("4", "Ana <ana@museum.example>", "Nothing", "");
    assert!(!mailed.take_in(&mailed.set_up()));
    let (_, _, pull) = mailed.last();
    assert!(pull["body"].as_str().unwrap().contains("Some mails could not be taken in:"), "{pull}");
    assert!(mailed.runner.shown("casebook/mail", SONGS).contains("Please record"));
    assert!(
        mailed.runner.log().contains("1 mail was taken in, 1 could not be.\n"),
        "{}",
        mailed.runner.log()
    );
}

#[test]
fn a_mailbox_that_cannot_be_read_fails_without_naming_anybody() {
    let mailed = on_github();
    let mut secrets = mailed.set_up();
    secrets[0].1 = "imaps://ana%40museum.example@127.0.0.1:1/INBOX";
    assert!(!mailed.take_in(&secrets));
    let log = mailed.runner.log();
    assert!(log.contains("The mails could not be taken in. Why may name people,"), "{log}");
    assert!(!log.contains("127.0.0.1"), "{log}");
    // Whose address is whose is not guessed.
    assert!(!mailed.take_in(&mailed.set_up()[..2]));
    assert!(mailed.runner.log().contains("There is no secret CASEBOOK_PEOPLE."), "{}", mailed.runner.log());
    assert_eq!(mailed.runner.said().len(), 0);
}

#[test]
fn mails_of_before_a_day_are_left_alone() {
    let mailed = on_github();
    mailed.first();
    let mut secrets = mailed.set_up();
    // The day before is of another time zone.
    secrets.push(("CASEBOOK_MAIL_SINCE", "2026-03-04"));
    assert!(mailed.take_in(&secrets), "{}", mailed.runner.log());
    assert_eq!(mailed.runner.said().len(), 0);
    secrets[3].1 = "2026-03-02";
    assert!(mailed.take_in(&secrets), "{}", mailed.runner.log());
    assert_eq!(mailed.runner.said().len(), 1);
}

#[test]
fn forgejo_takes_mails_in() {
    let mailed = Mailed::on("forgejo");
    let pulls = "repos/example/desk/pulls?state=open&limit=50";
    let pull = |repository: &str, base: &str| {
        json!({"number": 7, "base": {"ref": base},
            "head": {"ref": "casebook/mail", "repo": {"full_name": repository}}})
    };
    mailed.runner.answers(pulls, &json!([pull("zoe/desk", "main"), pull("example/desk", "other")]));
    mailed.first();
    mailed.takes_in();
    let (method, path, said) = mailed.last();
    assert_eq!((&*method, &*path), ("POST", "repos/example/desk/pulls"));
    assert_eq!((&said["head"], &said["base"]), (&json!("casebook/mail"), &json!("main")));
    mailed.runner.answers(pulls, &json!([pull("example/desk", "main")]));
    mailed.answer();
    mailed.takes_in();
    let (method, path, said) = mailed.last();
    assert_eq!((&*method, &*path), ("POST", "repos/example/desk/issues/7/comments"));
    assert!(said["body"].as_str().unwrap().contains(SONGS), "{said}");
    assert_eq!(mailed.runner.commits("casebook/mail"), 3);
}

#[test]
fn gitlab_takes_mails_in() {
    let mailed = Mailed::on("gitlab");
    mailed.runner.as_on_gitlab();
    let asked = "projects/5/merge_requests?state=opened&source_branch=casebook%2Fmail&target_branch=main&per_page=100";
    mailed.runner.answers(asked, &json!([{"iid": 3, "source_project_id": 8, "project_id": 5}]));
    mailed.first();
    mailed.takes_in();
    let (method, path, said) = mailed.last();
    assert_eq!((&*method, &*path), ("POST", "projects/5/merge_requests"));
    let branches = (&said["source_branch"], &said["target_branch"]);
    assert_eq!(branches, (&json!("casebook/mail"), &json!("main")));
    assert_eq!(said["title"], "Take in what came by mail");
    assert!(said["description"].as_str().unwrap().contains(SONGS), "{said}");
    mailed.runner.answers(asked, &json!([{"iid": 4, "source_project_id": 5, "project_id": 5}]));
    mailed.answer();
    mailed.takes_in();
    let (method, path, said) = mailed.last();
    assert_eq!((&*method, &*path), ("POST", "projects/5/merge_requests/4/notes"));
    assert!(said["body"].as_str().unwrap().contains(SONGS), "{said}");
    assert_eq!(mailed.runner.commits("casebook/mail"), 3);
}
