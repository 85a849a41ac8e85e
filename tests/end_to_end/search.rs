//! What people find: `casebook search` on made-up sites, and the files of the index that the search page
//! loads. The page itself is tested in a browser (`tests/browser`), and there the engine of the page is held
//! to this one.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use casebook::pipeline::{Inventory, Project};
use casebook::search::{self, Live};
use serde_json::Value;

use crate::site::Site;

/// The addresses that are found, the best first.
fn found(site: &Site, arguments: &[&str]) -> Vec<String> {
    let ran = site.run([&["search", "--json"], arguments].concat());
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
    let results = answer["results"].as_array().unwrap();
    results.iter().map(|hit| hit["url"].as_str().unwrap().to_owned()).collect()
}

fn guide(title: &str, body: &str) -> String {
    format!("---\ntitle: {title}\n---\n{body}\n")
}

/// A few guides in English.
fn guides() -> Site {
    Site::new()
        .file("content/guides/batch.md", guide("What to settle before a batch upload", "Licences first.\n\n## Names of files\n\nUse numbers."))
        .file("content/guides/maps.md", guide("Old maps", "Scan the maps, then upload them. A non-zero scale helps. See Q123 and Museum_of_Harbour-2.jpg."))
        .file("content/guides/photos.md", guide("Photographs of buildings", "The Wiki Loves Monuments campaign. QuickStatements and Q124."))
        .file("content/people/ann.md", "---\ntitle: Ann Berg\naccounts: {wiki: AnnB2}\nexpertise: [maps]\n---\n")
        .file("content/tools/pattypan.md", "---\ntitle: Pattypan\npurpose: Uploads many files.\n---\n")
}

#[test]
fn the_answer_in_a_terminal_is_titles_with_their_places_and_an_excerpt() {
    let site = guides();
    let expected = "\
What to settle before a batch upload  /guides/batch/#names-of-files
    Names of files: Use numbers.

Pattypan  /tools/pattypan/#section-purpose
    Uploads many files.

2 of 2
";
    assert_eq!(site.run(["search", "upload files"]).stdout, expected);
    let expected = "\
No page has “phtographs”. Looked for “Photographs”.
Photographs of buildings  /guides/photos/
    The Wiki Loves Monuments campaign. QuickStatements and Q124.

1 of 1
";
    assert_eq!(site.run(["search", "phtographs "]).stdout, expected);
    assert_eq!(site.run(["search", "zeppelin"]).stdout, "Nothing was found.\n");
}

#[test]
fn json_has_what_programs_need() {
    let ran = guides().run(["search", "--json", "settle batch"]);
    let mut answer: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert!(answer["results"][0]["score"].take().as_f64().unwrap() > 0.0);
    let expected = serde_json::json!({"total": 1, "results": [{
        "url": "/guides/batch/", "title": "What to settle before a batch upload", "kind": "guide", "lang": "en",
        "anchor": "", "excerpt": "Licences first.", "score": null,
    }]});
    // The words are in the title, so the beginning stands for the page.
    assert_eq!(answer["results"][0]["url"], expected["results"][0]["url"]);
    assert_eq!(answer["total"], expected["total"]);
    let names = |value: &Value| value["results"][0].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&answer), names(&expected));
}

#[test]
fn a_file_of_queries_is_answered_a_line_each() {
    let site = guides();
    site.write("queries.txt", "maps\n\nbatch\n");
    let ran = site.run(["search", "--queries", "queries.txt"]);
    let lines: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let totals: Vec<_> = lines.iter().map(|line| line["total"].as_u64().unwrap()).collect();
    assert_eq!(totals, [2, 0, 1]);
}

#[test]
fn words_are_preferred_and_none_is_required() {
    let site = guides();
    assert_eq!(found(&site, &["how do I upload old maps of Atlantis"])[0], "/guides/maps/");
    assert_eq!(found(&site, &["photographs zeppelin"]), ["/guides/photos/"]);
}

#[test]
fn half_a_word_is_enough_while_it_is_being_typed() {
    let site = guides();
    assert_eq!(found(&site, &["photog"]), ["/guides/photos/"]);
    assert_eq!(found(&site, &["photog "]), [""; 0], "the word is over, and is none");
}

