//! Any answer to the token request: a status, header lines, an empty line, a body.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    sendoff::fuzzing::token_response(bytes);
});
