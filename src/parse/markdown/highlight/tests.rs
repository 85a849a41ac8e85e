use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::*;

fn html(language: &str, code: &str) -> String {
    let mut html = String::new();
    write(language, code, &mut html);
    html
}

/// The HTML with its tags in brackets of one letter, which are easier to read.
fn marked(language: &str, code: &str) -> String {
    let html = html(language, code);
    let marked = ["c", "k", "p", "s", "n"].iter().fold(html, |html, letter| {
        html.replace(&format!("<span class=\"{letter}\">"), &format!("{letter}⟨"))
    });
    plain(&marked.replace("</span>", "⟩"))
}

fn plain(html: &str) -> String {
    let mut plain = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        plain.push_str(before);
        rest = tag.split_once('>').unwrap().1;
    }
    plain.push_str(rest);
    plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[test]
fn each_language_has_its_colours() {
    let all = [
        (
            "sparql",
            "# All\nPREFIX wd: <http://a/#b>\nSELECT ?item WHERE { ?item wdt:P31 wd:Q5 . FILTER(?n < 5 && ?m > 3) }\nLIMIT 10 # \"x\"@en",
            "c⟨# All⟩\nk⟨PREFIX⟩ wd: s⟨<http://a/#b>⟩\nk⟨SELECT⟩ p⟨?item⟩ k⟨WHERE⟩ { p⟨?item⟩ wdt:P31 wd:Q5 . \
             k⟨FILTER⟩(p⟨?n⟩ < n⟨5⟩ && p⟨?m⟩ > n⟨3⟩) }\nk⟨LIMIT⟩ n⟨10⟩ c⟨# \"x\"@en⟩",
        ),
        (
            "wikitext",
            "== Maps ==\n* '''[[Port|the port]]''' {{Artwork\n|title = {{en|1=Old}}\n}} <ref name=\"a\">b</ref><!-- c -->\n{| class=x\n|-\n| d\n|}",
            "k⟨== Maps ==\n* '''⟩s⟨[[Port⟩|the ports⟨]]⟩k⟨''' {{Artwork⟩\np⟨|title ⟩= k⟨{{en⟩p⟨|1⟩=Oldk⟨}}\n}} \
             <ref⟩ p⟨name⟩=s⟨\"a\"⟩k⟨>⟩bk⟨</ref>⟩c⟨<!-- c -->⟩\nk⟨{|⟩ class=x\nk⟨|-⟩\n| d\nk⟨|}⟩",
        ),
        (
            "yaml",
            "---\ntitle: Don't stop at 3 # now\nurl: https://a.example/#b\n\"k\": [a, 2, {b: 'c'}]\ndate: 2026-01-02\ntext: |\n  # no: comment\n\n  more\nlist:\n- on: true\n- x\n",
            "k⟨---⟩\np⟨title⟩: Don't stop at 3 c⟨# now⟩\np⟨url⟩: https://a.example/#b\np⟨\"k\"⟩: [a, n⟨2⟩, {p⟨b⟩: s⟨'c'⟩}]\n\
             p⟨date⟩: n⟨2026-01-02⟩\np⟨text⟩: k⟨|⟩\ns⟨  # no: comment\n\n  more⟩\np⟨list⟩:\n- p⟨on⟩: n⟨true⟩\n- x\n",
        ),
        (
            "json",
            "{\"a\": [1, true, \"b\\\"c\"], \"d\" : -2.5e3}",
            "{p⟨\"a\"⟩: [n⟨1⟩, n⟨true⟩, s⟨\"b\\\"c\"⟩], p⟨\"d\"⟩ : -n⟨2.5e3⟩}",
        ),
        (
            "sh",
            "casebook new case \"A $b\" --for x # note\nfor f in *.tif; do echo ${f%.tif} a#b; done",
            "casebook new case s⟨\"A $b\"⟩ --for x c⟨# note⟩\nk⟨for⟩ f in *.tif; k⟨do⟩ echo p⟨${f⟩%.tif} a#b; k⟨done⟩",
        ),
        (
            "python",
            "@cache\ndef f(x=None):\n    \"\"\"Say\n    it.\"\"\"\n    return re.match(f'a{x}', 'it\\'s') # 1\n",
            "p⟨@cache⟩\nk⟨def⟩ f(x=n⟨None⟩):\n    s⟨\"\"\"Say\n    it.\"\"\"⟩\n    k⟨return⟩ re.match(fs⟨'a{x}'⟩, s⟨'it\\'s'⟩) c⟨# 1⟩\n",
        ),
        (
            "js",
            "const a = {b: `c\n${d}`, e: /['\"]\\//g.test(f) / 2}; // h\n/* i\n*/ x.delete(null)",
            "k⟨const⟩ a = {p⟨b⟩: s⟨`c\n${d}`⟩, p⟨e⟩: s⟨/['\"]\\//⟩g.test(f) / n⟨2⟩}; c⟨// h\n/* i\n*/⟩ x.delete(n⟨null⟩)",
        ),
        (
            "html",
            "<!-- a --><p class=\"b\" hidden data-c=d>1 < 2 &amp; 3</p>\n<br/>",
            "c⟨<!-- a -->⟩k⟨<p⟩ p⟨class⟩=s⟨\"b\"⟩ p⟨hidden data-c⟩=s⟨d⟩k⟨>⟩1 < 2 n⟨&amp;⟩ 3k⟨</p>\n<br/>⟩",
        ),
        (
            "csv",
            "name;number\r\n\"A; \"\"b\"\"\";1,5\r\nc;d 2",
            "p⟨name⟩;p⟨number⟩\r\ns⟨\"A; \"\"b\"\"\"⟩;n⟨1,5⟩\r\nc;d 2",
        ),
        (
            "markdown",
            "---\ntitle: A\n---\n# B\n- **c** [d](e.md) [[f]] `g`\n```yaml\n# h: i\n```\n<br>",
            "k⟨---⟩\np⟨title⟩: A\nk⟨---\n# B\n- **⟩ck⟨**⟩ [d]s⟨(e.md) [[f]] `g`\n```yaml\n# h: i\n```⟩\nk⟨<br>⟩",
        ),
        (
            "sql",
            "Select count(*) FROM \"t\" where a.key = 'it''s' -- b",
            "k⟨Select count⟩(*) k⟨FROM⟩ s⟨\"t\"⟩ k⟨where⟩ a.key = s⟨'it''s'⟩ c⟨-- b⟩",
        ),
        ("r", "x <- read.csv(\"a\", na = NA) # b", "x <- read.csv(s⟨\"a\"⟩, na = n⟨NA⟩) c⟨# b⟩"),
        (
            "css",
            "@media x { a:hover { color: #36c } } /* b */",
            "k⟨@media⟩ x { p⟨a⟩:hover { p⟨color⟩: n⟨#36c⟩ } } c⟨/* b */⟩",
        ),
        ("toml", "[a]\nb-c = \"d\" # e", "[a]\np⟨b-c⟩ = s⟨\"d\"⟩ c⟨# e⟩"),
    ];
    let marked = all.map(|(language, code, _)| (language, code, marked(language, code)));
    assert_eq!(marked, all.map(|(language, code, expected)| (language, code, expected.to_owned())));
}

