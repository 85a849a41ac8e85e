//! Records: one file a kind, each a type that says what its front matter may hold. `site` puts
//! them together.
//!
//! A [`Review`] is no record: it has no page of its own and belongs to a request.
//!
//! A record's own text is checked here as far as that goes without knowing any other record.

pub mod asset;
mod case;
mod clinic;
mod content_file;
mod copied;
mod count;
mod digest;
mod field;
mod front_matter;
mod group;
mod guide;
mod heard;
mod kind;
pub mod layout;
mod manuscript;
mod meeting;
mod names;
pub mod nearly;
mod page;
mod partner;
mod person;
mod promoted;
pub mod reference;
mod request;
mod review;
mod slug;
mod step;
mod task;
mod template;
mod tool;
mod translation;
mod unwritten;
mod upload;
pub mod value;
mod walk;

pub use case::{Case, Goals, Metric, Part, Period, Precision};
pub use clinic::{Clinic, Licensed, Material, Phase};
pub use content_file::ContentFile;
pub use digest::{Digest, sha256};
pub use field::{Blank, DecidedBy, Field, Shown, Version};
pub use front_matter::{Common, Credit, Source};
pub use group::{Group, GroupStatus};
pub use guide::{Confidence, Guide, Level};
pub use heard::Heard;
pub use kind::{Fields, Kind};
pub use layout::CONTENT;
pub use manuscript::Manuscript;
pub use meeting::{Decision, Meeting};
pub use names::Named;
pub use page::{HomeSection, Page};
pub use partner::Partner;
pub use person::{
    Accounts, Capacity, FORGE_LOGIN, Host, Knows, Logins, Person, PersonRole, Readiness, Room, forge_login,
};
pub use promoted::{Around, case_of};
pub use request::{Channel, Checklist, Priority, Proposed, Request, Requester, Size};
pub use review::{Concern, Recommendation, Recorded, RecordedFrom, Review};
pub use slug::{is_slug, slugify};
pub use step::Step;
pub use task::Task;
pub use template::{filled, review_template, template};
pub use tool::{Health, Tool};
pub use translation::{
    Alignment, Fate, Freshness, MadeFrom, Message, Parts, Place, Refreshed, Right,
    Source as TranslationSource, Sources, Standing, TakenIn, Translation, begun, messages,
};
pub use unwritten::mark as to_write;
pub use upload::{FileCount, Files, Permission, Pilot, Seer, Upload, UploadState};
pub use walk::{At, Choice, Hint, Value, Visitor, Walk};

use std::sync::{Arc, Mutex};

use crate::config::Language;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, text};
use crate::parse::front_matter::{Split, doubled, misplaced, split};
use crate::parse::markdown::{self, Body};
use crate::source::{Cleaned, SitePath, Span, UrlPath};
use crate::yaml::{Places, Yaml};
use front_matter::Inherited;
use kind::TranslatedFields;

/// The key of a record: its kind and its slug. For pages the slug is the path below
/// `content/pages/`, without `index`; the home page's is empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id {
    pub kind: Kind,
    pub slug: Arc<str>,
}

impl Id {
    /// Whether it is the page whose text the home page shows.
    #[must_use]
    pub fn is_home(&self) -> bool {
        self.kind == Kind::Page && self.slug.is_empty()
    }
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
    /// Of a request: a hash of the judged fields, by which a review knows whether they have changed.
    pub digest: Option<Digest>,
    /// Of an original that somebody may translate by way of a link: its file, where that is short enough.
    pub source: Option<Box<str>>,
    /// Of a translation: what it has from its original.
    inherited: Option<Inherited>,
    /// Of a translation: how it stands to its original as it is now.
    pub freshness: Option<Box<Freshness>>,
}

impl Record {
    /// The slugs that it had before, as its old addresses tell. The address of a page tells no slug for certain.
    pub fn former_slugs(&self) -> impl Iterator<Item = String> + '_ {
        let (kind, tree) = (self.id.kind, format!("/{}/", self.language));
        let slug = move |alias: &value::Alias| {
            let url = UrlPath::as_written(alias.as_str());
            let path = url.as_str();
            let path = path.strip_prefix(&*tree).or_else(|| path.strip_prefix('/'))?;
            let slug = path.strip_prefix(kind.folder())?.strip_prefix('/')?.strip_suffix('/')?;
            is_slug(slug).then(|| slug.to_owned())
        };
        self.common.aliases.iter().filter(move |_| kind != Kind::Page).filter_map(slug)
    }
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

