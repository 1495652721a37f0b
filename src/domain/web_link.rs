//! Which addresses may be handed to a browser: pages on the web, and the sandbox on this computer. Opens nothing.

use url::{Host, Url};

/// The address, if a browser may be sent to it.
///
/// An address may come from LinkedIn or from a file that somebody edited, and becomes an argument of another program.
pub fn web_link(text: &str) -> Option<Url> {
    let is_clean = !text.contains(|letter: char| letter.is_whitespace() || letter.is_control());
    let url = Url::parse(text).ok().filter(|_| is_clean)?;
    let is_local = matches!(url.host(), Some(Host::Ipv4(ip)) if ip.is_loopback());
    let is_web = url.scheme() == "https" || (url.scheme() == "http" && is_local);
    let names_nobody = url.username().is_empty() && url.password().is_none();
    (is_web && names_nobody && url.has_host()).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_on_the_web_and_on_this_computer_are_opened() {
        for text in [
            "https://www.linkedin.com/feed/update/urn:li:share:7531189155053699072/",
            "https://www.linkedin.com/in/me/recent-activity/all/",
            "http://127.0.0.1:41234/feed/update/urn:li:share:1/",
        ] {
            assert_eq!(web_link(text).unwrap().as_str(), text);
        }
    }

    #[test]
    fn nothing_else_reaches_a_browser() {
        for text in [
            "",
            "--help",
            "-P",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "vbscript:x",
            "mailto:ada@example.com",
            "ftp://example.com/",
            "www.linkedin.com",
            "//www.linkedin.com",
            "http://www.linkedin.com/",
            "http://localhost/",
            "http://127.0.0.1.example.com/",
            "http://127.0.0.1@example.com/",
            "https://ada@www.linkedin.com/",
            "https://ada:hush@www.linkedin.com/",
            "https://www.linkedin.com/ --flag",
            " https://www.linkedin.com/",
            "https://www.linkedin.com/\n--flag",
            "https://www.linkedin.com/\u{0}",
            "https:",
            "https://",
        ] {
            assert_eq!(web_link(text), None, "{text:?}");
        }
    }
}
