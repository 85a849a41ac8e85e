//! A translation and its original side by side: what readers are told when the original has changed, what they read
//! where something is not translated, and where links lead in each language.

use casebook::parse::markdown::SectionDigest;

use crate::site::Site;

const LEAD: &str = "Before all.";
const FIRST: &str = "## Before you start\n\nLook [below](#at-work).";
const SECOND: &str = "## At work\n\nWork.";
const THIRD: &str = "## Afterwards\n\nRest.";

fn digest(text: &str) -> String {
    SectionDigest::of(text).to_string()
}

fn original(sections: &[&str]) -> String {
    format!("---\ntitle: How to scan\nsummary: Slowly.\n---\n{}\n", sections.join("\n\n"))
}

/// A Spanish translation of the four sections as they were, with that body.
fn translation(body: &str) -> String {
    let [title, summary] = [digest("How to scan"), digest("Slowly.")];
    let [lead, first, second, third] = [LEAD, FIRST, SECOND, THIRD].map(digest);
    format!(
        "---\ntitle: Cómo digitalizar\nsummary: Despacio.\ntranslation:\n  fields:\n  - title {title}\n  - summary {summary}\n  \
         sections:\n  - (top) {lead}\n  - before-you-start {first}\n  - at-work {second}\n  - afterwards {third}\n---\n{body}\n"
    )
}

const SPANISH: &str = "Antes de todo.\n\n## Antes de empezar\n\nVea [abajo](#en-el-trabajo).\n\n## En el trabajo\n\nTrabaje.\n\n\
                       ## Después\n\nDescanse.";

fn site(sections: &[&str], body: &str) -> Site {
    Site::new()
        .file("casebook.yaml", "languages: [en, es]\n")
        .file("content/guides/scan.md", original(sections))
        .file("content/guides/scan.es.md", translation(body))
}

fn spanish(site: &Site) -> String {
    site.built();
    site.page("es/guides/scan/index.html")
}

/// The part of a page from its heading `id` to the next heading.
fn section<'p>(page: &'p str, id: &str) -> &'p str {
    let start = page.find(&format!(" id=\"{id}\"")).unwrap_or_else(|| panic!("{id}\n{page}"));
    let rest = &page[start..];
    rest[1..].find("<h2").map_or(rest, |end| &rest[..=end])
}

const STALE: &str = "El original ha cambiado desde entonces";
const MISSING: &str = "Sin traducir por ahora";

#[test]
fn a_translation_of_what_the_original_says_now_is_like_any_page() {
    let page = spanish(&site(&[LEAD, FIRST, SECOND, THIRD], SPANISH));
    assert!(!page.contains("class=\"translation\"") && !page.contains("part-note"), "{page}");
}

#[test]
fn what_has_changed_since_is_marked_and_nothing_else() {
    let page = spanish(&site(&[LEAD, FIRST, "## At work\n\nWork slowly.", THIRD], SPANISH));
    assert!(page.contains("<summary>Ha cambiado 1 de 6 secciones del original"), "{page}");
    assert!(
        page.contains(
            "<a href=\"../../../guides/scan/index.html#at-work\"><bdi lang=\"en\">At work</bdi></a>"
        ),
        "{page}"
    );
    assert_eq!(page.matches(STALE).count(), 1, "{page}");
    assert!(section(&page, "at-work").contains(STALE), "{page}");
    assert!(section(&page, "at-work").contains("Trabaje."), "{page}");
}

#[test]
fn a_field_can_be_out_of_date_by_itself() {
    let site = site(&[LEAD, FIRST, SECOND, THIRD], SPANISH);
    let changed = original(&[LEAD, FIRST, SECOND, THIRD]).replace("Slowly.", "Slowly, and with care.");
    let page = spanish(&site.file("content/guides/scan.md", &changed));
    assert!(page.contains("Ha cambiado 1 de 6"), "{page}");
    assert!(page.contains("<li>Resumen</li>"), "{page}");
    assert!(!page.contains("part-note"), "{page}");
}

