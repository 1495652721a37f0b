//! How long and how explained a file is. Never: what it says.

use crate::rule::{Finding, Rule, sample};
use crate::source::{Line, Source};

/// Lines of a file that are not for tests.
const LONGEST_FILE: usize = 400;

/// Lines of code between the braces of a function, as clippy counts them.
const LONGEST_FUNCTION: usize = 60;

pub(crate) fn rules() -> Vec<Rule> {
    vec![
        Rule {
            name: "file header",
            reason: "a reader wants to know what lives here before reading it",
            check: header,
            broken: vec![
                sample("src/a.rs", "use std::fmt;"),
                sample("src/a.rs", ""),
                sample("tests/a.rs", "#![cfg(unix)]\n//! Too late."),
                sample("src/a.rs", "//!\nfn a() {}"),
            ],
            kept: vec![sample("src/a.rs", "//! What lives here.\nfn a() {}")],
        },
        Rule {
            name: "file length",
            reason: "a file longer than this holds two things",
            check: file_length,
            broken: vec![sample("src/a.rs", "\n".repeat(LONGEST_FILE + 1))],
            kept: vec![
                sample("src/a.rs", "\n".repeat(LONGEST_FILE)),
                sample("src/a.rs", long_tests()),
                sample("src/job_tests.rs", "\n".repeat(LONGEST_FILE + 1)),
            ],
        },
        Rule {
            name: "function length",
            reason: "a function longer than this does two things",
            check: function_length,
            broken: vec![
                sample("src/a.rs", function_of(LONGEST_FUNCTION + 1)),
                sample("tests/a.rs", function_of(LONGEST_FUNCTION + 1)),
            ],
            kept: vec![
                sample("src/a.rs", function_of(LONGEST_FUNCTION).repeat(2)),
                sample(
                    "src/a.rs",
                    format!("type A = fn();\n{}", "\n".repeat(LONGEST_FUNCTION)),
                ),
                sample(
                    "src/a.rs",
                    "trait A {\n    fn a(&self);\n    fn b(&self) {}\n}",
                ),
            ],
        },
    ]
}

fn header(source: &Source) -> Vec<Finding> {
    let first = source.lines.first().map_or("", |line| line.raw.as_str());
    if first.starts_with("//! ") {
        return Vec::new();
    }
    let what = "does not begin with `//!` and words".to_owned();
    vec![Finding { line: 1, what }]
}

fn file_length(source: &Source) -> Vec<Finding> {
    let lines = source.shipped().count();
    if lines <= LONGEST_FILE {
        return Vec::new();
    }
    let what = format!("{lines} lines that are not tests, {LONGEST_FILE} is the wall");
    vec![Finding { line: 1, what }]
}

fn function_length(source: &Source) -> Vec<Finding> {
    let begins = |code: &str| {
        let code = code.trim_start();
        code.starts_with("fn ") || code.contains(" fn ")
    };
    source
        .numbered()
        .filter(|(_, line)| begins(&line.code))
        .filter_map(|(number, _)| {
            let lines = lines_of_body(&source.lines[number - 1..]);
            (lines > LONGEST_FUNCTION).then(|| Finding {
                line: number,
                what: format!("a function of {lines} lines, {LONGEST_FUNCTION} is the wall"),
            })
        })
        .collect()
}

/// How many lines of code stand between the braces of the function that begins on the first of `lines`.
fn lines_of_body(lines: &[Line]) -> usize {
    let mut depth = 0;
    let mut count = 0;
    for line in lines {
        let is_inside = depth > 0;
        for c in line.code.chars() {
            match c {
                '(' | '[' | '{' => depth += 1,
                '}' if depth == 1 => return count,
                ')' | ']' | '}' => depth -= 1,
                ';' if depth == 0 => return 0,
                _ => {}
            }
        }
        count += usize::from(is_inside && !line.code.trim().is_empty());
    }
    count
}

fn function_of(lines: usize) -> String {
    format!("fn a(b: [u8; 2]) {{\n{}}}\n", "    b();\n".repeat(lines))
}

fn long_tests() -> String {
    format!(
        "#[cfg(test)]\nmod tests {{\n{}}}\n",
        "\n".repeat(LONGEST_FILE)
    )
}
