//! What the vault keeps: tokens by account, client secrets by app. In memory here, sealed in [`super::envelope`].
//!
//! The public types cannot be printed or serialized. Their form in RON exists only on the way into the seal and
//! out of it, in buffers that are zeroed.

use std::collections::BTreeMap;
use std::fmt;

use secrecy::{ExposeSecret as _, SecretString};
use serde::de::{Deserializer, Visitor};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::VaultError;

/// Everything in a vault. No `Debug`, no `Display`, no `Serialize`, on purpose.
#[derive(Clone, Default)]
pub struct Secrets {
    /// By account key, as the account list names it.
    pub accounts: BTreeMap<String, StoredTokens>,
    /// By client id of the LinkedIn app.
    pub apps: BTreeMap<String, StoredApp>,
}

/// The tokens of one account. Times are Unix seconds.
#[derive(Clone)]
pub struct StoredTokens {
    /// What LinkedIn calls the access token.
    pub access: SecretString,
    /// Only approved partners' apps get one.
    pub refresh: Option<SecretString>,
    /// What the member consented to.
    pub scopes: Vec<String>,
    /// When the access token was handed out.
    pub obtained_at: i64,
    /// When the access token ends, by LinkedIn's word.
    pub expires_at: Option<i64>,
    /// When the refresh token ends; refreshing does not move it.
    pub refresh_expires_at: Option<i64>,
    /// The client id of the app the tokens were given to.
    pub app: String,
}

/// What a LinkedIn app signs in with.
#[derive(Clone, Default)]
pub struct StoredApp {
    /// Absent for an app that uses PKCE instead.
    pub client_secret: Option<SecretString>,
}

impl Secrets {
    /// The RON that is sealed, in a buffer that is zeroed.
    pub(super) fn to_plain_text(&self, vault_id: &str) -> Result<Zeroizing<String>, VaultError> {
        let mut text = ScrubbedText::default();
        ron::Options::default()
            .to_writer(&mut text, &PlainRef::new(self, vault_id))
            // Only a writer that fails could fail here, and this one cannot.
            .map_err(|_cause| VaultError::UnsupportedParameters)?;
        Ok(text.0)
    }

    /// Reads what [`Secrets::to_plain_text`] wrote, if it was for this vault.
    pub(super) fn from_plain_text(text: &[u8], vault_id: &str) -> Result<Self, VaultError> {
        // The cause would quote the secrets.
        let plain: Plain = ron::de::from_bytes(text).map_err(|_cause| VaultError::Tampered)?;
        if plain.vault_id != vault_id {
            return Err(VaultError::Tampered);
        }
        Ok(Self {
            accounts: map_values(plain.accounts, StoredTokens::from),
            apps: map_values(plain.apps, StoredApp::from),
        })
    }
}

impl From<PlainTokens> for StoredTokens {
    fn from(plain: PlainTokens) -> Self {
        Self {
            access: plain.access.0,
            refresh: plain.refresh.map(|PlainSecret(secret)| secret),
            scopes: plain.scopes,
            obtained_at: plain.obtained_at,
            expires_at: plain.expires_at,
            refresh_expires_at: plain.refresh_expires_at,
            app: plain.app,
        }
    }
}

impl From<PlainApp> for StoredApp {
    fn from(plain: PlainApp) -> Self {
        let client_secret = plain.client_secret.map(|PlainSecret(secret)| secret);
        Self { client_secret }
    }
}

#[derive(Serialize)]
#[serde(rename = "Secrets")]
struct PlainRef<'a> {
    vault_id: &'a str,
    accounts: BTreeMap<&'a str, PlainTokensRef<'a>>,
    apps: BTreeMap<&'a str, PlainAppRef<'a>>,
}

