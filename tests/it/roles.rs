//! Who may what: every route of both doors, as nobody, helper, officer, focal and administrator, against one table.
//!
//! A new route needs one line in `tests/data/routes.txt`. Where its address holds an id of a kind that is new, a line in
//! [`REAL`] says which row to ask for: only a row that is there tells a page that is closed from one that is empty.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a table that cannot be read should stop the test"
)]

use std::collections::{BTreeMap, BTreeSet};

use axum::http::{StatusCode, header};
use outreach_kit::store::StoreError;

use crate::days::open_day;
use crate::entered::enter_first;
use crate::harness::{Browser, Kit, Page, file, founding, mother_of_two};
use crate::malformed::routes;

/// Door, method, address and who is let in.
const TABLE: &str = include_str!("../data/routes.txt");

/// Somebody of each role.
pub(crate) const EVERYBODY: [(&str, &str); 4] = [
    ("helper", "Helper"),
    ("officer", "Officer One"),
    ("focal", "Focal"),
    ("administrator", "Admin"),
];

/// Beginnings of addresses with an id in them, and what the id is: a column of the first row of a table.
const REAL: [(&str, &str); 18] = [
    ("/lead/", "SELECT 1"),
    ("/focals/", "SELECT lower(hex(id)) FROM staff"),
    ("/desk/ticket/", "SELECT number FROM tickets"),
    ("/desk/family/", "SELECT lower(hex(id)) FROM families"),
    ("/desk/child/", "SELECT lower(hex(id)) FROM children"),
    ("/desk/photo/", "SELECT lower(hex(id)) FROM photos"),
    ("/entry/", "SELECT lower(hex(id)) FROM drafts WHERE family IS NULL"),
    ("/receipts/", "SELECT lower(hex(id)) FROM issues"),
    ("/papers/run/", "SELECT lower(hex(id)) FROM paper_runs WHERE kind = 'forms'"),
    ("/papers/blank/", "SELECT printf('%05d', serial) FROM receipts WHERE child IS NULL"),
    ("/papers/", "SELECT 'spoil'"),
    ("/register/child/", "SELECT lower(hex(id)) FROM children"),
    ("/collect/child/", "SELECT lower(hex(id)) FROM children"),
    ("/collect/lists/", "SELECT lower(hex(id)) FROM collection_lists"),
    ("/day/talks/", "SELECT id FROM talks"),
    ("/staff/", "SELECT lower(hex(id)) FROM staff"),
    ("/room/child/", "SELECT lower(hex(id)) FROM children"),
    ("/forget/", "SELECT lower(hex(id)) FROM events"),
];

/// Forms that say in a field which row they are about: address, field, and what stands in it, or the beginning in
/// [`REAL`] whose row does. Without it there is nothing to find, whoever asks.
const NAMED_IN_THE_FORM: [(&str, &str, &str); 7] = [
    ("/day/sheet", "day", "event"),
    ("/forget", "event", "/forget/"),
    ("/forget/handed-over", "event", "/forget/"),
    ("/forget/terms", "event", "/forget/"),
    ("/places", "field", "home_village"),
    ("/tell", "family", "/desk/family/"),
    ("/tell/other", "family", "/desk/family/"),
];

#[derive(Clone)]
pub(crate) struct Route {
    pub(crate) door: &'static str,
    pub(crate) method: &'static str,
    pub(crate) template: &'static str,
    who: BTreeSet<&'static str>,
}

impl Route {
    pub(crate) fn lets_in(&self, role: &str) -> bool {
        self.who.contains(role) || self.who.contains("anyone")
    }
}

pub(crate) fn table() -> Vec<Route> {
    let lines = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let read = lines.map(|line| {
        let mut words = line.split_whitespace();
        let mut next = || words.next().unwrap_or_else(|| panic!("a word is missing: {line}"));
        let (door, method, template) = (next(), next(), next());
        let who: BTreeSet<&str> = words.collect();
        let known = |who: &&str| *who == "anyone" || EVERYBODY.iter().any(|(role, _)| role == who);
        assert!(!who.is_empty() && who.iter().all(known), "who is that: {line}");
        Route { door, method, template, who }
    });
    read.collect()
}

