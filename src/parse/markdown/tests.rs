use std::fmt::Write as _;

use super::*;
use crate::source::Span;

fn file() -> SitePath {
    SitePath::new("content/pages/a.md")
}

/// The body on a page that shows each placeholder by its name.
fn show(body: &Body) -> String {
    let mut html = String::new();
    body.write(&mut html, |fill, out| {
        match fill {
            Fill::LinkStart(link) => write!(out, "<a href=\"{{href:{link}}}\""),
            Fill::LinkEnd(_) => write!(out, "</a>"),
            Fill::Image(link) => write!(out, "{{image:{link}}}"),
            Fill::Table(link) => write!(out, "{{table:{link}}}"),
            Fill::Thumbnail(link) => write!(out, "{{thumbnail:{link}}}"),
            Fill::Credit(link) | Fill::CaptionCredit(link) => write!(out, "{{credit:{link}}}"),
            Fill::WikiText(link) => write!(out, "{{wiki:{link}}}"),
            Fill::Code => Ok(()),
            Fill::Message(message) => write!(out, "{{{}}}", message.key()),
            Fill::BorrowedStart | Fill::BorrowedEnd | Fill::Stale => panic!("{fill:?}"),
        }
        .unwrap();
    });
    html
}

fn read(text: &str) -> (Body, Diagnostics) {
    parse(text, 0, &file(), Options::default())
}

/// The HTML of a text that has no faults.
fn html(text: &str) -> String {
    let (body, diagnostics) = read(text);
    assert_eq!(diagnostics, Diagnostics::new(), "{text}");
    show(&body)
}

fn targets(body: &Body) -> Vec<(LinkKind, &str)> {
    body.links.iter().map(|link| (link.kind, &*link.target)).collect()
}

fn slice(text: &str, span: Span) -> &str {
    &text[span.start as usize..span.end as usize]
}

/// Each fault with its code and the text that its span covers.
fn faults<'t>(text: &'t str, diagnostics: &Diagnostics) -> Vec<(&'static str, &'t str)> {
    diagnostics
        .iter()
        .map(|fault| {
            let crate::diagnostic::Place::Span(span) = fault.place else {
                panic!("{fault:?} has no span");
            };
            assert!(fault.help.is_some(), "{fault:?} has no help");
            (fault.code.name(), slice(text, span))
        })
        .collect()
}

mod embedded {
    use super::*;

    #[test]
    fn a_csv_file_is_a_table_in_the_place_of_its_paragraph() {
        let table = |index: usize| {
            format!(
                "<div class=\"table\" tabindex=\"0\"><table><caption>A &amp; <!-- --></caption>\n{{table:{index}}}</table></div>\n\
                 <p class=\"aside\"><a href=\"{{href:{index}}}\">{{markdown-table-file}}</a></p>\n"
            )
            .replace(" <!-- -->", " b")
        };
        assert_eq!(
            html("![A & *b*](b.csv)\n\n- ![A & b](/C.CSV#d)\n\ne\n"),
            format!("{}<ul>\n<li>\n{}</li>\n</ul>\n<p>e</p>\n", table(0), table(1))
        );
        let (body, _) = read("![A](b.csv)\n");
        assert_eq!(targets(&body), [(LinkKind::Table, "b.csv")]);
        for (text, code, shown) in [
            ("See ![A](b.csv)\n", "markdown-syntax", "<p>See A</p>\n"),
            ("## ![A](b.csv)\n", "markdown-syntax", ">A <a class=\"anchor\""),
            ("[![A](b.csv)](c.md)\n", "markdown-syntax", ">A</a>"),
            ("![](b.csv)\n", "missing-alt", "<table>{table:0}</table>"),
        ] {
            let (body, diagnostics) = read(text);
            assert_eq!(
                faults(text, &diagnostics).iter().map(|fault| fault.0).collect::<Vec<_>>(),
                [code],
                "{text}"
            );
            assert!(show(&body).contains(shown), "{}", show(&body));
        }
    }

    #[test]
    fn sound_and_film_load_nothing_before_a_reader_asks() {
        assert_eq!(
            html("![Talk & more](talk.WEBM) ![Song](s.oga)\n"),
            "<p><span class=\"media\"><video controls preload=\"none\" {image:0} aria-label=\"Talk &amp; more\"></video>\
             <span class=\"aside\">Talk &amp; more</span></span> <span class=\"media\"><audio controls preload=\"none\" {image:1} \
             aria-label=\"Song\"></audio><span class=\"aside\">Song</span></span></p>\n"
        );
    }

    #[test]
    fn a_film_on_commons_is_a_link_and_pictures_elsewhere_are_still_refused() {
        assert_eq!(
            html(
                "![Talk](https://commons.wikimedia.org/wiki/File:A_%22b%22.webm) ![S](https://commons.wikimedia.org/wiki/File:S.ogg)\n"
            ),
            "<p><a class=\"play\" href=\"https://commons.wikimedia.org/wiki/File:A_%22b%22.webm\"><span>Talk</span> \
             <span class=\"aside\">{markdown-film-elsewhere}</span></a> \
             <a class=\"play\" href=\"https://commons.wikimedia.org/wiki/File:S.ogg\"><span>S</span> \
             <span class=\"aside\">{markdown-sound-elsewhere}</span></a></p>\n"
        );
        for target in [
            "https://commons.wikimedia.org/wiki/File:A.jpg",
            "https://a.example/wiki/File:A.webm",
            "https://upload.wikimedia.org/a.webm",
            "https://commons.wikimedia.org.a.example/wiki/File:A.webm",
        ] {
            let text = format!("![a]({target})");
            let (_, diagnostics) = read(&text);
            assert_eq!(faults(&text, &diagnostics), [("missing-file", &*text)]);
        }
    }
}

mod links {
    use super::*;

    #[test]
    fn links_within_the_site_are_placeholders() {
        let (body, _) = read("[a *b*](../guides/x.md#c \"T & t\") and [d][e]\n\n[e]: /f/\n");
        assert_eq!(
            show(&body),
            "<p><a href=\"{href:0}\" title=\"T &amp; t\">a <em>b</em></a> and \
             <a href=\"{href:1}\">d</a></p>\n"
        );
        assert_eq!(targets(&body), [(LinkKind::Link, "../guides/x.md#c"), (LinkKind::Link, "/f/")]);
    }

    #[test]
    fn links_to_the_web_are_complete() {
        assert_eq!(
            html("[a](https://a.example/ä?b&c) <https://b.example> <c@d.example> [e](mailto:f@g.example)"),
            "<p><a href=\"https://a.example/%C3%A4?b&amp;c\">a</a> \
             <a href=\"https://b.example\" dir=\"ltr\">https://b.example</a> \
             <a href=\"mailto:c@d.example\" dir=\"ltr\">c@d.example</a> \
             <a href=\"mailto:f@g.example\">e</a></p>\n"
        );
        assert_eq!(read("<https://b.example>").0.links, []);
    }

    #[test]
    fn other_schemes_leave_the_text_alone() {
        for link in [
            "[*a*](javascript:alert(1))",
            "[*a*](JAVASCRIPT:alert(1))",
            "[*a*](<java&#9;script:alert(1)>)",
            "[*a*](java&#115;cript:alert(1))",
            "[*a*](javascript&colon;alert(1))",
            "[*a*](javascript\\:alert(1))",
            "[*a*](&#1;javascript:alert(1))",
            "[*a*](data:text/html,x)",
            "[*a*](//a.example)",
            "[*a*](</\\a.example>)",
            "[[javascript:alert(1)|*a*]]",
        ] {
            let text = format!("å {link} z");
            let (body, diagnostics) = read(&text);
            assert_eq!(show(&body), "<p>å <em>a</em> z</p>\n", "{link}");
            assert_eq!(faults(&text, &diagnostics), [("link-scheme", link)]);
            assert_eq!(body.links, []);
        }
        let (body, diagnostics) = read("<irc://a.example/b>");
        assert_eq!(show(&body), "<p>irc://a.example/b</p>\n");
        assert_eq!(diagnostics.errors(), 1);
    }

