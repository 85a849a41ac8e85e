use std::cell::RefCell;
use std::collections::BTreeMap;

use serde_json::json;

use super::*;
use crate::diagnostic::{Code, FieldPath, Place};
use crate::source::Span;

#[derive(Default)]
struct Site {
    texts: BTreeMap<&'static str, String>,
    asked: RefCell<Vec<String>>,
}

impl Site {
    fn with(mut self, file: &'static str, text: impl Into<String>) -> Self {
        self.texts.insert(file, text.into());
        self
    }

    fn at(&self, file: &str, marked: &str) -> Span {
        let start = self.texts[file].find(marked).unwrap();
        Span::new(start, start + marked.len())
    }
}

impl Texts for Site {
    fn text(&self, file: &SitePath) -> Option<String> {
        self.asked.borrow_mut().push(file.to_string());
        self.texts.get(file.as_str()).cloned()
    }
}

const CASE: &str = "content/cases/a.md";
const GUIDE: &str = "content/guides/b.md";
const PAGE: &str = "content/pages/c, d.md";

/// A misspelt field in a file with CRLF, a guide without a summary, and an alias that two files
/// claim.
fn example() -> (Site, Diagnostics) {
    let site = Site::default()
        .with(CASE, "---\r\ntitle: A\r\ntitel: Å B\r\naliases: [/old/]\r\n---\r\n")
        .with(PAGE, "---\ntitle: C\naliases:\n- /old/\n---\n");
    let path = SitePath::new;
    let mut diagnostics = Diagnostics::new();
    diagnostics.extend([
        Diagnostic::new(
            Code::UnknownField,
            &path(CASE),
            site.at(CASE, "titel"),
            "a case has no field `titel`",
        )
        .help("did you mean `title`?"),
        Diagnostic::new(Code::MissingSummary, &path(GUIDE), Place::File, "this guide has no summary"),
        Diagnostic::new(
            Code::AliasConflict,
            &path(PAGE),
            site.at(PAGE, "/old/"),
            "two files claim the address `/old/`",
        )
        .label(&path(CASE), site.at(CASE, "/old/"), "claimed here too")
        .label(&path("content/gone.md"), Span::new(3, 4), "and here"),
    ]);
    (site, diagnostics)
}

fn show(format: Format) -> String {
    let (site, diagnostics) = example();
    render(format, &diagnostics, &site, Bound::CHECK, false)
}

/// One fault at `marked` in a file that holds `text`, drawn.
fn draw(text: &str, marked: &str) -> String {
    let site = Site::default().with(CASE, text);
    let span = site.at(CASE, marked);
    draw_span(&site, span)
}

fn draw_span(site: &Site, span: Span) -> String {
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(Diagnostic::new(Code::BadValue, &SitePath::new(CASE), span, "bad"));
    render(Format::Human, &diagnostics, site, Bound::CHECK, false)
}

#[test]
fn human_draws_the_line_and_its_labels() {
    assert_eq!(
        show(Format::Human),
        "\
error[unknown-field]: a case has no field `titel`
 --> content/cases/a.md:3:1
  |
3 | titel: Å B
  | ^^^^^
  |
  = help: did you mean `title`?

warning[missing-summary]: this guide has no summary
--> content/guides/b.md

error[alias-conflict]: two files claim the address `/old/`
 --> content/pages/c, d.md:4:3
  |
4 | - /old/
  |   ^^^^^
  |
 ::: content/cases/a.md:4:11
  |
4 | aliases: [/old/]
  |           ----- claimed here too
  |
  = note: content/gone.md: and here

2 errors, 1 warning in 3 files
"
    );
}

#[test]
fn short_is_one_line_each() {
    assert_eq!(
        show(Format::Short),
        "\
content/cases/a.md:3:1: error[unknown-field]: a case has no field `titel` (help: did you mean `title`?)
content/guides/b.md:1:1: warning[missing-summary]: this guide has no summary
content/pages/c, d.md:4:3: error[alias-conflict]: two files claim the address `/old/`
"
    );
}

