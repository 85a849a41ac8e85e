//! Mistakes as people make them in front matter and names, and what they are told: the cause in plain words, once,
//! and all else that is wrong with the file.

use crate::html::outline;
use crate::site::{Site, TITLE};

const GUIDE: &str = "content/guides/made-up.md";
const CASE: &str = "content/cases/made-up.md";

/// What `check` says of a site with this one file, a line for each fault.
#[track_caller]
fn faults(path: &str, text: &str) -> Vec<String> {
    Site::new().file(path, text).faults().lines().map(ToOwned::to_owned).collect()
}

/// The front matter of a guide or a case with these lines.
fn with(lines: &str) -> String {
    format!("---\ntitle: Made up\nsummary: One.\n{lines}\n---\n")
}

/// Checks that a text has one fault, at that place and with those words.
#[track_caller]
fn one(path: &str, text: &str, place: &str, words: &[&str]) {
    let found = faults(path, text);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].starts_with(&format!("{path}:{place}: ")), "{}", found[0]);
    for word in words {
        assert!(found[0].contains(word), "{word}: {}", found[0]);
    }
}

#[test]
fn a_comment_that_cuts_a_text_is_told() {
    for (line, place, quoted) in [
        ("problem: issue #5 of the list", "4:16", "\"issue #5 of the list\""),
        ("problem: a #b", "4:12", "\"a #b\""),
        ("problem: A b # c", "4:14", "\"A b # c\""),
        ("problem: a  #b", "4:13", "\"a  #b\""),
        ("problem: #hashtag", "4:10", "\"#hashtag\""),
        ("tools: [hammer #2, saw\n  ]", "4:16", "\"hammer #2, saw\""),
    ] {
        one(GUIDE, &with(line), place, &["which begins a comment", &format!("`{quoted}`")]);
    }
    one(CASE, &with("lessons:\n  - Ask #1 first\n  - Two"), "5:9", &["`\"Ask #1 first\"`"]);
    // Comments as `casebook new` writes them, and behind what is no text.
    let fine =
        "problem: a   # why\nlevel: beginner # or advanced\nlast_reviewed: 2025-03-09 # by Ada\ntools: []#x";
    let found = faults(GUIDE, &with(fine));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].contains(":7:"), "what stands right behind a bracket is no comment: {}", found[0]);
    assert_eq!(faults(GUIDE, &with("problem: a   # why\nlevel: beginner # or advanced")), [""; 0]);
}

#[test]
fn a_title_that_is_a_comment_is_told() {
    one(GUIDE, "---\ntitle: # Maps\nsummary: One.\n---\n", "2:1", &["`#` begins a comment", "`\"# Maps\"`"]);
}

#[test]
fn an_entry_that_is_folded_into_the_one_before_is_told() {
    for lines in ["lessons:\n- one\n - two\n", "lessons:\n  - one\n    - two\n", "lessons:\n- one\n\n  - two"]
    {
        let found = faults(CASE, &with(lines));
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].contains("column of the entry above"), "{}", found[0]);
    }
    let found = faults(CASE, "---\ntitle: Made up\nsummary: first\n  - second\n---\n");
    assert!(found.len() == 1 && found[0].contains(":4:3: "), "{found:#?}");
    let site = Site::new().file(CASE, with("lessons:\n  - one\n  - two - three\n  - four\n    -five"));
    assert_eq!(site.faults(), "");
}

#[test]
fn a_figure_that_can_be_read_in_two_ways_is_told_with_both() {
    let metric = |value: &str| with(&format!("metrics:\n  - {{label: Files, value: {value}}}"));
    one(CASE, &metric("1.500"), "5:27", &["unclear", "write `1500` or `1.5`"]);
    one(CASE, &metric("\"1,500\""), "5:27", &["unclear", "write `1500` or `1.5`"]);
    one(CASE, &metric("\"1,5\""), "5:27", &["`1.5`"]);
    one(CASE, &metric("1 500"), "5:27", &["`1500`"]);
    one(CASE, &metric("500 monuments"), "5:27", &["`500`", "`monuments` as `unit`"]);
    assert_eq!(faults(CASE, &metric("1500.5")), [""; 0]);
    let lines = with("metrics:\n  - label: Files\n    value: 1,500\n    baseline: 2.000\n    target: 3'000");
    assert_eq!(faults(CASE, &lines).len(), 3);
}

