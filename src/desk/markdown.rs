//! The text of a mail as Markdown that shows it as it was written: paragraphs, lists and quotations are
//! kept, and everything else that Markdown would take for a sign of its own is escaped. An address of the web
//! is a link to what it says.

/// Quotations within each other past this are drawn as if they were less deep, and the entries of lists
/// are text.
const DEEPEST: usize = 8;

/// A line of at least so many characters was broken because it was full.
const FULL_LINE: usize = 60;

/// How many lines below an entry its next is looked for.
const LONGEST_ENTRY: usize = 20;

/// The Markdown that shows a text as it is. It has no heading, image, note or HTML, and no link with another
/// name than its address.
#[must_use]
pub fn shown(text: &str) -> String {
    let mut writer = Writer::default();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    for (at, line) in lines.iter().enumerate() {
        writer.begins = begins_list(&lines[at..]);
        writer.line(line);
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
    /// The line may begin a list with whatever number it has: its next number comes below.
    begins: bool,
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
            (Some(number), Some(list)) => {
                list.number.map_or(number == 1 || self.begins, |last| number == last + 1)
            }
            (Some(number), None) => number == 1 || self.begins,
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

/// Whether the first of some lines has a number, and the next entry beside it, with blank lines and what
/// stands further in between, the one that follows.
fn begins_list(lines: &[&str]) -> bool {
    let entry = |line: &str| {
        let (quoted, line) = unquoted(line);
        let content = line.trim_start();
        let column = line.chars().count() - content.chars().count();
        (quoted, column, content.is_empty(), mark(content).and_then(|mark| mark.number))
    };
    let Some((quoted, column, _, Some(number))) = lines.first().map(|line| entry(line)) else { return false };
    let mut below = lines[1..].iter().take(LONGEST_ENTRY).map(|line| entry(line));
    let beside = below.find(|(depth, at, blank, _)| *depth != quoted || !blank && *at <= column);
    beside.is_some_and(|(depth, at, _, next)| depth == quoted && at == column && next == Some(number + 1))
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
mod tests;
