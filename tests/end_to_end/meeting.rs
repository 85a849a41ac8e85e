//! Members who have no forge: they review by mail, against a real mail server, and at a meeting; and nobody's address
//! comes into the site.

use std::fs;

use crate::mailbox::dovecot::{Dovecot, PASSWORD};
use crate::site::{Ran, Site, tree};

const DAY: &str = "2026-03-10";

/// A desk in two languages whose committee is asked about a request.
fn desk() -> Site {
    let member = |name: &str, language: &str| {
        format!("---\ntitle: {name} Example\nlanguages: [{language}]\nroles: [{{role: committee}}]\n---\n")
    };
    Site::new()
        .file(
            "casebook.yaml",
            "title: The Lantern Desk\nlanguages: [en, es]\nbase_url: https://lantern.example/\n\
             contact: {email: desk@example.org}\n",
        )
        .file("content/people/ada.md", member("Ada", "es"))
        .file("content/people/ben.md", member("Ben", "en"))
        .file("content/people/cleo.md", member("Cleo", "en"))
        .file("content/people/rita.md", "---\ntitle: Rita\nroles: [{role: helpdesk}]\n---\n")
        .file("content/groups/committee.md", "---\ntitle: The committee\nmembers: [ada, ben, cleo]\n---\n")
        .file(
            "content/requests/maps/index.md",
            "---\ntitle: Old maps\nrequester: {name: Ana}\ndescription: Five hundred maps.\nassignee: rita\n\
             received: 2026-03-01\nstatus: initial-feedback\n---\n",
        )
}

struct Lived {
    site: Site,
    server: Dovecot,
    outside: tempfile::TempDir,
    /// How many drafts somebody has sent.
    sent: std::cell::Cell<u32>,
}

impl Lived {
    fn new() -> Self {
        let (site, server, outside) = (desk(), Dovecot::start(), tempfile::tempdir().unwrap());
        fs::write(outside.path().join("people.yaml"), "# Kept by Rita.\nada: ada@member.example\n").unwrap();
        Self { site, server, outside, sent: std::cell::Cell::default() }
    }

    fn people(&self) -> String {
        fs::read_to_string(self.outside.path().join("people.yaml")).unwrap()
    }

    fn run(&self, arguments: &[&str], recorder: &str) -> Ran {
        let ca = self.server.ca().to_str().unwrap();
        let access = ["--mailbox", &self.server.address(), "--ca", ca].map(str::to_owned);
        let arguments = arguments.iter().map(|argument| (*argument).to_owned()).chain(access);
        let mut command = self.site.command(arguments);
        command.env("CASEBOOK_MAIL_PASSWORD", PASSWORD).env("CASEBOOK_RECORDER", recorder);
        self.site
            .ran(&command.env("CASEBOOK_PEOPLE", self.outside.path().join("people.yaml")).output().unwrap())
    }

    fn fetch(&self) -> Ran {
        self.run(&["mail", "fetch", "--today", DAY], "rita")
    }

    /// Has drafts written, sends each, and gives those to somebody: decoded, as far as this test needs it.
    fn told(&self, to: &str) -> Vec<String> {
        // Those whose address is not known are told of, and get none.
        self.run(&["mail", "drafts", "--today", DAY], "");
        let mut told = Vec::new();
        for path in self.server.files(".Drafts") {
            let bytes = fs::read(&path).unwrap();
            fs::remove_file(&path).unwrap();
            let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n").replace("=\n", "");
            if text.contains(&format!("<{to}>")) {
                told.push(decoded(&text));
            }
            self.sent.set(self.sent.get() + 1);
            self.server.deliver_into(".Sent", &self.sent.get().to_string(), &bytes);
        }
        told
    }

    fn review(&self, name: &str) -> String {
        fs::read_to_string(self.site.path(&format!("content/requests/maps/reviews/initial-{name}.md")))
            .unwrap()
    }
}

