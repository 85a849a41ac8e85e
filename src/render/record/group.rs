//! The page of a group.

use serde::Serialize;

use super::banner::{Banner, banner};
use super::inherited;
use super::plan::{TaskView, tasks};
use super::section::{self, Outline, Sections, TextSection, shown};
use crate::config::Vocabulary;
use crate::desk::status::{Status, of_group};
use crate::record::{Fields, Group, GroupStatus, Kind};
use crate::render::component::card::Card;
use crate::render::component::inbox::of_request;
use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::link;
use crate::render::phrase::with_note;
use crate::site::EntryId;

/// What the page of a group has of its own.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct GroupSections {
    /// The mandate, paragraph by paragraph.
    texts: Vec<TextSection>,
    /// The members, each with their countries.
    people: Vec<Html>,
    /// The open requests that it works on, each with its plan.
    work: Vec<WorkView>,
}

/// A request that a group works on.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct WorkView {
    /// The request, with what tells it from others.
    card: Card,
    /// What is to be done.
    tasks: Vec<TaskView>,
}

impl Sections for GroupSections {
    const TEMPLATE: &'static str = "group.html";

    fn outline(&self) -> Outline {
        Outline {
            before: self.texts.iter().map(|text| text.id).collect(),
            after: shown([("section-work", !self.work.is_empty())]),
            matter: shown([(Group::members.heading(), !self.people.is_empty())]),
        }
    }
}

pub(crate) fn sections(cx: &Context<'_>, id: EntryId, group: &Group) -> GroupSections {
    GroupSections {
        texts: Vec::from_iter(section::text(cx, Group::mandate, group.mandate.as_ref())),
        people: members(cx, group),
        work: of_group(cx.site, id).iter().map(|status| work(cx, status)).collect(),
    }
}

pub(crate) fn banners(cx: &Context<'_>, group: &Group) -> Vec<Banner> {
    let planned = group.status == Some(GroupStatus::Planned);
    planned.then(|| banner(cx, "planned", Vec::new())).into_iter().collect()
}

/// A request that the group works on, and its plan in the language that it was written in.
fn work<'a>(cx: &Context<'a>, status: &Status<'a>) -> WorkView {
    let language = inherited::of_original(cx, status.id);
    WorkView { card: of_request(cx, status), tasks: tasks(cx, &status.request.plan, language) }
}

/// The members, each with their countries.
fn members(cx: &Context<'_>, group: &Group) -> Vec<Html> {
    let members = group.members.iter().filter_map(|member| cx.site.named(Kind::Person, &member.0));
    let member = |id| {
        let Fields::Person(person) = &cx.site.entry(id).record.fields else {
            return link::record(cx, id);
        };
        let countries = person.countries.iter().map(|country| cx.label(Vocabulary::Countries, &country.0));
        let note = Some(cx.words().list(countries)).filter(|note| !note.is_empty());
        with_note(link::record(cx, id), note.as_deref())
    };
    members.map(member).collect()
}
