//! Translations by way of programs for translators: what `casebook translate --po-out` prints, and what `--po-in` makes
//! of it when it comes back.

use std::fs;
use std::process::Command;

use crate::site::{Ran, Site, repository, tree};
use crate::translations::{
    FIRST, LEAD, SECOND, SPANISH, STALE, THIRD, digest, original, section, site, spanish, text, translation,
};

const FILE: &str = "content/guides/scan.es.md";

/// The PO file of Spanish.
fn put_out(site: &Site) -> String {
    let ran = site.run(["translate", "--po-out", "es", "--today", "2026-03-01"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    ran.stdout
}

fn take_in(site: &Site, po: &str) -> Ran {
    site.write("es.po", po);
    site.run(["translate", "--po-in", "es.po"])
}

/// What was taken in without a fault.
fn taken_in(site: &Site, po: &str) -> String {
    let ran = take_in(site, po);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    ran.stdout
}

/// The message of that context, from its comments to its end.
fn message<'p>(po: &'p str, context: &str) -> &'p str {
    let found = po.split("\n\n").find(|message| message.contains(&format!("msgctxt \"{context}\"\n")));
    found.unwrap_or_else(|| panic!("{context}\n{po}"))
}

/// The file with another translation of that message.
fn translated(po: &str, context: &str, text: &str) -> String {
    let before = message(po, context);
    let (head, _) = before.split_once("\nmsgstr ").unwrap();
    let lines = text.split_inclusive('\n').map(|line| format!("\"{}\"", line.replace('\n', "\\n")));
    let lines: Vec<String> = lines.collect();
    // As programs write it.
    let start = if lines.len() > 2 { "\"\"\n" } else { "" };
    po.replace(before, &format!("{head}\nmsgstr {start}{}", lines.join("\n")).replace("#, fuzzy\n", ""))
}

/// A program of gettext with that file.
fn gettext(site: &Site, program: &str, arguments: &[&str], po: &str) -> String {
    site.write("checked.po", po);
    let ran = Command::new(program).args(arguments).arg("checked.po").current_dir(site.root()).output();
    let ran = ran.unwrap_or_else(|_| panic!("{program} is missing: it comes with gettext"));
    let told = String::from_utf8(ran.stderr).unwrap();
    assert!(ran.status.success() && told.is_empty(), "{told}");
    String::from_utf8(ran.stdout).unwrap()
}

#[test]
fn each_section_and_field_is_a_message() {
    let changed = "## At work\n\nWork \"slowly\".";
    let site = site(&[LEAD, FIRST, changed, "## In between\n\nNew.", THIRD], SPANISH);
    let po = put_out(&site);
    assert_eq!(po, put_out(&site));
    let [top, work, between] = [LEAD, changed, "## In between\n\nNew."].map(digest);
    let header = "msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: Casebook\\n\"\n\"POT-Creation-Date: 2026-03-01 00:00+0000\\n\"\n\
                  \"PO-Revision-Date: 2026-03-01 00:00+0000\\n\"\n\"Last-Translator: none\\n\"\n\"Language-Team: es\\n\"\n\
                  \"MIME-Version: 1.0\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"\n\
                  \"Language: es\\n\"\n\"Plural-Forms: nplurals=1; plural=0;\\n\"\n\n";
    assert!(po.starts_with(header), "{po}");
    let title = digest("How to scan");
    assert_eq!(
        message(&po, "content/guides/scan.md:title"),
        format!(
            "#. How to scan\n#. sha256 {title}\n#: content/guides/scan.md\nmsgctxt \"content/guides/scan.md:title\"\n\
             msgid \"How to scan\"\nmsgstr \"Cómo digitalizar\""
        )
    );
    assert!(message(&po, "content/guides/scan.md#(top)").contains(&format!("#. sha256 {top}\n")), "{po}");
    assert_eq!(
        message(&po, "content/guides/scan.md#at-work"),
        format!(
            "#. How to scan\n#. sha256 {work}\n#: content/guides/scan.md\n#, fuzzy\nmsgctxt \"content/guides/scan.md#at-work\"\n\
             msgid \"\"\n\"## At work\\n\"\n\"\\n\"\n\"Work \\\"slowly\\\".\"\n\
             msgstr \"\"\n\"## En el trabajo\\n\"\n\"\\n\"\n\"Trabaje.\""
        )
    );
    assert!(message(&po, "content/guides/scan.md#in-between").ends_with("\"New.\"\nmsgstr \"\""), "{po}");
    assert!(message(&po, "content/guides/scan.md#in-between").contains(&between), "{po}");
    // In the order of the page.
    let contexts: Vec<&str> = po.lines().filter(|line| line.starts_with("msgctxt")).collect();
    let places =
        [":title", ":summary", "#(top)", "#before-you-start", "#at-work", "#in-between", "#afterwards"];
    let expected = places.map(|place| format!("msgctxt \"content/guides/scan.md{place}\""));
    assert_eq!(contexts, expected);
}

