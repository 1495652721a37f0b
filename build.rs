//! Gives the program its icon, version and manifest where it is built on Windows; elsewhere there is nothing to do.
//!
//! Never here: code that is generated, or anything a Linux or macOS program would differ by. `winresource` is a
//! dependency on Windows only, so a Windows program built on another system has no icon.

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=assets/windows");
    resources()
}

#[cfg(windows)]
fn resources() -> std::io::Result<()> {
    if std::env::var_os("CARGO_CFG_TARGET_OS").is_none_or(|target| target != "windows") {
        return Ok(());
    }
    winresource::WindowsResource::new()
        // What "Open with" and the Task Manager call it.
        .set("FileDescription", "Sendoff")
        .set("ProductName", "Sendoff")
        .set("OriginalFilename", "sendoff.exe")
        .set("LegalCopyright", "MIT or Apache-2.0")
        .set_icon("assets/windows/sendoff.ico")
        .set_manifest_file("assets/windows/sendoff.manifest")
        .compile_for("sendoff")
}

#[cfg(not(windows))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "the same as on Windows, where it can fail"
)]
fn resources() -> std::io::Result<()> {
    Ok(())
}
