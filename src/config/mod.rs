//! `casebook.yaml`, the vocabularies, the workflow and the questions: what a site's owner decides without touching code.
//!
//! [`raw`] is what was written; [`Config`] is what it means, with every default filled in.

mod contact;
mod glossary;
mod language;
mod look;
mod menu;
pub mod names;
mod offline;
pub mod policy;
mod questions;
mod raw;
mod synonyms;
mod vocabulary;
mod workflow;

pub use contact::Contact;
pub use glossary::{Found, Glossary, GlossaryTerm, Words, WordsOf};
pub use language::{Direction, Language, Localized};
pub use look::{Colour, Look, Script};
pub use menu::{MenuEntry, MenuGroup};
pub use offline::Offline;
pub use questions::{Askable, Choice, Part, QUESTIONS, Question, Questions};
pub use synonyms::Synonyms;
pub use vocabulary::{Term, Vocabularies, Vocabulary, plain_name};
pub use workflow::{
    Actor, Area, Attachments, Guard, Late, Move, Nameable, Policy, Stage, State, WORKFLOW, Workflow,
};

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, FieldPath, Place};
use crate::source::SitePath;
use crate::yaml::Yaml;

/// The name of the configuration file in a site's root.
pub const FILE: &str = "casebook.yaml";

/// What speaks against a file in a site's root that is meant for the settings by its name, and not read:
/// `casebook.yml`.
#[must_use]
pub fn misnamed(path: &SitePath) -> Option<Diagnostic> {
    let (stem, ending) = path.as_str().rsplit_once('.')?;
    let is_meant = stem.trim_start_matches('.').eq_ignore_ascii_case("casebook")
        && ["json", "toml", "yaml", "yml"].iter().any(|known| ending.eq_ignore_ascii_case(known));
    (is_meant && path.as_str() != FILE).then(|| {
        let message = format!("the settings of a site are read from `{FILE}`, and from no other file");
        Diagnostic::new(Code::BadFileName, path, Place::File, message)
            .help(format!("write what it says into `{FILE}`, as YAML, and delete it"))
    })
}

/// The folder of a site's own themes, from its root.
pub const THEMES: &str = "themes/";

/// What a site's owner decided, or the default.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    pub title: Localized,
    pub description: Localized,
    /// Where the site will be published, ending in `/`; without it there are no absolute links.
    pub base_url: Option<String>,
    /// The languages of the site; the first is the one that has no `/LANG/` in its addresses.
    pub languages: Vec<Language>,
    pub repository: Option<Repository>,
    /// The name of the theme, a folder below `themes/`.
    pub theme: String,
    /// How to reach the people behind the site: a name such as `email`, and an address.
    pub contact: BTreeMap<String, Contact>,
    /// The record that tells how to ask for help: its folder, `/`, and its slug.
    pub ask: Option<String>,
    /// The main menu, where the site sets it.
    pub menu: Vec<MenuEntry>,
    pub look: Look,
    /// The scripts of others that every page loads.
    pub scripts: Vec<Script>,
    /// The licence of the texts, as a term.
    pub licence: Option<String>,
    pub offline: Offline,
    /// The folder of the site's own vocabularies.
    pub vocabularies: SitePath,
    /// Folders of the repository, from its top and with a `/` at their ends, whose texts and pictures take no
    /// approvals.
    pub open: Vec<String>,
}

/// Where the site's sources can be read and changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    /// Without a `/` at its end.
    pub url: String,
    pub branch: String,
    pub forge: Forge,
    /// The folder of the repository that is the site's root; empty for the repository itself.
    pub folder: String,
}

/// The kinds of forge that Casebook knows the addresses of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Forge {
    Github,
    Gitlab,
    Forgejo,
}

impl Forge {
    pub const ALL: [Self; 3] = [Self::Github, Self::Gitlab, Self::Forgejo];
}

impl Repository {
    fn path(&self, file: &SitePath) -> String {
        let folder = if self.folder.is_empty() { "" } else { "/" };
        format!("{}{folder}{}", encoded(&self.folder), encoded(file.as_str()))
    }

