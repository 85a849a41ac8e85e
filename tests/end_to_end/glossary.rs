//! The glossary: a page of its own in each language, words explained where texts use them, and words that a text
//! should not say.

use std::fmt::Write as _;

use crate::html::tags;
use crate::site::{DOT, Site};

const GLOSSARY: &str = "\
batch:
  label: {en: batch}
  description: {en: Many of a kind.}
batch-upload:
  label: {en: batch upload, es: carga masiva, ar: الرفع الجماعي}
  description: {en: Many files at once., es: Muchos archivos a la vez.}
  also: {en: [bulk import]}
  forms: {en: [batch uploads], es: [cargas masivas], ar: [رفع جماعي]}
  avoid: {en: [mass upload], es: [subida masiva]}
item:
  label: {en: item, es: artículo}
  description: {en: What Wikidata knows of one thing., es: Lo que Wikidata sabe de una cosa.}
  forms: {en: [items]}
zone:
  label: {es: ámbito}
  description: {es: Hasta dónde llega.}
";

/// A site with the glossary and one guide.
fn site(guide: &str) -> Site {
    Site::new()
        .file("casebook.yaml", "languages: [en, es, ar]\n")
        .file("content/vocabularies/glossary.yaml", GLOSSARY)
        .file("content/guides/a.md", format!("---\ntitle: First\nsummary: One.\n---\n{guide}\n"))
        .file(
            "content/guides/a.es.md",
            "---\ntitle: Primera\nsummary: Uno.\n---\nCargas masivas y cargas masivas.\n",
        )
        .file("content/guides/a.ar.md", "---\ntitle: الأول\nsummary: واحد.\n---\nقبل الرفع الجماعي وبعده.\n")
}

/// The words that the guide explains, in the order of the page, each with its term.
fn explained(guide: &str) -> Vec<String> {
    let site = site(guide);
    site.built();
    words(&site.page("guides/a/index.html"))
}

fn words(page: &str) -> Vec<String> {
    let buttons = page.split("<button type=\"button\" class=\"term\" popovertarget=\"meaning--").skip(1);
    let word = |button: &str| {
        let (id, rest) = button.split_once("\">").unwrap();
        format!("{id}: {}", rest.split('<').next().unwrap())
    };
    buttons.map(word).collect()
}

#[test]
fn each_language_has_a_page_with_all_words_in_its_order() {
    let site = site("Text.");
    site.built();
    let order = |page: &str| {
        let page = site.page(page);
        let ids = tags(&page)
            .iter()
            .filter(|tag| tag.name == "div")
            .filter_map(|tag| tag.get("id").map(str::to_owned))
            .collect::<Vec<_>>();
        ids.join(" ")
    };
    assert_eq!(order("glossary/index.html"), "zone batch batch-upload item");
    assert_eq!(order("es/glossary/index.html"), "zone item batch batch-upload");
    let english = site.page("glossary/index.html");
    for part in [
        "<dt>batch upload</dt>",
        "<dd>Many files at once.</dd>",
        "<span>bulk import</span>",
        "<span class=\"avoided\">mass upload</span>",
        "<bdi lang=\"es\" dir=\"ltr\">carga masiva</bdi>",
        "<bdi lang=\"ar\" dir=\"rtl\">الرفع الجماعي</bdi>",
        // A word of which only another language knows says so.
        "<dt><bdi lang=\"es\">ámbito</bdi></dt>",
        "hreflang=\"ar\"",
    ] {
        assert!(english.contains(part), "{part}: {english}");
    }
    // Other forms of a name are no other names.
    assert!(!english.contains("batch uploads"), "{english}");
    let spanish = site.page("es/glossary/index.html");
    for part in [
        "<dt>carga masiva</dt>",
        "<dd>Muchos archivos a la vez.</dd>",
        "<dt><bdi lang=\"en\">batch</bdi></dt>",
    ] {
        assert!(spanish.contains(part), "{part}: {spanish}");
    }
    let footer = |page: &str| page[page.find("site-footer").unwrap()..].to_owned();
    assert!(
        footer(&site.page("es/index.html")).contains("<a href=\"../es/glossary/index.html\">Glosario</a>")
    );
}

#[test]
fn the_first_use_of_a_word_is_explained_on_the_page_itself() {
    let site = site("Batch uploads, then a batch upload.");
    site.built();
    let page = site.page("guides/a/index.html");
    let expected = "<p><button type=\"button\" class=\"term\" popovertarget=\"meaning--batch-upload\">Batch uploads</button>\
        <span class=\"meaning\" id=\"meaning--batch-upload\" popover=\"auto\"><strong>batch upload</strong> \
        Many files at once. <a href=\"../../glossary/index.html#batch-upload\">Glossary</a></span>, then a batch upload.</p>";
    assert!(page.contains(expected), "{page}");
    assert_eq!(words(&site.page("es/guides/a/index.html")), ["batch-upload: Cargas masivas"]);
    // What the site does not say in the language of the page says its own.
    let arabic = site.page("ar/guides/a/index.html");
    assert_eq!(words(&arabic), ["batch-upload: الرفع الجماعي"]);
    assert!(arabic.contains("<bdi lang=\"en\">Many files at once.</bdi>"), "{arabic}");
}