#[test]
fn every_route_has_its_line_in_the_table() {
    let listed: BTreeSet<_> =
        table().iter().map(|route| (route.door, route.method, route.template)).collect();
    assert_eq!(listed.len(), table().len(), "a line stands twice");
    let mut there = BTreeSet::new();
    for (door, router) in [
        ("family", "family_router"),
        ("staff", "staff_router"),
        ("device", "net_router"),
        ("plain", "plain_router"),
    ] {
        for (template, get, post) in routes(router) {
            let template: &'static str = template.leak();
            there.extend(get.then_some((door, "GET", template)));
            there.extend(post.then_some((door, "POST", template)));
        }
    }
    let missing: Vec<_> = there.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&there).collect();
    assert!(missing.is_empty(), "say in tests/data/routes.txt who may: {missing:?}");
    assert!(gone.is_empty(), "no such route any more: {gone:?}");
}

/// A kit with a row of everything that an address may name.
pub(crate) async fn with_everything() -> Kit {
    let kit = Kit::start_with(founding(true)).await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    let picture = include_bytes!("../pictures/board.png");
    phone.upload("/photos", &[("paper", "family_book")], ("photo", picture)).await;
    crate::harness::fill(&mut phone, &mother_of_two()).await;
    phone.post("/send", &[]).await;
    open_day(&mut kit.signed_in("Admin").await, &[]).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.seat_next().await;
    let child = enter_first(&mut officer, &page).await;
    officer.post(&format!("/desk/child/{child}/receipt"), &[]).await;
    officer.post("/collect/ready", &[("child", &child)]).await;
    officer.post("/collect/lists", &[("which", "all")]).await;
    officer.post("/entry", &[]).await;
    officer
        .post("/day/talks", &[("held_at", "8:30"), ("topic", "why"), ("women", "4"), ("men", "1")])
        .await;
    crate::blanks::print(&mut officer, "receipts", "2").await;
    crate::blanks::print(&mut officer, "forms", "2").await;
    kit
}

/// What stands for the ids in the addresses of this kit.
pub(crate) async fn real_rows(kit: &Kit) -> BTreeMap<&'static str, String> {
    let open = kit.open();
    let rows = open.store.read(|conn| {
        let mut rows = BTreeMap::new();
        for (beginning, sql) in REAL {
            let text = format!("SELECT cast(({sql} LIMIT 1) AS TEXT)");
            let row: Option<String> = conn.query_row(&text, [], |row| row.get(0))?;
            rows.insert(beginning, row.unwrap_or_else(|| panic!("nothing for {beginning}")));
        }
        Ok::<_, StoreError>(rows)
    });
    let mut rows = rows.await.unwrap();
    let ring = open.keyring.lock().unwrap();
    rows.insert("/keys/", ring.slots().next().unwrap().id.to_string());
    rows
}

/// The address with a row of the kit in it.
pub(crate) fn filled(template: &str, rows: &BTreeMap<&str, String>) -> String {
    let Some((before, rest)) = template.split_once('{') else { return template.to_owned() };
    let longest =
        rows.keys().filter(|known| before.starts_with(**known)).max_by_key(|key| key.len());
    let row = longest.and_then(|known| rows.get(known)).map_or("0".repeat(32), Clone::clone);
    let (_, after) = rest.split_once('}').unwrap();
    // Further parts are verbs of their own (`/desk/ticket/{number}/{step}`).
    format!("{before}{row}{}", after.replace("{step}", "call").replace("{file}", "kit.css"))
}

/// The field in which a form says which row of the kit it is about, where it does.
pub(crate) fn named<'a>(
    path: &str,
    rows: &'a BTreeMap<&'static str, String>,
) -> Vec<(&'static str, &'a str)> {
    let fields = NAMED_IN_THE_FORM.into_iter().filter(|(form, ..)| *form == path);
    fields.map(|(_, field, what)| (field, rows.get(what).map_or(what, String::as_str))).collect()
}

async fn ask(browser: &mut Browser<'_>, route: &Route, path: &str) -> Page {
    ask_with(browser, route, path, &[]).await
}

async fn ask_with(
    browser: &mut Browser<'_>,
    route: &Route,
    path: &str,
    fields: &[(&str, &str)],
) -> Page {
    match route.method {
        "GET" => browser.get(path).await,
        _ => browser.post(path, fields).await,
    }
}

/// Whether two answers cannot be told apart: status, headers and every letter.
pub(crate) fn same(one: &Page, other: &Page) -> bool {
    one.status == other.status && one.headers == other.headers && one.text == other.text
}

