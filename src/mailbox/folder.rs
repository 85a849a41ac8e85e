//! The folders of a mailbox that the desk needs, and how each is found: by the use that a server says it has
//! (RFC 6154), else by the names that mail programs give it.

/// A folder by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folder {
    /// Where mails come in: the folder of the address.
    Inbox,
    Drafts,
    Sent,
    Archive,
    /// All mails, wherever they lie. Gmail has one.
    All,
}

impl Folder {
    /// The use as a server says it; a server has one inbox, which has a name instead.
    pub(super) fn special_use(self) -> Option<&'static str> {
        match self {
            Self::Inbox => None,
            Self::Drafts => Some("\\Drafts"),
            Self::Sent => Some("\\Sent"),
            Self::Archive => Some("\\Archive"),
            Self::All => Some("\\All"),
        }
    }

    /// The names of those that have no such use, the likeliest first.
    pub(super) fn names(self) -> &'static [&'static str] {
        match self {
            Self::Inbox => &["INBOX"],
            Self::Drafts => &["Drafts"],
            Self::Sent => &["Sent", "Sent Items", "Sent Messages", "Sent Mail"],
            Self::Archive => &["Archive", "Archives"],
            Self::All => &[],
        }
    }

    /// What it holds, in a sentence.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Inbox => "mails that come in",
            Self::Drafts => "drafts",
            Self::Sent => "sent mails",
            Self::Archive => "archived mails",
            Self::All => "all mails",
        }
    }
}

/// A name as people read it. Servers, and Maildirs, write it in a UTF-7 of their own (RFC 3501, section 5.1.3).
pub(super) fn shown(name: &str) -> String {
    encodify::utf7::IMAP.lenient().decode_lossy(name)
}

/// A name as servers write it.
pub(super) fn written(name: &str) -> String {
    encodify::utf7::IMAP.encode(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shown_as_people_read_them() {
        for (name, text) in [
            ("Entw&APw-rfe", "Entwürfe"),
            ("INBOX/&ZeVnLIqe-", "INBOX/日本語"),
            ("&2D3eAA-", "😀"),
            ("Tom &- Ann", "Tom & Ann"),
            ("&BCMENAQwBDsEUQQ9BD0ESwQ1-", "Удалённые"),
        ] {
            assert_eq!(shown(name), text);
            assert_eq!(written(text), name);
        }
    }

    #[test]
    fn broken_names_are_shown_all_the_same() {
        for name in ["&", "&-&", "a&b", "&AAA", "&!-", "\u{e9}", "&2AA-", ""] {
            let _ = shown(name);
        }
    }
}