    #[test]
    fn the_fault_names_the_scheme() {
        let (_, diagnostics) = read("[a](ftp://b)");
        let fault = diagnostics.iter().next().unwrap();
        assert_eq!(fault.message, "an address may not start with `ftp:`");
    }

    #[test]
    fn wiki_links_name_a_record() {
        let (body, _) = read("[[cases/a]], [[b]], [[cases/c#d|see *c*]], [[e|]]");
        assert_eq!(
            show(&body),
            "<p><a href=\"{href:0}\">{wiki:0}</a>, <a href=\"{href:1}\">{wiki:1}</a>, \
             <a href=\"{href:2}\">see <em>c</em></a>, <a href=\"{href:3}\">{wiki:3}</a></p>\n"
        );
        let wiki = LinkKind::Wiki;
        assert_eq!(targets(&body), [(wiki, "cases/a"), (wiki, "b"), (wiki, "cases/c#d"), (wiki, "e")]);
    }

    #[test]
    fn a_name_in_brackets_is_no_wiki_link() {
        let (body, diagnostics) = read("[[1]](https://a.example/b_c_d) [[sic]](../e.md), [[f]](g) [[h]]");
        assert_eq!(
            show(&body),
            "<p><a href=\"https://a.example/b_c_d\">[1]</a> <a href=\"{href:0}\">[sic]</a>, \
             <a href=\"{href:1}\">{wiki:1}</a>(g) <a href=\"{href:2}\">{wiki:2}</a></p>\n"
        );
        let (link, wiki) = (LinkKind::Link, LinkKind::Wiki);
        assert_eq!(targets(&body), [(link, "../e.md"), (wiki, "f"), (wiki, "h")]);
        assert!(diagnostics.is_empty());
        assert!(show(&read("[[1]](javascript:alert(1))").0).starts_with("<p>[1]</p>"));
    }

    #[test]
    fn a_name_in_brackets_can_have_a_label() {
        let (body, diagnostics) = read(
            "[[c]][d] [[e *f*]][D], [[g]][h] [[i]] [d] [[j]][k](l.md) [[m]][^1] *[[n]][d]*\n\n\
             [d]: https://d.example \"T\"\n\n[^1]: o\n",
        );
        let d = "<a href=\"https://d.example\" title=\"T\">";
        let wiki = |at: usize| format!("<a href=\"{{href:{at}}}\">{{wiki:{at}}}</a>");
        let expected = format!(
            "<p>{d}[c]</a> {d}[e *f*]</a>, {}[h] {} {d}d</a> {}<a href=\"{{href:3}}\">k</a> {}<sup",
            wiki(0),
            wiki(1),
            wiki(2),
            wiki(4)
        );
        let html = show(&body);
        assert!(html.starts_with(&expected), "{html}");
        assert!(html.contains(&format!("<em>{d}[n]</a></em>")), "{html}");
        assert!(diagnostics.is_empty());
    }

    #[test]
    fn wiki_links_in_tables_escape_their_bar() {
        let (body, _) = read("|a|\n|-|\n|[[cases/a\\|b]]|\n");
        assert_eq!(targets(&body), [(LinkKind::Wiki, "cases/a")]);
        assert!(show(&body).contains("<td><a href=\"{href:0}\">b</a></td>"));
    }

    #[test]
    fn spans_are_of_the_whole_file() {
        let text = "---\ntitle: Ä\n---\nÖ [a](b.md), ![c](d.png)\n\n## E\n";
        let start = text.find("Ö").unwrap();
        let (body, _) = parse(text, start, &file(), Options::default());
        let spans: Vec<_> = body.links.iter().map(|l| slice(text, l.span)).collect();
        assert_eq!(spans, ["[a](b.md)", "![c](d.png)"]);
        assert_eq!(slice(text, body.headings[0].span), "## E");
    }

    #[test]
    fn no_link_stands_within_another() {
        assert_eq!(
            html("[a <https://b.example>](https://c.example)"),
            "<p><a href=\"https://c.example\">a https://b.example</a></p>\n"
        );
    }
}

mod images {
    use super::*;

    #[test]
    fn images_are_placeholders_with_their_description() {
        let (body, diagnostics) = read("![A *fine* `map` & [more](x)](m.png \"T\")");
        assert_eq!(
            show(&body),
            "<figure class=\"picture\"><img {image:0} alt=\"A fine map &amp; more\" loading=\"lazy\" decoding=\"async\" />\
             <figcaption>T{credit:0}</figcaption></figure>\n"
        );
        assert_eq!(targets(&body), [(LinkKind::Image, "m.png")]);
        assert!(diagnostics.is_empty());
    }

    #[test]
    fn descriptions_cannot_end_their_attribute() {
        assert_eq!(
            html("![\" onerror='x' &gt;](m.png)"),
            "<figure class=\"picture\"><img {image:0} alt=\"&quot; onerror=&#39;x&#39; &gt;\" loading=\"lazy\" \
             decoding=\"async\" />{credit:0}</figure>\n"
        );
    }

    #[test]
    fn images_within_descriptions_are_their_text() {
        let (body, _) = read("![a ![b](c.png) d](e.png) f");
        assert_eq!(
            show(&body),
            "<p><img {image:0} alt=\"a b d\" loading=\"lazy\" decoding=\"async\" /> f</p>\n"
        );
        assert_eq!(targets(&body), [(LinkKind::Image, "e.png")]);
    }

    #[test]
    fn a_missing_description_is_a_fault() {
        for (image, help) in [
            ("![](m.png)", "write `![what it shows](m.png)`"),
            ("![ ](m.png)", "write `![what it shows](m.png)`"),
            ("![[m.png]]", "write `![[m.png|what it shows]]`"),
        ] {
            let text = format!("a {image} b");
            let (body, diagnostics) = read(&text);
            assert_eq!(
                show(&body),
                "<p>a <img {image:0} alt=\"\" loading=\"lazy\" decoding=\"async\" /> b</p>\n"
            );
            assert_eq!(faults(&text, &diagnostics), [("missing-alt", image)]);
            assert_eq!(diagnostics.iter().next().unwrap().help.as_deref(), Some(help));
        }
    }

    #[test]
    fn images_of_other_hosts_become_links() {
        let text = "![A map](https://a.example/m.png) ![](http://b.example) \
                    [![c](https://c.example/)](d.md)";
        let (body, diagnostics) = read(text);
        assert_eq!(
            show(&body),
            "<p><a href=\"https://a.example/m.png\">A map</a> \
             <a href=\"http://b.example\">http://b.example</a> <a href=\"{href:0}\">c</a></p>\n"
        );
        assert_eq!(
            faults(text, &diagnostics),
            [
                ("missing-file", "![A map](https://a.example/m.png)"),
                ("missing-file", "![](http://b.example)"),
                ("missing-file", "![c](https://c.example/)"),
            ]
        );
    }

    #[test]
    fn images_have_no_other_scheme() {
        for image in [
            "![a](data:image/png;base64,AAAA)",
            "![a](javascript:x)",
            "![a](//a.example/m.png)",
            "![a](mailto:b@c.example)",
        ] {
            let (body, diagnostics) = read(image);
            assert_eq!(show(&body), "<p>a</p>\n");
            assert_eq!(faults(image, &diagnostics), [("link-scheme", image)]);
        }
    }
}

mod headings {
    use super::*;

    fn anchor(id: &str) -> String {
        format!(" <a class=\"anchor\" href=\"#{id}\" aria-label=\"{{markdown-heading-link}}\">#</a>")
    }

