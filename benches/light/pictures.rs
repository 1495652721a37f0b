//! Twenty photographs of twelve megapixels, put into the window at once, beside reading them on all cores.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use egui::TextureId;
use image::{ImageFormat, RgbImage};

use crate::profile::{Filling, Profile};
use crate::table::Row;
use crate::writing::Desk;

const PHOTOS: usize = 20;

pub(crate) fn rows() -> Vec<Row> {
    let folder = tempfile::tempdir().unwrap();
    let files = photographs(folder.path());
    let floor = decoded(&files);
    let (ours, worst) = attached(&files);
    vec![
        Row::times(
            "20 photographs of 12 megapixels, until all are seen",
            "ms",
            ours,
            floor,
            1.2,
        ),
        Row::most("the longest frame meanwhile", "ms", worst, 16.0),
    ]
}

fn photographs(folder: &Path) -> Vec<PathBuf> {
    let photo = RgbImage::from_fn(4_000, 3_000, |x, y| {
        let wave = |at: u32| u8::try_from((x * at / 7 + y * (11 - at) / 5) % 256).unwrap();
        image::Rgb([wave(3), wave(5), wave(8)])
    });
    let first = folder.join("0.jpg");
    photo.save_with_format(&first, ImageFormat::Jpeg).unwrap();
    let copies = (1..PHOTOS).map(|nth| {
        let copy = folder.join(format!("{nth}.jpg"));
        std::fs::copy(&first, &copy).unwrap();
        copy
    });
    std::iter::once(first.clone()).chain(copies).collect()
}

/// All files read with `image`, on all cores, in milliseconds.
fn decoded(files: &[PathBuf]) -> f64 {
    let cores = std::thread::available_parallelism().unwrap().get();
    let left = Mutex::new(files.iter());
    // As long as the window has rested before: a processor that was just at work is faster.
    std::thread::sleep(REST);
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let Some(file) = left.lock().unwrap().next() else {
                        return;
                    };
                    let decoded = image::open(file).unwrap();
                    assert_eq!(decoded.width(), 4_000);
                }
            });
        }
    });
    begun.elapsed().as_secs_f64() * 1000.0
}

/// Until the twentieth thumbnail is handed to the graphics card, and the longest frame, in milliseconds.
fn attached(files: &[PathBuf]) -> (f64, f64) {
    let profile = Profile::new(Filling {
        drafts: 1,
        receipts: 1,
        jobs: 1,
    });
    let mut desk = Desk::open(&profile);
    desk.settle();
    desk.drop_files(files);
    let begun = Instant::now();
    let (mut seen, mut worst) = (0, 0.0_f64);
    while seen < PHOTOS {
        let (taken, output) = desk.frame(Vec::new());
        let handed_over = output.textures_delta.set.iter();
        // The first texture has the letters.
        seen += handed_over
            .filter(|(id, _)| **id != TextureId::default())
            .count();
        worst = worst.max(taken);
        assert!(
            begun.elapsed() < Duration::from_mins(2),
            "only {seen} are seen"
        );
        std::thread::sleep(FRAME.saturating_sub(Duration::from_secs_f64(taken / 1000.0)));
    }
    (begun.elapsed().as_secs_f64() * 1000.0, worst)
}

const REST: Duration = Duration::from_secs(2);
/// A screen shows sixty frames a second; more would take the processor from those who decode.
const FRAME: Duration = Duration::from_micros(16_667);
