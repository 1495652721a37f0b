//! The man page and the shells' completions, made from the command line's definition. They are checked in; these
//! tests fail when they say something else than the definition, and write them anew if `SENDOFF_UPDATE` is set.
//!
//! Never here: what a command means.

use std::fs;
use std::path::Path;

use clap::{ArgGroup, Command, CommandFactory as _};
use clap_complete::Shell;
use clap_mangen::Man;

use super::args::CommandLine;

#[test]
fn the_man_page_is_that_of_this_command_line() {
    keep("assets/share/man/man1/sendoff.1", &man_page());
}

#[test]
fn the_completions_are_those_of_this_command_line() {
    for (shell, path) in [
        (
            Shell::Bash,
            "assets/share/bash-completion/completions/sendoff",
        ),
        (
            Shell::Fish,
            "assets/share/fish/vendor_completions.d/sendoff.fish",
        ),
        (Shell::Zsh, "assets/share/zsh/site-functions/_sendoff"),
        (Shell::PowerShell, "assets/windows/sendoff-completion.ps1"),
    ] {
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut visible(), "sendoff", &mut script);
        keep(path, &String::from_utf8(script).unwrap());
    }
}

#[test]
fn what_is_hidden_is_in_no_paper() {
    let command = CommandLine::command();
    let hidden: Vec<&str> = command
        .get_subcommands()
        .filter(|below| below.is_hide_set())
        .map(Command::get_name)
        .collect();
    assert!(hidden.contains(&"open-page"), "{hidden:?}");
    let mut papers = vec![man_page()];
    for shell in [Shell::Bash, Shell::Fish, Shell::PowerShell, Shell::Zsh] {
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut visible(), "sendoff", &mut script);
        papers.push(String::from_utf8(script).unwrap());
    }
    for paper in papers {
        let paper = paper.replace('\\', "");
        let words: Vec<&str> = paper
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .collect();
        assert!(words.contains(&"diagnostics"));
        for name in &hidden {
            assert!(!words.contains(name), "{name}");
        }
    }
}

/// Compares the file with what it should say, or writes it.
#[track_caller]
fn keep(path: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("SENDOFF_UPDATE").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
    }
    let there = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        there == text,
        "{path} is not that of this command line; \
         `SENDOFF_UPDATE=1 cargo test --lib papers` writes it anew"
    );
}

/// The command line without what is hidden: the makers of completions would show that.
fn visible() -> Command {
    visible_of(&CommandLine::command())
}

fn visible_of(whole: &Command) -> Command {
    // clap keeps names for the life of the program, which a test's is short.
    let name: &'static str = whole.get_name().to_owned().leak();
    let args: Vec<_> = whole
        .get_arguments()
        .filter(|arg| !arg.is_hide_set())
        .cloned()
        .collect();
    let groups = whole.get_groups().map(|group| {
        let members = group.get_args().filter(|id| {
            args.iter().any(|arg| arg.get_id() == *id)
                || whole.get_groups().any(|group| group.get_id() == *id)
        });
        ArgGroup::new(group.get_id().clone())
            .args(members.cloned().collect::<Vec<_>>())
            .multiple(true)
    });
    let mut command = Command::new(name)
        .subcommand_value_name("COMMAND")
        .groups(groups.collect::<Vec<_>>())
        .args(&args)
        .subcommands(
            whole
                .get_subcommands()
                .filter(|below| !below.is_hide_set())
                .map(visible_of),
        );
    if let Some(about) = whole.get_about() {
        command = command.about(about.clone());
    }
    if whole.get_version().is_some() {
        command = command.version(env!("CARGO_PKG_VERSION"));
    }
    command
}

