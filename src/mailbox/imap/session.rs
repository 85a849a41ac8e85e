//! A server that somebody is signed in to, with the folder that is open. `Imap` asks it.

use std::sync::Arc;

use super::answer::{Answer, Code, Listed, Outcome, Status};
use super::command::Command;
use super::complaint::Peer;
use super::connect::{Connection, connect};
use super::talk::{End, LONGEST};
use super::wire::Fault;
use crate::error::{Error, Result};
use crate::mailbox::address::{Server, SignIn};
use crate::mailbox::folder::shown;
use crate::mailbox::message::{Handle, Spot};
use crate::mailbox::options::Options;
use crate::mailbox::password::Password;

/// How long what is told of one folder may be, in bytes, and how many folders there may be.
const LONGEST_LISTED: usize = 4096;
const MOST_FOLDERS: usize = 10_000;

/// The folder that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Opened {
    pub(super) name: Arc<str>,
    /// By which the server tells that the numbers of its mails are the same as before.
    pub(super) validity: u32,
    /// Whether keywords can be added.
    pub(super) for_keywords: bool,
    /// The flags and keywords that stay, with `\*` where new ones may be made up. `None` where nothing is said.
    pub(super) permanent: Option<Vec<String>>,
    pub(super) is_read_only: bool,
}

impl Opened {
    /// Where the mail of that number lies.
    pub(super) fn handle(&self, uid: u32) -> Handle {
        Handle(Spot::Uid { folder: self.name.clone(), validity: self.validity, uid })
    }
}

pub(super) struct Session {
    talk: Connection,
    pub(super) peer: Peer,
    capabilities: Vec<String>,
    opened: Option<Opened>,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("peer", &self.peer).finish_non_exhaustive()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.talk.leave();
    }
}

impl Session {
    pub(super) fn open(
        server: &Server,
        options: &Options,
        password: impl FnOnce() -> Result<Password>,
    ) -> Result<Self> {
        let peer = Peer::new(&server.host);
        let (talk, greeting) = connect(server, options, &peer)?;
        let mut session = Self { talk, peer, capabilities: Vec::new(), opened: None };
        session.ask_capabilities()?;
        if greeting.is_none_or(|greeting| greeting.status == Status::Ok) {
            session.sign_in(server, &password()?)?;
            // They are others for who is signed in.
            session.ask_capabilities()?;
        }
        Ok(session)
    }

    fn ask_capabilities(&mut self) -> Result<()> {
        let capabilities = self.talk.capabilities();
        self.capabilities =
            capabilities.map_err(|fault| self.peer.fault(&Command::Capability.doing(), fault))?;
        Ok(())
    }

    fn can(&self, word: &str) -> bool {
        self.capabilities.iter().any(|own| own.eq_ignore_ascii_case(word))
    }

    fn sign_in(&mut self, server: &Server, password: &Password) -> Result<()> {
        let (user, secret, at_once) = (server.user.as_str(), password.expose(), self.can("SASL-IR"));
        let (mechanism, response) = match server.sign_in {
            SignIn::Token if self.can("AUTH=OAUTHBEARER") && !self.can("AUTH=XOAUTH2") => {
                // A name is escaped as RFC 5801 has it.
                let user = user.replace('=', "=3D").replace(',', "=2C");
                let Server { host, port, .. } = server;
                (
                    "OAUTHBEARER",
                    format!("n,a={user},\u{1}host={host}\u{1}port={port}\u{1}auth=Bearer {secret}\u{1}\u{1}"),
                )
            }
            SignIn::Token if self.can("AUTH=XOAUTH2") => {
                ("XOAUTH2", format!("user={user}\u{1}auth=Bearer {secret}\u{1}\u{1}"))
            }
            SignIn::Token => {
                return Err(self
                    .peer
                    .error("takes no tokens of OAuth 2.0")
                    .help("take `?auth=token` out of the address, and give a password"));
            }
            SignIn::Password if self.can("AUTH=PLAIN") => ("PLAIN", format!("\0{user}\0{secret}")),
            SignIn::Password if self.can("LOGINDISABLED") => {
                return Err(self.peer.error("takes no passwords").help(
                    "write `?auth=token` behind the address, and give a token of OAuth 2.0 in place of the password",
                ));
            }
            SignIn::Password => ("", String::new()),
        };
        for text in [user, secret, &response] {
            if !text.is_empty() {
                self.peer.is_told(text);
            }
        }
        let command = match mechanism {
            "" => Command::Login { user, password: secret },
            mechanism => Command::Authenticate { mechanism, response: &response, at_once },
        };
        match self.run(&command, (LONGEST, 1), |_| Ok(()))? {
            End::Done(_) => Ok(()),
            End::Refused(outcome) => Err(self.not_let_in(server.sign_in, &outcome.text)),
        }
    }

