//! What the portal calls a client id and a client secret: what is obviously none is said before a browser opens.
//!
//! Never here: whether LinkedIn knows them.

use crate::words::t;

/// What is wrong with a client id or secret as it was typed. Space around it does no harm and is not wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CredentialTrouble {
    /// Space or a line break within.
    #[error("{}", t!("credentials-space"))]
    Space,
    /// Something else from the portal.
    #[error("{}", t!("credentials-address"))]
    Address,
    /// A character that is in none.
    #[error("{}", t!("credentials-letters"))]
    NotAnId,
    /// The id in the place of the secret.
    #[error("{}", t!("credentials-secret-is-id"))]
    IdAsSecret,
}

/// Says what is wrong with a client id. A blank one is not wrong yet.
///
/// LinkedIn publishes no form; each that is known has letters, digits, and nothing else but `-` and `_`.
///
/// # Errors
/// Where it is none.
pub fn check_client_id(typed: &str) -> Result<(), CredentialTrouble> {
    let id = typed.trim();
    if id.contains(char::is_whitespace) {
        return Err(CredentialTrouble::Space);
    }
    if id.contains(['/', '@', ':']) {
        return Err(CredentialTrouble::Address);
    }
    let is_known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !id.chars().all(is_known) {
        return Err(CredentialTrouble::NotAnId);
    }
    Ok(())
}

/// Says what is wrong with a client secret. A blank one is not wrong yet.
///
/// # Errors
/// Where it is none.
pub fn check_client_secret(typed: &str, client_id: &str) -> Result<(), CredentialTrouble> {
    let secret = typed.trim();
    if secret.contains(char::is_whitespace) {
        return Err(CredentialTrouble::Space);
    }
    if !secret.is_empty() && secret == client_id.trim() {
        return Err(CredentialTrouble::IdAsSecret);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_obviously_no_client_id_is_said() {
        use CredentialTrouble::{Address, NotAnId, Space};
        for (typed, expected) in [
            ("", Ok(())),
            ("86abc123def456", Ok(())),
            ("  86abc123def456\n", Ok(())),
            ("sandbox-self_serve", Ok(())),
            ("86abc 123", Err(Space)),
            ("86abc\n123", Err(Space)),
            (
                "https://www.linkedin.com/developers/apps/1/auth",
                Err(Address),
            ),
            ("ann@example.com", Err(Address)),
            ("86abc123def456=", Err(NotAnId)),
            ("８６abc", Err(NotAnId)),
            ("86abc\u{200B}", Err(NotAnId)),
        ] {
            assert_eq!(check_client_id(typed), expected, "{typed:?}");
        }
    }

    #[test]
    fn what_is_obviously_no_client_secret_is_said() {
        use CredentialTrouble::{IdAsSecret, Space};
        let id = "86abc123def456";
        for (typed, expected) in [
            ("", Ok(())),
            (" WPL_AP1.kD9x.Zm9v== ", Ok(())),
            ("two words", Err(Space)),
            (" 86abc123def456", Err(IdAsSecret)),
        ] {
            assert_eq!(check_client_secret(typed, id), expected, "{typed:?}");
        }
        assert_eq!(check_client_secret("", ""), Ok(()));
    }
}
