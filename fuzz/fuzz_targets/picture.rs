//! Any bytes as a picture: JPEG, PNG, GIF or WebP.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    sendoff::fuzzing::picture(bytes);
});
