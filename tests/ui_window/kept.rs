//! Texts to use again: snippets at the caret, templates, and what a draft said before; drafts as text files.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sendoff::domain::versions::Version;
use sendoff::domain::{Draft, JobId, KeptKind};

use crate::support::{Setup, Window};

/// What stands in the editor.
fn text(window: &Window) -> String {
    let editor = window.harness.get_by_role(Role::MultilineTextInput);
    editor.value().unwrap_or_default()
}

fn open_kept(window: &mut Window) {
    window
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::L);
    window.wait_for("Texts to use again");
}

/// Keeps what is in the editor under a name.
fn keep(window: &mut Window, part: &str, field: &str, name: &str) {
    open_kept(window);
    window.press_one(Role::RadioButton, part);
    window.fill(field, name);
    window.press("Keep it");
    window.wait_until("it is kept", |window| {
        let kept = window.store.kept_texts().unwrap();
        kept.iter().any(|kept| kept.name == name)
    });
    window.press("Close");
    window.wait_until_gone("Kind of text");
}

fn saved_text(window: &Window) -> Option<String> {
    let (drafts, _) = window.store.drafts().unwrap();
    drafts.first().map(|saved| saved.draft.text.clone())
}

#[test]
fn a_snippet_goes_in_at_the_caret_and_out_again_by_undo() {
    let mut window = Window::open();
    window.write("kind regards");
    keep(&mut window, "Snippets", "Name of a new snippet", "Bye");
    for _ in 0..3 {
        window.harness.key_press(Key::ArrowLeft);
    }
    window.harness.step();
    open_kept(&mut window);
    window.press("Insert");
    window.wait_until("the snippet is in", |window| {
        text(window) == "kind regakind regardsrds"
    });
    window.wait_until_gone("Kind of text");
    // The caret stands behind it.
    window
        .harness
        .get_by_role(Role::MultilineTextInput)
        .type_text("!");
    window.wait_until("the caret is behind it", |window| {
        text(window) == "kind regakind regards!rds"
    });
    // At most the sign typed behind it is a step of its own.
    for _ in 0..2 {
        if text(&window) != "kind regards" {
            window.harness.run_steps(8);
            window
                .harness
                .key_press_modifiers(Modifiers::COMMAND, Key::Z);
            window.harness.run_steps(2);
        }
    }
    assert_eq!(text(&window), "kind regards");
}

#[test]
fn enter_takes_the_first_that_the_search_finds() {
    let mut window = Window::open();
    window.write("one");
    keep(&mut window, "Snippets", "Name of a new snippet", "First");
    window.write(" two");
    keep(&mut window, "Snippets", "Name of a new snippet", "Écran");
    open_kept(&mut window);
    window.harness.get_by_label("Search").type_text("ecran");
    window.wait_until_gone("First");
    window.harness.key_press(Key::Enter);
    window.wait_until("it is in", |window| text(window) == "one twoone two");
}

#[test]
fn a_template_begins_a_new_draft_and_is_deleted_after_a_question() {
    let mut window = Window::open();
    window.write("Weekly notes:");
    keep(&mut window, "Templates", "Name of a new template", "Weekly");
    let kept = window.store.kept_texts().unwrap();
    assert_eq!((kept.len(), kept[0].kind), (1, KeptKind::Template));
    window.write(" all about kites");
    window.open_page("Drafts");
    window.press("Templates and snippets…");
    window.press_one(Role::RadioButton, "Templates");
    window.press("New draft");
    window.wait_until("it begins", |window| {
        let mut editor = window.harness.query_all_by_role(Role::MultilineTextInput);
        editor
            .next()
            .is_some_and(|editor| editor.value().as_deref() == Some("Weekly notes:"))
    });
    window.wait_until("the one before is kept", |window| {
        saved_text(window).as_deref() == Some("Weekly notes: all about kites")
    });
    open_kept(&mut window);
    window.press_one(Role::RadioButton, "Templates");
    window.press("Delete…");
    window.press("Delete it");
    window.wait_for("No templates yet");
    assert_eq!(window.store.kept_texts().unwrap(), []);
}

/// Presses the last of the buttons that can be pressed.
fn go_back(window: &Window) {
    let mut buttons = window.harness.query_all_by_label("Go back to this");
    let on = buttons.rfind(|button| !button.accesskit_node().is_disabled());
    on.unwrap().click();
}

