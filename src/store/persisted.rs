//! Every kind of file as it is written today, and as a crash, another program or a person with an editor may leave it.
//! Test code only.
//!
//! `tests/fixtures/v1` holds one file of each kind as the first version wrote it. Whoever changes the form of a file
//! gives it a new version, adds a folder, and leaves this one as it is: those files must still be read.

#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use proptest::prelude::*;
use secrecy::ExposeSecret as _;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::drafts::DRAFT;
use super::handover::HANDOVER;
use super::kept::KEPT;
use super::outbox::JOB;
use super::preferences::{ACCOUNTS, INSTALLATION, MENTIONS, SETTINGS};
use super::receipts::RECEIPT;
use super::ron_file::{Format, body};
use super::vault::{KdfCost, Passphrase, VaultFile};
use super::versions::VERSIONS;
use super::{Paths, SavedDraft, Store, StoreError};
use crate::domain::versions::Version;
use crate::domain::{
    Access, Account, AccountKey, Attachment, Author, Beside, BesideKind, BesidePlace,
    CaptionsFacts, Cause, Digest, Draft, EmojiHabits, Evidence, Extra, Failure, ImageFacts,
    ImageFormat, InstallationId, Job, JobId, KeptKind, KeptText, LanguageChoice, Media, Mention,
    Motion, NotificationChoice, PartAddress, PartPlace, Receipt, Role, SentPost, Settings,
    SignInFlow, SpellingChoice, Stage, Step, TextScale, ThemeChoice, VideoFacts, VideoWay,
    Visibility, Wait,
};

/// A profile in a folder of its own.
struct Place {
    dir: tempfile::TempDir,
    store: Store,
}

impl Place {
    /// Clears up as at a start.
    fn tidy(&self, now: Timestamp) -> Vec<StoreError> {
        let mut troubles = self.store.tidy_drafts(now);
        troubles.extend(self.store.tidy_jobs(&self.store.job_ids().unwrap()));
        troubles.extend(self.store.tidy_receipts().err());
        troubles
    }

    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(Paths::under(dir.path()));
        store.make_folders().unwrap();
        Self { dir, store }
    }

    fn vault(&self) -> VaultFile {
        VaultFile::new(self.store.disk(), self.store.paths().vault()).with_cost(KdfCost::FLOOR)
    }

    /// All files below the profile, with what is in them.
    fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        let mut folders = vec![self.dir.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let bytes = fs::read(&path).unwrap();
                    files.push((path, bytes));
                }
            }
        }
        files
    }

    #[track_caller]
    fn assert_keeps(&self, bytes: &[u8]) {
        let is_there = self.files().iter().any(|(_, kept)| kept == bytes);
        assert!(is_there, "these bytes are nowhere any more");
    }
}

