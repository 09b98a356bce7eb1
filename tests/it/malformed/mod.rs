//! Requests that no browser of ours sends: cut short, endless, in other encodings, with things in them. Whatever comes
//! in, a person gets a page in the kit's language that says what to do, and nothing in it is taken for more than text.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot be set up should stop"
)]

mod dice;
mod inert;

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use outreach_kit::khmer;

use crate::harness::{
    Browser, FAMILY_HOST, Kit, Page, STAFF_HOST, encode, file, founding, mother_of_two,
};

pub(crate) use dice::Dice;
use dice::{Sent, request};

/// The table of every route.
pub(crate) const ROUTES: &str = include_str!("../../../src/web/mod.rs");

/// How many requests each door gets; fewer or more by `OUTREACH_KIT_MALFORMED`.
fn how_many() -> u32 {
    match std::env::var("OUTREACH_KIT_MALFORMED") {
        Ok(number) => number.parse().unwrap(),
        Err(_) => 10_000,
    }
}

/// A new kit after so many requests: some of them change it, as an administrator may.
const A_KIT: u32 = 500;

/// Routes of one router and the methods they take, as they stand in the table.
pub(crate) fn routes(router: &str) -> Vec<(String, bool, bool)> {
    let body_of = |name: &str| {
        let body = ROUTES.split(&format!("fn {name}(")).nth(1).unwrap();
        body.split("\n}\n").next().unwrap()
    };
    // The staff's rooms stand apart, since devices on the network see them too.
    let parts: &[&str] = match router {
        "everything behind TLS" => {
            &["net_router", "rooms", "by_own_pin", "followed", "open_to_all"]
        }
        "staff_router" => &[
            "staff_router",
            "rooms",
            "by_own_pin",
            "devices_by_own_pin",
            "followed",
            "open_to_all",
        ],
        _ => &[router],
    };
    let body: String = parts.iter().map(|part| body_of(part)).collect();
    let mut table: BTreeMap<String, (bool, bool)> = BTreeMap::new();
    for line in body.split(".route(").skip(1) {
        let path = line.split('"').nth(1).unwrap().to_owned();
        let rest = line.split(".layer(").next().unwrap();
        let known = table.entry(path).or_default();
        known.0 |= rest.contains("get(");
        known.1 |= rest.contains("post(");
    }
    table.into_iter().map(|(path, (get, post))| (path, get, post)).collect()
}

async fn send(browser: &mut Browser<'_>, dice: &mut Dice, sent: &Sent) -> Option<Page> {
    if sent.method == Method::GET && sent.path.contains("/live") {
        // A page that is told of every change has no end to wait for.
        return None;
    }
    let mut builder = Request::builder().method(sent.method.clone()).uri(&sent.path);
    if let Some(kind) = sent.kind {
        builder = builder.header(header::CONTENT_TYPE, kind);
    }
    builder = match dice.below(40) {
        0 => builder.header(header::ORIGIN, "null"),
        1 => builder.header(header::ORIGIN, "http://evil.example"),
        2 => builder.header(header::REFERER, format!("http://{}/\"><x", browser.host)),
        3 => builder.header(header::HOST, "evil.example"),
        4 => builder.header(header::HOST, "").header(header::ORIGIN, "http://"),
        5 => builder.header(header::ACCEPT_ENCODING, "gzip;q=x, *"),
        6 => builder.header("range", "bytes=0-99999999999999999999"),
        7 => builder.header("if-none-match", "\"x\"").header("x-kit-live", "1"),
        _ => builder.header(header::ORIGIN, format!("http://{}", browser.host)).header(
            header::REFERER,
            format!("http://{}{}", browser.host, sent.path.split('?').next().unwrap()),
        ),
    };
    // What cannot even be written down as HTTP is answered below the kit.
    builder.headers_ref()?;
    Some(browser.send(builder, Body::from(sent.body.clone())).await)
}

/// Sentences of the libraries below; nobody in a village yard should read one.
const FOREIGN: [&str; 12] = [
    "Failed to deserialize",
    "Failed to parse",
    "missing field",
    "Invalid URL",
    "invalid utf-8",
    "Invalid `boundary`",
    "Form requests must have",
    "Expected request with",
    "Cannot parse",
    "length limit exceeded",
    "Missing request extension",
    "panicked at",
];

