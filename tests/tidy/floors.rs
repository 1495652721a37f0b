//! Which folder may use which folder, and which crates belong to whom. This table is the design;
//! a new arrow between floors or a new home for a crate is a decision made here.

use crate::rule::{Finding, Rule, sample};
use crate::source::Source;

/// Each folder with the folders it may use. Arrows point down only; neighbours do not know each other.
const FLOORS: &[(&str, &[&str])] = &[
    ("words", &[]),
    ("domain", &["words"]),
    ("tls.rs", &[]),
    ("linkedin", &["domain", "tls", "words"]),
    ("store", &["domain", "words"]),
    ("media", &["domain", "words"]),
    ("sandbox", &[]),
    ("web", &["domain", "tls", "words"]),
    (
        "engine",
        &["domain", "linkedin", "media", "store", "web", "words"],
    ),
    ("ui", &["domain", "media", "words"]),
    ("app", EVERYTHING),
    ("cli", EVERYTHING),
    ("fuzzing.rs", EVERYTHING),
    ("lib.rs", &[]),
    ("main.rs", &[]),
];

const EVERYTHING: &[&str] = &[
    "app", "cli", "domain", "engine", "linkedin", "media", "sandbox", "store", "tls", "ui", "web",
    "words",
];

/// Each crate that is not for everybody, with the places that may name it.
const RESERVED: &[(&str, &[&str])] = &[
    ("arboard", &["app"]),
    ("argon2", &["store"]),
    ("tempfile", &["store"]),
    ("axum", &["sandbox"]),
    ("chacha20poly1305", &["store"]),
    ("clap", &["cli"]),
    ("directories", &["store"]),
    ("eframe", &["app"]),
    ("egui", &["app", "ui"]),
    ("fluent_bundle", &["words"]),
    ("fluent_syntax", &["words"]),
    ("emojis", &["domain"]),
    ("futures_util", &["engine"]),
    ("gif", &["media", "sandbox"]),
    (
        "hyper",
        &["linkedin/callback.rs", "linkedin/callback/", "sandbox"],
    ),
    ("hayro", &["media"]),
    ("hayro_syntax", &["media"]),
    ("image", &["media", "sandbox"]),
    ("keyring_core", &["store"]),
    ("miniz_oxide", &["media"]),
    ("pdf_writer", &["media"]),
    ("poll_promise", &["app", "cli", "engine"]),
    ("reqwest", &["linkedin", "tls.rs", "web"]),
    ("rustls", &["tls.rs"]),
    ("rfd", &["app"]),
    ("ron", &["store"]),
    ("rpassword", &["cli"]),
    ("rustix", &["cli"]),
    ("spellbook", &["engine/spelling.rs"]),
    ("sys_locale", &["app"]),
    (
        "serde_json",
        &["cli", "engine/export.rs", "linkedin", "sandbox"],
    ),
    // The keyring's thread asks whether it is inside a runtime, because it must not be.
    (
        "tokio",
        &[
            "engine",
            "linkedin",
            "sandbox",
            "store/keyring/worker.rs",
            "web",
        ],
    ),
    ("tokio_util", &["engine", "linkedin", "sandbox"]),
    ("unicode_normalization", &["domain", "store"]),
    ("webbrowser", &["app", "cli"]),
    ("winit", &["app"]),
    (
        "zbus",
        &["engine/notification.rs", "engine/system_theme.rs"],
    ),
];

