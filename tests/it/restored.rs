//! What a kit must keep when it goes on from a backup: numbers given once, its own data, its own time.
#![allow(clippy::unwrap_used, reason = "a folder that cannot be read should stop the test")]

use std::path::{Path, PathBuf};

use axum::http::StatusCode;
use outreach_kit::acts::{self, By, IssueError, PrintError};
use outreach_kit::domain::arrival::FIRST_FORM;
use outreach_kit::domain::ids::{ChildId, RowId};
use outreach_kit::seal::keyring::Keyring;
use outreach_kit::seal::token::uuid7;
use outreach_kit::store::{StoreError, backup, receipts, tally};

use crate::damaged::damage_beside_tickets;
use crate::days::next_answers;
use crate::faults::{closed, data_of, terminal};
use crate::harness::{
    Browser, Kit, PASSPHRASE, PIN, attribute, file, founding, mother_of_two, now,
};

/// A stick with a backup of the kit as it is now.
pub(crate) fn backed_up(kit: &Kit) -> PathBuf {
    let open = kit.open();
    backup::make(&open.data, &open.key, &kit.folder.path().join("stick"), now()).unwrap().folder
}

/// Another laptop that goes on from a backup.
pub(crate) async fn restored(kit: &Kit, from: &Path) -> Kit {
    let folder = tempfile::tempdir().unwrap();
    backup::restore(from, &folder.path().join("kit-data"), &kit.open().key, now()).unwrap();
    let kit = Kit::over(folder);
    let opened = kit.laptop().post("/unlock", &[("passphrase", PASSPHRASE)]).await;
    assert_eq!(opened.location(), "/");
    kit
}

/// The children in the order in which they were filed.
async fn children(kit: &Kit) -> Vec<ChildId> {
    let open = kit.open();
    let all = open.store.read(|conn| {
        let mut statement = conn.prepare("SELECT id FROM children ORDER BY rowid")?;
        let ids = statement.query_map([], |row| row.get(0))?;
        Ok::<Vec<ChildId>, StoreError>(ids.collect::<Result<_, _>>()?)
    });
    all.await.unwrap()
}

/// Makes a child's receipt and gives its code.
async fn receipt(kit: &Kit, child: ChildId) -> String {
    let open = kit.open();
    let made = open.store.write(move |sp| {
        let officer = sp.query_row("SELECT id FROM staff LIMIT 1", [], |row| row.get(0));
        let by = By { staff: Some(officer.map_err(StoreError::from)?), at: now() };
        acts::issue(sp, child, by)?;
        Ok::<_, IssueError>(receipts::code_of(sp, child)?)
    });
    made.await.unwrap().unwrap()
}

/// Opens the next event with the same people.
pub(crate) async fn next_event(admin: &mut Browser<'_>) {
    let page = admin.get("/event/next").await.text;
    let ids: Vec<String> =
        page.split("name=\"stays\"").skip(1).filter_map(|rest| attribute(rest, "value")).collect();
    let stays: Vec<(&str, &str)> = ids.iter().map(|id| ("stays", id.as_str())).collect();
    let opened = admin.post("/event/next", &next_answers(&stays)).await;
    assert_eq!(opened.location(), "/day?said=next", "{}", opened.text);
}

/// A receipt may be made after the event was closed, and while the next one is open: whatever was handed out since
/// the backup is never handed out again.
#[tokio::test]
async fn no_receipt_code_is_given_twice_whether_its_event_is_open_or_closed() {
    for another_is_open in [false, true] {
        let kit = Kit::start().await;
        file(&mut kit.phone(), &mother_of_two()).await;
        let mut admin = kit.signed_in("Admin").await;
        admin.post("/event/close", &[]).await;
        if another_is_open {
            next_event(&mut admin).await;
        }
        let backup = backed_up(&kit);
        let [first, second] = children(&kit).await.try_into().unwrap();
        let before = receipt(&kit, first).await;
        let again = restored(&kit, &backup).await;
        let after = receipt(&again, second).await;
        assert_ne!(before, after, "next event open: {another_is_open}");
    }
}

