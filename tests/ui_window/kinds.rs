//! The kinds of posts, written in the window and sent.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sendoff::engine::PageDrawer;
use sendoff::sandbox::{Fault, FaultKind, Route};
use sendoff::web::Card;

use crate::film::film;
use crate::support::{OnePage, Setup, THREE_PAGES, Window, three_pages_with_a_bad_one};

#[test]
fn a_poll_is_written_below_the_text_and_posted() {
    let mut window = Window::open();
    window.write("It matters");
    window.press("Add a poll");
    let post = |window: &Window| {
        let button = window.harness.get_by_label("Post as Alex Morgan");
        !button.accesskit_node().is_disabled()
    };
    window.wait_for("The question is still empty");
    window.fill("Question", "Tea or coffee?");
    window.fill("Answer 1", "Tea");
    window.fill("Answer 2", "Coffee");
    window.press("Add answer");
    window.fill("Answer 3", "Both, which is a longer answer than it may be");
    window.wait_for("15 too many");
    assert!(!post(&window));
    window.press("Remove answer 3");
    let weeks = window.harness.get_by_label("2 weeks");
    weeks.click();
    window.harness.step();
    window.wait_until("it can be posted", post);
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    let posts = window.sandbox.posts();
    let poll = &posts[0].content["poll"];
    assert_eq!(poll["question"], "Tea or coffee?");
    assert_eq!(poll["options"].as_array().unwrap().len(), 2);
    assert_eq!(poll["options"][1]["text"], "Coffee");
    assert_eq!(poll["settings"]["duration"], "FOURTEEN_DAYS");
    // The next draft begins without it.
    window.wait_until_gone("Question");
}

#[test]
fn a_link_in_the_text_gets_a_card_when_a_person_wants_one_and_nothing_is_asked_before() {
    let mut setup = Setup::default();
    let pages = Arc::new(OnePage {
        card: Ok(Card {
            title: "On tea".to_owned(),
            description: "All of it".to_owned(),
            picture: Some("https://example.com/tea.png".parse().unwrap()),
        }),
        picture: std::fs::read(setup.picture("tea.png", 40)).unwrap(),
        num_looks: AtomicUsize::new(0),
    });
    setup.pages = Arc::clone(&pages);
    let num_looks = || pages.num_looks.load(Ordering::Relaxed);
    let mut window = Window::open_with(setup);
    window.write("Read https://example.com/tea today");
    window.press("Make a card for example.com");
    window.wait_for("The title of the link is still empty");
    window.fill("Description of the link", "Mine");
    assert_eq!(num_looks(), 0);
    window.press("Fill in from the page");
    window.wait_for("Description of Picture of the page");
    assert_eq!(num_looks(), 1);
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    let posts = window.sandbox.posts();
    let article = &posts[0].content["article"];
    assert_eq!(article["source"], "https://example.com/tea");
    assert_eq!(article["title"], "On tea");
    // What a person wrote stays.
    assert_eq!(article["description"], "Mine");
    assert!(article["thumbnail"].is_string());
}

#[test]
fn a_page_that_cannot_be_looked_at_leaves_the_card_to_write() {
    let mut window = Window::open();
    window.write("Read this");
    window.press("Add a link with a card");
    window.fill("Address of the page", "https://example.com/tea");
    window.press("Add");
    window.press("Fill in from the page");
    window.wait_for("The page told nothing");
    window.fill("Title of the link", "On tea");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    let article = window.sandbox.posts()[0].content["article"].clone();
    assert_eq!(article["title"], "On tea");
    assert_eq!(article["thumbnail"], serde_json::Value::Null);
}

#[test]
fn an_address_that_is_none_is_said_beside_it() {
    let mut window = Window::open();
    window.press("Add a link with a card");
    window.fill("Address of the page", "example.com");
    window.press("Add");
    window.wait_for("A link begins with https:// or http://");
    window.press("Add a link with a card");
    window.wait_until_gone("Address of the page");
}

