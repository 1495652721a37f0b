//! The numbered fault cases in `tests/cases` and the promises in `README.md`: all are there, and each names tests that
//! exist. Never: a judgement whether such a test is a good one.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::source::Source;

/// The groups of cases: the file, the letter of its cases, how many there are.
const GROUPS: [(&str, &str, usize); 15] = [
    ("vault", "V", 20),
    ("keyring", "K", 10),
    ("oauth", "O", 23),
    ("submit", "N", 28),
    ("uploads", "U", 13),
    ("disk", "D", 17),
    ("crashes", "C", 17),
    ("instances", "I", 12),
    ("media", "M", 21),
    ("text", "X", 10),
    ("links", "L", 10),
    ("hostile", "H", 10),
    ("leaks", "R", 10),
    ("supply", "G", 3),
    ("properties", "P", 8),
];

/// How many promises the README makes.
const PROMISES: usize = 8;

/// How a row begins its last cell when there is no test, before it says why.
const NOT_BUILT: &str = "not built: ";

#[test]
fn every_case_is_listed_and_names_tests_that_exist() {
    let known = Known::of_the_tree();
    let mut findings = Vec::new();
    let mut built = 0;
    for (file, letter, count) in GROUPS {
        let path = format!("tests/cases/{file}.md");
        let text = read(&path);
        let rows = rows_of(&text, letter);
        let numbers: Vec<&str> = rows.iter().map(|row| row[0]).collect();
        let wanted: Vec<String> = (1..=count).map(|n| format!("{letter}-{n:02}")).collect();
        if numbers != wanted {
            findings.push(format!(
                "{path}: lists {numbers:?}, not {letter}-01 to {count}"
            ));
        }
        for row in &rows {
            built += usize::from(!row.last().is_some_and(|cell| cell.starts_with(NOT_BUILT)));
            findings.extend(
                known
                    .objections(row, 4)
                    .map(|what| format!("{path}: {what}")),
            );
        }
    }
    assert!(findings.is_empty(), "{}", findings.join("\n"));
    // `cargo test --test tidy cases -- --nocapture` shows it.
    println!(
        "{built} cases are built of {}",
        GROUPS.map(|group| group.2).iter().sum::<usize>()
    );
}

#[test]
fn every_promise_names_tests_that_exist() {
    let known = Known::of_the_tree();
    let text = read("README.md");
    let rows = rows_of(&text, "G");
    assert_eq!(rows.len(), PROMISES, "of the promises G1 to G8");
    let findings: Vec<String> = rows
        .iter()
        .flat_map(|row| known.objections(row, 4))
        .collect();
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[test]
fn a_row_that_names_no_test_or_one_that_is_not_there_is_objected_to() {
    let source = Source::parse("tests/a.rs", "#[test]\nfn it_holds() {}");
    let known = Known::of(&[source]);
    for (last, is_fine) in [
        ("`it_holds`", true),
        ("`some::module::it_holds`, `Cargo.toml`", true),
        ("not built: the video kind of post is not there yet", true),
        ("`it_holds_not`", false),
        ("`it_holds`, `tests/not_there.sh`", false),
        ("it_holds", false),
        ("", false),
        ("not built: ", false),
        ("not built: later", false),
    ] {
        let row = vec!["V-01", "given", "holds", last];
        assert_eq!(known.objections(&row, 4).count() == 0, is_fine, "{last}");
    }
}

/// The names of all functions of the tree.
struct Known {
    functions: BTreeSet<String>,
}

impl Known {
    fn of_the_tree() -> Self {
        Self::of(&super::sources())
    }

    fn of(sources: &[Source]) -> Self {
        let lines = sources.iter().flat_map(|source| &source.lines);
        let name = |raw: &str| {
            let (_, rest) = raw.split_once("fn ")?;
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_')?;
            Some(rest[..end].to_owned())
        };
        Self {
            functions: lines.filter_map(|line| name(&line.raw)).collect(),
        }
    }

    /// What is wrong with a row.
    fn objections<'a>(
        &'a self,
        row: &'a [&str],
        cells: usize,
    ) -> impl Iterator<Item = String> + 'a {
        let case = row.first().copied().unwrap_or_default();
        let is_whole = row.len() == cells && row.iter().all(|cell| !cell.is_empty());
        let last = row.last().copied().unwrap_or_default();
        let reason = last.strip_prefix(NOT_BUILT.trim_end());
        let names: Vec<&str> = last.split('`').skip(1).step_by(2).collect();
        let is_shown = reason.map_or(!names.is_empty(), |reason| {
            reason.split_whitespace().count() > 1
        });
        let unknown = names.into_iter().filter(|name| !self.is_there(name));
        (!is_whole)
            .then(|| format!("{case}: not {cells} cells with words in them"))
            .into_iter()
            .chain((!is_shown).then(|| format!("{case}: names no test and no reason")))
            .chain(unknown.map(move |name| format!("{case}: there is no `{name}`")))
    }

    fn is_there(&self, name: &str) -> bool {
        let is_path = name.contains('/') || name.contains('.');
        if is_path {
            return root().join(name).exists();
        }
        let function = name.rsplit("::").next().unwrap_or(name);
        self.functions.contains(function)
    }
}

/// The rows of the tables of a text whose first cell is this letter and a number.
fn rows_of<'a>(text: &'a str, letter: &str) -> Vec<Vec<&'a str>> {
    let is_case = |cell: &str| {
        let number = cell
            .strip_prefix(letter)
            .map(|rest| rest.trim_start_matches('-'));
        number.is_some_and(|number| number.parse::<usize>().is_ok())
    };
    text.lines()
        .filter_map(|line| line.strip_prefix('|')?.trim_end().strip_suffix('|'))
        .map(|line| line.split('|').map(str::trim).collect::<Vec<_>>())
        .filter(|cells| cells.first().is_some_and(|cell| is_case(cell)))
        .collect()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|err| panic!("{path}: {err}"))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
