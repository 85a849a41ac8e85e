//! A translation and its original side by side: what readers are told when the original has changed, what they read
//! where something is not translated, and where links lead in each language.

use casebook::parse::markdown::SectionDigest;

use crate::site::Site;

pub(crate) const LEAD: &str = "Before all.";
pub(crate) const FIRST: &str = "## Before you start\n\nLook [below](#at-work).";
pub(crate) const SECOND: &str = "## At work\n\nWork.";
pub(crate) const THIRD: &str = "## Afterwards\n\nRest.";

pub(crate) fn digest(text: &str) -> String {
    SectionDigest::of(text).to_string()
}

pub(crate) fn original(sections: &[&str]) -> String {
    format!("---\ntitle: How to scan\nsummary: Slowly.\n---\n{}\n", sections.join("\n\n"))
}

/// A Spanish translation of the four sections as they were, with that body.
pub(crate) fn translation(body: &str) -> String {
    let [title, summary] = [digest("How to scan"), digest("Slowly.")];
    let [lead, first, second, third] = [LEAD, FIRST, SECOND, THIRD].map(digest);
    format!(
        "---\ntitle: Cómo digitalizar\nsummary: Despacio.\ntranslation:\n  fields:\n  - title {title}\n  - summary {summary}\n  \
         sections:\n  - (top) {lead}\n  - before-you-start {first}\n  - at-work {second}\n  - afterwards {third}\n---\n{body}\n"
    )
}

pub(crate) const SPANISH: &str = "Antes de todo.\n\n## Antes de empezar\n\nVea [abajo](#en-el-trabajo).\n\n## En el trabajo\n\nTrabaje.\n\n\
                       ## Después\n\nDescanse.";

pub(crate) fn site(sections: &[&str], body: &str) -> Site {
    Site::new()
        .file("casebook.yaml", "languages: [en, es]\n")
        .file("content/guides/scan.md", original(sections))
        .file("content/guides/scan.es.md", translation(body))
}

pub(crate) fn spanish(site: &Site) -> String {
    site.built();
    site.page("es/guides/scan/index.html")
}

/// The part of a page from its heading `id` to the next heading.
pub(crate) fn section<'p>(page: &'p str, id: &str) -> &'p str {
    let start = page.find(&format!(" id=\"{id}\"")).unwrap_or_else(|| panic!("{id}\n{page}"));
    let rest = &page[start..];
    rest[1..].find("<h2").map_or(rest, |end| &rest[..=end])
}

pub(crate) const STALE: &str = "El original ha cambiado desde entonces";
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

/// Some words are the same in two languages.
#[test]
fn a_heading_without_a_text_goes_with_what_stands_below_it() {
    let bare = "## At work";
    let below = "### By hand\n\nSlowly.";
    let noted = |body: &str| {
        let text = translation(body).replace(&digest(SECOND), &digest(bare));
        text.replace("- afterwards", "- by-hand").replace(&digest(THIRD), &digest(below))
    };
    let first = FIRST.replace("#at-work", "#by-hand");
    let text = |below: &str| format!("Antes.\n\n## Antes\n\nVea.\n\n{bare}\n\n{below}");
    let site = site(&[LEAD, &first, bare, below], "")
        .file("content/guides/scan.es.md", noted(&text("### A mano\n\nLento.")));
    assert!(!spanish(&site).contains(MISSING));
    let page = spanish(&site.file("content/guides/scan.es.md", noted(&text(below))));
    assert_eq!(page.matches(MISSING).count(), 2, "{page}");
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
    mended.write("content/guides/scan.es.md", &untold);
    let told = mended.faults();
    assert!(told.contains(&format!("add `- summary {summary}`")), "{told}");
    // An entry of a field that is the original's is none of this translation.
    let left = text.replace("summary: Despacio.\n", "");
    let site = mended.file("content/guides/scan.es.md", &left);
    let told = site.faults();
    assert!(told.contains("this translation has no `summary` of its own"), "{told}");
    translate(&site, &["guides/scan", "es", "--refresh"]);
    assert!(!site.faults().contains("translation-parts"));
}

