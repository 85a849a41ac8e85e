//! The ways on where something may not simply be deleted: a review taken back, a misspelt id, spam, a person who is
//! called something else or is gone. Each attack stands beside what is allowed.

use super::*;

const ADA: &str = "content/requests/photos/reviews/initial-ada.md";

/// The texts of the diagnostics, one a line: the short form of the check.
fn said(desk: &Desk) -> String {
    desk.check(&["--format", "short"]).stdout
}

fn take_back(site: &Site) {
    replace(site, ADA, "digest:", "withdrawn: I have changed my mind.\ndigest:");
}

#[test]
fn whoever_wrote_a_review_takes_it_back_by_saying_why() {
    let mut desk = Desk::new();
    assert_eq!(desk.refused_now("ada", take_back), [""; 0]);
    assert_eq!(desk.refused_now("ada", |site| site.remove(ADA)), ["review-removed"]);
    assert!(said(&desk).contains("by a line `withdrawn:` that says why"), "{}", said(&desk));
    assert_eq!(desk.refused_now("ben", take_back), ["impersonated-review"]);
    assert_eq!(desk.refused_now("hal", take_back), ["impersonated-review"]);
    let silent = |site: &Site| replace(site, ADA, "digest:", "withdrawn: \"\"\ndigest:");
    assert_eq!(desk.refused_now("ada", silent), ["missing-field"]);
    let go_on = |site: &Site| {
        let to =
            "priority: high\npriority_reason: Made up.\nstatus: development\nstatus_reason: It fills a gap.";
        replace(site, PHOTOS, "status: initial-feedback", to);
    };
    assert_eq!(desk.refused_now("hal", go_on), [""; 0]);
    desk.commit_to_base(take_back);
    assert_eq!(desk.refused_now("hal", go_on), ["missing-quorum"]);
    assert!(said(&desk).contains("does not count: its writer has taken it back"), "{}", said(&desk));
    desk.commit_to_base(|site| {
        replace(site, PHOTOS, "status: initial-feedback", "status: development");
        replace(site, ADA, "withdrawn: I have changed my mind.\n", "");
    });
    assert_eq!(desk.refused_now("ada", take_back), ["decided-review"]);
}

#[test]
fn a_review_that_was_taken_back_is_shown_with_the_reason() {
    let site = Site::copy_of(DESK);
    sign_reviews(&site);
    take_back(&site);
    assert_eq!(site.build(&[]).status, 0);
    let page = site.page("requests/photos/index.html");
    let ada = page.split("<article class=\"review\">").nth(1).unwrap();
    let said = "Taken back, so it does not count. I have changed my mind.";
    assert!(ada.contains(said) && ada.contains("Made up by ada."), "{ada}");
    assert!(!ada.contains("Take this review back"), "{ada}");
    let ben = page.split("<article class=\"review\">").nth(2).unwrap();
    assert!(
        ben.contains("Take this review back") && ben.contains("<code>withdrawn: &quot;&quot;</code>"),
        "{ben}"
    );
}

/// A request with its new id, which knows its old one.
fn rename(site: &Site, old: &str, new: &str) {
    let folder = |id: &str| site.path(&format!("content/requests/{id}"));
    fs::rename(folder(old), folder(new)).unwrap();
    let file = format!("content/requests/{new}/index.md");
    replace(site, &file, "title:", &format!("aliases: [/requests/{old}/]\ntitle:"));
}

