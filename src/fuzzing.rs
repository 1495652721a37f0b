//! The door to the parsers for `fuzz/` and for property tests: one function for each kind of input that somebody
//! else writes. Only there for tests and with the feature `fuzzing`; nothing of the program uses it.
//!
//! Each takes any input at all, and panics where a promise is broken. The checks stand beside what they check, in
//! the `fuzzing.rs` of each folder; here is only what needs two folders at once.

pub use crate::domain::fuzzing::urn;
pub use crate::linkedin::fuzzing::{
    allowed_url, callback, error_response, retry_after, token_response,
};
pub use crate::media::fuzzing::{picture, video};
pub use crate::store::fuzzing::{job_file, settings_file, vault};
pub use crate::web::fuzzing::page;

/// Any text, with one mention of any name: it reads back as it was typed, and a second reading of LinkedIn's page
/// shows all of it.
pub fn little_text(text: &str, name: &str) {
    let (encoded, visible) = crate::domain::fuzzing::little_text(text, name);
    assert_eq!(crate::sandbox::shown(&encoded, name), Some(visible));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_and_any_name_read_back_as_typed_and_linkedin_shows_all_of_them(
            text in r"(\PC|[\n\\|{}@\[\]()<>#*_~]|#[a-z_]{1,5}|@Ann|https://[a-z_#]{1,5}){0,60}",
            name in r"(Ann|\PC{0,8}|[\\|{}@\[\]()<>#*_~]{0,4})",
        ) {
            super::little_text(&text, &name);
        }
    }
}
