//! What goes wrong with disks and sticks: a stick pulled out, no room, a damaged file found at the start.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a folder that cannot be read should stop the test"
)]

use std::path::{Path, PathBuf};

use axum::http::StatusCode;
use outreach_kit::app::damaged;
use outreach_kit::seal::keyring::Keyring;
use outreach_kit::store::backup::{self, DATABASE, Faults, Step, Trouble};
use outreach_kit::store::{StoreError, tally};

use crate::harness::{Browser, Kit, NOW, PASSPHRASE, SECOND, encode, file, fill, mother_of_two};

fn now() -> jiff::Timestamp {
    NOW.parse().unwrap()
}

/// One more mother with one more pair of children.
async fn one_more(kit: &Kit) -> String {
    file(&mut kit.phone(), &mother_of_two()).await
}

fn folders(place: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(place)
        .map(|entries| {
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
        })
        .unwrap_or_default();
    names.sort();
    names
}

#[tokio::test]
async fn a_stick_pulled_out_at_any_moment_leaves_no_half_backup() {
    let kit = Kit::start().await;
    one_more(&kit).await;
    let open = kit.open();
    let stick = kit.folder.path().join("stick");
    let before = backup::make(&open.data, &open.key, &stick, now()).unwrap();
    one_more(&kit).await;
    let later = now() + jiff::SignedDuration::from_secs(60);
    for moment in Step::ALL {
        let elsewhere = kit.folder.path().join("pulled-out");
        let mut pull = |step: Step| {
            if step == moment {
                std::fs::rename(&stick, &elsewhere).unwrap();
            }
        };
        let mut faults = Faults { pages: None, after: &mut pull };
        let made = backup::make_with(&open.data, &open.key, &stick, later, &mut faults);
        let Err(err) = made else { panic!("{moment:?}: a backup without a stick") };
        assert_eq!(Trouble::of(&err, &stick), Trouble::Gone, "{moment:?}");
        assert!(!stick.exists(), "no folder of the same name took its place");
        // Plugged in again: only the earlier one is a backup, and the next one goes on.
        std::fs::rename(&elsewhere, &stick).unwrap();
        assert_eq!(backup::newest_in(&stick).unwrap(), before.folder, "{moment:?}");
    }
    let next = backup::make(&open.data, &open.key, &stick, later).unwrap();
    assert_eq!(backup::newest_in(&stick).unwrap(), next.folder);
    assert_eq!(next.manifest.rows_of("families"), 2);
    assert!(
        folders(&stick).iter().all(|name| !name.contains("unfinished")),
        "{:?}",
        folders(&stick)
    );
}

#[tokio::test]
async fn a_full_stick_is_said_and_nothing_half_stays() {
    let kit = Kit::start().await;
    one_more(&kit).await;
    let open = kit.open();
    let stick = kit.folder.path().join("stick");
    for pages in [1, 20, 60] {
        let mut faults = Faults { pages: Some(pages), after: &mut |_| {} };
        let made = backup::make_with(&open.data, &open.key, &stick, now(), &mut faults);
        let Err(err) = made else { panic!("{pages} pages are not enough") };
        assert_eq!(Trouble::of(&err, &stick), Trouble::Full, "{pages}: {err:?}");
        assert!(backup::newest_in(&stick).is_err());
        assert!(folders(&stick).is_empty(), "{:?}", folders(&stick));
    }
    assert!(backup::make(&open.data, &open.key, &stick, now()).is_ok());
}

#[tokio::test]
async fn a_half_written_manifest_is_no_backup() {
    let kit = Kit::start().await;
    let open = kit.open();
    let stick = kit.folder.path().join("stick");
    let good = backup::make(&open.data, &open.key, &stick, now()).unwrap();
    let later = now() + jiff::SignedDuration::from_secs(60);
    let torn = backup::make(&open.data, &open.key, &stick, later).unwrap();
    let manifest = torn.folder.join("manifest.json");
    let text = std::fs::read(&manifest).unwrap();
    std::fs::write(&manifest, &text[..text.len() / 2]).unwrap();
    assert_eq!(backup::newest_in(&stick).unwrap(), good.folder);
}

