//! The door for staff devices: shut until it is opened, TLS for those on the list, pages that help for all others.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up should stop"
)]

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use outreach_kit::acts;
use outreach_kit::app::App;
use outreach_kit::domain::ids::RowId;
use outreach_kit::seal::authority::Authority;
use outreach_kit::seal::tls;
use outreach_kit::store::devices::{self, Kind};
use outreach_kit::store::journal::By;
use outreach_kit::store::{StoreError, staff};
use rustls::pki_types::ServerName;
use tokio::net::TcpStream;

use crate::clock;
use crate::harness::{Kit, NOW, config, now};
use crate::network::{Tablet, founded, open_kit, reopened};

const LOCALHOST: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

#[tokio::test]
async fn nobody_listens_before_an_administrator_opens_the_door_nor_after_it_is_shut() {
    let kit = Kit::start().await;
    outreach_kit::app::net_door::look(&kit.app).await;
    assert_eq!(kit.app.net.port(), None);
    let mut officer = kit.signed_in("Officer One").await;
    for path in ["/devices", "/devices/door"] {
        assert_eq!(officer.post(path, &[("door", "open")]).await.status.as_u16(), 404);
    }
    assert_eq!(kit.app.net.port(), None);

    let mut admin = kit.signed_in("Admin").await;
    admin.post_on("/devices/door", &[("door", "open")]).await;
    let tablet = Tablet::new(&kit);
    assert_eq!(tablet.plainly("GET", "/").await.status, 200);
    admin.post_on("/devices/door", &[("door", "shut")]).await;
    assert_eq!(kit.app.net.port(), None);
    assert!(TcpStream::connect((tablet.at, tablet.port)).await.is_err());
}

#[tokio::test]
async fn whoever_speaks_plainly_gets_the_pages_that_help_and_nothing_else() {
    let kit = open_kit().await;
    let tablet = Tablet::new(&kit);
    let mut admin = kit.signed_in("Admin").await;
    let screen = admin.get("/devices").await.text;
    let help = tablet.plainly("GET", "/install").await;
    assert_eq!(help.status, 200);
    let words = help.body.split("<p class=\"code groups\" lang=\"en\">").nth(1).unwrap();
    let words = words.split("</p>").next().unwrap().to_owned();
    assert_eq!(words.matches("<span>").count(), 6);
    let pairs =
        help.body.split("class=\"code pairs\"").nth(1).unwrap().split("</p>").next().unwrap();
    assert_eq!(pairs.matches("<span>").count(), 32, "a line ends between two pairs: {pairs}");
    assert!(help.body.contains("<ol class=\"block causes numbered\">"), "the steps have numbers");
    assert!(screen.contains(&words), "the same words stand on both screens");
    assert_eq!(tablet.plainly("GET", "/").await.status, 200);
    assert_eq!(
        tablet.plainly("GET", "/outreach-kit.crt").await.header("content-type"),
        "application/x-x509-ca-cert"
    );
    for path in [
        "/sign-in",
        "/desk",
        "/pair/x",
        "/join/knock",
        "/board",
        "/board/live",
        "/prefs",
        "/places",
        "/why",
        "/unlock",
        "/setup",
        "/keys",
        "/devices",
        "/joined/addresses",
        "/favicon.ico",
    ] {
        assert_eq!(tablet.plainly("GET", path).await.status, 404, "{path}");
    }
    for path in ["/", "/install", "/outreach-kit.crt", "/sign-in", "/join/knock"] {
        // No page of ours sends a form here.
        assert_eq!(tablet.plainly("POST", path).await.status, 403, "{path}");
    }
}

#[tokio::test]
async fn only_own_hosts_are_answered_in_either_half() {
    let kit = open_kit().await;
    let mut tablet = Tablet::trusting(&kit).await;
    let port = tablet.port;
    let wrong = [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        format!("127.0.0.1.evil:{port}"),
        format!("localhost.:{port}"),
        format!("127.1:{port}"),
        format!("192.168.77.1:{port}"),
        "127.0.0.1".to_owned(),
        "127.0.0.1:8080".to_owned(),
        "127.0.0.1:8081".to_owned(),
        format!("[::ffff:127.0.0.1]:{port}"),
        String::new(),
    ];
    for host in &wrong {
        assert_eq!(tablet.ask("GET", "/", host, "", "").await.status, 421, "TLS, {host}");
        let raw = tablet.plain("GET", "/", host).await;
        assert!(raw.starts_with(b"HTTP/1.1 421"), "plain, {host}");
    }
    let absolute = tablet.ask("GET", "https://evil.example/", &tablet.host(), "", "").await;
    assert_eq!(absolute.status, 421);
    for host in [tablet.host(), format!("localhost:{port}"), format!("[::1]:{port}")] {
        assert_eq!(tablet.ask("GET", "/", &host, "", "").await.status, 403, "{host}");
    }
}

