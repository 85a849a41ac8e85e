//! Somebody who can help: what they know, speak, where they are and whether they have room, and where readers find it.

use crate::gate::sign_reviews;
use crate::html::outline;
use crate::site::{Site, TITLE, TODAY};

/// A tool, a topic and people: Ada has room, Ben has none, Cleo has left, and Dan knows something else.
fn site() -> Site {
    let person = |name: &str, front: &str| format!("---\ntitle: {name}\nsummary: One.\n{front}---\n");
    Site::new()
        .file("casebook.yaml", "languages: [en, es]\n")
        .file("content/tools/sorter.md", "---\ntitle: Sorter\n---\n")
        .file("content/tools/sorter.es.md", "---\ntitle: Clasificador\n---\n")
        .file("content/tools/other.md", "---\ntitle: Other tool\n---\n")
        .file("content/guides/sort.md", "---\ntitle: Sort well\nsummary: One.\nowner: people/ada\ntools: [sorter]\n---\n")
        .file("content/guides/wash.md", "---\ntitle: Wash\nsummary: One.\nowner: people/ada\n---\n")
        .file(
            "content/people/ada.md",
            person(
                "Ada",
                "knows: {tools: [sorter], topics: [maps]}\nlanguages: [sv, es]\ncountries: [UG]\n\
                 time_zone: Africa/Kampala\ncapacity: {room: room, as_of: 2026-02-01}\naccounts: {wiki: Ada W}\n\
                 roles: [{role: committee, since: 2025}, {role: helpdesk, until: 2024}]\n",
            ),
        )
        .file(
            "content/people/ben.md",
            person("Ben", "knows: {tools: [sorter]}\nlanguages: [es]\ncapacity: {room: none, as_of: 2026-02-01}\n"),
        )
        .file(
            "content/people/aaron.md",
            person("Aaron", "knows: {tools: [sorter]}\nroles: [{role: committee, until: 2024}]\n"),
        )
        .file("content/people/dan.md", person("Dan", "knows: {tools: [other]}\ncountries: [PT]\n"))
        .file("content/people/eva.md", person("Eva", "languages: [sv]\n"))
        .file("content/people/finn.md", person("Finn", "languages: [sv]\n"))
}

/// The lines of a page between two of them.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let start = page.find(from).unwrap_or_else(|| panic!("{from} is missing in\n{page}"));
    let rest = &page[start..];
    &rest[..rest[1..].find(to).map_or(rest.len(), |end| end + 1)]
}

#[test]
fn the_page_of_a_person_has_what_they_know_and_where_it_is_which_time() {
    let site = site();
    site.built();
    let page = site.page("people/ada/index.html");
    let facts = outline(&page);
    for part in [
        "Sorter",
        "maps",
        "Swedish",
        "Spanish",
        "Has room",
        "as of 1 February 2026",
        "Africa/Kampala",
        "UTC+3",
    ] {
        assert!(facts.contains(part), "{part} is missing in\n{facts}");
    }
    assert!(page.contains("data-zone=\"Africa/Kampala\" data-now=\"now {time}\""), "{page}");
    let (now, before) = (page.find("<dt>Roles</dt>").unwrap(), page.find("<dt>Former roles</dt>").unwrap());
    let (member, chair) = (page.rfind("since 2025").unwrap(), page.rfind("until 2024").unwrap());
    assert!(now < member && member < before && before < chair, "{page}");
    let spanish = outline(&site.page("es/people/index.html"));
    assert!(spanish.contains("Clasificador") && spanish.contains("Sueco"), "{spanish}");
}

#[test]
fn a_tool_and_a_topic_name_who_knows_them_and_who_cannot_be_asked_comes_last() {
    let site = site();
    site.built();
    let tool = outline(&site.page("tools/sorter/index.html"));
    let known = between(&tool, "## People who know it", "\n## ");
    let place = |name: &str| known.find(name).unwrap_or_else(|| panic!("{name} is missing in\n{known}"));
    assert!(place("[Ada]") < place("[Ben]") && place("[Ben]") < place("[Aaron]"), "{known}");
    for part in [
        "Swedish",
        "Has room",
        "No room now",
        "formerly here",
        "[Guides 1](../../people/ada/index.html#section-mentions)",
    ] {
        assert!(known.contains(part), "{part} is missing in\n{known}");
    }
    let mentions = between(&tool, "## Mentioned in", "\n## ");
    assert!(mentions.contains("Sort well") && !mentions.contains("Ada"), "they are named once: {mentions}");
    let topic = outline(&site.page("topics/maps/index.html"));
    assert_eq!(topic.matches("[Ada]").count(), 1, "{topic}");
    assert!(topic.contains("## People who know it"), "{topic}");
}