#[test]
fn a_request_gets_another_id_and_stays_the_same_one() {
    let mut desk = Desk::new();
    let photos = |site: &Site| rename(site, "photos", "photographs");
    assert_eq!(desk.refused_now("hal", photos), [""; 0]);
    let told = desk.check(&[]).stdout;
    assert!(told.contains("The request `photos` is called `photographs` then"), "{told}");
    assert_eq!(desk.refused_now("rita", photos), [""; 0]);
    assert_eq!(desk.refused_now("zoe", photos), ["foreign-request"]);
    assert_eq!(desk.refused_now("ada", photos), ["foreign-request"]);
    let with_a_review = |from: &'static str, to: &'static str| {
        move |site: &Site| {
            photos(site);
            replace(site, "content/requests/photographs/reviews/initial-ada.md", from, to);
        }
    };
    let other = with_a_review("recommendation: proceed", "recommendation: decline");
    assert_eq!(desk.refused_now("hal", other), ["impersonated-review"]);
    let without_a_review = |site: &Site| {
        photos(site);
        site.remove("content/requests/photographs/reviews/initial-ada.md");
    };
    assert_eq!(desk.refused_now("hal", without_a_review), ["review-removed"]);
    let left_behind = |site: &Site| {
        photos(site);
        let file = "content/requests/photographs/reviews/initial-ada.md";
        let text = fs::read(site.path(file)).unwrap();
        site.remove(file);
        site.write(ADA, text);
    };
    assert_eq!(desk.refused_now("hal", left_behind), ["orphan-review", "review-removed"]);
    let beside = |site: &Site| {
        let text = fs::read_to_string(site.path(MAPS)).unwrap();
        site.write(
            "content/requests/charts/index.md",
            text.replace("title:", "aliases: [/requests/maps/]\ntitle:"),
        );
    };
    assert!(desk.refused_now("hal", beside).contains(&"alias-conflict".to_owned()));
}

#[test]
fn a_new_id_hides_no_move_and_no_other_text() {
    let mut desk = Desk::new();
    let maps = |to: &'static str| {
        move |site: &Site| {
            rename(site, "maps", "charts");
            replace(site, "content/requests/charts/index.md", "status: submitted", &format!("status: {to}"));
        }
    };
    assert_eq!(desk.refused_now("hal", maps("initial-feedback")), [""; 0]);
    assert_eq!(desk.refused_now("hal", maps("support")), ["skipped-state"]);
    assert_eq!(desk.refused_now("rita", maps("initial-feedback")), ["move-role"]);
    // Two that are gone are not one.
    let merged = |site: &Site| {
        rename(site, "maps", "charts");
        replace(site, "content/requests/charts/index.md", "aliases: [", "aliases: [/requests/films/, ");
        fs::remove_dir_all(site.path("content/requests/films")).unwrap();
    };
    assert!(desk.refused_now("hal", merged).contains(&"request-removed".to_owned()));
    let with_a_file = |site: &Site| {
        site.write("content/requests/scans/list.csv", "a\n");
        replace(site, "content/requests/scans/index.md", "Please help", "[List](list.csv). Please help");
    };
    desk.commit_to_base(with_a_file);
    let decided = |site: &Site| rename(site, "scans", "scanned-books");
    assert_eq!(desk.refused_now("hal", decided), [""; 0]);
    assert_eq!(desk.refused_now("rita", decided), ["decided-text"]);
    assert!(!said(&desk).contains("list.csv"), "it is the same file: {}", said(&desk));
    let other_file = |site: &Site| {
        decided(site);
        site.write("content/requests/scanned-books/list.csv", "b\n");
    };
    assert_eq!(desk.refused_now("rita", other_file), ["decided-text"]);
    assert!(said(&desk).contains("list.csv"), "{}", said(&desk));
}

const WHY: &str = "Spam; the desk has taken it away.";

/// What is left of the photographs once their text was taken away.
pub(super) fn take_away(site: &Site) {
    let stub = format!(
        "---\ntitle: Removed\nassignee: hal\nstatus: withdrawn\nstatus_reason: It was spam.\nremoved: {WHY}\n---\n"
    );
    site.write(PHOTOS, stub);
    fs::remove_dir_all(site.path("content/requests/photos/reviews")).unwrap();
}