#[test]
fn two_mistakes_in_a_word_are_forgiven_wherever_they_are() {
    let site = guides();
    for typed in ["phtographs", "photgoraphs", "hpotographs", "phottographs", "photogrphas", "pohtographs"] {
        assert_eq!(found(&site, &[typed, "--most", "1"]), ["/guides/photos/"], "{typed}");
    }
}

#[test]
fn identifiers_mean_themselves() {
    let site = guides();
    assert_eq!(found(&site, &["Q123 "]), ["/guides/maps/"]);
    assert_eq!(found(&site, &["Q12 "]), [""; 0]);
    assert_eq!(found(&site, &["q124"]), ["/guides/photos/"]);
    assert_eq!(found(&site, &["Museum_of_Harbour-2.jpg"])[0], "/guides/maps/");
    assert_eq!(found(&site, &["AnnB2"]), ["/people/ann/"]);
}

#[test]
fn compounds_are_found_however_they_are_written() {
    let site = guides();
    for typed in ["non-zero", "nonzero", "non zero"] {
        assert_eq!(found(&site, &[typed])[0], "/guides/maps/", "{typed}");
    }
    assert_eq!(found(&site, &["quickstatements"]), ["/guides/photos/"]);
    assert_eq!(found(&site, &["statements "]), ["/guides/photos/"]);
}

#[test]
fn a_phrase_has_to_stand_as_it_is_and_what_has_a_minus_may_not() {
    let site = guides();
    assert_eq!(found(&site, &["\"loves monuments\""]), ["/guides/photos/"]);
    assert_eq!(found(&site, &["\"monuments loves\""]), [""; 0]);
    assert_eq!(found(&site, &["\"before a batch\""]), ["/guides/batch/"]);
    assert_eq!(found(&site, &["maps"]), ["/guides/maps/", "/people/ann/"]);
    assert_eq!(found(&site, &["maps -expertise"]).len(), 2, "the word of the interface is none of the page");
    assert_eq!(found(&site, &["maps -scan"]), ["/people/ann/"]);
    assert_eq!(found(&site, &["maps", "--kind", "person"]), ["/people/ann/"]);
}

#[test]
fn of_what_is_shown_together_what_says_it_as_it_was_typed_comes_first() {
    let filler = "Nobody reads this line twice. ".repeat(12);
    let site = Site::new()
        .file("content/guides/apart.md", guide("One", "A scanner was lent, scanner and all. The feet are lent by a rubber company of flat roofs."))
        .file("content/guides/row.md", guide("Two", &format!("The scanner has feet, rubber ones, and its glass is flat. {filler}\n\nWe had lent the flat rubber feet of a scanner.")))
        .file("content/guides/title.md", guide("Three", "Nothing of it."));
    let ask = |query: &str| found(&site, &[query]);
    assert_eq!(ask("feet rubber flat lent scanner "), ["/guides/apart/", "/guides/row/"]);
    // Little words between them do no harm, nor that the last is still being typed.
    assert_eq!(ask("lent the flat rubber feet of a scan"), ["/guides/row/", "/guides/apart/"]);
    let answer = site.run(["search", "flat rubber feet"]).stdout;
    assert!(answer.contains("We had lent the flat rubber feet of a scanner."), "{answer}");
}

#[test]
fn a_term_is_found_by_all_that_it_is_called() {
    let topics = "wiki-loves-monuments:\n  label: Wiki Loves Monuments\n  also: [WLM, monuments list]\n";
    let site = guides()
        .file("content/vocabularies/topics.yaml", topics)
        .file(
            "content/guides/campaign.md",
            "---\ntitle: Run a campaign\ntopics: [wiki-loves-monuments]\n---\n",
        )
        .file("content/guides/short.md", guide("Jury work", "What WLM taught us."));
    // One has the topic, one the name in its text, one the short name.
    let all = ["/guides/campaign/", "/guides/photos/", "/guides/short/"];
    for typed in ["WLM", "Wiki Loves Monuments"] {
        let mut found = found(&site, &[typed]);
        found.sort();
        assert_eq!(found, all, "{typed}");
    }
    assert!(found(&site, &["monuments list"]).contains(&"/guides/campaign/".to_owned()));
}

