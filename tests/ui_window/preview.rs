//! What the window shows of a post before it is sent.

use egui::accesskit::Role;
use egui::{Key, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::support::{Setup, THREE_PAGES, Window};

const WIDE: egui::Vec2 = vec2(1_280.0, 900.0);

fn open_wide(setup: Setup) -> Window {
    let mut window = Window::open_with(setup);
    window.harness.set_size(WIDE);
    window.wait_for("Width of the preview");
    window
}

/// The texts on the card, which are labels; the editor is none.
fn reads(window: &Window, text: &str) -> bool {
    let labels = window.harness.query_all_by_role(Role::Label);
    let mut values = labels.filter_map(|node| {
        let node = node.accesskit_node();
        node.value().or(node.label())
    });
    values.any(|value| value == text)
}

#[test]
fn what_stands_on_the_card_is_what_is_shown_after_posting() {
    let mut window = open_wide(Setup::default());
    let text = r"(a) #snake_case *b* _c_ \ {d} <e> @Nobody https://a.example/x_y#z";
    window.write(text);
    window.wait_until("the card shows it", |window| reads(window, text));
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    assert_eq!(window.sandbox.posts()[0].text, text);
}

#[test]
fn a_long_text_is_folded_until_somebody_asks_for_more() {
    let mut window = open_wide(Setup::default());
    let text = "One\nTwo\nThree\nFour";
    window.write(text);
    window.wait_until("it is folded", |window| reads(window, "One\nTwo\nThree"));
    window.press("Show all of the text");
    window.wait_until("it is unfolded", |window| reads(window, text));
    window.press("Fold the text");
    window.wait_for("Show all of the text");
}

#[test]
fn a_phone_folds_earlier_than_a_desktop() {
    let mut window = open_wide(Setup::default());
    window.write(&"word ".repeat(40));
    window.wait_for("Width of the preview");
    let is_folded = |window: &Window| {
        let mut more = window.harness.query_all_by_label("Show all of the text");
        more.next().is_some()
    };
    window.wait_until("a desktop shows all of it", |window| !is_folded(window));
    window.harness.get_by_label("Phone").click();
    window.wait_until("a phone does not", is_folded);
}

#[test]
fn in_a_narrow_window_it_takes_the_place_of_the_editor_and_escape_gives_it_back() {
    let mut window = Window::open();
    window.write("Hello");
    let writes = |window: &Window| {
        let mut fields = { &window.harness }.query_all_by_role(Role::MultilineTextInput);
        fields.next().is_some()
    };
    window.press("Preview");
    window.wait_until("the card shows it", |window| reads(window, "Hello"));
    assert!(!writes(&window));
    window.harness.key_press(Key::Escape);
    window.wait_until("the editor is back", writes);
    window
        .harness
        .key_press_modifiers(egui::Modifiers::COMMAND, Key::P);
    window.wait_for("Back to writing");
    window.press("Back to writing");
    window.wait_until("the editor is back", writes);
    // What is shown is sent, and the next draft begins with an editor.
    window.press("Preview");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    window.wait_until("the editor is back", writes);
    assert_eq!(window.sandbox.posts()[0].text, "Hello");
}

#[test]
fn of_many_pictures_five_are_shown_and_the_others_counted() {
    let mut setup = Setup::default();
    setup.files = (1..=7)
        .map(|idx| setup.picture(&format!("{idx}.png"), 20 * idx))
        .collect();
    let mut window = open_wide(setup);
    window.wait_for("Remove picture 7");
    window.fill("Description of 2.png", "A kite");
    window.wait_for("Picture 1 of 7: no description");
    window.wait_for("Picture 2 of 7: A kite");
    window.wait_for("Picture 5 of 7");
    window.wait_for("+2 more pictures");
    window.wait_until_gone("Picture 6 of 7: no description");
}

#[test]
fn each_kind_of_post_has_its_card() {
    let mut window = open_wide(Setup::default());
    window.wait_for("Nothing to show yet");
    window.write("Look");
    window.press("Add a poll");
    window.wait_for("No question yet");
    window.fill("Question", "Tea or coffee?");
    window.fill("Answer 1", "Tea");
    window.wait_until("the card has them", |window| {
        reads(window, "Tea or coffee?") && reads(window, "Tea") && reads(window, "No answer yet")
    });
    window.wait_for("0 votes · 3 days left");
    window.press("Remove the poll");
    window.press("Add a link with a card");
    window.fill("Address of the page", "https://example.com/tea");
    window.press("Add");
    window.fill("Title of the link", "On tea");
    window.wait_until("the card has them", |window| {
        reads(window, "On tea") && reads(window, "example.com")
    });
    window.press("Remove the link");
    window.press("Reshare a post");
    window.fill("Link to the post, or its URN", "urn:li:share:7");
    window.press("Add");
    window.wait_for("The post that is reshared");
}

#[test]
fn a_document_is_shown_under_its_title() {
    let mut setup = Setup::default();
    let path = setup.folder.path().join("Report.pdf");
    std::fs::write(&path, "%PDF-1.4\n<< /Type /Page >>\nstartxref\n9\n%%EOF\n").unwrap();
    setup.files = vec![path];
    let mut window = open_wide(setup);
    window.wait_for("PDF document");
    window.wait_until("the card has its title", |window| reads(window, "Report"));
}

#[test]
fn odd_texts_and_pictures_are_shown_in_any_width() {
    let mut setup = Setup::default();
    setup.files = (0..20)
        .map(|idx| {
            let path = setup.folder.path().join(format!("{idx}.png"));
            let (width, height) = if idx % 2 == 0 { (400, 1) } else { (1, 400) };
            image::GrayImage::new(width, height).save(&path).unwrap();
            path
        })
        .collect();
    let mut window = open_wide(setup);
    window.wait_for("Remove picture 20");
    window.wait_for("+15 more pictures");
    // What no bundled typeface has is tried beside the pane.
    let texts = ["x".repeat(3_000), format!("a{}b", "\n".repeat(200))];
    window.write("a\nb\nc\nd");
    for text in texts {
        window.press("Show all of the text");
        let id = window.harness.get_by_role(Role::MultilineTextInput);
        id.focus();
        window.harness.step();
        window
            .harness
            .key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
        window.harness.step();
        window.write(&text);
        window.wait_until("the card shows it", |window| reads(window, &text));
        for size in [vec2(420.0, 520.0), vec2(1_100.0, 520.0), WIDE] {
            window.harness.set_size(size);
            window.harness.step();
            window.harness.step();
        }
        // It stands below the edge of the window until somebody scrolls there.
        let fold = window.harness.get_by_label("Fold the text");
        assert!(fold.rect().top() > WIDE.y);
        fold.scroll_to_me();
        window.wait_until("it is in sight", |window| {
            let fold = window.harness.get_by_label("Fold the text");
            fold.rect().bottom() < WIDE.y
        });
        window.press("Fold the text");
        window.wait_for("Show all of the text");
    }
}

#[test]
fn a_pdf_is_leafed_through_page_by_page() {
    let mut setup = Setup::default();
    let path = setup.folder.path().join("tea.pdf");
    std::fs::write(&path, THREE_PAGES).unwrap();
    setup.files = vec![path];
    let mut window = open_wide(setup);
    window.wait_for("Page 1 of 3, as on the card");
    let is_off = |window: &Window, name: &str| {
        let button = window.harness.get_by_role_and_label(Role::Button, name);
        button.accesskit_node().is_disabled()
    };
    assert!(is_off(&window, "Previous page"));
    window.press("Next page");
    window.wait_for("Page 2 of 3, as on the card");
    window.press("Next page");
    window.wait_for("Page 3 of 3, as on the card");
    assert!(is_off(&window, "Next page"));
    window.press("Previous page");
    window.wait_for("Page 2 of 3, as on the card");
    window.wait_until_gone("Page 3 of 3, as on the card");
}

#[test]
fn a_pdf_that_cannot_be_drawn_keeps_its_title_on_the_card() {
    let mut setup = Setup::default();
    let path = setup.folder.path().join("Tea.pdf");
    std::fs::write(&path, "%PDF-1.4\n<< /Type /Page >>\n%%EOF\n").unwrap();
    setup.files = vec![path];
    let mut window = open_wide(setup);
    window.wait_until("the editor and the card say so", |window| {
        let words = "No preview of this PDF";
        window.harness.query_all_by_label(words).count() == 2
    });
    assert!(reads(&window, "Tea"));
    let mut buttons = window.harness.query_all_by_label("Next page");
    assert!(buttons.next().is_none());
}
