//! The files with which a forge publishes a site and judges what is proposed for it. `init` asks for
//! them and writes them.
//!
//! They are kept as files below `starter/forge/`, in which a few names stand for what differs from one
//! site to the next: `%BRANCH%`, `%SITE%`, `%HOST%`, `%RUNNER%`, `%SCRIPTS%`, `%SHA256%`, `%PROGRAM%`. What takes
//! their place stands in YAML and in shell, between quotes or without, so it may hold nothing that means something there.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil;

use super::super::terminal;
use crate::config::{Config, Forge, Workflow, policy};
use crate::desk::People;
use crate::error::{Error, Result};
use crate::pipeline::Inventory;
use crate::record::Host;

macro_rules! template {
    ($path:literal, $file:literal) => {
        ($path, include_str!(concat!("../starter/forge/", $file)))
    };
}

const GITHUB: &[(&str, &str)] = &[
    template!(".github/CASEBOOK.md", "github/CASEBOOK.md"),
    template!(".github/casebook/begin.sh", "github/begin.sh"),
    template!(".github/casebook/clock.sh", "github/clock.sh"),
    template!(".github/casebook/due.sh", "shared/due.sh"),
    template!(".github/casebook/forge.sh", "github/forge.sh"),
    template!(".github/casebook/gate.sh", "github/gate.sh"),
    template!(".github/casebook/install.sh", "shared/install.sh"),
    template!(".github/casebook/judge.sh", "shared/judge.sh"),
    template!(".github/casebook/mail.sh", "shared/mail.sh"),
    template!(".github/casebook/post.sh", "github/post.sh"),
    template!(".github/casebook/propose.sh", "shared/propose.sh"),
    template!(".github/casebook/publish.sh", "shared/publish.sh"),
    template!(".github/casebook/tools.sh", "shared/tools.sh"),
    template!(".github/pull_request_template.md", "shared/pull-request.md"),
    template!(".github/workflows/casebook-clock.yml", "github/casebook-clock.yml"),
    template!(".github/workflows/casebook-due.yml", "github/casebook-due.yml"),
    template!(".github/workflows/casebook-gate.yml", "github/casebook-gate.yml"),
    template!(".github/workflows/casebook-mail.yml", "github/casebook-mail.yml"),
    template!(".github/workflows/casebook-publish.yml", "github/casebook-publish.yml"),
    template!(".github/workflows/casebook-review.yml", "github/casebook-review.yml"),
];

const GITLAB: &[(&str, &str)] = &[
    template!(".gitlab-ci.yml", "gitlab/gitlab-ci.yml"),
    template!(".gitlab/CASEBOOK.md", "gitlab/CASEBOOK.md"),
    template!(".gitlab/casebook/due.sh", "shared/due.sh"),
    template!(".gitlab/casebook/forge.sh", "gitlab/forge.sh"),
    template!(".gitlab/casebook/gate.sh", "gitlab/gate.sh"),
    template!(".gitlab/casebook/install.sh", "shared/install.sh"),
    template!(".gitlab/casebook/judge.sh", "shared/judge.sh"),
    template!(".gitlab/casebook/mail.sh", "shared/mail.sh"),
    template!(".gitlab/casebook/propose.sh", "shared/propose.sh"),
    template!(".gitlab/casebook/rest.sh", "shared/rest.sh"),
    template!(".gitlab/casebook/tools.sh", "shared/tools.sh"),
    template!(".gitlab/merge_request_templates/Default.md", "shared/pull-request.md"),
];

const FORGEJO: &[(&str, &str)] = &[
    template!(".forgejo/CASEBOOK.md", "forgejo/CASEBOOK.md"),
    template!(".forgejo/casebook/due.sh", "shared/due.sh"),
    template!(".forgejo/casebook/forge.sh", "forgejo/forge.sh"),
    template!(".forgejo/casebook/gate.sh", "forgejo/gate.sh"),
    template!(".forgejo/casebook/install.sh", "shared/install.sh"),
    template!(".forgejo/casebook/judge.sh", "shared/judge.sh"),
    template!(".forgejo/casebook/mail.sh", "shared/mail.sh"),
    template!(".forgejo/casebook/propose.sh", "shared/propose.sh"),
    template!(".forgejo/casebook/publish.sh", "shared/publish.sh"),
    template!(".forgejo/casebook/rest.sh", "shared/rest.sh"),
    template!(".forgejo/casebook/tools.sh", "shared/tools.sh"),
    template!(".forgejo/pull_request_template.md", "shared/pull-request.md"),
    template!(".forgejo/workflows/casebook-due.yml", "forgejo/casebook-due.yml"),
    template!(".forgejo/workflows/casebook-gate.yml", "forgejo/casebook-gate.yml"),
    template!(".forgejo/workflows/casebook-mail.yml", "forgejo/casebook-mail.yml"),
    template!(".forgejo/workflows/casebook-publish.yml", "forgejo/casebook-publish.yml"),
];

