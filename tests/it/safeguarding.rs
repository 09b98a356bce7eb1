//! Secrecy: what a desk tells the focal changes nothing that anybody else can get, and lies nowhere in clear.
#![allow(clippy::unwrap_used, reason = "a page or a file that cannot be read should stop the test")]

use std::path::Path;

use axum::http::StatusCode;
use outreach_kit::acts::{self, seal};
use outreach_kit::domain::ids::{FamilyId, RowId, StaffId};
use outreach_kit::domain::safeguarding::{
    About, Agreed, Done, Help, Level, Outcome, Referral, Vital, What,
};
use outreach_kit::store::StoreError;

use crate::harness::{Browser, FOCAL, Kit, attribute, file, mother_of_two, now};
use crate::room_keys::secret_of;
use crate::telling::room;

/// A made-up concern, in both scripts. No page, paper or file says it.
const CANARY: [&str; 2] = ["MANGROVE HERON 7719", "ក្ងោកទឹកក្នុងព្រៃកោងកាង"];

/// Pages of somebody else than a focal, with what is posted there.
type Asked = (&'static str, String, Vec<(&'static str, &'static str)>);

/// Everything officer, helper, administrator and the yard can get about families.
fn everything(family: &str, child: &str, receipt: &str, ticket: &str) -> Vec<Asked> {
    let get = |who, path: &str| (who, path.to_owned(), Vec::new());
    let mut all = vec![
        get("phone", "/board"),
        get("phone", ticket),
        get("Officer One", "/desk"),
        get("Officer One", &format!("/desk/family/{family}")),
        get("Officer One", &format!("/desk/family/{family}/correct")),
        get("Officer One", &format!("/tell?family={family}")),
        get("Officer One", "/search"),
        get("Officer One", "/receipts"),
        get("Officer One", &format!("/receipts/{receipt}")),
        get("Officer One", &format!("/receipts/{receipt}/pdf")),
        get("Officer One", "/register?which=all"),
        get("Officer One", "/collect"),
        get("Officer One", "/collect/ready"),
        get("Officer One", "/collect/lists"),
        get("Officer One", &format!("/collect/child/{child}")),
        get("Helper", "/entry"),
        get("Helper", "/tell?number=1"),
        get("Helper", "/day"),
        get("Admin", "/"),
        get("Admin", "/day"),
        get("Admin", "/event"),
        get("Admin", "/staff"),
        get("Admin", "/keys"),
        get("Admin", "/focals"),
        get("Admin", "/event/contacts"),
    ];
    for (path, fields) in [
        ("/search", vec![("q", "CHEA")]),
        ("/search", vec![("q", "1")]),
        ("/register/csv", vec![("which", "all")]),
        ("/register/sheet", vec![("which", "all")]),
        ("/collect/find", vec![("q", "SOK")]),
        ("/collect/find", vec![("q", "1")]),
    ] {
        all.push(("Officer One", path.to_owned(), fields));
    }
    all
}

/// What a page says, without the room left on the disk of the machine that runs the test, and without the last entry
/// of the journal, which is another one after whatever anybody did.
fn settled(text: &str) -> String {
    let without = |text: &str, from: &str, to: &str| {
        let mut parts = text.split(from);
        let first = parts.next().unwrap_or_default().to_owned();
        let rest = parts.map(|part| part.split_once(to).map_or(part, |(_, rest)| rest));
        rest.fold(first, |all, part| all + part)
    };
    let journal = "data-section=\"day-part-journal\"";
    // Good words that a page offers are drawn anew each time.
    let offered = without(text, "<span class=\"code\" lang=\"en\">", "</span>");
    without(&without(&offered, "<li class=\"state", "</li>"), journal, "</section>")
}

struct Watched<'a> {
    people: Vec<(&'static str, Browser<'a>)>,
    asked: Vec<Asked>,
}

