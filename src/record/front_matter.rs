//! What the front matter of every kind has in common, and the macro that declares a kind.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Report;
use super::field::{declared, group};
use super::reference::{Licence, PictureFile};
use super::value::{Name, PartialDate, WebAddress};
use super::walk::{At, Visitor, Walk};
use crate::diagnostic::{Code, FieldPath};

/// The fields that every record may have, handed to the macro `$then`: those that each version of the
/// record has of its own, those that a translation may leave to its original, and the original's.
macro_rules! common_fields {
    ($then:ident $($rest:tt)*) => {
        $crate::record::front_matter::$then! {
            own {
                /// What the record is called; for a person, the name.
                title: String [own, head, judged],
                /// One or two sentences for lists, feeds and search.
                summary: Option<String> [own, head, judged],
                /// Other names that people search for it by. They are not shown.
                also: Vec<String> [own, searched, omitted],
                /// Not to be published yet.
                draft: bool [own, apart, omitted],
                /// When it was last changed, if git should not tell.
                updated: Option<$crate::record::value::Date> [own, apart, omitted],
                /// Old addresses that lead here.
                aliases: Vec<$crate::record::value::Alias> [own, unshown, omitted],
                /// Fields of your own.
                extra: serde_json::Map<String, serde_json::Value> [own, omitted],
            }
            text {
                /// Where what it says can be read.
                sources: Vec<$crate::record::Source> [text, section("section-sources")],
            }
            data {
                /// What it is about.
                topics: Vec<$crate::record::reference::Topic> [],
                /// Whose the pictures are that the text shows.
                pictures: Vec<$crate::record::Credit> [apart, omitted],
                /// The language that it was first written in, where that is not the site's own.
                language: Option<$crate::config::Language> [apart, omitted],
            }
            $($rest)*
        }
    };
}
pub(super) use common_fields;

