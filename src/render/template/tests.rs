//! The page of the documentation that lists what each template is given, made from the types of the views.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use schemars::{JsonSchema, Schema, schema_for};
use serde_json::Value;

use super::View;
use crate::render::book::chapter::ChapterView;
use crate::render::component::{facets::FacetsView, item::ItemView};
use crate::render::header::HeaderView;
use crate::render::interface::SiteView;
use crate::render::mail::{FollowUp, Guides, Letter, Moved, Received, RecordedReview, Waiting};
use crate::render::page::record::RecordView;
use crate::render::page::{
    ask::AskView, board::BoardView, data_help::DataHelpView, figures::FiguresView, glossary::GlossaryView,
    home::HomeView, letters::LettersView, list::ListView, member::MemberView, not_found::NotFoundView,
    offline::OfflineView, people::PeopleView, print::PrintView, redirect::RedirectView, search::SearchView,
    term::TermView, terms::TermsView, translate::TranslateView,
};
use crate::render::record::section::Sections;
use crate::render::record::{
    case::CaseSections, clinic::ClinicSections, group::GroupSections, guide::GuideSections,
    meeting::MeetingSections, page::PageSections, partner::PartnerSections, person::PersonSections,
    request::RequestSections, tool::ToolSections, upload::UploadSections,
};
use crate::render::shell::Shell;

const INTRODUCTION: &str = "\
# What templates are given