#[test]
fn a_post_is_reshared_by_the_link_that_was_copied() {
    let mut window = Window::open();
    window.write("The first");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    let urn = window.sandbox.posts()[0].urn.clone();
    window.write("Look at this");
    window.press("Reshare a post");
    window.fill(
        "Link to the post, or its URN",
        "https://www.linkedin.com/in/somebody",
    );
    window.press("Add");
    window.wait_for("This names no post: copy the link from the post's menu on LinkedIn");
    window.fill(
        "Link to the post, or its URN",
        &format!("/feed/update/{urn}/"),
    );
    window.press("Add");
    window.wait_for("Reshared post");
    window.press("Post as Alex Morgan");
    window.wait_until("two posts are there", |window| {
        window.sandbox.posts().len() == 2
    });
    let posts = window.sandbox.posts();
    assert!(
        posts
            .iter()
            .any(|post| post.reshare_of.as_deref() == Some(urn.as_str()))
    );
}

#[test]
fn a_document_goes_out_under_the_title_that_was_written_for_it() {
    let mut setup = Setup::default();
    let path = setup.folder.path().join("Report.pdf");
    std::fs::write(&path, "%PDF-1.4\n<< /Type /Page >>\nstartxref\n9\n%%EOF\n").unwrap();
    setup.files = vec![path];
    let mut window = Window::open_with(setup);
    window.wait_for("Title of the document");
    window.fill("Title of the document", " on tea");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    let posts = window.sandbox.posts();
    let media = &posts[0].content["media"];
    assert_eq!(media["title"], "Report on tea");
    assert!(
        media["id"]
            .as_str()
            .unwrap()
            .starts_with("urn:li:document:")
    );
    assert_eq!(posts[0].text, "");
}

#[test]
fn a_pdf_brings_its_title_and_the_number_of_its_pages() {
    let mut setup = Setup::default();
    let path = setup.folder.path().join("scan0001.pdf");
    std::fs::write(&path, THREE_PAGES).unwrap();
    setup.files = vec![path];
    let mut window = Window::open_with(setup);
    window.wait_for("scan0001.pdf, 3 pages");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    let media = &window.sandbox.posts()[0].content["media"];
    assert_eq!(media["title"], "Tea in figures");
}

#[test]
fn a_pdf_shows_its_pages_in_a_row_and_one_that_is_broken_says_so() {
    let mut setup = Setup::default();
    let [whole, broken] = ["whole.pdf", "broken.pdf"].map(|name| setup.folder.path().join(name));
    std::fs::write(&whole, THREE_PAGES).unwrap();
    std::fs::write(
        &broken,
        "%PDF-1.4\n<< /Type /Page >>\nstartxref\n9\n%%EOF\n",
    )
    .unwrap();
    setup.files = vec![whole];
    let mut window = Window::open_with(setup);
    for page in ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"] {
        window.wait_for(page);
    }
    window.press("Remove the document");
    window.wait_until_gone("Page 1 of 3");
    window.press("By path");
    window.fill("Path", broken.to_str().unwrap());
    window.press("Attach");
    window.wait_for("No preview of this PDF");
    window.wait_until_gone("Page 1");
    // It is LinkedIn that decides, so it can be posted.
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    assert_eq!(
        window.sandbox.posts()[0].content["media"]["title"],
        "broken"
    );
}

#[test]
fn a_page_that_cannot_be_drawn_hides_only_itself() {
    let mut setup = Setup::default();
    let path = setup.folder.path().join("tea.pdf");
    std::fs::write(&path, three_pages_with_a_bad_one()).unwrap();
    setup.files = vec![path];
    let mut window = Window::open_with(setup);
    window.wait_for("Page 2 of 3: No preview");
    // A page has the room of a sheet of paper until it is drawn; these are squares.
    let is_drawn = |window: &Window, name: &str| {
        let size = { &window.harness }
            .get_by_role_and_label(Role::Image, name)
            .rect()
            .size();
        (size.x - size.y).abs() < 1.0
    };
    for page in ["Page 1 of 3", "Page 3 of 3"] {
        window.wait_until(page, |window| is_drawn(window, page));
    }
    let mut refused = window.harness.query_all_by_label("No preview of this PDF");
    assert!(refused.next().is_none());
}