    #[test]
    fn headings_have_ids_and_links_to_themselves() {
        let (body, _) = read("## A *b* `c`: [d](e.md) ![f](g.png)\n\n### [[h]]\n\nText\n");
        assert_eq!(
            show(&body),
            format!(
                "<h2 id=\"a-b-c-d-f\">A <em>b</em> <code>c</code>: <a href=\"{{href:0}}\">d</a> \
                 <img {{image:1}} alt=\"f\" loading=\"lazy\" decoding=\"async\" />{}</h2>\n\
                 <h3 id=\"h\"><a href=\"{{href:2}}\">{{wiki:2}}</a>{}</h3>\n<p>Text</p>\n",
                anchor("a-b-c-d-f"),
                anchor("h")
            )
        );
        let headings: Vec<_> = body.headings.iter().map(|h| (h.level, &*h.id, &*h.text)).collect();
        assert_eq!(headings, [(2, "a-b-c-d-f", "A b c: d f"), (3, "h", "h")]);
    }

    #[test]
    fn equal_headings_have_different_ids() {
        let (body, _) = read("## A\n\n## A\n\n## A-1\n\n## !\n");
        let ids: Vec<_> = body.headings.iter().map(|h| &*h.id).collect();
        assert_eq!(ids, ["a", "a-1", "a-1-1", "section"]);
    }

    #[test]
    fn a_heading_can_give_its_own_id() {
        let (body, diagnostics) = read(
            "## Scan\n\n## Step one {#scan}\n\nB {#b_c .x d=e}\n---\n\n## *F* {#Über-1} ##\n\n## Scan\n\n\
             ## T {{Information}}\n\n## T \\{#x}\n\n## T {x} {.y}\n\n## `{#z}`\n",
        );
        let headings: Vec<_> = body.headings.iter().map(|h| (&*h.id, &*h.text)).collect();
        assert_eq!(
            headings,
            [
                ("scan-1", "Scan"),
                ("scan", "Step one"),
                ("b_c", "B"),
                ("Über-1", "F"),
                ("scan-2", "Scan"),
                ("t-information", "T {{Information}}"),
                ("t-x", "T {#x}"),
                ("t-x-y", "T {x} {.y}"),
                ("z", "{#z}"),
            ]
        );
        assert!(show(&body).contains(&format!("<h2 id=\"Über-1\"><em>F</em>{}</h2>", anchor("Über-1"))));
        assert_eq!(diagnostics, Diagnostics::new());
    }

    #[test]
    fn headings_make_room_for_the_title() {
        let (body, diagnostics) = read("## A\n\nB\n=\n\n###### C\n\n> #### D\n");
        let (a, b, c, d) = (anchor("a"), anchor("b"), anchor("c"), anchor("d"));
        assert_eq!(
            show(&body),
            format!(
                "<h3 id=\"a\">A{a}</h3>\n<h2 id=\"b\">B{b}</h2>\n<h6 id=\"c\">C{c}</h6>\n\
                 <blockquote>\n<h5 id=\"d\">D{d}</h5>\n</blockquote>\n"
            )
        );
        let levels: Vec<_> = body.headings.iter().map(|h| h.level).collect();
        assert_eq!(levels, [3, 2, 6, 5]);
        assert!(diagnostics.is_empty());
    }

    #[test]
    fn the_first_heading_can_be_the_title() {
        let options = Options { title_from_heading: true, ..Options::default() };
        let title = |text| parse(text, 0, &file(), options).0;

        let body = title("# A *b* ![c](d.png) & [[e]]\n\n## F\n\n[g](h.md)\n");
        assert_eq!(body.title.as_deref(), Some("A b c & e"));
        assert_eq!(
            show(&body),
            format!("<h2 id=\"f\">F{}</h2>\n<p><a href=\"{{href:0}}\">g</a></p>\n", anchor("f"))
        );
        assert_eq!(targets(&body), [(LinkKind::Link, "h.md")]);

        assert_eq!(title("## A\n").title, None);
        assert_eq!(title("Text\n\n# A\n").title, None);
        let second = title("# A\n\n# B\n");
        assert_eq!(second.title.as_deref(), Some("A"));
        assert_eq!(second.headings[0].level, 2);
        assert_eq!(read("# A\n").0.title, None);
    }
}

mod raw_html {
    use super::*;

    #[test]
    fn inline_html_is_text_and_told_once() {
        let text = "a <b class=\"x\">c *d*</b> <u>e</u>\n\nf <i>g</i> h <sup>i";
        let (body, diagnostics) = read(text);
        assert_eq!(
            show(&body),
            "<p>a &lt;b class=\"x\"&gt;c <em>d</em>&lt;/b&gt; &lt;u&gt;e&lt;/u&gt;</p>\n\
             <p>f &lt;i&gt;g&lt;/i&gt; h &lt;sup&gt;i</p>\n"
        );
        assert_eq!(faults(text, &diagnostics), [("raw-html", "<b class=\"x\">")]);
        let fault = diagnostics.iter().next().unwrap();
        assert_eq!(fault.message, "HTML is shown as text, here and in 3 more places");
        assert_eq!(
            fault.help.as_deref(),
            Some(
                "write `**text**` for strong text; write it in Markdown; to show the HTML itself, put it between \
                 backticks; write `*text*` for emphasis"
            )
        );
        assert_eq!(diagnostics.errors(), 0);
    }

    #[test]
    fn blocks_of_html_are_text() {
        let text = "- <script>\n  alert(\"<br>\")\n  </script>\n\n<div onclick=x>\na\n</div>\nc\n";
        let (body, diagnostics) = read(text);
        assert_eq!(
            show(&body),
            "<ul>\n<li>\n<p>&lt;script&gt;\nalert(\"&lt;br&gt;\")\n&lt;/script&gt;</p>\n</li>\n</ul>\n\
             <p>&lt;div onclick=x&gt;\na\n&lt;/div&gt;\nc</p>\n"
        );
        assert_eq!(faults(text, &diagnostics), [("raw-html", "<script>\n  alert(\"<br>\")\n  </script>")]);
    }

    #[test]
    fn html_in_titles_and_descriptions_is_text() {
        let text = "![a <b> <!-- c --><kbd>d</kbd>](c.png)\n";
        let (body, diagnostics) = read(text);
        assert_eq!(
            show(&body),
            "<figure class=\"picture\"><img {image:0} alt=\"a &lt;b&gt; d\" loading=\"lazy\" decoding=\"async\" />\
             {credit:0}</figure>\n"
        );
        assert_eq!(faults(text, &diagnostics), [("raw-html", "<b>"), ("raw-html", "<!-- c -->")]);
    }

    #[test]
    fn comments_go_nowhere_and_are_counted() {
        let text = "<!-- a -->\n\n# B <!-- b -->\n\nc<!-- c --> d\n<!-- e\n\nf -->\n\n- <div><!-- g --></div>\n\n\
                    | <!-- h --> |\n|---|\n\ni[^1]\n\n[^1]: j <!-- k -->\n\n<!-- l --> m\n";
        let options = Options { title_from_heading: true, ..Options::default() };
        let (body, diagnostics) = parse(text, 0, &file(), options);
        assert_eq!(body.title.as_deref(), Some("B"));
        assert_eq!(body.plain(), "c d");
        let html = show(&body);
        assert!(!html.contains("--") && !html.contains("&lt;!"), "{html}");
        assert!(html.starts_with("<p>c d</p>\n<ul>\n<li>\n<p>&lt;div&gt;&lt;/div&gt;</p>\n"), "{html}");
        assert!(html.contains("<p>m</p>"), "{html}");
        let told =
            diagnostics.iter().map(|fault| fault.message.as_str()).find(|told| told.contains("comment"));
        assert_eq!(told, Some("8 comments are left out of the page; this is the first"));
    }

