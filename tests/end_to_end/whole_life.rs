//! The whole life of two requests without a forge: one comes in by mail and in English, one by the form and in Spanish.
//! The committee reviews by mail and at a meeting, everybody is told by drafts, and in the end there is a published case
//! and an answer to its follow-up. All of it through a real mail server; nobody's address comes into the site.

use std::fs;

use crate::mailbox::dovecot::{Dovecot, PASSWORD};
use crate::site::{Ran, Site, tree, written};

/// Somebody who asks, and what they write.
struct Asker {
    id: &'static str,
    address: &'static str,
    language: &'static str,
    subject: &'static str,
    first: &'static str,
    /// What the drafts to them say: taken in, moved, asked for what became of it.
    told: [&'static str; 3],
    answer: &'static str,
}

const ANA: Asker = Asker {
    id: "mapas-de-lima",
    address: "ana@archivo.example",
    language: "es",
    subject: "Pedir ayuda",
    first: "Estas respuestas se escribieron con el formulario.\n\n¿Qué necesita?\nMapas de Lima\n\n¿De qué se trata?\n500 mapas \
            del puerto. Mi teléfono es +51 1 234 5678.\n\n¿Cómo se llama?\nAna\n\n¿De qué país se trata?\nPerú\n\n¿En qué idiomas \
            podemos responder?\nes\n",
    told: ["Hola, Ana:", " de 2026: Visto bueno final", "¿Qué ha pasado desde entonces?"],
    answer: "Todo está en uso.",
};

const KARIN: Asker = Asker {
    id: "old-plates",
    address: "karin@museum.example",
    language: "en",
    subject: "Old plates",
    first: "They fade, and there are 400 of them. My card is 4111 1111 1111 1111.",
    told: ["Hello Karin,", " 2026: Final go", "What has become of it since?"],
    answer: "All of it is in use.",
};

struct World {
    site: Site,
    server: Dovecot,
    outside: tempfile::TempDir,
    mails: std::cell::Cell<usize>,
}

fn mail(from: &str, id: &str, day: &str, more: &str, text: &str) -> Vec<u8> {
    let head = format!(
        "From: {from}\nTo: desk@example.org\nDate: {day} 10:00:00 +0100\nMessage-ID: <{id}>\n{more}MIME-Version: 1.0\n\
         Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
    );
    format!("{head}\n{text}\n").replace('\n', "\r\n").into_bytes()
}

impl World {
    fn new() -> Self {
        let member = |name: &str, language: &str| {
            format!(
                "---\ntitle: {name} Example\nlanguages: [{language}]\nroles: [{{role: committee}}]\n---\n"
            )
        };
        let site = Site::new()
            .file(
                "casebook.yaml",
                "title: The Lantern Desk\nlanguages: [en, es]\nbase_url: https://lantern.example/\n\
                 contact: {email: desk@example.org}\n",
            )
            .file("content/people/ada.md", member("Ada", "es"))
            .file("content/people/ben.md", member("Ben", "en"))
            .file("content/people/cleo.md", member("Cleo", "en"))
            .file("content/people/rita.md", "---\ntitle: Rita Example\nroles: [{role: helpdesk}]\n---\n")
            .file(
                "content/groups/committee.md",
                "---\ntitle: The committee\nmembers: [ada, ben, cleo]\n---\n",
            );
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("people.yaml"), "ada: ada@member.example\nben: ben@member.example\n")
            .unwrap();
        Self { site, server: Dovecot::start(), outside, mails: std::cell::Cell::new(0) }
    }

    /// Somebody's mail comes in.
    fn comes(&self, from: &str, day: &str, more: &str, text: &str) {
        let number = self.mails.replace(self.mails.get() + 1);
        let id = format!("{number}@{}", from.split('@').nth(1).unwrap().trim_end_matches('>'));
        self.server.deliver(&format!("in-{number}"), &mail(from, &id, day, more, text));
    }

    fn mailbox(&self, command: &[&str], day: &str) -> Ran {
        let ca = self.server.ca().to_str().unwrap();
        let access = ["--mailbox", &self.server.address(), "--ca", ca, "--today", day].map(str::to_owned);
        let arguments = command.iter().map(|argument| (*argument).to_owned()).chain(access);
        let mut command = self.site.command(arguments);
        command.env("CASEBOOK_MAIL_PASSWORD", PASSWORD).env("CASEBOOK_RECORDER", "rita");
        command.env("CASEBOOK_PEOPLE", self.outside.path().join("people.yaml"));
        self.site.ran(&command.output().unwrap())
    }

    fn fetch(&self, day: &str) {
        let ran = self.mailbox(&["mail", "fetch"], day);
        ran.succeeded();
    }

