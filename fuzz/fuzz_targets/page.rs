//! Any bytes as a page behind a link. Its first line is the character set that the server names.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut lines = bytes.splitn(2, |&byte| byte == b'\n');
    let declared = std::str::from_utf8(lines.next().unwrap_or_default()).ok();
    let declared = declared.filter(|declared| !declared.is_empty());
    sendoff::fuzzing::page(lines.next().unwrap_or_default(), declared);
});