#[test]
fn what_comes_back_as_it_went_changes_nothing() {
    let body = format!("{}\n\n\n## Además\n\nMás.", SPANISH.replace("## Después\n\nDescanse.", THIRD));
    let site = site(&[LEAD, FIRST, SECOND, THIRD], "")
        .file(FILE, translation(&body).replace("\n---\nAntes", "\n  - (own)\n---\n\nAntes"));
    let before = text(&site, FILE);
    let po = put_out(&site);
    assert_eq!(
        taken_in(&site, &po),
        "es.po: 0 taken in, 5 as they were, 0 fuzzy, 1 not translated, 0 refused\n"
    );
    assert_eq!(text(&site, FILE), before);
    // With the ends of lines of another system too.
    site.write(FILE, before.replace('\n', "\r\n"));
    assert_eq!(put_out(&site), po);
    taken_in(&site, &po);
    assert_eq!(text(&site, FILE), before.replace('\n', "\r\n"));
    let po = translated(&po, "content/guides/scan.md#at-work", "## En el trabajo\n\nTrabaje bien.");
    taken_in(&site, &po);
    let after = before.replace("Trabaje.", "Trabaje bien.").replace("\n\n\n## Ad", "\n\n## Ad");
    assert_eq!(text(&site, FILE), after.replace('\n', "\r\n"));
}

#[test]
fn what_translators_write_is_on_the_page() {
    let site = site(&[LEAD, FIRST, "## At work\n\nWork slowly.", "## In between\n\nNew.", THIRD], SPANISH);
    let po = put_out(&site);
    let po = translated(&po, "content/guides/scan.md#at-work", "## En el trabajo\n\nTrabaje «despacio».");
    let po =
        translated(&po, "content/guides/scan.md#in-between", "## Entretanto\n\nNuevo.\n\n### Y más\n\nEso.");
    let po = translated(&po, "content/guides/scan.md:summary", "Despacio: «así».");
    assert_eq!(
        taken_in(&site, &po),
        "content/guides/scan.es.md: 3 taken in, 4 as they were, 0 fuzzy, 0 not translated\n\
         es.po: 3 taken in, 4 as they were, 0 fuzzy, 0 not translated, 0 refused\n"
    );
    let page = spanish(&site);
    assert!(!page.contains("part-note") && !page.contains("class=\"translation\""), "{page}");
    assert!(section(&page, "at-work").contains("Trabaje «despacio»."), "{page}");
    assert!(section(&page, "in-between").contains("Nuevo."), "{page}");
    assert!(page.contains(">Y más") && page.contains("Eso."), "{page}");
    assert!(page.contains("Despacio: «así»."), "{page}");
    let [work, between] = ["## At work\n\nWork slowly.", "## In between\n\nNew."].map(digest);
    let noted = format!("- at-work {work}\n    - in-between {between}\n    - in-between {between}\n");
    assert!(text(&site, FILE).contains(&noted), "{}", text(&site, FILE));
    // Both go out as one, and come in again.
    let again = put_out(&site);
    assert!(message(&again, "content/guides/scan.md#in-between").contains("### Y más"), "{again}");
    let before = text(&site, FILE);
    taken_in(&site, &again);
    assert_eq!(text(&site, FILE), before);
}