    /// The drafts that are due, each read and sent by a person: for whom, and its text.
    fn tells(&self, day: &str) -> Vec<(String, String)> {
        self.mailbox(&["mail", "drafts"], day);
        let mut told = Vec::new();
        for path in self.server.files(".Drafts") {
            let bytes = fs::read(&path).unwrap();
            fs::remove_file(&path).unwrap();
            let text = decoded(&String::from_utf8_lossy(&bytes).replace("\r\n", "\n").replace("=\n", ""));
            let to = text.lines().find(|line| line.starts_with("To: ")).unwrap();
            let to = to.rsplit('<').next().unwrap().trim_end_matches('>').to_owned();
            told.push((to, text));
            let number = self.mails.replace(self.mails.get() + 1);
            self.server.deliver_into(".Sent", &format!("out-{number}"), &bytes);
        }
        told
    }

    fn run(&self, arguments: &[&str], day: &str) -> Ran {
        let ran = self.site.run([arguments, &["--today", day]].concat());
        ran.succeeded();
        ran
    }

    fn moved(&self, asker: &Asker, state: &str, reason: &str, day: &str, more: &[&str]) {
        let mut arguments = vec!["request", "move", asker.id, state, "--by", "rita"];
        if !reason.is_empty() {
            arguments.extend(["--reason", reason]);
        }
        arguments.extend(more);
        self.run(&arguments, day);
    }

    fn request(&self, asker: &Asker) -> String {
        fs::read_to_string(self.site.path(&format!("content/requests/{}/index.md", asker.id))).unwrap()
    }

    /// A member answers what they were sent about a request, in their language.
    fn reviews_by_mail(
        &self,
        told: &[(String, String)],
        address: &str,
        asker: &Asker,
        answers: [&str; 3],
        day: (&str, &str),
    ) {
        let (_, form) = told.iter().find(|(to, text)| to == address && text.contains("waiting ")).unwrap();
        let line = form.lines().find(|line| line.contains(&format!(": {} (", asker.id))).unwrap();
        let text = format!("{line}\n{}\n", answers.join(", "));
        self.comes(address, day.0, "Subject: Re: review\n", &text);
        self.fetch(day.1);
    }

