//! Who may change what a request says: the requester their own words, the desk all of it, and
//! whoever moves a request what the move asks for.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::config::Guard;
use crate::desk::gate::{Judged, Side};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::{DecidedBy, Field, Kind, Record, Request};

pub(in crate::desk::gate) fn judge(judged: &Judged<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let request = judged.request;
    let Some(after) = request.after.record() else {
        return;
    };
    let is_new = !request.before.exists();
    if judged.is_desk() {
        return;
    }
    let desk = judged.names_of(&judged.desk());
    if matches!(request.before, Side::Broken) {
        // Whose it is and where it stood cannot be read, so no rule could tell what would be another.
        let message = "the request could not be read before, so the desk alone can say what it is";
        let fault = Judged::whole(Code::ForeignRequest, &request.file, message);
        return diagnostics.push(fault.help(format!("ask {desk} to approve this pull request")));
    }
    let mut changed = differences(request.before.record(), after);
    if request.body_changed {
        changed.insert("body".to_owned());
    }
    let by_move = fields_of_move(judged);
    // `way` and `role` judge the state itself.
    changed.retain(|field| field != Request::status.name && by_move.iter().all(|moved| moved.name != field));
    let is_desks = |name: &str| match Kind::Request.field(name).map(|field| field.decided_by) {
        Some(DecidedBy::Desk) => true,
        Some(DecidedBy::Filer) => !is_new,
        // The text below the front matter is the requester's.
        Some(DecidedBy::Requester) | None => false,
    };
    for field in changed.iter().filter(|field| is_desks(field)) {
        diagnostics.push(
            judged
                .at(Code::DeskField, field, format!("`{field}` is for the desk to decide"))
                .help(format!("leave it as it is, or ask {desk} to approve this pull request")),
        );
    }
    if is_new || judged.is_requester() {
        return;
    }
    let words: Vec<&str> = changed.iter().filter(|field| !is_desks(field)).map(String::as_str).collect();
    let login = &judged.change.actor.login;
    let help = format!(
        "ask the requester or {desk} to approve this pull request. If `{login}` is the requester, the desk adds \
         the account to `requester.accounts`"
    );
    if let Some(first) = words.first() {
        let message = format!("`{login}` changes a request of somebody else: {}", words.join(", "));
        let diagnostic = if *first == "body" {
            Judged::whole(Code::ForeignRequest, &request.file, message)
        } else {
            judged.at(Code::ForeignRequest, first, message)
        };
        diagnostics.push(diagnostic.help(help.clone()));
    }
    for file in &request.others {
        let message = format!("`{login}` changes a file of somebody else's request");
        diagnostics.push(Judged::whole(Code::ForeignRequest, file, message).help(help.clone()));
    }
}

/// The fields that whoever makes a move may set with it.
fn fields_of_move(judged: &Judged<'_>) -> Vec<&'static Field> {
    let Some(step) = judged.legal_move().filter(|step| judged.acts_as(&step.by)) else {
        return Vec::new();
    };
    let mut fields = vec![Request::status_reason, Request::held_from];
    for guard in &step.needs {
        fields.extend(match guard {
            Guard::Priority => &[Request::priority, Request::priority_reason][..],
            Guard::Assignee => &[Request::assignee],
            Guard::Checklist => &[Request::checklist],
            Guard::Case => &[Request::cases],
            _ => &[],
        });
    }
    fields
}

/// The fields that are not the same on both sides.
fn differences(before: Option<&Record>, after: &Record) -> BTreeSet<String> {
    let (before, after) = (before.map(fields).unwrap_or_default(), fields(after));
    let names = before.keys().chain(after.keys());
    names.filter(|name| before.get(*name) != after.get(*name)).cloned().collect()
}

/// The front matter as values, without what is empty.
fn fields(record: &Record) -> Map<String, Value> {
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
