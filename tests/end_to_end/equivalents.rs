//! The glossary feeds the search: a word is found by what the same thing is called in another language, and by what
//! else it is called in its own.

use serde_json::Value;

use crate::site::Site;

const GLOSSARY: &str = "\
batch-upload:
  label: {en: batch upload, es: carga masiva, ar: رفع جماعي}
  description: Many files at once.
  forms: {en: [batch uploads], es: [cargas masivas]}
boat:
  label: {en: boat, es: barco}
  description: What floats.
hire:
  label: {en: hire, es: alquiler}
  description: What is paid for a time.
licence:
  label: {en: licence, es: licencia, ar: رخصة}
  description: What everybody may do.
  also: {en: [usage terms]}
monument:
  label: {en: monument, es: monumento, ar: معلم}
  description: What a list of heritage has.
  forms: {es: [monumentos]}
";

/// English guides, one in Spanish, and one in Arabic.
fn guides() -> Site {
    let guide = |title: &str, text: &str| format!("---\ntitle: {title}\n---\n{text}\n");
    Site::new()
        .file("casebook.yaml", "languages: [en, es, ar]\n")
        .file("content/guides/list.md", guide("List every monument", "The list has a licence of its own."))
        .file("content/guides/sign.md", guide("What to sign", "One licence for all files."))
        .file("content/guides/send.md", guide("Send many files", "A batch upload is settled by mail."))
        .file("content/guides/apart.md", guide("Bread", "A batch of bread. Upload its picture."))
        .file("content/guides/terms.md", guide("At the archive", "Its usage terms are on the door."))
        .file("content/guides/lend.md", guide("On the water", "The hire of a boat is low."))
        .file("content/guides/nota.es.md", guide("Una nota", "Después de la carga masiva, el silencio."))
        .file("content/guides/kalam.ar.md", guide("ملاحظة", "نص قصير."))
}

fn with_glossary() -> Site {
    guides().file("content/vocabularies/glossary.yaml", GLOSSARY)
}