#[tokio::test]
async fn a_form_from_another_page_is_refused_behind_tls() {
    let kit = open_kit().await;
    let mut tablet = Tablet::paired(&kit).await;
    let host = tablet.host();
    for origin in [
        "",
        "origin: null\r\n",
        "origin: https://evil.example\r\n",
        &format!("origin: http://{host}\r\n"),
    ] {
        let answer = tablet.ask("POST", "/sign-in", &host, origin, "staff=x").await;
        assert_eq!(answer.status, 403, "{origin}");
    }
}

#[tokio::test]
async fn a_browser_with_the_authority_is_sure_of_the_kit_and_one_without_is_not() {
    let kit = open_kit().await;
    let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
    assert!(Tablet::new(&kit).shake(here).await.is_err(), "nothing was installed");
    let tablet = Tablet::trusting(&kit).await;
    assert!(tablet.shake(here).await.is_ok());
    let elsewhere = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 9));
    assert!(tablet.shake(elsewhere).await.is_err(), "another address than the laptop's");
    let other = open_kit().await;
    let mut stranger = Tablet::trusting(&other).await;
    stranger.port = tablet.port;
    assert!(stranger.shake(here).await.is_err(), "another kit's authority");
}

#[tokio::test]
async fn a_device_that_is_not_on_the_list_gets_one_page_whatever_it_asks_for() {
    let kit = open_kit().await;
    let mut tablet = Tablet::trusting(&kit).await;
    let expected = tablet.get("/no-such-page").await;
    assert_eq!(expected.status, 403);
    for path in
        ["/", "/desk", "/sign-in", "/board", "/event", "/keys", "/setup", "/joined/addresses"]
    {
        assert_eq!(tablet.get(path).await.body, expected.body, "{path}");
        assert_eq!(tablet.post(path, &[]).await.body, expected.body, "{path}");
    }
    tablet.cookies.insert("device".to_owned(), "00000000000000000000000001".to_owned());
    tablet.cookies.insert("__Host-device".to_owned(), "00000000000000000000000001".to_owned());
    assert_eq!(tablet.get("/desk").await.body, expected.body, "a guessed device");
}

#[tokio::test]
async fn cookies_of_devices_are_bound_to_this_host_and_to_tls() {
    let kit = open_kit().await;
    let mut tablet = Tablet::paired(&kit).await;
    let answers = [
        tablet.sign_in("Officer One", crate::harness::PIN).await,
        tablet.post("/prefs", &[("lang", "en")]).await,
        tablet.post("/sign-out", &[]).await,
    ];
    for answer in answers {
        let set = answer.set_cookies();
        assert!(!set.is_empty());
        for cookie in set {
            assert!(cookie.starts_with("__host-") && cookie.ends_with("; secure"), "{cookie}");
            assert!(cookie.contains("path=/"), "{cookie}");
        }
    }
    let mut tablet = Tablet::signed_in(&kit, "Officer One").await;
    let own = tablet.cookies.remove("__Host-staff").unwrap();
    tablet.cookies.insert("staff".to_owned(), own);
    assert_eq!(tablet.get("/desk").await.header("location"), "/sign-in", "no prefix, no cookie");
}

#[tokio::test]
async fn the_kit_keeps_its_keys_over_a_restart() {
    let kit = open_kit().await;
    let tablet = Tablet::trusting(&kit).await;
    let pin = kit.app.net.identity().unwrap().pin;
    let kit = reopened(kit).await;
    assert_eq!(kit.app.net.identity().unwrap().pin, pin);
    let again = Tablet { port: kit.app.net.port().unwrap(), ..tablet };
    assert!(again.shake(IpAddr::V4(Ipv4Addr::LOCALHOST)).await.is_ok());
}

