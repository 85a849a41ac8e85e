//! The inbox: what there is to do at the desk, for whom, and in which order; on pages and in a terminal.

use std::fs;

use crate::gate::{Desk, replace};
use crate::site::{Site, TODAY, assert_expected};

const MAPS: &str = "content/requests/maps/index.md";

fn inbox(desk: &Desk, arguments: &[&str]) -> String {
    let ran = desk.site.run([&["inbox", "--today", TODAY], arguments].concat());
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    ran.stdout.replace('\r', "")
}

/// The made-up desk with work of each sort. Yan has no role: he is in a working group, and looks after a guide.
fn busy() -> Desk {
    let desk = Desk::new();
    desk.commit(|site| {
        let guide = |owner: &str| {
            format!("title: A guide\nsummary: Made up.\nlast_reviewed: 2025-01-09\nreview_interval: 12 months\n{owner}")
        };
        for (name, owner) in
            [("scanning", "owner: people/yan\n"), ("naming", ""), ("sorting", "owner: groups/scanners\n")]
        {
            let text = guide(owner).replace("A guide", &format!("On {name}"));
            site.write(&format!("content/guides/{name}.md"), format!("---\n{text}---\nMade up.\n"));
        }
        site.write("content/people/yan.md", "---\ntitle: Yan Example\n---\n");
        site.write("content/people/zoe.md", "---\ntitle: Zoe Example\n---\n");
        site.write("content/groups/scanners.md", "---\ntitle: Scanners\nmembers: [yan, zoe]\n---\n");
        let plan = "group: scanners\npriority: medium\npriority_reason: Made up.\nplan:\n\
            \x20 - {what: Ask the museum., by: zoe, due: 2026-02-20}\n\
            \x20 - {what: Scan a page., by: hal, due: 2026-03-01}\n\
            \x20 - {what: Write it down.}\n\
            \x20 - {what: Find a scanner., by: zoe, done: 2026-02-03}\n";
        replace(site, "content/requests/scans/index.md", "status:", &format!("{plan}status:"));
        replace(site, "content/requests/films/index.md", "status:", "follow_up: [2026-02-20]\nstatus:");
        replace(site, MAPS, "size: project", "size: question");
    });
    desk
}

#[test]
fn it_holds_what_there_is_to_do_by_person() {
    let desk = busy();
    assert_expected("tests/gate/commands/inbox.txt", &inbox(&desk, &[]));
    assert_expected("tests/gate/commands/inbox-hal.txt", &inbox(&desk, &["hal"]));
    assert_expected("tests/gate/commands/inbox-zoe.txt", &inbox(&desk, &["zoe"]));
    let ran = desk.site.run(["inbox", "halo"]);
    let said = "error: there is no person `halo`\n = help: did you mean `hal`?\n";
    assert_eq!((ran.status, ran.stderr.as_str()), (2, said));
}

/// Whoever has a task hears of it by mail, with a role or without; and once more when it is late.
#[test]
fn tasks_are_told_by_mail() {
    let desk = busy();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("in")).unwrap();
    fs::write(
        at("people.yaml"),
        "zoe: zoe@scanners.example\nyan: yan@scanners.example\nhal: hal@desk.example\n",
    )
    .unwrap();
    let drafts = |today: &str| {
        let [mailbox, people, out] =
            ["in", "people.yaml", "out"].map(|name| at(name).to_str().unwrap().to_owned());
        let ran = desk.site.run([
            "mail",
            "drafts",
            "--mailbox",
            &mailbox,
            "--people",
            &people,
            "--out",
            &out,
            "--today",
            today,
        ]);
        ran.stdout.replace(", ", "\n")
    };
    let told = drafts(TODAY);
    for key in [
        "task scans ask-the-museum zoe late",
        "task scans write-it-down zoe",
        "task scans write-it-down yan",
        "task scans scan-a-page hal",
    ] {
        assert!(told.lines().any(|line| line == key), "{key}: {told}");
    }
    assert!(!told.contains("find-a-scanner") && !told.contains("scan-a-page zoe"), "{told}");
    let texts: Vec<String> = fs::read_dir(at("out"))
        .unwrap()
        .map(|file| fs::read_to_string(file.unwrap().path()).unwrap().replace("=\r\n", ""))
        .collect();
    let text = texts.iter().find(|text| text.contains("task scans ask-the-museum")).unwrap();
    for part in [
        "To: <zoe@scanners.example>",
        ": Ask the museum. (Development, by 20 February 2026)",
        ": Write it down. (Development)",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(drafts(TODAY), "");
    assert_eq!(drafts("2026-03-02"), "task scans scan-a-page hal late\n");
}

