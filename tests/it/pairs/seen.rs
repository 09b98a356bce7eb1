//! Everything that everybody but a focal can get of a kit.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

use axum::http::{StatusCode, header};
use outreach_kit::store::StoreError;

use super::day::{PEOPLE, Played, Twin};
use super::masked::Drawn;
use crate::harness::{Browser, Kit, Page};
use crate::roles::{Route, is_stream, table};

/// Beginnings of addresses with an id in them, and which ids the kit has for it, in the order of the day.
const ROWS: [(&str, &str); 15] = [
    ("/lead/", "SELECT cast(number AS TEXT) FROM calls ORDER BY number"),
    ("/focals/", "SELECT lower(hex(id)) FROM staff ORDER BY name"),
    ("/desk/ticket/", "SELECT cast(number AS TEXT) FROM tickets ORDER BY number"),
    ("/desk/family/", "SELECT lower(hex(id)) FROM families ORDER BY arrival"),
    ("/desk/photo/", "SELECT lower(hex(id)) FROM photos ORDER BY rowid"),
    ("/entry/", "SELECT lower(hex(id)) FROM drafts ORDER BY rowid"),
    ("/receipts/", "SELECT lower(hex(id)) FROM issues ORDER BY rowid"),
    ("/papers/run/", "SELECT lower(hex(id)) FROM paper_runs ORDER BY rowid"),
    ("/papers/blank/", "SELECT printf('%05d', serial) FROM receipts ORDER BY serial"),
    ("/collect/child/", CHILDREN),
    ("/room/child/", CHILDREN),
    ("/collect/lists/", "SELECT lower(hex(id)) FROM collection_lists ORDER BY rowid"),
    ("/staff/", "SELECT lower(hex(id)) FROM staff ORDER BY name"),
    ("/form/", "SELECT 'c1-name' UNION SELECT 'who'"),
    ("/forget/", "SELECT lower(hex(id)) FROM events"),
];

const CHILDREN: &str = "SELECT lower(hex(c.id)) FROM children c JOIN families f ON f.id = c.family ORDER BY f.arrival, c.position";

/// Forms that only ask for something.
const ASKING: [(&str, &[(&str, &str)]); 14] = [
    ("/search", &[("q", "CHEA")]),
    ("/search", &[("q", "1")]),
    ("/search", &[("q", "DARA")]),
    ("/search", &[("q", "012345678")]),
    ("/register/csv", &[("which", "all")]),
    ("/register/sheet", &[("which", "all")]),
    ("/collect/find", &[("q", "SOK")]),
    ("/collect/find", &[("q", "1")]),
    ("/collect", &[("code", "HELLO")]),
    ("/day/sheet", &[("day", "1")]),
    ("/day/sheet", &[("day", "event")]),
    ("/event/report", &[]),
    ("/room", &[("passphrase", crate::harness::FOCAL)]),
    ("/room/find", &[("q", "1")]),
];

/// One answer: who asked for what, and what they got.
#[derive(PartialEq, Eq)]
pub(crate) struct Got {
    pub(crate) asked: String,
    pub(crate) status: StatusCode,
    pub(crate) headers: String,
    /// What is said, without what is drawn at random.
    pub(crate) said: String,
}

/// Asks for everything as everybody.
pub(crate) async fn everything(kit: &Kit, twin: &Twin, played: Played<'_>) -> Vec<Got> {
    let rows = rows(kit).await;
    let mut drawn = Drawn::default();
    let mut got = Vec::new();
    let (tickets, mut played) = (played.tickets.clone(), played);
    for who in PEOPLE {
        let browser = played.of(who);
        let door = if who == "phone" { "family" } else { "staff" };
        for route in table().iter().filter(|route| route.door == door && route.method == "GET") {
            // A stream has no end to wait for: what they say is listened to while the day is played.
            if is_stream(route) || route.template.starts_with("/static") {
                continue;
            }
            for path in addresses(route, &rows, &tickets) {
                let page = browser.get(&path).await;
                got.push(of(&mut drawn, twin, &format!("{who} GET {path}"), &page));
            }
        }
        for (path, fields) in ASKING {
            let page = browser.post(path, fields).await;
            got.push(of(&mut drawn, twin, &format!("{who} POST {path} {fields:?}"), &page));
        }
        further(browser, who, |asked, page| got.push(of(&mut drawn, twin, &asked, &page))).await;
    }
    got
}

