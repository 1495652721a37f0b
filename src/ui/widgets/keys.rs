//! How a shortcut is written, in tooltips, menus and the sheet.

use egui::{Context, Key, KeyboardShortcut, ModifierNames};

use crate::words::t;

/// The shortcut as people find it on their keyboard.
pub fn keys_in_words(ctx: &Context, keys: &KeyboardShortcut) -> String {
    if ctx.os().is_mac() {
        return ctx.format_shortcut(keys);
    }
    let names = ModifierNames {
        alt: t!("key-alt"),
        ctrl: t!("key-ctrl"),
        shift: t!("key-shift"),
        ..ModifierNames::NAMES
    };
    let modifiers = names.format(&keys.modifiers, false);
    let key = key_in_words(keys.logical_key);
    if modifiers.is_empty() {
        key.to_owned()
    } else {
        format!("{modifiers}{}{key}", names.concat)
    }
}

fn key_in_words(key: Key) -> &'static str {
    match key {
        Key::Enter => t!("key-enter"),
        Key::Escape => t!("key-escape"),
        Key::ArrowUp => t!("key-up"),
        Key::ArrowDown => t!("key-down"),
        Key::ArrowLeft => t!("key-left"),
        Key::ArrowRight => t!("key-right"),
        // A sign, where there is one: nobody looks for a key that says “Period”.
        key => key.symbol_or_name(),
    }
}

#[cfg(test)]
mod tests {
    use egui::Modifiers;

    use super::*;

    #[test]
    fn a_shortcut_is_written_as_it_stands_on_the_keyboard() {
        let ctx = Context::default();
        ctx.set_os(egui::os::OperatingSystem::Nix);
        for (modifiers, key, written) in [
            (Modifiers::COMMAND, Key::Period, "Ctrl+."),
            (
                Modifiers::COMMAND | Modifiers::SHIFT,
                Key::Enter,
                "Ctrl+Shift+Enter",
            ),
            (Modifiers::ALT, Key::ArrowUp, "Alt+Up"),
            (Modifiers::NONE, Key::F1, "F1"),
        ] {
            let keys = KeyboardShortcut::new(modifiers, key);
            assert_eq!(keys_in_words(&ctx, &keys), written);
        }
    }
}