/// One page for all: what stands before, the commands each with its options, and [`MAN_END`].
fn man_page() -> String {
    let command = visible().disable_help_subcommand(true);
    let man = Man::new(command.clone()).manual("Sendoff");
    let mut page = Vec::new();
    man.render_title(&mut page).unwrap();
    man.render_name_section(&mut page).unwrap();
    man.render_synopsis_section(&mut page).unwrap();
    page.extend(MAN_DESCRIPTION.as_bytes());
    man.render_options_section(&mut page).unwrap();
    page.extend(b".SH COMMANDS\n");
    for below in command.get_subcommands() {
        add_command("sendoff", below, &mut page);
    }
    page.extend(MAN_END.as_bytes());
    without_preambles(&String::from_utf8(page).unwrap())
}

/// Adds a command and those below it, without the options that all have.
fn add_command(above: &str, command: &Command, page: &mut Vec<u8>) {
    let name = format!("{above} {}", command.get_name());
    let below = command.get_subcommands();
    let man = Man::new(
        command
            .clone()
            .bin_name(&name)
            .disable_help_flag(true)
            .disable_help_subcommand(true),
    );
    page.extend(format!(".SS {name}\n").as_bytes());
    let mut lines = Vec::new();
    man.render_synopsis_section(&mut lines).unwrap();
    lines.extend(b".PP\n");
    man.render_description_section(&mut lines).unwrap();
    if command.get_arguments().next().is_some() {
        man.render_options_section(&mut lines).unwrap();
    }
    let lines = String::from_utf8(lines).unwrap();
    let lines = lines.lines().filter(|line| !line.starts_with(".SH "));
    page.extend(lines.flat_map(|line| [line, "\n"]).flat_map(str::bytes));
    for command in below {
        add_command(&name, command, page);
    }
}

/// Each part of a page defines the apostrophe anew; once is enough.
fn without_preambles(page: &str) -> String {
    let first: Vec<&str> = page.lines().take(PREAMBLE_LINES).collect();
    let rest = page.lines().skip(PREAMBLE_LINES);
    let rest = rest.filter(|line| !first.contains(line));
    let lines = first.iter().copied().chain(rest);
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// `.ie` and `.el`.
const PREAMBLE_LINES: usize = 2;

const MAN_DESCRIPTION: &str = "\
.SH DESCRIPTION
Sendoff posts to LinkedIn with an app of your own, as you or as a page that you administer.
Without a command it opens its window; files given to it are attached to the draft.
If the window is open already, it comes to the front and takes them.
.PP
What is posted is written down before its first byte leaves, and sent once.
Where LinkedIn's answer was lost, the outcome is called uncertain, and nothing is sent again until you have decided.
";

const MAN_END: &str = "\
.SH EXIT STATUS
.TP
.B 0
Done.
.TP
.B 2
Wrong usage, or the draft does not pass; nothing was sent.
.TP
.B 3
Sign in, or unlock the vault.
.TP
.B 4
LinkedIn limits the rate.
.TP
.B 5
Refused by LinkedIn.
.TP
.B 6
The outcome is uncertain; never sent again by itself.
.TP
.B 7
Trouble with the network; kept in the outbox.
.TP
.B 130
Interrupted.
.SH ENVIRONMENT
.TP
.B SENDOFF_CLIENT_SECRET
The secret of your LinkedIn app, for
.BR \"sendoff login\" .
.TP
.B SENDOFF_PASSPHRASE
Opens the vault without the keyring.
.TP
.B SENDOFF_NO_KEYRING
If set, the system's keyring is not asked.
.TP
.B SENDOFF_PROFILE_DIR\\fR, \\fBSENDOFF_ENDPOINT
The same as
.B \\-\\-profile\\-dir
and
.BR \\-\\-endpoint .
.TP
.B RUST_LOG
How much is logged to standard error; warnings, if not set.
.SH FILES
.TP
.I ~/.config/sendoff
Settings, accounts, mentions, and the encrypted vault.
.TP
.I ~/.local/share/sendoff
Drafts, outbox, receipts.
.SH EXAMPLES
.nf
sendoff \\-\\-sandbox
sendoff post \\-\\-text \"Hello\" \\-\\-image kite.png \\-\\-alt \"A red kite\"
sendoff post \\-\\-text \"Hello\" \\-\\-dry\\-run \\-\\-json
sendoff outbox
.fi
";
