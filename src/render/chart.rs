//! A metric as a drawing: where it started, where it is, where it was to go. Without text and
//! without colour of its own; the figures stand beside it and in a table.

use std::fmt::Write as _;

use crate::record::Metric;

/// The drawing of a metric as SVG; none where there is nothing to compare it with.
///
/// All lengths are percentages of the width, so that it fits any screen and needs no script.
pub(super) fn chart(metric: &Metric) -> Option<String> {
    if metric.baseline.is_none() && metric.target.is_none() {
        return None;
    }
    let most = [Some(metric.value), metric.baseline, metric.target].into_iter().flatten().fold(0.0, f64::max);
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

    #[test]
    fn the_largest_of_the_three_is_the_whole_width() {
        assert_eq!(
            chart(&metric(2340.0, Some(120.0), Some(3000.0))).unwrap(),
            "<svg class=\"bar\" width=\"100%\" height=\"24\" aria-hidden=\"true\" focusable=\"false\">\
             <rect class=\"bar-track\" y=\"7\" width=\"100%\" height=\"10\"/>\
             <rect class=\"bar-now\" y=\"7\" width=\"78%\" height=\"10\"/>\
             <rect class=\"bar-base\" x=\"4%\" y=\"2\" width=\"3\" height=\"20\"/>\
             <circle class=\"bar-target\" cx=\"100%\" cy=\"12\" r=\"6\"/></svg>"
        );
        assert!(chart(&metric(410.0, None, Some(400.0))).unwrap().contains("cx=\"97.56%\""));
    }

    #[test]
    fn a_figure_alone_is_not_drawn_and_nothing_is_divided_by_zero() {
        assert_eq!(chart(&metric(5.0, None, None)), None);
        assert!(chart(&metric(0.0, Some(0.0), None)).unwrap().contains("width=\"0%\""));
    }
}
