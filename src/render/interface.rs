//! What draws the pages of one language: the templates with the words of the interface at hand.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentValue};
use serde::Serialize;
use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::html::{Html, escape};
use super::messages::Words;
use super::phrase::Phrase;
use super::policy;
use crate::config::{Config, Language, Script};

/// What is the same on every page of a language: the variable `site` of templates.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct SiteView {
    /// The title of the site, in the language of the page where it has one.
    title: String,
    /// What the site is for, in the language of the page where it says so; empty where it does not say.
    description: String,
    /// The language of the interface.
    pub(super) lang: String,
    /// The direction of that language: `ltr` or `rtl`.
    pub(super) dir: &'static str,
    /// How to reach the people behind the site: links.
    pub(super) contact: Vec<Html>,
    /// What a page may load and run, for its `Content-Security-Policy`.
    pub(super) policy: String,
    /// The scripts of others that every page loads.
    pub(super) scripts: Vec<ScriptView>,
    /// Whether the site has rules of its own, in `static/extra.css`.
    pub(super) extra: bool,
    /// The address of the sources.
    pub(super) repository: Option<String>,
}

/// A script of others.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct ScriptView {
    /// Its address.
    src: String,
    /// Its attributes, with a space before each.
    data: Html,
}

fn script(script: &Script) -> ScriptView {
    let data =
        script.data.iter().map(|(name, value)| format!(" data-{}=\"{}\"", name.as_str(), escape(value)));
    ScriptView { src: script.src.as_str().to_owned(), data: Html::new(&data.collect::<String>()) }
}

/// What draws the pages of one language.
pub(super) struct Interface {
    pub(super) words: Arc<Words>,
    /// The messages that need no variable, as they stand in a page.
    pub(super) texts: BTreeMap<String, Html>,
    pub(super) tera: Tera,
    /// Whether the words are in another language than the pages.
    pub(super) foreign: bool,
}

impl Interface {
    pub(super) fn new(mut tera: Tera, words: &Arc<Words>, foreign: bool, site: &SiteView) -> Self {
        let texts: BTreeMap<_, _> =
            words.plain().map(|(id, text)| (id.to_owned(), plain(words, foreign, id, text))).collect();
        bind(&mut tera, words, foreign);
        let context = tera.global_context();
        // Names in templates have no hyphens.
        let name = |id: &str| id.replace('-', "_");
        context.insert("t", &texts.iter().map(|(id, text)| (name(id), text)).collect::<BTreeMap<_, _>>());
        let plain = words.plain().map(|(id, text)| (name(id), text));
        context.insert("words", &plain.collect::<BTreeMap<_, _>>());
        context.insert("site", site);
        Self { words: Arc::clone(words), texts, tera, foreign }
    }

    /// A text in the language of the words, which it says where the pages have another.
    pub(super) fn localized(&self, text: &str) -> Html {
        localized(&self.words, self.foreign, text)
    }
}

/// A message as it stands in a page: what a language does not say is in English, and says so.
fn plain(words: &Words, foreign: bool, id: &str, text: &str) -> Html {
    if !words.is_english(id) {
        return localized(words, foreign, text);
    }
    let english = Language::default();
    let dir = english.direction().attribute();
    Html::new(&format!("<span lang=\"{english}\" dir=\"{dir}\">{}</span>", escape(text)))
}

fn localized(words: &Words, foreign: bool, text: &str) -> Html {
    let text = escape(text);
    if !foreign {
        return Html::new(&text);
    }
    let (lang, dir) = (&words.language, words.direction().attribute());
    Html::new(&format!("<span lang=\"{lang}\" dir=\"{dir}\">{text}</span>"))
}

/// What templates know of the site.
pub(super) fn site_view(config: &Config, words: &Words, language: &Language, extra: bool) -> SiteView {
    let text = |text: &crate::config::Localized| text.get(language, config.default_language()).to_owned();
    let contact = config.contact.iter().map(|(name, contact)| {
        let text = contact.mail().unwrap_or(name);
        Phrase { text: text.into(), url: Some(contact.url()), ..Phrase::default() }.html()
    });
    SiteView {
        title: text(&config.title),
        description: text(&config.description),
        lang: words.language.to_string(),
        dir: words.direction().attribute(),
        contact: contact.collect(),
        policy: policy::page(config),
        scripts: config.scripts.iter().map(script).collect(),
        extra,
        repository: config.repository.as_ref().map(|repository| repository.url.clone()),
    }
}

/// Gives templates what fills the variables of messages: `t` for texts, `words` for attributes.
pub(super) fn bind(tera: &mut Tera, words: &Arc<Words>, foreign: bool) {
    tera.register_function("words", Attribute(Arc::clone(words)));
    let (lang, dir) = (words.language.to_string(), words.direction().attribute());
    let (before, after) = if foreign {
        (format!("<span lang=\"{lang}\" dir=\"{dir}\">"), "</span>")
    } else {
        (String::new(), "")
    };
    tera.register_function("t", Translate { words: Arc::clone(words), before, after });
}

struct Attribute(Arc<Words>);

impl tera::Function<TeraResult<String>> for Attribute {
    fn call(&self, kwargs: Kwargs, _: &State<'_>) -> TeraResult<String> {
        message(&self.0, &kwargs, |value| value)
    }
}

struct Translate {
    words: Arc<Words>,
    before: String,
    after: &'static str,
}

impl tera::Function<TeraResult<String>> for Translate {
    fn call(&self, kwargs: Kwargs, _: &State<'_>) -> TeraResult<String> {
        // Arguments are escaped one by one: the message itself comes from the theme.
        let text = message(&self.words, &kwargs, |value| escape(&value).into_owned())?;
        Ok(if self.before.is_empty() { text } else { format!("{}{text}{}", self.before, self.after) })
    }

    fn is_safe(&self) -> bool {
        true
    }
}

fn message(words: &Words, kwargs: &Kwargs, prepare: impl Fn(String) -> String) -> TeraResult<String> {
    let key: &str = kwargs.must_get("key")?;
    let mut args = FluentArgs::new();
    for (name, value) in kwargs.iter() {
        let Some(name) = name.as_str().filter(|name| *name != "key") else {
            continue;
        };
        args.set(name.to_owned(), argument(value, &prepare));
    }
    let text = words.fill(key, &args).map(Cow::into_owned);
    text.ok_or_else(|| tera::Error::message(format!("no message `{key}` with these variables")))
}

fn argument(value: &Value, prepare: impl Fn(String) -> String) -> FluentValue<'static> {
    if let Some(number) = value.as_i64() {
        return number.into();
    }
    prepare(value.as_str().map_or_else(|| value.to_string(), str::to_owned)).into()
}
