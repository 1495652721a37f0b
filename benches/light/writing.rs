//! In one process, without a screen: a keystroke and a large paste in the whole window, beside a plain editor. Layout,
//! check, autosave and the triangles for the graphics card are all in it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use egui::{
    CentralPanel, Context, DroppedFile, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit,
    Pos2, RawInput, Rect, Shape, TextEdit, TouchPhase, Ui, Vec2,
};
use sendoff::app::{App, System};
use sendoff::engine::{Engine, Initiative, KeySource, PageDrawer, Parts, SystemClock};
use sendoff::linkedin::{Endpoints, Patience};
use sendoff::store::vault::KdfCost;
use sendoff::web::NoPages;

use crate::profile::{Filling, Profile, post};
use crate::table::{Row, median, p99};

/// How long the post is when the typing ends.
const CHARS: usize = 3_000;
const KEYSTROKES: usize = 400;
const TURNS: usize = 5;

pub(crate) fn rows() -> Vec<Row> {
    let [usual, few, many] = [
        Filling::USUAL,
        Filling {
            drafts: 10,
            receipts: 10,
            jobs: 10,
        },
        Filling {
            drafts: 10_000,
            receipts: 10_000,
            jobs: 1_000,
        },
    ];
    // A single slow frame in a hundred is the machine's as often as the program's: all are measured in turn.
    let (mut typed, mut pasted) = ([const { Vec::new() }; 4], Vec::new());
    for _ in 0..TURNS {
        typed[0].push(in_plain_editor());
        for (typed, filling) in typed[1..].iter_mut().zip([usual, few, many]) {
            let (p99, paste) = in_sendoff(filling);
            typed.push(p99);
            pasted.push(paste);
        }
    }
    let ([floor, ours, few, many], pasted) = (typed.map(median), median(pasted));
    let mut rows = vec![
        Row::times(
            "a keystroke, p99, beside a plain editor",
            "ms",
            ours,
            floor,
            2.0,
        ),
        Row::most("a keystroke, p99", "ms", ours, 4.0),
        Row::times(
            "a keystroke in a full profile, beside one with 10",
            "ms",
            many,
            few,
            1.1,
        ),
        Row::most("100 KB pasted, until one can write on", "ms", pasted, 100.0),
    ];
    rows.extend(lists());
    rows
}

/// A step of the wheel on a long list, beside a short one; of each a thousand are in the list until somebody asks for more.
fn lists() -> [Row; 2] {
    let short = Profile::new(Filling {
        drafts: 10,
        receipts: 10,
        jobs: 1,
    });
    let long = Profile::new(Filling {
        drafts: 10_000,
        receipts: 100_000,
        jobs: 1,
    });
    let row = |figure, page: &str| {
        let [few, many] = [&short, &long].map(|profile| scrolled(profile, page));
        Row::times(figure, "ms", many, few, 1.1)
    };
    [
        row(
            "a step of the wheel with 10,000 drafts, beside 10",
            "Drafts",
        ),
        row(
            "a step of the wheel with 100,000 posts, beside 10",
            "Posted",
        ),
    ]
}

/// A file that was let go of over the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|err| err.to_string())
    }
}

/// A window without a screen.
pub(crate) struct Desk {
    app: App,
    ctx: Context,
    frame: eframe::Frame,
    frames: u32,
    dropped: Vec<Arc<dyn DroppedFile + Send + Sync>>,
}

impl Desk {
    pub(crate) fn open(profile: &Profile) -> Self {
        let parts = Parts {
            store: profile.store.clone(),
            endpoints: Endpoints::loopback("http://127.0.0.1:9").unwrap(),
            patience: Patience::default(),
            api_version: None,
            keys: KeySource::Person,
            kdf_cost: KdfCost::FLOOR,
            pages: Arc::new(NoPages),
            drawer: PageDrawer::new(crate::screen::sendoff()),
            dictionary_folders: Vec::new(),
            clock: Arc::new(SystemClock),
            initiative: Initiative::Window,
            companion: None,
        };
        let ctx = Context::default();
        let engine = Engine::start(parts, || {}).unwrap();
        let system = System {
            asks_desktop: false,
            ..System::of_this_computer(None)
        };
        let app = App::new(&ctx, engine, system, String::new(), false, &[]);
        Self {
            app,
            ctx,
            frame: eframe::Frame::_new_kittest(),
            frames: 0,
            dropped: Vec::new(),
        }
    }

    /// Lets go of files over the window, with the next frame.
    pub(crate) fn drop_files(&mut self, files: &[PathBuf]) {
        for path in files {
            self.dropped.push(Arc::new(Dropped(path.clone())));
        }
    }

    /// One frame; gives how long it took in milliseconds, and what was drawn.
    pub(crate) fn frame(&mut self, events: Vec<Event>) -> (f64, egui::FullOutput) {
        let Self {
            app,
            ctx,
            frame,
            frames,
            dropped,
        } = self;
        *frames += 1;
        let input = RawInput {
            dropped_files: std::mem::take(dropped),
            ..input(*frames, events)
        };
        timed(ctx, input, |ui| {
            eframe::App::logic(app, ui.ctx(), frame);
            eframe::App::ui(app, ui, frame);
        })
    }

