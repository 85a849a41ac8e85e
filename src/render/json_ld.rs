//! What a page is about, for programs that read it: JSON-LD in the words of schema.org.

use serde_json::{Value, json};

use super::draw::Draw;
use crate::config::Vocabulary;
use crate::record::{Fields, Record};
use crate::site::EntryId;

impl Draw<'_> {
    /// The record as JSON-LD that may stand in a `script` element.
    pub(super) fn json_ld(&self, id: EntryId) -> String {
        let entry = self.site.entry(id);
        let record = &entry.record;
        let kind = match record.fields {
            Fields::Case(_) => "Article",
            Fields::Guide(_) => "TechArticle",
            Fields::Clinic(_) => "Event",
            Fields::Person(_) => "Person",
            Fields::Group(_) | Fields::Partner(_) => "Organization",
            Fields::Tool(_) => "SoftwareApplication",
            Fields::Request(_) | Fields::Page(_) => "WebPage",
        };
        let mut object = json!({"@context": "https://schema.org", "@type": kind});
        let is_work = matches!(kind, "Article" | "TechArticle" | "WebPage");
        set(
            &mut object,
            if is_work { "headline" } else { "name" },
            Some(record.common.title.as_str().into()),
        );
        set(&mut object, "description", record.common.summary.as_deref().map(Value::from));
        set(&mut object, "url", self.canonical(&entry.url).map(Value::from));
        if is_work {
            set(&mut object, "inLanguage", Some(record.language.as_str().into()));
            set(&mut object, "dateModified", self.site.updated(id).map(|day| day.to_string().into()));
            set(&mut object, "datePublished", self.site.created(id).map(|day| day.to_string().into()));
            let authors =
                self.site.history(id).map(|history| history.contributors.as_slice()).unwrap_or_default();
            let authors: Vec<Value> =
                authors.iter().map(|name| json!({"@type": "Person", "name": &**name})).collect();
            set(&mut object, "author", (!authors.is_empty()).then(|| authors.into()));
        }
        self.of_kind(record, &mut object);
        in_script(&object)
    }

    fn of_kind(&self, record: &Record, object: &mut Value) {
        match &record.fields {
            Fields::Clinic(clinic) => {
                let rules = clinic.time_zone.as_ref().map(crate::record::value::TimeZone::rules);
                let moment = |at| {
                    self.when(at, None, rules.as_ref())
                        .into_iter()
                        .find_map(|value| value.datetime)
                        .map(Value::from)
                };
                set(object, "startDate", clinic.start.and_then(moment));
                set(object, "endDate", clinic.end.and_then(moment));
                set(
                    object,
                    "eventAttendanceMode",
                    Some("https://schema.org/OnlineEventAttendanceMode".into()),
                );
                let place =
                    clinic.join.as_ref().map(|url| json!({"@type": "VirtualLocation", "url": url.as_str()}));
                set(object, "location", place);
            }
            Fields::Partner(partner) => {
                let item = partner.wikidata.as_ref();
                set(
                    object,
                    "sameAs",
                    item.map(|item| format!("https://www.wikidata.org/entity/{}", item.as_str()).into()),
                );
                set(
                    object,
                    "sameAs",
                    partner.website.as_ref().filter(|_| item.is_none()).map(|url| url.as_str().into()),
                );
            }
            Fields::Tool(tool) => {
                set(object, "sameAs", tool.url.as_ref().map(|url| url.as_str().into()));
                set(object, "applicationCategory", Some("UtilitiesApplication".into()));
            }
            Fields::Case(case) => {
                let countries = case.countries.iter().map(|country| {
                    let name = self.site.label(Vocabulary::Countries, &country.0, self.language());
                    json!({"@type": "Country", "name": name})
                });
                let countries: Vec<Value> = countries.collect();
                set(object, "spatialCoverage", (!countries.is_empty()).then(|| countries.into()));
            }
            _ => {}
        }
    }

    /// The site as JSON-LD.
    pub(super) fn site_json_ld(&self) -> String {
        let default = self.site.config.default_language();
        let title = self.site.config.title.get(self.language(), default);
        let mut object = json!({"@context": "https://schema.org", "@type": "WebSite", "name": title});
        let description = self.site.config.description.get(self.language(), default);
        set(&mut object, "description", (!description.is_empty()).then(|| description.into()));
        set(&mut object, "url", self.canonical(&self.url).map(Value::from));
        in_script(&object)
    }
}

fn set(object: &mut Value, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        object[name] = value;
    }
}

/// JSON in which nothing ends the `script` element that it stands in.
fn in_script(object: &Value) -> String {
    object.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_element() {
        let object = json!({"name": "</script><script>alert(1)</script>&"});
        let text = in_script(&object);
        assert!(!text.contains('<') && !text.contains('&'));
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), object);
    }
}