impl<'a> PlainRef<'a> {
    fn new(secrets: &'a Secrets, vault_id: &'a str) -> Self {
        let accounts = secrets.accounts.iter();
        let apps = secrets.apps.iter();
        Self {
            vault_id,
            accounts: accounts
                .map(|(key, tokens)| (key.as_str(), tokens.into()))
                .collect(),
            apps: apps.map(|(id, app)| (id.as_str(), app.into())).collect(),
        }
    }
}

#[derive(Serialize)]
struct PlainTokensRef<'a> {
    access: &'a str,
    refresh: Option<&'a str>,
    scopes: &'a [String],
    obtained_at: i64,
    expires_at: Option<i64>,
    refresh_expires_at: Option<i64>,
    app: &'a str,
}

impl<'a> From<&'a StoredTokens> for PlainTokensRef<'a> {
    fn from(tokens: &'a StoredTokens) -> Self {
        Self {
            access: tokens.access.expose_secret(),
            refresh: tokens
                .refresh
                .as_ref()
                .map(secrecy::ExposeSecret::expose_secret),
            scopes: &tokens.scopes,
            obtained_at: tokens.obtained_at,
            expires_at: tokens.expires_at,
            refresh_expires_at: tokens.refresh_expires_at,
            app: &tokens.app,
        }
    }
}

#[derive(Serialize)]
struct PlainAppRef<'a> {
    client_secret: Option<&'a str>,
}

impl<'a> From<&'a StoredApp> for PlainAppRef<'a> {
    fn from(app: &'a StoredApp) -> Self {
        let client_secret = app.client_secret.as_ref();
        Self {
            client_secret: client_secret.map(secrecy::ExposeSecret::expose_secret),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename = "Secrets")]
struct Plain {
    vault_id: String,
    #[serde(default)]
    accounts: BTreeMap<String, PlainTokens>,
    #[serde(default)]
    apps: BTreeMap<String, PlainApp>,
}

#[derive(Deserialize)]
struct PlainTokens {
    access: PlainSecret,
    #[serde(default)]
    refresh: Option<PlainSecret>,
    #[serde(default)]
    scopes: Vec<String>,
    #[serde(default)]
    obtained_at: i64,
    #[serde(default)]
    expires_at: Option<i64>,
    #[serde(default)]
    refresh_expires_at: Option<i64>,
    #[serde(default)]
    app: String,
}

#[derive(Deserialize)]
struct PlainApp {
    #[serde(default)]
    client_secret: Option<PlainSecret>,
}

/// A secret on its way out of the seal, without a stop in a string that is not zeroed.
struct PlainSecret(SecretString);

impl<'de> Deserialize<'de> for PlainSecret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(PlainSecretVisitor)
    }
}

struct PlainSecretVisitor;

impl Visitor<'_> for PlainSecretVisitor {
    type Value = PlainSecret;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E>(self, secret: &str) -> Result<PlainSecret, E> {
        Ok(PlainSecret(SecretString::from(secret)))
    }

    fn visit_string<E>(self, secret: String) -> Result<PlainSecret, E> {
        Ok(PlainSecret(SecretString::from(
            Zeroizing::new(secret).as_str(),
        )))
    }
}

/// Text that leaves no copy behind when it grows.
struct ScrubbedText(Zeroizing<String>);

impl Default for ScrubbedText {
    fn default() -> Self {
        // Room for a dozen accounts; a LinkedIn token is about 350 letters.
        Self(Zeroizing::new(String::with_capacity(16 * 1024)))
    }
}

impl fmt::Write for ScrubbedText {
    fn write_str(&mut self, more: &str) -> fmt::Result {
        let needed = self.0.len() + more.len();
        if needed > self.0.capacity() {
            let mut larger = Zeroizing::new(String::with_capacity(needed * 2));
            larger.push_str(&self.0);
            self.0 = larger;
        }
        self.0.push_str(more);
        Ok(())
    }
}

fn map_values<A, B>(map: BTreeMap<String, A>, make: impl Fn(A) -> B) -> BTreeMap<String, B> {
    map.into_iter()
        .map(|(key, value)| (key, make(value)))
        .collect()
}

