//! The files of the draft, one row each: small picture, description, order, removal, and the way back. What stands
//! alone, a document or a video, is in `file_rows.rs`.
//!
//! ```text
//! ⠿ [picture]  Description of a.png      [up] [down] [x]
//!              [ what is in it?                        ]
//!              ! No description yet
//!   Removed b.png   [Put back]
//! ```
//!
//! The ids of a row come from its file, so keyboard focus stays with a picture that moves.

use egui::{
    Align, DragAndDrop, EventFilter, FocusDirection, Id, Image, Key, KeyboardShortcut, Layout,
    Modifiers, Rect, Sense, Stroke, TextureHandle, Ui, Vec2, pos2,
};

use super::action::Action;
use super::facts::Facts;
use super::file_rows::{captions_alone_ui, changed_ui, document_ui, video_ui};
use super::icon::{Icon, icon_ui};
use super::theme;
use super::widgets::Button;
use crate::domain::{Attachment, Draft, Media, commentary};
use crate::words::t;

/// Shows the files of a draft.
pub(super) fn attachments_ui(facts: &Facts<'_>, draft: &mut Draft, ui: &mut Ui) -> Option<Action> {
    let mut action = keys(draft, ui);
    let id = draft.id;
    let count = draft.attachments.len();
    let mut rows = Vec::with_capacity(count);
    for (idx, attachment) in draft.attachments.iter_mut().enumerate() {
        ui.add_space(theme::GAP_S);
        let row = Row { idx, count };
        let file = attachment.file.clone();
        let changed = facts.changed.get(&(id, file.clone())).map(String::as_str);
        let scope = ui.push_id((id, &file), |ui| match attachment.media {
            Media::Document(_) => document_ui(facts.pages, id, idx, attachment, ui),
            Media::Video(found) => {
                let cover = attachment.beside.cover.as_deref();
                let cover = cover.and_then(|cover| facts.thumbnails.get(&(id, cover.file.clone())));
                video_ui(idx, attachment, (found, changed), cover, ui)
            }
            Media::Captions(_) => captions_alone_ui(idx, attachment, ui),
            Media::Image(_) => {
                let thumbnail = facts.thumbnails.get(&(id, file.clone()));
                row.ui(attachment, thumbnail, changed, ui)
            }
        });
        action = action.or(scope.inner);
        rows.push(scope.response.rect);
    }
    action = action.or(drop_ui(&rows, ui));
    action = action.or(carousel_ui(draft, ui));
    action.or(removed_ui(facts, ui))
}

/// One picture among the others.
#[derive(Clone, Copy)]
struct Row {
    idx: usize,
    count: usize,
}

impl Row {
    fn ui(
        self,
        picture: &mut Attachment,
        thumbnail: Option<&TextureHandle>,
        changed: Option<&str>,
        ui: &mut Ui,
    ) -> Option<Action> {
        let mut action = None;
        let which = t!(
            "number-of",
            number = self.idx + 1,
            count = self.count,
            name = picture.name.as_str()
        );
        ui.horizontal_top(|ui| {
            if self.count > 1 {
                self.handle_ui(
                    handle_id(picture),
                    &t!("picture-move", which = which.as_str()),
                    ui,
                );
            }
            thumbnail_ui(thumbnail, &t!("picture-which", which = which.as_str()), ui);
            ui.vertical(|ui| {
                action = self.words_ui(picture, ui);
                changed_ui(changed, ui);
            });
        });
        action
    }

    /// What is taken to drag the row, and what the keys move.
    fn handle_ui(self, id: Id, name: &str, ui: &mut Ui) {
        let (rect, _) = ui.allocate_exact_size(Vec2::new(HANDLE, THUMBNAIL), Sense::hover());
        let handle = ui.interact(rect, id, Sense::click_and_drag());
        handle.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
        handle.dnd_set_drag_payload(Dragged(self.idx));
        if handle.clicked() {
            handle.request_focus();
        }
        let palette = theme::palette(ui);
        let color = if handle.hovered() || handle.has_focus() {
            palette.text
        } else {
            palette.text_muted
        };
        Icon::GripVertical.paint(ui.painter(), rect.center(), 16.0, color);
        if handle.has_focus() {
            let stroke = Stroke::new(2.0, palette.link);
            let kind = egui::StrokeKind::Inside;
            ui.painter()
                .rect_stroke(rect, theme::RADIUS_S, stroke, kind);
        }
        let cursor = egui::CursorIcon::Grab;
        handle
            .on_hover_cursor(cursor)
            .on_hover_text(t!("picture-drag"));
    }

