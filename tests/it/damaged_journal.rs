//! Whatever is done to a row of the journal, the kit opens, names the entry, and goes on writing.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a kit that cannot be set up should stop the test"
)]

use outreach_kit::store::backup::{self, BackupError};
use outreach_kit::store::chronicle::{self, Wanted};
use outreach_kit::store::journal::{self, By, Chain};
use outreach_kit::store::{StoreError, clock_doubt, damage, days, followed, signed_in};

use crate::faults::{data_of, terminal};
use crate::harness::{Kit, PASSPHRASE, file, mother_of_two, now};

const COLUMNS: [&str; 7] = ["seq", "at", "staff", "act", "subject", "detail", "hash"];

/// What may stand in a column that the kit never wrote there.
const WRONG: [&str; 11] = [
    "NULL",
    "x''",
    "x'00'",
    "x'0011'",
    "zeroblob(16)",
    "zeroblob(33)",
    "CAST(x'ff61' AS TEXT)",
    "'words'",
    // A time after the last that a calendar has.
    "253402300800000",
    "9223372036854775807",
    "-9223372036854775808",
];

/// Runs statements as somebody who has the key and the file.
async fn change(kit: &Kit, sql: String) -> Result<(), StoreError> {
    kit.open().store.write(move |sp| sp.execute_batch(&sql).map_err(StoreError::from)).await
}

async fn number(kit: &Kit, sql: String) -> i64 {
    let open = kit.open();
    let read = open
        .store
        .read(move |conn| Ok::<_, StoreError>(conn.query_row(&sql, [], |row| row.get(0))?));
    read.await.unwrap()
}

/// The program is closed and opened again.
async fn again(kit: Kit, what: &str) -> Kit {
    let kit = kit.restart();
    let opened = kit.laptop().post("/unlock", &[("passphrase", PASSPHRASE)]).await;
    assert_eq!(opened.location(), "/", "{what}: {}", opened.text);
    kit
}

/// Everything that reads the journal.
async fn is_read(kit: &Kit, what: &str) {
    let open = kit.open();
    let event = open.event().unwrap().id;
    let read = open.store.read(move |conn| {
        journal::head_in_words(conn)?;
        days::marks_now(conn, event)?;
        followed::mark(conn, event)?;
        journal::last(conn)?;
        journal::last_of(conn, "restore")?;
        journal::last_time_of(conn, "sign_in", i64::MAX)?;
        journal::find_mark(conn, &"0".repeat(16))?;
        clock_doubt::spans(conn)?;
        clock_doubt::is_doubtful(conn, now())?;
        clock_doubt::last_sure(conn, None)?;
        signed_in::homes(conn, 10)?;
        chronicle::told(conn, None, Wanted::default(), 1000)?;
        journal::verify(conn)
    });
    match read.await {
        Ok(Chain::BrokenAt(_)) => {}
        Ok(Chain::Whole { .. }) => panic!("{what}: nobody sees it"),
        Err(err) => panic!("{what}: {err:?}"),
    }
    let marks = move |conn: &_| {
        Ok::<_, StoreError>((days::marks_now(conn, event)?.journal, followed::mark(conn, event)?.1))
    };
    let before = open.store.read(marks).await.unwrap();
    let mut admin = kit.signed_in("Admin").await;
    let after = open.store.read(marks).await.unwrap();
    assert!(before.0 < after.0 && before.1 < after.1, "{what}: what is written now is seen");
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    for page in ["/journal", "/journal?number=1", "/event/report/csv"] {
        let shown = admin.get(page).await;
        assert_eq!(shown.status.as_u16(), 200, "{what}: {page}");
    }
    assert!(admin.get("/event").await.text.contains("journal broken at"), "{what}");
    let checked = backup::check(&data_of(kit), &kit.open().key, now());
    assert!(matches!(checked, Err(BackupError::BrokenJournal(_))), "{what}: {checked:?}");
    assert!(damage::look(&data_of(kit), &kit.open().key).unwrap().is_none(), "{what}");
}

#[tokio::test]
async fn an_entry_that_cannot_be_read_does_not_follow_and_the_kit_opens() {
    let kit = Kit::start().await;
    kit.signed_in("Officer One").await;
    file(&mut kit.phone(), &mother_of_two()).await;
    // As the kit makes the table, a column holds what it is for; whoever has the key makes another one.
    let mut kit = kit;
    let mut tried = 0;
    for is_strict in [true, false] {
        let table = if is_strict {
            "DROP TRIGGER journal_is_append_only_update; DROP TRIGGER journal_is_append_only_delete;
             CREATE TABLE sound AS SELECT * FROM journal;"
        } else {
            "DROP TABLE journal; CREATE TABLE journal AS SELECT * FROM sound;"
        };
        change(&kit, table.to_owned()).await.unwrap();
        let signed = "SELECT min(seq) FROM sound WHERE act = 'sign_in'".to_owned();
        let newest = "SELECT max(seq) FROM sound".to_owned();
        let entries = [1, number(&kit, signed).await, number(&kit, newest).await];
        for (at, (column, wrong)) in
            COLUMNS.iter().flat_map(|column| WRONG.map(|wrong| (*column, wrong))).enumerate()
        {
            // Each in turn, so that every column is damaged at the beginning, in the middle and at the end.
            let entry = entries[at % entries.len()];
            let what = format!("{column} = {wrong} in entry {entry}, strict: {is_strict}");
            let same = format!("SELECT {column} IS {wrong} FROM journal WHERE seq = {entry}");
            if number(&kit, same).await == 1 {
                continue;
            }
            let damage = format!("UPDATE journal SET {column} = {wrong} WHERE seq = {entry}");
            if change(&kit, damage).await.is_err() {
                assert!(is_strict, "{what}: only the table's own rules refuse it");
                continue;
            }
            kit = again(kit, &what).await;
            let broken = kit.open().broken_journal;
            assert!(broken.is_some(), "{what}");
            assert!(column == "seq" || broken == Some(entry), "{what}: {broken:?}");
            is_read(&kit, &what).await;
            tried += 1;
            change(&kit, "DELETE FROM journal; INSERT INTO journal SELECT * FROM sound".to_owned())
                .await
                .unwrap();
        }
    }
    assert!(tried > 60, "{tried}");
    let kit = again(kit, "sound again").await;
    assert_eq!(kit.open().broken_journal, None);
}

#[tokio::test]
async fn a_name_of_nobody_is_no_member_of_the_staff() {
    let kit = Kit::start().await;
    // The hash alone cannot tell the two apart.
    let sql = "DROP TRIGGER journal_is_append_only_update;
               UPDATE journal SET staff = zeroblob(16) WHERE seq = 1 AND staff IS NULL";
    change(&kit, sql.to_owned()).await.unwrap();
    let chain = kit.open().store.read(journal::verify).await.unwrap();
    assert_eq!(chain, Chain::BrokenAt(1));
}

#[tokio::test]
async fn the_terminal_names_the_entry_as_well() {
    let kit = Kit::start().await;
    change(
        &kit,
        "DROP TRIGGER journal_is_append_only_update; UPDATE journal SET hash = x'00' WHERE seq = 2"
            .to_owned(),
    )
    .await
    .unwrap();
    let by = By { staff: None, at: now() };
    let open = kit.open();
    let written = open.store.write(move |sp| journal::append(sp, by, "test_print", "", ""));
    written.await.unwrap();
    let (good, said) = terminal(&data_of(&kit), &["check"]);
    assert!(!good && said.contains("does not follow"), "{said}");
    assert!(!said.contains("does not read back whole"), "{said}");
}