fn templates(forge: Forge) -> &'static [(&'static str, &'static str)] {
    match forge {
        Forge::Github => GITHUB,
        Forge::Gitlab => GITLAB,
        Forge::Forgejo => FORGEJO,
    }
}

/// An archive of this program, which the machines of a forge install.
pub(super) struct Archive {
    pub(super) url: String,
    /// Its SHA-256, as 64 hexadecimal digits.
    pub(super) sha256: String,
}

/// What the files of a forge depend on.
pub(super) struct Facts {
    pub(super) forge: Forge,
    pub(super) archive: Option<Archive>,
    pub(super) host: Host,
    pub(super) config: Arc<Config>,
    pub(super) workflow: Arc<Workflow>,
    pub(super) people: People,
    pub(super) today: civil::Date,
}

impl Facts {
    /// Those of a site that `init` is about to make: it has no people yet, and says nothing of where it is.
    pub(super) fn of_new_site(forge: Forge, archive: Option<Archive>, today: civil::Date) -> Self {
        Self {
            forge,
            archive,
            host: Host::at(forge, ""),
            config: Arc::new(Config::default()),
            workflow: Workflow::standard(),
            people: People::default(),
            today,
        }
    }

    /// Those of the site in a folder.
    ///
    /// # Errors
    /// When the site has errors: what decides who may do what is not guessed.
    pub(super) fn of(dir: &Path, forge: Forge, archive: Option<Archive>, today: civil::Date) -> Result<Self> {
        let project = terminal::project(dir, false, Some(today))?;
        let loaded = project.load(&Inventory::take(&project.root)?, None)?;
        if loaded.diagnostics.has_errors() {
            let shown = dir.display();
            return Err(Error::usage(format!("the site in {shown} has errors"))
                .help(format!("`casebook check --root {shown}` shows them")));
        }
        let site = loaded.site;
        let url = match &site.config.repository {
            Some(repository) if repository.forge != forge => {
                let message = format!(
                    "casebook.yaml says that the repository is {}, which is another kind of forge",
                    repository.url
                );
                return Err(Error::usage(message).help("change one of them"));
            }
            Some(repository) => &*repository.url,
            None => "",
        };
        Ok(Self {
            forge,
            archive,
            host: Host::at(forge, url),
            config: Arc::clone(&site.config),
            workflow: Arc::clone(&site.workflow),
            people: People::of(&site),
            today,
        })
    }

    /// The folder of the repository that is the site; empty for the repository itself.
    pub(super) fn folder(&self) -> &str {
        self.config.repository.as_ref().map_or("", |repository| &repository.folder)
    }

    fn branch(&self) -> &str {
        self.config.repository.as_ref().map_or("main", |repository| &repository.branch)
    }

    /// The topmost folder of the repository of the site in `dir`. Forges look there alone.
    pub(super) fn top(&self, dir: &Path) -> Result<PathBuf> {
        let whole = std::path::absolute(dir).map_err(Error::io("find", dir))?;
        let whole = whole.canonicalize().unwrap_or(whole);
        let folder = Path::new(self.folder());
        if !whole.ends_with(folder) {
            let message = format!(
                "casebook.yaml says that the site is in the folder {} of its repository, but it is in {}",
                folder.display(),
                dir.display()
            );
            return Err(Error::usage(message));
        }
        let top = whole.ancestors().nth(folder.components().count()).unwrap_or(&whole);
        let around = top.ancestors().skip(1).find(|outer| outer.join(".git").exists());
        match around {
            Some(outer) if !top.join(".git").exists() => Err(Error::usage(format!(
                "{} is a folder of the repository {}, and a forge reads its files from the topmost one alone",
                dir.display(),
                outer.display()
            ))
            .help("write the name of the folder into casebook.yaml, as `folder` of `repository`")),
            _ => Ok(top.to_owned()),
        }
    }

