//! Whatever leaves the kit as a file or a paper is in the journal: every handler that answers with one is found in the
//! sources, and stands in one list with the act that is written down.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a table that cannot be read should stop the test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use axum::http::header;

use outreach_kit::i18n::{self, Lang};

use crate::harness::{FOCAL, Kit};
use crate::journal::acts;
use crate::malformed::ROUTES;
use crate::roles;
use crate::room;

/// When the act of a file is written down.
#[derive(Clone, Copy)]
enum Written {
    /// As it is asked for, by whom, with this form.
    Now(&'static str, &'static [(&'static str, &'static str)]),
    /// When it was made, by a form of its own; asking for it again gives the same file.
    Before,
    /// Not at all: it says nothing of anybody.
    Never,
}

use Written::{Before, Never, Now};

/// Method, address, the act that is written down, and when.
const FILES: [(&str, &str, &str, Written); 19] = [
    ("GET", "/check/print", "test_print", Never),
    ("GET", "/collect/lists/{id}/pdf", "print_list", Now("Officer One", &[])),
    ("POST", "/day/sheet", "day_sheet", Now("Admin", &[("day", "1")])),
    ("GET", "/event/report/csv", "export_report_csv", Now("Admin", &[])),
    ("GET", "/event/report/pdf", "print_report", Now("Admin", &[])),
    ("GET", "/forget/{id}/pdf", "forget", Before),
    ("GET", "/lost/card", "print_lost_card", Now("Admin", &[])),
    ("GET", "/lost/tickets", "print_lost_tickets", Now("Admin", &[])),
    ("GET", "/papers/run/{id}/further", "print_forms", Never),
    ("GET", "/papers/run/{id}/pdf", "print_forms", Before),
    ("GET", "/receipts/{id}/pdf", "issue_receipt", Before),
    // A copy that was printed is written down when an officer says so.
    ("POST", "/receipts", "issue_receipt", Before),
    ("POST", "/register/csv", "export_register_csv", Now("Officer One", &[("which", "all")])),
    ("POST", "/register/sheet", "export_register_sheet", Now("Officer One", &[("which", "all")])),
    ("GET", "/room/child/{id}/slip", "sealed", Before),
    // That there are visits to be made is another test's: `room::visits_go_on_a_sheet_among_other_homes`.
    ("GET", "/room/due/sheet", "sealed", Before),
    ("GET", "/room/hand-over/file/{name}", "sealed", Before),
    ("GET", "/room/report", "sealed", Now("Focal", &[])),
    ("GET", "/room/report/table", "sealed", Now("Focal", &[])),
];

/// What a handler says that answers with a file, itself or through one of these.
const SAYS: [&str; 5] =
    ["pdf::shown(", "pdf::file(", " shown(", "table_of(", "content-disposition"];

/// Handlers of the staff's pages that answer with a file, as the table of routes names them.
fn handlers(folder: &Path, module: &str, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        // The table calls the focal's room so.
        let name = if name == "safeguarding" { "room" } else { name };
        let inner = if name == "mod" { module.to_owned() } else { format!("{module}{name}::") };
        if path.is_dir() {
            handlers(&path, &inner, found);
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let mut helpers: Vec<String> = SAYS.map(str::to_owned).to_vec();
        // Twice: a handler may answer through a function of its own file.
        for _ in 0..2 {
            for part in text.split("fn ").skip(1) {
                let (name, rest) = part.split_once(['(', '<']).unwrap();
                let body = rest.split("\n}\n").next().unwrap();
                if helpers.iter().any(|says| body.contains(says)) {
                    helpers.push(format!(" {name}("));
                    found.insert(format!("{inner}{name}"));
                    // Some are handed on by the module above.
                    found.insert(format!("{module}{name}"));
                }
            }
        }
    }
}

/// Addresses by their handlers: method and address.
fn addresses() -> BTreeMap<String, (&'static str, String)> {
    let mut all = BTreeMap::new();
    for line in ROUTES.split(".route(").skip(1) {
        let address = line.split('"').nth(1).unwrap();
        let end = line.find(".layer(").or_else(|| line.find(".route(")).unwrap_or(line.len());
        for (says, method) in [("get(", "GET"), ("post(", "POST")] {
            if let Some((_, rest)) = line[..end].split_once(says) {
                let handler = rest.split(')').next().unwrap();
                all.insert(handler.to_owned(), (method, address.to_owned()));
            }
        }
    }
    all
}

