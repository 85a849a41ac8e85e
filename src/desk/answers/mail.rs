//! A mail that holds a request: as a file, or as the questions of the site with their answers, in whatever language
//! they were put. What stands in it besides is the text of the request.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::labels::{Asked, LONGEST, Labels, unquoted, without_quotes};
use super::{Filled, Finder, fields};
use crate::config::{Language, Localized, Questions, plain_name};
use crate::desk::private::Counts;
use crate::diagnostic::Diagnostics;
use crate::parse::front_matter::split;
use crate::record::{Channel, Fields, File, Host, Id, Kind, Named, Parsed, Record, Request};
use crate::site::Site;
use crate::source::SitePath;
use crate::yaml::Yaml;

/// A question at least this often, or every one where there are fewer, and a mail is an answer to them. One may
/// stand in any text.
const FEWEST: usize = 2;

/// What a mail says.
#[derive(Debug, Default)]
pub struct Said {
    pub filled: Filled,
    /// What is neither question nor answer.
    pub rest: String,
    /// The language that the questions were answered in.
    pub language: Option<Language>,
    /// Whether the form wrote it.
    pub by_form: bool,
    /// The fields of a file in it that no question could have asked for: they are left out.
    pub left_out: Vec<String>,
    /// How many lines were taken for the desk's own words, copied with the questions: they are left out too.
    pub copied: usize,
    /// The language that a file says it is written in, where that is not the site's own.
    pub written_in: Option<Language>,
    /// What was withheld from the file, besides what was from the mail.
    pub withheld: Counts,
    /// What is wrong with a file in it: then it is text like any other.
    pub unreadable: Option<Diagnostics>,
}

/// What the text of a mail says.
#[must_use]
pub fn read(site: &Site, text: &str) -> Said {
    let finder = Finder::new(site);
    let labels = Labels::new(site.questions.all(), Host::of(&site.config).shown());
    // What begins first is what was sent; the other is an answer, or a text within the file.
    let asked = labels.first(text);
    let file = file(text).filter(|file| asked.is_none_or(|at| file.before.len() <= at));
    let unreadable = match file.map(|file| of_file(site, &finder, &file)) {
        Some(Ok(said)) => return said,
        Some(Err(faults)) => Some(faults),
        None => None,
    };
    let said = of_answers(site, &finder, &labels, text);
    let said = said.unwrap_or_else(|| Said { rest: text.trim().to_owned(), ..Said::default() });
    Said { unreadable, ..said }
}

// ---------- Questions with their answers ----------

fn of_answers(site: &Site, finder: &Finder<'_>, labels: &Labels<'_>, text: &str) -> Option<Said> {
    let questions = &site.questions;
    let forge = Host::of(&site.config).shown();
    let mut said = Said::default();
    // What stands before the first question, then each with its answer.
    let mut before = Vec::new();
    let mut asked: Vec<(Asked<'_>, Vec<&str>)> = Vec::new();
    let forms: Vec<String> = questions.form.texts().map(plain_name).collect();
    let own = own_words(questions);
    for line in text.lines() {
        let (_, content) = unquoted(line);
        if content.len() <= LONGEST && forms.contains(&plain_name(content)) {
            said.by_form = true;
        } else if let Some(mut question) = labels.asked(line) {
            // The page with the questions has what is meant on the same line.
            if !question.begun.is_empty() && own.contains(&plain_name(&question.begun)) {
                question.begun.clear();
                said.copied += 1;
            }
            asked.push((question, Vec::new()));
        } else if content.len() <= LONGEST && own.contains(&plain_name(content)) {
            said.copied += 1;
        } else if let Some((question, answer)) = asked.last_mut() {
            let line = without_quotes(line, question.depth);
            // A line that begins with the sign of a quotation and is none has a space before it.
            let own = line.strip_prefix(' ').filter(|line| line.starts_with('>'));
            answer.push(own.unwrap_or(line));
        } else {
            before.push(line);
        }
    }
    let different = asked.iter().map(|(asked, _)| &*asked.question.id).collect::<BTreeSet<_>>();
    if different.len() < FEWEST.min(questions.all().count()) {
        return None;
    }
    said.language = language(site, &asked);
    let shown = said.language.clone().unwrap_or_else(|| site.config.default_language().clone());
    for question in questions.all() {
        // Whoever answers twice has said both.
        let own = asked.iter().filter(|(asked, _)| asked.question.id == question.id);
        let answers: Vec<String> = own
            .map(|(asked, lines)| [&[&*asked.begun], &**lines].concat().join("\n").trim().to_owned())
            .filter(|answer| !answer.is_empty())
            .collect();
        let label = question.asked(&shown, site.config.default_language(), forge);
        said.filled.answer(finder, question, &label, &answers.join("\n\n"));
    }
    before.join("\n").trim().clone_into(&mut said.rest);
    Some(said)
}

/// What the desk itself has written around its questions: headings, and what is meant.
fn own_words(questions: &Questions) -> BTreeSet<String> {
    let parts = questions.parts.iter().map(|part| &part.label);
    let help = questions.all().flat_map(|question| [&question.help, &question.other]);
    let words = parts.chain(help).flat_map(Localized::texts).map(plain_name);
    words.filter(|words| !words.is_empty()).collect()
}

/// The language that most of the questions were put in; the site's own order decides between equals.
fn language(site: &Site, asked: &[(Asked<'_>, Vec<&str>)]) -> Option<Language> {
    let count = |language: &&Language| {
        let is_it = |asked: &Asked<'_>| asked.languages.iter().flatten().any(|known| known.is_akin(language));
        asked.iter().filter(|(asked, _)| is_it(asked)).count()
    };
    let mut languages: Vec<&Language> =
        site.config.languages.iter().filter(|language| count(language) > 0).collect();
    // The sort keeps the order of equals.
    languages.sort_by_key(|language| std::cmp::Reverse(count(language)));
    languages.first().map(|language| (*language).clone())
}

// ---------- A file ----------

/// The fields of a file that are read otherwise: how it came in is known by the mail.
const OWN: [&str; 3] = ["received", "channel", "language"];

/// The names of the fields in a text, whatever they hold.
#[derive(Default)]
struct Keys(BTreeSet<String>);

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = Keys;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("fields")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
                let mut names = BTreeSet::new();
                while let Some((name, IgnoredAny)) = map.next_entry::<String, IgnoredAny>()? {
                    names.insert(name);
                }
                Ok(Keys(names))
            }
        }
        deserializer.deserialize_map(Names)
    }
}

