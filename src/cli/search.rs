//! The search of the site in a terminal, with the index and the ranking of its search page. While nothing has changed
//! since the last build, its index is asked; else one is made in memory.

use std::cell::Cell;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde_json::json;

use super::args::Search;
use super::terminal::{self, Progress};
use super::{Outcome, answer};
use crate::config::Language;
use crate::diagnostic::render::visible::one_line;
use crate::error::{Error, Result};
use crate::output::LastBuild;
use crate::pipeline::Inventory;
use crate::read;
use crate::search::{self, Answer, Engine, Hit, Options};
use crate::site::Site;
use crate::suggest::nearest;

impl Search {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let project = terminal::project(root, false, None)?;
        let queries = self.queries.as_deref().map(read::named).transpose()?;
        let progress = Progress::start("Reading the sources");
        let inventory = Inventory::take(&project.root)?;
        let language = match &self.lang {
            Some(language) => language.clone(),
            None => project.config(&inventory).default_language().to_string(),
        };
        let asked = Asked { search: &self, queries: queries.as_deref(), language: &language };
        let last = project.last_build(&terminal::output(&project.root, None), &inventory);
        let text = match last.and_then(|last| asked.of_build(&last)) {
            Some(text) => text,
            None => asked.of_site(&project.load(&inventory, None)?.site)?,
        };
        drop(progress);
        answer(&text)?;
        Ok(Outcome::Clean)
    }

    fn check(&self, site: &Site) -> Result<()> {
        let Some(language) = &self.lang else { return Ok(()) };
        let known: Vec<&str> = site.languages().iter().map(Language::as_str).collect();
        if known.contains(&language.as_str()) {
            return Ok(());
        }
        let help = nearest(language, known.iter().copied()).map_or_else(
            || format!("its languages are {}", known.join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        Err(Error::usage(format!("the site has nothing in `{language}`")).help(help))
    }
}

/// What is to be answered.
#[derive(Clone, Copy)]
struct Asked<'a> {
    search: &'a Search,
    /// Of a file, a query a line.
    queries: Option<&'a str>,
    language: &'a str,
}

impl Asked<'_> {
    /// The answer from the index that a build wrote; `None` where that is damaged, or knows nothing of the language.
    fn of_build(self, build: &LastBuild) -> Option<String> {
        let is_whole = Cell::new(true);
        let get = |name: &str| {
            let bytes = build.read(&search::address(name).file());
            is_whole.set(is_whole.get() && bytes.is_some());
            bytes
        };
        let engine = Engine::open(&get)?;
        if self.search.lang.as_ref().is_some_and(|language| !engine.has_language(language)) {
            return None;
        }
        let text = self.text(&engine);
        is_whole.get().then_some(text)
    }

    /// The answer from an index that is made for it.
    fn of_site(self, site: &Site) -> Result<String> {
        self.search.check(site)?;
        let files = Mutex::new(HashMap::<String, Vec<u8>>::new());
        search::write(site, &|name, bytes| {
            files.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), bytes.to_vec());
            Ok(())
        })?;
        let files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
        let get = |name: &str| files.get(name).cloned();
        let engine = Engine::open(&get).ok_or_else(|| Error::usage("the site has no index"))?;
        Ok(self.text(&engine))
    }

    fn text(self, engine: &Engine<'_>) -> String {
        let Self { search, queries, language } = self;
        let options = Options {
            language: Some(language),
            kind: search.kind.map(crate::record::Kind::name),
            limit: search.most,
        };
        if let Some(queries) = queries {
            return queries.lines().map(|query| json_line(&engine.search(query, options))).collect();
        }
        let found = engine.search(search.query.as_deref().unwrap_or_default(), options);
        if search.json { json_line(&found) } else { shown(&found, language) }
    }
}

fn json_line(found: &Answer) -> String {
    format!("{}\n", json!({"total": found.total, "weak": found.is_weak, "results": found.results}))
}

fn shown(found: &Answer, language: &str) -> String {
    let mut text = String::new();
    for (typed, meant) in &found.corrections {
        let _ = writeln!(text, "No page has “{}”. Looked for “{}”.", one_line(typed), one_line(meant));
    }
    if found.is_weak && !found.results.is_empty() {
        text.push_str("Nothing fits this well.\n\n");
    }
    for hit in &found.results {
        push_hit(&mut text, hit, language);
    }
    match found.total {
        0 => text.push_str("Nothing was found.\n"),
        total => {
            let _ = writeln!(text, "{} of {total}", found.results.len());
        }
    }
    text
}

/// What is in another language than the one asked for says so.
fn push_hit(text: &mut String, hit: &Hit, language: &str) {
    let other = if hit.lang == language { String::new() } else { format!(" [{}]", hit.lang) };
    let anchor = if hit.anchor.is_empty() { String::new() } else { format!("#{}", hit.anchor) };
    let _ = writeln!(text, "{}{other}  {}{anchor}", one_line(&hit.title), hit.url);
    let heading = if hit.heading.is_empty() { String::new() } else { format!("{}: ", hit.heading) };
    let _ = writeln!(text, "    {}\n", one_line(&format!("{heading}{}", hit.excerpt)));
}