#[test]
fn a_language_that_is_not_known_is_plain() {
    for language in ["", "text", "nginx", "cobol85"] {
        assert_eq!(html(language, "if a < \"b\" # c"), "if a &lt; \"b\" # c");
    }
    assert_ne!(html("SPARQL", "SELECT"), "SELECT");
}

#[test]
fn a_slip_in_a_name_is_known_and_other_languages_are_not_guessed_at() {
    for (name, language) in
        [("pyhton", "python"), ("jason", "json"), ("Sparkl", "sparql"), ("wikitxt", "wikitext")]
    {
        assert_eq!(meant(name), Some(language), "{name}");
    }
    for name in ["python", "YAML", "md", "sj", "java", "text", "ruby", "cobol", "turtle", "latex"] {
        assert_eq!(meant(name), None, "{name}");
    }
}

/// Texts of what means something in one language or another, put together at random.
fn random(seed: u64) -> String {
    const PARTS: &[&str] = &[
        "\"",
        "'",
        "\"\"\"",
        "'''",
        "`",
        "```",
        "#",
        "//",
        "/*",
        "*/",
        "/",
        "\\",
        "<!--",
        "-->",
        "<",
        "</",
        ">",
        "<a",
        "&amp;",
        "&",
        "{{",
        "}}",
        "[[",
        "]]",
        "{|",
        "|",
        "=",
        "==",
        ":",
        ": ",
        "- ",
        "---\n",
        "\n",
        "\r\n",
        " ",
        "\t",
        "  ",
        "?x",
        "$",
        "@",
        "${",
        "[",
        "]",
        "{",
        "}",
        ",",
        ";",
        ">",
        "|\n",
        "a",
        "select",
        "true",
        "12",
        "1.5",
        "é",
        "ארכיון",
        "أرشيف",
        "🗺️",
        "\u{202e}",
        "\u{0}",
        "<nowiki>",
        "__TOC__",
        "~~~",
        "**",
        "](",
        "&#x27;",
        "<b x='",
    ];
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    };
    let length = next(40);
    (0..length).map(|_| PARTS[next(PARTS.len())]).collect()
}

#[test]
fn without_its_tags_the_html_is_the_code() {
    for seed in 0..4000 {
        let code = random(seed);
        for (names, _) in LANGUAGES {
            assert_eq!(plain(&html(names[0], &code)), code, "{}", names[0]);
        }
    }
}

#[test]
fn long_code_takes_no_longer_than_it_is_long() {
    let parts = [
        "\"", "'\\", "<!--", "<", "<a b='", "&a", "{{", "[[", "|", "=/[", "- ", "[a,", "{a: ", " ", "](",
        "``a`", "\"\"\"\n", "|,", "* ",
    ];
    // One table is as another.
    let languages = ["sparql", "sh", "js", "wikitext", "yaml", "html", "csv", "markdown"];
    parts.into_par_iter().for_each(|part| {
        let code = part.repeat(100_000 / part.len());
        for language in languages {
            let start = Instant::now();
            assert!(html(language, &code).len() >= code.len());
            assert!(start.elapsed() < Duration::from_secs(15), "{language} {part:?}");
        }
    });
}

#[test]
fn what_has_no_colour_has_no_tag() {
    assert_eq!(html("yaml", "a: some words\nb: 1\n").matches("<span").count(), 3);
    assert_eq!(html("sh", "casebook build --drafts\n"), "casebook build --drafts\n");
}
