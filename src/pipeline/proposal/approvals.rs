//! What the forge knows of a proposal: who has approved which commit. It comes as a file of a simple
//! form, so that no forge's own interface is needed here.

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::git::Revision;

/// Who has said what of which commit, the oldest first.
///
/// ```json
/// {"approvals": [{"login": "ada", "id": 12345, "commit": "0123…", "state": "approved"}],
///  "pushers": [{"login": "max", "id": 99}], "author": {"login": "max", "id": 99}}
/// ```
///
/// `state` is `approved` where it is left out. `changes-requested` and `dismissed` take back what the
/// same login has said before; anything else, such as `commented`, says nothing. `id` is the forge's number
/// of an account, `pushers` are the accounts that made commits of the proposal, `author` is who opened it;
/// each may be missing.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approvals {
    approvals: Vec<Approval>,
    #[serde(default, rename = "pushers")]
    _pushers: Vec<Account>,
    #[serde(default, rename = "author")]
    _author: Option<Account>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Approval {
    login: String,
    #[serde(default, rename = "id")]
    _id: Option<u64>,
    /// The whole id of the commit that was looked at.
    commit: String,
    #[serde(default)]
    state: Option<String>,
}

/// An account of the forge.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Account {
    #[serde(rename = "login")]
    _login: String,
    #[serde(default, rename = "id")]
    _id: Option<u64>,
}

impl Approvals {
    /// Reads the file's text.
    ///
    /// # Errors
    /// When it has another form.
    pub fn parse(file: &str, text: &str) -> Result<Self> {
        serde_json::from_str(text).map_err(|error| {
            Error::usage(format!("{file} does not say who has approved what"))
                .because(error)
                .help("write {\"approvals\": [{\"login\": \"…\", \"commit\": \"…\"}]}")
        })
    }

    /// The logins that approve that commit, each once. Whoever approved an older one has not seen what
    /// has come since, and what is not committed nobody can have approved.
    pub(super) fn at(&self, head: Option<&Revision>) -> Vec<String> {
        let mut logins: Vec<String> = Vec::new();
        for approval in &self.approvals {
            let known = logins.iter().position(|login| login.eq_ignore_ascii_case(&approval.login));
            let state =
                approval.state.as_deref().unwrap_or("approved").to_ascii_lowercase().replace('_', "-");
            let is_head = head.is_some_and(|head| head.as_str().eq_ignore_ascii_case(&approval.commit));
            match (state.as_str(), known) {
                ("approved", None) if is_head => logins.push(approval.login.clone()),
                ("changes-requested" | "dismissed", Some(at)) => drop(logins.remove(at)),
                _ => {}
            }
        }
        logins
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_said_last_and_of_the_last_commit_counts() {
        let git = crate::git::Revision::from("b");
        let of = |text: &str| {
            Approvals::parse("f", &format!("{{\"approvals\": [{text}]}}")).unwrap().at(Some(&git)).join(" ")
        };
        let entry = |login: &str, commit: &str, state: &str| {
            format!("{{\"login\": \"{login}\", \"commit\": \"{commit}\", \"state\": \"{state}\"}}")
        };
        assert_eq!(of(r#"{"login": "ada", "commit": "b"}"#), "ada");
        assert_eq!(of(&entry("ada", "a", "approved")), "", "an older commit");
        assert_eq!(of(&[entry("ada", "b", "APPROVED"), entry("Ada", "b", "approved")].join(",")), "ada");
        assert_eq!(
            of(&[entry("ada", "b", "approved"), entry("ada", "b", "CHANGES_REQUESTED")].join(",")),
            ""
        );
        assert_eq!(of(&[entry("ada", "b", "approved"), entry("ada", "b", "commented")].join(",")), "ada");
        assert_eq!(of(&[entry("ada", "b", "dismissed"), entry("ada", "b", "approved")].join(",")), "ada");
        let error = Approvals::parse("f.json", "{\"approvals\": [{\"user\": 1}]}").unwrap_err();
        assert_eq!(error.to_string(), "f.json does not say who has approved what");
        let cause = std::error::Error::source(&error).unwrap().to_string();
        assert!(cause.starts_with("unknown field `user`"), "{cause}");
    }

    #[test]
    fn accounts_have_numbers_where_the_forge_gives_them() {
        let whole = r#"{"approvals": [{"login": "ada", "id": 7, "commit": "b"}],
            "pushers": [{"login": "max", "id": 99}, {"login": "ann", "id": null}], "author": {"login": "max"}}"#;
        let head = Revision::from("b");
        assert_eq!(Approvals::parse("f", whole).unwrap().at(Some(&head)), ["ada"]);
        let negative = r#"{"approvals": [{"login": "ada", "id": -7, "commit": "b"}]}"#;
        assert!(Approvals::parse("f", negative).is_err());
        let unnamed = r#"{"approvals": [], "pushers": [{"id": 99}]}"#;
        assert!(Approvals::parse("f", unnamed).is_err());
    }

    #[test]
    fn nothing_is_approved_before_it_is_committed() {
        let approvals = Approvals::parse("f", r#"{"approvals": [{"login": "ada", "commit": "b"}]}"#).unwrap();
        assert!(approvals.at(None).is_empty());
    }
}