#[test]
fn json_is_one_object_with_a_line_each() {
    assert_eq!(
        show(Format::Json),
        r#"{"diagnostics": [
{"code":"unknown-field","severity":"error","file":"content/cases/a.md","line":3,"column":1,"end_line":3,"end_column":6,"message":"a case has no field `titel`","help":"did you mean `title`?"},
{"code":"missing-summary","severity":"warning","file":"content/guides/b.md","line":1,"column":1,"end_line":1,"end_column":1,"message":"this guide has no summary","help":null},
{"code":"alias-conflict","severity":"error","file":"content/pages/c, d.md","line":4,"column":3,"end_line":4,"end_column":8,"message":"two files claim the address `/old/`","help":null}
], "summary": {"errors": 2, "warnings": 1}}
"#
    );
}

#[test]
fn github_gets_a_command_each() {
    assert_eq!(
        show(Format::Github),
        "\
::error file=content/cases/a.md,line=3,col=1,endLine=3,endColumn=6,title=unknown-field::\
a case has no field `titel`%0Ahelp: did you mean `title`?
::warning file=content/guides/b.md,line=1,col=1,endLine=1,endColumn=1,title=missing-summary::\
this guide has no summary
::error file=content/pages/c%2C d.md,line=4,col=3,endLine=4,endColumn=8,title=alias-conflict::\
two files claim the address `/old/`
"
    );
}

#[test]
fn sarif_is_a_log_with_the_rules_it_names() {
    let rule = |code: Code, summary: &str, level: &str| {
        let explanation = code.explanation().trim();
        let description = explanation.split("\n\nBefore:").next().unwrap();
        json!({
            "id": code.name(),
            "shortDescription": {"text": summary},
            "fullDescription": {"text": description.replace("\n\n", " ").replace('\n', " ")},
            "help": {"text": explanation, "markdown": explanation},
            "defaultConfiguration": {"level": level},
        })
    };
    let place = |uri: &str, region: [usize; 4]| {
        let [start_line, start_column, end_line, end_column] = region;
        json!({
            "artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"},
            "region": {
                "startLine": start_line,
                "startColumn": start_column,
                "endLine": end_line,
                "endColumn": end_column,
            },
        })
    };
    let log: serde_json::Value = serde_json::from_str(&show(Format::Sarif)).unwrap();
    assert_eq!(
        log,
        json!({
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": {"driver": {
                    "name": "Casebook",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": [
                        rule(Code::UnknownField, "A record of this kind has no field of that name.", "error"),
                        rule(Code::AliasConflict, "An old address under `aliases` belongs to a page already, or to another record's aliases.", "error"),
                        rule(Code::MissingSummary, "The case or guide has no summary.", "warning"),
                    ],
                }},
                "columnKind": "unicodeCodePoints",
                "results": [
                    {
                        "ruleId": "unknown-field",
                        "ruleIndex": 0,
                        "level": "error",
                        "message": {"text": "a case has no field `titel` (help: did you mean `title`?)"},
                        "locations": [{"physicalLocation": place("content/cases/a.md", [3, 1, 3, 6])}],
                    },
                    {
                        "ruleId": "missing-summary",
                        "ruleIndex": 2,
                        "level": "warning",
                        "message": {"text": "this guide has no summary"},
                        "locations": [{"physicalLocation": place("content/guides/b.md", [1, 1, 1, 1])}],
                    },
                    {
                        "ruleId": "alias-conflict",
                        "ruleIndex": 1,
                        "level": "error",
                        "message": {"text": "two files claim the address `/old/`"},
                        "locations": [{
                            "physicalLocation": place("content/pages/c%2C%20d.md", [4, 3, 4, 8]),
                        }],
                        "relatedLocations": [
                            {
                                "id": 0,
                                "physicalLocation": place("content/cases/a.md", [4, 11, 4, 16]),
                                "message": {"text": "claimed here too"},
                            },
                            {
                                "id": 1,
                                "physicalLocation": place("content/gone.md", [1, 1, 1, 1]),
                                "message": {"text": "and here"},
                            },
                        ],
                    },
                ],
            }],
        })
    );
}