#[test]
fn what_is_fuzzy_stays_as_it_is() {
    let site = site(&[LEAD, FIRST, "## At work\n\nWork slowly.", THIRD], SPANISH);
    let before = text(&site, FILE);
    let po = put_out(&site);
    assert_eq!(po.matches("#, fuzzy\n").count(), 1);
    let guess = po.replace("\"Trabaje.\"", "\"Una conjetura.\"");
    assert_eq!(
        taken_in(&site, &guess),
        "es.po: 0 taken in, 5 as they were, 1 fuzzy, 0 not translated, 0 refused\n"
    );
    assert_eq!(text(&site, FILE), before);
    // Whoever takes the mark away says that the text is right.
    taken_in(&site, &po.replace("#, fuzzy\n", ""));
    assert!(!spanish(&site).contains(STALE));
}

#[test]
fn a_change_of_the_original_on_the_way_makes_the_section_stale() {
    let site = site(&[LEAD, FIRST, SECOND, THIRD], SPANISH);
    let po = put_out(&site);
    site.write("content/guides/scan.md", original(&[LEAD, THIRD, FIRST, "## At work\n\nWork slowly."]));
    let po = translated(&po, "content/guides/scan.md#at-work", "## En el trabajo\n\nTrabaje bien.");
    let po = translated(&po, "content/guides/scan.md#afterwards", "## Después\n\nDescanse bien.");
    taken_in(&site, &po);
    let page = spanish(&site);
    assert!(section(&page, "at-work").contains("Trabaje bien."), "{page}");
    assert!(section(&page, "at-work").contains(STALE), "{page}");
    // One that has moved is still the same.
    assert!(section(&page, "afterwards").contains("Descanse bien."), "{page}");
    assert!(!section(&page, "afterwards").contains(STALE), "{page}");
}

#[test]
fn a_translation_begins_and_is_a_draft_until_all_of_it_is_there() {
    let site = site(&[LEAD, SECOND], "");
    site.remove(FILE);
    let po = put_out(&site);
    assert_eq!(po.matches("msgstr \"\"\n\n").count(), 4, "{po}");
    assert_eq!(
        taken_in(&site, &po),
        "es.po: 0 taken in, 0 as they were, 0 fuzzy, 4 not translated, 0 refused\n"
    );
    assert!(!site.path(FILE).exists());
    let half = translated(&po, "content/guides/scan.md#at-work", "## En el trabajo\n\nTrabaje.");
    taken_in(&site, &half);
    let begun = text(&site, FILE);
    assert!(begun.contains("draft: true\n") && begun.contains("Before all.\n\n## En el trabajo"), "{begun}");
    // What was only copied is not taken for a translation.
    assert_eq!(put_out(&site), half);
    site.remove(FILE);
    let whole = translated(&half, "content/guides/scan.md:title", "Cómo");
    let whole = translated(&whole, "content/guides/scan.md:summary", "Así.");
    let whole = translated(&whole, "content/guides/scan.md#(top)", "Antes.");
    taken_in(&site, &whole);
    assert!(!text(&site, FILE).contains("draft"), "{}", text(&site, FILE));
    let page = spanish(&site);
    assert!(page.contains("Antes.") && page.contains("Trabaje.") && !page.contains("part-note"), "{page}");
    assert_eq!(put_out(&site), whole);
}