#[test]
fn spam_loses_its_text_by_a_decision_that_everybody_reads() {
    let mut desk = Desk::new();
    assert_eq!(desk.refused_now("hal", take_away), [""; 0]);
    assert_eq!(desk.refused_now("rita", take_away), ["desk-field", "review-removed"]);
    let zoe = desk.refused_now("zoe", take_away);
    assert_eq!(zoe, ["desk-field", "foreign-request", "move-role", "review-removed"]);
    assert!(desk.refused_now("ada", take_away).contains(&"review-removed".to_owned()));
    let silently = |site: &Site| {
        take_away(site);
        replace(site, PHOTOS, &format!("removed: {WHY}\n"), "");
    };
    assert!(desk.refused_now("hal", silently).contains(&"review-removed".to_owned()));
    let half = |site: &Site| {
        take_away(site);
        replace(site, PHOTOS, "title:", "description: Buy made-up watches.\ntitle:");
    };
    assert_eq!(desk.refused_now("hal", half), ["removed-text"]);
    desk.commit_to_base(|site| {
        take_away(site);
        replace(site, PHOTOS, "title:", "requester: {name: Rita, accounts: {github: rita}}\ntitle:");
    });
    let back = |site: &Site| replace(site, PHOTOS, &format!("removed: {WHY}\n"), "");
    assert_eq!(desk.refused_now("rita", back), ["desk-field"]);
    assert_eq!(desk.refused_now("hal", back), [""; 0]);
    let renamed = |site: &Site| replace(site, PHOTOS, "title: Removed", "title: Cheap watches");
    assert_eq!(desk.refused_now("rita", renamed), ["decided-text"]);
    desk.commit_to_base(|site| replace(site, PHOTOS, "status: withdrawn", "status: submitted"));
    assert_eq!(desk.refused_now("rita", renamed), ["decided-text"], "though nothing else was decided");
    assert_eq!(desk.refused_now("hal", renamed), [""; 0]);
}

#[test]
fn what_was_taken_away_is_a_notice_and_waits_for_nobody() {
    let site = Site::copy_of(DESK);
    sign_reviews(&site);
    let config = fs::read_to_string(site.path("casebook.yaml")).unwrap();
    site.write("casebook.yaml", config + "base_url: https://example.org/\n");
    take_away(&site);
    replace(&site, PHOTOS, "status: withdrawn", "status: submitted");
    let built = site.build(&[]);
    assert_eq!(built.status, 0, "{}", built.stdout);
    let page = site.page("requests/photos/index.html");
    assert!(page.contains(WHY) && page.contains("<meta name=\"robots\" content=\"noindex\">"), "{page}");
    assert!(!page.contains("Waits for") && !page.contains("photographs"), "{page}");
    assert!(!site.page("desk/index.html").contains("requests/photos/"), "nobody is asked to act");
    let sitemap = site.page("sitemap.xml");
    assert!(sitemap.contains("/requests/maps/") && !sitemap.contains("/requests/photos/"), "{sitemap}");
    let figures: Value = serde_json::from_str(&site.page("desk/figures.json")).unwrap();
    assert_eq!(figures["requests"], 7, "it came in: {figures:#}");
}

/// What is refused of a change that these have approved.
fn refused_with(desk: &mut Desk, actor: &str, logins: &[&str], change: impl FnOnce(&Site)) -> Vec<String> {
    desk.git(&["switch", "--quiet", "--force-create", "change", "main"]);
    actor.clone_into(&mut desk.actor);
    desk.commit(change);
    let head = desk.commit_id("change");
    desk.approve(&logins.iter().map(|login| json!({"login": login, "commit": head})).collect());
    let refused = desk.refused();
    fs::remove_file(desk.site.beside("approvals.json")).unwrap();
    refused
}

fn rename_person(site: &Site, old: &str, new: &str) {
    let file = |slug: &str| format!("content/people/{slug}.md");
    fs::rename(site.path(&file(old)), site.path(&file(new))).unwrap();
    replace(site, &file(new), "title:", &format!("aliases: [/people/{old}/]\ntitle:"));
}

#[test]
fn whoever_gets_another_name_keeps_their_reviews() {
    let mut desk = Desk::new();
    let ada = |site: &Site| rename_person(site, "ada", "ada-lovelace");
    assert_eq!(refused_with(&mut desk, "ada", &["ben", "ida"], ada), [""; 0]);
    assert_eq!(desk.refused_now("ada", ada), ["policy-quorum"]);
    // Requests name the desk's staff, and cannot change together with who they are.
    let hal = |site: &Site| rename_person(site, "hal", "hal-example");
    assert_eq!(refused_with(&mut desk, "hal", &["ada", "ben"], hal), [""; 0]);
    assert!(said(&desk).contains("the person `hal` is called `hal-example` now"), "{}", said(&desk));
    desk.commit_to_base(ada);
    let again = |site: &Site| replace(site, ADA, "Made up by ada.", "On second thoughts.");
    assert_eq!(desk.refused_now("ada", again), [""; 0]);
    assert_eq!(desk.refused_now("ben", again), ["impersonated-review"]);
    let go_on = |site: &Site| {
        let to =
            "priority: high\npriority_reason: Made up.\nstatus: development\nstatus_reason: It fills a gap.";
        replace(site, PHOTOS, "status: initial-feedback", to);
    };
    assert_eq!(desk.refused_now("hal", go_on), [""; 0], "three reviews count");
    let twice = |site: &Site| add_review(site, "photos", "initial-ada-lovelace");
    assert_eq!(desk.refused_now("ada", twice), [""; 0]);
}

