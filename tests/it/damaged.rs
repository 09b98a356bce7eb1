//! A file that was damaged while the kit was off: seen at the start, and the newest good backup takes its place.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a folder that cannot be read should stop the test"
)]
use std::path::Path;

use axum::http::StatusCode;
use outreach_kit::app::damaged;
use outreach_kit::seal::keyring::Keyring;
use outreach_kit::store::backup::{self, DATABASE};
use outreach_kit::store::{StoreError, tally};

use crate::faults::{after_the_power_cut, closed, data_of, folders, killed, one_more};
use crate::harness::{Kit, PASSPHRASE, SECOND, now};

pub(crate) fn change(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = std::fs::read(path).unwrap();
    change(&mut bytes);
    std::fs::write(path, bytes).unwrap();
}

/// Every way in which a file can be damaged, by the code that names it.
/// What is done to the file, by the name of what the program says of it.
type Damage = (&'static str, fn(&Path));

fn damages() -> Vec<Damage> {
    fn flip(path: &Path, from: usize) {
        change(path, |bytes| {
            for at in (from..bytes.len()).step_by(4096) {
                bytes[at + 100] ^= 0x55;
            }
        });
    }
    vec![
        ("gone", |path| std::fs::remove_file(path).unwrap()),
        ("empty", |path| change(path, Vec::clear)),
        ("unreadable", |path| change(path, |bytes| bytes[100] ^= 1)),
        ("unreadable", |path| change(path, |bytes| bytes.fill(0x5A))),
        ("unreadable", |path| change(path, |bytes| bytes.truncate(1000))),
        ("unreadable", |path| change(path, |bytes| bytes.truncate(4096 * 20))),
        ("pages", |path| change(path, |bytes| bytes.truncate(bytes.len() - 4096 * 2))),
        ("pages", |path| change(path, |bytes| bytes.truncate(bytes.len() - 1000))),
        ("pages", |path| {
            flip(path, usize::try_from(std::fs::metadata(path).unwrap().len()).unwrap() - 4096 * 6);
        }),
        ("pages", |path| {
            change(path, |bytes| {
                let end = bytes.len();
                bytes[end - 4096..].fill(0);
            });
        }),
    ]
}

#[tokio::test]
async fn damaged_data_is_never_opened_and_the_newest_good_backup_takes_its_place() {
    for (number, (code, damage)) in damages().into_iter().enumerate() {
        let (kit, _) = killed(2).await;
        let open = kit.open();
        open.back_up(2, now()).unwrap();
        one_more(&kit).await;
        let kit = closed(&kit);
        let path = data_of(&kit).join(DATABASE);
        damage(&path);
        let as_found = std::fs::read(&path).ok();

        let mut laptop = kit.laptop();
        laptop.cookies.insert("lang".to_owned(), "en".to_owned());
        let mut phone = kit.phone();
        phone.cookies.insert("lang".to_owned(), "en".to_owned());
        assert!(phone.get("/").await.text.contains("Registration is being opened"));
        let answer = laptop.post("/unlock", &[("passphrase", PASSPHRASE)]).await;
        assert_eq!(answer.location(), "/damaged", "{number} {code}");
        let told = phone.get("/").await.text;
        assert!(told.contains("Go to the desk") && !told.contains("being opened"), "{told}");
        let sent = phone.post("/start", &[("lang", "en")]).await.text;
        assert!(!sent.contains("wait a moment"), "{sent}");
        let page = laptop.get("/damaged").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            page.text.contains(&format!("data-damage=\"{code}\"")),
            "{number} {code}: {:?}",
            page.text.split("data-damage").nth(1).map(|rest| &rest[..200])
        );
        assert!(page.text.contains("Nothing was changed"));
        assert!(page.text.contains("2 families"), "{number} {code}: the backup is named");
        assert_eq!(std::fs::read(&path).ok(), as_found, "{number} {code}: nothing was changed");
        assert_eq!(kit.phone().get("/").await.status, StatusCode::SERVICE_UNAVAILABLE);

        let wrong = laptop
            .post("/damaged", &[("remedy", "newest"), ("passphrase", "not this one at all")])
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{number} {code}");
        let done =
            laptop.post_on("/damaged", &[("remedy", "newest"), ("passphrase", SECOND)]).await;
        assert!(
            done.text.contains(&format!("data-repaired=\"{code}\"")),
            "{number} {code}: {}",
            done.text
        );
        assert_eq!(kit.phone().get("/").await.status, StatusCode::OK);

        // Nothing was thrown away, and what is there now is what the backup held.
        let aside =
            folders(&data_of(&kit)).into_iter().find(|name| name.starts_with("damaged-")).unwrap();
        assert_eq!(std::fs::read(data_of(&kit).join(&aside).join(DATABASE)).ok(), as_found);
        assert!(data_of(&kit).join(&aside).join(Keyring::FILE_NAME).exists());
        let open = kit.open();
        let event = open.event().unwrap().id;
        let standing = open.store.read(move |conn| tally::standing(conn, event)).await.unwrap();
        assert_eq!(standing.families, 2, "{number} {code}");
        // The next number is higher than any that was handed out.
        let ticket = one_more(&kit).await;
        let shown = kit.phone().get(&ticket).await;
        let next: u32 = open
            .store
            .read(|conn| {
                conn.query_row("SELECT max(number) FROM tickets", [], |row| row.get(0))
                    .map_err(StoreError::from)
            })
            .await
            .unwrap();
        assert!(next > 500, "{number} {code}: {next} {}", shown.status);
        // The journal says it, and is whole.
        let written: String = open
            .store
            .read(|conn| {
                let newest =
                    "SELECT detail FROM journal WHERE act = 'restore' ORDER BY seq DESC LIMIT 1";
                conn.query_row(newest, [], |row| row.get(0)).map_err(StoreError::from)
            })
            .await
            .unwrap();
        assert!(written.contains(&format!("damage {code}")), "{number} {code}: {written}");
        let again = kit.restart();
        assert_eq!(
            again.laptop().post("/unlock", &[("passphrase", PASSPHRASE)]).await.location(),
            "/"
        );
    }
}

