//! Any answer to the create request: a status, header lines, an empty line, a body.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    sendoff::fuzzing::error_response(bytes);
});
