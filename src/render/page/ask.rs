//! The page where people ask for help, made of the site's questions. It has no server behind it: its script makes
//! a mail and a file of what was answered, and whoever asks sends it by mail or by way of the forge.

use std::cmp::Reverse;

use serde::Serialize;

use crate::config::names::own_name;
use crate::config::{Localized, Question, Repository, Vocabulary};
use crate::desk::answers::Input;
use crate::diagnostic::Diagnostic;
use crate::record::{FORGE_LOGIN, Host, Id, Kind, layout};
use crate::render::context::Context;
use crate::render::href::href;
use crate::render::html::Html;
use crate::render::link;
use crate::render::mailto::{self, in_mail};
use crate::render::record::inherited;
use crate::render::shell::Shell;
use crate::render::template::View;
use crate::site::{EntryId, PageKind};

/// How many tools and partners there are to choose from. Those with the most mentions are the likeliest.
const MOST: usize = 60;

/// More choices than these are a list to open, of which one is chosen.
const MOST_BOXES: usize = MOST;

/// The longest link that begins a mail, which old mail programs still take.
const LONGEST_LINK: usize = 1900;

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
    /// The parts of the form.
    parts: Vec<AskPart>,
    /// The line that the form writes above the answers in a mail.
    form: String,
    /// All questions as the text of a mail, to be answered there.
    questions: String,
}

impl View for AskView {
    const TEMPLATE: &'static str = "ask.html";
}

/// Questions below a heading.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct AskPart {
    /// The heading.
    heading: Html,
    questions: Vec<AskQuestion>,
}

/// A question.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct AskQuestion {
    /// Its name.
    id: String,
    /// The field of a request that the answer fills; none for what becomes a part of its text.
    field: Option<String>,
    /// How it is answered: `line`, `text`, `lines`, `account`, `one` of few choices, one of a `list`, or `several`.
    input: &'static str,
    /// The question.
    label: Html,
    /// The same without markup: by it an answer in a mail is known.
    text: String,
    /// What is meant.
    help: Option<Html>,
    /// What stands beside the line for what the choices do not have.
    other: Option<Html>,
    /// Whether nothing can be sent without an answer.
    needed: bool,
    /// The most characters that an answer may have.
    most: usize,
    /// Those to choose from.
    choices: Vec<Choice>,
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
    /// A link that begins a mail: with the questions in it, unless those are too many for a link.
    begin: String,
    /// Whether the questions are in that mail.
    whole: bool,
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
    let default = cx.site.config.default_language();
    let questions = &cx.site.questions;
    let of = |text: &Localized| text.get(cx.language(), default).to_owned();
    let mut shell = Shell::new(cx, of(&questions.title), of(&questions.text), Kind::Request, false)?;
    if !cx.site.list(Kind::Request).is_empty() {
        shell.breadcrumbs.push(link::board(cx));
    }
    shell.render(cx, &view(cx))
}

fn view(cx: &Context<'_>) -> AskView {
    let site = cx.site;
    let asked = &site.questions;
    let parts = asked.parts.iter().map(|part| AskPart {
        heading: cx.of_site(&part.label).unwrap_or_default(),
        questions: part
            .questions
            .iter()
            .filter(|one| is_asked(cx, one))
            .map(|one| question(cx, one))
            .collect(),
    });
    let parts: Vec<AskPart> = parts.filter(|part| !part.questions.is_empty()).collect();
    let texts =
        parts.iter().flat_map(|part| &part.questions).map(|question| format!("{}\n\n\n", question.text));
    let questions = texts.collect::<String>();
    AskView {
        heading: cx.of_site(&asked.title).unwrap_or_default(),
        summary: cx.of_site(&asked.text).unwrap_or_default(),
        answers: href(&cx.url_of(PageKind::Answers)),
        forge: site.config.repository.as_ref().map(|repository| forge(cx, repository)),
        mail: mailto::address(cx).map(|address| mail(cx, address, &questions)),
        form: asked.form.get(cx.language(), site.config.default_language()).to_owned(),
        questions,
        parts,
    }
}

/// Whether a question can be answered on this site.
fn is_asked(cx: &Context<'_>, question: &Question) -> bool {
    match Input::of(question) {
        Input::Account => cx.site.config.repository.is_some(),
        Input::Terms(vocabulary) => {
            !question.choices.is_empty() || cx.site.vocabularies.ids(vocabulary).next().is_some()
        }
        Input::Line | Input::Text | Input::Lines | Input::Choice | Input::Languages | Input::Records(_) => {
            true
        }
    }
}

