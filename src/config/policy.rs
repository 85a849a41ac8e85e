//! Which files decide what a change may do, beside those of people: the rules, and what runs them. A change of one
//! takes approvals. The gate asks for this list, and `init --forge` writes it into `CODEOWNERS` and the scripts.

use super::{Config, FILE, Forge, THEMES, Vocabulary, WORKFLOW};

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

/// The rules of a site, from its root; a folder ends with `/`.
#[must_use]
pub fn rules(config: &Config) -> Vec<String> {
    let vocabularies = Vocabulary::ALL.map(|vocabulary| config.vocabulary_file(vocabulary).to_string());
    let mut rules = vec![FILE.to_owned(), WORKFLOW.to_owned()];
    rules.extend(vocabularies);
    rules.push(THEMES.to_owned());
    rules
}

/// What forges act on, from the top of the repository: all of it, or what one does. A folder ends with `/`.
pub fn machinery(forge: Option<Forge>) -> impl Iterator<Item = &'static str> {
    let is_read = move |forges: &[Forge]| forge.is_none_or(|forge| forges.contains(&forge));
    MACHINERY.into_iter().filter(move |(_, forges)| is_read(forges)).map(|(path, _)| path)
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

/// Whether a change of the file at a path is one of the rules or of what runs them, in a site that is the whole of
/// its repository.
#[must_use]
pub fn is_policy(path: &str, config: &Config) -> bool {
    let is_within = |known: &str| match known.strip_suffix('/') {
        Some(_) => path.starts_with(known),
        None => path == known,
    };
    machinery(None).any(is_within) || rules(config).iter().any(|rule| is_within(rule))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_entry_is_policy_and_its_neighbours_are_not() {
        let config = Config::default();
        for known in machinery(None).map(str::to_owned).chain(rules(&config)) {
            let inside = if known.ends_with('/') { format!("{known}a/b") } else { known.clone() };
            assert!(is_policy(&inside, &config), "{inside}");
            assert!(!is_policy(&format!("a/{inside}"), &config), "{inside}");
            assert!(!is_policy(&format!("{}x", known.trim_end_matches('/')), &config), "{known}");
        }
        assert!(!is_policy("content/pages/index.md", &config));
    }

    #[test]
    fn each_forge_guards_the_file_that_names_reviewers() {
        for forge in [Forge::Github, Forge::Gitlab, Forge::Forgejo] {
            let file = owners_file(forge);
            assert!(machinery(Some(forge)).any(|path| file.starts_with(path)), "{file}");
        }
    }
}
