//! How much memory hostile and large files cost, counted by the allocator. Not by the clock, and not by what the system
//! happens to report.
//!
//! One test at a time: whatever is allocated in this program counts.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::io::Cursor;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageFormat, RgbImage};
use peak_alloc::PeakAlloc;
use poll_promise::Promise;
use sendoff::domain::{Access, Account, Draft, JobId, SignInFlow, Stage};
use sendoff::engine::{
    Attached, Command, Companion, Engine, Event, Initiative, KeySource, NotAttached, PageDrawer,
    Parts, PictureSource, Publish, SignInRequest, SystemClock,
};
use sendoff::linkedin::Endpoints;
use sendoff::media::{Change, MediaError, picture_from_bytes, thumbnail};
use sendoff::sandbox::{Member, Sandbox};
use sendoff::store::vault::KdfCost;
use sendoff::store::{Paths, Store};
use sendoff::web::NoPages;

#[path = "fixtures/film.rs"]
mod film;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

static ALONE: Mutex<()> = Mutex::new(());

/// What is allocated from here on, at its highest.
struct Gauge {
    before: usize,
    _alone: MutexGuard<'static, ()>,
}

impl Gauge {
    fn start() -> Self {
        let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        ALLOCATOR.reset_peak_usage();
        Self {
            before: ALLOCATOR.current_usage(),
            _alone: alone,
        }
    }

    /// Forgets what was needed to prepare the test.
    fn restart(&mut self) {
        ALLOCATOR.reset_peak_usage();
        self.before = ALLOCATOR.current_usage();
    }

    fn mebibytes(&self) -> usize {
        let highest = ALLOCATOR.peak_usage().saturating_sub(self.before);
        highest.div_ceil(1 << 20)
    }

    #[track_caller]
    fn assert_below(&self, limit: usize, what: &str) {
        let used = self.mebibytes();
        assert!(used < limit, "{what} took {used} MiB, {limit} are allowed");
    }
}

/// A chunk of a PNG, with its checksum.
fn chunk(name: &[u8], content: &[u8]) -> Vec<u8> {
    let len = u32::try_from(content.len()).unwrap();
    let named = [name, content].concat();
    [&len.to_be_bytes(), &named[..], &crc32(&named).to_be_bytes()].concat()
}

fn crc32(bytes: &[u8]) -> u32 {
    let table: [u32; 256] = std::array::from_fn(|idx| {
        (0..8).fold(u32::try_from(idx).unwrap(), |crc, _| {
            if crc & 1 == 1 {
                crc >> 1 ^ 0xEDB8_8320
            } else {
                crc >> 1
            }
        })
    });
    !bytes.iter().fold(u32::MAX, |crc, &byte| {
        table[usize::from(crc.to_le_bytes()[0] ^ byte)] ^ crc >> 8
    })
}

/// A PNG of this size in its header, with packed pixels.
fn png(side: u32, pixels: &[u8]) -> Vec<u8> {
    let header = [
        &side.to_be_bytes()[..],
        &side.to_be_bytes(),
        &[8, 0, 0, 0, 0],
    ];
    [
        &b"\x89PNG\r\n\x1A\n"[..],
        &chunk(b"IHDR", &header.concat()),
        &chunk(b"IDAT", pixels),
        &chunk(b"IEND", b""),
    ]
    .concat()
}

/// About this many zeros in a zlib stream (RFC 1950, 1951): one zero, then "the last byte 258 times more", over and over.
///
/// The checksum at its end is wrong; whoever gets that far has unpacked everything.
fn packed_zeros(num_zeros: usize) -> Vec<u8> {
    let mut bits = Bits::default();
    // The last block, with the fixed code; with the first repeat these are three whole bytes.
    bits.push(0b110, 3);
    bits.push(ZERO, 8);
    bits.push(REPEAT, 13);
    let mut eight_repeats = Bits::default();
    for _ in 0..8 {
        eight_repeats.push(REPEAT, 13);
    }
    let many = eight_repeats.whole.repeat(num_zeros / 258 / 8);
    [&[0x78, 0x9C][..], &bits.whole, &many, &[0; 5]].concat()
}

const ZERO: u32 = 0b0011_0000;
const REPEAT: u32 = 0b1_1000_1010_0000;

#[derive(Default)]
struct Bits {
    whole: Vec<u8>,
    last: u8,
    num_last: u32,
}