#[test]
fn a_list_of_texts_is_taken_as_a_whole() {
    let case = "---\ntitle: Maps\nsummary: Old.\nlessons:\n  - Begin early.\n  - Ask.\n---\n";
    let site =
        Site::new().file("casebook.yaml", "languages: [en, es]\n").file("content/cases/maps.md", case).file(
            "content/cases/maps.es.md",
            format!(
                "---\ntitle: Mapas\nsummary: Viejos.\ntranslation:\n  fields: [title {}, summary {}]\n---\n",
                digest("Maps"),
                digest("Old.")
            ),
        );
    let po = put_out(&site);
    let first = translated(&po, "content/cases/maps.md:lessons[0]", "Empiece pronto.");
    assert_eq!(
        taken_in(&site, &first),
        "es.po: 0 taken in, 2 as they were, 0 fuzzy, 2 not translated, 0 refused\n"
    );
    let both = translated(&first, "content/cases/maps.md:lessons[1]", "Pregunte.");
    taken_in(&site, &both);
    let file = text(&site, "content/cases/maps.es.md");
    assert!(file.contains("lessons: [Empiece pronto., Pregunte.]"), "{file}");
    assert!(file.contains(&format!("lessons {}", digest("Begin early.\nAsk."))), "{file}");
    site.built();
    assert!(site.page("es/cases/maps/index.html").contains("Pregunte."));
    assert_eq!(put_out(&site), both);
    // When one changes, all of them are looked at again.
    site.write("content/cases/maps.md", case.replace("Ask.", "Ask often."));
    assert_eq!(put_out(&site).matches("#, fuzzy\n").count(), 2);
}

#[test]
fn one_text_for_two_sections_goes_out_and_in() {
    let body = SPANISH.replace("\n\n## Después\n\nDescanse.", " Y descanse.");
    let [second, third] = [SECOND, THIRD].map(digest);
    let file = translation(&body)
        .replace(&format!("at-work {second}\n  - afterwards"), &format!("at-work {second} + afterwards"));
    let site = site(&[LEAD, FIRST, SECOND, THIRD], "").file(FILE, &file);
    let po = put_out(&site);
    let context = "content/guides/scan.md#at-work + afterwards";
    assert!(message(&po, context).contains("\"Work.\\n\"\n\"\\n\"\n\"## Afterwards\\n\"\n"), "{po}");
    taken_in(&site, &po);
    assert_eq!(text(&site, FILE), file);
    taken_in(&site, &translated(&po, context, "## En el trabajo\n\nTrabaje y descanse."));
    assert!(text(&site, FILE).contains(&format!("at-work {second} + afterwards {third}\n")));
    // In two again.
    taken_in(&site, &translated(&po, context, "## En el trabajo\n\nTrabaje.\n\n## Luego\n\nDescanse."));
    assert!(text(&site, FILE).contains(&format!("- at-work {second}\n")), "{}", text(&site, FILE));
    let page = spanish(&site);
    assert!(section(&page, "afterwards").contains("Descanse.") && !page.contains(STALE), "{page}");
    // A message for one of two that the translation has as one cannot be told apart.
    site.write(FILE, &file);
    let one = po.replace(context, "content/guides/scan.md#at-work");
    let ran = take_in(&site, &translated(&one, "content/guides/scan.md#at-work", "## Eso\n\nSolo."));
    assert!(
        ran.stdout.contains("the translation has one text for this section and others"),
        "{}",
        ran.stdout
    );
    assert_eq!((ran.status, text(&site, FILE)), (1, file));
}

