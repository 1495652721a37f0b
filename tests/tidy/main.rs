//! The rules of this code base that a program can see, as tests: run `cargo tidy`.
//!
//! Each rule is a value with its reason, files it must object to and files it must let pass.
//! What clippy or rustfmt can see is left to them.

mod budget;
mod cases;
mod desktop;
mod floors;
mod phrases;
mod rule;
mod shape;
mod source;
mod words;

use std::fs;
use std::path::Path;

use rule::{Rule, Sample};
use source::Source;

#[test]
fn every_file_keeps_every_rule() {
    let sources = sources();
    let findings: Vec<String> = rules()
        .iter()
        .flat_map(|rule| sources.iter().flat_map(|source| rule.report(source)))
        .collect();
    assert!(
        findings.is_empty(),
        "{} found:\n{}",
        findings.len(),
        findings.join("\n")
    );
}

#[test]
fn every_rule_objects_to_what_breaks_it() {
    for rule in rules() {
        assert!(!rule.broken.is_empty(), "nothing breaks `{}`", rule.name);
        for sample in &rule.broken {
            assert!(
                !rule.report(&sample.parsed()).is_empty(),
                "`{}` lets this pass in {}:\n{}",
                rule.name,
                sample.path,
                sample.text
            );
        }
    }
}

#[test]
fn every_rule_lets_pass_what_keeps_it() {
    for rule in rules() {
        assert!(!rule.kept.is_empty(), "nothing keeps `{}`", rule.name);
        for sample in &rule.kept {
            let findings = rule.report(&sample.parsed());
            assert_eq!(findings, Vec::<String>::new(), "in\n{}", sample.text);
        }
    }
}

#[test]
fn the_whole_tree_is_read() {
    let sources = sources();
    let paths: Vec<&str> = sources.iter().map(|source| source.path.as_str()).collect();
    for path in ["src/lib.rs", "src/domain/draft.rs", "tests/tidy/main.rs"] {
        assert!(paths.contains(&path), "{path} was not read");
    }
}

impl Sample {
    fn parsed(&self) -> Source {
        Source::parse(self.path, &self.text)
    }
}

fn rules() -> Vec<Rule> {
    [floors::rules(), shape::rules(), phrases::rules()]
        .into_iter()
        .flatten()
        .collect()
}

/// All Rust files of the crate, in the order of their paths.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    for folder in ["src", "tests"] {
        read_folder(root, &root.join(folder), &mut sources);
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

fn read_folder(root: &Path, folder: &Path, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("the folder can be listed") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            read_folder(root, &path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("the file is UTF-8");
            let relative = path.strip_prefix(root).expect("it lies below the root");
            let relative = relative.to_string_lossy().replace('\\', "/");
            sources.push(Source::parse(&relative, &text));
        }
    }
}