/// What only an address with a question in it shows.
async fn further(browser: &mut Browser<'_>, who: &str, mut keep: impl FnMut(String, Page)) {
    for path in [
        "/tell?number=1",
        "/tell?number=999",
        "/journal?number=1",
        "/journal?number=2/1",
        "/journal?day=2026-11-21",
        "/register?which=all",
        "/register?which=left",
        "/day?day=1",
        "/collect/ready?which=all",
        "/desk/family/00000000000070008000000000000000",
    ] {
        let page = browser.get(path).await;
        keep(format!("{who} GET {path}"), page);
    }
}

/// What an answer says.
fn of(drawn: &mut Drawn, twin: &Twin, asked: &str, page: &Page) -> Got {
    // A sheet of the day bears the journal's mark, another one in every kit, and the register's has the family's own
    // words: there, what can be read is compared.
    let is_read =
        asked.contains("/day/sheet") || asked.contains("/register/sheet") && !twin.own.is_empty();
    let said = match std::str::from_utf8(&page.bytes) {
        Ok(text) => drawn.mask(text, twin.own),
        Err(_) if is_read => drawn.mask(&sheet(&page.bytes), twin.own),
        Err(_) => drawn.mask(&String::from_utf8_lossy(&page.bytes), &[]),
    };
    let length = page.bytes.len().to_string();
    let mut headers = Vec::new();
    for (name, value) in &page.headers {
        let value = String::from_utf8_lossy(value.as_bytes());
        // Ids and hashes are all of one length, so that texts that are the same without them are as long with them.
        if name == header::CONTENT_LENGTH {
            assert_eq!(value, length, "{asked}");
        } else {
            headers.push(format!("{name}: {value}"));
        }
    }
    headers.sort();
    let headers = drawn.mask(&headers.join("\n"), twin.own);
    let asked = drawn.mask(asked, &[]);
    Got { asked, status: page.status, headers, said }
}

/// Every id of the kit by the beginning of its address.
async fn rows(kit: &Kit) -> BTreeMap<&'static str, Vec<String>> {
    let store = kit.open().store.clone();
    let read = store.read(|conn| {
        let mut rows = BTreeMap::new();
        for (beginning, sql) in ROWS {
            let mut statement = conn.prepare(sql)?;
            let all = statement.query_map([], |row| row.get::<_, String>(0))?;
            rows.insert(beginning, all.collect::<Result<Vec<_>, _>>()?);
        }
        Ok::<_, StoreError>(rows)
    });
    read.await.unwrap()
}

/// A route's address for every row that it may name.
fn addresses(
    route: &Route,
    rows: &BTreeMap<&'static str, Vec<String>>,
    tickets: &[String],
) -> Vec<String> {
    if route.template == "/ticket/{token}" {
        return tickets.to_vec();
    }
    let Some((before, rest)) = route.template.split_once('{') else {
        return vec![route.template.to_owned()];
    };
    let longest =
        rows.keys().filter(|known| before.starts_with(**known)).max_by_key(|key| key.len());
    let ids = longest.and_then(|known| rows.get(known)).cloned().unwrap_or_default();
    let (_, after) = rest.split_once('}').unwrap();
    ids.into_iter().map(|id| format!("{before}{id}{after}")).collect()
}

/// The words of a sheet, where poppler can be asked for them.
fn sheet(pdf: &[u8]) -> String {
    let child = Command::new("pdftotext")
        .args(["-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        eprintln!("skipped: pdftotext (poppler-utils) is not installed");
        return String::new();
    };
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(pdf).unwrap());
        let text = child.wait_with_output().unwrap().stdout;
        String::from_utf8_lossy(&text).into_owned()
    })
}
