//! Notifications on a bus of their own, with a service of ours that keeps what it is told. No test talks to a real
//! session.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use zbus::Connection;
use zbus::connection::Builder;
use zbus::zvariant::OwnedValue;

use super::*;
use crate::engine::block_on;

#[path = "../../tests/fixtures/skip.rs"]
mod skip;

use skip::skip;

/// A bus that nobody else is on; it ends with the test.
struct Bus {
    daemon: Child,
    address: String,
    _folder: tempfile::TempDir,
}

impl Bus {
    /// `None` where there is no program for a bus; said for everyone to see.
    fn start() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("bus.conf");
        let place = folder.path().display();
        // No folders with services, so that nothing is ever started through it.
        let words = format!(
            "<busconfig><type>session</type><listen>unix:dir={place}</listen>\
             <policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>\
             <allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>"
        );
        std::fs::write(&config, words).unwrap();
        let daemon = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", config.display()))
            .args(["--nofork", "--nopidfile", "--print-address=1"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut daemon) = daemon else {
            skip("no notification on a bus, because dbus-daemon cannot be started here");
            return None;
        };
        let mut address = String::new();
        let told = daemon.stdout.take().unwrap();
        BufReader::new(told).read_line(&mut address).unwrap();
        let address = address.trim().to_owned();
        Some(Self {
            daemon,
            address,
            _folder: folder,
        })
    }

    fn door(&self) -> Builder<'_> {
        Builder::address(self.address.as_str()).unwrap()
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        self.daemon.kill().ok();
        self.daemon.wait().ok();
    }
}

/// What the desktop was told: the program's name and icon, summary, body, category; what it replaces, how many actions,
/// how long it stays.
type Told = (String, String, String, String, String, (u32, usize, i32));

/// Plays the desktop.
struct Desktop {
    abilities: Vec<&'static str>,
    told: Arc<Mutex<Vec<Told>>>,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Desktop {
    fn get_capabilities(&self) -> Vec<String> {
        let abilities = self.abilities.iter();
        abilities.map(ToString::to_string).collect()
    }

    #[expect(
        clippy::too_many_arguments,
        clippy::needless_pass_by_value,
        reason = "the specification wants it so"
    )]
    fn notify(
        &self,
        app_name: String,
        replaces: u32,
        icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        timeout: i32,
    ) -> u32 {
        let category = hints["category"].downcast_ref::<String>().unwrap();
        let rest = (replaces, actions.len(), timeout);
        let told = (app_name, icon, summary, body, category, rest);
        self.told.lock().unwrap().push(told);
        7
    }
}

/// What a desktop of these abilities is told; `None` where there is no bus.
fn told(abilities: Vec<&'static str>, notification: &Notification) -> Option<Vec<Told>> {
    let bus = Bus::start()?;
    let told = Arc::new(Mutex::new(Vec::new()));
    let desktop = Desktop {
        abilities,
        told: Arc::clone(&told),
    };
    let shown = block_on(async {
        let _desktop = bus
            .door()
            .serve_at("/org/freedesktop/Notifications", desktop)?
            .name("org.freedesktop.Notifications")?
            .build()
            .await?;
        let window: Connection = bus.door().build().await?;
        desktop::show_on(&window, notification).await
    });
    shown.unwrap().unwrap();
    let told = told.lock().unwrap().clone();
    Some(told)
}

fn notification() -> Notification {
    Notification {
        summary: "Not posted: <b>Ann</b> & Co".to_owned(),
        body: "Tea & <i>cake</i>".to_owned(),
        is_trouble: true,
    }
}

#[test]
fn the_desktop_is_told_once_and_in_plain_text() {
    let Some(told) = told(vec!["body"], &notification()) else {
        return;
    };
    let words = ["Sendoff", "sendoff", "Not posted: <b>Ann</b> & Co"].map(str::to_owned);
    let [name, icon, summary] = words;
    let body = "Tea & <i>cake</i>".to_owned();
    let category = "transfer.error".to_owned();
    assert_eq!(told, [(name, icon, summary, body, category, (0, 0, -1))]);
}

#[test]
fn where_a_body_is_read_as_markup_what_was_typed_is_not() {
    let posted = Notification {
        is_trouble: false,
        ..notification()
    };
    let Some(told) = told(vec!["body", "body-markup"], &posted) else {
        return;
    };
    assert_eq!(told[0].2, "Not posted: <b>Ann</b> & Co");
    assert_eq!(told[0].3, "Tea &amp; &lt;i&gt;cake&lt;/i&gt;");
    assert_eq!(told[0].4, "transfer.complete");
}

#[test]
fn a_bus_without_a_desktop_is_an_error_and_no_wait() {
    let Some(bus) = Bus::start() else {
        return;
    };
    let shown = block_on(async {
        let window = bus.door().build().await?;
        desktop::show_on(&window, &notification()).await
    });
    assert!(shown.unwrap().is_err());
}
