//! Everything the window does at a word or a key: one list that makes the palette, the sheet of shortcuts, the keys
//! that are listened to and what tooltips say of them. What becomes of a command is its [`Action`].

use egui::{Key, KeyboardShortcut, Modifiers};

use super::action::{Action, Beginning, EmojiWish, KeptWish, Page, SpellingWish};
use super::icon::Icon;
use crate::domain::TextStep;
use crate::words::t;

/// One thing the window can be told to do by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UiCommand {
    /// Send the draft.
    Post,
    /// Ask when the draft is to be sent.
    SendLater,
    /// Take back the post that was made last, while there is time.
    TakeBack,
    /// Begin another draft.
    NewDraft,
    /// Put the open draft into the trash.
    DiscardDraft,
    /// Choose files to attach.
    AddFile,
    /// Type where a file is.
    AddByPath,
    /// Ask for the address of a page to make a card of.
    AddLink,
    /// Begin a poll.
    AddPoll,
    /// Ask for the post to reshare.
    AddReshare,
    /// Open the field for the first comment.
    AddComment,
    /// Choose an emoji for the caret. Its keys are those of the toolkit of GNOME.
    AddEmoji,
    /// Show the snippets, templates and versions.
    ReuseText,
    /// Go through the words that are in no dictionary. Its key is that of office programs.
    CheckSpelling,
    /// Show what the post will look like, or no longer.
    Preview,
    /// Show every request that would be sent.
    Inspect,
    /// Open the page that is written on.
    Write,
    /// Open the list of drafts.
    Drafts,
    /// Open the list of what is sent later.
    Scheduled,
    /// Open the list of what was posted.
    Posted,
    /// Open the accounts.
    Accounts,
    /// Open the settings.
    Settings,
    /// Take all notices away.
    CloseNotices,
    /// Make everything larger.
    LargerText,
    /// Make everything smaller.
    SmallerText,
    /// Make everything as large as it usually is.
    UsualText,
    /// Find a command by its name.
    Palette,
    /// Show every shortcut.
    Shortcuts,
}

/// Where a command can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Wherever nothing lies over the window.
    Everywhere,
    /// Only where what is being written is in sight.
    Writing,
}

impl UiCommand {
    /// All of them, in the order of the palette.
    pub const ALL: [Self; 28] = [
        Self::Post,
        Self::SendLater,
        Self::TakeBack,
        Self::NewDraft,
        Self::DiscardDraft,
        Self::AddFile,
        Self::AddByPath,
        Self::AddLink,
        Self::AddPoll,
        Self::AddReshare,
        Self::AddComment,
        Self::AddEmoji,
        Self::ReuseText,
        Self::CheckSpelling,
        Self::Preview,
        Self::Inspect,
        Self::Write,
        Self::Drafts,
        Self::Scheduled,
        Self::Posted,
        Self::Accounts,
        Self::Settings,
        Self::CloseNotices,
        Self::LargerText,
        Self::SmallerText,
        Self::UsualText,
        Self::Palette,
        Self::Shortcuts,
    ];

    /// Those that have keys, in the order in which they are listened to: a shortcut with Shift before the same without,
    /// which would take it too.
    pub fn listened_to() -> impl Iterator<Item = (Self, KeyboardShortcut)> {
        let with_keys = |command: Self| Some((command, command.shortcut()?));
        let [with_shift, others] = [true, false].map(|shift| {
            let commands = Self::ALL.into_iter().filter_map(with_keys);
            commands.filter(move |(_, keys)| keys.modifiers.shift == shift)
        });
        with_shift.chain(others)
    }

