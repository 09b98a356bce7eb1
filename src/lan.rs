//! Which addresses to show to phones, which ones phones really use, and which we answer to.
//!
//! Nothing tells for certain which of a laptop's addresses a phone in the yard can reach, so all
//! are listed, the likeliest first, and the requests that arrive show which one was right.

use std::cmp::Reverse;
use std::collections::hash_map::RandomState;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasher;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Mutex, PoisonError};

/// Phones remembered for one address. More than a yard holds; a bound against a strange network.
const MOST_PHONES: usize = 4096;
/// Addresses remembered. A laptop has a handful.
const MOST_HOSTS: usize = 64;

/// One of this laptop's addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The network interface's name, as the system shows it. On Windows people can rename it.
    pub name: String,
    /// The address.
    pub ip: Ipv4Addr,
    /// How likely a phone reaches it: higher is likelier, and only the order means anything.
    pub score: i32,
    /// False only if the system says the interface is down; not every system says.
    pub up: bool,
}

/// This laptop's IPv4 addresses but loopback, likeliest first. Empty if the system gives none.
/// Asks the system anew each time; cheap enough for every few seconds.
pub fn candidates() -> Vec<Address> {
    let found = local_ip_address::list_afinet_netifas().unwrap_or_default();
    let found = found.into_iter().map(|(name, ip)| {
        let up = is_up(&name);
        (name, ip, up)
    });
    rank(found)
}

/// A sign that phones do, or do not, reach an address: what it weighs, and when it is there.
struct Sign {
    weight: i32,
    seen: fn(&str, [u8; 4]) -> bool,
}

/// The signs, from field reports; names are in lower case and only hints, since Windows lets
/// people rename interfaces and translates them.
const SIGNS: [Sign; 7] = [
    // An address out of the ranges for private networks.
    Sign { weight: 40, seen: |_, ip| Ipv4Addr::from(ip).is_private() },
    // The laptop is the hotspot: as Windows, and as NetworkManager set it up.
    Sign { weight: 30, seen: |_, ip| matches!(ip, [192, 168, 137, 1] | [10, 42, _, 1]) },
    // Wireless. "Local Area Connection*" with its star is Windows' name for its own hotspot.
    Sign {
        weight: 20,
        seen: |name, _| has_any(name, &["wi-fi", "wifi", "wlan", "wlp", "local area connection*"]),
    },
    // A cable, perhaps to the access point.
    Sign { weight: 10, seen: |name, _| has_any(name, &["ethernet", "eth", "enp", "eno"]) },
    // Where VirtualBox, libvirt, Docker and Tailscale put themselves when nobody says otherwise.
    Sign {
        weight: -60,
        seen: |_, ip| matches!(ip, [192, 168, 56 | 122, _] | [172, 17, ..] | [100, 64..=127, ..]),
    },
    // Networks inside the machine, tunnels, and links to one device only.
    Sign {
        weight: -60,
        seen: |name, _| {
            const INNER: [&str; 19] = [
                "virtual",
                "vmware",
                "vmnet",
                "vbox",
                "virbr",
                "veth",
                "docker",
                "br-",
                "wsl",
                "hyper-v",
                "vpn",
                "tun",
                "tap",
                "tailscale",
                "zerotier",
                "wg",
                "ppp",
                "radmin",
                "bluetooth",
            ];
            has_any(name, &INNER)
        },
    },
    // The laptop gave this address to itself, because nobody else did.
    Sign { weight: -90, seen: |_, ip| matches!(ip, [169, 254, ..]) },
];

/// What an interface that is down loses: it still has its address, but nobody comes through.
const DOWN: i32 = -120;

/// Scores and sorts; equal scores keep the system's order.
fn rank(found: impl Iterator<Item = (String, IpAddr, bool)>) -> Vec<Address> {
    let mut addresses: Vec<Address> = found
        .filter_map(|(name, ip, up)| {
            let IpAddr::V4(ip) = ip else { return None };
            let score = score(&name.to_lowercase(), ip) + if up { 0 } else { DOWN };
            (!ip.is_loopback() && !ip.is_unspecified()).then_some(Address { name, ip, score, up })
        })
        .collect();
    addresses.sort_by_key(|address| Reverse(address.score));
    addresses
}

fn score(name: &str, ip: Ipv4Addr) -> i32 {
    SIGNS.iter().filter(|sign| (sign.seen)(name, ip.octets())).map(|sign| sign.weight).sum()
}

fn has_any(name: &str, parts: &[&str]) -> bool {
    parts.iter().any(|part| name.contains(part))
}

/// Whether Linux says that the interface works. An alias (`wlan0:1`) is as up as what it stands
/// on. Tunnels say "unknown"; so only a clear no counts.
#[cfg(target_os = "linux")]
fn is_up(name: &str) -> bool {
    let base = name.split(':').next().unwrap_or(name);
    // A name with a path in it is no interface.
    if base.is_empty() || base.contains(['/', '\\']) || base.starts_with('.') {
        return true;
    }
    let state = std::fs::read_to_string(format!("/sys/class/net/{base}/operstate"));
    let state = state.unwrap_or_default();
    !matches!(state.trim(), "down" | "lowerlayerdown" | "notpresent" | "dormant")
}

