//! What desktops read about the program: that its names agree, that every icon has the size it claims, that the
//! kinds of files it is offered for are those it takes. Never: what the window does with them.

use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use sendoff::domain::{DocumentFormat, Suggestion};
use sendoff::media::{FileKind, picture_from_bytes};

/// What every desktop knows the program by.
const ID: &str = "sendoff";

/// The sizes that the icon theme has folders for, in pixels.
const SIZES: [u32; 10] = [16, 22, 24, 32, 48, 64, 96, 128, 256, 512];

#[test]
fn every_desktop_knows_the_program_by_one_name() {
    let window = text("src/app/window.rs");
    assert!(window.contains(&format!("const APP_ID: &str = \"{ID}\";")));
    assert!(window.contains(".with_app_id(APP_ID)"));

    let entry = text("assets/share/applications/sendoff.desktop");
    let main = section(&entry, "Desktop Entry");
    for key in ["Icon", "StartupWMClass", "TryExec"] {
        assert_eq!(value(main, key), Some(ID), "{key}");
    }
    let info = text("assets/share/metainfo/sendoff.metainfo.xml");
    for element in [
        format!("<id>{ID}</id>"),
        format!("<icon type=\"stock\">{ID}</icon>"),
        format!("<launchable type=\"desktop-id\">{ID}.desktop</launchable>"),
        format!("<binary>{ID}</binary>"),
    ] {
        assert!(info.contains(&element), "{element}");
    }
    let summary = value(main, "Comment").expect("there is a comment");
    assert!(info.contains(&format!("<summary>{summary}</summary>")));

    let plist = text("assets/macos/Info.plist");
    for key in ["CFBundleExecutable", "CFBundleIconFile"] {
        let pair = format!("<key>{key}</key>\n\t<string>{ID}</string>");
        assert!(plist.contains(&pair), "{key}");
    }
}

#[test]
fn everything_in_the_menu_starts_the_program() {
    let program = Path::new(env!("CARGO_BIN_EXE_sendoff"));
    assert_eq!(program.file_stem().and_then(|stem| stem.to_str()), Some(ID));
    let entry = text("assets/share/applications/sendoff.desktop");
    let main = section(&entry, "Desktop Entry");
    assert_eq!(value(main, "Exec"), Some("sendoff %F"));
    let actions: Vec<&str> = list(value(main, "Actions").unwrap_or_default());
    for action in &actions {
        let action = section(&entry, &format!("Desktop Action {action}"));
        assert!(value(action, "Name").is_some_and(|name| !name.is_empty()));
        let mut words = value(action, "Exec").unwrap_or_default().split(' ');
        assert_eq!(words.next(), Some(ID));
        // Options are those of the command line; the man page is held to that elsewhere.
        let page = text("assets/share/man/man1/sendoff.1").replace("\\-", "-");
        for word in words {
            assert!(page.contains(word), "`{word}` is no option");
        }
    }
    assert_eq!(actions, ["new-post"]);
    let described = entry.matches("[Desktop Action ").count();
    assert_eq!(described, actions.len(), "an action that is not listed");
}

#[test]
fn addresses_of_its_own_are_opened_with_it_without_a_second_entry_in_the_menu() {
    let menu = text("assets/share/applications/sendoff.desktop");
    assert!(!menu.contains("x-scheme-handler"));
    let entry = text("assets/share/applications/sendoff-link.desktop");
    let main = section(&entry, "Desktop Entry");
    for (key, wanted) in [
        ("Exec", "sendoff %u"),
        ("Icon", ID),
        ("MimeType", "x-scheme-handler/sendoff;"),
        ("NoDisplay", "true"),
        ("StartupWMClass", ID),
        ("TryExec", ID),
    ] {
        assert_eq!(value(main, key), Some(wanted), "{key}");
    }
    let action = section(&menu, "Desktop Action new-post");
    let address = value(action, "Exec").and_then(|exec| exec.strip_prefix("sendoff "));
    let address = address.expect("it is started with an address");
    assert!(
        address
            .parse::<Suggestion>()
            .is_ok_and(|new| new.text.is_empty())
    );
}

#[test]
fn files_are_opened_with_it_if_it_takes_them() {
    let entry = text("assets/share/applications/sendoff.desktop");
    let main = section(&entry, "Desktop Entry");
    let offered: BTreeSet<&str> = list(value(main, "MimeType").unwrap_or_default())
        .into_iter()
        .collect();
    let video = FileKind::of(b"\0\0\0\x18ftypisom\0\0\0\0isommp42") == FileKind::Mp4;
    let video = video.then_some("video/mp4");
    let taken = pictures().into_iter().chain(documents()).chain(video);
    assert_eq!(offered, taken.collect());
}

#[test]
fn every_icon_has_the_size_it_claims() {
    let hicolor = root().join("assets/share/icons/hicolor");
    for size in SIZES {
        let path = hicolor.join(format!("{size}x{size}/apps/{ID}.png"));
        assert_eq!(
            image::image_dimensions(&path).ok(),
            Some((size, size)),
            "{}",
            path.display()
        );
    }
    let folders = fs::read_dir(&hicolor).expect("the icons can be listed");
    assert_eq!(folders.count(), SIZES.len() + 1, "sizes, and `scalable`");
    assert_eq!(
        fs::read(hicolor.join("scalable/apps/sendoff.svg")).ok(),
        fs::read(root().join("assets/icon/sendoff.svg")).ok()
    );
}