impl Bits {
    /// The highest of `count` bits first, as codes are written.
    fn push(&mut self, bits: u32, count: u32) {
        for at in (0..count).rev() {
            self.last |= u8::from(bits >> at & 1 == 1) << self.num_last;
            self.num_last += 1;
            if self.num_last == 8 {
                self.whole.push(std::mem::take(&mut self.last));
                self.num_last = 0;
            }
        }
    }
}

#[test]
fn a_picture_of_900_million_pixels_is_refused_before_anything_is_unpacked() {
    let mut gauge = Gauge::start();
    let bomb = png(30_000, &packed_zeros(64 << 20));
    gauge.restart();
    let refused = picture_from_bytes(bomb.clone());
    assert!(matches!(refused, Err(MediaError::TooManyPixels { .. })));
    assert!(matches!(
        thumbnail(&bomb, 480),
        Err(MediaError::TooManyPixels { .. })
    ));
    gauge.assert_below(2, "a bomb of pixels");
}

#[test]
fn text_and_profiles_that_unpack_into_a_hundred_megabytes_are_bounded() {
    let mut gauge = Gauge::start();
    let zeros = packed_zeros(128 << 20);
    let mut whole = Cursor::new(Vec::new());
    DynamicImage::new_luma8(4, 4)
        .write_to(&mut whole, ImageFormat::Png)
        .unwrap();
    for (name, heading) in [(b"zTXt", &b"Comment\0\0"[..]), (b"iCCP", b"name\0\0")] {
        let mut bomb = whole.get_ref().clone();
        bomb.splice(33..33, chunk(name, &[heading, &zeros].concat()));
        gauge.restart();
        match picture_from_bytes(bomb) {
            Ok(picture) => assert_eq!((picture.facts.width, picture.facts.height), (4, 4)),
            Err(err) => assert!(matches!(err, MediaError::Damaged(_)), "{err}"),
        }
        gauge.assert_below(50, "a bomb beside the pixels");
    }
}

/// An engine that only looks into pictures.
fn engine(folder: &Path) -> Engine {
    engine_beside(folder, "http://127.0.0.1:9", KeySource::Person, None)
}

/// An engine that speaks with LinkedIn at `origin`.
fn engine_beside(
    folder: &Path,
    origin: &str,
    keys: KeySource,
    companion: Option<Companion>,
) -> Engine {
    let parts = Parts {
        patience: sendoff::linkedin::Patience::default(),
        store: Store::new(Paths::under(folder)),
        endpoints: Endpoints::loopback(origin).unwrap(),
        api_version: None,
        keys,
        kdf_cost: KdfCost::FLOOR,
        pages: Arc::new(NoPages),
        drawer: PageDrawer::new(env!("CARGO_BIN_EXE_sendoff").into()),
        dictionary_folders: Vec::new(),
        clock: Arc::new(SystemClock),
        initiative: Initiative::Asked,
        companion,
    };
    Engine::start(parts, || {}).unwrap()
}

fn attach(engine: &Engine, source: PictureSource) -> Promise<Result<Attached, NotAttached>> {
    let (answer, promise) = Promise::new();
    let id = JobId::from_parts(1, 1);
    engine.send(Command::Attach(id, source, answer)).unwrap();
    promise
}

/// A picture of eight megabytes.
fn heavy_picture(path: &Path) {
    let image = RgbImage::new(1_672, 1_672);
    let mut file = std::fs::File::create(path).unwrap();
    let packing = (CompressionType::Uncompressed, FilterType::NoFilter);
    let encoder = PngEncoder::new_with_quality(&mut file, packing.0, packing.1);
    image.write_with_encoder(encoder).unwrap();
}

#[test]
fn twenty_pictures_of_eight_megabytes_at_once_stay_within_their_memory() {
    let mut gauge = Gauge::start();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("heavy.png");
    heavy_picture(&path);
    gauge.restart();
    let engine = engine(folder.path());
    let asked: Vec<_> = (0..20)
        .map(|_| attach(&engine, PictureSource::File(path.clone())))
        .collect();
    for promise in asked {
        let attached = promise.block_and_take().unwrap();
        assert!(attached.attachment.byte_count > 8_000_000);
    }
    gauge.assert_below(150, "twenty pictures of 8 MB");
}