impl Parsed {
    /// Whether it is a record or a translation that is not to be published yet.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        match self {
            Self::Record(record) => record.common.draft,
            Self::Translation(translation) => translation.common.draft,
            Self::Broken(_) => false,
        }
    }

    /// Gives the parts of the body their places in the text as it was.
    fn restore(&mut self, cleaned: &Cleaned) {
        let body = match self {
            Self::Record(record) => Arc::get_mut(record).map(|record| &mut record.body),
            Self::Translation(translation) => Some(&mut translation.body),
            Self::Broken(_) => None,
        };
        let Some(body) = body.and_then(Arc::get_mut) else { return };
        let spans = body.headings.iter_mut().map(|heading| &mut heading.span);
        for span in spans.chain(body.links.iter_mut().map(|link| &mut link.span)) {
            *span = cleaned.original(*span);
        }
    }
}

/// A file of a record: what its path says of it, and its text.
pub struct File<'t> {
    pub path: &'t SitePath,
    pub id: Id,
    /// The language of a translation; `None` for an original.
    pub translation: Option<Language>,
    /// The language of an original that does not say its own.
    pub default_language: &'t Language,
    pub text: &'t str,
}

impl File<'_> {
    /// Reads the file's text.
    #[must_use]
    pub fn parse(self) -> (Parsed, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let Some(cleaned) = Cleaned::of(self.text) else {
            let parsed = self.read(&mut diagnostics).unwrap_or(Parsed::Broken(self.id));
            return (parsed, diagnostics);
        };
        let path = self.path;
        let file = File { text: &cleaned.text, ..self };
        let mut parsed = file.read(&mut diagnostics).unwrap_or(Parsed::Broken(file.id));
        parsed.restore(&cleaned);
        text::restore(diagnostics.as_mut_slice(), path, &cleaned, 0);
        diagnostics.push(text::control_characters(path, cleaned.first, &cleaned.removed));
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
        if let Some(fault) = text::conflict(file, text) {
            diagnostics.push(fault);
            return None;
        }
        let split = split(file, text).map_err(|fault| diagnostics.push(fault)).ok()?;
        let kind = self.id.kind;
        let is_field = |name: &str| kind.field(name).is_some();
        let late = (split.yaml_start == split.body_start).then(|| misplaced(file, text, is_field)).flatten();
        if let Some(fault) = late.or_else(|| doubled(file, text, &split, is_field)) {
            diagnostics.push(fault);
            return None;
        }
        let yaml = Yaml { file, text: split.yaml, offset: split.yaml_start };
        let (read, faults) = match &self.translation {
            None => {
                let (read, faults) = Fields::read(self.id.kind, yaml);
                (read.map(|(common, fields)| (common, Ok(fields))), faults)
            }
            Some(_) => {
                let (read, faults) = TranslatedFields::read(self.id.kind, yaml);
                (read.map(|(common, made_from, text)| (common, Err((made_from, text)))), faults)
            }
        };
        diagnostics.extend(match self.translation {
            Some(_) => copied::explain(faults, kind, text),
            None => faults,
        });
        let title_in_body = read.as_ref().is_some_and(|(common, _)| common.title.trim().is_empty());
        let (body, faults) = markdown::parse(
            text,
            split.body_start,
            file,
            markdown::Options { title_from_heading: title_in_body, ..markdown::Options::default() },
        );
        diagnostics.extend(faults);
        let (mut common, fields) = read?;
        if common.title.trim().is_empty() {
            if let Some(title) = &body.title {
                common.title = title.to_string();
            } else {
                if !is_told(diagnostics, &split, Common::title.name) {
                    diagnostics.push(missing_title(file, &split));
                }
                // What else is wrong is found all the same: nothing is published while there is an error.
                self.id.slug.as_ref().clone_into(&mut common.title);
            }
        }
        diagnostics.extend(unwritten::marks(file, text, common.draft));
        let body = Arc::new(body);
        let id = self.id.clone();
        Some(match fields {
            Ok(fields) => {
                self.check(&common, &fields, &mut self.reporter(&split, diagnostics));
                if matches!(id.kind, Kind::Case | Kind::Guide)
                    && common.summary.is_none()
                    && !is_told(diagnostics, &split, Common::summary.name)
                {
                    diagnostics.push(missing_summary(file, &split, id.kind));
                }
                let language = common.language.clone().unwrap_or_else(|| self.default_language.clone());
                let digest = match &fields {
                    Fields::Request(request) => Some(Digest::of(&common, request, &text[split.body_start..])),
                    _ => None,
                };
                let file = file.clone();
                Parsed::Record(Arc::new(Record {
                    id,
                    language,
                    file,
                    common,
                    fields,
                    body,
                    digest,
                    source: None,
                    inherited: None,
                    freshness: None,
                }))
            }
            Err((made_from, fields)) => {
                let language = self.translation.clone()?;
                Parsed::Translation(Box::new(Translation {
                    id,
                    language,
                    file: file.clone(),
                    common,
                    fields,
                    body,
                    made_from,
                    completed: Mutex::default(),
                }))
            }
        })
    }

    /// What is wrong between the fields.
    fn check(&self, common: &Common, fields: &Fields, report: Report<'_>) {
        common.check(report);
        fields.check(report);
        if let Fields::Page(page) = fields {
            page.check_place(&self.id, report);
        }
    }

    fn reporter<'r>(
        &'r self,
        split: &'r Split<'_>,
        diagnostics: &'r mut Diagnostics,
    ) -> impl FnMut(&At<'_>, Code, String, &str) + 'r {
        let mut places = None;
        move |at, code, message, help| {
            let places = places.get_or_insert_with(|| Places::new(split.yaml, split.yaml_start));
            let span = places.of(&at.path(), false);
            diagnostics.push(Diagnostic::new(code, self.path, span, message).help(help));
        }
    }
}

