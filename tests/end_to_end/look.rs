//! A site's own look, without a copy of the theme.

use crate::html::tags;
use crate::site::{Site, TITLE};

fn site(settings: &str) -> Site {
    Site::new().file("casebook.yaml", settings).file("content/tools/a.md", TITLE)
}

/// The threshold is that of text on the darkest of what it stands on.
#[test]
fn an_accent_that_cannot_be_read_is_refused_with_one_that_can() {
    assert_eq!(site("look: {accent: \"#6d6d6d\"}\n").faults(), "");
    let faults = site("look: {accent: \"#737373\"}\n").faults();
    assert!(
        faults.starts_with(
            "casebook.yaml:1:16: error[bad-value]: links in `#737373` have a contrast of 4.2 to the page"
        ),
        "{faults}"
    );
    let (_, readable) = faults.split_once("such as `\"").unwrap();
    let readable = &readable[..7];
    assert_eq!(site(&format!("look: {{accent: \"{readable}\"}}\n")).faults(), "", "{readable}");
    for wrong in ["red", "#12", "\"#12345g\""] {
        let faults = site(&format!("look:\n  accent: {wrong}\n")).faults();
        assert!(faults.contains("casebook.yaml:2:"), "{wrong}: {faults}");
    }
}

#[test]
fn a_logo_has_to_be_there() {
    let site = site("look: {logo: lgo.svg}\n")
        .file("themes/default/static/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    assert!(
        site.faults().contains("error[missing-file]: there is no `themes/default/static/lgo.svg` (help: did you mean `logo.svg`?)"),
        "{}",
        site.faults()
    );
    site.write("casebook.yaml", "look: {logo: logo.svg}\n");
    site.built();
    let page = site.page("tools/a/index.html");
    let logo = tags(&page).into_iter().find(|tag| tag.name == "img").unwrap();
    assert_eq!(logo.get("src"), Some("../../theme/logo.svg"));
}

#[test]
fn what_could_leave_its_place_in_a_style_sheet_is_refused() {
    for font in ["\"A;}body{display:none\"", "\"A\\\"\"", "\"-x\"", "\"\""] {
        let faults = site(&format!("look:\n  fonts: {{text: {font}}}\n")).faults();
        assert!(faults.contains("is no name of a font"), "{font}: {faults}");
    }
}

#[test]
fn a_script_of_others_is_loaded_and_the_policy_names_its_host_alone() {
    let site = site(
        "scripts:\n  - src: https://stats.example.org/js/script.js\n    data: {domain: \"a\\\"b\"}\n  - src: https://stats.example.org/other.js\n",
    );
    site.built();
    let page = site.page("tools/a/index.html");
    let tags = tags(&page);
    let script =
        tags.iter().find(|tag| tag.get("src") == Some("https://stats.example.org/js/script.js")).unwrap();
    assert_eq!(script.get("data-domain"), Some("a\"b"));
    assert!(script.get("defer").is_some());
    let policy = tags.iter().find(|tag| tag.get("http-equiv").is_some()).unwrap().get("content").unwrap();
    assert!(policy.contains("script-src 'self' file: zim: https://stats.example.org;"), "{policy}");
    assert!(policy.contains("connect-src 'self' https://stats.example.org;"), "{policy}");
    assert!(site.page("_headers").contains(policy));
    for wrong in [
        "http://a.example/x.js",
        "https://a.example",
        "\"https://a;b/x.js\"",
        "https://a'b/x.js",
        "script.js",
    ] {
        let faults = self::site(&format!("scripts:\n  - src: {wrong}\n")).faults();
        assert!(faults.contains("is no address of a script"), "{wrong}: {faults}");
    }
    let faults = self::site("scripts: [{src: \"https://a.example/x.js\", data: {\"on x\": y}}]\n").faults();
    assert!(faults.contains("is no name of an attribute"), "{faults}");
}

#[test]
fn the_licence_of_the_texts_is_one_that_is_known() {
    let site = site("licence: cc-by-sa-4.0\n");
    site.built();
    let page = site.page("tools/a/index.html");
    assert!(
        page.contains(
            "Texts are under <a class=\"external\" href=\"https://creativecommons.org/licenses/by-sa/4.0/\""
        ),
        "{page}"
    );
    site.write("casebook.yaml", "licence: CC BY-SA 4.0\n");
    let faults = site.faults();
    assert!(
        faults.contains("casebook.yaml:1:10: error[unknown-term]: unknown licence `CC BY-SA 4.0` (help: did you mean `cc-by-sa-4.0`"),
        "{faults}"
    );
}

/// Rules that nobody can read are not left out in silence.
#[test]
fn rules_in_another_encoding_are_refused() {
    let site = site("").file("themes/default/static/extra.css", b".a { content: \"\xe9\" }\n");
    let faults = site.faults();
    assert!(faults.contains("themes/default/static/extra.css:1:") && faults.contains("not-utf8"), "{faults}");
}

/// What a site writes is not touched, and wins over all sheets of the theme.
#[test]
fn rules_of_the_site_come_last_as_they_were_written() {
    let rules = "/* Mine */\n.a  { color : red }\n";
    let site = site("").file("themes/default/static/extra.css", rules);
    let files = site.built();
    assert_eq!(String::from_utf8(files["theme/extra.css"].clone()).unwrap(), rules);
    for page in ["index.html", "search/index.html", "404.html"] {
        let page = String::from_utf8(files[page].clone()).unwrap();
        let sheets: Vec<_> = page.split("<link rel=\"stylesheet\" href=\"").skip(1).collect();
        let last = sheets.last().unwrap();
        assert!(last.split_once('"').unwrap().0.ends_with("theme/extra.css"), "{page}");
        assert!(sheets.len() > 3, "{page}");
    }
    let own = ":root { --paper: #fff; --shade: #fff; --note-tint: #fff }\nbody   { color: blue }\n";
    site.write("themes/default/static/style.css", own);
    let files = site.built();
    assert_eq!(String::from_utf8(files["theme/style.css"].clone()).unwrap(), own);
}

/// Nothing is asked for that is not there.
#[test]
fn a_site_without_rules_of_its_own_loads_none() {
    let page = String::from_utf8(site("").built()["index.html"].clone()).unwrap();
    assert!(!page.contains("extra.css"), "{page}");
}
