//! What a message says was meant, where names, links and files are not what they seem.

use crate::site::{DOT, Site, TITLE};

const GUIDE: &str = "content/guides/made-up.md";
const CASE: &str = "content/cases/made-up.md";
const PICTURE: &str = "content/guides/photo.jpg";

/// The front matter of a guide or a case with these lines, and a body.
fn with(lines: &str, body: &str) -> String {
    format!("---\ntitle: Made up\nsummary: One.\n{lines}---\n{body}\n")
}

/// Checks that a site has one fault, with those words.
#[track_caller]
fn one(site: &Site, words: &[&str]) {
    let found = site.faults();
    assert_eq!(found.lines().count(), 1, "{found}");
    for word in words {
        assert!(found.contains(word), "{word}: {found}");
    }
}

#[test]
fn a_list_of_texts_says_how_each_line_has_to_be() {
    for (lines, words) in [
        ("lessons:\n  - Lesson one: ask early\n", "`- \"Lesson one: ask early\"`"),
        ("lessons:\n  -one\n  -two\n", "`- one`, `- two`"),
        ("lessons:\n-one\n-two\n", "`- one`"),
        ("lessons:\n  1. one\n  2. two\n", "`- one`, `- two`"),
        ("lessons:\n  one\n  two\n", "`- one`, `- two`"),
        ("countries: SE, NO\n", "write `[SE, NO]`"),
        ("countries: ［SE， NO］\n", "write `[SE, NO]`"),
        ("sources: https://example.org/\n", "`[{title: …, url: https://example.org/, publisher: …}]`"),
        ("sources: [{title: Report #4, url: https://example.org/}]\n", "`\"Report #4\"`"),
        ("title: {{title}}\n", "the placeholder"),
        ("background: [x]\n", "`background: x`"),
    ] {
        let text = with(lines, "").replace("title: Made up\nsummary: One.\ntitle", "summary: One.\ntitle");
        one(&Site::new().file(CASE, text), &[words]);
    }
    let guide = with("superseded_by: [other]\n", "");
    let site = Site::new().file(GUIDE, guide).file("content/guides/other.md", with("", ""));
    one(&site, &["`superseded_by: other`"]);
    one(&Site::new().file("casebook.yaml", "contact: desk@example.org\n"), &["`email: desk@example.org`"]);
}

#[test]
fn names_between_signs_of_another_keyboard_are_told_in_ordinary_ones() {
    let site = |line: &str| {
        let site = Site::new().file("content/tools/hammer.md", TITLE).file("content/tools/saw.md", TITLE);
        site.file(GUIDE, with(&format!("{line}\n"), ""))
    };
    one(&site("tools: [hammer， saw]"), &["ordinary commas", "`hammer, saw`"]);
    one(&site("tools: [“hammer”]"), &["`hammer`"]);
    one(&site("countries: [SE、NO]"), &["`SE, NO`"]);
    one(&site("level: “beginner”"), &["did you mean `beginner`?"]);
    one(&site("last_reviewed: “2025-03-09”"), &["in ordinary signs: `2025-03-09`"]);
}

#[test]
fn a_record_is_found_by_its_title() {
    let case = |name: &str| {
        let site = Site::new().file("content/people/ada.md", "---\ntitle: Ada Lovelace\n---\n");
        site.file(CASE, with(&format!("people: [{name}]\n"), ""))
    };
    one(&case("Ada Lovelace"), &["did you mean `ada` (Ada Lovelace)?"]);
    one(&case("ada lovelce"), &["did you mean `ada` (Ada Lovelace)?"]);
    one(&case("Grace Hopper"), &["create `content/people/grace-hopper.md`"]);
    one(&case("…"), &["write the name of a file in `content/people/`"]);
}

