//! Every widget in one gallery: found by its role and name, used, and asked what became of it.

use egui::{Key, Modifiers, Role, Ui, UiBuilder};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sendoff::ui::icon::Icon;
use sendoff::ui::theme;
use sendoff::ui::widgets::{
    Avatar, Banner, Button, Countdown, Dialog, EmptyState, ProgressBar, Select, Switch, Tab,
    TextField, Tone, card_ui, chip_ui, long_list_ui, page_title_ui, removable_chip_ui,
    section_heading_ui, segmented_ui, skeleton_ui, tabs_ui,
};

#[test]
fn every_widget_has_a_role_and_a_name() {
    let harness = gallery();
    for (role, name) in [
        (Role::Heading, "Compose"),
        (Role::TabList, "Pages"),
        (Role::Tab, "Drafts"),
        (Role::RadioGroup, "Theme"),
        (Role::RadioButton, "Dark"),
        (Role::Image, "Ada Lovelace"),
        (Role::Image, "ACME"),
        (Role::Button, "Post as ACME"),
        (Role::Button, "More actions"),
        (Role::Button, "Remove Draft"),
        (Role::Switch, "Keep originals"),
        (Role::ComboBox, "Who can see it"),
        (Role::TextInput, "Client ID"),
        (Role::PasswordInput, "Client secret"),
        (Role::ProgressIndicator, "Uploading harbour.jpg"),
        (Role::ProgressIndicator, "Loading posts"),
        (Role::ProgressIndicator, "Time to undo"),
        (Role::Alert, "Warning: The sign-in ends in 5 days"),
        (Role::Status, "Done: Posted as ACME"),
    ] {
        harness.get_by_role_and_label(role, name);
    }
}

#[test]
fn a_countdown_says_how_many_seconds_are_left_and_takes_nonsense_to_the_nearer_end() {
    for (left, total, expected) in [
        (3.4, 5.0, "4 s left"),
        (-1.0, 5.0, "0 s left"),
        (9.0, 5.0, "5 s left"),
        (f32::NAN, 0.0, "0 s left"),
    ] {
        let harness = Harness::builder()
            .with_context_setup(theme::install)
            .build_ui(move |ui| {
                ui.add(Countdown::new("Time to undo", left, total));
            });
        let ring = harness.get_by_label("Time to undo");
        assert_eq!(ring.value().as_deref(), Some(expected));
    }
}

#[test]
fn a_clicked_button_says_so() {
    let mut harness = gallery();
    harness
        .get_by_role_and_label(Role::Button, "Post as ACME")
        .click();
    harness.run();
    assert_eq!(harness.state().posts, 1);
}

#[test]
fn a_focused_button_is_pressed_with_the_keyboard() {
    let mut harness = gallery();
    harness
        .get_by_role_and_label(Role::Button, "Post as ACME")
        .focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().posts, 1);
}

#[test]
fn a_busy_or_disabled_button_is_announced_and_ignores_clicks() {
    let mut harness = gallery();
    for name in ["Signing in…", "Save"] {
        let button = harness.get_by_role_and_label(Role::Button, name);
        assert!(button.accesskit_node().is_disabled(), "{name}");
        button.click();
    }
    harness.run();
    assert_eq!(harness.state().refused_clicks, 0);
}

#[test]
fn no_target_is_smaller_than_28_points() {
    let harness = gallery();
    for role in [
        Role::Button,
        Role::Tab,
        Role::RadioButton,
        Role::Switch,
        Role::ComboBox,
        Role::TextInput,
    ] {
        for node in harness.get_all_by_role(role) {
            let size = node.rect().size();
            assert!(
                size.min_elem() >= theme::MIN_TARGET,
                "{role:?} {:?} is {size:?}",
                node.accesskit_node().label()
            );
        }
    }
    let post = harness.get_by_role_and_label(Role::Button, "Post as ACME");
    assert!(post.rect().height() >= theme::CONTROL_HEIGHT);
}

