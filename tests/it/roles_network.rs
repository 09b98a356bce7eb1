//! Who may what on a device of the network: every route of the router behind TLS by role, and none besides.
#![allow(clippy::unwrap_used, reason = "a kit that cannot be set up should stop the test")]

use std::collections::BTreeSet;

use crate::harness::{Kit, attributes};
use crate::malformed::routes;
use crate::network::{Answer, Tablet, open_door};
use crate::roles::{
    EVERYBODY, Route, filled, is_gone, is_stream, named, real_rows, table, with_everything,
};

/// What may be asked of a device before it is let in.
const OUTSIDE: [&str; 3] = ["/pair/", "/join/", "/static/"];

/// Method and template of everything a router has.
fn all(router: &str) -> BTreeSet<(&'static str, String)> {
    let mut all = BTreeSet::new();
    for (template, get, post) in routes(router) {
        all.extend(get.then(|| ("GET", template.clone())));
        all.extend(post.then(|| ("POST", template.clone())));
    }
    all
}

async fn ask(tablet: &mut Tablet, method: &str, path: &str) -> Answer {
    ask_with(tablet, method, path, &[]).await
}

async fn ask_with(
    tablet: &mut Tablet,
    method: &str,
    path: &str,
    fields: &[(&str, &str)],
) -> Answer {
    match method {
        "GET" => tablet.get(path).await,
        _ => tablet.post(path, fields).await,
    }
}

/// Addresses that only the laptop itself has.
fn laptops_own() -> BTreeSet<String> {
    let templates = |router| routes(router).into_iter().map(|(template, ..)| template);
    let behind: BTreeSet<String> = templates("everything behind TLS").collect();
    templates("staff_router").filter(|template| !behind.contains(template)).collect()
}

/// Whether a link leads to an address of that kind.
fn leads_to(link: &str, template: &str) -> bool {
    let path = link.split(['?', '#']).next().unwrap();
    let (parts, kinds) = (path.split('/'), template.split('/'));
    parts.clone().count() == kinds.clone().count()
        && parts.zip(kinds).all(|(part, kind)| part == kind || kind.starts_with('{'))
}

/// Links and forms of a page that lead to what only the laptop has.
fn leading_away(page: &str, own: &BTreeSet<String>) -> Vec<String> {
    let links = ["href", "action", "formaction", "src", "data"];
    let mut links: Vec<String> =
        links.into_iter().flat_map(|name| attributes(page, &format!(" {name}"))).collect();
    links.retain(|link| own.iter().any(|template| leads_to(link, template)));
    links
}

async fn open_kit() -> Kit {
    let kit = with_everything().await;
    open_door(&kit).await;
    kit
}

/// Lines of the table that stand behind TLS, pages before forms.
fn behind_tls() -> Vec<Route> {
    let there = all("everything behind TLS");
    let mut lines: Vec<Route> = table()
        .into_iter()
        .filter(|route| {
            ["staff", "device"].contains(&route.door)
                && there.contains(&(route.method, route.template.to_owned()))
        })
        .collect();
    assert_eq!(lines.len(), there.len(), "every route behind TLS has its line");
    lines.sort_by_key(|route| route.method);
    lines
}

#[tokio::test]
async fn whatever_belongs_to_the_laptop_is_nowhere_on_a_device() {
    let kit = open_kit().await;
    let rows = real_rows(&kit).await;
    let mut tablet = Tablet::signed_in(&kit, "Admin").await;
    let behind = all("everything behind TLS");
    let own: Vec<_> = all("staff_router").into_iter().filter(|one| !behind.contains(one)).collect();
    for known in
        ["/keys", "/focals", "/lost", "/forget", "/devices", "/backup", "/setup", "/unlock"]
    {
        assert!(own.iter().any(|(_, template)| template == known), "{known} is among {own:?}");
    }
    let nowhere = [
        ask(&mut tablet, "GET", "/no-such-page").await,
        ask(&mut tablet, "POST", "/no-such-page").await,
    ];
    assert!(nowhere.iter().all(|answer| answer.status == 404));
    for (method, template) in &own {
        let expected = &nowhere[usize::from(*method == "POST")];
        let answer = ask(&mut tablet, method, &filled(template, &rows)).await;
        assert_eq!(&answer, expected, "{method} {template}");
    }
}

#[tokio::test]
async fn a_stranger_gets_one_page_on_every_route_and_the_plain_half_has_its_own_only() {
    let kit = open_kit().await;
    let rows = real_rows(&kit).await;
    let mut stranger = Tablet::trusting(&kit).await;
    let expected = stranger.get("/no-such-page").await;
    assert_eq!(expected.status, 403);
    let everything: BTreeSet<_> = ["family_router", "staff_router", "everything behind TLS"]
        .into_iter()
        .flat_map(all)
        .collect();
    let plain = all("plain_router");
    for (method, template) in everything {
        let path = filled(&template, &rows);
        if !OUTSIDE.iter().any(|outside| template.starts_with(outside)) {
            let answer = ask(&mut stranger, method, &path).await;
            assert_eq!(answer, expected, "{method} {template}");
        }
        if method == "GET" && !plain.contains(&(method, template.clone())) {
            assert_eq!(stranger.plainly(method, &path).await.status, 404, "plain: {template}");
        }
    }
}

#[tokio::test]
async fn on_a_device_everybody_finds_their_own_pages_and_no_others() {
    let kit = open_kit().await;
    let rows = real_rows(&kit).await;
    let own = laptops_own();
    let at_home = kit.signed_in("Admin").await.get("/event").await.text;
    assert!(!leading_away(&at_home, &own).is_empty(), "links are found where they are: {own:?}");
    let mut tablet = Tablet::paired(&kit).await;
    let mut complaints = Vec::new();
    for (role, name) in EVERYBODY {
        for route in behind_tls() {
            let is_let_in = route.lets_in(role);
            if is_stream(&route) && is_let_in {
                continue;
            }
            // Each form may end the session or change who may what.
            if route.method == "POST" || !tablet.cookies.contains_key("__Host-staff") {
                tablet.cookies.remove("__Host-staff");
                assert_eq!(tablet.sign_in(name, crate::harness::PIN).await.status, 303, "{name}");
            }
            let nowhere = if is_let_in {
                None
            } else {
                Some(ask(&mut tablet, route.method, "/no-such-page").await)
            };
            let (path, fields) = (filled(route.template, &rows), named(route.template, &rows));
            let answer = ask_with(&mut tablet, route.method, &path, &fields).await;
            let line = format!("{role}: {} {}", route.method, route.template);
            assert!(answer.status < 500, "{line}");
            if let Some(nowhere) = nowhere {
                assert_eq!(nowhere.status, 404);
                // Status, headers and every letter.
                assert_eq!(answer, nowhere, "{line}");
                continue;
            }
            let shut = answer.status == 404 || answer.header("location") == "/sign-in";
            // Codes and answers of devices that ask to be let in are drawn, and nobody asks.
            let is_asking =
                ["/pair/", "/join/"].iter().any(|path| route.template.starts_with(path));
            if shut && !is_gone(&route) && !is_asking {
                complaints.push(format!("{line} says {}", answer.status));
            }
            for link in leading_away(&answer.body, &own) {
                complaints.push(format!("{line} leads to {link}"));
            }
        }
        tablet.cookies.remove("__Host-staff");
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
}