    fn not_let_in(&self, sign_in: SignIn, says: &str) -> Error {
        self.peer.refused("signing in", says).help(match sign_in {
            SignIn::Token => "the user's name and the token have to belong together, and tokens last for an hour",
            SignIn::Password => {
                "look at the user's name in the address and at the password; some servers want a password made for \
                 one program (an app password), or a token: write `?auth=token` behind the address then"
            }
        })
    }

    /// Says a command.
    pub(super) fn run(
        &mut self,
        command: &Command<'_>,
        bounds: (usize, usize),
        mut take: impl FnMut(Answer) -> Result<()>,
    ) -> Result<End> {
        let run = self.talk.run(command, bounds, |answer| take(answer).map_err(Stop::Error));
        run.map_err(|stop| match stop {
            Stop::Error(error) => error,
            Stop::Fault(fault) => self.peer.fault(&self.doing(command), fault),
        })
    }

    /// Says a command that has to be done.
    pub(super) fn ask(
        &mut self,
        command: &Command<'_>,
        bounds: (usize, usize),
        take: impl FnMut(Answer) -> Result<()>,
    ) -> Result<Outcome> {
        match self.run(command, bounds, take)? {
            End::Done(outcome) => Ok(outcome),
            End::Refused(outcome) => Err(self.peer.refused(&self.doing(command), &outcome.text)),
        }
    }

    /// What a command does, and in which folder.
    fn doing(&self, command: &Command<'_>) -> String {
        match self.opened.as_ref().filter(|_| command.is_within_folder()) {
            Some(opened) => format!("{} in the folder “{}”", command.doing(), shown(&opened.name)),
            None => command.doing().into_owned(),
        }
    }

    /// All folders that can be opened.
    pub(super) fn folders(&mut self) -> Result<Vec<Listed>> {
        let uses = self.can("SPECIAL-USE") && self.can("LIST-EXTENDED");
        let mut folders = Vec::new();
        self.ask(&Command::List { uses }, (LONGEST_LISTED, MOST_FOLDERS), |answer| {
            if let Answer::Listed(folder) = answer {
                folders.push(folder);
            }
            Ok(())
        })?;
        let is_none = |attribute: &String| {
            ["\\Noselect", "\\NonExistent"].iter().any(|none| attribute.eq_ignore_ascii_case(none))
        };
        folders.retain(|folder| !folder.attributes.iter().any(is_none));
        Ok(folders)
    }

    /// Opens a folder, to read it or to add keywords. Where it is open already, nothing is said.
    pub(super) fn folder(&mut self, name: &str, for_keywords: bool) -> Result<&Opened> {
        let is_open = |opened: &Opened| *opened.name == *name && (opened.for_keywords || !for_keywords);
        let opened = match self.opened.take().filter(is_open) {
            Some(opened) => opened,
            None => self.newly_opened(name, for_keywords)?,
        };
        Ok(self.opened.insert(opened))
    }

    fn newly_opened(&mut self, name: &str, for_keywords: bool) -> Result<Opened> {
        let command = if for_keywords { Command::Select(name) } else { Command::Examine(name) };
        let (mut validity, mut permanent) = (None, None);
        let outcome = self.ask(&command, (LONGEST, 1), |answer| {
            match answer {
                Answer::State(Outcome { code: Some(Code::UidValidity(number)), .. }) => {
                    validity = Some(number);
                }
                Answer::State(Outcome { code: Some(Code::PermanentFlags(flags)), .. }) => {
                    permanent = Some(flags);
                }
                _ => {}
            }
            Ok(())
        })?;
        let Some(validity) = validity else {
            let fault = Fault::NotImap;
            return Err(self.peer.fault(&command.doing(), fault));
        };
        let is_read_only = outcome.code == Some(Code::ReadOnly);
        Ok(Opened { name: name.into(), validity, for_keywords, permanent, is_read_only })
    }
}

/// Why a command was left before its end.
enum Stop {
    Fault(Fault),
    Error(Error),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}