/// What `casebook translate` prints.
fn translate(site: &Site, arguments: &[&str]) -> String {
    let ran = site.run(std::iter::once(&"translate").chain(arguments));
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    ran.stdout
}

pub(crate) fn text(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.path(path)).unwrap()
}

#[test]
fn a_translation_begins_as_a_draft_of_the_original() {
    let site = Site::new()
        .file("casebook.yaml", "languages: [en, es]\n")
        .file("content/guides/scan/index.md", original(&[LEAD, FIRST, SECOND]));
    let printed = translate(&site, &["guides/scan", "es"]);
    assert_eq!(printed, "content/guides/scan/index.es.md\n");
    let begun = text(&site, "content/guides/scan/index.es.md");
    let [title, summary] = [digest("How to scan"), digest("Slowly.")];
    let [lead, first, second] = [LEAD, FIRST, SECOND].map(digest);
    assert_eq!(
        begun,
        format!(
            "---\ntitle: How to scan\nsummary: Slowly.\ndraft: true\ntranslation:\n  fields: [title {title}, summary {summary}]\n  \
             sections: [(top) {lead}, before-you-start {first}, at-work {second}]\n---\n\
             Before all.\n\n## Before you start\n\nLook [below](#at-work).\n\n## At work\n\nWork.\n"
        )
    );
    // Nobody is shown it before somebody says so, and what is still English then says that it is.
    site.built();
    assert!(!site.output().contains_key("es/guides/scan/index.html"));
    let half = begun.replace("draft: true\n", "").replace("title: How to scan", "title: Cómo digitalizar");
    let half = half.replace("## At work\n\nWork.", "## En el trabajo\n\nTrabaje.");
    let site = site.file("content/guides/scan/index.es.md", half);
    let page = spanish(&site);
    assert_eq!(page.matches(MISSING).count(), 2, "{page}");
    // It is not begun twice.
    let again = site.run(["translate", "guides/scan", "es"]);
    assert!(
        again.stdout.contains("Not translated:\n  How to scan\n  Before you start\n"),
        "{}",
        again.stdout
    );
}

#[test]
fn what_was_worked_on_is_noted_and_what_was_not_stays_out_of_date() {
    let site = site(&[LEAD, FIRST, SECOND, THIRD], SPANISH);
    site.commit("Ada", "2026-01-05");
    site.write(
        "content/guides/scan.md",
        original(&[LEAD, FIRST, "## At work\n\nWork slowly.", "## Afterwards\n\nRest well."]),
    );
    site.write("content/guides/scan.es.md", translation(&SPANISH.replace("Trabaje.", "Trabaje despacio.")));
    let printed = translate(&site, &["guides/scan", "es", "--refresh"]);
    assert_eq!(
        printed,
        "content/guides/scan.es.md\nThe original has changed since in:\n  Después\n\
         Change them and run this again, or say `--still-right` where nothing has to change.\n"
    );
    let page = spanish(&site);
    assert!(!section(&page, "at-work").contains(STALE), "{page}");
    assert!(section(&page, "afterwards").contains(STALE), "{page}");
    assert_eq!(translate(&site, &["guides/scan", "es", "--still-right"]), "content/guides/scan.es.md\n");
    assert!(!spanish(&site).contains("class=\"translation\""));
    // What is noted already is not written otherwise.
    let before = text(&site, "content/guides/scan.es.md");
    translate(&site, &["content/guides/scan.es.md", "es", "--refresh"]);
    assert_eq!(text(&site, "content/guides/scan.es.md"), before);
}

