//! The names of values that are one of a few, as front matter writes them: parts of the names of
//! messages, of classes, of facets.

use super::{Channel, Confidence, GroupStatus, Health, Level, Priority, Recommendation, Size};

/// A value that has a name.
pub trait Named {
    /// The names of all.
    const NAMES: &'static [&'static str];

    /// As front matter writes it.
    fn name(&self) -> &'static str;
}

macro_rules! names {
    ($($type:ident { $($variant:ident $name:literal),* })*) => {
        $(impl Named for $type {
            const NAMES: &'static [&'static str] = &[$($name),*];

            fn name(&self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        })*

        /// Every value with the text that serde writes for it, for the test that holds them equal.
        #[cfg(test)]
        fn all() -> Vec<(&'static str, String)> {
            vec![$($(($name, serde_json::to_value($type::$variant).unwrap().as_str().unwrap().to_owned())),*),*]
        }
    };
}

names! {
    Level { Beginner "beginner", Intermediate "intermediate", Advanced "advanced" }
    Confidence {
        WorkInProgress "work-in-progress", NotValidated "not-validated", Validated "validated", Archived "archived"
    }
    Health { Working "working", Degraded "degraded", Unmaintained "unmaintained", Retired "retired" }
    GroupStatus { Planned "planned", Active "active", Closed "closed" }
    Channel { Mail "mail", Form "form", PullRequest "pull-request", Meeting "meeting" }
    Size { Question "question", Project "project" }
    Recommendation { Proceed "proceed", Revise "revise", Decline "decline" }
    Priority { High "high", Medium "medium", Low "low" }
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
