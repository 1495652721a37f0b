//! Where LinkedIn is, and the only addresses that anything may be sent to.

use std::net::IpAddr;

use url::{Host, Url};

use crate::domain::PostUrn;

/// The hosts of the service: LinkedIn's own, compiled in, or one address on this computer for trying and testing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoints {
    www: Url,
    api: Url,
    is_loopback: bool,
}

impl Endpoints {
    /// LinkedIn itself.
    pub fn linkedin() -> Self {
        let known = |text: &str| Url::parse(text).expect("a fixed address parses");
        Self {
            www: known("https://www.linkedin.com/"),
            api: known("https://api.linkedin.com/"),
            is_loopback: false,
        }
    }

    /// One server on this computer in place of all of LinkedIn.
    ///
    /// # Errors
    /// [`NotLoopback`] for anything but a bare loopback origin: a stored token must never reach another host.
    pub fn loopback(text: &str) -> Result<Self, NotLoopback> {
        let url = Url::parse(text).map_err(|_why| NotLoopback)?;
        let is_web = matches!(url.scheme(), "http" | "https");
        let is_bare = url.username().is_empty()
            && url.password().is_none()
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none();
        if is_web && is_bare && is_loopback_host(&url) {
            Ok(Self {
                www: url.clone(),
                api: url,
                is_loopback: true,
            })
        } else {
            Err(NotLoopback)
        }
    }

    /// Whether this is a server on this computer.
    pub fn is_loopback(&self) -> bool {
        self.is_loopback
    }

    /// Whether nothing is encrypted on the way there, as between programs on this computer.
    pub(super) fn is_plain(&self) -> bool {
        self.api.scheme() == "http"
    }

    /// Where people see a post.
    pub fn permalink(&self, post: &PostUrn) -> String {
        format!("{}feed/update/{post}/", self.www)
    }

    /// Where the signed-in person sees what they posted lately.
    pub fn recent_activity(&self) -> String {
        if self.is_loopback {
            format!("{}feed/", self.www)
        } else {
            format!("{}in/me/recent-activity/all/", self.www)
        }
    }

    /// An address of the API. `path` is percent-encoded already.
    pub(super) fn api(&self, path: &str) -> AllowedUrl {
        AllowedUrl {
            url: join(&self.api, path),
            takes_bearer: true,
        }
    }

    /// An address of the sign-in service.
    pub(super) fn oauth(&self, path: &str) -> AllowedUrl {
        AllowedUrl {
            url: join(&self.www, path),
            takes_bearer: false,
        }
    }

    /// An upload address that LinkedIn named, if it is LinkedIn's.
    ///
    /// The bytes may go to `*.linkedin.com` and `*.licdn.com`; the token only to exactly `www` and `api`.
    pub(super) fn upload(&self, text: &str) -> Option<AllowedUrl> {
        let url = Url::parse(text).ok()?;
        if !url.username().is_empty() || url.password().is_some() {
            return None;
        }
        if self.is_loopback {
            let is_here = url.origin() == self.www.origin();
            return is_here.then_some(AllowedUrl {
                url,
                takes_bearer: true,
            });
        }
        let Some(Host::Domain(host)) = url.host() else {
            return None;
        };
        let is_linkedin = ["linkedin.com", "licdn.com"].iter().any(|domain| {
            host == *domain
                || host
                    .strip_suffix(domain)
                    .is_some_and(|rest| rest.ends_with('.'))
        });
        let takes_bearer = [&self.www, &self.api]
            .iter()
            .any(|known| known.host_str() == Some(host));
        (url.scheme() == "https" && url.port().is_none() && is_linkedin)
            .then_some(AllowedUrl { url, takes_bearer })
    }
}

/// The only thing a request can be sent to.
#[derive(Clone, PartialEq, Eq)]
pub struct AllowedUrl {
    url: Url,
    takes_bearer: bool,
}

impl AllowedUrl {
    /// The address.
    pub(super) fn url(&self) -> &Url {
        &self.url
    }

    /// Whether the token may go there.
    pub(super) fn takes_bearer(&self) -> bool {
        self.takes_bearer
    }
}

/// Upload addresses are as good as keys, so they are not printed.
impl std::fmt::Debug for AllowedUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AllowedUrl(…)")
    }
}

/// The address is not a bare origin on this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Only an address on this computer is accepted here, such as http://127.0.0.1:8080")]
pub struct NotLoopback;

