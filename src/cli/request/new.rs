use std::io::{IsTerminal, stderr, stdin};
use std::path::Path;

use super::args::New;
use super::ask::ask;
use super::desk::{Desk, known_language, publishable, request_file, typed};
use crate::cli::{Outcome, answer};
use crate::error::{Error, Result};
use crate::record::{Id, Kind, Manuscript, is_slug};
use crate::source::unportable;
use crate::yaml::write::Value;

impl New {
    pub(super) fn run(mut self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, self.today)?;
        if self.title.is_none() {
            if !stdin().is_terminal() || !stderr().is_terminal() {
                return Err(Error::usage("the request has no title").help(
                    "write `casebook request new \"Old maps\"`, or start it on a terminal without a title to be asked",
                ));
            }
            ask(&mut self, &desk, &mut stdin().lock(), &mut stderr().lock())?;
        }
        let title = self.title.take().unwrap_or_default();
        let title = title.trim();
        if title.is_empty() || title.contains(char::is_control) {
            return Err(Error::usage("the title is empty or has more than one line").help("write it on one"));
        }
        let id = match self.id.take() {
            Some(id) if !is_slug(&id) => {
                return Err(Error::usage(format!("`{id}` cannot be a name"))
                    .help("use lowercase letters, digits and hyphens"));
            }
            Some(id) if unportable(&id).is_some() => {
                let why = unportable(&id).unwrap_or_default();
                return Err(Error::usage(format!("the name `{id}` {why}")).help("choose another name"));
            }
            Some(id) if desk.is_taken(Kind::Request, &id) => {
                return Err(
                    Error::usage(format!("there is a request `{id}` already")).help("choose another name")
                );
            }
            Some(id) => id,
            None => desk.free_slug(Kind::Request, title)?,
        };
        known_language(&desk, self.written_in.as_deref())?;
        let fields = self.fields(title, desk.project.today)?;
        let file = request_file(&id);
        let manuscript = Manuscript::of(&fields, "");
        desk.parsed(&file, Id { kind: Kind::Request, slug: id.into() }, &manuscript)?;
        desk.create(&file, &manuscript)?;
        answer(&format!("{file}\n"))?;
        Ok(Outcome::Clean)
    }

    /// The front matter, without what nobody has said.
    pub(super) fn fields(self, title: &str, today: jiff::civil::Date) -> Result<Vec<(&'static str, Value)>> {
        let mut fields = vec![("title", Value::text(title))];
        if let Some(name) = typed(self.requester) {
            let affiliation = typed(self.affiliation).map(|text| ("affiliation", Value::Text(text)));
            let requester = std::iter::once(("name", Value::Text(name))).chain(affiliation).collect();
            fields.push(("requester", Value::Fields(requester)));
        }
        fields.extend(typed(self.written_in).map(|language| ("language", Value::Text(language))));
        fields.push(("received", Value::Word(today.to_string())));
        let countries = self.country.into_iter().map(|code| code.to_uppercase()).collect();
        let lists = [("countries", countries), ("languages", self.language)];
        let texts = [("channel", self.channel), ("size", self.size)];
        fields.extend(listed(lists));
        fields.extend(texts.into_iter().filter_map(|(name, text)| Some((name, Value::Text(typed(text)?)))));
        fields.extend(listed([("help", self.help_with)]));
        let texts = [("description", self.description), ("justification", self.justification)];
        fields.extend(texts.into_iter().filter_map(|(name, text)| Some((name, prose(typed(text)?)))));
        fields.extend(listed([
            ("partners", self.partner),
            ("content_types", self.content_type),
            ("tools", self.tool),
        ]));
        fields.extend(typed(self.licence_status).map(|text| ("licence_status", prose(text))));
        fields.iter().try_for_each(|(name, value)| publishable(name, value))?;
        Ok(fields)
    }
}

/// A text that may have several lines; then it ends with one, as a block does.
pub(super) fn prose(text: String) -> Value {
    Value::Text(if text.contains('\n') { text.replace("\r\n", "\n") + "\n" } else { text })
}

fn listed<const N: usize>(
    lists: [(&'static str, Vec<String>); N],
) -> impl Iterator<Item = (&'static str, Value)> {
    let full = |(name, list): (&'static str, Vec<String>)| {
        let list: Vec<String> = list.into_iter().filter_map(|text| typed(Some(text))).collect();
        (!list.is_empty()).then(|| (name, Value::texts(list)))
    };
    lists.into_iter().filter_map(full)
}
