//! Who may change what a request says: the requester their own words, the desk all of it, and
//! whoever moves a request what the move asks for.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::config;
use crate::desk::gate::{Difference, Judged, Side};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::{Common, DecidedBy, Field, Kind, Record, Request, Size};

pub(in crate::desk::gate) fn judge(judged: &Judged<'_>, diagnostics: &mut Vec<Diagnostic>) {
    held(judged, diagnostics);
    overruled(judged, diagnostics);
    let request = judged.request;
    if judged.is_desk() {
        return;
    }
    let desk = judged.names_of(&judged.desk());
    if matches!(request.before, Side::Broken) {
        if request.is_touched || !request.others.is_empty() {
            // Whose it is and where it stood cannot be read, so no rule could tell what would be another.
            let message = "the request could not be read before, so the desk alone can say what it is";
            let fault = Judged::whole(Code::ForeignRequest, &request.file, message);
            diagnostics.push(fault.help(format!("ask {desk} to approve this pull request")));
        }
        return;
    }
    let is_new = !request.before.exists();
    let by_move = fields_of_move(judged);
    let mut changed = changed_fields(judged);
    if judged.is_in_group() {
        changed.retain(|field| decided_by(field) != Some(DecidedBy::Group));
    }
    // What moves write has rules of its own: `transition` and `role`, `steps`, and `held` below.
    changed.retain(|field| {
        decided_by(field) != Some(DecidedBy::Move) && by_move.iter().all(|moved| moved.name != field)
    });
    let (desks, words): (Vec<String>, Vec<String>) =
        changed.into_iter().partition(|field| is_for_desk(field, is_new));
    for field in &desks {
        diagnostics.push(
            judged
                .at(Code::DeskField, field, format!("`{field}` is for the desk to decide"))
                .help(format!("leave it as it is, or ask {desk} to approve this pull request")),
        );
    }
    if is_new {
        return;
    }
    let mut refuse = |code: Code, about: &str, of_file: &str, help: &str| {
        if let Some(first) = words.first() {
            let message = format!("{about}: {}", words.join(", "));
            let diagnostic = if *first == BODY {
                Judged::whole(code, &request.file, message)
            } else {
                judged.at(code, first, message)
            };
            diagnostics.push(diagnostic.help(help));
        }
        let files = request.others.iter().map(|file| Judged::whole(code, file, of_file).help(help));
        diagnostics.extend(files);
    };
    let proposer = judged.proposer();
    if !judged.is_requester() {
        let login = &judged.change.actor.account.login;
        let help = format!(
            "ask the requester or {desk} to approve this pull request. If `{login}` is the requester, the desk adds \
             the account to `requester.accounts`"
        );
        let about = format!("{proposer} changes a request of somebody else");
        let of_file = format!("{proposer} changes a file of somebody else's request");
        refuse(Code::ForeignRequest, &about, &of_file, &help);
    } else if judged.is_decided() || request.before.request().is_some_and(Request::is_removed) {
        let help =
            format!("ask {desk} to approve this pull request: the comment shows them what would change");
        let about = "the request is decided, and what it asks for would change";
        refuse(Code::DecidedText, about, "the request is decided, and a file of it would change", &help);
    }
}

/// How the text below the front matter is called beside the fields.
const BODY: &str = "body";

/// Whether a field is the desk's to fill in.
fn is_for_desk(field: &str, is_new: bool) -> bool {
    match decided_by(field) {
        Some(DecidedBy::Desk | DecidedBy::Group | DecidedBy::Move) => true,
        Some(DecidedBy::Filer) => !is_new,
        // The text below the front matter is the requester's.
        Some(DecidedBy::Requester) | None => false,
    }
}

fn decided_by(field: &str) -> Option<DecidedBy> {
    Kind::Request.field(field).map(|field| field.decided_by)
}

/// Where a request on hold goes back to is what it came from: it is written by the move, and changes with nothing
/// else, whoever asks. Otherwise two steps would lead around any stage.
fn held(judged: &Judged<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let workflow = &judged.change.workflow;
    let of = |side: &Side| side.request().and_then(|request| request.held(workflow).map(str::to_owned));
    let request = judged.request;
    if judged.transition().is_some()
        || matches!(request.before, Side::Broken)
        || request.after.request().is_none()
        || of(&request.before) == of(&request.after)
        || judged.has_policy_quorum()
    {
        return;
    }
    let help = match of(&request.before) {
        Some(held) => format!("write `held_from: {held}` again"),
        None => "delete the line: whoever puts a request on hold writes it with `status`".to_owned(),
    };
    diagnostics.push(
        judged
            .at(Code::DecidedText, Request::held_from.name, "`held_from` changes with a move alone")
            .help(help),
    );
}

