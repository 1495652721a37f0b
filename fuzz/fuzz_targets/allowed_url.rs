//! Any text as an upload address, and as an address in place of LinkedIn.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    sendoff::fuzzing::allowed_url(text);
});