/// An event that was closed when the backup was made may be opened again: then its line and its paper forms go on too.
#[tokio::test]
async fn tickets_and_paper_forms_of_a_closed_event_skip_ahead_too() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    file(&mut kit.phone(), &mother_of_two()).await;
    admin.post("/event/close", &[]).await;
    let backup = backed_up(&kit);
    let again = restored(&kit, &backup).await;
    let mut admin = again.signed_in("Admin").await;
    assert_eq!(admin.post("/event/reopen", &[]).await.status, StatusCode::SEE_OTHER);
    file(&mut again.phone(), &mother_of_two()).await;
    let open = again.open();
    let reached = open.store.read(|conn| {
        let sql = "SELECT (SELECT max(number) FROM tickets), (SELECT next_form FROM events)";
        conn.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).map_err(StoreError::from)
    });
    let (ticket, form): (u32, u32) = reached.await.unwrap();
    assert!(500 < ticket && FIRST_FORM < form, "{ticket} {form}");
}

/// Prints application forms in as many runs, and gives the last number on them.
async fn forms(kit: &Kit, runs: &[u32]) -> u32 {
    let (open, runs) = (kit.open(), runs.to_vec());
    let printed = open.store.write(move |sp| {
        let officer = sp.query_row("SELECT id FROM staff LIMIT 1", [], |row| row.get(0));
        let by = By { staff: Some(officer.map_err(StoreError::from)?), at: now() };
        for count in runs {
            acts::print_forms(sp, RowId(uuid7(now().as_millisecond().unsigned_abs())), count, by)?;
        }
        let last = sp.query_row("SELECT max(number) FROM paper_forms", [], |row| row.get(0));
        Ok::<u32, PrintError>(last.map_err(StoreError::from)?)
    });
    printed.await.unwrap()
}

#[tokio::test]
async fn no_form_on_paper_is_printed_twice() {
    let kit = Kit::start().await;
    let backup = backed_up(&kit);
    // Twice as many as a page prints at once, before the next backup was due.
    let last = forms(&kit, &[acts::MOST_FORMS, acts::MOST_FORMS]).await;
    let again = restored(&kit, &backup).await;
    assert!(last < forms(&again, &[1]).await);
}

/// A laptop on which setting up stopped half way: these files of a kit nobody ever used are there, and the mark.
fn stopped_half_way(left: &[&str]) -> Kit {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("kit-data");
    std::fs::create_dir(&data).unwrap();
    for name in left.iter().chain(&["setting-up"]) {
        std::fs::write(data.join(name), "of no use").unwrap();
    }
    Kit::over(folder)
}

#[tokio::test]
async fn a_kit_restored_where_setting_up_had_stopped_is_no_fresh_one() {
    let kit = Kit::start().await;
    let ticket = file(&mut kit.phone(), &mother_of_two()).await;
    let from = backed_up(&kit).display().to_string();
    for left in [&[][..], &[Keyring::FILE_NAME], &[Keyring::FILE_NAME, backup::DATABASE]] {
        let stopped = stopped_half_way(left);
        let mut laptop = stopped.laptop();
        assert_eq!(laptop.get("/").await.location(), "/setup", "{left:?}");
        let typed = [("from", from.as_str()), ("passphrase", PASSPHRASE)];
        assert_eq!(laptop.post("/restore", &typed).await.location(), "/", "{left:?}");
        let stopped = stopped.restart();
        let mut laptop = stopped.laptop();
        assert_eq!(laptop.get("/").await.location(), "/unlock", "{left:?}");
        assert_eq!(laptop.post("/unlock", &[("passphrase", PASSPHRASE)]).await.location(), "/");
        assert_eq!(stopped.phone().get(&ticket).await.status, StatusCode::OK);
    }
    let stopped = stopped_half_way(&[Keyring::FILE_NAME, backup::DATABASE]);
    let data = stopped.folder.path().join("kit-data");
    let (good, said) = terminal(&data, &["restore", "--from", &from]);
    assert!(good, "{said}");
    assert_eq!(stopped.restart().laptop().get("/").await.location(), "/unlock");
}