    #[test]
    fn comments_in_code_and_behind_a_backslash_are_text() {
        let text = "`<!-- a -->`\n\n```\n<!-- b -->\n```\n\n\\<!-- c -->\n\n&lt;!-- d\n";
        assert_eq!(
            html(text),
            "<p><code>&lt;!-- a --&gt;</code></p>\n\
             <pre tabindex=\"0\"><code>&lt;!-- b --&gt;\n</code></pre>\n\
             <p>&lt;!-- c --&gt;</p>\n<p>&lt;!-- d</p>\n"
        );
    }

    #[test]
    fn a_comment_without_an_end_is_an_error() {
        for (text, shown) in
            [("a\n\n<!-- b\n\nc\n", "<!-- b"), ("a <!-- b\n\nc -->\n", "<!--"), ("- <!--\n", "<!--")]
        {
            let (_, diagnostics) = read(text);
            assert_eq!(faults(text, &diagnostics), [("unclosed-comment", shown)], "{text}");
            assert_eq!(diagnostics.errors(), 1);
        }
        assert!(!show(&read("a\n\n<!-- secret\n\nc\n").0).contains("secret"));
    }

    #[test]
    fn a_few_elements_work_without_their_attributes() {
        let text =
            "m<sup onclick=\"x\">2</sup> H<SUB>2</SUB>O <kbd style='y'>Ctrl *A*</kbd> a<br clear=all>b<br/>c";
        assert_eq!(
            html(text),
            "<p>m<sup>2</sup> H<sub>2</sub>O <kbd>Ctrl <em>A</em></kbd> a<br />\nb<br />\nc</p>\n"
        );
        assert_eq!(html("|a|\n|-|\n|b<br>c|\n").matches("b<br />\nc").count(), 1);
        assert_eq!(html("<br>\n"), "<p><br />\n</p>\n");
        assert_eq!(read("a<br>b").0.plain(), "a b");
    }

    #[test]
    fn elements_stand_within_each_other_or_are_text() {
        for (text, expected) in [
            ("*a <sup>b* c</sup>", "<p><em>a &lt;sup&gt;b</em> c&lt;/sup&gt;</p>\n"),
            ("<sup>a <sub>b</sup> c</sub>", "<p>&lt;sup&gt;a <sub>b&lt;/sup&gt; c</sub></p>\n"),
            ("a</kbd> <kbd>b", "<p>a&lt;/kbd&gt; &lt;kbd&gt;b</p>\n"),
            ("<sup>a\n\nb</sup>", "<p>&lt;sup&gt;a</p>\n<p>b&lt;/sup&gt;</p>\n"),
        ] {
            let (body, diagnostics) = read(text);
            assert_eq!(show(&body), expected);
            assert_eq!(diagnostics.iter().count(), 1, "{text}");
        }
        assert_eq!(html("<sup>a <sub>*b*</sub></sup>"), "<p><sup>a <sub><em>b</em></sub></sup></p>\n");
    }

    #[test]
    fn details_hold_markdown() {
        let text = "<details open>\n<summary>More &amp; <kbd>A</kbd></summary>\n\nA *b*.\n\n- c\n\n</details>\n\nd\n";
        assert_eq!(
            html(text),
            "<details open>\n<summary>More &amp; <kbd>A</kbd></summary>\n<p>A <em>b</em>.</p>\n<ul>\n<li>c</li>\n</ul>\n\
             </details>\n<p>d</p>\n"
        );
        assert_eq!(
            html("<details><summary>A</summary>Text</details>"),
            "<details>\n<summary>A</summary>\n<p>Text</p>\n</details>\n"
        );
        assert_eq!(
            html("- <details><summary>A</summary>\n\n  b\n\n  </details>\n"),
            "<ul>\n<li>\n<details>\n<summary>A</summary>\n<p>b</p>\n</details>\n</li>\n</ul>\n"
        );
    }

    #[test]
    fn details_of_one_name_are_a_group_until_something_else_stands_there() {
        assert_eq!(
            html(
                "<details name=x open>\n<summary>A</summary>\n\n*a*\n\n</details>\n\n<details name=x>\n\n</details>\n\n\
                  ## C\n\n<details name=x></details><details name=y>\n<details name=y></details></details>\n<details></details>"
            ),
            "<div class=\"tabs\">\n<details name=\"fold-0\" open>\n<summary>A</summary>\n<p><em>a</em></p>\n</details>\n\
             <details name=\"fold-0\">\n</details>\n</div>\n\
             <h2 id=\"c\">C <a class=\"anchor\" href=\"#c\" aria-label=\"{markdown-heading-link}\">#</a></h2>\n\
             <div class=\"tabs\">\n<details name=\"fold-97\">\n</details>\n</div>\n\
             <div class=\"tabs\">\n<details name=\"fold-123\">\n<div class=\"tabs\">\n<details name=\"fold-140\">\n</details>\n</div>\n</details>\n</div>\n\
             <details>\n</details>\n"
        );
        let text =
            "> <details name=x>\n>\n> a\n\n<details name=x open></details><details name=x open></details>\n";
        let (body, diagnostics) = read(text);
        assert_eq!(
            show(&body),
            "<blockquote>\n<div class=\"tabs\">\n<details name=\"fold-2\">\n<p>a</p>\n</details>\n</div>\n</blockquote>\n\
             <div class=\"tabs\">\n<details name=\"fold-26\" open>\n</details>\n<details name=\"fold-26\">\n</details>\n</div>\n"
        );
        assert_eq!(diagnostics.iter().count(), 2, "{diagnostics:?}");
    }

    #[test]
    fn details_end_with_what_they_stand_in() {
        for (text, code) in [
            ("> <details><summary>A</summary>\n>\n> b\n\nc\n", "markdown-syntax"),
            ("<details>\n\n> </details>\n", "markdown-syntax"),
            ("a\n\n</details>\n", "raw-html"),
            ("<summary>a</summary>\n", "raw-html"),
            ("<details><summary>a\n\nb</summary></details>\n", "raw-html"),
        ] {
            let (body, diagnostics) = read(text);
            let html = show(&body);
            let count = |tag: &str| html.matches(tag).count();
            assert_eq!(count("<details>"), count("</details>"), "{html}");
            assert_eq!(count("<summary>"), count("</summary>"), "{html}");
            assert!(
                faults(text, &diagnostics).iter().any(|(found, _)| *found == code),
                "{text}: {diagnostics:?}"
            );
        }
    }

    #[test]
    fn places_can_be_named() {
        let (body, diagnostics) =
            read("<a name=\"scan\"></a>\n\nb <a id='Two' class=x>c</a> [<a id=d></a>e](#d)\n");
        assert_eq!(diagnostics, Diagnostics::new());
        assert_eq!(
            show(&body),
            "<p><span id=\"scan\"></span></p>\n<p>b <span id=\"Two\"></span>c \
             <a href=\"{href:0}\"><span id=\"d\"></span>e</a></p>\n"
        );
        let anchors: Vec<_> = body.anchors.iter().map(|anchor| &**anchor).collect();
        assert_eq!(anchors, ["scan", "Two", "d"]);
        for text in ["<a name='a b'></a>", "<a name=x href=y>z</a>", "<a>b</a>", "<a id='\"><script>'></a>"] {
            let (body, diagnostics) = read(text);
            assert!(body.anchors.is_empty() && !show(&body).contains("<span"), "{text}");
            assert_eq!(diagnostics.iter().next().unwrap().code.name(), "raw-html", "{text}");
        }
    }

