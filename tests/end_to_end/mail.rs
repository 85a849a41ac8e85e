//! `casebook mail fetch` and `drafts` against a real mail server, and against folders: what comes in becomes files, what
//! is due to be told becomes drafts, and nobody's address comes into the site.

use std::fs;

use crate::mailbox::dovecot::{Dovecot, PASSWORD};
use crate::site::{Ran, Site, tree};

const DAY: &str = "2026-03-10";

/// A desk in two languages, with somebody who answers, a member and a guide that is to be read through.
fn desk() -> Site {
    let guide = "---\ntitle: Scanning\nowner: people/ada\nlast_reviewed: 2024-01-01\nreview_interval: 12 months\n---\n";
    Site::new()
        .file(
            "casebook.yaml",
            "title: The Lantern Desk\nlanguages: [en, es]\nbase_url: https://lantern.example/\n\
             contact: {email: desk@example.org}\n",
        )
        .file("content/people/ada.md", "---\ntitle: Ada\nlanguages: [es]\nroles: [{role: committee}]\n---\n")
        .file("content/people/rita.md", "---\ntitle: Rita\nroles: [{role: helpdesk}]\n---\n")
        .file("content/guides/scanning.md", guide)
}

/// A mail as it comes over the wire.
fn mail(from: &str, id: &str, more: &str, text: &str) -> Vec<u8> {
    let head = format!(
        "From: {from}\nTo: desk@example.org\nDate: Mon, 2 Mar 2026 10:00:00 +0100\nMessage-ID: <{id}>\n"
    );
    let mime =
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n";
    format!("{head}{more}{mime}\n{text}\n").replace('\n', "\r\n").into_bytes()
}

fn request(site: &Site, id: &str) -> String {
    fs::read_to_string(site.path(&format!("content/requests/{id}/index.md"))).unwrap()
}

/// A command of the mailbox on that server.
fn run(site: &Site, server: &Dovecot, arguments: &[&str]) -> Ran {
    let ca = server.ca().to_str().unwrap();
    let access = ["--mailbox", &server.address(), "--ca", ca, "--today", DAY].map(str::to_owned);
    let arguments = arguments.iter().map(|argument| (*argument).to_owned()).chain(access);
    site.ran(&site.command(arguments).env("CASEBOOK_MAIL_PASSWORD", PASSWORD).output().unwrap())
}

/// A draft without what its line ends are, decoded as far as these tests need it.
fn read(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace("=\n", "").replace("=20\n", " \n")
}

const FORM: &str = "Estas respuestas se escribieron con el formulario.\n\n¿Qué necesita?\nMapas de Lima\n\n¿De qué se trata?\n\
                    500 mapas. Mi teléfono es +51 1 234 5678.\n\n¿Cómo se llama?\nAna\n\n¿De qué país se trata?\nPerú\n";

/// A desk, its mailbox, and the file with the addresses of its people.
struct Lived {
    site: Site,
    server: Dovecot,
    outside: tempfile::TempDir,
}

impl Lived {
    fn new() -> Self {
        let (site, server, outside) = (desk(), Dovecot::start(), tempfile::tempdir().unwrap());
        fs::write(outside.path().join("people.yaml"), "ada: ada@member.example\nrita: rita@desk.example\n")
            .unwrap();
        server.deliver(
            "1",
            &mail("Ana Q <ana.q@archivo.example>", "1@archivo.example", "Subject: Ayuda\n", FORM),
        );
        server.deliver(
            "2",
            &mail("Karin <karin@museum.example>", "2@museum.example", "Subject: Old plates\n", "They fade."),
        );
        server.deliver(
            "3",
            &mail(
                "karin@museum.example",
                "3@museum.example",
                "Subject: Re: Old plates\nIn-Reply-To: <2@museum.example>\n",
                "400 of them.",
            ),
        );
        server.deliver(
            "4",
            &mail(
                "x@example.org",
                "4@example.org",
                "Subject: Away\nAuto-Submitted: auto-replied\n",
                "I am away.",
            ),
        );
        server.deliver(
            "5",
            &mail("The desk <desk@example.org>", "5@example.org", "Subject: Re: Old plates\n", "Thank you."),
        );
        server.deliver(
            "6",
            &mail("Ada <ada@member.example>", "6@member.example", "Subject: my view\n", "I recommend it."),
        );
        Self { site, server, outside }
    }

    /// A command of the mailbox, which knows the addresses of the desk's people.
    fn run(&self, command: &str) -> Ran {
        let people = self.outside.path().join("people.yaml");
        run(&self.site, &self.server, &["mail", command, "--people", people.to_str().unwrap()])
    }

