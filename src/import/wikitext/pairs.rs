//! Which brackets of a page belong together: found once, from left to right, so that no page takes longer than its
//! length.

use std::collections::HashMap;
use std::ops::Range;

/// Where what opens somewhere ends.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// Behind the end of `{{`, `[[` and `{|` by where they begin.
    ends: HashMap<usize, usize>,
    /// Where end tags stand, by their names in lower case.
    end_tags: HashMap<String, Vec<usize>>,
    /// Where each `]` stands.
    brackets: Vec<usize>,
}

impl Pairs {
    pub(super) fn of(text: &str) -> Self {
        let mut pairs = Self::default();
        let bytes = text.as_bytes();
        let (mut braces, mut squares, mut tables) = (Vec::new(), Vec::new(), Vec::new());
        let mut line_start = true;
        let mut at = 0;
        while at < bytes.len() {
            let starts_line = line_start;
            line_start = bytes[at] == b'\n' || line_start && matches!(bytes[at], b' ' | b'\t' | b':');
            let next = bytes.get(at + 1).copied();
            match (bytes[at], next) {
                (b'{', Some(b'{')) => {
                    braces.push(at);
                    at += 2;
                }
                (b'{', Some(b'|')) if starts_line => {
                    tables.push((at, braces.len()));
                    at += 2;
                }
                (b'|', Some(b'}')) if starts_line && bytes.get(at + 2) != Some(&b'}') => {
                    // A table ends within the template that it began in.
                    if let Some(&(from, depth)) = tables.last()
                        && depth <= braces.len()
                    {
                        tables.pop();
                        braces.truncate(depth);
                        pairs.ends.insert(from, at + 2);
                    }
                    at += 2;
                }
                (b'}', Some(b'}')) if !braces.is_empty() => {
                    if let Some(from) = braces.pop() {
                        pairs.ends.insert(from, at + 2);
                    }
                    while tables.last().is_some_and(|(_, depth)| *depth > braces.len()) {
                        tables.pop();
                    }
                    at += 2;
                }
                (b'[', Some(b'[')) => {
                    squares.push(at);
                    at += 2;
                }
                (b']', next) => {
                    pairs.brackets.push(at);
                    if next == Some(b']')
                        && let Some(from) = squares.pop()
                    {
                        pairs.brackets.push(at + 1);
                        pairs.ends.insert(from, at + 2);
                        at += 2;
                    } else {
                        at += 1;
                    }
                }
                (b'<', Some(b'/')) => {
                    let name = &text[at + 2..];
                    let end = name.bytes().take(20).take_while(u8::is_ascii_alphanumeric).count();
                    pairs.end_tags.entry(name[..end].to_ascii_lowercase()).or_default().push(at);
                    at += 2;
                }
                _ => at += 1,
            }
        }
        pairs
    }

    /// Behind the end of the template or link that begins there.
    pub(super) fn end(&self, at: usize) -> Option<usize> {
        self.ends.get(&at).copied()
    }

    pub(super) fn end_of_table(&self, at: usize) -> Option<usize> {
        self.end(at)
    }

    /// Where the end tag of that name stands that comes next.
    pub(super) fn end_tag(&self, name: &str, from: usize) -> Option<usize> {
        let places = self.end_tags.get(name)?;
        places.get(places.partition_point(|place| *place < from)).copied()
    }

    /// Where the next `]` stands.
    pub(super) fn bracket(&self, from: usize) -> Option<usize> {
        self.brackets.get(self.brackets.partition_point(|place| *place < from)).copied()
    }

    /// Where the line ends that begins there; line ends within templates, links and notes are none.
    pub(super) fn end_of_line(&self, text: &str, from: usize, end: usize) -> usize {
        let bytes = text.as_bytes();
        let mut at = from;
        while at < end {
            match bytes[at] {
                b'\n' => return at,
                b'{' | b'[' => match self.end(at).filter(|past| *past <= end) {
                    Some(past) if bytes[at + 1] != b'|' => at = past,
                    _ => at += 1,
                },
                b'<' => at = self.past_element(text, at).filter(|past| *past <= end).unwrap_or(at + 1),
                _ => at += 1,
            }
        }
        end
    }

    /// Behind an element whose text may have line ends.
    fn past_element(&self, text: &str, at: usize) -> Option<usize> {
        let name = ["ref", "nowiki", "math"].into_iter().find(|name| {
            let rest = text.get(at + 1..at + 1 + name.len());
            let next = text.as_bytes().get(at + 1 + name.len());
            rest.is_some_and(|rest| rest.eq_ignore_ascii_case(name))
                && next.is_some_and(|next| matches!(next, b' ' | b'>' | b'\n'))
        })?;
        let open = text[at..].bytes().take(400).position(|byte| byte == b'>')? + at;
        if text.as_bytes()[open - 1] == b'/' {
            return Some(open + 1);
        }
        self.end_tag(name, open).map(|end| end + "</>".len() + name.len())
    }

    /// Where some signs stand first that are in no brackets.
    pub(super) fn find(&self, text: &str, range: Range<usize>, signs: &[u8]) -> Option<usize> {
        self.split(text, range.clone(), signs).next().map(|part| part.end).filter(|end| *end < range.end)
    }

    /// The parts between some signs that are in no brackets.
    pub(super) fn split<'p>(
        &'p self,
        text: &'p str,
        range: Range<usize>,
        signs: &'p [u8],
    ) -> impl Iterator<Item = Range<usize>> + 'p {
        let bytes = text.as_bytes();
        let mut from = Some(range.start);
        std::iter::from_fn(move || {
            let start = from?;
            let mut at = start;
            while at < range.end {
                if bytes[at..range.end].starts_with(signs) {
                    from = Some(at + signs.len());
                    return Some(start..at);
                }
                let past = match bytes[at] {
                    b'{' | b'[' => self.end(at),
                    b'<' => self.past_element(text, at),
                    _ => None,
                };
                at = past.filter(|past| *past <= range.end).unwrap_or(at + 1);
            }
            from = None;
            Some(start..range.end)
        })
    }
}