/// Every answer says what a browser may do with it, and only a file of the program's own may be kept.
fn carries_headers(page: &Page, route: &Route) {
    let says = |name: &str| page.headers.get(name).and_then(|value| value.to_str().ok());
    let content = says("content-security-policy").unwrap_or_default();
    assert!(content.starts_with("default-src 'none'"), "{}", route.template);
    assert!(!content.contains("unsafe"), "{}", route.template);
    if route.door == "family" {
        assert!(content.contains("frame-ancestors 'none'"), "{}", route.template);
        assert!(!content.contains("object-src"), "{}", route.template);
        assert!(!content.contains("frame-src"), "{}", route.template);
    }
    assert_eq!(says("x-content-type-options"), Some("nosniff"), "{}", route.template);
    assert_eq!(says("referrer-policy"), Some("same-origin"), "{}", route.template);
    assert_eq!(says("cross-origin-resource-policy"), Some("same-origin"), "{}", route.template);
    let is_own_file = route.template.starts_with("/static") || route.template == "/favicon.ico";
    assert!(is_own_file || says("cache-control") == Some("no-store"), "{}", route.template);
}

/// A live stream has no end to wait for; each has a page beside it that says who may.
pub(crate) fn is_stream(route: &Route) -> bool {
    route.template.ends_with("/live")
}

#[tokio::test]
async fn what_belongs_to_the_staff_does_not_exist_on_a_phone() {
    let kit = with_everything().await;
    let rows = real_rows(&kit).await;
    let families: BTreeSet<_> = table()
        .iter()
        .filter(|route| route.door == "family")
        .map(|route| (route.method, route.template))
        .collect();
    let cookies = kit.signed_in("Admin").await.cookies;
    for route in table().iter().filter(|route| route.door == "staff") {
        if families.contains(&(route.method, route.template)) {
            continue;
        }
        // A form's address that families have as well leads to the page of its form.
        let elsewhere = families.iter().any(|(_, template)| *template == route.template);
        let path = filled(route.template, &rows);
        for signed_in in [false, true] {
            let mut phone = kit.phone();
            if signed_in {
                phone.cookies.clone_from(&cookies);
            }
            let nowhere = match route.method {
                "GET" => phone.get("/no-such-page").await,
                _ => phone.post("/no-such-page", &[]).await,
            };
            assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
            let page = ask(&mut phone, route, &path).await;
            let led =
                elsewhere && matches!(page.status, StatusCode::SEE_OTHER | StatusCode::NOT_FOUND);
            assert!(same(&page, &nowhere) || led, "{} {path}: {}", route.method, page.status);
        }
    }
}

#[tokio::test]
async fn a_page_for_others_cannot_be_told_from_one_that_is_not_there() {
    let kit = with_everything().await;
    let rows = real_rows(&kit).await;
    for (role, name) in EVERYBODY {
        let mut browser = kit.signed_in(name).await;
        for route in table().iter().filter(|route| route.door == "staff" && !route.lets_in(role)) {
            let nowhere = match route.method {
                "GET" => browser.get("/no-such-page").await,
                _ => browser.post("/no-such-page", &[]).await,
            };
            assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
            let (path, fields) = (filled(route.template, &rows), named(route.template, &rows));
            let page = ask_with(&mut browser, route, &path, &fields).await;
            assert!(
                same(&page, &nowhere),
                "{role}: {} {} says {}\n{:?}\n{:?}",
                route.method,
                route.template,
                page.status,
                page.headers,
                nowhere.headers
            );
        }
    }
}

#[tokio::test]
async fn nobody_is_led_to_the_sign_in_whatever_is_there() {
    let kit = with_everything().await;
    let rows = real_rows(&kit).await;
    for route in table().iter().filter(|route| route.door == "staff") {
        if route.lets_in("nobody") {
            continue;
        }
        let there = ask(&mut kit.laptop(), route, &filled(route.template, &rows)).await;
        // The focal's room does not even say that one could sign in.
        if route.template.starts_with("/room") {
            let nowhere = Route { template: "/no-such-page", ..route.clone() };
            let nowhere = ask(&mut kit.laptop(), &nowhere, nowhere.template).await;
            assert!(same(&there, &nowhere), "{} {}", route.method, route.template);
            continue;
        }
        let (status, to) = (there.status, there.location());
        assert_eq!((status, to), (StatusCode::SEE_OTHER, "/sign-in"), "{}", route.template);
        let not_there =
            ask(&mut kit.laptop(), route, &filled(route.template, &BTreeMap::new())).await;
        assert!(same(&there, &not_there), "{} tells what there is", route.template);
    }
}