    fn words_ui(self, picture: &mut Attachment, ui: &mut Ui) -> Option<Action> {
        let mut action = None;
        let mut label = None;
        let size = Vec2::new(ui.available_width(), theme::CONTROL_HEIGHT);
        let row = Layout::left_to_right(Align::Center);
        // In the order in which one reads, for Tab as for the eye.
        ui.allocate_ui_with_layout(size, row, |ui| {
            let width = (ui.available_width() - self.buttons_room(ui)).max(0.0);
            let place = Vec2::new(width, theme::CONTROL_HEIGHT);
            ui.allocate_ui_with_layout(place, row, |ui| {
                ui.set_width(width);
                label = Some(name_ui(&picture.name, ui).id);
            });
            action = self.buttons_ui(picture, ui);
        });
        let width = ui.available_width();
        let field = egui::TextEdit::singleline(&mut picture.alt_text)
            .id(field_id(&picture.file))
            .desired_width(width)
            .hint_text(t!("picture-description-example"));
        let field = ui.add(field);
        if let Some(label) = label {
            field.labelled_by(label);
        }
        if commentary::is_blank(&picture.alt_text) {
            ui.horizontal(|ui| {
                let muted = theme::palette(ui).text_muted;
                icon_ui(ui, Icon::AlertCircle, 14.0, muted);
                ui.label(theme::small(t!("no-description-yet")).color(muted));
            });
        }
        action
    }

    fn buttons_ui(self, picture: &Attachment, ui: &mut Ui) -> Option<Action> {
        let (from, number) = (self.idx, self.idx + 1);
        let mut action = None;
        let (later, earlier) = (
            t!("picture-down", number = number),
            t!("picture-up", number = number),
        );
        let last = self.count - 1;
        let moves = [
            (
                Icon::ArrowUp,
                &earlier,
                EARLIER,
                from > 0,
                from.wrapping_sub(1),
            ),
            (Icon::ArrowDown, &later, LATER, from < last, from + 1),
        ];
        for (icon, name, shortcut, is_on, to) in moves.into_iter().filter(|_| self.can_move()) {
            let button = Button::icon(icon, name).with_shortcut(shortcut);
            if ui.add_enabled(is_on, button).clicked() {
                action = Some(Action::MoveAttachment { from, to });
                // At an end the button goes dead, and the focus must not be lost with it.
                if to == 0 || to == last {
                    let id = handle_id(picture);
                    ui.memory_mut(|memory| memory.request_focus(id));
                }
            }
        }
        let remove = t!("picture-remove", number = number);
        if ui.add(Button::icon(Icon::Close, &remove)).clicked() {
            action = Some(Action::Detach(from));
        }
        action
    }

    /// One picture alone cannot be moved.
    fn can_move(self) -> bool {
        self.count > 1
    }

    /// What the buttons take at the end of the row, in points.
    fn buttons_room(self, ui: &Ui) -> f32 {
        let button = theme::CONTROL_HEIGHT + ui.spacing().item_spacing.x;
        if self.can_move() {
            3.0 * button
        } else {
            button
        }
    }
}

/// Alt and an arrow move the row whose handle or description has the focus.
fn keys(draft: &Draft, ui: &Ui) -> Option<Action> {
    let focused = ui.memory(egui::Memory::focused)?;
    let is_here = |picture: &Attachment| {
        picture.is_picture()
            && (handle_id(picture) == focused || field_id(&picture.file) == focused)
    };
    let from = draft.attachments.iter().position(is_here)?;
    let (up, down) = ui.input_mut(|input| {
        (
            input.consume_shortcut(&EARLIER),
            input.consume_shortcut(&LATER),
        )
    });
    if up || down {
        // The arrow alone would have led the focus elsewhere.
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }
    let alt = ui.input(|input| input.modifiers.alt);
    let filter = EventFilter {
        vertical_arrows: alt,
        horizontal_arrows: focused != handle_id(&draft.attachments[from]),
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(focused, filter));
    let to = match (up, down) {
        (true, _) => from.checked_sub(1)?,
        (_, true) if from + 1 < draft.attachments.len() => from + 1,
        _ => return None,
    };
    Some(Action::MoveAttachment { from, to })
}

/// Which row is being dragged, counted from 0.
struct Dragged(usize);

/// Shows where a dragged row would come to stand, and moves it there when it is let go.
fn drop_ui(rows: &[Rect], ui: &Ui) -> Option<Action> {
    let from = DragAndDrop::payload::<Dragged>(ui.ctx())?.0;
    let pointer = ui.input(|input| input.pointer.latest_pos())?;
    let above = rows.iter().filter(|row| row.center().y < pointer.y).count();
    let line = match rows.get(above) {
        Some(row) => row.top() - theme::GAP_S / 2.0,
        None => rows.last()?.bottom() + theme::GAP_S / 2.0,
    };
    let stroke = Stroke::new(2.0, theme::palette(ui).link);
    let across = rows.first()?.x_range();
    ui.painter().hline(across, line, stroke);
    if !ui.input(|input| input.pointer.any_released()) {
        return None;
    }
    DragAndDrop::clear_payload(ui.ctx());
    let to = if above > from { above - 1 } else { above };
    (to != from && from < rows.len()).then_some(Action::MoveAttachment { from, to })
}

