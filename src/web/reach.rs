//! Which addresses may be asked: those of the public internet. Names are looked up here, so a connection is made to an
//! address that was checked and to no other. Never: asking.

use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use super::CardError;

/// How far the fetcher reaches. The program has one kind, [`PublicWeb`]; tests bring their own names and addresses.
pub(super) trait Reach: Send + Sync + 'static {
    /// The addresses behind a name, good and bad.
    fn look_up(&self, name: &str) -> LookedUp;
    /// Whether this address may be connected to.
    fn allows(&self, ip: IpAddr) -> bool;
    /// Whether this port may be connected to.
    fn allows_port(&self, port: u16) -> bool;
}

/// What a look-up ends with.
pub(super) type LookedUp = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>>;

/// Public addresses, on the two ports of the web.
pub(super) struct PublicWeb;

impl Reach for PublicWeb {
    fn look_up(&self, name: &str) -> LookedUp {
        let name = name.to_owned();
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            Ok(found.map(|socket| socket.ip()).collect())
        })
    }

    fn allows(&self, ip: IpAddr) -> bool {
        is_public(ip)
    }

    fn allows_port(&self, port: u16) -> bool {
        matches!(port, 80 | 443)
    }
}

/// The address as it may be asked for: nothing secret in it, an ordinary port, and no address that is out of reach.
///
/// What a name leads to is checked when it is looked up, see [`Names`].
pub(super) fn checked(reach: &dyn Reach, url: &Url) -> Result<Url, CardError> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(CardError::NotWeb);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(CardError::Credentials);
    }
    let port = url.port_or_known_default().ok_or(CardError::NotWeb)?;
    if !reach.allows_port(port) {
        return Err(CardError::UnusualPort);
    }
    // `url` reads every spelling of an address: 0x7f.1, 2130706433, 127.1.
    let literal = match url.host().ok_or(CardError::NotWeb)? {
        Host::Ipv4(ip) => Some(IpAddr::V4(ip)),
        Host::Ipv6(ip) => Some(IpAddr::V6(ip)),
        Host::Domain(_) => None,
    };
    if literal.is_some_and(|ip| !reach.allows(ip)) {
        return Err(CardError::NotPublic);
    }
    let mut url = url.clone();
    url.set_fragment(None);
    Ok(url)
}

/// Looks names up and hands out only the addresses that may be connected to.
pub(super) struct Names(pub(super) Arc<dyn Reach>);

