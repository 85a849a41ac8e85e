//! The facts of a record: one flat list of label and values for each kind, in the order in which
//! readers look for them.

use serde::Serialize;

use super::inherited;
use crate::config::{Language, Vocabulary};
use crate::record::value::{CommonsPage, WikidataItem};
use crate::record::{
    Accounts, Case, Clinic, Fields, Group, Guide, Kind, Logins, Named, Partner, Person, PersonRole, Record,
    Request, Tool,
};
use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::phrase::{Phrase, external, text, with_note};
use crate::render::{badge, date, language, link};

/// A named row of the facts of a record.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Fact {
    /// The label.
    label: Html,
    /// The value, where there is but one.
    value: Option<Html>,
    /// The values, where there are several.
    values: Vec<Html>,
}

pub(crate) fn facts(cx: &Context<'_>, record: &Record) -> Vec<Fact> {
    let mut facts = Facts { cx, facts: Vec::new() };
    match &record.fields {
        Fields::Case(case) => facts.case(case),
        Fields::Guide(guide) => facts.guide(guide),
        Fields::Clinic(clinic) => facts.clinic(clinic, &record.common.title),
        Fields::Person(person) => facts.person(person),
        Fields::Group(group) => facts.group(group),
        Fields::Partner(partner) => facts.partner(partner),
        Fields::Tool(tool) => facts.tool(tool),
        Fields::Request(request) => facts.request(request),
        Fields::Page(_) => {}
    }
    facts.add(
        "field-topics",
        link::terms(cx, Vocabulary::Topics, record.common.topics.iter().map(|topic| &*topic.0)),
    );
    facts.facts
}

struct Facts<'d, 'a> {
    cx: &'d Context<'a>,
    facts: Vec<Fact>,
}

/// The slugs or ids of references or terms.
macro_rules! ids {
    ($list:expr) => {
        $list.iter().map(|entry| &*entry.0)
    };
}

impl Facts<'_, '_> {
    /// A row, unless it is empty.
    fn add(&mut self, label: &str, values: impl IntoIterator<Item = Html>) {
        let mut values: Vec<Html> = values.into_iter().collect();
        if !values.is_empty() {
            let value = if values.len() == 1 { values.pop() } else { None };
            self.facts.push(Fact { label: self.cx.message(label), value, values });
        }
    }

    /// A text of the record.
    fn text(&self, own: &str) -> Html {
        Phrase { lang: inherited::language(self.cx, own), ..text(own) }.html()
    }

    fn countries(&mut self, countries: &[crate::record::reference::Country]) {
        self.add("field-countries", link::terms(self.cx, Vocabulary::Countries, ids!(countries)));
    }

    fn languages(&mut self, languages: &[Language]) {
        self.add("field-languages", languages.iter().map(language::phrase));
    }

    fn case(&mut self, case: &Case) {
        let cx = self.cx;
        self.countries(&case.countries);
        if let Some(period) = &case.period {
            self.add(
                "field-period",
                [period.start, period.end].into_iter().flatten().map(|date| date::partial(cx, date)),
            );
        }
        self.add("field-partners", link::records(cx, Kind::Partner, ids!(case.partners)));
        self.add("field-groups", link::records(cx, Kind::Group, ids!(case.groups)));
        self.add("field-tools", link::records(cx, Kind::Tool, ids!(case.tools)));
        self.add("field-guides", link::records(cx, Kind::Guide, ids!(case.guides)));
        self.add("field-content-types", link::terms(cx, Vocabulary::ContentTypes, ids!(case.content_types)));
        self.add("field-licences", link::terms(cx, Vocabulary::Licences, ids!(case.licences)));
        self.add("field-request", link::records(cx, Kind::Request, ids!(case.request)));
        self.add("field-follow-up", case.follow_up.map(|date| date::day(cx, date.0)));
        let elsewhere = case.wikidata.iter().map(wikidata).chain(case.commons.iter().map(commons));
        self.add("field-elsewhere", elsewhere);
    }