#[test]
fn the_largest_pictures_at_once_stay_within_their_memory() {
    let mut gauge = Gauge::start();
    let folder = tempfile::tempdir().unwrap();
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(6_000, 6_000)
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
    let path = folder.path().join("large.png");
    std::fs::write(&path, bytes.into_inner()).unwrap();
    gauge.restart();
    let engine = engine(folder.path());
    let asked: Vec<_> = (0..2)
        .map(|_| attach(&engine, PictureSource::File(path.clone())))
        .collect();
    for promise in asked {
        promise.block_and_take().unwrap();
    }
    gauge.assert_below(400, "the largest pictures");
}

#[test]
fn a_large_pasted_picture_stays_within_its_memory() {
    let mut gauge = Gauge::start();
    let folder = tempfile::tempdir().unwrap();
    gauge.restart();
    let engine = engine(folder.path());
    let paste = |side: u32| PictureSource::Pixels {
        width: side,
        height: side,
        rgba: Box::new(move || vec![u8::MAX; 4 * (side * side) as usize]),
    };
    let refused = attach(&engine, paste(8_000)).block_and_take();
    assert!(refused.unwrap_err().words.contains("8000 × 8000"));
    gauge.assert_below(10, "a pasted picture that is too large");
    attach(&engine, paste(2_000)).block_and_take().unwrap();
    gauge.assert_below(50, "a pasted picture of 2,000 × 2,000 pixels");
}

/// A film of this many bytes, almost all of them a hole that takes no room on disk.
fn long_film(path: &Path, byte_count: u64) {
    std::fs::write(path, film::film(5_000, "+69.6492+018.9553/", 80_000)).unwrap();
    let file = std::fs::File::options().write(true).open(path).unwrap();
    file.set_len(byte_count).unwrap();
}

/// Signs Alex in, as an app does that asks nobody.
fn sign_in(engine: &Engine, sandbox: &Sandbox) -> sendoff::domain::Author {
    let app = sandbox.self_serve_app();
    let request = SignInRequest {
        client_id: app.client_id.to_owned(),
        client_secret: Some(app.client_secret.into()),
        flow: SignInFlow::Standard,
        access: Access::Member,
        passphrase: None,
        ports: vec![0],
        timeout: Duration::from_secs(30),
        unattended: true,
        again: None,
    };
    let (answer, promise) = Promise::new();
    engine
        .send(Command::SignIn(Box::new(request), answer))
        .unwrap();
    let account = promise.block_and_take().unwrap().account;
    Account::everyone(&[account])[0].clone()
}

/// Publishes a draft and waits until it is there.
fn publish(engine: &mut Engine, draft: Draft) {
    let wish = Publish {
        draft,
        again: false,
        undo_secs: 0,
        at: None,
    };
    engine.send(Command::Publish(Box::new(wish))).unwrap();
    let deadline = Instant::now() + Duration::from_mins(3);
    loop {
        match engine.next_event(deadline) {
            Some(Event::Job(job)) if matches!(job.stage(), Stage::Published(_)) => return,
            Some(Event::Refused(_, failure)) => panic!("{failure}"),
            Some(Event::Job(job)) => {
                let failure = job.wait().and_then(|wait| wait.failure.clone());
                assert_eq!(failure, None);
                assert!(
                    !matches!(job.stage(), Stage::Failed(_)),
                    "{:?}",
                    job.stage()
                );
            }
            Some(_) => {}
            None => panic!("it never arrived"),
        }
    }
}

#[test]
fn a_video_of_200_megabytes_goes_out_within_a_few_parts_of_memory() {
    let mut gauge = Gauge::start();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.mp4");
    long_film(&path, 200_000_000);
    let sandbox = Sandbox::new();
    sandbox.switches(|switches| switches.auto_approve = Some(Member::Alex));
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = Sandbox::origin(listener.local_addr().unwrap());
    let companion: Companion = Box::pin(sandbox.clone().serve_on(listener));
    let keys = KeySource::Passphrase("correct horse battery".into());
    let mut engine = engine_beside(folder.path(), &origin, keys, Some(companion));
    let author = sign_in(&engine, &sandbox);
    gauge.restart();
    let attached = attach(&engine, PictureSource::File(path)).block_and_take();
    let attached = attached.unwrap();
    assert!(attached.changes.contains(&Change::LocationRemoved));
    gauge.assert_below(4, "looking into a video and cleaning it");
    gauge.restart();
    let mut draft = Draft::new(JobId::from_parts(1, 1));
    draft.author = Some(author);
    draft.attachments.push(attached.attachment);
    publish(&mut engine, draft);
    // The sandbox in the same program holds the part that it is given, of 4 MiB.
    gauge.assert_below(32, "sending a video");
    assert_eq!(sandbox.posts().len(), 1);
}