#[test]
fn where_nobody_draws_there_is_no_preview_and_the_pdf_can_be_posted() {
    let mut setup = Setup::default();
    let path = setup.folder.path().join("tea.pdf");
    std::fs::write(&path, THREE_PAGES).unwrap();
    setup.files = vec![path];
    setup.drawer = PageDrawer::new(setup.folder.path().join("not there"));
    let mut window = Window::open_with(setup);
    window.wait_for("No preview of this PDF");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
}

#[test]
fn the_keyboard_leads_from_page_to_page() {
    let mut setup = Setup::default();
    let path = setup.folder.path().join("whole.pdf");
    std::fs::write(&path, THREE_PAGES).unwrap();
    setup.files = vec![path];
    let mut window = Window::open_with(setup);
    window.wait_for("Page 3 of 3");
    let page = |window: &Window, name: &str| {
        let node = window.harness.get_by_role_and_label(Role::Image, name);
        node.accesskit_node().is_focused()
    };
    let first = window
        .harness
        .get_by_role_and_label(Role::Image, "Page 1 of 3");
    first.focus();
    window.harness.step();
    for next in ["Page 2 of 3", "Page 3 of 3"] {
        window.harness.key_press(Key::Tab);
        window.wait_until(next, |window| page(window, next));
    }
}

#[test]
fn a_document_stands_alone() {
    let mut setup = Setup::default();
    let path = setup.folder.path().join("Report.pdf");
    std::fs::write(&path, "%PDF-1.4\n<< /Type /Page >>\nstartxref\n9\n%%EOF\n").unwrap();
    setup.files = vec![setup.picture("kite.png", 60), path];
    let mut window = Window::open_with(setup);
    let words = "A post has pictures, a document, a video, a poll, a link's card or a reshared post, and only one of them: \
                 remove the others";
    window.wait_for(words);
    window.press("Remove the document");
    window.wait_until_gone(words);
}

/// A setup with a film of this many bytes among its files.
fn setup_with_film(data: u32) -> Setup {
    let mut setup = Setup::default();
    let path = setup.folder.path().join("kite.mp4");
    std::fs::write(&path, film(5_000, "", data)).unwrap();
    setup.files = vec![path];
    setup
}

#[test]
fn a_video_is_shown_with_what_is_in_it_and_goes_out_part_by_part() {
    let mut window = Window::open_with(setup_with_film(9_000_000));
    window.wait_for("kite.mp4, 0:05, 640 × 360, 9.0 MB");
    window.fill("Title of the video", "A kite");
    window.sandbox.fault(Fault {
        after: 1,
        ..Fault::once(
            Route::UploadVideoPart,
            FaultKind::Hold { carried_out: None },
        )
    });
    window.press("Post as Alex Morgan");
    window.wait_for("part 2 of 3");
    window.sandbox.clear_faults();
    window.wait_for("Copy link");
    let posts = window.sandbox.posts();
    let media = &posts[0].content["media"];
    assert_eq!(media["title"], "A kite");
    assert!(media["id"].as_str().unwrap().starts_with("urn:li:video:"));
}

#[test]
fn a_video_that_linkedin_works_on_is_said_to_be_there() {
    let mut window = Window::open_with(setup_with_film(80_000));
    window.wait_for("Title of the video");
    window
        .sandbox
        .switches(|switches| switches.processing_ms = u32::MAX);
    window.press("Post as Alex Morgan");
    window.wait_for("uploaded, LinkedIn is getting it ready");
    window
        .sandbox
        .switches(|switches| switches.processing_ms = 0);
    window.wait_for("Copy link");
}