A file in `themes/NAME/templates/` takes the place of the file of the same name in
[`default/templates/`](default/templates/), and a file in `themes/NAME/locales/` that of messages. The templates
are [Tera](https://keats.github.io/tera/). This page lists the variables of each. It is made from the program:
after a change, `UPDATE_EXPECTED=1 cargo test --lib template` writes it anew.

*Text* is plain text in the language of the page; Tera escapes it. *HTML* may stand in the page as it is. Both
are empty where there is nothing to say. What is *optional* may be missing; a list may be empty.
";

const MESSAGES: &str = "\
`t.NAME` is the message `NAME` as HTML, with `_` for each `-` of its name, and `words.NAME` the same as text, for
attributes. A message with variables is filled by a call: `t(key=\"clinic-time-zone\", zone=…)`.
";

/// A template, and the type of what it is given.
struct Given {
    template: &'static str,
    schema: Schema,
}

fn given<V: View + JsonSchema>() -> Given {
    Given { template: V::TEMPLATE, schema: schema_for!(V) }
}

fn sections<S: Sections + JsonSchema>() -> Given {
    Given { template: S::TEMPLATE, schema: schema_for!(S) }
}

/// The pages, with `page` and `view`.
fn pages() -> Vec<Given> {
    vec![
        given::<HomeView<'_>>(),
        given::<ListView>(),
        given::<PeopleView<'_>>(),
        given::<TermsView>(),
        given::<TermView>(),
        given::<SearchView>(),
        given::<LettersView>(),
        given::<GlossaryView<'_>>(),
        given::<BoardView>(),
        given::<MemberView>(),
        given::<FiguresView>(),
        given::<TranslateView>(),
        given::<AskView>(),
        given::<DataHelpView>(),
        given::<OfflineView>(),
        given::<PrintView<'_>>(),
        given::<ChapterView<'_, OfTheKind>>(),
        given::<NotFoundView>(),
        given::<RedirectView<'_>>(),
    ]
}

/// The pages of records, with what their kind alone has.
fn records() -> Vec<Given> {
    vec![
        sections::<CaseSections>(),
        sections::<GuideSections>(),
        sections::<ClinicSections>(),
        sections::<PersonSections>(),
        sections::<GroupSections>(),
        sections::<MeetingSections>(),
        sections::<PartnerSections>(),
        sections::<ToolSections>(),
        sections::<RequestSections>(),
        sections::<UploadSections>(),
        sections::<PageSections<'_>>(),
    ]
}

/// What stands for the sections of a kind where all kinds are described.
#[derive(serde::Serialize, JsonSchema)]
#[schemars(inline)]
struct OfTheKind {}

/// Pieces of pages, which have their variables by their bare names.
fn pieces() -> Vec<Given> {
    vec![given::<HeaderView>(), given::<ItemView<'_>>(), given::<FacetsView>()]
}

const MAILS: &str = "
## Mails

A file in `themes/NAME/mails/LANGUAGE/` takes the place of the file of the same name in
[`default/mails/`](default/mails/). They are plain text, in which nothing is escaped; the first line of a mail that begins a
thread is `Subject: …`. They have `site` as pages have.
";

fn letter<L: Letter + JsonSchema>() -> (&'static str, Schema) {
    (L::NAME, schema_for!(L))
}

/// The mails, which have their variables by their bare names.
fn mails() -> Vec<(&'static str, Schema)> {
    vec![
        letter::<Received>(),
        letter::<Moved>(),
        letter::<FollowUp>(),
        letter::<RecordedReview>(),
        letter::<Waiting>(),
        letter::<Guides>(),
    ]
}

#[test]
fn each_mail_of_the_default_theme_is_listed_and_there_in_each_of_its_languages() {
    let names: BTreeSet<String> = mails().into_iter().map(|(name, _)| format!("{name}.txt")).collect();
    let folders =
        std::fs::read_dir(folder().join("default/mails")).unwrap().map(|entry| entry.unwrap().path());
    let mut count = 0;
    for folder in folders {
        let files = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name());
        let files: BTreeSet<String> = files.map(|name| name.into_string().unwrap()).collect();
        assert_eq!(files, names, "{}", folder.display());
        count += 1;
    }
    assert_eq!(count, 6);
}

/// The page as it is written.
#[derive(Default)]
struct Reference {
    text: String,
    /// The types that variables are of, by name.
    types: BTreeMap<String, Value>,
    undescribed: Vec<String>,
}

impl Reference {
    fn section(&mut self, heading: &str, schema: &Schema, prefix: &str) {
        let schema = schema.as_value();
        let types = schema.get("$defs").and_then(Value::as_object);
        self.types.extend(types.into_iter().flatten().map(|(name, schema)| (name.clone(), schema.clone())));
        let _ = writeln!(self.text, "\n{heading}\n\n{}\n", description(schema));
        self.variables(schema, prefix);
    }

    fn variables(&mut self, schema: &Value, prefix: &str) {
        let variables: Vec<_> =
            schema.get("properties").and_then(Value::as_object).into_iter().flatten().collect();
        if variables.is_empty() {
            self.text.push_str("Nothing.\n");
            return;
        }
        self.text.push_str("| variable | type | what it is |\n| --- | --- | --- |\n");
        for (name, schema) in variables {
            let described = self.described(schema);
            if described.is_empty() {
                self.undescribed.push(format!("{prefix}{name}"));
            }
            let _ = writeln!(self.text, "| `{prefix}{name}` | {} | {described} |", written_type(schema));
        }
    }

    /// What a variable is, or what its type is where the variable says nothing.
    fn described(&self, schema: &Value) -> String {
        let own = description(schema);
        let of_type = named_type(schema).and_then(|name| self.types.get(name));
        if own.is_empty() { of_type.map(description).unwrap_or_default() } else { own }
    }
}

fn description(schema: &Value) -> String {
    schema.get("description").and_then(Value::as_str).unwrap_or_default().replace('\n', " ")
}

/// The name of the type that a schema refers to, by way of lists too.
fn named_type(schema: &Value) -> Option<&str> {
    let choices = schema.get("anyOf").and_then(Value::as_array).into_iter().flatten();
    let inner = choices.chain(schema.get("items"));
    let name = schema.get("$ref").and_then(Value::as_str).and_then(|path| path.strip_prefix("#/$defs/"));
    name.or_else(|| inner.into_iter().find_map(named_type))
}

fn written_type(schema: &Value) -> String {
    if let Some(choices) = schema.get("anyOf").and_then(Value::as_array) {
        let some = choices.iter().filter(|choice| choice["type"] != "null").map(written_type);
        return format!("{}, optional", some.collect::<String>());
    }
    if schema.get("$ref").is_some() {
        let name = named_type(schema).unwrap_or_default();
        return format!("[{name}](#{})", name.to_lowercase());
    }
    let types = &schema["type"];
    let optional = types.as_array().is_some_and(|types| types.contains(&"null".into()));
    let name = types.as_str().or_else(|| types.as_array()?.first()?.as_str()).unwrap_or_default();
    let written = match name {
        "string" if schema["format"] == "html" => "HTML".to_owned(),
        "string" => "text".to_owned(),
        "integer" => "number".to_owned(),
        "boolean" => "`true` or `false`".to_owned(),
        "array" => format!("list of {}", written_type(&schema["items"])),
        "object" if schema.get("additionalProperties").is_some() => "values by name".to_owned(),
        "object" => "listed below".to_owned(),
        other => panic!("a view has a `{other}`, which no template can show: {schema}"),
    };
    if optional { format!("{written}, optional") } else { written }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("themes")
}

/// The templates of the default theme, with their text.
fn default_templates() -> BTreeMap<String, String> {
    let files = std::fs::read_dir(folder().join("default/templates")).unwrap().map(Result::unwrap);
    let read = |file: std::fs::DirEntry| {
        (file.file_name().into_string().unwrap(), std::fs::read_to_string(file.path()).unwrap())
    };
    files.map(read).collect()
}

/// The templates that others extend or include, with those that do.
fn used_by_others(templates: &BTreeMap<String, String>) -> BTreeMap<String, BTreeSet<String>> {
    let mut used: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (user, text) in templates {
        for part in text.split("extends \"").chain(text.split("include \"")).filter(|part| *part != text) {
            let name = part.split('"').next().unwrap_or_default();
            if templates.contains_key(name) {
                used.entry(name.to_owned()).or_default().insert(user.clone());
            }
        }
    }
    used
}

fn reference() -> Reference {
    let mut reference = Reference { text: INTRODUCTION.to_owned(), ..Reference::default() };
    let out = &mut reference;
    out.text.push_str("\n## Every template\n\n");
    out.text.push_str(MESSAGES);
    out.section("### `site`", &schema_for!(SiteView), "site.");
    out.section("### `page`", &schema_for!(Shell<'_>), "page.");
    out.text.push_str("\n## Pages of records\n");
    out.section("### All of them", &schema_for!(RecordView<'_, OfTheKind>), "view.");
    for given in records() {
        out.section(&format!("### `{}`", given.template), &given.schema, "view.sections.");
    }
    out.text.push_str("\n## Other pages\n");
    for given in pages() {
        out.section(&format!("### `{}`", given.template), &given.schema, "view.");
    }
    out.text.push_str("\n## Pieces of pages\n\nThey have neither `page` nor `view`.\n");
    for given in pieces() {
        out.section(&format!("### `{}`", given.template), &given.schema, "");
    }
    out.text.push_str(MAILS);
    for (name, schema) in mails() {
        out.section(&format!("### `{name}.txt`"), &schema, "");
    }
    out.text.push_str("\n## Files that other templates use\n\n| file | used by |\n| --- | --- |\n");
    for (name, users) in used_by_others(&default_templates()) {
        let users: Vec<_> = users.iter().map(|user| format!("`{user}`")).collect();
        let _ = writeln!(out.text, "| `{name}` | {} |", users.join(", "));
    }
    out.text.push_str("\n`components.html` holds the components, which any template can call.\n\n## Types\n");
    for (name, schema) in out.types.clone() {
        let _ = writeln!(out.text, "\n### {name}\n\n{}\n", description(&schema));
        out.variables(&schema, "");
    }
    reference
}

#[test]
fn what_templates_are_given_is_listed() {
    let reference = reference();
    assert_eq!(reference.undescribed, [""; 0], "variables without a comment");
    let path = folder().join("README.md");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&path, &reference.text).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == reference.text,
        "themes/README.md is not what the views say: UPDATE_EXPECTED=1 cargo test --lib template writes it anew"
    );
}

#[test]
fn each_template_of_the_default_theme_is_listed_or_used_by_another() {
    let templates = default_templates();
    let listed: BTreeSet<_> =
        [pages(), records(), pieces()].into_iter().flatten().map(|given| given.template.to_owned()).collect();
    let missing: Vec<_> = listed.iter().filter(|name| !templates.contains_key(*name)).collect();
    assert!(missing.is_empty(), "these views have no template: {missing:?}");
    let used = used_by_others(&templates);
    let unlisted = templates
        .keys()
        .filter(|name| !listed.contains(*name) && !used.contains_key(*name) && *name != "components.html");
    let unlisted: Vec<_> = unlisted.collect();
    assert!(unlisted.is_empty(), "these templates are in no list of this file: {unlisted:?}");
}