macro_rules! declare_common {
    (
        own { $( $(#[doc = $own_about:literal])* $own:ident: $own_type:ty [$($own_uses:tt)*], )* }
        text { $( $(#[doc = $text_about:literal])* $text:ident: $text_type:ty [$($text_uses:tt)*], )* }
        data { $( $(#[doc = $data_about:literal])* $data:ident: $data_type:ty [$($data_uses:tt)*], )* }
    ) => {
        declared! {
            /// The fields that every record may have.
            #[derive(Debug, Clone, Default, Serialize)]
            pub struct Common {
                $( pub $own: $own_type [about(concat!($($own_about),*)), $($own_uses)*], )*
                $( pub $text: $text_type [about(concat!($($text_about),*)), $($text_uses)*], )*
                $( pub $data: $data_type [about(concat!($($data_about),*)), $($data_uses)*], )*
            }
        }

        impl Common {
            /// Tells `visitor` of every value.
            pub fn walk<'r>(&'r self, visitor: &mut dyn Visitor<'r>) {
                $( self.$own.walk(&At::Field(Self::$own), visitor); )*
                $( self.$text.walk(&At::Field(Self::$text), visitor); )*
                $( self.$data.walk(&At::Field(Self::$data), visitor); )*
            }

            /// Those of a translation, with what it has from its original.
            pub(super) fn completed_from(mut self, original: &Self, inherited: &mut Inherited) -> Self {
                $( self.$text = original.$text.translated(&self.$text, &At::Field(Self::$text), inherited); )*
                $( self.$data.clone_from(&original.$data); )*
                self.draft |= original.draft;
                self
            }
        }
    };
}
use declare_common;
common_fields!(declare_common);

group! {
    /// Where something that the record says can be read.
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    pub struct Source {
        /// What it is called.
        pub title: String,
        /// Where it is.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub url: Option<WebAddress>,
        /// Who published it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub publisher: Option<String>,
        /// When it was published.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub date: Option<PartialDate>,
    }
}

group! {
    /// Whose a picture is.
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    pub struct Credit {
        /// The file, as the text names it.
        pub file: PictureFile [unshown],
        /// Who made it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub credit: Option<Name>,
        /// Under which licence it may be used.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub licence: Option<Licence>,
        /// Where it is from, such as its page on Wikimedia Commons.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub source: Option<WebAddress>,
    }
}

impl Common {
    pub(super) fn check(&self, report: Report<'_>) {
        if self.title.trim() != self.title || self.title.contains('\n') {
            report(
                &At::Field(Self::title),
                Code::BadValue,
                "`title` has spaces around it or more than one line".to_owned(),
                "write it on one line",
            );
        }
    }
}

/// A kind's front matter, whole and as a translation may have it.
pub(super) trait Front {
    type Front;
    type TranslatedFront;
    type Texts;
}

/// The texts that a translation has from its original, because its own file has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Inherited(Vec<FieldPath>);

impl Inherited {
    /// Notes that the text there is the original's.
    pub(super) fn note(&mut self, at: &At<'_>) {
        self.0.push(at.path());
    }

    /// Whether the value there is such a text, or a part of one.
    pub(super) fn contains(&self, at: &At<'_>) -> bool {
        self.0.iter().any(|path| at.is_below(path))
    }
}

/// A field whose texts a translation may have of its own, or leave to the original.
pub(super) trait Inherit {
    /// What a translation writes: often the same as the original.
    type Text;

    /// The field in the translation: its own texts, and the original's where there are none, which is noted.
    fn translated(&self, text: &Self::Text, at: &At<'_>, inherited: &mut Inherited) -> Self;

    /// How many entries the original has, where the text has more and each of them belongs to one.
    fn surplus(&self, _text: &Self::Text) -> Option<usize> {
        None
    }
}

impl<T: Clone> Inherit for Option<T> {
    type Text = Self;

    fn translated(&self, text: &Self, at: &At<'_>, inherited: &mut Inherited) -> Self {
        if text.is_none() && self.is_some() {
            inherited.note(at);
            return self.clone();
        }
        text.clone()
    }
}

impl<T: Clone> Inherit for Vec<T> {
    type Text = Self;

    fn translated(&self, text: &Self, at: &At<'_>, inherited: &mut Inherited) -> Self {
        if text.is_empty() && !self.is_empty() {
            inherited.note(at);
            return self.clone();
        }
        text.clone()
    }
}

/// Whether a field holds nothing, so that the data for programs can leave it out.
pub(super) trait Gap {
    fn is_gap(&self) -> bool;
}

impl<T> Gap for Option<T> {
    fn is_gap(&self) -> bool {
        self.is_none()
    }
}

impl<T> Gap for Vec<T> {
    fn is_gap(&self) -> bool {
        self.is_empty()
    }
}

impl Gap for bool {
    fn is_gap(&self) -> bool {
        !*self
    }
}

/// Declares a kind. A field that begins with `text` is one that a translation may have of its own. What
/// else a field is for stands in brackets behind its type; see [`Field`](super::Field). The order is
/// that in which readers look for them.
macro_rules! front_matter {
    ($(#[$meta:meta])* $kind:ident { $($fields:tt)* }) => {
        $crate::record::front_matter::sorted! { [$(#[$meta])* $kind] [] [] [] $($fields)* }
    };
}
pub(super) use front_matter;

/// Puts the fields of a kind into lists, one after the other: all, the texts, the others.
macro_rules! sorted {
    ([$($kind:tt)*] [$($all:tt)*] [$($text:tt)*] [$($data:tt)*]) => {
        $crate::record::front_matter::common_fields! {
            declare_kind $($kind)* all { $($all)* } texts { $($text)* } others { $($data)* }
        }
    };
    (
        $kind:tt [$($all:tt)*] [$($text:tt)*] $data:tt
        $(#[doc = $about:literal])* text $field:ident: $type:ty $([$($uses:tt)*])?, $($rest:tt)*
    ) => {
        $crate::record::front_matter::sorted! {
            $kind
            [$($all)* { $(#[doc = $about])* } $field: $type [text $(, $($uses)*)?],]
            [$($text)* $field: $type,]
            $data
            $($rest)*
        }
    };
    (
        $kind:tt [$($all:tt)*] $text:tt [$($data:tt)*]
        $(#[doc = $about:literal])* $field:ident: $type:ty $([$($uses:tt)*])?, $($rest:tt)*
    ) => {
        $crate::record::front_matter::sorted! {
            $kind
            [$($all)* { $(#[doc = $about])* } $field: $type [$($($uses)*)?],]
            $text
            [$($data)* $field]
            $($rest)*
        }
    };
}
pub(super) use sorted;

macro_rules! declare_kind {
    (
        own { $( $(#[$own_meta:meta])* $own:ident: $own_type:ty [$($own_uses:tt)*], )* }
        text { $( $(#[$both_meta:meta])* $both:ident: $both_type:ty [$($both_uses:tt)*], )* }
        data { $( $(#[$common_meta:meta])* $common:ident: $common_type:ty [$($common_uses:tt)*], )* }
        $(#[$meta:meta])* $kind:ident
        all { $( { $(#[doc = $about:literal])* } $field:ident: $type:ty [$($uses:tt)*], )* }
        texts { $( $text:ident: $text_type:ty, )* }
        others { $( $data:ident )* }
    ) => {
        $crate::record::field::declared! {
            $(#[$meta])*
            #[derive(Debug, Clone, Default, serde::Serialize)]
            pub struct $kind {
                $(
                    $(#[doc = $about])*
                    #[serde(skip_serializing_if = "crate::record::front_matter::Gap::is_gap")]
                    pub $field: $type [about(concat!($($about),*)), $($uses)*],
                )*
            }
        }

        const _: () = {
            use $crate::record::front_matter as shared;

            $(#[$meta])*
            #[derive(Default, serde::Deserialize, schemars::JsonSchema)]
            #[serde(default, deny_unknown_fields)]
            pub struct Written {
                $( $(#[$own_meta])* $own: $own_type, )*
                $( $(#[$both_meta])* $both: $both_type, )*
                $( $(#[$common_meta])* $common: $common_type, )*
                $( $(#[doc = $about])* $field: $type, )*
            }

            impl From<Written> for (shared::Common, $kind) {
                fn from(written: Written) -> Self {
                    let Written { $($own,)* $($both,)* $($common,)* $($field,)* } = written;
                    (shared::Common { $($own,)* $($both,)* $($common,)* }, $kind { $($field,)* })
                }
            }

            /// The texts of a translation.
            #[derive(Debug)]
            pub struct Texts {
                $( $text: <$text_type as shared::Inherit>::Text, )*
            }

            #[derive(Default, serde::Deserialize)]
            #[serde(default, deny_unknown_fields)]
            pub struct Translated {
                translation: Option<$crate::record::MadeFrom>,
                $( $own: $own_type, )*
                $( $both: $both_type, )*
                $( $text: <$text_type as shared::Inherit>::Text, )*
            }

            impl From<Translated> for $crate::record::kind::Translated<Texts> {
                fn from(written: Translated) -> Self {
                    let Translated { translation, $($own,)* $($both,)* $($text,)* } = written;
                    let common = shared::Common { $($own,)* $($both,)* ..shared::Common::default() };
                    (common, translation, Texts { $($text,)* })
                }
            }

            impl shared::Front for $kind {
                type Front = Written;
                type TranslatedFront = Translated;
                type Texts = Texts;
            }

            impl $kind {
                /// This record with the texts of a translation, as far as that has them.
                #[allow(unused_variables, reason = "a kind may have no texts of its own")]
                pub(super) fn with_text(&self, text: &Texts, inherited: &mut shared::Inherited) -> Self {
                    #[allow(unused_mut, reason = "as above")]
                    let mut record = self.clone();
                    $(
                        let at = $crate::record::At::Field(Self::$text);
                        record.$text = shared::Inherit::translated(&self.$text, &text.$text, &at, inherited);
                    )*
                    record
                }

                /// The texts of a translation that belong to no entry of this record: the field, and how many
                /// entries it has here.
                #[allow(unused_variables, reason = "as above")]
                pub(super) fn surplus(&self, text: &Texts) -> Vec<(&'static $crate::record::Field, usize)> {
                    let found: Vec<Option<(&'static $crate::record::Field, usize)>> = vec![$(
                        shared::Inherit::surplus(&self.$text, &text.$text).map(|count| (Self::$text, count)),
                    )*];
                    found.into_iter().flatten().collect()
                }

                /// The JSON Schema of the front matter.
                pub(super) fn schema() -> schemars::Schema {
                    let mut schema = schemars::schema_for!(Written);
                    // A file of a translation says this besides.
                    let mut translation = schemars::schema_for!($crate::record::MadeFrom);
                    translation.remove("$schema");
                    translation.remove("title");
                    if let Some(properties) = schema.get_mut("properties").and_then(|it| it.as_object_mut()) {
                        properties.insert("translation".to_owned(), translation.to_value());
                    }
                    schema.insert("title".to_owned(), stringify!($kind).into());
                    schema.insert("required".to_owned(), serde_json::json!(["title"]));
                    schema
                }

                /// Tells `visitor` of every value.
                pub fn walk<'r>(&'r self, visitor: &mut dyn $crate::record::Visitor<'r>) {
                    $( $crate::record::Walk::walk(&self.$field, &$crate::record::At::Field(Self::$field), visitor); )*
                }
            }
        };
    };
}
pub(super) use declare_kind;

/// Reports a stretch of time that ends before it begins.
pub(super) fn check_order(
    start: (At<'_>, Option<PartialDate>),
    end: (At<'_>, Option<PartialDate>),
    report: Report<'_>,
) {
    if let (Some(from), Some(to)) = (start.1, end.1)
        && to.last() < from.first()
    {
        let (start, end) = (start.0.path(), end.0);
        report(
            &end,
            Code::DateOrder,
            format!("`{}` ({to}) is before `{start}` ({from})", end.path()),
            "write the earlier date first, or correct the year",
        );
    }
}