    fn guide(&mut self, guide: &Guide) {
        let cx = self.cx;
        self.add(
            "field-confidence",
            guide.confidence.map(|confidence| badge::value(cx, "confidence", confidence.name())),
        );
        self.add(
            "field-level",
            guide.level.map(|level| cx.message(&format!("value-level-{}", level.name()))),
        );
        self.add(
            "field-owner",
            guide.owner.iter().filter_map(|owner| link::named(cx, owner.kind, &owner.slug)),
        );
        self.add("field-last-reviewed", guide.last_reviewed.map(|date| date::day(cx, date.0)));
        self.add("field-next-review", guide.next_review().map(|date| date::day(cx, date)));
        self.add("field-evidence", link::records(cx, Kind::Case, ids!(guide.evidence)));
        self.add("field-tools", link::records(cx, Kind::Tool, ids!(guide.tools)));
        self.add("field-guides", link::records(cx, Kind::Guide, ids!(guide.guides)));
        self.add("field-content-types", link::terms(cx, Vocabulary::ContentTypes, ids!(guide.content_types)));
        self.add("field-licences", link::terms(cx, Vocabulary::Licences, ids!(guide.licences)));
        self.countries(&guide.countries);
        self.add("field-superseded-by", link::records(cx, Kind::Guide, ids!(guide.superseded_by)));
    }

    fn clinic(&mut self, clinic: &Clinic, title: &str) {
        let cx = self.cx;
        self.languages(&clinic.languages);
        self.add("field-hosts", link::records(cx, Kind::Person, ids!(clinic.hosts)));
        self.add("field-speakers", link::records(cx, Kind::Person, ids!(clinic.speakers)));
        let series = clinic.series.as_deref().filter(|series| *series != title);
        self.add("field-series", series.map(|own| self.text(own)));
        self.add("field-guides", link::records(cx, Kind::Guide, ids!(clinic.guides)));
        self.add("field-cases", link::records(cx, Kind::Case, ids!(clinic.cases)));
        self.add("field-tools", link::records(cx, Kind::Tool, ids!(clinic.tools)));
        self.countries(&clinic.countries);
    }

    fn person(&mut self, person: &Person) {
        let cx = self.cx;
        self.add("field-roles", person.roles.iter().map(|role| self.role(role)).collect::<Vec<_>>());
        self.countries(&person.countries);
        self.add("field-region", link::terms(cx, Vocabulary::Regions, ids!(person.region)));
        self.languages(&person.languages);
        self.add("field-affiliations", link::records(cx, Kind::Partner, ids!(person.affiliations)));
        self.add("field-accounts", self.accounts(&person.accounts));
        self.add("field-availability", person.availability.as_deref().map(|own| self.text(own)));
    }

    fn role(&self, role: &PersonRole) -> Html {
        let cx = self.cx;
        let group = role.group.as_ref().and_then(|group| cx.site.named(Kind::Group, &group.0));
        let date = |date| cx.words().partial_date(date).into();
        let words = cx.words();
        let note = match (role.since, role.until) {
            (None, None) => None,
            (Some(since), None) => Some(words.with("role-since", &[("date", date(since))])),
            (None, Some(until)) => Some(words.with("role-until", &[("date", date(until))])),
            (Some(since), Some(until)) => {
                Some(words.with("role-period", &[("from", date(since)), ("to", date(until))]))
            }
        };
        let url = group.map(|group| cx.href(group).into());
        let label = cx.label(Vocabulary::Roles, &role.role.0);
        Phrase { url, note: note.map(Into::into), ..text(label) }.html()
    }

