//! Pictures of posts on their way, and of what can go wrong with them.

use sendoff::sandbox::{Fault, FaultKind, Route};

use crate::photo::{open, sea, setup};
use crate::support::Window;

/// Every request of this kind fares like this.
fn always(window: &Window, route: Route, what: FaultKind) {
    window.sandbox.fault(Fault {
        times: u32::MAX,
        ..Fault::once(route, what)
    });
}

/// A text with a picture, about to be posted.
fn with_a_picture() -> Window {
    let mut setup = setup();
    setup.files = vec![sea(&setup, "harbour.png")];
    let mut window = Window::open_with(setup);
    window.wait_for("Picture 1 of 1: harbour.png");
    window.write("Three years of work go to sea today.");
    window
}

#[test]
fn a_picture_goes_up() {
    let mut window = with_a_picture();
    always(&window, Route::InitializeImage, FaultKind::Silence);
    window.press("Post as Alex Morgan");
    window.wait_for("Uploading");
    window.photo("uploading");
}

#[test]
fn no_way_to_linkedin() {
    let mut window = with_a_picture();
    always(&window, Route::Any, FaultKind::Reset);
    window.press("Post as Alex Morgan");
    window.wait_for("tried again in");
    window.photo("offline");
}

#[test]
fn a_post_that_was_refused() {
    let mut window = open();
    always(&window, Route::CreatePost, FaultKind::status(409));
    window.write("Three years of work go to sea today.");
    window.press("Post as Alex Morgan");
    window.wait_for("Not posted");
    window.photo("refused");
}

#[test]
fn a_post_whose_answer_was_lost() {
    let mut window = open();
    always(&window, Route::CreatePost, FaultKind::status(503));
    window.write("Three years of work go to sea today.");
    window.press("Post as Alex Morgan");
    window.wait_for("Unclear");
    window.photo("unclear");
}

#[test]
fn a_post_that_is_there() {
    let mut window = open();
    window.write("Three years of work go to sea today.");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    window.photo("posted_just_now");
}
