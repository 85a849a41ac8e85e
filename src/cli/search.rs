//! The search of the site in a terminal, with the index and the ranking of its search page.

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
use crate::pipeline::Inventory;
use crate::read;
use crate::search::{self, Answer, Engine, Hit, Options};
use crate::site::Site;
use crate::suggest::nearest;

impl Search {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let project = terminal::project(root, false, None)?;
        let progress = Progress::start("Reading the sources");
        let loaded = project.load(&Inventory::take(&project.root)?, None)?;
        let site = &loaded.site;
        self.check(site)?;
        let files = Mutex::new(HashMap::<String, Vec<u8>>::new());
        search::write(site, &|name, bytes| {
            files.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), bytes.to_vec());
            Ok(())
        })?;
        drop(progress);
        let files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
        let get = |name: &str| files.get(name).cloned();
        let Some(engine) = Engine::open(&get) else {
            return Err(Error::usage("the site has no index"));
        };
        let language = self.lang.clone().unwrap_or_else(|| site.config.default_language().to_string());
        let options = Options {
            language: Some(&language),
            kind: self.kind.map(crate::record::Kind::name),
            limit: self.most,
        };
        let Some(file) = &self.queries else {
            let found = engine.search(self.query.as_deref().unwrap_or_default(), options);
            let text = if self.json { json_line(&found) } else { shown(&found, &language) };
            answer(&text)?;
            return Ok(Outcome::Clean);
        };
        let queries = read::named(file)?;
        let lines = queries.lines().map(|query| json_line(&engine.search(query, options)));
        answer(&lines.collect::<String>())?;
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

fn json_line(found: &Answer) -> String {
    format!("{}\n", json!({"total": found.total, "results": found.results}))
}

fn shown(found: &Answer, language: &str) -> String {
    let mut text = String::new();
    for (typed, meant) in &found.corrections {
        let _ = writeln!(text, "No page has “{}”. Looked for “{}”.", one_line(typed), one_line(meant));
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