    fn accounts<'p>(&self, accounts: &'p Accounts) -> Vec<Html> {
        let sites = [
            ("wiki", "https://meta.wikimedia.org/wiki/User:", &accounts.wiki),
            ("github", "https://github.com/", &accounts.github),
            ("gitlab", "https://gitlab.wikimedia.org/", &accounts.gitlab),
            ("codeberg", "https://codeberg.org/", &accounts.codeberg),
            ("phabricator", "https://phabricator.wikimedia.org/p/", &accounts.phabricator),
        ];
        let account = |(site, prefix, names): (&'static str, &'static str, &'p Logins)| {
            let label = self.cx.words().get(&format!("account-{site}"));
            names.iter().map(move |name| {
                external(format!("{label}: {name}"), format!("{prefix}{}", in_address(name))).html()
            })
        };
        sites.into_iter().flat_map(account).collect()
    }

    fn group(&mut self, group: &Group) {
        let cx = self.cx;
        let next = group.meetings.iter().filter(|start| start.date >= cx.site.today);
        let zone = group.time_zone.as_ref().map_or("UTC", |zone| zone.as_str());
        let meeting = |start: &crate::record::value::LocalTime| {
            let time = start.time.map(|time| format!("{} {zone}", time.strftime("%H:%M")));
            with_note(date::day(cx, start.date), time.as_deref())
        };
        self.add("field-meetings", next.map(meeting).collect::<Vec<_>>());
        self.add("field-status", group.status.map(|status| badge::value(cx, "group", status.name())));
        self.add(
            "field-open",
            group.open.map(|open| cx.message(if open { "value-open-yes" } else { "value-open-no" })),
        );
    }

    fn partner(&mut self, partner: &Partner) {
        let cx = self.cx;
        self.add("field-type", link::terms(cx, Vocabulary::PartnerTypes, ids!(partner.r#type)));
        self.countries(&partner.countries);
        self.add("field-region", link::terms(cx, Vocabulary::Regions, ids!(partner.region)));
        self.add("field-identifier", partner.wikidata.as_ref().map(wikidata));
        self.add("field-website", partner.website.as_ref().map(link::address));
    }

    fn tool(&mut self, tool: &Tool) {
        let cx = self.cx;
        self.add("field-health", tool.health.map(|health| badge::value(cx, "health", health.name())));
        self.add("field-address", tool.url.as_ref().map(link::address));
        self.add("field-documentation", tool.documentation.as_ref().map(link::address));
        self.add("field-maintainer", tool.maintainer.as_deref().map(|own| self.text(own)));
        self.add("field-last-checked", tool.last_checked.map(|date| date::day(cx, date.0)));
        self.add("field-alternatives", link::records(cx, Kind::Tool, ids!(tool.alternatives)));
    }

    fn request(&mut self, request: &Request) {
        let cx = self.cx;
        self.add("field-status", [badge::workflow(cx, request.state(&cx.site.workflow))]);
        self.add(
            "field-priority",
            request.priority.map(|priority| {
                let word = cx.message(&format!("value-priority-{}", priority.name()));
                with_note(word, request.priority_reason.as_deref())
            }),
        );
        self.add(
            "field-requester",
            request.requester.as_ref().filter(|requester| !requester.name.is_empty()).map(|requester| {
                let note = requester.affiliation.as_deref().map(Into::into);
                Phrase { name: true, note, ..text(&requester.name) }.html()
            }),
        );
        self.add("field-received", request.received.map(|date| date::day(cx, date.0)));
        self.add("field-due", request.due.map(|date| date::day(cx, date.0)));
        self.add("field-assignee", link::records(cx, Kind::Person, ids!(request.assignee)));
        self.add("field-group", link::records(cx, Kind::Group, ids!(request.group)));
        self.countries(&request.countries);
        self.languages(&request.languages);
        self.add("field-partners", link::records(cx, Kind::Partner, ids!(request.partners)));
        self.add(
            "field-content-types",
            link::terms(cx, Vocabulary::ContentTypes, ids!(request.content_types)),
        );
        self.add("field-tools", link::records(cx, Kind::Tool, ids!(request.tools)));
        self.add("field-licence-status", request.licence_status.as_deref().map(|own| self.text(own)));
        self.add("field-size", request.size.map(|size| cx.message(&format!("value-size-{}", size.name()))));
        self.add(
            "field-channel",
            request.channel.map(|channel| cx.message(&format!("value-channel-{}", channel.name()))),
        );
        self.add("field-cases", link::records(cx, Kind::Case, ids!(request.cases)));
        self.add("field-follow-up", request.follow_up.map(|date| date::day(cx, date.0)));
        self.add("field-gaps", request.gaps.iter().map(|gap| self.text(gap)).collect::<Vec<_>>());
    }
}

fn wikidata(item: &WikidataItem) -> Html {
    external(item.as_str(), format!("https://www.wikidata.org/wiki/{}", item.as_str())).html()
}

fn commons(page: &CommonsPage) -> Html {
    external(page.as_str(), format!("https://commons.wikimedia.org/wiki/{}", in_address(page.as_str())))
        .html()
}

/// A wiki's page name or a user name, as it stands in an address.
fn in_address(name: &str) -> String {
    const SET: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~')
        .remove(b':')
        .remove(b'/');
    percent_encoding::utf8_percent_encode(&name.replace(' ', "_"), SET).to_string()
}