impl Watched<'_> {
    async fn look(&mut self) -> Vec<(String, StatusCode, Vec<u8>)> {
        let mut seen = Vec::new();
        for (who, path, fields) in &self.asked {
            let browser = &mut self.people.iter_mut().find(|(name, _)| name == who).unwrap().1;
            let page = match fields.as_slice() {
                [] => browser.get(path).await,
                fields => browser.post(path, fields).await,
            };
            let is_page = page.text.starts_with("<!doctype") || page.text.contains("<html");
            let bytes = if is_page { settled(&page.text).into_bytes() } else { page.bytes };
            seen.push((format!("{who} {path} {fields:?}"), page.status, bytes));
        }
        seen
    }
}

/// Two families; the first is at the desk with a receipt for its first child.
async fn watched(kit: &Kit) -> (Watched<'_>, String) {
    let mut phone = kit.phone();
    let ticket = file(&mut phone, &mother_of_two()).await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "2").await;
    let page = officer.seat_next().await;
    let family = attribute(&page.text, "data-family").unwrap();
    let card = page.text.split("<article").nth(1).unwrap();
    let child = attribute(card, "data-child").unwrap();
    let given = officer.post(&format!("/desk/child/{child}/receipt"), &[]).await;
    let receipt = given.location().split('/').next_back().unwrap_or_default().to_owned();
    let asked = everything(&family, &child, &receipt, &ticket);
    let people = vec![
        ("phone", phone),
        ("Officer One", officer),
        ("Helper", kit.signed_in("Helper").await),
        ("Admin", kit.signed_in("Admin").await),
    ];
    (Watched { people, asked }, family)
}

#[tokio::test]
async fn nothing_that_others_get_changes_when_something_is_told() {
    let kit = Kit::start().await;
    let (mut watched, family) = watched(&kit).await;
    let before = watched.look().await;
    for (asked, status, _) in &before {
        assert_ne!(*status, StatusCode::NOT_FOUND, "{asked}");
    }
    let mut officer = kit.signed_in("Officer Two").await;
    for sign in [
        "hurt_or_ill",
        "alone",
        "relation_unclear",
        "asked_for_help",
        "kept_from_speaking",
        "worry",
    ] {
        let sent = [("family", &*family), ("child", "all"), ("sign", sign), ("here", "yes")];
        assert_eq!(officer.post("/tell", &sent).await.status, StatusCode::OK);
    }
    let sent = [("family", &*family), ("child", "all"), ("disclosed", "yes"), ("safe", "no")];
    assert_eq!(officer.post("/tell", &sent).await.status, StatusCode::OK);
    let secret = secret_of(&kit, FOCAL).await;
    assert_eq!(room(&kit, &secret).await.notes.len(), 7, "it was told");
    for (one, other) in before.iter().zip(watched.look().await) {
        assert_eq!(one.1, other.1, "{}", one.0);
        let differ = one.2.iter().zip(&other.2).position(|(one, other)| one != other);
        let shown = |bytes: &[u8]| {
            let from = differ.unwrap_or(0).saturating_sub(200);
            String::from_utf8_lossy(bytes.get(from..).unwrap_or_default())
                .chars()
                .take(400)
                .collect::<String>()
        };
        assert!(
            one.2 == other.2,
            "{} is another one now: {} … {}",
            one.0,
            shown(&one.2),
            shown(&other.2)
        );
    }
}

#[tokio::test]
async fn the_journal_says_that_something_was_sealed_and_nothing_else() {
    let kit = Kit::start().await;
    let (_, family) = watched(&kit).await;
    let mut admin = kit.signed_in("Admin").await;
    let lines = |text: &str| -> Vec<String> {
        let part = |part: &str| part.split("</span>").next().unwrap_or_default().to_owned();
        text.split("<li data-act=\"").skip(1).map(part).collect()
    };
    let before = lines(&admin.get("/journal").await.text).len();
    let mut officer = kit.signed_in("Officer Two").await;
    let sent = [("family", &*family), ("child", "all"), ("sign", "alone")];
    officer.post("/tell", &sent).await;
    let journal = admin.get("/journal").await.text;
    let new: Vec<String> = lines(&journal);
    // Beside these the officer signed in.
    let new = &new[..new.len() - before - 1];
    // Covers may follow.
    let at = new.iter().position(|line| line.starts_with("ring")).unwrap();
    assert_eq!(new.len(), at + 2, "{new:?}");
    assert!(new.iter().enumerate().all(|(n, line)| n == at || line.starts_with("sealed")));
    assert!(!new.join(" ").contains("Officer Two"), "not by whom");
    let number = admin.get("/journal?number=1").await.text;
    assert!(!number.contains("data-act=\"sealed\"") && !number.contains("data-act=\"ring\""));
}

