//! What facts do to the window: which draft is open, what counts as saved, what is asked and what is told.

use std::time::Duration;

use super::*;
use crate::domain::{
    Access, AccountKey, Author, Evidence, Receipt, Role, SignInFlow, Step, Visibility,
};
use crate::store::{Batch, SavedDraft};

fn now() -> Timestamp {
    "2026-11-24T12:00:00Z".parse().unwrap()
}

fn id(number: u64) -> JobId {
    JobId::from_parts(number, 1)
}

fn draft(number: u64, text: &str) -> Draft {
    Draft {
        text: text.to_owned(),
        ..Draft::new(id(number))
    }
}

fn member() -> Author {
    Author {
        urn: "urn:li:person:ada".parse().unwrap(),
        name: "Ada".to_owned(),
        role: Role::Member,
    }
}

fn page() -> Author {
    Author {
        urn: "urn:li:organization:1".parse().unwrap(),
        name: "Page".to_owned(),
        role: Role::Administrator,
    }
}

fn account() -> Account {
    Account {
        client_id: "app".to_owned(),
        flow: SignInFlow::Standard,
        access: Access::Member,
        member: member(),
        organizations: Vec::new(),
        scopes: vec!["w_member_social".to_owned()],
        obtained_at: now(),
        expires_at: None,
        renewable_until: None,
    }
}

fn job(number: u64, steps: Vec<Step>) -> Box<Job> {
    let draft = Draft {
        author: Some(member()),
        visibility: Visibility::Public,
        ..draft(number, "Hello")
    };
    let key = AccountKey {
        client_id: "app".to_owned(),
        member: member().urn,
    };
    let here = InstallationId("here".to_owned());
    let mut job = Job::new(draft.check().unwrap(), key, here, now(), None);
    for step in steps {
        job.advance(step, now()).unwrap();
    }
    Box::new(job)
}

fn published_at(at: Timestamp) -> Vec<Step> {
    let receipt = Receipt {
        urn: None,
        permalink: None,
        published_at: at,
        evidence: Evidence::Answer,
    };
    vec![Step::Begin, Step::Submit, Step::Publish(receipt)]
}

/// A window in which this is being written.
fn writing(text: &str) -> State {
    State::new(draft(1, text), now())
}

fn take(state: &mut State, event: Event) -> Vec<Deed> {
    state.take(event, || draft(99, ""))
}

fn found(texts: &[(u64, &str)]) -> Event {
    let saved = |&(number, text): &(u64, &str)| SavedDraft {
        saved_at: now(),
        draft: draft(number, text),
    };
    Event::Drafts(Batch {
        items: texts.iter().map(saved).collect(),
        ..Batch::default()
    })
}

#[test]
fn the_last_draft_is_gone_on_with_once_and_only_where_nothing_would_be_lost() {
    let mut state = writing("");
    take(&mut state, found(&[(5, "Five"), (4, "Four")]));
    assert_eq!(state.draft.text, "Five");
    assert_eq!(state.drafts.all(), [draft(4, "Four")]);
    state.open(draft(6, ""));
    take(&mut state, found(&[(5, "Five"), (4, "Four")]));
    assert_eq!(state.draft.id, id(6), "a new draft is not replaced later");

    let mut state = writing("typed before the disk answered");
    take(&mut state, found(&[(5, "Five")]));
    assert_eq!(state.draft.id, id(1));

    let mut state = writing("");
    state.is_attaching = true;
    take(&mut state, found(&[(5, "Five")]));
    assert_eq!(state.draft.id, id(1), "the pictures are for this one");
}

#[test]
fn the_open_draft_is_never_listed_beside_itself() {
    let mut state = writing("One");
    take(&mut state, found(&[(1, "One"), (2, "Two")]));
    assert_eq!(state.drafts.all(), [draft(2, "Two")]);
    let returned = Box::new(draft(1, "One as it was"));
    take(&mut state, Event::DraftReturned(returned));
    assert_eq!(state.draft.text, "One");
    assert_eq!(state.drafts.all(), [draft(2, "Two")]);
    let returned = Box::new(draft(2, "Two again"));
    take(&mut state, Event::DraftReturned(returned));
    assert_eq!(state.drafts.all(), [draft(2, "Two again")]);
}

#[test]
fn a_draft_counts_as_saved_when_the_disk_says_so() {
    let mut state = writing("Words");
    state.saved = draft(1, "");
    state.hand_over(state.draft.clone());
    take(
        &mut state,
        Event::DraftNotSaved(id(1), "no room".to_owned()),
    );
    assert_ne!(state.saved, state.draft);
    assert_eq!(state.not_saved.as_deref(), Some("no room"));
    state.hand_over(state.draft.clone());
    state.draft.text.push_str(" and more");
    take(&mut state, Event::DraftSaved(id(1)));
    assert_eq!(
        state.saved.text, "Words",
        "what was typed since is not saved"
    );
    assert_eq!(state.not_saved, None);
}

#[test]
fn a_draft_that_is_left_before_it_was_saved_is_not_forgotten() {
    let mut state = writing("Newest words");
    take(&mut state, found(&[]));
    state.saved = draft(1, "");
    state.hand_over(state.draft.clone());
    state.change_to(draft(2, ""));
    take(
        &mut state,
        Event::DraftNotSaved(id(1), "no room".to_owned()),
    );
    take(&mut state, found(&[(1, "Old words"), (3, "Other")]));
    assert_eq!(
        state.drafts.all(),
        [draft(1, "Newest words"), draft(3, "Other")]
    );
    state.hand_over(draft(1, "Newest words"));
    take(&mut state, Event::DraftSaved(id(1)));
    assert!(state.unsaved.is_empty());
    state.unsaved.insert(id(1), draft(1, "Newest words"));
    state.change_to(draft(1, "Old words"));
    assert_eq!(state.draft.text, "Newest words");
    assert_ne!(state.saved, state.draft, "it is saved again");
}

