//! What lies in `content/` and is no part of the site: told, and not published.

use crate::site::{DOT, Site, TITLE};

const GUIDE: &str = "---\ntitle: Lamps\nsummary: Made up.\n---\n";

/// The one thing that is wrong with a site that has this file besides a guide `lamps`.
fn told(path: &str) -> (String, String, String) {
    let site = Site::new().file("content/guides/lamps.md", GUIDE).file(path, "Made up.\n");
    let json = site.check();
    let found = json["diagnostics"].as_array().unwrap();
    assert_eq!(found.len(), 1, "{path}: {json:#}");
    assert_eq!(found[0]["file"], path);
    let name = path.rsplit('/').next().unwrap();
    let built = site.build(&[]);
    assert_eq!(built.status, i32::from(found[0]["severity"] == "error"), "{path}: {}", built.stderr);
    assert!(built.status == 1 || !site.output().keys().any(|file| file.ends_with(name)), "{path}");
    let word = |key: &str| found[0][key].as_str().unwrap().to_owned();
    (word("code"), word("severity"), word("help"))
}

#[test]
fn what_programs_leave_is_no_part_of_the_site() {
    for path in [
        "content/guides/lamps.md~",
        "content/guides/#lamps.md#",
        "content/guides/lamps.md.orig",
        "content/guides/lamps.md.bak",
        "content/guides/~$notes.docx",
        "content/guides/Thumbs.db",
        "content/pages/desktop.ini",
        "content/requests/lamps/index.md.rej",
        "content/vocabularies/topics.yaml~",
        "content/workflow.yaml.bak",
        "content/photo.png.part",
    ] {
        let (code, severity, _) = told(path);
        assert_eq!((&*code, &*severity), ("unpublished-file", "warning"), "{path}");
    }
}

#[test]
fn a_record_by_another_name_is_told_what_it_could_be_called() {
    for (path, name) in [
        ("content/guides/river-port.MD", "river-port.md"),
        ("content/guides/river-port.markdown", "river-port.md"),
        ("content/guides/river-port.txt", "river-port.md"),
        ("content/guides/river-port.md.txt", "river-port.md"),
        ("content/guides/river-port.docx", "river-port.md"),
        ("content/guides/river-port", "river-port.md"),
        ("content/guides/River Port.rtf", "river-port.md"),
        ("content/guides/river-port/index.TXT", "index.md"),
        ("content/cases/river-port.sv.odt", "river-port.sv.md"),
        ("content/requests/r/reviews/initial-ada.txt", "initial-ada.md"),
    ] {
        let (code, severity, help) = told(path);
        assert_eq!((&*code, &*severity), ("not-a-record", "error"), "{path}");
        assert!(help.starts_with(&format!("did you mean `{name}`?")), "{path}: {help}");
    }
    // One that a record links to is a file to be downloaded.
    let site = Site::new()
        .file("content/guides/lamps.md", format!("{GUIDE}[A letter](letter.docx)\n"))
        .file("content/guides/letter.docx", "Made up.\n");
    assert!(site.built().contains_key("guides/letter.docx"));
}

#[test]
fn a_file_in_the_place_of_rules_is_told() {
    for path in ["content/a.txt", "content/c.docx", "content/p.png", "content/vocabularies/notes.txt"] {
        let (code, severity, help) = told(path);
        assert_eq!((&*code, &*severity), ("unpublished-file", "warning"), "{path}");
        assert!(help.starts_with("move it to the record that it belongs to"), "{help}");
    }
    for (path, near) in
        [("content/workflow.yml", "workflow.yaml"), ("content/vocabularies/topics.yml", "topics.yaml")]
    {
        assert_eq!(told(path).2, format!("did you mean `{near}`?"));
    }
}

