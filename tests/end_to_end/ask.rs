//! The page where people ask for help, as it is before its script runs, and the links of a request's
//! page to the files that its committee writes. What the script does is tested in a browser.

use serde_json::Value;

use crate::example::{example, example_with_history};
use crate::html::{outline, tags};
use crate::site::{Site, assert_expected};

const PAGE: &str = "desk/ask/index.html";

/// A desk with two people of the committee and one request that is before them.
fn desk(repository: &str) -> Site {
    let person = |name: &str| format!("---\ntitle: {name}\nroles: [{{role: committee, since: 2024}}]\n---\n");
    let site = Site::new()
        .file("casebook.yaml", format!("repository: {repository}\n"))
        .file("content/people/ada.md", person("Ada"))
        .file("content/people/ben.md", person("Ben"))
        .file("content/people/eve.md", "---\ntitle: Eve\nroles: [{role: committee, until: 2020}]\n---\n")
        .file("content/requests/maps/index.md", "---\ntitle: Maps\nstatus: initial-feedback\n---\n");
    site.built();
    site
}

/// Where the links of a page with that text lead.
fn links<'p>(page: &'p str, text: &str) -> Vec<&'p str> {
    let end = format!(">{text}</a>");
    let start = |at: usize| page[..at].rfind("href=\"").unwrap() + "href=\"".len();
    let link = |(at, _): (usize, &str)| page[start(at)..at].split('"').next().unwrap();
    page.match_indices(&end).map(link).collect()
}

fn decoded(link: &str) -> String {
    let link = link.replace("&amp;", "&");
    percent_encoding::percent_decode_str(&link).decode_utf8().unwrap().into_owned()
}

#[test]
fn the_page_asks_in_plain_words_and_is_whole_without_its_script() {
    let site = example_with_history();
    site.built();
    let page = site.page(PAGE);
    // The countries of the world are not worth reading here.
    let (before, rest) = page.split_once("<select").unwrap();
    let (_, after) = rest.split_once("</select>").unwrap();
    assert_expected("tests/sites/expected/desk/ask/index.txt", &outline(&format!("{before}{after}")));
    // What the script unfolds is hidden, what it takes the place of is not.
    let tags = tags(&page);
    let with_id = |id: &str| tags.iter().find(|tag| tag.get("id") == Some(id)).unwrap();
    assert!(with_id("ask").get("hidden").is_some());
    assert!(with_id("ask-plain").get("hidden").is_none());
    let uganda = page.find("<option value=\"UG\">Uganda</option>").unwrap();
    assert!(page.find("<option value=\"AF\">").unwrap() < uganda);
}

#[test]
fn a_mail_begins_with_the_questions() {
    let site = example();
    site.built();
    let page = site.page(PAGE);
    let link = links(&page, "Begin a mail with these questions")[0];
    assert!(link.starts_with("mailto:desk@lantern.example?subject=Ask%20for%20help&amp;body="), "{link}");
    assert!(link.len() < 1900, "old mail programs take no more: {}", link.len());
    let mail = decoded(link);
    assert!(mail.contains("What do you need?\r\n\r\n\r\nWhat is it about?\r\n\r\n"), "{mail}");
}

#[test]
fn only_ways_that_the_site_has_are_offered() {
    let request = "---\ntitle: Maps\n---\n";
    let offered = |config: &str| {
        let site = Site::new().file("casebook.yaml", config).file("content/requests/maps/index.md", request);
        site.built();
        let page = site.page(PAGE);
        ["ask-forge", "ask-account", "ask-mail", "ask-download"]
            .map(|id| page.contains(&format!("id=\"{id}\"")))
    };
    assert_eq!(offered(""), [false, false, false, true]);
    assert_eq!(offered("contact: {email: desk@a.example}"), [false, false, true, true]);
    assert_eq!(offered("repository: {url: https://github.com/o/r}"), [true, true, false, true]);
}