/// Damages one page after another until as many families and their tickets can be read and something else cannot.
pub(crate) fn damage_beside_tickets(kit: &Kit, families: usize) {
    let path = data_of(kit).join(DATABASE);
    let whole = std::fs::read(&path).unwrap();
    let key = Keyring::load(&data_of(kit)).unwrap().open(PASSPHRASE).unwrap().0;
    let is_damaged = (1..whole.len() / 4096).rev().any(|page| {
        let mut bytes = whole.clone();
        bytes[page * 4096 + 100] ^= 0x55;
        std::fs::write(&path, &bytes).unwrap();
        let found = damaged::find(&data_of(kit), &key, now()).unwrap();
        found.is_some_and(|found| {
            let readable = &found.damage.readable;
            readable.families == families && !readable.tickets.is_empty()
        })
    });
    assert!(is_damaged, "a page that holds something else than tickets");
}

/// Tickets that can still be read and that the backup does not have are listed by number, before and after.
#[tokio::test]
async fn what_is_missing_in_the_backup_is_listed_by_number() {
    let (kit, _) = killed(3).await;
    kit.open().back_up(3, now()).unwrap();
    for _ in 0..4 {
        one_more(&kit).await;
    }
    let kit = closed(&kit);
    damage_beside_tickets(&kit, 7);

    let mut laptop = kit.laptop();
    laptop.cookies.insert("lang".to_owned(), "en".to_owned());
    laptop.post("/unlock", &[("passphrase", PASSPHRASE)]).await;
    let page = laptop.get("/damaged").await;
    assert!(page.text.contains("<b>4, 5, 6, 7</b>"), "{}", page.text);
    let done =
        laptop.post_on("/damaged", &[("remedy", "newest"), ("passphrase", PASSPHRASE)]).await;
    assert!(done.text.contains("4, 5, 6, 7"), "{}", done.text);
    // It can be looked up after the next start too.
    let kit = kit.restart();
    let mut laptop = kit.laptop();
    laptop.post("/unlock", &[("passphrase", PASSPHRASE)]).await;
    assert!(laptop.get("/damaged").await.text.contains("data-missing"));
}