fn write(path: &Path, bytes: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn id(number: u128) -> JobId {
    JobId::from_parts(1_764_000_000_000, number)
}

fn ada() -> Author {
    Author {
        urn: "urn:li:person:ada-1".parse().unwrap(),
        name: "Ada \"Countess\" L\\".to_owned(),
        role: Role::Member,
    }
}

fn page() -> Author {
    Author {
        urn: "urn:li:organization:2414183".parse().unwrap(),
        name: "Notes & Söhne 🚀".to_owned(),
        role: Role::ContentAdministrator,
    }
}

fn draft(number: u128) -> Draft {
    Draft {
        author: Some(ada()),
        text: "Two lines,\n\"quoted\" \\ and e\u{301} 👩‍👩‍👧 \u{202e}turned\u{202c}, @Notes & Söhne 🚀"
            .to_owned(),
        mentions: vec![Mention {
            name: page().name,
            urn: page().urn,
        }],
        attachments: vec![Attachment {
            file: "0001-ab.png".parse().unwrap(),
            name: "a picture.png".to_owned(),
            byte_count: 70_000,
            sha256: Digest([0xAB; 32]),
            media: Media::Image(ImageFacts {
                format: ImageFormat::Png,
                width: 640,
                height: 480,
                frames: 1,
            }),
            alt_text: "A kite (red)".to_owned(),
            title: String::new(),
            beside: Beside::default(),
            pages: None,
        }],
        visibility: Visibility::Connections,
        reshare_disabled: true,
        ..Draft::new(id(number))
    }
}

fn saved(number: u128) -> SavedDraft {
    SavedDraft {
        saved_at: at("2026-11-24T12:00:00.123456789Z"),
        draft: draft(number),
    }
}

fn receipt() -> Receipt {
    Receipt {
        urn: Some("urn:li:share:7123".parse().unwrap()),
        permalink: Some("https://www.linkedin.com/feed/update/urn:li:share:7123/".to_owned()),
        published_at: at("2026-11-24T12:01:00Z"),
        evidence: Evidence::DuplicateReport,
    }
}

fn new_job(number: u128) -> Job {
    let account = AccountKey {
        client_id: "77abc".to_owned(),
        member: ada().urn,
    };
    let post = draft(number).check().unwrap();
    let here = InstallationId("this computer".to_owned());
    Job::new(post, account, here, at("2026-11-24T12:00:00Z"), None)
}

/// A job that has something in all its fields.
fn job(number: u128) -> Job {
    let mut job = new_job(number);
    let failure = Failure {
        retry_after_secs: Some(7),
        ..Failure::with_detail(Cause::RateLimited { daily: true }, "not now")
    };
    let wait = Wait {
        until: Some(at("2026-11-25T00:05:00Z")),
        failure: Some(failure),
    };
    let image = "urn:li:image:C5F10".parse().unwrap();
    let lost = Failure::new(Cause::ServerTrouble { status: 503 });
    for step in [
        Step::Begin,
        Step::Uploaded(0, image),
        Step::Submit,
        Step::LoseAnswer(lost),
        Step::SendAgain,
        Step::Submit,
        Step::Delay(wait),
    ] {
        job.advance(step, at("2026-11-24T12:00:30Z")).unwrap();
    }
    job
}

pub(super) fn sent(number: u128) -> SentPost {
    SentPost::of(&new_job(number), &receipt())
}

fn account() -> Account {
    Account {
        client_id: "77abc".to_owned(),
        flow: SignInFlow::NativePkce,
        access: Access::Community,
        member: ada(),
        organizations: vec![page()],
        scopes: vec![
            "w_member_social".to_owned(),
            "w_organization_social".to_owned(),
        ],
        obtained_at: at("2026-11-01T00:00:00Z"),
        expires_at: Some(at("2026-12-31T00:00:00Z")),
        renewable_until: None,
    }
}

fn settings() -> Settings {
    Settings {
        api_version: "202608".parse().unwrap(),
        redirect_ports: vec![18_720],
        undo_secs: 9,
        theme: ThemeChoice::Dark,
        language: LanguageChoice::default(),
        text_scale: TextScale::default(),
        motion: Motion::default(),
        asks_statistics: false,
        emoji: EmojiHabits::default(),
        notifications: NotificationChoice::default(),
        spelling: SpellingChoice::default(),
    }
}

fn mentions() -> Vec<Mention> {
    vec![
        Mention {
            name: page().name,
            urn: page().urn,
        },
        Mention {
            name: "Jose\u{301} (שרה)".to_owned(),
            urn: "urn:li:person:jo-2".parse().unwrap(),
        },
    ]
}

fn versions() -> Vec<Version> {
    let earlier = Version {
        at: at("2026-11-24T12:00:00Z"),
        text: "As it was,\n@Notes & Söhne 🚀".to_owned(),
        mentions: draft(1).mentions,
        extra: Some(Extra::Reshare("urn:li:share:7123".parse().unwrap())),
        first_comment: String::new(),
    };
    let later = Version {
        at: at("2026-11-24T12:30:00Z"),
        text: "As it was later".to_owned(),
        mentions: Vec::new(),
        extra: None,
        first_comment: "And more".to_owned(),
    };
    vec![earlier, later]
}

fn texts() -> Vec<KeptText> {
    let letter = KeptText {
        id: id(5),
        kind: KeptKind::Template,
        name: "Letter \"1\"".to_owned(),
        text: "Dear @Notes & Söhne 🚀,\n".to_owned(),
        mentions: draft(1).mentions,
        visibility: Visibility::LoggedIn,
        reshare_disabled: true,
    };
    let bye = KeptText {
        id: id(6),
        kind: KeptKind::Snippet,
        name: "Bye".to_owned(),
        text: "Kind regards".to_owned(),
        mentions: Vec::new(),
        visibility: Visibility::Public,
        reshare_disabled: false,
    };
    vec![letter, bye]
}

fn installation() -> InstallationId {
    InstallationId("01KAB2C3".to_owned())
}

/// Claims that a file of the first version is read as this value, and that this value is written like that today.
#[track_caller]
fn check_fixture<T>(format: &Format<T>, name: &str, value: &T)
where
    T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let path = fixture_path(name);
    let text = fs::read_to_string(&path).unwrap_or_default();
    let written = format.render(value).unwrap();
    assert_eq!(text, written, "{} differs", path.display());
    assert_eq!(body::<T>(&text).as_ref(), Ok(value));
}