    /// The agenda, with what was said and decided about each request filled in.
    fn meets(&self, day: &str, said: &[(&Asker, &str, &str)]) {
        let agenda = self.run(&["request", "agenda"], day).stdout;
        let mut filled = agenda.replace("Present: \n", "Present: ada, ben, cleo\n");
        for (asker, lines, decision) in said {
            let at = filled.find(&format!("Request: {} (", asker.id)).unwrap();
            let (head, rest) = filled.split_at(at);
            let rest = rest.replacen("Decision: \nBecause: \n", &format!("{lines}{decision}"), 1);
            filled = format!("{head}{rest}");
        }
        let notes = self.outside.path().join("notes.md");
        fs::write(&notes, filled).unwrap();
        self.run(&["request", "minutes", notes.to_str().unwrap(), "--by", "rita"], day);
    }
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let hex: String = rest.clone().take(2).map(char::from).collect();
        match u8::from_str_radix(&hex, 16) {
            Ok(value) if byte == b'=' && hex.len() == 2 => {
                bytes.push(value);
                rest.nth(1);
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn to<'t>(told: &'t [(String, String)], asker: &Asker) -> &'t str {
    let own: Vec<&str> =
        told.iter().filter(|(to, _)| to == asker.address).map(|(_, text)| text.as_str()).collect();
    assert_eq!(own.len(), 1, "{}: {told:#?}", asker.address);
    own[0]
}

#[test]
fn a_request_lives_from_the_first_mail_to_the_answer_years_later() {
    let world = World::new();
    let both = [&ANA, &KARIN];
    for asker in both {
        let name = if asker.id == ANA.id { "Ana" } else { "Karin" };
        let from = format!("{name} <{}>", asker.address);
        world.comes(&from, "Mon, 2 Mar 2026", &format!("Subject: {}\n", asker.subject), asker.first);
    }
    world.fetch("2026-03-03");
    assert!(
        world.request(&ANA).contains("channel: form\n") && world.request(&KARIN).contains("channel: mail\n")
    );

    // The desk takes them up; both are told, in their own language.
    for asker in both {
        world.run(&["request", "assign", asker.id, "rita"], "2026-03-04");
        world.moved(asker, "initial-feedback", "", "2026-03-04", &[]);
    }
    let told = world.tells("2026-03-04");
    for asker in both {
        assert!(to(&told, asker).contains(asker.told[0]), "{}", to(&told, asker));
        assert!(to(&told, asker).contains(&format!("Content-Language: {}\n", asker.language)));
    }

    // Two members answer by mail, each in their own language; the third speaks at the meeting.
    for asker in both {
        let spanish = ["Recomiendo: seguir adelante", "prioridad: alta", "porque: Llena un vacío."];
        world.reviews_by_mail(&told, "ada@member.example", asker, spanish, ("Thu, 5 Mar 2026", "2026-03-06"));
        let english = ["Recommend: proceed", "priority: medium", "because: It fills a gap."];
        world.reviews_by_mail(&told, "ben@member.example", asker, english, ("Thu, 5 Mar 2026", "2026-03-06"));
    }
    let spoken = "cleo: recommend: proceed, priority: high, because: the licence is clear\n\nBetween us: they are slow.\n\n";
    let decided = "Decision: It goes on.\nBecause: All three are for it.\n";
    world.meets("2026-03-10", &[(&ANA, spoken, decided), (&KARIN, spoken, decided)]);
    for asker in both {
        let list = world.run(&["request", "list"], "2026-03-10").stdout;
        assert!(list.contains("ready to move"), "{list}");
        let more = ["--priority", "high", "--priority-reason", "They fade."];
        world.moved(asker, "development", "The committee agrees.", "2026-03-11", &more);
        for part in ["technical", "legal", "risk", "sustainability"] {
            world.run(&["request", "checklist", asker.id, &format!("--{part}"), "Looked at."], "2026-03-20");
        }
        world.moved(asker, "final-go", "", "2026-03-20", &[]);
    }
    let told = world.tells("2026-03-20");
    for asker in both {
        assert!(to(&told, asker).contains(asker.told[1]), "{}", to(&told, asker));
    }
    let recorded = told
        .iter()
        .filter(|(to, text)| to == "ada@member.example" && text.contains("Casebook-Told: recorded"));
    assert_eq!(recorded.count(), 2, "whoever was written down for is told");

    // The final go is given at the next meeting.
    let all = ["ada", "ben", "cleo"]
        .map(|name| format!("{name}: recommend: proceed, because: the plan is sound\n"));
    let decided = "Decision: The final go.\nBecause: The plan is sound.\n";
    world.meets("2026-04-10", &[(&ANA, &all.concat(), decided), (&KARIN, &all.concat(), decided)]);
    for asker in both {
        world.moved(asker, "support", "The final go.", "2026-04-11", &[]);
        world.run(&["request", "promote", asker.id], "2026-06-01");
        publish(&world, asker);
        world.moved(asker, "completed", "Done, and told.", "2026-06-02", &[]);
        let request = world.request(asker).replacen("\nstatus: ", "\nfollow_up: [2027-06-01]\nstatus: ", 1);
        world.site.write(&format!("content/requests/{}/index.md", asker.id), request);
    }
    world.tells("2026-06-02");
    let told = world.tells("2027-06-02");
    for asker in both {
        let asked = to(&told, asker);
        assert!(asked.contains(asker.told[2]), "{asked}");
        let answers = asked.lines().find(|line| line.starts_with("In-Reply-To: ")).unwrap();
        let more = format!("Subject: Re: {}\n{answers}\n", asker.subject);
        world.comes(asker.address, "Thu, 3 Jun 2027", &more, asker.answer);
    }
    world.fetch("2027-06-04");
    is_there_for_everybody(&world);
    let told = world.tells("2027-06-04");
    assert!(told.iter().all(|(to, _)| both.iter().all(|asker| asker.address != to)), "{told:#?}");
}

/// What everybody can read in the end, and what nobody can.
fn is_there_for_everybody(world: &World) {
    world.run(&["build"], "2027-06-04");
    for asker in [&ANA, &KARIN] {
        let page = world.site.page(&format!("requests/{}/index.html", asker.id));
        let case = world.site.page(&format!("cases/{}/index.html", asker.id));
        for page in [&page, &case] {
            assert!(page.contains(asker.answer), "{}: what was heard is shown", asker.id);
        }
        for said in
            ["Llena un vacío.", "It fills a gap.", "the licence is clear", "Written down by", "The final go."]
        {
            assert!(page.contains(said), "{}: {said}", asker.id);
        }
    }
    let meetings = world.site.page("meetings/index.html");
    assert!(meetings.contains("2026-03-10") && meetings.contains("2026-04-10"));
    // Nothing private of any mail is in any file below the site.
    for (path, bytes) in tree(&world.site.path("content")) {
        let text = String::from_utf8(bytes).unwrap();
        for secret in [
            "archivo.example",
            "museum.example",
            "member.example",
            "desk.example",
            "234 5678",
            "4111",
            "they are slow",
        ] {
            assert!(!text.contains(secret), "{path}: {secret}");
        }
    }
}

/// The author writes what only they know, and the case is part of the site.
fn publish(world: &World, asker: &Asker) {
    let file = format!("content/cases/{}.md", asker.id);
    let file =
        if world.site.path(&file).exists() { file } else { format!("content/cases/{}/index.md", asker.id) };
    let text = fs::read_to_string(world.site.path(&file)).unwrap();
    assert!(
        text.contains("The committee agrees.") && text.contains("The final go."),
        "the way is carried over: {text}"
    );
    assert!(text.contains("Looked at."), "the checklist is carried over: {text}");
    // What is marked is for the author to write; until then the case is no part of the site.
    let text = written(&text);
    let lines = text.lines().filter(|line| !line.starts_with("draft:"));
    world.site.write(&file, lines.flat_map(|line| [line, "\n"]).collect::<String>());
    world.run(&["check"], "2026-06-01");
}