/// A log whose middle is garbage: what comes before it is sound, and the kit can go on with that.
#[tokio::test]
async fn a_damaged_log_is_seen_and_the_kit_goes_on_with_what_is_left() {
    let (kit, _) = killed(3).await;
    kit.open().back_up(3, now()).unwrap();
    one_more(&kit).await;
    let kit = after_the_power_cut(&kit);
    let wal = data_of(&kit).join(format!("{DATABASE}-wal"));
    let frames = (std::fs::metadata(&wal).unwrap().len() - 32) / 4120;
    assert!(frames > 20, "{frames}");
    change(&wal, |bytes| {
        let at = usize::try_from(32 + frames * 3 / 4 * 4120 + 300).unwrap();
        bytes[at..at + 64].fill(0xEE);
    });
    let mut laptop = kit.laptop();
    laptop.cookies.insert("lang".to_owned(), "en".to_owned());
    assert_eq!(laptop.post("/unlock", &[("passphrase", PASSPHRASE)]).await.location(), "/damaged");
    let page = laptop.get("/damaged").await;
    assert!(page.text.contains("data-damage=\"last-words\""), "{}", page.text);
    let done = laptop.post_on("/damaged", &[("remedy", "left"), ("passphrase", PASSPHRASE)]).await;
    assert!(done.text.contains("data-repaired=\"last-words\""), "{}", done.text);
    let open = kit.open();
    let families = open.store.read(tally::families).await.unwrap();
    assert!((1..=4).contains(&families), "{families}");
}

/// A log that is nonsense from its first byte would be passed over in silence, and with it whatever it held.
#[tokio::test]
async fn a_log_of_garbage_is_not_passed_over_in_silence() {
    let (kit, _) = killed(1).await;
    let kit = after_the_power_cut(&kit);
    let wal = data_of(&kit).join(format!("{DATABASE}-wal"));
    change(&wal, |bytes| bytes.fill(0xA5));
    let answer = kit.laptop().post("/unlock", &[("passphrase", PASSPHRASE)]).await;
    assert_eq!(answer.location(), "/damaged");
}

#[tokio::test]
async fn an_ordinary_power_cut_is_no_damage() {
    let (kit, tickets) = killed(2).await;
    let kit = after_the_power_cut(&kit);
    let wal = data_of(&kit).join(format!("{DATABASE}-wal"));
    // The last frame was not written to its end; nobody was told that it was.
    change(&wal, |bytes| bytes.truncate(bytes.len() - 100));
    assert_eq!(kit.laptop().post("/unlock", &[("passphrase", PASSPHRASE)]).await.location(), "/");
    assert_eq!(kit.phone().get(&tickets[0]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_lost_key_file_comes_back_from_the_backup() {
    for damage in [true, false] {
        let (kit, tickets) = killed(1).await;
        kit.open().back_up(1, now()).unwrap();
        let kit = closed(&kit);
        let keys = data_of(&kit).join(Keyring::FILE_NAME);
        if damage {
            change(&keys, |bytes| bytes.truncate(bytes.len() / 2));
        } else {
            std::fs::remove_file(&keys).unwrap();
        }
        let mut laptop = kit.laptop();
        // A kit without keys is a kit, not an empty laptop.
        assert_eq!(laptop.get("/").await.location(), "/unlock");
        let wrong = laptop.post("/unlock", &[("passphrase", "not this one at all")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(laptop.post("/unlock", &[("passphrase", SECOND)]).await.location(), "/");
        assert_eq!(kit.phone().get(&tickets[0]).await.status, StatusCode::OK);
        assert!(Keyring::load(&data_of(&kit)).unwrap().open(PASSPHRASE).is_ok());
    }
}

#[tokio::test]
async fn without_a_backup_the_page_asks_for_the_stick() {
    let (kit, _) = killed(1).await;
    let open = kit.open();
    let stick = kit.folder.path().join("stick");
    backup::make(&open.data, &open.key, &stick, now()).unwrap();
    let kit = closed(&kit);
    change(&data_of(&kit).join(DATABASE), |bytes| bytes.truncate(4096));
    let mut laptop = kit.laptop();
    laptop.cookies.insert("lang".to_owned(), "en".to_owned());
    laptop.post("/unlock", &[("passphrase", PASSPHRASE)]).await;
    let page = laptop.get("/damaged").await;
    assert!(page.text.contains("None was found on this laptop"), "{}", page.text);
    let nowhere = [("remedy", "folder"), ("from", "/no/such/folder"), ("passphrase", PASSPHRASE)];
    let refused = laptop.post("/damaged", &nowhere).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("/no/such/folder"), "what was typed is kept");
    let there = stick.display().to_string();
    let right = [("remedy", "folder"), ("from", there.as_str()), ("passphrase", PASSPHRASE)];
    assert!(laptop.post_on("/damaged", &right).await.text.contains("data-repaired"));
}
