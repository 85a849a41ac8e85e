//! Tables.

use pulldown_cmark::Alignment;

use super::writer::Writer;

/// What opens a cell of the head, before its class.
const HEADER: &str = "<th scope=\"col\"";

/// The table under way.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    /// The next cell of the row, from 0.
    column: usize,
    /// Where in the HTML the cell begins, and where what is in it.
    cell: [usize; 2],
    in_head: bool,
    has_body: bool,
}

impl Writer<'_> {
    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>) {
        // Wide tables scroll within the page, with the keyboard too.
        self.block("<div class=\"table\" tabindex=\"0\"><table>");
        self.table.alignments = alignments;
        self.table.has_body = false;
    }

    pub(super) fn end_table(&mut self) {
        self.push(if self.table.has_body { "</tbody></table></div>\n" } else { "</table></div>\n" });
    }

    pub(super) fn start_table_head(&mut self) {
        self.push("<thead><tr>");
        self.table.column = 0;
        self.table.in_head = true;
    }

    pub(super) fn start_table_row(&mut self) {
        self.push(if self.table.has_body { "<tr>" } else { "<tbody>\n<tr>" });
        self.table.column = 0;
        self.table.in_head = false;
        self.table.has_body = true;
    }

    pub(super) fn start_table_cell(&mut self) {
        let at = self.body.html.len();
        self.push(if self.table.in_head { HEADER } else { "<td" });
        // A class and not a style: pages forbid styles in attributes.
        self.push(match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " class=\"align-start\">",
            Some(Alignment::Center) => " class=\"align-center\">",
            Some(Alignment::Right) => " class=\"align-end\">",
            Some(Alignment::None) | None => ">",
        });
        self.table.cell = [at, self.body.html.len()];
        self.table.column += 1;
    }

    pub(super) fn end_table_cell(&mut self) {
        let [at, inside] = self.table.cell;
        // An empty corner heads nothing.
        let is_corner = self.table.in_head && inside == self.body.html.len();
        if is_corner {
            self.body.html.replace_range(at..at + HEADER.len(), "<td");
        }
        self.push(if self.table.in_head && !is_corner { "</th>" } else { "</td>" });
    }
}