    /// What came in becomes files, and lies where it lay.
    fn fetches(&self) {
        let Self { site, server, .. } = self;
        let ran = self.run("fetch");
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        assert_eq!(
            ran.stdout,
            "content/requests/mapas-de-lima/index.md\ncontent/requests/old-plates/index.md\n\
             content/requests/old-plates/index.md\n"
        );
        for said in [
            "Withheld: 1 telephone number.",
            "mail 4 of INBOX: left out, a program sent it by itself",
            "mail 6 of INBOX: held back, it is from `ada` and holds no review",
            "3 mails were taken in, 1 held back, 1 of the desk's own passed over.",
        ] {
            assert!(ran.stderr.contains(said), "{said}: {}", ran.stderr);
        }
        let maps = request(site, "mapas-de-lima");
        assert!(
            maps.starts_with(
                "---\ntitle: Mapas de Lima\nrequester: {name: Ana}\nreceived: 2026-03-02\ncountries: [PE]\n\
                 languages: [es]\nproposed: [languages]\nchannel: form\ndescription: 500 mapas."
            ),
            "{maps}"
        );
        assert!(request(site, "old-plates").contains("They fade.\n\n## 2026-03-02, by mail\n\n400 of them."));
        // Every mail lies where it lay, as unread as before; those that were taken in have the keyword.
        let flags = |flag: char| {
            let files = server.files("");
            files
                .iter()
                .filter(|file| file.to_str().unwrap().rsplit(":2,").next().unwrap().contains(flag))
                .count()
        };
        // A keyword is a small letter in the name of a file.
        assert_eq!((server.files("").len(), flags('S'), flags('a')), (6, 0, 3));
        assert!(
            server
                .commands()
                .iter()
                .all(|command| !command.starts_with("EXPUNGE") && !command.contains("MOVE"))
        );
        let again = self.run("fetch");
        assert_eq!((again.status, again.stdout.as_str()), (0, ""));
        assert!(
            again.stderr.ends_with("0 mails were taken in, 1 held back, 1 of the desk's own passed over.\n"),
            "{}",
            again.stderr
        );
    }

    /// What is due to be told, to two requesters, to whom it waits for, and of a guide.
    fn drafts(&self) {
        let server = &self.server;
        let ran = self.run("drafts");
        assert_eq!(
            (ran.status, ran.stdout.as_str()),
            (
                0,
                "received mapas-de-lima\nreceived old-plates\nwaiting mapas-de-lima submitted rita late, waiting old-plates \
                 submitted rita late\nguide scanning 2025-01-01 ada\n"
            ),
            "{}",
            ran.stderr
        );
        let files = server.files(".Drafts");
        assert_eq!(files.len(), 4);
        let texts: Vec<String> = files.iter().map(|file| read(&fs::read(file).unwrap())).collect();
        let with = |word: &str| {
            texts.iter().find(|text| text.contains(word)).unwrap_or_else(|| panic!("{word}: {texts:#?}"))
        };
        let spanish = with("Casebook-Told: received mapas-de-lima");
        for part in [
            "To: \"Ana Q\" <ana.q@archivo.example>\n",
            "Subject: Re: Ayuda\n",
            "In-Reply-To: <1@archivo.example>\n",
            "Content-Language: es\n",
            "Hola, Ana:",
            "https://lantern.example/requests/mapas-de-lima/",
            "\n-- \nThe Lantern Desk",
        ] {
            assert!(spanish.contains(part), "{part}: {spanish}");
        }
        // In the thread of what came last.
        let english = with("Casebook-Told: received old-plates");
        for part in [
            "To: <karin@museum.example>\n",
            "Subject: Re: Old plates\n",
            "In-Reply-To: <3@museum.example>\n",
            "<2@museum.example>",
            "Hello Karin,",
        ] {
            assert!(english.contains(part), "{part}: {english}");
        }
        assert!(with("guide scanning").contains("To: <ada@member.example>\n"));
        // In the language that she speaks.
        assert!(with("guide scanning").contains("Hola, Ada"));
        assert!(with("waiting old-plates").contains("Subject: What waits for you: 2\n"));
        let none = self.run("drafts");
        assert_eq!((none.status, none.stdout.as_str()), (0, ""), "a draft that waits tells nothing twice");
    }