#[test]
fn the_list_of_people_says_why_each_fits_and_has_lists_for_those_without_scripts() {
    let site = site();
    site.built();
    let page = site.page("people/index.html");
    let list = outline(&page);
    let ada = between(&list, "[Ada]", "[Dan]");
    for part in ["Sorter", "maps", "Guides 2", "Wiki: Ada W", "Africa/Kampala", "Former roles", "Uganda"] {
        assert!(ada.contains(part), "{part} is missing in\n{ada}");
    }
    let knows = between(&list, "## By what they know", "## By");
    assert!(knows.contains("Sorter") && knows.contains("Other tool") && knows.contains("maps"), "{knows}");
    let speaks = between(&list, "## By language", "## By country");
    assert!(speaks.contains("Spanish") && speaks.contains("Swedish") && speaks.contains("[Eva]"), "{speaks}");
    let country = between(&list, "## By country", "\u{0}");
    assert!(country.contains("Uganda") && country.contains("[Dan]"), "{country}");
    assert!(
        page.contains("data-knows=\"tools/sorter topics/maps\" data-speaks=\"sv es\" data-country=\"UG\""),
        "{page}"
    );
    assert!(page.contains("<option value=\"tools/sorter\">Sorter</option>"), "{page}");
}

#[test]
fn few_people_need_no_lists_and_nobody_no_choice() {
    let site =
        Site::new().file("content/people/ada.md", "---\ntitle: Ada\nsummary: One.\nlanguages: [sv]\n---\n");
    site.built();
    let page = site.page("people/index.html");
    assert!(!page.contains("By language") && !page.contains("people-filter"), "{page}");
    let site = site.file("content/people/ben.md", "---\ntitle: Ben\nsummary: One.\nlanguages: [es]\n---\n");
    site.built();
    let page = site.page("people/index.html");
    assert!(
        !page.contains("By language") && page.contains("<option value=\"es\">Spanish</option>"),
        "{page}"
    );
}

#[test]
fn the_requests_that_somebody_reviewed_are_on_their_page() {
    let site = site()
        .file(
            "content/requests/maps/index.md",
            "---\ntitle: Old maps\nstatus: initial-feedback\n---\nMade up.\n",
        )
        .file(
            "content/requests/maps/reviews/initial-ada.md",
            "---\nrecommendation: proceed\nreason: Good.\ndigest: DIGEST\n---\n",
        );
    sign_reviews(&site);
    site.build(&[]).succeeded();
    let page = outline(&site.page("people/ada/index.html"));
    assert!(between(&page, "## Requests reviewed", "\n## ").contains("[Old maps]"), "{page}");
    let list = outline(&site.page("people/index.html"));
    assert!(list.contains("[Requests reviewed 1](../people/ada/index.html#section-reviewed)"), "{list}");
}

#[test]
fn room_is_shown_for_half_a_year() {
    let site = site().file(
        "content/people/ada.md",
        "---\ntitle: Ada\nsummary: One.\ncapacity: {room: room, as_of: 2025-08-31}\n---\n",
    );
    let ran = site.build(&[]);
    assert!(
        ran.stderr.contains("`capacity.as_of` (2025-08-31) is more than half a year ago"),
        "{}",
        ran.stderr
    );
    assert!(!site.page("people/ada/index.html").contains("Has room"));
    site.write(
        "content/people/ada.md",
        "---\ntitle: Ada\nsummary: One.\ncapacity: {room: room, as_of: 2025-09-01}\n---\n",
    );
    site.built();
    assert!(site.page("people/ada/index.html").contains("Has room"));
}

#[test]
fn a_question_in_a_sentence_finds_who_knows_and_speaks() {
    let site = site();
    site.built();
    let best = |query: &str, language: &str| {
        let ran = site.run(["search", query, "--lang", language, "--json"]);
        let found: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        let first = &found["results"][0];
        (first["url"].as_str().unwrap().to_owned(), first["excerpt"].as_str().unwrap().to_owned())
    };
    let (url, excerpt) = best("who knows Sorter and speaks Swedish", "en");
    assert!(url.contains("people/ada"), "{url}");
    assert!(excerpt.contains("Sorter") && excerpt.contains("Swedish"), "it says why: {excerpt}");
    let (url, _) = best("quién conoce Clasificador y habla sueco", "es");
    assert!(url.contains("people/ada"), "{url}");
}

#[test]
fn a_request_that_was_referred_is_shown_at_both_ends_and_counted() {
    let site = Site::new()
        .file("content/partners/museum.md", TITLE)
        .file("content/people/ada.md", TITLE)
        .file(
            "content/requests/maps.md",
            "---\ntitle: Old maps\nreferred_to: [partners/museum, people/ada]\n---\nMade up.\n",
        )
        .file("content/requests/films.md", "---\ntitle: Films\n---\nMade up.\n");
    site.build(&[]).succeeded();
    let request = site.page("requests/maps/index.html");
    assert!(request.contains("<dt>Referred to</dt>"), "{request}");
    for end in ["partners/museum", "people/ada"] {
        assert!(site.page(&format!("{end}/index.html")).contains(">Old maps</a>"), "{end}");
    }
    let figures = outline(&site.page("desk/figures/index.html"));
    assert!(
        figures.contains("Referred to others") && site.page("desk/figures.csv").contains("all,,referred,1,")
    );
    let report = site.run(["request", "report", "--today", TODAY]).stdout;
    assert!(report.contains("| Referred to others | 1 |"), "{report}");
    site.write("content/requests/films.md", "---\ntitle: Films\nreferred_to: [tools/maps]\n---\nMade up.\n");
    assert!(site.faults().contains("`people/SLUG`, `groups/SLUG` or `partners/SLUG`"), "{}", site.faults());
}