#[test]
fn a_video_stands_alone_and_can_be_removed() {
    let mut setup = setup_with_film(80_000);
    setup.files.push(setup.picture("kite.png", 60));
    let mut window = Window::open_with(setup);
    let words = "and only one of them: remove the others";
    window.wait_for(words);
    window.press("Remove the video");
    window.wait_until_gone(words);
    window.wait_until_gone("Title of the video");
}

#[test]
fn a_video_that_is_too_short_is_not_added_and_the_window_says_why() {
    let mut setup = Setup::default();
    let path = setup.folder.path().join("blink.mp4");
    std::fs::write(&path, film(1_000, "", 80_000)).unwrap();
    setup.files = vec![path];
    let mut window = Window::open_with(setup);
    window.wait_for("The video runs for less than 3 seconds, the least that LinkedIn takes");
}

#[test]
fn captions_and_a_cover_picture_stand_beside_a_video_and_go_out_with_it() {
    let mut setup = setup_with_film(80_000);
    let captions = setup.folder.path().join("kite.de.srt");
    std::fs::write(&captions, "1\n00:00:00,000 --> 00:00:02,000\nEin Drachen\n").unwrap();
    setup.files.push(captions);
    let mut window = Window::open_with(setup);
    window.wait_for("Captions: kite.de.srt, 1 caption, DE");
    window.press("Add cover picture…");
    window.wait_for("Cover picture: kite.png, 60 × 40");
    window.press("Remove the cover picture");
    window.wait_until_gone("Cover picture: kite.png, 60 × 40");
    window.press("Add cover picture…");
    window.wait_for("Cover picture: kite.png, 60 × 40");
    // What was removed comes back whole, also into a place that is taken.
    window.press("Put back");
    window.wait_until_gone("Put back");
    window.wait_for("Cover picture: kite.png, 60 × 40");
    window.press("Remove the captions");
    window.wait_until_gone("Captions: kite.de.srt");
    window.wait_for("Removed kite.de.srt");
    window.press("Put back");
    window.wait_for("Captions: kite.de.srt, 1 caption, DE");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    let post = &window.sandbox.posts()[0];
    assert!(post.captions.as_ref().unwrap().contains("Ein Drachen"));
    assert!(post.thumbnail_sha256.is_some());
}

#[test]
fn captions_without_a_video_are_said_to_need_one() {
    let mut setup = Setup::default();
    let captions = setup.folder.path().join("kite.srt");
    std::fs::write(&captions, "1\n00:00:00,000 --> 00:00:02,000\nA kite\n").unwrap();
    setup.files = vec![captions];
    let mut window = Window::open_with(setup);
    window.wait_for("belong to a video");
    window.press("Remove the captions");
    window.wait_until_gone("belong to a video");
}

#[test]
fn in_the_narrowest_window_what_can_be_added_stands_in_one_row() {
    let mut window = Window::open();
    window.harness.set_size(egui::vec2(420.0, 520.0));
    window.harness.step();
    window.harness.step();
    let rows = [
        "Add file…",
        "By path",
        "Add a link with a card",
        "Add a poll",
        "Reshare a post",
        "Add a first comment",
        "Texts to use again",
    ]
    .map(|name| window.harness.get_by_label(name).rect().center().y);
    assert!(
        rows.windows(2).all(|two| (two[0] - two[1]).abs() < 0.5),
        "{rows:?}"
    );
}

#[test]
fn an_answer_is_removed_by_the_button_beside_its_field() {
    let mut window = Window::open();
    window.press("Add a poll");
    window.fill("Question", "Tea or coffee?");
    window.press("Add answer");
    window.wait_for("Remove answer 3");
    for number in 1..=3 {
        let field = format!("Answer {number}");
        let field = window
            .harness
            .get_by_role_and_label(Role::TextInput, &field);
        let button = format!("Remove answer {number}");
        let button = window.harness.get_by_label(&button);
        let apart = field.rect().center().y - button.rect().center().y;
        assert!(apart.abs() < 1.0, "{apart}");
    }
}
