//! The names of values that are one of a few, as front matter writes them: parts of the names of
//! messages, of classes, of facets.

use super::walk::{At, Choice, Hint, Value, Visitor, Walk};
use super::{
    Channel, Confidence, GroupStatus, Health, HomeSection, Level, Precision, Priority, Proposed,
    Recommendation, RecordedFrom, Room, Size, UploadState,
};

/// A value that has a name.
pub trait Named {
    /// What it is a value of: the message that names it is `value-OF-NAME`.
    const OF: &'static str;
    /// The names of all.
    const NAMES: &'static [&'static str];

    /// As front matter writes it.
    fn name(&self) -> &'static str;
}

macro_rules! names {
    ($($type:ident $of:literal $(is $state:ident)? { $($variant:ident $name:literal),* })*) => {
        $(
            impl Named for $type {
                const OF: &'static str = $of;
                const NAMES: &'static [&'static str] = &[$($name),*];

                fn name(&self) -> &'static str {
                    match self { $(Self::$variant => $name),* }
                }
            }

            impl Walk for $type {
                fn walk<'r>(&'r self, at: &At<'_>, visitor: &mut dyn Visitor<'r>) {
                    let is_state = [$(stringify!($state))?].contains(&"state");
                    visitor.value(Value::Choice(Choice { of: Self::OF, name: self.name(), is_state }), at);
                }

                fn hint() -> Hint {
                    Hint::OneOf(Self::NAMES)
                }
            }
        )*

        /// Every value with the text that serde writes for it, for the test that holds them equal.
        #[cfg(test)]
        fn all() -> Vec<(&'static str, String)> {
            vec![$($(($name, serde_json::to_value($type::$variant).unwrap().as_str().unwrap().to_owned())),*),*]
        }
    };
}

// One that is a state is shown in its colour.
names! {
    Level "level" { Beginner "beginner", Intermediate "intermediate", Advanced "advanced" }
    Confidence "confidence" is state {
        WorkInProgress "work-in-progress", NotValidated "not-validated", Validated "validated", Archived "archived"
    }
    Room "room" is state { Room "room", Some "some", None "none" }
    Health "health" is state {
        Working "working", Degraded "degraded", Unmaintained "unmaintained", Retired "retired"
    }
    GroupStatus "group" is state { Planned "planned", Active "active", Closed "closed" }
    Channel "channel" { Mail "mail", Form "form", PullRequest "pull-request", Meeting "meeting" }
    Proposed "proposed" { Countries "countries", Languages "languages" }
    Size "size" { Question "question", Project "project" }
    Recommendation "recommendation" { Proceed "proceed", Revise "revise", Decline "decline" }
    RecordedFrom "recorded-from" { Mail "mail", Meeting "meeting" }
    Priority "priority" { High "high", Medium "medium", Low "low" }
    UploadState "upload" is state {
        Planned "planned", Pilot "pilot", Running "running", Done "done", Stopped "stopped"
    }
    HomeSection "section" {
        Tasks "tasks", Text "text", Learn "learn", New "new", Next "next", Numbers "numbers", Topics "topics"
    }
    Precision "precision" { Exact "exact", About "about", MoreThan "more-than" }
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_those_of_front_matter() {
        for (name, written) in super::all() {
            assert_eq!(name, written);
        }
    }
}
