//! What the window says will be sent, beside what arrives.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::support::{Setup, Window};

/// The texts of the labels on the screen.
fn labels(window: &Window) -> Vec<String> {
    let labels = window.harness.query_all_by_role(Role::Label);
    let texts = labels.filter_map(|node| {
        let node = node.accesskit_node();
        node.value().or(node.label())
    });
    texts.collect()
}

/// Opens the inspector, reads it, posts, and claims that this is what arrived.
#[track_caller]
fn check_inspection(window: &mut Window, num_requests: usize) {
    window
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::I);
    window.wait_for(&format!("Request {num_requests} of {num_requests}"));
    let shown = labels(window);
    assert!(
        shown
            .iter()
            .all(|text| !text.contains("Bearer ") || text.contains("Bearer …"))
    );
    window.press("Close");
    window.wait_until_gone("What will be sent:");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    let mut sent = window.sandbox.requests();
    sent.retain(|request| {
        request.method == "PUT" || request.method == "POST" && request.target.starts_with("/rest/")
    });
    assert_eq!(sent.len(), num_requests);
    for request in sent {
        let Some(json) = &request.json else {
            let words = format!("{} bytes of", request.body_len);
            assert!(shown.iter().any(|text| text.contains(&words)), "{words}");
            continue;
        };
        let line = format!("{} {}{}", request.method, window.origin, request.target);
        assert!(shown.contains(&line), "{line}: {shown:?}");
        let mut body = format!("{json:#}");
        for (number, post) in window.sandbox.posts()[0].images.iter().enumerate() {
            body = body.replace(&post.urn, &format!("{{{{image {}}}}}", number + 1));
        }
        assert!(shown.contains(&body), "{body}: {shown:?}");
    }
}

#[test]
fn what_is_said_to_be_sent_is_what_arrives() {
    let mut window = Window::open();
    window.write("(a) #b *c* _d_ @e");
    check_inspection(&mut window, 1);
    let mut setup = Setup::default();
    setup.files = vec![setup.picture("a.png", 60), setup.picture("b.png", 70)];
    let mut window = Window::open_with(setup);
    window.wait_for("Remove picture 2");
    window.write("Two");
    check_inspection(&mut window, 5);
}

#[test]
fn the_typed_text_stands_beside_the_encoded_one_and_a_request_can_be_copied() {
    let mut window = Window::open();
    window.write("(a)");
    window.press("Preview");
    window.press("What will be sent");
    window.wait_for("As typed");
    let shown = labels(&window);
    let typed = |text: &str| shown.iter().any(|shown| shown == text);
    assert!(typed("(a)") && typed(r"\(a\)"), "{shown:?}");
    window.press("Copy request 1 as curl");
    window.harness.key_press(Key::Escape);
    window.wait_until_gone("As typed");
    // The preview is still there.
    window.wait_for("Back to writing");
}

#[test]
fn a_draft_with_problems_would_not_be_sent() {
    let mut window = Window::open();
    window
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::I);
    window.wait_for("This would not be sent");
}
