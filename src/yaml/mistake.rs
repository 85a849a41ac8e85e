//! What can be wrong with how a YAML text is written, and what to write instead.

use std::borrow::Cow;

use crate::diagnostic::Code;
use crate::source::Span;

/// A mistake of writing. Its place is kept beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mistake {
    /// A tab among the spaces that a line begins with.
    Tab,
    /// A character that nobody sees, or that no text may hold.
    Character(char),
    /// A key of the fields that are written before in the same group; its first place.
    Twice { key: String, first: Span },
    /// A line in a column where nothing above begins; the columns in which it could stand: that of its
    /// neighbours, and that of what is written below the last of them.
    Column { column: usize, beside: usize, below: usize },
    /// A field in the column of the hyphen above it; its name, that of the first field behind the hyphen,
    /// and the column of this.
    Hyphen { name: String, first: String, column: usize },
    /// A line of a text without quotes that begins as an entry of a list does.
    FoldedEntry,
    /// A line that was meant to end the front matter.
    Fence { text: String },
    /// A field below one that has a text already.
    BelowText,
    /// A line that has no name and colon.
    NoField,
    /// `name:value`.
    NoSpace { name: String },
    /// A colon of Chinese or Japanese text behind a name.
    WideColon { name: String },
    /// A text below `name: |` in the same column.
    NotIndented { name: String },
    /// `- entry` among fields.
    Entry,
    /// `-entry` or `1. entry` below a field; the entry.
    Mark { entry: String },
    /// A first field that does not stand in the column of the others; so many spaces before it.
    FirstIndented { spaces: usize },
    /// `: value`.
    NoName,
    /// `? key`.
    LongKey,
    /// `: ` in this text, which has no quotes.
    Colon { text: String },
    /// A value that begins with a sign of YAML.
    Sign { sign: char, text: String },
    /// A quotation mark that no other one ends.
    Quote,
    /// More text behind one in quotes.
    BehindQuote,
    /// More text behind a list or fields in brackets.
    BehindBracket { text: String },
    /// A bracket without its counterpart.
    Bracket(char),
    /// A bracket whose counterpart stands behind a `#`; the entry that the `#` cuts.
    Commented { bracket: char, entry: String },
    /// What stands between two values in brackets is no comma.
    Comma,
    /// What stands behind `|` or `>`.
    Header,
    /// A `\` and something that it does not stand before.
    Escape,
    /// More values within each other than [`DEPTH`](super::reader::DEPTH).
    Depth,
    /// A second document, or a directive.
    Document,
}

impl Mistake {
    pub(super) fn code(&self) -> Code {
        match self {
            Self::Twice { .. } => Code::DuplicateKey,
            _ => Code::YamlSyntax,
        }
    }

    /// One sentence on what is wrong.
    pub(super) fn message(&self) -> String {
        match self {
            Self::Tab => "a tab where YAML wants spaces".to_owned(),
            Self::Character(c) => format!("a character that nobody sees: U+{:04X}", u32::from(*c)),
            Self::Twice { key, .. } => format!("`{key}` is written twice"),
            Self::Column { column, .. } => {
                format!("a line that begins in column {}, where nothing above it does", column + 1)
            }
            Self::Hyphen { name, .. } => format!("`{name}` stands in the column of the hyphen above it"),
            Self::FoldedEntry => "a `-` that goes on with the text above it, and begins no entry".to_owned(),
            Self::Fence { text } => format!("`{text}` is no field, and no line `---`"),
            Self::BelowText => "a field below one that has a text already".to_owned(),
            Self::NoField => "a line that is no field".to_owned(),
            Self::NoSpace { name } => format!("no space behind the colon of `{name}`"),
            Self::WideColon { name } => format!("a full-width colon behind `{name}`"),
            Self::NotIndented { name } => format!("the text of `{name}` is not indented"),
            Self::Entry => "an entry of a list among fields".to_owned(),
            Self::Mark { .. } => "an entry of a list without a hyphen and a space".to_owned(),
            Self::FirstIndented { .. } => {
                "the first field does not begin in the column of the others".to_owned()
            }
            Self::NoName => "a colon without the name of a field".to_owned(),
            Self::LongKey => "a name of a field that begins with `?`".to_owned(),
            Self::Colon { .. } => "a second `: ` in one line".to_owned(),
            Self::Sign { sign, .. } => format!("a value that begins with `{sign}`"),
            Self::Quote => "a quotation mark that no other one ends".to_owned(),
            Self::BehindQuote => "more text behind one in quotes".to_owned(),
            Self::BehindBracket { .. } => "more text behind a bracket".to_owned(),
            Self::Bracket('{') => "a `{` without its `}`".to_owned(),
            Self::Bracket(_) => "a `[` without its `]`".to_owned(),
            Self::Commented { bracket, .. } => {
                format!("a `#`, which begins a comment, hides the end of a `{bracket}`")
            }
            Self::Comma => "a comma is missing, or there is one too many".to_owned(),
            Self::Header => "more text behind a `|` or `>`".to_owned(),
            Self::Escape => "a `\\` that stands before no sign it could mean".to_owned(),
            Self::Depth => "values within values without end".to_owned(),
            Self::Document => "a second document within the YAML".to_owned(),
        }
    }

