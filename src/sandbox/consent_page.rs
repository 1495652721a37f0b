//! The page on which a member decides, and the page for requests that deserve no redirect. Grants nothing itself.

use axum::http::StatusCode;

use super::authorize::Ask;
use super::html::{escape, fill};
use super::reply::Reply;
use super::world::Member;

/// The consent form. It posts to `target`, the very address it was shown at.
pub(super) fn page(ask: &Ask, target: &str, signed_in: Option<Member>) -> Reply {
    let chosen = signed_in.unwrap_or(Member::Alex);
    let members: String = Member::ALL
        .iter()
        .map(|member| choice(*member, chosen))
        .collect();
    let scopes: String = ask.scopes.iter().map(|scope| wish(scope)).collect();
    let places = [
        ("style", STYLE),
        ("app", &escape(ask.app.title())),
        ("target", &escape(target)),
        ("members", &members),
        ("scopes", &scopes),
    ];
    Reply::html(StatusCode::OK, fill(CONSENT, &places))
}

/// A page that ends the journey: the app hears nothing of it.
pub(super) fn trouble(words: &str) -> Reply {
    let words = escape(words);
    let places = [("style", STYLE), ("words", words.as_str())];
    Reply::html(StatusCode::BAD_REQUEST, fill(TROUBLE, &places))
}

fn choice(member: Member, chosen: Member) -> String {
    let checked = if member == chosen { " checked" } else { "" };
    format!(
        r#"<label class="choice"><input type="radio" name="member" value="{key}"{checked}>
<span class="face {key}" aria-hidden="true">{initials}</span>
<span><strong>{name}</strong><small>{headline}</small></span></label>"#,
        key = member.key(),
        initials = initials(&member.name()),
        name = escape(&member.name()),
        headline = escape(member.headline()),
    )
}

fn wish(scope: &str) -> String {
    let words = match scope {
        "openid" | "profile" | "r_basicprofile" => "See your name and profile",
        "email" => "See your e-mail address",
        "w_member_social" => "Create and delete posts in your name",
        "w_organization_social" => "Create and delete posts for your pages",
        "r_organization_social" => "Read your pages’ posts",
        "r_organization_admin" | "rw_organization_admin" => "See which pages you manage",
        _ => "Use this permission",
    };
    format!("<li>{words} <code>{}</code></li>", escape(scope))
}

/// The first letters of the first two words.
pub(super) fn initials(name: &str) -> String {
    let letters = name
        .split_whitespace()
        .filter_map(|word| word.chars().next());
    escape(&letters.take(2).collect::<String>())
}

pub(super) const STYLE: &str = include_str!("../../assets/sandbox/style.css");
const CONSENT: &str = include_str!("../../assets/sandbox/consent.html");
pub(super) const TROUBLE: &str = include_str!("../../assets/sandbox/trouble.html");
