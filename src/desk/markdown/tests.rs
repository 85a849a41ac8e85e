use super::*;
use crate::parse::markdown::{Options, parse};
use crate::source::SitePath;

/// The text that a reader sees, a line for each block, marks of lists and quotations apart.
fn read(markdown: &str) -> String {
    let file = SitePath::new("content/requests/a/index.md");
    let (body, faults) = parse(markdown, 0, &file, Options::default());
    assert!(faults.is_empty(), "{faults:?} in\n{markdown}");
    assert!(body.links.is_empty() && body.headings.is_empty(), "{markdown}");
    let mut html = String::new();
    body.write(&mut html, |fill, _| panic!("{fill:?} in\n{markdown}"));
    let mut text = String::new();
    for part in html.split('<') {
        let (tag, rest) = part.split_once('>').unwrap_or(("", part));
        let tag = tag.trim_start_matches('/').split(' ').next().unwrap();
        assert!(["", "p", "br", "ul", "ol", "li", "blockquote", "a"].contains(&tag), "{html}");
        if let Some((address, name)) =
            part.strip_prefix("a href=\"").and_then(|link| link.split_once("\" dir=\"ltr\">"))
        {
            let address = percent_encoding::percent_decode_str(address).decode_utf8().unwrap();
            let address = &*address;
            let name = name.trim_end_matches('\n');
            assert!(
                [name, &format!("http://{name}"), &format!("mailto:{name}")].contains(&address),
                "{html}"
            );
        }
        text.push_str(rest);
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn words(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn a_line_that_was_full_goes_on() {
    let of = |length: usize| shown(&format!("{}\nb", "ä".repeat(length)));
    assert_eq!(of(FULL_LINE), format!("{}\nb", "ä".repeat(FULL_LINE)));
    assert_eq!(of(FULL_LINE - 1), format!("{}\\\nb", "ä".repeat(FULL_LINE - 1)));
    let entry = |length: usize| format!("- {}", "ä".repeat(length - 2));
    let of = |length: usize| shown(&format!("{}\nb", entry(length)));
    assert_eq!(of(FULL_LINE), format!("{}\n  b", entry(FULL_LINE)));
    assert_eq!(of(FULL_LINE - 1), format!("{}\n\nb", entry(FULL_LINE - 1)));
}

#[test]
fn what_is_deep_is_drawn_as_if_it_were_less_deep() {
    let quoted = |depth: usize| shown(&(">".repeat(depth) + "a"));
    assert_eq!(quoted(DEEPEST), "> ".repeat(DEEPEST) + "a");
    assert_eq!(quoted(DEEPEST + 1), quoted(DEEPEST));
    let listed = |depth: usize| {
        shown(&(0..depth).map(|at| format!("{}* a\n", "  ".repeat(at))).collect::<Vec<_>>().concat())
    };
    assert!(listed(DEEPEST + 1).ends_with("\n                - a"), "{}", listed(DEEPEST + 1));
    assert!(listed(DEEPEST + 2).ends_with("\n                  \\* a"), "{}", listed(DEEPEST + 2));
}

#[test]
fn a_letter_stays_a_letter() {
    for (text, expected) in [
        ("Dear desk,\n\nplease help.\nRita", "Dear desk,\n\nplease help.\\\nRita"),
        ("We need:\n- maps\n- a plan\nThanks", "We need:\n\n- maps\n- a plan\n\nThanks"),
        ("* one\n  * two\n     * three\n* four\n  more", "- one\n  - two\n    - three\n- four\\\n  more"),
        ("1) one\n2) two\n\n2026. That was it", "1. one\n2. two\n\n2026\\. That was it"),
        ("3. three\n5. five", "3\\. three\n\n5\\. five"),
        ("- a\n1. b\n2. c", "- a\n\n1. b\n2. c"),
        ("3. a\n  - b\n\n4. c\n6. d", "3. a\n   - b\n\n4. c\n\n6\\. d"),
        ("2025. a\n2026. b", "2025\\. a\\\n2026\\. b"),
        ("- a\n2. b", "- a\n\n2\\. b"),
        ("- a\n\n  more", "- a\n\n  more"),
        ("1. one\n   more\n   - two", "1. one\\\n   more\n   - two"),
        ("- - -\na", "\\- - -\\\na"),
        ("> One?\nYes.\n> > Two?\n> No.", "> One?\n\nYes.\n\n> > Two?\n>\n> No."),
        ("# Not a heading\nnor\n---\nthis\n===", "\\# Not a heading\\\nnor\\\n\\---\\\nthis\\\n\\==="),
        (
            "<b>x</b> [a](b) [[c]] ![d](e) [^1] &amp;",
            "\\<b>x\\</b> \\[a](b) \\[\\[c]] !\\[d](e) \\[^1] \\&amp;",
        ),
        ("    no code\n\n```\nnor this", "no code\n\n\\`\\`\\`\\\nnor this"),
        ("a_b *c* _d_ ~e~ 1 < 2 & 3 C:\\", "a_b \\*c\\* \\_d\\_ \\~e\\~ 1 < 2 & 3 C:\\\\"),
        ("a | b\n--|--\nTerm\n: meaning", "a \\| b\\\n--\\|--\\\nTerm\\\n\\: meaning"),
    ] {
        assert_eq!(shown(text), expected);
        read(&shown(text));
    }
}

#[test]
fn no_line_takes_longer_than_others() {
    let long = 400_000;
    for piece in ["#", "1", ">", "> ", "- ", "1.", "\\", "\n>", "  - a\n"] {
        let text = format!("a{}a", piece.repeat(long));
        for text in [&text, &text[1..]] {
            assert!(shown(text).len() < 20 * text.len());
        }
    }
}

/// Texts made of the signs of Markdown, put together at random: a reader sees what was written.
#[test]
fn at_random_nothing_is_lost_and_nothing_is_markdown() {
    const PIECES: [&str; 40] = [
        "\n",
        "\n",
        "\n\n",
        "\n- ",
        "\n  - ",
        "\n1. ",
        "\n2. ",
        "\n> ",
        "\n    ",
        " ",
        " ",
        "a",
        "b",
        "word",
        "#",
        "##",
        "*",
        "**",
        "_",
        "__",
        "`",
        "```",
        "~~",
        "[",
        "]",
        "(x)",
        "![",
        "<b>",
        "</b>",
        "<!--",
        "&amp;",
        "&#60;",
        "\\",
        "|",
        "---",
        "===",
        ":",
        "https://example.org/",
        "+",
        "1)",
    ];
    let mut random = crate::yaml::random(2026);
    for _ in 0..40_000 {
        let text: String = (0..random(14)).map(|_| PIECES[random(PIECES.len())]).collect();
        let markdown = shown(&text);
        let unmarked = |text: &str| {
            let line = |line: &str| {
                let content = unquoted(line.trim_end()).1.trim_start().to_owned();
                mark(&content).map_or(content.clone(), |mark| mark.rest.to_owned())
            };
            words(&text.lines().map(line).collect::<String>())
        };
        let seen = words(&read(&markdown));
        // A number that was no mark is seen; one that was is not.
        let digits = |text: &str| text.replace(|c: char| c.is_ascii_digit() || ".)".contains(c), "");
        assert_eq!(digits(&seen), digits(&unmarked(&text)), "{text:?} as\n{markdown}");
    }
}
