//! What `init --forge` writes, and the gates that come of it: their workflows are run here step by step, as
//! a runner would, against a repository that somebody has proposed a change to, and a forge that is played
//! by a small program.

mod github;
mod mail;
mod others;
mod runner;
mod written;

use std::fs;

use serde_json::{Value, json};

use crate::site::{Site, repository};

/// What the gate's comments begin with.
const MARKER: &str = "<!-- casebook: verdict -->";

const MAPS: &str = "content/requests/maps/index.md";

/// Takes up a request, which only the desk may.
fn take_up(site: &Site) {
    let text = fs::read_to_string(site.path(MAPS)).unwrap();
    site.write(MAPS, text.replace("status: submitted", "status: initial-feedback"));
}

/// What nobody has touched for a day has no right to be open.
fn let_lie(site: &Site) {
    let rules = fs::read_to_string(repository("src/config/workflow.yaml")).unwrap();
    let stagnant = "  - {id: stagnant, aside: true}\n  - id: on-hold\n";
    let moves = "moves:\n  - {from: [submitted], to: stagnant, idle: 1 day}\n  - {from: [stagnant], to: submitted, by: [helpdesk]}\n";
    let rules = rules.replace("  - id: on-hold\n", stagnant).replace("moves:\n", moves);
    site.write("content/workflow.yaml", rules);
}

/// A program in the place of Casebook that keeps the file of approvals and judges nothing.
fn keeping(runner: &runner::Runner) -> String {
    let kept = runner.path("approvals.json");
    format!(
        "#!/bin/bash\n[ \"$1\" = --version ] && exit\n\
         while [ $# -gt 0 ]; do [ \"$1\" != --approvals ] || cp \"$2\" {kept}; shift; done\nexit 2\n"
    )
}

/// A comment on the pull request, as GitHub tells of it.
fn comment(id: u64, login: &str, kind: &str, body: &str) -> Value {
    json!({"id": id, "user": {"login": login, "type": kind, "id": id}, "body": body})
}