    #[test]
    fn no_tag_of_a_stranger_is_markup() {
        let names = [
            "script", "img", "svg", "style", "iframe", "a", "br", "sup", "details", "summary", "kbd", "form",
        ];
        for name in names {
            for tag in [
                format!("<{name} onload=alert(1) href=\"javascript:x\">"),
                format!("</{name} onload=x>"),
                format!("<{name}/onload=x>"),
                format!("<{name}\nonload=x\n>"),
            ] {
                for text in [
                    tag.clone(),
                    format!("a {tag} b"),
                    format!("<div>{tag}"),
                    format!("| a |\n|-|\n| {tag} |"),
                ] {
                    let html = show(&read(&text).0);
                    let mut rest = html.as_str();
                    while let Some((_, inside)) = rest.split_once('<') {
                        let (tag, after) = inside.split_once('>').unwrap();
                        assert!(!tag.contains("onload") && !tag.contains("javascript"), "{text}: {html}");
                        rest = after;
                    }
                }
            }
        }
    }
}

mod bare_links {
    use super::*;

    fn linked(text: &str) -> Vec<String> {
        let html = html(text);
        let links = html.split("<a href=\"").skip(1);
        links.map(|link| link.split_once('"').unwrap().0.to_owned()).collect()
    }

    #[test]
    fn bare_addresses_become_links() {
        assert_eq!(
            html("See https://example.org/a_b?c=1&d=2#e, www.example.org and ada@example.org."),
            "<p>See <a href=\"https://example.org/a_b?c=1&amp;d=2#e\" dir=\"ltr\">https://example.org/a_b?c=1&amp;d=2#e</a>, \
             <a href=\"http://www.example.org\" dir=\"ltr\">www.example.org</a> and \
             <a href=\"mailto:ada@example.org\" dir=\"ltr\">ada@example.org</a>.</p>\n"
        );
        assert_eq!(
            linked("## HTTP://Example.org\nHTTPS://EXAMPLE.ORG/U Https://www.example.org\n\n|a|\n|-|\n|https://b.example|\n\n- https://c.example/\n").len(),
            5
        );
    }

    #[test]
    fn an_address_ends_where_its_sentence_goes_on() {
        for (text, address) in [
            ("(https://a.example/b_(c))", "https://a.example/b_(c)"),
            ("(see https://a.example/b).", "https://a.example/b"),
            ("https://a.example/b?!", "https://a.example/b"),
            ("**https://a.example/b**", "https://a.example/b"),
            ("*see https://a.example/b.*", "https://a.example/b"),
            ("\"https://a.example/b\"", "https://a.example/b"),
            ("https://a.example/b&lt;c", "https://a.example/b"),
            ("https://a.example/b<br>c", "https://a.example/b"),
            ("https://a.example/b[^1]\n\n[^1]: c", "https://a.example/b"),
            ("https://a.example/b`c`", "https://a.example/b"),
            ("https://a.example/File:A_-_B_-_C.jpg", "https://a.example/File:A_-_B_-_C.jpg"),
            ("https://a.example/b*c*d", "https://a.example/b*c*d"),
            ("https://a.example/b\\_c", "https://a.example/b_c"),
            ("https://a.example/b&amp;c", "https://a.example/b&amp;c"),
            ("https://a.example/b\\&amp;c", "https://a.example/b&amp;amp;c"),
            ("詳しくはhttps://a.example/b。次", "https://a.example/b"),
            ("「https://a.example/b」", "https://a.example/b"),
            ("mailto:a.b+c@d.example", "mailto:a.b+c@d.example"),
            ("a_b@c-d.example.", "mailto:a_b@c-d.example"),
        ] {
            assert_eq!(linked(text).first().map(String::as_str), Some(address), "{text}");
        }
    }

    #[test]
    fn what_is_none_is_left_alone() {
        for text in [
            "`https://a.example`",
            "    https://a.example\n",
            "http://localhost/ and http://a_b.c_d",
            "https:// and www. and www.",
            "xhttps://a.example",
            "ftp://a.example",
            "a@b and @c.example and a@.b",
            "e.g. i.e. 1.2",
        ] {
            assert_eq!(linked(text), [""; 0], "{text}");
        }
        assert_eq!(linked("[https://a.example](https://b.example)"), ["https://b.example"]);
        assert_eq!(linked("<https://a.example>"), ["https://a.example"]);
    }

    #[test]
    fn marks_around_addresses_stay_whole() {
        assert_eq!(
            html("*a https://b.example/c*d e"),
            "<p><em>a <a href=\"https://b.example/c\" dir=\"ltr\">https://b.example/c</a></em>d e</p>\n"
        );
        assert_eq!(
            html("https://b.example/c*d e* f"),
            "<p><a href=\"https://b.example/c\" dir=\"ltr\">https://b.example/c</a><em>d e</em> f</p>\n"
        );
    }
}

mod scripts_without_spaces {
    use super::*;

    #[test]
    fn emphasis_ends_beside_signs() {
        for (text, expected) in [
            ("**「公開済み」**です", "<strong>「公開済み」</strong>です"),
            (
                "これは**「重要」**です。**「次」**も。",
                "これは<strong>「重要」</strong>です。<strong>「次」</strong>も。",
            ),
            ("*（注）*を見る", "<em>（注）</em>を見る"),
            ("**[地図](a.md)**を見る", "<strong><a href=\"{href:0}\">地図</a></strong>を見る"),
            ("**重要。**次の文", "<strong>重要。</strong>次の文"),
            ("这是**“重点”**内容", "这是<strong>“重点”</strong>内容"),
            ("[**「a」**は](b.md)", "<a href=\"{href:0}\"><strong>「a」</strong>は</a>"),
            ("***「三」***です", "<em><strong>「三」</strong></em>です"),
            ("\\*「a」*は", "*「a」*は"),
            ("`**「a」**`は", "<code>**「a」**</code>は"),
            (
                "**위키(Wiki)**는 **\"따옴표\"**입니다",
                "<strong>위키(Wiki)</strong>는 <strong>\"따옴표\"</strong>입니다",
            ),
            (
                "**‘강조’**를, 한국어**(강조)**는",
                "<strong>‘강조’</strong>를, 한국어<strong>(강조)</strong>는",
            ),
            ("**\"คำ\"**และ", "<strong>\"คำ\"</strong>และ"),
            ("~~「古い」~~新", "<del>「古い」</del>新"),
            ("~~（旧）~~新 ~「一」~二", "<del>（旧）</del>新 <del>「一」</del>二"),
            (
                "~~**「古い」**は~~**「新」**も",
                "<del><strong>「古い」</strong>は</del><strong>「新」</strong>も",
            ),
            ("**~~「古い」~~**は", "<strong><del>「古い」</del></strong>は"),
            ("~~(낡은)~~새", "<del>(낡은)</del>새"),
            ("~~「a」~は ~~~「b」~~~は", "~~「a」~は ~~~「b」~~~は"),
            ("あ~~い~~う", "あ<del>い</del>う"),
        ] {
            assert_eq!(html(text), format!("<p>{expected}</p>\n"), "{text}");
        }
    }

    #[test]
    fn emphasis_elsewhere_is_as_it_was() {
        for text in ["**a(b)**c", "a * b * c", "**Wiki**", "_a_b_", "**हि(a)**न्दी", "__「あ」__い"]
        {
            let events = pulldown_cmark::Parser::new(text);
            let mut expected = String::new();
            pulldown_cmark::html::push_html(&mut expected, events);
            assert_eq!(html(text), expected, "{text}");
        }
    }

    #[test]
    fn the_end_of_a_line_is_no_space() {
        assert_eq!(
            html("公開済みの\n写真を、\n「探す」。\nABC\n終\n"),
            "<p>公開済みの写真を、「探す」。\nABC\n終</p>\n"
        );
        assert_eq!(html("漢*字*\n**仮**名\n"), "<p>漢<em>字</em><strong>仮</strong>名</p>\n");
        assert_eq!(html("한국어\n문장\n"), "<p>한국어\n문장</p>\n");
        assert_eq!(html("漢字  \n仮名\n"), "<p>漢字<br />\n仮名</p>\n");
        let (body, _) = read("漢字\n仮名\n");
        assert_eq!((body.plain(), body.passages(|_| "", |_| "")[0].text.trim()), ("漢字仮名", "漢字仮名"));
    }
}