/// A question goes the short way, around the committee. That it is one, where the requester has called it a project,
/// is not for those to say who would take it there.
fn overruled(judged: &Judged<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let of = |side: &Side| side.request().and_then(|request| request.size);
    let request = judged.request;
    let is_overruled = of(&request.before) == Some(Size::Project)
        && request.after.request().is_some_and(|after| after.size != Some(Size::Project));
    if is_overruled && !judged.is_taken_away() && !judged.is_requester() && !judged.has_policy_quorum() {
        diagnostics.push(
            judged
                .at(Code::ForeignRequest, Request::size.name, "the request is a project, as it says itself")
                .help("ask the requester to approve this pull request, or leave `size: project` as it is"),
        );
    }
}

/// What the requester says, as it was and as it would be, where the two are not the same.
pub(in crate::desk::gate) fn differences(judged: &Judged<'_>) -> Vec<Difference> {
    let request = judged.request;
    let (Some(before), Some(after)) = (request.before.record(), request.after.record()) else {
        return Vec::new();
    };
    let (old, new) = (filled(before), filled(after));
    let text = |of: &Map<String, Value>, field: &str| match of.get(field) {
        None => String::new(),
        Some(Value::String(text)) => text.trim_end().to_owned(),
        Some(value) => serde_json::to_string_pretty(value).unwrap_or_default(),
    };
    let is_said = |field: &String| !is_for_desk(field, false);
    let words = changed_fields(judged).into_iter().filter(is_said);
    let difference = |field: String| {
        let (before, after) = if field == BODY {
            (request.body_before.clone(), request.body_after.clone())
        } else {
            (text(&old, &field), text(&new, &field))
        };
        Difference { field, before, after }
    };
    words.map(difference).collect()
}

/// The fields that are not the same on both sides, and the text below them.
fn changed_fields(judged: &Judged<'_>) -> BTreeSet<String> {
    let request = judged.request;
    let Some(after) = request.after.record() else {
        return BTreeSet::new();
    };
    let (before, after) = (request.before.record().map(filled).unwrap_or_default(), filled(after));
    let names = before.keys().chain(after.keys());
    let mut changed: BTreeSet<String> =
        names.filter(|name| before.get(*name) != after.get(*name)).cloned().collect();
    if request.body_before != request.body_after {
        changed.insert(BODY.to_owned());
    }
    // Where it is found is as much the request's as what it says.
    if request.renamed_from.is_some() {
        changed.insert(Common::aliases.name.to_owned());
    }
    changed
}

/// The fields that whoever makes a move may set with it.
fn fields_of_move(judged: &Judged<'_>) -> Vec<&'static Field> {
    let step = judged.legal_move();
    // Nobody decides on a move by time, so nobody says why: the reason of the last one goes, and no other comes.
    let says_nothing = |request: &Request| request.lone_reason().is_none();
    if step.is_some_and(config::Move::is_by_time) && judged.request.after.request().is_some_and(says_nothing)
    {
        return vec![Request::status_reason];
    }
    if !judged.is_exception() && !step.is_some_and(|step| judged.acts_as(&step.by)) {
        return Vec::new();
    }
    let needs = step.iter().flat_map(|step| &step.needs).flat_map(|need| need.fields()).copied();
    let state = judged.to().and_then(|to| judged.change.workflow.state(to));
    let of_state = state.iter().flat_map(|state| state.requires.iter().chain(&state.forbids));
    let named = needs.chain(of_state.map(|name| &**name)).filter_map(|name| Kind::Request.field(name));
    // The requester's own words come with no move, and neither does who asks.
    named.filter(|field| field.decided_by == DecidedBy::Desk).chain([Request::status_reason]).collect()
}

/// The front matter as values, without what is empty.
pub(crate) fn filled(record: &Record) -> Map<String, Value> {
    let objects = [serde_json::to_value(&record.common), serde_json::to_value(&record.fields)];
    let mut fields = Map::new();
    for object in objects {
        if let Ok(Value::Object(object)) = object {
            fields.extend(object);
        }
    }
    fields.retain(|_, value| !is_empty(value));
    fields
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(object) => object.values().all(is_empty),
        _ => false,
    }
}
