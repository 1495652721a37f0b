//! A Rust file taken apart: per line, what is code, what is text in quotes, what is comment, and
//! whether only tests see it. Never: an opinion about any of it.

/// One file of the tree.
pub(crate) struct Source {
    /// Relative to the root of the crate, with `/`.
    pub(crate) path: String,
    pub(crate) lines: Vec<Line>,
}

/// One line, its three voices kept apart.
#[derive(Default)]
pub(crate) struct Line {
    pub(crate) raw: String,
    /// What the compiler acts on; literals are empty quotes here.
    pub(crate) code: String,
    /// What stands between quotes, each text with a line break behind it.
    pub(crate) literal: String,
    /// What follows `//` or stands between `/*` and `*/`, doc comments included.
    pub(crate) comment: String,
    /// Only compiled for tests.
    pub(crate) is_test: bool,
}

impl Source {
    pub(crate) fn parse(path: &str, text: &str) -> Self {
        let mut lines: Vec<Line> = text
            .lines()
            .map(|raw| Line {
                raw: raw.to_owned(),
                ..Line::default()
            })
            .collect();
        take_apart(&mut lines);
        mark_tests(path, &mut lines);
        Self {
            path: path.to_owned(),
            lines,
        }
    }

    /// The folder below `src/`, or the file itself where it lies in `src/`; nothing outside `src/`.
    pub(crate) fn floor(&self) -> Option<&str> {
        self.path.strip_prefix("src/")?.split('/').next()
    }

    /// The rules of this folder quote what they forbid.
    pub(crate) fn quotes_rules(&self) -> bool {
        self.path.starts_with("tests/tidy/")
    }

    /// Lines that end up in the program, with their numbers.
    pub(crate) fn shipped(&self) -> impl Iterator<Item = (usize, &Line)> {
        self.numbered().filter(|(_, line)| !line.is_test)
    }

    /// All lines, with their numbers.
    pub(crate) fn numbered(&self) -> impl Iterator<Item = (usize, &Line)> {
        (1..).zip(&self.lines)
    }
}

/// Where the reader of characters stands.
enum Mode {
    Code,
    Comment { depth: usize },
    Text,
    RawText { hashes: usize },
}

fn take_apart(lines: &mut [Line]) {
    let mut mode = Mode::Code;
    for line in lines {
        let chars: Vec<char> = line.raw.chars().collect();
        let mut at = 0;
        while at < chars.len() {
            let (next_mode, read) = match mode {
                Mode::Code => read_code(line, &chars[at..]),
                Mode::Comment { depth } => read_comment(line, &chars[at..], depth),
                Mode::Text => read_text(line, &chars[at..]),
                Mode::RawText { hashes } => read_raw_text(line, &chars[at..], hashes),
            };
            mode = next_mode;
            at += read;
        }
    }
}

fn read_code(line: &mut Line, rest: &[char]) -> (Mode, usize) {
    match rest {
        ['/', '/', ..] => {
            line.comment.extend(&rest[2..]);
            (Mode::Code, rest.len())
        }
        ['/', '*', ..] => (Mode::Comment { depth: 1 }, 2),
        ['"', ..] => {
            let before = line.code.trim_end_matches('#');
            let hashes = line.code.len() - before.len();
            let raw = before.ends_with('r');
            line.code.push('"');
            if raw {
                (Mode::RawText { hashes }, 1)
            } else {
                (Mode::Text, 1)
            }
        }
        ['\'', '\\', _, tail @ ..] => {
            line.code.push_str("''");
            let close = tail.iter().position(|&c| c == '\'');
            (Mode::Code, close.map_or(rest.len(), |close| close + 4))
        }
        ['\'', _, '\'', ..] => {
            line.code.push_str("''");
            (Mode::Code, 3)
        }
        _ => {
            line.code.push(rest[0]);
            (Mode::Code, 1)
        }
    }
}

fn read_comment(line: &mut Line, rest: &[char], depth: usize) -> (Mode, usize) {
    match rest {
        ['*', '/', ..] if depth == 1 => (Mode::Code, 2),
        ['*', '/', ..] => (Mode::Comment { depth: depth - 1 }, 2),
        ['/', '*', ..] => (Mode::Comment { depth: depth + 1 }, 2),
        _ => {
            line.comment.push(rest[0]);
            (Mode::Comment { depth }, 1)
        }
    }
}

