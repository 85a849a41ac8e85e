//! The address of a mailbox, as it is given on the command line. It never holds a password, and errors about it do
//! not repeat it: its user is often somebody's mail address.

use std::borrow::Cow;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;

use super::password::{VARIABLE, VARIABLE_OF_COMMAND};
use crate::error::{Error, Result};

/// What addresses look like, for errors.
const FORMS: &str = "write imaps://USER@HOST/FOLDER for a mailbox on a server, such as \
                     imaps://desk%40example.org@mail.example.org/INBOX, or the path of a Maildir or of a folder of .eml files";

/// Where a mailbox is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    Server(Server),
    /// A folder with `cur`, `new` and `tmp`.
    Maildir(PathBuf),
    /// A folder of `.eml` files.
    Files(PathBuf),
}

/// A mailbox on a server that speaks IMAP.
#[derive(Clone, PartialEq, Eq)]
pub struct Server {
    pub host: String,
    pub port: u16,
    /// Whether the connection begins in the clear and changes to TLS before anything is said (STARTTLS).
    pub starttls: bool,
    pub user: String,
    pub sign_in: SignIn,
    /// The folder where mails come in, as people read its name.
    pub folder: String,
}

/// What the user shows to a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignIn {
    Password,
    /// A token of OAuth 2.0, which is asked for in place of the password.
    Token,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { host, port, starttls, user: _, sign_in, folder } = self;
        f.debug_struct("Server")
            .field("host", host)
            .field("port", port)
            .field("starttls", starttls)
            .field("sign_in", sign_in)
            .field("folder", folder)
            .finish_non_exhaustive()
    }
}

impl Address {
    /// Reads an address. That of a folder has to be there.
    ///
    /// # Errors
    /// When it has none of the forms, with what to write instead.
    pub fn parse(text: &str) -> Result<Self> {
        match text.split_once("://") {
            Some((scheme, rest)) => Server::parse(scheme, rest).map(Self::Server),
            None => Self::folder(Path::new(text)),
        }
    }

    fn folder(path: &Path) -> Result<Self> {
        let shown = path.display();
        let is = fs::metadata(path).map_err(|error| Error::io("find", path)(error).help(FORMS))?;
        if !is.is_dir() {
            let error = Error::usage(format!("{shown} is a file, and a mailbox is a folder"));
            return Err(match path.extension().and_then(|extension| extension.to_str()) {
                Some("eml") => error.help("give the folder that it lies in"),
                _ => error.help("save the mails of it as .eml files in a folder, and give the folder"),
            });
        }
        let lacks = |name: &&str| !path.join(name).is_dir();
        let lacking: Vec<&str> = ["cur", "new"].into_iter().filter(lacks).collect();
        match lacking[..] {
            [] => Ok(Self::Maildir(path.to_owned())),
            [_, _] => Ok(Self::Files(path.to_owned())),
            [one, ..] => Err(Error::usage(format!("{shown} is half a Maildir: it has no folder `{one}`"))
                .help("make the folder, if this is a Maildir; else rename the other one")),
        }
    }
}

impl Server {
    fn parse(scheme: &str, rest: &str) -> Result<Self> {
        let starttls = match scheme.to_ascii_lowercase().as_str() {
            "imaps" => false,
            "imap" => true,
            "pop" | "pop3" | "pop3s" => {
                return Err(fault("POP has no folders and no drafts")
                    .help("use IMAP, which almost all servers speak as well: imaps://USER@HOST"));
            }
            _ => {
                return Err(fault("only imaps:// and imap:// lead to a mailbox").help(FORMS));
            }
        };
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, folder) = rest.split_once('/').unwrap_or((rest, ""));
        // The name of a user may be an address, with an `@` of its own.
        let Some((user, place)) = authority.rsplit_once('@') else {
            return Err(fault("the address of a mailbox names its user").help(FORMS));
        };
        if user.contains(':') {
            return Err(fault("the address of a mailbox holds no password").help(format!(
                "take out the colon and what stands behind it, up to the `@`; the password comes from the variable \
                 {VARIABLE} or {VARIABLE_OF_COMMAND}; a colon of the user's name itself is written `%3A`"
            )));
        }
        let (host, port) = host_and_port(place)?;
        Ok(Self {
            host,
            port: port.unwrap_or(if starttls { 143 } else { 993 }),
            starttls,
            user: decoded(user, "the user's name")?,
            sign_in: sign_in(query)?,
            folder: match folder.trim_end_matches('/') {
                "" => "INBOX".to_owned(),
                folder => decoded(folder, "the folder")?,
            },
        })
    }
}

fn host_and_port(place: &str) -> Result<(String, Option<u16>)> {
    let (host, port) = match place.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, "")) => (host, None),
        Some((host, rest)) => (host, Some(rest.strip_prefix(':').unwrap_or_default())),
        None => match place.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (place, None),
        },
    };
    let is_sound = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
    if host.is_empty() || !host.chars().all(is_sound) {
        return Err(fault("that is no name of a server").help(
            "write the name that stands in the settings of a mail program, such as mail.example.org; one with \
             other letters than a to z in the form that begins with xn--",
        ));
    }
    let port = port.map(|port| {
        let number = port.parse::<u16>().ok().filter(|port| *port > 0);
        number.ok_or_else(|| {
            fault("the port of a server is a number from 1 to 65535")
                .help("leave it out, with its colon, to use the one that servers have for this")
        })
    });
    Ok((host.to_ascii_lowercase(), port.transpose()?))
}