/// A request as a file within a text.
struct Within<'t> {
    before: &'t str,
    /// From the first fence on.
    file: &'t str,
}

/// The file in a text: front matter between two fences that has a title.
fn file(text: &str) -> Option<Within<'_>> {
    let mut start = None;
    let mut has_title = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        match start {
            None if line.trim_end() == "---" => start = Some(at),
            Some(start) if line.trim_end() == "---" => {
                return has_title.then(|| Within { before: &text[..start], file: &text[start..] });
            }
            Some(_) => has_title |= line.starts_with("title:"),
            None => {}
        }
        at += line.len();
    }
    None
}

fn of_file(site: &Site, finder: &Finder<'_>, within: &Within<'_>) -> Result<Said, Diagnostics> {
    let path = SitePath::new("request.md");
    let id = Id { kind: Kind::Request, slug: "request".into() };
    let default_language = site.config.default_language();
    let (parsed, faults) =
        File { path: &path, id, translation: None, default_language, text: within.file }.parse();
    let (Parsed::Record(record), false) = (parsed, faults.has_errors()) else { return Err(faults) };
    let Fields::Request(request) = &record.fields else { return Err(faults) };
    let Ok(split) = split(&path, within.file) else { return Err(faults) };
    let mut said = Said { filled: filled(site, finder, &record, request), ..Said::default() };
    // YAML can write a text so that only now it shows what it says: `\x40`.
    said.withheld = said.filled.withhold();
    said.written_in = Some(record.language.clone()).filter(|language| language != default_language);
    said.by_form = request.channel == Some(Channel::Form);
    let yaml = Yaml { file: &path, text: split.yaml, offset: 0 };
    let keys = yaml.read::<Keys>().0.unwrap_or_default().0;
    let is_taken =
        |key: &String| OWN.contains(&&**key) || fields().any(|field| field.split('.').next() == Some(key));
    said.left_out = keys.into_iter().filter(|key| !is_taken(key)).collect();
    let parts = [within.before.trim(), within.file[split.body_start..].trim()];
    said.rest = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    Ok(said)
}

/// What a request in a file says, as far as a question could have asked for it.
fn filled(site: &Site, finder: &Finder<'_>, record: &Record, request: &Request) -> Filled {
    let mut filled = Filled::default();
    filled.set("title", &record.common.title);
    if let Some(requester) = &request.requester {
        filled.set("requester.name", &requester.name);
        filled.set("requester.affiliation", requester.affiliation.as_deref().unwrap_or_default());
        let login = requester.accounts.on(Host::of(&site.config)).iter().next();
        filled.set("requester.accounts", login.unwrap_or_default());
    }
    let texts = [
        ("description", &request.description),
        ("justification", &request.justification),
        ("licence_status", &request.licence_status),
    ];
    for (field, text) in texts {
        filled.set(field, text.as_deref().unwrap_or_default());
    }
    filled.set("size", request.size.map_or("", |size| size.name()));
    filled.set_all("help", &request.help);
    filled.set_all("languages", request.languages.iter().map(Language::as_str));
    let lists: [(&str, Vec<&str>); 4] = [
        ("countries", request.countries.iter().map(|country| &*country.0).collect()),
        ("content_types", request.content_types.iter().map(|kind| &*kind.0).collect()),
        ("tools", request.tools.iter().map(|tool| &*tool.0).collect()),
        ("partners", request.partners.iter().map(|partner| &*partner.0).collect()),
    ];
    for (field, names) in lists {
        filled.named(finder, field, &names);
    }
    filled
}