fn fixture_path(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/v1");
    folder.join(format!("{name}.ron"))
}

fn fixture(name: &str) -> String {
    fs::read_to_string(fixture_path(name)).unwrap()
}

#[test]
fn files_of_the_first_version_are_read_and_written_as_ever() {
    check_fixture(&SETTINGS, "settings", &settings());
    check_fixture(&ACCOUNTS, "accounts", &vec![account()]);
    check_fixture(&MENTIONS, "mentions", &mentions());
    check_fixture(&INSTALLATION, "installation", &installation());
    check_fixture(&DRAFT, "draft", &saved(1));
    check_fixture(&VERSIONS, "versions", &versions());
    check_fixture(&KEPT, "texts", &texts());
    check_fixture(&JOB, "job", &job(2));
    // Written before receipts kept the mentions.
    let sent = SentPost {
        mentions: Vec::new(),
        ..sent(3)
    };
    check_fixture(&RECEIPT, "receipt", &sent);
    check_fixture(
        &HANDOVER,
        "handover",
        &vec![PathBuf::from("/home/ada/kite \"1\".png")],
    );
}

#[test]
fn a_vault_of_the_first_version_opens() {
    let place = Place::new();
    write(&place.store.paths().vault(), fixture("vault"));
    let passphrase = Passphrase::new(&"correct horse battery staple".into())
        .ok()
        .unwrap();
    let vault = place
        .vault()
        .open_with_passphrase(&passphrase)
        .ok()
        .unwrap();
    let tokens = &vault.secrets().accounts["77abc/urn:li:person:ada-1"];
    assert_eq!(tokens.access.expose_secret(), "made up for a test");
    assert_eq!(tokens.obtained_at, 1_764_000_000);
}

/// One kind of file: where it lies and how it is read.
struct Kind {
    name: &'static str,
    path: fn(&Paths) -> PathBuf,
    /// Whether there was one, and it was the right one.
    read: fn(&Place) -> Result<bool, String>,
    /// Whether it stays where it is when it makes no sense.
    stays: bool,
}

/// What was said about a file, or whether what was read is what was looked for.
fn heard<T>(read: Result<T, StoreError>, is_right: impl FnOnce(T) -> bool) -> Result<bool, String> {
    read.map(is_right).map_err(|err| err.to_string())
}

fn heard_of_all<T>(read: Result<(Vec<T>, Vec<StoreError>), StoreError>) -> Result<bool, String> {
    let (found, mut troubles) = read.map_err(|err| err.to_string())?;
    heard(troubles.pop().map_or(Ok(()), Err), |()| !found.is_empty())
}

impl Kind {
    const fn new(
        name: &'static str,
        path: fn(&Paths) -> PathBuf,
        read: fn(&Place) -> Result<bool, String>,
    ) -> Self {
        let stays = false;
        Self {
            name,
            path,
            read,
            stays,
        }
    }

    const fn that_stays(self) -> Self {
        Self {
            stays: true,
            ..self
        }
    }
}