fn read_text(line: &mut Line, rest: &[char]) -> (Mode, usize) {
    match rest {
        ['"', ..] => {
            line.code.push('"');
            line.literal.push('\n');
            (Mode::Code, 1)
        }
        ['\\', ..] => {
            let read = rest.len().min(2);
            line.literal.extend(&rest[..read]);
            (Mode::Text, read)
        }
        _ => {
            line.literal.push(rest[0]);
            (Mode::Text, 1)
        }
    }
}

fn read_raw_text(line: &mut Line, rest: &[char], hashes: usize) -> (Mode, usize) {
    let closes =
        rest[0] == '"' && rest.len() > hashes && rest[1..=hashes].iter().all(|&c| c == '#');
    if closes {
        line.code.push('"');
        line.literal.push('\n');
        (Mode::Code, 1 + hashes)
    } else {
        line.literal.push(rest[0]);
        (Mode::RawText { hashes }, 1)
    }
}

/// A whole file is for tests by its place, its name or its first attribute; otherwise each thing
/// under `#[cfg(test)]` is, up to the end of that thing.
fn mark_tests(path: &str, lines: &mut [Line]) {
    let whole = !path.starts_with("src/")
        || path.ends_with("tests.rs")
        || lines
            .iter()
            .any(|line| line.code.starts_with("#![cfg(test)]"));
    let mut open: Option<i32> = None;
    for line in lines {
        let mut code = line.code.trim();
        if open.is_none() {
            let Some(after) = code.strip_prefix("#[cfg(test)]") else {
                line.is_test = whole;
                continue;
            };
            code = after;
            open = Some(0);
        }
        line.is_test = true;
        open = open.and_then(|depth| still_open(code, depth));
    }
}

/// How deep in brackets the thing is after this line of it, or nothing where it has ended.
fn still_open(code: &str, mut depth: i32) -> Option<i32> {
    for c in code.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' => depth -= 1,
            '}' => {
                depth -= 1;
                if depth <= 0 {
                    return None;
                }
            }
            ';' if depth == 0 => return None,
            _ => {}
        }
    }
    Some(depth)
}

#[test]
fn code_text_and_comment_are_kept_apart() {
    let source = Source::parse("src/a.rs", "let a = \"b // {\"; // c\nlet d = r#\"e\"f\"#;");
    let first = &source.lines[0];
    assert_eq!(first.code, "let a = \"\"; ");
    assert_eq!(first.literal, "b // {\n");
    assert_eq!(first.comment, " c");
    assert_eq!(source.lines[1].literal, "e\"f\n");
}

#[test]
fn a_quote_as_a_character_opens_no_text_and_a_lifetime_no_character() {
    let source = Source::parse(
        "src/a.rs",
        "f('\"', '\\'', '\\u{7f}'); fn g<'a>(b: &'a str) {}",
    );
    assert_eq!(
        source.lines[0].code,
        "f('', '', ''); fn g<'a>(b: &'a str) {}"
    );
    assert_eq!(source.lines[0].literal, "");
}

#[test]
fn a_text_or_a_comment_may_run_over_lines() {
    let source = Source::parse("src/a.rs", "a(\"b\nc\"); /* d\n/* e */ f */ g();");
    let codes: Vec<&str> = source.lines.iter().map(|line| line.code.trim()).collect();
    assert_eq!(codes, ["a(\"", "\");", "g();"]);
}

#[test]
fn what_stands_under_cfg_test_is_for_tests_and_what_follows_is_not() {
    let text =
        "fn a() {}\n#[cfg(test)]\nmod b;\n#[cfg(test)]\nmod c {\n    fn d() {}\n}\nfn e() {}";
    let source = Source::parse("src/a.rs", text);
    let shipped: Vec<usize> = source.shipped().map(|(number, _)| number).collect();
    assert_eq!(shipped, [1, 8]);
}

#[test]
fn a_file_of_tests_ships_nothing() {
    for (path, text) in [
        ("tests/a.rs", "fn a() {}"),
        ("src/job_tests.rs", "fn a() {}"),
        ("src/samples.rs", "//! Samples.\n#![cfg(test)]\nfn a() {}"),
    ] {
        assert_eq!(Source::parse(path, text).shipped().count(), 0, "{path}");
    }
}