/// What must be true of every answer.
fn judge(page: &Page, sent: &Sent) {
    let status = page.status;
    let told = &sent.told;
    assert!(
        !status.is_server_error() || status == StatusCode::SERVICE_UNAVAILABLE,
        "{status} for {told}\n{}",
        page.text
    );
    if status.is_redirection() {
        let to = page.location();
        assert!(to.starts_with('/') && !to.starts_with("//"), "to {to} for {told}");
        return;
    }
    let kind = page.headers.get(header::CONTENT_TYPE).map_or("", |kind| kind.to_str().unwrap());
    let is_page = kind.starts_with("text/html");
    if status.is_client_error() || status.is_server_error() {
        assert!(is_page, "{status} {kind} for {told}");
    }
    if sent.method == Method::HEAD || status == StatusCode::NO_CONTENT {
        return;
    }
    assert!(!page.bytes.is_empty(), "{status}: nothing for {told}");
    if page.headers.contains_key(header::CONTENT_ENCODING) {
        return;
    }
    if is_page {
        let probe = page.text.contains("Success") && !page.text.contains("lang=");
        assert!(
            probe
                || page.text.contains("<html lang=\"km\"")
                || page.text.contains("<html lang=\"en\""),
            "{status} {} for {told}",
            page.text
        );
        for sentence in FOREIGN {
            assert!(!page.text.contains(sentence), "{sentence} for {told}");
        }
        assert!(
            !page.text.contains("<script>alert") && !page.text.contains("<img src=x"),
            "not inert: {told}"
        );
    }
    if status.is_client_error() {
        assert!(
            page.text.contains("<a ") || page.text.contains("<form"),
            "{status}: no way on for {told}"
        );
    }
}

/// The ids in what a page is about; the bar above it names whoever is signed in.
fn ids_in(page: &str) -> Vec<String> {
    let mut ids: Vec<String> = page
        .split_once("<main")
        .map_or(page, |(_, main)| main)
        .split(|letter: char| !letter.is_ascii_hexdigit())
        .filter(|word| word.len() == 32)
        .map(str::to_owned)
        .collect();
    ids.dedup();
    ids
}

#[tokio::test]
async fn whatever_a_phone_sends_it_gets_a_page_in_its_language() {
    let routes = routes("family_router");
    assert!(routes.len() > 15, "{routes:?}");
    let mut dice = Dice(0x000D_15EA_5E00_0001);
    for _ in 0..how_many().div_ceil(A_KIT) {
        let kit = Kit::start_with(founding(true)).await;
        let ticket = file(&mut kit.phone(), &mother_of_two()).await;
        let ids = vec![
            ticket.rsplit('/').next().unwrap().to_owned(),
            "name".to_owned(),
            "c1-birth".to_owned(),
        ];
        let mut phone = kit.phone();
        for number in 0..A_KIT.min(how_many()) {
            if number % 40 == 0 {
                phone = kit.phone();
                if dice.percent(70) {
                    phone.post("/start", &[]).await;
                }
                if dice.percent(20) {
                    phone.cookies.insert("draft".to_owned(), "%%%\u{1}".replace('\u{1}', "~"));
                }
                phone
                    .cookies
                    .insert("lang".to_owned(), dice.pick(&["km", "en", "xx", ""]).to_owned());
            }
            let sent = request(&mut dice, &routes, &ids);
            if let Some(page) = send(&mut phone, &mut dice, &sent).await {
                judge(&page, &sent);
            }
        }
        assert_eq!(kit.phone().get("/board").await.status, StatusCode::OK);
    }
}

/// Pages that take a second or write to a disk; a few of them are enough.
const SLOW: [&str; 3] = ["/backup", "/check", "/keys"];

