//! The schema and how older files are brought up to it.

use rusqlite::fallible_iterator::FallibleIterator as _;
use rusqlite::{Batch, Connection, TransactionBehavior};

use super::StoreError;

/// Every step from an empty file to the present schema. Never edited once released: a change is a new step.
const MIGRATIONS: [&str; 21] = [
    include_str!("migrations/0001_first.sql"),
    include_str!("migrations/0002_days.sql"),
    include_str!("migrations/0003_register.sql"),
    include_str!("migrations/0004_collection.sql"),
    include_str!("migrations/0005_finding.sql"),
    include_str!("migrations/0006_places.sql"),
    include_str!("migrations/0007_finding_words.sql"),
    include_str!("migrations/0008_as_typed.sql"),
    include_str!("migrations/0009_lives.sql"),
    include_str!("migrations/0010_sealed_room.sql"),
    include_str!("migrations/0011_left_blank.sql"),
    include_str!("migrations/0012_telling.sql"),
    include_str!("migrations/0013_hand_over.sql"),
    include_str!("migrations/0014_devices.sql"),
    include_str!("migrations/0015_forgetting.sql"),
    include_str!("migrations/0016_turns.sql"),
    include_str!("migrations/0017_block_keys.sql"),
    include_str!("migrations/0018_pair_reasons.sql"),
    include_str!("migrations/0019_hand_over_reach.sql"),
    include_str!("migrations/0020_compared.sql"),
    include_str!("migrations/0021_beside_keys.sql"),
];

/// The newest version this program knows.
pub const NEWEST: i64 = 21;

/// Brings the file to [`NEWEST`], each step in a transaction of its own, so that a power cut leaves a whole step or none.
pub(super) fn migrate(conn: &mut Connection) -> Result<(), StoreError> {
    migrate_seen(conn, || {})
}

/// As [`migrate`]; after each statement it calls `seen`, so that a test can look at the file as a power cut would
/// leave it there.
fn migrate_seen(conn: &mut Connection, mut seen: impl FnMut()) -> Result<(), StoreError> {
    loop {
        let version: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if version > NEWEST {
            return Err(StoreError::Newer { found: version, known: NEWEST });
        }
        let Some(step) = usize::try_from(version).ok().and_then(|version| MIGRATIONS.get(version))
        else {
            return Ok(());
        };
        let tx = conn.transaction_with_behavior(TransactionBehavior::Exclusive)?;
        let mut statements = Batch::new(&tx, step);
        while let Some(mut statement) = statements.next()? {
            statement.raw_execute()?;
            seen();
        }
        tx.pragma_update(None, "user_version", version + 1)?;
        seen();
        tx.commit()?;
        seen();
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use rusqlite::OpenFlags;

    use super::super::{open, unlock};
    use super::*;
    use crate::seal::DatabaseKey;

    #[test]
    fn the_newest_version_is_the_number_of_steps() {
        assert_eq!(usize::try_from(NEWEST), Ok(MIGRATIONS.len()));
    }

    #[test]
    fn a_newer_file_is_refused() {
        let mut conn = Connection::open_in_memory().unwrap();
        conn.pragma_update(None, "user_version", NEWEST + 1).unwrap();
        assert!(matches!(migrate(&mut conn), Err(StoreError::Newer { .. })));
    }

    #[test]
    fn migrating_twice_changes_nothing() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate(&mut conn).unwrap();
        migrate(&mut conn).unwrap();
        let version: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
        assert_eq!(version, NEWEST);
    }

    /// Version and everything that is created.
    fn shape(conn: &Connection) -> (i64, String) {
        let sql = "SELECT coalesce(group_concat(sql, ';'), '') FROM
                   (SELECT sql FROM sqlite_schema ORDER BY type, name)";
        let version = conn.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
        (version, conn.query_row(sql, [], |row| row.get(0)).unwrap())
    }

    /// After every statement the files are copied as they lie on the disk: that is what a killed program leaves.
    #[test]
    fn a_program_killed_in_a_migration_leaves_whole_steps_and_goes_on_at_the_next_start() {
        let mut whole = vec![(0, String::new())];
        let mut conn = Connection::open_in_memory().unwrap();
        for (version, step) in (1_i64..).zip(MIGRATIONS) {
            conn.execute_batch(step).unwrap();
            conn.pragma_update(None, "user_version", version).unwrap();
            whole.push(shape(&conn));
        }
        let (folder, key) = (tempfile::tempdir().unwrap(), DatabaseKey::random());
        let [file, left] = ["kit.db", "left.db"].map(|name| folder.path().join(name));
        let beside = |file: &Path, end: &str| PathBuf::from(format!("{}{end}", file.display()));
        for mode in ["WAL", "DELETE"] {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
            let opened = |file: &Path| {
                let conn = open(file, flags).unwrap();
                unlock(&conn, &key).unwrap();
                conn.pragma_update(None, "synchronous", "OFF").unwrap();
                conn
            };
            let remove = |file: &Path| {
                for end in ["", "-wal", "-shm", "-journal"] {
                    let _ = std::fs::remove_file(beside(file, end));
                }
            };
            remove(&file);
            conn = opened(&file);
            conn.pragma_update(None, "journal_mode", mode).unwrap();
            // So little room that what is not committed goes to the disk as well.
            conn.pragma_update(None, "cache_size", 1).unwrap();
            let (mut cuts, mut versions) = (0, std::collections::BTreeSet::new());
            migrate_seen(&mut conn, || {
                remove(&left);
                for end in ["", "-wal", "-journal"] {
                    let _ = std::fs::copy(beside(&file, end), beside(&left, end));
                }
                let mut again = opened(&left);
                let found = shape(&again);
                let expected = whole.get(usize::try_from(found.0).unwrap());
                assert_eq!(Some(&found), expected, "{mode}: half a step after cut {cuts}");
                cuts += 1;
                // Going on takes as long as it takes once for each step.
                if versions.insert(found.0) {
                    migrate(&mut again).unwrap();
                    assert_eq!(Some(&shape(&again)), whole.last(), "{mode}: after cut {cuts}");
                }
            })
            .unwrap();
            assert_eq!(Some(&shape(&conn)), whole.last());
            assert_eq!(
                versions.len(),
                whole.len(),
                "{mode}: it was cut before and after each step"
            );
        }
    }

    #[test]
    fn the_journal_cannot_be_changed_or_cut() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate(&mut conn).unwrap();
        conn.execute("INSERT INTO journal VALUES (1, 0, NULL, 'a', 'b', 'c', x'00')", []).unwrap();
        assert!(conn.execute("UPDATE journal SET act = 'z'", []).is_err());
        assert!(conn.execute("DELETE FROM journal", []).is_err());
    }
}
