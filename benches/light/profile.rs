//! A profile that has been used for a while, made in no time: one file of a kind is written by the store, the others are
//! copies of it under other ids.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use sendoff::domain::{
    Access, Account, AccountKey, Author, Draft, Evidence, InstallationId, Job, JobId, Receipt,
    Role, SentPost, SignInFlow,
};
use sendoff::store::{Paths, Store};

/// How much lies in it.
#[derive(Clone, Copy)]
pub(crate) struct Filling {
    pub(crate) drafts: u64,
    pub(crate) receipts: u64,
    pub(crate) jobs: u64,
}

impl Filling {
    /// That of somebody who posts every day.
    pub(crate) const USUAL: Self = Self {
        drafts: 200,
        receipts: 1_000,
        jobs: 50,
    };
}

/// A profile, gone when this is dropped.
pub(crate) struct Profile {
    folder: tempfile::TempDir,
    pub(crate) store: Store,
}

impl Profile {
    pub(crate) fn new(filling: Filling) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(Paths::under(folder.path()));
        store.make_folders().unwrap();
        store
            .update_accounts(|accounts| accounts.push(account()))
            .unwrap();
        fill_drafts(&store, filling.drafts);
        let job = fill_outbox(&store, filling.jobs);
        fill_receipts(&store, &job, filling.receipts);
        Self { folder, store }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// A post as people write them: with a name, hashtags, emoji, an address and several paragraphs.
pub(crate) fn post(chars: usize) -> String {
    let paragraph = "Shipped with @Northwind Traders today 🚀 – 12 % faster, no new dependency, and \
                     the tests are green (really). Read on: https://example.com/notes?id=7 \
                     #rust #softwareengineering 👩‍💻\n\n";
    paragraph.chars().cycle().take(chars).collect()
}

fn author() -> Author {
    Author {
        urn: "urn:li:person:somebody".parse().unwrap(),
        name: "Somebody".to_owned(),
        role: Role::Member,
    }
}

fn account() -> Account {
    Account {
        client_id: "an-app".to_owned(),
        flow: SignInFlow::Standard,
        access: Access::Member,
        member: author(),
        organizations: Vec::new(),
        scopes: vec!["openid".to_owned(), "w_member_social".to_owned()],
        obtained_at: Timestamp::now(),
        expires_at: Some(Timestamp::now() + SignedDuration::from_hours(24 * 50)),
        renewable_until: None,
    }
}

fn draft(id: JobId) -> Draft {
    Draft {
        author: Some(author()),
        text: post(1_200),
        ..Draft::new(id)
    }
}

/// The last of them is the last saved.
fn fill_drafts(store: &Store, drafts: u64) {
    let first = id(1);
    let now = Timestamp::now();
    let file = |id: JobId| store.paths().draft(id).join("draft.ron");
    store
        .save_draft(&draft(first), now - SignedDuration::from_hours(1))
        .unwrap();
    copy_under_other_ids(first, 2..=drafts, file);
    store.save_draft(&draft(id(drafts)), now).unwrap();
}

fn fill_outbox(store: &Store, jobs: u64) -> Job {
    let here = store
        .installation(|| InstallationId("here".to_owned()))
        .unwrap();
    let account = AccountKey {
        client_id: "an-app".to_owned(),
        member: author().urn,
    };
    let now = Timestamp::now();
    let first = id(1_000_000);
    let tomorrow = now + SignedDuration::from_hours(20);
    let post = draft(first).check().unwrap();
    let job = Job::new(post, account, here, now, Some(tomorrow));
    store.save_job(&job).unwrap();
    let file = |id: JobId| store.paths().job(id).join("job.ron");
    copy_under_other_ids(first, 1_000_001..=999_999 + jobs, file);
    job
}

fn fill_receipts(store: &Store, job: &Job, receipts: u64) {
    let receipt = Receipt {
        urn: Some("urn:li:share:7000000000000000001".parse().unwrap()),
        permalink: Some("https://www.linkedin.com/feed/update/x/".to_owned()),
        published_at: Timestamp::now() - SignedDuration::from_hours(100),
        evidence: Evidence::Answer,
    };
    let first = id(2_000_000);
    let sent = SentPost {
        id: first,
        ..SentPost::of(job, &receipt)
    };
    store.save_receipt(&sent).unwrap();
    copy_under_other_ids(first, 2_000_001..=1_999_999 + receipts, |id| {
        store.paths().receipt(id)
    });
}

fn copy_under_other_ids(
    first: JobId,
    others: impl Iterator<Item = u64>,
    file: impl Fn(JobId) -> PathBuf,
) {
    let text = fs::read_to_string(file(first)).unwrap();
    for id in others.map(id) {
        let copy = file(id);
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::write(copy, text.replace(&first.to_string(), &id.to_string())).unwrap();
    }
}

fn id(number: u64) -> JobId {
    JobId::from_parts(number, 1)
}