    /// What is written in a frame after these events, and where.
    fn texts(&mut self, events: Vec<Event>) -> Vec<(String, Pos2)> {
        self.frames += 1;
        let Self {
            app, ctx, frame, ..
        } = self;
        let output = ctx.run_ui(input(self.frames, events), |ui| {
            eframe::App::logic(app, ui.ctx(), frame);
            eframe::App::ui(app, ui, frame);
        });
        let texts = output
            .shapes
            .iter()
            .filter_map(|clipped| match &clipped.shape {
                Shape::Text(text) => Some((text.galley.text().to_owned(), text.pos)),
                _ => None,
            });
        texts.collect()
    }

    /// Frames until everything in the profile has been read.
    pub(crate) fn settle(&mut self) {
        for _ in 0..200 {
            self.frame(Vec::new());
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    }
}

fn input(number: u32, events: Vec<Event>) -> RawInput {
    RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(720.0, 760.0))),
        time: Some(f64::from(number) / 60.0),
        focused: true,
        events,
        ..RawInput::default()
    }
}

fn timed(ctx: &Context, input: RawInput, show: impl FnMut(&mut Ui)) -> (f64, egui::FullOutput) {
    let begun = Instant::now();
    let mut output = ctx.run_ui(input, show);
    let shapes = std::mem::take(&mut output.shapes);
    let triangles = ctx.tessellate(shapes, output.pixels_per_point);
    let taken = begun.elapsed().as_secs_f64() * 1000.0;
    assert!(!triangles.is_empty(), "something is drawn");
    (taken, output)
}

/// A keystroke and the frame after it, which shows what became of it.
/// Never inlined: a flame graph shows it by its name.
#[inline(never)]
fn keystrokes(mut frame: impl FnMut(Vec<Event>) -> f64) -> f64 {
    let typed = (0..KEYSTROKES).map(|nth| {
        let letter = if nth % 6 == 5 { " " } else { "e" };
        frame(vec![Event::Text(letter.to_owned())])
    });
    p99(typed.collect())
}

fn in_sendoff(filling: Filling) -> (f64, f64) {
    let profile = Profile::new(filling);
    let mut desk = Desk::open(&profile);
    desk.settle();
    select_all(|events| drop(desk.frame(events)));
    let text = post(CHARS - KEYSTROKES);
    desk.frame(vec![Event::Text(text)]);
    desk.settle();
    let typed = keystrokes(|events| desk.frame(events).0);
    select_all(|events| drop(desk.frame(events)));
    let pasted = desk.frame(vec![Event::Paste(post(100_000))]).0;
    let next = desk.frame(vec![Event::Text("x".to_owned())]).0;
    (typed, pasted + next)
}

fn in_plain_editor() -> f64 {
    let ctx = Context::default();
    let mut text = post(CHARS - KEYSTROKES);
    let (mut frames, mut length) = (0, 0);
    let typed = keystrokes(|events| {
        frames += 1;
        let (taken, _) = timed(&ctx, input(frames, events), |ui| {
            CentralPanel::default().show(ui, |ui| {
                egui::ScrollArea::vertical().show(ui, |ui| {
                    let editor = TextEdit::multiline(&mut text).desired_width(f32::INFINITY);
                    ui.add(editor).request_focus();
                });
            });
        });
        length = text.len();
        taken
    });
    assert!(length > CHARS - 10, "what was typed arrived");
    typed
}

/// The median of many steps on this page, down and up by turns, in milliseconds.
fn scrolled(profile: &Profile, page: &str) -> f64 {
    let mut desk = Desk::open(profile);
    desk.settle();
    for event in [
        pressed(Key::K, Modifiers::COMMAND),
        Event::Text(page.to_owned()),
        pressed(Key::Enter, Modifiers::NONE),
    ] {
        desk.frame(vec![event]);
        desk.settle();
    }
    desk.frame(vec![Event::PointerMoved(Pos2::new(360.0, 500.0))]);
    let before = desk.texts(Vec::new());
    let named = before.iter().filter(|(text, _)| text == page).count();
    assert_eq!(named, 2, "in the bar, and above its own page: {before:?}");
    desk.frame(vec![wheel(-STEP)]);
    assert_ne!(before, desk.texts(Vec::new()), "it moves");
    let steps = (0..STEPS).map(|nth| if nth % 2 == 0 { STEP } else { -STEP });
    median(steps.map(|by| desk.frame(vec![wheel(by)]).0).collect())
}

fn wheel(by: f32) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: Vec2::new(0.0, by),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    }
}

fn pressed(key: Key, modifiers: Modifiers) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    }
}

fn select_all(mut frame: impl FnMut(Vec<Event>)) {
    frame(vec![pressed(Key::A, Modifiers::COMMAND)]);
}

/// So many steps of the wheel, and how far each goes in points.
const STEPS: u32 = 300;
const STEP: f32 = 120.0;
