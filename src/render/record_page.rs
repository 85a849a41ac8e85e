//! The page of a record.

use std::borrow::Cow;

use super::chart::chart;
use super::draw::{Draw, external, text};
use super::phrase::{Value, with_note};
use super::shared::way_to;
use super::theme::escape;
use super::view::{
    Banner, ClinicPart, Foot, Html, MaterialView, MetricView, Parts, PointsPart, RecordView, TextPart,
    TocItem,
};
use crate::config::Vocabulary;
use crate::record::reference::{FileOrAddress, Licence};
use crate::record::{
    Case, Clinic, Confidence, Fields, Group, GroupStatus, Guide, Health, Kind, Metric, Person, Precision,
    Record, Tool,
};
use crate::site::EntryId;

/// A page with fewer headings than this needs no contents.
const TOC_FROM: usize = 3;

impl<'a> Draw<'a> {
    pub(super) fn record_view(&self, id: EntryId) -> RecordView<'a> {
        let site = self.site;
        let record = &*site.entry(id).record;
        let parts = self.parts(id, record);
        let people = self.people(record);
        let sources = self.sources(record);
        let mentions = self.mentioned_by(id);
        let related: Vec<_> = if record.id.kind == Kind::Page {
            Vec::new()
        } else {
            self.site
                .related(id)
                .into_iter()
                .map(|id| (self.site.entry(id).record.id.kind.name(), self.link(id)))
                .collect()
        };
        let toc = self.toc(
            record,
            &parts,
            &[
                ("section-people", !people.is_empty()),
                ("section-sources", !sources.is_empty()),
                ("section-mentions", !mentions.is_empty()),
                ("section-related", !related.is_empty()),
            ],
        );
        RecordView {
            title: &record.common.title,
            summary: record.common.summary.as_deref(),
            meta: self.meta(record),
            banners: self.banners(record),
            toc,
            body: self.body(id),
            facts: self.facts(record),
            people,
            sources,
            mentions,
            related,
            foot: self.foot(id),
            tree: if record.id.kind == Kind::Page { self.tree(id) } else { Vec::new() },
            parts,
        }
    }

    fn parts(&self, id: EntryId, record: &Record) -> Parts {
        match &record.fields {
            Fields::Case(case) => self.case_parts(case),
            Fields::Guide(guide) => self.guide_parts(guide),
            Fields::Clinic(clinic) => self.clinic_parts(record, clinic),
            Fields::Person(person) => self.person_parts(person),
            Fields::Group(group) => self.group_parts(group),
            Fields::Tool(tool) => self.tool_parts(tool),
            Fields::Request(request) => self.request_parts(id, request),
            Fields::Partner(_) | Fields::Page(_) => Parts::default(),
        }
    }

    pub(super) fn text_part(&self, id: &'static str, text: Option<&String>) -> Option<TextPart> {
        let text = text?;
        let paragraphs = self.paragraphs(text);
        (!text.trim().is_empty()).then(|| TextPart { id, heading: self.message(id), paragraphs })
    }

    /// A text of the record, paragraph by paragraph.
    pub(super) fn paragraphs(&self, text: &str) -> Vec<Html> {
        text.trim().split("\n\n").map(|part| self.part_of_prose(part.trim(), text)).collect()
    }

    pub(super) fn points_part(&self, id: &'static str, points: &[String]) -> Option<PointsPart> {
        (!points.is_empty()).then(|| PointsPart {
            id,
            heading: self.message(id),
            points: self.proses(points),
        })
    }

    fn case_parts(&self, case: &Case) -> Parts {
        Parts {
            texts: Vec::from_iter(self.text_part("section-background", case.background.as_ref())),
            goals_ours: self.proses(&case.goals.ours),
            goals_partner: self.proses(&case.goals.partner),
            metrics: case.metrics.iter().map(|metric| self.metric(metric, &case.metrics)).collect(),
            lessons: self.proses(&case.lessons),
            ..Parts::default()
        }
    }

    fn metric(&self, metric: &Metric, all: &[Metric]) -> MetricView {
        let words = self.words();
        let number = |value: f64| words.number(value);
        let precision = match metric.precision {
            Precision::Exact => None,
            Precision::About => Some(self.message("precision-about")),
            Precision::MoreThan => Some(self.message("precision-more-than")),
        };
        MetricView {
            label: self.prose(&metric.label),
            value: number(metric.value),
            precision,
            unit: metric.unit.as_deref().map(|text| self.prose(text)),
            baseline: metric.baseline.map(number),
            target: metric.target.map(number),
            definition: metric.definition.as_deref().map(|text| self.prose(text)),
            measured_with: metric.measured_with.as_deref().map(|text| self.prose(text)),
            date: metric.date.map(|date| self.partial_date(date)),
            chart: chart(metric, all).map(|svg| Html::new(&svg)),
        }
    }

    fn guide_parts(&self, guide: &Guide) -> Parts {
        let brief = [("brief-problem", &guide.problem), ("brief-when-to-use", &guide.when_to_use)];
        let brief = brief
            .into_iter()
            .filter_map(|(label, text)| Some((self.message(label), self.prose(text.as_ref()?))));
        Parts { brief: brief.collect(), ..Parts::default() }
    }

    fn clinic_parts(&self, record: &Record, clinic: &Clinic) -> Parts {
        let zone = clinic.time_zone.as_ref();
        let rules = zone.map(crate::record::value::TimeZone::rules);
        let when = clinic.start.map(|start| self.when(start, clinic.end, rules.as_ref()));
        let past = clinic.last_day().is_some_and(|day| day < self.site.today);
        let material = |title: &str, url: &FileOrAddress, licence: Option<&Licence>| MaterialView {
            link: self.file_or_address(record, title, url).html(),
            licence: licence.map(|licence| self.term(Vocabulary::Licences, &licence.0)),
        };
        let named = [("recording", &clinic.recording), ("slides", &clinic.slides), ("notes", &clinic.notes)];
        let named = named.into_iter().filter_map(|(name, item)| {
            let item = item.as_ref()?;
            Some(material(&self.words().get(&format!("material-{name}")), &item.url, item.licence.as_ref()))
        });
        let others =
            clinic.materials.iter().map(|item| material(&item.title, &item.url, item.licence.as_ref()));
        Parts {
            clinic: Some(ClinicPart {
                when: when.into_iter().flatten().map(|value| value.html()).collect(),
                time_zone: zone
                    .filter(|_| clinic.start.is_some_and(|start| start.time.is_some()))
                    .map(|zone| zone.as_str().replace('_', " ")),
                join: clinic.join.as_ref().filter(|_| !past).map(|url| url.as_str().to_owned()),
                past,
            }),
            materials: named.chain(others).collect(),
            ..Parts::default()
        }
    }

    fn file_or_address<'t>(&self, record: &Record, title: &'t str, target: &'t FileOrAddress) -> Value<'t> {
        match target {
            FileOrAddress::Address(url) => external(title, url.as_str()),
            FileOrAddress::File(path) => {
                let asset = record.file.join(path).and_then(|file| self.site.asset_of(&file));
                Value { url: asset.map(|asset| way_to(&asset.url).into()), ..text(title) }
            }
        }
    }

    fn person_parts(&self, person: &Person) -> Parts {
        Parts { points: self.points_part("section-expertise", &person.expertise), ..Parts::default() }
    }

    fn group_parts(&self, group: &Group) -> Parts {
        let mandate = self.text_part("section-mandate", group.mandate.as_ref());
        Parts { texts: Vec::from_iter(mandate), ..Parts::default() }
    }

    fn tool_parts(&self, tool: &Tool) -> Parts {
        let purpose = self.text_part("section-purpose", tool.purpose.as_ref());
        Parts { texts: Vec::from_iter(purpose), ..Parts::default() }
    }

    fn people(&self, record: &Record) -> Vec<Html> {
        match &record.fields {
            Fields::Case(case) => case
                .people
                .iter()
                .filter_map(|part| {
                    Some(with_note(self.find(Kind::Person, &part.person.0)?, part.part.as_deref()))
                })
                .collect(),
            Fields::Group(group) => {
                let members =
                    group.members.iter().filter_map(|member| self.site.named(Kind::Person, &member.0));
                let member = |id| {
                    let Fields::Person(person) = &self.site.entry(id).record.fields else {
                        return self.link(id);
                    };
                    let countries = person.countries.iter();
                    let countries: Vec<_> =
                        countries.map(|country| self.label(Vocabulary::Countries, &country.0)).collect();
                    let note = Some(countries.join(", ")).filter(|note| !note.is_empty());
                    with_note(self.link(id), note.as_deref())
                };
                members.map(member).collect()
            }
            _ => Vec::new(),
        }
    }

    fn sources(&self, record: &Record) -> Vec<Html> {
        let source = |source: &crate::record::Source| {
            let note: Vec<String> = source
                .publisher
                .iter()
                .cloned()
                .chain(source.date.map(|date| self.plain_date(date)))
                .collect();
            let value = Value {
                text: source.title.as_str().into(),
                lang: self.inherited_language(&source.title),
                external: source.url.is_some(),
                url: source.url.as_ref().map(|url| url.as_str().into()),
                note: Some(note.join(", ").into()).filter(|note: &Cow<'_, str>| !note.is_empty()),
                ..Value::default()
            };
            value.html()
        };
        record.common.sources.iter().map(source).collect()
    }

    fn banners(&self, record: &Record) -> Vec<Banner> {
        let words = self.words();
        let banner = |state: &'static str, links: Vec<Html>| Banner {
            state,
            title: self.message(&format!("banner-{state}-title")),
            text: self.message(&format!("banner-{state}-text")),
            links,
        };
        let mut banners = Vec::new();
        if record.common.draft {
            banners.push(banner("draft", Vec::new()));
        }
        match &record.fields {
            Fields::Guide(guide) => {
                let successor = guide.superseded_by.iter().map(|guide| &*guide.0);
                let successor = self.records(Kind::Guide, successor);
                if !successor.is_empty() {
                    banners.push(banner("superseded", successor));
                } else if guide.confidence == Some(Confidence::Archived) {
                    banners.push(banner("archived", Vec::new()));
                }
                if guide.confidence == Some(Confidence::WorkInProgress) {
                    banners.push(banner("work-in-progress", Vec::new()));
                }
                if let Some(due) = guide.next_review().filter(|_| guide.is_overdue(self.site.today)) {
                    let text = words.with("banner-overdue-text", &[("date", words.date(due).into())]);
                    banners.push(Banner {
                        state: "overdue",
                        title: self.message("banner-overdue-title"),
                        text: self.own(&text),
                        links: Vec::new(),
                    });
                }
            }
            Fields::Tool(tool) if tool.health == Some(Health::Retired) => {
                let alternatives = tool.alternatives.iter().map(|tool| &*tool.0);
                banners.push(banner("retired", self.records(Kind::Tool, alternatives)));
            }
            Fields::Group(group) if group.status == Some(GroupStatus::Planned) => {
                banners.push(banner("planned", Vec::new()));
            }
            _ => {}
        }
        banners
    }

    /// The contents: the record's own sections, the headings of its body, what the page adds.
    fn toc(&self, record: &'a Record, parts: &Parts, after: &[(&'static str, bool)]) -> Vec<TocItem<'a>> {
        let own = |id: &'static str| TocItem { id, text: self.message(id), children: Vec::new() };
        let before = [
            (
                "section-where",
                !parts.steps.is_empty() || parts.status_reason.is_some() || !parts.next.is_empty(),
            ),
            ("section-goals", !parts.goals_ours.is_empty() || !parts.goals_partner.is_empty()),
            ("section-results", !parts.metrics.is_empty()),
            ("section-lessons", !parts.lessons.is_empty()),
        ];
        let texts = parts.texts.iter().map(|part| own(part.id));
        let (status, sections) = before.split_at(1);
        let shown = |sections: &[(&'static str, bool)]| {
            sections.iter().filter(|(_, shown)| *shown).map(|(id, _)| own(id)).collect::<Vec<_>>()
        };
        let mut toc: Vec<TocItem<'a>> = shown(status);
        toc.extend(texts);
        toc.extend(shown(sections));
        toc.extend(parts.points.iter().map(|part| own(part.id)));
        if !parts.checklist.is_empty() {
            toc.push(own("section-review"));
        }
        let before_body = toc.len();
        for heading in &record.body.headings {
            let item =
                TocItem { id: &heading.id, text: Html::new(&escape(&heading.text)), children: Vec::new() };
            let in_body = toc.len() > before_body;
            match (heading.level, toc.last_mut()) {
                (2, _) => toc.push(item),
                (3, Some(last)) if in_body => last.children.push(item),
                (3, _) => toc.push(item),
                _ => {}
            }
        }
        if !parts.reviews.is_empty() {
            toc.push(own("section-reviews"));
        }
        if parts.invitation.is_some() {
            toc.push(own("section-invitation"));
        }
        if !parts.way.is_empty() {
            toc.push(own("section-way"));
        }
        if !parts.materials.is_empty() {
            toc.push(own("section-materials"));
        }
        toc.extend(shown(after));
        if toc.iter().map(|item| 1 + item.children.len()).sum::<usize>() < TOC_FROM {
            Vec::new()
        } else {
            toc
        }
    }

    pub(super) fn foot(&self, id: EntryId) -> Foot<'a> {
        let site = self.site;
        let record = &site.entry(id).record;
        let repository = site.config.repository.as_ref();
        let contributors =
            site.history(id).map(|history| history.contributors.as_slice()).unwrap_or_default();
        Foot {
            updated: site.updated(id).map(|day| self.date(day)),
            contributors: contributors.iter().map(|name| &**name).collect(),
            edit: repository.map(|repository| repository.edit_url(&record.file)),
            history: repository.map(|repository| repository.history_url(&record.file)),
        }
    }
}