#[test]
fn front_matter_begins_in_the_first_line() {
    let below = "title: Made up\nsummary: One.\n";
    for first in
        ["\n---", "—", "----", " ---", "***", "+++", "\u{200b}---", "```yaml", "---yaml", "# why\n---"]
    {
        let found = faults(GUIDE, &format!("{first}\n{below}---\n"));
        assert_eq!(found.len(), 1, "{first}: {found:#?}");
        assert!(found[0].contains("the first line has to be `---`"), "{}", found[0]);
    }
    one(GUIDE, below, "1:1", &["write it above the first field"]);
    one(GUIDE, &format!("---\n{below}----\nText\n"), "4:1", &["no end", "in the place of `----`"]);
    let found = faults(GUIDE, &format!("---\n{below}----\nText\n\n---\nMore\n"));
    assert!(found.len() == 1 && found[0].contains(":4:1: "), "{found:#?}");
}

#[test]
fn one_mistake_hides_no_other_fault() {
    let text = "---\ntitle: \"Made up\nsummary: One.\ncountries: [Austria]\ntools: [hammer]\nperiod: {start: 2025}\n\
                level: [\n---\n[gone](gone.md) and [there](#there)\n\n![A hall](hall.jpg)\n";
    let found = faults(CASE, text);
    for (line, code) in [
        (2, "yaml-syntax"),
        (4, "unknown-term"),
        (5, "dangling-reference"),
        (7, "yaml-syntax"),
        (9, "broken-link"),
        (9, "broken-anchor"),
        (11, "missing-file"),
    ] {
        let is_it = |fault: &&String| fault.contains(&format!("md:{line}:")) && fault.contains(code);
        assert_eq!(found.iter().filter(is_it).count(), 1, "{code} in line {line}: {found:#?}");
    }
    assert_eq!(found.len(), 7, "and nothing that follows of another: {found:#?}");
}

#[test]
fn the_likeliest_mistakes_of_a_web_editor_are_told_with_all_that_is_wrong_besides() {
    let paths = [
        ("content/requests/maps/index.md", "status: submitted\n", "titel", "unknown-field"),
        ("content/requests/maps/reviews/support-ann.md", "digest: made-up\n", "dgest", "unknown-field"),
        ("content/people/bob.md", "", "acounts", "unknown-field"),
        (CASE, "", "tilte", "unknown-field"),
    ];
    for (path, own, misspelt, code) in paths {
        let name = if path.contains("reviews") { "reason" } else { "title" };
        let block = if path.contains("reviews") { "reason" } else { "summary" };
        for (lines, line, words) in [
            (format!("{block}: |\nThe scans: all\nare lost.\n\nAsk: later\nor not."), 3, "is not indented"),
            (format!("{block}: |\nThe scans\nare: lost\nfor now."), 3, "is not indented"),
            (format!("{name}: \"Maps"), 2, "a quotation mark that no other one ends"),
            (format!("{name}: 'Maps"), 2, "a quotation mark that no other one ends"),
            (format!("{name}:Maps"), 2, "no space behind the colon"),
            (format!("{name}:Maps: of 1650"), 2, "no space behind the colon"),
        ] {
            let site = Site::new()
                .file("content/people/ann.md", TITLE)
                .file("content/requests/maps/index.md", TITLE)
                .file(path, format!("---\n{lines}\n{own}{misspelt}: x\n---\n"));
            let found = site.faults();
            let of = |code: &str| found.lines().filter(|fault| fault.contains(code)).collect::<Vec<_>>();
            let mistakes = of("[yaml-syntax]");
            assert_eq!(mistakes.len(), 1, "{lines}: {found}");
            assert!(mistakes[0].starts_with(&format!("{path}:{line}:")), "{lines}: {found}");
            assert!(mistakes[0].contains(words), "{lines}: {found}");
            let others = of(code);
            assert_eq!(others.len(), 1, "{lines}: {found}");
            assert!(others[0].contains(&format!("unknown field `{misspelt}`")), "{lines}: {found}");
        }
    }
    // A block that is unknown itself is one.
    let found = faults(GUIDE, &with("remarks: |\nOne: two\nThree: four"));
    assert!(found.len() == 2 && found[0].contains("`remarks`") && found[1].contains(":5:"), "{found:#?}");
    for (people, help) in [
        ("eric", "write `[eric]`"),
        ("\n  - name: Eric", "known here: person, part; `person` has to be there"),
        ("\n  - eric: photographer", "known here: person, part; `person` has to be there"),
        ("\n  - part: photographer", "add `person: …` to the entry"),
    ] {
        let found = faults(CASE, &with(&format!("people: {people}\nfoo: x")));
        assert!(found.len() == 2 && found[0].contains(help) && found[1].contains("`foo`"), "{found:#?}");
    }
    let found = faults(CASE, &with("people:\n  - {person: made-up, prat: x}"));
    assert!(found.iter().all(|fault| !fault.contains("has to be there")), "{found:#?}");
}