#[test]
fn whoever_is_gone_leaves_the_reviews_that_decided() {
    let mut desk = Desk::new();
    let gone = |site: &Site| site.remove("content/people/cleo.md");
    assert_eq!(refused_with(&mut desk, "hal", &["ada", "ida"], gone), ["dangling-reference"], "it is open");
    desk.commit_to_base(|site| replace(site, PHOTOS, "status: initial-feedback", "status: development"));
    assert_eq!(desk.refused_now("hal", gone), ["policy-quorum"]);
    assert_eq!(refused_with(&mut desk, "hal", &["ada", "ida"], gone), [""; 0]);
    assert!(said(&desk).contains("there is no person `cleo`"), "{}", said(&desk));
    desk.commit_to_base(gone);
    let page = "---\ntitle: Zoe Example\naccounts: {github: zoe}\n---\n";
    assert_eq!(desk.refused_now("zoe", |site| site.write("content/people/zoe.md", page)), [""; 0]);
    assert_eq!(desk.refused_now("zoe", |site| site.write("content/people/cleo.md", page)), ["policy-quorum"]);
    let taken = page.replace("title:", "aliases: [/people/cleo/]\ntitle:");
    assert_eq!(
        desk.refused_now("zoe", |site| site.write("content/people/zoe.md", &taken)),
        ["policy-quorum"]
    );
    desk.git(&["switch", "--quiet", "main"]);
    assert_eq!(desk.site.build(&[]).status, 0);
    let page = desk.site.page("requests/photos/index.html");
    assert!(page.contains("<h4>cleo "), "{page}");
}

#[test]
fn whoever_speaks_for_a_partner_does_so_under_its_new_name() {
    let mut desk = Desk::new();
    let renamed = |site: &Site| {
        let new = "content/partners/old-museum.md";
        fs::rename(site.path("content/partners/museum.md"), site.path(new)).unwrap();
        replace(site, new, "title: Museum of Examples", "aliases: [/partners/museum/]\ntitle: Old Museum");
    };
    assert_eq!(desk.refused_now("hal", renamed), ["policy-quorum"], "Dora speaks for it");
    assert_eq!(refused_with(&mut desk, "hal", &["ada", "ida"], renamed), [""; 0]);
    desk.commit_to_base(|site| {
        renamed(site);
        replace(site, PHOTOS, "partners: [museum]", "partners: [old-museum]");
        sign(site, "photos");
    });
    let review = |site: &Site| {
        add_review(site, "photos", "initial-dora");
    };
    assert_eq!(desk.refused_now("dora", review), [""; 0]);
    assert!(said(&desk).contains("works or speaks for `museum`"), "{}", said(&desk));
    // Nothing else may take the name that somebody speaks for.
    let taken = |site: &Site| {
        site.write("content/partners/gallery.md", "---\ntitle: Gallery\naliases: [/partners/museum/]\n---\n");
        replace(site, "content/partners/old-museum.md", "aliases: [/partners/museum/]\n", "");
    };
    assert_eq!(desk.refused_now("zoe", taken), ["policy-quorum"]);
    let title = |site: &Site| replace(site, "content/partners/old-museum.md", "Old Museum", "Museum");
    assert_eq!(desk.refused_now("zoe", title), ["policy-quorum"]);
    let other = |site: &Site| site.write("content/partners/gallery.md", "---\ntitle: Gallery\n---\n");
    assert_eq!(desk.refused_now("zoe", other), [""; 0]);
}
