//! A translation is judged like the record that it is of, and changes no fact of it. Each attack stands beside what is
//! allowed.

use casebook::parse::markdown::SectionDigest;

use super::*;

const WORDS: &str = "Ayuda inventada.";

fn digest_of(text: &str) -> String {
    SectionDigest::of(text).to_string()
}

/// The desk with a second language.
fn two_languages() -> Desk {
    let desk = Desk::new();
    desk.commit(|site| {
        let config = fs::read_to_string(site.path("casebook.yaml")).unwrap();
        site.write("casebook.yaml", config + "languages: [en, es]\n");
    });
    desk
}

/// A Spanish translation with one section, which says that it was made from these words.
fn translation(of: &str) -> String {
    let [title, text] = ["Old maps", of].map(digest_of);
    format!(
        "---\ntitle: Mapas\ntranslation:\n  fields: [title {title}]\n  sections: [(top) {text}]\n---\n{WORDS}\n"
    )
}

fn file_of(request: &str) -> String {
    format!("content/requests/{request}/index.es.md")
}

/// What is refused of a change of `main` that these have approved.
fn refused(desk: &mut Desk, actor: &str, approvals: &[&str], change: impl FnOnce(&Site)) -> Vec<String> {
    desk.git(&["switch", "--quiet", "--force-create", "change", "main"]);
    actor.clone_into(&mut desk.actor);
    desk.commit(change);
    let head = desk.commit_id("change");
    desk.approve(&approvals.iter().map(|login| json!({"login": login, "commit": head})).collect());
    desk.refused()
}

#[test]
fn what_anybody_may_write_anybody_may_translate() {
    let mut desk = two_languages();
    desk.commit(|site| {
        site.write("content/guides/scan.md", "---\ntitle: Scan\nsummary: Made up.\n---\nText.\n");
    });
    let files = ["guides/scan", "cases/old-films", "people/hal", "partners/museum"];
    let files = files.map(|name| format!("content/{name}.es.md"));
    for file in &files {
        let added = refused(&mut desk, "zoe", &[], |site| site.write(file, translation("Text.")));
        assert_eq!(added, [""; 0], "{file}");
    }
    desk.commit_to_base(|site| files.iter().for_each(|file| site.write(file, translation("Text."))));
    for file in &files {
        let changed = |site: &Site| replace(site, file, WORDS, "Otras palabras.");
        assert_eq!(refused(&mut desk, "zoe", &[], changed), [""; 0], "{file}");
        let noted = |site: &Site| site.write(file, translation("Another text."));
        assert_eq!(refused(&mut desk, "zoe", &[], noted), [""; 0], "{file}");
        assert_eq!(refused(&mut desk, "zoe", &[], |site| site.remove(file)), [""; 0], "{file}");
        // What the forge runs, or what is no file at all, is none of these.
        let program = |site: &Site| {
            use std::os::unix::fs::PermissionsExt as _;
            fs::set_permissions(site.path(file), fs::Permissions::from_mode(0o755)).unwrap();
        };
        assert_eq!(refused(&mut desk, "zoe", &[], program), ["policy-quorum"], "{file}");
    }
}

type Words = &'static [&'static str];

/// Who proposes, who approves, and what is refused while nothing is decided and once it is.
const PROPOSALS: [(&str, Words, Words, Words); 6] = [
    ("zoe", &[], &["foreign-request"], &["foreign-request"]),
    ("zoe", &["ada", "ben"], &["foreign-request"], &["foreign-request"]),
    ("rita", &[], &[], &["decided-text"]),
    ("zoe", &["rita"], &[], &["decided-text"]),
    ("rita", &["hal"], &[], &[]),
    ("hal", &[], &[], &[]),
];

#[test]
fn a_translation_of_a_request_is_the_requesters_and_the_desks_like_its_words() {
    let mut desk = two_languages();
    let requests = [("maps", "old maps", false), ("scans", "scanned books", true)];
    for (request, what, is_decided) in requests {
        let file = &file_of(request);
        let said = format!("Please help with {what}.");
        let is_refused = |desk: &mut Desk, kind: &str, change: &dyn Fn(&Site)| {
            for (actor, approvals, open, decided) in PROPOSALS {
                let expected = if is_decided { decided } else { open };
                let refused = refused(desk, actor, approvals, change);
                assert_eq!(refused, expected, "{request}, {kind}, {actor} with {approvals:?}");
            }
        };
        let own = format!("content/requests/{request}/index.md");
        is_refused(&mut desk, "its own words", &|site| replace(site, &own, "Please help", "Do help"));
        is_refused(&mut desk, "a new translation", &|site| site.write(file, translation(&said)));
        desk.commit_to_base(|site| site.write(file, translation(&said)));
        is_refused(&mut desk, "other words", &|site| replace(site, file, WORDS, "Otras palabras."));
        is_refused(&mut desk, "what it was made from", &|site| {
            site.write(file, translation("Another text."));
        });
        is_refused(&mut desk, "no translation", &|site| site.remove(file));
    }
}