    /// Sent by a person, it is told; a move is news, with its reason.
    fn tells_a_move(&self) {
        let Self { site, server, .. } = self;
        let files = server.files(".Drafts");
        for (name, file) in files.iter().enumerate() {
            server.deliver_into(".Sent", &format!("{name}"), &fs::read(file).unwrap());
            fs::remove_file(file).unwrap();
        }
        let moved = [
            "request",
            "move",
            "old-plates",
            "withdrawn",
            "--reason",
            "The plates are lost.",
            "--by",
            "rita",
            "--today",
            DAY,
        ];
        assert_eq!(site.run(moved).status, 0);
        let ran = self.run("drafts");
        assert_eq!(
            (ran.status, ran.stdout.as_str()),
            (0, "moved old-plates 1 withdrawn\n"),
            "{}",
            ran.stderr
        );
        let text = read(&fs::read(&server.files(".Drafts")[0]).unwrap());
        assert!(
            text.contains("* 10 March 2026: Withdrawn\n  The plates are lost.\n\nThat is the end of it."),
            "{text}"
        );
    }

    /// What was sent says when whoever asked was first answered. That it came in is no answer, nor is what a program sent,
    /// or what went to somebody else.
    fn is_answered(&self) {
        let Self { site, server, .. } = self;
        let answer = |to: &str, more: &str| {
            let head = format!("From: desk@example.org\nTo: {to}\nMessage-ID: <{}@desk>\n", more.len());
            format!("{head}{more}In-Reply-To: <2@museum.example>\n\nYes.\n")
                .replace('\n', "\r\n")
                .into_bytes()
        };
        let day = |day: &str| format!("Date: {day} Mar 2026 10:00:00 +0100\n");
        let automatic = day("Tue, 3") + "Auto-Submitted: auto-replied\n";
        server.deliver_into(".Sent", "automatic", &answer("karin@museum.example", &automatic));
        server.deliver_into(".Sent", "aside", &answer("Ada <ada@member.example>", &day("Wed, 4")));
        let ran = self.run("fetch");
        assert!(ran.status == 0 && !ran.stderr.contains("first answered"), "{}", ran.stderr);
        assert!(!request(site, "old-plates").contains("replied"));
        server.deliver_into(".Sent", "later", &answer("KARIN@museum.example", &(day("Fri, 6") + "X: 1\n")));
        server.deliver_into(
            ".Sent",
            "answer",
            &answer("ada@member.example, Karin <karin@museum.example>", &day("Thu, 5")),
        );
        let ran = self.run("fetch");
        assert_eq!(
            (ran.status, ran.stdout.as_str()),
            (0, "content/requests/old-plates/index.md\n"),
            "{}",
            ran.stderr
        );
        assert!(
            ran.stderr.contains("old-plates/index.md: first answered on 2026-03-05, by what was sent"),
            "{}",
            ran.stderr
        );
        assert!(request(site, "old-plates").contains("\nreplied: 2026-03-05\n"));
        assert!(!request(site, "mapas-de-lima").contains("replied"));
        assert_eq!(self.run("fetch").stdout, "");
        // One that cannot be changed is told with its file, and stops nothing else.
        let maps = request(site, "mapas-de-lima");
        let digest = maps.split("mails:").nth(1).unwrap().split(']').next().unwrap();
        let path = "content/requests/mapas-de-lima/index.md";
        site.write(path, format!("---\n{{title: Mapas de Lima, mails:{digest}]}}\n---\n"));
        let to_ana = answer("ana.q@archivo.example", &(day("Sat, 7") + "X: 2\n"));
        let to_ana = String::from_utf8(to_ana).unwrap().replace("2@museum.example", "1@archivo.example");
        server.deliver_into(".Sent", "ana", to_ana.as_bytes());
        let ran = self.run("fetch");
        assert_eq!((ran.status, ran.stdout.as_str()), (1, ""), "{}", ran.stderr);
        assert!(ran.stderr.contains(&format!("{path}: error: {path} cannot be changed")), "{}", ran.stderr);
        assert!(
            ran.stderr.ends_with("0 mails were taken in, 1 held back, 1 of the desk's own passed over.\n")
        );
        site.write(path, maps);
        assert_eq!(self.run("fetch").stdout, format!("{path}\n"));
    }

    /// One for a request, now, whatever was told; as a file.
    fn replies_now(&self) {
        let Self { site, server, outside } = self;
        let out = outside.path().join("out");
        let ran = run(site, server, &["request", "reply", "mapas", "--out", out.to_str().unwrap()]);
        assert_eq!((ran.status, ran.stdout.as_str()), (0, "received mapas-de-lima\n"), "{}", ran.stderr);
        assert!(read(&fs::read(out.join("received-mapas-de-lima.eml")).unwrap()).contains("Hola, Ana:"));
    }