#[test]
fn a_switch_turns_with_a_click_on_its_label() {
    let mut harness = gallery();
    harness
        .get_by_role_and_label(Role::Switch, "Keep originals")
        .click();
    harness.run();
    assert!(harness.state().keep);
    let switch = harness.get_by_role_and_label(Role::Switch, "Keep originals");
    assert_eq!(
        switch.accesskit_node().toggled(),
        Some(egui::accesskit::Toggled::True)
    );
}

#[test]
fn one_tab_and_one_segment_is_selected() {
    let mut harness = gallery();
    harness.get_by_role_and_label(Role::Tab, "Drafts").click();
    harness
        .get_by_role_and_label(Role::RadioButton, "Dark")
        .click();
    harness.run();
    assert_eq!((harness.state().tab, harness.state().theme), (1, 2));
    for (role, selected) in [(Role::Tab, "Drafts"), (Role::RadioButton, "Dark")] {
        let found: Vec<_> = harness
            .get_all_by_role(role)
            .filter(|node| node.accesskit_node().is_selected() == Some(true))
            .filter_map(|node| node.accesskit_node().label())
            .collect();
        assert_eq!(found, [selected]);
    }
}

#[test]
fn another_choice_is_taken_from_the_opened_list() {
    let mut harness = gallery();
    let select = harness.get_by_role_and_label(Role::ComboBox, "Who can see it");
    assert_eq!(select.accesskit_node().value().as_deref(), Some("Anyone"));
    select.click();
    harness.run();
    harness
        .get_by_role_and_label(Role::ListBoxOption, "Connections only")
        .click();
    harness.run();
    assert_eq!(harness.state().visibility, 1);
    assert!(
        harness.query_by_role(Role::ListBoxOption).is_none(),
        "the list closes"
    );
}

#[test]
fn a_field_takes_text_and_shows_its_error() {
    let mut harness = gallery();
    harness
        .get_by_role_and_label(Role::TextInput, "Client ID")
        .click();
    harness.run();
    harness
        .get_by_role_and_label(Role::TextInput, "Client ID")
        .type_text("86abc");
    harness.run();
    assert_eq!(harness.state().client_id, "86abc");
    harness.get_by_label("This is too short");
}

#[test]
fn a_secret_is_hidden_until_asked_for() {
    let mut harness = gallery();
    let secret = harness.get_by_role_and_label(Role::PasswordInput, "Client secret");
    assert!(
        !secret
            .accesskit_node()
            .value()
            .unwrap_or_default()
            .contains("hunter2")
    );
    harness
        .get_by_role_and_label(Role::Button, "Show what is typed")
        .click();
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Hide what is typed");
}

#[test]
fn a_secret_that_was_used_does_not_come_back_with_an_undo() {
    let mut harness = gallery();
    let field = |harness: &Harness<'_, Gallery>| {
        let field = harness.get_by_role_and_label(Role::PasswordInput, "Client secret");
        field.focus();
    };
    field(&harness);
    harness.run();
    harness
        .get_by_role_and_label(Role::PasswordInput, "Client secret")
        .type_text("CANARY");
    harness.run();
    assert!(harness.state().secret.contains("CANARY"));
    harness.state_mut().secret.clear();
    harness.run();
    field(&harness);
    harness.run();
    for _ in 0..4 {
        harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
        harness.run();
    }
    assert_eq!(harness.state().secret, "");
}

#[test]
fn progress_has_a_value_within_its_range() {
    let harness = gallery();
    let bar = harness.get_by_role_and_label(Role::ProgressIndicator, "Uploading harbour.jpg");
    assert_eq!(bar.accesskit_node().numeric_value(), Some(42.0));
}

#[test]
fn a_chip_is_taken_away_with_its_cross() {
    let mut harness = gallery();
    harness
        .get_by_role_and_label(Role::Button, "Remove Draft")
        .click();
    harness.run();
    assert!(harness.query_by_label("Remove Draft").is_none());
}

#[test]
fn a_dialog_is_named_and_closes_with_escape() {
    let mut harness = gallery();
    harness.state_mut().dialog = true;
    harness.run();
    harness.get_by_role_and_label(Role::Dialog, "Delete this draft?");
    harness.key_press(Key::Escape);
    harness.run();
    assert!(!harness.state().dialog);
    assert!(harness.query_by_role(Role::Dialog).is_none());
}

