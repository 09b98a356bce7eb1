//! What is there with one method is nowhere with another: whoever may not know a page hears the same of it, whatever
//! method is tried, as of a page that is not there.
#![allow(clippy::indexing_slicing, reason = "a method that is not listed should stop the test")]

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use crate::harness::{Browser, Page};
use crate::network::{Tablet, open_kit};
use crate::roles::{EVERYBODY, Route, filled, real_rows, same, table, with_everything};

const METHODS: [&str; 8] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];

async fn ask(browser: &mut Browser<'_>, method: &str, path: &str) -> Page {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ORIGIN, format!("http://{}", browser.host));
    browser.send(request, Body::empty()).await
}

/// The routes of a door by their addresses.
fn by_address(door: &str) -> BTreeMap<&'static str, Vec<Route>> {
    let mut all = BTreeMap::<_, Vec<Route>>::new();
    for route in table().into_iter().filter(|route| route.door == door) {
        all.entry(route.template).or_default().push(route);
    }
    all
}

/// The methods that none of these routes has.
fn others(routes: &[Route]) -> Vec<&'static str> {
    let has = |method: &str| routes.iter().any(|route| route.method == method);
    METHODS.into_iter().filter(|one| !has(if *one == "HEAD" { "GET" } else { one })).collect()
}

async fn of_nowhere(browser: &mut Browser<'_>) -> BTreeMap<&'static str, Page> {
    let mut answers = BTreeMap::new();
    for method in METHODS {
        let page = ask(browser, method, "/no-such-page").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{method}");
        answers.insert(method, page);
    }
    answers
}

#[tokio::test]
async fn no_method_tells_somebody_of_a_page_that_is_not_theirs() {
    let kit = with_everything().await;
    let rows = real_rows(&kit).await;
    let addresses = by_address("staff");
    let mut complaints = Vec::new();
    for (role, name) in EVERYBODY {
        let mut browser = kit.signed_in(name).await;
        let nowhere = of_nowhere(&mut browser).await;
        for (template, routes) in &addresses {
            let path = filled(template, &rows);
            for method in others(routes) {
                let page = ask(&mut browser, method, &path).await;
                let is_theirs = routes.iter().any(|route| route.lets_in(role));
                let is_right = if is_theirs && method == "GET" {
                    // A form that somebody may send: its address leads to the page where it stands.
                    page.status == StatusCode::SEE_OTHER && page.location() != "/sign-in"
                } else if is_theirs {
                    !page.headers.contains_key(header::ALLOW)
                } else {
                    same(&page, &nowhere[method])
                };
                if !is_right {
                    complaints.push(format!("{role}: {method} {template}: {}", page.status));
                }
            }
        }
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[tokio::test]
async fn nobody_hears_of_methods_either() {
    let kit = with_everything().await;
    let rows = real_rows(&kit).await;
    let nowhere = of_nowhere(&mut kit.laptop()).await;
    for (template, routes) in by_address("staff") {
        let is_open = routes.iter().any(|route| route.lets_in("nobody"));
        for method in others(&routes) {
            let page = ask(&mut kit.laptop(), method, &filled(template, &rows)).await;
            if ["GET", "HEAD"].contains(&method) {
                // As every page is answered to nobody, whatever it shows.
                let to = page.location();
                assert_eq!(page.status, StatusCode::SEE_OTHER, "{method} {template}");
                assert!(is_open || to == "/sign-in", "{method} {template} leads to {to}");
                assert!(!page.headers.contains_key(header::ALLOW), "{method} {template}");
            } else {
                assert!(same(&page, &nowhere[method]), "{method} {template}: {}", page.status);
            }
        }
    }
}

#[tokio::test]
async fn with_no_method_does_a_phone_find_what_belongs_to_the_staff() {
    let kit = with_everything().await;
    let rows = real_rows(&kit).await;
    let cookies = kit.signed_in("Admin").await.cookies;
    let families = by_address("family");
    for signed_in in [false, true] {
        let mut phone = kit.phone();
        if signed_in {
            phone.cookies.clone_from(&cookies);
        }
        let nowhere = of_nowhere(&mut phone).await;
        for (template, _) in by_address("staff") {
            if families.contains_key(template) {
                continue;
            }
            for method in METHODS {
                let page = ask(&mut phone, method, &filled(template, &rows)).await;
                assert!(same(&page, &nowhere[method]), "{method} {template}: {}", page.status);
            }
        }
        // Of its own pages a phone hears no methods either.
        for (template, routes) in &families {
            for method in others(routes) {
                let page = ask(&mut phone, method, &filled(template, &rows)).await;
                assert!(!page.headers.contains_key(header::ALLOW), "{method} {template}");
            }
        }
    }
}

#[tokio::test]
async fn nor_does_a_device_on_the_network() {
    let kit = open_kit().await;
    let mut tablet = Tablet::signed_in(&kit, "Officer One").await;
    let host = tablet.host();
    let origin = format!("origin: https://{host}\r\n");
    for method in ["DELETE", "OPTIONS", "PUT"] {
        let nowhere = tablet.ask(method, "/no-such-page", &host, &origin, "").await;
        assert_eq!(nowhere.status, 404);
        for path in ["/room", "/staff", "/event", "/keys", "/check/printed", "/desk", "/pair/x"] {
            let answer = tablet.ask(method, path, &host, &origin, "").await;
            assert_eq!(answer, nowhere, "{method} {path}");
        }
        let plain = tablet.plainly(method, "/no-such-page").await;
        assert_eq!(tablet.plainly(method, "/install").await, plain, "{method}");
    }
    let nowhere = tablet.get("/no-such-page").await;
    for path in ["/check/printed", "/clock", "/staff/x/pin"] {
        assert_eq!(tablet.get(path).await, nowhere, "{path}");
    }
}