#[test]
fn the_pages_show_the_same() {
    let desk = busy();
    desk.site.built();
    // Each heading with the titles below it.
    let sections = |page: &str| {
        let page = desk.site.page(page);
        let main = &page[page.find("<main").unwrap()..page.find("</main>").unwrap()];
        let titles = [
            "Old maps",
            "Printed books",
            "Photographs",
            "Scanned books",
            "Songs",
            "Tapes",
            "Old films",
            "On scanning",
            "On naming",
            "On sorting",
        ];
        let found = main.split("<section class=\"section\"").skip(1).map(|section| {
            let heading = &section[section.find("<h2").unwrap()..section.find("</h2>").unwrap()];
            let heading = heading[heading.find('>').unwrap() + 1..].split(" <").next().unwrap().to_owned();
            let mut at: Vec<_> = titles
                .iter()
                .filter_map(|title| Some((section.find(&format!(">{title}</a>"))?, *title)))
                .collect();
            at.sort_unstable();
            format!("{heading}: {}", at.into_iter().map(|(_, title)| title).collect::<Vec<_>>().join(", "))
        });
        found.collect::<Vec<_>>()
    };
    assert_eq!(
        sections("desk/people/hal/index.html"),
        [
            "Ready to move: Photographs",
            "Questions to answer: Old maps",
            "For you to take up: Scanned books, Printed books, Tapes",
            "Tasks of plans: Scanned books",
            "To ask what has become of it: Old films",
            "In your care, waiting for others: Songs",
        ]
    );
    assert_eq!(
        sections("desk/people/zoe/index.html"),
        [
            "In a working group: Scanned books",
            "Tasks of plans: Scanned books",
            "Guides to read through: On sorting"
        ]
    );
    assert_eq!(sections("desk/people/max/index.html"), ["For your review: Songs"]);
    let board = sections("desk/index.html");
    assert_eq!(
        board[..4],
        [
            "Ready to move: Photographs",
            "Tasks of plans: Scanned books",
            "To ask what has become of it: Old films",
            "Guides to read through: On naming, On scanning, On sorting",
        ],
        "{board:?}"
    );
    let hal = desk.site.page("desk/people/hal/index.html");
    assert!(hal.contains("ready to move since 1 February 2026"), "{hal}");
    assert!(hal.contains("9 days late"), "the follow-up was due on 20 February");
    let board = desk.site.page("desk/index.html");
    let hals = board.split("<li>").find(|item| item.contains("desk/people/hal/")).unwrap();
    assert!(hals.contains("class=\"num\">7<"), "{hals}");
}

/// The day of the review that made the quorum, whoever wrote another one later.
#[test]
fn it_is_ready_since_the_review_that_made_it_so() {
    let review = |day: &str, word: &str| {
        format!("---\nrecommendation: {word}\nreason: Made up.\ndigest: DIGEST\n{day}---\n")
    };
    let since = |reviews: &[(&str, &str, &str)]| {
        let desk = Desk::new();
        desk.commit(|site| {
            for name in ["ada", "ben", "cleo"] {
                site.remove(&format!("content/requests/photos/reviews/initial-{name}.md"));
            }
            for (name, day, word) in reviews {
                let day = if day.is_empty() { String::new() } else { format!("date: {day}\n") };
                site.write(&format!("content/requests/photos/reviews/initial-{name}.md"), review(&day, word));
            }
        });
        let show = desk.site.run(["request", "show", "photos", "--today", TODAY]).stdout;
        let ready = show.lines().find_map(|line| line.strip_prefix("ready for:")).unwrap_or_default();
        ready.split_once(" since ").map_or_else(|| ready.trim().to_owned(), |(_, day)| day.to_owned())
    };
    let yes = "proceed";
    let three = [("ada", "2026-02-10", yes), ("ben", "2026-02-12", yes), ("cleo", "2026-02-11", yes)];
    assert_eq!(since(&three), "2026-02-12");
    assert_eq!(since(&three[..2]), "", "it is not");
    assert_eq!(since(&[three[0], three[1], three[2], ("max", "2026-02-20", yes)]), "2026-02-12");
    // Until the fourth, there were as many who said no.
    let no = [
        ("ada", "2026-02-10", yes),
        ("ben", "2026-02-12", "decline"),
        ("cleo", "2026-02-11", "revise"),
        ("max", "2026-02-20", yes),
    ];
    assert_eq!(since(&no), "");
    let tie = [
        ("ada", "2026-02-10", yes),
        ("ben", "2026-02-12", "revise"),
        ("cleo", "2026-02-11", yes),
        ("max", "2026-02-20", "revise"),
    ];
    assert_eq!(since(&tie), "", "it was, and is not any more");
    // A day before the request came there is none of its reviews' count: it came on 2 February.
    assert_eq!(
        since(&[("ada", "2026-01-10", yes), ("ben", "2026-01-12", yes), ("cleo", "2026-01-11", yes)]),
        "2026-02-01"
    );
    assert_eq!(
        since(&[("ada", "", yes), ("ben", "", yes), ("cleo", "", yes)]),
        "development, waiting-list",
        "no day is known"
    );
}