#[test]
fn a_draft_goes_back_to_what_it_said_and_forth_again() {
    let setup = Setup::default();
    let draft = |text: &str| Draft {
        text: text.to_owned(),
        ..Draft::new(JobId::from_parts(1, 1))
    };
    let at = |secs| jiff::Timestamp::from_second(secs).unwrap();
    let store = setup.store();
    store.save_draft(&draft("Newer words"), at(900)).unwrap();
    let older = Version::of(&draft("Older words"), at(5));
    store.keep_version(JobId::from_parts(1, 1), older).unwrap();
    let mut window = Window::open_with(setup);
    window.wait_until("it is open", |window| text(window) == "Newer words");
    for (button_of, then) in [
        ("Older words", "Older words"),
        ("Newer words", "Newer words"),
    ] {
        open_kept(&mut window);
        window.press_one(Role::RadioButton, "Versions");
        window.wait_for("11 characters");
        window.wait_for(button_of);
        // Of what is listed only what differs can be gone back to.
        let is_on = |window: &Window| {
            let buttons = window.harness.query_all_by_label("Go back to this");
            buttons
                .filter(|button| !button.accesskit_node().is_disabled())
                .count()
                == 1
        };
        window.wait_until("one can be gone back to", is_on);
        go_back(&window);
        window.wait_until("it says that again", |window| text(window) == then);
        window.wait_until("and so it is saved", |window| {
            saved_text(window).as_deref() == Some(then)
        });
    }
}

#[test]
fn a_text_file_becomes_a_draft_and_what_is_not_understood_is_said() {
    let setup = Setup {
        chosen_file: Some("post.md"),
        ..Setup::default()
    };
    let path = setup.folder.path().join("post.md");
    let file = "---\nauthor: Northwind Coffee\ntags: tea\n---\n\nRead in\n";
    std::fs::write(&path, file).unwrap();
    let mut window = Window::open_with(setup);
    window.write("Open one");
    window.open_page("Drafts");
    window.press("Import…");
    window.press("Choose…");
    window.press("Import");
    window.wait_for("The text is a draft now");
    window.wait_for("Sendoff does not know `tags`");
    window.wait_for("Read in");
    window.press("Go on");
    window.wait_for("Post as Northwind Coffee");
    assert_eq!(text(&window), "Read in");
}

#[test]
fn a_file_that_could_be_misunderstood_says_so_in_the_dialog() {
    let setup = Setup::default();
    let path = setup.folder.path().join("post.md");
    std::fs::write(&path, "---\nvisibility: friends\n---\nx").unwrap();
    let mut window = Window::open_with(setup);
    window.open_page("Drafts");
    window.press("Import…");
    window.fill("File", path.to_str().unwrap());
    window.press("Import");
    window.wait_for("Line 2, `visibility`: it is public, logged-in or connections");
    assert_eq!(window.store.drafts().unwrap().0.len(), 0);
    window.press("Cancel");
    window.wait_until_gone("Line 2");
}

#[test]
fn the_open_draft_is_written_with_its_author() {
    let mut window = Window::open_with(Setup {
        chosen_file: Some("draft.md"),
        ..Setup::default()
    });
    window.write("Out it goes");
    window.open_page("Drafts");
    window.press("Export the open draft…");
    window.press("Choose…");
    window.press("Export");
    window.wait_for("Wrote the draft");
    let text = std::fs::read_to_string(window.folder.path().join("draft.md")).unwrap();
    assert!(
        text.starts_with("---\nauthor: \"Alex Morgan <urn:li:person:"),
        "{text}"
    );
    assert!(text.ends_with("---\n\nOut it goes\n"), "{text}");
}

#[test]
fn a_draft_remembers_who_speaks() {
    let mut window = Window::open();
    window.write("In the name of a page");
    window.speak_as("Northwind Coffee");
    window.wait_until("the author is on disk", |window| {
        let (drafts, _) = window.store.drafts().unwrap();
        let author = drafts.first().and_then(|saved| saved.draft.author.clone());
        author.is_some_and(|author| author.name == "Northwind Coffee")
    });
    window
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::N);
    window.speak_as("Alex Morgan");
    window.write("As myself");
    window.open_page("Drafts");
    window.press("Go on");
    window.wait_for("Post as Northwind Coffee");
    let folder = window.close();
    let mut window = Window::open_with(Setup {
        folder,
        signs_in: false,
        ..Setup::default()
    });
    window.wait_for("Post as Alex Morgan");
    window.open_page("Drafts");
    window.wait_for("Northwind Coffee · ");
    window.press("Go on");
    window.wait_for("Post as Northwind Coffee");
}