#[test]
fn what_does_not_belong_is_told_and_not_taken_in() {
    let site = site(&[LEAD, FIRST, SECOND, THIRD], SPANISH);
    let before = text(&site, FILE);
    let po = put_out(&site);
    let work = "content/guides/scan.md#at-work";
    for (po, told) in [
        (po.replace("scan.md", "gone.md"), "content/guides/gone.md: the site has no such record any more"),
        (po.replace(work, "content/guides/scan.md#gone"), "#gone: the original has no such section any more"),
        (po.replace(work, "about"), "about: no text of a site is called so"),
        (po.replace(":summary", ":level"), ":level: the original has no such text"),
        (translated(&po, work, "En el trabajo"), "#at-work: it has to begin with a heading"),
        (
            translated(&po, work, "## En el trabajo\n\n[x](gone.md)"),
            "scan.es.md: `gone.md` leads nowhere on this site",
        ),
        (translated(&po, work, "## En el trabajo\n\n```\nx"), "the texts together make other sections"),
        (translated(&po, "content/guides/scan.md:title", "Dos\nlíneas"), ":title: a title has one line"),
    ] {
        let ran = take_in(&site, &po);
        assert_eq!((ran.status, ran.stderr.as_str()), (1, ""), "{told}: {}", ran.stdout);
        assert!(
            ran.stdout.contains(": not taken in: ") && ran.stdout.contains(told),
            "{told}\n{}",
            ran.stdout
        );
        assert_eq!(text(&site, FILE), before, "{told}");
        assert!(!ran.stdout.ends_with(", 0 refused\n"), "{}", ran.stdout);
    }
    for (po, told) in [
        (
            po.replace("msgid \"How", "msgid How"),
            "error: es.po:18: what follows the keyword is no text in quotes",
        ),
        (
            po.replace("Language: es", "Language: fr"),
            "error: es.po: `Language` of the header: the site has no language `fr`",
        ),
    ] {
        let ran = take_in(&site, &po);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
        assert!(ran.stderr.starts_with(told), "{}", ran.stderr);
    }
    // Of several records, the others are taken in.
    site.write("content/guides/b.md", "---\ntitle: B\nsummary: C.\n---\n");
    let po = translated(&put_out(&site), "content/guides/b.md:title", "Be");
    let ran = take_in(&site, &translated(&po, work, "## En el trabajo\n\n[x](gone.md)"));
    assert_eq!((ran.status, text(&site, FILE)), (1, before));
    assert!(text(&site, "content/guides/b.es.md").contains("title: Be\n"));
    assert!(ran.stdout.contains("content/guides/b.es.md: 1 taken in"), "{}", ran.stdout);
}

#[test]
fn a_translation_that_does_not_say_what_it_was_made_from_is_left_out() {
    let silent = format!("---\ntitle: Cómo digitalizar\n---\n{SPANISH}\n");
    let site = site(&[LEAD, FIRST, SECOND, THIRD], SPANISH);
    let po = put_out(&site);
    site.write(FILE, &silent);
    let ran = site.run(["translate", "--po-out", "es"]);
    assert!(!ran.stdout.contains("msgctxt"), "{}", ran.stdout);
    assert!(ran.stderr.contains("`casebook translate --refresh guides/scan es` notes it"), "{}", ran.stderr);
    let ran = take_in(&site, &po);
    assert!(ran.stdout.contains("`casebook translate --refresh guides/scan es`"), "{}", ran.stdout);
    assert_eq!((ran.status, text(&site, FILE)), (1, silent));
}

#[test]
fn what_is_not_to_be_published_does_not_go_out() {
    let site = Site::new()
        .file("casebook.yaml", "languages: [en, es]\n")
        .file("content/guides/a.md", "---\ntitle: A\nsummary: B.\ndraft: true\n---\n")
        .file("content/guides/b.md", "---\ntitle: Be\nsummary: B.\nlanguage: es\n---\n");
    assert!(!put_out(&site).contains("msgctxt"));
}

/// With the site of this repository, in each of its languages.
#[test]
fn other_programs_read_the_file_and_write_it_again() {
    let site = Site::new();
    let example = tree(&repository("content"));
    for (path, bytes) in &example {
        site.write(&format!("content/{path}"), bytes);
    }
    site.write("casebook.yaml", fs::read(repository("casebook.yaml")).unwrap());
    for language in ["es", "fr", "ar", "pt", "sv"] {
        let ran = site.run(["translate", "--po-out", language]);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{language}");
        gettext(&site, "msgfmt", &["--check", "--output-file=/dev/null"], &ran.stdout);
        let other = gettext(&site, "msgcat", &["--sort-output", "--width=60"], &ran.stdout);
        assert_ne!(other, ran.stdout);
        site.write("other.po", other);
        let taken = site.run(["translate", "--po-in", "other.po"]);
        assert_eq!((taken.status, taken.stderr.as_str()), (0, ""), "{language}: {}", taken.stdout);
        assert!(taken.stdout.starts_with("other.po: 0 taken in, "), "{language}: {}", taken.stdout);
        assert!(taken.stdout.contains(" as they were, "), "{language}: {}", taken.stdout);
    }
    assert_eq!(tree(&site.path("content")), example);
}
