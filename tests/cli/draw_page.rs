//! The hidden command that draws a page of a PDF: what it answers, and that it does nothing else.

use std::fs::File;
use std::process::{Command, Output, Stdio};

use sendoff::media::{DrawnPage, PageSize};

use crate::profile::Profile;

/// Three pages, of which the second is wider than a number can tell.
fn three_pages() -> String {
    let far = format!("3{}", "0".repeat(38));
    let page = |number: u32, area: &str| {
        format!("{number} 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [{area}] >>\nendobj\n")
    };
    let pages = [
        page(3, "0 0 90 90"),
        page(4, &format!("-{far} 0 {far} 90")),
        page(5, "0 0 90 45"),
    ];
    format!(
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count 3 >>\nendobj\n{}\
         trailer\n<< /Root 1 0 R /Size 6 >>\nstartxref\n0\n%%EOF\n",
        pages.concat()
    )
}

/// The command, as the window starts it: with nothing in its environment that it could use.
fn drawer(page: u32, size: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sendoff"));
    command
        .args(["draw-page", &page.to_string(), size])
        .env_clear()
        .env("SENDOFF_NO_KEYRING", "1")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn drawn(pdf: &str, page: u32, size: &str) -> Output {
    drawer(page, size)
        .stdin(File::open(pdf).unwrap())
        .output()
        .unwrap()
}

#[test]
fn a_page_comes_out_as_pixels_and_one_that_cannot_be_drawn_as_none() {
    let profile = Profile::new("");
    let pdf = profile.file("tea.pdf", three_pages());
    for (page, word, size, picture) in [
        (0, "row", PageSize::Row, Some((240, 240))),
        (1, "row", PageSize::Row, None),
        (2, "card", PageSize::Card, Some((640, 320))),
    ] {
        let output = drawn(&pdf, page, word);
        assert!(output.status.success(), "{output:?}");
        let drawn = DrawnPage::parse(&output.stdout, page, size).unwrap();
        let size = drawn.picture.map(|picture| (picture.width, picture.height));
        assert_eq!((drawn.count, size), (3, picture));
        assert!(output.stderr.is_empty());
    }
}

#[test]
fn what_cannot_be_read_is_answered_with_nothing() {
    let profile = Profile::new("");
    let whole = profile.file("tea.pdf", three_pages());
    let broken = profile.file("broken.pdf", "%PDF-1.7 and no more");
    let empty = profile.file("empty.pdf", "");
    for (pdf, page) in [(&whole, 3), (&whole, u32::MAX), (&broken, 0), (&empty, 0)] {
        let output = drawn(pdf, page, "row");
        assert_eq!(output.status.code(), Some(5), "{output:?}");
        assert!(output.stdout.is_empty() && output.stderr.is_empty());
    }
}

#[test]
fn drawing_touches_no_profile_and_no_help_tells_of_it() {
    let profile = Profile::new("");
    let pdf = profile.file("tea.pdf", three_pages());
    let mut command = profile.command(&["draw-page", "0", "row"]);
    command.stdin(File::open(pdf).unwrap());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(profile.files(), Vec::<std::path::PathBuf>::new());
    for args in [["--help"], ["-h"]] {
        let help = profile.command(&args).output().unwrap();
        let help = String::from_utf8(help.stdout).unwrap();
        assert!(help.contains("send-due"), "{help}");
        assert!(!help.contains("draw-page") && !help.contains("open-page"));
    }
}

/// What the system says of its limits while it waits for a PDF.
#[cfg(target_os = "linux")]
#[test]
fn drawing_gets_so_much_memory_and_leaves_no_core_file() {
    use crate::support::until;

    let mut child = drawer(0, "row").stdin(Stdio::piped()).spawn().unwrap();
    let limits = format!("/proc/{}/limits", child.id());
    let is_set = |name: &str, most: &str| {
        let limits = std::fs::read_to_string(&limits).unwrap();
        let mut lines = limits.lines();
        let line = lines.find_map(|line| line.strip_prefix(name));
        line.is_some_and(|line| line.split_whitespace().take(2).eq([most, most]))
    };
    until("the bound of its memory", || {
        is_set("Max address space", "805306368")
    });
    assert!(is_set("Max core file size", "0"));
    drop(child.stdin.take());
    assert!(!child.wait().unwrap().success());
}

#[cfg(target_os = "linux")]
#[test]
fn a_picture_that_unpacks_into_four_gigabytes_ends_the_drawing_and_nothing_else() {
    let profile = Profile::new("");
    let pdf = profile.file("bomb.pdf", bomb());
    let output = drawn(&pdf, 0, "card");
    assert!(output.status.code().is_none(), "{output:?}");
    assert!(output.stdout.is_empty());
}

/// A page with a picture of 65,535 by 65,535 grey pixels: runs of 128, packed again.
#[cfg(target_os = "linux")]
fn bomb() -> Vec<u8> {
    let runs = [129, 0].repeat((65_535 * 65_535 / 128) + 1);
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(&runs, 6);
    let mut pdf = format!(
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 90 90] /Contents 4 0 R\
         /Resources << /XObject << /I 5 0 R >> >> >>\nendobj\n\
         4 0 obj\n<< /Length 22 >>\nstream\n90 0 0 90 0 0 cm /I Do\nendstream\nendobj\n\
         5 0 obj\n<< /Type /XObject /Subtype /Image /Width 65535 /Height 65535 /BitsPerComponent 8\
         /ColorSpace /DeviceGray /Filter [/FlateDecode /RunLengthDecode] /Length {} >>\nstream\n",
        packed.len()
    )
    .into_bytes();
    pdf.extend(packed);
    pdf.extend(b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 6 >>\nstartxref\n0\n%%EOF\n");
    pdf
}