fn kinds() -> [Kind; 11] {
    [
        Kind::new("settings", Paths::settings, |place| {
            heard(place.store.settings(), |found| found == settings())
        })
        .that_stays(),
        Kind::new("accounts", Paths::accounts, |place| {
            heard(place.store.accounts(), |found| found == [account()])
        }),
        Kind::new("mentions", Paths::mentions, |place| {
            heard(place.store.mentions(), |found| found == mentions())
        }),
        Kind::new("installation", Paths::installation, |place| {
            let fresh = || InstallationId("fresh".to_owned());
            heard(place.store.installation(fresh), |found| {
                found == installation()
            })
        }),
        Kind::new(
            "draft",
            |paths| paths.draft(id(1)).join("draft.ron"),
            |place| heard_of_all(place.store.drafts()),
        ),
        Kind::new(
            "versions",
            |paths| paths.draft(id(1)).join("versions.ron"),
            |place| heard(place.store.versions(id(1)), |found| found == versions()),
        ),
        Kind::new("texts", Paths::kept_texts, |place| {
            heard(place.store.kept_texts(), |found| found == texts())
        }),
        Kind::new(
            "job",
            |paths| paths.job(id(2)).join("job.ron"),
            |place| heard_of_all(place.store.jobs()),
        ),
        Kind::new(
            "receipt",
            |paths| paths.receipt(id(3)),
            |place| heard_of_all(place.store.receipts()),
        ),
        Kind::new(
            "handover",
            |paths| paths.handover().join(format!("{}.ron", id(4))),
            |place| heard(place.store.take_handover(), |found| found.is_some()),
        ),
        Kind::new("vault", Paths::vault, |place| {
            let state = place.vault().state();
            state.map(|_| true).map_err(|err| err.to_string())
        })
        .that_stays(),
    ]
}

#[test]
fn whatever_stands_in_a_file_it_is_said_and_kept() {
    for kind in kinds() {
        let whole = fixture(kind.name);
        let nested = whole.replacen("body: ", &format!("body: {}", "[(".repeat(10_000)), 1);
        let newer =
            whole
                .replacen("version: 1", "version: 2", 1)
                .replacen("format: 1", "format: 2", 1);
        assert_ne!(newer, whole);
        let half = &whole[..whole.len() / 2];
        let cases = [
            ("empty", b"".to_vec()),
            ("half", half.into()),
            ("binary", vec![0xFF, 0xFE, 0, 1, 2]),
            ("zeros", vec![0; 4096]),
            ("nested", format!("{nested}{}", "[".repeat(10_000)).into()),
            ("newer", newer.into()),
            (
                "of another kind",
                b"(kind: \"sendoff note\", version: 1, body: ())".to_vec(),
            ),
        ];
        for (what, bytes) in cases {
            let place = Place::new();
            let path = (kind.path)(place.store.paths());
            write(&path, &bytes);
            let said = (kind.read)(&place).expect_err(&format!("{} {}", what, kind.name));
            assert!(!said.is_empty());
            place.assert_keeps(&bytes);
            assert_eq!(
                path.exists(),
                kind.stays || what == "newer",
                "{what} {}",
                kind.name
            );
        }
    }
}

#[test]
fn a_byte_order_mark_and_other_line_ends_change_nothing() {
    for kind in kinds() {
        let place = Place::new();
        let text = fixture(kind.name).replace('\n', "\r\n");
        write(&(kind.path)(place.store.paths()), format!("\u{feff}{text}"));
        assert_eq!((kind.read)(&place), Ok(true), "{}", kind.name);
    }
}

#[test]
fn a_file_of_a_hundred_megabytes_is_never_read() {
    for kind in kinds() {
        let place = Place::new();
        let path = (kind.path)(place.store.paths());
        write(&path, b"");
        let file = fs::OpenOptions::new().write(true).open(&path).unwrap();
        file.set_len(100 << 20).unwrap();
        (kind.read)(&place).unwrap_err();
        let parent = path.parent().unwrap();
        let lens = fs::read_dir(parent)
            .unwrap()
            .map(|entry| entry.unwrap().metadata().unwrap().len());
        assert_eq!(lens.max(), Some(100 << 20), "{}", kind.name);
    }
}

