//! Uploads: their pages, the pages that they belong to, and what they come to.

use serde_json::{Value, json};

use crate::html::outline;
use crate::site::{Site, TODAY};

const REQUEST: &str = "---\ntitle: Old maps\nsummary: Made up.\npartners: [archive]\n---\n";
const PARTNER: &str = "---\ntitle: Made-up archive\n---\n";

/// The desk of a request with two cases, and of uploads that belong to each.
fn site() -> Site {
    let upload = |title: &str, fields: &str| format!("---\ntitle: {title}\n{fields}---\n");
    Site::new()
        .file("casebook.yaml", "languages: [en, ar]\n")
        .file("content/requests/maps/index.md", REQUEST)
        .file("content/partners/archive.md", PARTNER)
        .file("content/tools/pattypan.md", "---\ntitle: Pattypan\n---\n")
        .file("content/cases/maps.md", "---\ntitle: Maps on Commons\nsummary: One.\nrequest: maps\n---\n")
        .file("content/cases/data.md", "---\ntitle: Maps as data\nsummary: Two.\nrequest: maps\n---\n")
        .file(
            "content/uploads/first.md",
            upload(
                "First shelf",
                "state: done\nstart: 2024-11\nend: 2025-02\nrequest: maps\npartners: [archive]\ntools: [pattypan]\n\
                 files: {planned: {value: 1500}, uploaded: {value: 1200, on: 2025-02-10}, in_use: {value: 300, precision: more-than}}\n",
            ),
        )
        .file(
            "content/uploads/second.md",
            upload(
                "Second shelf",
                "state: pilot\nstart: 2025-03-01\nrequest: maps\npartners: [archive]\ntools: [pattypan]\ncases: [data]\n\
                 files: {planned: {value: 500, precision: about}}\n",
            ),
        )
        .file("content/uploads/other.md", upload("Of nobody", "files: {uploaded: {value: 7}}\n"))
}

/// The outline of a page from one heading to the next of its level.
fn section(site: &Site, page: &str, heading: &str) -> String {
    let outline = outline(&site.page(page));
    let start = outline.find(&format!("## {heading}")).unwrap_or_else(|| panic!("{heading}:\n{outline}"));
    let end = outline[start + 3..].find("\n## ").map_or(outline.len(), |end| start + 3 + end);
    outline[start..end].to_owned()
}

#[test]
fn the_page_says_in_words_how_far_it_has_come() {
    let site = site();
    site.built();
    let page = section(&site, "uploads/first/index.html", "Files");
    for told in
        ["1,500", "1,200", "80% of what is planned", "more than 25% of what has come", "10 February 2025"]
    {
        assert!(page.replace('\u{a0}', " ").contains(told), "{told}: {page}");
    }
    // Two of the three are shares, and each is drawn for those who see.
    let html = site.page("uploads/first/index.html");
    assert_eq!(html.matches("<svg class=\"bar\"").count(), 2);
    assert!(html.contains("width=\"80%\"") && html.contains("width=\"25%\""), "{html}");
    let planned = section(&site, "uploads/second/index.html", "Files");
    assert!(!planned.contains('%'), "{planned}");
}

/// What is more than a number may be any number, so nothing is a known share of it.
#[test]
fn no_share_is_made_up() {
    let files = |files: &str| {
        let site = Site::new().file("content/uploads/a.md", format!("---\ntitle: A\nfiles: {files}\n---\n"));
        site.built();
        section(&site, "uploads/a/index.html", "Files")
    };
    let page = files("{planned: {value: 100, precision: more-than}, uploaded: {value: 50}}");
    assert!(!page.contains('%'), "{page}");
    let page = files("{planned: {value: 0}, uploaded: {value: 0}}");
    assert!(!page.contains('%'), "{page}");
    let page = files("{planned: {value: 100, precision: about}, uploaded: {value: 50}}");
    assert!(page.contains("about 50% of what is planned"), "{page}");
}

