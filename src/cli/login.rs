//! `sendoff login`, `accounts`, `logout`.

use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use poll_promise::Promise;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};

use super::args;
use super::output::{Exit, Output, account_event, requests_event, requests_line};
use super::profile::{Profile, secret_from};
use crate::app::open_page;
use crate::domain::{Account, Settings, SignInFlow};
use crate::engine::{Command, Engine, Event, SignInFailure, SignInRequest};

/// Signs a member in.
pub(super) fn login(profile: &Profile, output: Output, args: &args::Login) -> Exit {
    let flow = if args.pkce {
        SignInFlow::NativePkce
    } else {
        SignInFlow::Standard
    };
    let client_id = args.client_id.trim().to_owned();
    if client_id.is_empty() {
        return output.refused(
            "usage",
            "The client id is empty",
            "Copy it from your app's Auth page.",
            Exit::Usage,
        );
    }
    let client_secret = match flow {
        SignInFlow::NativePkce => None,
        SignInFlow::Standard => {
            let Some(secret) = client_secret() else {
                let hint = "Put it into SENDOFF_CLIENT_SECRET; it is never an argument.";
                return output.refused(
                    "secret_missing",
                    "The client secret is missing",
                    hint,
                    Exit::Usage,
                );
            };
            Some(secret)
        }
    };
    let settings = profile.store.settings().unwrap_or_default();
    if args.statistics && !settings.asks_statistics {
        let asking = Settings {
            asks_statistics: true,
            ..settings.clone()
        };
        if let Err(err) = profile.store.save_settings(&asking) {
            return output.unchanged("storage", &err);
        }
    }
    let request = SignInRequest {
        client_id,
        client_secret,
        flow,
        access: args.access.into(),
        passphrase: None,
        ports: args.port.map_or(settings.redirect_ports, |port| vec![port]),
        timeout: Duration::from_secs(args.timeout),
        unattended: false,
        again: None,
    };
    match Engine::start(profile.parts(profile.keys()), || {}) {
        Ok(engine) => sign_in(engine, output, request, !args.no_browser),
        Err(err) => output.unchanged("system", &err),
    }
}

fn sign_in(
    mut engine: Engine,
    output: Output,
    request: SignInRequest,
    opens_browser: bool,
) -> Exit {
    let (answer, mut promise) = Promise::new();
    if let Err(busy) = engine.send(Command::SignIn(Box::new(request), answer)) {
        return output.refused(
            "busy",
            &busy.to_string(),
            "Nothing was changed.",
            Exit::Usage,
        );
    }
    loop {
        match engine.next_event(Instant::now() + GLANCE) {
            Some(Event::Authorize(url)) => {
                let event = json!({"event": "authorize", "url": url.as_str()});
                output.event(&event, &format!("Sign in here: {url}"));
                if opens_browser && let Err(err) = open_page(url.as_str()) {
                    tracing::info!(%err, "no browser was opened");
                }
            }
            Some(Event::Interrupted) => return interrupted(output),
            _ => {}
        }
        // Looked at first: a background that ends without an answer gives none afterwards. And not with `ready`, which
        // panics where nobody will answer.
        let is_running = engine.is_running();
        match promise.ready_mut() {
            Some(Ok(signed_in)) => {
                if let Some(trouble) = &signed_in.trouble {
                    tracing::warn!("{trouble}");
                }
                return signed_in_as(output, &signed_in.account);
            }
            Some(Err(failure)) => return not_signed_in(output, failure),
            None if !is_running => return broken_down(output),
            None => {}
        }
    }
}

fn signed_in_as(output: Output, account: &Account) -> Exit {
    let organizations: Vec<Value> = account
        .organizations
        .iter()
        .map(|page| json!({"urn": page.urn.as_str(), "name": page.name, "role": page.role.as_linkedin()}))
        .collect();
    let event = json!({
        "event": "signed_in",
        "account": {"urn": account.member.urn.as_str(), "name": account.member.name, "expires_at": account.expires_at},
        "organizations": organizations,
    });
    let pages = match account.organizations.len() {
        0 => String::new(),
        1 => " and 1 page".to_owned(),
        count => format!(" and {count} pages"),
    };
    output.event(
        &event,
        &format!("Signed in as {}{pages}", account.member.name),
    );
    Exit::Done
}