fn answer(site: &Site, query: &str, language: &str) -> Value {
    let ran = site.run(["search", "--json", "--lang", language, "--", query]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    serde_json::from_str(&ran.stdout).unwrap()
}

/// The addresses that are found, the best first.
fn found(site: &Site, query: &str, language: &str) -> Vec<String> {
    let answer = answer(site, query, language);
    let results = answer["results"].as_array().unwrap();
    results.iter().map(|hit| hit["url"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn who_asks_in_spanish_finds_the_english_guide_that_has_no_translation() {
    let site = with_glossary();
    assert_eq!(found(&site, "licencia monumentos", "es")[0], "/guides/list/", "it alone has both");
    let ran = site.run(["search", "licencia monumentos", "--lang", "es", "--most", "1"]).stdout;
    let expected = "List every monument [en]  /guides/list/\n    The list has a licence of its own.\n";
    assert!(ran.starts_with(expected), "{ran}");
    // Words that are nothing like each other.
    assert_eq!(found(&site, "alquiler barco", "es"), ["/guides/lend/"]);
    assert_eq!(found(&guides(), "alquiler barco", "es"), [""; 0]);
}

#[test]
fn a_page_that_has_all_of_a_question_in_other_words_comes_before_what_has_half_of_it() {
    let half = "---\ntitle: Licencia\n---\nUna licencia.\n";
    let site = with_glossary().file("content/guides/media.es.md", half);
    let both = "---\ntitle: Una lista\n---\nSu licencia. Los monumentos.\n";
    assert_eq!(found(&site, "licencia monumentos", "es")[..2], ["/guides/list/", "/es/guides/media/"]);
    let site = site.file("content/guides/lista.es.md", both);
    let all = found(&site, "licencia monumentos", "es");
    assert_eq!(all[..3], ["/es/guides/lista/", "/guides/list/", "/es/guides/media/"]);
}

#[test]
fn another_name_in_the_same_language_is_found_too() {
    let site = with_glossary();
    let mut asked = found(&site, "usage terms", "en");
    assert_eq!(asked.remove(0), "/guides/terms/", "what says it as it was typed is first");
    asked.sort();
    assert_eq!(asked, ["/guides/list/", "/guides/sign/"]);
    assert_eq!(found(&guides(), "usage terms", "en"), ["/guides/terms/"]);
    assert_eq!(found(&site, "\"usage terms\"", "en"), ["/guides/terms/"], "in quotes it means itself");
}

#[test]
fn a_name_of_several_words_is_one_word() {
    let site = with_glossary();
    for query in ["carga masiva", "cargas masivas", "Carga masiva "] {
        assert_eq!(found(&site, query, "es"), ["/es/guides/nota/", "/guides/send/"], "{query}");
    }
    assert_eq!(found(&site, "carga ", "es"), ["/es/guides/nota/"], "one of its words is none of its names");
    assert_eq!(found(&site, "masiva carga", "es"), ["/es/guides/nota/"]);
    let english = found(&site, "batch upload", "en");
    assert!(english.contains(&"/es/guides/nota/".to_owned()), "{english:?}");
    assert_eq!(english[0], "/guides/send/");
}

#[test]
fn an_arabic_word_is_known_with_what_is_written_before_it() {
    let site = with_glossary();
    for query in ["رخصة", "الرخصة", "والرخصة", "بالرخصة"] {
        let mut found = found(&site, query, "ar");
        found.sort();
        assert_eq!(found, ["/guides/list/", "/guides/sign/", "/guides/terms/"], "{query}");
    }
    for query in ["رفع جماعي", "رفع الجماعي"] {
        assert_eq!(found(&site, query, "ar"), ["/guides/send/", "/es/guides/nota/"], "{query}");
    }
}

#[test]
fn a_word_that_the_glossary_knows_is_no_mistake() {
    let near = "---\ntitle: Un error\n---\nLa licancia es un error.\n";
    let plain = guides().file("content/guides/error.es.md", near);
    let corrections = |site: &Site, query: &str| {
        let answer = site.run(["search", query, "--lang", "es"]).stdout;
        answer.lines().next().unwrap_or_default().starts_with("No page has")
    };
    assert!(corrections(&plain, "licencia "));
    let site = with_glossary().file("content/guides/error.es.md", near);
    assert!(!corrections(&site, "licencia "));
    assert!(!found(&site, "licencia ", "es").contains(&"/es/guides/error/".to_owned()));
    // What is misspelt may be meant to be one.
    let ran = with_glossary().run(["search", "lisencia ", "--lang", "es"]).stdout;
    assert!(ran.starts_with("No page has “lisencia”. Looked for “licence”.\n"), "{ran}");
    assert!(ran.contains(" [en]  /guides/sign/\n"), "{ran}");
}

#[test]
fn half_a_word_is_completed_by_what_pages_say_alone() {
    let site = with_glossary();
    assert_eq!(found(&site, "licenc", "es").len(), 2, "English pages have licence");
    assert_eq!(found(&site, "monumento", "es"), ["/guides/list/"]);
    assert_eq!(found(&site, "monumen", "es"), ["/guides/list/"], "the English word begins so");
    assert_eq!(found(&site, "carg", "es"), ["/es/guides/nota/"]);
}

#[test]
fn what_stands_for_the_word_is_marked_in_the_excerpt() {
    let far = "Nothing of note stands here. ".repeat(40);
    let text = format!("---\ntitle: Far\n---\n{far}\n\nThe batch upload comes at the very end.\n");
    let site = with_glossary().file("content/guides/far.md", text);
    let answer = answer(&site, "carga masiva", "es");
    let far = answer["results"].as_array().unwrap().iter().find(|hit| hit["url"] == "/guides/far/").unwrap();
    let excerpt = far["excerpt"].as_str().unwrap();
    assert!(excerpt.contains("batch upload comes"), "{excerpt}");
}

#[test]
fn a_glossary_of_one_language_and_one_name_each_costs_nothing() {
    let glossary = "batch:\n  label: batch\n  description: Many.\n  forms: {en: [batches]}\n";
    let site = || {
        Site::new()
            .file("content/guides/a.md", "---\ntitle: A batch\nsummary: Batches.\n---\nMany batches.\n")
    };
    let bytes = |site: &Site| {
        site.built();
        site.output()
            .into_iter()
            .filter(|(path, _)| path.starts_with("search/") && path.ends_with(".js"))
            .collect::<Vec<_>>()
    };
    assert!(bytes(&site()) == bytes(&site().file("content/vocabularies/glossary.yaml", glossary)));
}