#[test]
fn every_handler_that_answers_with_a_file_stands_in_the_list() {
    let mut found = BTreeSet::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web/staff");
    handlers(&folder, "", &mut found);
    let addresses = addresses();
    let there: BTreeSet<_> = found
        .iter()
        .filter_map(|handler| addresses.get(handler))
        .map(|(method, address)| (*method, address.as_str()))
        .collect();
    let listed: BTreeSet<_> =
        FILES.iter().map(|(method, address, ..)| (*method, *address)).collect();
    let missing: Vec<_> = there.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&there).collect();
    assert!(missing.is_empty(), "say which act is written down when it leaves: {missing:?}");
    assert!(gone.is_empty(), "no such file any more: {gone:?}");
}

fn is_file(page: &crate::harness::Page) -> bool {
    page.headers.contains_key(header::CONTENT_DISPOSITION)
}

async fn count(kit: &Kit, act: &str) -> usize {
    acts(kit).await.iter().filter(|known| *known == act).count()
}

#[tokio::test]
async fn whatever_leaves_is_written_down_as_it_leaves() {
    let kit = roles::with_everything().await;
    let rows = roles::real_rows(&kit).await;
    let mut focal = room::opened(&kit, "Focal", FOCAL).await;
    let mut asked = 0;
    for (method, address, act, written) in FILES {
        let Now(who, fields) = written else { continue };
        let mut other = kit.signed_in(who).await;
        let browser = if who == "Focal" { &mut focal } else { &mut other };
        let before = count(&kit, act).await;
        let page = match method {
            "GET" => browser.get(&roles::filled(address, &rows)).await,
            _ => browser.post(address, fields).await,
        };
        assert!(is_file(&page), "{address}: {} {}", page.status, page.text);
        assert_eq!(count(&kit, act).await, before + 1, "{address} leaves no line");
        asked += 1;
    }
    assert_eq!(asked, 10);
    // In words, in both languages.
    for (_, _, act, _) in FILES {
        for lang in Lang::ALL {
            assert!(i18n::has(lang, &format!("act-{act}")), "{act} has no words");
        }
    }
}

#[tokio::test]
async fn what_is_asked_for_again_was_written_down_when_it_was_made() {
    let kit = roles::with_everything().await;
    let rows = roles::real_rows(&kit).await;
    for (method, address, act, written) in FILES {
        if !matches!(written, Before)
            || address.starts_with("/room")
            || address.starts_with("/forget")
        {
            continue;
        }
        let mut officer = kit.signed_in("Officer One").await;
        let receipt = rows.get("/receipts/").unwrap().as_str();
        let page = match method {
            "GET" => officer.get(&roles::filled(address, &rows)).await,
            _ => officer.post(address, &[("issue", receipt)]).await,
        };
        assert!(is_file(&page), "{address}: {}", page.status);
        let acts = acts(&kit).await;
        assert!(acts.iter().any(|known| known == act), "{address}: {act} in {acts:?}");
    }
}

#[tokio::test]
async fn no_page_is_a_file_that_is_not_in_the_list() {
    let kit = roles::with_everything().await;
    let rows = roles::real_rows(&kit).await;
    let listed: BTreeSet<_> =
        FILES.iter().map(|(method, address, ..)| (*method, *address)).collect();
    let mut files = 0;
    for (role, name) in roles::EVERYBODY {
        let mut browser = if role == "focal" {
            room::opened(&kit, name, FOCAL).await
        } else {
            kit.signed_in(name).await
        };
        for route in roles::table().iter().filter(|route| route.door == "staff") {
            // Whatever is sent may change something; of these the sources tell.
            if route.method != "GET" || !route.lets_in(role) || roles::is_stream(route) {
                continue;
            }
            let page = browser.get(&roles::filled(route.template, &rows)).await;
            let kind = page.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
            let is_paper = kind.is_some_and(|kind| kind.contains("pdf") || kind.contains("csv"));
            if is_file(&page) || is_paper {
                files += 1;
                assert!(listed.contains(&(route.method, route.template)), "{}", route.template);
            }
        }
    }
    assert!(files > 8, "{files}");
}