/// A note of each kind with words in it, and the canary in every one of them.
fn notes_with_words() -> Vec<What> {
    let words = || CANARY.join(" ");
    let day = || now().to_zoned(jiff::tz::TimeZone::UTC).date();
    vec![
        What::Viewed { reason: words() },
        What::Level { to: Level::High, reason: words() },
        What::Contacted { on: day(), words: words() },
        What::Planned { help: Help::Counselling, on: day(), who: words() },
        What::Done {
            done: Done {
                help: Help::FoodPackage,
                on: day(),
                who: words(),
                result: words(),
                next: words(),
            },
            plan: Some(RowId([7; 16])),
        },
        What::Conference { on: day(), who: words(), words: words() },
        What::Referred(Referral { to: words(), rules: Vital::ALL.to_vec(), vital: words() }),
        What::Consent { to: Agreed::SafeToCall, given: true, who: words(), wording: words() },
        What::Words(words()),
        What::Closed { outcome: Outcome::HandedOver, handed_to: words() },
        What::Reopened { reason: words() },
        What::Excluded { staff: StaffId([8; 16]) },
    ]
}

/// Every text and blob of every table, as the database key alone shows them.
async fn decrypted(kit: &Kit) -> Vec<u8> {
    let open = kit.open();
    let dump = open.store.read(|conn| {
        let mut all = Vec::new();
        let mut tables = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
        let names = tables.query_map([], |row| row.get::<_, String>(0))?;
        for name in names.collect::<Result<Vec<_>, _>>()? {
            let mut rows = conn.prepare(&format!("SELECT * FROM \"{name}\""))?;
            let columns = rows.column_count();
            let mut rows = rows.query([])?;
            while let Some(row) = rows.next()? {
                for column in 0..columns {
                    if let Ok(bytes) = row.get_ref(column)?.as_bytes() {
                        all.extend_from_slice(bytes);
                        all.push(b'\n');
                    }
                }
            }
        }
        Ok::<_, StoreError>(all)
    });
    dump.await.unwrap()
}

fn has_canary(bytes: &[u8]) -> bool {
    CANARY.iter().any(|word| bytes.windows(word.len()).any(|part| part == word.as_bytes()))
}

fn files_below(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files_below(&path, found) } else { found.push(path) }
    }
}

#[tokio::test]
async fn a_concern_lies_nowhere_in_clear() {
    let kit = Kit::start().await;
    let (mut watched, family) = watched(&kit).await;
    let event = kit.open().event().unwrap().id;
    let about = About { family: FamilyId::parse(&family).unwrap(), child: None };
    let told = notes_with_words();
    let count = told.len();
    let by = acts::By { staff: None, at: now() };
    kit.open()
        .store
        .write(move |sp| {
            told.into_iter().try_for_each(|what| seal::note(sp, event, about, what, by).map(drop))
        })
        .await
        .unwrap_or_else(|err: StoreError| panic!("{err}"));
    assert_eq!(room(&kit, &secret_of(&kit, FOCAL).await).await.notes.len(), count);
    let mut admin = kit.signed_in("Admin").await;
    admin.post("/backup", &[]).await;
    for (asked, _, bytes) in watched.look().await {
        assert!(!has_canary(&bytes), "{asked}");
    }
    for path in ["/journal", "/check", "/backup"] {
        assert!(!has_canary(&admin.get(path).await.bytes), "{path}");
    }
    let dump = decrypted(&kit).await;
    assert!(dump.windows(4).any(|part| part == b"CHEA"), "the dump shows what is not sealed");
    assert!(!has_canary(&dump), "with the database key alone");
    let mut files = Vec::new();
    files_below(kit.folder.path(), &mut files);
    assert!(6 <= files.len(), "database, WAL, keys, backup: {files:?}");
    for path in files {
        assert!(!has_canary(&std::fs::read(&path).unwrap()), "{}", path.display());
    }
}
