//! A file too large to be read before the kit opens: the photos are read after, and what they are is said.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a kit that cannot be set up should stop the test"
)]

use outreach_kit::app::{App, Rest};
use outreach_kit::config::Config;
use outreach_kit::seal::keyring::Keyring;
use outreach_kit::store::backup::DATABASE;
use outreach_kit::store::{StoreError, damage};

use crate::damaged::change;
use crate::faults::data_of;
use crate::full_disk::{fill_up, full_disk};
use crate::harness::{Kit, PASSPHRASE, config, founding, now};
use crate::journal::acts;

/// A kit with a photo of some hundred pages.
async fn with_a_photo() -> Kit {
    let kit = Kit::start_with(founding(true)).await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    let picture = include_bytes!("../pictures/board.png");
    phone.upload("/photos", &[("paper", "family_book")], ("photo", picture)).await;
    let open = kit.open();
    let large = open.store.write(|sp| {
        let changed = sp.execute("UPDATE photos SET jpeg = randomblob(900000)", [])?;
        Ok::<_, StoreError>(changed)
    });
    assert_eq!(large.await.unwrap(), 1);
    // What the smaller photo had is given back, so that every page is of something.
    kit.open().store.scrub().await.unwrap();
    kit.open().back_up(2, now()).unwrap();
    kit
}

/// The same folder, of which everything is too large to be read at once.
fn large(kit: Kit) -> Kit {
    let folder = kit.folder;
    drop(kit.app);
    let app = App::new(Config { at_once: 0, ..config(folder.path()) }, now);
    Kit::with(app, folder)
}

async fn unlock(kit: &Kit) -> String {
    let opened = kit.laptop().post("/unlock", &[("passphrase", PASSPHRASE)]).await;
    opened.location().to_owned()
}

/// Damages pages from the end on until one is of a photo: a look at everything finds it, and one without photos does not.
fn damage_a_photo(kit: &Kit) {
    let path = data_of(kit).join(DATABASE);
    let whole = std::fs::read(&path).unwrap();
    let key = Keyring::load(&data_of(kit)).unwrap().open(PASSPHRASE).unwrap().0;
    let found = (1..whole.len() / 4096).rev().step_by(7).any(|page| {
        std::fs::write(&path, &whole).unwrap();
        change(&path, |bytes| bytes[page * 4096 + 100] ^= 0x55);
        let found = |at_once| damage::look_within(&data_of(kit), &key, at_once).unwrap().is_some();
        found(u64::MAX) && !found(0)
    });
    assert!(found, "no such page");
}

#[tokio::test]
async fn photos_of_a_large_file_are_read_after_the_kit_opened_and_found_sound() {
    let kit = large(crate::faults::closed(&with_a_photo().await));
    assert_eq!(unlock(&kit).await, "/");
    assert_eq!(kit.open().rest(), Rest::Waiting);
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    assert!(admin.get("/event").await.text.contains("photos are still being read"));
    kit.open().read_rest(now).await.unwrap();
    assert_eq!(kit.open().rest(), Rest::Sound);
    assert!(!admin.get("/event").await.text.contains("photos are still being read"));
    assert!(acts(&kit).await.contains(&"read_rest".to_owned()));
    // A file that is not large is read at once, as ever.
    let kit = kit.restart();
    assert_eq!(unlock(&kit).await, "/");
    assert_eq!(kit.open().rest(), Rest::Sound);
}

#[tokio::test]
async fn what_was_found_on_a_full_disk_is_written_down_once_there_is_room() {
    let kit = large(crate::faults::closed(&with_a_photo().await));
    assert_eq!(unlock(&kit).await, "/");
    fill_up(&kit).await;
    assert!(kit.open().read_rest(now).await.is_err(), "no room");
    assert_eq!(kit.open().rest(), Rest::Unwritten(true));
    full_disk(&kit, false).await;
    kit.open().read_rest(now).await.unwrap();
    assert_eq!(kit.open().rest(), Rest::Sound);
    assert_eq!(acts(&kit).await.iter().filter(|act| *act == "read_rest").count(), 1);
}

#[tokio::test]
async fn a_damaged_photo_of_a_large_file_is_found_and_the_next_start_offers_the_backup() {
    let kit = large(crate::faults::closed(&with_a_photo().await));
    damage_a_photo(&kit);
    assert_eq!(unlock(&kit).await, "/", "everything else is whole");
    kit.open().read_rest(now).await.unwrap();
    assert_eq!(kit.open().rest(), Rest::Damaged);
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let page = admin.get("/").await.text;
    assert!(page.contains("data-rest=\"damaged\""), "{page}");
    assert!(admin.get("/event").await.text.contains("photos damaged"));
    assert!(acts(&kit).await.contains(&"found_damage".to_owned()));
    let kit = large(kit);
    assert_eq!(unlock(&kit).await, "/damaged");
    let page = kit.laptop().get("/damaged").await.text;
    assert!(page.contains("data-damage=\"pages\""), "{page}");
    let fields = [("remedy", "newest"), ("passphrase", PASSPHRASE)];
    let done = kit.laptop().post_on("/damaged", &fields).await;
    assert!(done.text.contains("data-repaired=\"pages\""), "{}", done.text);
}

#[tokio::test]
async fn whatever_else_is_damaged_in_a_large_file_keeps_it_from_opening() {
    let kit = with_a_photo().await;
    let open = kit.open();
    let tables = ["families", "collectors", "register_copies"];
    let roots = open.store.read(move |conn| {
        let root = |table: &str| {
            let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
            conn.query_row(sql, [table], |row| row.get::<_, i64>(0))
        };
        Ok::<_, StoreError>(tables.map(root).into_iter().collect::<Result<Vec<_>, _>>()?)
    });
    let roots = roots.await.unwrap();
    drop(open);
    let kit = large(crate::faults::closed(&kit));
    let path = data_of(&kit).join(DATABASE);
    let sound = std::fs::read(&path).unwrap();
    for (table, page) in tables.iter().zip(roots) {
        std::fs::write(&path, &sound).unwrap();
        change(&path, |bytes| bytes[(usize::try_from(page).unwrap() - 1) * 4096 + 100] ^= 0x55);
        assert_eq!(unlock(&kit).await, "/damaged", "{table}");
    }
}