/// What an open kit has nothing for, whoever asks.
pub(crate) fn is_gone(route: &Route) -> bool {
    // These lead to the sign-in by what they do.
    ["/sign-out", "/next-person"].contains(&route.template)
        // A file of the program's own stands under the mark of its build.
        || route.template.starts_with("/static")
        // The record of a wipe: nothing was wiped.
        || route.template.starts_with("/forget/{id}")
}

/// Pages before forms, since what a form does may take away the row that the next one asks for.
#[tokio::test]
async fn whoever_is_let_in_finds_the_page() {
    let kit = with_everything().await;
    let rows = real_rows(&kit).await;
    let mut table = table();
    table.sort_by_key(|route| route.method);
    let mut complaints = Vec::new();
    for (role, name) in EVERYBODY {
        for route in table.iter().filter(|route| route.door == "staff" && route.lets_in(role)) {
            if is_stream(route) {
                continue;
            }
            let mut browser = kit.signed_in(name).await;
            let (path, fields) = (filled(route.template, &rows), named(route.template, &rows));
            let page = ask_with(&mut browser, route, &path, &fields).await;
            let shut = page.status == StatusCode::NOT_FOUND || page.location() == "/sign-in";
            if shut && !is_gone(route) {
                complaints
                    .push(format!("{role}: {} {} {}", route.method, route.template, page.status));
            }
            assert!(!page.status.is_server_error(), "{role}: {}", route.template);
            carries_headers(&page, route);
        }
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[tokio::test]
async fn a_locked_kit_shows_nothing_of_anybody_on_any_route() {
    let kit = with_everything().await;
    let rows = real_rows(&kit).await;
    let mut before = kit.signed_in("Admin").await.cookies;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    before.append(&mut phone.cookies);
    drop(phone);
    let kit = kit.restart();
    // What there is without the data: opening, helping, telling why.
    let open =
        ["/unlock", "/damaged", "/static", "/why", "/prefs", "/setup", "/restore", "/favicon.ico"];
    let mut complaints = Vec::new();
    // A locked kit has no door for devices.
    for route in table().iter().filter(|route| ["family", "staff"].contains(&route.door)) {
        let mut browser = if route.door == "staff" { kit.laptop() } else { kit.phone() };
        browser.cookies.clone_from(&before);
        let page = ask(&mut browser, route, &filled(route.template, &rows)).await;
        carries_headers(&page, route);
        let known = ["ដារា", "DARA", "SREYMOM", "ស្រីមុំ", "Officer", "15060201"];
        let shows = known.iter().any(|word| page.text.contains(word));
        let refused = [StatusCode::SERVICE_UNAVAILABLE, StatusCode::NOT_FOUND];
        let shut = page.location() == "/unlock" || refused.contains(&page.status);
        let is_free = open.iter().any(|path| route.template.starts_with(path))
            || (route.door == "family"
                && page.headers.get(header::SET_COOKIE).is_none()
                && is_probe(route));
        if shows || !(shut || is_free) {
            complaints.push(format!(
                "{} {} {}: {}",
                route.door, route.method, route.template, page.status
            ));
        }
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
}

/// What phones ask to learn whether there is internet.
fn is_probe(route: &Route) -> bool {
    let probes = ["204", ".html", ".txt"];
    probes.iter().any(|end| route.template.ends_with(end))
}

/// What a cookie of the staff is worth at the families' door.
#[tokio::test]
async fn the_families_door_knows_nobody() {
    let kit = Kit::start().await;
    let ticket = file(&mut kit.phone(), &mother_of_two()).await;
    for path in ["/", "/board", "/why", "/form", "/check", ticket.as_str()] {
        let nobody = kit.phone().get(path).await;
        for (role, name) in EVERYBODY {
            let mut phone = kit.phone();
            phone.cookies = kit.signed_in(name).await.cookies;
            let page = phone.get(path).await;
            assert!(same(&page, &nobody), "{role} {path}");
            assert!(!page.headers.contains_key(header::SET_COOKIE), "{role} {path}");
        }
    }
}