    /// What answers a request that is at its end is kept, and its text is not changed.
    fn hears_later(&self) {
        let Self { site, server, .. } = self;
        let before = request(site, "old-plates");
        let later = "Subject: Re: Old plates\nReferences: <2@museum.example>\n";
        server.deliver(
            "7",
            &mail("karin@museum.example", "7@museum.example", later, "We have found them.\n\nThank you."),
        );
        let ran = self.run("fetch");
        assert!(ran.stderr.contains("kept as an answer to the follow-up"), "{}", ran.stderr);
        let after = request(site, "old-plates");
        assert!(
            after.contains(
                "heard:\n  - on: 2026-03-02\n    answer: |\n      We have found them.\n\n      Thank you.\n"
            ),
            "{after}"
        );
        let body = |text: &str| text.splitn(3, "---\n").nth(2).unwrap().to_owned();
        assert_eq!(body(&after), body(&before));
        assert_eq!(site.run(["check", "--today", DAY]).status, 0, "{}", site.faults());
    }
}

#[test]
fn from_the_inbox_to_files_and_back_to_drafts() {
    let lived = Lived::new();
    lived.fetches();
    lived.drafts();
    lived.tells_a_move();
    lived.is_answered();
    lived.replies_now();
    lived.hears_later();
    let site = &lived.site;
    // Nobody's address, number or Message-ID is in a file of the site.
    for (path, bytes) in tree(&site.path("content")) {
        let text = String::from_utf8(bytes).unwrap();
        for secret in ["archivo.example", "museum.example", "member.example", "desk.example", "234 5678", "@"]
        {
            assert!(!text.contains(secret), "{path}: {secret}");
        }
    }
}

#[test]
fn a_folder_of_files_is_a_mailbox_too() {
    let site = desk();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(
        at("1.eml"),
        mail("Karin <karin@museum.example>", "1@m", "Subject: Old plates\n", "They fade."),
    )
    .unwrap();
    fs::write(at("2.eml"), "no mail").unwrap();
    let address = folder.path().to_str().unwrap();
    let fetch = || site.run(["mail", "fetch", "--mailbox", address, "--today", DAY]);
    let ran = fetch();
    assert_eq!((ran.status, ran.stdout.as_str()), (1, "content/requests/old-plates/index.md\n"));
    for said in
        ["this is not a mail", "a folder of files keeps no keywords", "1 mail was taken in, 1 could not be."]
    {
        assert!(ran.stderr.contains(said), "{said}: {}", ran.stderr);
    }
    let before = tree(&site.path("content"));
    assert!(fetch().stderr.ends_with("0 mails were taken in, 1 could not be.\n"));
    assert!(tree(&site.path("content")) == before);
    let out = at("drafts");
    let drafts =
        || site.run(["mail", "drafts", "--mailbox", address, "--out", out.to_str().unwrap(), "--today", DAY]);
    let ran = drafts();
    assert_eq!(
        (ran.status, ran.stdout.as_str()),
        (1, "received old-plates\n"),
        "nobody knows the addresses of the others"
    );
    assert!(ran.stderr.contains("the address of `rita` is not known"), "{}", ran.stderr);
    assert_eq!(drafts().stdout, "", "what lies there as a draft is not written again");
    // Nor under the name that it has now.
    let text = request(&site, "old-plates").replacen("---\n", "---\naliases: [/requests/old-plates/]\n", 1);
    fs::remove_dir_all(site.path("content/requests/old-plates")).unwrap();
    site.write("content/requests/glass/index.md", text);
    assert_eq!(drafts().stdout, "");
}

#[test]
fn what_cannot_be_is_told_with_what_to_do() {
    let site = desk();
    site.write("people.yaml", "ada: ada@member.example\n");
    site.commit("Rita", "2026-03-01");
    let folder = tempfile::tempdir().unwrap();
    let wrong = folder.path().join("wrong.yaml");
    fs::write(&wrong, "adda: ada@member.example\n").unwrap();
    let mailbox = folder.path().to_str().unwrap();
    for (arguments, said) in [
        (
            &["mail", "fetch"][..],
            "no mailbox is named\n = help: write --mailbox ADDRESS, or set CASEBOOK_MAILBOX",
        ),
        (
            &["mail", "drafts", "--mailbox", mailbox, "--people", "people.yaml"],
            "people.yaml is part of a repository",
        ),
        (
            &["mail", "drafts", "--mailbox", mailbox, "--people", wrong.to_str().unwrap()],
            "there is no person `adda`\n = help: did you mean `ada`?",
        ),
        (&["mail", "fetch", "--mailbox", "imaps://desk@localhost:1"], "error: "),
    ] {
        let ran = site.run(arguments);
        assert_eq!(ran.status, 2, "{arguments:?}");
        assert!(
            ran.stderr.contains(said) && !ran.stderr.contains("member.example"),
            "{said}: {}",
            ran.stderr
        );
    }
}

