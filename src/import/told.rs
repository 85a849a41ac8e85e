//! What an import has recognised, and what it has left out, changed or marked, counted by kind. The readers of
//! the formats count, and [`record`](super::record) tells whoever gave the command.

use std::collections::BTreeMap;

macro_rules! counted {
    ($(#[$meta:meta])* $name:ident { $($variant:ident $one:literal $many:literal;)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum $name { $($variant),* }

        impl $name {
            /// So many of them, in words.
            fn counted(self, count: usize) -> String {
                let (one, many) = match self { $(Self::$variant => ($one, $many)),* };
                format!("{count} {}", if count == 1 { one } else { many })
            }
        }
    };
}

counted! {
    /// What was recognised.
    Seen {
        Heading "heading" "headings";
        Paragraph "paragraph" "paragraphs";
        Entry "entry of a list" "entries of lists";
        Table "table" "tables";
        Link "link" "links";
        Note "note" "notes";
        Code "block of code" "blocks of code";
        Quotation "quotation" "quotations";
        Picture "picture" "pictures";
    }
}

counted! {
    /// What is not in the record as it was in the document.
    Left {
        Template "template, marked in the text" "templates, marked in the text";
        Layout "template for layout alone, left out" "templates for layout alone, left out";
        Markup "piece of markup that is not known, marked in the text" "pieces of markup that are not known, marked in the text";
        Tag "HTML tag, left out; its text is kept" "HTML tags, left out; their texts are kept";
        Html "HTML tag, shown as text" "HTML tags, shown as text";
        Unseen "part that no reader sees (a script, a style), left out" "parts that no reader sees (scripts, styles), left out";
        Field "form field, left out" "form fields, left out";
        Media "embedded thing (a film, a frame), left out" "embedded things (films, frames), left out";
        Comment "comment, left out" "comments, left out";
        TranslationMark "mark for translators, left out" "marks for translators, left out";
        MagicWord "switch such as __TOC__, left out" "switches such as __TOC__, left out";
        OnCommons "picture on Commons, now a link" "pictures on Commons, now links";
        Elsewhere "picture from elsewhere, now a link" "pictures from elsewhere, now links";
        NoPicture "picture that is not in the file, left out" "pictures that are not in the file, left out";
        PictureType "picture of a type that is not published, left out" "pictures of types that are not published, left out";
        NoText "picture that says nothing of what it shows" "pictures that say nothing of what they show";
        NoAddress "link that leads to no address on the web, now text" "links that lead to no address on the web, now text";
        Merged "table with merged cells, which now stand alone" "tables with merged cells, which now stand alone";
        Nested "table within a table, now text" "tables within tables, now text";
        NoHeader "table without headings, whose first row is now those" "tables without headings, whose first rows are now those";
        Wide "cell beyond the columns that are taken, put into the last" "cells beyond the columns that are taken, put into the last";
        Deep "list within too many others, drawn as less deep" "lists within too many others, drawn as less deep";
        Indent "indent, left out" "indents, left out";
        Emphasis "place in bold or italics that Markdown cannot show" "places in bold or italics that Markdown cannot show";
        Deleted "tracked deletion, left out" "tracked deletions, left out";
        Remark "reader's remark, left out" "readers' remarks, left out";
        Drawing "drawing or formula, left out" "drawings or formulas, left out";
        Control "control character, left out" "control characters, left out";
        HalfNote "note that says nothing" "notes that say nothing";
    }
}

/// Counts of what was recognised and of what was not.
#[derive(Debug, Default)]
pub(super) struct Told {
    seen: BTreeMap<Seen, usize>,
    left: BTreeMap<Left, usize>,
}

impl Told {
    pub(super) fn seen(&mut self, what: Seen) {
        *self.seen.entry(what).or_default() += 1;
    }

    pub(super) fn left(&mut self, what: Left) {
        self.left_all(what, 1);
    }

    pub(super) fn left_all(&mut self, what: Left, count: usize) {
        if count > 0 {
            *self.left.entry(what).or_default() += count;
        }
    }

    pub(super) fn recognised(&self) -> Vec<String> {
        self.seen.iter().map(|(what, count)| what.counted(*count)).collect()
    }

    pub(super) fn changed(&self) -> Vec<String> {
        self.left.iter().map(|(what, count)| what.counted(*count)).collect()
    }
}