/// Other systems do not say here.
#[cfg(not(target_os = "linux"))]
fn is_up(_name: &str) -> bool {
    true
}

/// The text of a QR code that joins a phone to the network `ssid`. Without a password the
/// network is an open one.
pub fn wifi_qr_text(ssid: &str, password: &str) -> String {
    let ssid = escaped(ssid);
    if password.is_empty() {
        return format!("WIFI:T:nopass;S:{ssid};;");
    }
    format!("WIFI:T:WPA;S:{ssid};P:{};;", escaped(password))
}

/// The five characters that mean something in a Wi-Fi QR code get a backslash.
fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, each| {
        if matches!(each, '\\' | ';' | ',' | ':' | '"') {
            escaped.push('\\');
        }
        escaped.push(each);
        escaped
    })
}

/// How many phones have come through each address: "seen by 12 phones".
///
/// Keeps no phone's address, only a number made from it with a key of this run.
#[derive(Default)]
pub struct SeenHosts {
    // A std mutex: nothing awaits while it is held, and it is held for microseconds.
    peers: Mutex<BTreeMap<Ipv4Addr, BTreeSet<u64>>>,
    hasher: RandomState,
}

impl SeenHosts {
    /// Notes that a request with this `Host` header came from `peer`. The laptop's own requests
    /// and headers without one of our kind of address are not counted.
    pub fn note(&self, host_header: &str, peer: IpAddr) {
        let (name, _) = split_host(host_header);
        let peer = peer.to_canonical();
        let Ok(host) = name.parse::<Ipv4Addr>() else { return };
        if host.is_loopback() || peer.is_loopback() || peer == IpAddr::V4(host) {
            return;
        }
        let hashed = self.hasher.hash_one(peer);
        let mut peers = self.peers.lock().unwrap_or_else(PoisonError::into_inner);
        if peers.len() >= MOST_HOSTS && !peers.contains_key(&host) {
            return;
        }
        let seen = peers.entry(host).or_default();
        if seen.len() < MOST_PHONES {
            seen.insert(hashed);
        }
    }

    /// How many different phones came through `ip`.
    pub fn phones(&self, ip: Ipv4Addr) -> usize {
        let peers = self.peers.lock().unwrap_or_else(PoisonError::into_inner);
        peers.get(&ip).map_or(0, BTreeSet::len)
    }

