//! Any text with a mention; the first line is the name.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (name, text) = text.split_once('\n').unwrap_or(("", text));
    sendoff::fuzzing::little_text(text, name);
});
