//! A passphrase as it is typed, made comparable: the same letters give the same key on every keyboard.

use secrecy::{ExposeSecret as _, SecretString};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::VaultError;

/// A passphrase of an allowed length, in Unicode normal form C. Spaces count, also at the ends.
pub struct Passphrase(SecretString);

impl Passphrase {
    /// The fewest bytes of UTF-8, after normalization.
    pub const MIN_BYTES: usize = 8;
    /// The most bytes of UTF-8, after normalization.
    pub const MAX_BYTES: usize = 1024;

    /// Takes what was typed.
    pub fn new(typed: &SecretString) -> Result<Self, VaultError> {
        let typed = typed.expose_secret();
        if typed.len() > Self::MAX_BYTES * MAX_SHRINKING {
            return Err(VaultError::PassphraseTooLong);
        }
        // Room for every case, because a string that grows leaves its old copy behind.
        let mut normal = Zeroizing::new(String::with_capacity(typed.len() * MAX_GROWTH));
        normal.extend(typed.nfc());
        match normal.len() {
            ..Self::MIN_BYTES => Err(VaultError::PassphraseTooShort),
            Self::MIN_BYTES..=Self::MAX_BYTES => Ok(Self(SecretString::from(normal.as_str()))),
            _ => Err(VaultError::PassphraseTooLong),
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.expose_secret().as_bytes()
    }
}

/// No text in form C is more than three times its length before, in UTF-8 (UAX #15, maximum expansion factor).
const MAX_GROWTH: usize = 3;
/// Beyond this, composing letters cannot make a text short enough.
const MAX_SHRINKING: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    fn passphrase(typed: &str) -> Result<Passphrase, VaultError> {
        Passphrase::new(&SecretString::from(typed))
    }

    #[test]
    fn the_same_letters_typed_in_two_ways_are_the_same_passphrase() {
        let composed = passphrase("caf\u{e9} noir").unwrap();
        let decomposed = passphrase("cafe\u{301} noir").unwrap();
        assert_eq!(composed.bytes(), decomposed.bytes());
    }

    #[test]
    fn spaces_are_kept() {
        assert_eq!(passphrase("  spaces  ").unwrap().bytes(), b"  spaces  ");
    }

    #[test]
    fn the_length_is_counted_in_bytes_after_normalization() {
        assert!(
            passphrase("1234567").is_err_and(|err| matches!(err, VaultError::PassphraseTooShort))
        );
        assert!(passphrase("12345678").is_ok());
        assert!(passphrase(&"x".repeat(1024)).is_ok());
        assert!(
            passphrase(&"x".repeat(1025))
                .is_err_and(|err| matches!(err, VaultError::PassphraseTooLong))
        );
        assert!(passphrase(&"e\u{301}".repeat(512)).is_ok());
        assert!(
            passphrase(&"x".repeat(1 << 20))
                .is_err_and(|err| matches!(err, VaultError::PassphraseTooLong))
        );
    }
}
