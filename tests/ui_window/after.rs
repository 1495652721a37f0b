//! What a person does with a post that has arrived.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use jiff::Timestamp;
use sendoff::domain::{Author, Evidence, JobId, Receipt, Role as AuthorRole, SentPost};
use sendoff::sandbox::{Fault, FaultKind, Route};

use crate::support::{Setup, Window};

fn posted(text: &str) -> Window {
    posted_with(text, Setup::default())
}

fn posted_with(text: &str, setup: Setup) -> Window {
    let mut window = Window::open_with(setup);
    window.write(text);
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    window.open_page("Posted");
    window.wait_for("Edit…");
    window
}

#[test]
fn a_post_gets_another_text_and_the_list_says_so() {
    let mut window = posted("Hello");
    window.press("Edit…");
    window.fill("Text of the post", " again");
    window.press("Save on LinkedIn");
    window.wait_for("Edited ");
    window.wait_until_gone("Save on LinkedIn");
    assert!(window.sandbox.posts()[0].text.contains(" again"));
}

#[test]
fn an_edit_that_linkedin_refuses_keeps_the_words_in_the_dialog() {
    let mut window = posted("Hello");
    window
        .sandbox
        .fault(Fault::once(Route::UpdatePost, FaultKind::status(403)));
    window.press("Edit…");
    window.fill("Text of the post", " again");
    window.press("Save on LinkedIn");
    window.wait_for("LinkedIn does not allow this");
    assert_eq!(window.sandbox.posts()[0].text, "Hello");
    window.press("Save on LinkedIn");
    window.wait_for("Edited ");
    assert!(window.sandbox.posts()[0].text.contains(" again"));
}

#[test]
fn a_post_is_deleted_only_after_a_question_and_stays_in_the_list() {
    let mut window = posted("Goodbye");
    window.press("Delete…");
    window.press("Keep it");
    window.wait_until_gone("Keep it");
    assert!(!window.sandbox.posts()[0].deleted);
    window.press("Delete…");
    window.press("Delete it");
    window.wait_for("Deleted ");
    window.wait_until_gone("Delete…");
    assert!(window.sandbox.posts()[0].deleted);
}

#[test]
fn what_was_posted_is_found_by_its_words() {
    let mut window = posted("About kites");
    window.fill("Search what was posted", "KITES");
    window.wait_for("Edit…");
    window.fill("Search what was posted", " and boats");
    window.wait_for("No post has these words");
    assert!(window.harness.query_by_label("Edit…").is_none());
}

#[test]
fn a_first_comment_is_written_in_the_window_and_goes_out_after_the_post() {
    let mut window = Window::open();
    window.speak_as("Harbour Labs");
    window.write("Hello");
    window.press("Add a first comment");
    window.wait_for("Text of the first comment");
    window.fill("Text of the first comment", "More (here)");
    window.press("Post as Harbour Labs");
    window.wait_for("The first comment is there.");
    let posts = window.sandbox.posts();
    assert_eq!(posts[0].comments[0].text, "More (here)");
    window.open_page("Posted");
    window.wait_for("The first comment is there.");
}

#[test]
fn a_comment_that_is_refused_is_said_to_be_and_the_post_is_posted() {
    let mut window = Window::open();
    window
        .sandbox
        .fault(Fault::once(Route::CreateComment, FaultKind::status(403)));
    window.write("Hello");
    window.press("Add a first comment");
    window.wait_for("Text of the first comment");
    window.fill("Text of the first comment", "More");
    window.press("Post as Alex Morgan");
    window.wait_for("The first comment was not posted");
    window.wait_for("Copy link");
    assert_eq!(window.sandbox.posts().len(), 1);
    assert!(window.sandbox.posts()[0].comments.is_empty());
}

#[test]
fn what_the_search_finds_is_written_where_the_dialog_says() {
    let mut window = posted_with(
        "About kites",
        Setup {
            chosen_file: Some("posts.json"),
            ..Setup::default()
        },
    );
    window.fill("Search what was posted", "kites");
    window.press("Export…");
    window.wait_for("What the search finds: 1 post");
    window.press("Choose…");
    window.press("Export");
    window.wait_for("Wrote 1 post: ");
    window.wait_until_gone("Choose…");
    let text = std::fs::read_to_string(window.folder.path().join("posts.json")).unwrap();
    assert!(text.contains("\"text\": \"About kites\""), "{text}");
}

#[test]
fn a_file_that_is_there_is_replaced_only_after_a_word() {
    let mut window = posted("About kites");
    let path = window.folder.path().join("posts.md");
    std::fs::write(&path, "mine").unwrap();
    window.press("Export…");
    window.press_one(Role::RadioButton, "Markdown");
    window.fill("File", path.to_str().unwrap());
    window.press("Export");
    window.wait_for("There is something of this name already");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
    window.press_one(Role::Switch, "Replace the file that is there");
    window.press("Export");
    window.wait_for("Wrote 1 post: ");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("# What was posted\n") && text.contains("About kites"));
}

