//! The parts of which a keystroke, a post and a start are made, each by itself: `cargo bench --bench parts`.
//!
//! What they add up to is measured in `light`. Never here: anything that a person sees or that waits for somebody.

#![expect(
    clippy::unwrap_used,
    reason = "a measurement that cannot go on should stop"
)]

use divan::{Bencher, black_box};
use jiff::Timestamp;
use sendoff::domain::library::found_posts;
use sendoff::domain::remark::remarks;
use sendoff::domain::{
    AccountKey, Author, Draft, Evidence, InstallationId, Job, JobId, LittleText, Mention, Receipt,
    Role, SentPost, commentary, decode, front_matter,
};
use sendoff::media;
use sendoff::store::{Paths, Store};

fn main() {
    divan::main();
}

/// What a post of 3,000 characters is asked for when it has changed.
mod text {
    use super::{
        Bencher, JobId, LittleText, Mention, black_box, commentary, decode, draft, front_matter,
        mentions, post, remarks,
    };

    #[divan::bench]
    fn check_draft(bencher: Bencher<'_, '_>) {
        let draft = draft();
        bencher.bench(|| black_box(&draft).check().unwrap());
    }

    #[divan::bench]
    fn pieces(bencher: Bencher<'_, '_>) {
        with_post(bencher, |text, mentions| {
            commentary::pieces(text, mentions).len()
        });
    }

    #[divan::bench]
    fn visible_units(bencher: Bencher<'_, '_>) {
        with_post(bencher, commentary::visible_units);
    }

    #[divan::bench]
    fn unknown_names(bencher: Bencher<'_, '_>) {
        with_post(bencher, |text, mentions| {
            commentary::unknown_names(text, mentions).len()
        });
    }

    #[divan::bench]
    fn remarks_of(bencher: Bencher<'_, '_>) {
        with_post(bencher, |text, mentions| remarks(text, mentions).len());
    }

    #[divan::bench]
    fn encode_little_text(bencher: Bencher<'_, '_>) {
        with_post(bencher, |text, mentions| {
            LittleText::encode(text, mentions).unwrap()
        });
    }

    #[divan::bench]
    fn decode_little_text(bencher: Bencher<'_, '_>) {
        let encoded = LittleText::encode(&post(), &mentions()).unwrap();
        bencher.bench(|| decode(black_box(encoded.as_str())).unwrap());
    }

    #[divan::bench]
    fn import_markdown(bencher: Bencher<'_, '_>) {
        let text = format!(
            "---\nvisibility: public\nmention: Ann Lee=urn:li:person:abc\n---\n{}",
            post()
        );
        let id = JobId::from_parts(1, 1);
        bencher.bench(|| front_matter::import(black_box(&text), id, &[]).unwrap());
    }

    fn with_post<R>(bencher: Bencher<'_, '_>, ask: impl Fn(&str, &[Mention]) -> R + Sync) {
        let (text, mentions) = (post(), mentions());
        bencher.bench(|| ask(black_box(&text), black_box(&mentions)));
    }
}

/// What lies on the disk, read and written durably.
mod disk {
    use super::{Bencher, Place, Timestamp, black_box, draft, job};

    #[divan::bench]
    fn save_job(bencher: Bencher<'_, '_>) {
        let place = Place::new();
        let job = job();
        bencher.bench(|| place.store.save_job(black_box(&job)).unwrap());
    }

    #[divan::bench]
    fn read_job(bencher: Bencher<'_, '_>) {
        let place = Place::new();
        place.store.save_job(&job()).unwrap();
        bencher.bench(|| place.store.job(black_box(job().id())).unwrap().unwrap());
    }

    #[divan::bench]
    fn save_draft(bencher: Bencher<'_, '_>) {
        let place = Place::new();
        let draft = draft();
        bencher.bench(|| {
            place
                .store
                .save_draft(black_box(&draft), Timestamp::UNIX_EPOCH)
                .unwrap();
        });
    }
}

/// What grows with a profile.
#[divan::bench(args = [10, 1_000])]
fn search_posts(bencher: Bencher<'_, '_>, count: u64) {
    let posts: Vec<SentPost> = (0..count).map(sent).collect();
    bencher
        .with_inputs(|| posts.clone())
        .bench_values(|posts| found_posts(posts, black_box("kites and boats")));
}

/// A photograph of 12 megapixels, beside its decoding alone.
mod photograph {
    use super::{Bencher, black_box, media, photograph};

    #[divan::bench(sample_count = 10)]
    fn look_into(bencher: Bencher<'_, '_>) {
        let photo = photograph();
        bencher.bench(|| media::read_picture(black_box(photo.path())).unwrap());
    }

    #[divan::bench(sample_count = 10)]
    fn thumbnail(bencher: Bencher<'_, '_>) {
        let bytes = std::fs::read(photograph().path()).unwrap();
        bencher.bench(|| media::thumbnail(black_box(&bytes), media::THUMBNAIL_SIDE).unwrap());
    }

    #[divan::bench(sample_count = 10)]
    fn decode_alone(bencher: Bencher<'_, '_>) {
        let photo = photograph();
        bencher.bench(|| image::open(black_box(photo.path())).unwrap());
    }
}

fn photograph() -> tempfile::NamedTempFile {
    let photo = image::RgbImage::from_fn(4_000, 3_000, |x, y| {
        let wave = |at: u32| u8::try_from((x * at / 7 + y * (11 - at) / 5) % 256).unwrap();
        image::Rgb([wave(3), wave(5), wave(8)])
    });
    let file = tempfile::Builder::new().suffix(".jpg").tempfile().unwrap();
    photo.save(file.path()).unwrap();
    file
}

/// A profile of its own, gone when this is dropped.
struct Place {
    _folder: tempfile::TempDir,
    store: Store,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(Paths::under(folder.path()));
        store.make_folders().unwrap();
        Self {
            _folder: folder,
            store,
        }
    }
}

/// As people write them: with a name, hashtags, emoji, an address and several paragraphs.
fn post() -> String {
    let paragraph = "Shipped with Ann Lee today 🚀 – 12 % faster, no new dependency, and the tests are green \
                     (really). Read on: https://example.com/notes?id=7 #rust #softwareengineering 👩‍💻\n\n";
    paragraph.chars().cycle().take(2_900).collect()
}

fn mentions() -> [Mention; 1] {
    [Mention {
        name: "Ann Lee".to_owned(),
        urn: "urn:li:person:abc".parse().unwrap(),
    }]
}

fn author() -> Author {
    Author {
        urn: "urn:li:person:somebody".parse().unwrap(),
        name: "Somebody".to_owned(),
        role: Role::Member,
    }
}

fn draft() -> Draft {
    Draft {
        author: Some(author()),
        text: post(),
        mentions: mentions().to_vec(),
        ..Draft::new(JobId::from_parts(1, 1))
    }
}

fn job() -> Job {
    let account = AccountKey {
        client_id: "an-app".to_owned(),
        member: author().urn,
    };
    let here = InstallationId("here".to_owned());
    let post = draft().check().unwrap();
    Job::new(post, account, here, Timestamp::UNIX_EPOCH, None)
}

fn sent(number: u64) -> SentPost {
    let receipt = Receipt {
        urn: None,
        permalink: None,
        published_at: Timestamp::UNIX_EPOCH,
        evidence: Evidence::Answer,
    };
    SentPost {
        id: JobId::from_parts(number, 1),
        ..SentPost::of(&job(), &receipt)
    }
}
