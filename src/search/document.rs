//! What the search knows of a record: its texts in sections, in the order of its page. Made for each
//! record when it is indexed, and again when its text is asked for.

use crate::parse::markdown::Passage;
use crate::record::{Fields, Record};
use crate::site::{Entry, EntryId, Site, Target};

/// A record as the search sees it.
pub(super) struct Document<'s> {
    pub(super) title: &'s str,
    /// The first is the summary, and stands for the page as a whole.
    pub(super) sections: Vec<Section<'s>>,
}

/// What stands below one heading.
pub(super) struct Section<'s> {
    /// What the page's address has behind `#` to lead here; empty for the page as a whole.
    pub(super) anchor: &'s str,
    /// Empty where the words of the interface head it.
    pub(super) heading: &'s str,
    /// Blocks are on lines of their own, without blanks around them.
    pub(super) text: String,
}

/// The records that are found, by language, kind and slug: the number of a document is its place here,
/// so that no edit of a text moves it.
pub(super) fn order(site: &Site) -> Vec<EntryId> {
    let mut order = Vec::with_capacity(site.entries().len());
    for language in site.languages() {
        let of_language = site.entries().filter(|(_, entry)| entry.record.language == *language);
        order.extend(of_language.map(|(id, _)| id));
    }
    order
}

impl<'s> Document<'s> {
    pub(super) fn new(site: &'s Site, entry: &'s Entry) -> Self {
        let record = &*entry.record;
        let summary = record.common.summary.as_deref().unwrap_or_default();
        let mut document = Self { title: &record.common.title, sections: Vec::new() };
        document.sections.push(Section { anchor: "", heading: "", text: lines([summary]) });
        document.fields(record);
        let wiki = |link: usize| match &entry.targets[link] {
            Target::Record(to, _) => site.entry(*to).record.common.title.as_str(),
            _ => &record.body.links[link].target,
        };
        for Passage { heading, text } in record.body.passages(wiki) {
            let (anchor, heading) = heading.map_or(("", ""), |heading| (&*heading.id, &*heading.text));
            document.add(anchor, heading, [text.as_str()]);
        }
        document.add("section-sources", "", record.common.sources.iter().map(|source| source.title.as_str()));
        document
    }

    /// The texts of the fields, each with the anchor that `render` gives it.
    fn fields(&mut self, record: &'s Record) {
        fn all(texts: &[String]) -> impl Iterator<Item = &str> {
            texts.iter().map(String::as_str)
        }
        match &record.fields {
            Fields::Case(case) => {
                self.add("section-background", "", case.background.as_deref());
                self.add("section-goals", "", all(&case.goals.ours).chain(all(&case.goals.partner)));
                let metrics = case.metrics.iter();
                let metrics =
                    metrics.flat_map(|it| [Some(&*it.label), it.unit.as_deref(), it.definition.as_deref()]);
                self.add("section-results", "", metrics.flatten());
                self.add("section-lessons", "", all(&case.lessons));
                self.add("section-people", "", case.people.iter().filter_map(|it| it.part.as_deref()));
            }
            Fields::Guide(guide) => {
                self.add(
                    "",
                    "",
                    [&guide.problem, &guide.when_to_use].into_iter().filter_map(Option::as_deref),
                );
            }
            Fields::Clinic(clinic) => {
                self.add("", "", clinic.series.as_deref());
                self.add("section-materials", "", clinic.materials.iter().map(|it| it.title.as_str()));
            }
            Fields::Person(person) => {
                self.add("", "", person.accounts.all().chain(person.availability.as_deref()));
                self.add("section-expertise", "", all(&person.expertise));
            }
            Fields::Group(group) => self.add("section-mandate", "", group.mandate.as_deref()),
            Fields::Tool(tool) => {
                self.add("section-purpose", "", tool.purpose.as_deref());
                self.add("", "", tool.maintainer.as_deref());
            }
            Fields::Request(request) => {
                self.add("section-description", "", request.description.as_deref());
                self.add("section-justification", "", request.justification.as_deref());
                self.add("section-help", "", all(&request.help));
                let review = request.checklist.parts().into_iter().filter_map(|(_, text)| text);
                self.add("section-review", "", review);
                let reasons = [&request.licence_status, &request.status_reason, &request.priority_reason];
                let reasons = reasons.into_iter().filter_map(Option::as_deref);
                let requester = request.requester.iter();
                let requester = requester.flat_map(|it| [Some(it.name.as_str()), it.affiliation.as_deref()]);
                self.add("", "", reasons.chain(all(&request.gaps)).chain(requester.flatten()));
            }
            Fields::Partner(_) | Fields::Page(_) => {}
        }
    }

    /// Adds a section, unless it would be empty.
    fn add<'t>(&mut self, anchor: &'s str, heading: &'s str, texts: impl IntoIterator<Item = &'t str>) {
        let text = lines(texts);
        if !text.is_empty() || !heading.is_empty() {
            self.sections.push(Section { anchor, heading, text });
        }
    }
}

/// The lines of the texts that are not empty, with single spaces.
fn lines<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut lines = String::new();
    for line in texts.into_iter().flat_map(str::lines) {
        for (number, word) in line.split_whitespace().enumerate() {
            if !lines.is_empty() {
                lines.push(if number == 0 { '\n' } else { ' ' });
            }
            lines.push_str(word);
        }
    }
    lines
}
