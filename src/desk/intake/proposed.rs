//! What a mail lets one guess where its writer did not say it: the language to answer in and the country that it is
//! about. A request says that these are proposed, until somebody confirms them.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use unicode_normalization::char::is_combining_mark;

use crate::config::{Language, Vocabulary, names, plain_name};
use crate::desk::answers::Filled;
use crate::desk::answers::mail::Said;
use crate::desk::mail::Mail;
use crate::site::Site;

/// Names that are shorter are words of other kinds too often, such as `US` and `us`.
const SHORTEST: usize = 4;

/// The most words that a name of a country has.
const MOST_WORDS: usize = 8;

/// Texts that are shorter say too little of their language, in characters.
const LEAST_TEXT: usize = 40;

/// Top-level domains of countries that are sold to everybody, so that they tell nothing of a sender.
pub(super) const EVERYBODYS: [&str; 34] = [
    "ac", "ag", "ai", "am", "as", "bz", "cc", "cd", "co", "cx", "fm", "ga", "gg", "gl", "im", "io", "la",
    "li", "me", "ml", "mn", "ms", "nu", "pw", "sc", "sh", "so", "st", "sx", "tk", "to", "tv", "vg", "ws",
];

/// Words before the name of a country that make another place of it, in their plain form.
const OTHER_PLACES: [&str; 14] = [
    "new", "north", "northern", "south", "southern", "nuevo", "nueva", "nouveau", "nouvelle", "novo", "nova",
    "nya", "norra", "sodra",
];

/// Fills in what can be guessed. The fields that were.
pub(super) fn fill(site: &Site, mail: &Mail, said: &Said, filled: &mut Filled) -> Vec<&'static str> {
    let mut proposed = Vec::new();
    let text = whole(mail);
    let language = language(site, mail, said, &text);
    if !filled.has("countries")
        && let Some(country) = country(site, &text, language.as_ref()).or_else(|| of_domain(site, mail))
    {
        filled.set_all("countries", [country]);
        proposed.push("countries");
    }
    if !filled.has("languages")
        && let Some(language) = language
    {
        filled.set_all("languages", [own_form(site, &language)]);
        proposed.push("languages");
    }
    proposed
}

fn whole(mail: &Mail) -> String {
    let passed_on = mail.passed_on.iter().flat_map(|mail| [&*mail.subject, &*mail.text]);
    [&*mail.subject, &*mail.text].into_iter().chain(passed_on).collect::<Vec<_>>().join("\n")
}

/// The one country that a text names with a capital, by a name that it has in the language of the text or in English. Of
/// names within each other the longest counts.
fn country(site: &Site, text: &str, language: Option<&Language>) -> Option<String> {
    let is_spoken = |of: Option<&Language>| {
        of.is_none_or(|of| of.as_str() == "en" || language.is_none_or(|language| language.is_akin(of)))
    };
    let mut known_names: FxHashMap<String, &str> = FxHashMap::default();
    for (id, term) in site.vocabularies.terms(Vocabulary::Countries) {
        let labels = term.label.each().filter(|(of, _)| is_spoken(*of)).map(|(_, label)| label);
        let labels = labels.chain(term.also.iter().map(String::as_str)).map(plain_name);
        known_names.extend(labels.filter(|name| name.chars().count() >= SHORTEST).map(|name| (name, id)));
    }
    let is_part = |c: char| !c.is_alphanumeric() && !is_combining_mark(c);
    let words: Vec<&str> = text.split(is_part).filter(|word| !word.is_empty()).collect();
    let plain: Vec<String> = words.iter().map(|word| plain_name(word)).collect();
    let mut found = BTreeSet::new();
    let mut at = 0;
    while at < words.len() {
        let most = MOST_WORDS.min(words.len() - at);
        let is_name = !words[at].starts_with(char::is_lowercase)
            && !at.checked_sub(1).is_some_and(|before| OTHER_PLACES.contains(&plain[before].as_str()));
        let name = |count: usize| Some((count, known_names.get(&plain[at..at + count].join(" "))?));
        match (1..=most).rev().filter(|_| is_name).find_map(name) {
            Some((count, id)) => {
                found.insert(*id);
                at += count;
            }
            None => at += 1,
        }
    }
    if found.len() == 1 { found.first().map(|id| (*id).to_owned()) } else { None }
}

/// The country whose domain the sender writes from.
fn of_domain(site: &Site, mail: &Mail) -> Option<String> {
    let domain = mail.sender_domain.as_deref().filter(|domain| !EVERYBODYS.contains(domain))?;
    // The one domain of a country that is not its code.
    let code = if domain == "uk" { "GB".to_owned() } else { domain.to_uppercase() };
    site.vocabularies.get(Vocabulary::Countries, &code).map(|_| code)
}

/// The language that a mail is in: that of the questions that it answers, what its words look like, or what its program
/// says, which is often that of the program.
fn language(site: &Site, mail: &Mail, said: &Said, text: &str) -> Option<Language> {
    let declared = || mail.language.as_deref().and_then(Language::parse);
    said.language.clone().or_else(|| looks_like(site, text)).or_else(declared)
}

/// A language as the site writes it, where it is one of its own.
fn own_form(site: &Site, language: &Language) -> String {
    let own = site.config.languages.iter().filter(|own| own.is_akin(language)).collect::<Vec<_>>();
    match own[..] {
        [own] => own.to_string(),
        _ => language.to_string(),
    }
}

/// The language that a text looks like: for certain, or as one of the site's languages looks like no other of them.
fn looks_like(site: &Site, text: &str) -> Option<Language> {
    if text.chars().count() < LEAST_TEXT {
        return None;
    }
    let guess = whatlang::detect(text)?;
    let own = site.config.languages.iter().filter_map(|language| known(language)?.parse().ok()).collect();
    let among = whatlang::Detector::with_allowlist(own).detect(text);
    let is_sure =
        guess.is_reliable() || among.is_some_and(|among| among.is_reliable() && among.lang() == guess.lang());
    let code = is_sure.then(|| guess.lang().code())?;
    Language::parse(names::of_three_letters(code).map_or(code, |known| known.tag))
}

/// The code of three letters of a language.
fn known(language: &Language) -> Option<&'static str> {
    Some(names::of(language)?.three_letters())
}