    /// Forgets everything, for a new day or another place.
    pub fn clear(&self) {
        self.peers.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// Whether a `Host` header names this laptop, so that a foreign page cannot reach us through a
/// name of its own (DNS rebinding). Allowed are `localhost`, the loopback addresses, each of
/// `own` and the `mdns` name, each at one of `ports`; without a port it is 80.
pub fn allowed_host(
    host_header: &str,
    ports: &[u16],
    own: &[Ipv4Addr],
    mdns: Option<&str>,
) -> bool {
    let (name, port) = split_host(host_header);
    let port = match port {
        None => Some(80),
        // `parse` would take "+80" and "0080" as well; a browser sends neither.
        Some(digits) => digits.parse::<u16>().ok().filter(|port| port.to_string() == digits),
    };
    if !port.is_some_and(|port| ports.contains(&port)) {
        return false;
    }
    let is_mdns = mdns.is_some_and(|mdns| !mdns.is_empty() && name.eq_ignore_ascii_case(mdns));
    let is_address =
        name.parse::<Ipv4Addr>().is_ok_and(|ip| ip == Ipv4Addr::LOCALHOST || own.contains(&ip));
    is_mdns || is_address || name == "[::1]" || name.eq_ignore_ascii_case("localhost")
}

/// The name and the port of a `Host` header, neither checked yet.
fn split_host(host_header: &str) -> (&str, Option<&str>) {
    match host_header.rsplit_once(':') {
        // A colon inside brackets belongs to an IPv6 address.
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        Some(_) | None => (host_header, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The best address of a laptop with these interfaces, none of them known to be down.
    fn best(found: &[(&str, &str)]) -> String {
        let found = found.iter().map(|(name, ip)| ((*name).to_owned(), ip.parse().unwrap(), true));
        rank(found).first().map(|address| address.ip.to_string()).unwrap_or_default()
    }

    #[test]
    fn the_hotspot_wins_over_wsl_and_virtualbox() {
        let layout = [
            ("vEthernet (WSL)", "172.28.64.1"),
            ("Ethernet 2", "192.168.56.1"),
            ("Local Area Connection* 10", "192.168.137.1"),
        ];
        assert_eq!(best(&layout), "192.168.137.1");
    }

    #[test]
    fn wifi_wins_over_virtualbox_and_tailscale() {
        let layout = [
            ("vboxnet0", "192.168.56.1"),
            ("tailscale0", "100.101.2.3"),
            ("wlp3s0", "192.168.1.23"),
        ];
        assert_eq!(best(&layout), "192.168.1.23");
    }

    #[test]
    fn a_cable_wins_over_wifi_without_an_address_from_the_router() {
        let layout = [("Wi-Fi", "169.254.13.7"), ("Ethernet", "192.168.0.10")];
        assert_eq!(best(&layout), "192.168.0.10");
    }

    #[test]
    fn a_cable_wins_over_docker() {
        let layout =
            [("docker0", "172.17.0.1"), ("br-4f1a2b", "172.18.0.1"), ("enp0s31f6", "10.0.0.5")];
        assert_eq!(best(&layout), "10.0.0.5");
    }

    #[test]
    fn wifi_wins_over_zerotier() {
        let layout = [("ZeroTier One [a1b2]", "10.147.17.4"), ("Wi-Fi", "192.168.8.100")];
        assert_eq!(best(&layout), "192.168.8.100");
    }

    #[test]
    fn an_interface_that_is_down_comes_last_but_is_listed() {
        let found = [("wlan0", [192, 168, 1, 5], false), ("eth0", [192, 168, 7, 1], true)];
        let found = found.map(|(name, ip, up)| (name.to_owned(), IpAddr::from(ip), up));
        let names: Vec<String> =
            rank(found.into_iter()).into_iter().map(|each| each.name).collect();
        assert_eq!(names, ["eth0", "wlan0"]);
    }

    #[test]
    fn loopback_and_ipv6_are_not_shown() {
        assert_eq!(best(&[("lo", "127.0.0.1"), ("eth0", "fe80::1"), ("lo:1", "127.0.1.1")]), "");
    }

    #[test]
    fn a_wifi_text_escapes_what_has_a_meaning() {
        assert_eq!(wifi_qr_text("birth", "rice;field"), r"WIFI:T:WPA;S:birth;P:rice\;field;;");
        assert_eq!(wifi_qr_text(r#"a\b,"c":d"#, ""), r#"WIFI:T:nopass;S:a\\b\,\"c\"\:d;;"#);
        assert_eq!(wifi_qr_text("ឃុំ", "១២៣"), "WIFI:T:WPA;S:ឃុំ;P:១២៣;;");
    }

    #[test]
    fn phones_are_counted_once_and_the_laptop_never() {
        let seen = SeenHosts::default();
        let phone = |last| IpAddr::from([192, 168, 137, last]);
        for peer in [phone(20), phone(21), phone(20), phone(1), IpAddr::from([127, 0, 0, 1])] {
            seen.note("192.168.137.1:8080", peer);
        }
        seen.note("192.168.137.1:8080", "::ffff:192.168.137.20".parse().unwrap());
        seen.note("evil.example:8080", phone(22));
        let host = Ipv4Addr::new(192, 168, 137, 1);
        assert_eq!(seen.phones(host), 2);
        assert_eq!(seen.phones(Ipv4Addr::new(10, 0, 0, 1)), 0);
        seen.clear();
        assert_eq!(seen.phones(host), 0);
    }

    #[test]
    fn memory_of_seen_phones_is_bounded() {
        let seen = SeenHosts::default();
        for number in 0..10_000_u32 {
            let peer = IpAddr::V4(Ipv4Addr::from(0x0A00_0000 + number));
            seen.note("192.168.1.5", peer);
            seen.note(&Ipv4Addr::from(0xC0A8_0000 + number).to_string(), peer);
        }
        assert_eq!(seen.phones(Ipv4Addr::new(192, 168, 1, 5)), MOST_PHONES);
        assert!(seen.peers.lock().unwrap().len() <= MOST_HOSTS);
    }

    #[test]
    fn only_our_own_names_at_our_own_ports_are_answered() {
        let own = [Ipv4Addr::new(192, 168, 137, 1)];
        let allowed = |host: &str| allowed_host(host, &[8080, 80], &own, Some("birth.local"));
        for host in [
            "192.168.137.1:8080",
            "192.168.137.1",
            "192.168.137.1:80",
            "localhost:8080",
            "LocalHost:80",
            "127.0.0.1:8080",
            "[::1]:8080",
            "[::1]",
            "birth.local:8080",
            "BIRTH.local",
        ] {
            assert!(allowed(host), "{host}");
        }
        for host in [
            "",
            ":",
            ":8080",
            "192.168.137.1:8081",
            "192.168.137.1:",
            "192.168.137.1:080",
            "192.168.137.1:+80",
            "192.168.137.1.:8080",
            "192.168.137.1:8080:8080",
            "192.168.137.2:8080",
            "192.168.137.01:8080",
            "3232270593:8080",
            "0xc0a88901:8080",
            "127.1:8080",
            "0.0.0.0:8080",
            "localhost.:8080",
            "localhost.evil.example:8080",
            "birth.local.:8080",
            "evil.example",
            "user@192.168.137.1:8080",
            " 127.0.0.1:8080",
            "[::1",
            "::1",
            "[::ffff:127.0.0.1]:8080",
            "[::1]x:8080",
            "១២៧.0.0.1:8080",
        ] {
            assert!(!allowed(host), "{host}");
        }
        assert!(!allowed_host("localhost", &[8080], &own, None));
        assert!(!allowed_host(":8080", &[8080], &own, Some("")));
    }
}
