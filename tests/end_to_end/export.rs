//! `casebook export`: a record as wikitext, and the figures as a table. All content here is made up.

use crate::site::Site;

const CASE: &str = "---\n\
title: Old maps\n\
summary: The harbour office shared 120 maps.\n\
background: They lay in a cellar.\n\
goals: {ours: [Maps on Commons], partner: [Visitors]}\n\
metrics:\n  - {label: Maps, value: 120, unit: files, baseline: 3, date: 2024-05}\n\
countries: [UG]\n\
tools: [openrefine]\n\
wikidata: [Q42]\n\
sources:\n  - {title: A report, url: \"https://a.example/r\", publisher: Made up}\n\
---\n\
## What was done\n\n\
We used [the guide](../guides/scan.md) and [[tools/openrefine]] for **all** of *them*.[^1]\n\n\
- one\n  1. inner\n- two with '''no bold''' and \\[\\[no link]] and {{no template}} | ~~~~\n\n\
| Town | Maps |\n| --- | --- |\n| A \\| B | 12 |\n\n\
> [!TIP]\n> Ask early.\n\n\
```sparql\nSELECT * {}\n```\n\n\
[^1]: All but one.\n";

fn site() -> Site {
    Site::new()
        .file("casebook.yaml", "title: Made up\nbase_url: https://site.example/\nlicence: cc-by-sa-4.0\n")
        .file("content/tools/openrefine.md", "---\ntitle: OpenRefine\n---\nText.\n")
        .file("content/guides/scan.md", "---\ntitle: Scan\n---\nText.\n")
        .file("content/cases/old-maps.md", CASE)
}

#[test]
fn a_case_is_a_page_of_a_wiki() {
    let site = site();
    let ran = site.run(["export", "wikitext", "cases/old-maps"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    for part in [
        "The harbour office shared 120 maps.\n",
        "! Tools\n| [https://site.example/tools/openrefine/ OpenRefine]",
        "[[d:Q42|Q42]]",
        "They lay in a cellar.",
        "! Figure !! Now !! Before !! Target !! Date\n|-\n| Maps || 120 files || 3 ||  || May 2024\n",
        "* ''Ours'': Maps on Commons\n* ''The partner’s'': Visitors\n",
        "== What was done ==\n",
        "We used [https://site.example/guides/scan/ the guide] and [https://site.example/tools/openrefine/ OpenRefine] \
         for '''all''' of ''them''.<ref name=\"note-1\">All but one.</ref>",
        "* one\n*# inner\n* two with &#39;&#39;&#39;no bold",
        "{| class=\"wikitable\"\n|-\n! Town !! Maps\n|-\n| A &#124; B || 12\n|}",
        "<blockquote>\n'''Tip'''\n\nAsk early.\n</blockquote>",
        "<syntaxhighlight lang=\"sparql\">\nSELECT * {}\n</syntaxhighlight>",
        "* [https://a.example/r A report], Made up\n",
        "\n----\n[https://site.example/cases/old-maps/ Old maps] (Made up), [https://creativecommons.org/licenses/by-sa/4.0/",
    ] {
        assert!(ran.stdout.contains(part), "{part}\nin\n{}", ran.stdout);
    }
    // To a file, and never over one.
    let path = site.beside("page.wiki");
    let to_file =
        || site.run(["export", "wikitext", "content/cases/old-maps.md", "--output", path.to_str().unwrap()]);
    assert_eq!((to_file().status, std::fs::read_to_string(&path).unwrap()), (0, ran.stdout));
    assert_eq!(to_file().status, 2);
}

#[test]
fn what_goes_out_comes_in_again_with_the_same_structure() {
    let site = site();
    let out = site.run(["export", "wikitext", "cases/old-maps"]).stdout;
    let path = site.beside("page.wiki");
    std::fs::write(&path, out).unwrap();
    let ran = site.run(["import", path.to_str().unwrap(), "--title", "Again"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let text = std::fs::read_to_string(site.path("content/cases/again.md")).unwrap();
    for part in [
        "## What was done\n",
        "We used [the guide](https://site.example/guides/scan/) and [OpenRefine](https://site.example/tools/openrefine/) \
         for **all** of *them*.[^1]",
        "- one\n  1. inner\n- two with '''no bold'''",
        "| Town | Maps |\n| --- | --- |\n| A \\| B | 12 |",
        "> **Tip**\n>\n> Ask early.",
        "```sparql\nSELECT * {}\n```",
        "[^1]: All but one.",
        "url: https://a.example/r",
    ] {
        assert!(text.contains(part), "{part}\nin\n{text}");
    }
    assert_eq!(site.check()["summary"]["errors"], 0, "{}", site.faults());
}

#[test]
fn without_an_address_links_are_text_and_told() {
    let site = site().file("casebook.yaml", "title: Made up\n");
    let ran = site.run(["export", "wikitext", "cases/old-maps"]);
    assert!(ran.stdout.contains("We used the guide and OpenRefine for"), "{}", ran.stdout);
    assert_eq!(
        ran.stderr,
        "2 links that lead nowhere outside of the site, now text\nlinks within the site are text: casebook.yaml has no `base_url`\n"
    );
}

#[test]
fn figures_are_a_table_of_all_published_cases_and_uploads() {
    let site = site()
        .file("content/cases/draft.md", "---\ntitle: Draft\ndraft: true\nmetrics: [{label: X, value: 1}]\n---\n")
        .file(
            "content/uploads/maps.md",
            "---\ntitle: \"=Maps\"\nfiles: {uploaded: {value: 117, precision: about, on: 2024-06-01}}\n---\nText.\n",
        );
    let ran = site.run(["export", "metrics"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert_eq!(
        ran.stdout,
        "kind,record,title,label,value,precision,unit,baseline,target,definition,measured_with,date,wikidata\r\n\
         case,old-maps,Old maps,Maps,120,exact,files,3,,,,2024-05,Q42\r\n\
         upload,maps,'=Maps,uploaded,117,about,files,,,,,2024-06-01,\r\n"
    );
}