/// A request that waits, and nobody is left who could be asked, is found.
#[test]
fn what_nobody_is_asked_for_is_nobodys() {
    let desk = Desk::new();
    assert!(!inbox(&desk, &[]).contains("## Nobody"));
    desk.commit(|site| {
        // Somebody who has left looks after it.
        site.write("content/people/old.md", "---\ntitle: Old Example\n---\n");
        replace(site, MAPS, "assignee: hal", "assignee: old");
        for name in ["ada", "ben", "cleo", "max", "dora"] {
            let word = if ["ada", "ben"].contains(&name) { "proceed" } else { "revise" };
            let review = format!("---\nrecommendation: {word}\nreason: Made up.\ndigest: DIGEST\nconcerns: [{{name: Made up}}]\n---\n");
            site.write(&format!("content/requests/songs/reviews/final-{name}.md"), review);
        }
    });
    let text = inbox(&desk, &[]);
    let nobody = &text[text.find("## Nobody").unwrap()..text.find("## Drafts").unwrap()];
    assert!(
        nobody.contains("Old maps (`content/requests/maps/index.md`): waits, and nobody is left"),
        "{nobody}"
    );
    desk.site.built();
    assert!(desk.site.page("desk/index.html").contains("nobody is left to be asked"));
}

#[test]
fn drafts_that_were_not_sent_are_known_to_the_mailbox_alone() {
    let desk = Desk::new();
    let unasked = "The drafts were not looked at: no mailbox is named";
    assert!(inbox(&desk, &[]).contains(unasked));
    assert!(inbox(&desk, &["hal"]).contains(unasked), "he sends them");
    assert!(!inbox(&desk, &["max"]).contains("Drafts"));
    let folder = tempfile::tempdir().unwrap();
    let maildir = folder.path().join("mail");
    for part in ["", ".Drafts", ".Sent"] {
        for inner in ["cur", "new", "tmp"] {
            std::fs::create_dir_all(maildir.join(part).join(inner)).unwrap();
        }
    }
    let address = maildir.to_str().unwrap();
    let drafts = |desk: &Desk| {
        let text = inbox(desk, &["hal", "--mailbox", address]);
        text[text.find("## Drafts that were not sent\n\n").unwrap() + 30..].to_owned()
    };
    assert_eq!(drafts(&desk), "None.\n");
    let put = |part: &str, name: &str, keys: &[&str]| {
        let told: String = keys.iter().flat_map(|key| ["Casebook-Told: ", key, "\r\n"]).collect();
        let mail = format!("Message-ID: <{name}@example.org>\r\nSubject: Made up\r\n{told}\r\nMade up.\r\n");
        std::fs::write(maildir.join(part).join("cur").join(format!("{name}:2,S")), mail).unwrap();
    };
    put(".Drafts", "one", &["received maps", "moved maps 1 development"]);
    put(".Drafts", "two", &["waiting songs final-go max"]);
    put(".Drafts", "of-somebody", &[]);
    put(".Sent", "three", &["waiting songs final-go max"]);
    assert_eq!(
        drafts(&desk),
        "- received maps, moved maps 1 development\n",
        "one was sent, and one tells nothing"
    );
}

/// Where a state takes so many at once, the inbox of the desk says how many there is room for.
#[test]
fn it_says_how_much_room_there_is() {
    let desk = Desk::new();
    assert!(!inbox(&desk, &[]).contains("room for"));
    desk.commit(|site: &Site| {
        let text = std::fs::read_to_string(crate::site::repository("src/config/workflow.yaml")).unwrap();
        site.write(
            "content/workflow.yaml",
            text.replace("id: development\n", "id: development\n    most: 3\n"),
        );
    });
    assert!(
        inbox(&desk, &[])
            .starts_with("# Inbox, 2026-03-01\n\n- Development: room for 3, 2 free, 1 asked\n\n## Ada")
    );
}
