//! The sentences in `assets/words`: every name that the code asks for is there, in every language, filled with the
//! same; none is there for nobody. Never: what a sentence says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A sentence's name, with what it is filled with.
type Sentences = BTreeMap<String, BTreeSet<String>>;

#[test]
fn all_languages_say_the_same_and_the_code_says_all_of_it() {
    let (english, german) = (sentences("en"), sentences("de"));
    let mut wrong = Vec::new();
    for (name, values) in &english {
        if german.get(name) != Some(values) {
            wrong.push(format!(
                "`{name}` is not in German, or filled with something else"
            ));
        }
    }
    for name in german.keys().filter(|name| !english.contains_key(*name)) {
        wrong.push(format!("`{name}` is not in English"));
    }
    let asked = asked();
    for (name, values) in &asked {
        match english.get(name) {
            None => wrong.push(format!("`{name}` is asked for and not there")),
            Some(found) if found != values => wrong.push(format!(
                "`{name}` is filled with {values:?} and wants {found:?}"
            )),
            Some(_) => {}
        }
    }
    for name in english.keys().filter(|name| !asked.contains_key(*name)) {
        wrong.push(format!("nobody asks for `{name}`"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_sentence_is_read_with_what_it_is_filled_with() {
    let text = "# none = 1\na-b = Hello { $name }, { $n ->\n    [one] one\n   *[other] { $n }\n}\nc = Bye\n";
    let found: Vec<(String, Vec<String>)> = read(text)
        .into_iter()
        .map(|(name, values)| (name, values.into_iter().collect()))
        .collect();
    let expected = [("a-b", vec!["n", "name"]), ("c", vec![])];
    let expected = expected.map(|(name, values)| {
        (
            name.to_owned(),
            values.into_iter().map(str::to_owned).collect(),
        )
    });
    assert_eq!(found, expected);
    let code = "t!(\"a-b\", name = x.y(z, \"q\"), n = *count,) t!(\"c\") format!(\"{}\", a)";
    assert_eq!(asked_in(code), read(text));
}

/// All sentences of one language.
fn sentences(language: &str) -> Sentences {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets/words")
        .join(language);
    let files = fs::read_dir(folder).expect("the folder can be read");
    files
        .flat_map(|file| {
            let path = file.expect("the entry can be read").path();
            read(&fs::read_to_string(path).expect("the file can be read"))
        })
        .collect()
}

/// Fluent, as far as it is used here: a name at the beginning of a line, values after `{ $`.
fn read(text: &str) -> Sentences {
    let mut found = Sentences::new();
    let mut name = None;
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|c: char| c.is_ascii_lowercase())
            && let Some((begun, _)) = line.split_once(" = ")
        {
            name = Some(begun.to_owned());
        }
        let Some(name) = &name else { continue };
        let values = found.entry(name.clone()).or_default();
        values.extend(line.split("{ $").skip(1).map(|rest| {
            let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
            rest.chars().take_while(|c| is_part(*c)).collect()
        }));
    }
    found
}

/// All sentences that the code asks for.
fn asked() -> Sentences {
    let mut found = Sentences::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder can be read") {
            let path: PathBuf = entry.expect("the entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("words/mod.rs") {
                let code = fs::read_to_string(&path).expect("the file can be read");
                found.extend(asked_in(&code));
            }
        }
    }
    found
}

fn asked_in(code: &str) -> Sentences {
    let ends_a_word = |before: &str| before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
    code.match_indices("t!(")
        .filter(|(at, _)| !ends_a_word(&code[..*at]))
        .filter_map(|(at, begin)| {
            let call = code[at + begin.len()..].trim_start();
            let (name, rest) = call.strip_prefix('"')?.split_once('"')?;
            Some((name.to_owned(), keys_in(rest)))
        })
        .collect()
}

/// The names before the equals signs of a call's arguments, up to its closing bracket.
fn keys_in(call: &str) -> BTreeSet<String> {
    let (mut depth, mut is_text, mut argument) = (0_u32, false, String::new());
    let mut keys = BTreeSet::new();
    let mut take = |argument: &mut String| {
        if let Some((key, _)) = std::mem::take(argument).split_once(" = ") {
            keys.insert(key.trim().to_owned());
        }
    };
    for c in call.chars() {
        match c {
            '"' => is_text = !is_text,
            _ if is_text => {}
            ')' if depth == 0 => break,
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                take(&mut argument);
                continue;
            }
            _ => {}
        }
        argument.push(c);
    }
    take(&mut argument);
    keys
}
