//! What a field of front matter is for. A field is declared once, in the struct that holds it, with
//! its uses in brackets behind its type; `record::walk` goes over the declared fields, and all that
//! treats them alike (pages, search, the gate, the digest, `casebook new`) asks the [`Field`].

use super::value::Date;
use super::walk::{Hint, Walk};

/// A field as it was declared.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name in front matter.
    pub name: &'static str,
    /// What it holds, in a sentence; the description in the JSON Schema is the same. Empty within groups.
    pub about: &'static str,
    /// The message that names it on pages: `field-NAME`.
    pub label: &'static str,
    /// Whose it is in a translation.
    pub version: Version,
    pub shown: Shown,
    /// Whether a review of a request judges it, so that it is part of the digest.
    pub judged: bool,
    pub decided_by: DecidedBy,
    /// What `casebook new` writes for it.
    pub blank: Blank,
    hint: fn() -> Hint,
}

/// Whose a field is in a translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// Each version of the record has its own, or none.
    Own,
    /// A translation may have its own, and else shows the original's.
    Text,
    /// The original's. A translation cannot have it.
    Original,
}

/// Where readers find a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// At the head of the page: title and summary.
    Head,
    /// In a row of the facts.
    Fact,
    /// Below a heading of its own: the name of its message, which is the heading's anchor too.
    Section(&'static str),
    /// In a place that its kind gives it, such as the time of a clinic.
    Apart,
    /// On no page, but the search finds the record by it.
    Searched,
    /// Nowhere. It is for programs, and no search finds it.
    Nowhere,
}

/// Who decides what a field of a request says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecidedBy {
    /// The requester, or the desk.
    Requester,
    /// The desk alone.
    Desk,
    /// The desk, and the members of the request's working group.
    Group,
    /// Whoever files the request, and the desk from then on.
    Filer,
    /// Whoever moves the request, by the rules for moves.
    Move,
}

/// What `casebook new` writes for a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blank {
    /// This, as YAML; often nothing.
    Value(&'static str),
    /// The line is left out.
    Omitted,
}

/// Two fields of one record or group are the same when they have one name.
impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Field {}

impl Field {
    /// A field of type `T`, for nothing but the facts. The methods below give it other uses.
    pub(super) const fn of<T: Walk>(name: &'static str, label: &'static [u8]) -> Self {
        let Ok(label) = std::str::from_utf8(label) else { panic!("a label is ASCII") };
        Self {
            name,
            about: "",
            label,
            version: Version::Original,
            shown: Shown::Fact,
            judged: false,
            decided_by: DecidedBy::Requester,
            blank: Blank::Value(T::BLANK),
            hint: T::hint,
        }
    }

    pub(super) const fn about(self, about: &'static str) -> Self {
        Self { about: about.trim_ascii(), ..self }
    }

    /// Each version of the record has its own.
    pub(super) const fn own(self) -> Self {
        Self { version: Version::Own, ..self }
    }

    /// A translation may have its own.
    pub(super) const fn text(self) -> Self {
        Self { version: Version::Text, ..self }
    }

    /// Named on pages by another message than `field-NAME`.
    pub(super) const fn label(self, label: &'static str) -> Self {
        Self { label, ..self }
    }

    /// Shown below a heading of its own.
    pub(super) const fn section(self, heading: &'static str) -> Self {
        Self { shown: Shown::Section(heading), ..self }
    }

    /// Shown at the head of the page.
    pub(super) const fn head(self) -> Self {
        Self { shown: Shown::Head, ..self }
    }

    /// Shown in a place that its kind gives it.
    pub(super) const fn apart(self) -> Self {
        Self { shown: Shown::Apart, ..self }
    }

    /// For the search only.
    pub(super) const fn searched(self) -> Self {
        Self { shown: Shown::Searched, ..self }
    }

    /// For programs only.
    pub(super) const fn unshown(self) -> Self {
        Self { shown: Shown::Nowhere, ..self }
    }

    /// Judged by reviews.
    pub(super) const fn judged(self) -> Self {
        Self { judged: true, ..self }
    }

    /// Decided by the desk. Nobody writes it into a new request.
    pub(super) const fn desk(self) -> Self {
        Self { decided_by: DecidedBy::Desk, blank: Blank::Omitted, ..self }
    }

    /// Decided by the desk and the members of the working group. Nobody writes it into a new request.
    pub(super) const fn of_group(self) -> Self {
        Self { decided_by: DecidedBy::Group, blank: Blank::Omitted, ..self }
    }

