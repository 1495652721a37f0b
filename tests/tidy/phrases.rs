//! What no line may say, and the one place that may where there is one. Never: rules that need
//! more than one line to judge.

use crate::rule::{Finding, Rule, sample};
use crate::source::{Line, Source};

pub(crate) fn rules() -> Vec<Rule> {
    vec![
        one_palette(),
        one_runtime(),
        nothing_waits_below_the_window(),
        no_unwrap(),
        named_threads(),
        bounded_queues(),
        every_test_counts(),
        nothing_unfinished(),
        expect_not_allow(),
        one_ellipsis(),
        owned_to_dos(),
        no_place_of_one_machine(),
        no_keyring_in_tests(),
    ]
}

fn one_palette() -> Rule {
    Rule {
        name: "one palette",
        reason: "a colour outside the theme is wrong in one of light and dark",
        check: |source| {
            shipped_outside(
                source,
                &["src/ui/theme.rs", "src/ui/theme/"],
                &["Color32::from_"],
            )
        },
        broken: vec![sample(
            "src/ui/a.rs",
            "let red = Color32::from_rgb(1, 2, 3);",
        )],
        kept: vec![
            sample("src/ui/a.rs", "let none = Color32::TRANSPARENT;"),
            sample(
                "src/ui/theme.rs",
                "const RED: Color32 = Color32::from_rgb(1, 2, 3);",
            ),
        ],
    }
}

fn one_runtime() -> Rule {
    Rule {
        name: "one runtime",
        reason: "the engine's runtime is the only one, so that stopping it stops everything",
        check: |source| {
            shipped_outside(
                source,
                &["src/engine/runtime.rs", "src/engine/runtime/"],
                RUNTIMES,
            )
        },
        broken: vec![
            sample(
                "src/cli/a.rs",
                "let runtime = tokio::runtime::Runtime::new()?;",
            ),
            sample("src/app/a.rs", "Builder::new_current_thread()"),
        ],
        kept: vec![
            sample("src/engine/runtime.rs", "Builder::new_multi_thread()"),
            sample("src/store/a.rs", "std::thread::Builder::new()"),
        ],
    }
}

fn nothing_waits_below_the_window() -> Rule {
    Rule {
        name: "nothing waits below the window",
        reason: "values and panes get time and bytes handed to them, so they are the same every run",
        check: |source| match source.floor() {
            Some("domain" | "ui") => shipped_outside(source, &[], OUTSIDE_WORLD),
            _ => Vec::new(),
        },
        broken: vec![
            sample("src/domain/a.rs", "let now = Timestamp::now();"),
            sample("src/ui/a.rs", "use std::fs;"),
        ],
        kept: vec![
            sample(
                "src/domain/a.rs",
                "fn is_over(&self, now: Timestamp) -> bool {",
            ),
            sample("src/store/a.rs", "use std::fs;"),
        ],
    }
}

fn no_unwrap() -> Rule {
    Rule {
        name: "no unwrap",
        reason: "the window must not vanish; say with `expect` why it cannot be",
        check: |source| shipped_outside(source, &[], &[".unwrap()"]),
        broken: vec![sample("src/a.rs", "a.unwrap();")],
        kept: vec![
            sample(
                "src/a.rs",
                "a.unwrap_or_default();\n#[cfg(test)]\nmod tests {\n    fn a() { b.unwrap(); }\n}",
            ),
            sample("src/a_tests.rs", "a.unwrap();"),
        ],
    }
}

fn named_threads() -> Rule {
    Rule {
        name: "named threads",
        reason: "a thread without a name is a riddle in a crash report; use `thread::Builder`",
        check: |source| anywhere(source, &["thread::spawn"]),
        broken: vec![sample("tests/a.rs", "std::thread::spawn(|| {});")],
        kept: vec![sample(
            "src/a.rs",
            "thread::Builder::new().name(name).spawn(work)",
        )],
    }
}

fn bounded_queues() -> Rule {
    Rule {
        name: "bounded queues",
        reason: "a queue without a bound hides trouble until memory is gone",
        check: |source| anywhere(source, &["unbounded"]),
        broken: vec![sample(
            "src/a.rs",
            "let (a, b) = mpsc::unbounded_channel();",
        )],
        kept: vec![sample(
            "src/a.rs",
            "// not unbounded\nlet (a, b) = mpsc::channel(8);",
        )],
    }
}

fn every_test_counts() -> Rule {
    Rule {
        name: "every test counts",
        reason: "a test that is skipped or may die anywhere proves nothing; assert on the error",
        check: |source| anywhere(source, &["#[ignore", "#[should_panic"]),
        broken: vec![
            sample("tests/a.rs", "#[ignore = \"\"]\nfn a() {}"),
            sample("src/a.rs", "#[should_panic]"),
        ],
        kept: vec![sample(
            "tests/a.rs",
            "#[test]\nfn a_wish_is_not_ignored() {}",
        )],
    }
}

fn nothing_unfinished() -> Rule {
    Rule {
        name: "nothing unfinished",
        reason: "what is not there yet must not be reachable",
        check: |source| anywhere(source, &["todo!", "unimplemented!"]),
        broken: vec![
            sample("src/a.rs", "todo!()"),
            sample("src/a.rs", "unimplemented!(\"\")"),
        ],
        kept: vec![sample("src/a.rs", "fn todo() {}")],
    }
}

fn expect_not_allow() -> Rule {
    Rule {
        name: "expect, not allow",
        reason: "`#[expect(…, reason = …)]` tells us when it is no longer needed",
        check: |source| anywhere(source, &["#[allow(", "#![allow("]),
        broken: vec![
            sample("src/a.rs", "#[allow(dead_code)]"),
            sample("tests/a.rs", "#![allow(unused)]"),
        ],
        kept: vec![sample("src/a.rs", "#[expect(dead_code, reason = \"\")]")],
    }
}