#[test]
fn a_record_is_found_by_names_that_no_page_shows() {
    let rights = "---\ntitle: Rights\nalso: [OTRS, copyright clearance]\n---\nWho may sign.\n";
    let site = guides().file("content/guides/rights.md", rights);
    for typed in ["OTRS", "otrs ", "copyright clearance"] {
        assert_eq!(found(&site, &[typed]), ["/guides/rights/"], "{typed}");
    }
    site.build(&[]).succeeded();
    assert!(!site.page("guides/rights/index.html").contains("OTRS"));
}

#[test]
fn words_of_a_set_of_synonyms_find_each_other_in_every_language() {
    let synonyms = "money:\n  en: [money, funding]\n  es: [dinero, ayuda económica]\n";
    let site = in_two_languages()
        .file("content/vocabularies/synonyms.yaml", synonyms)
        .file("content/guides/pay.md", guide("Who pays", "Ask for funding."));
    for (typed, language) in
        [("money", "en"), ("dinero", "es"), ("ayuda económica", "es"), ("money", "es"), ("dinero", "en")]
    {
        assert_eq!(found(&site, &[typed, "--lang", language])[0], "/guides/pay/", "{typed} {language}");
    }
    let wrong = in_two_languages().file("content/vocabularies/synonyms.yaml", "money:\n  en: [money]\n");
    let checked = wrong.run(["check"]);
    assert_eq!(checked.status, 1);
    assert!(checked.stdout.contains("content/vocabularies/synonyms.yaml:1:1"), "{}", checked.stdout);
    assert!(checked.stdout.contains("no two words that could stand for each other"), "{}", checked.stdout);
}

#[test]
fn countries_languages_topics_and_kinds_are_found_by_their_names_in_every_language() {
    let topics = "maps:\n  label: {en: Old maps, es: Mapas viejos}\n";
    let site = Site::new()
        .file("casebook.yaml", "languages: [en, es]\n")
        .file("content/vocabularies/topics.yaml", topics)
        .file("content/people/ann.md", "---\ntitle: Ann\ncountries: [MA]\nlanguages: [sv]\n---\n")
        .file("content/tools/zed.md", "---\ntitle: Zed\ntopics: [maps]\n---\n")
        .file("content/guides/nota.es.md", guide("Una nota", "Una nota breve."));
    for (typed, expected) in [
        ("Marruecos", "/people/ann/"),
        ("Morocco", "/people/ann/"),
        ("sueco", "/people/ann/"),
        ("Swedish", "/people/ann/"),
        ("persona", "/people/ann/"),
        ("mapas viejos", "/tools/zed/"),
        ("herramienta", "/tools/zed/"),
        ("software", "/tools/zed/"),
    ] {
        assert_eq!(found(&site, &[typed, "--lang", "es"])[0], expected, "{typed}");
    }
}

#[test]
fn where_nothing_fits_the_way_to_ask_comes_first() {
    let site = guides()
        .file("casebook.yaml", "ask: guides/ask\n")
        .file("content/guides/ask.md", guide("Ask us", "Write a mail."));
    assert_eq!(found(&site, &["zeppelin"]), ["/guides/ask/"]);
    let weak = found(&site, &["salaries, zeppelins, quantum physics, maps"]);
    assert_eq!(weak, ["/guides/ask/", "/guides/maps/", "/people/ann/"]);
    assert_eq!(found(&site, &["old maps"])[0], "/guides/maps/");
    let shown = site.run(["search", "zeppelin"]).stdout;
    assert!(shown.starts_with("Nothing fits this well.\n\nAsk us  /guides/ask/\n"), "{shown}");
    // Without a record that tells how, there is nothing.
    assert_eq!(found(&guides(), &["zeppelin"]), [""; 0]);
    let checked = site.file("casebook.yaml", "ask: guides/nowhere\n").run(["check"]);
    assert_eq!(checked.status, 1);
    assert!(checked.stdout.contains("casebook.yaml:1:6"), "{}", checked.stdout);
    assert!(checked.stdout.contains("`guides/nowhere` names no record"), "{}", checked.stdout);
}