#[test]
fn a_dialog_answers_through_its_buttons() {
    let mut harness = gallery();
    harness.state_mut().dialog = true;
    harness.run();
    harness
        .get_by_role_and_label(Role::Button, "Delete")
        .click();
    harness.run();
    assert!(harness.state().deleted);
}

#[test]
fn nothing_asks_for_frames_while_nothing_happens() {
    let mut harness = gallery();
    harness.run();
    assert_eq!(
        harness.run(),
        1,
        "one frame to see that there is nothing to do"
    );
}

#[test]
fn a_narrow_window_cuts_no_control() {
    let mut harness = harness([420.0, 2400.0], Gallery::default());
    harness.run();
    for role in [Role::Button, Role::Tab, Role::RadioButton, Role::ComboBox] {
        for node in harness.get_all_by_role(role) {
            assert!(
                node.rect().right() <= 420.0,
                "{:?}",
                node.accesskit_node().label()
            );
        }
    }
}

fn gallery() -> Harness<'static, Gallery> {
    let mut harness = harness([900.0, 2400.0], Gallery::default());
    harness.run();
    harness
}

fn harness(size: [f32; 2], state: Gallery) -> Harness<'static, Gallery> {
    Harness::builder()
        .with_size(size)
        .with_context_setup(theme::install)
        .build_ui_state(|ui, state: &mut Gallery| state.ui(ui), state)
}

/// What the gallery's widgets are lent.
#[expect(
    clippy::struct_excessive_bools,
    reason = "one per widget, independent of each other"
)]
struct Gallery {
    dialog: bool,
    deleted: bool,
    posts: u32,
    refused_clicks: u32,
    keep: bool,
    chip: bool,
    tab: usize,
    theme: usize,
    visibility: usize,
    client_id: String,
    secret: String,
    text: String,
}

impl Default for Gallery {
    fn default() -> Self {
        Self {
            dialog: false,
            deleted: false,
            posts: 0,
            refused_clicks: 0,
            keep: false,
            chip: true,
            tab: 0,
            theme: 0,
            visibility: 0,
            client_id: String::new(),
            secret: "hunter2".to_owned(),
            text: "We just shipped our new harbour crane.\nThank you to everyone who helped! #engineering".to_owned(),
        }
    }
}

impl Gallery {
    /// Shows every widget, in a single column as the panes do.
    fn ui(&mut self, ui: &mut Ui) {
        let frame = egui::Frame::new()
            .inner_margin(16)
            .fill(theme::palette(ui).window);
        egui::CentralPanel::default().frame(frame).show(ui, |ui| {
            let mut column = ui.available_rect_before_wrap();
            let margin = ((column.width() - theme::COLUMN_WIDTH) / 2.0).max(0.0);
            column = column.shrink2(egui::vec2(margin, 0.0));
            ui.scope_builder(UiBuilder::new().max_rect(column), |ui| {
                ui.spacing_mut().item_spacing.y = theme::GAP_M;
                self.column_ui(ui);
            });
        });
        if self.dialog {
            self.dialog_ui(ui);
        }
    }

    fn column_ui(&mut self, ui: &mut Ui) {
        let tabs = [
            (0, "Write", Icon::Pencil),
            (1, "Drafts", Icon::FileText),
            (2, "Scheduled", Icon::Clock),
            (3, "Posted", Icon::CheckCircle),
            (4, "Settings", Icon::Settings),
        ]
        .map(|(page, name, icon)| Tab { page, name, icon });
        tabs_ui(ui, "Pages", &mut self.tab, &tabs);
        page_title_ui(ui, "Compose");
        card_ui(ui, |ui| self.compose_ui(ui));
        banners_ui(ui);
        card_ui(ui, |ui| {
            section_heading_ui(ui, "Outbox");
            ui.horizontal(|ui| {
                ui.label(theme::medium("harbour.jpg"));
                chip_ui(ui, Tone::Info, "Uploading");
                chip_ui(ui, Tone::Success, "Posted");
                chip_ui(ui, Tone::Danger, "Failed");
            });
            ui.add(ProgressBar::new("Uploading harbour.jpg", 0.42));
            ui.label(theme::small("2.1 of 5 MB, about 8 seconds left").weak());
            skeleton_ui(ui, "Loading posts", 3);
        });
        card_ui(ui, |ui| self.settings_ui(ui));
        card_ui(ui, |ui| {
            EmptyState::new(
                Icon::Inbox,
                "No drafts",
                "What you begin to write is kept here until it is posted.",
            )
            .show(ui, |ui| {
                ui.add(Button::secondary("New draft").with_icon(Icon::Plus))
            });
        });
    }

