//! Lists and quotations, and what may lie in them.

use super::{Container, DEEPEST, Writer};
use crate::import::told::{Left, Seen};

impl Writer {
    pub(crate) fn open_list(&mut self, is_ordered: bool) {
        self.end_block();
        if self.in_table() || self.in_note() {
            return;
        }
        if self.depth() >= DEEPEST {
            self.too_deep.0 += 1;
            return self.told.left(Left::Deep);
        }
        // Two lists of one sign would be one.
        let signs = if is_ordered { ['.', ')'] } else { ['-', '*'] };
        let sign = match self.ended {
            Some((depth, kind, sign)) if depth == self.containers.len() && kind == is_ordered => {
                signs[usize::from(sign == signs[0])]
            }
            _ => signs[0],
        };
        self.containers.push(Container::List { is_ordered, sign, entries: 0 });
    }

    pub(crate) fn entry(&mut self) {
        self.end_block();
        if self.in_table() || self.in_note() {
            return self.line.text("• ");
        }
        if !self.containers.iter().any(|container| matches!(container, Container::List { .. })) {
            self.open_list(false);
        }
        while self.containers.last().is_some_and(|last| !matches!(last, Container::List { .. })) {
            self.containers.pop();
        }
        let within = self.containers.len().checked_sub(2).and_then(|at| self.containers.get(at));
        let within = matches!(within, Some(Container::Entry { .. }));
        if let Some(Container::List { is_ordered, sign, entries }) = self.containers.last_mut() {
            *entries += 1;
            let mark = if *is_ordered { format!("{entries}{sign} ") } else { format!("{sign} ") };
            let is_tight = *entries > 1 || within;
            self.containers.push(Container::Entry { mark, is_new: true, is_tight });
        }
    }

    pub(crate) fn close_list(&mut self) {
        self.end_block();
        if self.in_table() || self.in_note() {
            return;
        }
        if self.too_deep.0 > 0 {
            self.too_deep.0 -= 1;
            return;
        }
        self.close(|container| matches!(container, Container::List { .. }));
    }

    /// An entry of a list of that depth and kind, for formats that say these of each entry.
    pub(crate) fn entry_of(&mut self, depth: usize, is_ordered: bool) {
        self.end_block();
        if self.in_table() || self.in_note() {
            return self.line.text("• ");
        }
        let depth = if depth > DEEPEST {
            self.told.left(Left::Deep);
            DEEPEST
        } else {
            depth.max(1)
        };
        while self.lists() > depth {
            self.close_list();
        }
        let differs = |container: &Container| match container {
            Container::List { is_ordered: other, .. } => Some(*other != is_ordered),
            _ => None,
        };
        if self.lists() == depth && self.containers.iter().rev().find_map(differs) == Some(true) {
            self.close_list();
        }
        while self.lists() < depth {
            if self.lists() > 0 && !matches!(self.containers.last(), Some(Container::Entry { .. })) {
                self.entry();
            }
            let before = self.lists();
            self.open_list(is_ordered);
            if self.lists() == before {
                break;
            }
        }
        self.entry();
    }

    /// Ends all lists, for formats that say of each paragraph whether it is an entry.
    pub(crate) fn end_lists(&mut self) {
        self.end_block();
        while !self.in_table() && self.lists() > 0 {
            self.close_list();
        }
    }

    pub(crate) fn has_lists(&self) -> bool {
        self.lists() > 0
    }

    fn lists(&self) -> usize {
        self.containers.iter().filter(|container| matches!(container, Container::List { .. })).count()
    }

    fn depth(&self) -> usize {
        self.containers.iter().filter(|container| !matches!(container, Container::Entry { .. })).count()
    }

    pub(crate) fn open_quote(&mut self) {
        self.end_block();
        if self.in_table() || self.in_note() {
            return;
        }
        if self.depth() >= DEEPEST {
            self.too_deep.1 += 1;
            return self.told.left(Left::Deep);
        }
        self.told.seen(Seen::Quotation);
        self.containers.push(Container::Quote { is_new: true });
    }

    pub(crate) fn close_quote(&mut self) {
        self.end_block();
        if self.in_table() || self.in_note() {
            return;
        }
        if self.too_deep.1 > 0 {
            self.too_deep.1 -= 1;
            return;
        }
        self.close(|container| matches!(container, Container::Quote { .. }));
    }

    fn close(&mut self, is_it: impl Fn(&Container) -> bool) {
        let Some(at) = self.containers.iter().rposition(is_it) else { return };
        if let Container::List { is_ordered, sign, entries: 1.. } = self.containers[at] {
            self.ended = Some((at, is_ordered, sign));
        }
        self.containers.truncate(at);
        self.end_segment();
    }
}