#[test]
fn what_is_not_translated_is_there_in_its_own_language() {
    let new = "## In between\n\nSee [the work](#at-work) and [[guides/scan]].";
    let page = spanish(&site(&[LEAD, FIRST, new, SECOND, THIRD], SPANISH));
    let part = section(&page, "in-between");
    assert!(part.contains("See <a href=\"#at-work\">the work</a>"), "{page}");
    let before = &page[..page.find(" id=\"in-between\"").unwrap()];
    let start = format!("<p class=\"part-note\">{MISSING}</p>\n<div lang=\"en\" dir=\"ltr\">\n<h2");
    assert!(before.ends_with(&start), "{before}");
    assert!(page.find("Antes de empezar</").unwrap() < page.find("In between</").unwrap(), "{page}");
    assert!(
        page.contains("<a href=\"#in-between\"><span lang=\"en\" dir=\"ltr\">In between</span></a>"),
        "{page}"
    );
    // Nothing has changed in what is translated, and the search finds the section where it was written.
    assert!(!page.contains("class=\"translation\""), "{page}");
}

#[test]
fn a_section_that_was_only_copied_is_not_a_translation() {
    let body = SPANISH.replace("## En el trabajo\n\nTrabaje.", SECOND).replace("#en-el-trabajo", "#at-work");
    let page = spanish(&site(&[LEAD, FIRST, SECOND, THIRD], &body));
    assert_eq!(page.matches(MISSING).count(), 1, "{page}");
    assert!(section(&page, "at-work").contains("Work."), "{page}");
    // When the original changes, the copy is out of date and not shown.
    let page = spanish(&site(&[LEAD, FIRST, "## At work\n\nWork slowly.", THIRD], &body));
    assert!(section(&page, "at-work").contains("Work slowly."), "{page}");
}

#[test]
fn headings_have_the_same_anchors_in_each_language() {
    let site = site(&[LEAD, FIRST, SECOND, THIRD], SPANISH)
        .file("content/guides/links.md", "---\ntitle: Links\nsummary: Two.\n---\n[A](scan.md#at-work) and [B](scan.es.md#en-el-trabajo).\n")
        .file("content/guides/links.es.md", "---\ntitle: Enlaces\nsummary: Dos.\n---\n[A](scan.md#at-work) y [B](scan.md#en-el-trabajo).\n");
    let page = spanish(&site);
    for id in ["before-you-start", "at-work", "afterwards"] {
        assert!(page.contains(&format!("<h2 id=\"{id}\"")), "{page}");
    }
    // A link of the text may say the heading's own words.
    assert!(page.contains("Vea <a href=\"#at-work\">abajo</a>"), "{page}");
    for page in ["guides/links/index.html", "es/guides/links/index.html"] {
        let page = site.page(page);
        assert_eq!(page.matches("#at-work\"").count(), 2, "{page}");
    }
}

#[test]
fn a_translation_that_says_nothing_has_the_anchors_of_the_same_places() {
    let silent = format!("---\ntitle: Cómo digitalizar\n---\n{SPANISH}\n");
    let page = spanish(&site(&[LEAD, FIRST, SECOND, THIRD], "").file("content/guides/scan.es.md", &silent));
    assert!(page.contains("<h2 id=\"at-work\">En el trabajo"), "{page}");
    // With other headings than the original there are no same places.
    let page = spanish(&site(&[LEAD, SECOND, THIRD], "").file("content/guides/scan.es.md", &silent));
    assert!(page.contains("<h2 id=\"en-el-trabajo\">En el trabajo"), "{page}");
}

#[test]
fn nobody_takes_a_translation_for_reviewed_that_is_not() {
    let text = translation(SPANISH).replace("translation:\n", "translation:\n  awaits_review: true\n");
    let page = spanish(&site(&[LEAD, FIRST, SECOND, THIRD], "").file("content/guides/scan.es.md", &text));
    assert!(
        page.contains("<p>Esta traducción aún no ha sido revisada por una persona nativa.</p>"),
        "{page}"
    );
}

#[test]
fn a_translation_tells_of_each_of_its_parts_or_of_none() {
    let body = format!("{SPANISH}\n\n## Además\n\nMás.");
    let problem = site(&[LEAD, FIRST, SECOND, THIRD], &body);
    let told = problem.faults();
    assert!(told.contains("translation-parts"), "{told}");
    assert!(told.contains("the text has 5 sections, and `translation.sections` has 4 entries"), "{told}");
    let text = translation(&body).replace("\n---\nAntes", "\n  - (own)\n---\nAntes");
    let mended = problem.file("content/guides/scan.es.md", &text);
    assert!(spanish(&mended).contains("Además"));
    let summary = digest("Slowly.");
    let untold = text.replace(&format!("  - summary {summary}\n"), "");
    let told = mended.file("content/guides/scan.es.md", &untold).faults();
    assert!(told.contains(&format!("add `- summary {summary}`")), "{told}");
}
