//! What people said of the room that they have, too long ago for anybody to know whether it is still so. Pages do not show
//! it, and whoever checks the site is told whom to ask.

use std::sync::Arc;

use jiff::civil;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, FieldPath};
use crate::record::{Capacity, Fields, Person, Record};

/// Tells of each.
pub(super) fn tell_old(records: &[Arc<Record>], today: civil::Date, diagnostics: &mut Diagnostics) {
    for record in records.iter().filter(|record| !record.is_translation()) {
        let Fields::Person(person) = &record.fields else { continue };
        let Some(capacity) = person.capacity.filter(|capacity| capacity.last_day() < today) else { continue };
        let path = FieldPath::key(Person::capacity.name).then(Capacity::as_of.name);
        let message = format!("`{path}` ({}) is more than half a year ago", capacity.as_of);
        let help = "ask whether it is still so and write the day of the answer, or delete `capacity`; until then no page \
                    shows it";
        diagnostics.push(Diagnostic::new(Code::OldCapacity, &record.file, path, message).help(help));
    }
}
