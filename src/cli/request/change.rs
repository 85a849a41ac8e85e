//! A change of one request's fields, in their place: what `assign`, `checklist`, `group` and `priority` have in common.
//! Whether somebody may make it is judged when they propose it.

use super::desk::{Desk, publishable, typed, unchanged};
use crate::cli::{Outcome, answer, terminal};
use crate::error::{Error, Result};
use crate::record::{Manuscript, Record};
use crate::yaml::edit::Refused;
use crate::yaml::write::Value;

/// Writes a change, if it is one that `casebook check` finds nothing wrong with.
pub(super) fn change(
    desk: &Desk,
    before: &Record,
    edit: impl FnOnce(&mut Manuscript) -> std::result::Result<(), Refused>,
) -> Result<Outcome> {
    let file = &before.file;
    let old = desk.manuscript(file)?;
    let mut new = old.clone();
    edit(&mut new).map_err(unchanged(file))?;
    answer(&format!("{file}\n"))?;
    if new == old {
        terminal::say("It says so already. Nothing was written.\n")?;
        return Ok(Outcome::Clean);
    }
    let after = desk.parsed(file, before.id.clone(), &new)?;
    desk.rewrite(file, &new)?;
    if let Some(digest) = before.digest.as_ref().filter(|_| before.digest != after.digest) {
        let digest = digest.to_string();
        let judged = desk.site.reviews(&before.id.slug).iter();
        match judged.filter(|review| review.is_upheld() && review.digest == digest).count() {
            0 => {}
            1 => terminal::say("One review is of the request as it was, and does not count any more.\n")?,
            count => terminal::say(&format!(
                "{count} reviews are of the request as it was, and do not count any more.\n"
            ))?,
        }
    }
    Ok(Outcome::Clean)
}

/// A text that was typed for a field, as it may be published.
pub(super) fn prose(option: &str, text: String) -> Result<Value> {
    let text = typed(Some(text)).ok_or_else(|| {
        Error::usage(format!("`--{option}` says nothing"))
            .help("write the text behind it, in quotation marks")
    })?;
    let value = Value::prose(text);
    publishable(option, &value)?;
    Ok(value)
}
