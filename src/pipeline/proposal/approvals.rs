//! What the forge knows of a proposal: who opened it, who made its commits, who has approved which of them. It comes as
//! a file of a simple form, so that no forge's own interface is needed here.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::desk::gate::{Account, Unheard};
use crate::error::{Error, Result};

/// Who has said what of which commit, the oldest first.
///
/// ```json
/// {"approvals": [{"login": "ada", "id": 12345, "commit": "0123…", "state": "approved"}],
///  "pushers": [{"login": "max", "id": 99}], "author": {"login": "max", "id": 99}}
/// ```
///
/// `state` is `approved` where it is left out. `changes-requested` and `dismissed` take back what the
/// same account has said before; `commented` and `pending` say nothing. `id` is the forge's number
/// of an account, `pushers` are the accounts that made commits of the proposal, `author` is who opened it;
/// each may be missing.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approvals {
    approvals: Vec<Approval>,
    #[serde(default)]
    pushers: Vec<Account>,
    #[serde(default)]
    author: Option<Account>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Approval {
    login: String,
    #[serde(default)]
    id: Option<u64>,
    /// The whole id of the commit that was looked at; empty where the forge does not tell.
    commit: String,
    #[serde(default)]
    state: State,
}

/// What was said, as the forges call it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    Approved,
    TakenBack,
    Nothing,
}

impl<'de> Deserialize<'de> for State {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let written = Option::<String>::deserialize(deserializer)?.unwrap_or_else(|| "approved".to_owned());
        match &*written.to_ascii_lowercase().replace('_', "-") {
            "approved" => Ok(Self::Approved),
            "changes-requested" | "request-changes" | "dismissed" => Ok(Self::TakenBack),
            "commented" | "comment" | "pending" | "request-review" => Ok(Self::Nothing),
            _ => Err(serde::de::Error::custom(format!("`{written}` is nothing that a review can say"))),
        }
    }
}

/// The approvals of one commit.
pub(super) struct Heard {
    /// Those that count, each account once.
    pub(super) approvals: Vec<Account>,
    /// Those that do not, and why.
    pub(super) unheard: Vec<(Account, Unheard)>,
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

    /// The account of whoever opened the proposal under a login, with its number where the forge gives it.
    pub(super) fn actor(&self, login: &str) -> Account {
        let is_it = |account: &&Account| account.login.eq_ignore_ascii_case(login);
        let known = self.author.as_ref().filter(is_it).cloned();
        known.unwrap_or_else(|| Account { login: login.to_owned(), id: None })
    }

