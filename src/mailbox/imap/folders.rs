//! Which folder of a server is for what: the one that was named, the one that the server says is for it, or the one
//! that has the usual name.

use super::answer::Listed;
use super::complaint::Peer;
use crate::error::Result;
use crate::mailbox::address::Server;
use crate::mailbox::folder::{Folder, shown, written};
use crate::mailbox::options::Options;

/// How many folders an error names.
const MOST_NAMED: usize = 30;

/// The folders of a server, and those that were named.
#[derive(Debug)]
pub(super) struct Folders {
    listed: Vec<Listed>,
    inbox: String,
    drafts: Option<String>,
    sent: Option<String>,
}

impl Folders {
    pub(super) fn new(listed: Vec<Listed>, server: &Server, options: &Options) -> Self {
        let Options { drafts, sent, .. } = options.clone();
        Self { listed, inbox: server.folder.clone(), drafts, sent }
    }

    /// The name of a folder as the server writes it, if there is one for that.
    pub(super) fn find(&self, folder: Folder, peer: &Peer) -> Result<Option<String>> {
        let named = match folder {
            Folder::Inbox => Some(&self.inbox),
            Folder::Drafts => self.drafts.as_ref(),
            Folder::Sent => self.sent.as_ref(),
            Folder::Archive | Folder::All => None,
        };
        if let Some(name) = named {
            let none = || peer.error(format!("has no folder “{name}”")).help(self.there_are());
            return self.named(name).ok_or_else(none).map(Some);
        }
        let is_for = |listed: &&Listed| {
            let special_use = folder.special_use().unwrap_or_default();
            listed.attributes.iter().any(|own| own.eq_ignore_ascii_case(special_use))
        };
        let by_use = self.listed.iter().find(is_for).map(|listed| listed.name.clone());
        Ok(by_use.or_else(|| self.usual(folder)))
    }

    /// The same where there has to be one.
    pub(super) fn required(&self, folder: Folder, peer: &Peer) -> Result<String> {
        self.find(folder, peer)?.ok_or_else(|| {
            let noun = folder.noun();
            peer.error(format!("has no folder for {noun}"))
                .help(format!("{}; name the one for {noun}, or make one in a mail program", self.there_are()))
        })
    }

    /// The folder that has one of the names that such folders have, at the top or within the inbox.
    fn usual(&self, folder: Folder) -> Option<String> {
        let delimiter = self.listed.iter().find_map(|listed| listed.delimiter);
        folder.names().iter().find_map(|name| {
            let within = delimiter.map(|delimiter| format!("INBOX{delimiter}{name}"));
            self.named(name).or_else(|| self.named(&within?))
        })
    }

    fn named(&self, name: &str) -> Option<String> {
        let is_inbox = name.eq_ignore_ascii_case("INBOX");
        let is_it = |listed: &&Listed| {
            if is_inbox {
                listed.name.eq_ignore_ascii_case(name)
            } else {
                listed.name == written(name) || listed.name == name
            }
        };
        let found = self.listed.iter().find(is_it).map(|listed| listed.name.clone());
        // There is always an inbox, whatever else is listed.
        found.or_else(|| is_inbox.then(|| "INBOX".to_owned()))
    }

    fn there_are(&self) -> String {
        let mut names: Vec<_> =
            self.listed.iter().map(|listed| format!("“{}”", shown(&listed.name))).collect();
        names.sort();
        names.truncate(MOST_NAMED);
        format!("it has these folders: {}", names.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mailbox::address::Address;

    fn found(folder: Folder, drafts: Option<&str>, listed: &[(&str, &[&str])]) -> Result<Option<String>> {
        let listed = listed.iter().map(|(name, attributes)| Listed {
            attributes: attributes.iter().map(|attribute| (*attribute).to_owned()).collect(),
            delimiter: Some('.'),
            name: (*name).to_owned(),
        });
        let Address::Server(server) = Address::parse("imaps://desk@mail.example.org").unwrap() else {
            unreachable!()
        };
        let options = Options { drafts: drafts.map(str::to_owned), ..Options::default() };
        Folders::new(listed.collect(), &server, &options).find(folder, &Peer::new("mail.example.org"))
    }

    #[test]
    fn a_folder_is_found_by_its_use_before_its_name() {
        let drafts = |listed: &[(&str, &[&str])]| found(Folder::Drafts, None, listed).unwrap();
        assert_eq!(drafts(&[("Drafts", &[]), ("Entw&APw-rfe", &["\\drafts"])]).unwrap(), "Entw&APw-rfe");
        assert_eq!(drafts(&[("Other", &["\\Sent"]), ("Drafts", &[])]).unwrap(), "Drafts");
        assert_eq!(drafts(&[("INBOX.Drafts", &[])]).unwrap(), "INBOX.Drafts");
        assert_eq!(drafts(&[("drafts", &[]), ("INBOX", &[])]), None);
    }

    #[test]
    fn every_folder_has_its_use_and_its_names() {
        for (folder, special_use, names) in [
            (Folder::Drafts, "\\Drafts", &["Drafts"][..]),
            (Folder::Sent, "\\Sent", &["Sent", "Sent Items", "Sent Messages", "Sent Mail"]),
            (Folder::Archive, "\\Archive", &["Archive", "Archives"]),
            (Folder::All, "\\All", &[]),
        ] {
            assert_eq!(found(folder, None, &[("x", &[special_use])]).unwrap().unwrap(), "x");
            for name in names {
                assert_eq!(found(folder, None, &[(name, &[])]).unwrap().unwrap(), *name);
            }
        }
        assert_eq!(found(Folder::Inbox, None, &[("Inbox", &[])]).unwrap().unwrap(), "Inbox");
        assert_eq!(found(Folder::Inbox, None, &[]).unwrap().unwrap(), "INBOX");
    }

    #[test]
    fn a_folder_that_was_named_has_to_be_there() {
        let listed = &[("Entw&APw-rfe", &[][..]), ("Drafts", &[])];
        assert_eq!(found(Folder::Drafts, Some("Entwürfe"), listed).unwrap().unwrap(), "Entw&APw-rfe");
        let shown = found(Folder::Drafts, Some("Rascunhos"), listed).unwrap_err().shown();
        assert!(shown.contains("no folder “Rascunhos”") && shown.contains("“Drafts”, “Entwürfe”"), "{shown}");
    }
}