#[tokio::test]
async fn setting_up_again_sets_aside_what_lies_there_and_deletes_nothing() {
    let kit = Kit::start().await;
    let ticket = file(&mut kit.phone(), &mother_of_two()).await;
    let whole = backed_up(&kit);
    // As an older program left it: a kit in use, and the mark of a set-up that never went on.
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("kit-data");
    std::fs::create_dir(&data).unwrap();
    for name in [backup::DATABASE, Keyring::FILE_NAME] {
        std::fs::copy(whole.join(name), data.join(name)).unwrap();
    }
    std::fs::write(data.join("setting-up"), "").unwrap();
    let again = Kit::over(folder);
    again.app.found(founding(false)).await.unwrap();
    let aside = std::fs::read_dir(&data)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.is_dir() && path.join(backup::DATABASE).is_file());
    // What was set aside is the kit as it was.
    let folder = tempfile::tempdir().unwrap();
    std::fs::rename(aside.unwrap(), folder.path().join("kit-data")).unwrap();
    let before = Kit::over(folder);
    let opened = before.laptop().post("/unlock", &[("passphrase", PASSPHRASE)]).await;
    assert_eq!(opened.location(), "/");
    assert_eq!(before.phone().get(&ticket).await.status, StatusCode::OK);
}

/// A stick that was in a pocket while the kit went on from an older backup holds longer ones of the time given up.
#[tokio::test]
async fn a_time_that_was_given_up_never_wins_again() {
    let kit = Kit::start().await;
    let at = |minute: i64| now() + jiff::SignedDuration::from_mins(minute);
    let key = kit.open().key.clone();
    file(&mut kit.phone(), &mother_of_two()).await;
    backup::make(&data_of(&kit), &key, &data_of(&kit).join("backups"), at(0)).unwrap();
    let stick = kit.folder.path().join("stick");
    for minute in 1..4 {
        file(&mut kit.phone(), &mother_of_two()).await;
        backup::make(&data_of(&kit), &key, &stick, at(minute)).unwrap();
    }
    let longest = backup::all_in(&stick).unwrap().pop().unwrap().1;

    let kit = closed(&kit);
    let data = data_of(&kit);
    std::fs::write(data.join(backup::DATABASE), "").unwrap();
    let mut laptop = kit.laptop();
    laptop.post("/unlock", &[("passphrase", PASSPHRASE)]).await;
    let repaired = [("remedy", "newest"), ("passphrase", PASSPHRASE)];
    assert!(laptop.post_on("/damaged", &repaired).await.text.contains("data-repaired"));

    // The stick is back. What is made now is the newest, however short its journal is, and stays.
    for minute in 10..12 {
        let made = backup::make(&data, &key, &stick, at(minute)).unwrap();
        assert!(made.manifest.journal.0 < longest.journal.0);
        assert_eq!(backup::newest_of(&data, &stick).unwrap().0, made.folder);
        backup::thin_out(&stick, &data, &made.folder, 2);
        assert!(made.folder.exists());
    }
    let kept: Vec<_> = backup::all_in(&stick).unwrap();
    assert_eq!(kept.len(), 2, "both of this time");
    assert!(kept.iter().all(|(_, manifest)| at(10) <= manifest.made()));
    // What the stick held of the other time is no backup any more, but nobody threw it away.
    assert_eq!(std::fs::read_dir(&stick).unwrap().count(), 5);
    let again = backup::newest_of(&data, &stick).unwrap().0;
    assert_eq!(restored(&kit, &again).await.open().store.read(tally::families).await.unwrap(), 1);
}