    /// The files, sorted by their paths from the topmost folder of the repository.
    pub(super) fn files(&self) -> Result<Vec<(String, String)>> {
        let (branch, folder) = (self.branch(), self.folder());
        let site = if folder.is_empty() { "." } else { folder };
        let stages = self.workflow.stages.iter().map(|stage| &*stage.id);
        for name in [branch, site, self.config.vocabularies.as_str()].into_iter().chain(stages) {
            if !is_plain(name) {
                return Err(Error::usage(format!("`{name}` would have to stand in scripts and patterns"))
                    .help("write letters, digits, `-`, `_`, `.` and `/`"));
            }
        }
        let places = [
            ("%BRANCH%", branch),
            ("%SITE%", site),
            ("%HOST%", self.host.name()),
            // Codeberg's own runners have other names than those that most Forgejos begin with.
            ("%RUNNER%", if self.host == Host::Codeberg { "codeberg-medium" } else { "docker" }),
            // Without an archive both are empty, and the script that installs it says what to set.
            ("%SHA256%", self.archive.as_ref().map_or("", |archive| &archive.sha256)),
            // The last, since an address may hold what looks like one of the names.
            ("%PROGRAM%", self.archive.as_ref().map_or("", |archive| &archive.url)),
        ];
        let (templates, scripts) = (templates(self.forge), policy::scripts(self.forge));
        let fill = |text: &str| {
            let text = text.replace("%SCRIPTS%", scripts);
            places.iter().fold(text, |text, (place, value)| text.replace(place, value))
        };
        let mut files: Vec<(String, String)> =
            templates.iter().map(|(path, text)| ((*path).to_owned(), fill(text))).collect();
        files.push((policy::owners_file(self.forge).to_owned(), self.owners()));
        files.sort();
        Ok(files)
    }
}

/// What was written, and what is left to do.
pub(super) fn next_steps(names: &[&str], facts: &Facts) -> String {
    let ending = |end: &str| names.iter().find(|name| name.ends_with(end)).copied().unwrap_or_default();
    let mut said = format!(
        "These publish the site and judge what is proposed for it:\n\n    {}\n\n\
         Read {}: it says what to switch on at the forge, and what nobody can do for you.\n",
        names.join("\n    "),
        ending("CASEBOOK.md")
    );
    let _ = writeln!(
        said,
        "\nBefore the forge requires the gate: `casebook check` says what the desk still lacks (`unready-desk`). Nobody \
         can\napprove the first people, so commit them to `{}` directly.",
        facts.branch()
    );
    if facts.host == Host::Forgejo && facts.config.repository.is_none() {
        said.push_str(
            "\nOn Codeberg, write `repository` into casebook.yaml first and run this once more: these files know people \
             by\ntheir account `forgejo`, and there it is `codeberg`.\n",
        );
    }
    if facts.archive.is_none() {
        let _ = writeln!(
            said,
            "\nThey do nothing before they know where to get Casebook: write the address of an archive of it and \
             its\nSHA-256 into {}, as `program` and `sha256`.",
            ending("install.sh")
        );
    }
    said
}

/// Whether a name has no meaning in YAML, in a shell, or as a path that leads elsewhere.
fn is_plain(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    name.chars().all(plain) && !name.starts_with(['-', '/']) && !name.contains("..") && !name.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_forge_has_the_script_by_which_its_gate_is_known() {
        for forge in Forge::ALL {
            let script = policy::gate_script(forge);
            assert!(templates(forge).iter().any(|(path, _)| *path == script), "{script}");
        }
    }

    #[test]
    fn a_name_that_a_shell_would_read_is_not_plain() {
        for name in ["main", ".", "sites/help-desk", "release_1.x"] {
            assert!(is_plain(name), "{name}");
        }
        for name in ["", "-x", "/etc", "a b", "a'b", "$(x)", "a;b", "`x`", "a/../b", "a\nb", "%SITE%", "é"] {
            assert!(!is_plain(name), "{name}");
        }
    }
}