#[test]
fn the_icons_of_windows_and_macos_hold_their_sizes() {
    let ico = fs::read(root().join("assets/windows/sendoff.ico")).expect("there is an .ico");
    let (head, entries) = ico.split_at(6);
    assert_eq!(head[..4], [0, 0, 1, 0]);
    let count = usize::from(u16::from_le_bytes([head[4], head[5]]));
    let sides = entries.chunks_exact(16).take(count).map(|entry| {
        assert_eq!(entry[0], entry[1], "as wide as high");
        // 256 does not fit into a byte and is written as nought.
        if entry[0] == 0 {
            256
        } else {
            u32::from(entry[0])
        }
    });
    assert_eq!(sides.collect::<Vec<_>>(), [16, 20, 24, 32, 40, 48, 64, 256]);

    let icns = fs::read(root().join("assets/macos/sendoff.icns")).expect("there is an .icns");
    let (head, mut rest) = icns.split_at(8);
    assert_eq!(&head[..4], b"icns");
    assert_eq!(length(head), icns.len());
    let mut pictures = Vec::new();
    while !rest.is_empty() {
        let (element, after) = rest.split_at(length(rest));
        let (kind, picture) = (&element[..4], &element[8..]);
        if FileKind::of(picture) == FileKind::Png {
            let size = image::load_from_memory(picture).expect("a whole PNG");
            let kind = String::from_utf8_lossy(kind).into_owned();
            assert_eq!(size.width(), size.height(), "{kind}");
            pictures.push((kind, size.width()));
        }
        rest = after;
    }
    let claimed = [128, 256, 512, 1024, 32, 64, 256, 512];
    let claimed = (7..)
        .zip(claimed)
        .map(|(n, side)| (format!("ic{n:02}"), side));
    assert_eq!(pictures, claimed.collect::<Vec<_>>());
}

#[test]
fn windows_shows_no_console_beside_the_window() {
    let manifest = text("assets/windows/sendoff.manifest");
    assert!(manifest.contains(">detached</consoleAllocationPolicy>"));
    let script = text("build.rs");
    for path in [
        "assets/windows/sendoff.ico",
        "assets/windows/sendoff.manifest",
    ] {
        assert!(script.contains(path), "{path}");
    }
    // Else a shell would neither wait for it nor show what it prints.
    assert!(!text("src/main.rs").contains("windows_subsystem"));
}

#[test]
fn what_is_installed_is_there() {
    let manifest = text("Cargo.toml");
    let deb = manifest
        .split("[package.metadata.deb]")
        .nth(1)
        .expect("it can be packaged");
    let assets = deb
        .split("assets = [")
        .nth(1)
        .and_then(|rest| rest.split("\n]").next());
    let sources = assets
        .expect("it installs files")
        .lines()
        .filter_map(|line| {
            let source = line.trim().strip_prefix("[\"")?;
            source.split('"').next()
        });
    let sources: Vec<&str> = sources
        .filter(|source| !source.starts_with("target/"))
        .collect();
    assert!(sources.len() > 3, "{sources:?}");
    for source in sources {
        let folder = source.split('*').next().unwrap_or(source);
        assert!(root().join(folder).exists(), "{source}");
    }
}

/// The MIME types of a picture of each kind that can be attached.
fn pictures() -> Vec<&'static str> {
    let kinds = [
        ("image/jpeg", image::ImageFormat::Jpeg),
        ("image/png", image::ImageFormat::Png),
        ("image/gif", image::ImageFormat::Gif),
        ("image/webp", image::ImageFormat::WebP),
        ("image/bmp", image::ImageFormat::Bmp),
        ("image/tiff", image::ImageFormat::Tiff),
    ];
    let is_taken = |format: image::ImageFormat| {
        let mut bytes = Cursor::new(Vec::new());
        let picture = image::DynamicImage::new_rgb8(16, 16);
        picture
            .write_to(&mut bytes, format)
            .expect("it can be encoded");
        picture_from_bytes(bytes.into_inner()).is_ok()
    };
    let taken = kinds.into_iter().filter(|(_, format)| is_taken(*format));
    taken.map(|(mime, _)| mime).collect()
}

/// The MIME types of the documents that can be attached.
fn documents() -> impl Iterator<Item = &'static str> {
    use DocumentFormat::{Doc, Docx, Pdf, Ppt, Pptx};
    [Pdf, Docx, Pptx, Doc, Ppt]
        .map(|format| match format {
            Pdf => "application/pdf",
            Doc => "application/msword",
            Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Ppt => "application/vnd.ms-powerpoint",
            Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        })
        .into_iter()
}

/// The length that the head of a file or an element in an `.icns` claims, with that head.
fn length(head: &[u8]) -> usize {
    let length = head[4..8].try_into().expect("four bytes");
    u32::from_be_bytes(length) as usize
}

/// The lines of a section of a desktop entry.
#[track_caller]
fn section<'a>(entry: &'a str, name: &str) -> &'a str {
    let heading = format!("[{name}]\n");
    let (_, rest) = entry.split_once(&heading).expect("the section is there");
    rest.split("\n[").next().unwrap_or(rest)
}

fn value<'a>(section: &'a str, key: &str) -> Option<&'a str> {
    let mut lines = section.lines();
    lines.find_map(|line| line.strip_prefix(key)?.strip_prefix('='))
}

fn list(value: &str) -> Vec<&str> {
    value.split_terminator(';').collect()
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|err| panic!("{path}: {err}"))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
