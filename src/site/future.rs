//! Days that have not come, where a record says when something was done. Used as they are, they would keep a
//! page at the top of every list for ever, and a guide from being read through again. They are told, and the
//! site does as if they were not written.

use std::sync::Arc;

use jiff::civil;

use crate::config::Language;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FieldPath};
use crate::record::value::{Date, PartialDate};
use crate::record::{
    Capacity, Common, Field, Fields, FileCount, Guide, Meeting, Person, Pilot, Record, Request, Review, Step,
    Task, Tool, Upload, UploadState,
};
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
        let done: Vec<&Field> = done(&record.fields)
            .into_iter()
            .filter(|(_, date)| is_ahead(*date))
            .map(|(field, _)| field)
            .collect();
        for field in done.iter().filter(|_| is_original) {
            tell(FieldPath::key(field.name));
        }
        let steps = steps_ahead(&record.fields, is_ahead);
        for number in steps.iter().filter(|_| is_original) {
            tell(FieldPath::key(Request::moves.name).at(*number).then(Step::on.name));
        }
        let is_upload_ahead = |date: PartialDate| date.first() > last;
        let counted = match &record.fields {
            Fields::Upload(upload) => upload_ahead(upload, is_upload_ahead),
            Fields::Person(person) if is_ahead(person.capacity.map(|capacity| capacity.as_of)) => {
                vec![FieldPath::key(Person::capacity.name).then(Capacity::as_of.name)]
            }
            _ => Vec::new(),
        };
        for path in counted.iter().filter(|_| is_original) {
            tell(path.clone());
        }
        let tasks = tasks_ahead(&record.fields, is_ahead);
        for number in tasks.iter().filter(|_| is_original) {
            tell(FieldPath::key(Request::plan.name).at(*number).then(Task::done.name));
        }
        let is_sound = done.is_empty() && steps.is_empty() && counted.is_empty() && tasks.is_empty();
        if !is_updated_ahead && is_sound {
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
            for number in tasks {
                request.plan[number].done = None;
            }
        }
        match &mut record.fields {
            Fields::Upload(upload) => forget(upload, is_upload_ahead),
            // The day is all that says how long it holds.
            Fields::Person(person) if !counted.is_empty() => person.capacity = None,
            _ => {}
        }
        for field in done {
            match &mut record.fields {
                Fields::Guide(guide) => guide.last_reviewed = None,
                Fields::Request(request) if *field == *Request::received => request.received = None,
                Fields::Request(request) => request.replied = None,
                Fields::Meeting(meeting) => meeting.date = None,
                Fields::Tool(tool) => tool.last_checked = None,
                Fields::Case(_)
                | Fields::Clinic(_)
                | Fields::Person(_)
                | Fields::Group(_)
                | Fields::Partner(_)
                | Fields::Upload(_)
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

/// The days of an upload that have not come, where files were counted or looked at, or the last of them came.
fn upload_ahead(upload: &Upload, is_ahead: impl Fn(PartialDate) -> bool) -> Vec<FieldPath> {
    let at = |field: &'static Field, inner: &Field| FieldPath::key(field.name).then(inner.name);
    let counted = upload.files.given();
    let counted = counted.map(|(field, count)| (at(Upload::files, field).then(FileCount::on.name), count.on));
    let seen = (at(Upload::pilot, Pilot::on), upload.pilot.on.map(|day| day.0.into()));
    let end = upload.end.filter(|_| upload.state == Some(UploadState::Done));
    let days = counted.chain([seen, (FieldPath::key(Upload::end.name), end)]);
    days.filter(|(_, day)| day.is_some_and(&is_ahead)).map(|(path, _)| path).collect()
}

/// Takes these days out of an upload.
fn forget(upload: &mut Upload, is_ahead: impl Fn(PartialDate) -> bool) {
    let files = &mut upload.files;
    for count in [&mut files.planned, &mut files.uploaded, &mut files.in_use].into_iter().flatten() {
        count.on = count.on.filter(|day| !is_ahead(*day));
    }
    upload.pilot.on = upload.pilot.on.filter(|day| !is_ahead(day.0.into()));
    upload.end = upload.end.filter(|day| upload.state != Some(UploadState::Done) || !is_ahead(*day));
}

/// The tasks of a request that were done on a day that has not come.
fn tasks_ahead(fields: &Fields, is_ahead: impl Fn(Option<Date>) -> bool) -> Vec<usize> {
    let Fields::Request(request) = fields else { return Vec::new() };
    let tasks = request.plan.iter().enumerate();
    tasks.filter(|(_, task)| is_ahead(task.done)).map(|(number, _)| number).collect()
}

/// The fields of a kind that say when something was done, and what they say.
fn done(fields: &Fields) -> Vec<(&'static Field, Option<Date>)> {
    match fields {
        Fields::Guide(guide) => vec![(Guide::last_reviewed, guide.last_reviewed)],
        Fields::Request(request) => {
            vec![(Request::received, request.received), (Request::replied, request.replied)]
        }
        Fields::Meeting(meeting) => vec![(Meeting::date, meeting.date)],
        Fields::Tool(tool) => vec![(Tool::last_checked, tool.last_checked)],
        Fields::Case(_)
        | Fields::Clinic(_)
        | Fields::Person(_)
        | Fields::Group(_)
        | Fields::Partner(_)
        | Fields::Upload(_)
        | Fields::Page(_) => Vec::new(),
    }
}

fn fault(file: &SitePath, path: FieldPath) -> Diagnostic {
    let message = format!("`{path}` is a day that has not come");
    Diagnostic::new(Code::FutureDate, file, path, message)
        .help("correct the year; until then the site does as if it were not written")
}