#[test]
fn without_diagnostics_only_the_objects_are_left() {
    let show = |format| render(format, &Diagnostics::new(), &Site::default(), Bound::CHECK, true);
    assert_eq!(show(Format::Human), "");
    assert_eq!(show(Format::Short), "");
    assert_eq!(show(Format::Github), "");
    assert_eq!(show(Format::Json), "{\"diagnostics\": [], \"summary\": {\"errors\": 0, \"warnings\": 0}}\n");
    assert!(show(Format::Sarif).contains("\"results\": []"));
}

#[test]
fn colour_changes_nothing_but_the_colours() {
    let (site, diagnostics) = example();
    let coloured = render(Format::Human, &diagnostics, &site, Bound::CHECK, true);
    assert!(coloured.starts_with("\u{1b}["));
    let mut parts = coloured.split("\u{1b}[");
    let first = parts.next().unwrap().to_owned();
    let plain = parts.fold(first, |text, part| text + part.split_once('m').unwrap().1);
    assert_eq!(plain, show(Format::Human));
}

#[test]
fn each_text_is_read_once() {
    let (site, mut diagnostics) = example();
    let again: Vec<_> = diagnostics.clone().into_iter().collect();
    diagnostics.extend(again);
    let _ = render(Format::Human, &diagnostics, &site, Bound::CHECK, false);
    let mut asked = site.asked.take();
    asked.sort();
    assert_eq!(asked, [CASE, "content/gone.md", PAGE]);
}

#[test]
fn a_long_line_is_cut_around_its_fault() {
    let text = format!("{}FAULT and more {}", "word ".repeat(1000), "word ".repeat(1000));
    assert_eq!(
        draw(&text, "FAULT"),
        "\
error[bad-value]: bad
 --> content/cases/a.md:1:5001
  |
1 | ...d word word word word word word word word word word word word FAULT and more word word word word word word word word word word wor...
  |                                                                  ^^^^^

1 error in 1 file
"
    );
}

#[test]
fn a_long_fault_is_cut_and_a_far_one_only_named() {
    let drawn = draw(&"x".repeat(5000), &"x".repeat(5000));
    assert!(drawn.lines().all(|line| line.len() < 250), "{drawn}");
    let far = format!("{}FAULT", "x".repeat(20_000));
    assert_eq!(
        draw(&far, "FAULT"),
        "error[bad-value]: bad\n--> content/cases/a.md:1:20001\n\n1 error in 1 file\n"
    );
}

#[test]
fn a_fault_of_several_lines_is_drawn_on_its_first() {
    assert_eq!(
        draw("a: |\r\n  b\r\n  c\r\nd: e\r\n", "|\r\n  b\r\n  c"),
        "\
error[bad-value]: bad
 --> content/cases/a.md:1:4
  |
1 | a: |
  |    ^

1 error in 1 file
"
    );
}

#[test]
fn wide_characters_tabs_and_a_byte_order_mark_keep_the_mark_in_place() {
    assert_eq!(
        draw("\u{feff}\t標題: x", "x"),
        "
error[bad-value]: bad
 --> content/cases/a.md:1:6
  |
1 |     標題: x
  |           ^

1 error in 1 file
"
        .trim_start()
    );
    assert!(draw("\u{feff}---\n", "---").contains("content/cases/a.md:1:1\n"));
    assert!(draw("\u{feff}---\n", "\u{feff}").contains("content/cases/a.md:1:1\n"));
    assert!(draw("عنوان: x", "x").contains("content/cases/a.md:1:8\n"));
}

