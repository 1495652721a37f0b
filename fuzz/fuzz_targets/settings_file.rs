//! Any bytes as `settings.ron`.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    sendoff::fuzzing::settings_file(bytes);
});
