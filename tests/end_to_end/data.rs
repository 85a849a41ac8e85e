//! What other programs read: feeds, the records as JSON, the sitemap, the schemas of front matter.

use std::collections::{BTreeMap, BTreeSet};

use casebook::record::Kind;
use serde_json::{Value, json};

use crate::pages::{BUILT, Built};
use crate::schema;
use crate::site::{Site, TITLE};

/// The front matter of a record, by its path below `content/`.
fn front_matter(content: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Value> {
    let records = content.iter().filter(|(path, _)| path.ends_with(".md"));
    let read = records.map(|(path, bytes)| {
        let text = std::str::from_utf8(bytes).unwrap();
        let yaml = text.strip_prefix("---\n").and_then(|rest| rest.split("\n---").next()).unwrap_or("{}");
        let mut value: Value = serde_yaml::from_str(yaml).unwrap();
        if value.get("title").is_none() {
            value["title"] = json!("From the heading");
        }
        (path.clone(), value)
    });
    read.collect()
}

fn is_translation(path: &str) -> bool {
    path.trim_end_matches(".md").rsplit('/').next().unwrap().contains('.')
}

/// The address of an original.
fn address(path: &str) -> String {
    let path = path.trim_end_matches(".md");
    let path = path.strip_suffix("index").unwrap_or(path).trim_end_matches('/');
    let path = path.strip_prefix("pages").map_or(path, |page| page.trim_start_matches('/'));
    if path.is_empty() { String::new() } else { format!("{path}/") }
}

#[test]
fn every_record_is_in_the_data_with_its_address() {
    for Built { files, base, content, .. } in &*BUILT {
        let json = |name: &str| serde_json::from_slice::<Value>(&files[name]).unwrap();
        let published: BTreeMap<String, Value> = front_matter(content)
            .into_iter()
            .filter(|(path, fields)| !is_translation(path) && fields["draft"] != json!(true))
            .collect();
        let all = json("api/all.json");
        let found: BTreeSet<&str> =
            all["records"].as_array().unwrap().iter().map(|record| record["url"].as_str().unwrap()).collect();
        let expected: BTreeSet<String> =
            published.keys().map(|path| format!("{base}{}", address(path))).collect();
        assert_eq!(found, expected.iter().map(String::as_str).collect());
        let mut of_kinds = Vec::new();
        for kind in Kind::ALL {
            let file = format!("api/{}.json", kind.folder());
            let is_there = published.keys().any(|path| path.starts_with(&format!("{}/", kind.folder())));
            assert_eq!(files.contains_key(&file), is_there, "{file}");
            if !is_there {
                continue;
            }
            let data = json(&file);
            assert_eq!(data["version"], 1);
            for record in data["records"].as_array().unwrap() {
                assert_eq!(record["kind"], kind.name());
                of_kinds.push(record.clone());
            }
        }
        let sorted = |mut records: Vec<Value>| {
            records.sort_by_key(|record| record["url"].as_str().unwrap().to_owned());
            records
        };
        assert_eq!(sorted(of_kinds), sorted(all["records"].as_array().unwrap().clone()));
        // What somebody wrote is there as it was written.
        for (path, fields) in published {
            let url = format!("{base}{}", address(&path));
            let record =
                all["records"].as_array().unwrap().iter().find(|record| record["url"] == url).unwrap();
            for name in ["summary", "topics", "extra"] {
                if let Some(written) = fields.get(name).filter(|written| **written != json!([])) {
                    assert_eq!(record[name], *written, "{path}: {name}");
                }
            }
            for name in [
                "countries",
                "partners",
                "tools",
                "owner",
                "mandate",
                "purpose",
                "status",
                "problem",
                "follow_up",
            ] {
                if let Some(written) = fields.get(name).filter(|written| **written != json!([])) {
                    assert_eq!(record["fields"][name], *written, "{path}: {name}");
                }
            }
        }
    }
}

#[test]
fn feeds_are_what_feed_readers_take() {
    for Built { files, base, .. } in &*BUILT {
        let mut feeds = 0;
        for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with("feed.xml")) {
            let feed =
                feed_rs::parser::parse(bytes.as_slice()).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(feed.id, format!("{base}{name}"));
            // What waits for somebody may be nothing, and is news each time that it comes back.
            if name.starts_with("desk/people/") {
                continue;
            }
            assert!(feed.updated.is_some() && feed.title.is_some() && !feed.entries.is_empty(), "{name}");
            let ids: BTreeSet<&str> = feed.entries.iter().map(|entry| entry.id.as_str()).collect();
            assert_eq!(ids.len(), feed.entries.len(), "{name} has an entry twice");
            for entry in &feed.entries {
                assert!(
                    entry.title.is_some() && entry.updated.is_some() && !entry.authors.is_empty(),
                    "{name}"
                );
                let file = format!("{}index.html", entry.id.strip_prefix(base.as_str()).unwrap());
                assert!(files.contains_key(&file), "{name} leads to {file}, which is not there");
                assert_eq!(entry.links[0].href, entry.id);
            }
            let updated: Vec<_> = feed.entries.iter().map(|entry| entry.updated).collect();
            assert!(updated.is_sorted_by(|a, b| a >= b), "{name} has the newest first");
            feeds += 1;
        }
        let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Page);
        let kinds = kinds.filter(|kind| files.contains_key(&format!("api/{}.json", kind.folder())));
        assert_eq!(feeds, 1 + kinds.count(), "one of all, and one of each kind but pages");
    }
}

