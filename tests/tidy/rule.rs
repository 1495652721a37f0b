//! What a rule is. Never: a rule.

use crate::source::Source;

/// Something every file of the tree keeps to, and that a program can see.
pub(crate) struct Rule {
    pub(crate) name: &'static str,
    /// Why we want it; shown with every finding.
    pub(crate) reason: &'static str,
    pub(crate) check: fn(&Source) -> Vec<Finding>,
    /// Files the rule must object to.
    pub(crate) broken: Vec<Sample>,
    /// Files that come close and are fine.
    pub(crate) kept: Vec<Sample>,
}

/// One place that breaks a rule.
pub(crate) struct Finding {
    pub(crate) line: usize,
    pub(crate) what: String,
}

/// A made-up file to try a rule on.
pub(crate) struct Sample {
    pub(crate) path: &'static str,
    pub(crate) text: String,
}

impl Rule {
    /// The findings in `source` as lines a terminal can jump to.
    pub(crate) fn report(&self, source: &Source) -> Vec<String> {
        (self.check)(source)
            .into_iter()
            .map(|Finding { line, what }| {
                let Self { name, reason, .. } = self;
                format!("{}:{line}: {what} ({name}: {reason})", source.path)
            })
            .collect()
    }
}

pub(crate) fn sample(path: &'static str, text: impl Into<String>) -> Sample {
    Sample {
        path,
        text: text.into(),
    }
}