/// Every event counts from one: a number that the backup knows from the event before is missing all the same.
#[tokio::test]
async fn a_whole_event_that_is_not_in_the_backup_is_missed() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    for _ in 0..3 {
        file(&mut kit.phone(), &mother_of_two()).await;
    }
    kit.open().back_up(3, now()).unwrap();
    admin.post("/event/close", &[]).await;
    next_event(&mut admin).await;
    for _ in 0..2 {
        file(&mut kit.phone(), &mother_of_two()).await;
    }
    let kit = closed(&kit);
    damage_beside_tickets(&kit, 5);
    let mut laptop = kit.laptop();
    laptop.post("/unlock", &[("passphrase", PASSPHRASE)]).await;
    laptop.cookies.insert("lang".to_owned(), "en".to_owned());
    let page = laptop.get("/damaged").await.text;
    assert!(page.contains("2 numbers were handed out"), "{page}");
    assert!(page.contains("Birth registration Krapeu Pir: <b>1, 2</b>"), "{page}");
    let repaired = [("remedy", "newest"), ("passphrase", PASSPHRASE)];
    let page = laptop.post_on("/damaged", &repaired).await.text;
    assert!(page.contains("Birth registration Krapeu Pir: <b data-missing>1, 2</b>"), "{page}");
}

#[tokio::test]
async fn whoever_administers_a_restored_kit_reads_once_what_it_goes_on_from() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let [first, _] = children(&kit).await.try_into().unwrap();
    receipt(&kit, first).await;
    assert!(!kit.laptop().get("/").await.text.contains("data-restored"), "nothing was restored");
    let again = restored(&kit, &backed_up(&kit)).await;
    let mut laptop = again.laptop();
    laptop.cookies.insert("lang".to_owned(), "en".to_owned());
    let page = laptop.get("/").await.text;
    let told = page.split("data-restored").nth(1).unwrap().split("</section>").next().unwrap();
    for words in [
        "backup of 21 November 2026 09:00",
        "1 family",
        "2 children",
        "1 receipt",
        "500 higher",
        "4000",
        "A receipt this laptop does not know",
        "administrator signs in",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(!told.contains("action=\"/restored\""), "nobody confirms without a name");
    let mut officer = again.signed_in("Officer One").await;
    assert_eq!(officer.post("/restored", &[]).await.status, StatusCode::NOT_FOUND);
    // The administrator is led there first, and says that they have read it.
    let mut admin = again.laptop();
    let page = admin.get("/sign-in").await.text;
    let before = page.split("Admin").next().unwrap();
    let id = attribute(before.rsplit("name=\"staff\"").next().unwrap(), "value").unwrap();
    let signed = admin.post("/sign-in", &[("staff", &id), ("pin", PIN)]).await;
    assert_eq!(signed.location(), "/");
    assert!(admin.get("/").await.text.contains("action=\"/restored\""));
    let page = admin.post_on("/restored", &[]).await;
    assert!(!page.text.contains("data-restored"), "once");
    admin.post_on("/restored", &[]).await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let journal = admin.get("/journal").await.text;
    assert_eq!(journal.matches("read which backup the kit goes on from").count(), 1, "{journal}");
}

#[tokio::test]
async fn a_place_for_backups_gets_one_as_soon_as_it_is_named() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let stick = kit.folder.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    assert!(admin.get("/backup").await.text.contains("none yet"));
    let place = stick.display().to_string();
    let named = admin.post("/backup/place", &[("place", &place)]).await;
    assert_eq!(named.location(), "/backup?first=yes");
    let mut page = admin.get(named.location()).await.text;
    while page.contains("data-being-made") {
        assert!(page.contains("http-equiv=\"refresh\""), "the page looks again by itself");
        page = admin.get(named.location()).await.text;
    }
    assert!(page.contains("Backed up and read back") && page.contains("1 family"), "{page}");
    assert!(!page.contains("none yet"));
    let made = backup::newest_in(&stick).unwrap();
    assert!(made.join(backup::DATABASE).exists());
    // A stick that was pulled out says so at once as well.
    std::fs::remove_dir_all(&stick).unwrap();
    std::fs::write(&stick, "no folder").unwrap();
    let wrong = admin.post("/backup/place", &[("place", &place)]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}
