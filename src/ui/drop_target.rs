//! What lies over the whole window while files are held over it: what will happen when they are let go.
//!
//! Only where the system says that files are there: not on Wayland, where the toolkit hears nothing of them.

use egui::{Align2, Area, Context, Frame, HoveredFile, Id, Order, Role, Stroke, Vec2};

use super::icon::{Icon, icon_ui};
use super::theme;
use crate::media::display_name;
use crate::words::t;

/// Shows that files can be let go, or why that would be no use.
pub fn drop_target_ui(files: &[HoveredFile], refusal: Option<&str>, ctx: &Context) {
    if files.is_empty() {
        return;
    }
    let window = ctx.content_rect();
    let palette = theme::palette_of(&ctx.global_style().visuals);
    let (icon, color, title, text) = match refusal {
        None => (Icon::Image, palette.link, t!("drop-here"), names(files)),
        Some(why) => {
            let title = t!("drop-not-now");
            (Icon::AlertCircle, palette.text_muted, title, why.to_owned())
        }
    };
    let area = Area::new(Id::unique("drop target"))
        .order(Order::Tooltip)
        .interactable(false)
        .constrain(false)
        .fixed_pos(window.min);
    area.show(ctx, |ui| {
        ui.painter().rect_filled(window, 0, palette.backdrop);
        let margin = theme::GAP_L;
        let sheet = Frame::new()
            .fill(palette.raised)
            .corner_radius(theme::RADIUS_L)
            .stroke(Stroke::new(theme::FOCUS_WIDTH, color))
            .outer_margin(margin);
        sheet.show(ui, |ui| {
            let room = window.size() - Vec2::splat(2.0 * margin);
            ui.set_min_size(room);
            let middle = Align2::CENTER_CENTER
                .align_size_within_rect(Vec2::new(room.x.min(360.0), 96.0), ui.max_rect());
            ui.scope_builder(egui::UiBuilder::new().max_rect(middle), |ui| {
                ui.vertical_centered(|ui| {
                    icon_ui(ui, icon, 32.0, color);
                    let heading = ui.label(theme::heading(title));
                    ui.label(theme::body(text).color(palette.text_muted));
                    ui.ctx().accesskit_node_builder(heading.id, |node| {
                        node.set_role(Role::Status);
                        node.set_label(title);
                    });
                });
            });
        });
    });
}

/// The name of one file, or how many there are.
fn names(files: &[HoveredFile]) -> String {
    match files {
        [
            HoveredFile {
                path: Some(path), ..
            },
        ] => display_name(path),
        [_] => "1 file".to_owned(),
        files => format!("{} files", files.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_is_named_and_several_are_counted() {
        let file = |path: Option<&str>| HoveredFile {
            path: path.map(Into::into),
            ..HoveredFile::default()
        };
        assert_eq!(names(&[file(Some("/home/ann/kite.png"))]), "kite.png");
        assert_eq!(names(&[file(None)]), "1 file");
        assert_eq!(names(&[file(None), file(None)]), "2 files");
    }
}