mod lost {
    use super::*;

    #[test]
    fn what_looks_like_markdown_and_is_none_is_told() {
        for (text, place, help) in [
            ("a[^missing] b", "[^missing]", "`[^missing]: …`"),
            ("[lost][nope]", "[lost][nope]", "`[nope]: address`"),
            ("[x][] y", "[x][]", "`[x]: address`"),
            ("![a](My Photo.JPG)", "![a](My Photo.JPG)", "`![a](<My Photo.JPG>)`"),
            ("![a](b c.png \"d e\")", "![a](b c.png \"d e\")", "`![a](<b c.png> \"d e\")`"),
            ("[a *b*](my page.md#c) d", "[a *b*](my page.md#c)", "`[a *b*](<my page.md#c>)`"),
            ("[b] (https://a.example/)", "[b] (https://a.example/)", "`[b](https://a.example/)`"),
            ("[b] (../c.md)", "[b] (../c.md)", "`[b](../c.md)`"),
            ("|a|b|\n|-|-|\n|1|2|3|\n", "|1|2|3|", "`\\|`"),
            ("|a|b|\n|-|-|\n|[[x|y]]|2|\n", "|[[x|y]]|2|", "`[[x\\|y]]`"),
            ("|a|b|\n|-|-|\n|[[x|y]]|\n", "|[[x|y]]|", "`[[x\\|y]]`"),
            ("|a|b|c|\n|--|--|\n|1|2|\n", "|--|--|", "`\\|`"),
            ("a\n\n[^b]: c\n", "[^b]: c", "`[^b]`"),
            ("## A {#b}\n\n## C {#b}\n", "## C {#b}", "another name"),
            ("## A {#main}\n", "## A {#main}", "another name"),
        ] {
            let (_, diagnostics) = read(text);
            assert_eq!(faults(text, &diagnostics), [("markdown-syntax", place)], "{text}");
            let found = diagnostics.iter().next().unwrap().help.as_deref().unwrap();
            assert!(found.contains(help), "{found}");
        }
    }

    #[test]
    fn what_lacks_a_space_or_an_end_is_told() {
        for (text, place, help) in [
            ("#NoSpace", "#NoSpace", "`# NoSpace`"),
            ("#No space here\nText.", "#No space here", "`# No space here`"),
            ("> #Überblick", "#Überblick", "`# Überblick`"),
            ("##2 steps", "##2 steps", "`## 2 steps`"),
            ("a\n###*No*", "###*No*", "`### *No*`"),
            ("- ##No", "##No", "`## No`"),
            ("####### seven", "####### seven", "`###### seven`"),
            ("**bold ** x", "**bold **", "`**bold**`"),
            ("a ** bold** x", "** bold**", "`**bold**`"),
            ("** bold **", "** bold **", "`**bold**`"),
            ("a (__bold __).", "__bold __", "`__bold__`"),
            ("a ~~old ~~, new", "~~old ~~", "`~~old~~`"),
            ("**Note: this", "**", "behind the last word"),
            ("[a](open", "[a](open", "`[a](open)`"),
            ("[a]([b](c", "[b](c", "`[b](c)`"),
            ("see [a](open.md, and more", "[a](open.md", "`[a](open.md)`"),
            ("![a](b.png and\nmore (c)", "![a](b.png", "`![a](b.png)`"),
            ("(b)[https://a.example/]", "(b)[https://a.example/]", "`[b](https://a.example/)`"),
            ("see (the page)[../b.md].", "(the page)[../b.md]", "`[the page](../b.md)`"),
            (
                "[https://a.example/ The name]",
                "[https://a.example/ The name]",
                "`[The name](https://a.example/)`",
            ),
            ("a\n\n```\nb\n\nc", "```", "`` ``` ``"),
            ("~~~~ yaml\nb\n~~~\n", "~~~~ yaml", "`~~~~`"),
            ("> ```\n> b\n\nc", "```", "`` ``` ``"),
            ("- ```\n  b\n\nc", "```", "`` ``` ``"),
            ("| a | b |\n| 1 | 2 |\n", "| a | b |", "`|---|---|`"),
            ("Text:\n|a|b|c\n|1|2|3\n", "|a|b|c", "`|---|---|---|`"),
            ("a | b | c\n1 | 2 | 3\n", "a | b | c", "`|---|---|---|`"),
            ("- [ ]x", "[ ]x", "`- [ ] x`"),
            ("1. a\n2. [X]done it", "[X]done it", "`2. [x] done it`"),
            ("* [] later", "[] later", "`* [ ] later`"),
        ] {
            let (_, diagnostics) = read(text);
            assert_eq!(faults(text, &diagnostics), [("markdown-syntax", place)], "{text}");
            let found = diagnostics.iter().next().unwrap().help.as_deref().unwrap();
            assert!(found.contains(help), "{found}");
        }
    }

    #[test]
    fn what_has_its_spaces_and_ends_on_purpose_is_not_told() {
        let long = format!("#{}", "a".repeat(60));
        assert_eq!(read(&long).1.iter().count(), 1);
        for text in [
            &*format!("{long}b"),
            "See #WLM2024 and #NoSpace",
            "#WLM2024",
            "#wiki_loves",
            "#GLAM #Wikidata",
            "#Hashtags begin some sentences, as this one does.",
            "a\n#tag\nb",
            "- #tag",
            "#1 of 2",
            "\\#NoSpace",
            "\\##No",
            "#######",
            "a # b",
            "`##a`",
            "5 * 3 * 2 and 2 ** 3 ** 4",
            "(*incl. VAT) 5* and **kwargs, **args",
            "f(**a, **b)",
            "*.jpg and *.png",
            "$5 ~ $6, ~~ 7",
            "__init__.py and a__b __c",
            "\\**a ** b",
            "**a** and **b**",
            "a (b)[c] and (1)[2.3]",
            "[a](b)[https://a.example/]",
            "[sic](which is (very)\nlong)",
            "[0, 1](see\nbelow)",
            "[https://a.example/, 2020] and [https://a.example/]",
            "```\na\n```",
            "````\n```\n````\nb",
            "~~~\na\n~~~",
            "> ```\n> a\n> ```",
            "- ```\n  a\n  ```\n\nb",
            "    code\n",
            "| a |",
            "|x| < 1 and |y| < 2",
            "|x| < 1\nor y",
            "[[a|b]]\n[[c|d]]",
            "Home | About\nContact | Help",
            "|a|b|\n|-|-|\n|#c|##d|\n|| **e |",
            "- [ ] x\n- [x] y\n- [z] w\n- []",
            "a [ ]x",
        ] {
            let (_, diagnostics) = read(text);
            assert!(diagnostics.is_empty(), "{text}: {diagnostics:?}");
        }
    }

    #[test]
    fn brackets_that_mean_themselves_are_not_told() {
        for text in [
            "a [sic] b",
            "[a] (as in b)",
            "[a](a remark)",
            "\\[a][b]",
            "`[a][b]` `[^c]`",
            "- [ ] (a.md)",
            "[a](b.md) (c.md)",
            "[a]\n\n[a]: b.md",
            "|a|b|\n|-|-|\n|1\\|2|`3\\|4`|\n|5|\n6|7\n",
            "a\n--|--b\n",
        ] {
            let (_, diagnostics) = read(text);
            assert!(diagnostics.is_empty(), "{text}: {diagnostics:?}");
        }
    }
}

mod blocks {
    use super::*;