/// Nothing is taken for worked on where it cannot be seen what was there before.
#[test]
fn a_version_that_cannot_be_read_is_no_reason_to_call_all_of_it_right() {
    let site = site(&[LEAD, FIRST, SECOND, THIRD], SPANISH);
    let changed = original(&[LEAD, FIRST, "## At work\n\nWork slowly.", THIRD]);
    let faulty = translation(SPANISH).replace("summary: Despacio.", "summary: [Despacio");
    for (text, why) in [
        (faulty.into_bytes(), "cannot be read: "),
        (b"---\ntitle: C\xf3mo\n---\n".to_vec(), "cannot be read: it is not UTF-8"),
        (vec![b' '; 5 << 20], "cannot be read: it has 5242880 bytes"),
    ] {
        site.write("content/guides/scan.es.md", text);
        site.commit("Ada", "2026-01-05");
        site.write("content/guides/scan.md", &changed);
        site.write("content/guides/scan.es.md", translation(SPANISH));
        let ran = site.run(["translate", "guides/scan", "es", "--refresh"]);
        assert_eq!(ran.status, 2, "{}", ran.stdout);
        assert!(
            ran.stderr.contains("what content/guides/scan.es.md was in the last commit"),
            "{}",
            ran.stderr
        );
        assert!(ran.stderr.contains(why) && ran.stderr.contains("--still-right"), "{}", ran.stderr);
        assert_eq!(text_of(&site), translation(SPANISH));
    }
    translate(&site, &["guides/scan", "es", "--still-right"]);
    assert!(text_of(&site).contains(&digest("## At work\n\nWork slowly.")));
}

fn text_of(site: &Site) -> String {
    text(site, "content/guides/scan.es.md")
}

/// A translation that was put into a folder is still the one that was committed beside it.
#[test]
fn a_translation_that_has_moved_is_compared_with_what_it_was() {
    let site = site(&[LEAD, FIRST, SECOND, THIRD], SPANISH);
    site.commit("Ada", "2026-01-05");
    site.remove("content/guides/scan.md");
    site.remove("content/guides/scan.es.md");
    site.write("content/guides/scan/index.md", original(&[LEAD, FIRST, "## At work\n\nWork slowly.", THIRD]));
    site.write("content/guides/scan/index.es.md", translation(SPANISH));
    let printed = translate(&site, &["guides/scan", "es", "--refresh"]);
    assert!(printed.contains("The original has changed since in:\n  En el trabajo\n"), "{printed}");
}

#[test]
fn what_is_not_translated_can_be_put_into_the_file() {
    let new = "## In between\n\nNew.";
    let site = site(&[LEAD, FIRST, new, SECOND, THIRD], SPANISH);
    let printed = translate(&site, &["guide/scan", "es"]);
    assert_eq!(
        printed,
        "content/guides/scan.es.md\nNot translated:\n  In between\nThey are in the file now, in the language of the original.\n"
    );
    let filled = text(&site, "content/guides/scan.es.md");
    assert!(
        filled.contains("Vea [abajo](#en-el-trabajo).\n\n## In between\n\nNew.\n\n## En el trabajo"),
        "{filled}"
    );
    let page = spanish(&site);
    assert_eq!(page.matches(MISSING).count(), 1, "{page}");
    // Once it is translated, the new section is known as the one that it stands for.
    site.write(
        "content/guides/scan.es.md",
        filled.replace("## In between\n\nNew.", "## Entretanto\n\nNuevo."),
    );
    assert!(!spanish(&site).contains("part-note"));
}

#[test]
fn sections_that_come_and_go_in_a_translation_keep_the_others_right() {
    let site = site(&[LEAD, FIRST, SECOND, THIRD], SPANISH);
    site.commit("Ada", "2026-01-05");
    let body =
        SPANISH.replace("## En el trabajo\n\nTrabaje.\n\n", "").replace("#en-el-trabajo", "#afterwards")
            + "\n\n## Además\n\nMás.";
    site.write(
        "content/guides/scan.es.md",
        translation(&body).replace("## Además", "## Notas\n\nNota.\n\n## Además"),
    );
    assert!(site.faults().contains("translation-parts"));
    let printed = translate(&site, &["guides/scan", "es", "--refresh"]);
    assert!(printed.contains("Not translated:\n  At work\n"), "{printed}");
    let noted = text(&site, "content/guides/scan.es.md");
    assert!(
        noted.contains(&format!("- afterwards {}\n    - (own)\n    - (own)\n", digest(THIRD))),
        "{noted}"
    );
    let page = spanish(&site);
    assert!(section(&page, "afterwards").contains("Descanse."), "{page}");
    assert!(!page.contains(STALE) && page.matches(MISSING).count() == 1, "{page}");
}

