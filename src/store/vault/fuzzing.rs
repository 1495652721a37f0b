//! What must hold for anything that stands in `vault.ron`: the body of a fuzz target and its property tests.
//!
//! Never in the program itself.

use secrecy::ExposeSecret as _;

use super::envelope::{Envelope, Slot};
use super::{KdfCost, Key};

/// Any bytes as `vault.ron`: refused, or within every bound before any work is done; and what opens with the key
/// says exactly what was sealed. No passphrase is derived here, whatever the file asks for.
///
/// Gives whether it opened.
pub fn vault(bytes: &[u8]) -> bool {
    let Ok(envelope) = Envelope::parse(bytes) else {
        return false;
    };
    assert!((1..=4).contains(&envelope.slots.len()));
    for slot in &envelope.slots {
        if let Slot::Passphrase { kdf, salt, .. } = slot {
            let KdfCost { m_kib, t, p } = KdfCost::from(*kdf);
            assert!((19_456..=1_048_576).contains(&m_kib), "{m_kib} KiB");
            assert!((1..=16).contains(&t) && (1..=16).contains(&p), "{t}, {p}");
            assert_eq!(salt.0.len(), 16);
        }
    }
    let written = envelope.to_file().expect("what was read is written");
    let again = Envelope::parse(written.as_bytes());
    assert!(again.is_ok_and(|again| again == envelope));
    let kek = Key::from_bytes([7; 32]);
    let mut slots = envelope.slots.iter();
    let Some(dek) = slots.find_map(|slot| envelope.unwrap(slot, &kek)) else {
        return false;
    };
    let Ok(secrets) = envelope.unseal(&dek) else {
        return false;
    };
    let access = secrets.accounts.iter().next();
    let (account, tokens) = access.expect("the account that was sealed");
    assert_eq!((secrets.accounts.len(), secrets.apps.len()), (1, 1));
    assert_eq!(account, "urn:li:person:0@77abc");
    assert_eq!(tokens.access.expose_secret(), "CANARY-ACCESS-0-\"\\\u{1}é");
    true
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::*;

    /// A vault with one account and both kinds of slot, for mutating. Its keyring key is 32 times 7.
    const VAULT: &str = include_str!("../../../fuzz/seeds/vault/both_slots.ron");

    #[test]
    fn the_sample_for_mutating_opens() {
        assert!(vault(VAULT.as_bytes()));
    }

    proptest! {
        #[test]
        fn a_sample_with_arbitrary_edits_opens_unchanged_or_not_at_all(
            edits in proptest::collection::vec(
                (any::<Index>(), any::<Index>(), "([0-9A-Za-z+/=]{0,8}|\\PC{0,4}|[(),:\\[\\]]{0,3})"),
                1..4,
            ),
        ) {
            let mut bytes = VAULT.as_bytes().to_vec();
            for (from, len, text) in edits {
                let from = from.index(bytes.len());
                let to = (from + len.index(9)).min(bytes.len());
                bytes.splice(from..to, text.bytes());
            }
            vault(&bytes);
        }

        #[test]
        fn a_sample_with_other_numbers_asks_for_no_more_than_the_window(
            m_kib: u32, t in 0_u32..40, p in 0_u32..40, generation: u64, format in 0_u32..3,
        ) {
            let text = VAULT
                .replace("m_kib: 19456", &format!("m_kib: {m_kib}"))
                .replace("t: 2,", &format!("t: {t},"))
                .replace("p: 1)", &format!("p: {p})"))
                .replace("generation: 1", &format!("generation: {generation}"))
                .replace("format: 1", &format!("format: {format}"));
            prop_assert!(text != VAULT);
            prop_assert_eq!(vault(text.as_bytes()), false);
        }
    }
}