fn one_ellipsis() -> Rule {
    Rule {
        name: "one ellipsis",
        reason: "three dots are written as the one character `…`",
        check: |source| {
            let text = |line: &Line| line.literal.contains("...");
            said(
                source.numbered(),
                text,
                "three dots in a text",
                !source.quotes_rules(),
            )
        },
        broken: vec![sample("src/a.rs", "ui.button(\"Open...\");")],
        kept: vec![sample(
            "src/a.rs",
            "// and so on...\nlet a = [\".\", \"..\"];\nui.button(\"Open…\");",
        )],
    }
}

fn owned_to_dos() -> Rule {
    Rule {
        name: "owned to-dos",
        reason: "a task nobody has is never done: `TODO(name): what`",
        check: |source| {
            let orphan = |line: &Line| has_orphan(&line.comment);
            said(
                source.numbered(),
                orphan,
                "a TODO without an owner",
                !source.quotes_rules(),
            )
        },
        broken: vec![
            sample("src/a.rs", "// TODO: later"),
            sample("src/a.rs", "/// TODO() later"),
        ],
        kept: vec![sample(
            "src/a.rs",
            "// TODO(ada): later\nconst TODO: u8 = 1;",
        )],
    }
}

fn no_place_of_one_machine() -> Rule {
    Rule {
        name: "no place of one machine",
        reason: "a path of one machine means nothing on the next",
        check: |source| {
            let local = |line: &Line| HOMES.iter().any(|home| line.raw.contains(home));
            said(
                source.numbered(),
                local,
                "a path of one machine",
                !source.quotes_rules(),
            )
        },
        broken: vec![
            sample("src/a.rs", "// see /root/notes.md"),
            sample("tests/a.rs", "open(\"/work/a.png\")"),
        ],
        kept: vec![sample(
            "src/a.rs",
            "// the framework/runtime and its root/leaf",
        )],
    }
}

fn no_keyring_in_tests() -> Rule {
    Rule {
        name: "no keyring in tests",
        reason: "the program in a test must not ask whoever runs it for the password of their keyring",
        check: |source| {
            let switch = "SENDOFF_NO_KEYRING";
            let is_off = source
                .numbered()
                .any(|(_, line)| line.literal.contains(switch));
            said(
                source.numbered(),
                // What draws a page opens no profile, and with it no keyring.
                |line| line.literal.contains("CARGO_BIN_EXE_") && !line.code.contains("PageDrawer"),
                "the program is run with the keyring of this computer",
                !is_off && !source.quotes_rules(),
            )
        },
        broken: vec![sample(
            "tests/a.rs",
            "Command::new(env!(\"CARGO_BIN_EXE_sendoff\")).arg(\"login\")",
        )],
        kept: vec![
            sample(
                "tests/a.rs",
                "Command::new(env!(\"CARGO_BIN_EXE_sendoff\")).env(\"SENDOFF_NO_KEYRING\", \"1\")",
            ),
            sample(
                "tests/a.rs",
                "PageDrawer::new(env!(\"CARGO_BIN_EXE_sendoff\").into())",
            ),
        ],
    }
}

const RUNTIMES: &[&str] = &[
    "Runtime::new",
    "Builder::new_multi_thread",
    "new_current_thread",
];

/// Disk, network and clock.
const OUTSIDE_WORLD: &[&str] = &[
    "std::fs",
    "std::net",
    "std::process",
    "std::thread",
    "Instant::now",
    "SystemTime::now",
    "Timestamp::now",
    "Zoned::now",
];

const HOMES: &[&str] = &["/root/", "/work/"];

/// Code that ships and says one of `phrases`, unless it lives in one of `homes`.
fn shipped_outside(source: &Source, homes: &[&str], phrases: &'static [&str]) -> Vec<Finding> {
    let is_home = homes.iter().any(|home| source.path.starts_with(home));
    coded(
        source.shipped(),
        phrases,
        !is_home && source.floor().is_some(),
    )
}

/// Code that says one of `phrases`, tests included.
fn anywhere(source: &Source, phrases: &'static [&str]) -> Vec<Finding> {
    coded(source.numbered(), phrases, true)
}

fn coded<'a>(
    lines: impl Iterator<Item = (usize, &'a Line)>,
    phrases: &'static [&str],
    applies: bool,
) -> Vec<Finding> {
    lines
        .filter(|_| applies)
        .flat_map(|(line, text)| {
            let said = phrases.iter().filter(|phrase| text.code.contains(**phrase));
            said.map(move |phrase| Finding {
                line,
                what: format!("`{phrase}`"),
            })
        })
        .collect()
}

fn said<'a>(
    lines: impl Iterator<Item = (usize, &'a Line)>,
    is_said: impl Fn(&Line) -> bool,
    what: &str,
    applies: bool,
) -> Vec<Finding> {
    lines
        .filter(|(_, text)| applies && is_said(text))
        .map(|(line, _)| Finding {
            line,
            what: what.to_owned(),
        })
        .collect()
}

/// Whether a `TODO` stands here that is not `TODO(name):`.
fn has_orphan(comment: &str) -> bool {
    comment.match_indices("TODO").any(|(at, word)| {
        let after = &comment[at + word.len()..];
        let owner = after
            .strip_prefix('(')
            .and_then(|rest| rest.split_once("):"));
        owner.is_none_or(|(name, _)| name.trim().is_empty())
    })
}
