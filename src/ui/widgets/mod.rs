//! The parts every pane is built from, one per file. They paint and report what the user did; they know nothing of posts.
//!
//! Each has an accessible name, shows where the keyboard is, and asks for no repaint of its own.

mod avatar;
mod banner;
mod button;
mod card;
mod chip;
mod countdown;
mod dialog;
mod empty_state;
mod focus_ring;
mod heading;
mod keys;
mod long_list;
mod menu_row;
mod progress_bar;
mod segmented;
mod select;
mod skeleton;
mod switch;
mod text_field;
mod tone;

pub use avatar::Avatar;
pub use banner::Banner;
pub use button::Button;
pub use card::{card_frame, card_ui};
pub use chip::{chip_ui, removable_chip_ui};
pub use countdown::Countdown;
pub use dialog::{Dialog, DialogResponse};
pub use empty_state::EmptyState;
pub use focus_ring::{focus_by_default, focus_ring, follow_focus, scroll_by_pages};
pub use heading::{page_title_ui, section_heading_ui};
pub use keys::keys_in_words;
pub use long_list::long_list_ui;
pub use menu_row::{MenuRow, points_at};
pub use progress_bar::ProgressBar;
pub use segmented::{Tab, segmented_ui, tabs_ui};
pub use select::Select;
pub use skeleton::skeleton_ui;
pub use switch::Switch;
pub use text_field::TextField;
pub use tone::Tone;
