//! The facts of a record: one flat list of label and values for each kind, in the order in which
//! readers look for them.

use super::draw::{Draw, external, name_of, text};
use super::phrase::{Value, htmls};
use super::view::Fact;
use crate::config::{Language, Vocabulary};
use crate::record::value::{CommonsPage, WikidataItem};
use crate::record::{
    Accounts, Case, Clinic, Fields, Group, Guide, Kind, Partner, Person, PersonRole, Record, Request, Tool,
};

impl Draw<'_> {
    pub(super) fn facts(&self, record: &Record) -> Vec<Fact> {
        let mut facts = Facts { draw: self, facts: Vec::new() };
        match &record.fields {
            Fields::Case(case) => facts.case(case),
            Fields::Guide(guide) => facts.guide(guide),
            Fields::Clinic(clinic) => facts.clinic(clinic),
            Fields::Person(person) => facts.person(person),
            Fields::Group(group) => facts.group(group),
            Fields::Partner(partner) => facts.partner(partner),
            Fields::Tool(tool) => facts.tool(tool),
            Fields::Request(request) => facts.request(request),
            Fields::Page(_) => {}
        }
        facts.add(
            "topics",
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
    fn add(&mut self, field: &str, values: impl IntoIterator<Item = Value>) {
        let values = htmls(values);
        if !values.is_empty() {
            self.facts.push(Fact { label: self.draw.message(&format!("field-{field}")), values });
        }
    }

    /// A text of the record.
    fn text(&self, own: &str) -> Value {
        Value { lang: self.draw.inherited_language(own), ..text(own) }
    }

    fn countries(&mut self, countries: &[crate::record::reference::Country]) {
        self.add("countries", self.draw.terms(Vocabulary::Countries, ids!(countries)));
    }

    fn languages(&mut self, languages: &[Language]) {
        self.add("languages", languages.iter().map(language));
    }

    fn case(&mut self, case: &Case) {
        let draw = self.draw;
        self.countries(&case.countries);
        if let Some(period) = &case.period {
            self.add(
                "period",
                [period.start, period.end].into_iter().flatten().map(|date| draw.partial_date(date)),
            );
        }
        self.add("partners", draw.records(Kind::Partner, ids!(case.partners)));
        self.add("groups", draw.records(Kind::Group, ids!(case.groups)));
        self.add("tools", draw.records(Kind::Tool, ids!(case.tools)));
        self.add("guides", draw.records(Kind::Guide, ids!(case.guides)));
        self.add("content-types", draw.terms(Vocabulary::ContentTypes, ids!(case.content_types)));
        self.add("licences", draw.terms(Vocabulary::Licences, ids!(case.licences)));
        self.add("request", draw.records(Kind::Request, ids!(case.request)));
        self.add("follow-up", case.follow_up.map(|date| draw.date(date.0)));
        let elsewhere = case.wikidata.iter().map(wikidata).chain(case.commons.iter().map(commons));
        self.add("elsewhere", elsewhere);
    }

    fn guide(&mut self, guide: &Guide) {
        let draw = self.draw;
        self.add(
            "confidence",
            guide.confidence.map(|confidence| draw.state("confidence", name_of(&confidence))),
        );
        self.add("level", guide.level.map(|level| draw.word(&format!("value-level-{}", name_of(&level)))));
        self.add("owner", guide.owner.iter().filter_map(|owner| draw.find(owner.kind, &owner.slug)));
        self.add("last-reviewed", guide.last_reviewed.map(|date| draw.date(date.0)));
        self.add("next-review", guide.next_review().map(|date| draw.date(date)));
        self.add("evidence", draw.records(Kind::Case, ids!(guide.evidence)));
        self.add("tools", draw.records(Kind::Tool, ids!(guide.tools)));
        self.add("guides", draw.records(Kind::Guide, ids!(guide.guides)));
        self.add("content-types", draw.terms(Vocabulary::ContentTypes, ids!(guide.content_types)));
        self.add("licences", draw.terms(Vocabulary::Licences, ids!(guide.licences)));
        self.countries(&guide.countries);
        self.add("superseded-by", draw.records(Kind::Guide, ids!(guide.superseded_by)));
    }

    fn clinic(&mut self, clinic: &Clinic) {
        let draw = self.draw;
        self.languages(&clinic.languages);
        self.add("hosts", draw.records(Kind::Person, ids!(clinic.hosts)));
        self.add("speakers", draw.records(Kind::Person, ids!(clinic.speakers)));
        self.add("series", clinic.series.as_deref().map(|own| self.text(own)));
        self.add("guides", draw.records(Kind::Guide, ids!(clinic.guides)));
        self.add("cases", draw.records(Kind::Case, ids!(clinic.cases)));
        self.add("tools", draw.records(Kind::Tool, ids!(clinic.tools)));
        self.countries(&clinic.countries);
    }

    fn person(&mut self, person: &Person) {
        let draw = self.draw;
        self.add("roles", person.roles.iter().map(|role| self.role(role)).collect::<Vec<_>>());
        self.countries(&person.countries);
        self.add("region", draw.terms(Vocabulary::Regions, ids!(person.region)));
        self.languages(&person.languages);
        self.add("accounts", self.accounts(&person.accounts));
        self.add("availability", person.availability.as_deref().map(|own| self.text(own)));
    }

    fn role(&self, role: &PersonRole) -> Value {
        let draw = self.draw;
        let label = draw.term(Vocabulary::Roles, &role.role.0).text;
        let group = role.group.as_ref().and_then(|group| draw.find(Kind::Group, &group.0));
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
        let url = group.and_then(|group| group.url);
        Value { url, note, ..text(&label) }
    }

    fn accounts(&self, accounts: &Accounts) -> Vec<Value> {
        let sites = [
            ("wiki", "https://meta.wikimedia.org/wiki/User:", &accounts.wiki),
            ("github", "https://github.com/", &accounts.github),
            ("gitlab", "https://gitlab.wikimedia.org/", &accounts.gitlab),
            ("codeberg", "https://codeberg.org/", &accounts.codeberg),
            ("phabricator", "https://phabricator.wikimedia.org/p/", &accounts.phabricator),
        ];
        let account = |(site, prefix, name): (&str, &str, &Option<String>)| {
            let name = name.as_ref()?;
            let label = self.draw.words().get(&format!("account-{site}"));
            Some(external(&format!("{label}: {name}"), &format!("{prefix}{}", in_address(name))))
        };
        sites.into_iter().filter_map(account).collect()
    }

    fn group(&mut self, group: &Group) {
        let draw = self.draw;
        self.add("status", group.status.map(|status| draw.state("group", name_of(&status))));
        self.add(
            "open",
            group.open.map(|open| draw.word(if open { "value-open-yes" } else { "value-open-no" })),
        );
    }

    fn partner(&mut self, partner: &Partner) {
        let draw = self.draw;
        self.add("type", draw.terms(Vocabulary::PartnerTypes, ids!(partner.r#type)));
        self.countries(&partner.countries);
        self.add("region", draw.terms(Vocabulary::Regions, ids!(partner.region)));
        self.add("identifier", partner.wikidata.as_ref().map(wikidata));
        self.add("website", partner.website.as_ref().map(Draw::address));
    }

    fn tool(&mut self, tool: &Tool) {
        let draw = self.draw;
        self.add("health", tool.health.map(|health| draw.state("health", name_of(&health))));
        self.add("address", tool.url.as_ref().map(Draw::address));
        self.add("documentation", tool.documentation.as_ref().map(Draw::address));
        self.add("maintainer", tool.maintainer.as_deref().map(|own| self.text(own)));
        self.add("last-checked", tool.last_checked.map(|date| draw.date(date.0)));
        self.add("alternatives", draw.records(Kind::Tool, ids!(tool.alternatives)));
    }

    fn request(&mut self, request: &Request) {
        let draw = self.draw;
        self.add("status", request.status.map(|status| draw.state("status", name_of(&status))));
        self.add(
            "priority",
            request.priority.map(|priority| Value {
                note: request.priority_reason.clone(),
                ..draw.word(&format!("value-priority-{}", name_of(&priority)))
            }),
        );
        self.add(
            "requester",
            request.requester.as_ref().filter(|requester| !requester.name.is_empty()).map(|requester| {
                Value { name: true, note: requester.affiliation.clone(), ..text(&requester.name) }
            }),
        );
        self.add("received", request.received.map(|date| draw.date(date.0)));
        self.add("due", request.due.map(|date| draw.date(date.0)));
        self.add("assignee", draw.records(Kind::Person, ids!(request.assignee)));
        self.add("group", draw.records(Kind::Group, ids!(request.group)));
        self.countries(&request.countries);
        self.languages(&request.languages);
        self.add("partners", draw.records(Kind::Partner, ids!(request.partners)));
        self.add("content-types", draw.terms(Vocabulary::ContentTypes, ids!(request.content_types)));
        self.add("tools", draw.records(Kind::Tool, ids!(request.tools)));
        self.add("licence-status", request.licence_status.as_deref().map(|own| self.text(own)));
        self.add("size", request.size.map(|size| draw.word(&format!("value-size-{}", name_of(&size)))));
        self.add(
            "channel",
            request.channel.map(|channel| draw.word(&format!("value-channel-{}", name_of(&channel)))),
        );
        self.add("cases", draw.records(Kind::Case, ids!(request.cases)));
        self.add("follow-up", request.follow_up.map(|date| draw.date(date.0)));
        self.add("gaps", request.gaps.iter().map(|gap| self.text(gap)).collect::<Vec<_>>());
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

fn language(language: &Language) -> Value {
    Value { lang: Some(language.to_string()), ..text(&language_name(language)) }
}

fn wikidata(item: &WikidataItem) -> Value {
    external(item.as_str(), &format!("https://www.wikidata.org/wiki/{}", item.as_str()))
}

fn commons(page: &CommonsPage) -> Value {
    external(page.as_str(), &format!("https://commons.wikimedia.org/wiki/{}", in_address(page.as_str())))
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
