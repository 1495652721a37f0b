//! Front matter as lines of `key: value`, as far as YAML is plain: where it ends, and how a value is quoted.

use std::fmt::Write as _;

use super::NotADraft;

/// A line of front matter.
pub(super) struct Row {
    pub(super) number: usize,
    pub(super) key: String,
    pub(super) value: String,
    /// The lines that go on with it, as lists do.
    pub(super) more: Vec<String>,
}

/// The rows of the front matter, and the text.
pub(super) fn split(text: &str) -> Result<(Vec<Row>, String), NotADraft> {
    let has_crlf = text
        .split_once('\n')
        .is_some_and(|(first, _)| first.ends_with('\r'));
    let unified = |text: &str| {
        if has_crlf {
            text.replace("\r\n", "\n")
        } else {
            text.to_owned()
        }
    };
    let Some((front, body)) = fenced(text) else {
        let text = unified(text);
        let text = text.strip_suffix('\n').unwrap_or(&text);
        return Ok((Vec::new(), text.to_owned()));
    };
    let body = unified(body);
    let body = body.strip_prefix('\n').unwrap_or(&body);
    let body = body.strip_suffix('\n').unwrap_or(body);
    Ok((rows(front)?, body.to_owned()))
}

/// What stands between the two lines of dashes at the beginning, and what stands after them.
fn fenced(text: &str) -> Option<(&str, &str)> {
    let (first, rest) = text.split_once('\n')?;
    if first.trim_end() != FENCE {
        return None;
    }
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == FENCE {
            return Some((&rest[..at], &rest[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

fn rows(front: &str) -> Result<Vec<Row>, NotADraft> {
    let mut rows: Vec<Row> = Vec::new();
    for (number, line) in (2..).zip(front.lines()) {
        if number > MAX_FRONT_LINES {
            let words = format!("The front matter has more than {MAX_FRONT_LINES} lines");
            return Err(NotADraft(words));
        }
        let is_comment = line.trim_start().starts_with('#');
        if line.trim().is_empty() || is_comment {
            continue;
        }
        let goes_on = line.starts_with([' ', '\t', '-']);
        match (goes_on, rows.last_mut(), key_of(line)) {
            (true, Some(row), _) => row.more.push(line.trim().to_owned()),
            (false, _, Some((key, value))) => rows.push(Row {
                number,
                key,
                value: value.trim().to_owned(),
                more: Vec::new(),
            }),
            _ => {
                return Err(NotADraft(format!(
                    "Line {number} is no `key: value` although the file begins with front matter. Begin the file \
                     with an empty line to take all of it as text"
                )));
            }
        }
    }
    Ok(rows)
}

fn key_of(line: &str) -> Option<(String, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let key = key.trim_end();
    let is_key = !key.is_empty() && key.chars().all(is_word);
    is_key.then(|| (key.to_lowercase().replace('_', "-"), value))
}

/// A value as a quoted string of YAML: one line, whatever stands in it.
pub(super) fn quoted(value: &str) -> String {
    let mut text = String::from("\"");
    for c in value.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\u{2028}' | '\u{2029}' | '\u{feff}' => {
                write!(text, "\\u{:04x}", u32::from(c)).ok();
            }
            c if c.is_control() => {
                write!(text, "\\u{:04x}", u32::from(c)).ok();
            }
            c => text.push(c),
        }
    }
    text.push('"');
    text
}

/// A value without its quotation marks; `None` where they or what is escaped in them make no sense.
pub(super) fn unquoted(value: &str) -> Option<String> {
    if let Some(rest) = value.strip_prefix('\'') {
        let inside = rest.strip_suffix('\'')?;
        let plain = inside.replace("''", "");
        return (!plain.contains('\'')).then(|| inside.replace("''", "'"));
    }
    let Some(rest) = value.strip_prefix('"') else {
        return Some(value.to_owned());
    };
    let mut text = String::new();
    let mut chars = rest.chars();
    loop {
        match chars.next()? {
            '"' => return chars.as_str().trim().is_empty().then_some(text),
            '\\' => text.push(match chars.next()? {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => {
                    let digits = chars.as_str().get(..4)?;
                    let code = u32::from_str_radix(digits, 16).ok()?;
                    chars.nth(3);
                    char::from_u32(code)?
                }
                c @ ('"' | '\\' | '/' | '\'') => c,
                _ => return None,
            }),
            c => text.push(c),
        }
    }
}

/// The beginning of foreign words, on one line and without what cannot be seen.
pub(super) fn shown(words: &str) -> String {
    let clean = words.split(|c: char| c.is_control() || c.is_whitespace());
    let words: Vec<&str> = clean.filter(|word| !word.is_empty()).collect();
    let words = words.join(" ");
    match words.char_indices().nth(MAX_SHOWN_CHARS) {
        Some((at, _)) => format!("{}…", &words[..at]),
        None => words,
    }
}

const FENCE: &str = "---";
/// Far more than any front matter has.
const MAX_FRONT_LINES: usize = 200;
const MAX_SHOWN_CHARS: usize = 80;
