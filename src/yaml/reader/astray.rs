//! Lines that fit nowhere: what they were meant for, as it seems.

use super::{Line, Reader};
use crate::source::Span;
use crate::yaml::fence::is_like_fence;
use crate::yaml::instead::{has_mark, without_mark};
use crate::yaml::mistake::Mistake;
use crate::yaml::tree::{Field, Node, Value};

impl<'t> Reader<'t> {
    /// Tells of a line that is deeper than its neighbours, behind one of these with that value.
    pub(super) fn wrong_column(&mut self, line: Line, beside: usize, above: Option<&mut Node<'t>>) {
        // Where what is above begins its line, or stands behind a hyphen.
        let column = |node: &Node<'t>| {
            let start = node.span.start as usize;
            let begins = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
            let is_below = self.text[begins..start].bytes().all(|byte| matches!(byte, b' ' | b'-'));
            Some(start - begins).filter(|&column| is_below && column > beside)
        };
        let mut mistake = Mistake::Column {
            column: line.indent,
            beside,
            below: above.as_deref().and_then(column).unwrap_or(beside + 2),
        };
        // A field below a hyphen, in the hyphen's own column, is meant for the entry of that hyphen.
        if let Some(Node { value: Value::List(entries), .. }) = above.as_deref()
            && let Some(entry) = entries.last()
            && let Value::Fields(fields) = &entry.value
            && let (Some(first), Some(below)) = (fields.first(), column(entry))
            && let Ok(Some(key)) = self.key(line)
            && line.indent < below
        {
            let (name, first) = (key.name.to_string(), first.key.to_string());
            mistake = Mistake::Hyphen { name, first, column: below };
        }
        self.mistakes.push((Span::new(line.content, line.end), mistake));
        // It may be what is missed there.
        if let Some(above) = above {
            above.has_broken_part();
        }
        self.skip(beside);
    }

    /// Why a line is no field.
    pub(super) fn no_field(&self, line: Line, above: Option<&Field<'t>>) -> (Span, Mistake) {
        let text = &self.text[line.content..line.end];
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        let end = text.find(|c| !is_name(c)).unwrap_or(text.len());
        let (name, rest) = text.split_at(end);
        let is_block = |field: &Field<'t>| {
            let header = &self.text[field.value.span.start as usize..field.value.span.end as usize];
            matches!(&field.value.value, Value::Text(text) if text.is_empty())
                && header.starts_with(['|', '>'])
        };
        let mistake = if is_like_fence(text) {
            Mistake::Fence { text: text.to_owned() }
        } else if self.is_entry(line) {
            Mistake::Entry
        } else if let Some(field) = above.filter(|field| is_block(field)) {
            Mistake::NotIndented { name: field.key.to_string() }
        } else if !name.is_empty() && rest.starts_with('：') {
            Mistake::WideColon { name: name.to_owned() }
        } else if above.is_some_and(|field| field.value.span.start == field.value.span.end) && has_mark(text)
        {
            Mistake::Mark { entry: without_mark(text).to_owned() }
        } else if !name.is_empty()
            && rest
                .strip_prefix(':')
                .is_some_and(|rest| !rest.starts_with([' ', '\t']) && !rest.starts_with("//"))
        {
            Mistake::NoSpace { name: name.to_owned() }
        } else {
            Mistake::NoField
        };
        (Span::new(line.content, line.end), mistake)
    }
}