#[tokio::test]
async fn a_certificate_from_a_file_is_for_its_name_and_the_kits_own_for_addresses() {
    let folder = tempfile::tempdir().unwrap();
    let name = "kit.commune.example";
    let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
    let (chain, key) = (folder.path().join("chain.pem"), folder.path().join("key.pem"));
    std::fs::write(&chain, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let config =
        outreach_kit::config::Config { staff_cert: Some((chain, key)), ..config(folder.path()) };
    let kit = founded(App::new(config, now), folder).await;
    let mut tablet = Tablet::trusting(&kit).await;
    assert!(tablet.shake(IpAddr::V4(Ipv4Addr::LOCALHOST)).await.is_ok());
    let own = tablet.trusts.clone();
    tablet.trusts = vec![made.cert.der().to_vec()];
    assert!(tablet.shake_with(ServerName::try_from(name).unwrap()).await.is_ok());
    tablet.trusts = own;
    // On the laptop the name stands first: nothing has to be installed for it.
    let mut admin = kit.signed_in("Admin").await;
    let page = admin.get("/devices").await.text;
    let url = format!("https://{name}:{}/", tablet.port);
    let named = page.split("data-named").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(named.contains(&url) && named.contains("<svg"), "{named}");
    assert!(page.find("data-named").unwrap() < page.find("code groups").unwrap());
    for (address, host) in [("", name), ("127.0.0.1", "127.0.0.1")] {
        let typed = [("name", "Tablet"), ("address", address)];
        let code = admin.post("/devices/code", &typed).await.text;
        assert!(code.contains(&format!("https://{host}:{}/pair/", tablet.port)), "{code}");
    }
    let host = format!("{name}:{}", tablet.port);
    assert_eq!(tablet.ask("GET", "/", &host, "", "").await.status, 403, "its name is one of ours");
    let host = format!("other.example:{}", tablet.port);
    assert_eq!(tablet.ask("GET", "/", &host, "", "").await.status, 421);
}

#[tokio::test]
async fn a_port_that_is_taken_is_said_on_the_page() {
    let taken = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let folder = tempfile::tempdir().unwrap();
    let config = outreach_kit::config::Config { net_port: port, ..config(folder.path()) };
    let app = App::new(config, now);
    app.found(crate::harness::founding(false)).await.unwrap();
    let kit = Kit::with(app, folder);
    let mut admin = kit.signed_in("Admin").await;
    let page = admin.post_on("/devices/door", &[("door", "open")]).await;
    assert_eq!(kit.app.net.port(), None);
    assert!(page.text.contains("--staff-net-port"), "{}", page.text);
    drop(taken);
    admin.post_on("/devices/door", &[("door", "open")]).await;
    assert_eq!(kit.app.net.port(), Some(port));
}

#[tokio::test]
async fn no_authority_is_made_while_the_clock_is_in_doubt() {
    for forgotten in ["1970-01-01T00:03:00Z", "2010-01-01T00:03:00Z"] {
        let kit = clock::wakes_at(clock::kit().await, forgotten).await;
        let mut admin = kit.signed_in("Admin").await;
        admin.cookies.insert("lang".to_owned(), "en".to_owned());
        let page = admin.post("/devices/door", &[("door", "open")]).await;
        assert_eq!(page.status.as_u16(), 422, "{forgotten}");
        assert!(page.text.contains("Set the clock first"), "{}", page.text);
        assert_eq!(kit.app.net.port(), None);
        // Right again, but nobody said so yet: it may have leapt to any day.
        clock::set(NOW);
        let mut admin = kit.signed_in("Admin").await;
        let page = admin.post("/devices/door", &[("door", "open")]).await;
        assert_eq!(page.status.as_u16(), 422, "{forgotten}");
        clock::say_right(&mut admin).await;
        admin.post_on("/devices/door", &[("door", "open")]).await;
        assert!(Tablet::trusting(&kit).await.shake(LOCALHOST).await.is_ok());
    }
}

#[tokio::test]
async fn an_authority_of_a_wrong_year_is_made_anew_and_tablets_are_told_to_take_it() {
    for year in ["1970-01-01T00:03:00Z", "2010-01-01T00:03:00Z", "2016-11-01T00:00:00Z"] {
        let kit = clock::kit().await;
        let made = Authority::make("3 abc", year.parse().unwrap()).unwrap();
        let by = By { staff: None, at: year.parse().unwrap() };
        kit.open()
            .store
            .write(move |sp| {
                devices::keep_authority(sp, &made)?;
                sp.execute("INSERT INTO settings (name, value) VALUES ('net_door', 'on')", [])?;
                Ok::<_, StoreError>(())
            })
            .await
            .unwrap();
        outreach_kit::app::net_door::look(&kit.app).await;
        let before = kit.app.net.identity().unwrap();
        let admitted = kit.open().store.read(|conn| staff::all(conn, None)).await.unwrap();
        let (admitted, id) = (admitted.first().unwrap().id, RowId([7; 16]));
        let laptop = RowId([8; 16]);
        for (id, kind) in [(id, Kind::Tablet), (laptop, Kind::Laptop)] {
            kit.open()
                .store
                .write(move |sp| {
                    acts::may_join(sp, id, kind, "Old one", &[id.0[0]; 32], admitted, by)
                })
                .await
                .unwrap();
        }
        let mut admin = kit.signed_in("Admin").await;
        admin.cookies.insert("lang".to_owned(), "en".to_owned());
        let page = admin.get("/devices").await;
        assert!(page.text.contains("not good on this day"), "{year}: {}", page.text);
        let page = admin.post_on("/devices/door", &[("door", "open")]).await;
        let after = kit.app.net.identity().unwrap();
        assert_ne!(before.words, after.words, "{year}");
        assert_eq!(before.pin, after.pin, "joined laptops go on knowing the kit");
        assert!(page.text.contains("data-take=\"anew\""), "{year}: {}", page.text);
        assert_eq!(page.text.matches("<b>has to take the certificate anew").count(), 1);
        assert!(Tablet::trusting(&kit).await.shake(LOCALHOST).await.is_ok());
        assert!(crate::journal::acts(&kit).await.contains(&"make_authority_anew".to_owned()));
        // One that does stays, however often the door is shut and opened.
        admin.post_on("/devices/door", &[("door", "shut")]).await;
        admin.post_on("/devices/door", &[("door", "open")]).await;
        assert_eq!(kit.app.net.identity().unwrap().words, after.words);
    }
}

#[tokio::test]
async fn a_tablet_with_a_right_clock_is_sure_of_a_kit_whose_clock_is_not() {
    for wrong in ["1971-11-21T02:00:00Z", "2026-01-20T02:00:00Z", "2027-10-21T02:00:00Z"] {
        let kit = clock::kit().await;
        crate::network::open_door(&kit).await;
        let before = kit.app.net.identity().unwrap();
        kit.app.net.shut().await;
        let kit = clock::wakes_at(kit, wrong).await;
        outreach_kit::app::net_door::look(&kit.app).await;
        assert_eq!(kit.app.net.identity().unwrap().words, before.words, "{wrong}");
        let tablet = Tablet::trusting(&kit).await;
        let shaken = tablet.shake(LOCALHOST).await;
        assert!(shaken.is_ok(), "{wrong}: {:?}", shaken.err());
    }
}

/// From when to when the certificate is good that the door presents: year, month and day of each.
async fn presented(kit: &Kit) -> (String, String) {
    let at = SocketAddr::from((Ipv4Addr::LOCALHOST, kit.app.net.port().unwrap()));
    let (line, _) = tls::connect(TcpStream::connect(at).await.unwrap(), None).await.unwrap();
    let chain = line.get_ref().1.peer_certificates().unwrap();
    // As the standard writes dates until 2049: kind, length, two digits of the year and so on.
    let of_kind = |window: &&[u8]| window.starts_with(&[0x17, 13]) && window.ends_with(b"Z");
    let dates: Vec<_> = chain[0].windows(15).filter(of_kind).collect();
    let day = |date: &[u8]| format!("20{}", String::from_utf8_lossy(&date[2..8]));
    (day(dates[0]), day(dates[1]))
}

#[tokio::test]
async fn the_certificate_is_for_the_days_of_which_the_kit_was_last_sure() {
    let kit = clock::fresh();
    clock::set("2029-05-01T02:00:00Z");
    kit.app.found(crate::harness::founding(false)).await.unwrap();
    crate::network::open_door(&kit).await;
    let (from, until) = presented(&kit).await;
    assert!(from.as_str() < "20290501" && "20290501" < until.as_str(), "{from} to {until}");
    // Behind, forgotten, and leapt ahead: nobody believes these.
    let mut kit = kit;
    for wrong in ["1971-11-21T02:00:00Z", "2026-01-20T02:00:00Z", "2035-01-01T02:00:00Z"] {
        kit.app.net.shut().await;
        kit = clock::wakes_at(kit, wrong).await;
        // Whoever looks at a page makes the kit write down that it doubts.
        kit.laptop().get("/").await;
        kit.signed_in("Admin").await;
        clock::set("2026-01-20T03:00:00Z");
        kit.app.net.shut().await;
        kit = clock::again(kit).await;
        outreach_kit::app::net_door::look(&kit.app).await;
        let now = presented(&kit).await;
        assert_eq!(now, (from.clone(), until.clone()), "{wrong}");
    }
}
