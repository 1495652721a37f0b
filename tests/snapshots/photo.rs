//! Opens a window whose time stands still, and takes its picture in both themes. Never: what is in the window.

use std::path::PathBuf;

use egui::{Theme, ThemePreference};
use egui_kittest::LazyRenderer;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::painter::Painter;
use crate::support::{HandClock, Setup, Window};

/// When pictures are taken: a Tuesday, noon in Berlin.
pub(crate) fn noon() -> Timestamp {
    "2026-11-24T11:00:00Z".parse().unwrap()
}

/// What a window in a picture is opened with.
pub(crate) fn setup() -> Setup {
    Setup {
        clock: HandClock::new(noon()),
        // By its rule, whatever this computer knows of time zones.
        zone: TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap(),
        renderer: LazyRenderer::new(Painter::default),
        ..Setup::default()
    }
}

/// A window that is signed in.
pub(crate) fn open() -> Window {
    Window::open_with(setup())
}

/// A picture of the sea below a sun, as a file beside the window's own.
pub(crate) fn sea(setup: &Setup, name: &str) -> PathBuf {
    let path = setup.folder.path().join(name);
    let color = |x: u32, y: u32| match (x, y) {
        (_, 60..) => [24, 78, 119],
        _ if (x.abs_diff(100).pow(2) + y.abs_diff(60).pow(2)) < 900 => [247, 178, 103],
        _ => [168, 218, 220],
    };
    image::RgbImage::from_fn(160, 100, |x, y| image::Rgb(color(x, y)))
        .save(&path)
        .unwrap();
    path
}

impl Window {
    /// Compares the window with its pictures, light and dark.
    pub(crate) fn photo(&mut self, name: &str) {
        self.photo_of(egui::vec2(720.0, 560.0), name);
    }

    /// The same in a window as narrow as it may be.
    pub(crate) fn narrow_photo(&mut self, name: &str) {
        self.photo_of(egui::vec2(420.0, 520.0), &format!("{name}_narrow"));
    }

    fn photo_of(&mut self, size: egui::Vec2, name: &str) {
        self.harness.set_size(size);
        self.harness
            .ctx
            .all_styles_mut(|style| style.visuals.text_cursor.blink = false);
        self.harness.remove_cursor();
        for (theme, end) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
            self.harness.ctx.set_theme(ThemePreference::System);
            self.harness.input_mut().system_theme = Some(theme);
            // Whatever fades or scrolls has come to its end by then.
            self.harness.run_steps(8);
            self.harness.snapshot(format!("{name}_{end}"));
        }
    }
}
