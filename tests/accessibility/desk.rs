//! A screen that nobody looks at, a session bus that nobody else is on, and the program's window there.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::skip::skip;

/// Where the window is.
pub(crate) struct Desk {
    folder: TempDir,
    /// Such as `:99`.
    display: String,
    /// The address of the session bus.
    pub(crate) bus: String,
    // Dropped in this order, last of all.
    _daemon: Running,
    _screen: Running,
}

/// A program that ends when it is not needed any more.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

impl Desk {
    /// `None` where this computer has no part of it to offer, and that is said.
    pub(crate) fn open() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let Ok(service) = fs::read(SERVICE) else {
            skip("nothing about accessibility, because at-spi2-core is not installed");
            return None;
        };
        // No other service is to be started on this bus, whatever this computer has.
        let services = folder.path().join("services");
        fs::create_dir(&services).unwrap();
        fs::write(services.join("org.a11y.Bus.service"), service).unwrap();
        for name in ["home", "run", "profile"] {
            let path = folder.path().join(name);
            fs::create_dir(&path).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
        }
        let config = folder.path().join("bus.conf");
        fs::write(&config, bus_config(&services, folder.path())).unwrap();
        let mut daemon = clean("dbus-daemon", folder.path());
        daemon
            // What it starts remembers there that accessibility is on; elsewhere it asks a service that is not here.
            .env("GSETTINGS_BACKEND", "memory")
            .arg("--config-file")
            .arg(&config)
            .args(["--nofork", "--print-address=1"]);
        let mut screen = clean("Xvfb", folder.path());
        screen
            .args(["-displayfd", "1", "-screen", "0", "1280x900x24"])
            // Starting afresh whenever nobody is connected, it would turn away who comes at that moment.
            .args(["-nolisten", "tcp", "-noreset"]);
        let (Some((daemon, bus)), Some((screen, number))) = (start(daemon), start(screen)) else {
            skip("nothing about accessibility, because Xvfb or dbus-daemon cannot be used here");
            return None;
        };
        Some(Self {
            folder,
            display: format!(":{number}"),
            bus,
            _daemon: daemon,
            _screen: screen,
        })
    }

    /// Opens the program's window with nothing of this computer's in its environment. Posts go to `origin`.
    pub(crate) fn window(&self, origin: &str) -> Running {
        let profile = self.folder.path().join("profile");
        let config = profile.join("config");
        fs::create_dir(&config).unwrap();
        fs::set_permissions(&config, fs::Permissions::from_mode(0o700)).unwrap();
        let settings =
            "(kind: \"sendoff settings\", version: 1, body: (redirect_ports: [0], undo_secs: 0))";
        let file = config.join("settings.ron");
        fs::write(&file, settings).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        let mut window = clean(&program(), self.folder.path());
        window
            .env("BROWSER", self.browser())
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("DISPLAY", &self.display)
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("SENDOFF_ENDPOINT", origin)
            .env("SENDOFF_NO_KEYRING", "1")
            .env("SENDOFF_PROFILE_DIR", profile);
        Running(window.spawn().unwrap())
    }

    /// The file with the address that the browser was opened with, once it was.
    pub(crate) fn browsed(&self) -> PathBuf {
        self.folder.path().join("browsed")
    }

    /// A browser that only writes down what it was opened with.
    fn browser(&self) -> PathBuf {
        let path = self.folder.path().join("browser");
        let script = format!("#!/bin/sh\necho \"$1\" >'{}'\n", self.browsed().display());
        fs::write(&path, script).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
        path
    }
}

/// A program with nothing in its environment but where it finds others and may write.
fn clean(program: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", folder.join("home"))
        .env("XDG_RUNTIME_DIR", folder.join("run"))
        .stdin(Stdio::null());
    command
}

/// Starts a program that prints one line once it can be used.
fn start(mut command: Command) -> Option<(Running, String)> {
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut running = Running(command.spawn().ok()?);
    let mut line = String::new();
    let output = running.0.stdout.take()?;
    BufReader::new(output).read_line(&mut line).ok()?;
    let line = line.trim().to_owned();
    (!line.is_empty()).then_some((running, line))
}

fn bus_config(services: &Path, folder: &Path) -> String {
    let (services, folder) = (services.display(), folder.display());
    format!(
        "<busconfig><type>session</type><listen>unix:dir={folder}</listen><servicedir>{services}</servicedir>\
         <policy context=\"default\"><allow send_destination=\"*\"/><allow receive_sender=\"*\"/>\
         <allow own=\"*\"/></policy></busconfig>"
    )
}

/// The program to try.
pub(crate) fn program() -> String {
    std::env::var("SENDOFF_BIN").unwrap_or_else(|_| env!("CARGO_BIN_EXE_sendoff").to_owned())
}

/// What starts accessibility on a session bus.
const SERVICE: &str = "/usr/share/dbus-1/services/org.a11y.Bus.service";