    /// What to write instead.
    pub(super) fn help(&self) -> String {
        match self {
            Self::Tab => "indent with spaces, two for each level".to_owned(),
            Self::Character(_) => {
                "delete it; texts that are copied from elsewhere bring such along".to_owned()
            }
            Self::Twice { .. } => "keep one of the two, and merge what they say".to_owned(),
            Self::Column { beside, below, .. } => {
                let spaces = |count: usize| match count {
                    0 => "no space".to_owned(),
                    1 => "1 space".to_owned(),
                    count => format!("{count} spaces"),
                };
                format!(
                    "what belongs together begins in the same column: put {} before it, or {} if it is a part of \
                     what stands above",
                    spaces(*beside),
                    spaces(*below)
                )
            }
            Self::Hyphen { first, column, .. } => {
                format!("put {column} spaces before it, so that it stands below `{first}`")
            }
            Self::FoldedEntry => {
                "begin it in the column of the entry above; put a text that goes on with a hyphen \
                                  in quotes"
                    .to_owned()
            }
            Self::Fence { .. } => {
                "front matter ends with a line `---`: three hyphens and nothing else".to_owned()
            }
            Self::BelowText => {
                "begin it in the column of the field above; a text that holds a colon goes in quotes"
                    .to_owned()
            }
            Self::NoField => {
                "write `name: value`, one field a line; indent the further lines of a text by two spaces"
                    .to_owned()
            }
            Self::NoSpace { name } => format!("write `{name}: …`, with a space behind the colon"),
            Self::WideColon { name } => format!("write `{name}: …`, with an ordinary colon and a space"),
            Self::NotIndented { .. } => "indent each line of the text by two spaces".to_owned(),
            Self::Entry => "begin the list on the line below its field: `name:`, then `- entry`".to_owned(),
            Self::Mark { entry } => {
                format!("begin each entry with a hyphen and a space: `- {}`", short(entry))
            }
            Self::FirstIndented { spaces } => {
                format!("delete the {spaces} space{} before it", if *spaces == 1 { "" } else { "s" })
            }
            Self::NoName => "write `name: value`".to_owned(),
            Self::LongKey => "write `name: value`; put a name that begins with a sign in quotes".to_owned(),
            Self::Colon { text } => {
                // Curly marks are no quotes.
                let bare = text.trim_matches(['“', '”', '„', '«', '»', '「', '」']);
                format!("put a text that holds a colon in quotes: {}", in_quotes(bare))
            }
            Self::Sign { sign: '-', .. } => {
                "begin a list on the line below its field, or write `[one, two]`".to_owned()
            }
            Self::Sign { sign: '*', text } if text.starts_with("* ") => {
                format!("begin an entry of a list with a hyphen: `- {}`", short(text[1..].trim()))
            }
            Self::Sign { sign: '&' | '*' | '!', text } => format!(
                "put a text in quotes: {}; for an anchor (`&`), an alias (`*`) or a tag (`!`) write the value out",
                in_quotes(text)
            ),
            Self::Sign { sign: '{', text } => {
                format!(
                    "write the value that the placeholder stands for, or put it in quotes: {}",
                    in_quotes(text)
                )
            }
            Self::Sign { text, .. } => format!("put it in quotes: {}", in_quotes(text)),
            Self::Quote => "end the text with the same mark".to_owned(),
            Self::BehindQuote => {
                "put all of it in quotes, of the other kind: `'A \"word\" in quotes'`".to_owned()
            }
            Self::BehindBracket { text } => {
                format!("put a text that begins with a bracket in quotes: {}", in_quotes(text))
            }
            Self::Bracket('{') => {
                "write `{name: value, name: value}`: commas between, a `}` at the end".to_owned()
            }
            Self::Bracket(_) => "write `[one, two]`: commas between, a `]` at the end".to_owned(),
            Self::Commented { entry, .. } => {
                format!("put what holds the `#` in quotes: {}", in_quotes(entry))
            }
            Self::Comma => {
                "write `[one, two]` or `{name: value, name: value}`: one comma between two".to_owned()
            }
            Self::Header => "write the text on the lines below, indented by two spaces".to_owned(),
            Self::Escape => "write two of them, or put the text in single quotes".to_owned(),
            Self::Depth => "write fewer lists and fields within each other".to_owned(),
            Self::Document => "leave out lines of `---` or `...` between the fields".to_owned(),
        }
    }
}

/// A text as it can be written, and as a message shows it: the beginning of a long one.
pub(super) fn in_quotes(text: &str) -> String {
    let cut = short(text);
    let text = &*cut;
    if text.contains(['"', '\\']) {
        format!("`'{}'`", text.replace('\'', "''"))
    } else {
        format!("`\"{text}\"`")
    }
}

/// The beginning of a long text.
pub(super) fn short(text: &str) -> Cow<'_, str> {
    /// How many characters a message shows.
    const SHOWN: usize = 60;
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => Cow::Owned(format!("{}…", &text[..at])),
        None => Cow::Borrowed(text),
    }
}