fn question(cx: &Context<'_>, question: &Question) -> AskQuestion {
    let (site, input) = (cx.site, Input::of(question));
    let choices = choices(cx, question, input);
    let host = Host::of(&site.config).shown();
    let default = site.config.default_language();
    let text = question.asked(cx.language(), default, host);
    let language = question.label.found(cx.language(), default).0.unwrap_or(default);
    let (input, most) = match input {
        Input::Line => ("line", 150),
        Input::Account => ("account", 100),
        Input::Text => ("text", 8000),
        Input::Lines => ("lines", 3000),
        Input::Choice => ("one", 0),
        Input::Terms(_) if choices.len() > MOST_BOXES => ("list", 0),
        Input::Terms(_) | Input::Records(_) | Input::Languages => ("several", 0),
    };
    AskQuestion {
        id: question.id.to_string(),
        field: question.field.as_deref().map(str::to_owned),
        input,
        label: inherited::marked(Some(language).filter(|language| *language != cx.language()), &text),
        text,
        help: cx.of_site(&question.help),
        other: cx.of_site(&question.other),
        needed: question.needed,
        most,
        choices,
    }
}

/// What can be chosen: what the question says, or all that its field can have.
fn choices(cx: &Context<'_>, question: &Question, input: Input) -> Vec<Choice> {
    let all = match input {
        Input::Terms(vocabulary) => term_choices(cx, vocabulary),
        Input::Records(kind) => record_choices(cx, kind),
        Input::Languages => {
            let each = cx.site.config.languages.iter().map(|language| Choice {
                id: language.to_string(),
                text: own_name(language),
                lang: Some(language.to_string()).filter(|_| language != cx.language()),
            });
            each.collect()
        }
        Input::Line | Input::Text | Input::Lines | Input::Account | Input::Choice => Vec::new(),
    };
    if question.choices.is_empty() {
        return all;
    }
    let default = cx.site.config.default_language();
    let chosen = question.choices.iter().map(|choice| {
        let (language, text) = choice.label.found(cx.language(), default);
        let known = all.iter().find(|known| *known.id == *choice.id).map(|known| known.text.as_str());
        let text = if text.is_empty() { known.unwrap_or(&choice.id) } else { text };
        let lang = language.filter(|language| *language != cx.language());
        Choice { id: choice.id.to_string(), text: text.to_owned(), lang: lang.map(ToString::to_string) }
    });
    chosen.collect()
}

fn forge(cx: &Context<'_>, repository: &Repository) -> AskForge {
    let host = Host::of(&cx.site.config);
    let send = cx.words().with("ask-send-forge", &[("forge", host.shown().into())]);
    let id = Id { kind: Kind::Request, slug: "ID-OF-REQUEST".into() };
    let file = &layout::paths(&id)[0];
    AskForge {
        new_file: repository.new_file_url(file, "TEXT-OF-REQUEST"),
        account: host.name(),
        account_pattern: FORGE_LOGIN,
        send: cx.localized(&send),
    }
}

fn mail(cx: &Context<'_>, address: &str, questions: &str) -> AskMail {
    let title = cx.site.questions.title.get(cx.language(), cx.site.config.default_language());
    let link = mailto::link(address);
    let begin = format!("{link}?subject={}", in_mail(title));
    let whole = format!("{begin}&body={}", in_mail(&questions.replace('\n', "\r\n")));
    let fits = whole.len() <= LONGEST_LINK;
    AskMail { address: address.to_owned(), link, begin: if fits { whole } else { begin }, whole: fits }
}

fn term_choices(cx: &Context<'_>, vocabulary: Vocabulary) -> Vec<Choice> {
    let ids = cx.site.vocabularies.ids(vocabulary);
    let choice =
        |id: &str| Choice { id: id.to_owned(), text: cx.label(vocabulary, id).to_owned(), lang: None };
    let order = cx.site.order(cx.language());
    let mut choices: Vec<_> = ids.map(choice).collect();
    choices.sort_by_cached_key(|choice| order.key(&choice.text));
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
    let order = cx.site.order(cx.language());
    let mut choices: Vec<_> = ids.into_iter().map(choice).collect();
    choices.sort_by_cached_key(|choice| order.key(&choice.text));
    choices
}