/// Quoted-printable, where a draft has it.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'=' {
            bytes.push(byte);
            continue;
        }
        let hex: String = rest.clone().take(2).map(char::from).collect();
        match u8::from_str_radix(&hex, 16) {
            Ok(value) => {
                bytes.push(value);
                rest.nth(1);
            }
            Err(_) => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn mail(from: &str, id: &str, more: &str, text: &str) -> Vec<u8> {
    let head = format!(
        "From: {from}\nTo: desk@example.org\nDate: Mon, 9 Mar 2026 10:00:00 +0100\nMessage-ID: <{id}>\n{more}\
         MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
    );
    format!("{head}\n{text}\n").replace('\n', "\r\n").into_bytes()
}

#[test]
fn a_member_reviews_by_mail_hears_what_was_written_down_and_contests_it() {
    let lived = Lived::new();
    let [asked] = &lived.told("ada@member.example")[..] else { panic!("one draft to Ada") };
    assert!(asked.contains("Recomiendo (seguir adelante / reformular / rechazar): "), "{asked}");
    let request = asked.lines().find(|line| line.starts_with("Solicitud: maps (")).unwrap();
    // As mail programs answer: the form copied and filled in, words before and after it, what was asked below.
    let quoted: String =
        asked.lines().skip_while(|line| !line.is_empty()).flat_map(|line| ["> ", line, "\n"]).collect();
    let text = format!(
        "Hola:\n\n{request}\nRecomiendo (seguir adelante / reformular / rechazar): seguir adelante\nPrioridad (alta / media / baja): \
         alta\nPorque: Llena un vacío.\nCon la condición de que: Haya licencia\nNo soy imparcial porque:\n\nSaludos,\nAda\n\nEl \
         lun, 9 mar 2026 a las 9:00, The Lantern Desk (<desk@example.org>) escribió:\n\n{quoted}"
    );
    lived.server.deliver(
        "1",
        &mail("Ada <ada@member.example>", "1@member.example", "Subject: Re: Sus pendientes\n", &text),
    );
    let ran = lived.fetch();
    ran.succeeded();
    assert!(ran.stdout.contains("content/requests/maps/reviews/initial-ada.md"), "{}", ran.stdout);
    let review = lived.review("ada");
    for line in [
        "recommendation: proceed",
        "priority: high",
        "reason: Llena un vacío.",
        "conditions: [Haya licencia]",
        "recorded: {by: rita, from: mail, on: 2026-03-10}",
        "date: 2026-03-09",
    ] {
        assert!(review.contains(&format!("{line}\n")), "{line}: {review}");
    }
    assert!(!review.contains("conflict") && !review.contains("Saludos"), "{review}");
    lived.site.run(["check"]).succeeded();
    assert_eq!(lived.fetch().stdout, "", "the same mail twice changes nothing");
    assert_eq!(lived.review("ada"), review);

    lived.site.run(["build", "--today", DAY]).succeeded();
    let page = lived.site.page("requests/maps/index.html");
    assert!(page.contains("Written down by ") && page.contains(" from a mail, on "), "{page}");

    let told = lived.told("ada@member.example");
    let recorded =
        told.iter().find(|mail| mail.contains("anotó en nombre de usted esta valoración")).unwrap();
    assert!(recorded.contains("Porque: Llena un vacío.") && recorded.contains("Rita"), "{recorded}");
    assert!(recorded.contains("Lo que se anotó en mi nombre no es correcto porque: "), "{recorded}");
    // Who thanks for that, and quotes it, has not reviewed once more.
    let quoted: String =
        recorded.lines().skip_while(|line| !line.is_empty()).flat_map(|line| ["> ", line, "\n"]).collect();
    let id = recorded.lines().find(|line| line.to_lowercase().starts_with("message-id: ")).unwrap();
    let id = &id["message-id: ".len()..];
    let more = format!("Subject: Re: Anotado\nIn-Reply-To: {id}\n");
    for (name, text) in
        [("thanks", format!("¡Gracias!\n\n{quoted}")), ("below", format!("{quoted}\n¡Gracias!\n"))]
    {
        let mail = mail("ada@member.example", &format!("{name}@member.example"), &more, &text);
        lived.server.deliver(name, &mail);
        let ran = lived.fetch();
        assert!(
            ran.stdout.is_empty() && ran.stderr.contains("holds no review"),
            "{}{}",
            ran.stdout,
            ran.stderr
        );
    }
    assert_eq!(lived.review("ada"), review);
    let contest = "Lo que se anotó en mi nombre no es correcto porque: dije que hay que revisar";
    // The request is the one that the mail answers.
    let text = format!("{contest}\n\n{quoted}");
    lived.server.deliver("2", &mail("ada@member.example", "2@member.example", &more, &text));
    lived.fetch().succeeded();
    assert!(lived.review("ada").contains("contested: dije que hay que revisar\n"), "{}", lived.review("ada"));
    for (path, bytes) in tree(&lived.site.path("content")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("member.example"), "{path}");
    }
}

