//! Headings, announced as such to a screen reader.

use egui::{Response, RichText, Role, Ui};

use crate::ui::theme;

/// The title of a page.
pub fn page_title_ui(ui: &mut Ui, text: &str) -> Response {
    heading_ui(ui, theme::title(text), text)
}

/// The heading of a section or card.
pub fn section_heading_ui(ui: &mut Ui, text: &str) -> Response {
    heading_ui(ui, theme::heading(text), text)
}

fn heading_ui(ui: &mut Ui, rich: RichText, text: &str) -> Response {
    let response = ui.label(rich);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Heading);
        node.set_label(text);
    });
    response
}