#[test]
fn a_name_alone_is_understood_where_it_is_enough() {
    let site = Site::new()
        .file("content/people/eric.md", "---\ntitle: Eric\n---\n")
        .file(CASE, with("people: [eric]\nsources:\n  - The minutes"))
        .file("content/clinics/a.md", "---\ntitle: A\nrecording: https://example.org/film\n---\n")
        .file("content/requests/b.md", "---\ntitle: B\nrequester: Ada\n---\n");
    site.built();
    assert!(site.page("cases/made-up/index.html").contains("Eric"));
    assert!(site.page("cases/made-up/index.html").contains("The minutes"));
    assert!(site.page("clinics/a/index.html").contains("https://example.org/film"));
    assert!(site.page("requests/b/index.html").contains("Ada"));
    for (line, words) in [
        ("sources: [https://example.org/]", "`{title: …, url: https://example.org/, publisher: …}`"),
        ("period: 2024", "`{start: …, end: …}`"),
        ("goals: [one]", "`{ours: …, partner: …}`"),
        ("metrics: [500 monuments]", "`{label: …, value: …, precision: …}`"),
        ("people: eric", "write `[eric]`"),
    ] {
        let found = faults(CASE, &with(line));
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].contains(words), "{}", found[0]);
    }
    // A name that nobody has is one fault, where it is written.
    one(CASE, &with("people: [erik]"), "4:10", &["there is no person `erik`"]);
}

#[test]
fn a_copied_translation_is_told_once_what_to_leave_out() {
    let text = "---\ntitle: Made up\nsummary: One.\ntopics: [maps]\ncountries: [AT]\ntools: [hammer]\n---\n";
    let site = Site::new()
        .file("casebook.yaml", "languages: [en, es]\n")
        .file("content/tools/hammer.md", TITLE)
        .file(GUIDE, text)
        .file("content/guides/made-up.es.md", text);
    let faults = site.faults();
    assert_eq!(faults.lines().count(), 1, "{faults}");
    assert!(faults.starts_with("content/guides/made-up.es.md:4:1: "), "{faults}");
    assert!(faults.contains("leave out `topics`, `countries`, `tools`"), "{faults}");
    site.write("content/guides/made-up.es.md", text.replace("topics", "titel"));
    assert_eq!(site.faults().lines().count(), 2, "a name that no field has is told by itself");
}

#[test]
fn a_field_that_has_lost_its_group_is_told_where_it_belongs() {
    let metric = with("metrics:\n  - label: Files\n  value: 3");
    one(CASE, &metric, "6:3", &["column of the hyphen", "put 4 spaces before it"]);
    let metric = with("metrics:\n- label: Files\nvalue: 3");
    one(CASE, &metric, "6:1", &["put 2 spaces before it: it belongs to the entry above"]);
    one("content/requests/a.md", "---\ntitle: A\nname: Ada\n---\n", "3:1", &["it belongs below `requester`"]);
    let text = "---\ntitle: A\ndescription: |\nWe have maps.\nmore: than we can tell\nand so on: yes\nsize: project\n---\n";
    one("content/requests/a.md", text, "4:1", &["the text of `description` is not indented"]);
    let text = "---\ntitle: A\ndescription: |\nwe have: maps\nand: more\n---\n";
    one("content/requests/a.md", text, "4:1", &["the text of `description` is not indented"]);
}

