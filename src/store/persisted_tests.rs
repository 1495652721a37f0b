//! Every type that is kept in a file comes back as it was, and no bytes in a file are ever lost.

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::domain::{
    Access, Account, AccountKey, AskedChange, Attachment, Author, Beside, Cause, Change,
    CommentState, Digest, Draft, EmojiHabits, Evidence, Extra, Failure, FirstComment, ImageFacts,
    ImageFormat, InstallationId, Job, JobId, LanguageChoice, LinkCard, Media, Mention, Motion,
    NotificationChoice, Poll, PollDays, Receipt, Registered, RegisteredFile, Role, SentPost,
    Settings, SignInFlow, SkinTone, SpellingChoice, Step, ThemeChoice, Visibility, Wait,
};
use crate::store::SavedDraft;
use crate::store::{drafts, handover, preferences, receipts};

/// What people type, and what breaks formats.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,20}",
        any::<String>(),
        "[\"\\\\#\r\n\t\0\u{feff}\u{202e}(){}:,]{0,12}",
    ]
}

fn time() -> impl Strategy<Value = Timestamp> {
    let whole = Timestamp::MIN.as_second()..Timestamp::MAX.as_second();
    (whole, 0..1_000_000_000_i32)
        .prop_map(|(secs, nanos)| Timestamp::new(secs, if secs < 0 { 0 } else { nanos }).unwrap())
}

fn id() -> impl Strategy<Value = JobId> {
    (0..1_u64 << 48, 0..1_u128 << 80).prop_map(|(born, random)| JobId::from_parts(born, random))
}

fn author() -> impl Strategy<Value = Author> {
    let roles = vec![
        Role::Member,
        Role::Administrator,
        Role::ContentAdministrator,
        Role::DirectSponsoredContentPoster,
    ];
    let urn = "urn:li:(person|organization):[A-Za-z0-9_-]{1,128}";
    (urn, text(), select(roles)).prop_map(|(urn, name, role)| Author {
        urn: urn.parse().unwrap(),
        name,
        role,
    })
}

fn attachment() -> impl Strategy<Value = Attachment> {
    let format = select(vec![ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif]);
    let facts = (format, 0..6_000_u32, 0..6_000_u32, 1..250_u32);
    let words = (text(), "\\PC{0,30}");
    (
        "[a-z0-9][a-z0-9.-]{0,79}",
        words,
        any::<u64>(),
        any::<[u8; 32]>(),
        facts,
    )
        .prop_map(
            |(file, (name, alt_text), byte_count, sha256, (format, width, height, frames))| {
                Attachment {
                    file: file.parse().unwrap(),
                    name,
                    byte_count,
                    sha256: Digest(sha256),
                    media: Media::Image(ImageFacts {
                        format,
                        width,
                        height,
                        frames,
                    }),
                    alt_text,
                    title: String::new(),
                    beside: Beside::default(),
                    pages: None,
                }
            },
        )
}

fn extra() -> impl Strategy<Value = Extra> {
    let poll = (
        text(),
        proptest::collection::vec(text(), 0..5),
        select(&PollDays::ALL[..]),
    );
    let link = ("https://[a-z]{1,9}\\.example/[a-z]{0,9}", text(), text());
    prop_oneof![
        poll.prop_map(|(question, options, days)| Extra::Poll(Poll {
            question,
            options,
            days
        })),
        link.prop_map(|(source, title, description)| Extra::Link(LinkCard {
            source: source.parse().unwrap(),
            title,
            description
        })),
        "[1-9][0-9]{3,18}"
            .prop_map(|id| { Extra::Reshare(format!("urn:li:ugcPost:{id}").parse().unwrap()) }),
    ]
}

fn registered() -> impl Strategy<Value = Registered> {
    let urn = "urn:li:image:[A-Za-z0-9_-]{1,40}";
    (author(), text(), attachment(), urn).prop_map(|(author, client_id, attachment, urn)| {
        let member = author.urn.clone();
        Registered {
            author: author.urn,
            account: AccountKey { client_id, member },
            files: vec![RegisteredFile {
                sha256: attachment.sha256,
                beside: attachment.beside,
                urn: urn.parse().unwrap(),
            }],
        }
    })
}

fn draft() -> impl Strategy<Value = Draft> {
    let visibility = select(vec![
        Visibility::Public,
        Visibility::Connections,
        Visibility::LoggedIn,
    ]);
    let mention = (text(), author()).prop_map(|(name, author)| Mention {
        name,
        urn: author.urn,
    });
    (
        (id(), proptest::option::of(author()), text()),
        proptest::collection::vec(mention, 0..3),
        (
            proptest::collection::vec(attachment(), 0..3),
            proptest::option::of(extra()),
            text(),
        ),
        (
            visibility,
            any::<bool>(),
            proptest::option::of(registered()),
        ),
    )
        .prop_map(
            |(
                (id, author, text),
                mentions,
                (attachments, extra, first_comment),
                (visibility, reshare_disabled, registered),
            )| Draft {
                id,
                author,
                text,
                mentions,
                attachments,
                extra,
                first_comment,
                visibility,
                reshare_disabled,
                registered: registered.map(Box::new),
            },
        )
}

