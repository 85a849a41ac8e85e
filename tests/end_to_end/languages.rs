//! A reader of one language: which words stand in it, and which say that they are in another.

use std::fs;

use crate::html::tags;
use crate::site::Site;

const GUIDE: &str = "---\ntitle: First guide\nsummary: One.\n---\nText.\n";

fn site() -> Site {
    Site::new()
        .file("casebook.yaml", "languages: [en, es, fr]\ntitle: {en: Our desk, es: Nuestra mesa}\ndescription: {en: Help for all, es: Ayuda para todos}\n")
        .file("content/guides/a.md", GUIDE)
        .file("content/guides/a.es.md", "---\ntitle: Primera guía\nsummary: Uno.\n---\nTexto.\n")
        .file("content/guides/a.fr.md", "---\ntitle: Premier guide\nsummary: Un.\n---\nTexte.\n")
        .file("content/guides/b.md", "---\ntitle: Second guide\nsummary: Two.\n---\nText.\n")
}

#[test]
fn the_head_of_a_page_is_in_its_language() {
    let site = site();
    site.built();
    for page in ["es/index.html", "es/guides/index.html", "es/guides/a/index.html", "es/search/index.html"] {
        let page = site.page(page);
        assert!(page.contains("Nuestra mesa</a>"), "{page}");
        assert!(page.contains("<p class=\"tagline\">Ayuda para todos</p>"), "{page}");
        assert!(page.contains("property=\"og:site_name\" content=\"Nuestra mesa\""), "{page}");
        assert!(!page.contains("Our desk") && !page.contains("Help for all"), "{page}");
    }
    // What is not translated says its language.
    let french = site.page("fr/guides/a/index.html");
    assert!(french.contains("<bdi lang=\"en\">Our desk</bdi></a>"), "{french}");
    assert!(french.contains("<p class=\"tagline\"><bdi lang=\"en\">Help for all</bdi></p>"), "{french}");
    let english = site.page("guides/a/index.html");
    assert!(english.contains("Our desk</a>") && !english.contains("lang=\"en\">Our desk"), "{english}");
}

/// Somebody who reads Spanish finds all guides, and knows before following a link which are not in Spanish.
#[test]
fn a_list_holds_what_is_not_translated_too_and_says_so() {
    let site = site();
    site.built();
    let list = site.page("es/guides/index.html");
    assert!(list.contains("Primera guía") && list.contains("Second guide"), "{list}");
    let row = &list[list.find("Second guide").unwrap()..];
    assert!(row.contains("<li>Inglés</li>"), "{row}");
    assert!(list.contains("<p lang=\"en\" dir=\"ltr\">Two.</p>"), "{list}");
    let mark = "<li>Inglés</li>";
    assert_eq!(list.matches(mark).count(), 1, "{list}");
    assert!(!site.page("guides/index.html").contains(mark));
    // The menu leads there, and the home page counts the same.
    assert!(
        tags(&site.page("es/index.html"))
            .iter()
            .any(|tag| tag.get("href") == Some("../es/guides/index.html"))
    );
}

#[test]
fn a_figure_has_its_words_in_each_language() {
    let site = Site::new()
        .file("casebook.yaml", "languages: [en, es]\n")
        .file(
            "content/cases/a.md",
            "---\ntitle: A\nsummary: A.\nmetrics:\n  - {label: Monuments, value: 500, precision: more-than, unit: items, definition: With a photo, date: 2024}\n  \
             - {label: Editors, value: 7, unit: people}\n---\n",
        )
        .file(
            "content/cases/a.es.md",
            "---\ntitle: A\nsummary: A.\nmetrics:\n  - {label: Monumentos, unit: elementos, definition: Con foto}\n  - {unit: personas}\n---\n",
        );
    assert_eq!(site.faults(), "");
    site.built();
    let page = site.page("es/cases/a/index.html");
    assert!(page.contains("<h3>Monumentos</h3>") && page.contains("Con foto"), "{page}");
    assert!(page.contains("500 <small>elementos</small>"), "{page}");
    assert!(page.contains("<h3><span lang=\"en\" dir=\"ltr\">Editors</span></h3>"), "{page}");
    assert!(page.contains("7 <small>personas</small>"), "{page}");
    assert!(page.contains("datetime=\"2024\"") && !page.contains("Monuments"), "{page}");
    let ran = site.run(["search", "--json", "--lang", "es", "Monumentos"]);
    assert!(ran.stdout.contains("es/cases/a/"), "{}", ran.stdout);
}