/// A stick that is chosen, vanishes, and comes back, as the pages tell it.
#[tokio::test]
async fn the_pages_say_that_the_stick_is_gone_and_that_it_is_back() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    let stick = kit.folder.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    let place = stick.display().to_string();
    let chosen = admin.post("/backup/place", &[("place", &place)]).await;
    assert_eq!(chosen.location(), "/backup?first=yes", "{}", chosen.text);
    while admin.get("/backup").await.text.contains("data-being-made") {}
    assert_eq!(folders(&stick).len(), 1, "the place got its first one by being named");

    std::fs::rename(&stick, kit.folder.path().join("pocket")).unwrap();
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let gone = admin.post("/backup", &[]).await;
    assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(gone.text.contains("The stick or folder is not there"), "{}", gone.text);
    assert!(gone.text.contains("stick not there"), "the bar says it too");
    assert!(!stick.exists(), "no folder of the same name took its place");
    // One on the laptop's own disk is better than none.
    assert!(gone.text.contains("own disk instead"), "{}", gone.text);
    let own = kit.open().data.join("backups");
    assert!(backup::newest_in(&own).is_ok());

    std::fs::rename(kit.folder.path().join("pocket"), &stick).unwrap();
    let back = admin.post("/backup", &[]).await;
    assert_eq!(back.status, StatusCode::OK);
    assert!(!back.text.contains("stick not there"));
}

#[tokio::test]
async fn backups_come_by_themselves_and_only_when_something_changed() {
    let kit = Kit::start().await;
    let open = kit.open();
    let at = |seconds: i64| now() + jiff::SignedDuration::from_secs(seconds);
    // Founding the kit is the first change.
    assert!(open.back_up_if_due(0, at(0)).unwrap());
    assert!(!open.back_up_if_due(0, at(3600)).unwrap());
    one_more(&kit).await;
    assert!(!open.back_up_if_due(1, at(10)).unwrap());
    assert!(open.back_up_if_due(20, at(10)).unwrap(), "after twenty families");
    one_more(&kit).await;
    assert!(open.back_up_if_due(21, at(310)).unwrap(), "after five minutes");
    assert!(!open.back_up_if_due(21, at(7000)).unwrap());
    assert!(!open.backups_need_somebody(at(90_000)));
    one_more(&kit).await;
    assert!(open.backups_need_somebody(at(90_000)));
}

/// The program was killed: the files of a kit as they lie on the disk, its write-ahead log included.
async fn killed(families: usize) -> (Kit, Vec<String>) {
    let kit = Kit::start().await;
    let mut tickets = Vec::new();
    for _ in 0..families {
        tickets.push(one_more(&kit).await);
    }
    (kit, tickets)
}

