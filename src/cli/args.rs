//! The command line as people type it. What it means is in the file of each command.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{
    ArgGroup, ArgMatches, Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand,
    ValueEnum,
};
use url::Url;

use super::helper::Helper;
use super::library_args::{Drafts, History};
use super::parse::{parse_comment, parse_days, parse_link, parse_mention, parse_post};
use crate::domain::{Access, ApiVersion, JobId, Mention, PollDays, PostUrn, Visibility};

/// Write a post for LinkedIn, see exactly what will appear, send it once.
#[derive(Debug, Parser)]
#[command(
    name = "sendoff",
    version,
    max_term_width = 100,
    subcommand_precedence_over_arg = true
)]
pub(super) struct CommandLine {
    #[command(flatten)]
    pub(super) global: Global,
    /// Open the window signed in to the built-in sandbox, with nothing to set up
    #[arg(long)]
    pub(super) sandbox: bool,
    /// Print how long it took until one could write, then close
    #[arg(long, hide = true)]
    pub(super) measure: bool,
    /// Files to attach to a new draft, or an address like `sendoff://compose?text=Hello`
    pub(super) files: Vec<PathBuf>,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// Options that every command takes.
#[derive(Args, Debug)]
pub(super) struct Global {
    /// Keep everything under this folder instead of the platform's folders
    #[arg(long, global = true, value_name = "DIR", env = "SENDOFF_PROFILE_DIR")]
    pub(super) profile_dir: Option<PathBuf>,
    /// Use a server on this computer in place of LinkedIn; needs --profile-dir
    #[arg(long, global = true, value_name = "URL", env = "SENDOFF_ENDPOINT")]
    pub(super) endpoint: Option<String>,
    /// Ask LinkedIn for this version of its API instead of the one in the settings
    #[arg(long, global = true, value_name = "YYYYMM")]
    pub(super) api_version: Option<ApiVersion>,
    /// Print one JSON object per line
    #[arg(long, global = true)]
    pub(super) json: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Sign in with your own LinkedIn app
    Login(Login),
    /// List who is signed in and whom they can post as
    Accounts,
    /// Sign a member out and forget the tokens
    Logout {
        /// The member's URN
        urn: String,
    },
    /// Send a post
    Post(Box<Post>),
    /// Show or change what is on its way
    Outbox {
        #[command(subcommand)]
        command: Option<Outbox>,
    },
    /// Send what was scheduled and is due now; for a system timer
    SendDue(SendDue),
    /// List or change the people and pages you mention
    Mentions {
        #[command(subcommand)]
        command: Option<super::mentions::Mentions>,
    },
    /// List what was posted, or write it into a file
    History(History),
    /// Show what is being written, read texts in, write drafts out
    Drafts {
        #[command(subcommand)]
        command: Option<Drafts>,
    },
    /// Look at the page behind a link and print what would stand on its card
    Link {
        /// Where the page is
        #[arg(value_parser = parse_link)]
        url: Url,
    },
    /// Ask LinkedIn what it counted for a post
    Stats {
        /// The post: its URN or a link to it
        #[arg(value_parser = parse_post)]
        urn: PostUrn,
    },
    /// Give a post another text; what else is in it cannot be changed
    Edit {
        /// The post: its URN or a link to it
        #[arg(value_parser = parse_post)]
        urn: PostUrn,
        /// What it says from now on
        #[arg(long, allow_hyphen_values = true)]
        text: String,
    },
    /// Delete a post on LinkedIn
    Delete {
        /// The post: its URN or a link to it
        #[arg(value_parser = parse_post)]
        urn: PostUrn,
    },
    /// Print what helps to understand trouble: versions and settings, no secrets, no posts
    Diagnostics,
    #[command(flatten)]
    Helper(Helper),
    /// Run only the built-in sandbox and print how to reach it
    Sandbox {
        /// The port to listen on; 0 takes any
        #[arg(long, default_value_t = 0)]
        port: u16,
    },
}

#[derive(Args, Debug)]
pub(super) struct SendDue {
    /// Leave what is later than this many hours to a person
    #[arg(long, value_name = "HOURS", default_value_t = 1)]
    pub(super) late_by: u32,
    /// Give up on a post after this many seconds; it is kept
    #[arg(long, value_name = "SECS", default_value_t = 120)]
    pub(super) timeout: u64,
}

#[derive(Args, Debug)]
pub(super) struct Login {
    /// The client id of your LinkedIn app; its secret comes from `SENDOFF_CLIENT_SECRET` or is asked for
    #[arg(long, value_name = "ID")]
    pub(super) client_id: String,
    /// Use a one-time proof instead of the secret; LinkedIn must have enabled this for your app
    #[arg(long)]
    pub(super) pkce: bool,
    /// What your app may do: your own posts, or pages as well
    #[arg(long, value_enum, default_value_t = AccessWord::Member)]
    pub(super) access: AccessWord,
    /// Ask for what it takes to read statistics, now and at every later sign-in with community access
    #[arg(long)]
    pub(super) statistics: bool,
    /// Listen on this port instead of those in the settings
    #[arg(long, value_name = "N")]
    pub(super) port: Option<u16>,
    /// Print the address instead of opening the browser
    #[arg(long)]
    pub(super) no_browser: bool,
    /// How long to wait for the browser, in seconds
    #[arg(long, value_name = "SECS", default_value_t = 600)]
    pub(super) timeout: u64,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum AccessWord {
    Member,
    Community,
}

impl From<AccessWord> for Access {
    fn from(word: AccessWord) -> Self {
        match word {
            AccessWord::Member => Self::Member,
            AccessWord::Community => Self::Community,
        }
    }
}

#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "switches, each given or not")]
#[command(group = ArgGroup::new("content").args(["images", "document", "video", "link", "poll", "reshare"]))]
#[command(group = ArgGroup::new("titled").args(["document", "video"]))]
pub(super) struct Post {
    /// Who posts: a URN or a name; the member who signed in first, if not given
    #[arg(long = "as", value_name = "URN|NAME", allow_hyphen_values = true)]
    pub(super) author: Option<String>,
    /// The text; nothing in it is a command or a mention, and hashtags become links
    #[arg(
        long,
        value_name = "TEXT",
        allow_hyphen_values = true,
        conflicts_with = "text_file"
    )]
    pub(super) text: Option<String>,
    /// Read the text from this file; `-` is standard input
    #[arg(long, value_name = "FILE", allow_hyphen_values = true)]
    pub(super) text_file: Option<OsString>,
    /// A picture; may be repeated
    #[arg(long = "image", value_name = "FILE")]
    pub(super) images: Vec<PathBuf>,
    /// Describes the picture before it for people who cannot see it
    #[arg(long = "alt", value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) alts: Vec<String>,
    /// A document: PDF, Word or slides
    #[arg(long, value_name = "FILE")]
    pub(super) document: Option<PathBuf>,
    /// A video: MP4, 3 seconds to 30 minutes; what it says about its place is taken out
    #[arg(long, value_name = "FILE")]
    pub(super) video: Option<PathBuf>,
    /// The captions of the video: SRT in UTF-8; a name like `kite.de.srt` tells their language
    #[arg(long, value_name = "FILE", requires = "video", conflicts_with_all = NO_VIDEO)]
    pub(super) captions: Option<PathBuf>,
    /// The picture that is shown before the video runs
    #[arg(long, value_name = "FILE", requires = "video", conflicts_with_all = NO_VIDEO)]
    pub(super) cover: Option<PathBuf>,
    /// What stands above the document or video; if not given, a document has its own or the name of the file, a video none
    #[arg(
        long,
        value_name = "TEXT",
        requires = "titled",
        conflicts_with_all = UNTITLED,
        allow_hyphen_values = true
    )]
    pub(super) title: Option<String>,
    /// Show the card of this link; nothing on it is looked up without --look-up
    #[arg(long, value_name = "URL", value_parser = parse_link)]
    pub(super) link: Option<Url>,
    /// Look at the page of the link, once, for what is not given of its card: headline, lines below, picture
    #[arg(long, requires = "link")]
    pub(super) look_up: bool,
    /// The headline of the link's card
    #[arg(
        long,
        value_name = "TEXT",
        requires = "link",
        allow_hyphen_values = true
    )]
    pub(super) link_title: Option<String>,
    /// The lines below the headline
    #[arg(
        long,
        value_name = "TEXT",
        requires = "link",
        allow_hyphen_values = true
    )]
    pub(super) link_description: Option<String>,
    /// The picture of the link's card
    #[arg(long, value_name = "FILE", requires = "link")]
    pub(super) link_image: Option<PathBuf>,
    /// Ask a question
    #[arg(
        long,
        value_name = "QUESTION",
        requires = "options",
        allow_hyphen_values = true
    )]
    pub(super) poll: Option<String>,
    /// An answer to choose; two to four of them
    #[arg(
        long = "option",
        value_name = "TEXT",
        requires = "poll",
        allow_hyphen_values = true
    )]
    pub(super) options: Vec<String>,
    /// How many days the poll is open: 1, 3, 7 or 14
    #[arg(long, value_name = "DAYS", requires = "poll", value_parser = parse_days)]
    pub(super) poll_days: Option<PollDays>,
    /// Show this post below the text: its URN or a link to it
    #[arg(long, value_name = "URN", value_parser = parse_post)]
    pub(super) reshare: Option<PostUrn>,
    /// Make each `@Name` in the text a mention of this member or page
    #[arg(long = "mention", value_name = "NAME=URN", value_parser = parse_mention)]
    pub(super) mentions: Vec<Mention>,
    /// Say this below the post right after it appeared; only apps with Community Management may
    #[arg(long, value_name = "TEXT", value_parser = parse_comment, allow_hyphen_values = true)]
    pub(super) first_comment: Option<String>,
    /// Who may see it
    #[arg(long, value_enum, default_value_t = VisibilityWord::Public)]
    pub(super) visibility: VisibilityWord,
    /// Keep others from resharing it
    #[arg(long)]
    pub(super) no_reshare: bool,
    /// Post it although the same text is under way or was posted lately
    #[arg(long)]
    pub(super) again: bool,
    /// Send it then, not now: like `2027-03-01T09:00` on this computer's clock, or RFC 3339
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(super) at: Option<String>,
    /// Give up after this many seconds; the post is kept
    #[arg(long, value_name = "SECS", default_value_t = 120)]
    pub(super) timeout: u64,
    /// Show what would be sent and send nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// What has no title. `requires` alone lets these through, since they keep what is required from being there.
