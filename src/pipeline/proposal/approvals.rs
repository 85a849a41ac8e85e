//! What the forge knows of a proposal: who has approved which commit. It comes as a file of a simple
//! form, so that no forge's own interface is needed here.

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::git::Revision;

/// Who has said what of which commit, the oldest first.
///
/// ```json
/// {"approvals": [{"login": "ada", "commit": "0123…", "state": "approved"}]}
/// ```
///
/// `state` is `approved` where it is left out. `changes-requested` and `dismissed` take back what the
/// same login has said before; anything else, such as `commented`, says nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approvals {
    approvals: Vec<Approval>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Approval {
    login: String,
    /// The whole id of the commit that was looked at.
    commit: String,
    #[serde(default)]
    state: Option<String>,
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
    fn nothing_is_approved_before_it_is_committed() {
        let approvals = Approvals::parse("f", r#"{"approvals": [{"login": "ada", "commit": "b"}]}"#).unwrap();
        assert!(approvals.at(None).is_empty());
    }
}
