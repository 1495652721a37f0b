//! Any text as a URN, or as a link to a post.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    sendoff::fuzzing::urn(text);
});
