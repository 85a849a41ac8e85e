//! The practice sets beside the guides: a reader who follows a guide puts these very lines into a tool, so each has
//! to be in the form that the tool takes, and say that it is made up.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use crate::site::{repository, tree};

/// The files of that form beside the guides, by path below `content/guides/`.
fn files(fits: fn(&str) -> bool) -> BTreeMap<String, String> {
    let files = tree(&repository("content/guides")).into_iter().filter(|(path, _)| fits(path));
    files.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

/// A table with its header, each row as long as that.
fn table(path: &str, text: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let owned = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let header = owned(reader.headers().unwrap());
    let rows = reader.records().map(|row| owned(&row.unwrap_or_else(|error| panic!("{path}: {error}"))));
    (header, rows.collect())
}

#[test]
fn each_table_is_well_formed_and_says_that_it_is_made_up() {
    let tables = files(|path| path.ends_with(".csv"));
    assert!(tables.len() >= 5, "{:?}", tables.keys());
    for (path, text) in tables {
        let (header, rows) = table(&path, &text);
        assert!(!rows.is_empty(), "{path}");
        let names: BTreeSet<&String> = header.iter().collect();
        assert_eq!(names.len(), header.len(), "{path} has a column twice");
        assert!(header.iter().all(|name| !name.trim().is_empty()), "{path} has a column without a name");
        let is_said = |row: &Vec<String>| row.iter().any(|cell| cell.to_lowercase().contains("made up"));
        assert!(rows.iter().all(is_said), "{path} has a row that does not say that it is made up");
    }
}

#[test]
fn the_reconciled_list_has_the_twenty_rows_of_the_list() {
    let numbers = |name: &str| -> Vec<String> {
        let path = repository("content/guides/monuments-list-to-wikidata").join(name);
        let (_, rows) = table(name, &std::fs::read_to_string(path).unwrap());
        rows.into_iter().map(|row| row[0].clone()).collect()
    };
    let list = numbers("practice-list.csv");
    assert_eq!(list.len(), 20);
    let reconciled: BTreeSet<String> = numbers("practice-list-reconciled.csv").into_iter().collect();
    assert_eq!(reconciled, list.into_iter().collect());
}

/// A line of `QuickStatements`, version 1, with `|` between the parts: an item and what is said of it, then pairs of
/// qualifiers (`P`) and sources (`S`). <https://www.wikidata.org/wiki/Help:QuickStatements>
static LINE: LazyLock<Regex> = LazyLock::new(|| {
    let value = r#"(?:[QM][0-9]+|"[^"|]+"|[a-z-]+:"[^"|]+"|somevalue|novalue|[+-]?[0-9]+(?:\.[0-9]+)?(?:U[0-9]+)?|[+-][0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00Z/(?:[6-9]|1[01])|@-?[0-9]{1,2}(?:\.[0-9]+)?/-?[0-9]{1,3}(?:\.[0-9]+)?)"#;
    Regex::new(&format!(r"^-?[QM][0-9]+\|P[1-9][0-9]*\|{value}(?:\|[PS][1-9][0-9]*\|{value})*$")).unwrap()
});

/// Wikidata's own items for trying things, and the file that there is none of.
const SANDBOX: [&str; 4] = ["Q4115189", "Q13406268", "Q15397819", "M0"];

#[test]
fn each_line_of_quickstatements_is_one_that_the_tool_reads() {
    let commands = files(|path| path.contains("quickstatements-"));
    assert_eq!(commands.len(), 4, "{:?}", commands.keys());
    for (path, text) in &commands {
        for line in text.lines() {
            assert!(LINE.is_match(line), "{path}: {line}");
            let about = line.trim_start_matches('-').split('|').next().unwrap();
            assert!(SANDBOX.contains(&about), "{path} would change {about}");
            assert_eq!(line.starts_with('-'), path.ends_with("-remove.txt"), "{path}: {line}");
        }
    }
    // What one file says the other takes back.
    let statements = |text: &str| -> BTreeSet<String> {
        let first =
            |line: &str| line.trim_start_matches('-').split('|').take(3).collect::<Vec<_>>().join("|");
        text.lines().map(first).collect()
    };
    for (path, text) in commands.iter().filter(|(path, _)| path.ends_with("-add.txt")) {
        let remove = &commands[&path.replace("-add.txt", "-remove.txt")];
        assert_eq!(statements(text), statements(remove), "{path}");
    }
}

#[test]
fn lines_that_the_tool_would_not_read_are_noticed() {
    for wrong in [
        "Q1|P31",
        "Q1|P31|windmill",
        "Q1 | P31 | Q2",
        "Q1|P571|1897-08-14",
        "Q1|P571|+1897-08-14T00:00:00Z/12",
        "Q1|P625|@0.01,0.02",
        "Q1|P31|Q2|854|\"x\"",
        "Q1|P528|'EX'",
    ] {
        assert!(!LINE.is_match(wrong), "{wrong}");
    }
}

/// What Pattypan asks of a sheet: the path of each file and its name on Commons come first.
/// <https://commons.wikimedia.org/wiki/Commons:Pattypan>
#[test]
fn the_sheet_has_the_columns_that_pattypan_wants() {
    let folder = repository("content/guides/files-through-pattypan");
    let text = std::fs::read_to_string(folder.join("data-sheet.csv")).unwrap();
    let (header, rows) = table("data-sheet.csv", &text);
    assert_eq!(header[..2], ["path", "name"]);
    let column = |name: &str| header.iter().position(|column| column == name).unwrap();
    let (licence, categories) = (column("license"), column("categories"));
    for row in &rows {
        let file = row[0].rsplit('\\').next().unwrap();
        assert!(folder.join(file).exists(), "{file} is not beside the guide");
        assert!(row[licence].starts_with("{{") && row[licence].ends_with("}}"), "{row:?}");
        assert!(!row[categories].contains("Category:") && !row[categories].contains(','), "{row:?}");
        // `#<>[]|{}` cannot stand in the name of a page.
        assert!(!row[1].contains(['#', '<', '>', '[', ']', '|', '{', '}']), "{row:?}");
    }
    // The guide shows what a row without a category does.
    assert_eq!(rows.iter().filter(|row| row[categories].is_empty()).count(), 1);
}
