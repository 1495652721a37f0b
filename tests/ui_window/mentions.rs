//! Mentions and hashtags, offered at the caret, chosen by keys and mouse, and seen to be plain text where they are.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use sendoff::domain::Mention;

use crate::support::{Setup, Window};

fn mention(name: &str, urn: &str) -> Mention {
    Mention {
        name: name.to_owned(),
        urn: urn.parse().unwrap(),
    }
}

/// A window with some people and pages to mention, among them two of the same name.
fn open() -> Window {
    let setup = Setup::default();
    let store = setup.store();
    store.make_folders().unwrap();
    store
        .update_mentions(|book| {
            book.push(mention("Ann", "urn:li:person:ann"));
            book.push(mention("Ann Lee", "urn:li:person:lee"));
            book.push(mention("Sam", "urn:li:person:sam"));
            book.push(mention("Sam", "urn:li:organization:5590506"));
        })
        .unwrap();
    Window::open_with(setup)
}

fn key(window: &mut Window, key: Key) {
    window.harness.key_press(key);
    window.harness.step();
    window.harness.step();
}

#[track_caller]
fn posted(window: &mut Window) -> String {
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    window.sandbox.posts()[0].commentary.clone()
}

#[test]
fn a_name_is_chosen_with_the_keys_and_enter_makes_no_line() {
    let mut window = open();
    window.write("Thanks @an");
    window.wait_for("Ann Lee, person");
    key(&mut window, Key::ArrowDown);
    key(&mut window, Key::Enter);
    window.wait_until_gone("Ann Lee, person");
    window.write("!");
    assert_eq!(posted(&mut window), "Thanks @[Ann Lee](urn:li:person:lee)!");
}

#[test]
fn of_two_of_the_same_name_the_chosen_one_is_sent() {
    let mut window = open();
    window.write("@sam");
    window.wait_for("Sam, page");
    window
        .harness
        .get_by_role_and_label(Role::ListBoxOption, "Sam, page")
        .click();
    window.harness.step();
    window.wait_until_gone("Sam, page");
    window.write(" is here");
    assert_eq!(
        posted(&mut window),
        "@[Sam](urn:li:organization:5590506) is here"
    );
}

#[test]
fn escape_closes_the_list_and_the_name_is_said_to_be_plain_text() {
    let mut window = open();
    window.write("@An");
    window.wait_for("Ann, person");
    key(&mut window, Key::Escape);
    window.wait_until_gone("Ann, person");
    window.wait_for("@An will be plain text");
    assert_eq!(posted(&mut window), "\\@An");
}

#[test]
fn a_mention_that_is_changed_is_plain_text_and_said_to_be() {
    let mut window = open();
    window.write("@ann");
    window.wait_for("Ann, person");
    key(&mut window, Key::Tab);
    window.wait_until_gone("will be plain text");
    window.write("a");
    window.wait_for("@Anna will be plain text");
    assert_eq!(posted(&mut window), "\\@Anna");
}

#[test]
fn a_page_is_looked_up_added_and_mentioned() {
    let mut window = Window::open();
    window.write("Hello @Northwind Coffee");
    window.press("Add @Northwind…");
    let link = "https://www.linkedin.com/company/northwind-coffee/";
    window.fill("Link to the page, its id, or a URN", link);
    window.press("Look up the page");
    window.wait_until("the page is found", |window| {
        let id = "urn:li:organization:2414183";
        window.harness.query_all_by_value(id).next().is_some()
    });
    window.press("Add to mentions");
    window.wait_until_gone("will be plain text");
    assert_eq!(
        posted(&mut window),
        "Hello @[Northwind Coffee](urn:li:organization:2414183)"
    );
    let kept = window.store.mentions().unwrap();
    assert_eq!(
        kept,
        [mention("Northwind Coffee", "urn:li:organization:2414183")]
    );
}

#[test]
fn what_is_no_page_is_said_at_the_field_and_nothing_is_asked() {
    let mut window = Window::open();
    window.write("@");
    window.wait_for("Add someone…");
    key(&mut window, Key::ArrowUp);
    key(&mut window, Key::Enter);
    let asked = window.sandbox.requests().len();
    window.fill(
        "Link to the page, its id, or a URN",
        "https://example.com/company/1",
    );
    window.press("Look up the page");
    window.wait_for("This is no link to a page on LinkedIn");
    window.press("Add to mentions");
    assert_eq!(window.sandbox.requests().len(), asked);
    window.press("Cancel");
    window.wait_until_gone("This is no link");
}

#[test]
fn hashtags_of_earlier_posts_are_offered() {
    let mut window = Window::open();
    window.write("#Rustaceans");
    posted(&mut window);
    window.write("More #ru");
    window.wait_for("#Rustaceans");
    let option = |window: &Window| {
        let mut found = window
            .harness
            .query_all_by_role_and_label(Role::ListBoxOption, "#Rustaceans");
        found.next().is_some()
    };
    window.wait_until("the hashtag is offered", option);
    key(&mut window, Key::Enter);
    window.press("Post as Alex Morgan");
    window.wait_until("both are there", |window| window.num_creates() == 2);
    let last = window.sandbox.posts();
    assert!(
        last.iter()
            .any(|post| post.commentary == "More {hashtag|\\#|Rustaceans}")
    );
}

#[test]
fn ones_own_pages_are_offered_before_they_stand_in_the_list() {
    let mut window = Window::open();
    window.write("Hello @harb");
    window.wait_for("Harbour Labs, page");
    key(&mut window, Key::Enter);
    assert_eq!(
        posted(&mut window),
        "Hello @[Harbour Labs](urn:li:organization:5590506)"
    );
}
