//! Bars. A metric as a drawing: where it started, where it is, where it was to go. Without text and
//! without colour of its own; the figures stand beside it and in a table.

use std::fmt::Write as _;

use crate::record::Metric;

/// The drawing of a metric as SVG; none where there is nothing to compare it with. Metrics of a case
/// that are counted in the same unit are drawn to one scale, so that they can be held against each
/// other.
///
/// All lengths are percentages of the width, so that it fits any screen and needs no script.
pub(super) fn chart(metric: &Metric, all: &[Metric]) -> Option<String> {
    let alike: Vec<&Metric> =
        all.iter().filter(|other| other.unit.is_some() && other.unit == metric.unit).collect();
    if metric.baseline.is_none() && metric.target.is_none() && alike.len() < 2 {
        return None;
    }
    let figures = |metric: &Metric| {
        [Some(metric.value), metric.baseline, metric.target].into_iter().flatten().fold(0.0, f64::max)
    };
    let most = alike.into_iter().map(figures).fold(figures(metric), f64::max);
    let share = |value: f64| if most > 0.0 { percent(value / most) } else { "0%".to_owned() };
    let mut svg = format!(
        "<svg class=\"bar\" width=\"100%\" height=\"24\" aria-hidden=\"true\" focusable=\"false\">\
         <rect class=\"bar-track\" y=\"7\" width=\"100%\" height=\"10\"/>\
         <rect class=\"bar-now\" y=\"7\" width=\"{}\" height=\"10\"/>",
        share(metric.value)
    );
    if let Some(baseline) = metric.baseline {
        let _ = write!(
            svg,
            "<rect class=\"bar-base\" x=\"{}\" y=\"2\" width=\"3\" height=\"20\"/>",
            share(baseline)
        );
    }
    if let Some(target) = metric.target {
        let _ = write!(svg, "<circle class=\"bar-target\" cx=\"{}\" cy=\"12\" r=\"6\"/>", share(target));
    }
    svg.push_str("</svg>");
    Some(svg)
}

/// A share of one as a bar, for a row of a table that has the figure beside it.
pub(super) fn bar(share: f64) -> String {
    format!(
        "<svg class=\"bar\" width=\"100%\" height=\"10\" aria-hidden=\"true\" focusable=\"false\">\
         <rect class=\"bar-now\" width=\"{}\" height=\"10\"/></svg>",
        percent(share.clamp(0.0, 1.0))
    )
}

/// A share of one as a bar on the whole, in a section that says both in words.
pub(super) fn progress(share: f64) -> String {
    format!(
        "<svg class=\"bar\" width=\"100%\" height=\"24\" aria-hidden=\"true\" focusable=\"false\">\
         <rect class=\"bar-track\" y=\"7\" width=\"100%\" height=\"10\"/>\
         <rect class=\"bar-now\" y=\"7\" width=\"{}\" height=\"10\"/></svg>",
        percent(share.clamp(0.0, 1.0))
    )
}

/// A share of one as a percentage with at most two decimals.
fn percent(share: f64) -> String {
    let text = format!("{:.2}", share * 100.0);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Precision;

    fn metric(value: f64, baseline: Option<f64>, target: Option<f64>) -> Metric {
        Metric {
            label: "Files".to_owned(),
            value,
            precision: Precision::Exact,
            unit: None,
            baseline,
            target,
            definition: None,
            measured_with: None,
            date: None,
        }
    }

    fn alone(metric: &Metric) -> Option<String> {
        chart(metric, std::slice::from_ref(metric))
    }

    #[test]
    fn figures_in_one_unit_have_one_scale() {
        let items = |value: f64| Metric { unit: Some("items".to_owned()), ..metric(value, None, None) };
        let all = [items(500.0), items(100.0)];
        assert!(chart(&all[1], &all).unwrap().contains("class=\"bar-now\" y=\"7\" width=\"20%\""));
        let other = [items(500.0), metric(100.0, None, None)];
        assert_eq!(chart(&other[1], &other), None);
    }

    #[test]
    fn the_largest_of_the_three_is_the_whole_width() {
        assert_eq!(
            alone(&metric(2340.0, Some(120.0), Some(3000.0))).unwrap(),
            "<svg class=\"bar\" width=\"100%\" height=\"24\" aria-hidden=\"true\" focusable=\"false\">\
             <rect class=\"bar-track\" y=\"7\" width=\"100%\" height=\"10\"/>\
             <rect class=\"bar-now\" y=\"7\" width=\"78%\" height=\"10\"/>\
             <rect class=\"bar-base\" x=\"4%\" y=\"2\" width=\"3\" height=\"20\"/>\
             <circle class=\"bar-target\" cx=\"100%\" cy=\"12\" r=\"6\"/></svg>"
        );
        assert!(alone(&metric(410.0, None, Some(400.0))).unwrap().contains("cx=\"97.56%\""));
    }

    #[test]
    fn a_figure_alone_is_not_drawn_and_nothing_is_divided_by_zero() {
        assert_eq!(alone(&metric(5.0, None, None)), None);
        assert!(alone(&metric(0.0, Some(0.0), None)).unwrap().contains("width=\"0%\""));
    }
}
