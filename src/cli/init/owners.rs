//! `CODEOWNERS`: whom the forge asks to review what, from the roles that people hold. `forge` makes it
//! one of its files.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::forge::Facts;
use crate::config::{Forge, policy};
use crate::record::{Kind, layout};

/// The folder of the reviews of a request.
fn reviews(request: &str) -> String {
    let review = layout::review(request, "stage", "person");
    review.as_str().rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"))
}

impl Facts {
    /// The text of the file. The last line that fits a path counts, so the general comes first.
    pub(super) fn owners(&self) -> String {
        let host = self.host.name();
        let mut text = format!(
            "# Who is asked to review what. `casebook init` made this from the roles and the accounts of the people in\n\
             # {}, as of {}. When these change, change it too.\n",
            layout::folder(Kind::Person).trim_end_matches('/'),
            self.today
        );
        self.section(&mut text, "Requests", &self.workflow.desk, &self.requests());
        // A review is its writer's own, whose right to it the gate judges: nobody else need look at it.
        text.push_str("\n# Reviews: each is its writer's own, so nobody else is asked.\n");
        if self.forge == Forge::Github {
            // A path without a name behind it is nobody's.
            let _ = writeln!(text, "{}", self.pattern(&self.in_site(&reviews("*"))));
        }
        let rules = policy::rules(&self.config).into_iter().chain([layout::folder(Kind::Person)]);
        let machinery = policy::machinery(Some(self.forge)).map(str::to_owned);
        let rules: Vec<String> = rules.map(|path| self.in_site(&path)).chain(machinery).collect();
        self.section(&mut text, "The rules, and what runs the gate", &self.workflow.policy.by, &rules);
        if text.contains("\n# Nobody") {
            let _ = writeln!(
                text,
                "\n# Whoever is to be asked needs their name in their file: `accounts: {{{host}: NAME}}`."
            );
        }
        text
    }

    /// The files of requests, but for the reviews where the forge cannot take these out again.
    fn requests(&self) -> Vec<String> {
        let requests = self.in_site(&layout::folder(Kind::Request));
        match self.forge {
            Forge::Github => vec![requests],
            Forge::Gitlab => vec![format!("{requests}*"), format!("{requests}*/*")],
            Forge::Forgejo => vec![format!("{requests}[^/]+"), format!("{requests}[^/]+/[^/]+")],
        }
    }

    /// A path of the site as one of the repository.
    fn in_site(&self, path: &str) -> String {
        let folder = self.folder();
        if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") }
    }

    /// Lines for these paths, with the accounts of whoever holds one of the roles.
    fn section(&self, text: &mut String, what: &str, roles: &[Box<str>], paths: &[String]) {
        let names: Vec<&str> = roles.iter().map(|role| &**role).collect();
        let names = names.join(", ");
        let owners = self.accounts(roles);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\n# {what}: {names}");
        if owners.is_empty() {
            let host = self.host.name();
            let _ = writeln!(
                text,
                "# Nobody with such a role has an account here (`{host}`), so nobody is asked."
            );
        }
        for path in paths {
            let pattern = self.pattern(path);
            let _ = match owners.as_slice() {
                [] => writeln!(text, "# {pattern} @NAME"),
                owners => writeln!(text, "{pattern} {}", owners.join(" ")),
            };
        }
    }

    /// What the forge writes for a path and all below it.
    fn pattern(&self, path: &str) -> String {
        match (self.forge, path.strip_suffix('/')) {
            (Forge::Github | Forge::Gitlab, _) => format!("/{path}"),
            // Regular expressions, each from the first letter to the last; in the file, two backslashes are one.
            (Forge::Forgejo, Some(_)) => format!("{}.*", path.replace('.', r"\\.")),
            (Forge::Forgejo, None) => path.replace('.', r"\\."),
        }
    }

    /// The accounts of whoever holds one of these roles, each once. A name that two people claim is
    /// nobody's, as for the gate.
    fn accounts(&self, roles: &[Box<str>]) -> Vec<String> {
        let holders: BTreeSet<&str> =
            roles.iter().flat_map(|role| self.people.holders(role, self.today)).collect();
        let logins = holders.iter().flat_map(|person| {
            let own = self.people.logins(person, self.host);
            own.filter(|login| {
                self.people.principal(self.host, &self.people.account(self.host, login)) == Some(*person)
            })
        });
        logins.map(|login| format!("@{login}")).collect()
    }
}