fn sign_in(query: &str) -> Result<SignIn> {
    match query {
        "" | "auth=password" => Ok(SignIn::Password),
        "auth=token" => Ok(SignIn::Token),
        _ => Err(fault("behind the `?` of a mailbox's address stands `auth=token` or `auth=password`")
            .help("write `?auth=token` where the server wants a token of OAuth 2.0, else nothing")),
    }
}

fn decoded(text: &str, what: &str) -> Result<String> {
    let decoded = percent_decode_str(text).decode_utf8();
    let sound = decoded.ok().filter(|text| !text.is_empty() && !text.contains(char::is_control));
    sound.map(Cow::into_owned).ok_or_else(|| {
        fault(format!("{what} in the address of the mailbox cannot be read"))
            .help("write letters outside of ASCII as they are, `%` as `%25`, `@` as `%40`")
    })
}

fn fault(message: impl Into<String>) -> Error {
    Error::usage(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(text: &str) -> Server {
        match Address::parse(text) {
            Ok(Address::Server(server)) => server,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn servers_are_read_in_every_form() {
        let full = server("imaps://desk%40example.org@Mail.Example.org:1993/Desk/Entw%C3%BCrfe?auth=token");
        assert_eq!(
            full,
            Server {
                host: "mail.example.org".to_owned(),
                port: 1993,
                starttls: false,
                user: "desk@example.org".to_owned(),
                sign_in: SignIn::Token,
                folder: "Desk/Entwürfe".to_owned(),
            }
        );
        for (text, user, host, port, folder) in [
            (
                "imaps://desk@example.org@mail.example.org",
                "desk@example.org",
                "mail.example.org",
                993,
                "INBOX",
            ),
            ("IMAP://a@b/", "a", "b", 143, "INBOX"),
            ("imaps://a@b/INBOX/", "a", "b", 993, "INBOX"),
            ("imaps://a@b/for@desk/x", "a", "b", 993, "for@desk/x"),
            ("imaps://a@c@b/for@desk", "a@c", "b", 993, "for@desk"),
            ("imaps://a%3Ab@[::1]:99/Büro", "a:b", "::1", 99, "Büro"),
            ("imaps://a@[::1]", "a", "::1", 993, "INBOX"),
        ] {
            let server = server(text);
            assert_eq!(
                (&*server.user, &*server.host, server.port, &*server.folder),
                (user, host, port, folder),
                "{text}"
            );
        }
        assert!(server("imap://a@b").starttls && !server("imaps://a@b").starttls);
    }

    #[test]
    fn what_is_wrong_is_said_without_repeating_it() {
        for (text, part) in [
            ("imaps://secretary:geheim@mail.example.org", "holds no password"),
            ("imaps://mail.example.org/INBOX", "names its user"),
            ("imaps://mail.example.org", "names its user"),
            ("pop3://secretary@mail.example.org", "POP has no folders"),
            ("https://secretary@mail.example.org", "only imaps:// and imap://"),
            ("imaps://secretary@", "no name of a server"),
            ("imaps://secretary@mail.exämple.org", "no name of a server"),
            ("imaps://secretary@mail.example.org:0", "from 1 to 65535"),
            ("imaps://secretary@mail.example.org:x", "from 1 to 65535"),
            ("imaps://secretary@[::1]x", "from 1 to 65535"),
            ("imaps://secretary@mail.example.org?auth=none", "`auth=token`"),
            ("imaps://@mail.example.org", "the user's name"),
            ("imaps://secretary%00@mail.example.org", "the user's name"),
            ("imaps://secretary@mail.example.org/%ff", "the folder"),
        ] {
            let shown = Address::parse(text).unwrap_err().shown();
            assert!(shown.contains(part) && shown.contains("help:"), "{text}: {shown}");
            assert!(!shown.contains("secretary") && !shown.contains("geheim"), "{text}: {shown}");
        }
        assert!(!format!("{:?}", server("imaps://secretary@b")).contains("secretary"));
    }

    #[test]
    fn folders_are_told_apart_by_what_they_hold() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let parse = |name: &str| Address::parse(at(name).to_str().unwrap());
        fs::create_dir_all(at("mails")).unwrap();
        fs::create_dir_all(at("maildir/cur")).unwrap();
        fs::write(at("one.eml"), "").unwrap();
        fs::write(at("all.mbox"), "").unwrap();
        assert_eq!(parse("mails").unwrap(), Address::Files(at("mails")));
        assert!(parse("maildir").unwrap_err().shown().contains("no folder `new`"));
        fs::create_dir(at("maildir/new")).unwrap();
        assert_eq!(parse("maildir").unwrap(), Address::Maildir(at("maildir")));
        assert!(parse("one.eml").unwrap_err().shown().contains("the folder that it lies in"));
        assert!(parse("all.mbox").unwrap_err().shown().contains("save the mails"));
        assert!(parse("none").unwrap_err().shown().contains("imaps://USER@HOST"));
    }
}
