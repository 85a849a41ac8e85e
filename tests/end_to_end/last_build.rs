//! `casebook search` answers from the index of the last build while nothing has changed, and nobody sees it but by the
//! time that it takes.

use std::fs;
use std::path::Path;

use xxhash_rust::xxh3::xxh3_128;

use crate::site::{Ran, Site, TODAY, tree};

/// Guides in two languages, and one that nobody has published.
fn guides() -> Site {
    Site::new()
        .file("casebook.yaml", "languages: [es, en]\n")
        .file("content/guides/maps.en.md", "---\ntitle: Old maps\n---\nScan the maps of the harbour.\n")
        .file("content/guides/maps.md", "---\ntitle: Mapas antiguos\n---\nLos mapas del puerto.\n")
        .file("content/guides/photos.en.md", "---\ntitle: Photographs\n---\nThe harbour in photographs.\n")
        .file("content/guides/draft.en.md", "---\ntitle: Secret harbour\ndraft: true\n---\nHidden.\n")
        .file("queries.txt", "maps\n\n\"the harbour\"\nphtographs\n")
}

/// Builds with these arguments, on the day that it is.
fn build(site: &Site, arguments: &[&str]) {
    site.run([&["build"], arguments].concat()).succeeded();
}

/// What searches of many sorts say.
fn answers(site: &Site) -> Vec<Ran> {
    let asked: [&[&str]; 8] = [
        &["harbour"],
        &["maps", "--json"],
        &["phtographs"],
        &["\"the harbour\" -scan", "--kind", "guide", "--lang", "en"],
        &["mapas", "--most", "1"],
        &["zeppelin"],
        &["maps", "--lang", "fr"],
        &["--queries", "queries.txt"],
    ];
    asked.iter().map(|arguments| site.run([&["search"], *arguments].concat())).collect()
}

/// Exchanges a word in the files below a folder for one of the same length, and sets their times back. What they held
/// before, and what they hold now.
fn exchange(folder: &Path, word: &str, other: &str) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut exchanged = Vec::new();
    for (path, before) in tree(folder) {
        let after = String::from_utf8(before.clone()).unwrap().replace(word, other).into_bytes();
        if after != before {
            write_back(&folder.join(path), &after);
            exchanged.push((before, after));
        }
    }
    exchanged
}

/// Writes to a file, and leaves the time of its last change as it was.
fn write_back(path: &Path, bytes: &[u8]) {
    let time = fs::metadata(path).unwrap().modified().unwrap();
    fs::write(path, bytes).unwrap();
    fs::File::options().append(true).open(path).unwrap().set_modified(time).unwrap();
}

/// Makes the index of a build name the photographs otherwise, as if it had been written so.
fn forge(folder: &Path) {
    let path = folder.join(".casebook");
    let mut manifest = fs::read_to_string(&path).unwrap();
    let exchanged = exchange(&folder.join("search"), "Photographs", "Phonographs");
    assert!(!exchanged.is_empty());
    for (before, after) in exchanged {
        let hash = |bytes: &[u8]| format!("{:032x}", xxh3_128(bytes));
        manifest = manifest.replace(&hash(&before), &hash(&after));
    }
    fs::write(path, manifest).unwrap();
}

/// The title of the guide, as a search has it.
fn title(site: &Site) -> String {
    let ran = site.run(["search", "photographs", "--lang", "en"]);
    ran.stdout.split("  ").next().unwrap().to_owned()
}

#[test]
fn a_search_answers_the_same_after_a_build_and_after_an_edit_what_was_edited() {
    let site = guides();
    let before = answers(&site);
    assert!(before[0].stdout.ends_with("\n2 of 2\n"), "{before:?}");
    assert!(before[6].stderr.contains("nothing in `fr`"), "{before:?}");
    build(&site, &[]);
    assert_eq!(answers(&site), before);
    site.write("content/guides/photos.en.md", "---\ntitle: Photos\n---\nOf a zeppelin.\n");
    let after = answers(&site);
    assert!(after[0].stdout.ends_with("\n1 of 1\n"), "{after:?}");
    assert!(after[5].stdout.starts_with("Photos [en]  /en/guides/photos/\n"), "{after:?}");
    build(&site, &[]);
    assert_eq!(answers(&site), after);
}

#[test]
fn while_nothing_has_changed_the_index_of_the_last_build_is_asked() {
    let site = guides();
    build(&site, &[]);
    forge(&site.path("public"));
    assert_eq!(title(&site), "Phonographs");
    site.write("content/guides/new.en.md", "---\ntitle: New\n---\n");
    assert_eq!(title(&site), "Photographs", "a record has come");
}

#[test]
fn the_index_of_a_build_that_would_come_out_otherwise_is_not_asked() {
    for arguments in [&["--drafts"][..], &["--today", TODAY], &["--out", "elsewhere"]] {
        let site = guides();
        build(&site, arguments);
        forge(&site.path(if arguments[0] == "--out" { "elsewhere" } else { "public" }));
        assert_eq!(title(&site), "Photographs", "{arguments:?}");
        assert!(!site.run(["search", "secret"]).stdout.contains("Secret"), "{arguments:?}");
    }
}

#[test]
fn a_damaged_index_never_answers() {
    let site = guides();
    let answers = || site.run(["search", "--queries", "queries.txt"]);
    let right = answers();
    build(&site, &[]);
    let index = site.path("public/search");
    for path in tree(&index).into_keys().map(|path| index.join(path)) {
        let shown = path.display();
        let away = site.beside("away");
        fs::rename(&path, &away).unwrap();
        assert_eq!(answers(), right, "without {shown}");
        fs::rename(&away, &path).unwrap();
        let whole = fs::read(&path).unwrap();
        // Of the same size, with the same time.
        write_back(&path, &vec![b'x'; whole.len()]);
        assert_eq!(answers(), right, "with other bytes in {shown}");
        write_back(&path, &whole);
    }
    exchange(&index, "Photographs", "Phonographs");
    assert_eq!(answers(), right);
}