fn copy_all(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() {
            copy_all(&path, &to.join(name));
        } else if name != *format!("{DATABASE}-shm") {
            std::fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

/// The files of a kit after a power cut, in another folder: what was only in memory is gone. The program that is
/// still open on the first ones can touch these no more.
fn after_the_power_cut(kit: &Kit) -> Kit {
    let folder = tempfile::tempdir().unwrap();
    copy_all(&data_of(kit), &folder.path().join("kit-data"));
    Kit::over(folder)
}

/// Closed properly: everything is in the one file, as after the log was taken in.
pub(crate) fn closed(kit: &Kit) -> Kit {
    let open = kit.open();
    let whole =
        backup::make(&open.data, &open.key, &kit.folder.path().join("whole"), now()).unwrap();
    let kit = after_the_power_cut(kit);
    std::fs::copy(whole.folder.join(DATABASE), data_of(&kit).join(DATABASE)).unwrap();
    std::fs::remove_file(data_of(&kit).join(format!("{DATABASE}-wal"))).unwrap();
    kit
}

pub(crate) fn data_of(kit: &Kit) -> PathBuf {
    kit.folder.path().join("kit-data")
}

fn change(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
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
        let answer = laptop.post("/unlock", &[("passphrase", PASSPHRASE)]).await;
        assert_eq!(answer.location(), "/damaged", "{number} {code}");
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

/// The laptop's disk is full after so many pages; `None` gives the room back.
async fn full_disk(kit: &Kit, full: bool) {
    let open = kit.open();
    open.store
        .write(move |sp| {
            let pages: u32 = sp
                .query_row("PRAGMA page_count", [], |row| row.get(0))
                .map_err(StoreError::from)?;
            let most = if full { pages } else { u32::MAX / 2 };
            sp.query_row(&format!("PRAGMA max_page_count = {most}"), [], |_| Ok(()))
                .map_err(StoreError::from)
        })
        .await
        .unwrap();
}

/// Fills what is left of the pages that are there already, so that the next word has no room.
async fn fill_up(kit: &Kit) {
    full_disk(kit, true).await;
    let open = kit.open();
    for size in [3000, 300, 30] {
        for number in 0..2000 {
            let filled = open
                .store
                .write(move |sp| {
                    sp.execute(
                        "INSERT INTO settings (name, value) VALUES (?1, ?2)",
                        (format!("filler-{size}-{number}"), "x".repeat(size)),
                    )
                    .map_err(StoreError::from)
                })
                .await;
            if let Err(err) = filled {
                assert!(matches!(err, StoreError::Full), "{err:?}");
                break;
            }
        }
    }
}

async fn rows(kit: &Kit) -> Vec<(&'static str, i64)> {
    kit.open().store.read(tally::row_counts).await.unwrap()
}

async fn to_the_check_page(phone: &mut Browser<'_>) {
    phone.post_on("/start", &[]).await;
    fill(phone, &mother_of_two()).await;
}

#[tokio::test]
async fn on_a_full_disk_nothing_is_half_written_and_it_works_again_when_there_is_room() {
    let kit = Kit::start().await;
    one_more(&kit).await;
    let mut phone = kit.phone();
    phone.cookies.insert("lang".to_owned(), "en".to_owned());
    to_the_check_page(&mut phone).await;
    fill_up(&kit).await;
    let before = rows(&kit).await;

    let sent = phone.post("/send", &[]).await;
    assert_eq!(sent.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(
        sent.text.contains("there is no number yet") && sent.text.contains("Tell the desk"),
        "{}",
        sent.text
    );
    assert!(sent.text.contains("ស្រីមុំ"), "every word is still on the page: {}", sent.text);
    assert!(sent.headers.contains_key("retry-after"));
    assert_eq!(rows(&kit).await, before, "nothing half written");
    // A form just begun is small: a few may still find room between the others.
    let mut started = kit.phone().post("/start", &[]).await;
    for _ in 0..500 {
        if started.status == StatusCode::SERVICE_UNAVAILABLE {
            break;
        }
        started = kit.phone().post("/start", &[]).await;
    }
    assert_eq!(started.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(!started.text.is_empty());
    // Reading goes on.
    assert_eq!(kit.phone().get("/board").await.status, StatusCode::OK);

    full_disk(&kit, false).await;
    let sent = phone.post("/send", &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let families =
        |rows: &[(&str, i64)]| rows.iter().find(|(table, _)| *table == "families").unwrap().1;
    assert_eq!(families(&rows(&kit).await), families(&before) + 1);
    let check = outreach_kit::store::backup::check(&kit.open().data, &kit.open().key, now());
    assert!(check.is_ok(), "{:?}", check.err());
}

/// Many send at the same time while the disk is full for some of them: whoever got a number is there, nobody else.
#[tokio::test]
async fn whoever_got_a_number_on_a_disk_that_ran_full_is_in_the_register() {
    let kit = Kit::start().await;
    let mut phones = Vec::new();
    for _ in 0..12 {
        let mut phone = kit.phone();
        to_the_check_page(&mut phone).await;
        phones.push(phone);
    }
    full_disk(&kit, true).await;
    let mut sending = Vec::new();
    for phone in &mut phones {
        sending.push(phone.post("/send", &[]));
    }
    let answers = join_all(sending).await;
    let tickets: Vec<String> = answers
        .iter()
        .filter(|page| page.status == StatusCode::SEE_OTHER)
        .map(|page| page.location().to_owned())
        .collect();
    assert!(answers.iter().all(|page| matches!(
        page.status,
        StatusCode::SEE_OTHER | StatusCode::SERVICE_UNAVAILABLE
    )));
    assert!(tickets.len() < 12, "the disk was never full");
    assert_eq!(
        rows(&kit).await.iter().find(|(table, _)| *table == "families").unwrap().1,
        i64::try_from(tickets.len()).unwrap()
    );
    for ticket in &tickets {
        assert_eq!(kit.phone().get(ticket).await.status, StatusCode::OK);
    }
    full_disk(&kit, false).await;
    for phone in &mut phones {
        let sent = phone.post("/send", &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(rows(&kit).await.iter().find(|(table, _)| *table == "families").unwrap().1, 12);
}

async fn join_all<T>(futures: Vec<impl Future<Output = T>>) -> Vec<T> {
    let mut all: Vec<_> = futures.into_iter().map(Box::pin).collect();
    let mut done: Vec<Option<T>> = all.iter().map(|_| None).collect();
    std::future::poll_fn(|cx| {
        let mut waiting = false;
        for (future, done) in all.iter_mut().zip(&mut done).filter(|(_, done)| done.is_none()) {
            match future.as_mut().poll(cx) {
                std::task::Poll::Ready(answer) => *done = Some(answer),
                std::task::Poll::Pending => waiting = true,
            }
        }
        if waiting { std::task::Poll::Pending } else { std::task::Poll::Ready(()) }
    })
    .await;
    done.into_iter().flatten().collect()
}

#[tokio::test]
async fn staff_read_what_to_do_on_a_full_disk() {
    let kit = Kit::start().await;
    one_more(&kit).await;
    let mut officer = kit.officer("Officer One", "1").await;
    officer.cookies.insert("lang".to_owned(), "en".to_owned());
    fill_up(&kit).await;
    let body = encode(&[]);
    assert!(body.is_empty());
    let mut statuses = Vec::new();
    for _ in 0..3 {
        let answer = officer.post("/desk/next", &[]).await;
        statuses.push(answer.status);
        if answer.status == StatusCode::SERVICE_UNAVAILABLE {
            assert!(answer.text.contains("no room left"), "{}", answer.text);
        }
    }
    assert!(
        statuses
            .iter()
            .all(|status| !status.is_server_error() || *status == StatusCode::SERVICE_UNAVAILABLE),
        "{statuses:?}"
    );
    assert_eq!(officer.get("/desk").await.status, StatusCode::OK);
}

/// A kit that nobody watches runs for days on a small laptop: its threads share two heaps.
#[test]
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn the_serving_program_shares_its_heaps() {
    use std::io::BufRead as _;
    let folder = tempfile::tempdir().unwrap();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_outreach-kit"))
        .args(["serve", "--no-open", "--family-port", "0", "--staff-port", "0", "--data"])
        .arg(folder.path())
        .env_remove("MALLOC_ARENA_MAX")
        .env_remove("OUTREACH_KIT_PASSPHRASE")
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    // It speaks when both doors are open.
    std::io::BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
    let surroundings = std::fs::read(format!("/proc/{}/environ", child.id())).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    let mut variables = surroundings.split(|byte| *byte == 0);
    assert!(variables.any(|variable| variable == b"MALLOC_ARENA_MAX=2"), "{said}");
}

/// What the terminal says, with its exit code.
pub(crate) fn terminal(data: &Path, arguments: &[&str]) -> (bool, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_outreach-kit"))
        .args(arguments)
        .arg("--data")
        .arg(data)
        .env("OUTREACH_KIT_PASSPHRASE", PASSPHRASE)
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

#[tokio::test]
async fn the_check_page_says_the_worst_first_and_drills_a_restore() {
    let kit = Kit::start().await;
    one_more(&kit).await;
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let page = admin.get("/check").await;
    let grades = crate::harness::attributes(&page.text, "data-grade");
    let rank = |grade: &String| ["stop", "attend", "good"].iter().position(|known| known == grade);
    assert!(grades.len() >= 11 && grades.is_sorted_by_key(rank), "{grades:?}");
    // One family filed and no backup: red. The founding made the recovery sheet and two keyholders.
    assert!(page.text.contains("data-finding=\"backup\" data-grade=\"stop\""), "{}", page.text);
    assert!(page.text.contains("data-finding=\"keyholders\" data-grade=\"good\""));
    assert!(page.text.contains("data-finding=\"paper\" data-grade=\"good\""));
    assert!(page.text.contains("data-finding=\"drill\" data-grade=\"attend\""));
    let drilled = admin.post_on("/check", &[]).await;
    assert!(
        drilled.text.contains("data-finding=\"drill\" data-grade=\"good\""),
        "{}",
        drilled.text
    );
    assert!(drilled.text.contains("1 family came back"));
    assert!(folders(&data_of(&kit)).iter().all(|name| !name.starts_with("drill-")), "taken away");
    admin.post("/backup", &[]).await;
    let page = admin.get("/check").await;
    assert!(page.text.contains("data-finding=\"backup\" data-grade=\"attend\""), "{}", page.text);

    let print = admin.get("/check/print").await;
    assert!(print.bytes.starts_with(b"%PDF"));
    let measured = admin.post_on("/check/printed", &[]).await;
    assert!(measured.text.contains("data-finding=\"print\" data-grade=\"good\""));
    // Nobody else enters.
    let mut helper = kit.signed_in("Helper").await;
    assert_eq!(helper.post("/check", &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(helper.get("/check/print").await.status, StatusCode::NOT_FOUND);
    assert_eq!(helper.post("/check/printed", &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_journal_that_does_not_hold_together_is_red_on_the_page_and_in_the_terminal() {
    let kit = Kit::start().await;
    one_more(&kit).await;
    kit.open()
        .store
        .write(|sp| {
            sp.execute_batch(
                "DROP TRIGGER journal_is_append_only_update; UPDATE journal SET act = 'other' WHERE seq = 3",
            )
            .map_err(StoreError::from)
        })
        .await
        .unwrap();
    let mut admin = kit.signed_in("Admin").await;
    let page = admin.get("/check").await;
    assert!(page.text.contains("data-finding=\"journal\" data-grade=\"stop\""), "{}", page.text);
    // Beside the running server, the same sentence.
    let (good, said) = terminal(&data_of(&kit), &["check"]);
    assert!(!good && said.contains("NOT  The journal: Entry 3 does not follow"), "{said}");
    let (_, khmer) = terminal(&data_of(&kit), &["check", "--khmer"]);
    assert!(khmer.contains("កំណត់ហេតុទី ៣ មិនតគ្នា"), "{khmer}");
}

#[tokio::test]
async fn the_terminal_finds_damage_and_restores_over_it_but_never_over_what_is_whole() {
    let (kit, _) = killed(2).await;
    let open = kit.open();
    let stick = kit.folder.path().join("stick");
    backup::make(&open.data, &open.key, &stick, now()).unwrap();
    one_more(&kit).await;
    let kit = closed(&kit);
    let data = data_of(&kit);
    let from = stick.display().to_string();
    let (_, said) = terminal(&data, &["check"]);
    assert!(said.contains("ok   The data: It reads back whole."), "{said}");
    assert!(said.contains("ok   Backup and restore, tried out"), "{said}");
    let (good, said) = terminal(&data, &["restore", "--from", &from]);
    assert!(!good && said.contains("it is whole"), "{said}");

    change(&data.join(DATABASE), |bytes| bytes.truncate(bytes.len() / 3));
    let (good, said) = terminal(&data, &["check"]);
    assert!(!good && said.contains("NOT  The data: It does not read back whole."), "{said}");
    let (good, said) = terminal(&data, &["restore", "--from", &from]);
    assert!(good && said.contains("families: 2"), "{said}");
    let (_, said) = terminal(&data, &["check"]);
    assert!(said.contains("ok   The data: It reads back whole."), "{said}");
    assert!(said.contains("look Restored data"), "{said}");
}

/// A phone that loses its signal takes its handler with it, but not what that handler was reading: the connection
/// stays in use until the read is done. Others wait for it instead of being turned away.
#[tokio::test]
async fn a_phone_that_hangs_up_while_it_reads_turns_nobody_away() {
    let kit = Kit::start().await;
    let store = kit.open().store.clone();
    let (go, wait) = std::sync::mpsc::channel::<()>();
    let wait = std::sync::Arc::new(std::sync::Mutex::new(wait));
    // As many as there are connections.
    for _ in 0..3 {
        let (begun, has_begun) = tokio::sync::oneshot::channel();
        let wait = std::sync::Arc::clone(&wait);
        let reading = store.read(move |_| {
            let _ = begun.send(());
            let _ = wait.lock().unwrap().recv();
            Ok::<_, StoreError>(())
        });
        // The phone is gone as soon as its page is being read.
        tokio::select! {
            _ = reading => panic!("nobody let it go on"),
            _ = has_begun => {}
        }
    }
    let (next, ()) = tokio::join!(store.read(tally::families), async {
        tokio::task::yield_now().await;
        drop(go);
    });
    assert_eq!(next.unwrap(), 0);
}