#[test]
fn what_is_saved_twice_in_a_row_is_answered_for_twice() {
    let mut state = writing("One");
    state.saved = draft(1, "");
    state.hand_over(draft(1, "One"));
    state.draft.text = "Two".to_owned();
    state.hand_over(draft(1, "Two"));
    take(&mut state, Event::DraftSaved(id(1)));
    assert_eq!(state.saved.text, "One");
    take(
        &mut state,
        Event::DraftNotSaved(id(1), "no room".to_owned()),
    );
    assert_eq!(state.saved.text, "One");
    assert!(!state.is_saving(id(1)));
}

#[test]
fn looking_at_the_drafts_again_does_not_take_the_keyboard() {
    let mut state = writing("");
    let deeds = take(&mut state, found(&[(5, "Five")]));
    assert!(deeds.contains(&Deed::Focus));
    assert_eq!(take(&mut state, found(&[(5, "Five"), (6, "Six")])), []);
}

#[test]
fn a_draft_in_the_name_of_a_page_does_not_become_a_persons() {
    let mut state = writing("From the page");
    state.draft.author = Some(page());
    take(&mut state, Event::Accounts(vec![account()]));
    assert_eq!(state.draft.author, Some(page()));
    state.draft.author = None;
    take(&mut state, Event::Accounts(vec![account()]));
    assert_eq!(state.draft.author, Some(member()));
}

#[test]
fn the_question_about_a_repeated_text_is_about_the_draft_that_repeats_it() {
    let refused = |number| Event::Refused(id(number), Failure::new(Cause::SameText));
    let mut state = writing("Again");
    state.sending = Some(id(1));
    take(&mut state, refused(1));
    assert!(state.asks_again.is_some() && state.sending.is_none());
    state.change_to(draft(2, "Another"));
    assert_eq!(state.asks_again, None);
    take(&mut state, refused(1));
    assert_eq!(state.asks_again, None);
    assert_eq!(state.notices.len(), 1);
}

#[test]
fn a_job_takes_its_draft_out_of_the_editor_and_the_list() {
    let mut state = writing("Hello");
    state.drafts.put(draft(2, "Other"));
    let deeds = take(&mut state, Event::Job(job(1, vec![])));
    assert_eq!(deeds, [Deed::Focus]);
    assert_eq!(state.draft.id, id(99));
    assert_eq!(take(&mut state, Event::Job(job(2, vec![]))), []);
    assert_eq!(state.drafts.all(), []);
    assert_eq!(state.panel.jobs().len(), 2);
}

#[test]
fn the_panel_holds_what_arrived_since_the_window_was_opened_until_it_is_put_away() {
    let mut state = writing("");
    let earlier = now() - jiff::SignedDuration::from_secs(1);
    take(&mut state, Event::Job(job(2, published_at(earlier))));
    assert!(state.panel.jobs().is_empty());
    take(&mut state, Event::Job(job(3, published_at(now()))));
    assert_eq!(state.panel.jobs().len(), 1);
    state.put_away(id(3));
    take(&mut state, Event::Job(job(3, published_at(now()))));
    assert!(state.panel.jobs().is_empty(), "it does not come back");
    take(&mut state, Event::Job(job(4, vec![])));
    state.put_away(id(4));
    assert_eq!(
        state.panel.jobs().len(),
        1,
        "what is not over stays in sight"
    );
}

#[test]
fn a_picture_for_a_draft_that_is_not_open_finds_it() {
    let mut state = writing("Open");
    state.drafts.put(draft(2, "Other"));
    assert_eq!(state.other_draft(id(2)).text, "Other");
    assert_eq!(state.other_draft(id(3)).text, "");
    assert_eq!(state.drafts.all().len(), 2);
}

#[test]
fn what_the_desktop_says_is_passed_on_and_leaves_the_settings_alone() {
    let mut state = writing("");
    let before = state.settings.clone();
    for theme in [SystemTheme::Light, SystemTheme::Dark] {
        let deeds = take(&mut state, Event::SystemTheme(theme));
        assert_eq!(deeds, [Deed::UseSystemTheme(theme)]);
    }
    assert_eq!(state.settings, before);
}

#[test]
fn what_went_well_passes_and_what_went_wrong_stays() {
    let seconds = |seconds: i64| now() + jiff::SignedDuration::from_secs(seconds);
    let mut state = writing("");
    state.say(Tone::Success, "Exported", "");
    state.say(Tone::Warning, "Too large", "");
    state.notify("Refused", "");
    let left = state.let_pass(seconds(0)).unwrap();
    let later = state.let_pass(seconds(1)).unwrap();
    assert_eq!(left, later + Duration::from_secs(1));
    assert_eq!(state.notices.len(), 3);
    let passed = i64::try_from(left.as_secs()).unwrap();
    assert_eq!(state.let_pass(seconds(passed)), None);
    let titles: Vec<&str> = state.notices.iter().map(|notice| &*notice.title).collect();
    assert_eq!(titles, ["Too large", "Refused"]);
    assert_eq!(state.let_pass(seconds(9_999)), None);
    assert_eq!(state.notices.len(), 2);
}