#[test]
fn one_job_that_makes_no_sense_leaves_the_others_alone() {
    let place = Place::new();
    for number in 0..3 {
        place.store.save_job(&job(number)).unwrap();
    }
    let broken = place.store.paths().job(id(1)).join("job.ron");
    write(
        &broken,
        b"(kind: \"sendoff job\", version: 1, body: (post: 5))",
    );
    for num_troubles in [1, 0] {
        let (jobs, troubles) = place.store.jobs().unwrap();
        assert_eq!(jobs, [job(0), job(2)]);
        assert_eq!(troubles.len(), num_troubles);
        assert!(place.tidy(at("2026-11-24T12:00:00Z")).is_empty());
        assert_eq!(place.store.unread_jobs(&jobs).unwrap().len(), 1);
    }
}

#[test]
fn a_newer_job_is_neither_changed_nor_cleared_away() {
    let place = Place::new();
    let path = place.store.paths().job(id(2)).join("job.ron");
    let newer = fixture("job").replacen("version: 1", "version: 2", 1);
    write(&path, &newer);
    place
        .store
        .save_draft(&draft(2), at("2026-11-24T12:00:00Z"))
        .unwrap();
    let (jobs, troubles) = place.store.jobs().unwrap();
    assert!(jobs.is_empty());
    assert!(matches!(
        troubles[..],
        [StoreError::Newer { version: 2, .. }]
    ));
    assert!(place.tidy(at("2027-11-24T12:00:00Z")).is_empty());
    assert!(matches!(
        place.store.save_job(&job(2)),
        Err(StoreError::Newer { .. })
    ));
    // The draft it was made from cannot be sent beside it.
    let enqueued = place.store.enqueue(&new_job(2));
    assert!(matches!(enqueued, Err(StoreError::Busy { .. })));
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
    assert_eq!(
        place.store.draft(id(2)).unwrap().map(|saved| saved.draft),
        Some(draft(2))
    );
}

#[test]
fn fields_of_another_sendoff_are_accepted_and_kept_when_the_file_is_saved() {
    let place = Place::new();
    let path = place.store.paths().draft(id(1)).join("draft.ron");
    let text = fixture("draft").replacen("draft: (", "mood: Some(Fine), draft: (title: \"x\",", 1);
    write(&path, &text);
    assert_eq!(place.store.draft(id(1)).unwrap(), Some(saved(1)));
    let mut changed = draft(1);
    changed.text.push('!');
    place
        .store
        .save_draft(&changed, at("2026-11-24T13:00:00Z"))
        .unwrap();
    place.assert_keeps(text.as_bytes());
    assert_eq!(place.store.draft(id(1)).unwrap().unwrap().draft, changed);
}

#[test]
fn missing_fields_that_may_be_missing_have_their_defaults() {
    let place = Place::new();
    let text = format!(
        "(kind: \"sendoff draft\", version: 1, body: (saved_at: \"2026-11-24T12:00:00Z\", \
         draft: (id: \"{}\", text: \"x\")))",
        id(1)
    );
    write(&place.store.paths().draft(id(1)).join("draft.ron"), text);
    let read = place.store.draft(id(1)).unwrap().unwrap().draft;
    assert_eq!(
        (read.text.as_str(), read.visibility),
        ("x", Visibility::Public)
    );
    write(
        &place.store.paths().settings(),
        "(kind: \"sendoff settings\", version: 1, body: ())",
    );
    assert_eq!(place.store.settings().unwrap(), Settings::default());
}

