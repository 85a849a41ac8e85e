//! All that is ever said to a server. None of it sends, moves or deletes a mail, or takes a flag away; and mails are
//! read with `PEEK`, which leaves them unread.

use std::borrow::Cow;

use encodify::base64;
use jiff::civil::Date;

use crate::mailbox::folder::shown;

/// A command without its tag.
pub(super) enum Command<'a> {
    Capability,
    StartTls,
    /// Signs in with one text in Base64 (SASL); `at_once` where it may stand in the command.
    Authenticate {
        mechanism: &'static str,
        response: &'a str,
        at_once: bool,
    },
    Login {
        user: &'a str,
        password: &'a str,
    },
    /// All folders; `uses` where the server has to be asked what each is for.
    List {
        uses: bool,
    },
    /// Opens a folder to read it. It changes nothing, not even what counts as recent.
    Examine(&'a str),
    /// Opens a folder to add keywords.
    Select(&'a str),
    Search {
        since: Option<Date>,
    },
    Fetch {
        uids: &'a [u32],
        what: Fetch<'a>,
    },
    AddKeyword {
        uids: &'a [u32],
        keyword: &'a str,
    },
    AppendDraft {
        folder: &'a str,
        mail: &'a [u8],
    },
    Logout,
}

/// What is asked of mails.
pub(super) enum Fetch<'a> {
    /// Header fields, flags and size.
    Fields(&'a [&'a str]),
    Size,
    Whole,
}

impl Command<'_> {
    /// The command in the pieces that are sent one by one: before each but the first the server says that it is
    /// ready. The last one ends the line.
    pub(super) fn pieces(&self, tag: &str) -> Vec<Vec<u8>> {
        let mut text = Text { done: Vec::new(), last: format!("{tag} ").into_bytes() };
        match self {
            Self::Capability => text.push("CAPABILITY"),
            Self::StartTls => text.push("STARTTLS"),
            Self::Authenticate { mechanism, response, at_once } => {
                text.push(&format!("AUTHENTICATE {mechanism}"));
                if *at_once {
                    text.push(" ");
                } else {
                    text.push("\r\n");
                    text.cut();
                }
                text.push(&base64::STANDARD.encode(response));
            }
            Self::Login { user, password } => {
                text.push("LOGIN ");
                text.string(user);
                text.push(" ");
                text.string(password);
            }
            Self::List { uses: false } => text.push("LIST \"\" \"*\""),
            Self::List { uses: true } => text.push("LIST \"\" \"*\" RETURN (SPECIAL-USE)"),
            Self::Examine(folder) => {
                text.push("EXAMINE ");
                text.string(folder);
            }
            Self::Select(folder) => {
                text.push("SELECT ");
                text.string(folder);
            }
            Self::Search { since: None } => text.push("UID SEARCH ALL"),
            Self::Search { since: Some(day) } => text.push(&format!("UID SEARCH SINCE {}", written(*day))),
            Self::Fetch { uids, what } => {
                text.push(&format!("UID FETCH {} ", set(uids)));
                match what {
                    Fetch::Fields([]) => text.push("(UID FLAGS RFC822.SIZE)"),
                    Fetch::Fields(fields) => text.push(&format!(
                        "(UID FLAGS RFC822.SIZE BODY.PEEK[HEADER.FIELDS ({})])",
                        fields.join(" ")
                    )),
                    Fetch::Size => text.push("(UID RFC822.SIZE)"),
                    Fetch::Whole => text.push("(UID BODY.PEEK[])"),
                }
            }
            Self::AddKeyword { uids, keyword } => {
                text.push(&format!("UID STORE {} +FLAGS.SILENT ({keyword})", set(uids)));
            }
            Self::AppendDraft { folder, mail } => {
                text.push("APPEND ");
                text.string(folder);
                text.push(" (\\Draft) ");
                text.announced(mail);
            }
            Self::Logout => text.push("LOGOUT"),
        }
        text.push("\r\n");
        text.done.push(text.last);
        text.done
    }

    /// What the command does, for errors.
    pub(super) fn doing(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Capability => "asking what it can do",
            Self::StartTls => "asking for TLS",
            Self::Authenticate { .. } | Self::Login { .. } => "signing in",
            Self::List { .. } => "listing the folders",
            Self::Examine(folder) | Self::Select(folder) => {
                return format!("opening the folder “{}”", shown(folder)).into();
            }
            Self::Search { .. } | Self::Fetch { what: Fetch::Fields(_), .. } => "listing mails",
            Self::Fetch { .. } => "reading mails",
            Self::AddKeyword { .. } => "adding a keyword",
            Self::AppendDraft { folder, .. } => {
                return format!("writing a draft into the folder “{}”", shown(folder)).into();
            }
            Self::Logout => "signing out",
        })
    }

    /// Whether it is about the folder that is open.
    pub(super) fn is_within_folder(&self) -> bool {
        matches!(self, Self::Search { .. } | Self::Fetch { .. } | Self::AddKeyword { .. })
    }
}