#[test]
fn who_asks_anew_brings_the_translation_with_the_request() {
    let asked = Desk::changed_from(
        "zoe",
        |site| site.write("casebook.yaml", "title: A made-up desk\nlanguages: [en, es]\n"),
        |site| {
            site.write(
                "content/requests/new/index.md",
                "---\ntitle: New\nrequester: {name: Zoe}\n---\nText.\n",
            );
            site.write("content/requests/new/index.es.md", translation("Text."));
        },
    );
    assert_eq!(asked.refused(), [""; 0], "{}", asked.told());
}

/// Reviews judge the original, and a translation neither makes them stale nor signs them anew.
#[test]
fn a_translation_is_nothing_that_reviews_judge() {
    let mut desk = two_languages();
    desk.commit(|site| site.write(&file_of("photos"), translation("Please help with photographs.")));
    let reworded = |site: &Site| {
        replace(site, &file_of("photos"), WORDS, "Otras palabras.");
        let to =
            "priority: high\npriority_reason: Made up.\nstatus: development\nstatus_reason: It fills a gap.";
        replace(site, PHOTOS, "status: initial-feedback", to);
    };
    assert_eq!(refused(&mut desk, "hal", &[], reworded), [""; 0], "{}", desk.told());
    let asked_for_more = |site: &Site| {
        reworded(site);
        replace(site, PHOTOS, "Please help", "Do help");
    };
    let stale = refused(&mut desk, "hal", &[], asked_for_more);
    assert!(stale.contains(&"missing-quorum".to_owned()), "{stale:?}");
}

#[test]
fn nobody_states_a_fact_in_a_translation() {
    let mut desk = two_languages();
    let person = "content/people/hal.es.md";
    let case = "content/cases/old-films.es.md";
    desk.commit(|site| {
        for file in [&file_of("maps"), person, case] {
            site.write(file, translation("Please help with old maps."));
        }
        replace(
            site,
            "content/cases/old-films.md",
            "summary",
            "metrics: [{label: Films, value: 3}]\nsummary",
        );
    });
    for (file, facts) in [
        (&*file_of("maps"), "status: support"),
        (
            &file_of("maps"),
            "status: support\nmoves: [{to: support, on: 2026-02-02, by: hal, reason: Made up.}]",
        ),
        (&file_of("maps"), "priority: high\npriority_reason: Made up."),
        (&file_of("maps"), "received: 2020-01-01"),
        (&file_of("maps"), "requester: {name: Zoe, accounts: {github: zoe}}"),
        (&file_of("maps"), "partners: [museum]"),
        (&file_of("maps"), "removed: Made up."),
        (&file_of("maps"), "digest: 0123456789abcdef"),
        (person, "roles: [{role: committee}]"),
        (person, "accounts: {github: zoe}"),
        (person, "affiliations: [museum]"),
        (case, "metrics: [{label: Películas, value: 300}]"),
        (case, "request: maps"),
    ] {
        // Whoever proposes and approves it: there is nothing that approvals could change.
        for (actor, approvals) in [("zoe", &[][..]), ("hal", &["ada", "ida"])] {
            let stated = |site: &Site| replace(site, file, "title:", &format!("{facts}\ntitle:"));
            let refused = refused(&mut desk, actor, approvals, stated);
            assert!(refused.contains(&"unknown-field".to_owned()), "{file}, {facts}: {refused:?}");
        }
    }
    // Nor does the original say what it was made from.
    let stated = |site: &Site| replace(site, MAPS, "title:", "translation: {awaits_review: true}\ntitle:");
    assert_eq!(refused(&mut desk, "hal", &["ada", "ida"], stated), ["unknown-field"]);
    // Former names count for the original alone.
    let called = |site: &Site| {
        site.write("content/people/zoe.md", "---\ntitle: Zoe\naccounts: {github: zoe}\n---\n");
        site.write("content/people/zoe.es.md", "---\ntitle: Zoe\naliases: [/people/cleo-example/]\n---\n");
    };
    assert_eq!(refused(&mut desk, "zoe", &[], called), [""; 0], "{}", desk.told());
}

/// In the language that the original is in there is nothing to translate, so such a file would be a second original.
#[test]
fn no_file_takes_the_place_of_an_original() {
    let mut desk = two_languages();
    let english = |site: &Site| site.write("content/requests/maps/index.en.md", translation("Text."));
    let refused_of_hal = refused(&mut desk, "hal", &[], english);
    assert!(!refused_of_hal.is_empty(), "{}", desk.told());
    let person = |site: &Site| {
        site.write("content/people/hal.en.md", "---\ntitle: Hal\n---\n");
    };
    let refused_of_zoe = refused(&mut desk, "zoe", &[], person);
    assert!(!refused_of_zoe.is_empty(), "{}", desk.told());
    let without_original = |site: &Site| {
        let text = fs::read_to_string(site.path(MAPS)).unwrap();
        site.remove(MAPS);
        site.write(&file_of("maps"), text.replace("title:", "language: es\ntitle:"));
    };
    let gone = refused(&mut desk, "hal", &["ada", "ida"], without_original);
    assert!(gone.contains(&"request-removed".to_owned()), "{gone:?}");
}