#[test]
fn only_what_a_published_page_links_to_is_published() {
    let site = Site::new()
        .file(
            "content/guides/lamps/index.md",
            format!("{GUIDE}![A lamp](lamp.png) [all](/guides/lamps/all.csv)\n"),
        )
        .file("content/guides/lamps/lamp.png", DOT)
        .file("content/guides/lamps/all.csv", "a,b\n")
        .file("content/guides/lamps/old.png", "x")
        .file(
            "content/guides/dark/index.md",
            "---\ntitle: Dark\nsummary: Made up.\ndraft: true\n---\n![x](dark.png)\n",
        )
        .file("content/guides/dark/dark.png", DOT)
        .file(
            "content/clinics/c.md",
            "---\ntitle: C\nstart: 2026-05-01\nslides: {url: c.pdf}\nextra: {poster: c.png}\n---\n",
        )
        .file("content/clinics/c.pdf", "x")
        .file("content/clinics/c.png", DOT)
        .file("content/pages/favicon.ico", "x");
    let faults = site.faults();
    let files: Vec<&str> = faults.lines().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(files, ["content/guides/lamps/old.png"], "drafts are checked with what is theirs: {faults}");
    assert!(faults.lines().all(|line| line.contains("warning[unpublished-file]")), "{faults}");
    let ran = site.build(&[]);
    assert_eq!(
        (ran.status, ran.stderr.matches("warning[unpublished-file]").count()),
        (0, 2),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("content/guides/dark/dark.png"), "{}", ran.stderr);
    let files = site.output();
    for name in
        ["guides/lamps/lamp.png", "guides/lamps/all.csv", "clinics/c.pdf", "clinics/c.png", "favicon.ico"]
    {
        assert!(files.contains_key(name), "{name}");
    }
    assert!(!files.keys().any(|name| name.ends_with("old.png") || name.ends_with("dark.png")));
    // With its draft, a picture comes.
    site.build(&["--drafts"]);
    assert!(site.output().contains_key("guides/dark/dark.png"));
}

/// What it names is not known yet.
#[test]
fn no_file_is_told_of_while_a_record_cannot_be_read() {
    let text = format!("{GUIDE}![A lamp](lamp.png)\n");
    let site = Site::new()
        .file("content/guides/lamps.md", text.replace("\n---\n!", "\n\n!"))
        .file("content/guides/lamp.png", DOT);
    let faults = site.faults();
    assert_eq!(faults.lines().count(), 1, "{faults}");
    assert!(faults.contains("lamps.md:1:1: error[unclosed-front-matter]"), "{faults}");
    site.write("content/guides/lamps.md", text);
    assert_eq!(site.faults(), "");
    // A text that happens to be its name publishes nothing.
    for text in [GUIDE, "---\ntitle: Lamps\nsummary: lamp.png\n---\n"] {
        site.write("content/guides/lamps.md", text);
        let faults = site.faults();
        assert!(
            faults.starts_with("content/guides/lamp.png:1:1: warning[unpublished-file]"),
            "{text}: {faults}"
        );
    }
}

#[test]
fn what_git_ignores_is_no_part_of_the_site() {
    let site = Site::new()
        .file(".gitignore", "secret*\n/public/\n")
        .file("content/pages/about.md", format!("{TITLE}[Plan](plan.pdf)\n"))
        .file("content/pages/plan.pdf", "x")
        .file("content/pages/secret.pdf", "x")
        .file("content/pages/secret-notes.md", TITLE);
    site.commit("Ada", "2025-01-01");
    let faults = site.faults();
    let files: Vec<&str> = faults.lines().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(files, ["content/pages/secret-notes.md", "content/pages/secret.pdf"], "{faults}");
    assert!(
        faults.lines().all(|line| line.contains("warning[unpublished-file]: git is told to ignore")),
        "{faults}"
    );
    assert_eq!(site.build(&[]).status, 0);
    assert!(!site.output().keys().any(|name| name.contains("secret")));
    assert!(site.output().contains_key("plan.pdf"));
    // A link to it leads nowhere, as on every other machine.
    site.write("content/pages/about.md", format!("{TITLE}[Secret](secret.pdf) [Plan](plan.pdf)\n"));
    assert!(site.faults().contains("error[broken-link]"), "{}", site.faults());
    // What git keeps is part of the site, whatever the list says.
    site.git(&["add", "--force", "content/pages/secret.pdf"], "Ada", "2025-01-02");
    assert!(!site.faults().contains("error["), "{}", site.faults());
    // A site that is ignored as a whole is one all the same.
    site.git(&["rm", "--quiet", "--cached", "-r", "."], "Ada", "2025-01-02");
    site.write(".gitignore", "/content/\n");
    site.write("content/pages/about.md", format!("{TITLE}[Secret](secret.pdf) [Plan](plan.pdf)\n"));
    assert_eq!(site.faults(), "");
}

