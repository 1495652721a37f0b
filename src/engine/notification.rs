//! A notification on the desktop: on Linux through the session bus, on macOS and Windows through their own service.
//!
//! Never here: whether one is wanted and what it says; that is decided in `app/`.

use std::pin::Pin;
use std::time::Duration;

/// What a notification says, in plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// What happened, in a few words.
    pub summary: String,
    /// More about it; may be empty.
    pub body: String,
    /// Whether a person has to do something about it.
    pub is_trouble: bool,
}

/// A notification on its way to the desktop; nobody waits for it.
pub type Showing = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Shows it on the desktop of the person's session. Where that does not work, nobody has to know: the window says the
/// same.
pub async fn show(notification: Notification) {
    let shown = tokio::time::timeout(PATIENCE, desktop::show(&notification)).await;
    if !matches!(shown, Ok(Ok(()))) {
        tracing::debug!(?shown, "the desktop shows no notification");
    }
}

/// A desktop that does not answer is given up on.
const PATIENCE: Duration = Duration::from_secs(10);

#[cfg(any(target_os = "macos", windows))]
mod desktop {
    use super::Notification;

    pub(super) async fn show(notification: &Notification) -> Result<(), String> {
        let Notification { summary, body, .. } = notification.clone();
        let show = move || {
            let mut message = notify_rust::Notification::new();
            let shown = message.summary(&summary).body(&body).show();
            shown.map(drop).map_err(|err| err.to_string())
        };
        let shown = tokio::task::spawn_blocking(show).await;
        shown.map_err(|err| err.to_string())?
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
mod desktop {
    use super::Notification;

    pub(super) async fn show(_notification: &Notification) -> Result<(), &'static str> {
        Err("this system has none")
    }
}

#[cfg(target_os = "linux")]
mod desktop {
    use std::collections::BTreeMap;

    use zbus::zvariant::Value;
    use zbus::{Connection, Proxy};

    use super::Notification;

    pub(super) async fn show(notification: &Notification) -> zbus::Result<()> {
        show_on(&Connection::session().await?, notification).await
    }

    /// Desktop Notifications Specification 1.2, `org.freedesktop.Notifications.Notify`.
    pub(super) async fn show_on(
        connection: &Connection,
        notification: &Notification,
    ) -> zbus::Result<()> {
        let desktop = Proxy::new(connection, NAME, PATH, NAME).await?;
        let abilities: Vec<String> = desktop.call("GetCapabilities", &()).await?;
        let body = if abilities.iter().any(|ability| ability == "body-markup") {
            escaped(&notification.body)
        } else {
            notification.body.clone()
        };
        let category = if notification.is_trouble {
            "transfer.error"
        } else {
            "transfer.complete"
        };
        let hints = BTreeMap::from([
            ("desktop-entry", Value::from("sendoff")),
            ("category", Value::from(category)),
            ("urgency", Value::from(NORMAL)),
        ]);
        let (replaces, actions) = (0_u32, Vec::<&str>::new());
        let message = (
            "Sendoff",
            replaces,
            "sendoff",
            notification.summary.as_str(),
            body,
            actions,
            hints,
            AS_LONG_AS_THE_DESKTOP_DOES,
        );
        let _number: u32 = desktop.call("Notify", &message).await?;
        Ok(())
    }

    /// A body may be read as a kind of HTML, and what was typed into a post is not that.
    fn escaped(text: &str) -> String {
        let text = text.replace('&', "&amp;");
        text.replace('<', "&lt;").replace('>', "&gt;")
    }

    const NAME: &str = "org.freedesktop.Notifications";
    const PATH: &str = "/org/freedesktop/Notifications";
    const NORMAL: u8 = 1;
    const AS_LONG_AS_THE_DESKTOP_DOES: i32 = -1;
}

#[cfg(test)]
#[cfg(target_os = "linux")]
#[path = "notification_tests.rs"]
mod tests;