/// A home page that stands in another language than its page explains nothing in that one.
#[test]
fn the_home_page_explains_its_words_in_its_own_language() {
    let site = site("Text.")
        .file("content/pages/index.md", "---\ntitle: Home\n---\nAn item.\n")
        .file("content/pages/index.es.md", "---\ntitle: Inicio\n---\nUn artículo.\n");
    site.built();
    assert_eq!(words(&site.page("index.html")), ["item: item"]);
    assert_eq!(words(&site.page("es/index.html")), ["item: artículo"]);
    assert_eq!(words(&site.page("ar/index.html")), [""; 0]);
}

#[test]
fn no_word_is_explained_where_something_else_stands() {
    let quiet = "## A batch upload\n\n[a batch upload](https://example.org), `batch upload`, [[guides/a|batch upload]]\n\n\
                 ```\nbatch upload\n```\n\n| batch upload |\n|---|\n| b |\n\n![batch upload](a.png)";
    let site = site(&format!("{quiet}\n\nThen *batch uploads*.")).file("content/guides/a.png", DOT);
    site.build(&[]).succeeded();
    assert_eq!(words(&site.page("guides/a/index.html")), ["batch-upload: batch uploads"]);
}

#[test]
fn a_longer_word_comes_before_one_that_it_begins_with() {
    assert_eq!(explained("A batch\nupload of a batch."), ["batch-upload: batch\nupload", "batch: batch"]);
    assert_eq!(explained("Batch uploading, itemised."), ["batch: Batch"]);
}

#[test]
fn a_page_explains_no_word_that_is_its_title_and_few_at_all() {
    let site = site("Text.").file(
        "content/guides/b.md",
        "---\ntitle: Batch uploads\nsummary: B.\n---\nA batch upload of items.\n",
    );
    let (mut terms, mut text) = (String::new(), String::new());
    for letter in "abcdefghijkl".chars() {
        let _ = writeln!(terms, "t-{letter}:\n  label: {{en: word{letter}}}\n  description: {{en: A word.}}");
        let _ = write!(text, "word{letter} ");
    }
    site.write("content/vocabularies/glossary.yaml", format!("{GLOSSARY}{terms}"));
    site.write("content/guides/c.md", format!("---\ntitle: C\nsummary: C.\n---\n{text}\n"));
    site.built();
    assert_eq!(words(&site.page("guides/b/index.html")), ["item: items"]);
    assert_eq!(words(&site.page("guides/c/index.html")).len(), 8);
}

#[test]
fn what_a_translation_borrows_is_not_in_its_words() {
    let site = site("A batch upload.\n\n## More\n\nAn artículo, an item.").file(
        "content/guides/a.es.md",
        "---\ntitle: Primera\nsummary: Uno.\ntranslation:\n  fields:\n  - title ff69273707141f65\n  \
             - summary 77cff70ea8937d62\n  sections:\n  - (top) 8b22d0aa54e1f7c9\n---\nTexto.\n",
    );
    site.build(&[]).succeeded();
    let spanish = site.page("es/guides/a/index.html");
    assert!(spanish.contains("An artículo, an item."), "{spanish}");
    assert_eq!(words(&spanish), [""; 0]);
}

#[test]
fn a_site_without_a_glossary_has_nothing_of_it() {
    let site = site("A batch upload.");
    site.remove("content/vocabularies/glossary.yaml");
    site.built();
    assert!(!site.path("public/glossary").exists());
    assert!(!site.page("guides/a/index.html").contains("glossary"));
}

#[test]
fn what_is_wrong_in_the_glossary_is_told_with_its_place() {
    let site = Site::new().file(
        "content/vocabularies/glossary.yaml",
        "a:\n  label: {en: item}\n  description: {en: A.}\n  avoid: {en: [thing, Item]}\nb:\n  lable: {en: b}\n",
    );
    let faults = site.faults();
    let file = "content/vocabularies/glossary.yaml";
    assert!(
        faults.contains(&format!(
            "{file}:4:23: error[bad-value]: `Item` is what the glossary itself calls a term"
        )),
        "{faults}"
    );
    assert!(faults.contains(&format!("{file}:6:3: error[unknown-field]")), "{faults}");
    assert!(faults.contains("did you mean `label`?"), "{faults}");
}

#[test]
fn a_translation_is_told_what_its_language_does_not_say() {
    let site = site("A mass\nupload.");
    site.write(
        "content/guides/a.es.md",
        "---\ntitle: Primera\nsummary: Una subida masiva.\n---\nUna subida masiva.\n",
    );
    let faults = site.faults();
    let told = "warning[glossary-avoided]: the glossary of this site does not say";
    for line in [
        format!("content/guides/a.es.md:3:10: {told} “subida masiva” (help: write “carga masiva”"),
        format!("content/guides/a.es.md:5:5: {told} “subida masiva” (help: write “carga masiva”"),
        format!("content/guides/a.md:5:3: {told} “mass upload” (help: write “batch upload”"),
    ] {
        assert!(faults.contains(&line), "{line}: {faults}");
    }
}
