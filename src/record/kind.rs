//! The table of kinds, and all that follows from a line of it: how people name the kind, where it
//! lies, how its front matter is read.

use schemars::Schema;

use super::front_matter::{Common, Front, Inherited};
use super::walk::Visitor;
use super::{
    Case, Clinic, Field, Group, Guide, MadeFrom, Meeting, Page, Partner, Person, Report, Request, Tool,
    Upload,
};
use crate::diagnostic::Diagnostic;
use crate::yaml::Yaml;

/// What the front matter of a translation holds: what every record may have, what it was made from, and its texts.
pub(super) type Translated<T> = (Common, Option<MadeFrom>, T);

macro_rules! kinds {
    ($($kind:ident $name:literal $folder:literal;)*) => {
        /// The kinds of record. Their order is that of menus and lists.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($kind),* }

        impl Kind {
            pub const ALL: [Self; [$(Self::$kind),*].len()] = [$(Self::$kind),*];

            /// One record of the kind, as people name it on the command line.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name),* }
            }

            /// The folder below `content/`, which is the first part of the address too.
            #[must_use]
            pub fn folder(self) -> &'static str {
                match self { $(Self::$kind => $folder),* }
            }

            /// The JSON Schema of the kind's front matter.
            #[must_use]
            pub fn schema(self) -> Schema {
                match self { $(Self::$kind => $kind::schema()),* }
            }

            /// The fields that only this kind has, in the order in which readers look for them.
            #[must_use]
            pub fn own_fields(self) -> &'static [&'static Field] {
                match self { $(Self::$kind => $kind::FIELDS),* }
            }
        }

        /// The fields that only one kind has.
        #[derive(Debug, Clone, serde::Serialize)]
        #[serde(untagged)]
        pub enum Fields { $($kind(Box<$kind>)),* }

        impl Fields {
            /// Gives `visitor` every value.
            pub fn walk<'r>(&'r self, visitor: &mut dyn Visitor<'r>) {
                match self { $(Self::$kind(fields) => fields.walk(visitor)),* }
            }

            pub(super) fn read(kind: Kind, yaml: Yaml<'_>) -> (Option<(Common, Self)>, Vec<Diagnostic>) {
                match kind {
                    $(Kind::$kind => {
                        let (front, faults) = yaml.read_sound::<<$kind as Front>::Front>();
                        let read = front.map(|front| {
                            let (common, fields) = front.into();
                            (common, Self::$kind(Box::new(fields)))
                        });
                        (read, faults)
                    })*
                }
            }

            pub(super) fn check(&self, report: Report<'_>) {
                match self { $(Self::$kind(fields) => fields.check(report)),* }
            }

            /// These fields with the texts of a translation, as far as that has them.
            pub(super) fn with_text(&self, text: &TranslatedFields, inherited: &mut Inherited) -> Self {
                match (self, text) {
                    $((Self::$kind(fields), TranslatedFields::$kind(text)) => {
                        Self::$kind(Box::new(fields.with_text(text, inherited)))
                    })*
                    // A translation lies beside its original, in the folder of one kind.
                    _ => self.clone(),
                }
            }
        }

        impl Fields {
            /// The fields of a translation with more entries than they have here, each with how many that is.
            pub(super) fn surplus(&self, text: &TranslatedFields) -> Vec<(&'static Field, usize)> {
                match (self, text) {
                    $((Self::$kind(fields), TranslatedFields::$kind(text)) => fields.surplus(text),)*
                    _ => Vec::new(),
                }
            }
        }

        /// The texts that a translation has of its own.
        #[derive(Debug)]
        pub(super) enum TranslatedFields { $($kind(<$kind as Front>::Texts)),* }

        impl TranslatedFields {
            pub(super) fn read(kind: Kind, yaml: Yaml<'_>) -> (Option<Translated<Self>>, Vec<Diagnostic>) {
                match kind {
                    $(Kind::$kind => {
                        let (front, faults) = yaml.read_sound::<<$kind as Front>::TranslatedFront>();
                        let read = front.map(|front| {
                            let (common, made_from, text) = front.into();
                            (common, made_from, Self::$kind(text))
                        });
                        (read, faults)
                    })*
                }
            }
        }
    };
}

kinds! {
    Guide "guide" "guides";
    Case "case" "cases";
    Clinic "clinic" "clinics";
    Request "request" "requests";
    Upload "upload" "uploads";
    Person "person" "people";
    Group "group" "groups";
    Meeting "meeting" "meetings";
    Partner "partner" "partners";
    Tool "tool" "tools";
    Page "page" "pages";
}

impl Kind {
    #[must_use]
    pub fn of_folder(folder: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.folder() == folder)
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name || kind.folder() == name)
    }

    /// Every field that a record of the kind may have: those of all kinds first.
    pub fn fields(self) -> impl Iterator<Item = &'static Field> {
        Common::FIELDS.iter().chain(self.own_fields()).copied()
    }

    /// The field of that name, of a record of this kind.
    #[must_use]
    pub fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().find(|field| field.name == name)
    }
}