/// Offers to make one document of several pictures, where there is nothing but pictures.
fn carousel_ui(draft: &Draft, ui: &mut Ui) -> Option<Action> {
    let is_possible = draft.attachments.len() > 1
        && draft.extra.is_none()
        && draft.attachments.iter().all(Attachment::is_picture);
    if !is_possible {
        return None;
    }
    ui.add_space(theme::GAP_S);
    let button = Button::ghost(t!("make-document"))
        .with_icon(Icon::FileText)
        .with_tooltip(t!("make-document-what"))
        .small();
    ui.add(button).clicked().then_some(Action::MakeDocument)
}

/// The way back after something was taken out.
fn removed_ui(facts: &Facts<'_>, ui: &mut Ui) -> Option<Action> {
    let words = facts.removed?;
    let mut action = None;
    ui.add_space(theme::GAP_S);
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::small(words).weak());
        let button = Button::ghost(t!("put-back")).with_icon(Icon::Undo).small();
        if ui.add(button).clicked() {
            action = Some(Action::PutBack);
        }
    });
    action
}

/// A square part of a picture, so that all of them stand in one line; empty until it has been loaded.
fn thumbnail_ui(thumbnail: Option<&TextureHandle>, name: &str, ui: &mut Ui) {
    let size = Vec2::splat(THUMBNAIL);
    let Some(texture) = thumbnail else {
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let fill = theme::palette(ui).neutral;
        ui.painter().rect_filled(rect, theme::RADIUS_S, fill);
        return;
    };
    let picture = texture.size_vec2();
    let part = Vec2::splat(picture.min_elem()) / picture;
    let middle = Rect::from_center_size(pos2(0.5, 0.5), part);
    let image = Image::new((texture.id(), size))
        .uv(middle)
        .corner_radius(theme::RADIUS_S);
    ui.add(image.alt_text(name));
}

/// How many pictures have no description, said beside the button that posts; `None` where all have one.
pub(super) fn undescribed(draft: &Draft) -> Option<String> {
    let pictures = draft.attachments.iter().filter(|file| file.is_picture());
    let count = pictures.clone().count();
    let missing = pictures
        .filter(|picture| commentary::is_blank(&picture.alt_text))
        .count();
    match (missing, count) {
        (0, _) => None,
        (_, 1) => Some(t!("no-description-one").to_owned()),
        _ if missing == count => Some(t!("no-description-all").to_owned()),
        _ => Some(t!("no-description-some", missing = missing, count = count)),
    }
}

fn handle_id(picture: &Attachment) -> Id {
    Id::unique(("handle of a picture", &picture.file))
}

fn field_id(file: &crate::domain::MediaName) -> Id {
    Id::unique(("description of a picture", file))
}

/// The side of a picture beside its description, in points.
const THUMBNAIL: f32 = 72.0;
/// The width of what is taken to drag a row, in points.
const HANDLE: f32 = theme::MIN_TARGET;

/// Moves a picture one place up.
const EARLIER: KeyboardShortcut = KeyboardShortcut::new(Modifiers::ALT, Key::ArrowUp);
/// Moves a picture one place down.
const LATER: KeyboardShortcut = KeyboardShortcut::new(Modifiers::ALT, Key::ArrowDown);

/// What the field below is for; where there is no room for that, the name of the picture alone. A screen reader hears
/// all of it.
fn name_ui(name: &str, ui: &mut Ui) -> egui::Response {
    let words = t!("picture-description-of", name = name);
    let whole = egui::WidgetText::from(theme::small(&words));
    let extend = Some(egui::TextWrapMode::Extend);
    let needed = whole.into_galley(ui, extend, 0.0, egui::TextStyle::Small);
    let shown = if needed.size().x > ui.available_width() {
        name
    } else {
        &words
    };
    let label = ui.add(egui::Label::new(theme::small(shown).weak()).truncate());
    label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
    label
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Beside, Digest, ImageFacts, ImageFormat, JobId, Media};

    fn draft(descriptions: &[&str]) -> Draft {
        let mut draft = Draft::new(JobId::from_parts(1, 1));
        draft.attachments = descriptions
            .iter()
            .map(|words| Attachment {
                file: "00.png".parse().unwrap(),
                name: "a.png".to_owned(),
                byte_count: 1,
                sha256: Digest([0; 32]),
                media: Media::Image(ImageFacts {
                    format: ImageFormat::Png,
                    width: 1,
                    height: 1,
                    frames: 1,
                }),
                alt_text: (*words).to_owned(),
                title: String::new(),
                beside: Beside::default(),
                pages: None,
            })
            .collect();
        draft
    }

    #[test]
    fn what_has_no_description_is_counted() {
        assert_eq!(undescribed(&draft(&[])), None);
        assert_eq!(undescribed(&draft(&["a", "b"])), None);
        let said = |descriptions| undescribed(&draft(descriptions)).unwrap();
        assert_eq!(said(&[" "]), "The picture has no description");
        assert_eq!(said(&["", ""]), "The pictures have no descriptions");
        assert_eq!(said(&["", "a"]), "1 of 2 pictures has no description");
        assert_eq!(said(&["", "a", " "]), "2 of 3 pictures have no description");
    }
}
