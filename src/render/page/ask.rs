//! The page where people ask for help. It has no server behind it: its script makes a file of what was
//! answered, and whoever asks sends it by way of the forge or by mail.

use std::cmp::Reverse;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::config::{Contact, Forge, Repository, Vocabulary};
use crate::diagnostic::Diagnostic;
use crate::record::{FORGE_LOGIN, Id, Kind, layout};
use crate::render::component::labelled::Labelled;
use crate::render::context::Context;
use crate::render::href::href;
use crate::render::html::Html;
use crate::render::language::autonym;
use crate::render::link;
use crate::render::shell::Shell;
use crate::render::template::View;
use crate::site::{EntryId, PageKind, sort_key};

/// How many tools and partners there are to choose from. Those with the most mentions are the likeliest.
const MOST: usize = 60;

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

/// Where people ask for help.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct AskView {
    /// The heading.
    heading: Html,
    /// A text below the heading.
    summary: Html,
    /// The address of what there is already.
    answers: String,
    forge: Option<AskForge>,
    mail: Option<AskMail>,
    /// The countries to choose from.
    countries: Vec<Choice>,
    /// The languages to choose from.
    languages: Vec<Choice>,
    /// The content types to choose from.
    content_types: Vec<Choice>,
    /// The tools to choose from.
    tools: Vec<Choice>,
    /// The partners to choose from.
    partners: Vec<Choice>,
    /// The questions, for those who answer them in a mail; the value is a hint at what is asked for.
    questions: Vec<Labelled>,
}

impl View for AskView {
    const TEMPLATE: &'static str = "ask.html";
}

/// The forge that takes a request as a file.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct AskForge {
    /// Its page for a new file, with `ID-OF-REQUEST` and, if it takes the text too, `TEXT-OF-REQUEST`
    /// where those belong.
    new_file: String,
    /// The field of `requester.accounts` for its accounts.
    account: &'static str,
    /// A regular expression that each name of such an account matches.
    account_pattern: &'static str,
    /// The label of the field for the account.
    label: Html,
    /// The text of the button that sends the file to the forge.
    send: Html,
}

/// The mail address of the desk.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct AskMail {
    /// The address.
    address: String,
    /// The address as a link, without a text.
    link: String,
    /// A link that begins a mail with the questions in it.
    questions: String,
}

/// One of the values that a field may have.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Choice {
    /// The value that goes into the file.
    id: String,
    /// What readers see for it.
    text: String,
    /// The language of the text, where it is not the page's.
    lang: Option<String>,
}

pub(crate) fn render(cx: &Context<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let (title, text) = (cx.words().get("ask-page-title"), cx.words().get("ask-page-text"));
    let mut shell = Shell::new(cx, title, text, Kind::Request, false)?;
    if !cx.site.list(Kind::Request).is_empty() {
        shell.breadcrumbs.push(link::board(cx));
    }
    shell.render(cx, &view(cx))
}

fn view(cx: &Context<'_>) -> AskView {
    let site = cx.site;
    let languages = site.config.languages.iter().map(|language| Choice {
        id: language.to_string(),
        text: autonym(language),
        lang: Some(language.to_string()).filter(|_| language != cx.language()),
    });
    let question = |id: &&str| Labelled {
        label: cx.message(&format!("ask-{id}")),
        value: cx.message(&format!("ask-{id}-hint")),
    };
    AskView {
        heading: cx.message("ask-page-title"),
        summary: cx.message("ask-page-text"),
        answers: href(&cx.url_of(PageKind::Answers)),
        forge: site.config.repository.as_ref().map(|repository| forge(cx, repository)),
        mail: site.config.contact.get("email").and_then(Contact::mail).map(|address| mail(cx, address)),
        countries: term_choices(cx, Vocabulary::Countries),
        languages: languages.collect(),
        content_types: term_choices(cx, Vocabulary::ContentTypes),
        tools: record_choices(cx, Kind::Tool),
        partners: record_choices(cx, Kind::Partner),
        questions: QUESTIONS.iter().map(question).collect(),
    }
}

fn forge(cx: &Context<'_>, repository: &Repository) -> AskForge {
    let account = match repository.forge {
        Forge::Github => "github",
        Forge::Gitlab => "gitlab",
        Forge::Forgejo if repository.url.contains("//codeberg.org/") => "codeberg",
        Forge::Forgejo => "forgejo",
    };
    let words = cx.words();
    let name = words.get(&format!("account-{account}"));
    let with = |message| cx.localized(&words.with(message, &[("forge", name.to_string().into())]));
    let id = Id { kind: Kind::Request, slug: "ID-OF-REQUEST".into() };
    let file = &layout::paths(&id)[0];
    AskForge {
        new_file: repository.new_file_url(file, "TEXT-OF-REQUEST"),
        account,
        account_pattern: FORGE_LOGIN,
        label: with("ask-account"),
        send: with("ask-send-forge"),
    }
}

fn mail(cx: &Context<'_>, address: &str) -> AskMail {
    let words = cx.words();
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

fn term_choices(cx: &Context<'_>, vocabulary: Vocabulary) -> Vec<Choice> {
    let ids = cx.site.vocabularies.ids(vocabulary);
    let choice =
        |id: &str| Choice { id: id.to_owned(), text: cx.label(vocabulary, id).to_owned(), lang: None };
    let mut choices: Vec<_> = ids.map(choice).collect();
    choices.sort_by_cached_key(|choice| sort_key(&choice.text));
    choices
}

fn record_choices(cx: &Context<'_>, kind: Kind) -> Vec<Choice> {
    let site = cx.site;
    let mut ids: Vec<EntryId> = site.list(kind).to_vec();
    ids.sort_by_key(|&id| (Reverse(site.backlinks(id).len()), id));
    ids.truncate(MOST);
    let choice = |id: EntryId| {
        let record = &site.entry(cx.local(id)).record;
        Choice {
            id: record.id.slug.to_string(),
            text: record.common.title.clone(),
            lang: cx.other_language(record).map(ToString::to_string),
        }
    };
    let mut choices: Vec<_> = ids.into_iter().map(choice).collect();
    choices.sort_by_cached_key(|choice| sort_key(&choice.text));
    choices
}

/// A text as it stands in a `mailto:` link.
fn in_mail(text: &str) -> String {
    const SET: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(text, SET).to_string()
}