    /// The forge's page that edits `file`.
    #[must_use]
    pub fn edit_url(&self, file: &SitePath) -> String {
        let (url, branch, path) = (&self.url, &self.branch, self.path(file));
        match self.forge {
            Forge::Github => format!("{url}/edit/{branch}/{path}"),
            Forge::Gitlab => format!("{url}/-/edit/{branch}/{path}"),
            Forge::Forgejo => format!("{url}/_edit/{branch}/{path}"),
        }
    }

    /// The forge's page that makes the new file `file`, with `text` in it as far as the forge
    /// [takes it](Self::takes_text) from an address.
    #[must_use]
    pub fn new_file_url(&self, file: &SitePath, text: &str) -> String {
        let (url, branch, path, text) = (&self.url, &self.branch, self.path(file), encoded(text));
        match self.forge {
            Forge::Github => format!("{url}/new/{branch}?filename={path}&value={text}"),
            Forge::Gitlab => format!("{url}/-/new/{branch}?file_name={path}"),
            // Gitea since 1.25 goes on to another address when it is given a name, and forgets the
            // text on the way. With the folder in the path, the file has the right name all the same.
            Forge::Forgejo => {
                let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
                format!("{url}/_new/{branch}/{folder}?filename={name}&value={text}")
            }
        }
    }

    /// Whether the forge's page for a new file takes its text from the address. GitLab's takes only
    /// the name: <https://gitlab.com/gitlab-org/gitlab/-/work_items/594214>.
    #[must_use]
    pub fn takes_text(&self) -> bool {
        self.forge != Forge::Gitlab
    }

    /// The forge's page that shows a line of `file` as a commit has it.
    #[must_use]
    pub fn line_url(&self, file: &SitePath, line: usize, commit: &str) -> String {
        let (url, path) = (&self.url, self.path(file));
        match self.forge {
            Forge::Github => format!("{url}/blob/{commit}/{path}?plain=1#L{line}"),
            Forge::Gitlab => format!("{url}/-/blob/{commit}/{path}?plain=1#L{line}"),
            Forge::Forgejo => format!("{url}/src/commit/{commit}/{path}?display=source#L{line}"),
        }
    }

    /// The forge's page that shows how `file` came to be.
    #[must_use]
    pub fn history_url(&self, file: &SitePath) -> String {
        let (url, branch, path) = (&self.url, &self.branch, self.path(file));
        match self.forge {
            Forge::Github => format!("{url}/commits/{branch}/{path}"),
            Forge::Gitlab => format!("{url}/-/commits/{branch}/{path}"),
            Forge::Forgejo => format!("{url}/commits/branch/{branch}/{path}"),
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        let none = SitePath::new(FILE);
        raw::Config::default().resolve(&none, "", &mut Diagnostics::new())
    }
}

impl Config {
    /// Where the site may put terms of its own for a vocabulary.
    #[must_use]
    pub fn vocabulary_file(&self, vocabulary: Vocabulary) -> SitePath {
        self.among_vocabularies(vocabulary.file_name())
    }

    /// Where the site may put its glossary.
    #[must_use]
    pub fn glossary_file(&self) -> SitePath {
        self.among_vocabularies(Glossary::FILE_NAME)
    }

    /// Where the site may put its synonyms.
    #[must_use]
    pub fn synonyms_file(&self) -> SitePath {
        self.among_vocabularies(Synonyms::FILE_NAME)
    }

    fn among_vocabularies(&self, name: &str) -> SitePath {
        match self.vocabularies.as_str() {
            "" => SitePath::new(name),
            folder => SitePath::new(&format!("{folder}/{name}")),
        }
    }

    /// The configuration that `text` holds. A field that cannot be used keeps its default.
    #[must_use]
    pub fn parse(text: &str) -> (Self, Diagnostics) {
        let file = SitePath::new(FILE);
        let mut diagnostics = Diagnostics::new();
        let (raw, faults) = Yaml { file: &file, text, offset: 0 }.read::<raw::Config>();
        diagnostics.extend(faults);
        let config = raw.unwrap_or_default().resolve(&file, text, &mut diagnostics);
        (config, diagnostics)
    }

