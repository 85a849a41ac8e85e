//! Every figure of the cases and uploads as a table, for a spreadsheet or for reckoning. `casebook export metrics` prints it.
//! The figures of the desk have those of cases that came of requests alone.

use crate::record::value::{PartialDate, WikidataItem};
use crate::record::{Case, Fields, FileCount, Kind, Metric, Named, Record, Upload};
use crate::site::{EntryId, Site};

/// The columns.
const COLUMNS: [&str; 13] = [
    "kind",
    "record",
    "title",
    "label",
    "value",
    "precision",
    "unit",
    "baseline",
    "target",
    "definition",
    "measured_with",
    "date",
    "wikidata",
];

/// The figures of all cases and uploads that are published, as CSV (RFC 4180): a line for each, the records in the order of
/// their names.
#[must_use]
pub fn csv(site: &Site) -> String {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut rows: Vec<[String; 13]> = vec![COLUMNS.map(str::to_owned)];
    for kind in [Kind::Case, Kind::Upload] {
        let mut ids: Vec<EntryId> = site.list(kind).to_vec();
        ids.sort_by_key(|id| site.entry(*id).record.id.slug.clone());
        for id in ids {
            let record = &*site.entry(id).record;
            match &record.fields {
                _ if record.common.draft => {}
                Fields::Case(case) => {
                    rows.extend(case.metrics.iter().map(|metric| of_case(record, case, metric)));
                }
                Fields::Upload(upload) => rows.extend(of_upload(record, upload)),
                _ => {}
            }
        }
    }
    for row in rows {
        // Writing to memory cannot fail.
        let _ = table.write_record(row.map(|cell| plain(&cell)));
    }
    String::from_utf8(table.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// A spreadsheet would take what begins as a formula for one.
fn plain(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

fn of_case(record: &Record, case: &Case, metric: &Metric) -> [String; 13] {
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let items: Vec<&str> = case.wikidata.iter().map(WikidataItem::as_str).collect();
    row(
        record,
        [
            metric.label.clone(),
            metric.value.to_string(),
            metric.precision.name().to_owned(),
            text(&metric.unit),
            number(metric.baseline),
            number(metric.target),
            text(&metric.definition),
            text(&metric.measured_with),
            date(metric.date),
            items.join(" "),
        ],
    )
}

fn of_upload(record: &Record, upload: &Upload) -> Vec<[String; 13]> {
    let files = upload.files;
    let counts = [("planned", files.planned), ("uploaded", files.uploaded), ("in_use", files.in_use)];
    let counted = |(label, count): (&str, Option<FileCount>)| {
        let FileCount { value, precision, on } = count?;
        let none = String::new;
        let cells = [
            label.to_owned(),
            value.to_string(),
            precision.name().to_owned(),
            "files".to_owned(),
            none(),
            none(),
            none(),
            none(),
            date(on),
            none(),
        ];
        Some(row(record, cells))
    };
    counts.into_iter().filter_map(counted).collect()
}

fn row(record: &Record, cells: [String; 10]) -> [String; 13] {
    let mut row: [String; 13] = Default::default();
    record.id.kind.name().clone_into(&mut row[0]);
    row[1] = record.id.slug.to_string();
    row[2].clone_from(&record.common.title);
    for (at, cell) in cells.into_iter().enumerate() {
        row[at + 3] = cell;
    }
    row
}

fn date(date: Option<PartialDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}
