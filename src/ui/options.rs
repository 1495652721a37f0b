//! What is rarely changed about a post, in a menu of its own beside the audience, and the icon of that audience. Never
//! here: choosing who may see the post.

use egui::{Popup, PopupCloseBehavior, RectAlign, Ui};

use super::icon::Icon;
use super::theme;
use super::widgets::{Button, Switch};
use crate::domain::{Draft, Visibility};
use crate::words::t;

/// A picture of who may see a post.
pub(super) fn audience_icon(visibility: Visibility) -> Icon {
    match visibility {
        Visibility::Public => Icon::Globe,
        Visibility::Connections => Icon::Connections,
        Visibility::LoggedIn => Icon::Member,
    }
}

/// The button that opens the menu.
pub(super) fn options_ui(draft: &mut Draft, ui: &mut Ui) {
    let button = ui.add(Button::icon(Icon::More, t!("options")));
    let menu = Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    // Upwards: below it is the button that posts.
    let menu = menu.align(RectAlign::TOP_START);
    let others = [RectAlign::TOP_END, RectAlign::BOTTOM_START];
    menu.align_alternatives(&others)
        .width(MENU_WIDTH)
        .show(|ui| {
            ui.set_width(MENU_WIDTH);
            let mut may_reshare = !draft.reshare_disabled;
            ui.add(Switch::new(&mut may_reshare, t!("options-reshare")));
            draft.reshare_disabled = !may_reshare;
        });
}

/// Says what is not as usual, as long as it is so.
pub(super) fn unusual_ui(draft: &Draft, ui: &mut Ui) {
    if draft.reshare_disabled {
        ui.label(theme::small(t!("options-no-reshare")).weak());
    }
}

const MENU_WIDTH: f32 = 240.0;
