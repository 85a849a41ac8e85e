//! What the front matter of every kind has in common, and the macro that declares a kind.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Report;
use super::reference::{At, Topic};
use super::value::{Alias, Date, PartialDate, WebAddress};
use crate::diagnostic::Code;

/// The fields that every record may have.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Common {
    pub title: String,
    pub summary: Option<String>,
    pub topics: Vec<Topic>,
    pub aliases: Vec<Alias>,
    pub draft: bool,
    pub updated: Option<Date>,
    pub sources: Vec<Source>,
    pub extra: serde_json::Map<String, serde_json::Value>,
}

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

impl Common {
    pub(super) fn completed_from(self, original: &Self) -> Self {
        Self {
            topics: original.topics.clone(),
            sources: if self.sources.is_empty() { original.sources.clone() } else { self.sources },
            draft: self.draft || original.draft,
            ..self
        }
    }

    pub(super) fn check(&self, report: Report<'_>) {
        if self.title.trim() != self.title || self.title.contains('\n') {
            report(
                &At::Field("title"),
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
    type Text;
}

/// A text field that a translation may leave to the original.
pub(super) trait Inherit {
    /// This text, or the original's where there is none.
    fn or_original(&self, original: &Self) -> Self;
}

impl<T: Clone> Inherit for Option<T> {
    fn or_original(&self, original: &Self) -> Self {
        self.as_ref().or(original.as_ref()).cloned()
    }
}

impl<T: Clone> Inherit for Vec<T> {
    fn or_original(&self, original: &Self) -> Self {
        if self.is_empty() { original.clone() } else { self.clone() }
    }
}

/// Declares a kind: the fields below `text` are those that a translation has of its own.
macro_rules! front_matter {
    (
        $(#[$meta:meta])*
        $kind:ident
        text { $( $(#[$text_meta:meta])* $text:ident: $text_type:ty, )* }
        data { $( $(#[$data_meta:meta])* $data:ident: $data_type:ty, )* }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, serde::Serialize)]
        pub struct $kind {
            $( $(#[$text_meta])* pub $text: $text_type, )*
            $( $(#[$data_meta])* pub $data: $data_type, )*
        }

        const _: () = {
            use $crate::record::front_matter as shared;
            use $crate::record::reference as points;
            use $crate::record::value;

            $(#[$meta])*
            #[derive(Default, serde::Deserialize, schemars::JsonSchema)]
            #[serde(default, deny_unknown_fields)]
            pub struct Written {
                /// What the record is called; for a person, the name.
                title: String,
                /// One or two sentences for lists, feeds and search.
                summary: Option<String>,
                /// What it is about.
                topics: Vec<points::Topic>,
                /// Old addresses that lead here.
                aliases: Vec<value::Alias>,
                /// Not to be published yet.
                draft: bool,
                /// When it was last changed, if git should not tell.
                updated: Option<value::Date>,
                /// Where what it says can be read.
                sources: Vec<shared::Source>,
                /// Fields of your own.
                extra: serde_json::Map<String, serde_json::Value>,
                $( $(#[$text_meta])* $text: $text_type, )*
                $( $(#[$data_meta])* $data: $data_type, )*
            }

            impl From<Written> for (shared::Common, $kind) {
                fn from(written: Written) -> Self {
                    let Written { title, summary, topics, aliases, draft, updated, sources, extra, $($text,)* $($data,)* } = written;
                    (
                        shared::Common { title, summary, topics, aliases, draft, updated, sources, extra },
                        $kind { $($text,)* $($data,)* },
                    )
                }
            }

            /// The texts of a translation.
            #[derive(Debug)]
            pub struct Text {
                $( $text: $text_type, )*
            }

            #[derive(Default, serde::Deserialize)]
            #[serde(default, deny_unknown_fields)]
            pub struct Translated {
                title: String,
                summary: Option<String>,
                aliases: Vec<value::Alias>,
                draft: bool,
                updated: Option<value::Date>,
                sources: Vec<shared::Source>,
                extra: serde_json::Map<String, serde_json::Value>,
                $( $text: $text_type, )*
            }

            impl From<Translated> for (shared::Common, Text) {
                fn from(written: Translated) -> Self {
                    let Translated { title, summary, aliases, draft, updated, sources, extra, $($text,)* } = written;
                    let topics = Vec::new();
                    (
                        shared::Common { title, summary, topics, aliases, draft, updated, sources, extra },
                        Text { $($text,)* },
                    )
                }
            }

            impl shared::Front for $kind {
                type Front = Written;
                type TranslatedFront = Translated;
                type Text = Text;
            }

            impl $kind {
                /// This record with the texts of a translation, as far as that has them.
                #[allow(unused_variables, reason = "a kind may have no texts of its own")]
                pub(super) fn with_text(&self, text: &Text) -> Self {
                    Self {
                        $( $text: shared::Inherit::or_original(&text.$text, &self.$text), )*
                        ..self.clone()
                    }
                }

                /// The JSON Schema of the front matter.
                pub(super) fn schema() -> schemars::Schema {
                    let mut schema = schemars::schema_for!(Written);
                    schema.insert("title".to_owned(), stringify!($kind).into());
                    schema.insert("required".to_owned(), serde_json::json!(["title"]));
                    schema
                }
            }

            impl points::Visit for $kind {
                #[allow(unused_variables, reason = "a kind may point at nothing")]
                fn visit(&self, _: &points::At<'_>, visitor: &mut dyn points::Visitor) {
                    $( points::Visit::visit(&self.$data, &points::At::Field(stringify!($data)), visitor); )*
                }
            }
        };
    };
}
pub(super) use front_matter;

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
