use super::*;

fn shown(markdown: &str) -> String {
    let leads =
        |_| Some(Leads { address: Some("https://site.example/a/".to_owned()), title: "A".to_owned() });
    wikitext(markdown, 0, &leads).text.trim_end().to_owned()
}

#[test]
fn each_block_has_its_form() {
    for (markdown, wiki) in [
        (
            "## A\n\nOne\ntwo **three** *four* ~~five~~.",
            "== A ==\n\nOne two '''three''' ''four'' <s>five</s>.",
        ),
        ("- a\n  - b\n- c\n\n1. d", "* a\n** b\n* c\n\n# d"),
        ("- a\n\n  b\n\n- c", "* a\n*: b\n* c"),
        ("> a\n>\n> b", "<blockquote>\n\na\n\nb\n</blockquote>"),
        (
            "| A | B |\n|---|---|\n| x \\| y | z |",
            "{| class=\"wikitable\"\n|-\n! A !! B\n|-\n| x &#124; y || z\n|}",
        ),
        ("```sparql\nSELECT\n```", "<syntaxhighlight lang=\"sparql\">\nSELECT\n</syntaxhighlight>"),
        (
            "A[^1] b[^1].\n\n[^1]: Why *so*.",
            "A<ref name=\"note-1\">Why ''so''.</ref> b<ref name=\"note-1\" />.\n\n<references />",
        ),
        ("Depot\n: Where", "; Depot\n: Where"),
        ("a\\\nb H<sub>2</sub>", "a<br />b H<sub>2</sub>"),
    ] {
        assert_eq!(shown(markdown), wiki, "{markdown}");
    }
}

#[test]
fn links_lead_to_the_web() {
    assert_eq!(shown("[x](https://a.example/b)"), "[https://a.example/b x]");
    assert_eq!(shown("[x](../a.md) [[guides/a]]"), "[https://site.example/a/ x] [https://site.example/a/ A]");
    assert_eq!(
        shown("![Hi](https://commons.wikimedia.org/wiki/File:A_b.ogg) ![map](a.png)"),
        "[[File:A b.ogg|thumb|Hi]] [https://site.example/a/ map]"
    );
    let nowhere = wikitext("[x](../a.md) <a@b.example>", 0, &|_| None);
    assert_eq!(nowhere.text, "x a@b.example\n");
    assert_eq!(nowhere.lost.into_iter().collect::<Vec<_>>(), [(Lost::Link, 1), (Lost::Mail, 1)]);
}

#[test]
fn what_a_wiki_would_read_as_a_sign_is_none() {
    assert_eq!(
        shown("'''a''' \\[\\[b]] {{c}} \\~\\~\\~\\~ \\_\\_d\\_\\_ \\<nowiki> &amp;lt;"),
        "&#39;&#39;&#39;a&#39;&#39;&#39; &#91;&#91;b&#93;&#93; &#123;&#123;c&#125;&#125; &#126;&#126;&#126;&#126; \
         &#95;&#95;d&#95;&#95; &#60;nowiki> &#38;lt;"
    );
    for sign in ["\\* a", "\\# a", ": a", "; a", "== a"] {
        assert!(shown(sign).starts_with("&#"), "{sign}: {}", shown(sign));
    }
}