    fn compose_ui(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            ui.add(Avatar::organization("ACME"));
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.label(theme::medium("ACME"));
                ui.label(theme::small("Page, 54 days left").weak());
            });
            ui.add(Avatar::member("Ada Lovelace"));
            ui.add(Avatar::member("Grace Hopper").with_size(32.0));
            ui.add(Countdown::new("Time to undo", 3.4, 5.0));
        });
        TextField::new("What do you want to say?", &mut self.text)
            .with_rows(4)
            .show(ui);
        ui.horizontal_wrapped(|ui| {
            chip_ui(ui, Tone::Neutral, "Organization");
            if self.chip && removable_chip_ui(ui, "Draft").clicked() {
                self.chip = false;
            }
            chip_ui(ui, Tone::Warning, "Alt text missing");
        });
        ui.horizontal(|ui| {
            ui.add(Button::icon(Icon::Image, "Add pictures"));
            ui.add(Button::icon(Icon::Smile, "Insert an emoji"));
            ui.add(Button::icon(Icon::More, "More actions"));
            let visibility = [(0, "Anyone"), (1, "Connections only")];
            Select::new("Who can see it")
                .without_label()
                .with_icon(Icon::Globe)
                .show(ui, &mut self.visibility, &visibility);
        });
        ui.horizontal_wrapped(|ui| {
            let keys = egui::KeyboardShortcut::new(Modifiers::COMMAND, Key::Enter);
            let post = Button::primary("Post as ACME")
                .with_icon(Icon::Send)
                .with_shortcut(keys);
            if ui.add(post).clicked() {
                self.posts += 1;
            }
            ui.add(Button::secondary("Schedule…").with_icon(Icon::Clock));
            ui.add(Button::ghost("Discard"));
            ui.add(Button::danger("Delete post").with_icon(Icon::Trash));
            let save = ui.add_enabled(false, Button::primary("Save"));
            let busy = ui.add(Button::secondary("Signing in…").busy(true));
            self.refused_clicks += u32::from(save.clicked()) + u32::from(busy.clicked());
        });
    }

    fn settings_ui(&mut self, ui: &mut Ui) {
        section_heading_ui(ui, "Settings");
        segmented_ui(
            ui,
            "Theme",
            &mut self.theme,
            &[(0, "System"), (1, "Light"), (2, "Dark")],
        );
        ui.add(
            Switch::new(&mut self.keep, "Keep originals")
                .with_hint("Pictures stay in the outbox after they are posted"),
        );
        ui.add(Switch::new(&mut true, "Check links"));
        let error = (!self.client_id.is_empty()).then_some("This is too short");
        TextField::new("Client ID", &mut self.client_id)
            .with_example("86abcdefghijkl")
            .with_hint("From your app's Auth tab on LinkedIn")
            .with_error(error)
            .show(ui);
        TextField::new("Client secret", &mut self.secret)
            .secret()
            .show(ui);
        TextField::new("Web address", &mut String::from("harbour"))
            .with_error(Some("This is not a web address"))
            .show(ui);
        Select::new("Language of the post").show(
            ui,
            &mut self.posts,
            &[(0, "English"), (1, "Deutsch")],
        );
    }

    fn dialog_ui(&mut self, ui: &mut Ui) {
        let response = Dialog::new("delete", "Delete this draft?").show(
            ui.ctx(),
            |ui| ui.label("It is not posted yet. Its text and two pictures will be gone."),
            |ui| {
                let delete = ui
                    .add(Button::danger("Delete").with_icon(Icon::Trash))
                    .clicked();
                ui.add(Button::secondary("Keep"));
                delete
            },
        );
        self.deleted = response.buttons;
        self.dialog = !response.dismissed && !response.buttons;
    }
}