    /// The language that has no `/LANG/` in its addresses.
    #[must_use]
    pub fn default_language(&self) -> &Language {
        &self.languages[0]
    }

    /// The JSON Schema of `casebook.yaml`.
    #[must_use]
    pub fn schema() -> schemars::Schema {
        schemars::schema_for!(raw::Config)
    }
}

impl raw::Config {
    fn resolve(self, file: &SitePath, text: &str, diagnostics: &mut Diagnostics) -> Config {
        let mut wrong = |path: FieldPath, message: String, help: &str| {
            let span = crate::yaml::locate(text, &path, false);
            diagnostics.push(Diagnostic::new(Code::BadValue, file, span, message).help(help));
        };
        let base_url = self.base_url.and_then(|url| {
            if is_web_address(&url) {
                return Some(format!("{}/", url.trim_end_matches('/')));
            }
            wrong(
                FieldPath::key("base_url"),
                format!("`{url}` is no address of a site"),
                "write it whole, with https://, such as `https://example.org/`",
            );
            None
        });
        let repository = self.repository.and_then(|written| {
            if !is_web_address(&written.url) {
                wrong(
                    FieldPath::key("repository").then("url"),
                    format!("`{}` is no address of a repository", written.url),
                    "write the address that a browser shows, such as `https://github.com/name/project`",
                );
                return None;
            }
            Some(written.resolve())
        });
        let theme = self.theme.filter(|name| {
            let plain =
                !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
            if !plain {
                wrong(
                    FieldPath::key("theme"),
                    format!("`{name}` is no name of a theme"),
                    "write the name of a folder below `themes/`: letters, digits, `-` and `_`",
                );
            }
            plain
        });
        let mut languages = self.languages;
        if languages.is_empty() {
            languages.push(Language::default());
        }
        let vocabularies = self.vocabularies.unwrap_or_else(|| "content/vocabularies".to_owned());
        let inside = SitePath::new(FILE).join(&vocabularies).filter(|_| !vocabularies.starts_with('/'));
        let vocabularies = inside.unwrap_or_else(|| {
            wrong(
                FieldPath::key("vocabularies"),
                format!("`{vocabularies}` is not below the site's root"),
                "write a folder such as `content/vocabularies`",
            );
            SitePath::new("content/vocabularies")
        });
        let mut config = Config {
            title: self.title.unwrap_or_else(|| Localized::from("Casebook")),
            description: self.description.unwrap_or_default(),
            base_url,
            languages,
            repository,
            theme: theme.unwrap_or_else(|| "default".to_owned()),
            contact: self.contact,
            ask: self.ask,
            menu: self.menu,
            look: self.look,
            scripts: self.scripts,
            licence: self.licence,
            offline: self.offline,
            vocabularies,
            open: Vec::new(),
        };
        for (index, written) in self.open.iter().enumerate() {
            let folder = format!("{}/", written.strip_suffix('/').unwrap_or(written));
            match policy::unopenable(&folder, &config) {
                None => config.open.push(folder),
                Some(why) => wrong(
                    FieldPath::key("open").at(index),
                    format!("`{written}` {why}"),
                    "write a folder of the repository from its top that holds texts alone, such as `docs/`",
                ),
            }
        }
        config
    }
}

impl raw::Repository {
    fn resolve(self) -> Repository {
        let url = self.url.trim_end_matches('/').trim_end_matches(".git").to_owned();
        let host = url.split('/').nth(2).unwrap_or_default();
        let guess = if host.contains("gitlab") {
            Forge::Gitlab
        } else if ["codeberg", "forgejo", "gitea"].iter().any(|name| host.contains(name)) {
            Forge::Forgejo
        } else {
            Forge::Github
        };
        Repository {
            url,
            branch: self.branch.unwrap_or_else(|| "main".to_owned()),
            forge: self.forge.unwrap_or(guess),
            folder: self.folder.trim_matches('/').to_owned(),
        }
    }
}

/// A text as it stands in a path or in a query of an address.
fn encoded(text: &str) -> impl std::fmt::Display + '_ {
    const SET: &percent_encoding::AsciiSet =
        &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'/');
    percent_encoding::utf8_percent_encode(text, SET)
}

