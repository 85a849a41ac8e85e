//! Mails that tell people what has happened, as texts: made from `mails/LANGUAGE/NAME.txt` of the theme. The command
//! line writes them into the Drafts of a mailbox; nothing here knows an address.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Serialize;

use super::messages::Words;
use super::theme::Theme;
use crate::config::Language;
use crate::diagnostic::Diagnostic;

/// What a template of a mail is given. The first line of one that begins a thread is `Subject: …`.
pub trait Letter: Serialize {
    /// The name of the template: `received` for `mails/en/received.txt`.
    const NAME: &'static str;
}

/// To a requester: the request has been taken in.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Received {
    #[serde(flatten)]
    pub news: RequestNews,
}

/// To a requester: the request has come to another state.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Moved {
    #[serde(flatten)]
    pub news: RequestNews,
}

impl Letter for Received {
    const NAME: &'static str = "received";
}

impl Letter for Moved {
    const NAME: &'static str = "moved";
}

/// What a requester is told.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RequestNews {
    /// Who asked, as the request names them.
    pub name: Option<String>,
    /// The title of the request.
    pub title: String,
    /// Its address, where the site has one.
    pub url: Option<String>,
    /// The states that it has come to, the first first.
    pub steps: Vec<StepNews>,
    /// Whether it is at its end.
    pub is_final: bool,
    /// Whether it waits for the requester.
    pub asks_requester: bool,
    /// Who else acts next; empty where nobody does.
    pub waits_for: String,
    /// Until when, as the language writes a day.
    pub due: Option<String>,
}

/// A state that a request has come to.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StepNews {
    /// The day, as the language writes it.
    pub day: Option<String>,
    /// The name of the state.
    pub state: String,
    /// Why, in public.
    pub reason: Option<String>,
}

/// To a requester: what has become of it?
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FollowUp {
    /// Who asked, as the request names them.
    pub name: Option<String>,
    /// The title of the request.
    pub title: String,
    /// Its address, where the site has one.
    pub url: Option<String>,
    /// The questions, each with room for an answer.
    pub form: String,
}

impl Letter for FollowUp {
    const NAME: &'static str = "follow-up";
}

/// To one of the desk's people: what waits for them.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Waiting {
    /// What they are called.
    pub name: Option<String>,
    /// How many items there are.
    pub count: usize,
    /// What waits.
    pub items: Vec<ItemNews>,
    /// A block to fill in for each review that is asked for; empty where none is.
    pub form: String,
}

impl Letter for Waiting {
    const NAME: &'static str = "waiting";
}

/// To one of the desk's people: what somebody else has written down as their review.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RecordedReview {
    /// What they are called.
    pub name: Option<String>,
    /// The title of the request.
    pub title: String,
    /// Its address, where the site has one.
    pub url: Option<String>,
    /// Who has written it down.
    pub by: String,
    /// Whether they had it from a mail; else it was said at a meeting.
    pub is_mail: bool,
    /// The review, a line for each of its parts.
    pub review: String,
    /// The lines to fill in for whoever did not say that.
    pub form: String,
}

impl Letter for RecordedReview {
    const NAME: &'static str = "recorded";
}

/// To whoever looks after guides that are to be read through.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Guides {
    /// What they are called.
    pub name: Option<String>,
    /// How many guides there are.
    pub count: usize,
    /// The guides.
    pub items: Vec<ItemNews>,
}

impl Letter for Guides {
    const NAME: &'static str = "guides";
}

/// A record that somebody is told of.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ItemNews {
    /// Its title.
    pub title: String,
    /// Its address, where the site has one.
    pub url: Option<String>,
    /// The state that it is in; empty for a guide.
    pub state: String,
    /// Until when something is to be done, as the language writes a day.
    pub due: Option<String>,
}

/// A mail as a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailText {
    /// Of one that begins a thread.
    pub subject: Option<String>,
    pub body: String,
}

/// What a language writes in its own way in a mail, or the site's own where the theme does not have it.
pub struct Writing<'t>(&'t Words);

impl<'t> Writing<'t> {
    #[must_use]
    pub fn of(theme: &'t Theme, language: &Language, default: &Language) -> Self {
        Self(&theme.interface_of_mail(language, default).words)
    }

    /// The colon, with what the language puts before it.
    #[must_use]
    pub fn colon(&self) -> Cow<'t, str> {
        self.0.get("colon")
    }

    #[must_use]
    pub fn date(&self, date: Date) -> String {
        self.0.date(date)
    }

    /// Several things in a row.
    #[must_use]
    pub fn list(&self, items: &[String]) -> String {
        self.0.list(items.iter().map(String::as_str))
    }
}

/// A mail in a language of the site, or in its own where the theme does not have it.
///
/// # Errors
/// When its template cannot be filled.
pub fn mail<L: Letter>(
    theme: &Theme,
    language: &Language,
    default: &Language,
    letter: &L,
) -> Result<MailText, Box<Diagnostic>> {
    let text = theme.mail(L::NAME, language, default, letter)?;
    let text = text.trim_start_matches('\n').trim_end().to_owned() + "\n";
    let begun = text.strip_prefix("Subject:").and_then(|rest| rest.split_once('\n'));
    Ok(match begun {
        Some((subject, body)) => MailText {
            subject: Some(subject.split_whitespace().collect::<Vec<_>>().join(" ")),
            body: body.trim_start_matches('\n').to_owned(),
        },
        None => MailText { subject: None, body: text },
    })
}