#[test]
fn whoever_answers_in_between_is_not_told_in_place_of_the_requester() {
    let site = desk();
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: Vec<u8>| fs::write(folder.path().join(name), bytes).unwrap();
    let later =
        |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace("Mon, 2 Mar", "Tue, 3 Mar").into_bytes();
    // By their names the answers come first.
    write(
        "a.eml",
        later(mail(
            "Eve <eve@else.example>",
            "2@m",
            "Subject: Re: Old plates\nIn-Reply-To: <1@m>\n",
            "I know them.",
        )),
    );
    write("b.eml", mail("Karin <karin@museum.example>", "1@m", "Subject: Old plates\n", "They fade."));
    write(
        "c.eml",
        mail(
            "rita@desk.example (Rita)",
            "3@m",
            "Subject: Re: Old plates\nIn-Reply-To: <1@m>\n",
            "Between us: no.",
        ),
    );
    let people = folder.path().join("people.yaml");
    fs::write(&people, "rita: rita@desk.example\n").unwrap();
    let (address, people) = (folder.path().to_str().unwrap(), people.to_str().unwrap());
    let ran = site.run(["mail", "fetch", "--mailbox", address, "--people", people, "--today", DAY]);
    assert_eq!(ran.stdout, "content/requests/old-plates/index.md\n".repeat(2), "{}", ran.stderr);
    let text = request(&site, "old-plates");
    assert!(text.contains("I know them.") && !text.contains("Between us"), "{text}");
    let out = folder.path().join("out");
    let reply =
        |out: &str| site.run(["request", "reply", "old", "--mailbox", address, "--out", out, "--today", DAY]);
    assert_eq!(reply(out.to_str().unwrap()).status, 0);
    let draft = read(&fs::read(out.join("received-old-plates.eml")).unwrap());
    assert!(
        draft.contains("To: \"Karin\" <karin@museum.example>\n") && draft.contains("In-Reply-To: <1@m>\n"),
        "{draft}"
    );
    // A draft that was changed is not written over.
    fs::write(out.join("received-old-plates.eml"), "changed").unwrap();
    assert_eq!(reply(out.to_str().unwrap()).status, 0);
    assert_eq!(fs::read_to_string(out.join("received-old-plates.eml")).unwrap(), "changed");
    assert!(out.join("received-old-plates-2.eml").exists());

    // Without the mail that asked, nobody else is told in its place.
    let asked = fs::read(folder.path().join("b.eml")).unwrap();
    fs::remove_file(folder.path().join("b.eml")).unwrap();
    let ran = reply(out.to_str().unwrap());
    assert!(
        ran.status == 1 && ran.stderr.contains("the mail that it answers is not in the mailbox"),
        "{}",
        ran.stderr
    );
    write("b.eml", asked);

    // Where git would keep them is no place for drafts, nor for a mailbox.
    site.commit("Rita", "2026-03-01");
    let ran = reply("content/drafts");
    assert_eq!(ran.status, 2);
    assert!(
        ran.stderr.contains("content/drafts is in a repository, and a draft holds addresses"),
        "{}",
        ran.stderr
    );
    assert_eq!(tree(&site.path("content/drafts")).len(), 0);
    site.write("box/1.eml", mail("Karin <karin@museum.example>", "9@m", "", "Hello"));
    let ran = site.run(["mail", "fetch", "--mailbox", "box", "--today", DAY]);
    assert!(ran.status == 2 && ran.stderr.contains("box is in a repository"), "{}", ran.stderr);

    // All of a mail can be had back, and of what was taken away nothing comes back.
    let again = site.run([
        "request",
        "intake",
        "--whole",
        folder.path().join("b.eml").to_str().unwrap(),
        "--today",
        DAY,
    ]);
    assert!(again.stdout.ends_with("\nThey fade.\n"), "{}", again.stdout);
    site.write(
        "content/requests/old-plates/index.md",
        text.replace("title: Old plates", "title: Removed\nremoved: Spam.").replace("They fade.", ""),
    );
    fs::write(
        folder.path().join("d.eml"),
        mail("Karin <karin@museum.example>", "4@m", "In-Reply-To: <1@m>\n", "Buy this."),
    )
    .unwrap();
    let ran = site.run(["request", "intake", folder.path().join("d.eml").to_str().unwrap(), "--today", DAY]);
    assert!(ran.status == 2 && ran.stderr.contains("whose text was taken away"), "{}", ran.stderr);
}
