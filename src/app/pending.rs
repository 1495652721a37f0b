//! Questions that are being answered in the background: each has one answer, which may be forgotten on exit.

use std::path::PathBuf;

use poll_promise::Promise;
use url::Url;

use super::copied::Pasted;
use crate::domain::SentPost;
use crate::domain::statistics::Counted;
use crate::domain::versions::Version;
use crate::domain::{Attachment, BesideKind, JobId, MediaName, Mention, NotWritten, Unchanged};
use crate::engine::{Attached, LookedUp, NotAttached, SignInFailure, SignedIn};
use crate::media::{DrawnPage, NoPreview, Thumbnail};
use crate::store::{Batch, SavedDraft};
use crate::ui::{FileFacts, HalfEntered, PageKey, VaultWish};

/// A draft and its pictures, as they were when a document of them was asked for.
pub(super) type Bound = (JobId, Vec<Attachment>);

/// What files are chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FilesFor {
    /// The open draft.
    Draft,
    /// The video of a draft.
    Beside(JobId, BesideKind),
}

/// A question of which the answer may be a failure.
type Asked<T, E> = Promise<Result<T, E>>;

/// Everything that is being waited for.
#[derive(Default)]
pub(super) struct Pending {
    pub(super) files: Option<(FilesFor, Promise<Option<Vec<PathBuf>>>)>,
    /// A text of paths that was pasted, and the files that were copied.
    pub(super) copied: Option<(Pasted, Promise<Vec<PathBuf>>)>,
    /// What is to go up beside the video of a draft.
    pub(super) beside: Vec<((JobId, BesideKind), Asked<Attached, NotAttached>)>,
    pub(super) attaching: Vec<(JobId, Asked<Attached, NotAttached>)>,
    pub(super) thumbnails: Vec<((JobId, MediaName), Asked<Thumbnail, String>)>,
    /// The page of a PDF that is being drawn.
    pub(super) page_picture: Option<(PageKey, Asked<DrawnPage, NoPreview>)>,
    /// What the draft said before.
    pub(super) versions: Option<(JobId, Asked<Vec<Version>, String>)>,
    pub(super) keep: Option<Asked<(), String>>,
    /// The document that is being made of pictures.
    pub(super) document: Option<(Bound, Asked<Attached, NotAttached>)>,
    pub(super) look_up: Option<((JobId, Url), Asked<LookedUp, String>)>,
    /// Older posts, and the words that were looked for.
    pub(super) older_posts: Option<(String, Asked<Batch<SentPost>, String>)>,
    pub(super) older_drafts: Option<(String, Asked<Batch<SavedDraft>, String>)>,
    pub(super) count: Option<(JobId, Promise<Counted>)>,
    /// The file for the dialog of ours that asks for one.
    pub(super) file: Option<Promise<Option<Vec<PathBuf>>>>,
    pub(super) export: Option<Asked<String, NotWritten>>,
    pub(super) export_draft: Option<Asked<String, NotWritten>>,
    pub(super) import: Option<Asked<Vec<String>, String>>,
    pub(super) change: Option<(JobId, Asked<(), Unchanged>)>,
    pub(super) page: Option<Asked<Mention, String>>,
    pub(super) sign_in: Option<Asked<SignedIn, SignInFailure>>,
    pub(super) vault: Option<Asked<(), String>>,
    pub(super) vault_change: Option<(VaultWish, Asked<(), String>)>,
    pub(super) sign_out: Vec<Asked<(), crate::domain::Failure>>,
}

impl Pending {
    /// How many files are being looked into.
    pub(super) fn num_attaching(&self) -> usize {
        let is_asked = [self.document.is_some(), self.copied.is_some()];
        let asked = is_asked.into_iter().filter(|is_asked| *is_asked).count();
        self.attaching.len() + self.beside.len() + asked
    }

    /// What the panes may know of files and numbers.
    pub(super) fn file_facts(&self, half_entered: Option<HalfEntered>) -> FileFacts {
        FileFacts {
            is_busy: self.export.is_some() || self.export_draft.is_some() || self.import.is_some(),
            attaching: self.num_attaching(),
            half_entered,
            is_looking_up: self.look_up.is_some(),
            counting: self.count.as_ref().map(|(id, _)| *id),
        }
    }
}

/// The answer to a question that may have been asked, once it is there.
pub(super) fn take_answer<T: Send>(asked: &mut Option<Promise<T>>) -> Option<T> {
    if asked.as_mut().is_some_and(is_answered) {
        asked.take().map(Promise::block_and_take)
    } else {
        None
    }
}

/// The same for a question that is kept with what it was about.
pub(super) fn take_ready_one<K, T: Send>(asked: &mut Option<(K, Promise<T>)>) -> Option<(K, T)> {
    let (key, promise) = asked.take_if(|(_, promise)| is_answered(promise))?;
    Some((key, promise.block_and_take()))
}

/// The answers that have come, taken out of the list.
pub(super) fn take_ready<K, T: Send>(waiting: &mut Vec<(K, Promise<T>)>) -> Vec<(K, T)> {
    let ready = waiting.extract_if(.., |(_, promise)| is_answered(promise));
    ready
        .map(|(key, promise)| (key, promise.block_and_take()))
        .collect()
}

/// The answers that have come, up to the first that has not, taken out of the list.
pub(super) fn take_first<K, T: Send>(waiting: &mut Vec<(K, Promise<T>)>) -> Vec<(K, T)> {
    let mut num_ready = 0;
    for (_, promise) in waiting.iter_mut() {
        if !is_answered(promise) {
            break;
        }
        num_ready += 1;
    }
    let ready = waiting.drain(..num_ready);
    ready
        .map(|(key, promise)| (key, promise.block_and_take()))
        .collect()
}

/// What went wrong among the questions that have been answered, which are taken out of the list.
pub(super) fn take_failures<E: Send>(waiting: &mut Vec<Asked<(), E>>) -> Vec<E> {
    let ready = waiting.extract_if(.., is_answered);
    ready
        .filter_map(|promise| promise.block_and_take().err())
        .collect()
}

/// Not `ready`: that one panics where the engine has gone away without an answer.
fn is_answered<T: Send>(promise: &mut Promise<T>) -> bool {
    promise.ready_mut().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_taken_in_the_order_of_the_questions() {
        let (first, first_asked) = Promise::new();
        let (second, second_asked) = Promise::new();
        let mut waiting = vec![("first", first_asked), ("second", second_asked)];
        second.send(2);
        assert_eq!(take_first(&mut waiting), []);
        first.send(1);
        assert_eq!(take_first(&mut waiting), [("first", 1), ("second", 2)]);
        assert!(waiting.is_empty());
    }

    #[test]
    fn a_question_that_nobody_will_answer_harms_nobody() {
        let (answer, asked) = Promise::<u8>::new();
        drop(answer);
        let mut asked = Some(asked);
        assert_eq!(take_answer(&mut asked), None);
        let (answer, asked) = Promise::<Result<(), u8>>::new();
        answer.send(Err(7));
        assert_eq!(take_failures(&mut vec![asked]), [7]);
    }
}
