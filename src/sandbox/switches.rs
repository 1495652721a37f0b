//! How LinkedIn behaves today: every choice that the real service leaves open, varies, or changes. Holds values only.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::clock::Clock;
use super::world::{App, Member};

/// The sandbox's behaviour; the default is what a self-serve developer meets in November 2026.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent switches, each on or off"
)]
pub struct Switches {
    /// What time it is.
    pub clock: Clock,
    /// The API versions that are neither retired nor unborn, as `YYYYMM`.
    pub active_versions: BTreeSet<String>,
    /// Consent without showing the page, given by this member.
    pub auto_approve: Option<Member>,
    /// The redirects that both apps have registered; `None` stands for every loopback address.
    pub registered_redirects: Option<Vec<String>>,
    /// Whether LinkedIn has enabled the native PKCE flow for both apps.
    pub native_pkce: bool,
    /// Whether an access token comes with a refresh token (approved partners only).
    pub refresh_tokens: bool,
    /// Seconds an access token lives.
    pub token_life_secs: u32,
    /// What the token answer says in `token_type`; `None` leaves the field out.
    pub token_type: Option<String>,
    /// What stands between the scopes in the token answer.
    pub scope_separator: ScopeSeparator,
    /// Seconds after its issue in which a token is still refused with 65601.
    pub fresh_token_secs: u32,
    /// Whether `userinfo` gives `locale` as an object instead of a text.
    pub locale_as_object: bool,
    /// What the organization is called in `organizationAcls`.
    pub organization_field: OrganizationField,
    /// The longest page of a list, whatever `count` asks for.
    pub page_cap: usize,
    /// Whether `BATCH_GET` is refused to the community app, as it is on the Development tier.
    pub batch_refused: bool,
    /// API calls a member may make with the self-serve app per UTC day.
    pub daily_limit: u32,
    /// API calls all members together may make with the self-serve app per UTC day.
    pub daily_app_limit: u32,
    /// API calls a member may make with the community app, which is on the Development tier, per UTC day.
    pub community_daily_limit: u32,
    /// API calls all members together may make with the community app per UTC day.
    pub community_daily_app_limit: u32,
    /// Milliseconds between an image's last byte and its being `AVAILABLE`.
    pub processing_ms: u32,
    /// Whether processing an image always fails.
    pub processing_fails: bool,
    /// What a create does with an image that is still `PROCESSING`.
    pub early_image: EarlyImage,
    /// Seconds an upload address is good for.
    pub upload_url_life_secs: u32,
    /// The origin that upload addresses name instead of the sandbox's own, such as `https://www.example.com`.
    pub upload_origin: Option<String>,
    /// Units of UTF-16 that the visible text of a post may have.
    pub text_limit: usize,
    /// Seconds in which the same post by the same author is a duplicate.
    pub duplicate_window_secs: u32,
    /// What must be the same for a post to be a duplicate.
    pub duplicate_scope: DuplicateScope,
    /// What a duplicate answer names.
    pub duplicate_urn: DuplicateUrn,
    /// Whether the answer to a create lacks the post's URN.
    pub omit_restli_id: bool,
    /// Whether a member's own post may be edited with `w_member_social`; reports disagree, the page implies yes.
    pub member_edits: bool,
    /// Seconds in which a new post cannot be commented on yet, because LinkedIn does not find it.
    pub comment_lag_secs: u32,
}

/// What stands between scopes: the page says a space, LinkedIn's own client says a comma.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScopeSeparator {
    /// `openid,profile`
    #[default]
    Comma,
    /// `openid profile`
    Space,
}

/// The spellings of one field that LinkedIn's pages and answers use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganizationField {
    /// `organization`
    #[default]
    Organization,
    /// `organizationTarget`
    OrganizationTarget,
    /// `organizationalTarget`
    OrganizationalTarget,
}

/// What becomes of a post whose image is still `PROCESSING`: no page of LinkedIn's says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EarlyImage {
    /// It is accepted, and vanishes again if the processing fails.
    #[default]
    Accepted,
    /// It is refused with `MEDIA_ASSET_WAITING_UPLOAD`.
    Refused,
}

/// What makes a post the same as an earlier one of its author.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DuplicateScope {
    /// The text that readers see, whatever is attached; without words, what is attached.
    #[default]
    Text,
    /// The text and what is attached.
    TextAndContent,
}

/// Which post a `DUPLICATE_POST` answer points at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DuplicateUrn {
    /// The post that is really there.
    #[default]
    Truthful,
    /// One that does not exist, as users of the live service have seen.
    Ghost,
}

impl Switches {
    /// API calls per UTC day: of one member, and of the whole app.
    pub(super) const fn daily_limits(&self, app: App) -> (u32, u32) {
        match app {
            App::SelfServe => (self.daily_limit, self.daily_app_limit),
            App::Community => (self.community_daily_limit, self.community_daily_app_limit),
        }
    }
}

impl ScopeSeparator {
    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::Comma => ",",
            Self::Space => " ",
        }
    }
}

impl OrganizationField {
    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::OrganizationTarget => "organizationTarget",
            Self::OrganizationalTarget => "organizationalTarget",
        }
    }
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            clock: Clock::default(),
            active_versions: (202_601..=202_609).map(|v: u32| v.to_string()).collect(),
            auto_approve: None,
            registered_redirects: None,
            native_pkce: true,
            refresh_tokens: false,
            token_life_secs: 5_184_000,
            token_type: Some("Bearer".to_owned()),
            scope_separator: ScopeSeparator::default(),
            fresh_token_secs: 0,
            locale_as_object: false,
            organization_field: OrganizationField::default(),
            page_cap: 100,
            batch_refused: true,
            // `LRN:…/self-serve/share-on-linkedin`.
            daily_limit: 150,
            daily_app_limit: 100_000,
            // `LRN:marketing/increasing-access`.
            community_daily_limit: 100,
            community_daily_app_limit: 500,
            processing_ms: 400,
            processing_fails: false,
            early_image: EarlyImage::default(),
            upload_url_life_secs: 3_600,
            upload_origin: None,
            text_limit: 3_000,
            duplicate_window_secs: 172_800,
            duplicate_scope: DuplicateScope::default(),
            duplicate_urn: DuplicateUrn::default(),
            omit_restli_id: false,
            member_edits: true,
            comment_lag_secs: 0,
        }
    }
}
