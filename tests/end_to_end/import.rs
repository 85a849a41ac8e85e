//! `casebook import`: documents of other programs as records. All documents here are made up, and made in the tests.

use std::io::Write as _;

use crate::site::{DOT, Ran, Site};

/// A site that has a tool and English and Swedish.
fn site() -> Site {
    Site::new()
        .file("casebook.yaml", "title: Made up\nlanguages: [en, sv]\n")
        .file("content/tools/openrefine.md", "---\ntitle: OpenRefine\nsummary: A tool.\n---\nText.\n")
}

/// Takes in a file, and gives what the program said and the text of the record.
fn imported(site: &Site, name: &str, bytes: impl AsRef<[u8]>, more: &[&str]) -> (Ran, String) {
    site.write(&format!("../{name}"), bytes);
    let path = site.beside(name);
    let ran = site.run([&["import", path.to_str().unwrap()], more].concat());
    let file = ran.stdout.lines().next().unwrap_or_default().to_owned();
    let text = std::fs::read_to_string(site.path(&file)).unwrap_or_default();
    (ran, text)
}

/// The text below the front matter.
fn body(text: &str) -> &str {
    text.rsplit_once("\n---\n").map_or("", |(_, body)| body).trim()
}

/// That the record that was written is a draft without an error.
#[track_caller]
fn assert_sound(site: &Site, ran: &Ran) {
    assert_eq!(ran.status, 0, "{}{}", ran.stdout, ran.stderr);
    assert_eq!(site.check()["summary"]["errors"], 0, "{}", site.faults());
    site.build(&["--drafts"]).succeeded();
}

/// An archive of parts, as office programs write them.
fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut bytes);
    for (name, content) in parts {
        let file = archive.new_file(name).compression_method(rawzip::CompressionMethod::DEFLATE);
        let (mut entry, config) = file.start().unwrap();
        let packer = flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::default());
        let mut writer = config.wrap(packer);
        writer.write_all(content).unwrap();
        let (packer, descriptor) = writer.finish().unwrap();
        packer.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    bytes
}

