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

    /// A page of this computer, beside a server on this computer. It gets no token.
    pub(super) fn on_this_computer(&self, url: &Url) -> Option<AllowedUrl> {
        let is_plain = url.username().is_empty() && url.password().is_none();
        let is_here = self.is_loopback && url.scheme() == "http" && is_loopback_host(url);
        (is_plain && is_here).then(|| AllowedUrl {
            url: url.clone(),
            takes_bearer: false,
        })
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
        // A URL allows signs in a host that no name on the internet has.
        let is_name = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
        if !host.bytes().all(is_name) {
            return None;
        }
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
    use proptest::prelude::*;

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
            "https://a$b.linkedin.com/x",
            "https://a_b.linkedin.com/x",
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
    fn a_page_of_this_computer_is_visited_only_beside_a_local_server() {
        let local = Endpoints::loopback("http://127.0.0.1:8080").unwrap();
        for (text, expected) in [
            ("http://127.0.0.1:18720/callback?code=1", true),
            ("http://[::1]:1/", true),
            ("http://user@127.0.0.1/", false),
            ("http://127.0.0.1.example.com/", false),
            ("https://www.linkedin.com/", false),
            ("file:///etc/passwd", false),
        ] {
            let url = Url::parse(text).unwrap();
            let allowed = local.on_this_computer(&url);
            assert_eq!(
                allowed.as_ref().map(AllowedUrl::takes_bearer),
                expected.then_some(false),
                "{text}"
            );
            assert_eq!(Endpoints::linkedin().on_this_computer(&url), None, "{text}");
        }
    }

    /// What an attacker would write where an address is expected.
    fn lookalikes() -> impl Strategy<Value = String> {
        let schemes = [
            "https://",
            "HTTPS://",
            "http://",
            "https:",
            "https:///",
            "//",
            "ftp://",
            "",
        ];
        let users = ["", "", "", "a@", "a:b@", ":@", "www.linkedin.com@"];
        let hosts = [
            "www.linkedin.com",
            "api.linkedin.com",
            "media.licdn.com",
            "linkedin.com",
            "licdn.com",
            "WWW.LinkedIn.com",
            "evil.example",
            "evillinkedin.com",
            "www.linkedin.com.evil.example",
            "www.linkedin.com.",
            "127.0.0.1",
            "[::1]",
            "2130706433",
            "wwwlinkedin.com",
            "%77ww.linkedin.com",
            "lınkedin.com",
            "ｗｗｗ.linkedin.com",
        ];
        let ports = ["", "", "", ":443", ":80", ":8443", ":0", ":"];
        let rests = [
            "",
            "/",
            "/x",
            "?a",
            "#a",
            "\\",
            "/../..",
            "/@evil.example",
            "\t",
            ".evil.example",
        ];
        (
            prop::sample::select(schemes.to_vec()),
            prop::sample::select(users.to_vec()),
            prop::sample::select(hosts.to_vec()),
            prop::sample::select(ports.to_vec()),
            prop::sample::select(rests.to_vec()),
        )
            .prop_map(|(scheme, user, host, port, rest)| [scheme, user, host, port, rest].concat())
    }

    /// Claims of an address that is allowed what must be so of it.
    fn check_allowed(allowed: &AllowedUrl, text: &str) -> Result<(), TestCaseError> {
        let url = allowed.url();
        let host = url.host_str().unwrap_or_default();
        prop_assert_eq!(url.scheme(), "https", "{}", text);
        prop_assert!(
            url.username().is_empty() && url.password().is_none(),
            "{}",
            text
        );
        prop_assert_eq!(url.port_or_known_default(), Some(443), "{}", text);
        let is_linkedins = host == "linkedin.com"
            || host == "licdn.com"
            || host.ends_with(".linkedin.com")
            || host.ends_with(".licdn.com");
        prop_assert!(is_linkedins && host.is_ascii(), "{}", text);
        let takes_bearer = matches!(host, "www.linkedin.com" | "api.linkedin.com");
        prop_assert_eq!(allowed.takes_bearer(), takes_bearer, "{}", text);
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn whatever_is_allowed_is_linkedins_own_over_tls(text in prop_oneof![lookalikes(), any::<String>().boxed()]) {
            if let Some(allowed) = Endpoints::linkedin().upload(&text) {
                check_allowed(&allowed, &text)?;
            }
        }

        #[test]
        fn no_path_leads_away_from_the_api(path in "[/\\\\@:?#.a-z%0-9]{0,30}") {
            let allowed = Endpoints::linkedin().api(&path);
            prop_assert_eq!(allowed.url().host_str(), Some("api.linkedin.com"), "{}", path);
            check_allowed(&allowed, &path)?;
        }
    }

    #[test]
    fn lookalikes_of_every_kind_hold_the_real_addresses_too() {
        use proptest::strategy::ValueTree as _;
        let mut runner = proptest::test_runner::TestRunner::deterministic();
        let is_allowed = |_| {
            let text = lookalikes().new_tree(&mut runner).unwrap().current();
            Endpoints::linkedin().upload(&text).is_some()
        };
        let num_allowed = (0..2_000)
            .map(is_allowed)
            .filter(|&is_allowed| is_allowed)
            .count();
        assert!(
            (50..1_000).contains(&num_allowed),
            "{num_allowed} of 2,000 are allowed"
        );
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