fn is_loopback_host(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => IpAddr::V4(ip).is_loopback(),
        Some(Host::Ipv6(ip)) => IpAddr::V6(ip).is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

fn join(base: &Url, path: &str) -> Url {
    let mut url = base.clone();
    let (path, query) = path
        .split_once('?')
        .map_or((path, None), |(path, query)| (path, Some(query)));
    url.set_path(path);
    url.set_query(query);
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_bare_loopback_origin_replaces_linkedin() {
        for text in [
            "http://127.0.0.1:80",
            "http://127.0.0.1:8080/",
            "http://localhost:1",
            "http://[::1]:9",
            "https://127.0.0.1",
        ] {
            assert!(Endpoints::loopback(text).is_ok(), "{text}");
        }
        for text in [
            "",
            "127.0.0.1:80",
            "http://192.0.2.1",
            "http://example.com",
            "http://localhost.example.com",
            "http://127.0.0.1.example.com",
            "http://user@127.0.0.1",
            "http://127.0.0.1@example.com",
            "http://127.0.0.1/path",
            "http://127.0.0.1/?a",
            "http://127.0.0.1/#a",
            "file:///etc/passwd",
            "ftp://127.0.0.1",
            "http://0.0.0.0:1",
            "http://[::ffff:192.0.2.1]",
        ] {
            assert!(Endpoints::loopback(text).is_err(), "{text} was accepted");
        }
    }

    #[test]
    fn the_token_goes_to_two_hosts_and_the_bytes_to_linkedins_own() {
        let linkedin = Endpoints::linkedin();
        let bearer = |text: &str| linkedin.upload(text).map(|url| url.takes_bearer());
        assert_eq!(bearer("https://www.linkedin.com/dms-uploads/x"), Some(true));
        assert_eq!(bearer("https://api.linkedin.com/mediaUpload/x"), Some(true));
        assert_eq!(bearer("https://media.licdn.com/x"), Some(false));
        assert_eq!(bearer("https://dms.linkedin.com/x"), Some(false));
    }

    #[test]
    fn hostile_upload_addresses_are_refused() {
        for text in [
            "",
            "x",
            "http://www.linkedin.com/x",
            "https://www.linkedin.com:8443/x",
            "https://user@www.linkedin.com/x",
            "https://user:pw@www.linkedin.com/x",
            "https://www.linkedin.com.evil.example/x",
            "https://evillinkedin.com/x",
            "https://linkedin.com.evil/x",
            "https://evil.example/www.linkedin.com",
            "https://127.0.0.1/x",
            "https://[::1]/x",
            "https://10.0.0.1/x",
            "https://169.254.169.254/x",
            "https://2130706433/x",
            "https://0x7f.1/x",
            "https://localhost/x",
            "https://www.linkedin.com./x",
            "https://www.linkedin.com@evil.example/x",
            "https://evil.example?www.linkedin.com",
            "https://evil.example#.linkedin.com",
            "https://evil.example\\@www.linkedin.com/",
            "ftp://www.linkedin.com/x",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/plain,x",
            "https://xn--lnkedin-n2a.com/x",
            "https://línkedin.com/x",
            "https://licdn.com.evil.example/",
            "https://notlicdn.com/",
            "https:///x",
            "https://",
            "//www.linkedin.com/x",
            "https://www.linkedin.com:0/x",
            "https://:@evil.example/",
            "https://%77ww.evil.example/",
            "ws://www.linkedin.com/",
            "https://linkedin.comx/",
            "https://www_linkedin.com/",
            "https://www.linkedin.co/",
        ] {
            assert_eq!(
                Endpoints::linkedin().upload(text),
                None,
                "{text} was allowed"
            );
        }
    }

    #[test]
    fn beside_a_local_server_nothing_else_is_allowed() {
        let local = Endpoints::loopback("http://127.0.0.1:8080").unwrap();
        assert!(
            local
                .upload("http://127.0.0.1:8080/dms-uploads/1")
                .is_some_and(|url| url.takes_bearer())
        );
        for text in [
            "http://127.0.0.1:8081/x",
            "http://localhost:8080/x",
            "https://www.linkedin.com/x",
            "https://127.0.0.1:8080/x",
        ] {
            assert_eq!(local.upload(text), None, "{text}");
        }
    }

    #[test]
    fn a_permalink_names_the_post() {
        let post = "urn:li:share:1".parse().unwrap();
        assert_eq!(
            Endpoints::linkedin().permalink(&post),
            "https://www.linkedin.com/feed/update/urn:li:share:1/"
        );
        assert_eq!(
            Endpoints::loopback("http://127.0.0.1:9")
                .unwrap()
                .permalink(&post),
            "http://127.0.0.1:9/feed/update/urn:li:share:1/"
        );
    }
}