    #[test]
    fn tables_scroll_and_align_by_class() {
        assert_eq!(
            html("|a|b|c|d|\n|-|:-|:-:|-:|\n|1|2|3|4|\n|5|6|7|8|\n"),
            "<div class=\"table\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">a</th>\
             <th scope=\"col\" class=\"align-start\">b</th><th scope=\"col\" class=\"align-center\">c</th>\
             <th scope=\"col\" class=\"align-end\">d</th></tr></thead>\n<tbody>\n\
             <tr><td>1</td><td class=\"align-start\">2</td><td class=\"align-center\">3</td>\
             <td class=\"align-end\">4</td></tr>\n\
             <tr><td>5</td><td class=\"align-start\">6</td><td class=\"align-center\">7</td>\
             <td class=\"align-end\">8</td></tr>\n</tbody></table></div>\n"
        );
        // An empty corner is no header: it heads nothing.
        assert_eq!(
            html("| |b|\n|-|-:|\n| |2|\n"),
            "<div class=\"table\" tabindex=\"0\"><table><thead><tr><td></td><th scope=\"col\" class=\"align-end\">b</th></tr></thead>\n\
             <tbody>\n<tr><td></td><td class=\"align-end\">2</td></tr>\n</tbody></table></div>\n"
        );
        assert_eq!(
            html("|a|\n|-|\n\n|b|\n|-|\n|c|\n"),
            "<div class=\"table\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">a</th></tr></thead>\n\
             </table></div>\n\
             <div class=\"table\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">b</th></tr></thead>\n\
             <tbody>\n<tr><td>c</td></tr>\n</tbody></table></div>\n"
        );
    }

    #[test]
    fn code_blocks_can_be_scrolled_with_the_keyboard() {
        assert_eq!(
            html("```rust ignore\nlet a = b < c;\n```\n\n    d\n\n~~~ \"x\n~~~\n"),
            "<pre tabindex=\"0\"><code class=\"language-rust\">let a = b &lt; c;\n</code></pre>\n\
             <pre tabindex=\"0\"><code>d\n</code></pre>\n\
             <pre tabindex=\"0\"><code class=\"language-&quot;x\"></code></pre>\n"
        );
    }

    #[test]
    fn code_has_colours_and_a_slip_in_the_name_of_its_language_is_told() {
        assert_eq!(
            html("> ~~~~JSON\n> {\"a\":\n> 1}\n> ~~~~\n"),
            "<blockquote>\n<pre tabindex=\"0\"><code class=\"language-JSON\">{<span class=\"p\">\"a\"</span>:\n\
             <span class=\"n\">1</span>}\n</code></pre>\n</blockquote>\n"
        );
        let text = "- ```pyhton\n  if a\n  ```\n";
        let (body, diagnostics) = read(text);
        assert_eq!(faults(text, &diagnostics), [("markdown-syntax", "pyhton")]);
        assert!(show(&body).contains(">if a\n</code>"));
    }

    #[test]
    fn tasks_say_whether_they_are_done() {
        assert_eq!(
            html("- [ ] a\n- [x] b\n"),
            "<ul>\n\
             <li><span class=\"task open\" role=\"img\" aria-label=\"{markdown-task-open}\"></span> a</li>\n\
             <li><span class=\"task done\" role=\"img\" aria-label=\"{markdown-task-done}\"></span> b</li>\n\
             </ul>\n"
        );
    }

    #[test]
    fn alerts_say_what_they_are() {
        for kind in ["note", "tip", "important", "warning", "caution"] {
            assert_eq!(
                html(&format!("> [!{}]\n> a\n\nb\n", kind.to_uppercase())),
                format!(
                    "<div role=\"note\" class=\"alert alert-{kind}\">\n\
                     <p class=\"alert-title\">{{markdown-alert-{kind}}}</p>\n<p>a</p>\n</div>\n<p>b</p>\n"
                )
            );
        }
        assert_eq!(html("> a\n"), "<blockquote>\n<p>a</p>\n</blockquote>\n");
    }

    #[test]
    fn definition_lists_and_struck_text() {
        assert_eq!(html("a\n: ~~b~~\n: c\n"), "<dl>\n<dt>a</dt>\n<dd><del>b</del></dd>\n<dd>c</dd>\n</dl>\n");
    }

    #[test]
    fn punctuation_stays_as_it_was_typed() {
        assert_eq!(html("\"a\" -- b... $c$\n"), "<p>\"a\" -- b... $c$</p>\n");
        assert_eq!(html("## A {#b .c}\n").matches("id=\"b\"").count(), 1);
    }

    #[test]
    fn lists_keep_their_first_number() {
        assert_eq!(html("3. a\n4. b\n"), "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n");
    }
}

mod notes {
    use super::*;

    fn back(reference: &str) -> String {
        format!(
            " <a class=\"footnote-back\" href=\"#fnref-{reference}\" \
             aria-label=\"{{markdown-footnote-back}} {reference}\">↩</a>"
        )
    }

    fn section(notes: &str) -> String {
        format!(
            "<section class=\"footnotes\" aria-label=\"{{markdown-footnotes}}\">\n<ol>\n\
             {notes}</ol>\n</section>\n"
        )
    }

    fn mark(id: &str, number: u8) -> String {
        format!("<sup class=\"footnote-ref\"><a id=\"fnref-{id}\" href=\"#fn-{number}\">{number}</a></sup>")
    }

    #[test]
    fn notes_are_numbered_as_they_are_named() {
        let (one, two, again) = (mark("1", 1), mark("2", 2), mark("1-2", 1));
        let notes = format!(
            "<li id=\"fn-1\">\n<p>Second</p>\n<p>[more]{}{}</p>\n</li>\n\
             <li id=\"fn-2\">\n<p>First{}</p>\n</li>\n",
            back("1"),
            back("1-2"),
            back("2")
        );
        assert_eq!(
            html("[^x]: First\n\n[^y]: Second\n\n    [more]\n\na[^y] b[^x] c[^Y]\n"),
            format!("<p>a{one} b{two} c{again}</p>\n{}", section(&notes))
        );
    }

    #[test]
    fn notes_can_name_notes() {
        let notes = format!(
            "<li id=\"fn-1\">\n<p>b{}{}</p>\n</li>\n<li id=\"fn-2\">\n<p>c{}{}</p>\n</li>\n",
            mark("2", 2),
            back("1"),
            mark("1-2", 1),
            back("2")
        )
        .replace(&back("1"), &format!("{}{}", back("1"), back("1-2")));
        assert_eq!(
            html("a[^1]\n\n[^1]: b[^2]\n\n[^2]: c[^1]\n"),
            format!("<p>a{}</p>\n{}", mark("1", 1), section(&notes))
        );
    }

    #[test]
    fn notes_that_nothing_names_are_shown() {
        let notes = "<li id=\"fn-1\">\n<p>b</p>\n</li>\n<li id=\"fn-2\">\n<p>c</p>\n</li>\n";
        let (body, diagnostics) = read("[^1]: b\n[^1]: c\n\na\n");
        assert_eq!(show(&body), format!("<p>a</p>\n{}", section(notes)));
        assert_eq!((diagnostics.warnings(), diagnostics.errors()), (2, 0));
    }

    #[test]
    fn notes_are_found_within_other_blocks() {
        let notes = format!(
            "<li id=\"fn-1\">\n<p>b</p>\n<blockquote>\n<p>c</p>\n</blockquote>\n{}\n</li>\n\
             <li id=\"fn-2\">\n<p>d</p>\n</li>\n",
            back("1")
        );
        assert_eq!(
            show(&read("a[^1]\n\n> - [^1]: b\n>\n>       > c\n>       >\n>       > [^2]: d\n").0),
            format!(
                "<p>a{}</p>\n<blockquote>\n<ul>\n<li></li>\n</ul>\n</blockquote>\n{}",
                mark("1", 1),
                section(&notes)
            )
        );
    }

    #[test]
    fn a_note_within_its_own_namesake_is_kept() {
        let notes = "<li id=\"fn-1\">\n<ul>\n<li></li>\n</ul>\n</li>\n\
                     <li id=\"fn-2\">\n<p>b</p>\n</li>\n";
        assert_eq!(show(&read("[^1]: - [^1]: b\n").0), section(notes));
    }

