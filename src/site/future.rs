//! Days that have not come, where a record says when something was done. Used as they are, they would keep a
//! page at the top of every list for ever, and a guide from being read through again. They are told, and the
//! site does as if they were not written.

use std::sync::Arc;

use jiff::civil;

use crate::config::Language;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FieldPath};
use crate::record::value::Date;
use crate::record::{Common, Field, Fields, Guide, Meeting, Record, Request, Review, Step, Tool};
use crate::source::SitePath;

/// Takes them out. What a translation has from its original is told there.
pub(super) fn leave_out(
    records: &mut [Arc<Record>],
    reviews: &mut [Arc<Review>],
    original: &Language,
    today: civil::Date,
    diagnostics: &mut Diagnostics,
) {
    // Somewhere it is tomorrow already.
    let last = today.saturating_add(jiff::Span::new().days(1));
    let is_ahead = |date: Option<Date>| date.is_some_and(|date| date.0 > last);
    for record in records {
        let mut tell = |path: FieldPath| diagnostics.push(fault(&record.file, path));
        let is_original = record.language == *original;
        let is_updated_ahead = is_ahead(record.common.updated);
        if is_updated_ahead {
            tell(FieldPath::key(Common::updated.name));
        }
        let done = done(&record.fields).filter(|(_, date)| is_ahead(*date));
        if let Some((field, _)) = done.filter(|_| is_original) {
            tell(FieldPath::key(field.name));
        }
        let steps = steps_ahead(&record.fields, is_ahead);
        for number in steps.iter().filter(|_| is_original) {
            tell(FieldPath::key(Request::moves.name).at(*number).then(Step::on.name));
        }
        if !is_updated_ahead && done.is_none() && steps.is_empty() {
            continue;
        }
        let record = Arc::make_mut(record);
        if is_updated_ahead {
            record.common.updated = None;
        }
        if let Fields::Request(request) = &mut record.fields {
            for number in steps {
                request.moves[number].on = None;
            }
        }
        if done.is_some() {
            match &mut record.fields {
                Fields::Guide(guide) => guide.last_reviewed = None,
                Fields::Request(request) => request.received = None,
                Fields::Meeting(meeting) => meeting.date = None,
                Fields::Tool(tool) => tool.last_checked = None,
                Fields::Case(_)
                | Fields::Clinic(_)
                | Fields::Person(_)
                | Fields::Group(_)
                | Fields::Partner(_)
                | Fields::Page(_) => {}
            }
        }
    }
    for review in reviews.iter_mut().filter(|review| is_ahead(review.date)) {
        diagnostics.push(fault(&review.file, FieldPath::key("date")));
        Arc::make_mut(review).date = None;
    }
}

/// The steps of a request whose days have not come.
fn steps_ahead(fields: &Fields, is_ahead: impl Fn(Option<Date>) -> bool) -> Vec<usize> {
    let Fields::Request(request) = fields else { return Vec::new() };
    let steps = request.moves.iter().enumerate();
    steps.filter(|(_, step)| is_ahead(step.on)).map(|(number, _)| number).collect()
}

/// The field of a kind that says when something was done, and what it says.
fn done(fields: &Fields) -> Option<(&'static Field, Option<Date>)> {
    match fields {
        Fields::Guide(guide) => Some((Guide::last_reviewed, guide.last_reviewed)),
        Fields::Request(request) => Some((Request::received, request.received)),
        Fields::Meeting(meeting) => Some((Meeting::date, meeting.date)),
        Fields::Tool(tool) => Some((Tool::last_checked, tool.last_checked)),
        Fields::Case(_)
        | Fields::Clinic(_)
        | Fields::Person(_)
        | Fields::Group(_)
        | Fields::Partner(_)
        | Fields::Page(_) => None,
    }
}

fn fault(file: &SitePath, path: FieldPath) -> Diagnostic {
    let message = format!("`{path}` is a day that has not come");
    Diagnostic::new(Code::FutureDate, file, path, message)
        .help("correct the year; until then the site does as if it were not written")
}