#[test]
fn settings_that_make_no_sense_stay_until_new_ones_are_chosen() {
    let place = Place::new();
    let path = place.store.paths().settings();
    let text = "(\n  kind: \"sendoff settings\",\n  version: 1,\n  body: (undo_secs: lots),\n)";
    write(&path, text);
    for _ in 0..2 {
        let err = place.store.settings().unwrap_err();
        assert!(matches!(err, StoreError::Misspelt { line: 4, .. }), "{err}");
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
    place.store.save_settings(&settings()).unwrap();
    assert_eq!(place.store.settings().unwrap(), settings());
    place.assert_keeps(text.as_bytes());
}

#[test]
fn pictures_that_no_file_of_their_draft_names_are_cleared_away_and_no_others() {
    let place = Place::new();
    let paths = place.store.paths();
    let media = |number, name: &str| paths.draft(id(number)).join("media").join(name);
    for number in [1, 2, 3] {
        for name in ["0001-ab.png", "0002-cd.png"] {
            write(&media(number, name), b"pixels");
        }
    }
    let saved_at = at("2026-11-24T12:00:00Z");
    place.store.save_draft(&draft(1), saved_at).unwrap();
    place.store.save_draft(&draft(2), saved_at).unwrap();
    // One is not saved yet, and of one there are other words too.
    let aside = paths.draft(id(2)).join("draft.ron.unreadable");
    write(&aside, b"(file: \"0002-cd.png\"");
    assert!(place.store.tidy_removed_media().is_empty());
    let is_there = |number| media(number, "0002-cd.png").exists();
    assert_eq!([1, 2, 3].map(is_there), [false, true, true]);
    assert!([1, 2, 3].map(|number| media(number, "0001-ab.png").exists()) == [true; 3]);
}

#[test]
fn what_interrupted_saves_left_behind_is_cleared_away_and_the_file_stays() {
    let place = Place::new();
    place.store.save_job(&job(1)).unwrap();
    place
        .store
        .save_draft(&draft(2), at("2026-11-24T12:00:00Z"))
        .unwrap();
    place.store.save_receipt(&sent(3)).unwrap();
    let before = place.files();
    for (kind, number) in kinds().iter().zip(1..) {
        let path = match kind.name {
            "job" => place.store.paths().job(id(1)).join("job.ron"),
            "draft" => place.store.paths().draft(id(2)).join("draft.ron"),
            _ => (kind.path)(place.store.paths()),
        };
        let name = path.file_name().unwrap().to_str().unwrap();
        write(
            &path.with_file_name(format!(".{name}.AbC{number:03}")),
            b"half a fi",
        );
    }
    assert_eq!(place.files().len(), before.len() + kinds().len());
    assert!(place.tidy(at("2026-11-24T12:00:00Z")).is_empty());
    let mut after = place.files();
    // Tidying takes turns, for which there are locks.
    after.retain(|(path, _)| !path.to_string_lossy().contains("lock"));
    let sorted = |mut files: Vec<(PathBuf, Vec<u8>)>| {
        files.sort();
        files
    };
    assert_eq!(sorted(after), sorted(before));
}

#[cfg(unix)]
#[test]
fn a_file_that_others_could_read_is_made_private_when_it_is_read() {
    use std::os::unix::fs::PermissionsExt as _;

    for kind in kinds().into_iter().filter(|kind| kind.name != "handover") {
        let place = Place::new();
        let path = (kind.path)(place.store.paths());
        write(&path, fixture(kind.name));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!((kind.read)(&place), Ok(true), "{}", kind.name);
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", kind.name);
    }
}

/// Claims that what is written is read as the same value, and that nothing of it would be lost on the next save.
#[track_caller]
fn check_round_trip<T>(format: &Format<T>, value: &T)
where
    T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let text = format.render(value).unwrap();
    let read = body::<T>(&text).unwrap();
    assert_eq!(&read, value);
    assert_eq!(format.render(&read).unwrap(), text);
}

fn any_time() -> impl Strategy<Value = Timestamp> {
    let bounds = Timestamp::MIN.as_second()..=Timestamp::MAX.as_second();
    (bounds, 0..1_000_000_000_i32)
        .prop_map(|(secs, nanos)| Timestamp::new(secs, nanos).unwrap_or(Timestamp::UNIX_EPOCH))
}

