//! Whether the desktop is light or dark, and whether it wants nothing to move: asked of its portal, and followed while
//! the window does as the system says.
//!
//! On Linux only; elsewhere the window's toolkit knows. Never here: what the window makes of it, and whether it wants
//! to know.

use tokio::task::JoinHandle;

use super::context::Voice;

/// Tells what the desktop looks like as long as that is wanted.
#[derive(Default)]
pub(super) struct Follower(Option<JoinHandle<()>>);

impl Follower {
    /// Begins to tell, or ends it.
    pub(super) fn follow(&mut self, is_wanted: bool, voice: &Voice) {
        if !is_wanted {
            if let Some(task) = self.0.take() {
                task.abort();
            }
        } else if self.0.as_ref().is_none_or(JoinHandle::is_finished) {
            let voice = voice.clone();
            self.0 = Some(tokio::spawn(tell_looks(voice)));
        }
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        if let Some(task) = self.0.take() {
            task.abort();
        }
    }
}

#[cfg(target_os = "linux")]
async fn tell_looks(voice: Voice) {
    let told = async {
        let connection = zbus::Connection::session().await?;
        portal::follow(&connection, &voice).await
    };
    // No bus or no portal is nothing that a person has to know: the window stays as it is.
    if let Err(err) = told.await {
        tracing::debug!(%err, "the desktop does not say what it looks like");
    }
}

#[cfg(not(target_os = "linux"))]
async fn tell_looks(_voice: Voice) {}

#[cfg(target_os = "linux")]
mod portal {
    use futures_util::StreamExt as _;
    use zbus::zvariant::{OwnedValue, Value};
    use zbus::{Connection, Proxy};

    use crate::domain::SystemTheme;
    use crate::engine::Event;
    use crate::engine::context::Voice;

    /// Asks the portal, and goes on telling until it goes away.
    pub(super) async fn follow(connection: &Connection, voice: &Voice) -> zbus::Result<()> {
        let settings = Proxy::new(
            connection,
            "org.freedesktop.portal.Desktop",
            "/org/freedesktop/portal/desktop",
            "org.freedesktop.portal.Settings",
        )
        .await?;
        // Before the questions, so that no change falls between the two.
        let mut changes = settings.receive_signal("SettingChanged").await?;
        let mut stillness = Stillness::default();
        let mut answered = None;
        for (namespace, key) in SETTINGS {
            // Not every desktop knows all of them.
            let value: zbus::Result<OwnedValue> = settings.call("Read", &(namespace, key)).await;
            match value {
                Ok(value) => {
                    answered = Some(Ok(()));
                    tell(namespace, key, &value, &mut stillness, voice).await;
                }
                Err(err) => answered = answered.or(Some(Err(err))),
            }
        }
        answered.unwrap_or(Ok(()))?;
        while let Some(change) = changes.next().await {
            let change = change.body();
            if let Ok((namespace, key, value)) = change.deserialize::<(&str, &str, Value<'_>)>() {
                tell(namespace, key, &value, &mut stillness, voice).await;
            }
        }
        Ok(())
    }

    async fn tell(
        namespace: &str,
        key: &str,
        value: &Value<'_>,
        stillness: &mut Stillness,
        voice: &Voice,
    ) {
        let event = match (namespace, key) {
            COLOURS => theme_of(value).map(Event::SystemTheme),
            STILLNESS | ANIMATIONS => stillness.take(key, value).map(Event::DesktopStandsStill),
            _ => None,
        };
        if let Some(event) = event {
            voice.tell(event).await;
        }
    }

    /// What a value of the setting means. “No preference”, and what a later portal may add, is light, as desktops draw
    /// it; what is no number says nothing.
    fn theme_of(value: &Value<'_>) -> Option<SystemTheme> {
        match value {
            // `Read` wraps it twice.
            Value::Value(inner) => theme_of(inner),
            Value::U32(PREFERS_DARK) => Some(SystemTheme::Dark),
            Value::U32(_) => Some(SystemTheme::Light),
            _ => None,
        }
    }

    /// What was said about motion: by the setting of all desktops, and by that of GNOME, which is older.
    #[derive(Default)]
    struct Stillness {
        is_wanted: bool,
        is_unanimated: bool,
    }

    impl Stillness {
        /// Whether nothing is to move, by what is known now; `None` where the value says nothing.
        fn take(&mut self, key: &str, value: &Value<'_>) -> Option<bool> {
            match value {
                Value::Value(inner) => return self.take(key, inner),
                Value::U32(preference) if key == STILLNESS.1 => {
                    self.is_wanted = *preference == PREFERS_STILLNESS;
                }
                Value::Bool(animates) if key == ANIMATIONS.1 => self.is_unanimated = !animates,
                _ => return None,
            }
            Some(self.is_wanted || self.is_unanimated)
        }
    }

    /// Everything that is asked for: namespace and key.
    const SETTINGS: [(&str, &str); 3] = [COLOURS, STILLNESS, ANIMATIONS];
    const COLOURS: (&str, &str) = ("org.freedesktop.appearance", "color-scheme");
    const STILLNESS: (&str, &str) = ("org.freedesktop.appearance", "reduced-motion");
    const ANIMATIONS: (&str, &str) = ("org.gnome.desktop.interface", "enable-animations");
    const PREFERS_DARK: u32 = 1;
    const PREFERS_STILLNESS: u32 = 1;

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn the_setting_is_light_unless_dark_is_preferred() {
            let wrapped = |value| Value::Value(Box::new(Value::Value(Box::new(value))));
            for (number, theme) in [
                (0, SystemTheme::Light),
                (1, SystemTheme::Dark),
                (2, SystemTheme::Light),
                (9, SystemTheme::Light),
            ] {
                assert_eq!(theme_of(&Value::U32(number)), Some(theme));
                assert_eq!(theme_of(&wrapped(Value::U32(number))), Some(theme));
            }
        }

        #[test]
        fn nothing_moves_where_either_setting_says_so() {
            let mut stillness = Stillness::default();
            let wrapped = |value| Value::Value(Box::new(Value::Value(Box::new(value))));
            for (key, value, is_still) in [
                ("reduced-motion", Value::U32(0), false),
                ("enable-animations", Value::Bool(false), true),
                ("reduced-motion", wrapped(Value::U32(1)), true),
                ("enable-animations", wrapped(Value::Bool(true)), true),
                ("reduced-motion", Value::U32(0), false),
            ] {
                assert_eq!(stillness.take(key, &value), Some(is_still), "{key}");
            }
            for (key, value) in [
                ("reduced-motion", Value::Bool(true)),
                ("enable-animations", Value::U32(0)),
            ] {
                assert_eq!(stillness.take(key, &value), None, "{key}");
            }
        }

        #[test]
        fn a_value_of_another_kind_says_nothing() {
            for value in [Value::from("dark"), Value::I32(1), Value::Bool(true)] {
                assert_eq!(theme_of(&value), None);
            }
        }
    }
}
