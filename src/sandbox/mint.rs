//! Fresh names: tokens, codes, image identifiers. Never meaning.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// A source of names that never repeat.
#[derive(Debug)]
pub(super) struct Mint {
    seed: [u8; 32],
    counter: u64,
}

impl Mint {
    /// `prefix` and then letters up to `length` characters.
    pub(super) fn name(&mut self, prefix: &str, length: usize) -> String {
        let mut name = prefix.to_owned();
        while name.len() < length {
            self.counter += 1;
            let hash = Sha256::new()
                .chain_update(self.seed)
                .chain_update(self.counter.to_be_bytes())
                .finalize();
            name.push_str(&URL_SAFE_NO_PAD.encode(hash));
        }
        name.truncate(length);
        name
    }
}

impl Default for Mint {
    fn default() -> Self {
        let mut seed = [0; 32];
        // Without randomness the names are guessable but still distinct, which is enough on loopback.
        getrandom::fill(&mut seed).ok();
        Self { seed, counter: 0 }
    }
}