impl Resolve for Names {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = Arc::clone(&self.0);
        Box::pin(async move {
            let found = reach.look_up(name.as_str()).await?;
            let allowed: Vec<SocketAddr> = found
                .iter()
                .filter(|ip| reach.allows(**ip))
                .map(|ip| SocketAddr::new(*ip, 0))
                .collect();
            if allowed.is_empty() && !found.is_empty() {
                return Err(OutOfReach.into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

/// A name behind which there is no address that may be connected to.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("no address of this name may be connected to")]
pub(super) struct OutOfReach;

/// Whether an address is on the public internet, as far as its number says. IANA: *Special-Purpose Address Registries*.
pub(super) fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_special = matches!(
        (a, b, c),
        (0 | 10 | 127 | 224.., _, _)      // this network, private, loopback, multicast and reserved
            | (100, 64..=127, _)          // shared by the customers of a provider
            | (169, 254, _)               // link-local, where clouds keep their metadata
            | (172, 16..=31, _)           // private
            | (192, 0, 0 | 2)             // protocols, documentation
            | (192, 88, 99)               // relays to IPv6
            | (192, 168, _)               // private
            | (198, 18 | 19, _)           // measuring
            | (198, 51, 100)              // documentation
            | (203, 0, 113) // documentation
    );
    !is_special
}

/// Only global unicast counts, and an IPv4 address inside of an IPv6 address counts for itself.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let v4 = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match ip.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low]            // IPv4 in the clothes of IPv6
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]       // translated by the network
        | [0x2002, high, low, ..] => v4(high, low),   // tunnelled: 6to4
        // Protocols and tunnels, documentation.
        [0x2001, 0..=0x1ff | 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => false,
        [0x2000..=0x3fff, ..] => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seen(text: &str) -> Result<Url, CardError> {
        checked(&PublicWeb, &Url::parse(text).unwrap())
    }

    #[test]
    fn private_addresses_are_refused_in_every_spelling() {
        for host in [
            "127.0.0.1",
            "127.1",
            "0.0.0.0",
            "0",
            "0x7f.1",
            "0x7f000001",
            "0177.0.0.1",
            "2130706433",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "１２７.0.0.1",
            "127。0。0。1",
            "[::]",
            "[::1]",
            "[::127.0.0.1]",
            "[::ffff:10.0.0.1]",
            "[::ffff:7f00:1]",
            "[64:ff9b::10.0.0.1]",
            "[64:ff9b:1::8.8.8.8]",
            "[100::1]",
            "[2001::1]",
            "[2001:db8::1]",
            "[2002:0a00:0001::1]",
            "[3fff::1]",
            "[5f00::1]",
            "[fc00::1]",
            "[fd12:3456::1]",
            "[fe80::1]",
            "[fec0::1]",
            "[ff02::1]",
        ] {
            for scheme in ["http", "https"] {
                let text = format!("{scheme}://{host}/");
                assert_eq!(seen(&text), Err(CardError::NotPublic), "{text}");
            }
        }
    }

    #[test]
    fn public_addresses_and_names_pass_without_their_fragment() {
        for text in [
            "http://example.com/",
            "https://example.com:443/a?b#c",
            "http://example.com:80/",
            "https://93.184.216.34/",
            "https://100.128.0.1/",
            "https://172.32.0.1/",
            "https://[2606:2800:220:1::1]/",
            "https://[::ffff:8.8.8.8]/",
            "https://[64:ff9b::8.8.8.8]/",
            "https://[2002:808:808::1]/",
        ] {
            let url = seen(text).unwrap();
            assert_eq!(url.fragment(), None, "{text}");
        }
    }

    #[test]
    fn only_plain_web_addresses_on_ordinary_ports_are_asked_for() {
        for (text, err) in [
            ("ftp://example.com/", CardError::NotWeb),
            ("file:///etc/passwd", CardError::NotWeb),
            ("javascript:alert(1)", CardError::NotWeb),
            ("data:text/html,x", CardError::NotWeb),
            ("ws://example.com/", CardError::NotWeb),
            ("http://user@example.com/", CardError::Credentials),
            ("http://:word@example.com/", CardError::Credentials),
            ("http://example.com:22/", CardError::UnusualPort),
            ("https://example.com:8443/", CardError::UnusualPort),
            ("http://example.com:0/", CardError::UnusualPort),
        ] {
            assert_eq!(seen(text), Err(err), "{text}");
        }
    }

    proptest! {
        #[test]
        fn an_ipv4_address_is_as_public_in_the_clothes_of_ipv6(bits in any::<u32>()) {
            let v4 = Ipv4Addr::from(bits);
            let [a, b, c, d] = v4.octets();
            let high = u16::from_be_bytes([a, b]);
            let low = u16::from_be_bytes([c, d]);
            for v6 in [
                v4.to_ipv6_mapped(),
                Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, high, low),
                Ipv6Addr::new(0x2002, high, low, 0, 0, 0, 0, 1),
            ] {
                prop_assert_eq!(is_public(IpAddr::V6(v6)), is_public(IpAddr::V4(v4)));
            }
            let special = v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_multicast()
                || v4.is_broadcast() || v4.is_documentation() || v4.is_unspecified();
            prop_assert!(!(special && is_public(IpAddr::V4(v4))));
        }

        #[test]
        fn no_ipv6_address_outside_of_global_unicast_is_public(bits in any::<u128>()) {
            let ip = Ipv6Addr::from(bits);
            let is_unicast = bits >> 125 == 1;
            let has_ipv4 = ip.to_ipv4_mapped().is_some() || bits >> 32 == 0x64_ff9b << 64;
            prop_assert!(is_unicast || has_ipv4 || !is_public(IpAddr::V6(ip)));
        }
    }
}
