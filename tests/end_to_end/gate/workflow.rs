//! What a site's own workflow can say beyond the standard one. Each attack stands beside what is allowed.

use super::moves::standard_workflow;
use super::{Desk, MAPS, replace};
use crate::site::Site;

const RULES: &str = "content/workflow.yaml";
const TAPES: &str = "content/requests/tapes/index.md";

/// The standard workflow, with these of its words as others.
fn rules(changes: &[(&str, &str)]) -> impl Fn(&Site) {
    let mut text = standard_workflow();
    for (from, to) in changes {
        assert!(text.contains(from), "the workflow has no `{from}`");
        text = text.replace(from, to);
    }
    move |site: &Site| site.write(RULES, &text)
}

#[test]
fn a_state_is_renamed_while_requests_stand_in_it() {
    let renamed = rules(&[("id: submitted", "id: new\n    was: [submitted, draft]"), ("submitted", "new")]);
    // The second change has put the new name into `was` too.
    let renamed = |site: &Site| {
        renamed(site);
        replace(site, RULES, "was: [new, draft]", "was: [submitted, draft]");
        replace(site, TAPES, "held_from: development", "held_from: submitted");
    };
    let taken_up = |site: &Site| replace(site, MAPS, "status: submitted", "status: initial-feedback");
    assert_eq!(Desk::changed_from("hal", renamed, taken_up).refused(), [""; 0]);
    let renames = |site: &Site| replace(site, MAPS, "status: submitted", "status: new");
    assert_eq!(Desk::changed_from("zoe", renamed, renames).refused(), [""; 0], "that is no move");
    let skips = |site: &Site| replace(site, MAPS, "status: submitted", "status: support");
    assert_eq!(Desk::changed_from("hal", renamed, skips).refused(), ["skipped-state"]);
    let back = |site: &Site| {
        replace(site, TAPES, "held_from: submitted\n", "");
        replace(site, TAPES, "status: on-hold", "status: draft");
    };
    assert_eq!(Desk::changed_from("hal", renamed, back).refused(), [""; 0], "an old name is the new one");
    let unknown = |site: &Site| replace(site, MAPS, "status: submitted", "status: fresh");
    assert_eq!(Desk::changed_from("hal", renamed, unknown).refused(), ["unknown-name"]);
}
