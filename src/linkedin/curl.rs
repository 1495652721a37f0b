//! A planned request as a command for `curl`, to be pasted into a POSIX shell. Sources: *Shell Command Language* (POSIX
//! 2.2, quoting) and `curl(1)`.
//!
//! The token is never in it: the shell puts it there from `$SENDOFF_TOKEN`.

use super::PlannedRequest;

impl PlannedRequest {
    /// A command that sends this request, over several lines. What stands in double braces must be filled in first, and
    /// a file is looked for in the folder where the command runs.
    pub fn to_curl(&self) -> String {
        // Braces are no patterns here, neither in an address nor in a name.
        let address = quoted(&self.url);
        let mut parts = vec![format!(
            "curl --globoff --request {} {address}",
            self.method
        )];
        for (name, value) in &self.headers {
            match name.as_str() {
                "authorization" => {
                    parts.push(r#"--header "authorization: Bearer $SENDOFF_TOKEN""#.to_owned());
                }
                // Curl counts by itself, and the file here may be another.
                "content-length" => {}
                _ => parts.push(format!("--header {}", quoted(&format!("{name}: {value}")))),
            }
        }
        parts.push(match &self.file {
            Some(name) => format!("--data-binary {}", quoted(&format!("@./{name}"))),
            // Not `--data`, to which a leading `@` names a file.
            None => format!("--data-raw {}", quoted(&escaped(&self.body.to_string()))),
        });
        parts.join(" \\\n  ")
    }
}

/// One word of a POSIX shell in which nothing has a meaning.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// The same JSON, with what a terminal might obey or hide written as escapes.
fn escaped(json: &str) -> String {
    // All of these are in the first plane, so that one escape is enough.
    let is_unsafe = |c: char| {
        c.is_control()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
    };
    let safe = json.chars().map(|c| match c {
        c if is_unsafe(c) => format!("\\u{:04x}", u32::from(c)),
        c => c.to_string(),
    });
    safe.collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn request(body: Value, file: Option<&str>) -> PlannedRequest {
        PlannedRequest {
            method: "POST",
            url: "https://api.linkedin.com/rest/images?action=initializeUpload".to_owned(),
            headers: [
                ("authorization", "Bearer …"),
                ("linkedin-version", "202601"),
                ("content-length", "9"),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec(),
            body,
            file: file.map(str::to_owned),
        }
    }

    #[test]
    fn a_command_names_the_variable_and_never_the_token() {
        assert_eq!(
            request(json!({"a": "it's"}), None).to_curl(),
            r#"curl --globoff --request POST 'https://api.linkedin.com/rest/images?action=initializeUpload' \
  --header "authorization: Bearer $SENDOFF_TOKEN" \
  --header 'linkedin-version: 202601' \
  --data-raw '{"a":"it'\''s"}'"#
        );
    }

    /// What a shell hands to `curl`.
    #[cfg(unix)]
    fn arguments(command: &str) -> Vec<String> {
        let script = format!("curl() {{ printf '%s\\0' \"$@\"; }}\n{command}\n");
        let mut shell = std::process::Command::new("sh");
        let output = shell.args(["-c", &script]).env("SENDOFF_TOKEN", "T 1");
        let output = output.output().unwrap();
        assert!(
            output.status.success() && output.stderr.is_empty(),
            "{output:?}"
        );
        let said = String::from_utf8(output.stdout).unwrap();
        let words = said.strip_suffix('\0').unwrap().split('\0');
        words.map(str::to_owned).collect()
    }

    #[cfg(unix)]
    #[test]
    fn a_shell_obeys_nothing_of_what_was_typed() {
        for text in [
            "it's '; touch /tmp/x; echo '",
            "$(id) `id` $HOME ${HOME} \\ \\' \" !! ~ * ? {a,b} & | < > #",
            "@/etc/passwd",
            "one\r\ntwo\0\u{1b}[2J\u{7f}\u{9b}31m",
            "\u{202e}turned\u{202c} \u{200b} 👩‍👩‍👧 é",
            "",
        ] {
            let body = json!({"commentary": text});
            let found = arguments(&request(body.clone(), None).to_curl());
            assert_eq!(
                found[..9],
                [
                    "--globoff",
                    "--request",
                    "POST",
                    "https://api.linkedin.com/rest/images?action=initializeUpload",
                    "--header",
                    "authorization: Bearer T 1",
                    "--header",
                    "linkedin-version: 202601",
                    "--data-raw",
                ]
            );
            assert_eq!(found.len(), 10, "{text:?}");
            assert_eq!(serde_json::from_str::<Value>(&found[9]).unwrap(), body);
            assert!(!found[9].contains(char::is_control), "{text:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_is_named_as_it_is() {
        for name in ["a b.png", "-", "it's $HOME.png", "{a,b}[1-3].png"] {
            let found = arguments(&request(json!("{{bytes}}"), Some(name)).to_curl());
            assert_eq!(
                found[8..],
                ["--data-binary".to_owned(), format!("@./{name}")]
            );
        }
    }
}