fn banners_ui(ui: &mut Ui) {
    Banner::new(Tone::Warning, "The sign-in ends in 5 days")
        .with_text("Sign in again before then. Drafts and the outbox stay as they are.")
        .show_with(ui, |ui| {
            ui.add(
                Button::secondary("Sign in again")
                    .small()
                    .with_icon(Icon::Key),
            );
            ui.add(Button::ghost("Later").small());
        });
    Banner::new(Tone::Danger, "LinkedIn refused the picture")
        .with_text("It is larger than 36 megapixels. The draft is kept.")
        .show(ui);
    Banner::new(
        Tone::Info,
        "You are in the sandbox; nothing leaves this computer",
    )
    .show(ui);
    Banner::new(Tone::Success, "Posted as ACME").show(ui);
}

#[test]
fn of_a_long_list_only_what_is_in_sight_is_laid_out_and_all_of_it_can_be_reached() {
    /// Where to scroll to, and what was laid out there.
    type Scrolled = (Option<f32>, Vec<usize>);
    let laid_out = |ui: &mut Ui, (offset, shown): &mut Scrolled| {
        shown.clear();
        let mut area = egui::ScrollArea::vertical();
        if let Some(offset) = offset.take() {
            area = area.vertical_scroll_offset(offset);
        }
        area.show(ui, |ui| {
            let keys: Vec<usize> = (0..10_000).collect();
            long_list_ui(ui, "numbers", &keys, |ui, n| {
                shown.push(n);
                // Not all of one height.
                ui.label(vec![format!("Card {n}"); 1 + n % 3].join("\n"));
            });
        });
    };
    let mut harness = Harness::builder()
        .with_size([300.0, 400.0])
        .with_context_setup(theme::install)
        .build_ui_state(laid_out, (None, Vec::new()));
    let mut scroll_to = |offset: f32| {
        harness.state_mut().0 = Some(offset);
        // What comes into sight is measured, and the rest of the list is guessed from it.
        harness.run_steps(20);
        let shown = harness.state().1.clone();
        assert!(shown.len() < 80, "{}", shown.len());
        (shown[0], shown[shown.len() - 1])
    };
    assert_eq!(scroll_to(0.0).0, 0);
    let (first, last) = scroll_to(100_000.0);
    assert!(first > 1_000 && last < 5_000, "{first} to {last}");
    assert_eq!(scroll_to(10_000_000.0).1, 9_999);
    assert_eq!(scroll_to(0.0).0, 0);
}

#[test]
fn the_buttons_of_a_dialog_stand_below_each_other_where_their_names_would_be_cut() {
    let dialog = |ui: &mut Ui| {
        Dialog::new("author", "Whose pictures?").show(
            ui.ctx(),
            |ui| ui.label("They were uploaded for somebody else."),
            |ui| {
                ui.add(Button::secondary("Keep the author"));
                ui.add(Button::primary("Upload again"));
            },
        );
    };
    let mut harness = Harness::builder()
        .with_size([700.0, 400.0])
        .with_context_setup(theme::install)
        .build_ui(dialog);
    let mut buttons = |width: f32| {
        harness.set_size(egui::Vec2::new(width, 400.0));
        harness.run_steps(6);
        ["Keep the author", "Upload again"].map(|name| harness.get_by_label(name).rect())
    };
    for (width, is_stack) in [(700.0, false), (260.0, true), (700.0, false)] {
        let [keep, change] = buttons(width);
        assert!(
            keep.width() > 120.0 && change.width() > 110.0,
            "a name is cut"
        );
        assert_eq!(
            keep.bottom() <= change.top(),
            is_stack,
            "{keep:?} {change:?}"
        );
        assert_eq!(
            keep.right() <= change.left(),
            !is_stack,
            "{keep:?} {change:?}"
        );
        assert!(change.right() < width, "{change:?}");
    }
}