#[test]
fn places_in_line_endings_and_past_the_end_are_at_the_end_of_a_line() {
    let site = Site::default().with(CASE, "ab\r\nå");
    let place = |start, end| draw_span(&site, Span::new(start, end)).lines().nth(1).unwrap().to_owned();
    assert_eq!(place(2, 3), " --> content/cases/a.md:1:3");
    assert_eq!(place(3, 4), " --> content/cases/a.md:1:3");
    assert_eq!(place(4, 4), " --> content/cases/a.md:2:1");
    assert_eq!(place(5, 99), " --> content/cases/a.md:2:1");
    assert_eq!(place(90, 99), " --> content/cases/a.md:2:2");
    assert_eq!(place(9, 2), " --> content/cases/a.md:2:2");
    let empty = Site::default().with(CASE, "");
    assert!(draw_span(&empty, Span::new(0, 0)).contains(" --> content/cases/a.md:1:1\n"));
}

#[test]
fn no_escape_sequence_and_no_override_gets_out() {
    let nasty = "\u{1b}[31m \u{9b}31m \u{7} \u{202e}txt \u{2066} \u{7f} \r x";
    let site = Site::default().with(CASE, format!("title: {nasty} END\n"));
    let mut diagnostics = Diagnostics::new();
    let file = SitePath::new(CASE);
    let odd = SitePath::new(&format!("content/{nasty}\n.md"));
    for path in [&file, &odd] {
        diagnostics.push(
            Diagnostic::new(Code::BadValue, path, site.at(CASE, nasty), format!("bad {nasty}\nsecond line"))
                .help(format!("not {nasty}\nsecond line"))
                .label(&file, site.at(CASE, "END"), format!("label {nasty}\nsecond line"))
                .label(&odd, Span::new(0, 1), format!("label {nasty}\nsecond line")),
        );
    }
    for format in [Format::Human, Format::Short, Format::Json, Format::Github, Format::Sarif] {
        let text = render(format, &diagnostics, &site, Bound::CHECK, false);
        let leaked = text.chars().find(|&character| character != '\n' && visible::is_unsafe(character));
        assert_eq!(leaked, None, "{format:?}: {text}");
        if matches!(format, Format::Json | Format::Sarif) {
            let value: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert!(value.to_string().contains('\u{202e}'));
        } else {
            assert!(!text.contains("\nsecond") && (format == Format::Human || text.lines().count() == 2));
        }
    }
    let drawn = render(Format::Human, &diagnostics, &site, Bound::CHECK, false);
    assert!(drawn.contains("1 | title: ␛[31m �31m ␇ �txt � ␡ ␍ x END\n"), "{drawn}");
}

#[test]
fn github_escapes_what_would_end_a_command() {
    let mut diagnostics = Diagnostics::new();
    let file = SitePath::new("content/a:b,100%.md");
    diagnostics.push(Diagnostic::new(
        Code::BadValue,
        &file,
        Place::Field(FieldPath::key("title")),
        "50%\r\n::stop",
    ));
    assert_eq!(
        render(Format::Github, &diagnostics, &Site::default(), Bound::CHECK, false),
        "::error file=content/a%3Ab%2C100%25.md,line=1,col=1,endLine=1,endColumn=1,title=bad-value::\
         50%25%0D%0A::stop\n"
    );
}

#[test]
fn github_has_no_columns_for_several_lines() {
    let site = Site::default().with(CASE, "a\nb\n");
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(Diagnostic::new(Code::BadValue, &SitePath::new(CASE), Span::new(0, 3), "bad"));
    assert_eq!(
        render(Format::Github, &diagnostics, &site, Bound::CHECK, false),
        "::error file=content/cases/a.md,line=1,endLine=2,title=bad-value::bad\n"
    );
}

#[test]
fn every_code_is_explained() {
    for code in Code::ALL {
        let explanation = code.explanation();
        let paragraphs: Vec<&str> = explanation.split("\n\n").collect();
        assert!(paragraphs[0].ends_with('.') && !paragraphs[0].starts_with('#'), "{code}");
        let position = |start| paragraphs.iter().position(|paragraph| *paragraph == start);
        let (before, after) = (position("Before:"), position("After:"));
        assert!(before > Some(1) && after > before, "{code}");
        assert!(paragraphs[after.unwrap() + 1..].len() > 1, "{code}: how to put it right");
        assert!((10..=27).contains(&explanation.lines().count()), "{code}");
    }
}