struct Text {
    done: Vec<Vec<u8>>,
    last: Vec<u8>,
}

impl Text {
    fn push(&mut self, text: &str) {
        self.last.extend_from_slice(text.as_bytes());
    }

    fn cut(&mut self) {
        self.done.push(std::mem::take(&mut self.last));
    }

    /// A text in quotes, or where it cannot stand there, announced by its length.
    fn string(&mut self, text: &str) {
        if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
            self.push(&format!("\"{escaped}\""));
        } else {
            self.announced(text.as_bytes());
        }
    }

    fn announced(&mut self, bytes: &[u8]) {
        self.push(&format!("{{{}}}\r\n", bytes.len()));
        self.cut();
        self.last.extend_from_slice(bytes);
    }
}

/// Numbers in their order, with what stands in a row as a range.
fn set(uids: &[u32]) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for &uid in uids {
        match ranges.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(uid) => *last = uid,
            _ => ranges.push((uid, uid)),
        }
    }
    let ranges = ranges
        .iter()
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}:{last}") });
    ranges.collect::<Vec<_>>().join(",")
}

/// A day as IMAP writes it.
fn written(day: Date) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = usize::try_from(day.month() - 1).ok().and_then(|month| MONTHS.get(month)).copied();
    format!("{}-{}-{:04}", day.day(), month.unwrap_or("Jan"), day.year())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn said(command: &Command<'_>) -> String {
        let pieces = command.pieces("c7");
        pieces.iter().map(|piece| String::from_utf8_lossy(piece)).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn commands_are_written_as_servers_read_them() {
        let uids = &[1, 2, 3, 7, 9, 10, u32::MAX][..];
        let token = "user=a\u{1}auth=Bearer b\u{1}\u{1}";
        for (command, text) in [
            (Command::Capability, "c7 CAPABILITY\r\n"),
            (Command::StartTls, "c7 STARTTLS\r\n"),
            (Command::Logout, "c7 LOGOUT\r\n"),
            (
                Command::Authenticate { mechanism: "PLAIN", response: "\0a\0b", at_once: false },
                "c7 AUTHENTICATE PLAIN\r\n|AGEAYg==\r\n",
            ),
            (
                Command::Authenticate { mechanism: "XOAUTH2", response: token, at_once: true },
                "c7 AUTHENTICATE XOAUTH2 dXNlcj1hAWF1dGg9QmVhcmVyIGIBAQ==\r\n",
            ),
            (Command::Login { user: "a b", password: "\"\\" }, "c7 LOGIN \"a b\" \"\\\"\\\\\"\r\n"),
            (Command::Login { user: "ä", password: "x" }, "c7 LOGIN {2}\r\n|ä \"x\"\r\n"),
            (Command::List { uses: false }, "c7 LIST \"\" \"*\"\r\n"),
            (Command::List { uses: true }, "c7 LIST \"\" \"*\" RETURN (SPECIAL-USE)\r\n"),
            (Command::Examine("INBOX"), "c7 EXAMINE \"INBOX\"\r\n"),
            (Command::Select("a\\b"), "c7 SELECT \"a\\\\b\"\r\n"),
            (Command::Search { since: None }, "c7 UID SEARCH ALL\r\n"),
            (Command::Search { since: Some(date(2026, 3, 1)) }, "c7 UID SEARCH SINCE 1-Mar-2026\r\n"),
            (
                Command::Fetch { uids, what: Fetch::Whole },
                "c7 UID FETCH 1:3,7,9:10,4294967295 (UID BODY.PEEK[])\r\n",
            ),
            (Command::Fetch { uids: &[5], what: Fetch::Size }, "c7 UID FETCH 5 (UID RFC822.SIZE)\r\n"),
            (
                Command::Fetch { uids: &[5], what: Fetch::Fields(&["Date", "To"]) },
                "c7 UID FETCH 5 (UID FLAGS RFC822.SIZE BODY.PEEK[HEADER.FIELDS (Date To)])\r\n",
            ),
            (
                Command::Fetch { uids: &[5], what: Fetch::Fields(&[]) },
                "c7 UID FETCH 5 (UID FLAGS RFC822.SIZE)\r\n",
            ),
            (
                Command::AddKeyword { uids: &[5, 6], keyword: "Taken" },
                "c7 UID STORE 5:6 +FLAGS.SILENT (Taken)\r\n",
            ),
            (
                Command::AppendDraft { folder: "Drafts", mail: b"A: b\r\n\r\nc" },
                "c7 APPEND \"Drafts\" (\\Draft) {9}\r\n|A: b\r\n\r\nc\r\n",
            ),
        ] {
            assert_eq!(said(&command), text);
        }
    }
}
