use super::marks::{BLOCKS, EMPTY, PARAGRAPHS, UNSEEN};
use super::*;

fn to_text(html: &str) -> String {
    to_lines(html).iter().map(|line| line.shown() + "\n").collect()
}

#[test]
fn html_is_written_as_people_write_plain_text() {
    for (html, expected) in [
        ("a<br>b<br><br>c", "a\nb\n\nc\n"),
        ("<div>a</div><div>b</div><p>c</p>d", "a\nb\n\nc\n\nd\n"),
        ("a <b> b </b> c\n d", "a b c d\n"),
        // Tags may be missing or wrong.
        ("<p>a<p>b</i></blockquote></ul></a>", "a\n\nb\n"),
        ("a < b &amp;&nbsp;c &eacute; &#x4e00;", "a < b &\u{a0}c é 一\n"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>c", "> a\n>\n> > b\n\nc\n"),
        // Links.
        ("<a href='https://example.org/a b'>a</a>.", "a <https://example.org/ab>.\n"),
        ("see <a href='https://example.org/'>example.org</a>", "see https://example.org/\n"),
        ("<a href='https://example.org/'><img src='x'></a>a", "a\n"),
        ("<a href='mailto:a@example.org'>a</a> <a href='javascript:b'>b</a> <a href='#c'>c</a>", "a b c\n"),
        ("<a href='https://example.org/'>a<br>b</a>", "a <https://example.org/>\nb\n"),
        // What is not seen.
        ("<style>a</style><script>'<b>'</script><title>t</title><!-- c -->b", "b\n"),
        ("<div style='Display : none'><div>a</div>b</div>c", "c\n"),
        ("<object/>a", "a\n"),
        ("<pre>a  b</pre>c  d", "a  b\n\nc d\n"),
        ("<pre>a <b>b</b>\nc</pre>", "a b\nc\n"),
        ("<ul><li>a</ul><ul><li>b</ul>", "- a\n\n- b\n"),
        ("<img src=x alt=seen width=1><img src=y alt=Map>", "Map\n"),
        // Four lines may say who wrote what is quoted, wherever they stand.
        (
            "a<br>b<br>c<div class=gmail_quote><div>1</div><div>2</div><div>3</div><div>4</div>\
             <blockquote>q</blockquote></div>",
            "a\nb\nc\n> 1\n> 2\n> 3\n> 4\n>\n> q\n",
        ),
        // What was passed on has no attribution, however it is marked.
        (
            "<div class=gmail_quote><div>1</div><div>2</div><div>3</div><div>4</div><div>5</div>\
             <blockquote>q</blockquote></div>",
            "1\n2\n3\n4\n5\n\n> q\n",
        ),
    ] {
        assert_eq!(to_text(html), expected, "{html}");
    }
}

#[test]
fn every_element_has_its_effect() {
    for block in BLOCKS {
        assert_eq!(to_text(&format!("a<{block}>b</{block}>c")).lines().count(), 3, "{block}");
    }
    for paragraph in PARAGRAPHS {
        let text = to_text(&format!("a<{paragraph}>b</{paragraph}>c"));
        assert_eq!(text.replace("> ", ""), "a\n\nb\n\nc\n", "{paragraph}");
    }
    for unseen in UNSEEN {
        assert_eq!(to_text(&format!("a<{unseen}>b</{unseen}>c")), "ac\n", "{unseen}");
    }
    // One that has no end hides nothing behind it.
    for empty in EMPTY {
        let text = to_text(&format!("a<{empty} style='display:none'>b"));
        assert_eq!(text.replace('\n', ""), "ab", "{empty}");
    }
}

#[test]
fn what_programs_say_of_their_elements_is_kept() {
    let roles = |html: &str| -> Vec<(usize, Role)> {
        to_lines(html).iter().filter(|line| !line.is_blank()).map(|line| (line.quoted, line.role)).collect()
    };
    assert_eq!(
        to_text("a<div class=gmail_attr>Ada wrote:</div><blockquote>b</blockquote>"),
        "a\n> Ada wrote:\n>\n> b\n"
    );
    assert_eq!(
        roles("a<div id=divRplyFwdMsg>b</div>c"),
        [(0, Role::Text), (0, Role::Original), (0, Role::Text)]
    );
    assert_eq!(
        roles("a<div class=ydp1yahoo_quoted><div>b</div>c</div>d"),
        [(0, Role::Text), (1, Role::Quotation), (1, Role::Quotation), (0, Role::Text)]
    );
    assert_eq!(
        roles("a<div id=Signature><div>b</div></div>c"),
        [(0, Role::Text), (0, Role::Signature), (0, Role::Text)]
    );
    assert_eq!(to_text("a<br>-- <br>Ada"), "a\n-- \nAda\n");
    assert_eq!(to_text("a<br>--&nbsp;<br>Ada"), "a\n-- \nAda\n");
    assert_eq!(to_text("a<br>--\n<br>Ada<p>--</p> "), "a\n--\nAda\n\n--\n");
}

#[test]
fn numbers_and_small_signs_are_kept() {
    assert_eq!(to_text("<ol start=3><li>a<li>b<ul><li>c</ul></ol>"), "3. a\n4. b\n  - c\n");
    assert_eq!(to_text("H<sub>2</sub>O 5 m<sup>2</sup> <sup>1</sup>"), "H₂O 5 m² ¹\n");
    assert_eq!(to_text("10<sup>-3</sup> 1<sup>st</sup>"), "10⁻³ 1st\n");
    assert_eq!(to_text("<table><tr><th>Box<th>Count<tr><td>A<td>12</table>"), "Box Count\nA 12\n");
    let cells =
        "<tr><td><p>Box</p></td><td><p>Count</p></td></tr><tr><td><p>A</p></td><td></td><td>12</td></tr>";
    assert_eq!(to_text(&format!("a<table>{cells}</table>b")), "a\n\nBox Count\n\nA 12\n\nb\n");
    // What lies in a cell to be laid out stays as it is.
    let layout = "<table><tr><td><p>a</p><p>b</p></td><td><p>c</p></td></tr></table>";
    assert_eq!(to_text(layout), "a\n\nb\n\nc\n");
    assert_eq!(to_text("<p>&gt; a</p>"), "> a\n");
}

#[test]
fn what_is_deep_is_drawn_as_if_it_were_less_deep() {
    let quoted = |depth: usize| to_text(&("<blockquote>".repeat(depth) + "a"));
    assert_eq!(quoted(DEEPEST), format!("{}a\n", "> ".repeat(DEEPEST)));
    assert_eq!(quoted(DEEPEST + 1), quoted(DEEPEST));
    let listed = |depth: usize| to_text(&("<ul>".repeat(depth) + "<li>a"));
    assert_eq!(listed(DEEPEST), format!("{}- a\n", "  ".repeat(DEEPEST - 1)));
    assert_eq!(listed(DEEPEST + 1), listed(DEEPEST));
}

#[test]
fn an_attribution_has_few_lines() {
    let quoted = |lines: usize| {
        let lines = "<div>a</div>".repeat(lines);
        to_text(&format!("<div class=gmail_quote>{lines}<blockquote>b</blockquote>"))
    };
    assert_eq!(quoted(LONGEST_ATTRIBUTION), format!("{}>\n> b\n", "> a\n".repeat(LONGEST_ATTRIBUTION)));
    let more = LONGEST_ATTRIBUTION + 1;
    assert_eq!(quoted(more), format!("{}\n> b\n", "a\n".repeat(more)));
}
