//! Addresses that may be handed to a browser: web pages and nothing else.

use std::str::FromStr;

use crate::words::t;
use url::{Host, Url};

/// The address of a web page, fit for handing to a browser: `https`, or a page of this computer.
///
/// What opens addresses on a computer also opens files and starts programs, so an address from a file or a server is
/// handed over only as this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrowserLink(Url);

impl BrowserLink {
    /// The address as a browser writes it.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl FromStr for BrowserLink {
    type Err = NotABrowserLink;

    fn from_str(text: &str) -> Result<Self, NotABrowserLink> {
        // Parsing forgives these; whatever opens the address may not.
        if text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\') {
            return Err(NotABrowserLink);
        }
        let url = Url::parse(text).map_err(|_why| NotABrowserLink)?;
        let is_plain = url.username().is_empty() && url.password().is_none();
        let is_web = match url.scheme() {
            "https" => url.host().is_some(),
            "http" => is_this_computer(&url),
            _ => false,
        };
        (is_plain && is_web)
            .then_some(Self(url))
            .ok_or(NotABrowserLink)
    }
}

fn is_this_computer(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// The address does not name a web page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", t!("no-web-address"))]
pub struct NotABrowserLink;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn web_pages_and_pages_of_this_computer_are_opened() {
        for text in [
            "https://www.linkedin.com/feed/update/urn:li:share:1/",
            "https://www.linkedin.com/oauth/v2/authorization?client_id=a&scope=openid%20profile",
            "http://127.0.0.1:8080/feed/",
            "http://localhost:1/",
            "http://[::1]:9/",
        ] {
            assert_eq!(
                text.parse::<BrowserLink>()
                    .as_ref()
                    .map(BrowserLink::as_str),
                Ok(text)
            );
        }
    }

    #[test]
    fn whatever_else_the_system_would_open_is_refused() {
        for text in [
            "",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "mailto:a@example.com",
            "smb://host/share",
            "ftp://example.com/",
            "vscode://file/x",
            "--flag",
            "-a https://example.com/",
            "https://example.com/ --flag",
            " https://example.com/",
            "https://example.com/\n",
            "https://exa\tmple.com/",
            "https://example.com/\u{0}",
            "https:\\\\example.com",
            "https://user@example.com/",
            "https://user:word@example.com/",
            "https://",
            "http://example.com/",
            "http://127.0.0.1.example.com/",
            "http://127.0.0.1@example.com/",
            "http://localhost.example.com/",
            "/etc/passwd",
            "C:\\Windows\\system32\\calc.exe",
            "www.linkedin.com",
        ] {
            assert_eq!(
                text.parse::<BrowserLink>(),
                Err(NotABrowserLink),
                "{text:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn whatever_is_opened_is_one_word_that_begins_like_a_web_page(text in "(https?|file|-)?[:/\\\\@ -~]{0,30}") {
            if let Ok(link) = text.parse::<BrowserLink>() {
                prop_assert!(link.as_str().starts_with("https://") || link.as_str().starts_with("http://"));
                prop_assert!(link.as_str().bytes().all(|byte| byte.is_ascii_graphic()));
            }
        }
    }
}