#[test]
fn the_sitemap_names_every_page_for_readers_and_no_other() {
    let Built { files, base, .. } = &BUILT[0];
    let sitemap = String::from_utf8(files["sitemap.xml"].clone()).unwrap();
    let named: BTreeSet<String> = sitemap
        .split("<loc>")
        .skip(1)
        .map(|rest| rest.split("</loc>").next().unwrap().strip_prefix(base.as_str()).unwrap())
        .map(|path| format!("{path}index.html"))
        .collect();
    let for_readers: BTreeSet<String> = files
        .iter()
        .filter(|(name, bytes)| {
            name.ends_with(".html") && !String::from_utf8_lossy(bytes).contains("content=\"noindex\"")
        })
        .map(|(name, _)| name.clone())
        .collect();
    assert_eq!(named, for_readers);
    assert!(files.contains_key("howto/labels/index.html") && !named.contains("howto/labels/index.html"));
}

#[test]
fn a_site_without_an_address_has_no_whole_links_to_itself() {
    let site = Site::new()
        .file("casebook.yaml", "languages: [en, sv]\n")
        .file("content/guides/a.md", "---\ntitle: A\nsummary: One.\n---\n")
        .file("content/guides/a.sv.md", "---\ntitle: A\n---\n");
    let files = site.built();
    assert!(!files.contains_key("sitemap.xml"), "a sitemap takes whole addresses, and at least one");
    for (name, bytes) in files {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("<link rel=\"canonical\"") && !text.contains("og:url"), "{name}");
    }
    assert!(!site.page("robots.txt").contains("Sitemap"));
    assert!(site.page("guides/a/index.html").contains("href=\"../../sv/guides/a/index.html\""));
    let feed = feed_rs::parser::parse(site.page("feed.xml").as_bytes()).unwrap();
    let ids: BTreeSet<String> = feed.entries.into_iter().map(|entry| entry.id).chain([feed.id]).collect();
    assert_eq!(ids.len(), 2);
    let uuid =
        regex::Regex::new("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$");
    assert!(ids.iter().all(|id| uuid.as_ref().unwrap().is_match(id)), "{ids:?}");
}

#[test]
fn a_clinic_without_a_day_is_no_event() {
    let site = Site::new().file("content/clinics/a.md", "---\ntitle: A\n---\n").file(
        "content/clinics/b.md",
        "---\ntitle: B\nstart: 2026-05-01 10:00\ntime_zone: Europe/Stockholm\n---\n",
    );
    site.built();
    assert!(site.page("clinics/a/index.html").contains("\"@type\":\"WebPage\""));
    let event = site.page("clinics/b/index.html");
    assert!(
        event.contains("\"@type\":\"Event\"") && event.contains("\"startDate\":\"2026-05-01T10:00+02:00\"")
    );
    assert!(!event.contains("eventAttendanceMode"), "nobody said that it is online");
}

fn schema(kind: Kind) -> Value {
    let ran = Site::new().run(["schema", kind.name()]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    serde_json::from_str(&ran.stdout).unwrap()
}

#[test]
fn schemas_take_every_record_that_there_is() {
    let schemas: BTreeMap<&str, Value> = Kind::ALL.map(|kind| (kind.folder(), schema(kind))).into();
    let mut read = 0;
    for Built { content, .. } in &*BUILT {
        for (path, fields) in front_matter(content) {
            let schema = &schemas[path.split('/').next().unwrap()];
            assert_eq!(schema::faults(schema, &fields), Vec::<String>::new(), "{path}");
            read += 1;
        }
    }
    assert!(read > 60);
}

#[test]
fn schemas_refuse_what_the_program_refuses() {
    for (kind, fields) in [
        (Kind::Page, json!({})),
        (Kind::Page, json!({"title": "A", "titel": "A"})),
        (Kind::Page, json!({"title": ["A"]})),
        (Kind::Page, json!({"title": "A", "aliases": ["old"]})),
        (Kind::Guide, json!({"title": "A", "level": "beginer"})),
        (Kind::Guide, json!({"title": "A", "last_reviewed": "soon"})),
        (Kind::Guide, json!({"title": "A", "review_interval": "yearly"})),
        (Kind::Guide, json!({"title": "A", "owner": "ada"})),
        (Kind::Guide, json!({"title": "A", "sources": [{"url": "https://example.org/"}]})),
        (Kind::Case, json!({"title": "A", "wikidata": ["P31"]})),
        (Kind::Case, json!({"title": "A", "metrics": [{"label": "Files", "value": "many"}]})),
        (Kind::Clinic, json!({"title": "A", "join": "javascript:alert(1)"})),
    ] {
        let faults = schema::faults(&schema(kind), &fields);
        assert!(!faults.is_empty(), "the schema of a {} takes {fields}", kind.name());
        let yaml = serde_yaml::to_string(&fields).unwrap();
        let path = format!("content/{}/made-up.md", kind.folder());
        let site = Site::new().file(&path, format!("---\n{yaml}---\n"));
        assert_eq!(site.run(["check"]).status, 1, "the program takes {fields}");
    }
}

#[test]
fn a_schema_says_what_each_field_is() {
    for kind in Kind::ALL {
        let schema = schema(kind);
        for (name, field) in schema["properties"].as_object().unwrap() {
            assert!(field["description"].is_string(), "{}: {name} has no description", kind.name());
        }
        assert_eq!(schema["additionalProperties"], false);
        assert_eq!(schema["required"], json!(["title"]));
    }
}

#[test]
fn one_record_is_enough_for_a_site() {
    let site = Site::new().file("content/pages/made-up.md", TITLE);
    let data: Value = serde_json::from_slice(&site.built()["api/all.json"]).unwrap();
    assert_eq!(
        data,
        json!({"version": 1, "site": "Casebook", "records": [{
            "kind": "page", "id": "made-up", "url": "/made-up/", "language": "en", "translations": {},
            "title": "Made up", "fields": {}
        }]})
    );
}