#[test]
fn a_record_is_known_by_its_name_and_by_its_file() {
    let site = site(&[LEAD], SPANISH)
        .file("content/guides/scan.es.md", "---\ntitle: Cómo digitalizar\n---\nAntes.\n")
        .file("content/pages/index.md", "---\ntitle: Home\n---\nWelcome.\n")
        .file("content/pages/index.es.md", "---\ntitle: Inicio\n---\nBienvenida.\n");
    for (record, file) in [
        ("guides/scan", "guides/scan"),
        ("guide/scan", "guides/scan"),
        ("guides/scan.md", "guides/scan"),
        ("content/guides/scan.es.md", "guides/scan"),
        ("pages", "pages/index"),
        ("pages/index", "pages/index"),
        ("content/pages/index.md", "pages/index"),
        ("pages/index.es.md", "pages/index"),
    ] {
        let printed = translate(&site, &[record, "es", "--refresh"]);
        assert_eq!(printed, format!("content/{file}.es.md\n"), "{record}");
    }
}

#[test]
fn a_translation_that_says_nothing_can_be_told_to() {
    let silent = format!("---\ntitle: Cómo digitalizar\n---\n{SPANISH}\n");
    let site = site(&[LEAD, FIRST, SECOND, THIRD], "").file("content/guides/scan.es.md", silent);
    assert_eq!(translate(&site, &["guides/scan", "es", "--refresh"]), "content/guides/scan.es.md\n");
    let noted = text(&site, "content/guides/scan.es.md");
    assert!(noted.contains(&format!("    - at-work {}\n", digest(SECOND))), "{noted}");
    assert!(noted.contains(&format!("fields: [title {}]", digest("How to scan"))), "{noted}");
}

/// It is told before it is published, as in a draft of a record.
#[test]
fn a_draft_of_a_translation_is_checked() {
    let draft = translation(&SPANISH.replace("Trabaje.", "Vea [esto](nowhere.md)."));
    let draft = draft.replace("title:", "draft: true\ntitle:");
    let site = site(&[LEAD, FIRST, SECOND, THIRD], "").file("content/guides/scan.es.md", draft);
    let told = site.faults();
    assert!(told.contains("content/guides/scan.es.md:23:5: error[broken-link]"), "{told}");
    site.built();
}

#[test]
fn what_cannot_be_translated_is_said() {
    let site = site(&[LEAD], "");
    for (arguments, message) in [
        (["maps", "es"], "`maps` names no record"),
        (["guides/maps", "es"], "there is no guide `maps`"),
        (["guides/scan", "fr"], "the site has no language `fr`"),
        (["guides/scan", "en"], "was written in `en`"),
    ] {
        let ran = site.run(std::iter::once("translate").chain(arguments));
        assert_eq!(ran.status, 2, "{arguments:?}");
        assert!(ran.stderr.contains(message), "{arguments:?}: {}", ran.stderr);
    }
    site.remove("content/guides/scan.es.md");
    let ran = site.run(["translate", "guides/scan", "es", "--refresh"]);
    assert!(ran.stderr.contains("is not translated into `es`"), "{}", ran.stderr);
}

/// A site with an English guide of two sections and one tool, of which nothing is in Spanish but the home page.
fn untranslated(config: &str) -> Site {
    Site::new()
        .file("casebook.yaml", format!("languages: [en, es]\n{config}"))
        .file("content/pages/index.md", "---\ntitle: Home\n---\nWelcome.\n")
        .file("content/pages/index.es.md", "---\ntitle: Inicio\n---\nBienvenida.\n")
        .file("content/tools/rake.md", "---\ntitle: Rake\nsummary: Rakes.\n---\n")
        .file("content/people/ada.md", "---\ntitle: Ada\n---\n")
        .file("content/guides/scan.md", original(&[LEAD, SECOND]))
}

const GITHUB: &str = "repository: {url: https://github.com/o/r}\n";

/// A text as it stands in the address of an editor.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}