    /// What it is called, in the palette and to a screen reader.
    pub fn name(self) -> &'static str {
        match self {
            Self::Post => t!("post"),
            Self::SendLater => t!("send-later"),
            Self::TakeBack => t!("undo-last-post"),
            Self::NewDraft => t!("new-draft"),
            Self::DiscardDraft => t!("command-discard"),
            Self::AddFile => t!("add-file"),
            Self::AddByPath => t!("command-by-path"),
            Self::AddLink => t!("command-link"),
            Self::AddPoll => t!("command-poll"),
            Self::AddReshare => t!("command-reshare"),
            Self::AddComment => t!("command-comment"),
            Self::AddEmoji => t!("emoji"),
            Self::ReuseText => t!("kept-title"),
            Self::CheckSpelling => t!("command-spelling"),
            Self::Preview => t!("preview"),
            Self::Inspect => t!("inspector-title"),
            Self::Write => t!("page-write"),
            Self::Drafts => t!("drafts"),
            Self::Scheduled => t!("scheduled"),
            Self::Posted => t!("posted"),
            Self::Accounts => t!("accounts"),
            Self::Settings => t!("settings"),
            Self::CloseNotices => t!("close-all-messages"),
            Self::LargerText => t!("text-larger"),
            Self::SmallerText => t!("text-smaller"),
            Self::UsualText => t!("text-usual"),
            Self::Palette => t!("find-command"),
            Self::Shortcuts => t!("keyboard-shortcuts"),
        }
    }

    /// The keys that give it.
    pub fn shortcut(self) -> Option<KeyboardShortcut> {
        let shift = Modifiers::COMMAND.plus(Modifiers::SHIFT);
        let (modifiers, key) = match self {
            Self::Post => (Modifiers::COMMAND, Key::Enter),
            Self::SendLater => (shift, Key::Enter),
            Self::TakeBack => (Modifiers::COMMAND, Key::T),
            Self::NewDraft => (Modifiers::COMMAND, Key::N),
            Self::AddFile => (Modifiers::COMMAND, Key::O),
            Self::AddEmoji => (Modifiers::COMMAND, Key::Period),
            Self::ReuseText => (Modifiers::COMMAND, Key::L),
            Self::CheckSpelling => (Modifiers::NONE, Key::F7),
            Self::Preview => (Modifiers::COMMAND, Key::P),
            Self::Inspect => (Modifiers::COMMAND, Key::I),
            Self::Settings => (Modifiers::COMMAND, Key::Comma),
            Self::LargerText => (Modifiers::COMMAND, Key::Plus),
            Self::SmallerText => (Modifiers::COMMAND, Key::Minus),
            Self::UsualText => (Modifiers::COMMAND, Key::Num0),
            Self::Palette => (Modifiers::COMMAND, Key::K),
            Self::Shortcuts => (Modifiers::NONE, Key::F1),
            Self::DiscardDraft
            | Self::AddByPath
            | Self::AddLink
            | Self::AddPoll
            | Self::AddReshare
            | Self::AddComment
            | Self::Write
            | Self::Drafts
            | Self::Scheduled
            | Self::Posted
            | Self::Accounts
            | Self::CloseNotices => return None,
        };
        Some(KeyboardShortcut::new(modifiers, key))
    }

    /// Its picture.
    pub fn icon(self) -> Icon {
        match self {
            Self::Post => Icon::Send,
            Self::SendLater | Self::Scheduled => Icon::Clock,
            Self::TakeBack => Icon::Undo,
            Self::NewDraft => Icon::Plus,
            Self::DiscardDraft => Icon::Trash,
            Self::AddFile => Icon::Paperclip,
            Self::AddByPath => Icon::FolderOpen,
            Self::AddLink => Icon::Link,
            Self::AddPoll => Icon::Poll,
            Self::AddReshare => Icon::Reshare,
            Self::AddComment => Icon::Comment,
            Self::AddEmoji => Icon::Smile,
            Self::ReuseText | Self::Drafts => Icon::FileText,
            Self::Preview | Self::LargerText | Self::SmallerText | Self::UsualText => Icon::Eye,
            Self::CheckSpelling => Icon::Check,
            Self::Inspect => Icon::Upload,
            Self::Write => Icon::Pencil,
            Self::Posted => Icon::CheckCircle,
            Self::Accounts => Icon::Member,
            Self::Settings => Icon::Settings,
            Self::CloseNotices => Icon::Close,
            Self::Palette => Icon::Search,
            Self::Shortcuts => Icon::Info,
        }
    }

    /// Whether it is given again while its keys are held. Where a key that needs Shift is let go after Shift, it counts
    /// as held from then on.
    pub fn may_repeat(self) -> bool {
        // Emoji is among them because its full stop needs Shift on some keyboards; while the picker is open, its keys
        // are not listened to.
        matches!(self, Self::LargerText | Self::SmallerText | Self::AddEmoji)
    }

    /// Where its keys are listened to.
    pub fn reach(self) -> Reach {
        match self {
            Self::Post
            | Self::SendLater
            | Self::AddFile
            | Self::AddEmoji
            | Self::CheckSpelling
            | Self::Preview
            | Self::Inspect => Reach::Writing,
            _ => Reach::Everywhere,
        }
    }

    /// What is wished by it. Where its effect is only seen on the page that is written on, that page is to be opened
    /// first.
    pub fn action(self) -> Action {
        match self {
            Self::Post => Action::Post,
            Self::SendLater => Action::SendLater,
            Self::TakeBack => Action::TakeBack,
            Self::NewDraft => Action::NewDraft,
            Self::DiscardDraft => Action::DiscardDraft(None),
            Self::AddFile => Action::ChooseFiles,
            Self::AddByPath => Action::Begin(Beginning::Path),
            Self::AddLink => Action::Begin(Beginning::Link),
            Self::AddPoll => Action::Begin(Beginning::Poll),
            Self::AddReshare => Action::Begin(Beginning::Reshare),
            Self::AddComment => Action::Begin(Beginning::FirstComment),
            Self::AddEmoji => Action::Emoji(EmojiWish::Open),
            Self::ReuseText => Action::Kept(KeptWish::Open),
            Self::CheckSpelling => Action::Spelling(SpellingWish::Open),
            Self::Preview => Action::Preview,
            Self::Inspect => Action::Inspect,
            Self::Write => Action::Open(Page::Write),
            Self::Drafts => Action::Open(Page::Drafts),
            Self::Scheduled => Action::Open(Page::Scheduled),
            Self::Posted => Action::Open(Page::Posted),
            Self::Accounts => Action::Open(Page::Accounts),
            Self::Settings => Action::Open(Page::Settings),
            Self::CloseNotices => Action::Dismiss(None),
            Self::LargerText => Action::ResizeText(TextStep::Larger),
            Self::SmallerText => Action::ResizeText(TextStep::Smaller),
            Self::UsualText => Action::ResizeText(TextStep::Usual),
            Self::Palette => Action::FindCommand,
            Self::Shortcuts => Action::ShowShortcuts,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_name_or_keys() {
        for (idx, one) in UiCommand::ALL.iter().enumerate() {
            for other in &UiCommand::ALL[idx + 1..] {
                assert_ne!(one, other);
                assert_ne!(one.name(), other.name());
                if let Some(keys) = one.shortcut() {
                    assert_ne!(Some(keys), other.shortcut(), "{one:?} and {other:?}");
                }
            }
        }
    }

    #[test]
    fn keys_with_shift_are_listened_to_before_the_same_without() {
        let listened_to: Vec<UiCommand> = UiCommand::listened_to().map(|(it, _)| it).collect();
        let place = |wanted| listened_to.iter().position(|command| *command == wanted);
        assert!(place(UiCommand::SendLater) < place(UiCommand::Post));
        for command in UiCommand::ALL {
            assert_eq!(
                place(command).is_some(),
                command.shortcut().is_some(),
                "{command:?}"
            );
        }
    }
}