#[test]
fn the_forge_is_named_and_its_address_has_room_for_the_request() {
    for (url, name, address) in [
        (
            "https://github.com/o/r",
            "GitHub",
            "https://github.com/o/r/new/main?filename=content/requests/ID-OF-REQUEST/index.md&value=TEXT-OF-REQUEST",
        ),
        (
            "https://gitlab.com/o/r",
            "GitLab",
            "https://gitlab.com/o/r/-/new/main?file_name=content/requests/ID-OF-REQUEST/index.md",
        ),
        (
            "https://codeberg.org/o/r",
            "Codeberg",
            "https://codeberg.org/o/r/_new/main/content/requests/ID-OF-REQUEST?filename=index.md&value=TEXT-OF-REQUEST",
        ),
        (
            "https://forgejo.example/o/r",
            "Forgejo",
            "https://forgejo.example/o/r/_new/main/content/requests/ID-OF-REQUEST?filename=index.md&value=TEXT-OF-REQUEST",
        ),
    ] {
        let page = desk(&format!("{{url: {url}}}")).page(PAGE);
        let tags = tags(&page);
        let form = tags.iter().find(|tag| tag.get("id") == Some("ask")).unwrap();
        assert_eq!(form.get("data-new-file"), Some(address));
        assert_eq!(form.get("data-account"), Some(name.to_lowercase().as_str()));
        assert!(page.contains(&format!(">Propose it on {name}</a>")), "{name}");
    }
}

#[test]
fn the_desk_leads_to_the_page_and_a_site_without_a_desk_has_none() {
    let site = desk("{url: https://github.com/o/r}");
    // From the menu of each page, and from the pages of the desk and the home page by a button.
    assert_eq!(links(&site.page("people/index.html"), "Ask for help"), ["../desk/ask/index.html"]);
    for page in ["desk/index.html", "requests/index.html"] {
        assert_eq!(links(&site.page(page), "Ask for help"), ["../desk/ask/index.html"; 2]);
    }
    assert_eq!(links(&site.page("index.html"), "Ask for help"), ["desk/ask/index.html"; 2]);
    // People who would answer are enough.
    site.remove("content/requests/maps/index.md");
    assert!(site.built().contains_key(PAGE));
    let site = Site::new().file("content/people/ada.md", "---\ntitle: Ada\n---\n");
    assert!(!site.built().keys().any(|name| name.starts_with("desk/")));
}

#[test]
fn likely_answers_are_found_by_title_and_summary_and_take_little_room() {
    let site = example();
    site.built();
    let answers: Value = serde_json::from_str(&site.page("desk/ask/answers.json")).unwrap();
    let festival =
        answers.as_array().unwrap().iter().find(|answer| answer[0] == "The lantern festival: 400 lanterns");
    let festival = festival.unwrap_or_else(|| panic!("{answers:#}"));
    assert_eq!(festival[1], "cases/lantern-festival/index.html");
    assert!(festival[2].as_str().unwrap().split(' ').all(|word| word.chars().count() > 3), "{festival}");
    assert!(!answers.to_string().contains("unfinished"), "drafts are no answers");

    let mut site = Site::new().file("content/requests/maps/index.md", "---\ntitle: Maps\n---\n");
    for number in 0..700 {
        let guide =
            format!("---\ntitle: Guide {number}\nsummary: {}\n---\n", "Something much longer. ".repeat(9));
        let guide = guide
            .replace("much", &format!("much{number} more{number} most{number} other{number} words{number}"));
        site = site.file(&format!("content/guides/g{number}.md"), guide);
    }
    let site = site
        .file("content/guides/g699.md", "---\ntitle: The latest\nsummary: New.\nupdated: 2026-02-01\n---\n");
    site.built();
    let file = site.page("desk/ask/answers.json");
    assert!(file.starts_with("[\n[\"The latest\","), "what changed last is there: {}", &file[..99]);
    assert!((50 * 1024..=60 * 1024).contains(&file.len()), "{}", file.len());
    serde_json::from_str::<Value>(&file).unwrap();
}