#[test]
fn what_is_not_translated_is_listed_and_opens_as_a_new_file_with_its_text() {
    let site = untranslated(GITHUB);
    site.built();
    let page = site.page("es/translate/index.html");
    let (guide, tool) = (page.find("How to scan").unwrap(), page.find("Rake").unwrap());
    assert!(guide < tool, "{page}");
    // A person's page without a text has nothing to translate, and the home page is in Spanish.
    let main = &page[page.find("<main").unwrap()..page.find("</main").unwrap()];
    assert!(!main.contains("Ada") && !main.contains("Inicio"), "{main}");
    assert!(main.contains("9 palabras"), "{main}");
    let begun = site.run(["translate", "guides/scan", "es"]);
    assert_eq!(begun.status, 0, "{}", begun.stderr);
    let text = std::fs::read_to_string(site.path("content/guides/scan.es.md")).unwrap();
    let link = format!(
        "https://github.com/o/r/new/main?filename=content/guides/scan.es.md&amp;value={}",
        encoded(&text)
    );
    assert!(page.contains(&link), "{link}\n{page}");
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{page}");
    assert!(site.page("index.html").contains("<a href=\"translate/index.html\">Help translate</a>"));
    assert!(site.page("translate/index.html").contains("There is nothing to do"));
    // A draft is gone on with, not begun once more.
    site.built();
    let page = site.page("es/translate/index.html");
    assert!(page.contains("\"https://github.com/o/r/edit/main/content/guides/scan.es.md\""), "{page}");
    assert!(page.contains("Continuar la traducción"), "{page}");
}

#[test]
fn what_does_not_fit_into_a_link_opens_as_an_empty_file() {
    let site = untranslated(GITHUB).file("content/guides/scan.md", original(&[&"Work. ".repeat(1200)]));
    site.built();
    let page = site.page("es/translate/index.html");
    assert!(page.contains("/new/main?filename=content/guides/scan.es.md&amp;value=\""), "{page}");
}

#[test]
fn what_is_out_of_date_comes_first_with_the_sections_that_have_changed() {
    let site = site(&[LEAD, FIRST, "## At work\n\nWork slowly.", THIRD], SPANISH)
        .file("casebook.yaml", format!("languages: [en, es]\n{GITHUB}"))
        .file("content/pages/about.md", "---\ntitle: About us\n---\nText.\n");
    site.built();
    let page = site.page("es/translate/index.html");
    let main = &page[page.find("<main").unwrap()..];
    let at = |text: &str| main.find(text).unwrap_or_else(|| panic!("{text}\n{main}"));
    assert!(at("<h2>Desactualizado</h2>") < at("Cómo digitalizar"), "{main}");
    assert!(at("Cómo digitalizar") < at("<h2>Sin traducir por ahora</h2>"), "{main}");
    assert!(at("<h2>Sin traducir por ahora</h2>") < at("About us"), "{main}");
    assert!(main.contains("href=\"../../guides/scan/index.html#at-work\""), "{main}");
    assert!(!main.contains("#before-you-start\""), "{main}");
    assert!(main.contains("\"https://github.com/o/r/edit/main/content/guides/scan.es.md\""), "{main}");
    // The four words of the section that has changed.
    assert!(main.contains("4 palabras"), "{main}");
}

#[test]
fn a_record_says_at_its_foot_into_which_languages_it_can_be_translated() {
    let site = untranslated(GITHUB);
    site.built();
    let foot = |page: &str| {
        let page = site.page(page);
        page[page.find("<footer class=\"foot\"").unwrap()..page.find("</article").unwrap()].to_owned()
    };
    let guide = foot("guides/scan/index.html");
    assert!(guide.contains("<summary>Translate this page</summary>"), "{guide}");
    assert!(guide.contains("filename=content/guides/scan.es.md&amp;value=---"), "{guide}");
    assert!(guide.contains("lang=\"es\" dir=\"ltr\">Español</a>"), "{guide}");
    assert!(guide.contains("<a href=\"../../translate/index.html\">Help translate</a>"), "{guide}");
    let one = Site::new().file("content/guides/scan.md", original(&[LEAD]));
    one.built();
    let page = one.page("guides/scan/index.html");
    assert!(!page.contains("ranslate"), "{page}");
    assert!(!one.path("public/translate").exists());
}