const CASE_PAGE: &str = "\
<languages />
{{Case header|year=2024}}
<translate>
<!--T:1-->
The harbour office shared '''120 maps'''.<ref>[https://a.example/report Report], 2024.</ref> We used [[w:OpenRefine|OpenRefine]].

== What was done == <!--T:2-->
# Scan
## Name
# [[:File:Map.jpg|Upload]]
[[File:Map.jpg|thumb|A map]]

== References ==
* [https://b.example/ The list of maps]
* [https://c.example/ A talk about it]
</translate>
[[Category:Uganda]] [[Category:OpenRefine]] [[Category:GLAM case studies]]
";

#[test]
fn a_page_of_a_wiki_becomes_a_draft_with_what_is_certain_in_fields() {
    let site = site();
    let source = "https://meta.wikimedia.org/wiki/Old_maps";
    let (ran, text) = imported(&site, "page.wiki", CASE_PAGE, &["--source", source]);
    assert_eq!(ran.stdout, "content/cases/old-maps.md\n");
    assert_sound(&site, &ran);
    for line in ["title: \"Old maps\"\n", "countries: [UG]\n", "tools: [openrefine]\n", "draft: true "] {
        assert!(text.contains(line), "{line}: {text}");
    }
    for source in ["Old maps", "The list of maps", "A talk about it"] {
        assert!(text.contains(&format!("- title: {source}\n")), "{source}: {text}");
    }
    assert_eq!(
        body(&text),
        "[to write: what the template `case header` says]\n\n```wikitext\n{{Case header|year=2024}}\n```\n\n\
         The harbour office shared **120 maps**.[^1] We used [OpenRefine](https://en.wikipedia.org/wiki/OpenRefine).\n\n\
         ## What was done\n\n1. Scan\n   1. Name\n2. [Upload](https://commons.wikimedia.org/wiki/File:Map.jpg)\n\n\
         [A map](https://commons.wikimedia.org/wiki/File:Map.jpg)\n\n\
         [to write: where this belongs, which the document says of itself]\n\n- `keywords: GLAM case studies`\n\n\
         [^1]: [Report](https://a.example/report), 2024."
    );
    for said in [
        "recognised: the title “Old maps” (as the document says), 2 headings",
        "in fields: `sources` (3), `countries` (1), `tools` (1)",
        "1 template, marked in the text",
        "1 picture on Commons, now a link",
        "at the end of the text, since no field has it: `keywords`",
        "to be filled in, where it says something: ",
    ] {
        assert!(ran.stderr.contains(said), "{said}: {}", ran.stderr);
    }
    // Nobody's file is written over.
    let (again, _) = imported(&site, "page.wiki", "Other", &["--source", source]);
    assert_eq!((again.status, again.stdout.as_str()), (2, ""));
    assert!(again.stderr.contains("content/cases/old-maps.md is there already"), "{}", again.stderr);
}

fn export_of(pages: &str) -> String {
    format!(
        "<mediawiki xmlns=\"http://www.mediawiki.org/xml/export-0.11/\" version=\"0.11\" xml:lang=\"sv\">\
         <siteinfo><base>https://outreach.wikimedia.org/wiki/Main_Page</base></siteinfo>{pages}</mediawiki>"
    )
}

fn page(title: &str, space: i32, text: &str) -> String {
    format!(
        "<page><title>{title}</title><ns>{space}</ns>\
         <revision><timestamp>2020-01-01T00:00:00Z</timestamp><text>Old</text></revision>\
         <revision><timestamp>2024-05-06T07:08:09Z</timestamp><text>{text}</text></revision></page>"
    )
}

#[test]
fn each_page_of_an_export_is_a_record_of_its_latest_text() {
    let site = site();
    let xml = export_of(
        &[
            page("Case A", 0, "New &amp; [[Case B]]"),
            page("Case B", 0, "Other"),
            page("Talk:Case A", 1, "Talk"),
            page("Old name", 0, "#REDIRECT [[Case A]]"),
            page("Template:X", 10, "x"),
        ]
        .concat(),
    );
    let (ran, text) = imported(&site, "export.xml", xml, &["--kind", "guide"]);
    assert_sound(&site, &ran);
    assert_eq!(ran.stdout, "content/guides/case-a.md\ncontent/guides/case-b.md\n");
    assert_eq!(body(&text), "New & [Case B](https://outreach.wikimedia.org/wiki/Case_B)");
    assert!(text.contains("language: sv\n"), "{text}");
    assert!(text.contains("date: 2024-05-06"), "{text}");
    for why in [
        "Talk:Case A: it is a page for talk",
        "Old name: it leads on to Case A",
        "Template:X: it is a page of a person, a file, a category or a template",
    ] {
        assert!(ran.stderr.contains(why), "{}", ran.stderr);
    }
}

#[test]
fn an_export_that_cannot_be_read_is_refused_with_its_place() {
    let site = site();
    for (xml, said) in [
        ("<mediawiki>\n<page>", "export.xml:1:1:"),
        ("<!DOCTYPE a [<!ENTITY b \"c\">]>\n<mediawiki/>", "delete the `<!DOCTYPE …>`"),
        ("<mediawiki></mediawiki>", "has no page that can be a record"),
    ] {
        let (ran, _) = imported(&site, "export.xml", xml, &[]);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{xml}");
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
    }
    let deep = "<a>".repeat(300) + &"</a>".repeat(300);
    let (ran, _) = imported(&site, "export.xml", format!("<mediawiki>{deep}</mediawiki>"), &[]);
    assert!(ran.stderr.contains("more than 200 deep"), "{}", ran.stderr);
    // One of two pages cannot be: neither is written.
    let (ran, _) = imported(&site, "export.xml", export_of(&(page("A", 0, "x") + &page("a", 0, "y"))), &[]);
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("two documents would be content/cases/a.md"), "{}", ran.stderr);
    assert!(!site.path("content/cases").exists());
}

#[test]
fn markdown_keeps_its_text_and_what_it_says_of_itself() {
    let site = site();
    let text = "---\ntitle: Notes\nlayout: post\ntags: [Uganda, scans]\nauthor: Ada Example\nlang: sv\nperiod: {start: 2020}\n---\n\
                # Notes\n\n## Step *one*\n\n![map](maps/a.png) ![logo](https://a.example/logo.png) [next](../b.html) \
                [web](https://a.example/) <div>x</div>\n\n- [x] done\n";
    let (ran, text) = imported(&site, "notes.md", text, &[]);
    assert_sound(&site, &ran);
    assert!(text.contains("language: sv\n") && text.contains("countries: [UG]\n"), "{text}");
    assert_eq!(
        body(&text),
        "## Step *one*\n\n[to write: the picture, which lies elsewhere] `maps/a.png` map \
         [logo](https://a.example/logo.png) next (`../b.html`) [web](https://a.example/) <div>x</div>\n\n- [x] done\n\n\
         [to write: where this belongs, which the document says of itself]\n\n\
         - `keywords: scans`\n- `layout: post`\n- `period: {\"start\":2020}`"
    );
    assert!(ran.stderr.contains("not taken over: author: Ada Example"), "{}", ran.stderr);
}

/// A heading that is not the title is a heading, whoever says what the title is.
#[test]
fn no_heading_of_markdown_is_lost_beside_another_title() {
    let site = site();
    let text = "---\ntitle: Maps\n---\n# What *we* did\n\nWe scanned.\n\n## After\n\nText.\n";
    let kept = "## What *we* did\n\nWe scanned.\n\n## After\n\nText.";
    let (ran, made) = imported(&site, "a.md", text, &[]);
    assert!(made.starts_with("---\ntitle: \"Maps\"\n"), "{made}");
    assert_eq!(body(&made), kept, "{}", ran.stderr);
    let (ran, made) = imported(&site, "b.md", text, &["--title", "Mine"]);
    assert_eq!(body(&made), kept);
    assert!(ran.stderr.contains("not taken over: title: Maps\n"), "{}", ran.stderr);
    let (ran, made) = imported(&site, "c.md", "What we did\n===\n\nWe scanned.\n", &["--title", "Other"]);
    assert_eq!(body(&made), "## What we did\n\nWe scanned.", "{}", ran.stderr);
    let (_, made) = imported(&site, "d.md", "# Drawn *maps* #\n\nWe scanned.\n", &[]);
    assert!(made.starts_with("---\ntitle: \"Drawn maps\"\n") && body(&made) == "We scanned.", "{made}");
}

#[test]
fn html_becomes_markdown_without_any_html() {
    let site = site();
    let page = "<!doctype html><html lang=en><head><title>A page</title><style>p{}</style>\
                <meta name=keywords content='OpenRefine'></head><body><h1>A page</h1><p>One <b>two </b><i>three</i>\
                <script>alert(1)</script><a href='javascript:alert(1)'>bad</a> <a href='https://a.example/x'>good</a></p>\
                <ul><li>a<ol><li>b</ol><li>c</ul><table><tr><th>A<th>B<tr><td colspan=2>x|y</table>\
                <pre>code\n  here</pre><img src='https://a.example/a.png' alt='A map'><blockquote>q</blockquote>";
    let (ran, text) = imported(&site, "page.html", page, &["--kind", "guide"]);
    assert_sound(&site, &ran);
    assert_eq!(
        body(&text),
        "One **two** *three*bad [good](https://a.example/x)\n\n- a\n  1. b\n- c\n\n| A | B |\n| --- | --- |\n\
         | x\\|y |  |\n\n```\ncode\n  here\n```\n\n[A map](https://a.example/a.png)\n\n> q"
    );
    for said in [
        "1 link that leads to no address on the web, now text",
        "2 parts that no reader sees",
        "1 table with merged",
    ] {
        assert!(ran.stderr.contains(said), "{said}: {}", ran.stderr);
    }
}

fn docx(document: &str) -> Vec<u8> {
    let document = format!(
        "<w:document xmlns:w='w' xmlns:r='r' xmlns:a='a' xmlns:wp='wp'><w:body>{document}</w:body></w:document>"
    );
    zip(&[
        ("word/document.xml", document.as_bytes()),
        (
            "word/styles.xml",
            b"<w:styles xmlns:w='w'><w:style w:type='paragraph' w:styleId='Rubrik1'><w:name w:val='heading 1'/></w:style>\
              <w:style w:type='paragraph' w:styleId='Titel'><w:name w:val='Title'/></w:style></w:styles>",
        ),
        (
            "word/numbering.xml",
            b"<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/></w:lvl>\
              <w:lvl w:ilvl='1'><w:numFmt w:val='bullet'/></w:lvl></w:abstractNum>\
              <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>",
        ),
        (
            "word/_rels/document.xml.rels",
            b"<Relationships><Relationship Id='r1' Target='https://a.example/'/><Relationship Id='r2' Target='media/i.png'/>\
              </Relationships>",
        ),
        (
            "word/footnotes.xml",
            b"<w:footnotes xmlns:w='w'><w:footnote w:type='separator' w:id='-1'/><w:footnote w:id='2'><w:p><w:r><w:t>Why.</w:t></w:r></w:p></w:footnote></w:footnotes>",
        ),
        ("word/media/i.png", DOT),
        (
            "docProps/core.xml",
            b"<cp xmlns:dc='dc'><dc:creator>Ada Example</dc:creator><dc:language>sv-SE</dc:language></cp>",
        ),
    ])
}

fn p(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

fn r(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>")
}

#[test]
fn a_word_document_keeps_its_structure_and_its_pictures() {
    let site = site();
    let document = [
        p("<w:pStyle w:val='Titel'/>", &r("", "Old maps")),
        p("<w:pStyle w:val='Rubrik1'/>", &r("", "What was done")),
        p("", &(r("", "We ") + &r("<w:b/>", "scanned ") + &r("<w:i w:val='0'/>", "them")
            + "<w:r><w:footnoteReference w:id='2'/></w:r><w:del><w:r><w:delText>no</w:delText></w:r></w:del>\
               <w:hyperlink r:id='r1'>" + &r("", " here") + "</w:hyperlink>")),
        p("<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>", &r("", "one")),
        p("<w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr>", &r("", "inner")),
        p("<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>", &r("", "two")),
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>".to_owned() + &p("", &r("", "Town")) + "</w:tc><w:tc>"
            + &p("", &r("", "Maps")) + "</w:tc></w:tr><w:tr><w:tc>" + &p("", &r("", "A")) + &p("", &r("", "B")) + "</w:tc><w:tc>"
            + &p("", &r("", "12")) + "</w:tc></w:tr></w:tbl>",
        p("", "<w:r><w:drawing><wp:docPr descr='A map'/><a:blip r:embed='r2'/></w:drawing></w:r>"),
        p("", "<w:r><w:drawing><wp:docPr descr='x'/><a:blip r:embed='r9'/></w:drawing></w:r>"),
    ]
    .concat();
    let (ran, text) = imported(&site, "maps.docx", docx(&document), &[]);
    assert_eq!(ran.stdout, "content/cases/old-maps/index.md\n", "{}", ran.stderr);
    assert_sound(&site, &ran);
    assert_eq!(std::fs::read(site.path("content/cases/old-maps/picture-1.png")).unwrap(), DOT);
    assert!(text.contains("language: sv\n"), "{text}");
    assert_eq!(
        body(&text),
        "## What was done\n\nWe **scanned** them[^1] [here](https://a.example/)\n\n1. one\n   - inner\n2. two\n\n\
         | Town | Maps |\n| --- | --- |\n| A<br>B | 12 |\n\n![A map](picture-1.png)\n\n[^1]: Why."
    );
    for said in
        ["1 tracked deletion, left out", "1 picture that is not in the file, left out", "author: Ada Example"]
    {
        assert!(ran.stderr.contains(said), "{said}: {}", ran.stderr);
    }
}

#[test]
fn an_odt_document_keeps_its_structure() {
    let site = site();
    let content = "<office:document-content xmlns:office='o' xmlns:text='t' xmlns:style='s' xmlns:fo='f' xmlns:table='b' xmlns:xlink='x' xmlns:draw='d' xmlns:svg='v'>\
        <style:style style:name='T1'><style:text-properties fo:font-weight='bold'/></style:style>\
        <text:list-style style:name='L1'><text:list-level-style-number text:level='1'/></text:list-style>\
        <office:body><office:text><text:h text:outline-level='1'>Old maps</text:h><text:h text:outline-level='2'>Done</text:h>\
        <text:p>We <text:span text:style-name='T1'>scanned</text:span><text:note><text:note-body><text:p>Why.</text:p></text:note-body></text:note> \
        <text:a xlink:href='https://a.example/'>here</text:a></text:p>\
        <text:list text:style-name='L1'><text:list-item><text:p>one</text:p></text:list-item><text:list-item><text:p>two</text:p></text:list-item></text:list>\
        <table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell></table:table-row></table:table-header-rows>\
        <table:table-row><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row></table:table>\
        <text:p><draw:frame><draw:image xlink:href='Pictures/i.png'/><svg:desc>A map</svg:desc></draw:frame></text:p>\
        </office:text></office:body></office:document-content>";
    let document = zip(&[("content.xml", content.as_bytes()), ("Pictures/i.png", DOT)]);
    let (ran, text) = imported(&site, "maps.odt", document, &[]);
    assert_eq!(ran.stdout, "content/cases/old-maps/index.md\n", "{}", ran.stderr);
    assert_sound(&site, &ran);
    assert_eq!(
        body(&text),
        "## Done\n\nWe **scanned**[^1] [here](https://a.example/)\n\n1. one\n2. two\n\n| A |\n| --- |\n| 1 |\n\n\
         ![A map](picture-1.png)\n\n[^1]: Why."
    );
}

#[test]
fn documents_that_are_none_are_refused_and_nothing_is_written() {
    let site = site();
    let bomb = docx(&p("", &r("", &"a".repeat(33 * 1024 * 1024))));
    assert!(bomb.len() < 1024 * 1024);
    let deep = "<w:sdt><w:sdtContent>".repeat(150) + &"</w:sdtContent></w:sdt>".repeat(150);
    for (name, bytes, said) in [
        ("a.docx", bomb, "its part `word/document.xml`: it unpacks to more than 32 MiB"),
        ("a.docx", docx(&deep), "more than 200 deep"),
        ("a.docx", b"no archive".to_vec(), "the document is damaged, or none of its kind"),
        ("a.docx", zip(&[("content.xml", b"<a/>")]), "it has no `word/document.xml`"),
        ("a.docx", b"\xD0\xCF\x11\xE0 old".to_vec(), "has a password, or is of Word 2003"),
        ("a.odt", zip(&[("content.xml", b"<a>\n<b>")]), "content.xml:1:1:"),
        ("a.html", b"one\ntwo \xff".to_vec(), "a.html:2: it is not in UTF-8"),
        ("a.pdf", b"%PDF".to_vec(), "a.pdf does not say what it is"),
        ("a.wiki", "long text ".repeat(500_000).into_bytes(), "has more than 4 MiB of text"),
    ] {
        let (ran, _) = imported(&site, name, bytes, &[]);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{name}: {said}: {}", ran.stderr);
        assert!(ran.stderr.contains(said), "{said}: {}", ran.stderr);
    }
    assert!(!site.path("content/cases").exists());
}

#[test]
fn what_may_be_private_is_told_and_withheld_from_a_request() {
    let site = site();
    let text = "Write to ada@museum.example please.";
    let (ran, record) = imported(&site, "a.wiki", text, &["--title", "A case"]);
    assert!(ran.stderr.contains("to look at before you commit: 1 mail address"), "{}", ran.stderr);
    assert!(record.contains("ada@museum.example"));
    let (ran, record) = imported(&site, "a.wiki", text, &["--title", "A request", "--kind", "request"]);
    assert_sound(&site, &ran);
    assert!(ran.stderr.contains("withheld: 1 mail address"), "{}", ran.stderr);
    assert!(!record.contains("ada@museum.example"), "{record}");
}