#[test]
fn a_sentence_is_asked_by_the_words_that_say_something() {
    let site =
        guides().file("content/guides/how.md", guide("How it should be", "What can we do, and how do I?"));
    assert_eq!(found(&site, &["how can I do something with photographs of buildings"])[0], "/guides/photos/");
    assert_eq!(found(&site, &["how it should be"])[0], "/guides/how/", "where there are no others");
}

#[test]
fn a_correction_says_what_the_results_have() {
    let site = guides().file("content/guides/old.md", guide("Photographie", "Écrits anciens."));
    let shown = site.run(["search", "ecirts "]).stdout;
    assert!(shown.starts_with("No page has “ecirts”. Looked for “Écrits”.\n"), "{shown}");
}

/// Each language with a text, and what people type who look for it.
const LANGUAGES: [(&str, &str, &[&str]); 12] = [
    ("en", "Volunteers uploaded photographs of libraries.", &["library", "uploading", "Photograph"]),
    ("sv", "Museerna delar bilderna med föreningar.", &["museum", "bild", "forening", "förening"]),
    (
        "es",
        "Las colecciones de los museos están publicadas.",
        &["museo", "colección", "coleccion", "publicar"],
    ),
    ("fr", "Les musées téléversent leurs collections à l’été.", &["musée", "musee", "téléverser", "été"]),
    ("pt", "As licenças das fotografias são livres.", &["licença", "licenca", "fotografia", "livre"]),
    ("ar", "تنشر المتاحف الصُّوَر على الإنترنت، ومنها صورة المدرسة.", &["الصور", "الانترنت", "مدرسه", "صورة"]),
    ("zh", "博物馆把照片上传到维基共享资源。", &["博物馆", "照片", "馆", "共享资源"]),
    ("ja", "博物館の写真をデータベースに登録します。", &["博物館", "写真", "データベース", "登録"]),
    ("th", "พิพิธภัณฑ์เผยแพร่ภาพถ่าย", &["พิพิธภัณฑ์", "ภาพถ่าย", "เผยแพร่"]),
    ("ko", "박물관은 사진을 공유합니다.", &["박물관", "사진", "공유"]),
    ("bn", "জাদুঘরগুলি ছবি প্রকাশ করে। সাল ২০২৩।", &["জাদুঘর", "ছবি", "2023"]),
    ("hi", "संग्रहालयों ने तस्वीरें प्रकाशित कीं।", &["संग्रहालय", "तस्वीर"]),
];

/// A site with one page in each of these languages and others besides.
fn in_many_languages() -> Site {
    let tags: Vec<&str> = LANGUAGES.iter().map(|(tag, ..)| *tag).chain(["sw"]).collect();
    let site = Site::new().file("casebook.yaml", format!("languages: [{}]\n", tags.join(", ")));
    for (tag, text, _) in
        LANGUAGES.iter().chain(&[("sw", "Makumbusho huchapisha picha za majengo.", &[][..])])
    {
        let language = if *tag == "en" { String::new() } else { format!(".{tag}") };
        site.write(&format!("content/pages/one{language}.md"), guide("1", text));
        site.write(&format!("content/pages/other{language}.md"), guide("2", "…"));
    }
    site
}

#[test]
fn every_language_is_found_in_the_forms_that_its_readers_type() {
    let site = in_many_languages();
    for (language, _, typed) in LANGUAGES.iter().chain(&[("sw", "", &["makumbusho", "picha", "majengo"][..])])
    {
        let prefix = if *language == "en" { String::new() } else { format!("/{language}") };
        for query in *typed {
            let found = found(&site, &[query, "--lang", language]);
            assert_eq!(found, [format!("{prefix}/one/")], "{language}: {query}");
        }
    }
}

/// Records in English, in Spanish, and one in both.
fn in_two_languages() -> Site {
    Site::new()
        .file("casebook.yaml", "languages: [en, es]\n")
        .file("content/guides/glass.md", guide("Scan glass negatives", "A scanner with a light in its lid."))
        .file("content/guides/nota.es.md", guide("Una nota", "Una nota breve."))
        .file("content/guides/otra.es.md", guide("Otra nota", "Nada."))
        .file(
            "content/guides/maps.md",
            guide("Old maps on Wikidata", "Scan the maps, then give each an item."),
        )
        .file("content/guides/maps.es.md", guide("Mapas antiguos", "Los mapas en Wikidata."))
        .file("content/guides/museums.md", guide("Wikidata for museums", "Items for museums."))
        .file("content/guides/museos.es.md", guide("Wikidata para museos", "Museos en Wikidata."))
}

