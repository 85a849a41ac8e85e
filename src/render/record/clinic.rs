//! The page of a clinic.

use serde::Serialize;

use super::inherited;
use super::section::{Outline, Sections, shown};
use crate::config::{Language, Vocabulary};
use crate::record::reference::{FileOrAddress, Licence};
use crate::record::value::TimeZone;
use crate::record::{At, Clinic, Phase, Record};
use crate::render::context::Context;
use crate::render::date;
use crate::render::html::Html;
use crate::render::link;
use crate::render::phrase::{Phrase, text};

/// What the page of a clinic has of its own.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ClinicSections {
    /// When it begins and ends, as one or two dates; empty when that is not known.
    when: Vec<Html>,
    /// The time zone, where a time is given.
    time_zone: Option<String>,
    /// Whether a time is given and nobody says of which zone.
    without_zone: bool,
    /// Where to join it, as long as it is not over.
    join: Option<String>,
    /// Whether it is over.
    past: bool,
    /// Whether it has begun on an earlier day, or takes several days of which this is the first.
    under_way: bool,
    /// Recording, slides, notes and other materials.
    materials: Vec<MaterialView>,
}

impl Sections for ClinicSections {
    const TEMPLATE: &'static str = "clinic.html";

    fn outline(&self) -> Outline {
        Outline {
            matter: shown([(Clinic::materials.heading(), !self.materials.is_empty())]),
            ..Outline::default()
        }
    }
}

/// A material of a clinic.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct MaterialView {
    /// The link to it, with its title.
    link: Html,
    /// Its licence.
    licence: Option<Html>,
}

pub(crate) fn sections(cx: &Context<'_>, record: &Record, clinic: &Clinic) -> ClinicSections {
    let zone = clinic.time_zone.as_ref();
    let rules = zone.map(TimeZone::rules);
    let when = clinic.start.map(|start| date::times(cx, start, clinic.end, rules.as_ref()));
    let phase = clinic.phase(cx.site.today);
    let past = phase == Some(Phase::Over);
    let has_time = [clinic.start, clinic.end].into_iter().flatten().any(|at| at.time.is_some());
    let material = |title: Phrase<'_>, url: &FileOrAddress, licence: Option<&Licence>| MaterialView {
        link: file_or_address(cx, record, title, url).html(),
        licence: licence.map(|licence| link::term(cx, Vocabulary::Licences, &licence.0)),
    };
    let named = [("recording", &clinic.recording), ("slides", &clinic.slides), ("notes", &clinic.notes)];
    let named = named.into_iter().filter_map(|(name, item)| {
        let item = item.as_ref()?;
        Some(material(cx.word(&format!("material-{name}")), &item.url, item.licence.as_ref()))
    });
    let lang = inherited::language(cx, &At::Field(Clinic::materials)).map(Language::as_str);
    let others = clinic
        .materials
        .iter()
        .map(|item| material(Phrase { lang, ..text(&item.title) }, &item.url, item.licence.as_ref()));
    ClinicSections {
        when: when.into_iter().flatten().map(|value| value.html()).collect(),
        time_zone: zone.filter(|_| has_time).map(|zone| zone.as_str().replace('_', " ")),
        join: clinic.join.as_ref().filter(|_| !past).map(|url| url.as_str().to_owned()),
        without_zone: has_time && zone.is_none(),
        past,
        under_way: phase == Some(Phase::UnderWay),
        materials: named.chain(others).collect(),
    }
}

fn file_or_address<'t>(
    cx: &Context<'_>,
    record: &Record,
    title: Phrase<'t>,
    target: &'t FileOrAddress,
) -> Phrase<'t> {
    match target {
        FileOrAddress::Address(url) => Phrase { url: Some(url.as_str().into()), external: true, ..title },
        FileOrAddress::File(path) => link::file(cx, record, title, path),
    }
}
