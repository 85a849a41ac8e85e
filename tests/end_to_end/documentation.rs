//! `README.md` and `docs/`: what they say of the program is so, and what they link to is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use casebook::config::Config;

use crate::site::{Site, repository, tree};

/// The folder of the documentation, a site of its own.
const DOCS: &str = "docs";

fn read(path: &str) -> String {
    fs::read_to_string(repository(path)).unwrap()
}

fn page(name: &str) -> String {
    read(&format!("{DOCS}/content/pages/{name}.md"))
}

#[test]
fn the_documentation_is_a_site_without_a_fault() {
    // Not the whole folder: somebody may have built the site there.
    let site = Site::new().file("casebook.yaml", read(&format!("{DOCS}/casebook.yaml")));
    for (path, bytes) in tree(&repository(&format!("{DOCS}/content"))) {
        site.write(&format!("content/{path}"), bytes);
    }
    let ran = site.run(["check"]);
    assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""));
    let files = site.built();
    for name in ["index.html", "start/index.html", "speed/index.html", "help/index.html"] {
        assert!(files.contains_key(name), "{name}");
    }
}

#[test]
fn each_page_of_the_documentation_is_linked_to_from_another() {
    let texts = tree(&repository(&format!("{DOCS}/content/pages")));
    let texts = texts.iter().filter(|(path, _)| path.ends_with(".md"));
    let texts: Vec<_> = texts.map(|(path, text)| (path, std::str::from_utf8(text).unwrap())).collect();
    for (path, _) in texts.iter().filter(|(path, _)| *path != "index.md") {
        let name = Path::new(path).file_name().unwrap().to_str().unwrap();
        let is_linked = |(from, text): &(&String, &str)| from != path && text.contains(&format!("{name})"));
        assert!(texts.iter().any(is_linked), "nothing leads to {path}");
    }
}

#[test]
fn the_readme_links_to_files_that_are_there() {
    let readme = read("README.md");
    let mut followed = 0;
    for link in readme.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
        if !link.starts_with("https://") {
            let path = link.split('#').next().unwrap();
            assert!(repository(path).exists(), "README.md links to {link}");
            followed += 1;
        }
    }
    assert!(followed > 10, "only {followed}");
    assert!(readme.lines().count() <= 110, "README.md is a first page");
}

#[test]
fn the_page_of_commands_shows_what_help_shows() {
    let help = Site::new().run(["--help"]).stdout;
    let shown = format!("```text\n{}\n```", help.trim_end());
    assert!(page("help/commands").contains(&shown), "paste this into help/commands.md:\n{shown}");
}

#[test]
fn the_page_of_settings_has_a_row_for_each_and_no_other() {
    let schema = Config::schema();
    let fields = |schema: &serde_json::Value| {
        let properties = schema["properties"].as_object().unwrap();
        properties.keys().cloned().collect::<BTreeSet<String>>()
    };
    let mut known = fields(schema.as_value());
    assert!(known.remove("repository"), "its parts have rows of their own");
    known.extend(
        fields(&schema.as_value()["$defs"]["Repository"]).iter().map(|name| format!("repository.{name}")),
    );
    let page = page("settings/casebook-yaml");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    assert_eq!(rows.map(str::to_owned).collect::<BTreeSet<_>>(), known);
}

/// The blocks of code of a page in a language, as they stand between their fences.
fn code<'p>(page: &'p str, language: &str) -> Vec<&'p str> {
    let mut blocks = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find("\n```") {
        let opening = &rest[at + 1..];
        let fence = &opening[..opening.len() - opening.trim_start_matches('`').len()];
        let (info, inside) = opening[fence.len()..].split_once('\n').unwrap();
        let (block, after) = inside.split_once(&format!("\n{fence}\n")).unwrap();
        blocks.extend((info == language).then_some(block));
        rest = after;
    }
    blocks
}

#[test]
fn the_page_of_formats_shows_what_it_tells_to_write() {
    let page = page("write/text");
    let blocks = code(&page, "markdown");
    assert!(blocks.len() >= 8, "{}", blocks.len());
    for block in blocks {
        assert_eq!(page.matches(&format!("\n{block}\n")).count(), 2, "{block}");
    }
    // What each is for readers.
    let site = Site::new().file("casebook.yaml", read(&format!("{DOCS}/casebook.yaml")));
    for (path, bytes) in tree(&repository(&format!("{DOCS}/content"))) {
        site.write(&format!("content/{path}"), bytes);
    }
    site.built();
    let html = site.page("write/text/index.html");
    assert!(site.page("write/towns.csv").starts_with("Town,"));
    for part in [
        "<sub>2</sub>",
        "class=\"alert alert-tip\"",
        "class=\"footnotes\"",
        "<dd>",
        "<caption>Photographs of two towns, made up</caption>",
        "<td class=\"align-end\">1,200</td>",
        "<span class=\"k\">SELECT</span>",
        "<summary>What if the list is on paper?</summary>",
        "<div class=\"tabs\">",
        "class=\"play\"",
    ] {
        assert!(html.contains(part), "{part}");
    }
}

#[test]
fn each_table_of_figures_stands_between_its_marks() {
    let page = page("speed");
    let mut lines = page.lines();
    let mut tables = 0;
    while let Some(line) = lines.next() {
        assert!(!line.starts_with('|'), "a table outside of marks: {line}");
        let Some(name) = line.strip_prefix("[begin]: # ") else { continue };
        let inside: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("[end]: # ")).collect();
        assert!(inside.iter().any(|line| line.starts_with("Commit `")), "{name} names no commit");
        assert!(inside.iter().any(|line| line.starts_with("| ---")), "{name} has no table");
        assert!(page.contains(&format!("[end]: # {name}\n")), "{name} has no end");
        tables += 1;
    }
    assert_eq!(tables, 11);
}