#[test]
fn terms_are_found_by_their_names_in_any_language() {
    for (name, meant) in [
        ("Austria", "`AT` (Austria)"),
        ("Palestine", "`PS` (Palestine)"),
        ("Taiwan", "`TW` (Taiwan)"),
        ("UK", "`GB` (United Kingdom)"),
        ("Sverige", "`SE` (Sweden)"),
        ("السودان", "`SD` (Sudan)"),
        ("Turkey", "`TR` (Türkiye)"),
        ("at", "`AT` (Austria)"),
    ] {
        let found = faults(GUIDE, &with(&format!("countries: [{name}]")));
        assert!(found[0].contains(&format!("did you mean {meant}?")), "{found:#?}");
    }
    let found = faults(GUIDE, &with("countries: [AX9, Nowhereland]"));
    assert!(found.len() == 2 && !found.concat().contains("did you mean"), "{found:#?}");
}

#[test]
fn a_language_is_the_same_in_every_way_to_write_it() {
    for name in ["made-up.pt-br.md", "made-up.pt_BR.md", "made-up.PT-BR.md", "made-up.pt-BR.md"] {
        for tag in ["pt-BR", "pt-br"] {
            let site = Site::new()
                .file("casebook.yaml", format!("languages: [en, {tag}]\n"))
                .file(GUIDE, with(""))
                .file(&format!("content/guides/{name}"), "---\ntitle: Inventado\nsummary: Um.\n---\n");
            assert!(site.built().contains_key("pt-BR/guides/made-up/index.html"), "{name} and {tag}");
        }
    }
    let site = Site::new()
        .file("casebook.yaml", "languages: [en, pt-BR]\n")
        .file(GUIDE, with(""))
        .file("content/guides/made-up.pt.md", with(""))
        .file("content/guides/made-up.EN.md", with(""));
    let faults = site.faults();
    assert!(faults.contains("name the file `made-up.pt-BR.md`"), "{faults}");
    assert!(faults.contains("`en` is the language of the original"), "{faults}");
    // Two files of one translation.
    let site = Site::new()
        .file("casebook.yaml", "languages: [en, pt-BR]\n")
        .file(GUIDE, with(""))
        .file("content/guides/made-up.pt-BR.md", with(""))
        .file("content/guides/made-up.pt_br.md", with(""));
    assert!(site.faults().contains("error[address-conflict]"), "{}", site.faults());
}

#[test]
fn a_file_is_found_in_either_form_of_its_letters() {
    for (file, named) in [("cafe\u{301}.pdf", "caf\u{e9}.pdf"), ("caf\u{e9}.pdf", "cafe\u{301}.pdf")] {
        let site = Site::new().file(&format!("content/clinics/{file}"), "%PDF-1.4").file(
            "content/clinics/a.md",
            format!("---\ntitle: A\nslides: {{url: {named}}}\n---\n[it]({named})\n"),
        );
        site.built();
    }
}

#[test]
fn a_circle_is_told_once() {
    let mut site = Site::new();
    for number in 0..30 {
        let next = (number + 1) % 30;
        site = site.file(&format!("content/guides/g{number}.md"), with(&format!("superseded_by: g{next}")));
    }
    let faults = site.faults();
    assert_eq!(faults.lines().count(), 1, "{faults}");
    assert!(faults.contains("30 guides in all"), "{faults}");
}

#[test]
fn of_a_long_circle_eight_guides_are_named() {
    let circle = |count: usize| {
        let mut site = Site::new();
        for number in 0..count {
            let next = with(&format!("superseded_by: g{}", (number + 1) % count));
            site = site.file(&format!("content/guides/g{number}.md"), next);
        }
        site.faults()
    };
    let eight = "in a circle: g0 → g1 → g2 → g3 → g4 → g5 → g6 → g7 → ";
    let faults = circle(8);
    assert!(faults.contains(&format!("{eight}g0 (help")), "{faults}");
    let faults = circle(9);
    assert!(faults.contains(&format!("{eight}… → g0, 9 guides in all (help")), "{faults}");
}