fn any_author() -> impl Strategy<Value = Author> {
    let roles = [
        Role::Member,
        Role::Administrator,
        Role::ContentAdministrator,
        Role::DirectSponsoredContentPoster,
    ];
    let urns = prop_oneof![
        "[A-Za-z0-9_-]{1,12}".prop_map(|id| format!("urn:li:person:{id}")),
        "[1-9][0-9]{0,9}".prop_map(|id| format!("urn:li:organization:{id}")),
    ];
    (urns, any::<String>(), prop::sample::select(roles.to_vec())).prop_map(|(urn, name, role)| {
        Author {
            urn: urn.parse().unwrap(),
            name,
            role,
        }
    })
}

prop_compose! {
    fn any_attachment()(
        file in "[a-z0-9][a-z0-9.-]{0,20}",
        name in any::<String>(),
        byte_count in any::<u64>(),
        sha256 in any::<[u8; 32]>(),
        (width, height, frames) in (any::<u32>(), any::<u32>(), any::<u32>()),
        format in prop::sample::select(vec![ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif]),
        duration_ms in prop::option::of(any::<u64>()),
        is_video in any::<bool>(),
        (alt_text, title) in (any::<String>(), any::<String>()),
        cues in prop::option::of(any::<u32>()),
    ) -> Attachment {
        let media = if is_video {
            Media::Video(VideoFacts { width, height, duration_ms })
        } else {
            Media::Image(ImageFacts { format, width, height, frames })
        };
        let mut attachment = Attachment {
            file: file.parse().unwrap(),
            name,
            byte_count,
            sha256: Digest(sha256),
            media,
            alt_text,
            title,
            beside: Beside::default(),
            pages: None,
        };
        let captions = cues.map(|cues| Attachment {
            media: Media::Captions(CaptionsFacts { cues }),
            ..attachment.clone()
        });
        attachment.beside.replace(BesideKind::Captions, captions);
        attachment
    }
}

prop_compose! {
    fn any_draft()(
        (millis, random) in (0..1_u64 << 47, any::<u128>()),
        author in prop::option::of(any_author()),
        text in any::<String>(),
        mentions in prop::collection::vec(any_author(), 0..3),
        attachments in prop::collection::vec(any_attachment(), 0..3),
        visibility in prop::sample::select(&Visibility::ALL[..]),
        reshare_disabled in any::<bool>(),
    ) -> Draft {
        Draft {
            author,
            text,
            mentions: mentions.into_iter().map(|author| Mention { name: author.name, urn: author.urn }).collect(),
            attachments,
            visibility,
            reshare_disabled,
            ..Draft::new(JobId::from_parts(millis, random))
        }
    }
}

prop_compose! {
    fn any_failure()(
        cause in prop::sample::select(vec![
            Cause::Draft, Cause::VaultLocked, Cause::Duplicate { of: None },
            Cause::Duplicate { of: Some("urn:li:ugcPost:7".parse().unwrap()) },
            Cause::RateLimited { daily: false }, Cause::ServerTrouble { status: 520 }, Cause::Died,
        ]),
        detail in any::<String>(),
        retry_after_secs in prop::option::of(any::<u32>()),
    ) -> Failure {
        Failure { retry_after_secs, ..Failure::with_detail(cause, &detail) }
    }
}

fn any_receipt() -> impl Strategy<Value = Receipt> {
    let evidence = [
        Evidence::Answer,
        Evidence::DuplicateReport,
        Evidence::PersonSaw,
    ];
    let urn = prop::option::of("[1-9][0-9]{3,18}".prop_map(|id| format!("urn:li:share:{id}")));
    let link = prop::option::of(any::<String>());
    (
        urn,
        link,
        any_time(),
        prop::sample::select(evidence.to_vec()),
    )
        .prop_map(|(urn, permalink, published_at, evidence)| Receipt {
            urn: urn.map(|urn| urn.parse().unwrap()),
            permalink,
            published_at,
            evidence,
        })
}

