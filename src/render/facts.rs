//! The facts of a record: one flat list of label and values for each kind, in the order in which
//! readers look for them.

use super::draw::{Draw, external, text};
use super::phrase::{Value, with_note};
use super::view::{Fact, Html};
use crate::config::{Language, Vocabulary};
use crate::record::value::{CommonsPage, WikidataItem};
use crate::record::{
    Accounts, Case, Clinic, Fields, Group, Guide, Kind, Logins, Named, Partner, Person, PersonRole, Record,
    Request, Tool,
};

impl Draw<'_> {
    pub(super) fn facts(&self, record: &Record) -> Vec<Fact> {
        let mut facts = Facts { draw: self, facts: Vec::new() };
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
            self.terms(Vocabulary::Topics, record.common.topics.iter().map(|topic| &*topic.0)),
        );
        facts.facts
    }
}

struct Facts<'d, 'a> {
    draw: &'d Draw<'a>,
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
            self.facts.push(Fact { label: self.draw.message(label), value, values });
        }
    }

    /// A text of the record.
    fn text(&self, own: &str) -> Html {
        Value { lang: self.draw.inherited_language(own), ..text(own) }.html()
    }

    fn countries(&mut self, countries: &[crate::record::reference::Country]) {
        self.add("field-countries", self.draw.terms(Vocabulary::Countries, ids!(countries)));
    }

    fn languages(&mut self, languages: &[Language]) {
        self.add("field-languages", languages.iter().map(language));
    }

    fn case(&mut self, case: &Case) {
        let draw = self.draw;
        self.countries(&case.countries);
        if let Some(period) = &case.period {
            self.add(
                "field-period",
                [period.start, period.end].into_iter().flatten().map(|date| draw.partial_date(date)),
            );
        }
        self.add("field-partners", draw.records(Kind::Partner, ids!(case.partners)));
        self.add("field-groups", draw.records(Kind::Group, ids!(case.groups)));
        self.add("field-tools", draw.records(Kind::Tool, ids!(case.tools)));
        self.add("field-guides", draw.records(Kind::Guide, ids!(case.guides)));
        self.add("field-content-types", draw.terms(Vocabulary::ContentTypes, ids!(case.content_types)));
        self.add("field-licences", draw.terms(Vocabulary::Licences, ids!(case.licences)));
        self.add("field-request", draw.records(Kind::Request, ids!(case.request)));
        self.add("field-follow-up", case.follow_up.map(|date| draw.date(date.0)));
        let elsewhere = case.wikidata.iter().map(wikidata).chain(case.commons.iter().map(commons));
        self.add("field-elsewhere", elsewhere);
    }

    fn guide(&mut self, guide: &Guide) {
        let draw = self.draw;
        self.add(
            "field-confidence",
            guide.confidence.map(|confidence| draw.state("confidence", confidence.name())),
        );
        self.add(
            "field-level",
            guide.level.map(|level| draw.message(&format!("value-level-{}", level.name()))),
        );
        self.add("field-owner", guide.owner.iter().filter_map(|owner| draw.find(owner.kind, &owner.slug)));
        self.add("field-last-reviewed", guide.last_reviewed.map(|date| draw.date(date.0)));
        self.add("field-next-review", guide.next_review().map(|date| draw.date(date)));
        self.add("field-evidence", draw.records(Kind::Case, ids!(guide.evidence)));
        self.add("field-tools", draw.records(Kind::Tool, ids!(guide.tools)));
        self.add("field-guides", draw.records(Kind::Guide, ids!(guide.guides)));
        self.add("field-content-types", draw.terms(Vocabulary::ContentTypes, ids!(guide.content_types)));
        self.add("field-licences", draw.terms(Vocabulary::Licences, ids!(guide.licences)));
        self.countries(&guide.countries);
        self.add("field-superseded-by", draw.records(Kind::Guide, ids!(guide.superseded_by)));
    }

    fn clinic(&mut self, clinic: &Clinic, title: &str) {
        let draw = self.draw;
        self.languages(&clinic.languages);
        self.add("field-hosts", draw.records(Kind::Person, ids!(clinic.hosts)));
        self.add("field-speakers", draw.records(Kind::Person, ids!(clinic.speakers)));
        let series = clinic.series.as_deref().filter(|series| *series != title);
        self.add("field-series", series.map(|own| self.text(own)));
        self.add("field-guides", draw.records(Kind::Guide, ids!(clinic.guides)));
        self.add("field-cases", draw.records(Kind::Case, ids!(clinic.cases)));
        self.add("field-tools", draw.records(Kind::Tool, ids!(clinic.tools)));
        self.countries(&clinic.countries);
    }

    fn person(&mut self, person: &Person) {
        let draw = self.draw;
        self.add("field-roles", person.roles.iter().map(|role| self.role(role)).collect::<Vec<_>>());
        self.countries(&person.countries);
        self.add("field-region", draw.terms(Vocabulary::Regions, ids!(person.region)));
        self.languages(&person.languages);
        self.add("field-affiliations", draw.records(Kind::Partner, ids!(person.affiliations)));
        self.add("field-accounts", self.accounts(&person.accounts));
        self.add("field-availability", person.availability.as_deref().map(|own| self.text(own)));
    }

    fn role(&self, role: &PersonRole) -> Html {
        let draw = self.draw;
        let group = role.group.as_ref().and_then(|group| draw.site.named(Kind::Group, &group.0));
        let date = |date| draw.words().partial_date(date).into();
        let words = draw.words();
        let note = match (role.since, role.until) {
            (None, None) => None,
            (Some(since), None) => Some(words.with("role-since", &[("date", date(since))])),
            (None, Some(until)) => Some(words.with("role-until", &[("date", date(until))])),
            (Some(since), Some(until)) => {
                Some(words.with("role-period", &[("from", date(since)), ("to", date(until))]))
            }
        };
        let url = group.map(|group| draw.way_to_record(group).into());
        let label = draw.label(Vocabulary::Roles, &role.role.0);
        Value { url, note: note.map(Into::into), ..text(label) }.html()
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
            let label = self.draw.words().get(&format!("account-{site}"));
            names.iter().map(move |name| {
                external(format!("{label}: {name}"), format!("{prefix}{}", in_address(name))).html()
            })
        };
        sites.into_iter().flat_map(account).collect()
    }

    fn group(&mut self, group: &Group) {
        let draw = self.draw;
        let next = group.meetings.iter().filter(|start| start.date >= draw.site.today);
        let zone = group.time_zone.as_ref().map_or("UTC", |zone| zone.as_str());
        let meeting = |start: &crate::record::value::LocalTime| {
            let time = start.time.map(|time| format!("{} {zone}", time.strftime("%H:%M")));
            with_note(draw.date(start.date), time.as_deref())
        };
        self.add("field-meetings", next.map(meeting).collect::<Vec<_>>());
        self.add("field-status", group.status.map(|status| draw.state("group", status.name())));
        self.add(
            "field-open",
            group.open.map(|open| draw.message(if open { "value-open-yes" } else { "value-open-no" })),
        );
    }

    fn partner(&mut self, partner: &Partner) {
        let draw = self.draw;
        self.add("field-type", draw.terms(Vocabulary::PartnerTypes, ids!(partner.r#type)));
        self.countries(&partner.countries);
        self.add("field-region", draw.terms(Vocabulary::Regions, ids!(partner.region)));
        self.add("field-identifier", partner.wikidata.as_ref().map(wikidata));
        self.add("field-website", partner.website.as_ref().map(Draw::address));
    }

    fn tool(&mut self, tool: &Tool) {
        let draw = self.draw;
        self.add("field-health", tool.health.map(|health| draw.state("health", health.name())));
        self.add("field-address", tool.url.as_ref().map(Draw::address));
        self.add("field-documentation", tool.documentation.as_ref().map(Draw::address));
        self.add("field-maintainer", tool.maintainer.as_deref().map(|own| self.text(own)));
        self.add("field-last-checked", tool.last_checked.map(|date| draw.date(date.0)));
        self.add("field-alternatives", draw.records(Kind::Tool, ids!(tool.alternatives)));
    }

    fn request(&mut self, request: &Request) {
        let draw = self.draw;
        self.add("field-status", [draw.request_state(request.state(&draw.site.workflow))]);
        self.add(
            "field-priority",
            request.priority.map(|priority| {
                let word = draw.message(&format!("value-priority-{}", priority.name()));
                with_note(word, request.priority_reason.as_deref())
            }),
        );
        self.add(
            "field-requester",
            request.requester.as_ref().filter(|requester| !requester.name.is_empty()).map(|requester| {
                let note = requester.affiliation.as_deref().map(Into::into);
                Value { name: true, note, ..text(&requester.name) }.html()
            }),
        );
        self.add("field-received", request.received.map(|date| draw.date(date.0)));
        self.add("field-due", request.due.map(|date| draw.date(date.0)));
        self.add("field-assignee", draw.records(Kind::Person, ids!(request.assignee)));
        self.add("field-group", draw.records(Kind::Group, ids!(request.group)));
        self.countries(&request.countries);
        self.languages(&request.languages);
        self.add("field-partners", draw.records(Kind::Partner, ids!(request.partners)));
        self.add("field-content-types", draw.terms(Vocabulary::ContentTypes, ids!(request.content_types)));
        self.add("field-tools", draw.records(Kind::Tool, ids!(request.tools)));
        self.add("field-licence-status", request.licence_status.as_deref().map(|own| self.text(own)));
        self.add("field-size", request.size.map(|size| draw.message(&format!("value-size-{}", size.name()))));
        self.add(
            "field-channel",
            request.channel.map(|channel| draw.message(&format!("value-channel-{}", channel.name()))),
        );
        self.add("field-cases", draw.records(Kind::Case, ids!(request.cases)));
        self.add("field-follow-up", request.follow_up.map(|date| draw.date(date.0)));
        self.add("field-gaps", request.gaps.iter().map(|gap| self.text(gap)).collect::<Vec<_>>());
    }
}

/// A language by its own name for itself.
pub(super) fn language_name(language: &Language) -> String {
    let primary = language.as_str().split('-').next().unwrap_or_default();
    let known = isolang::Language::from_639_1(primary).or_else(|| isolang::Language::from_639_3(primary));
    let name = known.and_then(|known| known.to_autonym()).unwrap_or(language.as_str());
    let mut letters = name.chars();
    // Its own name may be written small; at the head of a list item it is not.
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn language(language: &Language) -> Html {
    Value { lang: Some(language.as_str()), ..text(&language_name(language)) }.html()
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