fn not_signed_in(output: Output, failure: &SignInFailure) -> Exit {
    output.refused(
        "sign_in",
        &failure.message,
        &failure.hint,
        failure.group.into(),
    )
}

/// Lists who is signed in.
pub(super) fn accounts(profile: &Profile, output: Output) -> Exit {
    // A count that cannot be read is no reason to keep the accounts back.
    let ledger = profile.store.ledger().unwrap_or_default();
    let now = Timestamp::now();
    match profile.store.accounts() {
        Ok(accounts) => {
            for account in &accounts {
                let names: Vec<String> = account
                    .authors()
                    .map(|author| format!("  {}  {}", author.urn, author.name))
                    .collect();
                let until = account
                    .expires_at
                    .map_or_else(String::new, |at| format!(", until {at}"));
                let line = format!(
                    "{} ({} access{until})\n{}\n  {}",
                    account.member.name,
                    account.access.word(),
                    names.join("\n"),
                    requests_line(&ledger, account, now),
                );
                let mut event = account_event(account);
                event["today"] = requests_event(&ledger, account, now);
                output.event(&event, &line);
            }
            Exit::Done
        }
        Err(err) => output.unchanged("storage", &err),
    }
}

/// Signs a member out, from every app.
pub(super) fn logout(profile: &Profile, output: Output, urn: &str) -> Exit {
    let accounts = match profile.store.accounts() {
        Ok(accounts) => accounts,
        Err(err) => {
            return output.unchanged("storage", &err);
        }
    };
    let keys: Vec<_> = accounts
        .iter()
        .filter(|account| account.member.urn.as_str() == urn)
        .map(Account::key)
        .collect();
    if keys.is_empty() {
        let hint = "`sendoff accounts` lists who is signed in.";
        return output.refused(
            "unknown_account",
            "Nobody with this URN is signed in",
            hint,
            Exit::Usage,
        );
    }
    let mut engine = match Engine::start(profile.parts(profile.keys()), || {}) {
        Ok(engine) => engine,
        Err(err) => {
            return output.unchanged("system", &err);
        }
    };
    for key in keys {
        let (answer, mut promise) = Promise::new();
        if engine.send(Command::SignOut(key, answer)).is_err() {
            return output.refused(
                "busy",
                "Sendoff is busy",
                "Try again in a moment.",
                Exit::Usage,
            );
        }
        loop {
            if let Some(Event::Interrupted) = engine.next_event(Instant::now() + GLANCE) {
                return interrupted(output);
            }
            let is_running = engine.is_running();
            match promise.ready_mut() {
                Some(Ok(())) => break,
                Some(Err(failure)) => return output.failed(None, failure),
                None if !is_running => return broken_down(output),
                None => {}
            }
        }
    }
    output.done("Signed out")
}

fn broken_down(output: Output) -> Exit {
    let hint = "`sendoff accounts` lists who is signed in. Try again.";
    output.refused("system", "Sendoff failed", hint, Exit::Usage)
}

fn interrupted(output: Output) -> Exit {
    let hint = "`sendoff accounts` lists who is signed in.";
    output.refused("interrupted", "You stopped it", hint, Exit::Interrupted)
}

/// The secret of the person's app: from the environment, or typed without being shown.
fn client_secret() -> Option<SecretString> {
    if let Some(secret) = secret_from("SENDOFF_CLIENT_SECRET") {
        return Some(secret.expose_secret().trim().into());
    }
    if !std::io::stdin().is_terminal() {
        return None;
    }
    std::io::stderr().flush().ok();
    let typed = rpassword::prompt_password("Client secret: ").ok()?;
    (!typed.trim().is_empty()).then(|| typed.trim().to_owned().into())
}

const GLANCE: Duration = Duration::from_millis(50);