prop_compose! {
    fn any_way()(
        token in any::<String>(),
        parts in prop::collection::vec((any::<String>(), any::<u64>(), any::<u64>()), 0..4),
        part_ids in prop::collection::vec(any::<String>(), 0..4),
        end_was_said in any::<bool>(),
        beside in prop::option::of((any::<String>(), any::<bool>())),
    ) -> Box<VideoWay> {
        let place = |(address, first_byte, byte_count)| PartPlace {
            address: PartAddress(address),
            first_byte,
            byte_count,
        };
        Box::new(VideoWay {
            video: "urn:li:video:C5-x_1".parse().unwrap(),
            token,
            parts: parts.into_iter().map(place).collect(),
            part_ids,
            captions: beside.map(|(address, is_there)| BesidePlace {
                address: PartAddress(address),
                is_there,
            }),
            cover: None,
            end_was_said,
        })
    }
}

fn any_step() -> impl Strategy<Value = Step> {
    let urn: crate::domain::MediaUrn = "urn:li:image:C5-x_1".parse().unwrap();
    let wait = (
        prop::option::of(any_time()),
        prop::option::of(any_failure()),
    )
        .prop_map(|(until, failure)| Wait { until, failure });
    prop_oneof![
        Just(Step::Begin),
        Just(Step::Uploaded(0, urn)),
        any_way().prop_map(|way| Step::MoveVideo(0, way)),
        Just(Step::Submit),
        wait.prop_map(Step::Delay),
        any_receipt().prop_map(Step::Publish),
        any_failure().prop_map(Step::Fail),
        any_failure().prop_map(Step::LoseAnswer),
        Just(Step::SendAgain),
        Just(Step::Retry),
        Just(Step::Cancel(id(9))),
        Just(Step::Returned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_draft_comes_back_as_it_was(draft in any_draft(), saved_at in any_time()) {
        check_round_trip(&DRAFT, &SavedDraft { saved_at, draft });
    }

    #[test]
    fn any_job_comes_back_as_it_was(
        text in any::<String>(),
        steps in prop::collection::vec((any_step(), any_time()), 0..12),
    ) {
        let mut draft = draft(1);
        draft.text.push_str(&text);
        let mut job = new_job(1);
        if let Ok(post) = draft.check() {
            job.post = post;
        }
        for (step, now) in steps {
            job.advance(step, now).ok();
        }
        check_round_trip(&JOB, &job);
        if let Stage::Published(receipt) = job.stage() {
            check_round_trip(&RECEIPT, &SentPost::of(&job, receipt));
        }
    }

    #[test]
    fn any_receipt_comes_back_as_it_was(
        receipt in any_receipt(), author in any_author(), text in any::<String>(), picture_count: usize,
    ) {
        check_round_trip(&RECEIPT, &SentPost { author, text, picture_count, receipt, ..sent(1) });
    }

    #[test]
    fn any_accounts_come_back_as_they_were(
        members in prop::collection::vec((any_author(), any::<String>(), any_time()), 0..4),
        organizations in prop::collection::vec(any_author(), 0..4),
        scopes in prop::collection::vec(any::<String>(), 0..4),
        expires_at in prop::option::of(any_time()),
    ) {
        let accounts = members.into_iter().map(|(member, client_id, obtained_at)| Account {
            client_id,
            member,
            organizations: organizations.clone(),
            scopes: scopes.clone(),
            obtained_at,
            expires_at,
            renewable_until: expires_at,
            ..account()
        });
        check_round_trip(&ACCOUNTS, &accounts.collect());
    }

    #[test]
    fn any_settings_and_names_come_back_as_they_were(
        redirect_ports in prop::collection::vec(any::<u16>(), 0..5),
        undo_secs: u8,
        name in any::<String>(),
        files in prop::collection::vec(any::<String>(), 0..5),
    ) {
        for theme in [ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark] {
            let ports = redirect_ports.clone();
            check_round_trip(&SETTINGS, &Settings { redirect_ports: ports, undo_secs, theme, ..settings() });
        }
        check_round_trip(&INSTALLATION, &InstallationId(name));
        check_round_trip(&HANDOVER, &files.into_iter().map(PathBuf::from).collect());
    }

    #[test]
    fn an_altered_job_file_is_read_or_said_to_make_no_sense(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = JOB.render(&job(1)).unwrap().into_bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(text) = String::from_utf8(bytes)
            && let Ok(job) = body::<Job>(&text)
        {
            check_round_trip(&JOB, &job);
        }
    }
}
