//! Codes and tokens: who was promised what, and until when. Knows no HTTP.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::clock::shifted;
use super::world::{App, Member};

/// What a member allowed an app to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Grant {
    pub(super) app: App,
    pub(super) member: Member,
    pub(super) scopes: BTreeSet<String>,
}

impl Grant {
    pub(super) fn has(&self, scope: &str) -> bool {
        self.scopes.contains(scope)
    }

    /// The member's URN as this app knows it.
    pub(super) fn person_urn(&self) -> String {
        self.app.person_urn(self.member)
    }

    fn same_people(&self, other: &Self) -> bool {
        self.app == other.app && self.member == other.member
    }
}

/// A promise of a token, carried by the browser.
#[derive(Debug)]
pub(super) struct Code {
    pub(super) grant: Grant,
    pub(super) redirect_uri: String,
    /// The S256 challenge of the native flow; `None` in the standard flow.
    pub(super) challenge: Option<String>,
    pub(super) expires_at: Timestamp,
}

/// An access token's record.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) grant: Grant,
    pub(super) issued_at: Timestamp,
    pub(super) expires_at: Timestamp,
    pub(super) revoked: bool,
}

/// A refresh token's record.
#[derive(Debug)]
pub(super) struct RefreshToken {
    pub(super) grant: Grant,
    pub(super) expires_at: Timestamp,
    pub(super) revoked: bool,
}

/// Everything handed out so far.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    codes: BTreeMap<String, Code>,
    access: BTreeMap<String, Token>,
    refresh: BTreeMap<String, RefreshToken>,
}

impl Tokens {
    /// Keeps a code. `LRN:…/authorization-code-flow`: asking for other scopes than before ends earlier tokens.
    pub(super) fn promise(&mut self, name: String, code: Code) {
        let asked = &code.grant;
        let ends = |grant: &Grant| grant.same_people(asked) && grant.scopes != asked.scopes;
        for token in self.access.values_mut() {
            token.revoked |= ends(&token.grant);
        }
        for token in self.refresh.values_mut() {
            token.revoked |= ends(&token.grant);
        }
        self.codes.insert(name, code);
    }

    /// Takes a code away: whoever presents it, it is used up.
    pub(super) fn redeem(&mut self, name: &str) -> Option<Code> {
        self.codes.remove(name)
    }

    pub(super) fn issue(&mut self, name: String, token: Token) {
        self.access.insert(name, token);
    }

    pub(super) fn issue_refresh(&mut self, name: String, token: RefreshToken) {
        self.refresh.insert(name, token);
    }

    pub(super) fn access(&self, name: &str) -> Option<&Token> {
        self.access.get(name)
    }

    pub(super) fn refresh(&self, name: &str) -> Option<&RefreshToken> {
        self.refresh.get(name)
    }

    /// Whether the same consent still stands behind a live token: then the page is skipped.
    pub(super) fn is_granted(&self, grant: &Grant, now: Timestamp) -> bool {
        self.access
            .values()
            .any(|token| token.grant == *grant && !token.revoked && now < token.expires_at)
    }

    /// Ends one token of this app, of either kind.
    pub(super) fn revoke(&mut self, name: &str, app: App) {
        if let Some(token) = self.access.get_mut(name) {
            token.revoked |= token.grant.app == app;
        }
        if let Some(token) = self.refresh.get_mut(name) {
            token.revoked |= token.grant.app == app;
        }
    }

    /// What a member does under "Permitted services", for everybody.
    pub(super) fn revoke_all(&mut self) {
        self.access
            .values_mut()
            .for_each(|token| token.revoked = true);
        self.refresh
            .values_mut()
            .for_each(|token| token.revoked = true);
        self.codes.clear();
    }

    /// Ends the life of every access token; refresh tokens live on.
    pub(super) fn expire_all(&mut self, now: Timestamp) {
        let just_now = shifted(now, -1);
        for token in self.access.values_mut() {
            token.expires_at = token.expires_at.min(just_now);
        }
    }
}