const UNTITLED: [&str; 4] = ["images", "link", "poll", "reshare"];
/// What is no video, for the same reason.
const NO_VIDEO: [&str; 5] = ["document", "images", "link", "poll", "reshare"];

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum VisibilityWord {
    Public,
    Connections,
    LoggedIn,
}

impl From<VisibilityWord> for Visibility {
    fn from(word: VisibilityWord) -> Self {
        match word {
            VisibilityWord::Public => Self::Public,
            VisibilityWord::Connections => Self::Connections,
            VisibilityWord::LoggedIn => Self::LoggedIn,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Outbox {
    /// List everything that is on its way or ended lately
    List,
    /// Show one post and its history
    Show { id: JobId },
    /// Try again now; never sends a post whose outcome is uncertain
    Retry {
        id: JobId,
        /// Give up after this many seconds; the post is kept
        #[arg(long, value_name = "SECS", default_value_t = 120)]
        timeout: u64,
    },
    /// Say what became of a post whose outcome is uncertain
    Resolve(Resolve),
    /// Take a post back; its text becomes a draft again
    Cancel { id: JobId },
}

#[derive(Args, Debug)]
#[group(skip)]
pub(super) struct Resolve {
    pub(super) id: JobId,
    /// It is there, under this URN
    #[arg(
        long,
        value_name = "URN",
        required_unless_present = "not_published",
        conflicts_with = "not_published"
    )]
    pub(super) published: Option<PostUrn>,
    /// It is not there and may be sent again
    #[arg(long)]
    pub(super) not_published: bool,
}

/// Reads the command line. Prints help, or what is wrong with it, and gives the exit code, if there is nothing to do.
pub(super) fn read() -> Result<(CommandLine, Vec<Option<String>>), clap::Error> {
    let mut command = CommandLine::command();
    let matches = command.try_get_matches_from_mut(std::env::args_os())?;
    let line = CommandLine::from_arg_matches(&matches)?;
    let usage = |words: &str| {
        command
            .clone()
            .error(clap::error::ErrorKind::ArgumentConflict, words)
    };
    if line.command.is_some() && (line.sandbox || !line.files.is_empty()) {
        return Err(usage(
            "--sandbox and files are for the window, not for a command",
        ));
    }
    let alts = match matches.subcommand() {
        Some(("post", post)) => alts_by_image(post).map_err(usage)?,
        _ => Vec::new(),
    };
    Ok((line, alts))
}

/// For each picture its description: the `--alt` that stands after it and before the next picture.
fn alts_by_image(post: &ArgMatches) -> Result<Vec<Option<String>>, &'static str> {
    let images: Vec<usize> = post
        .indices_of("images")
        .map(Iterator::collect)
        .unwrap_or_default();
    let places = post.indices_of("alts").into_iter().flatten();
    let texts = post.get_many::<String>("alts").into_iter().flatten();
    let mut alts = vec![None; images.len()];
    for (place, text) in places.zip(texts) {
        let image = images
            .iter()
            .rposition(|image| *image < place)
            .ok_or("--alt belongs to the --image before it")?;
        if alts[image].replace(text.clone()).is_some() {
            return Err("An --image takes one --alt");
        }
    }
    Ok(alts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn a_description_belongs_to_the_picture_before_it() {
        let alts = |words: &[&str]| {
            let matches = CommandLine::command()
                .try_get_matches_from([&["sendoff", "post"], words].concat())
                .unwrap();
            alts_by_image(matches.subcommand().unwrap().1)
        };
        let alt = |text: &str| Some(text.to_owned());
        assert_eq!(
            alts(&["--image", "a", "--alt", "x", "--image", "b"]),
            Ok(vec![alt("x"), None])
        );
        assert_eq!(
            alts(&["--image", "a", "--image", "b", "--alt", "-y"]),
            Ok(vec![None, alt("-y")])
        );
        assert!(alts(&["--alt", "x", "--image", "a"]).is_err());
        assert!(alts(&["--image", "a", "--alt", "x", "--alt", "y"]).is_err());
    }

    #[test]
    fn a_mention_is_a_name_and_a_urn() {
        assert_eq!(parse_mention("A=B=urn:li:person:1").unwrap().name, "A=B");
        assert!(parse_mention("urn:li:person:1").is_err());
        assert!(parse_mention("=urn:li:person:1").is_err());
        assert!(parse_mention("A\nB=urn:li:person:1").is_err());
        assert!(parse_mention("A=urn:li:share:1").is_err());
    }
}
