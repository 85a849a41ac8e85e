//! Why a review does not count. The gate finds out, and the commands of the desk say it beforehand.

/// Why a review does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Uncounted {
    /// Somebody else wrote it.
    Impersonated,
    /// Somebody else wrote it down, and this person, who is named for that, neither proposes nor approves it.
    RecordedBy(Box<str>),
    /// Somebody else wrote it down, and so many stand for it of those that it takes.
    Unconfirmed(usize, usize),
    /// Its writer says that it is not what they said.
    Contested,
    /// Its writer does not hold the role; their time ended on that day, if they once did.
    NoRole(Option<jiff::civil::Date>),
    /// The request says something else than when it was reviewed.
    Stale,
    /// Its writer says that they have a conflict of interest.
    Declared,
    /// Its writer has taken it back.
    Withdrawn,
    /// Its writer is the requester.
    IsRequester,
    /// Its writer works or speaks for that partner.
    Affiliated(Box<str>),
    /// The same person has another review in this stage.
    Twice,
    /// Its writer is an alternate, and no place of a member is free.
    Alternate,
}

impl Uncounted {
    /// Why, to stand behind “does not count: ”.
    #[must_use]
    pub fn why(&self) -> String {
        match self {
            Self::Impersonated => "somebody else wrote it".to_owned(),
            Self::RecordedBy(name) => {
                format!("{name} is said to have written it down, and neither proposes nor approves it")
            }
            Self::Unconfirmed(have, takes) => {
                format!("it was written down for its writer, and {have} of {takes} stand for it")
            }
            Self::Contested => "its writer says that it is not theirs".to_owned(),
            Self::NoRole(None) => "its writer does not hold the role".to_owned(),
            Self::NoRole(Some(end)) => format!("its writer held the role until {end}"),
            Self::Stale => "the request has changed since".to_owned(),
            Self::Declared => "its writer declares a conflict of interest".to_owned(),
            Self::Withdrawn => "its writer has taken it back".to_owned(),
            Self::IsRequester => "its writer is the requester".to_owned(),
            Self::Affiliated(partner) => format!("its writer works or speaks for `{partner}`"),
            Self::Alternate => "its writer is an alternate, and enough others are impartial".to_owned(),
            Self::Twice => "its writer has another review in this stage".to_owned(),
        }
    }
}