#[test]
fn there_are_no_more_tools_to_choose_from_than_anybody_reads() {
    let mut site = Site::new().file("content/requests/maps/index.md", "---\ntitle: Maps\n---\n");
    for number in 0..70 {
        site = site.file(&format!("content/tools/t{number}.md"), format!("---\ntitle: Tool {number}\n---\n"));
    }
    // Without this it would be the last.
    let site = site.file("content/guides/a.md", "---\ntitle: A\nsummary: One.\ntools: [t9]\n---\n");
    site.built();
    let page = site.page(PAGE);
    assert_eq!(page.matches("name=\"tools\"").count(), 60);
    assert!(page.contains("name=\"tools\" value=\"t9\""), "the one that is used is there");
}

#[test]
fn who_is_asked_for_a_review_finds_their_own_file_begun() {
    let site = desk("{url: https://github.com/o/r, folder: site}");
    let page = site.page("requests/maps/index.html");
    let [ada] = links(&page, "<bdi>Ada</bdi>")[..] else { panic!("{page}") };
    let ada = decoded(ada);
    let start = "https://github.com/o/r/new/main?filename=site/content/requests/maps/reviews/initial-ada.md&value=---\n";
    let file = ada.strip_prefix(start).unwrap_or_else(|| panic!("{ada}"));
    assert_eq!(links(&page, "<bdi>Eve</bdi>"), [] as [&str; 0], "she is no member any more");
    // The file says itself what is missing, and nothing else is wrong with it.
    site.write("content/requests/maps/reviews/initial-ada.md", format!("---\n{file}"));
    let faults = site.faults();
    let missing = ["no `recommendation`", "no `reason`"].map(|fault| faults.contains(fault));
    assert!(missing == [true, true] && faults.matches(": error[").count() == 2, "{faults}");
    // With an answer after each name it is a review that counts, and nobody asks for it again.
    let answered = file
        .replace("recommendation:  #", "recommendation: proceed #")
        .replace("everybody reads it\n", "everybody reads it\n  Well thought out.\n");
    site.write("content/requests/maps/reviews/initial-ada.md", format!("---\n{answered}"));
    site.built();
    let page = site.page("requests/maps/index.html");
    assert!(
        page.contains("Well thought out.")
            && !page.contains("new/main?filename=site/content/requests/maps/reviews/initial-ada.md")
    );
    assert_eq!(links(&page, "<bdi>Ben</bdi>").len(), 1);
    // A review of an earlier text is changed where it is.
    site.write("content/requests/maps/index.md", "---\ntitle: New maps\nstatus: initial-feedback\n---\n");
    site.built();
    let page = site.page("requests/maps/index.html");
    let edit = "https://github.com/o/r/edit/main/site/content/requests/maps/reviews/initial-ada.md";
    assert!(links(&page, "<bdi>Ada</bdi>").contains(&edit), "{page}");
}

#[test]
fn a_review_is_asked_for_only_where_one_can_be_written() {
    let heading = "Add your review";
    let page = |site: &Site| outline(&site.page("requests/maps/index.html"));
    let site = desk("{url: https://gitlab.com/o/r}");
    // GitLab's page opens empty: the text stands here to be copied.
    assert!(
        page(&site).contains("The file opens empty") && page(&site).contains("recommendation: # proceed")
    );
    assert!(page(&site).contains(
        "[Correct this request](https://gitlab.com/o/r/-/edit/main/content/requests/maps/index.md)"
    ));
    let site = desk("{url: https://github.com/o/r}");
    assert!(page(&site).contains(heading) && !page(&site).contains("The file opens empty"));
    site.write("content/requests/maps/index.md", "---\ntitle: Maps\n---\n");
    site.built();
    assert!(!page(&site).contains(heading), "no stage is open");
    site.write("content/requests/maps/index.md", "---\ntitle: Maps\nstatus: initial-feedback\n---\n");
    site.write("casebook.yaml", "");
    site.built();
    assert!(!page(&site).contains(heading), "there is no place to write it");
}
