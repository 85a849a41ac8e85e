//! What was left out of a mail, counted and named, so that whoever takes it in can look whether it was
//! right. [`read`](super::read) keeps the account.

use std::fmt;

/// How much of a mail to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// What is new in it: no history, no signature, no footers.
    New,
    /// All that can be read in it.
    All,
}

/// Something that was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    pub kind: What,
    /// How many lines, parts or files.
    pub count: usize,
}

/// What was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Lines below `-- `, or where the program of the mail puts signatures.
    Signature,
    /// Lines of the mails that this one answers.
    History,
    /// “Sent from my telephone”.
    DeviceFooter,
    /// What a mailing list writes below each mail.
    ListFooter,
    /// Lines that the mail has as plain text or as HTML, but not in the form that was read.
    OtherForm,
    /// Recipients and the like above a mail that was passed on.
    PassedOnHeaders,
    /// Lines before the first part of a mail and behind its last.
    OutsideParts,
    /// Pictures without a name: signs in signatures, parts of the design.
    Pictures,
    /// Parts past those that are read.
    Parts,
    /// Attachments past those that are listed.
    Attachments,
    /// Names and subjects that are longer than those that are kept.
    Names,
    /// Headers past the length that is read.
    Headers,
}

impl What {
    pub const ALL: [Self; 12] = [
        Self::Signature,
        Self::History,
        Self::DeviceFooter,
        Self::ListFooter,
        Self::OtherForm,
        Self::PassedOnHeaders,
        Self::OutsideParts,
        Self::Pictures,
        Self::Parts,
        Self::Attachments,
        Self::Names,
        Self::Headers,
    ];

    /// Whether it is lines that [`Keep::All`] has.
    #[must_use]
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Pictures | Self::Parts | Self::Attachments | Self::Names | Self::Headers)
    }
}

impl fmt::Display for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (one, many, rest) = match self.kind {
            What::Signature => ("line", "lines", "taken for a signature"),
            What::History => ("line", "lines", "taken for the history of the mail"),
            What::DeviceFooter => ("line", "lines", "taken for the footer of a telephone or a program"),
            What::ListFooter => ("line", "lines", "taken for the footer of a mailing list"),
            What::OtherForm => ("line", "lines", "that only the other form of the mail has"),
            What::PassedOnHeaders => ("line", "lines", "taken for the headers of a mail that was passed on"),
            What::OutsideParts => ("line", "lines", "outside the parts of the mail"),
            What::Pictures => ("picture", "pictures", "without a name, taken for design"),
            What::Parts => ("part", "parts", "past those that are read"),
            What::Attachments => ("attachment", "attachments", "past those that are listed"),
            What::Names => ("name or subject", "names or subjects", "cut because of the length"),
            What::Headers => ("block", "blocks", "of headers cut because of the length"),
        };
        write!(f, "{} {} {rest}", self.count, if self.count == 1 { one } else { many })
    }
}

/// Adds to the account of what was left out.
pub(super) fn count(taken: &mut Vec<Taken>, what: What, count: usize) {
    if count == 0 {
        return;
    }
    match taken.iter_mut().find(|taken| taken.kind == what) {
        Some(known) => known.count += count,
        None => taken.push(Taken { kind: what, count }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_said_in_words_for_one_and_for_more() {
        for what in What::ALL {
            let said = |count| Taken { kind: what, count }.to_string();
            assert!(said(1).starts_with("1 ") && said(4).starts_with("4 "), "{what:?}");
            assert_ne!(said(1)[1..], said(4)[1..], "{what:?}");
        }
        assert_eq!(Taken { kind: What::Signature, count: 4 }.to_string(), "4 lines taken for a signature");
    }

    #[test]
    fn what_is_counted_twice_is_one_sum() {
        let mut taken = Vec::new();
        count(&mut taken, What::History, 2);
        count(&mut taken, What::Signature, 0);
        count(&mut taken, What::History, 1);
        assert_eq!(taken, [Taken { kind: What::History, count: 3 }]);
    }
}
