//! Which files decide what a change may do, beside those of people: the rules, and what runs them. A change of one
//! takes approvals. The gate asks for this list, and `init --forge` writes it into `CODEOWNERS`.

use super::{Config, FILE, Forge, QUESTIONS, THEMES, Vocabulary, WORKFLOW};
use crate::source::SitePath;

/// Files and folders at the top of a repository that a forge acts on, and which forges do. What another forge
/// acts on is policy all the same: a repository may be mirrored there.
const MACHINERY: [(&str, &[Forge]); 8] = [
    (".gitattributes", &[Forge::Github, Forge::Gitlab, Forge::Forgejo]),
    (".github/", &[Forge::Github]),
    (".gitlab-ci.yml", &[Forge::Gitlab]),
    (".gitlab/", &[Forge::Gitlab]),
    (".forgejo/", &[Forge::Forgejo]),
    (".gitea/", &[Forge::Forgejo]),
    ("CODEOWNERS", &[Forge::Github, Forge::Gitlab, Forge::Forgejo]),
    ("docs/CODEOWNERS", &[Forge::Github, Forge::Gitlab, Forge::Forgejo]),
];

/// What a folder that a site has opened may hold: texts, pictures and tables. Plain text and JSON are not among them,
/// for there are programs that take their orders from such files by their names.
const OPEN: [&str; 13] = [
    ".avif", ".csv", ".gif", ".jpeg", ".jpg", ".md", ".odp", ".ods", ".odt", ".pdf", ".png", ".tsv", ".webp",
];

/// The rules of a site, from its root; a folder ends with `/`.
#[must_use]
pub fn rules(config: &Config) -> Vec<String> {
    let vocabularies = Vocabulary::ALL.map(|vocabulary| config.vocabulary_file(vocabulary).to_string());
    let mut rules = vec![FILE.to_owned(), WORKFLOW.to_owned(), QUESTIONS.to_owned()];
    rules.extend(vocabularies);
    rules.extend([config.glossary_file().to_string(), config.synonyms_file().to_string()]);
    rules.push(THEMES.to_owned());
    rules
}

/// What forges act on, from the top of the repository: all of it, or what one does. A folder ends with `/`.
pub fn machinery(forge: Option<Forge>) -> impl Iterator<Item = &'static str> {
    let is_read = move |forges: &[Forge]| forge.is_none_or(|forge| forges.contains(&forge));
    MACHINERY.into_iter().filter(move |(_, forges)| is_read(forges)).map(|(path, _)| path)
}

/// The folder of the scripts with which a forge asks the gate, from the top of the repository.
#[must_use]
pub fn scripts(forge: Forge) -> &'static str {
    match forge {
        Forge::Github => ".github/casebook",
        Forge::Gitlab => ".gitlab/casebook",
        Forge::Forgejo => ".forgejo/casebook",
    }
}

/// The script by which one knows that a forge asks the gate about changes.
#[must_use]
pub fn gate_script(forge: Forge) -> String {
    format!("{}/gate.sh", scripts(forge))
}

/// The file that says whom a forge asks to review what. The forge looks there first: a file elsewhere, which a change
/// could add, must not come before it.
#[must_use]
pub fn owners_file(forge: Forge) -> &'static str {
    match forge {
        Forge::Github => ".github/CODEOWNERS",
        Forge::Gitlab | Forge::Forgejo => "CODEOWNERS",
    }
}

/// Whether a file below `content/` is one of the rules.
#[must_use]
pub fn is_rule(path: &SitePath, config: &Config) -> bool {
    rules(config).iter().any(|rule| is_within(path.as_str(), rule))
}

/// Whether the site leaves a file to everybody, by its path from the top of the repository: a text, or a file of a kind
/// that pages name, in one of the folders that it has opened. No program that is run beside the site is made of these.
#[must_use]
pub fn is_open(path: &str, config: &Config) -> bool {
    let is_hidden = path.split('/').any(|part| part.starts_with('.'));
    let is_read = machinery(None).any(|known| is_within(path, known));
    !is_hidden
        && !is_read
        && OPEN.iter().any(|ending| path.to_ascii_lowercase().ends_with(ending))
        && config.open.iter().any(|folder| is_within(path, folder))
}

/// What speaks against opening a folder, which ends with `/`, to everybody.
pub(super) fn unopenable(folder: &str, config: &Config) -> Option<&'static str> {
    let meets = |other: &str| is_within(folder, other) || is_within(other, folder);
    if folder == "/" || folder.split('/').any(|part| matches!(part, "." | "..")) || folder.starts_with('/') {
        Some("is no folder of the repository")
    } else if folder.split('/').any(|part| part.starts_with('.')) {
        Some("is hidden, and programs read what is")
    } else if meets("content/") || rules(config).iter().any(|rule| meets(rule)) {
        Some("holds the site itself or its rules")
    } else {
        None
    }
}

/// Whether a path is that of a file, or lies in a folder, which ends with `/`.
fn is_within(path: &str, known: &str) -> bool {
    if known.ends_with('/') { path.starts_with(known) } else { path == known }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_is_named_and_no_program_reads_it() {
        let config = Config::parse("open: [docs/, notes]").0;
        for ending in OPEN {
            for name in [format!("docs/a/b{ending}"), format!("notes/b{}", ending.to_uppercase())] {
                assert!(is_open(&name, &config), "{name}");
                assert!(!is_open(&name, &Config::default()), "{name}");
            }
        }
        for name in [
            "docs/Cargo.toml",
            "docs/build.rs",
            "docs/requirements.txt",
            "docs/package.json",
            "docs/.hidden/a.md",
            "docs/.a.md",
            "docs/CODEOWNERS",
            "docs/md",
            "docsx/a.md",
            "notes.md",
            "a/docs/b.md",
        ] {
            assert!(!is_open(name, &config), "{name}");
        }
    }

    #[test]
    fn no_folder_is_opened_that_something_is_run_from() {
        let faults = |folder: &str| Config::parse(&format!("open: ['{folder}']")).1.errors();
        let known = machinery(None).map(str::to_owned).chain(rules(&Config::default()));
        for folder in known.filter(|known| known.ends_with('/') || known.starts_with('.')) {
            assert_eq!(faults(&folder), 1, "{folder}");
        }
        for folder in
            ["", "/", "/docs", "..", "a/../b", "./a", "content", "content/pages", "themes/mine", ".a", "a/.b"]
        {
            assert_eq!(faults(folder), 1, "{folder}");
        }
        for folder in ["docs", "docs/", "a/b"] {
            assert_eq!(faults(folder), 0, "{folder}");
        }
    }

    #[test]
    fn each_rule_below_the_content_is_one_and_its_neighbours_are_not() {
        let config = Config::parse("vocabularies: content/words").0;
        for rule in rules(&config).into_iter().filter(|rule| rule.starts_with("content/")) {
            assert!(is_rule(&SitePath::new(&rule), &config), "{rule}");
            assert!(!is_rule(&SitePath::new(&format!("{rule}x")), &config), "{rule}");
        }
        assert!(!is_rule(&SitePath::new("content/pages/index.md"), &config));
    }

    #[test]
    fn each_forge_guards_the_file_that_names_reviewers_and_the_script_that_asks_the_gate() {
        for forge in Forge::ALL {
            for file in [owners_file(forge), &gate_script(forge)] {
                assert!(machinery(Some(forge)).any(|path| file.starts_with(path)), "{file}");
            }
        }
    }
}