#[test]
fn a_small_word_in_the_readers_language_does_not_hide_what_answers_in_another() {
    let site = in_two_languages();
    let asked = found(&site, &["una glass negatives", "--lang", "es"]);
    assert_eq!(asked, ["/guides/glass/", "/es/guides/nota/"]);
    // A sentence does without it.
    assert_eq!(found(&site, &["una scan glass negatives", "--lang", "es"]), ["/guides/glass/"]);
    assert_eq!(found(&site, &["negatives", "--lang", "es"]), ["/guides/glass/"]);
}

#[test]
fn of_pages_that_answer_as_well_those_in_the_readers_language_come_first() {
    let site = in_two_languages();
    let ask = |language| found(&site, &["wikidata museums museos", "--lang", language]);
    assert_eq!(ask("en")[..2], ["/guides/museums/", "/es/guides/museos/"]);
    assert_eq!(ask("es")[..2], ["/es/guides/museos/", "/guides/museums/"]);
    // The site's own language, where none is asked for.
    assert_eq!(found(&site, &["wikidata museums museos"]), ask("en"));
}

#[test]
fn a_record_is_found_once_in_the_readers_language_unless_another_has_far_more() {
    let site = in_two_languages();
    let ask = |query, language| {
        let mut found = found(&site, &[query, "--lang", language]);
        found.retain(|url| url.ends_with("/maps/"));
        found
    };
    for (query, in_english, in_spanish) in [
        // Both have the word.
        ("wikidata", "/guides/maps/", "/es/guides/maps/"),
        // One has one word of three, the other all.
        ("scan maps wikidata", "/guides/maps/", "/guides/maps/"),
        ("mapas antiguos wikidata", "/es/guides/maps/", "/es/guides/maps/"),
    ] {
        assert_eq!(ask(query, "en"), [in_english], "{query}");
        assert_eq!(ask(query, "es"), [in_spanish], "{query}");
    }
}

#[test]
fn a_version_that_has_the_words_in_a_row_is_shown_where_the_readers_has_them_apart() {
    let site = in_two_languages()
        .file("content/guides/wall.md", guide("The wall", "Paint the red harbour."))
        .file("content/guides/wall.es.md", guide("Red", "Harbour, paint, red."));
    assert_eq!(found(&site, &["red harbour", "--lang", "es"]), ["/es/guides/wall/"]);
    assert_eq!(found(&site, &["\"red harbour\"", "--lang", "es"]), ["/guides/wall/"]);
}

#[test]
fn a_record_that_says_too_little_in_the_readers_language_is_not_shown_in_another_for_a_common_word() {
    let site = in_two_languages()
        .file("content/guides/scanner.md", guide("A scanner for glass", "It has a light."))
        .file("content/guides/scanner.es.md", guide("Un scanner", "Con luz."));
    let asked = ["scan glass negatives with a light and a scanner in the lid"];
    assert_eq!(found(&site, &asked)[0], "/guides/glass/");
    let found = found(&site, &asked);
    assert!(!found.contains(&"/es/guides/scanner/".to_owned()), "{found:?}");
}

#[test]
fn what_a_version_of_a_record_may_not_have_leaves_the_record_out() {
    let site = in_two_languages();
    assert_eq!(found(&site, &["wikidata -mapas"]), ["/guides/museums/", "/es/guides/museos/"]);
    let rest = found(&site, &["--lang", "es", "--", "-wikidata"]);
    assert_eq!(rest, ["/es/guides/nota/", "/es/guides/otra/", "/guides/glass/"], "Spanish first");
}

#[test]
fn what_is_in_another_language_than_the_one_asked_for_says_so_in_a_terminal() {
    let site = in_two_languages();
    let answer = site.run(["search", "wikidata museums museos", "--lang", "es", "--most", "2"]).stdout;
    assert!(answer.starts_with("Wikidata para museos  /es/guides/museos/\n"), "{answer}");
    assert!(answer.contains("\nWikidata for museums [en]  /guides/museums/\n"), "{answer}");
    assert!(answer.ends_with("\n2 of 2\n"), "{answer}");
    let ran = site.run(["search", "x", "--lang", "fr"]);
    let message = "error: the site has nothing in `fr`\n = help: its languages are en, es\n";
    assert_eq!((ran.status, ran.stderr.as_str()), (2, message));
}