#[test]
fn a_link_that_leads_nowhere_says_what_is_near() {
    let guide = |body: &str| {
        let site =
            Site::new().file(PICTURE, DOT).file("content/guides/b.md", with("", "![A hall](photo.jpg)"));
        site.file(GUIDE, with("", body))
    };
    for (body, meant) in [
        ("![A hall](Photo.jpg)", "`photo.jpg`? Capitals count"),
        ("![A hall](phto.jpg)", "`photo.jpg`?"),
        ("![A hall](images/photo.jpg)", "`photo.jpg`?"),
        ("[the hall](Photo.jpg)", "`photo.jpg`?"),
        ("[b](b.html)", "did you mean `b.md`?"),
        ("[b](b.htm)", "did you mean `b.md`?"),
        ("[it](www.example.org)", "write `https://www.example.org`"),
        ("[it](example.org/a)", "write `https://example.org/a`"),
        ("[ask](a@example.org)", "write `mailto:a@example.org`"),
        ("![A hall](sunset.png)", "put the image into `content/guides/`"),
    ] {
        one(&guide(body), &[meant]);
    }
    // From another folder, one of the same name.
    let far = guide("").file("content/cases/a.md", with("", "![A hall](Photo.jpg)"));
    one(&far, &["did you mean `../guides/photo.jpg`?"]);
}

#[test]
fn a_file_that_is_refused_is_told_once() {
    let link = |name: &str| with("", &format!("[it]({name}) and ![it]({name})"));
    for name in ["b.html", "b.php.png", "b.xml"] {
        let site = Site::new().file(&format!("content/guides/{name}"), "x").file(GUIDE, link(name));
        one(&site, &["unsafe-file", &format!("content/guides/{name}")]);
        let site = Site::new()
            .file(&format!("content/guides/{name}"), "x")
            .file(GUIDE, link(&format!("/guides/{name}")));
        one(&site, &["unsafe-file"]);
    }
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>";
    let site = Site::new().file("content/guides/b.svg", svg).file(GUIDE, link("b.svg"));
    assert!(
        !site.faults().contains("no image") && site.faults().contains("unsafe-file"),
        "{}",
        site.faults()
    );
    let slides = "---\ntitle: A\nslides: {url: b.html}\n---\n";
    let site = Site::new().file("content/clinics/b.html", "x").file("content/clinics/a.md", slides);
    one(&site, &["unsafe-file"]);
    // What a warning keeps out is told where it is named as well, and not as if it were not there.
    let site = Site::new()
        .file("content/guides/b.jpg~", "x")
        .file(GUIDE, with("", "![it](b.jpg~) and [it](/guides/b.jpg~)"))
        .file("content/clinics/b.jpg~", "x")
        .file("content/clinics/a.md", "---\ntitle: A\nslides: {url: b.jpg~}\n---\n");
    let faults = site.faults();
    assert_eq!(faults.matches("is there, and is not published").count(), 3, "{faults}");
    assert_eq!(faults.matches("unpublished-file").count(), 2, "{faults}");
    // What is not there is told where it is named.
    one(&Site::new().file(GUIDE, with("", "![it](b.svg)")), &["there is no image `b.svg`"]);
}

#[test]
fn a_link_to_a_file_without_an_address_is_told_at_the_file() {
    let site = Site::new()
        .file("content/guides/x.md", with("", "[it](x/a.png)"))
        .file("content/guides/x/a.png", DOT)
        .file("content/pages/guides/x/a.png", DOT);
    let faults = site.faults();
    assert!(faults.contains("address-conflict") && !faults.contains("too few others"), "{faults}");
}

#[test]
fn names_of_files_are_told_with_the_right_one() {
    for (path, meant) in [
        ("content/guides/river-port.md.md", "did you mean `river-port.md`?"),
        ("content/guides/river-port.txt.md", "did you mean `river-port.md`?"),
        ("content/guides/river-port.md ", "did you mean `river-port.md`?"),
        ("content/guides/river-port,md", "did you mean `river-port.md`?"),
        ("content/guides/river-port/INDEX.md", "name it `index.md`"),
        ("content/guides/river-port/text.md", "name it `index.md`"),
    ] {
        one(&Site::new().file(path, with("", "")), &[meant]);
    }
}

#[test]
fn what_stands_before_the_first_field_is_told() {
    let site = |text: &str| Site::new().file(GUIDE, text);
    one(&site("---\n title: A\nsummary: S.\n---\n"), &["md:2:2: ", "delete the 1 space before it"]);
    one(&site("---\n---\ntitle: A\nsummary: S.\n---\n"), &["md:2:1: ", "a second line `---`"]);
    one(&site("---\ntitle: A\nsummary: S.\n --- \nText\n"), &["delete the space before the `---`"]);
    // Another line of hyphens further down ends the front matter.
    let text = "---\ntitle: A\nsummary: S.\n ---\nText: more\n\n---\nText\n";
    one(&site(text), &["md:4:2: ", "` ---` is no field", "three hyphens and nothing else"]);
    for first in ["- - -", ";;;"] {
        one(
            &site(&format!("{first}\ntitle: A\nsummary: S.\n{first}\n")),
            &["the first line has to be `---`"],
        );
    }
}