#[cfg(test)]
pub(super) mod tests {
    use std::fmt::Write as _;
    use std::marker::PhantomData;

    use super::super::{Key, Passphrase, Vault};
    use super::*;

    pub(in super::super) fn sample(accounts: usize) -> Secrets {
        let accounts = (0..accounts).map(|number| {
            let tokens = StoredTokens {
                access: format!("CANARY-ACCESS-{number}-\"\\\u{1}é").into(),
                refresh: (number % 2 == 0).then(|| format!("CANARY-REFRESH-{number}").into()),
                scopes: vec!["openid".to_owned(), "w_member_social".to_owned()],
                obtained_at: 1_764_000_000,
                expires_at: Some(1_769_184_000),
                refresh_expires_at: None,
                app: "77abc".to_owned(),
            };
            (format!("urn:li:person:{number}@77abc"), tokens)
        });
        let client_secret = Some(SecretString::from("CANARY-CLIENT"));
        let apps = [("77abc".to_owned(), StoredApp { client_secret })];
        Secrets {
            accounts: accounts.collect(),
            apps: apps.into(),
        }
    }

    /// For comparing, which the types do not offer.
    pub(in super::super) fn exposed(secrets: &Secrets) -> String {
        secrets.to_plain_text("").unwrap().to_string()
    }

    #[test]
    fn secrets_come_back_as_they_were() {
        for accounts in [0, 1, 20, 200] {
            let secrets = sample(accounts);
            let text = secrets.to_plain_text("the-id").unwrap();
            let back = Secrets::from_plain_text(text.as_bytes(), "the-id")
                .ok()
                .unwrap();
            assert_eq!(exposed(&back), exposed(&secrets));
        }
    }

    #[test]
    fn text_that_outgrows_its_buffer_moves_to_one_of_twice_the_need() {
        let mut text = ScrubbedText::default();
        let room = text.0.capacity();
        text.write_str(&"x".repeat(room)).unwrap();
        assert_eq!(text.0.capacity(), room, "it fits exactly");
        text.write_str("y").unwrap();
        // Growing by itself it would take twice the room only, and leave the old copy behind.
        let need = room + 1;
        assert!((2 * need..3 * need).contains(&text.0.capacity()));
        assert_eq!(text.0.len(), need);
    }

    #[test]
    fn secrets_of_another_vault_are_refused() {
        let text = sample(1).to_plain_text("the-id").unwrap();
        let read = Secrets::from_plain_text(text.as_bytes(), "another");
        assert!(matches!(read.err(), Some(VaultError::Tampered)));
    }

    #[test]
    fn nothing_that_holds_a_secret_can_be_printed_or_serialized() {
        /// An inherent constant, where the trait is there, hides the one of the trait `No`.
        struct Of<T>(PhantomData<T>);
        trait No {
            const DEBUG: bool = false;
            const DISPLAY: bool = false;
            const SERIALIZE: bool = false;
        }
        impl<T> No for Of<T> {}
        impl<T: fmt::Debug> Of<T> {
            const DEBUG: bool = true;
        }
        impl<T: fmt::Display> Of<T> {
            const DISPLAY: bool = true;
        }
        impl<T: Serialize> Of<T> {
            const SERIALIZE: bool = true;
        }
        macro_rules! assert_mute {
            ($($secret:ty),*) => {$(
                const { assert!(!Of::<$secret>::DEBUG) };
                const { assert!(!Of::<$secret>::DISPLAY) };
                const { assert!(!Of::<$secret>::SERIALIZE) };
            )*};
        }
        assert_mute!(Secrets, StoredTokens, StoredApp, Key, Passphrase, Vault);
        // The trick itself works.
        const { assert!(Of::<String>::DEBUG && Of::<String>::DISPLAY && Of::<String>::SERIALIZE) };
    }
}
