//! `sendoff sandbox`: LinkedIn on loopback, as a program of its own.

use serde_json::json;

use super::output::{Exit, Output};
use crate::engine::block_on;
use crate::sandbox::{self, Sandbox};

/// Runs the sandbox until it is interrupted.
pub(super) fn sandbox(output: Output, port: u16) -> Exit {
    let ended = block_on(sandbox::run_alone(port, |sandbox, url| {
        announce(output, sandbox, url);
    }));
    match ended {
        Ok(Ok(())) => Exit::Done,
        Ok(Err(err)) | Err(err) => {
            let message = format!("The sandbox cannot run on port {port}: {err}");
            output.refused(
                "port_taken",
                &message,
                "Choose another with --port, or 0 for any.",
                Exit::Usage,
            )
        }
    }
}

fn announce(output: Output, sandbox: &Sandbox, url: &str) {
    let (own, community) = (sandbox.self_serve_app(), sandbox.community_app());
    let event = json!({
        "event": "sandbox", "url": url, "client_id": own.client_id, "client_secret": own.client_secret,
        "community": {"client_id": community.client_id, "client_secret": community.client_secret},
    });
    let line = format!(
        "The sandbox is at {url}\nmember access:    client id {}, secret {}\ncommunity access: client id {}, secret {}",
        own.client_id, own.client_secret, community.client_id, community.client_secret
    );
    output.event(&event, &line);
}