#[test]
fn a_field_of_an_entry_is_told_which_list_it_belongs_to() {
    let person = "---\ntitle: A\nsince: 2024\n---\n";
    one(
        &Site::new().file("content/people/a.md", person),
        &["it belongs to an entry of `roles`", "`since: …`"],
    );
}

#[test]
fn how_exact_a_figure_is_and_its_unit_have_fields() {
    let metric = |value: &str| with(&format!("metrics:\n  - label: Files\n    value: {value}\n"), "");
    for (value, help) in [
        ("about 500", "`500`, and below it `precision: about`"),
        ("500+", "`500`, and below it `precision: more-than`"),
        ("\">500\"", "`500`, and below it `precision: more-than`"),
        (">500", "put it in quotes"),
        ("50%", "`50`, and `%` as `unit`"),
    ] {
        one(&Site::new().file(CASE, metric(value)), &[help]);
    }
    let site = Site::new()
        .file("casebook.yaml", "languages: [en, es]\n")
        .file(CASE, metric("5"))
        .file("content/cases/made-up.es.md", metric("5").replace("summary", "period: 2025\nsummary"));
    one(&site, &["a translation has texts only", "leave out `period`, `value`"]);
}

#[test]
fn a_request_is_named_by_its_path_as_well() {
    let site = Site::new().file("content/requests/maps/index.md", "---\ntitle: Old maps\n---\n");
    for name in ["maps", "content/requests/maps/index.md", "content/requests/maps/", "maps.md"] {
        let ran = site.run(["request", "show", name]);
        assert!(ran.stdout.starts_with("Old maps\n"), "{name}: {}", ran.stderr);
    }
}

#[test]
fn guesses_come_to_an_end_in_a_site_full_of_unknown_names() {
    let names =
        |end: &str| (0..150).map(|number| format!("Germany{end}{number}")).collect::<Vec<_>>().join(", ");
    let mut site = Site::new().file(GUIDE, with(&format!("countries: [{}]\n", names("x")), ""));
    let faults = site.faults();
    assert_eq!(faults.lines().count(), 150);
    assert_eq!(faults.matches("did you mean").count(), 0, "{faults}");
    for number in 0..150 {
        let lines = with(&format!("superseded_by: guide-numbr-{number}\n"), "");
        site = site.file(&format!("content/guides/guide-number-{number}.md"), lines);
    }
    site.write(GUIDE, with("", ""));
    let faults = site.faults();
    assert_eq!(faults.lines().count(), 150);
    // The first in the order of a reader are those that something is looked for.
    let guessed = faults.lines().map(|line| line.contains("did you mean `guide-number-"));
    assert!(guessed.eq((0..150).map(|at| at < 50)), "{faults}");
    // One name that many take for another is looked up once, and so is each in a link.
    for number in 0..150 {
        let text = with("superseded_by: guide-numbr-7\n", "[a](guide-numbr-8.md#b)\n\n[[guide-numbr-8]]");
        site.write(&format!("content/guides/guide-number-{number}.md"), text);
    }
    let faults = site.faults();
    for (meant, number) in [
        ("did you mean `guide-number-7`?", 150),
        ("did you mean `guide-number-8.md`?", 150),
        ("did you mean `[[guides/guide-number-8]]`?", 150),
        ("did you mean", 450),
    ] {
        assert_eq!(faults.matches(meant).count(), number, "{meant}");
    }
    // In links the first are looked for, too: by file, then by place.
    let links: String =
        (0..60).fold(String::new(), |text, at| text + &format!("[a](/guides/guide-numbr-{at}/)\n\n"));
    for number in 0..150 {
        site.write(&format!("content/guides/guide-number-{number}.md"), with("", ""));
    }
    site.write("content/guides/guide-number-0.md", with("", &links));
    site.write("content/cases/a.md", with("", &links.replace("numbr", "nubmer")));
    let faults = site.faults();
    let guessed = faults.lines().map(|line| line.contains("did you mean `/guides/guide-number-"));
    assert!(guessed.eq((0..120).map(|at| at < 50)), "{faults}");
}
