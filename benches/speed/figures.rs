//! Figures as tables have them. Used by `main`, and by the measurements of the search.

use std::time::Duration;

/// The one in the middle, or between the two there.
pub(crate) fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    let half = figures.len() / 2;
    match figures.len() {
        0 => f64::NAN,
        length if length % 2 == 1 => figures[half],
        _ => f64::midpoint(figures[half - 1], figures[half]),
    }
}

#[allow(clippy::cast_precision_loss)] // no machine has so much memory
pub(crate) fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

pub(crate) fn milliseconds(wait: &Duration) -> f64 {
    wait.as_secs_f64() * 1e3
}
