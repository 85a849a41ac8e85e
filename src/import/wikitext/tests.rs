use super::*;
use crate::import::writer::Segment;

/// The Markdown of a page, and what is told.
fn read_page(text: &str) -> (String, Vec<String>, Page) {
    let mut writer = Writer::default();
    let page = read(text, "A page", "https://meta.wikimedia.org/wiki/", &mut writer);
    writer.end_all();
    let notes = writer.notes();
    let blocks: Vec<String> = writer
        .segments
        .iter()
        .map(|segment| match segment {
            Segment::Heading { level, markdown, .. } => format!("{} {markdown}", "#".repeat(*level)),
            Segment::Text { markdown, .. } => markdown.clone(),
        })
        .chain((!notes.is_empty()).then_some(notes))
        .collect();
    (blocks.join("\n\n"), writer.told.changed(), page)
}

fn markdown(text: &str) -> String {
    read_page(text).0
}

#[test]
fn blocks_and_marks_become_those_of_markdown() {
    assert_eq!(
        markdown("== A ''b'' ==\nOne\ntwo '''three''' <br/>four.\n\n* x\n** y\n* z\n# one\n# two\n----\nEnd"),
        "## A *b*\n\nOne two **three**\\\nfour.\n\n- x\n  - y\n- z\n\n1. one\n2. two\n\n---\n\nEnd"
    );
    assert_eq!(markdown("; Depot : Where they lie\n: And stay"), "Depot\n: Where they lie\n: And stay");
    assert_eq!(
        markdown("<syntaxhighlight lang=\"sparql\">\nSELECT *\n</syntaxhighlight>"),
        "```sparql\nSELECT *\n```"
    );
    assert_eq!(markdown("a <nowiki>'''b''' [[c]]</nowiki> &amp; &nbsp;d"), "a '''b''' \\[\\[c]] & \u{a0}d");
    assert_eq!(markdown("<blockquote>\nHe said\n</blockquote>\nx"), "> He said\n\nx");
}

#[test]
fn links_lead_to_the_wikis() {
    for (text, shown) in [
        ("[[Grants:A b|x]]", "[x](https://meta.wikimedia.org/wiki/Grants:A_b)"),
        ("[[w:sv:Uppsala]]n", "[w:sv:Uppsalan](https://sv.wikipedia.org/wiki/Uppsala)"),
        ("[[:d:Q42|it]]", "[it](https://www.wikidata.org/wiki/Q42)"),
        ("[[:fr:Une page (a)|a]]", "[a](https://fr.wikipedia.org/wiki/Une_page_%28a%29)"),
        ("[[/Sub/]]", "[/Sub/](https://meta.wikimedia.org/wiki/A_page/Sub)"),
        ("[[Special:MyLanguage/Help|h]]", "[h](https://meta.wikimedia.org/wiki/Help)"),
        ("[https://a.example/x_y two words]", "[two words](https://a.example/x_y)"),
        ("[//a.example/]", "<https://a.example/>"),
        ("[[:File:A.jpg]]", "[File:A.jpg](https://commons.wikimedia.org/wiki/File:A.jpg)"),
        (
            "[[File:A b.jpg|thumb|200px|A ''map'']]",
            "[A map](https://commons.wikimedia.org/wiki/File:A_b.jpg)",
        ),
        ("[[File:A.ogg|Hello]]", "![Hello](https://commons.wikimedia.org/wiki/File:A.ogg)"),
        ("[javascript:alert(1) x]", "\\[javascript:alert(1) x]"),
        ("{{Q|42}}", "[42](https://www.wikidata.org/wiki/Q42)"),
    ] {
        assert_eq!(markdown(text), shown, "{text}");
    }
    let (text, _, page) = read_page("A [[Category:Old maps]][[Kategori:Uganda|x]]");
    assert_eq!((text.as_str(), page.categories), ("A", vec!["Old maps".to_owned(), "Uganda".to_owned()]));
    assert_eq!(read_page("#REDIRECT [[Other page]]").2.redirect.as_deref(), Some("Other page"));
}

#[test]
fn notes_stand_at_the_end_once_for_each_name() {
    assert_eq!(
        markdown(
            "A<ref name=\"x\">See [https://a.example/ a].</ref> b<ref name=x /> c<ref name=y/>\n\n{{Reflist|refs=\n<ref name=y>Why</ref>\n}}"
        ),
        "A[^1] b[^1] c[^2]\n\n[^1]: See [a](https://a.example/).\n[^2]: Why\n"
    );
}

#[test]
fn tables_keep_their_cells() {
    assert_eq!(
        markdown(
            "{| class=\"wikitable\"\n|+ Files\n! Town !! style=\"x\" | Files\n|-\n| Kampala || 12\n|-\n| colspan=2 | {{!}} [[a|b]]\n|}"
        ),
        "Files\n\n| Town | Files |\n| --- | --- |\n| Kampala | 12 |\n| \\| [b](https://meta.wikimedia.org/wiki/a) |  |"
    );
}

#[test]
fn what_is_not_understood_is_marked_and_counted() {
    let (text, told, _) = read_page("{{Infobox case\n| year = 2026\n}}\nText {{fancy|a|b}} x.{{clear}}");
    assert_eq!(
        text,
        "[to write: what the template `infobox case` says]\n\n```wikitext\n{{Infobox case\n| year = 2026\n}}\n```\n\n\
         Text [to write: what the template `fancy` says] `{{fancy|a|b}}` x."
    );
    assert_eq!(told, ["2 templates, marked in the text", "1 template for layout alone, left out"]);
    let (text, told, _) = read_page(
        "<languages/>\n<translate>\n<!--T:1-->\n== A == <!-- x -->\n<gadget>b</gadget></translate>__NOTOC__",
    );
    assert_eq!(text, "## A\n\n\\<gadget>b\\</gadget>");
    assert_eq!(
        told,
        [
            "1 HTML tag, shown as text",
            "1 comment, left out",
            "4 marks for translators, left out",
            "1 switch such as __TOC__, left out"
        ]
    );
}

#[test]
fn hostile_pages_take_no_longer_than_others() {
    let start = std::time::Instant::now();
    for piece in [
        "{{",
        "[[",
        "{|\n",
        "<ref>",
        "<ref name=a>",
        "'''''",
        "[https://a ",
        "<!--",
        "{{a|",
        "[[a|",
        "<nowiki>",
        "*",
        "\n*",
        "=",
        "&",
        "<pre>",
        "{{{",
        "[[File:a.jpg|",
        "<div>",
        "{|\n|",
        "<ref name=a />",
        ";a:",
        "|}",
        "}}",
        "]]",
    ] {
        markdown(&piece.repeat(20_000));
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