fn comment_state() -> impl Strategy<Value = CommentState> {
    let waiting = (proptest::option::of(time()), any::<u32>());
    prop_oneof![
        waiting.prop_map(|(until, tries)| CommentState::Waiting { until, tries }),
        any::<u32>().prop_map(|tries| CommentState::Sending { tries }),
        Just(CommentState::Posted),
        Just(CommentState::Homeless),
        failure().prop_map(CommentState::Unclear),
        failure().prop_map(CommentState::Failed),
    ]
}

fn failure() -> impl Strategy<Value = Failure> {
    let cause = prop_oneof![
        Just(Cause::NoConnection),
        Just(Cause::TokenExpired),
        Just(Cause::MediaRefused),
        Just(Cause::Died),
        any::<u16>().prop_map(|status| Cause::ServerTrouble { status }),
        any::<bool>().prop_map(|daily| Cause::RateLimited { daily }),
        "[1-9][0-9]{0,18}".prop_map(|key| Cause::Duplicate {
            of: format!("urn:li:share:{key}").parse().ok()
        }),
        Just(Cause::Duplicate { of: None }),
    ];
    let wait = proptest::option::of(any::<u32>());
    (cause, proptest::option::of(text()), wait).prop_map(|(cause, detail, retry_after_secs)| {
        Failure {
            cause,
            detail,
            retry_after_secs,
        }
    })
}

fn receipt() -> impl Strategy<Value = Receipt> {
    let evidence = select(vec![
        Evidence::Answer,
        Evidence::DuplicateReport,
        Evidence::PersonSaw,
    ]);
    let urn =
        "urn:li:(share|ugcPost|activity):[A-Za-z0-9_-]{1,128}".prop_map(|urn| urn.parse().ok());
    (urn, proptest::option::of(text()), time(), evidence).prop_map(
        |(urn, permalink, published_at, evidence)| Receipt {
            urn,
            permalink,
            published_at,
            evidence,
        },
    )
}

fn step() -> impl Strategy<Value = Step> {
    let wait = (
        proptest::option::of(time()),
        proptest::option::of(failure()),
    )
        .prop_map(|(until, failure)| Wait { until, failure });
    prop_oneof![
        3 => Just(Step::Begin),
        3 => (0..4_usize, "urn:li:image:[A-Za-z0-9_-]{1,128}")
            .prop_map(|(idx, urn)| Step::Uploaded(idx, urn.parse().unwrap())),
        3 => Just(Step::Submit),
        2 => wait.prop_map(Step::Delay),
        1 => receipt().prop_map(Step::Publish),
        1 => failure().prop_map(Step::Fail),
        2 => failure().prop_map(Step::LoseAnswer),
        2 => Just(Step::SendAgain),
        2 => Just(Step::Retry),
        1 => id().prop_map(Step::Cancel),
        1 => Just(Step::Returned),
    ]
}

/// A job somewhere in its life, after whatever steps it took.
fn job() -> impl Strategy<Value = Job> {
    let steps = proptest::collection::vec((step(), time()), 0..12);
    (draft(), author(), text(), text(), time(), steps).prop_filter_map(
        "a post needs an author and a text",
        |(mut draft, author, client_id, installation, now, steps)| {
            let member = author.urn.clone();
            draft.author.get_or_insert(author);
            draft.text.push('.');
            let account = AccountKey { client_id, member };
            let post = draft.check().ok()?;
            let mut job = Job::new(post, account, InstallationId(installation), now, Some(now));
            for (step, at) in steps {
                job.advance(step, at).ok();
            }
            Some(job)
        },
    )
}

fn account() -> impl Strategy<Value = Account> {
    let flow = select(vec![SignInFlow::Standard, SignInFlow::NativePkce]);
    let access = select(vec![Access::Member, Access::Community]);
    let times = (
        time(),
        proptest::option::of(time()),
        proptest::option::of(time()),
    );
    (
        (text(), flow, access, author()),
        proptest::collection::vec(author(), 0..3),
        proptest::collection::vec(text(), 0..3),
        times,
    )
        .prop_map(
            |((client_id, flow, access, member), organizations, scopes, times)| Account {
                client_id,
                flow,
                access,
                member,
                organizations,
                scopes,
                obtained_at: times.0,
                expires_at: times.1,
                renewable_until: times.2,
            },
        )
}