/// Japanese and others put the words behind the number.
#[test]
fn a_language_says_where_the_words_of_a_number_stand() {
    let site = Site::new()
        .file("themes/default/locales/en.ftl", "value-precision-more-than = { $number } or more\n")
        .file(
            "content/cases/a.md",
            "---\ntitle: A\nsummary: A.\nmetrics: [{label: Monuments, value: 500, precision: more-than, unit: items}]\n---\n",
        );
    site.built();
    let page = site.page("cases/a/index.html");
    assert!(page.contains("<bdi>500 <small>or more</small> <small>items</small></bdi>"), "{page}");
    assert!(page.contains("<bdi><bdi>500 or more</bdi> items</bdi>"), "{page}");
}

/// In Swedish a request has another gender than what is said of nothing in particular, and several have another form.
#[test]
fn what_was_written_down_afterwards_is_said_of_one_and_of_several() {
    let request = "---\ntitle: Kartor\nsummary: Kartor.\nrecorded_afterwards: true\n---\n";
    let site = Site::new()
        .file("casebook.yaml", "languages: [sv]\n")
        .file("content/requests/a/index.md", request)
        .file("content/requests/b/index.md", request);
    site.built();
    assert!(site.page("requests/index.html").contains("Nedskriven i efterhand"));
    let board = site.page("desk/index.html");
    assert!(board.contains("Nedskrivna i efterhand") && !board.contains("Nedskriven i"), "{board}");
}