#[test]
fn the_section_that_says_it_is_what_a_result_leads_to() {
    let far = "Nothing of note stands here. ".repeat(200);
    let body = format!(
        "{far}\n\n## Licences of maps\n\nAsk the archive.\n\n## Money\n\nA stipend pays for scans.\n"
    );
    let site = Site::new().file("content/guides/long.md", guide("A long guide", &body));
    let anchor = |query: &str| {
        let ran = site.run(["search", "--json", query]);
        let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
        let hit = &answer["results"][0];
        (hit["anchor"].as_str().unwrap().to_owned(), hit["excerpt"].as_str().unwrap().to_owned())
    };
    assert_eq!(anchor("licences maps"), ("licences-of-maps".to_owned(), "Ask the archive.".to_owned()));
    assert_eq!(anchor("stipend"), ("money".to_owned(), "A stipend pays for scans.".to_owned()));
    assert_eq!(anchor("guide").0, "");
}

/// The files of the index of a site, by name.
pub(crate) fn index(site: &casebook::site::Site) -> BTreeMap<String, Vec<u8>> {
    let files = Mutex::new(BTreeMap::new());
    search::write(site, &|name, bytes| {
        let before = files.lock().unwrap().insert(name.to_owned(), bytes.to_vec());
        assert_eq!(before, None, "{name} is written once");
        Ok(())
    })
    .unwrap();
    files.into_inner().unwrap()
}

pub(crate) fn project(site: &Site) -> Project {
    let root = std::fs::canonicalize(site.root()).unwrap();
    Project { root, drafts: true, today: "2026-03-01".parse().unwrap(), preview: None }
}

#[test]
fn the_index_that_follows_edits_is_the_one_that_is_made_anew() {
    let topics = "a:\n  label: Wiki Loves Monuments\n  also: [WLM]\n";
    let glossary = |also: &str| {
        format!(
            "museum:\n  label: {{en: museum, sv: museum, ja: 図書館}}\n  description: A.\n  also: {{en: [{also}]}}\n"
        )
    };
    let site = in_many_languages()
        .file("content/vocabularies/topics.yaml", topics)
        .file("content/vocabularies/glossary.yaml", glossary("old house"))
        .file("content/guides/named.md", guide("Old maps", "Ask [[people/ann]]. Museums and a museum."))
        .file("content/guides/named.sv.md", guide("Gamla kartor", "Museet och WLM."))
        .file("content/people/ann.md", "---\ntitle: Ann Berg\n---\n")
        .file("content/cases/c.md", "---\ntitle: Case\npeople: [{person: ann}]\ntopics: [a]\n---\nText.\n");
    let project = project(&site);
    let live = Live::default();
    let mut loaded = None;
    let edits: [(&str, String); 10] = [
        (
            "content/guides/named.md",
            guide("Old maps", "Ask nobody. Museums, monuments.\n\n## A new heading\n\nText."),
        ),
        ("content/guides/named.md", guide("New maps", "Ask nobody. Museums, monuments.")),
        ("content/guides/named.sv.md", guide("Nya kartor", "Wiki Loves Monuments. Marché et marche.")),
        ("content/people/ann.md", "---\ntitle: Anna Berg\n---\nShe knows maps.\n".to_owned()),
        ("content/pages/one.ja.md", guide("1", "図書館の写真。")),
        ("content/guides/new.md", guide("A new guide", "It was not there.")),
        ("content/vocabularies/topics.yaml", "a:\n  label: Monuments\n".to_owned()),
        ("content/vocabularies/glossary.yaml", glossary("house of monuments")),
        ("content/guides/named.md", guide("New maps", "No house of monuments and no museum.")),
        ("content/guides/named.md", guide("New maps", &"Much more text than before. ".repeat(900))),
    ];
    for (path, text) in &edits {
        for step in 0..2 {
            if step == 1 {
                site.write(path, text);
            }
            let now = project.load(&Inventory::take(&project.root).unwrap(), loaded.take()).unwrap();
            assert!(!now.diagnostics.has_errors(), "{path}");
            for (name, bytes) in index(&now.site) {
                let file = live.file(&now.site, &search::address(&name));
                let same = file.as_ref() == Some(&bytes);
                assert!(
                    same,
                    "{path}: {name}\n{}\n{:?}",
                    String::from_utf8_lossy(&bytes),
                    file.map(|f| String::from_utf8_lossy(&f).into_owned())
                );
            }
            loaded = Some(now);
        }
    }
    let site = Arc::clone(&loaded.unwrap().site);
    for address in ["/search/", "/search/x.js", "/search/0/000000000-0.js", "/guides/named/"] {
        assert_eq!(live.file(&site, &casebook::source::UrlPath::new(address)), None);
    }
}