fn settings() -> impl Strategy<Value = Settings> {
    let theme = select(vec![
        ThemeChoice::System,
        ThemeChoice::Light,
        ThemeChoice::Dark,
    ]);
    let ports = proptest::collection::vec(any::<u16>(), 0..5);
    (
        "20(2[2-9]|[3-9][0-9])(0[1-9]|1[0-2])",
        ports,
        any::<u8>(),
        theme,
    )
        .prop_map(|(version, redirect_ports, undo_secs, theme)| Settings {
            api_version: version.parse().unwrap(),
            redirect_ports,
            undo_secs,
            theme,
            language: [
                LanguageChoice::System,
                LanguageChoice::English,
                LanguageChoice::German,
            ][usize::from(undo_secs) % 3],
            text_scale: u16::from(undo_secs).into(),
            motion: [Motion::System, Motion::Reduced, Motion::Full][usize::from(undo_secs) % 3],
            asks_statistics: undo_secs % 2 == 1,
            emoji: EmojiHabits {
                tone: SkinTone::ALL[usize::from(undo_secs) % SkinTone::ALL.len()],
                recent: vec!["👋".to_owned(); usize::from(undo_secs % 3)],
            },
            spelling: SpellingChoice {
                dictionaries: ["en_US", "de_DE"]
                    .into_iter()
                    .take(usize::from(undo_secs % 3))
                    .map(|name| name.parse().unwrap())
                    .collect(),
                own_words: ["naïve".to_owned()]
                    .into_iter()
                    .take(usize::from(undo_secs % 2))
                    .collect(),
            },
            notifications: match undo_secs % 5 {
                0 => NotificationChoice::Off,
                1 => NotificationChoice::WithWords,
                _ => NotificationChoice::WithoutWords,
            },
        })
}

/// Writes a value, and reads the same one.
#[track_caller]
fn comes_back<T>(format: &Format<T>, value: &T)
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let path = Path::new("it.ron");
    let disk = MemoryDisk::default();
    format.write(&disk, path, value).unwrap();
    let bytes = disk.bytes(path).unwrap();
    assert_eq!(kept(format, &bytes).as_ref(), Some(value));
}

fn written<T: Serialize + DeserializeOwned>(format: &Format<T>, value: &T) -> Vec<u8> {
    let path = Path::new("it.ron");
    let disk = MemoryDisk::default();
    format.write(&disk, path, value).unwrap();
    disk.bytes(path).unwrap()
}

/// Replaces pieces of a file by others.
fn edits() -> impl Strategy<Value = Vec<(prop::sample::Index, usize, String)>> {
    let text = "(\\PC{0,3}|[0-9]{1,20}|None|Some\\(|Ready|Submitting|Uploading|Queued|[(),:\\[\\]\"]{1,3})";
    proptest::collection::vec((any::<prop::sample::Index>(), 0..10_usize, text), 1..4)
}

fn edited(mut bytes: Vec<u8>, edits: Vec<(prop::sample::Index, usize, String)>) -> Vec<u8> {
    for (from, len, text) in edits {
        let from = from.index(bytes.len());
        let to = (from + len).min(bytes.len());
        bytes.splice(from..to, text.bytes());
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_draft_comes_back_from_its_file(draft in draft(), saved_at in time()) {
        comes_back(&drafts::DRAFT, &SavedDraft { saved_at, draft });
    }

    #[test]
    fn every_job_comes_back_from_its_file_at_any_point_of_its_life(job in job()) {
        comes_back(&JOB, &job);
    }

    #[test]
    fn every_receipt_comes_back_from_its_file(
        (id, author, text, receipt) in (id(), author(), text(), receipt()),
        picture_count: u16,
        (asked, edited_at, deleted_at) in (
            proptest::option::of((text(), time())),
            proptest::option::of(time()),
            proptest::option::of(time()),
        ),
        comment in proptest::option::of((text(), comment_state())),
    ) {
        let first_comment = comment.map(|(text, state)| FirstComment { text, state });
        let asked = asked.map(|(text, at)| AskedChange { change: Change::Text(text), at });
        let sent = SentPost { id, author, text, picture_count: picture_count.into(), receipt, mentions: Vec::new(), asked, edited_at, deleted_at, first_comment };
        comes_back(&receipts::RECEIPT, &sent);
    }

    #[test]
    fn all_accounts_come_back_from_their_file(accounts in proptest::collection::vec(account(), 0..3)) {
        comes_back(&preferences::ACCOUNTS, &accounts);
    }

    #[test]
    fn all_settings_come_back_from_their_file(settings in settings()) {
        comes_back(&SETTINGS, &settings);
    }

    #[test]
    fn an_installation_and_a_handover_come_back_from_their_files(
        name in text(),
        files in proptest::collection::vec(text(), 0..4),
    ) {
        comes_back(&preferences::INSTALLATION, &InstallationId(name));
        comes_back(&handover::HANDOVER, &files.into_iter().map(PathBuf::from).collect());
    }

    #[test]
    fn any_job_that_is_read_comes_to_rest_and_is_sent_only_where_it_belongs(job in job(), now in time()) {
        domain::fuzzing::job(&job, now);
    }

    #[test]
    fn a_job_file_with_arbitrary_edits_loses_no_byte_and_keeps_the_rules(job in job(), edits in edits()) {
        job_file(&edited(written(&JOB, &job), edits));
    }

    #[test]
    fn settings_with_arbitrary_edits_lose_no_byte(settings in settings(), edits in edits()) {
        settings_file(&edited(written(&SETTINGS, &settings), edits));
    }

    #[test]
    fn arbitrary_bytes_in_a_file_are_never_lost(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(!job_file(&bytes));
        prop_assert!(!settings_file(&bytes));
    }
}