    #[test]
    fn a_note_within_another_is_found_before_it() {
        let notes = format!(
            "<li id=\"fn-1\">\n<p>b{}</p>\n</li>\n<li id=\"fn-2\">\n<ul>\n<li></li>\n</ul>\n</li>\n",
            back("1")
        );
        assert_eq!(
            show(&read("a[^2]\n\n[^1]: - [^2]: b\n").0),
            format!("<p>a{}</p>\n{}", mark("1", 1), section(&notes))
        );
    }

    #[test]
    fn a_note_within_a_link_is_no_link() {
        let (body, _) = read("[[a|b[^1] c]] [[ftp:a|b[^1] c]]\n\n[^1]: d\n");
        assert_eq!(
            show(&body).lines().next().unwrap(),
            format!(
                "<p><a href=\"{{href:0}}\">b<sup class=\"footnote-ref\" id=\"fnref-1\">1</sup> c</a> \
                 b{} c</p>",
                mark("1-2", 1)
            )
        );
    }

    #[test]
    fn descriptions_of_images_name_no_notes() {
        let notes = "<li id=\"fn-1\">\n<p>b <img {image:1} alt=\"d d\" loading=\"lazy\" decoding=\"async\" /></p>\n</li>\n";
        assert_eq!(
            show(&read("![[b.png|a[^1] a]]\n\n[^1]: b ![[c.png|d[^1] d]]\n").0),
            format!(
                "<figure class=\"picture\"><img {{image:0}} alt=\"a a\" loading=\"lazy\" decoding=\"async\" />\
                 {{credit:0}}</figure>\n{}",
                section(notes)
            )
        );
    }

    #[test]
    fn headings_do_not_take_the_ids_of_notes() {
        let html = html("## fn-1\n\n## fnref-1\n\na[^1]\n\n[^1]: b\n\n    ## fn-1\n");
        for id in ["fn-1", "fnref-1", "h-fn-1", "h-fnref-1", "h-fn-1-1"] {
            assert_eq!(html.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
        }
    }

    #[test]
    fn marks_without_a_note_are_text() {
        assert_eq!(show(&read("a[^1]\n").0), "<p>a[^1]</p>\n");
    }
}

mod excerpts {
    use super::*;

    fn plain(text: &str) -> String {
        read(text).0.plain().to_owned()
    }

    #[test]
    fn the_excerpt_is_the_first_paragraph_without_its_marks() {
        assert_eq!(plain("## A\n\n![b](c.png)\n\nD *e* `f`\n& [g](h.md)[^1]\n\nI\n\n[^1]: j\n"), "D e f & g");
        assert_eq!(plain("## A\n"), "");
        assert_eq!(plain("## A[^1]\n\n[^1]: b\n"), "");
    }

    #[test]
    fn long_paragraphs_are_cut_between_words() {
        let words = plain(&"word ".repeat(100));
        assert_eq!(words, format!("{}word…", "word ".repeat(39)));
        let letters = plain(&"語".repeat(300));
        assert_eq!(letters, format!("{}…", "語".repeat(200)));
        assert_eq!(plain(&"a".repeat(200)), "a".repeat(200));
    }
}

mod hostile {
    use super::*;
    use std::time::{Duration, Instant};

    const MEGABYTE: usize = 1 << 20;

    /// Reads and writes a text, and gives the HTML's size. A quadratic way would take minutes.
    fn size(name: &str, text: &str) -> usize {
        let start = Instant::now();
        let (body, _) = read(text);
        let size = show(&body).len();
        let took = start.elapsed();
        assert!(took < Duration::from_secs(30), "{name} took {took:?}");
        size
    }

    #[test]
    fn masses_of_marks_are_only_text() {
        let bytes = |mark: &str, length: usize| {
            let size = size(mark, &mark.repeat(length / mark.len()));
            assert!((length / 2..10 * length).contains(&size), "{mark}: {size}");
        };
        for mark in ["[", "*a "] {
            bytes(mark, MEGABYTE);
        }
        for mark in ["[[", "![", "![[a|", "`a``", "<a ", "&", "\\", "|", "[^", "[a]("] {
            bytes(mark, MEGABYTE / 8);
        }
        for mark in [
            "http://",
            "http://a.b",
            "www.",
            "a@b.c@",
            "<br>",
            "<sup>",
            "</sup>",
            "(a ",
            "[a](b c.d) ",
            "<div \"",
        ] {
            assert!(size(mark, &mark.repeat(MEGABYTE / 8 / mark.len())) > MEGABYTE / 16, "{mark}");
        }
        assert_eq!(size("comments", &"<!--".repeat(MEGABYTE / 4)), 0);
        for mark in ["**「a」**は", "*「", "」*", "漢\n", "_「*」", "~~「", "」~は~~", "가**(", ")**는"]
        {
            assert!(size(mark, &mark.repeat(MEGABYTE / 8 / mark.len())) > MEGABYTE / 16, "{mark}");
        }
    }

    #[test]
    fn deep_quotes_and_lists_do_not_exhaust_the_stack() {
        let quotes = size("quotes", &">".repeat(MEGABYTE));
        assert_eq!(quotes, MEGABYTE * "<blockquote>\n</blockquote>\n".len());
        let lists = size("lists", &format!("{}a", "- ".repeat(10_000)));
        assert_eq!(lists, 10_000 * "<ul>\n<li>\n</li>\n</ul>\n".len());
        let emphasis = size("emphasis", &format!("{}b{}", "*a ".repeat(10_000), " a*".repeat(10_000)));
        assert!(emphasis > 100_000);
    }

    #[test]
    fn ten_thousand_of_each_are_no_trouble() {
        let many = |each: fn(usize) -> String| (0..10_000).map(each).collect::<String>();
        let texts = [
            ("references", format!("{}\n\n[^a]: b", "[^a]".repeat(10_000))),
            ("notes", many(|n| format!("a[^{n}]\n\n[^{n}]: b\n\n"))),
            ("notes in notes", many(|n| format!("[^{n}]: a[^{}]\n", n + 1))),
            ("headings", "## A\n\n".repeat(10_000)),
            ("numbered headings", many(|n| format!("## A\n\n## A-{n}\n\n"))),
            ("first headings", "# A\n\n".repeat(10_000)),
            ("html", "<b>a</b>\n\n".repeat(10_000)),
            ("links", "[a](b.md) ![](c.png) [[d]] [e](ftp:f)\n".repeat(10_000)),
            ("cells", format!("{}\n{}\n{}", "|a".repeat(1000), "|-".repeat(1000), "|b\n".repeat(10_000))),
        ];
        for (name, text) in texts {
            assert!(size(name, &text) > 50_000, "{name}");
        }
    }

    #[test]
    fn a_long_heading_is_read_once() {
        assert!(size("heading", &format!("# {}\n", "*a* [b](c) ".repeat(50_000))) > MEGABYTE);
    }

    #[test]
    fn control_characters_are_left_out_and_told() {
        let text =
            "## a&#2;b\n\n[c&#1;](d.md \"e&#x1b;\") ![f&#2;](g.png) `h&#2;` &#0;\n\n```i&#2;\nj\n```\n";
        let (body, diagnostics) = read(text);
        let html = show(&body);
        assert!(!html.contains(crate::source::is_control), "{html:?}");
        assert!(html.contains("<code>h&amp;#2;</code> \u{FFFD}") && html.contains("language-i"), "{html}");
        assert_eq!(&*body.headings[0].text, "ab");
        assert_eq!(faults(text, &diagnostics), [("control-character", "&#2;")]);
        assert_eq!(
            diagnostics.iter().next().unwrap().message,
            "5 control characters are left out: U+0001, U+0002, U+001B"
        );
    }

    #[test]
    fn an_empty_text_is_empty() {
        assert_eq!(html(""), "");
        assert_eq!(html("\n\n"), "");
    }
}