#[test]
fn what_belongs_to_a_record_stands_on_its_page_with_the_sums() {
    let site = site();
    site.built();
    for page in ["partners/archive/index.html", "requests/maps/index.html"] {
        let uploads = section(&site, page, "Uploads").replace('\u{a0}', " ");
        // The latest first, with what has come of each, and all together.
        let (second, first) = (uploads.find("Second shelf").unwrap(), uploads.find("First shelf").unwrap());
        assert!(second < first, "{uploads}");
        for told in [
            "about 2,000",
            "1,200 (counted on 10 February 2025) (1 upload gives no number)",
            "more than 300 (1 upload gives no number)",
        ] {
            assert!(uploads.contains(told), "{page}: {told}: {uploads}");
        }
        // Once on the page.
        assert_eq!(outline(&site.page(page)).matches("[First shelf]").count(), 1, "{page}");
    }
    let of = |page: &str| section(&site, page, "Uploads");
    // One that names its cases is theirs; one that names none is of the cases of its request.
    let (maps, data) = (of("cases/maps/index.html"), of("cases/data/index.html"));
    assert!(maps.contains("First shelf") && !maps.contains("Second shelf"), "{maps}");
    assert!(data.contains("First shelf") && data.contains("Second shelf"), "{data}");
    // A sum of one says nothing new.
    assert!(data.contains("2 uploads together") && !maps.contains("together"), "{maps}{data}");
}

#[test]
fn a_site_without_uploads_shows_nothing_of_them() {
    let site = site();
    for name in ["first", "second", "other"] {
        site.remove(&format!("content/uploads/{name}.md"));
    }
    let files = site.built();
    assert!(files.keys().all(|name| !name.starts_with("uploads/")), "{:?}", files.keys());
    // The page of the search has the words for whatever there can be.
    let shown =
        |name: &str| name.ends_with(".html") && !name.starts_with("search/") || name.starts_with("desk/");
    for (name, bytes) in files.iter().filter(|(name, _)| shown(name)) {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("Uploads") && !text.contains("uploads"), "{name}: {text}");
    }
    assert!(!site.run(["request", "report", "--today", TODAY]).stdout.contains("pload"));
}

#[test]
fn the_list_and_the_figures_add_all_of_them_up() {
    let site = site();
    site.built();
    let list = outline(&site.page("uploads/index.html")).replace('\u{a0}', " ");
    for told in ["about 2,000 (1 upload gives no number)", "1,207 (1 upload gives no number)"] {
        assert!(list.contains(told), "{told}: {list}");
    }
    for page in ["uploads/index.html", "desk/figures/index.html"] {
        for (heading, rows) in [
            ("Uploads by state", ["Pilot", "Done", "Not said"]),
            ("Uploads by the year in which they began", ["2024", "2025", "Not said"]),
            ("Uploads by tool", ["Pattypan", "Not said", ""]),
            ("Uploads by partner", ["Made-up archive", "Not said", ""]),
        ] {
            let table = section(&site, page, heading);
            for row in rows {
                assert!(table.contains(row), "{page}: {row}: {table}");
            }
        }
    }
    // Where all are alike, a table says nothing new.
    site.remove("content/uploads/other.md");
    site.built();
    let list = outline(&site.page("uploads/index.html"));
    assert!(!list.contains("Uploads by tool") && list.contains("Uploads by state"), "{list}");
}

#[test]
fn data_and_report_have_the_sums() {
    let site = site();
    site.built();
    let figures: Value = serde_json::from_str(&site.page("desk/figures.json")).unwrap();
    let uploads = &figures["uploads"];
    assert_eq!(uploads["uploads"], 3);
    assert_eq!(uploads["planned"], json!({"value": 2000.0, "precision": "about", "not_given": 1}));
    assert_eq!(uploads["uploaded"], json!({"value": 1207.0, "precision": "exact", "not_given": 1}));
    assert_eq!(uploads["in_use"], json!({"value": 300.0, "precision": "more-than", "not_given": 2}));
    let csv = site.page("desk/figures.csv");
    for line in [
        "uploads,,uploads,3,exact,,2026-03-01",
        "uploads,,planned,2000,about,files,",
        "uploads,,planned_not_given,1,exact,,2026-03-01",
        "uploads_state,done,uploaded,1200,exact,files,2025-02-10",
        "uploads_year,2024,uploads,1,exact,,2026-03-01",
        "uploads_year,(not said),uploaded,7,exact,files,",
        "uploads_tool,pattypan,in_use,300,more-than,files,",
        "uploads_partner,archive,uploaded,1200,exact,files,2025-02-10",
        "uploads_partner,archive,uploaded_not_given,1,exact,,2026-03-01",
    ] {
        assert!(csv.contains(&format!("\r\n{line}\r\n")), "{line}:\n{csv}");
    }
    // Of what nobody has counted there is no sum.
    assert!(!csv.contains("uploads_state,pilot,uploaded,"), "{csv}");
    let report = |arguments: &[&str]| {
        let ran = site.run([&["request", "report", "--today", TODAY], arguments].concat());
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        ran.stdout
    };
    let all = report(&[]);
    assert!(
        all.contains("| All | 3 | about 2000 (1 gives no number) | 1207 (1 gives no number) | more than 300 (2 give no number) |"),
        "{all}"
    );
    assert!(all.contains("## Uploads by tool") && all.contains("| Not said | 1 | – | 7 | – |"), "{all}");
    // Those that began in that time, as far as that is known.
    let of_2025 = report(&["--from", "2025-01-01", "--to", "2025-12-31"]);
    assert!(of_2025.contains("| All | 1 | about 500 | – | – |"), "{of_2025}");
    let edge = report(&["--from", "2024-11-01", "--to", "2024-11-30"]);
    assert!(edge.contains("| All | 1 | 1500 | 1200 (counted 2025-02-10) | more than 300 |"), "{edge}");
    // It may have been before or after.
    for out in [["--from", "2024-11-02"], ["--to", "2024-11-29"]] {
        let report = report(&out);
        assert!(!report.contains("| 1200 "), "{report}");
    }
}