/// Whether a field is written at all, be it so that it cannot be read.
fn is_written(split: &Split<'_>, field: &str) -> bool {
    let names = split.yaml.lines().filter_map(|line| line.split([':', '：']).next());
    names.into_iter().any(|name| name.trim_matches(['"', '\'', ' ']) == field)
}

/// Whether a fault that was found says why a field could not be read: it is written wrongly, or its name is.
fn is_told(diagnostics: &Diagnostics, split: &Split<'_>, field: &str) -> bool {
    let near = format!("did you mean `{field}`?");
    let is_misspelt = |fault: &Diagnostic| fault.help.as_deref().is_some_and(|help| help.starts_with(&near));
    !diagnostics.is_empty() && (is_written(split, field) || diagnostics.iter().any(is_misspelt))
}

fn missing_summary(file: &SitePath, split: &Split<'_>, kind: Kind) -> Diagnostic {
    let span = crate::yaml::locate(split.yaml, &At::Field(Common::title).path(), true);
    let message = format!("the {} has no summary", kind.name());
    Diagnostic::new(Code::MissingSummary, file, span.shifted(split.yaml_start), message)
        .help("add `summary: …`, one or two sentences for lists, feeds and search")
}

fn missing_title(file: &SitePath, split: &Split<'_>) -> Diagnostic {
    let end = split.yaml.find('\n').unwrap_or(split.yaml.len());
    let place = Span::new(split.yaml_start, split.yaml_start + end);
    let fault = |place| Diagnostic::new(Code::MissingTitle, file, place, "the record has no title");
    // `title: # Maps`
    let at = split.yaml.match_indices("title:").find(|(at, _)| *at == 0 || split.yaml[..*at].ends_with('\n'));
    if let Some((start, key)) = at
        && let Some(line) = split.yaml[start..].lines().next()
        && line[key.len()..].trim_start().starts_with('#')
    {
        let place = Span::new(start, start + line.trim_end().len()).shifted(split.yaml_start);
        let title = line[key.len()..].trim();
        return fault(place)
            .help(format!("`#` begins a comment; put a title that begins with it in quotes: `\"{title}\"`"));
    }
    fault(place).help("write `title: …` between two lines `---` at the top of the file")
}

impl Record {
    /// Whether it is a translation of another file.
    #[must_use]
    pub fn is_translation(&self) -> bool {
        self.inherited.is_some()
    }

    /// Whether search engines are told to leave it out: a draft is not finished, and nobody is to find what was taken
    /// away by what it was called. Asked of an original.
    #[must_use]
    pub fn is_unlisted(&self) -> bool {
        self.common.draft || matches!(&self.fields, Fields::Request(request) if request.is_removed())
    }

    /// Tells `visitor` of every value of the record's fields.
    pub fn walk<'r>(&'r self, visitor: &mut dyn Visitor<'r>) {
        self.common.walk(visitor);
        self.fields.walk(visitor);
    }

    /// Whether the value there was written in the original's file, and so in the original's language.
    #[must_use]
    pub fn inherits(&self, at: &At<'_>) -> bool {
        self.inherited.as_ref().is_some_and(|inherited| match at.top().version {
            Version::Own => false,
            Version::Text => inherited.contains(at),
            Version::Original => true,
        })
    }
}
