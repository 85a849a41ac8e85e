//! Records: one file a kind, each a type that says what its front matter may hold. `site` puts
//! them together.
//!
//! A [`Review`] is no record: it has no page of its own and belongs to a request.
//!
//! A record's own text is checked here as far as that goes without knowing any other record.

mod case;
mod clinic;
mod digest;
mod front_matter;
mod group;
mod guide;
mod manuscript;
mod names;
mod page;
mod partner;
mod person;
mod place;
pub mod reference;
mod request;
mod review;
mod template;
mod tool;
pub mod value;

pub use case::{Case, Goals, Metric, Part, Period, Precision};
pub use clinic::{Clinic, Licensed, Material};
pub use digest::{Digest, sha256};
pub use front_matter::{Common, Source};
pub use group::{Group, GroupStatus};
pub use guide::{Confidence, Guide, Level};
pub use manuscript::Manuscript;
pub use names::Named;
pub use page::Page;
pub use partner::Partner;
pub use person::{Accounts, Host, Logins, Person, PersonRole};
pub use place::{CONTENT, Place, is_slug, slugify};
pub use request::{Channel, Checklist, Priority, Request, Requester, Size};
pub use review::{Concern, Recommendation, Review};
pub use template::{case_of, review_template, template};
pub use tool::{Health, Tool};

use std::sync::Arc;

use schemars::Schema;

use crate::config::Language;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::parse::front_matter::{Split, split};
use crate::parse::markdown::{self, Body};
use crate::source::{SitePath, Span};
use crate::yaml::Yaml;
use front_matter::Front;
use reference::{At, Visit, Visitor};

/// The kinds of record. Their order is that of menus and lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Guide,
    Case,
    Clinic,
    Request,
    Person,
    Group,
    Partner,
    Tool,
    Page,
}

impl Kind {
    pub const ALL: [Self; 9] = [
        Self::Guide,
        Self::Case,
        Self::Clinic,
        Self::Request,
        Self::Person,
        Self::Group,
        Self::Partner,
        Self::Tool,
        Self::Page,
    ];

    /// One record of the kind, as people name it on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Guide => "guide",
            Self::Clinic => "clinic",
            Self::Person => "person",
            Self::Group => "group",
            Self::Partner => "partner",
            Self::Tool => "tool",
            Self::Request => "request",
            Self::Page => "page",
        }
    }

    /// The folder below `content/`, which is the first part of the address too.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Self::Case => "cases",
            Self::Guide => "guides",
            Self::Clinic => "clinics",
            Self::Person => "people",
            Self::Group => "groups",
            Self::Partner => "partners",
            Self::Tool => "tools",
            Self::Request => "requests",
            Self::Page => "pages",
        }
    }

    #[must_use]
    pub fn of_folder(folder: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.folder() == folder)
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name || kind.folder() == name)
    }

    /// The JSON Schema of the kind's front matter.
    #[must_use]
    pub fn schema(self) -> Schema {
        match self {
            Self::Case => Case::schema(),
            Self::Guide => Guide::schema(),
            Self::Clinic => Clinic::schema(),
            Self::Person => Person::schema(),
            Self::Group => Group::schema(),
            Self::Partner => Partner::schema(),
            Self::Tool => Tool::schema(),
            Self::Request => Request::schema(),
            Self::Page => Page::schema(),
        }
    }
}

/// What tells a record from every other: its kind and its slug. For pages the slug is the path below
/// `content/pages/`, without `index`; the home page's is empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id {
    pub kind: Kind,
    pub slug: Arc<str>,
}

/// A record in one language.
#[derive(Debug, Clone)]
pub struct Record {
    pub id: Id,
    pub language: Language,
    pub file: SitePath,
    pub common: Common,
    pub fields: Fields,
    pub body: Arc<Body>,
    /// Of a request: what tells whether it still says what a review of it has judged.
    pub digest: Option<Digest>,
}

/// The fields that only one kind has.
#[derive(Debug, Clone, serde::Serialize)]
#[serde(untagged)]
pub enum Fields {
    Case(Box<Case>),
    Guide(Box<Guide>),
    Clinic(Box<Clinic>),
    Person(Box<Person>),
    Group(Box<Group>),
    Partner(Box<Partner>),
    Tool(Box<Tool>),
    Request(Box<Request>),
    Page(Page),
}