    /// The approvals that hold for a change. Whoever approved an older commit has not seen what has come since, unless
    /// `is_same` says that the change is still what it was there. Whoever made a commit of it does not approve their own.
    pub(super) fn heard(&self, is_same: impl Fn(&str) -> Result<bool>) -> Result<Heard> {
        // To find out is a merge, and many may name one commit.
        let mut known = BTreeMap::new();
        let mut is_same = |commit: &str| match known.get(commit) {
            Some(is_same) => Ok(*is_same),
            None => is_same(commit).inspect(|is_same| {
                known.insert(commit.to_owned(), *is_same);
            }),
        };
        let mut heard = Heard { approvals: Vec::new(), unheard: Vec::new() };
        for Approval { login, id, commit, state } in &self.approvals {
            let account = Account { login: login.clone(), id: *id };
            if *state == State::Nothing {
                continue;
            }
            heard.unheard.retain(|(known, _)| !known.is(&account));
            let known = heard.approvals.iter().position(|known| known.is(&account));
            match (state, known) {
                (State::Approved, _) if self.pushers.iter().any(|pusher| pusher.is(&account)) => {
                    heard.unheard.push((account, Unheard::OwnCommits));
                }
                (State::Approved, None) if is_same(commit)? => heard.approvals.push(account),
                (State::Approved, None) => heard.unheard.push((account, Unheard::OlderCommit)),
                (State::TakenBack, known) => {
                    if let Some(at) = known {
                        heard.approvals.remove(at);
                    }
                    heard.unheard.push((account, Unheard::TakenBack));
                }
                _ => {}
            }
        }
        Ok(heard)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The accounts that approve the commit `b`, and those that do not, each with why.
    fn of(text: &str) -> String {
        let heard = Approvals::parse("f", text).unwrap().heard(|commit| Ok(commit == "b")).unwrap();
        let approvals = heard.approvals.into_iter().map(|account| account.login);
        let unheard = heard.unheard.into_iter().map(|(account, why)| format!("{}: {why:?}", account.login));
        approvals.chain(unheard).collect::<Vec<_>>().join(", ")
    }

    fn entry(login: &str, commit: &str, state: &str) -> String {
        format!("{{\"login\": \"{login}\", \"commit\": \"{commit}\", \"state\": \"{state}\"}}")
    }

    #[test]
    fn only_what_was_said_last_and_of_the_same_change_counts() {
        let of = |entries: &[String]| of(&format!("{{\"approvals\": [{}]}}", entries.join(",")));
        assert_eq!(of(&[r#"{"login": "ada", "commit": "b"}"#.to_owned()]), "ada");
        assert_eq!(of(&[entry("ada", "a", "approved")]), "ada: OlderCommit");
        assert_eq!(of(&[entry("ada", "b", "APPROVED"), entry("Ada", "b", "approved")]), "ada");
        for taken_back in ["CHANGES_REQUESTED", "REQUEST_CHANGES", "dismissed"] {
            assert_eq!(of(&[entry("ada", "b", "approved"), entry("ada", "b", taken_back)]), "ada: TakenBack");
        }
        for nothing in ["commented", "COMMENT", "pending", "REQUEST_REVIEW"] {
            assert_eq!(of(&[entry("ada", "b", "approved"), entry("ada", "b", nothing)]), "ada");
            assert_eq!(of(&[entry("ada", "b", nothing)]), "");
            let taken_back = [entry("ada", "b", "dismissed"), entry("ada", "b", nothing)];
            assert_eq!(of(&taken_back), "ada: TakenBack");
        }
        assert_eq!(of(&[entry("ada", "b", "dismissed"), entry("ada", "b", "approved")]), "ada");
        assert_eq!(of(&[entry("ada", "a", "approved"), entry("ada", "b", "approved")]), "ada");
    }

    #[test]
    fn whoever_made_a_commit_does_not_approve_it() {
        let of = |pushers: &str, approved: &str| {
            of(&format!("{{\"approvals\": [{approved}], \"pushers\": [{pushers}]}}"))
        };
        let ada = r#"{"login": "ada", "id": 7, "commit": "b"}"#;
        assert_eq!(of(r#"{"login": "max", "id": 99}"#, ada), "ada");
        assert_eq!(of(r#"{"login": "ADA"}"#, ada), "ada: OwnCommits");
        assert_eq!(of(r#"{"login": "ada-before", "id": 7}"#, ada), "ada: OwnCommits");
    }

    #[test]
    fn what_has_another_form_is_refused() {
        let error = Approvals::parse("f.json", "{\"approvals\": [{\"user\": 1}]}").unwrap_err();
        assert_eq!(error.to_string(), "f.json does not say who has approved what");
        let cause = std::error::Error::source(&error).unwrap().to_string();
        assert!(cause.starts_with("unknown field `user`"), "{cause}");
        for text in [
            r#"{"approvals": [{"login": "ada", "id": -7, "commit": "b"}]}"#,
            r#"{"approvals": [], "pushers": [{"id": 99}]}"#,
            r#"{"approvals": [{"login": "ada", "commit": "b", "state": "applauded"}]}"#,
            "{}",
        ] {
            assert!(Approvals::parse("f", text).is_err(), "{text}");
        }
    }

    #[test]
    fn whoever_opened_it_has_their_number() {
        let approvals =
            Approvals::parse("f", r#"{"approvals": [], "author": {"login": "Max", "id": 99}}"#).unwrap();
        assert_eq!(approvals.actor("max").id, Some(99));
        assert_eq!(approvals.actor("ada").id, None);
    }
}