#[test]
fn texts_beside_a_request_are_searched_like_the_request() {
    let request = "---\ntitle: Made-up request\n---\n";
    for name in ["contacts.csv", "contacts.tsv", "notes.TXT", "reviews/list.csv"] {
        let path = format!("content/requests/r/{name}");
        let site = Site::new()
            .file("content/requests/r/index.md", format!("{request}[Contacts]({name})\n"))
            .file(&path, "name\tmail\nAda\tada@example.org\n");
        let faults = site.faults();
        assert!(faults.starts_with(&format!("{path}:2:5: error[private-data]")), "{faults}");
        assert_eq!(faults.lines().count(), 1, "{faults}");
        assert_eq!(site.build(&[]).status, 1);
        // What cannot be read cannot be searched.
        site.write(&path, b"caf\xe9\n");
        assert!(site.faults().contains(&format!("{path}:1:4: error[not-utf8]")), "{}", site.faults());
        site.write(&path, "made,up\n");
        assert_eq!(site.faults(), "");
    }
}

#[test]
fn a_command_finds_the_site_that_it_is_given_in() {
    let site = Site::new().file("content/guides/lamps.md", GUIDE);
    let within = |folder: &str, arguments: &[&str]| {
        site.ran(&site.command(arguments).current_dir(site.path(folder)).output().unwrap())
    };
    let ran = within("content/guides", &["new", "guide", "River port"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, "content/guides/river-port.md\n"), "{}", ran.stderr);
    let ran = within("content", &["request", "new", "Old maps"]);
    assert_eq!(
        (ran.status, ran.stdout.as_str()),
        (0, "content/requests/old-maps/index.md\n"),
        "{}",
        ran.stderr
    );
    let mail = site.beside("a.eml");
    std::fs::write(
        &mail,
        "From: Ada <ada@example.org>\nSubject: Made up\nDate: Fri, 2 Jan 2026 10:00:00 +0000\n\nHello.\n",
    )
    .unwrap();
    let ran = within("content", &["request", "intake", mail.to_str().unwrap()]);
    assert_eq!(
        (ran.status, ran.stdout.as_str()),
        (0, "content/requests/made-up/index.md\n"),
        "{}",
        ran.stderr
    );
    assert!(site.path("content/requests/made-up/index.md").exists());
    assert!(!site.path("content/content").exists() && !site.path("content/guides/content").exists());
    assert_eq!(within("content", &["check"]).status, 0);
    // Even where somebody has made a site within the site by then.
    site.write("content/guides/x/content/pages/a.md", "---\n");
    assert!(within("content/guides/x", &["check"]).stdout.contains("content/guides/x/content/pages/a.md"));
}

#[test]
fn a_folder_that_is_no_site_stays_none() {
    let site = Site::new();
    site.remove("casebook.yaml");
    let mail = site.beside("a.eml");
    std::fs::write(&mail, "From: Ada <ada@example.org>\nSubject: Made up\n\nHello.\n").unwrap();
    let mail = mail.to_str().unwrap();
    for arguments in
        [&["new", "guide", "River port"][..], &["request", "new", "Old maps"], &["request", "intake", mail]]
    {
        let ran = site.run(arguments);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.stderr.starts_with("error: there is no site in "), "{}", ran.stderr);
    }
    assert!(!site.path("content").exists());
}

#[test]
fn settings_by_another_name_are_told() {
    for name in ["casebook.yml", "Casebook.yaml", "casebook.json", ".casebook.yaml"] {
        let site = Site::new().file("casebook.yaml", "title: Made up\n").file(name, "title: Other\n");
        let json = site.check();
        let found = json["diagnostics"].as_array().unwrap();
        assert_eq!(found.len(), 1, "{name}: {json:#}");
        assert_eq!((&found[0]["file"], &found[0]["code"]), (&name.into(), &"bad-file-name".into()));
        assert!(found[0]["message"].as_str().unwrap().contains("`casebook.yaml`"), "{json:#}");
    }
    assert_eq!(Site::new().file("my-casebook.yml", "a").file("casebook.md", "b").faults(), "");
}

#[test]
fn files_of_a_theme_that_nobody_reads_are_told() {
    let site = || Site::new().file("casebook.yaml", "title: Made up\ntheme: mine\n");
    for name in
        ["style.css", "template/guide.html", "locales/sv.txt", "locales/not a tag.ftl", "layouts/x.html"]
    {
        let path = format!("themes/mine/{name}");
        let site = site().file(&path, "a");
        let json = site.check();
        let found = json["diagnostics"].as_array().unwrap();
        assert_eq!(found.len(), 1, "{name}: {json:#}");
        assert_eq!((&found[0]["file"], &found[0]["code"]), (&path.into(), &"unpublished-file".into()));
    }
    let fine = site()
        .file("themes/mine/README.md", "a")
        .file("themes/mine/LICENSE", "a")
        .file("themes/mine/locales/nn.ftl", "home-title = Heim\n")
        .file("themes/mine/static/style.css", "a{}");
    assert_eq!(fine.faults(), "");
}
