//! One line of the table: a figure, what it is held against in the same run, and how far it may be from that.

use std::fmt;

/// A line.
pub(crate) struct Row {
    pub(crate) figure: String,
    ours: String,
    against: String,
    reach: String,
    holds: bool,
}

impl Row {
    /// Ours may be at most so many times what it is held against.
    pub(crate) fn times(figure: &str, unit: &str, ours: f64, against: f64, most: f64) -> Self {
        let ratio = ours / against;
        Self {
            figure: figure.to_owned(),
            ours: format!("{} ({ratio:.2} ×)", amount(ours, unit)),
            against: amount(against, unit),
            reach: format!("≤ {most} ×"),
            holds: ratio <= most,
        }
    }

    /// Ours has to be at least so many times what it is held against.
    pub(crate) fn at_least(figure: &str, unit: &str, ours: f64, against: f64, least: f64) -> Self {
        let ratio = ours / against;
        Self {
            figure: figure.to_owned(),
            ours: format!("{} ({ratio:.2} ×)", amount(ours, unit)),
            against: amount(against, unit),
            reach: format!("≥ {least} ×"),
            holds: ratio >= least,
        }
    }

    /// Ours may be so much more than what it is held against.
    pub(crate) fn more(figure: &str, unit: &str, ours: f64, against: f64, most: f64) -> Self {
        let more = ours - against;
        Self {
            figure: figure.to_owned(),
            ours: format!("{} ({more:+.1} {unit})", amount(ours, unit)),
            against: amount(against, unit),
            reach: format!("≤ {} more", amount(most, unit)),
            holds: more <= most,
        }
    }

    /// Ours may be at most this.
    pub(crate) fn most(figure: &str, unit: &str, ours: f64, most: f64) -> Self {
        Self {
            figure: figure.to_owned(),
            ours: amount(ours, unit),
            against: "–".to_owned(),
            reach: format!("≤ {}", amount(most, unit)),
            holds: ours <= most,
        }
    }

    /// Whether it is within reach.
    pub(crate) fn holds(&self) -> bool {
        self.holds
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.holds { "yes" } else { "**no**" };
        let Self {
            figure,
            ours,
            against,
            reach,
            ..
        } = self;
        write!(f, "| {figure} | {ours} | {against} | {reach} | {verdict} |")
    }
}

/// What stands over the lines.
pub(crate) const HEADING: &str =
    "| figure | Sendoff | held against | reach | within |\n|---|---|---|---|---|";

fn amount(number: f64, unit: &str) -> String {
    let digits = if number.abs() < 10.0 { 2 } else { 1 };
    format!("{number:.digits$} {unit}")
}

/// The one in the middle; of an even number the higher of the two.
pub(crate) fn median(mut samples: Vec<f64>) -> f64 {
    samples.sort_by(f64::total_cmp);
    samples[samples.len() / 2]
}

/// The one that 99 of 100 are not above.
pub(crate) fn p99(mut samples: Vec<f64>) -> f64 {
    samples.sort_by(f64::total_cmp);
    samples[(samples.len() * 99).div_ceil(100) - 1]
}