    /// Decided by whoever files the request, and by the desk from then on.
    pub(super) const fn filer(self) -> Self {
        Self { decided_by: DecidedBy::Filer, ..self }
    }

    /// Written by moves alone. Nobody writes it into a new request.
    pub(super) const fn moved(self) -> Self {
        Self { decided_by: DecidedBy::Move, blank: Blank::Omitted, ..self }
    }

    /// What a new record says.
    pub(super) const fn initially(self, value: &'static str) -> Self {
        Self { blank: Blank::Value(value), ..self }
    }

    /// Left out of a new record.
    pub(super) const fn omitted(self) -> Self {
        Self { blank: Blank::Omitted, ..self }
    }

    /// The message that stands above it or before it.
    #[must_use]
    pub fn heading(&self) -> &'static str {
        match self.shown {
            Shown::Section(heading) => heading,
            Shown::Head | Shown::Fact | Shown::Apart | Shown::Searched | Shown::Nowhere => self.label,
        }
    }

    /// Whether readers find it anywhere.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        !matches!(self.shown, Shown::Searched | Shown::Nowhere)
    }

    /// Whether it holds a day.
    #[must_use]
    pub fn is_day(&self) -> bool {
        let Hint::Example(day) = Date::hint() else { return false };
        matches!(self.hint(), Hint::Example(example) if example == day)
    }

    /// What its value looks like.
    #[must_use]
    pub fn hint(&self) -> Hint {
        (self.hint)()
    }
}

/// A field's name as it is written: a Rust keyword carries a mark of its own.
pub(super) const fn bare(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

/// The message that names a field: `field-`, and its name with hyphens. `N` is its length.
pub(super) const fn label<const N: usize>(name: &str) -> [u8; N] {
    let (start, name) = (b"field-", name.as_bytes());
    let mut label = [0; N];
    let mut at = 0;
    while at < N {
        label[at] = match at {
            0..6 => start[at],
            _ if name[at - 6] == b'_' => b'-',
            _ => name[at - 6],
        };
        at += 1;
    }
    label
}

/// Declares a struct and what its fields are for, each in brackets behind its type: `text`,
/// `section("…")` and the other methods of [`Field`]. `Struct::field` is the [`Field`] of that name, and
/// `Struct::FIELDS` are all of them in order, which is the order in which readers look for them.
macro_rules! declared {
    (
        $(#[$meta:meta])*
        $vis:vis struct $group:ident {
            $(
                $(#[$field_meta:meta])*
                $field_vis:vis $field:ident: $type:ty $([$($use:ident $(($argument:expr))?),* $(,)?])?,
            )*
        }
    ) => {
        $(#[$meta])*
        $vis struct $group {
            $( $(#[$field_meta])* $field_vis $field: $type, )*
        }

        #[allow(non_upper_case_globals, reason = "they bear the names of the fields that they tell of")]
        #[allow(missing_docs, reason = "the fields have theirs")]
        impl $group {
            $(
                pub const $field: &'static $crate::record::Field = {
                    const NAME: &str = $crate::record::field::bare(stringify!($field));
                    const LABEL: [u8; "field-".len() + NAME.len()] = $crate::record::field::label(NAME);
                    &$crate::record::Field::of::<$type>(NAME, &LABEL)$($(.$use($($argument)?))*)?
                };
            )*
            /// Its fields, in the order in which readers look for them.
            pub const FIELDS: &'static [&'static $crate::record::Field] = &[$(Self::$field),*];
        }
    };
}
pub(super) use declared;

/// Declares a group of fields within a record, as [`declared`] does, and how it is walked.
macro_rules! group {
    (
        $(#[$meta:meta])*
        $vis:vis struct $group:ident {
            $(
                $(#[$field_meta:meta])*
                $field_vis:vis $field:ident: $type:ty $([$($uses:tt)*])?,
            )*
        }
    ) => {
        $crate::record::field::declared! {
            $(#[$meta])*
            $vis struct $group {
                $( $(#[$field_meta])* $field_vis $field: $type $([$($uses)*])?, )*
            }
        }

        impl $crate::record::Walk for $group {
            const BLANK: &'static str = "{}";

            fn walk<'r>(
                &'r self,
                at: &$crate::record::At<'_>,
                visitor: &mut dyn $crate::record::Visitor<'r>,
            ) {
                use $crate::record::At;
                visitor.open(at);
                $( $crate::record::Walk::walk(&self.$field, &At::Inner(at, Self::$field), visitor); )*
                visitor.close(at);
            }

            fn hint() -> $crate::record::Hint {
                $crate::record::Hint::Fields(Self::FIELDS)
            }
        }
    };
}
pub(super) use group;