#[tokio::test]
async fn whatever_the_laptop_is_sent_it_answers_with_a_page() {
    let routes = routes("staff_router");
    assert!(routes.len() > 50, "{}", routes.len());
    let mut dice = Dice(0x0BAD_5EED_0000_0002);
    for _ in 0..how_many().div_ceil(A_KIT) {
        let kit = Kit::start_with(founding(true)).await;
        file(&mut kit.phone(), &mother_of_two()).await;
        let mut officer = kit.officer("Officer One", "1").await;
        let found = officer.post("/search", &[("q", "ដារា")]).await;
        let family = ids_in(&found.text).first().cloned().unwrap_or_default();
        let visit = officer.get(&format!("/desk/family/{family}")).await;
        let mut ids = ids_in(&visit.text);
        ids.extend(["1", "call", "seat", "finish", "undo"].map(str::to_owned));
        let mut browser = kit.laptop();
        for number in 0..A_KIT.min(how_many()) {
            if number % 60 == 0 || !browser.cookies.contains_key("staff") {
                browser = match dice.below(4) {
                    0 => kit.signed_in("Officer Two").await,
                    1 => kit.laptop(),
                    2 => kit.signed_in("Helper").await,
                    _ => kit.signed_in("Admin").await,
                };
                browser
                    .cookies
                    .insert("lang".to_owned(), dice.pick(&["km", "en", "xx"]).to_owned());
                if dice.percent(10) {
                    browser.cookies.insert("staff".to_owned(), "x".repeat(dice.below(4000)));
                }
            }
            let sent = request(&mut dice, &routes, &ids);
            let slow =
                sent.method == Method::POST && SLOW.iter().any(|path| sent.path.starts_with(path));
            // Whoever gives everybody a new PIN or takes them off the list ends the test's own logins.
            let ends = ["/staff/", "/sign-out", "/next-person"]
                .iter()
                .any(|path| sent.path.starts_with(path));
            if (slow && !dice.percent(4))
                || (ends && sent.method == Method::POST && dice.percent(90))
            {
                continue;
            }
            if let Some(page) = send(&mut browser, &mut dice, &sent).await {
                judge(&page, &sent);
            }
        }
        assert_eq!(kit.laptop().get("/").await.status, StatusCode::OK);
    }
}

/// A browser that reopens its tabs asks for addresses that only take forms.
#[tokio::test]
async fn an_address_that_only_takes_forms_leads_to_the_page_of_its_form() {
    let kit = Kit::start_with(founding(true)).await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let found = officer.post("/search", &[("q", "ដារា")]).await;
    let family = ids_in(&found.text).first().cloned().unwrap();
    let mut admin = kit.signed_in("Admin").await;
    let mut phone = kit.phone();
    phone.post("/start", &[]).await;
    let mut looked = 0;
    for router in ["family_router", "staff_router"] {
        for (template, get, post) in routes(router) {
            if get || !post {
                continue;
            }
            looked += 1;
            let path: String = template
                .split('/')
                .skip(1)
                .map(|part| if part.starts_with('{') { family.as_str() } else { part })
                .fold(String::new(), |path, part| path + "/" + part);
            let browsers = if router == "family_router" {
                vec![&mut phone]
            } else {
                vec![&mut admin, &mut officer]
            };
            let (mut arrived, mut led) = (false, false);
            for browser in browsers {
                let first = browser.get(&path).await;
                // Whoever may not send the form finds nothing there (`methods` says for whom that is).
                if first.status == StatusCode::NOT_FOUND {
                    continue;
                }
                assert_eq!(first.status, StatusCode::SEE_OTHER, "{path}");
                led = true;
                let mut page = browser.get(first.location()).await;
                for _ in 0..3 {
                    if page.status.is_redirection() {
                        let to = page.location().to_owned();
                        page = browser.get(&to).await;
                    }
                }
                // An administrator has no desk, an officer no keys: one of them arrives.
                arrived |= page.status == StatusCode::OK;
            }
            let child_page =
                template.contains("/collect/child/") || template.contains("/receipts/{id}");
            assert!(led && (arrived || child_page), "{path} leads nowhere");
        }
    }
    assert!(looked > 25, "{looked}");
}

#[test]
fn the_hosts_of_both_doors_differ() {
    assert_ne!(FAMILY_HOST, STAFF_HOST);
}
