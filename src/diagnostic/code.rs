use std::fmt;

/// How much a fault weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site is not built.
    Error,
    /// The site is built all the same.
    Warning,
}

impl Severity {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident)*) => {
        /// Every kind of fault that there is. Its documentation is in `explain/NAME.md`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($variant),* }

        impl Code {
            /// All of them, in the order of the stages that find them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name that people type and forges show.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),* }
            }

            /// What the fault means, why it matters, an example before and after: Markdown.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("explain/", $name, ".md"))),* }
            }
        }
    };
}

codes! {
    UnreadableFile "unreadable-file" Error
    NotUtf8 "not-utf8" Error
    FileTooLarge "file-too-large" Error
    OutsideRoot "outside-root" Error
    BadFileName "bad-file-name" Error
    UnsafeFile "unsafe-file" Error
    NotARecord "not-a-record" Error
    UnpublishedFile "unpublished-file" Warning
    UnknownKind "unknown-kind" Error
    EmptyFile "empty-file" Error
    ConflictMarker "conflict-marker" Error
    ControlCharacter "control-character" Warning
    MisplacedFrontMatter "misplaced-front-matter" Error
    UnclosedFrontMatter "unclosed-front-matter" Error
    YamlSyntax "yaml-syntax" Error
    DuplicateKey "duplicate-key" Error
    UnknownField "unknown-field" Error
    MissingField "missing-field" Error
    WrongType "wrong-type" Error
    UnknownValue "unknown-value" Error
    BadValue "bad-value" Error
    MissingTitle "missing-title" Error
    UnknownTerm "unknown-term" Error
    UnknownLanguage "unknown-language" Error
    DateOrder "date-order" Error
    ReviewText "review-text" Error
    OrphanReview "orphan-review" Error
    UnknownName "unknown-name" Error
    UnreachableState "unreachable-state" Error
    DeadEndState "dead-end-state" Error
    OrphanTranslation "orphan-translation" Error
    TranslationParts "translation-parts" Error
    AddressConflict "address-conflict" Error
    AliasConflict "alias-conflict" Error
    DanglingReference "dangling-reference" Error
    ReferenceCycle "reference-cycle" Error
    BrokenLink "broken-link" Error
    BrokenAnchor "broken-anchor" Error
    AmbiguousLink "ambiguous-link" Error
    LinkToDraft "link-to-draft" Warning
    MissingFile "missing-file" Error
    BrokenPicture "broken-picture" Error
    LinkScheme "link-scheme" Error
    UnclosedComment "unclosed-comment" Error
    MarkdownSyntax "markdown-syntax" Warning
    RawHtml "raw-html" Warning
    MissingAlt "missing-alt" Warning
    CsvTable "csv-table" Error
    MissingCredit "missing-credit" Warning
    HeavyPage "heavy-page" Warning
    MissingSummary "missing-summary" Warning
    GlossaryAvoided "glossary-avoided" Warning
    Unwritten "unwritten" Error
    FutureDate "future-date" Warning
    OldCapacity "old-capacity" Warning
    CountMismatch "count-mismatch" Warning
    UnseenPilot "unseen-pilot" Warning
    CommitDate "commit-date" Warning
    MissingRepository "missing-repository" Warning
    ShallowClone "shallow-clone" Warning
    UnreadHistory "unread-history" Warning
    MissingTheme "missing-theme" Error
    MissingTemplate "missing-template" Error
    TemplateError "template-error" Error
    MessageSyntax "message-syntax" Error
    MissingMessage "missing-message" Error
    UnknownVariable "unknown-variable" Error
    MissingVariable "missing-variable" Warning
    UntranslatedMessage "untranslated-message" Warning
    PrivateData "private-data" Error
    Attachment "attachment" Error
    DuplicateAccount "duplicate-account" Error
    RemovedText "removed-text" Error
    MovesMismatch "moves-mismatch" Error
    UnreadyDesk "unready-desk" Warning
    RequestRemoved "request-removed" Error
    ReviewRemoved "review-removed" Error
    SkippedState "skipped-state" Error
    BackwardMove "backward-move" Error
    FinalState "final-state" Error
    MoveRole "move-role" Error
    UnmetGuard "unmet-guard" Error
    MissingReason "missing-reason" Error
    RewrittenStep "rewritten-step" Error
    UnmadeStep "unmade-step" Error
    MissingQuorum "missing-quorum" Error
    OpenConcern "open-concern" Error
    UncountedReview "uncounted-review" Warning
    UncountedApproval "uncounted-approval" Warning
    DeskField "desk-field" Error
    ForeignRequest "foreign-request" Error
    DecidedText "decided-text" Error
    DecidedReview "decided-review" Error
    ImpersonatedReview "impersonated-review" Error
    RecordedReview "recorded-review" Error
    ReviewerRole "reviewer-role" Error
    StaleReview "stale-review" Error
    ConflictOfInterest "conflict-of-interest" Warning
    PolicyMixed "policy-mixed" Error
    PolicyQuorum "policy-quorum" Error
    MergeConflict "merge-conflict" Error
    UnreadableChange "unreadable-change" Error
}

impl Code {
    /// The code of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