/// Whether a text has the form of an address on the web.
pub(crate) fn is_web_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
        && !url.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_file_has_every_default() {
        let (config, diagnostics) = Config::parse("");
        assert_eq!(diagnostics, Diagnostics::new());
        assert_eq!(config, Config::default());
        assert_eq!(config.default_language().as_str(), "en");
        assert_eq!(config.theme, "default");
    }

    #[test]
    fn faults_are_placed_and_the_rest_is_kept() {
        let (config, diagnostics) = Config::parse("titel: A\ntheme: 3\nlanguages: [sv]\n");
        let found: Vec<_> =
            diagnostics.iter().map(|d| (d.code, d.help.clone().unwrap_or_default())).collect();
        assert_eq!(found, [(Code::UnknownField, "did you mean `title`?".to_owned())]);
        assert_eq!(config.default_language().as_str(), "sv", "the other fields hold good");

        let (config, diagnostics) = Config::parse("base_url: example.org\nlanguages: [sv]\ntheme: ../x\n");
        assert_eq!(diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::BadValue, Code::BadValue]);
        assert_eq!(config.default_language().as_str(), "sv");
    }

    #[test]
    fn the_forge_is_guessed_and_its_edit_page_known() {
        let edit = |yaml: &str| {
            let repository = Config::parse(yaml).0.repository.unwrap();
            repository.edit_url(&SitePath::new("content/pages/å b.md"))
        };
        assert_eq!(
            edit("repository: {url: https://github.com/o/r/, folder: site}"),
            "https://github.com/o/r/edit/main/site/content/pages/%C3%A5%20b.md"
        );
        assert_eq!(
            edit("repository: {url: https://gitlab.wikimedia.org/o/r.git, branch: dev}"),
            "https://gitlab.wikimedia.org/o/r/-/edit/dev/content/pages/%C3%A5%20b.md"
        );
        assert_eq!(
            edit("repository: {url: https://git.example/o/r, forge: forgejo}"),
            "https://git.example/o/r/_edit/main/content/pages/%C3%A5%20b.md"
        );
    }

    #[test]
    fn a_line_is_shown_as_a_commit_has_it() {
        let line = |yaml: &str| {
            let repository = Config::parse(yaml).0.repository.unwrap();
            repository.line_url(&SitePath::new("content/pages/a b.md"), 3, "0123")
        };
        assert_eq!(
            line("repository: {url: https://github.com/o/r, folder: site}"),
            "https://github.com/o/r/blob/0123/site/content/pages/a%20b.md?plain=1#L3"
        );
        assert_eq!(
            line("repository: {url: https://gitlab.com/o/r}"),
            "https://gitlab.com/o/r/-/blob/0123/content/pages/a%20b.md?plain=1#L3"
        );
        assert_eq!(
            line("repository: {url: https://codeberg.org/o/r}"),
            "https://codeberg.org/o/r/src/commit/0123/content/pages/a%20b.md?display=source#L3"
        );
    }

    #[test]
    fn a_new_file_is_named_and_filled_in_as_far_as_the_forge_takes_it() {
        let new = |yaml: &str| {
            let repository = Config::parse(yaml).0.repository.unwrap();
            let url =
                repository.new_file_url(&SitePath::new("content/requests/a/index.md"), "a: \"å\"\n# &b");
            (url, repository.takes_text())
        };
        assert_eq!(
            new("repository: {url: https://github.com/o/r, folder: the site}"),
            (
                "https://github.com/o/r/new/main?filename=the%20site/content/requests/a/index.md&value=a%3A%20%22%C3%A5%22%0A%23%20%26b".to_owned(),
                true
            )
        );
        assert_eq!(
            new("repository: {url: https://gitlab.com/o/r, branch: dev}"),
            ("https://gitlab.com/o/r/-/new/dev?file_name=content/requests/a/index.md".to_owned(), false)
        );
        assert_eq!(
            new("repository: {url: https://codeberg.org/o/r, folder: site}"),
            (
                "https://codeberg.org/o/r/_new/main/site/content/requests/a?filename=index.md&value=a%3A%20%22%C3%A5%22%0A%23%20%26b".to_owned(),
                true
            )
        );
    }
}