#[test]
fn days_that_have_not_come_are_told_and_not_used() {
    let site = Site::new()
        .file("content/guides/now.md", "---\ntitle: Now\nsummary: One.\nupdated: 2026-02-01\n---\n")
        .file(
            "content/guides/ahead.md",
            "---\ntitle: Ahead\nsummary: One.\nupdated: 2062-05-05\nlast_reviewed: 2062-01-01\nreview_interval: 12 months\n---\n",
        )
        .file("content/pages/ahead.md", "---\ntitle: P\nupdated: 2062-05-05\n---\n")
        .file("content/tools/ahead.md", "---\ntitle: T\nlast_checked: 2062-05-05\n---\n")
        .file("content/requests/r.md", "---\ntitle: R\nreceived: 2062-01-01\n---\n")
        .file("content/guides/tomorrow.md", "---\ntitle: Soon\nsummary: One.\nupdated: 2026-03-02\n---\n");
    assert_eq!(site.build(&[]).stderr.matches("warning[future-date]").count(), 5);
    let all: Vec<u8> = site
        .output()
        .into_iter()
        .filter(|(path, _)| !path.starts_with('.'))
        .flat_map(|(_, bytes)| bytes)
        .collect();
    assert!(!String::from_utf8_lossy(&all).contains("2062"), "a page, a feed or the data has it");
}

#[test]
fn a_commit_of_a_day_that_has_not_come_is_told_and_has_the_day_of_the_one_before() {
    let site = Site::new().file("content/pages/about.md", TITLE).file("content/pages/old.md", TITLE);
    site.commit("Ada", "2025-01-01");
    site.write("content/pages/about.md", "---\ntitle: Made up again\n---\n");
    site.write("content/pages/new.md", "---\ntitle: New\n---\n");
    site.commit("Ada", "2038-01-01");
    let ran = site.build(&[]);
    assert_eq!(ran.stderr.matches("warning[commit-date]").count(), 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("and such a one for another file"), "{}", ran.stderr);
    let page = site.page("about/index.html");
    assert!(page.contains("2025") && !page.contains("2038"), "{page}");
    assert!(outline(&site.page("new/index.html")).contains("Last changed\n1 January 2025\n"));
    assert!(!site.page("new/index.html").contains("2038"));
}

#[test]
fn what_nobody_validated_was_not_reviewed() {
    one(
        GUIDE,
        &with("confidence: not-validated\nlast_reviewed: 2025-03-09"),
        "5:16",
        &["found the guide right", "leave out `last_reviewed`"],
    );
    assert_eq!(faults(GUIDE, &with("confidence: validated\nlast_reviewed: 2025-03-09")), [""; 0]);
}

#[test]
fn a_beginning_of_a_requests_id_is_enough() {
    let site = Site::new()
        .file("content/requests/old-maps-of-the-harbour.md", "---\ntitle: Old maps\n---\n")
        .file("content/requests/old-photos.md", "---\ntitle: Old photos\n---\n")
        .file("content/requests/old.md", "---\ntitle: Old\n---\n");
    let show = |id: &str| site.run(["request", "show", id]);
    assert!(show("old-m").stdout.starts_with("Old maps\n"), "{}", show("old-m").stderr);
    assert!(show("old").stdout.starts_with("Old\n"), "a whole id is no beginning");
    let several = show("ol").stderr;
    assert!(several.contains("3 requests begin with `ol`"), "{several}");
    assert!(several.contains("`old-maps-of-the-harbour`, `old-photos`"), "{several}");
    let none = show("maps-of-the-harbour").stderr;
    assert!(none.contains("there is no request") && !none.contains("old-photos"), "{none}");
    // The mailbox alone is missing.
    let reply = site.run(["request", "reply", "old-p"]).stderr;
    assert!(reply.contains("no mail belongs to the request `old-photos`"), "{reply}");
}

