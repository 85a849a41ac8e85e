use super::sections::Section;
use crate::source::Span;

/// The body of a record as HTML, with placeholders where the site has to say something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    pub(super) html: String,
    /// In the order of their places.
    pub(super) placeholders: Vec<Placeholder>,
    /// The title that the text itself gives; only where it was asked for.
    pub title: Option<Box<str>>,
    /// In the order of the page.
    pub headings: Vec<Heading>,
    /// In the order of the page; see [`Section`].
    pub sections: Vec<Section>,
    pub(super) notes: Notes,
    /// What leads to a place within the site. Links to the web need nothing from the site and are
    /// not among them.
    pub links: Vec<Link>,
    /// What else a link's `#` can name: footnotes, the places that name them, `<a id>`.
    pub anchors: Vec<Box<str>>,
    pub(super) excerpt: Option<Box<str>>,
}

/// Where the footnotes begin, be there any or not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Notes {
    /// In the HTML, in bytes.
    pub(super) html: usize,
    /// Among the headings: those within notes come behind all others.
    pub(super) headings: usize,
}

/// A heading of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6: the page's title is the heading of the first level.
    pub level: u8,
    /// What a link's `#` names; no other heading of the body has it.
    pub id: Box<str>,
    /// The text alone, without emphasis or links.
    pub text: Box<str>,
    /// The whole heading, in bytes of the file.
    pub span: Span,
    /// The id that its own text would have given it, where a translation has the id of its original.
    pub own_id: Option<Box<str>>,
    /// Whether a translation has it from its original.
    pub is_borrowed: bool,
}

/// Something that leads to another place within the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub kind: LinkKind,
    /// The address as its writer meant it: without the escapes of Markdown, with those of URLs, and
    /// with the part from `#` on.
    pub target: Box<str>,
    /// The link with its text, in bytes of the file.
    pub span: Span,
    /// Whether a translation has it from its original, whose file `span` is of.
    pub is_borrowed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// `[text](../guides/slug.md)`
    Link,
    /// `[[guides/slug]]`
    Wiki,
    /// `![description](picture.png)`
    Image,
    /// `![caption](numbers.csv)`
    Table,
}

/// What belongs into a placeholder. The numbers are places in [`Body::links`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// What opens a link: an `<a` with its `href`, to which other attributes and a `>` are added. Where the
    /// link leads nowhere that readers can go, another element that is nothing but text.
    LinkStart(usize),
    /// What closes the same element.
    LinkEnd(usize),
    /// The attributes `src`, `width` and `height` of an image, and where there are several sizes, those too.
    Image(usize),
    /// Head and body of a table from a file.
    Table(usize),
    /// The same of an image that stands beside others.
    Thumbnail(usize),
    /// Whose a picture is, as a caption; nothing where nobody says so.
    Credit(usize),
    /// The same, within a caption.
    CaptionCredit(usize),
    /// The text of a `[[link]]` that has none of its own.
    WikiText(usize),
    /// The attributes that name a block of code in the language of the page, with the words that a script needs there.
    Code,
    /// Words in the language of the page: text of an element or value of an attribute.
    Message(Message),
    /// What opens a section that a translation has from its original, and what closes it.
    BorrowedStart,
    BorrowedEnd,
    /// What says that the original of the section has changed since.
    Stale,
}

/// Words that the HTML needs in the language of its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message {
    AlertNote,
    AlertTip,
    AlertImportant,
    AlertWarning,
    AlertCaution,
    TaskDone,
    TaskOpen,
    /// What the link beside a heading is for.
    HeadingLink,
    /// What the list of footnotes is called.
    Footnotes,
    /// What the link from a footnote back to the text is for. The number of the note follows.
    FootnoteBack,
    /// What leads to the file that a table is made of.
    TableFile,
    /// What stands below the name of sound and film on Wikimedia Commons.
    FilmElsewhere,
    SoundElsewhere,
}

impl Message {
    /// The name of the message in the language files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::AlertNote => "markdown-alert-note",
            Self::AlertTip => "markdown-alert-tip",
            Self::AlertImportant => "markdown-alert-important",
            Self::AlertWarning => "markdown-alert-warning",
            Self::AlertCaution => "markdown-alert-caution",
            Self::TaskDone => "markdown-task-done",
            Self::TaskOpen => "markdown-task-open",
            Self::HeadingLink => "markdown-heading-link",
            Self::Footnotes => "markdown-footnotes",
            Self::FootnoteBack => "markdown-footnote-back",
            Self::TableFile => "markdown-table-file",
            Self::FilmElsewhere => "markdown-film-elsewhere",
            Self::SoundElsewhere => "markdown-sound-elsewhere",
        }
    }
}

/// A place in the HTML, in bytes, at which something is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placeholder {
    pub(super) at: usize,
    pub(super) fill: Fill,
}

impl Body {
    /// Whether a reader sees nothing of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.html.trim().is_empty() && self.placeholders.is_empty()
    }

    /// Writes the HTML to `out`. For each placeholder `fill` is asked in turn, and what it writes is taken
    /// as HTML: escaping is its own business.
    pub fn write(&self, out: &mut String, mut fill: impl FnMut(Fill, &mut String)) {
        out.reserve(self.html.len());
        let mut from = 0;
        for placeholder in &self.placeholders {
            out.push_str(&self.html[from..placeholder.at]);
            fill(placeholder.fill, out);
            from = placeholder.at;
        }
        out.push_str(&self.html[from..]);
    }

    /// The images that stand beside others, by their places in `links`.
    pub fn thumbnails(&self) -> impl Iterator<Item = usize> {
        self.placeholders.iter().filter_map(|placeholder| match placeholder.fill {
            Fill::Thumbnail(link) => Some(link),
            _ => None,
        })
    }

    /// The HTML, without what the site puts into it.
    #[must_use]
    pub fn markup(&self) -> &str {
        &self.html
    }

    /// The beginning of the first paragraph, as text and about 200 characters at most: for pages
    /// that bring no summary of their own. Empty where there is no paragraph.
    #[must_use]
    pub fn plain(&self) -> &str {
        self.excerpt.as_deref().unwrap_or_default()
    }

    /// Whether the words stand in the text as they are, on one line and not as code.
    #[must_use]
    pub fn says(&self, words: &str) -> bool {
        let mut escaped = String::new();
        // Writing to a string cannot fail.
        let _ = pulldown_cmark_escape::escape_html_body_text(&mut escaped, words);
        self.html.match_indices(&escaped).any(|(at, _)| {
            let last = |tag| self.html[..at].rfind(tag);
            last("<code") <= last("</code>")
        })
    }

    pub(super) fn placeholder(&mut self, fill: Fill) {
        self.placeholders.push(Placeholder { at: self.html.len(), fill });
    }
}

/// The first 200 characters of `text` or so, cut between words; nothing if it is blank.
pub(super) fn excerpt(text: &str) -> Option<Box<str>> {
    const LENGTH: usize = 200;
    let mut excerpt = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let word_length = word.chars().count();
        if length > 0 && length + 1 + word_length > LENGTH {
            excerpt.push('…');
            break;
        }
        if length > 0 {
            excerpt.push(' ');
            length += 1;
        }
        if word_length > LENGTH {
            // Scripts without spaces: cut where it falls.
            excerpt.extend(word.chars().take(LENGTH));
            excerpt.push('…');
            break;
        }
        excerpt.push_str(word);
        length += word_length;
    }
    (!excerpt.is_empty()).then(|| excerpt.into_boxed_str())
}