/// Tells about faults in values that are right each for itself.
pub(crate) type Report<'r> = &'r mut dyn FnMut(&At<'_>, Code, String, &str);

/// What one file holds.
#[derive(Debug)]
pub enum Parsed {
    Record(Arc<Record>),
    Translation(Box<Translation>),
    /// Too faulty to use. That it is there keeps others from being blamed for naming it.
    Broken(Id),
}

/// A translation, as far as its own file tells.
#[derive(Debug)]
pub struct Translation {
    pub id: Id,
    pub language: Language,
    pub file: SitePath,
    common: Common,
    fields: TranslatedFields,
    body: Arc<Body>,
}

macro_rules! each_kind {
    ($($kind:ident $wrap:expr;)*) => {
        /// The text that a translation has of its own.
        #[derive(Debug)]
        enum TranslatedFields { $($kind(<$kind as Front>::Text)),* }

        impl Visit for Fields {
            fn visit(&self, at: &At<'_>, visitor: &mut dyn Visitor) {
                match self { $(Self::$kind(fields) => fields.visit(at, visitor)),* }
            }
        }

        fn fields(kind: Kind, yaml: Yaml<'_>) -> (Option<(Common, Fields)>, Vec<Diagnostic>) {
            match kind {
                $(Kind::$kind => {
                    let (front, faults) = yaml.read::<<$kind as Front>::Front>();
                    let read = front.map(|front| {
                        let (common, fields) = front.into();
                        (common, Fields::$kind($wrap(fields)))
                    });
                    (read, faults)
                })*
            }
        }

        fn translated_fields(kind: Kind, yaml: Yaml<'_>) -> (Option<(Common, TranslatedFields)>, Vec<Diagnostic>) {
            match kind {
                $(Kind::$kind => {
                    let (front, faults) = yaml.read::<<$kind as Front>::TranslatedFront>();
                    let read = front.map(|front| {
                        let (common, text) = front.into();
                        (common, TranslatedFields::$kind(text))
                    });
                    (read, faults)
                })*
            }
        }

        fn check(fields: &Fields, report: Report<'_>) {
            match fields { $(Fields::$kind(fields) => fields.check(report)),* }
        }

        fn with_text(fields: &Fields, text: &TranslatedFields) -> Option<Fields> {
            match (fields, text) {
                $((Fields::$kind(fields), TranslatedFields::$kind(text)) => {
                    Some(Fields::$kind($wrap(fields.with_text(text))))
                })*
                _ => None,
            }
        }
    };
}

each_kind! {
    Case Box::new;
    Guide Box::new;
    Clinic Box::new;
    Person Box::new;
    Group Box::new;
    Partner Box::new;
    Tool Box::new;
    Request Box::new;
    Page std::convert::identity;
}

/// A file of a record: what its path says of it, and its text.
pub struct File<'t> {
    pub path: &'t SitePath,
    pub id: Id,
    /// The language of a translation; `None` for an original.
    pub translation: Option<Language>,
    /// The language of originals.
    pub default_language: &'t Language,
    pub text: &'t str,
}

