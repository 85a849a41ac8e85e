//! Input that is wrong, in every way that people and their editors find: what it comes to, and that
//! nothing is built from it.

use std::fs;

use crate::site::{Site, TITLE};

/// What `casebook check` says of a site with this one file, without the count at the end.
fn drawn(path: &str, text: impl AsRef<[u8]>) -> String {
    let site = Site::new().file(path, text);
    let ran = site.run(["check"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (1, ""));
    let built = site.build(&[]);
    assert_eq!((built.status, built.stdout.as_str()), (1, ""));
    assert_eq!(built.stderr, format!("{}Nothing was written.\n", ran.stdout), "build shows what check shows");
    assert!(!site.path("public").exists());
    let (drawn, _) = ran.stdout.rsplit_once("\n\n").unwrap();
    drawn.to_owned()
}

#[test]
fn a_message_has_file_line_column_excerpt_and_what_to_write() {
    assert_eq!(
        drawn(
            "content/guides/made-up.md",
            "---\ntitle: Made up\nsummary: One.\nlast_reviewed: 31/12/2025\n---\n"
        ),
        "error[bad-value]: `last_reviewed`: `31/12/2025` is no day of the calendar
 --> content/guides/made-up.md:4:16
  |
4 | last_reviewed: 31/12/2025
  |                ^^^^^^^^^^
  |
  = help: write year, month and day, such as `2026-03-09`"
    );
}

#[test]
fn columns_count_characters_and_not_bytes() {
    let site = Site::new().file("content/pages/ö.md", "---\ntitle: Påhittad\n---\nÅäö: [här](gone.md)\n");
    let faults = site.faults();
    assert!(faults.starts_with("content/pages/ö.md:4:6: error[broken-link]: "), "{faults}");
}

#[test]
fn several_faults_of_one_front_matter_are_shown_at_once() {
    let text = "---\ntitle: [Made up]\nsumary: One.\nlevel: expert\nlast_reviewed: soon\ntools: hammer\n---\n[x](gone.md)\n";
    let site = Site::new().file("content/guides/made-up.md", text);
    let faults = site.faults();
    let codes: Vec<&str> =
        faults.lines().map(|line| line.split(['[', ']']).nth(1).unwrap_or_default()).collect();
    assert_eq!(
        codes,
        ["wrong-type", "unknown-field", "unknown-value", "bad-value", "wrong-type", "broken-link"],
        "{faults}"
    );
}

#[test]
fn all_faults_of_all_files_come_at_once_and_sorted() {
    let site = Site::new()
        .file("casebook.yaml", "titel: Made up\n")
        .file("content/cases/a.md", "---\ntitle: A\nsummary: One.\npartners: [nobody]\n---\n")
        .file("content/clinics/b.md", "---\ntitle: B\nstart: tomorrow\n---\n")
        .file("content/groups/c.md", "")
        .file("content/guides/d.md", "---\ntitle: D\nsummary: One.\n---\n[x](gone.md)\n")
        .file("content/pages/e.md", "---\ntitle: E\n")
        .file("content/pages/f.html", "<p>F</p>")
        .file("content/partners/g.md", "---\ntitle: G\nwikidata: 7\n---\n")
        .file("content/people/h.md", b"---\ntitle: \xff\n---\n")
        .file("content/requests/i.md", "---\ntitle: I\nstatus: new\n---\n")
        .file("content/tools/j.md", "---\ntitle: J\n---\n![](javascript:alert)\n[x](ftp://example.org)\n")
        .file("themes/default/templates/page.html", "{% block main %}");
    let faults = site.faults();
    let places: Vec<&str> = faults.lines().map(|line| line.split(": ").next().unwrap()).collect();
    assert_eq!(
        places,
        [
            "casebook.yaml:1:1",
            "content/cases/a.md:4:12",
            "content/clinics/b.md:3:8",
            "content/groups/c.md:1:1",
            "content/guides/d.md:5:1",
            "content/pages/e.md:1:1",
            "content/pages/f.html:1:1",
            "content/partners/g.md:3:11",
            "content/people/h.md:2:8",
            "content/requests/i.md:3:9",
            "content/tools/j.md:4:1",
            "content/tools/j.md:5:1",
            "themes/default/templates/page.html:1:17",
        ],
        "{faults}"
    );
    let built = site.build(&[]);
    assert_eq!(built.status, 1);
    assert!(built.stderr.ends_with("\n\n13 errors in 12 files\nNothing was written.\n"), "{}", built.stderr);
}

#[test]
fn line_endings_and_a_byte_order_mark_are_taken_as_they_come() {
    let text =
        "\u{feff}---\r\ntitle: Made up\r\nsummary: One.\r\n---\r\n## Part\r\n\r\nText [up](#part).\r\n";
    let site =
        Site::new().file("content/guides/made-up.md", text).file("casebook.yaml", "\u{feff}title: A\r\n");
    site.built();
    let page = site.page("guides/made-up/index.html");
    assert!(page.contains("<h2 id=\"part\">Part") && !page.contains('\r') && !page.contains('\u{feff}'));
}

#[test]
fn a_file_of_50_megabytes_is_refused_unread() {
    let site = Site::new().file("content/pages/huge.md", TITLE);
    let huge = fs::File::options().append(true).open(site.path("content/pages/huge.md")).unwrap();
    huge.set_len(50 * 1024 * 1024).unwrap();
    assert_eq!(
        site.faults(),
        "content/pages/huge.md:1:1: error[file-too-large]: the file holds 50 MiB \
         (help: split it into parts of at most 4 MiB)\n"
    );
}

#[test]
fn a_large_file_that_is_no_text_is_published() {
    let site = Site::new()
        .file("content/pages/film.webm", "")
        .file("content/pages/about.md", format!("{TITLE}[The film](film.webm)\n"));
    let film = fs::File::options().append(true).open(site.path("content/pages/film.webm")).unwrap();
    film.set_len(5 * 1024 * 1024).unwrap();
    assert_eq!(site.built()["film.webm"].len(), 5 * 1024 * 1024);
}

#[test]
fn a_record_that_is_faulty_is_no_second_fault_where_it_is_named() {
    let site = Site::new()
        .file("content/tools/hammer.md", "---\ntitle: [Hammer]\n---\n")
        .file("content/guides/a.md", "---\ntitle: A\nsummary: One.\ntools: [hammer]\n---\nSee [[hammer]].\n");
    let faults = site.faults();
    assert_eq!(faults.lines().count(), 1, "{faults}");
    assert!(faults.starts_with("content/tools/hammer.md:2:8: error[wrong-type]"), "{faults}");
}

#[test]
fn a_slug_with_two_dots_leads_nowhere() {
    let site = Site::new()
        .file("content/guides/a.md", "---\ntitle: A\nsummary: One.\ntools: [../../../etc/passwd]\n---\n")
        .file("content/clinics/b.md", "---\ntitle: B\nslides: {url: ../../../../etc/passwd}\n---\n")
        .file(
            "content/pages/c.md",
            "---\ntitle: C\n---\n![x](../../../../etc/passwd)\n\n[[pages/../../x]]\n",
        );
    fs::create_dir_all(site.path("content/tools")).unwrap();
    fs::write(site.beside("x.md"), TITLE).unwrap();
    let faults = site.faults();
    let codes: Vec<&str> =
        faults.lines().map(|line| line.split(['[', ']']).nth(1).unwrap_or_default()).collect();
    assert_eq!(codes, ["missing-file", "dangling-reference", "missing-file", "broken-link"], "{faults}");
}

#[test]
fn a_link_out_of_the_site_is_not_followed() {
    let site = Site::new().file("content/pages/about.md", TITLE);
    fs::write(site.beside("secret.txt"), "A secret.\n").unwrap();
    site.link("content/pages/secret.txt", site.beside("secret.txt"));
    let faults = site.faults();
    assert!(faults.starts_with("content/pages/secret.txt:1:1: error[outside-root]"), "{faults}");
    // Nor is one within the site, which could lead to what nobody sees there.
    site.remove("content/pages/secret.txt");
    site.link("content/pages/again.md", "about.md");
    assert!(
        site.faults().starts_with("content/pages/again.md:1:1: error[outside-root]"),
        "{}",
        site.faults()
    );
}

#[test]
fn a_content_folder_that_is_a_link_out_of_the_site_is_refused() {
    let site = Site::new();
    fs::create_dir_all(site.beside("elsewhere/pages")).unwrap();
    fs::write(site.beside("elsewhere/pages/secret.md"), TITLE).unwrap();
    site.link("content", site.beside("elsewhere"));
    assert!(site.faults().starts_with("content:1:1: error[outside-root]"), "{}", site.faults());
}

#[test]
fn a_theme_that_names_what_is_not_there_is_told_where() {
    assert_eq!(
        drawn(
            "themes/default/templates/page.html",
            "{% extends \"base.html\" %}\n{% block main %}{% include \"gone.html\" %}{% endblock %}\n"
        ),
        "error[missing-template]: there is no template `gone.html`
 --> themes/default/templates/page.html:2:28
  |
2 | {% block main %}{% include \"gone.html\" %}{% endblock %}
  |                            ^^^^^^^^^^^
  |
  = help: add `themes/default/templates/gone.html`, or correct the name"
    );
}

#[test]
fn a_template_that_is_not_closed_is_told_where() {
    let drawn = drawn(
        "themes/default/templates/page.html",
        "{% extends \"base.html\" %}\n{% block main %}{{ page.title }\n",
    );
    assert!(drawn.starts_with("error[template-error]: "), "{drawn}");
    assert!(drawn.contains("\n --> themes/default/templates/page.html:2:"), "{drawn}");
    assert!(drawn.contains("\n2 | {% block main %}{{ page.title }\n"), "{drawn}");
}

#[test]
fn a_template_that_fails_on_one_page_only_stops_the_build() {
    let template = "{% extends \"base.html\" %}{% block main %}{{ view.summary | upper }}{% endblock main %}";
    let site = Site::new()
        .file("themes/default/templates/page.html", template)
        .file("content/pages/a.md", "---\ntitle: A\nsummary: One.\n---\n")
        .file("content/pages/b.md", "---\ntitle: B\n---\n");
    let faults = site.faults();
    assert!(faults.starts_with("themes/default/templates/page.html:1:"), "{faults}");
    let built = site.build(&[]);
    assert_eq!(built.status, 1);
    assert!(built.stderr.ends_with("Nothing was written.\n"), "{}", built.stderr);
    assert!(!site.path("public").exists(), "{:?}", site.output().keys());
}

#[test]
fn words_that_fail_on_one_page_only_stop_the_build() {
    let site = Site::new()
        .file("themes/default/locales/en.ftl", "clinic-time-zone = { $no-such-variable }\n")
        .file("content/clinics/a.md", "---\ntitle: A\n---\n")
        .file(
            "content/clinics/b.md",
            "---\ntitle: B\nstart: 2026-03-09T15:00\ntime_zone: Africa/Kampala\n---\n",
        );
    let built = site.build(&[]);
    assert_eq!(built.status, 1, "{}", built.stderr);
    assert!(built.stderr.starts_with("error[unknown-variable]: "), "{}", built.stderr);
    assert!(!site.path("public").exists());
}

#[test]
fn an_output_folder_that_is_not_ours_is_refused_and_left_alone() {
    let site = Site::new().file("content/pages/about.md", TITLE).file("public/precious.txt", "Mine.\n");
    let ran = site.build(&[]);
    assert_eq!(
        (ran.status, ran.stderr.as_str()),
        (
            2,
            "error: the output folder `SITE/public` holds files that Casebook did not write, so nothing was \
             changed\n = help: empty it, or choose another output folder\n"
        )
    );
    assert_eq!(site.output().into_keys().collect::<Vec<_>>(), ["precious.txt"]);
}

#[test]
fn the_output_may_not_overlap_the_sources() {
    let site = Site::new().file("content/pages/about.md", TITLE).file("themes/default/static/a.txt", "A");
    for out in [".", "content", "content/public", "..", "themes/public", "casebook.yaml"] {
        let ran = site.build(&["--out", out]);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{out}: {}", ran.stderr);
        assert!(ran.stderr.starts_with("error: the output folder `"), "{out}: {}", ran.stderr);
    }
    site.link("out", "content");
    assert_eq!(site.build(&["--out", "out/public"]).status, 2, "nor by way of a link");
    assert!(!site.path("content/public").exists());
}
