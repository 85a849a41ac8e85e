//! What the search knows of a record: its texts in sections, in the order of its page. Made for each
//! record when it is indexed, and again when its text is asked for.

use super::parameters::fields;
use crate::config::names::name_in;
use crate::config::{Language, Vocabulary};
use crate::parse::csv_table::CsvTable;
use crate::parse::markdown::Passage;
use crate::record::reference::ToolRef;
use crate::record::{At, Field, Fields, Kind, Knows, Person, Shown, Value, Visitor};
use crate::site::{Asset, EntryId, Site, Target};

/// A record as the search sees it.
pub(super) struct Document<'s> {
    pub(super) title: &'s str,
    /// Other names that it is searched for by.
    pub(super) also: &'s [String],
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
    pub(super) fn new(site: &'s Site, id: EntryId) -> Self {
        let record = &*site.entry(id).record;
        let summary = record.common.summary.as_deref().unwrap_or_default();
        let mut document =
            Self { title: &record.common.title, also: &record.common.also, sections: Vec::new() };
        document.sections.push(Section { anchor: "", heading: "", text: lines(summary) });
        record.fields.walk(&mut document.texts());
        if let Fields::Person(person) = &record.fields {
            document.add("section-facts", "", &why(site, person, &record.language));
        }
        let wiki = |link: usize| match &site.targets(id)[link] {
            Target::Record(to, _) => site.entry(*to).record.common.title.as_str(),
            _ => &record.body.links[link].target,
        };
        let table = |link: usize| match &site.targets(id)[link] {
            Target::Address(url, _) => site.asset(url).and_then(Asset::table).map_or("", CsvTable::html),
            _ => "",
        };
        for Passage { heading, text } in record.body.passages(wiki, table) {
            let (anchor, heading) = heading.map_or(("", ""), |heading| (&*heading.id, &*heading.text));
            document.add(anchor, heading, &text);
        }
        record.common.walk(&mut document.texts());
        document
    }

    /// Adds a section, unless it would be empty.
    fn add(&mut self, anchor: &'s str, heading: &'s str, text: &str) {
        let text = lines(text);
        if !text.is_empty() || !heading.is_empty() {
            self.sections.push(Section { anchor, heading, text });
        }
    }

    /// What collects texts of fields into sections behind those that are there.
    fn texts(&mut self) -> Texts<'_, 's> {
        let start = self.sections.len();
        Texts { sections: &mut self.sections, start }
    }
}

/// What somebody is found by, in words, so that a result can show which of it a query has: what they know, which
/// languages they speak, where they are; each on a line of its own. Of those who say neither what they know nor what they
/// speak there is nothing to choose by, and their place is found as that of every record is.
fn why(site: &Site, person: &Person, language: &Language) -> String {
    if person.languages.is_empty() && person.knows == Knows::default() {
        return String::new();
    }
    let title = |tool: &ToolRef| {
        let id = site.in_language(site.named(Kind::Tool, &tool.0)?, language);
        Some(site.entry(id).record.common.title.as_str())
    };
    let topics = person.knows.topics.iter().map(|topic| site.label(Vocabulary::Topics, &topic.0, language));
    let known: Vec<&str> = person.knows.tools.iter().filter_map(title).chain(topics).collect();
    let spoken = person.languages.iter().filter_map(|spoken| name_in(spoken, language));
    let spoken: Vec<String> = spoken.collect();
    let countries = person.countries.iter();
    let countries: Vec<&str> =
        countries.map(|country| site.label(Vocabulary::Countries, &country.0, language)).collect();
    [known.join(", "), spoken.join(", "), countries.join(", ")].join("\n")
}

/// Collects the texts and names that readers see, each below the anchor that its page gives it.
struct Texts<'d, 's> {
    sections: &'d mut Vec<Section<'s>>,
    start: usize,
}

impl<'s> Visitor<'s> for Texts<'_, 's> {
    fn value(&mut self, value: Value<'s>, at: &At<'_>) {
        let (Value::Text(text) | Value::Name(text)) = value else { return };
        let anchor = match at.top().shown {
            Shown::Section(anchor) => anchor,
            Shown::Fact | Shown::Apart => "",
            Shown::Head | Shown::Searched | Shown::Nowhere => return,
        };
        if !at.all(Field::is_shown) || text.trim().is_empty() {
            return;
        }
        match self.sections[self.start..].iter_mut().find(|section| section.anchor == anchor) {
            Some(section) => push_lines(&mut section.text, text),
            None => self.sections.push(Section { anchor, heading: "", text: lines(text) }),
        }
    }
}

/// The lines of a text that are not empty, with single spaces.
fn lines(text: &str) -> String {
    let mut lines = String::new();
    push_lines(&mut lines, text);
    lines
}

fn push_lines(lines: &mut String, text: &str) {
    for line in text.lines() {
        for (number, word) in line.split_whitespace().enumerate() {
            if !lines.is_empty() {
                lines.push(if number == 0 { '\n' } else { ' ' });
            }
            lines.push_str(word);
        }
    }
}

/// How long documents of each language of the site count as; what is analysed with one is no match for another.
pub(super) fn lengths(site: &Site) -> Vec<f32> {
    site.languages().iter().map(|language| average(site, language)).collect()
}

/// How long documents of a language are, in bytes; in steps, so that one edit does not change what
/// every word counts for.
#[allow(clippy::cast_precision_loss)]
fn average(site: &Site, language: &Language) -> f32 {
    let of_language = site.entries().filter(|(_, entry)| entry.record.language == *language);
    let (count, bytes) = of_language
        .fold((0_usize, 0_usize), |(count, bytes), (_, entry)| (count + 1, bytes + entry.record.body.size()));
    let average = (bytes as f32 / count.max(1) as f32).max(fields::SHORTEST_AVERAGE);
    ((average.log2() * 2.0).round() / 2.0).exp2()
}