impl File<'_> {
    /// Reads the file's text.
    #[must_use]
    pub fn parse(self) -> (Parsed, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let parsed = self.read(&mut diagnostics).unwrap_or(Parsed::Broken(self.id));
        (parsed, diagnostics)
    }

    fn read(&self, diagnostics: &mut Diagnostics) -> Option<Parsed> {
        let (file, text) = (self.path, self.text);
        if text.trim_start_matches('\u{feff}').trim().is_empty() {
            diagnostics.push(
                Diagnostic::new(Code::EmptyFile, file, Span::default(), "the file is empty")
                    .help("write at least a title between two lines `---`, or delete the file"),
            );
            return None;
        }
        let split = split(file, text).map_err(|fault| diagnostics.push(fault)).ok()?;
        let yaml = Yaml { file, text: split.yaml, offset: split.yaml_start };
        let (read, faults) = match &self.translation {
            None => {
                let (read, faults) = fields(self.id.kind, yaml);
                (read.map(|(common, fields)| (common, Ok(fields))), faults)
            }
            Some(_) => {
                let (read, faults) = translated_fields(self.id.kind, yaml);
                (read.map(|(common, text)| (common, Err(text))), faults)
            }
        };
        diagnostics.extend(explain_translated(faults, self.translation.as_ref()));
        let title_in_body = read.as_ref().is_some_and(|(common, _)| common.title.trim().is_empty());
        let (body, faults) = markdown::parse(
            text,
            split.body_start,
            file,
            markdown::Options { title_from_heading: title_in_body },
        );
        diagnostics.extend(faults);
        let (mut common, fields) = read?;
        if common.title.trim().is_empty() {
            if let Some(title) = &body.title {
                common.title = title.to_string();
            } else {
                // A title that could not be read was told of above.
                if diagnostics.is_empty() || !split.yaml.lines().any(|line| line.starts_with("title:")) {
                    diagnostics.push(missing_title(file, &split));
                }
                return None;
            }
        }
        let body = Arc::new(body);
        let id = self.id.clone();
        Some(match fields {
            Ok(fields) => {
                common.check(&mut self.reporter(&split, diagnostics));
                check(&fields, &mut self.reporter(&split, diagnostics));
                if matches!(id.kind, Kind::Case | Kind::Guide) && common.summary.is_none() {
                    let span = crate::yaml::locate(split.yaml, &At::Field("title").path(), true);
                    diagnostics.push(
                        Diagnostic::new(
                            Code::MissingSummary,
                            file,
                            span.shifted(split.yaml_start),
                            format!("the {} has no summary", id.kind.name()),
                        )
                        .help("add `summary: …`, one or two sentences for lists, feeds and search"),
                    );
                }
                let language = self.default_language.clone();
                let digest = match &fields {
                    Fields::Request(request) => Some(Digest::of(&common, request, &text[split.body_start..])),
                    _ => None,
                };
                let file = file.clone();
                Parsed::Record(Arc::new(Record { id, language, file, common, fields, body, digest }))
            }
            Err(fields) => {
                let language = self.translation.clone()?;
                Parsed::Translation(Box::new(Translation {
                    id,
                    language,
                    file: file.clone(),
                    common,
                    fields,
                    body,
                }))
            }
        })
    }

    fn reporter<'r>(
        &'r self,
        split: &'r Split<'_>,
        diagnostics: &'r mut Diagnostics,
    ) -> impl FnMut(&At<'_>, Code, String, &str) + 'r {
        move |at, code, message, help| {
            let span = crate::yaml::locate(split.yaml, &at.path(), false).shifted(split.yaml_start);
            diagnostics.push(Diagnostic::new(code, self.path, span, message).help(help));
        }
    }
}

/// A field that an original may have and a translation may not deserves its own words.
fn explain_translated(
    faults: Vec<Diagnostic>,
    translation: Option<&Language>,
) -> impl Iterator<Item = Diagnostic> + use<'_> {
    faults.into_iter().map(move |fault| match translation {
        Some(_) if fault.code == Code::UnknownField => {
            let help = fault.help.as_deref().unwrap_or_default();
            let help = format!("{help}. A translation holds texts only; all else stays in the original");
            fault.help(help)
        }
        _ => fault,
    })
}

fn missing_title(file: &SitePath, split: &Split<'_>) -> Diagnostic {
    let end = split.yaml.find('\n').unwrap_or(split.yaml.len());
    let place = Span::new(split.yaml_start, split.yaml_start + end);
    Diagnostic::new(Code::MissingTitle, file, place, "the record has no title")
        .help("write `title: …` between two lines `---` at the top of the file")
}

impl Translation {
    /// The whole record in the translation's language: its own texts, and all else from the original.
    #[must_use]
    pub fn complete(&self, original: &Record) -> Record {
        Record {
            id: self.id.clone(),
            language: self.language.clone(),
            file: self.file.clone(),
            common: self.common.clone().completed_from(&original.common),
            fields: with_text(&original.fields, &self.fields).unwrap_or_else(|| original.fields.clone()),
            body: Arc::clone(&self.body),
            digest: original.digest.clone(),
        }
    }
}

impl Record {
    /// Tells `visitor` of everything that the record's fields point at.
    pub fn visit(&self, visitor: &mut dyn Visitor) {
        self.common.topics.visit(&At::Field("topics"), visitor);
        self.fields.visit(&At::Field(""), visitor);
    }
}