/// A site with so many guides of made-up words.
fn large(guides: usize) -> Site {
    let site = Site::new();
    for number in 0..guides {
        let word = |n: usize| {
            let n = (number * 7919 + n * 104_729) % 5_003;
            format!("{}{}{}", ["ka", "mo", "ri", "tu"][n % 4], ["lan", "ber", "sto"][n / 4 % 3], n)
        };
        let text: Vec<String> = (0..120).map(|n| word(n * n % 97)).collect();
        site.write(
            &format!("content/guides/g{number}.md"),
            guide(&word(3), &text.join(" ").replace(char::is_numeric, "a")),
        );
    }
    site
}

#[test]
fn one_edited_page_changes_few_files() {
    let site = large(400);
    let project = project(&site);
    let before = index(&project.load(&Inventory::take(&project.root).unwrap(), None).unwrap().site);
    let path = "content/guides/g200.md";
    let text = std::fs::read_to_string(site.path(path)).unwrap();
    site.write(path, text + "Zeppelin.\n");
    let after = index(&project.load(&Inventory::take(&project.root).unwrap(), None).unwrap().site);
    let new: Vec<_> = after.keys().filter(|name| !before.contains_key(*name)).collect();
    // Its text, its directory, the shard of the new word, and what the longer text weighs less by.
    assert!(new.len() <= 8, "{} of {} files are new", new.len(), after.len());
}

#[test]
fn two_builds_have_the_same_index_on_any_number_of_cores() {
    let site = in_many_languages().file("content/guides/a.md", guide("Wikidata", "One."));
    let mut built = Vec::new();
    for threads in ["1", "3"] {
        let ran = site.command(["build"]).env("RAYON_NUM_THREADS", threads).output().unwrap();
        assert!(ran.status.success());
        built.push(site.output());
        std::fs::remove_dir_all(site.path("public")).unwrap();
    }
    assert!(built[0] == built[1]);
    assert!(built[0].contains_key("search/index.js"));
}

#[test]
fn drafts_and_hostile_texts_are_no_harm() {
    let site = guides().file("content/guides/draft.md", "---\ntitle: Secret plans\ndraft: true\n---\n").file(
        "content/guides/odd.md",
        guide("'</script><script>alert(1)</script> \"quoted\" \\'", "Odd \u{2028} \u{FFFF} text!a b\n"),
    );
    assert_eq!(found(&site, &["secret"]), [""; 0]);
    assert_eq!(found(&site, &["alert"]), ["/guides/odd/"]);
    for query in ["", "-", "\"", "\"\"\"", "!!", "a\u{FFFF}", "#", "-\"x\" \"y", &"word ".repeat(500)] {
        let ran = site.run(["search", "--json", "--", query]);
        assert_eq!(ran.status, 0, "{query:?}: {}", ran.stderr);
    }
}

#[test]
fn two_facets_that_hold_the_same_are_one_file() {
    let site = Site::new()
        .file("content/vocabularies/topics.yaml", "maps: {label: Maps}\n")
        .file("content/vocabularies/content-types.yaml", "maps: {label: Maps}\n")
        .file(
            "content/cases/a.md",
            "---\ntitle: A\nsummary: B\ntopics: [maps]\ncontent_types: [maps]\n---\nC\n",
        );
    site.built();
    let found = site.run(["search", "maps"]).stdout;
    assert!(found.contains("cases/a"), "{found}");
}
