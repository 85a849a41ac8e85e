//! Where to browse on from the list of a kind, made once for all pages of the list.

use serde::Serialize;

use super::term::{self, TermLink, vocabulary_message};
use crate::config::Vocabulary;
use crate::diagnostic::Diagnostic;
use crate::record::Kind;
use crate::render::context::Context;
use crate::render::href::href;
use crate::render::html::Html;
use crate::render::template::{self, View};
use crate::site::{EntryId, PageKind};

/// How many terms of a vocabulary a list leads on to.
const TERMS: usize = 8;

/// What the records of a list are about.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct FacetsView {
    facets: Vec<Facet>,
}

impl View for FacetsView {
    const TEMPLATE: &'static str = "facets.html";
}

/// The terms of a vocabulary to browse by.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Facet {
    /// The name of the vocabulary.
    heading: Html,
    /// The list of all its terms.
    url: String,
    terms: Vec<TermLink>,
}

pub(crate) fn facets(cx: &Context<'_>, kind: Kind) -> Result<Html, Box<Diagnostic>> {
    let vocabularies: &[Vocabulary] = match kind {
        Kind::Person | Kind::Partner => &[Vocabulary::Regions, Vocabulary::Countries],
        Kind::Tool | Kind::Group | Kind::Meeting => &[],
        Kind::Guide | Kind::Clinic => &[Vocabulary::Topics, Vocabulary::ContentTypes],
        Kind::Case | Kind::Request | Kind::Upload | Kind::Page => {
            &[Vocabulary::Regions, Vocabulary::Topics, Vocabulary::ContentTypes]
        }
    };
    let facet = |&vocabulary: &Vocabulary| {
        let terms = term::common(cx, vocabulary, terms_of(cx, kind, vocabulary), TERMS);
        (!terms.is_empty()).then(|| Facet {
            heading: cx.message(&vocabulary_message(vocabulary, "")),
            url: href(&cx.url_of(PageKind::Terms(vocabulary))),
            terms,
        })
    };
    template::part(cx, &FacetsView { facets: vocabularies.iter().filter_map(facet).collect() })
}

/// The terms that the records of a list carry, with how many do.
fn terms_of<'a>(cx: &Context<'a>, kind: Kind, vocabulary: Vocabulary) -> Vec<(&'a str, usize)> {
    let site = cx.site;
    let listed = |id: &&EntryId| site.entry(**id).record.id.kind == kind;
    site.terms(vocabulary).map(|(id, entries)| (id, entries.iter().filter(listed).count())).collect()
}