pub(crate) fn rules() -> Vec<Rule> {
    vec![
        Rule {
            name: "floors",
            reason: "arrows between folders point down only, so each can be read without those above",
            check: folders,
            broken: vec![
                sample("src/domain/a.rs", "use crate::store::Store;"),
                sample("src/sandbox/a.rs", "fn f() { crate::domain::limits(); }"),
                sample(
                    "src/linkedin/a.rs",
                    "use crate::{\n    domain::{A, B},\n    media::C,\n};",
                ),
                sample("src/ui/a.rs", "use crate::engine::Event;"),
                sample("src/web/a.rs", "use crate::linkedin::Client;"),
                sample("src/cellar/a.rs", "use crate::domain::A;"),
                sample("src/main.rs", "use crate::app::App;"),
            ],
            kept: vec![
                sample(
                    "src/domain/a.rs",
                    "use crate::domain::{self, Draft};\npub(crate) fn f() {}",
                ),
                sample(
                    "src/engine/a.rs",
                    "use crate::{domain::A, linkedin::B, store::C};",
                ),
                sample("src/app/a.rs", "use crate::engine::Engine;"),
                sample(
                    "src/linkedin/a.rs",
                    "//! Not `crate::store`.\n#[cfg(test)]\nuse crate::sandbox::Sandbox;",
                ),
                sample("tests/a.rs", "use crate::support::Harness;"),
            ],
        },
        Rule {
            name: "reserved crates",
            reason: "one folder knows a crate, so replacing it touches one folder",
            check: crates,
            broken: vec![
                sample("src/ui/a.rs", "use tokio::sync::mpsc;"),
                sample("src/domain/a.rs", "type Reply = reqwest::Response;"),
                sample("src/engine/a.rs", "use serde_json as json;"),
                sample("src/linkedin/posts.rs", "use hyper::Request;"),
                sample("src/main.rs", "#[tokio::main]"),
            ],
            kept: vec![
                sample("src/linkedin/callback.rs", "use hyper::Request;"),
                sample("src/store/a.rs", "use ron::ser;"),
                sample(
                    "src/ui/a.rs",
                    "use super::image::Picture;\nlet image = self.image;",
                ),
                sample(
                    "src/domain/a.rs",
                    "#[cfg(test)]\nmod tests {\n    use ron::from_str;\n}",
                ),
            ],
        },
    ]
}

fn folders(source: &Source) -> Vec<Finding> {
    let Some(here) = source.floor() else {
        return Vec::new();
    };
    let row = FLOORS.iter().find(|(folder, _)| *folder == here);
    let Some((_, below)) = row else {
        let what = format!("`{here}` is on no floor");
        return vec![Finding { line: 1, what }];
    };
    folders_used(source)
        .into_iter()
        .filter(|(_, used)| used != here && !below.contains(&used.as_str()))
        .map(|(line, used)| Finding {
            line,
            what: format!("`{here}` may not use `{used}`"),
        })
        .collect()
}

fn crates(source: &Source) -> Vec<Finding> {
    let Some(here) = source.path.strip_prefix("src/") else {
        return Vec::new();
    };
    let is_home = |home: &str| here.starts_with(home);
    let mut findings = Vec::new();
    for (line, text) in source.shipped() {
        for (name, homes) in RESERVED {
            if names_crate(&text.code, name) && !homes.iter().any(|home| is_home(home)) {
                let what = format!("`{name}` belongs to {}", homes.join(", "));
                findings.push(Finding { line, what });
            }
        }
    }
    findings
}

/// Every folder named after `crate::`, alone or in braces, with the line of the `crate::`.
fn folders_used(source: &Source) -> Vec<(usize, String)> {
    let lines: Vec<(usize, &str)> = source
        .shipped()
        .map(|(number, line)| (number, line.code.as_str()))
        .collect();
    let mut used = Vec::new();
    for (idx, (number, code)) in lines.iter().enumerate() {
        for (at, path) in code.match_indices("crate::") {
            if code[..at].ends_with(is_name) {
                continue;
            }
            let after = &code[at + path.len()..];
            let first_words = if after.starts_with('{') {
                let below = lines[idx + 1..].iter().map(|(_, code)| *code);
                names_in_braces(&std::iter::once(after).chain(below).collect::<String>())
            } else {
                vec![first_name(after)]
            };
            used.extend(first_words.into_iter().map(|name| (*number, name)));
        }
    }
    used
}

/// `{a::{b, c}, d::e}` → `a`, `d`.
fn names_in_braces(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        if depth == 1 && (at == 0 || c == ',') {
            names.push(first_name(text[at + 1..].trim_start()));
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn first_name(text: &str) -> String {
    text.chars().take_while(|&c| is_name(c)).collect()
}

/// Whether the crate `name` begins a path here, or is imported whole.
fn names_crate(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = &code[..at];
        let after = &code[at + name.len()..];
        let begins = !before.ends_with(|c| is_name(c) || c == '.')
            && (!before.ends_with("::") || before.trim_end_matches("::").trim().is_empty());
        let imported = before.trim_end().ends_with("use") && !after.starts_with(is_name);
        begins && (after.starts_with("::") || imported)
    })
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