/// Whoever has read how requests go knows the states again on the pages of requests.
#[test]
fn the_page_that_explains_the_states_names_them_as_requests_do() {
    let read =
        |path: &str| fs::read_to_string(format!("{}/content/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let names = |page: &str| -> Vec<String> {
        let text = read(&format!("pages/how-it-works{page}.md"));
        let rows = text.lines().filter(|line| line.starts_with("| ")).skip(2);
        rows.map(|row| row.split('|').nth(1).unwrap().trim().to_owned()).collect()
    };
    let workflow = read("workflow.yaml");
    let states = &workflow[workflow.find("\nstates:").unwrap()..];
    let labels: Vec<&str> = states.lines().filter(|line| line.contains("label: {en: ")).collect();
    let of = |line: &str, tag: &str| {
        let (_, label) = line.split_once(&format!("{tag}: ")).unwrap();
        label.split([',', '}']).next().unwrap().to_owned()
    };
    let english = names("");
    assert_eq!(english.len(), labels.len());
    for tag in ["es", "fr", "ar", "pt", "sv"] {
        let label = |name: &String| of(labels.iter().find(|line| of(line, "en") == *name).unwrap(), tag);
        assert_eq!(names(&format!(".{tag}")), english.iter().map(label).collect::<Vec<_>>(), "{tag}");
    }
}

#[test]
fn a_translation_of_a_figure_has_its_words_alone() {
    let site = Site::new().file("casebook.yaml", "languages: [en, es]\n").file(
        "content/cases/a.md",
        "---\ntitle: A\nsummary: A.\nmetrics: [{label: Monuments, value: 500}]\n---\n",
    );
    for (metrics, told) in [
        ("[{label: Uno, value: 5}]", "content/cases/a.es.md:3:24: error[unknown-field]"),
        (
            "[{label: Uno}, {label: Dos}]",
            "content/cases/a.es.md:3:25: error[bad-value]: `metrics[1]` translates no figure",
        ),
    ] {
        let text = format!("---\ntitle: A\nmetrics: {metrics}\n---\n");
        site.write("content/cases/a.es.md", text);
        let faults = site.faults();
        assert!(faults.contains(told), "{metrics}: {faults}");
    }
}

/// A record that nobody has written in the site's own language yet.
#[test]
fn a_record_that_was_first_written_in_another_language_says_so() {
    let text = "title: Mapas antiguos\nsummary: Mapas.\ntopics: [maps]\n";
    for (path, front) in [
        ("content/guides/old-maps.es.md", text.to_owned()),
        ("content/guides/old-maps/index.es.md", text.to_owned()),
        ("content/guides/old-maps.md", format!("{text}language: es\n")),
        ("content/guides/old-maps/index.md", format!("{text}language: es\n")),
    ] {
        let site = Site::new()
            .file("casebook.yaml", "languages: [en, es]\n")
            .file("content/vocabularies/topics.yaml", "maps: {label: Maps}\n")
            .file(
                "content/guides/other.md",
                "---\ntitle: Other\nsummary: See [[old-maps]].\n---\nSee [[old-maps]].\n",
            )
            .file(path, format!("---\n{front}---\nUn texto.\n"));
        assert_eq!(site.faults(), "", "{path}");
        site.built();
        let page = site.page("es/guides/old-maps/index.html");
        assert!(page.contains("<html lang=\"es\" dir=\"ltr\">"), "{path}: {page}");
        assert!(!site.output().contains_key("guides/old-maps/index.html"), "{path}");
        let list = site.page("guides/index.html");
        assert!(list.contains("<li>Spanish</li>"), "{path}: {list}");
        assert!(list.contains("<p lang=\"es\" dir=\"ltr\">Mapas.</p>"), "{path}: {list}");
        assert!(site.page("es/guides/index.html").contains("Mapas antiguos"), "{path}");
        assert!(site.page("topics/maps/index.html").contains("Mapas antiguos"), "{path}");
        assert!(
            site.page("guides/other/index.html").contains("../../es/guides/old-maps/index.html"),
            "{path}"
        );
        assert!(site.page("api/guides.json").contains("\"language\":\"es\""), "{path}");
    }
}

#[test]
fn it_can_be_translated_into_the_language_of_the_site() {
    let site = Site::new()
        .file("casebook.yaml", "languages: [en, es]\n")
        .file(
            "content/cases/a.md",
            "---\ntitle: Uno\nsummary: Uno.\nlanguage: es\nlessons: [Nada]\ncountries: [MX]\n---\nUno.\n",
        )
        .file("content/cases/a.en.md", "---\ntitle: One\nsummary: One.\n---\nOne.\n");
    assert_eq!(site.faults(), "");
    site.built();
    let page = site.page("cases/a/index.html");
    assert!(page.contains("<html lang=\"en\"") && page.contains("Mexico"), "{page}");
    // What the translation has not is in the original's language.
    assert!(page.contains("<span lang=\"es\" dir=\"ltr\">Nada</span>"), "{page}");
    let own = site.page("es/cases/a/index.html");
    assert!(own.contains("<html lang=\"es\"") && !own.contains("lang=\"es\" dir=\"ltr\">Nada"), "{own}");
    let list = site.page("cases/index.html");
    assert!(list.contains(">One</a>") && !list.contains("Uno"), "{list}");
}

#[test]
fn a_language_that_the_site_does_not_have_is_told() {
    let site = Site::new()
        .file("casebook.yaml", "languages: [en, es]\n")
        .file("content/guides/a.md", "---\ntitle: A\nsummary: A.\nlanguage: fr\n---\n")
        .file("content/guides/b.md", "---\ntitle: B\nsummary: B.\nlanguage: es\n---\n")
        .file("content/guides/b.es.md", "---\ntitle: B\n---\n")
        .file("content/guides/c.en.md", "---\ntitle: C\nsummary: C.\n---\n")
        .file("content/people/d.es.md", "---\ntitle: D\n---\n")
        .file("content/requests/e/index.es.md", "---\ntitle: E\n---\n")
        .file("content/partners/f.es.md", "---\ntitle: F\n---\n")
        .file("content/pages/index.es.md", "---\ntitle: G\n---\n");
    let faults = site.faults();
    for told in [
        "content/guides/a.md:4:11: error[unknown-language]: the site has no language `fr`",
        "content/guides/b.es.md:1:1: error[unknown-language]: `es` is the language of the original, `content/guides/b.md`",
        "content/guides/c.en.md:1:1: error[unknown-language]: `en` is the site's own language",
        "content/people/d.es.md:1:1: error[orphan-translation]",
        "content/requests/e/index.es.md:1:1: error[orphan-translation]",
        "content/partners/f.es.md:1:1: error[orphan-translation]",
        "content/pages/index.es.md:1:1: error[orphan-translation]",
    ] {
        assert!(faults.contains(told), "{told}\n{faults}");
    }
    assert_eq!(faults.matches("error[").count(), 7, "{faults}");
    assert!(faults.contains("with `language: es`"), "{faults}");
}

#[test]
fn a_page_names_its_languages_in_the_order_of_the_site() {
    let site = Site::new()
        .file("casebook.yaml", "base_url: https://a.example/\nlanguages: [en, sv, es]\n")
        .file("content/guides/a.md", GUIDE)
        .file("content/guides/a.es.md", "---\ntitle: Primera guía\n---\n")
        .file("content/guides/a.sv.md", "---\ntitle: Första guiden\n---\n");
    site.built();
    for page in ["guides/a/index.html", "es/guides/a/index.html"] {
        let tags = tags(&site.page(page));
        let named: Vec<&str> = tags.iter().filter_map(|tag| tag.get("hreflang")).take(3).collect();
        assert_eq!(named, ["en", "sv", "es"], "{page}");
    }
}

/// It would be a menu of empty pages.
#[test]
fn a_language_that_nothing_is_written_in_has_no_pages() {
    let site = Site::new()
        .file("casebook.yaml", "languages: [en, es, fr]\n")
        .file("content/guides/a.md", GUIDE)
        .file("content/guides/a.es.md", "---\ntitle: Primera guía\n---\n");
    let files = site.built();
    assert!(files.contains_key("es/index.html") && files.contains_key("es/search/index.html"));
    assert!(!files.keys().any(|name| name.starts_with("fr/")), "{:?}", files.keys());
    assert!(!site.page("index.html").contains("Français"));
    // The site's own language has its pages whatever there is.
    let files = Site::new()
        .file("casebook.yaml", "languages: [en, es]\n")
        .file("content/guides/a.es.md", "---\ntitle: Primera guía\nsummary: Uno.\n---\n")
        .built();
    assert!(files.contains_key("index.html") && files.contains_key("es/guides/a/index.html"));
}

/// Of several languages the one that the site names first is the record, the others translate it.
#[test]
fn of_two_languages_one_is_the_original() {
    let site = Site::new()
        .file("casebook.yaml", "languages: [en, es, fr]\n")
        .file("content/guides/a.fr.md", "---\ntitle: Un\nsummary: Un.\n---\n")
        .file("content/guides/a.es.md", "---\ntitle: Uno\nsummary: Uno.\nlevel: beginner\n---\n");
    assert_eq!(site.faults(), "");
    site.built();
    assert!(
        site.page("guides/index.html").contains("Uno")
            && site.page("fr/guides/index.html").contains(">Un</a>")
    );
}

#[test]
fn a_mail_in_another_language_becomes_a_request_in_it() {
    let site = Site::new().file("casebook.yaml", "languages: [en, es]\n");
    let mail = site.beside("mail.eml");
    std::fs::write(&mail, "From: Ana <ana@example.org>\nSubject: Mapas antiguos\nDate: Mon, 2 Feb 2026 10:00:00 +0000\n\nQueremos ayuda.\n")
        .unwrap();
    let mail = mail.to_str().unwrap();
    let ran = site.run(["request", "intake", mail, "--written-in", "pt"]);
    assert!(ran.status == 2 && ran.stderr.contains("the site has no language `pt`"), "{}", ran.stderr);
    let ran = site.run(["request", "intake", mail, "--written-in", "es"]);
    assert_eq!(ran.stdout, "content/requests/mapas-antiguos/index.md\n", "{}", ran.stderr);
    let text = std::fs::read_to_string(site.path("content/requests/mapas-antiguos/index.md")).unwrap();
    assert!(text.contains("\nlanguage: es\n"), "{text}");
    site.built();
    assert!(site.page("es/requests/mapas-antiguos/index.html").contains("<html lang=\"es\""));
    let ran = site.run(["request", "new", "Un libro", "--written-in", "es"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    site.built();
    assert!(site.page("es/requests/un-libro/index.html").contains("<html lang=\"es\""));
}

/// The addresses that a query in a language finds.
fn found(site: &Site, lang: &str, query: &str) -> String {
    let ran = site.run(["search", "--json", "--lang", lang, query]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{query}");
    ran.stdout
}

#[test]
fn words_are_found_as_readers_of_a_language_write_them() {
    let page = |title: &str, body: &str| format!("---\ntitle: {title}\nsummary: Made up.\n---\n{body}\n");
    let site = Site::new()
        .file("casebook.yaml", "languages: [en, sv, de, fi, ar]\n")
        .file("content/guides/a.md", page("English", "It had 1,200 files and 12.500.000 views in 2024."))
        .file("content/guides/a.sv.md", page("Svenska", "Ett stort monumentprojekt med landsarkivet."))
        .file("content/guides/a.de.md", page("Deutsch", "Die Stadtbibliothek und das Denkmalprojekt."))
        .file("content/guides/a.fi.md", page("Suomi", "Kansalliskirjasto ja monumenttiprojekti."))
        .file("content/guides/a.ar.md", page("عربي", "التعاون مع المتحف وبالأرشيف الوطني."));
    for (lang, query, path) in [
        ("sv", "projekt", "/sv/guides/a/"),
        ("sv", "arkiv", "/sv/guides/a/"),
        ("de", "projekt ", "/de/guides/a/"),
        ("de", "Bibliothek", "/de/guides/a/"),
        ("fi", "kirjasto", "/fi/guides/a/"),
        ("fi", "projekti", "/fi/guides/a/"),
        ("ar", "ارشيف", "/ar/guides/a/"),
        ("ar", "أرشيف", "/ar/guides/a/"),
        ("ar", "الأرشيف", "/ar/guides/a/"),
        ("en", "1200", "/guides/a/"),
        ("en", "1,200", "/guides/a/"),
        ("en", "1.200", "/guides/a/"),
        ("en", "12500000", "/guides/a/"),
    ] {
        let found = found(&site, lang, query);
        assert!(
            found.contains(&format!("\"url\":\"{path}\"")) || found.contains(path.trim_start_matches('/')),
            "{lang} {query}: {found}"
        );
    }
    // A part within, or an end of few letters, is no word.
    for (lang, query) in [("sv", "umentproje"), ("sv", "jekt"), ("en", "200200")] {
        let found = found(&site, lang, query);
        assert!(!found.contains("guides/a/") || query == "jekt", "{lang} {query}: {found}");
    }
}

#[test]
fn a_number_is_found_with_its_thousands_apart_and_together() {
    let site = Site::new().file(
        "content/guides/a.md",
        "---\ntitle: A\nsummary: A.\n---\nThere were 4800 files, 48,00 marks and 480,1234 others.\n",
    );
    assert!(found(&site, "en", "4,800").contains("guides/a/"));
    assert!(!found(&site, "en", "\"4801234\"").contains("guides/a/"));
}

/// A site in two languages that the program does not speak: files alone bring their words, their vocabularies and the
/// rest, and dates, numbers and order are the languages' own.
#[test]
fn a_site_speaks_a_language_that_the_program_does_not_by_files_alone() {
    let hindi = "skip-link = सामग्री पर जाएँ\nsearch-title = खोज\nletters-title = अ से ह तक\nkind-guides = मार्गदर्शिकाएँ\n\
                 foot-updated = अंतिम परिवर्तन\ncount-records = { $count ->\n    [one] { $count } अभिलेख\n   *[other] { $count } अभिलेख\n}\n";
    let bengali = "search-title = অনুসন্ধান\nletters-title = অ থেকে হ\n";
    let guide = |title: &str, text: &str| {
        format!("---\ntitle: {title}\nsummary: {text}\nupdated: 2026-01-09\n---\n{text}\n")
    };
    let site = Site::new()
        .file(
            "casebook.yaml",
            "languages: [hi, bn, en]\ntitle: {hi: सहायता केंद्र, bn: সহায়তা কেন্দ্র, en: Helpdesk}\n",
        )
        .file("themes/default/locales/hi.ftl", hindi)
        .file("themes/default/locales/bn.ftl", bengali)
        .file("content/vocabularies/topics.yaml", "maps:\n  label: {hi: मानचित्र, bn: মানচিত্র, en: Maps}\n")
        .file(
            "content/guides/a.md",
            guide("आम", "पुराने मानचित्र।").replace("updated", "topics: [maps]\nupdated"),
        )
        .file(
            "content/guides/a.bn.md",
            "---\ntitle: আম\nsummary: পুরোনো মানচিত্র।\nupdated: 2026-01-09\n---\nপুরোনো মানচিত্র।\n",
        )
        .file("content/guides/k.md", guide("कमल", "एक।"))
        .file("content/guides/u.md", guide("उत्तर", "दो।"));
    assert_eq!(site.build(&[]).status, 0);
    let faults = site.faults();
    assert!(
        faults.contains("themes/default/locales/hi.ftl") && faults.contains("themes/default/locales/bn.ftl"),
        "{faults}"
    );
    assert!(!faults.contains("error"), "{faults}");
    let page = site.page("guides/a/index.html");
    assert!(page.contains("<html lang=\"hi\" dir=\"ltr\">"), "{page}");
    assert!(
        page.contains(">सामग्री पर जाएँ</a>")
            && page.contains("सहायता केंद्र</a>")
            && page.contains(">मानचित्र</a>"),
        "{page}"
    );
    // Dates are Hindi, and what no file says is English and says so.
    assert!(page.contains("<time datetime=\"2026-01-09\">9 जनवरी, 2026</time>"), "{page}");
    assert!(page.contains("<span lang=\"en\" dir=\"ltr\">"), "{page}");
    let bengali = site.page("bn/guides/a/index.html");
    assert!(
        bengali.contains("<html lang=\"bn\" dir=\"ltr\">") && bengali.contains(">মানচিত্র</a>"),
        "{bengali}"
    );
    assert!(bengali.contains("৯ জানুয়ারী, ২০২৬") || bengali.contains("৯ জানুয়ারি, ২০২৬"), "{bengali}");
    // Vowels come before consonants.
    let list = site.page("guides/index.html");
    let at = |title: &str| list.find(&format!(">{title}</a>")).unwrap_or_else(|| panic!("{title}: {list}"));
    assert!(at("आम") < at("उत्तर") && at("उत्तर") < at("कमल"), "{list}");
    let found = site.run(["search", "पुराने", "--json"]).stdout;
    assert!(found.contains("\"/guides/a/\""), "{found}");
    // A language without any file of words is told of.
    site.remove("themes/default/locales/bn.ftl");
    let faults = site.faults();
    assert!(
        faults.contains(
            "casebook.yaml:1:12: warning[untranslated-message]: the interface has no words in `bn`"
        ),
        "{faults}"
    );
}
