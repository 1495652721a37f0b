//! How far uploads are: a state, not a queue. Only the newest value is kept, so a slow window never builds a backlog.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::watch;

use crate::domain::{JobId, Progress};

/// The uploads under way, by their job and the attachment, counted from 0.
pub type Uploads = BTreeMap<(JobId, usize), UploadProgress>;

/// How far one upload is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UploadProgress {
    /// Bytes sent of bytes in all.
    pub progress: Progress,
    /// Bytes that were there before that.
    pub before: u64,
    /// When it began.
    pub since: Instant,
}

impl UploadProgress {
    /// Bytes per second since it began.
    pub fn speed(&self) -> f64 {
        let secs = self.since.elapsed().as_secs_f64();
        if secs > 0.0 {
            self.progress.sent.saturating_sub(self.before) as f64 / secs
        } else {
            0.0
        }
    }
}

/// Where uploads write their progress.
#[derive(Clone)]
pub(super) struct Board {
    uploads: Arc<watch::Sender<Uploads>>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Board {
    pub(super) fn new(wake: Arc<dyn Fn() + Send + Sync>) -> (Self, watch::Receiver<Uploads>) {
        let (uploads, seen) = watch::channel(Uploads::new());
        (
            Self {
                uploads: Arc::new(uploads),
                wake,
            },
            seen,
        )
    }

    /// A reporter for one upload, or for a part of one that goes on after `before` bytes: called with the bytes sent so
    /// far, it wakes the window ten times a second at most.
    pub(super) fn begin(
        &self,
        id: JobId,
        idx: usize,
        before: u64,
        total: u64,
    ) -> impl Fn(u64) + Send + Sync + use<> {
        let board = self.clone();
        let since = Instant::now();
        let last_wake = std::sync::Mutex::new(None::<Instant>);
        let report = move |sent: u64| {
            let sent = before + sent;
            let progress = Progress { sent, total };
            board.uploads.send_modify(|uploads| {
                let upload = UploadProgress {
                    progress,
                    before,
                    since,
                };
                uploads.insert((id, idx), upload);
            });
            let mut last_wake = last_wake
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            if sent >= total || last_wake.is_none_or(|at| at.elapsed() >= WAKE_INTERVAL) {
                *last_wake = Some(Instant::now());
                (board.wake)();
            }
        };
        report(0);
        report
    }

    /// None of this job's uploads goes on.
    pub(super) fn end(&self, id: JobId) {
        self.uploads
            .send_modify(|uploads| uploads.retain(|(job, _), _| *job != id));
    }
}

const WAKE_INTERVAL: Duration = Duration::from_millis(100);