#[test]
fn a_beginning_of_a_persons_name_is_enough() {
    let site = Site::new()
        .file("content/people/ada-example.md", "---\ntitle: Ada\nroles: [{role: committee}]\n---\n")
        .file("content/people/adam-example.md", "---\ntitle: Adam\n---\n")
        .file("content/people/ben-example.md", "---\ntitle: Ben\nroles: [{role: helpdesk}]\n---\n")
        .file("content/requests/maps.md", "---\ntitle: Maps\nstatus: initial-feedback\n---\nMade up.\n");
    let run = |arguments: &[&str]| site.run(arguments.iter().copied());
    let waiting = run(&["request", "list", "--waiting-for", "ada-"]);
    assert!(waiting.stdout.contains("maps"), "{}", waiting.stderr);
    let inbox = run(&["inbox", "be"]).stdout;
    assert!(inbox.contains("## Ben") && !inbox.contains("## Ada"), "{inbox}");
    let reviewed =
        run(&["request", "review", "ma", "--person", "ada-", "--recommend", "proceed", "--reason", "Yes."]);
    assert_eq!(
        reviewed.stdout, "content/requests/maps/reviews/initial-ada-example.md\n",
        "{}",
        reviewed.stderr
    );
    let moved = run(&["request", "move", "ma", "declined", "--reason", "No.", "--by", "ben", "--exception"]);
    let text = std::fs::read_to_string(site.path("content/requests/maps.md")).unwrap();
    assert!(text.contains("by: ben-example"), "{}{}", moved.stdout, moved.stderr);
    for arguments in [
        &["request", "list", "--waiting-for", "ad"][..],
        &["inbox", "ad"],
        &["request", "assign", "maps", "ad"],
        &["request", "move", "maps", "withdrawn", "--by", "ad"],
    ] {
        let said = run(arguments).stderr;
        assert!(said.contains("2 people begin with `ad`"), "{said}");
        assert!(said.contains("write more of one of `ada-example`, `adam-example`"), "{said}");
    }
}

#[test]
fn everything_that_is_wrong_with_a_review_is_told_at_once() {
    let review = |lines: &str| {
        let site = Site::new()
            .file("content/people/ada.md", "---\ntitle: Ada\nroles: [{role: committee}]\n---\n")
            .file("content/requests/maps.md", "---\ntitle: Maps\nstatus: initial-feedback\n---\nMade up.\n")
            .file("content/requests/maps/reviews/initial-ada.md", format!("---\n{lines}---\n"));
        let faults = site.faults();
        let own = faults.lines().filter(|line| line.starts_with("content/requests/maps/reviews/"));
        own.map(ToOwned::to_owned).collect::<Vec<_>>()
    };
    let found = review("recommendation: [proceed\npriority: hgh\nreasons: Why not.\n");
    for (words, is_told) in [
        ("`[` without its `]`", true),
        ("`hgh`", true),
        ("unknown field `reasons`", true),
        ("the review has no `digest`", true),
        // It is written wrongly, or its name is.
        ("the review has no `recommendation`", false),
        ("the review has no `reason`", false),
    ] {
        assert_eq!(found.iter().any(|fault| fault.contains(words)), is_told, "{words}: {found:#?}");
    }
    assert_eq!(found.len(), 4, "{found:#?}");
    let empty = review("priority: high\n");
    assert_eq!(empty.len(), 3, "{empty:#?}");
}

#[test]
fn a_page_that_names_a_link_which_the_site_has_not_is_told() {
    let page =
        "---\ntitle: Made up\nsummary: One.\n---\nIn code: `Edit this page`.\n\nChoose **Edit this page**.\n";
    one(GUIDE, page, "7:10", &["warning[missing-repository]", "“Edit this page”", "`repository:`"]);
    let site = Site::new().file(GUIDE, page);
    let site = site.file("casebook.yaml", "title: A\nrepository: {url: \"https://forge.example/a/b\"}\n");
    assert_eq!(site.faults(), "");
    let code = page.replace("**Edit this page**", "`Edit this page` or edit this page");
    assert_eq!(faults(GUIDE, &code), [""; 0]);
}
