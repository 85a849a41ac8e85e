//! The text of a mail as Markdown that shows it as it was written: paragraphs, lists and quotations are
//! kept, and everything else that Markdown would take for a sign of its own is escaped. An address of the web
//! is a link to what it says.

/// Quotations within each other past this are drawn as if they were less deep, and the entries of lists
/// are text.
const DEEPEST: usize = 8;

/// A line of at least so many characters was broken because it was full.
const FULL_LINE: usize = 60;

/// The Markdown that shows a text as it is. It has no heading, image, note or HTML, and no link with another
/// name than its address.
#[must_use]
pub fn shown(text: &str) -> String {
    let mut writer = Writer::default();
    for line in text.lines() {
        writer.line(line.trim_end());
    }
    writer.text.truncate(writer.text.trim_end().len());
    writer.text
}

/// The same for a few words within a line, such as a heading.
#[must_use]
pub fn inline(text: &str) -> String {
    escaped(text)
}

#[derive(Default)]
struct Writer {
    text: String,
    /// How deeply the line before is quoted.
    quoted: usize,
    /// The lists that are open, the innermost last.
    lists: Vec<List>,
    /// How many characters the line before has; none where it is blank.
    before: usize,
    /// A blank line that is to come before the next text, and how deeply it is quoted.
    blank: Option<usize>,
}

struct List {
    /// Where its marks stand in the text that was written.
    column: usize,
    /// The number of its last entry, where it has numbers.
    number: Option<u32>,
    /// How far its entries are indented in Markdown.
    indent: usize,
}

/// The mark of an entry of a list: its number, if it has one, and what follows it.
struct Mark<'t> {
    number: Option<u32>,
    /// As Markdown has it, with the space behind it.
    mark: String,
    rest: &'t str,
}

impl Writer {
    fn line(&mut self, line: &str) {
        let (quoted, line) = unquoted(line);
        if quoted != self.quoted {
            // What follows a quotation at once would be taken for a part of it.
            self.blank(quoted.min(self.quoted));
            self.lists.clear();
        }
        self.quoted = quoted;
        let content = line.trim_start();
        if content.is_empty() {
            self.blank(quoted);
            return;
        }
        let column = line.chars().count() - content.chars().count();
        let continues = match mark(content) {
            Some(mark) if self.entry(column, &mark) => return self.finish(line),
            // A number that does not follow would be shown as another one: it is text, on a line
            // of its own.
            Some(_) => false,
            None => self.before >= FULL_LINE || self.lists.is_empty(),
        };
        // Below an entry stands more of it where it is indented, or where the entry's line was full.
        let is_within = self.lists.last().is_some_and(|list| column > list.column);
        if !is_within && !continues {
            self.blank(quoted);
        }
        if !is_within && self.before == 0 {
            self.lists.clear();
        }
        let indent = self.lists.last().map_or(0, |list| list.indent + 2 + usize::from(list.number.is_some()));
        // A line that was not full ends where its writer meant it to.
        if (1..FULL_LINE).contains(&self.before) && self.blank.is_none() {
            self.text.insert(self.text.len() - 1, '\\');
        }
        self.push(indent, &escaped(content));
        self.finish(line);
    }

    /// Writes an entry of a list, if it is one that Markdown shows as it is written.
    fn entry(&mut self, column: usize, mark: &Mark<'_>) -> bool {
        let depth = self.lists.iter().take_while(|list| list.column <= column).count();
        // One that stands further in than the last begins a list within it.
        let parent = self.lists[..depth].last();
        let goes_on = parent.is_some_and(|list| column < list.column + 2);
        let follows = match (mark.number, parent.filter(|_| goes_on)) {
            (Some(number), Some(list)) => list.number.map_or(number == 1, |last| number == last + 1),
            (Some(number), None) => number == 1,
            (None, _) => true,
        };
        if !follows || depth > DEEPEST {
            return false;
        }
        let same_kind = parent.is_some_and(|list| list.number.is_some() == mark.number.is_some());
        if self.lists.is_empty() || goes_on && !same_kind {
            self.blank(self.quoted);
        }
        self.lists.truncate(if goes_on { depth - 1 } else { depth });
        let indent = self.lists.last().map_or(0, |list| list.indent + 2 + usize::from(list.number.is_some()));
        self.lists.push(List { column, number: mark.number, indent });
        self.push(indent, &format!("{}{}", mark.mark, escaped(mark.rest)));
        true
    }

    fn finish(&mut self, line: &str) {
        self.before = line.chars().count();
    }

    fn push(&mut self, indent: usize, content: &str) {
        if let Some(quoted) = self.blank.take() {
            self.text.push_str("> ".repeat(quoted).trim_end());
            self.text.push('\n');
        }
        self.text.push_str(&"> ".repeat(self.quoted));
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(content);
        self.text.push('\n');
    }

    fn blank(&mut self, quoted: usize) {
        if self.before > 0 || self.blank.is_some() {
            self.blank = Some(self.blank.map_or(quoted, |before| before.min(quoted)));
        }
        self.before = 0;
    }
}

/// How deeply a line is quoted, and what it says.
fn unquoted(line: &str) -> (usize, &str) {
    let (mut depth, mut rest) = (0, line);
    while let Some(inner) = rest.strip_prefix('>') {
        depth += 1;
        rest = inner.strip_prefix(' ').unwrap_or(inner);
    }
    (depth.min(DEEPEST), rest)
}

fn mark(content: &str) -> Option<Mark<'_>> {
    let (mark, rest) = content.split_once(' ')?;
    let rest = rest.trim_start();
    // A rule is none: it is a line of marks alone.
    if content.chars().all(|c| matches!(c, '-' | '*' | '+' | '_' | ' ')) {
        return None;
    }
    if matches!(mark, "-" | "*" | "+" | "•" | "·") {
        return Some(Mark { number: None, mark: "- ".to_owned(), rest });
    }
    let digits = mark.strip_suffix(['.', ')'])?;
    let is_usual =
        digits.len() <= 3 && !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
    let number = digits.parse().ok().filter(|_| is_usual)?;
    Some(Mark { number: Some(number), mark: format!("{digits}. "), rest })
}

/// The signs of Markdown in a line, each behind a backslash.
fn escaped(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len() + 8);
    let end = line.trim_end_matches('#').len();
    let rule = line.chars().all(|c| matches!(c, '-' | '=' | ':' | '+' | ' '));
    for (at, c) in line.char_indices() {
        let next = line[at + c.len_utf8()..].chars().next();
        let starts = at == 0;
        let is_sign = match c {
            '*' | '[' | '`' | '~' | '|' => true,
            // Within a word it means nothing.
            '_' => {
                let before = line[..at].chars().next_back();
                !(before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric))
            }
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation()),
            '<' => next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
            '&' => next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '#'),
            '>' | ':' => starts,
            // The end of a heading may have such signs, too.
            '#' => starts || at >= end,
            '-' | '+' => starts && (rule || next.is_none_or(|next| next == ' ')),
            '=' => starts && rule,
            // Longer numbers are none of a list (CommonMark, section 5.2).
            '.' | ')' => {
                (1..=9).contains(&at)
                    && line[..at].bytes().all(|byte| byte.is_ascii_digit())
                    && next.is_none_or(|next| next == ' ')
            }
            _ => false,
        };
        if is_sign {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
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
                part.strip_prefix("a href=\"").and_then(|link| link.split_once("\">"))
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
        let mut state = 2026_u64;
        let mut random = move |below: usize| {
            // Knuth's constants for a linear congruential generator (MMIX).
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap() % below
        };
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
}
