//! What is lost on the way to a wiki.

/// What a wiki has no form for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lost {
    Picture,
    Link,
    Mail,
    Comment,
    Fold,
    Html,
    Block,
}

impl Lost {
    /// So many of it, in words.
    #[must_use]
    pub fn counted(self, count: usize) -> String {
        let (one, many) = match self {
            Self::Picture => ("picture of the site, now a link", "pictures of the site, now links"),
            Self::Link => (
                "link that leads nowhere outside of the site, now text",
                "links that lead nowhere outside of the site, now text",
            ),
            Self::Mail => ("link to a mail address, now text", "links to mail addresses, now text"),
            Self::Comment => ("comment, left out", "comments, left out"),
            Self::Fold => ("fold, now open", "folds, now open"),
            Self::Html => ("HTML tag, shown as text", "HTML tags, shown as text"),
            Self::Block => ("block within a list, flattened", "blocks within lists, flattened"),
        };
        format!("{count} {}", if count == 1 { one } else { many })
    }
}