#[test]
fn a_draft_is_in_no_figure() {
    let site = site().file(
        "content/uploads/draft.md",
        "---\ntitle: Draft\ndraft: true\nfiles: {uploaded: {value: 5000}}\n---\n",
    );
    let report = site.run(["request", "report", "--today", TODAY]).stdout;
    assert!(report.contains("| 1207 (1 gives no number) |"), "{report}");
}

/// Who gave the permission stays with those who answer the mails.
#[test]
fn no_upload_holds_an_address_of_a_person() {
    for front in [
        "permission: https://ada@example.org/",
        "permission: \"https://example.org/?from=ada@example.org\"",
        "pilot: {seen_by: [\"Ada <ada@example.org>\"]}",
        "undo: Write to ada@example.org.",
    ] {
        let site = Site::new().file("content/uploads/a.md", format!("---\ntitle: A\n{front}\n---\n"));
        let faults = site.faults();
        assert!(faults.contains("private-data") || faults.contains("bad-value"), "{front}: {faults}");
    }
    // Tickets look like other numbers, and are not taken for one.
    let mut site = Site::new();
    for year in 2005..2040 {
        for day in 1..29 {
            let text =
                format!("---\ntitle: A\npermission: {year}03{day:02}100{:05}\n---\n", year * day % 99_991);
            site = site.file(&format!("content/uploads/t{year}-{day}.md"), text);
        }
    }
    assert_eq!(site.faults(), "");
}

#[test]
fn days_that_have_not_come_are_not_used() {
    let site = Site::new().file(
        "content/uploads/a.md",
        "---\ntitle: A\nstate: done\nend: 2062-01\nfiles: {planned: {value: 30, on: 2062}, uploaded: {value: 20, on: 2062-02}, \
         in_use: {value: 2, on: 2026-03-02}}\npilot: {files: 2, on: 2062-01-01}\n---\n",
    );
    let ran = site.build(&[]);
    assert_eq!(ran.stderr.matches("warning[future-date]").count(), 4, "{}", ran.stderr);
    let page = site.page("uploads/a/index.html");
    assert!(!page.contains("2062") && page.contains("2 March 2026"), "{page}");
    // While it is not done, it may end when nobody knows yet.
    let planned = Site::new().file(
        "content/uploads/a.md",
        "---\ntitle: A\nstate: running\nend: 2062-01\npilot: {outcome: One.}\n---\n",
    );
    assert_eq!(planned.faults(), "");
}

#[test]
fn a_number_alone_is_a_figure() {
    let site = |planned: &str| {
        let text = format!("---\ntitle: A\nfiles:\n  planned: {planned}\n---\n");
        Site::new().file("content/uploads/a.md", text)
    };
    let plain = site("1520");
    plain.built();
    assert!(section(&plain, "uploads/a/index.html", "Files").contains("520"));
    let faults = site("about 1520").faults();
    assert!(faults.contains("`{value: …, precision: …, on: …}`"), "{faults}");
}