#[test]
fn the_numbers_of_a_post_are_asked_for_by_a_button() {
    let mut window = posted_with(
        "Count me",
        Setup {
            settings: "(undo_secs: 0, asks_statistics: true)",
            ..Setup::default()
        },
    );
    window.press("Statistics");
    window.wait_for("Impressions 0, People reached 0");
    assert_eq!(num_questions(&window), 5);
}

#[test]
fn who_may_not_read_numbers_is_told_what_it_takes() {
    let mut window = posted("Count me");
    window.press("Statistics");
    window.wait_for("LinkedIn did not grant r_member_postAnalytics");
    window.wait_for("Switch on “Ask for statistics” in the settings");
    assert_eq!(num_questions(&window), 0);
}

fn num_questions(window: &Window) -> usize {
    let requests = window.sandbox.requests().into_iter();
    requests
        .filter(|request| {
            request
                .target
                .starts_with("/rest/memberCreatorPostAnalytics")
        })
        .count()
}

#[test]
fn a_comment_that_failed_is_sent_by_one_click_and_never_twice() {
    let mut window = Window::open();
    window
        .sandbox
        .fault(Fault::once(Route::CreateComment, FaultKind::status(403)));
    window.speak_as("Harbour Labs");
    window.write("Hello");
    window.press("Add a first comment");
    window.wait_for("Text of the first comment");
    window.fill("Text of the first comment", "More");
    window.press("Post as Harbour Labs");
    window.wait_for("The first comment was not posted");
    window.open_page("Posted");
    window.press("Comment again");
    window.wait_for("The first comment is there.");
    window.wait_until_gone("Comment again");
    assert!(window.harness.query_by_label("Post the comment").is_none());
    assert_eq!(window.sandbox.posts()[0].comments.len(), 1);
}

/// A window on the page of what was posted, with two posts more than are read at once.
fn with_many_posts() -> Window {
    let setup = Setup::default();
    let store = setup.store();
    let id = |number: u64| JobId::from_parts(number, 1);
    let first = sent(id(1), "Post number 1, the oldest");
    store.save_receipt(&first).unwrap();
    let text = std::fs::read_to_string(store.paths().receipt(id(1))).unwrap();
    for number in 2..=1_002 {
        let text = text.replace(&id(1).to_string(), &id(number).to_string());
        let text = text.replace("1, the oldest", &number.to_string());
        std::fs::write(store.paths().receipt(id(number)), text).unwrap();
    }
    let mut window = Window::open_with(setup);
    window.open_page("Posted");
    window.wait_for("2 older posts are not listed here.");
    window
}

#[test]
fn what_was_posted_is_read_only_for_somebody_who_looks_at_it_or_types() {
    for asks in [
        (|window| window.open_page("Posted")) as fn(&mut Window),
        |window| window.write("Kites"),
    ] {
        let setup = Setup::default();
        let file = setup.store().paths().receipt(JobId::from_parts(1, 1));
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, "no receipt").unwrap();
        let mut window = Window::open_with(setup);
        window.open_page("Drafts");
        window.open_page("Write");
        assert!(
            file.exists(),
            "what makes no sense is put aside once it is read"
        );
        asks(&mut window);
        window.wait_until("it was read", |_| !file.exists());
    }
}

#[test]
fn of_many_posts_the_older_are_shown_when_asked_for() {
    let mut window = with_many_posts();
    // The button is far below: pressed as a screen reader does.
    let button = window.harness.get_by_label("Show older posts");
    button.click_accesskit();
    window.wait_until_gone("Show older posts");
    window.fill("Search what was posted", "oldest");
    window.wait_for("Post number 1, the oldest");
}

#[test]
fn a_search_that_finds_nothing_among_the_newest_posts_goes_on_among_the_older() {
    let mut window = with_many_posts();
    window.fill("Search what was posted", "oldest");
    window.wait_for("None of the newest posts has these words.");
    window.wait_for("2 older posts were not searched.");
    window.press("Search older posts");
    window.wait_for("Post number 1, the oldest");
    assert!(
        window
            .harness
            .query_by_label("Search older posts")
            .is_none()
    );
    // More words find less, so everything that they can find is there.
    window.fill("Search what was posted", " kites");
    window.wait_for("No post has these words.");
    assert!(
        window
            .harness
            .query_by_label("Search older posts")
            .is_none()
    );
}

fn sent(id: JobId, text: &str) -> SentPost {
    SentPost {
        id,
        author: Author {
            urn: "urn:li:person:somebody".parse().unwrap(),
            name: "Somebody".to_owned(),
            role: AuthorRole::Member,
        },
        text: text.to_owned(),
        picture_count: 0,
        receipt: Receipt {
            urn: None,
            permalink: None,
            published_at: Timestamp::UNIX_EPOCH,
            evidence: Evidence::Answer,
        },
        mentions: Vec::new(),
        asked: None,
        edited_at: None,
        deleted_at: None,
        first_comment: None,
    }
}