#[test]
fn without_a_repository_a_translation_goes_by_mail() {
    let site = untranslated("contact: {email: desk@example.org}\nbase_url: https://example.org/\n");
    site.built();
    let page = site.page("guides/scan/index.html");
    let link = "mailto:desk@example.org?subject=Translation%20into%20Espa%C3%B1ol%3A%20How%20to%20scan&amp;body=https%3A%2F%2Fexample.org%2Fguides%2Fscan%2F";
    assert!(page.contains(link), "{page}");
    let page = site.page("es/translate/index.html");
    assert!(
        page.contains("Envíenos por correo") && page.contains("mailto:desk@example.org?subject="),
        "{page}"
    );
    let site = untranslated("");
    site.built();
    assert!(!site.page("guides/scan/index.html").contains("Translate this page"));
    assert!(site.page("es/translate/index.html").contains("How to scan"));
}

#[test]
fn the_list_goes_on_on_further_pages() {
    let mut site = untranslated("");
    for number in 0..45 {
        site = site.file(&format!("content/tools/t{number}.md"), format!("---\ntitle: Tool {number}\n---\n"));
    }
    site.built();
    let page = site.page("es/translate/index.html");
    assert!(page.contains("page/2/index.html") && page.contains("How to scan"), "{page}");
    let second = site.page("es/translate/page/2/index.html");
    assert!(
        second.contains("<h2>Sin traducir por ahora</h2>") && !second.contains("How to scan"),
        "{second}"
    );
    assert_eq!(page.matches("<h3>").count() + second.matches("<h3>").count(), 47);
}

#[test]
fn the_status_of_the_translations_is_told_in_a_terminal() {
    let site = site(&[LEAD, FIRST, "## At work\n\nWork slowly.", THIRD], SPANISH)
        .file("casebook.yaml", "languages: [en, es, fr]\n")
        .file("content/pages/about.md", "---\ntitle: About us\n---\nText.\n")
        .file("content/pages/about.es.md", "---\ntitle: Sobre nosotros\n---\nTexto.\n");
    let ran = site.run(["translate", "--status", "es"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    assert_eq!(
        ran.stdout,
        "| language | records | up to date | words to do |\n\
         | -------- | ------- | ---------- | ----------- |\n\
         | es       |       2 |       65 % |           4 |\n\
         \n## es: out of date\n\n\
         - content/guides/scan.es.md: 83 %, 1 of 6 parts changed, 0 missing, 4 words\n\
         \n## es: not told what they were made from\n\n\
         - content/pages/about.es.md\n"
    );
    let all = site.run(["translate", "--status"]).stdout;
    assert!(all.contains("| en       |       0 |      100 % |           0 |"), "{all}");
    assert!(all.contains("- content/pages/about.md: 3 words\n"), "{all}");
    let unknown = site.run(["translate", "--status", "de"]);
    assert_eq!(unknown.status, 2, "{}", unknown.stderr);
    assert!(unknown.stderr.contains("the site has no language `de`"), "{}", unknown.stderr);
}

#[test]
fn what_has_changed_is_shown_as_far_as_git_knows_what_it_was() {
    let changed = [LEAD, FIRST, "## At work\n\nWork slowly.", THIRD];
    let site = site(&[LEAD, FIRST, SECOND, THIRD], SPANISH);
    site.commit("Ada", "2025-01-05");
    site.write("content/guides/scan.md", original(&changed));
    site.built();
    let expected = "lang=\"en\" dir=\"ltr\">## At work\n\n<del>Work.</del><ins>Work slowly.</ins></div>";
    let page = site.page("es/translate/index.html");
    assert!(page.contains(expected), "{page}");
    site.commit("Ada", "2025-02-05");
    site.built();
    assert!(site.page("es/translate/index.html").contains(expected));
    let unknown = self::site(&changed, SPANISH);
    unknown.built();
    let page = unknown.page("es/translate/index.html");
    assert!(page.contains("#at-work") && !page.contains("<del>"), "{page}");
}