#[test]
fn an_address_is_confirmed_once_and_until_then_nothing_is_published() {
    let lived = Lived::new();
    let review = "Request: maps\nRecommend: revise, because: The licence is open.\n";
    lived
        .server
        .deliver("1", &mail("Ben Example <ben@home.example>", "1@home.example", "Subject: maps\n", review));
    let plain = "I recommend to proceed, priority high. It fills a gap.";
    lived.server.deliver("2", &mail("C <c@home.example>", "2@home.example", "Subject: Re: review\n", plain));
    let ran = lived.fetch();
    assert!(
        ran.stderr.contains("If it is that of `ben`, say so once: `casebook mail confirm ben "),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("If it is that of `PERSON`"), "{}", ran.stderr);
    assert!(ran.stderr.contains("0 mails were taken in, 2 held back"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("home.example"), "no address is printed: {}", ran.stderr);

    let number = ran.stderr.split("casebook mail confirm ben ").nth(1).unwrap().split('`').next().unwrap();
    lived.run(&["mail", "confirm", "ben", number], "").succeeded();
    assert_eq!(lived.people(), "# Kept by Rita.\nada: ada@member.example\nben: ben@home.example\n");
    lived.run(&["mail", "confirm", "ben", number], "").succeeded();
    assert_eq!(lived.people().matches("ben@").count(), 1, "once is enough");
    let refused = lived.run(&["mail", "confirm", "ada", number], "");
    assert!(refused.stderr.contains("the address is that of `ben` already"), "{}", refused.stderr);

    // Without anybody who writes it down, it waits.
    let ran = lived.run(&["mail", "fetch", "--today", DAY], "");
    assert!(ran.stderr.contains("nobody is named who writes it down"), "{}", ran.stderr);
    lived.fetch().succeeded();
    assert!(lived.review("ben").contains("recommendation: revise\n"));

    // What cannot be understood is not half written.
    let unclear = "Request: maps\nRecommend: perhaps, because: I do not know.\n";
    lived.server.deliver("3", &mail("ada@member.example", "3@member.example", "Subject: maps\n", unclear));
    let ran = lived.fetch();
    assert!(ran.stderr.contains("“perhaps” is no recommendation"), "{}", ran.stderr);
    let old = "Request: maps (00000000)\nRecommend: proceed, because: Good.\n";
    lived.server.deliver("4", &mail("ada@member.example", "4@member.example", "Subject: maps\n", old));
    assert!(lived.fetch().stderr.contains("the request `maps` has changed since ada was asked"));
    let both =
        "Request: maps\nRecommend: proceed, because: Yes.\nRequest: maps\nRecommend: decline, because: No.\n";
    lived.server.deliver("5", &mail("ada@member.example", "5@member.example", "Subject: maps\n", both));
    assert!(lived.fetch().stderr.contains("it reviews the request `maps` twice"));
    assert!(!lived.site.path("content/requests/maps/reviews/initial-ada.md").exists());
}

#[test]
fn a_meeting_becomes_reviews_and_a_public_record() {
    let site = desk();
    let agenda = site.run(["request", "agenda", "--today", DAY]);
    agenda.succeeded();
    for line in [
        "Date: 2026-03-10",
        "Group: committee",
        "Present: ",
        "### Old maps",
        "- Five hundred maps.",
        "- 0 of 3 reviews: 0 proceed, 0 revise, 0 decline",
        "ada: recommend: , priority: , because: ",
        "Decision: ",
        "Because: ",
    ] {
        assert!(agenda.stdout.contains(&format!("{line}\n")), "{line}: {}", agenda.stdout);
    }
    let minutes = |text: &str| {
        site.write("notes.md", text);
        site.run(["request", "minutes", "notes.md", "--by", "rita", "--today", DAY])
    };
    // As it was printed, nobody was there.
    let ran = minutes(&agenda.stdout);
    assert!(ran.stderr.contains("nobody says who was there"), "{}", ran.stderr);

    let filled = agenda
        .stdout
        .replace("Present: ", "Present: Ada Example, ben")
        .replace("Guests: ", "Guests: Somebody Else")
        .replace(
            "ada: recommend: , priority: , because: ",
            "ada: recommend: proceed, priority: high, because: it fills a gap",
        )
        .replace(
            "ben: recommend: , priority: , because: ",
            "ben: recommend: proceed, because: I agree\n\nThe donor is difficult.",
        )
        .replace("Decision: ", "Decision: It goes on as soon as a third has spoken.")
        .replace("Because: ", "Because: Both who spoke are for it.");
    // All that is wrong is said at once, and nothing is written.
    let wrong = filled
        .replace("Because: Both who spoke are for it.", "Because: ")
        .replace("cleo: recommend: ,", "cleo: recommend: proceed,")
        .replace("ben: recommend: proceed", "ben: recommend: maybe")
        .replace("it fills a gap", "it fills a gap\nand more\n\nada: recommend: revise, because: no");
    let ran = minutes(&wrong);
    for said in [
        "nothing says why this was decided about `maps`",
        "`cleo` speaks, and is not among those who were there",
        "“maybe” is no recommendation",
        "this stands right below what everybody can read",
        "`ada` speaks about this request above",
    ] {
        assert!(ran.stderr.contains(said), "{said}: {}", ran.stderr);
    }
    assert!(!site.path("content/meetings").exists() && !site.path("content/requests/maps/reviews").exists());

    let ran = minutes(&filled);
    ran.succeeded();
    let review = fs::read_to_string(site.path("content/requests/maps/reviews/initial-ada.md")).unwrap();
    assert!(review.contains("recorded: {by: rita, from: meeting, on: 2026-03-10}\n"), "{review}");
    let record = fs::read_to_string(site.path("content/meetings/2026-03-10-committee.md")).unwrap();
    for line in [
        "title: The committee, 2026-03-10",
        "date: 2026-03-10",
        "group: committee",
        "present: [ada, ben]",
        "guests: [Somebody Else]",
    ] {
        assert!(record.contains(&format!("{line}\n")), "{line}: {record}");
    }
    assert!(!record.contains("difficult"), "what was said in confidence stays in the notes: {record}");
    fs::remove_file(site.path("notes.md")).unwrap();
    site.run(["check"]).succeeded();
    site.run(["build", "--today", DAY]).succeeded();
    let page = site.page("meetings/2026-03-10-committee/index.html");
    assert!(
        page.contains("It goes on as soon as a third has spoken.") && page.contains("requests/maps/"),
        "{page}"
    );
    assert!(site.page("meetings/index.html").contains("The committee, 2026-03-10"));
    assert!(site.page("meetings/feed.xml").contains("The committee, 2026-03-10"));
    assert!(site.page("requests/maps/index.html").contains("from a meeting"));

    let again = minutes(&filled);
    assert!(again.stderr.contains("there is a record of this meeting already"), "{}", again.stderr);
}
