//! Any text as a `Retry-After` header.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let noon = jiff::Timestamp::from_second(1_795_521_600).expect("it is in range");
    sendoff::fuzzing::retry_after(text, noon);
});
