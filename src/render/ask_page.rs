//! The page where people ask for help, and the file that it looks up likely answers in. The page has
//! no server behind it: its script makes a file of what was answered, and whoever asks sends it by way
//! of the forge or by mail.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::draw::Draw;
use super::facts::language_name;
use super::shared::way_to;
use super::view::{AskForge, AskMail, AskView, Choice};
use crate::config::{Forge, Repository, Vocabulary};
use crate::diagnostic::Diagnostic;
use crate::record::Kind;
use crate::site::{EntryId, Page, PageKind, Site, sort_key};
use crate::source::SitePath;

/// How many tools and partners there are to choose from. Those with the most mentions are the likeliest.
const MOST: usize = 60;

/// The bytes that the file of answers may hold. What changed last is in it.
const LARGEST: usize = 60 * 1024;

/// How many words of its summary a record is found by, besides those of its title.
const WORDS: usize = 12;

/// The questions that a mail answers, in their order. The page has a message for each, and a hint.
const QUESTIONS: [&str; 12] = [
    "title",
    "description",
    "justification",
    "name",
    "affiliation",
    "country",
    "languages",
    "help",
    "content-types",
    "tools",
    "partners",
    "licence",
];

impl Draw<'_> {
    pub(super) fn ask_page(&self) -> Result<Vec<u8>, Box<Diagnostic>> {
        let (title, text) = (self.words().get("ask-page-title"), self.words().get("ask-page-text"));
        let mut page = self.page_view(title, text, Kind::Request, false)?;
        if !self.site.list(Kind::Request).is_empty() {
            page.crumbs.push(self.desk_crumb());
        }
        self.template("ask.html", self.ask_view(), page)
    }

    fn ask_view(&self) -> AskView {
        let site = self.site;
        let answers = Page { kind: PageKind::Answers, ..self.page.clone() };
        let languages = site.config.languages.iter().map(|language| Choice {
            id: language.to_string(),
            text: language_name(language),
            lang: Some(language.to_string()).filter(|_| language != self.language()),
        });
        let question =
            |id: &&str| (self.message(&format!("ask-{id}")), self.message(&format!("ask-{id}-hint")));
        AskView {
            heading: self.message("ask-page-title"),
            summary: self.message("ask-page-text"),
            answers: way_to(&site.url(&answers)),
            forge: site.config.repository.as_ref().map(|repository| self.ask_forge(repository)),
            mail: site.config.contact.get("email").map(|address| self.ask_mail(address)),
            countries: self.term_choices(Vocabulary::Countries),
            languages: languages.collect(),
            content_types: self.term_choices(Vocabulary::ContentTypes),
            tools: self.record_choices(Kind::Tool),
            partners: self.record_choices(Kind::Partner),
            questions: QUESTIONS.iter().map(question).collect(),
        }
    }

    fn ask_forge(&self, repository: &Repository) -> AskForge {
        let account = match repository.forge {
            Forge::Github => "github",
            Forge::Gitlab => "gitlab",
            Forge::Forgejo if repository.url.contains("//codeberg.org/") => "codeberg",
            Forge::Forgejo => "forgejo",
        };
        let words = self.words();
        let name = words.get(&format!("account-{account}"));
        let with = |message| self.own(&words.with(message, &[("forge", name.to_string().into())]));
        let file = SitePath::new("content/requests/ID-OF-REQUEST/index.md");
        AskForge {
            new_file: repository.new_file_url(&file, "TEXT-OF-REQUEST"),
            account,
            label: with("ask-account"),
            send: with("ask-send-forge"),
        }
    }

    fn ask_mail(&self, address: &str) -> AskMail {
        let words = self.words();
        let questions = QUESTIONS.iter().map(|id| words.get(&format!("ask-{id}")));
        let body: Vec<String> = questions.map(|question| format!("{question}\r\n\r\n")).collect();
        let link = format!("mailto:{}", in_mail(address).replace("%40", "@"));
        AskMail {
            questions: format!(
                "{link}?subject={}&body={}",
                in_mail(&words.get("ask-page-title")),
                in_mail(&body.join("\r\n"))
            ),
            link,
            address: address.to_owned(),
        }
    }

    fn term_choices(&self, vocabulary: Vocabulary) -> Vec<Choice> {
        let ids = self.site.vocabularies.ids(vocabulary);
        let choice =
            |id: &str| Choice { id: id.to_owned(), text: self.label(vocabulary, id).to_owned(), lang: None };
        let mut choices: Vec<_> = ids.map(choice).collect();
        choices.sort_by_cached_key(|choice| sort_key(&choice.text));
        choices
    }

    fn record_choices(&self, kind: Kind) -> Vec<Choice> {
        let site = self.site;
        let mut ids: Vec<EntryId> = site.list(kind).to_vec();
        ids.sort_by_key(|&id| (Reverse(site.mentions(id).len()), id));
        ids.truncate(MOST);
        let choice = |id: EntryId| {
            let record = &site.entry(self.local(id)).record;
            Choice {
                id: record.id.slug.to_string(),
                text: record.common.title.clone(),
                lang: self.other_language(record).map(ToString::to_string),
            }
        };
        let mut choices: Vec<_> = ids.into_iter().map(choice).collect();
        choices.sort_by_cached_key(|choice| sort_key(&choice.text));
        choices
    }
}

/// A text as it stands in a `mailto:` link.
fn in_mail(text: &str) -> String {
    const SET: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(text, SET).to_string()
}

/// Guides, cases and requests with what they are found by: title, way from the root, further words.
/// The latest come first, as many as fit.
pub(super) fn answers(site: &Site) -> Vec<u8> {
    let kinds = [Kind::Guide, Kind::Case, Kind::Request];
    let mut ids: Vec<EntryId> = kinds.into_iter().flat_map(|kind| site.list(kind)).copied().collect();
    ids.sort_by_key(|&id| (Reverse(site.updated(id)), id));
    let mut file = String::from("[");
    for id in ids {
        let answer = answer(site, id).to_string();
        if file.len() + answer.len() + ",\n]\n".len() > LARGEST {
            break;
        }
        file.push_str(if file.len() > 1 { ",\n" } else { "\n" });
        file.push_str(&answer);
    }
    file.push_str("\n]\n");
    file.into_bytes()
}

fn answer(site: &Site, id: EntryId) -> Value {
    let entry = site.entry(id);
    let common = &entry.record.common;
    let mut way = String::new();
    entry.url.push_from_root(&mut way);
    let summary = common.summary.as_deref().unwrap_or(entry.record.body.plain());
    let words = summary.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3);
    let mut seen = BTreeSet::new();
    let words: Vec<String> =
        words.map(str::to_lowercase).filter(|word| seen.insert(word.clone())).take(WORDS).collect();
    json!([common.title, way, words.join(" ")])
}
